//! The table of all claims: its rows, its order, and the chosen row.
//!
//! The chosen row is the chosen claim, as in the article. A second selection could disagree with it.

mod rows;

use std::cell::RefCell;
use std::rc::Rc;

use super::{ListPane, list_inside};
use crate::briefing::dossier::ClaimId;
use crate::page::look::Chosen;
use crate::reader::bar::Hints;
use crate::reader::keymap::Action;
use crate::reader::layout::Area;
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Place};
use crate::reader::screen::{Clicked, Pane};
use crate::reader::session::Session;

use self::rows::{Column, Setting, claims_heads, claims_rows};

pub(in crate::reader) use self::rows::Order;

/// The table of claims.
#[derive(Default)]
pub(super) struct Claims {
    order: Order,
    /// The listed claims, with the session's revision and the order that they were computed for.
    listed: RefCell<Option<Listed>>,
}

type Listed = (u64, Order, Rc<[ClaimId]>);

impl Claims {
    pub(super) fn hints() -> Hints {
        vec![
            (Action::Copy, "copy"),
            (Action::Judge, "judge"),
            (Action::Sort, "sort"),
            (Action::Filter, "filter"),
            (Action::Follow, "into the text"),
        ]
    }

    pub(super) fn update(&mut self, action: Action, session: &Session, here: &Here) -> Outcomes {
        match action {
            Action::Follow => self.follow(session, here),
            Action::NextClaim => self.travel(1, session, here),
            Action::PreviousClaim => self.travel(-1, session, here),
            Action::NextSection => self.step_section(true, session, here),
            Action::PreviousSection => self.step_section(false, session, here),
            Action::Sort => {
                let at = Column::ALL.iter().position(|&column| column == self.order.by).unwrap_or_default();
                self.sort_by(Column::ALL[(at + 1) % Column::ALL.len()])
            }
            Action::SortBackwards => self.sort(Order { reversed: !self.order.reversed, ..self.order }),
            _ => Vec::new(),
        }
    }

    /// The claims that pass the filter, in the order of the table.
    pub(super) fn listed(&self, session: &Session) -> Rc<[ClaimId]> {
        let key = (session.revision(), self.order);
        if let Some((revision, order, listed)) = &*self.listed.borrow()
            && (*revision, *order) == key
        {
            return Rc::clone(listed);
        }
        let dossier = session.dossier();
        let mut claims: Vec<_> = dossier.claim_ids().filter(|&claim| session.text().passes(claim)).collect();
        let is_elsewhere = |claim| session.others().caution_on(claim).is_some();
        self.order.sort(dossier, &session.text().standing, is_elsewhere, &mut claims);
        let listed: Rc<[ClaimId]> = claims.into();
        self.listed.replace(Some((key.0, key.1, Rc::clone(&listed))));
        listed
    }

    pub(super) fn order(&self) -> Order {
        self.order
    }

    /// The row of the chosen claim. If the claim is not listed, the row of the first listed claim after it in the text.
    pub(super) fn row(&self, session: &Session, place: &Place) -> Option<usize> {
        let listed = self.listed(session);
        let chosen = match place.chosen {
            Some(Chosen::Claim(claim)) => Some(claim),
            Some(Chosen::Caveat(_) | Chosen::Link(_)) | None => None,
        };
        let row = chosen.and_then(|chosen| listed.iter().position(|&claim| claim == chosen));
        let after = || {
            let after = listed.iter().enumerate().filter(|(_, claim)| Some(**claim) > chosen);
            after.min_by_key(|(_, claim)| **claim).map(|(row, _)| row)
        };
        row.or_else(after).or_else(|| listed.len().checked_sub(1))
    }

    /// The claim in the chosen row.
    pub(super) fn chosen(&self, session: &Session, place: &Place) -> Option<ClaimId> {
        self.row(session, place).map(|row| self.listed(session)[row])
    }

