//! Moving about: rows, pages, the rows of a list, sections, and the claims of the text one after the other.
//!
//! Changes where the reader is; goes nowhere else. See `follow` for what leads from one thing to another.

use super::{Model, Open, Place, Selected, Step, View};
use crate::briefing::dossier::{CaveatId, ClaimId};
use crate::page::list::Said;
use crate::page::look::Chosen;
use crate::page::row::Anchor;

/// What is said of a text without claims, to whoever asks for one.
pub(super) const NO_CLAIM: &str = "No claim: nothing here cites a source";

impl Model {
    pub(super) fn travel(&mut self, step: Step) {
        let page = isize::try_from(self.screen.page.max(1)).unwrap_or(1);
        let distance = match step {
            Step::Rows(rows) => rows,
            Step::Halves(halves) => halves * (page - 1).max(2) / 2,
            Step::Top => isize::MIN,
            Step::Bottom => isize::MAX,
        };
        let moved = |at: usize, length: usize| at.saturating_add_signed(distance).min(length.saturating_sub(1));
        if self.finder.is_some() {
            return self.move_in_finder(distance);
        }
        let news = self.news().len();
        match &mut self.open {
            Some(Open::Help { top }) => *top = top.saturating_add_signed(distance),
            Some(Open::Contents { row }) => *row = moved(*row, self.dossier.briefing.sections.len() - 1),
            Some(Open::Problems { row }) => *row = moved(*row, self.problems.len()),
            Some(Open::News { row }) => *row = moved(*row, news),
            Some(Open::Choice { row, targets, .. }) => *row = moved(*row, targets.len()),
            Some(Open::Themes { row, names, .. }) => {
                *row = moved(*row, names.len());
                let name = names[*row].clone();
                self.show_theme(name);
            }
            Some(Open::Letters { .. } | Open::Mark(_)) => {}
            None if self.on_card => self.card_top = self.card_top.saturating_add_signed(distance),
            None => match self.place.view {
                View::Article => self.scroll(step, distance),
                View::Claims => self.move_row(distance),
                View::Sources => self.move_selection(distance),
                View::Map => self.move_on_map(distance),
            },
        }
    }

    pub(super) fn scroll(&mut self, step: Step, distance: isize) {
        self.place.follow = false;
        match step {
            Step::Top => self.jump(Place { anchor: Anchor::default(), ..self.place }),
            Step::Bottom => self.jump(Place { anchor: self.typesetter().last_top(self.screen.page), ..self.place }),
            Step::Rows(_) | Step::Halves(_) => {
                let typesetter = self.typesetter();
                let anchor = typesetter.moved(self.place.anchor, distance);
                self.place.anchor = anchor.min(typesetter.last_top(self.screen.page));
            }
        }
    }

    pub(super) fn select(&mut self, selected: Selected) {
        self.place.selected = selected;
        self.card_top = 0;
    }

    pub(super) fn step_section(&mut self, forward: bool) {
        match self.place.view {
            View::Claims => self.step_listed_section(forward),
            View::Map => self.move_cell(forward),
            View::Sources => self.step_source(forward),
            View::Article => {
                let starts = self.dossier.briefing.sections.iter().skip(1).map(|section| section.blocks.start);
                let starts = starts.map(|block| Anchor::at(self.dossier.briefing.blocks[block].span.start));
                let here = self.place.anchor;
                let last = self.typesetter().last_top(self.screen.page);
                let next = if forward {
                    starts.clone().find(|&at| at > here && here < last)
                } else {
                    starts.clone().rfind(|&at| at < here)
                };
                match next {
                    Some(anchor) => self.jump(Place { anchor: anchor.min(last), follow: false, ..self.place }),
                    None if forward => self.notice = Some("This is the last section".to_owned()),
                    None => self.jump(Place { anchor: Anchor::default(), follow: false, ..self.place }),
                }
            }
        }
    }

