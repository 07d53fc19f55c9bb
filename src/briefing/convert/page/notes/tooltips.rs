//! Finds tooltips: notes after their marks, shown when the pointer is on the mark.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::tree::Tree;
use super::names::Evidence;
use super::{Note, Notes, label, mark, names, raised};

/// Most nodes of a mark.
const NEAR: usize = 12;

/// Classes of tooltips.
const TOOLTIPS: &[&str] = &["footnote_tooltip", "modern-footnotes-footnote__note", "ref-overlay"];

impl Notes {
    pub(super) fn tooltips(&mut self, tree: &Tree) {
        let mut described: Option<HashMap<&str, usize>> = None;
        let mut shown = HashSet::new();
        for at in (1..tree.len()).filter(|&at| !tree.is_bare(at)) {
            let is_tooltip = is_tooltip(tree, at);
            if !is_tooltip && !is_behind_mark(tree, at) || self.bodies.contains_key(&at) {
                continue;
            }
            let described = described.get_or_insert_with(|| describers(tree));
            let by_name = tree.attribute(at, "id").and_then(|id| described.get(id)).copied();
            let found = around(tree, at).or_else(|| before(tree, at)).or(by_name);
            if is_tooltip {
                self.silent.insert(at);
            }
            let Some(marker) = found.filter(|&marker| is_marker(tree, marker, at)) else { continue };
            if tree.text(at).is_empty() || self.is_referred(tree, marker) {
                continue;
            }
            self.silent.insert(at);
            let mark = mark::bare(own_words(tree, marker, at)).to_owned();
            let body = at + 1..tree.node(at).end;
            shown.extend([plain(tree, &body), mark.clone() + &plain(tree, &body)]);
            // Controls of forms are not always shown.
            if matches!(tree.name(marker), "label" | "button") {
                self.silent.remove(&at);
                self.silent.insert(marker);
                self.references.insert(at, self.all.len());
            } else {
                self.references.insert(super::outer(tree, marker), self.all.len());
                self.references.insert(marker, self.all.len());
            }
            self.bodies.insert(at, self.all.len());
            let label = label(&mark, &mut self.labels);
            self.all.push(Note { label, mark, body, is_apart: false });
        }
        if !shown.is_empty() {
            self.shown_again(tree, &shown);
        }
    }

    /// Whether a mark is already a reference.
    fn is_referred(&self, tree: &Tree, marker: usize) -> bool {
        let around = tree.ancestors(marker).take(2);
        tree.within(marker).chain(around).any(|at| self.references.contains_key(&at))
    }

    /// Leaves out lists that only repeat tooltips.
    fn shown_again(&mut self, tree: &Tree, shown: &HashSet<String>) {
        let mut at = 1;
        while at < tree.len() {
            let is_list = matches!(tree.name(at), "ul" | "ol" | "table" | "div" | "section" | "aside")
                && names::is_footnote(tree.class_and_id(at));
            let mut items = tree.within(at).filter(|&at| matches!(tree.name(at), "li" | "tr")).peekable();
            if is_list && items.peek().is_some() && items.all(|item| shown.contains(&plain(tree, &tree.within(item)))) {
                self.silent.insert(at);
                at = tree.node(at).end;
            } else {
                at += 1;
            }
        }
    }
}

/// Whether an element is a tooltip.
fn is_tooltip(tree: &Tree, at: usize) -> bool {
    let is_called = || ["footnote", "overlay"].iter().any(|part| tree.class_and_id(at).contains(part));
    tree.has_value(at, "role", "tooltip") || is_called() && tree.has_class_among(at, TOOLTIPS)
}

/// Whether an element is a tooltip, provided that a mark precedes it.
fn is_behind_mark(tree: &Tree, at: usize) -> bool {
    let parent = tree.node(at).parent;
    let is_inside = || tree.name(parent) == "span" && names::evidence(tree.class_and_id(parent)) == Evidence::Proof;
    tree.name(at) == "span" && (tree.has_value(at, "role", "note") || is_inside() && tree.is_hidden(at))
}

/// Returns the words of a mark without a tooltip inside it.
fn own_words(tree: &Tree, marker: usize, tooltip: usize) -> &str {
    let words = tree.text(marker);
    let is_inside = tree.within(marker).contains(&tooltip);
    words.strip_suffix(tree.text(tooltip)).filter(|_| is_inside).unwrap_or(words)
}

/// Returns the superscript or the link around a tooltip.
fn around(tree: &Tree, at: usize) -> Option<usize> {
    tree.ancestors(at).take(2).find(|&outer| matches!(tree.name(outer), "a" | "sup"))
}

/// Whether an element is the mark of a note, rather than a word or a power with an explanation.
fn is_marker(tree: &Tree, at: usize, tooltip: usize) -> bool {
    let words = own_words(tree, at, tooltip).trim();
    if !mark::is_mark(words) || mark::is_year(words) {
        return false;
    }
    let find = |name: &str| tree.within(at).take(NEAR).find(|&at| tree.name(at) == name);
    let leads_out = |link: usize| {
        let href = tree.attribute(link, "href").unwrap_or_default();
        !href.is_empty() && !href.starts_with('#') && !href.starts_with("javascript:")
    };
    let around = |name: &str| tree.ancestors(at).take(1).find(|&outer| tree.name(outer) == name);
    let (link, raised) = (find("a").or_else(|| around("a")), find("sup").or_else(|| around("sup")));
    let is_called =
        names::is_footnote(tree.class_and_id(at)) || names::is_footnote(tree.class_and_id(tree.node(at).parent));
    let is_set_off = raised.is_some() || is_called || words.starts_with(['[', '(']);
    let is_number = words.chars().all(|c| c.is_ascii_digit());
    let stands = match (link, raised) {
        (Some(link), _) => !leads_out(link) && (is_set_off || is_number),
        (None, Some(raised)) => is_called || !raised::is_power(tree, raised),
        (None, None) => is_called || matches!(tree.name(at), "label" | "button") && is_number,
    };
    stands && !tree.ancestors(at).take(NEAR).any(|outer| tree.is_heading(outer))
}

/// Returns elements that name another element as their description, by that name.
fn describers(tree: &Tree) -> HashMap<&str, usize> {
    let all = (1..tree.len()).filter_map(|at| Some((tree.attribute(at, "aria-describedby")?, at)));
    all.collect()
}

/// Returns the element right before another.
fn before(tree: &Tree, at: usize) -> Option<usize> {
    let parent = tree.node(at).parent;
    let mut end = at;
    loop {
        let last = end.checked_sub(1).filter(|&last| last > parent)?;
        let one = std::iter::once(last).chain(tree.ancestors(last)).find(|&one| tree.node(one).parent == parent)?;
        if !tree.text(one).is_empty() {
            return (!tree.is_text(one)).then_some(one);
        }
        end = one;
    }
}

/// Returns the letters and digits of nodes.
fn plain(tree: &Tree, nodes: &Range<usize>) -> String {
    tree.text_in(nodes).chars().filter(|c| c.is_alphanumeric()).collect()
}
