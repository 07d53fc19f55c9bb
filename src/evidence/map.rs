//! Figures of the map: how many claims of each section rest on each source.
//!
//! A cell counts a section's own claims and not those of the sections under it, so that the cells of a row add up. So
//! `section:3` in a filter selects that heading alone, while a part of a title includes the sections under it. Must not
//! know rows.

use crate::briefing::dossier::{Dossier, Figures, SourceId};

/// Sections with claims of their own: the columns of the matrix, as indices into the briefing's sections.
pub fn map_columns(dossier: &Dossier) -> Vec<usize> {
    let mut sections: Vec<_> = dossier.claims.iter().map(|claim| claim.section).collect();
    // Claims stand in the order of the text, and so do sections.
    sections.dedup();
    sections
}

/// A cell: a source, and a section or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub source: SourceId,
    /// Index into the briefing's sections.
    pub section: Option<usize>,
}

/// Counts the claims of a cell, and how many of them are limited or denied.
pub fn cell_figures(dossier: &Dossier, Cell { source, section }: Cell) -> Figures {
    let claims = dossier.resting_on(&[source]).into_iter();
    dossier.figures_of(claims.filter(|&claim| section.is_none_or(|section| dossier.claim(claim).section == section)))
}

/// The number of a section in the contents; 0 for the part before the first heading.
pub fn number(dossier: &Dossier, section: usize) -> String {
    let before = dossier.briefing.sections[..=section].iter().filter(|section| section.level > 0);
    before.count().to_string()
}
