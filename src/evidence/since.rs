//! The changes since an older text, as the reader keeps them beside the new one.
//!
//! Says which claims are new, which changed and how, and which are gone, so that the older dossier is not needed any
//! more. `crate::print::comparison` makes it of a comparison. Must not know how it looks.

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, ExcerptPart, SourceId};
use crate::text::numbers;

/// All changes since an older text.
#[derive(Clone, Debug)]
pub struct Since {
    /// The older text on one line: the name of its file, or its whole path if both have the same name.
    pub name: String,
    /// By [`ClaimId`] of the new text.
    pub claims: Vec<Became>,
    /// Sorted by their places in the new text, then in the older one.
    pub gone: Vec<Gone>,
    /// By [`SourceId`] of the new text.
    pub sources: Vec<Became>,
    /// By [`CaveatId`] of the new text.
    pub caveats: Vec<Became>,
    /// Sources and caveats that only the older text has.
    pub dropped: Vec<Dropped>,
    /// Changes beside the claims: first what is reworded, then what is new, then what is gone.
    pub spoken: Vec<Spoken>,
    /// Changes in what the text says of itself.
    pub about: Vec<About>,
}

/// What changed in a claim, a source or a caveat of the new text.
#[derive(Clone, Debug, Default)]
pub struct Became {
    pub turn: Turn,
    pub firmness: Firmness,
    /// Changes of the limitations on a claim, and of its denials.
    pub limited: Covered,
    pub denied: Covered,
    /// Whether the author struck out words of a claim.
    pub struck: bool,
    /// The number of the claim in the older text, 1-based, if that was different.
    pub was: Option<usize>,
    /// How it changed, in sentences.
    pub said: Vec<String>,
}

/// Whether something is the same, changed or new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    #[default]
    Same,
    Changed,
    New,
}

/// Changes of the caveats of one kind on a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Whether there is a new one.
    pub gained: bool,
    /// Whether one is gone.
    pub lost: bool,
}

impl Turn {
    /// None for what is the same.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Same => None,
            Self::New => Some("new"),
            Self::Changed => Some("changed"),
        }
    }
}

/// How firmly a claim is made now, by its hedges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Firmness {
    /// As firmly as before.
    #[default]
    Same,
    /// It has lost hedges.
    Firmer,
    /// It has more hedges.
    Weaker,
    /// It has lost some hedges and gained others: a program cannot say which is firmer.
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

impl Became {
    /// The changes in a few words, the gravest first; none if it is the same.
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
        if words.is_empty() { self.turn.word().into_iter().collect() } else { words }
    }
}

/// A claim that only the older text has.
#[derive(Clone, Debug)]
pub struct Gone {
    /// The claim of the new text after which it would stand; none if before the first.
    pub after: Option<ClaimId>,
    /// Its number in the older text, 1-based.
    pub number: usize,
    /// Its sentence on one line, with signs around its words if they are only a part of it.
    pub words: String,
    /// The same to be heard: its sentence, then its words.
    pub spoken: String,
    /// Its sentence, in parts that show its words and hedges.
    pub parts: Vec<ExcerptPart>,
    /// Whether a caveat limited it, and whether somebody denied it.
    pub limited: bool,
    pub denied: bool,
    /// Its caveats, sources and hedges, in sentences: its words are never shown without them.
    pub said: Vec<String>,
}

/// A source or a caveat that only the older text has.
#[derive(Clone, Debug)]
pub struct Dropped {
    /// The kind of a caveat; none for a source.
    pub caveat: Option<CaveatKind>,
    /// Its name, or the caveat's words; on one line.
    pub words: String,
    /// What the older text says of it, in sentences.
    pub said: Vec<String>,
}

/// A passage beside the claims that is new, gone or reworded.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// Its kind and its words, on one line.
    pub words: String,
    /// Where it begins, a byte of the new text; none if it is gone.
    pub at: Option<u32>,
    /// How it changed, in a sentence; none if it is new or gone.
    pub said: Option<String>,
}

