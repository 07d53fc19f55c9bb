//! Marks: places with a letter, and the two that the reader does not set.

use super::{Model, Open};

/// What a letter is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    Set,
    Go,
}

impl Model {
    /// The question that the status line asks.
    pub(super) fn mark_prompt(&self) -> Option<String> {
        match self.open {
            Some(Open::Mark(Marking::Set)) => Some("Mark this place with a letter:".to_owned()),
            Some(Open::Mark(Marking::Go)) => {
                let mut ways: Vec<_> = self.marks.keys().map(char::to_string).collect();
                ways.push("' before the last jump".to_owned());
                if self.change.is_some() {
                    ways.push(". first change".to_owned());
                }
                Some(format!("Go to mark: {}", ways.join(", ")))
            }
            _ => None,
        }
    }

    /// Takes the letter that was asked for.
    pub(super) fn mark(&mut self, letter: char) {
        let Some(Open::Mark(marking)) = self.open else { return };
        self.open = None;
        self.notice = None;
        self.take_place();
        match (marking, letter) {
            (Marking::Set, 'a'..='z' | 'A'..='Z') => {
                self.marks.insert(letter, self.place);
                self.notice = Some(format!("Marked {letter}: {}", self.whereabouts()));
            }
            (Marking::Set, _) => self.notice = Some("A mark is a letter, a to z or A to Z".to_owned()),
            (Marking::Go, '\'') => match self.back.last().or(self.forward.last()) {
                Some(&place) => self.jump(place),
                None => self.notice = Some("There was no jump yet".to_owned()),
            },
            (Marking::Go, '.') => match self.change {
                Some(place) => self.jump(place),
                None => self.notice = Some("The file has not changed since it was opened".to_owned()),
            },
            (Marking::Go, _) => match self.marks.get(&letter) {
                Some(&place) => self.jump(place),
                None => self.notice = Some(format!("Mark {letter} is not set")),
            },
        }
    }
}
