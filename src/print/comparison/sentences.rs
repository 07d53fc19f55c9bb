//! Describes the changes of one claim, source or caveat in sentences.
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
use crate::print::summary::{enumeration, sentence};
use crate::text::case::capitalized;
use crate::text::manuscript::one_line;

/// The number of unchanged words shown on each side of a difference.
const BESIDE: usize = 4;

/// A comparison, with sentences about both texts.
#[derive(Clone, Copy)]
pub(super) struct ChangeSentences<'a> {
    pub(super) comparison: &'a Comparison<'a>,
    pub(super) old: Sentences<'a>,
    pub(super) new: Sentences<'a>,
    /// Whether the sentences stand beside the new text, which already shows its own words.
    pub(super) is_beside: bool,
}

/// A claim that the comparison lists.
#[derive(Clone, Copy)]
pub(super) enum Listed<'a> {
    Changed(ClaimId, ClaimId, &'a ClaimChange),
    New(ClaimId),
    Gone(ClaimId),
}

impl<'a> Listed<'a> {
    /// None if the claim is unchanged.
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

    /// Describes the changes of a claim.
    pub(super) fn changes(&self, listed: Listed) -> Vec<String> {
        let mut sentences = Vec::new();
        match listed {
            Listed::New(claim) if self.comparison.unsourced_before.contains(&claim) => {
                sentences.push("Its sentence was in the old text, without a source.".to_owned());
            }
            Listed::Gone(claim) if self.comparison.unsourced_now.contains(&claim) => {
                sentences.push("Its sentence is still in the new text, without a source.".to_owned());
            }
            Listed::New(_) | Listed::Gone(_) => {}
            Listed::Changed(old, new, change) => {
                let number = (old != new && !self.is_beside).then(|| format!(" (was claim {})", old.number()));
                if change.reworded || change.around {
                    sentences.push(self.reworded(old, new, change, &number.unwrap_or_default()));
                } else if number.is_some() {
                    sentences.push(format!("Was claim {}.", old.number()));
                }
                sentences.extend(self.struck(old, new, change));
                sentences.extend(negations(change));
                sentences.extend(firmness(change));
                sentences.extend(self.other_sources(old, new, change));
                let gained = change.coverings.gained.iter().map(|&covering| {
                    let words = self.new.covering(covering);
                    match words.strip_prefix("Denied") {
                        Some(rest) => format!("Newly denied{rest}"),
                        None => format!("Newly under a caveat{}", words.strip_prefix("Caveat").unwrap_or(&words)),
                    }
                });
                let lost = change.coverings.lost.iter().map(|&covering| {
                    let words = self.old.covering(covering);
                    match words.strip_prefix("Denied") {
                        Some(rest) => format!("No longer denied{rest}"),
                        None => format!("No longer under the caveat{}", words.strip_prefix("Caveat").unwrap_or(&words)),
                    }
                });
                sentences.extend(gained.chain(lost));
                if change.moved {
                    let from = title(self.old.dossier, self.old.dossier.claim(old).section);
                    sentences.push(match from {
                        Some(from) => format!("Moved here from “{from}”."),
                        None => "Moved here from before the first heading.".to_owned(),
                    });
                }
            }
        }
        sentences
    }

    /// Describes how a claim's words changed, within its sentence.
    fn reworded(&self, old: ClaimId, new: ClaimId, change: &ClaimChange, number: &str) -> String {
        let [before, after] = [(self.old, old), (self.new, new)].map(|(side, id)| side.printed(id));
        let what = if change.reworded { "Reworded" } else { "Its sentence changed" };
        if change.likeness < INLINE_LIKENESS {
            return sentence(&format!("{what}{number}, before: “{before}”"));
        }
        let words = format!("{what}{number}: {}", marked(&differences(&before, &after)));
        // A printed difference has a row of its own and needs no full stop.
        if self.is_beside { sentence(&words) } else { words }
    }

    /// Describes words of a claim that are newly struck out, and words that no longer are.
    fn struck(&self, old: ClaimId, new: ClaimId, change: &ClaimChange) -> Vec<String> {
        let [was, is] = [(self.old, old), (self.new, new)].map(|(side, id)| Excerpt::claim(side.dossier, id));
        let describe = |what: &str, words: Vec<&String>, is_whole: bool| {
            let words: Vec<_> = words.into_iter().map(|words| format!("“{words}”")).collect();
            let words = if is_whole { String::new() } else { format!(": {}", words.join(", ")) };
            sentence(&format!("{what}{words}"))
        };
        let Delta { gained, lost } = &change.struck;
        let text = is.plain();
        let lost: Vec<_> = lost.iter().filter(|words| text.contains(words.as_str())).collect();
        let struck = (!gained.is_empty()).then(|| describe("Struck out", gained.iter().collect(), is.is_struck()));
        let back = (!lost.is_empty()).then(|| describe("No longer struck out", lost, was.is_struck()));
        struck.into_iter().chain(back).collect()
    }

