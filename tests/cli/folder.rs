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
    let lines = "later.MARKDOWN\tLater news\t2 claims\t2 caveats, 1 of them a denial\n\
        a.md\tHarbour dues double\t2 claims\t2 caveats, 1 of them a denial\n\
        b.md\tHarbour dues double\t2 claims\t2 caveats, 1 of them a denial\n\
        Odd.md\t\t1 claim\tno caveats declared\t1 problem\n\
        wrong.md\t\t2 claims\tno caveats declared\t1 problem\n";
    for args in [&["notes"][..], &["notes/"], &["--linear", "notes"], &["--theme", "ink", "notes"]] {
        within(args, "notes", files).stdout(lines).passes();
    }
}

#[test]
fn an_empty_folder_says_so() {
    let nothing = "error: no briefing in `notes`: it has no `*.md` or `*.markdown` file; \
                   `-r` looks in its subfolders too\n";
    within(&["notes"], "notes", &[("a.txt", b"")]).stderr(nothing).status(1).passes();
    within(&["--linear", "notes"], "notes", &[]).folder("notes/a.md").stderr(nothing).status(1).passes();
}

#[cfg(unix)]
#[test]
fn linked_files_are_listed_once_and_unreadable_ones_give_the_reason() {
    let test = within(&["notes"], "notes", &[("b.md", b"Words.")]);
    let test = test.file("elsewhere.txt", "Words.").link("notes/a.md", "b.md").link("notes/broken.md", "nowhere");
    let test = test.link("notes/c.md", "../elsewhere.txt").link("notes/d.md", "../elsewhere.txt");
    let lines = "b.md\t\tno claims\tno caveats declared\nbroken.md\tcannot be read: there is no such file\n\
        c.md\t\tno claims\tno caveats declared\n";
    test.stdout(lines).passes();
}

#[test]
fn names_and_titles_in_a_list_are_escaped() {
    let title = "+++\ntitle = \"a\\u001b]0;x\\u0007\"\n+++\n";
    let run = within(&["notes"], "notes", &[(EVIL, title.as_bytes())]).run().stdout();
    harmless(&run.replace('\t', " "));
    assert_eq!(run, "a␛[31m<U+202E>␇.md\ta␛]0;x␇\tno claims\tno caveats declared\n");
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
}

/// A folder with subfolders, one of them hidden.
fn nested(args: &[&str]) -> Test {
    let dated = |date: &str| format!("+++\ntitle = \"On {date}\"\npublished = {date}\n+++\n\nWords.\n");
    let test = within(args, "notes", &[("a.md", b"Words."), (".hidden/x.md", b"Words."), ("sub/.y.md", b"Words.")]);
    test.file("notes/sub/wrong.md", WRONG)
        .file("notes/sub/deep/new.md", dated("2026-03-05"))
        .file("notes/old/a.md", dated("2025-01-01"))
        .file("notes/old/b.txt", "No Markdown.")
        .folder("notes/empty.md")
}

#[test]
fn subfolders_are_listed_on_request_with_names_from_the_folder() {
    let flat = "a.md\t\tno claims\tno caveats declared\n";
    nested(&["notes"]).stdout(flat).passes();
    let deep = "sub/deep/new.md\tOn 2026-03-05\tno claims\tno caveats declared\n\
        old/a.md\tOn 2025-01-01\tno claims\tno caveats declared\n\
        a.md\t\tno claims\tno caveats declared\n\
        sub/wrong.md\t\t2 claims\tno caveats declared\t1 problem\n";
    nested(&["-r", "notes"]).stdout(deep).passes();
    nested(&["--recursive", "notes/"]).stdout(deep).passes();
    // Of several folders, the whole path tells which.
    let both = nested(&["-r", "notes/sub", "notes/old"]).run().stdout();
    assert!(both.contains("notes/sub/deep/new.md\t") && both.contains("notes/old/a.md\t"), "{both}");
    let nothing = "error: no briefing in `notes/none`: it has no `*.md` or `*.markdown` file\n";
    nested(&["-r", "notes/none"]).folder("notes/none/x").stderr(nothing).status(1).passes();
}

#[test]
fn the_files_of_a_folder_are_checked() {
    let problem = |path: &str| super::fixtures::WRONG_SHORT.replace("wrong.md", path);
    let check = |args: &[&str]| nested(&[&["check", "--format", "short"], args].concat());
    check(&["notes"]).stdout("no errors, no warnings in 1 file with no claims\n").passes();
    for args in [&["-r", "notes"][..], &["--recursive", "notes", "notes/a.md", "notes/sub"]] {
        let out = format!("{}1 error, no warnings in 4 files with 2 claims\n", problem("notes/sub/wrong.md"));
        check(args).stdout(&out).status(1).passes();
    }
    let none = "error: no briefing in `notes/none`: it has no `*.md` or `*.markdown` file; \
                `-r` looks in its subfolders too\n";
    check(&["notes/none"]).folder("notes/none").stderr(none).status(1).passes();
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_not_followed_and_unreadable_folders_are_reported() {
    let test = nested(&["-r", "notes"]).link("notes/sub/loop", "..").link("notes/sub/deep/self", ".");
    assert_eq!(test.run().stdout().lines().count(), 4);
    // A link that the command line names is followed.
    let test = nested(&["-r", "link"]).link("link", "notes");
    assert_eq!(test.run().stdout().lines().count(), 4);
    let test = nested(&["check", "-r", "--format", "short", "notes"]).unreadable("notes/old");
    if !test.can_read("notes/old/a.md") {
        let run = test.run();
        assert_eq!((run.status, run.err.as_str()), (1, "error: cannot read `notes/old`: permission denied\n"));
        let list = nested(&["-r", "notes"]).unreadable("notes/old").run();
        assert_eq!((list.status, list.err.as_str()), (0, "error: cannot read `notes/old`: permission denied\n"));
    }
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
            "b.md\t\t2 claims\tno caveats declared\t1 problem\n\
             notes/d.md\tDated\tno claims\tno caveats declared\n\
             notes/c.md\t\tno claims\tno caveats declared\n\
             ./a.md\tHarbour dues double\t2 claims\t2 caveats, 1 of them a denial\n",
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
