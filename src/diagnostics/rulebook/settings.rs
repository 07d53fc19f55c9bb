//! What can be wrong with settings and themes. Without an example is what a line of settings cannot show.
//!
//! A table of text, and nothing else.

use super::{Level, Rule, Scope};

pub(super) const SETTINGS: &[Rule] = &[
    Rule {
        id: "bad-toml",
        level: Level::Error,
        scope: Scope::Settings,
        means: "Settings or a theme that is not TOML",
        why: "What stands in the broken place cannot be read.",
        wrong: "measure = \n",
        right: "measure = 72\n",
    },
    Rule {
        id: "wrong-value",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A value that a setting cannot have",
        why: "It is out of range, or is no key.",
        wrong: "measure = 5\n",
        right: "measure = 72\n",
    },
    Rule {
        id: "unknown-theme",
        level: Level::Error,
        scope: Scope::Settings,
        means: "The name of a theme that there is not",
        why: "`caveat themes` lists those that there are.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "theme-loop",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A theme that inherits itself",
        why: "It would never come to an end.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "unknown-color",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A color that is none",
        why: "It is a name of the palette, or `#rrggbb`.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "unknown-role",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A role that there is not",
        why: "A theme gives styles to roles; themes/ink.toml has all of them.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "unknown-modifier",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A modifier that there is not",
        why: "Modifiers are words such as `bold` and `italic`.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "unknown-action",
        level: Level::Error,
        scope: Scope::Settings,
        means: "An action that there is not",
        why: "`caveat config` lists all of them.",
        wrong: "\
[keys]
nxt-claim = [\"n\"]
",
        right: "\
[keys]
next-claim = [\"n\"]
",
    },
    Rule {
        id: "unknown-context",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A place for keys that there is not",
        why: "Keys can be given for one place, such as `[keys.sources]`.",
        wrong: "\
[keys.surces]
doubt = [\"d\"]
",
        right: "\
[keys.sources]
doubt = [\"d\"]
",
    },
    Rule {
        id: "unknown-key-name",
        level: Level::Error,
        scope: Scope::Settings,
        means: "The name of a key that there is not",
        why: "Keys are written as the help screen shows them, or as `C-o`.",
        wrong: "\
[keys]
back = [\"Bakspace\"]
",
        right: "\
[keys]
back = [\"Backspace\"]
",
    },
    Rule {
        id: "wrong-context",
        level: Level::Error,
        scope: Scope::Settings,
        means: "An action that does nothing in the place that it is given keys for",
        why: "Its keys would do nothing there.",
        wrong: "\
[keys.prompt]
next-claim = [\"C-t\"]
",
        right: "\
[keys.article]
next-claim = [\"C-t\"]
",
    },
    Rule {
        id: "clashing-keys",
        level: Level::Error,
        scope: Scope::Settings,
        means: "Two of your own keys that are in each other’s way",
        why: "One of the two could not be pressed.",
        wrong: "\
[keys]
top = [\"n\"]
bottom = [\"n\"]
",
        right: "\
[keys]
top = [\"g\"]
bottom = [\"n\"]
",
    },
    Rule {
        id: "no-key",
        level: Level::Error,
        scope: Scope::Settings,
        means: "`quit` without a key",
        why: "The way out must stay known.",
        wrong: "\
[keys]
quit = []
",
        right: "\
[keys]
quit = [\"q\"]
",
    },
    Rule {
        id: "same-key",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A key that a terminal cannot tell from another",
        why: "Pressing the one would do what the other does.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "reserved-key",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A key that always does something else",
        why: "`C-c` quits, and `Esc` gives up a sequence.",
        wrong: "\
[keys]
top = [\"C-c\"]
",
        right: "\
[keys]
top = [\"g\"]
",
    },
    Rule {
        id: "text-key",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A letter where one types text",
        why: "It would be typed.",
        wrong: "",
        right: "",
    },
];
