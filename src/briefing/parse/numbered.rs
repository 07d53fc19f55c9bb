//! Reads references by number or by mark, with their list of entries.
//!
//! They are `[1]`, `[2, 3]`, "¹" or `[RFC2119]`, and the list stands under "Sources" or "References". Owns which marks
//! have entries; without a list, `[1]` is text. Must not know what an entry says.

mod entries;

use std::collections::BTreeSet;

use self::entries::RAISED;
pub(super) use self::entries::{Entries, is_title, may_be_marked};

use super::prescan::Prescan;
use super::{BriefingParser, Leaf};
use crate::briefing::ast::{BlockKind, Cited, Container, Named, Note, Piece, Prose, Reference};
use crate::briefing::heading;
use crate::text::address;
use crate::text::manuscript::{Span, offset};
use crate::text::role::Roles;

/// A text's list of references.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) entries: Entries,
    /// Whether links with numbers as their words are references too.
    links: bool,
    /// Whether the current blocks are in the list, and if so, whether the list's title is of sources rather than notes.
    inside: Option<bool>,
    /// Labels that have an entry so far.
    entered: BTreeSet<String>,
    /// Pages of numbered links so far.
    linked: BTreeSet<String>,
    /// Whether an entry that begins with its mark, `[1]`, is open.
    is_marked: bool,
    /// Byte at which the mark of an entry ends.
    marked: u32,
}

/// Whether links with numbers as their words are references. They are if the first number has a link.
fn has_numbered_links(body: &Prescan<'_>) -> bool {
    body.has_any(&["[1](http", "[[1]](http", "[\\[1\\]](http", "\n[1]: http", "\n[1]: <http"])
}

impl List {
    /// Whether the text cites by number.
    pub(super) fn is_there(&self) -> bool {
        self.links || !self.entries.is_empty()
    }

    /// Whether the current blocks are in the list.
    pub(super) fn is_inside(&self) -> bool {
        self.inside.is_some()
    }

    /// Opens an entry that begins with its mark and ends with its paragraph.
    pub(super) fn open_mark(&mut self) {
        self.is_marked = true;
    }

    pub(super) fn of(body: &Prescan<'_>) -> Self {
        if !Entries::may_be_in(body) {
            return Self::default();
        }
        Self { entries: Entries::of(body.text), links: has_numbered_links(body), ..Self::default() }
    }
}

