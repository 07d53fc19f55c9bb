//! Going from one thing to another and back: claims, sources, caveats, and the jump list that remembers the way.

use super::point::Pulled;
use super::{Model, Open, Place, Purpose, Selected, Target, View};
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier};
use crate::page::lead::Lead;
use crate::page::list::Said;
use crate::page::look::Chosen;
use crate::page::row::Anchor;

impl Model {
    pub(super) fn follow(&mut self) {
        match self.open.take() {
            Some(Open::Help { .. } | Open::Letters { .. } | Open::Mark(_)) => {}
            Some(Open::Themes { .. }) => self.keep_theme(),
            Some(Open::Contents { row }) => {
                let section = &self.dossier.briefing.sections[(row + 1).min(self.dossier.briefing.sections.len() - 1)];
                if let Some(block) = self.dossier.briefing.blocks.get(section.blocks.start) {
                    let anchor = Anchor::at(block.span.start);
                    self.jump(Place { view: View::Article, anchor, follow: false, ..self.place });
                }
            }
            Some(Open::Problems { row }) => self.go_to_problem(row),
            Some(Open::News { row }) => self.go_to_news(row),
            Some(Open::Choice { purpose, targets, row }) => {
                if let Some(&target) = targets.get(row) {
                    self.reach(purpose, target);
                }
            }
            None => match self.place.view {
                View::Article => self.follow_from_text(),
                View::Claims => self.follow_from_claims(),
                View::Sources => self.follow_from_sources(),
                View::Map => self.follow_from_map(),
            },
        }
    }

    pub(super) fn follow_from_text(&mut self) {
        let sources = match self.place.chosen {
            Some(Chosen::Claim(claim)) => self.dossier.claim(claim).sources.clone(),
            Some(Chosen::Caveat(caveat)) => self.dossier.caveat(caveat).by.clone(),
            None => Vec::new(),
        };
        if sources.is_empty() {
            self.notice = Some("Nothing is chosen that leads to a source".to_owned());
        }
        self.offer(Purpose::Follow, sources.into_iter().map(Target::Source).collect());
    }

    pub(super) fn follow_from_sources(&mut self) {
        let Selected { source, said } = self.place.selected;
        let Some(claims) = self.dossier.sources.get(source.0).map(|source| &source.claims) else { return };
        match said {
            Some(Said::There(number, claim)) => self.go_there(number, claim.map(Chosen::Claim)),
            Some(Said::Here(claim)) => {
                let chosen = claims.get(claim).map(|&claim| Chosen::Claim(claim));
                self.jump(Place { view: View::Article, chosen, follow: true, ..self.place });
            }
            None if claims.is_empty() => match self.source_list().said_at(&self.dossier, 1) {
                Some(said) => self.select(Selected { source, said: Some(said) }),
                None => self.notice = Some("This source says nothing here in its own name".to_owned()),
            },
            None => {
                // From the claim that one came from, the next: it is the others that one wants to see.
                let came = match self.place.chosen {
                    Some(Chosen::Claim(came)) => claims.iter().position(|&claim| claim == came),
                    Some(Chosen::Caveat(_)) | None => None,
                };
                let claim = came.map_or(0, |came| (came + 1) % claims.len());
                self.select(Selected { source, said: Some(Said::Here(claim)) });
            }
        }
    }

    pub(super) fn go_to_caveat(&mut self) {
        let mut targets: Vec<_> = match (self.selected_there(), self.claim(), self.place.view) {
            (Some((text, claim)), ..) => {
                let caveats = match claim {
                    Some(claim) => caveats_on(text.look.dossier, claim),
                    None => text.look.dossier.caveats_behind(&text.sources),
                };
                caveats.into_iter().map(|caveat| Target::There(text.number, caveat)).collect()
            }
            (None, Some(claim), _) => caveats_on(&self.dossier, claim).into_iter().map(Target::Caveat).collect(),
            (None, None, View::Sources | View::Map) if !self.dossier.sources.is_empty() => {
                let caveats = self.dossier.caveats_behind(&[self.place.selected.source]);
                caveats.into_iter().map(Target::Caveat).collect()
            }
            (None, None, View::Sources | View::Map | View::Claims | View::Article) => Vec::new(),
        };
        let there = self.against_chosen().into_iter();
        targets.extend(there.map(|other| Target::There(other.number, other.caveat)));
        if targets.is_empty() {
            let what =
                if self.claim().is_some() { "No caveat in this text covers this claim" } else { "No caveat here" };
            self.notice = Some(what.to_owned());
        }
        self.offer(Purpose::GoToCaveat, targets);
    }

    /// Goes to the only target, or asks which.
    pub(super) fn offer(&mut self, purpose: Purpose, targets: Vec<Target>) {
        match targets[..] {
            [] => {}
            [only] => self.reach(purpose, only),
            [_, _, ..] => self.open = Some(Open::Choice { purpose, targets, row: 0 }),
        }
    }

    pub(super) fn pick(&mut self, number: usize) {
        self.notice = None;
        if let Some(Open::Choice { purpose, targets, .. }) = &self.open
            && let Some(&target) = number.checked_sub(1).and_then(|index| targets.get(index))
        {
            let purpose = *purpose;
            self.open = None;
            self.reach(purpose, target);
        }
    }

    pub(super) fn reach(&mut self, purpose: Purpose, target: Target) {
        match (purpose, target) {
            (Purpose::Doubt, Target::Source(source)) => self.toggle_doubt(source),
            (Purpose::OpenAddress, Target::Source(source)) => self.go(Lead::Address(source)),
            (_, Target::Source(source)) => {
                let selected = Selected { source, said: None };
                self.jump(Place { view: View::Sources, selected, ..self.place });
            }
            (_, Target::There(number, caveat)) => self.go_there(number, Some(Chosen::Caveat(caveat))),
            (_, Target::Caveat(caveat)) => {
                let chosen = Some(Chosen::Caveat(caveat));
                self.jump(Place { view: View::Article, chosen, follow: true, ..self.place });
                self.say_if_unstated(caveat);
            }
        }
    }

    /// Why one is not where a caveat is stated.
    pub(super) fn say_if_unstated(&mut self, caveat: CaveatId) {
        if self.statement(caveat).is_none() {
            self.notice = Some("Declared in the front matter; the text states it nowhere".to_owned());
        }
    }

    pub(super) fn jump(&mut self, to: Place) {
        // To go where one is already is nothing to come back from.
        if to != self.place {
            self.back.push(self.place);
            self.forward.clear();
        }
        self.arrive(to);
    }

    pub(super) fn arrive(&mut self, place: Place) {
        self.take_up(place.text);
        self.place = place;
        self.on_card = false;
        self.card_top = 0;
        // Where one arrives is in sight, however the pointer has moved the lists.
        self.pulled = Pulled::default();
    }

    pub(super) fn go_back(&mut self) {
        match self.back.pop() {
            Some(place) => {
                self.forward.push(self.place);
                self.arrive(place);
            }
            None => self.notice = Some("There is nowhere to go back to".to_owned()),
        }
    }

    pub(super) fn go_forward(&mut self) {
        match self.forward.pop() {
            Some(place) => {
                self.back.push(self.place);
                self.arrive(place);
            }
            None => self.notice = Some("There is nowhere to go forward to".to_owned()),
        }
    }
}

/// The caveats that cover a claim.
pub(super) fn caveats_on(dossier: &Dossier, claim: ClaimId) -> Vec<CaveatId> {
    dossier.coverings(claim).into_iter().map(|covering| covering.caveat).collect()
}
