//! Reads citations by key, as in pandoc and Quarto.
//!
//! They are `[see @key, p. 3; also @other]`, `@key says` and `[-@key]`. Owns what counts as a key, and the words around
//! it. The keys of a text are collected first, because `@name` in running text is as often a person on a website as a
//! work. Must not know what a key names.

use std::collections::HashSet;
use std::ops::Range;

use crate::briefing::ast::Briefing;

/// A citation by key, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cite {
    pub(super) key: Range<usize>,
    /// Words before the key: "see".
    pub(super) prefix: Range<usize>,
    /// Words after the key: ", p. 3".
    pub(super) suffix: Range<usize>,
}

/// Keys that name a part of the same text in Quarto and in pandoc-crossref.
const CROSS_REFERENCES: &[&str] = &[
    "fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "lem-", "cor-", "prp-", "cnj-", "def-", "exm-", "exr-", "sol-",
    "rem-", "alg-", "tip-", "nte-", "wrn-", "imp-", "cau-", "apx-", "suppfig-", "vid-", "fig:", "tbl:", "sec:", "eq:",
    "lst:",
];

/// Most bytes between two brackets that cite.
const LONGEST: usize = 1_000;

/// Returns the key of an `@` at a byte of a text, without the `@` and braces, and the byte after it.
pub(super) fn key_at(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '.' | '/' | '\\')) {
        return None;
    }
    let start = at + 1;
    let rest = text.get(start..)?;
    let (key, end) = if let Some(braced) = rest.strip_prefix('{') {
        let end = braced.find('}').filter(|&end| end > 0 && !braced[..end].contains(['{', '\n', ' ']))?;
        (start + 1..start + 1 + end, start + 2 + end)
    } else {
        let is_inner = |c: char| c.is_alphanumeric() || c == '_';
        let mut end = 0;
        let mut chars = rest.char_indices().peekable();
        while let Some((index, c)) = chars.next() {
            // Punctuation is part of a key only between two letters.
            let next = chars.peek().map(|&(_, next)| next);
            let in_address =
                c == ':' && rest[index..].starts_with("://") || c == '/' && rest[..index].ends_with([':', '/']);
            let joins = end > 0 && (":.#$%&-+?<>~/".contains(c) && next.is_some_and(is_inner) || in_address);
            if !is_inner(c) && !joins {
                break;
            }
            end = index + c.len_utf8();
        }
        (start..start + end, start + end)
    };
    let name = &text[key.clone()];
    let is_part = CROSS_REFERENCES
        .iter()
        .any(|part| name.get(..part.len()).is_some_and(|first| first.eq_ignore_ascii_case(part)));
    (!name.is_empty() && !is_part).then_some((key, end))
}

/// Returns the works that a note cites by key, each with the words after it, and whether the note says almost nothing
/// else: "See @maas2019, p. 3, and @dijk99".
pub(super) fn in_note(text: &str, keys: &Keys<'_>) -> (Vec<(String, String)>, bool) {
    let (mut cites, mut beside, mut from) = (Vec::new(), String::new(), 0);
    for (at, _) in text.match_indices('@') {
        let key = key_at(text, at).filter(|(key, _)| at >= from && keys.has(&text[key.clone()]));
        let Some((key, end)) = key else { continue };
        beside.push_str(&text[from..at]);
        let behind = &text[end..];
        let place = behind.find(['@', ';', ']']).map_or(behind, |next| &behind[..next]);
        let place = place.trim_end_matches([' ', '[', '.', ',']).trim_end_matches(" and").trim_end_matches(" und");
        cites.push((text[key].to_owned(), place.trim().to_owned()));
        from = end + place.len();
    }
    beside.push_str(&text[from.min(text.len())..]);
    let is_all = beside.split_whitespace().all(is_of_a_citation);
    (cites, is_all)
}

/// Words around a key that say nothing about the work: signals and locators.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "see", "cf", "also", "for", "example", "siehe", "vgl", "auch", "dazu", "voir", "aussi", "véase", "ver", "también", "and", "und",
    "et", "y", "or", "oder", "ou", "p", "pp", "page", "pages", "s", "seite", "seiten", "pág", "ch", "chap", "chapter", "kap", "kapitel",
    "chapitre", "cap", "sec", "section", "abschnitt", "fig", "figure", "table", "tab", "abb", "vol", "bd", "nr", "f", "ff",
    "the", "in", "e.g", "i.e",
];

/// Whether a word belongs to a citation rather than to a statement: a key, "see", "p.", "33--35".
pub(super) fn is_of_a_citation(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_number = bare.starts_with(|c: char| c.is_ascii_digit()) || bare.chars().all(|c| "ivxlc".contains(c));
    word.starts_with(['@', '§']) || bare.is_empty() || is_number || BESIDE.contains(&bare.as_str())
}

/// Returns the citations between brackets; none unless every part between semicolons is a citation.
pub(super) fn bracketed(text: &str) -> Option<Vec<Cite>> {
    if !text.contains('@') || text.len() > LONGEST {
        return None;
    }
    let mut cites = Vec::new();
    let mut start = 0;
    for part in text.split(';') {
        let (key, end) = part.match_indices('@').find_map(|(at, _)| key_at(text, start + at))?;
        let at = key.start - 1 - usize::from(text[..key.start].ends_with('{'));
        // "-@key" omits the author, because the text names the author.
        let before = text[start..at].strip_suffix('-').unwrap_or(&text[start..at]).len();
        cites.push(Cite { key, prefix: start..start + before, suffix: end..start + part.len() });
        start += part.len() + 1;
    }
    Some(cites)
}

