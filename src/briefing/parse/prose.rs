//! Builds prose from inlines, with the groups of references in it.
//!
//! Owns brackets, groups, and the marks that exporters leave before a reference. Such a mark is a link within the page,
//! or a superscript, that is a number or an asterisk directly before a reference. It repeats the reference, so it is
//! removed with it. References are collected with the text, each with its place. When the text is complete, brackets
//! that give an extent are removed from it, and so are the signs between and around references. Must not know what a
//! reference without brackets covers, nor what a label names.

mod change;
mod cited;
mod dialect;
mod embed;

use std::ops::Range;

pub(super) use self::change::Changes;
pub(super) use self::dialect::{SIGNS as DIALECT_SIGNS, alert_of};

use super::keys::Keys;
use crate::briefing::ast::{Piece, Prose, Reference};
use crate::text::manuscript::{Manuscript, Span, offset};
use crate::text::role::{Role, Roles};

/// Most brackets around brackets that give an extent.
const MOST_NESTED: usize = 100;

/// Prose with the groups of references in it.
pub(super) struct Finished {
    pub(super) prose: Prose,
    /// The prose's text, byte for byte, with blanks for parts outside its sentences: addresses of links,
    /// templates, comments and separators between references.
    pub(super) words: String,
    pub(super) groups: Vec<Group>,
    /// Inline notes in the order of their references. The references' names are still empty.
    pub(super) notes: Vec<InlineNote>,
    /// References in templates and comments. They cover nothing.
    pub(super) idle: Vec<Span>,
}

/// A note in a line of text.
pub(super) struct InlineNote {
    pub(super) prose: Prose,
    /// Whether it is a comment rather than part of the text.
    pub(super) is_comment: bool,
}

/// References with only punctuation or space between them.
pub(super) struct Group {
    /// Byte of the text at the first of them.
    pub(super) at: usize,
    /// Byte of the text at the last of them.
    pub(super) last: usize,
    /// The references; not empty.
    pub(super) references: Vec<Reference>,
    /// The words in the brackets directly before them, in bytes of the text; not empty.
    pub(super) extent: Option<Range<usize>>,
    /// The brackets of the extent with everything between them, in the manuscript.
    pub(super) brackets: Option<Span>,
}

/// Prose under construction.
#[derive(Default)]
pub(super) struct ProseBuilder {
    prose: Prose,
    /// See [`Finished::words`]. Addresses and commas between references are blank too.
    words: String,
    /// References, each with its byte of the text.
    references: Vec<(usize, Reference)>,
    /// Unescaped square brackets in the text, with their bytes of the text and of the manuscript.
    brackets: Vec<Bracket>,
    /// Ranges of the text that may be marks for references.
    marks: Vec<Range<usize>>,
    /// See [`Finished::notes`].
    notes: Vec<InlineNote>,
    /// See [`Finished::idle`].
    idle: Vec<Span>,
    /// Ranges of the text that only set off references and are removed with them.
    signs: Vec<Range<usize>>,
    /// Bytes at which names of embedded pages begin.
    pages: Vec<usize>,
    /// Whether hidden text followed white space, so that further white space is dropped.
    spaced: bool,
}

#[derive(Clone, Copy)]
struct Bracket {
    opens: bool,
    at: usize,
    origin: u32,
}

/// A [`Group`] whose brackets are still in the text.
struct OpenGroup {
    at: usize,
    last: usize,
    references: Vec<Reference>,
    /// The brackets directly before it, as indices into the builder's brackets.
    extent: Option<(usize, usize)>,
}

