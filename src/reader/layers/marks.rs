//! Marks: places with a letter, and the two that the reader does not set.

use crate::reader::message::{Outcome, Outcomes, say};
use crate::reader::navigation::Navigation;

/// What a letter is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) enum Marking {
    Set,
    Go,
}

impl Marking {
    /// The question that the status line asks.
    pub(super) fn question(self, navigation: &Navigation) -> String {
        match self {
            Self::Set => "Mark this place with a letter:".to_owned(),
            Self::Go => {
                let mut ways: Vec<_> = navigation.marks().map(|(letter, _)| letter.to_string()).collect();
                ways.push("' before the last jump".to_owned());
                if navigation.change().is_some() {
                    ways.push(". first change".to_owned());
                }
                format!("Go to mark: {}", ways.join(", "))
            }
        }
    }

    /// Takes the letter that was asked for. `whereabouts` says where the reader is.
    pub(in crate::reader) fn take(
        self,
        letter: char,
        navigation: &mut Navigation,
        whereabouts: impl FnOnce() -> String,
    ) -> Outcomes {
        let (place, none) = match (self, letter) {
            (Self::Set, 'a'..='z' | 'A'..='Z') => {
                navigation.mark(letter);
                return say(format!("Marked {letter}: {}", whereabouts()));
            }
            (Self::Set, _) => return say("A mark is a letter, a to z or A to Z"),
            (Self::Go, '\'') => (navigation.last_left(), "There was no jump yet".to_owned()),
            (Self::Go, '.') => (navigation.change(), "The file has not changed since it was opened".to_owned()),
            (Self::Go, _) => (navigation.marked(letter), format!("Mark {letter} is not set")),
        };
        place.map_or_else(|| say(none), |place| vec![Outcome::Jump(place)])
    }
}
