//! What the pointer does: the wheel moves what is under it, a click chooses, and a click on what is chosen follows.
//!
//! What is on a cell is the screen's to say. This hands it to the part that it is for.

use super::Model;
use crate::page::lead::Lead;
use crate::page::look::Chosen;
use crate::reader::follow;
use crate::reader::layers::Contents;
use crate::reader::layout::{Gesture, Pointed};
use crate::reader::outcome::{Outcome, Outcomes};
use crate::reader::place::{Step, View};
use crate::reader::screen::{Hit, Pane};

impl Model {
    pub(super) fn pointed(&mut self, pointed: Pointed) -> Outcomes {
        // Words that are being typed would be lost.
        if self.search.is_asking() || self.filter.is_asking() {
            return Vec::new();
        }
        self.status.quiet();
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

/// An open popup has the pointer to itself. A click beside it closes it.
fn pointed_in_popup(model: &mut Model, Pointed { column, row, gesture }: Pointed) -> Outcomes {
    let Some(popup) = &model.frame.screen.popup else { return Vec::new() };
    let inside = popup.area.has(column, row);
    match (gesture, popup.row_at(column, row)) {
        (Gesture::WheelDown | Gesture::WheelUp, _) if inside => {
            model.layers.travel(gesture.rows(), &model.session).unwrap_or_default()
        }
        (Gesture::Click, _) if !inside => model.close(),
        (Gesture::Click, Some(at)) => {
            let Some(mut outcomes) = model.layers.select(at) else { return Vec::new() };
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
        model.layers.pull_contents(Some(moved(above, below, rows)));
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
    // The keys go where the pointer is.
    if screen.main.as_ref().is_some_and(|main| main.area.has(column, row)) {
        model.card.let_keys_go();
    }
    // A letter is asked for no longer; neither is a section, unless it is one that is clicked on.
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
            model.layers.pull_contents(top);
            Vec::new()
        }
        (Hit::Main(at), _) if !in_article => click_list(model, at, None),
        (Hit::Heads, _) if !in_article => click_list(model, None, Some(column)),
        (Hit::Elsewhere, _) if !in_article => Vec::new(),
        (_, None) => Vec::new(),
        (Hit::Card, Some(lead)) => follow::lead(lead, &model.session, &here),
        (_, Some(Lead::Claim(claim))) if here.place.chosen == Some(Chosen::Claim(claim)) => {
            model.views.update(crate::reader::keymap::Action::Follow, &model.session, &here)
        }
        // It is in sight, and nothing is to move under the pointer.
        (_, Some(Lead::Claim(claim))) => vec![Outcome::Choose(Chosen::Claim(claim)), Outcome::LetGo],
        (_, Some(lead)) => follow::lead(lead, &model.session, &here),
    }
}

fn click_list(model: &mut Model, row: Option<usize>, heads: Option<u16>) -> Outcomes {
    let here = model.here();
    match &model.frame.screen.main {
        Some(main) => model.views.click(row, heads, &model.session, &here, main),
        None => Vec::new(),
    }
}

/// Where a list begins that is moved by some rows, as far as there is something hidden.
fn moved(above: usize, below: usize, rows: isize) -> usize {
    above.saturating_add_signed(rows).min(above + below)
}
