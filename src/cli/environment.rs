//! What the environment and the terminal say: colors, width, symbols.
//!
//! The terminal itself is asked by [`crate::terminal::tui`].

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use etcetera::{BaseStrategy as _, choose_base_strategy};

use super::arguments::Color;
use crate::terminal::theme::Depth;
use crate::text::symbol::Symbols;

/// Columns of plain text that does not go to a terminal.
pub(super) const DEFAULT_COLUMNS: usize = 80;

/// The columns that plain text takes: those that were asked for, else the terminal's, else those of paper.
pub(super) fn columns(asked: Option<u16>) -> usize {
    let terminal = || if io::stdout().is_terminal() { crossterm::terminal::size().ok() } else { None };
    asked.or_else(|| terminal().map(|(columns, _)| columns.max(20))).map_or(DEFAULT_COLUMNS, usize::from)
}

pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// `NO_COLOR` is the stronger of the two.
pub(super) fn colors_are_forced() -> bool {
    let set = |name, off: &str| variable(name).is_some_and(|value| !value.is_empty() && value != off);
    set("CLICOLOR_FORCE", "0") && !set("NO_COLOR", "")
}

/// Whether there is a terminal that nothing can be drawn on.
pub(super) fn is_dumb_terminal() -> bool {
    variable("TERM").is_some_and(|term| term == "dumb") && io::stdout().is_terminal()
}

/// The signs that the terminal's font has.
pub(super) fn symbols() -> Symbols {
    if variable("TERM").is_some_and(|term| term == "linux") { Symbols::Plain } else { Symbols::Full }
}

/// The colors that the terminal has and the reader wants.
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

/// The folder of the reader's settings: `$XDG_CONFIG_HOME/caveat`, or what the platform has for that.
pub(super) fn config_folder() -> Option<PathBuf> {
    // A relative one is to be ignored, and etcetera does.
    choose_base_strategy().ok().map(|base| base.config_dir().join("caveat"))
}
