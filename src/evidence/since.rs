//! Changes since an older text, as the reader shows them beside the new one.
//!
//! Tells which claims are new, which changed and how, and which are gone, so that the older dossier is no longer
//! needed. `crate::print::comparison` computes it from a comparison. Must not know how it looks.

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, ExcerptPart, SourceId};
use crate::text::numbers;

/// All changes since an older text.
#[derive(Clone, Debug)]
pub struct Since {
    /// The older text, on one line: the name of its file, or its path if both files have the same name.
    pub name: String,
    /// By [`ClaimId`] of the new text.
    pub claims: Vec<ItemChange>,
    /// Sorted by their places in the new text, then in the older one.
    pub gone: Vec<Gone>,
    /// By [`SourceId`] of the new text.
    pub sources: Vec<ItemChange>,
    /// By [`CaveatId`] of the new text.
    pub caveats: Vec<ItemChange>,
    /// Sources and caveats that only the older text has.
    pub dropped: Vec<Dropped>,
    /// Changes outside of claims: reworded passages, then new ones, then those that are gone.
    pub unattributed: Vec<UnattributedChange>,
    /// Changes in the text's description of itself.
    pub about: Vec<About>,
}

/// What changed in a claim, a source or a caveat of the new text.
#[derive(Clone, Debug, Default)]
pub struct ItemChange {
    pub state: ChangeState,
    pub firmness: Firmness,
    /// Changes of the limitations on a claim, and of its denials.
    pub limited: CoverageChange,
    pub denied: CoverageChange,
    /// Whether the author struck out words of a claim.
    pub struck: bool,
    /// The number of the claim in the older text, 1-based, if it was different.
    pub old_number: Option<usize>,
    /// The changes, in sentences.
    pub sentences: Vec<String>,
}

/// Whether something is the same, changed or new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeState {
    #[default]
    Same,
    Changed,
    New,
}

/// Changes of the caveats of one kind on a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageChange {
    /// Whether the claim has a new one.
    pub gained: bool,
    /// Whether the claim lost one.
    pub lost: bool,
}

impl ChangeState {
    /// None if it is unchanged.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Same => None,
            Self::New => Some("new"),
            Self::Changed => Some("changed"),
        }
    }
}

/// How firmly a claim is stated compared with the older text, by its hedges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Firmness {
    /// As firmly as before.
    #[default]
    Same,
    /// It lost hedges.
    Firmer,
    /// It gained hedges.
    Weaker,
    /// It lost some hedges and gained others. A program cannot tell which are stronger.
    Otherwise,
}

impl Firmness {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Firmer => "firmer",
            Self::Weaker => "weaker",
            Self::Otherwise => "otherwise",
        }
    }
}

impl ItemChange {
    /// The changes in a few words, the gravest first; none if it is unchanged.
    pub fn words(&self) -> Vec<&'static str> {
        let firmness = self.firmness;
        let words = [
            (self.denied.gained, "denied"),
            (self.denied.lost, "denial gone"),
            (self.struck, "struck out"),
            (self.limited.gained, "caveated"),
            (self.limited.lost, "caveat gone"),
            (matches!(firmness, Firmness::Firmer | Firmness::Weaker), firmness.word()),
        ];
        let words: Vec<_> = words.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word).collect();
        if words.is_empty() { self.state.word().into_iter().collect() } else { words }
    }
}

/// A claim that only the older text has.
#[derive(Clone, Debug)]
pub struct Gone {
    /// The claim of the new text after which it would stand; none if it would stand first.
    pub after: Option<ClaimId>,
    /// Its number in the older text, 1-based.
    pub number: usize,
    /// Its sentence on one line, with signs around its words if they are only a part of it.
    pub words: String,
    /// The same for the ear: its sentence, then its words.
    pub spoken: String,
    /// Its sentence, in parts that show its words and hedges.
    pub parts: Vec<ExcerptPart>,
    /// Whether a caveat limited it, and whether somebody denied it.
    pub limited: bool,
    pub denied: bool,
    /// Its caveats, sources and hedges, in sentences: its words are never shown without them.
    pub sentences: Vec<String>,
}

/// A source or a caveat that only the older text has.
#[derive(Clone, Debug)]
pub struct Dropped {
    /// The kind of the caveat; none for a source.
    pub caveat: Option<CaveatKind>,
    /// The name of the source, or the words of the caveat; on one line.
    pub words: String,
    /// What the older text says about it, in sentences.
    pub sentences: Vec<String>,
}

/// A passage outside of claims that is new, gone or reworded.
#[derive(Clone, Debug)]
pub struct UnattributedChange {
    /// Its kind and its words, on one line.
    pub words: String,
    /// The byte of the new text at which it begins; none if it is gone.
    pub at: Option<u32>,
    /// The change, in a sentence; none if it is new or gone.
    pub sentence: Option<String>,
}

/// A changed field that describes the text itself, such as its date.
#[derive(Clone, Debug)]
pub struct About {
    pub what: &'static str,
    /// Its value, on one line.
    pub words: String,
    /// Its older value, in a sentence.
    pub sentence: String,
}

