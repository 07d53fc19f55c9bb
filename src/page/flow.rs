//! Draws the flow of claims from the text through its sources as a Sankey diagram in half-blocks.
//!
//! The height of a node and the width of a link stand for numbers of claims. Each cell is two half-cells high. A name
//! stands in the block of its node, on a row of its own, so the picture can be read without color. Must not know panes.

use std::cmp::Reverse;
use std::ops::Range;

use super::lead::Lead;
use super::list::gap;
use super::look::Look;
use super::prose::kind_run;
use super::row::{Row, Run, columns, fit, padded};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{Dossier, Source, SourceId};
use crate::evidence::flow::{Chains, End, Flow, Link, Node, Way, What};
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The width of the bar that stands for the text, and of the bar before a name, in columns.
const BAR: usize = 2;

/// Minimum width for a layer: its names, and the links that lead to them.
const LAYER: usize = 24;

/// Least and most columns of the links between two layers.
const LINKS: (usize, usize) = (10, 28);

/// Least and most columns of the blocks of a layer, which hold the names.
const BLOCK: (usize, usize) = (12, 44);

/// Minimum height: the names of the layers, and two sources.
const LEAST: usize = 3;

/// With this many sources in a layer, none is folded for the sake of proportions.
const SOURCES: usize = 7;

/// Two nodes are drawn in any case: a source, and the others.
const TWO: usize = 2;

/// Most half-cells for one claim, and for all claims of the text.
const TALLEST: (f64, f64) = (3.0, 72.0);

/// The flow of a text, laid out for a size. It does not depend on what is selected.
#[derive(Clone, Debug)]
pub struct Picture {
    flow: Flow,
    /// The blocks of each layer's nodes.
    spans: Vec<Vec<Span>>,
    width: usize,
}

impl Picture {
    /// Lays out the flow in `width` columns and at most `rows` rows. None if the text cites nothing, or without room.
    pub fn of(dossier: &Dossier, width: usize, rows: usize) -> Option<Self> {
        let chains = Chains::of(dossier);
        if chains.layers() == 0 || width < BAR + LAYER || rows < LEAST {
            return None;
        }
        // The first row has the names of the layers.
        let (layers, rows) = ((width - BAR) / LAYER, rows - 1);
        (1..=rows).rev().find_map(|nodes| {
            let flow = chains.flow(layers, nodes);
            let spans = spans(&flow, 2 * rows)?;
            let is_true = nodes <= TWO || shows_shares(&flow, &spans);
            (is_true && (nodes <= SOURCES || has_proportions(&flow, &spans))).then_some(Self { flow, spans, width })
        })
    }

    /// The source that lies on a way from another one: see [`Flow::beside`].
    pub fn beside(&self, source: SourceId, way: Way) -> Option<SourceId> {
        self.flow.beside(source, way)
    }

    /// Draws the picture, with the links of a source lit.
    pub fn rows(&self, look: &Look<'_>, selected: SourceId) -> Vec<Row> {
        let mut drawing =
            Drawing { look, picture: self, selected, lit: self.flow.through(selected), blocks: Vec::new() };
        drawing.blocks = drawing.blocks();
        std::iter::once(drawing.head()).chain(drawing.body()).collect()
    }
}

/// Whether heights show that some cited sources have far more claims than others.
fn has_proportions(flow: &Flow, spans: &[Vec<Span>]) -> bool {
    let named = flow.layers[1].iter().zip(&spans[1]).filter(|(node, _)| node.what != What::Passing);
    let of = |of: fn((&Node, &Span)) -> usize| named.clone().map(of);
    let (most, least) = (of(|(node, _)| node.claims).max(), of(|(node, _)| node.claims).min());
    let (highest, lowest) = (of(|(_, span)| span.height).max(), of(|(_, span)| span.height).min());
    most < least.map(|least| 3 * least) || highest > lowest
}

