//! The views of the main pane, by name.
//!
//! Owns their order, which is that of the tabs, and what each of them lists. Must not know how a view looks: see
//! `views`.

use serde::{Deserialize, Serialize};

/// A view of the main pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    Article,
    Claims,
    Sources,
    Map,
}

/// What the rows of a view stand for. Searching, copying and the status line go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    Text,
    Claims,
    Sources,
}

impl View {
    /// All views, in the order of their tabs.
    pub const ALL: &[Self] = &[Self::Article, Self::Claims, Self::Sources, Self::Map];

    /// Its tab.
    pub(super) fn tab(self) -> String {
        format!(" {self:?} ")
    }

    /// Describes the action that shows it, for the help screen.
    pub(super) const fn doc(self) -> &'static str {
        match self {
            Self::Article => "the article",
            Self::Claims => "all claims as a table",
            Self::Sources => "the sources",
            Self::Map => "the map: what the text rests on, sources by sections",
        }
    }

    pub(super) fn listed(self) -> Listed {
        match self {
            Self::Article => Listed::Text,
            Self::Claims => Listed::Claims,
            Self::Sources | Self::Map => Listed::Sources,
        }
    }
}
