//! What other texts have against a claim: the caveats there on those who are on its chains.
//!
//! They are told wherever the claim is, since a denial weighs the same whoever printed it. Which sources are one is
//! `crate::namesakes`' to say.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

use super::Model;
use crate::briefing::CaveatKind;
use crate::dossier::{CaveatId, ClaimId, Dossier, SourceId};
use crate::manuscript::one_line;
use crate::sentences::Sentences;
use crate::typeset::{Against, Look};

/// How many of those on a claim's chains are looked for in other texts.
const MOST_LINKS: usize = 20;

/// For each source of the text that is read, once it is asked for: the texts that have a caveat on it, and the caveat.
#[derive(Default)]
pub(super) struct Cautions(Vec<OnceCell<Vec<(usize, CaveatId)>>>);

impl Model {
    /// Which texts are at hand has changed, or which one is read.
    pub(super) fn caution_again(&mut self) {
        self.cautions = Cautions(vec![OnceCell::new(); self.dossier.sources.len()]);
    }

    /// The caveats that other texts have on those who are on a claim's chains, each once, and none that covers it here.
    pub(super) fn against(&self, claim: ClaimId) -> Vec<Against<'_>> {
        self.against_in(self.place.text, claim)
    }

    /// The same of a claim of any text.
    pub(super) fn against_in(&self, text: usize, claim: ClaimId) -> Vec<Against<'_>> {
        let Some(Look { dossier, .. }) = self.known().and_then(|_| self.look_at(text)) else { return Vec::new() };
        let mut seen: Option<HashSet<_>> = None;
        let mut found = Vec::new();
        for via in dossier.behind_all(&dossier.claim(claim).sources).into_iter().take(MOST_LINKS) {
            for &(number, caveat) in &*self.cautions_on(text, via) {
                let Some(look) = self.look_at(number) else { continue };
                let covering = || dossier.coverings(claim).into_iter().map(|covering| key(dossier, covering.caveat));
                if seen.get_or_insert_with(|| covering().collect()).insert(key(look.dossier, caveat)) {
                    found.push(Against { number, look, caveat, via });
                }
            }
        }
        found
    }

    /// The gravest kind of what other texts have against a claim.
    pub(super) fn cautioned(&self, claim: ClaimId) -> Option<CaveatKind> {
        gravest(&self.against(claim))
    }

    /// What other texts have against a claim of a text, as sentences.
    pub(super) fn cautions_said(&self, text: usize, claim: ClaimId) -> Vec<String> {
        let against = self.against_in(text, claim).into_iter();
        let said = |Against { look, caveat, .. }: Against<'_>| {
            let Look { dossier, doubts, standing, problems, .. } = look;
            Sentences { dossier, doubts, standing, problems }.elsewhere(caveat)
        };
        against.map(said).collect()
    }

    /// The caveats that other texts have on a source of a text, those of the newest text first.
    fn cautions_on(&self, text: usize, source: SourceId) -> Cow<'_, [(usize, CaveatId)]> {
        let find = || {
            let texts = self.texts_with(text, source, |dossier, source| !dossier.caveats_behind(&[source]).is_empty());
            let same = texts.into_iter().filter(|text| text.is_same);
            same.flat_map(|text| {
                let caveats = text.look.dossier.caveats_behind(&text.sources).into_iter();
                caveats.map(move |caveat| (text.number, caveat))
            })
            .collect()
        };
        match self.cautions.0.get(source.0).filter(|_| text == self.place.text) {
            Some(known) => Cow::Borrowed(known.get_or_init(find)),
            None => Cow::Owned(find()),
        }
    }
}

/// The gravest kind of what other texts have against a claim.
pub(super) fn gravest(against: &[Against<'_>]) -> Option<CaveatKind> {
    let kinds = || against.iter().map(|other| other.look.dossier.caveat(other.caveat).kind);
    kinds().find(|&kind| kind == CaveatKind::Denial).or_else(|| kinds().next())
}

/// What makes two caveats one. The same words by somebody else, or as a denial, are another.
fn key(dossier: &Dossier, caveat: CaveatId) -> (&'static str, String, BTreeSet<String>) {
    let caveat = dossier.caveat(caveat);
    let by = caveat.by.iter().map(|&by| one_line(&dossier.source(by).name).to_lowercase());
    (caveat.kind.word(), one_line(&caveat.text).to_lowercase(), by.collect())
}
