//! Reading without a screen: reads commands and prints the answers.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};

use crate::cli::environment::output_columns;
use crate::cli::failure::Failure;
use crate::cli::input::Input;
use crate::files::config::Rules;
use crate::files::judgements::JudgementFile;
use crate::files::load;
use crate::files::open_file::open;
use crate::print::comparison;
use crate::print::linear::{Answer, Linear};

/// The device of the controlling terminal.
const TERMINAL: &str = if cfg!(windows) { "CONIN$" } else { "/dev/tty" };

/// Loads a text and answers commands about it.
pub(super) fn read(
    text: Input<'_>,
    older: Option<Input<'_>>,
    width: Option<u16>,
    rules: &Rules,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let from_input = |text: &Input<'_>| matches!(text, Input::Stdin);
    let commands = Commands::find(from_input(&text) || older.as_ref().is_some_and(from_input))?;
    let older = older.map(Input::load).transpose()?;
    let loaded = text.load()?;
    let judgements = text.open_file(&loaded).judgements().map_or(Ok(Vec::new()), JudgementFile::load);
    let (dossier, diagnostics) = open(loaded, rules);
    let since = older
        .map(|older| open(older, rules))
        .map(|(older, problems)| comparison::since(&older, problems.len(), &dossier));
    // The terminal may be resized meanwhile.
    let columns = || width.or_else(output_columns).map(usize::from);
    let linear = Linear::new(dossier, &diagnostics, since, columns()).judged(judgements);
    converse(linear, columns, commands, out)
}

/// Where commands come from.
struct Commands {
    lines: Box<dyn BufRead>,
    /// Whether a person types them.
    typed: bool,
}

impl Commands {
    /// Standard input, or the terminal if the text comes from standard input.
    fn find(text_is_standard_input: bool) -> Result<Self, Failure> {
        if !text_is_standard_input {
            return Ok(Self { lines: Box::new(io::stdin().lock()), typed: io::stdin().is_terminal() });
        }
        let terminal = File::open(TERMINAL).map_err(|error| {
            let why = load::reason(&error);
            Failure::Runtime(format!(
                "the text comes from standard input, and there is no terminal for commands: {why}"
            ))
        })?;
        Ok(Self { lines: Box::new(BufReader::new(terminal)), typed: true })
    }
}

/// Answers commands until their input ends or one quits.
fn converse(
    mut linear: Linear,
    columns: impl Fn() -> Option<usize>,
    mut commands: Commands,
    out: &mut impl Write,
) -> Result<(), Failure> {
    out.write_all(linear.opening().as_bytes())?;
    let mut line = Vec::new();
    loop {
        if commands.typed {
            out.write_all(b"> ")?;
        }
        out.flush()?;
        line.clear();
        let unread = |error: io::Error| Failure::Runtime(format!("cannot read commands: {}", load::reason(&error)));
        if commands.lines.read_until(b'\n', &mut line).map_err(unread)? == 0 {
            // What follows the prompt starts on a new line.
            if commands.typed {
                writeln!(out)?;
            }
            return Ok(());
        }
        linear.set_width(columns());
        match linear.answer(&String::from_utf8_lossy(&line)) {
            Answer::Lines(text) => out.write_all(text.as_bytes())?,
            Answer::Quit => return Ok(()),
        }
    }
}
