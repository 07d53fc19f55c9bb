//! Opens a text on the screen.

use std::io::Write;
use std::sync::Arc;

use crate::cli::app::App;
use crate::cli::arguments::ReadArgs;
use crate::cli::environment::{color_depth, symbols, variable};
use crate::cli::failure::Failure;
use crate::cli::input::Input;
use crate::cli::settings::Settings;
use crate::cli::theme_files;
use crate::files::clipboard::Clipboard;
use crate::files::load;
use crate::files::memory;
use crate::files::open_file::open;
use crate::files::opener;
use crate::reader::layout::Size;
use crate::reader::message::Message;
use crate::reader::model::Model;
use crate::terminal::theme::Depth;
use crate::terminal::tui::{self, Question};

/// Size of a text, in bytes, that takes longer to parse than a terminal takes to answer.
const LONG_TEXT: usize = 256 * 1024;

/// Opens a text on the screen.
pub(super) fn show(
    input: Input<'_>,
    older: Option<Input<'_>>,
    reading: &ReadArgs,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let ReadArgs { fresh, colors, width, config, linear: _ } = reading;
    let settings = Settings::read(config.as_deref(), err)?;
    let depth = color_depth(colors.color());
    let chosen = settings.fixed_theme(colors, err)?;
    let term = variable("TERM").unwrap_or_default();
    let older = older.map(Input::load).transpose()?;
    let loaded = input.load()?;
    let file = input.open_file(&loaded);
    // The terminal answers while the text is parsed and laid out. For a long text it is asked last: a reader who gives up
    // with C-c would otherwise get the terminal back in the mode in which it is asked.
    let ask = || Question::ask(&term);
    let asking = chosen.is_none() && depth > Depth::Sixteen;
    let asked = (asking && loaded.manuscript.text().len() < LONG_TEXT).then(ask);
    let symbols = symbols();
    let rules = settings.config.rules();
    let (dossier, diagnostics) = open(loaded, &rules);
    let mut model = Model::new(dossier, &diagnostics, symbols)
        .keyed(settings.config.keys.keymap.clone())
        .with_preferences(settings.preferences(depth));
    model.update(Message::Measure(width.unwrap_or(settings.config.measure)));
    if let Ok((columns, rows)) = crossterm::terminal::size() {
        model.update(Message::Resized(Size { columns, rows }));
    }
    if !fresh && memory::is_first_start() {
        model.welcome();
    }
    if let Some(saved) = if *fresh { None } else { file.load_state() } {
        model.resume(&saved);
    }
    if let Some(older) = older {
        let (older, problems) = open(older, &rules);
        model.compare_with(older, problems.len());
    }
    let question = asking.then(|| asked.unwrap_or_else(ask));
    let (theme, shown) = settings.resolve_theme(chosen, question, err)?;
    let themes = theme_files::choices(shown, depth);
    let mut app = App {
        model,
        theme: theme.at(depth),
        themes,
        open_address: opener::open,
        clipboard: Clipboard::find(),
        file,
        read: Arc::new(|path| load::linked(path).map_err(|error| load::reason(&error))),
        rules,
        mouse: settings.config.mouse,
        returns_to_list: false,
        bell: None,
    };
    app.load_judgements();
    let ended = tui::run(&mut app);
    let printed = app.print_unsaved(err);
    ended.map_err(|error| Failure::from_io(&error))?;
    Ok(printed?)
}
