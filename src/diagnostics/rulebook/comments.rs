//! Rules for labels of notes and for `caveat:` comments. They are warnings unless the settings say otherwise.
//!
//! This module holds text only.

use super::{Level, Rule, Scope};

pub(super) const COMMENTS: &[Rule] = &[
    Rule {
        id: "unclear-repeat",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A footnote such as “Ibid.” that does not say which work it repeats",
        why: "\
“Ibid.” means the source of the footnote before. If that footnote is a note,
names several works, or stands in a group with others, nobody can tell which
work is meant. The claim then gets a source of its own, and one work may count
as two.",
        wrong: "\
Dues doubled.[^1][^2] Ships wait.[^3]

[^1]: Port audit 2025, p. 4.

[^2]: Harbour pilots.

[^3]: Ibid.
",
        right: "\
Dues doubled.[^1][^2] Ships wait.[^3]

[^1]: Port audit 2025, p. 4.

[^2]: Harbour pilots.

[^3]: Port audit 2025, p. 9.
",
    },
    Rule {
        id: "not-a-note",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A label in the front matter's `notes` that is not a footnote, or is declared as something else",
        why: "The entry has no effect.",
        wrong: "\
+++
notes = [\"glos\"]
+++

Dues doubled.[^audit][^gloss]

[^audit]: Port audit 2025.

[^gloss]: Harbour dues.
",
        right: "\
+++
notes = [\"gloss\"]
+++

Dues doubled.[^audit][^gloss]

[^audit]: Port audit 2025.

[^gloss]: Harbour dues.
",
    },
    Rule {
        id: "unknown-lint",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A comment to caveat, or an entry of `[lints]`, that names an unknown lint",
        why: "It has no effect. In the settings it is an error.",
        wrong: "\
<!-- caveat: off idle-caveats -->

Dues doubled.
",
        right: "\
<!-- caveat: off idle-caveat -->

Dues doubled.
",
    },
    Rule {
        id: "unknown-level",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A comment to caveat that names an unknown level",
        why: "It has no effect. The levels are `error`, `warning` and `off`.",
        wrong: "\
<!-- caveat: of idle-caveat -->

Dues doubled.
",
        right: "\
<!-- caveat: off idle-caveat -->

Dues doubled.
",
    },
];
