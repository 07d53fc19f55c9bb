//! What is wrong with the annotations of the text, as a list: where each is, and the way there.

use std::ops::Range;

use super::{Model, Open, Place, View};
use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::page::row::{Anchor, Row, Run, columns, fit};
use crate::text::role::{Role, Roles};

impl Model {
    pub(super) fn show_problems(&mut self) {
        if self.problems.is_empty() {
            self.notice = Some("Nothing is wrong with the annotations of this text".to_owned());
        } else {
            self.toggle(Open::Problems { row: 0 });
        }
    }

    /// The problem that is selected, while they are listed.
    pub(super) fn selected_problem(&self) -> Option<&Diagnostic> {
        if let Some(Open::Problems { row }) = self.open { self.problems.get(row) } else { None }
    }

    /// To the row of the text in which it is. What stands in the front matter is on no row.
    pub(super) fn go_to_problem(&mut self, row: usize) {
        let Some(problem) = self.problems.get(row) else { return };
        let front = self.dossier.briefing.front.span;
        let start = problem.span.start;
        let message = problem.message.clone();
        let line = self.dossier.manuscript.position(start).line;
        if front.contains(start) {
            self.notice = Some(format!("In the front matter, line {line}: {message}"));
            return;
        }
        let anchor = self.typesetter().moved(Anchor::at(start), 0);
        self.jump(Place { view: View::Article, anchor, follow: false, ..self.place });
        self.notice = Some(format!("Line {line}: {message}"));
    }

    /// The rows of the list.
    pub(super) fn problem_rows(&self, range: Range<usize>, selected: usize, width: usize) -> Vec<Row> {
        let manuscript = &self.dossier.manuscript;
        let line = |problem: &Diagnostic| manuscript.position(problem.span.start).line.to_string();
        // They stand in the order of their places.
        let digits = self.problems.last().map(|last| line(last).len()).unwrap_or_default();
        let row = |(index, problem): (usize, &Diagnostic)| {
            let roles =
                |role: Role| if index == selected { Roles::from(role).with(Role::Selected) } else { role.into() };
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
            let mut runs = fit(runs, width, self.symbols);
            let used = columns(&runs);
            runs.push(Run::new(" ".repeat(width.saturating_sub(used)), roles(Role::Body)));
            Row::of(runs)
        };
        self.problems.iter().enumerate().skip(range.start).take(range.len()).map(row).collect()
    }
}
