//! Pairs the sections of two texts.

use std::collections::{HashMap, HashSet};

use crate::briefing::ast::Briefing;
use crate::briefing::dossier::{ClaimId, Dossier};

/// A number for each section of each text, the same for sections that are the same.
pub(super) struct Sections {
    pub(super) olds: Vec<usize>,
    pub(super) news: Vec<usize>,
}

impl Sections {
    /// Pairs sections by title; if several have the same title, in their order.
    pub(super) fn by_title<'a>(old: &'a Briefing, new: &'a Briefing) -> Self {
        let mut numbers: HashMap<(&'a str, usize), usize> = HashMap::new();
        let [olds, news] = [old, new].map(|briefing| {
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
        Self { olds, news }
    }

    /// Pairs sections by title, then renamed ones by their claims: two sections are the same if most claims of each that
    /// are in both texts stand in the other.
    pub(super) fn by_claims(old: &Dossier, new: &Dossier, matches: impl Iterator<Item = (ClaimId, ClaimId)>) -> Self {
        let mut sections = Self::by_title(&old.briefing, &new.briefing);
        let mut common: HashMap<(usize, usize), usize> = HashMap::new();
        let (mut olds, mut news) = (vec![0; sections.olds.len()], vec![0; sections.news.len()]);
        for (before, after) in matches {
            let pair = (old.claim(before).section, new.claim(after).section);
            *common.entry(pair).or_default() += 1;
            olds[pair.0] += 1;
            news[pair.1] += 1;
        }
        let [known_olds, known_news]: [HashSet<usize>; 2] =
            [&sections.olds, &sections.news].map(|known| known.iter().copied().collect());
        for ((before, after), count) in common {
            let only = !known_news.contains(&sections.olds[before]) && !known_olds.contains(&sections.news[after]);
            if only && 2 * count > olds[before] && 2 * count > news[after] {
                sections.news[after] = sections.olds[before];
            }
        }
        sections
    }
}