impl ProseBuilder {
    pub(super) fn text(&mut self, manuscript: &Manuscript, text: &str, span: Span, roles: Roles, link: Option<u32>) {
        // A line break is one byte here, whatever the manuscript has.
        if let Some(line) = text.strip_suffix("\r\n") {
            let end = Span { start: span.end - 2, ..span };
            self.text(manuscript, line, Span { end: end.start, ..span }, roles, link);
            return self.text(manuscript, "\n", end, roles, link);
        }
        // The parser joins "!" and "[" if they could begin an image but do not.
        if text == "![" && manuscript.slice(span) == text {
            let bracket = Span { start: span.start + 1, ..span };
            self.text(manuscript, "!", Span { end: bracket.start, ..span }, roles, link);
            return self.text(manuscript, "[", bracket, roles, link);
        }
        if std::mem::take(&mut self.spaced)
            && let Some(rest) = text.strip_prefix(' ')
        {
            let verbatim = manuscript.slice(span) == text;
            let span = if verbatim { Span { start: span.start + 1, ..span } } else { span };
            return self.text(manuscript, rest, span, roles, link);
        }
        if text.is_empty() {
            return;
        }
        let start = self.prose.text.len();
        let verbatim = manuscript.slice(span) == text;
        let literal = roles.has(Role::InlineCode);
        if verbatim && !literal && (text == "[" || text == "]") && !escaped(manuscript, span.start) {
            if text == "]"
                && (self.take_reference(manuscript, span.end)
                    || self.take_inline_note(manuscript, span.end)
                    || self.take_citation(span.end))
            {
                return;
            }
            self.brackets.push(Bracket { opens: text == "[", at: start, origin: span.start });
        }
        self.prose.text.push_str(text);
        if roles.has(Role::Muted) {
            self.words.extend(blanks(text.len()));
        } else {
            self.words.push_str(text);
        }
        self.prose.pieces.push(Piece { start: offset(start), span, verbatim, roles, link });
    }

    /// Replaces the text since the last bracket by a reference, if a reference ends with the bracket before `end`.
    /// Returns whether it did.
    ///
    /// The Markdown parser takes `[^a][words]` for an undefined link and returns all of it as text.
    fn take_reference(&mut self, manuscript: &Manuscript, end: u32) -> bool {
        let Some(&Bracket { opens: true, at, origin }) = self.brackets.last() else { return false };
        let span = Span { start: origin, end };
        let Some(label) = manuscript.slice(span).strip_prefix("[^").and_then(|rest| rest.strip_suffix(']')) else {
            return false;
        };
        let as_written = self.prose.text[at..].strip_prefix("[^") == Some(label);
        if !as_written || label.trim().is_empty() {
            return false;
        }
        let reference = Reference::to_footnote(label.trim().to_owned(), span);
        self.cut(at);
        self.references.push((at, reference));
        true
    }

    /// Records that hidden text stands here.
    pub(super) fn hidden(&mut self) {
        self.spaced = self.prose.text.is_empty() || self.prose.text.ends_with([' ', '\n']);
    }

    /// Whether any of the text from a byte of the manuscript on has a link.
    pub(super) fn has_link(&self, link: u32, from: u32) -> bool {
        let pieces = self.prose.pieces.iter().rev().take_while(|piece| piece.span.start >= from);
        pieces.into_iter().any(|piece| piece.link == Some(link))
    }

    /// Returns the byte and the words of a link that ends the text and begins at a byte of the manuscript.
    pub(super) fn link_words(&self, link: u32, from: u32) -> Option<(usize, &str)> {
        let pieces = self.prose.pieces.iter().rev().take_while(|piece| piece.span.start >= from);
        let first = pieces.take_while(|piece| piece.link == Some(link)).last()?;
        Some((first.start as usize, &self.prose.text[first.start as usize..]))
    }

    /// Replaces the text from a byte on by references.
    pub(super) fn replace(&mut self, at: usize, references: Vec<Reference>) {
        self.cut(at);
        self.references.extend(references.into_iter().map(|reference| (at, reference)));
    }

    /// Whether its last line is empty.
    pub(super) fn begins_line(&self) -> bool {
        self.prose.text.trim_end_matches(' ').is_empty() || self.prose.text.ends_with([' ', '\n'])
    }

    /// Whether there is neither text nor a reference.
    pub(super) fn is_empty(&self) -> bool {
        self.prose.text.is_empty() && self.references.is_empty()
    }

    /// Returns the text so far.
    pub(super) fn so_far(&self) -> &str {
        &self.prose.text
    }

