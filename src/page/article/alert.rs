//! Alerts: the word above their first block, and their color.

use crate::briefing::ast::Container;
use crate::text::role::Role;

/// The word of an alert, if this container begins it.
pub(super) fn alert_word(container: &Container) -> Option<&'static str> {
    match container {
        Container::Quote { alert, first: true } => *alert,
        Container::Quote { .. } | Container::Item { .. } | Container::Note { .. } | Container::Definition { .. } => {
            None
        }
    }
}

/// The role that colors an alert. The word already says which kind it is.
pub(super) fn alert_role(word: &str) -> Role {
    if matches!(word, "warning" | "caution" | "danger" | "error" | "failure" | "bug") {
        Role::AlertWarning
    } else {
        Role::Alert
    }
}
