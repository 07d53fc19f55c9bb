//! Recognizes repeated citations.
//!
//! Forms are "Ibid.", "op. cit.", "(n 1)", "see note 3", a short title, and a case by one of its parties.
//!
//! Owns which words make two definitions the same work. Must not know labels.

use super::definition::Definition;
use super::locator;
use super::marks::{LEAD, UP};
use super::pattern::{Pattern, begins, has_digit, has_versus, has_word, latin, year};
use super::sentence::sentence_end;
use super::words::{BEFORES, FOOTNOTES};
use crate::text::address;

/// The work that a definition cites again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// The work of the preceding footnote.
    Before,
    /// The work of another footnote, by its label or its number.
    Footnote(String),
    /// The work that has these folded words as its author or case.
    Known(String),
    /// The work that has these folded words, if there is one; otherwise a new work.
    Perhaps(String),
}

/// "Ibid." and its equivalents (Latin, de, fr, es).
static BEFORE: Pattern = Pattern::new(
    |text| begins(text, BEFORES),
    || {
        latin(
            r"^(?:(?i:see|siehe|v(?:er)?gl\.|voir|véase|cf\.)\s(?i:also\s)?)?(?:[Ii]bid(?:em)?\b\.?|[Ii]b\.|[Ii]d\.|ID\.|[Ii]dem\b\.?|[Ee]bda?\.|[Ee]benda\b\.?|[Ii]bíd(?:em)?\b\.?|[Íí]d\.|[Ll]oc\. ?cit\.|[Oo]p\. ?cit\.|A\. ?a\. ?O\.|a\. ?a\. ?O\.)",
        )
    },
);

/// Another footnote by its number.
static FOOTNOTE: Pattern = Pattern::new(
    |text| has_digit(text) && has_word(text, FOOTNOTES),
    || {
        latin(
            r"(?i)(?:\((?:cit\.\s)?(?:n|fn|note|anm|nota)\.?\s?(\d{1,5})\)|(?:^|\b(?:supra|see|cf\.|at|as|siehe|v(?:er)?gl\.|wie|oben|voir|véase),?\s)(?:in\s)?(?:(?:the|la|die|der)\s)?(?:footnote|note\sde\sbas\sde\spage|note|n\.|fn\.?|anm\.|fußnote|nota)\s?(\d{1,5})\b|\b(?:footnote|note|n\.|fn\.?|anm\.|fußnote|nota)\s?(\d{1,5})\s(?:above|supra|oben|ci-dessus|arriba))",
        )
    },
);

/// A work that was cited before, named by its author.
static AGAIN: Pattern = Pattern::new(
    |text| has_word(text, &["cit", "a"]),
    || latin(r"(?i)^(.{2,120}?),?\s\(?(?:op\.\s?cit\.|loc\.\s?cit\.|art\.\s?cit\.|ob\.\s?cit\.|a\.\s?a\.\s?O\.)"),
);

/// A case, named by a party and the page in its report: "Smith, 12 F.3d at 34".
static SHORT_CASE: Pattern = Pattern::new(
    |text| (text.contains("at ") || text.contains("at\u{a0}")) && has_digit(text),
    || {
        latin(&format!(
            r"^({UP}[\w’'.-]*(?:\s{UP}[\w’'.-]*){{0,3}}),\s\d{{1,4}}\s{UP}[\w’'.]*\.?(?:\s?[\w’'.]+){{0,4}}?\sat\s\d"
        ))
    },
);

/// A case, named by its parties.
static PARTIES: Pattern = Pattern::new(has_versus, || {
    latin(&format!(
        r"({UP}[\w.’'-]*(?:\s(?:of|the|and|for|&|{UP}[\w.’'&-]*)){{0,8}})\svs?\.?\s({UP}[\w.’'-]*(?:\s(?:of|the|and|for|&|{UP}[\w.’'&-]*)){{0,8}})"
    ))
});

/// Parties of so many cases that they identify none.
const COMMON_PARTIES: &[&str] =
    &["united states", "state", "people", "commonwealth", "the queen", "the king", "r", "regina"];

/// Most titles of a definition that a later one may use.
const MOST_TITLES: usize = 4;

/// Most words of a repeated citation besides the locator.
const MOST_WORDS: usize = 8;

/// Articles before a title, which later citations leave out.
const ARTICLES: &[&str] =
    &["the ", "a ", "an ", "der ", "die ", "das ", "le ", "la ", "les ", "l ", "el ", "los ", "las "];

/// Fewest bytes of a word that can stand for its title.
const LONG_WORD: usize = 5;

/// Finds the work that a definition cites again.
pub(super) fn find(definition: &Definition) -> Option<Repeat> {
    let text = definition.naming();
    let linked = definition.links.iter().any(|(_, link)| address::web(link).is_some());
    if let Some(found) = BEFORE.find(text) {
        return Some(Repeat::Before).filter(|_| is_brief(&text[found.end()..]));
    }
    let text = LEAD.find(text).map_or(text, |lead| &text[lead.end()..]);
    if let Some(found) = FOOTNOTE.captures(text) {
        let all = found.get(0).map_or(0..0, |all| all.range());
        let label = (1..=3).find_map(|group| found.get(group)).map(|label| label.as_str().to_owned());
        let around = text[..all.start].split_whitespace().count();
        return label.map(Repeat::Footnote).filter(|_| around <= MOST_WORDS && is_brief(&text[all.end..]));
    }
    if let Some(found) = AGAIN.captures(text) {
        let end = found.get(0).map_or(0, |all| all.end());
        let author = found.get(1).map(|author| fold(author.as_str())).unwrap_or_default();
        return Some(Repeat::Known(author)).filter(|_| is_brief(&text[end..]));
    }
    if let Some(found) = SHORT_CASE.captures(text) {
        return found.get(1).map(|party| Repeat::Perhaps(fold(party.as_str())));
    }
    let lead = locator::start(text).map_or(text, |at| &text[..at]);
    let folded = fold(lead);
    let short =
        !folded.is_empty() && folded.split(' ').count() <= MOST_WORDS && !linked && is_brief(&text[lead.len()..]);
    short.then_some(Repeat::Perhaps(folded))
}

