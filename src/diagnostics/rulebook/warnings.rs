//! Rules whose problems are warnings unless the settings say otherwise.
//!
//! This module holds text only.

use super::{Level, Rule, Scope};

pub(super) const WARNINGS: &[Rule] = &[
    Rule {
        id: "reference-first",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A reference that comes before the words it covers",
        why: "\
caveat takes it as a reference for the sentence after it. References usually
follow their words, so a reader may attach it to the sentence before.",
        wrong: "\
[^audit] Dues doubled.

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "unused-source",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A declared source or a note that nothing uses",
        why: "\
No claim rests on it. Either a reference is missing, or the source is left over.
`--fix` removes its table from the front matter if nothing else, there or in the
text, names it.",
        wrong: "\
+++
[sources.audit]
name = \"Port audit 2025\"
+++

Dues doubled.
",
        right: "\
+++
[sources.audit]
name = \"Port audit 2025\"
+++

Dues doubled.[^audit]
",
    },
    Rule {
        id: "idle-caveat",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A caveat that covers no claim",
        why: "\
Whatever it says, it weakens no claim. Name the sources that it is about in
`covers`, or put its label beside the reference of the one claim that it is
about.",
        wrong: "\
+++
[caveats.sample]
by = [\"audit\"]
text = \"A small sample\"

[sources.audit]
name = \"Port audit 2025\"
+++

Dues doubled.[^audit]
",
        right: "\
+++
[caveats.sample]
by = [\"audit\"]
covers = [\"audit\"]
text = \"A small sample\"

[sources.audit]
name = \"Port audit 2025\"
+++

Dues doubled.[^audit]
",
    },
    Rule {
        id: "caveat-without-by",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A caveat that nobody states",
        why: "\
A caveat, and above all a denial, carries as much weight as its author. If the
text does not name the author, cite a source of kind `unknown`.",
        wrong: "\
+++
[caveats.sample]
covers = [\"audit\"]
text = \"A small sample\"

[sources.audit]
name = \"Port audit 2025\"
+++

Dues doubled.[^audit]
",
        right: "\
+++
[caveats.sample]
by = [\"audit\"]
covers = [\"audit\"]
text = \"A small sample\"

[sources.audit]
name = \"Port audit 2025\"
+++

Dues doubled.[^audit]
",
    },
    Rule {
        id: "repeated-label",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A label that appears twice in one group of references",
        why: "Once is enough; perhaps another label was meant.",
        wrong: "\
Dues doubled.[^audit][^audit]

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "link-not-reference",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A reference that Markdown takes for a link",
        why: "The parentheses after it make it a link, so nobody answers for the words.",
        wrong: "\
Dues doubled[^audit](twice). Ships wait.[^audit]

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled[^audit] (twice). Ships wait.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "unread-citation",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "Marks that look like citations, but are not recognized",
        why: "\
The text seems to cite, but nothing says what the marks mean. Its sentences are
shown as its own voice, although somebody may answer for them. A reference in a
template or in a comment does not count either.",
        wrong: "\
Dues doubled [1]. Ships wait [2].
",
        right: "\
Dues doubled [1]. Ships wait [2].

## References

[1] Port audit 2025

[2] Harbour pilots
",
    },
    Rule {
        id: "provenance-unchecked",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A provenance manifest, which is not checked",
        why: "\
A manifest (C2PA) says who made a text and with what. caveat leaves it out of
the text and does not check whether it is true.",
        wrong: "\
Dues doubled.

-----BEGIN C2PA MANIFEST-----
AAAA
-----END C2PA MANIFEST-----
",
        right: "\
Dues doubled.
",
    },
    Rule {
        id: "url-not-web",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A source's `url` that is not a web address",
        why: "Only http and https addresses are opened, so nobody can follow it.",
        wrong: "\
+++
[sources.audit]
url = \"www.port.example/audit\"
+++

Dues doubled.[^audit]
",
        right: "\
+++
[sources.audit]
url = \"https://www.port.example/audit\"
+++

Dues doubled.[^audit]
",
    },
    Rule {
        id: "broken-yaml",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "Front matter in YAML that is not well-formed",
        why: "Only its plain lines are read: a key, a colon and a value. A value with a colon\n\
              needs quotation marks.",
        wrong: "\
---
title: Harbour: the dues
---

Dues doubled.
",
        right: "\
---
title: \"Harbour: the dues\"
---

Dues doubled.
",
    },
    Rule {
        id: "no-bibliography",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "Works that are cited by key, with no bibliography that can be read",
        why: "The works still count as sources, but only their keys are known.",
        wrong: "\
Dues doubled [@audit2025, p. 33].
",
        right: "\
---
references:
- id: audit2025
  title: Port audit
---

Dues doubled [@audit2025, p. 33].
",
    },
    Rule {
        id: "missing-work",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A citation key that no bibliography has",
        why: "\
It may be misspelt. The work still counts as a source, but only its key is
known.",
        wrong: "\
---
references:
- id: audit2025
  title: Port audit
---

Dues doubled [@audit].
",
        right: "\
---
references:
- id: audit2025
  title: Port audit
---

Dues doubled [@audit2025].
",
    },
    Rule {
        id: "bad-entry",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "An entry of a bibliography that cannot be read",
        why: "The entry is left out, and the others are read.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "utf-16",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A text in UTF-16",
        why: "caveat can read it, but other Markdown tools will not read it as it is.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "quotation-without-source",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A quotation of some length with no source behind it, in a text that declares its sources",
        why: "\
Somebody said these words, and the reader is not told who. This lint looks at
six or more words in quotation marks that are neither a title nor a question,
where neither their sentence nor the one beside it has a reference or a link.",
        wrong: "\
+++
[sources.pilot]
named = false
+++

Ships wait for days.[^pilot]

One has had enough. He wrote: “We have never waited as long as this spring.”
",
        right: "\
+++
[sources.pilot]
named = false
+++

Ships wait for days.[^pilot]

One has had enough. He wrote: “We have never waited as long as this spring.”[^pilot]
",
    },
    Rule {
        id: "names-another-source",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A claim whose words attribute it to a declared source that it does not cite",
        why: "\
“According to the port” and a reference to the audit cannot both be right,
unless the audit has it from the port; then the port belongs in the audit's
`by`.",
        wrong: "\
+++
[sources.audit]
name = \"Port audit 2025\"

[sources.court]
name = \"Court of Audit\"
+++

Dues fell.[^court]

According to the Court of Audit, dues doubled.[^audit]
",
        right: "\
+++
[sources.audit]
name = \"Port audit 2025\"
by = [\"court\"]

[sources.court]
name = \"Court of Audit\"
+++

Dues fell.[^court]

According to the Court of Audit, dues doubled.[^audit]
",
    },
    Rule {
        id: "hedge-outside-claim",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "Brackets that leave out words which reverse or weaken the words inside",
        why: "\
A claim is shown in its sentence, but the brackets say that the source answers
only for the words inside. If “There is no evidence that” stands outside,
somebody who said the opposite becomes a witness. `--fix` moves the opening
bracket to the left where that is enough.",
        wrong: "\
The auditors suspect that [dues doubled][^audit].

[^audit]: Port audit 2025.
",
        right: "\
[The auditors suspect that dues doubled][^audit].

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "hedge-dropped",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "Two claims of one source in nearly the same words, one hedged and one not",
        why: "\
A text should not be firmer than its source. Where the second mention drops the
“may”, the text has grown surer than its source.",
        wrong: "\
Two shipping lines may have left the harbour for good.[^audit]

Two shipping lines left the harbour for good.[^audit]

[^audit]: Port audit 2025.
",
        right: "\
Two shipping lines may have left the harbour for good.[^audit]

The two shipping lines paid for nine berths.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "likelihood-with-confidence",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A degree of likelihood and a level of confidence in one sentence",
        why: "\
How likely something is and how sure the author is of that are two questions.
ICD 203, the standard of US intelligence analysis, keeps them in two sentences,
because readers take one for the other. Checked only in texts that cite.",
        wrong: "\
Dues doubled.[^audit] We assess with moderate confidence that a third line will very likely leave.

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit] A third line will very likely leave. We have moderate confidence in this assessment.

[^audit]: Port audit 2025.
",
    },
];
