//! Pointer actions: the wheel scrolls, a click chooses, and a click on what is chosen follows.
//!
//! The screen owns what is on a cell. This module passes the event to its part. A click goes where a letter of `f`
//! would go, because both use the same areas. A list that the wheel scrolls keeps its selection, and the next key
//! scrolls back to it. The clicked row stays under the pointer if the list can scroll, or a second click would hit
//! another row.

use super::Model;
use crate::page::lead::Lead;
use crate::page::look::Chosen;
use crate::reader::follow;
use crate::reader::keymap::Action;
use crate::reader::layers::Contents;
use crate::reader::layout::{Gesture, Pointed};
use crate::reader::outcome::{Outcome, Outcomes};
use crate::reader::place::Step;
use crate::reader::screen::{Clicked, Hit, Pane};
use crate::reader::view::View;

impl Model {
    pub(super) fn pointed(&mut self, pointed: Pointed) -> Outcomes {
        // A click would lose the words being typed.
        if self.search.is_asking() || self.filter.is_asking() {
            return Vec::new();
        }
        self.status.clear_notice();
        self.take_place();
        if self.frame.screen.popup.is_some() {
            return pointed_in_popup(self, pointed);
        }
        match pointed.gesture {
            Gesture::WheelDown | Gesture::WheelUp => wheel(self, pointed),
            Gesture::Drag => self.views.drag(pointed.row, &self.session, &self.here(), self.frame.screen.main.as_ref()),
            Gesture::Click => click(self, pointed),
        }
    }
}

/// An open popup takes all pointer events. A click beside it closes it.
fn pointed_in_popup(model: &mut Model, Pointed { column, row, gesture }: Pointed) -> Outcomes {
    let Some(popup) = &model.frame.screen.popup else { return Vec::new() };
    let inside = popup.area.has(column, row);
    match (gesture, popup.row_at(column, row)) {
        (Gesture::WheelDown | Gesture::WheelUp, _) if inside => {
            model.layers.travel(gesture.rows(), &model.session).unwrap_or_default()
        }
        (Gesture::Click, _) if !inside => model.close(),
        (Gesture::Click, Some(at)) => {
            let x = usize::from(column - popup.inside.x);
            if let Some(outcomes) = model.layers.click(at, x, popup, &model.session) {
                return outcomes;
            }
            let Some(mut outcomes) = model.layers.select(at, &model.session) else { return Vec::new() };
            let here = model.here();
            outcomes.extend(model.layers.accept(&model.session, &here).unwrap_or_default());
            outcomes
        }
        (Gesture::WheelDown | Gesture::WheelUp | Gesture::Drag, _) | (Gesture::Click, None) => Vec::new(),
    }
}

fn wheel(model: &mut Model, Pointed { column, row, gesture }: Pointed) -> Outcomes {
    let rows = gesture.rows();
    let screen = &model.frame.screen;
    let under = |pane: &Option<Pane>| pane.as_ref().filter(|pane| pane.area.has(column, row)).map(|pane| pane.hidden);
    if under(&screen.card).is_some() {
        model.card.scroll(rows);
    } else if let Some((above, below)) = under(&screen.contents) {
        if model.layers.contents().is_some() {
            return model.layers.travel(rows, &model.session).unwrap_or_default();
        }
        model.layers.scroll_contents(Some(moved(above, below, rows)));
    } else if let Some((above, below)) = under(&screen.main) {
        let here = model.here();
        if here.place.view == View::Article {
            return model.views.travel(Step::Rows(rows), &model.session, &here);
        }
        model.views.pull(moved(above, below, rows));
    }
    Vec::new()
}

fn click(model: &mut Model, Pointed { column, row, .. }: Pointed) -> Outcomes {
    let here = model.here();
    if let Some(outcomes) = model.views.take_bar((column, row), &model.session, &here, model.frame.screen.main.as_ref())
    {
        return outcomes;
    }
    let screen = &model.frame.screen;
    let (hit, lead) = (screen.hit(column, row), screen.lead_at(column, row));
    // A click moves the keys to the pane under the pointer.
    if screen.main.as_ref().is_some_and(|main| main.area.has(column, row)) {
        model.card.release_keys();
    }
    // The contents list only headings that have the typed letters.
    let heading = |row| model.layers.contents().map_or(Some(row), |contents| contents.heading(row));
    let hit = match hit {
        Hit::Contents(row) => heading(row).map_or(Hit::Elsewhere, Hit::Contents),
        hit => hit,
    };
    // A click cancels the prompt for a letter, and takes the keys from the contents unless it is in them.
    model.layers.clear();
    let in_article = here.place.view == View::Article;
    match (hit, lead) {
        (Hit::Tab(view), _) => vec![Outcome::Show(view)],
        (Hit::Contents(row), _) => {
            let top = screen.contents.as_ref().map(|pane| pane.hidden.0);
            let outcomes = Contents::go_to(row, &model.session, &here);
            let effect = model.apply(outcomes);
            debug_assert!(effect.is_none(), "going to a section asks nothing of the world");
            // The row stays under the pointer.
            model.layers.scroll_contents(top);
            Vec::new()
        }
        (Hit::Main(row), _) if !in_article => click_list(model, Clicked { row, head: None, column }),
        (Hit::Heads(head), _) if !in_article => click_list(model, Clicked { row: None, head: Some(head), column }),
        (Hit::Elsewhere, _) if !in_article => Vec::new(),
        (_, None) => Vec::new(),
        (Hit::Card, Some(lead)) => follow::lead(lead, &model.session, &here),
        (_, Some(Lead::Claim(claim))) if here.place.chosen == Some(Chosen::Claim(claim)) => {
            model.views.update(Action::Follow, &model.session, &here)
        }
        // The claim is in sight, so nothing may move under the pointer.
        (_, Some(Lead::Claim(claim))) => vec![Outcome::Choose(Chosen::Claim(claim)), Outcome::StopFollowing],
        (_, Some(lead)) => follow::lead(lead, &model.session, &here),
    }
}

fn click_list(model: &mut Model, clicked: Clicked) -> Outcomes {
    let here = model.here();
    match &model.frame.screen.main {
        Some(main) => model.views.click(clicked, &model.session, &here, main),
        None => Vec::new(),
    }
}

/// The first row of a list scrolled by some rows, within the list.
fn moved(above: usize, below: usize, rows: isize) -> usize {
    above.saturating_add_signed(rows).min(above + below)
}
