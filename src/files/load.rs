//! Brings texts in: files, standard input, and the briefings that are compiled in.
//!
//! The only reader of texts. Owns the way from bytes to characters, and which files are read as another format: whatever
//! the bytes are, a [`Manuscript`] comes out, and what had to be mended is a [`Diagnostic`]. Only a
//! text that cannot be had at all is an [`io::Error`]. Must not know what a text means.

mod folder;
mod works;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::briefing::convert;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Manuscript, Span};
use crate::text::visible;

pub use self::folder::{beginning, briefings, listed};
use self::works::with_bibliographies;

/// A briefing that is compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// The one that opens where none is named.
    First,
    /// On reading and writing briefings.
    Guide,
}

impl BuiltIn {
    pub const ALL: [Self; 2] = [Self::First, Self::Guide];

    /// What messages call it. Its place is remembered under this name.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "the built-in briefing",
            Self::Guide => "the guide",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::First => include_str!("../../content/korea.md"),
            Self::Guide => include_str!("../../content/guide.md"),
        }
    }
}

/// What a briefing of one's own may begin as.
pub const TEMPLATE: &str = include_str!("../../content/template.md");

/// What messages call the text that comes in by standard input.
const STANDARD_INPUT: &str = "standard input";

/// Spans are 32 bits wide, so a text must be shorter than this.
const LIMIT: u64 = 1 << 32;

/// A text, and what is wrong with its bytes.
#[derive(Debug)]
pub struct Loaded {
    pub manuscript: Manuscript,
    pub diagnostics: Vec<Diagnostic>,
}

/// One of the briefings that are compiled in.
pub fn built_in(which: BuiltIn) -> Loaded {
    Loaded { manuscript: Manuscript::new(which.name(), which.text()), diagnostics: Vec::new() }
}

/// Reads a file. Pipes and devices will do, so that process substitution works.
pub fn file(path: &Path) -> io::Result<Loaded> {
    named(path, &path.to_string_lossy())
}

/// Reads a file that a text leads to. It must be a file: to open anything else may wait for ever, or do something.
pub fn linked(path: &Path) -> io::Result<Loaded> {
    let explain = |error: io::Error| explained(&path.to_string_lossy(), &error);
    let found = fs::canonicalize(path).map_err(explain)?;
    let metadata = fs::metadata(&found).map_err(explain)?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(explain(io::Error::other("it is not a file")));
    }
    let here = std::env::current_dir().and_then(fs::canonicalize).ok();
    let name = here.and_then(|here| found.strip_prefix(here).ok()).unwrap_or(&found).to_string_lossy();
    named(&found, &name)
}

fn named(path: &Path, name: &str) -> io::Result<Loaded> {
    let explain = |error: io::Error| explained(name, &error);
    // Asked before opening, because opening a directory fails with other words on other platforms.
    let metadata = fs::metadata(path).map_err(explain)?;
    if metadata.is_dir() {
        return Err(explain(io::ErrorKind::IsADirectory.into()));
    }
    if metadata.len() >= LIMIT {
        return Err(explain(io::ErrorKind::FileTooLarge.into()));
    }
    let bytes = File::open(path).and_then(everything).map_err(explain)?;
    let mut loaded = text(name, Some(path), bytes).map_err(explain)?;
    // What comes through a pipe has no other files beside it.
    if let Some(path) = metadata.is_file().then(|| fs::canonicalize(path).ok()).flatten() {
        loaded.manuscript = loaded.manuscript.at(path);
    }
    loaded.manuscript = with_bibliographies(loaded.manuscript);
    Ok(loaded)
}

/// Reads standard input to its end.
pub fn standard_input() -> io::Result<Loaded> {
    let explain = |error: io::Error| explained(STANDARD_INPUT, &error);
    let bytes = everything(io::stdin().lock()).map_err(explain)?;
    let loaded = text(STANDARD_INPUT, None, bytes).map_err(explain)?;
    Ok(Loaded { manuscript: with_bibliographies(loaded.manuscript), ..loaded })
}

/// All bytes, or an error once there are too many: a pipe does not say beforehand how many will come.
fn everything(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LIMIT).read_to_end(&mut bytes)?;
    if bytes.len() as u64 >= LIMIT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// The same error, in words that name the text.
