//! What everything rests on: which source a claim cannot do without, and so what falls if a source is doubted, before
//! one does it.
//!
//! A claim has several ways to those who first said it, and one that is on all of them is needed. Those needed make a
//! tree: under each source stands the nearest one that it needs. Must not know how anything looks.

use crate::briefing::dossier::{ClaimId, Dossier, Doubts, SourceId};

/// What rests on what, with some sources doubted.
#[derive(Clone, Debug)]
pub struct Footing {
    /// By source, the tree of what it cannot do without.
    under: Vec<Under>,
    /// By claim: the nearest source that it cannot do without. None for what has fallen, too.
    needed: Vec<Option<SourceId>>,
    /// By source: how many claims that stand would fall with it.
    falling: Vec<usize>,
}

/// What a source cannot do without.
#[derive(Clone, Copy, Debug, Default)]
struct Under {
    /// The nearest such source behind it.
    next: Option<SourceId>,
    /// How many there are.
    depth: usize,
    /// One that is farther away, so that the way down a long chain is short.
    far: Option<SourceId>,
}

impl Footing {
    pub fn of(dossier: &Dossier, doubts: &Doubts) -> Self {
        let order = behind_first(dossier);
        let mut footing = Self {
            under: vec![Under::default(); dossier.sources.len()],
            needed: Vec::with_capacity(dossier.claims.len()),
            falling: vec![0; dossier.sources.len()],
        };
        let mut good = vec![false; dossier.sources.len()];
        for &source in &order {
            let by = &dossier.source(source).by;
            let backed = by.is_empty() || by.iter().any(|behind| good[behind.0]);
            good[source.0] = !doubts.contains(&source) && backed;
            let under = footing.shared(by.iter().copied().filter(|behind| good[behind.0]));
            footing.under[source.0] = footing.on(under);
        }
        for claim in dossier.claim_ids() {
            let needed = footing.shared(dossier.answering(claim).filter(|source| good[source.0]));
            footing.needed.push(needed);
            if let Some(needed) = needed {
                footing.falling[needed.0] += 1;
            }
        }
        // Whatever needs a source falls with what that needs.
        for source in order.into_iter().rev() {
            if let Some(under) = footing.under[source.0].next {
                footing.falling[under.0] += footing.falling[source.0];
            }
        }
        footing
    }

    /// How many claims that stand would fall if this source were doubted too.
    pub fn falling(&self, source: SourceId) -> usize {
        self.falling[source.0]
    }

    /// Whether a claim stands, and would fall with a single source.
    pub fn is_single(&self, claim: ClaimId) -> bool {
        self.needed[claim.0].is_some()
    }

    /// The sources each of which a claim cannot do without, nearest first.
    pub fn needed(&self, claim: ClaimId) -> impl Iterator<Item = SourceId> {
        std::iter::successors(self.needed[claim.0], |source| self.under[source.0].next)
    }

    /// For a source that stands on this one. The far ones are at distances whose sums are few: skew-binary numbers.
    fn on(&self, next: Option<SourceId>) -> Under {
        let Some(near) = next else { return Under::default() };
        let depth = |source: Option<SourceId>| source.map_or(0, |source| self.under[source.0].depth + 1);
        let at = |source: Option<SourceId>| source.and_then(|source| self.under[source.0].far);
        let (first, second) = (at(next), at(at(next)));
        let even = depth(next) - depth(first) == depth(first) - depth(second);
        Under { next, depth: self.under[near.0].depth + 1, far: if even { second } else { next } }
    }

    /// The nearest source that all of some cannot do without; each of them needs itself.
    fn shared(&self, mut sources: impl Iterator<Item = SourceId>) -> Option<SourceId> {
        let first = sources.next()?;
        sources.try_fold(first, |a, b| self.common(a, b))
    }

    /// The nearest that two sources both need.
    fn common(&self, a: SourceId, b: SourceId) -> Option<SourceId> {
        let depth = |source: SourceId| self.under[source.0].depth;
        let (mut a, mut b) = if depth(a) >= depth(b) { (a, b) } else { (b, a) };
        while depth(a) > depth(b) {
            let Under { next, far, .. } = self.under[a.0];
            a = far.filter(|&far| depth(far) >= depth(b)).or(next)?;
        }
        while a != b {
            let (one, other) = (self.under[a.0], self.under[b.0]);
            // Where the far ones are one, the way may meet before.
            (a, b) = match (one.far, other.far) {
                (Some(far), Some(away)) if far != away => (far, away),
                _ => (one.next?, other.next?),
            };
        }
        Some(a)
    }
}

/// Every source after all that stand behind it. Without recursion: a chain may be as long as its file.
fn behind_first(dossier: &Dossier) -> Vec<SourceId> {
    let mut order = Vec::with_capacity(dossier.sources.len());
    let mut seen = vec![false; dossier.sources.len()];
    for source in dossier.source_ids() {
        // Each with how many of those behind it were followed already.
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

/// Every source once, each under the first that it stands behind, with how deep it stands: those that stand behind
/// nobody first, in their order.
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

/// How much of a text has what weakens it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    pub claims: usize,
    /// Sentences without a source.
    pub unsourced: usize,
    /// Claims that would fall with a single source.
    pub single: usize,
    pub hedged: usize,
    /// Under a caveat that is no denial.
    pub limited: usize,
    pub denied: usize,
    pub fallen: usize,
}

impl Shares {
    /// Of a dossier, of which this is the footing.
    pub fn of(dossier: &Dossier, standing: &[bool], footing: &Footing) -> Self {
        let all = dossier.figures_in(0..dossier.briefing.blocks.len());
        let count = |wanted: &dyn Fn(ClaimId) -> bool| dossier.claim_ids().filter(|&claim| wanted(claim)).count();
        Self {
            claims: dossier.claims.len(),
            unsourced: dossier.unsourced.len(),
            single: count(&|claim| footing.is_single(claim)),
            hedged: count(&|claim| !dossier.hedges(claim).is_empty()),
            limited: all.limited,
            denied: all.denied,
            fallen: count(&|claim| !standing[claim.0]),
        }
    }
}
