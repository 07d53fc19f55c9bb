//! Tests the map: its shares, its cells, and going from a cell to its claims.

use caveat::page::row::Row;
use caveat::reader::keymap::Context;
use caveat::reader::view::View;
use caveat::text::manuscript::Manuscript;
use caveat::text::symbol::Symbols;

use crate::frames::golden;
use crate::harness::{HARBOUR, Reader, dossier};

fn played(keys: &str, columns: u16, rows: u16) -> Reader {
    let mut reader = Reader::harbour(columns, rows);
    reader.play(keys);
    reader
}

#[test]
fn the_map_shows_what_a_text_rests_on_at_every_size() {
    for (columns, rows) in [(150, 30), (100, 30), (50, 16), (20, 6)] {
        golden(&format!("map-{columns}x{rows}"), &played("4 j l", columns, rows).frame());
    }
    let mut reader = Reader::built_in(150, 45);
    reader.play("4");
    golden("map-built-in-150x45", &reader.frame());
}

#[test]
fn a_cell_opens_its_claims_and_backspace_returns() {
    let mut reader = played("4", 150, 30);
    assert!(reader.status().contains("Port audit 2025: 3 claims"), "{}", reader.status());
    reader.play("l");
    assert!(
        reader.status().contains("Port audit 2025 in section 1, “What the audit found”: 2 claims"),
        "{}",
        reader.status()
    );
    reader.play("Enter");
    assert_eq!(reader.model().context(), Context::View(View::Claims));
    assert!(reader.status().contains("&source:audit section:1: 2 of 10 claims"), "{}", reader.status());
    reader.play("Backspace");
    assert_eq!(reader.model().context(), Context::View(View::Map));
    reader.play("l l l");
    assert!(reader.status().contains("Last section"), "{}", reader.status());
    reader.play("Enter");
    assert!(reader.status().contains("No claim in this cell"), "{}", reader.status());
    reader.play("h h h Enter");
    assert!(reader.status().contains("&source:audit: 3 of 10 claims"), "{}", reader.status());
}

#[test]
fn sources_behind_a_source_are_listed_under_it_with_the_claims_that_would_fall() {
    let mut reader = played("4", 150, 30);
    let rows: Vec<_> = reader.model().screen().main.as_ref().unwrap().rows.iter().map(Row::text).collect();
    let row = |name: &str| {
        rows.iter().find_map(|row| row.strip_prefix(name)).unwrap().split_whitespace().take(4).collect::<Vec<_>>()
    };
    assert_eq!(row("└ Court of Audit"), ["3", "▲3", "✗1", "2"], "{rows:#?}");
    assert_eq!(row("  └ Ministry of Transport"), ["3", "▲3", "✗1", "2"], "{rows:#?}");
    // Two claims have no source other than the audit; the third has the pilots too.
    reader.play("j j x");
    assert!(reader.status().contains("Without Ministry of Transport, 2 claims fall"), "{}", reader.status());
    let text = reader.text();
    assert!(text.contains("fallen") && text.contains("2 of 10 claims"), "{text}");
}

#[test]
fn a_text_without_sources_has_an_empty_map() {
    let mut reader = Reader::of("Words.\n", 80, 24);
    reader.play("4 l j Enter x h");
    assert!(reader.text().contains("No source: nothing here has a reference to one."), "{}", reader.text());
}

#[test]
fn the_chains_are_drawn_as_a_flow_that_lights_what_passes_the_selected_source() {
    for (columns, rows) in [(150, 45), (80, 24)] {
        golden(&format!("map-picture-{columns}x{rows}"), &played("4 p j", columns, rows).frame());
    }
    let mut reader = Reader::on(Manuscript::new("harbour.md", HARBOUR), Symbols::Plain, 100, 30);
    reader.play("4 p");
    golden("map-picture-plain-100x30", &reader.frame());
    assert!(reader.text().is_ascii(), "{}", reader.text());
}

#[test]
fn the_picture_names_every_source_that_claims_rest_on_and_says_how_many() {
    let reader = played("4 p", 150, 45);
    let (dossier, _) = dossier(Manuscript::new("harbour.md", HARBOUR));
    let text = reader.text();
    for id in dossier.source_ids() {
        let claims = dossier.resting_on(&[id]).len();
        // A long name is cut.
        let name: String = dossier.source(id).name.chars().take(10).collect();
        let is_named = text.lines().any(|line| line.contains(&name) && line.contains(&format!(" {claims} ")));
        assert_eq!(is_named, claims > 0, "{name}\n{text}");
    }
}

#[test]
fn a_picture_without_room_says_so_and_p_brings_the_table_back() {
    let mut reader = played("4 p", 20, 6);
    assert!(reader.text().contains("No room for it"), "{}", reader.text());
    reader.play("p");
    assert!(reader.text().contains("Port au…"), "{}", reader.text());
}

#[test]
fn titles_of_sections_stand_above_their_columns() {
    let text = played("4", 150, 40).text();
    let lines: Vec<&str> = text.lines().collect();
    let heads = lines.iter().position(|line| line.starts_with(" source")).expect("the names of the columns");
    let column = |line: &str, words: &str| line.find(words).map(|at| line[..at].chars().count());
    let corner = |title: &str| {
        let line = lines[..heads].iter().find(|line| line.contains(title)).expect("a title");
        column(line, title).expect("found above") + title.chars().count() + 1
    };
    for (number, title) in [("1", "What the audit found"), ("2", "Who pays")] {
        assert_eq!(lines[heads].chars().nth(corner(title)), number.chars().next(), "{text}");
    }
}

#[test]
fn the_picture_stands_for_all_sections() {
    let mut reader = played("4 l p", 150, 45);
    assert!(reader.status().contains("Port audit 2025: 3 claims"), "{}", reader.status());
    reader.play("p");
    assert!(reader.status().contains("in section 1"), "{}", reader.status());
}

#[test]
fn in_the_picture_keys_go_from_source_to_source_as_it_is_drawn() {
    let mut reader = played("4 p", 150, 45);
    for (key, expected) in [
        ("l", "Court of Audit: 3 claims"),
        ("l", "Ministry of Transport: 3 claims"),
        ("l", "The picture shows nobody behind it"),
        ("h h", "Port audit 2025: 3 claims"),
        ("h", "The text itself cites it"),
        ("j", "Harbour pilots: 3 claims"),
        ("k", "Port audit 2025: 3 claims"),
    ] {
        reader.play(key);
        assert!(reader.status().contains(expected), "{key}: {}\n{}", reader.status(), reader.text());
    }
}

#[test]
fn the_sign_of_a_source_without_room_in_the_picture_stays_at_the_end_of_its_chain() {
    let text = played("4 p", 40, 20).text();
    let end = text.lines().find(|line| line.contains("Ministry")).expect("the end of the chain");
    assert!(text.contains("past ") && end.contains('▲'), "{text}");
}
