//! Patterns behind cheap conditions: what a text must have before a pattern is compiled or run at all.
//!
//! Most footnotes have nothing that most of the patterns look for. A condition asks for a word, a first word or digits;
//! where it does not hold the pattern must not match, which is asserted in tests.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

/// A pattern and its necessary condition.
pub(super) struct Pattern {
    may: fn(&str) -> bool,
    regex: LazyLock<Regex>,
}

impl Pattern {
    pub(super) const fn new(may: fn(&str) -> bool, regex: fn() -> Regex) -> Self {
        Self { may, regex: LazyLock::new(regex) }
    }

    fn may_match(&self, text: &str) -> bool {
        let may = (self.may)(text);
        #[cfg(test)]
        assert!(may || !self.regex.is_match(text), "the condition of {} fails for {text:?}", self.regex.as_str());
        may
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.may_match(text) && self.regex.is_match(text)
    }

    pub(super) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        if self.may_match(text) { self.regex.find(text) } else { None }
    }

    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        if self.may_match(text) { self.regex.captures(text) } else { None }
    }
}

/// A pattern in which `\w`, `\d` and `\s` are letters of Latin alphabets, digits and spaces, as a passage has them. All that
/// Unicode has of them would make each of these patterns some megabytes, and a millisecond to begin with.
pub(super) fn latin(pattern: &str) -> Regex {
    const CLASSES: [(&str, &str); 3] = [("\\w", "0-9A-Za-z_À-ÖØ-öø-ɏ"), ("\\d", "0-9"), ("\\s", " \u{a0}")];
    let mut latin = String::with_capacity(pattern.len() * 2);
    let (mut rest, mut is_in_class) = (pattern, false);
    while let Some(first) = rest.chars().next() {
        if let Some((sign, class)) = CLASSES.iter().find(|(sign, _)| rest.starts_with(sign)) {
            latin.extend(if is_in_class { ["", class, ""] } else { ["[", class, "]"] });
            rest = &rest[sign.len()..];
            continue;
        }
        let length =
            if first == '\\' { 1 + rest[1..].chars().next().map_or(0, char::len_utf8) } else { first.len_utf8() };
        is_in_class = match first {
            '[' => true,
            ']' => false,
            _ => is_in_class,
        };
        latin.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Regex::new(&latin).expect("the pattern is ours")
}

/// The words of a text: letters without anything between.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Whether a word is in a list. Letters with accents must be in the list both small and as capitals.
pub(super) fn is_in(list: &[&str], word: &str) -> bool {
    let first = word.as_bytes().first().map(u8::to_ascii_lowercase);
    list.iter().any(|one| {
        one.len() == word.len()
            && one.as_bytes().first().map(u8::to_ascii_lowercase) == first
            && one.eq_ignore_ascii_case(word)
    })
}

/// Whether a text has one of these words.
pub(super) fn has_word(text: &str, list: &[&str]) -> bool {
    words(text).any(|word| is_in(list, word))
}

/// Whether a text has one of these words just so.
pub(super) fn has_exactly(text: &str, list: &[&str]) -> bool {
    words(text).any(|word| list.contains(&word))
}

/// Whether the first word of a text is one of these.
pub(super) fn begins(text: &str, list: &[&str]) -> bool {
    words(text).next().is_some_and(|word| is_in(list, word))
}

pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Where the first four digits of a year of print stand.
pub(super) fn year(text: &str) -> Option<usize> {
    text.as_bytes().windows(4).position(|four| {
        (matches!(four, [b'1', b'4'..=b'9', ..]) || four.starts_with(b"20")) && four.iter().all(u8::is_ascii_digit)
    })
}

/// Whether "v." may stand between two parties.
pub(super) fn has_versus(text: &str) -> bool {
    [" v. ", " v ", " vs. ", " vs ", "\u{a0}v", "v\u{a0}", "v.\u{a0}", "s\u{a0}", "s.\u{a0}"]
        .iter()
        .any(|sign| text.contains(sign))
}
