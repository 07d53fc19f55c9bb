//! The help screen: what the signs mean, the keys of the pane below, then the keys of each other place.

use std::borrow::Cow;

use super::{Setting, fitted};
use crate::page::row::{Row, Run};
use crate::reader::keymap::{Action, Context, HelpRow, Keymap, MOVING};
use crate::reader::screen::{Begins, Pane, Popup};
use crate::reader::view::View;
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
    let (here, elsewhere): (Vec<_>, Vec<_>) = keymap.help().into_iter().partition(|row| row.contexts.contains(&pane));
    let moving = here.iter().rposition(|row| row.group == MOVING);
    for (index, HelpRow { group, keys, doc, .. }) in here.into_iter().enumerate() {
        match groups.last_mut() {
            Some((last, rows)) if *last == group => rows.push((keys, doc)),
            _ => groups.push((group, vec![(keys, doc)])),
        }
        if Some(index) == moving {
            groups.push(("A number before a key that moves", counts(keymap, pane)));
        }
    }
    for place in Elsewhere::ALL {
        let there = elsewhere.iter().filter(|row| Elsewhere::of(&row.contexts) == place);
        let there: Vec<_> = there.map(|HelpRow { keys, doc, .. }| (keys.clone(), doc.clone())).collect();
        if !there.is_empty() {
            groups.push((place.heading(), there));
        }
    }
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

/// Where keys act that do not act in the pane.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    Article,
    Lists,
    Map,
    Views,
    Popups,
    Judgement,
    Typing,
    Folder,
}

impl Elsewhere {
    const ALL: [Self; 8] =
        [Self::Article, Self::Lists, Self::Map, Self::Views, Self::Popups, Self::Judgement, Self::Typing, Self::Folder];

    fn of(contexts: &[Context]) -> Self {
        use Context as C;
        let views: Vec<View> =
            contexts.iter().filter_map(|it| if let C::View(view) = it { Some(*view) } else { None }).collect();
        match &views[..] {
            [View::Article] => Self::Article,
            [View::Claims, View::Sources] => Self::Lists,
            [View::Map] => Self::Map,
            [_, ..] => Self::Views,
            [] if contexts.contains(&C::Folder) => Self::Folder,
            [] if contexts.iter().all(|it| matches!(it, C::Judgement | C::Note)) => Self::Judgement,
            [] if contexts.iter().any(|it| matches!(it, C::Prompt | C::Finder | C::Contents | C::Filter)) => {
                Self::Typing
            }
            [] => Self::Popups,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Article => "In the article",
            Self::Lists => "In the lists of claims and sources",
            Self::Map => "In the map",
            Self::Views => "In the other views",
            Self::Popups => "In what opens over the text",
            Self::Judgement => "In your judgement",
            Self::Typing => "While you type",
            Self::Folder => "In a folder's list",
        }
    }
}

/// Examples of a count, with the keys of a pane.
fn counts(keymap: &Keymap, pane: Context) -> Vec<(String, Cow<'static, str>)> {
    let example = |count: &str, action, does: &'static str| {
        let key = keymap.labels(action, pane).next()?;
        let space = if wrap::columns(&key) > 1 { " " } else { "" };
        Some((format!("{count}{space}{key}"), Cow::from(does)))
    };
    let to = if pane == Context::View(View::Article) { "to line 12 of the file" } else { "to row 12" };
    let examples = [
        example("5", Action::Down, "five rows down; a number counts for every key that moves"),
        example("012", Action::Bottom, to),
        example("03", Action::NextClaim, "the third claim from here"),
        example("50", Action::Percent, "to half of the text"),
    ];
    let zero = "begins a number with any digits; without it, a digit that shows a view shows it at once";
    examples.into_iter().flatten().chain([("0".to_owned(), zero.into())]).collect()
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
