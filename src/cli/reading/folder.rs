//! A folder of briefings, or several files: their list on the screen, or as lines where there is none.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::app::{App, Browser};
use crate::cli::arguments::ReadArgs;
use crate::cli::environment::{color_depth, symbols, variable};
use crate::cli::failure::Failure;
use crate::cli::settings::Settings;
use crate::cli::theme_files;
use crate::files::config::Rules;
use crate::files::load::{self, Loaded};
use crate::files::open_file::{OpenFile, open};
use crate::files::opener;
use crate::reader::folder::{self, Entry, Folder};
use crate::reader::model::Model;
use crate::terminal::theme::Depth;
use crate::terminal::tui::{self, Question};
use crate::text::manuscript::Manuscript;

/// The list, where no screen is: a line for each briefing.
pub(super) fn print(paths: &[PathBuf], out: &mut impl Write) -> Result<(), Failure> {
    let entries = entries(paths, |path| {
        let read =
            load::listed(&path).map(|loaded| open(loaded, &Rules::default())).map_err(|error| load::reason(&error));
        Entry::read(path, read.as_ref().map(|(dossier, diagnostics)| (dossier, &**diagnostics)).map_err(Clone::clone))
    })?;
    for entry in entries {
        writeln!(out, "{}", entry.line())?;
    }
    Ok(())
}

/// Opens the list on the screen.
pub(super) fn browse(paths: &[PathBuf], reading: &ReadArgs, err: &mut impl Write) -> Result<(), Failure> {
    let settings = Settings::read(reading.config.as_deref(), err)?;
    let depth = color_depth(reading.colors.color);
    let chosen = settings.fixed_theme(&reading.colors, err)?;
    let term = variable("TERM").unwrap_or_default();
    // Every file is looked into, and none is read as a whole before its turn comes.
    let entries = entries(paths, |path| {
        let beginning = load::beginning(&path).map_err(|error| load::reason(&error));
        Entry::new(path, beginning.as_ref().map_err(Clone::clone))
    })?;
    let symbols = symbols();
    let names: Vec<_> = paths.iter().map(|path| name(path)).collect();
    let folder = Folder::new(names.join(", "), entries, symbols).keyed(settings.config.keys.keymap.clone());
    let asking = chosen.is_none() && depth > Depth::Sixteen;
    let (theme, shown) = settings.resolve_theme(chosen, asking.then(|| Question::ask(&term)), err)?;
    let rules = settings.config.rules();
    let (nothing, _) = open(Loaded { manuscript: Manuscript::new("", ""), diagnostics: Vec::new() }, &rules);
    let app = App {
        model: Model::new(nothing, &[], symbols).with_addresses(settings.addresses(depth)),
        theme: theme.at(depth),
        themes: theme_files::choices(shown, depth),
        open: opener::open,
        file: OpenFile::default(),
        read: Arc::new(|path| load::listed(path).map_err(|error| load::reason(&error))),
        rules,
        mouse: settings.config.mouse,
        left: false,
    };
    let measure = reading.width.unwrap_or(settings.config.measure);
    tui::run(&mut Browser::new(folder, app, measure, reading.fresh)).map_err(|error| Failure::from_io(&error))?;
    Ok(())
}

/// What a list of one path is called, or a part of what one of several is.
fn name(path: &Path) -> String {
    // A dot is no name.
    let whole = path.canonicalize().unwrap_or_default();
    path.file_name().or(whole.file_name()).unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The files that paths stand for, each once: those of a folder in the order of its list, files as they were given.
fn entries(paths: &[PathBuf], entry: impl Fn(PathBuf) -> Entry) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    for path in paths {
        let mut found: Vec<_> = if path.is_dir() {
            of_folder(path)?.into_iter().map(&entry).collect()
        } else {
            of_file(path)?;
            vec![entry(path.clone())]
        };
        if path.is_dir() {
            folder::sort(&mut found);
        }
        // Files of several folders may have one name.
        if paths.len() > 1 {
            let whole = |entry: Entry| {
                let path = entry.path.to_string_lossy().into_owned();
                entry.called(path)
            };
            found = found.into_iter().map(whole).collect();
        }
        entries.extend(found);
    }
    let mut seen = HashSet::new();
    entries.retain(|entry| seen.insert(entry.path.canonicalize().unwrap_or_else(|_| entry.path.clone())));
    Ok(entries)
}

/// What a folder has; an error if there is nothing in it.
fn of_folder(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let files = load::briefings(path).map_err(|error| Failure::from_io(&error))?;
    if files.is_empty() {
        let path = path.to_string_lossy();
        return Err(Failure::Runtime(format!("no briefing in `{path}`: it has no file `*.md` or `*.markdown`")));
    }
    Ok(files)
}

/// An error if a file that was given cannot be read: whoever names it is not to find that out in a list.
fn of_file(path: &Path) -> Result<(), Failure> {
    if path == Path::new("-") {
        let help = "`-` stands for standard input, which is read alone";
        return Err(Failure::usage("`-` cannot be one of several files", Some(help)));
    }
    let cannot =
        |error| Failure::Runtime(format!("cannot read `{}`: {}", path.to_string_lossy(), load::reason(&error)));
    load::beginning(path).map(drop).map_err(cannot)
}
