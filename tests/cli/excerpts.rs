//! Tests that no format prints the words of a claim without their sentence.

use super::harness::{Test, golden, valid};

/// Claims that their sentence denies, conditions or reports, that are struck out, that share a sentence, and that stand in
/// tables, lists and quotations.
const BASIN: &str = include_str!("../data/basin.md");

fn basin(args: &[&str]) -> Test {
    Test::new(args).file("basin.md", BASIN)
}

#[test]
fn a_claim_is_printed_in_its_sentence_with_its_words_marked() {
    golden("cli/excerpts.txt", &basin(&["summary", "basin.md"]).run().stdout());
    golden("cli/excerpts-50-ascii.txt", &basin(&["summary", "--ascii", "--width", "50", "basin.md"]).run().stdout());
    golden("cli/excerpts.summary.md", &basin(&["summary", "--format", "markdown", "basin.md"]).run().stdout());
}

#[test]
fn a_claim_is_said_in_its_sentence_and_then_in_its_words() {
    let numbers = (1..=13).fold(String::new(), |numbers, number| numbers + &format!("{number}\n"));
    golden("cli/excerpts-linear.txt", &basin(&["--linear", "basin.md"]).stdin(numbers + "t\nread 20\n").run().stdout());
}

#[test]
fn the_legend_explains_only_signs_that_are_used() {
    let signs = |text: &str| {
        let printed = Test::new(&["summary", "a.md"]).file("a.md", text).run().stdout();
        [printed.contains("In ‹ ›:"), printed.contains("In ~~ ~~:")]
    };
    assert_eq!(signs("The lamp is broken.[^a]\n\n[^a]: Log\n"), [false, false]);
    assert_eq!(signs("Nobody says that [the lamp is broken][^a].\n\n[^a]: Log\n"), [true, false]);
    assert_eq!(signs("The ~~old~~ lamp is broken.[^a]\n\n[^a]: Log\n"), [false, true]);
}

#[test]
fn json_gives_the_whole_sentence_of_every_claim() {
    let json = basin(&["summary", "--format", "json", "basin.md"]).run().json();
    valid(&json, "");
    let claims = json["claims"].as_array().unwrap();
    for claim in claims {
        let [text, sentence] = ["text", "sentence"].map(|field| claim[field].as_str().unwrap());
        // The names of columns come between the cells of a table.
        let words = text.split(" … ").flat_map(str::split_whitespace);
        assert!(words.into_iter().all(|word| sentence.contains(word)), "{claim}");
        for (part, whole) in [("words", text), ("sentence", sentence)] {
            let spans = claim["spans"][part].as_array().unwrap();
            let at = |span: &serde_json::Value, end: &str| usize::try_from(span[end].as_u64().unwrap()).unwrap();
            let first = &BASIN[at(&spans[0], "start")..at(&spans[0], "end")];
            let begins = first.split([' ', '[', '\n']).next().unwrap();
            assert!(whole.contains(begins.trim_matches('~')), "{begins} of {claim}");
        }
    }
    assert_eq!(claims[0]["text"], "the crane was sold");
    assert_eq!(claims[0]["sentence"], "No harbour record shows that the crane was sold.");
    assert_eq!(claims[1]["hedges"], serde_json::json!([{"text": "Unless", "kind": "condition", "where": "around"}]));
    assert_eq!(claims[4]["struck"], serde_json::json!(["rose"]));
    assert_eq!(claims[5]["references"], serde_json::json!(["log"]));
}

#[test]
fn unsourced_sentences_show_struck_out_words_too() {
    let test = |form: &str| {
        let args = ["summary", "--format", form, "a.md"];
        let text = "The lamp is broken.[^a] ~~Ships wait.~~ The crane is ~~new~~ bent.\n\n[^a]: Log\n";
        Test::new(&args).file("a.md", text).run().stdout()
    };
    for form in ["text", "markdown", "json"] {
        let printed = test(form);
        assert!(printed.contains("~~Ships wait.~~") && printed.contains("The crane is ~~new~~ bent."), "{printed}");
    }
}

