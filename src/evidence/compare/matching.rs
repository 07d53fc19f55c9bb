//! Matches the claims of two texts.
//!
//! First, claims with exactly the same words and sources match, aligned in order (by `similar`). Then claims with the
//! same words match, wherever they stand. Then the most similar of the rest match, if they are similar enough: half at
//! the same place (in the same section, or between the same claims), three quarters elsewhere. Each claim is compared
//! with [`AROUND`] claims on each side of its expected place and [`ELSEWHERE`] that share its rare words, so the time
//! grows with the number of claims; hostile texts cannot make it grow faster. Alignment depends on the direction, so it
//! always begins with the text whose words come first in the alphabet: the result does not depend on which text is
//! older.

use std::cmp::Reverse;
use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::sections::Sections;
use super::words::{Lexicon, Likeness, Words, bare};
use crate::briefing::dossier::{Claim, Dossier};

/// How similar two claims must be to match at the same place: in the same section, or between the same claims.
const NEAR: Likeness = 500;

/// How similar two claims must be to match at different places.
const FAR: Likeness = 750;

/// How many claims on each side of the expected place are candidates.
const AROUND: usize = 12;

/// How many claims elsewhere are candidates: those that share the most rare words.
const ELSEWHERE: usize = 6;

/// How many of the candidates are compared with the order of their words.
const IN_ORDER: usize = 6;

/// How many rounds match the remaining claims.
const ROUNDS: usize = 3;

/// A word in more claims than this is not rare.
const RARE: usize = 40;

/// Two matching claims, and how similar they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) likeness: Likeness,
}

/// Matches the claims of two texts. No claim matches twice.
///
/// `words` are the words of each text's claims; `sources` gives each source of each text a number, which is equal for
/// sources that are the same.
pub(super) fn matches(old: &Dossier, new: &Dossier, words: [&[String]; 2], sources: [&[u32]; 2]) -> Vec<Match> {
    // The steps below go through one text and search the other. They always begin with the text whose words come first
    // in the alphabet, so that the result does not depend on the order of the texts.
    fn key<'a>(dossier: &'a Dossier, words: &'a [String]) -> impl Iterator<Item = (&'a str, Vec<&'a str>)> {
        let names = |claim: &Claim| claim.sources.iter().map(|&id| dossier.source(id).name.as_str()).collect();
        dossier.claims.iter().zip(words).map(move |(claim, words)| (words.as_str(), names(claim)))
    }
    let turned = key(old, words[0]).gt(key(new, words[1]));
    let (old, new) = if turned { (new, old) } else { (old, new) };
    let words = if turned { [words[1], words[0]] } else { words };
    let [old_sources, new_sources] = if turned { [sources[1], sources[0]] } else { sources };
    let mut matching = Matching::new(old, new, words);
    matching.same(&[cited(old, old_sources), cited(new, new_sources)]);
    for _ in 0..ROUNDS {
        // A claim whose best match was taken may still match another.
        if !matching.alike() {
            break;
        }
    }
    let turn = |Match { old, new, likeness }| {
        let (old, new) = if turned { (new, old) } else { (old, new) };
        Match { old, new, likeness }
    };
    let mut matches: Vec<_> = matching.found.into_iter().map(turn).collect();
    matches.sort_unstable_by_key(|found| found.new);
    matches
}

/// The sources of each claim, as the numbers that both texts share.
fn cited(dossier: &Dossier, numbers: &[u32]) -> Vec<Vec<u32>> {
    let cited = |claim: &Claim| {
        let mut cited: Vec<_> = claim.sources.iter().map(|source| numbers[source.0]).collect();
        cited.sort_unstable();
        cited
    };
    dossier.claims.iter().map(cited).collect()
}

/// How similar two claims must be to match.
fn least(far: bool) -> Likeness {
    if far { FAR } else { NEAR }
}

struct Matching<'a> {
    old: &'a Dossier,
    new: &'a Dossier,
    /// The words of the claims of each text.
    words: [&'a [String]; 2],
    found: Vec<Match>,
    /// For each claim of the old text its match in the new one, and the reverse.
    new_of_old: Vec<Option<usize>>,
    old_of_new: Vec<Option<usize>>,
}

