//! Tests places that outlive their text: marks, saved readings, and a file that changes.

use caveat::reader::model::Reading;
use caveat::reader::navigation::SavedReading;
use caveat::text::manuscript::Manuscript;
use proptest::prelude::*;
use proptest::sample::select;

use crate::harness::{HARBOUR, Reader, dossier};

/// Reloads the file with a new text.
fn rewrite(reader: &mut Reader, text: &str) {
    let (dossier, diagnostics) = dossier(Manuscript::new("harbour.md", text));
    reader.model_mut().reread(Reading::Changed(Box::new(dossier), diagnostics));
}

/// Returns the saved reading after a round trip through JSON.
fn saved_reading(reader: &Reader) -> SavedReading {
    let json = serde_json::to_vec(&reader.model().saved_reading()).unwrap();
    serde_json::from_slice(&json).unwrap()
}

/// Another reading of a text.
fn resumed(text: &str, kept: &SavedReading, columns: u16, rows: u16) -> Reader {
    let mut reader = Reader::of(text, columns, rows);
    reader.model_mut().resume(kept);
    reader
}

/// Returns the screen without the bottom line, because a resumed reading has no jumps and so no hint for the key back.
fn above_the_hints(reader: &Reader) -> String {
    reader.text().rsplit_once('\n').unwrap().0.to_owned()
}

#[track_caller]
fn says(reader: &Reader, words: &str) {
    assert!(reader.status().contains(words), "`{words}` is not in\n{}", reader.text());
}

#[track_caller]
fn shows(reader: &Reader, words: &str) {
    assert!(reader.text().contains(words), "`{words}` is not in\n{}", reader.text());
}

// Marks.

#[test]
fn a_mark_is_set_and_reached_with_the_same_letter() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("Tab Tab m");
    says(&reader, "Mark this place with a letter:");
    says(&reader, "Esc cancel");
    reader.play("a");
    says(&reader, "Marked a: claim 3 of 10");
    reader.play("G S-Tab ' a");
    says(&reader, "3/10");
    reader.play("'");
    says(&reader, "Go to mark: a, ' before the last jump");
    reader.play("b");
    says(&reader, "Mark b is not set");
    reader.play("m 7");
    says(&reader, "Marks are letters: a to z, A to Z");
}

#[test]
fn a_letter_typed_at_a_prompt_for_a_mark_is_not_a_key() {
    let mut reader = Reader::harbour(100, 24);
    assert_eq!(reader.play("m q"), []);
    says(&reader, "Marked q: claim 1 of 10");
    reader.play("m Esc");
    says(&reader, "claim 1 of 10");
    assert_eq!(reader.play("m C-c"), [caveat::terminal::tui::Effect::Quit]);
}

#[test]
fn two_quotes_toggle_between_the_ends_of_the_last_jump() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("' '");
    says(&reader, "No jump yet");
    reader.play("G");
    let end = reader.text();
    reader.play("' '");
    shows(&reader, "What the audit found");
    reader.play("' '");
    assert_eq!(reader.text(), end);
}

#[test]
fn marks_move_with_the_text() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("Tab Tab m a g");
    let again = saved_reading(&reader);
    rewrite(&mut reader, &HARBOUR.replace("## What the audit found\n", "## What the audit found\n\nNew.[^port]\n"));
    reader.play("' a");
    says(&reader, "4/11");
    let mut reader = resumed(HARBOUR, &again, 100, 24);
    reader.play("S-Tab S-Tab ' a");
    says(&reader, "3/10");
}

// What is kept.

#[test]
fn a_resumed_reading_starts_at_its_claim_and_says_so() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("Tab Tab Tab Tab x");
    let reader = resumed(HARBOUR, &saved_reading(&reader), 80, 24);
    says(&reader, "Where you were: claim 5 of 10; g for the beginning");
    let mut reader = reader;
    reader.play("C-l");
    says(&reader, "stand");
}

#[test]
fn resuming_at_the_beginning_shows_no_notice() {
    let reader = Reader::harbour(100, 24);
    let again = resumed(HARBOUR, &saved_reading(&reader), 100, 24);
    assert_eq!(again.status(), reader.status());
}

#[test]
fn the_sources_view_is_remembered_too() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("3 } } } Enter");
    let mut again = resumed(HARBOUR, &saved_reading(&reader), 100, 24);
    says(&again, "Where you were: Harbour pilots; 1 for the article");
    again.play("C-l");
    reader.play("C-l");
    assert_eq!(above_the_hints(&again), above_the_hints(&reader).replace("harbour.md", "text.md"));
}

