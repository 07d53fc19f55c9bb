//! The other texts at hand: what a source of this one says in them, and doubts that hold in all.
//!
//! Which sources are one is `crate::evidence::identity`' to say.

use std::cmp::Reverse;
use std::sync::Arc;

use super::texts::Text;
use super::{Model, View};
use crate::briefing::dossier::{ClaimId, Dossier, SourceId};
use crate::diagnostics::diagnostic::{Diagnostic, losing};
use crate::evidence::identity::{Counterpart, Identities};
use crate::page::claims::Column;
use crate::page::elsewhere::{Elsewhere, in_other_texts};
use crate::page::lead::Lead;
use crate::page::list::Said;
use crate::page::look::{Chosen, Look};
use crate::page::row::Row;
use crate::text::numbers;

/// What follows from a doubt in other texts.
#[derive(Clone, Copy, Default)]
pub(super) struct Carried {
    /// Claims that stand there no more.
    fallen: usize,
    texts: usize,
}

impl Model {
    /// Puts a text beside this one, or in the place of what its file was, unless it is the one that is read, or nothing in
    /// it has a source. What is doubted here is doubted there.
    pub fn put_beside(&mut self, dossier: Arc<Dossier>, diagnostics: &[Diagnostic]) {
        let path = dossier.manuscript.path();
        let is_same = |other: &Arc<Dossier>| path.is_some() && other.manuscript.path() == path;
        if is_same(&self.dossier) {
            return;
        }
        let known = self.texts.iter().position(|text| text.as_ref().is_some_and(|text| is_same(&text.dossier)));
        match known {
            Some(known) => drop(self.renew(known, &dossier, diagnostics, None)),
            None if dossier.sources.is_empty() => return,
            None => self.add_text(Text::new(dossier, diagnostics)),
        }
        self.settle();
    }

    /// Keeps the texts at hand that were so while another was read, that one among them, with what was doubted there.
    pub fn keep_at_hand(&mut self, before: Self) {
        let path = self.dossier.manuscript.path();
        let (same, others): (Vec<_>, Vec<_>) =
            before.into_texts().into_iter().partition(|text| text.dossier.manuscript.path() == path);
        // What is doubted here comes first: a doubt that was taken back must not come back by way of another text.
        for text in same.iter().filter(|text| text.was_read) {
            let ids = text.doubts.iter().map(|&source| &text.dossier.source(source).id);
            self.doubts = ids.filter_map(|id| self.dossier.source_by_id(id)).collect();
        }
        for text in others.into_iter().filter(|text| !text.dossier.sources.is_empty()) {
            self.add_text(text);
        }
        self.level_doubts(self.place.text);
        self.stand_again();
        self.settle();
    }

    /// Adds a text to those at hand.
    pub(super) fn add_text(&mut self, text: Text) {
        let number = self.texts.len();
        if let Some(identities) = self.identities.get_mut() {
            identities.add(number, &text.dossier);
        }
        self.texts.push(Some(text));
        self.texts_are_others(number);
    }

    /// One has come, or is another than it was.
    pub(super) fn texts_are_others(&mut self, number: usize) {
        self.caution_again();
        // What it has against claims may give the order of the table.
        if self.table.order.by == Column::Marks {
            self.list_again();
        }
        let before = self.doubts.clone();
        self.level_doubts(number);
        // It may say that two sources of the text that is read are one.
        if self.doubts != before {
            self.stand_again();
        }
    }

    /// Has what is doubted in a text doubted in the others, and the other way round. If the one that is read is among
    /// them, the caller says what follows there.
    pub(super) fn level_doubts(&mut self, number: usize) {
        if self.doubts.is_empty() && self.texts.iter().flatten().all(|text| text.doubts.is_empty()) {
            return;
        }
        let dossier =
            if number == self.place.text { Some(&self.dossier) } else { self.other(number).map(|text| &text.dossier) };
        for source in dossier.map(|dossier| dossier.source_ids()).into_iter().flatten() {
            let all = self.identities().same(number, source);
            if all.iter().any(|&one| self.is_doubted(one)) {
                for one in all {
                    self.set_doubt(one, true);
                }
            }
        }
    }

    fn is_doubted(&self, Counterpart { text, source, .. }: Counterpart) -> bool {
        let doubts =
            if text == self.place.text { Some(&self.doubts) } else { self.other(text).map(|text| &text.doubts) };
        doubts.is_some_and(|doubts| doubts.contains(&source))
    }

    /// Doubts a source of a text, or takes that back. Whoever does so for the one that is read says what follows there.
    fn set_doubt(&mut self, Counterpart { text, source, .. }: Counterpart, doubted: bool) {
        let doubts = if text == self.place.text {
            &mut self.doubts
        } else {
            match self.texts.get_mut(text).and_then(Option::as_mut) {
                Some(text) => &mut text.doubts,
                None => return,
            }
        };
        let changed = if doubted { doubts.insert(source) } else { doubts.remove(&source) };
        if let (true, Some(Some(text))) = (changed, self.texts.get_mut(text)) {
            text.stand_again();
        }
    }

