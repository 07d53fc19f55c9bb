//! The notes of a page: which links are references, and which elements hold what they refer to.
//!
//! They are looked for in the whole page: a list of notes often stands outside of what is taken for the article. Must not
//! know how blocks are made.

mod back;
mod beside;
mod between;
mod body;
mod keys;
mod mark;
mod raised;
mod target;
mod works;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::address::Base;
use super::tree::Tree;
use back::{Pairs, is_back_link, is_explicit, leads_back};
use body::{body, is_held, text_of};
use target::{is_named, target_of};
use works::Works;

pub(super) use mark::{is_mark, without_mark};

/// The longest words that are a mark, in bytes.
const LONGEST_MARK: usize = 40;

/// A note of a page.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    /// What its references show: `1`, `a`, `*`.
    pub(super) mark: String,
    /// The nodes that hold its text: the first ones of what stands in them.
    pub(super) body: Range<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) all: Vec<Note>,
    /// Links, and what stands for them in the text, by their nodes.
    references: HashMap<usize, usize>,
    /// Nodes at which a note's text begins.
    bodies: HashMap<usize, usize>,
    /// Links that lead back.
    back: HashSet<usize>,
    /// References whose own words belong to the text.
    worded: HashSet<usize>,
    /// The notes between those of a range, by the link at its end.
    between: HashMap<usize, Vec<usize>>,
    /// What references stand for: dashes of ranges, notes that are shown a second time.
    silent: HashSet<usize>,
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
        notes.beside(tree, base);
        notes.raised(tree, &works);
        notes.find_back(tree, base, &pairs);
        notes
    }

    /// The note that is referred to at a node.
    pub(super) fn reference(&self, at: usize) -> Option<usize> {
        self.references.get(&at).copied()
    }

    /// The note whose text begins at a node.
    pub(super) fn body(&self, at: usize) -> Option<usize> {
        self.bodies.get(&at).copied()
    }

    /// The nodes of the notes that stand outside of the lines that refer to them.
    pub(super) fn apart(&self) -> impl Iterator<Item = usize> + '_ {
        let apart = self.all.iter().filter(|note| !self.references.contains_key(&(note.body.start.saturating_sub(1))));
        apart.flat_map(|note| note.body.clone())
    }

    /// The notes of a range that ends at a node, but for those at its ends.
    pub(super) fn between(&self, at: usize) -> &[usize] {
        self.between.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Whether references stand for a text.
    pub(super) fn is_silent(&self, at: usize) -> bool {
        self.silent.contains(&at)
    }

    pub(super) fn is_worded(&self, at: usize) -> bool {
        self.worded.contains(&at)
    }

    pub(super) fn is_back(&self, at: usize) -> bool {
        self.back.contains(&at)
    }

    /// The note whose text begins where a body does; a new one if there is none.
    fn enter(&mut self, mark: &str, body: Range<usize>) -> usize {
        *self.bodies.entry(body.start).or_insert_with(|| {
            let label = label(mark, &mut self.labels);
            self.all.push(Note { label, mark: mark.to_owned(), body });
            self.all.len() - 1
        })
    }

    /// Links to notes elsewhere in the page.
    fn linked(&mut self, tree: &Tree, base: &Base, pairs: &Pairs, works: &Works) {
        let mut candidates = Vec::new();
        for link in (1..tree.len()).filter(|&at| matches!(tree.name(at), "a" | "label")) {
            let Some((target, fragment)) = target_of(tree, base, link) else { continue };
            let words = tree.text(link);
            let is_work = works.has(tree, target, &words);
            let explicit = is_explicit(tree, link) || is_work && works::are_named(&words);
            let longest = if is_work { works::LONGEST_NAME } else { LONGEST_MARK };
            if words.len() > longest || !(explicit || is_mark(&words)) || tree.within(target).contains(&link) {
                continue;
            }
            let is_note = pairs.is_in_note(tree, link);
            if !explicit && (is_back_link(tree, link) || is_note == Some(true)) {
                continue;
            }
            let is_worded = mark::is_worded(&words) || is_work && mark::is_year(&words);
            if works::is_key(tree, link) && !is_mark(&words) {
                self.worded.insert(link);
            } else if is_worded && !tree.ancestors(link).take(2).any(|outer| tree.name(outer) == "sup") {
                if !explicit {
                    continue;
                }
                self.worded.insert(link);
            }
            let is_certain = explicit || is_note == Some(false);
            candidates.push((link, target, fragment, words, is_certain));
        }
        // Where several notes stand in one element, each ends where the next begins.
        let targets: HashSet<usize> = candidates.iter().map(|&(_, target, ..)| target).collect();
        let mut targets: Vec<usize> = targets.into_iter().collect();
        targets.sort_unstable();
        let mut found: BTreeMap<usize, Option<Range<usize>>> = BTreeMap::new();
        let mut up = Vec::new();
        for (link, target, fragment, words, is_certain) in candidates {
            // What leads up leads back, unless something says otherwise.
            if target < link && !is_certain {
                up.push((link, target));
                continue;
            }
            let body = found.entry(target).or_insert_with(|| body(tree, target, &targets)).clone();
            let Some(body) = body.filter(|body| !body.contains(&link)) else { continue };
            let is_note = is_certain
                || is_named(&fragment)
                || is_held(tree, body.start)
                || leads_back(tree, base, &body, link)
                || mark::begins_with(&words, &text_of(tree, &body));
            if !is_note {
                continue;
            }
            let note = self.enter(mark::bare(&words), body);
            if !self.worded.contains(&link) {
                self.references.insert(outer(tree, link), note);
            }
            self.references.insert(link, note);
        }
        // A note may name one before it; what leads to a reference leads back.
        for (link, target) in up {
            let is_reference = std::iter::once(target).chain(tree.ancestors(target).take(3));
            let is_reference = is_reference.into_iter().any(|at| self.references.contains_key(&at));
            let body = body(tree, target, &targets).filter(|body| !body.contains(&link));
            let Some(&note) = body.and_then(|body| self.bodies.get(&body.start)) else { continue };
            let in_note = self.all.iter().any(|note| note.body.contains(&link));
            if in_note && !is_reference && !tree.text(target).is_empty() {
                self.references.insert(outer(tree, link), note);
                self.references.insert(link, note);
            }
        }
    }
}

/// What stands for a reference: the `<sup>` around its link, with the brackets.
fn outer(tree: &Tree, link: usize) -> usize {
    let text = tree.text(link);
    let mut outer = link;
    for at in tree.ancestors(link).take(3) {
        let is_inline = matches!(tree.name(at), "sup" | "span" | "small" | "cite" | "a");
        if !is_inline || mark::bare(tree.text(at)) != mark::bare(&text) {
            break;
        }
        outer = at;
    }
    outer
}

/// A label for a mark, unlike all others.
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