    fn choose(&self, row: usize, session: &Session) -> Outcomes {
        let listed = self.listed(session);
        let claim = listed.get(row.min(listed.len().saturating_sub(1)));
        claim.map(|&claim| Outcome::Choose(Chosen::Claim(claim))).into_iter().collect()
    }

    /// Moves the chosen row.
    pub(super) fn travel(&self, distance: isize, session: &Session, here: &Here) -> Outcomes {
        match self.row(session, &here.place) {
            Some(row) => self.choose(row.saturating_add_signed(distance), session),
            None => Vec::new(),
        }
    }

    /// Goes to the first row of the next or previous section if the table has the order of the text; otherwise moves by
    /// a row.
    fn step_section(&self, forward: bool, session: &Session, here: &Here) -> Outcomes {
        let Some(row) = self.row(session, &here.place) else { return Vec::new() };
        let listed = self.listed(session);
        let section = |row: usize| session.dossier().claim(listed[row]).section;
        let at = section(row);
        let next = if forward {
            (row..listed.len()).find(|&row| section(row) != at)
        } else {
            let before = (0..row).rev().map(section).find(|&section| section != at);
            // The first row of that section. Rows of a section stand together.
            before.and_then(|before| (0..row).find(|&row| section(row) == before))
        };
        match next {
            Some(next) => self.choose(next, session),
            None => say("No further section"),
        }
    }

    /// Goes from the table to the claim in the text.
    fn follow(&self, session: &Session, here: &Here) -> Outcomes {
        let claim = self.chosen(session, &here.place);
        claim.map(|claim| Outcome::Jump(here.place.at_chosen(Chosen::Claim(claim)))).into_iter().collect()
    }

    /// Sorts by a column; again, in reverse.
    fn sort_by(&mut self, by: Column) -> Outcomes {
        self.sort(Order { by, reversed: self.order.by == by && !self.order.reversed })
    }

    fn sort(&mut self, order: Order) -> Outcomes {
        self.order = order;
        let from = if order.reversed { ", from the end" } else { "" };
        say(format!("Sorted by {}{from}", order.by.name()))
    }

    /// Handles a click on a row, or on the name of a column by its column of the screen. `begins` is the first row of
    /// the list, which must not move under the pointer.
    pub(super) fn click(
        &mut self,
        clicked: Clicked,
        begins: &mut Option<usize>,
        session: &Session,
        here: &Here,
        main: &Pane,
    ) -> Outcomes {
        match clicked.row {
            None => {
                let at = usize::from(clicked.column.saturating_sub(main.inside.x));
                let setting = Setting::of(session.dossier(), usize::from(main.inside.columns), main.area.rows);
                let by = clicked.head.and_then(|head| setting.column_at(head, at));
                by.map(|by| self.sort_by(by)).unwrap_or_default()
            }
            Some(row) if self.row(session, &here.place) == Some(row) => self.follow(session, here),
            Some(row) => {
                *begins = Some(main.hidden.0);
                self.choose(row, session)
            }
        }
    }

    pub(super) fn pane(&self, area: Area, top: Option<usize>, session: &Session, here: &Here) -> Pane {
        let (inside, has_heads) = list_inside(area);
        let setting = Setting::of(session.dossier(), usize::from(inside.columns), area.rows);
        let (listed, row) = (self.listed(session), self.row(session, &here.place));
        let rows_each = setting.rows();
        let look = session.look(here.place.chosen);
        let heads = if has_heads { claims_heads(&look, self.order, setting) } else { Vec::new() };
        let list =
            ListPane::with_rows(rows_each, area, inside, heads.len(), listed.len(), row.unwrap_or_default(), top);
        let shown = listed[list.range()].iter().map(|&claim| (claim, session.others().caution_on(claim)));
        let rows = claims_rows(&look, shown, row.map(|row| listed[row]), setting);
        let none = if session.dossier().claims.is_empty() {
            "No claim: nothing here has a reference to a source."
        } else {
            "No claim passes the filter."
        };
        list.pane(heads, rows, none)
    }
}
