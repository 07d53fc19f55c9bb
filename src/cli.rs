//! The command line: what was asked for, and the order in which it is done.
//!
//! All that can fail does so before the screen opens, and is told on standard error. Owns the exit
//! status: 0 done, 1 the file has problems or cannot be read, 2 the command line is wrong. Reads the
//! environment, but for what [`crate::tui`] asks about the terminal.

mod check;
mod completions;
mod fix;
mod folder;
mod linear;
mod manual;
mod settings;
mod themes;

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::Styles;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};

use self::settings::Settings;
use crate::app::App;
use crate::config::MEASURES;
use crate::desk::{Desk, open};
use crate::diagnostic::Diagnostic;
use crate::dossier::Doubts;
use crate::load::{self, Loaded};
use crate::manuscript::Manuscript;
use crate::model::{Message, Model};
use crate::nearest::nearest;
use crate::panes::Size;
use crate::symbol::Symbols;
use crate::theme::Depth;
use crate::tui::{self, Question};
use crate::{opener, summary, visible};

/// How long a terminal may take to say which color its background has. One that never answers is not to be felt.
const ANSWER: Duration = Duration::from_millis(120);

/// Bytes of a text that takes longer to read than a terminal to answer.
const LONG: usize = 256 * 1024;

/// Columns of a summary that does not go to a terminal.
const PAPER: usize = 80;

/// Read a briefing: who says so, how firmly, and what speaks against it.
#[derive(Debug, Parser)]
#[command(name = "caveat", version, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(styles = Styles::plain())]
#[command(after_help = "Any Markdown file with footnotes is a briefing. With no FILE, the built-in one opens;\n\
    with a folder, the list of its briefings.\n\
    Where standard output is no terminal, the summary is printed instead.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    file: File,

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
    /// Print every claim with its source, its hedges and its caveats
    Summary(Summary),
    /// Say what is wrong with the annotations of files
    Check(Check),
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
struct File {
    /// Markdown file, or - for standard input; the built-in briefing without one
    file: Option<PathBuf>,
}

impl File {
    fn folder(&self) -> Option<&Path> {
        self.file.as_deref().filter(|path| path.is_dir())
    }
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
    #[command(flatten)]
    file: File,

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
        let file = match words {
            [_] => None,
            [_, file] if is_plainly_file(file) => Some(file.into()),
            _ => return Self::try_parse_from(words),
        };
        Ok(Self {
            command: None,
            file: File { file },
            fresh: false,
            colors: Colors { color: Color::Auto, theme: None },
            width: None,
            config: None,
            linear: false,
        })
    }
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
    let dumb = variable("TERM").is_some_and(|term| term == "dumb");
    let screen = io::stdout().is_terminal() && !(arguments.linear || dumb);
    if arguments.command.is_none()
        && let Some(path) = arguments.file.folder()
    {
        if screen {
            return folder::browse(path, &arguments, err);
        }
        Settings::read(arguments.config.as_deref(), err)?.chosen(&arguments.colors, err)?;
        return folder::print(path, out);
    }
    match arguments.command {
        // Where nothing can be drawn, asking for a screen asks for this.
        None if arguments.linear || dumb && io::stdout().is_terminal() => {
            Settings::read(arguments.config.as_deref(), err)?.chosen(&arguments.colors, err)?;
            linear::read(arguments.file.file.as_deref(), arguments.width, out)
        }
        None if screen => read(&arguments, err),
        None => {
            // Not used, but what is wrong on a terminal is wrong in a pipe.
            Settings::read(arguments.config.as_deref(), err)?.chosen(&arguments.colors, err)?;
            let summary = Summary {
                file: arguments.file,
                format: SummaryFormat::Text,
                width: arguments.width,
                ascii: false,
                doubt: Vec::new(),
            };
            print_summary(&summary, out)
        }
        Some(Command::Summary(summary)) => print_summary(&summary, out),
        Some(Command::Check(asked)) => check::check(&asked, out, err),
        Some(Command::Themes { color }) => themes::list(color, out, err),
        Some(Command::Config(config)) => {
            Ok(out.write_all(settings::print(&Settings::read(config.config.as_deref(), err)?).as_bytes())?)
        }
        Some(Command::Completions { shell }) => Ok(out.write_all(&completions::script(shell, Arguments::command()))?),
        Some(Command::Man) => Ok(out.write_all(&manual::page(Arguments::command())?)?),
    }
}

