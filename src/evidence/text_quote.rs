//! Text quotes: claims and blocks known by their words, so that they can be found in an edited text.
//!
//! A [`TextQuote`] identifies a claim or a block by a few numbers: of its own words, of its neighbors' words, and its
//! byte. [`TextQuotes`] are those of a dossier, and [`ChangeCounts`] counts how two dossiers differ. Must not know what
//! is on the screen, nor where any of this is stored.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::briefing::dossier::{ClaimId, Dossier};
use crate::text::numbers;

/// A claim or a block, known by its words and its neighbors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextQuote {
    words: u64,
    /// The words of the quote before it, and of the one after it; 0 if there is none.
    before: u64,
    after: u64,
    /// The byte at which it began, as a hint.
    byte: u32,
}

/// All claims or all blocks of a dossier.
pub struct TextQuotes {
    /// The words of each, as a number.
    words: Vec<u64>,
    /// The byte of the manuscript at which each begins.
    bytes: Vec<u32>,
    /// Quotes with the same words, in their order.
    same: HashMap<u64, Vec<usize>>,
}

/// A quote that was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub at: usize,
    /// Whether its words are the same. If not, it is what stands at its place now, or the nearest quote.
    pub same: bool,
}

impl TextQuotes {
    pub fn of_claims(dossier: &Dossier) -> Self {
        Self::new(dossier.claims.iter().map(|claim| (number([claim.text.as_str()]), claim.passage.extent().span.start)))
    }

    pub fn of_blocks(dossier: &Dossier) -> Self {
        let words = |text: &str| number(text.split_whitespace());
        Self::new(dossier.briefing.blocks.iter().map(|block| {
            let text = &dossier.manuscript.text()[block.span.range()];
            (words(text), block.span.start)
        }))
    }

    fn new(quotes: impl Iterator<Item = (u64, u32)>) -> Self {
        let (words, bytes): (Vec<_>, Vec<_>) = quotes.unzip();
        let mut same: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, &words) in words.iter().enumerate() {
            same.entry(words).or_default().push(at);
        }
        Self { words, bytes, same }
    }

    /// The quote at an index, to be found again later.
    pub fn get(&self, at: usize) -> Option<TextQuote> {
        let words = *self.words.get(at)?;
        Some(TextQuote { words, before: self.before(at), after: self.after(at), byte: self.bytes[at] })
    }

    /// Finds a quote by its words. Of several with the same words, prefers the one between the same neighbors, then the
    /// nearest. If the words are gone, finds what stands between the neighbors, or else the nearest quote.
    pub fn find(&self, quote: &TextQuote) -> Option<Found> {
        let beside =
            |&at: &usize| usize::from(self.before(at) == quote.before) + usize::from(self.after(at) == quote.after);
        let away = |&at: &usize| self.bytes[at].abs_diff(quote.byte);
        let best =
            |all: &mut dyn Iterator<Item = usize>| all.min_by_key(|at| (std::cmp::Reverse(beside(at)), away(at)));
        if let Some(at) = self.same.get(&quote.words).and_then(|all| best(&mut all.iter().copied())) {
            return Some(Found { at, same: true });
        }
        let all = |words| self.same.get(words).into_iter().flatten();
        let after = all(&quote.before).map(|at| at + 1);
        let before = all(&quote.after).filter_map(|at| at.checked_sub(1));
        let between = best(&mut after.chain(before).filter(|&at| at < self.words.len()));
        let nearest = || (0..self.words.len()).min_by_key(away);
        between.or_else(nearest).map(|at| Found { at, same: false })
    }

    fn before(&self, at: usize) -> u64 {
        at.checked_sub(1).map_or(0, |before| self.words[before])
    }

    fn after(&self, at: usize) -> u64 {
        self.words.get(at + 1).copied().unwrap_or(0)
    }
}

/// Counts the differences in claims when a text is read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeCounts {
    /// Claims with other words in their sentence, or with other sources or caveats of their own.
    pub changed: usize,
    pub new: usize,
    pub gone: usize,
    /// The first claim that is changed or new.
    pub first: Option<ClaimId>,
}

