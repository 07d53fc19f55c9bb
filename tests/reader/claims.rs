//! Tests the table of all claims: its columns, its orders, and the way into the text and back.

use caveat::reader::keymap::Context;
use caveat::reader::view::View;
use caveat::terminal::tui::Reader as _;
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::frames::golden;
use crate::harness::Reader;

/// The numbers of the claims in the table, from its top.
fn numbers(reader: &Reader) -> Vec<usize> {
    let pane = reader.model().screen().main.as_ref().unwrap();
    pane.rows
        .iter()
        .step_by(1 + pane.extra_rows)
        .map(|row| row.text().split_whitespace().next().unwrap().parse().unwrap())
        .collect()
}

fn played(keys: &str, columns: u16, rows: u16) -> Reader {
    let mut reader = Reader::harbour(columns, rows);
    reader.play(keys);
    reader
}

#[test]
fn the_table_shows_the_columns_that_fit() {
    for (columns, rows) in [(150, 20), (100, 20), (50, 16), (20, 6)] {
        golden(&format!("claims-{columns}x{rows}"), &played("2 j j", columns, rows).frame());
    }
}

#[test]
fn the_chosen_row_is_the_chosen_claim_in_every_view() {
    let mut reader = played("Tab Tab 2", 100, 30);
    assert!(reader.text().contains("Claim 3 of 10"), "{}", reader.text());
    reader.play("j j");
    assert!(reader.text().contains("Claim 5 of 10"), "{}", reader.text());
    reader.play("Enter");
    assert_eq!(reader.model().context(), Context::View(View::Article));
    assert!(reader.text().contains("Claim 5 of 10"), "{}", reader.text());
    reader.play("Backspace");
    assert_eq!(reader.model().context(), Context::View(View::Claims));
    assert!(reader.text().contains("Claim 5 of 10"), "{}", reader.text());
    reader.play("G");
    assert!(reader.text().contains("Claim 10 of 10"), "{}", reader.text());
    reader.play("g }");
    assert!(reader.text().contains("Claim 4 of 10"), "the first of the next section: {}", reader.text());
    reader.play("{");
    assert!(reader.text().contains("Claim 1 of 10"), "{}", reader.text());
    reader.play("Esc");
    assert_eq!(reader.model().context(), Context::View(View::Article));
}

#[test]
fn s_cycles_through_sorting_by_each_column() {
    let mut reader = played("2", 150, 30);
    let mut orders = vec![numbers(&reader)];
    for _ in 0..6 {
        reader.play("s");
        orders.push(numbers(&reader));
    }
    assert_eq!(orders[0], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert_eq!(orders[1], [4, 1, 6, 5, 2, 3, 10, 8, 7, 9], "sentences, and the words of one");
    assert_eq!(orders[2], [1, 4, 3, 2, 7, 5, 10, 6, 8, 9], "sources");
    assert_eq!(orders[3], [1, 2, 4, 8, 10, 5, 6, 3, 7, 9], "the firmest first, the Japanese one last");
    assert_eq!(orders[4], [3, 1, 2, 4, 7, 5, 6, 8, 9, 10], "what is denied, then what is limited");
    assert_eq!(orders[5], orders[0], "sections");
    assert_eq!(orders[6], orders[0]);
    reader.play("s S");
    assert!(reader.status().contains("Sorted by words, from the end"), "{}", reader.status());
    assert_eq!(numbers(&reader), orders[1].iter().rev().copied().collect::<Vec<_>>());
}

#[test]
fn a_click_on_a_column_name_sorts_and_a_click_on_a_row_chooses_and_follows() {
    let mut reader = played("2", 100, 30);
    let click = |reader: &mut Reader, words: &str| {
        let text = reader.text();
        let (row, line) = text.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
        let column = u16::try_from(caveat::text::wrap::columns(&line[..line.find(words).unwrap()])).unwrap();
        let kind = MouseEventKind::Down(MouseButton::Left);
        let row = u16::try_from(row).unwrap();
        reader.app.event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    };
    click(&mut reader, "marks");
    assert_eq!(numbers(&reader)[0], 3);
    click(&mut reader, "marks");
    assert_eq!(numbers(&reader)[0], 10, "from the end");
    click(&mut reader, "The council knew");
    assert!(reader.text().contains("Claim 10 of 10"), "{}", reader.text());
    click(&mut reader, "10  The council");
    assert_eq!(reader.model().context(), Context::View(View::Article));
}

#[test]
fn a_search_visits_the_rows_in_their_order() {
    let mut reader = played("2 s", 150, 30);
    reader.play("/");
    reader.write("council");
    reader.play("Enter");
    // The claims match by the name of their source, and by their own words.
    assert!(reader.status().contains("1 of 2, claim 5"), "{}", reader.status());
    reader.play("n");
    assert!(reader.status().contains("2 of 2, claim 10"), "{}", reader.status());
    reader.play("n");
    assert!(reader.status().contains("1 of 2, from the beginning again, claim 5"), "{}", reader.status());
    assert_eq!(reader.model().context(), Context::View(View::Claims));
}

#[test]
fn a_search_continues_in_a_new_order_and_covers_filtered_claims() {
    let mut reader = played("2 s", 150, 30);
    reader.play("/");
    reader.write("council");
    reader.play("Enter s s");
    reader.play("n");
    // Sorted by firmness, claim 10 is before claim 5.
    assert!(reader.status().contains("of 2") && reader.status().contains("claim 10"), "{}", reader.status());
    reader.play("& h e d g e d Enter n");
    assert!(reader.status().contains("1 of 1") && reader.status().contains("claim 5"), "{}", reader.status());
    reader.play("Esc Esc n n");
    assert!(reader.status().contains("of 2"), "{}", reader.status());
}

#[test]
fn jumping_to_a_hidden_claim_selects_the_row_that_represents_it() {
    let mut reader = played("Tab 2", 150, 30);
    reader.play("& s o u r c e : p o r t Enter");
    assert!(reader.text().contains("Claim 8 of 10"), "{}", reader.text());
    reader.play("1");
    assert!(reader.text().contains("Claim 8 of 10"), "{}", reader.text());
}

#[test]
fn five_thousand_claims_are_all_listed_and_reachable() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for number in 0..5000 {
        let _ = writeln!(text, "Claim number {number} may hold.[^s{}]\n", number % 50);
    }
    for number in 0..50 {
        let _ = writeln!(text, "[^s{number}]: Source {number}");
    }
    let mut reader = Reader::of(&text, 100, 30);
    reader.play("2 G");
    assert_eq!(numbers(&reader).last(), Some(&5000));
    reader.play("& s o u r c e : s 7 Enter g");
    assert_eq!(numbers(&reader)[..3], [8, 58, 108]);
    assert!(reader.status().contains("100 of 5000"), "{}", reader.status());
}
