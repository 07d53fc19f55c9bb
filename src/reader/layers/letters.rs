//! The prompt for a letter over a target. The letter goes to the target; a capital shows its address.
//!
//! The screen owns where letters stand, as it does for the mouse and for hyperlinks.

use crate::reader::follow;
use crate::reader::outcome::{Outcomes, say};
use crate::reader::place::Here;
use crate::reader::screen::Letters;
use crate::reader::session::Session;

/// The prompt for a letter.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::reader) struct LetterPrompt {
    /// The first of two letters.
    typed: Option<char>,
}

impl LetterPrompt {
    /// The first of two letters, once it is typed.
    pub(in crate::reader) fn typed(self) -> Option<char> {
        self.typed
    }

    /// The question for a status line of `width` columns.
    pub(super) fn question(self, width: usize) -> String {
        let asked = if width < 60 { "Letter?" } else { "Type a letter to follow; a capital shows the address" };
        self.typed.map_or(asked.to_owned(), |typed| format!("{asked}: {typed}"))
    }

    /// Starts again with the first letter.
    pub(super) fn begin(&mut self) {
        self.typed = None;
    }

    /// Takes a letter. Returns whether the prompt is done, and outcomes.
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
                (false, say(follow::address_words(known.lead, session)))
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
