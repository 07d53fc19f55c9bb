//! A file as it was when it was read last, and whether it may be read again.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::files::load::{self, Loaded};

/// A file, as it was when it was read.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub(super) path: PathBuf,
    pub(super) stamp: Option<Stamp>,
    /// Whether its bytes had to be mended. One who reads such a file goes on reading it so.
    pub(super) lossy: bool,
}

/// What tells one state of a file from another without reading it.
pub(super) type Stamp = (SystemTime, u64);

pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// What is wrong with a file that cannot be read, after "the file".
fn problem(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "is gone",
        io::ErrorKind::PermissionDenied => "may not be read",
        io::ErrorKind::IsADirectory => "is a directory now",
        io::ErrorKind::FileTooLarge => "is too large",
        _ => "cannot be read",
    }
}

/// A file's text, unless it is no text that one would want instead of the one that there is.
pub(super) fn read(path: &Path, lossy: bool, must_have_text: bool) -> Result<Loaded, &'static str> {
    let loaded = load::file(path).map_err(|error| problem(&error))?;
    if !lossy && is_lossy(&loaded) {
        return Err("is not UTF-8");
    }
    // Most programs empty a file before they write it.
    if must_have_text && loaded.manuscript.text().trim().is_empty() {
        return Err("is empty");
    }
    Ok(loaded)
}

/// Whether a text had bytes in it that are no characters.
pub(super) fn is_lossy(loaded: &Loaded) -> bool {
    loaded.diagnostics.iter().any(|diagnostic| matches!(diagnostic.id, "not-utf8" | "not-utf16"))
}
