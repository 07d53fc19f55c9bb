//! Finds the notes of a page: which links are references, and which elements are notes.
//!
//! Notes are looked for in the whole page, because a list of notes often stands outside the article. Must not know how
//! blocks are made.

mod backlinks;
mod body;
mod comments;
mod keys;
mod linked;
mod locators;
mod mark;
mod names;
mod raised;
mod ranges;
mod sidenotes;
mod target;
mod tooltips;
mod works;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::FixedState;

use super::address::Base;
use super::tree::Tree;
use backlinks::Pairs;
use works::Works;

pub(super) use mark::{is_mark, without_mark};
pub(super) use names::may_hold_notes;

/// A map by node. The hasher is fixed, because no page can choose the numbers of its nodes so that they collide.
type ByNode<T> = HashMap<usize, T, FixedState>;

type Nodes = HashSet<usize, FixedState>;

/// A note of a page.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    /// Words of its references: `1`, `a`, `*`.
    pub(super) mark: String,
    /// Nodes of its text.
    pub(super) body: Range<usize>,
    /// Whether it stands outside the lines that refer to it.
    is_apart: bool,
}

#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) all: Vec<Note>,
    /// Indices of notes by the nodes of their references, both of links and of the elements around them.
    references: ByNode<usize>,
    /// Indices of notes by the nodes at which their texts begin.
    bodies: ByNode<usize>,
    /// Links from notes back to references, with the signs and brackets around them.
    backlinks: Nodes,
    /// References whose own words belong to the text.
    worded: Nodes,
    /// Further notes that a node refers to before its own note: the notes of a range, by the link at its end, and the
    /// notes of a group.
    others: ByNode<Vec<usize>>,
    /// Nodes that are not shown: dashes of ranges, repeated notes, comments.
    silent: Nodes,
    labels: HashSet<String>,
}

impl Notes {
    pub(super) fn of(tree: &Tree, base: &Base) -> Self {
        let mut notes = Self::default();
        let pairs = Pairs::of(tree, base);
        let works = Works::of(tree);
        notes.linked(tree, base, &pairs, &works);
        notes.ranges(tree);
        notes.keys(tree, &works);
        notes.comments(tree, base);
        notes.locators(tree);
        notes.tooltips(tree);
        notes.sidenotes(tree, base);
        notes.raised(tree, &works);
        notes.find_backlinks(tree, base, &pairs);
        notes
    }

    /// Returns the note that a node refers to.
    pub(super) fn reference(&self, at: usize) -> Option<usize> {
        self.references.get(&at).copied()
    }

    /// Returns the note whose text begins at a node.
    pub(super) fn body(&self, at: usize) -> Option<usize> {
        self.bodies.get(&at).copied()
    }

    /// Returns the nodes of notes outside the lines that refer to them.
    pub(super) fn apart(&self) -> impl Iterator<Item = usize> + '_ {
        self.all.iter().filter(|note| note.is_apart).flat_map(|note| note.body.clone())
    }

    /// Returns the notes that a node refers to before its own note.
    pub(super) fn others(&self, at: usize) -> &[usize] {
        self.others.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Whether a node is not shown.
    pub(super) fn is_silent(&self, at: usize) -> bool {
        self.silent.contains(&at)
    }

    pub(super) fn is_worded(&self, at: usize) -> bool {
        self.worded.contains(&at)
    }

    pub(super) fn is_backlink(&self, at: usize) -> bool {
        self.backlinks.contains(&at)
    }

    /// Returns the note whose text begins with a body, or adds one.
    fn enter(&mut self, mark: &str, body: Range<usize>) -> usize {
        *self.bodies.entry(body.start).or_insert_with(|| {
            let label = label(mark, &mut self.labels);
            self.all.push(Note { label, mark: mark.to_owned(), body, is_apart: true });
            self.all.len() - 1
        })
    }
}

/// Returns the outermost element of a reference: the `<sup>` around its link, with the brackets.
fn outer(tree: &Tree, link: usize) -> usize {
    let text = tree.text(link);
    let mut outer = link;
    for at in tree.ancestors(link).take(3) {
        let is_inline = matches!(tree.name(at), "sup" | "span" | "small" | "cite" | "a");
        if !is_inline || mark::bare(tree.text(at)) != mark::bare(text) {
            break;
        }
        outer = at;
    }
    outer
}

/// Makes a label for a mark that differs from all others.
fn label(mark: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = mark.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    let base = if plain.is_empty() { "note" } else { plain };
    let mut label = base.to_owned();
    let mut count = 1;
    while label == "note" || !taken.insert(label.clone()) {
        label = format!("{base}-{count}");
        count += 1;
    }
    label
}
