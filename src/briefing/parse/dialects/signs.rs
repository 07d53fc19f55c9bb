//! Lines that are no words of the text: imports of MDX, targets and comments of `MyST`, abbreviations and attributes of
//! kramdown; and pandoc's captions of tables and lines of verse.

use std::ops::Range;

use super::{Effect, Line, Rewriting, lines, opener};

/// The most lines of an import or an export.
const LONGEST_MODULE: usize = 300;

/// Whether a text may have such lines without a brace in it.
pub(super) fn is_in(body: &str) -> bool {
    body.split('\n').any(|line| match line.as_bytes().first() {
        Some(b'|') => line.starts_with("| ") && !line[1..].contains('|'),
        Some(b':') => line.starts_with(": ") || line.starts_with("::"),
        Some(b'(') => line.trim_end().ends_with(")="),
        Some(b'*') => line.starts_with("*["),
        Some(b'i') => line.starts_with("import "),
        Some(b'e') => line.starts_with("export "),
        _ => false,
    })
}

/// The name and the label of a directive that is all of a line and shows something from elsewhere: `::youtube[A ship]{#x}`.
/// Without a label, the name is it.
fn leaf(words: &str) -> Option<(Range<usize>, Range<usize>)> {
    let rest = words.strip_prefix("::").filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let name = 2..2 + length;
    let behind = &rest[length..];
    let closes = behind.strip_prefix('[').and_then(|label| label.find(']'));
    let label = closes.map(|closes| name.end + 1..name.end + 1 + closes).filter(|label| !label.is_empty());
    let attributes = closes.map_or(behind, |closes| &behind[closes + 2..]);
    let is_whole = attributes.is_empty() || attributes.starts_with('{') && attributes.ends_with('}');
    is_whole.then(|| (name.clone(), label.unwrap_or(name)))
}

