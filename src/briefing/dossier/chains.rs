//! The sources behind a source, and which claims stand when some of them are doubted.

use std::collections::{BTreeSet, HashSet};

use super::{ClaimId, Dossier, Source, SourceId};
use crate::text::numbers;

/// Sources that the reader doubts.
pub type Doubts = BTreeSet<SourceId>;

/// Most chains that are listed for one source of a claim. `by` can make exponentially many.
pub const MOST_CHAINS: usize = 100;

/// Most sources that are named together, and most alternatives.
const MOST_NAMED: usize = 5;

impl Source {
    /// Returns the alternatives behind it. The sources of an alternative are needed together. Without an alternative,
    /// nobody stands behind it.
    pub fn alternatives(&self) -> impl Iterator<Item = &[SourceId]> {
        let single = if self.together.is_empty() { &self.by[..] } else { &[] };
        single.chunks(1).chain(self.together.iter().map(Vec::as_slice))
    }

    /// Returns the sources that are needed together with a source behind it, for each alternative with that source. Empty
    /// if the source is enough alone.
    pub fn companions(&self, behind: SourceId) -> Vec<Vec<SourceId>> {
        let with = self.together.iter().filter(|all| all.contains(&behind));
        let others = with.map(|all| all.iter().copied().filter(|&other| other != behind).collect());
        let others: Vec<Vec<SourceId>> = others.collect();
        if others.iter().any(Vec::is_empty) { Vec::new() } else { others }
    }
}

impl Dossier {
    /// Returns a source and all sources behind it, nearest first.
    pub fn behind(&self, source: SourceId) -> Vec<SourceId> {
        self.behind_all(&[source])
    }

    /// Returns the words that say with whom a source is needed behind another: "together with A and B, or with C". None if
    /// it is enough alone. A hostile file can need very many together, so only some are named.
    pub fn together_with(
        &self,
        front: SourceId,
        behind: SourceId,
        name: impl Fn(SourceId) -> String,
    ) -> Option<String> {
        let companions = self.source(front).companions(behind);
        let named = companions.iter().take(MOST_NAMED).map(|others| {
            let mut names: Vec<_> = others.iter().take(MOST_NAMED).map(|&other| name(other)).collect();
            let more = others.len() - names.len();
            names.extend((more > 0).then(|| numbers::count(more, "other")));
            names.join(" and ")
        });
        let named = named.collect::<Vec<_>>().join(", or with ");
        (!companions.is_empty()).then(|| format!("together with {named}"))
    }

    /// Returns some sources and all sources behind them, nearest first, each once.
    pub(crate) fn behind_all(&self, sources: &[SourceId]) -> Vec<SourceId> {
        let mut found = sources.to_vec();
        let mut seen: Option<HashSet<SourceId>> = None;
        let mut next = 0;
        while let Some(&source) = found.get(next) {
            let by = &self.source(source).by;
            // Nobody stands behind most sources, and the screen asks for many claims at each key.
            if !by.is_empty() {
                let seen = seen.get_or_insert_with(|| found.iter().copied().collect());
                found.extend(by.iter().filter(|behind| seen.insert(**behind)));
            }
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

    /// Returns the chains of a claim, at most [`MOST_CHAINS`] for each source that says it. Each chain has all sources
    /// that are needed if one alternative is taken behind each source: first the cited source, then whoever stands behind
    /// it, and so on to sources that nobody stands behind. The chains differ in the alternatives taken.
    pub fn chains(&self, claim: ClaimId) -> Vec<Vec<SourceId>> {
        let mut chains = Vec::new();
        for cited in self.answering(claim) {
            let mut taken = Vec::new();
            for _ in 0..MOST_CHAINS {
                chains.push(self.chain(cited, &mut taken));
                // The next chain takes the next alternative of the last source that has more.
                while taken.pop_if(|&mut (alternative, all)| alternative + 1 >= all).is_some() {}
                match taken.last_mut() {
                    Some((alternative, _)) => *alternative += 1,
                    None => break,
                }
            }
        }
        chains
    }

    /// Returns a chain. `taken` has the alternative taken behind each source in the order of the chain, and the number of
    /// alternatives there; the first alternative is taken and added for the other sources. Not recursive, because a chain
    /// may be as long as its file.
    fn chain(&self, cited: SourceId, taken: &mut Vec<(usize, usize)>) -> Vec<SourceId> {
        let (mut chain, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![cited]);
        while let Some(source) = open.pop() {
            if !seen.insert(source) {
                continue;
            }
            if taken.len() == chain.len() {
                taken.push((0, self.source(source).alternatives().count()));
            }
            let (alternative, _) = taken[chain.len()];
            chain.push(source);
            open.extend(self.source(source).alternatives().nth(alternative).into_iter().flatten().rev());
        }
        chain
    }

    /// Returns which claims stand, by [`ClaimId`], if the doubted sources are worth nothing.
    ///
    /// Several sources of a claim are alternatives. So a source is good if it is not doubted and, if it has sources behind
    /// it, all sources of one of its alternatives are good. That equals one chain without a doubted link, but needs no
    /// list of the chains.
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
                let is_good = |behind: &SourceId| good[behind.0] == Some(true);
                let backed = by.is_empty() || self.source(id).alternatives().any(|all| all.iter().all(is_good));
                good[id.0] = Some(!doubts.contains(&id) && backed);
                stack.pop();
            }
        }
    }
}
