//! Dossier → page: rows of runs for one width, roles and places with them.
//!
//! A pure function of the dossier, a width and a [`Look`]. Nothing is typeset but what is asked for: a
//! page begins at the block that holds its first byte and ends when it is full, so that its cost does
//! not depend on the length of the document. A row knows the byte of the manuscript at which it begins,
//! and so where it stands among all rows at any width. Must not know colors, panes or keys.

mod alert;
mod card;
mod claims;
mod code;
mod images;
mod elsewhere;
mod lead;
mod list;
mod map;
mod memo;
mod prose;
mod run;
mod since;
mod stretch;
mod table;
mod told;

use std::rc::Rc;

use crate::briefing::{Block, BlockKind, Container, Marker, Place};
use crate::dossier::{CaveatId, ClaimId, Dossier, Doubts, Label, SourceId};
use crate::filter::Selection;
use crate::namesakes::Namesakes;
use crate::panes::MEASURE;
use crate::role::{Role, Roles};
use crate::since::{Since, Turn};
use crate::symbol::Symbols;
use crate::visible;
use crate::wrap;

use self::alert::{alert_role, alert_word};
use self::memo::MemoKey;
use self::prose::Strand;

pub use self::card::{Room, caveat_card, claim_card, source_card};
pub use self::claims::{Column, Order, claims_column, claims_head, claims_rows};
pub use self::elsewhere::{Against, Elsewhere, in_other_texts};
pub use self::lead::Lead;
pub use self::list::{Listed, Said, SourceList, contents_rows, source_list, source_list_head};
pub use self::map::{Cell, Division, cell_figures, map_columns, map_head, map_rows, number, shares_rows};
pub use self::memo::Memo;
pub use self::prose::{kind_sign, list_signs, signs};
pub use self::run::{columns, fit, padded};
pub use self::since::{gone_label, news_rows, sign_of_turn};
pub use self::stretch::{Stretch, masthead, words};
pub use self::told::{Told, told};

/// What the reader may choose in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chosen {
    Claim(ClaimId),
    /// The place where a caveat is stated.
    Caveat(CaveatId),
}

/// What the reader's choices make of the text.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub dossier: &'a Dossier,
    /// By [`ClaimId`]: whether the claim stands.
    pub standing: &'a [bool],
    pub doubts: &'a Doubts,
    /// How many problems the manuscript has: what its annotations do not say may be lost in them.
    pub problems: usize,
    pub chosen: Option<Chosen>,
    /// What passes the filter, if there is one.
    pub selection: Option<&'a Rc<Selection>>,
    /// Which sources other texts have too, and the number of this text; none if there is no other.
    pub known: Option<(&'a Namesakes, usize)>,
    /// What became of an older text, if there is one.
    pub since: Option<&'a Since>,
    pub symbols: Symbols,
    pub addresses: Addresses,
}

impl Look<'_> {
    /// Whether there is a filter and a claim does not pass it.
    fn is_outside(&self, claim: ClaimId) -> bool {
        self.selection.is_some_and(|selection| !selection.has(claim))
    }

    /// How many other texts have a source that is the same.
    fn other_texts(&self, source: SourceId) -> usize {
        self.known.map_or(0, |(namesakes, text)| namesakes.texts(text, source))
    }

    /// The sentences of a prose without a source that pass the filter, in bytes of the prose.
    fn passing_at(&self, place: Place) -> impl Iterator<Item = std::ops::Range<u32>> {
        let all = &self.dossier.unsourced;
        let first = all.partition_point(|sentence| sentence.place < place);
        let here = all[first..].iter().take_while(move |sentence| sentence.place == place).enumerate();
        let passes = move |index: usize| self.selection.is_some_and(|selection| selection.sentences[first + index]);
        here.filter(move |(index, _)| passes(*index)).map(|(_, sentence)| sentence.range.clone())
    }
}

/// Whether addresses stand behind the words of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    Hidden,
    Shown,
}

/// Where a row begins. No two rows of a document begin at the same place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// A byte of the manuscript.
    pub byte: u32,
    /// How many rows before it begin there too: a rule, or the second row of a link's address, has no byte of its own.
    pub row: u32,
}

impl Anchor {
    /// The first row that begins at a byte.
    pub fn at(byte: u32) -> Self {
        Self { byte, row: 0 }
    }
}

/// A row of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The least there is in a card.
    pub at: Anchor,
    pub runs: Vec<Run>,
    /// What the gutter shows.
    pub gutter: Gutter,
    /// What became of a claim that begins here, where an older text is known.
    pub turned: Turn,
    /// Whether a claim of the older text is gone from here.
    pub gone: bool,
    /// Where it is code that is too wide: its columns left and right of what is shown.
    pub beyond: (usize, usize),
}

