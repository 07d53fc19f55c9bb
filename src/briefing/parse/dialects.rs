//! Blocks that only other programs understand in Markdown: fenced divisions, admonitions, directives, templates.
//!
//! The Markdown parser is given a text of the same length in which signs that it would take for words, code or lists
//! are blanks, or signs that it understands. Where a block begins or ends, it is given [`SIGN`], and what stands there is
//! kept as a [`Head`], which `reading` finds again by its byte. Must not know what a reference covers.

mod divisions;
mod indented;
mod lines;
mod opener;
mod outline;
mod reading;
mod signs;
mod templates;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use self::lines::Line;
use super::BriefingParser;
use super::glance::Glance;
use crate::text::manuscript::Span;

/// What the parser reads as a block of HTML that ends in its own line, whatever stands around it.
const SIGN: &str = "<?>";

/// A zero-width space: no white space to the parser, and invisible to a reader.
const NOTHING: &str = "\u{200b}";

/// What stands in place of the signs of other programs.
#[derive(Default)]
pub(super) struct Dialects {
    /// In the order of the text.
    heads: Vec<Head>,
    /// What the parser was given something else for, in the order of the text, and whether that was blanks.
    rewritten: Vec<(Range<usize>, bool)>,
    /// What stands in the text and is not shown.
    pub(super) hidden: Vec<Range<usize>>,
    /// Addresses as the parser was given them, and as they are written.
    addresses: HashMap<String, String>,
    /// The head of the item that began last.
    begun: Option<usize>,
}

/// A place where a block of another program begins or ends. Ranges are bytes of the manuscript.
struct Head {
    /// The byte of the sign.
    at: usize,
    effect: Effect,
    /// Markdown that is the title of what begins here; not empty.
    title: Option<Range<usize>>,
}

/// How the blocks behind a head are shown.
#[derive(Clone)]
enum Effect {
    /// They stay where they are.
    None,
    /// They stand in a quotation, with the word of an alert if it is one.
    Quotes(Option<&'static str>),
    /// They are what is said under the title.
    Defines,
    /// They are the last in what began before.
    Closes,
    /// An image stands before them, by its address and its words.
    Shows(Range<usize>, Range<usize>),
    /// They stay where they are, and the title is what is said of those before it.
    Captions,
    /// The next heading has a name, by which links lead there.
    Names(Range<usize>),
    /// They are indented, and stand in a quotation.
    ItemQuotes(Option<&'static str>),
    /// They are indented, and are what is said under the title.
    ItemDefines,
}

/// A text that is being made readable.
struct Rewriting<'t> {
    body: &'t str,
    lines: Vec<Line>,
    text: String,
    dialects: Dialects,
}

impl BriefingParser<'_> {
    /// The text for the parser, as long as `body`, which begins at byte `base` of the manuscript.
    pub(super) fn read_dialects<'t>(&mut self, body: &Glance<'t>, base: usize) -> Cow<'t, str> {
        let (readable, dialects) = read(body, base);
        self.briefing.comments.extend(dialects.hidden.iter().map(|hidden| Span::new(hidden.start, hidden.end)));
        self.syntax.dialects = dialects;
        readable
    }
}

