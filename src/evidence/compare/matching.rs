//! Matches the claims of two texts.
//!
//! Claims with exactly the same words and sources are matched first, in their order; then those with the same words,
//! wherever they stand; then, of the rest, the most alike. Owns the thresholds, and the limits that keep hostile texts
//! from taking long. The result does not depend on which text is the older.

use std::cmp::Reverse;
use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::sections::Sections;
use super::words::{Lexicon, Likeness, Words, bare};
use crate::briefing::dossier::{Claim, Dossier};

/// How alike two claims must be to match if they stand at the same place: in the same section, or between the same claims.
const NEAR: Likeness = 500;

/// How alike two claims must be to match if they stand at different places.
const FAR: Likeness = 750;

/// How many claims are tried on each side of the place where a claim is expected.
const AROUND: usize = 12;

/// How many claims elsewhere are tried: those that share most of the rare words.
const ELSEWHERE: usize = 6;

/// How many of the claims tried are compared with the order of their words.
const IN_ORDER: usize = 6;

/// How often the remaining claims are tried again.
const ROUNDS: usize = 3;

/// A word in more claims than this is not rare.
const RARE: usize = 40;

/// Two claims that match, and how alike they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) likeness: Likeness,
}

/// Matches the claims of two texts, none of them twice.
///
/// `words` are the words of each text's claims; `sources` gives each source of either text a number, which is the same
/// for sources that are the same.
pub(super) fn matches(old: &Dossier, new: &Dossier, words: [&[String]; 2], sources: [&[u32]; 2]) -> Vec<Match> {
    // The steps below go through one text and look into the other. They always begin with the text whose words come first
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
        // A claim whose best match was taken may still match a third.
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

/// How alike two claims must be to match.
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
    olds: Vec<Option<usize>>,
    news: Vec<Option<usize>>,
}

impl<'a> Matching<'a> {
    fn new(old: &'a Dossier, new: &'a Dossier, words: [&'a [String]; 2]) -> Self {
        let (olds, news) = (vec![None; old.claims.len()], vec![None; new.claims.len()]);
        Self { old, new, words, found: Vec::new(), olds, news }
    }

    fn add(&mut self, old: usize, new: usize, likeness: Likeness) {
        self.olds[old] = Some(new);
        self.news[new] = Some(old);
        self.found.push(Match { old, new, likeness });
    }

    /// Matches claims with exactly the same words.
    fn same(&mut self, cited: &[Vec<Vec<u32>>; 2]) {
        let texts = self.words.map(|words| words.iter().map(|words| bare(words)).collect::<Vec<_>>());
        let mut numbers: HashMap<(&str, &[u32]), u32> = HashMap::new();
        let [olds, news] = [0, 1].map(|side| {
            let keys = texts[side].iter().zip(&cited[side]).map(|(text, cited)| (text.as_str(), cited.as_slice()));
            let numbered = keys.map(|key| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(key).or_insert(next)
            });
            numbered.collect::<Vec<_>>()
        });
        for op in capture_diff_slices(Algorithm::Histogram, &olds, &news) {
            match op {
                DiffOp::Equal { old_index, new_index, len } => {
                    for at in 0..len {
                        self.add(old_index + at, new_index + at, 1000);
                    }
                }
                DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {}
            }
        }
        self.same_by(&olds, &news);
        let [olds, news] = texts.each_ref().map(|texts| texts.iter().map(String::as_str).collect::<Vec<_>>());
        self.same_by(&olds, &news);
    }

    /// Matches the remaining claims that have the same key, in their order.
    fn same_by<Key: Copy + Eq + std::hash::Hash>(&mut self, olds: &[Key], news: &[Key]) {
        let mut left: HashMap<Key, Vec<usize>> = HashMap::new();
        for at in (0..news.len()).rev().filter(|&at| self.news[at].is_none()) {
            left.entry(news[at]).or_default().push(at);
        }
        for (at, key) in olds.iter().enumerate() {
            if self.olds[at].is_none()
                && let Some(new) = left.get_mut(key).and_then(Vec::pop)
            {
                self.add(at, new, 1000);
            }
        }
    }

