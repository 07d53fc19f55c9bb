//! Finds the article of a page.
//!
//! Readability says where the article is. Elements that Readability leaves out of it are put back, unless they are
//! clearly not part of it. Must not know how blocks are made.

mod boilerplate;
mod links;
mod notices;
mod sections;

use super::notes::Notes;
use super::tree::{NUMBER, Tree};
use links::Links;

/// Least share of the page's words in an article, in percent. With less, elements such as `<main>` decide where the
/// article is.
const LEAST: usize = 20;

/// Least share of the words of an article element, in percent. With less, the whole element is taken.
const LEAST_OF_ARTICLE: usize = 60;

/// The nodes of the article.
pub(super) struct Article {
    /// The element that contains the whole article.
    pub(super) root: usize,
    /// Whether each node is shown.
    shown: Vec<bool>,
}

impl Article {
    pub(super) fn shows(&self, at: usize) -> bool {
        self.shown[at]
    }
}

/// Chooses the article. `content` is the HTML that Readability returned.
pub(super) fn choose(tree: &Tree, notes: &Notes, content: &str) -> Article {
    let links = Links::of(tree, notes);
    let mut retained = retained(tree, content);
    let mut is_note = vec![false; tree.len()];
    notes.apart().for_each(|at| is_note[at] = true);
    let words = |at: usize, shown: &dyn Fn(usize) -> bool| {
        let texts = tree.within(at).filter(|&at| tree.is_text(at) && !is_note[at] && shown(tree.node(at).parent));
        texts.map(|at| tree.text(at).len()).sum::<usize>()
    };
    let whole = whole(tree, &links);
    let all = words(whole.root, &|at| whole.shown[at]);
    let Some(chosen) = common(tree, &retained) else { return whole };
    let mut root = sections::around(tree, &links, chosen);
    retained[root] |= root != chosen;
    root = notices::widened(tree, root);
    let mut shown = shown(tree, &links, root, &retained);
    let mut found = words(root, &|at| shown[at]);
    let is_article = matches!(tree.name(whole.root), "article" | "main") || tree.has_value(whole.root, "role", "main");
    let is_apart = !tree.within(whole.root).contains(&root) && !tree.within(root).contains(&whole.root);
    if is_article && (is_apart || found * 100 < all * LEAST_OF_ARTICLE) {
        tree.within(whole.root).filter(|&at| whole.shown[at]).for_each(|at| retained[at] = true);
        root = common(tree, &retained).unwrap_or(root);
        shown = self::shown(tree, &links, root, &retained);
        found = words(root, &|at| shown[at]);
    }
    let is_enough = |all: usize| found * 100 >= all * LEAST;
    // Most articles have enough words even compared with the whole page.
    if is_enough(words(0, &|_| true)) || is_enough(all) { Article { root, shown } } else { whole }
}

/// Finds the elements that Readability retained, by the numbers that were written into them.
fn retained(tree: &Tree, content: &str) -> Vec<bool> {
    let mut retained = vec![false; tree.len()];
    let mark = format!("{NUMBER}=\"");
    for (at, _) in content.match_indices(&mark) {
        let digits = content[at + mark.len()..].split('"').next().unwrap_or_default();
        if let Some(retained) = digits.parse().ok().and_then(|number: usize| retained.get_mut(number)) {
            *retained = true;
        }
    }
    retained
}

/// Returns the innermost element that contains all retained elements.
fn common(tree: &Tree, retained: &[bool]) -> Option<usize> {
    let is_retained = |&at: &usize| retained[at];
    let (first, last) = ((1..tree.len()).find(is_retained)?, (1..tree.len()).rev().find(is_retained)?);
    std::iter::once(first).chain(tree.ancestors(first)).find(|&at| tree.within(at).contains(&last))
}

/// Decides which nodes are shown: retained nodes, nodes that contain a retained node, and nodes that were left out for
/// no clear reason.
fn shown(tree: &Tree, links: &Links<'_>, root: usize, retained: &[bool]) -> Vec<bool> {
    let mut sums = vec![0_usize; tree.len() + 1];
    for at in 0..tree.len() {
        sums[at + 1] = sums[at] + usize::from(retained[at]);
    }
    let holds = |at: usize| sums[tree.node(at).end] > sums[at];
    let mut shown = vec![false; tree.len()];
    shown[root] = true;
    // Whether a node's parent is part of the article, rather than only around it.
    let mut inside = vec![false; tree.len()];
    inside[root] = retained[root];
    let mut at = root + 1;
    while at < tree.node(root).end {
        let parent = tree.node(at).parent;
        let is_shown = if tree.is_text(at) {
            shown[parent]
        } else if boilerplate::is_never_shown(tree, at) || tree.is_hidden(at) || boilerplate::is_box(tree, at) {
            false
        } else if holds(at) {
            true
        } else if tree.is_inline(at) {
            // Readability does not retain inline elements.
            shown[parent]
        } else {
            // An element between two retained parts of a wrapper is part of the article too.
            let end = tree.node(parent).end;
            let between = sums[at] > sums[parent] && sums[end] > sums[tree.node(at).end];
            let edge = notices::is_at_edge(tree, at) && notices::home(tree, at).is_none_or(|home| home == root);
            (inside[parent] || between || edge)
                && (!boilerplate::is_plain(tree, links, at) || between && boilerplate::is_sidebar(tree, links, at))
        };
        if is_shown {
            shown[at] = true;
            inside[at] = retained[at] || inside[parent] || notices::is_at_edge(tree, at);
            at += 1;
        } else {
            at = tree.node(at).end;
        }
    }
    shown
}

/// Returns the whole page except elements that are never shown.
#[cfg(feature = "book")]
pub(super) fn all(tree: &Tree) -> Article {
    let root = tree.find("body").unwrap_or(0);
    let mut shown = vec![false; tree.len()];
    shown[root] = true;
    let mut at = root + 1;
    while at < tree.node(root).end {
        let is_shown = tree.is_text(at) || !boilerplate::is_never_shown(tree, at) && !tree.is_hidden(at);
        shown[at] = is_shown && shown[tree.node(at).parent];
        at += 1;
    }
    Article { root, shown }
}

/// Returns the main part of a page by its elements, without what their names show to be boilerplate.
fn whole(tree: &Tree, links: &Links<'_>) -> Article {
    let body = tree.find("body").or_else(|| tree.find("html")).unwrap_or(0);
    let single = |name: &str| {
        let mut all = tree.all(name).filter(|&at| !tree.is_hidden(at) && !tree.text(at).is_empty());
        all.next().filter(|_| all.next().is_none())
    };
    let by_role = || (1..tree.len()).find(|&at| tree.has_value(at, "role", "main"));
    let root = single("main").or_else(by_role).or_else(|| single("article")).unwrap_or(body);
    let mut shown = vec![false; tree.len()];
    shown[root] = true;
    let mut at = root + 1;
    while at < tree.node(root).end {
        let is_shown = shown[tree.node(at).parent]
            && (tree.is_text(at)
                || !boilerplate::is_never_shown(tree, at)
                    && !tree.is_hidden(at)
                    && !boilerplate::is_plain(tree, links, at));
        shown[at] = is_shown;
        at = if is_shown { at + 1 } else { tree.node(at).end };
    }
    Article { root, shown }
}
