//! Alerts: the word above their first block, and what colors it.

use crate::briefing::ast::Container;
use crate::text::role::Role;

/// The word to be set above a block, if it is an alert's first.
pub(super) fn alert_word(container: &Container) -> Option<&'static str> {
    match container {
        Container::Quote { alert, first: true } => *alert,
        Container::Quote { .. } | Container::Item { .. } | Container::Note { .. } | Container::Definition { .. } => {
            None
        }
    }
}

/// The role that colors an alert; its word says the same.
pub(super) fn alert_role(word: &str) -> Role {
    if matches!(word, "warning" | "caution" | "danger" | "error" | "failure" | "bug") {
        Role::AlertWarning
    } else {
        Role::Alert
    }
}
