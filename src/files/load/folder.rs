//! The briefings of a folder, and the beginning of each.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::bibliographies::with_bibliographies;
use super::decode::decode;
use super::{Loaded, from_bytes, read_all, with_name};
use crate::briefing::convert;
use crate::text::manuscript::Manuscript;

/// Bytes to read of each file: enough for the front matter before its first table.
const BEGINNING: u64 = 8 * 1024;

/// Whether the files of subfolders belong to a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subfolders {
    #[default]
    Excluded,
    /// Those of all levels.
    Included,
}

/// The Markdown files of a folder.
#[derive(Debug, Default)]
pub struct Briefings {
    /// In the order of their names.
    pub files: Vec<PathBuf>,
    /// The folders that were searched: this one, and subfolders if they are included.
    pub folders: Vec<PathBuf>,
    /// Why subfolders cannot be read.
    pub unread: Vec<io::Error>,
}

impl Briefings {
    /// Whether nothing was found, and nothing is left unread.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.unread.is_empty()
    }
}

/// Whether the name of a file is that of a briefing.
pub fn is_briefing(path: &Path) -> bool {
    let is_known = |extension| ["md", "markdown"].iter().any(|known| known.eq_ignore_ascii_case(extension));
    path.extension().and_then(OsStr::to_str).is_some_and(is_known)
}

/// Whether a file or folder is hidden.
pub fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Finds the Markdown files of a folder, without hidden files and folders. A file with links to it counts once, and a link
/// to a folder is not followed, so nothing can loop.
pub fn briefings(folder: &Path, subfolders: Subfolders) -> io::Result<Briefings> {
    let explain = |path: &Path, error: &io::Error| with_name(&path.to_string_lossy(), error);
    let whole = fs::canonicalize(folder).map_err(|error| explain(folder, &error))?;
    let mut found = Briefings { folders: vec![folder.to_owned()], ..Briefings::default() };
    let (mut links, mut seen) = (Vec::new(), HashSet::new());
    let depth = match subfolders {
        Subfolders::Excluded => 1,
        Subfolders::Included => usize::MAX,
    };
    let walk = WalkDir::new(folder).min_depth(1).max_depth(depth).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !is_hidden(entry.path())) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let (path, depth) = (error.path().unwrap_or(folder).to_owned(), error.depth());
                let error = explain(&path, &error.into());
                if depth == 0 {
                    return Err(error);
                }
                found.unread.push(error);
                continue;
            }
        };
        let path = entry.path().to_owned();
        if subfolders == Subfolders::Included && entry.file_type().is_dir() {
            found.folders.push(path);
            continue;
        }
        if !is_briefing(&path) || path.is_dir() {
            continue;
        }
        if entry.path_is_symlink() {
            links.push(path);
        } else {
            seen.insert(whole.join(path.strip_prefix(folder).unwrap_or(&path)));
            found.files.push(path);
        }
    }
    // A file comes before links to it, and of several links the first by name counts. A broken link stays, so that the
    // reader sees it.
    let links = links.into_iter().filter(|link| fs::canonicalize(link).map_or(true, |target| seen.insert(target)));
    found.files.extend(links);
    found.files.sort();
    Ok(found)
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
