//! Tests `caveat judgements`: what it prints, imports and exports; and that a summary shows judgements only on request.

use std::fs;

use serde_json::{Value, json};

use super::fixtures::HARBOUR;
use super::harness::{self, Test};

/// An annotation of some words, with bodies as (purpose, value).
fn annotation(exact: &str, bodies: &[(&str, &str)]) -> Value {
    let bodies: Vec<_> = bodies
        .iter()
        .map(|(purpose, value)| json!({ "type": "TextualBody", "purpose": purpose, "value": value }))
        .collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:example:1",
        "type": "Annotation",
        "body": bodies,
        "target": { "source": "a.md", "selector": { "type": "TextQuoteSelector", "exact": exact } },
    })
}

/// The harbour after annotations were imported. Returns what the import printed too.
fn imported(annotations: &Value) -> (Test, String) {
    let test = Test::new(&["judgements", "a.md", "--import", "x.jsonld"]);
    let test = test.file("a.md", HARBOUR).file("x.jsonld", annotations.to_string());
    let said = test.run().stdout();
    (test, said)
}

fn judged() -> Value {
    json!([
        annotation("Dues doubled in two years.", &[("commenting", "Ask *Maas*"), ("tagging", "status: wrong")]),
        annotation("Ships now appear to wait for days.", &[("assessing", "credibility: 5"), ("assessing", "likelihood: unlikely")]),
        {
            "type": "Annotation",
            "body": [{ "type": "TextualBody", "purpose": "tagging", "value": "source: pilots" },
                     { "type": "TextualBody", "purpose": "assessing", "value": "reliability: C" }],
            "target": "a.md",
        },
    ])
}

#[test]
fn notes_show_the_text_first_and_then_what_the_reader_judged() {
    let (test, said) = imported(&judged());
    assert_eq!(said, "3 annotations found their place: claims 1, 2.\n");
    let notes = test.then(&["judgements", "a.md"]).run().stdout();
    harness::golden("cli/judgements.md", &notes);
}

#[test]
fn an_export_that_is_imported_elsewhere_is_exported_the_same() {
    let (test, _) = imported(&judged());
    let test = test.then(&["judgements", "a.md", "--format", "json-ld"]);
    let export = test.run().stdout();
    let there = Test::new(&["judgements", "a.md", "--import", "-"]).file("a.md", HARBOUR).stdin(&export);
    assert_eq!(there.run().stdout(), "3 annotations found their place: claims 1, 2.\n");
    // Again changes nothing.
    assert_eq!(there.run().stdout(), "3 annotations found their place: claims 1, 2.\n");
    assert_eq!(there.then(&["judgements", "a.md", "--format", "json-ld"]).run().stdout(), export);
    // It is also the file that is kept.
    let kept: Vec<_> = fs::read_dir(test.path("data/caveat/judgements")).unwrap().flatten().collect();
    let kept = kept.iter().find(|entry| entry.file_name().to_string_lossy().starts_with("a.md-")).unwrap();
    assert_eq!(fs::read_to_string(kept.path()).unwrap(), export);
}

#[test]
fn an_export_is_valid_by_its_schema_and_tells_no_path() {
    let (test, _) = imported(&judged());
    let export = test.then(&["judgements", "a.md", "--format", "json-ld"]);
    let text = export.run().stdout();
    harness::valid_by(
        include_str!("../../schema/caveat-judgements-1.schema.json"),
        &serde_json::from_str(&text).unwrap(),
        "",
    );
    assert!(!text.contains(export.path("").to_str().unwrap()), "{text}");
    let empty = Test::new(&["judgements", "a.md", "--format", "json-ld"]).file("a.md", HARBOUR).run().json();
    harness::valid_by(include_str!("../../schema/caveat-judgements-1.schema.json"), &empty, "");
    assert_eq!(empty["total"], 0);
}

