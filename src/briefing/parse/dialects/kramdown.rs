//! Reads kramdown's attributes of tables and its abbreviations.

use super::Rewriting;
use super::lines::{LineKind, is_row};

impl Rewriting<'_> {
    /// Hides attributes below a row of a table, `{: .wide}`.
    pub(super) fn hide_table_attributes(&mut self, index: usize) {
        let line = &self.lines[index];
        let words = line.words(self.body);
        let before = index.checked_sub(1).map(|before| self.lines[before].words(self.body));
        if words.starts_with("{:") && words.ends_with('}') && before.is_some_and(is_row) {
            self.blank(line.range());
        }
    }

    /// Hides the definitions of abbreviations, `*[IMO]: International …`.
    pub(super) fn hide_abbreviations(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            // The asterisk may look like the marker of an item, but no blank follows it.
            let words = line.words(self.body);
            let is_one = line.kind == LineKind::Plain
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
