//! Counts: a number typed before a key that moves says how often, or where to.
//!
//! A count is one jump, so that one `Backspace` undoes it. Owns whether the reader was told how a number begins. Must not
//! know which keys begin a count.

use super::Model;
use crate::reader::find::Numbered;
use crate::reader::follow;
use crate::reader::keymap::Action;
use crate::reader::message::Effect;
use crate::reader::outcome::{Outcome, Outcomes};
use crate::reader::place::{Place, Step};
use crate::reader::view::View;

/// The most repetitions of an action that may not say when it has come to the end.
const MOST: usize = 1000;

/// Tells a new reader once how a number begins, who may have meant the digit of a view as one: `3j` shows the sources and
/// goes down a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Digits {
    is_new: bool,
    /// The view that the last key showed.
    shown: Option<View>,
}

impl Digits {
    /// For a reader who starts the program for the first time.
    pub(super) fn of_new_reader() -> Self {
        Self { is_new: true, shown: None }
    }

    /// Takes note of an action. Returns the view that the key before it showed, if the reader is to be told.
    pub(super) fn note(&mut self, action: Action) -> Option<View> {
        let before = self.shown.take();
        self.shown = if let Action::Show(view) = action { Some(view) } else { None };
        let told = before.filter(|_| action.takes_count() && self.is_new);
        self.is_new &= told.is_none();
        told
    }
}

/// Says how a number begins, after the key of a view and the key of an action that takes a number. A message of the
/// action stays.
pub(super) fn explain(model: &mut Model, view: View, action: Action) {
    let context = model.context();
    let keys = (model.keys().label(Action::Show(view), context), model.keys().label(action, context));
    if let (Some(digit), Some(key), None) = (keys.0, keys.1, model.status.notice())
        && digit.parse::<usize>().is_ok()
    {
        let space = if key.chars().count() > 1 { " " } else { "" };
        model.status.say(format!(
            "{digit} shows {view}; a number begins with 0: 0{digit}{space}{key}",
            view = view.tab().trim()
        ));
    }
}

/// Runs an action that takes a count.
pub(super) fn act(model: &mut Model, action: Action, count: usize) -> Option<Effect> {
    let depth = model.navigation.depth();
    let effect = counted(model, action, count);
    model.navigation.join_jumps(depth);
    effect
}

fn counted(model: &mut Model, action: Action, count: usize) -> Option<Effect> {
    let distance = isize::try_from(count).unwrap_or(isize::MAX);
    if count == 0 {
        model.begin_action();
        model.status.say("No number yet: after 0, type the digits of a number");
        return None;
    }
    match action {
        Action::Top | Action::Bottom => go_to_row(model, count),
        Action::Percent => go_to_percent(model, count.min(100)),
        Action::NextMatch => search(model, distance),
        Action::PreviousMatch => search(model, -distance),
        // If the card is not on the screen, the action shows it.
        Action::CardDown | Action::CardUp if model.frame.screen.card.is_some() => {
            model.begin_action();
            model.card.scroll(if action == Action::CardDown { distance } else { -distance });
            None
        }
        Action::CodeRight | Action::CodeLeft | Action::CellRight | Action::CellLeft => {
            repeat(model, action, count.min(MOST), |model, _| model.status.notice().is_some())
        }
        // The list of sources unfolds while the selection moves in it.
        _ => match Step::of(action).filter(|_| !is_in(model, View::Sources)) {
            Some(step) => move_by(model, step.times(count)),
            None => repeat(model, action, count, |model, before| model.navigation.place() == before),
        },
    }
}

/// Repeats an action until it has come to its end. `is_over` gets the place before the last repetition.
fn repeat(model: &mut Model, action: Action, count: usize, is_over: impl Fn(&Model, Place) -> bool) -> Option<Effect> {
    // Scrolling of code depends on what is on the screen. Other actions depend only on the place, once it is there.
    let needs_screen = matches!(action, Action::CodeRight | Action::CodeLeft);
    for done in 0..count {
        let before = model.navigation.place();
        if let Some(effect) = model.act(action) {
            return Some(effect);
        }
        if done == 0 || needs_screen {
            model.refresh();
        }
        if is_over(model, before) {
            break;
        }
    }
    None
}

fn move_by(model: &mut Model, step: Step) -> Option<Effect> {
    model.begin_action();
    let outcomes = model.travel(step);
    model.apply(outcomes)
}

fn search(model: &mut Model, distance: isize) -> Option<Effect> {
    model.begin_action();
    let here = model.here();
    let lists = model.views.lists(&model.session, &here.place);
    let outcomes = model.search.step(distance, &lists, &model.session, &here);
    model.apply(outcomes)
}

/// Goes to a line of the file in the article, and to a row anywhere else, 1-based.
fn go_to_row(model: &mut Model, number: usize) -> Option<Effect> {
    if is_in(model, View::Article) {
        model.begin_action();
        let here = model.here();
        let outcomes = follow::to_numbered(Numbered::line(number, model.session.dossier()), &model.session, &here);
        return model.apply(outcomes);
    }
    move_by(model, Step::Top);
    model.refresh();
    move_by(model, Step::Rows(1).times(number - 1))
}

fn go_to_percent(model: &mut Model, percent: usize) -> Option<Effect> {
    if is_in(model, View::Article) {
        model.begin_action();
        let outcomes: Outcomes = vec![Outcome::JumpToPercent(percent)];
        return model.apply(outcomes);
    }
    let pane = model.frame.screen.main.as_ref();
    let length = pane.map_or(0, |pane| pane.hidden.0 + pane.rows.len() + pane.hidden.1);
    go_to_row(model, 1 + length.saturating_sub(1) * percent / 100)
}

/// Whether the keys move in this view.
fn is_in(model: &Model, view: View) -> bool {
    model.layers.is_empty() && !model.card.has_keys() && model.navigation.place().view == view
}
