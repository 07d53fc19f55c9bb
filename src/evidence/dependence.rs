//! Computes which claims fall if a source is doubted.
//!
//! Several chains may lead from a claim to the first sources; the claim needs the sources that are in all chains. If every
//! alternative is a single source, these form a tree, in which the parent of a source is the nearest source that it needs
//! (the dominators of the chains): see `Tree`. If some sources are needed together, they form no tree, and the sources are
//! doubted one by one, many at a time: see `doubt_each`. Must not know how anything looks.

use crate::briefing::dossier::{ClaimId, Dossier, Doubts, SourceId};

/// What would fall with each source, with some sources already doubted.
#[derive(Clone, Debug)]
pub struct Dependence {
    /// By claim: whether it stands and would fall with a single source.
    single: Vec<bool>,
    /// By source: the number of standing claims that would fall with it.
    falling: Vec<usize>,
}

impl Dependence {
    pub fn of(dossier: &Dossier, doubts: &Doubts) -> Self {
        let order = behind_first(dossier);
        let mut good = vec![false; dossier.sources.len()];
        for &id in &order {
            let source = dossier.source(id);
            let mut alternatives = source.alternatives();
            let backed = source.by.is_empty() || alternatives.any(|all| all.iter().all(|behind| good[behind.0]));
            good[id.0] = !doubts.contains(&id) && backed;
        }
        if dossier.sources.iter().all(|source| source.alternatives().all(|all| all.len() == 1)) {
            Tree::of(dossier, &order, &good)
        } else {
            doubt_each(dossier, &order, &good)
        }
    }

    /// The number of standing claims that would fall if this source were doubted too.
    pub fn falling(&self, source: SourceId) -> usize {
        self.falling[source.0]
    }

    /// Whether a claim stands and would fall with a single source.
    pub fn is_single(&self, claim: ClaimId) -> bool {
        self.single[claim.0]
    }
}

/// How many words hold the sources that are doubted in one pass, a bit for each.
const WORDS: usize = 4;

/// How many sources are doubted in one pass.
const BATCH: usize = WORDS * u64::BITS as usize;

/// For each source of a batch, whether something falls with it.
type Falls = [u64; WORDS];

/// Doubts every source by itself. A pass over all sources does so for a batch of them, so that the time grows with the
/// square of the number of sources, divided by the size of a batch; and no list of chains is needed.
fn doubt_each(dossier: &Dossier, order: &[SourceId], good: &[bool]) -> Dependence {
    let mut dependence =
        Dependence { single: vec![false; dossier.claims.len()], falling: vec![0; dossier.sources.len()] };
    let all: Vec<_> = dossier.source_ids().filter(|source| good[source.0]).collect();
    let mut falls: Vec<Falls> = vec![[u64::MAX; WORDS]; dossier.sources.len()];
    for batch in all.chunks(BATCH) {
        let mut doubted: Vec<Option<usize>> = vec![None; dossier.sources.len()];
        for (at, source) in batch.iter().enumerate() {
            doubted[source.0] = Some(at);
        }
        for &id in order.iter().filter(|id| good[id.0]) {
            let backed = dossier.source(id).alternatives().map(|all| any(all.iter().map(|behind| falls[behind.0])));
            let mut own = every(backed).unwrap_or_default();
            if let Some(at) = doubted[id.0] {
                own[at / 64] |= 1 << (at % 64);
            }
            falls[id.0] = own;
        }
        for claim in dossier.claim_ids() {
            let standing = dossier.answering(claim).filter(|source| good[source.0]);
            let Some(with) = every(standing.map(|source| falls[source.0])) else { continue };
            for (word, &bits) in with.iter().enumerate() {
                let mut left = bits;
                while left != 0 {
                    let at = word * 64 + left.trailing_zeros() as usize;
                    dependence.falling[batch[at].0] += 1;
                    left &= left - 1;
                }
                dependence.single[claim.0] |= bits != 0;
            }
        }
    }
    dependence
}

/// What falls with any of the needed sources.
fn any(needed: impl Iterator<Item = Falls>) -> Falls {
    needed.fold([0; WORDS], |one, other| std::array::from_fn(|word| one[word] | other[word]))
}

/// What falls with every alternative; none without an alternative.
fn every(alternatives: impl Iterator<Item = Falls>) -> Option<Falls> {
    alternatives.reduce(|one, other| std::array::from_fn(|word| one[word] & other[word]))
}

/// The tree of needed sources. Every alternative is a single source.
struct Tree {
    /// By source: its place.
    under: Vec<Under>,
}

/// The place of a source in the tree of needed sources.
#[derive(Clone, Copy, Debug, Default)]
struct Under {
    /// The nearest source behind it that it needs.
    next: Option<SourceId>,
    /// The number of sources that it needs.
    depth: usize,
    /// A source farther up the tree, as a shortcut along a long chain.
    far: Option<SourceId>,
}

