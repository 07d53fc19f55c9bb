//! References by number, as machine-written reports and many papers have them: `[1]`, `[2, 3]`, and a list of what the
//! numbers mean under "Sources" or "References".
//!
//! Owns which numbers a text has such entries for; without a list `[1]` is text. Must not know what an entry says.

use std::collections::BTreeSet;

use super::{BriefingParser, Leaf};
use crate::address;
use crate::briefing::{BlockKind, Cited, Container, Named, Note, Piece, Prose, Reference};
use crate::manuscript::{Span, offset};
use crate::role::Roles;

/// Titles of lists of references: en, de, fr, es.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "references", "reference", "reference list", "sources", "source list", "notes", "endnotes", "footnotes",
    "bibliography", "works cited", "citations", "cited sources", "literature", "literature cited",
    "sources and notes", "notes and references", "references and notes", "notes and sources", "further sources",
    "quellen", "quellenverzeichnis", "literatur", "literaturverzeichnis", "einzelnachweise", "anmerkungen", "belege",
    "fußnoten", "nachweise", "références", "sources et références", "bibliographie", "notes et références",
    "referencias", "fuentes", "bibliografía", "notas", "notas y referencias", "citas",
];

/// The most numbers that a range names: `[1-40]` is one, `[1900-1999]` hardly.
const LONGEST_RANGE: u32 = 60;

/// The numbers that have entries.
#[derive(Debug, Default)]
pub(super) struct Numbers(BTreeSet<u32>);

/// Whether links whose words are numbers are references: there is a first one.
fn has_numbered_links(body: &str) -> bool {
    ["[1](http", "[[1]](http", "\n[1]: http", "\n[1]: <http"].iter().any(|first| body.contains(first))
}

impl Numbers {
    /// Looks for lists of references in a Markdown text.
    pub(super) fn of(body: &str) -> Self {
        let (mut entries, mut bracketed) = (BTreeSet::new(), false);
        let (mut cited, mut inside, mut fence) = (BTreeSet::new(), false, None);
        let mut lines = body.lines().peekable();
        while let Some(line) = lines.next() {
            let trimmed = line.trim();
            let marks = ["```", "~~~"].into_iter().find(|marks| trimmed.starts_with(marks));
            match (fence, marks) {
                (None, Some(_)) => fence = marks,
                (Some(open), Some(marks)) if open == marks => fence = None,
                _ => {}
            }
            if fence.is_some() || marks.is_some() {
                continue;
            }
            let is_underlined =
                lines.peek().is_some_and(|next| next.len() > 2 && next.bytes().all(|byte| matches!(byte, b'-' | b'=')));
            if trimmed.starts_with('#') || is_underlined {
                inside = is_title(trimmed);
            } else if is_title(trimmed) && (trimmed.starts_with("**") || trimmed.ends_with(':')) {
                inside = true;
            } else if let Some((number, brackets)) = Some(trimmed).filter(|_| inside).and_then(entry) {
                entries.insert(number);
                bracketed |= brackets;
            } else if !inside {
                cited.extend(cites(line));
            }
        }
        let both = entries.intersection(&cited).count();
        // An ordered list under "Notes" need not be what "[1]" is about.
        let is_list = both > 0 && (bracketed || both * 2 >= entries.len());
        Self(if is_list { entries } else { BTreeSet::new() })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, number: u64) -> bool {
        u32::try_from(number).is_ok_and(|number| self.0.contains(&number))
    }

    /// The number of an entry that begins a text as `[1] Anna Maas`, and the bytes of `[1]`.
    pub(super) fn entry(&self, text: &str) -> Option<(u32, usize)> {
        let end = text.strip_prefix('[')?.find(']')? + 1;
        let number = text[1..end].parse().ok().filter(|number| self.0.contains(number))?;
        text[end + 1..].starts_with(' ').then_some((number, end + 1))
    }

    /// What some words between brackets cite: numbers that all have entries, and what stands behind the last of them,
    /// such as ", p. 3".
    pub(super) fn cited<'t>(&self, inside: &'t str) -> Option<(Vec<u32>, &'t str)> {
        let (mut numbers, mut rest) = (Vec::new(), inside);
        loop {
            let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
            let digits = trimmed.len() - trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let Ok(number) = trimmed[..digits].parse::<u32>() else {
                // ", p. 3" behind a number.
                let is_place = !numbers.is_empty() && trimmed.starts_with(|c: char| c.is_alphabetic() || c == '§');
                return is_place.then_some((numbers, trimmed));
            };
            rest = &trimmed[digits..];
            if let Some(last) = rest.trim_start().strip_prefix(['-', '–']) {
                let last = last.trim_start();
                let digits = last.len() - last.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let end: u32 = last[..digits].parse().ok()?;
                if end <= number || end - number > LONGEST_RANGE {
                    return None;
                }
                numbers.extend(number..=end);
                rest = &last[digits..];
            } else {
                numbers.push(number);
            }
            if !numbers.iter().all(|number| self.0.contains(number)) {
                return None;
            }
            match rest.trim_start().strip_prefix([',', ';']) {
                Some(more) => rest = more,
                None => return rest.trim().is_empty().then_some((numbers, "")),
            }
        }
    }
}

