//! `caveat themes`: lists the themes, on a terminal each in its own colors.
//!
//! Owns the sample of a theme. Must not know how a color is written.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::arguments::Color;
use super::environment::{color_depth, symbols};
use super::failure::Failure;
use super::settings::Settings;
use super::theme_files;
use crate::page::row::{Row, Run, fit};
use crate::terminal::theme::Depth;
use crate::terminal::{tui, view};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::{visible, wrap};

/// Maximum width of a sample, in columns.
const MAX_COLUMNS: u16 = 76;

/// Prints the names, one per line, with samples on a terminal or with `--color always`.
pub(super) fn list(
    color: Color,
    config: Option<&Path>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let depth = color_depth(color);
    let colored = depth > Depth::None && (color == Color::Always || color == Color::Auto && io::stdout().is_terminal());
    if !colored {
        for name in theme_files::names() {
            writeln!(out, "{}", visible::line(&name))?;
        }
        return Ok(());
    }
    let settings = Settings::read(config, err)?;
    let columns = crossterm::terminal::size().map_or(MAX_COLUMNS, |(columns, _)| columns.clamp(1, MAX_COLUMNS));
    let symbols = symbols();
    for name in theme_files::names() {
        // A mistake in one theme does not hide the others.
        let mut wrong = Vec::new();
        let Ok(theme) = theme_files::load(&name, &mut wrong) else {
            writeln!(out, "{}: this theme has mistakes; `caveat --theme {0}` lists them\n", visible::line(&name))?;
            continue;
        };
        let rows = sample(&name, when_used(&name, &settings), symbols, usize::from(columns));
        let cells = view::rows(&rows, &theme.at(depth), symbols, columns);
        out.write_all(&tui::print(&cells, Vec::new()))?;
        writeln!(out)?;
    }
    Ok(())
}

/// When the settings select this theme.
fn when_used(name: &str, settings: &Settings) -> &'static str {
    match (settings.config.dark.name == name, settings.config.light.name == name) {
        (true, true) => "used on every terminal",
        (true, false) => "used on dark terminals",
        (false, true) => "used on light terminals",
        (false, false) => "",
    }
}

/// The name of a theme, when it is used, and a line of a briefing with marks.
fn sample(name: &str, used: &str, symbols: Symbols, columns: usize) -> Vec<Row> {
    let gap = columns.saturating_sub(2 + wrap::columns(name) + wrap::columns(used)).max(2);
    let head = vec![
        Run::new(" ", Role::Body),
        Run::new(name, Role::Title),
        Run::new(" ".repeat(gap), Role::Body),
        Run::new(used, Role::Muted),
    ];
    let claim = Roles::from(Role::Body).with(Role::Claim);
    let text = vec![
        Run::new(format!(" {} ", symbols.denial()), Role::Denial),
        Run::new("Dues ", claim),
        Run::new("seem to", claim.with(Role::Hedge)),
        Run::new(" have doubled", claim),
        Run::new(symbols.references([1].into_iter()), Role::Mark),
        Run::new(symbols.limitation(), Role::Caveat),
        Run::new(", auditors say. ", Role::Voice),
        Run::new("Two lines have left", claim.with(Role::Chosen)),
        Run::new(symbols.references([2].into_iter()), Role::Mark),
        Run::new(symbols.denial(), Role::Denial),
        Run::new(".", Role::Voice),
    ];
    [head, text].map(|runs| Row::of(fit(runs, columns, symbols))).into()
}
