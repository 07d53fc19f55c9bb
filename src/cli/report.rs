//! A file with its diagnostics, and how those of settings and themes are reported.

use std::io::{self, IsTerminal, Write};

use super::arguments::Color;
use super::environment::color_depth;
use super::failure::Failure;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::terminal::theme::Depth;
use crate::text::manuscript::Manuscript;

/// A text and its diagnostics.
pub(super) struct Checked {
    pub(super) manuscript: Manuscript,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The number of claims; none if it is not a briefing.
    pub(super) claims: Option<usize>,
    /// The number of sentences without a source.
    pub(super) unsourced: usize,
}

/// Prints diagnostics, and fails unless all of them report renamed actions, whose former names still work. A mistake in
/// a theme or in settings must stop the program before the screen opens, where nobody would see the message; ignoring
/// half of a file would teach the user nothing.
pub(super) fn fail_on_problems(
    diagnostics: &[Diagnostic],
    manuscript: &Manuscript,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let color = io::stderr().is_terminal() && color_depth(Color::Auto) > Depth::None;
    for diagnostic in diagnostics {
        writeln!(err, "{}", diagnostic.human(manuscript, color))?;
    }
    let is_usable = diagnostics.iter().all(|found| found.id == "renamed-action");
    if is_usable { Ok(()) } else { Err(Failure::Reported) }
}
