//! What the reader's choices make of the text: what is chosen, doubted and filtered, and the signs to show it with.
//!
//! Must not know rows.

use std::ops::Range;
use std::rc::Rc;

use crate::briefing::ast::Place;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, Doubts, SourceId};
use crate::briefing::hedge::HedgeKind;
use crate::evidence::filter::Selection;
use crate::evidence::identity::Identities;
use crate::evidence::since::{Since, Turn};
use crate::text::symbol::Symbols;

/// Something that can be chosen in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chosen {
    Claim(ClaimId),
    /// The place where a caveat is stated.
    Caveat(CaveatId),
}

/// A dossier with the reader's choices, as every page shows it.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub dossier: &'a Dossier,
    /// By [`ClaimId`]: whether the claim stands.
    pub standing: &'a [bool],
    pub doubts: &'a Doubts,
    /// How many problems the manuscript has: what its annotations do not say may be lost in them.
    pub problems: usize,
    pub chosen: Option<Chosen>,
    /// The claims that pass the filter, if there is one.
    pub selection: Option<&'a Rc<Selection>>,
    /// Which sources other texts share, and the number of this text; `None` if there is no other.
    pub known: Option<(&'a Identities, usize)>,
    /// The changes since an older text, if there is one.
    pub since: Option<&'a Since>,
    pub symbols: Symbols,
    pub addresses: Addresses,
}

impl Look<'_> {
    /// Whether there is a filter and a claim does not pass it.
    pub(super) fn is_outside(&self, claim: ClaimId) -> bool {
        self.selection.is_some_and(|selection| !selection.has(claim))
    }

    pub fn turned(&self, claim: ClaimId) -> Turn {
        self.since.map_or(Turn::Same, |since| since.of(claim).turn)
    }

    pub(super) fn is_gone_before(&self, claim: ClaimId) -> bool {
        claim == ClaimId(0) && self.since.is_some_and(|since| !since.gone_after(None).is_empty())
    }

    pub(super) fn is_gone_behind(&self, claim: ClaimId) -> bool {
        self.since.is_some_and(|since| !since.gone_after(Some(claim)).is_empty())
    }

    /// How many other texts have a source that is the same.
    pub fn other_texts(&self, source: SourceId) -> usize {
        self.known.map_or(0, |(identities, text)| identities.texts(text, source))
    }

    /// The sentences of a prose without a source that pass the filter, in bytes of the prose.
    pub(super) fn passing_at(&self, place: Place) -> impl Iterator<Item = Range<u32>> {
        let all = &self.dossier.unsourced;
        let first = all.partition_point(|sentence| sentence.place < place);
        let here = all[first..].iter().take_while(move |sentence| sentence.place == place).enumerate();
        let passes = move |index: usize| self.selection.is_some_and(|selection| selection.sentences[first + index]);
        here.filter(move |(index, _)| passes(*index)).map(|(_, sentence)| sentence.range.clone())
    }
}

/// Whether addresses stand behind the words of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    Hidden,
    Shown,
}

/// The sign of what became of something; none for what is as it was.
pub fn sign_of_turn(turn: Turn, symbols: Symbols) -> Option<&'static str> {
    match turn {
        Turn::New => Some(symbols.added()),
        Turn::Changed => Some(symbols.changed()),
        Turn::Same => None,
    }
}

/// Whether a hedge around a claim's words may turn what they say. All but that of a figure may: "it is not known whether".
pub fn turns(kind: HedgeKind) -> bool {
    kind != HedgeKind::Approximation
}

/// Whether what stands around a claim's words may turn what they say.
pub(super) fn is_turned(look: &Look<'_>, claim: ClaimId) -> bool {
    look.dossier.hedges(claim).iter().any(|hedge| !hedge.is_inside && turns(hedge.kind))
}
