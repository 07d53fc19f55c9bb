//! The help screen: all bindings, and what the signs mean.

use super::fitted;
use crate::page::row::{Row, Run};
use crate::reader::keymap::Keymap;
use crate::reader::layout::{Layout, Panes};
use crate::reader::screen::{Begins, Pane, Popup};
use crate::text::role::Role;
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The widest help screen, in columns.
const WIDEST: usize = 76;

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

    pub(super) fn popup(self, place: (Layout, &Panes), room: usize, keymap: &Keymap, symbols: Symbols) -> Popup {
        let width = room.min(WIDEST);
        let rows = rows(keymap, symbols, width);
        Pane::popup_of(place, "Keys and marks", width, Begins::At(self.top), rows, fitted(symbols))
    }
}

fn rows(keymap: &Keymap, symbols: Symbols, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut groups = keymap.help();
    groups.push((
        "Marks in the text; underlined words are hedges",
        symbols.legend().into_iter().map(|(sign, words)| (sign, words.into())).collect(),
    ));
    let keys = groups.iter().flat_map(|(_, rows)| rows).map(|(keys, _)| wrap::columns(keys)).max().unwrap_or_default();
    let keys = keys.min(width / 2);
    for (group, bindings) in groups {
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        rows.push(Row::of(vec![Run::new(group, Role::Label)]));
        for (names, doc) in bindings {
            let room = width.saturating_sub(keys + 3).max(1);
            for (number, range) in wrap::rows(&doc, room, &[]).into_iter().enumerate() {
                let names = if number == 0 { names.as_str() } else { "" };
                let padding = " ".repeat((keys + 2).saturating_sub(wrap::columns(names)));
                let runs = vec![
                    Run::new(" ", Role::Body),
                    Run::new(names, Role::Key),
                    Run::new(padding, Role::Body),
                    Run::new(&doc[range], Role::Body),
                ];
                rows.push(Row::of(runs));
            }
        }
    }
    rows
}
