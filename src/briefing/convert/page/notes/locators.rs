//! Locators behind references: `: 503` in Wikipedia.
//!
//! They belong to the reference before them and are no words of the text.

use super::super::tree::Tree;
use super::Notes;

impl Notes {
    pub(super) fn locators(&mut self, tree: &Tree) {
        let mut before: Option<usize> = None;
        for at in tree.all("sup") {
            let is_place = tree.has_class(at, "reference") && tree.text(at).starts_with(':');
            // Only space separates it from a reference, or from another locator of it.
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
