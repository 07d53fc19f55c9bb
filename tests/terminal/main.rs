//! Tests the program on a terminal: keys, signals, sizes, and the state of the terminal afterwards.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

mod harness;
mod clipboard;
mod folder;
mod journey;
mod linear;
mod links;
mod mouse;
mod place;

use harness::{Screen, Start};
use rustix::process::Signal;

/// Words on the first screen of the built-in briefing.
const TEXT: &str = "increasingly pursue money";

const CONTROL_C: &str = "\x03";
const CONTROL_Z: &str = "\x1a";

/// The exit status for a signal is this plus its number.
const SIGNALLED: i32 = 128;

fn started() -> Screen {
    let screen = Screen::start(&[], 80, 24);
    screen.wait_for(TEXT);
    screen
}

#[test]
fn q_quits_and_leaves_the_terminal_as_it_was() {
    let screen = started();
    screen.press("q");
    screen.ends(0);
}

#[test]
fn search_reacts_to_every_letter_and_keys_work_again_afterwards() {
    let screen = started();
    screen.press("/quit?");
    screen.wait_for("not found");
    screen.press("\x15report\r");
    screen.wait_for("1 of ");
    screen.press("q");
    screen.ends(0);
}

#[test]
fn control_c_quits() {
    let screen = started();
    screen.press(CONTROL_C);
    screen.ends(0);
}

#[test]
fn a_signal_restores_the_terminal_and_then_takes_effect() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let screen = started();
        screen.signal(signal);
        screen.ends(SIGNALLED + signal.as_raw());
    }
}

/// Stops the program, checks the terminal, and continues the program.
#[track_caller]
fn stops_and_comes_back(stop: impl Fn(&Screen)) {
    let screen = started();
    let before = screen.contents();
    // Twice, because the second time could differ.
    for _ in 0..2 {
        stop(&screen);
        comes_back(&screen, &before);
    }
    screen.press("q");
    screen.ends(0);
}

/// Checks the terminal while the program is stopped, and continues the program.
#[track_caller]
fn comes_back(screen: &Screen, before: &str) {
    assert!(screen.status() > SIGNALLED);
    screen.assert_clean();
    screen.press("fg\n");
    screen.wait_for_contents(before);
}

#[test]
fn control_z_suspends_to_the_shell_until_continued() {
    stops_and_comes_back(|screen| screen.press(CONTROL_Z));
}

#[test]
fn a_stop_signal_from_outside_acts_like_control_z() {
    stops_and_comes_back(|screen| screen.signal(Signal::TSTP));
}

#[test]
fn a_shell_script_stops_together_with_the_reader() {
    let screen = Start::new(&[]).in_a_script().at(80, 24);
    screen.wait_for(TEXT);
    screen.press(CONTROL_Z);
    assert!(screen.status() > SIGNALLED);
    // The shell has seen the script stop; the program may stop a little later and must be continued with it.
    screen.assert_clean();
    screen.press("fg\n");
    screen.wait_for(TEXT);
    screen.press("q");
    screen.wait_for("script 0");
    screen.ends(0);
}

#[test]
fn a_terminal_resized_while_stopped_is_redrawn_at_its_new_size() {
    let screen = started();
    let before = screen.contents();
    screen.resize(40, 12);
    screen.press(CONTROL_Z);
    assert!(screen.status() > SIGNALLED);
    screen.set_size(80, 24);
    screen.press("fg\n");
    screen.wait_for_contents(&before);
    screen.press("q");
    screen.ends(0);
}

#[test]
fn resizing_away_and_back_changes_nothing() {
    let screen = started();
    let before = screen.contents();
    for (columns, rows) in [(1, 1), (200, 2), (20, 6), (300, 100)] {
        screen.resize(columns, rows);
    }
    screen.resize(80, 24);
    screen.wait_for_contents(&before);
    screen.press("q");
    screen.ends(0);
}

#[test]
fn closing_the_terminal_ends_the_program() {
    // The leader of the session gets a signal.
    let leader = r#"echo "pid $$"; exec "$0" "$@""#;
    // A child of a leader that does not pass the signal on has to notice by itself.
    let child = "trap '' HUP; PROGRAM; :";
    for script in [leader, child] {
        let screen = Start::new(&[]).script(script).at(80, 24);
        screen.wait_for(TEXT);
        screen.hang_up();
    }
}

#[test]
fn a_text_can_come_from_standard_input_while_keys_come_from_the_terminal() {
    let screen = Start::new(&["-"]).input("content/korea.md").at(80, 24);
    screen.wait_for(TEXT);
    let before = screen.contents();
    screen.press(CONTROL_Z);
    comes_back(&screen, &before);
    screen.press("q");
    screen.ends(0);
}

#[test]
fn pasted_text_presses_no_keys() {
    let screen = started();
    let before = screen.contents();
    screen.press(&format!("\x1b[200~q?/x{}q\r\x1b[201~", "q1234 ".repeat(500)));
    // Only a running program draws.
    screen.resize(40, 12);
    screen.resize(80, 24);
    screen.wait_for_contents(&before);
    screen.press("q");
    screen.ends(0);
}

#[test]
fn a_late_terminal_answer_presses_no_keys() {
    let screen = Start::new(&[]).unanswered().at(80, 24);
    screen.wait_for(TEXT);
    let before = screen.contents();
    screen.answer();
    screen.resize(40, 12);
    screen.resize(80, 24);
    screen.wait_for_contents(&before);
    screen.press("q");
    screen.ends(0);
}

#[test]
fn a_flood_of_keys_is_drawn_in_fewer_frames() {
    let screen = started();
    let frames = screen.frames();
    screen.press(&"jk".repeat(1000));
    screen.press("q");
    assert_eq!(screen.status(), 0);
    let frames = screen.frames() - frames;
    assert!(frames < 1000, "{frames}");
}

/// How often the threads of a process gave up the processor, as the system counts it.
#[cfg(target_os = "linux")]
#[test]
fn an_idle_reader_never_wakes() {
    let folder = tempfile::tempdir().unwrap();
    let watched = folder.path().join("text.md");
    std::fs::copy(format!("{}/content/korea.md", env!("CARGO_MANIFEST_DIR")), &watched).unwrap();
    for args in [&[][..], &[watched.to_str().unwrap()]] {
        let screen = Screen::start(args, 80, 24);
        screen.wait_for("money");
        falls_asleep(&screen);
        screen.press("q");
        screen.ends(0);
    }
}

#[cfg(target_os = "linux")]
#[track_caller]
fn falls_asleep(screen: &Screen) {
    use std::time::{Duration, Instant};

    let tasks = format!("/proc/{}/task", screen.pid().as_raw_nonzero());
    let switches = || -> u64 {
        let tasks = std::fs::read_dir(&tasks).unwrap().map(|task| task.unwrap().path().join("status"));
        let counts = tasks.map(|status| {
            let status = std::fs::read_to_string(status).unwrap();
            let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
            counts.map(|line| line.split_whitespace().last().unwrap().parse::<u64>().unwrap()).sum::<u64>()
        });
        counts.sum()
    };
    // It has just drawn and may not sleep yet.
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let before = switches();
        // The measurement takes this time.
        std::thread::sleep(Duration::from_millis(400));
        if switches() == before {
            break;
        }
        assert!(Instant::now() < deadline, "it keeps waking");
    }
}
