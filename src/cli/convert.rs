//! `caveat convert`: prints a web page, Word file or book as Markdown.

use std::io::Write;
use std::path::Path;

use super::failure::Failure;
use super::input::Input;
use crate::text::visible;

/// Prints the Markdown that the program makes of a file.
pub(super) fn print(path: &Path, out: &mut impl Write) -> Result<(), Failure> {
    if path.is_dir() {
        return Err(Failure::not_a_file("convert", path, "NAME.html"));
    }
    let loaded = Input::of(Some(path)).load()?;
    Ok(out.write_all(visible::lines(loaded.manuscript.text()).as_bytes())?)
}
