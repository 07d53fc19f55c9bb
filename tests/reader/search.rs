//! Tests searching: matches, highlights, notices, and the place afterwards.

use caveat::page::row::Row;
use caveat::reader::keymap::Context;
use caveat::reader::view::View;
use caveat::text::role::Role;
use proptest::prelude::*;
use proptest::sample::select;

use crate::harness::{HARBOUR, Reader};

/// Returns the words with a role, row by row, in the text or the list.
fn lit(reader: &Reader, role: Role) -> Vec<String> {
    let rows = reader.model().screen().main.as_ref().map_or(&[][..], |pane| &pane.rows);
    in_role(rows, role)
}

fn in_role(rows: &[Row], role: Role) -> Vec<String> {
    let words = |row: &Row| -> String {
        row.runs.iter().filter(|run| run.roles.has(role)).map(|run| run.text.as_str()).collect()
    };
    rows.iter().map(words).filter(|words| !words.is_empty()).collect()
}

fn said(reader: &Reader) -> String {
    let runs = reader.model().screen().status.as_ref().map(|(_, row)| row.runs.clone()).unwrap_or_default();
    let said = runs.iter().filter(|run| run.roles.has(Role::BarActive)).map(|run| run.text.trim());
    said.filter(|text| !["Article", "Sources"].contains(text)).collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn searched(text: &str, columns: u16, pattern: &str) -> Reader {
    let mut reader = Reader::of(text, columns, 40);
    reader.play("/");
    reader.write(pattern);
    reader
}

#[track_caller]
fn check(text: &str, columns: u16, pattern: &str, current: &[&str]) {
    assert_eq!(lit(&searched(text, columns, pattern), Role::MatchCurrent), current, "{pattern}");
}

#[test]
fn words_are_found_across_line_breaks_rows_and_markup() {
    let text = "Ships say that two *lines* have\nleft **for `good`**,[^a] and [that](https://example.org) is\\\nall.\n\n[^a]: A";
    check(
        text,
        90,
        "two lines have left for good, and that is all",
        &["two lines have left for good, and that is", "all"],
    );
    check(text, 20, "lines have left for good", &["lines have left", "for good"]);
    check("> one\n> two[^a]\n> three\n\n[^a]: A", 40, "one two three", &["one two three"]);
}

#[test]
fn words_are_found_in_every_kind_of_block() {
    let text = "+++\ntitle = \"A needle\"\n+++\n## Needle one\n\n- item needle two\n\n> needle three\n\n| needle four | b |\n| --- | --- |\n| c | needle five |\n\n```\n\tlet\tneedle = 6;\n```\n\n<div>needle seven</div>\n\n1[^n]\n\n[^n]: needle eight\n";
    for columns in [90, 30, 12] {
        let mut reader = searched(text, columns, "needle");
        assert!(reader.status().contains("1 of 9"), "{}", reader.status());
        reader.play("Enter");
        for number in 2..=9 {
            reader.play("n");
            assert!(said(&reader).starts_with(&format!("{number} of 9")), "{}", said(&reader));
            // In a table shown as a stack, the head appears with each row; in twelve columns a word may be cut.
            assert!(!lit(&reader, Role::MatchCurrent).is_empty(), "{number} at {columns} columns\n{}", reader.text());
        }
    }
    // All matches on the screen are highlighted.
    assert_eq!(lit(&searched(text, 90, "needle"), Role::Match).len(), 8);
}

#[test]
fn whole_glyphs_are_highlighted_and_hidden_matches_change_nothing() {
    check("e\u{301}t\u{202e}é &amp; x\ty", 60, "t\u{202e}é", &["t<U+202E>é"]);
    check("e\u{301}t", 60, "e", &["e\u{301}"]);
    check("this &amp; that", 60, "s & t", &["s & t"]);
    check("```\na\tb\n```", 60, "a b", &["a   b"]);
}

#[test]
fn typing_goes_to_the_next_match_and_counts_all_matches() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("/");
    assert_eq!(reader.model().context(), Context::Prompt);
    assert!(reader.status().contains("words to look for"));
    reader.write("b");
    let first = reader.status();
    reader.write("erth");
    assert!(first.starts_with("/b") && reader.status().starts_with("/berth"));
    assert!(reader.status().contains("1 of 3"), "{}", reader.status());
    assert_eq!(lit(&reader, Role::MatchCurrent), ["berth"]);
    assert_eq!(lit(&reader, Role::Match), ["berth"]);
    reader.play("Backspace Backspace");
    assert!(reader.status().starts_with("/ber"));
    reader.play("C-w");
    assert!(lit(&reader, Role::MatchCurrent).is_empty());
    reader.write("xyz");
    assert!(reader.status().contains("not found"));
    reader.play("C-u");
    reader.write("dues");
    reader.play("Home");
    reader.write("new ");
    assert!(reader.status().starts_with("/new dues") && reader.status().contains("1 of 1"), "{}", reader.status());
    reader.play("Right End Left Left Left Left Enter");
    assert_eq!(said(&reader), "1 of 1, claim 8");
}

