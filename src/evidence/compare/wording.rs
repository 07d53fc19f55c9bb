//! The words of a text's claims, and of the sentences around them.
//!
//! Owns which part of a sentence belongs to no claim. Each sentence is read once, however many claims it has. A change
//! in the rest of its sentence is a change of a claim; a change in the words of another claim is not.

use std::ops::Range;

use crate::briefing::ast::{Extent, Place, SentencePart};
use crate::briefing::dossier::{ClaimId, Dossier, Excerpt};

/// Characters between two claims of a sentence that say nothing.
const PUNCTUATION: [char; 12] = [' ', ',', ';', ':', '.', '(', ')', '"', '“', '”', '–', '—'];

pub(super) struct Wording {
    /// By claim: its words, including those struck out.
    pub(super) words: Vec<String>,
    /// By claim: its words that were struck out.
    pub(super) struck: Vec<Vec<String>>,
    /// By sentence: its words that belong to no claim.
    around: Vec<String>,
    /// By sentence: all its words.
    sentences: Vec<String>,
}

impl Wording {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let excerpts = dossier.claims.iter().map(|claim| Excerpt::of(dossier.extent_parts(&claim.passage.words)));
        let (words, struck) = excerpts
            .map(|excerpt| (excerpt.plain(), excerpt.struck().into_iter().map(str::to_owned).collect()))
            .unzip();
        let mut claimed = vec![Vec::new(); dossier.briefing.sentences.len()];
        for claim in &dossier.claims {
            claimed[claim.passage.sentence]
                .extend(claim.passage.words.iter().map(|words| (words.place, words.range.clone())));
        }
        let sentences = dossier.briefing.sentences.iter();
        let read = sentences.zip(claimed).map(|(sentence, mut claimed)| {
            claimed.sort_unstable_by_key(|(place, range)| (*place, range.start));
            let parts = sentence.parts.iter().map(|SentencePart { extent, .. }| extent);
            let around: Vec<_> = parts.clone().flat_map(|part| unclaimed(dossier, part, &claimed)).collect();
            (around.join(" … "), parts.map(|part| line(dossier, part)).collect::<Vec<_>>().join(" "))
        });
        let (around, sentences) = read.unzip();
        Self { words, struck, around, sentences }
    }

    /// The words of a claim's sentence that belong to no claim.
    pub(super) fn around(&self, dossier: &Dossier, claim: ClaimId) -> &str {
        &self.around[dossier.claim(claim).passage.sentence]
    }

    pub(super) fn sentence(&self, dossier: &Dossier, claim: ClaimId) -> &str {
        &self.sentences[dossier.claim(claim).passage.sentence]
    }
}

fn line(dossier: &Dossier, extent: &Extent) -> String {
    dossier.line(std::slice::from_ref(extent))
}

/// The words of a part of a sentence outside the claimed ranges, which are sorted.
fn unclaimed(dossier: &Dossier, part: &Extent, claimed: &[(Place, Range<u32>)]) -> Vec<String> {
    let prose = dossier.briefing.prose(part.place);
    let here = &claimed[claimed.partition_point(|(place, _)| *place < part.place)..];
    let here = here.iter().take_while(|(place, _)| *place == part.place).map(|(_, range)| range.clone());
    let mut left = Vec::new();
    let mut from = part.range.start;
    for claimed in here.chain(std::iter::once(part.range.end..part.range.end)) {
        let range = from..claimed.start.min(part.range.end);
        if range.start < range.end {
            let words = line(dossier, &Extent { place: part.place, span: prose.span(&range), range });
            left.push(words.trim_matches(PUNCTUATION).to_owned());
        }
        from = from.max(claimed.end);
    }
    left.retain(|words| !words.is_empty());
    left
}
