//! The lines at the top and the bottom of a screen: what stands at their left and their right, and which keys they name.
//!
//! Must not know what is read, nor what is chosen.

use crate::page::row::{Row, Run, columns, fit};
use crate::reader::keymap::{Action, Context, Keys};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;

/// Keys that the status line names, with a word each for what they do now; the most useful last.
pub(super) type Hints = [(Action, &'static str); 3];

/// Text of a line.
pub fn bar(text: impl AsRef<str>, role: Role) -> Run {
    Run::new(text, Roles::from(Role::Bar).with(role))
}

/// Runs at the left, and parts at the right, which go one by one, the first first, so that the left has room.
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

/// The first key of an action in a context, with a word for what it does now; nothing if it has none.
pub fn hint(keys: &Keys, context: Context, action: Action, word: &str) -> Vec<Run> {
    let key = keys.label(action, context);
    let runs = key.map(|key| [bar(format!(" {key}"), Role::Key), bar(format!(" {word} "), Role::Bar)]);
    runs.into_iter().flatten().collect()
}

/// While a sequence is typed: its keys, what may follow, and how to leave it.
pub fn sequence(keys: &Keys, context: Context, width: usize, symbols: Symbols) -> Option<Row> {
    let (typed, next) = keys.begun(context)?;
    let left = vec![bar(format!(" {typed} "), Role::BarActive), bar(format!(" {next} "), Role::Bar)];
    Some(line(left, vec![vec![bar(" Esc", Role::Key), bar(" leave ", Role::Bar)]], width, symbols))
}