/// Whether each node has at least half of the height that its share of the claims asks for. Every node has one half-cell,
/// so very many small ones would make a great one small.
fn shows_shares(flow: &Flow, spans: &[Vec<Span>]) -> bool {
    let all = flow.layers[0][0].claims;
    let used = spans.iter().flatten().map(|span| span.top + span.height).max().unwrap_or_default();
    let nodes = flow.layers.iter().zip(spans).flat_map(|(nodes, spans)| nodes.iter().zip(spans));
    nodes.skip(1).all(|(node, span)| 2 * span.height * all + all >= node.claims * used)
}

/// Where a node stands in its layer, in half-cells.
#[derive(Clone, Copy, Debug)]
struct Span {
    top: usize,
    height: usize,
}

impl Span {
    fn middle(self) -> usize {
        self.top + (self.height - 1) / 2
    }
}

/// Places all nodes within a height, in half-cells; none if they do not fit.
fn spans(flow: &Flow, height: usize) -> Option<Vec<Vec<Span>>> {
    let heaviest: Vec<Vec<usize>> = (0..flow.layers.len()).map(|layer| weights(flow, layer)).collect();
    let place = |layer: usize, scale: f64| {
        let mut next = 0;
        let mut spans = Vec::new();
        for (node, &weight) in flow.layers[layer].iter().zip(&heaviest[layer]) {
            let named = node.what != What::Passing;
            let height = half_cells(weight, scale, named);
            // A name has a row of its own.
            let top = if named { next + next % 2 } else { next };
            spans.push(Span { top, height });
            next = top + height + 1;
        }
        (spans, next - 1)
    };
    let fits = |scale: f64| (0..flow.layers.len()).all(|layer| place(layer, scale).1 <= height);
    if !fits(0.0) {
        return None;
    }
    let (mut low, mut high) = (0.0, TALLEST.0.min(TALLEST.1 / as_float(flow.layers[0][0].claims.max(1))));
    for _ in 0..16 {
        let middle = f64::midpoint(low, high);
        if fits(middle) { low = middle } else { high = middle }
    }
    let highest = (0..flow.layers.len()).map(|layer| place(layer, low).1).max().unwrap_or_default();
    let placed = (0..flow.layers.len()).map(|layer| {
        let (mut spans, used) = place(layer, low);
        let above = (highest - used) / 2 / 2 * 2;
        for span in &mut spans {
            span.top += above;
        }
        spans
    });
    Some(placed.collect())
}

/// For each node of a layer, the claims that its block must be high enough for: its own, or those of its links together.
fn weights(flow: &Flow, layer: usize) -> Vec<usize> {
    let sum = |end: End, node: usize| -> usize {
        flow.links.iter().filter(|link| end(link) == (layer, node)).map(|link| link.claims).sum()
    };
    let nodes = flow.layers[layer].iter().enumerate();
    nodes.map(|(node, found)| found.claims.max(sum(Link::begin, node)).max(sum(Link::end, node))).collect()
}

/// The height for a number of claims. A block with a name is an odd number of half-cells high, so that the next one
/// begins in a new row after a gap.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "heights are small and not negative")]
fn half_cells(claims: usize, scale: f64, is_odd: bool) -> usize {
    let wanted = f64::from(u32::try_from(claims).unwrap_or(u32::MAX)) * scale;
    if is_odd { 2 * ((wanted - 1.0) / 2.0).round().max(0.0) as usize + 1 } else { wanted.round().max(1.0) as usize }
}

/// What fills a half-cell.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ink {
    /// The link, or none for a node.
    link: Option<usize>,
    tone: Tone,
}

/// The look of a half-cell. A cell with two of them has the look of the later one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tone {
    Plain,
    Lit,
    Edge,
}

/// Half-cells, row by row.
struct Canvas {
    width: usize,
    cells: Vec<Option<Ink>>,
}

impl Canvas {
    fn fill(&mut self, column: usize, half_cells: Range<usize>, ink: Option<Ink>) {
        for half_cell in half_cells {
            if let Some(cell) = self.cells.get_mut(half_cell * self.width + column).filter(|_| column < self.width) {
                *cell = ink;
            }
        }
    }

