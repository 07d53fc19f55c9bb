//! The whole reader: routes messages to parts, and carries out what the parts ask for.
//!
//! [`Model::update`] takes a message, lets a part change, and then makes a new screen in `frame`. No part knows
//! another. A part returns outcomes, and only [`Model`] carries them out. `pointing` routes the pointer, and `world`
//! takes the results of effects. Must not know the terminal, colors, or which key means what.

mod counting;
mod frame;
mod pointing;
mod typing;
mod world;

use std::path::Path;
use std::sync::Arc;

use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::page::look::{Chosen, Preferences};
use crate::page::row::Anchor;
use crate::reader::card::Card;
use crate::reader::changes::ChangeWalk;
use crate::reader::filter::FilterPrompt;
use crate::reader::keymap::{Action, Context, Keymap, Keys};
use crate::reader::layers::{Changes, Contents, Layers, Problems, ask_judgement, take_letter};
use crate::reader::layout::{self, Layout};
use crate::reader::message::{Effect, Message};
use crate::reader::navigation::{Navigation, SavedReading};
use crate::reader::outcome::{Marking, Open, Outcome, Outcomes, say};
use crate::reader::place::{Here, Place, Step};
use crate::reader::screen::Screen;
use crate::reader::search::Search;
use crate::reader::session::{FIRST, Session};
use crate::reader::status::Status;
use crate::reader::view::View;
use crate::reader::views::Views;
use crate::reader::{copy, follow};
use crate::text::line::Edit;
use crate::text::manuscript::Cursor;
use crate::text::symbol::Symbols;
use crate::text::wrap::MEASURE;

use self::counting::Digits;
use self::frame::{Frame, whereabouts};

pub use self::world::Reading;

/// The reader.
pub struct Model {
    session: Session,
    navigation: Navigation,
    views: Views,
    layers: Layers,
    card: Card,
    search: Search,
    filter: FilterPrompt,
    changes: ChangeWalk,
    status: Status,
    frame: Frame,
    /// The widest text, in columns.
    measure: u16,
    digits: Digits,
    /// Whether the text was opened from a list.
    listed: bool,
}

impl Model {
    pub fn new(dossier: impl Into<Arc<Dossier>>, diagnostics: &[Diagnostic], symbols: Symbols) -> Self {
        let dossier = dossier.into();
        Self {
            navigation: Navigation::new(Place::beginning(FIRST, &dossier)),
            session: Session::new(dossier, diagnostics, symbols),
            views: Views::default(),
            layers: Layers::default(),
            card: Card::default(),
            search: Search::default(),
            filter: FilterPrompt::default(),
            changes: ChangeWalk::default(),
            status: Status::new(),
            frame: Frame::default(),
            measure: MEASURE,
            digits: Digits::default(),
            listed: false,
        }
    }

    /// Uses these keys.
    #[must_use]
    pub fn keyed(mut self, keymap: Keymap) -> Self {
        self.status.set_keys(Keys::of(keymap));
        self
    }

    /// Marks the text as opened from a list, to which the reader can return.
    #[must_use]
    pub fn listed(self) -> Self {
        Self { listed: true, ..self }
    }

    #[must_use]
    pub fn with_preferences(mut self, preferences: Preferences) -> Self {
        self.session.set_preferences(preferences);
        self
    }

    /// The current text.
    pub fn text(&self) -> &str {
        self.session.dossier().manuscript.text()
    }

    /// The current screen.
    pub fn screen(&self) -> &Screen {
        &self.frame.screen
    }

    pub fn preferences(&self) -> Preferences {
        self.session.preferences()
    }

    pub fn symbols(&self) -> Symbols {
        self.session.symbols()
    }

    pub fn keys(&self) -> &Keys {
        self.status.keys()
    }

    /// Whether the current text is another one than the first.
    pub fn is_elsewhere(&self) -> bool {
        self.session.number() != FIRST
    }

    /// The file of the current text, if it is another text than the first.
    pub fn linked_path(&self) -> Option<&Path> {
        self.session.dossier().manuscript.path().filter(|_| self.is_elsewhere())
    }

    /// The state of this reading, to be saved.
    pub fn saved_reading(&self) -> SavedReading {
        SavedReading::of(&self.session, &self.navigation, self.frame.sight.top)
    }

    /// The place of the file to edit: of the match or what else is chosen, else of the top of the screen. The beginning,
    /// if the file has another format.
    pub fn place_to_edit(&self) -> Cursor {
        let here = self.here();
        let found = self.search.followed(&here.place);
        let byte = frame::byte_to_edit(&self.session, self.layers.selected_problem(), found, &here);
        byte.map_or_else(Cursor::default, |byte| self.session.dossier().manuscript.cursor(byte))
    }

