//! Matches patterns of words at a word of a text, and finds mistakes in patterns.
//!
//! Owns the syntax of patterns, which `hedges/en.txt` explains. Many patterns look at neighbouring words, because "may"
//! is a month and "over" a preposition. A match looks at a fixed number of words, so time grows only with the length of
//! the text. Must not know which patterns there are.

use super::{Number, Phrase, Word, spaced};
use crate::briefing::language;

/// Most words that `…` between two words may stand for.
const GAP: usize = 4;

/// Bytes that are searched for the end of a sentence.
const SENTENCE: usize = 200;

/// Most words of a name that `+^` requires.
const NAME: usize = 3;

/// Words that a `+…` or `-…` condition looks ahead or back.
const FAR: usize = 14;

/// Splits a pattern into its parts.
pub(super) fn parts(pattern: &str) -> impl Iterator<Item = &str> + Clone {
    split(pattern, b' ').filter(|part| !part.is_empty())
}

/// Whether a part requires, or forbids, that the sentence ends in a question mark.
pub(super) fn is_question(part: &str) -> bool {
    matches!(part, "+?" | "-?")
}

/// Whether a part is a condition on neighbouring words.
pub(super) fn is_context(part: &str) -> bool {
    part.starts_with(['+', '-', '#'])
}

/// Whether a part names a class of words.
pub(super) fn is_class(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Works like `str::split`, but faster on short strings. The tables are parsed with it whenever a language is first
/// met.
pub(super) fn split(text: &str, separator: u8) -> impl Iterator<Item = &str> + Clone {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let at = text.bytes().position(|byte| byte == separator);
        rest = at.map(|at| &text[at + 1..]);
        Some(&text[..at.unwrap_or(text.len())])
    })
}

/// Returns the mistake in a pattern, if there is one.
pub fn problem(pattern: &str) -> Option<&'static str> {
    let all: Vec<_> = parts(pattern).collect();
    let (before, after) = (leading(&all), trailing(&all));
    if before + after >= all.len() {
        return Some("it has no word of its own");
    }
    let own = &all[before..all.len() - after];
    let gaps = own.iter().filter(|part| **part == "…").count();
    if gaps > 1 || own.first() == Some(&"…") || own.last() == Some(&"…") {
        return Some("`…` can occur only once, between two words");
    }
    if own.iter().any(|part| is_context(part)) {
        return Some("parts that begin with `+`, `-` or `#` can occur only at the start or the end");
    }
    if own.first().is_some_and(|part| part.ends_with('?') || part.contains('*')) {
        return Some("its first word cannot have `?` or `*`");
    }
    let is_empty = |part: &str| {
        if is_question(part) {
            return false;
        }
        let list = part.trim_start_matches(['+', '-']).trim_start_matches('…').trim_end_matches('?');
        split(list, b'|').any(str::is_empty)
    };
    let empty = all.iter().any(|part| *part != "…" && is_empty(part));
    if empty { Some("a word is missing beside `|`, `+`, `-` or `?`") } else { None }
}

/// Returns the byte offset in a pattern after its first word.
pub(super) fn after_first(pattern: &str) -> usize {
    let mut end = 0;
    for part in split(pattern, b' ') {
        end += part.len() + 1;
        if !part.is_empty() && !is_context(part) {
            break;
        }
    }
    end.min(pattern.len())
}

fn leading(all: &[&str]) -> usize {
    all.iter().take_while(|part| is_context(part)).count()
}

fn trailing(all: &[&str]) -> usize {
    all.iter().rev().take_while(|part| is_context(part)).count()
}

