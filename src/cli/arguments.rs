//! The arguments of the command line, as clap types.
//!
//! Owns the text of `--help` and which arguments exclude each other. Must not know what a command does.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{BoolValueParser, Styles, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::files::config::MEASURES;
use crate::files::load::Subfolders;

/// Read a briefing: who says so, how firmly, and what speaks against it.
#[derive(Debug, Parser)]
#[command(name = "caveat", version, disable_help_subcommand = true)]
#[command(override_usage = "caveat [OPTIONS] [FILE]...\n       caveat [OPTIONS] <COMMAND>")]
#[command(styles = Styles::plain())]
#[command(
    after_help = "Any Markdown file with footnotes is a briefing. Without FILE, caveat reads what is piped in,\n\
    or else the built-in briefing. If standard output is not a terminal, it prints the summary instead.\n\n\
    --color, --theme, --width, --config and --linear may stand before a command too, as in an alias.\n\
    A command ignores those that it does not need.\n\n\
    `caveat guide` explains how to read and write briefings."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// Markdown file, folder, or - for standard input; a folder or several files open as a list
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(super) files: Vec<PathBuf>,

    /// Include subfolders; hidden files and folders are left out
    #[arg(short = 'r', long = "recursive", action = ArgAction::SetTrue, value_parser = subfolders())]
    pub(super) subfolders: Subfolders,

    /// Compare with an older text (a Markdown file or -), and mark what is new, changed or gone
    #[arg(long, value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub(super) since: Option<PathBuf>,

    #[command(flatten)]
    pub(super) reading: ReadArgs,
}

/// Options for reading a text.
#[derive(Debug, Default, Args)]
pub(super) struct ReadArgs {
    /// Start at the beginning, not where this text was left
    #[arg(long)]
    pub(super) fresh: bool,

    #[command(flatten)]
    pub(super) colors: ColorArgs,

    /// Maximum width of the text in columns: 20 to 1000
    #[arg(long, value_name = "N", value_parser = width)]
    pub(super) width: Option<u16>,

    /// Settings file (TOML)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,

    /// Read without a screen, in plain sentences. Commands come one per line from standard input, or from the terminal if
    /// the text comes from standard input. Lines wrap at the terminal's width; in a pipe, only if --width is given
    #[arg(long)]
    pub(super) linear: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read the guide: how to read and write briefings
    Guide(ReadArgs),
    /// Create a commented starter briefing
    New {
        /// File to create, or - for standard output
        file: PathBuf,

        /// Begin with an article: declare the sources that it cites above its text, which stays unchanged
        #[arg(long, value_name = "ARTICLE", value_hint = ValueHint::FilePath)]
        from: Option<PathBuf>,

        /// The settings file that was given before the command.
        #[arg(skip)]
        before: Option<PathBuf>,
    },
    /// Print the whole text as on the screen, for `less -R` too, then explain its marks
    Print(PrintArgs),
    /// Print every claim with its source, hedges and caveats
    Summary(SummaryArgs),
    /// Report problems in the annotations of files
    Check(CheckArgs),
    /// Convert a web page, Word file or book to Markdown
    Convert {
        /// HTML, DOCX or EPUB file, or - for standard input
        file: PathBuf,
    },
    /// Compare two versions of a text, claim by claim
    Compare(CompareArgs),
    /// Print your judgements of a text (notes and ratings), or import annotations
    #[command(alias = "judgments")]
    Judgements(JudgementsArgs),
    /// List the themes; on a terminal, with samples
    Themes {
        /// When to use colors: auto (the default: on a terminal, unless `NO_COLOR` is set), always, never
        #[arg(long, value_enum, value_name = "WHEN", hide_possible_values = true)]
        color: Option<Color>,

        /// The settings file that was given before the command.
        #[arg(skip)]
        before: Option<PathBuf>,
    },
    /// Print the effective settings as a config file
    Config(ConfigArgs),
    /// Print shell completions
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}

#[derive(Debug, Default, Args)]
pub(super) struct ColorArgs {
    /// When to use colors: auto (the default: on a terminal, unless `NO_COLOR` is set), always, never
    #[arg(long, value_enum, value_name = "WHEN", hide_possible_values = true)]
    pub(super) color: Option<Color>,

    /// Theme: a name from `caveat themes`, or a TOML file
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub(super) theme: Option<OsString>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
pub(super) struct PrintArgs {
    /// Markdown file, or - for standard input; without FILE, what is piped in, or else the built-in briefing
    pub(super) file: Option<PathBuf>,

    /// Width of the page in columns: 20 to 1000 (default: the terminal's, or less if `measure` in the settings is less)
    #[arg(long, value_name = "N", value_parser = width)]
    pub(super) width: Option<u16>,

    #[command(flatten)]
    pub(super) colors: ColorArgs,