#[test]
fn a_text_that_lost_everything_still_opens() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("Tab Tab x m a c 3 j Enter");
    let kept = saved_reading(&reader);
    for text in ["", "# Plain\n\nNothing.\n", "[^a]", "One.[^other]\n\n[^other]: Other\n"] {
        let mut again = resumed(text, &kept, 100, 24);
        again.play("Tab Enter x 1 ' a ] c");
        again.text();
    }
}

// A file that changes.

#[test]
fn text_inserted_above_does_not_move_the_screen() {
    let mut reader = Reader::harbour(100, 16);
    reader.play("Tab Tab Tab Tab j");
    let before = reader.text();
    let text = HARBOUR.replace("## What the audit found\n", "## What the audit found\n\nA paragraph.\n\nMore.\n");
    rewrite(&mut reader, &text);
    says(&reader, "Reloaded: no claim changed");
    let rows = |text: &str| text.lines().skip(1).take(6).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&reader.text()), rows(&before));
}

#[test]
fn a_reworded_claim_stays_chosen_and_marks_the_change() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("Tab");
    rewrite(&mut reader, &HARBOUR.replace("wait for days", "wait for weeks").replace("two years", "three years"));
    says(&reader, "Reloaded: 3 claims changed");
    shows(&reader, "Claim 2 of 10");
    reader.play("G ' .");
    shows(&reader, "Claim 1 of 10");
    shows(&reader, "three years");
}

#[test]
fn a_change_outside_claims_can_be_jumped_to() {
    let mut reader = Reader::harbour(100, 16);
    reader.play("' .");
    says(&reader, "The file is unchanged since it was opened");
    rewrite(&mut reader, &HARBOUR.replace("## What the port says", "## What the port replies"));
    reader.play("' .");
    shows(&reader, "What the port replies");
}

#[test]
fn doubts_and_the_jump_list_survive_a_reload() {
    let mut reader = Reader::harbour(100, 24);
    // The second source is doubted, and Backspace returns to the second claim.
    reader.play("3 } x 1 Tab Enter");
    let text = HARBOUR
        .replace("[sources.audit]", "[sources.first]\nname = \"New\"\n\n[sources.audit]")
        .replace("Dues doubled in two years.[^audit]", "A new claim.[^first] Dues doubled in two years.[^audit]");
    rewrite(&mut reader, &text);
    says(&reader, "9 of 11 stand");
    reader.play("Backspace");
    shows(&reader, "Claim 3 of 11");
}

#[test]
fn typing_continues_while_the_file_changes() {
    let longer = format!("{HARBOUR}\nOne more paragraph about pilots.\n");
    let mut reader = Reader::harbour(100, 24);
    reader.play("/ p i");
    rewrite(&mut reader, &longer);
    says(&reader, "/pi");
    says(&reader, "Reloaded");
    // These are not keys of the article, where `x` would doubt and `q` would quit.
    assert_eq!(reader.play("l x q"), []);
    says(&reader, "/pilxq");
    reader.play("Backspace Backspace");
    says(&reader, "1 of 4");
    reader.play("Esc");
    says(&reader, "claim 1 of 10");
    reader.play("/ p i l o t s Enter : p i l o t Down");
    let below_the_head = |reader: &Reader| reader.text().split_once('\n').unwrap().1.to_owned();
    reader.play("C-l");
    let before = below_the_head(&reader);
    rewrite(&mut reader, HARBOUR);
    reader.play("C-l");
    assert_eq!(below_the_head(&reader), before);
    assert_eq!(reader.play("q x"), []);
    shows(&reader, ":pilotqx");
    reader.play("Esc / Up");
    says(&reader, "/pilots");
}

#[test]
fn a_reload_does_not_keep_a_previewed_theme() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("T j");
    rewrite(&mut reader, &HARBOUR.replace("pilots", "captains"));
    says(&reader, "Esc as before");
}

#[test]
fn a_letter_typed_for_a_mark_during_a_reload_is_not_a_key() {
    let mut reader = Reader::harbour(100, 24);
    reader.play("f");
    rewrite(&mut reader, &HARBOUR.replace("pilots", "captains"));
    reader.play("C-l");
    says(&reader, "Type a letter to follow");
}

