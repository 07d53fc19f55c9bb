//! Tests the three printed formats of a diagnostic, letter by letter, with awkward texts and names.

use caveat::diagnostics::diagnostic::Diagnostic;
use caveat::text::manuscript::{Manuscript, Span};

fn manuscript(text: &str) -> Manuscript {
    Manuscript::new("a.md", text)
}

/// An error at the first `marked`; at the end of the text if that is empty.
fn error(manuscript: &Manuscript, marked: &str) -> Diagnostic {
    let start = if marked.is_empty() { manuscript.text().len() } else { manuscript.text().find(marked).expect(marked) };
    Diagnostic::error("some-id", Span::new(start, start + marked.len()), "`x` is wrong")
}

/// The lines below the title in the human format.
#[track_caller]
fn check(text: &str, marked: &str, expected: &[&str]) {
    let manuscript = manuscript(text);
    let human = error(&manuscript, marked).human(&manuscript, false);
    let lines: Vec<_> = human.lines().collect();
    assert_eq!(lines[0], "error[some-id]: `x` is wrong");
    assert_eq!(&lines[1..], expected, "\n{human}");
}

#[test]
fn the_human_format_shows_the_line_the_related_place_and_the_help() {
    let manuscript = manuscript("one\ntwo three four\nfive");
    let warning = Diagnostic::warning("some-id", Span::new(8, 13), "`x` is odd")
        .related(Span::new(0, 3), "first here")
        .help("write `y`");
    let expected = "\
warning[some-id]: `x` is odd
 --> a.md:2:5
  |
2 | two three four
  |     ^^^^^
  |
 ::: a.md:1:1
  |
1 | one
  | --- first here
  |
  = help: write `y`
";
    assert_eq!(warning.human(&manuscript, false), expected);
    let colored = warning.human(&manuscript, true);
    assert!(colored.contains("\u{1b}[") && colored.contains("two three four"), "{colored:?}");
}

#[test]
fn the_short_format_is_one_line() {
    let manuscript = manuscript("one\ntwo three");
    let error = error(&manuscript, "three");
    assert_eq!(error.short(&manuscript), "a.md:2:5: error: `x` is wrong [some-id]\n");
    assert_eq!(error.help("write\n`y`").short(&manuscript), "a.md:2:5: error: `x` is wrong; write␊`y` [some-id]\n");
}

#[test]
fn the_json_format_has_bytes_and_columns() {
    let manuscript = manuscript("港\n\u{e4}b three");
    let error = error(&manuscript, "three").help("write `y`");
    assert_eq!(
        serde_json::to_string(&error.record(&manuscript)).expect("a record is JSON"),
        r#"{"file":"a.md","line":2,"column":4,"span":{"start":8,"end":13},"level":"error","id":"some-id","message":"`x` is wrong","help":"write `y`"}"#
    );
    let empty = Manuscript::new("a.md", "");
    let warning = Diagnostic::warning("some-id", Span::at(0), "`x` is odd");
    assert_eq!(
        serde_json::to_string(&warning.record(&empty)).expect("a record is JSON"),
        r#"{"file":"a.md","line":1,"column":1,"span":{"start":0,"end":0},"level":"warning","id":"some-id","message":"`x` is odd","help":null}"#
    );
}

#[test]
fn the_mark_stands_under_its_words_after_tabs_and_wide_characters() {
    check("\ttabs\there", "here", &[" --> a.md:1:7", "  |", "1 |     tabs    here", "  |             ^^^^"]);
    check("港は混む。[^x] after", "[^x]", &[" --> a.md:1:6", "  |", "1 | 港は混む。[^x] after", "  |           ^^^^"]);
    check("e\u{301} here", "here", &[" --> a.md:1:4", "  |", "1 | e\u{301} here", "  |   ^^^^"]);
}