#[test]
fn n_wraps_around_and_says_so() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("/");
    reader.write("pilots");
    reader.play("Enter");
    let mut found = vec![said(&reader)];
    for key in ["n", "n", "n", "N", "N", "N", "N"] {
        reader.play(key);
        found.push(said(&reader));
    }
    let expected = [
        "1 of 3, claim 2",
        "2 of 3",
        "3 of 3, source \"Harbour pilots\"",
        "1 of 3, from the beginning again, claim 2",
        "3 of 3, from the end again, source \"Harbour pilots\"",
        "2 of 3",
        "1 of 3, claim 2",
        "3 of 3, from the end again, source \"Harbour pilots\"",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_match_in_a_claim_chooses_the_claim() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("/");
    reader.write("may have to go");
    assert_eq!(reader.model().screen().card.as_ref().unwrap().title.as_ref().unwrap()[0].text, "Claim 7 of 10");
}

#[test]
fn sources_and_caveats_not_named_in_the_text_are_found_in_their_places() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("/");
    reader.write("Port audit");
    reader.play("Enter");
    assert_eq!(
        (reader.model().context(), said(&reader).as_str()),
        (Context::View(View::Sources), "1 of 1, source \"Port audit 2025\"")
    );
    assert_eq!(lit(&reader, Role::MatchCurrent), ["Port audit"]);
    reader.play("Backspace /");
    reader.write("eleven berths");
    reader.play("Enter");
    // The first match is in the text, the second in the caveat, which the text states in other words.
    assert_eq!(said(&reader), "1 of 2");
    reader.play("n");
    assert_eq!(said(&reader), "2 of 2, limitation \"Rests on a sample of eleven berths\"");
    let card = reader.model().screen().card.as_ref().unwrap();
    assert_eq!(in_role(&card.rows, Role::MatchCurrent), ["eleven", "berths"]);
    assert_eq!(reader.model().context(), Context::View(View::Article));
}

#[test]
fn text_in_a_footnote_is_found_once() {
    let mut reader = searched("One.[^a]\n\n[^a]: The *annual* report", 60, "annual report");
    assert!(reader.status().contains("1 of 1"), "{}", reader.status());
    reader.play("Enter");
    assert_eq!(lit(&reader, Role::MatchCurrent), ["annual report"]);
}

#[test]
fn search_in_the_sources_view_searches_its_list() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("3 /");
    reader.write("pay");
    assert!(reader.status().contains("1 of 2"), "{}", reader.status());
    reader.play("Enter");
    assert_eq!(said(&reader), "1 of 2, claim 5");
    assert_eq!(lit(&reader, Role::MatchCurrent), ["pay"]);
    reader.play("n");
    assert_eq!(said(&reader), "2 of 2, claim 6");
    assert_eq!(reader.model().context(), Context::View(View::Sources));
    reader.play("Backspace Esc / ");
    reader.write("transport");
    reader.play("Enter");
    assert_eq!(said(&reader), "1 of 1, source \"Ministry of Transport\"");
}

#[test]
fn backspace_returns_to_the_place_before_the_search() {
    for keys in ["Tab", "3 j"] {
        let mut reader = Reader::harbour(80, 16);
        reader.play(keys);
        let before = reader.text();
        reader.play("/");
        reader.write("pay");
        reader.play("Enter n n n Esc Backspace");
        assert_eq!(reader.text(), before, "{keys}");
    }
}

#[test]
fn a_search_without_matches_says_so_and_keeps_the_place() {
    let mut reader = Reader::harbour(80, 16);
    reader.play("j j j");
    let top = |reader: &Reader| reader.model().screen().main.as_ref().unwrap().rows[0].clone();
    let before = top(&reader);
    for key in ["n", "N", "/ Enter"] {
        reader.play(key);
        assert_eq!(said(&reader), "No search yet; press /", "{key}");
    }
    reader.play("/");
    reader.write("of the (whale");
    reader.play("Enter");
    assert_eq!(said(&reader), "Nothing here says \"of the (whale\"");
    reader.play("n N");
    assert_eq!(said(&reader), "Nothing here says \"of the (whale\"");
    assert_eq!(top(&reader), before);
}

