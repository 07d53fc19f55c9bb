//! Finds backlinks, which lead from a note to its reference.
//!
//! Owns which of two links to each other is the reference.

use std::collections::HashMap;
use std::ops::Range;

use super::super::address::Base;
use super::super::tree::Tree;
use super::Notes;
use super::body::{self, is_block, is_held};
use super::mark::{self, is_back_sign, is_mark};
use super::target::target;

/// Most nodes around a link that its partner may target.
const NEAR: usize = 40;

/// Most links to one target that are examined.
const MOST: usize = 300;

/// Links within a page and their targets.
pub(super) struct Pairs {
    /// The target of each link.
    targets: HashMap<usize, usize>,
    /// The links to each target.
    links: HashMap<usize, Vec<usize>>,
}

impl Pairs {
    pub(super) fn of(tree: &Tree, base: &Base) -> Self {
        let mut pairs = Self { targets: HashMap::new(), links: HashMap::new() };
        for link in tree.all("a") {
            let found = tree.attribute(link, "href").and_then(|href| target(tree, base, href));
            if let Some((to, _)) = found {
                pairs.targets.insert(link, to);
                pairs.links.entry(to).or_default().push(link);
            }
        }
        pairs
    }

    /// Whether a link is a backlink; none if the link and its partner do not show which is which.
    pub(super) fn is_in_note(&self, tree: &Tree, link: usize) -> Option<bool> {
        let partner = self.partner(tree, link)?;
        let says_back = |link: usize| is_backlink(tree, link) || is_back_sign(tree.text(link));
        let differ = |says: &dyn Fn(usize) -> bool| {
            let (own, other) = (says(link), says(partner));
            (own != other).then_some(own)
        };
        differ(&says_back)
            .or_else(|| differ(&|link| !is_explicit(tree, link)))
            .or_else(|| differ(&|link| block(tree, link).is_some_and(|block| is_held(tree, block))))
            .or_else(|| differ(&|link| begins(tree, link)))
    }

    /// Returns the link at a link's target that leads back to the link.
    fn partner(&self, tree: &Tree, link: usize) -> Option<usize> {
        let target = *self.targets.get(&link)?;
        let parent = tree.node(link).parent;
        let beside = tree.within(parent).take(NEAR).filter(|&at| at != link);
        // A link to a list of links is not the partner of a link in it.
        let around = tree.ancestors(link).take(5).take_while(|&at| !is_wide(tree, at));
        let mut near = std::iter::once(link).chain(around).chain(beside);
        let there = if is_block(tree.name(target)) { target } else { block(tree, target).unwrap_or(target) };
        let is_there = |&other: &usize| other != link && tree.within(there).contains(&other);
        near.find_map(|at| self.links.get(&at)?.iter().copied().take(MOST).find(is_there))
    }
}

/// Returns the block around a node.
fn block(tree: &Tree, at: usize) -> Option<usize> {
    tree.ancestors(at).find(|&at| is_block(tree.name(at)))
}

/// Whether a link is the mark of its block, with words after it and none before it.
pub(super) fn begins(tree: &Tree, link: usize) -> bool {
    let is_bare = |at: usize| {
        let text = tree.text(at);
        is_mark(text) || is_back_sign(text)
    };
    let Some(mut block) = block(tree, link) else { return false };
    // A mark may have its own cell.
    while is_bare(block) && !matches!(tree.name(block), "tr" | "body") {
        block = tree.node(block).parent;
    }
    let is_word = |at: usize| {
        let is_marked = || tree.ancestors(at).take(3).any(|outer| tree.name(outer) == "a" && is_bare(outer));
        tree.is_text(at) && tree.node(at).text.chars().any(char::is_alphanumeric) && !is_marked()
    };
    !(block..link).any(is_word) && (tree.node(link).end..tree.node(block).end).any(is_word)
}