#[test]
fn annotations_of_hypothesis_find_the_claim_that_they_overlap_and_stand_under_their_author() {
    let row = |exact: &str, text: &str| {
        json!({
            "id": "x", "user": "acct:ada@hypothes.is", "text": text, "tags": ["status: open"],
            "target": [{ "source": "https://port.example", "selector": [
                { "type": "TextQuoteSelector", "exact": exact }, { "type": "TextPositionSelector", "start": 0, "end": 9 }] }],
        })
    };
    let rows = json!({ "total": 3, "rows": [row("doubled in two", "Which?"), row("nobody wrote this", "Lost"),
        { "id": "y", "text": "On the page", "tags": [], "target": [{ "source": "https://port.example" }] }] });
    let (test, said) = imported(&rows);
    assert!(said.contains("1 annotation found its place: claim 1."), "{said}");
    assert!(said.contains("Kept without a place: “nobody wrote this”: not found in the text."), "{said}");
    assert!(said.contains("1 annotation left out"), "{said}");
    let notes = test.then(&["judgements", "a.md"]).run().stdout();
    assert!(
        notes.contains("**Judgement by ada\\@hypothes.is:** status: open, still to check.\n\n“doubled in two”: Which?"),
        "{notes}"
    );
    assert!(notes.contains("You judged 0 of 2 claims and no sources. 2 judgements by others: ada"), "{notes}");
    assert!(!notes.contains("Your judgement"), "{notes}");
    assert!(notes.contains("## Without a place in the text") && notes.contains("Lost"), "{notes}");
}

#[test]
fn judgements_of_others_are_theirs_in_every_form_and_come_back_the_same() {
    let by = |name: &str, note: &str| {
        let mut by = annotation("Dues doubled in two years", &[("commenting", note), ("tagging", "status: wrong")]);
        by["creator"] = json!({ "type": "Person", "name": name });
        by
    };
    let own = annotation("Dues doubled in two years.", &[("commenting", "My words")]);
    let (test, said) = imported(&json!([own, by("Ada", "Ask *Maas*"), by("Bo", "Hm")]));
    assert!(said.contains("2 annotations by others: Ada (1), Bo (1)."), "{said}");
    let test = test.then(&["judgements", "a.md", "--format", "json-ld"]);
    let export = test.run().stdout();
    let schema = include_str!("../../schema/caveat-judgements-1.schema.json");
    harness::valid_by(schema, &serde_json::from_str(&export).unwrap(), "");
    let there = Test::new(&["judgements", "a.md", "--import", "-"]).file("a.md", HARBOUR).stdin(&export);
    there.run().stdout();
    let said = there.run().stdout();
    assert!(said.contains("2 annotations by others") && !said.contains("different"), "{said}");
    assert_eq!(there.then(&["judgements", "a.md", "--format", "json-ld"]).run().stdout(), export);
    let test = test.then(&["judgements", "a.md"]);
    let notes = test.run().stdout();
    for words in [
        "You judged 1 of 2 claims and no sources. 2 judgements by others: Ada (1), Bo (1).",
        "**Your judgement:**\n\nMy words\n\n**Judgement by Ada:** status: wrong.\n\nAsk \\*Maas\\*\n",
    ] {
        assert!(notes.contains(words), "{words}: {notes}");
    }
    let test = test.then(&["summary", "--judgements", "a.md"]);
    let summary = test.run().stdout();
    let (yours, theirs) = (summary.find("YOUR JUDGEMENTS").unwrap(), summary.find("JUDGEMENTS BY OTHERS").unwrap());
    assert!(!summary[yours..theirs].contains("wrong"), "{summary}");
    assert!(summary[theirs..].contains("Claim 1, by Ada: status: wrong. Note: Ask *Maas*."), "{summary}");
    let test = test.then(&["summary", "--judgements", "--format", "json", "a.md"]);
    let json = test.run().json();
    harness::valid(&json, "");
    let names: Vec<_> = (0..3).map(|at| json["judgements"][at]["by"].clone()).collect();
    assert_eq!(names, [Value::Null, json!("Ada"), json!("Bo")]);
    let test = test.then(&["summary", "--only", "status:wrong", "--format", "json", "a.md"]);
    assert_eq!(test.run().json()["claims"], json!([]));
    let said = test.then(&["--linear", "a.md"]).stdin("1\n").run().stdout();
    assert!(said.contains("Judgement by Ada, not yours: status: wrong. Note by Ada, not yours: Ask *Maas*."), "{said}");
    assert!(!said.contains("You marked"), "{said}");
}