/// Opens a text on the screen.
fn read(arguments: &Arguments, err: &mut impl Write) -> Result<(), Failure> {
    let Arguments { file, colors, width, config, fresh, .. } = arguments;
    let settings = Settings::read(config.as_deref(), err)?;
    let depth = depth(colors.color);
    let chosen = settings.chosen(colors, err)?;
    let term = variable("TERM").unwrap_or_default();
    let text = loaded(file.file.as_deref())?;
    let desk = Desk::of(file.file.as_deref(), &text);
    // The terminal is asked while the text is read and its first page is set. After a long text it is asked last: who
    // gave up waiting and pressed C-c would have the terminal back as it is while it is being asked.
    let ask = || Question::ask(&term);
    let asking = chosen.is_none() && depth > Depth::Sixteen;
    let asked = (asking && text.manuscript.text().len() < LONG).then(ask);
    let symbols = symbols();
    let (dossier, diagnostics) = open(text);
    let mut model = Model::new(dossier, &diagnostics, symbols).keyed(settings.config.keys.keymap.clone());
    model.update(Message::Measure(width.unwrap_or(settings.config.measure)));
    if let Ok((columns, rows)) = crossterm::terminal::size() {
        model.update(Message::Resized(Size { columns, rows }));
    }
    if let Some(kept) = if *fresh { None } else { desk.recall() } {
        model.resume(&kept);
    }
    let question = asking.then(|| asked.unwrap_or_else(ask));
    let (theme, shown) = settings.theme(chosen, question, err)?;
    let themes = settings::themes(shown, depth);
    let mut app = App {
        model,
        theme: theme.at(depth),
        themes,
        open: opener::open,
        desk,
        mouse: settings.config.mouse,
        left: false,
    };
    tui::run(&mut app).map_err(|error| Failure::world(&error))?;
    Ok(())
}

fn loaded(path: Option<&Path>) -> Result<Loaded, Failure> {
    match path {
        Some(path) if path == Path::new("-") => load::standard_input(),
        Some(path) => load::file(path),
        None => Ok(load::built_in()),
    }
    .map_err(|error| Failure::world(&error))
}

fn print_summary(summary: &Summary, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(path) = summary.file.folder() {
        return Err(folder::refused("summary", path, "NAME.md"));
    }
    let (dossier, diagnostics) = open(loaded(summary.file.file.as_deref())?);
    let mut doubts = Doubts::new();
    for id in &summary.doubt {
        let source = dossier.source_by_id(id).ok_or_else(|| {
            let known = dossier.sources.iter().map(|source| source.id.as_str());
            let near = nearest(id, known).map(|near| format!("did you mean `{near}`?"));
            Failure::usage(&format!("no source `{id}` in {}", dossier.manuscript.name()), near.as_deref())
        })?;
        doubts.insert(source);
    }
    let terminal = || if io::stdout().is_terminal() { crossterm::terminal::size().ok() } else { None };
    let width = summary.width.or_else(|| terminal().map(|(columns, _)| columns.max(20))).map_or(PAPER, usize::from);
    let options = summary::Options { width, ascii: summary.ascii, doubts };
    let text = match summary.format {
        SummaryFormat::Text => summary::text(&dossier, &diagnostics, &options),
        SummaryFormat::Markdown => summary::markdown(&dossier, &diagnostics, &options),
        SummaryFormat::Json => summary::json(&dossier, &diagnostics, &options),
    };
    Ok(out.write_all(text.as_bytes())?)
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
