//! Sets a claim in its sentence: its words stand out, hedges are marked, and struck-out words stand between signs.
//!
//! Owns what a short row leaves out of the sentence: never the hedges that qualify the claim. Cards, tables, lists and
//! the finder all use it, so none of them shows a claim's words without their sentence. Must not know who shows it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::lead::Lead;
use super::look::{Look, qualifies};
use super::prose::Strand;
use super::row::Run;
use super::row::{columns, fit};
use crate::briefing::dossier::{ClaimId, ExcerptPart};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// A claim's sentence, split into pieces.
pub struct Excerpt {
    pieces: Vec<Piece>,
    symbols: Symbols,
}

#[derive(Clone)]
struct Piece {
    run: Run,
    part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Words,
    /// A part that must stay visible: a hedge around the words that qualifies them, or a search match.
    Qualifying,
    Around,
}

/// Splits a claim's sentence, and marks the claim if it has fallen.
pub fn excerpt(look: &Look<'_>, claim: ClaimId) -> Excerpt {
    let base = Roles::from(Role::Body).with(Role::Claim);
    let words = if look.standing[claim.0] { base } else { base.with(Role::Fallen) };
    Excerpt::of(&look.dossier.hedged_parts(claim), words, look.symbols)
}

impl Excerpt {
    /// Builds pieces from the parts of a sentence. `words` are the roles of the claim's words.
    pub fn of(parts: &[ExcerptPart], words: Roles, symbols: Symbols) -> Self {
        let around = Roles::from(Role::Body).with(Role::Muted);
        let mut pieces = Vec::new();
        let mut add = |text: &str, roles: Roles, part: Part| {
            if !text.is_empty() {
                pieces.push(Piece { run: Run::new(text, roles), part });
            }
        };
        for (at, ExcerptPart { text, is_words, is_struck, hedge }) in parts.iter().enumerate() {
            let (ground, part) = match (is_words, hedge) {
                (true, _) => (words, Part::Words),
                (false, Some(kind)) if qualifies(*kind) => (around, Part::Qualifying),
                (false, _) => (around, Part::Around),
            };
            let roles = if hedge.is_some() { ground.with(Role::Hedge) } else { ground };
            let is_beside = |at: Option<usize>| at.and_then(|at| parts.get(at)).is_some_and(|part| part.is_struck);
            let spaces = |text: &str| text.len() - text.trim_start().len();
            let body = spaces(text)..text.trim_end().len().max(spaces(text));
            let roles = if *is_struck { roles.with(Role::Strikethrough) } else { roles };
            let sign = |is_inner: bool| if *is_struck && !is_inner { symbols.struck() } else { "" };
            let (begins, ends) = (sign(is_beside(at.checked_sub(1))), sign(is_beside(Some(at + 1))));
            if body.is_empty() || !is_struck && hedge.is_none() {
                add(text, roles, part);
            } else {
                // Spaces beside the marked text stay unmarked.
                let beside = if part == Part::Words { part } else { Part::Around };
                add(&text[..body.start], ground, beside);
                add(&format!("{begins}{}{ends}", &text[body.clone()]), roles, part);
                add(&text[body.end..], ground, beside);
            }
        }
        Self { pieces, symbols }
    }

    /// A line for something that is not a claim.
    pub fn plain(run: Run, symbols: Symbols) -> Self {
        Self { pieces: vec![Piece { run, part: Part::Words }], symbols }
    }

    /// Makes the sentence lead to a target.
    #[must_use]
    pub fn leading_to(mut self, lead: Lead) -> Self {
        for piece in &mut self.pieces {
            piece.run.lead = Some(lead);
        }
        self
    }

    /// Adds a role to the claim's words.
    #[must_use]
    pub(super) fn with(mut self, role: Role) -> Self {
        for piece in self.pieces.iter_mut().filter(|piece| piece.part == Part::Words) {
            piece.run.roles = piece.run.roles.with(role);
        }
        self
    }

