//! Finds the short name of a source.
//!
//! The name is the words of the definition up to the first address, page or end of a sentence.

use std::borrow::Cow;
use std::ops::Range;

use super::MOST_COLUMNS;
use super::definition::Definition;
use super::language::has_sentences;
use super::locator::{bare, is_page, named};
use super::marks::{ACCORDING, AUTHOR_YEAR, LEAD, SIGNAL};
use super::quotation;
use super::reference::{LONGEST_NAMES, is_name};
use super::remark::Work;
use super::sentence::sentence_end;
use super::url::is_place;
use crate::text::address;
use crate::text::wrap;

/// Pronouns as speakers; only the words before say who they are.
const PRONOUNS: &[&str] =
    &["he", "she", "they", "who", "er", "sie", "il", "elle", "ils", "elles", "él", "ella", "ellos"];

/// Words between addresses that are not names.
const JOINTS: &[&str] = &["or", "and", "und", "oder", "et", "ou", "y", "o", "also", "in", "at", "on", "see"];

/// Returns the locator of a definition; of several works, the locator of the first. `work` is the work that a remark
/// mentions.
pub(super) fn locator(definition: &Definition, work: Option<&Work>) -> Option<String> {
    let naming = definition.naming();
    let start = match work {
        Some(Work::From(at)) => *at,
        Some(Work::All(range)) => range.start,
        Some(Work::Address(_)) | None => LEAD.find(naming).map_or(0, |lead| lead.end()),
    };
    // A work that is named after the first paragraph gets no locator.
    let behind = naming.get(start..)?;
    let text = naming[..start + behind.find("; ").unwrap_or(behind.len())].trim_end();
    let mut from = start.min(text.len());
    let found = loop {
        let end = from + sentence_end(&text[from..]);
        let end = behind_author(definition, text, from..end).map_or(end, |title| title + sentence_end(&text[title..]));
        let stopped = end + text[end..].chars().next().map_or(0, char::len_utf8);
        if let Some(found) = place(definition, &text[..stopped], from) {
            break &text[found];
        }
        from = text.len() - text[stopped..].trim_start().len();
        // A page after another work, or in the rest of a remark, may belong to that work.
        if work.is_some() || from >= text.len() || goes_elsewhere(definition, &text[from..], from) {
            return None;
        }
    };
    (wrap::columns(found) <= MOST_COLUMNS).then(|| found.trim_end().to_owned())
}

/// Whether the sentence of a definition that begins at byte `from` cites another work or makes a statement.
fn goes_elsewhere(definition: &Definition, text: &str, from: usize) -> bool {
    let sentence = &text[..sentence_end(text)];
    let end = from + sentence.len();
    let italics = definition.italics.partition_point(|title| title.start < from);
    let links = definition.links.partition_point(|(title, _)| title.start < from);
    definition.italics.get(italics).is_some_and(|title| title.start < end)
        || definition.links.get(links).is_some_and(|(title, _)| title.start < end)
        || sentence.contains(['“', '"', '«', '„'])
        || SIGNAL.is_match(sentence)
        || has_sentences(sentence)
}

/// Returns the first locator after byte `from`; `text` is the beginning of the definition. A locator in a title is part
/// of the title.
fn place(definition: &Definition, text: &str, from: usize) -> Option<Range<usize>> {
    let titles = || definition.italics.iter().chain(definition.links.iter().map(|(range, _)| range));
    let mut start = from;
    while let Some(found) = named(&text[start..]).map(|found| start + found.start..start + found.end) {
        let page = is_page(&text[found.clone()]);
        if page || !titles().any(|title| title.start < found.start && found.end <= title.end) {
            return Some(found);
        }
        start = found.end;
    }
    bare(&text[from..]).map(|found| from + found.start..from + found.end)
}

