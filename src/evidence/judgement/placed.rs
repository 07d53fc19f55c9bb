//! Judgements in a text: which of its claims and sources each of them is about.
//!
//! A claim is found by its words. If they stand there more than once, or if they are short, the words around them
//! decide. A source is found by its name and id. A judgement that has no place is kept and can be listed; it never goes
//! to other words. Must not know how anything looks.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::reading::Reading;
use super::target::{Quote, Target};
use super::{Entry, Judgement};
use crate::briefing::dossier::{ClaimId, Dossier, SourceId};
use crate::text::manuscript::one_line;

/// Words with fewer characters are found only with some of the words around them.
const LONG: usize = 24;
/// How many characters around the words must be the same.
const ENOUGH: usize = 8;

/// Why a judgement has no place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The words or the source are not in the text.
    Gone,
    /// The words are in the text, but they are no claim there, or not between the same words.
    NoClaim,
    /// Another judgement stands at the only place.
    Taken,
}

impl Lost {
    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::NoClaim => "no-claim",
            Self::Taken => "taken",
        }
    }

    /// The reason, in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Gone => "not found in the text",
            Self::NoClaim => "in the text, but not the same claim",
            Self::Taken => "another judgement is at its place",
        }
    }
}

/// The judgements of a text.
#[derive(Clone, Debug, Default)]
pub struct Judgements {
    entries: Vec<Entry>,
    /// The reader's own.
    own: HashMap<Placed, usize>,
    /// Those of others, in the order of their names.
    others: HashMap<Placed, Vec<usize>>,
    lost: Vec<(usize, Lost)>,
}

impl Judgements {
    /// Finds the places of judgements in a text, of each person by themselves.
    pub fn find(entries: Vec<Entry>, dossier: &Dossier) -> Self {
        let mut found = Self { entries, ..Self::default() };
        if found.entries.is_empty() {
            return found;
        }
        let reading = Reading::of(dossier);
        let mut people: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
        for (index, entry) in found.entries.iter().enumerate() {
            people.entry(entry.by.as_deref()).or_default().push(index);
        }
        for (by, indices) in people {
            let (places, lost) = found_of_one(&found.entries, &indices, &reading);
            if by.is_none() {
                found.own = places;
            } else {
                for (place, index) in places {
                    found.others.entry(place).or_default().push(index);
                }
            }
            found.lost.extend(lost);
        }
        found.lost.sort_unstable_by_key(|&(index, _)| index);
        found
    }

    /// All judgements, with and without a place.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn of_claim(&self, claim: ClaimId) -> Option<&Judgement> {
        self.entry_of_claim(claim).map(|entry| &entry.judgement)
    }

    pub fn of_source(&self, source: SourceId) -> Option<&Judgement> {
        self.entry_of_source(source).map(|entry| &entry.judgement)
    }

    pub fn entry_of_claim(&self, claim: ClaimId) -> Option<&Entry> {
        self.own.get(&Placed::Claim(claim)).map(|&index| &self.entries[index])
    }

    pub fn entry_of_source(&self, source: SourceId) -> Option<&Entry> {
        self.own.get(&Placed::Source(source)).map(|&index| &self.entries[index])
    }

    /// What others judged of a claim or a source, each with a name.
    pub fn others(&self, place: Placed) -> impl Iterator<Item = (&str, &Entry)> {
        let entries = self.others.get(&place).into_iter().flatten().map(|&index| &self.entries[index]);
        entries.filter_map(|entry| Some((entry.by.as_deref()?, entry)))
    }

    /// The notes on a claim or a source: the reader's own, then those of others.
    pub fn notes(&self, place: Placed) -> impl Iterator<Item = &str> {
        let own = self.own.get(&place).map(|&index| &self.entries[index]);
        own.into_iter().chain(self.others(place).map(|(_, entry)| entry)).map(|entry| entry.judgement.note.as_str())
    }

    /// Whether the reader or somebody else judged a claim or a source.
    pub fn has(&self, place: Placed) -> bool {
        self.own.contains_key(&place) || self.others.contains_key(&place)
    }

    /// What is judged, by the reader or others, with its judgement.
    pub fn places(&self) -> impl Iterator<Item = (Placed, &Entry)> {
        self.placed().map(|(placed, index)| (placed, &self.entries[index]))
    }

    /// What is judged, and the index of its entry.
    pub(super) fn placed(&self) -> impl Iterator<Item = (Placed, usize)> {
        let own = self.own.iter().map(|(&place, &index)| (place, index));
        let others = self.others.iter().flat_map(|(&place, indices)| indices.iter().map(move |&index| (place, index)));
        own.chain(others)
    }

    /// Judgements without a place in the text, and why.
    pub fn lost(&self) -> impl ExactSizeIterator<Item = (&Entry, Lost)> {
        self.lost.iter().map(|&(index, why)| (&self.entries[index], why))
    }
}

