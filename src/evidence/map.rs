//! The map's figures: how many claims of each section rest on each source.
//!
//! Must not know rows.

use crate::briefing::dossier::{Dossier, Figures, SourceId};

/// The sections that have claims of their own: the columns of the matrix, as indices into the briefing's sections.
pub fn map_columns(dossier: &Dossier) -> Vec<usize> {
    let mut sections: Vec<_> = dossier.claims.iter().map(|claim| claim.section).collect();
    // Claims stand in the order of the text, and so do sections.
    sections.dedup();
    sections
}

/// What is selected: a source, and a section or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub source: SourceId,
    /// Index into the briefing's sections.
    pub section: Option<usize>,
}

/// How many claims rest on a source, there or in all, and what speaks against how many of them.
pub fn cell_figures(dossier: &Dossier, Cell { source, section }: Cell) -> Figures {
    let claims = dossier.resting_on(&[source]).into_iter();
    dossier.figures_of(claims.filter(|&claim| section.is_none_or(|section| dossier.claim(claim).section == section)))
}

/// A section by its number in the contents; 0 is what stands before any heading.
pub fn number(dossier: &Dossier, section: usize) -> String {
    let before = dossier.briefing.sections[..=section].iter().filter(|section| section.level > 0);
    before.count().to_string()
}