fn explained(name: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot read `{}`: {}", visible::line(name), why(error)))
}

/// What an error says, for a person: without its number, and without a capital.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory, not a file".to_owned(),
        io::ErrorKind::FileTooLarge => "it is larger than 4 GiB".to_owned(),
        _ => {
            let text = error.to_string();
            let words = text.split(" (os error").next().unwrap_or_default();
            let mut letters = words.chars();
            letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// The text of a file, or of a stream without a name. What is in another format becomes Markdown.
fn text(name: &str, path: Option<&Path>, bytes: Vec<u8>) -> io::Result<Loaded> {
    let Some(format) = convert::format(path, &bytes) else { return decoded(name, bytes) };
    let text = convert::to_markdown(format, &bytes).map_err(io::Error::other)?;
    if text.len() as u64 >= LIMIT {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Loaded { manuscript: Manuscript::new(name, text).converted(), diagnostics: Vec::new() })
}

/// Bytes to characters. Fails only when mending made the text too long.
fn decoded(name: &str, bytes: Vec<u8>) -> io::Result<Loaded> {
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

/// UTF-8, where each run of bytes that is not becomes one U+FFFD. A byte order mark stays in the
/// text: spans count from the first byte of the file, and later stages know to skip it.
fn utf_8(bytes: Vec<u8>) -> (String, Vec<Diagnostic>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    let mut runs = 0_usize;
    // Where the chunk begins in the file, which is not where it begins in the text.
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

/// UTF-16 with its byte order mark taken off. `read` puts two bytes together in the order that the mark told.
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

/// Only the first bad place gets a diagnostic: a binary file would otherwise have a million.
fn more(message: &mut String, count: usize) {
    if count > 1 {
        write!(message, " (and {} more)", count - 1).expect("writing to a string cannot fail");
    }
}

/// The U+FFFD that stands at `place`.
fn replacement(place: usize) -> Span {
    Span::new(place, place + char::REPLACEMENT_CHARACTER.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes in; text and short diagnostics out.
    #[track_caller]
    fn check(bytes: &[u8], text: &str, diagnostics: &[&str]) {
        let loaded = decoded("t", bytes.to_vec()).unwrap();
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
    fn utf_8_is_left_alone_and_so_is_its_byte_order_mark() {
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
    fn any_bytes_make_a_text_whose_diagnostics_lie_on_character_boundaries() {
        proptest::proptest!(|(bytes: Vec<u8>, mark in 0_usize..3)| {
            let bytes = [[&b""[..], b"\xff\xfe", b"\xfe\xff"][mark], &bytes].concat();
            let loaded = decoded("t", bytes).unwrap();
            for diagnostic in loaded.diagnostics {
                assert!(loaded.manuscript.text().get(diagnostic.span.range()).is_some());
            }
        });
    }

    #[track_caller]
    fn refused(path: &Path, message: &str) {
        assert_eq!(file(path).unwrap_err().to_string(), message);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        refused(Path::new("no such\u{1b}.md"), "cannot read `no such␛.md`: there is no such file");
        refused(Path::new("src"), "cannot read `src`: it is a directory, not a file");
        refused(Path::new("Cargo.toml/x"), "cannot read `Cargo.toml/x`: not a directory");
        refused(Path::new(""), "cannot read ``: there is no such file");
    }

    #[test]
    fn a_file_that_spans_cannot_count_is_refused_unread() {
        let path = std::env::temp_dir().join(format!("caveat-{}-large", std::process::id()));
        // Sparse: it takes no room.
        File::create(&path).and_then(|file| file.set_len(LIMIT)).unwrap();
        let refused = file(&path);
        fs::remove_file(&path).unwrap();
        let message = refused.unwrap_err().to_string();
        assert!(message.ends_with("-large`: it is larger than 4 GiB"), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_devices_are_read() {
        assert_eq!(file(Path::new("/dev/null")).unwrap().manuscript.text(), "");
        let (reader, mut writer) = io::pipe().unwrap();
        io::Write::write_all(&mut writer, b"ab").unwrap();
        drop(writer);
        let path = format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&reader));
        assert_eq!(file(Path::new(&path)).unwrap().manuscript.text(), "ab");
    }
}
