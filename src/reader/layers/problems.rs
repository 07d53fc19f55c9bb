//! The list of problems in the annotations of the text, and the way to each of them.

use std::ops::Range;

use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::page::row::{Row, Run, columns, fit};
use crate::reader::layout::{Layout, Panes};
use crate::reader::outcome::{Open, Outcome, Outcomes, say};
use crate::reader::screen::{Begins, Pane, Popup};
use crate::reader::session::Session;
use crate::text::role::{Role, Roles};

/// The list of problems.
#[derive(Clone, Copy, Debug)]
pub(in crate::reader) struct Problems {
    /// The selected row, 0-based.
    pub(super) row: usize,
}

impl Problems {
    /// Opens the list, or says that it is empty.
    pub(in crate::reader) fn open(session: &Session) -> Outcomes {
        if session.text().problems.is_empty() {
            say("No problems in the annotations of this text")
        } else {
            vec![Outcome::Open(Open::Problems)]
        }
    }

    /// Goes to the row of the text that has the problem. Front matter has no rows.
    pub(super) fn accept(self, session: &Session) -> Outcomes {
        let Some(problem) = session.text().problems.get(self.row) else { return Vec::new() };
        let dossier = session.dossier();
        let start = problem.span.start;
        let line = dossier.manuscript.position(start).line;
        if dossier.briefing.front.span.contains(start) {
            return say(format!("In the front matter, line {line}: {}", problem.message));
        }
        vec![Outcome::JumpToByte(start), Outcome::Say(format!("Line {line}: {}", problem.message))]
    }

    pub(super) fn popup(self, place: (Layout, &Panes), room: usize, session: &Session) -> Popup {
        let rows = |range| self.rows(range, room, session);
        let length = session.text().problems.len();
        Pane::popup(place, "Problems", (room, length), Begins::Around(self.row), rows)
    }

    fn rows(self, range: Range<usize>, width: usize, session: &Session) -> Vec<Row> {
        let manuscript = &session.dossier().manuscript;
        let problems = &session.text().problems;
        let line = |problem: &Diagnostic| manuscript.position(problem.span.start).line.to_string();
        // Problems are sorted by place, so the last one has the longest line number.
        let digits = problems.last().map(|last| line(last).len()).unwrap_or_default();
        let row = |(index, problem): (usize, &Diagnostic)| {
            let is_selected = index == self.row;
            let roles = |role: Role| if is_selected { Roles::from(role).with(Role::Selected) } else { role.into() };
            let severity = match problem.severity {
                Severity::Error => ("error  ", Role::Problem),
                Severity::Warning => ("warning", Role::Caveat),
            };
            let help = problem.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
            let runs = vec![
                Run::new(format!(" {:>digits$}  ", line(problem)), roles(Role::Mark)),
                Run::new(format!("{}  ", severity.0), roles(severity.1)),
                Run::new(&problem.message, roles(Role::Body)),
                Run::new(help, roles(Role::Muted)),
            ];
            let mut runs = fit(runs, width, session.symbols());
            let used = columns(&runs);
            runs.push(Run::new(" ".repeat(width.saturating_sub(used)), roles(Role::Body)));
            Row::of(runs)
        };
        problems.iter().enumerate().skip(range.start).take(range.len()).map(row).collect()
    }
}
