//! Prepares words for lints: text without code, sentences, and quotations.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::briefing::ast::{BlockKind, Container, Extent, Place, Prose};
use crate::briefing::dossier::Dossier;
use crate::briefing::parse;
use crate::text::manuscript::{Span, offset};
use crate::text::role::Role;

/// Whether a text declares its sources. In other texts, footnotes may be asides, and links may name the sources.
pub(super) fn declares(dossier: &Dossier) -> bool {
    !dossier.briefing.front.declarations.sources.is_empty()
}

/// Whether a text cites at all. In a text that does not cite, every statement would be without a source.
pub(super) fn cites(dossier: &Dossier) -> bool {
    !dossier.claims.is_empty()
}

/// Returns a prose's text, byte for byte, with blanks for code and images.
pub(super) fn plain(prose: &Prose) -> String {
    plain_part(prose, 0..prose.text.len())
}

/// Returns a part of a prose's text, byte for byte, with blanks for code and images.
fn plain_part(prose: &Prose, part: Range<usize>) -> String {
    let mut plain = String::with_capacity(part.len());
    let first = prose.pieces.partition_point(|piece| piece.start as usize <= part.start).saturating_sub(1);
    for (index, piece) in prose.pieces.iter().enumerate().skip(first) {
        let end = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize);
        let (start, end) = ((piece.start as usize).max(part.start), end.min(part.end));
        if start >= part.end {
            break;
        }
        let text = &prose.text[start..end];
        if piece.roles.has(Role::InlineCode) || piece.roles.is_silent() {
            plain.extend(std::iter::repeat_n(' ', text.len()));
        } else {
            plain.push_str(text);
        }
    }
    plain
}

/// Returns the paragraphs of a text, without those of footnotes.
pub(super) fn paragraphs(dossier: &Dossier) -> impl Iterator<Item = (Place, &Prose)> {
    let blocks = dossier.briefing.blocks.iter().enumerate();
    let read = blocks.filter(|(_, block)| {
        block.kind == BlockKind::Paragraph
            && !block.containers.iter().any(|container| matches!(container, Container::Note { .. }))
    });
    read.filter_map(|(index, block)| Some((Place { block: index, cell: 0 }, block.proses.first()?)))
}

/// Returns the sentences of a text without the white space around them.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let trimmed = |range: Range<usize>| {
        let sentence = &text[range.clone()];
        let start = range.start + sentence.len() - sentence.trim_start().len();
        start..start + sentence.trim().len()
    };
    parse::sentences(text).into_iter().map(trimmed).filter(|sentence| !sentence.is_empty()).collect()
}

/// Caches the sentences of one prose at a time.
pub(super) struct Sentences<'d> {
    dossier: &'d Dossier,
    place: Option<Place>,
    ranges: Vec<Range<usize>>,
}

impl<'d> Sentences<'d> {
    pub(super) fn of(dossier: &'d Dossier) -> Self {
        Self { dossier, place: None, ranges: Vec::new() }
    }

    /// Returns the sentences of the prose at a place.
    pub(super) fn at(&mut self, place: Place) -> &[Range<usize>] {
        if self.place.replace(place) != Some(place) {
            self.ranges = sentences(&plain(self.dossier.briefing.prose(place)));
        }
        &self.ranges
    }
}

/// Whether a reference covers a part of a range of a prose.
pub(super) fn is_cited(dossier: &Dossier, place: Place, range: &Range<usize>) -> bool {
    let overlaps = |extent: &Extent| overlap(&(extent.range.start as usize..extent.range.end as usize), range);
    dossier.claims_at(place).any(|(_, claim)| overlaps(claim.passage.extent()))
        || dossier.statements_at(place).any(|statement| overlaps(statement.passage.extent()))
}

/// Returns the ranges of a prose that references cover: claims and statements of caveats.
pub(super) fn cited(dossier: &Dossier, place: Place) -> Vec<Range<usize>> {
    let claims = dossier.claims_at(place).map(|(_, claim)| claim.passage.extent());
    let extents = claims.chain(dossier.statements_at(place).map(|statement| statement.passage.extent()));
    extents.map(|extent| extent.range.start as usize..extent.range.end as usize).collect()
}

pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Returns the bytes of the manuscript for a range of a prose, which must not be empty.
pub(super) fn span(prose: &Prose, range: &Range<usize>) -> Span {
    prose.span(&(offset(range.start)..offset(range.end)))
}

/// Returns the words of an extent without code.
pub(super) fn of_extent(dossier: &Dossier, extent: &Extent) -> String {
    plain_part(dossier.briefing.prose(extent.place), extent.range.start as usize..extent.range.end as usize)
}

/// Marks that open a quotation, each with the marks that may close it.
const MARKS: &[(char, &[char])] = &[('“', &['”']), ('„', &['“', '”']), ('«', &['»']), ('»', &['«']), ('"', &['"'])];

/// Finds quotations with their marks. An unclosed mark opens nothing, and a mark after a digit means inches.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match open {
            Some((start, closing)) if closing.contains(&c) => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            Some(_) => {}
            None if before.is_alphanumeric() => {}
            None => open = MARKS.iter().find(|(mark, _)| *mark == c).map(|&(_, closing)| (at, closing)),
        }
        before = c;
    }
    found
}

/// Returns a text with blanks for its quotations.
pub(super) fn unquoted(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for quotation in quotations(text) {
        bytes[quotation].fill(b' ');
    }
    String::from_utf8(bytes).expect("quotations begin and end between characters")
}

pub(super) fn count(text: &str) -> usize {
    text.unicode_words().count()
}

/// Whether words are a title: at least half of the words after the first begin with a capital.
pub(super) fn is_title(text: &str) -> bool {
    let words: Vec<_> = text.unicode_words().skip(1).collect();
    words.iter().filter(|word| word.starts_with(char::is_uppercase)).count() * 2 >= words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = quotations(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quotations_are_found_with_any_quotation_marks() {
        check("He said “it doubled” and \"left\".", &["“it doubled”", "\"left\""]);
        check("„Es stieg“, « oui », »ja«", &["„Es stieg“", "« oui »", "»ja«"]);
        check("A 5\" gun, a 6\" gun, it’s ‘so’", &[]);
        check("“never closed", &[]);
        check("“one ‘and’ „two“ in”", &["“one ‘and’ „two“ in”"]);
    }

    #[test]
    fn titles_are_distinguished_from_sentences() {
        assert!(is_title("“The Old Man and the Sea”"));
        assert!(!is_title("“The old man went to the sea”"));
        assert!(!is_title("“This is as bad as it can be”"));
    }
}
