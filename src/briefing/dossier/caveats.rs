//! Which caveats cover a claim or a source, and through which source.

use super::{CaveatId, ClaimId, Dossier, SourceId};
use crate::briefing::ast::CaveatKind;

/// A caveat on a claim, and the source through which it covers the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covering {
    pub caveat: CaveatId,
    /// The nearest covered source on the claim's chains; none if the caveat covers the claim itself.
    pub via: Option<SourceId>,
}

impl Dossier {
    /// Whether a caveat of this kind covers a claim.
    pub fn covered_by(&self, claim: ClaimId, kind: CaveatKind) -> bool {
        self.caveat_kinds(claim).any(|other| other == kind)
    }

    /// Returns the kinds of the caveats on a claim, each once, the gravest last.
    pub fn caveat_kinds(&self, claim: ClaimId) -> impl Iterator<Item = CaveatKind> {
        let coverings = self.coverings(claim);
        let found = move |kind: &CaveatKind| coverings.iter().any(|on| self.caveat(on.caveat).kind == *kind);
        [CaveatKind::Limitation, CaveatKind::Denial].into_iter().filter(found)
    }

    /// Returns the caveats on a claim and on the sources of its chains, in order, each with its nearest source.
    ///
    /// They are found on demand: a hostile file can have a million claims under ten thousand caveats each.
    pub fn coverings(&self, claim: ClaimId) -> Vec<Covering> {
        let claim = self.claim(claim);
        let direct = claim.caveats.iter().map(|&caveat| Covering { caveat, via: None });
        let through = self.behind_all(&claim.sources).into_iter();
        let through = through
            .flat_map(|via| self.source(via).caveats.iter().map(move |&caveat| Covering { caveat, via: Some(via) }));
        let mut coverings: Vec<_> = direct.chain(through).collect();
        // The sort is stable: the nearest source of each caveat stays first.
        coverings.sort_by_key(|covering| covering.caveat);
        coverings.dedup_by_key(|covering| covering.caveat);
        coverings
    }

    /// Returns the source through which a caveat covers a claim; none if it covers the claim itself.
    pub fn way(&self, caveat: CaveatId, claim: ClaimId) -> Option<SourceId> {
        let claim = self.claim(claim);
        let nearest =
            || self.behind_all(&claim.sources).into_iter().find(|&via| self.source(via).caveats.contains(&caveat));
        if claim.caveats.contains(&caveat) { None } else { nearest() }
    }

    /// Returns the claims that a caveat covers, directly or through sources, in order.
    pub fn covered(&self, caveat: CaveatId) -> Vec<ClaimId> {
        let caveat = self.caveat(caveat);
        let mut claims = self.resting_on(&caveat.covers);
        claims.extend(&caveat.claims);
        claims.sort_unstable();
        claims.dedup();
        claims
    }

    /// Returns the claims that some caveats cover, with repetitions. One walk finds them for all caveats.
    pub fn covered_by_any(&self, wanted: impl Fn(CaveatId) -> bool) -> Vec<ClaimId> {
        let caveats: Vec<_> = self.caveat_ids().filter(|&caveat| wanted(caveat)).map(|id| self.caveat(id)).collect();
        let sources: Vec<_> = caveats.iter().flat_map(|caveat| caveat.covers.iter().copied()).collect();
        let mut claims = self.resting_on(&sources);
        claims.extend(caveats.iter().flat_map(|caveat| &caveat.claims));
        claims
    }

    /// Returns the caveats that a source states, in order.
    pub fn stated_by(&self, source: SourceId) -> Vec<CaveatId> {
        self.caveat_ids().filter(|&caveat| self.caveat(caveat).by.contains(&source)).collect()
    }

    /// Returns the caveats on some sources and on the sources behind them, in order.
    pub fn caveats_behind(&self, sources: &[SourceId]) -> Vec<CaveatId> {
        let behind = self.behind_all(sources).into_iter();
        let mut caveats: Vec<_> = behind.flat_map(|source| self.source(source).caveats.iter().copied()).collect();
        caveats.sort_unstable();
        caveats.dedup();
        caveats
    }
}
