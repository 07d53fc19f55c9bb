//! The other open texts: what a source of one text says in the others.
//!
//! `crate::evidence::identity` decides which sources are the same.

use std::cmp::Reverse;

use super::{Session, Text};
use crate::briefing::dossier::{ClaimId, Dossier, SourceId};
use crate::diagnostics::diagnostic::annotation_losses;
use crate::evidence::identity::Identities;
use crate::page::elsewhere::Elsewhere;
use crate::page::lead::Lead;
use crate::page::look::{Chosen, Look};
use crate::page::row::Row;

impl Session {
    /// The other texts, to ask about sources.
    pub(in crate::reader) fn others(&self) -> Others<'_> {
        Others { session: self }
    }

    /// The identities of sources; none with a single text. The guide does not count: it is about none of the others.
    pub(in crate::reader) fn known(&self) -> Option<&Identities> {
        let others = (0..self.texts.len()).filter(|&number| !self.is_guide(number)).count();
        (others > 1).then(|| self.identities())
    }

    pub(super) fn identities(&self) -> &Identities {
        self.identities.get_or_init(|| {
            let mut identities = Identities::default();
            let others = (0..self.texts.len()).filter(|&number| number != self.current);
            for number in std::iter::once(self.current).chain(others).filter(|&number| !self.is_guide(number)) {
                identities.add(number, &self.texts[number].dossier);
            }
            identities
        })
    }

    /// The look of any open text: nothing chosen, and no filter.
    pub(in crate::reader) fn look_at(&self, number: usize) -> Option<Look<'_>> {
        let here = Look { selection: None, ..self.look(None) };
        if number == self.current {
            return Some(here);
        }
        let Text { dossier, doubts, standing, problems, judgements, .. } = self.texts.get(number)?;
        let known = self.known().map(|identities| (identities, number));
        let (problems, judgements) = (annotation_losses(problems), Some(judgements));
        Some(Look { dossier, doubts, standing, problems, known, since: None, judgements, ..here })
    }
}

/// What the open texts say about each other's sources and claims.
#[derive(Clone, Copy)]
pub(in crate::reader) struct Others<'a> {
    pub(super) session: &'a Session,
}

impl<'a> Others<'a> {
    /// What a source says in the other texts, the newest text first.
    pub(in crate::reader) fn elsewhere(self, source: SourceId) -> Vec<Elsewhere<'a>> {
        self.counterparts_of(self.session.current, source, |_, _| true)
    }

    /// What a source of any text says in the others. `wanted` selects sources of the other texts.
    pub(in crate::reader) fn counterparts_of(
        self,
        text: usize,
        source: SourceId,
        wanted: impl Fn(&Dossier, SourceId) -> bool,
    ) -> Vec<Elsewhere<'a>> {
        let Some(identities) = self.session.known() else { return Vec::new() };
        let mut identities = identities.of(text, source);
        identities.retain(|one| self.session.look_at(one.text).is_some_and(|look| wanted(look.dossier, one.source)));
        let texts = identities.chunk_by(|one, next| one.text == next.text).filter_map(|of_text| {
            let number = of_text[0].text;
            let look = self.session.look_at(number)?;
            let sources = of_text.iter().map(|one| one.source).collect();
            Some(Elsewhere::new(number, look, sources, of_text[0].is_same))
        });
        let mut texts: Vec<_> = texts.collect();
        texts.sort_by_key(|text| {
            let Dossier { manuscript, briefing, .. } = text.look.dossier;
            (Reverse(briefing.front.metadata.published.as_deref()), manuscript.name())
        });
        texts
    }

    /// What a source says in the text with this number.
    pub(in crate::reader) fn there(self, source: SourceId, number: usize) -> Option<Elsewhere<'a>> {
        self.elsewhere(source).into_iter().find(|text| text.number == number)
    }
}

/// Retargets rows about another text, for display in this one. Its claims and caveats lead to that text; other targets
/// of it are dropped. Targets in a third text stay.
pub(in crate::reader) fn retargeted(rows: Vec<Row>, number: usize) -> Vec<Row> {
    let lead = |lead| match lead {
        Lead::Claim(claim) => Some(Lead::There(number, Some(Chosen::Claim(claim)))),
        Lead::Caveat(caveat) => Some(Lead::There(number, Some(Chosen::Caveat(caveat)))),
        Lead::There(..) => Some(lead),
        Lead::Source(_) | Lead::Note(_) | Lead::Link(_) | Lead::Address(_) => None,
    };
    let row = |mut row: Row| {
        for run in &mut row.runs {
            run.lead = run.lead.and_then(lead);
        }
        row
    };
    rows.into_iter().map(row).collect()
}

/// Names a claim or a source of another text.
pub(in crate::reader) fn name_in_text(text: &Elsewhere<'_>, claim: Option<ClaimId>) -> String {
    let what = if claim.is_some() { "Claim" } else { "Source" };
    let number = number_in_text(text, claim).replace('/', " of ");
    format!("{what} {number} in {}", text.look.dossier.manuscript.file_name())
}

/// The number of a claim or source of another text, and how many the text has.
pub(in crate::reader) fn number_in_text(text: &Elsewhere<'_>, claim: Option<ClaimId>) -> String {
    let dossier = text.look.dossier;
    let (number, all) = match claim {
        Some(claim) => (claim.number(), dossier.claims.len()),
        None => (text.sources[0].number(), dossier.sources.len()),
    };
    format!("{number}/{all}")
}
