//! Turns the runs of a paragraph into inlines.
//!
//! Runs of equal looks are joined, and marks are nested.

use std::rc::Rc;

use super::super::document::{Cite, Inline};
use super::signs;

/// A piece of a paragraph with its marks.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) marks: Vec<Mark>,
    pub(super) atom: Atom,
    /// Whether it is a superscript.
    pub(super) raised: bool,
}

impl Piece {
    pub(super) fn new(marks: Vec<Mark>, atom: Atom) -> Self {
        Self { marks, atom, raised: false }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    Text(String),
    Break,
    Image { to: String, alt: String },
    Reference(String),
    Cite(Vec<Cite>),
    Comment { by: String, words: Vec<Inline> },
}

/// A mark on a piece. If several marks cover the same words, the first in this order is outermost.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Words with the comment that has this id.
    Commented(Rc<str>),
    Inserted,
    Deleted,
    Link(Rc<str>),
    Strong,
    Emphasis,
    Struck,
    Code,
}

/// Returns the inlines of a paragraph.
pub(super) fn inlines(mut pieces: Vec<Piece>) -> Vec<Inline> {
    tidy(&mut pieces);
    bare(&mut pieces);
    nest(&mut pieces)
}

/// Whether pieces show anything.
pub(super) fn is_empty(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| match &piece.atom {
        Atom::Text(text) => text.trim().is_empty(),
        Atom::Break => true,
        Atom::Image { .. } | Atom::Reference(_) | Atom::Cite(_) | Atom::Comment { .. } => false,
    })
}

/// Writes superscripts in characters that stay in the line.
pub(super) fn raise(pieces: &mut [Piece]) {
    let mut at = 0;
    while at < pieces.len() {
        let (before, rest) = pieces.split_at_mut(at);
        let marks = rest[0].marks.clone();
        let length = rest.iter().take_while(|piece| piece.raised && piece.marks == marks).count();
        at += length.max(1);
        // A superscript may be split into runs anywhere.
        let run = &mut rest[..length];
        let raised: String = run.iter().filter_map(text).collect();
        if raised.trim().is_empty() {
            continue;
        }
        let from = before.iter().rposition(|piece| text(piece).is_none()).map_or(0, |last| last + 1);
        let before: String = before[from..].iter().filter_map(text).collect();
        let mut signs = Some(signs::above(&before, &raised));
        for piece in run {
            piece.raised = false;
            piece.atom = Atom::Text(signs.take().unwrap_or_default());
        }
    }
}

fn text(piece: &Piece) -> Option<&str> {
    match &piece.atom {
        Atom::Text(text) => Some(text),
        _ => None,
    }
}

/// Collapses white space, and removes it at both ends and around breaks.
fn tidy(pieces: &mut Vec<Piece>) {
    let mut spaced = true;
    // A tab after a first number makes it the number of an item.
    let mut is_number = true;
    for piece in pieces.iter_mut() {
        match &mut piece.atom {
            Atom::Text(text) => {
                let mut tidy = String::with_capacity(text.len());
                for c in text.chars() {
                    match c {
                        // A soft hyphen is not part of a word.
                        '\u{ad}' | '\u{feff}' => {}
                        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => {
                            if !spaced {
                                tidy.push(if is_number && c == '\t' { c } else { ' ' });
                                is_number = false;
                            }
                            spaced = true;
                        }
                        _ if c.is_control() => {}
                        _ => {
                            tidy.push(c);
                            spaced = false;
                            is_number &= c.is_ascii_digit();
                        }
                    }
                }
                *text = tidy;
            }
            Atom::Break => spaced = true,
            Atom::Image { .. } | Atom::Reference(_) | Atom::Cite(_) => {
                spaced = false;
                is_number = false;
            }
            Atom::Comment { .. } => {}
        }
    }
    // The loop runs backward to find space before a break or the end.
    let mut ends = true;
    for piece in pieces.iter_mut().rev() {
        match &mut piece.atom {
            Atom::Text(text) => {
                if ends {
                    text.truncate(text.trim_end_matches([' ', '\t']).len());
                }
                ends &= text.is_empty();
            }
            Atom::Break => ends = true,
            Atom::Image { .. } | Atom::Reference(_) | Atom::Cite(_) => ends = false,
            Atom::Comment { .. } => {}
        }
    }
    pieces.retain(|piece| piece.atom != Atom::Text(String::new()));
    let is_break = |piece: &Piece| piece.atom == Atom::Break;
    let first = pieces.iter().position(|piece| !is_break(piece)).unwrap_or(pieces.len());
    pieces.drain(..first);
    while pieces.last().is_some_and(is_break) {
        pieces.pop();
    }
    pieces.dedup_by(|after, before| is_break(after) && is_break(before));
}

