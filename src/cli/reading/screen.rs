//! A text on the screen.

use std::io::Write;
use std::sync::Arc;

use crate::cli::app::App;
use crate::cli::arguments::Reading;
use crate::cli::environment::{depth, symbols, variable};
use crate::cli::failure::Failure;
use crate::cli::input::Input;
use crate::cli::settings::Settings;
use crate::cli::theme_files;
use crate::files::load;
use crate::files::open_file::open;
use crate::files::opener;
use crate::reader::model::{Message, Model};
use crate::reader::panes::Size;
use crate::terminal::theme::Depth;
use crate::terminal::tui::{self, Question};

/// Bytes of a text that takes longer to read than a terminal to answer.
const LONG: usize = 256 * 1024;

/// Opens a text on the screen.
pub(super) fn show(
    text: Input<'_>,
    older: Option<Input<'_>>,
    reading: &Reading,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let Reading { fresh, colors, width, config, linear: _ } = reading;
    let settings = Settings::read(config.as_deref(), err)?;
    let depth = depth(colors.color);
    let chosen = settings.chosen(colors, err)?;
    let term = variable("TERM").unwrap_or_default();
    let older = older.map(Input::load).transpose()?;
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
    let themes = theme_files::themes(shown, depth);
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
