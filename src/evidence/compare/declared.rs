//! Pairs the sources and caveats of two texts, and finds how they differ.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use super::words::Lexicon;
use super::{Context, Delta, Fate, delta};
use crate::briefing::dossier::{Caveat, CaveatId, Dossier, Source, SourceId};
use crate::text::manuscript::one_line;

/// How similar the names of two sources must be, in thousandths, if their labels are numbers.
const NAMES: u32 = 500;

/// The sources or caveats of two texts, paired where they are the same.
pub(super) struct Pairing {
    /// For each text, a number for each item; the items of a pair have the same number.
    numbers: [Vec<u32>; 2],
    /// For each old item its new one, and for each new item its old one.
    new_of_old: Vec<Option<usize>>,
    old_of_new: Vec<Option<usize>>,
}

impl Pairing {
    /// Pairs sources by name, or else by id. A new footnote renumbers the others, so sources with numbers as ids also
    /// need similar names. With words as ids, a source is the same under another name.
    pub(super) fn sources(old: &Dossier, new: &Dossier) -> Self {
        let mut alike = Self::new(old.sources.len(), new.sources.len());
        let names = |dossier: &Dossier| dossier.sources.iter().map(|source| one_line(&source.name)).collect::<Vec<_>>();
        let (before, after) = (names(old), names(new));
        let id = |dossier: &Dossier, at: usize| dossier.sources[at].id.to_lowercase();
        alike.pair(|at| Some((id(old, at), &before[at])), |at| Some((id(new, at), &after[at])));
        alike.pair(|at| given(&before[at]), |at| given(&after[at]));
        let mut lexicon = Lexicon::default();
        let mut is_alike = |one: usize, other: usize| {
            let number = old.sources[one].id.chars().all(|c| c.is_ascii_digit());
            let (one, other) = (lexicon.words(&before[one]), lexicon.words(&after[other]));
            !number || lexicon.likeness(&one, &other) >= NAMES
        };
        alike.pair_if(|at| Some(id(old, at)), |at| Some(id(new, at)), &mut is_alike);
        alike.number();
        alike
    }

    /// Pairs caveats by id, or else by words.
    pub(super) fn caveats(old: &Dossier, new: &Dossier) -> Self {
        let mut alike = Self::new(old.caveats.len(), new.caveats.len());
        let id = |dossier: &Dossier, at: usize| Some(dossier.caveats[at].id.to_lowercase());
        alike.pair(|at| id(old, at), |at| id(new, at));
        let words = |dossier: &Dossier| dossier.caveats.iter().map(|caveat| one_line(&caveat.text)).collect::<Vec<_>>();
        let (before, after) = (words(old), words(new));
        alike.pair(|at| given(&before[at]), |at| given(&after[at]));
        alike.number();
        alike
    }

    pub(super) fn numbers(&self) -> [&[u32]; 2] {
        [&self.numbers[0], &self.numbers[1]]
    }

    fn new(old_count: usize, new_count: usize) -> Self {
        Self { numbers: [Vec::new(), Vec::new()], new_of_old: vec![None; old_count], old_of_new: vec![None; new_count] }
    }

    fn pair<Key: Eq + Hash>(&mut self, old: impl Fn(usize) -> Option<Key>, new: impl Fn(usize) -> Option<Key>) {
        self.pair_if(old, new, &mut |_, _| true);
    }

    /// Pairs the remaining items that have the same key, in order.
    fn pair_if<Key: Eq + Hash>(
        &mut self,
        old: impl Fn(usize) -> Option<Key>,
        new: impl Fn(usize) -> Option<Key>,
        is_alike: &mut dyn FnMut(usize, usize) -> bool,
    ) {
        let mut left: HashMap<Key, Vec<usize>> = HashMap::new();
        for at in (0..self.old_of_new.len()).rev().filter(|&at| self.old_of_new[at].is_none()) {
            if let Some(key) = new(at) {
                left.entry(key).or_default().push(at);
            }
        }
        for at in 0..self.new_of_old.len() {
            if self.new_of_old[at].is_none()
                && let Some(left) = old(at).and_then(|key| left.get_mut(&key))
                && let Some(&other) = left.last()
                && is_alike(at, other)
            {
                left.pop();
                self.new_of_old[at] = Some(other);
                self.old_of_new[other] = Some(at);
            }
        }
    }

    fn number(&mut self) {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let beyond = self.new_of_old.len();
        self.numbers = [
            (0..self.new_of_old.len()).map(number).collect(),
            self.old_of_new.iter().enumerate().map(|(at, old)| number(old.unwrap_or(beyond + at))).collect(),
        ];
    }

    /// The fate of each item: those of the new text in order, then those that are gone.
    fn fates<Id, Change>(
        &self,
        id: impl Fn(usize) -> Id,
        change: impl Fn(usize, usize) -> Change,
    ) -> Vec<Fate<Id, Change>> {
        let new_fates = self.old_of_new.iter().enumerate().map(|(at, old)| match old {
            Some(old) => Fate::Kept { old: id(*old), new: id(at), change: change(*old, at) },
            None => Fate::New(id(at)),
        });
        let gone = (0..self.new_of_old.len()).filter(|&at| self.new_of_old[at].is_none());
        new_fates.chain(gone.map(|at| Fate::Gone(id(at)))).collect()
    }
}