    /// Settings file (TOML)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct SummaryArgs {
    /// Markdown file, or - for standard input; without FILE, what is piped in, or else the built-in briefing
    pub(super) file: Option<PathBuf>,

    /// Output format
    #[arg(long, value_enum, default_value_t = SummaryFormat::Text)]
    pub(super) format: SummaryFormat,

    /// Width of the text format in columns: 20 to 1000 (default: the terminal's, or 80)
    #[arg(long, value_name = "N", value_parser = width)]
    pub(super) width: Option<u16>,

    /// Use ASCII only
    #[arg(long)]
    pub(super) ascii: bool,

    /// Suppose that a source, given by its number or label, is worth nothing (repeatable)
    #[arg(long, value_name = "SOURCE")]
    pub(super) doubt: Vec<String>,

    /// Print only the claims that pass a filter: words such as `denied` or `source:1`, combined by and, or, not
    #[arg(long, value_name = "FILTER")]
    pub(super) only: Option<String>,

    /// The settings file that was given before the command.
    #[arg(skip)]
    pub(super) before: Option<PathBuf>,

    /// Include your own judgements (notes, status, ratings), which are left out otherwise because they are private
    #[arg(long, alias = "judgments")]
    pub(super) judgements: bool,
}

#[derive(Debug, Args)]
pub(super) struct JudgementsArgs {
    /// The text that you judged; without FILE, the built-in briefing
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,

    /// Output format: markdown, or json-ld (W3C Web Annotations)
    #[arg(long, value_enum, default_value_t = JudgementsFormat::Markdown, hide_possible_values = true)]
    pub(super) format: JudgementsFormat,

    /// Add annotations to your judgements, from a file of Web Annotations (JSON-LD), an export of Hypothes.is, or - for
    /// standard input
    #[arg(long, value_name = "ANNOTATIONS", conflicts_with = "format", value_hint = ValueHint::FilePath)]
    pub(super) import: Option<PathBuf>,

    /// The settings file that was given before the command.
    #[arg(skip)]
    pub(super) before: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum JudgementsFormat {
    Markdown,
    JsonLd,
}

#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// Settings file (TOML)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
}

impl Arguments {
    /// Parses a command line whose first word is the program's name.
    pub(super) fn from_words(words: &[OsString]) -> Result<Self, clap::Error> {
        // Most command lines are just a file. The parser would take a thirtieth of the startup time.
        let files = match words {
            [_] => Vec::new(),
            [_, file] if must_be_file(file) => vec![file.into()],
            _ => return Self::try_parse_from(words),
        };
        Ok(Self { command: None, files, since: None, subfolders: Subfolders::Excluded, reading: ReadArgs::default() })
    }

    /// Moves the options that stand before a command to the command. Fails with an option that belongs to no command,
    /// or not to this one.
    pub(super) fn take_command(&mut self) -> Result<Option<Command>, &'static str> {
        let Some(mut command) = self.command.take() else { return Ok(None) };
        let before = std::mem::take(&mut self.reading);
        let misplaced = [
            ("--since", self.since.is_some()),
            ("--recursive", self.subfolders == Subfolders::Included && !matches!(command, Command::Check(_))),
            ("--fresh", before.fresh && !matches!(command, Command::Guide(_))),
        ];
        if let Some((option, _)) = misplaced.into_iter().find(|(_, is_given)| *is_given) {
            return Err(option);
        }
        match &mut command {
            Command::Guide(reading) => {
                reading.colors.add(before.colors);
                reading.width = reading.width.or(before.width);
                add(&mut reading.config, before.config);
                reading.fresh |= before.fresh;
                reading.linear |= before.linear;
            }
            Command::Print(print) => {
                print.colors.add(before.colors);
                print.width = print.width.or(before.width);
                add(&mut print.config, before.config);
            }
            Command::Summary(summary) => {
                summary.width = summary.width.or(before.width);
                summary.before = before.config;
            }
            Command::Compare(compare) => {
                compare.width = compare.width.or(before.width);
                compare.before = before.config;
            }
            Command::Check(check) => {
                if self.subfolders == Subfolders::Included {
                    check.subfolders = self.subfolders;
                }
                check.color = check.color.or(before.colors.color);
                check.before = before.config;
            }
            Command::Themes { color, before: config } => {
                *color = color.or(before.colors.color);
                *config = before.config;
            }
            Command::Config(config) => add(&mut config.config, before.config),
            Command::Judgements(judgements) => judgements.before = before.config,
            Command::New { before: config, .. } => *config = before.config,
            Command::Convert { .. } | Command::Completions { .. } | Command::Man => {}
        }
        Ok(Some(command))
    }
}

impl Command {
    /// Whether the command uses a theme.
    pub(super) const fn has_theme(&self) -> bool {
        match self {
            Self::Guide(_) | Self::Print(_) => true,
            Self::New { .. }
            | Self::Summary(_)
            | Self::Check(_)
            | Self::Convert { .. }
            | Self::Compare(_)
            | Self::Judgements(_)
            | Self::Themes { .. }
            | Self::Config(_)
            | Self::Completions { .. }
            | Self::Man => false,
        }
    }
}

