//! Blocks that only other programs understand in Markdown: fenced divisions, admonitions, directives, templates.
//!
//! The Markdown parser is given a text of the same length in which signs that it would take for words, code or lists
//! are blanks, or signs that it understands. Where a block begins or ends, it is given [`SIGN`], and what stands there is
//! kept as a [`Head`], which `reading` finds again by its byte. Must not know what a reference covers.

mod divisions;
mod lines;
mod opener;
mod reading;

use std::borrow::Cow;
use std::ops::Range;

use self::lines::Line;

/// What the parser reads as a block of HTML that ends in its own line, whatever stands around it.
const SIGN: &str = "<?>";

/// What stands in place of the signs of other programs.
#[derive(Default)]
pub(super) struct Dialects {
    /// In the order of the text.
    heads: Vec<Head>,
}

/// A place where a block of another program begins or ends. Ranges are bytes of the manuscript.
struct Head {
    /// The byte of the sign.
    at: usize,
    effect: Effect,
    /// Markdown that is the title of what begins here; not empty.
    title: Option<Range<usize>>,
}

/// What becomes of the blocks behind a head.
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
}

/// A text that is being made readable.
struct Rewriting<'t> {
    body: &'t str,
    lines: Vec<Line>,
    text: String,
    heads: Vec<Head>,
}

/// The text for the parser, as long as `body`, and what stands in it. The body begins at byte `base` of the manuscript.
pub(super) fn read(body: &str, base: usize) -> (Cow<'_, str>, Dialects) {
    let has_divisions = body.contains(":::") || body.contains("```{") || body.contains("~~~{");
    if !has_divisions {
        return (Cow::Borrowed(body), Dialects::default());
    }
    let lines = lines::of(body);
    let mut rewriting = Rewriting { body, lines, text: body.to_owned(), heads: Vec::new() };
    if has_divisions {
        rewriting.read_divisions();
    }
    let Rewriting { text, mut heads, .. } = rewriting;
    heads.sort_by_key(|head| head.at);
    for head in &mut heads {
        head.move_by(base);
    }
    (Cow::Owned(text), Dialects { heads })
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

impl Head {
    fn move_by(&mut self, base: usize) {
        let moved = |range: &mut Range<usize>| *range = range.start + base..range.end + base;
        self.at += base;
        self.title.iter_mut().for_each(moved);
        if let Effect::Shows(to, words) = &mut self.effect {
            moved(to);
            moved(words);
        }
    }
}

impl Rewriting<'_> {
    /// Puts a sign in place of the bytes from one on.
    fn put(&mut self, at: usize, sign: &str) {
        self.text.replace_range(at..at + sign.len(), sign);
    }

    /// Leaves blanks of a range, and its line breaks.
    fn blank(&mut self, range: Range<usize>) {
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
        let blanks: String = self.body[range.clone()].bytes().map(blank).collect();
        self.text.replace_range(range, &blanks);
    }

    /// Puts a head in place of the end of a line, from a byte on.
    fn head(&mut self, at: usize, end: usize, effect: Effect, title: Option<Range<usize>>) {
        self.blank(at..end);
        self.put(at, SIGN);
        self.heads.push(Head { at, effect, title });
    }
}

impl Dialects {
    /// The head whose sign stands in a range of the manuscript.
    fn head_in(&self, range: Range<usize>) -> Option<&Head> {
        let next = self.heads.partition_point(|head| head.at < range.start);
        self.heads.get(next).filter(|head| head.at < range.end)
    }
}

#[cfg(test)]
mod tests;
