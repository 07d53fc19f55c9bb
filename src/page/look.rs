//! The look of a text: the reader's choice, doubts and filter, and the symbols to show them with.
//!
//! Must not know rows.

use std::ops::Range;
use std::rc::Rc;

use crate::briefing::ast::Place;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, Doubts, SourceId};
use crate::briefing::hedge::HedgeKind;
use crate::evidence::filter::Selection;
use crate::evidence::identity::Identities;
use crate::evidence::judgement::{Judgement, Judgements, Placed};
use crate::evidence::since::{ChangeState, Since};
use crate::text::symbol::Symbols;

/// Something in the text that the reader can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chosen {
    Claim(ClaimId),
    /// The place where a caveat is stated.
    Caveat(CaveatId),
    /// A link of a text without claims: an index into [`crate::briefing::ast::Briefing::links`].
    Link(u32),
}

/// A dossier with everything that the reader has chosen in it.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub dossier: &'a Dossier,
    /// By [`ClaimId`]: whether the claim stands.
    pub standing: &'a [bool],
    pub doubts: &'a Doubts,
    /// The number of problems in the manuscript. A caveat may be lost in them, so a claim without a caveat mentions
    /// them.
    pub problems: usize,
    pub chosen: Option<Chosen>,
    /// The claims that pass the filter, if one is set.
    pub selection: Option<&'a Rc<Selection>>,
    /// Which sources other texts share, and the number of this text. `None` if no other text is open.
    pub known: Option<(&'a Identities, usize)>,
    /// The changes since an older text, if one is compared.
    pub since: Option<&'a Since>,
    /// What the reader judged in the text.
    pub judgements: Option<&'a Judgements>,
    pub symbols: Symbols,
    pub preferences: Preferences,
}

impl Look<'_> {
    /// Whether a filter is set that the claim does not pass.
    pub(super) fn is_outside(&self, claim: ClaimId) -> bool {
        self.selection.is_some_and(|selection| !selection.has(claim))
    }

    pub fn change_state(&self, claim: ClaimId) -> ChangeState {
        self.since.map_or(ChangeState::Same, |since| since.of(claim).state)
    }

    pub(super) fn is_gone_before(&self, claim: ClaimId) -> bool {
        claim == ClaimId(0) && self.since.is_some_and(|since| !since.gone_after(None).is_empty())
    }

    pub(super) fn is_gone_behind(&self, claim: ClaimId) -> bool {
        self.since.is_some_and(|since| !since.gone_after(Some(claim)).is_empty())
    }

    /// The reader's own judgement of a claim.
    pub fn judgement(&self, claim: ClaimId) -> Option<&Judgement> {
        self.judgements?.of_claim(claim)
    }

    /// The reader's own judgement of a source.
    pub fn judgement_of_source(&self, source: SourceId) -> Option<&Judgement> {
        self.judgements?.of_source(source)
    }

    /// Whether the reader or somebody else judged a claim.
    pub fn is_judged(&self, claim: ClaimId) -> bool {
        self.has_judgement(Placed::Claim(claim))
    }

    /// Whether the reader or somebody else judged a claim or a source.
    pub fn has_judgement(&self, place: Placed) -> bool {
        self.judgements.is_some_and(|judgements| judgements.has(place))
    }

    /// What others judged of a claim or a source, each with a name.
    pub fn judgements_of_others(&self, place: Placed) -> impl Iterator<Item = (&str, &Judgement)> {
        let others = self.judgements.into_iter().flat_map(move |judgements| judgements.others(place));
        others.map(|(by, entry)| (by, &entry.judgement))
    }

    /// The number of other texts that have the same source.
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

/// The settings that change how a page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    pub addresses: Addresses,
    pub words: ClaimWords,
}

/// How the text shows which words of a sentence are a claim's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimWords {
    /// By their style.
    Styled,
    /// By signs around them, if their sentence has others: where nothing has a style.
    Signed,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { addresses: Addresses::Hidden, words: ClaimWords::Styled }
    }
}

/// Whether link addresses are printed after the words of links.
///
/// They are, unless the words are the address, because a program cannot ask a terminal whether it supports hyperlinks.
/// Terminals without them ignore the sequence silently; tmux and GNU screen, especially old ones, drop it but pass on
/// the environment variables of the terminal outside. Even where hyperlinks work, the address appears only under the
/// mouse, and a reader who asks who says so wants to see whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    Hidden,
    Shown,
}

/// The sign for a change; none for something unchanged.
pub fn change_sign(state: ChangeState, symbols: Symbols) -> Option<&'static str> {
    match state {
        ChangeState::New => Some(symbols.added()),
        ChangeState::Changed => Some(symbols.changed()),
        ChangeState::Same => None,
    }
}

/// Whether a hedge around a claim's words can change what they say, such as "it is not known whether". An approximation
/// of a figure cannot.
pub fn qualifies(kind: HedgeKind) -> bool {
    kind != HedgeKind::Approximation
}

/// Whether the rest of a claim's sentence can change what its words say.
pub(super) fn is_qualified(look: &Look<'_>, claim: ClaimId) -> bool {
    look.dossier.hedges(claim).iter().any(|hedge| !hedge.is_inside && qualifies(hedge.kind))
}
