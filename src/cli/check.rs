//! What is wrong with files, printed.
//!
//! Owns the order and the last line. Problems go to standard error as the diagnostics that they are; as JSON they are
//! the result, and go to standard output.

use std::io::{self, IsTerminal, Write};

use super::folder::refused;
use super::settings::Settings;
use super::{Check, CheckFormat, Color, Failure, depth, forced_color, loaded};
use crate::desk::open;
use crate::diagnostic::{Diagnostic, Severity};
use crate::manuscript::Manuscript;
use crate::theme::Depth;
use crate::{json, numbers, visible};

/// A text that was read, and what is wrong with it.
pub(super) struct Checked {
    pub(super) manuscript: Manuscript,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many claims it has; none if it is no briefing.
    pub(super) claims: Option<usize>,
}

pub(super) fn check(check: &Check, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    if let Some(path) = check.files.iter().find(|path| path.is_dir()) {
        return Err(refused("check", path, "*.md"));
    }
    let mut texts = Vec::new();
    if let Some(path) = &check.config {
        texts.extend(Settings::checked(path.as_deref())?.into_iter().map(Ok));
    }
    for path in &check.files {
        texts.push(match loaded(Some(path)) {
            Ok(text) => {
                let (dossier, diagnostics) = open(text);
                let claims = Some(dossier.claims.len());
                Ok(Checked { manuscript: dossier.manuscript, diagnostics, claims })
            }
            Err(Failure::World(message)) => Err(message),
            Err(failure) => return Err(failure),
        });
    }
    if texts.is_empty() {
        writeln!(err, "no file of settings: those that are built in hold")?;
    }
    print(check, &texts, out, err)?;
    let checked: Vec<_> = texts.iter().flatten().collect();
    let severities = checked.iter().flat_map(|checked| &checked.diagnostics).map(|diagnostic| diagnostic.severity);
    let errors = severities.clone().filter(|severity| *severity == Severity::Error).count();
    if check.format != CheckFormat::Json && !checked.is_empty() {
        let found =
            format!("{}, {}", numbers::count(errors, "error"), numbers::count(severities.count() - errors, "warning"));
        let claims: Vec<_> = checked.iter().filter_map(|checked| checked.claims).collect();
        let claims = match claims.as_slice() {
            [] => String::new(),
            claims => format!(" with {}", numbers::count(claims.iter().sum(), "claim")),
        };
        writeln!(err, "{found} in {}{claims}", numbers::count(checked.len(), "file"))?;
    }
    if checked.len() < texts.len() || errors > 0 { Err(Failure::Told) } else { Ok(()) }
}

/// Each text's problems, or why it could not be read, in their order.
fn print(
    check: &Check,
    texts: &[Result<Checked, String>],
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let color = match check.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => forced_color() || (io::stderr().is_terminal() && depth(Color::Auto) > Depth::None),
    };
    let mut records = Vec::new();
    for text in texts {
        let Checked { manuscript, diagnostics, .. } = match text {
            Ok(checked) => checked,
            Err(message) => {
                writeln!(err, "error: {}", visible::line(message))?;
                continue;
            }
        };
        for diagnostic in diagnostics {
            match check.format {
                CheckFormat::Human => writeln!(err, "{}", diagnostic.human(manuscript, color))?,
                CheckFormat::Short => err.write_all(diagnostic.short(manuscript).as_bytes())?,
                CheckFormat::Json => records.push(diagnostic.record(manuscript)),
            }
        }
    }
    if check.format == CheckFormat::Json {
        out.write_all(json::pretty(&records).as_bytes())?;
    }
    Ok(())
}
