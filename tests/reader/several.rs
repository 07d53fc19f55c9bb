//! Tests several texts in one list: what a source says in all of them, and doubts that apply to all.

use std::path::PathBuf;

use caveat::reader::keymap::Action;
use caveat::reader::layout::Size;
use caveat::reader::message::Message;
use caveat::reader::model::{Model, Reading};
use caveat::reader::view::View;
use caveat::terminal::tui::Effect;
use caveat::text::manuscript::Manuscript;
use caveat::text::symbol::Symbols;

use super::folder::Shelf;
use super::frames::golden;
use super::harness::{HARBOUR, Reader, dossier};

const APRIL: &str = include_str!("../data/port/april.md");
const MAY: &str = include_str!("../data/port/may.md");

/// Opens all three texts; the newest is first in the list: April, March, and May, which has no date.
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

/// Presses Down in a list until some words are on the screen.
fn down_to(shelf: &mut Shelf, words: &str) {
    for _ in 0..20 {
        if shelf.text().contains(words) {
            return;
        }
        shelf.play("j");
    }
    panic!("{words} is not below: {}", shelf.text());
}

#[test]
fn a_source_lists_its_claims_in_all_texts_below_it_and_on_its_card() {
    for (columns, rows) in [(120, 40), (80, 24), (50, 16), (20, 6)] {
        let mut shelf = port(columns, rows);
        at_source(&mut shelf, "Court of Audit");
        golden(&format!("several-{columns}x{rows}"), &shelf.frame());
    }
}

#[test]
fn enter_opens_a_claim_of_another_text_and_backspace_returns() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Port audit");
    shelf.play("Enter");
    down_to(&mut shelf, "Claim 3 of 3 in april.md");
    let list = shelf.frame();
    assert!(list.contains("Its figures end in 2024"), "{list}");
    shelf.play("Enter");
    assert!(shelf.text().contains("Claim 3 of 3 ─"), "{}", shelf.text());
    assert!(shelf.text().contains("April 2026"), "{}", shelf.text());
    shelf.play("Backspace");
    assert_eq!(shelf.frame(), list);
    // The choice names the text that states each caveat.
    shelf.play("c");
    assert!(shelf.text().contains("1 april.md: Its figures end in 2024  limitation "), "{}", shelf.text());
    assert!(shelf.text().contains("2 harbour.md: Rests on a sample of eleven berths  limitation "), "{}", shelf.text());
    shelf.play("1");
    assert!(shelf.text().contains("╭─ Limitation"), "{}", shelf.text());
    shelf.play("Backspace");
    assert_eq!(shelf.frame(), list);
}

#[test]
fn a_doubt_holds_in_every_text_until_it_is_cleared_in_any() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Court of Audit");
    shelf.play("x");
    assert!(shelf.status().contains("and 4 claims in 2 other texts"), "{}", shelf.status());
    shelf.play("q Down Enter");
    assert!(shelf.text().contains("The court answers"), "{}", shelf.text());
    assert!(shelf.status().starts_with("1 of 3 stand"), "{}", shelf.status());
    // In this text it is the only source of the first claim.
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
    assert!(shelf.status().contains("All doubts cleared"), "{}", shelf.status());
    shelf.play("q Up Enter");
    assert!(!shelf.status().contains("stand"), "{}", shelf.status());
}

