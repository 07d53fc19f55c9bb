//! What the Markdown parser is given: its options, and the text made such that it reads references and footnotes as the
//! rules have them.
//!
//! Must not know what a label names.

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{BlockQuoteKind, Options};

use super::hidden;
use crate::briefing::ast::Alignment;

/// The text to parse, and how many bytes stand in it before those of `body`. Byte for byte the rest is as long as `body`,
/// of which `readable` is what the parser can read.
pub(super) fn given<'t>(body: &'t str, readable: Cow<'t, str>) -> (Cow<'t, str>, usize) {
    let (preamble, defined) = definitions(body);
    let body = hidden::without(readable);
    if preamble.is_empty() {
        return (body, 0);
    }
    let before = preamble.len();
    (Cow::Owned(preamble + &joined(&body, &defined)), before)
}

/// Front matter is not among them: the parser would take it anywhere in the text. Nor are formulas: two prices are none,
/// and references between them would be lost. Nor what lowers and raises: `~word~` is struck out to most readers.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
}

/// The text with a space for each line break in a footnote behind which a number would begin a list, as in "October 24, /
/// 1835." To every other Markdown tool that is the same paragraph; to the parser the footnote would end there.
///
/// `defined` are the bytes at which definitions begin.
fn joined<'t>(body: &'t str, defined: &[usize]) -> Cow<'t, str> {
    let is_number = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.len() - rest.len();
        let ends =
            rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']));
        (1..=9).contains(&digits) && ends && &line[..digits] != "1"
    };
    let mut joined = Cow::Borrowed(body);
    for &first in defined {
        let mut start = first;
        for line in body[first..].split_inclusive('\n') {
            if line.trim().is_empty() || start > first && line.starts_with("[^") {
                break;
            }
            if start > first && is_number(line) {
                let before = body[..start].trim_end_matches(['\r', '\n']).len();
                joined.to_mut().replace_range(before..start, &" ".repeat(start - before));
            }
            start += line.len();
        }
    }
    joined
}

/// A definition for every label in the text, to be read before it and forgotten; and where definitions begin in the text,
/// in bytes.
///
/// A label may be declared in the front matter, or nowhere, but the parser takes a reference that
/// nothing defines for plain text. (Its older footnote rules do not, but they end a definition at
/// the first blank line.) The rule at the end keeps the last definition from going on into the text.
fn definitions(body: &str) -> (String, Vec<usize>) {
    let (mut labels, mut defined) = (BTreeSet::new(), Vec::new());
    for (at, _) in body.match_indices("[^") {
        let label = &body[at + 2..];
        if let Some(end) = label.find(['[', ']', '\n', '\r']).filter(|&end| label[end..].starts_with(']')) {
            labels.insert(&label[..end]);
            let begins = at == 0 || body.as_bytes()[at - 1] == b'\n';
            if begins && label[end..].starts_with("]:") {
                defined.push(at);
            }
        }
    }
    // Nothing but space is no label, and would define a link.
    labels.retain(|label| !label.trim().is_empty());
    if labels.is_empty() {
        return (String::new(), defined);
    }
    let mut definitions = String::new();
    for label in labels {
        definitions.extend(["[^", label, "]: -\n\n"]);
    }
    (definitions + "***\n\n", defined)
}

pub(super) fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

pub(super) fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
