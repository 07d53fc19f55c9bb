//! A choice among several sources or caveats, by number.

use super::fitted;
use crate::page::row::{Row, Run, fit};
use crate::reader::follow;
use crate::reader::layout::{Layout, Panes};
use crate::reader::outcome::{Outcomes, Purpose, Target};
use crate::reader::place::Here;
use crate::reader::screen::{Begins, Pane, Popup};
use crate::reader::session::Session;
use crate::text::numbers;
use crate::text::role::{Role, Roles};

/// The widest list, in columns.
const WIDEST: usize = 76;

/// A choice.
#[derive(Clone, Debug)]
pub(in crate::reader) struct Choice {
    purpose: Purpose,
    targets: Vec<Target>,
    /// The selected row, 0-based.
    row: usize,
}

impl Choice {
    pub(in crate::reader) fn new(purpose: Purpose, targets: Vec<Target>) -> Self {
        Self { purpose, targets, row: 0 }
    }

    /// Whether a target is in the text with this number.
    pub(super) fn is_of(&self, number: usize) -> bool {
        self.targets.iter().any(|target| matches!(target, Target::There(text, _) if *text == number))
    }

    /// The selected row, and the length of the list.
    pub(super) fn selection(&mut self) -> (&mut usize, usize) {
        (&mut self.row, self.targets.len())
    }

    pub(super) fn accept(&self, session: &Session, here: &Here) -> Outcomes {
        match self.targets.get(self.row) {
            Some(&target) => follow::follow_target(self.purpose, target, session, here),
            None => Vec::new(),
        }
    }

    pub(super) fn popup(&self, place: (Layout, &Panes), room: usize, session: &Session) -> Popup {
        let title = match self.purpose {
            Purpose::Follow => "Choose a source by number",
            Purpose::GoToCaveat => "Choose a caveat by number",
            Purpose::Doubt => "Choose a source to doubt by number",
            Purpose::OpenAddress => "Choose an address by number",
        };
        let width = room.min(WIDEST);
        let rows = self.targets.iter().enumerate();
        let rows = rows.map(|(index, &target)| row(index, target, index == self.row, width, session)).collect();
        Pane::popup_of(place, title, width, Begins::Around(self.row), rows, fitted(session.symbols()))
    }
}

fn row(index: usize, target: Target, selected: bool, width: usize, session: &Session) -> Row {
    let dossier = session.dossier();
    let (name, about) = match target {
        Target::Source(source) => {
            let source = dossier.source(source);
            (source.name.clone(), numbers::count(source.claims.len(), "claim"))
        }
        Target::Caveat(caveat) => {
            let caveat = dossier.caveat(caveat);
            (caveat.text.clone(), caveat.kind.word().to_owned())
        }
        Target::There(number, caveat) => match session.text_at(number) {
            Some(text) => {
                let (caveat, file) = (text.dossier.caveat(caveat), text.dossier.manuscript.file_name());
                (format!("{file}: {}", caveat.text), caveat.kind.word().to_owned())
            }
            None => Default::default(),
        },
    };
    let roles = |role: Role| if selected { Roles::from(role).with(Role::Selected) } else { role.into() };
    let runs = vec![
        Run::new(format!(" {} ", index + 1), roles(Role::Key)),
        Run::new(name, roles(Role::Source)),
        Run::new(format!("  {about} "), roles(Role::Muted)),
    ];
    Row::of(fit(runs, width, session.symbols()))
}
