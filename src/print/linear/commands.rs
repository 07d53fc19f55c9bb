//! The table of commands: dispatch, help, manual and README are made from it.
//!
//! Must not know what a command does.

use std::fmt::Write as _;

use crate::text::nearest::nearest;

/// The action of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Next,
    Previous,
    Claim,
    Again,
    Read,
    Sources,
    Against,
    Hedges,
    NextBySource,
    PreviousBySource,
    Back,
    Contents,
    Search,
    Doubt,
    ClearDoubts,
    AllSources,
    AllCaveats,
    NextChange,
    PreviousChange,
    AllChanges,
    Help,
    Quit,
}

/// A command: its names, its argument and its help.
pub struct Command {
    /// The key on the screen if the action has one, then words.
    pub names: &'static [&'static str],
    /// The argument after the name; empty if the command takes none.
    pub argument: &'static str,
    /// The help, without a full stop.
    pub doc: &'static str,
    action: Action,
}

const fn command(names: &'static [&'static str], argument: &'static str, action: Action, doc: &'static str) -> Command {
    Command { names, argument, doc, action }
}

/// All commands, in the order of the help.
pub const COMMANDS: &[Command] = &[
    command(&["n", "next"], "[N]", Action::Next, "the next claim, or the Nth from here; Enter alone does the same"),
    command(&["p", "previous"], "[N]", Action::Previous, "the previous claim, or the Nth before this one"),
    command(&["claim"], "N", Action::Claim, "claim N; the number alone does the same"),
    command(&[".", "again"], "", Action::Again, "the current place again"),
    command(
        &["r", "read"],
        "[N]",
        Action::Read,
        "read on: the next paragraph, or the next N, each claim with who says so",
    ),
    command(
        &["s", "says"],
        "",
        Action::Sources,
        "who says so: the claim's sources, who stands behind them, their interests",
    ),
    command(&["c", "against"], "", Action::Against, "the caveats and denials on the claim, and how they reach it"),
    command(&["w", "hedges"], "", Action::Hedges, "how firmly: the claim's hedges"),
    command(&["]", "same"], "[N]", Action::NextBySource, "the next claim by the same source"),
    command(&["[", "earlier"], "[N]", Action::PreviousBySource, "the previous claim by the same source"),
    command(&["b", "back"], "", Action::Back, "back to where you were"),
    command(
        &["t", "contents"],
        "[N]",
        Action::Contents,
        "the contents; with a number or words of a title, go to that section",
    ),
    command(&["/"], "WORDS", Action::Search, "search for words; the slash alone searches again"),
    command(
        &["x", "doubt"],
        "[ID]",
        Action::Doubt,
        "suppose that a source is worth nothing, or stop supposing so; without an ID, the claim's source",
    ),
    command(&["X", "trust"], "", Action::ClearDoubts, "clear all doubts"),
    command(&["sources"], "", Action::AllSources, "all sources, with their ids"),
    command(&["caveats"], "", Action::AllCaveats, "all caveats and denials, with what they cover"),
    command(
        &[")", "change"],
        "",
        Action::NextChange,
        "the next change since an older text: a claim that is new or changed, or the place of a claim that is gone",
    ),
    command(&["(", "earlier-change"], "", Action::PreviousChange, "the previous change"),
    command(&["d", "changes"], "", Action::AllChanges, "all changes since an older text"),
    command(&["h", "help", "?"], "", Action::Help, "these commands"),
    command(&["q", "quit"], "", Action::Quit, "quit; so does the end of the input"),
];

impl Command {
    /// "n or next", with the argument.
    pub fn usage(&self) -> String {
        let (first, others) = self.names.split_first().expect("a command has a name");
        let space = if self.argument.is_empty() || *first == "/" { "" } else { " " };
        let first = format!("{first}{space}{}", self.argument);
        std::iter::once(&*first).chain(others.iter().copied()).collect::<Vec<_>>().join(" or ")
    }
}

/// A command and its argument.
#[derive(Debug)]
pub(super) struct Request<'l> {
    pub(super) action: Action,
    pub(super) argument: &'l str,
}

/// Parses a line. An error is the message to print.
pub(super) fn request(line: &str) -> Result<Request<'_>, String> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(Request { action: Action::Next, argument: "" });
    }
    if let Some(words) = line.strip_prefix('/') {
        return Ok(Request { action: Action::Search, argument: words.trim() });
    }
    if line.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Request { action: Action::Claim, argument: line });
    }
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    // x and X are two commands; for words, case does not matter.
    let named = |known: &str| known == name || (known.len() > 1 && known.eq_ignore_ascii_case(name));
    let Some(command) = COMMANDS.iter().find(|command| command.names.iter().any(|known| named(known))) else {
        let near = nearest(name, COMMANDS.iter().flat_map(|command| command.names.iter().copied()));
        let near = near.map(|near| format!(" Did you mean {near}?")).unwrap_or_default();
        return Err(format!("There is no command `{name}`.{near} Type h for help."));
    };
    let argument = argument.trim();
    if command.argument.is_empty() && !argument.is_empty() {
        return Err(format!("Nothing is expected after {name}, found `{argument}`. Type h for help."));
    }
    Ok(Request { action: command.action, argument })
}

/// The help, with a line for each command.
pub(super) fn help() -> Vec<String> {
    COMMANDS.iter().map(|command| format!("{}: {}.", command.usage(), command.doc)).collect()
}

/// The commands as a table in Markdown, for the README.
pub fn help_markdown() -> String {
    let mut table = String::from("| command | does |\n| --- | --- |\n");
    for command in COMMANDS {
        let usage = command.usage().replace(" or ", "` or `");
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| `{usage}` | {} |", command.doc);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_names_are_unique_and_every_name_is_understood() {
        for command in COMMANDS {
            for name in command.names {
                let known = COMMANDS.iter().flat_map(|command| command.names).filter(|known| *known == name);
                assert_eq!(known.count(), 1, "{name}");
                assert_eq!(request(name).unwrap().action, command.action, "{name}");
            }
        }
    }

    #[test]
    fn a_wrong_command_gets_one_line_that_suggests_the_nearest() {
        assert_eq!(request("nxt").unwrap_err(), "There is no command `nxt`. Did you mean next? Type h for help.");
        assert_eq!(request("N").unwrap_err(), "There is no command `N`. Did you mean n? Type h for help.");
        assert_eq!(request("%").unwrap_err(), "There is no command `%`. Type h for help.");
        assert_eq!(request("q now").unwrap_err(), "Nothing is expected after q, found `now`. Type h for help.");
    }
}