#[test]
fn addresses_are_addresses_in_markdown_and_only_what_markdown_would_read_is_escaped() {
    let text =
        "Dues doubled.[^a]\n\n[^a]: Port authority, “Annual_report #5”, <https://www.port.example/a_b?x=1&y=2>.\n";
    let note = "See https://www.port.example/(x). AT&T's #5, snake_case, &lt; and _this_ (http://b.example/c_d)";
    let notes = json!([annotation("Dues doubled.", &[("commenting", note)]),
        { "type": "Annotation", "body": [{ "purpose": "tagging", "value": "source: a" }, { "value": "Read" }], "target": "a.md" }]);
    let test = Test::new(&["judgements", "a.md", "--import", "x"]).file("a.md", text).file("x", notes.to_string());
    test.run().stdout();
    let said = test.then(&["judgements", "a.md"]).run().stdout();
    assert!(said.contains("Address: <https://www.port.example/a_b?x=1&y=2>"), "{said}");
    let note =
        "See <https://www.port.example/(x)>. AT&T's #5, snake_case, \\&lt; and \\_this\\_ (<http://b.example/c_d>)\n";
    assert!(said.contains(note), "{said}");
    assert!(!said.contains(r"https\:") && !said.contains(r"www\."), "{said}");
}

#[test]
fn who_asks_for_notes_is_told_the_name_of_the_command() {
    let run = Test::new(&["notes", "a.md"]).file("a.md", HARBOUR).run();
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("did you mean `caveat judgements`?"), "{}", run.err);
    // A file of this name is a file.
    let run = Test::new(&["notes", "--linear"]).file("notes", HARBOUR).stdin("").run();
    assert_eq!(run.status, 0, "{}", run.err);
}

#[test]
fn ratings_of_ones_own_stay_and_the_imported_ones_go_to_the_note() {
    let (test, _) = imported(&judged());
    let other = annotation("Dues doubled in two years.", &[("commenting", "Seen it"), ("tagging", "status: checked")]);
    let test = test.file("y.jsonld", other.to_string()).then(&["judgements", "a.md", "--import", "y.jsonld"]);
    assert!(test.run().stdout().contains("1 of your judgements has different ratings"), "it says so");
    let test = test.then(&["judgements", "a.md"]);
    let notes = test.run().stdout();
    assert!(notes.contains("**Your judgement:** status: wrong."), "{notes}");
    for words in ["Ask \\*Maas\\*", "Seen it", "Imported: status: checked"] {
        assert!(notes.contains(words), "{words}: {notes}");
    }
}

#[test]
fn a_judgement_whose_words_are_gone_is_listed() {
    let (test, _) = imported(&judged());
    let test =
        test.file("a.md", HARBOUR.replace("Dues doubled in two years.", "Dues rose.")).then(&["judgements", "a.md"]);
    let notes = test.run().stdout();
    assert!(notes.contains("### Not found in the text") && notes.contains("Dues doubled in two years."), "{notes}");
    assert!(!notes.contains("Dues rose"), "{notes}");
}

#[test]
fn a_summary_shows_judgements_only_on_request_and_apart_from_the_text() {
    let (test, _) = imported(&judged());
    let plain = Test::new(&["summary", "a.md"]).file("a.md", HARBOUR).run().stdout();
    let test = test.then(&["summary", "a.md"]);
    assert_eq!(test.run().stdout(), plain);
    let test = test.then(&["summary", "--judgements", "a.md"]);
    let summary = test.run().stdout();
    assert!(
        summary.contains("YOUR JUDGEMENTS\n") && summary.contains("Claim 1: status: wrong. Note: Ask *Maas*."),
        "{summary}"
    );
    assert!(summary.contains("Dues doubled in two years. [1] ✎"), "{summary}");
    let test = test.then(&["summary", "--judgements", "--ascii", "a.md"]);
    assert!(test.run().stdout().is_ascii());
    let test = test.then(&["summary", "--judgements", "--format", "markdown", "a.md"]);
    assert!(test.run().stdout().contains("## Your judgements\n"));
    let test = test.then(&["summary", "--judgements", "--format", "json", "a.md"]);
    let json = test.run().json();
    harness::valid(&json, "");
    assert_eq!(json["judgements"][0]["status"], "wrong");
    assert_eq!(json["judgements"][0]["credibility"], Value::Null, "nobody has judged it");
    assert_eq!(json["judgements"][2]["source"], "pilots");
    let test = test.then(&["summary", "--format", "json", "a.md"]);
    assert_eq!(test.run().json().get("judgements"), None);
}

