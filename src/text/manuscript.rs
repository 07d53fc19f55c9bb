//! The text of one file, its name, and its line starts.
//!
//! Owns the arithmetic between bytes and lines. Inside the program a place is a byte offset ([`Span`]). Lines and
//! columns ([`Position`]) exist only in what a person reads. Must not know what the text means.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A half-open range of bytes in a manuscript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte, 0-based.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` to `end`. A manuscript has fewer than 2³² bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: offset(start), end: offset(end) }
    }

    /// An empty span at a place.
    pub fn at(place: u32) -> Self {
        Self { start: place, end: place }
    }

    /// Returns the range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `place` lies inside.
    pub fn contains(self, place: u32) -> bool {
        self.start <= place && place < self.end
    }
}

/// Converts a byte offset to the width that spans use. Loading refuses files that would not fit.
pub fn offset(byte: usize) -> u32 {
    u32::try_from(byte).expect("a manuscript is shorter than 4 GiB")
}

/// Replaces line breaks and runs of white space by one space.
pub fn one_line(text: &str) -> String {
    // Most texts are one line already and are returned as they are.
    let mut before = b' ';
    let is_one = text.bytes().all(|byte| {
        let fits = matches!(byte, b'!'..=b'~') || byte == b' ' && before != b' ';
        before = byte;
        fits
    });
    if is_one && before != b' ' {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A place as people count: line and column are 1-based, and columns count characters (a tab is one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// A place as editors count it, 1-based: some count the characters of a line, and some its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub line: usize,
    pub column: usize,
    pub byte: usize,
}

/// The beginning of a file.
impl Default for Cursor {
    fn default() -> Self {
        Self { line: 1, column: 1, byte: 1 }
    }
}

/// A text, its name, and its line starts.
#[derive(Clone, Debug)]
pub struct Manuscript {
    name: String,
    path: Option<PathBuf>,
    text: String,
    /// Whether it is Markdown converted from another format.
    is_converted: bool,
    /// Contents of the bibliographies that the text names, each with the name that the text gives it, or the reason why
    /// it could not be read.
    bibliographies: Arc<[(String, Result<String, String>)]>,
    /// Byte offset of the first byte of each line; the first is 0.
    lines: Vec<u32>,
}

impl Manuscript {
    /// `name` is the text's name in messages: a path as the reader gave it, or words such as `standard input`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| offset(at + 1))).collect();
        Self { name: name.into(), path: None, text, is_converted: false, bibliographies: Arc::default(), lines }
    }

    /// Adds the path of the text's file.
    #[must_use]
    pub fn at(self, path: PathBuf) -> Self {
        Self { path: Some(path), ..self }
    }

    /// Marks the text as converted from another format.
    #[must_use]
    pub fn converted(self) -> Self {
        Self { is_converted: true, ..self }
    }

    /// Whether this is Markdown converted from another format. If so, its places are not those of the file.
    pub fn is_converted(&self) -> bool {
        self.is_converted
    }

    /// Adds the bibliographies of the text, each by its name, with its contents or the reason why they are missing.
    /// They come in with the text, so that parsing stays pure, and a fix or a comparison that parses again has them.
    #[must_use]
    pub fn with_bibliographies(self, bibliographies: Vec<(String, Result<String, String>)>) -> Self {
        Self { bibliographies: bibliographies.into(), ..self }
    }

    /// Returns another text with the name, path and bibliographies of this one.
    #[must_use]
    pub fn with_text(&self, text: impl Into<String>) -> Self {
        let new = Self::new(self.name.clone(), text);
        Self {
            path: self.path.clone(),
            is_converted: self.is_converted,
            bibliographies: Arc::clone(&self.bibliographies),
            ..new
        }
    }

    /// Returns a bibliography by its name, or the reason why it is missing; none if it was not looked for.
    pub fn bibliography(&self, name: &str) -> Option<&Result<String, String>> {
        self.bibliographies.iter().find(|(known, _)| known == name).map(|(_, text)| text)
    }

    /// Returns the names of its bibliographies in their order.
    pub fn bibliographies(&self) -> impl Iterator<Item = &str> {
        self.bibliographies.iter().map(|(name, _)| name.as_str())
    }

    /// Returns the path of its file; none if the text is not from a file.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the name of its file without folders, or the text's own name if it has no file.
    pub fn file_name(&self) -> Cow<'_, str> {
        self.path().and_then(Path::file_name).map_or(Cow::Borrowed(&*self.name), std::ffi::OsStr::to_string_lossy)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the bytes of `span`, which must lie on character boundaries.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The number of its lines, at least 1. A line break at the end begins no further line.
    pub fn line_count(&self) -> usize {
        self.lines.len() - usize::from(self.lines.len() > 1 && self.text.ends_with('\n'))
    }

    /// Returns the bytes of a line, 1-based, with its line break; those of the last line for a greater number.
    pub fn line(&self, number: usize) -> Span {
        let index = number.clamp(1, self.line_count()) - 1;
        let end = self.lines.get(index + 1).copied().unwrap_or_else(|| offset(self.text.len()));
        Span { start: self.lines[index], end }
    }

    /// Returns the line and column of a byte offset. A byte order mark takes no column.
    pub fn position(&self, place: u32) -> Position {
        let Cursor { line, column, .. } = self.cursor(place);
        Position { line, column }
    }

    /// Returns the place of a byte offset for an editor. A byte order mark takes no column.
    pub fn cursor(&self, place: u32) -> Cursor {
        let line = self.lines.partition_point(|&start| start <= place) - 1;
        let start = self.lines[line] as usize;
        let before = self.text.get(start..place as usize).unwrap_or_default().trim_start_matches('\u{feff}');
        Cursor { line: line + 1, column: before.chars().count() + 1, byte: before.len() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: u32, line: usize, column: usize) {
        assert_eq!(Manuscript::new("test", text).position(place), Position { line, column });
    }

    #[test]
    fn an_editor_that_counts_bytes_gets_bytes() {
        for (text, place, byte) in [("ä\nöx", 5, 3), ("\u{feff}ab", 4, 2), ("ab", 1, 2)] {
            assert_eq!(Manuscript::new("test", text).cursor(place).byte, byte, "{text}");
        }
    }

    #[test]
    fn lines_and_columns_count_from_one_and_columns_count_characters() {
        check("", 0, 1, 1);
        check("ab\ncd", 1, 1, 2);
        check("ab\ncd", 3, 2, 1);
        check("ä\nöx", 5, 2, 2);
        check("a\r\nb", 3, 2, 1);
        check("\u{feff}ab", 4, 1, 2);
        check("ab\n", 3, 2, 1);
    }

    #[test]
    fn lines_are_numbered_up_to_the_last_one_with_text() {
        for (text, lines) in [
            ("", &[""][..]),
            ("ab", &["ab"]),
            ("ab\n", &["ab\n"]),
            ("ab\n\ncd", &["ab\n", "\n", "cd"]),
            ("\n", &["\n"]),
        ] {
            let manuscript = Manuscript::new("test", text);
            assert_eq!(manuscript.line_count(), lines.len(), "{text:?}");
            for (index, line) in lines.iter().enumerate() {
                assert_eq!(manuscript.slice(manuscript.line(index + 1)), *line, "{text:?}");
            }
            assert_eq!(manuscript.slice(manuscript.line(99)), *lines.last().unwrap(), "{text:?}");
        }
    }
}
