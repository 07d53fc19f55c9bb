//! Bytes to characters: UTF-8, or UTF-16 with a byte order mark.

use std::fmt::Write as _;
use std::io;

use super::{LIMIT, Loaded};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Manuscript, Span};

/// Decodes bytes. Fails only if replacement characters make the text too long.
pub(super) fn decode(name: &str, bytes: Vec<u8>) -> io::Result<Loaded> {
    let (text, diagnostics) = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes, "little"),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes, "big"),
        _ => utf_8(bytes),
    };
    if text.len() as u64 >= LIMIT {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Loaded { manuscript: Manuscript::new(name, text), diagnostics })
}

/// Decodes UTF-8. Each run of invalid bytes becomes one U+FFFD. A byte order mark stays in the text: spans count from
/// the first byte of the file, and later stages skip it.
fn utf_8(bytes: Vec<u8>) -> (String, Vec<Diagnostic>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    let mut runs = 0_usize;
    // Offset in the file, which differs from the offset in the text.
    let mut offset = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        offset += chunk.valid().len();
        if let Some(&byte) = chunk.invalid().first() {
            if runs == 0 || !chunk.valid().is_empty() {
                first.get_or_insert((byte, offset, text.len()));
                text.push(char::REPLACEMENT_CHARACTER);
                runs += 1;
            }
            offset += chunk.invalid().len();
        }
    }
    let diagnostics = first
        .map(|(byte, offset, place)| {
            let mut message = format!("byte 0x{byte:02X} at offset {offset} is not UTF-8");
            more(&mut message, runs);
            Diagnostic::error("not-utf8", replacement(place), message)
                .help("save the file as UTF-8; until then `\u{fffd}` stands for what cannot be read")
        })
        .into_iter()
        .collect();
    (text, diagnostics)
}

/// Decodes UTF-16 without its byte order mark. `read` joins two bytes in the order of the mark.
fn utf_16(bytes: &[u8], read: fn([u8; 2]) -> u16, order: &str) -> (String, Vec<Diagnostic>) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    let mut broken = 0;
    let units = char::decode_utf16(pairs.iter().map(|&pair| read(pair))).map(Result::ok);
    for unit in units.chain((!odd.is_empty()).then_some(None)) {
        if unit.is_none() {
            first.get_or_insert(text.len());
            broken += 1;
        }
        text.push(unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    let mut diagnostics = vec![
        Diagnostic::warning("utf-16", Span::at(0), format!("the text is UTF-16, {order}-endian, not UTF-8"))
            .help("save the file as UTF-8; other Markdown tools will not read it as it is"),
    ];
    if let Some(place) = first {
        let mut message = "half a character, which is not UTF-16".to_owned();
        more(&mut message, broken);
        diagnostics.push(Diagnostic::error("not-utf16", replacement(place), message));
    }
    (text, diagnostics)
}

/// Adds a count: only the first invalid place is reported, as a binary file could have a million.
fn more(message: &mut String, count: usize) {
    if count > 1 {
        write!(message, " (and {} more)", count - 1).expect("writing to a string cannot fail");
    }
}

/// The span of the U+FFFD at `place`.
fn replacement(place: usize) -> Span {
    Span::new(place, place + char::REPLACEMENT_CHARACTER.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes in; text and short diagnostics out.
    #[track_caller]
    fn check(bytes: &[u8], text: &str, diagnostics: &[&str]) {
        let loaded = decode("t", bytes.to_vec()).unwrap();
        assert_eq!(loaded.manuscript.text(), text);
        let short: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|diagnostic| {
                let at = loaded.manuscript.position(diagnostic.span.start);
                let marked = loaded.manuscript.slice(diagnostic.span);
                format!("{}:{} `{marked}` {}", at.line, at.column, diagnostic.message)
            })
            .collect();
        assert_eq!(short, diagnostics);
    }

    #[test]
    fn utf_8_and_its_byte_order_mark_are_left_alone() {
        check(b"", "", &[]);
        check("a\r\nä\0".as_bytes(), "a\r\nä\0", &[]);
        check(b"\xef\xbb\xbfab", "\u{feff}ab", &[]);
    }

    #[test]
    fn each_run_of_bad_bytes_becomes_one_replacement_and_the_first_is_reported() {
        check(b"ab\ncaf\xe9 au", "ab\ncaf\u{fffd} au", &["2:4 `\u{fffd}` byte 0xE9 at offset 6 is not UTF-8"]);
        check(
            b"\xc3\xa4\x80\x81\xffx\xfe",
            "ä\u{fffd}x\u{fffd}",
            &["1:2 `\u{fffd}` byte 0x80 at offset 2 is not UTF-8 (and 1 more)"],
        );
        check(b"\xe2\x82", "\u{fffd}", &["1:1 `\u{fffd}` byte 0xE2 at offset 0 is not UTF-8"]);
    }

    #[test]
    fn utf_16_is_read_in_either_order() {
        let little = "1:1 `` the text is UTF-16, little-endian, not UTF-8";
        let big = "1:1 `` the text is UTF-16, big-endian, not UTF-8";
        check(b"\xff\xfea\0\xe4\0", "aä", &[little]);
        check(b"\xfe\xff\0a\xd8\x3d\xde\x00", "a😀", &[big]);
        let broken = "1:2 `\u{fffd}` half a character, which is not UTF-16 (and 1 more)";
        check(b"\xff\xfea\0\x3d\xd8b\0c", "a\u{fffd}b\u{fffd}", &[little, broken]);
    }

    #[test]
    fn diagnostics_lie_on_character_boundaries_for_any_bytes() {
        proptest::proptest!(|(bytes: Vec<u8>, mark in 0_usize..3)| {
            let bytes = [[&b""[..], b"\xff\xfe", b"\xfe\xff"][mark], &bytes].concat();
            let loaded = decode("t", bytes).unwrap();
            for diagnostic in loaded.diagnostics {
                assert!(loaded.manuscript.text().get(diagnostic.span.range()).is_some());
            }
        });
    }
}
