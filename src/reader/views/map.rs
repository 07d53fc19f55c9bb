//! The map of sources by sections: the selected cell, and the way from a cell to its claims.

mod rows;

use std::cell::{Ref, RefCell};

use super::ListPane;
use crate::briefing::dossier::{Dossier, SourceId};
use crate::evidence::dependence::{Dependence, Shares, tree};
use crate::evidence::filter::source_word;
use crate::evidence::flow::Way;
use crate::evidence::map::{Cell, cell_figures, map_columns, number};
use crate::page::flow::Picture;
use crate::page::row::{Row, Run};
use crate::reader::bar::Hints;
use crate::reader::keymap::Action;
use crate::reader::layout::{Area, list_area};
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Place, Selected};
use crate::reader::screen::{Clicked, Pane};
use crate::reader::session::Session;
use crate::reader::view::View;
use crate::text::numbers;
use crate::text::role::Role;

use self::rows::{Division, map_heads, map_rows, shares_rows};

/// Minimum height of the pane for shares above the matrix, in rows.
const SHARES_FROM: u16 = 16;

/// Minimum and maximum height of the picture under the matrix, in rows.
const PICTURE_FROM: usize = 8;
const MOST_PICTURE: usize = 24;

/// The map.
#[derive(Default)]
pub(super) struct Map {
    /// The selected section, as an index into the briefing's sections; none for all sections.
    section: Option<usize>,
    /// Whether the picture of the chains has the whole pane.
    is_picture: bool,
    drawn: RefCell<Option<Drawn>>,
}

/// The last picture, if there was room for one, and what it was laid out for.
struct Drawn {
    picture: Option<Picture>,
    /// The revision of the session.
    revision: u64,
    /// Columns and rows.
    size: (usize, usize),
}

impl Map {
    pub(super) fn hints(&self) -> Hints {
        let other = if self.is_picture { "table" } else { "picture" };
        vec![
            (Action::Judge, "judge"),
            (Action::ShowPicture, other),
            (Action::Doubt, "doubt"),
            (Action::Follow, "its claims"),
        ]
    }

    pub(super) fn update(&mut self, action: Action, session: &Session, here: &Here) -> Outcomes {
        match action {
            Action::Follow => self.follow(session, here),
            Action::CellRight | Action::NextClaim | Action::NextSection if self.is_picture => {
                self.go(Way::Behind, here).unwrap_or_else(|| say("The picture shows nobody behind it"))
            }
            Action::CellLeft | Action::PreviousClaim | Action::PreviousSection if self.is_picture => {
                self.go(Way::Front, here).unwrap_or_else(|| say("The text itself cites it"))
            }
            Action::CellRight | Action::NextClaim | Action::NextSection => self.move_cell(true, session),
            Action::CellLeft | Action::PreviousClaim | Action::PreviousSection => self.move_cell(false, session),
            Action::ShowPicture => {
                self.is_picture = !self.is_picture;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The selected section. The picture shows all of them.
    pub(super) fn section(&self) -> Option<usize> {
        self.section.filter(|_| !self.is_picture)
    }

    fn cell(&self, place: &Place) -> Cell {
        Cell { source: place.selected.source, section: self.section() }
    }

    /// Selects another source: in the table the next row, in the picture the next one of its layer.
    pub(super) fn travel(&self, distance: isize, session: &Session, here: &Here) -> Outcomes {
        if self.is_picture {
            return self.go(Way::Down(distance), here).unwrap_or_default();
        }
        let tree = tree(session.dossier());
        let row = row(&tree, &here.place).saturating_add_signed(distance).min(tree.len().saturating_sub(1));
        tree.get(row).map(|&(source, _)| Outcome::Select(Selected { source, sub_row: None })).into_iter().collect()
    }

    /// Selects the source on a way through the picture; none if no source lies there.
    fn go(&self, way: Way, here: &Here) -> Option<Outcomes> {
        let drawn = self.drawn.borrow();
        let source = drawn.as_ref()?.picture.as_ref()?.beside(here.place.selected.source, way)?;
        Some(vec![Outcome::Select(Selected { source, sub_row: None })])
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

    /// Describes the cell for the status line, in all words and in the fewest; none if the map has no cells.
    pub(super) fn words(&self, session: &Session, here: &Here) -> Option<[String; 2]> {
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
                let number = number(dossier, section);
                [format!("{name} in section {number}, “{title}”: {claims}"), format!("in {number}: {claims}")]
            }
            None => [format!("{name}: {claims}"), claims],
        })
    }

    /// Handles a click. It selects the cell; on the selected cell, it shows its claims. A click on the names of the
    /// columns selects the section. `begins` is the first row of the list, which must not move under the pointer.
    pub(super) fn click(
        &mut self,
        clicked: Clicked,
        begins: &mut Option<usize>,
        session: &Session,
        here: &Here,
        main: &Pane,
    ) -> Outcomes {
        let dossier = session.dossier();
        let (tree, sections) = (tree(dossier), map_columns(dossier));
        if self.is_picture || clicked.row.is_none() && clicked.head.is_none() {
            return Vec::new();
        }
        let at = usize::from(clicked.column.saturating_sub(main.inside.x));
        let division = self.division(dossier, &tree, &sections, usize::from(main.inside.columns));
        let section = division.section_at(at).map(|place| sections[place]);
        *begins = Some(main.hidden.0);
        let Some(&(source, _)) = clicked.row.and_then(|row| tree.get(row)) else {
            self.section = section;
            return Vec::new();
        };
        if (source, section) == (here.place.selected.source, self.section) {
            return self.follow(session, here);
        }
        self.section = section;
        vec![Outcome::Select(Selected { source, sub_row: None })]
    }

    /// The picture of the chains for a size; none without room.
    fn picture(&self, session: &Session, width: usize, rows: usize) -> Ref<'_, Option<Picture>> {
        let (revision, size) = (session.revision(), (width, rows));
        let is_current = |drawn: &Drawn| (drawn.revision, drawn.size) == (revision, size);
        if !self.drawn.borrow().as_ref().is_some_and(is_current) {
            let picture = Picture::of(session.dossier(), width, rows);
            self.drawn.replace(Some(Drawn { picture, revision, size }));
        }
        Ref::map(self.drawn.borrow(), |drawn| drawn.as_ref().map_or(&None, |drawn| &drawn.picture))
    }

