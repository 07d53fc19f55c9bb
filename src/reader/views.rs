//! The four views of the main pane: the article, the table of claims, the sources, and the map.
//!
//! Each view owns its state, its actions, its rows and its hints, in one file. This file routes actions to the current
//! view. A view may read the session and the reader's place, and asks for everything else by outcomes.

pub(super) mod article;
mod claims;
mod map;
mod sources;

use std::rc::Rc;

use crate::briefing::dossier::{ClaimId, SourceId};
use crate::page::look::Chosen;
use crate::page::row::{Row, Run};
use crate::reader::bar::Hints;
use crate::reader::keymap::Action;
use crate::reader::layout::{Area, counted, list_area, scrolled_top};
use crate::reader::outcome::{Outcome, Outcomes};
use crate::reader::place::{Here, Place, Step, Subject};
use crate::reader::screen::{Clicked, Pane};
use crate::reader::scroll_bar::ScrollBar;
use crate::reader::session::Session;
use crate::reader::view::View;
use crate::text::role::Role;

use self::article::Article;
use self::claims::{Claims, Order};
use self::map::Map;
use self::sources::{SourceOrder, Sources};

/// The contents of all lists, for the search.
pub(super) struct Lists {
    /// The claims of the table, in its order.
    pub(super) claims: Rc<[ClaimId]>,
    /// The selected row of the table.
    pub(super) row: Option<usize>,
    /// The sources in their order, each with its depth under another source.
    pub(super) sources: Rc<[(SourceId, usize)]>,
    /// The distance of the selected row of the list of sources from its source.
    pub(super) depth: usize,
}

/// The order of the lists. If it differs, the lists differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct ListOrder {
    /// The revision of the session.
    revision: u64,
    claims: Order,
    sources: SourceOrder,
}

/// The views.
#[derive(Default)]
pub(super) struct Views {
    pub(super) article: Article,
    claims: Claims,
    sources: Sources,
    map: Map,
    /// The first row of the current list, if the pointer has scrolled it.
    top: Option<usize>,
    /// Whether the pointer is dragging the scroll bar.
    bar_taken: bool,
}

impl Views {
    /// Runs an action in the current view.
    pub(super) fn update(&mut self, action: Action, session: &Session, here: &Here) -> Outcomes {
        match here.place.view {
            View::Article => self.article.update(action, session, here),
            View::Claims => self.claims.update(action, session, here),
            View::Sources => self.sources.update(action, session, here),
            View::Map => self.map.update(action, session, here),
        }
    }

    /// Closes what is open in the current view. Returns none if nothing is.
    pub(super) fn close(place: &Place) -> Option<Outcomes> {
        match place.view {
            View::Sources => Sources::close(place),
            View::Article | View::Claims | View::Map => None,
        }
    }

    /// Moves by some rows in the current view.
    pub(super) fn travel(&mut self, step: Step, session: &Session, here: &Here) -> Outcomes {
        let distance = step.distance(here.sight.page);
        match here.place.view {
            View::Article => self.article.scroll(step, distance, session, here),
            View::Claims => self.claims.travel(distance, session, here),
            View::Sources => self.sources.travel(distance, session, here),
            View::Map => self.map.travel(distance, session, here),
        }
    }

    /// Handles a click in the main pane, on a row of its list or on the names of its columns. Clicks on words of the
    /// article are handled by their targets.
    pub(super) fn click(&mut self, clicked: Clicked, session: &Session, here: &Here, main: &Pane) -> Outcomes {
        match here.place.view {
            View::Article => Vec::new(),
            View::Claims => self.claims.click(clicked, &mut self.top, session, here, main),
            View::Sources => self.sources.click(clicked, &mut self.top, session, here, main),
            View::Map => self.map.click(clicked, &mut self.top, session, here, main),
        }
    }

    /// The rows of the current view, for an area of the screen. The article also needs rows if a card covers it.
    pub(super) fn pane(&self, area: Area, session: &Session, here: &Here) -> Pane {
        match here.place.view {
            View::Article => self.article.pane(area, session, here),
            View::Claims => self.claims.pane(area, self.top, session, here),
            View::Sources => self.sources.pane(area, self.top, session, here),
            View::Map => self.map.pane(area, self.top, session, here),
        }
    }

