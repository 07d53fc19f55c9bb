//! A file that was read, with what is wrong with it.

use std::io::{self, IsTerminal, Write};

use super::arguments::Color;
use super::environment::color_depth;
use super::failure::Failure;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::terminal::theme::Depth;
use crate::text::manuscript::Manuscript;

/// A text that was read, and what is wrong with it.
pub(super) struct Checked {
    pub(super) manuscript: Manuscript,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many claims it has; none if it is no briefing.
    pub(super) claims: Option<usize>,
}

/// A theme or settings with mistakes are told of and not used: their reader would not see what they were.
pub(super) fn fail_on_problems(
    diagnostics: &[Diagnostic],
    manuscript: &Manuscript,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let color = io::stderr().is_terminal() && color_depth(Color::Auto) > Depth::None;
    for diagnostic in diagnostics {
        writeln!(err, "{}", diagnostic.human(manuscript, color))?;
    }
    if diagnostics.is_empty() { Ok(()) } else { Err(Failure::Reported) }
}
