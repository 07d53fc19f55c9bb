//! How many claims a part of the text has, and how many of them are limited or denied.

use super::{ClaimId, Dossier};
use crate::briefing::ast::CaveatKind;

/// Numbers of limited and of denied claims before each claim and before the end of the text.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    limited: Vec<usize>,
    denied: Vec<usize>,
    /// See [`Dossier::most_in_a_section`].
    most: Figures,
}

/// Counts of claims in a part of the text: all, limited and denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub claims: usize,
    /// Claims under a limitation.
    pub limited: usize,
    /// Claims under a denial.
    pub denied: usize,
}

impl Dossier {
    /// Counts the claims in a range of blocks.
    pub fn figures_in(&self, blocks: std::ops::Range<usize>) -> Figures {
        self.tallied(self.tally(), blocks)
    }

    /// Counts the given claims.
    pub fn figures_of(&self, claims: impl IntoIterator<Item = ClaimId>) -> Figures {
        let tally = self.tally();
        let mut figures = Figures::default();
        for claim in claims {
            let among = |counts: &[usize]| counts[claim.0 + 1] - counts[claim.0];
            figures.claims += 1;
            figures.limited += among(&tally.limited);
            figures.denied += among(&tally.denied);
        }
        figures
    }

    /// Returns the highest of each count in any section.
    pub fn most_in_a_section(&self) -> Figures {
        self.tally().most
    }

    /// Counts the claims of the whole text once, because a list of sections needs them for each section.
    fn tally(&self) -> &Tally {
        self.index.tally.get_or_init(|| {
            let limited = self.count_covered(CaveatKind::Limitation);
            let denied = self.count_covered(CaveatKind::Denial);
            let mut tally = Tally { limited, denied, most: Figures::default() };
            for section in &self.briefing.sections {
                let Figures { claims, limited, denied } = self.tallied(&tally, section.blocks.clone());
                let most = &mut tally.most;
                *most = Figures {
                    claims: most.claims.max(claims),
                    limited: most.limited.max(limited),
                    denied: most.denied.max(denied),
                };
            }
            tally
        })
    }

    fn tallied(&self, tally: &Tally, blocks: std::ops::Range<usize>) -> Figures {
        let before = |block: usize| self.claims.partition_point(|claim| claim.passage.place.block < block);
        let (first, end) = (before(blocks.start), before(blocks.end.max(blocks.start)));
        let among = |counts: &[usize]| counts[end] - counts[first];
        Figures { claims: end - first, limited: among(&tally.limited), denied: among(&tally.denied) }
    }

    /// Returns the number of claims under a kind of caveat before each claim, and before the end.
    fn count_covered(&self, kind: CaveatKind) -> Vec<usize> {
        let mut covered = vec![false; self.claims.len()];
        for claim in self.covered_by_any(|caveat| self.caveat(caveat).kind == kind) {
            covered[claim.0] = true;
        }
        let mut count = 0;
        let counts = covered.into_iter().map(|covered| {
            count += usize::from(covered);
            count
        });
        std::iter::once(0).chain(counts).collect()
    }
}
