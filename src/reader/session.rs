//! The session: the open texts, with doubts and filters, and an older text to compare with.
//!
//! All parts of the reader may read the session; only the model changes it. `text` is one text with its doubts and its
//! filter, `doubts` carries doubts from text to text, `others` knows what other texts say about a source, `cautions`
//! which caveats they have on a claim, `older` the changes since an older text, and `unkept` the judgements that are not
//! on disk. Must not know the reader's place.
//!
//! A text stays open once it was opened, and a `Place` names its text, so one jump list leads through all of them, and
//! returning to a text finds it unchanged. Doubts apply to the same source in all open texts.

mod cautions;
mod doubts;
mod older;
mod others;
mod text;
mod unkept;

use std::cell::OnceCell;
use std::sync::Arc;

use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::{Diagnostic, annotation_losses};
use crate::evidence::filter::{Beside, Filter};
use crate::evidence::identity::Identities;
use crate::evidence::judgement::{Change, Entry, Judgements, apply};
use crate::page::look::{Chosen, Look, Preferences};
use crate::reader::message::Keep;
use crate::text::symbol::Symbols;

use self::cautions::Cautions;
use self::older::Older;

pub(super) use self::cautions::{caveats_on, gravest_kind};
pub(super) use self::others::{name_in_text, number_in_text, retargeted};
pub(super) use self::text::Text;

/// The number of the text that was opened first. Only this text is watched, edited, compared and saved.
pub(super) const FIRST: usize = 0;

/// The open texts.
pub(super) struct Session {
    /// In the order in which they were opened.
    texts: Vec<Text>,
    /// The number of the current text.
    current: usize,
    /// Which sources of these texts are the same. Computed on first use.
    identities: OnceCell<Identities>,
    /// The caveats of each text on sources of the others. Computed on first use.
    cautions: Cautions,
    /// The older version of the text that was opened first.
    older: Option<Older>,
    symbols: Symbols,
    preferences: Preferences,
    /// Incremented when lists may show something else: doubts, filters, texts.
    revision: u64,
    /// Incremented when cached rows become invalid: another text, or another older text.
    edition: u64,
}

impl Session {
    pub(super) fn new(dossier: Arc<Dossier>, problems: &[Diagnostic], symbols: Symbols) -> Self {
        Self {
            texts: vec![Text::new(dossier, problems)],
            current: FIRST,
            identities: OnceCell::new(),
            cautions: Cautions::default(),
            older: None,
            symbols,
            preferences: Preferences::default(),
            revision: 0,
            edition: 0,
        }
    }

    /// The current text.
    pub(super) fn text(&self) -> &Text {
        &self.texts[self.current]
    }

    /// The dossier of the current text.
    pub(super) fn dossier(&self) -> &Dossier {
        &self.text().dossier
    }

    /// The number of the current text.
    pub(super) fn number(&self) -> usize {
        self.current
    }

    pub(super) fn text_at(&self, number: usize) -> Option<&Text> {
        self.texts.get(number)
    }

    /// Whether the current text is the guide, opened beside the reader's own texts.
    pub(super) fn is_guide_opened(&self) -> bool {
        self.is_guide(self.current)
    }

    /// Every other text beside the first comes from a file.
    fn is_guide(&self, number: usize) -> bool {
        number != FIRST && self.texts[number].dossier.manuscript.path().is_none()
    }

    pub(super) fn symbols(&self) -> Symbols {
        self.symbols
    }

    pub(super) fn preferences(&self) -> Preferences {
        self.preferences
    }

    pub(super) fn set_preferences(&mut self, preferences: Preferences) {
        self.preferences = preferences;
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    pub(super) fn edition(&self) -> u64 {
        self.edition
    }

    /// The look of the current text.
    pub(super) fn look(&self, chosen: Option<Chosen>) -> Look<'_> {
        let Text { dossier, problems, doubts, standing, filter, judgements, .. } = self.text();
        Look {
            dossier,
            standing,
            doubts,
            problems: annotation_losses(problems),
            chosen,
            selection: filter.as_ref().map(|filtered| &filtered.selection),
            known: self.known().map(|identities| (identities, self.current)),
            since: self.since(),
            judgements: Some(judgements),
            symbols: self.symbols,
            preferences: self.preferences,
        }
    }

