//! Leaves out locators after references: `: 503` in Wikipedia.
//!
//! A locator belongs to the reference before it and is not part of the text.

use super::super::tree::Tree;
use super::Notes;

impl Notes {
    pub(super) fn locators(&mut self, tree: &Tree) {
        let mut before: Option<usize> = None;
        for at in tree.all("sup") {
            let is_place = tree.has_class(at, "reference") && tree.text(at).starts_with(':');
            // Only white space separates it from a reference, or from another locator of that reference.
            let is_behind = before.is_some_and(|before| {
                let end = tree.node(before).end;
                end <= at && (end..at).all(|at| tree.is_text(at) && tree.text(at).is_empty())
            });
            if is_place && is_behind && !tree.within(at).any(|at| tree.name(at) == "a") {
                self.silent.insert(at);
                before = Some(at);
            } else if self.references.contains_key(&at) {
                before = Some(at);
            }
        }
    }
}
