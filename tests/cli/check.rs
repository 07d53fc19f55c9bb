//! Tests `caveat check`: levels, explanations, output formats, fixes and watching.

use serde_json::Value;

use super::fixtures::{ODD, ODD_SHORT, WRONG, WRONG_SHORT, harbour};
use super::harness::{self, Test};

const SLIP: &str = "Dues doubled.[^audti] Ships wait.[^audit]\n\n[^audit]: Port audit 2025.\n";

const MENDED: &str = "Dues doubled.[^audit] Ships wait.[^audit]\n\n[^audit]: Port audit 2025.\n";

const LEFT_OVER: &str =
    "+++\n[sources.audit]\nname = \"Port audit 2025\"\n\n[sources.port]\n+++\n\nDues doubled.[^audit]\n";

const CLEAN: &str = "no errors, no warnings in 1 file with 2 claims\n";

// Levels.

#[test]
fn settings_set_the_level_of_a_problem() {
    let text = "Dues doubled.[^a] It cost $5 million.\n\n[^a]: A.\n";
    let check = |settings: &str| {
        let test = Test::new(&["check", "--format", "short", "a.md"]).file("a.md", text);
        let run = test.file("caveat/config.toml", settings).run();
        (run.status, run.out + &run.err)
    };
    let (status, err) = check("");
    assert_eq!(
        (status, err.as_str()),
        (0, "no errors, no warnings in 1 file with 1 claim; 1 sentence without a reference\n")
    );
    let (status, err) = check("[lints]\nfigure-without-source = 'error'\n");
    assert!(status == 1 && err.starts_with("a.md:1:27: error: nobody answers for this figure; "), "{err}");
    let (status, err) = check("[lints]\nfigure-without-source = 'warning'\n");
    assert!(status == 0 && err.contains(" warning: nobody answers for this figure"), "{err}");
    let (status, err) = check("[lints]\nfigure-without-sorce = 'error'\n");
    assert!(status == 1 && err.contains("help: did you mean `figure-without-source`?"), "{err}");
}

#[test]
fn the_settings_file_on_the_command_line_is_used() {
    Test::new(&["check", "--format", "short", "--config=mine.toml", "a.md"])
        .file("mine.toml", "[lints]\nundeclared-label = 'off'\n")
        .file("a.md", SLIP)
        .stdout("no errors, no warnings in 2 files with 2 claims\n")
        .passes();
}

#[test]
fn lints_change_nothing_in_the_reader() {
    let text = "+++\n[caveats.c]\ncovers = [\"a\"]\n[sources.a]\n+++\n\nDues doubled.[^a]\n\nOne wrote: “This is as bad as it can be.”\n";
    let check = Test::new(&["check", "--format", "short", "a.md"]).file("a.md", text).run();
    assert!(
        check.out.contains("[caveat-without-by]") && check.out.contains("[quotation-without-source]"),
        "{}",
        check.out
    );
    let summary = Test::new(&["summary", "--format", "json", "a.md"]).file("a.md", text).run().json();
    assert_eq!(summary["diagnostics"], serde_json::json!([]));
}

// Explanations.

#[test]
fn an_id_is_explained() {
    let text = Test::new(&["check", "--explain", "repeated-label"]).run().stdout();
    let expected = "\
repeated-label

A label that appears twice in one group of references.

Level: warning

Once is enough; perhaps another label was meant.

Wrong:

    Dues doubled.[^audit][^audit]

    [^audit]: Port audit 2025.

Right:

    Dues doubled.[^audit]

    [^audit]: Port audit 2025.
";
    assert_eq!(text, expected);
    let said = Test::new(&["check", "--explain", "repeated-label"])
        .file("caveat/config.toml", "[lints]\nrepeated-label = 'error'\n")
        .run()
        .stdout();
    assert!(said.contains("\nLevel: error, by your settings; warning without them\n"), "{said}");
}

#[test]
fn every_id_is_listed_and_can_be_explained() {
    let list = Test::new(&["check", "--explain"]).run().stdout();
    assert_eq!(list, Test::new(&["check", "--explain", "all"]).run().stdout());
    for rule in caveat::diagnostics::rulebook::rules() {
        assert!(list.lines().any(|line| line.starts_with(rule.id) && line.ends_with(rule.means)), "{}", rule.id);
        assert!(Test::new(&["check", "--explain", rule.id]).run().stdout().starts_with(rule.id));
    }
}