/// Whether a line is the title of a list of references, whatever stands around it: "## 7. Sources".
pub(super) fn is_title(line: &str) -> bool {
    let words = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_' | ':'));
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    // "Sources (as of May)"
    let words = words.split(" (").next().unwrap_or(words);
    words.len() < 40 && TITLES.contains(&words.to_lowercase().as_str())
}

/// The number of an entry, and whether it stands in brackets: `[1] Anna Maas`, "1. Anna Maas".
fn entry(line: &str) -> Option<(u32, bool)> {
    let line = line.trim_start_matches(['-', '*', '+', ' ']);
    let inner = line.strip_prefix('[');
    let (digits, rest) = match inner {
        Some(inner) => inner.split_once(']')?,
        None => line.split_once(['.', ')'])?,
    };
    let brackets = inner.is_some();
    let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && rest.starts_with([' ', '\t'])).then(|| digits.parse().ok().map(|number| (number, brackets)))?
}

/// The numbers between brackets in a line.
fn cites(line: &str) -> impl Iterator<Item = u32> + '_ {
    let inside = line.split('[').skip(1).filter_map(|rest| {
        let (inside, rest) = rest.split_once(']')?;
        (!rest.starts_with(['(', ':'])).then_some(inside)
    });
    inside
        .filter(|inside| inside.starts_with(|c: char| c.is_ascii_digit()))
        .flat_map(|inside| inside.split([',', ';', '-', '–', ' ']).map_while(|number| number.trim().parse().ok()))
}

/// Where a text lists what its numbers mean.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) numbers: Numbers,
    /// Whether links whose words are numbers are references, too.
    links: bool,
    /// Whether the blocks that are read stand in the list, and whether under a title of sources and not of notes.
    inside: Option<bool>,
    /// Numbers with an entry so far.
    entered: BTreeSet<u32>,
    /// Pages that are referred to by numbered links so far.
    linked: BTreeSet<String>,
    /// Whether an entry is open that begins with its mark: `[1]`.
    is_marked: bool,
    /// Up to this byte what is read is the mark of an entry.
    marked: u32,
}

impl List {
    /// Whether the text cites by number at all.
    pub(super) fn is_there(&self) -> bool {
        self.links || !self.numbers.is_empty()
    }

    /// Whether what is read is the list.
    pub(super) fn is_inside(&self) -> bool {
        self.inside.is_some()
    }

    /// An entry begins with its mark, and ends with its paragraph.
    pub(super) fn open_mark(&mut self) {
        self.is_marked = true;
    }

    pub(super) fn of(body: &str) -> Self {
        // Who cites by number cites the first.
        if !body.contains("[1") {
            return Self::default();
        }
        Self { numbers: Numbers::of(body), links: has_numbered_links(body), ..Self::default() }
    }
}

