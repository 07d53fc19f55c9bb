//! Finds the words that each group of references in a sentence covers.
//!
//! These are its clause, its item of an enumeration, or the whole sentence. A sentence is cut only where function words
//! of four languages show a clause that can stand alone (`clause`), because readers can check words that are too many,
//! but words that are too few mislead. Owns where a sentence is cut at its references, and which marks belong to the
//! pieces. Must not know blocks.

use std::cell::LazyCell;
use std::ops::Range;

use super::clause;
use super::prose::{Group, has_words, parts, trim};
use super::sentence;

/// Most groups of references that together cover a whole sentence. A sentence with more groups is cut at each 60,
/// because its claims would multiply it.
pub(super) const MOST_TOGETHER: usize = 60;

/// Returns the groups of a sentence, each with the bytes of the text that it covers.
pub(super) fn covered(words: &str, whole: Range<usize>, groups: Vec<Group>) -> Vec<(Group, Vec<Range<usize>>)> {
    let clauses = clauses(words, &whole, &groups);
    let mut covered = Vec::new();
    for group in groups {
        if let Some(extent) = group.extent.clone() {
            covered.push((group, vec![extent]));
            continue;
        }
        let clause = &clauses[clauses.partition_point(|clause| clause.range.end < group.at).min(clauses.len() - 1)];
        let mine = clause.groups.iter().position(|&(at, _)| at == group.at).unwrap_or(0);
        let ranges = match &clause.items {
            Some(items) => items[mine].clone(),
            None => vec![clause.range.clone()],
        };
        let ranges = ranges.into_iter().filter(|range| has_words(&words[range.clone()]));
        let mut ranges: Vec<_> = ranges.map(|range| tidy(&words[..whole.end], range)).collect();
        if ranges.is_empty() {
            ranges.push(tidy(&words[..whole.end], whole.clone()));
        }
        covered.push((group, ranges));
    }
    covered
}

/// A part of a sentence with its groups that have no brackets.
struct Clause {
    range: Range<usize>,
    /// Beginning and end of each group.
    groups: Vec<(usize, usize)>,
    /// Words of each item, if the groups follow the items of an enumeration.
    items: Option<Vec<Vec<Range<usize>>>>,
}

/// Splits a sentence at the references that end a statement.
fn clauses(words: &str, whole: &Range<usize>, groups: &[Group]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut start = whole.start;
    let mut inside = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let next = groups.get(index + 1).map_or(whole.end, |next| next.at);
        // Brackets give the covered words exactly, so the next clause begins after them.
        if let Some(extent) = &group.extent {
            if inside.is_empty() && !has_words(&words[start..extent.start.max(start)]) {
                start = after_marks(words, group.last, whole.end);
            }
            continue;
        }
        inside.push((group.at, group.last));
        let after = after_marks(words, group.last, whole.end);
        let left = &words[start..group.at.max(start)];
        let ended = left.trim_end_matches(|c: char| c.is_whitespace() || closes(c)).ends_with(stops);
        let right = &words[group.last.min(next)..next];
        let is_statement = LazyCell::new(|| clause::is_statement(left));
        let cut = has_words(&words[after..whole.end])
            && has_words(left)
            && (inside.len() >= MOST_TOGETHER
                || ended && !goes_on(left, right)
                || left.trim_end().ends_with(';')
                    && (clause::is_predicate(right) || next == whole.end && *is_statement)
                || right.trim_start().starts_with(';') && left.contains(": ") && right.contains(": ")
                || left.trim_end().ends_with(',')
                    && *is_statement
                    && (clause::begins_with_subject(right)
                        || next < whole.end && clause::is_a_further_statement(right))
                || ends_a_quotation(left) && clause::comments_on(right)
                || clause::begins_clause(right)
                || *is_statement && clause::can_be_left_out(right, next < whole.end));
        if cut {
            clauses.push(Clause { range: start..group.at, groups: std::mem::take(&mut inside), items: None });
            start = after;
        }
    }
    if !inside.is_empty() {
        // A reference in the middle of a clause covers that clause, but not a clause that it contrasts with.
        let last = inside[inside.len() - 1];
        let is_middle = has_words(&words[after_marks(words, last.1, whole.end)..whole.end]);
        let first = &words[start..inside[0].0.max(start)];
        if let Some(main) = if is_middle { clause::last_main(first) } else { None } {
            start += main;
        }
        let range = start..whole.end;
        // A predicate or an item alone is too little, so the whole sentence is taken.
        let alone = start == whole.start || clause::is_statement(&words[range.clone()]);
        let range = if alone { range } else { whole.clone() };
        clauses.push(Clause { range, groups: inside, items: None });
    }
    if clauses.is_empty() {
        clauses.push(Clause { range: whole.clone(), groups: Vec::new(), items: None });
    }
    for clause in &mut clauses {
        let base = clause.range.start;
        let text = &words[clause.range.clone()];
        let within = |at: usize| at.clamp(base, clause.range.end) - base;
        let cuts: Vec<_> = clause.groups.iter().map(|&(at, last)| (within(at), within(last))).collect();
        let shifted = |ranges: Vec<Range<usize>>| {
            ranges.into_iter().map(|range| range.start + base..range.end + base).collect::<Vec<_>>()
        };
        // The last reference may cover all items: "Tar[^a], rope[^b] and steel[^c] do rust.[^d]"
        let but_the_last = || {
            let (_, others) = cuts.split_last()?;
            // If another item follows, the last reference belongs to that item.
            if clause::begins_item(&text[others.last()?.1..]) {
                return None;
            }
            let mut items = clause::items(text, others)?;
            items.push(std::iter::once(0..text.len()).collect());
            Some(items)
        };
        let items = clause::items(text, &cuts).or_else(but_the_last);
        clause.items = items.map(|items| items.into_iter().map(shifted).collect());
    }
    clauses
}

