//! Marks: places with a letter, and two places that the program marks itself.

use crate::reader::navigation::Navigation;
use crate::reader::outcome::{Marking, Outcome, Outcomes, say};

/// The question for the status line.
pub(super) fn question(marking: Marking, navigation: &Navigation) -> String {
    match marking {
        Marking::Set => "Mark this place with a letter:".to_owned(),
        Marking::Go => {
            let mut ways: Vec<_> = navigation.marks().map(|(letter, _)| letter.to_string()).collect();
            ways.push("' before the last jump".to_owned());
            if navigation.change().is_some() {
                ways.push(". first change".to_owned());
            }
            format!("Go to mark: {}", ways.join(", "))
        }
    }
}

/// Takes the letter of a mark.
pub(in crate::reader) fn take_letter(marking: Marking, letter: char, navigation: &Navigation) -> Outcomes {
    let (place, none) = match (marking, letter) {
        (Marking::Set, 'a'..='z' | 'A'..='Z') => return vec![Outcome::Mark(letter)],
        (Marking::Set, _) => return say("Marks are letters: a to z, A to Z"),
        (Marking::Go, '\'') => (navigation.last_left(), "No jump yet".to_owned()),
        (Marking::Go, '.') => (navigation.change(), "The file is unchanged since it was opened".to_owned()),
        (Marking::Go, _) => (navigation.marked(letter), format!("Mark {letter} is not set")),
    };
    place.map_or_else(|| say(none), |place| vec![Outcome::Jump(place)])
}
