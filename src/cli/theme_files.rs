//! Finds themes: built-in ones, the reader's own, and files.
//!
//! Owns where themes are looked for. A theme with mistakes is reported and not used. Must not know how a color is
//! written.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::app::Themes;
use super::environment::config_folder;
use super::failure::Failure;
use super::report::{Checked, fail_on_problems};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::toml_reader::did_you_mean;
use crate::files::load::{self, Loaded};
use crate::terminal::theme::{Depth, Theme};
use crate::text::manuscript::{Manuscript, Span};
use crate::text::nearest::nearest;

/// The themes to choose from on the screen.
pub(super) fn choices(shown: String, depth: Depth) -> Themes {
    let find = move |name: &str| match load(name, &mut Vec::new()) {
        Ok(theme) => Ok(theme.at(depth)),
        Err(_) => Err(format!("Theme {name} has mistakes; `caveat --theme {name}` lists them")),
    };
    Themes { shown, names: Box::new(names), find: Box::new(find) }
}

/// Loads a theme by its name or path, and reports its mistakes.
pub(super) fn load(name: &str, err: &mut impl Write) -> Result<Theme, Failure> {
    match find(name) {
        Some(Location::BuiltIn(theme)) => Ok(*theme),
        Some(Location::File(path)) => {
            let (theme, Checked { manuscript, diagnostics, .. }) = parse_file(&path)?;
            fail_on_problems(&diagnostics, &manuscript, err)?;
            Ok(theme)
        }
        None => Err(Failure::usage(&format!("`{name}` is neither a theme nor a file"), Some(&suggestion(name)))),
    }
}

/// The names of all themes: built-in ones, then the reader's own.
pub(super) fn names() -> Vec<String> {
    let mut own: Vec<_> = own_folder()
        .and_then(|folder| folder.read_dir().ok())
        .into_iter()
        .flatten()
        .filter_map(|entry| Path::new(&entry.ok()?.file_name()).to_str()?.strip_suffix(".toml").map(str::to_owned))
        .collect();
    own.sort();
    let built_in = Theme::BUILT_IN.iter().map(|(name, _)| (*name).to_owned());
    built_in.chain(own).collect()
}

/// The location of a theme.
pub(super) enum Location {
    BuiltIn(Box<Theme>),
    File(PathBuf),
}

/// Finds a theme by name: built in, the reader's own, or a path.
pub(super) fn find(name: &str) -> Option<Location> {
    let own = || own_path(name).filter(|path| path.is_file());
    let path = || Some(PathBuf::from(name)).filter(|path| path.exists());
    Theme::built_in(name)
        .map(|theme| Location::BuiltIn(Box::new(theme)))
        .or_else(|| own().or_else(path).map(Location::File))
}

pub(super) fn parse_file(path: &Path) -> Result<(Theme, Checked), Failure> {
    let Loaded { manuscript, mut diagnostics } = load::file(path).map_err(|error| Failure::from_io(&error))?;
    let (theme, found) = Theme::parse(&manuscript, &inherited);
    diagnostics.extend(found);
    Ok((theme, Checked { manuscript, diagnostics, claims: None, unsourced: 0 }))
}

/// Loads the text of a theme that another inherits.
fn inherited(name: &str) -> Option<Manuscript> {
    match Theme::BUILT_IN.iter().find(|(known, _)| *known == name) {
        Some((name, text)) => Some(Manuscript::new(*name, *text)),
        None => load::file(&own_path(name)?).ok().map(|loaded| loaded.manuscript),
    }
}

pub(super) fn unknown_theme(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error("unknown-theme", span, format!("there is no theme `{name}`")).help(suggestion(name))
}

fn suggestion(name: &str) -> String {
    match nearest(name, names().iter().map(String::as_str)) {
        Some(near) => did_you_mean(near),
        None => "`caveat themes` lists them".to_owned(),
    }
}

/// The path of the reader's own theme with this name. A name with a separator is a path, not a name.
fn own_path(name: &str) -> Option<PathBuf> {
    let plain = !name.contains(std::path::is_separator);
    own_folder().filter(|_| plain).map(|folder| folder.join(format!("{name}.toml")))
}

fn own_folder() -> Option<PathBuf> {
    config_folder().map(|folder| folder.join("themes"))
}