#[test]
fn highlights_can_be_turned_off_and_on_again() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("/");
    reader.write("pilots");
    reader.play("Enter Esc");
    assert_eq!((lit(&reader, Role::Match).len(), lit(&reader, Role::MatchCurrent).len()), (0, 0));
    reader.play("n");
    assert_eq!(lit(&reader, Role::MatchCurrent), ["pilots"]);
}

#[test]
fn after_scrolling_n_goes_to_the_next_match_from_the_screen() {
    let text = "A needle in the hay.\n\n".repeat(200);
    let mut reader = searched(&text, 60, "needle");
    reader.play("Enter G n");
    assert!(lit(&reader, Role::MatchCurrent).len() == 1);
    let number: usize = said(&reader).split(' ').next().unwrap().parse().unwrap();
    assert!((175..200).contains(&number), "{number}");
    reader.play("g N");
    assert_eq!(said(&reader), "200 of 200, from the end again");
}

#[test]
fn up_recalls_earlier_searches() {
    let mut reader = Reader::harbour(100, 30);
    for pattern in ["berth", "pay", "berth"] {
        reader.play("/");
        reader.write(pattern);
        reader.play("Enter");
    }
    reader.play("/");
    reader.write("dra");
    let lines: Vec<String> = ["Up", "Up", "Up", "Down", "Down", "Down"]
        .map(|key| {
            reader.play(key);
            reader.status().split(' ').next().unwrap().to_owned()
        })
        .into();
    assert_eq!(lines, ["/berth", "/pay", "/pay", "/berth", "/dra", "/dra"]);
    // An empty prompt repeats the last search.
    reader.play("C-u Enter");
    assert!(said(&reader).contains("of 3"), "{}", said(&reader));
}

#[test]
fn backspace_closes_an_empty_prompt_and_a_question_mark_is_typed() {
    let mut reader = Reader::harbour(100, 30);
    let before = reader.frame();
    reader.play("/ ?");
    assert!(reader.status().starts_with("/?"));
    reader.play("Backspace");
    assert_eq!(reader.model().context(), Context::Prompt);
    reader.play("Backspace");
    assert_eq!(reader.frame(), before);
}

const TEXTS: [&str; 4] = [HARBOUR, include_str!("../data/hostile.md"), "", "```\n\ta\tcode \u{1b}[31m\n```"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn esc_restores_the_screen(
        text in select(&TEXTS[..]), size in (1_u16..=150, 1_u16..=40), way in select(vec!["", "j j j", "Tab Tab", "3", "3 Enter", "i", "G"]),
        pattern in "[ a-eA-Eth(*.\\[\\\\é港\u{202e}\u{301}'-]{0,6}",
    ) {
        let mut reader = Reader::of(text, size.0, size.1);
        // One key more, so that the notice is another's.
        reader.play(way);
        reader.play("C-l");
        let before = reader.frame();
        reader.play("/");
        reader.write(&pattern);
        reader.draw();
        reader.play("Esc");
        prop_assert_eq!(reader.frame(), before);
    }

    #[test]
    fn highlighting_changes_no_letter_and_a_match_is_visible_at_any_size(
        text in select(&TEXTS[..2]), size in (16_u16..=150, 8_u16..=40), other in (16_u16..=150, 8_u16..=40),
        pattern in "[a-eth]{1,3}", steps in 0_usize..12,
    ) {
        let mut reader = Reader::of(text, size.0, size.1);
        reader.play("/");
        reader.write(&pattern);
        reader.play("Enter");
        reader.play(&"n ".repeat(steps));
        // A match outside the text is named if there is room.
        reader.resize(150, 40);
        let in_text = said(&reader).contains(" of ") && !said(&reader).contains('"');
        reader.resize(other.0, other.1);
        if in_text && reader.model().context() == Context::View(View::Article) {
            prop_assert!(!lit(&reader, Role::MatchCurrent).is_empty(), "{}\n{}", pattern, reader.text());
        }
        let rows = |reader: &Reader| -> Vec<String> {
            reader.model().screen().main.iter().flat_map(|pane| &pane.rows).map(Row::text).collect()
        };
        let before = rows(&reader);
        if !lit(&reader, Role::Match).is_empty() {
            reader.play("Esc");
            prop_assert_eq!(rows(&reader), before);
        }
    }
}
