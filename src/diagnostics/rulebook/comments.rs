//! What labels of notes and comments to caveat get wrong: warnings, where nothing is set.
//!
//! A table of text, and nothing else.

use super::{Level, Rule, Scope};

pub(super) const COMMENTS: &[Rule] = &[
    Rule {
        id: "unclear-repeat",
        level: Level::Warning,
        scope: Scope::Briefing,
        means: "A footnote such as “Ibid.” that does not say which work it repeats",
        why: "\
“Ibid.” is the source of the footnote before. Where that one is a note, names
several works, or stands in a group with others, nobody can tell which is meant,
so the claim has a source of its own and its weight counts twice.",
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
        means: "A label in `notes` of the front matter that is no footnote, or is declared as something else",
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
        means: "A comment to caveat, or `[lints]`, that names no kind of problem",
        why: "It changes nothing, whatever it was to change. In the settings it is an error.",
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
        means: "A comment to caveat that names no level",
        why: "It changes nothing, whatever it was to change. Levels are `error`, `warning`,\n`off`.",
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
