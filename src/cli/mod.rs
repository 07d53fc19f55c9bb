//! The command line: what was asked for, and the order in which it is done.
//!
//! All that can fail does so before the screen opens, and is told on standard error. Owns the exit
//! status: 0 done, 1 the file has problems or cannot be read, 2 the command line is wrong. Reads the
//! environment, but for what [`crate::terminal::tui`] asks about the terminal.

pub mod app;
mod check;
mod compare;
mod completions;
mod fix;
mod folder;
mod linear;
mod manual;
mod new;
mod reading;
mod settings;
mod summary;
mod themes;

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::Styles;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};

use self::reading::Text;
use self::settings::Settings;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::files::config::MEASURES;
use crate::files::load;
use crate::files::load::{BuiltIn, Loaded};
use crate::terminal::theme::Depth;
use crate::text::manuscript::Manuscript;
use crate::text::nearest::nearest;
use crate::text::symbol::Symbols;
use crate::text::visible;

/// How long a terminal may take to say which color its background has. One that never answers is not to be felt.
const ANSWER: Duration = Duration::from_millis(120);

/// Columns of plain text that does not go to a terminal.
const PAPER: usize = 80;

/// Read a briefing: who says so, how firmly, and what speaks against it.
#[derive(Debug, Parser)]
#[command(name = "caveat", version, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(styles = Styles::plain())]
#[command(after_help = "Any Markdown file with footnotes is a briefing. With no FILE, the built-in one opens;\n\
    with a folder or with several files, the list of them.\n\
    Where standard output is no terminal, the summary is printed instead.\n\n\
    `caveat guide` opens a briefing on how to read briefings and how to write them.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// Markdown file, folder, or - for standard input; several make a list; the built-in briefing without one
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    files: Vec<PathBuf>,

    /// Compare with an older text, a Markdown file or -: what is new, changed or gone since is marked in the text
    #[arg(long, value_name = "OLD", value_hint = ValueHint::FilePath)]
    since: Option<PathBuf>,

    #[command(flatten)]
    reading: Reading,
}

/// How a text is to be read.
#[derive(Debug, Args)]
struct Reading {
    /// Begin at the beginning, and not where this text was left
    #[arg(long)]
    fresh: bool,

    #[command(flatten)]
    colors: Colors,

    /// Columns that text takes at the most: 20 to 1000 (with --linear, lines are not wrapped without it)
    #[arg(long, value_name = "N", value_parser = width)]
    width: Option<u16>,

    /// Settings: a TOML file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,

    /// Read without a screen: plain sentences, and one command a line from standard input (with -, from the terminal)
    #[arg(long)]
    linear: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read how to read a briefing, and how to write one
    Guide(Reading),
    /// Write a briefing to begin with, which says what may stand in it
    New {
        /// File that is not there yet, or - for standard output
        file: PathBuf,
    },
    /// Print every claim with its source, its hedges and its caveats
    Summary(Summary),
    /// Say what is wrong with the annotations of files
    Check(Check),
    /// Print a web page, a Word file or a book as Markdown, to be annotated
    Convert {
        /// HTML, DOCX or EPUB file, or - for standard input
        file: PathBuf,
    },
    /// Say what became of each claim from one text to the next
    Compare(Compare),
    /// List the themes, on a terminal each in its own colors
    Themes {
        /// Colors: auto (on a terminal, unless `NO_COLOR` is set), always, never
        #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, hide_possible_values = true)]
        color: Color,
    },
    /// Print the settings that hold, as a file to begin with
    Config(Config),
    /// Print completions for a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
struct Colors {
    /// Colors: auto (on a terminal, unless `NO_COLOR` is set), always, never
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, hide_possible_values = true)]
    color: Color,

    /// Theme: a name from `caveat themes`, or a TOML file
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    theme: Option<OsString>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
struct Summary {
    /// Markdown file, or - for standard input; the built-in briefing without one
    file: Option<PathBuf>,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = SummaryFormat::Text)]
    format: SummaryFormat,

    /// Columns of the text form: 20 to 1000 (80, or the terminal's)
    #[arg(long, value_name = "N", value_parser = width)]
    width: Option<u16>,

    /// Use ASCII only
    #[arg(long)]
    ascii: bool,

    /// Suppose that the source with this id is worth nothing (may be repeated)
    #[arg(long, value_name = "ID")]
    doubt: Vec<String>,

    /// Tell only of claims that pass a filter: words such as `source:ID`, `denied`, `hedged`, with and, or, not
    #[arg(long, value_name = "FILTER")]
    only: Option<String>,
}

