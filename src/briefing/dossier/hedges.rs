//! Finds the hedges of a claim, in its words and around them.
//!
//! Hedges are found in the sentence, and every claim of the sentence has them all, with few exceptions (see
//! [`Dossier::hedges`]). Owns in which language a stretch of the text is read, and to which claim a hedge belongs. Must
//! not know how a hedge is found.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::{Claim, ClaimId, Dossier, comment};
use crate::briefing::ast::{BlockKind, Extent, Place, Prose, SentencePart};
use crate::briefing::hedge::{self, Extra, Hedge, HedgeKind};
use crate::briefing::language::Language;
use crate::text::manuscript::offset;
use crate::text::role::Role;

/// A hedge in a sentence.
#[derive(Clone, Debug)]
struct FoundHedge {
    extent: Extent,
    kind: HedgeKind,
}

/// The hedges of each sentence. They are found on demand, since a screen shows the claims of one page.
#[derive(Clone, Debug)]
pub(crate) struct Hedges {
    by_sentence: Vec<OnceLock<Hedging>>,
    /// The patterns that the settings and the text add to the tables.
    extra: Extra,
}

impl Hedges {
    pub(crate) fn new(sentences: usize, extra: Extra) -> Self {
        Self { by_sentence: vec![OnceLock::new(); sentences], extra }
    }
}

/// The hedges in a sentence, and the first language in it that has no table of hedges.
#[derive(Clone, Debug)]
struct Hedging {
    unsought: Option<Language>,
    found: Vec<FoundHedge>,
}

/// A hedge of a claim.
#[derive(Clone, Copy, Debug)]
pub struct ClaimHedge<'a> {
    pub extent: &'a Extent,
    /// The words as in the prose, with its line breaks.
    pub words: &'a str,
    pub kind: HedgeKind,
    /// Whether it is in the claim's words, rather than around them in the sentence.
    pub is_inside: bool,
    /// Whether it is in the words of another claim that shares no words with this claim.
    pub is_of_another: bool,
}

