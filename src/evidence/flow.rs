//! The chains of a text as a flow of claims: from the text through its sources to those that nobody stands behind.
//!
//! Layers run from the text to the ends of the chains: a source stands one layer after the last source in front of it. A
//! link between layers that are not neighbors passes through the layers between, so that a drawing never leads it across
//! a name. Small sources of a crowded layer share a node. Sources that are needed together are drawn like alternatives.
//! Must not know rows or roles.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

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
    /// The sources without a node: between others, for lack of layers.
    pub skipped: Vec<SourceId>,
}

/// A node of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub what: What,
    /// The number of claims that rest on it.
    pub claims: usize,
}

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Text,
    Source(SourceId),
    /// The small sources of a crowded layer.
    Others(Vec<SourceId>),
    /// A link on its way through a layer.
    Passing,
}

/// A way from a source to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Down by some sources of its layer, as far as there are any; up if negative.
    Down(isize),
    /// Along the chains, to the source behind it with the most claims.
    Behind,
    /// Back along the chains, to the source in front of it with the most claims.
    Front,
}

impl What {
    fn sources(&self) -> &[SourceId] {
        match self {
            Self::Source(source) => std::slice::from_ref(source),
            Self::Others(sources) => sources,
            Self::Text | Self::Passing => &[],
        }
    }
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
}

/// Where a node stands: its layer, and its place in the layer from the top.
pub type Position = (usize, usize);

/// One end of a link: [`Link::begin`] or [`Link::end`].
pub type End = fn(&Link) -> Position;

impl Link {
    pub fn begin(&self) -> Position {
        (self.layer, self.from)
    }

