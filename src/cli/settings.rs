//! The reader's own settings and themes: where they are, and what they come to.
//!
//! Owns the folder, the order in which a setting is looked for, and the names of themes. A file with mistakes is
//! told of and not used: on the screen its reader would not see what they were.

use std::io::Write;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

use super::check::Checked;
use super::{ANSWER, Colors, Failure, tell};
use crate::cli::app::Themes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::toml_reader::did_you_mean;
use crate::files::config::{Config, Name};
use crate::files::load::{self, Loaded};
use crate::page::look::Addresses;
use crate::terminal::theme::{Depth, Theme};
use crate::terminal::tui::{self, Background, Question};
use crate::text::manuscript::{Manuscript, Span};
use crate::text::nearest::nearest;

/// The settings that hold.
pub(super) struct Settings {
    pub(super) config: Config,
    /// The file that they come from, or would come from if there were one.
    pub(super) path: Option<PathBuf>,
    pub(super) there: bool,
}

impl Settings {
    /// Reads the settings: the file that was asked for, else that of `CAVEAT_CONFIG` (set and empty: none), else that
    /// in the platform's folder, if there is one.
    pub(super) fn read(asked: Option<&Path>, err: &mut impl Write) -> Result<Self, Failure> {
        let (settings, read) = Self::parse(asked)?;
        if let Some(Checked { manuscript, diagnostics, .. }) = read {
            tell(&diagnostics, &manuscript, err)?;
        }
        Ok(settings)
    }

    /// What is wrong with the same file, and with the themes of the reader's own that it names.
    pub(super) fn checked(asked: Option<&Path>) -> Result<(Self, Vec<Checked>), Failure> {
        let (settings, read) = Self::parse(asked)?;
        let mut checked: Vec<_> = read.into_iter().collect();
        let mut paths = Vec::new();
        for name in [&settings.config.dark, &settings.config.light] {
            if let Some(Found::File(path)) = find(&name.name)
                && !paths.contains(&path)
            {
                checked.push(parsed(&path)?.1);
                paths.push(path);
            }
        }
        Ok((settings, checked))
    }

    /// Whether addresses stand behind the words of links: if the reader wants that, and where nothing else tells a link.
    pub(super) fn addresses(&self, depth: Depth) -> Addresses {
        let shown = self.config.addresses || depth == Depth::None && !tui::knows_hyperlinks();
        if shown { Addresses::Shown } else { Addresses::Hidden }
    }

    fn parse(asked: Option<&Path>) -> Result<(Self, Option<Checked>), Failure> {
        let variable = std::env::var_os("CAVEAT_CONFIG").map(PathBuf::from);
        let wanted = asked.map(Path::to_path_buf).or(variable);
        let path = match &wanted {
            Some(path) => Some(path.clone()).filter(|path| !path.as_os_str().is_empty()),
            None => folder().map(|folder| folder.join("config.toml")),
        };
        let there = path.as_ref().is_some_and(|path| wanted.is_some() || path.is_file());
        let mut settings = Self { config: Config::default(), path, there };
        let Some(file) = settings.path.as_ref().filter(|_| there) else { return Ok((settings, None)) };
        let Loaded { manuscript, mut diagnostics } = load::file(file).map_err(|error| Failure::world(&error))?;
        let (mut config, found) = Config::parse(&manuscript);
        diagnostics.extend(found);
        for Name { name, span } in [&mut config.dark, &mut config.light] {
            let Some(span) = *span else { continue };
            // A relative path starts from where it is written.
            let beside = file.with_file_name(&*name);
            if find(name).is_none() && beside.exists() {
                *name = beside.to_string_lossy().into_owned();
            }
            if find(name).is_none() {
                diagnostics.push(unknown(name, span));
            }
        }
        Diagnostic::sort(&mut diagnostics);
        // One name may be for both.
        diagnostics.dedup();
        settings.config = config;
        Ok((settings, Some(Checked { manuscript, diagnostics, claims: None })))
    }

    /// The theme that is wanted whatever the terminal is, if there is one, and its name.
    pub(super) fn chosen(&self, colors: &Colors, err: &mut impl Write) -> Result<Option<(Theme, String)>, Failure> {
        let asked_for = colors.theme.as_ref().map(|name| name.to_string_lossy().into_owned());
        let one = (!self.config.follows_background()).then(|| self.config.dark.name.clone());
        match asked_for.or(one) {
            Some(name) => Ok(Some((theme(&name, err)?, name))),
            None => Ok(None),
        }
    }