/// Whether the text up to a stop or a semicolon is a locator or a few words.
fn is_brief(rest: &str) -> bool {
    let rest = &rest[..sentence_end(rest)];
    let rest = rest.split_once("; ").map_or(rest, |(rest, _)| rest);
    let words = rest.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    locator::is_all(rest) || words <= MOST_WORDS
}

/// Folds words: letters and digits only, in small letters, with one space between words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    folded
}

/// Returns a text as the key of a work; none if it is too short.
pub fn words_key(text: &str) -> Option<String> {
    Some(fold(text)).filter(|folded| folded.chars().count() > 2)
}

/// Returns all words of a definition except its locator, folded.
pub(super) fn words(definition: &Definition) -> String {
    let text = &definition.text;
    let naming = definition.naming();
    let naming = LEAD.find(naming).map_or(naming, |lead| &naming[lead.end()..]);
    match locator::start(naming) {
        // Only a locator at the end is left out, and never words of a remark.
        Some(at) if naming.len() >= text.len().saturating_sub(naming.len()) && locator::is_all(&naming[at..]) => {
            fold(&naming[..at])
        }
        _ => fold(text),
    }
}

/// Folded words by which a later footnote may name the same work.
#[derive(Clone, Debug, Default)]
pub struct ShortForms {
    pub authors: Vec<String>,
    /// Titles, or the parties of a case.
    pub titles: Vec<String>,
}

/// Returns the short forms of the work that a definition names.
pub(super) fn short_forms(definition: &Definition) -> ShortForms {
    let text = definition.naming();
    let text = LEAD.find(text).map_or(text, |lead| &text[lead.end()..]);
    // If there are several works, the first is meant.
    let text = text.split_once("; ").map_or(text, |(first, _)| first);
    let end = text.as_ptr() as usize - definition.text.as_ptr() as usize + text.len();
    let (mut authors, mut titles) = (Vec::new(), Vec::new());
    if let Some(parties) = PARTIES.captures(text) {
        titles.extend(parties.iter().skip(1).flatten().map(|party| fold(party.as_str())));
        titles.retain(|party| !COMMON_PARTIES.contains(&party.as_str()));
    } else {
        let author = text.split([',', ':', '(', '*', '“', '"']).next().unwrap_or_default();
        let author = &author[..sentence_end(author)];
        let words: Vec<String> = author.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        if words.len() <= MOST_WORDS && text.len() > author.len() + 2 {
            authors.push(words.join(" "));
            authors.extend(last_names(author));
            // "John Smith" becomes "Smith" later.
            authors.extend(
                words.last().filter(|last| words.len() > 1 && words.len() < 4 && last.chars().count() > 2).cloned(),
            );
        }
    }
    let italics = definition
        .italics
        .iter()
        .filter(|range| range.end <= end)
        .filter_map(|range| definition.text.get(range.clone()));
    let quoted = text.split_once(['“', '"', '«', '„']).and_then(|(_, rest)| rest.split_once(['”', '"', '»', '“']));
    for title in italics.chain(quoted.map(|(title, _)| title)).take(MOST_TITLES) {
        // "Ante" refers to this text.
        if ["ante", "post", "supra", "infra", "ibid", "id"].contains(&fold(title).as_str()) {
            continue;
        }
        let short = title.split_once(':').map(|(short, _)| fold(short));
        for title in std::iter::once(fold(title)).chain(short) {
            titles.extend(ARTICLES.iter().find_map(|article| title.strip_prefix(article)).map(str::to_owned));
            titles.push(title);
        }
    }
    let mut behind = titles.clone();
    // "Maas, *The Price of a Berth*" becomes "Maas, *Price*" or "Maas (2019)" later.
    behind.extend(
        titles.iter().filter_map(|title| title.split(' ').find(|word| word.len() >= LONG_WORD)).map(str::to_owned),
    );
    behind.extend(year(text).map(|at| text[at..].chars().take_while(char::is_ascii_alphanumeric).collect()));
    titles.extend(authors.iter().flat_map(|author| behind.iter().map(move |behind| format!("{author} {behind}"))));
    for known in [&mut authors, &mut titles] {
        known.retain(|words| words.chars().count() > 2);
        known.sort();
        known.dedup();
    }
    ShortForms { authors, titles }
}

/// Returns two authors by their last names: "Anna Maas and Otto Berg" become "Maas and Berg" later.
fn last_names(authors: &str) -> Option<String> {
    let joints = [" and ", " & ", " und ", " et ", " y "];
    let (joint, (one, other)) = joints.iter().find_map(|&joint| Some((joint, authors.split_once(joint)?)))?;
    let last = |name: &str| name.split_whitespace().last().map(fold);
    Some(format!("{}{}{}", last(one)?, if joint == " & " { " " } else { joint }, last(other)?))
}

#[cfg(test)]
pub(super) static ALL: &[&Pattern] = &[&BEFORE, &FOOTNOTE, &AGAIN, &SHORT_CASE, &PARTIES];