impl Tree {
    fn of(dossier: &Dossier, order: &[SourceId], good: &[bool]) -> Dependence {
        let mut tree = Self { under: vec![Under::default(); dossier.sources.len()] };
        let mut dependence =
            Dependence { single: Vec::with_capacity(dossier.claims.len()), falling: vec![0; dossier.sources.len()] };
        for &source in order {
            let by = dossier.source(source).by.iter().copied();
            let under = tree.shared(by.filter(|behind| good[behind.0]));
            tree.under[source.0] = tree.on(under);
        }
        for claim in dossier.claim_ids() {
            let needed = tree.shared(dossier.answering(claim).filter(|source| good[source.0]));
            dependence.single.push(needed.is_some());
            if let Some(needed) = needed {
                dependence.falling[needed.0] += 1;
            }
        }
        // A source that falls takes everything with it that needs it.
        for source in order.iter().rev() {
            if let Some(under) = tree.under[source.0].next {
                dependence.falling[under.0] += dependence.falling[source.0];
            }
        }
        dependence
    }

    /// The place of a source whose nearest needed source is `next`. Shortcuts follow skew-binary numbers, so a few of
    /// them add up to any distance.
    fn on(&self, next: Option<SourceId>) -> Under {
        let Some(near) = next else { return Under::default() };
        let depth = |source: Option<SourceId>| source.map_or(0, |source| self.under[source.0].depth + 1);
        let at = |source: Option<SourceId>| source.and_then(|source| self.under[source.0].far);
        let (first, second) = (at(next), at(at(next)));
        let even = depth(next) - depth(first) == depth(first) - depth(second);
        Under { next, depth: self.under[near.0].depth + 1, far: if even { second } else { next } }
    }

    /// The nearest source that all of some sources need. Each of them needs itself.
    fn shared(&self, mut sources: impl Iterator<Item = SourceId>) -> Option<SourceId> {
        let first = sources.next()?;
        sources.try_fold(first, |a, b| self.common(a, b))
    }

    /// The nearest source that two sources both need.
    fn common(&self, a: SourceId, b: SourceId) -> Option<SourceId> {
        let depth = |source: SourceId| self.under[source.0].depth;
        let (mut a, mut b) = if depth(a) >= depth(b) { (a, b) } else { (b, a) };
        while depth(a) > depth(b) {
            let Under { next, far, .. } = self.under[a.0];
            a = far.filter(|&far| depth(far) >= depth(b)).or(next)?;
        }
        while a != b {
            let (one, other) = (self.under[a.0], self.under[b.0]);
            // If both shortcuts lead to one source, the paths may meet before it.
            (a, b) = match (one.far, other.far) {
                (Some(far), Some(away)) if far != away => (far, away),
                _ => (one.next?, other.next?),
            };
        }
        Some(a)
    }
}

/// Orders sources so that each comes after all those behind it. Not recursive, because a chain may be as long as its
/// file.
pub(super) fn behind_first(dossier: &Dossier) -> Vec<SourceId> {
    let mut order = Vec::with_capacity(dossier.sources.len());
    let mut seen = vec![false; dossier.sources.len()];
    for source in dossier.source_ids() {
        // Each with the number of sources behind it that were visited.
        let mut stack = if seen[source.0] { Vec::new() } else { vec![(source, 0)] };
        seen[source.0] = true;
        while let Some((top, followed)) = stack.last_mut() {
            if let Some(&behind) = dossier.source(*top).by.get(*followed) {
                *followed += 1;
                if !std::mem::replace(&mut seen[behind.0], true) {
                    stack.push((behind, 0));
                }
            } else {
                order.push(*top);
                stack.pop();
            }
        }
    }
    order
}

/// Each source once with its depth, under the first source that it stands behind. Sources that stand behind nobody are
/// at depth 0, in order.
pub fn tree(dossier: &Dossier) -> Vec<(SourceId, usize)> {
    let mut behind = vec![false; dossier.sources.len()];
    for source in dossier.sources.iter().flat_map(|source| &source.by) {
        behind[source.0] = true;
    }
    let mut rows = Vec::with_capacity(dossier.sources.len());
    let mut seen = vec![false; dossier.sources.len()];
    for top in dossier.source_ids().filter(|top| !behind[top.0]) {
        let mut open = vec![(top, 0)];
        while let Some((source, depth)) = open.pop() {
            if !std::mem::replace(&mut seen[source.0], true) {
                rows.push((source, depth));
                open.extend(dossier.source(source).by.iter().rev().map(|&by| (by, depth + 1)));
            }
        }
    }
    rows
}

/// Counts of weakened claims of a text, by cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    pub claims: usize,
    /// Sentences without a source.
    pub unsourced: usize,
    /// Claims that would fall with a single source.
    pub single: usize,
    pub hedged: usize,
    /// Claims with a caveat that is not a denial.
    pub limited: usize,
    pub denied: usize,
    pub fallen: usize,
}

impl Shares {
    /// Counts the claims of a dossier.
    pub fn of(dossier: &Dossier, standing: &[bool], dependence: &Dependence) -> Self {
        let all = dossier.figures_in(0..dossier.briefing.blocks.len());
        let count = |wanted: &dyn Fn(ClaimId) -> bool| dossier.claim_ids().filter(|&claim| wanted(claim)).count();
        Self {
            claims: dossier.claims.len(),
            unsourced: dossier.unsourced.len(),
            single: count(&|claim| dependence.is_single(claim)),
            hedged: count(&|claim| !dossier.hedges(claim).is_empty()),
            limited: all.limited,
            denied: all.denied,
            fallen: count(&|claim| !standing[claim.0]),
        }
    }
}
