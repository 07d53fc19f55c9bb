//! Plain sentences about claims, sources and caveats, for use without a screen.
//!
//! Owns the words that reading without a screen and copied claims share. Puts words from the file on one line; callers
//! remove control characters. `copied` joins sentences for pasting. Must not know where the sentences go.

mod copied;
mod since;

use crate::briefing::ast::{CaveatKind, Reliability};
use crate::briefing::dossier::Excerpt;
use crate::briefing::dossier::{CaveatId, ClaimId, Covering, Dossier, Doubts, Relation, Source, SourceId};
use crate::print::summary::{enumeration, sentence};
use crate::text::case::capitalized;
use crate::text::manuscript::one_line;
use crate::text::numbers;

pub(crate) use self::since::gone;

/// The most links of a chain that are named with a claim.
const LINKS: usize = 4;

/// A dossier and the reader's doubts.
#[derive(Clone, Copy)]
pub struct Sentences<'a> {
    pub dossier: &'a Dossier,
    pub doubts: &'a Doubts,
    /// By [`ClaimId`]: whether the claim stands.
    pub standing: &'a [bool],
    /// The number of problems of the manuscript: an annotation may be lost in them.
    pub problems: usize,
}

impl Sentences<'_> {
    /// The hedges of a claim: those in its words, then those in the rest of its sentence.
    pub(crate) fn hedge_words(&self, id: ClaimId) -> String {
        let (inside, around): (Vec<_>, Vec<_>) = self.dossier.hedges(id).into_iter().partition(|hedge| hedge.is_inside);
        let places = [("hedged", inside), ("in its sentence", around)].into_iter();
        let places = places.filter(|(_, hedges)| !hedges.is_empty()).map(|(place, hedges)| {
            let hedges = hedges.iter().map(|hedge| format!("“{}”, {}", one_line(hedge.words), hedge.kind.word()));
            format!("{place}: {}", hedges.collect::<Vec<_>>().join("; "))
        });
        let firmness = places.collect::<Vec<_>>().join("; ");
        let firmness = if firmness.is_empty() { self.dossier.unhedged(id) } else { capitalized(&firmness) };
        firmness + "."
    }

    /// A claim's sentence for the eye, with signs around its words if they are only a part of it.
    pub(crate) fn printed(&self, id: ClaimId) -> String {
        Excerpt::claim(self.dossier, id).printed()
    }

    /// A claim's sentence for the ear, followed by its words if they are only a part of it.
    pub(crate) fn spoken(&self, id: ClaimId) -> String {
        let excerpt = Excerpt::claim(self.dossier, id);
        let whole = sentence(&capitalized(&excerpt.spoken()));
        if !excerpt.is_part {
            return whole;
        }
        let claim = self.dossier.claim(id);
        let answer = match claim.sources.len() {
            _ if claim.mentioned.len() == claim.sources.len() => "Its footnotes stand with",
            _ if claim.sources.iter().all(|&source| self.dossier.source(source).is_linked()) => "Its links are for",
            1 => "Its source is cited for",
            _ => "Its sources are cited for",
        };
        format!("{whole} {}", sentence(&format!("{answer}: {}", excerpt.words().spoken())))
    }

    pub(crate) fn fallen(&self, id: ClaimId) -> Option<String> {
        (!self.standing[id.0]).then(|| {
            let words = if self.dossier.has_other_works(id) {
                "Fallen: each of its chains has a source that you doubt. Its footnote also names other works, which are \
                 not counted."
            } else {
                "Fallen: nobody is left who says so, because each of its chains has a source that you doubt."
            };
            words.to_owned()
        })
    }

    /// A source and the sources behind it, in half a sentence. Also whether all of them are named.
    pub(crate) fn chain(&self, id: SourceId) -> (String, bool) {
        const MORE: &str = ", and others behind them";
        let mut words = self.attributed(id);
        let (mut source, mut links) = (self.dossier.source(id), 0);
        while !source.by.is_empty() {
            if links == LINKS {
                return (words + MORE, false);
            }
            words.extend([", by ", &Self::behind(source, |by| self.attributed(by))]);
            // If several sources stand behind it, the sources behind each of those need sentences of their own.
            match source.by[..] {
                [only] => source = self.dossier.source(only),
                ref several => {
                    if several.iter().any(|&by| !self.dossier.source(by).by.is_empty()) {
                        return (words + MORE, false);
                    }
                    break;
                }
            }
            links += 1;
        }
        (words, true)
    }

    /// The sources directly behind a source: "A and B", or "A together with B, or C" if some are needed together.
    pub(crate) fn behind(source: &Source, name: impl Fn(SourceId) -> String) -> String {
        let alternatives: Vec<_> = source.alternatives().collect();
        let together = |all: &&[SourceId]| all.iter().map(|&by| name(by)).collect::<Vec<_>>().join(" together with ");
        let is_plain = alternatives.iter().all(|all| all.len() == 1);
        list(&alternatives.iter().map(together).collect::<Vec<_>>(), if is_plain { " and " } else { ", or " })
    }

    /// The name of a source, whether it is undeclared, and its interest.
    fn attributed(&self, id: SourceId) -> String {
        let source = self.dossier.source(id);
        let mut words = self.known_as(id);
        if source.declared.is_none() {
            words += " (not declared)";
        }
        if let Some(interest) = &source.profile.interest {
            words.extend([" (interest: ", without_stop(&one_line(interest)), ")"]);
        }
        words
    }

    /// The name of a source, and whether it is unnamed or nobody.
    pub(crate) fn known_as(&self, id: SourceId) -> String {
        let anonymous = match self.dossier.source(id) {
            source if source.is_nobody() => " (attributed to nobody)",
            source if !source.profile.named => " (unnamed)",
            _ => "",
        };
        format!("{}{anonymous}", self.name(id))
    }

    /// The name of a source, or its id, and whether it is doubted.
    pub(crate) fn name(&self, id: SourceId) -> String {
        let source = self.dossier.source(id);
        let name = one_line(&source.name);
        let name = if name.is_empty() { one_line(&source.id) } else { name };
        if self.doubts.contains(&id) { format!("{name} (doubted)") } else { name }
    }

    /// The caveats on a claim. Without a caveat, says that none is declared and whether one may be lost.
    pub(crate) fn covering_words(&self, id: ClaimId) -> Vec<String> {
        let coverings = self.dossier.coverings(id);
        if coverings.is_empty() {
            let mut words = "No caveat declared on it.".to_owned();
            if self.problems > 0 {
                let problems = numbers::count(self.problems, "problem");
                words.extend([" But its annotations have ", &problems, ": one may be lost there."]);
            }
            return vec![words];
        }
        coverings.into_iter().map(|covering| self.covering(covering)).collect()
    }

    /// "Caveat by Court of Audit, through Port audit 2025: Rests on a sample of eleven berths."
    pub(crate) fn covering(&self, Covering { caveat, via }: Covering) -> String {
        let words = self.caveat_words(caveat);
        let through = via.map(|via| format!(", through {}", self.name(via))).unwrap_or_default();
        sentence(&format!("{}{through}: {words}", self.stated(caveat)))
    }

    /// "Caveat by Court of Audit in another text, april.md, on Port audit: Rests on a sample of eleven berths."
    pub(crate) fn elsewhere(&self, caveat: CaveatId, on: &str, is_another: bool) -> String {
        let (words, file) = (self.caveat_words(caveat), self.dossier.manuscript.file_name());
        let place = if is_another { format!(" in another text, {}", one_line(&file)) } else { String::new() };
        sentence(&format!("{}{place}, on {on}: {words}", self.stated(caveat)))
    }

    /// "Caveat by Court of Audit", "Denied by Port of Rotterdam".
    pub(crate) fn stated(&self, id: CaveatId) -> String {
        let caveat = self.dossier.caveat(id);
        let verb = match caveat.kind {
            CaveatKind::Limitation => "Caveat",
            CaveatKind::Denial => "Denied",
        };
        let by: Vec<_> = caveat.by.iter().map(|&by| self.name(by)).collect();
        let by = if by.is_empty() { "nobody in particular".to_owned() } else { enumeration(&by) };
        format!("{verb} by {by}")
    }

    pub(crate) fn caveat_words(&self, id: CaveatId) -> String {
        let words = one_line(&self.dossier.caveat(id).text);
        if words.is_empty() { "its words are not given".to_owned() } else { words }
    }

    /// A cited source with the cited place and the sources behind it. Also whether all of them are named.
    pub(crate) fn cited(&self, claim: ClaimId, id: SourceId) -> (String, bool) {
        let (words, whole) = self.chain(id);
        match one_line(&self.dossier.place_in(claim, id)) {
            place if place.is_empty() => (words, whole),
            place => (format!("{words} ({place})"), whole),
        }
    }

    /// The sources of a claim, and sources that are only mentioned: "Says: A, by B. Only mentioned: C."
    /// `says` is the first word. Also whether all sources are named.
    pub(crate) fn says(&self, id: ClaimId, says: &str) -> (String, bool) {
        let mut whole = true;
        let parts = self.dossier.sources_by_relation(id).into_iter().map(|(relation, sources)| {
            let verb = match relation {
                Relation::Says => says,
                Relation::Linked => "Links to",
                Relation::Mentioned => "Only mentioned",
            };
            let chains: Vec<_> = sources.into_iter().map(|source| self.cited(id, source)).collect();
            whole &= chains.iter().all(|(_, whole)| *whole);
            let chains: Vec<_> = chains.into_iter().map(|(words, _)| words).collect();
            sentence(&format!("{verb}: {}", list(&chains, "; and ")))
        });
        (parts.collect::<Vec<_>>().join(" "), whole)
    }

    /// The notes with a claim, and the remarks of its footnotes.
    pub(crate) fn notes_on(&self, id: ClaimId) -> Vec<String> {
        let claim = self.dossier.claim(id);
        let notes = claim.notes.iter().map(|&note| ("Note", self.dossier.note(note).text.as_str()));
        let remarks = claim.asides.iter().map(|aside| ("Remark", &*aside.text));
        notes.chain(remarks).map(|(what, text)| sentence(&format!("{what}: {}", one_line(text)))).collect()
    }

    /// Describes a source in full.
    pub(crate) fn source(&self, id: SourceId) -> String {
        let source = self.dossier.source(id);
        // A name from a footnote often ends with a full stop.
        let mut traits = vec![without_stop(&self.name(id)).to_owned()];
        traits.extend(source.traits().into_iter().map(str::to_owned));
        let mut sentences = vec![format!("Source {}, {}.", id.number(), traits.join(", "))];
        if !source.by.is_empty() {
            sentences.push(sentence(&format!("Behind it: {}", Self::behind(source, |by| self.name(by)))));
        }
        let interest = source.profile.interest.as_deref().map(one_line);
        sentences.extend(interest.map(|interest| sentence(&format!("Interest: {interest}"))));
        sentences.push(reliability(source));
        if let Some(published) = &source.profile.published {
            sentences.push(format!("Published {}.", one_line(&numbers::date(published))));
        }
        sentences.extend(self.dossier.claims_by_relation(id).into_iter().map(|(relation, these)| match relation {
            Relation::Says => format!("Says {}.", claims(&these)),
            Relation::Linked => format!("Linked from {}.", claims(&these)),
            Relation::Mentioned => format!("Only mentioned with {}.", claims(&these)),
        }));
        sentences.extend(source.claims.is_empty().then(|| "Makes no claim itself.".to_owned()));
        sentences.extend(
            source
                .caveats
                .iter()
                .map(|&caveat| sentence(&format!("{}: {}", self.stated(caveat), self.caveat_words(caveat)))),
        );
        let note = source.note.as_deref().map(one_line).filter(|note| !note.is_empty());
        sentences.extend(note.map(|note| sentence(&format!("Note: {note}"))));
        sentences.extend(source.addresses().map(|url| format!("Address: {}", one_line(url))));
        sentences.join(" ")
    }
}

/// "1 to 4, 7": a list of numbers for the ear.
pub(crate) fn spoken_list(numbers: impl IntoIterator<Item = usize>) -> String {
    numbers::list(numbers).replace('–', " to ")
}

pub(crate) fn claims(claims: &[ClaimId]) -> String {
    let noun = if claims.len() == 1 { "claim" } else { "claims" };
    format!("{noun} {}", spoken_list(claims.iter().map(|claim| claim.number())))
}

/// Joins names of sources with semicolons, because names may contain commas.
pub(crate) fn list(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join("; ")),
    }
}

pub(crate) fn without_stop(words: &str) -> &str {
    words.strip_suffix('.').unwrap_or(words)
}

fn reliability(source: &Source) -> String {
    match source.profile.reliability {
        Reliability::F => "Reliability not rated.".to_owned(),
        judged => format!("Reliability {}, {}.", judged.word(), judged.meaning()),
    }
}
