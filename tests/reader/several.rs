//! Several texts in one list: what a source says in all of them, and doubts that hold in all.

use caveat::tui::Effect;

use super::folder::Shelf;
use super::frames::golden;
use super::harness::HARBOUR;

const APRIL: &str = include_str!("../data/port/april.md");
const MAY: &str = include_str!("../data/port/may.md");

/// The three of them, all read; the list has the newest first: April, March, and May, which has no date.
fn port(columns: u16, rows: u16) -> Shelf {
    let files = [("april.md", Ok(APRIL)), ("harbour.md", Ok(HARBOUR)), ("may.md", Ok(MAY))];
    Shelf::of(&files, columns, rows).rested()
}

/// At a source of the second text, in the Sources view.
fn at_source(shelf: &mut Shelf, name: &str) {
    shelf.play("Down Enter :");
    shelf.type_text(name);
    shelf.play("Enter");
    assert!(shelf.text().contains(&name[..8]), "{}", shelf.text());
}

#[test]
fn a_source_has_its_claims_in_all_texts_under_it_and_on_its_card() {
    for (columns, rows) in [(120, 40), (80, 24), (50, 16), (20, 6)] {
        let mut shelf = port(columns, rows);
        at_source(&mut shelf, "Court of Audit");
        golden(&format!("several-{columns}x{rows}"), &shelf.frame());
    }
}

#[test]
fn a_claim_of_another_text_is_gone_to_and_come_back_from() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Port audit");
    shelf.play("Enter");
    for _ in 0..20 {
        if shelf.text().contains("Claim 3 of 3 in april.md") {
            break;
        }
        shelf.play("j");
    }
    let list = shelf.frame();
    assert!(list.contains("Its figures end in 2024"), "{list}");
    shelf.play("Enter");
    assert!(shelf.text().contains("Claim 3 of 3 ─"), "{}", shelf.text());
    assert!(shelf.text().contains("April 2026"), "{}", shelf.text());
    shelf.play("Backspace");
    assert_eq!(shelf.frame(), list);
    // What is said where it is stated is said by that text.
    shelf.play("c");
    assert!(shelf.text().contains("╭─ Limitation"), "{}", shelf.text());
    shelf.play("Backspace Backspace");
    assert_eq!(shelf.frame(), list);
}

#[test]
fn a_doubt_holds_in_every_text_until_it_is_taken_back_in_any() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Court of Audit");
    shelf.play("x");
    assert!(shelf.status().contains("and 4 claims in 2 other texts"), "{}", shelf.status());
    shelf.play("q Down Enter");
    assert!(shelf.text().contains("The court answers"), "{}", shelf.text());
    assert!(shelf.status().starts_with("1 of 3 stand"), "{}", shelf.status());
    // Here it is the only source of the first claim.
    shelf.play("g Tab x q Up Up Enter");
    assert!(!shelf.status().contains("stand"), "{}", shelf.status());
    shelf.play("q Down Enter 3");
    assert!(!shelf.text().contains("(doubted)"), "{}", shelf.text());
}

#[test]
fn clearing_doubts_clears_them_in_every_text() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Court of Audit");
    shelf.play("x q Down Enter X");
    assert!(shelf.status().contains("Nothing is doubted any more"), "{}", shelf.status());
    shelf.play("q Up Enter");
    assert!(!shelf.status().contains("stand"), "{}", shelf.status());
}

#[test]
fn a_text_that_is_read_later_is_doubted_too() {
    let files = [("april.md", Ok(APRIL)), ("harbour.md", Ok(HARBOUR)), ("may.md", Ok(MAY))];
    let mut shelf = Shelf::of(&files, 120, 40);
    at_source(&mut shelf, "Court of Audit");
    shelf.play("x q");
    shelf.is_read();
    let mut shelf = shelf.rested();
    shelf.play("Down Enter");
    assert!(shelf.status().starts_with("1 of 3 stand"), "{}", shelf.status());
}

#[test]
fn the_unnamed_of_two_texts_may_be_others_and_are_not_doubted_together() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Harbour pilots");
    assert!(shelf.text().contains("PERHAPS ALSO IN"), "{}", shelf.text());
    assert!(shelf.text().contains("there: Pilots at the quays"), "{}", shelf.text());
    shelf.play("x");
    assert!(!shelf.status().contains("other text"), "{}", shelf.status());
    shelf.play("q Up Enter");
    assert!(!shelf.status().contains("stand"), "{}", shelf.status());
}

#[test]
fn a_caveat_that_another_text_has_on_a_source_is_told_with_its_claims() {
    let mut shelf = port(120, 40);
    shelf.play("Down Enter");
    let text = shelf.text();
    assert!(text.contains("▲ CAVEAT ELSEWHERE by Court of") && text.contains("in april.md, on Port audit"), "{text}");
    assert!(shelf.status().contains("▲ elsewhere"), "{text}");
    // The text alone has none of it.
    let mut alone = Shelf::of(&[("harbour.md", Ok(HARBOUR))], 120, 40).rested();
    alone.play("Enter");
    assert!(!alone.text().contains("ELSEWHERE"), "{}", alone.text());
}

#[test]
fn what_arrives_does_not_move_what_is_selected() {
    let files = [("april.md", Ok(APRIL)), ("harbour.md", Ok(HARBOUR)), ("may.md", Ok(MAY))];
    let mut shelf = Shelf::of(&files, 120, 40);
    at_source(&mut shelf, "Court of Audit");
    shelf.is_read();
    // April comes first, and its claims after May's.
    shelf.rest();
    shelf.play("j");
    let before = shelf.status();
    shelf.rest();
    assert_eq!(shelf.status(), before);
}

#[test]
fn a_claim_of_another_text_is_copied_with_its_caveats() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Port audit");
    shelf.play("Enter");
    for _ in 0..20 {
        if shelf.text().contains("Claim 3 of 3 in april.md") {
            break;
        }
        shelf.play("j");
    }
    let effects = shelf.play("y");
    let [Effect::Copy(copied)] = &effects[..] else { panic!("{effects:?}") };
    assert!(copied.contains("dues will rise again") && copied.contains("figures end in 2024"), "{copied}");
}
