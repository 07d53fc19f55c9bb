//! The chains of a text as a flow of claims: from the text through its sources to those who first said it.
//!
//! Layers run from the text to the first sources: a source stands one layer after the last source in front of it. A link between layers that are not neighbors passes through the layers between, so that a drawing never
//! leads it across a name. Small sources of a crowded layer are folded into one node. Must not know rows or roles.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::dependence::behind_first;
use crate::briefing::dossier::{ClaimId, Dossier, SourceId};

/// Sweeps that put nodes near their neighbors. More change little.
const SWEEPS: usize = 4;

/// A flow in layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Nodes from top to bottom. The first layer is the text alone.
    pub layers: Vec<Vec<Node>>,
    pub links: Vec<Link>,
    /// The number of sources between others that have no layer, for lack of layers.
    pub skipped: usize,
}

/// A node of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub what: What,
    /// The number of claims that rest on it.
    pub claims: usize,
}

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    Text,
    Source(SourceId),
    /// Sources of a crowded layer, in order.
    Others(Vec<SourceId>),
    /// A link on its way through a layer, by its number among the links between sources.
    Passing(usize),
}

/// A link from a node to one of the next layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The layer in which it begins.
    pub layer: usize,
    /// The nodes at its ends, by their places in their layers.
    pub from: usize,
    pub to: usize,
    pub claims: usize,
    /// What the whole link joins, even if it passes through layers.
    pub ends: [What; 2],
}

impl Link {
    /// The layer and the place of the node at which it begins.
    pub fn begin(&self) -> (usize, usize) {
        (self.layer, self.from)
    }

    /// The layer and the place of the node at which it ends.
    pub fn end(&self) -> (usize, usize) {
        (self.layer + 1, self.to)
    }
}

/// The chains of a text, from which a flow is made.
pub struct Chains<'a> {
    dossier: &'a Dossier,
    /// By source: the number of claims that it answers for itself.
    cited: Vec<usize>,
    /// By source: the sources that name it as standing behind them.
    above: Vec<Vec<SourceId>>,
    /// By source: its layer; 0 if no claim rests on it.
    layers: Vec<usize>,
    last: usize,
    /// By source: the number of claims that rest on it. Counted on first use.
    counted: Vec<OnceCell<usize>>,
}

impl<'a> Chains<'a> {
    pub fn of(dossier: &'a Dossier) -> Self {
        let mut cited = vec![0; dossier.sources.len()];
        for source in dossier.claim_ids().flat_map(|claim| dossier.answering(claim)) {
            cited[source.0] += 1;
        }
        let mut above = vec![Vec::new(); dossier.sources.len()];
        for source in dossier.source_ids() {
            for behind in &dossier.source(source).by {
                above[behind.0].push(source);
            }
        }
        let mut layers: Vec<usize> = cited.iter().map(|&claims| usize::from(claims > 0)).collect();
        for source in behind_first(dossier).into_iter().rev().filter(|source| !dossier.source(*source).by.is_empty()) {
            let layer = layers[source.0];
            for behind in dossier.source(source).by.iter().filter(|_| layer > 0) {
                layers[behind.0] = layers[behind.0].max(layer + 1);
            }
        }
        let last = layers.iter().copied().max().unwrap_or_default();
        Self { dossier, cited, above, layers, last, counted: vec![OnceCell::new(); dossier.sources.len()] }
    }

    /// The number of layers with sources.
    pub fn layers(&self) -> usize {
        self.last
    }