impl Rewriting<'_> {
    pub(super) fn read_signs(&mut self) {
        let is_myst = self.is_myst();
        let mut index = 0;
        while index < self.lines.len() {
            let line = &self.lines[index];
            let (at, end, words) = (line.at, line.end, line.words(self.body));
            let begins = at == line.start && line.kind == lines::Kind::Plain;
            let before = index.checked_sub(1).map(|before| &self.lines[before]);
            index += 1;
            if !begins {
                continue;
            }
            match words.as_bytes().first() {
                Some(b'i' | b'e') if before.is_none_or(Line::is_blank) => {
                    if let Some(last) = self.last_of_module(index - 1) {
                        (index - 1..=last).for_each(|line| self.hide_line(line));
                        index = last + 1;
                    }
                }
                Some(b'(') if is_target(words) => {
                    self.head(at, end, Effect::Names(at + 1..end - ")=".len()), None);
                }
                Some(b'%') if is_myst && words.starts_with("% ") => self.hide_line(index - 1),
                Some(b'+') if is_myst && (words == "+++" || words.starts_with("+++ {")) => {
                    self.head(at, end, Effect::None, None);
                }
                Some(b'{')
                    if words.starts_with("{:")
                        && words.ends_with('}')
                        && before.is_some_and(|before| is_row(before.words(self.body))) =>
                {
                    self.blank(at..end);
                }
                Some(b':') if words.starts_with(": ") => self.read_caption(index - 1),
                Some(b':') => {
                    if let Some((name, label)) = leaf(words) {
                        let [name, label] = [name, label].map(|range| range.start + at..range.end + at);
                        self.head(at, end, Effect::Shows(name, label), None);
                    } else if self.text[at..].starts_with("::") {
                        // One colon begins a definition, and two do not.
                        self.put(at, ".");
                    }
                }
                Some(b'|') => index = self.read_verse(index - 1),
                _ => {}
            }
        }
        self.hide_abbreviations();
    }

    /// Whether a text has signs that only `MyST` has.
    fn is_myst(&self) -> bool {
        self.lines.iter().any(|line| {
            let words = line.words(self.body);
            let is_directive = matches!(line.kind, lines::Kind::Opens(_));
            let is_division = words.starts_with(":::") && words.trim_start_matches(':').starts_with('{');
            let is_named = |words: &str| {
                words
                    .trim_start_matches(':')
                    .strip_prefix('{')
                    .is_some_and(|name| name.starts_with(char::is_alphabetic))
            };
            is_directive || line.kind == lines::Kind::Plain && (is_target(words) || is_division && is_named(words))
        })
    }

    /// The last line of an import or an export of MDX that begins in a line.
    fn last_of_module(&self, first: usize) -> Option<usize> {
        let words = self.lines[first].words(self.body);
        let imports = words.strip_prefix("import ").is_some_and(|rest| {
            rest.starts_with(['{', '*', '"', '\'']) || rest.contains(" from '") || rest.contains(" from \"")
        });
        let exports = words.strip_prefix("export ").is_some_and(|rest| {
            let kinds = ["const ", "let ", "var ", "function ", "default ", "async ", "class ", "{", "* "];
            kinds.iter().any(|kind| rest.starts_with(kind))
        });
        if !imports && !exports {
            return None;
        }
        let mut depth = 0_i64;
        let mut last = first;
        for (index, line) in self.lines.iter().enumerate().skip(first).take(LONGEST_MODULE) {
            if line.is_blank() && depth <= 0 {
                break;
            }
            let words = line.words(self.body);
            depth += words
                .bytes()
                .map(|byte| i64::from(b"{([".contains(&byte)) - i64::from(b"})]".contains(&byte)))
                .sum::<i64>();
            last = index;
        }
        // What goes on in words is no statement.
        let ending = self.lines[last].words(self.body).trim_end_matches(';');
        let is_whole = depth == 0
            && (ending.len() < self.lines[last].words(self.body).len()
                || ending.ends_with(['\'', '"', '}', ')', ']', '>']));
        is_whole.then_some(last)
    }

    /// A caption of a table, `: The dues {#tbl-dues}`, loses its colon.
    fn read_caption(&mut self, index: usize) {
        let Line { at, end, .. } = self.lines[index];
        let row = |line: Option<usize>| {
            let line = line.and_then(|line| self.lines.get(line));
            line.is_some_and(|line| line.kind == lines::Kind::Plain && is_row(line.words(self.body)))
        };
        let is_blank = |line: Option<usize>| line.and_then(|line| self.lines.get(line)).is_none_or(Line::is_blank);
        let before = index.checked_sub(1);
        if row(before) {
            let title = opener::trimmed(self.body, at + 1..end);
            return self.head(at, end, Effect::Captions, title);
        }
        let next = (index + 1..self.lines.len()).find(|&line| !self.lines[line].is_blank());
        let stands_before = is_blank(Some(index + 1)) && row(next) && next.is_some_and(|next| row(Some(next + 1)));
        let stands_behind = row(before.and_then(|before| before.checked_sub(1)));
        if is_blank(before) && (stands_behind || stands_before) {
            self.blank(at..at + 1);
        }
    }

    /// Lines of verse, `| Line one`, keep their breaks. Returns the line behind them.
    fn read_verse(&mut self, first: usize) -> usize {
        let is_verse = |line: &Line| {
            let words = line.words(self.body);
            let rest = words.strip_prefix('|');
            line.kind == lines::Kind::Plain
                && line.at == line.start
                && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && !rest.contains('|'))
                && !is_delimiter(words)
        };
        let last = self.lines[first..].iter().take_while(|line| is_verse(line)).count() + first;
        let is_apart = |line: Option<&Line>| line.is_none_or(Line::is_blank);
        let before = first.checked_sub(1).and_then(|before| self.lines.get(before));
        let behind = self.lines.get(last);
        if last < first + 2 || !is_apart(before) || !is_apart(behind) {
            return last.max(first + 1);
        }
        for index in first..last {
            let Line { start, .. } = self.lines[index];
            if index == first {
                self.put(start, " ");
                continue;
            }
            // The line break moves behind a backslash by the length of the mark.
            let begin = self.lines[index - 1].end;
            let line_break = &self.body[begin..start];
            let is_plain = matches!(line_break, "\n" | "\r\n") && self.lines[index].end > start + 1;
            if is_plain && self.lines[index - 1].end > self.lines[index - 1].start + 1 {
                let moved = format!("\\{line_break}");
                self.put(begin, &moved);
            } else {
                self.blank(start..start + 1);
            }
        }
        last
    }

    /// What abbreviations mean, `*[IMO]: International …`, stands in the text for programs.
    fn hide_abbreviations(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            // The asterisk may look like the marker of an item, but no blank is behind it.
            let words = line.words(self.body);
            let is_one = line.kind == lines::Kind::Plain
                && words
                    .strip_prefix("*[")
                    .and_then(|rest| rest.split_once("]: "))
                    .is_some_and(|(name, _)| !name.is_empty() && !name.contains(['[', ']']));
            if is_one {
                self.hide_line(index);
            }
        }
    }
}

/// Whether a line is a target of links, `(who-pays)=`.
fn is_target(words: &str) -> bool {
    let name = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(")="));
    name.is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '/'))
    })
}

/// Whether a line may be a row of a table.
fn is_row(words: &str) -> bool {
    words.starts_with('|') || words.contains(" | ") || is_delimiter(words)
}

/// Whether a line parts the head of a table from its rows.
fn is_delimiter(words: &str) -> bool {
    words.contains('-') && words.contains('|') && words.bytes().all(|byte| b"|-: \t".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_rows_are_told_from_words() {
        assert!(is_target("(who-pays)="));
        assert!(!is_target("(who pays)=") && !is_target("f(x)="));
        assert!(is_row("| a") && is_row("a | b") && is_row("--|--") && !is_row("a"));
    }
}
