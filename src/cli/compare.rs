//! What became of a briefing from one text to the next, printed.

use std::io::Write;
use std::path::Path;

use super::folder::refused;
use super::{Compare, CompareFormat, Failure, columns, loaded};
use crate::compare;
use crate::desk::open;

pub(super) fn print(asked: &Compare, out: &mut impl Write) -> Result<(), Failure> {
    let files = [&asked.old, &asked.new];
    if let Some(path) = files.into_iter().find(|path| path.is_dir()) {
        return Err(refused("compare", path, "NAME.md"));
    }
    if files.into_iter().all(|path| path == Path::new("-")) {
        let help = "give the other as a file";
        return Err(Failure::usage("standard input can be only one of the two texts", Some(help)));
    }
    let (old, old_diagnostics) = open(loaded(Some(&asked.old))?);
    let (new, new_diagnostics) = open(loaded(Some(&asked.new))?);
    let comparison = compare::compare(&old, &new);
    let options = compare::Options { width: columns(asked.width), ascii: asked.ascii };
    let diagnostics = [&*old_diagnostics, &*new_diagnostics];
    let text = match asked.format {
        CompareFormat::Text => compare::text(&comparison, diagnostics, &options),
        CompareFormat::Json => compare::json(&comparison, diagnostics, &options),
    };
    Ok(out.write_all(text.as_bytes())?)
}
