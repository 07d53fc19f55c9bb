//! Hedges: words in a claim that weaken it, found by whole words, longest first.
//!
//! Owns the one table of them. The kinds are those of the uncertainty corpora (epistemic, doxastic,
//! investigation, condition), with hearsay and approximation beside them. A hedge is always shown as
//! the words it is; nothing here turns words into a degree of likelihood. Must not know claims.

use std::ops::Range;

/// A hedge in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// Bytes of the text.
    pub range: Range<u32>,
    pub kind: HedgeKind,
}

/// What kind of uncertainty a hedge expresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HedgeKind {
    /// It may be so: may, seems, likely.
    Epistemic,
    /// Somebody holds it to be so: believed, suspected, alleged.
    Doxastic,
    /// Somebody is finding out whether it is so.
    Investigation,
    /// It is so if something else is.
    Condition,
    /// It is said, by nobody in particular.
    Hearsay,
    /// The figure is not exact.
    Approximation,
}

impl HedgeKind {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Epistemic => "epistemic",
            Self::Doxastic => "doxastic",
            Self::Investigation => "investigation",
            Self::Condition => "condition",
            Self::Hearsay => "hearsay",
            Self::Approximation => "approximation",
        }
    }
}

/// The hedges in `text`, in order, none inside another.
pub fn find(text: &str) -> Vec<Hedge> {
    let _ = text;
    Vec::new()
}
