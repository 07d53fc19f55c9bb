//! Tests how each form tells sources from notes and prints remarks of footnotes.

use super::harness::{self, Test};

/// A work that is cited in three ways, a note beside it, and a note alone.
const NOTED: &str = "\
## Dues

Dues doubled.[^1] Ships wait.[^2] Lines left.[^3][^4] Nobody was surprised.[^4]

[^1]: Court of Audit, [*Report*](https://port.example/report) (2025), <https://mirror.example/r>, p. 4.

[^2]: Ibid.

[^3]: Ibid., p. 9.

[^4]: I certainly was not, see <https://aside.example>! <!-- caveat: note -->
";

#[test]
fn json_tells_sources_from_notes_and_says_why() {
    let json = Test::new(&["summary", "--format", "json", "-"]).stdin(NOTED).run().json();
    harness::valid(&json, "");
    let source = &json["sources"][0];
    assert_eq!(json["sources"].as_array().unwrap().len(), 1);
    assert_eq!(source["name"], "Court of Audit, Report (2025)");
    assert_eq!(source["labels"], serde_json::json!(["1", "2", "3"]));
    assert_eq!(source["url"], "https://port.example/report");
    assert_eq!(source["urls"], serde_json::json!(["https://port.example/report", "https://mirror.example/r"]));
    assert!(source["evidence"].as_array().unwrap().contains(&"address".into()), "{source}");
    let claim = &json["claims"][2];
    assert_eq!(claim["references"], serde_json::json!(["3", "4"]));
    assert_eq!(claim["sources"], serde_json::json!(["1"]));
    assert_eq!(claim["notes"], serde_json::json!(["4"]));
    assert_eq!(claim["locators"][0]["locator"], "p. 9");
    let notes = json["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 2, "one for each place");
    assert_eq!((&notes[0]["claim"], &notes[0]["text"]), (&3.into(), &"Lines left.".into()));
    assert_eq!((&notes[1]["claim"], &notes[1]["text"]), (&serde_json::Value::Null, &"Nobody was surprised.".into()));
    assert_eq!((&notes[1]["evidence"][0], &notes[1]["line"]), (&"comment".into(), &11.into()));
    assert_eq!(notes[1]["urls"][0], "https://aside.example");
    assert_eq!(json["unsourced"][0]["text"], "Nobody was surprised.");
}

#[test]
fn every_format_has_notes_page_numbers_and_addresses() {
    for format in ["text", "markdown"] {
        let printed = Test::new(&["summary", "--width", "200", "--format", format, "-"]).stdin(NOTED).run().stdout();
        for words in [
            "3 claims, 1 source, no caveats declared, 1 note; 1 sentence without a source",
            "All 3 claims rest on one origin: Court of Audit, Report (2025)",
            "1: p. 9",
            "note: I certainly was not",
            "line 3",
            "Nothing rests on them.",
            "https://port.example/report",
            "https://mirror.example/r",
        ] {
            assert!(printed.replace('\u{a0}', " ").contains(words), "{format} has no {words:?}:\n{printed}");
        }
    }
}

/// Two footnotes that remark on something: one names its source first, the other in passing.
const REMARKED: &str = "\
Dues doubled.[^1] Ships left for Hull.[^2] The old quay was never used.[^1][^3]

[^1]: Anna Maas, *Quays and Cranes*, p. 12. She leaves out the new port.

[^2]: It is a sad story. The pilots were never asked, as Otto Berg shows in *The Long Wait*, p. 34.

[^3]: For the cranes of Leith see Ida Moor, *Cranes* (1999).
";

#[test]
fn a_source_mentioned_in_a_remark_does_not_say_the_claim() {
    for format in ["text", "markdown"] {
        let printed = Test::new(&["summary", "--width", "200", "--format", format, "-"]).stdin(REMARKED).run().stdout();
        let printed = printed.replace('\u{a0}', " ").replace('\\', "");
        for words in [
            "Dues doubled. [1: p. 12]",
            "remark: Anna Maas, Quays and Cranes, p. 12. She leaves out the new port.",
            "Ships left for Hull. [see 2: p. 34]",
            "remark: It is a sad story. The pilots were never asked, as Otto Berg shows in The Long Wait, p. 34.",
            "The old quay was never used. [1: p. 12; see 3]",
            "“see”: the source is only mentioned; it may say something else.",
        ] {
            assert!(printed.contains(words), "{format} has no {words:?}:\n{printed}");
        }
    }
}

#[test]
fn a_source_against_a_claim_does_not_say_it() {
    for footnote in [
        "*Contra* Anna Maas, *Quays* (2021), 4.",
        "*Pace* Anna Maas, *Quays* (2021), 4.",
        "Cf. Anna Maas, *Quays* (2021), 4 (disagreeing).",
        "Anna Maas, *Quays*, 8, disputes this.",
        "Vgl. dagegen Maas: Kaie, Kiel 2009, S. 5.",
        "En contra, Ana Maas, *Muelles* (2021), 4.",
    ] {
        let text = format!("Ships left for Hull.[^1]\n\n[^1]: {footnote}\n");
        let printed = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
        assert!(
            printed.contains("Ships left for Hull. [see 1") && printed.contains("remark: "),
            "{footnote}: {printed}"
        );
    }
}

#[test]
fn opinions_and_names_that_look_like_signals_are_cited_unchanged() {
    for (footnote, name) in [
        ("Port v. Pilots, 12 F.3d 34 (1996) (Maas, J., dissenting).", "Port v. Pilots, 12 F.3d 34 (1996)"),
        ("Pace University, *Port Audit* (2021), 4.", "Pace University, Port Audit (2021)"),
        ("Anders Berg, *Tar*, 9.", "Anders Berg, Tar"),
        ("Tip Maas, *Tar*, 9.", "Tip Maas, Tar"),
        ("Anna Kelly, *Tar*, 9.", "Anna Kelly, Tar"),
    ] {
        let text = format!("Ships left for Hull.[^1]\n\n[^1]: {footnote}\n");
        let printed = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
        assert!(printed.contains("Ships left for Hull. [1") && printed.contains(name), "{footnote}: {printed}");
    }
}

#[test]
fn a_footnote_that_only_suggests_further_reading_is_not_a_witness() {
    for footnote in [
        "Read more about “Wet Docks”, which Anna Maas described, at https://docks.example/maas.",
        "sujet abordé par Anne Maas dans son livre [Les Quais](https://quais.example)",
        "Beispielsweise lassen sich Kräne verleihen. Vgl. Maas, Anna: Kräne, Kiel 2001, S. 4.",
        "This has also been pointed out in Maas, “Docks and Image,” 18.",
    ] {
        let text = format!("Ships left for Hull.[^1]\n\n[^1]: {footnote}\n");
        let printed = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
        assert!(printed.contains("Ships left for Hull. [see 1"), "{footnote}: {printed}");
    }
}

#[test]
fn a_footnote_that_is_cited_very_often_at_one_place_is_reported_once() {
    let group = "[^1]".repeat(500);
    let text = format!("Ships left.{group}\n\n[^1]: It is sad, as Otto Berg shows in *The Long Wait*.\n");
    let printed = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
    assert_eq!(printed.matches("remark:").count(), 1, "{printed}");
}

#[test]
fn with_a_filter_a_long_footnote_is_whole_at_the_first_claim_shown() {
    let long = "and the pilots were never asked ".repeat(20);
    let text = format!(
        "Ships left.[^1] Dues may fall.[^1]\n\n[^1]: It is sad, {long}as Otto Berg shows in *The Long Wait*.\n"
    );
    let printed = Test::new(&["summary", "--width", "1000", "--only", "hedged", "-"]).stdin(&text).run().stdout();
    assert!(!printed.contains("all of it with"), "{printed}");
}

#[test]
fn a_long_footnote_is_whole_only_at_its_first_claim() {
    let long = "and the pilots were never asked ".repeat(20);
    let text =
        format!("Ships left.[^1] Dues fell.[^1]\n\n[^1]: It is sad, {long}as Otto Berg shows in *The Long Wait*.\n");
    for format in ["text", "markdown", "json"] {
        let printed = Test::new(&["summary", "--width", "1000", "--format", format, "-"]).stdin(&text).run().stdout();
        let printed = printed.split("SOURCES").next().unwrap().split("\"sources\": [\n    {").next().unwrap();
        assert_eq!(printed.split("## Sources").next().unwrap().matches("shows in").count(), 1, "{printed}");
        assert_eq!(printed.contains("(in full with claim 1)"), format != "json", "{printed}");
    }
}

#[test]
fn json_includes_the_remarks_of_a_claims_footnotes() {
    let json = Test::new(&["summary", "--format", "json", "-"]).stdin(REMARKED).run().json();
    harness::valid(&json, "");
    let remarks = |claim: usize| {
        let remarks = json["claims"][claim]["remarks"].as_array().unwrap().iter();
        remarks.map(|remark| (remark["label"].clone(), remark["mentions"].as_bool().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(remarks(0), [("1".into(), false)]);
    assert_eq!(remarks(1), [("2".into(), true)]);
    assert_eq!(remarks(2), [("1".into(), false), ("3".into(), true)]);
    assert_eq!(json["claims"][0]["remarks"][0]["source"], "1");
}

#[test]
fn declared_sources_and_marked_footnotes_are_always_sources() {
    let declared = format!("+++\n[sources.2]\nname = \"Otto Berg\"\n+++\n\n{REMARKED}");
    let commented = REMARKED.replace("p. 34.", "p. 34. <!-- caveat: source -->");
    for text in [declared, commented] {
        let printed = Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout();
        assert!(printed.replace('\u{a0}', " ").contains("Ships left for Hull. [2: p. 34]"), "{printed}");
    }
}

#[test]
fn a_doubt_fells_all_claims_on_a_work_under_any_of_its_labels() {
    for label in ["1", "2", "3"] {
        let json = Test::new(&["summary", "--format", "json", "--doubt", label, "-"]).stdin(NOTED).run().json();
        let stands: Vec<_> = json["claims"].as_array().unwrap().iter().map(|claim| claim["stands"].clone()).collect();
        assert_eq!(stands, [false, false, false], "{label}");
    }
    let printed = Test::new(&["summary", "--doubt", "4", "-"]).stdin(NOTED).run();
    assert!(printed.err.contains("no source `4`"), "a note is no source that could be doubted");
}

#[test]
fn footnotes_treated_as_notes_are_reported_on_request() {
    let text = "Dues.[^1] So.[^2]\n\n[^1]: Port audit\n\n[^2]: I was there.\n";
    let short = Test::new(&["check", "--format", "short", "a.md"])
        .file("a.md", format!("<!-- caveat: warning note-or-source -->\n\n{text}"))
        .run()
        .out;
    assert!(
        short.contains(
            "footnote `2` is treated as a note, on which nothing rests: it consists of sentences and names no work"
        ),
        "{short}"
    );
    assert_eq!(Test::new(&["check", "a.md"]).file("a.md", text).run().status, 0);
}

/// Prints the summary of sentences with three footnotes: by Maas, by Berg, and a repetition.
fn printed(sentences: &str, first: &str) -> String {
    let text = format!("{sentences}\n\n[^1]: {first}\n\n[^2]: Otto Berg, *Tar*, 2019.\n\n[^3]: Ibid.\n");
    Test::new(&["summary", "--width", "200", "-"]).stdin(&text).run().stdout()
}

const MAAS: &str = "Anna Maas, *Quays*, 2021.";

#[test]
fn a_source_that_its_sentence_rules_out_does_not_say_it() {
    for sentence in [
        "Contrary to Maas,[^1] dues fell.",
        "Unlike Maas,[^1] the pilots think that dues fell.",
        "Maas[^1] is wrong that dues rose.",
        "Dues rose (but see Maas[^1]).",
        "Dues rose, pace Maas.[^1]",
        "Nobody — not even Maas[^1] — believed the port.",
        "Neither Maas[^1] nor the mayor said so.",
    ] {
        let printed = printed(sentence, MAAS);
        assert!(printed.contains("[see 1") && printed.contains("only mentioned"), "{sentence}: {printed}");
    }
    let both = printed("According to Berg,[^2] but not to Maas,[^1] dues rose.", MAAS);
    assert!(both.contains("[1]") && both.contains("[see 2"), "{both}");
    for sentence in ["The toll ran against the law.[^1]", "Unlike Hull,[^1] the port has no dues."] {
        let printed = printed(sentence, MAAS);
        assert!(printed.contains("[1]"), "{sentence}: {printed}");
    }
}

#[test]
fn a_source_that_its_sentence_rules_out_is_marked_in_json() {
    let text = format!("Contrary to Maas,[^1] dues fell.\n\n[^1]: {MAAS}\n");
    let json = Test::new(&["summary", "--format", "json", "-"]).stdin(&text).run().json();
    let claim = &json["claims"][0];
    assert_eq!((&claim["mentioned"][0], claim["chains"].as_array().map(Vec::len)), (&"1".into(), Some(0)), "{claim}");
}

#[test]
fn an_opponent_in_a_footnote_is_named_and_only_mentioned() {
    for footnote in ["Contra: Maas 2021.", "But see Maas 2021, who denies it."] {
        let printed = printed("Dues rose.[^1]", footnote);
        assert!(printed.contains("Dues rose. [see 1]") && printed.contains("1  Maas 2021"), "{footnote}: {printed}");
        assert!(!printed.contains("NOTES"), "{footnote}: {printed}");
    }
}

#[test]
fn what_repeats_a_mention_is_a_mention() {
    let printed = printed("Dues rose.[^1] Ships left.[^3]", "The mayor disputes this; see Maas, *Quays* (2021).");
    for words in ["Dues rose. [see 1]", "Ships left. [see 1]", "1  Maas, Quays (2021)"] {
        assert!(printed.contains(words), "no {words:?} in {printed}");
    }
}

#[test]
fn a_work_that_does_not_say_so_is_not_the_source() {
    let printed = printed("Dues rose.[^1]", "Not in the *Port Audit 2020*, but see the *Port Audit 2019*.");
    assert!(printed.contains("Dues rose. [see 1]") && printed.contains("1  Port Audit 2019"), "{printed}");
}

#[test]
fn a_comment_right_behind_a_claim_is_shown_with_it() {
    for (sentence, hedge) in [
        ("The quay sank;[^1] that is false.[^2]", "in its sentence: “is false”, negated"),
        ("\"Two lines left,\" a pilot said,[^1] but the port denies it.[^2]", "in its sentence: “denies it”, negated"),
        ("Ten ships left,[^1] possibly more.[^2]", "in its sentence: “possibly”, uncertain"),
    ] {
        let printed = printed(sentence, MAAS);
        let first = printed.split("   2  ").next().unwrap_or_default();
        assert!(first.contains(hedge), "{sentence}: {printed}");
    }
    let printed = printed("Ten ships left,[^1] and the pilots may strike.[^2]", MAAS);
    assert!(!printed.contains("in its sentence"), "a statement of its own: {printed}");
}

#[test]
fn a_sentence_without_a_reference_may_link_to_a_page() {
    let text = "Dues rose. It fell, [the Herald wrote](https://herald.example/1). See `https://port.example`. Ships \
                left.[^1]";
    let printed = printed(text, MAAS);
    let words = "3 sentences have no reference to a source; 2 of them link to a page.";
    assert!(printed.contains(words), "{printed}");
    let readme =
        Test::new(&["summary", "-"]).stdin("It works as in `https://port.example/a`. It is fast.\n").run().stdout();
    let words = "None of the 2 sentences in this text has a reference to a source; 1 of them links to a page.";
    assert!(readme.replace('\n', " ").contains(words), "{readme}");
}

#[test]
fn a_fallen_claim_does_not_say_that_nobody_is_left_if_its_footnote_names_others() {
    let text = "Dues rose.[^1]\n\n[^1]: Maas, *Quays*, 2021; Berg, *Tar*, 2019.\n";
    let linear = Test::new(&["--linear", "t.md"]).file("t.md", text).stdin("x 1\n1\n").run().stdout();
    assert!(linear.contains("Its footnote also names other works"), "{linear}");
    assert!(!linear.contains("nobody is left"), "{linear}");
}
