//! The application on the terminal: turns events into messages for the model, and performs the model's effects.

mod browser;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use crossterm::event::{Event, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;

use crate::evidence::judgement::Change;
use crate::files::clipboard::Clipboard;
use crate::files::config::Rules;
use crate::files::judgements::JudgementFile;
use crate::files::load::{self, Loaded};
use crate::files::open_file::{self, OpenFile};
use crate::print::judgements;
use crate::reader::keymap::{Action, Context, Press};
use crate::reader::layout::{Gesture, Pointed, Size};
use crate::reader::message::{self, Keep, Message};
use crate::reader::model::Model;
use crate::reader::screen::{Link, Screen};
use crate::terminal::theme::Theme;
use crate::terminal::tui::{Bell, Effect, Hyperlink, Reader};
use crate::terminal::view::view;
use crate::text::case::capitalized;
use crate::text::manuscript::one_line;

pub use self::browser::Browser;

/// Reads a whole file, or says why it cannot.
pub type Read = Arc<dyn Fn(&Path) -> Result<Loaded, String> + Send + Sync>;

/// The model of the open text, its theme, and its file.
pub struct App {
    pub model: Model,
    pub theme: Theme,
    pub themes: Themes,
    /// Opens a web address and returns a message about the result.
    pub open_address: fn(&str) -> String,
    pub clipboard: Clipboard,
    pub file: OpenFile,
    /// Reads another text.
    pub read: Read,
    /// The settings by which texts are parsed.
    pub rules: Rules,
    /// Whether the program takes mouse events. If not, the terminal selects text with the mouse.
    pub mouse: bool,
    /// Whether the reader returns to the list.
    pub returns_to_list: bool,
    /// Wakes the loop. None before the first frame.
    pub bell: Option<Bell>,
}

impl App {
    fn perform(&mut self, effect: message::Effect) -> Option<Effect> {
        match effect {
            message::Effect::Quit => return Some(Effect::Quit),
            message::Effect::List => self.returns_to_list = true,
            message::Effect::Suspend => return Some(Effect::Suspend),
            message::Effect::Redraw => return Some(Effect::Redraw),
            message::Effect::Copy { text, what } => {
                let bell = self.bell.clone();
                let sent = self.clipboard.copy(text, what, move || bell.iter().for_each(Bell::ring));
                return self.take_copies().or(sent.map(Effect::Copy));
            }
            message::Effect::ToggleMouse => {
                self.mouse = !self.mouse;
                let on = || {
                    self.model
                        .keys()
                        .label(Action::ToggleMouse, self.model.context())
                        .map(|key| format!("; {key} for on"))
                };
                let words = if self.mouse {
                    "Mouse on: click and scroll; Shift selects".to_owned()
                } else {
                    format!("Mouse off: the terminal selects{}", on().unwrap_or_default())
                };
                self.model.say(words);
            }
            message::Effect::ListThemes => self.list_themes(),
            message::Effect::Theme(name) => match (self.themes.find)(&name) {
                Ok(theme) => (self.theme, self.themes.shown) = (theme, name),
                Err(why) => self.model.keep_theme_shown(&self.themes.shown, why),
            },
            message::Effect::OpenAddress(address) => self.model.say((self.open_address)(&address)),
            message::Effect::Read { path, heading } => {
                match load::linked(&path).map(|loaded| open_file::open(loaded, &self.rules)) {
                    Ok((dossier, diagnostics)) => {
                        self.model.turn_to(dossier, &diagnostics, heading.as_deref());
                        self.load_judgements();
                    }
                    Err(error) => self.model.say(error.to_string()),
                }
            }
            message::Effect::ReadGuide => {
                let (dossier, diagnostics) = open_file::open(load::built_in(load::BuiltIn::Guide), &self.rules);
                self.model.turn_to(dossier, &diagnostics, None);
                self.load_judgements();
                let key = self.model.keys().label(Action::Close, self.model.context());
                if let Some(key) = key.filter(|_| self.model.is_elsewhere()) {
                    self.model.say(format!("{key} returns to your text"));
                }
            }
            message::Effect::Visit(visit) => {
                let read = (self.read)(&visit.path).map(|loaded| open_file::open(loaded, &self.rules));
                self.model.visit(&visit, read);
                self.load_judgements();
            }
            message::Effect::Keep(changes) => self.keep(&changes),
            message::Effect::Reload | message::Effect::Edit if self.model.is_elsewhere() => {
                self.model.say("Only the text opened first can be edited or read again".to_owned());
            }
            message::Effect::Reload => {
                if let Some(Ok(older)) = self.model.older_path().map(|path| (self.read)(path)) {
                    let (older, problems) = open_file::open(older, &self.rules);
                    self.model.reread_older(older, problems.len());
                }
                self.load_judgements();
                self.keep_again();
                if let Err(why) = self.file.reload() {
                    self.model.say(why);
                }
            }
            message::Effect::Edit => match self.file.can_edit() {
                Ok(()) => return Some(Effect::Away),
                Err(why) => self.model.say(why),
            },
        }
        None
    }

