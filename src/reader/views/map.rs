//! The map of sources by sections: the selected cell, and the way from a cell to its claims.

mod rows;

use super::ListPane;
use crate::briefing::dossier::SourceId;
use crate::evidence::dependence::{Dependence, Shares, tree};
use crate::evidence::filter::source_word;
use crate::evidence::map::{Cell, cell_figures, map_columns, number};
use crate::page::row::Row;
use crate::reader::bar::Hints;
use crate::reader::keymap::Action;
use crate::reader::layout::{Area, list_area};
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Place, Selected};
use crate::reader::screen::{Clicked, Pane};
use crate::reader::session::Session;
use crate::reader::view::View;
use crate::text::numbers;

use self::rows::{Division, map_head, map_rows, shares_rows};

/// Minimum height of the pane for shares above the matrix, in rows.
const SHARES_FROM: u16 = 16;

/// The map.
#[derive(Default)]
pub(super) struct Map {
    /// The selected section, as an index into the briefing's sections; none for all sections.
    section: Option<usize>,
}

impl Map {
    pub(super) const HINTS: Hints =
        [(Action::CellRight, "section"), (Action::Doubt, "doubt"), (Action::Follow, "its claims")];

    pub(super) fn update(&mut self, action: Action, session: &Session, here: &Here) -> Outcomes {
        match action {
            Action::Follow => self.follow(session, here),
            Action::CellRight | Action::NextClaim | Action::NextSection => self.move_cell(true, session),
            Action::CellLeft | Action::PreviousClaim | Action::PreviousSection => self.move_cell(false, session),
            _ => Vec::new(),
        }
    }

    pub(super) fn section(&self) -> Option<usize> {
        self.section
    }

    fn cell(&self, place: &Place) -> Cell {
        Cell { source: place.selected.source, section: self.section }
    }

    /// Selects another source.
    pub(super) fn travel(distance: isize, session: &Session, here: &Here) -> Outcomes {
        let tree = tree(session.dossier());
        let row = row(&tree, &here.place).saturating_add_signed(distance).min(tree.len().saturating_sub(1));
        tree.get(row).map(|&(source, _)| Outcome::Select(Selected { source, sub_row: None })).into_iter().collect()
    }

    /// Selects another section. Before the first stands the total.
    fn move_cell(&mut self, forward: bool, session: &Session) -> Outcomes {
        let sections = map_columns(session.dossier());
        let at = self.section.and_then(|here| sections.iter().position(|&section| section == here));
        let next = match (at, forward) {
            (None, true) => Some(0),
            (None, false) => None,
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        match next {
            None => self.section = None,
            Some(next) if next < sections.len() => self.section = Some(sections[next]),
            Some(_) => return say("Last section"),
        }
        Vec::new()
    }

    /// Shows the claims of the cell by a filter.
    fn follow(&self, session: &Session, here: &Here) -> Outcomes {
        if !session.text().has_sources() {
            return Vec::new();
        }
        let dossier = session.dossier();
        let cell = self.cell(&here.place);
        if cell_figures(dossier, cell).claims == 0 {
            return say("No claim in this cell");
        }
        let mut words = source_word(&dossier.source(cell.source).id);
        if let Some(section) = cell.section {
            words = format!("{words} section:{}", number(dossier, section));
        }
        vec![Outcome::RememberFilter(session.parse_filter(&words)), Outcome::Show(View::Claims)]
    }

    /// Describes the cell for the status line; none if the map has no cells.
    pub(super) fn words(&self, session: &Session, here: &Here) -> Option<String> {
        let dossier = session.dossier();
        if !session.text().has_sources() {
            return None;
        }
        let cell = self.cell(&here.place);
        let claims = numbers::count(cell_figures(dossier, cell).claims, "claim");
        let name = &dossier.source(cell.source).name;
        Some(match cell.section {
            Some(section) => {
                let title = &dossier.briefing.sections[section].title;
                format!(" {name} in section {}, “{title}”: {claims} ", number(dossier, section))
            }
            None => format!(" {name}: {claims} "),
        })
    }

    /// Handles a click. It selects the source of the row; on the selected row, it shows the claims of the cell.
    /// `begins` is the first row of the list, which must not move under the pointer.
    pub(super) fn click(
        &self,
        clicked: Clicked,
        begins: &mut Option<usize>,
        session: &Session,
        here: &Here,
        main: &Pane,
    ) -> Outcomes {
        let tree = tree(session.dossier());
        let Some(&(source, _)) = clicked.row.and_then(|row| tree.get(row)) else { return Vec::new() };
        if source == here.place.selected.source {
            return self.follow(session, here);
        }
        *begins = Some(main.hidden.0);
        vec![Outcome::Select(Selected { source, sub_row: None })]
    }

    pub(super) fn pane(&self, area: Area, top: Option<usize>, session: &Session, here: &Here) -> Pane {
        let (look, inside) = (session.look(here.place.chosen), list_area(area));
        let dossier = session.dossier();
        let width = usize::from(inside.columns);
        let dependence = Dependence::of(dossier, &session.text().doubts);
        let mut heads = Vec::new();
        if inside.rows >= SHARES_FROM && !dossier.claims.is_empty() {
            let shares = Shares::of(dossier, &session.text().standing, &dependence);
            heads.extend(shares_rows(&look, shares, width));
            heads.push(Row::default());
        }
        let sections = map_columns(dossier);
        let at = self.section.and_then(|here| sections.iter().position(|&section| section == here));
        let division = Division::of(dossier, sections.len(), at.unwrap_or_default(), width);
        if inside.rows > 3 {
            heads.push(map_head(&look, &division, &sections, self.section));
        }
        let tree = tree(dossier);
        let above = u16::try_from(heads.len()).unwrap_or_default();
        let list = ListPane::new(area, inside, above, tree.len(), row(&tree, &here.place), top);
        let rows = map_rows(&look, &dependence, &division, &sections, &tree[list.range()], self.cell(&here.place));
        list.pane(heads, rows, "No source: nothing here is cited.")
    }
}

/// The row of the selected source.
fn row(tree: &[(SourceId, usize)], place: &Place) -> usize {
    tree.iter().position(|(source, _)| *source == place.selected.source).unwrap_or_default()
}
