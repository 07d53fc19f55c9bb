//! Prints changed caveats and sources, and changes outside of claims.
//!
//! Also prints unchanged caveats that cover a listed claim.

use std::collections::BTreeSet;

use super::Printer;
use crate::briefing::dossier::{CaveatId, SourceId};
use crate::evidence::compare::{CaveatChange, Comparison, Delta, Fate, SourceChange};
use crate::print::comparison::sentences::{Listed, between, kind_of, labeled_words};
use crate::print::summary::sentence;
use crate::text::manuscript::one_line;
use crate::text::numbers;

impl Printer<'_> {
    /// Prints changed caveats, then unchanged ones on listed claims.
    pub(super) fn caveats(&mut self) {
        let mut referred = [BTreeSet::new(), BTreeSet::new()];
        for listed in self.sentences.listed() {
            let (side, claim) = self.sentences.side(listed);
            let at = usize::from(matches!(listed, Listed::Gone(_)));
            referred[at].extend(side.dossier.coverings(claim).into_iter().map(|covering| covering.caveat));
        }
        let [new, old] = referred;
        let is_listed = |fate: &&Fate<CaveatId, CaveatChange>| match fate {
            Fate::New(_) | Fate::Gone(_) => true,
            Fate::Kept { old: before, new: after, change } => {
                !change.is_empty() || new.contains(after) || old.contains(before)
            }
        };
        let comparison = self.sentences.comparison;
        let listed: Vec<_> = comparison.caveats.iter().filter(is_listed).collect();
        let is_unchanged =
            |fate: &&Fate<CaveatId, CaveatChange>| matches!(fate, Fate::Kept { change, .. } if change.is_empty());
        let (unchanged, changed): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_unchanged);
        if !changed.is_empty() {
            self.writer.paragraph("CAVEATS THAT CHANGED");
            for fate in changed {
                self.caveat(fate);
            }
        }
        if !unchanged.is_empty() {
            self.writer.paragraph("UNCHANGED CAVEATS ON CLAIMS BELOW");
            for fate in unchanged {
                self.caveat(fate);
            }
        }
    }

    fn caveat(&mut self, fate: &Fate<CaveatId, CaveatChange>) {
        let (side, id, fresh) = match fate {
            Fate::New(id) => (self.sentences.new, *id, "New: "),
            Fate::Gone(id) => (self.sentences.old, *id, "Gone: "),
            Fate::Kept { new, change, .. } if change.is_empty() => (self.sentences.new, *new, ""),
            Fate::Kept { new, .. } => (self.sentences.new, *new, "Changed: "),
        };
        let caveat = side.dossier.caveat(id);
        let covered = side.dossier.covered(id);
        let verb = if matches!(fate, Fate::Gone(_)) { "Covered" } else { "Covers" };
        let covers = match covered.as_slice() {
            [] => format!("{verb} no claim."),
            claims => format!("{verb} {} {}.", noun(claims.len()), numbers::list(claims.iter().map(|id| id.number()))),
        };
        self.writer.gap();
        let lead = format!("{} ", self.sign(caveat.kind));
        let words = sentence(&format!("{}: {}", side.stated(id), side.caveat_words(id)));
        self.writer.block(&lead, &format!("{fresh}{}. {words} {covers}", one_line(&caveat.id)));
        if let Fate::Kept { old, new, change } = fate {
            for line in self.sentences.caveat_changes(*old, *new, change) {
                self.writer.block("  ", &line);
            }
        }
    }

    pub(super) fn sources(&mut self) {
        let comparison = self.sentences.comparison;
        let is_listed =
            |fate: &&Fate<SourceId, SourceChange>| !matches!(fate, Fate::Kept { change, .. } if change.is_empty());
        let mut listed = comparison.sources.iter().filter(is_listed).peekable();
        if listed.peek().is_none() {
            return;
        }
        self.writer.paragraph("SOURCES THAT CHANGED");
        for fate in listed {
            self.writer.gap();
            match fate {
                Fate::New(id) => self.writer.block("New: ", &self.sentences.new.source(*id)),
                Fate::Gone(id) => self.writer.block("Gone: ", &self.sentences.old.source(*id)),
                Fate::Kept { old, new, change } => {
                    self.writer.block("", &sentence(&self.sentences.new.known_as(*new)));
                    for line in self.sentences.source_changes(*old, *new, change) {
                        self.writer.block("  ", &line);
                    }
                    let resting = self.sentences.new.dossier.resting_on(&[*new]);
                    let resting = numbers::list(resting.iter().map(|claim| claim.number()));
                    if !resting.is_empty() {
                        self.writer.block("  ", &format!("Claims that rest on it: {resting}."));
                    }
                }
            }
        }
    }
}

impl Printer<'_> {
    /// Prints passages outside of claims that changed, are new or are gone.
    pub(super) fn unattributed(&mut self) {
        let Comparison { unattributed: Delta { gained, lost }, reworded, .. } = self.sentences.comparison;
        if gained.is_empty() && lost.is_empty() && reworded.is_empty() {
            return;
        }
        self.writer.paragraph("WHAT IS SAID BESIDE THE CLAIMS");
        self.writer.gap();
        for both in reworded {
            self.writer.block("Changed: ", &format!("{}: {}", kind_of(both.new.kind), between(both)));
        }
        for (lead, unattributed) in [("New: ", gained), ("Gone: ", lost)] {
            for unattributed in unattributed {
                self.writer.block(lead, &labeled_words(unattributed));
            }
        }
    }
}

fn noun(claims: usize) -> &'static str {
    if claims == 1 { "claim" } else { "claims" }
}
