//! A document of another format, as its reader returns it and as Markdown is written from it.
//!
//! Must not know any format, nor how Markdown is written.

use std::fmt;

/// A document with its metadata.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub front: Front,
    pub blocks: Vec<Block>,
    /// Footnotes, endnotes and the like, in the order of their first references.
    pub notes: Vec<Note>,
    /// The works of [`Inline::Cite`], in the order of their first citations.
    pub works: Vec<Work>,
}

/// The metadata of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    /// A newspaper, a site, an office.
    pub publisher: Option<String>,
    /// An ISO 8601 date, `2026-03-05`, or another date as written.
    pub published: Option<String>,
    /// The code of its language: `en`, `pt-BR`.
    pub lang: Option<String>,
    /// The document's address.
    pub url: Option<String>,
}

/// The reason why a file is not read, behind the words "caveat cannot read it:".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

#[cfg(any(feature = "web", feature = "word", feature = "book"))]
impl Refused {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Level 1 to 6.
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    Quote(Vec<Block>),
    List {
        /// The number of the first item; none for bullets.
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Code {
        /// Empty if it is not said.
        language: String,
        text: String,
    },
    /// Rows of cells; the first row is the head if there is one. Rows may differ in length.
    Table {
        head: bool,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Rule,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text, not escaped. White space in it is one space.
    Text(String),
    /// A line break within a paragraph.
    Break,
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Struck(Vec<Inline>),
    Code(String),
    Link {
        to: String,
        words: Vec<Inline>,
    },
    Image {
        to: String,
        alt: String,
    },
    /// A reference to [`Document::notes`], by its label.
    Reference(String),
    /// A citation of works in one group.
    Cite(Vec<Cite>),
    /// Words that a change adds or deletes, or that a comment is about.
    Inserted(Vec<Inline>),
    Deleted(Vec<Inline>),
    Marked(Vec<Inline>),
    /// A comment on the words before it, and its author.
    Comment {
        by: String,
        words: Vec<Inline>,
    },
}

impl Inline {
    /// The words inside, if it has any.
    pub(super) fn inside(&self) -> Option<&[Inline]> {
        match self {
            Self::Emphasis(words)
            | Self::Strong(words)
            | Self::Struck(words)
            | Self::Link { words, .. }
            | Self::Inserted(words)
            | Self::Deleted(words)
            | Self::Marked(words) => Some(words),
            Self::Text(_)
            | Self::Code(_)
            | Self::Break
            | Self::Image { .. }
            | Self::Reference(_)
            | Self::Cite(_)
            | Self::Comment { .. } => None,
        }
    }
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Letters, digits and hyphens; unique in the document: `3`, `fn-7`.
    pub label: String,
    pub blocks: Vec<Block>,
}

/// A work in a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cite {
    /// A key of [`Document::works`].
    pub key: String,
    /// The words before: "see".
    pub before: String,
    /// The locator and the words behind: "p. 3", "ch. 2, my emphasis".
    pub locator: String,
}

/// A work of the document's own bibliography.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Letters, digits and hyphens; unique in the document.
    pub key: String,
    /// Its CSL-JSON, as in the document.
    pub csl: serde_json::Value,
}
