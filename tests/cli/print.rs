//! Tests `caveat print`: the page with its marks, the legend after it, and when it has escape sequences.

use caveat::briefing::ast::CaveatKind;
use caveat::briefing::link::link;
use caveat::briefing::parse::parse;
use caveat::text::manuscript::Manuscript;

use super::fixtures::{HARBOUR, harbour, many};
use super::harness::{Test, golden, harmless};

const BUILT_IN: &str = include_str!("../../content/korea.md");
const HOSTILE: &str = include_str!("../data/hostile.md");

/// Every kind of mark: a link, a note, a mention, words that nobody answers for, deleted words, an image and code.
const MARKS: &str = "+++\nlinks = \"always\"\n[sources.some]\nkind = \"unknown\"\n+++\n\n\
    Dues doubled,[^audit] and the quay is said to sink.[^some] The [port paper](https://paper.example/a) has left.\n\
    Ships wait~~, they say~~.[^audit][^gloss] ![A quay](quay.png)\n\n\
    ```\nfn berth() { let name = \"a line of code that is wider than the page, and that nobody may cut off\"; }\n```\n\n\
    [^audit]: *Port audit 2025*, https://audit.example/2025, table 4.\n\
    [^gloss]: A berth is a place for a ship.\n";

fn escapes(text: &str) -> usize {
    text.matches('\u{1b}').count()
}

/// The text without styles and hyperlinks, and without blanks at the ends of lines.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut parts = text.split('\u{1b}');
    plain += parts.next().unwrap_or_default();
    for part in parts {
        let after = match part.strip_prefix(']') {
            Some(link) => {
                assert!(link.starts_with("8;"), "{link}");
                link.strip_suffix('\\').unwrap_or("")
            }
            None if part.starts_with('\\') => &part[1..],
            None => {
                let style = part.strip_prefix('[').unwrap();
                let end = style.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap();
                assert_eq!(&style[end..=end], "m", "{style}");
                &style[end + 1..]
            }
        };
        plain += after;
    }
    plain.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn the_page_is_followed_by_the_legend_of_its_marks() {
    golden("cli/print.txt", &harbour(&["print", "--width", "60", "a.md"]).run().stdout());
    golden("cli/print-marks.txt", &Test::new(&["print", "--width", "60", "m.md"]).file("m.md", MARKS).run().stdout());
}

#[test]
fn a_pipe_gets_no_escape_sequence_unless_it_asks_for_colors() {
    for args in [&["print", "a.md"][..], &["print", "--color", "never", "a.md"], &["--color", "never", "print", "a.md"]]
    {
        assert_eq!(escapes(&harbour(args).run().stdout()), 0, "{args:?}");
    }
    assert_eq!(escapes(&harbour(&["print", "--color=never", "a.md"]).env("CLICOLOR_FORCE", "1").run().stdout()), 0);
    assert!(escapes(&harbour(&["print", "a.md"]).env("CLICOLOR_FORCE", "1").run().stdout()) > 0);
    assert!(escapes(&harbour(&["print", "--color", "always", "a.md"]).env("NO_COLOR", "1").run().stdout()) > 0);
}

#[test]
fn the_colored_page_has_the_same_words_as_the_plain_page() {
    for (name, text) in [("a.md", HARBOUR), ("k.md", BUILT_IN)] {
        let run = |color: &str| {
            let test = Test::new(&["print", "--width", "70", "--color", color, name]).file(name, text);
            plain(&test.env("COLORTERM", "truecolor").run().stdout())
        };
        // The plain page has signs around words of claims, so its rows end elsewhere.
        let page = |text: &str| -> Vec<String> {
            let words = text.split("MARKS").next().unwrap().split_whitespace();
            let words = words.filter(|word| !["▲", "✗", "│"].contains(word));
            words.map(|word| word.replace(['‹', '›'], "")).collect()
        };
        assert_eq!(page(&run("always")), page(&run("never")));
    }
}

#[test]
fn a_page_without_styles_shows_which_words_of_a_sentence_the_source_is_cited_for() {
    let text = "The dues are a scandal, and [they have doubled][^a].\n\nShips left.[^a]\n\n[^a]: Port audit 2025\n";
    let run = |color: &str| Test::new(&["print", "--color", color, "a.md"]).file("a.md", text).run().stdout();
    let page = run("never");
    assert!(page.contains("The dues are a scandal, and ‹they have doubled›¹."), "{page}");
    assert!(page.contains("   Ships left.¹"), "a claim that is its whole sentence needs no signs: {page}");
    assert!(page.contains("In ‹ ›: a claim's words"), "{page}");
    let page = plain(&run("always"));
    assert!(!page.contains('‹') && page.contains("Dimmer words are part of no claim"), "{page}");
}

#[test]
fn addresses_are_hyperlinks_where_the_terminal_may_have_them() {
    let run = |color: &str, variables: &[(&str, &str)]| {
        let test = Test::new(&["print", "--width", "60", "--color", color, "m.md"]).file("m.md", MARKS);
        variables.iter().fold(test, |test, (name, value)| test.env(name, value)).run().stdout()
    };
    let linked = run("always", &[]);
    assert!(linked.contains(";https://paper.example/a\u{1b}\\paper\u{1b}["), "{linked}");
    assert!(linked.contains(";https://audit.example/2025\u{1b}\\"), "{linked}");
    // No line leaves a link open for the next.
    assert!(linked.lines().all(|line| line.matches("\u{1b}]8;id").count() == line.matches("\u{1b}]8;;").count()));
    for variables in [[("NO_HYPERLINKS", "1")], [("TERM", "linux")]] {
        let run = run("always", &variables);
        assert!(run.contains("\u{1b}[") && !run.contains("\u{1b}]"), "{run}");
    }
    // Plain text has the address itself.
    assert!(run("never", &[]).contains("paper <https://paper.example/a>"));
}

