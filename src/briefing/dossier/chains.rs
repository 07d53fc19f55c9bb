//! The sources behind a source, and which claims stand when some of them are doubted.

use std::collections::{BTreeSet, HashSet};

use super::{ClaimId, Dossier, SourceId};

/// Sources that the reader doubts.
pub type Doubts = BTreeSet<SourceId>;

/// Most chains that are listed for one source of a claim. `by` can make exponentially many.
pub const MOST_CHAINS: usize = 100;

impl Dossier {
    /// Returns a source and all sources behind it, nearest first.
    pub fn behind(&self, source: SourceId) -> Vec<SourceId> {
        self.behind_all(&[source])
    }

    /// Returns some sources and all sources behind them, nearest first, each once.
    pub(crate) fn behind_all(&self, sources: &[SourceId]) -> Vec<SourceId> {
        let mut found = sources.to_vec();
        let mut seen: HashSet<SourceId> = found.iter().copied().collect();
        let mut next = 0;
        while let Some(&source) = found.get(next) {
            found.extend(self.source(source).by.iter().filter(|behind| seen.insert(**behind)));
            next += 1;
        }
        found
    }

    /// Returns the claims that rest on some sources, because they cite one of them or a source in front of one. In
    /// order.
    pub fn resting_on(&self, sources: &[SourceId]) -> Vec<ClaimId> {
        let mut above: Vec<Vec<SourceId>> = vec![Vec::new(); self.sources.len()];
        for id in self.source_ids() {
            for behind in &self.source(id).by {
                above[behind.0].push(id);
            }
        }
        let mut seen = HashSet::new();
        let mut found: Vec<_> = sources.iter().copied().filter(|&source| seen.insert(source)).collect();
        let mut next = 0;
        while let Some(&source) = found.get(next) {
            found.extend(std::mem::take(&mut above[source.0]).into_iter().filter(|&above| seen.insert(above)));
            next += 1;
        }
        let mut claims: Vec<_> = found.iter().flat_map(|&source| &self.source(source).claims).copied().collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }

    /// Returns the chains of a claim, at most [`MOST_CHAINS`] for each source that says it. A chain runs from such a
    /// source to a source that nobody stands behind. Depth first without recursion, because a chain may be as long as
    /// its file.
    pub fn chains(&self, claim: ClaimId) -> Vec<Vec<SourceId>> {
        let mut chains = Vec::new();
        for cited in self.answering(claim) {
            // The chain so far, each link with the number of sources behind it that were followed.
            let mut chain = vec![(cited, 0)];
            let most = chains.len() + MOST_CHAINS;
            while let Some((last, followed)) = chain.last_mut() {
                let by = &self.source(*last).by;
                let next = by.get(*followed).copied();
                *followed += 1;
                if by.is_empty() {
                    chains.push(chain.iter().map(|&(source, _)| source).collect());
                    if chains.len() == most {
                        break;
                    }
                }
                match next {
                    Some(source) => chain.push((source, 0)),
                    None => _ = chain.pop(),
                }
            }
        }
        chains
    }

    /// Returns which claims stand, by [`ClaimId`], if the doubted sources are worth nothing.
    ///
    /// Several `by` of a source are alternatives, as several sources of a claim are. So a source is good if it is not
    /// doubted and, if it has sources behind it, at least one of them is good. That equals one chain without a doubted
    /// link, but needs no list of the chains.
    pub fn standing(&self, doubts: &Doubts) -> Vec<bool> {
        let mut good: Vec<Option<bool>> = vec![None; self.sources.len()];
        for source in self.source_ids() {
            self.settle_standing(source, doubts, &mut good);
        }
        let stands = |claim| {
            let mut answering = self.answering(claim).peekable();
            answering.peek().is_none() || answering.any(|source| good[source.0].unwrap_or_default())
        };
        self.claim_ids().map(stands).collect()
    }

    /// Decides whether a source is good. Depth first without recursion, because a hostile file can make a chain as long
    /// as itself.
    fn settle_standing(&self, source: SourceId, doubts: &Doubts, good: &mut [Option<bool>]) {
        // Each source with the number of sources behind it that were examined.
        let mut stack = vec![(source, 0)];
        while let Some((top, looked)) = stack.last_mut() {
            let (id, by) = (*top, &self.source(*top).by);
            if let Some(&behind) = by.get(*looked).filter(|_| good[id.0].is_none() && !doubts.contains(&id)) {
                *looked += 1;
                if good[behind.0].is_none() {
                    stack.push((behind, 0));
                }
            } else {
                let backed = by.is_empty() || by.iter().any(|behind| good[behind.0] == Some(true));
                good[id.0] = Some(!doubts.contains(&id) && backed);
                stack.pop();
            }
        }
    }
}
