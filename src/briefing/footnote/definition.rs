//! Joins a footnote definition into one text, with its italics and links.
//!
//! White space is collapsed, and images are left out.

use std::ops::Range;

use super::sentence::sentence_end;
use crate::briefing::ast::{BlockKind, Briefing, Note};
use crate::briefing::footnote::Kind;
use crate::briefing::language::beginning;
use crate::text::manuscript::Manuscript;
use crate::text::role::Role;

/// Most bytes of a definition that are searched for evidence. Every name is far shorter.
const MOST: usize = 2_000;

/// A definition as one text.
#[derive(Debug, Default)]
pub(super) struct Definition {
    /// The text on one line, without control characters.
    pub(super) text: String,
    /// Bytes of the text that are in italics, in order.
    pub(super) italics: Vec<Range<usize>>,
    /// Bytes of each link's words, in order, and its target. The bytes may be empty.
    pub(super) links: Vec<(Range<usize>, String)>,
    /// Whether the whole definition is code.
    pub(super) is_code: bool,
    /// Bytes of its first block that is not code.
    first: Range<usize>,
    /// End of its first sentence, in bytes of its first prose.
    pub(super) naming_in_prose: usize,
}

impl Definition {
    pub(super) fn of(briefing: &Briefing, note: &Note) -> Self {
        let mut definition = Self { is_code: true, ..Self::default() };
        for block in briefing.blocks_of(note) {
            let code = match &block.kind {
                BlockKind::Code { language } if language == "csl-json" => {
                    let written = block.proses.first().and_then(|prose| reference(&prose.text));
                    if let Some(written) = written {
                        let begin = definition.text.len();
                        definition.space();
                        definition.push(&written);
                        definition.is_code = false;
                        if definition.first.is_empty() {
                            definition.first = begin..definition.text.len();
                        }
                        continue;
                    }
                    true
                }
                BlockKind::Code { .. } => true,
                _ => false,
            };
            let begin = definition.text.len();
            for prose in &block.proses {
                definition.space();
                for (index, piece) in prose.pieces.iter().enumerate() {
                    let end = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize);
                    let words = &prose.text[piece.start as usize..end];
                    let start = definition.text.len();
                    if piece.roles.has(Role::Image) {
                        continue;
                    }
                    definition.push(words);
                    definition.is_code &=
                        code || piece.roles.has(Role::InlineCode) || !words.contains(char::is_alphanumeric);
                    let range = start..definition.text.len();
                    if piece.roles.has(Role::Emphasis) {
                        match definition.italics.last_mut().filter(|last| last.end == range.start) {
                            Some(last) => last.end = range.end,
                            None => definition.italics.push(range.clone()),
                        }
                    }
                    if let Some(link) = piece.link {
                        let again = index > 0 && prose.pieces[index - 1].link == piece.link;
                        match definition.links.last_mut().filter(|_| again) {
                            Some((last, _)) => last.end = range.end,
                            None => definition.links.push((range, briefing.links[link as usize].clone())),
                        }
                    }
                }
            }
            if definition.first.is_empty() && !code {
                definition.first = begin..definition.text.len();
                let prose = block.proses.first().map(|prose| prose.text.as_str()).unwrap_or_default();
                definition.naming_in_prose = sentence_end(prose);
            }
        }
        definition.text.truncate(definition.text.trim_end().len());
        if definition.first.is_empty() {
            definition.first = 0..definition.text.len();
        }
        definition.is_code &= !definition.text.is_empty();
        let length = definition.text.len();
        // Titles are looked for only where evidence is.
        definition.italics.retain(|range| range.start < MOST);
        for range in definition.italics.iter_mut().chain(definition.links.iter_mut().map(|(range, _)| range)) {
            *range = range.start.min(length)..range.end.min(length);
        }
        definition
    }

    /// Returns the part of the text that names the source: its first block, cut to [`MOST`] bytes.
    pub(super) fn naming(&self) -> &str {
        let end = self.first.end.min(self.text.len());
        beginning(self.text[..end].trim_end(), MOST)
    }

    /// Returns the part of the text that is searched for evidence.
    pub(super) fn searched(&self) -> &str {
        beginning(&self.text, MOST)
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn push(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() || c.is_control() { self.space() } else { self.text.push(c) }
        }
    }
}

/// Writes a reference in CSL-JSON as people would.
fn reference(json: &str) -> Option<String> {
    let read: serde_json::Value = serde_json::from_str(json).ok()?;
    let work = read.as_array().and_then(|works| works.first()).unwrap_or(&read);
    let text = |key: &str| work.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
    let authors = work.get("author").and_then(serde_json::Value::as_array);
    let named = |author: &serde_json::Value| {
        ["family", "literal", "given"].iter().find_map(|key| author.get(key)?.as_str().map(str::to_owned))
    };
    let author = authors.and_then(|authors| {
        let first = authors.first().and_then(named)?;
        Some(if authors.len() > 1 { format!("{first} et al.") } else { first })
    });
    let year = work.pointer("/issued/date-parts/0/0").map(|year| year.to_string().replace('"', ""));
    let year = year.map(|year| format!("({year})"));
    let doi = text("DOI").map(|doi| format!("DOI: {doi}"));
    let head = [author, text("title")].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let tail = [year, text("container-title"), doi, text("URL")].into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!head.is_empty()).then(|| format!("{head} {tail}"))
}

/// Returns the addresses in code.
pub(super) fn raw_addresses(briefing: &Briefing, note: &Note) -> Vec<String> {
    let mut found = Vec::new();
    for block in briefing.blocks_of(note) {
        let raw = matches!(block.kind, BlockKind::Code { .. });
        for prose in &block.proses {
            if raw {
                find_addresses(&prose.text, &mut found);
                continue;
            }
            for (index, piece) in prose.pieces.iter().enumerate() {
                if piece.link.is_none() && piece.roles.has(Role::InlineCode) {
                    let end = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize);
                    find_addresses(&prose.text[piece.start as usize..end], &mut found);
                }
            }
        }
    }
    found
}

fn find_addresses(text: &str, found: &mut Vec<String>) {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '`');
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        let length = text[at..].find(ends).unwrap_or(text.len() - at);
        let address = text[at..at + length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']);
        found.push(address.to_owned());
        from = at + length;
    }
}

/// Returns the kind that a comment in a definition declares: `<!-- caveat: note -->`.
pub(super) fn declared_kind(manuscript: &Manuscript, briefing: &Briefing, note: &Note) -> Option<Kind> {
    let end = briefing.blocks_of(note).last().map_or(note.label.span.end, |block| block.span.end);
    let first = briefing.comments.partition_point(|comment| comment.start < note.label.span.end);
    let comments = briefing.comments[first..].iter().take_while(|comment| comment.start < end);
    let mut kind = None;
    for comment in comments {
        let text = manuscript.slice(*comment);
        let inner = text.strip_prefix("<!--").and_then(|text| text.strip_suffix("-->")).unwrap_or_default();
        match inner.trim().strip_prefix("caveat:").map(str::trim) {
            Some("note") => kind = Some(Kind::Note),
            Some("source") => kind = Some(Kind::Source),
            _ => {}
        }
    }
    kind
}