/// What the gutter shows beside a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gutter {
    #[default]
    Nothing,
    /// Part of a claim stands in the row.
    Claim,
    /// Part of the sentence of the chosen claim does, but none of its words.
    Sentence,
    /// Part of what is chosen stands in the row.
    Chosen,
}

/// A stretch of a row with one look. Its text is harmless and has no line break in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub roles: Roles,
    /// Where it leads, if it can be followed.
    pub lead: Option<Lead>,
    /// The words of the text that it shows; none for marks, margins and whatever else is ours.
    pub stretch: Option<Stretch>,
}

impl Run {
    pub fn new(text: impl AsRef<str>, roles: impl Into<Roles>) -> Self {
        Self { text: visible::line(text.as_ref()).into_owned(), roles: roles.into(), lead: None, stretch: None }
    }

    #[must_use]
    pub fn leading_to(self, lead: impl Into<Option<Lead>>) -> Self {
        Self { lead: lead.into(), ..self }
    }
}

impl Row {
    /// A row of runs that stands at no place in the text.
    pub fn of(runs: Vec<Run>) -> Self {
        Self { runs, ..Self::default() }
    }

    pub fn columns(&self) -> usize {
        columns(&self.runs)
    }

    /// The row without its roles.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Typesets a dossier's text for one width.
#[derive(Clone, Copy)]
pub struct Typesetter<'a> {
    pub look: Look<'a>,
    /// Columns of the text, at least 1.
    pub width: usize,
    /// Columns of code, which is not for reading line by line: no fewer than the text has.
    pub room: usize,
    /// How far code is moved to the left, in columns.
    pub shift: usize,
    /// Whether code has the colors of its language: what is not for the screen can do without.
    pub colored: bool,
    pub memo: &'a Memo,
}

