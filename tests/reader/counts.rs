//! Tests numbers typed before a key.

use caveat::reader::keymap::Context;
use caveat::reader::view::View;

use crate::harness::Reader;

fn after(keys: &str) -> Reader {
    Reader::harbour_at(160, 14, keys)
}

fn first(reader: &Reader) -> String {
    reader.model().screen().main.as_ref().map(|pane| pane.rows[0].text().trim().to_owned()).unwrap_or_default()
}

#[test]
fn a_count_does_what_as_many_keys_do() {
    for (counted, keys) in [
        ("5 j", "j j j j j"),
        ("0 3 j", "j j j"),
        ("6 j 0 4 k", "j j"),
        ("0 2 Space", "Space Space"),
        ("0 2 d 0 1 u", "Space u"),
        ("0 3 Tab", "Tab Tab Tab"),
        ("9 Tab 0 2 S-Tab", "Tab Tab Tab Tab Tab Tab Tab Tab Tab S-Tab S-Tab"),
        ("0 2 ]", "] ]"),
        ("0 2 }", "} }"),
        ("} } } 0 2 {", "} } } { {"),
        ("2 6 j", "2 j j j j j j"),
        ("2 0 3 Tab", "2 Tab Tab Tab"),
        ("3 7 j 0 2 Tab", "3 j j j j j j j Tab Tab"),
        ("4 0 2 l 0 1 h", "4 l l h"),
        ("i 5 j", "i j j j j j"),
        ("0 4 J", "J J J J"),
        ("Tab } } 0 2 Backspace", "Tab"),
        ("? 3 j", "? j j j"),
    ] {
        assert_eq!(after(counted).text(), after(keys).text(), "{counted}");
    }
}

#[test]
fn a_count_past_the_end_stops_there() {
    for (counted, keys) in [
        ("0 1 2 Down", "j j j j j j j j j j j j"),
        ("9 9 9 9 9 9 9 9 9 9 9 j", "G"),
        ("G 9 9 9 9 9 9 k", "G b b b b b b b b b"),
        ("2 9 9 9 j", "2 G"),
        ("3 9 9 9 }", "3 G"),
        ("4 9 9 9 l", "4 l l l l l l"),
    ] {
        let row = |keys: &str| (first(&after(keys)), after(keys).model().context());
        assert_eq!(row(counted), row(keys), "{counted}");
    }
    assert!(after("9 9 9 Tab").status().contains("This is the last claim"), "{}", after("9 9 9 Tab").status());
    assert!(after("0 9 9 ]").status().contains("3 of 3 by Port audit 2025: no further one"));
}

#[test]
fn a_digit_of_a_view_shows_it_at_once_whatever_follows() {
    for (keys, view) in [("2", View::Claims), ("3 j", View::Sources), ("4", View::Map), ("1 2 3 4 1", View::Article)] {
        let reader = after(keys);
        assert_eq!(reader.model().context(), Context::View(view), "{keys}");
        assert!(!reader.status().contains("rows"), "{}", reader.status());
    }
    // After a number has begun, the same digits belong to it.
    assert_eq!(after("0 2 3 4").model().context(), Context::View(View::Article));
}

#[test]
fn the_status_line_shows_the_number_and_esc_drops_it() {
    let reader = after("0");
    assert!(reader.status().starts_with(" 0  the number, then a key"), "{}", reader.status());
    let mut reader = after("0 1 2");
    let status = reader.status();
    assert!(status.starts_with(" 12 "), "{status}");
    for word in ["j 12 rows", "Tab 12 claims", "G line 12", "% 12%", "Esc leave"] {
        assert!(status.contains(word), "{word}: {status}");
    }
    reader.play("Esc");
    assert_eq!(reader.frame(), after("").frame());
    reader.play("j");
    assert_eq!(reader.text(), after("j").text());
    // On any other key, a number means nothing.
    assert_eq!(after("7 x").frame(), after("x").frame());
    assert_eq!(after("7 2").model().context(), Context::View(View::Article));
}

#[test]
fn a_number_without_digits_moves_nothing_and_says_why() {
    let reader = after("0 G");
    assert_eq!(first(&reader), first(&after("")));
    assert!(reader.status().contains("No number yet: after 0, type the digits of a number"), "{}", reader.status());
}

#[test]
fn a_number_goes_to_a_line_of_the_file_to_a_row_of_a_list_or_to_a_share() {
    assert_eq!(first(&after("6 8 G")), "Who pays");
    assert_eq!(first(&after("6 8 g")), "Who pays");
    assert_eq!(first(&after("9 9 9 G Backspace")), first(&after("")));
    assert!(after("9 9 9 G").status().contains("is the last"), "{}", after("9 9 9 G").status());
    assert!(after("2 0 7 G").text().contains("Claim 7 of 10"), "{}", after("2 0 7 G").text());
    assert!(after("2 5 0 %").text().contains("Claim 5 of 10"), "{}", after("2 5 0 %").text());
    assert_eq!(first(&after("0 0 1 0 0 %")), first(&after("G")));
    assert!(after("%").status().contains("Type a number first: 50% is half of the text"));
    let half = after("5 0 %");
    assert!(half.text().contains("50%") || first(&half) != first(&after("")), "{}", half.text());
}

#[test]
fn a_count_is_one_jump() {
    for counted in ["0 3 ]", "0 3 }", "0 3 n"] {
        let start = "/ p o r t Enter g";
        let there = after(&format!("{start} {counted}"));
        assert_ne!(there.frame(), after(start).frame(), "{counted}");
        let back = after(&format!("{start} {counted} Backspace"));
        assert_eq!(first(&back), first(&after(start)), "{counted}");
    }
}

#[test]
fn a_count_of_matches_goes_round_as_single_keys_do() {
    for (counted, keys) in
        [("0 3 n", "n n n"), ("5 n", "n n n n n"), ("0 2 N", "N N"), ("0 3 n 5 N", "n n n N N N N N")]
    {
        let start = "/ p o r t Enter";
        let (counted, keys) = (after(&format!("{start} {counted}")), after(&format!("{start} {keys}")));
        let number = |reader: &Reader| reader.status().split(',').next().unwrap_or_default().to_owned();
        assert_eq!(number(&counted), number(&keys));
        assert_eq!(first(&counted), first(&keys));
    }
}
