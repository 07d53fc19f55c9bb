//! Rows of runs: text with roles, its target, and the words of the text that it shows.
//!
//! Owns the width of runs and how they are cut to a width. Must not know who typesets them.

use unicode_segmentation::UnicodeSegmentation;

use super::lead::Lead;
use crate::briefing::stretch::Stretch;
use crate::evidence::since::ChangeState;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::{visible, wrap};

/// The place where a row begins. No two rows of a document have the same anchor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// A byte of the manuscript.
    pub byte: u32,
    /// The number of rows before this one that begin at the same byte. Some rows have no byte of their own: a rule, or
    /// the second row of a link's address.
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
    /// The default anchor in a card.
    pub at: Anchor,
    pub runs: Vec<Run>,
    /// The sign in the gutter.
    pub gutter: Gutter,
    /// How the claim that begins in this row changed since an older text.
    pub change: ChangeState,
    /// Whether a claim of the older text is gone from this place.
    pub gone: bool,
    /// Whether a claim that somebody judged begins in this row.
    pub judged: bool,
    /// For code that is too wide: the number of hidden columns at the left and at the right.
    pub beyond: (usize, usize),
}

/// The sign in the gutter beside a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gutter {
    #[default]
    Nothing,
    /// The row shows part of a claim that a caveat limits.
    Limited,
    /// The row shows part of a claim that somebody denies.
    Denied,
    /// The row shows part of the chosen claim's sentence, but none of its words.
    Sentence,
    /// The row shows part of what is chosen.
    Chosen,
}

/// Text of a row with one set of roles. It has no line break and no control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub roles: Roles,
    /// The target, if the run can be followed.
    pub lead: Option<Lead>,
    /// The words of the text that the run shows. None for marks, margins and other text of the program.
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
    /// A row that has no place in the text.
    pub fn of(runs: Vec<Run>) -> Self {
        Self { runs, ..Self::default() }
    }

    pub fn columns(&self) -> usize {
        columns(&self.runs)
    }

    /// The text of the row, without roles.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// The width of runs, in columns.
pub fn columns(runs: &[Run]) -> usize {
    runs.iter().map(|run| wrap::columns(&run.text)).sum()
}

/// Cuts or pads runs to exactly this width.
pub fn padded(runs: Vec<Run>, width: usize, symbols: Symbols) -> Vec<Run> {
    let mut runs = fit(runs, width, symbols);
    runs.push(Run::new(" ".repeat(width.saturating_sub(columns(&runs))), Role::Body));
    runs
}

/// Cuts the beginning of a run to a width, with a sign where something is cut off.
pub fn fit_end(run: Run, width: usize, symbols: Symbols) -> Run {
    if wrap::columns(&run.text) <= width {
        return run;
    }
    let room = width.saturating_sub(wrap::columns(symbols.ellipsis()));
    let mut used = 0;
    let clusters = run.text.grapheme_indices(true).rev().take_while(|(_, cluster)| {
        used += wrap::columns(cluster);
        used <= room
    });
    let from = clusters.last().map_or(run.text.len(), |(at, _)| at);
    let sign = if width > 0 { symbols.ellipsis() } else { "" };
    Run { text: format!("{sign}{}", &run.text[from..]), ..run }
}

/// Cuts runs to a width, with a sign where something is cut off.
pub fn fit(runs: Vec<Run>, width: usize, symbols: Symbols) -> Vec<Run> {
    if columns(&runs) <= width {
        return runs;
    }
    let room = width.saturating_sub(wrap::columns(symbols.ellipsis()));
    let mut used = 0;
    let mut fitted = Vec::new();
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
        fitted.push(Run { text, ..run });
        if full {
            if width > 0 {
                fitted.push(Run::new(symbols.ellipsis(), roles));
            }
            break;
        }
    }
    fitted
}
