//! The reader's own judgements in a summary: a sign at each judged claim, and a part of their own.

use super::Outline;
use crate::briefing::dossier::ClaimId;
use crate::evidence::judgement::{Judgement, Target};
use crate::print::summary::words::sentence;

impl Outline<'_> {
    /// The sign behind a claim that the reader judged; empty for any other.
    pub(in super::super) fn judged_sign(&self, claim: ClaimId) -> String {
        let judged = self.judgements.and_then(|judgements| judgements.of_claim(claim));
        judged.map(|_| format!("\u{a0}{}", self.symbols.judged())).unwrap_or_default()
    }

    pub(in super::super) fn judged_lead(&self) -> String {
        format!("These are your own judgements, not part of the text. {}\u{a0}marks the claims.", self.symbols.judged())
    }

    /// What is judged, and how: shown claims by number, sources by number, then judgements without a place.
    pub(in super::super) fn judged(&self) -> Vec<(String, String)> {
        let Some(judgements) = self.judgements else { return Vec::new() };
        let claims = self.claims().filter_map(|claim| {
            Some((format!("Claim {}", claim.number()), self.judged_words(judgements.of_claim(claim)?)))
        });
        let sources = self.dossier.source_ids().zip(self.shown_sources()).filter_map(|(source, is_shown)| {
            let judgement = judgements.of_source(source).filter(|_| is_shown)?;
            Some((format!("Source {}", source.number()), self.judged_words(judgement)))
        });
        let lost = judgements.lost().filter(|_| self.only.is_none()).map(|(entry, why)| {
            let what = match entry.target {
                Target::Claim(_) => "words",
                Target::Source { .. } => "source",
            };
            let words = format!("{} ({})", self.judged_words(&entry.judgement), why.words());
            (format!("{what} “{}”", self.words(&entry.target.words())), words)
        });
        claims.chain(sources).chain(lost).collect()
    }

    /// "status: wrong. Note: Ask Maas."
    fn judged_words(&self, judgement: &Judgement) -> String {
        let note = self.words(&judgement.note);
        let note = (!note.is_empty()).then(|| sentence(&format!("Note: {note}")));
        let rated = Some(judgement.rated()).filter(|rated| !rated.is_empty()).map(|rated| sentence(&rated));
        rated.into_iter().chain(note).collect::<Vec<_>>().join(" ")
    }
}