    /// The file with the judgements of a text: of the one that was opened first, or of another one, by its path.
    fn judgement_file(&self, is_first: bool, path: Option<&Path>) -> Option<JudgementFile> {
        let known = self.file.judgements().filter(|_| is_first).cloned();
        known.or_else(|| match path {
            Some(path) => JudgementFile::of_file(path),
            None if is_first => None,
            // Of the texts without a path, only the guide opens beside another one.
            None => JudgementFile::of_built_in(load::BuiltIn::Guide.name()),
        })
    }

    /// Loads what the reader judged in the current text.
    pub(super) fn load_judgements(&mut self) {
        let file = self.judgement_file(!self.model.is_elsewhere(), self.model.linked_path());
        match file.map(|file| file.load()) {
            Some(Ok(entries)) => self.model.take_judgements(entries),
            Some(Err(why)) => self.model.will_not_keep(capitalized(&why)),
            None => self.model.will_not_keep(self.file.unkept()),
        }
    }

    /// Keeps changes of judgements. Those that cannot be kept wait for the next time.
    fn keep(&mut self, changes: &[Keep]) {
        for keep in changes {
            match self.judgement_file(keep.is_first, keep.path.as_deref()).map(|file| file.change(&keep.changes)) {
                Some(Ok(entries)) => self.model.kept(keep, entries),
                Some(Err(why)) => self.model.cannot_keep(keep, capitalized(&why)),
                // The reader knows from the start that this text has no file.
                None if keep.is_first => {}
                None => self.model.cannot_keep(keep, "Your judgement cannot be kept: the file is gone".to_owned()),
            }
        }
    }

    /// Tries again to keep what could not be kept.
    fn keep_again(&mut self) {
        self.keep(&self.model.unkept());
    }

    /// The changes of judgements that could not be kept. Those of texts that have no file are not among them.
    fn unsaved(&self) -> impl Iterator<Item = Change> {
        let has_file = |keep: &Keep| !keep.is_first || self.judgement_file(true, keep.path.as_deref()).is_some();
        self.model.unkept().into_iter().filter(has_file).flat_map(|keep| keep.changes)
    }

    /// Prints what could not be kept, once the screen is closed. A reader can still copy it.
    pub fn print_unsaved(&self, err: &mut impl Write) -> io::Result<()> {
        let changes: Vec<_> = self.unsaved().collect();
        err.write_all(judgements::unsaved(&changes).as_bytes())
    }

    fn list_themes(&mut self) {
        let mut names = (self.themes.names)();
        let shown = self.themes.shown.clone();
        // A theme that was given as a file is not among the names.
        if !names.contains(&shown) {
            names.insert(0, shown.clone());
        }
        self.model.offer_themes(names, &shown);
    }

