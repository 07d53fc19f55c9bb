//! Tests `caveat summary`: filters, widths, doubts and formats.

use super::fixtures::{WRONG, harbour, many};
use super::harness::{self, Test};

#[test]
fn without_a_terminal_the_summary_is_printed() {
    let summary = harbour(&["a.md"]).run().stdout();
    harness::golden("cli/summary.txt", &summary);
    harbour(&["summary", "a.md"]).stdout(&summary).passes();
    let built_in = Test::new(&[]).run().stdout();
    assert!(built_in.lines().count() > 100, "{built_in}");
    Test::new(&["summary"]).stdout(&built_in).passes();
}

#[test]
fn a_filtered_summary_says_what_it_leaves_out() {
    harness::golden("cli/only.txt", &harbour(&["summary", "--only", "source:pilots", "a.md"]).run().stdout());
    let json = harbour(&["summary", "--format", "json", "--only", "denied", "a.md"]).run().stdout();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["only"], "denied");
    let numbers: Vec<_> = json["claims"].as_array().unwrap().iter().map(|claim| claim["number"].as_u64()).collect();
    assert_eq!(numbers, [Some(2)], "{json}");
    // Doubts apply before the filter.
    let fallen = harbour(&["summary", "--doubt", "audit", "--only", "fallen", "a.md"]).run().stdout();
    assert!(fallen.contains("“fallen”: 1 claim."), "{fallen}");
    let none = harbour(&["summary", "--only", "unsourced denied", "a.md"]).run().stdout();
    assert!(none.contains("no claims") && !none.contains("CLAIMS") && !none.contains("SOURCES"), "{none}");
}

#[test]
fn an_invalid_filter_is_reported_with_its_place_before_anything_is_printed() {
    let run = harbour(&["summary", "--only", "denied or sorce:a\u{1b}[2Jb", "a.md"]).run();
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("unknown word `sorce:`") && run.err.contains(" --> --only:1:11"), "{}", run.err);
    assert!(run.err.contains("did you mean `source:`?") && !run.err.contains('\u{1b}'), "{}", run.err);
}

#[test]
fn an_empty_file_is_a_briefing_without_claims() {
    Test::new(&["summary", "e.md"]).file("e.md", "").stdout("e.md\n━━━━\n\nThis text is empty.\n").passes();
    Test::new(&["check", "e.md"]).file("e.md", "").stdout("no errors, no warnings in 1 file with no claims\n").passes();
    let json = Test::new(&["summary", "--format", "json", "e.md"]).file("e.md", "").run().json();
    assert_eq!(json["claims"], serde_json::json!([]));
}

#[test]
fn the_width_is_respected_and_bounded() {
    for width in ["20", "33", "1000"] {
        let summary = harbour(&["summary", "--width", width, "a.md"]).run().stdout();
        let columns = summary.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
        assert!(columns <= width.parse().unwrap(), "{width}: {columns}");
    }
    for width in ["19", "1001", "0", "65536", "99999999999999999999", "wide", "", "20.5"] {
        harbour(&["summary", "--width", width, "a.md"])
            .stderr(&format!(
                "error: invalid value '{width}' for '--width <N>': expected a number from 20 to 1000\n\nFor more information, try '--help'.\n"
            ))
            .status(2)
            .passes();
    }
    let negative = harbour(&["summary", "--width", "-3", "a.md"]).run();
    assert_eq!((negative.status, negative.out.as_str()), (2, ""));
}

#[test]
fn ascii_output_is_ascii_in_every_format() {
    for format in ["text", "markdown", "json"] {
        let test = Test::new(&["summary", "--ascii", "--format", format, "a.md"]);
        let summary = test.file("a.md", "Zürich — “港”.[^ä]\n\n[^ä]: Ålesund…\n").run().stdout();
        assert!(summary.is_ascii() && summary.len() > 20, "{summary}");
    }
}

