//! Tests properties of every text, every size and every key.

use std::fmt::Write as _;

use caveat::briefing::ast::BlockKind;
use caveat::briefing::dossier::{Dossier, Doubts};
use caveat::page::article::{Memo, Typesetter};
use caveat::page::row::{Anchor, Gutter, Row};
use caveat::reader::keymap::{BINDINGS, Context};
use caveat::reader::view::View;
use caveat::terminal::theme::Theme;
use caveat::text::manuscript::Manuscript;
use caveat::text::visible;
use proptest::prelude::*;
use proptest::sample::select;

use crate::harness::{HARBOUR, Reader, dossier, plain_look};

/// Everything that controls a terminal or deceives the eye, in every part of a text.
const HOSTILE: &str = include_str!("../data/hostile.md");

const NO_CLAIMS: &str = "# Plain\n\nNothing here cites anything.\n\n- one\n- two\n";

fn documents() -> Vec<&'static str> {
    vec![HARBOUR, HOSTILE, NO_CLAIMS, "", "One.[^a]\n\n[^a]: A", "[^a][^b]", "```\ncode\n```"]
}

/// A key of the table, by its name; digits and a key that means nothing too.
fn keys() -> impl Strategy<Value = String> {
    let names: Vec<_> = BINDINGS.iter().flat_map(|binding| binding.keys).copied().collect();
    let names = names.into_iter().filter(|name| !["q", "C-c", "C-z"].contains(name)).chain(["1", "3", "3", "0", "z"]);
    // Some keys are pressed more often.
    let names = names.chain(["Tab", "Enter", "Enter", "c", "Backspace", "x", "3", "i", "/", "n", ":"]);
    select(names.map(str::to_owned).collect::<Vec<_>>())
}

#[derive(Clone, Debug)]
enum Step {
    Press(String),
    Resize(u16, u16),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => keys().prop_map(Step::Press),
        1 => sizes().prop_map(|(columns, rows)| Step::Resize(columns, rows)),
    ];
    prop::collection::vec(step, 1..40)
}

fn sizes() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![(0_u16..=200, 0_u16..=60), (0_u16..=30, 0_u16..=8)]
}

fn take(reader: &mut Reader, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Press(key) => _ = reader.play(key),
            Step::Resize(columns, rows) => reader.resize(*columns, *rows),
        }
    }
}

#[track_caller]
fn assert_harmless(text: &str) {
    for c in text.chars().filter(|&c| c != '\n') {
        assert!(!c.is_control() && !visible::suspicious(c), "{c:?} in\n{text}");
    }
}

/// Rows of the article that are on the screen, if it is.
fn article(reader: &Reader) -> Option<&[Row]> {
    let screen = reader.model().screen();
    let shown = reader.model().context() == Context::View(View::Article) && screen.main.is_some();
    shown.then(|| {
        let pane = screen.main.as_ref().unwrap();
        &pane.rows[..pane.rows.len().min(usize::from(pane.inside.rows))]
    })
}