    /// Removes white space at the end.
    pub(super) fn trim_end(&mut self) {
        let end = self.prose.text.trim_end_matches([' ', '\n']).len();
        if end < self.prose.text.len() {
            self.cut(end);
        }
    }

    pub(super) fn ends_in_word(&self) -> bool {
        self.prose.text.ends_with(|c: char| !c.is_whitespace())
    }

    /// Adds a reference. `links` are the targets of links.
    pub(super) fn reference(&mut self, reference: Reference, links: &[String]) {
        self.take_mark_out(links);
        self.references.push((self.prose.text.len(), reference));
    }

    /// Removes a mark that an exporter left before a reference: `[8]` or `*` as a link within the page, a superscript
    /// number, an asterisk directly after a word.
    fn take_mark_out(&mut self, links: &[String]) {
        let text = &self.prose.text;
        let mut end = text.len();
        loop {
            if let Some(mark) = self.marks.iter().rev().find(|mark| mark.end == end) {
                end = mark.start;
                continue;
            }
            let before = &self.prose.pieces[..self.prose.pieces.partition_point(|piece| (piece.start as usize) < end)];
            let Some((last, before)) = before.split_last() else { break };
            let leads_inside = last.link.is_some_and(|link| links[link as usize].starts_with('#'));
            if !leads_inside || !text[last.start as usize..end].chars().all(is_mark) {
                break;
            }
            // Part of a link's words is not a mark.
            end = last.start as usize;
            let start = before.last().map_or(0, |piece| piece.start as usize);
            if before.last().is_some_and(|piece| piece.link == last.link) && !text[start..end].chars().all(is_mark) {
                return;
            }
        }
        if end == text.len() || text[end..].trim().is_empty() {
            end = text.trim_end_matches(['*', '†', '‡']).len();
            let glued = text[..end].ends_with(|c: char| !c.is_whitespace());
            let plain = self.prose.pieces.last().is_some_and(|last| !last.roles.has(Role::InlineCode));
            if end == text.len() || !glued || !plain {
                return;
            }
        }
        if !has_words(&self.words[..end]) {
            return;
        }
        // White space before another reference belongs to that reference.
        let referred = self.references.last().map_or(0, |(at, _)| *at);
        if referred <= end {
            let end = text[..end].trim_end().len().max(referred);
            self.cut(end);
        }
    }

    /// Removes the text from a byte on, but keeps its references.
    fn cut(&mut self, at: usize) {
        self.prose.text.truncate(at);
        self.words.truncate(at);
        self.prose.pieces.truncate(self.prose.pieces.partition_point(|piece| (piece.start as usize) < at));
        if let Some(last) = self.prose.pieces.last_mut().filter(|last| last.verbatim) {
            last.span.end = last.span.end.min(last.span.start + offset(at) - last.start);
        }
        self.pages.retain(|&page| page < at);
        while self.brackets.pop_if(|bracket| bracket.at >= at).is_some() {}
        while self.marks.pop_if(|mark| mark.end > at).is_some() {}
        // Its references move to the end of the remaining text.
        for (place, _) in self.references.iter_mut().rev().take_while(|(place, _)| *place > at) {
            *place = at;
        }
    }

    /// Finishes the prose, and collects the data to find what its references cover. `keys` in its words become
    /// references.
    pub(super) fn finish(mut self, manuscript: &Manuscript, keys: Option<&Keys>) -> Finished {
        self.set_signs_of_pages();
        if let Some(keys) = keys {
            self.find_keys(manuscript, keys);
        }
        if self.references.is_empty() {
            self.take_signs_out(&mut []);
            let Self { prose, words, idle, .. } = self;
            return Finished { prose, words, groups: Vec::new(), notes: Vec::new(), idle };
        }
        let mut groups = self.groups();
        self.find_brackets(&mut groups);
        self.take_signs_out(&mut groups);
        let groups = groups.into_iter().map(|group| self.finished(group)).collect();
        Finished { prose: self.prose, words: self.words, groups, notes: self.notes, idle: self.idle }
    }

