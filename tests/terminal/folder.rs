//! Tests the list of a folder on a terminal.

use crate::harness::Screen;

#[test]
fn a_briefing_is_chosen_read_and_closed() {
    let screen = Screen::start(&["tests/data"], 80, 24);
    screen.wait_for("2026-03-05  Harbour dues double");
    // When both are read, only spaces separate the name and the number.
    screen.wait_for(&format!(" data{}6 briefings", " ".repeat(63)));
    screen.press("harb");
    screen.wait_for("filter: harb_  1/1 harbour.md");
    // All files are read.
    screen.wait_for("1 shown  6 briefings");
    let list = screen.contents();
    screen.press("\r");
    screen.wait_for("Dues doubled in two years");
    screen.press("q");
    screen.wait_for_contents(&list);
    screen.press("\x03");
    screen.ends(0);
}

#[test]
fn an_empty_folder_is_reported_before_any_screen() {
    let screen = Screen::start(&["src"], 80, 24);
    screen.wait_for("error: no briefing in `src`: it has no `*.md` or `*.markdown` file");
    assert_eq!(screen.frames(), 0);
    screen.ends(1);
}