    /// The context of the next key.
    pub fn context(&self) -> Context {
        match self.layers.context() {
            Some(context @ (Context::Finder | Context::Contents)) => context,
            _ if self.search.is_asking() => Context::Prompt,
            _ if self.filter.is_asking() => Context::Filter,
            Some(context) => context,
            None if self.card.has_keys() => Context::Card,
            None => Context::View(self.navigation.place().view),
        }
    }

    /// Handles a message, and returns a request to the world.
    pub fn update(&mut self, message: Message) -> Option<Effect> {
        let is_resized = matches!(message, Message::Resized(_) | Message::Measure(_));
        let count = if is_resized { None } else { self.status.end_sequence() };
        let outcomes = match message {
            Message::Resized(size) => {
                if !self.frame.resize(size) {
                    return None;
                }
                Vec::new()
            }
            Message::Measure(columns) => {
                self.measure = columns;
                Vec::new()
            }
            Message::Act(action) => {
                let shown = self.digits.note(action);
                let effect = match count.filter(|_| action.takes_count()) {
                    Some(count) => counting::act(self, action, count),
                    None => self.act(action),
                };
                if let Some(view) = shown.filter(|_| count.is_none()) {
                    counting::explain(self, view, action);
                }
                self.refresh();
                return effect;
            }
            Message::Pick(number) => {
                self.status.clear_notice();
                self.layers.pick(number, &self.session, &self.here())
            }
            Message::Letter(letter) => {
                self.status.clear_notice();
                let here = self.here();
                self.layers.type_letter(letter, &self.frame.screen.letters, &self.session, &here)
            }
            Message::Value(key) => {
                self.status.clear_notice();
                self.layers.pick_value(key)
            }
            Message::Mark(letter) => self.mark(letter),
            Message::Type(text) => typing::type_text(self, &text),
            Message::Pointed(pointed) => self.pointed(pointed),
            Message::Count(count) => {
                self.status.wait(Vec::new(), Some(count));
                Vec::new()
            }
            Message::Wait(keys) => {
                let count = count.filter(|_| !keys.is_empty());
                self.status.wait(keys, count);
                Vec::new()
            }
            Message::Nothing(keys) => say(self.keys().nothing(self.context(), &keys)),
        };
        let effect = self.apply(outcomes);
        self.refresh();
        effect
    }

    fn act(&mut self, action: Action) -> Option<Effect> {
        self.begin_action();
        let outcomes = self.outcomes(action);
        self.apply(outcomes)
    }

    /// Prepares for an action: it starts from what is on the screen.
    fn begin_action(&mut self) {
        self.status.clear_notice();
        self.take_place();
        // Lists scroll back to their selection, if the pointer has scrolled them away.
        self.views.release();
        self.layers.scroll_contents(None);
    }

    /// Moves in what has the keys.
    fn travel(&mut self, step: Step) -> Outcomes {
        let here = self.here();
        match self.layers.travel(step.distance(here.sight.page), &self.session) {
            Some(outcomes) => outcomes,
            None if self.card.has_keys() => {
                self.card.travel(step, here.sight.page);
                Vec::new()
            }
            None => self.views.travel(step, &self.session, &here),
        }
    }

