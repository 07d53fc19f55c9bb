//! Tests the mouse: clicks on cells in, selection and screen out.

use caveat::page::row::Row;
use caveat::reader::keymap::Context;
use caveat::reader::view::View;
use caveat::terminal::tui::Effect;
use caveat::terminal::tui::Reader as _;
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;

use crate::harness::Reader;

const CLICK: MouseEventKind = MouseEventKind::Down(MouseButton::Left);
const DRAG: MouseEventKind = MouseEventKind::Drag(MouseButton::Left);

fn point(reader: &mut Reader, kind: MouseEventKind, (column, row): (u16, u16)) -> Option<Effect> {
    reader.app.event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

/// Returns the cell where some words begin on the screen.
#[track_caller]
fn cell(reader: &Reader, words: &str) -> (u16, u16) {
    let text = reader.text();
    let found = text
        .lines()
        .enumerate()
        .find_map(|(row, line)| Some((caveat::text::wrap::columns(&line[..line.find(words)?]), row)));
    let (column, row) = found.unwrap_or_else(|| panic!("`{words}` is not on the screen\n{text}"));
    (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
}

#[track_caller]
fn click(reader: &mut Reader, words: &str) {
    let cell = cell(reader, words);
    assert_eq!(point(reader, CLICK, cell), None);
}

#[track_caller]
fn wheel(reader: &mut Reader, kind: MouseEventKind, words: &str) {
    let cell = cell(reader, words);
    assert_eq!(point(reader, kind, cell), None);
}

/// The first rows of a pane.
fn tops(reader: &Reader) -> [String; 3] {
    let screen = reader.model().screen();
    [&screen.main, &screen.card, &screen.contents]
        .map(|pane| pane.as_ref().and_then(|pane| pane.rows.first()).map(Row::text).unwrap_or_default())
}

#[test]
fn a_click_in_the_map_selects_the_cell_and_a_second_click_shows_its_claims() {
    let mut reader = Reader::harbour(150, 40);
    reader.play("4");
    let (_, row) = cell(&reader, "Harbour pilots");
    let (column, heads) = cell(&reader, "Who pays");
    let column = column + 9;
    point(&mut reader, CLICK, (column, row));
    assert!(reader.status().contains("Harbour pilots in section 2, “Who pays”"), "{}", reader.status());
    point(&mut reader, CLICK, (column, row));
    assert!(reader.status().contains("section:2"), "{}", reader.status());
    reader.play("Backspace");
    point(&mut reader, CLICK, (column, heads));
    assert!(reader.status().contains("in section 2"), "{}", reader.status());
}

#[test]
fn a_click_chooses_a_claim_and_a_second_click_follows_it() {
    let mut reader = Reader::harbour(100, 30);
    let claim = cell(&reader, "Ships now wait");
    point(&mut reader, CLICK, claim);
    assert!(reader.text().contains("Claim 2 of 10"), "{}", reader.text());
    let before = reader.text();
    point(&mut reader, CLICK, claim);
    assert!(reader.text().contains("▾  2 Harbour pilots"), "{}", reader.text());
    reader.play("Backspace");
    assert_eq!(reader.text(), before);
}

#[test]
fn a_click_in_the_card_does_the_same_as_a_letter() {
    let mut reader = Reader::harbour(100, 30);
    click(&mut reader, "LIMITED by Court");
    assert!(reader.text().contains("WHO STATES IT"), "{}", reader.text());
    let mut reader = Reader::harbour(100, 30);
    let (column, row) = cell(&reader, "WHO SAYS SO");
    let source = reader.text().lines().nth(usize::from(row) + 1).unwrap().contains("Port audit 2025");
    assert!(source, "{}", reader.text());
    point(&mut reader, CLICK, (column + 4, row + 1));
    assert!(reader.text().contains("▾  1 Port audit 2025"), "{}", reader.text());
}

#[test]
fn a_click_on_a_link_or_its_letter_opens_it() {
    const LINKED: &str = "See [the words](https://a.example/) here.\n";
    let mut reader = Reader::of(LINKED, 80, 20);
    click(&mut reader, "words");
    assert!(reader.status().contains("To be opened: https://a.example/"), "{}", reader.status());
    let mut reader = Reader::of(LINKED, 80, 20);
    reader.play("f");
    click(&mut reader, "athe words");
    assert_eq!(reader.model().context(), Context::View(View::Article));
    assert!(reader.status().contains("To be opened: https://a.example/"), "{}", reader.status());
}

#[test]
fn the_wheel_scrolls_only_the_pane_under_the_pointer() {
    let mut reader = Reader::harbour(160, 14);
    let before = tops(&reader);
    wheel(&mut reader, MouseEventKind::ScrollDown, "Invented for the tests");
    let article = tops(&reader);
    assert!(article[0] != before[0] && article[1..] == before[1..], "{article:?}");
    point(&mut reader, MouseEventKind::ScrollUp, (60, 5));
    assert_eq!(tops(&reader), before);
    point(&mut reader, MouseEventKind::ScrollDown, (150, 5));
    let card = tops(&reader);
    assert!(card[1] != before[1] && card[0] == before[0] && card[2] == before[2], "{card:?}");
    // The wheel moves three rows, as three keys would.
    let mut keys = Reader::harbour(160, 14);
    keys.play("j j j");
    assert_eq!(tops(&keys)[0], article[0]);
}

#[test]
fn long_contents_stay_scrolled_until_a_key_is_pressed() {
    let sections: Vec<_> = (1..40).map(|number| format!("## Section {number}\n\nWords.")).collect();
    let mut reader = Reader::of(&sections.join("\n\n"), 160, 14);
    for _ in 0..20 {
        point(&mut reader, MouseEventKind::ScrollDown, (5, 5));
    }
    assert!(tops(&reader)[2].contains("Section 30"), "{:?}", tops(&reader));
    let contents = tops(&reader)[2].clone();
    click(&mut reader, "Section 35");
    assert_eq!(tops(&reader)[2], contents, "nothing moves under the pointer");
    assert!(tops(&reader)[0].contains("Section 3"), "{:?}", tops(&reader));
    reader.play("g");
    assert!(tops(&reader)[2].contains("Section 1"), "{:?}", tops(&reader));
}

#[test]
fn a_click_selects_a_source_and_a_second_click_follows_it() {
    let mut reader = Reader::harbour(160, 30);
    click(&mut reader, " Sources ");
    assert!(reader.text().contains("▾  1 Port audit 2025"), "{}", reader.text());
    click(&mut reader, "Harbour pilots");
    assert!(reader.text().contains("▾  2 Harbour pilots"), "{}", reader.text());
    let claim = cell(&reader, "3 Ships now wait");
    point(&mut reader, CLICK, claim);
    assert!(reader.text().contains("Claim 3 of 10"), "{}", reader.text());
    point(&mut reader, CLICK, claim);
    assert_eq!(reader.model().context(), Context::View(View::Article));
    // The caveats and denials of this claim take the room of the view names.
    reader.play("S-Tab S-Tab");
    click(&mut reader, " Sources ");
    assert_eq!(reader.model().context(), Context::View(View::Sources));
    click(&mut reader, " Article ");
    assert_eq!(reader.model().context(), Context::View(View::Article));
}

#[test]
fn a_clicked_row_stays_under_the_pointer_in_a_scrolled_list_of_sources() {
    let paragraph = |n| format!("One of {n}.[^s{n}] Two.[^s{n}] Three.[^s{n}]\n\n[^s{n}]: Source {n}");
    let text = (1..60).map(paragraph).collect::<Vec<_>>().join("\n\n");
    let mut reader = Reader::of(&text, 80, 14);
    reader.play("3");
    for _ in 0..8 {
        point(&mut reader, MouseEventKind::ScrollDown, (20, 5));
    }
    let under = |reader: &Reader| reader.text().lines().nth(5).unwrap().trim_matches(['▾', '▐', ' ']).to_owned();
    let before = under(&reader);
    point(&mut reader, CLICK, (20, 5));
    assert_eq!(under(&reader), before);
    point(&mut reader, CLICK, (20, 5));
    assert_eq!(under(&reader), before);
    assert!(reader.status().contains("into the text"), "a claim of it is selected: {}", reader.status());
}

#[test]
fn jumping_to_a_source_makes_it_visible_after_any_scrolling() {
    let notes: String = (1..40).map(|n| format!("One.[^{n}]\n\n[^{n}]: Source {n}\n\n")).collect::<Vec<_>>().concat();
    let mut reader = Reader::of(&notes, 100, 20);
    reader.play("3");
    for _ in 0..9 {
        point(&mut reader, MouseEventKind::ScrollDown, (20, 5));
    }
    assert!(!reader.text().contains("▾  1 Source 1"), "{}", reader.text());
    reader.play("1");
    let claim = cell(&reader, "One.");
    point(&mut reader, CLICK, claim);
    assert!(reader.text().contains("▾  1 Source 1"), "{}", reader.text());
}

#[test]
fn a_click_picks_from_contents_that_typing_has_narrowed() {
    for (columns, rows) in [(160, 30), (100, 30), (60, 20)] {
        let mut reader = Reader::harbour(columns, rows);
        reader.play("t 4");
        assert!(!reader.text().contains("2 Who pays"), "{}", reader.text());
        click(&mut reader, "What the pilots add");
        assert_eq!(reader.model().context(), Context::View(View::Article));
        let rows = &reader.model().screen().main.as_ref().unwrap().rows;
        assert!(rows.iter().any(|row| row.text().contains("They kept no log")), "{}", reader.text());
    }
}

#[test]
fn a_click_picks_from_an_open_popup_and_a_click_beside_it_closes_it() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("t");
    click(&mut reader, "Who pays");
    assert_eq!(reader.model().context(), Context::View(View::Article));
    reader.play("S-Tab Enter");
    assert_eq!(reader.model().context(), Context::Choice);
    click(&mut reader, "Harbour pilots  3 claims");
    assert!(reader.text().contains("▾  2 Harbour pilots"), "{}", reader.text());
    reader.play("1 :");
    reader.write("who pays");
    click(&mut reader, "section");
    assert_eq!(reader.model().context(), Context::View(View::Article));
    reader.play("T");
    click(&mut reader, "paper");
    assert!(reader.status().contains("Theme paper"), "{}", reader.status());
    reader.play("?");
    let before = reader.text();
    point(&mut reader, MouseEventKind::ScrollDown, (50, 15));
    assert_ne!(reader.text(), before);
    point(&mut reader, CLICK, (0, 0));
    assert_eq!(reader.model().context(), Context::View(View::Article));
}

/// Returns the screen rows of the scroll bar's thumb.
fn thumb(reader: &Reader) -> Vec<u16> {
    let bar = reader.model().screen().main.as_ref().and_then(|main| main.scroll_bar.as_ref());
    bar.map(|bar| bar.thumb.clone().map(|row| bar.area.y + row).collect()).unwrap_or_default()
}

/// Paragraphs of equal length, after front matter that is longer than all of them.
fn long(columns: u16, rows: u16) -> Reader {
    let text = (100..500).map(|number| format!("Paragraph {number}.\n\n")).collect::<Vec<_>>().concat();
    Reader::of(&format!("+++\ntitle = \"{}\"\n+++\n{text}", "long ".repeat(5000)), columns, rows)
}

#[test]
fn the_scroll_bar_shows_the_visible_part_and_touches_its_ends_only_at_the_ends() {
    let mut reader = long(80, 42);
    reader.play("G k");
    assert_eq!(thumb(&reader).last(), Some(&39), "one row less than the end");
    reader.play("j");
    assert_eq!(thumb(&reader).last(), Some(&40));
    click(&mut reader, "Paragraph 499.");
    point(&mut reader, CLICK, (78, 21));
    assert_eq!(thumb(&reader), [21]);
    assert!(reader.text().contains("Paragraph 300."), "{}", reader.text());
    // There is no scroll bar if everything is on the screen or no column is free.
    assert!(thumb(&Reader::of("One paragraph.\n", 80, 24)).is_empty());
    assert!(thumb(&long(40, 20)).is_empty() && !thumb(&long(41, 20)).is_empty());
}

#[test]
fn the_scroll_bar_can_be_clicked_and_dragged_and_one_step_back_undoes_a_drag() {
    let mut reader = long(80, 42);
    let before = reader.text();
    point(&mut reader, CLICK, (78, 10));
    for row in 11..30 {
        point(&mut reader, DRAG, (70, row));
    }
    assert!(thumb(&reader).contains(&29), "{:?}", thumb(&reader));
    point(&mut reader, DRAG, (78, 60));
    assert!(reader.text().contains("Paragraph 499."), "{}", reader.text());
    point(&mut reader, DRAG, (0, 0));
    assert_eq!(reader.text(), before, "the top of the bar is the beginning");
    point(&mut reader, DRAG, (0, 20));
    point(&mut reader, CLICK, (78, 30));
    reader.play("Backspace Backspace");
    assert_eq!(reader.text(), before);
    // A drag that began elsewhere does not move the bar.
    point(&mut reader, CLICK, (20, 10));
    point(&mut reader, DRAG, (78, 30));
    assert_eq!(reader.text(), before);
}

#[test]
fn a_list_longer_than_the_screen_has_a_scroll_bar_too() {
    let notes = (1..100).map(|n| format!("One.[^{n}]\n\n[^{n}]: Source {n}\n\n")).collect::<Vec<_>>().concat();
    let mut reader = Reader::of(&notes, 60, 12);
    reader.play("3");
    point(&mut reader, CLICK, (58, 9));
    assert!(reader.text().contains("99 Source 99"), "{}", reader.text());
    point(&mut reader, DRAG, (59, 1));
    assert!(reader.text().contains("▾  1 Source 1"), "{}", reader.text());
}

#[test]
fn the_pointer_never_discards_typed_text() {
    let mut reader = Reader::harbour(100, 30);
    reader.play("/");
    reader.write("dues");
    let before = reader.text();
    for kind in [CLICK, MouseEventKind::ScrollDown] {
        point(&mut reader, kind, (10, 10));
    }
    assert_eq!(reader.text(), before);
}

#[test]
fn m_gives_the_mouse_to_the_terminal_and_takes_it_back() {
    let mut reader = Reader::harbour(100, 30);
    assert!(reader.app.mouse());
    reader.play("M");
    assert!(!reader.app.mouse() && reader.status().contains("Mouse off"), "{}", reader.status());
    reader.play("M");
    assert!(reader.app.mouse() && reader.status().contains("Mouse on"), "{}", reader.status());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn the_pointer_breaks_nothing_anywhere(
        (columns, rows) in (1_u16..170, 1_u16..50),
        steps in proptest::collection::vec((0_u16..170, 0_u16..50, 0_usize..4, 0_usize..8), 1..12),
    ) {
        let mut reader = Reader::harbour(columns, rows);
        for (column, row, kind, key) in steps {
            reader.play(["t", "f", "?", "T", ":", "3", "i", "Tab"][key]);
            let kind = [CLICK, DRAG, MouseEventKind::ScrollDown, MouseEventKind::ScrollUp][kind];
            point(&mut reader, kind, (column, row));
            reader.draw();
        }
    }
}
