//! The text that the command line names: a file, standard input, or a built-in briefing.

use std::path::Path;

use super::failure::Failure;
use crate::files::load::{self, BuiltIn, Loaded};
use crate::files::open_file::OpenFile;

/// A text to read.
#[derive(Clone, Copy)]
pub(super) enum Input<'a> {
    BuiltIn(BuiltIn),
    /// What is piped into the program, or the built-in briefing if that is empty.
    Piped,
    Stdin,
    File(&'a Path),
}

impl<'a> Input<'a> {
    pub(super) fn load(self) -> Result<Loaded, Failure> {
        match self {
            Self::BuiltIn(which) => Ok(load::built_in(which)),
            Self::Piped => load::standard_input().map(|loaded| {
                if loaded.manuscript.text().is_empty() { load::built_in(BuiltIn::First) } else { loaded }
            }),
            Self::Stdin => load::standard_input(),
            Self::File(path) => load::file(path),
        }
        .map_err(|error| Failure::from_io(&error))
    }

    pub(super) fn open_file(self, loaded: &Loaded) -> OpenFile {
        match self {
            Self::BuiltIn(which) => OpenFile::built_in(which),
            Self::Piped if loaded.manuscript.name() != load::STANDARD_INPUT => OpenFile::built_in(BuiltIn::First),
            Self::Piped | Self::Stdin => OpenFile::standard_input(),
            Self::File(path) => OpenFile::from_path(path, loaded),
        }
    }

    /// From an argument: `-` is standard input. Without an argument, it is what is piped into the program, else the
    /// built-in briefing.
    pub(super) fn of(word: Option<&'a Path>) -> Self {
        match word {
            Some(path) if path == Path::new("-") => Self::Stdin,
            Some(path) => Self::File(path),
            None if load::is_input_piped() => Self::Piped,
            None => Self::BuiltIn(BuiltIn::First),
        }
    }
}