    /// Routes an action to its part, and returns the outcomes.
    #[expect(clippy::too_many_lines, reason = "it is one arm for each action")]
    fn outcomes(&mut self, action: Action) -> Outcomes {
        if let Some(outcomes) = self.layers.update(action) {
            return outcomes;
        }
        if let Some(step) = Step::of(action) {
            return self.travel(step);
        }
        let here = self.here();
        let keys = (self.status.keys(), self.context());
        let session = &self.session;
        let effect = |effect| vec![Outcome::Effect(effect)];
        let open = |layer| vec![Outcome::Open(layer)];
        match action {
            Action::Leave if session.is_guide_opened() => self.leave_guide(),
            Action::Leave if self.listed => effect(Effect::List),
            Action::Leave | Action::Quit => effect(Effect::Quit),
            // Before the first jump, the list is the earlier place.
            Action::Back if self.listed && !self.navigation.can_go_back() => effect(Effect::List),
            Action::Suspend => effect(Effect::Suspend),
            Action::Redraw => effect(Effect::Redraw),
            Action::ToggleMouse => effect(Effect::ToggleMouse),
            Action::Reload => effect(Effect::Reload),
            Action::Edit => effect(Effect::Edit),
            Action::ShowGuide => effect(Effect::ReadGuide),
            Action::ShowThemes => effect(Effect::ListThemes),

            Action::Help => open(Open::Help),
            Action::ShowContents => Contents::open(session, &here),
            Action::ShowProblems => Problems::open(session),
            Action::ShowChanges => Changes::open(session, &here),
            Action::ShowLetters => {
                let is_here = |lead| follow::is_here(lead, &here);
                match self.frame.screen.lettered(is_here, None, here.layout.size.columns)[..] {
                    [] => say("Nothing to follow here"),
                    [_, ..] => open(Open::Letters),
                }
            }
            Action::SetMark => open(Open::Mark(Marking::Set)),
            Action::GoToMark => open(Open::Mark(Marking::Go)),
            Action::Find => open(Open::Finder),
            Action::Close => self.close(),
            Action::Follow => match self.layers.accept(session, &here) {
                Some(outcomes) => outcomes,
                None => self.views.update(action, session, &here),
            },

            Action::Show(view) => vec![Outcome::Show(view)],
            Action::NextBySource | Action::PreviousBySource if here.place.view == View::Sources => {
                self.views.update(action, session, &here)
            }
            Action::NextBySource => follow::step_by_source(true, self.card.has_keys(), session, &here),
            Action::PreviousBySource => follow::step_by_source(false, self.card.has_keys(), session, &here),
            Action::NextClaim
            | Action::PreviousClaim
            | Action::NextSection
            | Action::PreviousSection
            | Action::CellRight
            | Action::CellLeft
            | Action::ShowPicture
            | Action::Sort
            | Action::SortBackwards => self.views.update(action, session, &here),
            Action::CodeRight => self.views.article.move_code(true, self.frame.screen.main.as_ref()),
            Action::CodeLeft => self.views.article.move_code(false, self.frame.screen.main.as_ref()),
            Action::NextChange => self.changes.step(true, keys, session, &here),
            Action::PreviousChange => self.changes.step(false, keys, session, &here),

            Action::GoToCaveat => follow::to_caveat(session, &here),
            Action::OpenAddress => follow::open_address(session, &here),
            Action::Doubt => follow::doubt(session, &here),
            Action::ClearDoubts => vec![Outcome::ClearDoubts],
            Action::Judge => ask_judgement(session, &here),
            Action::Copy => copy::chosen(keys, session, &here),
            Action::CopyBlock => copy::block(keys, session, &here),
            Action::Back => match self.navigation.go_back() {
                Some(place) => vec![Outcome::Arrive(place)],
                None => say("No earlier place"),
            },
            Action::Forward => match self.navigation.go_forward() {
                Some(place) => vec![Outcome::Arrive(place)],
                None => say("No later place"),
            },

            Action::ShowCard if !session.text().has_sources() => say("Nothing here has a reference to a source"),
            Action::ShowCard => {
                self.card.set_keys(!self.card.has_keys());
                Vec::new()
            }
            // If the card is not on the screen, these actions show it.
            Action::CardDown | Action::CardUp if self.frame.screen.card.is_none() => {
                vec![Outcome::Act(Action::ShowCard)]
            }
            Action::CardDown => {
                self.card.scroll(1);
                Vec::new()
            }
            Action::CardUp => {
                self.card.scroll(-1);
                Vec::new()
            }

            Action::Search => {
                self.search.ask(self.card, self.views.article.shift(), &here);
                Vec::new()
            }
            Action::NextMatch => self.search.step(1, &self.views.lists(session, &here.place), session, &here),
            Action::PreviousMatch => self.search.step(-1, &self.views.lists(session, &here.place), session, &here),
            Action::Percent => say("Type a number first: 50% is half of the text"),
            Action::Filter => {
                self.filter.ask(session);
                Vec::new()
            }
            Action::Complete => self.filter.complete(session),
            Action::Accept if self.layers.line_mut().is_some() => {
                self.layers.accept(session, &here).unwrap_or_default()
            }
            Action::Accept if self.filter.is_asking() => self.filter.accept(session),
            Action::Accept => {
                let began = self.search.began().unwrap_or(here.place);
                self.search.accept(&self.views.lists(session, &began), session, &here)
            }
            Action::OlderLine => typing::recall(self, true),
            Action::NewerLine => typing::recall(self, false),
            Action::CursorLeft => typing::edit(self, Edit::Left),
            Action::CursorRight => typing::edit(self, Edit::Right),
            Action::CursorHome => typing::edit(self, Edit::Home),
            Action::CursorEnd => typing::edit(self, Edit::End),
            Action::EraseCharacter => typing::edit(self, Edit::Character),
            Action::EraseWord => typing::edit(self, Edit::Word),
            Action::EraseLine => typing::edit(self, Edit::All),
            // Movements are handled above, as are actions of a layer, and actions of a folder's list by `folder`.
            Action::Down
            | Action::Up
            | Action::PageDown
            | Action::PageUp
            | Action::HalfPageDown
            | Action::HalfPageUp
            | Action::Top
            | Action::Bottom
            | Action::NextField
            | Action::PreviousField
            | Action::ChangeValue
            | Action::NextValue
            | Action::PreviousValue
            | Action::ClearValue
            | Action::Undo
            | Action::List(_) => Vec::new(),
        }
    }