impl ColorArgs {
    /// The color that is asked for.
    pub(super) fn color(&self) -> Color {
        self.color.unwrap_or_default()
    }

    /// Adds options that were given before, where these have none.
    fn add(&mut self, before: Self) {
        self.color = self.color.or(before.color);
        add(&mut self.theme, before.theme);
    }
}

fn add<T>(option: &mut Option<T>, before: Option<T>) {
    if option.is_none() {
        *option = before;
    }
}

/// Whether a word can only be a file name: it is not a flag, and no command contains a dot or a slash.
pub(super) fn must_be_file(word: &OsStr) -> bool {
    let bytes = word.as_encoded_bytes();
    !bytes.starts_with(b"-") && bytes.iter().any(|byte| matches!(byte, b'.' | b'/'))
}

/// Reads whether `-r` is given.
fn subfolders() -> impl TypedValueParser<Value = Subfolders> {
    BoolValueParser::new().map(|is_given| if is_given { Subfolders::Included } else { Subfolders::Excluded })
}

fn width(text: &str) -> Result<u16, &'static str> {
    text.parse().ok().filter(|width| MEASURES.contains(width)).ok_or("expected a number from 20 to 1000")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SummaryFormat {
    Text,
    Markdown,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Markdown files, folders of them, or - for standard input
    #[arg(required_unless_present_any = ["config", "explain"], value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// Include subfolders; hidden files and folders are left out
    #[arg(short = 'r', long = "recursive", action = ArgAction::SetTrue, value_parser = subfolders(), requires = "files")]
    pub(super) subfolders: Subfolders,

    /// Explain the problem with this id: what it means, why it matters, how to fix it; without ID, list all problems
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "all", conflicts_with_all = ["files", "fix", "format"])]
    pub(super) explain: Option<String>,

    /// Fix what can be fixed without asking: misspelled labels, brackets that leave out a hedge, unused sources
    #[arg(long)]
    pub(super) fix: bool,

    /// With --fix, show the changes but do not write them
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,

    /// Check again whenever a file changes, is added or removed, until Ctrl-c
    #[arg(long, requires = "files", conflicts_with_all = ["fix", "explain"])]
    pub(super) watch: bool,

    /// Check the settings too: those in effect, or those in FILE
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, value_hint = ValueHint::FilePath)]
    #[expect(clippy::option_option, reason = "absent, present, or present with a file")]
    pub(super) config: Option<Option<PathBuf>>,

    /// Output format: human (shows the line), short (one line each), json, sarif, github (workflow log)
    #[arg(long, value_enum, default_value_t = CheckFormat::Human, hide_possible_values = true)]
    pub(super) format: CheckFormat,

    /// When to use colors: auto (the default: on a terminal, unless `NO_COLOR` is set), always, never
    #[arg(long, value_enum, value_name = "WHEN", hide_possible_values = true)]
    pub(super) color: Option<Color>,

    /// The settings file that was given before the command.
    #[arg(skip)]
    pub(super) before: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Human,
    Short,
    Json,
    Sarif,
    Github,
}

impl CheckFormat {
    /// Whether programs read it, so that it goes to standard output.
    pub(super) const fn is_result(self) -> bool {
        match self {
            Self::Human | Self::Short => false,
            Self::Json | Self::Sarif | Self::Github => true,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// Older version: a Markdown file, or - for standard input
    pub(super) old: PathBuf,

    /// Newer version: a Markdown file, or - for standard input
    pub(super) new: PathBuf,

    /// Output format
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub(super) format: CompareFormat,

    /// Width of the text format in columns: 20 to 1000 (default: the terminal's, or 80)
    #[arg(long, value_name = "N", value_parser = width)]
    pub(super) width: Option<u16>,

    /// Use ASCII only
    #[arg(long)]
    pub(super) ascii: bool,

    /// The settings file that was given before the command.
    #[arg(skip)]
    pub(super) before: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    Text,
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_quick_command_line_path_agrees_with_the_parser() {
        for words in [vec!["caveat"], vec!["caveat", "a.md"], vec!["caveat", "./notes"], vec!["caveat", "--x.md"]] {
            let words: Vec<_> = words.into_iter().map(OsString::from).collect();
            let [parsed, meant] = [Arguments::from_words(&words), Arguments::try_parse_from(&words)]
                .map(|arguments| format!("{:?}", arguments.map_err(|error| error.to_string())));
            assert_eq!(parsed, meant);
        }
    }

    #[test]
    fn no_command_looks_like_a_file_name() {
        for command in Arguments::command().get_subcommands() {
            assert!(!must_be_file(command.get_name().as_ref()));
        }
    }
}
