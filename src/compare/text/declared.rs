//! Caveats and sources that changed, in words; and the caveats that claims below are under.

use std::collections::BTreeSet;

use super::Printer;
use crate::briefing::{CaveatKind, Reliability, SourceKind};
use crate::compare::said::Listed;
use crate::compare::{CaveatChange, CaveatField, Fate, SourceChange, SourceField};
use crate::dossier::{CaveatId, Source, SourceId};
use crate::manuscript::one_line;
use crate::numbers;
use crate::sentences::{Sentences, list};
use crate::summary::sentence;

impl Printer<'_> {
    /// Those that changed, then those that are referred to below.
    pub(super) fn caveats(&mut self) {
        let mut referred = [BTreeSet::new(), BTreeSet::new()];
        for listed in self.said.listed() {
            let (side, claim) = self.said.side(listed);
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
        let comparison = self.said.comparison;
        let listed: Vec<_> = comparison.caveats.iter().filter(is_listed).collect();
        let is_unchanged =
            |fate: &&Fate<CaveatId, CaveatChange>| matches!(fate, Fate::Kept { change, .. } if change.is_empty());
        let (unchanged, changed): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_unchanged);
        if !changed.is_empty() {
            self.paper.paragraph("CAVEATS THAT CHANGED");
            for fate in changed {
                self.caveat(fate);
            }
        }
        if !unchanged.is_empty() {
            self.paper.paragraph("CAVEATS THAT ARE AS THEY WERE, ON CLAIMS BELOW");
            for fate in unchanged {
                self.caveat(fate);
            }
        }
    }

    fn caveat(&mut self, fate: &Fate<CaveatId, CaveatChange>) {
        let (side, id, fresh) = match fate {
            Fate::New(id) => (self.said.new, *id, "New: "),
            Fate::Gone(id) => (self.said.old, *id, "Gone: "),
            Fate::Kept { new, change, .. } if change.is_empty() => (self.said.new, *new, ""),
            Fate::Kept { new, .. } => (self.said.new, *new, "Changed: "),
        };
        let caveat = side.dossier.caveat(id);
        let covered = side.dossier.covered(id);
        let verb = if matches!(fate, Fate::Gone(_)) { "Covered" } else { "Covers" };
        let covers = match covered.as_slice() {
            [] => format!("{verb} no claim."),
            claims => format!("{verb} {} {}.", noun(claims.len()), numbers::list(claims.iter().map(|id| id.number()))),
        };
        self.paper.gap();
        let lead = format!("{} ", self.sign(caveat.kind));
        let said = sentence(&format!("{}: {}", side.stated(id), side.caveat_words(id)));
        self.paper.block(&lead, &format!("{fresh}{}. {said} {covers}", one_line(&caveat.id)));
        if let Fate::Kept { old, new, change } = fate {
            for said in self.caveat_changes(*old, *new, change) {
                self.paper.block("  ", &said);
            }
        }
    }

    fn caveat_changes(&self, old: CaveatId, new: CaveatId, change: &CaveatChange) -> Vec<String> {
        let (before, after) = (self.said.old.dossier.caveat(old), self.said.new.dossier.caveat(new));
        let said = change.fields.iter().map(|field| match field {
            CaveatField::Kind => {
                let kind = |kind: CaveatKind| match kind {
                    CaveatKind::Limitation => "a limitation",
                    CaveatKind::Denial => "a denial",
                };
                format!("It is {} now, and was {}.", kind(after.kind), kind(before.kind))
            }
            CaveatField::Text => sentence(&format!("Before: {}", self.said.old.caveat_words(old))),
            CaveatField::By => self.turned("Stated by", &change.by.gained, &change.by.lost),
            CaveatField::Covers => self.turned("Covering", &change.covers.gained, &change.covers.lost),
            CaveatField::Note => optional("Note", before.note.as_deref(), after.note.as_deref()),
        });
        said.collect()
    }

    /// "Behind it now: Town council; no longer: Court of Audit."
    fn turned(&self, what: &str, gained: &[SourceId], lost: &[SourceId]) -> String {
        let names = |side: &Sentences, ids: &[SourceId]| {
            list(&ids.iter().map(|&id| side.known_as(id)).collect::<Vec<_>>(), " and ")
        };
        let mut said = Vec::new();
        if !gained.is_empty() {
            said.push(format!("now: {}", names(&self.said.new, gained)));
        }
        if !lost.is_empty() {
            said.push(format!("no longer: {}", names(&self.said.old, lost)));
        }
        sentence(&format!("{what} {}", said.join("; ")))
    }

    pub(super) fn sources(&mut self) {
        let comparison = self.said.comparison;
        let is_listed =
            |fate: &&Fate<SourceId, SourceChange>| !matches!(fate, Fate::Kept { change, .. } if change.is_empty());
        let mut listed = comparison.sources.iter().filter(is_listed).peekable();
        if listed.peek().is_none() {
            return;
        }
        self.paper.paragraph("SOURCES THAT CHANGED");
        for fate in listed {
            self.paper.gap();
            match fate {
                Fate::New(id) => self.paper.block("New: ", &self.said.new.source(*id)),
                Fate::Gone(id) => self.paper.block("Gone: ", &self.said.old.source(*id)),
                Fate::Kept { old, new, change } => {
                    self.paper.block("", &sentence(&self.said.new.known_as(*new)));
                    for said in self.source_changes(*old, *new, change) {
                        self.paper.block("  ", &said);
                    }
                    let resting = self.said.new.dossier.resting_on(&[*new]);
                    let resting = numbers::list(resting.iter().map(|claim| claim.number()));
                    if !resting.is_empty() {
                        self.paper.block("  ", &format!("Claims that rest on it: {resting}."));
                    }
                }
            }
        }
    }

    fn source_changes(&self, old: SourceId, new: SourceId, change: &SourceChange) -> Vec<String> {
        let (before, after) = (self.said.old.dossier.source(old), self.said.new.dossier.source(new));
        let said = change.fields.iter().map(|field| match field {
            SourceField::Name => sentence(&format!("Its name was {}", self.said.old.name(old))),
            SourceField::Kind => {
                let kind = |source: &Source| match source.kind {
                    None => "of no kind that is said".to_owned(),
                    Some(SourceKind::Unknown) => "nobody in particular".to_owned(),
                    Some(kind) => format!("of the kind {}", kind.word()),
                };
                format!("It is {} now, and was {}.", kind(after), kind(before))
            }
            SourceField::Named if after.named => "It is named now, and was not.".to_owned(),
            SourceField::Named => "It is no longer named.".to_owned(),
            SourceField::Declared if after.declared.is_some() => "It is declared now, and was not.".to_owned(),
            SourceField::Declared => "It is no longer declared.".to_owned(),
            SourceField::By => self.turned("Behind it", &change.by.gained, &change.by.lost),
            SourceField::Interest => optional("Interest", before.interest.as_deref(), after.interest.as_deref()),
            SourceField::Reliability => {
                let letter = |source: &Source| match source.reliability {
                    Reliability::F => Reliability::F.meaning().to_owned(),
                    judged => format!("{}, {}", judged.word(), judged.meaning()),
                };
                format!("Reliability: {} now; was {}.", letter(after), letter(before))
            }
            SourceField::Published => optional(
                "Published",
                before.published.as_deref().map(numbers::date).as_deref(),
                after.published.as_deref().map(numbers::date).as_deref(),
            ),
            SourceField::Url => optional("Address", before.url.as_deref(), after.url.as_deref()),
            SourceField::Note => optional("Note", before.note.as_deref(), after.note.as_deref()),
        });
        said.collect()
    }
}

fn noun(claims: usize) -> &'static str {
    if claims == 1 { "claim" } else { "claims" }
}

/// "Interest: paid by the port now; was none."
fn optional(what: &str, before: Option<&str>, after: Option<&str>) -> String {
    match (before.map(one_line), after.map(one_line)) {
        (Some(before), Some(after)) => {
            format!("{} Before: {}", sentence(&format!("{what}: {after}")), sentence(&before))
        }
        (None, Some(after)) => format!("{} Before: none.", sentence(&format!("{what}: {after}"))),
        (Some(before), None) => sentence(&format!("{what}: none now. Before: {before}")),
        (None, None) => String::new(),
    }
}