/// A changed field in which the text speaks of itself, such as its date.
#[derive(Clone, Debug)]
pub struct About {
    pub what: &'static str,
    /// Its value, on one line.
    pub words: String,
    /// Its older value, in a sentence.
    pub said: String,
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
    /// An index into [`Since::spoken`].
    Spoken(usize),
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
    pub fn of(&self, claim: ClaimId) -> &Became {
        &self.claims[claim.0]
    }

    /// The claims that a filter selects.
    pub fn matching(&self, filter: ChangeFilter) -> impl Iterator<Item = ClaimId> {
        let matches = move |became: &Became| match filter {
            ChangeFilter::New => became.turn == Turn::New,
            ChangeFilter::Changed => became.turn == Turn::Changed,
            ChangeFilter::Firmer => became.firmness == Firmness::Firmer,
            ChangeFilter::Weaker => became.firmness == Firmness::Weaker,
            ChangeFilter::Denied => became.denied.gained,
            ChangeFilter::Caveated => became.limited.gained || became.denied.gained,
            ChangeFilter::Uncovered => became.denied.lost || became.limited.lost,
        };
        self.claims.iter().enumerate().filter(move |(_, became)| matches(became)).map(|(at, _)| ClaimId(at))
    }

    /// The claims gone from right after a claim, as indices into [`Since::gone`]; `None` means before the first claim.
    pub fn gone_after(&self, claim: Option<ClaimId>) -> std::ops::Range<usize> {
        self.gone.partition_point(|gone| gone.after < claim)..self.gone.partition_point(|gone| gone.after <= claim)
    }

    /// All changes: of claims in the order of the new text, then of sources and caveats, of what is said beside the
    /// claims, and of what the text says of itself.
    pub fn changes(&self) -> impl Iterator<Item = Change> {
        let places = std::iter::once(None).chain((0..self.claims.len()).map(|at| Some(ClaimId(at))));
        let claims = places.flat_map(|claim| {
            let is_change = |claim: &ClaimId| self.of(*claim).turn != Turn::Same;
            claim.filter(is_change).map(Change::Claim).into_iter().chain(self.gone_after(claim).map(Change::Gone))
        });
        let sources = others(&self.sources).map(|at| Change::Source(SourceId(at)));
        let caveats = others(&self.caveats).map(|at| Change::Caveat(CaveatId(at)));
        let dropped = (0..self.dropped.len()).map(Change::Dropped);
        let spoken = (0..self.spoken.len()).map(Change::Spoken);
        let about = (0..self.about.len()).map(Change::About);
        claims.chain(sources).chain(caveats).chain(dropped).chain(spoken).chain(about)
    }

    /// How many claims are new, how many changed, and how many are gone.
    pub fn counts(&self) -> [usize; 3] {
        [self.matching(ChangeFilter::New).count(), self.matching(ChangeFilter::Changed).count(), self.gone.len()]
    }

    /// "2 new, 1 changed, 1 gone; also 1 source, 1 caveat, 2 beside the claims, the date".
    pub fn tally(&self) -> String {
        let counts = self.counts().into_iter().zip(["new", "changed", "gone"]).filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, word)| format!("{count} {word}")).collect();
        let claims = if counts.is_empty() { "no claim changed".to_owned() } else { counts.join(", ") };
        let sources = self.dropped.iter().filter(|dropped| dropped.caveat.is_none()).count();
        let declared = [(&self.sources, sources, "source"), (&self.caveats, self.dropped.len() - sources, "caveat")];
        let declared = declared.map(|(all, dropped, what)| (others(all).count() + dropped, what));
        let declared = declared.into_iter().filter(|(count, _)| *count > 0);
        let mut also: Vec<_> = declared.map(|(count, what)| numbers::count(count, what)).collect();
        also.extend((!self.spoken.is_empty()).then(|| format!("{} beside the claims", self.spoken.len())));
        also.extend(self.about.iter().map(|about| format!("the {}", about.what)));
        if also.is_empty() { claims } else { format!("{claims}; also {}", also.join(", ")) }
    }
}

/// The indices of what is new or changed.
fn others(all: &[Became]) -> impl Iterator<Item = usize> {
    all.iter().enumerate().filter(|(_, became)| became.turn != Turn::Same).map(|(at, _)| at)
}
