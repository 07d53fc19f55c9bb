//! Tests where texts come from and where output goes: standard input, bibliographies, hostile names, closed pipes.

use super::fixtures::{EVIL, EVIL_SHOWN, HARBOUR, ODD, ODD_SHORT, WRONG, WRONG_SHORT, harbour, many};
use super::harness::{self, Test};

#[test]
fn piped_text_needs_no_argument() {
    let text = "Dues doubled.[^a]\n\n[^a]: Port audit 2025\n";
    let expected = Test::new(&["-"]).stdin(text).run().stdout();
    assert!(expected.contains("Dues doubled."), "{expected}");
    Test::new(&[]).stdin(text).stdout(&expected).passes();
    Test::new(&["summary"]).stdin(text).stdout(&expected).passes();
    // An empty pipe is an empty text, and no pipe at all is the built-in briefing.
    let empty = Test::new(&[]).stdin("").run().stdout();
    assert_eq!(empty, Test::new(&["-"]).stdin("").run().stdout());
    let built_in = Test::new(&[]).run().stdout();
    assert!(built_in != empty && built_in != expected, "{built_in}");
}

#[test]
fn a_dash_is_standard_input_in_every_command() {
    let summary = harbour(&["a.md"]).run().stdout();
    Test::new(&["-"]).stdin(HARBOUR).stdout(&summary).passes();
    Test::new(&["summary", "-"]).stdin(HARBOUR).stdout(&summary).passes();
    let counted = "no errors, no warnings in 1 file with 2 claims\n";
    Test::new(&["check", "-"]).stdin(HARBOUR).stdout(counted).passes();
    let named = ODD_SHORT.replace("odd.md", "standard input");
    Test::new(&["check", "--format", "short", "wrong.md", "-"])
        .file("wrong.md", WRONG)
        .stdin(ODD)
        .stdout(&format!("{WRONG_SHORT}{named}1 error, 1 warning in 2 files with 3 claims\n"))
        .status(1)
        .passes();
}

#[test]
fn a_bibliography_is_looked_up_beside_the_text_that_names_it() {
    for end in ["---", "..."] {
        let text = format!("---\nbibliography: works.bib\n{end}\n\nDues doubled [@maas].\n");
        let test = Test::new(&["summary", "texts/a.md"]).file("texts/a.md", text);
        let summary =
            test.file("texts/works.bib", "@book{maas, author = {Maas, Anna}, title = {Quays}}").run().stdout();
        assert!(summary.contains("Anna Maas, Quays"), "{summary}");
    }
}

#[test]
fn a_bibliography_that_was_not_read_is_reported() {
    let names: Vec<_> = (0..17).map(|index| format!("\"{index}.bib\"")).collect();
    let check = |names: &str| {
        let mut test = Test::new(&["check", "--format", "short", "a.md"]);
        for index in 0..17 {
            test = test.file(&format!("{index}.bib"), "");
        }
        test.file("a.md", format!("+++\nbibliography = [{names}]\n+++\nDues [@maas].\n")).run().out
    };
    let printed = check(&names.join(", "));
    assert!(printed.contains("`16.bib` is not read: the text names more than 16 files"), "{printed}");
    let printed = check("\"no.bib\", \"a.md\"");
    assert!(printed.contains("cannot read `no.bib`: there is no such file"), "{printed}");
    assert!(printed.contains("cannot read `a.md`: its name does not end in `.bib`, `.json` or `.yaml`"), "{printed}");
}

#[test]
fn an_unreadable_file_is_reported_on_standard_error() {
    let missing = "error: cannot read `no.md`: there is no such file\n";
    for args in [&["no.md"][..], &["summary", "no.md"], &["summary", "--format=json", "no.md"], &["check", "no.md"]] {
        Test::new(args).stderr(missing).status(1).passes();
    }
    Test::new(&["check", "--format", "json", "no.md"]).stdout("[]\n").stderr(missing).status(1).passes();
}

#[cfg(unix)]
#[test]
fn a_file_without_read_permission_is_reported() {
    // Root may read everything, so there is nothing to test.
    let test = harbour(&["summary", "a.md"]).unreadable("a.md");
    if test.can_read("a.md") {
        return;
    }
    test.stderr("error: cannot read `a.md`: permission denied\n").status(1).passes();
}

#[test]
fn invalid_bytes_are_replaced_and_reported() {
    let help = "save the file as UTF-8; until then `\u{fffd}` stands for what cannot be read";
    Test::new(&["check", "--format", "short", "a.md"])
        .file("a.md", b"caf\xe9.")
        .stdout(&format!(
            "a.md:1:4: error: byte 0xE9 at offset 3 is not UTF-8; {help} [not-utf8]\n1 error, no warnings in 1 file with no claims\n"
        ))
        .status(1)
        .passes();
    // The summary covers what could be read, and says that something could not.
    let summary = Test::new(&["summary", "a.md"]).file("a.md", b"caf\xe9.").run().stdout();
    assert!(summary.contains("1 error in the annotations"), "{summary}");
}

