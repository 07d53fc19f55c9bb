//! Shows a claim in its sentence on one line, with its words set apart from the words around them.
//!
//! These functions are the only way to show a claim, on screen and in print. So no form can show words without the
//! words that may turn them; `tests/cli/excerpts.rs` and `tests/reader/excerpts.rs` check each form. Owns how stretches
//! of prose are joined, which stretch is nearest to the references, and the signs for gaps and deletions. Must not know
//! how the parts look.

use std::collections::HashMap;
use std::ops::Range;

use super::{Claim, ClaimHedge, ClaimId, Dossier, Passage};
use crate::briefing::ast::{COLUMN, Extent, Place, Sentence, SentencePart};
use crate::briefing::hedge::HedgeKind;
use crate::text::address;
use crate::text::manuscript::{offset, one_line};
use crate::text::role::Role;

/// A part of a claim's sentence, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcerptPart {
    pub text: String,
    /// Whether it belongs to the claim's words, rather than to the words around them.
    pub is_words: bool,
    /// Whether the author struck it out.
    pub is_struck: bool,
    /// Its kind if it is a hedge; always none in [`Dossier::parts`].
    pub hedge: Option<HedgeKind>,
}

impl Passage {
    /// Returns the stretch of its words that is nearest to its references.
    pub fn extent(&self) -> &Extent {
        nearest_stretch(&self.words, self.place, self.at)
    }
}

