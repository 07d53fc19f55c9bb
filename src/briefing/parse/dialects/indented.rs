//! Admonitions and tabs whose body is indented, `!!! note "T"`, `??? tip` and `=== "Tab"`, as `MkDocs` has them.
//!
//! To the parser such a head is the marker of an item, whose content stands where the body does.

use std::ops::Range;

use super::opener::{self, Kind, trimmed};
use super::{Effect, Rewriting, SIGN, lines};

/// The marker of an item whose content is indented as the body of an admonition is.
pub(super) const MARKER: &str = "+   ";

/// One of these stands in a text that has such blocks.
pub(super) const SIGNS: [&str; 3] = ["!!!", "???", "=== \""];

impl Rewriting<'_> {
    pub(super) fn read_indented(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let (at, end) = (line.at, line.end);
            if line.kind != lines::Kind::Plain || end - at < MARKER.len() + SIGN.len() {
                continue;
            }
            let Some((effect, title)) = head(line.words(self.body)) else { continue };
            let deep = line.columns(self.body, at) + MARKER.len();
            let next = self.lines[index + 1..].iter().find(|line| !line.is_blank());
            if next.is_some_and(|next| next.indentation(self.body) >= deep) {
                self.head(at + MARKER.len(), end, effect, title.map(|title| title.start + at..title.end + at));
                self.put(at, MARKER);
            }
        }
    }
}

/// What a line begins, and its title in bytes of it.
fn head(words: &str) -> Option<(Effect, Option<Range<usize>>)> {
    let sign = ["???+", "???", "!!!", "=== ", "===! ", "===+ "].into_iter().find(|sign| words.starts_with(sign))?;
    let from = sign.len() + usize::from(words[sign.len()..].starts_with(' '));
    let (kinds, title, behind) = match words[from..].find('"') {
        Some(quote) => {
            let opens = from + quote + 1;
            let closes = opens + words[opens..].rfind('"')?;
            (&words[from..opens - 1], trimmed(words, opens..closes), &words[closes + 1..])
        }
        None => (&words[from..], None, ""),
    };
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !behind.trim().is_empty() || !kinds.split_whitespace().all(is_name) {
        return None;
    }
    let kind = trimmed(words, from..from + kinds.len());
    if sign.starts_with('=') {
        return (kind.is_none() && title.is_some()).then_some((Effect::ItemDefines, title));
    }
    let Some(kind) = kind else {
        // Only what folds may do without a kind.
        return title.filter(|_| sign.starts_with('?')).map(|title| (Effect::ItemDefines, Some(title)));
    };
    let quotation = kinds.split_whitespace().find_map(opener::quotation);
    match (quotation, title) {
        (Some(Kind::Quotation(alert)), title) => Some((Effect::ItemQuotes(alert), title)),
        (_, Some(title)) => Some((Effect::ItemDefines, Some(title))),
        // A kind of one's own is its title, too.
        (_, None) if !words[kind.clone()].contains(' ') => Some((Effect::ItemDefines, Some(kind))),
        (_, None) => None,
    }
}
