//! Code → rows: a row for each line, and a sign where a line goes on beyond it.
//!
//! Code is not wrapped: where its lines begin and end is part of what it says. It moves sideways instead, each
//! block as far as its longest line goes. Only where there is hardly a column to move in, lines are wrapped.
//! Must not know keys.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{Anchor, Row, Run, Typesetter};
use crate::briefing::Block;
use crate::highlight::Paint;
use crate::manuscript::offset;
use crate::role::{Role, Roles};
use crate::symbol::Symbols;
use crate::visible;
use crate::wrap;

/// Where code has fewer columns than these, its lines are wrapped.
const LEAST: usize = 8;

/// A stretch of a line with one look.
type Stretch<'a> = (&'a str, Roles);

impl Typesetter<'_> {
    pub(super) fn code(&self, block: &Block, language: &str, width: usize) -> Vec<Row> {
        let ground = Roles::from(Role::Code);
        if width < LEAST {
            return wrapped(block, width, ground);
        }
        let prose = &block.proses[0];
        let lines = || prose.text.trim_end_matches('\n').split('\n');
        let longest = lines().map(line_columns).max().unwrap_or_default();
        let shift = self.shift.min(longest.saturating_sub(width));
        let paint = if self.colored { self.memo.highlighter.paint(language, &prose.text) } else { Paint::default() };
        let mut start = 0;
        let mut rows = Vec::new();
        for line in lines() {
            let runs = window(&stretches(line, start, &paint), shift, width, self.look.symbols);
            let beyond = (shift, longest.saturating_sub(shift + width));
            rows.push(Row { at: Anchor::at(prose.origin(offset(start))), beyond, ..Row::of(runs) });
            start += line.len() + 1;
        }
        rows
    }
}

/// A line that begins at byte `start` of the text, taken apart by what stands in it.
fn stretches<'a>(line: &'a str, start: usize, paint: &Paint) -> Vec<Stretch<'a>> {
    let ground = Roles::from(Role::Code);
    let mut stretches = Vec::new();
    let mut from = 0;
    for (range, role) in &paint[paint.partition_point(|(range, _)| range.end <= start)..] {
        if range.start >= start + line.len() {
            break;
        }
        let (begin, end) = (range.start.saturating_sub(start).max(from), (range.end - start).min(line.len()));
        stretches.push((&line[from..begin], ground));
        stretches.push((&line[begin..end], ground.with(*role)));
        from = end;
    }
    stretches.push((&line[from..], ground));
    stretches
}

/// A cluster as it is shown in a column. A tab goes on to the next stop.
fn shown(cluster: &str, column: usize) -> Cow<'_, str> {
    if cluster == "\t" { " ".repeat(4 - column % 4).into() } else { visible::cluster(cluster) }
}

fn line_columns(line: &str) -> usize {
    // What is plain is as wide as it is long.
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return line.len();
    }
    line.graphemes(true).fold(0, |column, cluster| column + wrap::columns(&shown(cluster, column)))
}

/// The part of a line from column `shift` on that has room in `width` columns, with a sign on either side where the
/// line goes on. The signs stand in place of a column of it.
fn window(line: &[Stretch<'_>], shift: usize, width: usize, symbols: Symbols) -> Vec<Run> {
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
    let mut column = 0;
    // Where a wide cluster is cut in two, its columns stay empty.
    let mut filled = from;
    for &(text, roles) in line {
        let mut part = String::new();
        for cluster in text.graphemes(true) {
            let cluster = shown(cluster, column);
            for cluster in cluster.graphemes(true) {
                let end = column + wrap::columns(cluster);
                if column >= from && end <= to {
                    part.extend(std::iter::repeat_n(' ', column.saturating_sub(filled)));
                    part.push_str(cluster);
                    filled = end;
                }
                column = end;
            }
            if column > to {
                break;
            }
        }
        if !part.is_empty() {
            runs.push(Run::new(part, roles));
        }
    }
    // The ground of code is one area.
    runs.push(Run::new(" ".repeat(to.saturating_sub(filled)), Role::Code));
    if after {
        runs.push(sign(true));
    }
    runs
}

/// Lines, all of them. One that is too long goes on in the next row, which says so by its indent.
pub(super) fn wrapped(block: &Block, width: usize, roles: Roles) -> Vec<Row> {
    let prose = &block.proses[0];
    let mut rows = Vec::new();
    let mut start = 0;
    for line in prose.text.trim_end_matches('\n').split('\n') {
        let mut row = (start, String::new());
        // The columns of the row, and of the line so far.
        let (mut taken, mut column) = (0, 0);
        for (at, cluster) in line.grapheme_indices(true) {
            let shown = shown(cluster, column);
            for cluster in shown.graphemes(true) {
                let wide = wrap::columns(cluster);
                if taken + wide > width && taken > 0 {
                    let indent = if width > 8 { "  " } else { "" };
                    rows.push(std::mem::replace(&mut row, (start + at, indent.to_owned())));
                    taken = indent.len();
                }
                row.1.push_str(cluster);
                taken += wide;
                column += wide;
            }
        }
        rows.push(row);
        start += line.len() + 1;
    }
    let row = |(at, text)| Row { at: Anchor::at(prose.origin(offset(at))), ..Row::of(vec![Run::new(text, roles)]) };
    rows.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(line: &str, shift: usize, width: usize, expected: &str) {
        let runs = window(&[(line, Role::Code.into())], shift, width, Symbols::Full);
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
                let row = Row::of(window(&[(&line, Role::Code.into())], shift, width, Symbols::Full));
                prop_assert!(row.columns() <= width, "{:?}", row.text());
                seen.push_str(&row.text());
            }
            prop_assert!(line.graphemes(true).all(|cluster| cluster == "\t" || seen.contains(cluster)));
        }
    }
}
