//! Sets the article: the masthead and the blocks of a text as rows of one width.
//!
//! Only the rows that the caller asks for are typeset. A page begins at the block that holds its first byte and ends
//! when it is full, so its cost does not depend on the length of the document. Each row knows the byte of the
//! manuscript at which it begins, and so its order among all rows at any width. Must not know colors, panes or keys.

mod alert;
mod code;
mod images;
mod memo;
mod table;

use std::rc::Rc;

use self::alert::{alert_role, alert_word};
use self::memo::MemoKey;
use super::look::Look;
use super::prose::{self, Strand};
use super::row::{Anchor, Gutter, Row, Run, columns};
use crate::briefing::ast::{Block, BlockKind, Briefing, Container, Marker, Place};
use crate::briefing::dossier::LabelTarget;
use crate::briefing::stretch::Stretch;
use crate::text::role::{Role, Roles};
use crate::text::wrap::{self, MEASURE};

pub use self::memo::Memo;

/// Typesets a dossier's text for one width.
#[derive(Clone, Copy)]
pub struct Typesetter<'a> {
    pub look: Look<'a>,
    /// Columns of the text, at least 1.
    pub width: usize,
    /// Columns of code; at least as many as the text has. Nobody reads code line after line, so it may be wider.
    pub room: usize,
    /// The number of columns by which code is scrolled sideways.
    pub shift: usize,
    /// Whether rows may be wider than the room, so that nothing is cut off: in print, where nothing scrolls.
    pub whole: bool,
    /// Whether code is colored by language. Callers that measure rows and do not show them skip it.
    pub colored: bool,
    pub memo: &'a Memo,
}

