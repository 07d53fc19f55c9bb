//! The help screen: what the signs in this text mean, the keys of the pane below, then the keys of each other place and
//! all other signs.

use std::borrow::Cow;

use super::{Setting, fitted};
use crate::page::legend::used;
use crate::page::row::{Row, Run, padded};
use crate::reader::keymap::{Action, Context, HelpRow, Keymap, MOVING};
use crate::reader::place::Here;
use crate::reader::screen::{Begins, Pane, Popup};
use crate::reader::session::Session;
use crate::reader::view::View;
use crate::text::role::Role;
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The widest column of the help screen, the narrowest of two, and the gap between two.
const WIDEST: usize = 76;
const NARROWEST_OF_TWO: usize = 64;
const GAP: usize = 4;

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

    pub(super) fn popup(self, setting: &Setting<'_>, session: &Session, here: &Here) -> Popup {
        let symbols = session.symbols();
        let mut used = used(&session.look(here.place.chosen));
        if !session.dossier().claims.is_empty() {
            // Signs of the screen, which a printed page has not.
            used.extend([symbols.chosen(), symbols.sentence(), symbols.turned(), symbols.judged()].map(str::to_owned));
        }
        let parts = |width| parts(setting.keymap, setting.pane, &used, symbols, width);
        let room = setting.room();
        let of_two = (room.saturating_sub(GAP) / 2).min(WIDEST);
        let (rows, width) = if of_two >= NARROWEST_OF_TWO {
            (side_by_side(parts(of_two), of_two, symbols), 2 * of_two + GAP)
        } else {
            let width = room.min(WIDEST);
            (stacked(parts(width)), width)
        };
        let place = (setting.layout, setting.panes);
        Pane::popup_of(place, "Marks and keys", width, Begins::At(self.top), rows, fitted(symbols))
    }
}

/// A heading, and marks or keys with their meanings.
type Group = (&'static str, Vec<(String, Cow<'static, str>)>);

/// Parts under each other, with an empty row between.
fn stacked(parts: impl IntoIterator<Item = Vec<Row>>) -> Vec<Row> {
    let mut rows = Vec::new();
    for part in parts {
        rows.extend((!rows.is_empty()).then(Row::default));
        rows.extend(part);
    }
    rows
}

/// Parts in two columns of about the same height.
fn side_by_side(mut parts: Vec<Vec<Row>>, width: usize, symbols: Symbols) -> Vec<Row> {
    let height = |parts: &[Vec<Row>]| parts.iter().map(|part| part.len() + 1).sum::<usize>();
    let half = (0..parts.len()).find(|&at| height(&parts[..at]) >= height(&parts[at..])).unwrap_or(parts.len());
    let right = stacked(parts.split_off(half));
    let mut rows = stacked(parts);
    rows.resize(rows.len().max(right.len()), Row::default());
    for (row, right) in rows.iter_mut().zip(right) {
        let runs = padded(std::mem::take(&mut row.runs), width + GAP, symbols);
        *row = Row::of(runs.into_iter().chain(right.runs).collect());
    }
    rows
}

/// The legend of the marks in `used`, then the keys of the pane by group, then those of each other place, and the other
/// marks.
fn parts(keymap: &Keymap, pane: Context, used: &[String], symbols: Symbols, width: usize) -> Vec<Vec<Row>> {
    let legend = symbols.legend().into_iter().map(|(sign, words)| (sign, words.into()));
    let (here, elsewhere): (Vec<_>, Vec<_>) = legend.partition(|(sign, _)| used.contains(sign));
    let mut groups: Vec<Group> = vec![("Marks in this text; underlined words are hedges", here)];
    let other_marks = ("Other marks", elsewhere);
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
        let mut there: Vec<(String, Cow<'static, str>)> = Vec::new();
        for HelpRow { keys, doc, .. } in elsewhere.iter().filter(|row| Elsewhere::of(&row.contexts) == place) {
            // In two of these contexts an action may have different keys.
            match there.iter_mut().find(|(_, known)| known == doc) {
                Some((known, _)) => *known = format!("{known} {keys}"),
                None => there.push((keys.clone(), doc.clone())),
            }
        }
        if !there.is_empty() {
            groups.push((place.heading(), there));
        }
    }
    groups.push(other_marks);
    groups.into_iter().map(|group| part(group, symbols, width)).collect()
}

/// The rows of a group.
fn part((group, bindings): Group, symbols: Symbols, width: usize) -> Vec<Row> {
    let mut rows = vec![Row::of(vec![Run::new(group, Role::Label)])];
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
