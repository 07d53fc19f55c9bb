//! Where sentences begin and end: Unicode's rules (UAX #29), mended where an abbreviation ends in a full
//! stop and where a small letter goes on: “Did it double?” she asked.
//!
//! Must not know references.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::prose::Finished;
use crate::briefing::{Extent, Place};
use crate::manuscript::offset;

/// Words that end in a full stop and are followed by a capital or a number inside a sentence.
const ABBREVIATIONS: &[&str] = &[
    // Titles.
    "Adm", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Fr", "Gen", "Gov", "Hon", "Lt", "Maj", "Messrs", "Mme", "Mr",
    "Mrs", "Ms", "Mx", "Pres", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "Sr", "St",
    // Months, and what stands before numbers and names.
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "No", "Nos", "Fig", "Figs",
    "Vol", "Art", "Sec", "Ch", "Eq", "Mt", "Ft", "approx", "ca", "cf", "ed", "eds", "p", "pp", "para", "paras", "v",
    "vs", "viz", "e.g", "i.e",
];

/// Words that begin a sentence far more often than they follow an initial ("the U.S. The bank …").
const STARTERS: &[&str] = &[
    "A", "After", "All", "Although", "An", "And", "As", "At", "Because", "Before", "But", "By", "During", "Even",
    "For", "From", "He", "Her", "His", "How", "However", "I", "If", "In", "Instead", "It", "Its", "Many", "Most",
    "Neither", "No", "None", "Nor", "Not", "Now", "Of", "On", "One", "Only", "Or", "Our", "She", "Since", "So", "Some",
    "Such", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those", "Though", "To", "Two", "Under",
    "Until", "We", "What", "When", "Where", "Whether", "Which", "While", "Who", "Why", "With", "Yet", "You",
];

/// The sentences of a text, in order, together all of it: each is its bytes, the space after it included.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut start = 0;
    while let Some(sentence) = first_sentence(&text[start..]) {
        let end = start + sentence.len();
        match sentences.last_mut() {
            Some(last) if open => last.end = end,
            _ => sentences.push(start..end),
        }
        let rest = &text[end..];
        open = rest.starts_with(char::is_lowercase) || ends_in_abbreviation(sentence, rest);
        start = end;
    }
    sentences
}

/// The first sentence by Unicode's rules alone, unless there is no text.
///
/// Those rules look at every character closely, but before one that may end a sentence there is nothing for them to
/// find. They need the character in front of it, and any marks on that; no mark is ASCII.
fn first_sentence(text: &str) -> Option<&str> {
    let before = &text[..text.find(may_end_a_sentence).unwrap_or(text.len())];
    let skipped = before.rfind(|c: char| c.is_ascii()).unwrap_or(0);
    let sentence = text[skipped..].split_sentence_bounds().next()?;
    Some(&text[..skipped + sentence.len()])
}

/// Whether a character may be a terminator or a separator (`ATerm`, `STerm` and `ParaSep` of UAX #29). What is known
/// not to be one is what most texts of alphabets are made of.
fn may_end_a_sentence(c: char) -> bool {
    match c {
        '\n' | '\r' | '.' | '!' | '?' | '\u{85}' => true,
        '\0'..'\u{589}' | '\u{2010}'..'\u{2024}' => false,
        _ => true,
    }
}

/// Whether the full stop at the end of `before` belongs to a word, given what comes `after` it.
/// Both are no longer than they need be: there may be a megabyte of sentences around them.
fn ends_in_abbreviation(before: &str, after: &str) -> bool {
    let Some(words) = before.trim_end_matches(' ').strip_suffix('.') else { return false };
    let start = words
        .rfind(|c: char| !c.is_alphanumeric() && c != '.')
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let word = &words[start..];
    if ABBREVIATIONS.contains(&word) {
        return true;
    }
    // Initials: "J. Smith", "U.S. President", but "in the U.S. The bank".
    let initials = !word.is_empty()
        && word.split('.').all(|letters| {
            let mut letters = letters.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        });
    // "Plan B. The", "World War I. It": one letter alone is an initial only before a name.
    let next = after.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or_default();
    initials && !next.is_empty() && !STARTERS.contains(&next)
}

/// The sentences of finished prose that have words and share none of them with a citation.
pub(super) fn uncited(finished: &Finished, place: Place) -> Vec<Extent> {
    let Finished { prose, words, citations, .. } = finished;
    // Citations come in the order of their ends, but one in brackets may begin before those in front of it.
    let mut starts: Vec<u32> = citations.iter().map(|citation| citation.extent.range.start).collect();
    for index in (1..starts.len()).rev() {
        starts[index - 1] = starts[index - 1].min(starts[index]);
    }
    let mut uncited = Vec::new();
    for sentence in finished.sentences.clone().unwrap_or_else(|| sentences(words)) {
        let text = &words[sentence.clone()];
        let start = offset(sentence.start + text.len() - text.trim_start().len());
        let end = offset(sentence.start + text.trim_end().len());
        let next = citations.partition_point(|citation| citation.extent.range.end <= start);
        let free = starts.get(next).is_none_or(|&cited| end <= cited);
        if free && text.contains(char::is_alphabetic) {
            uncited.push(Extent { place, span: prose.span(&(start..end)), range: start..end });
        }
    }
    uncited
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_skipped_has_no_end_of_a_sentence(
            text in "([a-zA-Z.?!,;’”\\)\n\r 0-9\u{85}\u{301}\u{ad}\u{e9}\u{2024}\u{2028}\u{589}。дД日]|\\PC){0,40}",
        ) {
            let mut rest = &*text;
            let mut sentences = Vec::new();
            while let Some(sentence) = first_sentence(rest) {
                sentences.push(sentence);
                rest = &rest[sentence.len()..];
            }
            prop_assert_eq!(sentences, text.split_sentence_bounds().collect::<Vec<_>>());
        }
    }

    #[track_caller]
    fn check(expected: &[&str]) {
        let text = expected.concat();
        let found: Vec<_> = sentences(&text).into_iter().map(|range| text[range].to_owned()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sentence_ends_at_its_full_stop_and_not_at_an_abbreviation() {
        check(&["U.S. officials said so. ", "Others did not."]);
        check(&["Dr. Kim and Prof. Lee said so. ", "Gen. Park agreed."]);
        check(&["It cost $81 million. ", "The bank paid 3.5 percent."]);
        check(&["On Jan. 5 it fell. ", "It rose on Sept. 7."]);
        check(&["J. Smith met U.S. President Ford. ", "He left."]);
        check(&["It happened in the U.S. ", "The bank knew."]);
        check(&["See No. 5 and p. 7, e.g. Table 3 v. Table 4. ", "No."]);
    }

    #[test]
    fn quotation_marks_and_other_scripts_close_a_sentence_too() {
        check(&["“It doubled.” ", "He left."]);
        check(&["“Did it double?” she asked. ", "It did!"]);
        check(&["도쿄에서. ", "그는 갔다."]);
        check(&["倍になった。", "船は待つ。"]);
        check(&["one line\n", "Another line\nand on"]);
    }

    #[test]
    fn nothing_has_no_sentences() {
        assert!(sentences("").is_empty());
    }
}
