//! Rules whose problems are errors unless the settings say otherwise.
//!
//! This module holds text only.

use super::{Level, Rule, Scope};

pub(super) const ERRORS: &[Rule] = &[
    Rule {
        id: "undeclared-label",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "A reference whose label is neither declared nor defined",
        why: "\
The claim then rests on a name that nobody can look up. It is usually a typo:
`--fix` corrects it if exactly one known label is similar.",
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
        means: "A `by` or `covers` that names an undeclared source",
        why: "\
A chain then ends in nothing, or a caveat covers nothing. `--fix` corrects a
typo if exactly one known source has a similar label.",
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
        why: "Only a source can stand behind something, or be covered by a caveat.",
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
        means: "A chain of sources that leads back to itself",
        why: "\
Its sources then rest on one another, and on nothing else. `by` names the
sources that stand behind a source; caveat ignores the link that closes the
loop.",
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
        means: "Two sources or caveats with the same id",
        why: "\
A reference to the id can mean only one of them, so only the first counts. Ids
that differ only in case are the same, as in Markdown.",
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
        means: "Two footnotes with the same label",
        why: "A reference to the label can mean only one of them, so only the first counts.",
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
        why: "It covers nothing, so nobody knows what the source answers for.",
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
        why: "The broken place is not read, so its declarations are missing.",
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
        means: "A key that is unknown in its place",
        why: "The key and its value are ignored. This applies to settings and themes too.",
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
        means: "A value that its key does not allow",
        why: "The key is treated as missing.",
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
        why: "The key is treated as missing. This applies to settings and themes too.",
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
        why: "What they meant is lost; a replacement character stands in their place.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "not-utf16",
        level: Level::Error,
        scope: Scope::Briefing,
        means: "UTF-16 with a character cut in half",
        why: "What it meant is lost; a replacement character stands in its place.",
        wrong: "",
        right: "",
    },
];
