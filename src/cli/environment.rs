//! What the environment says about the terminal: colors, width and symbols.
//!
//! Owns the variables that decide this, and the config folder. Questions to the terminal itself belong to
//! [`crate::terminal::tui`].

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use etcetera::{BaseStrategy as _, choose_base_strategy};

use super::arguments::Color;
use crate::terminal::theme::Depth;
use crate::text::symbol::Symbols;

/// Width of plain text that does not go to a terminal.
pub(super) const DEFAULT_COLUMNS: usize = 80;

/// Width of plain text: as requested, else the terminal's, else the default.
pub(super) fn columns(asked: Option<u16>) -> usize {
    asked.or_else(output_columns).map_or(DEFAULT_COLUMNS, usize::from)
}

/// Width of the terminal that the output goes to; none if it goes elsewhere.
pub(super) fn output_columns() -> Option<u16> {
    if io::stdout().is_terminal() { terminal_columns() } else { None }
}

/// Width of the terminal, even if the output goes elsewhere; none without one, or if it does not know.
pub(super) fn terminal_columns() -> Option<u16> {
    let (columns, _) = crossterm::terminal::size().ok()?;
    (columns > 0).then_some(columns.max(20))
}

pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// Whether `CLICOLOR_FORCE` asks for colors. `NO_COLOR` overrides it.
pub(super) fn colors_are_forced() -> bool {
    let set = |name, off: &str| variable(name).is_some_and(|value| !value.is_empty() && value != off);
    set("CLICOLOR_FORCE", "0") && !set("NO_COLOR", "")
}

/// Whether the output is a terminal that cannot draw.
pub(super) fn is_dumb_terminal() -> bool {
    variable("TERM").is_some_and(|term| term == "dumb") && io::stdout().is_terminal()
}

/// The symbols that the terminal's font has.
pub(super) fn symbols() -> Symbols {
    if variable("TERM").is_some_and(|term| term == "linux") { Symbols::Plain } else { Symbols::Full }
}

/// The color depth that the terminal has and the reader wants.
pub(super) fn color_depth(color: Color) -> Depth {
    let detect = |no_color: Option<String>| {
        Depth::detect(no_color.as_deref(), variable("COLORTERM").as_deref(), variable("TERM").as_deref())
    };
    match color {
        Color::Never => Depth::None,
        Color::Always => detect(None).max(Depth::Sixteen),
        Color::Auto if colors_are_forced() => detect(None).max(Depth::Sixteen),
        Color::Auto => detect(variable("NO_COLOR")),
    }
}

/// The config folder: `$XDG_CONFIG_HOME/caveat`, or the platform's equivalent.
pub(super) fn config_folder() -> Option<PathBuf> {
    // The XDG specification ignores relative paths, and so does etcetera.
    choose_base_strategy().ok().map(|base| base.config_dir().join("caveat"))
}
