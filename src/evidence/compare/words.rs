//! Measures how similar two texts are, and finds their differences.
//!
//! Owns the measure and its limits. Likeness counts letters, because small words are in every sentence. Must not know
//! claims.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// The order of words is ignored in texts with more words than this.
const MOST_IN_ORDER: usize = 100;

/// Texts with more tokens than this are not compared word by word.
const MOST_PIECES: usize = 4_000;

/// The fewest letters of an unchanged stretch between two differences. A shorter stretch joins them, because small
/// fragments are hard to read.
const LEAST_SAME: usize = 4;

/// A claim's words without what depends on its place: a capital at the start, and a full stop at the end.
pub(super) fn bare(text: &str) -> String {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':'));
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The similarity of two texts, in thousandths.
pub(super) type Likeness = u32;

/// The least likeness of two texts whose differences can be read in one line.
pub const INLINE_LIKENESS: Likeness = 600;

/// Numbers words, so that texts can be compared by numbers.
#[derive(Default)]
pub(super) struct Lexicon {
    numbers: HashMap<String, u32>,
    /// By word: its number of letters. A long word says more about the subject of a sentence than a short one.
    letters: Vec<u32>,
}

/// The words of a text, as numbers.
pub(super) struct Words {
    in_order: Vec<u32>,
    sorted: Vec<u32>,
    letters: u64,
}

impl Words {
    /// Each word once.
    pub(super) fn distinct(&self) -> impl Iterator<Item = u32> {
        self.sorted.chunk_by(|one, other| one == other).map(|same| same[0])
    }
}

impl Lexicon {
    pub(super) fn words(&mut self, text: &str) -> Words {
        let in_order: Vec<u32> = text.unicode_words().map(|word| self.number(&word.to_lowercase())).collect();
        let mut sorted = in_order.clone();
        sorted.sort_unstable();
        let letters = in_order.iter().map(|&word| self.weight(word)).sum();
        Words { in_order, sorted, letters }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.letters.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        self.letters.push(u32::try_from(word.chars().count()).unwrap_or(u32::MAX));
        number
    }

    pub(super) fn weight(&self, word: u32) -> u64 {
        u64::from(self.letters[word as usize])
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The likeness of two texts: the share of their letters in words that both have. A word out of order counts half.
    pub(super) fn likeness(&self, one: &Words, other: &Words) -> Likeness {
        let shared = self.shared(&one.sorted, &other.sorted);
        let long = one.in_order.len().max(other.in_order.len()) > MOST_IN_ORDER;
        let ordered = if long { shared } else { self.ordered(&one.in_order, &other.in_order) };
        part(shared + ordered, one, other)
    }

    /// An upper bound of the likeness that ignores order, and is faster.
    pub(super) fn likeness_at_most(&self, one: &Words, other: &Words) -> Likeness {
        part(2 * self.shared(&one.sorted, &other.sorted), one, other)
    }

    fn shared(&self, one: &[u32], other: &[u32]) -> u64 {
        let (mut at, mut beside, mut shared) = (0, 0, 0);
        while at < one.len() && beside < other.len() {
            match one[at].cmp(&other[beside]) {
                Ordering::Less => at += 1,
                Ordering::Greater => beside += 1,
                Ordering::Equal => {
                    shared += self.weight(one[at]);
                    (at, beside) = (at + 1, beside + 1);
                }
            }
        }
        shared
    }

    fn ordered(&self, one: &[u32], other: &[u32]) -> u64 {
        let same = capture_diff_slices(Algorithm::Myers, one, other).into_iter().filter_map(|op| match op {
            DiffOp::Equal { old_index, len, .. } => Some(&one[old_index..old_index + len]),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
        });
        same.flatten().map(|&word| self.weight(word)).sum()
    }
}

fn part(letters: u64, one: &Words, other: &Words) -> Likeness {
    Likeness::try_from(1000 * letters / (one.letters + other.letters).max(1)).unwrap_or(0)
}

/// A stretch of one text or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// In both texts.
    Same(&'t str),
    /// Only in the old text.
    Removed(&'t str),
    /// Only in the new text.
    Added(&'t str),
}

/// The differences of two texts, in order. Without added stretches they are the old text; without removed stretches,
/// the new text.
pub fn differences<'t>(old: &'t str, new: &'t str) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    for Stretch { same, old: out, new: put } in stretches(old, new) {
        if same {
            pieces.push(Piece::Same(&new[put]));
            continue;
        }
        pieces.extend((!out.is_empty()).then(|| Piece::Removed(&old[out])));
        pieces.extend((!put.is_empty()).then(|| Piece::Added(&new[put])));
    }
    pieces
}

/// Ranges of both texts that correspond.
struct Stretch {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Stretches in order and without gaps. Unchanged and different ones alternate.
fn stretches(old: &str, new: &str) -> Vec<Stretch> {
    let (old_tokens, new_tokens) = (Tokens::of(old), Tokens::of(new));
    if old_tokens.words.len().max(new_tokens.words.len()) > MOST_PIECES {
        return vec![Stretch { same: old == new, old: 0..old.len(), new: 0..new.len() }];
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_tokens.words, &new_tokens.words) {
        let same = matches!(op, DiffOp::Equal { .. });
        let (out, put) = (old_tokens.bytes(op.old_range()), new_tokens.bytes(op.new_range()));
        match stretches.last_mut() {
            Some(last) if last.same == same => (last.old.end, last.new.end) = (out.end, put.end),
            _ => stretches.push(Stretch { same, old: out, new: put }),
        }
        // An unchanged stretch that is too short joins two differences, once the second one is complete.
        if let [.., _, between, _] = &stretches[..]
            && !same
            && between.same
            && letters(&old[between.old.clone()]) < LEAST_SAME
        {
            let end = stretches.pop().expect("there are three");
            stretches.pop();
            let before = stretches.last_mut().expect("there were three");
            (before.old.end, before.new.end) = (end.old.end, end.new.end);
        }
    }
    stretches
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The words of a text and the characters between them, each with its first byte.
struct Tokens<'t> {
    words: Vec<&'t str>,
    starts: Vec<usize>,
}

impl<'t> Tokens<'t> {
    fn of(text: &'t str) -> Self {
        let (mut starts, words): (Vec<_>, Vec<_>) = text.split_word_bound_indices().unzip();
        starts.push(text.len());
        Self { words, starts }
    }

    fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        self.starts[tokens.start]..self.starts[tokens.end]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn likeness(one: &str, other: &str) -> Likeness {
        let mut lexicon = Lexicon::default();
        let (one, other) = (lexicon.words(one), lexicon.words(other));
        lexicon.likeness(&one, &other)
    }

    #[test]
    fn words_are_compared_by_letters_and_order() {
        assert_eq!(likeness("Dues doubled in two years.", "dues DOUBLED, in two years"), 1000);
        assert_eq!(likeness("Dues doubled.", "Nobody knows."), 0);
        assert_eq!(likeness("", ""), 0);
        let same_order = likeness("Ships wait for days.", "Ships wait for weeks.");
        let other_order = likeness("Ships wait for days.", "For weeks ships wait.");
        assert!(same_order > other_order && other_order > 500, "{same_order} {other_order}");
        // Words that all sentences have do not make two of them similar.
        let frame = likeness("The minister said the port is closed.", "The council said the budget is approved.");
        assert!(frame < 450, "{frame}");
    }

    #[test]
    fn a_long_text_is_compared_without_word_order() {
        let long = "word other ".repeat(MOST_IN_ORDER);
        let turned = "other word ".repeat(MOST_IN_ORDER);
        assert_eq!(likeness(&long, &turned), 1000);
    }

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let marked = differences(old, new).into_iter().map(|piece| match piece {
            Piece::Same(words) => words.to_owned(),
            Piece::Removed(words) => format!("[{words}]"),
            Piece::Added(words) => format!("{{{words}}}"),
        });
        assert_eq!(marked.collect::<String>(), expected);
    }

    #[test]
    fn differences_are_shown_in_whole_words() {
        check("two lines seem to have left", "two lines have left", "two lines [seem to ]have left");
        check("Dues doubled.", "Dues have doubled.", "Dues {have }doubled.");
        check("It is so.", "It is so.", "It is so.");
        check("", "It.", "{It.}");
        check("a port of call", "the ports of call", "[a port]{the ports} of call");
    }

    #[test]
    fn a_short_match_between_two_differences_joins_them() {
        check("Ships, he said, wait", "Boats, it says, wait", "[Ships, he said]{Boats, it says}, wait");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_recovered(old in "[ab ,.é港]{0,30}", new in "[ab ,.é港]{0,30}") {
            let pieces = differences(&old, &new);
            let (mut before, mut after) = (String::new(), String::new());
            for piece in pieces {
                match piece {
                    Piece::Same(words) => { before += words; after += words; }
                    Piece::Removed(words) => before += words,
                    Piece::Added(words) => after += words,
                }
            }
            prop_assert_eq!((before, after), (old, new));
        }
    }
}
