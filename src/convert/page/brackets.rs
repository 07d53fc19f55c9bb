//! Brackets, commas and spaces that hold or part nothing but references: a reference is written with its own.
//!
//! Must not know elements.

use crate::convert::document::Inline;

/// Drops them from a line.
pub(super) fn drop(line: Vec<Inline>) -> Vec<Inline> {
    if !line.iter().any(|word| is_reference(word) || !matches!(word, Inline::Text(_))) {
        return line;
    }
    let mut words: Vec<Inline> = line.into_iter().map(inside).collect();
    let mut at = 0;
    while at < words.len() {
        if !is_reference(&words[at]) {
            at += 1;
            continue;
        }
        // What parts two references.
        while let (Some(Inline::Text(text)), true) = (words.get(at + 1), words.get(at + 2).is_some_and(is_reference)) {
            if !text.chars().all(|c| matches!(c, ',' | ';') || c.is_whitespace()) {
                break;
            }
            words.remove(at + 1);
        }
        let end = words[at..].iter().position(|word| !is_reference(word)).map_or(words.len(), |length| at + length);
        // What holds them.
        if let Some((before, after)) = at.checked_sub(1).and_then(|before| around(&words[before], words.get(end)?)) {
            words[at - 1] = Inline::Text(before);
            words[end] = Inline::Text(after);
        }
        at = end;
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

/// The texts before and behind references without a pair of brackets around these.
fn around(before: &Inline, after: &Inline) -> Option<(String, String)> {
    let (Inline::Text(before), Inline::Text(after)) = (before, after) else { return None };
    let opens = before.trim_end();
    let closes = after.trim_start();
    [("[", "]"), ("(", ")")].iter().find_map(|(open, close)| {
        let (before, after) = (opens.strip_suffix(open)?, closes.strip_prefix(close)?);
        Some((before.to_owned(), after.to_owned()))
    })
}
