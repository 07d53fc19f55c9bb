//! Finds hidden parts of a text: comments over several lines, and provenance manifests.
//!
//! The Markdown parser gets blanks for them, so that all other places stay the same.

use std::borrow::Cow;
use std::ops::Range;

use super::BriefingParser;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::Span;

/// Returns the bytes of comments between lines of `%%`, including these lines.
fn comments(body: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    if !body.contains("%%") {
        return comments;
    }
    let (mut opened, mut start, mut fence) = (None, 0, false);
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim();
        fence ^= opened.is_none() && (trimmed.starts_with("```") || trimmed.starts_with("~~~"));
        let is_sign = trimmed == "%%" && !fence;
        match opened {
            Some(from) if is_sign => {
                comments.push(from..start + line.trim_end().len());
                opened = None;
            }
            None if is_sign => opened = Some(start + line.len() - line.trim_start().len()),
            _ => {}
        }
        start += line.len();
    }
    comments
}

/// The byte order mark and the variation selectors ("C2PA") that begin a manifest in invisible characters (C2PA
/// Technical Specification, embedding manifests into unstructured text).
const INVISIBLE: &str = "\u{feff}\u{e0133}\u{e0122}\u{e0140}\u{e0131}";

/// Returns the bytes of a provenance manifest, in plain text or in invisible characters.
fn manifest(body: &str) -> Option<Range<usize>> {
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

/// Returns the text with blanks for hidden parts.
pub(super) fn without(body: Cow<'_, str>) -> Cow<'_, str> {
    let mut hidden = comments(&body);
    hidden.extend(manifest(&body));
    if hidden.is_empty() {
        return body;
    }
    hidden.sort_by_key(|hidden| hidden.start);
    let mut without = String::with_capacity(body.len());
    let mut from = 0;
    for hidden in hidden.iter().filter(|hidden| !hidden.is_empty()) {
        if hidden.start >= from {
            without.push_str(&body[from..hidden.start]);
            without.extend(body[hidden.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            from = hidden.end;
        }
    }
    without.push_str(&body[from..]);
    Cow::Owned(without)
}

impl BriefingParser<'_> {
    /// Records the hidden parts of a text that begins at byte `base` of the manuscript.
    pub(super) fn note_hidden(&mut self, body: &str, base: usize) {
        let span = |hidden: Range<usize>| Span::new(base + hidden.start, base + hidden.end);
        self.briefing.comments.extend(comments(body).into_iter().map(span));
        if let Some(manifest) = manifest(body) {
            let message = "the text carries a provenance manifest, which is not checked";
            self.diagnostics.push(Diagnostic::warning("provenance-unchecked", span(manifest), message));
        }
    }
}
