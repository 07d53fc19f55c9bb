//! Which claim of one text is which of the other.
//!
//! Claims with exactly the same words and sources are matched first, in their order; then those with the same words,
//! wherever they stand; then, of what is left, the most alike. Owns the thresholds, and the bounds that keep hostile
//! texts from taking long. Which of two texts is the old one makes no difference.

use std::cmp::Reverse;
use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::sections::Sections;
use super::words::{Lexicon, Likeness, Words, bare};
use crate::briefing::dossier::{Claim, Dossier};

/// How alike the words of a claim must be to count as reworded if it stands where it stood: in the same section, or between the same claims.
const NEAR: Likeness = 500;

/// The same for one that stands elsewhere.
const FAR: Likeness = 750;

/// How many claims to each side of where a claim would be expected are looked at.
const AROUND: usize = 12;

/// How many claims elsewhere are looked at, those that share most of the rarer words.
const ELSEWHERE: usize = 6;

/// How many of those are looked at more closely, for the order of their words.
const IN_ORDER: usize = 6;

/// How often what is left is looked at again.
const ROUNDS: usize = 3;

/// A word in more claims than this is not rare.
const RARE: usize = 40;

/// A claim of each text, and how alike they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) likeness: Likeness,
}

/// The claims that are in both texts, no claim twice.
///
/// `words` are those of the claims of each text; `sources` gives each source of either text a number, the same for those
/// that are the same.
pub(super) fn matches(old: &Dossier, new: &Dossier, words: [&[String]; 2], sources: [&[u32]; 2]) -> Vec<Match> {
    // The steps below go through one text and look into the other. So that it does not matter which is which, they begin
    // with the one whose words come first in the alphabet.
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
        // One whose likest was taken by another may still be like a third.
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

/// For each claim its sources, by the numbers that both texts share.
fn cited(dossier: &Dossier, numbers: &[u32]) -> Vec<Vec<u32>> {
    let cited = |claim: &Claim| {
        let mut cited: Vec<_> = claim.sources.iter().map(|source| numbers[source.0]).collect();
        cited.sort_unstable();
        cited
    };
    dossier.claims.iter().map(cited).collect()
}

/// How alike two claims must be to be the same.
fn least(far: bool) -> Likeness {
    if far { FAR } else { NEAR }
}

struct Matching<'a> {
    old: &'a Dossier,
    new: &'a Dossier,
    /// Those of the claims of each.
    words: [&'a [String]; 2],
    found: Vec<Match>,
    /// For each claim of the old text its match in the new one, and the other way round.
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

    /// Matches what has exactly the same words.
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

    /// Of what is left, matches what has the same key, in its order.
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

    /// Of what is left, matches the most alike, as far as they are alike enough. Whether there were any.
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

/// Where claims stand, seen from those that are matched already.
struct Places {
    /// For each claim of the old text: those of the new one that the nearest matched ones before and after it are, as
    /// the first that could stand between them, and the one after the last.
    between: Vec<(usize, usize)>,
    /// How many claims before it stand between the same two.
    within: Vec<usize>,
    /// The section of each claim, numbered alike in both texts where it is the same.
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

    /// Where a claim of the old text would stand in the new one.
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
    /// For each word the claims that have it; none if they are many.
    claims: Vec<Vec<usize>>,
    /// For each claim the letters that it shares with the one at hand; all 0 in between.
    shared: Vec<u64>,
}

impl Rare {
    fn new(lexicon: &Lexicon, words: &[Words]) -> Self {
        let mut claims: Vec<Vec<usize>> = vec![Vec::new(); lexicon.len()];
        for (claim, words) in words.iter().enumerate() {
            for word in words.distinct() {
                // One more than may be, so that it is known that they are too many.
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

    /// The claims that share most of their rare words with a text.
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
