//! Finds superscript numbers without links, and their numbered notes.
//!
//! They are read only if all of them fit: the notes count upward from 1, and so do the first occurrences of numbers in
//! the text. Must not know links.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::super::ordinals;
use super::super::tree::Tree;
use super::body::{is_block, is_held};
use super::names::is_footnote;
use super::works::Works;
use super::{Notes, mark};

/// Units before a power.
const UNITS: &[&str] =
    &["km", "cm", "mm", "nm", "µm", "dm", "ft", "mi", "yd", "in", "kg", "ms", "sec", "hr", "sq", "log"];

/// Most numbers in one superscript.
const MOST: usize = 12;

/// Most nodes between a superscript number and its words.
const NEAR: usize = 12;

/// A numbered note.
struct Entry {
    at: usize,
    body: Range<usize>,
    /// The element with its number; none if the number is that of a list item.
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
        let mut bodies: Vec<&Range<usize>> = entries.values().map(|entry| &entry.body).collect();
        bodies.sort_by_key(|body| body.start);
        let in_entry = |at: usize| {
            let next = bodies.partition_point(|body| body.start <= at);
            next > 0 && bodies[next - 1].contains(&at)
        };
        let names = lines_of_names(tree, &sups);
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for at in sups.into_iter().filter(|&at| !in_entry(at) && !tree.is_hidden(at)) {
            let Some(numbers) = numbers(tree.text(at)) else { continue };
            if is_reference(tree, at) && !tree.ancestors(at).any(|outer| names.contains(&outer)) {
                found.push((at, numbers));
            }
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
                self.backlinks.extend(entry.mark);
                self.enter(&number.to_string(), entry.body)
            })
            .collect();
        for (at, numbers) in found {
            let mut all: Vec<usize> = numbers.into_iter().map(|number| notes[number - 1]).collect();
            if let Some(last) = all.pop() {
                self.references.insert(at, last);
                self.others.insert(at, all);
            }
        }
    }
}