    /// The columns of the matrix, so that the selected section is visible.
    fn division(&self, dossier: &Dossier, tree: &[(SourceId, usize)], sections: &[usize], width: usize) -> Division {
        let at = self.section.and_then(|here| sections.iter().position(|&section| section == here));
        Division::of(dossier, tree, sections.len(), at.unwrap_or_default(), width)
    }

    pub(super) fn pane(&self, area: Area, top: Option<usize>, session: &Session, here: &Here) -> Pane {
        let (look, inside) = (session.look(here.place.chosen), list_area(area));
        let dossier = session.dossier();
        let width = usize::from(inside.columns);
        let selected = here.place.selected.source;
        if self.is_picture && session.text().has_sources() {
            let rows = match self.picture(session, width, usize::from(inside.rows)).as_ref() {
                Some(picture) => picture.rows(&look, selected),
                None => vec![Row::of(vec![Run::new("No room for it", Role::Muted)])],
            };
            return Pane { area, inside, rows, ..Pane::default() };
        }
        let dependence = Dependence::of(dossier, &session.text().doubts);
        let mut heads = Vec::new();
        if inside.rows >= SHARES_FROM && !dossier.claims.is_empty() {
            let shares = Shares::of(dossier, &session.text().standing, &dependence);
            heads.extend(shares_rows(&look, shares, width));
            heads.push(Row::default());
        }
        let (tree, sections) = (tree(dossier), map_columns(dossier));
        let division = self.division(dossier, &tree, &sections, width);
        if inside.rows > 3 {
            let are_named = 3 * sections.len() <= usize::from(inside.rows).saturating_sub(heads.len());
            heads.extend(map_heads(&look, &division, &sections, self.section, are_named));
        }
        let left = usize::from(inside.rows).saturating_sub(heads.len());
        // The matrix keeps all of its rows, or half of the room. An empty row is between.
        let left = left.saturating_sub(tree.len().min(left / 2) + 1).min(MOST_PICTURE);
        let mut feet = Vec::new();
        if left >= PICTURE_FROM
            && let Some(picture) = self.picture(session, width, left).as_ref()
        {
            feet.push(Row::default());
            feet.extend(picture.rows(&look, selected));
        }
        let under = u16::try_from(feet.len()).unwrap_or_default();
        let (area, inside) = (Area { rows: area.rows - under, ..area }, Area { rows: inside.rows - under, ..inside });
        let list = ListPane::new(area, inside, heads.len(), tree.len(), row(&tree, &here.place), top);
        let rows = map_rows(&look, &dependence, &division, &sections, &tree[list.range()], self.cell(&here.place));
        Pane { feet, ..list.pane(heads, rows, "No source: nothing here has a reference to one.") }
    }
}

/// The row of the selected source.
fn row(tree: &[(SourceId, usize)], place: &Place) -> usize {
    tree.iter().position(|(source, _)| *source == place.selected.source).unwrap_or_default()
}
