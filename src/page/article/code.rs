//! Code → rows: a row for each line, and a sign where a line goes on beyond it.
//!
//! Code is not wrapped: where its lines begin and end is part of what it says. It moves sideways instead, each
//! block as far as its longest line goes. Only where there is hardly a column to move in, lines are wrapped.
//! Must not know keys.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::super::row::{Anchor, Row, Run};
use super::Typesetter;
use crate::briefing::ast::{Block, BlockKind, Place};
use crate::briefing::stretch::Stretch;
use crate::text::highlight::Paint;
use crate::text::manuscript::offset;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::visible;
use crate::text::wrap;

/// Where code has fewer columns than these, its lines are wrapped.
const LEAST: usize = 8;

/// Part of a line with one look.
type Piece<'a> = (&'a str, Roles);

impl Typesetter<'_> {
    pub(super) fn code(&self, index: usize, block: &Block, language: &str, width: usize) -> Vec<Row> {
        let ground = Roles::from(Role::Code);
        if width < LEAST {
            return wrapped(index, block, width, ground);
        }
        let prose = &block.proses[0];
        let lines = || prose.text.trim_end_matches('\n').split('\n');
        let longest = lines().map(line_columns).max().unwrap_or_default();
        let room = self.room.saturating_sub(self.width - width);
        let width = width.max(longest.min(room));
        let shift = self.shift.min(longest.saturating_sub(width));
        let paint = if self.colored { self.memo.highlighter.paint(language, &prose.text) } else { Paint::default() };
        let mut start = 0;
        let mut rows = Vec::new();
        for line in lines() {
            let pieces = pieces(line, start, &paint);
            let stretch = Stretch::of(Place { block: index, cell: 0 }, start..start + line.len());
            let runs = window(&pieces, stretch, shift, width, self.look.symbols);
            let beyond = (shift, longest.saturating_sub(shift + width));
            rows.push(Row { at: Anchor::at(prose.origin(offset(start))), beyond, ..Row::of(runs) });
            start += line.len() + 1;
        }
        rows
    }
}

impl Typesetter<'_> {
    /// How far code is to be moved to the left so that a stretch of it is in sight; none if it is no code.
    pub fn shift_to(&self, stretch: Stretch) -> Option<usize> {
        let Place { block, cell } = stretch.place()?;
        let block = self.blocks().get(block).filter(|block| matches!(block.kind, BlockKind::Code { .. }))?;
        let before = &block.proses[cell].text[..stretch.start as usize];
        let line = before.rfind('\n').map_or(before, |end| &before[end + 1..]);
        Some(line_columns(line).saturating_sub(self.width / 4))
    }
}

/// A line that begins at byte `start` of the text, taken apart by what stands in it.
fn pieces<'a>(line: &'a str, start: usize, paint: &Paint) -> Vec<Piece<'a>> {
    let ground = Roles::from(Role::Code);
    let mut pieces = Vec::new();
    let mut from = 0;
    for (range, role) in &paint[paint.partition_point(|(range, _)| range.end <= start)..] {
        if range.start >= start + line.len() {
            break;
        }
        let (begin, end) = (range.start.saturating_sub(start).max(from), (range.end - start).min(line.len()));
        pieces.push((&line[from..begin], ground));
        pieces.push((&line[begin..end], ground.with(*role)));
        from = end;
    }
    pieces.push((&line[from..], ground));
    pieces
}

/// A cluster as it is shown in a column. A tab goes on to the next stop.
fn shown(cluster: &str, column: usize) -> Cow<'_, str> {
    if cluster == "\t" { " ".repeat(4 - column % 4).into() } else { visible::cluster(cluster) }
}

fn line_columns(line: &str) -> usize {
    // Printable ASCII is as wide as it is long.
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return line.len();
    }
    line.graphemes(true).fold(0, |column, cluster| column + wrap::columns(&shown(cluster, column)))
}

