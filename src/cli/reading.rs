//! Reading a text or a folder in the way that there is: on the screen, without one, or as a summary.
//!
//! Owns what can be read, and the order in which a reading begins. Must not know how a command line says it.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::PAPER;
use super::settings::{self, Settings};
use super::{Failure, Reading, compare, depth, folder, linear, symbols, variable};
use crate::cli::app::App;
use crate::files::load::{self, BuiltIn, Loaded};
use crate::files::open_file::{Desk, open};
use crate::files::opener;
use crate::print::summary;
use crate::reader::layout::Size;
use crate::reader::message::Message;
use crate::reader::model::Model;
use crate::terminal::theme::Depth;
use crate::terminal::tui::{self, Question};

/// Bytes of a text that takes longer to read than a terminal to answer.
const LONG: usize = 256 * 1024;

/// What is to be read.
#[derive(Clone, Copy)]
pub(super) enum Text<'a> {
    BuiltIn(BuiltIn),
    StandardInput,
    File(&'a Path),
}

impl<'a> Text<'a> {
    pub(super) fn load(self) -> Result<Loaded, Failure> {
        match self {
            Self::BuiltIn(which) => Ok(load::built_in(which)),
            Self::StandardInput => load::standard_input(),
            Self::File(path) => load::file(path),
        }
        .map_err(|error| Failure::world(&error))
    }

    fn desk(self, loaded: &Loaded) -> Desk {
        match self {
            Self::BuiltIn(which) => Desk::of_built_in(which),
            Self::StandardInput => Desk::of_standard_input(),
            Self::File(path) => Desk::of(path, loaded),
        }
    }

    /// Of the word that stands for it on a command line.
    pub(super) fn of(word: Option<&'a Path>) -> Self {
        match word {
            Some(path) if path == Path::new("-") => Self::StandardInput,
            Some(path) => Self::File(path),
            None => Self::BuiltIn(BuiltIn::First),
        }
    }
}

/// Shows a text in the way that there is, compared with an older one if there is one.
pub(super) fn read(
    text: Text<'_>,
    older: Option<Text<'_>>,
    reading: &Reading,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    if reading.has_screen() {
        return show(text, older, reading, err);
    }
    let rules = reading.check(err)?.config.rules();
    // Where nothing can be drawn, asking for a screen asks for this.
    if reading.linear || is_dumb() {
        return linear::read(text, older, reading.width, &rules, out);
    }
    let width = reading.width.map_or(PAPER, usize::from);
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
    reading: &Reading,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let [new] = files else {
        let said = if files.is_empty() { "`--since` wants a text to compare with" } else { "`--since` wants one text" };
        return Err(Failure::usage(said, Some("`caveat --since OLD.md NEW.md`")));
    };
    compare::refuse([old, new], "--since")?;
    read(Text::of(Some(new)), Some(Text::of(Some(old))), reading, out, err)
}

/// Shows the list of what some files and folders have in the way that there is.
pub(super) fn list(
    paths: &[PathBuf],
    reading: &Reading,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    if reading.has_screen() {
        return folder::browse(paths, reading, err);
    }
    reading.check(err)?;
    folder::print(paths, out)
}

/// Whether there is a terminal that nothing can be drawn on.
fn is_dumb() -> bool {
    variable("TERM").is_some_and(|term| term == "dumb") && io::stdout().is_terminal()
}

impl Reading {
    fn has_screen(&self) -> bool {
        io::stdout().is_terminal() && !(self.linear || is_dumb())
    }

    /// What is wrong with settings and a theme on a terminal is wrong where they are not used.
    fn check(&self, err: &mut impl Write) -> Result<Settings, Failure> {
        let settings = Settings::read(self.config.as_deref(), err)?;
        settings.chosen(&self.colors, err)?;
        Ok(settings)
    }
}

/// Opens a text on the screen.
fn show(text: Text<'_>, older: Option<Text<'_>>, reading: &Reading, err: &mut impl Write) -> Result<(), Failure> {
    let Reading { fresh, colors, width, config, linear: _ } = reading;
    let settings = Settings::read(config.as_deref(), err)?;
    let depth = depth(colors.color);
    let chosen = settings.chosen(colors, err)?;
    let term = variable("TERM").unwrap_or_default();
    let older = older.map(Text::load).transpose()?;
    let loaded = text.load()?;
    let desk = text.desk(&loaded);
    // The terminal is asked while the text is read and its first page is set. After a long text it is asked last: who
    // gave up waiting and pressed C-c would have the terminal back as it is while it is being asked.
    let ask = || Question::ask(&term);
    let asking = chosen.is_none() && depth > Depth::Sixteen;
    let asked = (asking && loaded.manuscript.text().len() < LONG).then(ask);
    let symbols = symbols();
    let rules = settings.config.rules();
    let (dossier, diagnostics) = open(loaded, &rules);
    let mut model = Model::new(dossier, &diagnostics, symbols)
        .keyed(settings.config.keys.keymap.clone())
        .with_addresses(settings.addresses(depth));
    model.update(Message::Measure(width.unwrap_or(settings.config.measure)));
    if let Ok((columns, rows)) = crossterm::terminal::size() {
        model.update(Message::Resized(Size { columns, rows }));
    }
    if let Some(kept) = if *fresh { None } else { desk.recall() } {
        model.resume(&kept);
    }
    if let Some(older) = older {
        let (older, problems) = open(older, &rules);
        model.compare_with(older, problems.len());
    }
    let question = asking.then(|| asked.unwrap_or_else(ask));
    let (theme, shown) = settings.theme(chosen, question, err)?;
    let themes = settings::themes(shown, depth);
    let mut app = App {
        model,
        theme: theme.at(depth),
        themes,
        open: opener::open,
        desk,
        read: Arc::new(|path| load::linked(path).map_err(|error| load::why(&error))),
        rules,
        mouse: settings.config.mouse,
        left: false,
    };
    tui::run(&mut app).map_err(|error| Failure::world(&error))?;
    Ok(())
}
