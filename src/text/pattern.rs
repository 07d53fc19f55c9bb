//! A search pattern: plain text as the reader types it.
//!
//! The `regex` crate gets the text with all its special characters escaped. That crate folds case as Unicode does and
//! searches fast. Owns what matches. Must not know what is searched.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

/// A plain text to search for.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    expression: Regex,
}

impl Pattern {
    /// Builds a pattern; none if the text is empty or too long.
    ///
    /// Case counts if the text has a capital. Any white space matches any other. A quotation mark or a hyphen from the
    /// keyboard matches any character of its kind.
    pub fn new(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let mut expression = String::new();
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                c if c.is_whitespace() => {
                    while characters.next_if(|c| c.is_whitespace()).is_some() {}
                    expression.push_str(r"\s+");
                }
                '\'' => expression.push_str("['‘’ʼ]"),
                '"' => expression.push_str("[\"“”„«»]"),
                '-' => expression.push_str(r"[\-‐‑‒–—]"),
                c => expression.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
            }
        }
        let any_case = !text.chars().any(char::is_uppercase);
        let expression = RegexBuilder::new(&expression).case_insensitive(any_case).build().ok()?;
        Some(Self { text: text.to_owned(), expression })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the pattern's matches in a text, in bytes.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        self.expression.find_iter(text).map(|found| found.range())
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.expression.is_match(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: &[&str]) {
        let pattern = Pattern::new(pattern).expect("it can be looked for");
        assert_eq!(pattern.find(text).map(|range| &text[range]).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn lowercase_matches_capitals_and_capitals_match_only_themselves() {
        check("port", "Port, PORT and port", &["Port", "PORT", "port"]);
        check("Port", "Port, PORT and port", &["Port"]);
        check("straße", "STRASSE STRAßE", &["STRAßE"]);
        check("ärger", "Ärger", &["Ärger"]);
    }

    #[test]
    fn any_white_space_matches_and_straight_quotes_match_curly_ones() {
        check("two  lines", "two lines, two\nlines, twolines", &["two lines", "two\nlines"]);
        check("don't", "don’t don't dont", &["don’t", "don't"]);
        check("\"so\"", "“so” «so»", &["“so”", "«so»"]);
        check("a-b", "a–b a-b a+b", &["a–b", "a-b"]);
        check("’", "’ '", &["’"]);
    }

    #[test]
    fn a_pattern_is_plain_text() {
        check(".*", "a.*b", &[".*"]);
        check("(a|b)[", "(a|b)[c", &["(a|b)["]);
        check(r"\d$^", r"1\d$^", &[r"\d$^"]);
        check("(?i)x", "X(?i)x", &["(?i)x"]);
        assert!(Pattern::new("").is_none());
        assert!(Pattern::new(&"é".repeat(1_000_000)).is_none());
    }
}
