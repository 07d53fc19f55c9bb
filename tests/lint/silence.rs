//! Tests what lints must not report: every heuristic prefers to miss something.

use super::{found, only};

/// A text that cites and declares its sources, so that the lints look at it.
#[track_caller]
fn check(id: &str, text: &str, expected: &[&str]) {
    let text = format!("+++\n[sources.audit]\nname = \"Port audit 2025\"\n+++\n\nDues doubled.[^audit]\n\n{text}\n");
    let words: Vec<_> = found(&text, &only(&[id])).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, expected, "{text}");
}

#[test]
fn lints_find_nothing_in_a_text_that_cites_nothing() {
    let text = "Officials said it cost $5 million. “We have never waited as long as this,” one wrote.\n\n\
                With high confidence it is very likely, and probably a remote chance, that all of this is going on.\n";
    assert_eq!(
        found(text, &caveat::diagnostics::rulebook::Levels::all(caveat::diagnostics::rulebook::Level::Warning)),
        []
    );
}

#[test]
fn quotations() {
    let check = |text: &str, expected: &[&str]| check("quotation-without-source", text, expected);
    check("He wrote: “We have never waited as long as this.”", &["“We have never waited as long as this.”"]);
    check("He wrote: \"We have never waited as long as this.\"", &["\"We have never waited as long as this.\""]);
    // A term, a title, code and a question are not quotations.
    check("The so-called “shadow fleet of the north” grows.", &[]);
    check("She read “The Old Man and the Sea of Dreams”.", &[]);
    check("It prints `\"no such file or directory was found\"`.", &[]);
    check("We asked: “Have you ever waited as long as this?”", &[]);
    // The reference is in this sentence, or in the sentence before or after.
    check("He wrote: “We have never waited. We are tired of it all.”[^audit]", &[]);
    check("He wrote: “We have never waited as long as this.” So he left.[^audit]", &[]);
    check("A pilot wrote to the port.[^audit] “We have never waited as long as this.”", &[]);
    check("> “We have never waited as long as this.”\n>\n> A pilot.[^audit]", &[]);
    check("A pilot wrote:[^audit]\n\n> “We have never waited as long as this.”", &[]);
    check("He [wrote](https://port.example): “We have never waited as long as this.”", &[]);
    // Headings, tables, notes.
    check("## “We have never waited as long as this”", &[]);
    check("| a |\n| - |\n| “We have never waited as long as this” |", &[]);
    check("Ships wait.[^b]\n\n[^b]: “We have never waited as long as this.”", &[]);
    // Unpaired quotation marks and inch signs are not quotations.
    check("A 5\" gun and a 6\" gun and a 7\" gun were lost.", &[]);
    check("He wrote: “We have never waited as long as this.", &[]);
}

#[test]
fn quotations_in_texts_whose_footnotes_may_be_asides() {
    let text = "Dues doubled.[^a] Here.\n\nHe wrote: “We have never waited as long as this.”\n\n[^a]: I was there.\n";
    assert_eq!(found(text, &only(&["quotation-without-source"])), []);
}

#[test]
fn figures() {
    let check = |text: &str, expected: &[&str]| check("figure-without-source", text, expected);
    check("It cost $81 million.", &["$81 million"]);
    check("It fell by 3.5 percent, and it rose by 7%.", &["3.5 percent"]);
    check("It fell on 5 March 2026.", &["5 March"]);
    check("It fell on March 5, 2026.", &["March 5"]);
    check("It cost 5,000 euros.", &["5,000 euros"]);
    check("It took 300 people.", &["300 people"]);
    check("On 2026-03-05 it fell.", &["2026-03-05"]);
    // Figures in a sentence with a source, in code or in a heading are not reported, nor are numbers that are not
    // figures.
    check("It cost $81 million.[^audit]", &[]);
    check("Of [the $81 million][^audit] little is left.", &[]);
    check("Set `cost = $81`.", &[]);
    check("## 5 March 2026", &[]);
    check("See table 4 in chapter 12, by three of them, on page 7.", &[]);
    check("The 1990s were better, and 2017 was worse.", &[]);
    check("Version 3.2.1 may 5 times march 6 rows.", &[]);
}

