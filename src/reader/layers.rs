//! What is open above the panes: a stack of layers, of which the top one has the keys.
//!
//! Each layer owns its state, its rows and what its keys do, in one file. This file hands keys and the pointer to the top
//! one, and says which it is. Must not know the panes below.

mod changes;
mod choice;
mod contents;
mod finder;
mod help;
mod letters;
mod marks;
mod problems;
mod themes;

use crate::page::row::{Row, Run, fit};
use crate::reader::bar::Hints;
use crate::reader::keymap::{Context, Keymap};
use crate::reader::layout::{Layout, Panes};
use crate::reader::navigation::Navigation;
use crate::reader::outcome::{Marking, Open, Outcomes};
use crate::reader::place::Here;
use crate::reader::screen::Popup;
use crate::reader::session::Session;
use crate::text::line::Line;
use crate::text::role::Role;
use crate::text::symbol::Symbols;

use self::choice::Choice;
use self::finder::Recent;
use self::help::Help;
use self::letters::LetterPrompt;

pub(super) use self::changes::Changes;
pub(super) use self::contents::Contents;
pub(super) use self::finder::Finder;
pub(super) use self::marks::take_letter;
pub(super) use self::problems::Problems;
pub(super) use self::themes::Themes;

/// Something open above the panes.
enum Layer {
    Help(Help),
    Contents(Contents),
    Choice(Choice),
    Themes(Themes),
    Problems(Problems),
    Changes(Changes),
    /// One of the letters over what can be followed is asked for.
    Letters(LetterPrompt),
    /// The letter of a mark is asked for.
    Mark(Marking),
    Finder(Finder),
}

impl Layer {
    /// Where a key goes.
    fn context(&self) -> Context {
        match self {
            Self::Help(_) => Context::Help,
            Self::Contents(_) => Context::Contents,
            Self::Choice(_) | Self::Themes(_) | Self::Problems(_) | Self::Changes(_) => Context::Choice,
            Self::Letters(_) => Context::Letters,
            Self::Mark(_) => Context::Mark,
            Self::Finder(_) => Context::Finder,
        }
    }

    /// Whether it lists something of the text, which may be no more when that changes.
    fn is_of_the_text(&self) -> bool {
        match self {
            Self::Contents(_) | Self::Choice(_) | Self::Problems(_) => true,
            Self::Changes(_) | Self::Help(_) | Self::Themes(_) | Self::Letters(_) | Self::Mark(_) | Self::Finder(_) => {
                false
            }
        }
    }

    /// Whether it is asked for and looks at the panes, and so stands over none of them.
    fn is_popup(&self) -> bool {
        !matches!(self, Self::Letters(_) | Self::Mark(_))
    }

    /// Moves what is selected by some rows.
    fn travel(&mut self, distance: isize, session: &Session) -> Outcomes {
        match self {
            Self::Help(help) => help.scroll(distance),
            Self::Contents(contents) => contents.travel(distance, session),
            Self::Choice(choice) => choice.travel(distance),
            Self::Themes(themes) => return themes.travel(distance),
            Self::Problems(problems) => problems.travel(distance, session),
            Self::Changes(changes) => changes.travel(distance, session),
            Self::Finder(finder) => finder.travel(distance),
            Self::Letters(_) | Self::Mark(_) => {}
        }
        Vec::new()
    }

    /// Selects a row of the list. Returns whether there is a list.
    fn select(&mut self, row: usize) -> (bool, Outcomes) {
        match self {
            Self::Contents(contents) => contents.row = row,
            Self::Choice(choice) => choice.row = row,
            Self::Problems(problems) => problems.row = row,
            Self::Changes(changes) => changes.row = row,
            Self::Themes(themes) => return (true, themes.select(row)),
            Self::Finder(finder) => return (finder.select(row), Vec::new()),
            Self::Help(_) | Self::Letters(_) | Self::Mark(_) => return (false, Vec::new()),
        }
        (true, Vec::new())
    }

    /// The keys that are most useful now, the most useful last.
    fn hints(&self) -> Hints {
        use crate::reader::keymap::Action as A;
        match self {
            Self::Help(_) => [(A::Top, "first"), (A::PageDown, "more"), (A::Close, "close")],
            Self::Themes(_) => [(A::Down, "next"), (A::Follow, "keep"), (A::Close, "as before")],
            Self::Problems(_) => [(A::Edit, "edit"), (A::Follow, "go there"), (A::Close, "close")],
            Self::Contents(_)
            | Self::Choice(_)
            | Self::Changes(_)
            | Self::Letters(_)
            | Self::Mark(_)
            | Self::Finder(_) => [(A::Down, "next"), (A::Follow, "go there"), (A::Close, "close")],
        }
    }
}

