//! An older text beside the one that was opened first, and what became of it.
//!
//! What counts as a change is `crate::evidence::compare`'s to say.

use std::path::Path;
use std::sync::Arc;

use super::{FIRST, Session};
use crate::briefing::dossier::{ClaimId, Dossier};
use crate::evidence::since::{News, Since};
use crate::print::comparison;

/// A text, and what became of it.
pub(super) struct Older {
    dossier: Arc<Dossier>,
    /// How many problems it has.
    problems: usize,
    since: Since,
    news: Vec<News>,
    /// Whether its file has changed, which nobody has been told.
    has_changed: bool,
}

impl Older {
    fn of(dossier: Arc<Dossier>, problems: usize, new: &Dossier) -> Self {
        let since = comparison::since(&dossier, problems, new);
        let news = since.news().collect();
        Self { dossier, problems, since, news, has_changed: false }
    }
}

impl Session {
    /// Compares with an older text, which has some problems.
    pub(in crate::reader) fn compare_with(&mut self, older: Arc<Dossier>, problems: usize) {
        self.older = Some(Older::of(older, problems, self.dossier()));
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

    /// The older text's file has changed: that is to be told when the reader asks next.
    pub(in crate::reader) fn mark_older_changed(&mut self) {
        if let Some(older) = &mut self.older {
            older.has_changed = true;
        }
    }

    /// What became of the older text, if that is another since it was last asked for here.
    pub(in crate::reader) fn take_changed_older(&mut self) -> Option<&Since> {
        let older = self.older.as_mut().filter(|older| older.has_changed)?;
        older.has_changed = false;
        Some(&older.since)
    }

    /// What became of the older text, while the one that is compared with it is read.
    pub(in crate::reader) fn since(&self) -> Option<&Since> {
        self.older.as_ref().filter(|_| self.current == FIRST).map(|older| &older.since)
    }

    /// The same as a list.
    pub(in crate::reader) fn news(&self) -> &[News] {
        self.older.as_ref().filter(|_| self.current == FIRST).map_or(&[], |older| &older.news)
    }

    /// The claim at which the reader sees what became of something: of one that is gone, the one behind which it stood.
    pub(in crate::reader) fn seen_at(&self, news: News) -> Option<ClaimId> {
        let first = || self.dossier().claim_ids().next();
        match news {
            News::Claim(claim) => Some(claim),
            News::Source(_) | News::Caveat(_) | News::Dropped(_) | News::Spoken(_) | News::About(_) => None,
            News::Gone(gone) => self.since()?.gone[gone].after.or_else(first),
        }
    }
}
