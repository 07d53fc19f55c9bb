//! Writes rows of plain text: paragraphs of a given width with hanging indents.
//!
//! Owns the columns. All output passes through [`Writer::block`], which makes it safe to print. Must not know what it
//! says.

use std::borrow::Cow;

use super::words::ascii;
use crate::text::manuscript::one_line;
use crate::text::symbol::Symbols;
use crate::text::{visible, wrap};

/// The fewest columns that a hanging indent leaves for words.
pub(crate) const LEAST_WORDS: usize = 12;

/// The text printed so far, and its width.
pub(crate) struct Writer {
    width: usize,
    ascii: bool,
    printed: String,
}

impl Writer {
    pub(crate) fn new(width: usize, ascii: bool) -> Self {
        Self { width: width.max(1), ascii, printed: String::new() }
    }

    pub(crate) fn printed(self) -> String {
        self.printed
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Writes a title and a line under it, before anything else.
    pub(crate) fn title(&mut self, title: &str, symbols: Symbols) {
        self.block("", title);
        let columns = self.printed.lines().map(wrap::columns).max().unwrap_or_default();
        self.row(&symbols.under_title().repeat(columns.min(self.width)));
    }

    /// Writes a paragraph after an empty row.
    pub(crate) fn paragraph(&mut self, words: &str) {
        self.gap();
        self.block("", words);
    }

    /// Writes an empty row, unless one precedes or nothing does.
    pub(crate) fn gap(&mut self) {
        if !self.printed.is_empty() && !self.printed.ends_with("\n\n") {
            self.printed.push('\n');
        }
    }

    /// Writes a paragraph: the first row after `lead`, the others under its first word.
    pub(crate) fn block(&mut self, lead: &str, words: &str) {
        let (lead, words) = (self.plain(lead), self.plain(words));
        let hang = wrap::columns(&lead);
        if hang > 0 && hang + LEAST_WORDS > self.width {
            // The width is too small for a hanging indent.
            return self.block("", &one_line(&format!("{lead} {words}")));
        }
        let rows = wrap::rows(&words, self.width - hang, &[]);
        if rows.is_empty() && !lead.trim().is_empty() {
            self.row(&lead);
        }
        for (index, row) in rows.into_iter().enumerate() {
            if index == 0 {
                self.add(&lead);
            } else {
                self.printed.extend(std::iter::repeat_n(' ', hang));
            }
            self.row(&words[row]);
        }
    }

    /// Ends the row with these words.
    fn row(&mut self, row: &str) {
        self.add(row);
        self.printed.truncate(self.printed.trim_end_matches(' ').len());
        self.printed.push('\n');
    }

    /// Adds words to the row.
    fn add(&mut self, words: &str) {
        // Non-breaking spaces are no longer needed.
        for (index, words) in words.split('\u{a0}').enumerate() {
            self.printed.push_str(if index == 0 { "" } else { " " });
            self.printed.push_str(words);
        }
    }

    /// Makes words safe to print.
    fn plain<'w>(&self, words: &'w str) -> Cow<'w, str> {
        // ASCII has no non-breaking space; `add` replaces this one when the row is complete.
        let words = visible::line(words);
        if !self.ascii {
            return words;
        }
        Cow::Owned(words.split('\u{a0}').map(ascii).collect::<Vec<_>>().join("\u{a0}"))
    }

    /// The beginning of a text, in one row.
    pub(crate) fn shortened(&self, words: &str, width: usize) -> String {
        let words = self.plain(words);
        let rows = wrap::rows(&words, width, &[]);
        if rows.len() < 2 {
            return words.into_owned();
        }
        // Three columns for `...`, because ASCII has no shorter ellipsis.
        let rows = wrap::rows(&words, width.saturating_sub(3), &[]);
        format!("{}…", &words[rows[0].clone()])
    }
}
