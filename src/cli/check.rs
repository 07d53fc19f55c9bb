//! `caveat check`: prints the problems of files.
//!
//! Owns the order of the output and its last line. Problems are the result and go to standard output in every format,
//! except that the result of a dry run is the diff, beside which they go to standard error. What went wrong with the check
//! itself goes to standard error.

mod fix;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use super::arguments::{CheckArgs, CheckFormat, Color};
use super::environment::{color_depth, colors_are_forced};
use super::failure::Failure;
use super::input::{Input, Seen, Selection};
use super::report::Checked;
use super::settings::Settings;
use crate::diagnostics::diagnostic::Severity;
use crate::diagnostics::rulebook::Levels;
use crate::diagnostics::toml_reader::did_you_mean;
use crate::diagnostics::{rulebook, sarif};
use crate::files::load::Loaded;
use crate::files::watch::{self, Watcher};
use crate::lint;
use crate::terminal::theme::Depth;
use crate::text::nearest::nearest;
use crate::text::{json, numbers, visible};

/// Width of the rule between two checks.
const RULE_COLUMNS: usize = 72;

pub(super) fn check(check: &CheckArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let mut texts = Vec::new();
    let levels = if let Some(path) = &check.config {
        let (settings, checked) = Settings::read_for_check(path.as_deref().or(check.before.as_deref()))?;
        texts.extend(checked.into_iter().map(Ok));
        settings.config.levels
    } else {
        Settings::read(check.before.as_deref(), err)?.config.levels
    };
    if let Some(id) = &check.explain {
        return explain(id, &levels, out);
    }
    if check.watch {
        return watch(check, &levels, out, err);
    }
    check_files(check, &Files::find(check), texts, &levels, out, err)
}

/// The files to check.
#[derive(Default)]
struct Files {
    /// Each once. Those of a folder are in the order of their names.
    paths: Vec<PathBuf>,
    /// The folders that were searched.
    folders: Vec<PathBuf>,
    /// Why folders cannot be read, or have no briefing.
    unread: Vec<String>,
}

impl Files {
    fn find(check: &CheckArgs) -> Self {
        let mut files = Self::default();
        let selection = Selection { paths: &check.files, subfolders: check.subfolders };
        for path in selection.paths {
            if path.is_dir() {
                let found = match selection.search(path) {
                    Ok(found) => found,
                    Err(error) => {
                        files.unread.push(error.to_string());
                        continue;
                    }
                };
                if found.is_empty() {
                    files.unread.push(selection.no_briefing(path));
                }
                files.paths.extend(found.files);
                files.folders.extend(found.folders);
                files.unread.extend(found.unread.iter().map(ToString::to_string));
            } else {
                files.paths.push(path.clone());
            }
        }
        let mut seen = Seen::default();
        files.paths.retain(|path| seen.is_new(path));
        files
    }

    /// Finds the files and watches them, so that no change after the search is missed.
    fn find_watched(check: &CheckArgs, watcher: &mut Watcher) -> Result<Self, Failure> {
        let unwatched =
            |path: &Path| Failure::Runtime(format!("this system cannot watch `{}`", path.to_string_lossy()));
        let mut watched = HashSet::new();
        loop {
            let files = Self::find(check);
            let mut is_complete = true;
            for folder in files.folders.iter().filter(|folder| watched.insert((*folder).clone())) {
                // A file may have come after the search and before the watch.
                is_complete = false;
                if !watcher.add_folder(folder, check.subfolders) && folder.read_dir().is_ok() {
                    return Err(unwatched(folder));
                }
            }
            if is_complete {
                let mut paths = files.paths.iter();
                return match paths.find(|path| !watcher.add_file(path) && path.exists()) {
                    Some(path) => Err(unwatched(path)),
                    None => Ok(files),
                };
            }
        }
    }
}

/// Checks again after each change of a file or of the files of a folder, until interrupted or the output is closed.
fn watch(check: &CheckArgs, levels: &Levels, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    if check.files.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::usage("standard input cannot be watched", Some("give the name of a file")));
    }
    let (tell, changes) = mpsc::channel();
    let watcher = Watcher::start(move || {
        // The receiver is gone: the watch is over.
        let _ = tell.send(());
    });
    let Some(mut watcher) = watcher else {
        return Err(Failure::Runtime("this system cannot watch files".to_owned()));
    };
    check_again(check, &Files::find_watched(check, &mut watcher)?, levels, out, err)?;
    while watch::next_message(&changes, |()| true).is_some() {
        writeln!(out, "{}", "-".repeat(RULE_COLUMNS))?;
        check_again(check, &Files::find_watched(check, &mut watcher)?, levels, out, err)?;
    }
    Ok(())
}

/// Checks once in a watch: flushes the output, and goes on if there are problems.
fn check_again(
    check: &CheckArgs,
    files: &Files,
    levels: &Levels,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    match check_files(check, files, Vec::new(), levels, out, err) {
        Ok(()) | Err(Failure::Reported) => Ok(out.flush()?),
        Err(failure) => Err(failure),
    }
}

