//! The scroll bar: which part of a whole is visible, and where a click on the bar goes.
//!
//! Counts in bytes for a text and in rows for a list. The number of rows of a text is unknown, because only visible
//! rows are typeset. Front matter does not count, here and in the percentage.

use std::ops::Range;

use crate::reader::layout::{Area, SCROLL_BAR_FROM};

/// The minimum height of a bar, in rows: enough to show that more is above and below.
const LEAST: u16 = 3;

/// A bar at the right of a pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScrollBar {
    /// One column.
    pub area: Area,
    /// The rows of the bar that stand for what is visible, 0-based.
    pub thumb: Range<u16>,
    shown: Range<usize>,
    pub(super) all: usize,
}

impl ScrollBar {
    /// The scroll bar of `pane`, whose list has the area `inside`. None if everything is visible or the pane has no
    /// room.
    pub(super) fn of(pane: Area, inside: Area, shown: Range<usize>, all: usize) -> Option<Self> {
        let room = pane.columns >= SCROLL_BAR_FROM && inside.rows >= LEAST;
        if !room || shown.start == 0 && shown.end >= all {
            return None;
        }
        // The thumb always has room to move.
        let rows = usize::from(inside.rows);
        let length = (rows * shown.len() / all).clamp(1, rows - 2);
        let (most, above, below) = (rows - length, shown.start, all.saturating_sub(shown.end));
        let hidden = above + below;
        let first = (most * above + hidden / 2) / hidden;
        // The thumb touches an end of the bar only at that end of the text.
        let first = first.clamp(usize::from(above > 0), most - usize::from(below > 0));
        let row = |row: usize| u16::try_from(row).expect("a row of the bar");
        Some(Self {
            // An empty column stands between the bar and the next pane.
            area: Area { x: pane.x + pane.columns - 2, columns: 1, ..inside },
            thumb: row(first)..row(first + length),
            shown,
            all,
        })
    }

    /// The first position to show for a click on a row of the bar, with the thumb around that row; `None` for the end.
    pub(super) fn first_at(&self, row: u16) -> Option<usize> {
        match row {
            0 => Some(0),
            row if row + 1 >= self.area.rows => None,
            row => {
                let middle = self.all * (2 * usize::from(row) + 1) / (2 * usize::from(self.area.rows));
                Some(middle.saturating_sub(self.shown.len() / 2))
            }
        }
    }
}
