//! Reads admonitions and tabs with an indented body, as in `MkDocs`.
//!
//! They are `!!! note "T"`, `??? tip` and `=== "Tab"`. The parser gets the marker of a list item, whose content is
//! indented like the body.

use std::ops::Range;

use super::lines::LineKind;
use super::opener::{self, DivisionKind, trimmed};
use super::{Boundary, Effect, PLACEHOLDER, Rewriting};

/// Marker of a list item whose content is indented like the body of an admonition.
pub(super) const MARKER: &str = "+   ";

/// Signs of such blocks. A text without any of them has none.
pub(super) const HINTS: [&str; 3] = ["!!!", "???", "=== \""];

impl Rewriting<'_> {
    pub(super) fn read_indented(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let (at, end) = (line.at, line.end);
            if line.kind != LineKind::Plain || end - at < MARKER.len() + PLACEHOLDER.len() {
                continue;
            }
            let Some((effect, title)) = opening(line.words(self.body)) else { continue };
            let deep = line.columns(self.body, at) + MARKER.len();
            let next = self.lines[index + 1..].iter().find(|line| !line.is_blank());
            if next.is_some_and(|next| next.indentation(self.body) >= deep) {
                let title = title.map(|title| title.start + at..title.end + at);
                let range = at + MARKER.len()..end;
                self.place(Boundary { at: range.start, effect, title, is_indented: true }, range);
                self.overwrite(at, MARKER);
            }
        }
    }
}

/// Returns the effect of an opening line, and the bytes of its title.
fn opening(words: &str) -> Option<(Effect, Option<Range<usize>>)> {
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
        return (kind.is_none() && title.is_some()).then_some((Effect::Defines, title));
    }
    let Some(kind) = kind else {
        // Only a collapsible block may lack a kind.
        return title.filter(|_| sign.starts_with('?')).map(|title| (Effect::Defines, Some(title)));
    };
    let quotation = kinds.split_whitespace().find_map(opener::quotation);
    match (quotation, title) {
        (Some(DivisionKind::Quotation(alert)), title) => Some((Effect::Quotes(alert), title)),
        (_, Some(title)) => Some((Effect::Defines, Some(title))),
        // An unknown kind is also the title.
        (_, None) if !words[kind.clone()].contains(' ') => Some((Effect::Defines, Some(kind))),
        (_, None) => None,
    }
}
