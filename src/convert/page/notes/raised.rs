//! Raised numbers that are no links, and the numbered notes that they refer to.
//!
//! They are read only where all of them fit: the notes count upward from 1, and so do the numbers in the text as they first
//! appear. Must not know links.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::items;
use super::super::tree::Tree;
use super::body::{is_block, is_held};
use super::works::Works;
use super::{Notes, mark};

/// Units whose raised number is a power.
const UNITS: &[&str] =
    &["km", "cm", "mm", "nm", "µm", "dm", "ft", "mi", "yd", "in", "kg", "ms", "sec", "hr", "sq", "log"];

/// The most numbers in one raised text.
const MOST: usize = 12;

/// A numbered note.
struct Entry {
    at: usize,
    body: Range<usize>,
    /// The element that shows its number, if that is no item's.
    mark: Option<usize>,
}

impl Notes {
    pub(super) fn raised(&mut self, tree: &Tree, works: &Works) {
        if self.all.iter().any(|note| note.mark.starts_with(|c: char| c.is_ascii_digit())) {
            return;
        }
        let sups: Vec<usize> = tree.all("sup").filter(|&at| !tree.within(at).any(|at| tree.name(at) == "a")).collect();
        if sups.is_empty() {
            return;
        }
        let Some(entries) = entries(tree, works) else { return };
        let in_entry = |at: usize| entries.values().any(|entry| entry.body.contains(&at));
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for at in sups.into_iter().filter(|&at| !in_entry(at) && !tree.is_hidden(at)) {
            let Some(numbers) = numbers(&tree.text(at)).filter(|_| is_reference(tree, at)) else { continue };
            found.push((at, numbers));
        }
        let mut last = 0;
        for &number in found.iter().flat_map(|(_, numbers)| numbers) {
            if number > last + 1 {
                return;
            }
            last = last.max(number);
        }
        if last != entries.len() {
            return;
        }
        let notes: Vec<usize> = entries
            .into_iter()
            .map(|(number, entry)| {
                self.back.extend(entry.mark);
                self.enter(&number.to_string(), entry.body)
            })
            .collect();
        for (at, numbers) in found {
            let mut all: Vec<usize> = numbers.into_iter().map(|number| notes[number - 1]).collect();
            if let Some(last) = all.pop() {
                self.references.insert(at, last);
                self.between.insert(at, all);
            }
        }
    }
}

/// The notes by their numbers, if these count upward from 1, and nothing else begins with such a number.
fn entries(tree: &Tree, works: &Works) -> Option<BTreeMap<usize, Entry>> {
    let mut entries: BTreeMap<usize, Entry> = BTreeMap::new();
    for at in (1..tree.len()).filter(|&at| !tree.is_hidden(at)) {
        let found = match tree.name(at) {
            "ol" if is_list(tree, works, at) => {
                let numbers = items::numbers(tree, at).into_iter();
                numbers.map(|(item, number)| (usize::try_from(number).ok(), item, None)).collect()
            }
            "p" | "div" => match own_mark(tree, at) {
                Some((number, mark)) => vec![(Some(number), at, Some(mark))],
                None => continue,
            },
            _ => continue,
        };
        for (number, at, mark) in found {
            if mark.is_some() && !is_listed(tree, works, at, !entries.is_empty()) {
                return None;
            }
            let entry = Entry { at, body: tree.within(at), mark };
            if entries.insert(number?, entry).is_some() {
                return None;
            }
        }
    }
    let counts = entries.keys().copied().eq(1..=entries.len());
    if entries.is_empty() || !counts {
        return None;
    }
    // What stands between two entries belongs to the first; lists behind the last one belong to it.
    let starts: Vec<usize> = entries.values().map(|entry| entry.at).collect();
    for entry in entries.values_mut().filter(|entry| entry.mark.is_some() && !is_called(tree, entry.at)) {
        let parent = tree.node(entry.at).parent;
        let behind = tree.children(parent).filter(|&one| one > entry.at);
        let next = tree.children(parent).find(|one| *one > entry.at && starts.contains(one));
        let ends = |one: usize| tree.is_heading(one) || tree.name(one) == "hr";
        let is_part = |&one: &usize| match next {
            Some(next) => one < next && !(entry.at..next).any(ends),
            None => tree.is_text(one) || matches!(tree.name(one), "ul" | "ol"),
        };
        let last = behind.take_while(is_part).last();
        entry.body.end = last.map_or(entry.body.end, |last| tree.node(last).end);
    }
    Some(entries)
}