/// Words, unless they are empty.
fn given(words: &str) -> Option<&str> {
    Some(words).filter(|words| !words.is_empty())
}

/// A field of a source that can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceField {
    Name,
    Kind,
    Named,
    /// Whether anything declares it.
    Declared,
    By,
    Interest,
    Reliability,
    Published,
    Url,
    Note,
}

impl SourceField {
    pub const ALL: &'static [Self] = &[
        Self::Name,
        Self::Kind,
        Self::Named,
        Self::Declared,
        Self::By,
        Self::Interest,
        Self::Reliability,
        Self::Published,
        Self::Url,
        Self::Note,
    ];

    /// Its key in the front matter, if it has one.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Named => "named",
            Self::Declared => "declared",
            Self::By => "by",
            Self::Interest => "interest",
            Self::Reliability => "reliability",
            Self::Published => "published",
            Self::Url => "url",
            Self::Note => "note",
        }
    }
}

/// How a source differs from its older version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceChange {
    pub fields: Vec<SourceField>,
    /// Who stands behind it.
    pub by: Delta<SourceId>,
}

/// A field of a caveat that can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaveatField {
    Kind,
    Text,
    By,
    Covers,
    Note,
}

impl CaveatField {
    pub const ALL: &'static [Self] = &[Self::Kind, Self::Text, Self::By, Self::Covers, Self::Note];

    /// Its key in the front matter, if it has one.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Text => "text",
            Self::By => "by",
            Self::Covers => "covers",
            Self::Note => "note",
        }
    }
}

/// How a caveat differs from its older version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaveatChange {
    pub fields: Vec<CaveatField>,
    /// Who states it.
    pub by: Delta<SourceId>,
    /// The sources that it covers.
    pub covers: Delta<SourceId>,
}

impl SourceChange {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl CaveatChange {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl Context<'_> {
    pub(super) fn sources(&self) -> Vec<Fate<SourceId, SourceChange>> {
        self.sources.fates(SourceId, |old, new| self.source(&self.old.sources[old], &self.new.sources[new]))
    }

    pub(super) fn caveats(&self) -> Vec<Fate<CaveatId, CaveatChange>> {
        self.caveats.fates(CaveatId, |old, new| self.caveat(&self.old.caveats[old], &self.new.caveats[new]))
    }

    fn source(&self, old: &Source, new: &Source) -> SourceChange {
        let by = self.source_delta(&old.by, &new.by);
        let differs = |field: &&SourceField| match field {
            SourceField::Name => is_other(Some(&old.name), Some(&new.name)),
            SourceField::Kind => old.profile.kind != new.profile.kind,
            SourceField::Named => old.profile.named != new.profile.named,
            SourceField::Declared => old.declared.is_some() != new.declared.is_some(),
            SourceField::By => !by.is_empty() || self.is_grouped_otherwise(old, new),
            SourceField::Interest => is_other(old.profile.interest.as_ref(), new.profile.interest.as_ref()),
            SourceField::Reliability => old.profile.reliability != new.profile.reliability,
            SourceField::Published => is_other(old.profile.published.as_ref(), new.profile.published.as_ref()),
            SourceField::Url => is_other(old.profile.url.as_ref(), new.profile.url.as_ref()),
            SourceField::Note => is_other(old.note.as_ref(), new.note.as_ref()),
        };
        SourceChange { fields: SourceField::ALL.iter().filter(differs).copied().collect(), by }
    }

    /// Whether other sources than before are needed together.
    fn is_grouped_otherwise(&self, old: &Source, new: &Source) -> bool {
        let [old_numbers, new_numbers] = self.sources.numbers();
        let grouped = |source: &Source, numbers: &[u32]| -> BTreeSet<BTreeSet<u32>> {
            source.alternatives().map(|all| all.iter().map(|by| numbers[by.0]).collect()).collect()
        };
        grouped(old, old_numbers) != grouped(new, new_numbers)
    }

    fn caveat(&self, old: &Caveat, new: &Caveat) -> CaveatChange {
        let by = self.source_delta(&old.by, &new.by);
        let covers = self.source_delta(&old.covers, &new.covers);
        let differs = |field: &&CaveatField| match field {
            CaveatField::Kind => old.kind != new.kind,
            CaveatField::Text => is_other(Some(&old.text), Some(&new.text)),
            CaveatField::By => !by.is_empty(),
            CaveatField::Covers => !covers.is_empty(),
            CaveatField::Note => is_other(old.note.as_ref(), new.note.as_ref()),
        };
        CaveatChange { fields: CaveatField::ALL.iter().filter(differs).copied().collect(), by, covers }
    }

    fn source_delta(&self, old: &[SourceId], new: &[SourceId]) -> Delta<SourceId> {
        let [old_numbers, new_numbers] = self.sources.numbers();
        delta(old, |source| old_numbers[source.0], new, |source| new_numbers[source.0])
    }
}

/// Whether two texts differ in more than line breaks.
fn is_other(old: Option<&String>, new: Option<&String>) -> bool {
    old.map(|text| one_line(text)) != new.map(|text| one_line(text))
}
