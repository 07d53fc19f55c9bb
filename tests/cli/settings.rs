//! Tests the settings file: what holds, where it is looked for, and its mistakes.

use super::fixtures::MINE;
use super::harness::Test;

#[test]
fn effective_settings_are_printed_with_their_origin() {
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
fn settings_are_read_from_the_requested_place() {
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
fn mistakes_in_settings_are_reported_at_their_places_and_stop_the_reader() {
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
    test(&["check", "--config=bad.toml"]).stdout(&format!("{said}1 error, no warnings in 1 file\n")).passes();
    Test::new(&["--config", "none.toml"])
        .stderr("error: cannot read `none.toml`: there is no such file\n")
        .status(1)
        .passes();
}

#[test]
fn mistakes_in_keys_are_reported_at_the_exact_key() {
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
    let lines: Vec<_> = run.out.lines().map(|line| line.strip_prefix("bad.toml:").unwrap_or(line)).collect();
    assert_eq!(lines.len(), expected.len(), "{}", run.out);
    for (line, expected) in lines.into_iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
}

#[test]
fn both_of_two_conflicting_keys_are_shown_and_stop_the_reader() {
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
fn settings_are_checked_with_the_themes_they_name() {
    let checked = |theme: &str| {
        let test = Test::new(&["check", "--config", "--format", "short"]);
        let test = test.file("caveat/config.toml", "theme = 'mine'").file("caveat/themes/mine.toml", theme);
        let run = test.run();
        (run.status, run.out)
    };
    assert_eq!(checked(MINE), (0, "no errors, no warnings in 2 files\n".to_owned()));
    let (status, said) = checked("inherits = 'ikn'");
    assert_eq!(status, 1);
    assert!(said.contains("mine.toml:1:12: error: unknown theme `ikn`; did you mean `ink`? [unknown-theme]"), "{said}");
    let (_, said) = checked("inherits = 'mine'");
    assert!(said.contains("themes inherit each other: mine, mine [theme-loop]"), "{said}");
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
