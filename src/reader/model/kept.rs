//! Places that outlive their text: kept from one reading to the next, and carried over when the file changes.
//!
//! A [`Place`] is bytes and indices of one dossier. A [`Kept`] one names claims and blocks by their words,
//! and sources and caveats by their ids, so that it means something in another.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Model, Open, Place, Selected, View};
use crate::briefing::dossier::{ClaimId, Dossier, Doubts, SourceId};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::text_quote::{ChangeCounts, TextQuote, TextQuotes};
use crate::page::article::Memo;
use crate::page::list::Said;
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::keymap::Action;
use crate::text::manuscript::offset;

/// What is remembered of a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    place: KeptPlace,
    marks: BTreeMap<char, KeptPlace>,
    /// Sources by their ids.
    doubts: Vec<String>,
}

/// What came of reading the file again.
#[derive(Debug)]
pub enum Reading {
    Changed(Box<Dossier>, Vec<Diagnostic>),
    Unchanged,
    /// What is wrong with the file, such as `is gone`.
    Unreadable(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptPlace {
    view: View,
    top: Top,
    follow: bool,
    chosen: Option<KeptChoice>,
    /// In the Sources view: the source, and which of its claims.
    source: Option<String>,
    claim: Option<TextQuote>,
}

/// What stands at the top of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Top {
    /// None above the first.
    block: Option<TextQuote>,
    /// Bytes into the block, or into the text.
    into: u32,
    row: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum KeptChoice {
    Claim(TextQuote),
    Caveat(String),
}

/// Takes places out of a dossier, and finds them in it.
pub(super) struct Finder<'a> {
    dossier: &'a Dossier,
    claims: TextQuotes,
    blocks: TextQuotes,
}

impl<'a> Finder<'a> {
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        Self { dossier, claims: TextQuotes::of_claims(dossier), blocks: TextQuotes::of_blocks(dossier) }
    }

    pub(super) fn keep(&self, place: &Place) -> KeptPlace {
        let Place { text: _, view, anchor, follow, chosen, selected } = *place;
        let blocks = &self.dossier.briefing.blocks;
        let top = blocks.partition_point(|block| block.span.start <= anchor.byte).checked_sub(1);
        let source = self.dossier.sources.get(selected.source.0);
        let claim = source.and_then(|source| {
            source.claims.get(match selected.said? {
                Said::Here(claim) => claim,
                Said::There(..) => return None,
            })
        });
        KeptPlace {
            view,
            top: Top {
                block: top.and_then(|at| self.blocks.get(at)),
                into: anchor.byte - top.map_or(0, |at| blocks[at].span.start),
                row: anchor.row,
            },
            follow,
            chosen: chosen.and_then(|chosen| match chosen {
                Chosen::Claim(claim) => self.claims.get(claim.0).map(KeptChoice::Claim),
                Chosen::Caveat(caveat) => Some(KeptChoice::Caveat(self.dossier.caveat(caveat).id.clone())),
            }),
            source: source.map(|source| source.id.clone()),
            claim: claim.and_then(|claim| self.claims.get(claim.0)),
        }
    }

    pub(super) fn find(&self, kept: &KeptPlace) -> Place {
        let dossier = self.dossier;
        let anchor = self.find_top(&kept.top);
        let chosen = kept.chosen.as_ref().and_then(|chosen| match chosen {
            KeptChoice::Claim(claim) => self.claims.find(claim).map(|found| Chosen::Claim(ClaimId(found.at))),
            KeptChoice::Caveat(id) => {
                dossier.caveat_ids().find(|&caveat| dossier.caveat(caveat).id == *id).map(Chosen::Caveat)
            }
        });
        // Something is chosen wherever there is something to choose.
        let beside = || {
            let next = dossier.claims.partition_point(|claim| claim.references.start < anchor.byte);
            let last = dossier.claims.len().checked_sub(1)?;
            Some(Chosen::Claim(ClaimId(next.min(last))))
        };
        let source = kept.source.as_ref().and_then(|id| dossier.source_by_id(id));
        let claim = source.zip(kept.claim.as_ref()).and_then(|(source, claim)| {
            let claim = ClaimId(self.claims.find(claim)?.at);
            dossier.source(source).claims.iter().position(|&other| other == claim)
        });
        Place {
            text: FIRST,
            view: kept.view,
            anchor,
            follow: kept.follow,
            chosen: chosen.or_else(beside),
            selected: Selected { source: source.unwrap_or(SourceId(0)), said: claim.map(Said::Here) },
        }
    }
}

