//! Writes a document as Markdown: front matter, blocks, notes.
//!
//! Owns how blocks are laid out and separated. Any text of a document reads back as the same text. Must not know
//! any format, nor how Markdown is read.

mod escape;
mod inline;
mod token;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use serde_json::Value;

use super::document::{Block, Document, Front, Inline, Note, Work};
use inline::{Leaf, leaf};

/// Deepest nesting of quotations and lists. Deeper quotations and lists are written at this level.
const DEEPEST: usize = 16;

/// Largest number that can begin a list.
const LARGEST: u64 = 999_999_999;

/// Writes a document.
pub fn write(document: &Document) -> String {
    let writer = Writer::new(document);
    let mut out = front(&document.front, &document.works);
    let body = writer.blocks(&document.blocks, 0);
    out.push_str(&body);
    for (label, note) in writer.definitions() {
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        let text = writer.blocks(&note.blocks, 1);
        let begins = matches!(note.blocks.first(), Some(Block::Paragraph(_)));
        let _ = write!(out, "[^{label}]:{}", if begins && !text.is_empty() { " " } else { "\n" });
        out.push_str(&indented(&text, if begins { "" } else { "    " }, "    "));
    }
    out
}

/// Data of the document that its leaves need.
struct Writer<'d> {
    notes: &'d [Note],
    /// The written label of each note.
    labels: HashMap<&'d str, String>,
    has_works: bool,
}

impl<'d> Writer<'d> {
    fn new(document: &'d Document) -> Self {
        let mut labels = HashMap::new();
        let mut taken = BTreeMap::new();
        for note in &document.notes {
            let safe: String = note.label.chars().filter(|&c| c.is_alphanumeric() || c == '-' || c == '_').collect();
            let safe = if safe.is_empty() { "note".to_owned() } else { safe };
            labels.entry(note.label.as_str()).or_insert_with(|| {
                // Labels are compared without regard to case.
                let count: &mut usize = taken.entry(safe.to_lowercase()).or_default();
                *count += 1;
                if *count == 1 { safe } else { format!("{safe}--{count}") }
            });
        }
        Self { notes: &document.notes, labels, has_works: !document.works.is_empty() }
    }

    /// Returns the notes with their written labels. If two notes have the same label, the first counts.
    fn definitions(&self) -> Vec<(&str, &Note)> {
        let mut seen = HashSet::new();
        let first = self.notes.iter().filter(|note| seen.insert(note.label.as_str()));
        first.map(|note| (self.labels[note.label.as_str()].as_str(), note)).collect()
    }

    fn leaf(&self, inlines: &[Inline], kind: Leaf) -> String {
        leaf(inlines, kind, &self.labels, self.has_works)
    }

    /// Writes blocks with a blank line between any two. Ends with a line break unless empty.
    fn blocks(&self, blocks: &[Block], depth: usize) -> String {
        self.apart(blocks, depth, "\n")
    }

    /// Writes blocks with a separator between any two.
    fn apart(&self, blocks: &[Block], depth: usize, between: &str) -> String {
        let mut out = String::new();
        // The list just before (numbered or not), and whether it has the other of two markers. With the same marker,
        // two adjacent lists would become one.
        let mut before: Option<(bool, bool)> = None;
        for block in blocks {
            let (text, list) = match block {
                Block::List { start, items } => {
                    let numbered = start.is_some();
                    let other = before.is_some_and(|(kind, other)| kind == numbered && !other);
                    (self.list(*start, items, other, depth), Some((numbered, other)))
                }
                _ => (self.block(block, depth), None),
            };
            if text.is_empty() {
                continue;
            }
            if !out.is_empty() {
                out.push_str(between);
            }
            out.push_str(&text);
            before = list;
        }
        out
    }

