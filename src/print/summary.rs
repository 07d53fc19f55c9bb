//! Prints a dossier as a summary: plain text, Markdown or JSON.
//!
//! `outline` owns what a summary says and in what order; `text` and `markdown` only lay it out, and `json` says the same
//! to programs. A summary must not mislead people who read only it, or only its head: every caveat stands at the head in
//! full, and of a claim without a caveat it says only that. Must not know the screen.

mod outline;
mod excerpt;
mod words;
mod writer;
mod text;
mod markdown;
mod json;
#[cfg(test)]
mod tests;

pub(crate) use self::excerpt::Signs;
pub use self::json::json;
pub use self::markdown::markdown;
pub use self::text::text;
pub(crate) use self::words::{capitalized, enumeration, sentence};
pub(crate) use self::writer::Writer;
use crate::briefing::dossier::{Dossier, Doubts};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::filter::Selection;

/// How a summary is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Columns of a row. Only the text form has rows.
    pub width: usize,
    /// Only ASCII. JSON escapes every other character, and the other forms spell it.
    pub ascii: bool,
    /// Doubted sources of the dossier.
    pub doubts: Doubts,
    /// What is shown; everything if there is no filter.
    pub only: Option<Only>,
}

/// A filter, and what passes it.
#[derive(Clone, Debug)]
pub struct Only {
    pub filter: String,
    pub selection: Selection,
}

/// The lines under the title: who wrote the text, where and when; then its figures, or that it has no claim.
pub(crate) fn opening(dossier: &Dossier, diagnostics: &[Diagnostic]) -> Vec<String> {
    let options = Options::default();
    let outline = outline::Outline::new(dossier, diagnostics, &options, Signs::PRINTED, &str::to_owned);
    let figures = if dossier.claims.is_empty() { outline.no_claims() } else { outline.figures() };
    outline.byline().into_iter().chain([figures]).collect()
}
