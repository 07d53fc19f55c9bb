//! Counts links, teasers of other articles and controls in each element.
//!
//! A page is counted once, so that a question about an element has the same cost whatever the element contains. Must
//! not know classes and ids.

use std::ops::Sub;

use super::super::notes::Notes;
use super::super::tree::Tree;

/// Words of links to the rest of another article, in small letters.
const MORE: &[&str] = &[
    "read more",
    "continue reading",
    "learn more",
    "see more",
    "weiterlesen",
    "mehr lesen",
    "lire la suite",
    "leer más",
];

/// An item that is counted.
#[derive(Clone, Copy)]
enum Item {
    /// Bytes of text.
    Text,
    /// Bytes of text in links to other pages.
    LinkedText,
    /// Links to other pages.
    Link,
    /// References to notes.
    Reference,
    /// Headings that are links to other pages.
    LinkedHeading,
    Article,
    /// Links to the rest of another article.
    More,
    /// Buttons and other controls.
    Control,
}

/// A count of each [`Item`].
#[derive(Clone, Copy, Default)]
struct Counts([usize; 8]);

impl Counts {
    fn of(self, item: Item) -> usize {
        self.0[item as usize]
    }

    fn add(&mut self, item: Item, count: usize) {
        self.0[item as usize] += count;
    }
}

impl Sub for Counts {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(std::array::from_fn(|item| self.0[item] - other.0[item]))
    }
}

/// Counts of a page.
pub(super) struct Links<'t> {
    tree: &'t Tree,
    /// Counts before each node, and at the end those of the whole page.
    before: Vec<Counts>,
}

impl<'t> Links<'t> {
    pub(super) fn of(tree: &'t Tree, notes: &Notes) -> Self {
        let mut before = Vec::with_capacity(tree.len() + 1);
        let mut counts = Counts::default();
        // End of the current link.
        let mut link_end = 0;
        for at in 0..tree.len() {
            before.push(counts);
            let href = || tree.attribute(at, "href").filter(|_| tree.name(at) == "a");
            if at >= link_end && href().is_some_and(|href| !href.starts_with('#')) {
                link_end = tree.node(at).end;
                counts.add(Item::Link, 1);
            }
            if tree.is_text(at) {
                let length = tree.text(at).len();
                counts.add(Item::Text, length);
                counts.add(Item::LinkedText, if at < link_end { length } else { 0 });
            }
            counts.add(Item::Reference, usize::from(notes.reference(at).is_some()));
            if let Some(item) = teaser(tree, at) {
                counts.add(item, 1);
            }
        }
        before.push(counts);
        Self { tree, before }
    }

    fn within(&self, nodes: std::ops::Range<usize>) -> Counts {
        self.before[nodes.end] - self.before[nodes.start]
    }

    /// Whether an element shows the beginnings of other articles, or the controls of a player.
    pub(super) fn shows_teasers(&self, at: usize) -> bool {
        let counts = self.within(self.tree.within(at));
        counts.of(Item::LinkedHeading) > 1
            || counts.of(Item::Article) > 1
            || counts.of(Item::More) > 0
            || counts.of(Item::Control) > 2
    }

    /// Whether nearly all words of an element are links to other pages.
    pub(super) fn are_most_of(&self, at: usize) -> bool {
        let counts = self.within(at + 1..self.tree.node(at).end);
        counts.of(Item::Link) > 0 && counts.of(Item::LinkedText) * 10 > counts.of(Item::Text) * 7
    }

    /// Whether an element refers to a note.
    pub(super) fn refer_to_note(&self, at: usize) -> bool {
        self.within(self.tree.within(at)).of(Item::Reference) > 0
    }
}

/// Returns the item that a node counts as, if it may be part of a teaser.
fn teaser(tree: &Tree, at: usize) -> Option<Item> {
    match tree.name(at) {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let leads = leads_out(tree, tree.node(at).parent) || tree.within(at).any(|at| leads_out(tree, at));
            leads.then_some(Item::LinkedHeading)
        }
        "article" => Some(Item::Article),
        "button" | "select" | "input" | "option" | "textarea" => Some(Item::Control),
        "a" if leads_out(tree, at) => {
            let text = tree.text(at).trim_end_matches(['…', '.', '→', '»', ' ']);
            let is_more = MORE.iter().any(|more| more.len() == text.len() && *more == text.to_lowercase());
            is_more.then_some(Item::More)
        }
        _ => None,
    }
}

/// Whether an element is a link to another page.
fn leads_out(tree: &Tree, at: usize) -> bool {
    tree.name(at) == "a" && tree.attribute(at, "href").is_some_and(|href| !href.is_empty() && !href.contains('#'))
}
