//! A file as it was last read, and how it is read again.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::files::load::{self, Loaded};

/// A file as it was last read.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub(super) path: PathBuf,
    pub(super) stamp: Option<Stamp>,
    /// Whether its bytes were not valid text at first. Such a file may stay so when it is read again.
    pub(super) lossy: bool,
}

/// Modification time and size, which tell whether a file has changed.
pub(super) type Stamp = (SystemTime, u64);

pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// Why a file cannot be read, in words that follow "the file".
fn problem(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "is gone",
        io::ErrorKind::PermissionDenied => "is not readable",
        io::ErrorKind::IsADirectory => "is a directory now",
        io::ErrorKind::FileTooLarge => "is too large",
        _ => "cannot be read",
    }
}

/// Reads a file again. An error means that the text on the screen should stay.
pub(super) fn read(path: &Path, lossy: bool, must_have_text: bool) -> Result<Loaded, &'static str> {
    let loaded = load::file(path).map_err(|error| problem(&error))?;
    if !lossy && is_lossy(&loaded) {
        return Err("is not UTF-8");
    }
    // Most programs truncate a file before they write it.
    if must_have_text && loaded.manuscript.text().trim().is_empty() {
        return Err("is empty");
    }
    Ok(loaded)
}

/// Whether some bytes of a text were not valid and were replaced.
pub(super) fn is_lossy(loaded: &Loaded) -> bool {
    loaded.diagnostics.iter().any(|diagnostic| matches!(diagnostic.id, "not-utf8" | "not-utf16"))
}
