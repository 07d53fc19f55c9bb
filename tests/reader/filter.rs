//! Tests typing, completing, keeping and cancelling a filter, and its effect on the text, on moving, and on doubts.

use caveat::reader::keymap::Context;
use caveat::text::role::Role;
use proptest::prelude::*;
use proptest::sample::select;

use crate::harness::Reader;

/// After a filter was typed and kept.
fn filtered(filter: &str, columns: u16, rows: u16) -> Reader {
    let mut reader = Reader::harbour(columns, rows);
    reader.play("&");
    reader.write(filter);
    reader.play("Enter");
    reader
}

/// The numbers of the claims that are listed in the table.
fn listed(reader: &mut Reader) -> Vec<String> {
    reader.play("2");
    let pane = reader.model().screen().main.as_ref().unwrap();
    pane.rows
        .iter()
        .step_by(1 + pane.extra_rows)
        .map(|row| row.text().split_whitespace().next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_filter_applies_while_it_is_typed_and_is_then_kept_or_dropped() {
    let mut reader = Reader::harbour(100, 30);
    let before = reader.frame();
    reader.play("&");
    assert_eq!(reader.model().context(), Context::Filter);
    reader.write("denied");
    assert!(
        reader.status().starts_with("&denied") && reader.status().contains("1 of 10 claims"),
        "{}",
        reader.status()
    );
    assert_ne!(reader.frame(), before);
    reader.play("Esc");
    assert_eq!(reader.frame(), before);
    reader.play("&");
    reader.write("denied");
    reader.play("Enter");
    assert!(reader.status().contains("&denied: 1 of 10 claims"), "{}", reader.status());
    // The filter can be edited, and Esc restores it.
    reader.play("&");
    assert!(reader.status().starts_with("&denied"), "{}", reader.status());
    reader.write(" or source:port");
    assert!(reader.status().contains("3 of 10"), "{}", reader.status());
    reader.play("Esc");
    assert!(reader.status().contains("&denied: 1 of 10 claims"), "{}", reader.status());
    // An empty prompt clears the filter, and so does Esc if nothing is open.
    reader.play("& C-u Enter");
    assert!(reader.status().contains("All claims"), "{}", reader.status());
    reader.play("& Up Enter Esc");
    assert!(reader.status().contains("Filter cleared (& then Up restores it)"), "{}", reader.status());
    reader.play("j k g");
    assert!(!reader.status().contains('&'), "{}", reader.status());
}

#[test]
fn a_mistake_is_reported_while_the_last_valid_filter_applies() {
    let mut reader = Reader::harbour(150, 30);
    reader.play("&");
    reader.write("denied (");
    assert!(reader.status().contains("something is missing at the end"), "{}", reader.status());
    reader.play("Enter");
    assert_eq!(reader.model().context(), Context::Filter, "it is not kept");
    assert_eq!(listed(&mut filtered("denied", 150, 30)), ["3"]);
    reader.play("C-u");
    reader.write("sorce:audit");
    assert!(reader.status().contains("unknown word `sorce:`; did you mean `source:`?"), "{}", reader.status());
}

#[test]
fn tab_completes_and_again_otherwise() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("&");
    let line = |reader: &Reader| reader.status().split("  ").next().unwrap().to_owned();
    reader.write("so");
    assert!(reader.status().contains("Tab source:"), "{}", reader.status());
    reader.play("Tab");
    assert_eq!(line(&reader), "&source:");
    reader.write("m");
    assert!(reader.status().contains("source:minutes  source:ministry"), "{}", reader.status());
    let lines = ["Tab", "Tab", "Tab", "Tab"].map(|key| {
        reader.play(key);
        line(&reader)
    });
    assert_eq!(lines, ["&source:minutes", "&source:ministry", "&source:nobody", "&source:minutes"]);
    reader.write(" denied or sec");
    reader.play("Tab");
    assert_eq!(line(&reader), "&source:minutes denied or section:");
    reader.write("x");
    reader.play("Tab");
    assert!(reader.status().contains("No completion for this word"), "{}", reader.status());
}

#[test]
fn claims_outside_the_filter_are_dimmed_and_keep_their_marks() {
    let reader = filtered("source:port", 100, 30);
    let rows = &reader.model().screen().main.as_ref().unwrap().rows;
    let runs = || rows.iter().flat_map(|row| &row.runs);
    let claim = |words: &str| runs().find(|run| run.text.contains(words)).unwrap().roles;
    assert!(claim("The port calls").has(Role::Claim) && !claim("The port calls").has(Role::Muted));
    assert!(!claim("Ships now wait").has(Role::Claim) && claim("Ships now wait").has(Role::Muted));
    // Hedges are not highlighted there, but caveats and denials are.
    assert!(!runs().any(|run| run.roles.has(Role::Hedge)));
    assert!(runs().filter(|run| run.roles.has(Role::Caveat)).count() >= 4);
    assert!(runs().any(|run| run.roles.has(Role::Denial)));
}

#[test]
fn unsourced_sentences_are_highlighted_on_request() {
    let mut reader = Reader::of("It rains. It snows.[^a] It pours.\n\n[^a]: A\n", 100, 30);
    let lit = |reader: &Reader| {
        let rows = &reader.model().screen().main.as_ref().unwrap().rows;
        let runs = rows.iter().flat_map(|row| &row.runs).filter(|run| run.roles.has(Role::Match));
        runs.map(|run| run.text.clone()).collect::<Vec<_>>()
    };
    reader.play("&");
    reader.write("unsourced");
    assert_eq!(lit(&reader), ["It rains.", "It pours."]);
    assert!(reader.status().contains("0 of 1 claim, 2 sentences"), "{}", reader.status());
    reader.play("Enter Esc");
    assert_eq!(lit(&reader), [""; 0]);
}

#[test]
fn tab_visits_only_claims_that_pass() {
    let mut reader = filtered("caveat:memory", 100, 30);
    let mut chosen = Vec::new();
    for _ in 0..4 {
        reader.play("Tab");
        chosen.push(reader.text().split("Claim ").nth(1).unwrap().split(' ').next().unwrap().to_owned());
    }
    assert_eq!(chosen, ["2", "3", "7", "7"]);
    assert!(reader.status().contains("This is the last claim that passes"), "{}", reader.status());
    reader.play("S-Tab S-Tab S-Tab");
    assert!(reader.status().contains("This is the first claim that passes"), "{}", reader.status());
}

#[test]
fn a_filter_that_nothing_passes_is_not_kept() {
    let mut reader = filtered("fallen", 150, 40);
    assert!(reader.status().contains("Nothing passes “fallen”"), "{}", reader.status());
    reader.play("j");
    assert!(!reader.status().contains('&'), "{}", reader.status());
    assert_eq!(listed(&mut reader).len(), 10);
    // The filter from before stays, and the line can be recalled.
    reader.play("& d e n i e d Enter & C-u f a l l e n Enter j");
    assert!(reader.status().contains("&denied: "), "{}", reader.status());
    reader.play("& Up");
    assert!(reader.status().contains("&fallen"), "{}", reader.status());
}

#[test]
fn claims_on_the_screen_that_do_not_pass_are_not_said_to_be_absent() {
    let mut reader = filtered("denied", 120, 12);
    reader.play("G");
    let text = reader.text();
    assert!(text.contains("No claim that passes the filter"), "{text}");
    assert!(reader.status().contains("passes"), "{}", reader.status());
    reader.play("x");
    assert!(reader.status().contains("Choose a claim"), "{}", reader.status());
}

#[test]
fn changing_doubts_updates_the_filter() {
    let mut reader = Reader::harbour(150, 40);
    reader.play("3 x & f a l l e n Enter j");
    assert!(reader.status().contains("&fallen: 2 of 10 claims"), "{}", reader.status());
    assert_eq!(listed(&mut reader), ["1", "4"]);
    reader.play("X");
    assert!(reader.status().contains("0 of 10"), "{}", reader.status());
    assert_eq!(listed(&mut reader), ["No"], "no claim passes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn esc_restores_the_filter_after_any_typing(
        size in (1_u16..=150, 1_u16..=40), way in select(vec!["", "2", "3", "j j", "i"]),
        keys in prop::collection::vec(select(vec!["d", "e", "n", "i", "Tab", "Up", "Down", "Backspace", "C-u", "C-w", "(", "\"", ":"]), 0..12),
    ) {
        let mut reader = Reader::harbour(size.0, size.1);
        reader.play(way);
        reader.play("C-l");
        let before = reader.frame();
        reader.play("&");
        for key in keys {
            // One more Backspace closes an empty prompt.
            if reader.model().context() == Context::Filter {
                reader.play(key);
            }
        }
        if reader.model().context() == Context::Filter {
            reader.play("Esc");
        }
        prop_assert_eq!(reader.frame(), before);
    }
}
