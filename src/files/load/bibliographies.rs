//! The bibliographies of a text: those that it names, and those of its project.
//!
//! Must not know what a bibliography contains.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{read_all, with_name};
use crate::briefing::parse;
use crate::text::manuscript::Manuscript;
use crate::text::visible;

/// How many bibliographies of one text are read.
const MAX_FILES: usize = 16;

/// How large a bibliography may be.
const MAX_BYTES: u64 = 64 << 20;

/// Extensions of bibliography files.
const EXTENSIONS: [&str; 5] = [".bib", ".bibtex", ".json", ".yaml", ".yml"];

/// Files in which a Quarto or bookdown project names the bibliographies of all its texts.
const PROJECT_FILES: [&str; 4] = ["_quarto.yml", "_quarto.yaml", "_metadata.yml", "_output.yml"];

/// How large a project file may be.
const MAX_PROJECT_BYTES: u64 = 1 << 20;

/// How many folders are searched for a project: the text's own and those above it.
const MAX_FOLDERS: usize = 4;

/// Reads the bibliographies of a text.
pub(super) fn with_bibliographies(manuscript: Manuscript) -> Manuscript {
    let folder = manuscript.path().and_then(Path::parent).unwrap_or(Path::new("."));
    let own = parse::bibliographies(&manuscript).into_iter().map(|name| (folder.join(&name), name));
    let mut found: Vec<(PathBuf, String)> = own.collect();
    // Only texts with an `@` can cite by key.
    if manuscript.path().is_some() && manuscript.text().contains('@') {
        found.extend(of_project(folder));
    }
    if found.is_empty() {
        return manuscript;
    }
    let read = |(index, (path, name)): (usize, (PathBuf, String))| {
        let text = if index < MAX_FILES {
            bibliography(&path, &name).map_err(|error| error.to_string())
        } else {
            Err(format!("`{}` is not read: the text names more than {MAX_FILES} files", visible::line(&name)))
        };
        (name, text)
    };
    let read = found.into_iter().enumerate().map(read).collect();
    manuscript.with_bibliographies(read)
}

/// The bibliographies that a project names for the texts in a folder, as path and name.
fn of_project(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in folder.ancestors().take(MAX_FOLDERS) {
        for file in PROJECT_FILES {
            let path = folder.join(file);
            let is_file = fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= MAX_PROJECT_BYTES);
            let Some(text) = is_file.then(|| fs::read_to_string(&path).ok()).flatten() else { continue };
            let project = Manuscript::new(file, format!("---\n{}\n---\n", text.trim_end()));
            let names = parse::bibliographies(&project).into_iter();
            found.extend(names.map(|name| (folder.join(&name), name)));
            if file.starts_with("_quarto") {
                return found;
            }
        }
    }
    found
}

/// Reads a bibliography. A text may name any path, so only regular files with a known extension are read.
fn bibliography(path: &Path, name: &str) -> io::Result<String> {
    let explain = |error: io::Error| with_name(name, &error);
    let other = |why: &str| explain(io::Error::other(why.to_owned()));
    if !EXTENSIONS.iter().any(|end| name.to_lowercase().ends_with(end)) {
        return Err(other("its name does not end in `.bib`, `.json` or `.yaml`"));
    }
    let metadata = fs::metadata(path).map_err(explain)?;
    if !metadata.is_file() {
        return Err(other("it is not a file"));
    }
    if metadata.len() > MAX_BYTES {
        return Err(other("it is larger than 64 MiB"));
    }
    let bytes = File::open(path).and_then(read_all).map_err(explain)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
