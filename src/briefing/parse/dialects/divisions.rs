//! Divisions between colons, `::: warning`, or slashes, `/// note`, and directives between fences of code,
//! ```` ```{note} ````.
//!
//! What stands in one is read as blocks; options in the lines below its head are not shown. A division that is not
//! closed is none, but its fence is still no word of the text.

use std::ops::Range;

use super::lines::{self, Line};
use super::opener::{self, Kind, Opener};
use super::{Effect, Rewriting};

/// A division that is open, by its line.
struct Open {
    line: usize,
    /// How many bytes its fence has.
    fence: usize,
    sign: Sign,
    opener: Opener,
}

/// What fences are made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Of a directive, that of code.
    Code,
    Colon,
    Slash,
}

/// What the options of a directive say.
#[derive(Default)]
struct Options {
    /// The words of an image.
    alt: Option<Range<usize>>,
    /// The quotation that it is.
    class: Option<Kind>,
}

impl Rewriting<'_> {
    pub(super) fn read_divisions(&mut self) {
        let mut open: Vec<Open> = Vec::new();
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            let words = line.words(self.body);
            match line.kind {
                lines::Kind::Opens(fence) => {
                    if let Some(opener) = opener::fenced(&words[fence..]) {
                        open.push(Open { line: index, fence, sign: Sign::Code, opener });
                    }
                }
                lines::Kind::Closes => {
                    let found = open.iter().rposition(|open| open.sign == Sign::Code);
                    if let Some(at) = found {
                        for unclosed in open.drain(at + 1..).collect::<Vec<_>>() {
                            self.leave_out(&unclosed);
                        }
                        self.close(open.pop(), index);
                    }
                }
                lines::Kind::Plain if words.starts_with(":::") => {
                    let rest = words.trim_start_matches(':');
                    let fence = words.len() - rest.len();
                    if rest.is_empty() {
                        // A fence of code cannot be closed by colons.
                        match open.pop_if(|open| open.sign == Sign::Colon) {
                            Some(opened) => self.close(Some(opened), index),
                            None => self.leave_out_line(index),
                        }
                    } else if let Some(opener) = opener::division(rest) {
                        let is_whole = rest.ends_with(':') && !rest.contains([' ', '{']);
                        if is_whole {
                            self.leave_out_line(index);
                        } else {
                            open.push(Open { line: index, fence, sign: Sign::Colon, opener });
                        }
                    }
                }
                lines::Kind::Plain if words.starts_with("///") => {
                    let rest = words.trim_start_matches('/');
                    if rest.is_empty() {
                        let closed = open.pop_if(|open| open.sign == Sign::Slash);
                        self.close(closed, index);
                    } else if let Some(opener) = opener::slashed(rest) {
                        open.push(Open { line: index, fence: words.len() - rest.len(), sign: Sign::Slash, opener });
                    }
                }
                _ => {}
            }
        }
        for unclosed in open {
            self.leave_out(&unclosed);
        }
    }

    /// A division goes from its head to a line.
    fn close(&mut self, open: Option<Open>, last: usize) {
        let Some(Open { line: first, fence, sign, opener }) = open else { return };
        let place = |line: &Line| (line.at, line.end);
        let ((at, end), (last_at, last_end)) = (place(&self.lines[first]), place(&self.lines[last]));
        let behind = |range: Range<usize>| range.start + at + fence..range.end + at + fence;
        if let Kind::Code(language) = opener.kind {
            let language = behind(language);
            for (at, end) in [(at, end), (last_at, last_end)] {
                self.blank(at..end);
                self.put(at, "~~~");
            }
            let language_name = self.body[language.clone()].to_owned();
            return self.put(language.start, &language_name);
        }
        let options = match sign {
            Sign::Slash => self.hide_indented_options(first, last),
            _ if opener.has_options => self.hide_options(first, last),
            _ => Options::default(),
        };
        let title = opener.title.map(behind);
        let kind = match opener.kind {
            Kind::Titled => options.class.unwrap_or(Kind::Titled),
            kind => kind,
        };
        let (effect, is_container) = match kind {
            Kind::Quotation(alert) => (Effect::Quotes(alert), true),
            Kind::Titled if title.is_some() => (Effect::Defines, true),
            Kind::Image(to) => (Effect::Shows(behind(to), options.alt.unwrap_or_default()), false),
            Kind::Content | Kind::Titled | Kind::Code(_) => (Effect::None, false),
        };
        self.head(at, end, effect, title);
        self.head(last_at, last_end, if is_container { Effect::Closes } else { Effect::None }, None);
    }

    /// A fence without another is no word of the text; its title is.
    fn leave_out(&mut self, open: &Open) {
        let Line { at, end, .. } = self.lines[open.line];
        // Slashes are signs of a division only in pairs.
        if open.sign != Sign::Colon {
            return;
        }
        let behind = |range: &Range<usize>| range.start + at + open.fence..range.end + at + open.fence;
        let title = open.opener.title.as_ref().map(behind);
        self.head(at, end, Effect::None, title);
    }

    /// A fence that opens and closes nothing.
    fn leave_out_line(&mut self, index: usize) {
        let Line { at, end, .. } = self.lines[index];
        self.head(at, end, Effect::None, None);
    }

    /// Hides the options of a directive, `:class: tip` and others, that stand in the lines below its head, and returns
    /// what they say.
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
            let Line { at, end, .. } = self.lines[line];
            self.blank(at..end);
        }
        options
    }

    /// Hides the options of a division between slashes, which are indented, up to an empty line, and returns what they say.
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

/// What an option between slashes says: `type: warning`.
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
