//! Loads texts: files, standard input, and the built-in briefings.
//!
//! Nothing else reads texts. Any bytes become a [`Manuscript`], decoded or converted from another format; bytes that
//! are not valid text are a [`Diagnostic`], and only a text that cannot be read at all is an [`io::Error`]. Must not know
//! what a text means.

mod bibliographies;
mod built_in;
mod decode;
mod folder;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::briefing::convert;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::case::uncapitalized;
use crate::text::manuscript::Manuscript;
use crate::text::visible;

use self::bibliographies::with_bibliographies;
use self::decode::decode;

pub use self::built_in::{BuiltIn, TEMPLATE, built_in};
pub use self::folder::{Briefings, Subfolders, beginning, briefings, is_briefing, is_hidden, listed};

/// What messages call standard input.
const STANDARD_INPUT: &str = "standard input";

/// Spans are 32 bits wide, so a text must be shorter than this.
const LIMIT: u64 = 1 << 32;

/// A text, with diagnostics about its bytes.
#[derive(Debug)]
pub struct Loaded {
    pub manuscript: Manuscript,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file, pipe or device, so that process substitution works.
pub fn file(path: &Path) -> io::Result<Loaded> {
    read_named(path, &path.to_string_lossy())
}

/// Reads a file that a text links to. Opening a pipe or a device could hang or have side effects, so it must be a file.
pub fn linked(path: &Path) -> io::Result<Loaded> {
    let explain = |error: io::Error| with_name(&path.to_string_lossy(), &error);
    let found = fs::canonicalize(path).map_err(explain)?;
    let metadata = fs::metadata(&found).map_err(explain)?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(explain(io::Error::other("it is not a file")));
    }
    let here = std::env::current_dir().and_then(fs::canonicalize).ok();
    let name = here.and_then(|here| found.strip_prefix(here).ok()).unwrap_or(&found).to_string_lossy();
    read_named(&found, &name)
}

fn read_named(path: &Path, name: &str) -> io::Result<Loaded> {
    let explain = |error: io::Error| with_name(name, &error);
    // Checked before opening: the error for opening a directory differs between platforms.
    let metadata = fs::metadata(path).map_err(explain)?;
    if metadata.is_dir() {
        return Err(explain(io::ErrorKind::IsADirectory.into()));
    }
    if metadata.len() >= LIMIT {
        return Err(explain(io::ErrorKind::FileTooLarge.into()));
    }
    let bytes = File::open(path).and_then(read_all).map_err(explain)?;
    let mut loaded = from_bytes(name, Some(path), bytes).map_err(explain)?;
    // A pipe has no path.
    if let Some(path) = metadata.is_file().then(|| fs::canonicalize(path).ok()).flatten() {
        loaded.manuscript = loaded.manuscript.at(path);
    }
    loaded.manuscript = with_bibliographies(loaded.manuscript);
    Ok(loaded)
}

/// Reads standard input to its end.
pub fn standard_input() -> io::Result<Loaded> {
    let explain = |error: io::Error| with_name(STANDARD_INPUT, &error);
    let bytes = read_all(io::stdin().lock()).map_err(explain)?;
    let loaded = from_bytes(STANDARD_INPUT, None, bytes).map_err(explain)?;
    Ok(Loaded { manuscript: with_bibliographies(loaded.manuscript), ..loaded })
}

/// Whether standard input is a pipe or a file. A terminal and `/dev/null` are not, and systems without `/dev/stdin` cannot
/// tell.
pub fn is_input_piped() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let input = std::fs::metadata("/dev/stdin");
        input.is_ok_and(|input| input.file_type().is_fifo() || input.is_file())
    }
    #[cfg(not(unix))]
    false
}

/// Reads all bytes of a text.
fn read_all(source: impl Read) -> io::Result<Vec<u8>> {
    read_below(LIMIT, source)
}

/// Reads all bytes, or fails once there are as many as the limit: a pipe does not tell its length beforehand.
pub(super) fn read_below(limit: u64, source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(limit).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        length if length < limit => Ok(bytes),
        _ if limit == LIMIT => Err(io::ErrorKind::FileTooLarge.into()),
        _ => Err(io::Error::other(format!("it is larger than {} MiB", limit >> 20))),
    }
}

/// The same error, with a message that names the text.
fn with_name(name: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot read `{}`: {}", visible::line(name), reason(error)))
}

/// The reason of an error in lower case, without its number.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory, not a file".to_owned(),
        io::ErrorKind::FileTooLarge => "it is larger than 4 GiB".to_owned(),
        _ => {
            let text = error.to_string();
            uncapitalized(text.split(" (os error").next().unwrap_or_default())
        }
    }
}

/// Makes a text of the bytes of a file or stream. Other formats are converted to Markdown.
fn from_bytes(name: &str, path: Option<&Path>, bytes: Vec<u8>) -> io::Result<Loaded> {
    let Some(format) = convert::format(path, &bytes) else { return decode(name, bytes) };
    let text = convert::to_markdown(format, &bytes).map_err(io::Error::other)?;
    if text.len() as u64 >= LIMIT {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Loaded { manuscript: Manuscript::new(name, text).converted(), diagnostics: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(path: &Path, message: &str) {
        assert_eq!(file(path).unwrap_err().to_string(), message);
    }

    #[test]
    fn an_unreadable_file_is_named() {
        refused(Path::new("no such\u{1b}.md"), "cannot read `no such␛.md`: there is no such file");
        refused(Path::new("src"), "cannot read `src`: it is a directory, not a file");
        refused(Path::new("Cargo.toml/x"), "cannot read `Cargo.toml/x`: not a directory");
        refused(Path::new(""), "cannot read ``: there is no such file");
    }

    #[test]
    fn a_file_too_large_for_spans_is_refused_unread() {
        let path = std::env::temp_dir().join(format!("caveat-{}-large", std::process::id()));
        // A sparse file takes no room.
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
