//! Reads the text between the tags of a block of HTML.
//!
//! This covers white space, entities, code and references. Must not know what a tag means.

use std::ops::Range;

use super::token;
use crate::briefing::ast::{BlockKind, Reference};
use crate::briefing::parse::BriefingParser;
use crate::text::manuscript::Span;
use crate::text::role::Roles;

impl BriefingParser<'_> {
    /// Reads text between the tags of a block. A run of white space becomes one space. The text is not Markdown, except
    /// for references.
    pub(super) fn html_text(&mut self, text: &str, range: Range<usize>, origin: &impl Fn(usize) -> u32) {
        if self.html.style().is_hidden || range.is_empty() {
            return;
        }
        let span = |start: usize, end: usize| Span { start: origin(start), end: origin(end - 1) + 1 };
        if self.html.style().is_code && self.reads_code() {
            return self.html_code(text, range, origin);
        }
        if self.html.table.as_ref().is_some_and(|table| !table.is_in_cell) && text[range.clone()].trim().is_empty() {
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let space = rest.len() - rest.trim_start_matches(is_space).len();
            // A space between two words stays where it is.
            if space > 0 {
                if self.leaf.as_ref().is_some_and(|leaf| !leaf.builder.begins_line()) {
                    self.inline(" ", span(at, at + space), Roles::NONE);
                }
                at += space;
                continue;
            }
            if let Some((characters, length)) = token::entity(rest) {
                self.inline(&characters, span(at, at + length), Roles::NONE);
                at += length;
                continue;
            }
            if let Some(label) = self.html_label(rest) {
                let length = label.len() + "[^]".len();
                self.reference(Reference::to_footnote(label.to_owned(), span(at, at + length)));
                at += length;
                continue;
            }
            let length = plain(rest);
            self.inline(&rest[..length], span(at, at + length), Roles::NONE);
            at += length;
        }
    }

    /// Whether the next text belongs to a block of code. Another block within `<pre>` ends the code.
    fn reads_code(&self) -> bool {
        let kind = self.leaf.as_ref().map(|leaf| &leaf.kind).or(self.html.next.as_ref());
        matches!(kind, Some(BlockKind::Code { .. }))
    }

    /// Reads the text of code line by line, as in Markdown.
    fn html_code(&mut self, text: &str, range: Range<usize>, origin: &impl Fn(usize) -> u32) {
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let is_first = self.leaf.is_none();
            let (characters, length) = token::entity(rest).unwrap_or_else(|| {
                let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
                let next = rest.char_indices().skip(1).find(|&(_, c)| c == '&').map(|(next, _)| next);
                let length = next.map_or(length, |next| length.min(next));
                (rest[..length].to_owned(), length)
            });
            let span = Span { start: origin(at), end: origin(at + length - 1) + 1 };
            // The line break after `<pre>` does not count.
            if !(is_first && characters.trim_matches(['\r', '\n']).is_empty()) {
                self.inline(&characters, span, Roles::NONE);
            }
            at += length;
        }
    }

    /// Returns the label of a reference, `[^a]`, at the start of a text, if a footnote has that label.
    fn html_label<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let label = text.strip_prefix("[^")?;
        let label = &label[..label.find(['[', ']', '\n'])?];
        if !text[2 + label.len()..].starts_with(']') {
            return None;
        }
        let manuscript = self.manuscript;
        let front = &self.briefing.front;
        let labels = self.html.labels.get_or_insert_with(|| {
            let lines = manuscript.text().lines().map(str::trim_start);
            let defined = lines.filter_map(|line| line.strip_prefix("[^")?.split_once("]:").map(|(label, _)| label));
            let sources = front.declarations.sources.iter().map(|source| source.id.name.as_str());
            let caveats = front.declarations.caveats.iter().map(|caveat| caveat.id.name.as_str());
            defined.chain(sources).chain(caveats).map(str::to_owned).collect()
        });
        labels.contains(label).then_some(label)
    }
}

/// Whether a character is white space in HTML.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Counts the bytes of a text up to an entity, a reference, or white space other than a single space.
fn plain(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let is_single = c == ' ' && next.is_some_and(|next| !is_space(next));
        if c == '&' || c == '[' && next == Some('^') || is_space(c) && !is_single {
            return at;
        }
    }
    text.len()
}
