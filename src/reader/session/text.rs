//! One text at hand: its dossier, what is wrong with it, what is doubted in it, and the filter that holds there.

use std::rc::Rc;
use std::sync::Arc;

use crate::briefing::dossier::{Dossier, Doubts};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::filter::{Filter, Selection};

/// A text at hand.
pub(crate) struct Text {
    pub(crate) dossier: Arc<Dossier>,
    /// What is wrong with the manuscript.
    pub(crate) problems: Vec<Diagnostic>,
    pub(crate) doubts: Doubts,
    /// By claim: whether it stands with these doubts.
    pub(crate) standing: Vec<bool>,
    pub(super) filter: Option<Filtered>,
    /// What is wrong with its file, while this is the text that it had before.
    pub(crate) stale: Option<String>,
    /// Whether it was read, and not only put beside one that was.
    pub(super) was_read: bool,
}

/// A filter that holds, and what passes it.
pub(crate) struct Filtered {
    pub(super) filter: Filter,
    pub(super) selection: Rc<Selection>,
}

impl Text {
    pub(crate) fn new(dossier: Arc<Dossier>, problems: &[Diagnostic]) -> Self {
        let standing = vec![true; dossier.claims.len()];
        let problems = problems.to_vec();
        Self { dossier, problems, doubts: Doubts::new(), standing, filter: None, stale: None, was_read: false }
    }

    /// The text as it is now, with the doubts of the one that it was.
    pub(super) fn become_of(&self, dossier: Arc<Dossier>, problems: &[Diagnostic]) -> Self {
        let doubts = self.doubts_in(&dossier);
        let mut next = Self { doubts, was_read: self.was_read, ..Self::new(dossier, problems) };
        next.stand_again();
        next
    }

    /// The sources of another dossier that are doubted here, by their ids.
    pub(super) fn doubts_in(&self, dossier: &Dossier) -> Doubts {
        let ids = self.doubts.iter().map(|&source| &self.dossier.source(source).id);
        ids.filter_map(|id| dossier.source_by_id(id)).collect()
    }

    /// How many of its claims stand.
    pub(crate) fn standing_count(&self) -> usize {
        self.standing.iter().filter(|&&stands| stands).count()
    }

    /// Works out what stands, where doubts are others.
    pub(super) fn stand_again(&mut self) {
        self.standing = self.dossier.standing(&self.doubts);
    }
}
