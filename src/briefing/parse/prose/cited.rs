//! Finds references that the Markdown parser takes for text.
//!
//! They are inline notes, `^[…]`, citations by key, `[@key]`, and numbers. Must not know what a key names.

use super::{Bracket, InlineNote, MOST_NESTED, ProseBuilder, escaped, has_words, is_mark};
use crate::briefing::ast::{Cited, Piece, Prose, Reference};
use crate::briefing::parse::keys::{self, Cite, Keys};
use crate::briefing::parse::numbered::{self, Entries};
use crate::text::manuscript::{Manuscript, Span, offset};
use crate::text::role::Role;

/// Most bytes of an address after words with references in them.
const LONGEST_ADDRESS: usize = 2_000;

impl ProseBuilder {
    /// Replaces an inline note, `^[…]`, with a bracket that ends at `end`, by a reference. Returns whether it did.
    ///
    /// The Markdown parser does not know inline notes (its issue 1036) and returns them as text.
    pub(super) fn take_inline_note(&mut self, manuscript: &Manuscript, end: u32) -> bool {
        let Some(Bracket { at, origin, .. }) = self.opening() else { return false };
        let (Some(caret), Some(start)) = (at.checked_sub(1), origin.checked_sub(1)) else { return false };
        let is_caret = self.prose.text[..at].ends_with('^')
            && manuscript.text()[..origin as usize].ends_with('^')
            && !escaped(manuscript, start);
        if !is_caret || !has_words(&self.words[at..]) {
            return false;
        }
        // As in pandoc, notes in notes do not count.
        let mut inner = self.references.iter().rev().take_while(|(inner, _)| *inner > at);
        if inner.any(|(_, reference)| reference.cited == Cited::Inline) {
            return false;
        }
        let inside = at + 1;
        let first = self.prose.pieces.partition_point(|piece| (piece.start as usize) < inside);
        let pieces = self.prose.pieces[first..].iter().cloned();
        let pieces = pieces.map(|piece| Piece { start: piece.start - offset(inside), ..piece }).collect();
        let prose = Prose { text: self.prose.text[inside..].to_owned(), pieces };
        self.notes.push(InlineNote { prose, is_comment: false });
        self.cut(caret);
        let span = Span { start, end };
        let reference = Reference { cited: Cited::Inline, ..Reference::to_footnote(String::new(), span) };
        self.references.push((caret, reference));
        true
    }

    /// Replaces a citation by key, `[see @key, p. 3]`, that ends at `end`, by references. Returns whether it did.
    pub(super) fn take_citation(&mut self, end: u32) -> bool {
        let Some(Bracket { at, origin, .. }) = self.opening() else { return false };
        let inside = at + 1;
        let words = &self.prose.text[inside..];
        let Some(cites) = keys::bracketed(words) else { return false };
        let first = self.prose.pieces.partition_point(|piece| (piece.start as usize) < inside);
        let is_plain = |piece: &Piece| !piece.roles.has(Role::InlineCode) && piece.link.is_none();
        if !self.prose.pieces[first..].iter().all(is_plain) {
            return false;
        }
        let span = Span { start: origin, end };
        let reference = |cite: &Cite| Reference {
            name: words[cite.key.clone()].to_owned(),
            span,
            cited: Cited::Key,
            around: [&cite.prefix, &cite.suffix].map(|part| words[part.clone()].trim().to_owned()),
            in_remark: false,
        };
        let references: Vec<_> = cites.iter().map(reference).collect();
        self.replace(at, references);
        true
    }

    /// Replaces numbers, `[1, 2]`, that end at `end`, by references. Returns whether it did.
    pub(in crate::briefing::parse) fn take_numbers(
        &mut self,
        manuscript: &Manuscript,
        end: u32,
        entries: &Entries,
    ) -> bool {
        let Some(Bracket { at, origin, .. }) = self.opening() else { return false };
        let Some((cited, place)) = entries.cited(&self.prose.text[at + 1..]) else { return false };
        let span = Span { start: origin, end };
        // An index in code or an escaped bracket is not a reference.
        if manuscript.text()[..origin as usize].ends_with('`') {
            return false;
        }
        let references = numbered::references(&cited, place, span);
        self.replace(at, references);
        true
    }

