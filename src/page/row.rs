//! A row of runs: text with its roles, where it leads, and which words of the text it shows.
//!
//! Owns how wide runs are and how they are cut to a width. Must not know who typesets them.

use unicode_segmentation::UnicodeSegmentation;

use super::lead::Lead;
use crate::briefing::stretch::Stretch;
use crate::evidence::since::Turn;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::{visible, wrap};

/// Where a row begins. No two rows of a document begin at the same place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// A byte of the manuscript.
    pub byte: u32,
    /// How many rows before it begin there too: a rule, or the second row of a link's address, has no byte of its own.
    pub row: u32,
}

impl Anchor {
    /// The first row that begins at a byte.
    pub fn at(byte: u32) -> Self {
        Self { byte, row: 0 }
    }
}

/// A row of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The least there is in a card.
    pub at: Anchor,
    pub runs: Vec<Run>,
    /// The sign in the gutter.
    pub gutter: Gutter,
    /// How the claim that begins here changed, if an older text is known.
    pub turned: Turn,
    /// Whether a claim of the older text is gone from here.
    pub gone: bool,
    /// Where it is code that is too wide: its columns left and right of what is shown.
    pub beyond: (usize, usize),
}

/// The sign in the gutter beside a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gutter {
    #[default]
    Nothing,
    /// Part of a claim stands in the row.
    Claim,
    /// Part of the sentence of the chosen claim does, but none of its words.
    Sentence,
    /// Part of what is chosen stands in the row.
    Chosen,
}

/// A stretch of a row with one look. Its text is harmless and has no line break in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub roles: Roles,
    /// Where it leads, if it can be followed.
    pub lead: Option<Lead>,
    /// The words of the text that it shows; none for marks, margins and whatever else is ours.
    pub stretch: Option<Stretch>,
}

impl Run {
    pub fn new(text: impl AsRef<str>, roles: impl Into<Roles>) -> Self {
        Self { text: visible::line(text.as_ref()).into_owned(), roles: roles.into(), lead: None, stretch: None }
    }

    #[must_use]
    pub fn leading_to(self, lead: impl Into<Option<Lead>>) -> Self {
        Self { lead: lead.into(), ..self }
    }

    /// Marks the run as words of the text.
    #[must_use]
    pub(super) fn showing(self, stretch: Option<Stretch>) -> Self {
        Self { stretch, ..self }
    }
}

impl Row {
    /// A row of runs that stands at no place in the text.
    pub fn of(runs: Vec<Run>) -> Self {
        Self { runs, ..Self::default() }
    }

    pub fn columns(&self) -> usize {
        columns(&self.runs)
    }

    /// The row without its roles.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Columns that runs take.
pub fn columns(runs: &[Run]) -> usize {
    runs.iter().map(|run| wrap::columns(&run.text)).sum()
}

/// Runs in exactly so many columns.
pub fn padded(runs: Vec<Run>, width: usize, symbols: Symbols) -> Vec<Run> {
    let mut runs = fit(runs, width, symbols);
    runs.push(Run::new(" ".repeat(width.saturating_sub(columns(&runs))), Role::Body));
    runs
}

/// Runs cut to a width, with a sign where something was cut off.
pub fn fit(runs: Vec<Run>, width: usize, symbols: Symbols) -> Vec<Run> {
    if columns(&runs) <= width {
        return runs;
    }
    let room = width.saturating_sub(wrap::columns(symbols.ellipsis()));
    let mut used = 0;
    let mut kept = Vec::new();
    for run in runs {
        let mut text = String::new();
        let mut full = false;
        for cluster in run.text.graphemes(true) {
            let columns = wrap::columns(cluster);
            full = used + columns > room;
            if full {
                break;
            }
            text.push_str(cluster);
            used += columns;
        }
        let roles = run.roles;
        kept.push(Run { text, ..run });
        if full {
            if width > 0 {
                kept.push(Run::new(symbols.ellipsis(), roles));
            }
            break;
        }
    }
    kept
}