/// Checks the files, and reports them after the texts that are checked already.
fn check_files(
    check: &CheckArgs,
    files: &Files,
    mut texts: Vec<Result<Checked, String>>,
    levels: &Levels,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    for path in &files.paths {
        texts.push(match check_file(check, path, levels, out, err) {
            Ok(checked) => Ok(checked),
            Err(Failure::Runtime(message)) => Err(message),
            Err(failure) => return Err(failure),
        });
    }
    texts.extend(files.unread.iter().cloned().map(Err));
    if texts.is_empty() {
        writeln!(err, "no settings file; the defaults apply")?;
    }
    for message in texts.iter().filter_map(|text| text.as_ref().err()) {
        writeln!(err, "error: {}", visible::line(message))?;
    }
    let checked: Vec<_> = texts.iter().flatten().collect();
    let severities = checked.iter().flat_map(|checked| &checked.diagnostics).map(|diagnostic| diagnostic.severity);
    let errors = severities.clone().filter(|severity| *severity == Severity::Error).count();
    let mut results = problems(check, &checked, levels);
    let mut notes = String::new();
    for Checked { manuscript, .. } in checked.iter().filter(|checked| !checked.diagnostics.is_empty()) {
        if manuscript.is_converted() {
            let name = visible::line(manuscript.name());
            // Writing to a string cannot fail.
            let _ = writeln!(notes, "{name}: line numbers refer to the output of `caveat convert`");
        }
    }
    if !check.format.is_result() && !checked.is_empty() {
        let found =
            format!("{}, {}", numbers::count(errors, "error"), numbers::count(severities.count() - errors, "warning"));
        let claims: Vec<_> = checked.iter().filter_map(|checked| checked.claims).collect();
        let claims = match claims.as_slice() {
            [] => String::new(),
            claims => format!(" with {}", numbers::count(claims.iter().sum(), "claim")),
        };
        // Nothing was sought in these, so no errors there say little. A text without claims is no briefing.
        let briefings = checked.iter().filter(|checked| checked.claims.is_some_and(|claims| claims > 0));
        let unsourced = match briefings.map(|checked| checked.unsourced).sum() {
            0 => String::new(),
            all => format!("; {} without a reference", numbers::count(all, "sentence")),
        };
        results += &notes;
        // Writing to a string cannot fail.
        let _ = writeln!(results, "{found} in {}{claims}{unsourced}", numbers::count(checked.len(), "file"));
    } else {
        err.write_all(notes.as_bytes())?;
    }
    if check.dry_run && !check.format.is_result() {
        err.write_all(results.as_bytes())?;
    } else {
        out.write_all(results.as_bytes())?;
    }
    if checked.len() < texts.len() || errors > 0 { Err(Failure::Reported) } else { Ok(()) }
}

/// Checks a file, and fixes it first if requested.
fn check_file(
    check: &CheckArgs,
    path: &Path,
    levels: &Levels,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<Checked, Failure> {
    let Loaded { mut manuscript, diagnostics } = Input::of(Some(path)).load()?;
    if check.fix {
        manuscript = fix::fix(path, manuscript, &diagnostics, check.dry_run, levels, out, err)?;
    }
    let (dossier, diagnostics) = lint::check(manuscript, diagnostics, levels);
    let (claims, unsourced) = (Some(dossier.claims.len()), dossier.unsourced.len());
    Ok(Checked { manuscript: dossier.manuscript, diagnostics, claims, unsourced })
}

/// Prints what an id means, or all ids with one line each.
fn explain(id: &str, levels: &Levels, out: &mut impl Write) -> Result<(), Failure> {
    let text = if id == "all" {
        levels.list()
    } else if let Some(rule) = rulebook::rule(id) {
        levels.explain(rule)
    } else {
        let help = match nearest(id, rulebook::rules().map(|rule| rule.id)) {
            Some(near) => did_you_mean(near),
            None => "`caveat check --explain` lists them all".to_owned(),
        };
        return Err(Failure::usage(&format!("there is no problem with the id `{id}`"), Some(&help)));
    };
    Ok(out.write_all(text.as_bytes())?)
}

/// The problems of the texts in the format that is asked for.
fn problems(check: &CheckArgs, texts: &[&Checked], levels: &Levels) -> String {
    let color = match check.color.unwrap_or_default() {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let is_terminal = if check.dry_run { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
            colors_are_forced() || (is_terminal && color_depth(Color::Auto) > Depth::None)
        }
    };
    let each = || texts.iter().flat_map(|text| text.diagnostics.iter().map(|found| (found, &text.manuscript)));
    match check.format {
        CheckFormat::Human => each().map(|(found, text)| found.human(text, color) + "\n").collect(),
        CheckFormat::Short => each().map(|(found, text)| found.short(text)).collect(),
        CheckFormat::Github => each().map(|(found, text)| found.github(text)).collect(),
        CheckFormat::Json => json::pretty(&each().map(|(found, text)| found.record(text)).collect::<Vec<_>>()),
        CheckFormat::Sarif => {
            let texts = texts.iter().map(|text| (&text.manuscript, text.diagnostics.as_slice()));
            sarif::log(texts, levels)
        }
    }
}
