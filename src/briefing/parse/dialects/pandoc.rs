//! Reads pandoc's captions of tables and its line blocks.

use super::lines::{Line, LineKind, is_delimiter, is_row};
use super::{Effect, Rewriting, opener};

impl Rewriting<'_> {
    /// Reads a caption of a table without its colon: `: The dues {#tbl-dues}`.
    pub(super) fn read_caption(&mut self, index: usize) {
        let Line { at, end, .. } = self.lines[index];
        let row = |line: Option<usize>| {
            let line = line.and_then(|line| self.lines.get(line));
            line.is_some_and(|line| line.kind == LineKind::Plain && is_row(line.words(self.body)))
        };
        let is_blank = |line: Option<usize>| line.and_then(|line| self.lines.get(line)).is_none_or(Line::is_blank);
        let before = index.checked_sub(1);
        if row(before) {
            let title = opener::trimmed(self.body, at + 1..end);
            return self.put_boundary(at..end, Effect::Captions, title);
        }
        let next = (index + 1..self.lines.len()).find(|&line| !self.lines[line].is_blank());
        let stands_before = is_blank(Some(index + 1)) && row(next) && next.is_some_and(|next| row(Some(next + 1)));
        let stands_behind = row(before.and_then(|before| before.checked_sub(1)));
        if is_blank(before) && (stands_behind || stands_before) {
            self.blank(at..at + 1);
        }
    }

    /// Keeps the breaks of a line block, `| Line one`, and returns the index of the line after it.
    pub(super) fn read_line_block(&mut self, first: usize) -> usize {
        let is_of_block = |line: &Line| {
            let words = line.words(self.body);
            let rest = words.strip_prefix('|');
            line.kind == LineKind::Plain
                && line.at == line.start
                && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && !rest.contains('|'))
                && !is_delimiter(words)
        };
        let last = self.lines[first..].iter().take_while(|line| is_of_block(line)).count() + first;
        let is_apart = |line: Option<&Line>| line.is_none_or(Line::is_blank);
        let before = first.checked_sub(1).and_then(|before| self.lines.get(before));
        let behind = self.lines.get(last);
        if last < first + 2 || !is_apart(before) || !is_apart(behind) {
            return last.max(first + 1);
        }
        for index in first..last {
            let Line { start, .. } = self.lines[index];
            if index == first {
                self.overwrite(start, " ");
                continue;
            }
            // The line break moves back by the length of the mark, to make room for a backslash before it.
            let begin = self.lines[index - 1].end;
            let line_break = &self.body[begin..start];
            let is_plain = matches!(line_break, "\n" | "\r\n") && self.lines[index].end > start + 1;
            if is_plain && self.lines[index - 1].end > self.lines[index - 1].start + 1 {
                let moved = format!("\\{line_break}");
                self.overwrite(begin, &moved);
            } else {
                self.blank(start..start + 1);
            }
        }
        last
    }
}