    fn at(&self, column: usize, half_cell: usize) -> Option<Ink> {
        self.cells.get(half_cell * self.width + column).copied().flatten()
    }

    fn is_filled(&self, column: usize, row: usize) -> bool {
        [0, 1].into_iter().any(|half| self.at(column, 2 * row + half).is_some())
    }

    /// The cells of a row of the screen.
    fn runs(&self, row: usize, columns: Range<usize>, symbols: Symbols) -> Vec<Run> {
        let mut runs: Vec<(String, Role)> = Vec::new();
        for column in columns {
            let [upper, lower] = [0, 1].map(|half| self.at(column, 2 * row + half));
            let tone = [upper, lower].into_iter().flatten().map(|ink| ink.tone).max();
            let shows = |ink: Option<Ink>| ink.is_some_and(|ink| Some(ink.tone) == tone);
            let sign = symbols.block(shows(upper), shows(lower));
            let role = match tone {
                Some(Tone::Edge) => Role::BorderActive,
                Some(Tone::Lit) => Role::FlowChosen,
                Some(Tone::Plain) | None => Role::Flow,
            };
            match runs.last_mut() {
                Some((text, last)) if *last == role => text.push_str(sign),
                _ => runs.push((sign.to_owned(), role)),
            }
        }
        runs.into_iter().map(|(text, role)| Run::new(text, role)).collect()
    }
}

struct Drawing<'a> {
    look: &'a Look<'a>,
    picture: &'a Picture,
    selected: SourceId,
    /// By link: whether claims of the selected source flow through it.
    lit: Vec<bool>,
    /// The columns of the blocks of each layer.
    blocks: Vec<Range<usize>>,
}

