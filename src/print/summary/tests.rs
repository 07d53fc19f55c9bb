//! Tests that the three forms of a summary say what they should, and mislead nobody.

use proptest::prelude::*;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

use super::words::ascii;
use super::*;
use crate::briefing::dossier::Dossier;
use crate::briefing::{link, parse};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::print::tests::check_schema;
use crate::text::manuscript::Manuscript;
use crate::text::{visible, wrap};

const HARBOUR: &str = include_str!("golden/harbour.md");
const SCHEMA: &str = include_str!("../../../schema/caveat-2.schema.json");

type Form = fn(&Dossier, &[Diagnostic], &Options) -> String;
const FORMS: [Form; 3] = [text, markdown, json];

fn read(name: &str, manuscript: &str) -> (Dossier, Vec<Diagnostic>) {
    let manuscript = Manuscript::new(name, manuscript);
    let (briefing, mut diagnostics) = parse::parse(&manuscript);
    let (dossier, more) = link::link(manuscript, briefing);
    diagnostics.extend(more);
    Diagnostic::sort(&mut diagnostics);
    (dossier, diagnostics)
}

fn summary(form: Form, manuscript: &str, width: usize, ascii: bool, doubted: &[&str]) -> String {
    let (dossier, diagnostics) = read("test.md", manuscript);
    let doubts = doubted.iter().filter_map(|id| dossier.source_by_id(id)).collect();
    form(&dossier, &diagnostics, &Options { width, ascii, doubts, only: None, judgements: None })
}

/// Compares by lines, because differences between long texts are hard to find.
#[track_caller]
fn check(found: &str, expected: &str) {
    for (number, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "line {}", number + 1);
    }
    assert_eq!(found, expected);
}

#[track_caller]
fn check_width(text: &str, width: usize) {
    for row in text.lines() {
        let fits = wrap::columns(row) <= width || row.graphemes(true).count() == 1;
        assert!(fits, "wider than {width}: {row:?}");
        assert_eq!(row.trim_end(), row);
    }
}

#[track_caller]
fn check_harmless(text: &str) {
    // Joiners, selectors and tags are allowed beside some characters; `visible` owns that rule.
    let company = |c| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}');
    let found = text.chars().find(|&c| c != '\n' && visible::suspicious(c) && !company(c));
    assert_eq!(found, None, "in {text:?}");
}

#[test]
fn the_text_reads_well_at_80_columns() {
    check(&summary(text, HARBOUR, 80, false, &["audit"]), include_str!("golden/harbour-80.txt"));
}

#[test]
fn the_text_reads_well_at_50_columns_in_ascii() {
    check(&summary(text, HARBOUR, 50, true, &[]), include_str!("golden/harbour-50-ascii.txt"));
}

#[test]
fn the_markdown_says_what_the_text_says() {
    check(&summary(markdown, HARBOUR, 80, false, &["audit"]), include_str!("golden/harbour.summary.md"));
}

#[test]
fn a_markdown_summary_makes_no_claims() {
    let (dossier, diagnostics) = read("summary.md", &summary(markdown, HARBOUR, 80, false, &[]));
    // The numbers of sources look like citations, and a warning says that they are not read.
    let problems: Vec<_> = diagnostics.iter().map(|found| found.id).collect();
    assert!(dossier.claims.is_empty() && problems == ["unread-citation"], "{problems:?}");
    let titles: Vec<_> = dossier.briefing.sections.iter().map(|section| section.title.as_str()).collect();
    let expected = [
        "",
        "Harbour dues double",
        "Caveats",
        "Claims",
        "What the audit found",
        "Who pays",
        "Sources",
        "Sentences without a source",
    ];
    assert_eq!(titles, expected);
}

