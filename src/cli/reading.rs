//! Reading a text or a folder in the way that there is: on the screen, without one, or as a summary.
//!
//! Owns what can be read, and the order in which a reading begins. Must not know how a command line says it.

mod folder;
mod linear;
mod screen;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::arguments::ReadArgs;
use super::compare;
use super::environment::{DEFAULT_COLUMNS, is_dumb_terminal};
use super::failure::Failure;
use super::input::Input;
use super::settings::Settings;
use crate::files::open_file::open;
use crate::print::summary;

/// Shows a text in the way that there is, compared with an older one if there is one.
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
    // Where nothing can be drawn, asking for a screen asks for this.
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

/// Shows a text, compared with an older one.
pub(super) fn read_since(
    old: &Path,
    files: &[PathBuf],
    reading: &ReadArgs,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let [new] = files else {
        let said = if files.is_empty() { "`--since` wants a text to compare with" } else { "`--since` wants one text" };
        return Err(Failure::usage(said, Some("`caveat --since OLD.md NEW.md`")));
    };
    compare::refuse([old, new], "--since")?;
    read(Input::of(Some(new)), Some(Input::of(Some(old))), reading, out, err)
}

/// Shows the list of what some files and folders have in the way that there is.
pub(super) fn list(
    paths: &[PathBuf],
    reading: &ReadArgs,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    if reading.has_screen() {
        return folder::browse(paths, reading, err);
    }
    reading.check(err)?;
    folder::print(paths, out)
}

impl ReadArgs {
    fn has_screen(&self) -> bool {
        io::stdout().is_terminal() && !(self.linear || is_dumb_terminal())
    }

    /// What is wrong with settings and a theme on a terminal is wrong where they are not used.
    fn check(&self, err: &mut impl Write) -> Result<Settings, Failure> {
        let settings = Settings::read(self.config.as_deref(), err)?;
        settings.fixed_theme(&self.colors, err)?;
        Ok(settings)
    }
}
