//! Reads Markdown dialects: divisions, admonitions, directives, templates and other syntax of single programs.
//!
//! The Markdown parser gets a text of the same length. Syntax that it would take for words, code or lists is replaced
//! by blanks or by syntax that it knows. A [`PLACEHOLDER`] stands where a block begins or ends. A [`Boundary`] records
//! what the manuscript has there, and `boundaries` finds it again by its byte. Must not know what a reference covers.

mod boundaries;
mod divisions;
mod indented;
mod kramdown;
mod line_syntax;
mod lines;
mod mdx;
mod myst;
mod opener;
mod outline;
mod pandoc;
mod templates;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use self::lines::Line;
use super::BriefingParser;
use super::prescan::Prescan;
use crate::text::manuscript::Span;

/// A block of HTML that ends in its own line, whatever surrounds it.
const PLACEHOLDER: &str = "<?>";

/// A zero-width space. The parser does not take it for white space, and readers do not see it.
const ZERO_WIDTH_SPACE: &str = "\u{200b}";

/// The dialect syntax of a text.
#[derive(Default)]
pub(super) struct Dialects {
    /// Boundaries in the order of the text.
    boundaries: Vec<Boundary>,
    /// Rewritten parts in the order of the text.
    rewritten: Vec<Rewritten>,
    /// Parts of the text that are not shown.
    pub(super) hidden: Vec<Range<usize>>,
    /// Addresses as written, by the addresses that the parser got instead.
    addresses: HashMap<String, String>,
    /// The byte of the boundary at which the last indented block began.
    begun: Option<usize>,
}

/// A part of the text that differs from what the parser got.
struct Rewritten {
    range: Range<usize>,
    /// Whether the parser got blanks for it.
    is_blank: bool,
}

/// A place where a block of a dialect begins or ends. Ranges are bytes of the manuscript.
struct Boundary {
    /// Byte of the placeholder.
    at: usize,
    effect: Effect,
    /// Title of the block that begins here, as Markdown; not empty.
    title: Option<Range<usize>>,
    /// Whether the block is indented under the boundary, so that the parser reads it as an item.
    is_indented: bool,
}

/// How the blocks after a boundary are shown.
#[derive(Clone)]
enum Effect {
    /// They stay where they are.
    None,
    /// They stand in a quotation; if it is an alert, with the alert's word.
    Quotes(Option<&'static str>),
    /// They are a definition; the title is its term.
    Defines,
    /// The open block ends before them.
    Closes,
    /// An image with this address and these words stands before them.
    Shows(Range<usize>, Range<usize>),
    /// They stay where they are; the title is the caption of the blocks before it.
    Captions,
    /// The next heading has this id.
    Names(Range<usize>),
}

/// A text that is being rewritten for the parser.
struct Rewriting<'t> {
    body: &'t str,
    lines: Vec<Line>,
    text: String,
    dialects: Dialects,
}

impl BriefingParser<'_> {
    /// Returns the text for the parser. It is as long as `body`, which begins at byte `base` of the manuscript.
    pub(super) fn read_dialects<'t>(&mut self, body: &Prescan<'t>, base: usize) -> Cow<'t, str> {
        let (readable, dialects) = read(body, base);
        self.briefing.comments.extend(dialects.hidden.iter().map(|hidden| Span::new(hidden.start, hidden.end)));
        self.syntax.dialects = dialects;
        readable
    }
}

/// Returns the text for the parser, as long as `body`, and its dialect syntax. The body begins at byte `base` of the
/// manuscript.
fn read<'t>(body: &Prescan<'t>, base: usize) -> (Cow<'t, str>, Dialects) {
    let has_braces = body.text.contains('{');
    let has_divisions = body.has_any(&[":::", "///"]) || has_braces && body.has_any(&["```", "~~~"]);
    let has_indented = body.has_any(&indented::HINTS);
    let has_properties = body.has_any(&outline::HINTS);
    let body = body.text;
    let has_line_syntax = line_syntax::is_in(body);
    if !has_braces && !has_divisions && !has_indented && !has_properties && !has_line_syntax {
        return (Cow::Borrowed(body), Dialects::default());
    }
    let lines = lines::of(body);
    let mut rewriting = Rewriting { body, lines, text: body.to_owned(), dialects: Dialects::default() };
    if has_braces {
        // Comments come first, so that no later step reads inside them.
        rewriting.hide_comments();
    }
    if has_divisions {
        rewriting.read_divisions();
    }
    if has_braces {
        rewriting.read_templates();
        rewriting.read_addresses();
    }
    if has_indented {
        rewriting.read_indented();
    }
    if has_properties {
        rewriting.read_outline();
    }
    if has_line_syntax || has_braces || has_divisions {
        rewriting.read_line_syntax();
    }
    let Rewriting { text, mut dialects, .. } = rewriting;
    if dialects.rewritten.is_empty() {
        return (Cow::Borrowed(body), Dialects::default());
    }
    dialects.boundaries.sort_by_key(|boundary| boundary.at);
    for boundary in &mut dialects.boundaries {
        boundary.move_by(base);
    }
    dialects.hidden.sort_by_key(|range| range.start);
    dialects.rewritten.sort_by_key(|part| part.range.start);
    dialects.rewritten.dedup_by(|next, part| {
        let overlaps = next.range.start < part.range.end;
        if overlaps {
            part.range.end = part.range.end.max(next.range.end);
            part.is_blank |= next.is_blank;
        }
        overlaps
    });
    let moved = |range: &mut Range<usize>| *range = range.start + base..range.end + base;
    dialects.rewritten.iter_mut().for_each(|part| moved(&mut part.range));
    dialects.hidden.iter_mut().for_each(moved);
    (Cow::Owned(text), dialects)
}

