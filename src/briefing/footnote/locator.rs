//! Finds the place in a work that a footnote names.
//!
//! Examples are "p. 4", "S. 12 f.", "§ 7", "at 14", and a bare page at the end.

use std::ops::Range;

use super::pattern::is_in;

/// Words before the number of a locator (en, de, fr, es).
const WORDS: &[&str] = &[
    "p",
    "pp",
    "page",
    "pages",
    "página",
    "páginas",
    "pág",
    "págs",
    "S",
    "Seite",
    "Seiten",
    "fol",
    "fols",
    "fo",
    "fos",
    "abs",
    "para",
    "paras",
    "paragraph",
    "paragraphs",
    "absatz",
    "art",
    "artt",
    "article",
    "articles",
    "artikel",
    "artículo",
    "artículos",
    "artigo",
    "section",
    "sections",
    "sect",
    "sects",
    "sec",
    "secs",
    "abschnitt",
    "abschnitte",
    "sección",
    "chapter",
    "chapters",
    "chapitre",
    "chapitres",
    "chap",
    "chaps",
    "ch",
    "capítulo",
    "capítulos",
    "cap",
    "caps",
    "kapitel",
    "kap",
    "table",
    "tables",
    "tab",
    "tabs",
    "tabelle",
    "tabellen",
    "tableau",
    "tableaux",
    "tabla",
    "tablas",
    "figure",
    "figures",
    "fig",
    "figs",
    "abb",
    "abbildung",
    "figura",
    "figuras",
    "appendix",
    "annex",
    "annexe",
    "anhang",
    "anexo",
    "line",
    "lines",
    "ll",
    "verse",
    "verses",
    "slide",
    "slides",
    "minute",
    "minutes",
    "min",
    "rn",
    "rdnr",
    "rz",
];

/// Words before a Roman number in small letters or capitals.
const PAGES: &[&str] = &["p", "pp", "page", "pages"];

/// Words before a Roman number in capitals.
const PARTS: &[&str] = &[
    "chapter",
    "chapters",
    "chap",
    "chapitre",
    "kapitel",
    "kap",
    "capítulo",
    "cap",
    "table",
    "tables",
    "tab",
    "part",
    "parts",
    "book",
    "books",
    "appendix",
    "anhang",
    "annexe",
];

/// Words between two numbers or two locators.
const JOINTS: &[&str] = &["and", "und", "et", "y", "bis", "bzw."];

/// Returns the first locator of a text with its words.
pub(super) fn named(text: &str) -> Option<Range<usize>> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = matches!(before, ' ' | '\u{a0}' | '(' | ',' | ';' | ':');
        before = c;
        if begins
            && let Some(Range { start, mut end }) = match c {
                '0'..='9' => behind_year(text, at),
                '§' | '¶' => place(text, at).map(|end| at..end),
                c if c.is_alphabetic() => place(text, at).map(|end| at..end),
                _ => None,
            }
        {
            while let Some(more) = another(text, end) {
                end = more;
            }
            return Some(start..end);
        }
    }
    None
}

/// Returns the pages without a word at the end of a short reference: "Smith, 12.", "Smith, 32, 54, 110-23", "Maas 2019:
/// 12f".
pub(super) fn bare(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end().trim_end_matches('.');
    let begins = text.len() - text.chars().rev().take(MOST_PAGES).map(char::len_utf8).sum::<usize>();
    let openings = text[begins..].match_indices([',', ':']).map(|(at, _)| begins + at + 1);
    // A closing quotation mark may follow the comma: "“Quays,” 12".
    let closed = |at: usize| text.len() - text[at..].trim_start_matches(['”', '"', '»']).len();
    let starts = openings.map(closed).filter(|&at| text[at..].starts_with(' ')).map(|at| at + 1);
    let start = starts.into_iter().find(|&at| are_pages(&text[at..]))?;
    Some(start..text.len())
}

/// Characters at the end of a text that may be its pages.
const MOST_PAGES: usize = 60;