#[test]
fn attributions() {
    let check = |text: &str, expected: &[&str]| check("attribution-without-reference", text, expected);
    check("Officials said that it fell.", &["Officials said"]);
    check("Two former intelligence officials have now confirmed it.", &["officials have now confirmed"]);
    check("According to two people, it fell. Analysts say so.", &["Analysts say"]);
    check("It fell, according to a study.", &["according to a study"]);
    check("It fell, according to the Court of Audit.", &["according to the C"]);
    // With a reference, or before a sentence that has one.
    check("Officials said that it fell.[^audit]", &[]);
    check("Officials said that it fell. They said so twice.[^audit]", &[]);
    // Nobody speaks here, or the attribution is part of a quotation.
    check("All went according to plan. It is sorted according to the rules.", &[]);
    check("It was “as officials said” for years.", &[]);
    check("The officials left. Experts in tides are few.", &[]);
    check("She said so. It is said to have fallen.", &[]);
}

#[test]
fn paragraphs() {
    let check = |text: &str, expected: usize| {
        let text = format!("Dues doubled.[^audit]\n\n{text}\n\n[^audit]: Port audit 2025.\n");
        assert_eq!(found(&text, &only(&["paragraph-without-source"])).len(), expected, "{text}");
    };
    let words = "Ships now wait for days before the harbour, and nobody knows when that is going to end";
    check(&format!("{words}."), 1);
    check(&format!("Here.\n\n> {words}.\n\nThere."), 1);
    check(&format!("> {words}."), 0);
    check(&format!("{words}.[^audit]"), 0);
    check(&format!("One.[^audit] {words}."), 0);
    // A short line, an introduction to a list, a list and a caption are not paragraphs.
    check("Ships now wait for days.", 0);
    check(&format!("{words}:"), 0);
    check(&format!("- {words}."), 0);
    check(words, 0);
}

