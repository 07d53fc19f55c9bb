//! Judgements in a summary: a sign at each judged claim, a part of the reader's own and a part of those by others.

use super::Outline;
use crate::briefing::dossier::ClaimId;
use crate::evidence::judgement::{Entry, Judgement, Judgements, Placed, Target};
use crate::print::summary::words::sentence;

/// Judgements of some people: a heading, a sentence on whose they are, then what is judged, and how.
pub(in super::super) struct Judged {
    pub(in super::super) heading: &'static str,
    pub(in super::super) lead: String,
    pub(in super::super) items: Vec<(String, String)>,
}

impl Outline<'_> {
    /// The sign behind a claim that somebody judged; empty for any other.
    pub(in super::super) fn judged_sign(&self, claim: ClaimId) -> String {
        let is_judged = self.judgements.is_some_and(|judgements| judgements.has(Placed::Claim(claim)));
        if is_judged { format!("\u{a0}{}", self.symbols.judged()) } else { String::new() }
    }

    /// The parts that have judgements: those of the reader, and those of others.
    pub(in super::super) fn judged(&self) -> Vec<Judged> {
        let Some(judgements) = self.judgements else { return Vec::new() };
        let marks = format!("{}\u{a0}marks the claims.", self.symbols.judged());
        let own = Judged {
            heading: "Your judgements",
            lead: format!("These are your own judgements, not part of the text. {marks}"),
            items: self.judged_by(judgements, |place, judgements| match place {
                Placed::Claim(claim) => judgements.entry_of_claim(claim).into_iter().collect(),
                Placed::Source(source) => judgements.entry_of_source(source).into_iter().collect(),
            }),
        };
        let others = Judged {
            heading: "Judgements by others",
            lead: format!("You imported these judgements. They are neither yours nor part of the text. {marks}"),
            items: self
                .judged_by(judgements, |place, judgements| judgements.others(place).map(|(_, entry)| entry).collect()),
        };
        [(own, false), (others, true)]
            .into_iter()
            .map(|(mut part, is_others)| {
                let lost =
                    judgements.lost().filter(|(entry, _)| self.only.is_none() && entry.by.is_some() == is_others);
                part.items.extend(lost.map(|(entry, why)| {
                    let what = match entry.target {
                        Target::Claim(_) => "words",
                        Target::Source { .. } => "source",
                    };
                    let words = format!("{} ({})", self.judged_words(&entry.judgement), why.words());
                    (self.about(&format!("{what} “{}”", self.words(&entry.target.words())), entry), words)
                }));
                part
            })
            .filter(|part| !part.items.is_empty())
            .collect()
    }

    /// What is judged, and how: shown claims by number, then sources by number.
    fn judged_by<'j>(
        &self,
        judgements: &'j Judgements,
        entries: impl Fn(Placed, &'j Judgements) -> Vec<&'j Entry>,
    ) -> Vec<(String, String)> {
        let claims = self.claims().map(|claim| (Placed::Claim(claim), format!("Claim {}", claim.number())));
        let sources = self.dossier.source_ids().zip(self.shown_sources()).filter(|(_, is_shown)| *is_shown);
        let sources = sources.map(|(source, _)| (Placed::Source(source), format!("Source {}", source.number())));
        let places: Vec<_> = claims.chain(sources).collect();
        let items = places.into_iter().flat_map(|(place, what)| {
            let words = |entry: &Entry| (self.about(&what, entry), self.judged_words(&entry.judgement));
            entries(place, judgements).into_iter().map(words).collect::<Vec<_>>()
        });
        items.collect()
    }

    /// "Claim 1, by Ada": what is judged, and by whom if not by the reader.
    fn about(&self, what: &str, entry: &Entry) -> String {
        match &entry.by {
            Some(by) => format!("{what}, by {}", self.words(by)),
            None => what.to_owned(),
        }
    }

    /// "status: wrong. Note: Ask Maas."
    fn judged_words(&self, judgement: &Judgement) -> String {
        let note = self.words(&judgement.note);
        let note = (!note.is_empty()).then(|| sentence(&format!("Note: {note}")));
        let rated = Some(judgement.rated()).filter(|rated| !rated.is_empty()).map(|rated| sentence(&rated));
        rated.into_iter().chain(note).collect::<Vec<_>>().join(" ")
    }
}
