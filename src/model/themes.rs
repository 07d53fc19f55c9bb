//! Choosing a theme: a list in which moving shows each theme at once.
//!
//! Knows themes by name only; who draws has them.

use super::{Model, Open};
use crate::role::{Role, Roles};
use crate::typeset::{Row, Run};
use crate::wrap;

impl Model {
    /// Opens the list, on the theme that is shown.
    pub(super) fn offer_themes(&mut self, names: Vec<String>, shown: &str) {
        let before = names.iter().position(|name| name == shown).unwrap_or_default();
        if let Some(name) = names.get(before) {
            self.theme.clone_from(name);
            self.open = Some(Open::Themes { names, before, row: before });
        }
    }

    /// Keeps the theme that is shown.
    pub(super) fn keep_theme(&mut self) {
        self.notice = Some(format!("Theme {}; `theme = \"{0}\"` in the settings keeps it", self.theme));
    }

    /// What the world is to show now, if a message has changed it.
    pub(super) fn theme_wanted(&self, before: &str) -> Option<String> {
        (self.theme != before).then(|| self.theme.clone())
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
