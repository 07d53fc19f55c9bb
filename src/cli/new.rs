//! `caveat new`: writes a starter briefing: the template, or one made of an article.
//!
//! Never overwrites a file. Must not know what the briefing says.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::arguments::must_be_file;
use super::failure::Failure;
use super::input::Input;
use super::settings::Settings;
use crate::files::load::{self, Loaded};
use crate::files::open_file::open;
use crate::print::starter::{Kept, Refusal, Starter, starter};
use crate::text::numbers;
use crate::text::visible;

/// Writes a starter briefing to a new file or to standard output.
pub(super) fn write(
    path: &Path,
    article: Option<&Path>,
    config: Option<&Path>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let made = article.map(|article| of_article(article, config, err)).transpose()?;
    let text = made.as_ref().map_or(load::TEMPLATE, |starter| starter.text.as_str());
    if path == Path::new("-") {
        let text = text.replace("\r\n", "\n");
        let shown = visible::lines(&text);
        if shown != text {
            writeln!(err, "note: invisible characters are printed as symbols; name a file to keep them")?;
        }
        return Ok(out.write_all(shown.as_bytes())?);
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
    file.write_all(text.as_bytes()).map_err(failed)?;
    match &made {
        None => writeln!(out, "Created `{shown}`, a commented starter briefing.")?,
        Some(made) => writeln!(out, "Created `{shown}`. {}", described(made))?,
    }
    if shown == name && path.to_str().is_some() {
        writeln!(out, "Read it: caveat {}", shell_word(path, &name))?;
    } else {
        writeln!(out, "Read it with `caveat` and its name.")?;
    }
    Ok(())
}

/// Makes a starter briefing of an article.
fn of_article(article: &Path, config: Option<&Path>, err: &mut impl Write) -> Result<Starter, Failure> {
    if article.is_dir() {
        return Err(Failure::not_a_file("new --from", article, "NAME.md"));
    }
    let rules = Settings::read(config, err)?.config.rules();
    let (dossier, diagnostics) = open(Input::of(Some(article)).load()?, &rules);
    let read = |manuscript| open(Loaded { manuscript, diagnostics: Vec::new() }, &rules);
    starter(&dossier, &diagnostics, &read).map_err(|refusal| {
        let name = dossier.manuscript.name();
        Failure::Runtime(match refusal {
            Refusal::DeclaresAlready => format!("`{name}` already declares sources or caveats; edit that file instead"),
            Refusal::CitesNothing => format!("no cited source was found in `{name}`"),
            Refusal::WouldChange => format!("declaring its sources would change how `{name}` is read"),
        })
    })
}

/// Says what a starter briefing declares, and what became of the front matter.
fn described(starter: &Starter) -> String {
    let sources = format!("It declares {}", numbers::count(starter.declared, "source"));
    let more = match starter.as_comments {
        0 => String::new(),
        more => format!("; {} commented out", numbers::count(more, "table")),
    };
    let front = match starter.front {
        Kept::Nothing => "",
        Kept::Whole => " The front matter is kept.",
        Kept::Facts => " Title, authors, date and the like are kept; other front matter became comments.",
    };
    format!("{sources}{more}.{front}")
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
