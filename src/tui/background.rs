//! Whether the terminal is dark or light: asks it, or else the environment.
//!
//! A terminal may take longer to answer than we wait. Its answer then arrives among the keys, where it
//! would press a dozen of them; [`LateAnswer`] tells it from them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use terminal_colorsaurus::{QueryOptions, background_color};

/// What is behind the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    Dark,
    Light,
}

/// Whether a question was asked that has not been answered.
static UNANSWERED: AtomicBool = AtomicBool::new(false);

/// What is behind the text, as far as that can be found out in `timeout`.
///
/// Call it before [`run`](super::run), from any thread, and wait for it: it sets the terminal to raw
/// mode, asks, and sets it back. Most terminals that cannot answer say so at once; a few say nothing.
pub fn background(timeout: Duration) -> Option<Background> {
    let mut options = QueryOptions::default();
    options.timeout = timeout;
    match background_color(options) {
        Ok(color) if color.perceived_lightness() > 0.5 => Some(Background::Light),
        Ok(_) => Some(Background::Dark),
        Err(_) => {
            // Whatever the error, the answer may be on its way: a key that was pressed meanwhile
            // looks like a wrong answer, and a multiplexer may answer questions out of order.
            UNANSWERED.store(true, Ordering::SeqCst);
            told(&std::env::var("COLORFGBG").ok()?)
        }
    }
}

/// What `COLORFGBG` says: foreground, perhaps something else, and background, as numbers of the 16 colors.
fn told(colors: &str) -> Option<Background> {
    let (_, background) = colors.rsplit_once(';')?;
    match background.parse().ok()? {
        0..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        16_u8.. => None,
    }
}

/// Recognizes the answer to our question where it arrives as keys, once.
///
/// It is `ESC ] 11 ; rgb:… BEL`, or ends in `ESC \`; crossterm takes `ESC` for Alt.
#[derive(Debug)]
pub(super) enum LateAnswer {
    Expected,
    /// So many characters of it have come.
    Coming(usize),
    /// It came, or is not expected: from here on every key is a key.
    Done,
}

impl LateAnswer {
    /// How the answer begins, after the bracket.
    const HEAD: &[u8] = b"11;";

    /// Longer than any answer, so that a terminal that never ends one does not take the keys forever.
    const LIMIT: usize = 40;

    pub(super) fn expected() -> Self {
        if UNANSWERED.load(Ordering::SeqCst) { Self::Expected } else { Self::Done }
    }

    /// Whether this key is part of the answer. The first that does not fit ends it.
    pub(super) fn includes(&mut self, key: KeyEvent) -> bool {
        let alt = key.modifiers == KeyModifiers::ALT;
        let (next, included) = match (&self, key.code) {
            (Self::Expected, KeyCode::Char(']')) if alt => (Self::Coming(0), true),
            (Self::Expected, _) => return false,
            (Self::Coming(_), KeyCode::Char('\\')) if alt => (Self::Done, true),
            (Self::Coming(_), KeyCode::Char('g')) if key.modifiers == KeyModifiers::CONTROL => (Self::Done, true),
            (&&mut Self::Coming(count), KeyCode::Char(c)) if count < Self::LIMIT && !alt && fits(count, c) => {
                (Self::Coming(count + 1), true)
            }
            (Self::Coming(_) | Self::Done, _) => (Self::Done, false),
        };
        *self = next;
        included
    }
}

/// Whether `c` can be the character number `count` after the bracket.
fn fits(count: usize, c: char) -> bool {
    match LateAnswer::HEAD.get(count) {
        Some(&head) => c == char::from(head),
        None => c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '#' | '?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_is_understood() {
        for (colors, background) in [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;7", Some(Background::Light)),
            ("12;8", Some(Background::Dark)),
            ("0;default", None),
            ("0;99", None),
            ("15", None),
            ("", None),
        ] {
            assert_eq!(told(colors), background, "{colors}");
        }
    }

    /// Keys as crossterm makes them of bytes; `<` stands for ESC and `^` for BEL. Gives back the keys that pass.
    #[track_caller]
    fn check(typed: &str, passed: &str) {
        let mut late = LateAnswer::Expected;
        let mut modifiers = KeyModifiers::NONE;
        let mut seen = String::new();
        for c in typed.chars() {
            let key = match c {
                '<' => {
                    modifiers = KeyModifiers::ALT;
                    continue;
                }
                '^' => KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL),
                c => KeyEvent::new(KeyCode::Char(c), modifiers),
            };
            modifiers = KeyModifiers::NONE;
            if !late.includes(key) {
                seen.push(c);
            }
        }
        assert_eq!(seen, passed);
    }

    #[test]
    fn a_late_answer_presses_no_keys() {
        check("j<]11;rgb:ffff/0000/abAB^jg", "jjg");
        check("<]11;rgb:ff/ff/ff<\\q", "q");
        check("<]11;#ffffff<\\q", "q");
    }

    #[test]
    fn only_one_answer_comes_late() {
        check("<]11;x^<]11;x^", "]11;x^");
    }

    #[test]
    fn what_is_no_answer_reaches_the_reader() {
        check("]11;rgb:ff^", "]11;rgb:ff^");
        check("<]jk", "jk");
        check("<]1jk", "jk");
        check("<]11;rgb:f q", " q");
        check(&format!("<]11;{}q", "f".repeat(60)), &format!("{}q", "f".repeat(23)));
    }
}
