//! Makes the screen from the parts: all panes, popups and bars, and what is in sight.

use super::Model;
use crate::briefing::dossier::Dossier;
use crate::briefing::stretch::Stretch;
use crate::page::look::Chosen;
use crate::page::row::Row;
use crate::reader::card::Card;
use crate::reader::follow;
use crate::reader::keymap::{Action, Context};
use crate::reader::layers::{Contents, Setting};
use crate::reader::layout::{Panes, Size};
use crate::reader::links;
use crate::reader::place::{Here, Place, Sight};
use crate::reader::screen::{Pane, Screen};
use crate::reader::session::Session;
use crate::reader::status::{LineParts, card_hints, head, match_hints};
use crate::reader::view::{Listed, View};
use crate::reader::views::ListOrder;

/// The last screen, and what it was made from.
#[derive(Default)]
pub(super) struct Frame {
    size: Size,
    pub(super) screen: Screen,
    pub(super) sight: Sight,
    /// The choice that the screen made for a place whose own choice is out of sight: see [`Model::refresh`].
    choice: Option<(Place, Option<Chosen>)>,
    /// The edition of the session. Cached rows of another edition are invalid.
    edition: u64,
    /// The order of the lists at the last search.
    order: Option<ListOrder>,
}

impl Frame {
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Sets the size of the screen. Returns whether it is new.
    pub(super) fn resize(&mut self, size: Size) -> bool {
        std::mem::replace(&mut self.size, size) != size
    }

    /// The place as the screen shows it.
    pub(super) fn shown(&self, place: Place) -> Place {
        match self.choice {
            Some((of, chosen)) if of == place => Place { chosen, ..place },
            Some(_) | None => place,
        }
    }

    /// Sets the order of the lists. Returns whether it is new.
    pub(super) fn reorder(&mut self, order: ListOrder) -> bool {
        self.order.replace(order) != Some(order)
    }
}

impl Model {
    /// Makes a new screen.
    ///
    /// Nothing out of sight is acted on. If the chosen claim has been scrolled away, the screen chooses the claim nearest
    /// to its middle, or nothing if it shows no claim. The place keeps its own choice until the next key takes over what
    /// the screen shows, so that resizing away and back changes nothing.
    pub(super) fn refresh(&mut self) {
        // Before the terminal reports its size, nothing can be shown.
        if self.frame.size == Size::default() {
            return;
        }
        if self.frame.edition != self.session.edition() {
            self.frame.edition = self.session.edition();
            self.views.article.forget_rows();
        }
        self.frame.choice = None;
        let mut here = self.here();
        let found = self.search.followed(&here.place);
        self.views.article.keep_in_sight(found, &self.session, &here);
        let panes = here.layout.panes(self.card.has_keys());
        let mut screen = Screen::default();
        (screen.main, here.sight) = main(self, &panes, &here);
        let Place { view, follow, chosen, .. } = here.place;
        if view == View::Article && !follow && !here.sight.is_chosen_shown {
            let (nearest, sight) = (here.sight.nearest, here.sight);
            if nearest != chosen {
                self.frame.choice = Some((here.place, nearest));
                here = Here { sight, ..self.here() };
            }
            if nearest.is_some() {
                (screen.main, here.sight) = main(self, &panes, &here);
            }
        }
        here.sight.section = section(self, &here);
        screen.card = self.card_shown().pane(&panes, &self.session, &here);
        if let Some(card) = &mut screen.card {
            self.search.light_card(&mut card.rows, &here.place);
            card.down_key = self.keys().label(Action::CardDown, self.context()).filter(|_| !card.active);
            if card.active {
                here.sight.page = usize::from(card.inside.rows);
            }
        }
        let (selected, top) = (self.layers.contents(), self.layers.contents_top());
        screen.contents = panes.contents.map(|area| Contents::pane(area, selected, top, &self.session, &here));
        if let Some(contents) = screen.contents.as_ref().filter(|contents| contents.active) {
            here.sight.page = usize::from(contents.inside.rows);
        }
        let setting =
            Setting { layout: here.layout, panes: &panes, keymap: self.keys().map(), pane: pane_context(self) };
        screen.popup = self.layers.popup(&setting, &self.session, &here, context_below(self));
        screen.covered = screen.popup.is_some() && self.layers.covers();
        if let Some(popup) = &screen.popup {
            // The first row of the finder is the line being typed.
            let typed = usize::from(self.layers.finder().is_some());
            here.sight.page = usize::from(popup.inside.rows).saturating_sub(typed);
        }
        screen.links = screen.web_links(self.session.dossier());
        if let Some(prompt) = self.layers.letter_prompt() {
            let typed = prompt.typed();
            screen.letters = screen.lettered(|lead| follow::is_here(lead, &here), typed, here.layout.size.columns);
        }
        let at_the_top = here.place.view == View::Article
            && here.sight.top.is_none_or(|top| self.views.article.typesetter(&self.session, &here).is_first(top));
        if let Some(area) = panes.head {
            let (row, tabs) = head(&self.session, &here, self.keys(), at_the_top, usize::from(area.columns));
            (screen.head, screen.tabs) = (Some((area, row)), tabs);
        }
        (self.frame.screen, self.frame.sight) = (screen, here.sight);
        self.refresh_status();
    }