#[derive(Debug, Args)]
struct Config {
    /// Settings: a TOML file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

impl Arguments {
    /// Of the command line, the first of whose words is the program's name.
    fn of(words: &[OsString]) -> Result<Self, clap::Error> {
        // Most often there is nothing but a file. To know that takes no parser, which would take a thirtieth of the start.
        let files = match words {
            [_] => Vec::new(),
            [_, file] if is_plainly_file(file) => vec![file.into()],
            _ => return Self::try_parse_from(words),
        };
        Ok(Self {
            command: None,
            files,
            since: None,
            reading: Reading {
                fresh: false,
                colors: Colors { color: Color::Auto, theme: None },
                width: None,
                config: None,
                linear: false,
            },
        })
    }
}

/// What is wrong if the first of some files is none, but nearly a command.
fn misspelt(files: &[PathBuf]) -> Option<Failure> {
    let may_be = |file: &&PathBuf| !is_plainly_file(file.as_os_str()) && *file != Path::new("-") && !file.exists();
    let word = files.first().filter(may_be)?.to_str()?;
    let commands = Arguments::command();
    let near = nearest(word, commands.get_subcommands().map(clap::Command::get_name))?;
    let help = format!("did you mean `caveat {near}`?");
    Some(Failure::usage(&format!("`{word}` is neither a file nor a command"), Some(&help)))
}

/// Whether a word can be nothing but the name of a file: it is no flag, and no command has a dot or a slash.
fn is_plainly_file(word: &OsStr) -> bool {
    let bytes = word.as_encoded_bytes();
    !bytes.starts_with(b"-") && bytes.iter().any(|byte| matches!(byte, b'.' | b'/'))
}

fn width(text: &str) -> Result<u16, &'static str> {
    text.parse().ok().filter(|width| MEASURES.contains(width)).ok_or("expected a number from 20 to 1000")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SummaryFormat {
    Text,
    Markdown,
    Json,
}

#[derive(Debug, Args)]
struct Check {
    /// Markdown files, or - for standard input
    #[arg(required_unless_present_any = ["config", "explain"], value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Say what an id means, why it matters, and how to put it right; all ids in a line each without one
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "all", conflicts_with_all = ["files", "fix"])]
    explain: Option<String>,

    /// Put right what can be put right without asking: labels with a slip in them, sources that serve nothing
    #[arg(long)]
    fix: bool,

    /// With --fix: show what would change, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,

    /// Check again whenever one of the files changes, until C-c
    #[arg(long, requires = "files", conflicts_with_all = ["fix", "explain"])]
    watch: bool,

    /// The settings too: those that hold, or those of a file
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, value_hint = ValueHint::FilePath)]
    #[expect(clippy::option_option, reason = "not asked for, asked for, asked for with a file")]
    config: Option<Option<PathBuf>>,

    /// Form: human (shows the line), short (one line each), json, sarif, github (for a workflow's log)
    #[arg(long, value_enum, default_value_t = CheckFormat::Human, hide_possible_values = true)]
    format: CheckFormat,

    /// Colors: auto (on a terminal, unless `NO_COLOR` is set), always, never
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, hide_possible_values = true)]
    color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    Human,
    Short,
    Json,
    Sarif,
    Github,
}

