//! `caveat new`: writes the starter briefing.
//!
//! Never overwrites a file. Must not know what the briefing says.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::arguments::must_be_file;
use super::failure::Failure;
use crate::files::load;
use crate::text::visible;

/// Writes the template to a new file or to standard output.
pub(super) fn write(path: &Path, out: &mut impl Write) -> Result<(), Failure> {
    if path == Path::new("-") {
        return Ok(out.write_all(load::TEMPLATE.as_bytes())?);
    }
    let name = path.to_string_lossy();
    let shown = visible::line(&name);
    let failed = |error: io::Error| {
        Failure::Runtime(match error.kind() {
            io::ErrorKind::AlreadyExists => format!("`{shown}` already exists; it is not overwritten"),
            io::ErrorKind::NotFound => format!("cannot write `{shown}`: its folder does not exist"),
            _ => format!("cannot write `{shown}`: {}", load::reason(&error)),
        })
    };
    // Checking first whether the file exists would lose one that is created in between.
    let mut file = File::create_new(path).map_err(failed)?;
    file.write_all(load::TEMPLATE.as_bytes()).map_err(failed)?;
    writeln!(out, "Created `{shown}`, a commented starter briefing.")?;
    if shown == name && path.to_str().is_some() {
        writeln!(out, "Read it: caveat {}", shell_word(path, &name))?;
    } else {
        writeln!(out, "Read it with `caveat` and its name.")?;
    }
    Ok(())
}

/// Quotes a file name for the shell, with `./` if `caveat` could take it for a command.
fn shell_word(path: &Path, name: &str) -> String {
    let name = if must_be_file(path.as_os_str()) { name.to_owned() } else { format!("./{name}") };
    let is_plain = |c: char| c.is_alphanumeric() || "._-/+,:@%".contains(c) || c == std::path::MAIN_SEPARATOR;
    if name.chars().all(is_plain) { name } else { format!("'{}'", name.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_written_so_that_the_command_line_opens_that_file() {
        for (name, expected) in [
            ("a.md", "a.md"),
            ("notes/a", "notes/a"),
            ("guide", "./guide"),
            ("-x.md", "./-x.md"),
            ("a b.md", "'a b.md'"),
            ("it's.md", r"'it'\''s.md'"),
            ("$HOME.md", "'$HOME.md'"),
            ("東港.md", "東港.md"),
        ] {
            assert_eq!(shell_word(Path::new(name), name), expected);
        }
    }
}
