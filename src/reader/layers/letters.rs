//! One of the letters over what can be followed is asked for: it goes there, and a capital tells the address.
//!
//! Where the letters stand is the screen's to say, as for the mouse and for hyperlinks.

use crate::reader::follow;
use crate::reader::outcome::{Outcomes, say};
use crate::reader::place::Here;
use crate::reader::screen::Letters;
use crate::reader::session::Session;

/// The question for a letter.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::reader) struct LetterPrompt {
    /// The first of two letters.
    typed: Option<char>,
}

impl LetterPrompt {
    /// The letter that was typed, of two.
    pub(in crate::reader) fn typed(self) -> Option<char> {
        self.typed
    }

    /// Asks from the beginning.
    pub(super) fn begin(&mut self) {
        self.typed = None;
    }

    /// Takes a letter. Returns whether something was picked, and what follows.
    pub(super) fn type_letter(
        &mut self,
        letter: char,
        letters: &[Letters],
        session: &Session,
        here: &Here,
    ) -> (bool, Outcomes) {
        let typed: String = self.typed.into_iter().chain([letter.to_ascii_lowercase()]).collect();
        let begun = letters.iter().find(|known| known.run.text.starts_with(&typed));
        match begun {
            Some(known) if known.run.text == typed && letter.is_ascii_uppercase() => {
                (false, say(follow::told_address(known.lead, session)))
            }
            Some(known) if known.run.text == typed => (true, follow::lead(known.lead, session, here)),
            Some(_) => {
                self.typed = typed.chars().next();
                (false, Vec::new())
            }
            None => (false, say(format!("Nothing here has the letters {typed}"))),
        }
    }
}
