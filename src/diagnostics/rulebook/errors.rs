//! What makes no sense as it stands: errors, where nothing is set.
//!
//! A table of text, and nothing else.

use super::{Level, Rule, Scope};

pub(super) const ERRORS: &[Rule] = &[
    Rule {
        id: "undeclared-label",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A reference whose label is neither declared nor defined",
        why: "\
The claim then rests on a name that nobody can look up. Most often it is a slip:
`--fix` corrects it where one known label only is near.",
        wrong: "\
Dues doubled.[^audti] Ships wait.[^audit]

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit] Ships wait.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "undeclared-source",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A `by` or `covers` that names a source which is not declared",
        why: "\
A chain ends in nothing there, or a caveat covers nothing. `--fix` corrects a
slip where one known source only is near.",
        wrong: "\
+++
[sources.audit]
name = \"Port audit 2025\"
by = [\"court\"]
+++

Dues doubled.[^audit]
",
        right: "\
+++
[sources.audit]
name = \"Port audit 2025\"
by = [\"court\"]

[sources.court]
name = \"Court of Audit\"
+++

Dues doubled.[^audit]
",
    },
    Rule {
        id: "not-a-source",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A `by` or `covers` that names a caveat",
        why: "Only a source can stand behind something, or be limited by a caveat.",
        wrong: "\
+++
[sources.audit]
name = \"Port audit 2025\"
by = [\"sample\"]

[caveats.sample]
by = [\"audit\"]
covers = [\"audit\"]
text = \"A small sample\"
+++

Dues doubled.[^audit]
",
        right: "\
+++
[sources.audit]
name = \"Port audit 2025\"

[caveats.sample]
by = [\"audit\"]
covers = [\"audit\"]
text = \"A small sample\"
+++

Dues doubled.[^audit]
",
    },
    Rule {
        id: "loop",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A chain of sources that bites its own tail",
        why: "\
Each of them then rests on the other, and none on anything. `by` runs from a
document to those behind it; the link that closes the loop is left out.",
        wrong: "\
+++
[sources.audit]
by = [\"court\"]

[sources.court]
by = [\"audit\"]
+++

Dues doubled.[^audit]
",
        right: "\
+++
[sources.audit]
by = [\"court\"]

[sources.court]
+++

Dues doubled.[^audit]
",
    },
    Rule {
        id: "declared-twice",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "Two sources or caveats with one id",
        why: "\
Whoever cites it means one of them; only the first counts. Ids that differ in
case only are one, as in Markdown.",
        wrong: "\
+++
[sources.audit]
name = \"Port audit 2024\"

[sources.Audit]
name = \"Port audit 2025\"
+++

Dues doubled.[^audit]
",
        right: "\
+++
[sources.audit-2024]
name = \"Port audit 2024\"

[sources.audit-2025]
name = \"Port audit 2025\"
+++

Dues fell,[^audit-2024] then doubled.[^audit-2025]
",
    },
    Rule {
        id: "defined-twice",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "Two footnotes with one label",
        why: "Whoever refers to it means one of them; only the first counts.",
        wrong: "\
Dues doubled.[^audit]

[^audit]: Port audit 2024.

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "no-words",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A reference with no words before it",
        why: "It covers nothing, so nobody knows what the source is to answer for.",
        wrong: "\
# [^audit]

Dues doubled.

[^audit]: Port audit 2025.
",
        right: "\
Dues doubled.[^audit]

[^audit]: Port audit 2025.
",
    },
    Rule {
        id: "open-front-matter",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "Front matter that is not closed",
        why: "All of it is read as text, and nothing in it is declared.",
        wrong: "\
+++
title = \"Harbour dues\"

Dues doubled.
",
        right: "\
+++
title = \"Harbour dues\"
+++

Dues doubled.
",
    },
    Rule {
        id: "front-matter",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "Front matter that is not TOML",
        why: "What stands in the broken place is not read, and what is declared there is not\nknown.",
        wrong: "\
+++
title = Harbour dues
+++

Dues doubled.
",
        right: "\
+++
title = \"Harbour dues\"
+++

Dues doubled.
",
    },
    Rule {
        id: "unknown-key",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A key that means nothing where it stands",
        why: "What it was to say is not read. In settings and themes too.",
        wrong: "\
+++
titel = \"Harbour dues\"
+++

Dues doubled.
",
        right: "\
+++
title = \"Harbour dues\"
+++

Dues doubled.
",
    },
    Rule {
        id: "unknown-value",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A value that is none of those that a key can have",
        why: "It is as if the key were not there.",
        wrong: "\
+++
[sources.audit]
kind = \"report\"
+++

Dues doubled.[^audit]
",
        right: "\
+++
[sources.audit]
kind = \"document\"
+++

Dues doubled.[^audit]
",
    },
    Rule {
        id: "wrong-type",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A value of the wrong type",
        why: "It is as if the key were not there. In settings and themes too.",
        wrong: "\
+++
[sources.pilots]
named = \"no\"
+++

Ships wait.[^pilots]
",
        right: "\
+++
[sources.pilots]
named = false
+++

Ships wait.[^pilots]
",
    },
    Rule {
        id: "not-utf8",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "Bytes that are not UTF-8",
        why: "What they were to say is lost; a sign stands in their place.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "not-utf16",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "UTF-16 with a character cut in half",
        why: "What it was to say is lost; a sign stands in its place.",
        wrong: "",
        right: "",
    },
];
