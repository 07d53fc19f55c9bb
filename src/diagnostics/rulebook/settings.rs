//! Rules for settings and themes. A rule has no example if a line of settings cannot show its problem.
//!
//! This module holds text only.

use super::{Level, Rule, Scope};

pub(super) const SETTINGS: &[Rule] = &[
    Rule {
        id: "bad-toml",
        level: Level::Error,
        scope: Scope::Settings,
        means: "Settings or a theme that is not TOML",
        why: "The broken place cannot be read.",
        wrong: "measure = \n",
        right: "measure = 72\n",
    },
    Rule {
        id: "wrong-value",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A value that a setting does not allow",
        why: "It is out of range, malformed, or not one of the known words.",
        wrong: "measure = 5\n",
        right: "measure = 72\n",
    },
    Rule {
        id: "unknown-theme",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A theme that does not exist",
        why: "`caveat themes` lists the themes.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "theme-loop",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A theme that inherits itself",
        why: "It would inherit without end.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "unknown-color",
        level: Level::Error,
        scope: Scope::Settings,
        means: "An unknown color",
        why: "A color is a name of the palette, or `#rrggbb`.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "unknown-role",
        level: Level::Error,
        scope: Scope::Settings,
        means: "An unknown role",
        why: "A theme gives styles to roles; themes/ink.toml has all of them.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "unknown-modifier",
        level: Level::Error,
        scope: Scope::Settings,
        means: "An unknown modifier",
        why: "Modifiers are words such as `bold` and `italic`.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "unknown-action",
        level: Level::Error,
        scope: Scope::Settings,
        means: "An unknown action",
        why: "`caveat config` lists all actions.",
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
        id: "renamed-action",
        level: Level::Warning,
        scope: Scope::Settings,
        means: "A former name of an action",
        why: "The action has a new name. The former one still works.",
        wrong: "\
[keys]
next-news = [\"N\"]
",
        right: "\
[keys]
next-change = [\"N\"]
",
    },
    Rule {
        id: "unknown-context",
        level: Level::Error,
        scope: Scope::Settings,
        means: "An unknown place for keys",
        why: "Keys can be set for one place, such as `[keys.sources]`.",
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
        means: "An unknown name of a key",
        why: "Write keys as the help screen shows them, or as `C-o`.",
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
        means: "Keys for an action in a place where it does nothing",
        why: "The keys would do nothing there.",
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
        means: "Two of your own keys that conflict",
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
        why: "There must be a key to quit with.",
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
        why: "Pressing one would do what the other does.",
        wrong: "",
        right: "",
    },
    Rule {
        id: "reserved-key",
        level: Level::Error,
        scope: Scope::Settings,
        means: "A key that always does something else",
        why: "`C-c` quits, and `Esc` cancels a sequence.",
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
        means: "A letter in a place where text is typed",
        why: "The letter would be typed.",
        wrong: "",
        right: "",
    },
];
