//! A claim in its sentence, on one line: its words told apart from what stands around them.
//!
//! Owns how stretches of prose are put together, which of them is nearest to the references, and the signs for a gap and for what is struck out. Must not know how
//! the parts look.

use std::collections::HashMap;

use super::{Claim, ClaimHedge, ClaimId, Dossier, Statement};
use crate::briefing::{Extent, Place, SentencePart};
use crate::hedge::HedgeKind;
use crate::role::Role;

/// A part of a claim's sentence, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPart {
    pub text: String,
    /// Whether it is of the claim's words, and not around them.
    pub is_words: bool,
    /// Whether the author struck it out.
    pub is_struck: bool,
    /// The kind of the hedge that it is; always none in [`Dossier::told`].
    pub hedge: Option<HedgeKind>,
}

impl Claim {
    /// The stretch of its words that is nearest to its references.
    pub fn extent(&self) -> &Extent {
        nearest_stretch(&self.words, self.place, self.at)
    }
}

impl Statement {
    /// The stretch of its words that is nearest to its references.
    pub fn extent(&self) -> &Extent {
        nearest_stretch(&self.words, self.place, self.at)
    }
}

/// The stretch before a place, unless that stands in a block farther from it than the one behind it.
fn nearest_stretch(words: &[Extent], place: Place, at: u32) -> &Extent {
    let next = words.partition_point(|extent| (extent.place, extent.range.start) < (place, at));
    let before = next.checked_sub(1).map(|before| &words[before]);
    match (before, words.get(next)) {
        (Some(before), Some(behind)) => {
            let far = |extent: &Extent| extent.place.block.abs_diff(place.block);
            if before.place == place || far(before) <= far(behind) { before } else { behind }
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => unreachable!("words are not empty"),
    }
}

impl Dossier {
    /// A claim's sentence, in the parts that its words divide it into. Their texts, one behind the other, are the sentence.
    pub fn told(&self, claim: ClaimId) -> Vec<ToldPart> {
        let claim = self.claim(claim);
        self.told_with(claim.sentence, &claim.words, &[])
    }

    /// The same, with each hedge as a part by itself.
    pub fn told_hedged(&self, claim: ClaimId) -> Vec<ToldPart> {
        let hedges = self.hedges(claim);
        let claim = self.claim(claim);
        self.told_with(claim.sentence, &claim.words, &hedges)
    }

    /// What is made of a claim's sentence, made once for all claims in it: a hostile file can have all of them in one.
    pub fn by_sentence<T: Clone>(&self, make: impl Fn(ClaimId) -> T) -> impl FnMut(ClaimId) -> T {
        let mut made = HashMap::new();
        move |id| made.entry(self.claim(id).sentence).or_insert_with(|| make(id)).clone()
    }

    /// A sentence on one line, as it reads.
    pub fn sentence_line(&self, sentence: usize) -> String {
        self.told_with(sentence, &[], &[]).into_iter().map(|part| part.text).collect()
    }

    fn told_with(&self, sentence: usize, words: &[Extent], mut hedges: &[ClaimHedge<'_>]) -> Vec<ToldPart> {
        let mut teller = Teller::default();
        for SentencePart { before, extent } in &self.briefing.sentences[sentence].parts {
            teller.aside(before);
            let here = hedges.iter().take_while(|hedge| {
                let Extent { place, range, .. } = hedge.extent;
                *place == extent.place && extent.range.start <= range.start && range.end <= extent.range.end
            });
            let (here, rest) = hedges.split_at(here.count());
            self.tell(&mut teller, extent, words, here);
            hedges = rest;
        }
        teller.parts
    }

    /// A claim's sentence, on one line, with "~~" around what is struck out.
    pub fn sentence(&self, claim: ClaimId) -> String {
        with_struck(&self.told(claim))
    }

    /// Whether a claim's sentence says more than its words.
    pub fn is_part(&self, claim: ClaimId) -> bool {
        self.told(claim).iter().any(|part| !part.is_words && part.text.contains(char::is_alphanumeric))
    }

    /// The words of some extents, on one line: "…" stands for a gap within a prose.
    pub(crate) fn line(&self, extents: &[Extent]) -> String {
        let mut teller = Teller::default();
        let mut before: Option<&Extent> = None;
        for extent in extents {
            if let Some(before) = before {
                teller.aside(if before.place == extent.place { " … " } else { " " });
            }
            self.tell(&mut teller, extent, extents, &[]);
            before = Some(extent);
        }
        with_struck(&teller.parts)
    }

    /// Tells an extent, told apart by whether it is of some words, whether it is struck out, and by its hedges.
    fn tell(&self, teller: &mut Teller, extent: &Extent, words: &[Extent], hedges: &[ClaimHedge<'_>]) {
        let prose = self.briefing.prose(extent.place);
        let first = words.partition_point(|one| one.place < extent.place);
        let here = &words[first..first + words[first..].partition_point(|one| one.place == extent.place)];
        let ends = |extent: &Extent| [extent.range.start, extent.range.end];
        let mut cuts: Vec<u32> = here.iter().flat_map(ends).collect();
        cuts.extend(hedges.iter().flat_map(|hedge| ends(hedge.extent)));
        let first = prose.pieces.partition_point(|piece| piece.start <= extent.range.start).saturating_sub(1);
        let pieces = prose.pieces[first..].iter().take_while(|piece| piece.start < extent.range.end);
        cuts.extend(pieces.map(|piece| piece.start));
        cuts.push(extent.range.end);
        cuts.sort_unstable();
        let mut from = extent.range.start;
        for cut in cuts {
            let to = cut.clamp(from, extent.range.end);
            if from < to {
                let piece = prose.pieces.partition_point(|piece| piece.start <= from) - 1;
                let holds = |one: &&Extent| one.range.start <= from && to <= one.range.end;
                let is_words = here.get(here.partition_point(|one| one.range.end <= from)).as_ref().is_some_and(holds);
                let hedge = hedges.get(hedges.partition_point(|hedge| hedge.extent.range.end <= from));
                let hedge = hedge.filter(|hedge| holds(&hedge.extent)).map(|hedge| hedge.kind);
                let is_struck = prose.pieces[piece].roles.has(Role::Strikethrough);
                teller.add(prose.slice(&(from..to)), is_words, is_struck, hedge);
                from = to;
            }
        }
    }
}

/// Puts a sentence together from stretches of prose, on one line.
#[derive(Default)]
struct Teller {
    parts: Vec<ToldPart>,
    /// White space that stands between what was told and what is told next.
    space: bool,
}

impl Teller {
    /// What the sentence itself does not say, between two stretches of it.
    fn aside(&mut self, text: &str) {
        if !self.parts.is_empty() {
            self.add(text, false, false, None);
        }
    }

    fn add(&mut self, text: &str, is_words: bool, is_struck: bool, hedge: Option<HedgeKind>) {
        let look = (is_words, is_struck, hedge);
        for word in text.split_inclusive(char::is_whitespace) {
            let plain = word.trim_end();
            if !plain.is_empty() {
                let space = std::mem::take(&mut self.space);
                match self.parts.last_mut() {
                    Some(last) if (last.is_words, last.is_struck, last.hedge) == look => {
                        last.text.extend([if space { " " } else { "" }, plain]);
                    }
                    last => {
                        let mut text = plain.to_owned();
                        match last.filter(|_| space) {
                            // A space belongs to what is around the words, and to what is plain of it.
                            Some(last) if is_words && !last.is_words => last.text.push(' '),
                            Some(last) if is_words == last.is_words && (is_struck || hedge.is_some()) => {
                                last.text.push(' ');
                            }
                            Some(_) => text.insert(0, ' '),
                            None => {}
                        }
                        self.parts.push(ToldPart { text, is_words, is_struck, hedge });
                    }
                }
            }
            self.space |= plain.len() < word.len() && !self.parts.is_empty();
        }
    }
}

/// The texts of some parts, with "~~" around what is struck out.
fn with_struck(parts: &[ToldPart]) -> String {
    let mut line = String::new();
    for ToldPart { text, is_struck, .. } in parts {
        let words = text.trim();
        if *is_struck && !words.is_empty() {
            let start = text.len() - text.trim_start().len();
            line.extend([&text[..start], "~~", words, "~~", &text[start + words.len()..]]);
        } else {
            line.push_str(text);
        }
    }
    line.trim().to_owned()
}
