//! Runs a command line and returns its exit status.
//!
//! Exit status: 0 success, 1 the file has problems or cannot be read, 2 the command line is wrong.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use super::arguments::{Arguments, Command, must_be_file};
use super::failure::Failure;
use super::input::{Input, Selection};
use super::{
    check, compare, completions, config, convert, judgements, manual, new, print, reading, summary, theme_files, themes,
};
use crate::files::load::{BuiltIn, Subfolders};
use crate::text::nearest::nearest;
use crate::text::visible;

/// Runs a command line, whose first word is the program's name, and returns the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>, out: &mut impl Write, err: &mut impl Write) -> u8 {
    let words: Vec<_> = arguments.into_iter().collect();
    let done = match Arguments::from_words(&words) {
        Ok(arguments) => dispatch(arguments, out, err),
        Err(error) => report_parse_error(&error, &words, out),
    };
    // Output that precedes a failure still counts.
    let printed = out.flush().map_err(Failure::from);
    // If standard error is closed, no message can be shown.
    match done.and(printed) {
        Ok(()) | Err(Failure::ClosedPipe) => 0,
        Err(Failure::Reported) => 1,
        Err(Failure::Runtime(message)) => {
            let _ = writeln!(err, "error: {}", visible::line(&message));
            1
        }
        Err(Failure::Usage(text)) => {
            let _ = err.write_all(text.as_bytes());
            2
        }
    }
}

/// The command line as clap defines it, for documentation and tests.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Prints help and version, or makes a failure of a parse error. The error quotes arguments, which are untrusted text.
fn report_parse_error(error: &clap::Error, words: &[OsString], out: &mut impl Write) -> Result<(), Failure> {
    // Rendered with its (plain) styles: otherwise clap would also strip escape sequences from the arguments.
    let mut text = error.render().ansi().to_string();
    if !error.use_stderr() {
        return Ok(out.write_all(text.as_bytes())?);
    }
    for word in words {
        let word = word.to_string_lossy();
        for part in std::iter::once(&*word).chain(word.split_once('=').map(|(_, value)| value)) {
            // A line break in an argument could otherwise fake a line of output.
            if part.contains(['\n', '\t']) {
                text = text.replace(part, &visible::line(part));
            }
        }
    }
    Err(Failure::Usage(visible::lines(&text).into_owned()))
}

fn dispatch(arguments: Arguments, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let mut arguments = arguments;
    if let (Some(command), Some(theme)) = (&arguments.command, &arguments.reading.colors.theme)
        && !command.has_theme()
    {
        // A mistake in it is reported even before a command that has no use for a theme. The other commands report it
        // themselves, because a pipe can be read only once.
        theme_files::load(&theme.to_string_lossy(), err)?;
    }
    let command = arguments.take_command().map_err(misplaced)?;
    let Arguments { files, since, reading, subfolders, .. } = arguments;
    match command {
        None if files.first().is_some_and(|file| file == Path::new("help") && !file.exists()) => help(&files[1..], out),
        None => {
            refuse_misspelled_command(&files)?;
            refuse_late_command(&files)?;
            if subfolders == Subfolders::Included && files.is_empty() {
                return Err(Failure::usage(
                    "`--recursive` needs a folder",
                    Some("`caveat -r .` lists the current folder"),
                ));
            }
            match (&files[..], since.as_deref()) {
                (files, Some(old)) => reading::read_since(old, files, &reading, out, err),
                // Commands come from standard input, so no text does.
                ([], None) if reading.linear => reading::read(Input::BuiltIn(BuiltIn::First), None, &reading, out, err),
                ([], None) => reading::read(Input::of(None), None, &reading, out, err),
                ([file], None) if !file.is_dir() => reading::read(Input::of(Some(file)), None, &reading, out, err),
                (paths, None) => reading::list(Selection { paths, subfolders }, &reading, out, err),
            }
        }
        Some(Command::Guide(reading)) => reading::guide(&reading, out, err),
        Some(Command::New { file, from, before }) => new::write(&file, from.as_deref(), before.as_deref(), out, err),
        Some(Command::Print(asked)) => print::print_file(&asked, out, err),
        Some(Command::Summary(summary)) => summary::print(&summary, out, err),
        Some(Command::Check(asked)) => check::check(&asked, out, err),
        Some(Command::Convert { file }) => convert::print(&file, out),
        Some(Command::Compare(asked)) => compare::print(&asked, out, err),
        Some(Command::Judgements(asked)) => judgements::run(&asked, out, err),
        Some(Command::Themes { color, before }) => themes::list(color.unwrap_or_default(), before.as_deref(), out, err),
        Some(Command::Config(asked)) => config::print(&asked, out, err),
        Some(Command::Completions { shell }) => Ok(out.write_all(&completions::script(shell, Arguments::command()))?),
        Some(Command::Man) => Ok(out.write_all(&manual::page(Arguments::command())?)?),
    }
}

