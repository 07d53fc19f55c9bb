//! Tests the ways of a copied text: the terminal, a clipboard program, tmux. The programs are scripts.
#![cfg(not(target_os = "macos"))]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{Screen, Start};

/// The beginning of the sequence that copies claim 1: the base64 of a quotation mark.
const SEQUENCE: &str = "\x1b]52;c;4oCc";

/// Creates a folder with a program that runs a script.
fn program(name: &str, script: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

/// Copies claim 1 where the folder has the only programs, and waits for the notice.
#[track_caller]
fn copy(variable: &str, folder: &Path, notice: &str) -> Screen {
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let screen = Start::new(&["tests/data/harbour.md"]).variable(variable, "1").variable("PATH", &path).at(100, 30);
    screen.wait_for("Ships now wait");
    screen.press("y");
    screen.wait_for(notice);
    screen
}

#[track_caller]
fn quit(screen: Screen) {
    screen.press("q");
    screen.ends(0);
}

#[test]
fn a_copy_is_sent_to_the_terminal_which_does_not_confirm_it() {
    let nothing = tempfile::tempdir().unwrap();
    let screen = copy("SSH_TTY", nothing.path(), "Sent to terminal: claim 1 with 1 source");
    assert!(screen.written().contains(SEQUENCE), "{:?}", screen.written());
    quit(screen);
}

#[test]
fn on_a_display_a_program_puts_the_copy_on_its_clipboard() {
    let folder = program("wl-copy", r#"cat > "$0.text""#);
    let screen = copy("WAYLAND_DISPLAY", folder.path(), "Copied claim 1 with 1 source");
    let text = fs::read_to_string(folder.path().join("wl-copy.text")).unwrap();
    assert!(text.starts_with("“Dues doubled"), "{text}");
    assert!(screen.written().contains(SEQUENCE), "{:?}", screen.written());
    quit(screen);
}

#[test]
fn a_program_that_fails_has_copied_nothing() {
    let folder = program("wl-copy", "exit 1");
    let screen = copy("WAYLAND_DISPLAY", folder.path(), "wl-copy failed; sent to the terminal's clipboard only");
    quit(screen);
}

#[test]
fn a_program_that_does_not_end_leaves_the_keys_alive() {
    let folder = program("wl-copy", "exec sleep 5");
    let screen = Start::new(&["tests/data/harbour.md"])
        .variable("WAYLAND_DISPLAY", "1")
        .variable("PATH", &format!("{}:/usr/bin:/bin", folder.path().display()))
        .at(100, 30);
    screen.wait_for("Ships now wait");
    screen.press("y?");
    screen.wait_for("Marks and keys");
    // The first closes the help.
    screen.press("q");
    quit(screen);
}

#[test]
fn tmux_takes_a_copy_whatever_its_setting() {
    let folder = program("tmux", r#"[ "$1 $2 $3" = "load-buffer -w -" ] && cat > "$0.text""#);
    let screen = copy("TMUX", folder.path(), "Copied to tmux: claim 1 with 1 source");
    let text = fs::read_to_string(folder.path().join("tmux.text")).unwrap();
    assert!(text.starts_with("“Dues doubled"), "{text}");
    assert!(!screen.written().contains("]52;"), "{:?}", screen.written());
    quit(screen);
}

#[test]
fn an_old_tmux_gets_the_sequence_only_if_its_setting_accepts_it() {
    let folder = program("tmux", r#"[ "$1" = show-options ] && echo external"#);
    let screen = copy("TMUX", folder.path(), "Not copied; first run `tmux set -s set-clipboard on`");
    assert!(!screen.written().contains("]52;"), "{:?}", screen.written());
    quit(screen);
    let folder = program("tmux", r#"[ "$1" = show-options ] && echo on"#);
    let screen = copy("TMUX", folder.path(), "Sent to tmux: claim 1 with 1 source");
    assert!(screen.written().contains(SEQUENCE), "{:?}", screen.written());
    quit(screen);
}
