//! The list of sources: which source or claim each row stands for.
//!
//! Must not know how a row looks.

use crate::briefing::dossier::{ClaimId, Dossier, SourceId};
use crate::page::elsewhere::Elsewhere;

/// The list of sources in its order, each with its depth under another source. Under the open source stand its claims.
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
    SubRow(SubRow),
}

/// A row under the open source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubRow {
    /// An index into the source's claims.
    Here(usize),
    /// Another text, by its number, or a claim in it.
    There(usize, Option<ClaimId>),
}

impl SourceList<'_> {
    fn here(&self, dossier: &Dossier) -> usize {
        dossier.sources.get(self.open.0).map_or(0, |source| source.claims.len())
    }

    /// The number of rows under the open source.
    pub(super) fn under(&self, dossier: &Dossier) -> usize {
        self.here(dossier) + self.elsewhere.iter().map(|text| 1 + text.claims().len()).sum::<usize>()
    }

    /// The number of rows.
    pub(super) fn length(&self, dossier: &Dossier) -> usize {
        self.sources.len() + self.under(dossier)
    }

    /// The row of a source. If the source is not in the list, the row of the open one.
    pub(super) fn row_of(&self, dossier: &Dossier, source: SourceId) -> usize {
        let at = |wanted: SourceId| self.sources.iter().position(|(source, _)| *source == wanted);
        let open = at(self.open).unwrap_or_default();
        match at(source).unwrap_or(open) {
            at if at > open => at + self.under(dossier),
            at => at,
        }
    }

    /// The distance of a row from the open source above it, 1-based.
    pub(super) fn depth_of(&self, dossier: &Dossier, sub_row: SubRow) -> Option<usize> {
        match sub_row {
            SubRow::Here(claim) => Some(claim + 1),
            SubRow::There(number, claim) => {
                let at = self.elsewhere.iter().position(|text| text.number == number)?;
                let before: usize = self.elsewhere[..at].iter().map(|text| 1 + text.claims().len()).sum();
                let of_text = |claim| self.elsewhere[at].claims().iter().position(|&known| known == claim);
                let within = claim.map_or(Some(0), |claim| of_text(claim).map(|at| at + 1))?;
                Some(self.here(dossier) + before + within + 1)
            }
        }
    }

    /// The row at a distance under the open source, 1-based.
    pub(super) fn sub_row_at(&self, dossier: &Dossier, depth: usize) -> Option<SubRow> {
        let here = self.here(dossier);
        let mut at = depth.checked_sub(1)?;
        if at < here {
            return Some(SubRow::Here(at));
        }
        at -= here;
        for text in &self.elsewhere {
            match at.checked_sub(1) {
                None => return Some(SubRow::There(text.number, None)),
                Some(claim) if claim < text.claims().len() => {
                    return Some(SubRow::There(text.number, Some(text.claims()[claim])));
                }
                Some(claim) => at = claim - text.claims().len(),
            }
        }
        None
    }

    /// What a row shows; `None` after the last row.
    pub(super) fn at(&self, dossier: &Dossier, row: usize) -> Option<Listed> {
        let (open, under) = (self.row_of(dossier, self.open), self.under(dossier));
        let source = |at: usize| self.sources.get(at).map(|(source, _)| Listed::Source(*source));
        if row <= open {
            source(row)
        } else if row <= open + under {
            self.sub_row_at(dossier, row - open).map(Listed::SubRow)
        } else {
            source(row - under)
        }
    }
}
