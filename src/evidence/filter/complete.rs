//! Completes the last word of a filter.

use std::ops::Range;

use super::parse::{Token, TokenKind, tokens};
use super::words::{CONNECTIVES, Value, WORDS, changes, hedges, kinds, statuses, ways};
use crate::briefing::dossier::Dossier;

/// The completions of the last word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The range of the last word, in bytes.
    pub at: Range<usize>,
    /// Whole words, the best first. Words that take a value end with a colon.
    pub words: Vec<String>,
}

/// Completes the word at the end of a text, or a new word. Words that begin with the typed text come before words that
/// contain it. `compared` tells whether an older text is compared.
pub fn complete(text: &str, dossier: &Dossier, compared: bool) -> Completion {
    let last = tokens(text).pop().filter(|token| token.at.end == text.len());
    let (at, key, typed) = match last {
        Some(Token { kind: TokenKind::Word { key, text: typed, quoted, .. }, at }) if key.is_some() || !quoted => {
            (at, key, typed)
        }
        // Quoted words are free text.
        Some(Token { kind: TokenKind::Word { .. }, at }) => return Completion { at, words: Vec::new() },
        Some(_) | None => (text.len()..text.len(), None, String::new()),
    };
    let folded = typed.to_lowercase();
    let (mut begin, mut have) = (Vec::new(), Vec::new());
    // Typing a part of a name is enough to find it.
    let mut offer = |written: String, word: &str, name: &str| {
        if word.to_lowercase().starts_with(&folded) {
            begin.push(written);
        } else if name.to_lowercase().contains(&folded) {
            have.push(written);
        }
    };
    let Some(key) = key else {
        for word in WORDS.iter().filter(|word| compared || word.value != Value::Since) {
            let written = match word.value {
                Value::None(_) | Value::Hedge | Value::Mine => word.name.to_owned(),
                Value::Source
                | Value::Kind
                | Value::Cited
                | Value::Caveat
                | Value::Section
                | Value::Since
                | Value::Status => format!("{}:", word.name),
            };
            offer(written, word.name, "");
        }
        if !folded.is_empty() {
            for word in CONNECTIVES {
                offer(word.to_owned(), word, "");
            }
        }
        return Completion { at, words: begin };
    };
    let written = |value: &str| format!("{key}:{}", quoted(value));
    match WORDS.iter().find(|word| word.name == key).map(|word| word.value) {
        Some(Value::Source) => {
            for source in &dossier.sources {
                offer(written(&source.id), &source.id, &source.name);
            }
        }
        Some(Value::Caveat) => {
            for caveat in &dossier.caveats {
                offer(written(&caveat.id), &caveat.id, &caveat.text);
            }
        }
        Some(Value::Section) => {
            for section in dossier.briefing.sections.iter().filter(|section| section.level > 0) {
                offer(written(&section.title), &section.title, &section.title);
            }
        }
        Some(Value::Kind) => kinds().for_each(|kind| offer(written(kind), kind, "")),
        Some(Value::Cited) => ways().for_each(|way| offer(written(way), way, "")),
        Some(Value::Since) if compared => changes().for_each(|change| offer(written(change), change, "")),
        Some(Value::Hedge) => hedges().for_each(|kind| offer(written(kind), kind, "")),
        Some(Value::Status) => statuses().for_each(|status| offer(written(status), status, "")),
        Some(Value::None(_) | Value::Since | Value::Mine) | None => {}
    }
    begin.append(&mut have);
    Completion { at, words: begin }
}

/// The filter word for a source, by its id.
pub fn source_word(id: &str) -> String {
    format!("source:{}", quoted(id))
}

/// A value as a filter writes it: in quotes if it would otherwise be several words or a number.
fn quoted(value: &str) -> String {
    let parts = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':' | '"');
    if value.contains(parts) || value.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("\"{}\"", value.replace('"', "\\\""))
    } else {
        value.to_owned()
    }
}