#[track_caller]
fn assert_chosen_in_sight(reader: &Reader) {
    if let Some(rows) = article(reader).filter(|rows| !rows.is_empty()) {
        assert!(rows.iter().any(|row| row.gutter == Gutter::Chosen), "{}", reader.text());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size_draw_something_harmless(
        text in select(documents()), size in sizes(), steps in steps(),
    ) {
        let mut reader = Reader::of(text, size.0, size.1);
        for step in &steps {
            take(&mut reader, std::slice::from_ref(step));
            assert_harmless(&reader.text());
        }
    }

    #[test]
    fn resizing_away_and_back_changes_nothing(
        text in select(documents()), size in sizes(), steps in steps(), away in prop::collection::vec(sizes(), 1..4),
    ) {
        let mut reader = Reader::of(text, size.0, size.1);
        take(&mut reader, &steps);
        reader.resize(size.0, size.1);
        let before = reader.frame();
        for (columns, rows) in away {
            reader.resize(columns, rows);
        }
        reader.resize(size.0, size.1);
        prop_assert_eq!(reader.frame(), before);
    }

    #[test]
    fn a_newly_chosen_item_is_visible_at_any_size(
        built_in in any::<bool>(), size in sizes(), steps in steps(), key in select(vec!["Tab", "S-Tab"]), other in sizes(),
    ) {
        let mut reader = if built_in { Reader::built_in(size.0, size.1) } else { Reader::harbour(size.0, size.1) };
        take(&mut reader, &steps);
        // A prompt or a list, highlights, the card, a claim in the list, the list.
        reader.play("Esc Esc Esc Esc Esc");
        // If there is no claim in that direction, nothing is chosen.
        reader.play(key);
        let (mut wide, now) = (String::new(), reader.size());
        for (columns, rows) in [(200, 5), (now.columns, now.rows), other] {
            reader.resize(columns, rows);
            wide = if wide.is_empty() { reader.status() } else { wide };
            if !wide.contains("This is the") {
                assert_chosen_in_sight(&reader);
            }
        }
    }

    #[test]
    fn scrolling_up_as_far_as_down_returns_to_the_start(
        built_in in any::<bool>(), size in (1_u16..=150, 3_u16..=30), start in 0_usize..30, rows in 1_usize..40,
    ) {
        let mut reader = if built_in { Reader::built_in(size.0, size.1) } else { Reader::harbour(size.0, size.1) };
        let top = |reader: &Reader| article(reader).and_then(|rows| Some(rows.first()?.at));
        reader.play(&"j ".repeat(start));
        let before = top(&reader);
        let mut moved = 0;
        for _ in 0..rows {
            let at = top(&reader);
            reader.play("j");
            moved += usize::from(top(&reader) > at);
        }
        reader.play(&"k ".repeat(moved));
        prop_assert_eq!(top(&reader), before);
    }
}

/// Blocks of Markdown, all kinds, nested and not.
fn markdown() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-z]{1,9}[,.]?",
        1 => Just("*most*".to_owned()),
        1 => Just("`a  b`".to_owned()),
        1 => Just("東港倍になった".to_owned()),
        1 => Just("👩\u{200d}👧".to_owned()),
        1 => Just("[here](https://example.org/a/very/long/address?that=goes&on=and-on)".to_owned()),
        1 => Just("[x][1]".to_owned()),
        1 => Just("&amp;\\\n".to_owned()),
        1 => Just("end.[^a]".to_owned()),
        1 => Just("[may have left][^b][^c]".to_owned()),
        1 => "[a-z]{20,40}",
    ];
    let line = prop::collection::vec(word, 1..14).prop_map(|words| words.join(" "));
    let cell = "[a-z東 ]{0,12}(\\[\\^a\\])?";
    let table = (1_usize..5).prop_flat_map(move |columns| {
        let row = prop::collection::vec(cell, columns..=columns).prop_map(|cells| format!("| {} |", cells.join(" | ")));
        prop::collection::vec(row, 1..5)
            .prop_map(move |rows| format!("{}\n|{}\n{}", rows[0], " --- |".repeat(columns), rows[1..].join("\n")))
    });
    let code =
        prop::collection::vec("[a-z\t东 ]{0,60}", 0..4).prop_map(|lines| format!("```\n{}\n```", lines.join("\n")));
    let leaf = prop_oneof![
        6 => line.clone(),
        1 => (1_usize..4, line.clone()).prop_map(|(level, line)| format!("{} {}", "#".repeat(level), line.replace("\\\n", ""))),
        2 => table,
        2 => code,
        1 => Just("---".to_owned()),
        1 => Just("<div>html</div>".to_owned()),
    ];
    let block = (leaf, 0_usize..4, 0_usize..12).prop_map(|(leaf, kind, depth)| {
        let (first, rest) = match kind {
            0 => ("> ".repeat(depth), "> ".repeat(depth)),
            1 => ("- ".repeat(depth.min(5)), "  ".repeat(depth.min(5))),
            _ => (String::new(), String::new()),
        };
        let mut text = String::new();
        for (number, line) in leaf.lines().enumerate() {
            let _ = writeln!(text, "{}{line}", if number == 0 { &first } else { &rest });
        }
        text
    });
    let notes =
        "[^a]: Somebody, somewhere\n\n[^b]: Another\n\n[^c]: *Third*\n\n[1]: https://example.org/far/away/from/here";
    prop::collection::vec(block, 0..7).prop_map(move |blocks| {
        format!("+++\ntitle = \"A title of some words\"\n+++\n{}\n\n{notes}\n", blocks.join("\n"))
    })
}