/// What it takes to typeset a popup.
pub(super) struct Setting<'a> {
    pub(super) layout: Layout,
    pub(super) panes: &'a Panes,
    pub(super) keymap: &'a Keymap,
}

impl Setting<'_> {
    /// Columns that a popup may have between its borders.
    fn room(&self) -> usize {
        usize::from(self.layout.size.columns.saturating_sub(4))
    }
}

/// The open layers, the uppermost last.
#[derive(Default)]
pub(super) struct Layers {
    open: Vec<Layer>,
    /// The entries that were picked in the finder.
    recent: Recent,
    /// The first row of the contents beside the article, where the pointer has moved it.
    contents_top: Option<usize>,
}

impl Layers {
    fn top(&self) -> Option<&Layer> {
        self.open.last()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Where a key goes, if to a layer.
    pub(super) fn context(&self) -> Option<Context> {
        self.top().map(Layer::context)
    }

    /// Where a key would go, if to a layer, were the finder closed.
    pub(super) fn context_below(&self) -> Option<Context> {
        self.open.iter().rev().map(Layer::context).find(|context| *context != Context::Finder)
    }

    /// Opens a layer in the place of the one that is open, or closes it where it is one of its kind. The finder opens
    /// above whatever is open, with the commands of the context.
    pub(super) fn open(&mut self, open: Open, context: Context, session: &Session) {
        let layer = match open {
            Open::Finder => return self.open_finder(context, session),
            Open::Help => Layer::Help(Help::default()),
            Open::Contents(row) => Layer::Contents(Contents { row }),
            Open::Problems => Layer::Problems(Problems { row: 0 }),
            Open::Changes(row) => Layer::Changes(Changes { row }),
            Open::Choice(purpose, targets) => Layer::Choice(Choice::new(purpose, targets)),
            Open::Letters => Layer::Letters(LetterPrompt::default()),
            Open::Mark(marking) => Layer::Mark(marking),
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

    /// Opens the list of themes in the place of whatever is open.
    pub(super) fn open_themes(&mut self, themes: Themes) {
        self.open = vec![Layer::Themes(themes)];
    }

    /// Opens the finder with a line that was typed in another, and the row that was selected there.
    pub(super) fn resume_finder(&mut self, typed: (Line, usize), context: Context, session: &Session) {
        self.open_finder(context, session);
        if let Some(finder) = self.finder_mut() {
            finder.resume(typed, session);
        }
    }

    /// Closes the uppermost layer. Returns whether there was one, and what follows.
    pub(super) fn close(&mut self) -> Option<Outcomes> {
        Some(match self.open.pop()? {
            // As it was, since none was chosen.
            Layer::Themes(themes) => themes.give_up(),
            _ => Vec::new(),
        })
    }

    /// Closes whatever is open.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// Moves in the uppermost layer by some rows. Returns nothing if there is none.
    pub(super) fn travel(&mut self, distance: isize, session: &Session) -> Option<Outcomes> {
        self.open.last_mut().map(|layer| layer.travel(distance, session))
    }

    /// Does what the uppermost layer is there for with what is selected in it, and closes it. Returns nothing if there is
    /// no layer.
    pub(super) fn accept(&mut self, session: &Session, here: &Here) -> Option<Outcomes> {
        Some(match self.open.pop()? {
            Layer::Help(_) | Layer::Letters(_) | Layer::Mark(_) => Vec::new(),
            Layer::Themes(themes) => themes.keep(),
            Layer::Contents(contents) => contents.accept(session, here),
            Layer::Problems(problems) => problems.accept(session),
            Layer::Changes(changes) => changes.accept(session, here),
            Layer::Choice(choice) => choice.accept(session, here),
            Layer::Finder(finder) => finder.accept(&mut self.recent, session, here),
        })
    }

    /// Selects a row of the uppermost list, 0-based, as a click does; then [`Self::accept`] takes it. Returns nothing if
    /// there is no such row.
    pub(super) fn select(&mut self, row: usize) -> Option<Outcomes> {
        let (is_list, outcomes) = self.open.last_mut()?.select(row);
        is_list.then_some(outcomes)
    }

    /// Picks an entry of a choice by its number, 1-based.
    pub(super) fn pick(&mut self, number: usize, session: &Session, here: &Here) -> Outcomes {
        let Some(Layer::Choice(choice)) = self.open.last_mut() else { return Vec::new() };
        if !number.checked_sub(1).is_some_and(|at| choice.select(at)) {
            return Vec::new();
        }
        let outcomes = choice.accept(session, here);
        self.open.pop();
        outcomes
    }

    /// Takes one of the letters over what can be followed.
    pub(super) fn type_letter(
        &mut self,
        letter: char,
        letters: &[crate::reader::screen::Letters],
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

    /// The question for a letter, while one is asked for.
    pub(super) fn letter_prompt(&self) -> Option<LetterPrompt> {
        match self.top() {
            Some(&Layer::Letters(prompt)) => Some(prompt),
            Some(_) | None => None,
        }
    }

    /// Takes what a letter of a mark is asked for, which ends that.
    pub(super) fn take_marking(&mut self) -> Option<Marking> {
        let Some(&Layer::Mark(marking)) = self.top() else { return None };
        self.open.pop();
        Some(marking)
    }

    /// The question that the status line asks, while the letter of a mark is asked for.
    pub(super) fn mark_question(&self, navigation: &Navigation) -> Option<String> {
        match self.top() {
            Some(Layer::Mark(marking)) => Some(marks::question(*marking, navigation)),
            Some(_) | None => None,
        }
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

    /// Closes the finder, and returns it.
    pub(super) fn take_finder(&mut self) -> Option<Finder> {
        self.finder()?;
        match self.open.pop() {
            Some(Layer::Finder(finder)) => Some(finder),
            Some(_) | None => None,
        }
    }

    /// The row of the problems that is selected, while they are listed.
    pub(super) fn selected_problem(&self) -> Option<usize> {
        self.open.iter().find_map(|layer| if let Layer::Problems(problems) = layer { Some(problems.row) } else { None })
    }

    /// The changes, while they are listed and have the keys.
    pub(super) fn changes(&self) -> Option<&Changes> {
        self.open.iter().find_map(|layer| if let Layer::Changes(changes) = layer { Some(changes) } else { None })
    }

    /// The row of the contents that is selected, while they have the keys.
    pub(super) fn contents(&self) -> Option<usize> {
        self.open.iter().find_map(|layer| if let Layer::Contents(contents) = layer { Some(contents.row) } else { None })
    }

    pub(super) fn contents_top(&self) -> Option<usize> {
        self.contents_top
    }

    /// Has the contents beside the article begin with a row.
    pub(super) fn pull_contents(&mut self, top: Option<usize>) {
        self.contents_top = top;
    }

    /// Closes a choice of which some target is of another text, by its number: its caveats have other numbers now.
    pub(super) fn close_choice_of(&mut self, number: usize) {
        self.open.retain(|layer| !matches!(layer, Layer::Choice(choice) if choice.is_of(number)));
    }

    /// The text has changed: what lists something of it closes, and the rest goes on.
    pub(super) fn text_changed(&mut self, session: &Session) {
        self.open.retain(|layer| !layer.is_of_the_text());
        let count = session.news().len();
        self.open.retain_mut(|layer| match layer {
            Layer::Changes(changes) => changes.text_changed(count),
            // A letter that is asked for comes in any case, and must not be a key.
            Layer::Letters(prompt) => {
                prompt.begin();
                true
            }
            _ => true,
        });
    }

    /// Forgets matches and picked entries, which are those of one version of one text.
    pub(super) fn forget_found(&mut self) {
        self.take_finder();
        self.recent = Recent::default();
    }

    /// Takes what is on the screen for where it is.
    pub(super) fn take_place(&mut self, popup: Option<&Popup>) {
        if let (Some(Layer::Help(help)), Some(popup)) = (self.open.last_mut(), popup) {
            help.top = popup.hidden.0;
        }
    }

    /// The theme that is shown, where another cannot be.
    pub(super) fn keep_theme(&mut self, shown: &str) {
        for layer in &mut self.open {
            if let Layer::Themes(themes) = layer {
                themes.keep_on(shown);
            }
        }
    }

    pub(super) fn hints(&self) -> Option<Hints> {
        self.top().map(Layer::hints)
    }

    /// The popup of the uppermost layer that has one.
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
            // It has a pane of its own.
            Layer::Contents(_) if setting.panes.contents.is_some() => None,
            Layer::Contents(contents) => Some(contents.popup(place, setting.room(), session, here)),
            Layer::Choice(choice) => Some(choice.popup(place, setting.room(), session)),
            Layer::Problems(problems) => Some(problems.popup(place, setting.room(), session)),
            Layer::Changes(changes) => Some(changes.popup(setting, session, here)),
            Layer::Themes(themes) => Some(themes.popup(place, setting.room(), session.symbols())),
            Layer::Help(help) => Some(help.popup(place, setting.room(), setting.keymap, session.symbols())),
            Layer::Finder(finder) => Some(finder.popup(setting, session, here, context_below)),
        }
    }
}

/// A row cut to a width.
fn fitted(symbols: Symbols) -> impl Fn(Row, usize) -> Row {
    move |row, width| Row::of(fit(row.runs, width, symbols))
}

/// A row of a list moved by some rows, within its length.
fn moved(row: usize, distance: isize, length: usize) -> usize {
    row.saturating_add_signed(distance).min(length.saturating_sub(1))
}

/// A space as wide as the rest of a row.
fn rest(columns: usize) -> Run {
    Run::new(" ".repeat(columns), Role::Body)
}