impl Typesetter<'_> {
    /// The rows from the one that holds `at` on, `count` of them if there are so many.
    pub fn rows_from(&self, at: Anchor, count: usize) -> Vec<Row> {
        let first = self.part_at(at);
        let part = self.part(first);
        let mut rows: Vec<Row> = part[row_at(&part, at)..].iter().take(count).cloned().collect();
        for part in first + 1..=self.blocks().len() {
            if rows.len() >= count {
                break;
            }
            rows.extend(self.part(part).iter().take(count - rows.len()).cloned());
        }
        rows
    }

    /// The rows before the one that holds `at`, the last `count` of them.
    pub fn rows_before(&self, at: Anchor, count: usize) -> Vec<Row> {
        let first = self.part_at(at);
        let part = self.part(first);
        let mut rows: Vec<Row> = part[..row_at(&part, at)].iter().rev().take(count).cloned().collect();
        for part in (0..first).rev() {
            if rows.len() >= count {
                break;
            }
            rows.extend(self.part(part).iter().rev().take(count - rows.len()).cloned());
        }
        rows.reverse();
        rows
    }

    /// A page of `height` rows with the row that holds `at` at its top, or higher up if the text
    /// would end before the page does.
    pub fn page(&self, at: Anchor, height: usize) -> Vec<Row> {
        let mut rows = self.rows_from(at, height);
        let missing = height - rows.len();
        if missing > 0 {
            let mut before = self.rows_before(at, missing);
            before.append(&mut rows);
            rows = before;
        }
        rows
    }

    /// Where the row `distance` rows after (before, if negative) the one that holds `at` begins, or the nearest there is.
    pub fn moved(&self, at: Anchor, distance: isize) -> Anchor {
        let rows = distance.unsigned_abs();
        if distance < 0 {
            self.rows_before(at, rows).first().map_or(at, |row| row.at)
        } else {
            self.rows_from(at, rows + 1).last().map_or(at, |row| row.at)
        }
    }

    /// Whether nothing comes before the row that holds a place.
    pub fn is_first(&self, at: Anchor) -> bool {
        self.rows_before(at, 1).is_empty()
    }

    /// Where the rows of a block that are part of what is chosen begin, the first and the last.
    pub fn chosen_rows(&self, block: usize) -> Option<(Anchor, Anchor)> {
        let rows = self.part(block + 1);
        let mut chosen = rows.iter().filter(|row| row.gutter == Gutter::Chosen).map(|row| row.at);
        let first = chosen.next()?;
        Some((first, chosen.next_back().unwrap_or(first)))
    }

    /// Where a page of `height` rows that ends with the text begins.
    pub fn last_top(&self, height: usize) -> Anchor {
        self.page(Anchor::at(u32::MAX), height.max(1)).first().map(|row| row.at).unwrap_or_default()
    }

    fn blocks(&self) -> &[Block] {
        &self.look.dossier.briefing.blocks
    }

    /// The part that holds a place, or the last before it. Part 0 is the masthead, the others are the blocks.
    fn part_at(&self, at: Anchor) -> usize {
        self.blocks().partition_point(|block| block.span.start <= at.byte)
    }

    fn part(&self, part: usize) -> Rc<[Row]> {
        let Look { chosen, symbols, .. } = self.look;
        let key = MemoKey {
            part,
            width: self.width,
            room: self.room,
            shift: self.shift,
            colored: self.colored,
            chosen,
            doubts: self.look.doubts.clone(),
            selection: self.look.selection.cloned(),
            symbols,
        };
        let make = || part.checked_sub(1).map_or_else(|| self.masthead(), |block| self.block(block));
        self.memo.rows(&key, make)
    }

    /// What the front matter says of the text as a whole.
    fn masthead(&self) -> Vec<Row> {
        let front = &self.look.dossier.briefing.front;
        let looks = [Roles::from(Role::Title), Roles::from(Role::Muted), Roles::from(Role::Muted).with(Role::Emphasis)];
        let mut rows = Vec::new();
        for (line, (text, roles)) in masthead(front).into_iter().zip(looks).enumerate() {
            if !text.is_empty() {
                let stretch = Some(Stretch::masthead(line, 0..text.len()));
                rows.extend(prose::set(&[Strand { stretch, ..Strand::new(text, roles) }], self.width, &[]));
            }
        }
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        place(&mut rows, front.span.start, front.span.start);
        rows
    }

    /// All rows of a block, with the empty row after it.
    fn block(&self, index: usize) -> Vec<Row> {
        let Some(block) = self.blocks().get(index) else { return Vec::new() };
        let containers = self.shown(block);
        let margin = |containers: &[Container], first| -> Vec<Run> {
            containers.iter().flat_map(|container| self.margin(container, first)).collect()
        };
        let rest = margin(containers, false);
        let width = self.width.saturating_sub(columns(&rest)).max(1);
        let mut rows = self.content(index, block, width);
        // An alert's word has a row of its own.
        let alert = block.containers.iter().rposition(|container| alert_word(container).is_some());
        let named = alert.map_or(0, |at| (at + 1 + containers.len()).saturating_sub(block.containers.len()));
        let first = [margin(&containers[..named], false), margin(&containers[named..], true)].concat();
        for (number, row) in rows.iter_mut().enumerate() {
            let margin = if number == 0 { &first } else { &rest };
            row.runs.splice(0..0, margin.iter().cloned());
        }
        if let Some(word) = alert.and_then(|at| alert_word(&block.containers[at])) {
            let margin = margin(&containers[..named], true);
            let strand = Strand::new(word.to_uppercase(), alert_role(word));
            let mut words = prose::set(&[strand], self.width.saturating_sub(columns(&margin)).max(1), &[]);
            words[0].runs.splice(0..0, margin);
            rows.splice(0..0, words);
        }
        let next = self.blocks().get(index + 1);
        if let Some(next) = next.filter(|next| !joined(block, next)) {
            let shared = block.containers.iter().zip(&next.containers).take_while(|(a, b)| same(a, b)).count();
            let dropped = (block.containers.len() - containers.len()).min(shared);
            rows.push(Row {
                at: Anchor::at(block.span.end),
                ..Row::of(margin(&next.containers[dropped..shared], false))
            });
        }
        place(&mut rows, block.span.start, next.map_or(u32::MAX, |next| next.span.start - 1));
        rows
    }

    fn content(&self, index: usize, block: &Block, width: usize) -> Vec<Row> {
        match &block.kind {
            BlockKind::Heading(level) => self.heading(index, *level, width),
            BlockKind::Paragraph => self.prose(index, Role::Body.into(), width),
            BlockKind::Term => self.prose(index, Roles::from(Role::Body).with(Role::Strong), width),
            BlockKind::Code { language } => self.code(index, block, language, width),
            BlockKind::Rule => {
                vec![repeated(self.look.symbols.rule(), width.min(usize::from(MEASURE / 3)))]
            }
            BlockKind::Table { columns } => self.table(index, block, columns, width),
        }
    }

    fn heading(&self, index: usize, level: u8, width: usize) -> Vec<Row> {
        let roles = if level == 1 { Roles::from(Role::Title) } else { Roles::from(Role::Heading) };
        let roles = if level > 2 { roles.with(Role::Emphasis) } else { roles };
        let mut rows = self.prose(index, roles, width);
        if level == 1 {
            let widest = rows.iter().map(Row::columns).max().unwrap_or_default();
            rows.push(repeated(self.look.symbols.under_title(), widest.min(width)));
        }
        rows
    }

    fn prose(&self, block: usize, ground: Roles, width: usize) -> Vec<Row> {
        let quoted = self.blocks()[block]
            .containers
            .iter()
            .any(|container| matches!(container, Container::Quote { alert: None, .. }));
        let noted = self.blocks()[block].containers.iter().any(|container| matches!(container, Container::Note { .. }));
        let ground = match (quoted, noted) {
            (_, true) => ground.with(Role::Muted),
            (true, false) => ground.with(Role::Quote),
            (false, false) => ground,
        };
        let (strands, glued) = prose::strands(&self.look, Place { block, cell: 0 }, ground);
        if !self.is_row_of_images(block, width) {
            return prose::set(&strands, width, &glued);
        }
        self.images(strands, &glued, width)
    }

    /// The containers of a block whose margins leave room for the text: where it stands deep, the innermost.
    fn shown<'b>(&self, block: &'b Block) -> &'b [Container] {
        let mut containers = &block.containers[..];
        let wide = |container: &Container| columns(&self.margin(container, false));
        let mut all: usize = containers.iter().map(wide).sum();
        while let Some((outermost, others)) = containers.split_first()
            && all + 8 > self.width
        {
            all -= wide(outermost);
            containers = others;
        }
        containers
    }

    fn margin(&self, container: &Container, first_row: bool) -> Vec<Run> {
        let symbols = self.look.symbols;
        let run = |text: String| vec![Run::new(text, Role::Ornament)];
        match container {
            Container::Quote { alert, .. } => {
                let role = alert.map_or(Role::Ornament, alert_role);
                vec![Run::new(format!("{} ", symbols.quote()), Roles::from(Role::Ornament).with(role))]
            }
            Container::Definition { .. } => run("  ".to_owned()),
            Container::Item { marker, first, .. } => {
                let sign = match marker {
                    Marker::Bullet => symbols.bullet().to_owned(),
                    Marker::Number(number) => format!("{number}."),
                    Marker::Task { done } => symbols.task(*done).to_owned(),
                };
                let shown = format!("{sign} ");
                if first_row && *first { run(shown) } else { run(" ".repeat(wrap::columns(&shown))) }
            }
            Container::Note { note, first } => {
                let label = &self.look.dossier.briefing.notes[*note].label.name;
                let sign = match self.look.dossier.label(label) {
                    Some(Label::Source(id)) => symbols.references([id.number()].into_iter()),
                    Some(Label::Note(id)) => symbols.notes([id.number()].into_iter()),
                    Some(Label::Caveat(_)) | None => format!("{label}:"),
                };
                let shown = format!("{sign} ");
                if first_row && *first { run(shown) } else { run(" ".repeat(wrap::columns(&shown))) }
            }
        }
    }
}