#[test]
fn a_missing_file_is_reported_until_it_returns() {
    let mut reader = Reader::harbour(120, 24);
    reader.model_mut().reread(Reading::Unreadable("is gone".to_owned()));
    says(&reader, "The file is gone; this is the earlier version");
    reader.play("Tab");
    says(&reader, "the file is gone");
    reader.model_mut().reread(Reading::Unchanged);
    says(&reader, "The file is back as it was");
    reader.play("Tab");
    assert!(!reader.status().contains("gone"), "{}", reader.status());
}

#[test]
fn a_text_without_a_file_cannot_be_edited_or_reloaded() {
    let mut reader = Reader::harbour(100, 24);
    assert_eq!(reader.play("e"), []);
    says(&reader, "This text cannot be edited");
    assert_eq!(reader.play("r"), []);
    says(&reader, "This text cannot be read again");
}

#[test]
fn the_editor_opens_at_the_line_on_the_screen() {
    let line = |keys: &str| {
        let mut reader = Reader::harbour(100, 16);
        reader.play(keys);
        let number = reader.model().place_to_edit().line;
        HARBOUR.lines().nth(number - 1).unwrap().to_owned()
    };
    assert_eq!(line("g"), "Dues doubled in two years.[^audit] Ships now wait for days, pilots say,[^pilots] and");
    assert_eq!(line("Tab Tab Tab"), "| North quay[^audit] | 110 | 220 |");
    assert_eq!(line("3 } } }"), "[sources.pilots]");
    assert_eq!(line("3 } } } Enter"), line("Tab"));
}

fn texts() -> Vec<String> {
    let hostile = include_str!("../data/hostile.md");
    let other = HARBOUR.replace("days", "weeks").replace("[sources.pilots]", "[sources.x]\n\n[sources.pilots]");
    let (head, tail) = HARBOUR.split_at(HARBOUR.find("## Who pays").unwrap());
    [HARBOUR, hostile, "", "# Plain\n", "One.[^a]\n\n[^a]: A", &other, head, tail].map(str::to_owned).to_vec()
}

/// Generates keys that go somewhere.
fn keys() -> impl Strategy<Value = Vec<&'static str>> {
    let keys = [
        "Tab",
        "Tab",
        "S-Tab",
        "Enter",
        "c",
        "3",
        "1",
        "j",
        "k",
        "Space",
        "G",
        "g",
        "x",
        "i",
        "t",
        "}",
        "]",
        "m a",
        "m b",
        "' a",
        "' '",
        "' .",
        "Backspace",
        "M-Right",
        "Esc",
    ];
    prop::collection::vec(select(keys.to_vec()), 0..20)
}

#[test]
fn a_scrolled_card_returns_to_its_top_after_leaving_for_the_article() {
    let mut reader = Reader::of("One.[^a]\n\n[^a]: A\n", 100, 6);
    let before = reader.text();
    reader.play("i Space 1");
    assert_eq!(reader.text(), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_reading_resumes_where_it_was_left(text in select(texts()), keys in keys(), columns in 20_u16..160, rows in 6_u16..50) {
        let mut reader = Reader::of(&text, columns, rows);
        reader.play(&keys.join(" "));
        // The saved reading has the place, but not what is open above it. There must be no notice and no hint.
        reader.play("Esc Esc Esc C-l");
        let mut again = resumed(&text, &saved_reading(&reader), columns, rows);
        again.play("C-l");
        prop_assert_eq!(above_the_hints(&again), above_the_hints(&reader));
        prop_assert_eq!(saved_reading(&again), saved_reading(&reader));
    }

    #[test]
    fn the_reader_survives_any_change_of_the_file(
        texts in prop::collection::vec(select(texts()), 1..5),
        steps in prop::collection::vec(keys(), 4),
        columns in 1_u16..160,
        rows in 1_u16..50,
    ) {
        let mut reader = Reader::of(&texts[0], columns, rows);
        for (text, keys) in texts.iter().zip(&steps) {
            rewrite(&mut reader, text);
            reader.play(&keys.join(" "));
            reader.text();
        }
        // The same text again changes nothing but the notice.
        reader.play("Esc Esc Esc C-l");
        let before = saved_reading(&reader);
        rewrite(&mut reader, &texts[texts.len().min(steps.len()) - 1]);
        reader.play("C-l");
        prop_assert_eq!(saved_reading(&reader), before);
    }
}