#[test]
fn only_a_chosen_6_or_f_is_a_judgement_and_it_survives_every_form() {
    let source = json!({
        "type": "Annotation",
        "body": [{ "type": "TextualBody", "purpose": "tagging", "value": "source: pilots" },
                 { "type": "TextualBody", "purpose": "assessing", "value": "reliability: F" }],
        "target": "a.md",
    });
    let (test, _) = imported(&json!([
        annotation("Dues doubled in two years.", &[("commenting", "Ask")]),
        annotation("Ships now appear to wait for days.", &[("assessing", "credibility: 6")]),
        source,
    ]));
    let test = test.then(&["judgements", "a.md", "--format", "json-ld"]);
    let export = test.run().stdout();
    assert_eq!((export.matches("credibility").count(), export.matches("reliability").count()), (1, 1), "{export}");
    harness::valid_by(
        include_str!("../../schema/caveat-judgements-1.schema.json"),
        &serde_json::from_str(&export).unwrap(),
        "",
    );
    let test = test.then(&["judgements", "a.md"]);
    let notes = test.run().stdout();
    assert_eq!(notes.matches("cannot be judged").count(), 2, "{notes}");
    let json = test.then(&["summary", "--judgements", "--format", "json", "a.md"]).run().json();
    harness::valid(&json, "");
    let values = |key: &str| (0..3).map(|at| json["judgements"][at][key].clone()).collect::<Vec<_>>();
    assert_eq!(values("credibility"), [Value::Null, json!("6"), Value::Null]);
    assert_eq!(values("reliability"), [Value::Null, Value::Null, json!("F")]);
}

#[test]
fn read_line_by_line_a_judgement_is_said_to_be_the_readers_own() {
    let (test, _) = imported(&judged());
    let said = test.then(&["--linear", "a.md"]).stdin("1\n2\n3\nsources\nread\n").run().stdout();
    let lines: Vec<_> = said.lines().filter(|line| line.contains("You ") || line.contains("Your ")).collect();
    let expected = [
        "You marked it wrong. Your note: Ask *Maas*.",
        "You rated its credibility 5, improbable. You rated its likelihood unlikely, 20–45 %.",
        "You rated its reliability C, fairly reliable.",
    ];
    assert_eq!(lines, expected, "{said}");
    // The text itself is read as it is.
    let plain = |said: String| said.lines().filter(|line| !expected.contains(line)).collect::<Vec<_>>().join("\n");
    let without = Test::new(&["--linear", "a.md"]).file("a.md", HARBOUR).stdin("1\n2\n3\nsources\nread\n");
    assert_eq!(plain(said.clone()), plain(without.run().stdout()));
}