/// Returns the short name. `speaker` is the speaker in the definition, if it has one.
pub(super) fn name(definition: &Definition, speaker: Option<Range<usize>>, work: Option<Work>) -> String {
    let text = definition.naming();
    if let Some(speaker) = speaker
        .and_then(|speaker| text.get(speaker))
        .filter(|speaker| !PRONOUNS.contains(&speaker.to_lowercase().as_str()))
    {
        return short(trim(speaker));
    }
    let start = match work {
        Some(Work::All(range)) if letters(&definition.text[range.clone()]) > 1 => {
            let words = &definition.text[range];
            return short(trim(LEAD.find(words).map_or(words, |lead| &words[lead.end()..])));
        }
        Some(Work::Address(link)) => {
            if let Some(address) = address::web(&link) {
                return short_address(&spoken(&address));
            }
            0
        }
        Some(Work::From(at)) if at < text.len() => at + LEAD.find(&text[at..]).map_or(0, |lead| lead.end()),
        _ => LEAD.find(text).map_or(0, |lead| lead.end()),
    };
    // A verb follows the author and year: "Maas (2019) shows that nobody waits."
    if let Some(found) =
        AUTHOR_YEAR.find(&text[start..]).filter(|found| found.start() == 0 && found.as_str().ends_with(')'))
        && text[start + found.end()..].trim_start().starts_with(char::is_lowercase)
    {
        return short(trim(found.as_str()));
    }
    // The name stands between "According to" and a comma: "According to the Court of Audit, it is twice that."
    let attributed = text[start..].split_once(", ").filter(|(_, rest)| rest.starts_with(char::is_lowercase));
    if let Some((who, _)) = attributed.filter(|_| ACCORDING.is_match(&text[..start])) {
        return short(trim(who));
    }
    let mut from = start;
    let mut name = String::new();
    // If no name stands before an address, the name follows it.
    while from < text.len() && (letters(&name) < 2 || JOINTS.contains(&trim(&name).to_lowercase().as_str())) {
        let end = end(definition, text, from);
        name = words(definition, text, from..end);
        from = next(definition, text, end.max(from));
    }
    let name = short(trim(&name));
    // "(accessed 9 February 2015)" is about the address.
    let is_aside = name.strip_prefix('(').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    if letters(&name) > 0 && !is_aside && !JOINTS.contains(&name.to_lowercase().as_str()) {
        return name;
    }
    let first = definition.links.iter().find_map(|(_, link)| address::web(link)).or_else(|| {
        let domain = text.split(' ').find(|word| word.contains("://"))?;
        address::web(domain)
    });
    match first {
        Some(address) => short_address(&spoken(&address)),
        None => short(trim(text)),
    }
}

/// Returns all words of a definition without its addresses and links to archived copies.
pub(super) fn without_addresses(definition: &Definition) -> String {
    let words = words(definition, &definition.text, 0..definition.text.len());
    let words = words.split(' ').filter(|word| !word.contains("://"));
    words.collect::<Vec<_>>().join(" ")
}

/// Returns an address as a name: without scheme, `www.`, query and place in the page.
fn spoken(url: &str) -> Cow<'_, str> {
    let spoken = address::spoken(url);
    let spoken = spoken.strip_prefix("www.").unwrap_or(spoken);
    let (page, fragment) = spoken.split_once('#').unwrap_or((spoken, ""));
    let page = page.split('?').next().unwrap_or(page).trim_end_matches('/');
    if is_place(fragment) { page.into() } else { format!("{page}#{fragment}").into() }
}

