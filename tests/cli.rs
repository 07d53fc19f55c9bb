//! Tests the program as a shell runs it: arguments, files and environment in; standard output, standard error and status
//! out.
//!
//! A test states exactly what it expects: an output that it does not name must be empty, and the status must be 0. No
//! stream is a terminal here; `tests/terminal.rs` tests the screen.
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

#[path = "cli/harness.rs"]
mod harness;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/folder.rs"]
mod folder;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/linear.rs"]
mod linear;
#[path = "cli/told.rs"]
mod told;

use harness::Test;

/// A source behind a source, a hedge, a caveat on a source, and a denial of one claim.
const HARBOUR: &str = r#"+++
title = "Harbour dues double"
dateline = "Rotterdam"
published = 2026-03-05

[sources.audit]
name = "Port audit 2025"
kind = "document"
by = ["office"]

[sources.office]
name = "Court of Audit"
kind = "organization"
interest = "Financed by the ministry that it audits"

[sources.pilots]
name = "Harbour pilots"
kind = "group"
named = false

[sources.port]
name = "Port of Rotterdam"
kind = "organization"

[caveats.sample]
by = ["office"]
covers = ["audit"]
text = "Rests on a sample of eleven berths"

[caveats.port-denies]
kind = "denial"
by = ["port"]
+++

Dues doubled in two years.[^audit] Ships now appear to wait for days.[^pilots][^port-denies]
The auditors warn that they looked at eleven berths only.[^sample]
"#;

/// A label that nothing declares.
const WRONG: &str = "One.[^a] Two.[^b]\n\n[^a]: A.\n";
const WRONG_SHORT: &str = "wrong.md:1:14: error: `b` is neither declared nor defined; declare it as `[sources.b]` in the front matter, or define it: `[^b]: …` [undeclared-label]\n";

/// A source that nothing cites.
const ODD: &str = "One.[^a]\n\n[^a]: A.\n[^b]: B.\n";
const ODD_SHORT: &str = "odd.md:4:1: warning: source `b` is declared, but nothing cites it; cite it after the words that rest on it: `[^b]` [unused-source]\n";

/// A name that controls a terminal and deceives its reader.
const EVIL: &str = "a\u{1b}[31m\u{202e}\u{7}.md";
const EVIL_SHOWN: &str = "a␛[31m<U+202E>␇.md";

/// A test with that briefing as `a.md`.
fn harbour(args: &[&str]) -> Test {
    Test::new(args).file("a.md", HARBOUR)
}

/// A text of the given number of parts.
fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

// Input and output.

#[test]
fn without_a_terminal_the_summary_is_printed() {
    let summary = harbour(&["a.md"]).run().stdout();
    harness::golden("cli/summary.txt", &summary);
    harbour(&["summary", "a.md"]).stdout(&summary).passes();
    let built_in = Test::new(&[]).run().stdout();
    assert!(built_in.lines().count() > 100, "{built_in}");
    Test::new(&["summary"]).stdout(&built_in).passes();
}

#[test]
fn a_summary_of_what_passes_a_filter_says_what_it_leaves_out() {
    harness::golden("cli/only.txt", &harbour(&["summary", "--only", "source:pilots", "a.md"]).run().stdout());
    let json = harbour(&["summary", "--format", "json", "--only", "denied", "a.md"]).run().stdout();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["only"], "denied");
    let numbers: Vec<_> = json["claims"].as_array().unwrap().iter().map(|claim| claim["number"].as_u64()).collect();
    assert_eq!(numbers, [Some(2)], "{json}");
    // Doubts apply before the filter.
    let fallen = harbour(&["summary", "--doubt", "audit", "--only", "fallen", "a.md"]).run().stdout();
    assert!(fallen.contains("“fallen”: 1 claim."), "{fallen}");
    let none = harbour(&["summary", "--only", "unsourced denied", "a.md"]).run().stdout();
    assert!(none.contains("no claims") && !none.contains("CLAIMS") && !none.contains("SOURCES"), "{none}");
}

#[test]
fn a_filter_that_is_not_understood_is_shown_with_its_place_before_anything_is_printed() {
    let run = harbour(&["summary", "--only", "denied or sorce:a\u{1b}[2Jb", "a.md"]).run();
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("unknown word `sorce:`") && run.err.contains(" --> --only:1:11"), "{}", run.err);
    assert!(run.err.contains("did you mean `source:`?") && !run.err.contains('\u{1b}'), "{}", run.err);
}

#[test]
fn a_dash_is_standard_input_in_every_command() {
    let summary = harbour(&["a.md"]).run().stdout();
    Test::new(&["-"]).stdin(HARBOUR).stdout(&summary).passes();
    Test::new(&["summary", "-"]).stdin(HARBOUR).stdout(&summary).passes();
    let counted = "no errors, no warnings in 1 file with 2 claims\n";
    Test::new(&["check", "-"]).stdin(HARBOUR).stderr(counted).passes();
    let named = ODD_SHORT.replace("odd.md", "standard input");
    Test::new(&["check", "--format", "short", "wrong.md", "-"])
        .file("wrong.md", WRONG)
        .stdin(ODD)
        .stderr(&format!("{WRONG_SHORT}{named}1 error, 1 warning in 2 files with 3 claims\n"))
        .status(1)
        .passes();
}

#[test]
fn a_bibliography_is_read_beside_the_text_that_names_it() {
    for end in ["---", "..."] {
        let text = format!("---\nbibliography: works.bib\n{end}\n\nDues doubled [@maas].\n");
        let test = Test::new(&["summary", "texts/a.md"]).file("texts/a.md", text);
        let summary =
            test.file("texts/works.bib", "@book{maas, author = {Maas, Anna}, title = {Quays}}").run().stdout();
        assert!(summary.contains("Anna Maas, Quays"), "{summary}");
    }
}

