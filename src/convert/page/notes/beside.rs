//! Notes that stand in the text, and are shown beside it.
//!
//! Must not know links.

use std::collections::HashSet;
use std::ops::Range;

use super::super::tree::Tree;
use super::{Note, Notes, label, mark};

impl Notes {
    /// Notes that stand in the text, and are shown beside it.
    pub(super) fn beside(&mut self, tree: &Tree) {
        let mut labels: HashSet<String> = self.all.iter().map(|note| note.label.clone()).collect();
        for at in 1..tree.len() {
            let Some((mark, body)) = beside(tree, at).filter(|_| !self.bodies.contains_key(&at)) else { continue };
            if tree.ancestors(at).any(|outer| self.bodies.contains_key(&outer)) {
                continue;
            }
            let label = label(&mark, &mut labels);
            self.bodies.insert(at, self.all.len());
            self.references.insert(at, self.all.len());
            self.all.push(Note { label, mark, body });
        }
    }
}

/// The mark and the nodes of a note that stands where it is referred to.
fn beside(tree: &Tree, at: usize) -> Option<(String, Range<usize>)> {
    if !matches!(tree.name(at), "span" | "small" | "aside" | "div") || tree.text(at).is_empty() {
        return None;
    }
    if ["sidenote", "marginnote"].iter().any(|class| tree.has_class(at, class)) {
        return Some((String::new(), at + 1..tree.node(at).end));
    }
    // LaTeXML repeats the mark before the note.
    if !["ltx_role_footnote", "ltx_role_endnote"].iter().any(|class| tree.has_class(at, class)) {
        return None;
    }
    let content = tree.within(at).find(|&at| tree.has_class(at, "ltx_note_content"))?;
    let is_mark = |&at: &usize| tree.has_class(at, "ltx_note_mark") || tree.has_class(at, "ltx_tag_note");
    let last = tree.children(content).take_while(|at| is_mark(at) || tree.text(*at).is_empty()).last();
    let mark = tree.within(at).find(|at| is_mark(at)).map(|at| mark::bare(&tree.text(at)).to_owned());
    let body = last.map_or(content + 1, |last| tree.node(last).end)..tree.node(content).end;
    (!body.is_empty()).then(|| (mark.unwrap_or_default(), body))
}
