//! The text of a briefing as it reads: the words of its blocks, without markup, references and front matter.
//!
//! One line break stands after each paragraph, heading, item and cell. Quotes of judgements come from this text, and
//! their positions count its characters: so they do not depend on markup, and a saved page, a Word file and the
//! Markdown made of it read alike. Thousands of quotes may be looked for, so what they ask about is indexed once: the
//! claims by their words and by their place, the text by its words, the sources by id and name.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::briefing::ast::Place;
use crate::briefing::dossier::{ClaimId, Dossier, SourceId};
use crate::text::manuscript::one_line;
use crate::text::numbers;

/// The text of a dossier as it reads.
pub(super) struct Reading<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) text: String,
    /// By claim: the bytes of its words, from the first to the last.
    words: Vec<Range<usize>>,
    /// By prose: its place, and the byte and the character at which it begins.
    starts: Vec<Start>,
    /// By the words of claims, on one line: the claims with these words, in order.
    same: HashMap<String, Vec<ClaimId>>,
    /// Computed on first use.
    by_place: OnceCell<ByPlace>,
    /// By the fingerprint of a word of the text: the bytes at which it stands. Computed on first use.
    by_word: OnceCell<HashMap<u64, Vec<usize>>>,
    /// Computed on first use.
    sources: OnceCell<Sources<'a>>,
}

struct Start {
    place: Place,
    byte: usize,
    character: usize,
}

/// Claims in the order in which their words begin.
struct ByPlace {
    claims: Vec<ClaimId>,
    /// The last end of the words of each of these claims and those before it.
    ends: Vec<usize>,
}

/// Sources by id, and by name on one line.
struct Sources<'a> {
    with_id: HashMap<&'a str, SourceId>,
    named: HashMap<String, Vec<SourceId>>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(dossier: &'a Dossier) -> Self {
        let (mut text, mut starts, mut character) = (String::new(), Vec::new(), 0);
        for (block, one) in dossier.briefing.blocks.iter().enumerate() {
            for (cell, prose) in one.proses.iter().enumerate() {
                starts.push(Start { place: Place { block, cell }, byte: text.len(), character });
                text.push_str(&prose.text);
                text.push('\n');
                character += prose.text.chars().count() + 1;
            }
        }
        let words: Vec<_> = dossier.claim_ids().map(|claim| words_of(dossier, claim, &starts)).collect();
        let mut same: HashMap<_, Vec<_>> = HashMap::new();
        for (claim, words) in dossier.claim_ids().zip(&words) {
            same.entry(one_line(&text[words.clone()])).or_default().push(claim);
        }
        let (by_place, by_word, sources) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { dossier, text, words, starts, same, by_place, by_word, sources }
    }

    /// The bytes of a claim's words, from the first to the last.
    pub(super) fn words(&self, claim: ClaimId) -> Range<usize> {
        self.words[claim.0].clone()
    }

    /// The claims with some words, which are on one line.
    pub(super) fn claims_with(&self, words: &str) -> &[ClaimId] {
        self.same.get(words).map_or(&[], Vec::as_slice)
    }

    /// The number of characters before a byte.
    pub(super) fn position(&self, byte: usize) -> usize {
        let after = self.starts.partition_point(|start| start.byte <= byte);
        let (from, before) =
            after.checked_sub(1).map_or((0, 0), |at| (self.starts[at].byte, self.starts[at].character));
        before + self.text[from..byte].chars().count()
    }

    /// The claims whose words are at least partly in a range of bytes, from the last to the first.
    pub(super) fn claims_in(&self, range: Range<usize>) -> impl Iterator<Item = ClaimId> {
        let ByPlace { claims, ends } = self.by_place.get_or_init(|| {
            let mut claims: Vec<_> = self.dossier.claim_ids().collect();
            claims.sort_by_key(|claim| self.words[claim.0].start);
            let latest = |last: &mut usize, claim: &ClaimId| {
                *last = self.words[claim.0].end.max(*last);
                Some(*last)
            };
            let ends = claims.iter().scan(0, latest).collect();
            ByPlace { claims, ends }
        });
        let begun = claims.partition_point(|claim| self.words[claim.0].start < range.end);
        let near = (0..begun).rev().take_while(move |&at| ends[at] > range.start);
        near.map(|at| claims[at]).filter(move |claim| self.words[claim.0].end > range.start)
    }

    /// The places of some words in the text, in bytes, in order. White space matches any other. The first and the last
    /// word may be parts of words.
    pub(super) fn places<'t>(&'t self, words: &'t str) -> Box<dyn Iterator<Item = Range<usize>> + 't> {
        let words: Vec<_> = words.split_whitespace().collect();
        let Some(&first) = words.first() else { return Box::new(std::iter::empty()) };
        let inner = words.get(1..words.len() - 1).unwrap_or_default();
        if inner.is_empty() {
            let starts = self.text.match_indices(first).map(|(start, _)| start);
            return Box::new(starts.filter_map(move |start| starting_at(start, &words, &self.text)));
        }
        // Each inner word is a whole word of the text. The rarest has the fewest places to look at.
        let places = inner.iter().map(|word| self.places_of_word(word)).enumerate();
        let (number, rarest) = places.min_by_key(|(_, places)| places.len()).unwrap_or_default();
        let start = move |word, words: &[&str]| start_before(word, &words[..=number], &self.text);
        Box::new(rarest.iter().filter_map(move |&word| starting_at(start(word, &words)?, &words, &self.text)))
    }

    /// The bytes at which a word of the text stands. Another word may be among them, with the same fingerprint.
    fn places_of_word(&self, word: &str) -> &[usize] {
        let by_word = self.by_word.get_or_init(|| {
            let mut by_word: HashMap<_, Vec<_>> = HashMap::new();
            let mut at = 0;
            for part in self.text.split_inclusive(char::is_whitespace) {
                let word = part.trim_end();
                if !word.is_empty() {
                    by_word.entry(numbers::fingerprint(word.bytes())).or_default().push(at);
                }
                at += part.len();
            }
            by_word
        });
        by_word.get(&numbers::fingerprint(word.bytes())).map_or(&[], Vec::as_slice)
    }

    /// The source with an id and a name: with both, else the only one with the name, else the one with the id, unless the
    /// id is a number, because numbers of footnotes change when the text does.
    pub(super) fn source(&self, id: &str, name: &str) -> Option<SourceId> {
        let Sources { with_id, named } = self.sources.get_or_init(|| {
            let (mut with_id, mut named) = (HashMap::new(), HashMap::<_, Vec<_>>::new());
            for id in self.dossier.source_ids() {
                let source = self.dossier.source(id);
                with_id.entry(source.id.as_str()).or_insert(id);
                named.entry(one_line(&source.name)).or_default().push(id);
            }
            Sources { with_id, named }
        });
        let named = if name.is_empty() { &[] } else { named.get(name).map_or(&[][..], Vec::as_slice) };
        let with_id = with_id.get(id).copied();
        match (with_id.filter(|source| named.contains(source)), named) {
            (Some(source), _) => Some(source),
            (None, [only]) => Some(*only),
            (None, [_, _, ..]) => None,
            (None, []) => with_id.filter(|_| id.chars().any(char::is_alphabetic) || name.is_empty()),
        }
    }
}

