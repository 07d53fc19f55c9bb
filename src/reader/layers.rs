//! Layers: windows above the panes, as a stack. The top layer has the keys.
//!
//! Each layer owns its state, its rows and the effect of its keys, in one file. This file passes keys and the pointer
//! to the top layer, and reports which layer that is. Must not know the panes below.

mod changes;
mod choice;
mod contents;
mod finder;
mod help;
mod judging;
mod letters;
mod marks;
mod problems;
mod themes;

use crate::page::row::{Row, Run, fit};
use crate::reader::bar::Hints;
use crate::reader::keymap::{Action, Context, Keymap};
use crate::reader::layout::{Layout, Panes};
use crate::reader::navigation::Navigation;
use crate::reader::outcome::{Marking, Open, Outcomes};
use crate::reader::place::Here;
use crate::reader::screen::{Letters, Popup};
use crate::reader::session::Session;
use crate::text::line::Line;
use crate::text::role::Role;
use crate::text::symbol::Symbols;

use self::choice::Choice;
use self::finder::Recent;
use self::help::Help;
use self::judging::Judging;
use self::letters::LetterPrompt;

pub(super) use self::changes::Changes;
pub(super) use self::contents::Contents;
pub(super) use self::finder::Finder;
pub(super) use self::judging::ask as ask_judgement;
pub(super) use self::marks::take_letter;
pub(super) use self::problems::Problems;
pub(super) use self::themes::Themes;

