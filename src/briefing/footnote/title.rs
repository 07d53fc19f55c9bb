//! Finds titles in a definition: words in italics or in quotation marks.
//!
//! Owns which words in italics are not a title. Must not know whose the work is.

use std::ops::Range;

use super::definition::Definition;
use super::marks::{QUOTED, WORK};
use super::pattern::{has_word, is_in, year};

/// Whether a text has a title in italics or in quotation marks. In a sentence, a single word in italics is stressed,
/// unless the sentence calls it a work.
pub(super) fn has_title(definition: &Definition, text: &str, has_sentences: bool) -> bool {
    let within = definition.italics.iter().filter(|range| range.end <= text.len());
    within.into_iter().any(|range| is_title(definition, text, range, has_sentences))
        || !has_sentences && QUOTED.is_match(text)
}

/// Whether words in italics are a title.
pub(super) fn is_title(definition: &Definition, text: &str, range: &Range<usize>, has_sentences: bool) -> bool {
    let words = &definition.text[range.clone()];
    let capital = words.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_uppercase());
    if has_sentences
        && is_in(&["ante", "post", "supra", "infra", "ibid", "id"], words.trim_matches(|c: char| !c.is_alphanumeric()))
    {
        return false;
    }
    let is_long = words.split(' ').filter(|word| word.len() > 1).count() > 1;
    let dated = text[range.end..].starts_with([' ', ',']) && year(prefix(&text[range.end..], 24)).is_some();
    capital
        && (!has_sentences
            || dated
            || is_long && words.chars().count() < 160
            || has_word(last_words(&text[..range.start]), WORK))
}

/// Returns the last two words of a text.
pub(super) fn last_words(text: &str) -> &str {
    let text = text.trim_end();
    let at = text.char_indices().rev().filter(|(_, c)| *c == ' ').nth(1).map_or(0, |(at, _)| at);
    &text[at..]
}

/// Returns the first characters of a text.
fn prefix(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}