    fn finished(&self, group: OpenGroup) -> Group {
        let OpenGroup { at, last, references, extent } = group;
        let inside = |(opening, closing): (usize, usize)| self.brackets[opening].at..self.brackets[closing].at;
        let brackets = extent.map(|(opening, closing)| Span {
            start: self.brackets[opening].origin,
            end: self.brackets[closing].origin + 1,
        });
        let extent = extent.map(|pair| trim(&self.words, inside(pair), char::is_whitespace));
        Group { at, last, references, extent, brackets }
    }

    fn groups(&mut self) -> Vec<OpenGroup> {
        let mut groups: Vec<OpenGroup> = Vec::new();
        let mut previous = 0;
        for (at, reference) in std::mem::take(&mut self.references) {
            let between = &self.words[previous..at];
            match groups.last_mut() {
                Some(group) if !has_words(between) => {
                    group.references.push(reference);
                    group.last = at;
                    // A comma between references does not divide the sentence.
                    if between.chars().all(parts) {
                        self.words.replace_range(previous..at, &blanks(at - previous).collect::<String>());
                    }
                }
                _ => groups.push(OpenGroup { at, last: at, references: vec![reference], extent: None }),
            }
            previous = at;
        }
        groups
    }

    /// Finds the extent of each group: the brackets directly before it, if they contain words.
    ///
    /// Brackets inside very many others give no extent. Each claim would have all words in them, and a hostile file
    /// could make a claim of every third byte.
    fn find_brackets(&self, groups: &mut [OpenGroup]) {
        let mut open: Vec<usize> = Vec::new();
        let mut brackets = self.brackets.iter().enumerate().peekable();
        for group in groups {
            let mut closed = None;
            while let Some((index, bracket)) = brackets.next_if(|(_, bracket)| bracket.at < group.at) {
                closed = if bracket.opens {
                    open.push(index);
                    None
                } else {
                    open.pop().map(|opening| (opening, index)).filter(|_| open.len() < MOST_NESTED)
                };
            }
            let adjoining = closed.filter(|&(opening, closing)| {
                let (opening, closing) = (self.brackets[opening], self.brackets[closing]);
                closing.at + 1 == group.at
                    && group.references.first().is_some_and(|first| closing.origin + 1 == first.span.start)
                    && has_words(&self.words[opening.at..closing.at])
            });
            group.extent = adjoining;
        }
    }

    /// Removes text that only sets off references: brackets that give an extent, parentheses around references,
    /// separators within a group, and white space before them if more white space or a mark follows.
    fn take_signs_out(&mut self, groups: &mut [OpenGroup]) {
        let mut out = std::mem::take(&mut self.signs);
        for group in &*groups {
            if let Some((opening, closing)) = group.extent {
                out.extend([opening, closing].map(|index| self.brackets[index].at..self.brackets[index].at + 1));
            }
            out.push(self.around(group));
        }
        out.retain(|range| !range.is_empty());
        if out.is_empty() {
            return;
        }
        out.sort_unstable_by_key(|range| range.start);
        out.dedup_by(|next, before| {
            let meets = next.start < before.end;
            before.end = if meets { before.end.max(next.end) } else { before.end };
            meets
        });
        // Bytes removed before each range, and before the end.
        let mut before = vec![0];
        for range in &out {
            before.push(before[before.len() - 1] + range.len());
        }
        let moved = |place: usize| {
            let next = out.partition_point(|range| range.end <= place);
            let inside = out.get(next).map_or(0, |range| place.saturating_sub(range.start));
            place - before[next] - inside
        };
        self.remove_from_pieces(&out);
        for piece in &mut self.prose.pieces {
            piece.start = offset(moved(piece.start as usize));
        }
        for group in groups {
            (group.at, group.last) = (moved(group.at), moved(group.last));
        }
        for bracket in &mut self.brackets {
            bracket.at = moved(bracket.at);
        }
        for text in [&mut self.prose.text, &mut self.words] {
            let mut remaining = String::with_capacity(text.len());
            let mut from = 0;
            for range in &out {
                remaining.push_str(&text[from..range.start]);
                from = range.end;
            }
            remaining.push_str(&text[from..]);
            *text = remaining;
        }
    }