impl Notes {
    /// Finds the backlinks in notes, and the signs around them.
    pub(super) fn find_backlinks(&mut self, tree: &Tree, base: &Base, pairs: &Pairs) {
        for note in &self.all {
            let signs = note.body.clone().filter(|&at| tree.has_class(at, "mw-cite-backlink"));
            self.backlinks.extend(signs);
            self.backlinks.extend(body::raised_mark(tree, &note.body, &note.mark));
            let mut links = Vec::new();
            for link in note.body.clone().filter(|&at| tree.name(at) == "a") {
                if self.references.contains_key(&link) {
                    continue;
                }
                let href = tree.attribute(link, "href").unwrap_or_default();
                let up = target(tree, base, href).is_some_and(|(target, _)| target < note.body.start);
                let text = tree.text(link);
                let is_marked = || is_mark(text) && !mark::is_worded(text);
                let is_label = || up && mark::bare(text) == note.mark && begins(tree, link);
                if is_backlink(tree, link)
                    || base.fragment(href).is_some()
                        && (is_back_sign(text)
                            || is_marked() && (up || pairs.is_in_note(tree, link) == Some(true))
                            || is_label())
                {
                    links.push(link);
                }
            }
            self.backlinks.extend(links.iter().copied());
            for link in links {
                // The brackets around a backlink, and elements with nothing else in them, belong to it.
                let holders = tree.ancestors(link).take_while(|at| note.body.contains(at));
                let only = holders.take_while(|&at| {
                    tree.within(at).all(|at| {
                        let is_word = tree.is_text(at) && tree.node(at).text.chars().any(is_word);
                        !is_word || tree.ancestors(at).take(5).any(|at| self.backlinks.contains(&at))
                    })
                });
                let only: Vec<usize> = only.collect();
                self.backlinks.extend(only);
            }
        }
    }
}

/// Whether a link is marked as a reference.
pub(super) fn is_explicit(tree: &Tree, link: usize) -> bool {
    let is_marked = |at: usize| {
        tree.has_value(at, "role", "doc-noteref")
            || tree.has_value(at, "epub:type", "noteref")
            || super::works::is_marked_reference(tree, at)
            || tree.attribute(at, "data-footnote-ref").is_some()
            || tree.has_class_among(at, REFERENCES)
    };
    is_marked(link) && !is_backlink(tree, link)
}

/// Classes of references.
const REFERENCES: &[&str] =
    &["footnote-ref", "footnote-anchor", "footnote-reference", "citation-reference", "footref", "noteref", "fnref"];

pub(super) fn is_backlink(tree: &Tree, link: usize) -> bool {
    let is_of_word = |href: &str| href.contains("#_ftnref") || href.contains("#_ednref");
    // Org marks both links as backlinks.
    tree.has_value(link, "role", "doc-backlink") && !tree.has_class(link, "footref")
        || tree.attribute(link, "href").is_some_and(is_of_word)
        || tree.has_value(link, "epub:type", "backlink")
        || tree.attribute(link, "data-footnote-backref").is_some()
        || tree.has_class_among(
            link,
            &[
                "footnote-backref",
                "footnote-back",
                "reversefootnote",
                "footnote-number",
                "footnum",
                "footnote-return",
                "footnote_backlink",
                "fn-backref",
                "backlink",
                "footnote-backlink",
                "footnotebackref",
                "data-footnote-backref",
            ],
        )
}

/// Whether a note has a backlink to its reference. Two paragraphs may refer to each other; a backlink leads to the link
/// itself, or is a sign or the note's mark.
pub(super) fn has_backlink(tree: &Tree, base: &Base, body: &Range<usize>, link: usize) -> bool {
    body.clone().filter(|&at| tree.name(at) == "a").any(|at| {
        let target = tree.attribute(at, "href").and_then(|href| target(tree, base, href));
        target.is_some_and(|(target, _)| {
            let is_around = tree.within(target).contains(&link);
            let is_near = is_around && !is_wide(tree, target) || tree.within(tree.node(link).parent).contains(&target);
            let is_inline = || !is_block(tree.name(target));
            is_near && (is_inline() || is_backlink(tree, at) || is_back_sign(tree.text(at)) || begins(tree, at))
        })
    })
}

/// Whether an element contains more than one line.
fn is_wide(tree: &Tree, at: usize) -> bool {
    matches!(tree.name(at), "ol" | "ul" | "dl" | "nav" | "table" | "tbody" | "main" | "article" | "body" | "html")
}

/// Whether a character belongs neither to backlinks nor to their separators.
fn is_word(c: char) -> bool {
    !(c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',' | ';' | '.' | '^' | '|' | '↑'))
}