    /// The card as it is shown: from its top if the screen chose something else.
    fn card_shown(&self) -> Card {
        let mut card = self.card;
        if self.frame.choice.is_some() {
            card.begin();
        }
        card
    }

    /// Makes a new status line, if nothing else has changed.
    pub(super) fn refresh_status(&mut self) {
        let here = self.here();
        let Some(area) = here.layout.panes(self.card.has_keys()).status else {
            self.frame.screen.status = None;
            return;
        };
        self.frame.screen.status = Some((area, status_line(self, &here, usize::from(area.columns))));
    }
}

/// The main pane, and what is in sight. Behind a card, the article keeps its place.
fn main(model: &Model, panes: &Panes, here: &Here) -> (Option<Pane>, Sight) {
    let active = !model.card.has_keys();
    if here.place.view == View::Article {
        let area = panes.main.or(here.layout.panes(false).main).unwrap_or_default();
        let mut pane = model.views.pane(area, &model.session, here);
        let sight = model.views.article.sight(&pane, &model.session, here);
        model.search.light_text(&mut pane.rows, &model.session);
        let pane = panes.main.map(|_| model.views.article.finish(pane, &sight, &model.session, here));
        return (pane.map(|pane| Pane { active, ..pane }), sight);
    }
    let pane = panes.main.map(|area| model.views.pane(area, &model.session, here));
    let pane = pane.map(|mut pane| {
        model.search.light_list(&mut pane.rows, here);
        Pane { active, ..pane }
    });
    let page = pane.as_ref().map_or(0, Pane::page);
    (pane, Sight { page, ..Sight::default() })
}

/// The section that the reader is in: that of the chosen claim while it is in sight.
fn section(model: &Model, here: &Here) -> usize {
    if let Some(section) = model.views.section(here.place.view) {
        return section;
    }
    let dossier = model.session.dossier();
    let listed = if here.place.view == View::Claims { here.subject.claim().map(Chosen::Claim) } else { None };
    let chosen = listed.or(here.place.chosen);
    let block = match chosen.filter(|_| here.sees_chosen()) {
        Some(Chosen::Claim(claim)) => dossier.claim(claim).passage.place.block,
        Some(Chosen::Caveat(caveat)) => model.session.text().statement(caveat).map_or(0, |(block, _)| block),
        Some(Chosen::Link(link)) => links::find(link, dossier).map_or(0, |link| link.block),
        None => {
            let blocks = &dossier.briefing.blocks;
            blocks.partition_point(|block| block.span.start <= here.top().byte).saturating_sub(1)
        }
    };
    dossier.briefing.section_of(block)
}

fn status_line(model: &Model, here: &Here, width: usize) -> Row {
    let (session, status, context) = (&model.session, &model.status, model.context());
    let symbols = session.symbols();
    if let Some(sequence) = status.sequence(context, width, symbols) {
        return sequence;
    }
    if let Some((asked, hints)) = model.layers.question(&model.navigation, session, width) {
        return status.question(&asked, &hints, context, width, symbols);
    }
    let complete = || status.keys().label(Action::Complete, context);
    let search = model.search.asking(status.notice()).map(|asking| (asking, "stay here"));
    let filter = || Some((model.filter.asking(status.notice(), complete(), session, width)?, "keep"));
    if let Some((asking, accept)) = search.or_else(filter) {
        let hints = [(Action::Close, "back"), (Action::Accept, accept)];
        let hints = hints.map(|(action, word)| status.hint(context, action, word)).concat();
        return asking.row(hints, width, symbols);
    }
    let says = LineParts {
        session,
        here,
        context,
        hints: hints(model, here),
        change: model.layers.changes().map(|changes| changes.row()),
        selected: model.views.words(session, here),
    };
    status.line(&says, width)
}