/// Whether an element is called a note by its own names.
fn is_called(tree: &Tree, at: usize) -> bool {
    ["footnote", "endnote"].iter().any(|name| tree.called(at).contains(name))
}

/// Whether an ordered list is one of notes.
fn is_list(tree: &Tree, works: &Works, at: usize) -> bool {
    let in_aside = || tree.name(tree.node(at).parent) == "aside" && tree.attribute(at, "start").is_some();
    let parent = tree.node(at).parent;
    let is_last = || !tree.children(parent).any(|one| one > at && !tree.text(one).trim().is_empty());
    works.lists(at) || is_held(tree, at) || in_aside() || is_behind_rule(tree, at) && is_last()
}

/// Whether a block with a number stands among notes.
fn is_listed(tree: &Tree, works: &Works, at: usize, is_next: bool) -> bool {
    let behind_rule = || {
        let parent = tree.node(at).parent;
        let first = tree
            .children(parent)
            .filter(|&one| one <= at)
            .find(|&one| is_behind_rule(tree, one) && own_mark(tree, one).is_some());
        first.is_some_and(|first| first == at || is_next)
    };
    works.lists(at) || is_held(tree, at) || behind_rule()
}

/// Whether an element is the first behind a rule.
fn is_behind_rule(tree: &Tree, at: usize) -> bool {
    let before = tree.children(tree.node(at).parent).take_while(|&one| one < at);
    before.filter(|&one| !tree.is_text(one)).last().is_some_and(|one| tree.name(one) == "hr")
}

/// The number that a block begins with, raised or in bold, and the element that shows it.
fn own_mark(tree: &Tree, at: usize) -> Option<(usize, usize)> {
    let first = tree.within(at).find(|&at| tree.is_text(at) && !tree.node(at).text.trim().is_empty())?;
    let shows = |outer: &usize| matches!(tree.name(*outer), "sup" | "b" | "strong");
    let mark = tree.ancestors(first).take_while(|&outer| outer > at).find(shows)?;
    let nearest = tree.ancestors(first).find(|&outer| is_block(tree.name(outer)));
    let number = numbers(&tree.text(mark)).filter(|numbers| numbers.len() == 1)?[0];
    let has_words = tree.text(at).chars().any(char::is_alphabetic);
    (nearest == Some(at) && has_words).then_some((number, mark))
}

/// Numbers like `3`, `[3]`, `1, 4`.
fn numbers(text: &str) -> Option<Vec<usize>> {
    let numbers: Option<Vec<usize>> = mark::bare(text)
        .split([',', ';', ' '])
        .filter(|one| !one.is_empty())
        .map(|one| {
            let is_number = (1..=3).contains(&one.len()) && one.bytes().all(|byte| byte.is_ascii_digit());
            one.parse().ok().filter(|&number| is_number && number > 0)
        })
        .collect();
    numbers.filter(|numbers| (1..=MOST).contains(&numbers.len()))
}

/// Whether a raised number is no power, and says nothing of the names in a line of authors.
fn is_reference(tree: &Tree, at: usize) -> bool {
    let Some(block) = tree.ancestors(at).find(|&outer| is_block(tree.name(outer))) else { return false };
    if tree.ancestors(at).any(|outer| tree.is_heading(outer) || matches!(tree.name(outer), "pre" | "code")) {
        return false;
    }
    let before = words_before(tree, block, at);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_power = word.ends_with(|c: char| c.is_ascii_digit()) || word.chars().count() == 1 || UNITS.contains(&word);
    !before.trim().is_empty() && !is_power && !is_of_names(tree, block)
}

/// The words of a block before a node.
fn words_before(tree: &Tree, block: usize, at: usize) -> String {
    (block..at).filter(|&at| tree.is_text(at)).map(|at| tree.node(at).text.as_str()).collect()
}

/// Whether all raised numbers of a block, two at least, stand behind names in a list.
fn is_of_names(tree: &Tree, block: usize) -> bool {
    let mut sups = tree.within(block).filter(|&at| tree.name(at) == "sup").peekable();
    let mut count = 0;
    let all = sups.all(|at| {
        count += 1;
        let before = words_before(tree, block, at);
        let is_name =
            before.trim().rsplit(char::is_whitespace).next().is_some_and(|word| word.starts_with(char::is_uppercase));
        let end = tree.node(at).end;
        let behind: String =
            (end..tree.node(block).end).filter(|&at| tree.is_text(at)).map(|at| tree.node(at).text.as_str()).collect();
        let behind = behind.trim_start();
        is_name && (behind.is_empty() || behind.starts_with([',', ';', '&', '*', '·']) || behind.starts_with("and "))
    });
    all && count > 1
}
