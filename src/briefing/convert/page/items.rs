//! The numbers of a list's items, which stay when others are taken out as notes.
//!
//! Must not know how an item is read.

use std::collections::HashMap;

use super::inlines;
use super::tree::Tree;
use super::walk::Flow;
use crate::briefing::convert::document::{Block, Inline};

/// The number that a browser shows at each item of an ordered list, by its node.
pub(super) fn numbers(tree: &Tree, at: usize) -> HashMap<usize, i64> {
    if tree.name(at) != "ol" {
        return HashMap::new();
    }
    let said = |at: usize, name: &str| tree.attribute(at, name)?.trim().parse::<i64>().ok();
    let items: Vec<usize> = tree.children(at).filter(|&child| tree.name(child) == "li").collect();
    let is_reversed = tree.attribute(at, "reversed").is_some();
    let first = if is_reversed { i64::try_from(items.len()).unwrap_or(1) } else { 1 };
    let mut number = said(at, "start").unwrap_or(first);
    let mut numbers = HashMap::new();
    for item in items {
        number = said(item, "value").unwrap_or(number);
        numbers.insert(item, number);
        number = if is_reversed { number.saturating_sub(1) } else { number.saturating_add(1) };
    }
    numbers
}

/// Adds a list, or text with its numbers where they do not follow each other.
pub(super) fn push(items: Vec<(Option<i64>, Vec<Block>)>, is_ordered: bool, flow: &mut Flow) {
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
            inlines::push(&mut words, &format!("{number}. "));
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
