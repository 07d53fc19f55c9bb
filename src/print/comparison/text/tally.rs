//! The counts at the head of a comparison.

use std::collections::BTreeSet;

use super::Printer;
use crate::briefing::ast::CaveatKind;
use crate::evidence::compare::{
    AboutField, CaveatChange, ClaimChange, Fate, SourceChange, Unattributed, UnattributedKind,
};
use crate::evidence::since::Firmness;

impl Printer<'_> {
    /// The lines of counts.
    pub(super) fn tally(&self) -> Vec<String> {
        let comparison = self.sentences.comparison;
        let mut tally = vec![self.claims_tally()];
        tally.extend(self.changes_tally());
        let fates = |counts: [usize; 3]| parts(&[(counts[0], "new"), (counts[1], "gone"), (counts[2], "changed")]);
        let sources = count(&comparison.sources, SourceChange::is_empty);
        let caveats = count(&comparison.caveats, CaveatChange::is_empty);
        let counts = [("Sources", fates(sources)), ("Caveats", fates(caveats))];
        tally.extend(
            counts
                .into_iter()
                .filter(|(_, counts)| !counts.is_empty())
                .map(|(what, counts)| format!("{what}: {counts}.")),
        );
        let sides = [
            ("changed", kinds(comparison.reworded.iter().map(|both| &both.new))),
            ("new", kinds(&comparison.unattributed.gained)),
            ("gone", kinds(&comparison.unattributed.lost)),
        ];
        let sides = sides.into_iter().filter(|(_, kinds)| !kinds.is_empty());
        let sides: Vec<_> = sides.map(|(side, kinds)| format!("{side}: {kinds}")).collect();
        if !sides.is_empty() {
            tally.push(format!("Outside the claims, {}.", sides.join("; ")));
        }
        // Both titles already stand at the head.
        let about = comparison.about.iter().filter(|about| about.field != AboutField::Title);
        tally.extend(about.map(|about| self.sentences.about(about)));
        tally
    }

    fn claims_tally(&self) -> String {
        let comparison = self.sentences.comparison;
        let [new, gone, changed] = count(&comparison.claims, ClaimChange::is_none);
        let same = comparison.claims.len() - new - gone - changed;
        if new + gone + changed == 0 {
            return match same {
                0 => "Neither text has a claim that cites a source.".to_owned(),
                _ => format!("No claim changed, of {same}{}.", self.affected()),
            };
        }
        let counts = parts(&[(changed, "changed"), (new, "new"), (gone, "gone"), (same, "unchanged")]);
        format!("Claims: {counts}{}.", self.affected())
    }

    /// Counts unchanged claims that rest on a changed source or caveat.
    fn affected(&self) -> String {
        let comparison = self.sentences.comparison;
        let dossier = comparison.new;
        let mut affected = BTreeSet::new();
        let sources = comparison.sources.iter().filter_map(|fate| match fate {
            Fate::Kept { new, change, .. } if !change.is_empty() => Some(*new),
            Fate::Kept { .. } | Fate::New(_) | Fate::Gone(_) => None,
        });
        affected.extend(dossier.resting_on(&sources.collect::<Vec<_>>()));
        for fate in &comparison.caveats {
            match fate {
                Fate::Kept { new, change, .. } if !change.is_empty() => affected.extend(dossier.covered(*new)),
                Fate::Kept { .. } | Fate::New(_) | Fate::Gone(_) => {}
            }
        }
        let same = comparison.claims.iter().filter(|fate| match fate {
            Fate::Kept { new, change, .. } => change.is_none() && affected.contains(new),
            Fate::New(_) | Fate::Gone(_) => false,
        });
        match same.count() {
            0 => String::new(),
            count => format!(" ({count} of them with a source or a caveat that changed)"),
        }
    }

    /// "Changed: 2 reworded, 1 firmer, 1 newly denied."
    fn changes_tally(&self) -> Option<String> {
        let changes = self.sentences.comparison.claims.iter().filter_map(|fate| match fate {
            Fate::Kept { change, .. } => Some(change),
            Fate::New(_) | Fate::Gone(_) => None,
        });
        let changes: Vec<_> = changes.collect();
        let count = |has: &dyn Fn(&ClaimChange) -> bool| changes.iter().filter(|change| has(change)).count();
        let firmness = |firmness| count(&move |change: &ClaimChange| change.firmness() == firmness);
        let gained = |kind| count(&|change| self.sentences.comparison.coverage_change(change, kind).gained);
        let lost = |kind| count(&|change| self.sentences.comparison.coverage_change(change, kind).lost);
        let counts = parts(&[
            (count(&|change| change.reworded), "reworded"),
            (count(&|change| change.around && !change.reworded), "with a changed sentence"),
            (count(&|change| !change.struck.gained.is_empty()), "struck out"),
            (count(&|change| !change.struck.lost.is_empty()), "no longer struck out"),
            (firmness(Firmness::Firmer), "firmer"),
            (firmness(Firmness::Weaker), "weaker"),
            (firmness(Firmness::Otherwise), "hedged differently"),
            (count(&|change| !change.sources.is_empty()), "with other sources"),
            (gained(CaveatKind::Denial), "newly denied"),
            (lost(CaveatKind::Denial), "that lost a denial"),
            (gained(CaveatKind::Limitation), "newly under a caveat"),
            (lost(CaveatKind::Limitation), "that lost a caveat"),
            (count(&|change| change.moved), "moved to another section"),
        ]);
        (!counts.is_empty()).then(|| format!("Of those that changed: {counts}."))
    }
}

/// "2 sentences, 1 heading".
fn kinds<'a>(unattributed: impl IntoIterator<Item = &'a Unattributed>) -> String {
    let found: Vec<_> = unattributed.into_iter().map(|unattributed| unattributed.kind).collect();
    let count = |kind: UnattributedKind| (found.iter().filter(|found| **found == kind).count(), kind);
    let counts = UnattributedKind::ALL.map(count).into_iter().filter(|(count, _)| *count > 0);
    let word = |count, kind: UnattributedKind| if count == 1 { kind.word() } else { kind.plural() };
    counts.map(|(count, kind)| format!("{count} {}", word(count, kind))).collect::<Vec<_>>().join(", ")
}

/// Counts new, gone and changed items.
fn count<Id, Change>(fates: &[Fate<Id, Change>], is_none: impl Fn(&Change) -> bool) -> [usize; 3] {
    let mut counts = [0; 3];
    for fate in fates {
        match fate {
            Fate::New(_) => counts[0] += 1,
            Fate::Gone(_) => counts[1] += 1,
            Fate::Kept { change, .. } => counts[2] += usize::from(!is_none(change)),
        }
    }
    counts
}

/// "1 new, 2 gone": the counts that are not 0.
fn parts(counts: &[(usize, &str)]) -> String {
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}