    /// Returns the range of a group with its separators and the punctuation around it.
    fn around(&self, group: &OpenGroup) -> Range<usize> {
        let text = &self.prose.text;
        // Text in another style, or code, does not set off a reference.
        let plain = |range: &Range<usize>| {
            let first =
                self.prose.pieces.partition_point(|piece| (piece.start as usize) <= range.start).saturating_sub(1);
            let mut pieces = self.prose.pieces[first..].iter().take_while(|piece| (piece.start as usize) < range.end);
            pieces.all(|piece| !piece.roles.has(Role::Muted) && !piece.roles.has(Role::InlineCode))
        };
        let (mut start, mut end) = (group.at, group.last);
        let only_parts = |c: char| parts(c) || matches!(c, '\'' | '’' | '–' | '-' | '/');
        // Parentheses may contain the last reference only: "Dues doubled[^a] ([^b])"
        if text[start..end].trim_start() == "(" && text[end..].starts_with(')') && plain(&(start..end + 1)) {
            end += 1;
        } else if start < end && !(plain(&(start..end)) && text[start..end].chars().all(only_parts)) {
            return start..start;
        }
        let (before, after) = (text[..start].trim_end_matches(' '), text[end..].trim_start_matches(' '));
        let is_around = |open, close| before.ends_with(open) && after.starts_with(close);
        let enclosed = (is_around('(', ')') || is_around('[', ']')) && has_words(before);
        let bracketed = group.extent.is_some();
        if enclosed && !bracketed && plain(&(before.len() - 1..before.len())) {
            start = before.len() - 1;
            end = text.len() - after.len() + 1;
        }
        let spaced = text[..start].trim_end_matches([' ', '\n']).len();
        let follows = text[end..].chars().next();
        let needless = follows.is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(c));
        // Between a bracket and its reference there is no white space.
        if needless && !bracketed && has_words(&text[..spaced]) {
            start = spaced;
        }
        start..end
    }

    /// Removes ranges of the text from the pieces without moving their starts.
    fn remove_from_pieces(&mut self, out: &[Range<usize>]) {
        let length = self.prose.text.len();
        let pieces = std::mem::take(&mut self.prose.pieces);
        let mut next = 0;
        for (index, piece) in pieces.iter().enumerate() {
            let begin = piece.start as usize;
            let end = pieces.get(index + 1).map_or(length, |next| next.start as usize);
            while out.get(next).is_some_and(|range| range.end <= begin) {
                next += 1;
            }
            let mut from = begin;
            let here = out[next..].iter().take_while(|range| range.start < end);
            for range in here.cloned().chain(std::iter::once(end..end)) {
                let to = range.start.clamp(from, end);
                if from < to {
                    let mut part = Piece { start: offset(from), ..piece.clone() };
                    if piece.verbatim {
                        part.span.start = piece.span.start + offset(from - begin);
                        // The last part includes the markup after the piece's text.
                        part.span.end = if to == end { piece.span.end } else { piece.span.start + offset(to - begin) };
                    }
                    self.prose.pieces.push(part);
                }
                from = range.end.clamp(from, end);
            }
        }
    }
}

/// Whether a character occurs in marks of notes.
fn is_mark(c: char) -> bool {
    c.is_ascii_digit() || c == ' ' || "*†‡§¶[]()^".contains(c)
}

pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether the character at this byte of the manuscript has a backslash before it that is not itself escaped.
fn escaped(manuscript: &Manuscript, at: u32) -> bool {
    let before = &manuscript.text()[..at as usize];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

fn blanks(count: usize) -> impl Iterator<Item = char> {
    std::iter::repeat_n(' ', count)
}

/// Whether a character is a separator within a group of references.
pub(super) fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '、' | '，' | '；')
}

/// Returns the range without characters of a kind at its ends; it must contain others.
pub(super) fn trim(words: &str, range: Range<usize>, kind: impl Fn(char) -> bool) -> Range<usize> {
    let start = range.end - words[range.clone()].trim_start_matches(&kind).len();
    start..start + words[start..range.end].trim_end_matches(kind).len()
}
