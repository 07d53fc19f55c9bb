//! Sets code: a row for each line, and a sign where a line continues off the screen.
//!
//! Code is not wrapped, because line breaks are part of what it says. It scrolls sideways instead, each block up to the
//! end of its longest line. Only a pane of less than [`LEAST`] columns wraps code. Must not know keys.
//!
//! Colors come from [`crate::text::highlight`]. Its grammars are read for the first code on the screen in a known
//! language (about 1 ms, and 20 to 40 ms for the first block), never at startup. Languages whose grammars take 100 ms
//! to load (HTML, JavaScript and their relatives, and Markdown) stay without colors.

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

/// Code is wrapped in fewer columns than this.
const LEAST: usize = 8;

/// Columns of the widest line that is set whole. In a text with a wider line, code is wrapped.
const WIDEST: usize = 4000;

/// A part of a line with the same roles.
type Piece<'a> = (&'a str, Roles);

impl Typesetter<'_> {
    pub(super) fn code(&self, index: usize, block: &Block, language: &str, width: usize) -> Vec<Row> {
        let ground = Roles::from(Role::Code);
        let prose = &block.proses[0];
        let lines = || prose.text.trim_end_matches('\n').split('\n');
        let longest = lines().map(line_columns).max().unwrap_or_default();
        let room = self.room.saturating_sub(self.width - width);
        if width < LEAST || self.whole && longest > WIDEST {
            return wrapped(index, block, width, ground);
        }
        let width = width.max(longest.min(room));
        let shift = self.shift.min(longest.saturating_sub(width));
        let paint = if self.colored { self.memo.highlighter.paint(language, &prose.text) } else { Paint::default() };
        let mut start = 0;
        let mut rows = Vec::new();
        for line in lines() {
            let pieces = pieces(line, start, &paint);
            let stretch = Stretch::of(Place { block: index, cell: 0 }, start..start + line.len());
            // Only the wide lines: padding all lines to the longest could make a page of any size.
            let width = if self.whole { width.max(line_columns(line)) } else { width };
            let runs = window(&pieces, stretch, shift, width, self.look.symbols);
            let beyond = if self.whole { (0, 0) } else { (shift, longest.saturating_sub(shift + width)) };
            rows.push(Row { at: Anchor::at(prose.origin(offset(start))), beyond, ..Row::of(runs) });
            start += line.len() + 1;
        }
        rows
    }
}

impl Typesetter<'_> {
    /// Returns how far code must scroll so that a stretch of it is visible; none if the stretch is not in code.
    pub fn shift_to(&self, stretch: Stretch) -> Option<usize> {
        let Place { block, cell } = stretch.place()?;
        let block = self.blocks().get(block).filter(|block| matches!(block.kind, BlockKind::Code { .. }))?;
        let before = &block.proses[cell].text[..stretch.start as usize];
        let line = before.rfind('\n').map_or(before, |end| &before[end + 1..]);
        Some(line_columns(line).saturating_sub(self.width / 4))
    }
}

/// Splits a line that begins at byte `start` of the text where its roles change.
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

/// A grapheme cluster as the screen shows it in a column. A tab extends to the next tab stop.
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

/// Returns the part of a line that is visible from column `shift` on, in `width` columns. A sign replaces the outermost
/// column on a side where the line continues.
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
    // A wide cluster that is cut in half leaves its columns empty.
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
    // The background of code fills its area.
    runs.push(Run::new(" ".repeat(to.saturating_sub(filled)), Role::Code));
    if after {
        runs.push(sign(true));
    }
    runs
}

/// Collects the words of a line into runs, each with its stretch of the text.
///
/// A tab is a run of its own, because its text on the screen differs from its bytes.
struct Words {
    stretch: Stretch,
    roles: Roles,
    part: Option<(String, Range<usize>, bool)>,
}

impl Words {
    fn new(stretch: Stretch, roles: Roles) -> Self {
        Self { stretch, roles, part: None }
    }

    /// Adds empty columns.
    fn pad(&mut self, columns: usize, runs: &mut Vec<Run>) {
        if columns > 0 {
            self.end(runs);
            runs.push(Run::new(" ".repeat(columns), self.roles));
        }
    }

    /// Adds what the screen shows for some bytes of the line.
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

/// Wraps all lines. A line that is too long continues in the next row, with an indent.
pub(super) fn wrapped(index: usize, block: &Block, width: usize, roles: Roles) -> Vec<Row> {
    let prose = &block.proses[0];
    let place = Place { block: index, cell: 0 };
    let begin = |at: usize| Row { at: Anchor::at(prose.origin(offset(at))), ..Row::default() };
    let mut rows = Vec::new();
    let mut start = 0;
    for line in prose.text.trim_end_matches('\n').split('\n') {
        let mut row = begin(start);
        // Columns used in the row, and columns of the line so far.
        let (mut taken, mut column) = (0, 0);
        // A tab has a run of its own, because its text on the screen differs from its bytes.
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
    fn a_line_that_continues_is_marked_on_that_side() {
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
