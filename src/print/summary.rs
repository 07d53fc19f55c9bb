//! Prints a dossier as a summary: plain text, Markdown or JSON.
//!
//! `outline` owns what a summary says and in what order. `text` and `markdown` only lay it out, and `json` says the
//! same to programs. A summary must not mislead people who read only it, or only its head: each caveat stands in full
//! at the head, and a claim without a caveat is only said to have none. Must not know the screen.

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
pub(crate) use self::markdown::with_addresses;
pub use self::text::text;
pub(crate) use self::words::{enumeration, sentence};
pub(crate) use self::writer::Writer;
use crate::briefing::dossier::{Dossier, Doubts};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::filter::Selection;
use crate::evidence::judgement::Judgements;

/// Options for printing a summary.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The width of a row, in columns. Only plain text has rows.
    pub width: usize,
    /// Whether to use only ASCII. JSON escapes other characters, and the other forms spell them.
    pub ascii: bool,
    /// The doubted sources.
    pub doubts: Doubts,
    /// What is shown; everything without a filter.
    pub only: Option<Only>,
    /// The reader's own judgements, if they are printed. They are private, so nobody gets them who does not ask.
    pub judgements: Option<Judgements>,
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
