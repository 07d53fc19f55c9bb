//! Lines of a text: where each begins behind marks of quotations, and which are code.
//!
//! A glance only: the Markdown parser has the last word.

use super::opener;

/// A line. Bytes are those of the body.
pub(super) struct Line {
    /// The first byte.
    pub(super) start: usize,
    /// The first byte behind indentation and marks of quotations and items.
    pub(super) at: usize,
    /// The byte behind the last that is no white space.
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// What a line may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// Of code, its fences included.
    Code,
    /// A fence of code that opens a directive, by how many signs it has.
    Opens(usize),
    /// And one that closes it.
    Closes,
}

impl Line {
    /// Its words.
    pub(super) fn words<'t>(&self, body: &'t str) -> &'t str {
        &body[self.at..self.end]
    }

    pub(super) fn is_blank(&self) -> bool {
        self.at >= self.end
    }
}

/// The lines of a text.
pub(super) fn of(body: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut code: Option<(u8, usize)> = None;
    // Directives that are open, by their fences.
    let mut directives: Vec<(u8, usize)> = Vec::new();
    for text in body.split_inclusive('\n') {
        let end = start + text.trim_end().len();
        let at = (start + before_words(text)).min(end);
        let words = &body[at..end];
        let fence = fence(words);
        let closes = |(sign, count): (u8, usize)| {
            fence.is_some_and(|(other, length)| other == sign && length >= count && length == words.len())
        };
        let kind = match (code, fence) {
            (Some(open), _) => {
                code = code.filter(|_| !closes(open));
                Kind::Code
            }
            (None, Some((sign, count))) if opener::is_directive(words[count..].trim_start()) => {
                directives.push((sign, count));
                Kind::Opens(count)
            }
            (None, Some(_)) if directives.last().is_some_and(|&open| closes(open)) => {
                directives.pop();
                Kind::Closes
            }
            (None, Some(open)) => {
                code = Some(open);
                Kind::Code
            }
            (None, None) => Kind::Plain,
        };
        lines.push(Line { start, at, end, kind });
        start += text.len();
    }
    lines
}

/// How many bytes stand before the words of a line: blanks, and marks of quotations and of items.
fn before_words(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'*' | b'+') if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => at += 2,
            Some(b'0'..=b'9') => {
                let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let is_mark = matches!(bytes.get(at + digits), Some(b'.' | b')'))
                    && matches!(bytes.get(at + digits + 1), Some(b' ' | b'\t'));
                if digits > 9 || !is_mark {
                    return at;
                }
                at += digits + 2;
            }
            _ => return at,
        }
    }
}

/// The sign of a fence of code, and how many of it there are.
fn fence(words: &str) -> Option<(u8, usize)> {
    let sign = words.bytes().next().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let count = words.bytes().take_while(|&byte| byte == sign).count();
    let is_fence = count >= 3 && (sign == b'~' || !words[count..].contains('`'));
    is_fence.then_some((sign, count))
}
