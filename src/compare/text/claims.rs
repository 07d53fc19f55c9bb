//! Claims that changed, are new or are gone, each with who says so and what covers it.

use super::{LITTLE, Listed, Printer};
use crate::briefing::CaveatKind;
use crate::compare::words::{Piece, differences};
use crate::compare::{ClaimChange, Firmness, Hedged};
use crate::dossier::{ClaimId, Covering, Dossier, SourceId};
use crate::manuscript::one_line;
use crate::sentences::{Sentences, list};
use crate::summary::{capitalized, enumeration, sentence};
use crate::wrap;

/// Words of what is the same that are shown beside what differs.
const BESIDE: usize = 4;

impl Printer<'_> {
    pub(super) fn claims(&mut self) {
        let (mut changed, mut new, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for listed in self.listed() {
            match listed {
                Listed::Changed(..) => changed.push(listed),
                Listed::New(_) => new.push(listed),
                Listed::Gone(_) => gone.push(listed),
            }
        }
        self.group("CLAIMS THAT CHANGED", &changed);
        self.group("CLAIMS THAT ARE NEW", &new);
        self.group("CLAIMS THAT ARE GONE, AS THEY WERE", &gone);
    }

    fn group(&mut self, heading: &str, claims: &[Listed]) {
        if claims.is_empty() {
            return;
        }
        self.paper.paragraph(heading);
        let digits = claims.iter().map(|&listed| self.side(listed).1.number()).max().unwrap_or_default();
        let digits = digits.to_string().len();
        let mut section = None;
        for &listed in claims {
            let (side, id) = self.side(listed);
            let claim = side.dossier.claim(id);
            if section != Some(claim.section) {
                section = Some(claim.section);
                if let Some(title) = title(side.dossier, claim.section) {
                    self.paper.paragraph(&title);
                }
            }
            let marks = [CaveatKind::Limitation, CaveatKind::Denial]
                .into_iter()
                .filter(|&kind| side.dossier.covered_by(id, kind))
                .map(|kind| self.sign(kind));
            let lead = format!("  {:>digits$} {:2}  ", id.number(), marks.collect::<String>());
            let indent = " ".repeat(wrap::columns(&lead));
            self.paper.gap();
            self.paper.block(&lead, &one_line(&claim.text));
            for said in self.changes(listed).into_iter().chain(self.standing(listed)) {
                self.paper.block(&indent, &said);
            }
        }
    }

    /// What became of a claim.
    fn changes(&self, listed: Listed) -> Vec<String> {
        let mut said = Vec::new();
        match listed {
            Listed::New(claim) if self.comparison.unsourced_before.contains(&claim) => {
                said.push("Its words stood in the old text, without a source.".to_owned());
            }
            Listed::Gone(claim) if self.comparison.unsourced_now.contains(&claim) => {
                said.push("Its words still stand in the new text, without a source.".to_owned());
            }
            Listed::New(_) | Listed::Gone(_) => {}
            Listed::Changed(old, new, change) => {
                let number = if old == new { String::new() } else { format!(" (was claim {})", old.number()) };
                if change.reworded {
                    said.push(self.reworded(old, new, change.likeness, &number));
                } else if !number.is_empty() {
                    said.push(format!("Was claim {}.", old.number()));
                }
                said.extend(firmness(change));
                said.extend(self.other_sources(change));
                let gained = change.coverings.gained.iter().map(|&covering| {
                    let said = self.new.covering(covering);
                    match said.strip_prefix("Denied") {
                        Some(rest) => format!("Newly denied{rest}"),
                        None => format!("Newly under a caveat{}", said.strip_prefix("Caveat").unwrap_or(&said)),
                    }
                });
                let lost = change.coverings.lost.iter().map(|&covering| {
                    let said = self.old.covering(covering);
                    match said.strip_prefix("Denied") {
                        Some(rest) => format!("No longer denied{rest}"),
                        None => format!("No longer under the caveat{}", said.strip_prefix("Caveat").unwrap_or(&said)),
                    }
                });
                said.extend(gained.chain(lost));
                if change.moved {
                    let from = title(self.old.dossier, self.old.dossier.claim(old).section);
                    said.push(match from {
                        Some(from) => format!("Moved here from “{from}”."),
                        None => "Moved here from before the first heading.".to_owned(),
                    });
                }
            }
        }
        said
    }

    fn reworded(&self, old: ClaimId, new: ClaimId, likeness: u32, number: &str) -> String {
        let (before, after) = (&self.old.dossier.claim(old).text, &self.new.dossier.claim(new).text);
        let (before, after) = (one_line(before), one_line(after));
        if likeness < LITTLE {
            return format!("Reworded{number}, before: “{before}”");
        }
        format!("Reworded{number}: {}", marked(&differences(&before, &after)))
    }

    fn other_sources(&self, change: &ClaimChange) -> Vec<String> {
        let chains = |side: &Sentences, ids: &[SourceId]| {
            list(&ids.iter().map(|&id| side.chain(id).0).collect::<Vec<_>>(), "; and ")
        };
        let mut said = Vec::new();
        if !change.sources.gained.is_empty() {
            said.push(sentence(&format!("Newly said by {}", chains(&self.new, &change.sources.gained))));
        }
        if !change.sources.lost.is_empty() {
            said.push(sentence(&format!("No longer said by {}", chains(&self.old, &change.sources.lost))));
        }
        said
    }

    /// Who says so, how firmly, and what speaks against it, where it stands.
    fn standing(&self, listed: Listed) -> Vec<String> {
        let (side, id) = self.side(listed);
        let chains: Vec<_> = side.dossier.claim(id).sources.iter().map(|&source| side.chain(source).0).collect();
        let mut said = vec![sentence(&format!("Says: {}", list(&chains, "; and ")))];
        if !side.dossier.hedges(id).is_empty() {
            said.push(side.firmly(id));
        }
        let coverings = side.dossier.coverings(id).into_iter().map(|Covering { caveat, via }| {
            let through = via.map(|via| format!(", through {}", side.name(via))).unwrap_or_default();
            let caveat = side.dossier.caveat(caveat);
            format!("{}\u{a0}{}{through}", self.sign(caveat.kind), one_line(&caveat.id))
        });
        let coverings: Vec<_> = coverings.collect();
        if !coverings.is_empty() {
            said.push(sentence(&format!("Under {}", coverings.join("; "))));
        }
        said
    }
}

