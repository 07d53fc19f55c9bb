//! Tests copying: the text that goes to the clipboard, and the notice about it.

use caveat::terminal::tui::Effect;

use crate::harness::Reader;

#[track_caller]
fn copied(reader: &mut Reader, keys: &str) -> String {
    match &reader.play(keys)[..] {
        [Effect::Copy(text)] => text.clone(),
        other => panic!("{other:?}: {}", reader.status()),
    }
}

#[test]
fn a_claim_is_copied_with_its_sources_and_everything_against_it() {
    let mut reader = Reader::harbour(100, 30);
    let text = copied(&mut reader, "Tab Tab y");
    assert_eq!(text, CLAIM, "\n{text}");
    assert!(reader.status().contains("Sent to terminal: claim 3 with 2 sources, 3 caveats"), "{}", reader.status());
}

#[test]
fn a_claim_that_no_caveat_covers_says_so_in_the_copy_too() {
    let mut reader = Reader::of("It rained.[^a]\n\n[^a]: Somebody\n", 80, 20);
    let text = copied(&mut reader, "Tab y");
    assert!(text.contains("No caveat declared on it."), "{text}");
}

#[test]
fn words_are_copied_in_their_sentence_with_the_hedges_around_them() {
    let text =
        "If the dredger leaves, [the basin silts up][^a]. The ~~new~~ lamp may be broken.[^a]\n\n[^a]: Somebody\n";
    let mut reader = Reader::of(text, 80, 20);
    let copy = copied(&mut reader, "y");
    assert!(copy.starts_with("“If the dredger leaves, ‹the basin silts up›.”\n"), "{copy}");
    for said in
        ["Cited for the words in ‹ ›: Somebody.", "In its sentence: “If”, condition.", "No caveat declared on it."]
    {
        assert!(copy.contains(said), "{said} is not in\n{copy}");
    }
    let copy = copied(&mut reader, "Tab y");
    assert!(copy.starts_with("“The ~~new~~ lamp may be broken.”\n"), "{copy}");
    for said in ["\nSays: Somebody.", "The words in ~~ ~~ are struck out.", "Hedged: “may”, uncertain."] {
        assert!(copy.contains(said), "{said} is not in\n{copy}");
    }
    let copy = copied(&mut reader, "Y");
    assert!(copy.starts_with("If the dredger leaves, the basin silts up. The ~~new~~ lamp may be broken.\n"), "{copy}");
}

#[test]
fn a_copy_too_large_for_the_terminal_is_not_reported_as_copied() {
    let mut reader = Reader::of(&format!("{}[^a]\n\n[^a]: Somebody\n", "It rained, ".repeat(8000)), 80, 20);
    assert_eq!(reader.play("Tab y"), []);
    assert!(reader.status().contains("Too long to be copied by a terminal: 8"), "{}", reader.status());
}

#[test]
fn doubts_are_copied_too() {
    let mut reader = Reader::harbour(100, 30);
    let text = copied(&mut reader, "Tab x y");
    assert!(text.contains("Harbour pilots (unnamed)") || text.contains("(doubted)"), "{text}");
    assert!(text.contains("Fallen: nobody is left who says so"), "{text}");
}

#[test]
fn a_source_is_copied_with_the_sources_behind_it_and_its_caveats() {
    let mut reader = Reader::harbour(100, 30);
    let text = copied(&mut reader, "3 y");
    for words in ["Port audit 2025", "Behind it: Court of Audit", "Interest: Financed", "Caveat by Court of Audit"] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    assert!(reader.status().contains("Sent to terminal: source 1 with "), "{}", reader.status());
}

#[test]
fn a_source_name_that_ends_with_a_full_stop_is_copied_with_only_one() {
    let mut reader = Reader::of("It rained.[^a]\n\n[^a]: The weather service.\n", 80, 20);
    let text = copied(&mut reader, "3 y");
    assert!(text.starts_with("Source 1, The weather service. Reliability not rated."), "{text}");
}

#[test]
fn the_list_of_sources_never_copies_an_unseen_paragraph() {
    let mut reader = Reader::harbour(100, 30);
    assert_eq!(reader.play("3 Y"), []);
    assert!(reader.status().contains("Choose a claim first, or copy the source with y"), "{}", reader.status());
    assert!(copied(&mut reader, "Enter Tab Y").contains("Cited for the words in ‹ ›: "));
    let mut reader = Reader::of("It rained.\n", 80, 20);
    assert_eq!(reader.play("3 Y"), []);
    assert!(reader.status().contains("Nothing to copy"), "{}", reader.status());
}

#[test]
fn a_paragraph_is_copied_with_the_sources_of_its_claims() {
    let mut reader = Reader::harbour(100, 30);
    let text = copied(&mut reader, "Tab Y");
    assert!(text.starts_with("Dues doubled in two years. Ships now wait"), "{text}");
    for words in
        ["“Dues doubled in two years.”", "Says: Port audit 2025", "Denied by", "Rests on a sample of eleven berths"]
    {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    assert!(reader.status().contains("Sent to terminal: the paragraph with "), "{}", reader.status());
}

#[test]
fn without_a_claim_in_sight_the_paragraph_at_the_top_is_copied() {
    let mut reader = Reader::of("First words.\n\nSecond words.\n", 80, 20);
    let text = copied(&mut reader, "Y");
    assert_eq!(text, "First words.\n\nNo source is cited for this.\n\ntext.md\n");
    assert_eq!(reader.play("y"), []);
    assert!(
        reader.status().contains("No claim: nothing here has a reference to a source; copy the paragraph with Y"),
        "{}",
        reader.status()
    );
}

#[test]
fn control_characters_are_escaped_in_a_copy() {
    let mut reader = Reader::of("A\u{1b}]52;c;x\u{7} claim.[^a]\n\n[^a]: Some\u{202e}body\n", 80, 20);
    for keys in ["Tab y", "Y", "3 y"] {
        let text = copied(&mut reader, keys);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}

const CLAIM: &str = "\
“Ships now wait for days, pilots say, and ‹two lines seem to have left for good›.”

Cited for the words in ‹ ›: Port audit 2025, by Court of Audit (interest: Financed by the ministry that it audits), by Ministry of Transport; \
and Harbour pilots (unnamed).
Hedged: “seem to”, uncertain.
Caveat by Court of Audit, through Port audit 2025: Rests on a sample of eleven berths.
Caveat by Harbour pilots, through Harbour pilots: From memory: no log was kept.
Denied by Port of Seewarden: Denies that any line has left.

Harbour dues double, Seewarden, 5 March 2026
";
