//! An older text beside the one that was opened first, and what became of it.
//!
//! What counts as a change is `crate::evidence::compare`'s to say.

use std::path::Path;
use std::sync::Arc;

use super::{FIRST, Session};
use crate::briefing::dossier::Dossier;
use crate::evidence::since::{Change, Since};
use crate::print::comparison;

/// A text, and what became of it.
pub(super) struct Older {
    dossier: Arc<Dossier>,
    /// How many problems it has.
    problems: usize,
    since: Since,
    news: Vec<Change>,
    /// Whether its file has changed, which nobody has been told.
    has_changed: bool,
}

impl Older {
    fn of(dossier: Arc<Dossier>, problems: usize, new: &Dossier) -> Self {
        let since = comparison::since(&dossier, problems, new);
        let news = since.changes().collect();
        Self { dossier, problems, since, news, has_changed: false }
    }
}

impl Session {
    /// Compares with an older text, which has some problems. `has_changed` says that its file has, and that this is to be
    /// told when the reader asks next.
    pub(in crate::reader) fn compare_with(&mut self, older: Arc<Dossier>, problems: usize, has_changed: bool) {
        self.older = Some(Older { has_changed, ..Older::of(older, problems, self.dossier()) });
        self.edition += 1;
        self.filter_again();
    }

    /// The text that was opened first has changed.
    pub(super) fn compare_again(&mut self) {
        if let Some(Older { dossier, problems, .. }) = self.older.take() {
            self.older = Some(Older::of(dossier, problems, self.dossier()));
        }
    }

    pub(in crate::reader) fn older_path(&self) -> Option<&Path> {
        self.older.as_ref()?.dossier.manuscript.path()
    }

    /// Whether there is an older text, and it has this text.
    pub(in crate::reader) fn is_older(&self, text: &str) -> Option<bool> {
        Some(self.older.as_ref()?.dossier.manuscript.text() == text)
    }

    /// The changes, if the older text has changed since this was last called.
    pub(in crate::reader) fn take_changed_older(&mut self) -> Option<&Since> {
        let older = self.older.as_mut().filter(|older| older.has_changed)?;
        older.has_changed = false;
        Some(&older.since)
    }

    /// The changes since the older text, while the text that it is compared with is read.
    pub(in crate::reader) fn since(&self) -> Option<&Since> {
        self.older.as_ref().filter(|_| self.current == FIRST).map(|older| &older.since)
    }

    /// The same changes as a list.
    pub(in crate::reader) fn news(&self) -> &[Change] {
        self.older.as_ref().filter(|_| self.current == FIRST).map_or(&[], |older| &older.news)
    }
}