#[test]
fn every_source_caveat_and_note_is_explained() {
    for text in [HARBOUR, MARKS, BUILT_IN] {
        let page = Test::new(&["print", "--width", "400", "a.md"]).file("a.md", text).run().stdout();
        let legend = page.split_once("MARKS").unwrap().1;
        let manuscript = Manuscript::new("a.md", text);
        let (briefing, _) = parse(&manuscript);
        let (dossier, _) = link(manuscript, briefing);
        for (number, source) in (1..).zip(&dossier.sources) {
            assert!(legend.contains(&format!("{number:>2} {}", source.name)), "{}: {legend}", source.name);
        }
        for told in dossier.caveats.iter().map(|caveat| &caveat.text).chain(dossier.notes.iter().map(|note| &note.text))
        {
            assert!(legend.contains(told), "{told}: {legend}");
        }
        let denials = dossier.caveats.iter().filter(|caveat| caveat.kind == CaveatKind::Denial).count();
        assert_eq!(legend.matches("✗ DENIED by ").count(), denials);
    }
}

#[test]
fn a_text_without_claims_says_what_that_means() {
    let legend = |text: &str| Test::new(&["print", "--width", "90", "a.md"]).file("a.md", text).run().stdout();
    assert!(
        legend("One.\n").ends_with("MARKS\n   No claim: nothing here has a reference to a source.\n"),
        "{}",
        legend("One.\n")
    );
    // A citation that is not read is not called absent.
    let unread = legend("Dues doubled [1]. Ships wait [2]. Two lines have left [3].\n");
    assert!(unread.contains("No claim: no citation is recognized.\n   The annotations have 1 problem"), "{unread}");
}

#[test]
fn rows_fit_the_width_and_nothing_is_cut_off() {
    let columns = |args: &[&str]| {
        let page = Test::new(args).file("a.md", BUILT_IN).run().stdout();
        page.lines().map(|line| line.chars().count()).max().unwrap()
    };
    for width in ["20", "40", "60", "72", "200"] {
        assert!(columns(&["print", "--width", width, "a.md"]) <= width.parse().unwrap());
        assert_eq!(columns(&["--width", width, "print", "a.md"]), columns(&["print", "--width", width, "a.md"]));
    }
    let page = Test::new(&["print", "--width", "30", "m.md"]).file("m.md", MARKS).run().stdout();
    assert!(page.contains("wider than the page, and that nobody may cut off\"; }\n"), "{page}");
}

#[test]
fn long_lines_of_code_do_not_widen_the_others() {
    let text = format!("```\n{}\n{}```\n", "x".repeat(3000), many(2000, |line| format!("{line}\n")));
    let page = Test::new(&["print", "--width", "60", "--color", "always", "a.md"]).file("a.md", text).run().stdout();
    assert!(page.len() < 500_000, "{}", page.len());
    let text = format!("```\n{}\n```\n", "x".repeat(100_000));
    let page = Test::new(&["print", "--width", "60", "a.md"]).file("a.md", text).run().stdout();
    assert_eq!(page.matches('x').count(), 100_000);
}

#[test]
fn a_closed_pipe_ends_printing_quietly() {
    let long = many(3000, |number| format!("Dues doubled in {number} ports.[^a]\n\n")) + "[^a]: A.\n";
    let (status, err) = Test::new(&["print", "a.md"]).file("a.md", long).run_into_closed_stdout();
    assert_eq!((status, err.as_str()), (0, ""));
}

#[test]
fn no_printed_text_drives_the_terminal() {
    harmless(&Test::new(&["print", "a.md"]).file("a.md", HOSTILE).run().stdout());
    let page = Test::new(&["print", "--color", "always", "a.md"]).file("a.md", HOSTILE).run().stdout();
    harmless(&plain(&page));
}

#[test]
fn standard_input_and_the_built_in_briefing_are_printed_and_folders_are_not() {
    let page = Test::new(&["print", "-"]).stdin(HARBOUR).run().stdout();
    assert_eq!(page, Test::new(&["print"]).stdin(HARBOUR).run().stdout());
    assert!(page.contains("Dues doubled in two years.¹▲"), "{page}");
    assert!(Test::new(&["print"]).run().stdout().contains("North Korea"));
    let run = Test::new(&["print", "notes"]).folder("notes").run();
    assert!(run.status == 2 && run.err.starts_with("error: `notes` is a folder\n"), "{}", run.err);
}

#[test]
fn the_theme_colors_the_page() {
    let page = |theme: &str| {
        let test = harbour(&["print", "--theme", theme, "--color", "always", "a.md"]);
        test.env("COLORTERM", "truecolor").run().stdout()
    };
    assert!(page("ink").contains("48;2;28;28;28") && !page("paper").contains("48;2;28;28;28"));
    // Without a theme, the environment tells the background: behind a pipe the terminal is not asked.
    let light = harbour(&["print", "--color", "always", "a.md"]).env("COLORTERM", "truecolor").env("COLORFGBG", "0;15");
    assert_eq!(light.run().stdout(), page("paper"));
}
