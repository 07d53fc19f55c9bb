//! Cautions: caveats of other texts on sources in a claim's chains.
//!
//! They are shown wherever the claim is shown, because a denial weighs the same in whatever text it stands.
//! `crate::evidence::identity` decides which sources are the same.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::others::Others;
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, SourceId};
use crate::page::elsewhere::Against;
use crate::page::look::Look;
use crate::print::sentences::Sentences;
use crate::reader::place::Subject;
use crate::reader::source_list::{Listed, SubRow};
use crate::text::manuscript::one_line;

/// How many links of a claim's chains are looked up in other texts. Only a hostile text has more.
const MOST_LINKS: usize = 500;

/// Caveats, each with the number of its text.
type Caveats = Rc<[(usize, CaveatId)]>;

/// For each source of each text, the caveats on it. Computed on first use.
#[derive(Default)]
pub(super) struct Cautions(RefCell<HashMap<(usize, SourceId), Caveats>>);

impl<'a> Others<'a> {
    /// The caveats of other texts on sources in a claim's chains, each once, except those that cover the claim in its
    /// own text.
    pub(in crate::reader) fn against(self, claim: ClaimId) -> Vec<Against<'a>> {
        self.against_in(self.session.current, claim)
    }

    /// The same for a claim of any text.
    pub(in crate::reader) fn against_in(self, text: usize, claim: ClaimId) -> Vec<Against<'a>> {
        let here = |dossier: &Dossier| caveats_on(dossier, claim);
        self.against_all(text, |dossier| dossier.claim(claim).sources.clone(), here)
    }

    /// The same for a source and those behind it.
    pub(in crate::reader) fn against_source(self, text: usize, source: SourceId) -> Vec<Against<'a>> {
        self.against_all(text, |_| vec![source], |dossier| dossier.caveats_behind(&[source]))
    }

    /// The same for what is chosen. `source` is the source of this text under which it is listed.
    pub(in crate::reader) fn against_subject(self, subject: Subject, source: SourceId) -> Vec<Against<'a>> {
        match subject {
            Subject::There(number, Some(claim)) => self.against_in(number, claim),
            Subject::There(number, None) => match self.there(source, number) {
                Some(text) => self.against_source(number, text.sources[0]),
                None => Vec::new(),
            },
            Subject::Claim(claim) => self.against(claim),
            Subject::Source(source) => self.against_source(self.session.current, source),
            Subject::Caveat(_) | Subject::Nothing => Vec::new(),
        }
    }

    /// The caveats of other texts on some sources and those behind them, except caveats of `text` itself.
    fn against_all(
        self,
        text: usize,
        sources: impl FnOnce(&Dossier) -> Vec<SourceId>,
        here: impl Fn(&Dossier) -> Vec<CaveatId>,
    ) -> Vec<Against<'a>> {
        let Some(Look { dossier, .. }) = self.session.known().and_then(|_| self.session.look_at(text)) else {
            return Vec::new();
        };
        let mut seen: Option<HashSet<_>> = None;
        let mut found = Vec::new();
        for via in dossier.behind_all(&sources(dossier)).into_iter().take(MOST_LINKS) {
            for &(number, caveat) in &*self.cautions_on(text, via) {
                let Some(look) = self.session.look_at(number) else { continue };
                let stated = || here(dossier).into_iter().map(|caveat| key(dossier, caveat));
                if seen.get_or_insert_with(|| stated().collect()).insert(key(look.dossier, caveat)) {
                    found.push(Against { number, look, caveat, via });
                }
            }
        }
        found
    }

    /// The gravest kind of caveat that other texts have on a claim.
    pub(in crate::reader) fn caution_on(self, claim: ClaimId) -> Option<CaveatKind> {
        gravest_kind(&self.against(claim))
    }

    /// The same for a row of the list of sources. `open` is the open source.
    pub(in crate::reader) fn caution_on_row(self, open: SourceId, listed: Listed) -> Option<CaveatKind> {
        let against = match listed {
            Listed::Source(source) => self.against_source(self.session.current, source),
            Listed::SubRow(SubRow::Here(claim)) => {
                self.against(*self.session.dossier().source(open).claims.get(claim)?)
            }
            Listed::SubRow(SubRow::There(text, claim)) => self.against_in(text, claim?),
        };
        gravest_kind(&against)
    }

    /// Caveats of other texts as sentences.
    pub(in crate::reader) fn caution_sentences(self, text: usize, against: Vec<Against<'_>>) -> Vec<String> {
        let Some(here) = self.session.look_at(text) else { return Vec::new() };
        let sentence = |Against { number, look, caveat, via }: Against<'_>| {
            let Look { dossier, doubts, standing, problems, .. } = look;
            let on = one_line(&here.dossier.source(via).name);
            Sentences { dossier, doubts, standing, problems }.elsewhere(caveat, &on, number != text)
        };
        against.into_iter().map(sentence).collect()
    }

    /// The caveats of other texts on a source, those of the newest text first.
    fn cautions_on(self, text: usize, source: SourceId) -> Caveats {
        let find = || {
            let texts =
                self.counterparts_of(text, source, |dossier, source| !dossier.caveats_behind(&[source]).is_empty());
            let same = texts.into_iter().filter(|text| text.is_same);
            let there = same.flat_map(|text| {
                let caveats = text.look.dossier.caveats_behind(&text.sources).into_iter();
                caveats.map(move |caveat| (text.number, caveat))
            });
            // Another text may identify two sources of this one.
            let same_sources = self.session.known().map(|identities| identities.same(text, source)).unwrap_or_default();
            let same_sources = same_sources.into_iter().filter(|mate| mate.text == text && mate.source != source);
            let same_sources: Vec<_> = same_sources.map(|mate| mate.source).collect();
            let here =
                self.session.look_at(text).map(|look| look.dossier.caveats_behind(&same_sources)).unwrap_or_default();
            there.chain(here.into_iter().map(|caveat| (text, caveat))).collect()
        };
        if let Some(known) = self.session.cautions.0.borrow().get(&(text, source)) {
            return Rc::clone(known);
        }
        let found: Caveats = find();
        self.session.cautions.0.borrow_mut().insert((text, source), Rc::clone(&found));
        found
    }
}

/// The gravest kind of some caveats of other texts.
pub(in crate::reader) fn gravest_kind(against: &[Against<'_>]) -> Option<CaveatKind> {
    let kinds = || against.iter().map(|other| other.look.dossier.caveat(other.caveat).kind);
    kinds().find(|&kind| kind == CaveatKind::Denial).or_else(|| kinds().next())
}

/// The key by which caveats are equal: kind, words, and who states them.
fn key(dossier: &Dossier, caveat: CaveatId) -> (&'static str, String, BTreeSet<String>) {
    let caveat = dossier.caveat(caveat);
    let by = caveat.by.iter().map(|&by| one_line(&dossier.source(by).name).to_lowercase());
    (caveat.kind.word(), one_line(&caveat.text).to_lowercase(), by.collect())
}

/// The caveats that cover a claim.
pub(in crate::reader) fn caveats_on(dossier: &Dossier, claim: ClaimId) -> Vec<CaveatId> {
    dossier.coverings(claim).into_iter().map(|covering| covering.caveat).collect()
}