#[test]
fn an_unknown_id_is_an_error() {
    Test::new(&["check", "--explain", "lop"])
        .stderr("error: there is no problem with the id `lop`\n  help: did you mean `loop`?\n")
        .status(2)
        .passes();
    let run = Test::new(&["check", "--explain", "loop", "a.md"]).run();
    assert_eq!(run.status, 2);
}

// Output formats.

#[test]
fn sarif_output_is_one_log_for_all_files() {
    let test =
        Test::new(&["check", "--format", "sarif", "a.md", "b c.md", "no.md"]).file("a.md", SLIP).file("b c.md", SLIP);
    let run = test.run();
    assert_eq!((run.status, run.err.as_str()), (1, "error: cannot read `no.md`: there is no such file\n"));
    let log: Value = serde_json::from_str(&run.out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let uri = |result: &Value| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().to_owned()
    };
    assert_eq!(results.iter().map(uri).collect::<Vec<_>>(), ["a.md", "b%20c.md"]);
    let log: Value =
        serde_json::from_str(&Test::new(&["check", "--format", "sarif", "-"]).stdin("One.").run().stdout()).unwrap();
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn annotations_go_to_standard_output() {
    Test::new(&["check", "--format", "github", "a.md"])
        .file("a.md", SLIP)
        .stdout("::error file=a.md,line=1,endLine=1,col=14,endColumn=22,title=undeclared-label::`audti` is neither declared nor defined; did you mean `audit`?\n")
        .status(1)
        .passes();
}

#[cfg(unix)]
#[test]
fn no_text_drives_the_terminal_or_the_workflow() {
    let text = "One \u{1b}[2J.[^\u{1b}c\u{202e}%0A::error::][^audti] Two.[^audit]\n\n[^audit]: A.\n<!-- caveat: off \u{1b}[2J -->\n";
    for args in [
        &["--format", "sarif"][..],
        &["--format", "github"],
        &["--fix", "--dry-run"],
        &["--fix"],
        &["--explain", "\u{1b}[2J"],
    ] {
        let name = "a\u{1b}[2J,title=x::\n.md";
        let mut args: Vec<&str> = [&["check"], args].concat();
        if !args.contains(&"--explain") {
            args.push(name);
        }
        let run = Test::new(&args).file(name, text).run();
        harness::harmless(&run.out);
        harness::harmless(&run.err);
        assert!(
            run.out.lines().all(|line| !line.starts_with("::")
                || line.starts_with("::error file=a␛[2J%2C")
                || line.starts_with("::warning file=a␛[2J%2C")),
            "{}",
            run.out
        );
    }
}

// Fixes.

#[test]
fn a_fixed_problem_is_reported_once_and_then_gone() {
    let test = Test::new(&["check", "--fix", "a.md"]).file("a.md", SLIP);
    let run = test.run();
    assert_eq!((run.status, run.out.as_str()), (0, CLEAN));
    assert_eq!(run.err, "a.md:1: fixed: `audti` is now `audit`\n");
    assert_eq!(test.content("a.md"), MENDED);
    // Nothing is left to fix.
    assert_eq!(test.run().out, CLEAN);
    assert_eq!(test.content("a.md"), MENDED);
}

#[test]
fn a_dry_run_shows_what_would_be_fixed() {
    let test = Test::new(&["check", "--fix", "--dry-run", "--format", "short", "a.md"]).file("a.md", LEFT_OVER);
    let run = test.run();
    assert_eq!(
        run.out,
        "\
--- a.md
+++ a.md
@@ -2,7 +2,6 @@
 [sources.audit]
 name = \"Port audit 2025\"
 
-[sources.port]
 +++
 
 Dues doubled.[^audit]
"
    );
    assert!(run.err.starts_with("a.md:5: would be fixed: source `port` is no longer declared\n"), "{}", run.err);
    assert!(run.err.ends_with("no errors, 1 warning in 1 file with 1 claim\n"), "{}", run.err);
    assert_eq!(test.content("a.md"), LEFT_OVER);
    let run = Test::new(&["check", "--dry-run", "a.md"]).file("a.md", SLIP).run();
    assert_eq!(run.status, 2, "it is a kind of --fix");
}

/// A slip that can be fixed below a source that nothing uses, and one whose correction closes a loop.
const TANGLED: &str = "+++\n[sources.port]\n\n[sources.audit]\nby = [\"ofice\"]\n[sources.office]\nby = [\"audit\"]\n+++\n\nDues doubled.[^audti] Ships wait.[^audit]\n";

const UNTANGLED: &str = "+++\n[sources.audit]\nby = [\"ofice\"]\n[sources.office]\nby = [\"audit\"]\n+++\n\nDues doubled.[^audit] Ships wait.[^audit]\n";

#[test]
fn a_fix_that_would_cause_an_error_is_left_out_and_the_error_is_named() {
    let test = Test::new(&["check", "--fix", "--format", "short", "a.md"]).file("a.md", TANGLED);
    let run = test.run();
    let reason = "“`ofice` is now `office`” would cause an error";
    let error = "the sources form a loop: `audit` → `office` → `audit` [loop]";
    assert_eq!(
        run.err,
        format!(
            "a.md:3: not fixed: {reason}: a.md:5:7: {error}\n\
             a.md:2: fixed: source `port` is no longer declared\n\
             a.md:10: fixed: `audti` is now `audit`\n"
        )
    );
    assert_eq!((run.status, test.content("a.md").as_str()), (1, UNTANGLED));
    // The file is as it was, and so are the places.
    let test = Test::new(&["check", "--fix", "--dry-run", "--format", "json", "a.md"]).file("a.md", TANGLED);
    let run = test.run();
    assert_eq!(
        run.err,
        format!(
            "a.md:5: not fixed: {reason}: a.md:7:7: {error}\n\
             a.md:2: would be fixed: source `port` is no longer declared\n\
             a.md:10: would be fixed: `audti` is now `audit`\n"
        )
    );
    assert!(run.out.contains("+Dues doubled.[^audit] Ships wait.[^audit]"), "{}", run.out);
    assert_eq!(test.content("a.md"), TANGLED);
}

#[test]
fn a_fixed_text_keeps_its_bibliography() {
    let text = "---\nbibliography: works.bib\n---\n\nDues doubled [@audit2025]. Ships wait.[^audti] More.[^audit]\n\n[^audit]: Port audit.\n";
    Test::new(&["check", "--fix", "a.md"])
        .file("a.md", text)
        .file("works.bib", "@book{audit2025, title = {Port audit}, author = {Maas, Anna}, year = 2025}\n")
        .stdout("no errors, no warnings in 1 file with 3 claims\n")
        .stderr("a.md:5: fixed: `audti` is now `audit`\n")
        .passes();
}

#[test]
fn standard_input_and_files_in_other_encodings_are_not_fixed() {
    let run = Test::new(&["check", "--fix", "--format", "short", "-"]).stdin(SLIP).run();
    assert_eq!(run.status, 1);
    assert!(run.err.starts_with("standard input cannot be fixed: give the name of a file\n"), "{}", run.err);
    let latin = b"caf\xe9.[^audti] [^audit]: A.\n\n[^audit]: A.\n";
    let test = Test::new(&["check", "--fix", "--format", "short", "a.md"]).file("a.md", latin);
    let run = test.run();
    assert!(run.err.starts_with("a.md is left unchanged: it is not UTF-8\n"), "{}", run.err);
    assert_eq!(test.bytes("a.md"), latin);
}

// Watching.

#[test]
fn a_watched_file_is_checked_again() {
    let test =
        Test::new(&["check", "--watch", "--format", "short", "a.md", "b.md"]).file("a.md", SLIP).file("b.md", MENDED);
    let running = test.spawn();
    assert_eq!(running.until("1 error").len(), 2);
    test.write("a.md", MENDED);
    let lines = running.until("no errors");
    assert_eq!(lines, ["-".repeat(72), "no errors, no warnings in 2 files with 4 claims".to_owned()]);
    test.write("b.md", SLIP);
    let lines = running.until("1 error");
    assert!(lines[0] == "-".repeat(72) && lines[1].starts_with("b.md:1:14: error: "), "{lines:?}");
}

#[test]
fn files_that_a_watched_folder_gets_loses_or_renames_are_seen() {
    for (args, folder) in
        [(&["notes"][..], "notes"), (&["-r", "notes"], "notes/2024"), (&["-r", "."], "notes/2024/may")]
    {
        let args = [&["check", "--watch", "--format", "short"], args].concat();
        let test = Test::new(&args).folder(folder).file("notes/a.md", MENDED).file("notes/.hidden/b.md", SLIP);
        let [new, other] = ["new.md", "other.md"].map(|name| format!("{folder}/{name}"));
        let running = test.spawn();
        running.until("no errors, no warnings in 1 file with 2 claims");
        test.write(&new, MENDED);
        running.until("no errors, no warnings in 2 files with 4 claims");
        test.write(&new, SLIP);
        assert!(running.until("1 error").iter().any(|line| line.contains("new.md:1:14: error: ")), "{args:?}");
        std::fs::rename(test.path(&new), test.path(&other)).unwrap();
        assert!(running.until("1 error").iter().any(|line| line.contains("other.md:1:14: error: ")), "{args:?}");
        std::fs::remove_file(test.path(&other)).unwrap();
        running.until("no errors, no warnings in 1 file with 2 claims");
    }
}

#[test]
fn a_watched_folder_may_be_empty_or_replaced_and_get_subfolders() {
    let test = Test::new(&["check", "--watch", "-r", "--format", "short", "notes"]).folder("notes");
    let running = test.spawn();
    // Nothing is printed for an empty folder, so the first words come after the first file.
    std::thread::sleep(std::time::Duration::from_millis(300));
    let test = test.file("notes/deep/er/a.md", MENDED);
    running.until("no errors, no warnings in 1 file with 2 claims");
    std::fs::rename(test.path("notes"), test.path("away")).unwrap();
    let test = test.file("notes/b.md", SLIP);
    running.until("1 error");
    test.write("notes/b.md", MENDED);
    running.until("no errors, no warnings in 1 file with 2 claims");
}

#[test]
fn watching_without_a_file_or_with_fix_is_an_error() {
    Test::new(&["check", "--watch", "-"])
        .stderr("error: standard input cannot be watched\n  help: give the name of a file\n")
        .status(2)
        .passes();
    for args in [&["check", "--watch"][..], &["check", "--watch", "--fix", "a.md"]] {
        assert_eq!(Test::new(args).run().status, 2);
    }
}

// Output.

#[test]
fn a_clean_file_passes() {
    harbour(&["check", "a.md"]).stdout("no errors, no warnings in 1 file with 2 claims\n").passes();
    harbour(&["check", "--format", "json", "a.md"]).stdout("[]\n").passes();
}

#[test]
fn warnings_do_not_fail_and_errors_do() {
    Test::new(&["check", "--format", "short", "odd.md"])
        .file("odd.md", ODD)
        .stdout(&format!("{ODD_SHORT}no errors, 1 warning in 1 file with 1 claim\n"))
        .passes();
    Test::new(&["check", "--format", "short", "wrong.md"])
        .file("wrong.md", WRONG)
        .stdout(&format!("{WRONG_SHORT}1 error, no warnings in 1 file with 2 claims\n"))
        .status(1)
        .passes();
}

#[test]
fn human_output_shows_the_line() {
    let human = "\
error[undeclared-label]: `b` is neither declared nor defined
 --> wrong.md:1:14
  |
1 | One.[^a] Two.[^b]
  |              ^^^^
  |
  = help: declare it as `[sources.b]` in the front matter, or define it: `[^b]: …`

1 error, no warnings in 1 file with 2 claims
";
    for args in [&["check", "wrong.md"][..], &["check", "--format", "human", "--color", "never", "wrong.md"]] {
        Test::new(args).file("wrong.md", WRONG).stdout(human).status(1).passes();
    }
}

#[test]
fn json_output_matches_its_schema() {
    let run = Test::new(&["check", "--format", "json", "wrong.md", "odd.md"])
        .file("wrong.md", WRONG)
        .file("odd.md", ODD)
        .run();
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let records: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    for record in records.as_array().unwrap() {
        harness::valid(record, "#/$defs/diagnostic");
    }
    assert_eq!((&records[0]["file"], &records[0]["line"]), (&"wrong.md".into(), &1.into()));
    assert_eq!((&records[1]["file"], &records[1]["level"]), (&"odd.md".into(), &"warning".into()));
}

#[test]
fn files_are_reported_in_order_even_if_some_fail() {
    Test::new(&["check", "--format", "short", "wrong.md", "no.md", "odd.md"])
        .file("wrong.md", WRONG)
        .file("odd.md", ODD)
        .stdout(&format!("{WRONG_SHORT}{ODD_SHORT}1 error, 1 warning in 2 files with 3 claims\n"))
        .stderr("error: cannot read `no.md`: there is no such file\n")
        .status(1)
        .passes();
}

#[test]
fn color_follows_the_flag_and_the_environment() {
    let colored = |args: &[&str], environment: &[(&str, &str)]| {
        let mut test = Test::new(&[&["check", "wrong.md"], args].concat()).file("wrong.md", WRONG);
        for (name, value) in environment {
            test = test.env(name, value);
        }
        let run = test.run();
        assert_eq!((run.status, run.err.as_str()), (1, ""));
        run.out.contains("\u{1b}[")
    };
    assert!(!colored(&[], &[]));
    assert!(colored(&["--color", "always"], &[]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["--format", "short", "--color", "always"], &[]));
}