impl BriefingParser<'_> {
    /// A heading, or a paragraph that may be one, is read: perhaps a list of references begins, or ends.
    pub(super) fn enter_title(&mut self, kind: &BlockKind, title: &str, is_strong: bool) {
        let is_title = !self.syntax.list.numbers.is_empty() && is_title(title);
        match kind {
            BlockKind::Heading(_) => self.syntax.list.inside = None,
            BlockKind::Paragraph if is_title && (is_strong || title.trim_end().ends_with(':')) => {}
            _ => return,
        }
        if is_title {
            let title = title.to_lowercase();
            let of_notes = ["note", "anmerkung", "nota", "fußnote"].iter().any(|word| title.contains(word));
            self.syntax.list.inside = Some(!of_notes);
        }
    }

    /// Opens the entry of a number, unless there is one already.
    pub(super) fn open_entry(&mut self, number: u64, span: Span) -> bool {
        let Some(is_listed) = self.syntax.list.inside.filter(|_| self.syntax.list.numbers.has(number)) else {
            return false;
        };
        let is_nested = self.containers.iter().any(|container| matches!(container, Container::Note { .. }));
        let is_new = u32::try_from(number).is_ok_and(|number| self.syntax.list.entered.insert(number));
        if is_nested || !is_new {
            return false;
        }
        let (note, blocks) = (self.briefing.notes.len(), self.briefing.blocks.len());
        let label = Named { name: label(number), span };
        self.briefing.notes.push(Note { is_listed, ..Note::new(label, blocks) });
        self.containers.push(Container::Note { note, first: true });
        true
    }

    /// Whether text is part of the mark of an entry, `[1]` at the start of a paragraph or of a line; then it is not shown.
    pub(super) fn is_mark_of_entry(&mut self, text: &str, span: Span) -> bool {
        if span.end <= self.syntax.list.marked {
            return true;
        }
        if text != "[" || self.syntax.list.inside.is_none() {
            return false;
        }
        let Some((number, length)) = self.syntax.list.numbers.entry(&self.manuscript.text()[span.start as usize..])
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
        if !self.open_entry(u64::from(number), Span { start: span.start, end: span.start + offset(length) }) {
            return false;
        }
        self.syntax.list.is_marked = true;
        self.leaf = Some(Leaf::new(BlockKind::Paragraph, Span { start: span.start, end }, true));
        // The space behind it goes, too.
        self.syntax.list.marked = span.start + offset(length);
        true
    }

    /// Whether a link that ends here is a reference by number, `[1](https://…)`; then it is one, and not shown.
    pub(super) fn takes_numbered_link(&mut self, link: u32, span: Span) -> bool {
        if !self.syntax.list.links && self.syntax.list.numbers.is_empty() || self.syntax.list.inside.is_some() {
            return false;
        }
        let to = self.briefing.links[link as usize].clone();
        let words = self.leaf.as_ref().and_then(|leaf| leaf.builder.link_words(link, span.start));
        let Some((at, words)) = words else { return false };
        let digits = words.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '^' | ' '));
        let Some(number) = digits.parse::<u32>().ok().filter(|_| (1..=3).contains(&digits.len())) else { return false };
        let references = match address::web(&to) {
            // They count upward. "Issue 123" is none of them.
            Some(url) if self.syntax.list.links && number as usize <= self.syntax.list.linked.len() + FARTHEST => {
                let name = self.enter_page(&url, span);
                vec![Reference { cited: Cited::Number, ..Reference::to_footnote(name, span) }]
            }
            None if to.starts_with('#') && self.syntax.list.numbers.has(number.into()) => {
                references(&[number], "", span)
            }
            _ => return false,
        };
        if let Some(leaf) = &mut self.leaf {
            leaf.builder.replace(at, references);
        }
        true
    }

    /// Enters a page as a note of its own, once; and says by which label it is referred to.
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

    /// Ends the block that is being read, and the entry that it is if it begins with its mark.
    pub(super) fn close_entry(&mut self) {
        self.close();
        if std::mem::take(&mut self.syntax.list.is_marked) {
            self.close_note();
        }
    }

    /// Whether a closing bracket ends a reference by number; then it is one, and not shown.
    pub(super) fn takes_number(&mut self, text: &str, span: Span) -> bool {
        if text != "]" || self.syntax.list.inside.is_some() || self.syntax.list.numbers.is_empty() {
            return false;
        }
        let (manuscript, numbers) = (self.manuscript, &self.syntax.list.numbers);
        self.leaf.as_mut().is_some_and(|leaf| leaf.builder.take_numbers(manuscript, span.end, numbers))
    }
}

/// How far the number of a link may be from that of the last new one.
const FARTHEST: usize = 4;

/// What the labels of entries begin with.
const LABEL: &str = "ref";

/// The label of an entry.
fn label(number: impl std::fmt::Display) -> String {
    format!("{LABEL}{number}")
}

/// References to entries, the last with its place.
pub(super) fn references(numbers: &[u32], place: &str, span: Span) -> Vec<Reference> {
    let reference = |(index, number): (usize, &u32)| Reference {
        name: label(number),
        span,
        cited: Cited::Number,
        around: [String::new(), if index + 1 == numbers.len() { place.to_owned() } else { String::new() }],
        in_remark: false,
    };
    numbers.iter().enumerate().map(reference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_a_list_under_a_title_of_references() {
        let has = |text: &str| Numbers::of(text).0.into_iter().collect::<Vec<_>>();
        assert_eq!(has("Dues [1] and [2, 3].\n\n## Sources\n\n1. A\n2. B\n3. C\n"), [1, 2, 3]);
        assert_eq!(has("Dues [1].\n\n**References:**\n\n[1] A\n[2] B\n"), [1, 2]);
        assert_eq!(has("Dues [1].\n\nQuellen\n-------\n\n- [1] A\n"), [1]);
        // No list, no title, no reference, or nothing but code.
        for text in [
            "Dues [1].",
            "Dues [1].\n\n## Ports\n\n1. A\n",
            "Dues.\n\n## Notes\n\n1. A\n",
            "```\nx[1]\n```\n\n## Notes\n\n1. A\n",
        ] {
            assert!(has(text).is_empty(), "{text:?}");
        }
        // Steps of a list that hardly anything refers to.
        assert!(has("See x[1].\n\n## Notes\n\n1. A\n2. B\n3. C\n4. D\n").is_empty());
    }

    #[test]
    fn brackets_cite_numbers_ranges_and_a_place() {
        let numbers = Numbers((1..=9).collect());
        let cited = |inside: &'static str| numbers.cited(inside);
        assert_eq!(cited("1"), Some((vec![1], "")));
        assert_eq!(cited("2, 3;5"), Some((vec![2, 3, 5], "")));
        assert_eq!(cited("4–6, 9"), Some((vec![4, 5, 6, 9], "")));
        assert_eq!(cited("3, p. 12"), Some((vec![3], "p. 12")));
        for none in ["", "x", "12", "3-1", "1, 12", "1 of 2", "2024"] {
            assert_eq!(cited(none), None, "{none}");
        }
    }
}
