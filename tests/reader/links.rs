//! Tests following things on the screen: letters, addresses, headings, and files that link to one another.

use std::fs;
use std::path::{Path, PathBuf};

use caveat::files::load;
use caveat::page::look::{Addresses, Preferences};
use caveat::page::row::Row;
use caveat::reader::keymap::Context;
use caveat::reader::view::View;
use caveat::text::manuscript::{Cursor, Manuscript};
use caveat::text::role::Role;
use caveat::text::symbol::Symbols;
use proptest::prelude::*;

use crate::harness::Reader;

/// The letters on the screen, each with the words under it.
fn letters(reader: &Reader) -> Vec<(String, String)> {
    let buffer = reader.draw();
    let letters = reader.model().screen().letters.iter();
    letters
        .map(|letters| {
            let (x, y) = (letters.area.x + letters.area.columns, letters.area.y);
            let rest: String = (x..buffer.area.width).map(|x| buffer[(x, y)].symbol().to_owned()).collect();
            (letters.run.text.clone(), rest.split("  ").next().unwrap_or_default().to_owned())
        })
        .collect()
}

/// Types the letters before some words.
#[track_caller]
fn follow(reader: &mut Reader, wanted: &str) {
    reader.play("f");
    let letters = letters(reader);
    let (letters, _) = letters
        .iter()
        .find(|(_, words)| words.starts_with(wanted))
        .unwrap_or_else(|| panic!("no letter stands before `{wanted}`, but before {letters:?}"));
    let keys: Vec<String> = letters.chars().map(String::from).collect();
    reader.play(&keys.join(" "));
}

/// Returns the notice of the last action, or a description of the chosen item.
fn said(reader: &Reader) -> String {
    let status = reader.model().screen().status.as_ref();
    let runs = status.into_iter().flat_map(|(_, row)| &row.runs).filter(|run| run.roles.has(Role::BarActive));
    let words = runs.map(|run| run.text.trim()).filter(|words| !["Article", "Sources"].contains(words));
    words.collect::<Vec<_>>().join(" ")
}

/// The first row of the text.
fn top(reader: &Reader) -> String {
    let pane = reader.model().screen().main.as_ref();
    pane.and_then(|pane| pane.rows.first()).map(Row::text).unwrap_or_default()
}

