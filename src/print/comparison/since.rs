//! Turns a comparison into the changes that the reader keeps beside the new text.

use std::path::Path;

use super::sentences::{ChangeSentences, Listed, between, said_of};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{ClaimId, Covering, Dossier, Doubts};
use crate::evidence::compare::{self, AboutField, CaveatChange, Comparison, Fate, SourceChange, compare};
use crate::evidence::since::{About, Became, Dropped, Gone, Since, Spoken, Turn};
use crate::print::summary::sentence;
use crate::text::manuscript::one_line;
use crate::text::numbers;

/// The changes from an older text to a new one; `problems` counts those of the older text.
pub fn since(old: &Dossier, problems: usize, new: &Dossier) -> Since {
    let (comparison, doubts) = (compare(old, new), Doubts::new());
    let said = ChangeSentences { is_beside: true, ..ChangeSentences::of(&comparison, [problems, 0], &doubts) };
    let mut claims = vec![Became::default(); new.claims.len()];
    let (mut gone, mut after) = (Vec::new(), None);
    for fate in &comparison.claims {
        if let Fate::New(claim) | Fate::Kept { new: claim, .. } = fate {
            after = Some(*claim);
        }
        let Some(listed) = Listed::of(fate) else { continue };
        let sentences = said.changes(listed);
        match listed {
            Listed::New(claim) => {
                claims[claim.0] = Became { turn: Turn::New, said: sentences, ..Became::default() };
            }
            Listed::Changed(old, claim, change) => {
                let limited = comparison.covered(change, CaveatKind::Limitation);
                let denied = comparison.covered(change, CaveatKind::Denial);
                let (turn, firmness) = (Turn::Changed, change.firmness());
                let struck = !change.struck.gained.is_empty();
                let was = (old.0 != claim.0).then(|| old.number());
                claims[claim.0] = Became { turn, firmness, limited, denied, struck, was, said: sentences };
            }
            Listed::Gone(claim) => gone.push(said.gone(claim, after, sentences)),
        }
    }
    let sources = became(&comparison.sources, |old, new, change: &SourceChange| said.source_changes(old, new, change));
    let caveats = became(&comparison.caveats, |old, new, change: &CaveatChange| said.caveat_changes(old, new, change));
    let (dropped, spoken) = (said.dropped(), spoken(&comparison));
    let about = comparison.about.iter().map(|about| {
        let words = about.new.as_deref().map(|words| match about.field {
            AboutField::Published => numbers::date(words),
            AboutField::Title | AboutField::Authors | AboutField::Dateline | AboutField::Origin => words.to_owned(),
        });
        About { what: about.field.name(), words: words.unwrap_or_else(|| "none".to_owned()), said: said.about(about) }
    });
    let about = about.collect();
    Since { name: name(old, new), claims, gone, sources, caveats, dropped, spoken, about }
}

/// The changes of each source or caveat of the new text.
fn became<Id: Copy, Change>(
    fates: &[Fate<Id, Change>],
    changes: impl Fn(Id, Id, &Change) -> Vec<String>,
) -> Vec<Became> {
    let became = fates.iter().filter_map(|fate| match fate {
        Fate::New(_) => Some(Became { turn: Turn::New, ..Became::default() }),
        Fate::Gone(_) => None,
        Fate::Kept { old, new, change } => {
            let said = changes(*old, *new, change);
            let turn = if said.is_empty() { Turn::Same } else { Turn::Changed };
            Some(Became { turn, said, ..Became::default() })
        }
    });
    became.collect()
}

fn spoken(comparison: &Comparison) -> Vec<Spoken> {
    let compare::Delta { gained, lost } = &comparison.unattributed;
    let reworded = comparison.reworded.iter().map(|both| {
        let said = sentence(&format!("Reworded: {}", between(both)));
        Spoken { words: said_of(&both.new), at: Some(both.new.at), said: Some(said) }
    });
    let new = gained.iter().map(|spoken| Spoken { words: said_of(spoken), at: Some(spoken.at), said: None });
    let gone = lost.iter().map(|spoken| Spoken { words: said_of(spoken), at: None, said: None });
    reworded.chain(new).chain(gone).collect()
}

/// The name of the older text: that of its file, unless both files have the same name.
fn name(old: &Dossier, new: &Dossier) -> String {
    let [(old, short), (_, other)] = [old, new].map(|dossier| {
        let name = dossier.manuscript.name();
        (name, Path::new(name).file_name().and_then(|name| name.to_str()))
    });
    one_line(short.filter(|_| short != other).unwrap_or(old))
}

impl ChangeSentences<'_> {
    /// The sources and the caveats that are gone.
    fn dropped(&self) -> Vec<Dropped> {
        let Comparison { sources, caveats, .. } = self.comparison;
        let sources = sources.iter().filter_map(|fate| match fate {
            Fate::Gone(id) => {
                Some(Dropped { caveat: None, words: self.old.name(*id), said: vec![self.old.source(*id)] })
            }
            Fate::New(_) | Fate::Kept { .. } => None,
        });
        let caveats = caveats.iter().filter_map(|fate| match fate {
            Fate::Gone(id) => Some(Dropped {
                caveat: Some(self.old.dossier.caveat(*id).kind),
                words: self.old.caveat_words(*id),
                said: vec![self.old.covering(Covering { caveat: *id, via: None })],
            }),
            Fate::New(_) | Fate::Kept { .. } => None,
        });
        sources.chain(caveats).collect()
    }

    fn gone(&self, id: ClaimId, after: Option<ClaimId>, mut said: Vec<String>) -> Gone {
        let side = &self.old;
        let coverings = side.dossier.coverings(id);
        if coverings.is_empty() {
            let problems = numbers::count(side.problems, "problem");
            let lost = format!(" But the annotations of that text have {problems}: one may be lost there.");
            let lost = if side.problems > 0 { &*lost } else { "" };
            said.push(format!("No caveat was declared on it.{lost}"));
        }
        said.extend(coverings.into_iter().map(|covering| side.covering(covering)));
        said.extend([side.says(id, "Says").0, side.firmly(id)]);
        let [limited, denied] =
            [CaveatKind::Limitation, CaveatKind::Denial].map(|kind| side.dossier.covered_by(id, kind));
        let (words, spoken) = (side.printed(id), side.spoken(id));
        let parts = side.dossier.hedged_parts(id);
        Gone { after, number: id.number(), words, spoken, parts, limited, denied, said }
    }
}
