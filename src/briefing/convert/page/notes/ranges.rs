//! Finds the notes between the ends of a range of references.
//!
//! `1–3`, with links at its ends, refers to the notes between them too.

use super::{Notes, outer};
use crate::briefing::convert::page::tree::Tree;

/// Longest range.
const LONGEST: usize = 50;

impl Notes {
    /// Finds the entries between those of two links with a dash between them.
    pub(super) fn ranges(&mut self, tree: &Tree) {
        let mut links: Vec<usize> = self.references.keys().copied().filter(|&at| tree.name(at) == "a").collect();
        links.sort_unstable();
        for two in links.windows(2) {
            let (first, last) = (two[0], two[1]);
            let dashes = dashes(tree, tree.node(first).end..last);
            let Some(entries) = dashes.as_ref().and_then(|_| self.entries(tree, first, last)) else { continue };
            let from: usize = self.all[self.references[&first]].mark.parse().unwrap_or_default();
            let mut between = Vec::new();
            for (entry, number) in entries.into_iter().zip(from + 1..) {
                let note = self.enter(&number.to_string(), tree.within(entry));
                between.push(note);
            }
            self.silent.extend(dashes.unwrap_or_default());
            self.others.insert(outer(tree, last), between.clone());
            self.others.insert(last, between);
        }
    }

    /// Returns the entries between those of two links; none if their count does not fit.
    fn entries(&self, tree: &Tree, first: usize, last: usize) -> Option<Vec<usize>> {
        let (first, last) = (&self.all[self.references[&first]], &self.all[self.references[&last]]);
        let (from, to) = (first.mark.parse::<usize>().ok()?, last.mark.parse::<usize>().ok()?);
        let count = to.checked_sub(from).filter(|count| (1..=LONGEST).contains(count))?;
        let entry = first.body.start;
        let parent = tree.node(entry).parent;
        let mut all = tree.children(parent).filter(|&one| one >= entry && tree.name(one) == tree.name(entry));
        let between: Vec<usize> = all.by_ref().skip(1).take(count - 1).collect();
        (!tree.is_text(entry) && all.next() == Some(last.body.start)).then_some(between)
    }
}

/// Returns the texts between two links, if they consist of one dash.
fn dashes(tree: &Tree, between: std::ops::Range<usize>) -> Option<Vec<usize>> {
    if between.len() > 8 {
        return None;
    }
    let texts: Vec<usize> = between.filter(|&at| tree.is_text(at)).collect();
    let all: String = texts.iter().map(|&at| tree.node(at).text.trim()).collect();
    let dash = all.strip_prefix(']').and_then(|all| all.strip_suffix('[')).unwrap_or(&all).trim();
    matches!(dash, "–" | "-" | "‐" | "‑" | "−" | "—").then_some(texts)
}
