//! Finds the tags in HTML with the tokenizer of the standard (WHATWG HTML, section 13.2.5).
//!
//! Everything between tags is text. Must not know what a tag means.

use std::collections::BTreeMap;
use std::ops::Range;

use html5gum::{DefaultEmitter, HtmlString, Token as Raw, Tokenizer};

/// A tag or another token between `<` and `>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open(Tag),
    /// The end of an element, with its name in small letters.
    Close(String),
    /// A comment, a declaration or an instruction. It is not shown.
    Hidden,
}

/// The tag that begins an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// Name in small letters.
    pub(super) name: String,
    attributes: BTreeMap<String, String>,
    /// Whether it is written `<name/>`.
    pub(super) is_closed: bool,
}

impl Tag {
    /// Returns the value of an attribute, if it is not empty.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.get(key).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

/// Returns the tags in HTML, in order, each with its bytes. An unclosed comment is not a tag, because it would hide the
/// rest.
pub(super) fn tokens(html: &str) -> Vec<(Range<usize>, Token)> {
    // The tokenizer recurses once for each attribute.
    let mut floor = 0;
    for (at, _) in html.match_indices('<') {
        if at >= floor && html.len() - at > LONGEST_TAG {
            let end = html[at..].find('>').unwrap_or(html.len() - at);
            if end > LONGEST_TAG && html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                return Vec::new();
            }
            floor = at + end;
        }
    }
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // A script has no tags inside, but a frame or a `noscript` has.
    let has = |name: &str| {
        html.match_indices('<')
            .any(|(at, _)| html[at + 1..].get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)))
    };
    emitter.naively_switch_states(has("script") || has("style"));
    let words = |words: HtmlString| String::from_utf8_lossy(&words).into_owned();
    let token = |raw: Raw<usize>| match raw {
        Raw::StartTag(tag) => {
            let attributes = tag.attributes.into_iter().map(|(key, value)| (words(key), words(value.value))).collect();
            let token = Token::Open(Tag { name: words(tag.name), attributes, is_closed: tag.self_closing });
            Some((tag.span.start..tag.span.end, token))
        }
        Raw::EndTag(tag) => Some((tag.span.start..tag.span.end, Token::Close(words(tag.name)))),
        Raw::Comment(comment) => Some((comment.span.start..comment.span.end, Token::Hidden)),
        Raw::Doctype(doctype) => Some((doctype.span.start..doctype.span.end, Token::Hidden)),
        Raw::String(_) | Raw::Error(_) => None,
    };
    let tokens = Tokenizer::new_with_emitter(html, emitter).flatten().filter_map(token);
    tokens.filter(|(range, _)| html.get(range.clone()).is_some_and(|tag| tag.ends_with('>'))).collect()
}

/// Returns the characters that an entity at the start of a text stands for, and the entity's length in bytes.
pub(super) fn entity(text: &str) -> Option<(String, usize)> {
    let name = text.strip_prefix('&')?;
    let name = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').len();
    if !(1..=LONGEST_ENTITY).contains(&name) {
        return None;
    }
    let end = 1 + name + usize::from(text[1 + name..].starts_with(';'));
    let mut characters = String::new();
    for token in Tokenizer::new(&text[..end]).flatten() {
        if let Raw::String(words) = token {
            characters.push_str(&String::from_utf8_lossy(&words));
        }
    }
    (!characters.is_empty() && characters != text[..end]).then_some((characters, end))
}

/// Most bytes of a tag. A block with a longer tag is text.
const LONGEST_TAG: usize = 32 * 1024;

/// Most letters of an entity's name.
const LONGEST_ENTITY: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let found: Vec<_> = tokens(html).into_iter().map(|(range, _)| html[range].to_owned()).collect();
        assert_eq!(found, expected, "{html:?}");
    }

    #[test]
    fn tags_are_found_where_they_stand() {
        check("<p align='a>b'>é <b>x</b><br/>", &["<p align='a>b'>", "<b>", "</b>", "<br/>"]);
        check(
            "<!-- a > b -->c<!-->d<!DOCTYPE html><?php 1 ?>",
            &["<!-- a > b -->", "<!-->", "<!DOCTYPE html>", "<?php 1 ?>"],
        );
        check("<script>if (a < b) { '<b>' }</script>", &["<script>", "</script>"]);
    }

    #[test]
    fn an_unclosed_tag_is_text() {
        check("a <!-- b", &[]);
        check("a <a href=\"b", &[]);
        check("5 < 6 > 4 <33>", &[]);
    }

    #[test]
    fn entities_match_the_standard() {
        assert_eq!(entity("&amp;b"), Some(("&".to_owned(), 5)));
        assert_eq!(entity("&#8364; x"), Some(("€".to_owned(), 7)));
        for none in ["&xyz;", "& a", "&", "a"] {
            assert_eq!(entity(none), None, "{none}");
        }
    }
}
