//! What in an element leads elsewhere: links, teasers of other articles, the knobs of a player.
//!
//! Counted once for a page, so that asking of each element costs the same however much stands in it. Must not know names.

use std::ops::{AddAssign, Sub};

use super::super::notes::Notes;
use super::super::tree::Tree;

/// Words of links that lead to the rest of another article, in small letters.
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

/// What stands before a node, or in it.
#[derive(Clone, Copy, Default)]
struct Count {
    /// Bytes of text, and those of them in links to other pages.
    text: usize,
    linked: usize,
    links: usize,
    references: usize,
    /// Headings that lead out.
    heads: usize,
    articles: usize,
    /// Links that lead to the rest of another article.
    more: usize,
    knobs: usize,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.text += other.text;
        self.linked += other.linked;
        self.links += other.links;
        self.references += other.references;
        self.heads += other.heads;
        self.articles += other.articles;
        self.more += other.more;
        self.knobs += other.knobs;
    }
}

impl Sub for Count {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            text: self.text - other.text,
            linked: self.linked - other.linked,
            links: self.links - other.links,
            references: self.references - other.references,
            heads: self.heads - other.heads,
            articles: self.articles - other.articles,
            more: self.more - other.more,
            knobs: self.knobs - other.knobs,
        }
    }
}

pub(super) struct Leads<'t> {
    tree: &'t Tree,
    /// For each node, what stands before it; at the end, what stands in all of the page.
    before: Vec<Count>,
}

impl<'t> Leads<'t> {
    pub(super) fn of(tree: &'t Tree, notes: &Notes) -> Self {
        let mut before = Vec::with_capacity(tree.len() + 1);
        let mut count = Count::default();
        // Behind the link whose text is read.
        let mut link = 0;
        for at in 0..tree.len() {
            before.push(count);
            let href = || tree.attribute(at, "href").filter(|_| tree.name(at) == "a");
            if at >= link && href().is_some_and(|href| !href.starts_with('#')) {
                link = tree.node(at).end;
                count.links += 1;
            }
            let text = if tree.is_text(at) { tree.text(at).len() } else { 0 };
            count += Count {
                text,
                linked: if at < link { text } else { 0 },
                references: usize::from(notes.reference(at).is_some()),
                ..teased(tree, at)
            };
        }
        before.push(count);
        Self { tree, before }
    }

    fn within(&self, nodes: std::ops::Range<usize>) -> Count {
        self.before[nodes.end] - self.before[nodes.start]
    }

    /// Whether an element shows the beginnings of other articles, or the knobs of a player.
    pub(super) fn is_of_teasers(&self, at: usize) -> bool {
        let count = self.within(self.tree.within(at));
        count.heads > 1 || count.articles > 1 || count.more > 0 || count.knobs > 2
    }

    /// Whether nearly all words of an element are links to other pages.
    pub(super) fn is_of_links(&self, at: usize) -> bool {
        let count = self.within(at + 1..self.tree.node(at).end);
        count.links > 0 && count.linked * 10 > count.text * 7
    }

    /// Whether an element refers to a note.
    pub(super) fn refers(&self, at: usize) -> bool {
        self.within(self.tree.within(at)).references > 0
    }
}

/// What one node counts for as a teaser.
fn teased(tree: &Tree, at: usize) -> Count {
    let mut count = Count::default();
    match tree.name(at) {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let leads = leads_out(tree, tree.node(at).parent) || tree.within(at).any(|at| leads_out(tree, at));
            count.heads = usize::from(leads);
        }
        "article" => count.articles = 1,
        "button" | "select" | "input" | "option" | "textarea" => count.knobs = 1,
        "a" if leads_out(tree, at) => {
            let text = tree.text(at).trim_end_matches(['…', '.', '→', '»', ' ']);
            count.more = usize::from(MORE.iter().any(|more| more.len() == text.len() && *more == text.to_lowercase()));
        }
        _ => {}
    }
    count
}

fn leads_out(tree: &Tree, at: usize) -> bool {
    tree.name(at) == "a" && tree.attribute(at, "href").is_some_and(|href| !href.is_empty() && !href.contains('#'))
}