impl Typesetter<'_> {
    /// Returns all rows, part by part. Each part is typeset once, when it is asked for.
    pub fn parts(&self) -> impl Iterator<Item = Rc<[Row]>> {
        (0..=self.blocks().len()).map(|part| self.part(part))
    }

    /// Returns up to `count` rows, from the row that holds `at` on.
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

    /// Returns up to `count` rows that stand right before the row that holds `at`.
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

    /// Returns a page of `height` rows with the row that holds `at` at its top. Near the end of the text, the page
    /// starts earlier and ends with the text.
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

    /// Returns the anchor of the row that is `distance` rows after the one that holds `at`, or before it if negative.
    /// Stops at the first and last row.
    pub fn moved(&self, at: Anchor, distance: isize) -> Anchor {
        let rows = distance.unsigned_abs();
        if distance < 0 {
            self.rows_before(at, rows).first().map_or(at, |row| row.at)
        } else {
            self.rows_from(at, rows + 1).last().map_or(at, |row| row.at)
        }
    }

    /// Whether the row that holds a place is the first row.
    pub fn is_first(&self, at: Anchor) -> bool {
        self.rows_before(at, 1).is_empty()
    }

    /// Returns the anchors of the first and last row of a block that show the chosen claim or caveat.
    pub fn chosen_rows(&self, block: usize) -> Option<(Anchor, Anchor)> {
        let rows = self.part(block + 1);
        let mut chosen = rows.iter().filter(|row| row.gutter == Gutter::Chosen).map(|row| row.at);
        let first = chosen.next()?;
        Some((first, chosen.next_back().unwrap_or(first)))
    }

    /// Returns the top of a page of `height` rows that ends with the text.
    pub fn last_top(&self, height: usize) -> Anchor {
        self.page(Anchor::at(u32::MAX), height.max(1)).first().map(|row| row.at).unwrap_or_default()
    }

    /// Returns the anchors of the first and last row that show a stretch.
    pub fn rows_of(&self, stretch: Stretch) -> Option<(Anchor, Anchor)> {
        let rows = self.part(stretch.part as usize);
        let shows = |run: &Run| run.stretch.is_some_and(|shown| shown.overlaps(stretch));
        let mut found = rows.iter().skip_while(|row| !row.runs.iter().any(shows));
        let first = found.next()?.at;
        // A stacked table repeats its head, so only the first run of rows counts.
        let last = found.take_while(|row| row.runs.iter().any(shows)).last().map_or(first, |row| row.at);
        Some((first, last))
    }

    fn blocks(&self) -> &[Block] {
        &self.look.dossier.briefing.blocks
    }

    /// The index of the part that holds a place, or of the last part before it. Part 0 is the masthead; the others are
    /// the blocks.
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
            whole: self.whole,
            colored: self.colored,
            chosen,
            doubts: self.look.doubts.clone(),
            selection: self.look.selection.cloned(),
            symbols,
        };
        let make = || part.checked_sub(1).map_or_else(|| self.masthead(), |block| self.block(block));
        self.memo.rows(&key, make)
    }

    /// The rows of the masthead.
    fn masthead(&self) -> Vec<Row> {
        let Briefing { front, .. } = &self.look.dossier.briefing;
        let looks = [Roles::from(Role::Title), Roles::from(Role::Muted), Roles::from(Role::Muted).with(Role::Emphasis)];
        let mut rows = Vec::new();
        for (line, (text, roles)) in self.look.dossier.briefing.masthead().into_iter().zip(looks).enumerate() {
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

    /// Typesets all rows of a block, with the empty row after it.
    fn block(&self, index: usize) -> Vec<Row> {
        let Some(block) = self.blocks().get(index) else { return Vec::new() };
        let containers = self.shown(block);
        let margin = |containers: &[Container], first| -> Vec<Run> {
            containers.iter().flat_map(|container| self.margin(container, first)).collect()
        };
        let rest = margin(containers, false);
        let width = self.width.saturating_sub(columns(&rest)).max(1);
        let mut rows = self.content(index, block, width);
        // The word of an alert has a row of its own.
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
        let role = match level {
            1 => Role::Title,
            2 => Role::Heading,
            3 => Role::HeadingThird,
            _ => Role::HeadingMinor,
        };
        let mut rows = self.prose(index, role.into(), width);
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
        if self.whole || !self.is_row_of_images(block, width) {
            return prose::set(&strands, width, &glued);
        }
        self.images(strands, &glued, width)
    }

    /// The containers of a block whose margins are shown. In deep nesting only the innermost ones leave room for the
    /// text.
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
                    Some(LabelTarget::Source(id)) => symbols.references([id.number()].into_iter()),
                    Some(LabelTarget::Note(id)) => symbols.notes([id.number()].into_iter()),
                    Some(LabelTarget::Caveat(_)) | None => format!("{label}:"),
                };
                let shown = format!("{sign} ");
                if first_row && *first { run(shown) } else { run(" ".repeat(wrap::columns(&shown))) }
            }
        }
    }
}

/// Gives each row an anchor of its own between the bytes `first` and `last`, in order. The first row begins at `first`,
/// even if markup stands before its words.
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

/// The index of the row that holds a place: the last row that begins at it or before it.
fn row_at(rows: &[Row], at: Anchor) -> usize {
    rows.partition_point(|row| row.at <= at).saturating_sub(1)
}

fn repeated(sign: &str, times: usize) -> Row {
    Row::of(vec![Run::new(sign.repeat(times), Role::Ornament)])
}

/// Whether two blocks follow each other without an empty row: items of a tight list, and a term with its definition.
fn joined(block: &Block, next: &Block) -> bool {
    if next.containers.iter().any(|container| matches!(container, Container::Definition { first: true })) {
        return true;
    }
    let shared = block.containers.len().min(next.containers.len());
    let item = |block: &Block, at: usize| matches!(block.containers.get(at), Some(Container::Item { .. }));
    let tight = |block: &Block| matches!(block.containers.last(), Some(Container::Item { tight: true, .. }));
    shared > 0 && item(block, shared - 1) && item(next, shared - 1) && tight(block) && tight(next)
}

/// Whether two blocks stand in the same container, so that its margin continues in the row between them.
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
