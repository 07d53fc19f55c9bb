//! Finds the work that a remark names, as its source or in passing.
//!
//! "Anna Maas, *Quays*, 34. She leaves out the new port" cites a work and says more. "The dues were older, as Maas
//! shows in *Quays*" names a work in passing, and the work need not say what the text says. A claim keeps such a
//! footnote as an `Aside` with its words, and every form shows the aside with the claim. If the work is only mentioned,
//! forms mark it with "see" or the like, and the claim does not depend on it. A long aside is printed in full only with
//! its first claim. Must not know how a footnote is
//! classified.

use std::ops::Range;

use super::definition::Definition;
use super::language::has_sentences;
use super::marks::{AUTHOR_YEAR, LAW, LEAD, QUOTED, SIGNAL};
use super::pattern::{begins, has_digit};
use super::reference::{begins_as_a_reference, begins_with_a_name};
use super::title::is_title;
use super::url::is_web;
use super::{locator, quotation};

/// The work that a remark mentions.
#[derive(Clone, Debug)]
pub(super) enum Work {
    /// Its name begins at this byte.
    From(usize),
    /// These bytes are its name.
    All(Range<usize>),
    /// It has an address but no name.
    Address(String),
}

/// Returns the byte after words that lead to a name, such as "see".
fn lead(text: &str) -> usize {
    LEAD.find(text).map_or(0, |lead| lead.end())
}

fn first_title<'p>(definition: &'p Definition, text: &str) -> Option<&'p Range<usize>> {
    definition.italics.iter().find(|range| range.end <= text.len() && is_title(definition, text, range, true))
}

/// Whether a remark begins with its source: "Anna Maas, *Quays*, 34. She leaves out the new port." In contrast,
/// "*Quays* is a novel" begins with its topic.
pub(super) fn begins_with_its_source(definition: &Definition, text: &str) -> bool {
    let lead = lead(text);
    let opens = |range: &Range<usize>| {
        let stops =
            |rest: &str| rest.is_empty() || rest.starts_with(['.', ',', ';', ':', '(', ')', ' ']) && !continues(rest);
        !range.is_empty()
            && text.get(lead..range.start).is_some_and(|before| !before.contains(char::is_alphanumeric))
            && text.get(range.end..).is_some_and(stops)
    };
    let (names, rest) = text[lead..].split_once([',', ':']).unwrap_or_default();
    begins_as_a_reference(&text[lead..]) && (!continues(rest) || names.contains(" v. "))
        || QUOTED.find(&text[lead..]).is_some_and(|title| title.start() == 0) && attribution(&text[lead..]).is_none()
        || begins_with_a_name(text)
        || definition.italics.iter().any(|range| opens(range) && is_title(definition, text, range, true))
        || definition.links.iter().any(|(range, link)| opens(range) && is_web(link))
}

/// Whether a sentence continues in small letters. References continue in small letters too, but with other words: "in
/// *The Herald*", "by Anna Maas".
fn continues(rest: &str) -> bool {
    const GOES_ON: &[&str] = &[
        "in",
        "by",
        "at",
        "ed",
        "eds",
        "trans",
        "op",
        "loc",
        "art",
        "ob",
        "p",
        "pp",
        "vol",
        "no",
        "ch",
        "chap",
        "and",
        "supra",
        "dans",
        "par",
        "trad",
        "t",
        "et",
        "von",
        "hg",
        "hrsg",
        "bd",
        "und",
        "a",
        "en",
        "por",
        "de",
        "cap",
        "y",
        "pág",
        "accessed",
        "last",
        "retrieved",
    ];
    let rest = rest.trim_start();
    rest.starts_with(char::is_lowercase)
        && !begins(rest, GOES_ON)
        && locator::named(rest).is_none_or(|place| place.start > 0)
}

/// Fewest small words before a title that make the footnote a remark which names the title in passing.
const FEW_SMALL: usize = 3;

/// Whether a footnote's first words lead to a reference: "For the dues, see Anna Maas", "The best account of the dues
/// is that of Maas (2019)".
pub(super) fn leads_in(definition: &Definition, text: &str) -> bool {
    let lead = lead(text);
    let title = first_title(definition, text);
    let linked = definition.links.iter().find(|(range, link)| {
        is_web(link) && text.get(range.clone()).is_some_and(|words| words.starts_with(char::is_uppercase))
    });
    let starts = [
        title.map(|range| range.start),
        linked.map(|(range, _)| range.start),
        AUTHOR_YEAR.find(text).map(|found| found.start()),
        SIGNAL.find(&text[lead..]).map(|found| lead + found.start()),
        LAW.find(text).map(|found| found.start()),
        QUOTED.find(text).map(|found| found.start()),
    ];
    let start = starts.into_iter().flatten().min().unwrap_or(0);
    let before = text.get(lead..start).unwrap_or_default();
    let small = before.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
    // "“Port Dues,” a play of 1976, was a success" is about the play.
    let is_topic = || quotation::split(text).is_some_and(|(title, rest)| title.ends_with(',') && continues(rest));
    attribution(text).is_some()
        || is_topic()
        || begins(text, TOPICS) && start > 0
        || lead > 0 && begins(&text[lead..], TOPICS)
        || POINTERS
            .iter()
            .any(|pointer| text.get(..pointer.len()).is_some_and(|first| first.eq_ignore_ascii_case(pointer)))
        || small >= FEW_SMALL
            && !before.contains([':', ';', '.', '(', '—'])
            && !before.contains(" – ")
            && !begins_with_its_source(definition, text)
            && (!begins_as_a_reference(&text[lead..]) || has_sentences(before))
}

