//! A folder of briefings: its list on the screen, or as lines where there is none.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::settings::{self, Settings};
use super::{Failure, Reading, depth, variable};
use crate::app::{App, Browser, Read};
use crate::desk::{Desk, open};
use crate::folder::{self, Entry, Folder};
use crate::load::{self, Loaded};
use crate::manuscript::Manuscript;
use crate::model::Model;
use crate::opener;
use crate::theme::Depth;
use crate::tui::{self, Question};

/// The list, where no screen is: a line for each briefing.
pub(super) fn print(path: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let mut entries = entries(path, |path| {
        let read = load::listed(&path).map(open).map_err(|error| load::why(&error));
        Entry::read(path, read.as_ref().map(|(dossier, diagnostics)| (dossier, &**diagnostics)).map_err(Clone::clone))
    })?;
    folder::sort(&mut entries);
    for entry in entries {
        writeln!(out, "{}", entry.line())?;
    }
    Ok(())
}

/// Opens the list on the screen.
pub(super) fn browse(path: &Path, reading: &Reading, err: &mut impl Write) -> Result<(), Failure> {
    let settings = Settings::read(reading.config.as_deref(), err)?;
    let depth = depth(reading.colors.color);
    let chosen = settings.chosen(&reading.colors, err)?;
    let term = variable("TERM").unwrap_or_default();
    // Every file is looked into, and none is read as a whole before its turn comes.
    let mut entries = entries(path, |path| {
        let beginning = load::beginning(&path).map_err(|error| load::why(&error));
        Entry::new(path, beginning.as_ref().map_err(Clone::clone))
    })?;
    folder::sort(&mut entries);
    let symbols = super::symbols();
    // A dot is no name.
    let whole = path.canonicalize().unwrap_or_default();
    let name = path.file_name().or(whole.file_name()).unwrap_or(path.as_os_str()).to_string_lossy();
    let folder = Folder::new(name, entries, symbols).keyed(settings.config.keys.keymap.clone());
    let asking = chosen.is_none() && depth > Depth::Sixteen;
    let (theme, shown) = settings.theme(chosen, asking.then(|| Question::ask(&term)), err)?;
    let (nothing, _) = open(Loaded { manuscript: Manuscript::new("", ""), diagnostics: Vec::new() });
    let app = App {
        model: Model::new(nothing, &[], symbols),
        theme: theme.at(depth),
        themes: settings::themes(shown, depth),
        open: opener::open,
        desk: Desk::default(),
        mouse: settings.config.mouse,
        left: false,
    };
    let read: Read = Box::new(|path| load::listed(path).map_err(|error| load::why(&error)));
    let measure = reading.width.unwrap_or(settings.config.measure);
    tui::run(&mut Browser::new(folder, app, read, measure, reading.fresh)).map_err(|error| Failure::world(&error))?;
    Ok(())
}

/// What takes a file is not to be given a folder.
pub(super) fn refused(command: &str, path: &Path, files: &str) -> Failure {
    let path = path.to_string_lossy();
    let bare = path.trim_end_matches('/');
    let help = format!("`caveat {path}` lists its briefings; `caveat {command}` takes files, as in `{bare}/{files}`");
    Failure::usage(&format!("`{path}` is a folder"), Some(&help))
}

/// What the folder has; an error if there is nothing in it.
fn entries(path: &Path, entry: impl Fn(PathBuf) -> Entry) -> Result<Vec<Entry>, Failure> {
    let files = load::briefings(path).map_err(|error| Failure::world(&error))?;
    if files.is_empty() {
        let path = path.to_string_lossy();
        return Err(Failure::World(format!("no briefing in `{path}`: it has no file `*.md` or `*.markdown`")));
    }
    Ok(files.into_iter().map(entry).collect())
}