impl CheckFormat {
    /// Whether it is a result, for a program, and goes to standard output.
    const fn is_result(self) -> bool {
        match self {
            Self::Human | Self::Short => false,
            Self::Json | Self::Sarif | Self::Github => true,
        }
    }
}

#[derive(Debug, Args)]
struct Compare {
    /// Markdown file, or - for standard input: as it was
    old: PathBuf,

    /// Markdown file, or - for standard input: as it is
    new: PathBuf,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    format: CompareFormat,

    /// Columns of the text form: 20 to 1000 (80, or the terminal's)
    #[arg(long, value_name = "N", value_parser = width)]
    width: Option<u16>,

    /// Use ASCII only
    #[arg(long)]
    ascii: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CompareFormat {
    Text,
    Json,
}

/// Why a command did not succeed.
enum Failure {
    /// The problem has been told already.
    Told,
    /// Something could not be read, written or done.
    World(String),
    /// The command line is wrong: what is to be printed of it.
    Usage(String),
    /// Whoever read the output has had enough of it.
    ClosedPipe,
}

impl Failure {
    fn world(error: &io::Error) -> Self {
        Self::World(error.to_string())
    }

    fn usage(message: &str, help: Option<&str>) -> Self {
        let help = help.map(|help| format!("\n  help: {}", visible::line(help))).unwrap_or_default();
        Self::Usage(format!("error: {}{help}\n", visible::line(message)))
    }
}

/// Of an error in printing. What cannot be read says so with its name: see [`load`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::World(format!("cannot write the output: {}", load::why(&error))),
        }
    }
}

/// Does what the arguments ask for (the first is the program's name) and returns the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>, out: &mut impl Write, err: &mut impl Write) -> u8 {
    let words: Vec<_> = arguments.into_iter().collect();
    let done = match Arguments::of(&words) {
        Ok(arguments) => perform(arguments, out, err),
        Err(error) => unparsed(&error, &words, out),
    };
    // What was printed before something failed is wanted too.
    let printed = out.flush().map_err(Failure::from);
    // If standard error is closed too, there is nobody to tell.
    match done.and(printed) {
        Ok(()) | Err(Failure::ClosedPipe) => 0,
        Err(Failure::Told) => 1,
        Err(Failure::World(message)) => {
            let _ = writeln!(err, "error: {}", visible::line(&message));
            1
        }
        Err(Failure::Usage(text)) => {
            let _ = err.write_all(text.as_bytes());
            2
        }
    }
}

/// The command line as clap knows it, for whoever wants to ask it something.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Help and version are results. A complaint repeats arguments, and an argument is text from outside.
fn unparsed(error: &clap::Error, words: &[OsString], out: &mut impl Write) -> Result<(), Failure> {
    // With its styles, which are plain: without them clap would take the sequences out of the arguments too.
    let mut text = error.render().ansi().to_string();
    if !error.use_stderr() {
        return Ok(out.write_all(text.as_bytes())?);
    }
    for word in words {
        let word = word.to_string_lossy();
        for part in std::iter::once(&*word).chain(word.split_once('=').map(|(_, value)| value)) {
            // A line break in an argument could otherwise begin a line of its own.
            if part.contains(['\n', '\t']) {
                text = text.replace(part, &visible::line(part));
            }
        }
    }
    Err(Failure::Usage(visible::lines(&text).into_owned()))
}

