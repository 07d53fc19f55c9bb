//! What the Markdown parser is given: its options, and the text made such that it reads references and footnotes as the
//! rules have them.
//!
//! Must not know what a label names.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Options};

use crate::briefing::Alignment;

/// The text to parse, and how many bytes stand in it before those of `body`. Byte for byte the rest is as long as `body`.
pub(super) fn given(body: &str) -> (Cow<'_, str>, usize) {
    let (preamble, defined) = definitions(body);
    let mut hidden = [comments(body), manifest(body).into_iter().collect()].concat();
    hidden.sort_by_key(|hidden: &Range<usize>| hidden.start);
    let body = without_comments(without_divs(body), &hidden);
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

/// The text with blanks for the fences of pandoc's divisions, `::: {.note}`: they are no words, and to the parser they
/// would begin a definition.
fn without_divs(body: &str) -> Cow<'_, str> {
    if !body.contains(":::") {
        return Cow::Borrowed(body);
    }
    let mut without = String::with_capacity(body.len());
    let mut code: Option<&str> = None;
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let fence = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence));
        match (code, fence) {
            (None, Some(fence)) => code = Some(fence),
            (Some(open), Some(fence)) if open == fence => code = None,
            _ => {}
        }
        let rest = trimmed.trim_start_matches(':').trim();
        let is_fence = rest.is_empty() || rest.starts_with('{') || !rest.contains(' ');
        if code.is_none() && trimmed.starts_with(":::") && is_fence && line.is_ascii() {
            without.extend(line.chars().map(|c| if matches!(c, '\n' | '\r') { c } else { ' ' }));
        } else {
            without.push_str(line);
        }
    }
    Cow::Owned(without)
}

/// Comments between lines of `%%`, or that go over several lines: in bytes, the signs with them.
pub(super) fn comments(body: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    if !body.contains("%%") {
        return comments;
    }
    let (mut opened, mut start, mut fence) = (None, 0, false);
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim();
        fence ^= opened.is_none() && (trimmed.starts_with("```") || trimmed.starts_with("~~~"));
        let signs = line.matches("%%").count();
        match opened {
            Some(from) if signs > 0 && !fence => {
                let end = start + line.find("%%").unwrap_or_default() + "%%".len();
                comments.push(from..end);
                opened = None;
            }
            None if signs == 1 && trimmed.starts_with("%%") && !fence => {
                opened = Some(start + line.find("%%").unwrap_or_default());
            }
            _ => {}
        }
        start += line.len();
    }
    comments
}

/// The byte order mark and the variation selectors with which a manifest begins that is written in invisible characters:
/// "C2PA" (C2PA Technical Specification, embedding manifests into unstructured text).
const INVISIBLE: &str = "\u{feff}\u{e0133}\u{e0122}\u{e0140}\u{e0131}";

/// The bytes of a provenance manifest, in plain text or in invisible characters.
pub(super) fn manifest(body: &str) -> Option<Range<usize>> {
    const BEGINS: &str = "-----BEGIN C2PA MANIFEST-----";
    const ENDS: &str = "-----END C2PA MANIFEST-----";
    if let Some(start) = body.find(BEGINS) {
        let end = body[start..].find(ENDS)? + start + ENDS.len();
        return Some(start..end);
    }
    let start = body.find(INVISIBLE)?;
    let is_selector = |c: char| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{feff}');
    let end = body[start..].find(|c: char| !is_selector(c)).map_or(body.len(), |end| start + end);
    Some(start..end)
}

/// The text with blanks for comments.
fn without_comments<'t>(body: Cow<'t, str>, comments: &[Range<usize>]) -> Cow<'t, str> {
    if comments.is_empty() {
        return body;
    }
    let mut without = String::with_capacity(body.len());
    let mut from = 0;
    for comment in comments.iter().filter(|comment| !comment.is_empty()) {
        if comment.start < from {
            continue;
        }
        without.push_str(&body[from..comment.start]);
        without.extend(body[comment.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = comment.end;
    }
    without.push_str(&body[from..]);
    Cow::Owned(without)
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
