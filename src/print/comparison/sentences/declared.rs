//! Describes the changes of a source, a caveat or a field of the text in sentences.

use super::ChangeSentences;
use crate::briefing::ast::{CaveatKind, Reliability, SourceKind};
use crate::briefing::dossier::{CaveatId, Source, SourceId};
use crate::evidence::compare::{About, AboutField, CaveatChange, CaveatField, SourceChange, SourceField};
use crate::print::sentences::{Sentences, list};
use crate::print::summary::sentence;
use crate::text::manuscript::one_line;
use crate::text::numbers;

impl ChangeSentences<'_> {
    pub(in crate::print::comparison) fn caveat_changes(
        &self,
        old: CaveatId,
        new: CaveatId,
        change: &CaveatChange,
    ) -> Vec<String> {
        let (before, after) = (self.old.dossier.caveat(old), self.new.dossier.caveat(new));
        let sentences = change.fields.iter().map(|field| match field {
            CaveatField::Kind => {
                let kind = |kind: CaveatKind| match kind {
                    CaveatKind::Limitation => "a limitation",
                    CaveatKind::Denial => "a denial",
                };
                format!("It is {} now, and was {}.", kind(after.kind), kind(before.kind))
            }
            CaveatField::Text => sentence(&format!("Before: {}", self.old.caveat_words(old))),
            CaveatField::By => self.gained_and_lost("Stated by", &change.by.gained, &change.by.lost),
            CaveatField::Covers => self.gained_and_lost("Covering", &change.covers.gained, &change.covers.lost),
            CaveatField::Note => self.optional("Note", before.note.as_deref(), after.note.as_deref()),
        });
        sentences.collect()
    }

    /// "Behind it now: Town council; no longer: Court of Audit."
    fn gained_and_lost(&self, what: &str, gained: &[SourceId], lost: &[SourceId]) -> String {
        let names = |side: &Sentences, ids: &[SourceId]| {
            list(&ids.iter().map(|&id| side.known_as(id)).collect::<Vec<_>>(), " and ")
        };
        let mut parts = Vec::new();
        if !gained.is_empty() {
            parts.push(format!("now: {}", names(&self.new, gained)));
        }
        if !lost.is_empty() {
            parts.push(format!("no longer: {}", names(&self.old, lost)));
        }
        sentence(&format!("{what} {}", parts.join("; ")))
    }

    pub(in crate::print::comparison) fn source_changes(
        &self,
        old: SourceId,
        new: SourceId,
        change: &SourceChange,
    ) -> Vec<String> {
        let (before, after) = (self.old.dossier.source(old), self.new.dossier.source(new));
        let sentences = change.fields.iter().map(|field| match field {
            SourceField::Name => sentence(&format!("Its name was {}", self.old.name(old))),
            SourceField::Kind => {
                let kind = |source: &Source| match source.profile.kind {
                    None => "of no stated kind".to_owned(),
                    Some(SourceKind::Unknown) => "nobody in particular".to_owned(),
                    Some(kind) => format!("of the kind {}", kind.word()),
                };
                format!("It is {} now, and was {}.", kind(after), kind(before))
            }
            SourceField::Named if after.profile.named => "Newly named.".to_owned(),
            SourceField::Named => "It is no longer named.".to_owned(),
            SourceField::Declared if after.declared.is_some() => "Newly declared.".to_owned(),
            SourceField::Declared => "It is no longer declared.".to_owned(),
            SourceField::By if change.by.is_empty() => {
                let behind = |side: &Sentences<'_>, source| Sentences::behind(source, |by| side.name(by));
                let (now, was) = (behind(&self.new, after), behind(&self.old, before));
                self.optional("Behind it", Some(&was), Some(&now))
            }
            SourceField::By => self.gained_and_lost("Behind it", &change.by.gained, &change.by.lost),
            SourceField::Interest => {
                self.optional("Interest", before.profile.interest.as_deref(), after.profile.interest.as_deref())
            }
            SourceField::Reliability => {
                let letter = |source: &Source| match source.profile.reliability {
                    Reliability::F => Reliability::F.meaning().to_owned(),
                    judged => format!("{}, {}", judged.word(), judged.meaning()),
                };
                let now = if self.is_beside { String::new() } else { format!(" {} now;", letter(after)) };
                format!("Reliability:{now} was {}.", letter(before))
            }
            SourceField::Published => self.optional(
                "Published",
                before.profile.published.as_deref().map(numbers::date).as_deref(),
                after.profile.published.as_deref().map(numbers::date).as_deref(),
            ),
            SourceField::Url => self.optional("Address", before.profile.url.as_deref(), after.profile.url.as_deref()),
            SourceField::Note => self.optional("Note", before.note.as_deref(), after.note.as_deref()),
        });
        sentences.collect()
    }

    /// Describes a change in the text's description of itself.
    pub(in crate::print::comparison) fn about(&self, About { field, old, new }: &About) -> String {
        let date = |date: &Option<String>| date.as_deref().map(numbers::date);
        match field {
            AboutField::Title => self.optional("Title", old.as_deref(), new.as_deref()),
            AboutField::Authors => self.optional("Authors", old.as_deref(), new.as_deref()),
            AboutField::Dateline => self.optional("Dateline", old.as_deref(), new.as_deref()),
            AboutField::Published => self.optional("Date", date(old).as_deref(), date(new).as_deref()),
            AboutField::Origin => self.optional("Origin", old.as_deref(), new.as_deref()),
        }
    }

    /// "Interest: paid by the port. Before: none."
    fn optional(&self, what: &str, before: Option<&str>, after: Option<&str>) -> String {
        let (before, after) = (before.map(one_line), after.map(one_line));
        let was = before.as_deref().unwrap_or("none");
        match after {
            _ if self.is_beside => sentence(&format!("{what} before: {was}")),
            Some(after) => format!("{} {}", sentence(&format!("{what}: {after}")), sentence(&format!("Before: {was}"))),
            None => sentence(&format!("{what}: none now. Before: {was}")),
        }
    }
}
