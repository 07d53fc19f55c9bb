//! Tests reading without a screen on a terminal.

use rustix::process::Signal;

use super::{CONTROL_C, SIGNALLED};
use crate::harness::{Screen, Start};

const OPENING: &str = "Type h for help.";

/// Waits for a prompt at the end of the output.
#[track_caller]
fn prompted(screen: &Screen, text: &str) {
    screen.wait_for(text);
    screen.wait_for("\n> ");
    assert_eq!(screen.frames(), 0, "nothing is drawn");
}

fn dumb() -> Screen {
    let script = r#"ulimit -c 0; trap : INT; set -m; export TERM=dumb; PROGRAM; echo "status $?""#;
    Start::new(&[]).script(script).at(80, 24)
}

#[test]
fn a_dumb_terminal_gets_the_linear_reader() {
    let screen = dumb();
    prompted(&screen, OPENING);
    screen.press("3\n");
    prompted(&screen, "Claim 3 of 39");
    screen.press("q\n");
    screen.ends(0);
}

#[test]
fn lines_wrap_at_words_and_at_the_width_of_the_terminal() {
    let screen = Screen::start(&["--linear"], 40, 24);
    // The opening is wrapped too.
    prompted(&screen, "help.");
    screen.press("3\n");
    prompted(&screen, "Claim 3 of 39");
    let rows = screen.written();
    let rows: Vec<_> = rows.lines().skip_while(|row| !row.contains("Claim 3 of 39")).collect();
    assert!(rows.iter().all(|row| row.trim_end().chars().count() <= 40), "{rows:#?}");
    screen.press("q\n");
    screen.ends(0);
}

#[test]
fn the_end_of_input_ends_linear_reading() {
    let screen = Screen::start(&["--linear"], 80, 24);
    prompted(&screen, OPENING);
    screen.press("\x04");
    screen.ends(0);
}

#[test]
fn control_c_ends_linear_reading_with_the_signal() {
    let screen = dumb();
    prompted(&screen, OPENING);
    screen.press(CONTROL_C);
    screen.ends(SIGNALLED + Signal::INT.as_raw());
}

#[test]
fn commands_come_from_the_terminal_if_the_text_comes_from_standard_input() {
    let screen = Start::new(&["--linear", "-"]).input("content/korea.md").at(80, 24);
    prompted(&screen, OPENING);
    screen.press("3\n");
    prompted(&screen, "Claim 3 of 39");
    screen.press("q\n");
    screen.ends(0);
}