    /// The most useful keys in the current view. `back` is the action that leads back.
    pub(super) fn hints(&self, back: (Action, &'static str), session: &Session, here: &Here) -> Hints {
        match here.place.view {
            View::Article => Article::hints(session, here),
            // An empty list has nothing to judge, doubt or open.
            View::Claims | View::Sources | View::Map if !session.text().has_sources() => {
                vec![(Action::ShowThemes, "theme"), (Action::Find, "find"), (Action::Show(View::Article), "article")]
            }
            View::Claims => Claims::hints(),
            View::Sources => Sources::hints(back, session, here),
            View::Map => self.map.hints(),
        }
    }

    /// What is chosen at a place.
    pub(super) fn subject(&self, session: &Session, place: &Place) -> Subject {
        match (place.view, place.chosen) {
            (View::Article, Some(Chosen::Claim(claim))) => Subject::Claim(claim),
            (View::Article, Some(Chosen::Caveat(caveat))) => Subject::Caveat(caveat),
            (View::Claims, _) => self.claims.chosen(session, place).map_or(Subject::Nothing, Subject::Claim),
            (View::Sources, _) => Sources::subject(session, place),
            (View::Map, _) if session.text().has_sources() => Subject::Source(place.selected.source),
            (View::Article | View::Map, _) => Subject::Nothing,
        }
    }

    /// The contents of all lists at a place.
    pub(super) fn lists(&self, session: &Session, place: &Place) -> Lists {
        Lists {
            claims: self.claims.listed(session),
            row: self.claims.row(session, place),
            sources: self.sources.ordered(session),
            depth: self.sources.depth(session, place),
        }
    }

    pub(super) fn order(&self, session: &Session) -> ListOrder {
        ListOrder { revision: session.revision(), claims: self.claims.order(), sources: self.sources.order() }
    }

    /// The words of the shown view for its selected row, all of them and the fewest; none if the status line describes
    /// what is chosen.
    pub(super) fn words(&self, session: &Session, here: &Here) -> Option<[String; 2]> {
        match here.place.view {
            View::Map => self.map.words(session, here),
            View::Article => Article::words(session, here),
            View::Claims | View::Sources => None,
        }
    }

    /// The section that the view itself selects, as an index into the briefing's: the column of the map.
    pub(super) fn section(&self, view: View) -> Option<usize> {
        match view {
            View::Map => self.map.section(),
            View::Article | View::Claims | View::Sources => None,
        }
    }

    /// Resets the views for another text, or a new version of it.
    pub(super) fn reset_for_text(&mut self) {
        // The orders of lists outlive a text.
        let Self { article, claims: _, sources: _, map, top: _, bar_taken: _ } = self;
        article.forget_rows();
        *map = Map::default();
    }

    /// Scrolls lists back to their selection, if the pointer has scrolled them away.
    pub(super) fn release(&mut self) {
        self.top = None;
    }

    /// Starts dragging the scroll bar if it is on the cell, and scrolls to that cell. Returns none if no scroll bar is
    /// there.
    pub(super) fn take_bar(
        &mut self,
        (column, row): (u16, u16),
        session: &Session,
        here: &Here,
        main: Option<&Pane>,
    ) -> Option<Outcomes> {
        let bar = main.and_then(|main| main.scroll_bar.as_ref());
        self.bar_taken = bar.is_some_and(|bar| bar.area.has(column, row));
        if !self.bar_taken {
            return None;
        }
        let outcomes = self.drag(row, session, here, main).into_iter().filter_map(|outcome| match outcome {
            // A drag is one jump: `back` returns to where it began.
            Outcome::Scroll(anchor) => {
                let place = here.place.at(anchor);
                (place != here.place).then_some(Outcome::Jump(place))
            }
            outcome => Some(outcome),
        });
        Some(outcomes.collect())
    }

    /// Scrolls to a row of the screen, while the scroll bar is dragged.
    pub(super) fn drag(&mut self, row: u16, session: &Session, here: &Here, main: Option<&Pane>) -> Outcomes {
        let bar = main.and_then(|main| main.scroll_bar.as_ref());
        let Some(bar) = bar.filter(|_| self.bar_taken) else { return Vec::new() };
        let first = bar.first_at(row.saturating_sub(bar.area.y).min(bar.area.rows - 1));
        if here.place.view == View::Article {
            return vec![Outcome::Scroll(self.article.top_at(first, session, here))];
        }
        self.top = Some(first.unwrap_or(bar.all));
        Vec::new()
    }

    /// Scrolls the current list to a row.
    pub(super) fn pull(&mut self, top: usize) {
        self.top = Some(top);
    }
}

/// A list in the main pane, before its rows are made.
struct ListPane {
    area: Area,
    inside: Area,
    length: usize,
    /// The number of rows of each item.
    rows_each: usize,
    /// The first visible item.
    top: usize,
}

impl ListPane {
    /// A list of one row for each item, under the names of its columns.
    fn new(area: Area, inside: Area, heads: usize, length: usize, selected: usize, top: Option<usize>) -> Self {
        Self::with_rows(1, area, inside, heads, length, selected, top)
    }

    /// A list of some rows for each item, under the names of its columns.
    fn with_rows(
        rows_each: usize,
        area: Area,
        inside: Area,
        heads: usize,
        length: usize,
        selected: usize,
        top: Option<usize>,
    ) -> Self {
        let heads = u16::try_from(heads).unwrap_or_default();
        let inside = Area { y: inside.y + heads, rows: inside.rows.saturating_sub(heads), ..inside };
        let inside = counted(inside, length * rows_each);
        let top = scrolled_top(top, selected, usize::from(inside.rows) / rows_each, length);
        Self { area, inside, length, rows_each, top }
    }

    fn width(&self) -> usize {
        usize::from(self.inside.columns)
    }

    /// The visible items of the list.
    fn range(&self) -> std::ops::Range<usize> {
        self.top..self.length.min(self.top + usize::from(self.inside.rows) / self.rows_each)
    }

    /// The pane with its heads and rows. `none` is the text for an empty list.
    fn pane(self, heads: Vec<Row>, mut rows: Vec<Row>, none: &str) -> Pane {
        let items = self.range();
        let Self { area, inside, length, rows_each, top } = self;
        if rows.is_empty() {
            rows.push(Row::of(vec![Run::new(none, Role::Muted)]));
        }
        let hidden = (top, length.saturating_sub(items.end));
        let scroll_bar = ScrollBar::of(area, inside, items, length);
        Pane { area, inside, heads, rows, hidden, extra_rows: rows_each - 1, scroll_bar, ..Pane::default() }
    }
}

/// The area of a list, and whether the names of its columns have room.
fn list_inside(area: Area) -> (Area, bool) {
    let inside = list_area(area);
    (inside, inside.rows > 3)
}
