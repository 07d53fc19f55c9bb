//! The older version of the text that was opened first, and the changes since.
//!
//! `crate::evidence::compare` decides what counts as a change.

use std::path::Path;
use std::sync::Arc;

use super::{FIRST, Session};
use crate::briefing::dossier::Dossier;
use crate::evidence::since::{Change, Since};
use crate::print::comparison;

/// An older text, and the changes since.
pub(super) struct Older {
    dossier: Arc<Dossier>,
    /// The number of its problems.
    problems: usize,
    since: Since,
    changes: Vec<Change>,
    /// Whether its file has changed since the reader last heard of it.
    has_changed: bool,
}

impl Older {
    fn of(dossier: Arc<Dossier>, problems: usize, new: &Dossier) -> Self {
        let since = comparison::since(&dossier, problems, new);
        let changes = since.changes().collect();
        Self { dossier, problems, since, changes, has_changed: false }
    }
}

impl Session {
    /// Compares with an older text. `problems` counts its problems; `has_changed` tells that its file has changed,
    /// which the reader hears at the next reload.
    pub(in crate::reader) fn compare_with(&mut self, older: Arc<Dossier>, problems: usize, has_changed: bool) {
        self.older = Some(Older { has_changed, ..Older::of(older, problems, self.dossier()) });
        self.edition += 1;
        self.filter_again();
    }

    /// Compares again, because the text that was opened first has changed.
    pub(super) fn compare_again(&mut self) {
        if let Some(Older { dossier, problems, .. }) = self.older.take() {
            self.older = Some(Older::of(dossier, problems, self.dossier()));
        }
    }

    pub(in crate::reader) fn older_path(&self) -> Option<&Path> {
        self.older.as_ref()?.dossier.manuscript.path()
    }

    /// Whether the older text has this text; `None` without an older text.
    pub(in crate::reader) fn is_older(&self, text: &str) -> Option<bool> {
        Some(self.older.as_ref()?.dossier.manuscript.text() == text)
    }

    /// The changes, if the older text has changed since the last call.
    pub(in crate::reader) fn take_changed_older(&mut self) -> Option<&Since> {
        let older = self.older.as_mut().filter(|older| older.has_changed)?;
        older.has_changed = false;
        Some(&older.since)
    }

    /// The changes since the older text, while the compared text is the current one.
    pub(in crate::reader) fn since(&self) -> Option<&Since> {
        self.older.as_ref().filter(|_| self.current == FIRST).map(|older| &older.since)
    }

    /// The same changes as a list.
    pub(in crate::reader) fn changes(&self) -> &[Change] {
        self.older.as_ref().filter(|_| self.current == FIRST).map_or(&[], |older| &older.changes)
    }
}
