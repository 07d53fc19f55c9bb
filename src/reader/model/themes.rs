//! Choosing a theme: a list in which moving shows each theme at once.
//!
//! Knows themes by name only; who draws has them.

use super::{Effect, Model, Open};
use crate::page::row::{Row, Run};
use crate::text::role::{Role, Roles};
use crate::text::wrap;

impl Model {
    /// Opens the list, on the theme that is shown.
    pub fn offer_themes(&mut self, names: Vec<String>, shown: &str) {
        let before = names.iter().position(|name| name == shown).unwrap_or_default();
        if let Some(name) = names.get(before) {
            self.theme.clone_from(name);
            self.open = Some(Open::Themes { names, before, row: before });
        }
        self.settle();
    }

    /// The theme that was wanted cannot be shown, and why; the one that still is.
    pub fn keep_on(&mut self, shown: &str, why: String) {
        shown.clone_into(&mut self.theme);
        self.say(why);
    }

    pub(super) fn show_theme(&mut self, name: String) {
        if self.theme != name {
            self.theme.clone_from(&name);
            self.wanted = Some(Effect::Theme(name));
        }
    }

    /// Keeps the theme that is shown.
    pub(super) fn keep_theme(&mut self) {
        self.notice = Some(format!("Theme {}; `theme = \"{0}\"` in the settings keeps it", self.theme));
    }
}

pub(super) fn theme_rows(names: &[String], selected: usize) -> Vec<Row> {
    let width = names.iter().map(|name| wrap::columns(name)).max().unwrap_or_default();
    let row = |(index, name): (usize, &String)| {
        let roles = Roles::from(Role::Body);
        let roles = if index == selected { roles.with(Role::Selected) } else { roles };
        let padding = " ".repeat(width - wrap::columns(name));
        Row::of(vec![Run::new(format!(" {name}{padding} "), roles)])
    };
    names.iter().enumerate().map(row).collect()
}