impl Dossier {
    /// Returns the hedges in a claim's sentence, in order.
    ///
    /// Leaves out hedges that weaken another claim alone: approximations in another claim's words, and hedges in
    /// another claim's words after this claim's. A verdict on a table row ("False" in a cell of its own) stays, and so
    /// does a comment that directly follows the claim ("that is false").
    pub fn hedges(&self, id: ClaimId) -> Vec<ClaimHedge<'_>> {
        let claim = self.claim(id);
        let is_crowded = self.is_crowded(id);
        let others: Vec<_> = self.beside(id).filter(|other| !shares(claim, other)).collect();
        let is_of_another =
            |extent: &Extent| others.iter().any(|other| other.passage.words.iter().any(|words| words.overlaps(extent)));
        let counts = |hedge: &ClaimHedge| {
            let behind = claim.passage.words.last().is_some_and(|last| last.span.end <= hedge.extent.span.start);
            let is_verdict = || hedge.kind == HedgeKind::Negated && self.is_whole_cell(hedge.extent);
            !hedge.is_of_another
                || !behind && hedge.kind != HedgeKind::Approximation
                || is_verdict()
                || behind && self.comments_on(claim, &others, hedge)
        };
        let found = self.hedging_of(claim.passage.sentence).found.iter();
        let found = found.filter(|found| !is_crowded || self.is_near(claim, &found.extent));
        let hedges = found.map(|FoundHedge { extent, kind }| ClaimHedge {
            extent,
            words: self.briefing.prose(extent.place).slice(&extent.range),
            kind: *kind,
            is_inside: claim.passage.words.iter().any(|words| words.overlaps(extent)),
            is_of_another: is_of_another(extent),
        });
        hedges.filter(counts).collect()
    }

    /// Whether a hedge is in the next claim of the sentence, and that claim only comments on this one: "that is false",
    /// "but the port denies it", "possibly more".
    fn comments_on(&self, claim: &Claim, others: &[&Claim], hedge: &ClaimHedge<'_>) -> bool {
        let Some(end) = claim.passage.words.last().map(|last| last.span.end) else { return false };
        let behind = others.iter().filter_map(|other| other.passage.words.first());
        let next = behind.filter(|words| end <= words.span.start).min_by_key(|words| words.span.start);
        let next = next.filter(|words| words.place == claim.passage.place && words.contains(hedge.extent));
        next.is_some_and(|words| {
            let text = self.briefing.prose(words.place).slice(&words.range);
            let [start, stop] = [hedge.extent.range.start, hedge.extent.range.end];
            let hedge_at = (start - words.range.start) as usize..(stop - words.range.start) as usize;
            comment::is_comment(text, hedge_at, hedge.kind)
        })
    }

    /// Whether a hedge fills a whole cell of a table.
    fn is_whole_cell(&self, extent: &Extent) -> bool {
        let is_table = matches!(self.briefing.blocks[extent.place.block].kind, BlockKind::Table { .. });
        let prose = self.briefing.prose(extent.place);
        let is_mark = |c: char| !c.is_alphanumeric();
        is_table && prose.text.trim_matches(is_mark) == prose.slice(&extent.range).trim_matches(is_mark)
    }

    /// Returns the kinds of a claim's hedges, each once.
    pub fn hedge_kinds(&self, claim: ClaimId) -> Vec<HedgeKind> {
        let hedges = self.hedges(claim);
        HedgeKind::ALL.iter().copied().filter(|kind| hedges.iter().any(|hedge| hedge.kind == *kind)).collect()
    }

    /// Returns the other claims of a claim's sentence; only the nearest if there are very many.
    fn beside(&self, id: ClaimId) -> impl Iterator<Item = &Claim> {
        const NEAREST: usize = 16;
        let sentence = self.claim(id).passage.sentence;
        let (before, after) = (&self.claims[..id.0], &self.claims[id.0 + 1..]);
        let near = move |claim: &&Claim| claim.passage.sentence == sentence;
        before.iter().rev().take(NEAREST).take_while(near).chain(after.iter().take(NEAREST).take_while(near))
    }

    fn hedging_of(&self, sentence: usize) -> &Hedging {
        self.hedges.by_sentence[sentence].get_or_init(|| self.find_hedges(sentence))
    }

    fn find_hedges(&self, sentence: usize) -> Hedging {
        let mut hedging = Hedging { unsought: None, found: Vec::new() };
        for SentencePart { extent, .. } in &self.briefing.sentences[sentence].parts {
            let prose = self.briefing.prose(extent.place);
            let language = self.language_of(extent);
            if !hedge::is_sought(language, &self.hedges.extra) {
                hedging.unsought.get_or_insert(language);
            }
            for Hedge { range, kind } in self.hedges_of(prose, extent, language) {
                let range = extent.range.start + range.start..extent.range.start + range.end;
                let extent = Extent { place: extent.place, span: prose.span(&range), range };
                hedging.found.push(FoundHedge { extent, kind });
            }
        }
        hedging
    }

    fn language_of(&self, extent: &Extent) -> Language {
        let section = &self.briefing.sections[self.briefing.section_of(extent.place.block)];
        Language::of_sentence(self.briefing.prose(extent.place).slice(&extent.range), section.language)
    }

    /// Returns the hedges of claims in a prose, in the order of the text, each once.
    pub fn hedges_at(&self, place: Place) -> Vec<&Extent> {
        let mut seen = HashSet::new();
        let sentences = self.claims_at(place).map(|(_, claim)| claim.passage.sentence);
        let sentences = sentences.chain(self.words_at(place).map(|(id, _)| self.claim(id).passage.sentence));
        let found =
            sentences.filter(|&sentence| seen.insert(sentence)).flat_map(|sentence| &self.hedging_of(sentence).found);
        let mut here: Vec<_> = found.map(|hedge| &hedge.extent).filter(|extent| extent.place == place).collect();
        here.sort_by_key(|extent| extent.range.start);
        here.dedup_by_key(|extent| extent.range.start);
        here
    }

    /// Adds the hedges of the reader's settings.
    #[must_use]
    pub fn hedged_by(mut self, extra: &Extra) -> Self {
        self.hedges.extra = self.hedges.extra.and(extra);
        self
    }

    /// Returns the hedges that the settings and the text add to the tables.
    pub fn hedging(&self) -> &Extra {
        &self.hedges.extra
    }

    /// Returns the hedges in a stretch of the text.
    pub fn hedges_in(&self, extent: &Extent) -> Vec<Hedge> {
        self.hedges_of(self.briefing.prose(extent.place), extent, self.language_of(extent))
    }

    /// Returns the hedges in a stretch of a prose that is in this language.
    fn hedges_of(&self, prose: &Prose, extent: &Extent, language: Language) -> Vec<Hedge> {
        let mut hedges = hedge::find(prose.slice(&extent.range), language, &self.hedges.extra);
        hedges.retain(|hedge| !is_of_template(prose, extent.range.start + hedge.range.start));
        let proposed = proposed(prose, &extent.range);
        if !proposed.is_empty() {
            // No hedge may stand inside another.
            let overlaps =
                |hedge: &Hedge, range: &Range<u32>| hedge.range.start < range.end && range.start < hedge.range.end;
            hedges.retain(|hedge| !proposed.iter().any(|range| overlaps(hedge, range)));
            hedges.extend(proposed.into_iter().map(|range| Hedge { range, kind: HedgeKind::Proposed }));
            hedges.sort_by_key(|hedge| hedge.range.start);
        }
        hedges
    }

    /// Returns the message for a claim whose sentence is wholly or partly in a language without hedges: "Hedges are not
    /// looked for in Japanese". In such a sentence, the lack of recognized hedges means nothing.
    pub fn unsought(&self, claim: ClaimId) -> Option<String> {
        let language = self.hedging_of(self.claim(claim).passage.sentence).unsought?;
        Some(match language {
            Language::UNKNOWN => "Hedges are not looked for: the language is not known".to_owned(),
            language => format!("Hedges are not looked for in {}", language.name()),
        })
    }

    /// Returns the message for a claim without a hedge in its sentence. The sentence may have hedges that the tables do
    /// not know.
    pub fn unhedged(&self, claim: ClaimId) -> String {
        self.unsought(claim).unwrap_or_else(|| "No hedge recognized".to_owned())
    }
}