/// Runs `test` with a typesetter of a text.
fn with_typesetter(text: &str, width: usize, test: impl Fn(&Typesetter<'_>)) {
    let (dossier, _) = dossier(Manuscript::new("text.md", text));
    let standing = vec![true; dossier.claims.len()];
    let doubts = Doubts::new();
    let look = plain_look(&dossier, &standing, &doubts);
    test(&Typesetter { look, width, room: width, shift: 0, whole: false, colored: true, memo: &Memo::default() });
}

/// Asserts that each row begins after the previous row, and that scrolling row by row gives the same rows; returns
/// them.
#[track_caller]
fn assert_scrolls_through(typesetter: &Typesetter<'_>) -> Vec<Row> {
    let rows = typesetter.rows_from(Anchor::default(), usize::MAX);
    for pair in rows.windows(2) {
        assert!(pair[0].at < pair[1].at, "{pair:?}");
    }
    let Some(mut at) = rows.first().map(|row| row.at) else { return rows };
    for row in &rows[1..] {
        let next = typesetter.moved(at, 1);
        assert_eq!(next, row.at, "down from {at:?}");
        assert_eq!(typesetter.moved(next, -1), at, "up from {next:?}");
        at = next;
    }
    assert_eq!(typesetter.moved(at, 1), at);
    rows
}

/// Whether `part` remains when some characters of `whole` are removed.
fn is_within(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().filter(|c| !c.is_whitespace()).all(|c| whole.any(|other| other == c))
}

#[track_caller]
fn assert_nothing_lost(dossier: &Dossier, rows: &[Row]) {
    let shown: String = rows.iter().map(Row::text).collect();
    let blocks = &dossier.briefing.blocks;
    // Code can be scrolled sideways, so it need not fit.
    let whole = || blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Code { .. }));
    let in_order = whole().filter(|block| !matches!(block.kind, BlockKind::Table { .. }));
    let prose: String = in_order.flat_map(|block| &block.proses).map(|prose| prose.text.as_str()).collect();
    assert!(is_within(&prose, &shown), "{prose}\n{shown}");
    for cell in whole().flat_map(|block| &block.proses) {
        assert!(is_within(&cell.text, &shown), "{}\n{shown}", cell.text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scrolling_from_beginning_to_end_shows_every_row(text in markdown(), width in 1_usize..=120) {
        with_typesetter(&text, width, |typesetter| {
            let rows = assert_scrolls_through(typesetter);
            assert_nothing_lost(typesetter.look.dossier, &rows);
            for row in &rows {
                // The widest cluster has two columns.
                assert!(row.columns() <= width.max(2), "{width} columns: {:?}", row.text());
            }
        });
    }
}

#[test]
fn a_hostile_text_scrolls_too() {
    for width in 1..=120 {
        with_typesetter(HOSTILE, width, |typesetter| {
            for row in assert_scrolls_through(typesetter) {
                assert_harmless(&row.text());
            }
        });
    }
}

#[test]
fn every_theme_draws_every_view() {
    for (name, _) in Theme::BUILT_IN {
        let theme = Theme::built_in(name).unwrap();
        for text in documents() {
            let mut reader = Reader::of(text, 140, 40);
            for keys in ["", "x", "c", "3", "Enter", "t", "?"] {
                reader.play(keys);
                reader.draw_in(&theme);
            }
        }
    }
}

#[test]
fn the_status_line_names_the_claim_or_the_last_event() {
    for columns in 20..=200 {
        let mut reader = Reader::harbour(columns, 20);
        let claims = 10;
        for number in 1..=claims {
            let status = reader.status();
            let said = [format!(" {number}/{claims} "), format!(" claim {number} of {claims} ")];
            assert!(said.iter().any(|said| status.contains(said)), "{columns} columns: {status}");
            reader.play("Tab");
        }
        assert!(reader.status().contains("This is the"), "{columns} columns: {}", reader.status());
        reader.play("3");
        let status = reader.status();
        assert!(["1/8", "source 1 of 8"].iter().any(|said| status.contains(said)), "{columns} columns: {status}");
        reader.play("x");
        assert!(reader.status().contains("Without Por"), "{columns} columns: {}", reader.status());
    }
}
