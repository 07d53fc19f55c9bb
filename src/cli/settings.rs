//! The reader's own settings and themes: where they are, and what they come to.
//!
//! Owns the folder, the order in which a setting is looked for, and the names of themes. A file with mistakes is
//! told of and not used: on the screen its reader would not see what they were.

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
use crate::page::look::Addresses;
use crate::terminal::theme::{Depth, Theme};
use crate::terminal::tui::{self, Background, Question};

/// How long a terminal may take to say which color its background has. One that never answers is not to be felt.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(120);

/// The settings that hold.
pub(super) struct Settings {
    pub(super) config: Config,
    /// The file that they come from, or would come from if there were one.
    pub(super) path: Option<PathBuf>,
    pub(super) exists: bool,
}

impl Settings {
    /// Reads the settings: the file that was asked for, else that of `CAVEAT_CONFIG` (set and empty: none), else that
    /// in the platform's folder, if there is one.
    pub(super) fn read(asked: Option<&Path>, err: &mut impl Write) -> Result<Self, Failure> {
        let (settings, read) = Self::parse(asked)?;
        if let Some(Checked { manuscript, diagnostics, .. }) = read {
            fail_on_problems(&diagnostics, &manuscript, err)?;
        }
        Ok(settings)
    }

    /// What is wrong with the same file, and with the themes of the reader's own that it names.
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
            // A relative path starts from where it is written.
            let beside = file.with_file_name(&*name);
            if theme_files::find(name).is_none() && beside.exists() {
                *name = beside.to_string_lossy().into_owned();
            }
            if theme_files::find(name).is_none() {
                diagnostics.push(theme_files::unknown_theme(name, span));
            }
        }
        Diagnostic::sort(&mut diagnostics);
        // One name may be for both.
        diagnostics.dedup();
        settings.config = config;
        Ok((settings, Some(Checked { manuscript, diagnostics, claims: None })))
    }

    /// The theme that is wanted whatever the terminal is, if there is one, and its name.
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

    /// That one, else the one that goes with what the terminal answers, if it was asked for its background.
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