/// A section's title; none before any heading.
fn title(dossier: &Dossier, section: usize) -> Option<String> {
    let section = &dossier.briefing.sections[section];
    let title = one_line(&section.title);
    (section.level > 0).then(|| if title.is_empty() { "(without a title)".to_owned() } else { title })
}

fn hedges(hedges: &[Hedged]) -> String {
    let hedges = hedges.iter().map(|hedge| format!("“{}” ({})", hedge.words, hedge.kind.word()));
    enumeration(&hedges.collect::<Vec<_>>())
}

fn firmness(change: &ClaimChange) -> Option<String> {
    let (gained, lost) = (hedges(&change.hedges.gained), hedges(&change.hedges.lost));
    match change.firmness() {
        Firmness::Same => None,
        Firmness::Firmer => Some(format!("Firmer: no longer {lost}.")),
        Firmness::Weaker => Some(format!("Weaker: now {gained}.")),
        Firmness::Otherwise => Some(capitalized(&format!("hedged otherwise: now {gained}, no longer {lost}."))),
    }
}

/// In one line where words differ, with a few words of what is the same on each side.
fn marked(pieces: &[Piece]) -> String {
    let mut said = String::new();
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Same(words) => said += &shortened(words, at == 0, at == last),
            Piece::Out(words) => said += &wrapped(words, "[-", "-]"),
            Piece::In(words) => {
                if said.ends_with("-]") {
                    said.push(' ');
                }
                said += &wrapped(words, "{+", "+}");
            }
        }
    }
    said
}

/// With signs around its words, and its space outside of them.
fn wrapped(words: &str, open: &str, close: &str) -> String {
    let (inner, start) = (words.trim(), words.len() - words.trim_start().len());
    if inner.is_empty() {
        return format!("{open}{words}{close}");
    }
    let end = start + inner.len();
    format!("{}{open}{inner}{close}{}", &words[..start], &words[end..])
}

/// The words beside what differs.
fn shortened(words: &str, first: bool, last: bool) -> String {
    let all: Vec<&str> = words.split_inclusive(char::is_whitespace).collect();
    let (before, after) = (if first { 0 } else { BESIDE }, if last { 0 } else { BESIDE });
    // One word less is not worth a sign.
    if all.len() <= before + after + 1 {
        return words.to_owned();
    }
    let space = if last { "" } else { " " };
    format!("{}…{space}{}", all[..before].concat(), all[all.len() - after..].concat())
}