/// Widens a range to whole characters of the text. The parser's range may begin or end inside a character that it got
/// other bytes for.
pub(super) fn whole(text: &str, mut range: Range<usize>) -> Range<usize> {
    while !text.is_char_boundary(range.start) {
        range.start -= 1;
    }
    while !text.is_char_boundary(range.end) {
        range.end += 1;
    }
    range
}

/// Returns as many blanks as a text has bytes, with its line breaks.
fn blanks(text: &str) -> String {
    text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect()
}

impl Boundary {
    fn move_by(&mut self, base: usize) {
        let moved = |range: &mut Range<usize>| *range = range.start + base..range.end + base;
        self.at += base;
        self.title.iter_mut().for_each(moved);
        match &mut self.effect {
            Effect::Shows(to, words) => {
                moved(to);
                moved(words);
            }
            Effect::Names(name) => moved(name),
            _ => {}
        }
    }
}

impl Rewriting<'_> {
    /// Replaces a range by a text of the same length, unless that splits a character of an earlier replacement.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        if self.text.get(range.clone()).is_some() {
            self.text.replace_range(range, with);
        }
    }

    /// Writes a text over the bytes from `at` on.
    fn overwrite(&mut self, at: usize, with: &str) {
        let range = at..at + with.len();
        self.dialects.rewritten.push(Rewritten { range: range.clone(), is_blank: false });
        self.replace(range, with);
    }

    /// Blanks a range, but keeps its line breaks.
    fn blank(&mut self, range: Range<usize>) {
        self.dialects.rewritten.push(Rewritten { range: range.clone(), is_blank: true });
        self.replace(range.clone(), &blanks(&self.body[range]));
    }

    /// Blanks a range and its line breaks, so that the text after it moves to the line before.
    fn join(&mut self, range: Range<usize>) {
        self.dialects.rewritten.push(Rewritten { range: range.clone(), is_blank: true });
        self.replace(range.clone(), &" ".repeat(range.len()));
    }

    /// Blanks a range, which then counts as a comment.
    fn hide(&mut self, range: Range<usize>) {
        self.blank(range.clone());
        self.dialects.hidden.push(range);
    }

    /// Hides a line without its indentation.
    fn hide_line(&mut self, index: usize) {
        self.hide(self.lines[index].range());
    }

    /// Hides words among others without changing the meaning of the others.
    fn hide_words(&mut self, range: Range<usize>) {
        self.hide(range.clone());
        let last = self.lines.partition_point(|line| line.start < range.end).saturating_sub(1);
        let Some(line) = self.lines.get(last) else { return };
        let begins = line.at.max(range.start);
        let is_first = line.at >= range.start;
        let is_last = range.end >= line.end;
        let goes_on = self.lines.get(last + 1).is_some_and(|next| !next.is_blank());
        if range.end.saturating_sub(begins) < ZERO_WIDTH_SPACE.len() {
            return;
        }
        if is_first && !is_last {
            // Words after many blanks would be code.
            self.overwrite(begins, ZERO_WIDTH_SPACE);
        } else if !is_first && is_last && goes_on {
            // Two blanks at the end would be a line break.
            self.overwrite(range.end - ZERO_WIDTH_SPACE.len(), ZERO_WIDTH_SPACE);
        }
    }

    /// Replaces a line by a boundary.
    fn put_boundary(&mut self, line: Range<usize>, effect: Effect, title: Option<Range<usize>>) {
        self.place(Boundary { at: line.start, effect, title, is_indented: false }, line);
    }

    /// Replaces a range that ends a line by a boundary.
    fn place(&mut self, boundary: Boundary, range: Range<usize>) {
        self.blank(range);
        self.overwrite(boundary.at, PLACEHOLDER);
        self.dialects.boundaries.push(boundary);
    }
}

impl Dialects {
    /// Returns the parts of a span that differ from what the parser got.
    fn rewritten_in(&self, span: Span) -> &[Rewritten] {
        let span = span.range();
        let first = self.rewritten.partition_point(|part| part.range.end <= span.start);
        let behind = self.rewritten.partition_point(|part| part.range.start < span.end);
        self.rewritten.get(first..behind).unwrap_or_default()
    }

    /// Returns an address as written.
    pub(super) fn address(&self, given: &str) -> String {
        self.addresses.get(given).map_or(given, String::as_str).to_owned()
    }

    /// Returns the first boundary whose placeholder begins in a range of the manuscript.
    fn boundary_in(&self, range: Range<usize>) -> Option<&Boundary> {
        let next = self.boundaries.partition_point(|boundary| boundary.at < range.start);
        self.boundaries.get(next).filter(|boundary| boundary.at < range.end)
    }
}

#[cfg(test)]
mod tests;