impl BriefingParser<'_> {
    /// Begins or ends a list of references at a heading, or at a paragraph that may be its title.
    pub(super) fn enter_title(&mut self, kind: &BlockKind, title: &str, is_strong: bool) {
        let is_title = !self.syntax.list.entries.is_empty() && is_title(title);
        match kind {
            BlockKind::Heading(_) => self.syntax.list.inside = None,
            BlockKind::Paragraph if is_title && (is_strong || title.trim_end().ends_with(':')) => {}
            _ => return,
        }
        if is_title {
            // If works stand among notes, each entry is classified separately.
            let lower = title.to_lowercase();
            let of_notes = ["note", "anmerkung", "nota", "fußnote"].iter().any(|word| lower.contains(word));
            self.syntax.list.inside = Some(!of_notes && !heading::heads_notes(title));
        }
    }

    /// Opens an item of an ordered list as an entry. Returns whether it is one.
    pub(super) fn open_numbered(&mut self, number: u64, span: Span) -> bool {
        let label = self.syntax.list.inside.and_then(|_| self.syntax.list.entries.item(number));
        // A second ordered list need not be a list of references.
        let label = label.filter(|label| !self.syntax.list.entered.contains(label));
        label.is_some_and(|label| self.open_entry(label, span))
    }

    /// Opens the entry of a label.
    fn open_entry(&mut self, label: String, span: Span) -> bool {
        let Some(is_listed) = self.syntax.list.inside else { return false };
        let is_nested = self.containers.iter().any(|container| matches!(container, Container::Note { .. }));
        if is_nested {
            return false;
        }
        self.syntax.list.entered.insert(label.clone());
        let (note, blocks) = (self.briefing.notes.len(), self.briefing.blocks.len());
        let label = Named { name: label, span };
        self.briefing.notes.push(Note { is_listed, ..Note::new(label, blocks) });
        self.containers.push(Container::Note { note, first: true });
        true
    }

    /// Opens an entry if text is its mark, `[1]` at the start of a paragraph or a line. Returns whether it is.
    pub(super) fn is_mark_of_entry(&mut self, text: &str, span: Span) -> bool {
        if span.end <= self.syntax.list.marked {
            return true;
        }
        if text != "[" {
            return false;
        }
        if self.syntax.list.inside.is_none() {
            // The line before may be a title such as "Citations:".
            let title =
                self.leaf.as_ref().filter(|leaf| leaf.kind == BlockKind::Paragraph && leaf.builder.begins_line());
            let Some(title) = title.map(|leaf| leaf.builder.so_far().trim().to_owned()) else { return false };
            if title.ends_with(':') {
                self.enter_title(&BlockKind::Paragraph, &title, false);
            }
        }
        if self.syntax.list.inside.is_none() {
            return false;
        }
        let Some((label, length)) = self.syntax.list.entries.begins(&self.manuscript.text()[span.start as usize..])
        else {
            return false;
        };
        let end = match &mut self.leaf {
            Some(leaf) if leaf.kind == BlockKind::Paragraph && leaf.builder.begins_line() => {
                let end = leaf.span.end;
                leaf.span.end = span.start;
                end
            }
            Some(_) => return false,
            None => span.end,
        };
        self.close_entry();
        if !self.open_entry(label, Span { start: span.start, end: span.start + offset(length) }) {
            return false;
        }
        self.syntax.list.is_marked = true;
        self.leaf = Some(Leaf::new(BlockKind::Paragraph, Span { start: span.start, end }, true));
        // The space after the mark is dropped too.
        self.syntax.list.marked = span.start + offset(length);
        true
    }

    /// Replaces a link that ends here and cites by number, `[1](https://…)`, by a reference. Returns whether it did.
    pub(super) fn takes_numbered_link(&mut self, link: u32, span: Span) -> bool {
        if !self.syntax.list.links && self.syntax.list.entries.is_empty() || self.syntax.list.inside.is_some() {
            return false;
        }
        let to = self.briefing.links[link as usize].clone();
        let words = self.leaf.as_ref().and_then(|leaf| leaf.builder.link_words(link, span.start));
        let Some((at, words)) = words else { return false };
        let digits = words.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '^' | ' '));
        let Some(number) = digits.parse::<u32>().ok().filter(|_| (1..=3).contains(&digits.len())) else { return false };
        let references = match address::web(&to) {
            // Numbers of references count upward, so "Issue 123" is not a reference.
            Some(url) if self.syntax.list.links && number as usize <= self.syntax.list.linked.len() + FARTHEST => {
                let name = self.enter_page(&url, span);
                vec![Reference { cited: Cited::Number, ..Reference::to_footnote(name, span) }]
            }
            None if to.starts_with('#') => match self.syntax.list.entries.item(number.into()) {
                Some(label) => references(&[label], "", span),
                None => return false,
            },
            _ => return false,
        };
        if let Some(leaf) = &mut self.leaf {
            leaf.builder.replace(at, references);
        }
        true
    }

    /// Adds a page as a separate note, once, and returns its label.
    pub(super) fn enter_page(&mut self, url: &str, span: Span) -> String {
        let name = address::spoken(url).to_owned();
        if self.syntax.list.linked.insert(name.clone()) {
            let link = Some(offset(self.briefing.links.len()));
            self.briefing.links.push(url.to_owned());
            let piece = Piece { start: 0, span, verbatim: false, roles: Roles::NONE, link };
            let prose = Prose { text: url.to_owned(), pieces: vec![piece] };
            let blocks = self.briefing.blocks.len();
            let label = Named { name: name.clone(), span };
            self.briefing.notes.push(Note { is_listed: true, ..Note::inline(label, prose, blocks) });
        }
        name
    }

    /// Ends the current block, and an entry that began with its mark.
    pub(super) fn close_entry(&mut self) {
        self.close();
        if std::mem::take(&mut self.syntax.list.is_marked) {
            self.close_note();
        }
    }

    /// Replaces numbers before a closing bracket by references. Returns whether it did.
    pub(super) fn takes_number(&mut self, text: &str, span: Span) -> bool {
        if text != "]" || self.syntax.list.inside.is_some() || self.syntax.list.entries.is_empty() {
            return false;
        }
        let (manuscript, entries) = (self.manuscript, &self.syntax.list.entries);
        self.leaf.as_mut().is_some_and(|leaf| leaf.builder.take_numbers(manuscript, span.end, entries))
    }

    /// Reads a text with superscript numbers in parts, "doubled.¹". Returns whether it has any.
    pub(super) fn takes_figures(&mut self, text: &str, span: Span) -> bool {
        let is_written = self.manuscript.slice(span) == text;
        if self.syntax.list.inside.is_some() || !is_written || !text.contains(RAISED) {
            return false;
        }
        let mut from = 0;
        let part = |from: usize, to: usize| Span::new(span.start as usize + from, span.start as usize + to);
        while let Some(at) = text[from..].find(RAISED).map(|at| from + at) {
            let end = text[at..].find(|c| c != '⁻' && !RAISED.contains(&c)).map_or(text.len(), |end| at + end);
            self.words(&text[from..at], part(from, at), Roles::NONE);
            let start = self.leaf.as_ref().map_or(0, |leaf| leaf.builder.so_far().len());
            self.words(&text[at..end], part(at, end), Roles::NONE);
            self.read_raised(start, part(at, end));
            from = end;
        }
        self.words(&text[from..], part(from, text.len()), Roles::NONE);
        true
    }

    /// Replaces the superscript from a byte of the prose on by references if it cites by number. Otherwise it may be
    /// the mark of a reference.
    pub(super) fn read_raised(&mut self, from: usize, span: Span) {
        let list = &self.syntax.list;
        let Some(leaf) = &mut self.leaf else { return };
        let raised = leaf.builder.so_far().split_at_checked(from).filter(|_| list.inside.is_none());
        match raised.and_then(|(before, raised)| list.entries.cited_above(before, raised)) {
            Some(labels) => leaf.builder.replace(from, references(&labels, "", span)),
            None => leaf.builder.note_mark(from),
        }
    }
}

/// How far the number of a link may exceed that of the last new link.
const FARTHEST: usize = 4;

/// Makes references to entries, the last with its locator.
pub(super) fn references(labels: &[String], place: &str, span: Span) -> Vec<Reference> {
    let reference = |(index, label): (usize, &String)| Reference {
        name: label.clone(),
        span,
        cited: Cited::Number,
        around: [String::new(), if index + 1 == labels.len() { place.to_owned() } else { String::new() }],
        in_remark: false,
    };
    labels.iter().enumerate().map(reference).collect()
}
