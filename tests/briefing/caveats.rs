//! Tests which claims a caveat covers, and where a caveat is stated.

use super::harness::{check, check_messages, check_spans, lines, read};

const FRONT: &str = "+++
[sources.audit]
by = [\"office\"]
[sources.office]
by = \"court\"
[sources.court]
[sources.pilots]
[caveats.sample]
covers = [\"audit\"]
[caveats.court-denies]
kind = \"denial\"
by = [\"pilots\"]
covers = [\"court\"]
[caveats.one]
kind = \"denial\"
+++
";

#[track_caller]
fn check_body(body: &str, expected: &[&str]) {
    let (dossier, diagnostics) = read(&format!("{FRONT}{body}"));
    let found: Vec<_> = lines(&dossier, &diagnostics).into_iter().filter(|line| !line.starts_with("! ")).collect();
    assert_eq!(found, expected, "{body:?}");
}

#[test]
fn a_caveat_reaches_claims_that_rest_on_the_sources_it_covers() {
    check_body("Dues.[^audit]", &["Dues. [audit] ^sample/audit ^court-denies/court"]);
    check_body("Dues.[^office]", &["Dues. [office] ^court-denies/court"]);
    check_body("Dues.[^court]", &["Dues. [court] ^court-denies/court"]);
    check_body("Dues.[^pilots]", &["Dues. [pilots]"]);
    check_body("Dues.[^pilots][^audit]", &["Dues. [pilots audit] ^sample/audit ^court-denies/court"]);
}

#[test]
fn a_caveat_reaches_a_claim_through_the_nearest_covered_source() {
    let front = "+++\n[sources.far]\nby = [\"mid\"]\n[sources.mid]\nby = [\"near\"]\n[sources.near]\n\
                 [caveats.c]\ncovers = [\"near\", \"mid\"]\n+++\n";
    check(&format!("{front}Dues.[^far]"), &["Dues. [far] ^c/mid"]);
    check(&format!("{front}Dues.[^far][^near]"), &["Dues. [far near] ^c/near"]);
    check(&format!("{front}Dues.[^mid][^near] Ships.[^far]"), &["Dues. [mid near] ^c/mid", "Ships. [far] ^c/mid"]);
}

#[test]
fn in_a_group_with_a_source_a_caveat_covers_that_claim_alone() {
    check_body("Dues.[^pilots][^one] Ships.[^pilots]", &["Dues. [pilots] ^one", "Ships. [pilots]"]);
    check_body("Dues.[^one][^pilots][^sample]", &["Dues. [pilots] ^sample ^one"]);
    check_body("Dues.[^audit][^sample]", &["Dues. [audit] ^sample ^court-denies/court"]);
}

#[test]
fn a_caveat_label_alone_states_the_caveat() {
    check_body(
        "Dues.[^audit] A sample.[^sample] Again, small.[^sample]",
        &["Dues. [audit] ^sample/audit ^court-denies/court", "A sample. = sample", "Again, small. = sample"],
    );
    check_body("Both.[^sample][^one]", &["Both. = sample one"]);
    check_body("[Eleven berths][^sample] only.", &["Eleven berths = sample"]);
}

#[test]
fn a_caveat_without_text_takes_the_words_of_its_first_statement_or_else_its_note() {
    let text = |front: &str, body: &str| {
        let (dossier, _) = read(&format!("+++\n[sources.x]\n[caveats.c]\ncovers = [\"x\"]\n{front}\n+++\n{body}"));
        dossier.caveats[0].text.clone()
    };
    assert_eq!(text("", "Dues.[^x] A\n*sample*.[^c] Small.[^c]"), "A sample.");
    assert_eq!(text("text = \"\"", "A sample.[^c]"), "A sample.");
    assert_eq!(text("text = \"In short:\\n  small\"", "A sample.[^c]"), "In short: small");
    assert_eq!(text("", "Dues.[^x][^c]\n\n[^c]: Eleven berths"), "Eleven berths");
    assert_eq!(text("", "Dues.[^x][^c]"), "");
}

#[test]
fn a_caveat_that_names_an_unknown_source_is_an_error_there() {
    let front = "+++\n[sources.audit]\n[caveats.c]\nby = [\"c\"]\ncovers = [\"audit\", \"aduit\", \"audit\"]\n+++\n";
    check(
        &format!("{front}Dues.[^AUDIT]"),
        &["Dues. [audit] ^c/audit", "! 4:7 not-a-source", "! 5:20 undeclared-source"],
    );
    check_messages(
        &format!("{front}Dues.[^audit]"),
        &["`c` is a caveat, not a source", "no source `aduit` is declared; did you mean `audit`?"],
    );
    check_spans(&format!("{front}Dues.[^audit]"), &["\"c\"", "\"aduit\""]);
}

#[test]
fn a_footnote_may_stand_behind_and_be_covered() {
    check(
        "+++\n[sources.x]\nby = \"note\"\n[caveats.c]\ncovers = \"note\"\n+++\nDues.[^x]\n\n[^note]: A court",
        &["Dues. [x] ^c/note"],
    );
}
