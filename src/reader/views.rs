//! The four views of the main pane: the article, the table of claims, the sources, and the map.
//!
//! Each view owns its state, its keys' actions, its rows and its hints in one file. This file hands actions to the view
//! that is shown. A view looks at the session and at where the reader is, and asks for everything else by outcomes.

pub(super) mod article;
mod claims;
mod map;
mod sources;

use std::rc::Rc;

use crate::briefing::dossier::{ClaimId, SourceId};
use crate::page::look::Chosen;
use crate::page::row::{Row, Run};
use crate::reader::bar::Hints;
use crate::reader::keymap::{Action, Context};
use crate::reader::layout::{Area, counted, list_area, pulled};
use crate::reader::outcome::{Outcome, Outcomes};
use crate::reader::place::{Here, Place, Step, Subject, View};
use crate::reader::screen::Pane;
use crate::reader::scroll_bar::ScrollBar;
use crate::reader::session::Session;
use crate::text::role::Role;

use self::article::Article;
use self::claims::{Claims, Order};
use self::map::Map;
use self::sources::{SourceOrder, Sources};

/// What the lists have, for who looks for something in them.
pub(super) struct Lists {
    /// The claims of the table, in its order.
    pub(super) claims: Rc<[ClaimId]>,
    /// The chosen row of the table.
    pub(super) row: Option<usize>,
    /// The sources in their order, each with how deep it stands under another.
    pub(super) sources: Rc<[(SourceId, usize)]>,
    /// How many rows under its source the selected row of the list of sources stands.
    pub(super) depth: usize,
}

/// What the lists go by: they are other lists where this is another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct ListOrder {
    /// Of the session.
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
    /// The first row of the list that is shown, where the pointer has moved it.
    top: Option<usize>,
    /// Whether the pointer was pressed on the scroll bar.
    bar_taken: bool,
}

impl Views {
    /// Does what an action does in the view that is shown.
    pub(super) fn update(&mut self, action: Action, session: &Session, here: &Here) -> Outcomes {
        match here.place.view {
            View::Article => self.article.update(action, session, here),
            View::Claims => self.claims.update(action, session, here),
            View::Sources => self.sources.update(action, session, here),
            View::Map => self.map.update(action, session, here),
        }
    }

    /// Moves by some rows in the view that is shown.
    pub(super) fn travel(&mut self, step: Step, session: &Session, here: &Here) -> Outcomes {
        let distance = step.distance(here.sight.page);
        match here.place.view {
            View::Article => self.article.scroll(step, distance, session, here),
            View::Claims => self.claims.travel(distance, session, here),
            View::Sources => self.sources.travel(distance, session, here),
            View::Map => Map::travel(distance, session, here),
        }
    }

    /// A click in the main pane: on a row of its list, or on the names of its columns. The article's words lead somewhere,
    /// and are clicked on through that.
    pub(super) fn click(
        &mut self,
        row: Option<usize>,
        heads: Option<u16>,
        session: &Session,
        here: &Here,
        main: &Pane,
    ) -> Outcomes {
        match (here.place.view, row) {
            (View::Claims, _) => self.claims.click(row, heads, &mut self.top, session, here, main),
            (View::Sources, Some(row)) => self.sources.click(row, &mut self.top, session, here, main),
            (View::Map, Some(row)) => self.map.click(row, &mut self.top, session, here, main),
            (View::Article | View::Sources | View::Map, _) => Vec::new(),
        }
    }

    /// The rows of the view that is shown, in an area of the screen; the article also where it has none, for a card in
    /// front of it.
    pub(super) fn pane(&self, area: Area, session: &Session, here: &Here) -> Pane {
        match here.place.view {
            View::Article => self.article.pane(area, session, here),
            View::Claims => self.claims.pane(area, self.top, session, here),
            View::Sources => self.sources.pane(area, self.top, session, here),
            View::Map => self.map.pane(area, self.top, session, here),
        }
    }

    /// The keys that are most useful in the view that is shown. `back` is what leads back.
    pub(super) fn hints(back: (Action, &'static str), session: &Session, here: &Here) -> Hints {
        match here.place.view {
            View::Article => Article::hints(session, here),
            View::Claims => Claims::HINTS,
            // Nothing is listed: nothing to doubt or to open.
            View::Sources | View::Map if !session.text().has_sources() => {
                [(Action::ShowThemes, "theme"), (Action::Find, "find"), (Action::ShowArticle, "article")]
            }
            View::Sources => Sources::hints(back, session, here),
            View::Map => Map::HINTS,
        }
    }

    pub(super) fn context(view: View) -> Context {
        match view {
            View::Article => Context::Article,
            View::Claims => Context::Claims,
            View::Sources => Context::Sources,
            View::Map => Context::Map,
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

    /// What the lists have at a place.
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

    /// What the status line says of the cell of the map.
    pub(super) fn cell_words(&self, session: &Session, here: &Here) -> String {
        self.map.words(session, here)
    }

    /// The section that is selected on the map, an index into the briefing's; none for all of them.
    pub(super) fn map_section(&self) -> Option<usize> {
        self.map.section()
    }

    /// Another text is read, or the same as it has become.
    pub(super) fn begin_text(&mut self) {
        self.map = Map::default();
        self.article.forget_rows();
    }

    /// The list shows what is selected again, however the pointer has moved it.
    pub(super) fn release(&mut self) {
        self.top = None;
    }

    /// Takes the scroll bar, if there is one on a cell, and goes to where the cell is on it. Returns nothing if there is
    /// none.
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
            // Back is where the bar was taken, not every row that it went by.
            Outcome::Scroll(anchor) => {
                let place = here.place.at(anchor);
                (place != here.place).then_some(Outcome::Jump(place))
            }
            outcome => Some(outcome),
        });
        Some(outcomes.collect())
    }

    /// Goes to where a row of the screen is on the scroll bar, if that is taken.
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

    /// Has the list that is shown begin with a row.
    pub(super) fn pull(&mut self, top: usize) {
        self.top = Some(top);
    }
}

/// A list in the main pane, before its rows are made.
struct ListPane {
    area: Area,
    inside: Area,
    length: usize,
    /// The first row that is shown.
    top: usize,
}

impl ListPane {
    /// Of a list under some rows of heads.
    fn new(area: Area, inside: Area, heads: u16, length: usize, selected: usize, top: Option<usize>) -> Self {
        let inside = Area { y: inside.y + heads, rows: inside.rows.saturating_sub(heads), ..inside };
        let inside = counted(inside, length);
        let top = pulled(top, selected, usize::from(inside.rows), length);
        Self { area, inside, length, top }
    }

    fn width(&self) -> usize {
        usize::from(self.inside.columns)
    }

    /// The rows of the list that are shown.
    fn range(&self) -> std::ops::Range<usize> {
        self.top..self.length.min(self.top + usize::from(self.inside.rows))
    }

    /// With its heads and its rows; what is said instead where there are none.
    fn pane(self, heads: Vec<Row>, mut rows: Vec<Row>, none: &str) -> Pane {
        let Self { area, inside, length, top } = self;
        if rows.is_empty() {
            rows.push(Row::of(vec![Run::new(none, Role::Muted)]));
        }
        let end = top + usize::from(inside.rows);
        let hidden = (top, length.saturating_sub(end));
        let scroll_bar = ScrollBar::of(area, inside, top..end, length);
        Pane { area, inside, heads, rows, hidden, scroll_bar, ..Pane::default() }
    }
}

/// Where the names of the columns have a row to spare.
fn list_inside(area: Area) -> (Area, u16) {
    let inside = list_area(area);
    (inside, u16::from(inside.rows > 3))
}