impl Finder<'_> {
    fn find_top(&self, top: &Top) -> Anchor {
        let blocks = &self.dossier.briefing.blocks;
        let start = |at: usize| blocks.get(at).map_or(u32::MAX, |block| block.span.start);
        let found = top.block.as_ref().map(|block| self.blocks.find(block));
        let (begin, end, same) = match found {
            None => (0, start(0), true),
            // The empty row after a block stands at its end.
            Some(Some(found)) if found.same => (start(found.at), start(found.at + 1), true),
            // Of other words no more is known than how far down the top was.
            Some(Some(found)) => (start(found.at), blocks[found.at].span.end, false),
            Some(None) => return Anchor::default(),
        };
        let byte = begin.saturating_add(top.into).min(end.saturating_sub(1)).max(begin);
        Anchor { byte, row: if same { top.row } else { 0 } }
    }
}

/// The text that was opened first: the others are only visited, and nothing is kept of them.
pub(super) const FIRST: usize = 0;

impl Model {
    /// Whether another text is read than the one that was opened first.
    pub fn is_elsewhere(&self) -> bool {
        self.place.text != FIRST
    }

    /// Back to the text that was opened first, where it was left.
    pub fn go_home(&mut self) {
        if self.is_elsewhere()
            && let Some(&place) = self.back.iter().rfind(|place| place.text == FIRST)
        {
            self.arrive(place);
            self.settle();
        }
    }

    /// What is to be remembered of this reading.
    pub fn kept(&self) -> Kept {
        let finder = Finder::new(&self.dossier);
        let anchor = self.screen.top.unwrap_or(self.place.anchor);
        let here = self.marks.iter().filter(|(_, place)| place.text == FIRST);
        Kept {
            place: finder.keep(&Place { anchor, ..self.place }),
            marks: here.map(|(&letter, place)| (letter, finder.keep(place))).collect(),
            doubts: self.doubts.iter().map(|&source| self.dossier.source(source).id.clone()).collect(),
        }
    }

    /// Goes on where a reading was left.
    pub fn resume(&mut self, kept: &Kept) {
        let finder = Finder::new(&self.dossier);
        let place = finder.find(&kept.place);
        let letters = kept.marks.iter().filter(|(letter, _)| letter.is_ascii_alphabetic());
        let marks = letters.map(|(&letter, place)| (letter, finder.find(place))).collect();
        let doubts: Doubts = kept.doubts.iter().filter_map(|id| self.dossier.source_by_id(id)).collect();
        self.marks = marks;
        let moved = place != self.place;
        if !moved && doubts == self.doubts {
            return;
        }
        (self.place, self.doubts) = (place, doubts);
        self.stand_again();
        self.settle();
        if moved {
            self.notice = Some(format!("Where you were: {}{}", self.whereabouts(), self.way_out()));
            self.settle_status();
        }
    }

    fn way_out(&self) -> String {
        let (action, whither) = match self.place.view {
            View::Article => (Action::Top, "beginning"),
            View::Claims | View::Sources | View::Map => (Action::ShowArticle, "article"),
        };
        self.key_for(action).map(|key| format!("; {key} for the {whither}")).unwrap_or_default()
    }

    /// Where the reader is, in a few words.
    pub(super) fn whereabouts(&self) -> String {
        let section = || {
            let section = &self.dossier.briefing.sections[self.screen.section];
            if section.level == 0 { self.dossier.title.clone() } else { section.title.clone() }
        };
        match (self.place.view, self.place.chosen) {
            (View::Article, Some(Chosen::Claim(claim))) if self.screen.chosen_in_sight => {
                format!("claim {} of {}", claim.number(), self.dossier.claims.len())
            }
            (View::Article, _) => section(),
            (View::Claims, _) => match self.claim() {
                Some(claim) => format!("claim {} in the table", claim.number()),
                None => "the table of claims".to_owned(),
            },
            (View::Sources | View::Map, _) => match self.dossier.sources.get(self.place.selected.source.0) {
                Some(source) => source.name.clone(),
                None => "the sources".to_owned(),
            },
        }
    }

