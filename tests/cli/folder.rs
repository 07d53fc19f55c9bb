//! Tests a folder on the command line: the plain list, and commands that take only files.

use super::fixtures::{EVIL, HARBOUR, ODD, WRONG};
use super::harness::{Test, harmless};

/// A test with a folder of that name.
fn within(args: &[&str], folder: &str, files: &[(&str, &[u8])]) -> Test {
    let test = Test::new(args).folder(folder);
    files.iter().fold(test, |test, (name, text)| test.file(&format!("{folder}/{name}"), text))
}

#[test]
fn a_folder_is_listed_by_date_and_name() {
    let other = HARBOUR.replace("2026-03-05", "2026-03-06").replace("Harbour dues double", "Later\tnews");
    let files: &[(&str, &[u8])] = &[
        ("b.md", HARBOUR.as_bytes()),
        ("a.md", HARBOUR.as_bytes()),
        ("later.MARKDOWN", other.as_bytes()),
        ("wrong.md", WRONG.as_bytes()),
        ("Odd.md", ODD.as_bytes()),
        (".hidden.md", b"Hidden."),
        ("notes.txt", b"No Markdown."),
    ];
    let lines = "later.MARKDOWN\tLater news\t2 claims\t2 caveats, 1 denied\n\
        a.md\tHarbour dues double\t2 claims\t2 caveats, 1 denied\n\
        b.md\tHarbour dues double\t2 claims\t2 caveats, 1 denied\n\
        Odd.md\t\t1 claim\tno caveats\t1 problem\n\
        wrong.md\t\t2 claims\tno caveats\t1 problem\n";
    for args in [&["notes"][..], &["notes/"], &["--linear", "notes"], &["--theme", "ink", "notes"]] {
        within(args, "notes", files).stdout(lines).passes();
    }
}

#[test]
fn an_empty_folder_says_so() {
    let nothing = "error: no briefing in `notes`: it has no `*.md` or `*.markdown` file\n";
    within(&["notes"], "notes", &[("a.txt", b"")]).stderr(nothing).status(1).passes();
    within(&["--linear", "notes"], "notes", &[]).folder("notes/a.md").stderr(nothing).status(1).passes();
}

#[cfg(unix)]
#[test]
fn linked_files_are_listed_once_and_unreadable_ones_give_the_reason() {
    let test = within(&["notes"], "notes", &[("b.md", b"Words.")]);
    let test = test.file("elsewhere.txt", "Words.").link("notes/a.md", "b.md").link("notes/broken.md", "nowhere");
    let test = test.link("notes/c.md", "../elsewhere.txt").link("notes/d.md", "../elsewhere.txt");
    let lines = "b.md\t\tno claims\tno caveats\nbroken.md\tcannot be read: there is no such file\n\
        c.md\t\tno claims\tno caveats\n";
    test.stdout(lines).passes();
}

#[test]
fn names_and_titles_in_a_list_are_escaped() {
    let title = "+++\ntitle = \"a\\u001b]0;x\\u0007\"\n+++\n";
    let run = within(&["notes"], "notes", &[(EVIL, title.as_bytes())]).run().stdout();
    harmless(&run.replace('\t', " "));
    assert_eq!(run, "a␛[31m<U+202E>␇.md\ta␛]0;x␇\tno claims\tno caveats\n");
}

#[test]
fn a_command_for_files_explains_what_to_do_with_a_folder() {
    within(&["summary", "notes/"], "notes", &[])
        .stderr(
            "error: `notes/` is a folder\n  help: `caveat notes/` lists its briefings; \
             `caveat summary` takes files, as in `notes/NAME.md`\n",
        )
        .status(2)
        .passes();
    within(&["check", "a.md", "notes"], "notes", &[])
        .file("a.md", WRONG)
        .stderr(
            "error: `notes` is a folder\n  help: `caveat notes` lists its briefings; \
             `caveat check` takes files, as in `notes/*.md`\n",
        )
        .status(2)
        .passes();
}

#[test]
fn several_files_are_listed_in_order_and_once_each() {
    let test = within(
        &["b.md", "notes", "./a.md", "b.md", "notes/c.md"],
        "notes",
        &[("c.md", b"Words."), ("d.md", b"+++\ntitle = \"Dated\"\npublished = 2026-01-02\n+++\n")],
    );
    test.file("a.md", HARBOUR)
        .file("b.md", WRONG)
        .stdout(
            "b.md\t\t2 claims\tno caveats\t1 problem\n\
             notes/d.md\tDated\tno claims\tno caveats\n\
             notes/c.md\t\tno claims\tno caveats\n\
             ./a.md\tHarbour dues double\t2 claims\t2 caveats, 1 denied\n",
        )
        .passes();
}

#[test]
fn an_unreadable_file_among_several_is_reported_before_any_list() {
    let test = Test::new(&["a.md", "gone.md"]).file("a.md", HARBOUR);
    test.stderr("error: cannot read `gone.md`: there is no such file\n").status(1).passes();
    let test = Test::new(&["a.md", "-"]).file("a.md", HARBOUR);
    let help = "  help: `-` is standard input, which cannot be combined with files\n";
    test.stderr(&format!("error: `-` cannot be one of several files\n{help}")).status(2).passes();
}