#[test]
fn the_head_alone_gives_every_caveat() {
    for form in [text as Form, markdown] {
        let summary = summary(form, HARBOUR, 200, false, &[]).replace('\\', "");
        let claims = summary.find("What the audit found").expect("the first section has claims");
        let head = &summary[..claims];
        for words in [
            "Rests on a sample of eleven berths",
            "Stated by Court of Audit [5]",
            "Covers 2 of 5 claims: 1, 3, through Port audit 2025 [1]",
            "Denied by Port of Rotterdam [6]",
            "no caveat is declared on the claim (3 of 5 claims)",
        ] {
            assert!(head.contains(words), "{words}");
        }
    }
}

#[test]
fn doubted_claims_fall_in_every_format() {
    let doubted = ["audit", "pilots"];
    let printed = summary(text, HARBOUR, 200, false, &doubted);
    assert!(printed.contains(
        "Supposing that Port audit 2025 [1] and Harbour pilots [2] are worth nothing: 2 of 5 claims stand. Fallen: 1–3."
    ));
    let json = check_schema(SCHEMA, &summary(json, HARBOUR, 80, false, &doubted));
    let stands: Vec<_> = json["claims"].as_array().into_iter().flatten().map(|claim| claim["stands"] == true).collect();
    assert_eq!(stands, [false, false, false, true, true]);
    let doubted: Vec<_> =
        json["sources"].as_array().into_iter().flatten().map(|source| source["doubted"] == true).collect();
    assert_eq!(doubted, [true, true, false, false, false, false]);
    let all = summary(text, HARBOUR, 200, false, &["port"]);
    assert!(all.contains("Supposing that Port of Rotterdam [6] is worth nothing: all 5 claims stand."));
}

