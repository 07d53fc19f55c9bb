//! Changes of the reader's judgements in one text that are not on disk yet.
//!
//! Each change waits here until it is written, so a write that fails loses nothing: the next one writes all that waits.
//! Must not know where judgements are kept.

use crate::evidence::judgement::{Change, Entry, apply};

/// The changes of one text that wait to be written.
#[derive(Clone, Default)]
pub(crate) struct Unkept {
    /// In the order in which they were made.
    changes: Vec<Change>,
    /// Why they cannot be written, if that was tried; or why later ones will not be.
    why: Option<String>,
}

impl Unkept {
    pub(super) fn add(&mut self, change: Change) {
        self.changes.push(change);
    }

    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Makes the changes in judgements that do not have them.
    pub(super) fn apply_to(&self, entries: &mut Vec<Entry>) {
        for change in &self.changes {
            apply(entries, change);
        }
    }

    /// Notes why changes cannot be written.
    pub(super) fn set_why(&mut self, why: String) {
        self.why = Some(why);
    }

    /// The file can be read. What waits has yet to be written.
    pub(super) fn file_is_readable(&mut self) {
        if self.changes.is_empty() {
            self.why = None;
        }
    }

    /// Why changes cannot be written, if they cannot.
    pub(crate) fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }

    /// Whether a change could not be written.
    pub(crate) fn has_failed(&self) -> bool {
        self.why.is_some() && !self.changes.is_empty()
    }
}