    /// Has all that are the same source doubted, or not, as this one is.
    pub(super) fn carry_over(&mut self, source: SourceId) -> Carried {
        let doubted = self.doubts.contains(&source);
        let mut same = self.known().map(|identities| identities.same(self.place.text, source)).unwrap_or_default();
        same.sort_unstable();
        let mut carried = Carried::default();
        for of_text in same.chunk_by(|one, next| one.text == next.text) {
            let standing = |model: &Self| model.other(of_text[0].text).map_or(0, Text::standing);
            let before = standing(self);
            for &counterpart in of_text {
                self.set_doubt(counterpart, doubted);
            }
            let fallen = before.saturating_sub(standing(self));
            carried.fallen += fallen;
            carried.texts += usize::from(fallen > 0);
        }
        carried
    }

    /// Takes back what is doubted in the other texts; whether anything was.
    pub(super) fn clear_doubts_elsewhere(&mut self) -> bool {
        let mut any = false;
        for text in self.texts.iter_mut().flatten().filter(|text| !text.doubts.is_empty()) {
            any = true;
            text.doubts.clear();
            text.stand_again();
        }
        any
    }

    fn other(&self, number: usize) -> Option<&Text> {
        self.texts.get(number)?.as_ref()
    }

    /// Where sources have identities, if there is any other text.
    pub(super) fn known(&self) -> Option<&Identities> {
        (self.texts.len() > 1).then(|| self.identities())
    }

    fn identities(&self) -> &Identities {
        self.identities.get_or_init(|| {
            let mut identities = Identities::default();
            identities.add(self.place.text, &self.dossier);
            for (number, text) in self.texts.iter().enumerate() {
                if let Some(text) = text {
                    identities.add(number, &text.dossier);
                }
            }
            identities
        })
    }

    /// What a source says in the other texts, the newest first.
    pub(super) fn elsewhere(&self, source: SourceId) -> Vec<Elsewhere<'_>> {
        self.texts_with(self.place.text, source, |_, _| true)
    }

    /// What a source of any text says in the others, where the source, as the other text has it, is wanted.
    pub(super) fn texts_with(
        &self,
        text: usize,
        source: SourceId,
        wanted: impl Fn(&Dossier, SourceId) -> bool,
    ) -> Vec<Elsewhere<'_>> {
        let Some(identities) = self.known() else { return Vec::new() };
        let mut identities = identities.of(text, source);
        identities.retain(|one| self.look_at(one.text).is_some_and(|look| wanted(look.dossier, one.source)));
        let texts = identities.chunk_by(|one, next| one.text == next.text).filter_map(|of_text| {
            let number = of_text[0].text;
            let look = self.look_at(number)?;
            let sources = of_text.iter().map(|one| one.source).collect();
            Some(Elsewhere::new(number, look, sources, of_text[0].is_same))
        });
        let mut texts: Vec<_> = texts.collect();
        texts.sort_by_key(|text| {
            let Dossier { manuscript, briefing, .. } = text.look.dossier;
            (Reverse(briefing.front.published.as_deref()), manuscript.name())
        });
        texts
    }

    /// What a text's claims and sources are seen as, whichever it is: none is chosen, and none outside a filter.
    pub(super) fn look_at(&self, number: usize) -> Option<Look<'_>> {
        let here = Look { chosen: None, selection: None, ..self.look() };
        if number == self.place.text {
            return Some(here);
        }
        let Text { dossier, doubts, standing, problems, .. } = self.other(number)?;
        let known = self.known().map(|identities| (identities, number));
        Some(Look { dossier, doubts, standing, problems: losing(problems), known, since: None, ..here })
    }

    /// What is selected of another text under a source: the text as it is seen, and a claim or the source there.
    pub(super) fn selected_there(&self) -> Option<(Elsewhere<'_>, Option<ClaimId>)> {
        let selected = self.place.selected;
        let Some(Said::There(number, claim)) = selected.said.filter(|_| self.place.view == View::Sources) else {
            return None;
        };
        let text = self.elsewhere(selected.source).into_iter().find(|text| text.number == number)?;
        let is_there = |claim: &ClaimId| text.claims().contains(claim);
        let claim = claim.filter(is_there);
        Some((text, claim))
    }
}

impl Carried {
    /// What follows, after what follows here.
    pub(super) fn words(self) -> String {
        match self.texts {
            0 => String::new(),
            texts => format!(", and {} {}", numbers::count(self.fallen, "claim"), in_other_texts(texts)),
        }
    }
}

/// Rows about another text, in this one: its claims and caveats are gone to there, as are those of a third; whatever else
/// leads somewhere, does not.
pub(super) fn from_there(rows: Vec<Row>, number: usize) -> Vec<Row> {
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

/// Which claim of another text it is, or which source.
pub(super) fn there_words(text: &Elsewhere<'_>, claim: Option<ClaimId>) -> String {
    let what = if claim.is_some() { "Claim" } else { "Source" };
    let number = there_number(text, claim).replace('/', " of ");
    format!("{what} {number} in {}", text.look.dossier.manuscript.file_name())
}

/// Its number of all there are.
pub(super) fn there_number(text: &Elsewhere<'_>, claim: Option<ClaimId>) -> String {
    let dossier = text.look.dossier;
    let (number, all) = match claim {
        Some(claim) => (claim.number(), dossier.claims.len()),
        None => (text.sources[0].number(), dossier.sources.len()),
    };
    format!("{number}/{all}")
}