/// The keys for the status line. A narrow line drops the first ones.
fn hints(model: &Model, here: &Here) -> Vec<(Action, &'static str)> {
    let can_go_back = model.navigation.can_go_back() || model.listed;
    let back = if can_go_back { (Action::Back, "back") } else { (Action::Show(View::Article), "article") };
    let hints = match model.layers.hints() {
        Some(hints) => hints,
        None if model.search.has_highlights() => match_hints(),
        None if model.card.has_keys() => card_hints(),
        None => model.views.hints(back, &model.session, here),
    };
    // Whoever doubts wants to see how to take it back.
    let undo = !model.session.text().doubts.is_empty() && model.layers.is_empty() && !model.card.has_keys();
    let undo = undo.then_some((Action::ClearDoubts, "undo doubts"));
    let list = (model.listed && model.layers.is_empty()).then_some((Action::Leave, "list"));
    hints.into_iter().chain(undo).chain([(Action::Help, "help")]).chain(list).collect()
}

/// The context of a key if the finder were closed.
fn context_below(model: &Model) -> Context {
    model.layers.context_below().unwrap_or_else(|| pane_context(model))
}

/// The context of a key if no layer were open.
fn pane_context(model: &Model) -> Context {
    if model.card.has_keys() { Context::Card } else { Context::View(model.navigation.place().view) }
}

/// The reader's place, in a few words.
pub(super) fn whereabouts(session: &Session, here: &Here) -> String {
    let Dossier { claims, sources, briefing, title, .. } = session.dossier();
    let section = || {
        let section = &briefing.sections[here.sight.section];
        if section.level == 0 { title.clone() } else { section.title.clone() }
    };
    match (here.place.view.listed(), here.place.chosen) {
        (Listed::Text, Some(Chosen::Claim(claim))) if here.sight.is_chosen_shown => {
            format!("claim {} of {}", claim.number(), claims.len())
        }
        (Listed::Text, _) => section(),
        (Listed::Claims, _) => match here.subject.claim() {
            Some(claim) => format!("claim {} in the table", claim.number()),
            None => "the table of claims".to_owned(),
        },
        (Listed::Sources, _) => match sources.get(here.place.selected.source.0) {
            Some(source) => source.name.clone(),
            None => "the sources".to_owned(),
        },
    }
}

/// The byte of the manuscript to edit: of what is chosen, else at the top of the screen. None if the file is not the
/// manuscript. `problem` is the selected row of the list of problems; `found` is the match that the reader went to.
pub(super) fn byte_to_edit(
    session: &Session,
    problem: Option<usize>,
    found: Option<Stretch>,
    here: &Here,
) -> Option<u32> {
    let dossier = session.dossier();
    if dossier.manuscript.is_converted() {
        return None;
    }
    if let Some(problem) = problem.and_then(|row| session.text().problems.get(row)) {
        return Some(problem.span.start);
    }
    if let Some((found, place)) = found.and_then(|found| Some((found, found.place()?))) {
        return Some(dossier.briefing.prose(place).origin(found.start));
    }
    let seen = here.sees_chosen();
    let claim = here.subject.claim().filter(|_| seen).map(|claim| dossier.claim(claim).passage.extent().span.start);
    let other = || match (here.place.view.listed(), here.place.chosen) {
        (Listed::Sources, _) => Some(dossier.sources.get(here.place.selected.source.0)?.declared?.start),
        (Listed::Text, Some(Chosen::Caveat(caveat))) if seen => Some(session.text().statement(caveat)?.1),
        (Listed::Text, Some(Chosen::Link(link))) if seen => Some(links::find(link, dossier)?.byte),
        (Listed::Text | Listed::Claims, _) => None,
    };
    Some(claim.or_else(other).unwrap_or(here.top().byte))
}
