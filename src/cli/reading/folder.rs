//! A folder or several files: their list on the screen, or as plain lines.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::app::{App, Browser};
use crate::cli::arguments::ReadArgs;
use crate::cli::environment::{color_depth, symbols, variable};
use crate::cli::failure::Failure;
use crate::cli::input::{Seen, Selection};
use crate::cli::settings::Settings;
use crate::cli::theme_files;
use crate::files::clipboard::Clipboard;
use crate::files::config::Rules;
use crate::files::load::{self, Briefings, Loaded};
use crate::files::open_file::{OpenFile, open};
use crate::files::opener;
use crate::reader::folder::{self, Entry, Folder};
use crate::reader::model::Model;
use crate::terminal::theme::Depth;
use crate::terminal::tui::{self, Question};
use crate::text::manuscript::Manuscript;
use crate::text::visible;

/// Prints the list, one line for each briefing.
pub(super) fn print(selection: Selection<'_>, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let (entries, has_unread) = entries(selection, err, |path| {
        let read =
            load::listed(&path).map(|loaded| open(loaded, &Rules::default())).map_err(|error| load::reason(&error));
        Entry::read(path, read.as_ref().map(|(dossier, diagnostics)| (dossier, &**diagnostics)).map_err(Clone::clone))
    })?;
    for entry in entries {
        writeln!(out, "{}", entry.line())?;
    }
    if has_unread { Err(Failure::Reported) } else { Ok(()) }
}

/// Opens the list on the screen.
pub(super) fn browse(selection: Selection<'_>, reading: &ReadArgs, err: &mut impl Write) -> Result<(), Failure> {
    let settings = Settings::read(reading.config.as_deref(), err)?;
    let depth = color_depth(reading.colors.color());
    let chosen = settings.fixed_theme(&reading.colors, err)?;
    let term = variable("TERM").unwrap_or_default();
    // Only the beginning of each file is read here; the whole file follows in the background.
    let (entries, _) = entries(selection, err, |path| {
        let beginning = load::beginning(&path).map_err(|error| load::reason(&error));
        Entry::new(path, beginning.as_ref().map_err(Clone::clone))
    })?;
    let symbols = symbols();
    let names: Vec<_> = selection.paths.iter().map(|path| name(path)).collect();
    let folder = Folder::new(names.join(", "), entries, symbols).keyed(settings.config.keys.keymap.clone());
    let asking = chosen.is_none() && depth > Depth::Sixteen;
    let (theme, shown) = settings.resolve_theme(chosen, asking.then(|| Question::ask(&term)), err)?;
    let rules = settings.config.rules();
    let (nothing, _) = open(Loaded { manuscript: Manuscript::new("", ""), diagnostics: Vec::new() }, &rules);
    let app = App {
        model: Model::new(nothing, &[], symbols).with_preferences(settings.preferences(depth)),
        theme: theme.at(depth),
        themes: theme_files::choices(shown, depth),
        open_address: opener::open,
        clipboard: Clipboard::find(),
        file: OpenFile::default(),
        read: Arc::new(|path| load::listed(path).map_err(|error| load::reason(&error))),
        rules,
        mouse: settings.config.mouse,
        returns_to_list: false,
        bell: None,
    };
    let measure = reading.width.unwrap_or(settings.config.measure);
    let mut browser = Browser::new(folder, app, measure, reading.fresh);
    let ended = tui::run(&mut browser);
    let printed = browser.print_unsaved(err);
    ended.map_err(|error| Failure::from_io(&error))?;
    Ok(printed?)
}

/// The name of a path in the title of the list.
fn name(path: &Path) -> String {
    // `.` and `..` have no file name.
    let whole = path.canonicalize().unwrap_or_default();
    path.file_name().or(whole.file_name()).unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The entries of all paths, without duplicates. Those of a folder are sorted, and named as seen from it; files keep the
/// order of the command line. Reports the subfolders that cannot be read, and returns whether there are any.
fn entries(
    selection: Selection<'_>,
    err: &mut impl Write,
    entry: impl Fn(PathBuf) -> Entry,
) -> Result<(Vec<Entry>, bool), Failure> {
    let (mut entries, mut has_unread) = (Vec::new(), false);
    let paths = selection.paths;
    for path in paths {
        // Files of several folders may have the same name.
        let base = if paths.len() > 1 { Path::new("") } else { path };
        let named = |path: PathBuf| {
            let name = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().into_owned();
            entry(path).called(name)
        };
        if path.is_dir() {
            let found = selection.search(path).map_err(|error| Failure::from_io(&error))?;
            if found.is_empty() {
                return Err(Failure::Runtime(selection.no_briefing(path)));
            }
            let Briefings { files, unread, .. } = found;
            has_unread |= !unread.is_empty();
            for error in unread {
                writeln!(err, "error: {}", visible::line(&error.to_string()))?;
            }
            let mut found: Vec<_> = files.into_iter().map(named).collect();
            folder::sort(&mut found);
            entries.extend(found);
        } else {
            of_file(path)?;
            entries.push(named(path.clone()));
        }
    }
    let mut seen = Seen::default();
    entries.retain(|entry| seen.is_new(&entry.path));
    Ok((entries, has_unread))
}

/// Fails if a named file cannot be read, instead of showing that only in the list.
fn of_file(path: &Path) -> Result<(), Failure> {
    if path == Path::new("-") {
        let help = "`-` is standard input, which cannot be combined with files";
        return Err(Failure::usage("`-` cannot be one of several files", Some(help)));
    }
    let cannot =
        |error| Failure::Runtime(format!("cannot read `{}`: {}", path.to_string_lossy(), load::reason(&error)));
    load::beginning(path).map(drop).map_err(cannot)
}