/// The text for the parser, as long as `body`, and what stands in it. The body begins at byte `base` of the manuscript.
fn read<'t>(body: &Glance<'t>, base: usize) -> (Cow<'t, str>, Dialects) {
    let has_braces = body.text.contains('{');
    let has_divisions = body.has_any(&[":::", "///"]) || has_braces && body.has_any(&["```", "~~~"]);
    let has_indented = body.has_any(&indented::SIGNS);
    let has_properties = body.has_any(&outline::SIGNS);
    let body = body.text;
    let has_signs = signs::is_in(body);
    if !has_braces && !has_divisions && !has_indented && !has_properties && !has_signs {
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
    if has_signs || has_braces || has_divisions {
        rewriting.read_signs();
    }
    let Rewriting { text, mut dialects, .. } = rewriting;
    if dialects.rewritten.is_empty() {
        return (Cow::Borrowed(body), Dialects::default());
    }
    dialects.heads.sort_by_key(|head| head.at);
    for head in &mut dialects.heads {
        head.move_by(base);
    }
    dialects.hidden.sort_by_key(|range| range.start);
    dialects.rewritten.sort_by_key(|(range, _)| range.start);
    dialects.rewritten.dedup_by(|(next, is_blank), (range, was_blank)| {
        let meets = next.start < range.end;
        if meets {
            range.end = range.end.max(next.end);
            *was_blank |= *is_blank;
        }
        meets
    });
    let moved = |range: &mut Range<usize>| *range = range.start + base..range.end + base;
    dialects.rewritten.iter_mut().for_each(|(range, _)| moved(range));
    dialects.hidden.iter_mut().for_each(moved);
    (Cow::Owned(text), dialects)
}

/// A range with all of the characters that it cuts: the parser may cut in two what stands for one.
pub(super) fn whole(text: &str, mut range: Range<usize>) -> Range<usize> {
    while !text.is_char_boundary(range.start) {
        range.start -= 1;
    }
    while !text.is_char_boundary(range.end) {
        range.end += 1;
    }
    range
}

/// As many blanks as a text has bytes, and its line breaks.
fn blanks(text: &str) -> String {
    text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect()
}

impl Head {
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
    /// Puts a text in place of another of its length, unless that would cut a character that was put there before.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        if self.text.get(range.clone()).is_some() {
            self.text.replace_range(range, with);
        }
    }

    /// Puts a sign in place of the bytes from one on.
    fn put(&mut self, at: usize, sign: &str) {
        self.dialects.rewritten.push((at..at + sign.len(), false));
        self.replace(at..at + sign.len(), sign);
    }

    /// Leaves blanks of a range, and its line breaks.
    fn blank(&mut self, range: Range<usize>) {
        self.dialects.rewritten.push((range.clone(), true));
        self.replace(range.clone(), &blanks(&self.body[range]));
    }

    /// Leaves blanks of a range, and of its line breaks: what stands behind it moves to the line before.
    fn join(&mut self, range: Range<usize>) {
        self.dialects.rewritten.push((range.clone(), true));
        self.replace(range.clone(), &" ".repeat(range.len()));
    }

    /// Leaves blanks of a line from its words on, and takes them for a comment.
    fn hide_line(&mut self, index: usize) {
        let Line { at, end, .. } = self.lines[index];
        self.blank(at..end);
        self.dialects.hidden.push(at..end);
    }

    /// Leaves blanks of words that may stand among others, such that these stay what they are.
    fn blank_words(&mut self, range: Range<usize>) {
        self.blank(range.clone());
        let last = self.lines.partition_point(|line| line.start < range.end).saturating_sub(1);
        let Some(line) = self.lines.get(last) else { return };
        let begins = line.at.max(range.start);
        let is_first = line.at >= range.start;
        let is_last = range.end >= line.end;
        let goes_on = self.lines.get(last + 1).is_some_and(|next| !next.is_blank());
        if range.end.saturating_sub(begins) < NOTHING.len() {
            return;
        }
        if is_first && !is_last {
            // Behind many blanks would be code.
            self.put(begins, NOTHING);
        } else if !is_first && is_last && goes_on {
            // Two blanks at the end would be a line break.
            self.put(range.end - NOTHING.len(), NOTHING);
        }
    }

    /// Puts a head in place of the end of a line, from a byte on.
    fn head(&mut self, at: usize, end: usize, effect: Effect, title: Option<Range<usize>>) {
        self.blank(at..end);
        self.put(at, SIGN);
        self.dialects.heads.push(Head { at, effect, title });
    }
}

impl Dialects {
    /// Ranges for which the parser was given something else than what stands in a span, with whether that was blanks.
    fn rewritten_in(&self, span: Span) -> &[(Range<usize>, bool)] {
        let span = span.range();
        let first = self.rewritten.partition_point(|(range, _)| range.end <= span.start);
        let behind = self.rewritten.partition_point(|(range, _)| range.start < span.end);
        self.rewritten.get(first..behind).unwrap_or_default()
    }

    /// An address as it is written.
    pub(super) fn address(&self, given: &str) -> String {
        self.addresses.get(given).map_or(given, String::as_str).to_owned()
    }

    /// The head whose sign stands in a range of the manuscript.
    fn head_in(&self, range: Range<usize>) -> Option<&Head> {
        let next = self.heads.partition_point(|head| head.at < range.start);
        self.heads.get(next).filter(|head| head.at < range.end)
    }
}

#[cfg(test)]
mod tests;
