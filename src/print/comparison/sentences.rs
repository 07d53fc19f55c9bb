//! Sentences about the changes of one claim, source or caveat.
//!
//! Owns the words that the printed comparison and the reader share. Must not know who prints them.

mod declared;

use std::cmp::Ordering;

use crate::briefing::dossier::Excerpt;
use crate::briefing::dossier::{ClaimId, Dossier, Doubts, Relation, SourceId};
use crate::briefing::hedge::HedgeKind;
use crate::evidence::compare::{
    ClaimChange, Comparison, Delta, Fate, Hedged, INLINE_LIKENESS, Piece, Reworded, Unattributed, UnattributedKind,
    differences,
};
use crate::evidence::since::Firmness;
use crate::print::sentences::{Sentences, list};
use crate::print::summary::{capitalized, enumeration, sentence};
use crate::text::manuscript::one_line;

/// How many unchanged words are shown beside a difference.
const BESIDE: usize = 4;

/// A comparison, and the sentences about both its texts.
#[derive(Clone, Copy)]
pub(super) struct ChangeSentences<'a> {
    pub(super) comparison: &'a Comparison<'a>,
    pub(super) old: Sentences<'a>,
    pub(super) new: Sentences<'a>,
    /// Whether the sentences stand beside the new text, which shows what is there now.
    pub(super) is_beside: bool,
}

/// A claim that a comparison lists.
#[derive(Clone, Copy)]
pub(super) enum Listed<'a> {
    Changed(ClaimId, ClaimId, &'a ClaimChange),
    New(ClaimId),
    Gone(ClaimId),
}

impl<'a> Listed<'a> {
    /// None for a claim that is the same.
    pub(super) fn of(fate: &'a Fate<ClaimId, ClaimChange>) -> Option<Self> {
        match fate {
            Fate::New(claim) => Some(Self::New(*claim)),
            Fate::Gone(claim) => Some(Self::Gone(*claim)),
            Fate::Kept { old, new, change } => (!change.is_none()).then_some(Self::Changed(*old, *new, change)),
        }
    }
}

impl<'a> ChangeSentences<'a> {
    /// `problems` counts those of the old text and of the new one.
    pub(super) fn of(comparison: &'a Comparison<'a>, problems: [usize; 2], doubts: &'a Doubts) -> Self {
        let [old, new] = [(comparison.old, problems[0]), (comparison.new, problems[1])]
            .map(|(dossier, problems)| Sentences { dossier, doubts, standing: &[], problems });
        Self { comparison, old, new, is_beside: false }
    }

    pub(super) fn listed(&self) -> impl Iterator<Item = Listed<'a>> + use<'a> {
        self.comparison.claims.iter().filter_map(Listed::of)
    }

    /// The text in which a claim stands, and its id there.
    pub(super) fn side(&self, listed: Listed) -> (Sentences<'a>, ClaimId) {
        match listed {
            Listed::Changed(_, claim, _) | Listed::New(claim) => (self.new, claim),
            Listed::Gone(claim) => (self.old, claim),
        }
    }

