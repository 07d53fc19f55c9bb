//! `caveat print`: prints the page of the Article view, and after it the legend of its marks.
//!
//! The rows, their styles and their hyperlinks come from the parts that draw the screen. This module owns the width, and
//! writes a text of any length with the memory for a few rows. Whoever quits the pager stops it quietly.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::app::hyperlinks;
use super::arguments::{Color, ColorArgs, PrintArgs};
use super::environment::{color_depth, colors_are_forced, symbols, terminal_columns, variable};
use super::failure::Failure;
use super::input::Input;
use super::settings::Settings;
use crate::briefing::dossier::{Dossier, Doubts};
use crate::diagnostics::diagnostic::annotation_losses;
use crate::files::open_file::open;
use crate::page::article::{Memo, Typesetter};
use crate::page::legend::legend;
use crate::page::look::{Addresses, ClaimWords, Look, Preferences};
use crate::page::row::Row;
use crate::reader::layout::Area;
use crate::reader::screen::{Pane, Screen};
use crate::terminal::theme::{Depth, Theme};
use crate::terminal::tui::{self, Question};
use crate::terminal::view;
use crate::text::symbol::Symbols;

/// Columns left of the text: the gutter, and an empty column at the edge.
const LEFT: u16 = 3;

/// Columns right of the text.
const RIGHT: u16 = 1;

/// Most rows that are drawn at once.
const ROWS: usize = 64;

/// How to print a page.
#[derive(Clone, Copy)]
pub(super) struct Printing<'a> {
    pub(super) width: Option<u16>,
    pub(super) colors: &'a ColorArgs,
    pub(super) config: Option<&'a Path>,
}

pub(super) fn print_file(asked: &PrintArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let PrintArgs { file, width, colors, config } = asked;
    if let Some(path) = file.as_deref().filter(|path| path.is_dir()) {
        return Err(Failure::not_a_file("print", path, "NAME.md"));
    }
    print(Input::of(file.as_deref()), Printing { width: *width, colors, config: config.as_deref() }, out, err)
}

/// Prints the page of a text.
pub(super) fn print(
    input: Input<'_>,
    asked: Printing<'_>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let settings = Settings::read(asked.config, err)?;
    let chosen = settings.fixed_theme(asked.colors, err)?;
    let depth = depth(asked.colors.color());
    let theme = if depth == Depth::None { Theme::plain() } else { theme(&settings, chosen, depth, err)? };
    let (dossier, diagnostics) = open(input.load()?, &settings.config.rules());
    let columns = columns(asked.width, settings.config.measure);
    let addresses =
        if settings.config.addresses || depth == Depth::None { Addresses::Shown } else { Addresses::Hidden };
    let colored = depth > Depth::None;
    let look = Look {
        dossier: &dossier,
        standing: &vec![true; dossier.claims.len()],
        doubts: &Doubts::new(),
        problems: annotation_losses(&diagnostics),
        chosen: None,
        selection: None,
        known: None,
        since: None,
        judgements: None,
        symbols: symbols(),
        preferences: Preferences { addresses, words: if colored { ClaimWords::Styled } else { ClaimWords::Signed } },
    };
    let width = usize::from(columns - LEFT - RIGHT);
    let memo = Memo::default();
    let typesetter = Typesetter { look, width, room: width, shift: 0, whole: true, colored, memo: &memo };
    let page =
        Page { dossier: &dossier, theme, symbols: look.symbols, columns, links: colored && tui::knows_hyperlinks() };
    for part in typesetter.parts() {
        page.write(&part, out)?;
    }
    for part in legend(&look, width) {
        page.write(&part, out)?;
    }
    Ok(())
}

/// How many colors to print in. None means no escape sequence at all.
fn depth(color: Color) -> Depth {
    match color {
        Color::Auto if !io::stdout().is_terminal() && !colors_are_forced() => Depth::None,
        Color::Auto | Color::Always | Color::Never => color_depth(color),
    }
}

/// The theme, as the reader chooses it. The terminal is asked for its background only if nobody else reads from it: a
/// pager behind the pipe would take the answer for keys.
fn theme(
    settings: &Settings,
    chosen: Option<(Theme, String)>,
    depth: Depth,
    err: &mut impl Write,
) -> Result<Theme, Failure> {
    let asking = chosen.is_none() && depth > Depth::Sixteen;
    let ask = || {
        let is_ours = io::stdout().is_terminal();
        if is_ours { Question::ask(&variable("TERM").unwrap_or_default()) } else { Question::unasked() }
    };
    Ok(settings.resolve_theme(chosen, asking.then(ask), err)?.0.at(depth))
}

/// Columns of the page: as requested, else those of the measure, or of the terminal if it has fewer. A pager behind the
/// pipe has the same terminal.
fn columns(asked: Option<u16>, measure: u16) -> u16 {
    let most = measure + LEFT + RIGHT;
    asked.unwrap_or_else(|| terminal_columns().map_or(most, |columns| columns.min(most)))
}

/// Draws rows and writes them.
struct Page<'a> {
    dossier: &'a Dossier,
    theme: Theme,
    symbols: Symbols,
    columns: u16,
    /// Whether addresses become hyperlinks.
    links: bool,
}

impl Page<'_> {
    /// Writes rows. A row that is wider than the page, such as a long line of code, is drawn by itself.
    fn write(&self, rows: &[Row], out: &mut impl Write) -> Result<(), Failure> {
        let is_wide = |row: &Row| row.columns() > usize::from(self.columns - LEFT);
        for rows in rows.chunk_by(|one, next| !is_wide(one) && !is_wide(next)).flat_map(|rows| rows.chunks(ROWS)) {
            let widest = rows.iter().map(Row::columns).max().unwrap_or_default();
            let columns = self.columns.max(LEFT.saturating_add(u16::try_from(widest).unwrap_or(u16::MAX)));
            let height = u16::try_from(rows.len()).expect("it is a small number of rows");
            let area = Area { x: 0, y: 0, columns, rows: height };
            let inside = Area { x: LEFT, columns: columns - LEFT, ..area };
            let pane = Pane { area, inside, rows: rows.to_vec(), gutter: true, ..Pane::default() };
            let screen = Screen::of(pane, self.dossier);
            let cells = view::cells(&screen, &self.theme, self.symbols, area);
            let links = if self.links { hyperlinks(&screen) } else { Vec::new() };
            out.write_all(&tui::print(&cells, links))?;
        }
        Ok(())
    }
}
