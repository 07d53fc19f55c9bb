//! Dossier → summary: what goes to paper, mail, pipes and programs.
//!
//! `outline` owns what a summary says and in what order; `text` and `markdown` only lay it out, and `json`
//! says the same to programs. Whoever reads only a summary, or only its head, must not be misled: every
//! caveat stands at the head in full, and of a claim that none covers no more than that is said.
//! Must not know the screen.

mod outline;
mod told;
mod words;
mod writer;
mod text;
mod markdown;
mod json;
#[cfg(test)]
mod tests;

pub use self::json::json;
pub use self::markdown::markdown;
pub use self::text::text;
pub(crate) use self::told::Signs;
pub(crate) use self::words::{capitalized, enumeration, sentence};
pub(crate) use self::writer::Writer;
use crate::briefing::dossier::{Dossier, Doubts};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::filter::Selection;

/// What the reader asks of a summary.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Columns of a row. Only the text form has rows.
    pub width: usize,
    /// Nothing but ASCII. In JSON every other character is escaped, in the other forms spelled.
    pub ascii: bool,
    /// Sources of the dossier at hand.
    pub doubts: Doubts,
    /// What is told of; without it, everything.
    pub only: Option<Only>,
}

/// What passes a filter, and what the filter is.
#[derive(Clone, Debug)]
pub struct Only {
    pub filter: String,
    pub selection: Selection,
}

/// What stands under the title: who wrote it, where and when; and the figures or that there is no claim.
pub(crate) fn opening(dossier: &Dossier, diagnostics: &[Diagnostic]) -> Vec<String> {
    let options = Options::default();
    let outline = outline::Outline::new(dossier, diagnostics, &options, Signs::PRINTED, &str::to_owned);
    let figures = if dossier.claims.is_empty() { outline.no_claims() } else { outline.figures() };
    outline.byline().into_iter().chain([figures]).collect()
}
