//! Quotations in a footnote: where one ends that a text begins with.
//!
//! Owns which mark closes which. Must not know what is quoted.

/// The marks that close a quotation. German closes with the mark that opens in English, or with one that is on keyboards.
pub(super) fn closing(open: char) -> &'static [char] {
    match open {
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '“' => &['”', '"'],
        '"' => &['"', '”'],
        _ => &[],
    }
}

/// A text that begins with a quotation: what is quoted, and what follows its last mark.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let inner = &text[open.len_utf8()..];
    let end = inner.find(closing(open))?;
    Some((&inner[..end], inner[end..].trim_start_matches(closing(open))))
}

/// A quotation of so many words is too long for a title.
const LONG_TITLE: usize = 15;

/// Whether a text is a quotation and nothing else: it does not say whose.
pub(super) fn is_all(text: &str) -> bool {
    let is_stop = |c: char| matches!(c, '.' | ' ' | '!' | '?');
    split(text).is_some_and(|(quoted, rest)| {
        rest.trim_start_matches(is_stop).is_empty() && quoted.split_whitespace().count() >= LONG_TITLE
    })
}

/// Whether all words but small ones have capitals, as in a title: “Index of Economic Freedom.”
pub(super) fn is_in_title_case(quoted: &str) -> bool {
    let mut words = quoted.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    words.clone().count() > 1 && words.all(|word| !word.starts_with(char::is_lowercase))
}