/// Returns the end of a name that begins at byte `from`: an address, a locator, or the end of the sentence.
fn end(definition: &Definition, text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let sentence = from + sentence_end(rest);
    let sentence = behind_author(definition, text, from..sentence).unwrap_or(sentence);
    // A stop inside a title does not end the name.
    let titles = definition.italics.iter().chain(definition.links.iter().map(|(range, _)| range));
    let title = titles.into_iter().find(|title| title.start < sentence && sentence + 1 < title.end);
    let sentence = title.map_or(sentence, |title| title.end.min(text.len()));
    // If a text begins with a locator, the locator belongs to the name: "Art. 46 of the Harbour Act".
    let located = place(definition, &text[..sentence], from).map(|found| found.start).filter(|&start| start > from);
    let located = located.unwrap_or(text.len());
    let semicolon = rest.find("; ").map_or(text.len(), |at| from + at);
    let bare = ["http://", "https://", "doi:", "DOI:", "www."].iter().filter_map(|lead| rest.find(lead)).min();
    let address = bare.map_or(text.len(), |at| from + at);
    let linked =
        definition.links.iter().filter(|(range, link)| range.start >= from && is_hidden(definition, range, link));
    let linked = linked.map(|(range, _)| range.start).min().unwrap_or(text.len());
    [sentence, located, semicolon, address, linked].into_iter().min().unwrap_or(text.len()).min(text.len())
}

/// Returns the end of a title after an author and a full stop: "Anna Maas. *Quays*.", "Anna Maas. (2019). “Quays”."
fn behind_author(definition: &Definition, text: &str, author: Range<usize>) -> Option<usize> {
    let names = &text[author.clone()];
    if names.split(' ').count() > LONGEST_NAMES || !names.split(' ').all(|word| is_name(&word)) {
        return None;
    }
    let rest = text[author.end..].strip_prefix('.')?.trim_start();
    let dated = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(year, _)| year.len() <= 5);
    let rest = dated.map_or(rest, |(_, rest)| rest.trim_start_matches(['.', ',', ' ']));
    let start = text.len() - rest.len();
    let titles = definition.italics.iter().chain(definition.links.iter().map(|(range, _)| range));
    let title = titles.into_iter().find(|title| title.start == start && !title.is_empty()).map(|title| title.end);
    let quoted = || quotation::split(rest).map(|(_, after)| text.len() - after.len());
    title.or_else(quoted).filter(|&end| end <= text.len())
}

/// Returns the byte at which the search for a name continues.
fn next(definition: &Definition, text: &str, end: usize) -> usize {
    let hidden = definition.links.iter().find(|(range, link)| range.start == end && is_hidden(definition, range, link));
    let after = hidden.map_or(end, |(range, _)| range.end);
    let rest = &text[after.min(text.len())..];
    let skipped = rest.find(|c: char| c.is_whitespace()).map_or(rest.len(), |at| at + 1);
    if after > end { after } else { end + skipped }
}

/// Whether the words of a link do not belong to a name: an address, an archived copy, a backlink.
fn is_hidden(definition: &Definition, range: &Range<usize>, link: &str) -> bool {
    let words = definition.text.get(range.clone()).unwrap_or_default().trim();
    let folded = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let copy = [
        "archive",
        "archived",
        "archive.org",
        "archive.today",
        "wikiless",
        "mirror",
        "pdf",
        "link",
        "cache",
        "backup",
        "scribe.rip",
        "invidious",
        "website",
        "web",
        "url",
        "back",
        "zurück",
        "retour",
        "archivo",
        "archiv",
    ];
    words.contains("://") || link.starts_with('#') || folded.is_empty() || copy.contains(&folded.as_str())
}

/// Returns the words of a part of the text, without hidden words ([`is_hidden`]).
fn words(definition: &Definition, text: &str, part: Range<usize>) -> String {
    let mut name = String::new();
    let mut from = part.start;
    for (range, link) in definition.links.iter().filter(|(range, _)| range.start >= part.start && range.end <= part.end)
    {
        if is_hidden(definition, range, link) && range.start >= from {
            name.push_str(&text[from..range.start]);
            from = range.end;
        }
    }
    name.push_str(&text[from.min(part.end)..part.end]);
    name.replace(" ,", ",").replace("  ", " ")
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric() || *c as u32 > 0x2000 && !c.is_whitespace()).count()
}

