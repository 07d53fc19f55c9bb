//! The texts that the command line names: files, folders, standard input, or a built-in briefing.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::files::load::{self, Briefings, BuiltIn, Loaded, Subfolders};
use crate::files::open_file::OpenFile;

/// A text to read.
#[derive(Clone, Copy)]
pub(super) enum Input<'a> {
    BuiltIn(BuiltIn),
    Stdin,
    File(&'a Path),
}

impl<'a> Input<'a> {
    pub(super) fn load(self) -> Result<Loaded, Failure> {
        match self {
            Self::BuiltIn(which) => Ok(load::built_in(which)),
            Self::Stdin => load::standard_input(),
            Self::File(path) => load::file(path),
        }
        .map_err(|error| Failure::from_io(&error))
    }

    pub(super) fn open_file(self, loaded: &Loaded) -> OpenFile {
        match self {
            Self::BuiltIn(which) => OpenFile::built_in(which),
            Self::Stdin => OpenFile::standard_input(),
            Self::File(path) => OpenFile::from_path(path, loaded),
        }
    }

    /// From an argument: `-` is standard input. Without an argument, it is what is piped into the program, or the
    /// built-in briefing if nothing is. An empty pipe is an empty text: something failed before it, and another text in
    /// its place would be mistaken for the reader's own.
    pub(super) fn of(word: Option<&'a Path>) -> Self {
        match word {
            Some(path) if path == Path::new("-") => Self::Stdin,
            Some(path) => Self::File(path),
            None if load::is_input_piped() => Self::Stdin,
            None => Self::BuiltIn(BuiltIn::First),
        }
    }
}

/// Files and folders that the command line names.
#[derive(Clone, Copy)]
pub(super) struct Selection<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) subfolders: Subfolders,
}

impl Selection<'_> {
    /// The briefings of one of its folders.
    pub(super) fn search(self, folder: &Path) -> io::Result<Briefings> {
        load::briefings(folder, self.subfolders)
    }

    /// The error for a folder without briefings.
    pub(super) fn no_briefing(self, folder: &Path) -> String {
        let name = folder.to_string_lossy();
        let more = match self.subfolders {
            Subfolders::Excluded => "; `-r` looks in its subfolders too",
            Subfolders::Included => "",
        };
        format!("no briefing in `{name}`: it has no `*.md` or `*.markdown` file{more}")
    }
}

/// Tells files apart, whatever path leads to each.
#[derive(Default)]
pub(super) struct Seen(HashSet<PathBuf>);

impl Seen {
    /// Whether a file has not been seen before.
    pub(super) fn is_new(&mut self, path: &Path) -> bool {
        self.0.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
    }
}
