//! One open text: its dossier, problems, doubts and filter.

use std::rc::Rc;
use std::sync::Arc;

use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, Doubts};
use crate::diagnostics::diagnostic::{Diagnostic, annotation_losses};
use crate::evidence::dependence::Dependence;
use crate::evidence::filter::{Filter, Selection};
use crate::evidence::judgement::Judgements;
use crate::print::sentences::Sentences;
use crate::text::numbers;

use super::unkept::Unkept;

/// An open text.
pub(crate) struct Text {
    pub(crate) dossier: Arc<Dossier>,
    /// The problems of the manuscript.
    pub(crate) problems: Vec<Diagnostic>,
    pub(crate) doubts: Doubts,
    /// By claim: whether it stands with these doubts.
    pub(crate) standing: Vec<bool>,
    pub(super) filter: Option<Filtered>,
    /// Why the file can no longer be read. The text is the last good one.
    pub(crate) stale: Option<String>,
    /// What the reader judged in it.
    pub(crate) judgements: Judgements,
    /// Changes of these that are not on disk yet.
    pub(crate) unkept: Unkept,
    /// Whether the reader has read it. Otherwise it was only loaded beside another text.
    pub(super) was_read: bool,
}

/// A filter, and the claims that pass it.
pub(crate) struct Filtered {
    pub(super) filter: Filter,
    pub(super) selection: Rc<Selection>,
}

impl Text {
    pub(crate) fn new(dossier: Arc<Dossier>, problems: &[Diagnostic]) -> Self {
        let standing = vec![true; dossier.claims.len()];
        let problems = problems.to_vec();
        Self {
            dossier,
            problems,
            doubts: Doubts::new(),
            standing,
            filter: None,
            stale: None,
            judgements: Judgements::default(),
            unkept: Unkept::default(),
            was_read: false,
        }
    }

    /// A new version of the text, with the same doubts.
    pub(super) fn new_version(&self, dossier: Arc<Dossier>, problems: &[Diagnostic]) -> Self {
        let doubts = self.doubts_in(&dossier);
        let judgements = Judgements::find(self.judgements.entries().to_vec(), &dossier);
        let unkept = self.unkept.clone();
        let mut next = Self { doubts, judgements, unkept, was_read: self.was_read, ..Self::new(dossier, problems) };
        next.recompute_standing();
        next
    }

    /// The sources of another dossier that are doubted here, by their ids.
    pub(super) fn doubts_in(&self, dossier: &Dossier) -> Doubts {
        let ids = self.doubts.iter().map(|&source| &self.dossier.source(source).id);
        ids.filter_map(|id| dossier.source_by_id(id)).collect()
    }

    /// The number of standing claims.
    pub(crate) fn standing_count(&self) -> usize {
        self.standing.iter().filter(|&&stands| stands).count()
    }

    /// Recomputes which claims stand.
    pub(super) fn recompute_standing(&mut self) {
        self.standing = self.dossier.standing(&self.doubts);
    }

    /// Whether the text cites a source.
    pub(crate) fn has_sources(&self) -> bool {
        !self.dossier.sources.is_empty()
    }

    pub(crate) fn sentences(&self) -> Sentences<'_> {
        let Self { dossier, doubts, standing, problems, .. } = self;
        Sentences { dossier, doubts, standing, problems: annotation_losses(problems) }
    }

    /// Where a caveat is first stated: the block, and the byte of the manuscript.
    pub(crate) fn statement(&self, caveat: CaveatId) -> Option<(usize, u32)> {
        let &statement = self.dossier.caveat(caveat).statements.first()?;
        let extent = self.dossier.statements[statement].passage.extent();
        Some((extent.place.block, extent.span.start))
    }

    // The filter.

    /// The claims that pass the filter, if one is set.
    pub(crate) fn selection(&self) -> Option<&Rc<Selection>> {
        self.filter.as_ref().map(|filtered| &filtered.selection)
    }

    pub(crate) fn passes(&self, claim: ClaimId) -> bool {
        self.selection().is_none_or(|selection| selection.has(claim))
    }

    /// The first claim that passes the filter, starting with a number, 0-based.
    pub(crate) fn passing_from(&self, first: usize) -> Option<ClaimId> {
        self.dossier.claim_ids().skip(first).find(|&claim| self.passes(claim))
    }

    /// The last claim that passes the filter, before a number, 0-based.
    pub(crate) fn passing_before(&self, end: usize) -> Option<ClaimId> {
        self.dossier.claim_ids().take(end).rfind(|&claim| self.passes(claim))
    }

    /// The text of the current filter; empty without one.
    pub(crate) fn filter_text(&self) -> &str {
        self.filter.as_ref().map_or("", |filtered| filtered.filter.text())
    }

    /// "9 of 39 claims"; empty without a filter.
    pub(crate) fn passing_words(&self) -> String {
        let Some(selection) = self.selection() else { return String::new() };
        let sentences = selection.sentences.iter().filter(|&&passes| passes).count();
        let sentences =
            if sentences > 0 { format!(", {}", numbers::count(sentences, "sentence")) } else { String::new() };
        format!("{} of {}{sentences}", selection.count(), numbers::count(self.dossier.claims.len(), "claim"))
    }

    /// The first claim that passes the filter whose references stand after a byte of the text.
    pub(crate) fn passing_after(&self, byte: u32) -> Option<ClaimId> {
        let claims = &self.dossier.claims;
        self.passing_from(claims.partition_point(|claim| claim.passage.references.start < byte))
    }

    /// Whether a filter is set that no claim and no sentence passes.
    pub(crate) fn passes_nothing(&self) -> bool {
        let passes = |selection: &Rc<Selection>| selection.count() > 0 || selection.sentences.contains(&true);
        self.selection().is_some_and(|selection| !passes(selection))
    }

    /// Applies a filter.
    pub(super) fn filter_by(&mut self, filter: Option<Filter>) {
        self.filter = filter.map(|filter| {
            let dependence = Dependence::of(&self.dossier, &self.doubts);
            let selection = Rc::new(filter.select(&self.dossier, &self.standing, &dependence));
            Filtered { filter, selection }
        });
    }
}