    /// Writes any block except a list. Ends with a line break unless empty.
    fn block(&self, block: &Block, depth: usize) -> String {
        match block {
            Block::Heading(level, words) => {
                let words = self.leaf(words, Leaf::Heading);
                let marks = usize::from((*level).clamp(1, 6));
                if words.is_empty() { words } else { format!("{} {words}\n", "#".repeat(marks)) }
            }
            Block::Paragraph(words) => {
                let words = self.leaf(words, Leaf::Paragraph);
                if words.is_empty() { words } else { words + "\n" }
            }
            Block::Quote(blocks) if depth >= DEEPEST => self.blocks(blocks, depth),
            Block::Quote(blocks) => indented(&self.blocks(blocks, depth + 1), "> ", "> "),
            Block::List { .. } => self.blocks(std::slice::from_ref(block), depth),
            Block::Code { language, text } => code(language, text),
            Block::Table { head, rows } => self.table(*head, rows),
            // Three hyphens could begin front matter, or make a heading of the line above.
            Block::Rule => "***\n".to_owned(),
        }
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>], other: bool, depth: usize) -> String {
        if depth >= DEEPEST {
            let items = items.iter().map(|item| self.blocks(item, depth)).filter(|item| !item.is_empty());
            return items.collect::<Vec<_>>().join("\n");
        }
        // An item is tight if it is a paragraph, or a paragraph and a list that may begin right below it.
        let is_tight = |item: &Vec<Block>| match item.as_slice() {
            [] | [Block::Paragraph(_)] => true,
            [Block::Paragraph(_), Block::List { start: None | Some(1), items }] => {
                let first = items.first().and_then(|item| item.first());
                matches!(first, Some(Block::Paragraph(words)) if !self.leaf(words, Leaf::Paragraph).is_empty())
            }
            _ => false,
        };
        let tight = items.iter().all(is_tight);
        let mut out = String::new();
        let start = start.map(|start| if start > LARGEST { 1 } else { start });
        let mut number = start.unwrap_or_default();
        for item in items {
            let marker = match start {
                Some(_) => format!("{}{} ", number.min(LARGEST), if other { ')' } else { '.' }),
                None => if other { "+ " } else { "- " }.to_owned(),
            };
            let text = self.apart(item, depth + 1, if tight { "" } else { "\n" });
            number = number.saturating_add(1);
            // An empty bullet is left out, but an empty numbered item stays, because it counts.
            if text.is_empty() && start.is_none() {
                continue;
            }
            if !tight && !out.is_empty() {
                out.push('\n');
            }
            if text.is_empty() {
                out.extend([marker.trim_end(), "\n"]);
            }
            out.push_str(&indented(&text, &marker, &" ".repeat(marker.len())));
        }
        out
    }

    fn table(&self, head: bool, rows: &[Vec<Vec<Inline>>]) -> String {
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        if width == 0 {
            return String::new();
        }
        let mut out = String::new();
        // Every table of this Markdown has a head, even if it is empty.
        let (first, rest) = if head { (rows[0].as_slice(), &rows[1..]) } else { (&[][..], rows) };
        self.row(&mut out, first, width);
        out.extend(["|", &" --- |".repeat(width), "\n"]);
        for row in rest.iter().filter(|row| !row.is_empty()) {
            self.row(&mut out, row, row.len());
        }
        out
    }

    fn row(&self, out: &mut String, cells: &[Vec<Inline>], width: usize) {
        out.push('|');
        for at in 0..width {
            let words = cells.get(at).map(|cell| self.leaf(cell, Leaf::Cell)).unwrap_or_default();
            out.extend([" ", &words, if words.is_empty() { "|" } else { " |" }]);
        }
        out.push('\n');
    }
}

/// Puts a prefix before the first line and another prefix before each later line.
fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut prefix = first;
    for line in text.lines() {
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.extend([line, "\n"]);
        prefix = rest;
    }
    out
}

/// Writes code between fences that are longer than any run of backticks in it.
fn code(language: &str, text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}'], "\n").replace('\0', "\u{fffd}");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let fence = "`".repeat((escape::longest_run(text, '`') + 1).max(3));
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '.');
    let language = if language.chars().all(is_safe) { language } else { "" };
    format!("{fence}{language}\n{text}\n{fence}\n")
}

/// Writes front matter; empty if nothing is known.
fn front(front: &Front, works: &[Work]) -> String {
    let mut lines = String::new();
    let mut line = |key: &str, value: &Option<String>| {
        if let Some(value) = value.as_deref().map(str::trim).filter(|value| !value.is_empty()) {
            let _ = writeln!(lines, "{key}: {}", quoted(value));
        }
    };
    line("title", &front.title);
    line("subtitle", &front.subtitle);
    let authors = front.authors.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    match authors.collect::<Vec<_>>().as_slice() {
        [] => {}
        [one] => line("author", &Some((*one).to_owned())),
        several => {
            let names: Vec<_> = several.iter().map(|name| quoted(name)).collect();
            let _ = writeln!(lines, "author: [{}]", names.join(", "));
        }
    }
    let mut line = |key: &str, value: &Option<String>| {
        if let Some(value) = value.as_deref().map(str::trim).filter(|value| !value.is_empty()) {
            let _ = writeln!(lines, "{key}: {}", quoted(value));
        }
    };
    line("publisher", &front.publisher);
    line("date", &front.published);
    line("lang", &front.lang);
    line("url", &front.url);
    if !works.is_empty() {
        lines.push_str("references: [\n");
        for (at, work) in works.iter().enumerate() {
            let mut csl = work.csl.clone();
            match &mut csl {
                Value::Object(fields) => {
                    fields.insert("id".to_owned(), Value::String(work.key.clone()));
                }
                _ => csl = serde_json::json!({ "id": work.key }),
            }
            let comma = if at + 1 < works.len() { "," } else { "" };
            let _ = writeln!(lines, "  {}{comma}", printable(&csl.to_string()));
        }
        lines.push_str("  ]\n");
    }
    if lines.is_empty() { lines } else { format!("---\n{lines}---\n\n") }
}

/// Writes a JSON string, which is valid YAML too.
fn quoted(text: &str) -> String {
    let one_line = escape::one_line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    printable(&Value::String(one_line).to_string())
}

/// Escapes characters of JSON that YAML does not allow.
fn printable(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let code = u32::from(c);
        match code {
            0x7f..=0x9f | 0x2028 | 0x2029 | 0xfeff | 0xfffe | 0xffff => {
                let _ = write!(out, "\\u{code:04x}");
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