    /// The whole sentence, on one line.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.run.text.as_str()).collect()
    }

    /// Adds a role to stretches of that line, which are sorted. The first stretch must stay visible.
    #[must_use]
    pub fn lit(self, stretches: &[Range<usize>], role: Role) -> Self {
        let (mut begin, mut pieces) = (0, Vec::new());
        for Piece { run, part } in self.pieces {
            let end = begin + run.text.len();
            let first = stretches.partition_point(|stretch| stretch.end <= begin);
            let here = stretches[first..].iter().take_while(|stretch| stretch.start < end);
            let mut cuts: Vec<_> = here.flat_map(|stretch| [stretch.start, stretch.end]).collect();
            cuts.push(end);
            let mut from = begin;
            for cut in cuts {
                let to = cut.clamp(from, end);
                if from < to {
                    let is_lit = stretches[first..].iter().take_while(|one| one.start < to).any(|one| from < one.end);
                    let roles = if is_lit { run.roles.with(role) } else { run.roles };
                    let text = run.text[from - begin..to - begin].to_owned();
                    let is_first = is_lit && stretches[0].start <= from && to <= stretches[0].end;
                    let part = if is_first { Part::Qualifying } else { part };
                    pieces.push(Piece { run: Run { text, roles, ..run.clone() }, part });
                    from = to;
                }
            }
            begin = end;
        }
        Self { pieces, symbols: self.symbols }
    }

    /// Sets the sentence as a paragraph of a card. Keeps `rows` rows on each side of the claim's words, and everything
    /// between them and the hedges that qualify them.
    pub(super) fn paragraph(mut self, width: usize, rows: usize) -> Vec<Strand> {
        let is_words = |piece: &Piece| piece.part == Part::Words;
        let first = self.pieces.iter().position(is_words).unwrap_or(0);
        let end = self.pieces.iter().rposition(is_words).map_or(self.pieces.len(), |last| last + 1);
        let behind = self.pieces.split_off(end);
        let words = self.pieces.split_off(first);
        let room = width * rows;
        let before = shortened(self.pieces, room, true, self.symbols);
        let behind = shortened(behind, room, false, self.symbols);
        let runs = before.into_iter().chain(words).chain(behind).map(|piece| piece.run);
        runs.map(|run| Strand { lead: run.lead, ..Strand::new(run.text, run.roles) }).collect()
    }

    /// Sets the sentence in one row, whole if it fits. Otherwise the row is cut at the right if enough of the words and
    /// all qualifying hedges come before the cut. Otherwise the text around the words is shortened first, then the end
    /// of the words.
    pub fn line(self, width: usize) -> Vec<Run> {
        let Self { pieces, symbols } = self;
        let wide = |piece: &Piece| wrap::columns(&piece.run.text);
        let sum = |part: Part| pieces.iter().filter(|piece| piece.part == part).map(wide).sum::<usize>();
        // The fewest columns of the claim's words that must be visible.
        let words = sum(Part::Words).min(width / 2);
        let (mut used, mut seen, mut qualifying_end) = (0, 0, 0);
        for piece in &pieces {
            if piece.part == Part::Words {
                seen += wide(piece).min(width.saturating_sub(used + 1));
            }
            used += wide(piece);
            if piece.part == Part::Qualifying {
                qualifying_end = used;
            }
        }
        if used <= width || width < LEAST || (qualifying_end < width && words <= seen) {
            return fit(pieces.into_iter().map(|piece| piece.run).collect(), width, symbols);
        }
        let qualifying = sum(Part::Qualifying);
        // Without its qualifying hedges, no part of the words may be shown.
        if qualifying > 0 && qualifying + GAP + words.min(FEW_WORDS) > width {
            return fit(pieces.into_iter().map(|piece| piece.run).collect(), width, symbols);
        }
        let groups: Vec<&[Piece]> = pieces.chunk_by(|a, b| a.part == Part::Around && b.part == Part::Around).collect();
        let wide = |group: &[Piece]| group.iter().map(|piece| wrap::columns(&piece.run.text)).sum::<usize>();
        let yields = |group: &[Piece]| group[0].part == Part::Around && !is_sign(group);
        let around: Vec<_> = groups.iter().filter(|group| yields(group)).map(|group| wide(group)).collect();
        let fixed = groups.iter().filter(|group| group[0].part != Part::Words && !yields(group));
        let room = width.saturating_sub(fixed.map(|group| wide(group)).sum());
        let least = around.iter().map(|columns| (*columns).min(GAP)).sum::<usize>().min(room);
        let spare = room.saturating_sub(words).max(least).min(around.iter().sum()).min(room);
        let most = share(&around, spare);
        let mut left = room - spare;
        let mut line = Line { runs: Vec::new(), gap: None, symbols };
        for (at, group) in groups.iter().enumerate() {
            let Piece { run, part } = &group[0];
            let columns = wide(group);
            match part {
                Part::Around if yields(group) && columns > most => {
                    let end = &group[group.len() - 1].run;
                    let room = most.saturating_sub(GAP);
                    let (front, back) = ends(&run.text, &end.text, room, at + 1 < groups.len());
                    line.add(run, front);
                    line.gap = Some(line.gap.unwrap_or(true));
                    line.add(end, back);
                }
                Part::Words if columns > left => {
                    let is_between = groups[at + 1..].iter().any(|group| group[0].part == Part::Qualifying);
                    let room = left.saturating_sub(if is_between { GAP } else { 1 });
                    line.add(run, beginning(&run.text, room));
                    line.gap = Some(line.gap.unwrap_or(false));
                    left = 0;
                }
                Part::Words => {
                    line.add(run, &run.text);
                    left -= columns;
                }
                Part::Around | Part::Qualifying => group.iter().for_each(|piece| line.add(&piece.run, &piece.run.text)),
            }
        }
        // All runs have the same target, so that it has no gap.
        let lead = pieces.first().and_then(|piece| piece.run.lead);
        let runs = line.finish().into_iter().map(|run| run.leading_to(lead));
        fit(runs.collect(), width, symbols)
    }
}

