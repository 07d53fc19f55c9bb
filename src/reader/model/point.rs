//! What the pointer does: the wheel moves what is under it, a click chooses, and a click on what is chosen follows.
//!
//! Knows areas of the screen and the rows in them; what can be followed in a row is known by `leads`, as for `f`.

use super::{Effect, Model, Open, Pane, Step, View};
use crate::page::lead::Lead;
use crate::page::look::Chosen;
use crate::reader::panes::{Gesture, Pointed};

/// The first rows of lists that the pointer has moved, whatever is selected in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pulled {
    /// The list that is the main pane.
    pub(super) list: Option<usize>,
    pub(super) contents: Option<usize>,
}

impl Model {
    pub(super) fn pointed(&mut self, pointed: Pointed) -> Option<Effect> {
        // Words that are being typed would be lost.
        if self.search.is_asking() || self.filtering.is_asking() {
            return None;
        }
        self.notice = None;
        self.take_place();
        if self.screen.popup.is_some() {
            return self.pointed_in_popup(pointed);
        }
        match pointed.gesture {
            Gesture::WheelDown | Gesture::WheelUp => self.wheel(pointed),
            Gesture::Drag => self.drag_bar(pointed.row),
            Gesture::Click if self.take_bar(pointed.column, pointed.row) => {}
            Gesture::Click => self.click(pointed),
        }
        None
    }

    /// What is open above the panes has the pointer to itself. A click beside it closes it.
    fn pointed_in_popup(&mut self, Pointed { column, row, gesture }: Pointed) -> Option<Effect> {
        let popup = self.screen.popup.as_ref()?;
        let inside = popup.area.has(column, row);
        match (gesture, row_at(popup, column, row)) {
            (Gesture::WheelDown | Gesture::WheelUp, _) if inside => self.travel(Step::Rows(gesture.rows())),
            (Gesture::Click, _) if !inside => self.close(),
            (Gesture::Click, Some(at)) => return self.pick_row(at),
            (Gesture::WheelDown | Gesture::WheelUp | Gesture::Drag, _) | (Gesture::Click, None) => {}
        }
        None
    }

    /// Picks a row of the list that is open.
    fn pick_row(&mut self, at: usize) -> Option<Effect> {
        if self.finder.is_some() {
            return self.pick_found_at(at);
        }
        match &mut self.open {
            Some(
                Open::Contents { row }
                | Open::Problems { row }
                | Open::News { row }
                | Open::Choice { row, .. }
                | Open::Themes { row, .. },
            ) => *row = at,
            Some(Open::Help { .. } | Open::Letters { .. } | Open::Mark(_)) | None => return None,
        }
        if let Some(Open::Themes { names, .. }) = &self.open {
            let name = names[at].clone();
            self.show_theme(name);
        }
        self.follow();
        None
    }

    fn wheel(&mut self, Pointed { column, row, gesture }: Pointed) {
        let rows = gesture.rows();
        let under =
            |pane: &Option<Pane>| pane.as_ref().filter(|pane| pane.area.has(column, row)).map(|pane| pane.hidden);
        if under(&self.screen.card).is_some() {
            self.card_top = self.card_top.saturating_add_signed(rows);
        } else if let Some((above, below)) = under(&self.screen.contents) {
            match &mut self.open {
                Some(Open::Contents { .. }) => self.travel(Step::Rows(rows)),
                Some(
                    Open::Help { .. }
                    | Open::Problems { .. }
                    | Open::News { .. }
                    | Open::Choice { .. }
                    | Open::Themes { .. }
                    | Open::Letters { .. }
                    | Open::Mark(_),
                )
                | None => self.pulled.contents = Some(moved(above, below, rows)),
            }
        } else if let Some((above, below)) = under(&self.screen.main) {
            match self.place.view {
                View::Article => self.scroll(Step::Rows(rows), rows),
                View::Claims | View::Sources | View::Map => self.pulled.list = Some(moved(above, below, rows)),
            }
        }
    }

    fn click(&mut self, Pointed { column, row, .. }: Pointed) {
        let lead = self.lead_at(column, row);
        let at = |pane: &Option<Pane>| pane.as_ref().and_then(|pane| row_at(pane, column, row));
        let (source_row, section) = (at(&self.screen.main), at(&self.screen.contents));
        let on_card = self.screen.card.as_ref().is_some_and(|card| card.area.has(column, row));
        // The keys go where the pointer is.
        self.on_card &= self.screen.main.as_ref().is_none_or(|main| !main.area.has(column, row));
        // A letter is asked for no longer; neither is a section, unless it is one that is clicked on.
        self.open = None;
        if let Some(view) = self.tab_at(column, row) {
            self.show(view);
        } else if let Some(row) = section {
            let top = self.screen.contents.as_ref().map(|pane| pane.hidden.0);
            self.open = Some(Open::Contents { row });
            self.follow();
            // The row stays under the pointer.
            self.pulled.contents = top;
        } else if self.place.view == View::Claims && !on_card {
            self.click_in_table(column, row, source_row);
        } else if self.place.view == View::Map && !on_card {
            if let Some(row) = source_row {
                self.click_on_map(row);
            }
        } else if self.place.view == View::Sources && !on_card {
            if let Some(row) = source_row {
                self.click_in_sources(row);
            }
        } else {
            match lead {
                Some(Lead::Claim(claim)) if on_card => self.go(Lead::Claim(claim)),
                Some(Lead::Claim(claim)) if self.place.chosen == Some(Chosen::Claim(claim)) => self.follow(),
                Some(Lead::Claim(claim)) => {
                    self.choose(Chosen::Claim(claim));
                    // It is in sight, and nothing is to move under the pointer.
                    self.place.follow = false;
                }
                Some(lead) => self.go(lead),
                None => {}
            }
        }
    }

    /// A row of the table, or the name of one of its columns.
    fn click_in_table(&mut self, column: u16, row: u16, at: Option<usize>) {
        let Some(main) = &self.screen.main else { return };
        let (inside, head) =
            (main.inside, !main.heads.is_empty() && row + 1 == main.inside.y && main.area.has(column, row));
        self.click_in_claims(column, at, inside, head);
    }

    /// Selects a row of the list of sources, or follows it if it is the selected one.
    fn click_in_sources(&mut self, row: usize) {
        if row >= self.source_list_length() {
            return;
        }
        let (top, height) = self.screen.main.as_ref().map_or((0, 0), |main| (main.hidden.0, main.rows.len()));
        if row == self.selected_row() {
            self.follow();
            if !(top..top + height).contains(&self.selected_row()) {
                self.pulled.list = None;
            }
            return;
        }
        self.select(self.selected_at(row));
        // The row stays under the pointer, though the claims that stood above it may be closed.
        self.pulled.list = Some((self.selected_row() + top).saturating_sub(row));
    }
}

/// The row of a pane's list that is on a cell.
fn row_at(pane: &Pane, column: u16, row: u16) -> Option<usize> {
    let at = usize::from(row.checked_sub(pane.inside.y)?);
    (pane.inside.has(column, row) && at < pane.rows.len()).then_some(pane.hidden.0 + at)
}

/// Where a list begins that is moved by some rows, as far as there is something hidden.
fn moved(above: usize, below: usize, rows: isize) -> usize {
    above.saturating_add_signed(rows).min(above + below)
}