#[test]
fn the_json_matches_its_schema_and_keeps_its_field_order() {
    let printed = summary(json, HARBOUR, 80, false, &[]);
    let json = check_schema(SCHEMA, &printed);
    assert_eq!(printed.lines().nth(1), Some(r#"  "format": "caveat/2","#));
    let mut from = 0;
    for field in [
        "title",
        "dateline",
        "published",
        "sections",
        "claims",
        "sources",
        "caveats",
        "notes",
        "unsourced",
        "diagnostics",
    ] {
        let at = printed[from..].find(&format!("\n  \"{field}\": "));
        from += at.unwrap_or_else(|| panic!("{field} is missing or out of order"));
    }
    let claim = &json["claims"][2];
    assert_eq!(claim["text"], "two lines have left for good");
    assert_eq!(claim["sentence"], "Ships now wait for about three days, pilots say, and two lines have left for good.");
    assert_eq!(claim["references"], serde_json::json!(["audit", "pilots", "port-denies"]));
    assert_eq!(claim["chains"], serde_json::json!([["audit", "office"], ["pilots"]]));
    assert_eq!(
        claim["caveats"],
        serde_json::json!([
            {"id": "sample", "kind": "limitation", "via": "audit"},
            {"id": "port-denies", "kind": "denial", "via": null},
        ])
    );
    let span = |end: &str| usize::try_from(claim["span"][end].as_u64().unwrap_or_default()).unwrap_or_default();
    assert_eq!(&HARBOUR[span("start")..span("end")], "two lines have left for good");
    assert_eq!((&claim["line"], &claim["column"]), (&45.into(), &20.into()));
    assert_eq!(
        json["claims"][0]["hedges"],
        serde_json::json!([{"text": "may", "kind": "epistemic", "where": "words"}])
    );
    assert_eq!(json["sources"][3]["kind"], Value::Null);
    assert_eq!(json["caveats"][0]["line"], 45);
    assert_eq!(json["caveats"][1]["line"], Value::Null);
}

#[test]
fn a_claim_before_any_heading_has_no_section() {
    let json = check_schema(
        SCHEMA,
        &summary(json, "It rains.[^a]\n\n## Later\n\nIt snows.[^a]\n\n[^a]: The almanac", 80, false, &[]),
    );
    assert_eq!(json["claims"][0]["section"], Value::Null);
    assert_eq!(json["claims"][1]["section"], "Later");
    let titles: Vec<_> = json["sections"].as_array().into_iter().flatten().map(|section| &section["title"]).collect();
    assert_eq!(titles, [&Value::Null, &"Later".into()]);
}

#[test]
fn one_sentence_says_that_a_text_has_no_claims() {
    let readme = "# Tool\n\nIt does things. It does them well.\n\n- fast\n- small\n";
    let expected = "Tool\n━━━━\n\nNone of the 4 sentences in this text has a reference to a source.\n";
    check(&summary(text, readme, 80, false, &[]), expected);
    let expected = "# Tool\n\nNone of the 4 sentences in this text has a reference to a source.\n";
    check(&summary(markdown, readme, 80, false, &[]), expected);
    check(&summary(text, "", 80, false, &[]), "test.md\n━━━━━━━\n\nThis text is empty.\n");
    check_schema(SCHEMA, &summary(json, readme, 80, false, &[]));
    check_schema(SCHEMA, &summary(json, "", 80, false, &[]));
}

#[test]
fn the_first_of_many_unsourced_sentences_are_listed_one_per_row() {
    let many = format!(
        "It rains.[^a]\n\n{}\n\n[^a]: The almanac",
        "Nobody has ever said how long a sentence may be. ".repeat(23)
    );
    let printed = summary(text, &many, 50, false, &[]);
    assert_eq!(printed.matches("  line 3  Nobody has ever said how long a…\n").count(), 10);
    assert!(printed.contains("These are the first 10 of 23; `caveat"));
}

#[test]
fn a_title_is_a_heading_at_the_top_that_names_no_part() {
    let title = |manuscript: &str| read("test.md", manuscript).0.title;
    let long = "Ships wait for days. ".repeat(40);
    assert_eq!(title("# Abstract\n\nDues rise.\n\n# References\n\nPort audit.\n"), "test.md");
    assert_eq!(title("# Introduction\n\n## Dues and quays\n\n# References\n"), "Dues and quays");
    assert_eq!(title(&format!("{long}\n\n# Quays\n")), "test.md");
    assert_eq!(title("Rotterdam, 5 March\n\n# Quays\n"), "Quays");
    assert_eq!(title("# Summary\n\n## Quays\n"), "Summary");
}

#[test]
fn a_heading_with_claims_is_shown_under_the_headings_above_it() {
    let nested =
        "# Title\n\n## Part\n\n### One\n\nA.[^a]\n\n### Two\n\nB.[^a]\n\n## Empty\n\n## Other\n\nC.[^a]\n\n[^a]: x";
    let printed = summary(text, nested, 80, false, &[]);
    let from = printed.find("below.\n").map_or(0, |at| at + 8);
    let to = printed.find("\nSOURCES").unwrap_or(printed.len());
    assert_eq!(&printed[from..to], "Part\n\nOne\n  1  A. [1]\n\nTwo\n  2  B. [1]\n\nOther\n  3  C. [1]\n");
}

#[test]
fn three_hundred_claims_stay_in_their_columns() {
    let claims = (0..300).map(|number| format!("Berth {number} is closed.[^{}]", number % 60));
    let sources = (0..60).map(|source| format!("[^{source}]: Register {source}"));
    let many = claims.chain(sources).collect::<Vec<_>>().join("\n\n");
    let printed = summary(text, &many, 60, false, &[]);
    assert!(
        printed.contains("\n    1  Berth 0 is closed. [1]\n")
            && printed.contains("\n  300  Berth 299 is closed. [60]\n")
    );
    assert!(printed.contains("\n60  Register 59 [^59]\n    5 claims: 60, 120, 180, 240, 300.\n"));
    check_width(&printed, 60);
}

#[test]
fn a_source_without_a_name_is_shown_by_its_id() {
    let nameless = "+++\n[sources.mole]\nname = \" \"\n+++\n\nIt rains.[^mole]\n";
    assert!(summary(text, nameless, 60, false, &["mole"]).contains("\n1  mole, DOUBTED [^mole]\n"));
    assert!(summary(text, nameless, 60, false, &["mole"]).contains("Supposing that mole [1] is worth nothing"));
}

#[test]
fn ascii_output_transliterates_wherever_possible() {
    let found = ascii("“Café” — ‘naïve’ – 5 €… 北京 \u{241b}[31m 👩\u{200d}👧 \u{f0000}");
    assert!(found.is_ascii(), "{found}");
    assert!(found.starts_with("\"Cafe\" -- 'naive' - 5 EUR... Bei Jing <U+001B>[31m "), "{found}");
    assert!(found.ends_with("<U+F0000>"), "{found}");
}

/// Control bytes, an escape sequence, an override, a zero-width space; markup, HTML and links.
const HOSTILE: &str = "a\u{1b}[31m\u{9b}2J\u{7f}\u{202e}b\u{200b}c\u{e0041} | `x` *y* __z__ [l](javascript:1) ![i](//i) <script>&lt; \
                       https://evil.example www.evil.example ~~s~~ $m$ \\";

fn hostile() -> String {
    let quoted: Vec<_> = HOSTILE.chars().map(|c| format!("\\U{:08X}", c as u32)).collect();
    let quoted = format!("\"{}\"", quoted.concat());
    let escaped: String =
        HOSTILE.chars().flat_map(|c| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] }).collect();
    format!(
        "+++\ntitle = {quoted}\ndateline = {quoted}\npublished = {quoted}\norigin = {quoted}\n\
         [sources.\"s|*\\u001b\"]\nname = {quoted}\ninterest = {quoted}\nurl = {quoted}\nby = [\"t\"]\n\
         [sources.t]\nname = {quoted}\npublished = {quoted}\n\
         [caveats.\"c<b>\\u202e\"]\nby = [\"t\"]\ncovers = [\"t\"]\ntext = {quoted}\n+++\n\n\
         ## {escaped}\n\nIt may {escaped} be.[^s|*\u{1b}] Own {escaped} voice.\n\n- 1) more[^c<b>\u{202e}]\n\n[^{HOSTILE}]: x\n"
    )
}