impl Drawing<'_> {
    /// Divides the width: each layer gets room for its names, and the links get what is left.
    fn blocks(&self) -> Vec<Range<usize>> {
        let named = |layer: usize| {
            let nodes = 0..self.picture.flow.layers[layer].len();
            let names = nodes.map(|node| BAR + 1 + columns(&self.name(layer, node, BLOCK.1)));
            names.max().unwrap_or_default().clamp(BLOCK.0, BLOCK.1)
        };
        let mut widths: Vec<usize> = (1..=self.last()).map(named).collect();
        let room = self.picture.width.saturating_sub(BAR + LINKS.0 * widths.len());
        while widths.iter().sum::<usize>() > room {
            let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > 4) else { break };
            *widest -= 1;
        }
        let left = self.picture.width.saturating_sub(BAR + widths.iter().sum::<usize>());
        let links = (left / widths.len().max(1)).clamp(LINKS.0, LINKS.1);
        let mut end = BAR;
        let layers = widths.into_iter().map(|width| {
            let start = end + links;
            end = start + width;
            start..end
        });
        std::iter::once(0..BAR).chain(layers).collect()
    }

    fn columns(&self, layer: usize) -> Range<usize> {
        self.blocks[layer].clone()
    }

    fn is_passing(&self, layer: usize, node: usize) -> bool {
        self.picture.flow.layers[layer][node].what == What::Passing
    }

    /// Whether nothing leads on from a node.
    fn is_end(&self, layer: usize, node: usize) -> bool {
        !self.picture.flow.links.iter().any(|link| link.begin() == (layer, node))
    }

    fn last(&self) -> usize {
        self.picture.flow.layers.len() - 1
    }

    /// The names of the layers.
    fn head(&self) -> Row {
        let claims = numbers::count(self.picture.flow.layers[0][0].claims, "claim");
        let claims = vec![Run::new(claims, Role::TableHead)];
        let mut runs = padded(claims, self.columns(1).start, self.look.symbols);
        for layer in 1..=self.last() {
            let name = match layer {
                layer if layer == self.last() && !self.picture.flow.skipped.is_empty() => {
                    format!("past {} more", self.picture.flow.skipped.len())
                }
                1 if self.look.dossier.sources.iter().all(Source::is_linked) => "linked".to_owned(),
                1 => "cited".to_owned(),
                2 => "behind them".to_owned(),
                _ => "behind those".to_owned(),
            };
            let end = if layer == self.last() { self.picture.width } else { self.columns(layer + 1).start };
            let columns = end - self.columns(layer).start;
            runs.extend(padded(vec![Run::new(name, Role::TableHead)], columns, self.look.symbols));
        }
        Row::of(fit(runs, self.picture.width, self.look.symbols))
    }

    fn body(&self) -> Vec<Row> {
        let height = self.picture.spans.iter().flatten().map(|span| span.top + span.height).max().unwrap_or_default();
        let rows = height.div_ceil(2);
        let mut canvas = Canvas { width: self.picture.width, cells: vec![None; 2 * rows * self.picture.width] };
        // Lit links are drawn last, and of the others the small ones.
        let mut links: Vec<usize> = (0..self.picture.flow.links.len()).collect();
        links.sort_by_key(|&link| {
            let found = &self.picture.flow.links[link];
            (self.lit[link], Reverse(found.claims), link)
        });
        for link in links {
            self.draw_link(&mut canvas, link);
        }
        for (layer, spans) in self.picture.spans.iter().enumerate() {
            for (node, span) in spans.iter().enumerate() {
                let columns = self.columns(layer);
                let end = if self.is_end(layer, node) { columns.start + BAR } else { columns.end };
                for column in columns.start..end {
                    // The edge of a block is brighter, so that it can be told from the links that lead to it.
                    let is_edge = column == columns.start && !self.is_passing(layer, node);
                    let tone = match (is_edge, self.is_lit_node(layer, node)) {
                        (true, _) => Tone::Edge,
                        (false, true) => Tone::Lit,
                        (false, false) => Tone::Plain,
                    };
                    canvas.fill(column, span.top..span.top + span.height, Some(Ink { link: None, tone }));
                }
            }
        }
        (0..rows).map(|row| self.row(&canvas, row)).collect()
    }

    /// A row of the picture, with the names in it.
    fn row(&self, canvas: &Canvas, row: usize) -> Row {
        let symbols = self.look.symbols;
        let mut runs = Vec::new();
        let mut from = 0;
        for layer in 1..=self.last() {
            let named = self.picture.spans[layer]
                .iter()
                .enumerate()
                .find(|(node, span)| !self.is_passing(layer, *node) && span.middle() / 2 == row);
            let Some((node, _)) = named else { continue };
            let columns = self.columns(layer);
            let (begin, end) = if self.is_end(layer, node) {
                // The name may go on where no link is in its way.
                let begin = columns.start + BAR;
                (
                    begin,
                    (begin..self.picture.width)
                        .find(|&column| canvas.is_filled(column, row))
                        .unwrap_or(self.picture.width),
                )
            } else {
                (columns.start + 1, columns.end.saturating_sub(1))
            };
            runs.extend(canvas.runs(row, from..begin, symbols));
            let name = self.name(layer, node, end.saturating_sub(begin));
            from = begin + wrap::columns(&name.iter().map(|run| run.text.as_str()).collect::<String>());
            runs.extend(name);
        }
        runs.extend(canvas.runs(row, from..self.picture.width, symbols));
        Row::of(runs)
    }

    /// The name of a node with its signs and the number of its claims, between two blanks.
    fn name(&self, layer: usize, node: usize, room: usize) -> Vec<Run> {
        let found = &self.picture.flow.layers[layer][node];
        let mut name = match &found.what {
            What::Source(id) => {
                let source = self.look.dossier.source(*id);
                let mut roles = Roles::from(Role::Body).with(Role::Source);
                roles = if self.look.doubts.contains(id) { roles.with(Role::Doubt) } else { roles };
                roles = if *id == self.selected { roles.with(Role::Selected) } else { roles };
                vec![Run::new(&source.name, roles).leading_to(Lead::Source(*id))]
            }
            What::Others(sources) => {
                let is_among = sources.contains(&self.selected);
                let roles = Roles::from(if is_among { Role::Selected } else { Role::Muted });
                vec![Run::new(numbers::count(sources.len(), "other"), roles)]
            }
            What::Text | What::Passing => Vec::new(),
        };
        let mut signs = Vec::new();
        if let What::Source(id) = found.what {
            let dossier = self.look.dossier;
            // A caveat on a source that was skipped on the way here must not be lost.
            let skipped = self.picture.flow.skipped.iter().filter(|&&source| dossier.behind(source).contains(&id));
            let behind: Vec<SourceId> = dossier.behind(id).into_iter().chain(skipped.copied()).collect();
            for kind in [CaveatKind::Limitation, CaveatKind::Denial] {
                let mut caveats = behind.iter().flat_map(|&source| &dossier.source(source).caveats);
                if caveats.any(|&caveat| dossier.caveat(caveat).kind == kind) {
                    signs.extend([gap(1), kind_run(self.look.symbols, kind)]);
                }
            }
        }
        signs.push(Run::new(format!(" {} ", found.claims), Role::Body));
        name = fit(name, room.saturating_sub(columns(&signs) + 1), self.look.symbols);
        std::iter::once(gap(1)).chain(name).chain(signs).collect()
    }

    fn draw_link(&self, canvas: &mut Canvas, number: usize) {
        let link = &self.picture.flow.links[number];
        let (from, to) = (self.columns(link.layer).end, self.columns(link.layer + 1).start);
        let (left, right) = (self.share(number, Link::begin, Link::end), self.share(number, Link::end, Link::begin));
        let tone = if self.lit[number] { Tone::Lit } else { Tone::Plain };
        let ink = Some(Ink { link: Some(number), tone });
        let width = to - from;
        for column in from..to {
            let way = (as_float(column - from) + 0.5) / as_float(width);
            let ease = way * way * (3.0 - 2.0 * way);
            let at = |left: f64, right: f64| left + (right - left) * ease;
            let top = rounded(at(left.0, right.0));
            // A gap keeps links apart.
            let bottom = rounded(at(left.1, right.1)).saturating_sub(1).max(top + 1);
            // Where links cross, a gap shows which of them is in front.
            if (0.15..0.85).contains(&way) {
                for beside in [top.checked_sub(1), Some(bottom)].into_iter().flatten() {
                    let other = canvas.at(column, beside).and_then(|ink| ink.link);
                    if other.is_some_and(|other| Self::cross(link, &self.picture.flow.links[other])) {
                        canvas.fill(column, beside..beside + 1, None);
                    }
                }
            }
            canvas.fill(column, top..bottom, ink);
        }
    }

    /// Whether two links that begin in the same layer cross.
    fn cross(one: &Link, other: &Link) -> bool {
        one.layer == other.layer
            && (one.from < other.from && one.to > other.to || one.from > other.from && one.to < other.to)
    }

    /// The part of the block at the near end of a link that the link takes, in half-cells: links share a block in the
    /// order of the nodes at their far ends.
    fn share(&self, number: usize, near: End, far: End) -> (f64, f64) {
        let link = &self.picture.flow.links[number];
        let (layer, node) = near(link);
        let siblings = self.picture.flow.links.iter().enumerate().filter(|(_, sibling)| near(sibling) == (layer, node));
        let (mut before, mut all) = (0, 0);
        for (sibling, found) in siblings {
            all += found.claims;
            if (far(found), sibling) < (far(link), number) {
                before += found.claims;
            }
        }
        let span = self.picture.spans[layer][node];
        let all = all.max(self.picture.flow.layers[layer][node].claims).max(1);
        let scale = as_float(span.height) / as_float(all);
        let top = as_float(span.top) + as_float(before) * scale;
        (top, top + as_float(link.claims) * scale)
    }

    /// Whether claims of the selected source flow through a node.
    fn is_lit_node(&self, layer: usize, node: usize) -> bool {
        let is_at = |link: &Link| link.begin() == (layer, node) || link.end() == (layer, node);
        let mut links = self.picture.flow.links.iter().zip(&self.lit);
        layer > 0 && links.any(|(link, is_lit)| *is_lit && is_at(link))
    }
}

fn as_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row of the screen")]
fn rounded(at: f64) -> usize {
    at.round().max(0.0) as usize
}
