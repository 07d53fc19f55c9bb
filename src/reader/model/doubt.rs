//! The reader's doubts: supposing that a source is worth nothing, and taking it back.
//!
//! What follows for a claim is the dossier's to say.

use super::{Model, Purpose, Target, View};
use crate::briefing::dossier::SourceId;
use crate::text::numbers;

impl Model {
    pub(super) fn doubt(&mut self) {
        let sources = match (self.claim(), self.place.view) {
            (Some(claim), View::Article | View::Claims) => self.dossier.claim(claim).sources.clone(),
            (_, View::Sources | View::Map) if !self.dossier.sources.is_empty() => vec![self.place.selected.source],
            (_, View::Sources | View::Map | View::Claims | View::Article) => Vec::new(),
        };
        if sources.is_empty() {
            self.notice = Some("Choose a claim or a source first".to_owned());
        }
        self.offer(Purpose::Doubt, sources.into_iter().map(Target::Source).collect());
    }

    pub(super) fn toggle_doubt(&mut self, source: SourceId) {
        let before = self.standing.iter().filter(|&&stands| stands).count();
        if !self.doubts.remove(&source) {
            self.doubts.insert(source);
        }
        let elsewhere = self.carry_over(source).words();
        self.stand_again();
        let after = self.standing.iter().filter(|&&stands| stands).count();
        let name = &self.dossier.source(source).name;
        self.notice = Some(if self.doubts.contains(&source) {
            let verb = if before - after == 1 { "falls" } else { "fall" };
            format!("Without {name}, {} {verb}{elsewhere}", numbers::count(before - after, "claim"))
        } else {
            format!("{name} is no longer doubted")
        });
    }

    pub(super) fn clear_doubts(&mut self) {
        let said = match (!self.doubts.is_empty(), self.clear_doubts_elsewhere()) {
            (true, _) => "Nothing is doubted any more",
            (false, true) => "Nothing was doubted here; in other texts nothing is any more",
            (false, false) => "Nothing is doubted",
        };
        self.notice = Some(said.to_owned());
        self.doubts.clear();
        self.stand_again();
    }

    /// What stands, and what follows from that, where doubts are others.
    pub(super) fn stand_again(&mut self) {
        self.standing = self.dossier.standing(&self.doubts);
        self.order_sources_again();
        self.filter_again();
    }
}