    /// Matches the most alike of the remaining claims. Returns whether any were alike enough.
    fn alike(&mut self) -> bool {
        let left = |matched: &[Option<usize>]| -> Vec<usize> {
            (0..matched.len()).filter(|&at| matched[at].is_none()).collect()
        };
        let (olds, news) = (left(&self.olds), left(&self.news));
        if olds.is_empty() || news.is_empty() {
            return false;
        }
        let mut lexicon = Lexicon::default();
        let mut words =
            |all: &[String], left: &[usize]| -> Vec<Words> { left.iter().map(|&at| lexicon.words(&all[at])).collect() };
        let (old_words, new_words) = (words(self.words[0], &olds), words(self.words[1], &news));
        let places = Places::new(self);
        let mut rare = Rare::new(&lexicon, &new_words);
        let mut pairs = Vec::new();
        for (index, &old) in olds.iter().enumerate() {
            let expected = places.expected(old);
            let at = news.partition_point(|&new| new < expected);
            let around = at.saturating_sub(AROUND)..(at + AROUND).min(news.len());
            let elsewhere = rare.most_shared(&lexicon, &old_words[index]);
            let elsewhere = elsewhere.into_iter().filter(|other| !around.contains(other)).collect::<Vec<_>>();
            let mut candidates: Vec<_> = around
                .chain(elsewhere)
                .map(|other| {
                    let (words, new) = (&new_words[other], news[other]);
                    let at_most = lexicon.likeness_at_most(&old_words[index], words);
                    (Reverse(at_most), !places.near(old, new), new.abs_diff(expected), other)
                })
                .filter(|&(Reverse(at_most), far, ..)| at_most >= least(far))
                .collect();
            candidates.sort_unstable();
            for (_, far, distance, other) in candidates.into_iter().take(IN_ORDER) {
                let likeness = lexicon.likeness(&old_words[index], &new_words[other]);
                if likeness >= least(far) {
                    pairs.push((Reverse(likeness), far, distance, old, news[other]));
                }
            }
        }
        pairs.sort_unstable();
        let any = !pairs.is_empty();
        for (Reverse(likeness), _, _, old, new) in pairs {
            if self.olds[old].is_none() && self.news[new].is_none() {
                self.add(old, new, likeness);
            }
        }
        any
    }
}

/// Where claims stand, relative to the matches so far.
struct Places {
    /// By claim of the old text: its range in the new one, between the nearest matches before and after it.
    between: Vec<(usize, usize)>,
    /// How many claims before it stand between the same two matches.
    within: Vec<usize>,
    /// The section of each claim; a section that both texts have has one number.
    olds: Vec<usize>,
    news: Vec<usize>,
}

impl Places {
    fn new(matching: &Matching) -> Self {
        let count = matching.olds.len();
        let mut between = vec![(0, matching.news.len()); count];
        let mut within = vec![0; count];
        let (mut first, mut run) = (0, 0);
        for at in 0..count {
            between[at].0 = first;
            within[at] = run;
            (first, run) = matching.olds[at].map_or((first, run + 1), |new| (new + 1, 0));
        }
        let mut end = matching.news.len();
        for at in (0..count).rev() {
            between[at].1 = end;
            end = matching.olds[at].unwrap_or(end);
        }
        let sections = Sections::by_title(&matching.old.briefing, &matching.new.briefing);
        let olds = matching.old.claims.iter().map(|claim| sections.olds[claim.section]).collect();
        let news = matching.new.claims.iter().map(|claim| sections.news[claim.section]).collect();
        Self { between, within, olds, news }
    }

    /// The place where a claim of the old text is expected in the new one.
    fn expected(&self, old: usize) -> usize {
        self.between[old].0 + self.within[old]
    }

    /// Whether two claims stand at the same place: in the same section, or between the same claims.
    fn near(&self, old: usize, new: usize) -> bool {
        let (first, end) = self.between[old];
        self.olds[old] == self.news[new] || (first..end).contains(&new)
    }
}

/// Claims by their rare words.
struct Rare {
    /// By word: the claims that have it; none if there are too many.
    claims: Vec<Vec<usize>>,
    /// By claim: the letters that it shares with the current text; all 0 between two searches.
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

    /// The claims that share most rare words with a text.
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
