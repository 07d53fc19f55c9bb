//! The scroll bar: which part of the whole is on the screen, and where a click on the bar goes.
//!
//! Counts in whatever the whole is measured in: bytes of a text, rows of a list.

use std::ops::Range;

use crate::reader::layout::{Area, SCROLL_BAR_FROM};

/// Rows of a bar that can still say that there is more above and below.
const LEAST: u16 = 3;

/// A bar at the right of a pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScrollBar {
    /// One column.
    pub area: Area,
    /// Rows of it, 0-based from its top: what is on the screen.
    pub thumb: Range<u16>,
    shown: Range<usize>,
    pub(super) all: usize,
}

impl ScrollBar {
    /// For what `pane` shows in the rows of `inside`; none where that is all, or where there is no room.
    pub(super) fn of(pane: Area, inside: Area, shown: Range<usize>, all: usize) -> Option<Self> {
        let room = pane.columns >= SCROLL_BAR_FROM && inside.rows >= LEAST;
        if !room || shown.start == 0 && shown.end >= all {
            return None;
        }
        // Nothing is so short that it leaves no room to move.
        let rows = usize::from(inside.rows);
        let length = (rows * shown.len() / all).clamp(1, rows - 2);
        let (most, above, below) = (rows - length, shown.start, all.saturating_sub(shown.end));
        let hidden = above + below;
        let first = (most * above + hidden / 2) / hidden;
        // It touches an end of the bar there and nowhere else.
        let first = first.clamp(usize::from(above > 0), most - usize::from(below > 0));
        let row = |row: usize| u16::try_from(row).expect("a row of the bar");
        Some(Self {
            area: Area { x: pane.x + pane.columns - 1, columns: 1, ..inside },
            thumb: row(first)..row(first + length),
            shown,
            all,
        })
    }

    /// The first position to show so that the thumb is around a row of the bar; `None` for the end.
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
