//! The top and bottom lines of a screen: their left and right parts, and key hints.
//!
//! Must not know which text is open, nor what is chosen.

use crate::page::row::{Row, Run, columns, fit};
use crate::reader::keymap::{Action, Context, Keys};
use crate::reader::view::View;
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;

/// Keys for the status line, each with a word for its effect, the most useful last. Those before the last three have room
/// only in wide lines.
pub(super) type Hints = Vec<(Action, &'static str)>;

/// Text in a line.
pub fn bar(text: impl AsRef<str>, role: Role) -> Run {
    Run::new(text, Roles::from(Role::Bar).with(role))
}

/// Sets runs at the left and parts at the right. If they do not fit, parts are dropped from the left.
pub fn line(left: Vec<Run>, mut right: Vec<Vec<Run>>, width: usize, symbols: Symbols) -> Row {
    let most = width.saturating_sub(columns(&left).min(width * 2 / 3));
    while right.iter().map(|part| columns(part)).sum::<usize>() > most {
        right.remove(0);
    }
    let right = right.concat();
    let mut runs = fit(left, width - columns(&right), symbols);
    runs.push(bar(" ".repeat(width - columns(&right) - columns(&runs)), Role::Bar));
    runs.extend(right);
    Row::of(runs)
}

/// The first key of an action in a context, with a word for its effect; empty if the action has no key.
pub fn hint(keys: &Keys, context: Context, action: Action, word: &str) -> Vec<Run> {
    let key = keys.label(action, context);
    let runs = key.map(|key| [bar(format!(" {key}"), Role::Key), bar(format!(" {word} "), Role::Bar)]);
    runs.into_iter().flatten().collect()
}

/// The line shown after a number: some keys that it can count for, and how to drop it.
pub fn count(keys: &Keys, context: Context, width: usize, symbols: Symbols) -> Option<Row> {
    let count = keys.count()?;
    let mut right = Vec::new();
    if count == 0 {
        let left = vec![bar(" 0 ", Role::BarActive), bar(" the number, then a key ", Role::Bar)];
        right.push(hint(keys, context, Action::Close, "leave"));
        return Some(line(left, right, width, symbols));
    }
    let to = if context == Context::View(View::Article) { "line" } else { "row" };
    for (action, word) in [
        (Action::Percent, format!("{count}%")),
        (Action::NextClaim, numbers::count(count, "claim")),
        (Action::Bottom, format!("{to} {count}")),
        (Action::Down, numbers::count(count, "row")),
        (Action::Close, "leave".to_owned()),
    ] {
        right.push(hint(keys, context, action, &word));
    }
    Some(line(vec![bar(format!(" {count} "), Role::BarActive)], right, width, symbols))
}

/// The line shown during a sequence of keys: the keys typed, what can follow, and how to cancel.
pub fn sequence(keys: &Keys, context: Context, width: usize, symbols: Symbols) -> Option<Row> {
    let (typed, next) = keys.begun(context)?;
    let left = vec![bar(format!(" {typed} "), Role::BarActive), bar(format!(" {next} "), Role::Bar)];
    Some(line(left, vec![vec![bar(" Esc", Role::Key), bar(" leave ", Role::Bar)]], width, symbols))
}
