//! Tests the reader's list of the problems of a text.

use caveat::reader::keymap::Context;
use caveat::reader::view::View;
use caveat::terminal::tui::Effect;

use crate::frames::golden;
use crate::harness::Reader;

/// An unknown key, an undeclared label and an uncited source.
fn text() -> String {
    let filler = "Words that are of no matter here.\n\n".repeat(30);
    format!(
        "+++\ntitel = \"Dues\"\n\n[sources.audit]\nname = \"Port audit\"\n+++\n\n{filler}Dues doubled.[^adit] It \u{1b}[2J rains.\n"
    )
}

#[test]
fn problems_are_listed_with_their_lines_and_what_to_do() {
    let mut reader = Reader::of(&text(), 100, 20);
    reader.play("!");
    assert_eq!(reader.model().context(), Context::Choice);
    golden("problems-100x20", &reader.frame());
    reader.play("Esc");
    assert_eq!(reader.model().context(), Context::View(View::Article));
}

#[test]
fn enter_goes_to_a_problem_and_backspace_returns() {
    let mut reader = Reader::of(&text(), 100, 20);
    reader.play("!");
    reader.play("Enter");
    assert!(reader.status().contains("In the front matter, line 2: `titel` is not a key"), "{}", reader.status());
    let before = reader.text();
    reader.play("! G Enter");
    assert!(reader.text().contains("Dues doubled."), "{}", reader.text());
    assert!(reader.status().contains("Line 68: "), "{}", reader.status());
    reader.play("Backspace C-l");
    assert_eq!(reader.text().lines().take(10).collect::<Vec<_>>(), before.lines().take(10).collect::<Vec<_>>());
}

#[test]
fn the_editor_opens_at_the_selected_problem() {
    let mut reader = Reader::of(&text(), 100, 20);
    reader.play("! G");
    assert_eq!(reader.model().place_to_edit().line, 68);
    reader.play("g");
    assert_eq!(reader.model().place_to_edit().line, 2);
}

#[test]
fn a_text_without_problems_says_so() {
    let mut reader = Reader::harbour(100, 20);
    assert_eq!(reader.play("!"), [] as [Effect; 0]);
    assert!(reader.status().contains("No problems in the annotations"), "{}", reader.status());
}