const SOURCES: &str = "+++
[sources.audit]
name = \"Port audit 2025\"
kind = \"document\"
by = [\"court\"]

[sources.court]
name = \"Court of Audit\"

[sources.port]
name = \"Port\"

[sources.authority]
name = \"The Port Authority\"

[sources.pilots]
name = \"Pilots\"
named = false

[caveats.denial]
kind = \"denial\"
by = [\"port\"]
covers = [\"audit\"]
+++

";

#[test]
fn names_of_others() {
    let check = |text: &str, expected: &[&str]| {
        let text = format!("{SOURCES}{text}\n\nAll.[^audit][^port][^authority][^pilots]\n");
        let words: Vec<_> =
            found(&text, &only(&["names-another-source"])).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, expected, "{text}");
    };
    check("The Port said that dues fell.[^audit]", &["Port"]);
    check("Dues fell, according to the Port Authority.[^port]", &["Port Authority"]);
    check("Dues fell, the port has now said.[^court]", &["port"]);
    // The named source is behind the cited source, is one of several, or states the caveat.
    check("The Court of Audit said that dues fell.[^audit]", &[]);
    check("The Port said that dues fell.[^audit][^port]", &[]);
    check("Dues fell, which the Port said is wrong.[^audit][^denial]", &[]);
    // The source is named, but not as the speaker.
    check("The Port doubled its dues.[^audit]", &[]);
    check("The audit of the Port said that dues fell.[^audit]", &[]);
    check("Dues fell, according to the Port Authority.[^authority]", &[]);
    check("Dues fell, according to the Port of Elsewhere.[^audit]", &[]);
    check("Dues fell, according to the Port’s former head.[^audit]", &[]);
    check("Old Port said that dues fell.[^audit]", &[]);
    check("The Airport said that dues fell.[^audit]", &[]);
    check("A report for the Port said that dues fell.[^audit]", &[]);
    check("The Port said that dues fell.[^prot]", &[]);
    // Quoted, unnamed, stated.
    check("It is “as the Port said” for years.[^audit]", &[]);
    check("Pilots say that ships wait.[^audit]", &[]);
    check("The Port said that it is not so.[^denial]", &[]);
}

#[test]
fn hedges_that_brackets_leave_out() {
    let check = |text: &str, expected: &[&str]| {
        let text = format!("{text}\n\n[^a]: A.\n\n[^b]: B.\n");
        let words: Vec<_> = found(&text, &only(&["hedge-outside-claim"])).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, expected, "{text}");
    };
    check("Officials suspect that [dues doubled][^a].", &["[dues doubled]"]);
    check("[Dues doubled][^a], it seems.", &["[Dues doubled]"]);
    check("If it rains, [ships wait][^a] and [dues rise][^b].", &["[ships wait]", "[dues rise]"]);
    // The hedge is inside the brackets, an attribution, on a figure, in another claim or sentence, or there are no
    // brackets.
    check("[Officials suspect that dues doubled][^a].", &[]);
    check("The report says that [dues doubled][^a].", &[]);
    check("In more than 40 ports [dues doubled][^a].", &[]);
    check("[Dues may rise][^a], and [ships wait][^b].", &[]);
    check("It may rain, and [ships wait][^a], but it may snow.", &[]);
    check("[Ships wait][^a], and [dues may rise][^b].", &[]);
    check("It may rain. [Dues doubled.][^a] It may snow.", &[]);
    check("Officials suspect that dues doubled.[^a]", &[]);
}

#[test]
fn hedges_that_are_dropped() {
    let check = |text: &str, expected: &[&str]| {
        let text = format!("{text}\n\n[^a]: A.\n\n[^b]: B.\n");
        let words: Vec<_> = found(&text, &only(&["hedge-dropped"])).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, expected, "{text}");
    };
    let plain = "Two shipping lines left the harbour for good.";
    check(&format!("Two shipping lines may have left the harbour for good.[^a]\n\n{plain}[^a]"), &[plain]);
    check(&format!("{plain}[^a]\n\nThe shipping lines reportedly are leaving the harbour for good.[^a]"), &[]);
    // A hedge of another claim in the sentence does not belong to this claim. In a language without hedges, none is
    // missing.
    check(
        &format!("[The dues may rise][^b], and [two shipping lines left the harbour for good][^a].\n\n{plain}[^a]"),
        &[],
    );
    // The source, the figures or the words differ, or there is a denial or a hedge in the sentence.
    check(&format!("Two shipping lines may have left the harbour for good.[^a]\n\n{plain}[^b]"), &[]);
    check("About 17 shipping lines left the harbour.[^a] Some 18 shipping lines left the harbour.[^a]", &[]);
    check("17 shipping lines may have left the harbour.[^a] 18 shipping lines left the harbour.[^a]", &[]);
    check(&format!("It may be that no shipping lines left the harbour for good.[^a]\n\n{plain}[^a]"), &[]);
    check(&format!("Two shipping lines may have paid the harbour for good berths.[^a]\n\n{plain}[^a]"), &[]);
    check(&format!("Two shipping lines may have left.[^a]\n\n{plain}[^a]"), &[]);
    check(
        "Two shipping lines may have left the harbour.[^a]\n\nIt seems that [two shipping lines left the harbour][^a].",
        &[],
    );
}

#[test]
fn likelihood_and_confidence() {
    let check = |text: &str, expected: &[&str]| check("likelihood-with-confidence", text, expected);
    check("We assess with high confidence that it will likely fall.", &["likely"]);
    check("We have low confidence that it is almost certain to fall.", &["almost certain"]);
    check("It is likely to fall. We have high confidence in this assessment.", &[]);
    check("Consumers with confidence will likely buy.", &[]);
    check("Low confidence in the government makes strikes likely.", &[]);
    check("He wrote “with high confidence” that it is likely.", &[]);
    check("They assess with high confidence that a remote server fell.", &[]);
}

#[test]
fn rows_of_terms() {
    let check = |text: &str, expected: &[&str]| check("likelihood-rows-mixed", text, expected);
    check("It is very likely. It is unlikely. It is highly probable.", &["highly probable"]);
    check("The chances of that are remote. It is improbable. It is likely.", &["likely"]);
    check("It is very likely, almost certain, unlikely: a roughly even chance.", &[]);
    check("It is probably nearly certain: roughly even odds, and a remote possibility.", &[]);
    check("It is likely that the remote office, with a remote server, fell.", &[]);
}