impl<'a> Matching<'a> {
    fn new(old: &'a Dossier, new: &'a Dossier, words: [&'a [String]; 2]) -> Self {
        let (new_of_old, old_of_new) = (vec![None; old.claims.len()], vec![None; new.claims.len()]);
        Self { old, new, words, found: Vec::new(), new_of_old, old_of_new }
    }

    fn add(&mut self, old: usize, new: usize, likeness: Likeness) {
        self.new_of_old[old] = Some(new);
        self.old_of_new[new] = Some(old);
        self.found.push(Match { old, new, likeness });
    }

    /// Matches claims with exactly the same words.
    fn same(&mut self, cited: &[Vec<Vec<u32>>; 2]) {
        let texts = self.words.map(|words| words.iter().map(|words| bare(words)).collect::<Vec<_>>());
        let mut numbers: HashMap<(&str, &[u32]), u32> = HashMap::new();
        let [old_keys, new_keys] = [0, 1].map(|side| {
            let keys = texts[side].iter().zip(&cited[side]).map(|(text, cited)| (text.as_str(), cited.as_slice()));
            let numbered = keys.map(|key| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(key).or_insert(next)
            });
            numbered.collect::<Vec<_>>()
        });
        for op in capture_diff_slices(Algorithm::Histogram, &old_keys, &new_keys) {
            match op {
                DiffOp::Equal { old_index, new_index, len } => {
                    for at in 0..len {
                        self.add(old_index + at, new_index + at, 1000);
                    }
                }
                DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {}
            }
        }
        self.same_by(&old_keys, &new_keys);
        let [old_keys, new_keys] = texts.each_ref().map(|texts| texts.iter().map(String::as_str).collect::<Vec<_>>());
        self.same_by(&old_keys, &new_keys);
    }

    /// Matches the remaining claims that have the same key, in order.
    fn same_by<Key: Copy + Eq + std::hash::Hash>(&mut self, old_keys: &[Key], new_keys: &[Key]) {
        let mut left: HashMap<Key, Vec<usize>> = HashMap::new();
        for at in (0..new_keys.len()).rev().filter(|&at| self.old_of_new[at].is_none()) {
            left.entry(new_keys[at]).or_default().push(at);
        }
        for (at, key) in old_keys.iter().enumerate() {
            if self.new_of_old[at].is_none()
                && let Some(new) = left.get_mut(key).and_then(Vec::pop)
            {
                self.add(at, new, 1000);
            }
        }
    }

    /// Matches the most similar of the remaining claims. Returns whether any matched.
    fn alike(&mut self) -> bool {
        let left = |matched: &[Option<usize>]| -> Vec<usize> {
            (0..matched.len()).filter(|&at| matched[at].is_none()).collect()
        };
        let (unmatched_old, unmatched_new) = (left(&self.new_of_old), left(&self.old_of_new));
        if unmatched_old.is_empty() || unmatched_new.is_empty() {
            return false;
        }
        let mut lexicon = Lexicon::default();
        let mut words =
            |all: &[String], left: &[usize]| -> Vec<Words> { left.iter().map(|&at| lexicon.words(&all[at])).collect() };
        let (old_words, new_words) = (words(self.words[0], &unmatched_old), words(self.words[1], &unmatched_new));
        let places = Places::new(self);
        let mut rare = Rare::new(&lexicon, &new_words);
        let mut pairs = Vec::new();
        for (index, &old) in unmatched_old.iter().enumerate() {
            let expected = places.expected(old);
            let at = unmatched_new.partition_point(|&new| new < expected);
            let around = at.saturating_sub(AROUND)..(at + AROUND).min(unmatched_new.len());
            let elsewhere = rare.most_shared(&lexicon, &old_words[index]);
            let elsewhere = elsewhere.into_iter().filter(|other| !around.contains(other)).collect::<Vec<_>>();
            let mut candidates: Vec<_> = around
                .chain(elsewhere)
                .map(|other| {
                    let (words, new) = (&new_words[other], unmatched_new[other]);
                    let at_most = lexicon.likeness_at_most(&old_words[index], words);
                    (Reverse(at_most), !places.near(old, new), new.abs_diff(expected), other)
                })
                .filter(|&(Reverse(at_most), far, ..)| at_most >= least(far))
                .collect();
            candidates.sort_unstable();
            for (_, far, distance, other) in candidates.into_iter().take(IN_ORDER) {
                let likeness = lexicon.likeness(&old_words[index], &new_words[other]);
                if likeness >= least(far) {
                    pairs.push((Reverse(likeness), far, distance, old, unmatched_new[other]));
                }
            }
        }
        pairs.sort_unstable();
        let any = !pairs.is_empty();
        for (Reverse(likeness), _, _, old, new) in pairs {
            if self.new_of_old[old].is_none() && self.old_of_new[new].is_none() {
                self.add(old, new, likeness);
            }
        }
        any
    }
}

