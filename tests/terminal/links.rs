//! Tests links on a terminal: hyperlinks in frames, and addresses that open in a browser.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::harness::Start;

const TEXT: &str = "+++\n[sources.a]\nurl = \"https://a.example/?x=1;touch%20y&z='$HOME'\"\n+++\n\n\
                    A claim.[^a] See [the words](<https://b.example/\u{1b}x>).\n\n[^a]: Note\n";

/// A temporary folder with the text, and an opener that records its arguments.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("text.md"), TEXT).unwrap();
        let opener = folder.path().join("opener");
        let script = "#!/bin/sh\necho noise; echo noise >&2\nprintf '%s\\n' \"$@\" > \"${0%opener}part\"\nmv \"${0%opener}part\" \"${0%opener}opened\"\nsleep 60\n";
        fs::write(&opener, script).unwrap();
        fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
}

const HYPERLINK: &str = "\u{1b}]8;id=0;https://b.example/%1Bx\u{1b}\\the words";

#[test]
fn links_are_hyperlinks_unless_turned_off() {
    let folder = Folder::new();
    let path = folder.path("text.md");
    let start = || Start::new(&[path.as_str()]);
    let screen = start().at(80, 24);
    screen.wait_for("the words");
    let written = screen.written();
    assert!(written.contains(HYPERLINK), "{written:?}");
    let (last, _) = written.rsplit_once("\u{1b}[?2026l").unwrap();
    assert!(last[last.rfind("\u{1b}]8;").unwrap()..].starts_with("\u{1b}]8;;\u{1b}\\"), "none is left open");
    screen.press("q");
    screen.ends(0);
    for (name, value) in [("NO_HYPERLINKS", "1"), ("TERM", "linux")] {
        let screen = start().variable(name, value).at(80, 24);
        screen.wait_for("the words");
        assert!(!screen.written().contains("\u{1b}]8;"), "{name}={value}");
        screen.press("q");
        screen.ends(0);
    }
}

#[test]
fn an_address_goes_to_the_opener_unchanged_and_the_reader_does_not_wait() {
    let folder = Folder::new();
    let browser = folder.path("opener");
    let screen = Start::new(&[&folder.path("text.md")]).variable("BROWSER", &browser).at(80, 24);
    screen.wait_for("the words");
    screen.press("o");
    screen.wait_for("Opened https://a.example/");
    let deadline = Instant::now() + Duration::from_secs(20);
    while !folder.0.path().join("opened").exists() {
        assert!(Instant::now() < deadline, "the opener was not started");
        std::thread::sleep(Duration::from_millis(5));
    }
    let opened = fs::read_to_string(folder.0.path().join("opened")).unwrap();
    assert_eq!(opened, "https://a.example/?x=1;touch%20y&z='$HOME'\n");
    assert!(!screen.written().contains("noise"));
    screen.press("q");
    screen.ends(0);
}

#[test]
fn over_ssh_without_a_display_the_address_is_shown() {
    let folder = Folder::new();
    let screen = Start::new(&[&folder.path("text.md")])
        .variable("BROWSER", &folder.path("opener"))
        .variable("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
        .variable("DISPLAY", "")
        .variable("WAYLAND_DISPLAY", "")
        .at(100, 24);
    screen.wait_for("the words");
    screen.press("o");
    screen.wait_for("z='$HOME' (not opened: no display here)");
    screen.press("q");
    screen.ends(0);
    assert!(!folder.0.path().join("opened").exists());
}
