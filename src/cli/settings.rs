//! The effective settings: which file they come from, and which theme they select.
//!
//! Owns the order in which files are tried. A file with mistakes is reported and not used, because nobody would see the
//! message on the screen.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::arguments::ColorArgs;
use super::environment::config_folder;
use super::failure::Failure;
use super::report::{Checked, fail_on_problems};
use super::theme_files::{self, Location};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::files::config::{Config, Name};
use crate::files::load::{self, Loaded};
use crate::page::look::{Addresses, Preferences};
use crate::terminal::theme::{Depth, Theme};
use crate::terminal::tui::{self, Background, Question};

/// How long to wait for the terminal to tell its background. A silent terminal must not delay the start noticeably.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(120);

/// The effective settings.
pub(super) struct Settings {
    pub(super) config: Config,
    /// The file that they come from, or would come from if it existed.
    pub(super) path: Option<PathBuf>,
    pub(super) exists: bool,
}

impl Settings {
    /// Reads the settings from the file that was asked for, else from `CAVEAT_CONFIG` (set and empty: none), else from
    /// the config folder.
    pub(super) fn read(asked: Option<&Path>, err: &mut impl Write) -> Result<Self, Failure> {
        let (settings, read) = Self::parse(asked)?;
        if let Some(Checked { manuscript, diagnostics, .. }) = read {
            fail_on_problems(&diagnostics, &manuscript, err)?;
        }
        Ok(settings)
    }

    /// Reads the settings without reporting: returns the diagnostics of the file and of the reader's own themes in it.
    pub(super) fn read_for_check(asked: Option<&Path>) -> Result<(Self, Vec<Checked>), Failure> {
        let (settings, read) = Self::parse(asked)?;
        let mut checked: Vec<_> = read.into_iter().collect();
        let mut paths = Vec::new();
        for name in [&settings.config.dark, &settings.config.light] {
            if let Some(Location::File(path)) = theme_files::find(&name.name)
                && !paths.contains(&path)
            {
                checked.push(theme_files::parse_file(&path)?.1);
                paths.push(path);
            }
        }
        Ok((settings, checked))
    }

    /// The preferences for a page. Addresses follow the words of links if the settings say so, or if nothing else would
    /// mark a link.
    pub(super) fn preferences(&self, depth: Depth) -> Preferences {
        let shown = self.config.addresses || depth == Depth::None && !tui::knows_hyperlinks();
        Preferences { addresses: if shown { Addresses::Shown } else { Addresses::Hidden }, ..Preferences::default() }
    }

    fn parse(asked: Option<&Path>) -> Result<(Self, Option<Checked>), Failure> {
        let variable = std::env::var_os("CAVEAT_CONFIG").map(PathBuf::from);
        let wanted = asked.map(Path::to_path_buf).or(variable);
        let path = match &wanted {
            Some(path) => Some(path.clone()).filter(|path| !path.as_os_str().is_empty()),
            None => config_folder().map(|folder| folder.join("config.toml")),
        };
        let exists = path.as_ref().is_some_and(|path| wanted.is_some() || path.is_file());
        let mut settings = Self { config: Config::default(), path, exists };
        let Some(file) = settings.path.as_ref().filter(|_| exists) else { return Ok((settings, None)) };
        let Loaded { manuscript, mut diagnostics } = load::file(file).map_err(|error| Failure::from_io(&error))?;
        let (mut config, found) = Config::parse(&manuscript);
        diagnostics.extend(found);
        for Name { name, span } in [&mut config.dark, &mut config.light] {
            let Some(span) = *span else { continue };
            // A relative path starts at the folder of the settings file.
            let beside = file.with_file_name(&*name);
            if theme_files::find(name).is_none() && beside.exists() {
                *name = beside.to_string_lossy().into_owned();
            }
            if theme_files::find(name).is_none() {
                diagnostics.push(theme_files::unknown_theme(name, span));
            }
        }
        Diagnostic::sort(&mut diagnostics);
        // One name may serve both backgrounds.
        diagnostics.dedup();
        settings.config = config;
        Ok((settings, Some(Checked { manuscript, diagnostics, claims: None, unsourced: 0 })))
    }

    /// The theme that does not depend on the terminal, with its name: from `--theme`, or if the settings have only one.
    pub(super) fn fixed_theme(
        &self,
        colors: &ColorArgs,
        err: &mut impl Write,
    ) -> Result<Option<(Theme, String)>, Failure> {
        let asked_for = colors.theme.as_ref().map(|name| name.to_string_lossy().into_owned());
        let one = (!self.config.follows_background()).then(|| self.config.dark.name.clone());
        match asked_for.or(one) {
            Some(name) => Ok(Some((theme_files::load(&name, err)?, name))),
            None => Ok(None),
        }
    }

    /// The fixed theme if there is one, else the theme for the background that the terminal answers.
    pub(super) fn resolve_theme(
        &self,
        chosen: Option<(Theme, String)>,
        question: Option<Question>,
        err: &mut impl Write,
    ) -> Result<(Theme, String), Failure> {
        let name = match (chosen, question.map(|question| question.answer(ANSWER_TIMEOUT))) {
            (Some(chosen), _) => return Ok(chosen),
            (None, None) => "terminal",
            (None, Some(Some(Background::Light))) => &self.config.light.name,
            (None, Some(Some(Background::Dark) | None)) => &self.config.dark.name,
        };
        Ok((theme_files::load(name, err)?, name.to_owned()))
    }
}
