//! Searches the text, the names of sources, the caveats, and notes on claims and sources.
//!
//! Prose is searched as a reader reads it, so neither markup nor a line break splits words. A match is a [`Stretch`],
//! which each width shows in its own rows. Must not know rows, the reader's place, or keys.

use crate::briefing::ast::Place;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, SourceId};
use crate::briefing::stretch::Stretch;
use crate::evidence::filter::claim_matcher;
use crate::evidence::judgement::{Judgement, Judgements, Placed};
use crate::text::pattern::Pattern;

/// The place of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    Text(Stretch),
    /// In the name of a source.
    Source(SourceId),
    /// In the words of a source's claim: an index into its claims.
    Claim(SourceId, usize),
    /// In the text of a caveat.
    Caveat(CaveatId),
    /// In a row of the table of claims: the row and its claim.
    Listed(usize, ClaimId),
    /// In the reader's own note on a claim or a source.
    Note(Placed),
}

impl Pattern {
    /// Searches the text in order, then sources and caveats whose words are not in the text.
    pub fn in_text(&self, dossier: &Dossier) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (line, text) in dossier.briefing.masthead().iter().enumerate() {
            hits.extend(self.find(text).map(|range| Hit::Text(Stretch::masthead(line, range))));
        }
        for (block, content) in dossier.briefing.blocks.iter().enumerate() {
            for (cell, prose) in content.proses.iter().enumerate() {
                let place = Place { block, cell };
                hits.extend(self.find(&prose.text).map(|range| Hit::Text(Stretch::of(place, range))));
            }
        }
        let front = dossier.briefing.front.span;
        // The words of a footnote are found in the text.
        let declared = |id: &SourceId| dossier.source(*id).declared.is_some_and(|at| front.contains(at.start));
        let sources = dossier.source_ids().filter(declared).filter(|&id| self.is_in(&dossier.source(id).name));
        hits.extend(sources.map(Hit::Source));
        hits.extend(self.caveats(dossier).filter(|&id| !stands_in_text(dossier, id)).map(Hit::Caveat));
        hits
    }

    /// Searches the list of sources: their names and the words of their claims, then texts of caveats.
    pub fn in_sources(&self, dossier: &Dossier, order: impl IntoIterator<Item = SourceId>) -> Vec<Hit> {
        let mut in_claim = claim_matcher(dossier, self);
        let mut hits = Vec::new();
        for id in order {
            let source = dossier.source(id);
            hits.extend(self.is_in(&source.name).then_some(Hit::Source(id)));
            let claims = source.claims.iter().enumerate();
            let claims = claims.filter(|(_, claim)| in_claim(**claim));
            hits.extend(claims.map(|(index, _)| Hit::Claim(id, index)));
        }
        hits.extend(self.caveats(dossier).map(Hit::Caveat));
        hits
    }

    /// Searches the table of claims: their words and the names of their sources.
    pub fn in_claims(&self, dossier: &Dossier, listed: &[ClaimId]) -> Vec<Hit> {
        let mut in_claim = claim_matcher(dossier, self);
        let mut says = |id: ClaimId| {
            let sources = &dossier.claim(id).sources;
            in_claim(id) || sources.iter().any(|&source| self.is_in(&dossier.source(source).name))
        };
        let rows = listed.iter().enumerate().filter(|(_, claim)| says(**claim));
        rows.map(|(row, &claim)| Hit::Listed(row, claim)).collect()
    }

    /// Searches the notes of the reader and of others: those on claims in order, then those on sources.
    pub fn in_notes(&self, judgements: &Judgements) -> Vec<Hit> {
        let noted = judgements.places().filter(|(_, entry)| self.is_in(&entry.judgement.note));
        let mut places: Vec<_> = noted.map(|(place, _)| place).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(Hit::Note).collect()
    }

    /// Whether a note on a claim or a source says it, whoever wrote it.
    pub fn is_noted(&self, place: Placed, judgements: &Judgements) -> bool {
        judgements.notes(place).any(|note| self.is_in(note))
    }

    /// "your note" or "note by Ada": whose note on a claim or a source says it.
    pub fn whose_note(&self, place: Placed, judgements: &Judgements) -> String {
        let own = own(place, judgements);
        let other = judgements.others(place).find(|(_, entry)| self.is_in(&entry.judgement.note));
        match other.filter(|_| own.is_none_or(|own| !self.is_in(&own.note))) {
            Some((by, _)) => format!("note by {by}"),
            None => "your note".to_owned(),
        }
    }

    fn caveats<'t>(&'t self, dossier: &'t Dossier) -> impl Iterator<Item = CaveatId> + 't {
        dossier.caveat_ids().filter(|&id| self.is_in(&dossier.caveat(id).text))
    }
}

fn own(place: Placed, judgements: &Judgements) -> Option<&Judgement> {
    match place {
        Placed::Claim(claim) => judgements.of_claim(claim),
        Placed::Source(source) => judgements.of_source(source),
    }
}

/// Whether the words of a caveat stand in the text, as its statement or in its footnote.
fn stands_in_text(dossier: &Dossier, id: CaveatId) -> bool {
    let caveat = dossier.caveat(id);
    let stated = caveat
        .statements
        .first()
        .is_some_and(|&statement| dossier.line(&dossier.statements[statement].passage.words) == caveat.text);
    stated || (caveat.note.is_none() && dossier.briefing.notes.iter().any(|note| note.text == caveat.text))
}
