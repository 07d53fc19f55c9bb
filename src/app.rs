//! The reader on a terminal: key presses become messages, the model's effects become the terminal's.

use crossterm::event::{Event, KeyEvent};
use ratatui::buffer::Buffer;

use crate::keymap::{self, Context};
use crate::model::{self, Message, Model};
use crate::panes::Size;
use crate::theme::Theme;
use crate::tui::{Effect, Reader};
use crate::view::view;

/// A model and the theme that it is shown in.
pub struct App {
    pub model: Model,
    pub theme: Theme,
    pub themes: Themes,
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
                self.model.update(Message::Themes { names, shown });
                None
            }
            model::Effect::Theme(name) => {
                match (self.themes.find)(&name) {
                    Ok(theme) => (self.theme, self.themes.shown) = (theme, name),
                    Err(why) => {
                        let shown = self.themes.shown.clone();
                        self.model.update(Message::NoTheme { why, shown });
                    }
                }
                None
            }
        }
    }

    fn draw(&self, frame: &mut Buffer) {
        view(&self.model, &self.theme, frame);
    }
}

fn message(context: Context, key: &KeyEvent) -> Option<Message> {
    match keymap::digit(key) {
        Some(number) if context == Context::Choice => Some(Message::Pick(number)),
        Some(_) | None => keymap::lookup(context, key).map(Message::Act),
    }
}