const LINKED: &str = "\
+++
[sources.audit]
name = \"Port audit\"
url = \"https://audit.example/2025\"
by = [\"court\"]
[sources.court]
name = \"Court\"
[sources.pilots]
name = \"Pilots\"
url = \"ftp://pilots.example/\"
+++

# Dues

See [the *long* words](<https://port.example/a b>), [berths](#berth-table), [costs](#was-k%C3%B6stet-es),
[nothing](#none) and [mail](mailto:a@b.example).
Dues doubled.[^audit] Ships wait.[^pilots] It rained.[^note] [It snowed](https://snow.example)[^court]

## Was köstet es?

One.

## Berths {#berth-table}

Two.

[^note]: [A page](http://note.example/x) of it.
";

#[test]
fn a_letter_goes_to_a_claim_a_source_or_a_caveat_and_backspace_returns() {
    let mut reader = Reader::harbour(100, 30);
    let before = reader.text();
    follow(&mut reader, "Ships now wait");
    assert_eq!(said(&reader), "claim 2 of 10");
    follow(&mut reader, "Harbour pilots");
    assert!(reader.text().contains("▾  2 Harbour pilots"), "{}", reader.text());
    follow(&mut reader, "Ships now …");
    assert_eq!(said(&reader), "3/10");
    follow(&mut reader, "LIMITED by Court");
    assert!(reader.text().contains("WHO STATES IT"), "{}", reader.text());
    reader.play("Backspace Backspace Backspace Backspace");
    assert_eq!(reader.text(), before);
}

#[test]
fn letters_stay_over_everything_that_can_be_followed_until_one_is_typed() {
    let mut reader = Reader::of(LINKED, 100, 30);
    let before = reader.text();
    reader.play("f");
    assert_eq!(reader.model().context(), Context::Letters);
    assert!(reader.text().contains("Seeathe long words"), "{}", reader.text());
    reader.play("z");
    assert_eq!(said(&reader), "Nothing here has the letters z");
    assert_eq!(reader.play("? Enter Tab 1"), []);
    reader.play("Esc");
    assert_eq!(reader.model().context(), Context::View(View::Article));
    assert_eq!(reader.text(), before);
    let mut empty = Reader::of("Nothing.", 40, 10);
    empty.play("f");
    assert!(said(&empty).contains("Nothing to follow here"), "{}", said(&empty));
}

#[test]
fn a_claim_that_is_a_link_can_be_followed_too() {
    let mut reader = Reader::of(LINKED, 100, 30);
    follow(&mut reader, "It snowed");
    assert_eq!(said(&reader), "To be opened: https://snow.example");
    reader.play("f");
    let over_marks = letters(&reader).into_iter().find(|(_, rest)| !rest.starts_with("It snowed") && rest.is_empty());
    let (letter, _) = over_marks.expect("a letter stands over the claim's mark");
    reader.play(&letter);
    assert_eq!(said(&reader), "claim 4 of 4");
}

#[test]
fn many_targets_get_two_letters_each() {
    let links: Vec<String> = (0..40).map(|number| format!("[w{number}](https://x.example/{number})")).collect();
    let mut reader = Reader::of(&links.join(" "), 80, 40);
    reader.play("f");
    let all = letters(&reader);
    assert_eq!(all.len(), 40);
    assert!(all.iter().all(|(letters, _)| letters.len() == 2), "{all:?}");
    reader.play("s");
    assert_eq!(letters(&reader).len(), 40 - 26, "those that begin otherwise are gone");
    assert!(said(&reader).starts_with("Type a letter to follow; a capital shows the address: s"), "{}", said(&reader));
    reader.play("q");
    assert_eq!(said(&reader), "To be opened: https://x.example/35");
}

#[test]
fn a_capital_shows_an_address_and_opens_nothing() {
    let mut reader = Reader::of(LINKED, 100, 30);
    reader.play("f");
    let letters = letters(&reader).into_iter().find(|(_, words)| words.starts_with("It snowed")).unwrap().0;
    reader.play(&letters.to_uppercase());
    assert_eq!(said(&reader), "https://snow.example");
    assert_eq!(reader.model().context(), Context::Letters);
    reader.play(&letters);
    assert_eq!(said(&reader), "To be opened: https://snow.example");
}

#[test]
fn only_a_requested_web_address_is_opened() {
    let mut reader = Reader::of(LINKED, 100, 30);
    follow(&mut reader, "the long");
    assert_eq!(said(&reader), "To be opened: https://port.example/a%20b");
    reader.play("o");
    assert_eq!(said(&reader), "To be opened: https://audit.example/2025");
    reader.play("Tab o");
    assert_eq!(said(&reader), "Not opened, as it is not http(s): ftp://pilots.example/");
    reader.play("Tab o");
    assert_eq!(said(&reader), "To be opened: http://note.example/x", "a note has a link");
    reader.play("Tab o");
    assert_eq!(said(&reader), "No address is given for Court");
    reader.play("3 g o");
    assert_eq!(said(&reader), "To be opened: https://audit.example/2025");
    reader.play("1 g");
    follow(&mut reader, "mail");
    assert!(said(&reader).starts_with("Not opened, as it is neither"), "{}", said(&reader));
}

#[test]
fn an_address_without_markup_is_a_link_too() {
    let text =
        "A claim.[^a] See https://x.example/a_b_c (or http://y.example).\n\n[^a]: Report, https://z.example/1.\n";
    let mut reader = Reader::of(text, 80, 24);
    let links = &reader.model().screen().links;
    let addresses: Vec<&str> = links.iter().map(|link| link.address.as_str()).collect();
    assert_eq!(addresses, ["https://x.example/a_b_c", "http://y.example", "https://z.example/1"]);
    reader.play("o");
    assert_eq!(said(&reader), "To be opened: https://z.example/1");
}

#[test]
fn several_addresses_open_a_choice() {
    let front = "+++\n[sources.a]\nurl = \"https://a.example\"\n[sources.b]\nurl = \"https://b.example\"\n+++\n";
    let mut reader = Reader::of(&format!("{front}It is so.[^a][^b]"), 100, 30);
    reader.play("o");
    assert!(reader.text().contains("Choose an address by number"), "{}", reader.text());
    reader.play("2");
    assert_eq!(said(&reader), "To be opened: https://b.example");
}

#[test]
fn a_link_within_the_text_goes_to_its_heading_or_reports_that_it_is_missing() {
    let mut reader = Reader::of(&format!("{LINKED}{}", "\nMore.\n".repeat(20)), 100, 8);
    let before = top(&reader);
    reader.play("j j");
    let place = top(&reader);
    follow(&mut reader, "berths");
    assert_eq!(top(&reader), "Berths", "{}", reader.text());
    reader.play("Backspace");
    assert_eq!(top(&reader), place);
    follow(&mut reader, "costs");
    assert_eq!(top(&reader), "Was köstet es?");
    reader.play("Backspace");
    follow(&mut reader, "nothing");
    assert!(said(&reader).starts_with("No heading of this text has the id #none"), "{}", said(&reader));
    assert_ne!(before, place);
}

#[test]
fn an_id_after_a_heading_is_hidden_but_other_braces_are_shown() {
    let reader = Reader::of("# One {#a-b}\n\n## Two {b}\n\n## Three `{#c}`\n\n## {#d}\n\n## [Four {#e}](#x)\n", 60, 40);
    let text = reader.text();
    for heading in ["One\n", "Two {b}\n", "Three {#c}\n", "{#d}\n", "Four\n"] {
        assert!(text.contains(heading), "{text}");
    }
}

#[test]
fn link_text_that_equals_the_address_is_not_followed_by_it() {
    let text = "[x.example/a](https://x.example/a/) [x](https://x.example) <a@x.example>";
    let mut reader = Reader::of(text, 80, 10);
    assert!(reader.text().contains("x.example/a x a@x.example"), "{}", reader.text());
    reader.app.model =
        reader.app.model.with_preferences(Preferences { addresses: Addresses::Shown, ..Preferences::default() });
    reader.play("C-l");
    assert!(reader.text().contains("x.example/a x <https://x.example> a@x.example"), "{}", reader.text());
}

#[test]
fn every_address_on_the_screen_is_a_hyperlink_and_a_popup_hides_it() {
    let mut reader = Reader::of(LINKED, 100, 30);
    let cells = |reader: &Reader| {
        let buffer = reader.draw();
        let mut words: Vec<(String, String)> = Vec::new();
        for link in &reader.model().screen().links {
            let cells = link.area.x..link.area.x + link.area.columns;
            let text: String = cells.map(|x| buffer[(x, link.area.y)].symbol().to_owned()).collect();
            match words.last_mut() {
                Some((address, words)) if *address == link.address => words.push_str(&text),
                _ => words.push((link.address.clone(), text)),
            }
        }
        words
    };
    let expected = [
        ("https://port.example/a%20b", "the long words"),
        ("https://snow.example", "It snowed"),
        ("http://note.example/x", "A page"),
    ];
    assert_eq!(cells(&reader), expected.map(|(address, words)| (address.to_owned(), words.to_owned())));
    reader.play("3");
    assert_eq!(cells(&reader), [("https://audit.example/2025".to_owned(), "https://audit.example/2025".to_owned())]);
    reader.play("1 ?");
    let popup = reader.model().screen().popup.as_ref().expect("help is open").area;
    for link in &reader.model().screen().links {
        let rows = popup.y..popup.y + popup.rows;
        let apart = link.area.x + link.area.columns <= popup.x || popup.x + popup.columns <= link.area.x;
        assert!(!rows.contains(&link.area.y) || apart, "{link:?} under {popup:?}");
    }
}

/// A folder of its own, with some files in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("caveat-{}-{name}", std::process::id()));
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn open(&self, name: &str) -> Reader {
        let manuscript = load::file(&self.0.join(name)).unwrap().manuscript;
        Reader::on(manuscript, Symbols::Full, 100, 12)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_link_to_a_file_opens_it_and_backspace_returns_to_the_exact_place() {
    let first = "# First\n\nA claim.[^a]\n\n- one\n- two\n\nTo [the second](notes/second%20.md#two) and [again](./first.md#first).\n\n\
                 1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n[^a]: Somebody\n";
    let second = "# Second\n\nAnother claim.[^a]\n\n## Two\n\nBack to [the first](../first.md), [none](../none.md), \
                  [nowhere](../first.md#nowhere).\n\n1\n\n2\n\n3\n\n4\n\n5\n\n[^a]: Nobody\n";
    let folder = Folder::new("links", &[("first.md", first), ("notes/second .md", second)]);
    let mut reader = folder.open("first.md");
    reader.play("x j j");
    let before = reader.text();
    assert!(before.contains("0 of 1 stand"), "{before}");
    follow(&mut reader, "the second");
    assert_eq!(top(&reader), "Two", "{}", reader.text());
    let second = reader.text();
    assert!(second.contains("Second") && !second.contains("stand"), "it has doubts of its own: {second}");

    follow(&mut reader, "none");
    assert!(said(&reader).starts_with("cannot read `") && said(&reader).contains("there is no such file"));
    assert_eq!(top(&reader), "Two");

    follow(&mut reader, "nowhere");
    assert_eq!(top(&reader), "First");
    assert!(reader.text().contains("No heading of this text has the id #nowhere"));
    reader.play("C-l");
    assert!(reader.text().contains("0 of 1 stand"), "it is the text that was open before: {}", reader.text());
    follow(&mut reader, "again");
    assert_eq!(top(&reader), "First");

    reader.play("Backspace");
    assert_eq!(reader.text(), second);
    reader.play("Backspace");
    assert_eq!(reader.text(), before);
    reader.play("M-Right");
    assert_eq!(reader.text(), second);
}

#[test]
fn a_text_without_a_file_has_no_files_beside_it() {
    let mut reader = Reader::on(Manuscript::new("standard input", "[x](y.md)"), Symbols::Full, 80, 10);
    follow(&mut reader, "");
    assert!(said(&reader).starts_with("Not opened: standard input is in no folder where y.md"), "{}", said(&reader));
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_opened() {
    let folder = Folder::new("kinds", &[("a.md", "[dir](d.md) [tty](dev/tty.md)"), ("d.md/x", "")]);
    std::os::unix::fs::symlink("/dev", folder.0.join("dev")).unwrap();
    std::os::unix::fs::symlink("/dev/null", folder.0.join("null.md")).unwrap();
    let mut reader = folder.open("a.md");
    follow(&mut reader, "dir");
    assert!(said(&reader).contains("it is a directory, not a file"), "{}", said(&reader));
    assert!(load::linked(&folder.0.join("null.md")).unwrap_err().to_string().contains("it is not a file"));
    assert!(load::file(Path::new("/dev/null")).unwrap().manuscript.path().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn letters_never_share_a_cell_and_each_follows_something(
        columns in 1_u16..170, rows in 1_u16..50, text in 0..2_usize, keys in prop::sample::select(vec!["", "G", "3", "i", "Tab Tab"])
    ) {
        let wide = "東港[東](https://x.example)港。[^a]".repeat(30);
        let mut reader = [Reader::harbour(columns, rows), Reader::of(&wide, columns, rows)].into_iter().nth(text).unwrap();
        reader.play(keys);
        reader.play("f");
        let letters = reader.model().screen().letters.clone();
        let mut cells = std::collections::HashSet::new();
        let mut texts = std::collections::HashSet::new();
        for letters in &letters {
            prop_assert!(texts.insert(letters.run.text.clone()));
            prop_assert_eq!(usize::from(letters.area.columns), letters.run.text.len());
            prop_assert!(letters.area.x + letters.area.columns <= columns && letters.area.y < rows);
            for x in letters.area.x..letters.area.x + letters.area.columns {
                prop_assert!(cells.insert((x, letters.area.y)));
            }
        }
        let buffer = reader.draw();
        for letters in &letters {
            for (x, letter) in (letters.area.x..).zip(letters.run.text.chars()) {
                let cell = &buffer[(x, letters.area.y)];
                prop_assert_eq!(cell.symbol(), letter.to_string());
                prop_assert_eq!(caveat::terminal::theme::Theme::role_of(cell.fg), Some(Role::Letter));
            }
        }
        if let Some(first) = letters.first() {
            let keys: Vec<String> = first.run.text.chars().map(String::from).collect();
            reader.play(&keys.join(" "));
            prop_assert!(reader.model().context() != Context::Letters);
        }
    }

    #[test]
    fn backspace_returns_from_wherever_letters_go(picks in prop::collection::vec(0..100_usize, 1..12), rows in 6_u16..40) {
        let first = format!("{LINKED}\n\n[More](second.md#two), [again](first.md), [none](none.md).\n");
        let second = "# One\n\n[Back](first.md#berth-table)[^a]\n\n## Two\n\nA claim.[^a] [One](#one).\n\n[^a]: [It](x.md)\n";
        let folder = Folder::new("back", &[("first.md", &first), ("second.md", second)]);
        let mut reader = folder.open("first.md");
        reader.resize(110, rows);
        let before = reader.text();
        for pick in picks {
            reader.play("f");
            let letters = &reader.model().screen().letters;
            let text = letters.get(pick % letters.len().max(1)).map(|letters| letters.run.text.clone());
            let keys: Vec<String> = text.iter().flat_map(|text| text.chars().map(String::from)).collect();
            reader.play(&keys.join(" "));
        }
        for _ in 0..20 {
            reader.play("Backspace");
        }
        reader.play("C-l");
        prop_assert_eq!(reader.text(), before);
    }
}

/// A text that cites nothing, with links that are no sources: by the settings, or because they lead within the text.
const UNCITED: &str = "\
+++
links = \"never\"
+++

# Tools

Read [the manual](https://a.example/manual) or [the index](#index) first, then [the manual again](https://a.example/manual).

Nothing here.

## Index

The last is [the end](other.md).
";

/// The words of the selected link.
fn selected(reader: &Reader) -> String {
    let rows = &reader.model().screen().main.as_ref().unwrap().rows;
    let runs = rows.iter().flat_map(|row| &row.runs).filter(|run| run.roles.has(Role::Selected));
    runs.map(|run| run.text.as_str()).collect()
}

#[test]
fn without_claims_tab_goes_from_link_to_link_and_enter_follows() {
    let mut reader = Reader::of(UNCITED, 80, 9);
    assert!(reader.status().contains("Tab next link"), "{}", reader.status());
    for (key, words, said_) in [
        ("Tab", "the manual", "link 1 of 4: https://a.example/manual"),
        ("Tab", "the index", "link 2 of 4: #index"),
        ("Tab", "the manual again", "link 3 of 4: https://a.example/manual"),
        ("S-Tab", "the index", "link 2 of 4: #index"),
        ("S-Tab", "the manual", "link 1 of 4"),
        ("S-Tab", "the manual", "This is the first link"),
        ("0 4 Tab", "the end", "This is the last link"),
        ("S-Tab S-Tab", "the index", "link 2 of 4"),
    ] {
        reader.play(key);
        assert_eq!(selected(&reader), words, "{key}");
        assert!(reader.status().contains(said_), "{key}: {}", reader.status());
    }
    assert_eq!(reader.model().place_to_edit(), Cursor { line: 7, column: 49, byte: 49 });
    reader.play("Enter");
    assert!(reader.text().contains("The last is the end"), "{}", reader.text());
    reader.play("Backspace g S-Tab");
    for key in ["Enter", "o"] {
        reader.play(key);
        assert!(reader.status().contains("To be opened: https://a.example/manual"), "{}", reader.status());
    }
}

#[test]
fn a_selected_link_is_visible_without_color_and_only_while_it_is_on_the_screen() {
    let long = format!("{UNCITED}{}", "\nMore words.\n".repeat(40));
    let mut reader = Reader::of(&long, 60, 12);
    reader.play("Tab");
    let mono = reader.draw_in(&caveat::terminal::theme::Theme::built_in("mono").unwrap());
    let reversed = mono.content.iter().filter(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED));
    let words: String = reversed.map(ratatui::buffer::Cell::symbol).collect();
    assert!(words.contains("the manual"), "{words}");
    reader.play("G");
    assert_eq!(selected(&reader), "");
    reader.play("Enter");
    assert!(reader.status().contains("Nothing chosen leads to a source"), "{}", reader.status());
    // From there, the last link above is the previous one.
    reader.play("S-Tab");
    assert_eq!(selected(&reader), "the end");
}

#[test]
fn a_plain_text_has_neither_claims_nor_links() {
    let mut reader = Reader::of("Plain words.\n", 60, 12);
    reader.play("Tab");
    assert!(reader.status().contains("No claim: nothing here has a reference to a source"), "{}", reader.status());
}