    /// Returns the flow with at most `layers` layers of sources, at least one, and at most `nodes` nodes for the sources of
    /// each. The last layer has the ends of all chains that are longer.
    pub fn flow(&self, layers: usize, nodes: usize) -> Flow {
        let last = self.last.min(layers.max(1));
        let layer = |source: SourceId| match self.layers[source.0] {
            0 => None,
            at if at < last || self.last == last || self.dossier.source(source).by.is_empty() => Some(at.min(last)),
            _ => None,
        };
        let mut skipped = 0;
        let mut sources: Vec<Vec<SourceId>> = vec![Vec::new(); last + 1];
        for source in self.dossier.source_ids().filter(|source| self.layers[source.0] > 0) {
            match layer(source) {
                Some(layer) => sources[layer].push(source),
                None => skipped += 1,
            }
        }
        let whats: HashMap<SourceId, What> = sources.into_iter().flat_map(|those| self.folded(those, nodes)).collect();
        let mut between: BTreeMap<[What; 2], usize> = BTreeMap::new();
        let mut join = |from: &What, behind: &[SourceId], claims: usize| {
            let to: BTreeSet<_> = self.shown(behind, &whats).into_iter().map(|source| &whats[&source]).collect();
            for to in to.into_iter().filter(|to| *to != from) {
                *between.entry([from.clone(), to.clone()]).or_default() += claims;
            }
        };
        for source in self.dossier.source_ids().filter(|source| self.cited[source.0] > 0) {
            join(&What::Text, &[source], self.cited[source.0]);
        }
        let resting: HashMap<&What, usize> = whats.values().map(|what| (what, self.resting(what))).collect();
        for (source, what) in &whats {
            let claims =
                if matches!(what, What::Source(_)) { resting[what] } else { self.resting(&What::Source(*source)) };
            join(what, &self.dossier.source(*source).by, claims);
        }
        let layer_of = |what: &What| match what {
            What::Source(source) => layer(*source).unwrap_or_default(),
            What::Others(sources) => sources.first().and_then(|source| layer(*source)).unwrap_or_default(),
            What::Text | What::Passing(_) => 0,
        };
        let mut flow = Flow { layers: vec![Vec::new(); last + 1], links: Vec::new(), skipped };
        flow.layers[0].push(Node { what: What::Text, claims: self.dossier.claims.len() });
        let mut nodes: Vec<_> = resting.into_iter().collect();
        // The largest first, and several sources in one node last. The order does not depend on how the map hashes.
        let are_several = |what: &What| matches!(what, What::Others(_));
        nodes.sort_by(|(a, most), (b, least)| {
            are_several(a).cmp(&are_several(b)).then(least.cmp(most)).then_with(|| a.cmp(b))
        });
        for (what, claims) in nodes {
            flow.layers[layer_of(what)].push(Node { what: what.clone(), claims });
        }
        for (number, (ends, claims)) in between.into_iter().enumerate() {
            flow.add(number, ends.each_ref().map(layer_of), &ends, claims);
        }
        flow.arrange();
        flow
    }

    /// Which node stands for each source of a layer: the small ones of a crowded layer share one.
    fn folded(&self, mut sources: Vec<SourceId>, nodes: usize) -> Vec<(SourceId, What)> {
        if sources.len() <= nodes {
            return sources.into_iter().map(|source| (source, What::Source(source))).collect();
        }
        let weight = |source: SourceId| match self.cited[source.0] {
            0 => self.resting(&What::Source(source)),
            cited => cited,
        };
        sources.sort_by_cached_key(|&source| (std::cmp::Reverse(weight(source)), source));
        let mut others = sources.split_off(nodes.saturating_sub(1));
        others.sort_unstable();
        let alone = sources.into_iter().map(|source| (source, What::Source(source)));
        let together = others.iter().map(|&source| (source, What::Others(others.clone())));
        alone.chain(together).collect()
    }

    /// Of some sources, those with a node; instead of a source without one, the first ones with a node behind it.
    fn shown(&self, sources: &[SourceId], whats: &HashMap<SourceId, What>) -> Vec<SourceId> {
        let mut open = sources.to_vec();
        let mut seen: HashSet<SourceId> = open.iter().copied().collect();
        let mut shown = Vec::new();
        while let Some(source) = open.pop() {
            if whats.contains_key(&source) {
                shown.push(source);
            } else {
                open.extend(self.dossier.source(source).by.iter().filter(|behind| seen.insert(**behind)));
            }
        }
        shown
    }

