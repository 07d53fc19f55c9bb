//! Tests the mouse on a terminal, and that its modes are reset.

use crate::harness::Screen;

const ON: &str = "\x1b[?1002h\x1b[?1006h";
const OFF: &str = "\x1b[?1006l\x1b[?1002l";

#[test]
fn the_mouse_is_captured_with_the_first_frame_released_by_a_key_and_untouched_at_exit() {
    let screen = Screen::start(&["tests/data/harbour.md"], 100, 30);
    screen.wait_for("Ships now wait");
    assert!(screen.written().contains(ON));
    // Reports of every movement would wake the program.
    assert!(!screen.written().contains("\x1b[?1003h"));
    let contents = screen.contents();
    let row = contents.lines().position(|line| line.contains("Ships now wait")).unwrap();
    let line = contents.lines().nth(row).unwrap();
    let column = line[..line.find("Ships").unwrap()].chars().count();
    screen.press(&format!("\x1b[<0;{};{}M\x1b[<0;{0};{1}m", column + 1, row + 1));
    screen.wait_for("Claim 2 of 10");
    screen.press("M");
    screen.wait_for("Mouse off");
    assert!(screen.written().ends_with_mode(OFF, ON));
    screen.press("M");
    screen.wait_for("Mouse on");
    assert!(screen.written().ends_with_mode(ON, OFF));
    screen.press("\x1a");
    screen.status();
    screen.assert_clean();
    screen.press("fg\n");
    screen.wait_for("Claim 2 of 10");
    assert!(screen.written().ends_with_mode(ON, OFF));
    screen.press("q");
    screen.ends(0);
}

trait Modes {
    fn ends_with_mode(&self, mode: &str, other: &str) -> bool;
}

impl Modes for String {
    /// Whether one mode was set after the other.
    fn ends_with_mode(&self, mode: &str, other: &str) -> bool {
        self.rfind(mode) > self.rfind(other)
    }
}
