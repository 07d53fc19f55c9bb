//! The texts that are compiled in: two briefings, and the template for new ones.

use super::Loaded;
use crate::text::manuscript::Manuscript;

/// A briefing that is compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// The one that opens where none is named.
    First,
    /// On reading and writing briefings.
    Guide,
}

impl BuiltIn {
    pub const ALL: [Self; 2] = [Self::First, Self::Guide];

    /// What messages call it. Its place is remembered under this name.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "the built-in briefing",
            Self::Guide => "the guide",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::First => include_str!("../../../content/korea.md"),
            Self::Guide => include_str!("../../../content/guide.md"),
        }
    }
}

/// What a briefing of one's own may begin as.
pub const TEMPLATE: &str = include_str!("../../../content/template.md");

/// One of the briefings that are compiled in.
pub fn built_in(which: BuiltIn) -> Loaded {
    Loaded { manuscript: Manuscript::new(which.name(), which.text()), diagnostics: Vec::new() }
}