#[test]
fn markdown_is_markdown() {
    let summary = harbour(&["summary", "--format", "markdown", "a.md"]).run().stdout();
    assert!(summary.starts_with("# Harbour dues double\n"), "{summary}");
    assert!(summary.contains("Rests on a sample of eleven berths"), "{summary}");
    // Tables and paragraphs of Markdown are not wrapped.
    harbour(&["summary", "--format", "markdown", "--width", "20", "a.md"]).stdout(&summary).passes();
}

#[test]
fn json_is_valid_against_its_schema() {
    for test in [
        Test::new(&["summary", "--format", "json"]),
        harbour(&["summary", "--format", "json", "a.md"]),
        harbour(&["summary", "--format", "json", "--ascii", "--doubt", "audit", "a.md"]),
        Test::new(&["summary", "--format", "json", "-"]).stdin(WRONG),
        Test::new(&["summary", "--format", "json", "-"]).stdin(""),
        Test::new(&["summary", "--format", "json", "-"]).stdin("\u{feff}\u{1b}[31m\u{202e}.[^\u{7}]"),
        Test::new(&["summary", "--format", "json", "-"]).stdin(b"\xff\xfeab\xff"),
    ] {
        harness::valid(&test.run().json(), "");
    }
}

#[test]
fn claims_fall_with_a_doubted_source() {
    let stands = |args: &[&str]| {
        let args = [&["summary", "--format", "json", "a.md"], args].concat();
        let json = harbour(&args).run().json();
        let claims = json["claims"].as_array().unwrap().iter();
        claims.map(|claim| claim["stands"].as_bool().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(stands(&[]), [true, true]);
    assert_eq!(stands(&["--doubt", "audit"]), [false, true]);
    assert_eq!(stands(&["--doubt", "office"]), [false, true]);
    assert_eq!(stands(&["--doubt", "office", "--doubt", "office"]), [false, true]);
    assert_eq!(stands(&["--doubt", "office", "--doubt=pilots"]), [false, false]);
    assert_eq!(stands(&["--doubt", "PILOTS"]), [true, false]);
    let summary = harbour(&["summary", "--doubt", "audit", "a.md"]).run().stdout();
    assert!(summary.contains("Supposing that Port audit 2025 [1] is worth nothing"), "{summary}");
}

#[test]
fn a_source_is_doubted_by_its_number_too() {
    let doubted = |name: &str| harbour(&["summary", "--doubt", name, "a.md"]).run().stdout();
    assert_eq!(doubted("1"), doubted("audit"));
    assert_eq!(doubted("[^audit]"), doubted("audit"));
    let json = harbour(&["summary", "--format", "json", "a.md"]).run().json();
    let numbers: Vec<_> = json["sources"].as_array().unwrap().iter().map(|source| source["number"].as_u64()).collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(3), Some(4)]);
}

#[test]
fn a_number_that_is_the_label_of_another_source_is_an_error_that_names_both() {
    let text = "It rained.[^2] It snowed.[^1] It froze.[^3]\n\n[^1]: The weather service\n[^2]: The lock keeper\n\
        [^3]: The harbour master\n";
    let doubt = |name: &str| Test::new(&["summary", "--doubt", name, "-"]).stdin(text);
    doubt("2")
        .stderr(
            "error: `2` is the label of one source and the number of another in standard input\n  help: write `[^2]` \
             for The lock keeper or `[^1]` for The weather service\n",
        )
        .status(2)
        .passes();
    assert!(doubt("[^2]").run().stdout().contains("Supposing that The lock keeper [1] is worth nothing"));
    assert!(doubt("3").run().stdout().contains("Supposing that The harbour master [3] is worth nothing"));
}

