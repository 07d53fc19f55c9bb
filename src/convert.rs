//! Other formats → our own Markdown: saved web pages, Word files, books.
//!
//! Each format's reader makes a [`document::Document`] of bytes, and `markdown` writes it. Owns which bytes are of which
//! format. Pure: what is in memory is read, and nothing is looked up. Must not know claims, sources, nor how Markdown is
//! read.

pub mod document;
pub mod markdown;
#[cfg(feature = "web")]
pub mod page;

#[cfg(any(feature = "word", feature = "book"))]
mod archive;
#[cfg(feature = "book")]
pub mod book;
#[cfg(feature = "word")]
pub mod word;
#[cfg(any(feature = "word", feature = "book"))]
#[cfg_attr(not(feature = "word"), allow(dead_code, reason = "books need less of it"))]
mod xml;

use std::path::Path;

use document::Document;

/// A format that is not Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Page,
    Word,
    Book,
    /// Known, and not read.
    Pdf,
}

/// The format of a file, by the ending of its name; by its first bytes if the name has none that is known.
///
/// What is called Markdown is Markdown, whatever it begins with.
pub fn format(name: Option<&Path>, bytes: &[u8]) -> Option<Format> {
    let ending = name.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => Some(Format::Page),
        Some("docx" | "docm" | "doc") => Some(Format::Word),
        Some("epub") => Some(Format::Book),
        Some("md" | "markdown" | "txt" | "toml") => None,
        _ => by_bytes(bytes),
    }
    .filter(|format| is_read(*format))
}

fn by_bytes(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"%PDF-") {
        return Some(Format::Pdf);
    }
    #[cfg(feature = "book")]
    if book::is_book(bytes) {
        return Some(Format::Book);
    }
    #[cfg(feature = "word")]
    if word::is_word(bytes) {
        return Some(Format::Word);
    }
    #[cfg(feature = "web")]
    if page::is_page(bytes) {
        return Some(Format::Page);
    }
    None
}

/// Whether the program was built with the reader of a format.
fn is_read(format: Format) -> bool {
    match format {
        Format::Page => cfg!(feature = "web"),
        Format::Word => cfg!(feature = "word"),
        Format::Book => cfg!(feature = "book"),
        Format::Pdf => true,
    }
}

/// A file of a format as Markdown; or why it is not read, in words.
pub fn to_markdown(format: Format, bytes: &[u8]) -> Result<String, String> {
    read(format, bytes).map(|document| markdown::write(&document))
}

fn read(format: Format, bytes: &[u8]) -> Result<Document, String> {
    match format {
        #[cfg(feature = "web")]
        Format::Page => page::read(&page::decode(bytes)).map_err(|why| format!("it is {why}")),
        #[cfg(feature = "word")]
        Format::Word => word::read(bytes).map_err(|why| why.to_string()),
        #[cfg(feature = "book")]
        Format::Book => book::read(bytes).map_err(|why| why.to_string()),
        _ => Err("it is a PDF; try `pdftotext -layout FILE - | caveat -`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_the_name_and_else_by_the_first_bytes() {
        let of = |name: &str, bytes: &[u8]| format(Some(Path::new(name)), bytes);
        assert_eq!(of("a.HTML", b""), Some(Format::Page));
        assert_eq!(of("a.docx", b""), Some(Format::Word));
        assert_eq!(of("a.epub", b""), Some(Format::Book));
        assert_eq!(of("a.md", b"<!doctype html>"), None);
        assert_eq!(of("a", b"<!doctype html>"), Some(Format::Page));
        assert_eq!(format(None, b"%PDF-1.7"), Some(Format::Pdf));
        assert_eq!(format(None, b"# Title"), None);
    }

    #[test]
    fn what_is_not_read_is_said_in_words() {
        assert!(to_markdown(Format::Pdf, b"").unwrap_err().contains("pdftotext"));
        assert!(to_markdown(Format::Word, b"no archive").unwrap_err().contains("not a Word file"));
    }
}
