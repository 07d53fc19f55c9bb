//! Texts that lead to one another: which are open, and how the reader turns from one to the next and back.
//!
//! Doubts and the filter are kept with each text. A place knows its text, so the jump list leads across them.

use std::mem;
use std::sync::Arc;

use super::filter::Filtered;
use super::search::Search;
use super::{Model, Place, Selected, View};
use crate::briefing::dossier::{Dossier, Doubts, SourceId};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::page::article::Memo;
use crate::page::look::Chosen;
use crate::page::row::Anchor;

/// A text that is at hand while another is read.
pub(super) struct Text {
    pub(super) dossier: Arc<Dossier>,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) doubts: Doubts,
    pub(super) standing: Vec<bool>,
    filter: Option<Filtered>,
    /// What is wrong with its file, while this is the text that it had before.
    pub(super) stale: Option<String>,
    /// Whether it was read, and not only put beside one that was.
    pub(super) was_read: bool,
}

impl Text {
    pub(super) fn new(dossier: Arc<Dossier>, diagnostics: &[Diagnostic]) -> Self {
        let standing = vec![true; dossier.claims.len()];
        let problems = diagnostics.to_vec();
        Self { dossier, problems, doubts: Doubts::new(), standing, filter: None, stale: None, was_read: false }
    }

    /// How many of its claims stand.
    pub(super) fn standing(&self) -> usize {
        self.standing.iter().filter(|&&stands| stands).count()
    }

    /// What stands in it, where doubts are others.
    pub(super) fn stand_again(&mut self) {
        self.standing = self.dossier.standing(&self.doubts);
    }
}

impl Place {
    /// Where the reading of a text begins.
    pub(super) fn beginning(text: usize, dossier: &Dossier) -> Self {
        Self {
            text,
            view: View::Article,
            anchor: Anchor::default(),
            follow: false,
            chosen: dossier.claim_ids().next().map(Chosen::Claim),
            selected: Selected { source: SourceId(0), said: None },
        }
    }
}

impl Model {
    /// What the world has to say of an effect.
    pub fn say(&mut self, words: String) {
        self.notice = Some(words);
        self.settle();
    }

    /// Goes to a text that was asked for, and to a heading in it. A text that is open already is not opened twice, so
    /// that it keeps its doubts and its places.
    pub fn turn_to(&mut self, dossier: Dossier, diagnostics: &[Diagnostic], heading: Option<&str>) {
        let path = dossier.manuscript.path().map(ToOwned::to_owned);
        let same = |other: &Dossier| path.is_some() && other.manuscript.path() == path.as_deref();
        let open = |text: &Option<Text>| text.as_ref().is_some_and(|text| same(&text.dossier));
        let place = if same(&self.dossier) {
            Place { view: View::Article, anchor: Anchor::default(), follow: false, ..self.place }
        } else if let Some(known) = self.texts.iter().position(open) {
            let text = self.texts[known].as_ref().expect("it was there a moment ago");
            Place::beginning(known, &text.dossier)
        } else {
            self.add_text(Text::new(Arc::new(dossier), diagnostics));
            let known = self.texts.len() - 1;
            let text = self.texts[known].as_ref().expect("it was there a moment ago");
            Place::beginning(known, &text.dossier)
        };
        self.notice = None;
        let before = self.place;
        self.arrive(place);
        if let Some(id) = heading {
            match self.heading(id) {
                Some(anchor) => self.place.anchor = anchor,
                None => self.notice = Some(format!("No heading of this text has the id #{id}")),
            }
        }
        if self.place != before {
            self.back.push(before);
            self.forward.clear();
        }
        self.settle();
    }

    /// What was found and picked is of one text, and of the text as it was.
    pub(super) fn forget_found(&mut self) {
        (self.search, self.finder) = (Search::default(), None);
        self.recent.clear();
    }

    /// Takes up the text of a place; the one that is read is put aside.
    pub(super) fn take_up(&mut self, text: usize) {
        let Some(next) = self.texts.get_mut(text).and_then(Option::take) else { return };
        let before = Text {
            dossier: mem::replace(&mut self.dossier, next.dossier),
            problems: mem::replace(&mut self.problems, next.problems),
            doubts: mem::replace(&mut self.doubts, next.doubts),
            standing: mem::replace(&mut self.standing, next.standing),
            filter: mem::replace(&mut self.filter, next.filter),
            stale: mem::replace(&mut self.stale, next.stale),
            was_read: true,
        };
        self.texts[self.place.text] = Some(before);
        // What follows goes by which text it is.
        self.place.text = text;
        self.forget_found();
        self.list_again();
        self.map_section = None;
        self.order_sources_again();
        // Its entries carry all that rows depend on but the text.
        self.memo = Memo::default();
        // Doubts may have become others meanwhile, and with them what passes.
        self.filter_again();
    }

    /// All texts at hand, the one that is read among them.
    pub(super) fn into_texts(self) -> Vec<Text> {
        let Self { dossier, problems, doubts, standing, filter, stale, texts, .. } = self;
        let read = Text { dossier, problems, doubts, standing, filter, stale, was_read: true };
        std::iter::once(read).chain(texts.into_iter().flatten()).collect()
    }
}