/// Returns the notes by their numbers, if the numbers count upward from 1 and no other block begins with such a number.
fn entries(tree: &Tree, works: &Works) -> Option<BTreeMap<usize, Entry>> {
    let mut entries: BTreeMap<usize, Entry> = BTreeMap::new();
    let behind_rules: HashSet<usize> =
        tree.all("hr").filter_map(|at| behind(tree, at).find(|&one| !tree.is_text(one))).collect();
    // Elements with notes after a rule.
    let mut ruled: HashSet<usize> = HashSet::new();
    for at in (1..tree.len()).filter(|&at| !tree.is_hidden(at)) {
        let is_first = behind_rules.contains(&at);
        let parent = tree.node(at).parent;
        let found = match tree.name(at) {
            "ol" if is_list(tree, works, at, is_first) => {
                let numbers = ordinals::of(tree, at).into_iter();
                numbers.map(|(item, number)| (usize::try_from(number).ok(), item, None)).collect()
            }
            "p" | "div" => {
                let Some((number, mark)) = own_mark(tree, at) else { continue };
                if is_first {
                    ruled.insert(parent);
                }
                if !(ruled.contains(&parent) || works.lists(at) || is_held(tree, at)) {
                    return None;
                }
                vec![(Some(number), at, Some(mark))]
            }
            _ => continue,
        };
        for (number, at, mark) in found {
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
    let starts: HashSet<usize> = entries.values().map(|entry| entry.at).collect();
    for entry in entries.values_mut().filter(|entry| entry.mark.is_some() && !is_footnote(tree.class_and_id(entry.at)))
    {
        entry.body.end = end(tree, entry.at, &starts);
    }
    Some(entries)
}

/// Returns the end of a note. Elements between two notes belong to the first, and lists after the last note belong to
/// it.
fn end(tree: &Tree, entry: usize, starts: &HashSet<usize>) -> usize {
    let ends = |one: &usize| tree.is_heading(*one) || tree.name(*one) == "hr" || starts.contains(one);
    let own = tree.node(entry).end;
    let next = behind(tree, entry).find(ends);
    let is_list = |one: &usize| tree.is_text(*one) || matches!(tree.name(*one), "ul" | "ol");
    match next.filter(|next| starts.contains(next)) {
        Some(next) => next,
        None => behind(tree, entry)
            .take_while(|one| is_list(one) && !ends(one))
            .last()
            .map_or(own, |last| tree.node(last).end),
    }
}

/// Returns the nodes after another in the same element.
fn behind(tree: &Tree, at: usize) -> impl Iterator<Item = usize> + '_ {
    let end = tree.node(tree.node(at).parent).end;
    let mut next = tree.node(at).end;
    std::iter::from_fn(move || {
        let one = next;
        (one < end).then(|| {
            next = tree.node(one).end;
            one
        })
    })
}

/// Whether an ordered list is a list of notes.
fn is_list(tree: &Tree, works: &Works, at: usize, behind_rule: bool) -> bool {
    let in_aside = || tree.name(tree.node(at).parent) == "aside" && tree.attribute(at, "start").is_some();
    let is_last = || behind(tree, at).all(|one| tree.text(one).is_empty());
    works.lists(at) || is_held(tree, at) || in_aside() || behind_rule && is_last()
}

/// Returns the superscript or bold number at the beginning of a block, and its element.
fn own_mark(tree: &Tree, at: usize) -> Option<(usize, usize)> {
    let first = tree.within(at).find(|&at| tree.is_text(at) && !tree.text(at).is_empty())?;
    let shows = |outer: &usize| matches!(tree.name(*outer), "sup" | "b" | "strong");
    let mark = tree.ancestors(first).take_while(|&outer| outer > at).find(shows)?;
    let nearest = tree.ancestors(first).find(|&outer| is_block(tree.name(outer)));
    let number = numbers(tree.text(mark)).filter(|numbers| numbers.len() == 1)?[0];
    let has_words = tree.text(at).chars().any(char::is_alphabetic);
    (nearest == Some(at) && has_words).then_some((number, mark))
}

/// Parses numbers like `3`, `[3]`, `1, 4`.
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

/// Whether a superscript number follows words and is not a power.
fn is_reference(tree: &Tree, at: usize) -> bool {
    let Some(block) = tree.ancestors(at).find(|&outer| is_block(tree.name(outer))) else { return false };
    if tree.ancestors(at).any(|outer| tree.is_heading(outer) || matches!(tree.name(outer), "pre" | "code")) {
        return false;
    }
    let begins = || !(block..at).any(|at| is_word(tree, at));
    !begins() && !is_power(tree, at)
}

/// Whether a superscript number follows a number, a letter or a unit.
pub(super) fn is_power(tree: &Tree, at: usize) -> bool {
    let Some(block) = tree.ancestors(at).find(|&outer| is_block(tree.name(outer))) else { return false };
    let before = before(tree, block, at);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.ends_with(|c: char| c.is_ascii_digit()) || word.chars().count() == 1 || UNITS.contains(&word)
}

fn is_word(tree: &Tree, at: usize) -> bool {
    tree.is_text(at) && !tree.text(at).is_empty()
}

/// Returns the text right before a node.
fn before(tree: &Tree, block: usize, at: usize) -> &str {
    let text = (block..at).rev().take(NEAR).find(|&at| tree.is_text(at));
    text.map_or("", |text| tree.node(text).text.as_str())
}

/// Whether a superscript number follows a name in a list of names: "Anna Maas¹, Otto Berg²".
fn is_of_name(tree: &Tree, at: usize) -> bool {
    let Some(block) = tree.ancestors(at).find(|&outer| is_block(tree.name(outer))) else { return false };
    let name = before(tree, block, at).trim().rsplit(char::is_whitespace).next();
    let end = tree.node(at).end;
    let next = (end..tree.node(block).end).take(NEAR).find(|&at| is_word(tree, at));
    let next = next.map_or("", |next| tree.node(next).text.trim_start());
    name.is_some_and(|name| name.starts_with(char::is_uppercase))
        && (next.is_empty() || next.starts_with([',', ';', '&', '*', '·']) || next.starts_with("and "))
}

/// Returns the blocks with at least two superscript numbers that all follow names.
fn lines_of_names(tree: &Tree, sups: &[usize]) -> HashSet<usize> {
    let mut blocks: HashMap<usize, (usize, bool)> = HashMap::new();
    for &at in sups {
        let Some(block) = tree.ancestors(at).find(|&outer| is_block(tree.name(outer))) else { continue };
        let (count, all) = blocks.entry(block).or_insert((0, true));
        *count += 1;
        *all = *all && is_of_name(tree, at);
    }
    blocks.into_iter().filter(|&(_, (count, all))| all && count > 1).map(|(block, _)| block).collect()
}
