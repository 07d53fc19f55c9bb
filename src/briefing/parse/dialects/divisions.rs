//! Reads divisions and directives.
//!
//! Divisions stand between colons, `::: warning`, or slashes, `/// note`. Directives stand between fences of code,
//! ```` ```{note} ````. The content is read as blocks; options in the lines below the fence are not shown. An unclosed
//! fence makes no division, but it is not a word of the text either.

use std::ops::Range;

use super::lines::{Line, LineKind};
use super::opener::{self, DivisionKind, Opener};
use super::{Effect, Rewriting};

/// An open division.
struct Open {
    line: usize,
    fence: Fence,
    /// Length of its fence in bytes.
    length: usize,
    opener: Opener,
}

/// The character that a fence consists of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fence {
    /// A backtick or a tilde of a directive.
    Code,
    Colon,
    Slash,
}

/// The options of a directive.
#[derive(Default)]
struct Options {
    /// Words of an image.
    alt: Option<Range<usize>>,
    /// Kind of the quotation.
    class: Option<DivisionKind>,
}

impl Rewriting<'_> {
    pub(super) fn read_divisions(&mut self) {
        let mut open: Vec<Open> = Vec::new();
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let words = line.words(self.body);
            match line.kind {
                LineKind::Opens(length) => {
                    if let Some(opener) = opener::fenced(&words[length..]) {
                        open.push(Open { line: index, fence: Fence::Code, length, opener });
                    }
                }
                LineKind::Closes => {
                    let found = open.iter().rposition(|open| open.fence == Fence::Code);
                    if let Some(at) = found {
                        for unclosed in open.drain(at + 1..).collect::<Vec<_>>() {
                            self.leave_out(&unclosed);
                        }
                        self.close(open.pop(), index);
                    }
                }
                LineKind::Plain if words.starts_with(":::") => {
                    let rest = words.trim_start_matches(':');
                    let length = words.len() - rest.len();
                    if rest.is_empty() {
                        // Colons cannot close a fence of code.
                        match open.pop_if(|open| open.fence == Fence::Colon) {
                            Some(opened) => self.close(Some(opened), index),
                            None => self.leave_out_line(index),
                        }
                    } else if let Some(opener) = opener::division(rest) {
                        let is_whole = rest.ends_with(':') && !rest.contains([' ', '{']);
                        if is_whole {
                            self.leave_out_line(index);
                        } else {
                            open.push(Open { line: index, fence: Fence::Colon, length, opener });
                        }
                    }
                }
                LineKind::Plain if words.starts_with("///") => {
                    let rest = words.trim_start_matches('/');
                    if rest.is_empty() {
                        let closed = open.pop_if(|open| open.fence == Fence::Slash);
                        self.close(closed, index);
                    } else if let Some(opener) = opener::slashed(rest) {
                        open.push(Open { line: index, fence: Fence::Slash, length: words.len() - rest.len(), opener });
                    }
                }
                _ => {}
            }
        }
        for unclosed in open {
            self.leave_out(&unclosed);
        }
    }

    /// Reads a division that ends in the line `last`.
    fn close(&mut self, open: Option<Open>, last: usize) {
        let Some(Open { line: first, fence, length, opener }) = open else { return };
        let (opens, closes) = (self.lines[first].range(), self.lines[last].range());
        let from = opens.start + length;
        let behind = |range: Range<usize>| range.start + from..range.end + from;
        if let DivisionKind::Code(language) = opener.kind {
            let language = behind(language);
            for line in [opens, closes] {
                self.blank(line.clone());
                self.overwrite(line.start, "~~~");
            }
            let language_name = self.body[language.clone()].to_owned();
            return self.overwrite(language.start, &language_name);
        }
        let options = match fence {
            Fence::Slash => self.hide_indented_options(first, last),
            _ if opener.has_options => self.hide_options(first, last),
            _ => Options::default(),
        };
        let title = opener.title.map(behind);
        let kind = match opener.kind {
            DivisionKind::Titled => options.class.unwrap_or(DivisionKind::Titled),
            kind => kind,
        };
        let (effect, is_container) = match kind {
            DivisionKind::Quotation(alert) => (Effect::Quotes(alert), true),
            DivisionKind::Titled if title.is_some() => (Effect::Defines, true),
            DivisionKind::Image(to) => (Effect::Shows(behind(to), options.alt.unwrap_or_default()), false),
            DivisionKind::Content | DivisionKind::Titled | DivisionKind::Code(_) => (Effect::None, false),
        };
        self.put_boundary(opens, effect, title);
        self.put_boundary(closes, if is_container { Effect::Closes } else { Effect::None }, None);
    }

    /// Leaves out a fence without a partner, but keeps its title.
    fn leave_out(&mut self, open: &Open) {
        let line = self.lines[open.line].range();
        // Slashes fence a division only in pairs.
        if open.fence != Fence::Colon {
            return;
        }
        let from = line.start + open.length;
        let title = open.opener.title.as_ref().map(|title| title.start + from..title.end + from);
        self.put_boundary(line, Effect::None, title);
    }

    /// Leaves out a fence that neither opens nor closes anything.
    fn leave_out_line(&mut self, index: usize) {
        self.put_boundary(self.lines[index].range(), Effect::None, None);
    }

    /// Hides the options of a directive (`:class: tip` and the like) in the lines below its first, and returns them.
    fn hide_options(&mut self, first: usize, last: usize) -> Options {
        let mut options = Options::default();
        let mut next = first + 1;
        let words = |line: usize| self.lines[line].words(self.body);
        let mut hidden = Vec::new();
        if next < last
            && words(next) == "---"
            && let Some(end) = (next + 1..last).find(|&line| words(line) == "---")
        {
            hidden.extend(next..=end);
            next = end + 1;
        }
        while next < last && is_option(words(next)) {
            if words(next).starts_with(":alt:") {
                let Line { at, end, .. } = self.lines[next];
                options.alt = opener::trimmed(self.body, at + ":alt:".len()..end);
            }
            if let Some(classes) = words(next).strip_prefix(":class:") {
                options.class = classes.split_whitespace().find_map(opener::quotation);
            }
            hidden.push(next);
            next += 1;
        }
        for line in hidden {
            self.blank(self.lines[line].range());
        }
        options
    }

    /// Hides the indented options of a division between slashes, up to an empty line, and returns them.
    fn hide_indented_options(&mut self, first: usize, last: usize) -> Options {
        let mut options = Options::default();
        let deep = self.lines[first].indentation(self.body) + 4;
        for index in first + 1..last {
            let line = &self.lines[index];
            let option = indented_option(line.words(self.body)).filter(|_| line.indentation(self.body) >= deep);
            let Some((name, value)) = option else { break };
            if name == "type" {
                options.class = opener::quotation(value);
            }
            self.hide_line(index);
        }
        options
    }
}

/// Splits an option between slashes into name and value: `type: warning`.
fn indented_option(words: &str) -> Option<(&str, &str)> {
    let (name, value) = words.split_once(':')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(char::is_whitespace);
    is_name.then(|| (name, value.trim()))
}

/// Whether a line is an option of a directive: `:width: 200px`.
fn is_option(words: &str) -> bool {
    let name = words.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    name.is_some_and(|(name, behind)| {
        let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        !name.is_empty() && is_name && (behind.is_empty() || behind.starts_with(' '))
    })
}
