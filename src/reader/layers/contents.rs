//! The contents: the headings of the text, beside the article or above it, and the way to each.

use super::moved;
use crate::page::list::contents_rows;
use crate::page::row::{Anchor, Run};
use crate::reader::layout::{Area, Layout, Panes, pulled};
use crate::reader::outcome::{Open, Outcome, Outcomes, say};
use crate::reader::place::Here;
use crate::reader::screen::{Begins, Pane, Popup};
use crate::reader::session::Session;
use crate::text::role::Role;

/// Columns of the contents at the most, where they stand above the article.
const WIDEST: usize = 60;

/// The contents, while they have the keys.
#[derive(Clone, Copy, Debug)]
pub(in crate::reader) struct Contents {
    /// The selected row, 0-based: the section after it, for the first section is the text's beginning.
    pub(super) row: usize,
}

impl Contents {
    /// Opens the contents where the reader is, or says that there are none.
    pub(in crate::reader) fn open(session: &Session, here: &Here) -> Outcomes {
        if session.dossier().briefing.sections.len() < 2 {
            return say("This text has no headings");
        }
        vec![Outcome::Open(Open::Contents(here.sight.section.saturating_sub(1)))]
    }

    /// Goes to a row of the contents, 0-based.
    pub(in crate::reader) fn go_to(row: usize, session: &Session, here: &Here) -> Outcomes {
        Self { row }.accept(session, here)
    }

    pub(super) fn travel(&mut self, distance: isize, session: &Session) {
        self.row = moved(self.row, distance, length(session));
    }

    pub(super) fn accept(self, session: &Session, here: &Here) -> Outcomes {
        let briefing = &session.dossier().briefing;
        let section = &briefing.sections[(self.row + 1).min(briefing.sections.len() - 1)];
        let block = briefing.blocks.get(section.blocks.start);
        block.map(|block| Outcome::Jump(here.place.at(Anchor::at(block.span.start)))).into_iter().collect()
    }

    pub(super) fn popup(self, place: (Layout, &Panes), room: usize, session: &Session, here: &Here) -> Popup {
        let width = room.min(WIDEST);
        let look = session.look(here.place.chosen);
        let rows = |range| contents_rows(&look, here.sight.section, Some(self.row), range, width);
        Pane::popup(place, "Contents", (width, length(session)), Begins::Around(self.row), rows)
    }

    /// The pane of the contents beside the article. `selected` is their row while they have the keys, and `top` the first
    /// row, where the pointer has moved it.
    pub(in crate::reader) fn pane(
        area: Area,
        selected: Option<usize>,
        top: Option<usize>,
        session: &Session,
        here: &Here,
    ) -> Pane {
        let inside = area.inside();
        let height = usize::from(inside.rows);
        let length = length(session);
        let at = selected.unwrap_or(here.sight.section.saturating_sub(1));
        let top = pulled(top, at, height, length);
        let width = usize::from(inside.columns);
        let look = session.look(here.place.chosen);
        let rows = contents_rows(&look, here.sight.section, selected, top..top + height, width);
        let title = Some(vec![Run::new("Contents", Role::PaneTitle)]);
        let hidden = (top, length.saturating_sub(top + height));
        Pane { area, title, active: selected.is_some(), inside, rows, hidden, ..Pane::default() }
    }
}

/// How many rows the contents have.
fn length(session: &Session) -> usize {
    session.dossier().briefing.sections.len() - 1
}