#[test]
fn doubts_apply_to_texts_read_later() {
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
fn unnamed_sources_of_two_texts_are_not_doubted_together() {
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
fn another_texts_caveat_on_a_source_is_shown_with_its_claims() {
    let mut shelf = port(120, 40);
    shelf.play("Down Enter");
    let text = shelf.text();
    assert!(text.contains("▲ LIMITED ELSEWHERE by Court of") && text.contains("in april.md, on Port audit"), "{text}");
    assert!(shelf.status().contains("▲ elsewhere"), "{text}");
    // The text shows none of this if it is opened alone.
    let mut alone = Shelf::of(&[("harbour.md", Ok(HARBOUR))], 120, 40).rested();
    alone.play("Enter");
    assert!(!alone.text().contains("ELSEWHERE"), "{}", alone.text());
}

#[test]
fn arriving_texts_do_not_move_the_selection() {
    let files = [("april.md", Ok(APRIL)), ("harbour.md", Ok(HARBOUR)), ("may.md", Ok(MAY))];
    let mut shelf = Shelf::of(&files, 120, 40);
    at_source(&mut shelf, "Court of Audit");
    shelf.is_read();
    // April arrives first, but its claims are listed after May's.
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
    down_to(&mut shelf, "Claim 3 of 3 in april.md");
    let effects = shelf.play("y");
    let [Effect::Copy(copied)] = &effects[..] else { panic!("{effects:?}") };
    assert!(copied.contains("dues will rise again") && copied.contains("figures end in 2024"), "{copied}");
}

#[test]
fn caveats_in_another_text_can_be_copied_and_followed_from_every_view() {
    let mut shelf = port(120, 40);
    shelf.play("Down Enter");
    assert!(shelf.text().contains("on Port audit"), "{}", shelf.text());
    let effects = shelf.play("y");
    let [Effect::Copy(copied)] = &effects[..] else { panic!("{effects:?}") };
    let said = "Caveat by Court of Audit in another text, april.md, on Port audit 2025: Its figures end in 2024.";
    assert!(copied.contains(said), "{copied}");
    assert!(shelf.status().contains("2 caveats (1 elsewhere)"), "{}", shelf.status());
    shelf.play("c 2");
    assert!(shelf.text().contains("╭─ Limitation") && shelf.text().contains("April 2026"), "{}", shelf.text());
    // From the other text, this text is the other one.
    shelf.play("q Up");
    at_source(&mut shelf, "Port audit");
    shelf.play("Enter");
    down_to(&mut shelf, "Claim 3 of 3 in april.md");
    assert!(shelf.text().contains("in harbour.md, on Port audit"), "{}", shelf.text());
}

#[test]
fn the_row_of_another_text_copies_the_source_as_described_there() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Port audit");
    down_to(&mut shelf, "in april.md ─");
    let effects = shelf.play("y");
    let [Effect::Copy(copied)] = &effects[..] else { panic!("{effects:?}") };
    assert!(copied.contains("Its figures end in 2024") && copied.contains("April 2026"), "{copied}");
    assert!(shelf.status().contains("from april.md"), "{}", shelf.status());
    let here = "Caveat by Court of Audit in another text, harbour.md, on Port audit 2025: Rests on a sample";
    assert!(copied.contains(here), "{copied}");
}

#[test]
fn every_screen_shows_that_another_text_speaks_against_a_claim() {
    for (columns, rows) in [(120, 40), (80, 24), (60, 20), (50, 16), (40, 12), (30, 10)] {
        let mut shelf = port(columns, rows);
        shelf.play("Down Enter");
        // On a low screen the first claim is below.
        if shelf.status().contains(" here") {
            shelf.play("Tab");
        }
        assert!(shelf.status().contains("▲ elsewhere"), "{columns}: {}", shelf.status());
    }
    let mut shelf = port(20, 6);
    shelf.play("Down Enter Tab");
    assert!(shelf.status().contains("▲›"), "{}", shelf.status());
}

#[test]
fn the_table_marks_claims_that_another_text_speaks_against_and_sorts_by_it() {
    for (columns, rows) in [(120, 40), (40, 12)] {
        let mut shelf = port(columns, rows);
        shelf.play("Down Enter 2");
        assert!(shelf.text().contains("▲›"), "{}", shelf.text());
    }
    let mut shelf = port(120, 40);
    shelf.play("Down Enter 2 s s s s");
    assert!(shelf.text().contains("marks↓"), "{}", shelf.text());
    golden("several-table-120x40", &shelf.frame());
}

#[test]
fn the_card_of_a_source_shows_its_details_from_another_text() {
    let judged = "+++\n[sources.wire]\nname = \"The wire\"\nreliability = \"B\"\ninterest = \"sells news\"\n+++\n\n\
                  Words.[^wire]\n";
    let plain = "+++\n[sources.wire]\nname = \"The wire\"\n+++\n\nOther words.[^wire]\n";
    let mut shelf = Shelf::of(&[("judged.md", Ok(judged)), ("plain.md", Ok(plain))], 150, 40).rested();
    shelf.play("Down Enter 3");
    let text = shelf.text();
    assert!(text.contains("reliability: not rated in"), "{text}");
    assert!(text.contains("interest: sells news") && text.contains("reliability: B, "), "{text}");
}

#[test]
fn another_text_opens_with_the_current_contents_of_its_file() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Port audit");
    let (claim, added) = ("## The third", "## The third\n\nA new line comes.[^report]");
    assert!(APRIL.contains(claim) && !APRIL.contains("A new line"), "{APRIL}");
    shelf.write("april.md", Ok(&APRIL.replace(claim, added)));
    shelf.play("Enter");
    down_to(&mut shelf, "Claim 3 of 3 in april.md");
    shelf.play("Enter");
    assert!(shelf.status().contains("The file has changed; this is the new version"), "{}", shelf.status());
    // The same claim is chosen, whatever its number.
    assert!(shelf.text().contains("Claim 4 of 4 ─"), "{}", shelf.text());
    shelf.play("Backspace");
    assert!(shelf.text().contains("A new line comes."), "{}", shelf.text());
    // A missing file is reported, and its text is still shown.
    shelf.write("april.md", Err("it is gone"));
    shelf.play("Enter");
    assert!(
        shelf.status().contains("The file cannot be read: it is gone; this is the earlier version"),
        "{}",
        shelf.status()
    );
    shelf.play("Tab");
    assert!(shelf.status().contains("the file cannot be read"), "{}", shelf.status());
    shelf.play("Backspace");
    assert!(!shelf.status().contains("the file cannot be read"), "{}", shelf.status());
}

