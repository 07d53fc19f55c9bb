//! Tests help, the manual page, completions, and wrong command lines.

use super::fixtures::{HARBOUR, harbour};
use super::harness::{self, Test};

#[test]
fn help_goes_to_standard_output() {
    harness::golden("cli/help.txt", &Test::new(&["--help"]).run().stdout());
    harness::golden("cli/help-summary.txt", &Test::new(&["summary", "--help"]).run().stdout());
    harness::golden("cli/help-check.txt", &Test::new(&["check", "--help"]).run().stdout());
    harness::golden("cli/help-compare.txt", &Test::new(&["compare", "--help"]).run().stdout());
    harness::golden("cli/help-judgements.txt", &Test::new(&["judgements", "--help"]).run().stdout());
    Test::new(&["--version"]).stdout(concat!("caveat ", env!("CARGO_PKG_VERSION"), "\n")).passes();
}

#[test]
fn the_manual_covers_every_command_and_flag() {
    let page = Test::new(&["man"]).run().stdout();
    for command in caveat::cli::command().get_subcommands() {
        assert!(page.contains(&format!(".SS caveat {}\n", command.get_name())), "{}", command.get_name());
        for flag in command.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(page.contains(&format!("\\-\\-{}", flag.replace('-', "\\-"))), "{flag}");
        }
    }
    // Only requests begin with a dot; `man` would drop any other such line.
    let requests = [".SH", ".SS", ".TH", ".TP", ".PP", ".RS", ".RE", ".IP", ".br", ".ie", ".el"];
    for line in page.lines().filter(|line| line.starts_with('.')) {
        assert!(requests.iter().any(|request| line.starts_with(request)), "{line}");
    }
}

#[test]
fn the_manual_explains_every_variable_separately() {
    let page = Test::new(&["man"]).run().stdout();
    let variables = page.split_once(".SH ENVIRONMENT\n").unwrap().1.split_once(".SH FILES").unwrap().0;
    let entries: Vec<_> = variables.split(".TP\n").skip(1).map(|entry| entry.lines().count()).collect();
    assert_eq!(entries, vec![2; entries.len()], "{variables}");
    assert!(!entries.is_empty());
}

#[test]
fn completions_are_valid_in_their_shells() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = Test::new(&["completions", shell]).run().stdout();
        assert!(script.contains("summary") && script.contains("doubt"), "{shell}: {script}");
        // Elvish and PowerShell cannot check a script without running it.
        if let "bash" | "zsh" | "fish" = shell {
            harness::reads(shell, &script);
        }
    }
    // A command is followed by its own options, although a file may stand in its place.
    let zsh = Test::new(&["completions", "zsh"]).run().stdout();
    assert!(zsh.contains("\":: :_caveat_commands_or_files\" \\\n\"*::: :->caveat\""), "{zsh}");
    assert!(zsh.contains("case $line[1] in\n            (guide)") && !zsh.contains("$line[2]"), "{zsh}");
    assert_eq!(zsh.matches("\n_caveat_commands_or_files() {").count(), 1, "{zsh}");
    assert_eq!(zsh.matches("'::file").count(), 2, "those of the summary and of judgements");
    // A file is followed by files and the options of reading.
    let behind = zsh.split("\n(*)\n").nth(1).and_then(|rest| rest.split(";;").next()).unwrap_or_default();
    assert!(behind.contains("'--since=") && behind.contains("'*:file:_files'"), "{zsh}");
    let unknown = Test::new(&["completions", "tcsh"]).run();
    assert_eq!((unknown.status, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("[possible values: bash, elvish, fish, powershell, zsh]"), "{}", unknown.err);
}

#[test]
fn a_misspelled_command_is_not_treated_as_a_file() {
    let said = "error: `sumary` is neither a file nor a command\n  help: did you mean `caveat summary`?\n";
    Test::new(&["sumary", "a.md"]).stderr(said).status(2).passes();
    Test::new(&["sumary"]).stderr(said).status(2).passes();
    // An existing file is read, and a name that is not near a command is a missing file.
    Test::new(&["sumary"]).file("sumary", HARBOUR).run().stdout();
    Test::new(&["notes2"]).stderr("error: cannot read `notes2`: there is no such file\n").status(1).passes();
}

#[test]
fn a_wrong_command_line_is_reported_with_escapes() {
    let usage = "Usage: caveat [OPTIONS] [FILE]...\n       caveat <COMMAND>\n\nFor more information, try '--help'.\n";
    for (argument, shown) in [
        ("--\u{1b}[31m", "--␛[31m"),
        ("--\u{202e}gpj", "--<U+202E>gpj"),
        ("--x\nerror: forged", "--x␊error: forged"),
        ("--x\ty", "--x␉y"),
    ] {
        Test::new(&[argument])
            .stderr(&format!(
                "error: unexpected argument '{shown}' found\n\n  tip: to pass '{shown}' as a value, use '-- {shown}'\n\n{usage}"
            ))
            .status(2)
            .passes();
    }
    Test::new(&["summary", "--format=\u{1b}c\nx"])
        .stderr("error: invalid value '␛c␊x' for '--format <FORMAT>'\n  [possible values: text, markdown, json]\n\nFor more information, try '--help'.\n")
        .status(2)
        .passes();
}

#[test]
fn missing_or_extra_arguments_are_an_error() {
    for args in [
        &["check"][..],
        &["a.md", "-"],
        &["summary", "a.md", "b.md"],
        &["summary", "--format"],
        &["summary", "--format", "pdf"],
        &["summary", "--theme", "ink"],
        &["check", "--width", "80", "a.md"],
        &["completions"],
        &["guide", "a.md"],
        &["new"],
        &["new", "a.md", "b.md"],
        &["themes", "x"],
        &["man", "x"],
        &["--color", "mauve"],
    ] {
        let run = harbour(args).run();
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.starts_with("error: "), "{args:?}: {}", run.err);
    }
}