    /// The line of the file at which the reader is, 1-based.
    pub fn line_number(&self) -> usize {
        let dossier = &self.dossier;
        if dossier.manuscript.is_converted() {
            return 1;
        }
        if let Some(problem) = self.selected_problem() {
            return dossier.manuscript.position(problem.span.start).line;
        }
        let seen = self.place.view != View::Article || self.screen.chosen_in_sight;
        let claim = self.claim().filter(|_| seen).map(|claim| dossier.claim(claim).extent().span.start);
        let other = || match (self.place.view, self.place.chosen) {
            (View::Sources | View::Map, _) => Some(dossier.sources.get(self.place.selected.source.0)?.declared?.start),
            (View::Article, Some(Chosen::Caveat(caveat))) if seen => Some(self.statement(caveat)?.1),
            (View::Article | View::Claims, _) => None,
        };
        let top = self.screen.top.unwrap_or(self.place.anchor);
        dossier.manuscript.position(claim.or_else(other).unwrap_or(top.byte)).line
    }

    /// Takes what the file is now. The reader stays at its claim.
    pub fn reread(&mut self, reading: Reading) {
        match reading {
            Reading::Changed(dossier, diagnostics) => self.replace(*dossier, diagnostics),
            Reading::Unchanged => {
                self.notice = Some(match (self.stale.take(), self.changed_older()) {
                    (Some(_), _) => "The file is back as it was".to_owned(),
                    (None, Some(since)) => format!("Only {} has changed: {}", since.name, since.tally()),
                    (None, None) => "Nothing has changed".to_owned(),
                });
            }
            Reading::Unreadable(why) => {
                self.notice = Some(format!("The file {why}; this is how it was"));
                self.stale = Some(format!("the file {why}"));
            }
        }
        self.settle();
    }

    fn replace(&mut self, dossier: Dossier, problems: Vec<Diagnostic>) {
        self.take_place();
        let (old, new) = (Finder::new(&self.dossier), Finder::new(&dossier));
        let again = |place: &Place| {
            if place.text != FIRST {
                return *place;
            }
            let mut found = new.find(&old.keep(place));
            // What other texts say is as it was.
            let kept = dossier.sources.get(found.selected.source.0).map(|source| &source.id)
                == self.dossier.sources.get(place.selected.source.0).map(|source| &source.id);
            if let (true, Some(Said::There(..))) = (kept, place.selected.said) {
                found.selected.said = place.selected.said;
            }
            found
        };
        let place = again(&self.place);
        let change = ChangeCounts::between(&self.dossier, &dossier);
        let first = change.first.map_or_else(
            || {
                let texts = [&self.dossier, &dossier].map(|dossier| dossier.manuscript.text().bytes());
                let [before, after] = texts;
                let byte = before.zip(after).take_while(|(before, after)| before == after).count();
                Place { anchor: Anchor::at(offset(byte)), follow: false, ..place }
            },
            |claim| Place { chosen: Some(Chosen::Claim(claim)), follow: true, ..place },
        );
        let began = self.search.began().map(again);
        let doubts = self.doubts.iter().filter_map(|&source| dossier.source_by_id(&self.dossier.source(source).id));
        self.doubts = doubts.collect();
        self.back = self.back.iter().map(again).collect();
        self.forward = self.forward.iter().map(again).collect();
        self.marks = self.marks.iter().map(|(&letter, place)| (letter, again(place))).collect();
        self.change = Some(Place { view: View::Article, ..first });
        self.place = began.unwrap_or(place);
        // What a list was of may be no more. A letter that is asked for comes in any case, and must not be a key.
        self.open.take_if(|open| open.is_of_the_text());
        if let Some(Open::Letters { typed }) = &mut self.open {
            *typed = None;
        }
        self.on_card &= !dossier.sources.is_empty();
        self.problems = problems;
        self.dossier = dossier.into();
        self.identities.take();
        self.caution_again();
        self.compare_again();
        // The list of changes is made anew with them.
        let changes = self.news().len();
        self.open.take_if(|open| matches!(open, Open::News { .. }) && changes == 0);
        if let Some(Open::News { row }) = &mut self.open {
            *row = (*row).min(changes - 1);
        }
        self.level_doubts(FIRST);
        self.standing = self.dossier.standing(&self.doubts);
        self.map_section = None;
        self.order_sources_again();
        self.filter_again();
        let typed = self.take_typed(began);
        self.forget_found();
        self.memo = Memo::default();
        self.stale = None;
        self.notice = Some(format!("Reloaded: {change}"));
        // What was looked at stays in sight, whatever was written above it.
        let in_sight = self.screen.chosen_in_sight;
        self.settle();
        self.place.follow |= in_sight && !self.screen.chosen_in_sight;
        self.type_on(typed);
    }
}