/// Words that lead from a name to its address or its page.
const HANGING: &[&str] = &["at", "from", "via", "in", "see", "by", "available", "esp"];

/// Returns a name without the marks around it. Pairs of brackets inside it stay.
fn trim(name: &str) -> &str {
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | '|' | '↩' | '\u{fe0e}' | '<' | '>' | '/')
    });
    let unopened = name.ends_with(')') && name.matches(')').count() > name.matches('(').count();
    let name = if unopened { &name[..name.len() - 1] } else { name };
    let name = name.trim_end_matches([',', ' ', '(', '[', '<']);
    let last = name.rsplit(' ').next().unwrap_or_default();
    // "et al." and "536 U.S." end in their own stop.
    let abbreviated = last.matches('.').count() == 1 && ["al.", "etc."].contains(&last)
        || last.matches('.').count() > 1 && !last.contains("..");
    let name = if abbreviated { name } else { name.trim_end_matches(['.', ',', ' ', '(', '[', '<']) };
    let pairs = [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»')];
    let mut name = name;
    for (open, close) in pairs {
        if name.ends_with(close) && !name.contains(open) {
            name = name.trim_end_matches(close);
        }
        if name.starts_with(open) && (!name.contains(close) || name.ends_with(close) && name.matches(open).count() == 1)
        {
            name = name.trim_start_matches(open).trim_end_matches(close);
        }
        // A parenthesis that is not closed is left out.
        if let Some(at) =
            name.rfind(open).filter(|&at| at > 3 && !name[at..].contains(close) && open != '«' && open != '“')
        {
            name = &name[..at];
        }
    }
    if name.matches('"').count() % 2 == 1 {
        name = name.trim_matches('"');
    }
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':');
    let mut name = name.trim_matches(is_mark);
    // Trailing words before an address: "The graph of innovation, available at".
    while let Some((before, _)) = name.rsplit_once(' ').filter(|(_, last)| HANGING.contains(last)) {
        name = before.trim_end_matches(is_mark);
    }
    name
}

/// Cuts an address to the width of a name. The host and the end stay, because they tell the address from others of the
/// site.
fn short_address(address: &str) -> String {
    if wrap::columns(address) <= MOST_COLUMNS || !address.is_ascii() {
        return short(address);
    }
    let host = address.find('/').filter(|&end| end * 2 <= MOST_COLUMNS).map_or("", |end| &address[..=end]);
    let end = &address[address.len() - (MOST_COLUMNS - host.len() - 1)..];
    // The end starts at a segment of the path, if one is near.
    let end = end.find('/').filter(|&at| at * 2 < end.len()).map_or(end, |at| &end[at..]);
    format!("{host}…{end}")
}

/// Returns the name of the first of several works, with a hint that there are others.
pub(super) fn with_others(name: &str) -> String {
    format!("{}{OTHERS}", cut_to(name, MOST_COLUMNS - OTHERS.len()))
}

const OTHERS: &str = ", and others";

/// Cuts a name to [`MOST_COLUMNS`] at a word.
pub(super) fn short(name: &str) -> String {
    cut_to(name, MOST_COLUMNS)
}

fn cut_to(name: &str, most: usize) -> String {
    if wrap::columns(name) <= most {
        return name.to_owned();
    }
    let mut end = 0;
    let mut columns = 0;
    for (at, c) in name.char_indices() {
        let mut buffer = [0; 4];
        columns += wrap::columns(c.encode_utf8(&mut buffer));
        if columns >= most {
            break;
        }
        end = at + c.len_utf8();
    }
    let cut = &name[..end];
    let cut = cut.rfind(" (").filter(|&at| at > 8 && !cut[at..].contains(')')).map_or(cut, |at| &cut[..=at]);
    let word = cut.rfind(' ').filter(|&at| at * 2 > cut.len()).map_or(cut, |at| &cut[..at]);
    format!("{}…", word.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '”' | '"' | '»')))
}
