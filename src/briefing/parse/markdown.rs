//! Prepares the input of the Markdown parser: its options, and the rewritten text.
//!
//! The text is rewritten so that the parser reads references and footnotes by our rules. Must not know what a label
//! names.

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{BlockQuoteKind, Options};

use super::hidden;
use crate::briefing::ast::Alignment;

/// Returns the text to parse, and the number of its bytes before the body. The rest is as long as `body`; `readable` is
/// the version of the body for the parser.
pub(super) fn given<'t>(body: &'t str, readable: Cow<'t, str>) -> (Cow<'t, str>, usize) {
    let (preamble, defined) = definitions(body);
    let body = hidden::without(readable);
    if preamble.is_empty() {
        return (body, 0);
    }
    let before = preamble.len();
    (Cow::Owned(preamble + &joined(&body, &defined)), before)
}

/// Returns the options of the parser. Front matter is off, because the parser would accept it anywhere in the text.
/// Formulas are off, because two prices would make one and the references between them would be lost. Sub- and
/// superscripts are off, because `~word~` is a deletion to most readers.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
}

/// Joins lines of a footnote before a number that would begin a list, as in "October 24, / 1835." Other Markdown tools
/// read that as one paragraph, but the parser would end the footnote there.
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

/// Returns a definition for every label in the text, and the bytes at which definitions begin. The definitions are
/// parsed before the text and then dropped.
///
/// A label may be declared in the front matter or nowhere, but the parser takes an undefined reference for plain text.
/// (Its older footnote rules do not, but they end a definition at the first blank line.) The rule at the end keeps the
/// last definition from continuing into the text.
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
    // A label of only white space is not a label and would define a link.
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