#[test]
fn doubting_an_unknown_source_is_an_error() {
    harbour(&["summary", "--doubt", "pilot", "a.md"])
        .stderr("error: no source `pilot` in a.md\n  help: did you mean `pilots`?\n")
        .status(2)
        .passes();
    // A caveat is not a source, and no id is near it.
    harbour(&["summary", "--doubt", "port-denies", "a.md"])
        .stderr(
            "error: no source `port-denies` in a.md\n  help: `caveat summary` lists the sources by number and label\n",
        )
        .status(2)
        .passes();
    Test::new(&["summary", "--doubt", "a\nerror: \u{1b}[31m"])
        .stderr("error: no source `a␊error: ␛[31m` in the built-in briefing\n  help: `caveat summary` lists the sources by number and label\n")
        .status(2)
        .passes();
}

#[test]
fn thousands_of_claims_are_summarized_quickly() {
    let claim = |number| format!("Claim {number} is believed to hold for some 1,700 cases.[^s{}]\n\n", number % 500);
    let source = |number| format!("[^s{number}]: Source {number}.\n");
    let text = many(2_000, claim) + &many(500, source);
    for format in ["text", "markdown", "json"] {
        let begun = std::time::Instant::now();
        let summary = Test::new(&["summary", "--format", format, "-"]).stdin(&text).run().stdout();
        assert!(summary.contains("Claim 1999"));
        // The limit allows for a debug build on a busy machine.
        assert!(begun.elapsed().as_secs() < 20, "{format}: {:?}", begun.elapsed());
    }
}

/// A claim whose source needs two others together, or a third one.
const TOGETHER: &str = "+++\n[sources.report]\nname = \"The report\"\nby = [[\"officials\", \"lab\"], \"witness\"]\n\
    [sources.officials]\nname = \"Officials\"\nkind = \"group\"\n[sources.lab]\nname = \"A laboratory\"\n\
    [sources.witness]\nname = \"A witness\"\n+++\n\nThe lamp broke.[^report]\n";

#[test]
fn sources_that_are_needed_together_are_named_together() {
    let summary =
        |args: &[&str]| Test::new(&[&["summary"], args, &["a.md"]].concat()).file("a.md", TOGETHER).run().stdout();
    let text = summary(&[]).replace('\u{a0}', " ");
    assert!(text.contains("└ 2 Officials, group [^officials], together with A laboratory [3]\n"), "{text}");
    assert!(text.contains("└ 4 A witness [^witness]\n"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&summary(&["--format", "json"])).unwrap();
    harness::valid(&json, "");
    assert_eq!(json["sources"][0]["by"], serde_json::json!(["officials", "lab", "witness"]));
    assert_eq!(json["sources"][0]["alternatives"], serde_json::json!([["officials", "lab"], ["witness"]]));
    let chains = serde_json::json!([["report", "officials", "lab"], ["report", "witness"]]);
    assert_eq!(json["claims"][0]["chains"], chains);
    let stands = |args: &[&str]| {
        let json: serde_json::Value = serde_json::from_str(&summary(&[&["--format", "json"], args].concat())).unwrap();
        json["claims"][0]["stands"].clone()
    };
    assert_eq!(stands(&["--doubt", "lab"]), true);
    assert_eq!(stands(&["--doubt", "lab", "--doubt", "4"]), false);
    let spoken = Test::new(&["--linear", "a.md"]).file("a.md", TOGETHER).stdin("1\nq\n").run().stdout();
    assert!(spoken.contains("Says: The report, by Officials together with A laboratory, or A witness."), "{spoken}");
}

#[test]
fn a_comparison_says_that_sources_are_needed_together_now() {
    let before = TOGETHER.replace("[[\"officials\", \"lab\"], \"witness\"]", "[\"officials\", \"lab\", \"witness\"]");
    let test = Test::new(&["compare", "old.md", "new.md"]).file("old.md", before).file("new.md", TOGETHER);
    let words = test.run().stdout().split_whitespace().collect::<Vec<_>>().join(" ");
    let said =
        "Behind it: Officials together with A laboratory, or A witness. Before: Officials; A laboratory and A witness.";
    assert!(words.contains(said), "{words}");
}