/// Whether a text consists of pages. A year alone is not a page.
fn are_pages(text: &str) -> bool {
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let page = |part: &str| {
        let part = part.trim_end_matches('.').trim_end_matches('f').trim_end();
        let (first, last) = part.split_once(['-', '–']).map_or((part, None), |(first, last)| (first, Some(last)));
        // TeX writes a dash as two or three hyphens.
        let last = last.map(|last| last.trim_start_matches('-'));
        number(first) && last.is_none_or(number)
    };
    let dated = text.get(..4).is_some_and(|first| number(first) && super::pattern::year(first).is_some());
    let joined = |part: &str| {
        JOINTS
            .iter()
            .find_map(|joint| part.split_once(&format!(" {joint} ")).map(|(one, other)| page(one) && page(other)))
    };
    !dated && text.split(", ").all(|part| joined(part).unwrap_or_else(|| page(part)))
}

/// Returns the pages after a year, as in "Maas 2019: 12f".
fn behind_year(text: &str, at: usize) -> Option<Range<usize>> {
    super::pattern::year(text.get(at..at + 4)?)?;
    let rest = text[at + 4..].trim_start_matches(|c: char| c.is_ascii_lowercase());
    let start = text.len() - rest.strip_prefix(": ")?.len();
    // "Autumn 2019: 12 ships" and "2019: 14:30" have no pages.
    let is_last = |end: &usize| !text[*end..].trim_start().starts_with(|c: char| c.is_alphabetic() || c == ':');
    numbers(text, start).filter(is_last).map(|end| start..end)
}

fn place(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with(['§', '¶']) {
        let signs = rest.chars().take_while(|c| matches!(c, '§' | '¶')).map(char::len_utf8).sum::<usize>();
        return numbers(text, space(text, at + signs));
    }
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = &rest[..length];
    let end = at + length;
    if word.eq_ignore_ascii_case("at") {
        return at_page(text, at, end);
    }
    let stopped = if text[end..].starts_with('.') { end + 1 } else { end };
    let number = space(text, stopped);
    // Few words have a number after them, so this test comes first.
    if !text[number..].starts_with(|c: char| c.is_ascii_digit()) && roman(text, number).is_none() {
        return None;
    }
    let (known, part) = (is_in(WORDS, word), is_in(PARTS, word));
    if !known && !part {
        return None;
    }
    // "685 P.2d 576" is a law report.
    if word == "P" && text[number..].starts_with(['2', '3']) && text[number + 1..].starts_with('d') {
        return None;
    }
    if known && let Some(end) = numbers(text, number) {
        return Some(end);
    }
    let spaced = number > stopped;
    let roman = roman(text, number).filter(|_| stopped > end || spaced)?;
    if is_in(PAGES, word) {
        // "P.C. Molhuysen" is a person.
        let initials = !spaced && text[roman..].starts_with('.');
        return (!initials).then(|| more(text, roman));
    }
    let capitals = text[number..roman].bytes().all(|byte| byte.is_ascii_uppercase());
    (part && spaced && capitals).then_some(roman)
}

/// Returns the end of "at 14" as a page. It is a page after a comma, a stop or a law report, or at the end of the text.
/// "At 14 knots" is not.
fn at_page(text: &str, at: usize, end: usize) -> Option<usize> {
    let digits = space(text, end);
    if digits == end {
        return None;
    }
    let before = text[..at].trim_end();
    let reported =
        before.ends_with([',', '.']) || before.ends_with("2d") || before.ends_with("3d") || before.ends_with("4th");
    let end = numbers(text, digits)?;
    let rest = text[end..].trim_start();
    let alone = rest.is_empty() || !rest.starts_with(|c: char| c.is_alphanumeric());
    (reported && (alone || rest.starts_with("n."))
        || before.chars().next_back().is_some_and(char::is_alphanumeric) && rest.trim_end_matches('.').is_empty())
    .then_some(end)
}

