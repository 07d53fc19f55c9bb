//! Navigation: the place, the jump list, and the marks.
//!
//! Owns every change of the place. `restore` finds places again in a changed text. Must not know what is on the screen.

mod restore;

use std::collections::BTreeMap;

use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::place::{Place, Selected};

pub(super) use self::restore::Relocator;
pub use self::restore::SavedReading;

/// The place, the jump list and the marks.
pub(super) struct Navigation {
    place: Place,
    back: Vec<Place>,
    forward: Vec<Place>,
    marks: BTreeMap<char, Place>,
    /// The first change of the file when it was last read again.
    change: Option<Place>,
}

impl Navigation {
    pub(super) fn new(place: Place) -> Self {
        Self { place, back: Vec::new(), forward: Vec::new(), marks: BTreeMap::new(), change: None }
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Goes to a place, and adds the old one to the jump list.
    pub(super) fn jump(&mut self, to: Place) {
        // A jump to the current place needs no way back.
        if to != self.place {
            self.remember(self.place);
        }
        self.place = to;
    }

    /// Sets the place, without a new entry in the jump list.
    pub(super) fn set(&mut self, place: Place) {
        self.place = place;
    }

    /// Adds a place to the jump list.
    pub(super) fn remember(&mut self, left: Place) {
        self.back.push(left);
        self.forward.clear();
    }

    /// Goes back in the jump list; none if no place is left.
    pub(super) fn go_back(&mut self) -> Option<Place> {
        let place = self.back.pop()?;
        self.forward.push(self.place);
        Some(place)
    }

    /// Goes forward in the jump list; none if no place is left.
    pub(super) fn go_forward(&mut self) -> Option<Place> {
        let place = self.forward.pop()?;
        self.back.push(self.place);
        Some(place)
    }

    /// The number of places in the jump list.
    pub(super) fn depth(&self) -> usize {
        self.back.len()
    }

    /// Makes one jump of all jumps since the jump list had this number of places.
    pub(super) fn join_jumps(&mut self, depth: usize) {
        self.back.truncate(depth + 1);
    }

    /// Goes back to the last place in another text; none if the reader was in no other.
    pub(super) fn leave_text(&mut self) -> Option<Place> {
        let text = self.place.text;
        self.back.iter().rposition(|place| place.text != text)?;
        let mut place = self.place;
        while place.text == text {
            self.forward.push(std::mem::replace(&mut place, self.back.pop()?));
        }
        Some(place)
    }

    pub(super) fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// The last place in a text that the reader left by a jump.
    pub(super) fn last_of(&self, text: usize) -> Option<Place> {
        self.back.iter().rfind(|place| place.text == text).copied()
    }

    /// The place before the last jump.
    pub(super) fn last_left(&self) -> Option<Place> {
        self.back.last().or(self.forward.last()).copied()
    }

    /// Chooses something, and keeps it in sight.
    pub(super) fn choose(&mut self, chosen: Chosen) {
        self.place.chosen = Some(chosen);
        self.place.follow = true;
    }

    /// Chooses what the screen already shows as chosen.
    pub(super) fn take_choice(&mut self, chosen: Option<Chosen>) {
        self.place.chosen = chosen;
    }

    pub(super) fn select(&mut self, selected: Selected) {
        self.place.selected = selected;
    }

    /// Scrolls a row to the top of the article.
    pub(super) fn scroll(&mut self, anchor: Anchor) {
        self.place.anchor = anchor;
        self.place.follow = false;
    }

    /// Sets the place to the top of the article on the screen, because the reader acts on what is visible.
    pub(super) fn take_top(&mut self, anchor: Anchor) {
        self.place.anchor = anchor;
    }

    /// Sets whether the chosen claim is kept in sight.
    pub(super) fn follow(&mut self, follow: bool) {
        self.place.follow = follow;
    }

    pub(super) fn mark(&mut self, letter: char) {
        self.marks.insert(letter, self.place);
    }

    pub(super) fn marked(&self, letter: char) -> Option<Place> {
        self.marks.get(&letter).copied()
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = (char, &Place)> {
        self.marks.iter().map(|(&letter, place)| (letter, place))
    }

    pub(super) fn set_marks(&mut self, marks: BTreeMap<char, Place>) {
        self.marks = marks;
    }

    /// The first change of the file.
    pub(super) fn change(&self) -> Option<Place> {
        self.change
    }

    pub(super) fn set_change(&mut self, change: Place) {
        self.change = Some(change);
    }

    /// Replaces every stored place, because a text has changed.
    pub(super) fn relocate(&mut self, again: impl Fn(&Place) -> Place) {
        self.place = again(&self.place);
        for place in self.back.iter_mut().chain(&mut self.forward).chain(self.marks.values_mut()) {
            *place = again(place);
        }
    }
}