fn words_of(dossier: &Dossier, claim: ClaimId, starts: &[Start]) -> Range<usize> {
    let ranges = dossier.claim(claim).passage.words.iter().map(|extent| {
        let at = starts.partition_point(|start| start.place < extent.place);
        let start = starts.get(at).map_or(0, |start| start.byte);
        start + extent.range.start as usize..start + extent.range.end as usize
    });
    ranges.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)).unwrap_or(0..0)
}

/// The place of some words that begin at a byte of a text; none if they do not.
fn starting_at(start: usize, words: &[&str], text: &str) -> Option<Range<usize>> {
    let mut at = start;
    for (number, word) in words.iter().enumerate() {
        let rest = text[at..].trim_start();
        if number > 0 && rest.len() == text.len() - at {
            return None;
        }
        at = if number > 0 { text.len() - rest.len() } else { at };
        at = text[at..].starts_with(word).then_some(at + word.len())?;
    }
    Some(start..at)
}

/// The byte at which some words begin that stand before a byte of a text; none if they do not.
fn start_before(end: usize, words: &[&str], text: &str) -> Option<usize> {
    let mut at = end;
    for word in words.iter().rev() {
        let before = text[..at].trim_end();
        if before.len() == at {
            return None;
        }
        at = before.ends_with(word).then(|| before.len() - word.len())?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::link::link;
    use crate::briefing::parse::parse;
    use crate::text::manuscript::Manuscript;

    #[test]
    fn words_are_found_across_line_breaks_and_only_whole_between_others() {
        let found = |words: &str, text: &str| {
            let manuscript = Manuscript::new("a.md", text);
            let (briefing, _) = parse(&manuscript);
            let (dossier, _) = link(manuscript, briefing);
            let reading = Reading::of(&dossier);
            reading.places(words).map(|range| reading.text[range].to_owned()).collect::<Vec<_>>()
        };
        let text = "one\n\ntwo\nlines, two  lines";
        assert_eq!(found("two lines", text), ["two lines", "two  lines"]);
        assert_eq!(found("one two", text), ["one\ntwo"]);
        assert_eq!(found("ab", "a b"), [] as [&str; 0]);
        assert_eq!(found("a b", "ab"), [] as [&str; 0]);
        assert_eq!(found(" ", "a b"), [] as [&str; 0]);
        let text = "The port doubled its dues.\n\nThe port has doubled\nits dues.";
        assert_eq!(found("doubled its du", text), ["doubled its du", "doubled its du"]);
        assert_eq!(found("rt has doubled its", text), ["rt has doubled its"]);
        assert_eq!(found("port has double its", text), [] as [&str; 0]);
        assert_eq!(found("port had doubled its", text), [] as [&str; 0]);
    }
}
