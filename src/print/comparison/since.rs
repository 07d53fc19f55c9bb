//! Turns a comparison into the changes that the reader shows beside the new text.

use std::path::Path;

use super::sentences::{ChangeSentences, Listed, between, labeled_words};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{ClaimId, Covering, Dossier, Doubts};
use crate::evidence::compare::{self, AboutField, CaveatChange, Comparison, Fate, SourceChange, compare};
use crate::evidence::since::{About, ChangeState, Dropped, Gone, ItemChange, Since, UnattributedChange};
use crate::print::summary::sentence;
use crate::text::manuscript::one_line;
use crate::text::numbers;

/// The changes from an older text to a new one. `problems` counts those of the older text.
pub fn since(old: &Dossier, problems: usize, new: &Dossier) -> Since {
    let (comparison, doubts) = (compare(old, new), Doubts::new());
    let describer = ChangeSentences { is_beside: true, ..ChangeSentences::of(&comparison, [problems, 0], &doubts) };
    let mut claims = vec![ItemChange::default(); new.claims.len()];
    let (mut gone, mut after) = (Vec::new(), None);
    for fate in &comparison.claims {
        if let Fate::New(claim) | Fate::Kept { new: claim, .. } = fate {
            after = Some(*claim);
        }
        let Some(listed) = Listed::of(fate) else { continue };
        let sentences = describer.changes(listed);
        match listed {
            Listed::New(claim) => {
                claims[claim.0] = ItemChange { state: ChangeState::New, sentences, ..ItemChange::default() };
            }
            Listed::Changed(old, claim, change) => {
                let limited = comparison.coverage_change(change, CaveatKind::Limitation);
                let denied = comparison.coverage_change(change, CaveatKind::Denial);
                let (state, firmness) = (ChangeState::Changed, change.firmness());
                let struck = !change.struck.gained.is_empty();
                let old_number = (old.0 != claim.0).then(|| old.number());
                claims[claim.0] = ItemChange { state, firmness, limited, denied, struck, old_number, sentences };
            }
            Listed::Gone(claim) => gone.push(describer.gone(claim, after, sentences)),
        }
    }
    let sources =
        item_changes(&comparison.sources, |old, new, change: &SourceChange| describer.source_changes(old, new, change));
    let caveats =
        item_changes(&comparison.caveats, |old, new, change: &CaveatChange| describer.caveat_changes(old, new, change));
    let (dropped, unattributed) = (describer.dropped(), unattributed(&comparison));
    let about = comparison.about.iter().map(|about| {
        let words = about.new.as_deref().map(|words| match about.field {
            AboutField::Published => numbers::date(words),
            AboutField::Title | AboutField::Authors | AboutField::Dateline | AboutField::Origin => words.to_owned(),
        });
        About {
            what: about.field.name(),
            words: words.unwrap_or_else(|| "none".to_owned()),
            sentence: describer.about(about),
        }
    });
    let about = about.collect();
    Since { name: name(old, new), claims, gone, sources, caveats, dropped, unattributed, about }
}

/// The changes of each source or caveat of the new text.
fn item_changes<Id: Copy, Change>(
    fates: &[Fate<Id, Change>],
    changes: impl Fn(Id, Id, &Change) -> Vec<String>,
) -> Vec<ItemChange> {
    let item_changes = fates.iter().filter_map(|fate| match fate {
        Fate::New(_) => Some(ItemChange { state: ChangeState::New, ..ItemChange::default() }),
        Fate::Gone(_) => None,
        Fate::Kept { old, new, change } => {
            let sentences = changes(*old, *new, change);
            let state = if sentences.is_empty() { ChangeState::Same } else { ChangeState::Changed };
            Some(ItemChange { state, sentences, ..ItemChange::default() })
        }
    });
    item_changes.collect()
}

fn unattributed(comparison: &Comparison) -> Vec<UnattributedChange> {
    let compare::Delta { gained, lost } = &comparison.unattributed;
    let reworded = comparison.reworded.iter().map(|both| {
        let sentence = sentence(&format!("Reworded: {}", between(both)));
        UnattributedChange { words: labeled_words(&both.new), at: Some(both.new.at), sentence: Some(sentence) }
    });
    let new =
        gained.iter().map(|new| UnattributedChange { words: labeled_words(new), at: Some(new.at), sentence: None });
    let gone = lost.iter().map(|old| UnattributedChange { words: labeled_words(old), at: None, sentence: None });
    reworded.chain(new).chain(gone).collect()
}

/// The name of the older text: the name of its file, or its path if both files have the same name.
fn name(old: &Dossier, new: &Dossier) -> String {
    let [(old, short), (_, other)] = [old, new].map(|dossier| {
        let name = dossier.manuscript.name();
        (name, Path::new(name).file_name().and_then(|name| name.to_str()))
    });
    one_line(short.filter(|_| short != other).unwrap_or(old))
}

impl ChangeSentences<'_> {
    /// Sources and caveats that the new text no longer has.
    fn dropped(&self) -> Vec<Dropped> {
        let Comparison { sources, caveats, .. } = self.comparison;
        let sources = sources.iter().filter_map(|fate| match fate {
            Fate::Gone(id) => {
                Some(Dropped { caveat: None, words: self.old.name(*id), sentences: vec![self.old.source(*id)] })
            }
            Fate::New(_) | Fate::Kept { .. } => None,
        });
        let caveats = caveats.iter().filter_map(|fate| match fate {
            Fate::Gone(id) => Some(Dropped {
                caveat: Some(self.old.dossier.caveat(*id).kind),
                words: self.old.caveat_words(*id),
                sentences: vec![self.old.covering(Covering { caveat: *id, via: None })],
            }),
            Fate::New(_) | Fate::Kept { .. } => None,
        });
        sources.chain(caveats).collect()
    }

    fn gone(&self, id: ClaimId, after: Option<ClaimId>, mut sentences: Vec<String>) -> Gone {
        let side = &self.old;
        let coverings = side.dossier.coverings(id);
        if coverings.is_empty() {
            let problems = numbers::count(side.problems, "problem");
            let lost = format!(" But the annotations of that text have {problems}: one may be lost there.");
            let lost = if side.problems > 0 { &*lost } else { "" };
            sentences.push(format!("No caveat was declared on it.{lost}"));
        }
        sentences.extend(coverings.into_iter().map(|covering| side.covering(covering)));
        sentences.extend([side.says(id, "Says").0, side.hedge_words(id)]);
        let [limited, denied] =
            [CaveatKind::Limitation, CaveatKind::Denial].map(|kind| side.dossier.covered_by(id, kind));
        let (words, spoken) = (side.printed(id), side.spoken(id));
        let parts = side.dossier.hedged_parts(id);
        Gone { after, number: id.number(), words, spoken, parts, limited, denied, sentences }
    }
}
