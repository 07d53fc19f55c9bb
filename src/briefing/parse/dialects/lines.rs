//! Splits a text into lines, and finds their words and which lines are code.
//!
//! The words of a line follow indentation and the marks of quotations and items. This is an estimate; the Markdown
//! parser decides.

use std::ops::Range;

use super::opener;

/// A line. Bytes are those of the body.
pub(super) struct Line {
    /// First byte.
    pub(super) start: usize,
    /// First byte after indentation and the marks of quotations and items.
    pub(super) at: usize,
    /// Byte after the last character that is not white space.
    pub(super) end: usize,
    pub(super) kind: LineKind,
}

/// The kind of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    Plain,
    /// A line of code, or its fence.
    Code,
    /// A fence of code that opens a directive, with its length.
    Opens(usize),
    /// A fence that closes a directive.
    Closes,
    /// A fence of raw text for one output format, ```` ```{=html} ````.
    OpensRaw,
    ClosesRaw,
    /// A template before code, `{% highlight js %}`.
    OpensTemplate,
    ClosesTemplate,
    /// A line that begins with hidden text.
    Hidden,
}

/// What ends code.
#[derive(Clone, Copy)]
enum Code {
    /// A fence of this character with at least this length. The flag is whether the code is raw text.
    Fence(u8, usize, bool),
    /// Another template.
    Template,
}

impl Line {
    /// Returns its bytes without indentation and marks.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.end
    }

    /// Returns its words.
    pub(super) fn words<'t>(&self, body: &'t str) -> &'t str {
        &body[self.at..self.end]
    }

    pub(super) fn is_blank(&self) -> bool {
        self.at >= self.end
    }

    /// Counts the columns from its start to a byte in it.
    pub(super) fn columns(&self, body: &str, to: usize) -> usize {
        let column = |columns: usize, byte: u8| if byte == b'\t' { columns - columns % 4 + 4 } else { columns + 1 };
        body.as_bytes()[self.start..to].iter().fold(0, |columns, &byte| column(columns, byte))
    }

    /// Counts the columns of its indentation, including marks of quotations.
    pub(super) fn indentation(&self, body: &str) -> usize {
        let blanks = body.as_bytes()[self.start..self.at].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>'));
        let blanks = blanks.count();
        self.columns(body, self.start + blanks)
    }
}

/// Splits a text into lines.
pub(super) fn of(body: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut code: Option<Code> = None;
    // Byte of the last template that ends code.
    let last_template = ["endhighlight", "/highlight"].iter().filter_map(|end| body.rfind(end)).max().unwrap_or(0);
    // Open directives by their fences.
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
            (Some(Code::Fence(sign, count, is_raw)), _) if closes((sign, count)) => {
                code = None;
                if is_raw { LineKind::ClosesRaw } else { LineKind::Code }
            }
            (Some(Code::Template), _) if template(words).is_some_and(|name| ENDS.contains(&name)) => {
                code = None;
                LineKind::ClosesTemplate
            }
            (Some(_), _) => LineKind::Code,
            (None, Some((sign, count))) if words[count..].trim_start().starts_with("{=") => {
                code = Some(Code::Fence(sign, count, true));
                LineKind::OpensRaw
            }
            (None, Some((sign, count))) if opener::is_directive(words[count..].trim_start()) => {
                directives.push((sign, count));
                LineKind::Opens(count)
            }
            (None, Some(_)) if directives.last().is_some_and(|&open| closes(open)) => {
                directives.pop();
                LineKind::Closes
            }
            (None, Some((sign, count))) => {
                code = Some(Code::Fence(sign, count, false));
                LineKind::Code
            }
            (None, None) if template(words) == Some("highlight") && start < last_template => {
                code = Some(Code::Template);
                LineKind::OpensTemplate
            }
            (None, None) => LineKind::Plain,
        };
        lines.push(Line { start, at, end, kind });
        start += text.len();
    }
    lines
}

/// The names of templates that end code.
const ENDS: [&str; 2] = ["endhighlight", "/highlight"];

/// Returns the name of a template that fills a line: `{% highlight js %}`, `{{< /highlight >}}`.
pub(super) fn template(words: &str) -> Option<&str> {
    let pairs = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
    let inner = pairs.iter().find_map(|(open, close)| words.strip_prefix(open)?.strip_suffix(close))?;
    let inner = inner.trim_matches('-').trim_start();
    (!inner.contains("%}") && !inner.contains(">}}")).then(|| inner.split_whitespace().next())?
}

/// Counts the bytes before the words of a line: blanks, and marks of quotations and items.
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

/// Returns the character of a fence of code and the fence's length.
fn fence(words: &str) -> Option<(u8, usize)> {
    let sign = words.bytes().next().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let count = words.bytes().take_while(|&byte| byte == sign).count();
    let is_fence = count >= 3 && (sign == b'~' || !words[count..].contains('`'));
    is_fence.then_some((sign, count))
}

/// Whether a line may be a row of a table.
pub(super) fn is_row(words: &str) -> bool {
    words.starts_with('|') || words.contains(" | ") || is_delimiter(words)
}

/// Whether a line separates the head of a table from its rows.
pub(super) fn is_delimiter(words: &str) -> bool {
    words.contains('-') && words.contains('|') && words.bytes().all(|byte| b"|-: \t".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_distinguished_from_text() {
        assert!(is_row("| a") && is_row("a | b") && is_row("--|--") && !is_row("a"));
    }
}
