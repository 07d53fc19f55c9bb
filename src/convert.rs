//! Other formats → our own Markdown: saved web pages, Word files, books.
//!
//! Each format's reader makes a [`document::Document`] of bytes, and `markdown` writes it. Pure: what is in memory is read,
//! and nothing is looked up. Must not know claims, sources, nor how Markdown is read.

pub mod document;
pub mod markdown;
#[cfg(feature = "web")]
pub mod page;

#[cfg(any(feature = "word", feature = "book"))]
mod archive;
#[cfg(any(feature = "word", feature = "book"))]
#[cfg_attr(not(feature = "word"), allow(dead_code, reason = "books need less of it"))]
mod xml;
#[cfg(feature = "word")]
pub mod word;
#[cfg(feature = "book")]
pub mod book;
