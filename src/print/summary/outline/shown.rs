//! Selects what a summary shows: everything, or what passes a filter, with its sources and caveats.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::{MOST_SENTENCES, Outline};
use crate::briefing::ast::Extent;
use crate::briefing::dossier::Excerpt;
use crate::briefing::dossier::{CaveatId, ClaimId, Doubts, LabelTarget};
use crate::evidence::dependence::Dependence;
use crate::print::summary::words::enumeration;
use crate::text::numbers;

impl<'a> Outline<'a> {
    /// Whether a claim is shown.
    fn is_shown(&self, claim: ClaimId) -> bool {
        self.only.is_none_or(|only| only.selection.has(claim))
    }

    /// The first shown claim with a footnote, by the footnote's label.
    pub(super) fn first_with(&self, label: &str) -> Option<ClaimId> {
        let firsts = self.firsts.get_or_init(|| {
            let mut firsts = HashMap::new();
            for id in self.claims() {
                for label in &self.dossier.claim(id).labels {
                    firsts.entry(label.to_lowercase()).or_insert(id);
                }
            }
            firsts
        });
        firsts.get(&label.to_lowercase()).copied()
    }

    /// The shown claims.
    pub(in super::super) fn claims(&self) -> impl Iterator<Item = ClaimId> + Clone {
        self.dossier.claim_ids().filter(|&claim| self.is_shown(claim))
    }

    /// The shown caveats. With a filter, those on claims that pass it.
    pub(in super::super) fn caveats(&self) -> Vec<CaveatId> {
        let all = self.dossier.caveat_ids();
        match self.only {
            None => all.collect(),
            Some(_) => {
                all.filter(|&id| self.dossier.covered(id).into_iter().any(|claim| self.is_shown(claim))).collect()
            }
        }
    }

    /// Names the filter, and counts what it leaves out.
    pub(in super::super) fn filtered(&self) -> Option<String> {
        let only = self.only?;
        let sources = self.shown_sources().into_iter().filter(|shown| !shown).count();
        let caveats = self.dossier.caveats.len() - self.caveats().len();
        let left_out = [
            (self.dossier.claims.len() - self.claims().count(), "claim"),
            (sources, "source"),
            (caveats, "caveat"),
            (self.dossier.unsourced.len() - self.sentences().len(), "sentence"),
        ];
        let left_out = left_out.into_iter().filter(|(count, _)| *count > 0);
        let left_out: Vec<_> = left_out.map(|(count, noun)| numbers::count(count, noun)).collect();
        let left_out = if left_out.is_empty() { "nothing".to_owned() } else { enumeration(&left_out) };
        let filter = self.words(&only.filter);
        let passing = numbers::count(self.claims().count(), "claim");
        Some(format!("Only what passes the filter “{filter}”: {passing}. Left out: {left_out}."))
    }

    /// By source: whether it is shown. With a filter, a source is shown if it is in a chain of a claim that passes, or
    /// states a caveat on one.
    pub(super) fn shown_sources(&self) -> Vec<bool> {
        let mut shown = vec![self.only.is_none(); self.dossier.sources.len()];
        if self.only.is_some() {
            let cited: Vec<_> =
                self.claims().flat_map(|claim| self.dossier.claim(claim).sources.iter().copied()).collect();
            let stating = self.caveats().into_iter().flat_map(|id| self.dossier.caveat(id).by.iter().copied());
            for source in self.dossier.behind_all(&cited).into_iter().chain(stating) {
                shown[source.0] = true;
            }
        }
        shown
    }

    /// The listed sentences, and the number of others.
    pub(in super::super) fn listed_sentences(&self) -> (Vec<&'a Extent>, usize) {
        let mut listed = self.sentences();
        // Whoever asks for sentences gets all of them.
        let most = if self.only.is_some() { listed.len() } else { MOST_SENTENCES };
        let more = listed.len().saturating_sub(most);
        listed.truncate(most);
        (listed, more)
    }

    /// The shown sentences without a source.
    pub(super) fn sentences(&self) -> Vec<&'a Extent> {
        let all = self.dossier.unsourced.iter().enumerate();
        let shown = all.filter(|(index, _)| self.only.is_none_or(|only| only.selection.sentences[*index]));
        shown.map(|(_, sentence)| sentence).collect()
    }

    /// Says that most claims rest on one source although they cite several footnotes.
    pub(in super::super) fn one_origin(&self) -> Option<String> {
        let dossier = self.dossier;
        if dossier.claims.len() < 3 {
            return None;
        }
        let dependence = Dependence::of(dossier, &Doubts::default());
        let origin = dossier.source_ids().max_by_key(|&source| (dependence.falling(source), Reverse(source)))?;
        let resting = dossier.resting_on(&[origin]);
        let labels: HashSet<String> =
            resting.iter().flat_map(|&claim| &dossier.claim(claim).labels).map(|label| label.to_lowercase()).collect();
        let cited = labels.iter().filter(|label| matches!(dossier.label(label), Some(LabelTarget::Source(_)))).count();
        let falling = dependence.falling(origin);
        let most = falling * 3 >= dossier.claims.len() * 2;
        (most && cited > 1).then(|| {
            let all = if falling == dossier.claims.len() { "All".to_owned() } else { format!("{falling} of") };
            format!("{all} {} claims rest on one origin: {}.", dossier.claims.len(), self.named(origin))
        })
    }

    /// Sentences that have notes but no claim, each with its line and its notes.
    pub(in super::super) fn remarks(&self) -> Vec<(usize, String, String)> {
        let dossier = self.dossier;
        let alone =
            dossier.remarks.iter().map(|remark| (remark.passage.extent(), remark.passage.sentence, &remark.notes));
        let stated = dossier.statements.iter().filter(|statement| !statement.notes.is_empty());
        let stated = stated.map(|stated| (stated.passage.extent(), stated.passage.sentence, &stated.notes));
        let mut all: Vec<_> = alone.chain(stated).filter(|_| self.only.is_none()).collect();
        all.sort_by_key(|(words, ..)| words.span.start);
        // One sentence can have very many.
        let rows = all.chunk_by(|(.., one, _), (.., next, _)| one == next).map(|beside| {
            let (words, sentence, _) = beside[0];
            let notes = beside.iter().flat_map(|(.., notes)| notes.iter());
            let notes: Vec<_> = notes.map(|&note| self.words(&dossier.note(note).text)).collect();
            (
                self.line(words.span.start),
                self.signed(&Excerpt::of(dossier.sentence_parts(sentence, &[]))),
                notes.join(" / "),
            )
        });
        rows.collect()
    }
}