#[test]
fn control_and_deceptive_characters_become_one_character_symbols() {
    check(
        "\u{1b}[31m \u{202e}rtl\u{200b} here \u{7f}",
        "here",
        &[" --> a.md:1:13", "  |", "1 | \u{fffd}[31m \u{fffd}rtl\u{fffd} here \u{fffd}", "  |             ^^^^"],
    );
    check("x \u{202e}\u{1b} y", "\u{202e}\u{1b}", &[" --> a.md:1:3", "  |", "1 | x \u{fffd}\u{fffd} y", "  |   ^^"]);
    check("a\rb here", "here", &[" --> a.md:1:5", "  |", "1 | a\u{fffd}b here", "  |     ^^^^"]);
}

#[test]
fn names_and_messages_are_escaped_too() {
    let manuscript = Manuscript::new("a\u{1b}[31m\u{202e}.md", "one");
    let error = Diagnostic::error("some-id", Span::new(0, 3), "`\u{1b}[0m\u{202e}`\nis wrong")
        .related(Span::new(0, 1), "here\u{7}")
        .help("not \u{200b}");
    let human = "\
error[some-id]: `␛[0m<U+202E>`␊is wrong
 --> a␛[31m<U+202E>.md:1:1
  |
1 | one
  | ^^^
  |
 ::: a␛[31m<U+202E>.md:1:1
  |
1 | one
  | - here␇
  |
  = help: not <U+200B>
";
    assert_eq!(error.human(&manuscript, false), human);
    assert_eq!(
        error.short(&manuscript),
        "a␛[31m<U+202E>.md:1:1: error: `␛[0m<U+202E>`␊is wrong; not <U+200B> [some-id]\n"
    );
}

#[test]
fn a_very_long_line_is_cut_to_the_part_around_the_mark() {
    let text = format!("{}here{}", "left ".repeat(2_000), " right".repeat(2_000));
    let manuscript = manuscript(&text);
    let human = error(&manuscript, "here").human(&manuscript, false);
    let lines: Vec<_> = human.lines().collect();
    assert_eq!(lines[1], " --> a.md:1:10001");
    assert!(lines[3].starts_with("1 | ...") && lines[3].ends_with("...") && lines[3].len() < 160, "{human}");
    let at = lines[3].find("here").expect("the marked words are shown");
    assert_eq!(lines[4], format!("  | {}^^^^", " ".repeat(at - 4)));
}

#[test]
fn a_place_at_the_end_is_marked_there() {
    check("last", "last", &[" --> a.md:1:1", "  |", "1 | last", "  | ^^^^"]);
    check("last", "", &[" --> a.md:1:5", "  |", "1 | last", "  |     ^"]);
    check("last\n", "", &[" --> a.md:2:1", "  |", "2 |", "  | ^"]);
    check("", "", &[" --> a.md:1:1", "  |", "1 |", "  | ^"]);
}

#[test]
fn line_breaks_and_the_byte_order_mark_are_not_shown() {
    check("two words\r\nnext\r\n", "words", &[" --> a.md:1:5", "  |", "1 | two words", "  |     ^^^^^"]);
    check("two words\r\nnext\r\n", "words\r\nnext", &[" --> a.md:1:5", "  |", "1 | two words", "  |     ^^^^^"]);
    check("two words\r\nnext\r\n", "\r\nnext", &[" --> a.md:1:10", "  |", "1 | two words", "  |          ^"]);
    check("\u{feff}two words", "two", &[" --> a.md:1:1", "  |", "1 | two words", "  | ^^^"]);
}

#[test]
fn problems_are_sorted_by_place_and_errors_stand_first() {
    let mut all = [
        Diagnostic::error("c", Span::new(4, 5), "z"),
        Diagnostic::warning("b", Span::new(1, 2), "y"),
        Diagnostic::error("a", Span::new(1, 2), "z"),
    ];
    Diagnostic::sort(&mut all);
    assert_eq!(all.map(|diagnostic| diagnostic.id), ["a", "b", "c"]);
}
