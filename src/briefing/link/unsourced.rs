//! Finds the text's own voice: sentences of paragraphs without a source or a caveat.
//!
//! Own voice is in paragraphs, list items and quotations. Headings, tables, code and notes do not count. A sentence
//! with only notes is own voice. Every letter of a paragraph belongs either to a sentence with a source or a caveat, or
//! to own voice; `tests/briefing/sound.rs` checks this for any text. Must not know how citations were found.

use std::borrow::Cow;
use std::ops::Range;

use crate::briefing::ast::{BlockKind, Container, Extent, Place, Prose};
use crate::briefing::dossier::Dossier;
use crate::briefing::parse;
use crate::text::manuscript::offset;
use crate::text::role::Role;

/// See [`Dossier::unsourced`].
pub(super) fn find(dossier: &Dossier) -> Vec<Extent> {
    let briefing = &dossier.briefing;
    let claims = dossier.claims.iter().map(|claim| claim.passage.sentence);
    let sentences = claims.chain(dossier.statements.iter().map(|statement| statement.passage.sentence));
    let mut cited: Vec<(Place, Range<u32>)> = Vec::new();
    for sentence in sentences {
        let parts = briefing.sentences[sentence].parts.iter();
        cited.extend(parts.map(|part| (part.extent.place, part.extent.range.clone())));
    }
    cited.sort_unstable_by_key(|(place, range)| (*place, range.start));
    cited.dedup();
    let mut unsourced = Vec::new();
    for (block, read) in briefing.blocks.iter().enumerate() {
        let is_note = read.containers.iter().any(|container| matches!(container, Container::Note { .. }));
        if read.kind != BlockKind::Paragraph || is_note {
            continue;
        }
        for (cell, prose) in read.proses.iter().enumerate() {
            let place = Place { block, cell };
            let here = &cited[cited.partition_point(|(at, _)| *at < place)..];
            let here = &here[..here.partition_point(|(at, _)| *at == place)];
            unsourced.extend(free(prose, place, here));
        }
    }
    unsourced
}

/// Returns the sentences of a prose, or parts of them, that belong to no claim. `cited` is sorted by beginning.
fn free(prose: &Prose, place: Place, cited: &[(Place, Range<u32>)]) -> Vec<Extent> {
    let words = spoken(prose);
    // Most paragraphs with references belong to claims as a whole.
    let mut left = 0;
    let is_left = |from: usize, to: usize| from < to && words[from..to].contains(char::is_alphabetic);
    let between = cited.iter().any(|(_, range)| {
        let gap = is_left(left, range.start as usize);
        left = left.max(range.end as usize);
        gap
    });
    if !between && !is_left(left, words.len()) {
        return Vec::new();
    }
    let mut cited = cited.iter().map(|(_, range)| range.start as usize..range.end as usize).peekable();
    let mut found = Vec::new();
    let mut from = 0;
    for sentence in parse::sentences(&words) {
        from = from.max(sentence.start);
        while from < sentence.end {
            let next = cited.peek().map_or(sentence.end, |cited| cited.start.clamp(from, sentence.end));
            if words[from..next].contains(char::is_alphabetic) {
                let range = trim(&words, from..next);
                found.push(Extent { place, span: prose.span(&range), range });
            }
            from = next;
            if from < sentence.end {
                let end = cited.next().map_or(sentence.end, |cited| cited.end);
                from = from.max(end);
            }
        }
    }
    found
}

/// Returns a prose's text with blanks for images and for references that are shown as written.
fn spoken(prose: &Prose) -> Cow<'_, str> {
    let mut words = Cow::Borrowed(prose.text.as_str());
    for (index, piece) in prose.pieces.iter().enumerate() {
        if piece.roles.is_silent() || piece.roles.has(Role::Problem) {
            let end = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize);
            let range = piece.start as usize..end;
            let blank = " ".repeat(range.len());
            words.to_mut().replace_range(range, &blank);
        }
    }
    words
}

/// Returns a range without the white space at its ends.
fn trim(words: &str, range: Range<usize>) -> Range<u32> {
    let text = &words[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    offset(start)..offset(start + text.trim().len())
}
