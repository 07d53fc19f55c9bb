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
}

impl Reader for App {
    fn resized(&mut self, columns: u16, rows: u16) {
        self.model.update(Message::Resized(Size { columns, rows }));
    }

    fn event(&mut self, event: Event) -> Option<Effect> {
        let message = message(self.model.context(), &event.as_key_event()?)?;
        self.model.update(message).map(|effect| match effect {
            model::Effect::Quit => Effect::Quit,
            model::Effect::Suspend => Effect::Suspend,
            model::Effect::Redraw => Effect::Redraw,
        })
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