impl Phrase<'_> {
    /// Returns the words of a list and of its classes.
    fn alternatives<'l>(&'l self, list: &'l str) -> impl Iterator<Item = &'l str> {
        split(list, b'|').flat_map(|word| split(self.table.class(word).unwrap_or(word), b'|'))
    }

    /// Returns the index after the hedge, if the pattern matches with its first word at `at`. `rest` is the byte offset
    /// in the pattern after that word.
    pub(super) fn pattern_end(&self, pattern: &str, rest: usize, at: usize) -> Option<usize> {
        // This quick test fails most words, which have a neighbour.
        if pattern.starts_with("+. ") && spaced(self.text, self.words, at) {
            return None;
        }
        let end = self.rest_end(parts(&pattern[rest..]), at, at + 1)?;
        let mut before = parts(pattern).take_while(|part| is_context(part));
        before.all(|context| self.precedes(context, at)).then_some(end)
    }

    /// Returns the index after the rest of a pattern that began at `first`. No rest begins with an optional part.
    fn rest_end<'l>(&self, mut parts: impl Iterator<Item = &'l str> + Clone, first: usize, at: usize) -> Option<usize> {
        let Some(part) = parts.next() else { return Some(at) };
        if is_context(part) {
            let fits = self.follows(part, at) && parts.all(|part| self.follows(part, at));
            return fits.then_some(at);
        }
        if part == "…" {
            let skipped = (1..=GAP).take_while(|skipped| (0..=*skipped).all(|word| self.goes_on(at + word)));
            return skipped.into_iter().find_map(|skipped| self.rest_end(parts.clone(), at + skipped, at + skipped));
        }
        let list = part.strip_suffix('?').unwrap_or(part);
        if list == "," {
            let taken = if self.between(at, ",") { self.rest_end(parts.clone(), at, at) } else { None };
            return taken.or_else(|| if list == part { None } else { self.rest_end(parts, first, at) });
        }
        if list == ":" {
            return if self.between(at, ":") { self.rest_end(parts, at, at) } else { None };
        }
        let fits = (at == first || spaced(self.text, self.words, at))
            && self.words.get(at).is_some_and(|word| self.alternatives(list).any(|other| is_like(other, &word.plain)));
        let taken = if fits { self.rest_end(parts.clone(), first, at + 1) } else { None };
        let skipped = || if list == part { None } else { self.rest_end(parts, first, at) };
        taken.or_else(skipped)
    }

    /// Whether a comma or a colon, with nothing else but quotation marks, stands before the word at `at`.
    fn between(&self, at: usize, sign: &str) -> bool {
        let (Some(before), Some(word)) = (at.checked_sub(1).and_then(|at| self.words.get(at)), self.words.get(at))
        else {
            return false;
        };
        let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '*' | '_');
        self.text[before.range.end..word.range.start].trim_matches(quotes) == sign
    }

    /// Whether the sentence of the word at `at` ends in a question mark, at most a few dozen words ahead.
    fn asks(&self, at: usize) -> bool {
        let Some(start) = at.checked_sub(1).and_then(|at| self.words.get(at)).map(|word| word.range.end) else {
            return false;
        };
        let rest = language::beginning(&self.text[start..], SENTENCE);
        let ends = rest.find(['?', '!', ';', '\u{2026}', '\n']).filter(|&end| rest[end..].starts_with('?'));
        ends.is_some_and(|end| !rest[..end].contains(". "))
    }

    /// Whether this word and the word before are in one clause, without a stop, colon or dash between them.
    fn goes_on(&self, at: usize) -> bool {
        at > 0 && at < self.words.len() && {
            let gap = &self.text[self.words[at - 1].range.end..self.words[at].range.start];
            gap == " " || !gap.contains(['.', '!', '?', ';', ':', '–', '—', '\u{2026}', '(', ')'])
        }
    }

    /// Whether the words before `at` meet a condition.
    fn precedes(&self, context: &str, at: usize) -> bool {
        if context == "+^" {
            return self.follows_a_name(at);
        }
        if let Some((must, list)) = far(context) {
            let words = (1..=FAR.min(at)).take_while(|&back| self.goes_on(at - back + 1)).map(|back| at - back);
            return must == self.is_among(words, list);
        }
        let word = if spaced(self.text, self.words, at) { self.words.get(at - 1) } else { None };
        self.suits(context, word, None)
    }

    /// Whether a name stands before the word at `at`, set off by a comma or a quotation mark: ", Maas claims".
    fn follows_a_name(&self, at: usize) -> bool {
        let is_capital = |at: usize| self.text[self.words[at].range.clone()].starts_with(char::is_uppercase);
        let is_spaced = |at: usize| spaced(self.text, self.words, at);
        let name = (1..=NAME.min(at)).take_while(|&back| is_spaced(at + 1 - back) && is_capital(at - back)).last();
        name.is_some_and(|length| {
            let first = at - length;
            let before = first.checked_sub(1).map(|before| self.words[before].range.end);
            let gap = before.map(|end| &self.text[end..self.words[first].range.start]);
            !is_capital(at) && gap.is_some_and(|gap| gap.contains([',', '"', '”', '“', '»']))
        })
    }

    /// Whether the words from `at` on, after a hedge, meet a condition.
    fn follows(&self, context: &str, at: usize) -> bool {
        if is_question(context) {
            return self.asks(at) == context.starts_with('+');
        }
        if let Some((must, list)) = far(context) {
            let words = (at..at + FAR).take_while(|&next| self.goes_on(next));
            return must == self.is_among(words, list);
        }
        let word = if spaced(self.text, self.words, at) { self.words.get(at) } else { None };
        self.suits(context, word, self.number(at))
    }

    fn is_among(&self, mut words: impl Iterator<Item = usize>, list: &str) -> bool {
        words.any(|at| self.alternatives(list).any(|other| is_like(other, &self.words[at].plain)))
    }

    /// Whether a required neighbour is there, or a forbidden neighbour is missing.
    fn suits(&self, context: &str, word: Option<&Word>, number: Option<Number>) -> bool {
        let list = context.trim_start_matches(['+', '-']);
        let is_there = self.alternatives(list).any(|neighbour| match neighbour {
            "#" => number.is_some(),
            "##" => number == Some(Number::Large),
            "." => word.is_none(),
            neighbour => word.is_some_and(|word| is_like(neighbour, &word.plain)),
        });
        is_there != context.starts_with('-')
    }
}

/// Whether a word is the wanted word, or has the wanted ending or beginning.
fn is_like(wanted: &str, word: &str) -> bool {
    match wanted.as_bytes() {
        [b'*', ..] => word.ends_with(&wanted[1..]),
        [.., b'*'] => word.starts_with(&wanted[..wanted.len() - 1]),
        _ => wanted == word,
    }
}

/// Returns the words of a distant condition, and whether the clause must have one of them or must not.
fn far(context: &str) -> Option<(bool, &str)> {
    let list = context.strip_prefix(['+', '-'])?.strip_prefix('…')?;
    Some((context.starts_with('+'), list))
}