    pub fn end(&self) -> Position {
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

    /// Returns the flow with at most `layers` layers of sources, at least one, and at most `most` nodes for the sources of
    /// each. The last layer has the ends of all chains that are longer.
    pub fn flow(&self, layers: usize, most: usize) -> Flow {
        let last = self.last.min(layers.max(1));
        let mut skipped = Vec::new();
        let mut by_layer: Vec<Vec<SourceId>> = vec![Vec::new(); last + 1];
        for source in self.dossier.source_ids().filter(|source| self.layers[source.0] > 0) {
            let layer = self.layers[source.0];
            if layer < last || self.last == last || self.dossier.source(source).by.is_empty() {
                by_layer[layer.min(last)].push(source);
            } else {
                skipped.push(source);
            }
        }
        let mut flow = Flow { layers: vec![Vec::new(); last + 1], links: Vec::new(), skipped };
        let text = Node { what: What::Text, claims: self.dossier.claims.len() };
        flow.layers[0].push(text);
        let mut node_of: Vec<Option<Position>> = vec![None; self.dossier.sources.len()];
        for (layer, sources) in by_layer.into_iter().enumerate() {
            for what in self.folded(sources, most) {
                let place = (layer, flow.layers[layer].len());
                for source in what.sources() {
                    node_of[source.0] = Some(place);
                }
                let claims = match what {
                    What::Source(source) => self.resting(source),
                    _ => self.count(what.sources()),
                };
                flow.layers[layer].push(Node { what, claims });
            }
        }
        for ((from, to), claims) in self.between(&node_of) {
            flow.add(from, to, claims);
        }
        flow.arrange();
        flow
    }

    /// Counts the claims between each two nodes.
    fn between(&self, node_of: &[Option<Position>]) -> BTreeMap<(Position, Position), usize> {
        let mut between = BTreeMap::new();
        let mut join = |from: Position, behind: &[SourceId], claims: usize| {
            for to in self.shown(behind, node_of).into_iter().filter(|to| *to != from) {
                *between.entry((from, to)).or_default() += claims;
            }
        };
        for source in self.dossier.source_ids() {
            if self.cited[source.0] > 0 {
                join((0, 0), &[source], self.cited[source.0]);
            }
            if let Some(node) = node_of[source.0] {
                join(node, &self.dossier.source(source).by, self.resting(source));
            }
        }
        between
    }

    /// The nodes for the sources of a layer, the largest first. The small sources of a crowded layer share the last one.
    fn folded(&self, mut sources: Vec<SourceId>, most: usize) -> Vec<What> {
        sources.sort_by_key(|&source| (Reverse(self.resting(source)), source));
        let others = if sources.len() > most { sources.split_off(most.saturating_sub(1)) } else { Vec::new() };
        let alone = sources.into_iter().map(What::Source);
        alone.chain((!others.is_empty()).then_some(What::Others(others))).collect()
    }

    /// The nodes of some sources; for a source without one, the first nodes behind it.
    fn shown(&self, sources: &[SourceId], node_of: &[Option<Position>]) -> BTreeSet<Position> {
        let mut open = sources.to_vec();
        let mut seen: HashSet<SourceId> = open.iter().copied().collect();
        let mut shown = BTreeSet::new();
        while let Some(source) = open.pop() {
            match node_of[source.0] {
                Some(node) => _ = shown.insert(node),
                None => open.extend(self.dossier.source(source).by.iter().filter(|behind| seen.insert(**behind))),
            }
        }
        shown
    }

    /// The number of claims that rest on a source.
    fn resting(&self, source: SourceId) -> usize {
        *self.counted[source.0].get_or_init(|| self.count(&[source]))
    }

    /// Counts the claims for which one of some sources, or a source in front of one, answers. A claim does not rest on a
    /// source that is only mentioned.
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
    /// Returns, by link, whether claims that rest on a source flow through it: between the text and the source, and from
    /// there on. A source among others has no link of its own: most of what flows there rests on them.
    pub fn through(&self, source: SourceId) -> Vec<bool> {
        let nodes = self.layers.iter().enumerate().flat_map(|(layer, nodes)| {
            nodes
                .iter()
                .enumerate()
                .filter(|(_, node)| node.what == What::Source(source))
                .map(move |(at, _)| (layer, at))
        });
        let start: BTreeSet<Position> = nodes.collect();
        let mut through = vec![false; self.links.len()];
        let mut follow = |near: End, far: End, layers: &mut dyn Iterator<Item = usize>| {
            let mut reached = start.clone();
            for layer in layers {
                for (at, link) in self.links.iter().enumerate().filter(|(_, link)| link.layer == layer) {
                    if reached.contains(&near(link)) {
                        through[at] = true;
                        reached.insert(far(link));
                    }
                }
            }
        };
        follow(Link::begin, Link::end, &mut (0..self.layers.len()));
        follow(Link::end, Link::begin, &mut (0..self.layers.len()).rev());
        through
    }

    /// The source that lies on a way from another one; none if no source lies there. From a source without a node of its
    /// own, every way leads to the first source.
    pub fn beside(&self, source: SourceId, way: Way) -> Option<SourceId> {
        let named = |layer: &Vec<Node>| -> Vec<(usize, SourceId)> {
            let nodes = layer.iter().enumerate();
            nodes
                .filter_map(|(at, node)| if let What::Source(id) = node.what { Some((at, id)) } else { None })
                .collect()
        };
        let layers: Vec<_> = self.layers.iter().map(named).collect();
        let found = layers.iter().enumerate().find_map(|(layer, named)| {
            named.iter().position(|&(_, id)| id == source).map(|place| (layer, place, named[place].0))
        });
        let Some((layer, place, node)) = found else { return layers.iter().flatten().next().map(|&(_, id)| id) };
        match way {
            Way::Down(distance) => {
                let named = &layers[layer];
                Some(named[place.saturating_add_signed(distance).min(named.len() - 1)].1)
            }
            Way::Behind => self.along((layer, node), Link::begin, Link::end),
            Way::Front => self.along((layer, node), Link::end, Link::begin),
        }
    }

    /// The source that most claims lead to from a node, past nodes without a name.
    fn along(&self, node: Position, near: End, far: End) -> Option<SourceId> {
        let mut most: Option<(usize, SourceId)> = None;
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            for link in self.links.iter().filter(|link| near(link) == node) {
                let (layer, at) = far(link);
                match self.layers[layer][at].what {
                    What::Passing => open.push((layer, at)),
                    What::Source(id) if most.is_none_or(|(claims, _)| link.claims > claims) => {
                        most = Some((link.claims, id));
                    }
                    What::Source(_) | What::Others(_) | What::Text => {}
                }
            }
        }
        most.map(|(_, id)| id)
    }

    /// Adds a link, in one piece for each layer that it crosses.
    fn add(&mut self, (first, mut from): Position, (last, end): Position, claims: usize) {
        for layer in first..last {
            let to = if layer + 1 == last {
                end
            } else {
                self.layers[layer + 1].push(Node { what: What::Passing, claims });
                self.layers[layer + 1].len() - 1
            };
            self.links.push(Link { layer, from, to, claims });
            from = to;
        }
    }

    /// Orders the nodes of each layer by where their links lead, so that few links cross (the barycenter method).
    fn arrange(&mut self) {
        for sweep in 0..SWEEPS {
            if sweep % 2 == 0 {
                (1..self.layers.len()).for_each(|layer| self.order(layer, Link::end, Link::begin));
            } else {
                (1..self.layers.len() - 1).rev().for_each(|layer| self.order(layer, Link::begin, Link::end));
            }
        }
    }

    /// Orders a layer by the places of its neighbors at the far ends of its links.
    fn order(&mut self, layer: usize, near: End, far: End) {
        let mut pulls = vec![(0.0, 0.0); self.layers[layer].len()];
        for link in self.links.iter().filter(|link| near(link).0 == layer) {
            let weight = as_float(link.claims.max(1));
            let (pull, all) = &mut pulls[near(link).1];
            *pull += weight * as_float(far(link).1);
            *all += weight;
        }
        let place = |node: usize| {
            let (pull, all) = pulls[node];
            if all > 0.0 { pull / all } else { as_float(node) }
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

fn as_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
