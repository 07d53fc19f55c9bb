//! Converts other formats to Markdown: saved web pages, Word files, books.
//!
//! Each format's reader makes a [`document::Document`] of bytes, and `markdown` writes it. Owns how a format is
//! recognized. Pure: it reads from memory only. Must not know claims, sources, nor how Markdown is read.

pub mod document;
pub mod markdown;
#[cfg(feature = "web")]
pub mod page;

#[cfg(any(feature = "word", feature = "book"))]
mod archive;
#[cfg(feature = "book")]
pub mod book;
#[cfg(any(feature = "web", feature = "word"))]
mod month;
#[cfg(any(feature = "web", feature = "word"))]
#[cfg_attr(not(feature = "web"), allow(dead_code, reason = "Word files need less of it"))]
mod script;
mod typed_lists;
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
    /// A format that is not read, and the reason in words.
    Unread(&'static str),
}

/// Recognizes the format of a file by its first bytes, or else by its extension.
///
/// A text with the extension of Markdown is Markdown, whatever its first bytes are. A file with the extension of Word
/// or EPUB that holds plain text is read as text.
pub fn format(name: Option<&Path>, bytes: &[u8]) -> Option<Format> {
    let ending = name.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    let named = match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => Some(Format::Page),
        Some("docx" | "docm" | "doc") => Some(Format::Word),
        Some("epub") => Some(Format::Book),
        _ => None,
    };
    let named = named.filter(|format| is_read(*format));
    if let Some(format) = by_signature(named, bytes) {
        return Some(format);
    }
    match ending.as_deref() {
        Some("md" | "markdown" | "txt" | "toml") => None,
        _ if named == Some(Format::Page) && is_binary(bytes) => Some(Format::Unread("it is not text")),
        _ if named == Some(Format::Page) => named,
        _ if named.is_some() && !is_text(bytes) => named,
        _ => by_beginning(bytes),
    }
}

/// First bytes of other formats, and the reason why each is not read.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"%PDF-", "it is a PDF; try `pdftotext -layout FILE - | caveat -`"),
    (b"\x89PNG\r\n\x1a\n", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"GIF87a", "it is a picture"),
    (b"GIF89a", "it is a picture"),
    (b"\x1f\x8b", "it is compressed (gzip), not text"),
    (b"\xfd7zXZ\0", "it is compressed (xz), not text"),
    (b"7z\xbc\xaf\x27\x1c", "it is an archive (7z), not text"),
    (b"{\\rtf", "it is an RTF file; try `pandoc -f rtf -t markdown FILE | caveat -`"),
];
/// First bytes of ZIP archives: one with parts, and an empty one.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// First bytes of old Office files.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Recognizes bytes that are not text. `named` is the format by the file's name.
fn by_signature(named: Option<Format>, bytes: &[u8]) -> Option<Format> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(begins, _)| bytes.starts_with(begins)) {
        return Some(Format::Unread(what));
    }
    let in_archive = named.filter(|format| *format != Format::Page);
    if ZIP.iter().any(|begins| bytes.starts_with(begins)) {
        return by_parts(bytes).or(in_archive).or(Some(Format::Unread("it is an archive (ZIP), not text")));
    }
    if bytes.starts_with(OLE) {
        #[cfg(feature = "word")]
        if named == Some(Format::Word) || word::is_word(bytes) {
            return Some(Format::Word);
        }
        return Some(Format::Unread("it is an old Office file (OLE), not text"));
    }
    None
}

/// Recognizes an archive by its parts.
#[cfg(any(feature = "word", feature = "book"))]
fn by_parts(bytes: &[u8]) -> Option<Format> {
    #[cfg(feature = "book")]
    if book::is_book(bytes) {
        return Some(Format::Book);
    }
    #[cfg(feature = "word")]
    if word::is_word(bytes) {
        return Some(Format::Word);
    }
    let archive = archive::Archive::open(bytes).ok()?;
    let others = [
        ("xl/workbook.xml", "it is an Excel file"),
        ("xl/workbook.bin", "it is an Excel file"),
        ("ppt/presentation.xml", "it is a PowerPoint file"),
        ("content.xml", "it is an OpenDocument file; try `pandoc -t markdown FILE | caveat -`"),
    ];
    others.iter().find(|(part, _)| archive.has(part)).map(|(_, what)| Format::Unread(what))
}

#[cfg(not(any(feature = "word", feature = "book")))]
fn by_parts(_: &[u8]) -> Option<Format> {
    None
}

#[cfg_attr(not(feature = "web"), allow(unused_variables, reason = "pages are not known then"))]
fn by_beginning(bytes: &[u8]) -> Option<Format> {
    #[cfg(feature = "web")]
    if page::is_page(bytes) {
        return Some(Format::Page);
    }
    None
}