/// A row under construction.
struct Line {
    runs: Vec<Run>,
    /// Text is left out here. The value tells whether a space stands before the ellipsis.
    gap: Option<bool>,
    symbols: Symbols,
}

impl Line {
    fn add(&mut self, run: &Run, text: &str) {
        if self.gap.is_some() && !text.contains(char::is_alphanumeric) {
            return;
        }
        if let Some(is_spaced) = self.gap.take() {
            self.sign(is_spaced);
            self.runs.push(Run::new(" ", Role::Muted));
            self.runs.push(Run { text: text.trim_start().to_owned(), ..run.clone() });
        } else if !text.is_empty() {
            self.runs.push(Run { text: text.to_owned(), ..run.clone() });
        }
    }

    fn sign(&mut self, is_spaced: bool) {
        let sign = self.symbols.ellipsis();
        let is_close = self.runs.last().is_some_and(|last| is_spaced && !last.text.ends_with(char::is_whitespace));
        self.runs.push(Run::new(if is_close { format!(" {sign}") } else { sign.to_owned() }, Role::Muted));
    }

    fn finish(mut self) -> Vec<Run> {
        if let Some(is_spaced) = self.gap.take() {
            self.sign(is_spaced);
        }
        self.runs
    }
}

/// In fewer columns than this a sentence is only cut at the right: two ends and a middle would not be legible.
const LEAST: usize = 16;

/// The fewest columns of the claim's words beside a qualifying hedge.
const FEW_WORDS: usize = 6;

/// The width of an ellipsis with a space on each side, in columns.
const GAP: usize = 3;

/// Whether a group is only signs or spaces, which are never left out.
fn is_sign(group: &[Piece]) -> bool {
    let columns = group.iter().map(|piece| wrap::columns(&piece.run.text)).sum::<usize>();
    columns <= GAP && !group.iter().any(|piece| piece.run.text.contains(char::is_alphanumeric))
}

/// The largest width that each column may have so that all of them fit. Columns that are shorter leave the rest to the
/// others.
fn share(columns: &[usize], room: usize) -> usize {
    let mut sorted = columns.to_vec();
    sorted.sort_unstable();
    let mut left = room;
    for (at, columns) in sorted.iter().enumerate() {
        let each = left / (sorted.len() - at);
        if *columns > each {
            return each;
        }
        left -= columns;
    }
    usize::MAX
}

