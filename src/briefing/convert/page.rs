//! Reads saved web pages: the article of a page, its metadata, and its notes.
//!
//! Owns which pages are refused. The document has everything that a browser shows of the article, and nothing around
//! it. Must not know how Markdown is written.

mod address;
mod article;
mod brackets;
mod charset;
mod empty_notes;
mod formula;
mod front;
mod json_ld;
mod notes;
mod ordinals;
mod scan;
mod streamed;
mod tree;
mod walk;

use dom_query::Document as Dom;
use dom_smoothie::{Config, Readability};

#[cfg(feature = "book")]
use super::document::Front;
use super::document::{Document, Refused};
use tree::Tree;

pub use charset::{decode, is_page};

/// Largest page that is read, in bytes.
const LARGEST: usize = 64 << 20;

/// Deepest nesting of elements.
const DEEPEST: usize = 512;

/// Most elements of a page in which Readability looks for an article. In a larger page, everything is the article.
const MOST_ELEMENTS: usize = 200_000;

fn too_large() -> Refused {
    Refused::new(format!("it is larger than {} MiB", LARGEST >> 20))
}

fn too_deep() -> Refused {
    Refused::new(format!("it is nested more than {DEEPEST} deep"))
}

/// Reads a page.
pub fn read(html: &str) -> Result<Document, Refused> {
    if html.len() > LARGEST {
        return Err(too_large());
    }
    // The parser's time grows with the square of the depth, and with the square of a tag's number of attributes.
    scan::check(html, DEEPEST)?;
    let dom = Dom::from(html);
    streamed::gather(&dom);
    let tree = Tree::of(&dom, DEEPEST).ok_or_else(too_deep)?;
    tree.number(&dom);
    let metadata = front::PageMetadata::of(&tree);
    let base = address::Base::of(&tree, metadata.url().as_deref());
    let notes = notes::Notes::of(&tree, &base);
    // Notes are not part of the article, however long they are.
    tree.remove(&dom, notes.apart());
    let found = readable(dom);
    let mut front = front::of(metadata, found.as_ref());
    let article = article::choose(&tree, &notes, found.as_ref().map_or("", |found| &found.content));
    let mut document = walk::document(&tree, &article, &notes, &base, &mut front);
    document.front = front;
    Ok(document)
}

/// Reads a whole page, for the chapters of a book.
#[cfg(feature = "book")]
pub(super) fn whole(html: &str) -> Result<Document, Refused> {
    if html.len() > LARGEST {
        return Err(too_large());
    }
    scan::check(html, DEEPEST)?;
    let tree = Tree::of(&Dom::from(html), DEEPEST).ok_or_else(too_deep)?;
    let base = address::Base::of(&tree, None);
    let notes = notes::Notes::of(&tree, &base);
    let article = article::all(&tree);
    Ok(walk::document(&tree, &article, &notes, &base, &mut Front::default()))
}

/// Returns the article that Readability finds.
fn readable(dom: Dom) -> Option<dom_smoothie::Article> {
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    Readability::with_document(dom, None, Some(config)).ok()?.parse().ok()
}

#[cfg(test)]
mod tests;
