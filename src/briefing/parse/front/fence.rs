//! Finds front matter by its fences, and reads pandoc's title block, which has no fences.
//!
//! Must not know the keys of front matter.

use std::ops::Range;

use crate::briefing::ast::{Front, Metadata};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Span, offset, one_line};

/// The format of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Toml,
    Yaml,
    Json,
}

/// Place of front matter in a text, in bytes.
pub(super) struct Fenced {
    pub(super) format: Format,
    /// Bytes between the fences.
    pub(super) inner: Range<usize>,
    /// Bytes including the fences.
    pub(super) fence: Range<usize>,
    /// Byte at which the text continues.
    pub(super) end: usize,
}

/// Reads pandoc's title block: up to three fields after percent signs, for the title, the authors and the date.
/// Continuation lines are indented.
pub(super) fn title_block(text: &str, base: u32) -> Option<(Front, usize)> {
    let mut fields: Vec<String> = Vec::new();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        match line.strip_prefix('%') {
            Some(field) if fields.len() < 3 && field.starts_with([' ', '\n', '\r']) => {
                fields.push(field.trim().to_owned());
            }
            None if !fields.is_empty() && line.starts_with(' ') && !line.trim().is_empty() => {
                let field = fields.last_mut()?;
                field.push_str("; ");
                field.push_str(line.trim());
            }
            _ => break,
        }
        end += line.len();
    }
    let mut fields = fields.into_iter();
    let title = fields.next()?.replace("; ", " ");
    let authors = fields.next().unwrap_or_default();
    let authors = authors.split(';').map(one_line).filter(|author| !author.is_empty()).collect();
    let published = fields.next().filter(|date| !date.is_empty());
    let span = Span { start: base, end: base + offset(text[..end].trim_end().len()) };
    let title = Some(title).filter(|title| !title.is_empty());
    let metadata = Metadata { title, authors, published, ..Metadata::default() };
    Some((Front { span, metadata, ..Front::default() }, end))
}

/// Finds front matter by its first line: `+++`, `---`, or a brace alone.
pub(super) fn find(text: &str, base: u32, diagnostics: &mut Vec<Diagnostic>) -> Option<Fenced> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let fence = first.trim_end();
    let (format, ends): (_, &[&str]) = match fence {
        "+++" => (Format::Toml, &["+++"]),
        "---" => (Format::Yaml, &["---", "..."]),
        "{" => (Format::Json, &["}"]),
        _ => return None,
    };
    let mut end = first.len();
    let closing = lines.find(|line| {
        end += line.len();
        ends.contains(&line.trim_end())
    });
    let Some(closing) = closing else {
        if format == Format::Toml {
            let span = Span { start: base, end: base + offset(fence.len()) };
            let message = "the front matter is not closed, so it is read as text";
            diagnostics.push(Diagnostic::error("open-front-matter", span, message).help("end it with a line of `+++`"));
        }
        return None;
    };
    let inner = if format == Format::Json { 0..end } else { first.len()..end - closing.len() };
    Some(Fenced { format, inner, fence: 0..end - (closing.len() - closing.trim_end().len()), end })
}