#[test]
fn a_bibliography_that_is_not_read_is_told_of() {
    let names: Vec<_> = (0..17).map(|index| format!("\"{index}.bib\"")).collect();
    let check = |names: &str| {
        let mut test = Test::new(&["check", "--format", "short", "a.md"]);
        for index in 0..17 {
            test = test.file(&format!("{index}.bib"), "");
        }
        test.file("a.md", format!("+++\nbibliography = [{names}]\n+++\nDues [@maas].\n")).run().err
    };
    let told = check(&names.join(", "));
    assert!(told.contains("`16.bib` is not read: the text names more than 16 files"), "{told}");
    let told = check("\"no.bib\", \"a.md\"");
    assert!(told.contains("cannot read `no.bib`: there is no such file"), "{told}");
    assert!(told.contains("cannot read `a.md`: its name does not end in `.bib`, `.json` or `.yaml`"), "{told}");
}

#[test]
fn what_cannot_be_read_is_told_on_standard_error() {
    let missing = "error: cannot read `no.md`: there is no such file\n";
    for args in [&["no.md"][..], &["summary", "no.md"], &["summary", "--format=json", "no.md"], &["check", "no.md"]] {
        Test::new(args).stderr(missing).status(1).passes();
    }
    Test::new(&["check", "--format", "json", "no.md"]).stdout("[]\n").stderr(missing).status(1).passes();
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_of() {
    // Root may read everything, so there is nothing to test.
    let test = harbour(&["summary", "a.md"]).unreadable("a.md");
    if test.can_read("a.md") {
        return;
    }
    test.stderr("error: cannot read `a.md`: permission denied\n").status(1).passes();
}

#[test]
fn an_empty_file_is_a_briefing_without_claims() {
    Test::new(&["summary", "e.md"]).file("e.md", "").stdout("e.md\n━━━━\n\nThis text is empty.\n").passes();
    Test::new(&["check", "e.md"]).file("e.md", "").stderr("no errors, no warnings in 1 file with no claims\n").passes();
    let json = Test::new(&["summary", "--format", "json", "e.md"]).file("e.md", "").run().json();
    assert_eq!(json["claims"], serde_json::json!([]));
}

#[test]
fn bytes_that_are_no_text_are_mended_and_told_of() {
    let help = "save the file as UTF-8; until then `\u{fffd}` stands for what cannot be read";
    Test::new(&["check", "--format", "short", "a.md"])
        .file("a.md", b"caf\xe9.")
        .stderr(&format!(
            "a.md:1:4: error: byte 0xE9 at offset 3 is not UTF-8; {help} [not-utf8]\n1 error, no warnings in 1 file with no claims\n"
        ))
        .status(1)
        .passes();
    // The summary covers what could be read, and says that something could not.
    let summary = Test::new(&["summary", "a.md"]).file("a.md", b"caf\xe9.").run().stdout();
    assert!(summary.contains("1 error in the annotations"), "{summary}");
}

// Summaries.

#[test]
fn a_width_is_kept_and_bounded() {
    for width in ["20", "33", "1000"] {
        let summary = harbour(&["summary", "--width", width, "a.md"]).run().stdout();
        let columns = summary.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
        assert!(columns <= width.parse().unwrap(), "{width}: {columns}");
    }
    for width in ["19", "1001", "0", "65536", "99999999999999999999", "wide", "", "20.5"] {
        harbour(&["summary", "--width", width, "a.md"])
            .stderr(&format!(
                "error: invalid value '{width}' for '--width <N>': expected a number from 20 to 1000\n\nFor more information, try '--help'.\n"
            ))
            .status(2)
            .passes();
    }
    let negative = harbour(&["summary", "--width", "-3", "a.md"]).run();
    assert_eq!((negative.status, negative.out.as_str()), (2, ""));
}

#[test]
fn ascii_is_ascii_in_every_form() {
    for format in ["text", "markdown", "json"] {
        let test = Test::new(&["summary", "--ascii", "--format", format, "a.md"]);
        let summary = test.file("a.md", "Zürich — “港”.[^ä]\n\n[^ä]: Ålesund…\n").run().stdout();
        assert!(summary.is_ascii() && summary.len() > 20, "{summary}");
    }
}

#[test]
fn markdown_is_markdown() {
    let summary = harbour(&["summary", "--format", "markdown", "a.md"]).run().stdout();
    assert!(summary.starts_with("# Harbour dues double\n"), "{summary}");
    assert!(summary.contains("Rests on a sample of eleven berths"), "{summary}");
    // Tables and paragraphs of Markdown are not wrapped.
    harbour(&["summary", "--format", "markdown", "--width", "20", "a.md"]).stdout(&summary).passes();
}

#[test]
fn json_is_valid_against_its_schema() {
    for test in [
        Test::new(&["summary", "--format", "json"]),
        harbour(&["summary", "--format", "json", "a.md"]),
        harbour(&["summary", "--format", "json", "--ascii", "--doubt", "audit", "a.md"]),
        Test::new(&["summary", "--format", "json", "-"]).stdin(WRONG),
        Test::new(&["summary", "--format", "json", "-"]).stdin(""),
        Test::new(&["summary", "--format", "json", "-"]).stdin("\u{feff}\u{1b}[31m\u{202e}.[^\u{7}]"),
        Test::new(&["summary", "--format", "json", "-"]).stdin(b"\xff\xfeab\xff"),
    ] {
        harness::valid(&test.run().json(), "");
    }
}

#[test]
fn a_doubted_source_takes_its_claims_with_it() {
    let stands = |args: &[&str]| {
        let args = [&["summary", "--format", "json", "a.md"], args].concat();
        let json = harbour(&args).run().json();
        let claims = json["claims"].as_array().unwrap().iter();
        claims.map(|claim| claim["stands"].as_bool().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(stands(&[]), [true, true]);
    assert_eq!(stands(&["--doubt", "audit"]), [false, true]);
    assert_eq!(stands(&["--doubt", "office"]), [false, true]);
    assert_eq!(stands(&["--doubt", "office", "--doubt", "office"]), [false, true]);
    assert_eq!(stands(&["--doubt", "office", "--doubt=pilots"]), [false, false]);
    assert_eq!(stands(&["--doubt", "PILOTS"]), [true, false]);
    let summary = harbour(&["summary", "--doubt", "audit", "a.md"]).run().stdout();
    assert!(summary.contains("Supposing that Port audit 2025 (A) is worth nothing"), "{summary}");
}

#[test]
fn a_doubt_of_nobody_is_a_mistake() {
    harbour(&["summary", "--doubt", "pilot", "a.md"])
        .stderr("error: no source `pilot` in a.md\n  help: did you mean `pilots`?\n")
        .status(2)
        .passes();
    // A caveat is not a source, and no id is near it.
    harbour(&["summary", "--doubt", "port-denies", "a.md"])
        .stderr("error: no source `port-denies` in a.md\n")
        .status(2)
        .passes();
    Test::new(&["summary", "--doubt", "a\nerror: \u{1b}[31m"])
        .stderr("error: no source `a␊error: ␛[31m` in the built-in briefing\n")
        .status(2)
        .passes();
}

#[test]
fn thousands_of_claims_take_no_time() {
    let claim = |number| format!("Claim {number} is believed to hold for some 1,700 cases.[^s{}]\n\n", number % 500);
    let source = |number| format!("[^s{number}]: Source {number}.\n");
    let text = many(2_000, claim) + &many(500, source);
    for format in ["text", "markdown", "json"] {
        let begun = std::time::Instant::now();
        let summary = Test::new(&["summary", "--format", format, "-"]).stdin(&text).run().stdout();
        assert!(summary.contains("Claim 1999"));
        // The limit allows for a debug build on a busy machine.
        assert!(begun.elapsed().as_secs() < 20, "{format}: {:?}", begun.elapsed());
    }
}

// Checks.

#[test]
fn a_clean_file_passes() {
    harbour(&["check", "a.md"]).stderr("no errors, no warnings in 1 file with 2 claims\n").passes();
    harbour(&["check", "--format", "json", "a.md"]).stdout("[]\n").passes();
}

#[test]
fn warnings_do_not_fail_and_errors_do() {
    Test::new(&["check", "--format", "short", "odd.md"])
        .file("odd.md", ODD)
        .stderr(&format!("{ODD_SHORT}no errors, 1 warning in 1 file with 1 claim\n"))
        .passes();
    Test::new(&["check", "--format", "short", "wrong.md"])
        .file("wrong.md", WRONG)
        .stderr(&format!("{WRONG_SHORT}1 error, no warnings in 1 file with 2 claims\n"))
        .status(1)
        .passes();
}

#[test]
fn a_person_is_shown_the_line() {
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
        Test::new(args).file("wrong.md", WRONG).stderr(human).status(1).passes();
    }
}

#[test]
fn a_program_is_given_records_of_the_schema() {
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
fn files_are_told_of_in_their_order_whatever_becomes_of_them() {
    Test::new(&["check", "--format", "short", "wrong.md", "no.md", "odd.md"])
        .file("wrong.md", WRONG)
        .file("odd.md", ODD)
        .stderr(&format!(
            "{WRONG_SHORT}error: cannot read `no.md`: there is no such file\n{ODD_SHORT}1 error, 1 warning in 2 files with 3 claims\n"
        ))
        .status(1)
        .passes();
}

#[test]
fn color_is_where_it_is_wanted() {
    let colored = |args: &[&str], environment: &[(&str, &str)]| {
        let mut test = Test::new(&[&["check", "wrong.md"], args].concat()).file("wrong.md", WRONG);
        for (name, value) in environment {
            test = test.env(name, value);
        }
        let run = test.run();
        assert_eq!((run.status, run.out.as_str()), (1, ""));
        run.err.contains("\u{1b}[")
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

// Themes.

#[test]
fn a_theme_that_is_none_is_a_mistake_in_a_pipe_too() {
    Test::new(&["--theme", "ikn"])
        .stderr("error: `ikn` is neither a theme nor a file\n  help: did you mean `ink`?\n")
        .status(2)
        .passes();
    Test::new(&["--theme", "blue"])
        .stderr("error: `blue` is neither a theme nor a file\n  help: `caveat themes` lists them\n")
        .status(2)
        .passes();
    Test::new(&["--theme", EVIL])
        .stderr(&format!("error: `{EVIL_SHOWN}` is neither a theme nor a file\n  help: `caveat themes` lists them\n"))
        .status(2)
        .passes();
}

#[test]
fn a_theme_file_with_mistakes_is_told_of_and_not_used() {
    Test::new(&["--theme", "t.toml"])
        .file("t.toml", "[roles]\n\"clam\" = { fg = \"red\" }\n")
        .stderr(
            "error[unknown-role]: unknown role `clam`\n --> t.toml:2:1\n  |\n2 | \"clam\" = { fg = \"red\" }\n  | ^^^^^^\n  |\n  = help: did you mean `claim`?\n\n",
        )
        .status(1)
        .passes();
    Test::new(&["--theme", "."]).stderr("error: cannot read `.`: it is a directory, not a file\n").status(1).passes();
    let summary = harbour(&["a.md"]).run().stdout();
    harbour(&["--theme", "t.toml", "a.md"])
        .file("t.toml", "[roles]\n\"claim\" = { fg = \"red\" }\n")
        .stdout(&summary)
        .passes();
}

#[test]
fn every_theme_that_is_listed_can_be_had() {
    let themes = Test::new(&["themes"]).run().stdout();
    let summary = harbour(&["a.md"]).run().stdout();
    assert!(themes.lines().count() >= 6, "{themes}");
    for theme in themes.lines() {
        harbour(&["--theme", theme, "a.md"]).stdout(&summary).passes();
    }
}

#[test]
fn themes_are_shown_in_their_own_colors_where_colors_are_asked_for() {
    let shown = |term: &str| {
        let test = Test::new(&["themes", "--color", "always"]).file("caveat/themes/mine.toml", "inherits = \"ink\"\n");
        test.env("TERM", term).env("COLORTERM", "truecolor").run().stdout()
    };
    let all = shown("xterm-256color");
    let names = ["ink", "paper", "ink-contrast", "paper-contrast", "terminal", "mono", "mine"];
    let samples: Vec<_> = all.split_terminator("\n\n").collect();
    assert_eq!(samples.len(), names.len(), "{all}");
    for (sample, name) in samples.iter().zip(names) {
        let lines: Vec<_> = sample.lines().collect();
        assert!(lines.len() == 2 && lines[0].contains(name) && lines[1].contains("seem to"), "{sample}");
        // Each line resets its style.
        assert!(lines.iter().all(|line| line.rfind("\x1b[0m").is_some_and(|at| !line[at + 1..].contains('\x1b'))));
    }
    assert!(samples[0].contains("48;2;28;28;28") && samples[0].contains("used on dark terminals"), "{all}");
    assert!(samples[1].contains("used on light terminals"), "{all}");
    let plain = shown("linux");
    assert!(!plain.contains("48;2") && plain.contains('^') && !plain.contains('▲'), "{plain}");
}

#[test]
fn a_theme_with_mistakes_does_not_hide_the_others() {
    let test = Test::new(&["themes", "--color", "always"]).file("caveat/themes/bad.toml", "[roles]\n\"clam\" = {}\n");
    let out = test.run().stdout();
    assert!(out.contains("mono") && out.contains("bad: this theme has mistakes"), "{out}");
}

// The guide and the starter briefing.

#[test]
fn the_guide_is_read_as_a_file_is() {
    let summary = Test::new(&["guide"]).run().stdout();
    assert!(summary.starts_with("How to read a briefing, and how to write one\n"), "{summary}");
    let narrow = Test::new(&["guide", "--width", "40", "--theme", "ink", "--fresh"]).run().stdout();
    assert!(narrow.lines().all(|line| line.chars().count() <= 40) && narrow.lines().count() > summary.lines().count());
    let linear = Test::new(&["guide", "--linear"]).stdin("1\nq\n").run().stdout();
    assert!(
        linear.contains("The guide, in its own voice") || linear.contains("This guide, in its own voice"),
        "{linear}"
    );
    Test::new(&["guide", "--theme", "mauve"])
        .stderr("error: `mauve` is neither a theme nor a file\n  help: `caveat themes` lists them\n")
        .status(2)
        .passes();
    // A path with that name is a file.
    let own = harbour(&["a.md"]).run().stdout();
    Test::new(&["./guide"]).file("guide", HARBOUR).stdout(&own).passes();
}

#[test]
fn a_briefing_to_begin_with_is_written_and_opens_clean() {
    let template = Test::new(&["new", "-"]).run().stdout();
    let check = Test::new(&["check", "--format", "short", "a.md"]).file("a.md", &template);
    check.stderr("no errors, no warnings in 1 file with 5 claims\n").passes();
    let test = Test::new(&["new", "a b.md"])
        .stdout("Created `a b.md`, a commented starter briefing.\nRead it: caveat 'a b.md'\n");
    assert_eq!(test.read("a b.md"), None);
    let run = test.run();
    assert_eq!((run.status, run.err.as_str(), test.read("a b.md").as_deref()), (0, "", Some(template.as_str())));
    // The second time, it exists.
    let again = test.run();
    assert_eq!((again.status, again.out.as_str()), (1, ""));
    assert_eq!(again.err, "error: `a b.md` already exists; it is not overwritten\n");
}

#[test]
fn nothing_is_ever_written_over() {
    let test = Test::new(&["new", "a.md"]).file("a.md", "mine\n");
    let run = test.run();
    assert_eq!(run.err, "error: `a.md` already exists; it is not overwritten\n");
    assert_eq!((run.status, test.read("a.md").as_deref()), (1, Some("mine\n")));
    for (name, message) in [
        ("folder", "`folder` already exists; it is not overwritten"),
        ("none/a.md", "cannot write `none/a.md`: its folder does not exist"),
        ("a.md/b.md", "cannot write `a.md/b.md`: not a directory"),
    ] {
        Test::new(&["new", name])
            .file("a.md", "mine\n")
            .folder("folder")
            .stderr(&format!("error: {message}\n"))
            .status(1)
            .passes();
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_not_followed_to_write() {
    let test = Test::new(&["new", "a.md"]).link("a.md", "elsewhere.md");
    let run = test.run();
    assert_eq!((run.status, run.out.as_str(), test.read("elsewhere.md")), (1, "", None));
    assert_eq!(run.err, "error: `a.md` already exists; it is not overwritten\n");
}

#[cfg(unix)]
#[test]
fn an_odd_name_of_a_new_briefing_is_made_visible() {
    Test::new(&["new", EVIL])
        .stdout(&format!(
            "Created `{EVIL_SHOWN}`, a commented starter briefing.\nRead it with `caveat` and its name.\n"
        ))
        .passes();
    Test::new(&["new", EVIL])
        .file(EVIL, "")
        .stderr(&format!("error: `{EVIL_SHOWN}` already exists; it is not overwritten\n"))
        .status(1)
        .passes();
}

// Help, version, completions and the manual page.

#[test]
fn help_is_a_result() {
    harness::golden("cli/help.txt", &Test::new(&["--help"]).run().stdout());
    harness::golden("cli/help-summary.txt", &Test::new(&["summary", "--help"]).run().stdout());
    harness::golden("cli/help-check.txt", &Test::new(&["check", "--help"]).run().stdout());
    harness::golden("cli/help-compare.txt", &Test::new(&["compare", "--help"]).run().stdout());
    Test::new(&["--version"]).stdout(concat!("caveat ", env!("CARGO_PKG_VERSION"), "\n")).passes();
}

#[test]
fn the_manual_tells_of_every_command_and_flag() {
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
fn the_manual_says_of_every_variable_what_it_is_for_by_itself() {
    let page = Test::new(&["man"]).run().stdout();
    let variables = page.split_once(".SH ENVIRONMENT\n").unwrap().1.split_once(".SH FILES").unwrap().0;
    let entries: Vec<_> = variables.split(".TP\n").skip(1).map(|entry| entry.lines().count()).collect();
    assert_eq!(entries, vec![2; entries.len()], "{variables}");
    assert!(!entries.is_empty());
}

#[test]
fn completions_are_what_their_shells_can_read() {
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
    assert_eq!(zsh.matches("'::file").count(), 1, "that of the summary alone");
    // A file is followed by files and the options of reading.
    let behind = zsh.split("\n(*)\n").nth(1).and_then(|rest| rest.split(";;").next()).unwrap_or_default();
    assert!(behind.contains("'--since=") && behind.contains("'*:file:_files'"), "{zsh}");
    let unknown = Test::new(&["completions", "tcsh"]).run();
    assert_eq!((unknown.status, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("[possible values: bash, elvish, fish, powershell, zsh]"), "{}", unknown.err);
}

// Wrong command lines.

#[test]
fn a_misspelt_command_is_not_taken_for_a_file() {
    let said = "error: `sumary` is neither a file nor a command\n  help: did you mean `caveat summary`?\n";
    Test::new(&["sumary", "a.md"]).stderr(said).status(2).passes();
    Test::new(&["sumary"]).stderr(said).status(2).passes();
    // An existing file is read, and a name that is not near a command is a missing file.
    Test::new(&["sumary"]).file("sumary", HARBOUR).run().stdout();
    Test::new(&["notes2"]).stderr("error: cannot read `notes2`: there is no such file\n").status(1).passes();
}

#[test]
fn a_wrong_command_line_is_told_harmlessly() {
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
fn what_is_missing_or_too_much_is_wrong() {
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

#[test]
fn a_file_may_be_called_anything() {
    let summary = harbour(&["a.md"]).run().stdout();
    for name in ["summary", "--help", "a b.md", "-x"] {
        Test::new(&["--", name]).file(name, HARBOUR).stdout(&summary).passes();
    }
}

// Untrusted text.

#[cfg(unix)]
#[test]
fn no_name_of_a_file_reaches_an_output_raw() {
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

// Closed outputs.

#[test]
fn a_reader_that_leaves_early_is_no_problem() {
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
    assert_eq!(check.run_into_closed_stderr(), (0, String::new()));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_takes_nothing_is_an_error() {
    for args in [&["summary"][..], &["themes"], &["--help"], &["man"], &["completions", "bash"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let expected = (1, "error: cannot write the output: no space left on device\n".to_owned());
        assert_eq!(Test::new(args).run_into(full), expected, "{args:?}");
    }
}

// Settings.

const MINE: &str = "inherits = \"ink\"\n[palette]\nteal = \"#00ffff\"\n";

#[test]
fn settings_that_hold_are_printed_with_where_they_come_from() {
    let run = Test::new(&["config"]).file("caveat/config.toml", "theme = 'mono'\nmeasure = 60\nmouse = false\n").run();
    assert!(run.out.starts_with("# Settings from ") && run.out.contains("caveat/config.toml\n"), "{}", run.out);
    assert!(run.out.contains("\ntheme = { dark = \"mono\", light = \"mono\" }\n"), "{}", run.out);
    assert!(run.out.contains("\nmeasure = 60\n"), "{}", run.out);
    assert!(run.out.contains("\nmouse = false\n"), "{}", run.out);
    let run = Test::new(&["config"]).run();
    assert!(run.out.starts_with("# The defaults. Save settings to "), "{}", run.out);
    assert!(run.out.contains("\nmeasure = 72\n") && run.out.contains("\nmouse = true\n"), "{}", run.out);
}

#[test]
fn settings_are_looked_for_where_they_were_asked_for() {
    let measure = |arguments: &[&str], variable: Option<&str>| {
        let test = Test::new(&[&["config"], arguments].concat());
        let test = test.file("a.toml", "measure = 21").file("b.toml", "measure = 22");
        let test = test.file("caveat/config.toml", "measure = 23");
        let test = variable.into_iter().fold(test, |test, value| test.env("CAVEAT_CONFIG", value));
        test.run().out.lines().find_map(|line| line.strip_prefix("measure = ")).unwrap().to_owned()
    };
    assert_eq!(measure(&["--config", "a.toml"], Some("b.toml")), "21");
    assert_eq!(measure(&[], Some("b.toml")), "22");
    assert_eq!(measure(&[], None), "23");
    assert_eq!(measure(&[], Some("")), "72");
}

#[test]
fn mistakes_in_settings_are_told_at_their_places_and_stop_the_reader() {
    let said = "error[unknown-theme]: there is no theme `minne`
 --> bad.toml:1:9
  |
1 | theme = 'minne'
  |         ^^^^^^^
  |
  = help: did you mean `mine`?

";
    let test = |arguments: &[&str]| {
        Test::new(arguments).file("bad.toml", "theme = 'minne'\n").file("caveat/themes/mine.toml", MINE).status(1)
    };
    test(&["--config", "bad.toml"]).stderr(said).passes();
    test(&["check", "--config=bad.toml"]).stderr(&format!("{said}1 error, no warnings in 1 file\n")).passes();
    Test::new(&["--config", "none.toml"])
        .stderr("error: cannot read `none.toml`: there is no such file\n")
        .status(1)
        .passes();
}

#[test]
fn mistakes_in_keys_are_told_at_the_very_key() {
    let file = r#"[keys]
next-clam = ["n"]
next-claim = ["Tabb", "S-g"]
top = ["g g", "Home"]
bottom = ["g"]
down = "j"
up = ["C-c"]
page-down = ["x Esc"]
accept = ["a"]
page-up = ["C-i", "Middle", "", 3]
quit = []
[keys.sourcs]
doubt = ["d"]
[keys.sources]
doubt = ["g g x"]
clear-doubts = ["g g"]
code-right = ["l"]
[keys.choice]
down = ["1"]
"#;
    let run = Test::new(&["check", "--config=bad.toml", "--format", "short"]).file("bad.toml", file).run();
    assert_eq!(run.status, 1);
    let expected = [
        "2:1: error: unknown action `next-clam`; did you mean `next-claim`? [unknown-action]",
        "3:15: error: unknown key name `Tabb`; did you mean `Tab`? [unknown-key-name]",
        "3:23: error: unknown key name `S-g`; did you mean `G`? [unknown-key-name]",
        "5:11: error: `g` begins a sequence of `top` in `article`; bind another key to `bottom` or to `top` [clashing-keys]",
        "6:8: error: expected a list of keys, as in `[\"g g\", \"Home\"]`, found a string [wrong-type]",
        "7:7: error: `C-c` always quits; give it another key [reserved-key]",
        "8:14: error: `Esc` cancels a sequence; use another key [reserved-key]",
        "9:11: error: `a` is typed as text; use a named key, or one with `C-` or `M-` [text-key]",
        "10:12: error: a terminal cannot tell `C-i` from `Tab`; bind `Tab`, or another key [same-key]",
        "10:19: error: unknown key name `Middle`; a key is a character or `Tab`",
        "10:29: error: expected a key, found nothing; write `Space` for the space key [wrong-value]",
        "10:33: error: expected a key, found an integer [wrong-type]",
        "11:8: error: `quit` has no key; remove it: `C-c` always quits [no-key]",
        "12:7: error: unknown context `sourcs`; did you mean `sources`? [unknown-context]",
        "15:10: error: `g g x` begins with a key of `top` in `sources`; bind another key to `doubt` or to `top` [clashing-keys]",
        "16:17: error: `g g` is already bound to `top` in `sources`; bind another key to `clear-doubts` or to `top` [clashing-keys]",
        "17:1: error: `code-right` does nothing in `sources`; it works in `article` [wrong-context]",
        "19:9: error: `1` selects from a choice; use a named key, or one with `C-` or `M-` [text-key]",
        "18 errors, no warnings in 1 file",
    ];
    let lines: Vec<_> = run.err.lines().map(|line| line.strip_prefix("bad.toml:").unwrap_or(line)).collect();
    assert_eq!(lines.len(), expected.len(), "{}", run.err);
    for (line, expected) in lines.into_iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
}

#[test]
fn a_former_name_of_an_action_is_reported_and_stops_nothing() {
    let run = Test::new(&["--config", "old.toml"]).file("old.toml", "[keys]\nshow-news = [\"N\"]\n").run();
    assert_eq!(run.status, 0, "{}", run.err);
    let words = "warning[renamed-action]: `show-news` is now called `show-changes`";
    assert!(run.err.starts_with(words) && run.err.contains("the former name still works"), "{}", run.err);
    let both = "[keys]\nshow-news = [\"N\"]\nshow-changs = [\"N\"]\n";
    assert_eq!(Test::new(&["--config", "bad.toml"]).file("bad.toml", both).run().status, 1);
}

#[test]
fn keys_that_are_in_each_others_way_are_shown_both_and_stop_the_reader() {
    Test::new(&["--config", "bad.toml"])
        .file("bad.toml", "[keys]\ntop = [\"g g\"]\n\n[keys.card]\nbottom = [\"g\"]\n")
        .stderr(
            "error[clashing-keys]: `g` begins a sequence of `top` in `card`
 --> bad.toml:5:11
  |
5 | bottom = [\"g\"]
  |           ^^^
  |
 ::: bad.toml:2:8
  |
2 | top = [\"g g\"]
  |        ----- bound to `top` here
  |
  = help: bind another key to `bottom` or to `top`

",
        )
        .status(1)
        .passes();
}

#[test]
fn settings_are_checked_with_the_themes_that_they_name() {
    let checked = |theme: &str| {
        let test = Test::new(&["check", "--config", "--format", "short"]);
        let test = test.file("caveat/config.toml", "theme = 'mine'").file("caveat/themes/mine.toml", theme);
        let run = test.run();
        (run.status, run.err)
    };
    assert_eq!(checked(MINE), (0, "no errors, no warnings in 2 files\n".to_owned()));
    let (status, said) = checked("inherits = 'ikn'");
    assert_eq!(status, 1);
    assert!(said.contains("mine.toml:1:12: error: unknown theme `ikn`; did you mean `ink`? [unknown-theme]"), "{said}");
    let (_, said) = checked("inherits = 'mine'");
    assert!(said.contains("themes inherit each other: mine, mine [theme-loop]"), "{said}");
}

#[test]
fn themes_of_ones_own_stand_after_those_that_are_built_in() {
    let run = Test::new(&["themes"]).file("caveat/themes/mine.toml", MINE).file("caveat/themes/notes.txt", "").run();
    assert!(run.out.ends_with("\nmono\nmine\n"), "{}", run.out);
    Test::new(&["--theme", "mine"]).file("caveat/themes/mine.toml", MINE).run();
}

// Sources, notes and names.

/// A work that is cited in three ways, a note beside it, and a note alone.
const NOTED: &str = "\
## Dues

Dues doubled.[^1] Ships wait.[^2] Lines left.[^3][^4] Nobody was surprised.[^4]

[^1]: Court of Audit, [*Report*](https://port.example/report) (2025), <https://mirror.example/r>, p. 4.

[^2]: Ibid.

[^3]: Ibid., p. 9.

[^4]: I certainly was not, see <https://aside.example>! <!-- caveat: note -->
";

#[test]
fn json_tells_sources_from_notes_and_says_why() {
    let json = Test::new(&["summary", "--format", "json", "-"]).stdin(NOTED).run().json();
    harness::valid(&json, "");
    let source = &json["sources"][0];
    assert_eq!(json["sources"].as_array().unwrap().len(), 1);
    assert_eq!(source["name"], "Court of Audit, Report (2025)");
    assert_eq!(source["labels"], serde_json::json!(["1", "2", "3"]));
    assert_eq!(source["url"], "https://port.example/report");
    assert_eq!(source["urls"], serde_json::json!(["https://port.example/report", "https://mirror.example/r"]));
    assert!(source["evidence"].as_array().unwrap().contains(&"address".into()), "{source}");
    let claim = &json["claims"][2];
    assert_eq!(claim["references"], serde_json::json!(["3", "4"]));
    assert_eq!(claim["sources"], serde_json::json!(["1"]));
    assert_eq!(claim["notes"], serde_json::json!(["4"]));
    assert_eq!(claim["locators"][0]["locator"], "p. 9");
    let notes = json["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 2, "one for each place");
    assert_eq!((&notes[0]["claim"], &notes[0]["text"]), (&3.into(), &"Lines left.".into()));
    assert_eq!((&notes[1]["claim"], &notes[1]["text"]), (&serde_json::Value::Null, &"Nobody was surprised.".into()));
    assert_eq!((&notes[1]["evidence"][0], &notes[1]["line"]), (&"comment".into(), &11.into()));
    assert_eq!(notes[1]["urls"][0], "https://aside.example");
    assert_eq!(json["unsourced"][0]["text"], "Nobody was surprised.");
}

#[test]
fn every_form_has_the_notes_the_places_and_the_addresses() {
    for format in ["text", "markdown"] {
        let told = Test::new(&["summary", "--width", "200", "--format", format, "-"]).stdin(NOTED).run().stdout();
        for words in [
            "3 claims, 1 source, no caveats, 1 note; 1 sentence without a source",
            "All 3 claims rest on one origin: Court of Audit, Report (2025)",
            "A: p. 9",
            "note: I certainly was not",
            "line 3",
            "Nothing rests on them.",
            "https://port.example/report",
            "https://mirror.example/r",
        ] {
            assert!(told.replace('\u{a0}', " ").contains(words), "{format} has no {words:?}:\n{told}");
        }
    }
}

/// Two footnotes that remark on something: one names its source first, the other in passing.
const REMARKED: &str = "\
Dues doubled.[^1] Ships left for Hull.[^2] The old quay was never used.[^1][^3]

[^1]: Anna Maas, *Quays and Cranes*, p. 12. She leaves out the new port.

[^2]: It is a sad story. The pilots were never asked, as Otto Berg shows in *The Long Wait*, p. 34.

[^3]: For the cranes of Leith see Ida Moor, *Cranes* (1999).
";

#[test]
fn a_source_that_a_remark_mentions_is_not_said_to_say_the_claim() {
    for format in ["text", "markdown"] {
        let told = Test::new(&["summary", "--width", "200", "--format", format, "-"]).stdin(REMARKED).run().stdout();
        let told = told.replace('\u{a0}', " ").replace('\\', "");
        for words in [
            "Dues doubled. [A: p. 12]",
            "remark: Anna Maas, Quays and Cranes, p. 12. She leaves out the new port.",
            "Ships left for Hull. [see B: p. 34]",
            "remark: It is a sad story. The pilots were never asked, as Otto Berg shows in The Long Wait, p. 34.",
            "The old quay was never used. [A: p. 12; see C]",
            "“see”: a remark in the footnote mentions the source, which may say something else.",
        ] {
            assert!(told.contains(words), "{format} has no {words:?}:\n{told}");
        }
    }
}

#[test]
fn whoever_speaks_against_a_claim_is_not_said_to_say_it() {
    for footnote in [
        "*Contra* Anna Maas, *Quays* (2021), 4.",
        "*Pace* Anna Maas, *Quays* (2021), 4.",
        "Cf. Anna Maas, *Quays* (2021), 4 (disagreeing).",
        "Anna Maas, *Quays*, 8, disputes this.",
        "Vgl. dagegen Maas: Kaie, Kiel 2009, S. 5.",
        "En contra, Ana Maas, *Muelles* (2021), 4.",
    ] {
        let text = format!("Ships left for Hull.[^1]\n\n[^1]: {footnote}\n");
        let told = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
        assert!(told.contains("Ships left for Hull. [see A") && told.contains("remark: "), "{footnote}: {told}");
    }
}

#[test]
fn an_opinion_and_names_that_look_like_a_signal_are_cited_as_they_are() {
    for (footnote, name) in [
        ("Port v. Pilots, 12 F.3d 34 (1996) (Maas, J., dissenting).", "Port v. Pilots, 12 F.3d 34 (1996)"),
        ("Pace University, *Port Audit* (2021), 4.", "Pace University, Port Audit (2021)"),
        ("Anders Berg, *Tar*, 9.", "Anders Berg, Tar"),
        ("Tip Maas, *Tar*, 9.", "Tip Maas, Tar"),
        ("Anna Kelly, *Tar*, 9.", "Anna Kelly, Tar"),
    ] {
        let text = format!("Ships left for Hull.[^1]\n\n[^1]: {footnote}\n");
        let told = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
        assert!(told.contains("Ships left for Hull. [A") && told.contains(name), "{footnote}: {told}");
    }
}

#[test]
fn a_footnote_that_only_says_where_to_read_on_is_no_witness() {
    for footnote in [
        "Read more about “Wet Docks”, which Anna Maas described, at https://docks.example/maas.",
        "sujet abordé par Anne Maas dans son livre [Les Quais](https://quais.example)",
        "Beispielsweise lassen sich Kräne verleihen. Vgl. Maas, Anna: Kräne, Kiel 2001, S. 4.",
        "This has also been pointed out in Maas, “Docks and Image,” 18.",
    ] {
        let text = format!("Ships left for Hull.[^1]\n\n[^1]: {footnote}\n");
        let told = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
        assert!(told.contains("Ships left for Hull. [see A"), "{footnote}: {told}");
    }
}

#[test]
fn a_footnote_that_is_cited_very_often_at_one_place_is_told_once() {
    let group = "[^1]".repeat(500);
    let text = format!("Ships left.{group}\n\n[^1]: It is sad, as Otto Berg shows in *The Long Wait*.\n");
    let told = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
    assert_eq!(told.matches("remark:").count(), 1, "{told}");
}

#[test]
fn with_a_filter_a_long_footnote_stands_whole_with_the_first_claim_that_is_shown() {
    let long = "and the pilots were never asked ".repeat(20);
    let text = format!(
        "Ships left.[^1] Dues may fall.[^1]\n\n[^1]: It is sad, {long}as Otto Berg shows in *The Long Wait*.\n"
    );
    let told = Test::new(&["summary", "--width", "1000", "--only", "hedged", "-"]).stdin(&text).run().stdout();
    assert!(!told.contains("all of it with"), "{told}");
}

#[test]
fn a_long_footnote_stands_whole_with_its_first_claim_only() {
    let long = "and the pilots were never asked ".repeat(20);
    let text =
        format!("Ships left.[^1] Dues fell.[^1]\n\n[^1]: It is sad, {long}as Otto Berg shows in *The Long Wait*.\n");
    for format in ["text", "markdown", "json"] {
        let told = Test::new(&["summary", "--width", "1000", "--format", format, "-"]).stdin(&text).run().stdout();
        let told = told.split("SOURCES").next().unwrap().split("\"sources\": [\n    {").next().unwrap();
        assert_eq!(told.split("## Sources").next().unwrap().matches("shows in").count(), 1, "{told}");
        assert_eq!(told.contains("(in full with claim 1)"), format != "json", "{told}");
    }
}

#[test]
fn json_has_the_remarks_of_a_claims_footnotes() {
    let json = Test::new(&["summary", "--format", "json", "-"]).stdin(REMARKED).run().json();
    harness::valid(&json, "");
    let remarks = |claim: usize| {
        let remarks = json["claims"][claim]["remarks"].as_array().unwrap().iter();
        remarks.map(|remark| (remark["label"].clone(), remark["mentions"].as_bool().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(remarks(0), [("1".into(), false)]);
    assert_eq!(remarks(1), [("2".into(), true)]);
    assert_eq!(remarks(2), [("1".into(), false), ("3".into(), true)]);
    assert_eq!(json["claims"][0]["remarks"][0]["source"], "1");
}

#[test]
fn whoever_declares_a_source_or_says_that_a_footnote_is_one_is_believed() {
    let declared = format!("+++\n[sources.2]\nname = \"Otto Berg\"\n+++\n\n{REMARKED}");
    let commented = REMARKED.replace("p. 34.", "p. 34. <!-- caveat: source -->");
    for text in [declared, commented] {
        let told = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
        assert!(told.replace('\u{a0}', " ").contains("Ships left for Hull. [B: p. 34]"), "{told}");
    }
}

#[test]
fn doubt_fells_all_that_rests_on_a_work_by_whatever_label_it_is_called() {
    for label in ["1", "2", "3"] {
        let json = Test::new(&["summary", "--format", "json", "--doubt", label, "-"]).stdin(NOTED).run().json();
        let stands: Vec<_> = json["claims"].as_array().unwrap().iter().map(|claim| claim["stands"].clone()).collect();
        assert_eq!(stands, [false, false, false], "{label}");
    }
    let told = Test::new(&["summary", "--doubt", "4", "-"]).stdin(NOTED).run();
    assert!(told.err.contains("no source `4`"), "a note is no source that could be doubted");
}

#[test]
fn a_footnote_that_is_taken_for_a_note_is_told_on_request() {
    let text = "Dues.[^1] So.[^2]\n\n[^1]: Port audit\n\n[^2]: I was there.\n";
    let short = Test::new(&["check", "--format", "short", "a.md"])
        .file("a.md", format!("<!-- caveat: warning note-or-source -->\n\n{text}"))
        .run()
        .err;
    assert!(
        short.contains(
            "footnote `2` is treated as a note, on which nothing rests: it runs in sentences and names no work"
        ),
        "{short}"
    );
    assert_eq!(Test::new(&["check", "a.md"]).file("a.md", text).run().status, 0);
}