/// One change since the older text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A claim that is new or changed.
    Claim(ClaimId),
    /// An index into [`Since::gone`].
    Gone(usize),
    /// A source that is new or changed.
    Source(SourceId),
    /// A caveat that is new or changed.
    Caveat(CaveatId),
    /// An index into [`Since::dropped`].
    Dropped(usize),
    /// An index into [`Since::unattributed`].
    Unattributed(usize),
    /// An index into [`Since::about`].
    About(usize),
}

/// The changes of claims that a filter can select.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeFilter {
    New,
    Changed,
    Firmer,
    Weaker,
    /// Under a new denial.
    Denied,
    /// Under a new caveat, denials included.
    Caveated,
    /// No longer under one of its caveats, denials included.
    Uncovered,
}

impl ChangeFilter {
    pub const ALL: [Self; 7] =
        [Self::New, Self::Changed, Self::Firmer, Self::Weaker, Self::Denied, Self::Caveated, Self::Uncovered];

    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Firmer => "firmer",
            Self::Weaker => "weaker",
            Self::Denied => "denied",
            Self::Caveated => "caveated",
            Self::Uncovered => "uncovered",
        }
    }
}

impl Since {
    pub fn of(&self, claim: ClaimId) -> &ItemChange {
        &self.claims[claim.0]
    }

    /// The claims that a filter selects.
    pub fn matching(&self, filter: ChangeFilter) -> impl Iterator<Item = ClaimId> {
        let matches = move |change: &ItemChange| match filter {
            ChangeFilter::New => change.state == ChangeState::New,
            ChangeFilter::Changed => change.state == ChangeState::Changed,
            ChangeFilter::Firmer => change.firmness == Firmness::Firmer,
            ChangeFilter::Weaker => change.firmness == Firmness::Weaker,
            ChangeFilter::Denied => change.denied.gained,
            ChangeFilter::Caveated => change.limited.gained || change.denied.gained,
            ChangeFilter::Uncovered => change.denied.lost || change.limited.lost,
        };
        self.claims.iter().enumerate().filter(move |(_, change)| matches(change)).map(|(at, _)| ClaimId(at))
    }

    /// Claims gone from right after a claim, as indices into [`Since::gone`]; `None` means before the first claim.
    pub fn gone_after(&self, claim: Option<ClaimId>) -> std::ops::Range<usize> {
        self.gone.partition_point(|gone| gone.after < claim)..self.gone.partition_point(|gone| gone.after <= claim)
    }

    /// All changes: of claims in the order of the new text, then of sources and caveats, of passages outside of claims,
    /// and of the text's description of itself.
    pub fn changes(&self) -> impl Iterator<Item = Change> {
        let places = std::iter::once(None).chain((0..self.claims.len()).map(|at| Some(ClaimId(at))));
        let claims = places.flat_map(|claim| {
            let is_change = |claim: &ClaimId| self.of(*claim).state != ChangeState::Same;
            claim.filter(is_change).map(Change::Claim).into_iter().chain(self.gone_after(claim).map(Change::Gone))
        });
        let sources = others(&self.sources).map(|at| Change::Source(SourceId(at)));
        let caveats = others(&self.caveats).map(|at| Change::Caveat(CaveatId(at)));
        let dropped = (0..self.dropped.len()).map(Change::Dropped);
        let unattributed = (0..self.unattributed.len()).map(Change::Unattributed);
        let about = (0..self.about.len()).map(Change::About);
        claims.chain(sources).chain(caveats).chain(dropped).chain(unattributed).chain(about)
    }

    /// The numbers of new, changed and gone claims.
    pub fn counts(&self) -> [usize; 3] {
        [self.matching(ChangeFilter::New).count(), self.matching(ChangeFilter::Changed).count(), self.gone.len()]
    }

    /// "2 new, 1 changed, 1 gone; also 1 source, 1 caveat, 2 outside the claims, the date".
    pub fn tally(&self) -> String {
        let counts = self.counts().into_iter().zip(["new", "changed", "gone"]).filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, word)| format!("{count} {word}")).collect();
        let claims = if counts.is_empty() { "no claim changed".to_owned() } else { counts.join(", ") };
        let sources = self.dropped.iter().filter(|dropped| dropped.caveat.is_none()).count();
        let declared = [(&self.sources, sources, "source"), (&self.caveats, self.dropped.len() - sources, "caveat")];
        let declared = declared.map(|(all, dropped, what)| (others(all).count() + dropped, what));
        let declared = declared.into_iter().filter(|(count, _)| *count > 0);
        let mut also: Vec<_> = declared.map(|(count, what)| numbers::count(count, what)).collect();
        also.extend((!self.unattributed.is_empty()).then(|| format!("{} outside the claims", self.unattributed.len())));
        also.extend(self.about.iter().map(|about| format!("the {}", about.what)));
        if also.is_empty() { claims } else { format!("{claims}; also {}", also.join(", ")) }
    }
}

/// The indices of new or changed items.
fn others(all: &[ItemChange]) -> impl Iterator<Item = usize> {
    all.iter().enumerate().filter(|(_, change)| change.state != ChangeState::Same).map(|(at, _)| at)
}
