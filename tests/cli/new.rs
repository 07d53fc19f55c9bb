//! Tests `caveat new` and `caveat guide`.

use super::fixtures::{EVIL, EVIL_SHOWN, HARBOUR, harbour};
use super::harness::Test;

#[test]
fn the_guide_reads_like_a_file() {
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
fn the_starter_briefing_is_written_and_opens_clean() {
    let template = Test::new(&["new", "-"]).run().stdout();
    let check = Test::new(&["check", "--format", "short", "a.md"]).file("a.md", &template);
    check.stdout("no errors, no warnings in 1 file with 5 claims\n").passes();
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
fn new_never_overwrites_a_file() {
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
fn a_dangling_link_is_not_followed_when_writing() {
    let test = Test::new(&["new", "a.md"]).link("a.md", "elsewhere.md");
    let run = test.run();
    assert_eq!((run.status, run.out.as_str(), test.read("elsewhere.md")), (1, "", None));
    assert_eq!(run.err, "error: `a.md` already exists; it is not overwritten\n");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_new_briefing_is_escaped() {
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
