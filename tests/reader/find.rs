//! Tests the finder: its entries, their order, and the effect of picking one.

use std::fmt::Write as _;

use caveat::reader::keymap::Context;
use caveat::reader::view::View;
use caveat::terminal::tui::Effect;
use caveat::text::manuscript::Manuscript;
use caveat::text::role::Role;
use caveat::text::symbol::Symbols;
use proptest::prelude::*;

use crate::harness::{HARBOUR, Reader};

/// The rows of the list, without the prompt.
fn listed(reader: &Reader) -> Vec<String> {
    let rows = reader.model().screen().popup.as_ref().map_or(&[][..], |popup| &popup.rows[1..]);
    rows.iter().map(|row| row.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn lit(reader: &Reader) -> String {
    let popup = reader.model().screen().popup.as_ref().unwrap();
    let runs = popup.rows.iter().flat_map(|row| &row.runs).filter(|run| run.roles.has(Role::MatchCurrent));
    runs.map(|run| run.text.as_str()).collect()
}

fn found(letters: &str) -> Reader {
    let mut reader = Reader::harbour(100, 40);
    reader.play(":");
    reader.write(letters);
    reader
}

#[test]
fn everything_is_listed_with_its_kind_before_any_typing() {
    let reader = found("");
    assert_eq!(reader.model().context(), Context::Finder);
    let rows = listed(&reader);
    assert_eq!(rows[0], "section What the audit found");
    for expected in [
        "source Port audit 2025 3 claims",
        "caveat From memory: no log was kept",
        "denial Denies that any line has left",
    ] {
        assert!(rows.iter().any(|row| row == expected), "{expected} in {rows:#?}");
    }
    assert!(rows.iter().any(|row| row.starts_with("command") && row.ends_with("Tab")), "{rows:#?}");
}

#[test]
fn a_few_letters_find_an_entry_and_are_highlighted() {
    for (letters, first, shown) in [
        ("ptaud", "source Port audit 2025 3 claims", "Ptaud"),
        ("audit port", "source Port audit 2025 3 claims", "Portaudit"),
        ("eleven", "caveat Rests on a sample of eleven berths", "eleven"),
        ("who pays", "section Who pays", "Whopays"),
        ("half of that", "claim Fishing boats pay about half of that. 5", "halfofthat"),
        ("clear all", "command clear all doubts X", "clearall"),
    ] {
        let reader = found(letters);
        assert_eq!(listed(&reader)[0], first);
        assert_eq!(lit(&reader).to_lowercase(), shown.to_lowercase());
    }
}

/// Names with initials, and claims whose sentences have the same words and letters.
const NAMES: &str = "+++
[sources.boe]
name = \"Bank of England\"
[sources.who]
name = \"World Health Organization\"
[sources.dni]
name = \"Office of the Director of National Intelligence\"
[sources.amt]
name = \"Amt für Statistik\"
[sources.elysee]
name = \"Élysée Press Service\"
[sources.seaport]
name = \"Seaport watchers\"
[caveats.sample]
by = [\"who\"]
covers = [\"boe\"]
text = \"A sample of statistics\"
+++

# Rates and money

## Who pays the bank

The bank of Eastern savers pays less interest.[^boe] A port officer who saw the ledger reports none.[^who]

## Port dues

Statistics of the port are late.[^amt] Every pilot stops there.[^dni] Money moves to the health office.[^elysee]
Seaports organize.[^seaport]
";

#[test]
fn names_come_before_words_of_claims_and_initials_before_words() {
    for (letters, first) in [
        ("boe", "source Bank of England"),
        ("be", "source Bank of England"),
        ("BE", "source Bank of England"),
        ("bank", "source Bank of England"),
        ("who", "source World Health Organization"),
        ("who p", "section Who pays the bank"),
        ("wpb", "section Who pays the bank"),
        ("odni", "source Office of the Director of National Intelligence"),
        ("dni", "source Office of the Director of National Intelligence"),
        ("afs", "source Amt für Statistik"),
        ("as", "source Amt für Statistik"),
        ("eps", "source Élysée Press Service"),
        ("ély", "source Élysée Press Service"),
        ("port", "section Port dues"),
        ("sport", "source Seaport watchers"),
        ("stat", "source Amt für Statistik"),
        ("statistics", "caveat A sample of statistics"),
        ("money", "section Rates and money"),
        ("health", "source World Health Organization"),
        ("officer", "claim A port officer"),
        ("port officer", "claim A port officer"),
        ("office", "source Office of the Director"),
        ("pilot st", "claim Every pilot stops there"),
    ] {
        let mut reader = Reader::of(NAMES, 100, 40);
        reader.play(":");
        reader.write(letters);
        assert!(listed(&reader)[0].starts_with(first), "{letters}: {:#?}", listed(&reader));
    }
    for (letters, first) in [
        ("ca", "source Court of Audit"),
        ("coa", "source Court of Audit"),
        ("mot", "source Ministry of Transport"),
        ("wp", "section Who pays"),
        ("port", "source Port audit 2025"),
        ("pos", "source Port of Seewarden"),
        ("pilots", "source Harbour pilots"),
        ("ferries", "claim Ferries reportedly"),
    ] {
        let reader = found(letters);
        assert!(listed(&reader)[0].starts_with(first), "{letters}: {:#?}", listed(&reader));
    }
    for (letters, first) in [("fsi", "source Financial Security Institute"), ("sk", "source South Korea")] {
        let mut reader = Reader::built_in(100, 40);
        reader.play(":");
        reader.write(letters);
        assert!(listed(&reader)[0].starts_with(first), "{letters}: {:#?}", listed(&reader));
    }
}

/// The rows of text on the screen, without the gutter.
fn article(reader: &Reader) -> Vec<String> {
    let rows = reader.model().screen().main.as_ref().map_or(&[][..], |pane| &pane.rows[..]);
    rows.iter().map(|row| row.text().trim().to_owned()).collect()
}

/// A text with a front matter and a footnote, whose lines say which they are.
fn numbered() -> String {
    let lines = (4..=60).map(|line| if line % 2 == 0 { format!("Line {line}.[^a]\n") } else { "\n".to_owned() });
    format!("+++\ntitle = \"Lines\"\n+++\n{}[^a]: A\n\n[b]: https://b.example\n", lines.collect::<String>())
}

#[test]
fn a_number_goes_to_a_line_a_share_a_claim_or_a_source_and_says_so_before() {
    for (typed, row, first, said) in [
        ("12", "line Go to line 12", "Line 12.¹", ""),
        (" 12 ", "line Go to line 12", "Line 12.¹", ""),
        ("2", "claim Go to claim 2: Line 6. ", "", "claim 2 of 29"),
        ("0", "line Go to line 1", "Lines", "Line 1 is in the front matter; the text begins at line 4"),
        ("61", "line Go to line 61", "", "of 29"),
        ("999", "line Go to line 63, the last", "", "Line 63 is the last"),
        ("99999999999999999999999", "line Go to line 63, the last", "", "Line 63 is the last"),
        ("$", "line Go to line 63", "", "Line 63 is not shown; this is near it"),
        ("50%", "place Go to 50% of the text", "Line 34.¹", ""),
        ("0%", "place Go to 0% of the text", "Lines", ""),
        ("400%", "place Go to 100% of the text", "", ""),
        ("c 12", "claim Go to claim 12: Line 26. ", "", "claim 12 of 29"),
        ("claim12", "claim Go to claim 12: Line 26. ", "", "claim 12 of 29"),
        ("c 99", "claim Go to claim 29, the last: Line 60. ", "", "Claim 29 is the last"),
        ("s 1", "source Go to source 1: A ", "", "source 1 of 1"),
    ] {
        let mut reader = Reader::of(&numbered(), 120, 12);
        reader.play(":");
        reader.write(typed);
        assert_eq!(format!("{} ", listed(&reader)[0]).trim_end(), row.trim_end(), "{typed}");
        reader.play("Enter");
        assert!(first.is_empty() || article(&reader)[0] == first, "{typed}: {}", reader.text());
        assert!(reader.status().contains(said), "{typed}: {}", reader.status());
        if article(&reader)[0] != "Lines" {
            reader.play("Backspace");
            assert_eq!(article(&reader)[0], "Lines", "{typed}");
        }
    }
}

#[test]
fn a_line_that_is_gone_to_has_its_claim_chosen() {
    let mut reader = Reader::of(&numbered(), 120, 12);
    reader.play(":");
    reader.write("20");
    reader.play("Enter");
    assert!(reader.status().contains("claim 9 of 29"), "{}", reader.status());
    assert_eq!(reader.model().place_to_edit().line, 20);
}

#[test]
fn a_converted_text_counts_the_lines_of_its_markdown() {
    let manuscript = Manuscript::new("page.html", "One.\n\nTwo.\n\nThree.\n").converted();
    let mut reader = Reader::on(manuscript, Symbols::Full, 100, 20);
    reader.play(":");
    reader.write("3");
    assert_eq!(listed(&reader)[0], "line Go to line 3 of the Markdown");
}

#[test]
fn a_number_that_leads_nowhere_is_found_as_words_only() {
    let mut reader = Reader::of("Nothing is cited in 2031.", 100, 20);
    reader.play(":");
    for typed in ["c 3", "s 1", "c", "c x", "%", "1 2"] {
        reader.write(typed);
        assert!(listed(&reader).iter().all(|row| !row.contains("Go to")), "{typed}: {:?}", listed(&reader));
        reader.play("C-u");
    }
}

#[test]
fn numbered_places_are_no_recent_entries_and_letters_still_find_words() {
    let mut reader = Reader::of(NAMES, 100, 40);
    reader.play(":");
    reader.write("c 2");
    reader.play("Enter :");
    assert!(listed(&reader)[0].starts_with("section"), "{:?}", listed(&reader));
    reader.write("2");
    // The second line is in the front matter.
    assert!(listed(&reader)[0].starts_with("claim Go to claim 2: "), "{:?}", listed(&reader));
    assert_eq!(listed(&reader)[1], "line Go to line 2");
}

#[test]
fn the_guide_opens_beside_the_text_and_esc_or_backspace_returns_to_the_place() {
    for (columns, rows) in [(100, 30), (40, 12)] {
        for back in ["Backspace", "Esc", "q", "3 q"] {
            let mut reader = Reader::harbour(columns, rows);
            reader.play("Tab Tab Tab");
            let before = reader.frame();
            reader.play(":");
            reader.write("guide");
            assert!(listed(&reader)[0].contains("the guide: how to read"), "{:?}", listed(&reader));
            reader.play("Enter");
            assert!(reader.text().contains("Before you begin"), "{}", reader.text());
            assert!(reader.status().contains("Esc returns to your text"), "{}", reader.status());
            assert_eq!(reader.play(back), []);
            assert_eq!(reader.frame(), before, "{back}");
            // It is not a text whose sources say something about this one.
            reader.play(":");
            reader.write("guide");
            reader.play("Enter 2 Tab x Esc Esc Esc");
            assert_eq!(reader.text(), Reader::harbour_at(columns, rows, "Tab Tab Tab").text());
        }
    }
}

#[test]
fn the_initials_that_find_a_name_are_highlighted() {
    for (letters, shown) in [("wpb", "Wpb"), ("odni", "ODNI"), ("eps", "ÉPS"), ("port", "Port")] {
        let mut reader = Reader::of(NAMES, 100, 40);
        reader.play(":");
        reader.write(letters);
        assert_eq!(lit(&reader), shown, "{letters}");
    }
}

#[test]
fn enter_goes_to_an_entry_and_backspace_comes_back() {
    for (letters, context, status) in [
        ("half of that", Context::View(View::Article), "claim 5 of 10"),
        ("ministry of tr", Context::View(View::Sources), "8/8 Ministry of Transport"),
        ("eleven", Context::View(View::Article), "sample"),
        ("who pays", Context::View(View::Article), "claim 4 of 10"),
    ] {
        let mut reader = found(letters);
        reader.play("Enter");
        assert_eq!(reader.model().context(), context);
        assert!(reader.status().contains(status), "{}", reader.status());
        reader.play("Backspace");
        assert_eq!(reader.text(), Reader::harbour(100, 40).text(), "{letters}");
    }
}

#[test]
fn a_command_does_the_same_as_its_key() {
    let mut reader = found("doubt this source");
    reader.play("Enter");
    let mut other = Reader::harbour(100, 40);
    other.play("x");
    assert_eq!(reader.frame(), other.frame());
    reader.play(":");
    reader.write("quit;");
    assert_eq!(reader.play("Enter"), [Effect::Quit]);
    // The finder does not list itself, nor commands that only work elsewhere.
    for words in ["find anything by a few", "while typing: erase a word"] {
        assert!(listed(&found(words)).iter().all(|row| !row.contains(words)), "{words}");
    }
}

#[test]
fn the_last_picked_entry_comes_first() {
    let mut reader = found("half of that");
    reader.play("Enter :");
    reader.write("who pays");
    reader.play("Enter :");
    assert_eq!(listed(&reader)[..2], ["section Who pays", "claim Fishing boats pay about half of that. 5"]);
}

#[test]
fn arrows_move_in_the_list_and_esc_closes_it() {
    let mut reader = Reader::harbour(80, 24);
    let before = reader.frame();
    let selected = |reader: &Reader| {
        let rows = &reader.model().screen().popup.as_ref().unwrap().rows;
        rows.iter().position(|row| row.runs.iter().any(|run| run.roles.has(Role::Selected)))
    };
    reader.play(":");
    let mut rows = vec![selected(&reader)];
    for key in ["Up", "Down", "C-n", "C-p"] {
        reader.play(key);
        rows.push(selected(&reader));
    }
    assert_eq!(rows, [Some(1), Some(1), Some(2), Some(3), Some(2)]);
    reader.play("PgDn PgDn PgDn PgDn PgDn PgDn");
    assert!(listed(&reader).last().unwrap().ends_with("10"));
    reader.play("Esc");
    assert_eq!(reader.frame(), before);
}

#[test]
fn a_search_without_matches_says_so() {
    let mut reader = found("qqqq");
    assert_eq!(listed(&reader), ["nothing has these letters"]);
    reader.play("Enter");
    assert!(reader.status().contains("Nothing here has the letters \"qqqq\""), "{}", reader.status());
}

#[test]
fn letters_deep_in_a_long_claim_are_visible() {
    let mut reader = Reader::of(&format!("{}needle.[^a]\n\n[^a]: A", "hay and more hay, ".repeat(40)), 60, 20);
    reader.play(":");
    reader.write("needle");
    let row = &listed(&reader)[0];
    assert!(row.contains('…') && row.contains("needle"), "{row}");
}

#[test]
fn the_list_stays_within_its_rows_at_any_size() {
    let mut text = String::new();
    for number in 0..300 {
        let _ = writeln!(text, "Claim {number} 東港 👩\u{200d}👧 \u{202e}.[^a]\n");
    }
    for (columns, rows) in [(1, 1), (5, 3), (20, 6), (40, 10), (200, 60)] {
        let mut reader = Reader::of(&text, columns, rows);
        reader.play(":");
        reader.write("2 港");
        reader.play("Down PgDn");
        reader.draw();
        if rows > 5 {
            assert!(reader.text().contains("Claim 2") || columns < 40, "{}", reader.text());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_typing_gives_a_list_or_a_notice_and_esc_restores_the_screen(
        hostile in any::<bool>(), size in (1_u16..=120, 1_u16..=40), letters in "[ a-eA-Et/!^$\\\\'東é\u{301}\u{202e}\u{200d}👩]{0,8}",
    ) {
        let text = if hostile { include_str!("../data/hostile.md") } else { HARBOUR };
        let mut reader = Reader::of(text, size.0, size.1);
        let before = reader.frame();
        reader.play(":");
        reader.write(&letters);
        reader.play("Down Left Home");
        // Joiners between emoji are harmless, so it is not enough to look at each character.
        let text = reader.text();
        prop_assert_eq!(caveat::text::visible::lines(&text), text.as_str());
        reader.play("Esc");
        prop_assert_eq!(reader.frame(), before);
    }
}

#[test]
fn a_popup_cuts_wide_glyphs_on_both_sides_and_leaves_no_hole() {
    for columns in 40..80 {
        let mut reader = Reader::of(&"東".repeat(3000), columns, 20);
        reader.play(":");
        // A cell without a role would panic here.
        reader.frame();
    }
}

#[test]
fn no_claim_is_listed_without_its_caveats_and_denials() {
    for (columns, rows) in [(100, 40), (24, 40)] {
        let mut reader = Reader::built_in(columns, rows);
        reader.play(":");
        reader.write("hackers sponsored");
        let text = reader.text();
        let row = text.lines().find(|row| row.contains("claim ")).unwrap();
        assert!(row.contains("▲✗"), "{text}");
    }
}
