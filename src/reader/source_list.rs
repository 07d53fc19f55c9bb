//! The list of sources as rows: which source or which of its claims a row is, here and in other texts.
//!
//! Must not know how a row looks.

use crate::briefing::dossier::{ClaimId, Dossier, SourceId};
use crate::page::elsewhere::Elsewhere;

/// The list of sources: those in it in their order, each with how deep it stands under another, and the one that is
/// opened, under which stands what it says.
pub(super) struct SourceList<'a> {
    pub(super) sources: &'a [(SourceId, usize)],
    pub(super) open: SourceId,
    /// What the open source says in other texts.
    pub(super) elsewhere: Vec<Elsewhere<'a>>,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    Source(SourceId),
    Said(Said),
}

/// A row under the open source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// An index into its claims.
    Here(usize),
    /// Another text, by its number, or a claim in it.
    There(usize, Option<ClaimId>),
}

impl SourceList<'_> {
    fn here(&self, dossier: &Dossier) -> usize {
        dossier.sources.get(self.open.0).map_or(0, |source| source.claims.len())
    }

    /// How many rows stand under the source that is opened.
    pub(super) fn under(&self, dossier: &Dossier) -> usize {
        self.here(dossier) + self.elsewhere.iter().map(|text| 1 + text.claims().len()).sum::<usize>()
    }

    /// How many rows there are.
    pub(super) fn length(&self, dossier: &Dossier) -> usize {
        self.sources.len() + self.under(dossier)
    }

    /// The row of a source; of the one that is opened, if this one is not in the list.
    pub(super) fn row_of(&self, dossier: &Dossier, source: SourceId) -> usize {
        let at = |wanted: SourceId| self.sources.iter().position(|(source, _)| *source == wanted);
        let open = at(self.open).unwrap_or_default();
        match at(source).unwrap_or(open) {
            at if at > open => at + self.under(dossier),
            at => at,
        }
    }

    /// How many rows under the source that is opened something stands, 1-based.
    pub(super) fn depth_of(&self, dossier: &Dossier, said: Said) -> Option<usize> {
        match said {
            Said::Here(claim) => Some(claim + 1),
            Said::There(number, claim) => {
                let at = self.elsewhere.iter().position(|text| text.number == number)?;
                let before: usize = self.elsewhere[..at].iter().map(|text| 1 + text.claims().len()).sum();
                let of_text = |claim| self.elsewhere[at].claims().iter().position(|&known| known == claim);
                let within = claim.map_or(Some(0), |claim| of_text(claim).map(|at| at + 1))?;
                Some(self.here(dossier) + before + within + 1)
            }
        }
    }

    /// Returns the row at a depth under the open source, 1-based.
    pub(super) fn said_at(&self, dossier: &Dossier, depth: usize) -> Option<Said> {
        let here = self.here(dossier);
        let mut at = depth.checked_sub(1)?;
        if at < here {
            return Some(Said::Here(at));
        }
        at -= here;
        for text in &self.elsewhere {
            match at.checked_sub(1) {
                None => return Some(Said::There(text.number, None)),
                Some(claim) if claim < text.claims().len() => {
                    return Some(Said::There(text.number, Some(text.claims()[claim])));
                }
                Some(claim) => at = claim - text.claims().len(),
            }
        }
        None
    }

    /// Returns what a row shows, or `None` after the last.
    pub(super) fn at(&self, dossier: &Dossier, row: usize) -> Option<Listed> {
        let (open, under) = (self.row_of(dossier, self.open), self.under(dossier));
        let source = |at: usize| self.sources.get(at).map(|(source, _)| Listed::Source(*source));
        if row <= open {
            source(row)
        } else if row <= open + under {
            self.said_at(dossier, row - open).map(Listed::Said)
        } else {
            source(row - under)
        }
    }
}
