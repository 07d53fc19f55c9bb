//! The line that is typed, whatever it is for: a search, a filter, finding anything.

use super::Model;
use crate::page::row::{Row, Run, columns, fit};
use crate::reader::bar::bar;
use crate::text::line::{Edit, Line};
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// Columns that say how many there are of something.
const COUNT: usize = 10;

impl Model {
    /// Types it where text is asked for, and looks once for all of it.
    pub(super) fn type_text(&mut self, text: &str) {
        let Some(line) = self.typed_line() else { return };
        text.chars().for_each(|c| line.insert(c));
        self.notice = None;
        self.line_changed();
    }

    /// The line that is typed.
    fn typed_line(&mut self) -> Option<&mut Line> {
        let finder = self.finder.as_mut().map(|finder| &mut finder.line);
        finder.or(self.search.line()).or(self.filtering.line())
    }

    fn line_changed(&mut self) {
        if self.finder.is_some() {
            self.find();
        } else if self.filtering.is_asking() {
            self.filter_by_the_line();
        } else {
            self.look_for_the_line();
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        let finding = self.finder.is_some();
        let Some(line) = self.typed_line() else { return };
        // As in other pagers: there is nothing left to take out but the prompt.
        if matches!(edit, Edit::Character) && line.text().is_empty() && !finding {
            return self.close();
        }
        line.edit(edit);
        self.line_changed();
    }

    /// The line at the bottom while a line is typed after a sign, with what is said of it and keys where they have room.
    pub(super) fn asking(
        &self,
        line: &Line,
        sign: &str,
        (said, role): (&str, Role),
        hints: Vec<Run>,
        width: usize,
    ) -> Row {
        let typing = wrap::columns(sign) + wrap::columns(line.text()) + 1;
        // What is typed needs its room first, but for a count.
        let room = width.saturating_sub(typing).max(COUNT.min(width.saturating_sub(2)));
        let mut right = fit(vec![bar(said, role)], room, self.symbols);
        if typing + columns(&right) + columns(&hints) <= width {
            right.extend(hints);
        }
        let room = width - columns(&right);
        let mut runs = fit(typed(line, sign, room, Role::Bar), room, self.symbols);
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