    /// The changes of a claim.
    pub(super) fn changes(&self, listed: Listed) -> Vec<String> {
        let mut said = Vec::new();
        match listed {
            Listed::New(claim) if self.comparison.unsourced_before.contains(&claim) => {
                said.push("Its sentence stood in the old text, without a source.".to_owned());
            }
            Listed::Gone(claim) if self.comparison.unsourced_now.contains(&claim) => {
                said.push("Its sentence still stands in the new text, without a source.".to_owned());
            }
            Listed::New(_) | Listed::Gone(_) => {}
            Listed::Changed(old, new, change) => {
                let number = (old != new && !self.is_beside).then(|| format!(" (was claim {})", old.number()));
                if change.reworded || change.around {
                    said.push(self.reworded(old, new, change, &number.unwrap_or_default()));
                } else if number.is_some() {
                    said.push(format!("Was claim {}.", old.number()));
                }
                said.extend(self.struck(old, new, change));
                said.extend(turns(change));
                said.extend(firmness(change));
                said.extend(self.other_sources(old, new, change));
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

    /// The difference of a claim's words, in its sentence.
    fn reworded(&self, old: ClaimId, new: ClaimId, change: &ClaimChange, number: &str) -> String {
        let [before, after] = [(self.old, old), (self.new, new)].map(|(side, id)| side.printed(id));
        let what = if change.reworded { "Reworded" } else { "Its sentence changed" };
        if change.likeness < INLINE_LIKENESS {
            return sentence(&format!("{what}{number}, before: “{before}”"));
        }
        let said = format!("{what}{number}: {}", marked(&differences(&before, &after)));
        // In print it has a row of its own.
        if self.is_beside { sentence(&said) } else { said }
    }

    /// The words of a claim that are newly struck out, and those no longer struck out.
    fn struck(&self, old: ClaimId, new: ClaimId, change: &ClaimChange) -> Vec<String> {
        let [was, is] = [(self.old, old), (self.new, new)].map(|(side, id)| Excerpt::claim(side.dossier, id));
        let line = |what: &str, words: Vec<&String>, is_whole: bool| {
            let words: Vec<_> = words.into_iter().map(|words| format!("“{words}”")).collect();
            let words = if is_whole { String::new() } else { format!(": {}", words.join(", ")) };
            sentence(&format!("{what}{words}"))
        };
        let Delta { gained, lost } = &change.struck;
        let text = is.plain();
        let lost: Vec<_> = lost.iter().filter(|words| text.contains(words.as_str())).collect();
        let struck = (!gained.is_empty()).then(|| line("Struck out", gained.iter().collect(), is.is_struck()));
        let back = (!lost.is_empty()).then(|| line("No longer struck out", lost, was.is_struck()));
        struck.into_iter().chain(back).collect()
    }

    /// The sources that a claim gained and lost, by their relation to it.
    fn other_sources(&self, old: ClaimId, new: ClaimId, change: &ClaimChange) -> Vec<String> {
        let sources = |side: &Sentences, claim: ClaimId, ids: &[SourceId], what: fn(Relation) -> &'static str| {
            let those = |wanted| ids.iter().copied().filter(move |&id| side.dossier.relation(claim, id) == wanted);
            let lines = Relation::ALL.into_iter().map(|relation| {
                let chains: Vec<_> = those(relation).map(|id| side.chain(id).0).collect();
                (!chains.is_empty()).then(|| sentence(&format!("{} {}", what(relation), list(&chains, "; and "))))
            });
            lines.flatten().collect::<Vec<_>>()
        };
        let Delta { gained, lost } = &change.sources;
        let gained = sources(&self.new, new, gained, |relation| match relation {
            Relation::Says => "Newly said by",
            Relation::Linked => "Now links to",
            Relation::Mentioned => "A remark now mentions",
        });
        let lost = sources(&self.old, old, lost, |relation| match relation {
            Relation::Says => "No longer said by",
            Relation::Linked => "No longer links to",
            Relation::Mentioned => "No remark mentions any longer",
        });
        [gained, lost].concat()
    }
}

/// A section's title; none before the first heading.
pub(super) fn title(dossier: &Dossier, section: usize) -> Option<String> {
    let section = &dossier.briefing.sections[section];
    let title = one_line(&section.title);
    (section.level > 0).then(|| if title.is_empty() { "(without a title)".to_owned() } else { title })
}

/// Hedges with their kinds, and whether they stand around the words.
fn hedges(hedges: &[&Hedged]) -> String {
    quoted(hedges, |hedge| {
        let place = if hedge.is_inside { "" } else { ", in its sentence" };
        format!(" ({}{place})", hedge.kind.word())
    })
}

fn quoted(hedges: &[&Hedged], more: impl Fn(&Hedged) -> String) -> String {
    // A quoted hedge stays on one row.
    let quoted = hedges.iter().map(|hedge| format!("“{}”{}", hedge.words.replace(' ', "\u{a0}"), more(hedge)));
    enumeration(&quoted.collect::<Vec<_>>())
}

/// The negations that a claim gained and lost.
fn turns(change: &ClaimChange) -> Option<String> {
    let [gained, lost] = sides(change, |kind| kind == HedgeKind::Negated);
    let sides = [("now negated", gained), ("no longer negated", lost)].into_iter();
    let sides = sides.filter(|(_, side)| !side.is_empty());
    let said: Vec<_> = sides.map(|(word, side)| format!("{word}: {}", quoted(&side, |_| String::new()))).collect();
    (!said.is_empty()).then(|| format!("{}.", capitalized(&said.join(", "))))
}

fn firmness(change: &ClaimChange) -> Option<String> {
    let word = match change.firmness() {
        Firmness::Same => return None,
        Firmness::Firmer => "Firmer",
        Firmness::Weaker => "Weaker",
        Firmness::Otherwise => "Hedged differently",
    };
    let [gained, lost] = sides(change, |kind| kind != HedgeKind::Negated);
    let sides = [("now ", gained), ("no longer ", lost)].into_iter();
    let sides = sides.filter(|(_, side)| !side.is_empty());
    let sides: Vec<_> = sides.map(|(word, side)| format!("{word}{}", hedges(&side))).collect();
    (!sides.is_empty()).then(|| format!("{word}: {}.", sides.join(", ")))
}

/// The hedges of some kinds that a claim gained, and those that it lost.
fn sides(change: &ClaimChange, is_asked: impl Fn(HedgeKind) -> bool) -> [Vec<&Hedged>; 2] {
    [&change.hedges.gained, &change.hedges.lost]
        .map(|hedges| hedges.iter().filter(|hedge| is_asked(hedge.kind)).collect())
}

/// Words beside the claims, after their kind.
pub(super) fn said_of(Unattributed { kind, words, .. }: &Unattributed) -> String {
    format!("{}: {words}", kind_of(*kind))
}

/// What was removed and what was added.
pub(super) fn between(Reworded { old, new }: &Reworded) -> String {
    marked(&differences(&old.words, &new.words))
}

pub(super) fn kind_of(kind: UnattributedKind) -> &'static str {
    match kind {
        UnattributedKind::Sentence => "without a source",
        kind => kind.word(),
    }
}

/// Differences in one line, with a few unchanged words on each side.
fn marked(pieces: &[Piece]) -> String {
    let mut said = String::new();
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Same(words) => said += &shortened(words, at == 0, at == last),
            Piece::Removed(words) => said += &wrapped(words, "[-", "-]"),
            Piece::Added(words) => {
                if said.ends_with("-]") {
                    said.push(' ');
                }
                said += &wrapped(words, "{+", "+}");
            }
        }
    }
    said
}

/// Puts signs around words, inside the space around them.
fn wrapped(words: &str, open: &str, close: &str) -> String {
    let (inner, start) = (words.trim(), words.len() - words.trim_start().len());
    if inner.is_empty() {
        return format!("{open}{words}{close}");
    }
    let end = start + inner.len();
    format!("{}{open}{inner}{close}{}", &words[..start], &words[end..])
}

/// The unchanged words beside a difference.
fn shortened(words: &str, first: bool, last: bool) -> String {
    let all: Vec<&str> = words.split_inclusive(char::is_whitespace).collect();
    let (before, after) = (if first { 0 } else { BESIDE }, if last { 0 } else { BESIDE });
    // A sign in place of one word saves nothing.
    if all.len() <= before + after + 1 {
        return words.to_owned();
    }
    let (space, left_out) = (if last { "" } else { " " }, all[before..all.len() - after].concat());
    // The other sign of a pair remains.
    let sign = match left_out.matches('‹').count().cmp(&left_out.matches('›').count()) {
        Ordering::Less => "…›",
        Ordering::Equal => "…",
        Ordering::Greater => "‹…",
    };
    format!("{}{sign}{space}{}", all[..before].concat(), all[all.len() - after..].concat())
}
