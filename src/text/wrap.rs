//! Wraps paragraphs into rows by Unicode's line breaking (UAX #14), with terminal widths.
//!
//! Owns widths and breaks. A cluster is as wide as its form in [`visible`]. Must not know roles.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::visible;

/// The default measure of a text, in columns.
pub const MEASURE: u16 = 72;

/// Counts the columns that a text takes on a terminal in its visible form.
pub fn columns(text: &str) -> usize {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if plain { text.len() } else { visible::line(text).width() }
}

/// Splits a text into rows for a width in columns (at least 1). Rows are ranges of bytes.
///
/// A line break in the text ends a row. White space at the end of a row is left out. No row is wider than the width,
/// unless a single cluster is. `glued` lists bytes, sorted, at which a row begins only if nothing else will do.
pub fn rows(text: &str, width: usize, glued: &[usize]) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    // The row that is being filled, and the columns that it takes with the spaces at its end.
    let (mut start, mut end, mut used) = (0, 0, 0);
    let opportunities =
        linebreaks(text).filter(|(at, kind)| *kind == BreakOpportunity::Mandatory || glued.binary_search(at).is_err());
    for (at, kind) in opportunities {
        let word = text[end..at].trim_end();
        let word_columns = columns(word);
        if used + word_columns > width && start < end {
            rows.push(trimmed(text, start..end));
            (start, used) = (end, 0);
        }
        if word_columns > width {
            for (offset, cluster) in word.grapheme_indices(true) {
                let cluster_columns = columns(cluster);
                if used + cluster_columns > width && start < end + offset {
                    rows.push(start..end + offset);
                    (start, used) = (end + offset, 0);
                }
                used += cluster_columns;
            }
        } else {
            used += word_columns;
        }
        used += match &text[end + word.len()..at] {
            " " => 1,
            spaces => columns(spaces.trim_end_matches('\n')),
        };
        end = at;
        if kind == BreakOpportunity::Mandatory {
            rows.push(trimmed(text, start..end));
            (start, used) = (end, 0);
        }
    }
    rows
}

/// Counts the columns of the widest unbreakable part of a text.
pub fn widest(text: &str, glued: &[usize]) -> usize {
    let mut from = 0;
    let parts = linebreaks(text).filter(|(at, _)| glued.binary_search(at).is_err()).map(|(at, _)| {
        let part = &text[from..at];
        from = at;
        columns(part.trim_end())
    });
    parts.max().unwrap_or_default()
}

fn trimmed(text: &str, row: Range<usize>) -> Range<usize> {
    row.start..row.start + text[row.clone()].trim_end().len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, expected: &[&str]) {
        let found: Vec<_> = rows(text, width, &[]).into_iter().map(|row| &text[row]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_break_at_spaces_and_drop_them() {
        check("two lines have left", 9, &["two lines", "have left"]);
        check("two lines  have", 10, &["two lines", "have"]);
        check("one\ntwo\n", 10, &["one", "two"]);
        check("", 10, &[]);
    }

    #[test]
    fn a_word_wider_than_the_row_is_cut_between_clusters() {
        check("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]);
        check("倍になった", 4, &["倍に", "なっ", "た"]);
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        check("👩\u{200d}👧x", 1, &["👩\u{200d}👧", "x"]);
    }

    #[test]
    fn no_row_begins_at_a_glued_byte() {
        let text = "left 1 good";
        assert_eq!(rows(text, 6, &[5]), [0..6, 7..11]);
        assert_eq!(rows(text, 4, &[5]), [0..4, 4..6, 7..11]);
    }

    proptest! {
        #[test]
        fn no_row_is_too_wide_and_only_white_space_is_lost(text in "[a-zA-Z .,\n\u{301}倍な👩\u{200d}¹“”\u{1b}\u{202e}-]{0,80}", width in 1usize..40) {
            let rows = rows(&text, width, &[]);
            let mut from = 0;
            for row in &rows {
                prop_assert!(text[from..row.start].trim().is_empty());
                let words = &text[row.clone()];
                prop_assert!(columns(words) <= width || words.graphemes(true).count() == 1, "{words:?}");
                from = row.end;
            }
            prop_assert!(text[from..].trim().is_empty());
        }
    }
}