#[test]
fn read_line_by_line_words_of_notes_are_found_and_said_to_be_in_a_note() {
    let mut theirs = annotation("Ships now appear to wait for days.", &[("commenting", "Ask Bosman")]);
    theirs["creator"] = json!("Ada");
    let source = json!({ "type": "Annotation", "target": "a.md",
        "body": [{ "purpose": "tagging", "value": "source: pilots" }, { "value": "Call Smit" }] });
    let own = annotation("Dues doubled in two years.", &[("commenting", "Ask Maas")]);
    let (test, _) = imported(&json!([own, theirs, source]));
    let said = test.then(&["--linear", "a.md"]).stdin("/maas\n/bosman\n/smit\n/nobody\n").run().stdout();
    for words in [
        "On claim 1:\nYour note: Ask Maas.",
        "On claim 2:\nNote by Ada, not yours: Ask Bosman.",
        "“smit” is not in this text.\nIt is in notes on sources.",
        "Your note: Call Smit.",
        "“nobody” is not in this text.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn filters_on_the_command_line_know_what_is_judged() {
    let (test, _) = imported(&judged());
    let test = test.then(&["summary", "--format", "json", "--only", "status:wrong", "a.md"]);
    assert_eq!(test.run().json()["claims"].as_array().unwrap().len(), 1);
    // "Maas" stands in a note alone.
    let test = test.then(&["summary", "--format", "json", "--only", "maas", "a.md"]);
    assert_eq!(test.run().json()["claims"].as_array().unwrap().len(), 1);
    // A word in a note on a source selects the claims that cite it.
    let note = json!({ "type": "Annotation", "target": "a.md",
        "body": [{ "purpose": "tagging", "value": "source: pilots" }, { "value": "Ask Nobody" }] });
    let test = test.file("n", note.to_string()).then(&["judgements", "a.md", "--import", "n"]);
    test.run().stdout();
    let test = test.then(&["summary", "--format", "json", "--only", "nobody", "a.md"]);
    assert_eq!(test.run().json()["claims"].as_array().unwrap().len(), 1);
    let test = test.then(&["summary", "--only", "status:wrng", "a.md"]);
    let run = test.run();
    assert_eq!(run.status, 2);
    assert!(run.err.contains("did you mean `wrong`?"), "{}", run.err);
}

#[test]
fn nothing_hostile_in_an_annotation_reaches_the_terminal() {
    let hostile = "\u{1b}[2J\u{202e}# x\n<!-- y";
    let (test, said) = imported(&json!([
        annotation("Dues doubled in two years.", &[("commenting", hostile)]),
        annotation(hostile, &[("commenting", hostile)]),
    ]));
    harness::harmless(&said);
    let mut test = test;
    for args in [
        &["judgements", "a.md"][..],
        &["judgements", "--format", "json-ld", "a.md"],
        &["summary", "--judgements", "a.md"],
        &["summary", "--judgements", "--format", "markdown", "a.md"],
        &["summary", "--judgements", "--format", "json", "a.md"],
    ] {
        test = test.then(args);
        harness::harmless(&test.run().stdout());
    }
}

#[test]
fn what_cannot_be_kept_or_read_is_refused_and_nothing_is_lost() {
    let run = Test::new(&["judgements", "-"]).stdin(HARBOUR).run();
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("no judgements are kept of standard input"), "{}", run.err);
    for broken in ["no JSON", "{}", "[{\"type\": \"Annotation\"}]"] {
        let test = Test::new(&["judgements", "a.md", "--import", "x"]).file("a.md", HARBOUR).file("x", broken);
        let run = test.run();
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{broken}");
        assert!(run.err.starts_with("error: cannot read `x`: "), "{}", run.err);
    }
    let test = Test::new(&["judgements", "a.md", "--import", "x"]).file("a.md", HARBOUR);
    assert_eq!(test.run().status, 1, "there is no such file");
    Test::new(&["judgements", "a.md"])
        .file("a.md", HARBOUR)
        .stdout(
            "# Judgements of Harbour dues double\n\n\
             Nothing in this text is judged. In the reader, `a` judges a claim or a source.\n",
        )
        .passes();
    let built_in = Test::new(&["judgements"]).run().stdout();
    assert!(built_in.contains("Nothing in this text is judged"), "{built_in}");
}

#[test]
fn annotations_without_end_are_refused() {
    let test = Test::new(&["judgements", "a.md", "--import", "x"]).file("a.md", HARBOUR).file("x", "");
    // A sparse file takes no room.
    fs::File::options().write(true).open(test.path("x")).and_then(|file| file.set_len(1 << 40)).unwrap();
    let run = test.run();
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert_eq!(run.err, "error: cannot read `x`: it is larger than 64 MiB\n");
}

