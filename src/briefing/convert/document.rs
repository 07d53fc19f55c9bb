//! The types of a document, between the reader of a format and the Markdown writer.
//!
//! Must not know any format, nor how Markdown is written.

use std::fmt;

/// A document with its metadata.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub front: Front,
    pub blocks: Vec<Block>,
    /// Footnotes, endnotes and the like in the order of their first references.
    pub notes: Vec<Note>,
    /// Works of [`Inline::Cite`] in the order of their first citations.
    pub works: Vec<Work>,
}

/// The metadata of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    /// The publisher: a newspaper, a site, an office.
    pub publisher: Option<String>,
    /// The date in ISO 8601, `2026-03-05`, or another date as written.
    pub published: Option<String>,
    /// The code of its language: `en`, `pt-BR`.
    pub lang: Option<String>,
    /// The document's address.
    pub url: Option<String>,
}

/// The reason why a file is not read. It follows the words "caveat cannot read it:".
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
        /// Name of the language; empty if it is not stated.
        language: String,
        text: String,
    },
    /// Rows of cells. Rows may differ in length. With `head`, the first row is the head.
    Table {
        head: bool,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Rule,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text without escapes. Each run of white space is one space.
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
    /// Words that a change adds, words that a change deletes, and words that have a comment.
    Inserted(Vec<Inline>),
    Deleted(Vec<Inline>),
    Marked(Vec<Inline>),
    /// A comment on the words before it, with its author.
    Comment {
        by: String,
        words: Vec<Inline>,
    },
}

impl Inline {
    /// Returns the words inside, if this kind of inline has any.
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
    /// Words before the work: "see".
    pub before: String,
    /// The locator and the words after the work: "p. 3", "ch. 2, my emphasis".
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
