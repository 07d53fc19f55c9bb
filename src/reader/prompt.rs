//! A prompt: one line of text, how it is edited and shown.

use crate::page::row::{Row, Run, columns, fit};
use crate::reader::bar::bar;
use crate::text::line::{Edit, Line};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::{visible, wrap};

/// Columns for a count at the right.
const COUNT: usize = 10;

/// The result of editing a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edited {
    Changed,
    /// The line was empty, so nothing could be erased.
    Emptied,
}

/// Edits a line. Erasing in an empty line closes the prompt, as in other pagers.
pub(super) fn edit(line: &mut Line, edit: Edit) -> Edited {
    if matches!(edit, Edit::Character) && line.text().is_empty() {
        return Edited::Emptied;
    }
    line.edit(edit);
    Edited::Changed
}

/// The parts of a prompt in the status line.
pub(super) struct PromptStatus<'a> {
    pub(super) line: &'a Line,
    /// The sign before the line.
    pub(super) sign: &'static str,
    pub(super) status: (String, Role),
}

impl PromptStatus<'_> {
    /// The status line while a line is typed, with keys if they fit.
    pub(super) fn row(&self, hints: Vec<Run>, width: usize, symbols: Symbols) -> Row {
        let typing = wrap::columns(self.sign) + wrap::columns(self.line.text()) + 1;
        // The typed text gets its room first, except for the count.
        let room = width.saturating_sub(typing).max(COUNT.min(width.saturating_sub(2)));
        let (words, role) = &self.status;
        let mut right = fit(vec![bar(words, *role)], room, symbols);
        if typing + columns(&right) + columns(&hints) <= width {
            right.extend(hints);
        }
        let room = width - columns(&right);
        let mut runs = fit(typed(self.line, self.sign, room, Role::Bar), room, symbols);
        runs.push(bar(" ".repeat(room - columns(&runs)), Role::Bar));
        runs.extend(right);
        Row::of(runs)
    }
}

/// A line being typed, after its sign. The cursor is always visible.
pub(super) fn typed(line: &Line, sign: &str, width: usize, ground: Role) -> Vec<Run> {
    let run = |text: &str, role| Run::new(text, Roles::from(ground).with(role));
    let (before, under, after) = line.parts();
    let under = if under.is_empty() { " " } else { under };
    let room = width.saturating_sub(wrap::columns(sign) + wrap::columns(under).max(1));
    let mut before = run(before, Role::Key).text;
    while wrap::columns(&before) > room {
        before.remove(0);
    }
    vec![run(sign, Role::Key), run(&before, Role::Key), run(under, Role::Cursor), run(after, Role::Key)]
}

/// A line being typed, in as many rows as it needs. The cursor is shown if `has_cursor`.
pub(super) fn wrapped(line: &Line, width: usize, has_cursor: bool) -> Vec<Vec<Run>> {
    let (before, under, after) = line.parts();
    let [before, under, after] = [before, under, after].map(visible::line);
    let under = if under.is_empty() && has_cursor { " ".into() } else { under };
    let text = format!("{before}{under}{after}");
    let cursor = before.len()..before.len() + under.len();
    let mut rows: Vec<Vec<Run>> = Vec::new();
    let ranges = wrap::rows(&text, width, &[]);
    let mut has_shown = !has_cursor;
    for (number, range) in ranges.iter().enumerate() {
        let next = ranges.get(number + 1).map_or(text.len(), |next| next.start);
        let mut runs = Vec::new();
        let mut add = |from: usize, to: usize, role: Roles| {
            let (from, to) = (from.max(range.start), to.min(range.end));
            if from < to {
                runs.push(Run::new(&text[from..to], role));
            }
        };
        let plain = Roles::from(Role::Body).with(Role::Judgement);
        if has_cursor {
            add(0, cursor.start, plain);
            add(cursor.start, cursor.end, plain.with(Role::Cursor));
            add(cursor.end, text.len(), plain);
        } else {
            add(0, text.len(), plain);
        }
        // A row does not show the white space at its end.
        if !has_shown && cursor.start < next.max(range.end) {
            has_shown = true;
            if cursor.start >= range.end {
                runs.push(Run::new(" ", plain.with(Role::Cursor)));
            }
        }
        rows.push(runs);
    }
    if !has_shown {
        rows.push(vec![Run::new(" ", Roles::from(Role::Body).with(Role::Cursor))]);
    }
    rows
}