/// Whether a byte of a prose is in a template. Its `if` is not a word of the text.
fn is_of_template(prose: &Prose, at: u32) -> bool {
    let piece = prose.pieces[..prose.pieces.partition_point(|piece| piece.start <= at)].last();
    piece.is_some_and(|piece| piece.roles.has(Role::Muted))
}

/// Returns the additions that an editor proposes in a range of a prose, in bytes from the range's beginning.
fn proposed(prose: &Prose, range: &Range<u32>) -> Vec<Range<u32>> {
    let first = prose.pieces.partition_point(|piece| piece.start <= range.start).saturating_sub(1);
    let mut found: Vec<Range<u32>> = Vec::new();
    for (at, piece) in prose.pieces.iter().enumerate().skip(first).take_while(|(_, piece)| piece.start < range.end) {
        if !piece.roles.has(Role::Addition) {
            continue;
        }
        let end = prose.pieces.get(at + 1).map_or(offset(prose.text.len()), |next| next.start).min(range.end);
        let here = piece.start.max(range.start) - range.start..end - range.start;
        match found.last_mut().filter(|last| last.end == here.start) {
            Some(last) => last.end = here.end,
            None => found.push(here),
        }
    }
    found.retain(|here| {
        prose.slice(&(here.start + range.start..here.end + range.start)).contains(char::is_alphanumeric)
    });
    found
}

/// Whether two claims have words in common.
fn shares(one: &Claim, other: &Claim) -> bool {
    one.passage.words.iter().any(|words| other.passage.words.iter().any(|others| words.overlaps(others)))
}