/// Finds the places of what one person judged, and why the rest has none.
fn found_of_one(
    entries: &[Entry],
    indices: &[usize],
    reading: &Reading<'_>,
) -> (HashMap<Placed, usize>, Vec<(usize, Lost)>) {
    let (mut found, mut lost) = (HashMap::new(), Vec::new());
    // The best places first, so that no judgement takes the place of another one that fits better.
    let mut places = Vec::new();
    let (mut placed, mut has_place) = (HashSet::new(), HashSet::new());
    for &index in indices {
        if let Target::Claim(quote) = &entries[index].target {
            let here = places_of(quote, reading);
            has_place.extend((!here.is_empty()).then_some(index));
            places.extend(here.into_iter().map(|(claim, fit)| (Reverse(fit), index, claim)));
        }
    }
    places.sort_unstable_by_key(|&(fit, index, _)| (fit, index));
    for (_, index, claim) in places {
        if !placed.contains(&index) && !found.contains_key(&Placed::Claim(claim)) {
            found.insert(Placed::Claim(claim), index);
            placed.insert(index);
        }
    }
    for &index in indices {
        match &entries[index].target {
            Target::Claim(_) if placed.contains(&index) => {}
            Target::Claim(_) if has_place.contains(&index) => lost.push((index, Lost::Taken)),
            Target::Claim(quote) if reading.places(&quote.exact).next().is_some() => lost.push((index, Lost::NoClaim)),
            Target::Claim(_) => lost.push((index, Lost::Gone)),
            Target::Source { id, name } => match reading.source(id, name).map(Placed::Source) {
                Some(source) if found.contains_key(&source) => lost.push((index, Lost::Taken)),
                Some(source) => drop(found.insert(source, index)),
                None => lost.push((index, Lost::Gone)),
            },
        }
    }
    (found, lost)
}

/// The claim or the source of a text that a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placed {
    Claim(ClaimId),
    Source(SourceId),
}

impl Target {
    /// What the target is in a text; none if it is not there.
    pub fn place(&self, dossier: &Dossier) -> Option<Placed> {
        self.place_in(&Reading::of(dossier))
    }

    pub(super) fn place_in(&self, reading: &Reading<'_>) -> Option<Placed> {
        match self {
            Self::Claim(quote) => {
                let places = places_of(quote, reading);
                places.into_iter().max_by_key(|(_, fit)| *fit).map(|(claim, _)| Placed::Claim(claim))
            }
            Self::Source { id, name } => reading.source(id, name).map(Placed::Source),
        }
    }
}

/// How well a place fits a quote: the characters around the words that are the same, whether the claim has the same
/// references, and how near it is.
pub(super) type Fit = (usize, bool, Reverse<usize>);

/// The claims that may be the one that a quote is of; none if nothing tells the best two apart.
pub(super) fn places_of(quote: &Quote, reading: &Reading<'_>) -> Vec<(ClaimId, Fit)> {
    let [before, after] = [&quote.prefix, &quote.suffix].map(|words| one_line(words));
    let known = before.chars().count() + after.chars().count();
    let exact = one_line(&quote.exact);
    let needs_context = quote.cites.is_some() || exact.chars().count() < LONG;
    let least = if needs_context { ENOUGH.min(known) } else { 0 };
    let mut places = Vec::new();
    for &claim in reading.claims_with(&exact) {
        let words = reading.words(claim);
        let context = context(&before, &after, &words, &reading.text);
        if context < least {
            continue;
        }
        let cites = quote.cites.as_ref().is_none_or(|cites| *cites == reading.dossier.claim(claim).labels.join(", "));
        let away = quote.position.map_or(0, |(start, _)| reading.position(words.start).abs_diff(start));
        places.push((claim, (context, cites, Reverse(away))));
    }
    // Between places that fit equally well, any choice would be a guess.
    let best = places.iter().map(|(_, fit)| *fit).max();
    if places.iter().filter(|(_, fit)| Some(*fit) == best).count() > 1 {
        places.clear();
    }
    places
}

/// The number of characters before and after some words that are the same in a text.
fn context(before: &str, after: &str, words: &Range<usize>, text: &str) -> usize {
    let mut start = words.start.saturating_sub(4 * before.len() + 64);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (words.end + 4 * after.len() + 64).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (here_before, here_after) = (one_line(&text[start..words.start]), one_line(&text[words.end..end]));
    let same = |(a, b): &(char, char)| a == b;
    before.chars().rev().zip(here_before.chars().rev()).take_while(same).count()
        + after.chars().zip(here_after.chars()).take_while(same).count()
}
