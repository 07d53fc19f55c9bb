//! Tests `caveat compare` and `--since` without a screen.

use super::fixtures::{EVIL, EVIL_SHOWN, HARBOUR, WRONG, many};
use crate::harness::{self, Test};

/// The briefing after an edit: a hedge removed, a denial added, another sample, a claim without its source, a new claim.
fn edited() -> String {
    let edits = [
        ("Dues doubled in two years.[^audit]", "Dues doubled in two years.[^audit][^port-denies]"),
        (
            "Ships now appear to wait for days.[^pilots][^port-denies]",
            "Ships now wait for days.[^pilots][^port-denies]",
        ),
        ("a sample of eleven berths", "a sample of nine berths"),
        ("interest = \"Financed by the ministry that it audits\"", "interest = \"Financed by the port\""),
        (
            "looked at eleven berths only.[^sample]\n",
            "looked at nine berths only.[^sample]\n\n## Who pays\n\nFerries reportedly pay nothing.[^pilots]\n",
        ),
    ];
    edits.iter().fold(HARBOUR.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

fn compared(args: &[&str]) -> Test {
    let args = [&["compare"], args].concat();
    Test::new(&args).file("old.md", HARBOUR).file("new.md", edited())
}

#[test]
fn the_comparison_shows_the_change_of_each_claim() {
    harness::golden("cli/compare.txt", &compared(&["old.md", "new.md"]).run().stdout());
    harness::golden(
        "cli/compare-back.txt",
        &compared(&["new.md", "old.md", "--width", "50", "--ascii"]).run().stdout(),
    );
    harness::golden("cli/compare.json", &compared(&["--format", "json", "old.md", "new.md"]).run().stdout());
}

#[test]
fn if_nothing_changed_one_sentence_says_so() {
    let said = "Nothing changed: old.md and standard input make the same 2 claims, with the same\nsources, hedges and caveats.\n";
    compared(&["old.md", "-"]).stdin(HARBOUR).stdout(said).passes();
    let json = compared(&["--format", "json", "old.md", "old.md"]).run().json();
    assert_eq!(json["same"], true);
    compare_valid(&json);
}

#[test]
fn either_text_may_be_standard_input_but_not_both() {
    let said = compared(&["old.md", "new.md"]).run().stdout();
    let said = said.replace("new.md", "standard input").replace("old.md", "standard input");
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = |run: String| words(run.replace("new.md", "standard input").replace("old.md", "standard input"));
    assert_eq!(named(compared(&["old.md", "-"]).stdin(edited()).run().stdout()), words(said.clone()));
    assert_eq!(named(compared(&["-", "new.md"]).stdin(HARBOUR).run().stdout()), words(said));
    compared(&["-", "-"])
        .stdin(HARBOUR)
        .stderr("error: standard input can be only one of the two texts\n  help: give the other as a file\n")
        .status(2)
        .passes();
}

#[test]
fn comparison_failures_are_reported_on_standard_error() {
    let missing = "error: cannot read `no.md`: there is no such file\n";
    compared(&["old.md", "no.md"]).stderr(missing).status(1).passes();
    compared(&["no.md", "new.md"]).stderr(missing).status(1).passes();
    compared(&["--format=json", "no.md", "new.md"]).stderr(missing).status(1).passes();
    compared(&["old.md", "notes"])
        .folder("notes")
        .stderr("error: `notes` is a folder\n  help: `caveat notes` lists its briefings; `caveat compare` takes files, as in `notes/NAME.md`\n")
        .status(2)
        .passes();
    for args in [&[][..], &["old.md"], &["old.md", "new.md", "third.md"], &["--format", "markdown", "old.md", "new.md"]]
    {
        let run = compared(args).run();
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
    }
}

#[test]
fn the_comparison_mentions_errors_in_the_annotations() {
    let said =
        Test::new(&["compare", "old.md", "wrong.md"]).file("old.md", HARBOUR).file("wrong.md", WRONG).run().stdout();
    assert!(said.ends_with("\n1 error in the annotations of wrong.md: `caveat check` shows it.\n"), "{said}");
}

#[track_caller]
fn compare_valid(json: &serde_json::Value) {
    harness::valid_by(include_str!("../../schema/caveat-compare-2.schema.json"), json, "");
}

#[test]
fn json_is_valid_against_its_schema() {
    for test in [
        compared(&["--format", "json", "old.md", "new.md"]),
        compared(&["--format", "json", "--ascii", "new.md", "old.md"]),
        compared(&["--format", "json", "old.md", "-"]).stdin(""),
        compared(&["--format", "json", "old.md", "-"]).stdin("\u{feff}\u{1b}[31m\u{202e}.[^\u{7}]"),
        compared(&["--format", "json", "-", "new.md"]).stdin(b"\xff\xfeab\xff"),
    ] {
        compare_valid(&test.run().json());
    }
}

#[test]
fn no_text_reaches_any_output_raw() {
    let evil =
        format!("+++\ntitle = \"{0}\"\n[sources.a]\nname = \"{0}\"\n+++\n\n{1}.[^a]\n", "\\u001b[31m\\u202e", EVIL);
    for args in [&["compare", "-", EVIL][..], &["compare", EVIL, "-"], &["compare", "--format", "json", "-", EVIL]] {
        let run = Test::new(args).file(EVIL, &evil).stdin(HARBOUR).run();
        harness::harmless(&run.out);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
    }
    Test::new(&["compare", "-", EVIL])
        .stderr(&format!("error: cannot read `{EVIL_SHOWN}`: there is no such file\n"))
        .status(1)
        .passes();
}

#[test]
fn thousands_of_claims_are_compared_quickly() {
    // All claims are similar and no two are equal, so rare words cannot tell them apart.
    let text = |year: usize| {
        let claim = |number| {
            format!("Berth {number} is believed to have cost some {} in {year}.[^s{}]\n\n", number * 7, number % 500)
        };
        many(2_000, claim) + &many(500, |number| format!("[^s{number}]: Source {number}.\n"))
    };
    let begun = std::time::Instant::now();
    let said = Test::new(&["compare", "-", "new.md"]).stdin(text(2024)).file("new.md", text(2025)).run().stdout();
    assert!(said.contains("Claims: 2000 changed."), "{}", said.lines().take(12).collect::<Vec<_>>().join("\n"));
    // The limit allows for a debug build on a busy machine.
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn without_a_terminal_since_prints_the_comparison() {
    let said = compared(&["old.md", "new.md"]).run().stdout();
    let since = |args: &[&str]| Test::new(args).file("old.md", HARBOUR).file("new.md", edited());
    assert_eq!(since(&["--since", "old.md", "new.md"]).run().stdout(), said);
    assert_eq!(since(&["new.md", "--since=old.md", "--width", "50"]).run().stdout(), {
        compared(&["old.md", "new.md", "--width", "50"]).run().stdout()
    });
    let help = "\n  help: `caveat --since OLD.md NEW.md`\n";
    for (args, why) in [
        (&["--since", "old.md"][..], "`--since` needs a text to compare with"),
        (&["--since", "old.md", "new.md", "old.md"], "`--since` takes only one text"),
    ] {
        since(args).stderr(&format!("error: {why}{help}")).status(2).passes();
    }
    since(&["--since", "-", "-"])
        .stderr("error: standard input can be only one of the two texts\n  help: give the other as a file\n")
        .status(2)
        .passes();
    since(&["--since", "no.md", "new.md"])
        .stderr("error: cannot read `no.md`: there is no such file\n")
        .status(1)
        .passes();
    let folder = "error: `notes` is a folder\n  help: `caveat notes` lists its briefings; `caveat --since` takes files, as in `notes/NAME.md`\n";
    since(&["--since", "old.md", "notes"]).folder("notes").stderr(folder).status(2).passes();
}

#[test]
fn linear_reading_tells_the_change_of_each_claim() {
    let said = Test::new(&["--linear", "--since", "old.md", "new.md"])
        .file("old.md", HARBOUR)
        .file("new.md", edited())
        .stdin(")\n)\n)\n)\n(\nchanges\n")
        .run()
        .stdout();
    harness::golden("cli/linear-since.txt", &said);
    let said = Test::new(&["--linear", "new.md"]).file("new.md", edited()).stdin(")\nchanges\n").run().stdout();
    let none = "There is no older text to compare with. Begin with caveat --linear --since OLD NEW.\n";
    assert!(said.ends_with(&none.repeat(2)), "{said}");
}
