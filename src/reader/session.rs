//! What is read: the texts at hand, what is doubted and filtered in them, and an older text to compare with.
//!
//! Every part of the reader may look at a session; only the model changes it. `text` is one text with its doubts and its
//! filter, `doubts` carries doubts from text to text, `others` knows what other texts say of a source, `cautions` what
//! they have against a claim, and `older` what became of an older text. Must not know where the reader is.

mod cautions;
mod doubts;
mod older;
mod others;
mod text;

use std::cell::OnceCell;
use std::sync::Arc;

use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::{Diagnostic, annotation_losses};
use crate::evidence::filter::Filter;
use crate::evidence::identity::Identities;
use crate::page::look::{Addresses, Chosen, Look};
use crate::text::symbol::Symbols;

use self::cautions::Cautions;
use self::older::Older;

pub(super) use self::cautions::{caveats_on, gravest};
pub(super) use self::others::{from_there, there_number, there_words};
pub(super) use self::text::Text;

/// The number of the text that was opened first: it alone is watched, edited, compared and remembered.
pub(super) const FIRST: usize = 0;

/// What is read.
pub(super) struct Session {
    /// In the order in which they came.
    texts: Vec<Text>,
    /// The number of the one that is read.
    current: usize,
    /// Which of their sources are one; made when it is asked for.
    identities: OnceCell<Identities>,
    /// What they have against the sources of one another, as it was asked for.
    cautions: Cautions,
    /// What the text that was opened first is compared with.
    older: Option<Older>,
    symbols: Symbols,
    /// Whether addresses stand behind the words of links.
    addresses: Addresses,
    /// Grows with each change of what lists show: doubts, filters, texts.
    revision: u64,
    /// Grows where rows that were typeset before are of no use: the text or the older one is another.
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
            addresses: Addresses::Hidden,
            revision: 0,
            edition: 0,
        }
    }

    /// The text that is read.
    pub(super) fn text(&self) -> &Text {
        &self.texts[self.current]
    }

    /// The dossier of the text that is read.
    pub(super) fn dossier(&self) -> &Dossier {
        &self.text().dossier
    }

    /// The number of the text that is read.
    pub(super) fn number(&self) -> usize {
        self.current
    }

    pub(super) fn text_at(&self, number: usize) -> Option<&Text> {
        self.texts.get(number)
    }

    pub(super) fn symbols(&self) -> Symbols {
        self.symbols
    }

    pub(super) fn addresses(&self) -> Addresses {
        self.addresses
    }

    pub(super) fn show_addresses(&mut self, addresses: Addresses) {
        self.addresses = addresses;
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    pub(super) fn edition(&self) -> u64 {
        self.edition
    }

    /// How the text that is read is seen, with what is chosen in it.
    pub(super) fn look(&self, chosen: Option<Chosen>) -> Look<'_> {
        let Text { dossier, problems, doubts, standing, filter, .. } = self.text();
        Look {
            dossier,
            standing,
            doubts,
            problems: annotation_losses(problems),
            chosen,
            selection: filter.as_ref().map(|filtered| &filtered.selection),
            known: self.known().map(|identities| (identities, self.current)),
            since: self.since(),
            symbols: self.symbols,
            addresses: self.addresses,
        }
    }

    /// Understands a filter for the text that is read; one that means nothing in it is none.
    pub(super) fn parse_filter(&self, text: &str) -> Option<Filter> {
        Filter::parse(text, self.dossier(), self.since()).ok().flatten()
    }

    /// Lets a filter hold in the text that is read.
    pub(super) fn filter_by(&mut self, filter: Option<Filter>) {
        self.revision += 1;
        self.texts[self.current].filter_by(filter);
    }

    /// Understands the filter anew, where doubts or the text have changed what passes it.
    fn filter_again(&mut self) {
        let filter = self.parse_filter(self.text().filter_text());
        self.filter_by(filter);
    }

    // Texts come and go.

    /// Turns to another text at hand.
    pub(super) fn turn_to(&mut self, number: usize) {
        self.texts[self.current].was_read = true;
        self.current = number;
        self.edition += 1;
        // Doubts may have become others meanwhile, and with them what passes.
        self.filter_again();
    }

    /// The text at hand that is read from a file.
    pub(super) fn find(&self, dossier: &Dossier) -> Option<usize> {
        let path = dossier.manuscript.path()?;
        let is_same = |number: &usize| self.texts[*number].dossier.manuscript.path() == Some(path);
        // The text that is read comes first: a file may have been opened twice.
        std::iter::once(self.current).chain(0..self.texts.len()).find(is_same)
    }

    /// Adds a text to those at hand, and returns its number.
    pub(super) fn add(&mut self, text: Text) -> usize {
        let number = self.texts.len();
        if let Some(identities) = self.identities.get_mut() {
            identities.add(number, &text.dossier);
        }
        self.texts.push(text);
        self.texts_changed(number);
        number
    }

    /// A text has come, or is another than it was.
    fn texts_changed(&mut self, number: usize) {
        self.revision += 1;
        self.cautions = Cautions::default();
        let before = self.text().doubts.clone();
        self.level_doubts(number);
        // It may say that two sources of the text that is read are one.
        if self.text().doubts != before {
            self.stand_again();
        }
    }

    /// Takes what a text at hand has become while another is read. Returns what it was, or nothing if it is the same.
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
        let before = std::mem::replace(text, text.become_of(Arc::clone(dossier), problems));
        self.identities.take();
        self.texts_changed(number);
        Some(before.dossier)
    }

    /// Takes what the text that was opened first has become while it is read, and returns what it was.
    pub(super) fn replace(&mut self, dossier: Arc<Dossier>, problems: &[Diagnostic]) -> Arc<Dossier> {
        let text = &mut self.texts[self.current];
        let filter = text.filter.take();
        let next = Text { filter, ..text.become_of(dossier, problems) };
        let before = std::mem::replace(text, next);
        self.edition += 1;
        self.identities.take();
        self.cautions = Cautions::default();
        self.compare_again();
        self.level_doubts(self.current);
        self.stand_again();
        before.dossier
    }

    /// The file of a text cannot be read: what is said of it, while this is how it was.
    pub(super) fn set_stale(&mut self, number: usize, why: String) {
        if let Some(text) = self.texts.get_mut(number) {
            text.stale = Some(why);
        }
    }

    /// The file of the text that is read is as the text again. Returns whether it was not.
    pub(super) fn end_stale(&mut self) -> bool {
        self.texts[self.current].stale.take().is_some()
    }

    /// Keeps the texts of a session before this one, with what was doubted there.
    pub(super) fn keep_at_hand(&mut self, before: Self) {
        let path = self.dossier().manuscript.path().map(ToOwned::to_owned);
        let (same, others): (Vec<_>, Vec<_>) =
            before.into_texts().partition(|text| text.dossier.manuscript.path() == path.as_deref());
        // What is doubted here comes first: a doubt that was taken back must not come back by way of another text.
        let text = &mut self.texts[self.current];
        for same in same.iter().filter(|text| text.was_read) {
            text.doubts = same.doubts_in(&text.dossier);
        }
        for text in others.into_iter().filter(|text| !text.dossier.sources.is_empty()) {
            self.add(text);
        }
        self.level_doubts(self.current);
        self.stand_again();
    }

    /// All texts at hand, the one that is read before the others.
    fn into_texts(mut self) -> impl Iterator<Item = Text> {
        let mut read = self.texts.remove(self.current);
        read.was_read = true;
        std::iter::once(read).chain(self.texts)
    }
}
