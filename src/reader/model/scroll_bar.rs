//! The scroll bar: which part of the whole is on the screen, and where a click on the bar goes.
//!
//! Counts in whatever the whole is measured in: bytes of a text, rows of a list.

use std::ops::Range;

use super::{Model, Place, View};
use crate::page::row::Anchor;
use crate::reader::panes::Area;

/// Columns of a pane from which one of them is the bar's.
pub(super) const FROM: u16 = 41;
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
    all: usize,
}

impl ScrollBar {
    /// For what `pane` shows in the rows of `inside`; none where that is all, or where there is no room.
    pub(super) fn of(pane: Area, inside: Area, shown: Range<usize>, all: usize) -> Option<Self> {
        let room = pane.columns >= FROM && inside.rows >= LEAST;
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

    /// What is to be shown first so that the thumb is around a row of the bar: none for its last row, where the end is.
    fn first_at(&self, row: u16) -> Option<usize> {
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

impl Model {
    /// The bar of what is read, where `top` is its first row and `below` the first that is not shown.
    pub(super) fn text_scroll_bar(
        &self,
        pane: Area,
        inside: Area,
        top: Anchor,
        below: Option<Anchor>,
    ) -> Option<ScrollBar> {
        let (start, end) = self.text_ends();
        let first = if self.typesetter().is_first(top) { 0 } else { top.byte.saturating_sub(start) };
        let shown = first..below.map_or(end, |below| below.byte).saturating_sub(start);
        ScrollBar::of(pane, inside, shown.start as usize..shown.end as usize, (end - start) as usize)
    }

    /// How much of what is read stands above a place, in percent; without one, all of it.
    pub(super) fn percent(&self, below: Option<Anchor>) -> usize {
        let (start, end) = self.text_ends();
        let above = |below: Anchor| below.byte.saturating_sub(start) as usize * 100 / (end - start).max(1) as usize;
        below.map_or(100, |below| above(below).min(99))
    }

    /// The bytes at which what is read begins and ends: front matter is not.
    fn text_ends(&self) -> (u32, u32) {
        let start = self.dossier.briefing.blocks.first().map_or(0, |block| block.span.start);
        let end = u32::try_from(self.text().len()).expect("a manuscript is shorter");
        (start, end)
    }

    /// Takes the bar, if there is one on a cell, and goes to where the cell is on it.
    pub(super) fn take_bar(&mut self, column: u16, row: u16) -> bool {
        let bar = self.scroll_bar().filter(|bar| bar.area.has(column, row));
        self.bar_taken = bar.is_some();
        let before = self.place;
        self.drag_bar(row);
        // Back is where the bar was taken, not every row that it went by.
        let to = std::mem::replace(&mut self.place, before);
        if to != before {
            self.jump(to);
        }
        self.bar_taken
    }

    /// Goes to where a row of the screen is on the bar, if the bar is taken.
    pub(super) fn drag_bar(&mut self, row: u16) {
        let Some(bar) = self.scroll_bar().filter(|_| self.bar_taken) else { return };
        let row = row.saturating_sub(bar.area.y).min(bar.area.rows - 1);
        let first = bar.first_at(row);
        match self.place.view {
            View::Article => {
                let typesetter = self.typesetter();
                let start = self.text_ends().0;
                let anchor = |byte| typesetter.moved(Anchor::at(start.saturating_add(byte)), 0);
                let anchor = match first.map(|first| u32::try_from(first).expect("a byte of the text")) {
                    Some(0) => Anchor::default(),
                    Some(byte) => anchor(byte).min(typesetter.last_top(self.screen.page)),
                    None => typesetter.last_top(self.screen.page),
                };
                self.place = Place { anchor, follow: false, ..self.place };
            }
            View::Claims | View::Sources | View::Map => self.pulled.list = Some(first.unwrap_or(bar.all)),
        }
    }

    fn scroll_bar(&self) -> Option<&ScrollBar> {
        self.screen.main.as_ref()?.scroll_bar.as_ref()
    }
}
