//! What a dossier says of hedges: those of a claim, and whether any were looked for.
//!
//! Owns which language a stretch of the text is read in. Must not know how a hedge is found.

use super::{Claim, ClaimId, Dossier};
use crate::briefing::Extent;
use crate::hedge::{self, Extra, Hedge, HedgeKind};
use crate::language::Language;

impl Dossier {
    /// The hedges in a claim's words, in their order.
    pub fn hedges(&self, claim: ClaimId) -> &[Hedge] {
        self.claim(claim).hedges.get_or_init(|| hedge::find(self.words(claim), self.language(claim), &self.hedging))
    }

    /// With more patterns of hedges: those of the reader's settings.
    #[must_use]
    pub fn hedged_by(mut self, extra: &Extra) -> Self {
        self.hedging = self.hedging.and(extra);
        self
    }

    /// What the settings and the text add to the tables of hedges.
    pub fn hedging(&self) -> &Extra {
        &self.hedging
    }

    /// The hedges in a stretch of the text.
    pub fn hedges_in(&self, extent: &Extent) -> Vec<Hedge> {
        let words = self.briefing.prose(extent.place).slice(&extent.range);
        let section = &self.briefing.sections[self.briefing.section_of(extent.place.block)];
        hedge::find(words, Language::of_sentence(words, section.language), &self.hedging)
    }

    /// The language that a claim is in: its sentence's, where that is clearly another than its section's.
    pub fn language(&self, claim: ClaimId) -> Language {
        let Claim { extent, section, .. } = self.claim(claim);
        let words = self.briefing.prose(extent.place).slice(&extent.range);
        Language::of_sentence(words, self.briefing.sections[*section].language)
    }

    /// Whether hedges are looked for in the language of a claim; if not, finding none means nothing.
    pub fn seeks_hedges(&self, claim: ClaimId) -> bool {
        hedge::is_sought(self.language(claim), &self.hedging)
    }

    /// The words of a claim's hedges, and their kinds.
    pub fn hedged(&self, claim: ClaimId) -> Vec<(&str, HedgeKind)> {
        let words = self.words(claim);
        self.hedges(claim)
            .iter()
            .map(|hedge| (&words[hedge.range.start as usize..hedge.range.end as usize], hedge.kind))
            .collect()
    }
}