    /// The number of claims that rest on a node.
    fn resting(&self, what: &What) -> usize {
        match what {
            What::Text | What::Passing(_) => self.dossier.claims.len(),
            What::Source(source) => *self.counted[source.0].get_or_init(|| self.count(&[*source])),
            What::Others(sources) => self.count(sources),
        }
    }

    /// Counts the claims for which one of some sources, or a source in front of one, answers. A claim does not rest on a
    /// source that a remark only mentions.
    fn count(&self, sources: &[SourceId]) -> usize {
        let mut above = sources.to_vec();
        let mut seen: HashSet<SourceId> = above.iter().copied().collect();
        let mut next = 0;
        while let Some(source) = above.get(next) {
            above.extend(self.above[source.0].iter().filter(|above| seen.insert(**above)));
            next += 1;
        }
        let answered = |source: &SourceId| {
            let (source, claims) = (*source, &self.dossier.source(*source).claims);
            claims.iter().copied().filter(move |claim| !self.dossier.is_mentioned(*claim, source))
        };
        let mut claims: Vec<ClaimId> = above.iter().flat_map(answered).collect();
        claims.sort_unstable();
        claims.dedup();
        claims.len()
    }
}

impl Flow {
    /// Adds a link, in one piece for each layer that it crosses.
    fn add(&mut self, number: usize, [first, last]: [usize; 2], ends: &[What; 2], claims: usize) {
        let place = |flow: &Self, layer: usize, what: &What| {
            flow.layers[layer].iter().position(|node| node.what == *what).unwrap_or_default()
        };
        let mut from = place(self, first, &ends[0]);
        for layer in first..last {
            let to = if layer + 1 == last {
                place(self, last, &ends[1])
            } else {
                self.layers[layer + 1].push(Node { what: What::Passing(number), claims });
                self.layers[layer + 1].len() - 1
            };
            self.links.push(Link { layer, from, to, claims, ends: ends.clone() });
            from = to;
        }
    }

    /// Orders the nodes of each layer by where their links lead, so that few links cross (the barycenter method).
    fn arrange(&mut self) {
        for sweep in 0..SWEEPS {
            let forward = sweep % 2 == 0;
            let layers: Vec<usize> = if forward {
                (1..self.layers.len()).collect()
            } else {
                (1..self.layers.len().saturating_sub(1)).rev().collect()
            };
            for layer in layers {
                self.order(layer, forward);
            }
        }
    }

    /// Orders one layer by the places of its neighbors in the layer before it, or after it.
    fn order(&mut self, layer: usize, by_layer_before: bool) {
        let mut pulls = vec![(0.0, 0.0); self.layers[layer].len()];
        for link in &self.links {
            let (here, there) = match by_layer_before {
                true if link.layer + 1 == layer => (link.to, link.from),
                false if link.layer == layer => (link.from, link.to),
                _ => continue,
            };
            let weight = f64::from(u32::try_from(link.claims.max(1)).unwrap_or(u32::MAX));
            let (pull, all) = &mut pulls[here];
            *pull += weight * f64::from(u32::try_from(there).unwrap_or(u32::MAX));
            *all += weight;
        }
        let place = |node: usize| {
            let (pull, all) = pulls[node];
            if all > 0.0 { pull / all } else { f64::from(u32::try_from(node).unwrap_or(u32::MAX)) }
        };
        let mut order: Vec<usize> = (0..pulls.len()).collect();
        order.sort_by(|&a, &b| place(a).total_cmp(&place(b)).then(a.cmp(&b)));
        let mut places = vec![0; order.len()];
        for (place, &node) in order.iter().enumerate() {
            places[node] = place;
        }
        self.layers[layer] = order.iter().map(|&node| self.layers[layer][node].clone()).collect();
        for link in &mut self.links {
            if link.layer == layer {
                link.from = places[link.from];
            }
            if link.layer + 1 == layer {
                link.to = places[link.to];
            }
        }
    }
}