/// Fewest words of a quotation that is more than a term.
const LONG_QUOTATION: usize = 4;

/// Whether words end with a quotation of more than a term.
fn ends_a_quotation(words: &str) -> bool {
    let words = words.trim_end();
    let closes = ['”', '"', '»', '“'];
    let Some(quoted) = words.strip_suffix(',').unwrap_or(words).strip_suffix(closes) else { return false };
    let opening = quoted.rfind(['“', '"', '«', '„', '”', '»']);
    opening.is_some_and(|at| quoted[at..].split_whitespace().count() >= LONG_QUOTATION)
}

/// Whether a sentence continues after references that follow a full stop.
fn goes_on(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let small = after.starts_with(char::is_lowercase);
    let asked = before.ends_with(closes) || before.ends_with("...") || before.ends_with('…');
    small && (asked || sentence::ends_in_abbreviation(before, after))
}

/// Returns a range without marks that join it to its neighbours, and with marks that close its quotations.
fn tidy(words: &str, range: Range<usize>) -> Range<usize> {
    let range = trim(words, range, joins);
    let end = range.start + words[range.clone()].trim_end_matches(opens).trim_end_matches(joins).len();
    close_quotation(words, range.start..end)
}

/// Returns the byte after the marks that directly follow references.
fn after_marks(words: &str, reference: usize, end: usize) -> usize {
    let after = &words[reference.min(end)..end];
    let ends = |c: char| !c.is_whitespace() && (joins(c) || closes(c) || stops(c));
    end - after.trim_start_matches(ends).len()
}

/// Whether a character at the end of words only joins them to their neighbours.
fn joins(c: char) -> bool {
    parts(c) || matches!(c, ':' | '：' | '–' | '—')
}

/// Marks that open and close quotations and parentheses. A straight mark does both.
const PAIRS: &[(char, char)] =
    &[('(', ')'), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»'), ('「', '」'), ('『', '』'), ('（', '）'), ('"', '"')];

fn opens(c: char) -> bool {
    c == '[' || PAIRS.iter().any(|&(open, close)| c == open && open != close && c != '“')
}

fn closes(c: char) -> bool {
    c == ']' || PAIRS.iter().any(|&(_, close)| c == close)
}

fn stops(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Extends a range by marks that close its quotations and parentheses, and by a stop or a comma before such marks.
fn close_quotation(words: &str, mut range: Range<usize>) -> Range<usize> {
    let skipped = |c: char| stops(c) || parts(c) && !c.is_whitespace();
    // Counts how often each pair is open. A straight mark closes a straight mark.
    let mut open = [0_usize; PAIRS.len()];
    let mut shuts = |mark: char| {
        // Most characters are not marks, and every character of a claim is examined.
        if mark.is_alphanumeric() || mark == ' ' {
            return false;
        }
        for (open, &(opening, closing)) in open.iter_mut().zip(PAIRS) {
            if mark == closing && *open > 0 {
                *open -= 1;
                return true;
            }
            *open += usize::from(mark == opening);
        }
        false
    };
    words[range.clone()].chars().for_each(|c| _ = shuts(c));
    let mut rest = &words[range.end..];
    while let Some(mark) = rest.trim_start_matches(skipped).chars().next().filter(|&mark| shuts(mark)) {
        rest = &rest.trim_start_matches(skipped)[mark.len_utf8()..];
        range.end = words.len() - rest.len();
    }
    range
}
