//! The list of themes. Moving in it previews each theme.
//!
//! Knows only the names of themes; the application has the themes.

use super::{fitted, moved};
use crate::page::row::{Row, Run};
use crate::reader::layout::{Layout, Panes};
use crate::reader::message::Effect;
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::screen::{Begins, Pane, Popup};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The list of themes.
#[derive(Clone, Debug)]
pub(in crate::reader) struct Themes {
    names: Vec<String>,
    /// The row of the theme that was used when the list opened.
    before: usize,
    /// The selected row, 0-based.
    row: usize,
    /// The name of the theme on the screen.
    shown: String,
}

impl Themes {
    /// The list, with the current theme selected; none without themes.
    pub(in crate::reader) fn new(names: Vec<String>, shown: &str) -> Option<Self> {
        let before = names.iter().position(|name| name == shown).unwrap_or_default();
        let shown = names.get(before)?.clone();
        Some(Self { names, before, row: before, shown })
    }

    pub(super) fn travel(&mut self, distance: isize) -> Outcomes {
        self.select(moved(self.row, distance, self.names.len()))
    }

    pub(super) fn select(&mut self, row: usize) -> Outcomes {
        self.row = row;
        self.show(self.names[row].clone())
    }

    fn show(&mut self, name: String) -> Outcomes {
        if self.shown == name {
            return Vec::new();
        }
        self.shown.clone_from(&name);
        vec![Outcome::Effect(Effect::Theme(name))]
    }

    /// Selects the theme on the screen again, because another cannot be shown.
    pub(super) fn keep_theme_shown(&mut self, shown: &str) {
        shown.clone_into(&mut self.shown);
    }

    /// Keeps the theme on the screen.
    pub(super) fn keep(&self) -> Outcomes {
        say(format!("Theme {}; `theme = \"{0}\"` in the settings keeps it", self.shown))
    }

    /// Returns to the theme from before.
    pub(super) fn cancel(mut self) -> Outcomes {
        self.show(self.names[self.before].clone())
    }

    pub(super) fn popup(&self, place: (Layout, &Panes), room: usize, symbols: Symbols) -> Popup {
        let width = self.names.iter().map(|name| wrap::columns(name)).max().unwrap_or_default();
        let row = |(index, name): (usize, &String)| {
            let roles = Roles::from(Role::Body);
            let roles = if index == self.row { roles.with(Role::Selected) } else { roles };
            let padding = " ".repeat(width - wrap::columns(name));
            Row::of(vec![Run::new(format!(" {name}{padding} "), roles)])
        };
        let rows = self.names.iter().enumerate().map(row).collect();
        Pane::popup_of(place, "Theme", room, Begins::Around(self.row), rows, fitted(symbols))
    }
}
