//! Tests what a label names: a declared source, a footnote, a caveat or nothing.

use super::harness::{check, check_messages, check_proses, check_spans, read, read_as_written};

const FRONT: &str = "+++\n[sources.audit]\n[caveats.sample]\ncovers = [\"audit\"]\n+++\n";

/// Checks the names of the sources, then their notes.
#[track_caller]
fn check_sources(markdown: &str, expected: &[(&str, &str, Option<&str>)]) {
    let (dossier, _) = read(markdown);
    let found: Vec<_> = dossier
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source.name.as_str(), source.note.as_deref()))
        .collect();
    assert_eq!(found, expected, "{markdown:?}");
}

#[test]
fn a_label_names_a_declared_source_or_a_defined_footnote() {
    check(
        &format!("{FRONT}Dues doubled.[^audit] A sample.[^sample]"),
        &["Dues doubled. [audit] ^sample/audit", "A sample. = sample"],
    );
    check_sources(
        "Dues doubled.[^a]\n\n[^a]: *Port audit*, tables\n4 and `5`.",
        &[("a", "Port audit", Some("Port audit, tables 4 and 5."))],
    );
    check_sources("Dues.[^a]\n\n[^a]:", &[("a", "a", None)]);
}

#[test]
fn a_definition_for_a_declared_label_is_a_note_on_it() {
    let text = format!("{FRONT}Dues.[^audit]\n\n[^audit]: Tables 4 and 5.\n[^SAMPLE]: Eleven berths.");
    check(&text, &["Dues. [audit] ^sample/audit"]);
    check_sources(&text, &[("audit", "audit", Some("Tables 4 and 5."))]);
    let (dossier, _) = read(&text.replace("+++\nDues", "text = \"Small.\"\n+++\nDues"));
    let sample = &dossier.caveats[0];
    assert_eq!((sample.text.as_str(), sample.note.as_deref()), ("Small.", Some("Eleven berths.")));
}

#[test]
fn a_label_may_be_repeated_in_any_case_and_any_script() {
    check("Dues.[^a] Ships.[^a] Lines.[^A]", &["Dues. [a]", "Ships. [a]", "Lines. [a]"]);
    check_sources("Dues.[^Ünï] Ships.[^名前]\n\n[^ÜNÏ]: U\n\n[^名前]: N", &[("ÜNÏ", "U", None), ("名前", "N", None)]);
    check("Dues.[^two words]\n\n[^two words]: x", &["Dues. [two words]"]);
    check("Dues.[^ two ]\n\n[^ two ]: x", &["Dues. [two]"]);
    check("Dues.[^a_b_c] Ships.[^a*b*c]\n\n[^a_b_c]: x\n\n[^a*b*c]: y", &["Dues. [a_b_c]", "Ships. [a*b*c]"]);
    check("|x|\n|-|\n|Dues[^a]|\n|Ships[^a]|", &["Dues [a] < x: Dues", "Ships [a] < x: Ships"]);
}

#[test]
fn an_invalid_label_is_text() {
    for text in
        ["Dues.[^", "Dues.[^a", "Dues.[^]", "Dues.[^ ]", "Dues.[^\t]", "Dues.[^a\\]b]", "Dues.\\[^b]", "Dues.[^a\nb]"]
    {
        let (dossier, diagnostics) = read_as_written(text);
        let found = (dossier.claims.len(), dossier.unsourced.len(), diagnostics.len());
        assert_eq!(found, (0, 1, 0), "{text:?}");
    }
    check_proses("Dues.[^ ] x", &["Dues.[^ ] x"]);
}

#[test]
fn an_unknown_label_is_an_error_and_its_claim_stays() {
    check("Dues doubled.[^oecd] Ships.[^oecd]", &["Dues doubled. [oecd]", "Ships. [oecd]", "! 1:14 undeclared-label"]);
    check_spans("港は。[^oecd] x", &["[^oecd]"]);
    check(&format!("{FRONT}Dues.[^samlpe]"), &["Dues. [samlpe]", "! 3:10 idle-caveat", "! 6:6 undeclared-label"]);
}