/// The places of claims, relative to the matches so far.
struct Places {
    /// By claim of the old text: its range in the new one, between the nearest matches before and after it.
    between: Vec<(usize, usize)>,
    /// By claim of the old text: how many claims before it stand between the same two matches.
    within: Vec<usize>,
    /// By claim: its section. A section that both texts have has one number.
    old_sections: Vec<usize>,
    new_sections: Vec<usize>,
}

impl Places {
    fn new(matching: &Matching) -> Self {
        let count = matching.new_of_old.len();
        let mut between = vec![(0, matching.old_of_new.len()); count];
        let mut within = vec![0; count];
        let (mut first, mut run) = (0, 0);
        for at in 0..count {
            between[at].0 = first;
            within[at] = run;
            (first, run) = matching.new_of_old[at].map_or((first, run + 1), |new| (new + 1, 0));
        }
        let mut end = matching.old_of_new.len();
        for at in (0..count).rev() {
            between[at].1 = end;
            end = matching.new_of_old[at].unwrap_or(end);
        }
        let sections = Sections::by_title(&matching.old.briefing, &matching.new.briefing);
        let old_sections = matching.old.claims.iter().map(|claim| sections.old_numbers[claim.section]).collect();
        let new_sections = matching.new.claims.iter().map(|claim| sections.new_numbers[claim.section]).collect();
        Self { between, within, old_sections, new_sections }
    }

    /// The place in the new text where a claim of the old text is expected.
    fn expected(&self, old: usize) -> usize {
        self.between[old].0 + self.within[old]
    }

    /// Whether two claims stand at the same place: in the same section, or between the same claims.
    fn near(&self, old: usize, new: usize) -> bool {
        let (first, end) = self.between[old];
        self.old_sections[old] == self.new_sections[new] || (first..end).contains(&new)
    }
}

/// An index of claims by their rare words.
struct Rare {
    /// By word: the claims that have it; none if there are too many.
    claims: Vec<Vec<usize>>,
    /// By claim: the letters that it shares with the current text. All 0 between two searches.
    shared: Vec<u64>,
}

impl Rare {
    fn new(lexicon: &Lexicon, words: &[Words]) -> Self {
        let mut claims: Vec<Vec<usize>> = vec![Vec::new(); lexicon.len()];
        for (claim, words) in words.iter().enumerate() {
            for word in words.distinct() {
                // One more than the limit marks the word as too frequent.
                let claims = &mut claims[word as usize];
                if claims.len() <= RARE {
                    claims.push(claim);
                }
            }
        }
        for claims in claims.iter_mut().filter(|claims| claims.len() > RARE) {
            claims.clear();
        }
        Self { claims, shared: vec![0; words.len()] }
    }

    /// The claims that share the most rare words with a text.
    fn most_shared(&mut self, lexicon: &Lexicon, words: &Words) -> Vec<usize> {
        let mut found = Vec::new();
        for word in words.distinct() {
            for &claim in &self.claims[word as usize] {
                if self.shared[claim] == 0 {
                    found.push(claim);
                }
                self.shared[claim] += lexicon.weight(word);
            }
        }
        found.sort_unstable_by_key(|&claim| (Reverse(self.shared[claim]), claim));
        for &claim in &found {
            self.shared[claim] = 0;
        }
        found.truncate(ELSEWHERE);
        found
    }
}
