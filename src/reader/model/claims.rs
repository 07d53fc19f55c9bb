//! The table of all claims: which are in it, in which order, and the row that is chosen.
//!
//! The chosen row is the chosen claim, as in the article, so that one goes from one view to the other and is still there.

use std::cell::OnceCell;

use super::{Model, Place, View};
use crate::briefing::dossier::ClaimId;
use crate::page::claims::{Column, Order, claims_column};
use crate::page::look::Chosen;
use crate::reader::panes::Area;

/// The order of the table, and the claims in it.
#[derive(Default)]
pub(super) struct Table {
    pub(super) order: Order,
    listed: OnceCell<Vec<ClaimId>>,
}

impl Model {
    /// The claims that pass the filter, in the order of the table.
    pub(super) fn in_table(&self) -> &[ClaimId] {
        self.table.listed.get_or_init(|| {
            let mut claims: Vec<_> = self.dossier.claim_ids().filter(|&claim| self.passes(claim)).collect();
            let is_elsewhere = |claim| self.cautioned(claim).is_some();
            self.table.order.sort(&self.dossier, &self.standing, is_elsewhere, &mut claims);
            claims
        })
    }

    /// What is listed has changed.
    pub(super) fn list_again(&mut self) {
        self.table.listed.take();
        self.look_again();
    }

    /// The chosen row of the table: that of the chosen claim or, if it is not listed, the first after it in the text.
    pub(super) fn listed_row(&self) -> Option<usize> {
        let listed = self.in_table();
        let chosen = match self.place.chosen {
            Some(Chosen::Claim(claim)) => Some(claim),
            Some(Chosen::Caveat(_)) | None => None,
        };
        let row = chosen.and_then(|chosen| listed.iter().position(|&claim| claim == chosen));
        let after = || {
            let after = listed.iter().enumerate().filter(|(_, claim)| Some(**claim) > chosen);
            after.min_by_key(|(_, claim)| **claim).map(|(row, _)| row)
        };
        row.or_else(after).or_else(|| listed.len().checked_sub(1))
    }

    pub(super) fn choose_row(&mut self, row: usize) {
        if let Some(&claim) = self.in_table().get(row.min(self.in_table().len().saturating_sub(1))) {
            self.choose(Chosen::Claim(claim));
        }
    }

    /// Moves the chosen row.
    pub(super) fn move_row(&mut self, distance: isize) {
        if let Some(row) = self.listed_row() {
            self.choose_row(row.saturating_add_signed(distance));
        }
    }

    /// The first row of the next section, or of the one before, where the table has the order of the text; else a row.
    pub(super) fn step_listed_section(&mut self, forward: bool) {
        let Some(row) = self.listed_row() else { return };
        let section = |row: usize| self.dossier.claim(self.in_table()[row]).section;
        let here = section(row);
        let next = if forward {
            (row..self.in_table().len()).find(|&row| section(row) != here)
        } else {
            let before = (0..row).rev().map(section).find(|&section| section != here);
            // The first of its rows: they stand together.
            before.and_then(|before| (0..row).find(|&row| section(row) == before))
        };
        match next {
            Some(next) => self.choose_row(next),
            None => self.notice = Some("No other section that way".to_owned()),
        }
    }

    /// From the table into the text.
    pub(super) fn follow_from_claims(&mut self) {
        let Some(claim) = self.claim() else { return };
        self.jump(Place { view: View::Article, chosen: Some(Chosen::Claim(claim)), follow: true, ..self.place });
    }

    /// Sorts the list that is read by what comes next.
    pub(super) fn sort(&mut self) {
        if self.place.view == View::Sources {
            return self.sort_sources();
        }
        let at = Column::ALL.iter().position(|&column| column == self.table.order.by).unwrap_or_default();
        self.sort_by(Column::ALL[(at + 1) % Column::ALL.len()]);
    }

    pub(super) fn sort_backwards(&mut self) {
        if self.place.view == View::Sources {
            return self.sort_sources_backwards();
        }
        self.table.order.reversed = !self.table.order.reversed;
        self.sorted();
    }

    /// Sorts by a column; again, from its end.
    fn sort_by(&mut self, by: Column) {
        let reversed = self.table.order.by == by && !self.table.order.reversed;
        self.table.order = Order { by, reversed };
        self.sorted();
    }

    fn sorted(&mut self) {
        self.list_again();
        let Order { by, reversed } = self.table.order;
        let from = if reversed { ", from the end" } else { "" };
        self.notice = Some(format!("Sorted by {}{from}", by.name()));
    }

    /// A click on the table: on a column's name, on a row.
    pub(super) fn click_in_claims(&mut self, column: u16, row: Option<usize>, inside: Area, on_head: bool) {
        if on_head {
            let at = usize::from(column.saturating_sub(inside.x));
            if let Some(by) = claims_column(at, usize::from(inside.columns)) {
                self.sort_by(by);
            }
        } else if let Some(row) = row {
            if self.listed_row() == Some(row) {
                return self.follow_from_claims();
            }
            let top = self.screen.main.as_ref().map_or(0, |main| main.hidden.0);
            self.choose_row(row);
            // The row stays under the pointer.
            self.pulled.list = Some(top);
        }
    }
}