/// Whether bytes are certainly text. Bytes that begin like an archive are not.
fn is_text(bytes: &[u8]) -> bool {
    !bytes.is_empty() && !bytes.starts_with(b"PK") && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
}

/// Whether bytes are certainly not text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    // UTF-16 has zero bytes too.
    let is_wide = [b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"].iter().any(|begins| head.starts_with(*begins));
    head.contains(&0) && !is_wide && std::str::from_utf8(head).is_err()
}

/// Whether the program was built with the reader of a format.
fn is_read(format: Format) -> bool {
    match format {
        Format::Page => cfg!(feature = "web"),
        Format::Word => cfg!(feature = "word"),
        Format::Book => cfg!(feature = "book"),
        Format::Unread(_) => true,
    }
}

/// Converts a file to Markdown, or returns the reason why it is not read.
pub fn to_markdown(format: Format, bytes: &[u8]) -> Result<String, String> {
    let mut document = read(format, bytes)?;
    typed_lists::lists(&mut document.blocks);
    Ok(markdown::write(&document))
}

#[cfg_attr(
    not(any(feature = "web", feature = "word", feature = "book")),
    allow(unused_variables, reason = "nothing is read then")
)]
fn read(format: Format, bytes: &[u8]) -> Result<Document, String> {
    match format {
        #[cfg(feature = "web")]
        Format::Page => page::read(&page::decode(bytes)).map_err(|why| why.to_string()),
        #[cfg(feature = "word")]
        Format::Word => word::read(bytes).map_err(|why| why.to_string()),
        #[cfg(feature = "book")]
        Format::Book => book::read(bytes).map_err(|why| why.to_string()),
        Format::Unread(what) => Err(what.to_owned()),
        #[cfg(not(all(feature = "web", feature = "word", feature = "book")))]
        _ => Err("this program was built without the reader of such files".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, bytes: &[u8]) -> Option<Format> {
        format(Some(Path::new(name)), bytes)
    }

    #[test]
    fn a_format_is_detected_by_its_first_bytes_or_else_by_the_file_name() {
        assert_eq!(of("a.HTML", b""), Some(Format::Page));
        assert_eq!(of("a.docx", b""), Some(Format::Word));
        assert_eq!(of("a.epub", b""), Some(Format::Book));
        assert_eq!(of("a.md", b"<!doctype html>"), None);
        assert_eq!(of("a", b"<!doctype html>"), Some(Format::Page));
        assert_eq!(format(None, b"# Title"), None);
    }

    #[test]
    fn text_is_recognized_under_any_file_name() {
        assert_eq!(of("a.docx", b"Dues rise.[^1]"), None);
        assert_eq!(of("a.epub", b"Dues rise."), None);
        assert_eq!(of("a.doc", b"<html><body>Dues rise."), Some(Format::Page));
        assert_eq!(of("a.html", b"\xff\xfe<\0p\0>\0"), Some(Format::Page));
    }

    #[test]
    fn bytes_that_are_not_text_are_refused_under_any_file_name() {
        use super::archive::tests::packed;
        let what = |name: &str, bytes: &[u8]| match of(name, bytes) {
            Some(Format::Unread(what)) => what,
            other => panic!("{name}: {other:?}"),
        };
        for name in ["a.html", "a.md", "a.docx", "a", "a.odt"] {
            assert_eq!(what(name, b"\x89PNG\r\n\x1a\n\0"), "it is a picture");
            assert!(what(name, b"\x1f\x8b\x08").contains("gzip"));
            assert!(what(name, b"%PDF-1.7").contains("pdftotext"));
            assert!(what(name, b"{\\rtf1 Dues}").contains("RTF"));
            assert!(what(name, &packed(&[("content.xml", b"")])).contains("pandoc -t markdown FILE"));
            assert_eq!(what(name, &packed(&[("xl/workbook.xml", b"")])), "it is an Excel file");
            assert_eq!(what(name, &packed(&[("ppt/presentation.xml", b"")])), "it is a PowerPoint file");
        }
        assert_eq!(what("a.md", &packed(&[("a", b"")])), "it is an archive (ZIP), not text");
        assert_eq!(what("a.html", b"\x7fELF\0\xff"), "it is not text");
        assert!(what("a.xls", OLE).contains("old Office file"));
        assert_eq!(of("a.doc", OLE), Some(Format::Word));
        assert_eq!(of("a.md", &packed(&[("word/document.xml", b"")])), Some(Format::Word));
        assert_eq!(of("a.html", &packed(&[("META-INF/container.xml", b"")])), Some(Format::Book));
        assert_eq!(of("a.docx", &packed(&[("a", b"")])), Some(Format::Word));
    }

    #[test]
    fn unsupported_formats_are_refused_with_an_explanation() {
        assert_eq!(to_markdown(Format::Unread("it is a picture"), b"").unwrap_err(), "it is a picture");
        assert!(to_markdown(Format::Word, b"no archive").unwrap_err().contains("not a Word file"));
    }
}