    /// Describes the sources that a claim gained and lost, by their relation to it.
    fn other_sources(&self, old: ClaimId, new: ClaimId, change: &ClaimChange) -> Vec<String> {
        let describe = |side: &Sentences, claim: ClaimId, ids: &[SourceId], what: fn(Relation) -> &'static str| {
            let those = |wanted| ids.iter().copied().filter(move |&id| side.dossier.relation(claim, id) == wanted);
            let sentences = Relation::ALL.into_iter().map(|relation| {
                let chains: Vec<_> = those(relation).map(|id| side.chain(id).0).collect();
                (!chains.is_empty()).then(|| sentence(&format!("{} {}", what(relation), list(&chains, "; and "))))
            });
            sentences.flatten().collect::<Vec<_>>()
        };
        let Delta { gained, lost } = &change.sources;
        let gained = describe(&self.new, new, gained, |relation| match relation {
            Relation::Says => "Newly said by",
            Relation::Linked => "Now links to",
            Relation::Mentioned => "Now only mentioned:",
        });
        let lost = describe(&self.old, old, lost, |relation| match relation {
            Relation::Says => "No longer said by",
            Relation::Linked => "No longer links to",
            Relation::Mentioned => "No longer mentioned:",
        });
        [gained, lost].concat()
    }
}

/// The title of a section; none before the first heading.
pub(super) fn title(dossier: &Dossier, section: usize) -> Option<String> {
    let section = &dossier.briefing.sections[section];
    let title = one_line(&section.title);
    (section.level > 0).then(|| if title.is_empty() { "(without a title)".to_owned() } else { title })
}

/// Hedges with their kinds. Hedges outside the claim's words say so.
fn hedges(hedges: &[&Hedged]) -> String {
    quoted(hedges, |hedge| {
        let place = if hedge.is_inside { "" } else { ", in its sentence" };
        format!(" ({}{place})", hedge.kind.word())
    })
}

fn quoted(hedges: &[&Hedged], more: impl Fn(&Hedged) -> String) -> String {
    // Non-breaking spaces keep a hedge on one row.
    let quoted = hedges.iter().map(|hedge| format!("“{}”{}", hedge.words.replace(' ', "\u{a0}"), more(hedge)));
    enumeration(&quoted.collect::<Vec<_>>())
}

/// Describes negations that a claim gained and lost.
fn negations(change: &ClaimChange) -> Option<String> {
    let [gained, lost] = sides(change, |kind| kind == HedgeKind::Negated);
    let sides = [("now negated", gained), ("no longer negated", lost)].into_iter();
    let sides = sides.filter(|(_, side)| !side.is_empty());
    let sides: Vec<_> = sides.map(|(word, side)| format!("{word}: {}", quoted(&side, |_| String::new()))).collect();
    (!sides.is_empty()).then(|| format!("{}.", capitalized(&sides.join(", "))))
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

/// The hedges of some kinds that a claim gained and lost.
fn sides(change: &ClaimChange, is_asked: impl Fn(HedgeKind) -> bool) -> [Vec<&Hedged>; 2] {
    [&change.hedges.gained, &change.hedges.lost]
        .map(|hedges| hedges.iter().filter(|hedge| is_asked(hedge.kind)).collect())
}

/// The kind of a passage outside of claims, and its words.
pub(super) fn labeled_words(Unattributed { kind, words, .. }: &Unattributed) -> String {
    format!("{}: {words}", kind_of(*kind))
}

/// The removed and added words of a reworded passage.
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
    let mut line = String::new();
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Same(words) => line += &shortened(words, at == 0, at == last),
            Piece::Removed(words) => line += &wrapped(words, "[-", "-]"),
            Piece::Added(words) => {
                if line.ends_with("-]") {
                    line.push(' ');
                }
                line += &wrapped(words, "{+", "+}");
            }
        }
    }
    line
}

/// Puts signs around words, inside the spaces around them.
fn wrapped(words: &str, open: &str, close: &str) -> String {
    let (inner, start) = (words.trim(), words.len() - words.trim_start().len());
    if inner.is_empty() {
        return format!("{open}{words}{close}");
    }
    let end = start + inner.len();
    format!("{}{open}{inner}{close}{}", &words[..start], &words[end..])
}

/// Shortens unchanged words to those beside a difference.
fn shortened(words: &str, first: bool, last: bool) -> String {
    let all: Vec<&str> = words.split_inclusive(char::is_whitespace).collect();
    let (before, after) = (if first { 0 } else { BESIDE }, if last { 0 } else { BESIDE });
    // Replacing a single word by an ellipsis saves nothing.
    if all.len() <= before + after + 1 {
        return words.to_owned();
    }
    let (space, left_out) = (if last { "" } else { " " }, all[before..all.len() - after].concat());
    // If the shortened part contains one sign of a pair, that sign is kept.
    let sign = match left_out.matches('‹').count().cmp(&left_out.matches('›').count()) {
        Ordering::Less => "…›",
        Ordering::Equal => "…",
        Ordering::Greater => "‹…",
    };
    format!("{}{sign}{space}{}", all[..before].concat(), all[all.len() - after..].concat())
}