#[test]
fn an_arriving_text_may_merge_two_sources_of_the_open_text() {
    let two = "+++\n[sources.audit]\nname = \"Port audit\"\n[sources.report]\nname = \"The report\"\n+++\n\nOne.[^audit]\n\nTwo.[^report]\n";
    let joins = "+++\n[sources.report]\nname = \"Port audit\"\n+++\n\nThree.[^report]\n";
    let mut shelf = Shelf::of(&[("a.md", Ok(two)), ("b.md", Ok(joins))], 120, 40);
    shelf.play("Enter Tab x");
    assert!(shelf.text().contains("1 of 2 stand"), "{}", shelf.text());
    shelf.is_read();
    shelf.rest();
    shelf.play("Tab");
    assert!(shelf.text().contains("0 of 2 stand"), "{}", shelf.text());
    // Clearing either doubt clears both.
    shelf.play("Tab x");
    assert!(!shelf.text().contains("stand "), "{}", shelf.text());
}

#[test]
fn a_doubt_cleared_in_another_text_does_not_return_from_saved_state() {
    let model = |name: &str, text: &str| {
        let (dossier, problems) = dossier(Manuscript::new(name, text).at(PathBuf::from(name)));
        let mut model = Model::new(dossier, &problems, Symbols::Full);
        model.update(Message::Resized(Size { columns: 120, rows: 40 }));
        model
    };
    let play = |model: &mut Model, actions: &[Action]| {
        for &action in actions {
            model.update(Message::Act(action));
        }
    };
    let stands = |model: &Model| format!("{:?}", model.screen().status).contains("stand");
    let text = "Words.[^wire]\n\n[^wire]: The wire\n";
    let mut first = model("first.md", text);
    play(&mut first, &[Action::Show(View::Sources), Action::Doubt]);
    let remembered = first.saved_reading();
    let mut second = model("second.md", text);
    second.take_over_texts(first);
    play(&mut second, &[Action::NextClaim]);
    assert!(stands(&second), "a doubt holds in all");
    play(&mut second, &[Action::Show(View::Sources), Action::Doubt, Action::NextClaim]);
    assert!(!stands(&second));
    let mut again = model("first.md", text);
    again.resume(&remembered);
    assert!(stands(&again), "it was remembered");
    again.take_over_texts(second);
    play(&mut again, &[Action::NextClaim]);
    assert!(!stands(&again), "{:?}", again.screen().status);
}