/// A question in the status line, and keys with a word each.
pub(super) type Question = (String, Vec<(Action, &'static str)>);

/// A layer above the panes.
enum Layer {
    Help(Help),
    Contents(Contents),
    Choice(Choice),
    Themes(Themes),
    Problems(Problems),
    Changes(Changes),
    /// Waits for one of the letters over targets.
    Letters(LetterPrompt),
    /// Waits for the letter of a mark.
    Mark(Marking),
    Finder(Finder),
    Judging(Box<Judging>),
}

impl Layer {
    /// The context of keys in this layer.
    fn context(&self) -> Context {
        match self {
            Self::Help(_) => Context::Help,
            Self::Contents(_) => Context::Contents,
            Self::Choice(_) | Self::Themes(_) | Self::Problems(_) | Self::Changes(_) => Context::Choice,
            Self::Letters(_) => Context::Letters,
            Self::Mark(_) => Context::Mark,
            Self::Finder(_) => Context::Finder,
            Self::Judging(judging) => judging.context(),
        }
    }

    /// Whether the layer lists parts of the text, which a new version of the text may not have.
    fn is_of_the_text(&self) -> bool {
        match self {
            Self::Choice(_) | Self::Problems(_) => true,
            Self::Contents(_)
            | Self::Changes(_)
            | Self::Help(_)
            | Self::Themes(_)
            | Self::Letters(_)
            | Self::Mark(_)
            | Self::Finder(_)
            | Self::Judging(_) => false,
        }
    }

    /// Whether the layer is a popup. The others only wait for a letter, so the panes stay visible.
    fn is_popup(&self) -> bool {
        !matches!(self, Self::Letters(_) | Self::Mark(_))
    }

    /// Whether the panes under the layer show what it changes, and so keep their colors.
    fn is_preview(&self) -> bool {
        matches!(self, Self::Themes(_))
    }

    /// The selected row of a list that does nothing else when its selection moves, and the length of the list.
    fn selection(&mut self, session: &Session) -> Option<(&mut usize, usize)> {
        match self {
            Self::Contents(contents) => Some(contents.selection()),
            Self::Choice(choice) => Some(choice.selection()),
            Self::Problems(problems) => Some((&mut problems.row, session.text().problems.len())),
            Self::Changes(changes) => Some((&mut changes.row, session.changes().len())),
            Self::Help(_) | Self::Themes(_) | Self::Letters(_) | Self::Mark(_) | Self::Finder(_) | Self::Judging(_) => {
                None
            }
        }
    }

    /// Moves the selection by some rows.
    fn travel(&mut self, distance: isize, session: &Session) -> Outcomes {
        if let Some((row, length)) = self.selection(session) {
            *row = moved(*row, distance, length);
        }
        match self {
            Self::Help(help) => help.scroll(distance),
            Self::Themes(themes) => return themes.travel(distance),
            Self::Finder(finder) => finder.travel(distance),
            Self::Judging(judging) => return judging.travel(distance),
            _ => {}
        }
        Vec::new()
    }

    /// Selects a row of the list. Returns none if the layer has no such row.
    fn select(&mut self, at: usize, session: &Session) -> Option<Outcomes> {
        if let Some((row, length)) = self.selection(session) {
            if at < length {
                *row = at;
            }
            return (at < length).then(Vec::new);
        }
        match self {
            Self::Themes(themes) => Some(themes.select(at)),
            Self::Finder(finder) => finder.select(at).then(Vec::new),
            _ => None,
        }
    }

    /// The question that the layer asks in the status line instead of hints, with its keys. `width` is that of the line.
    fn question(&self, navigation: &Navigation, session: &Session, width: usize) -> Option<Question> {
        let typing = || vec![(Action::Close, "close"), (Action::Accept, "go there")];
        match self {
            Self::Letters(prompt) => Some((prompt.question(width), vec![(Action::Close, "leave")])),
            Self::Mark(marking) => Some((marks::question(*marking, navigation), vec![(Action::Close, "cancel")])),
            Self::Finder(finder) => Some((finder.question(), typing())),
            Self::Contents(contents) => Some((contents.question(session), typing())),
            Self::Help(_)
            | Self::Choice(_)
            | Self::Themes(_)
            | Self::Problems(_)
            | Self::Changes(_)
            | Self::Judging(_) => None,
        }
    }

    /// The most useful keys, the most useful last. Layers with a question need none.
    fn hints(&self) -> Hints {
        match self {
            Self::Help(_) => vec![(Action::Find, "find a key"), (Action::PageDown, "more"), (Action::Close, "close")],
            Self::Themes(_) => vec![(Action::Down, "next"), (Action::Follow, "keep"), (Action::Close, "as before")],
            Self::Judging(judging) => judging.hints(),
            Self::Problems(_) => vec![(Action::Edit, "edit"), (Action::Follow, "go there"), (Action::Close, "close")],
            Self::Contents(_)
            | Self::Choice(_)
            | Self::Changes(_)
            | Self::Letters(_)
            | Self::Mark(_)
            | Self::Finder(_) => vec![(Action::Down, "next"), (Action::Follow, "go there"), (Action::Close, "close")],
        }
    }
}

/// The parts of the screen that a popup depends on.
pub(super) struct Setting<'a> {
    pub(super) layout: Layout,
    pub(super) panes: &'a Panes,
    pub(super) keymap: &'a Keymap,
    /// The context of the pane below all layers.
    pub(super) pane: Context,
}

impl Setting<'_> {
    /// The widest content of a popup between its borders, in columns.
    fn room(&self) -> usize {
        usize::from(self.layout.size.columns.saturating_sub(4))
    }
}

/// The open layers, the top one last.
#[derive(Default)]
pub(super) struct Layers {
    open: Vec<Layer>,
    /// Entries that were picked in the finder.
    recent: Recent,
    /// The first visible row of the contents beside the article, if the pointer has scrolled them.
    contents_top: Option<usize>,
}