    /// Closes the topmost open thing, and finally returns to the article.
    fn close(&mut self) -> Outcomes {
        let place = self.navigation.place();
        if self.layers.take_finder().is_some() {
            return Vec::new();
        }
        if self.search.is_asking() {
            return self.search.cancel();
        }
        if self.filter.is_asking() {
            return self.filter.cancel(&self.session);
        }
        if let Some(outcomes) = self.layers.close(&self.session) {
            return outcomes;
        }
        if self.search.turn_highlights_off() {
            return Vec::new();
        }
        if self.card.has_keys() {
            return vec![Outcome::Card { has_keys: false }];
        }
        if let Some(outcomes) = Views::close(&place) {
            return outcomes;
        }
        if self.session.text().selection().is_some() {
            let key = |action, context| self.keys().label(action, context);
            let keys = key(Action::Filter, self.context()).zip(key(Action::OlderLine, Context::Filter));
            let again = keys.map(|(filter, older)| format!(" ({filter} then {older} restores it)"));
            let words = format!("Filter cleared{}", again.unwrap_or_default());
            return vec![Outcome::Filter(None), Outcome::Say(words)];
        }
        if place.view != View::Article {
            return vec![Outcome::Show(View::Article)];
        }
        if self.session.is_guide_opened() { self.leave_guide() } else { Vec::new() }
    }

    /// Returns from the guide to the place in the text from which it was opened.
    fn leave_guide(&mut self) -> Outcomes {
        self.navigation.leave_text().map(Outcome::Arrive).into_iter().collect()
    }

    /// Takes the letter of a mark.
    fn mark(&mut self, letter: char) -> Outcomes {
        let Some(marking) = self.layers.take_marking() else { return Vec::new() };
        self.status.clear_notice();
        self.take_place();
        take_letter(marking, letter, &self.navigation)
    }

    /// Carries out outcomes, in order. Returns a request to the world.
    fn apply(&mut self, outcomes: Outcomes) -> Option<Effect> {
        let mut effect = None;
        for outcome in outcomes {
            match outcome {
                Outcome::Say(words) => self.status.say(words),
                Outcome::Jump(place) => {
                    self.navigation.jump(place);
                    self.arrive();
                }
                Outcome::Arrive(place) => {
                    self.navigation.set(place);
                    self.arrive();
                }
                Outcome::Restore { place, card, shift } => {
                    self.navigation.set(place);
                    self.card = card;
                    self.views.article.set_shift(shift);
                }
                Outcome::GoToChange(place) => {
                    self.changes.begin();
                    let on_card = self.card.has_keys();
                    self.navigation.jump(place);
                    self.arrive();
                    self.card.set_keys(on_card);
                }
                Outcome::Mark(letter) => {
                    self.navigation.mark(letter);
                    self.status.say(format!("Marked {letter}: {}", whereabouts(&self.session, &self.here())));
                }
                Outcome::Remember(place) => self.navigation.remember(place),
                Outcome::Choose(chosen) => {
                    self.navigation.choose(chosen);
                    self.card.begin();
                }
                Outcome::Select(selected) => {
                    self.navigation.select(selected);
                    self.card.begin();
                }
                Outcome::Scroll(anchor) => self.navigation.scroll(anchor),
                Outcome::StopFollowing => self.navigation.follow(false),
                Outcome::Show(view) => {
                    let place = self.navigation.place();
                    if place.view != view {
                        self.navigation.jump(Place { view, ..place });
                        self.arrive();
                    }
                    if self.card.has_keys() {
                        self.card.set_keys(false);
                    }
                }
                Outcome::Card { has_keys } => self.card.set_keys(has_keys),
                Outcome::ShowGone(gone) => self.card.begin_with_gone(gone),
                Outcome::JumpToByte(byte) => {
                    let here = self.here();
                    let anchor = self.views.article.typesetter(&self.session, &here).moved(Anchor::at(byte), 0);
                    let first = self.session.text().passing_after(byte);
                    self.navigation.jump(here.place.at_section(anchor, first));
                    self.arrive();
                }
                Outcome::JumpToPercent(percent) => {
                    let here = self.here();
                    let anchor = self.views.article.at_percent(percent, &self.session, &here);
                    let first = self.session.text().passing_after(anchor.byte);
                    self.navigation.jump(here.place.at_section(anchor, first));
                    self.arrive();
                }
                Outcome::Open(open) => {
                    // What is found from the help screen are the commands of the pane below it.
                    if matches!(open, Open::Finder) && self.context() == Context::Help {
                        self.layers.close(&self.session);
                    }
                    let context = self.context();
                    self.layers.open(open, context, &self.session);
                }
                Outcome::Doubt(source) => {
                    let words = self.session.toggle_doubt(source);
                    self.filter_again();
                    self.status.say(words);
                }
                Outcome::ClearDoubts => {
                    let words = self.session.clear_doubts();
                    self.filter_again();
                    self.status.say(words);
                }
                Outcome::Filter(filter) => self.session.filter_by(filter),
                Outcome::RememberFilter(filter) => {
                    self.session.filter_by(filter);
                    self.filter.remember(self.session.text().filter_text());
                }
                Outcome::Judge(change) => {
                    self.session.judge(*change);
                    effect = Some(Effect::Keep(self.session.unkept()));
                }
                Outcome::Act(action) => effect = self.act(action).or(effect),
                Outcome::Effect(wanted) => effect = Some(wanted),
            }
            self.search_again();
        }
        effect
    }

