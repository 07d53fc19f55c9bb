//! Helpers for sentences: lists, full stops, and spelling in ASCII.

use std::borrow::Cow;
use std::fmt::Write as _;

use deunicode::AsciiChars;

use crate::briefing::language::beginning;

/// "a, b and c".
pub(crate) fn enumeration(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [names @ .., last] => format!("{} and {last}", names.join(", ")),
    }
}

/// Adds a full stop, unless the words already end like a sentence.
pub(crate) fn sentence(words: &str) -> String {
    let end = words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    if end.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// The longest footnote, in bytes, that is printed in full with each claim.
const SHORT_FOOTNOTE: usize = 200;

/// The words of a footnote where it is repeated. A long one is cut, because it can stand with very many claims.
pub(super) fn footnote_again(text: &str) -> Cow<'_, str> {
    if text.len() <= SHORT_FOOTNOTE {
        return Cow::Borrowed(text);
    }
    let beginning = beginning(text, SHORT_FOOTNOTE);
    Cow::Owned(format!("{} …", beginning.rsplit_once(' ').map_or(beginning, |(words, _)| words)))
}

/// Spells a text in ASCII: letters are transliterated, quotes and dashes become those of a typewriter, and other
/// characters become their code points. The text must already be safe to print.
pub(super) fn ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut ascii = String::with_capacity(text.len());
    for (c, spelling) in text.chars().zip(text.ascii_chars()) {
        match (c, spelling) {
            (' '..='~', _) => ascii.push(c),
            // The picture of a control character.
            ('\u{2400}'..='\u{2421}', _) => {
                let control = if c == '\u{2421}' { 0x7f } else { c as u32 - 0x2400 };
                push_code(&mut ascii, control);
            }
            // Joiners and selectors are dropped, because the characters that they join are spelled one by one.
            ('\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}', _) => {}
            ('–', _) => ascii.push('-'),
            ('—', _) => ascii.push_str("--"),
            ('…', _) => ascii.push_str("..."),
            (_, Some(spelling)) => ascii.extend(spelling.chars().map(|c| if c.is_control() { ' ' } else { c })),
            (_, None) => push_code(&mut ascii, c as u32),
        }
    }
    ascii
}

fn push_code(text: &mut String, code: u32) {
    write!(text, "<U+{code:04X}>").expect("a string takes what is written to it");
}