    /// Reports the copies that have ended. Returns a text that only the terminal is left to copy.
    fn take_copies(&mut self) -> Option<Effect> {
        let mut effect = None;
        for copy in self.clipboard.finished() {
            self.model.copied(&copy.what, copy.arrival);
            effect = copy.for_terminal.map(Effect::Copy).or(effect);
        }
        effect
    }

    /// Passes changes of the open file to the model, once its text is on the screen.
    fn take_readings(&mut self) {
        if !self.model.is_elsewhere() {
            for reading in self.file.readings() {
                self.model.reread(reading);
            }
        }
    }
}

/// The themes to choose from.
pub struct Themes {
    /// The name of the current theme.
    pub shown: String,
    pub names: Box<dyn Fn() -> Vec<String>>,
    pub find: Box<FindTheme>,
}

/// Finds a theme by name, in the colors of the terminal, or says why there is none.
pub type FindTheme = dyn Fn(&str) -> Result<Theme, String>;

impl Reader for App {
    fn resized(&mut self, columns: u16, rows: u16) {
        self.model.update(Message::Resized(Size { columns, rows }));
    }

    fn event(&mut self, event: Event) -> Option<Effect> {
        let message = match event {
            Event::Mouse(event) => Message::Pointed(pointed(event)?),
            // A paste is not keys, so it does nothing outside of a prompt.
            Event::Paste(text) => Message::Type(one_line(&text)),
            event => message(&self.model, &event.as_key_event()?),
        };
        let effect = self.model.update(message);
        self.take_readings();
        self.perform(effect?)
    }

    fn started(&mut self, bell: Bell) {
        self.bell = Some(bell.clone());
        self.file.watch(self.model.text(), self.rules.clone(), move || bell.ring());
    }

    fn rung(&mut self) -> Option<Effect> {
        self.take_readings();
        self.take_copies()
    }

    fn away(&mut self) {
        // A signal ends the program at once while it waits for the editor, so the state is saved first.
        self.ends();
        if let Err(why) = self.file.edit(self.model.place_to_edit()) {
            self.model.say(why);
        }
    }

    fn ends(&mut self) {
        // A note that is still being typed.
        self.model.finish_note();
        self.keep_again();
        self.model.go_home();
        self.file.save_state(|| self.model.saved_reading());
    }

    fn mouse(&self) -> bool {
        self.mouse
    }

    fn draw(&self, frame: &mut Buffer) -> Vec<Hyperlink> {
        view(&self.model, &self.theme, frame);
        hyperlinks(self.model.screen())
    }
}

/// The hyperlinks of a screen, for the terminal.
pub(super) fn hyperlinks(screen: &Screen) -> Vec<Hyperlink> {
    let hyperlink = |Link { area, id, address }: &Link| Hyperlink {
        x: area.x,
        y: area.y,
        columns: area.columns,
        id: *id,
        address: address.clone(),
    };
    screen.links.iter().map(hyperlink).collect()
}

/// The gesture of a mouse event, if the reader responds to it.
fn pointed(event: MouseEvent) -> Option<Pointed> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        _ => return None,
    };
    Some(Pointed { column: event.column, row: event.row, gesture })
}

fn message(model: &Model, key: &KeyEvent) -> Message {
    let context = model.context();
    match model.keys().press(context, key) {
        Press::Act(action) => Message::Act(action),
        Press::Type(c) => match (context, c.to_digit(10)) {
            (Context::Choice, Some(digit)) => Message::Pick(digit as usize),
            (Context::Letters, _) => Message::Letter(c),
            (Context::Mark, _) => Message::Mark(c),
            (Context::Judgement, _) => Message::Value(c),
            (
                Context::View(_)
                | Context::Card
                | Context::Contents
                | Context::Choice
                | Context::Help
                | Context::Folder
                | Context::Prompt
                | Context::Finder
                | Context::Filter
                | Context::Note,
                _,
            ) => Message::Type(c.into()),
        },
        Press::Count(count) => Message::Count(count),
        Press::Wait(keys) => Message::Wait(keys),
        Press::Nothing(keys) => Message::Nothing(keys),
    }
}