#[test]
fn nothing_in_a_file_drives_the_terminal() {
    let (dossier, diagnostics) = read("evil\u{1b}]0;x\u{7}.md", &hostile());
    assert!(dossier.claims.len() == 1 && dossier.caveats.len() == 1, "{diagnostics:#?}");
    for ascii in [false, true] {
        let options =
            Options { width: 40, ascii, doubts: dossier.source_ids().collect(), only: None, judgements: None };
        for form in FORMS {
            let printed = form(&dossier, &diagnostics, &options);
            check_harmless(&printed);
            assert!(!printed.contains(['\u{1b}', '\u{9b}', '\u{7f}', '\u{202e}', '\u{200b}', '\u{e0041}']));
            assert!(!ascii || printed.is_ascii());
        }
    }
}

#[test]
fn json_gives_every_text_exactly_as_it_is() {
    for ascii in [false, true] {
        let json = check_schema(SCHEMA, &summary(json, &hostile(), 80, ascii, &[]));
        assert_eq!(json["title"], HOSTILE);
        assert_eq!(json["sources"][1]["name"], HOSTILE);
        assert_eq!(json["caveats"][0]["text"], HOSTILE);
        assert_eq!(json["sources"][0]["id"], "s|*\u{1b}");
    }
}

#[test]
fn nothing_in_a_file_becomes_markup() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let printed = summary(markdown, &hostile(), 80, false, &["t"]);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH;
    // The author struck out one word, apart from the escapes.
    let struck = |event: &Event| *event == Event::Start(Tag::Strikethrough);
    assert_eq!(Parser::new_ext(&printed, options).filter(struck).count(), 1);
    for event in Parser::new_ext(&printed, options).filter(|event| !struck(event)) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                assert_eq!(event, Event::Code("caveat check".into()));
            }
            Event::Start(tag) => assert!(
                matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item | Tag::Strong),
                "{tag:?}"
            ),
            _ => {}
        }
    }
    for start in ["- a", "+ a", "# a", "=== a", "1. a", "12) a", "> a", "    a", ": a", "***"] {
        let manuscript = format!("+++\norigin = \"x\"\ntitle = \"{start}\"\n+++\n\nA.[^x]\n\n[^x]: y\n");
        let printed = summary(markdown, &manuscript, 80, false, &[]);
        let (dossier, _) = read("again.md", &printed);
        assert_eq!(dossier.title, start.trim());
    }
}