impl Layers {
    fn top(&self) -> Option<&Layer> {
        self.open.last()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The context of the top layer, if any is open.
    pub(super) fn context(&self) -> Option<Context> {
        self.top().map(Layer::context)
    }

    /// The context of the layer below the finder, if any is open.
    pub(super) fn context_below(&self) -> Option<Context> {
        self.open.iter().rev().map(Layer::context).find(|context| *context != Context::Finder)
    }

    /// Opens a layer and closes all others. If the top layer is of the same kind, only closes them. The finder opens
    /// above the other layers, with the commands of the context.
    pub(super) fn open(&mut self, open: Open, context: Context, session: &Session) {
        let layer = match open {
            Open::Finder => return self.open_finder(context, session),
            Open::Help => Layer::Help(Help::default()),
            Open::Contents(heading) => Layer::Contents(Contents::at(heading, session)),
            Open::Problems => Layer::Problems(Problems { row: 0 }),
            Open::Changes(row) => Layer::Changes(Changes { row }),
            Open::Choice(purpose, targets) => Layer::Choice(Choice::new(purpose, targets)),
            Open::Letters => Layer::Letters(LetterPrompt::default()),
            Open::Mark(marking) => Layer::Mark(marking),
            Open::Judgement(judged) => Layer::Judging(Box::new(Judging::new(judged, session))),
        };
        let kind = std::mem::discriminant(&layer);
        let is_open = self.top().is_some_and(|open| std::mem::discriminant(open) == kind);
        self.open.clear();
        if !is_open {
            self.open.push(layer);
        }
    }

    fn open_finder(&mut self, context: Context, session: &Session) {
        let finder = Finder::new(self.recent.iter(), context, session);
        self.open.push(Layer::Finder(finder));
    }

    /// Opens the list of themes and closes all other layers.
    pub(super) fn open_themes(&mut self, themes: Themes) {
        self.open = vec![Layer::Themes(themes)];
    }

    /// Reopens the finder after the text changed, with the line and the row from before.
    pub(super) fn resume_finder(&mut self, typed: (Line, usize), context: Context, session: &Session) {
        self.open_finder(context, session);
        if let Some(finder) = self.finder_mut() {
            finder.resume(typed, session);
        }
    }

    /// Closes the top layer. Returns none if no layer is open.
    pub(super) fn close(&mut self, session: &Session) -> Option<Outcomes> {
        Some(match self.open.pop()? {
            // No theme was chosen, so the one from before returns.
            Layer::Themes(themes) => themes.cancel(),
            Layer::Judging(mut judging) => judging.close(session),
            _ => Vec::new(),
        })
    }

    /// Lets the top layer take an action before anything else does. None if it does not take it.
    pub(super) fn update(&mut self, action: Action) -> Option<Outcomes> {
        self.judging_mut()?.update(action)
    }

    /// Picks a value of the judgement that is open, by its digit or letter.
    pub(super) fn pick_value(&mut self, key: char) -> Outcomes {
        match self.open.last_mut() {
            Some(Layer::Judging(judging)) => judging.pick(key),
            Some(_) | None => Vec::new(),
        }
    }

    /// Acts on a click in the popup: its row, 0-based in the whole list, and its column. None if the layer only selects
    /// rows.
    pub(super) fn click(&mut self, row: usize, column: usize, popup: &Popup, session: &Session) -> Option<Outcomes> {
        match self.open.last_mut()? {
            Layer::Judging(judging) => Some(judging.click(row, column, usize::from(popup.inside.columns), session)),
            _ => None,
        }
    }

    /// What is to be kept of a note that is still being typed.
    pub(super) fn finish_note(&mut self) -> Outcomes {
        let judging = self
            .open
            .iter_mut()
            .find_map(|layer| if let Layer::Judging(judging) = layer { Some(judging) } else { None });
        judging.map(|judging| judging.keep()).unwrap_or_default()
    }

    /// Closes all layers.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// Moves the selection of the top layer by some rows. Returns none if no layer is open.
    pub(super) fn travel(&mut self, distance: isize, session: &Session) -> Option<Outcomes> {
        self.open.last_mut().map(|layer| layer.travel(distance, session))
    }

    /// Accepts the selection of the top layer, and closes the layer. Returns none if no layer is open.
    pub(super) fn accept(&mut self, session: &Session, here: &Here) -> Option<Outcomes> {
        Some(match self.open.pop()? {
            Layer::Help(_) | Layer::Letters(_) | Layer::Mark(_) => Vec::new(),
            Layer::Judging(mut judging) => judging.close(session),
            Layer::Themes(themes) => themes.keep(),
            Layer::Contents(contents) => contents.accept(session, here),
            Layer::Problems(problems) => problems.accept(session),
            Layer::Changes(changes) => changes.accept(session, here),
            Layer::Choice(choice) => choice.accept(session, here),
            Layer::Finder(finder) => finder.accept(&mut self.recent, session, here),
        })
    }

    /// Selects a row of the top list, 0-based, as the first half of a click; [`Self::accept`] is the second. Returns
    /// none if the list has no such row.
    pub(super) fn select(&mut self, row: usize, session: &Session) -> Option<Outcomes> {
        self.open.last_mut()?.select(row, session)
    }

    /// Picks an entry of a choice by its number, 1-based.
    pub(super) fn pick(&mut self, number: usize, session: &Session, here: &Here) -> Outcomes {
        let row = number.checked_sub(1).filter(|_| matches!(self.top(), Some(Layer::Choice(_))));
        match row.and_then(|row| self.select(row, session)) {
            Some(_) => self.accept(session, here).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// Takes one of the letters over targets.
    pub(super) fn type_letter(
        &mut self,
        letter: char,
        letters: &[Letters],
        session: &Session,
        here: &Here,
    ) -> Outcomes {
        let Some(Layer::Letters(prompt)) = self.open.last_mut() else { return Vec::new() };
        let (is_done, outcomes) = prompt.type_letter(letter, letters, session, here);
        if is_done {
            self.open.pop();
        }
        outcomes
    }

    /// The prompt for a letter, while it is open.
    pub(super) fn letter_prompt(&self) -> Option<LetterPrompt> {
        match self.top() {
            Some(&Layer::Letters(prompt)) => Some(prompt),
            Some(_) | None => None,
        }
    }

    /// Closes the prompt for the letter of a mark, and returns its purpose.
    pub(super) fn take_marking(&mut self) -> Option<Marking> {
        let Some(&Layer::Mark(marking)) = self.top() else { return None };
        self.open.pop();
        Some(marking)
    }

    /// The question of the top layer, if it asks one.
    pub(super) fn question(&self, navigation: &Navigation, session: &Session, width: usize) -> Option<Question> {
        self.top()?.question(navigation, session, width)
    }

    /// The line that is typed in the top layer. Callers that change it must call [`Self::line_changed`].
    pub(super) fn line_mut(&mut self) -> Option<&mut Line> {
        match self.open.last_mut()? {
            Layer::Finder(finder) => Some(finder.line_mut()),
            Layer::Contents(contents) => Some(contents.line_mut()),
            Layer::Judging(judging) => Some(judging.line_mut()),
            Layer::Help(_)
            | Layer::Choice(_)
            | Layer::Themes(_)
            | Layer::Problems(_)
            | Layer::Changes(_)
            | Layer::Letters(_)
            | Layer::Mark(_) => None,
        }
    }

    /// Finds what the line that is typed in the top layer asks for. Returns whether a line is.
    pub(super) fn line_changed(&mut self, session: &Session) -> bool {
        match self.open.last_mut() {
            Some(Layer::Finder(finder)) => finder.find(session),
            Some(Layer::Contents(contents)) => contents.find(session),
            // A note changes nothing else until it is typed.
            Some(Layer::Judging(_)) => {}
            Some(_) | None => return false,
        }
        true
    }

    pub(super) fn finder(&self) -> Option<&Finder> {
        match self.top() {
            Some(Layer::Finder(finder)) => Some(finder),
            Some(_) | None => None,
        }
    }

    pub(super) fn finder_mut(&mut self) -> Option<&mut Finder> {
        match self.open.last_mut() {
            Some(Layer::Finder(finder)) => Some(finder),
            Some(_) | None => None,
        }
    }

    /// The note that is typed in the top layer.
    pub(super) fn note_mut(&mut self) -> Option<&mut Line> {
        Some(self.judging_mut()?.line_mut())
    }

    fn judging_mut(&mut self) -> Option<&mut Judging> {
        match self.open.last_mut() {
            Some(Layer::Judging(judging)) => Some(judging),
            Some(_) | None => None,
        }
    }

    /// Closes the finder and returns it.
    pub(super) fn take_finder(&mut self) -> Option<Finder> {
        self.finder()?;
        match self.open.pop() {
            Some(Layer::Finder(finder)) => Some(finder),
            Some(_) | None => None,
        }
    }

    /// The selected row of the list of problems, while it is open.
    pub(super) fn selected_problem(&self) -> Option<usize> {
        self.open.iter().find_map(|layer| if let Layer::Problems(problems) = layer { Some(problems.row) } else { None })
    }

    /// The list of changes, while it has the keys.
    pub(super) fn changes(&self) -> Option<&Changes> {
        self.open.iter().find_map(|layer| if let Layer::Changes(changes) = layer { Some(changes) } else { None })
    }

    /// The contents, while they have the keys.
    pub(super) fn contents(&self) -> Option<&Contents> {
        self.open.iter().find_map(|layer| if let Layer::Contents(contents) = layer { Some(contents) } else { None })
    }

    pub(super) fn contents_top(&self) -> Option<usize> {
        self.contents_top
    }

    /// Scrolls the contents beside the article to a row.
    pub(super) fn scroll_contents(&mut self, top: Option<usize>) {
        self.contents_top = top;
    }

    /// Closes a choice that has a caveat of a text, because the caveats of that text have new numbers. `number` is the
    /// number of the text.
    pub(super) fn close_choice_of(&mut self, number: usize) {
        self.open.retain(|layer| !matches!(layer, Layer::Choice(choice) if choice.is_of(number)));
    }

    /// Closes layers that list parts of the text, because the text has changed. The others stay open.
    pub(super) fn text_changed(&mut self, session: &Session) {
        self.open.retain(|layer| !layer.is_of_the_text());
        let count = session.changes().len();
        self.open.retain_mut(|layer| match layer {
            Layer::Changes(changes) => changes.text_changed(count),
            Layer::Judging(judging) => {
                judging.text_changed(session);
                true
            }
            // The reader will still type a letter, and it must not act as a key.
            Layer::Letters(prompt) => {
                prompt.begin();
                true
            }
            Layer::Contents(contents) => {
                contents.find(session);
                true
            }
            _ => true,
        });
    }

    /// Forgets the finder and its picked entries, which belong to one version of one text.
    pub(super) fn forget_found(&mut self) {
        self.take_finder();
        self.recent = Recent::default();
    }

    /// Takes over how far the layer on the screen is scrolled.
    pub(super) fn take_place(&mut self, popup: Option<&Popup>) {
        if let (Some(Layer::Help(help)), Some(popup)) = (self.open.last_mut(), popup) {
            help.top = popup.hidden.0;
        }
    }

    /// Selects the theme on the screen again, because another cannot be shown.
    pub(super) fn reselect_theme(&mut self, shown: &str) {
        for layer in &mut self.open {
            if let Layer::Themes(themes) = layer {
                themes.keep_theme_shown(shown);
            }
        }
    }

    pub(super) fn hints(&self) -> Option<Hints> {
        self.top().map(Layer::hints)
    }

    /// Whether the popup covers the panes, and so takes their colors away.
    pub(super) fn covers(&self) -> bool {
        self.open.iter().rfind(|layer| layer.is_popup()).is_some_and(|layer| !layer.is_preview())
    }

    /// The popup of the topmost layer that has one.
    pub(super) fn popup(
        &self,
        setting: &Setting<'_>,
        session: &Session,
        here: &Here,
        context_below: Context,
    ) -> Option<Popup> {
        let place = (setting.layout, setting.panes);
        let layer = self.open.iter().rfind(|layer| layer.is_popup())?;
        match layer {
            Layer::Letters(_) | Layer::Mark(_) => None,
            // The contents have a pane of their own.
            Layer::Contents(_) if setting.panes.contents.is_some() => None,
            Layer::Contents(contents) => Some(contents.popup(place, setting.room(), session, here)),
            Layer::Choice(choice) => Some(choice.popup(place, setting.room(), session)),
            Layer::Problems(problems) => Some(problems.popup(place, setting.room(), session)),
            Layer::Changes(changes) => Some(changes.popup(setting, session, here)),
            Layer::Themes(themes) => Some(themes.popup(place, setting.room(), session.symbols())),
            Layer::Help(help) => Some(help.popup(setting, session, here)),
            Layer::Finder(finder) => Some(finder.popup(setting, session, here, context_below)),
            Layer::Judging(judging) => Some(judging.popup(setting, session)),
        }
    }
}

/// Cuts a row to a width.
fn fitted(symbols: Symbols) -> impl Fn(Row, usize) -> Row {
    move |row, width| Row::of(fit(row.runs, width, symbols))
}

/// The row at a distance from another one, within the length of the list.
fn moved(row: usize, distance: isize, length: usize) -> usize {
    row.saturating_add_signed(distance).min(length.saturating_sub(1))
}

/// A blank run for the rest of a row.
fn rest(columns: usize) -> Run {
    Run::new(" ".repeat(columns), Role::Body)
}
