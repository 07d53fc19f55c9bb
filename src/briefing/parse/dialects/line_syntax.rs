//! Finds lines that are syntax of MDX, `MyST`, kramdown or pandoc.
//!
//! Owns which line goes to which dialect. Must not know how a dialect reads it.

use super::Rewriting;
use super::lines::{Line, LineKind};

/// Whether a text without braces may have such lines.
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

impl Rewriting<'_> {
    pub(super) fn read_line_syntax(&mut self) {
        let is_myst = self.is_myst();
        let mut index = 0;
        while index < self.lines.len() {
            let at = index;
            let line = &self.lines[at];
            let words = line.words(self.body);
            let begins = line.at == line.start && line.kind == LineKind::Plain;
            let before = at.checked_sub(1).map(|before| &self.lines[before]);
            index += 1;
            if !begins {
                continue;
            }
            match words.as_bytes().first() {
                Some(b'i' | b'e') if before.is_none_or(Line::is_blank) => index = self.hide_module(at),
                Some(b'(') => self.read_target(at),
                Some(b'%' | b'+') if is_myst => self.read_myst_line(at),
                Some(b'{') => self.hide_table_attributes(at),
                Some(b':') if words.starts_with(": ") => self.read_caption(at),
                Some(b':') => self.read_leaf_directive(at),
                Some(b'|') => index = self.read_line_block(at),
                _ => {}
            }
        }
        self.hide_abbreviations();
    }
}