/// Removes brackets that contain only references, because a reference has its own brackets.
fn bare(pieces: &mut Vec<Piece>) {
    let is_reference = |piece: &Piece| matches!(piece.atom, Atom::Reference(_));
    let is_change = |mark: &&Mark| matches!(mark, Mark::Inserted | Mark::Deleted);
    let mut at = 1;
    while at < pieces.len() {
        let length = pieces[at..].iter().take_while(|piece| is_reference(piece)).count();
        let (before, rest) = pieces.split_at_mut(at);
        let (inner, after) = rest.split_at_mut(length);
        at += length.max(1);
        let (Some(before), Some(first), Some(after)) = (before.last_mut(), inner.first(), after.first_mut()) else {
            continue;
        };
        let is_alike = [&*before, &*after].iter().all(|piece| {
            piece.marks.iter().filter(is_change).eq(first.marks.iter().filter(is_change))
                && !piece.marks.contains(&Mark::Code)
        });
        let (Atom::Text(opening), Atom::Text(closing)) = (&mut before.atom, &mut after.atom) else { continue };
        let bracket = opening.trim_end().chars().last();
        let closes = [('[', ']'), ('(', ')')]
            .iter()
            .any(|&(open, close)| bracket == Some(open) && closing.trim_start().starts_with(close));
        if closes && is_alike {
            let end = opening.trim_end().len() - 1;
            opening.truncate(opening[..end].trim_end_matches(' ').len());
            *closing = closing.trim_start()[1..].to_owned();
        }
    }
    pieces.retain(|piece| piece.atom != Atom::Text(String::new()));
}

/// Nests pieces in the mark that covers most of them, then continues inside it and after it.
fn nest(pieces: &mut [Piece]) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let covers = |mark: &Mark| pieces[at..].iter().take_while(|piece| piece.marks.contains(mark)).count();
        let widest = pieces[at].marks.iter().map(|mark| (covers(mark), mark));
        let widest = widest.max_by(|(one, a), (other, b)| one.cmp(other).then_with(|| b.cmp(a)));
        let Some((length, mark)) = widest.map(|(length, mark)| (length, mark.clone())) else {
            push(&mut inlines, &pieces[at].atom);
            at += 1;
            continue;
        };
        let inner = &mut pieces[at..at + length];
        for piece in inner.iter_mut() {
            piece.marks.retain(|other| *other != mark);
        }
        let words = if mark == Mark::Code { code(inner) } else { nest(inner) };
        at += length;
        // A line break is not a change. A deleted reference still refers, because it has no words that could be struck
        // out.
        if mark == Mark::Deleted && is_bare(&words) {
            inlines.extend(words);
            continue;
        }
        if words.iter().all(|word| *word == Inline::Break)
            && matches!(mark, Mark::Commented(_) | Mark::Inserted | Mark::Deleted)
        {
            push(&mut inlines, &if mark == Mark::Deleted { Atom::Text(" ".to_owned()) } else { Atom::Break });
            continue;
        }
        match mark {
            Mark::Commented(_) => inlines.push(Inline::Marked(words)),
            Mark::Inserted => inlines.push(Inline::Inserted(words)),
            Mark::Deleted => inlines.push(Inline::Deleted(words)),
            Mark::Link(to) => inlines.push(Inline::Link { to: to.to_string(), words }),
            Mark::Strong => inlines.push(Inline::Strong(words)),
            Mark::Emphasis => inlines.push(Inline::Emphasis(words)),
            Mark::Struck => inlines.push(Inline::Struck(words)),
            Mark::Code => inlines.extend(words),
        }
    }
    inlines
}

/// Whether words consist of references only.
fn is_bare(words: &[Inline]) -> bool {
    let is_reference = |word: &Inline| matches!(word, Inline::Reference(_) | Inline::Cite(_));
    let is_space = |word: &Inline| matches!(word, Inline::Text(text) if text.trim().is_empty());
    words.iter().any(is_reference) && words.iter().all(|word| is_reference(word) || is_space(word))
}

