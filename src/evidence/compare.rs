//! Compares two versions of a briefing: claims, their sources, hedges and caveats.
//!
//! ```text
//! old dossier ─┐
//!              ├──compare──▶ Comparison
//! new dossier ─┘
//! ```
//!
//! Owns what counts as a change. `matching` pairs the claims of both texts, `words` measures how similar two are,
//! `wording` reads their sentences, and `unattributed` compares passages outside of claims. Must not know where the
//! texts come from, nor how a change is described.

mod words;
mod wording;
mod sections;
mod matching;
mod declared;
mod unattributed;

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use self::declared::Pairing;
pub use self::declared::{CaveatChange, CaveatField, SourceChange, SourceField};
pub use self::unattributed::{Reworded, Unattributed, UnattributedKind};
use self::wording::Wording;
pub use self::words::{INLINE_LIKENESS, Piece, differences};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, Covering, Dossier, SourceId};
use crate::briefing::hedge::HedgeKind;
use crate::evidence::since::{CoverageChange, Firmness};
use crate::text::manuscript::one_line;

/// Two dossiers, and all changes from the old one to the new one.
pub struct Comparison<'a> {
    pub old: &'a Dossier,
    pub new: &'a Dossier,
    /// In the order of the new text. A claim that is gone follows the claim that preceded it.
    pub claims: Vec<Fate<ClaimId, ClaimChange>>,
    /// In the order of the new dossier, then those that are gone.
    pub sources: Vec<Fate<SourceId, SourceChange>>,
    /// In the order of the new dossier, then those that are gone.
    pub caveats: Vec<Fate<CaveatId, CaveatChange>>,
    /// Changes in the texts' descriptions of themselves.
    pub about: Vec<About>,
    /// Passages outside of claims that only one text has.
    pub unattributed: Delta<Unattributed>,
    /// Reworded passages outside of claims, kind by kind, in the order of the new text.
    pub reworded: Vec<Reworded>,
    /// New claims whose words stood in the old text without a source.
    pub unsourced_before: BTreeSet<ClaimId>,
    /// Gone claims whose words stand in the new text without a source.
    pub unsourced_now: BTreeSet<ClaimId>,
}

/// What happened to an item from one text to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate<Id, Change> {
    /// Only the new text has it.
    New(Id),
    /// Only the old text has it.
    Gone(Id),
    /// Both have it.
    Kept { old: Id, new: Id, change: Change },
}

/// Gained and lost items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delta<T> {
    pub gained: Vec<T>,
    pub lost: Vec<T>,
}

impl<T> Default for Delta<T> {
    fn default() -> Self {
        Self { gained: Vec::new(), lost: Vec::new() }
    }
}

impl<T> Delta<T> {
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

/// A field that describes the text itself, and both its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub field: AboutField,
    /// On one line; none if the text does not have the field.
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutField {
    Title,
    Authors,
    Dateline,
    Published,
    Origin,
}

impl AboutField {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Authors => "authors",
            Self::Dateline => "dateline",
            Self::Published => "published",
            Self::Origin => "origin",
        }
    }

    /// The name of the field for people.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Published => "date",
            other => other.word(),
        }
    }
}

/// How a claim differs from its older version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimChange {
    /// How similar the words are, in thousandths; 1000 also if only capitals or punctuation differ.
    pub likeness: u32,
    /// Whether its words differ. A capital at the start and a full stop at the end do not count.
    pub reworded: bool,
    /// Whether the rest of its sentence differs, apart from other claims.
    pub around: bool,
    /// The words that the author struck out.
    pub struck: Delta<String>,
    /// Whether it stands in another section.
    pub moved: bool,
    /// The sources that it cites.
    pub sources: Delta<SourceId>,
    /// The hedges in its sentence.
    pub hedges: Delta<Hedged>,
    /// The caveats that cover it, directly or through a source. A caveat that became a denial is both lost and gained.
    pub coverings: Delta<Covering>,
}

/// A hedge and its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedged {
    /// On one line.
    pub words: String,
    pub kind: HedgeKind,
    /// Whether it stands in the claim's words, and not in the rest of the sentence.
    pub is_inside: bool,
}

/// Beginnings of phrases that bound a figure on one side.
const BOUNDS: [&str; 24] = [
    "more than",
    "greater than",
    "higher than",
    "at least",
    "at most",
    "no ",
    "not ",
    "just ",
    "well ",
    "slightly ",
    "a little ",
    "over",
    "upward",
    "north of",
    "in excess",
    "up to",
    "as ",
    "fewer",
    "less than",
    "lower",
    "under",
    "almost",
    "nearly",
    "virtually",
];

impl Hedged {
    /// Whether it bounds a figure on one side: "more than doubled" says no less than "doubled".
    fn is_bound(&self) -> bool {
        let words = self.words.to_lowercase();
        self.kind == HedgeKind::Approximation && BOUNDS.iter().any(|bound| words.starts_with(bound))
    }
}

