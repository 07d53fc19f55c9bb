//! Finds sidenotes: notes within the text that are shown beside it.
//!
//! Must not know what a list of notes is.

use std::ops::Range;

use super::super::address::Base;
use super::super::tree::Tree;
use super::target::target;
use super::{Note, Notes, label, mark};

impl Notes {
    pub(super) fn sidenotes(&mut self, tree: &Tree, base: &Base) {
        for at in 1..tree.len() {
            let Some((mark, body)) = beside(tree, at).filter(|_| !self.bodies.contains_key(&at)) else { continue };
            if tree.ancestors(at).any(|outer| self.bodies.contains_key(&outer)) {
                continue;
            }
            if self.repeats(tree, at, &mark, &body) {
                self.silent.insert(at);
                continue;
            }
            let label = label(&mark, &mut self.labels);
            self.bodies.insert(at, self.all.len());
            self.references.insert(at, self.all.len());
            self.all.push(Note { label, mark, body, is_apart: false });
        }
        // Asciidoc refers to a note again by the note's name.
        for link in tree.all("a") {
            let outer = tree.node(link).parent;
            let found = tree.attribute(link, "href").filter(|_| tree.has_class(outer, "footnoteref"));
            let found = found.and_then(|href| target(tree, base, href));
            if let Some(&note) = found.and_then(|(target, _)| self.bodies.get(&target)) {
                self.references.insert(outer, note);
            }
        }
    }

    /// Whether a note repeats the note of the reference before it.
    fn repeats(&self, tree: &Tree, at: usize, mark: &str, body: &Range<usize>) -> bool {
        let plain = |body: &Range<usize>, mark: &str| {
            let text = tree.text_in(body);
            let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
            text.strip_prefix(mark).map_or(text.clone(), str::to_owned)
        };
        let before = (tree.node(at).parent..at).rev().take(8).find_map(|at| self.references.get(&at));
        before.is_some_and(|&note| {
            let note = &self.all[note];
            (mark.is_empty() || note.mark == mark) && plain(&note.body, &note.mark) == plain(body, &note.mark)
        })
    }
}

/// Returns the mark and the nodes of a note that stands at its own reference.
fn beside(tree: &Tree, at: usize) -> Option<(String, Range<usize>)> {
    if tree.name(at) == "d-footnote" || tree.name(at) == "span" && is_bracketed(tree, at) {
        let body = at + 1..tree.node(at).end;
        return Some((String::new(), body)).filter(|_| !tree.text(at).is_empty());
    }
    if !matches!(tree.name(at), "span" | "small" | "aside" | "div") {
        return None;
    }
    // The mark may be repeated before the note.
    let (content, marks): (_, &[&str]) = if tree.has_class_among(at, &["ltx_role_footnote", "ltx_role_endnote"]) {
        (tree.within(at).find(|&at| tree.has_class(at, "ltx_note_content"))?, &["ltx_note_mark", "ltx_tag_note"])
    } else if tree.has_class(at, "inline-footnote") {
        (tree.within(at).find(|&at| tree.has_class(at, "footnoteContent"))?, &[])
    } else if tree.has_class_among(at, &["sidenote", "marginnote"]) {
        (at, &["sidenote-number"])
    } else {
        return None;
    };
    if tree.text(content).is_empty() {
        return None;
    }
    let has_class = |at: usize| tree.has_class_among(at, marks);
    let is_raised = |one: usize| content == at && tree.name(one) == "sup" && mark::is_mark(tree.text(one));
    let is_mark = |at: &usize| has_class(*at) || is_raised(*at);
    let is_empty = |at: usize| tree.text(at).is_empty();
    let last = tree.children(content).take_while(|at| is_mark(at) || is_empty(*at)).filter(is_mark).last();
    let mark = last.or_else(|| tree.within(at).find(|&at| has_class(at)));
    let mark = mark.map(|at| mark::bare(tree.text(at)).to_owned());
    let body = last.map_or(content + 1, |last| tree.node(last).end)..tree.node(content).end;
    (!body.is_empty()).then(|| (mark.unwrap_or_default(), body))
}

/// Whether an element is a note of Asciidoc, in brackets on its own line.
fn is_bracketed(tree: &Tree, at: usize) -> bool {
    let is_held = |text: &str| text.starts_with('[') && text.ends_with(']');
    tree.has_class(at, "footnote")
        && tree.children(at).find(|&one| !tree.is_text(one)).is_some_and(|one| tree.name(one) == "br")
        && is_held(tree.text(at))
}