#[test]
fn a_file_may_have_any_name() {
    let summary = harbour(&["a.md"]).run().stdout();
    for name in ["summary", "--help", "a b.md", "-x"] {
        Test::new(&["--", name]).file(name, HARBOUR).stdout(&summary).passes();
    }
}

#[cfg(unix)]
#[test]
fn no_file_name_reaches_any_output_raw() {
    let missing = format!("error: cannot read `{EVIL_SHOWN}`: there is no such file\n");
    for args in [&[EVIL][..], &["summary", EVIL], &["check", EVIL], &["check", "--format=short", EVIL]] {
        Test::new(args).stderr(&missing).status(1).passes();
    }
    for args in [
        &["check", EVIL][..],
        &["check", "--format", "short", EVIL],
        &["check", "--format", "json", EVIL],
        &["summary", EVIL],
        &["summary", "--format", "markdown", EVIL],
        &["summary", "--format", "json", EVIL],
        &["summary", "--doubt", "x", EVIL],
    ] {
        // Without a title, the name of the file is shown.
        let run = Test::new(args).file(EVIL, "One.[^a]").run();
        harness::harmless(&run.out);
        harness::harmless(&run.err);
        assert!(!run.out.is_empty() || !run.err.is_empty(), "{args:?}");
    }
    Test::new(&["--theme", EVIL])
        .file(EVIL, "[roles]\n\"clam\u{202e}\" = {}\n")
        .stderr(&format!(
            "error[unknown-role]: unknown role `clam<U+202E>`\n --> {EVIL_SHOWN}:2:1\n  |\n2 | \"clam\u{fffd}\" = {{}}\n  | ^^^^^^^\n  |\n  = help: did you mean `claim`?\n\n"
        ))
        .status(1)
        .passes();
}

#[test]
fn no_text_drives_the_terminal() {
    let text = "+++\ntitle = \"A\\u001b[31m\\u202e\"\n[sources.x]\nname = \"\\u0007B\"\nurl = \"https://x/\\u001b\"\n+++\n\n# \u{1b}]0;x\u{7}\n\nOne \u{1b}[2J\u{9b}31m\u{202e}two\u{200b}.[^x][^\u{1b}c]\n";
    for args in [
        &["-"][..],
        &["summary", "--ascii", "-"],
        &["summary", "--format", "markdown", "-"],
        &["summary", "--format", "json", "-"],
        &["check", "-"],
        &["check", "--format", "short", "-"],
        &["check", "--format", "json", "-"],
    ] {
        let run = Test::new(args).stdin(text).run();
        harness::harmless(&run.out);
        harness::harmless(&run.err);
    }
}

#[test]
fn closing_the_output_early_is_not_an_error() {
    let large = many(1_000, |number| format!("Claim {number}.[^a]\n\n")) + "[^a]: A.\n";
    let wrong = many(200, |number| format!("Claim {number}.[^x{number}]\n\n"));
    for args in [
        &["large.md"][..],
        &["summary", "large.md"],
        &["summary", "--format", "markdown", "large.md"],
        &["summary", "--format", "json", "large.md"],
        &["compare", "wrong.md", "large.md"],
        &["themes"],
        &["completions", "zsh"],
        &["man"],
        &["--help"],
        &["--version"],
        &["summary", "--help"],
    ] {
        let closed = Test::new(args).file("large.md", &large).file("wrong.md", &wrong).run_into_closed_stdout();
        assert_eq!(closed, (0, String::new()), "{args:?}");
    }
    // The same holds for a check.
    let check = Test::new(&["check", "--format", "json", "wrong.md"]).file("wrong.md", &wrong);
    assert_eq!(check.run_into_closed_stdout(), (0, String::new()));
    let check = Test::new(&["check", "wrong.md"]).file("wrong.md", &wrong);
    assert_eq!(check.run_into_closed_stdout(), (0, String::new()));
    assert_eq!(Test::new(&["no.md"]).run_into_closed_stderr(), (1, String::new()));
}

#[cfg(target_os = "linux")]
#[test]
fn an_unwritable_output_is_an_error() {
    for args in [&["summary"][..], &["themes"], &["--help"], &["man"], &["completions", "bash"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let expected = (1, "error: cannot write the output: no space left on device\n".to_owned());
        assert_eq!(Test::new(args).run_into(full), expected, "{args:?}");
    }
}