/// First words of a footnote that only points to further reading.
const POINTERS: &[&str] = &[
    "read more",
    "learn more",
    "more about",
    "more on",
    "further reading",
    "en savoir plus",
    "mehr dazu",
    "mehr zu",
    "leer más",
    "más sobre",
];

/// Words that begin a remark on further reading.
const TOPICS: &[&str] = &["for", "on", "about", "sur", "pour", "para", "sobre", "zu", "zum", "zur"];

/// Whether a text has a short reference in parentheses: "(Maas 2009: 9)".
pub(super) fn closes(text: &str) -> bool {
    AUTHOR_YEAR.find(text).is_some_and(|found| found.as_str().starts_with('('))
}

/// Returns the work that a remark mentions, if its first words do not name a work.
pub(super) fn work(definition: &Definition, text: &str) -> Option<Work> {
    let lead = lead(text);
    if begins_as_a_reference(&text[lead..]) {
        return None;
    }
    if let Some(from) = attribution(text) {
        return Some(Work::From(from));
    }
    let title = first_title(definition, text);
    let link = definition.links.iter().find(|(range, link)| is_web(link) && range.end <= text.len());
    // In "by Anna Maas, “The Price of a Berth,” *The Herald*", the work is the article, not its newspaper.
    let article = QUOTED
        .find(text)
        .map(|found| found.end() - found.as_str().trim_start_matches([':', ',', '(', '.', ';', ' ']).len());
    let article = article.filter(|&start| text[start..].starts_with(['"', '“', '«', '„']));
    let starts = [
        article
            .filter(|&start| title.is_some_and(|title| start < title.start && title.start - start < MOST_OF_A_TITLE))
            .map(|start| {
                let from = author_before(&text[..start]).unwrap_or(start);
                (from, Some(Work::From(from)))
            }),
        title.map(|range| match author_before(&text[..range.start]) {
            Some(from) => (from, Some(Work::From(from))),
            None => (range.start, Some(Work::All(range.clone()))),
        }),
        link.map(|(range, link)| {
            let words = text[range.clone()].trim();
            let capitals = words.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
            let named = (capitals > 1 || capitals == 1 && has_digit(words)) && !words.contains("://")
                || text[..range.start].ends_with(['"', '“', '«']);
            (
                range.start,
                if named {
                    Some(Work::All(range.clone()))
                } else if words.contains("://") && !has_sentences(&text[..range.start]) {
                    None
                } else {
                    Some(Work::Address(link.clone()))
                },
            )
        }),
        AUTHOR_YEAR.find(text).filter(|found| is_short_reference(found.as_str())).map(|found| {
            let from = found.start() + usize::from(found.as_str().starts_with('('));
            (from, Some(Work::From(from)))
        }),
        SIGNAL.find(text).map(|found| found.end()).and_then(|end| {
            let rest = text[end..].trim_start_matches([' ', '.', ':', ',']);
            let from = text.len() - rest.len();
            rest.starts_with(char::is_uppercase).then_some((from, Some(Work::From(from))))
        }),
        LAW.find(text).map(|found| (found.start(), Some(Work::From(found.start())))),
    ];
    starts.into_iter().flatten().min_by_key(|(start, _)| *start).and_then(|(_, work)| work)
}

/// Returns the byte of an author's name that stands, with a comma, right before a title: "see Anna Maas, *Quays*".
fn author_before(before: &str) -> Option<usize> {
    let names = before.strip_suffix(", ")?;
    let mut from = names.len();
    for word in names.rsplit(' ').take(LONGEST_AUTHOR) {
        let is_name = word.starts_with(char::is_uppercase) && !word.ends_with(['.', ',', ';', ':', '”', '"'])
            || word.chars().count() == 2 && word.ends_with('.');
        if !is_name {
            break;
        }
        from = word.as_ptr() as usize - before.as_ptr() as usize;
    }
    // A single capitalized word may just begin a sentence, but not after "see".
    let sends = || {
        let before = names[..from].trim_end().rsplit(' ').next().unwrap_or_default();
        SENDING.iter().any(|word| before.eq_ignore_ascii_case(word))
    };
    (from < names.len() && (names[from..].contains(' ') || sends())).then_some(from)
}

/// Words directly before an author (en, de, fr, es).
const SENDING: &[&str] = &["see", "cf.", "siehe", "vgl.", "voir", "véase"];

/// Most bytes of an article's title with its marks.
const MOST_OF_A_TITLE: usize = 200;

/// Most words of an author's name.
const LONGEST_AUTHOR: usize = 4;

/// Whether a year stands directly after the names.
fn is_short_reference(found: &str) -> bool {
    found.starts_with('(')
        || found.split_once('(').is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Returns the byte of the attribution after a quotation: "“They never paid.” – Anna Maas, *Quays*".
pub(super) fn attribution(text: &str) -> Option<usize> {
    let (quoted, after) = quotation::split(text)?;
    let after = after.trim_start();
    // A title has its comma inside: "“Port Dues,” *The Herald*".
    let is_sentence = quoted.ends_with(['.', '!', '?', '…']) || after.starts_with('.');
    let after = after.trim_start_matches(['.', ' ']);
    if is_sentence && quotation::is_in_title_case(quoted) {
        return None;
    }
    let name = match after.strip_prefix(['–', '—', '-', '(', ';']) {
        Some(name) => name.trim_start_matches(['-', ' ']),
        None if is_sentence && begins_as_a_reference(after) => after,
        None => return None,
    };
    name.starts_with(char::is_uppercase).then(|| text.len() - name.len())
}
