//! Recognizes references: texts that begin with the names of authors or bodies.
//!
//! Must not know how a remark names its work.

use std::ops::Range;

use super::definition::Definition;
use super::language::has_sentences;
use super::marks::{BODY, LEAD};
use super::pattern::{has_exactly, is_in, year};
use super::quotation::closing;
use super::sentence::sentence_end;

/// Most words of the names that begin a reference.
pub(super) const LONGEST_NAMES: usize = 12;

/// Whether a text begins as in a bibliography, with a few names and a comma, a colon or ". (": "Anna Maas, *Quays*, is
/// the best account."
pub(super) fn begins_as_a_reference(text: &str) -> bool {
    const ADVERBS: &[&str] = &[
        "however",
        "otherwise",
        "instead",
        "indeed",
        "moreover",
        "further",
        "in",
        "on",
        "at",
        "for",
        "as",
        "here",
        "also",
        "so",
        "then",
        "en",
        "pour",
        "para",
        "im",
        "für",
        "hier",
        "ici",
    ];
    let behind = [". (", ". \"", ". “", ". «", ". „"].iter().filter_map(|title| text.find(title)).min();
    let dated = behind.into_iter().chain(dated(text)).min().unwrap_or(text.len());
    let Some(end) = text.find([',', ':']).into_iter().chain([dated]).min().filter(|&end| end < text.len()) else {
        return false;
    };
    let names = &text[..end];
    let words: Vec<_> = names.split(' ').collect();
    let first = words[0].trim_matches(|c: char| !c.is_alphanumeric());
    // A name may begin with a small letter: "xAI".
    first.contains(char::is_uppercase)
        && !is_in(ADVERBS, first)
        && !(words.len() == 1 && ADVERBIAL.iter().any(|ending| first.ends_with(ending)))
        && words.len() <= LONGEST_NAMES
        && words.iter().all(is_name)
        && !has_sentences(names)
}

/// Whether a word may occur in a list of names: "Anna Maas and Otto de Vries".
pub(super) fn is_name(word: &&str) -> bool {
    word.contains(char::is_uppercase) || word.chars().count() <= 3
}

/// Returns the byte of a year in parentheses: "Housing Office (2023)".
fn dated(text: &str) -> Option<usize> {
    let open = text.find(" (")?;
    (year(text[open + 2..].split(')').next()?) == Some(0)).then_some(open)
}

/// Endings of adverbs ("Conversely", "Évidemment", "Actualmente") that surnames ("Kelly", "Clement", "Clemente") do not
/// have.
const ADVERBIAL: &[&str] = &[
    "ally", "ately", "edly", "ently", "antly", "bly", "ingly", "ously", "ively", "arly", "sely", "emment", "amment",
    "alement", "ivement", "eusement", "iquement", "almente", "amente", "temente",
];

/// Whether a text that begins with names is a reference: it has sentences only in its titles. "Anna Maas, “Can the Port
/// Pay?”, *The Herald*".
pub(super) fn is_a_reference(definition: &Definition, text: &str) -> bool {
    let lead = LEAD.find(text).map_or(0, |lead| lead.end());
    if !begins_as_a_reference(&text[lead..]) {
        return false;
    }
    let mut titles: Vec<&Range<usize>> =
        definition.italics.iter().chain(definition.links.iter().map(|(range, _)| range)).collect();
    titles.retain(|title| title.start < text.len());
    titles.sort_unstable_by_key(|title| title.start);
    let (mut outside, mut open, mut titles) = (String::with_capacity(text.len()), None, titles.into_iter().peekable());
    for (at, c) in text.char_indices() {
        while titles.next_if(|title| title.end <= at).is_some() {}
        match open {
            Some(mark) if closing(mark).contains(&c) => open = None,
            Some(_) => {}
            None if !closing(c).is_empty() => open = Some(c),
            None if titles.peek().is_some_and(|title| title.contains(&at)) => {}
            None => outside.push(c),
        }
    }
    open.is_none() && !has_sentences(&outside)
}

/// Whether sentences follow a phrase that is a name: "Court of Audit. It has looked at eleven berths."
pub(super) fn begins_with_a_name(text: &str) -> bool {
    let phrase = &text[..sentence_end(text)];
    let words: Vec<_> = phrase.split(' ').filter(|word| word.chars().count() > 3).collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    phrase.len() < text.trim_end_matches(['.', ' ']).len()
        && !has_sentences(phrase)
        && !phrase.ends_with(['!', '?'])
        && words.iter().all(capital)
        && (words.len() > 1 || has_exactly(phrase, BODY))
}