/// The error for an option before a command that does not take it.
fn misplaced(option: &'static str) -> Failure {
    let help = match option {
        "--recursive" => "it goes with folders: `caveat -r FOLDER`, `caveat check -r FOLDER`",
        "--since" => "it goes with reading: `caveat --since OLD.md NEW.md`",
        _ => "it goes with reading: `caveat --fresh FILE`, `caveat guide --fresh`",
    };
    Failure::usage(&format!("this command does not take `{option}`"), Some(help))
}

/// Fails if a command stands behind a file, where it would be taken for a missing file.
fn refuse_late_command(files: &[PathBuf]) -> Result<(), Failure> {
    let commands = Arguments::command();
    let late = files.iter().skip(1).find(|file| {
        let is_command = |command: &clap::Command| {
            std::iter::once(command.get_name()).chain(command.get_all_aliases()).any(|name| name == file.as_os_str())
        };
        commands.get_subcommands().any(is_command) && !file.exists()
    });
    let Some(late) = late else { return Ok(()) };
    let (word, file) = (late.to_string_lossy(), files[0].to_string_lossy());
    Err(Failure::usage(
        &format!("the command `{word}` must come before the file"),
        Some(&format!("`caveat {word} {file}`")),
    ))
}

/// Prints the help of the program, or of one of its commands.
fn help(command: &[PathBuf], out: &mut impl Write) -> Result<(), Failure> {
    let all = Arguments::command();
    if let Some(name) = command.first()
        && all.find_subcommand(name).is_none()
    {
        let words = format!("there is no command `{}`", name.to_string_lossy());
        return Err(Failure::usage(&words, Some("`caveat help` lists them all")));
    }
    let name = command.first().map(|name| name.as_os_str());
    let words = [OsStr::new("caveat")].into_iter().chain(name).chain([OsStr::new("--help")]);
    match all.try_get_matches_from(words) {
        Err(help) => Ok(write!(out, "{}", help.render())?),
        Ok(_) => Ok(()),
    }
}

/// Fails if the first file does not exist and its name is close to a command, or means one.
fn refuse_misspelled_command(files: &[PathBuf]) -> Result<(), Failure> {
    let may_be = |file: &&PathBuf| !must_be_file(file.as_os_str()) && *file != Path::new("-") && !file.exists();
    let Some(word) = files.first().filter(may_be).and_then(|file| file.to_str()) else { return Ok(()) };
    let commands = Arguments::command();
    // What else people call judgements.
    let other = ["note", "notes", "annotation", "annotations"].contains(&word).then_some("judgements");
    let near = other.or_else(|| nearest(word, commands.get_subcommands().map(clap::Command::get_name)));
    let Some(near) = near else { return Ok(()) };
    let help = format!("did you mean `caveat {near}`?");
    Err(Failure::usage(&format!("`{word}` is neither a file nor a command"), Some(&help)))
}