    /// Finds links with references in their words, `[words[^a]](address)`. The Markdown parser does not take them for
    /// links.
    pub(in crate::briefing::parse) fn find_links(&mut self, links: &mut Vec<String>) {
        if self.references.is_empty() {
            return;
        }
        let mut open: Vec<Bracket> = Vec::new();
        for bracket in self.brackets.clone() {
            if bracket.opens {
                open.push(bracket);
                continue;
            }
            let Some(Bracket { at, .. }) = open.pop() else { continue };
            let end = bracket.at;
            let Some(rest) = self.prose.text[end + 1..].strip_prefix('(') else { continue };
            let near = rest.bytes().take(LONGEST_ADDRESS).position(|byte| matches!(byte, b')' | b' ' | b'\n'));
            let Some(length) = near.filter(|&length| rest[length..].starts_with(')')) else { continue };
            let first = self.references.partition_point(|(place, _)| *place < at);
            let refers = self.references.get(first).is_some_and(|(place, _)| *place <= end);
            if length == 0 || !refers {
                continue;
            }
            let to = rest[..length].to_owned();
            let is_image = self.prose.text[..at].ends_with('!');
            let role = if is_image { Role::Image } else { Role::Link };
            let first = self.prose.pieces.partition_point(|piece| (piece.start as usize) <= at);
            let last = self.prose.pieces.partition_point(|piece| (piece.start as usize) < end);
            for piece in self.prose.pieces.get_mut(first..last).unwrap_or_default() {
                piece.link = Some(offset(links.len()));
                piece.roles = piece.roles.with(role);
            }
            links.push(to);
            self.signs.extend([at - usize::from(is_image)..at + 1, end..end + 1 + "()".len() + length]);
        }
    }

    /// Removes a mark from the beginning of the text: "1.", `[1]`, "*".
    pub(in crate::briefing::parse) fn take_mark(&mut self, mark: &str) {
        let text = &self.prose.text;
        let rest = text.trim_start_matches(['[', '(', ' ', '^']).strip_prefix(mark);
        let Some(rest) = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric)) else { return };
        let rest = rest.trim_start_matches([']', ')', '.', ':', ' ']);
        if has_words(rest) {
            self.signs.push(0..text.len() - rest.len());
        }
    }

    /// Records the text from a byte on as a possible mark for a reference.
    pub(in crate::briefing::parse) fn note_mark(&mut self, from: usize) {
        // The text there may have been removed with a reference.
        let words = self.prose.text.get(from..).unwrap_or_default();
        if !words.is_empty() && words.chars().all(is_mark) {
            self.marks.push(from..self.prose.text.len());
        }
    }

    /// Returns the byte of the manuscript up to which the text was read.
    pub(in crate::briefing::parse) fn read_to(&self) -> u32 {
        self.prose.pieces.last().map_or(0, |piece| piece.span.end)
    }

    /// Returns the last open bracket.
    fn opening(&self) -> Option<Bracket> {
        let mut depth = 0;
        let mut brackets = self.brackets.iter().rev().take(MOST_NESTED);
        let opening = brackets.find(|bracket| {
            depth = if bracket.opens { depth - 1 } else { depth + 1 };
            depth < 0
        });
        opening.copied()
    }

    /// Finds keys in running text, "@key says", with a locator in brackets after them, "@key [p. 3]".
    pub(super) fn find_keys(&mut self, manuscript: &Manuscript, keys: &Keys) {
        let mut found = Vec::new();
        for (at, _) in self.words.match_indices('@') {
            let key = keys::key_at(&self.prose.text, at);
            let Some((key, end)) = key.filter(|(key, _)| keys.has(&self.prose.text[key.clone()])) else { continue };
            let piece = &self.prose.pieces[self.prose.pieces.partition_point(|piece| piece.start as usize <= at) - 1];
            let origin = self.prose.origin(offset(at));
            if piece.roles.has(Role::InlineCode) || piece.link.is_some() || escaped(manuscript, origin) {
                continue;
            }
            let place = self.brackets.partition_point(|bracket| bracket.at <= end);
            let opens = self.brackets.get(place).is_some_and(|bracket| bracket.opens && bracket.at == end + 1);
            let closing = self.brackets.get(place + 1).filter(|bracket| opens && !bracket.opens);
            let closing = closing.filter(|_| self.prose.text[end..].starts_with(" ["));
            let inside = closing.map(|closing| &self.prose.text[end + 2..closing.at]);
            let inside = inside.filter(|inside| !inside.contains('@'));
            let reference = Reference {
                name: self.prose.text[key].to_owned(),
                span: Span { start: origin, end: self.prose.origin(offset(end)).max(origin + 1) },
                cited: Cited::Key,
                around: [String::new(), inside.unwrap_or_default().to_owned()],
                in_remark: false,
            };
            if let (true, Some(closing)) = (inside.is_some(), closing) {
                self.signs.push(end..closing.at + 1);
            }
            found.push((end, reference));
        }
        // Brackets around a locator give no extent.
        let signs = &self.signs;
        let is_sign = |at: usize| {
            signs[signs.partition_point(|sign| sign.end <= at)..].first().is_some_and(|sign| sign.contains(&at))
        };
        self.brackets.retain(|bracket| !is_sign(bracket.at));
        // A key may begin a sentence, as its author's name would.
        for &(end, ref reference) in &found {
            let first = end - reference.name.len();
            if let Some(letter) = self.words.get(first..=first).map(str::to_ascii_uppercase) {
                self.words.replace_range(first..=first, &letter);
            }
        }
        if !found.is_empty() {
            self.references.extend(found);
            self.references.sort_by_key(|&(at, _)| at);
        }
    }
}