impl ClaimChange {
    /// Whether nothing changed.
    pub fn is_none(&self) -> bool {
        let Self { likeness: _, reworded, around, struck, moved, sources, hedges, coverings } = self;
        let is_worded_alike = !reworded && !around && struck.is_empty() && hedges.is_empty();
        is_worded_alike && !moved && sources.is_empty() && coverings.is_empty()
    }

    pub fn firmness(&self) -> Firmness {
        // A claim that became or ceased to be negated is neither firmer nor weaker.
        if self.hedges.gained.iter().chain(&self.hedges.lost).any(|hedge| hedge.kind == HedgeKind::Negated) {
            return Firmness::Otherwise;
        }
        let weakens = |hedges: &[Hedged]| hedges.iter().any(|hedge| !hedge.is_bound());
        match (weakens(&self.hedges.lost), weakens(&self.hedges.gained)) {
            (false, false) if self.hedges.is_empty() => Firmness::Same,
            (true, false) => Firmness::Firmer,
            (false, true) => Firmness::Weaker,
            (true, true) | (false, false) => Firmness::Otherwise,
        }
    }
}

impl Comparison<'_> {
    /// Whether both texts say the same: in claims, sources, caveats, other passages, and descriptions of themselves.
    pub fn is_same(&self) -> bool {
        let claims = self.claims.iter().all(|fate| matches!(fate, Fate::Kept { change, .. } if change.is_none()));
        claims
            && self.is_declared_alike()
            && self.unattributed.is_empty()
            && self.reworded.is_empty()
            && self.about.is_empty()
    }

    /// Whether the sources and caveats are the same.
    pub fn is_declared_alike(&self) -> bool {
        self.sources.iter().all(|fate| matches!(fate, Fate::Kept { change, .. } if change.is_empty()))
            && self.caveats.iter().all(|fate| matches!(fate, Fate::Kept { change, .. } if change.is_empty()))
    }

    /// Whether a claim gained a caveat of a kind, and whether it lost one.
    pub fn coverage_change(&self, change: &ClaimChange, kind: CaveatKind) -> CoverageChange {
        let has = |dossier: &Dossier, coverings: &[Covering]| {
            coverings.iter().any(|covering| dossier.caveat(covering.caveat).kind == kind)
        };
        CoverageChange { gained: has(self.new, &change.coverings.gained), lost: has(self.old, &change.coverings.lost) }
    }
}

/// Compares two dossiers.
pub fn compare<'a>(old: &'a Dossier, new: &'a Dossier) -> Comparison<'a> {
    let sources = Pairing::sources(old, new);
    let caveats = Pairing::caveats(old, new);
    let wordings = [old, new].map(Wording::of);
    let matches = matching::matches(old, new, wordings.each_ref().map(|wording| &*wording.words), sources.numbers());
    let pairs = matches.iter().map(|found| (ClaimId(found.old), ClaimId(found.new)));
    let sections = sections::Sections::by_claims(old, new, pairs);
    let context = Context { old, new, wordings: &wordings, sources: &sources, caveats: &caveats, sections: &sections };
    let mut new_of_old = vec![None; old.claims.len()];
    let mut fates: Vec<_> = new.claim_ids().map(Fate::New).collect();
    for found in matches {
        new_of_old[found.old] = Some(found.new);
        let (old, new) = (ClaimId(found.old), ClaimId(found.new));
        fates[found.new] = Fate::Kept { old, new, change: context.claim(old, new, found.likeness) };
    }
    let [before, after] = [old, new].map(unattributed::unattributed);
    let (unattributed, reworded) = unattributed::changes(&before, &after);
    let gone = || old.claim_ids().filter(|claim| new_of_old[claim.0].is_none());
    let fresh = fates.iter().filter_map(|fate| match fate {
        Fate::New(claim) => Some(*claim),
        Fate::Gone(_) | Fate::Kept { .. } => None,
    });
    Comparison {
        old,
        new,
        unsourced_before: unattributed::unsourced_again(new, fresh, &before),
        unsourced_now: unattributed::unsourced_again(old, gone(), &after),
        claims: with_gone(fates, &new_of_old),
        sources: context.sources(),
        caveats: context.caveats(),
        about: about(old, new),
        unattributed,
        reworded,
    }
}

fn about(old: &Dossier, new: &Dossier) -> Vec<About> {
    let [before, after] = [old, new].map(|dossier| {
        let front = &dossier.briefing.front;
        let title = Some(&dossier.title).filter(|title| *title != dossier.manuscript.name());
        let authors = Some(front.metadata.authors.join("; ")).filter(|authors| !authors.is_empty());
        let fields = [
            (AboutField::Title, title),
            (AboutField::Authors, authors.as_ref()),
            (AboutField::Dateline, front.metadata.dateline.as_ref()),
            (AboutField::Published, front.metadata.published.as_ref()),
            (AboutField::Origin, front.metadata.origin.as_ref()),
        ];
        fields.map(|(field, words)| (field, words.map(|words| one_line(words))))
    });
    let fields = before.into_iter().zip(after).filter(|((_, old), (_, new))| old != new);
    fields.map(|((field, old), (_, new))| About { field, old, new }).collect()
}