#[test]
fn a_reload_keeps_the_row_of_another_text_selected() {
    let of_file = |name: &str, text: &str| Manuscript::new(name, text).at(PathBuf::from(name));
    let mut reader = Reader::on(of_file("harbour.md", HARBOUR), Symbols::Full, 120, 40);
    let (april, problems) = dossier(of_file("april.md", APRIL));
    reader.model_mut().add_or_update(april.into(), &problems);
    reader.play("3");
    for _ in 0..30 {
        if reader.text().contains("Claim 3 of 3 in april.md") {
            break;
        }
        reader.play("j");
    }
    let status = reader.status();
    assert!(status.contains("claim 3 of 3 in april.md"), "{status}");
    let written = HARBOUR.replace("Dues doubled in two years", "Dues rose in two years");
    let (written, problems) = dossier(of_file("harbour.md", &written));
    reader.model_mut().reread(Reading::Changed(Box::new(written), problems));
    reader.play("C-l");
    assert_eq!(reader.status(), status);
    // The surroundings are updated even while a choice is open.
    reader.play("c");
    assert!(reader.text().contains("Choose a caveat"), "{}", reader.text());
    let (april, problems) = dossier(of_file("april.md", "Nothing is cited here.\n"));
    reader.model_mut().add_or_update(april.into(), &problems);
    assert!(!reader.text().contains("april.md"), "{}", reader.text());
    reader.play("Enter Backspace 1");
    assert!(reader.text().contains("Dues rose in two years"), "{}", reader.text());
}

#[test]
fn the_list_of_sources_marks_those_another_text_speaks_against() {
    let mut shelf = port(50, 16);
    at_source(&mut shelf, "Port audit");
    shelf.play("Enter");
    let text = shelf.text();
    let row = |words: &str| text.lines().find(|line| line.contains(words)).unwrap_or_default().to_owned();
    assert!(row("1 Port audit 2025").contains("▲›"), "{text}");
    assert!(row("Dues doubled").contains("▲▲›"), "{text}");
    shelf.play("k");
    assert!(shelf.status().contains("▲ elsewhere"), "{}", shelf.status());
    let mut shelf = port(30, 8);
    at_source(&mut shelf, "Port audit");
    shelf.play("Enter");
    down_to(&mut shelf, "It appears");
    shelf.play("j");
    assert!(shelf.status().contains("▲ elsewhere") || shelf.status().contains("▲›"), "{}", shelf.text());
}

#[test]
fn clearing_doubts_of_other_texts_is_reported() {
    let mut shelf = port(120, 40);
    at_source(&mut shelf, "Harbour pilots");
    shelf.play("x q Down Enter X");
    let said = "Doubts cleared in other texts; none here";
    assert!(shelf.status().contains(said), "{}", shelf.status());
    shelf.play("X");
    assert!(shelf.status().contains("No doubts to clear"), "{}", shelf.status());
}

/// A text that cites the wire, a text that denies it, and a text that warns about it.
const DENIED: [(&str, &str); 3] = [
    ("cites.md", "+++\n[sources.wire]\nname = \"The wire\"\n+++\n\nWords.[^wire]\n"),
    (
        "denies.md",
        "+++\n[sources.wire]\nname = \"The wire\"\n[sources.port]\nname = \"The port\"\n[caveats.no]\nkind = \"denial\"\nby = [\"port\"]\ncovers = [\"wire\"]\ntext = \"All of it is untrue\"\n+++\n\nOther words.[^wire]\n",
    ),
    (
        "warns.md",
        "+++\n[sources.wire]\nname = \"The wire\"\n[caveats.old]\ncovers = [\"wire\"]\ntext = \"It is old\"\n+++\n\nMore words.[^wire]\n",
    ),
];

