//! The reader on a terminal: key presses become messages, the model's effects become the terminal's and the world's.
//!
//! Owns the way from a text to a dossier. Must not know what a key or an effect means.

use crossterm::event::{Event, KeyEvent};
use ratatui::buffer::Buffer;

use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::keymap::{self, Context};
use crate::load::{self, Loaded};
use crate::model::{self, Message, Model};
use crate::panes::Size;
use crate::theme::Theme;
use crate::tui::{Effect, Hyperlink, Reader};
use crate::view::view;
use crate::{link, parse};

/// A model and the theme that it is shown in.
pub struct App {
    pub model: Model,
    pub theme: Theme,
    pub themes: Themes,
    /// Opens a web address, and says what came of it.
    pub open: fn(&str) -> String,
}

/// The themes that there are to choose from.
pub struct Themes {
    /// The name of the one that is shown.
    pub shown: String,
    pub names: Box<dyn Fn() -> Vec<String>>,
    pub find: Box<FindTheme>,
}

/// A theme by its name, fit for the terminal; or why there is none.
pub type FindTheme = dyn Fn(&str) -> Result<Theme, String>;

impl Reader for App {
    fn resized(&mut self, columns: u16, rows: u16) {
        self.model.update(Message::Resized(Size { columns, rows }));
    }

    fn event(&mut self, event: Event) -> Option<Effect> {
        let message = message(self.model.context(), &event.as_key_event()?)?;
        match self.model.update(message)? {
            model::Effect::Quit => Some(Effect::Quit),
            model::Effect::Suspend => Some(Effect::Suspend),
            model::Effect::Redraw => Some(Effect::Redraw),
            model::Effect::ListThemes => {
                let mut names = (self.themes.names)();
                let shown = self.themes.shown.clone();
                // One that was given as a file has no name among them.
                if !names.contains(&shown) {
                    names.insert(0, shown.clone());
                }
                self.model.offer_themes(names, &shown);
                None
            }
            model::Effect::Theme(name) => {
                match (self.themes.find)(&name) {
                    Ok(theme) => (self.theme, self.themes.shown) = (theme, name),
                    Err(why) => self.model.keep_on(&self.themes.shown, why),
                }
                None
            }
            model::Effect::OpenAddress(address) => {
                self.model.say((self.open)(&address));
                None
            }
            model::Effect::Read { path, heading } => {
                match load::linked(&path).map(opened) {
                    Ok((dossier, diagnostics)) => self.model.turn_to(dossier, &diagnostics, heading.as_deref()),
                    Err(error) => self.model.say(error.to_string()),
                }
                None
            }
        }
    }

    fn draw(&self, frame: &mut Buffer) -> Vec<Hyperlink> {
        view(&self.model, &self.theme, frame);
        let links = self.model.screen().links.iter();
        links
            .map(|link| Hyperlink {
                x: link.area.x,
                y: link.area.y,
                columns: link.area.columns,
                id: link.id,
                address: link.address.clone(),
            })
            .collect()
    }
}

/// Parses and links a text; its diagnostics are sorted by place.
pub fn opened(Loaded { manuscript, mut diagnostics }: Loaded) -> (Dossier, Vec<Diagnostic>) {
    let (briefing, found) = parse::parse(&manuscript);
    diagnostics.extend(found);
    let (dossier, found) = link::link(manuscript, briefing);
    diagnostics.extend(found);
    Diagnostic::sort(&mut diagnostics);
    (dossier, diagnostics)
}

fn message(context: Context, key: &KeyEvent) -> Option<Message> {
    match keymap::digit(key) {
        Some(number) if context == Context::Choice => Some(Message::Pick(number)),
        Some(_) | None => match keymap::letter(key) {
            Some(letter) if context == Context::Letters => Some(Message::Letter(letter)),
            Some(_) | None => keymap::lookup(context, key).map(Message::Act),
        },
    }
}
