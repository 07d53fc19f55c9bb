//! Finds sections beside the one that Readability chose.
//!
//! Readability may take only the fullest of several sections. Must not know the result of Readability.

use super::super::tree::Tree;
use super::links::Links;
use super::{boilerplate, notices};

/// Most levels from the chosen element up to its section.
const ABOVE: usize = 4;

/// Returns the element that contains the chosen element and the sections beside it.
pub(super) fn around(tree: &Tree, links: &Links<'_>, root: usize) -> usize {
    let mut found = root;
    loop {
        let mut above = std::iter::once(found).chain(tree.ancestors(found)).take(ABOVE);
        let Some(section) = above.find(|&at| has_others(tree, links, at)) else { return found };
        found = tree.node(section).parent;
    }
}

/// Whether an element has sections of its kind beside it.
fn has_others(tree: &Tree, links: &Links<'_>, at: usize) -> bool {
    let Some(kind) = kind(tree, at).filter(|_| tree.node(at).parent > 0) else { return false };
    let is_other = |one: usize| {
        one != at
            && self::kind(tree, one) == Some(kind)
            && notices::speaks(tree, one)
            && !boilerplate::is_plain(tree, links, one)
            && !tree.is_hidden(one)
    };
    tree.children(tree.node(at).parent).any(is_other)
}

/// Returns the kind of an element with a heading, or of a part of a Distill article.
fn kind(tree: &Tree, at: usize) -> Option<&str> {
    let classes = tree.attribute(at, "class").unwrap_or_default();
    match tree.name(at) {
        "d-article" | "d-appendix" => Some("d"),
        "section" if is_headed(tree, at) => Some(classes),
        "div" if is_headed(tree, at) && classes.split_ascii_whitespace().any(is_section) => Some(classes),
        _ => None,
    }
}

/// Whether a class marks an element as a section: `section`, `sect1`, `level2`.
fn is_section(class: &str) -> bool {
    let name = class.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(name, "section" | "chapter" | "subsection") || name.len() < class.len() && matches!(name, "sect" | "level")
}

/// Whether the first words of an element are a heading.
fn is_headed(tree: &Tree, at: usize) -> bool {
    let first = tree.within(at).find(|&at| tree.is_text(at) && !tree.text(at).is_empty());
    first.is_some_and(|text| tree.ancestors(text).take_while(|&outer| outer > at).any(|outer| tree.is_heading(outer)))
}
