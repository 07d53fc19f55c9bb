//! The line that is typed, whatever it is for: how it is shown, and how it is edited.

use crate::page::row::{Row, Run, columns, fit};
use crate::reader::bar::bar;
use crate::text::line::{Edit, Line};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// Columns that say how many there are of something.
const COUNT: usize = 10;

/// What came of an edit of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edited {
    Changed,
    /// There was nothing left to erase but the prompt itself.
    Emptied,
}

/// Edits a line. An empty line has nothing left to erase, as in other pagers.
pub(super) fn edit(line: &mut Line, edit: Edit) -> Edited {
    if matches!(edit, Edit::Character) && line.text().is_empty() {
        return Edited::Emptied;
    }
    line.edit(edit);
    Edited::Changed
}

/// What is said of a line while it is typed.
pub(super) struct Asking<'a> {
    pub(super) line: &'a Line,
    /// What stands before the line.
    pub(super) sign: &'static str,
    pub(super) said: (String, Role),
}

impl Asking<'_> {
    /// The status line while the line is typed, with keys where they have room.
    pub(super) fn row(&self, hints: Vec<Run>, width: usize, symbols: Symbols) -> Row {
        let typing = wrap::columns(self.sign) + wrap::columns(self.line.text()) + 1;
        // What is typed needs its room first, but for a count.
        let room = width.saturating_sub(typing).max(COUNT.min(width.saturating_sub(2)));
        let (said, role) = &self.said;
        let mut right = fit(vec![bar(said, *role)], room, symbols);
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

/// A line that is being typed, after its sign, with the cursor in sight whatever is before it.
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