/// The beginning of one text and the end of another, in whole words and `room` columns. With little room, only the end
/// that is nearer to the visible words.
fn ends<'t>(first: &'t str, last: &'t str, room: usize, is_between: bool) -> (&'t str, &'t str) {
    let (front, back) = match (is_between, room) {
        (false, _) => (room, 0),
        (true, ..FEW) => (0, room),
        (true, _) => (room / 2, room - room / 2),
    };
    let at = beginning(first, front).len();
    let is_whole = at == first.len() || first[at..].starts_with(char::is_whitespace);
    let space = if is_whole { Some(at) } else { first[..at].rfind(char::is_whitespace) };
    let tail = end(last, back);
    (&first[..space.unwrap_or(0)], tail.find(char::is_whitespace).map_or("", |space| &tail[space..]))
}

/// With fewer columns than this, only one of the two ends is shown.
const FEW: usize = 20;

/// The longest beginning of a text that fits.
fn beginning(text: &str, width: usize) -> &str {
    let mut used = 0;
    let over = text.grapheme_indices(true).find(|(_, cluster)| {
        used += wrap::columns(cluster);
        used > width
    });
    &text[..over.map_or(text.len(), |(at, _)| at)]
}

/// The longest end of a text that fits.
fn end(text: &str, width: usize) -> &str {
    let (mut used, mut start) = (0, text.len());
    for cluster in text.graphemes(true).rev() {
        used += wrap::columns(cluster);
        if used > width {
            break;
        }
        start -= cluster.len();
    }
    &text[start..]
}

/// Shortens the text on one side of the claim's words to `room` columns, from its far end. Keeps qualifying hedges and
/// everything between them and the words.
fn shortened(pieces: Vec<Piece>, room: usize, is_before: bool, symbols: Symbols) -> Vec<Piece> {
    let runs = |pieces: &[Piece]| pieces.iter().map(|piece| piece.run.clone()).collect::<Vec<_>>();
    let all = columns(&runs(&pieces));
    if all <= room {
        return pieces;
    }
    let qualifying = |piece: &Piece| piece.part == Part::Qualifying;
    let (far, near) = if is_before {
        let first = pieces.iter().position(qualifying).unwrap_or(pieces.len());
        (&pieces[..first], &pieces[first..])
    } else {
        let last = pieces.iter().rposition(qualifying).map_or(0, |last| last + 1);
        (&pieces[last..], &pieces[..last])
    };
    let room = room.saturating_sub(columns(&runs(near)));
    let far = if is_before { last_columns(far, room, symbols) } else { first_columns(far, room, symbols) };
    if is_before { [far, near.to_vec()].concat() } else { [near.to_vec(), far].concat() }
}

fn first_columns(pieces: &[Piece], mut room: usize, symbols: Symbols) -> Vec<Piece> {
    let mut fitting = Vec::new();
    for piece in pieces {
        let text = &piece.run.text;
        let end = beginning(text, room).len();
        if end < text.len() {
            let end = text[..end].rfind(char::is_whitespace).unwrap_or(0);
            let text = format!("{} {}", &text[..end], symbols.ellipsis());
            fitting.push(Piece { run: Run { text, ..piece.run.clone() }, ..*piece });
            break;
        }
        room -= wrap::columns(text);
        fitting.push(piece.clone());
    }
    fitting
}

fn last_columns(pieces: &[Piece], mut room: usize, symbols: Symbols) -> Vec<Piece> {
    let mut fitting = Vec::new();
    for piece in pieces.iter().rev() {
        let text = &piece.run.text;
        let tail = end(text, room);
        if tail.len() < text.len() {
            let tail = tail.find(char::is_whitespace).map_or(" ", |space| &tail[space..]);
            let text = format!("{}{tail}", symbols.ellipsis());
            fitting.push(Piece { run: Run { text, ..piece.run.clone() }, ..*piece });
            break;
        }
        room -= wrap::columns(text);
        fitting.push(piece.clone());
    }
    fitting.reverse();
    fitting
}