#[test]
fn only_web_addresses_become_links() {
    let with = |url: &str| {
        let manuscript = format!("+++\n[sources.a]\nurl = '{url}'\n+++\n\nA.[^a]\n");
        summary(markdown, &manuscript, 80, false, &[])
    };
    assert!(with("https://a.example/b_c?d=e").contains(" <https://a.example/b_c?d=e>\n"));
    assert!(with("javascript:alert(1)").contains(" javascript:alert(1)\n"));
    assert!(with("https://a.example/><b>").contains(" https\\://a.example/\\>\\<b\\>\n"));
}

#[test]
fn notes_apply_to_their_whole_sentence_and_also_beside_a_stated_caveat() {
    let manuscript = "+++\n[caveats.small]\ncovers = ['audit']\n[sources.audit]\n+++\n\nDues doubled.[^audit] It is not \
                      true that ships left,[^1] they say. The sample is small.[^small][^2]\n\n[^1]: I counted them \
                      myself.\n\n[^2]: I was there myself, and it was.\n";
    for (form, brackets) in [(text as Form, ["[", "]"]), (markdown, ["\\[", "\\]"])] {
        let printed = summary(form, manuscript, 200, false, &[]);
        let [opens, closes] = brackets;
        for (sentence, note) in [
            ("It is not true that ships left, they say.", "I counted them myself."),
            ("The sample is small.", "I was there myself, and it was."),
        ] {
            let expected = format!("{sentence} {opens}note: {note}{closes}");
            assert!(printed.contains(&expected), "{expected:?} in {printed}");
        }
    }
}

#[test]
fn a_shared_origin_is_reported_only_where_several_footnotes_cite_it() {
    let manuscript = |second: &str, third: &str| {
        format!(
            "One.[^1]{second} Two.[^1] Three.[^{third}]\n\n[^1]: Port audit\n\n[^2]: Ibid.\n\n[^3]: I saw it myself, I did.\n"
        )
    };
    let says = |manuscript: &str| summary(text, manuscript, 200, false, &[]).contains("rest on one origin");
    assert!(says(&manuscript("", "2")));
    assert!(!says(&manuscript("[^3]", "1")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_row_is_wider_than_the_width(width in 1_usize..=120, ascii: bool, words in "[a-z .,;A-Z日本語한👩\u{200d}👧e\u{301}“—]{0,90}") {
        let manuscript = format!("{HARBOUR}\n\n## {words}\n\nIt is {words} so.[^audit] {words} it may.[^denial][^x]\n\n[^x]: {words}\n");
        let printed = summary(text, &manuscript, width, ascii, &["audit", "nobody"]);
        check_width(&printed, width);
        check_harmless(&printed);
        prop_assert!(!ascii || printed.is_ascii());
    }

    #[test]
    fn every_text_has_every_format(manuscript in any::<String>(), citing in "[ab*\\[\\]^:|#>\n -]{0,60}") {
        let manuscript = format!("{manuscript}\n\n{citing}[^a]\n\n[^a]: {manuscript}");
        for form in FORMS {
            let printed = summary(form, &manuscript, 30, false, &["a"]);
            check_harmless(&printed);
        }
        check_schema(SCHEMA, &summary(json, &manuscript, 30, false, &["a"]));
    }
}