/// What the comparison of two claims, sources or caveats needs.
struct Context<'a> {
    old: &'a Dossier,
    new: &'a Dossier,
    wordings: &'a [Wording; 2],
    sources: &'a Pairing,
    caveats: &'a Pairing,
    sections: &'a sections::Sections,
}

impl Context<'_> {
    fn claim(&self, old: ClaimId, new: ClaimId, likeness: u32) -> ClaimChange {
        let (before, after) = (self.old.claim(old), self.new.claim(new));
        let section = |dossier: &Dossier, section: usize| dossier.briefing.sections[section].title.clone();
        let moved = self.sections.old_numbers[before.section] != self.sections.new_numbers[after.section]
            && section(self.old, before.section) != section(self.new, after.section);
        let [old_numbers, new_numbers] = self.sources.numbers();
        let [old_caveats, new_caveats] = self.caveats.numbers();
        let key = |dossier: &Dossier, numbers: &[u32], covering: &Covering| {
            (numbers[covering.caveat.0], dossier.caveat(covering.caveat).kind.word())
        };
        let [was, is] = self.wordings;
        let reworded = words::bare(&was.words[old.0]) != words::bare(&is.words[new.0]);
        let around = words::bare(was.around(self.old, old)) != words::bare(is.around(self.new, new));
        // An unchanged sentence has unchanged hedges, even if `lang` or `[hedges]` changed.
        let is_hedged_alike = !reworded && was.sentence(self.old, old) == is.sentence(self.new, new);
        ClaimChange {
            likeness,
            reworded,
            around,
            struck: delta(&was.struck[old.0], Clone::clone, &is.struck[new.0], Clone::clone),
            moved,
            // A source that said the claim and is now only mentioned counts as a change.
            sources: delta(
                &before.sources,
                |&source| (old_numbers[source.0], self.old.relation(old, source)),
                &after.sources,
                |&source| (new_numbers[source.0], self.new.relation(new, source)),
            ),
            hedges: if is_hedged_alike { Delta::default() } else { hedges(self.old, old, self.new, new) },
            coverings: delta(
                &self.old.coverings(old),
                |covering| key(self.old, old_caveats, covering),
                &self.new.coverings(new),
                |covering| key(self.new, new_caveats, covering),
            ),
        }
    }
}

fn hedges(old: &Dossier, old_claim: ClaimId, new: &Dossier, new_claim: ClaimId) -> Delta<Hedged> {
    let hedges = |dossier: &Dossier, claim| -> Vec<Hedged> {
        let hedges = dossier.hedges(claim).into_iter();
        hedges
            .map(|hedge| Hedged { words: one_line(hedge.words), kind: hedge.kind, is_inside: hedge.is_inside })
            .collect()
    };
    let key = |hedge: &Hedged| (hedge.words.to_lowercase(), hedge.kind.key());
    delta(&hedges(old, old_claim), key, &hedges(new, new_claim), key)
}

/// How two lists differ, regardless of order; items with the same key are the same.
fn delta<T: Clone, Key: Eq + Hash>(
    old: &[T],
    old_key: impl Fn(&T) -> Key,
    new: &[T],
    new_key: impl Fn(&T) -> Key,
) -> Delta<T> {
    let mut counts: HashMap<Key, usize> = HashMap::new();
    for item in old {
        *counts.entry(old_key(item)).or_default() += 1;
    }
    let mut take = |key: &Key| match counts.get_mut(key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        Some(_) | None => false,
    };
    let gained = new.iter().filter(|item| !take(&new_key(item))).cloned().collect();
    // Items that were not taken are lost. Of several equal items, the last ones are.
    let mut lost: Vec<T> = old.iter().rev().filter(|item| take(&old_key(item))).cloned().collect();
    lost.reverse();
    Delta { gained, lost }
}

/// Inserts the claims that are gone where they would stand.
fn with_gone(fates: Vec<Fate<ClaimId, ClaimChange>>, new_of_old: &[Option<usize>]) -> Vec<Fate<ClaimId, ClaimChange>> {
    let mut gone: Vec<Vec<ClaimId>> = vec![Vec::new(); fates.len() + 1];
    let mut after = 0;
    for (old, new) in new_of_old.iter().enumerate() {
        match new {
            Some(new) => after = new + 1,
            None => gone[after].push(ClaimId(old)),
        }
    }
    let mut all: Vec<_> = gone[0].iter().map(|&claim| Fate::Gone(claim)).collect();
    for (fate, gone) in fates.into_iter().zip(&gone[1..]) {
        all.push(fate);
        all.extend(gone.iter().map(|&claim| Fate::Gone(claim)));
    }
    all
}