fn perform(arguments: Arguments, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let Arguments { command, files, since, reading } = arguments;
    match command {
        None if let Some(failure) = misspelt(&files) => Err(failure),
        None => match (&files[..], since.as_deref()) {
            (files, Some(old)) => reading::read_since(old, files, &reading, out, err),
            ([], None) => reading::read(Text::of(None), None, &reading, out, err),
            ([file], None) if !file.is_dir() => reading::read(Text::of(Some(file)), None, &reading, out, err),
            _ => reading::list(&files, &reading, out, err),
        },
        Some(Command::Guide(reading)) => reading::read(Text::BuiltIn(BuiltIn::Guide), None, &reading, out, err),
        Some(Command::New { file }) => new::write(&file, out),
        Some(Command::Summary(summary)) => summary::print(&summary, out, err),
        Some(Command::Check(asked)) => check::check(&asked, out, err),
        Some(Command::Convert { file }) => convert(&file, out),
        Some(Command::Compare(asked)) => compare::print(&asked, out, err),
        Some(Command::Themes { color }) => themes::list(color, out, err),
        Some(Command::Config(config)) => {
            Ok(out.write_all(settings::print(&Settings::read(config.config.as_deref(), err)?).as_bytes())?)
        }
        Some(Command::Completions { shell }) => Ok(out.write_all(&completions::script(shell, Arguments::command()))?),
        Some(Command::Man) => Ok(out.write_all(&manual::page(Arguments::command())?)?),
    }
}

fn loaded(path: Option<&Path>) -> Result<Loaded, Failure> {
    Text::of(path).load()
}

/// Prints a text as the Markdown that is read of it.
fn convert(path: &Path, out: &mut impl Write) -> Result<(), Failure> {
    if path.is_dir() {
        return Err(folder::refused("convert", path, "NAME.html"));
    }
    let loaded = loaded(Some(path))?;
    Ok(out.write_all(visible::lines(loaded.manuscript.text()).as_bytes())?)
}

/// The columns that plain text takes: those that were asked for, else the terminal's, else those of paper.
fn columns(asked: Option<u16>) -> usize {
    let terminal = || if io::stdout().is_terminal() { crossterm::terminal::size().ok() } else { None };
    asked.or_else(|| terminal().map(|(columns, _)| columns.max(20))).map_or(PAPER, usize::from)
}

/// A theme or settings with mistakes are told of and not used: their reader would not see what they were.
fn tell(diagnostics: &[Diagnostic], manuscript: &Manuscript, err: &mut impl Write) -> Result<(), Failure> {
    let color = io::stderr().is_terminal() && depth(Color::Auto) > Depth::None;
    for diagnostic in diagnostics {
        writeln!(err, "{}", diagnostic.human(manuscript, color))?;
    }
    if diagnostics.is_empty() { Ok(()) } else { Err(Failure::Told) }
}

fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// `NO_COLOR` is the stronger of the two.
fn forced_color() -> bool {
    let set = |name, off: &str| variable(name).is_some_and(|value| !value.is_empty() && value != off);
    set("CLICOLOR_FORCE", "0") && !set("NO_COLOR", "")
}

/// The signs that the terminal's font has.
fn symbols() -> Symbols {
    if variable("TERM").is_some_and(|term| term == "linux") { Symbols::Plain } else { Symbols::Full }
}

/// The colors that the terminal has and the reader wants.
fn depth(color: Color) -> Depth {
    let detect = |no_color: Option<String>| {
        Depth::detect(no_color.as_deref(), variable("COLORTERM").as_deref(), variable("TERM").as_deref())
    };
    match color {
        Color::Never => Depth::None,
        Color::Always => detect(None).max(Depth::Sixteen),
        Color::Auto if forced_color() => detect(None).max(Depth::Sixteen),
        Color::Auto => detect(variable("NO_COLOR")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_that_needs_no_parser_means_what_the_parser_makes_of_it() {
        for words in [vec!["caveat"], vec!["caveat", "a.md"], vec!["caveat", "./notes"], vec!["caveat", "--x.md"]] {
            let words: Vec<_> = words.into_iter().map(OsString::from).collect();
            let [parsed, meant] = [Arguments::of(&words), Arguments::try_parse_from(&words)]
                .map(|arguments| format!("{:?}", arguments.map_err(|error| error.to_string())));
            assert_eq!(parsed, meant);
        }
    }

    #[test]
    fn no_command_could_be_a_file_plainly() {
        for command in Arguments::command().get_subcommands() {
            assert!(!is_plainly_file(command.get_name().as_ref()));
        }
    }
}