#[test]
fn thousands_of_annotations_are_imported_in_moments() {
    const MANY: usize = 4000;
    let words = |number: usize| format!("In year {number} the dues of the port rose by {}", number * 7);
    let claims = (0..MANY).map(|number| format!("{}.[^a]\n\n", words(number)));
    let text: String = claims.chain(["[^a]: Port audit 2025\n".to_owned()]).collect();
    // Whole claims, parts of claims, words that are not in the text, and sources.
    let quote = |number: usize| match number % 3 {
        0 => words(number) + ".",
        1 => words(number),
        _ => format!("{} thousand", words(number)),
    };
    let claims = (0..MANY).map(|number| annotation(&quote(number), &[("commenting", "Ask Maas")]));
    let sources = (0..MANY).map(|number| {
        annotation("", &[("commenting", "Read"), ("tagging", &format!("source: s{number}")), ("identifying", "Audit")])
    });
    let annotations: Vec<_> = claims.chain(sources).collect();
    let test = Test::new(&["judgements", "a.md", "--import", "x"]);
    let test = test.file("a.md", text).file("x", json!(annotations).to_string());
    let begun = std::time::Instant::now();
    let said = test.run().stdout();
    let took = begun.elapsed();
    assert!(said.starts_with("2667 annotations found their place"), "{said}");
    // The square of their number would take minutes.
    assert!(took.as_secs() < 20, "{took:?}");
}

#[test]
fn claims_with_the_same_words_keep_judgements_of_their_own() {
    let text = "Dues doubled.[^a]\n\n".repeat(8) + "[^a]: Port audit 2025\n";
    let start = |number: usize| text.match_indices("Dues").nth(number).unwrap().0;
    let sample = Test::new(&["judgements", "b.md", "--format", "json-ld"]).file("b.md", text.clone());
    assert!(sample.run().stdout().contains("items"), "it is a collection");
    let note = |claim: usize, words: &str| {
        // In the text as it reads, each paragraph is its words and a line break.
        let at = (claim - 1) * "Dues doubled.\n".len();
        assert_eq!(start(claim - 1), (claim - 1) * "Dues doubled.[^a]\n\n".len());
        json!({
            "type": "Annotation", "body": [{ "type": "TextualBody", "value": words, "purpose": "commenting" },
                { "type": "TextualBody", "value": "cites: a", "purpose": "tagging" }],
            "target": { "source": "b.md", "selector": [
                { "type": "TextQuoteSelector", "exact": "Dues doubled.", "prefix": "Dues doubled.\nDues doubled.\n", "suffix": "\nDues doubled.\n" },
                { "type": "TextPositionSelector", "start": at, "end": at + 13 }] },
        })
    };
    let notes = json!({ "items": [note(4, "Fourth"), note(5, "Fifth")] });
    let test = sample.file("k.jsonld", notes.to_string()).then(&["judgements", "b.md", "--import", "k.jsonld"]);
    assert!(test.run().stdout().contains("2 annotations found their place: claims 4, 5."), "both are found");
    let said = test.then(&["judgements", "b.md"]).run().stdout();
    let (fourth, fifth) = (said.find("## Claim 4").unwrap(), said.find("## Claim 5").unwrap());
    assert!(said[fourth..fifth].contains("Fourth") && said[fifth..].contains("Fifth"), "{said}");
}

#[test]
fn a_quote_that_two_claims_fit_equally_well_goes_to_neither() {
    let text = "The port has raised all of its dues.[^a]\n\nThe port has raised all of its dues.[^b]\n\n[^a]: Audit\n\n[^b]: Pilots\n";
    let quote = json!([{ "type": "Annotation", "bodyValue": "Which?", "target": { "selector":
        { "type": "TextQuoteSelector", "exact": "The port has raised all of its dues." } } }]);
    let test = Test::new(&["judgements", "c.md", "--import", "q.jsonld"])
        .file("c.md", text)
        .file("q.jsonld", quote.to_string());
    let said = test.run().stdout();
    assert!(
        said.contains("no annotations found their place") && said.contains("in the text, but not the same claim"),
        "{said}"
    );
}

#[test]
fn a_highlight_without_a_note_is_left_out_and_counted() {
    let highlight = json!({ "rows": [{ "text": "", "tags": [], "target": [{ "selector": [
        { "type": "TextQuoteSelector", "exact": "Dues doubled in two years." }] }] }] });
    let (test, said) = imported(&highlight);
    assert!(said.contains("1 annotation left out: they have neither a note nor a rating."), "{said}");
    assert!(test.then(&["judgements", "a.md"]).run().stdout().contains("Nothing in this text is judged"), "{said}");
}