    /// That one, else the one that goes with what the terminal answers, if it was asked for its background.
    pub(super) fn theme(
        &self,
        chosen: Option<(Theme, String)>,
        question: Option<Question>,
        err: &mut impl Write,
    ) -> Result<(Theme, String), Failure> {
        let name = match (chosen, question.map(|question| question.answer(ANSWER))) {
            (Some(chosen), _) => return Ok(chosen),
            (None, None) => "terminal",
            (None, Some(Some(Background::Light))) => &self.config.light.name,
            (None, Some(Some(Background::Dark) | None)) => &self.config.dark.name,
        };
        Ok((theme(name, err)?, name.to_owned()))
    }
}

/// What there is to choose from on the screen.
pub(super) fn themes(shown: String, depth: Depth) -> Themes {
    let find = move |name: &str| match theme(name, &mut Vec::new()) {
        Ok(theme) => Ok(theme.at(depth)),
        Err(_) => Err(format!("Theme {name} has mistakes: `caveat --theme {name}` tells of them")),
    };
    Themes { shown, names: Box::new(names), find: Box::new(find) }
}

/// A theme by its name, or from a file.
pub(super) fn theme(name: &str, err: &mut impl Write) -> Result<Theme, Failure> {
    match find(name) {
        Some(Found::BuiltIn(theme)) => Ok(*theme),
        Some(Found::File(path)) => {
            let (theme, Checked { manuscript, diagnostics, .. }) = parsed(&path)?;
            tell(&diagnostics, &manuscript, err)?;
            Ok(theme)
        }
        None => Err(Failure::usage(&format!("`{name}` is neither a theme nor a file"), Some(&meant(name)))),
    }
}

/// The themes that have a name: those that are compiled in, then the reader's own.
pub(super) fn names() -> Vec<String> {
    let mut own: Vec<_> = own_themes()
        .and_then(|folder| folder.read_dir().ok())
        .into_iter()
        .flatten()
        .filter_map(|entry| Path::new(&entry.ok()?.file_name()).to_str()?.strip_suffix(".toml").map(str::to_owned))
        .collect();
    own.sort();
    let built_in = Theme::BUILT_IN.iter().map(|(name, _)| (*name).to_owned());
    built_in.chain(own).collect()
}

/// Where a theme is.
enum Found {
    BuiltIn(Box<Theme>),
    File(PathBuf),
}

/// What a name means: a theme that is compiled in, one of the reader's own, or a file.
fn find(name: &str) -> Option<Found> {
    let own = || named(name).filter(|path| path.is_file());
    let path = || Some(PathBuf::from(name)).filter(|path| path.exists());
    Theme::built_in(name).map(|theme| Found::BuiltIn(Box::new(theme))).or_else(|| own().or_else(path).map(Found::File))
}

fn parsed(path: &Path) -> Result<(Theme, Checked), Failure> {
    let Loaded { manuscript, mut diagnostics } = load::file(path).map_err(|error| Failure::world(&error))?;
    let (theme, found) = Theme::parse(&manuscript, &text);
    diagnostics.extend(found);
    Ok((theme, Checked { manuscript, diagnostics, claims: None }))
}

/// The text of a theme that another inherits.
fn text(name: &str) -> Option<Manuscript> {
    match Theme::BUILT_IN.iter().find(|(known, _)| *known == name) {
        Some((name, text)) => Some(Manuscript::new(*name, *text)),
        None => load::file(&named(name)?).ok().map(|loaded| loaded.manuscript),
    }
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error("unknown-theme", span, format!("there is no theme `{name}`")).help(meant(name))
}

fn meant(name: &str) -> String {
    match nearest(name, names().iter().map(String::as_str)) {
        Some(near) => did_you_mean(near),
        None => "`caveat themes` lists them".to_owned(),
    }
}

/// Where a theme of the reader's own with this name would be. A name with a separator in it is a path, and no name.
fn named(name: &str) -> Option<PathBuf> {
    let plain = !name.contains(std::path::is_separator);
    own_themes().filter(|_| plain).map(|folder| folder.join(format!("{name}.toml")))
}

fn own_themes() -> Option<PathBuf> {
    folder().map(|folder| folder.join("themes"))
}

/// The folder of the reader's settings: `$XDG_CONFIG_HOME/caveat`, or what the platform has for that.
fn folder() -> Option<PathBuf> {
    // A relative one is to be ignored, and etcetera does.
    choose_base_strategy().ok().map(|base| base.config_dir().join("caveat"))
}

/// The settings as a file, with where they come from.
pub(super) fn print(settings: &Settings) -> String {
    let from = match &settings.path {
        Some(path) if settings.there => {
            format!("# Settings from {}\n", crate::text::visible::line(&path.to_string_lossy()))
        }
        Some(path) => {
            format!("# The defaults. Settings go to {}\n", crate::text::visible::line(&path.to_string_lossy()))
        }
        None => "# The defaults\n".to_owned(),
    };
    format!("{from}\n{}", settings.config.print())
}
