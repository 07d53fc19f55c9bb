//! Detects whether the terminal is dark or light: asks the terminal, else the environment.
//!
//! The question goes out first and the answer is read last, so that the terminal answers while the text is parsed. No
//! thread waits for it, because starting a thread takes longer than asking.
//!
//! Keys that were typed meanwhile arrive with the answer. They are kept for the loop: see [`typed_ahead`].
//!
//! A slow terminal may answer after the time limit. Its answer then arrives among the keys, where it would act as a
//! dozen of them; [`LateAnswer`] filters it out.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use xterm_color::Color;

use super::outside::Asked;

/// The background of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    Dark,
    Light,
}

/// Whether a question is still unanswered.
static UNANSWERED: AtomicBool = AtomicBool::new(false);

/// Keys that arrived with answers.
static TYPED: Mutex<Vec<KeyEvent>> = Mutex::new(Vec::new());

/// Takes the keys that were typed while the terminal was asked.
pub(super) fn typed_ahead() -> Vec<KeyEvent> {
    std::mem::take(&mut *TYPED.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A question to the terminal. Until it is answered or dropped, nothing may be printed or read.
#[must_use]
pub struct Question(Option<Asked>);

impl Question {
    /// Asks for the background color (OSC 11), and then for the terminal's attributes (DA1), which every terminal
    /// answers. The second answer shows that a terminal without an answer to the first need not be waited for. The
    /// first question ends in BEL, because urxvt ends its answer like the question and leaves out half of the other
    /// terminator.
    const WORDS: &[u8] = b"\x1b]11;?\x07\x1b[c";

    /// Asks, if the terminal can be asked. `term` is the value of `TERM`.
    pub fn ask(term: &str) -> Self {
        // Eterm answers nothing, and GNU screen answers the second question first. tmux may use the same name; it
        // answers both from version 3.4 on, and only the second before that.
        let screen = (term == "screen" || term.starts_with("screen.")) && std::env::var_os("TMUX").is_none();
        let deaf = screen || matches!(term, "" | "dumb" | "Eterm");
        Self(if deaf { None } else { Asked::new(Self::WORDS).ok() })
    }

    /// A question that is not asked, so that only the environment answers.
    pub fn unasked() -> Self {
        Self(None)
    }

    /// The background of the terminal, if it answers within `timeout`.
    pub fn answer(self, timeout: Duration) -> Option<Background> {
        let answer = self.0.and_then(|asked| {
            let bytes = asked.answer(timeout, is_all);
            let color = color(&bytes);
            // The answer may still arrive, because a multiplexer may answer out of order.
            UNANSWERED.store(color.is_none(), Ordering::SeqCst);
            TYPED.lock().unwrap_or_else(PoisonError::into_inner).extend(keys(&bytes));
            color
        });
        answer.or_else(|| from_colorfgbg(&std::env::var("COLORFGBG").ok()?))
    }
}

/// Whether the second answer has arrived: `ESC [ ? 6 2 ; … c`.
fn is_all(answer: &[u8]) -> bool {
    let start = answer.windows(3).position(|bytes| bytes == b"\x1b[?");
    start.is_some_and(|start| answer[start..].contains(&b'c'))
}

/// Parses the first answer, `ESC ] 11 ; rgb:… BEL`, or with `ESC \` at its end. Keys may precede it.
fn color(answer: &[u8]) -> Option<Background> {
    const HEAD: &[u8] = b"\x1b]11;";
    let start = answer.windows(HEAD.len()).position(|bytes| bytes == HEAD)? + HEAD.len();
    let length = answer[start..].iter().position(|byte| matches!(byte, 0x07 | 0x1b))?;
    let Color { red, green, blue, .. } = Color::parse(&answer[start..start + length]).ok()?;
    // Luma by ITU-R BT.709, in ten thousandths.
    let luma = 2126 * u32::from(red) + 7152 * u32::from(green) + 722 * u32::from(blue);
    Some(if luma > 5000 * u32::from(u16::MAX) { Background::Light } else { Background::Dark })
}

/// The keys among answers: each character that is no part of an escape sequence. An arrow key is such a sequence too, and
/// is lost.
fn keys(answer: &[u8]) -> Vec<KeyEvent> {
    let text = String::from_utf8_lossy(answer);
    let mut keys = Vec::new();
    let mut rest = text.as_ref();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '\x1b' {
            keys.push(key(c));
        } else if let Some(system) = rest.strip_prefix(']') {
            // It ends in BEL, or in ESC and a backslash.
            let end = system.find(['\x07', '\x1b']).unwrap_or(system.len());
            rest = system[end..].trim_start_matches('\x07');
            rest = rest.strip_prefix("\x1b\\").unwrap_or(rest);
        } else if let Some(control) = rest.strip_prefix('[') {
            let end = control.find(|c: char| ('@'..='~').contains(&c)).map_or(control.len(), |end| end + 1);
            rest = &control[end..];
        } else {
            keys.push(KeyCode::Esc.into());
        }
    }
    keys
}

/// The key that a terminal in raw mode sends as one character.
fn key(c: char) -> KeyEvent {
    let with = |code, modifiers| KeyEvent::new(code, modifiers);
    match c {
        '\r' | '\n' => KeyCode::Enter.into(),
        '\t' => KeyCode::Tab.into(),
        '\x7f' => KeyCode::Backspace.into(),
        '\x01'..='\x1a' => with(KeyCode::Char(char::from(b'`' + c as u8)), KeyModifiers::CONTROL),
        c if c.is_uppercase() => with(KeyCode::Char(c), KeyModifiers::SHIFT),
        c => KeyCode::Char(c).into(),
    }
}

/// Parses `COLORFGBG`: foreground, an optional field, and background, as numbers of the 16 colors.
fn from_colorfgbg(colors: &str) -> Option<Background> {
    let (_, background) = colors.rsplit_once(';')?;
    match background.parse().ok()? {
        0..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        16_u8.. => None,
    }
}

/// Recognizes a late answer that arrives as keys, once.
///
/// The answer is `ESC ] 11 ; rgb:… BEL`, or ends in `ESC \`. crossterm reads `ESC` as Alt.
#[derive(Debug)]
pub(super) enum LateAnswer {
    Expected,
    /// This many characters of it have arrived.
    Coming(usize),
    /// It has arrived, or none is expected: all keys are keys.
    Done,
}

impl LateAnswer {
    /// The beginning of the answer, after the bracket.
    const HEAD: &[u8] = b"11;";

    /// The longest answer. A terminal that never ends its answer cannot block the keys forever.
    const LIMIT: usize = 40;

    pub(super) fn expected() -> Self {
        if UNANSWERED.load(Ordering::SeqCst) { Self::Expected } else { Self::Done }
    }

    /// Whether this key is part of the answer. The first key that does not fit ends it.
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

/// Whether `c` can be character number `count` after the bracket.
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
    fn an_answer_is_found_among_keys_and_other_answers() {
        for (answer, all, background) in [
            ("\x1b]11;rgb:0000/0000/0000\x07\x1b[?62;c", true, Some(Background::Dark)),
            ("jj\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\\x1b[?1;2c", true, Some(Background::Light)),
            ("\x1b]11;#ffffff\x07", false, Some(Background::Light)),
            ("\x1b]11;rgba:ff/ff/ff/00\x07\x1b[?6", false, Some(Background::Light)),
            ("\x1b]11;rgb:cc/cc/cc", false, None),
            ("\x1b]11;pink\x07\x1b[?6c", true, None),
            ("\x1b[?62c", true, None),
            ("c\x1b[c", false, None),
            ("", false, None),
        ] {
            assert_eq!((is_all(answer.as_bytes()), color(answer.as_bytes())), (all, background), "{answer:?}");
        }
    }

    #[test]
    fn keys_typed_around_an_answer_are_kept() {
        let codes = |bytes: &[u8]| keys(bytes).into_iter().map(|key| (key.code, key.modifiers)).collect::<Vec<_>>();
        let plain = |code| (code, KeyModifiers::NONE);
        assert_eq!(
            codes(b"j\x1b]11;rgb:0000/0000/0000\x07/a\r\x1b[?62;cG\x04"),
            [
                plain(KeyCode::Char('j')),
                plain(KeyCode::Char('/')),
                plain(KeyCode::Char('a')),
                plain(KeyCode::Enter),
                (KeyCode::Char('G'), KeyModifiers::SHIFT),
                (KeyCode::Char('d'), KeyModifiers::CONTROL),
            ]
        );
        assert_eq!(codes(b"\x1b]11;#ffffff\x1b\\q\x1b[?6c"), [plain(KeyCode::Char('q'))]);
        assert_eq!(codes("\x1b[Aé\x1b".as_bytes()), [plain(KeyCode::Char('é')), plain(KeyCode::Esc)]);
        assert_eq!(codes(b"\x1b]11;rgb:00"), []);
    }

    #[test]
    fn the_environment_variables_are_understood() {
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
            assert_eq!(from_colorfgbg(colors), background, "{colors}");
        }
    }

    /// Feeds bytes as the keys that crossterm makes of them; `<` stands for ESC and `^` for BEL. Returns the keys that
    /// pass.
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
    fn only_one_late_answer_is_expected() {
        check("<]11;x^<]11;x^", "]11;x^");
    }

    #[test]
    fn bytes_that_are_not_an_answer_reach_the_reader() {
        check("]11;rgb:ff^", "]11;rgb:ff^");
        check("<]jk", "jk");
        check("<]1jk", "jk");
        check("<]11;rgb:f q", " q");
        check(&format!("<]11;{}q", "f".repeat(60)), &format!("{}q", "f".repeat(23)));
    }
}
