//! A comparison as it is kept beside the new text while that is read.

use std::path::Path;

use super::said::{Listed, Said, says};
use super::{CaveatChange, Fate, SourceChange, compare};
use crate::briefing::CaveatKind;
use crate::dossier::{ClaimId, Dossier, Doubts};
use crate::manuscript::one_line;
use crate::numbers;
use crate::since::{Became, Gone, Since, Turn};

/// What became of an older text, which has some problems, in a new one.
pub fn since(old: &Dossier, problems: usize, new: &Dossier) -> Since {
    let (comparison, doubts) = (compare(old, new), Doubts::new());
    let said = Said::of(&comparison, [problems, 0], &doubts);
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
            Listed::Changed(_, claim, change) => {
                claims[claim.0] = Became { turn: Turn::Changed, firmness: change.firmness(), said: sentences };
            }
            Listed::Gone(claim) => gone.push(said.gone(claim, after, sentences)),
        }
    }
    let sources = became(&comparison.sources, |old, new, change: &SourceChange| said.source_changes(old, new, change));
    let caveats = became(&comparison.caveats, |old, new, change: &CaveatChange| said.caveat_changes(old, new, change));
    Since { name: name(old, new), claims, gone, sources, caveats }
}

/// What became of each source, or each caveat, of the new text.
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

/// What the older text is called beside the new one.
fn name(old: &Dossier, new: &Dossier) -> String {
    let [(old, short), (_, other)] = [old, new].map(|dossier| {
        let name = dossier.manuscript.name();
        (name, Path::new(name).file_name().and_then(|name| name.to_str()))
    });
    one_line(short.filter(|_| short != other).unwrap_or(old))
}

impl Said<'_> {
    fn gone(&self, id: ClaimId, after: Option<ClaimId>, mut said: Vec<String>) -> Gone {
        let (side, claim) = (&self.old, self.old.dossier.claim(id));
        let coverings = side.dossier.coverings(id);
        if coverings.is_empty() {
            let problems = numbers::count(side.problems, "problem");
            let lost = format!(" But the annotations of that text have {problems}: one may be lost there.");
            let lost = if side.problems > 0 { &*lost } else { "" };
            said.push(format!("No caveat in its text covered it.{lost}"));
        }
        said.extend(coverings.into_iter().map(|covering| side.covering(covering)));
        said.extend([says(side, id), side.firmly(id)]);
        let [limited, denied] =
            [CaveatKind::Limitation, CaveatKind::Denial].map(|kind| side.dossier.covered_by(id, kind));
        Gone { after, number: id.number(), words: one_line(&claim.text), limited, denied, said }
    }
}
