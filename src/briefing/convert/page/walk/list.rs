//! Reads lists of a page: ordered, unordered and definition lists.
//!
//! Items keep their numbers when other items are taken out as notes. Must not know what is in an item.

use super::line;
use super::{Flow, Walk, gap, is_gap};
use crate::briefing::convert::document::{Block, Inline};
use crate::briefing::convert::page::ordinals;

impl Walk<'_> {
    pub(super) fn list(&mut self, at: usize, flow: &mut Flow, depth: usize) {
        let tree = self.tree;
        let mut numbers = ordinals::of(tree, at);
        let mut items: Vec<(Option<i64>, Vec<Block>)> = Vec::new();
        let (mut gaps, mut rest) = (false, Flow::default());
        let mut next = at + 1;
        while next < tree.node(at).end {
            let child = next;
            next = tree.node(child).end;
            if !self.shows(child) {
                continue;
            }
            if let Some(end) = self.leaves(child) {
                gaps = true;
                next = end;
                continue;
            }
            let number = numbers.remove(&child);
            if tree.name(child) != "li" {
                // A nested list belongs to the item before it.
                self.node(child, &mut rest, depth + 1);
                if tree.is_text(child) {
                    continue;
                }
            }
            let mut blocks = std::mem::take(&mut rest).done();
            if tree.name(child) == "li" {
                if !blocks.is_empty() {
                    items.push((None, blocks));
                }
                blocks = self.inner(child, depth + 1);
                gaps |= blocks.iter().any(is_gap);
                blocks.retain(|block| !is_gap(block));
                if !blocks.is_empty() {
                    items.push((number, blocks));
                }
            } else if let Some((_, before)) = items.last_mut() {
                before.append(&mut blocks);
            } else if !blocks.is_empty() {
                items.push((None, blocks));
            }
        }
        let blocks = rest.done();
        if !blocks.is_empty() {
            items.push((None, blocks));
        }
        if !items.is_empty() {
            push(items, tree.name(at) == "ol", flow);
        } else if gaps {
            flow.push(gap());
        }
    }

    /// Reads a definition list. Each term and its definition become an item.
    pub(super) fn definitions(&mut self, at: usize, flow: &mut Flow, depth: usize) {
        let tree = self.tree;
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut gaps = false;
        // Groups may stand in a `<div>`.
        let mut parts = Vec::new();
        for child in tree.children(at).filter(|&child| self.shows(child)) {
            if tree.name(child) == "div" {
                parts.extend(tree.children(child).filter(|&part| self.shows(part)));
            } else {
                parts.push(child);
            }
        }
        let mut skipped = 0;
        for part in parts.into_iter().filter(|&part| !tree.is_text(part)) {
            if part < skipped {
                continue;
            }
            if let Some(end) = self.leaves(part) {
                gaps = true;
                skipped = end;
            } else if tree.name(part) == "dt" {
                let mut line = Vec::new();
                self.words(part, &mut line, depth + 1);
                if line::is_shown(&line) {
                    items.push(vec![Block::Paragraph(vec![Inline::Strong(line)])]);
                }
            } else {
                let mut blocks = self.inner(part, depth + 1);
                match items.last_mut() {
                    Some(before) => before.append(&mut blocks),
                    None if blocks.is_empty() => {}
                    None => items.push(blocks),
                }
            }
        }
        if !items.is_empty() {
            flow.push(Block::List { start: None, items });
        } else if gaps {
            flow.push(gap());
        }
    }
}

/// Adds a list. If its numbers are not consecutive, it becomes text that has them.
fn push(items: Vec<(Option<i64>, Vec<Block>)>, is_ordered: bool, flow: &mut Flow) {
    let first = items.iter().find_map(|(number, _)| *number);
    if !is_ordered || first.is_none() {
        let start = is_ordered.then_some(1);
        return flow.push(Block::List { start, items: items.into_iter().map(|(_, blocks)| blocks).collect() });
    }
    let numbers: Vec<i64> = items.iter().filter_map(|(number, _)| *number).collect();
    let follow = numbers.windows(2).all(|two| two[0].checked_add(1) == Some(two[1])) && numbers.len() == items.len();
    if let (true, Some(start)) = (follow, first.and_then(|first| u64::try_from(first).ok())) {
        return flow
            .push(Block::List { start: Some(start), items: items.into_iter().map(|(_, blocks)| blocks).collect() });
    }
    for (number, mut blocks) in items {
        if let Some(number) = number {
            let mut words = Vec::new();
            line::push(&mut words, &format!("{number}. "));
            match blocks.first_mut() {
                Some(Block::Paragraph(own)) => own.splice(0..0, words).for_each(drop),
                _ => blocks.insert(0, Block::Paragraph(vec![Inline::Text(format!("{number}."))])),
            }
        }
        for block in blocks {
            flow.push(block);
        }
    }
}
