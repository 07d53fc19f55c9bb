//! Finds quotations at the beginning of a text.
//!
//! Owns the pairs of quotation marks. Must not know what is quoted.

/// Returns the marks that close a quotation. German closes with the mark that opens in English, or with the straight
/// mark.
pub(super) fn closing(open: char) -> &'static [char] {
    match open {
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '“' => &['”', '"'],
        '"' => &['"', '”'],
        _ => &[],
    }
}

/// Splits a text into the quotation at its beginning and the text after the closing mark.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let inner = &text[open.len_utf8()..];
    let end = inner.find(closing(open))?;
    Some((&inner[..end], inner[end..].trim_start_matches(closing(open))))
}

/// Fewest words of a quotation that is too long for a title.
const LONG_TITLE: usize = 15;

/// Whether a text is a quotation without an attribution.
pub(super) fn is_all(text: &str) -> bool {
    let is_stop = |c: char| matches!(c, '.' | ' ' | '!' | '?');
    split(text).is_some_and(|(quoted, rest)| {
        rest.trim_start_matches(is_stop).is_empty() && quoted.split_whitespace().count() >= LONG_TITLE
    })
}

/// Whether all longer words have capitals, as in a title: “Index of Economic Freedom.”
pub(super) fn is_in_title_case(quoted: &str) -> bool {
    let mut words = quoted.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    words.clone().count() > 1 && words.all(|word| !word.starts_with(char::is_lowercase))
}
