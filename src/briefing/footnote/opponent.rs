//! Finds who a footnote names against the claim: "Contra: Maas 2019", "Not in the audit, but see Maas" (en, de, fr, es).
//!
//! Must not know what else a footnote says.

use std::ops::Range;

use super::definition::Definition;
use super::marks::BODY;
use super::pattern::{has_exactly, has_word};
use super::reference::is_name;
use super::remark::Work;

/// Words that lead to an opponent.
const LEADS: &[&str] = &[
    "contra",
    "pace",
    "against",
    "but see also",
    "but see",
    "but cf.",
    "but compare",
    "see, however,",
    "see however",
    "dagegen",
    "aber siehe",
    "siehe aber",
    "siehe dagegen",
    "mais voir",
    "voir cependant",
    "en contra",
    "pero véase",
];

/// Words that make a name together with "Contra" or "Pace": "Contra Costa".
pub(in crate::briefing) const INSTITUTIONS: &[&str] = &[
    "costa",
    "gallery",
    "law",
    "academy",
    "college",
    "school",
    "university",
    "plc",
    "ltd",
    "inc",
    "group",
    "dance",
    "records",
];

/// Capitalized words after which a place in the text follows, or a sentence.
const NOBODY: &[&str] = &[
    "section",
    "chapter",
    "part",
    "figure",
    "table",
    "note",
    "appendix",
    "the",
    "this",
    "that",
    "these",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "if",
    "in",
    "kapitel",
    "abschnitt",
    "chapitre",
    "capítulo",
    "sección",
];

/// Beginnings of a footnote that says where the words are not.
const ABSENT: &[&str] =
    &["not in ", "not mentioned in ", "not found in ", "nicht in ", "nicht im ", "pas dans ", "no en ", "no está en "];

/// Words between a work that does not say so and another.
const INSTEAD: &[&str] = &[
    "but see also ",
    "but see ",
    "but cf. ",
    "but in ",
    "but ",
    "sondern in ",
    "sondern im ",
    "aber siehe ",
    "mais voir ",
    "mais dans ",
    "pero véase ",
    "sino en ",
];

/// Most words of an opponent's name.
const LONGEST: usize = 6;

/// Returns the rest of a text after words in any case.
fn after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let first = text.get(..words.len())?;
    (first == words || first.to_lowercase() == words).then(|| &text[words.len()..])
}

/// Returns the name that follows the words which lead to an opponent: "Maas 2019".
pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let rest = LEADS.iter().find_map(|lead| after(text, lead))?;
    let is_marked = rest.starts_with([':', ',']);
    let name = rest.trim_start_matches([':', ',', ' ', '\u{a0}']);
    let start = text.len() - name.len();
    let name = name.split([',', ';', ':', '(', '.']).next().unwrap_or_default().trim_end();
    let words: Vec<_> = name.split(' ').collect();
    let is_institution = !is_marked && (has_word(name, INSTITUTIONS) || has_exactly(name, BODY));
    let is_opponent = start > 0
        && rest.len() > name.len()
        && name.starts_with(char::is_uppercase)
        && words.len() <= LONGEST
        && words.iter().all(|word| is_name(word) || word.bytes().all(|byte| byte.is_ascii_digit()))
        && !has_word(words[0], NOBODY)
        && !is_institution;
    is_opponent.then(|| start..start + name.len())
}

/// Returns the work that a footnote names instead of one that does not say so: "Not in the audit, but see Maas". If it
/// names no other work, returns the first.
pub(super) fn instead(definition: &Definition, text: &str) -> Option<Work> {
    let rest = ABSENT.iter().find_map(|words| after(text, words))?;
    let first = text.len() - rest.len();
    let joint = text.find(", ").into_iter().chain(text.find("; ")).min().map(|joint| joint + 2);
    let instead = joint.and_then(|joint| {
        let other = INSTEAD.iter().find_map(|words| after(&text[joint..], words))?;
        Some(text.len() - other.len())
    });
    let at = instead.unwrap_or(first);
    let title = definition.italics.iter().find(|title| title.start >= at && title.end <= text.len());
    Some(title.map_or(Work::From(at), |title| Work::All(title.clone())))
}
