//! `caveat check`: prints the problems of files.
//!
//! Owns the order of the output and its last line. Diagnostics are messages and go to standard error; in a format for
//! programs they are the result and go to standard output.

mod fix;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::arguments::{CheckArgs, CheckFormat, Color};
use super::environment::{color_depth, colors_are_forced};
use super::failure::Failure;
use super::input::Input;
use super::report::Checked;
use super::settings::Settings;
use crate::diagnostics::diagnostic::Severity;
use crate::diagnostics::rulebook::Levels;
use crate::diagnostics::toml_reader::did_you_mean;
use crate::diagnostics::{rulebook, sarif};
use crate::files::load::Loaded;
use crate::files::open_file;
use crate::lint;
use crate::terminal::theme::Depth;
use crate::text::nearest::nearest;
use crate::text::{json, numbers, visible};

/// Width of the rule between two checks.
const RULE_COLUMNS: usize = 72;

pub(super) fn check(check: &CheckArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    if let Some(path) = check.files.iter().find(|path| path.is_dir()) {
        return Err(Failure::not_a_file("check", path, "*.md"));
    }
    let mut texts = Vec::new();
    let levels = if let Some(path) = &check.config {
        let (settings, checked) = Settings::read_for_check(path.as_deref())?;
        texts.extend(checked.into_iter().map(Ok));
        settings.config.levels
    } else {
        Settings::read(None, err)?.config.levels
    };
    if let Some(id) = &check.explain {
        return explain(id, &levels, out);
    }
    if check.watch {
        return watch(check, &levels, out, err);
    }
    check_files(check, texts, &levels, out, err)
}

/// Checks again after each change of a file, until interrupted or the output is closed.
fn watch(check: &CheckArgs, levels: &Levels, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    if check.files.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::usage("standard input cannot be watched", Some("give the name of a file")));
    }
    let mut done = Ok(());
    let mut first = true;
    let watched = open_file::watch_files(&check.files, || {
        let rule = if std::mem::take(&mut first) { String::new() } else { "-".repeat(RULE_COLUMNS) + "\n" };
        done =
            err.write_all(rule.as_bytes()).map_err(Failure::from).and_then(|()| check_again(check, levels, out, err));
        done.is_ok()
    });
    if !watched {
        return Err(Failure::Runtime("this system cannot watch these files".to_owned()));
    }
    done
}

/// Checks once in a watch: flushes the output, and goes on if there are problems.
fn check_again(check: &CheckArgs, levels: &Levels, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    match check_files(check, Vec::new(), levels, out, err) {
        Ok(()) | Err(Failure::Reported) => Ok(out.flush()?),
        Err(failure) => Err(failure),
    }
}

/// Checks the files, and reports them after the texts that are checked already.
fn check_files(
    check: &CheckArgs,
    mut texts: Vec<Result<Checked, String>>,
    levels: &Levels,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    for path in &check.files {
        texts.push(match check_file(check, path, levels, out, err) {
            Ok(checked) => Ok(checked),
            Err(Failure::Runtime(message)) => Err(message),
            Err(failure) => return Err(failure),
        });
    }
    if texts.is_empty() {
        writeln!(err, "no settings file; the defaults apply")?;
    }
    print_problems(check, &texts, levels, out, err)?;
    let checked: Vec<_> = texts.iter().flatten().collect();
    for Checked { manuscript, .. } in checked.iter().filter(|checked| !checked.diagnostics.is_empty()) {
        if manuscript.is_converted() {
            let name = visible::line(manuscript.name());
            writeln!(err, "{name}: line numbers refer to the output of `caveat convert`")?;
        }
    }
    let severities = checked.iter().flat_map(|checked| &checked.diagnostics).map(|diagnostic| diagnostic.severity);
    let errors = severities.clone().filter(|severity| *severity == Severity::Error).count();
    if !check.format.is_result() && !checked.is_empty() {
        let found =
            format!("{}, {}", numbers::count(errors, "error"), numbers::count(severities.count() - errors, "warning"));
        let claims: Vec<_> = checked.iter().filter_map(|checked| checked.claims).collect();
        let claims = match claims.as_slice() {
            [] => String::new(),
            claims => format!(" with {}", numbers::count(claims.iter().sum(), "claim")),
        };
        writeln!(err, "{found} in {}{claims}", numbers::count(checked.len(), "file"))?;
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
    let claims = Some(dossier.claims.len());
    Ok(Checked { manuscript: dossier.manuscript, diagnostics, claims })
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
        return Err(Failure::usage(&format!("unknown problem `{id}`"), Some(&help)));
    };
    Ok(out.write_all(text.as_bytes())?)
}

/// Prints the problems of each text, or why it cannot be read.
fn print_problems(
    check: &CheckArgs,
    texts: &[Result<Checked, String>],
    levels: &Levels,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let color = match check.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => colors_are_forced() || (io::stderr().is_terminal() && color_depth(Color::Auto) > Depth::None),
    };
    let mut records = Vec::new();
    for text in texts {
        let Checked { manuscript, diagnostics, .. } = match text {
            Ok(checked) => checked,
            Err(message) => {
                writeln!(err, "error: {}", visible::line(message))?;
                continue;
            }
        };
        for diagnostic in diagnostics {
            match check.format {
                CheckFormat::Human => writeln!(err, "{}", diagnostic.human(manuscript, color))?,
                CheckFormat::Short => err.write_all(diagnostic.short(manuscript).as_bytes())?,
                CheckFormat::Json => records.push(diagnostic.record(manuscript)),
                CheckFormat::Github => out.write_all(diagnostic.github(manuscript).as_bytes())?,
                // Printed below, as one log for all texts.
                CheckFormat::Sarif => {}
            }
        }
    }
    match check.format {
        CheckFormat::Json => out.write_all(json::pretty(&records).as_bytes())?,
        CheckFormat::Sarif => {
            let read = texts.iter().flatten().map(|checked| (&checked.manuscript, checked.diagnostics.as_slice()));
            out.write_all(sarif::log(read, levels).as_bytes())?;
        }
        CheckFormat::Human | CheckFormat::Short | CheckFormat::Github => {}
    }
    Ok(())
}