impl ChangeCounts {
    pub fn between(old: &Dossier, new: &Dossier) -> Self {
        let (before, after) = (TextQuotes::of_claims(old), TextQuotes::of_claims(new));
        let new_of_old = matched(&before, &after);
        let mut old_of_new: Vec<Option<usize>> = vec![None; after.words.len()];
        for (old, new) in new_of_old.iter().enumerate() {
            if let Some(new) = new {
                old_of_new[*new] = Some(old);
            }
        }
        let [sentences_before, sentences_after] = [old, new].map(sentences);
        let differs = |new_at: usize| {
            old_of_new[new_at].is_none_or(|old_at| {
                before.words[old_at] != after.words[new_at]
                    || sentences_before[old.claims[old_at].passage.sentence]
                        != sentences_after[new.claims[new_at].passage.sentence]
                    || cited(old, ClaimId(old_at)) != cited(new, ClaimId(new_at))
            })
        };
        let different: Vec<usize> = (0..old_of_new.len()).filter(|&at| differs(at)).collect();
        let added = old_of_new.iter().filter(|old| old.is_none()).count();
        Self {
            changed: different.len() - added,
            new: added,
            gone: new_of_old.iter().filter(|new| new.is_none()).count(),
            first: different.first().map(|&at| ClaimId(at)),
        }
    }
}

/// `2 claims changed, 1 new`
impl fmt::Display for ChangeCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for (count, word) in [(self.changed, "changed"), (self.new, "new"), (self.gone, "gone")] {
            match (count, parts.is_empty()) {
                (0, _) => {}
                (_, true) => parts.push(format!("{} {word}", numbers::count(count, "claim"))),
                (_, false) => parts.push(format!("{count} {word}")),
            }
        }
        if parts.is_empty() { f.write_str("no claim changed") } else { f.write_str(&parts.join(", ")) }
    }
}

/// A number for the words of each sentence. The words around a claim are part of what it says.
fn sentences(dossier: &Dossier) -> Vec<u64> {
    let all = 0..dossier.briefing.sentences.len();
    all.map(|sentence| number([dossier.sentence_line(sentence).as_str()])).collect()
}

/// The sources and caveats that a claim cites, by id, because indices mean nothing in another dossier.
fn cited(dossier: &Dossier, claim: ClaimId) -> (Vec<&str>, Vec<&str>) {
    let claim = dossier.claim(claim);
    let sources = claim.sources.iter().map(|&source| dossier.source(source).id.as_str());
    let caveats = claim.caveats.iter().map(|&caveat| dossier.caveat(caveat).id.as_str());
    (sources.collect(), caveats.collect())
}

/// For each old quote the new one: the one with the same words, wherever it stands, or else the one at its place. Of
/// several with the same words, those at the beginning of the text match from the beginning, and those at the end from
/// the end.
fn matched(old: &TextQuotes, new: &TextQuotes) -> Vec<Option<usize>> {
    let alike = |(a, b): &(&u64, &u64)| a == b;
    let head = old.words.iter().zip(&new.words).take_while(alike).count();
    let rest = old.words[head..].iter().rev().zip(new.words[head..].iter().rev());
    let tail = rest.take_while(alike).count();
    let (old_range, new_range) = (head..old.words.len() - tail, head..new.words.len() - tail);

    let mut found: Vec<Option<usize>> = (0..old.words.len())
        .map(|at| {
            let after = at >= old_range.end;
            (at < head || after).then_some(if after { at + new.words.len() - old.words.len() } else { at })
        })
        .collect();
    let mut taken = vec![false; new.words.len()];
    let mut left: HashMap<u64, std::vec::IntoIter<usize>> = HashMap::new();
    for at in old_range.clone() {
        let words = old.words[at];
        let same = left.entry(words).or_insert_with(|| {
            let all = new.same.get(&words).into_iter().flatten().copied();
            all.filter(|at| new_range.contains(at)).collect::<Vec<_>>().into_iter()
        });
        found[at] = same.next();
        if let Some(at) = found[at] {
            taken[at] = true;
        }
    }
    for at in old_range {
        // The quote that follows the same quote as before.
        let next = at.checked_sub(1).map_or(Some(0), |before| found[before].map(|before| before + 1));
        if let Some(next) = next.filter(|next| new_range.contains(next) && !taken[*next])
            && found[at].is_none()
        {
            found[at] = Some(next);
            taken[next] = true;
        }
    }
    found
}