#[test]
fn a_denial_in_another_text_is_reported_before_a_limitation_in_a_third_from_any_of_them() {
    let files = DENIED.map(|(name, text)| (name, Ok(text)));
    let mut shelf = Shelf::of(&files, 120, 40).rested();
    shelf.play("Enter");
    assert!(shelf.text().contains("✗ DENIED ELSEWHERE by The port"), "{}", shelf.text());
    assert!(shelf.status().contains("no caveat here  ✗ elsewhere"), "{}", shelf.status());
    shelf.play("2");
    assert!(shelf.text().contains("✗›"), "{}", shelf.text());
    // The source shows the same as its claims.
    shelf.play("3");
    assert!(shelf.status().contains("no caveat here  ✗ elsewhere"), "{}", shelf.status());
    let effects = shelf.play("y");
    let [Effect::Copy(copied)] = &effects[..] else { panic!("{effects:?}") };
    assert!(copied.contains("Denied by The port in another text, denies.md, on The wire"), "{copied}");
    assert!(copied.contains("in another text, warns.md, on The wire: It is old"), "{copied}");
    assert!(shelf.status().contains("with 2 caveats"), "{}", shelf.status());
    // A claim of the second text has a warning in the third, and it can be opened from here.
    down_to(&mut shelf, "Claim 1 of 1 in denies.md");
    assert!(
        shelf.text().contains("▲ LIMITED ELSEWHERE") && shelf.text().contains("in warns.md, on The wire"),
        "{}",
        shelf.text()
    );
    shelf.play("c 2");
    assert!(shelf.status().contains("the text states it nowhere"), "{}", shelf.text());
    assert!(shelf.text().contains("More words."), "{}", shelf.text());
    shelf.play("Backspace 1");
    assert!(shelf.status().contains("✗ elsewhere"), "{}", shelf.status());
}

#[test]
fn caveats_in_other_texts_are_kept_current() {
    let of_file = |name: &str, text: &str| Manuscript::new(name, text).at(PathBuf::from(name));
    let [(name, text), (denies, denial), _] = DENIED;
    let mut reader = Reader::on(of_file(name, text), Symbols::Full, 120, 40);
    assert!(reader.status().contains("no caveat declared"), "{}", reader.status());
    // A text arrives while the card is on the screen.
    let (other, problems) = dossier(of_file(denies, denial));
    reader.model_mut().add_or_update(other.into(), &problems);
    assert!(reader.status().contains("✗ elsewhere"), "{}", reader.status());
    // The text is edited, and its source gets another number.
    let before = text.replace("[sources.wire]", "[sources.first]\nname = \"The first\"\n[sources.wire]");
    let (before, problems) = dossier(of_file(name, &before.replace("Words.", "It begins.[^first]\n\nWords.")));
    reader.model_mut().reread(Reading::Changed(Box::new(before), problems));
    reader.play("C-l");
    assert!(reader.text().contains("Claim 2 of 2") && reader.status().contains("✗ elsewhere"), "{}", reader.text());
    reader.play("S-Tab");
    assert!(reader.text().contains("Claim 1 of 2") && !reader.status().contains("elsewhere"), "{}", reader.text());
    // After going to another text and back, the first source is another one.
    let (linked, problems) = dossier(of_file("linked.md", "Linked.[^wire]\n\n[^wire]: The wire\n"));
    reader.model_mut().turn_to(linked, &problems, None);
    assert!(reader.status().contains("✗ elsewhere"), "{}", reader.status());
    reader.play("Backspace");
    assert!(reader.text().contains("Claim 1 of 2") && !reader.status().contains("elsewhere"), "{}", reader.text());
    reader.play("Tab");
    assert!(reader.status().contains("✗ elsewhere"), "{}", reader.status());
    // The other text withdraws its denial.
    let (other, problems) = dossier(of_file(denies, &denial.replace("covers = [\"wire\"]", "covers = [\"port\"]")));
    reader.model_mut().add_or_update(other.into(), &problems);
    assert!(!reader.status().contains("elsewhere"), "{}", reader.status());
}
