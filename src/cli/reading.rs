//! Reads a text or a folder: on the screen, without one, or as a summary.
//!
//! Owns the choice between these and the order of startup. Must not know how arguments are parsed.

mod folder;
mod linear;
mod screen;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::arguments::ReadArgs;
use super::compare;
use super::environment::{DEFAULT_COLUMNS, is_dumb_terminal};
use super::failure::Failure;
use super::input::{Input, Selection};
use super::print::{self, Printing};
use super::settings::Settings;
use crate::files::load::BuiltIn;
use crate::files::open_file::open;
use crate::print::summary;

/// Reads a text, compared with an older one if there is one.
pub(super) fn read(
    text: Input<'_>,
    older: Option<Input<'_>>,
    reading: &ReadArgs,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    if reading.has_screen() {
        return screen::show(text, older, reading, err);
    }
    let rules = reading.check(err)?.config.rules();
    // A terminal that cannot draw gets plain sentences.
    if reading.linear || is_dumb_terminal() {
        return linear::read(text, older, reading.width, &rules, out);
    }
    let width = reading.width.map_or(DEFAULT_COLUMNS, usize::from);
    if let Some(older) = older {
        return compare::print_text([older, text], width, &rules, out);
    }
    let (dossier, diagnostics) = open(text.load()?, &rules);
    let options = summary::Options { width, ..summary::Options::default() };
    Ok(out.write_all(summary::text(&dossier, &diagnostics, &options).as_bytes())?)
}

/// Reads the guide. A pipe gets its page: a summary of its claims would not explain how to read and write.
pub(super) fn guide(reading: &ReadArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let guide = Input::BuiltIn(BuiltIn::Guide);
    if reading.has_screen() || reading.linear || is_dumb_terminal() {
        return read(guide, None, reading, out, err);
    }
    let ReadArgs { fresh: _, colors, width, config, linear: _ } = reading;
    print::print(guide, Printing { width: *width, colors, config: config.as_deref() }, out, err)
}

/// Reads a text compared with an older one, as `--since` asks.
pub(super) fn read_since(
    old: &Path,
    files: &[PathBuf],
    reading: &ReadArgs,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let [new] = files else {
        let problem =
            if files.is_empty() { "`--since` needs a text to compare with" } else { "`--since` takes only one text" };
        return Err(Failure::usage(problem, Some("`caveat --since OLD.md NEW.md`")));
    };
    compare::refuse([old, new], "--since")?;
    read(Input::of(Some(new)), Some(Input::of(Some(old))), reading, out, err)
}

/// Lists the briefings of files and folders.
pub(super) fn list(
    selection: Selection<'_>,
    reading: &ReadArgs,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    if reading.has_screen() {
        return folder::browse(selection, reading, err);
    }
    reading.check(err)?;
    folder::print(selection, out, err)
}

impl ReadArgs {
    fn has_screen(&self) -> bool {
        io::stdout().is_terminal() && !(self.linear || is_dumb_terminal())
    }

    /// Reports mistakes in the settings and the theme even where no screen uses them.
    fn check(&self, err: &mut impl Write) -> Result<Settings, Failure> {
        let settings = Settings::read(self.config.as_deref(), err)?;
        settings.fixed_theme(&self.colors, err)?;
        Ok(settings)
    }
}