/// A number for some words, never 0.
fn number<'a>(words: impl IntoIterator<Item = &'a str>) -> u64 {
    numbers::fingerprint(words.into_iter().flat_map(|word| word.bytes().chain(std::iter::once(b' ')))).max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::briefing::link::link;
    use crate::briefing::parse::parse;
    use crate::text::manuscript::Manuscript;

    /// A claim for each line.
    fn dossier(lines: &[&str]) -> Dossier {
        let text: String = lines.iter().flat_map(|line| [line, "[^a]\n\n"]).collect();
        let manuscript = Manuscript::new("test", text + "[^a]: Somebody\n");
        let (briefing, _) = parse(&manuscript);
        link(manuscript, briefing).0
    }

    #[track_caller]
    fn check(old: &[&str], at: usize, new: &[&str], expected: &str, same: bool) {
        let quote = TextQuotes::of_claims(&dossier(old)).get(at).unwrap();
        let new = dossier(new);
        let found = TextQuotes::of_claims(&new).find(&quote).unwrap();
        assert_eq!((new.claims[found.at].text.as_str(), found.same), (expected, same));
    }

    #[test]
    fn a_claim_is_found_by_its_words_wherever_it_moved() {
        check(&["One.", "Two.", "Three."], 1, &["New.", "One.", "Two.", "Three."], "Two.", true);
        check(&["One.", "Two.", "Three."], 0, &["Two.", "Three.", "One."], "One.", true);
    }

    #[test]
    fn among_equal_words_the_same_neighbors_decide() {
        let old = ["A.", "Same.", "B.", "Same.", "C."];
        let quote = TextQuotes::of_claims(&dossier(&old)).get(3).unwrap();
        let new = dossier(&["Same.", "A.", "Same.", "New.", "B.", "Same.", "C."]);
        assert_eq!(TextQuotes::of_claims(&new).find(&quote), Some(Found { at: 5, same: true }));
    }

    #[test]
    fn a_claim_with_other_words_is_found_between_its_neighbors() {
        check(&["One.", "Two.", "Three."], 1, &["New.", "One.", "Two, or so.", "Three."], "Two, or so.", false);
        check(&["One.", "Two.", "Three."], 1, &["Far.", "Off.", "Changed.", "Three."], "Changed.", false);
        check(&["One.", "Two."], 1, &["Something else."], "Something else.", false);
    }

    #[test]
    fn a_text_without_claims_has_no_match() {
        let quote = TextQuotes::of_claims(&dossier(&["One."])).get(0).unwrap();
        assert_eq!(TextQuotes::of_claims(&dossier(&[])).find(&quote), None);
    }

    #[track_caller]
    fn changed(old: &[&str], new: &[&str], words: &str, first: Option<usize>) {
        let change = ChangeCounts::between(&dossier(old), &dossier(new));
        assert_eq!((change.to_string().as_str(), change.first), (words, first.map(ClaimId)));
    }

    #[test]
    fn changes_are_counted() {
        changed(&["A.", "B."], &["A.", "B."], "no claim changed", None);
        changed(&["A.", "B.", "C."], &["A.", "B, or so.", "C."], "1 claim changed", Some(1));
        changed(&["A.", "B."], &["New.", "A.", "B."], "1 claim new", Some(0));
        changed(&["A.", "B."], &["B."], "1 claim gone", None);
        changed(&["A.", "B.", "C."], &["C.", "A.", "B."], "no claim changed", None);
        changed(
            &["A.", "B.", "C.", "D."],
            &["A, or so.", "B.", "C, or so.", "New.", "D."],
            "2 claims changed, 1 new",
            Some(0),
        );
        changed(&["A.", "A.", "A."], &["A.", "A."], "1 claim gone", None);
    }

    #[test]
    fn another_source_is_a_change() {
        let (one, other) = ("A.[^a]\n\n[^a]: Somebody\n", "A.[^b]\n\n[^b]: Somebody else\n");
        let [one, other] = [one, other].map(|text| {
            let manuscript = Manuscript::new("test", text);
            let (briefing, _) = parse(&manuscript);
            link(manuscript, briefing).0
        });
        assert_eq!(ChangeCounts::between(&one, &other).to_string(), "1 claim changed");
    }

    proptest! {
        #[test]
        fn every_claim_is_counted_once_after_any_edit(old: Vec<u64>, new: Vec<u64>) {
            // Few different words, so that the same words appear again and again.
            let quotes = |words: &[u64]| TextQuotes::new(words.iter().map(|word| (word % 5 + 1, 0)));
            let found = matched(&quotes(&old), &quotes(&new));
            let mut taken: Vec<usize> = found.iter().flatten().copied().collect();
            taken.sort_unstable();
            let count = taken.len();
            taken.dedup();
            prop_assert_eq!(taken.len(), count);
            prop_assert!(taken.iter().all(|&at| at < new.len()));
        }

        #[test]
        fn in_an_unchanged_text_every_passage_matches_itself_or_its_duplicate(words: Vec<u64>) {
            let quotes = TextQuotes::new((0..).zip(&words).map(|(at, word)| (word % 5 + 1, at)));
            for at in 0..words.len() {
                prop_assert_eq!(quotes.find(&quotes.get(at).unwrap()), Some(Found { at, same: true }));
            }
        }
    }
}