#[test]
fn the_help_suggests_the_nearest_known_label() {
    let message = "`audti` is neither declared nor defined; did you mean `audit`?";
    check_messages(&format!("{FRONT}Dues.[^audit] Ships.[^audti]"), &[message]);
    check_messages(
        &format!("{FRONT}Dues.[^audit] Ships.[^AUDIT2]"),
        &["`AUDIT2` is neither declared nor defined; did you mean `audit`?"],
    );
    let unknown = |label: &str| {
        format!(
            "`{label}` is neither declared nor defined; declare it as `[sources.{label}]` in the front matter, \
             or define it: `[^{label}]: …`"
        )
    };
    // The other label is unknown too, so it is not suggested; nor is a word that shares no letter.
    check_messages("Dues.[^quay1] Ships.[^quay2]", &[&unknown("quay1"), &unknown("quay2")]);
    check_messages("Dues.[^a] Ships.[^x]", &[&unknown("x")]);
}

#[test]
fn an_unused_source_footnote_or_caveat_is_a_warning() {
    check("Dues.\n\n[^quay]: Never cited", &["- Dues.", "! 3:1 unused-source"]);
    check("+++\n[sources.quay]\n+++\nDues.", &["- Dues.", "! 2:10 unused-source"]);
    check("+++\n[caveats.small]\n+++\nDues.[^a]", &["Dues. [a]", "! 2:10 idle-caveat"]);
    check_spans("Dues.\n\n[^ quay ]: Never cited", &["[^ quay ]"]);
}

#[test]
fn the_first_of_two_definitions_with_the_same_label_counts() {
    check(
        "Dues.[^a]\n\n[^a]: One\n[^a]: Two\n[^A]: Three",
        &["Dues. [a]", "! 4:1 defined-twice", "! 5:1 defined-twice"],
    );
    check_sources("Dues.[^a]\n\n[^a]: One\n[^a]: Two", &[("a", "One", None)]);
    check(
        "+++\n[sources.port]\n[caveats.port]\n+++\nDues.[^port]",
        &["Dues. [port]", "! 3:10 declared-twice", "! 3:10 idle-caveat"],
    );
    check(
        "+++\n[sources.port]\n[sources.Port]\n+++\nDues.[^port]",
        &["Dues. [port]", "! 3:10 declared-twice", "! 3:10 unused-source"],
    );
    check("+++\n[sources.port]\n[sources.port]\n+++\nDues.[^port]", &["Dues. [port]", "! 3:10 front-matter"]);
    let (dossier, diagnostics) = read("Dues.[^a]\n\n[^a]: One\n[^a]: Two");
    let related = diagnostics[0].related.as_ref().map(|(span, _)| dossier.manuscript.position(span.start).line);
    assert_eq!(related, Some(3));
}

#[test]
fn a_label_twice_in_one_group_is_a_warning() {
    check(
        "Dues.[^a][^a] Ships.[^b][^A][^B]",
        &["Dues. [a]", "Ships. [b a]", "! 1:10 repeated-label", "! 1:29 repeated-label"],
    );
}

#[test]
fn a_definition_may_have_its_own_paragraphs_and_claims() {
    check(
        "Dues.[^a]\n\n[^a]: First says [^b] this.\n\n    Second.[^b]\n\n    - item\n\nText.",
        &["Dues. [a]", "First says this. [b]", "Second. [b]", "- Text."],
    );
    check_sources(
        "Dues.[^a]\n\n[^a]: One\n\n    two\n\n    ```\n    three\n    ```",
        &[("a", "One", Some("One two three"))],
    );
    check("Dues.[^a]\n\n[^a]: Itself[^a]", &["Dues. [a]", "Itself [a]"]);
    check(
        "- Dues.[^a]\n\n  [^a]: The item\n\n> [^b]: In a quote[^a]",
        &["Dues. [a]", "In a quote [a]", "! 5:3 unused-source"],
    );
    check("Dues.[^a]\n\n[^a]: One\n[^b]: Two\nText.", &["Dues. [a]", "! 4:1 unused-source"]);
}