#[test]
fn words_struck_out_by_tags_are_struck_out() {
    let text = "<s>The lamp is broken.[^a]</s> The crane is <DEL>new[^a]</del> and bent. <strike/>Ships wait.[^a]\n\n[^a]: Log\n";
    let json = Test::new(&["summary", "--format", "json", "a.md"]).file("a.md", text).run().json();
    let struck: Vec<_> = json["claims"].as_array().unwrap().iter().map(|claim| claim["struck"].clone()).collect();
    assert_eq!(struck, [serde_json::json!(["The lamp is broken."]), serde_json::json!(["new"]), serde_json::json!([])]);
    let table = "| a | b |\n|---|---|\n| <s>old | new[^a] |\n\n[^a]: Log\n";
    let json = Test::new(&["summary", "--format", "json", "a.md"]).file("a.md", table).run().json();
    assert_eq!(json["claims"][0]["struck"], serde_json::json!(["<s>old"].map(|words| words.replace("<s>", ""))));
}

#[test]
fn a_change_around_the_words_is_a_change_of_the_claim() {
    let change = |old: &str, new: &str| {
        let texts = [old, new].map(|text| format!("{text}\n\n[^a]: Log\n[^b]: Crew\n"));
        let test = |args: &[&str]| Test::new(args).file("old.md", &texts[0]).file("new.md", &texts[1]);
        let json = test(&["compare", "--format", "json", "old.md", "new.md"]).run().json();
        assert_eq!(json["others"], serde_json::json!({"gained": [], "lost": []}), "reported outside the claims too");
        (json["claims"].clone(), test(&["compare", "old.md", "new.md"]).run().stdout())
    };
    let (claims, text) = change(
        "The mayor knows that [the lamp is broken][^a].",
        "The mayor doubts, if he is asked, that [the lamp is broken][^a].",
    );
    assert_eq!((&claims[0]["change"]["reworded"], &claims[0]["change"]["around"]), (&false.into(), &true.into()));
    assert_eq!(claims[0]["change"]["firmness"], "weaker");
    assert_eq!(claims[0]["old"]["sentence"], "The mayor knows that the lamp is broken.");
    for words in [
        "  1     The mayor doubts, if he is asked, that ‹the lamp is broken›.\n",
        "Its sentence changed: The mayor [-knows-] {+doubts, if he is asked,+}\n        that ‹the lamp …›\n",
        "(condition, in its sentence)",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }

    let (claims, printed) =
        change("The mayor knows that [the lamp is broken][^a].", "There is no evidence that [the lamp is broken][^a].");
    assert_eq!((&claims[0]["fate"], &claims[0]["change"]["firmness"]), (&"changed".into(), &"otherwise".into()));
    assert!(printed.contains("Now negated: “no evidence that”."), "{printed}");

    // Another claim of the sentence has an entry of its own.
    let (claims, _) = change("Tugs[^a], ferries[^b] pay double.", "Tugs[^a], barges[^b] pay double.");
    let fates = [&claims[0]["fate"], &claims[1]["fate"]];
    assert_eq!(fates, ["same", "changed"]);

    let (claims, printed) =
        change("The lamp is broken.[^a] It rains.[^b]", "~~The lamp is broken.~~[^a] It rains.[^b]");
    assert_eq!([&claims[0]["fate"], &claims[1]["fate"]], ["changed", "same"]);
    assert!(printed.contains("  1     ~~The lamp is broken.~~\n        Struck out.\n"), "{printed}");
    let (_, printed) = change("The ~~old~~ lamp is broken.[^a]", "The old lamp is broken.[^a]");
    assert!(printed.contains("No longer struck out: “old”."), "{printed}");
    assert!(!printed.contains("Reworded"), "{printed}");

    let row = |fees: &str| format!("| Year | Fees | Tugs |\n| --- | --- | --- |\n| 2031[^a] | {fees} | two |");
    let (claims, printed) = change(&row("40"), &row("90"));
    assert_eq!(claims[0]["change"]["around"], true);
    assert!(printed.contains("‹Year: 2031›; Fees: [-40-] {+90+}; Tugs: two"), "{printed}");
}
