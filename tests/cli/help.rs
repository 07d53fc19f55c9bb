//! Tests help, the manual page, completions, and wrong command lines.

use super::fixtures::{HARBOUR, harbour};
use super::harness::{self, Test};

#[test]
fn help_goes_to_standard_output() {
    harness::golden("cli/help.txt", &Test::new(&["--help"]).run().stdout());
    harness::golden("cli/help-summary.txt", &Test::new(&["summary", "--help"]).run().stdout());
    harness::golden("cli/help-check.txt", &Test::new(&["check", "--help"]).run().stdout());
    harness::golden("cli/help-print.txt", &Test::new(&["print", "--help"]).run().stdout());
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
    assert_eq!(zsh.matches("'::file").count(), 3, "those of the summary, of printing and of judgements");
    // A file is followed by files and the options of reading.
    let behind = zsh.split("\n(*)\n").nth(1).and_then(|rest| rest.split(";;").next()).unwrap_or_default();
    assert!(behind.contains("'--since=") && behind.contains("'*:file:_files'"), "{zsh}");
    let unknown = Test::new(&["completions", "tcsh"]).run();
    assert_eq!((unknown.status, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("[possible values: bash, elvish, fish, powershell, zsh]"), "{}", unknown.err);
}

#[test]
fn options_before_a_command_are_those_of_the_command() {
    for (before, after) in [
        (&["--width", "60", "summary", "a.md"][..], &["summary", "--width", "60", "a.md"][..]),
        (&["--width", "60", "summary", "--width", "50", "a.md"], &["summary", "--width", "50", "a.md"]),
        (&["--width", "60", "compare", "a.md", "a.md"], &["compare", "--width", "60", "a.md", "a.md"]),
        (&["--width", "60", "print", "a.md"], &["print", "--width", "60", "a.md"]),
        (&["--width", "60", "guide"], &["guide", "--width", "60"]),
        (&["--color", "always", "check", "w.md"], &["check", "--color", "always", "w.md"]),
        (&["--color", "always", "themes"], &["themes", "--color", "always"]),
        (
            &["--theme", "paper", "--color", "always", "print", "a.md"],
            &["print", "--theme", "paper", "--color", "always", "a.md"],
        ),
        (&["--config", "c.toml", "config"], &["config", "--config", "c.toml"]),
        (&["--linear", "guide"], &["guide", "--linear"]),
        (&["-r", "check", "w.md"], &["check", "-r", "w.md"]),
        // What a command has no use for changes nothing, so that an alias can have it.
        (&["--theme", "paper", "--color", "always", "--linear", "summary", "a.md"], &["summary", "a.md"]),
        (&["--theme", "paper", "--width", "60", "--linear", "man"], &["man"]),
    ] {
        let run = |args: &[&str]| {
            let test = harbour(args).file("w.md", "One.[^a] Two.[^b]\n\n[^a]: A.\n").file("c.toml", "measure = 50\n");
            let run = test.run();
            (run.status, run.out, run.err)
        };
        assert!(run(before) == run(after), "{before:?}: {}", run(before).2);
    }
    // The settings before a command are its settings.
    let config = Test::new(&["--config", "c.toml", "check", "--format", "short", "a.md"]);
    let config = config.file("c.toml", "[lints]\nundeclared-label = 'off'\n").file("a.md", "One.[^b]\n");
    config.stdout("no errors, no warnings in 1 file with 1 claim\n").passes();
}

#[test]
fn an_option_or_a_command_in_the_wrong_place_is_told_its_place() {
    harbour(&["--since", "old.md", "check", "a.md"])
        .stderr(
            "error: this command does not take `--since`\n  \
             help: it goes with reading: `caveat --since OLD.md NEW.md`\n",
        )
        .status(2)
        .passes();
    harbour(&["-r"])
        .stderr("error: `--recursive` needs a folder\n  help: `caveat -r .` lists the current folder\n")
        .status(2)
        .passes();
    harbour(&["a.md", "check"])
        .stderr("error: the command `check` must come before the file\n  help: `caveat check a.md`\n")
        .status(2)
        .passes();
    harbour(&["a.md", "check"]).file("check", "A file.").run().stdout();
}

#[test]
fn completions_offer_themes_by_name_and_by_file() {
    let script = |shell: &str| Test::new(&["completions", shell]).run().stdout();
    let options = |text: &str| text.matches("caveat themes --color never 2>/dev/null").count();
    // Reading, the guide, and printing have `--theme`.
    let (bash, zsh, fish) = (script("bash"), script("zsh"), script("fish"));
    assert_eq!((bash.matches("--theme)").count(), options(&bash)), (3, 3));
    assert!(
        bash.split("--theme)").skip(1).all(|option| option.find("compgen -W").is_some_and(|at| at < 300)),
        "{bash}"
    );
    assert_eq!(fish.lines().filter(|line| line.contains(" -l theme ") && options(line) == 1).count(), 3);
    assert!(zsh.matches(":_caveat_themes'").count() >= 3 && options(&zsh) == 1, "{zsh}");
    assert!(!zsh.contains("NAME|FILE:_files'"));
}

/// Runs bash with the completions of the program, as if Tab were pressed behind the words.
#[cfg(unix)]
#[test]
fn bash_completes_themes_of_the_user() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let script = Test::new(&["completions", "bash"]).run().stdout();
    std::fs::create_dir_all(folder.path().join("caveat/themes")).unwrap();
    std::fs::write(folder.path().join("caveat/themes/mine.toml"), "inherits = \"ink\"\n").unwrap();
    std::fs::write(folder.path().join("caveat/themes/$(touch ran).toml"), "").unwrap();
    std::fs::write(folder.path().join("mist.toml"), "").unwrap();
    let press = "COMP_WORDS=(caveat --theme mi) COMP_CWORD=2\n_caveat caveat mi --theme 2>/dev/null\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    let path = std::path::Path::new(env!("CARGO_BIN_EXE_caveat")).parent().unwrap().to_owned();
    let paths =
        std::env::join_paths(std::iter::once(path).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())));
    let mut bash = std::process::Command::new("bash");
    bash.arg("-c").arg(script + press).current_dir(folder.path());
    bash.env("PATH", paths.unwrap()).env("XDG_CONFIG_HOME", folder.path()).env("CAVEAT_CONFIG", "");
    // Not every system has bash.
    let Ok(output) = bash.output() else { return };
    let offered = String::from_utf8(output.stdout).unwrap();
    let mut offered: Vec<_> = offered.lines().collect();
    offered.sort_unstable();
    assert_eq!(offered, ["mine", "mist.toml"]);
    assert!(!folder.path().join("ran").exists());
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
fn the_word_help_prints_the_help_of_the_program_or_of_a_command() {
    let of = |words: &[&str]| Test::new(words).run().stdout();
    assert_eq!(of(&["help"]), of(&["--help"]));
    assert_eq!(of(&["help", "check"]), of(&["check", "--help"]));
    let said = "error: there is no command `nothing`\n  help: `caveat help` lists them all\n";
    Test::new(&["help", "nothing"]).stderr(said).status(2).passes();
    assert!(Test::new(&["help"]).file("help", HARBOUR).run().stdout().starts_with("Harbour dues double"));
}

#[test]
fn a_wrong_command_line_is_reported_with_escapes() {
    let usage =
        "Usage: caveat [OPTIONS] [FILE]...\n       caveat [OPTIONS] <COMMAND>\n\nFor more information, try '--help'.\n";
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
        &["a.md", "summary"],
        &["--since", "a.md", "summary", "a.md"],
        &["--fresh", "man"],
        &["-r", "summary", "a.md"],
        &["-r"],
        &["--theme", "nothing", "summary", "a.md"],
        &["--width", "10", "summary", "a.md"],
        &["summary", "a.md", "b.md"],
        &["summary", "--format"],
        &["summary", "--format", "pdf"],
        &["summary", "--theme", "ink"],
        &["check", "--width", "80", "a.md"],
        &["print", "a.md", "b.md"],
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