/// Keys that may be cited in running text.
#[derive(Debug, Default)]
pub(super) struct Keys<'t> {
    known: HashSet<&'t str>,
    /// Labels of examples, which stand at the beginning of a line: "(@first) Ships wait".
    examples: HashSet<&'t str>,
    /// Whether the text has a bibliography, so that any key may be cited.
    all: bool,
}

impl<'t> Keys<'t> {
    /// Collects the keys that the text also cites in brackets, and similar keys; all keys if it has a bibliography.
    pub(super) fn of(briefing: &Briefing, body: &'t str) -> Self {
        if !body.contains('@') {
            return Self::default();
        }
        let all =
            !briefing.front.declarations.bibliographies.is_empty() || !briefing.front.declarations.works.is_empty();
        let known = outside_code(body).flat_map(cited).collect();
        Self { known, examples: examples(body), all }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty() && !self.all
    }

    pub(super) fn has(&self, key: &str) -> bool {
        let is_like = || !self.known.is_empty() && has_year(key);
        (self.all || self.known.contains(key) || is_like()) && !self.examples.contains(key)
    }
}

/// Whether a key has letters and a year, like generated keys: `maas2019`, `dijk:99a`.
fn has_year(key: &str) -> bool {
    let key = key.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let name = key.trim_end_matches(|c: char| c.is_ascii_digit());
    name.len() >= 2 && matches!(key.len() - name.len(), 2 | 4)
}

/// Returns the parts of a Markdown text outside fences.
fn outside_code(text: &str) -> impl Iterator<Item = &str> {
    let (mut from, mut at, mut fence) = (0, 0, None);
    let mut parts = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let marks = ["```", "~~~"].into_iter().find(|marks| trimmed.starts_with(marks));
        match (fence, marks) {
            (None, Some(_)) => {
                parts.push(&text[from..at]);
                fence = marks;
            }
            (Some(open), Some(marks)) if open == marks => {
                fence = None;
                from = at + line.len();
            }
            _ => {}
        }
        at += line.len();
    }
    if fence.is_none() {
        parts.push(&text[from..]);
    }
    parts.into_iter()
}

/// Returns the labels of examples.
fn examples(text: &str) -> HashSet<&str> {
    let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix("(@"));
    lines.filter_map(|line| line.split_once(") ").map(|(label, _)| label)).collect()
}

/// Returns the keys that a Markdown text cites in brackets.
fn cited(text: &str) -> HashSet<&str> {
    let mut keys = HashSet::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('@').map(|at| from + at) {
        from = at + 1;
        let near = (at.saturating_sub(LONGEST)..=at).find(|&near| text.is_char_boundary(near)).unwrap_or(at);
        let Some(open) = text[near..at].rfind(['[', ']', '\n']).map(|open| near + open) else { continue };
        let rest = &text[open + 1..];
        // An escaped bracket or code is not a citation.
        if !text[open..].starts_with('[') || text[..open].ends_with(['\\', '`']) {
            continue;
        }
        let Some(end) = rest.find([']', '[', '\n']).filter(|&end| rest[end..].starts_with(']')) else { continue };
        // A link is not a citation.
        if rest[end + 1..].starts_with(['(', ':']) {
            continue;
        }
        from = open + 1 + end;
        keys.extend(bracketed(&rest[..end]).into_iter().flatten().map(|cite| &rest[cite.key]));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let cites = bracketed(text).unwrap_or_default();
        let told = |cite: &Cite| (&text[cite.prefix.clone()], &text[cite.key.clone()], &text[cite.suffix.clone()]);
        assert_eq!(cites.iter().map(told).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn each_part_between_semicolons_cites() {
        check("@maas2019", &[("", "maas2019", "")]);
        check("see @maas2019, p. 33; also @dijk99", &[("see ", "maas2019", ", p. 33"), (" also ", "dijk99", "")]);
        check("-@maas2019", &[("", "maas2019", "")]);
        check("see -@maas2019 on dues", &[("see ", "maas2019", " on dues")]);
        check("@{https://a.example/x}, p. 3", &[("", "https://a.example/x", ", p. 3")]);
        check("@maas_2019:a.b.", &[("", "maas_2019:a.b", ".")]);
        check("@maas2019; and so on", &[]);
    }

    #[test]
    fn addresses_and_parts_of_the_text_are_not_keys() {
        for text in ["anna@port.example", "@fig-berth", "@sec:dues", "nothing", "a @ b", "\\@maas", "@"] {
            check(text, &[]);
        }
    }

    #[test]
    fn keys_in_code_are_ignored() {
        let text =
            "Dues [@a].\n\n```json\n\"args\": [\"-y\", \"@scope/server\"]\n```\n\n- x\n  ~~~\n  [@b]\n  ~~~\n[@c]";
        let mut keys: Vec<_> = outside_code(text).flat_map(cited).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["a", "c"]);
    }

    #[test]
    fn a_likely_key_counts_where_other_keys_are_cited() {
        for key in ["maas2019", "dijk99a", "maas_quays_2019"] {
            assert!(has_year(key), "{key}");
        }
        for name in ["pilots", "b2", "2019", "v1", "maas201"] {
            assert!(!has_year(name), "{name}");
        }
    }

    #[test]
    fn the_keys_of_a_text_are_those_cited_in_brackets() {
        let text = "As [see @a; -@b, p. 3] and @c say, [@d](x), [@e]: y, mail x@f.example, [no] @g [@h]";
        let mut keys: Vec<_> = cited(text).into_iter().collect();
        keys.sort_unstable();
        assert_eq!(keys, ["a", "b", "h"]);
    }
}
