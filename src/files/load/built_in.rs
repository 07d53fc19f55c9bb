//! The built-in texts: two briefings, and the template for new ones.

use super::Loaded;
use crate::text::manuscript::Manuscript;

/// A built-in briefing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// Opens when no file is named.
    First,
    /// Explains how to read and write briefings.
    Guide,
}

impl BuiltIn {
    pub const ALL: [Self; 2] = [Self::First, Self::Guide];

    /// The name in messages and for the saved state.
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

/// The template that `caveat new` writes.
pub const TEMPLATE: &str = include_str!("../../../content/template.md");

/// Loads a built-in briefing.
pub fn built_in(which: BuiltIn) -> Loaded {
    Loaded { manuscript: Manuscript::new(which.name(), which.text()), diagnostics: Vec::new() }
}
