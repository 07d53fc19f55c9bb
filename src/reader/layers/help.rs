//! The help screen: what the signs mean, then all keys, first those of the pane below.

use std::borrow::Cow;

use super::{Setting, fitted};
use crate::page::row::{Row, Run};
use crate::reader::keymap::{Context, HelpRow, Keymap};
use crate::reader::screen::{Begins, Pane, Popup};
use crate::text::role::Role;
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The widest help screen, in columns.
const WIDEST: usize = 76;

/// The widest keys beside what they do, in columns. Wider ones have a row of their own.
const WIDEST_KEYS: usize = 16;

/// The help screen.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::reader) struct Help {
    /// The first visible row, 0-based.
    pub(super) top: usize,
}

impl Help {
    pub(super) fn scroll(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows);
    }

    pub(super) fn popup(self, setting: &Setting<'_>, symbols: Symbols) -> Popup {
        let width = setting.room().min(WIDEST);
        let rows = rows(setting.keymap, setting.pane, symbols, width);
        let place = (setting.layout, setting.panes);
        Pane::popup_of(place, "Marks and keys", width, Begins::At(self.top), rows, fitted(symbols))
    }
}

/// A heading, and marks or keys with their meanings.
type Group = (&'static str, Vec<(String, Cow<'static, str>)>);

/// The legend of the marks, then the keys of the pane by group, then all others.
fn rows(keymap: &Keymap, pane: Context, symbols: Symbols, width: usize) -> Vec<Row> {
    let legend = symbols.legend().into_iter().map(|(sign, words)| (sign, words.into())).collect();
    let mut groups: Vec<Group> = vec![("Marks in the text; underlined words are hedges", legend)];
    let (here, elsewhere): (Vec<_>, Vec<_>) = keymap.help(pane).into_iter().partition(|row| row.is_here);
    for HelpRow { group, keys, doc, .. } in here {
        match groups.last_mut() {
            Some((last, rows)) if *last == group => rows.push((keys, doc)),
            _ => groups.push((group, vec![(keys, doc)])),
        }
    }
    groups.push(("Elsewhere", elsewhere.into_iter().map(|HelpRow { keys, doc, .. }| (keys, doc)).collect()));
    let mut rows = Vec::new();
    for (group, bindings) in groups {
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        rows.push(Row::of(vec![Run::new(group, Role::Label)]));
        let keys = bindings.iter().map(|(keys, _)| wrap::columns(keys)).max().unwrap_or_default();
        let keys = keys.min(WIDEST_KEYS).min(width / 3);
        for (names, doc) in bindings {
            let room = width.saturating_sub(keys + 3).max(1);
            // Long names have a row of their own.
            let is_long = wrap::columns(&names) > keys;
            if is_long {
                rows.push(Row::of(vec![Run::new(" ", Role::Body), Run::new(names.as_str(), Role::Key)]));
            }
            for (number, range) in wrap::rows(&doc, room, &[]).into_iter().enumerate() {
                let names = if number == 0 && !is_long { names.as_str() } else { "" };
                let padding = " ".repeat((keys + 2).saturating_sub(wrap::columns(names)));
                let runs = vec![
                    Run::new(" ", Role::Body),
                    Run::new(names, role_of(names, symbols)),
                    Run::new(padding, Role::Body),
                    Run::new(&doc[range], Role::Body),
                ];
                rows.push(Row::of(runs));
            }
        }
    }
    rows
}

/// The role of a mark as it stands in the text, or of keys.
fn role_of(names: &str, symbols: Symbols) -> Role {
    if names == symbols.limitation() {
        Role::Caveat
    } else if names == symbols.denial() {
        Role::Denial
    } else {
        Role::Key
    }
}