    /// The chosen claim, in whatever view.
    pub(super) fn claim(&self) -> Option<ClaimId> {
        match self.place.view {
            View::Article => match self.place.chosen {
                Some(Chosen::Claim(claim)) => Some(claim),
                Some(Chosen::Caveat(_)) | None => None,
            },
            View::Map => None,
            View::Claims => self.listed_row().map(|row| self.in_table()[row]),
            View::Sources => {
                let Selected { source, said } = self.place.selected;
                match said? {
                    Said::Here(claim) => self.dossier.sources.get(source.0)?.claims.get(claim).copied(),
                    Said::There(..) => None,
                }
            }
        }
    }

    pub(super) fn step_claim(&mut self, forward: bool) {
        match self.place.view {
            View::Article => self.step_claim_in_text(forward),
            View::Claims => self.move_row(if forward { 1 } else { -1 }),
            View::Map => self.move_cell(forward),
            View::Sources => {
                let Selected { source, .. } = self.place.selected;
                let (list, depth) = (self.source_list(), self.selected_depth());
                let next = if forward { depth + 1 } else { depth.saturating_sub(1) };
                match list.said_at(&self.dossier, next) {
                    None if next > 0 => self.notice = Some("This source has no more claims".to_owned()),
                    said => self.select(Selected { source, said }),
                }
            }
        }
    }

    pub(super) fn step_claim_in_text(&mut self, forward: bool) {
        let claims = &self.dossier.claims;
        let in_sight = self.screen.chosen_in_sight;
        let from = |at: u32| claims.partition_point(|claim| claim.references.start < at);
        let way = |from: usize, to: usize| if forward { self.passing_from(from) } else { self.passing_before(to) };
        let next = match self.place.chosen {
            Some(Chosen::Claim(claim)) if in_sight => way(claim.0 + 1, claim.0),
            // From where a caveat is stated, or from the top of what is on the screen.
            chosen => {
                let stated = match chosen {
                    Some(Chosen::Caveat(caveat)) if in_sight => self.statement(caveat).map(|at| at.1),
                    Some(_) | None => None,
                };
                let at = from(stated.unwrap_or(self.place.anchor.byte));
                way(at, at)
            }
        };
        let passing = if self.selection().is_some() { " that passes the filter" } else { "" };
        match (next, self.passing_from(0)) {
            (Some(next), _) => self.choose(Chosen::Claim(next)),
            (None, None) if claims.is_empty() => self.notice = Some(NO_CLAIM.to_owned()),
            (None, None) => self.notice = Some("No claim passes the filter".to_owned()),
            (None, Some(_)) if forward => self.notice = Some(format!("This is the last claim{passing}")),
            // Nothing above what is on the screen: the claim that comes next is the first.
            (None, Some(first)) if !in_sight => self.choose(Chosen::Claim(first)),
            (None, Some(_)) => self.notice = Some(format!("This is the first claim{passing}")),
        }
    }

    /// Where a caveat is first stated: the block, and the byte of the manuscript.
    pub(super) fn statement(&self, caveat: CaveatId) -> Option<(usize, u32)> {
        let &statement = self.dossier.caveat(caveat).statements.first()?;
        let extent = self.dossier.statements[statement].extent();
        Some((extent.place.block, extent.span.start))
    }

    pub(super) fn choose(&mut self, chosen: Chosen) {
        self.place.chosen = Some(chosen);
        self.place.follow = true;
        self.card_top = 0;
    }

    pub(super) fn step_by_source(&mut self, forward: bool) {
        let Some(claim) = self.claim() else {
            self.notice = Some("Choose a claim first".to_owned());
            return;
        };
        if self.place.view == View::Sources {
            return self.step_claim(forward);
        }
        let source = self.dossier.source(self.dossier.first_source(claim));
        let at = source.claims.partition_point(|&other| other < claim);
        let next = if forward { source.claims.get(at + 1) } else { at.checked_sub(1).map(|at| &source.claims[at]) };
        let words = format!("of {} by {}", source.claims.len(), source.name);
        if let Some(&next) = next {
            let number = if forward { at + 2 } else { at };
            let on_card = self.on_card;
            self.jump(Place { chosen: Some(Chosen::Claim(next)), follow: true, ..self.place });
            self.on_card = on_card;
            self.notice = Some(format!("{number} {words}"));
        } else {
            self.notice = Some(format!("{} {words}: there is no other that way", at + 1));
        }
    }
}