/// The part of a line from column `shift` on that has room in `width` columns, with a sign on either side where the
/// line goes on. The signs stand in place of a column of it.
fn window(line: &[Piece<'_>], stretch: Stretch, shift: usize, width: usize, symbols: Symbols) -> Vec<Run> {
    let all: usize = line.iter().fold(0, |column, (text, _)| {
        text.graphemes(true).fold(column, |column, cluster| column + wrap::columns(&shown(cluster, column)))
    });
    let sign = |right| Run::new(symbols.beyond(right), Roles::from(Role::Code).with(Role::Ornament));
    let (before, after) = (shift > 0 && all > 0, all > shift + width);
    let (from, to) = (shift + usize::from(before), shift + width - usize::from(after));
    let mut runs = Vec::new();
    if before {
        runs.push(sign(false));
    }
    let (mut column, mut byte) = (0, 0);
    // Where a wide cluster is cut in two, its columns stay empty.
    let mut filled = from;
    for &(text, roles) in line {
        let mut words = Words::new(stretch, roles);
        for (at, cluster) in text.grapheme_indices(true) {
            let bytes = byte + at..byte + at + cluster.len();
            let tab = cluster == "\t";
            for cluster in shown(cluster, column).graphemes(true) {
                let end = column + wrap::columns(cluster);
                if column >= from && end <= to {
                    words.pad(column.saturating_sub(filled), &mut runs);
                    words.push(cluster, &bytes, tab, &mut runs);
                    filled = end;
                }
                column = end;
            }
            if column > to {
                break;
            }
        }
        words.end(&mut runs);
        byte += text.len();
    }
    // The ground of code is one area.
    runs.push(Run::new(" ".repeat(to.saturating_sub(filled)), Role::Code));
    if after {
        runs.push(sign(true));
    }
    runs
}

/// Words of a line on their way to runs that know which they are.
///
/// A tab is a run of its own: it alone is not shown cluster by cluster.
struct Words {
    stretch: Stretch,
    roles: Roles,
    part: Option<(String, Range<usize>, bool)>,
}

impl Words {
    fn new(stretch: Stretch, roles: Roles) -> Self {
        Self { stretch, roles, part: None }
    }

    /// Columns that nothing stands in.
    fn pad(&mut self, columns: usize, runs: &mut Vec<Run>) {
        if columns > 0 {
            self.end(runs);
            runs.push(Run::new(" ".repeat(columns), self.roles));
        }
    }

    /// The shown part of some bytes of the line.
    fn push(&mut self, shown: &str, bytes: &Range<usize>, tab: bool, runs: &mut Vec<Run>) {
        match &mut self.part {
            Some((text, range, after_tab)) if range == bytes || !tab && !*after_tab => {
                text.push_str(shown);
                range.end = bytes.end;
            }
            Some(_) | None => {
                self.end(runs);
                self.part = Some((shown.to_owned(), bytes.clone(), tab));
            }
        }
    }

    fn end(&mut self, runs: &mut Vec<Run>) {
        if let Some((text, range, _)) = self.part.take() {
            runs.push(Run::new(text, self.roles).showing(Some(self.stretch.cut(range))));
        }
    }
}

/// Lines, all of them. One that is too long goes on in the next row, which says so by its indent.
pub(super) fn wrapped(index: usize, block: &Block, width: usize, roles: Roles) -> Vec<Row> {
    let prose = &block.proses[0];
    let place = Place { block: index, cell: 0 };
    let begin = |at: usize| Row { at: Anchor::at(prose.origin(offset(at))), ..Row::default() };
    let mut rows = Vec::new();
    let mut start = 0;
    for line in prose.text.trim_end_matches('\n').split('\n') {
        let mut row = begin(start);
        // The columns of the row, and of the line so far.
        let (mut taken, mut column) = (0, 0);
        // A tab is a run of its own: it alone is not shown cluster by cluster.
        let mut after_tab = false;
        for (at, cluster) in line.grapheme_indices(true) {
            let tab = cluster == "\t";
            let shown = shown(cluster, column);
            let stretch = Stretch::of(place, start + at..start + at + cluster.len());
            for cluster in shown.graphemes(true) {
                let wide = wrap::columns(cluster);
                if taken + wide > width && taken > 0 {
                    let indent = if width > 8 { "  " } else { "" };
                    rows.push(std::mem::replace(&mut row, begin(start + at)));
                    row.runs.push(Run::new(indent, roles));
                    taken = indent.len();
                }
                let last = row.runs.last_mut().and_then(|run| Some((&mut run.text, run.stretch.as_mut()?)));
                if let Some((text, last)) = last.filter(|(_, last)| **last == stretch || !(tab || after_tab)) {
                    text.push_str(cluster);
                    last.end = stretch.end;
                } else {
                    row.runs.push(Run::new(cluster, roles).showing(Some(stretch)));
                    after_tab = tab;
                }
                taken += wide;
                column += wide;
            }
        }
        rows.push(row);
        start += line.len() + 1;
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STRETCH: Stretch = Stretch { part: 1, cell: 0, start: 0, end: 1000 };

    #[track_caller]
    fn check(line: &str, shift: usize, width: usize, expected: &str) {
        let runs = window(&[(line, Role::Code.into())], STRETCH, shift, width, Symbols::Full);
        assert_eq!(Row::of(runs).text().trim_end(), expected);
    }

    #[test]
    fn a_line_that_goes_on_says_so_on_that_side() {
        check("0123456789abcdef", 0, 10, "012345678›");
        check("0123456789abcdef", 3, 10, "‹456789ab›");
        check("0123456789abcdef", 6, 10, "‹789abcdef");
        check("0123456789", 0, 10, "0123456789");
        check("012", 6, 10, "‹");
        check("", 6, 10, "");
    }

    #[test]
    fn tabs_and_wide_glyphs_keep_their_columns() {
        check("\ta\tb", 0, 10, "    a   b");
        check("\ta\tb", 2, 8, "‹ a   b");
        check("東京都庁舎x", 0, 8, "東京都 ›");
        check("東京都庁舎x", 3, 8, "‹都庁舎x");
    }

    proptest! {
        #[test]
        fn moving_by_one_column_shows_every_cluster(line in "[ab \t東é👩]{0,40}", width in LEAST..20) {
            let all = line_columns(&line);
            let mut seen = String::new();
            for shift in 0..=all.saturating_sub(width) {
                let row = Row::of(window(&[(&line, Role::Code.into())], STRETCH, shift, width, Symbols::Full));
                prop_assert!(row.columns() <= width, "{:?}", row.text());
                seen.push_str(&row.text());
            }
            prop_assert!(line.graphemes(true).all(|cluster| cluster == "\t" || seen.contains(cluster)));
        }
    }
}