fn push(inlines: &mut Vec<Inline>, atom: &Atom) {
    if let (Atom::Text(text), Some(Inline::Text(before))) = (atom, inlines.last_mut()) {
        before.push_str(text);
        return;
    }
    inlines.push(match atom.clone() {
        Atom::Text(text) => Inline::Text(text),
        Atom::Break => Inline::Break,
        Atom::Image { to, alt } => Inline::Image { to, alt },
        Atom::Reference(label) => Inline::Reference(label),
        Atom::Cite(cites) => Inline::Cite(cites),
        Atom::Comment { by, words } => Inline::Comment { by, words },
    });
}

/// Joins code as text; other marks in it are dropped.
fn code(pieces: &[Piece]) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    for piece in pieces {
        match (&piece.atom, inlines.last_mut()) {
            (Atom::Text(text), Some(Inline::Code(before))) => before.push_str(text),
            (Atom::Text(text), _) => inlines.push(Inline::Code(text.clone())),
            (atom, _) => push(&mut inlines, atom),
        }
    }
    inlines
}

/// Removes the signs around a note's mark from the note's beginning, in any style.
pub(super) fn without_mark(words: &mut Vec<Inline>) {
    let text = beginning(words);
    let signs = ["()", "[]", "( )", "[ ]", ")", "]", ".\u{a0}", ". "];
    if let Some(signs) = signs.iter().find(|signs| text.starts_with(**signs)) {
        let space = text[signs.len()..].chars().take_while(|c| c.is_whitespace()).count();
        cut(words, signs.chars().count() + space);
    }
}

/// Returns the text at the beginning of words, in any style.
fn beginning(words: &[Inline]) -> String {
    let mut text = String::new();
    for word in words {
        match word {
            Inline::Text(more) => text.push_str(more),
            Inline::Strong(inner) | Inline::Emphasis(inner) => text.push_str(&beginning(inner)),
            _ => break,
        }
    }
    text
}

/// Cuts characters from the beginning of words, and returns the number still to cut.
fn cut(words: &mut Vec<Inline>, mut count: usize) -> usize {
    while count > 0 && !words.is_empty() {
        let is_empty = match &mut words[0] {
            Inline::Text(text) => {
                let taken = text.chars().take(count).map(char::len_utf8).sum();
                count -= text[..taken].chars().count();
                text.drain(..taken);
                text.is_empty()
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => {
                count = cut(inner, count);
                inner.is_empty()
            }
            _ => return count,
        };
        if !is_empty {
            break;
        }
        words.remove(0);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, marks: &[Mark]) -> Piece {
        Piece::new(marks.to_vec(), Atom::Text(text.to_owned()))
    }

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn runs_that_look_alike_are_merged() {
        let pieces =
            vec![piece("Du", &[]), piece("es ", &[]), piece(" rise", &[Mark::Strong]), piece("n", &[Mark::Strong])];
        assert_eq!(inlines(pieces), [text("Dues "), Inline::Strong(vec![text("risen")])]);
    }

    #[test]
    fn the_mark_that_covers_more_is_the_outer_one() {
        let both = [Mark::Strong, Mark::Emphasis];
        let pieces = vec![piece("a", &[Mark::Emphasis]), piece("b", &both), piece("c", &[Mark::Emphasis])];
        let inner = vec![text("a"), Inline::Strong(vec![text("b")]), text("c")];
        assert_eq!(inlines(pieces), [Inline::Emphasis(inner)]);
    }

    #[test]
    fn spaces_at_the_ends_and_around_breaks_are_dropped() {
        let a_break = Piece::new(Vec::new(), Atom::Break);
        let pieces =
            vec![a_break.clone(), piece("  one ", &[]), a_break.clone(), piece(" two\u{ad}fold \t", &[]), a_break];
        assert_eq!(inlines(pieces), [text("one"), Inline::Break, text("twofold")]);
    }

    #[test]
    fn code_contains_no_marks() {
        let pieces = vec![piece("a", &[Mark::Code]), piece("b", &[Mark::Strong, Mark::Code])];
        assert_eq!(inlines(pieces), [Inline::Code("ab".to_owned())]);
    }
}