    /// Parses a filter for the current text; none if it does not parse.
    pub(super) fn parse_filter(&self, text: &str) -> Option<Filter> {
        Filter::parse(text, self.dossier(), self.beside()).ok().flatten()
    }

    /// What filters know besides the current text.
    pub(super) fn beside(&self) -> Beside<'_> {
        Beside { since: self.since(), judgements: Some(&self.text().judgements) }
    }

    /// Changes a judgement of the reader's in the current text. The change waits to be written.
    pub(super) fn judge(&mut self, change: Change) {
        let mut entries = self.text().judgements.entries().to_vec();
        apply(&mut entries, &change);
        self.texts[self.current].unkept.add(change);
        self.set_judgements(self.current, entries);
    }

    /// Takes the judgements of the current text, as they are on disk. Changes that are not there yet are made in them.
    pub(super) fn take_judgements(&mut self, mut entries: Vec<Entry>) {
        let unkept = &mut self.texts[self.current].unkept;
        unkept.file_is_readable();
        unkept.apply_to(&mut entries);
        self.set_judgements(self.current, entries);
    }

    /// The changes of judgements in all texts that wait to be written.
    pub(super) fn unkept(&self) -> Vec<Keep> {
        let waits = self.texts.iter().enumerate().filter(|(_, text)| !text.unkept.changes().is_empty());
        let keep = |(number, text): (usize, &Text)| Keep {
            is_first: number == FIRST,
            path: text.dossier.manuscript.path().map(ToOwned::to_owned),
            changes: text.unkept.changes().to_vec(),
            text: number,
        };
        waits.map(keep).collect()
    }

    /// Whether a change of a judgement could not be written, in any text.
    pub(super) fn has_unsaved(&self) -> bool {
        self.texts.iter().any(|text| text.unkept.has_failed())
    }

    /// Takes the judgements of a text once all that waited is written. Returns whether an earlier try had failed.
    pub(super) fn kept(&mut self, number: usize, entries: Vec<Entry>) -> bool {
        let Some(text) = self.texts.get_mut(number) else { return false };
        let had_failed = std::mem::take(&mut text.unkept).has_failed();
        self.set_judgements(number, entries);
        had_failed
    }

    /// Notes why judgements of a text cannot be kept.
    pub(super) fn cannot_keep(&mut self, number: usize, why: String) {
        if let Some(text) = self.texts.get_mut(number) {
            text.unkept.set_why(why);
        }
    }

    fn set_judgements(&mut self, number: usize, entries: Vec<Entry>) {
        let Some(text) = self.texts.get_mut(number).filter(|text| text.judgements.entries() != entries) else { return };
        text.judgements = Judgements::find(entries, &text.dossier);
        // Rows of the article have a sign at judged claims.
        self.edition += 1;
        if number == self.current {
            self.filter_again();
        }
    }

    /// Applies a filter to the current text.
    pub(super) fn filter_by(&mut self, filter: Option<Filter>) {
        self.revision += 1;
        self.texts[self.current].filter_by(filter);
    }

    /// Parses the filter again, because doubts or the text have changed.
    fn filter_again(&mut self) {
        let filter = self.parse_filter(self.text().filter_text());
        self.filter_by(filter);
    }

    // Opening and replacing texts.

    /// Makes another open text the current one.
    pub(super) fn turn_to(&mut self, number: usize) {
        self.texts[self.current].was_read = true;
        self.current = number;
        self.edition += 1;
        // Doubts may have changed meanwhile, and with them the claims that pass.
        self.filter_again();
    }

    /// The number of the open text from the same file as a dossier.
    pub(super) fn find(&self, dossier: &Dossier) -> Option<usize> {
        let new = &dossier.manuscript;
        // A text that is compiled in has no file.
        let is_same = |number: &usize| {
            let known = &self.texts[*number].dossier.manuscript;
            known.path() == new.path() && (new.path().is_some() || known.text() == new.text())
        };
        // The current text comes first, because a file may be open twice.
        std::iter::once(self.current).chain(0..self.texts.len()).find(is_same)
    }

    /// Opens a text, and returns its number.
    pub(super) fn add(&mut self, text: Text) -> usize {
        let number = self.texts.len();
        let path = text.dossier.manuscript.path();
        if let (Some(identities), Some(_)) = (self.identities.get_mut(), path) {
            identities.add(number, &text.dossier);
        }
        self.texts.push(text);
        self.texts_changed(number);
        number
    }

    /// Updates what depends on a text that is new or has changed.
    fn texts_changed(&mut self, number: usize) {
        self.revision += 1;
        self.cautions = Cautions::default();
        let before = self.text().doubts.clone();
        self.share_doubts(number);
        // The text may identify two sources of the current text.
        if self.text().doubts != before {
            self.recompute_standing();
        }
    }

    /// Replaces a text that is not the current one. Returns the old dossier; none if the text is unchanged.
    pub(super) fn renew(
        &mut self,
        number: usize,
        dossier: &Arc<Dossier>,
        problems: &[Diagnostic],
    ) -> Option<Arc<Dossier>> {
        let text = self.texts.get_mut(number).filter(|_| number != self.current)?;
        text.stale = None;
        if text.dossier.manuscript.text() == dossier.manuscript.text() {
            return None;
        }
        let before = std::mem::replace(text, text.new_version(Arc::clone(dossier), problems));
        self.identities.take();
        self.texts_changed(number);
        Some(before.dossier)
    }

    /// Replaces the current text, and returns the old dossier.
    pub(super) fn replace(&mut self, dossier: Arc<Dossier>, problems: &[Diagnostic]) -> Arc<Dossier> {
        let text = &mut self.texts[self.current];
        let filter = text.filter.take();
        let next = Text { filter, ..text.new_version(dossier, problems) };
        let before = std::mem::replace(text, next);
        self.edition += 1;
        self.identities.take();
        self.cautions = Cautions::default();
        self.compare_again();
        self.share_doubts(self.current);
        self.recompute_standing();
        before.dossier
    }

    /// Notes why the file of a text cannot be read. The text stays as it was.
    pub(super) fn set_stale(&mut self, number: usize, why: String) {
        if let Some(text) = self.texts.get_mut(number) {
            text.stale = Some(why);
        }
    }

    /// Notes that the file of the current text can be read again. Returns whether it could not.
    pub(super) fn end_stale(&mut self) -> bool {
        self.texts[self.current].stale.take().is_some()
    }

    /// Takes over the texts of an earlier session, and the doubts in them.
    pub(super) fn take_over_texts(&mut self, before: Self) {
        let path = self.dossier().manuscript.path().map(ToOwned::to_owned);
        let (same, others): (Vec<_>, Vec<_>) =
            before.into_texts().partition(|text| text.dossier.manuscript.path() == path.as_deref());
        // Doubts of this text come first, so that no other text brings back a doubt that the reader has cleared.
        let text = &mut self.texts[self.current];
        for same in same.iter().filter(|text| text.was_read) {
            text.doubts = same.doubts_in(&text.dossier);
            text.unkept = same.unkept.clone();
        }
        for text in others.into_iter().filter(|text| !text.dossier.sources.is_empty()) {
            self.add(text);
        }
        self.share_doubts(self.current);
        self.recompute_standing();
    }

    /// All texts, the current one first.
    fn into_texts(mut self) -> impl Iterator<Item = Text> {
        let mut read = self.texts.remove(self.current);
        read.was_read = true;
        std::iter::once(read).chain(self.texts)
    }
}