/// Returns the end of a second locator: ", tables 4" or " and § 5".
fn another(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let marked = end + usize::from(rest.starts_with([',', ';']));
    let mut at = space(text, marked);
    if at == marked {
        return None;
    }
    for joint in JOINTS {
        if text[at..].starts_with(joint) && space(text, at + joint.len()) > at + joint.len() {
            at = space(text, at + joint.len());
            break;
        }
    }
    place(text, at)
}

/// Returns the end of a number or a range: "4", "4a", "12–14", "4 and 5", "12 ff."
fn numbers(text: &str, at: usize) -> Option<usize> {
    Some(more(text, number(text, at)?))
}

fn more(text: &str, mut end: usize) -> usize {
    'next: loop {
        let at = space(text, end);
        let mut joined: Vec<usize> = Vec::new();
        if let Some(sign) = text[at..].chars().next().filter(|sign| matches!(sign, '-' | '–' | '—' | '/' | ',' | '&'))
        {
            joined.push(at + sign.len_utf8());
        }
        joined.extend(JOINTS.iter().filter(|joint| text[at..].starts_with(**joint)).map(|joint| at + joint.len()));
        if text[at..].starts_with("--") {
            joined.insert(0, at + 2);
        }
        for joint in joined {
            let next = space(text, joint);
            let comma = text[at..].starts_with(',');
            let Some(after) = number(text, next).or_else(|| roman(text, next).filter(|_| !comma)) else { continue };
            // In "at 205, 122 S. Ct.", 122 belongs to another report.
            let reported = comma && text[after..].trim_start().starts_with(|c: char| c.is_uppercase());
            let year = comma && super::pattern::year(&text[next..after]).is_some();
            if !reported && !year {
                end = after;
                continue 'next;
            }
        }
        break;
    }
    let at = space(text, end);
    for following in ["ff.", "f.", "sqq.", "sq.", "ss.", "s."] {
        if text[at..].starts_with(following) {
            return at + following.len();
        }
    }
    end
}

/// Returns the end of digits, with a letter or "ff" if they have one.
fn number(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if end == at {
        return None;
    }
    // Numbers may have parts: "table 4.3".
    while text[end..].starts_with('.') {
        let more = bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    if text[end..].starts_with("ff") {
        end += 2;
    } else if bytes.get(end).is_some_and(u8::is_ascii_lowercase) {
        end += 1;
    }
    ends_word(text, end).then_some(end)
}

fn roman(text: &str, at: usize) -> Option<usize> {
    let small = text[at..].starts_with(|c: char| c.is_lowercase());
    let digits: &[u8] = if small { b"ivxlc" } else { b"IVXLC" };
    let end = at + text.as_bytes()[at..].iter().take_while(|byte| digits.contains(byte)).count();
    (end > at && ends_word(text, end)).then_some(end)
}

fn ends_word(text: &str, end: usize) -> bool {
    !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Returns the byte after a space, if there is a space.
fn space(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}')).map_or(0, char::len_utf8)
}

/// Returns the byte at which the first locator of a text begins.
pub(super) fn start(text: &str) -> Option<usize> {
    named(text).or_else(|| bare(text)).map(|found| found.start)
}

/// Whether a text is only a locator.
pub(super) fn is_all(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || c == ' ' || c.is_ascii_punctuation() || matches!(c, '–' | '\u{a0}');
    let text = text.trim_start_matches([' ', ',', '.', ';', ':', '(', ')']);
    text.strip_prefix("at ").unwrap_or(text).chars().all(number)
        || named(text).is_some_and(|found| {
            let around = [&text[..found.start], &text[found.end..]];
            around.iter().all(|part| !part.contains(char::is_alphanumeric))
        })
}

/// Whether a locator is a page or a paragraph of a law, rather than a chapter of this text.
pub(super) fn is_page(locator: &str) -> bool {
    let word: String = locator.chars().take_while(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
    ["p.", "pp.", "S.", "§", "§§", "Art.", "art.", "fol.", "pág.", "págs.", "Rn."].contains(&&*word)
}