/// Gives each row a place of its own, from byte `first` to byte `last` and after that of the row before it.
/// The first row begins where all of them do, whatever markup stands before its words.
fn place(rows: &mut [Row], first: u32, last: u32) {
    let mut next = Anchor::at(first);
    if let Some(row) = rows.first_mut() {
        row.at = next;
    }
    for row in rows {
        let at = Anchor::at(row.at.byte.min(last));
        row.at = at.max(next);
        next = Anchor { row: row.at.row + 1, ..row.at };
    }
}

/// The row that holds a place: the last that does not begin after it.
fn row_at(rows: &[Row], at: Anchor) -> usize {
    rows.partition_point(|row| row.at <= at).saturating_sub(1)
}

fn repeated(sign: &str, times: usize) -> Row {
    Row::of(vec![Run::new(sign.repeat(times), Role::Ornament)])
}

/// Whether no empty row stands between two blocks: both are items of one tight list, or the next says what a term means.
fn joined(block: &Block, next: &Block) -> bool {
    if next.containers.iter().any(|container| matches!(container, Container::Definition { first: true })) {
        return true;
    }
    let shared = block.containers.len().min(next.containers.len());
    let item = |block: &Block, at: usize| matches!(block.containers.get(at), Some(Container::Item { .. }));
    let tight = |block: &Block| matches!(block.containers.last(), Some(Container::Item { tight: true, .. }));
    shared > 0 && item(block, shared - 1) && item(next, shared - 1) && tight(block) && tight(next)
}

/// Whether two blocks stand in the same container, so that its margin runs through the row between them.
fn same(a: &Container, b: &Container) -> bool {
    match (a, b) {
        (Container::Quote { .. }, Container::Quote { first: false, .. })
        | (Container::Definition { .. }, Container::Definition { first: false }) => true,
        (Container::Item { marker: a, .. }, Container::Item { marker: b, first: false, .. }) => a == b,
        (Container::Note { note: a, .. }, Container::Note { note: b, .. }) => a == b,
        (
            Container::Quote { .. } | Container::Item { .. } | Container::Note { .. } | Container::Definition { .. },
            _,
        ) => false,
    }
}
