//! Removes brackets, commas and spaces around and between references.
//!
//! References are written with their own brackets. Must not know elements.

use crate::briefing::convert::document::Inline;

/// Removes them from a line.
pub(super) fn drop(line: Vec<Inline>) -> Vec<Inline> {
    if !line.iter().any(|word| is_reference(word) || !matches!(word, Inline::Text(_))) {
        return line;
    }
    // First, separators between two references.
    let mut words: Vec<Inline> = Vec::with_capacity(line.len());
    let mut rest = line.into_iter().map(inside).peekable();
    while let Some(word) = rest.next() {
        let is_between = words.last().is_some_and(is_reference) && rest.peek().is_some_and(is_reference);
        let parts = |c: char| matches!(c, ',' | ';') || c.is_whitespace();
        if !(is_between && matches!(&word, Inline::Text(text) if text.chars().all(parts))) {
            words.push(word);
        }
    }
    // Then brackets around references.
    let mut at = 0;
    while at < words.len() {
        let end = at + words[at..].iter().take_while(|word| is_reference(word)).count();
        if end > at
            && let Some((before, after)) = at.checked_sub(1).and_then(|before| around(&words[before], words.get(end)?))
        {
            words[at - 1] = Inline::Text(before);
            words[end] = Inline::Text(after);
        }
        at = end.max(at + 1);
    }
    words.retain(|word| !matches!(word, Inline::Text(text) if text.is_empty()));
    words
}

fn is_reference(word: &Inline) -> bool {
    matches!(word, Inline::Reference(_))
}

fn inside(word: Inline) -> Inline {
    match word {
        Inline::Emphasis(words) => Inline::Emphasis(drop(words)),
        Inline::Strong(words) => Inline::Strong(drop(words)),
        Inline::Struck(words) => Inline::Struck(drop(words)),
        Inline::Link { to, words } => Inline::Link { to, words: drop(words) },
        word => word,
    }
}

/// Returns the texts before and after references without a pair of brackets around the references.
fn around(before: &Inline, after: &Inline) -> Option<(String, String)> {
    let (Inline::Text(before), Inline::Text(after)) = (before, after) else { return None };
    let opens = before.trim_end();
    let closes = after.trim_start();
    [("[", "]"), ("(", ")")].iter().find_map(|(open, close)| {
        let (before, after) = (opens.strip_suffix(open)?, closes.strip_prefix(close)?);
        Some((before.to_owned(), after.to_owned()))
    })
}
