//! Patterns with cheap conditions that are tested before a pattern is compiled or run.
//!
//! Most patterns match in few footnotes. A condition requires a word, a first word or digits. If the condition fails,
//! the pattern cannot match; tests assert that.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

/// A pattern and its necessary condition.
pub(super) struct Pattern {
    condition: fn(&str) -> bool,
    regex: LazyLock<Regex>,
}

impl Pattern {
    pub(super) const fn new(condition: fn(&str) -> bool, regex: fn() -> Regex) -> Self {
        Self { condition, regex: LazyLock::new(regex) }
    }

    fn may_match(&self, text: &str) -> bool {
        let condition = (self.condition)(text);
        #[cfg(test)]
        assert!(condition || !self.regex.is_match(text), "the condition of {} fails for {text:?}", self.regex.as_str());
        condition
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

/// Compiles a pattern in which `\w`, `\d` and `\s` mean letters of Latin alphabets, digits and spaces, as they occur in
/// a definition. With all of Unicode's letters, each pattern would take some megabytes, and a millisecond to compile.
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
    Regex::new(&latin).expect("the pattern is built in")
}

/// Splits a text into words of Latin letters. So a word ends wherever a pattern may see its end ("nº").
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_letter =
        |c: char| c.is_ascii_alphabetic() || matches!(c, 'À'..='\u{24f}' | 'ẞ' | '\u{212a}') && !matches!(c, '×' | '÷');
    text.split(move |c| !is_letter(c)).filter(|word| !word.is_empty())
}

/// Whether a word is in a list of small words, in any case.
pub(super) fn is_in(list: &[&str], word: &str) -> bool {
    if !word.is_ascii() {
        // Patterns fold "ſ" to "s", so this does too.
        let folded = word.to_lowercase().replace('ſ', "s");
        return list.iter().any(|one| *one == folded);
    }
    let first = word.as_bytes().first().map(u8::to_ascii_lowercase);
    list.iter().any(|one| {
        one.len() == word.len()
            && one.as_bytes().first().map(u8::to_ascii_lowercase) == first
            && one.eq_ignore_ascii_case(word)
    })
}

/// Whether a text has one of these words in any case.
pub(super) fn has_word(text: &str, list: &[&str]) -> bool {
    words(text).any(|word| is_in(list, word))
}

/// Whether a text has one of these words exactly as written.
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

/// Returns the byte of the first four digits that may be a year of print.
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

#[cfg(test)]
mod tests {
    use proptest::strategy::{Strategy, ValueTree};
    use proptest::string::string_regex;
    use proptest::test_runner::TestRunner;

    use super::Pattern;
    use crate::briefing::footnote::{marks, repeat};

    /// Generates texts from each pattern without its anchors, which the generator does not support.
    #[test]
    fn a_condition_holds_wherever_its_pattern_matches() {
        let mut runner = TestRunner::deterministic();
        let all: Vec<&Pattern> = marks::ALL.iter().chain(repeat::ALL).copied().collect();
        for pattern in all {
            let bare = pattern.regex.as_str().replace("\\b", "").replace("(?:^|", "(?:|").replace("|$", "|");
            let bare = bare.trim_start_matches("(?i)").trim_start_matches('^').replace("(?:^", "(?:").replace('$', "");
            let flags = if pattern.regex.as_str().starts_with("(?i)") { "(?i)" } else { "" };
            let made = string_regex(&format!("{flags}{bare}")).unwrap_or_else(|error| panic!("{error}: {bare}"));
            let mut matches = 0;
            for _ in 0..400 {
                let text = made.new_tree(&mut runner).unwrap().current();
                // `is_match` asserts that the condition holds.
                matches += usize::from(pattern.is_match(&text));
            }
            assert!(matches > 40, "{matches} texts match {}", pattern.regex.as_str());
        }
    }
}
