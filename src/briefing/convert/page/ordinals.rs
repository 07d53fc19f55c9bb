//! Numbers an ordered list's items as a browser does.
//!
//! Must not know how an item is read.

use std::collections::HashMap;

use super::tree::Tree;

/// Returns the number of each item of an ordered list by the item's node.
pub(super) fn of(tree: &Tree, at: usize) -> HashMap<usize, i64> {
    if tree.name(at) != "ol" {
        return HashMap::new();
    }
    let number_in = |at: usize, name: &str| tree.attribute(at, name)?.trim().parse::<i64>().ok();
    let items: Vec<usize> = tree.children(at).filter(|&child| tree.name(child) == "li").collect();
    let is_reversed = tree.attribute(at, "reversed").is_some();
    let first = if is_reversed { i64::try_from(items.len()).unwrap_or(1) } else { 1 };
    let mut number = number_in(at, "start").unwrap_or(first);
    let mut numbers = HashMap::new();
    for item in items {
        number = number_in(item, "value").unwrap_or(number);
        numbers.insert(item, number);
        number = if is_reversed { number.saturating_sub(1) } else { number.saturating_add(1) };
    }
    numbers
}
