//! The briefings of a folder, and the beginning of each.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::bibliographies::with_bibliographies;
use super::decode::decode;
use super::{Loaded, from_bytes, read_all, with_name};
use crate::briefing::convert;
use crate::text::manuscript::Manuscript;

/// Bytes to read of each file: enough for the front matter before its first table.
const BEGINNING: u64 = 8 * 1024;

/// The Markdown files of a folder, unsorted, without hidden ones. A file with links to it counts once.
pub fn briefings(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let explain = |error: io::Error| with_name(&folder.to_string_lossy(), &error);
    let whole = fs::canonicalize(folder).map_err(explain)?;
    let (mut files, mut links, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for entry in fs::read_dir(folder).map_err(explain)? {
        let entry = entry.map_err(explain)?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let markdown = path
            .extension()
            .is_some_and(|extension| ["md", "markdown"].iter().any(|known| extension.eq_ignore_ascii_case(known)));
        if hidden || !markdown || path.is_dir() {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_symlink()) {
            links.push(path);
        } else {
            seen.insert(whole.join(entry.file_name()));
            files.push(path);
        }
    }
    // A file comes before links to it, and of several links the first by name counts.
    links.sort();
    // A broken link stays, so that the reader sees it.
    files.extend(links.into_iter().filter(|link| fs::canonicalize(link).map_or(true, |target| seen.insert(target))));
    Ok(files)
}

/// Reads the beginning of a file of a folder. Invalid bytes are reported when the whole file is read.
pub fn beginning(path: &Path) -> io::Result<Manuscript> {
    let mut bytes = Vec::new();
    regular(path)?.take(BEGINNING).read_to_end(&mut bytes)?;
    if convert::format(Some(path), &bytes).is_some() {
        return Ok(listed(path)?.manuscript);
    }
    Ok(decode(&path.to_string_lossy(), bytes)?.manuscript)
}

/// Reads a whole file of a folder. Errors do not name it, as they stand beside its name in the list.
pub fn listed(path: &Path) -> io::Result<Loaded> {
    let mut loaded = from_bytes(&path.to_string_lossy(), Some(path), read_all(regular(path)?)?)?;
    loaded.manuscript = with_bibliographies(loaded.manuscript.at(fs::canonicalize(path)?));
    Ok(loaded)
}

/// Opens a regular file. Opening a pipe would wait for a writer.
fn regular(path: &Path) -> io::Result<File> {
    if fs::metadata(path)?.is_file() { File::open(path) } else { Err(io::Error::other("it is not a regular file")) }
}
