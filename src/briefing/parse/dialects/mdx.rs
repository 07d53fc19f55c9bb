//! Reads MDX: imports, exports, and directives of one line.

use std::ops::Range;

use super::{Effect, Rewriting};

/// Most lines of an import or an export.
const LONGEST_MODULE: usize = 300;

impl Rewriting<'_> {
    /// Hides an import or an export that begins in a line, and returns the index of the line after it.
    pub(super) fn hide_module(&mut self, first: usize) -> usize {
        let Some(last) = self.last_of_module(first) else { return first + 1 };
        (first..=last).for_each(|line| self.hide_line(line));
        last + 1
    }

    /// Returns the last line of an import or an export that begins in a line.
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
        // A statement does not continue in words.
        let ending = self.lines[last].words(self.body).trim_end_matches(';');
        let is_whole = depth == 0
            && (ending.len() < self.lines[last].words(self.body).len()
                || ending.ends_with(['\'', '"', '}', ')', ']', '>']));
        is_whole.then_some(last)
    }

    /// Reads `::youtube[A ship]{#x}` as an image with the directive's name and label.
    pub(super) fn read_leaf_directive(&mut self, index: usize) {
        let line = self.lines[index].range();
        if let Some((name, label)) = leaf_directive(&self.body[line.clone()]) {
            let [name, label] = [name, label].map(|range| range.start + line.start..range.end + line.start);
            self.put_boundary(line, Effect::Shows(name, label), None);
        } else if self.text[line.start..].starts_with("::") {
            // One colon would begin a definition, so the first of the two is replaced.
            self.overwrite(line.start, ".");
        }
    }
}

/// Returns the name and the label of a directive that fills a line, `::youtube[A ship]{#x}`. Without a label, the name
/// is used.
fn leaf_directive(words: &str) -> Option<(Range<usize>, Range<usize>)> {
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