    /// Parses the filter being typed again: after a change it may mean something else.
    fn filter_again(&mut self) {
        let outcomes = self.filter.changed(&self.session);
        self.apply(outcomes);
    }

    /// Adjusts the other parts to a new place.
    fn arrive(&mut self) {
        let number = self.navigation.place().text;
        if number != self.session.number() {
            self.session.turn_to(number);
            self.forget_found();
            self.views.reset_for_text();
            self.filter_again();
        }
        self.card.set_keys(false);
        // The new place is visible, even if the pointer has scrolled the lists.
        self.views.release();
        self.layers.scroll_contents(None);
    }

    /// Forgets matches and picked entries, which belong to one version of one text.
    fn forget_found(&mut self) {
        self.search = Search::default();
        self.layers.forget_found();
    }

    /// Searches again if the searched list has changed or is sorted differently.
    fn search_again(&mut self) {
        if self.frame.reorder(self.views.order(&self.session)) {
            let lists = self.views.lists(&self.session, &self.navigation.place());
            self.search.search_again(&lists, &self.session);
        }
    }

    /// Takes what is on the screen as the reader's place, because that is what the reader acts on.
    fn take_place(&mut self) {
        let before = self.navigation.place();
        if let (View::Article, Some(top)) = (before.view, self.frame.sight.top) {
            self.navigation.take_top(top);
            self.search.take_place(before, self.navigation.place());
        }
        if self.frame.shown(before) != before {
            self.navigation.take_choice(self.frame.shown(before).chosen);
            self.card.begin();
        }
        // A row may stand for a claim that the filter hides. While a filter is typed it may still be canceled.
        let here = self.here();
        if let (View::Claims, Some(claim), false) = (before.view, here.subject.claim(), self.filter.is_asking()) {
            self.navigation.take_choice(Some(Chosen::Claim(claim)));
        }
        self.card.take_place(self.frame.screen.card.as_ref());
        self.layers.take_place(self.frame.screen.popup.as_ref());
    }

    /// The reader's place and what is visible there.
    fn here(&self) -> Here {
        let place = self.frame.shown(self.navigation.place());
        Here {
            place,
            sight: self.frame.sight,
            subject: self.views.subject(&self.session, &place),
            layout: self.layout(),
        }
    }

    fn layout(&self) -> Layout {
        Layout {
            size: self.frame.size(),
            measure: self.measure,
            has_card: self.session.text().has_sources(),
            contents: match self.layers.contents() {
                _ if self.navigation.place().view != View::Article => layout::Contents::Never,
                Some(_) => layout::Contents::First,
                None if self.session.dossier().briefing.sections.len() < 2 => layout::Contents::Never,
                None => layout::Contents::Beside,
            },
            has_signs: self.session.since().is_some(),
        }
    }
}