/// Returns the stretch before a place, or the stretch after it if that one's block is nearer.
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
    /// Returns a claim's sentence, divided by the claim's words. The texts of all parts together are the sentence.
    ///
    /// The name of a column belongs to the cell after it. A long sentence with very many claims is cut to its beginning
    /// and the surroundings of the words, with "…" for the rest. Otherwise a hostile text would be printed once for
    /// each claim.
    pub fn parts(&self, claim: ClaimId) -> Vec<ExcerptPart> {
        self.claim_parts(claim, &[])
    }

    /// Whether a claim's sentence has words that are not the claim's.
    pub fn has_words_around(&self, claim: ClaimId) -> bool {
        self.parts(claim).iter().any(|part| !part.is_words && part.text.contains(char::is_alphanumeric))
    }

    /// Works like [`Dossier::parts`], with each hedge as a separate part.
    pub fn hedged_parts(&self, claim: ClaimId) -> Vec<ExcerptPart> {
        self.claim_parts(claim, &self.hedges(claim))
    }

    /// Memoizes a value for each sentence, because a hostile file can have all its claims in one sentence.
    pub fn by_sentence<T: Clone>(&self, make: impl Fn(ClaimId) -> T) -> impl FnMut(ClaimId) -> T {
        let mut made = HashMap::new();
        move |id| made.entry(self.claim(id).passage.sentence).or_insert_with(|| make(id)).clone()
    }

    /// Returns a sentence on one line.
    pub fn sentence_line(&self, sentence: usize) -> String {
        self.sentence_parts(sentence, &[]).into_iter().map(|part| part.text).collect()
    }

    fn claim_parts(&self, id: ClaimId, mut hedges: &[ClaimHedge<'_>]) -> Vec<ExcerptPart> {
        let claim = self.claim(id);
        let Sentence { parts, goes_on } = &self.briefing.sentences[claim.passage.sentence];
        // Most claims are a whole sentence without deletions.
        if let ([part], [words]) = (&parts[..], &claim.passage.words[..])
            && part.extent == *words
            && hedges.is_empty()
            && !self.is_struck(id)
        {
            let text = one_line(self.briefing.prose(words.place).slice(&words.range));
            return vec![ExcerptPart { text, is_words: true, is_struck: false, hedge: None }];
        }
        let is_words = |extent: &Extent| claim.passage.words.iter().any(|words| words.overlaps(extent));
        let is_crowded = self.is_crowded(id);
        let (mut builder, mut is_whole) = (Builder::default(), true);
        for (at, SentencePart { before, extent }) in parts.iter().enumerate() {
            let cell = parts.get(at + 1).filter(|next| next.before == COLUMN).map(|next| &next.extent);
            let names_words = cell.is_some_and(is_words);
            let near = if is_crowded && !names_words { self.near(claim, extent) } else { vec![extent.clone()] };
            let (here, rest) = hedges.split_at(hedges.iter().take_while(|hedge| extent.contains(hedge.extent)).count());
            hedges = rest;
            for (nth, stretch) in near.iter().enumerate() {
                if !is_whole || nth > 0 || stretch.range.start > extent.range.start {
                    builder.separator(" … ");
                } else if *before == COLUMN && is_words(extent) {
                    builder.add(before, true, false, None);
                } else {
                    builder.separator(before);
                }
                let words = if names_words { std::slice::from_ref(stretch) } else { &claim.passage.words };
                self.divide(&mut builder, stretch, words, here);
                is_whole = true;
            }
            is_whole = near.last().is_some_and(|last| last.range.end == extent.range.end);
        }
        if !is_whole || *goes_on {
            builder.separator(" …");
        }
        builder.parts
    }

    /// Returns a sentence of the briefing, divided by the given words.
    pub(crate) fn sentence_parts(&self, sentence: usize, words: &[Extent]) -> Vec<ExcerptPart> {
        let mut builder = Builder::default();
        let Sentence { parts, goes_on } = &self.briefing.sentences[sentence];
        for SentencePart { before, extent } in parts {
            builder.separator(before);
            self.divide(&mut builder, extent, words, &[]);
        }
        if *goes_on {
            builder.separator(" …");
        }
        builder.parts
    }

    /// Returns a claim's sentence on one line, with "~~" around deletions.
    pub fn sentence(&self, claim: ClaimId) -> String {
        with_struck(&self.parts(claim))
    }

    /// Returns a sentence without a source, with the sentence that introduces its list or quotation. Without the
    /// introduction it could read as something that the text denies.
    pub(crate) fn unsourced_parts(&self, sentence: &Extent) -> Vec<ExcerptPart> {
        let introductions = &self.briefing.introductions;
        let introduction = introductions.binary_search_by_key(&sentence.place.block, |(block, _)| *block).ok();
        let mut builder = Builder::default();
        if let Some((_, introduction)) = introduction.map(|at| &introductions[at]) {
            self.divide(&mut builder, introduction, std::slice::from_ref(introduction), &[]);
            let before = &self.briefing.prose(sentence.place).text[..sentence.range.start as usize];
            builder.separator(if before.contains(char::is_alphanumeric) { " … " } else { " " });
        }
        self.divide(&mut builder, sentence, std::slice::from_ref(sentence), &[]);
        builder.parts
    }

    /// Whether a stretch of the text links to a page, or has an address.
    pub(crate) fn links_to_page(&self, extent: &Extent) -> bool {
        let prose = self.briefing.prose(extent.place);
        let first = prose.pieces.partition_point(|piece| piece.start <= extent.range.start).saturating_sub(1);
        let mut pieces = prose.pieces[first..].iter().take_while(|piece| piece.start < extent.range.end);
        let is_web = |link: u32| address::web(&self.briefing.links[link as usize]).is_some();
        pieces.any(|piece| piece.link.is_some_and(is_web))
            || ["https://", "http://"].iter().any(|scheme| prose.slice(&extent.range).contains(scheme))
    }

    /// Whether a claim's sentence says more than its words.
    pub fn is_part(&self, claim: ClaimId) -> bool {
        let claim = self.claim(claim);
        let parts = &self.briefing.sentences[claim.passage.sentence].parts;
        let is_words = |extent: &Extent| claim.passage.words.iter().any(|words| words.overlaps(extent));
        parts.iter().enumerate().any(|(at, SentencePart { extent, .. })| {
            // The name of a column goes with its cell.
            let cell = parts.get(at + 1).filter(|next| next.before == COLUMN).map(|next| &next.extent);
            if cell.is_some_and(is_words) {
                return false;
            }
            let text = &self.briefing.prose(extent.place).text;
            let has_words =
                |from: u32, to: u32| from < to && text[from as usize..to as usize].contains(char::is_alphanumeric);
            let mut from = extent.range.start;
            let here = claim.passage.words.iter().filter(|words| words.overlaps(extent));
            let before = here.into_iter().any(|words| {
                let is_left_out = has_words(from, words.range.start);
                from = from.max(words.range.end);
                is_left_out
            });
            before || has_words(from, extent.range.end)
        })
    }

    /// Whether a part of a claim's sentence is struck out.
    pub(crate) fn is_struck(&self, claim: ClaimId) -> bool {
        self.briefing.sentences[self.claim(claim).passage.sentence].parts.iter().any(|part| self.strikes(&part.extent))
    }

    fn strikes(&self, extent: &Extent) -> bool {
        let pieces = &self.briefing.prose(extent.place).pieces;
        let first = pieces.partition_point(|piece| piece.start <= extent.range.start).saturating_sub(1);
        let mut pieces = pieces[first..].iter().take_while(|piece| piece.start < extent.range.end);
        pieces.any(|piece| piece.roles.has(Role::Strikethrough))
    }

    /// Returns a whole prose on one line, with "~~" around deletions.
    pub(crate) fn prose_line(&self, place: Place) -> String {
        let prose = self.briefing.prose(place);
        let mut builder = Builder::default();
        for (at, piece) in prose.pieces.iter().enumerate() {
            let end = prose.pieces.get(at + 1).map_or(prose.text.len(), |next| next.start as usize);
            builder.add(&prose.text[piece.start as usize..end], true, piece.roles.has(Role::Strikethrough), None);
        }
        with_struck(&builder.parts)
    }

    /// Returns the words of extents on one line, with "…" for a gap within a prose and "~~" around deletions.
    pub(crate) fn line(&self, extents: &[Extent]) -> String {
        if let [extent] = extents
            && !self.strikes(extent)
        {
            return one_line(self.briefing.prose(extent.place).slice(&extent.range));
        }
        with_struck(&self.extent_parts(extents))
    }

    /// Returns the words of extents in parts. The signs for gaps do not count as words.
    pub(crate) fn extent_parts(&self, extents: &[Extent]) -> Vec<ExcerptPart> {
        let mut builder = Builder::default();
        let mut before: Option<&Extent> = None;
        for extent in extents {
            if let Some(before) = before {
                builder.separator(if before.place == extent.place { " … " } else { " " });
            }
            self.divide(&mut builder, extent, extents, &[]);
            before = Some(extent);
        }
        builder.parts
    }

    /// Whether a claim's sentence is long and has very many claims. Each claim then shows only a part of the sentence.
    pub(super) fn is_crowded(&self, id: ClaimId) -> bool {
        const MANY: usize = 16;
        const LONG: u32 = 2_000;
        let sentence = self.claim(id).passage.sentence;
        let is_in = |other: Option<usize>| {
            other.and_then(|other| self.claims.get(other)).is_some_and(|other| other.passage.sentence == sentence)
        };
        let parts = &self.briefing.sentences[sentence].parts;
        let is_long = || {
            let mut length = 0;
            parts.iter().any(|part| {
                length += part.extent.range.end - part.extent.range.start + offset(part.before.len());
                length > LONG
            })
        };
        (is_in(id.0.checked_sub(MANY)) || is_in(id.0.checked_add(MANY))) && is_long()
    }

    /// Returns the pieces of a part of a crowded sentence that are near its beginning or near a claim's words, in
    /// order.
    fn near(&self, claim: &Claim, part: &Extent) -> Vec<Extent> {
        let prose = self.briefing.prose(part.place);
        let boundary = |mut at: u32| {
            while !prose.text.is_char_boundary(at as usize) {
                at += 1;
            }
            at
        };
        let mut near: Vec<_> = self.windows(claim, part.place).collect();
        near.sort_unstable_by_key(|range| range.start);
        near.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            last.end = if joins { last.end.max(next.end) } else { last.end };
            joins
        });
        let extents = near.into_iter().filter_map(|range| {
            let start = boundary(range.start.clamp(part.range.start, part.range.end));
            let range = start..boundary(range.end.clamp(start, part.range.end));
            (!range.is_empty()).then(|| Extent { place: part.place, span: prose.span(&range), range })
        });
        extents.collect()
    }

    pub(super) fn is_near(&self, claim: &Claim, words: &Extent) -> bool {
        self.windows(claim, words.place).any(|range| range.start < words.range.end && words.range.start < range.end)
    }

    /// Returns the bytes of a prose that are near the beginning of a claim's sentence or near its words.
    fn windows(&self, claim: &Claim, place: Place) -> impl Iterator<Item = Range<u32>> {
        const NEAR: u32 = 400;
        const NEAR_CELLS: usize = 4;
        let first = &self.briefing.sentences[claim.passage.sentence].parts[0].extent;
        let beginning = (first.place == place).then(|| first.range.start..first.range.start + NEAR);
        let words = claim.passage.words.iter().filter_map(move |words| {
            let is_beside = words.place.block == place.block && words.place.cell.abs_diff(place.cell) <= NEAR_CELLS;
            let around = words.range.start.saturating_sub(NEAR)..words.range.end + NEAR;
            if words.place == place { Some(around) } else { is_beside.then_some(0..NEAR) }
        });
        beginning.into_iter().chain(words)
    }

    /// Adds an extent, divided by the claim's words, deletions and hedges.
    fn divide(&self, builder: &mut Builder, extent: &Extent, words: &[Extent], hedges: &[ClaimHedge<'_>]) {
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
                builder.add(prose.slice(&(from..to)), is_words, is_struck, hedge);
                from = to;
            }
        }
    }
}

/// Joins stretches of prose into a sentence on one line.
#[derive(Default)]
struct Builder {
    parts: Vec<ExcerptPart>,
    /// Whether white space precedes the next words.
    space: bool,
}

impl Builder {
    /// Adds a separator that the sentence itself does not have.
    fn separator(&mut self, text: &str) {
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
                            // A space goes to the words around the claim's words, and to plain text rather than
                            // deletions and hedges.
                            Some(last) if is_words && !last.is_words => last.text.push(' '),
                            Some(last) if is_words == last.is_words && (is_struck || hedge.is_some()) => {
                                last.text.push(' ');
                            }
                            Some(_) => text.insert(0, ' '),
                            None => {}
                        }
                        self.parts.push(ExcerptPart { text, is_words, is_struck, hedge });
                    }
                }
            }
            self.space |= plain.len() < word.len() && !self.parts.is_empty();
        }
    }
}

/// Returns the texts of parts on one line, with "~~" around deletions.
pub(crate) fn with_struck(parts: &[ExcerptPart]) -> String {
    let mut line = String::new();
    for ExcerptPart { text, is_struck, .. } in parts {
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
