//! Pairs the sections of two texts.

use std::collections::{HashMap, HashSet};

use crate::briefing::ast::Briefing;
use crate::briefing::dossier::{ClaimId, Dossier};

/// By section of each text: a number, which is equal for sections that are the same.
pub(super) struct Sections {
    pub(super) old_numbers: Vec<usize>,
    pub(super) new_numbers: Vec<usize>,
}

impl Sections {
    /// Pairs sections by title; several with the same title, in order.
    pub(super) fn by_title<'a>(old: &'a Briefing, new: &'a Briefing) -> Self {
        let mut numbers: HashMap<(&'a str, usize), usize> = HashMap::new();
        let [old_numbers, new_numbers] = [old, new].map(|briefing| {
            let mut counts: HashMap<&'a str, usize> = HashMap::new();
            let titles = briefing.sections.iter().map(|section| section.title.as_str());
            let numbered = titles.map(|title| {
                let count = counts.entry(title).or_default();
                *count += 1;
                let next = numbers.len();
                *numbers.entry((title, *count)).or_insert(next)
            });
            numbered.collect::<Vec<_>>()
        });
        Self { old_numbers, new_numbers }
    }

    /// Pairs sections by title, then renamed ones by their claims: two sections are the same if, of the claims in both
    /// texts, most of each section stand in the other.
    pub(super) fn by_claims(old: &Dossier, new: &Dossier, matches: impl Iterator<Item = (ClaimId, ClaimId)>) -> Self {
        let mut sections = Self::by_title(&old.briefing, &new.briefing);
        let mut common: HashMap<(usize, usize), usize> = HashMap::new();
        let (mut old_counts, mut new_counts) =
            (vec![0; sections.old_numbers.len()], vec![0; sections.new_numbers.len()]);
        for (before, after) in matches {
            let pair = (old.claim(before).section, new.claim(after).section);
            *common.entry(pair).or_default() += 1;
            old_counts[pair.0] += 1;
            new_counts[pair.1] += 1;
        }
        let [known_old, known_new]: [HashSet<usize>; 2] =
            [&sections.old_numbers, &sections.new_numbers].map(|known| known.iter().copied().collect());
        for ((before, after), count) in common {
            let only =
                !known_new.contains(&sections.old_numbers[before]) && !known_old.contains(&sections.new_numbers[after]);
            if only && 2 * count > old_counts[before] && 2 * count > new_counts[after] {
                sections.new_numbers[after] = sections.old_numbers[before];
            }
        }
        sections
    }
}
