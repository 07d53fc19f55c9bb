//! A claim in its sentence, on one line: its words told apart from what stands around them.
//!
//! Owns how stretches of prose are put together, and the signs for a gap and for what is struck out. Must not know how
//! the parts look.

use super::{ClaimId, Dossier};
use crate::briefing::{Extent, SentencePart};
use crate::role::Role;

/// A part of a claim's sentence, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPart {
    pub text: String,
    /// Whether it is of the claim's words, and not around them.
    pub is_words: bool,
    /// Whether the author struck it out.
    pub is_struck: bool,
}

impl Dossier {
    /// A claim's sentence, in the parts that its words divide it into. Their texts, one behind the other, are the sentence.
    pub fn told(&self, claim: ClaimId) -> Vec<ToldPart> {
        let claim = self.claim(claim);
        self.told_in(claim.sentence, &claim.words)
    }

    /// The same of any words in a sentence: an index into the briefing's.
    pub(crate) fn told_in(&self, sentence: usize, words: &[Extent]) -> Vec<ToldPart> {
        let mut teller = Teller::default();
        for SentencePart { before, extent } in &self.briefing.sentences[sentence].parts {
            teller.aside(before);
            self.tell(&mut teller, extent, words);
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
            self.tell(&mut teller, extent, extents);
            before = Some(extent);
        }
        with_struck(&teller.parts)
    }

    /// Tells an extent, told apart by whether it is of some words and whether it is struck out.
    fn tell(&self, teller: &mut Teller, extent: &Extent, words: &[Extent]) {
        let prose = self.briefing.prose(extent.place);
        let here = words.iter().filter(|one| one.place == extent.place);
        let mut cuts: Vec<u32> = here.clone().flat_map(|one| [one.range.start, one.range.end]).collect();
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
                let is_words = here.clone().any(|one| one.range.start <= from && to <= one.range.end);
                let is_struck = prose.pieces[piece].roles.has(Role::Strikethrough);
                teller.add(prose.slice(&(from..to)), is_words, is_struck);
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
            self.add(text, false, false);
        }
    }

    fn add(&mut self, text: &str, is_words: bool, is_struck: bool) {
        for word in text.split_inclusive(char::is_whitespace) {
            let plain = word.trim_end();
            if !plain.is_empty() {
                let space = std::mem::take(&mut self.space);
                // A space belongs to what is around the words rather than to the words.
                match self.parts.last_mut() {
                    Some(last) if (last.is_words, last.is_struck) == (is_words, is_struck) => {
                        last.text.extend([if space { " " } else { "" }, plain]);
                    }
                    Some(last) if space && is_words && !last.is_words => {
                        last.text.push(' ');
                        self.parts.push(ToldPart { text: plain.to_owned(), is_words, is_struck });
                    }
                    last => {
                        let text = if space && last.is_some() { format!(" {plain}") } else { plain.to_owned() };
                        self.parts.push(ToldPart { text, is_words, is_struck });
                    }
                }
            }
            self.space |= plain.len() < word.len() && !self.parts.is_empty();
        }
    }
}

/// The texts of some parts, with "~~" around what is struck out.
pub(crate) fn with_struck(parts: &[ToldPart]) -> String {
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
