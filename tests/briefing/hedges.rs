//! Tests in which language hedges are looked for, and which claim a hedge belongs to.

use caveat::briefing::dossier::ClaimId;
use caveat::text::manuscript::one_line;

use super::harness::{check, read};

#[test]
fn hedges_are_looked_for_in_the_language_of_the_sentence() {
    let text = "Angeblich haben sich die Gebühren verdoppelt.[^a] Les droits auraient probablement doublé.[^a] \
                おそらく料金は倍になったかもしれません。[^a]";
    check_hedges(text, &["hearsay: Angeblich", "hearsay: auraient", "epistemic: probablement"]);
    let (dossier, _) = read(text);
    let sought: Vec<_> = dossier.claim_ids().map(|claim| dossier.unsought(claim).is_none()).collect();
    assert_eq!(sought, [true, true, false]);
    assert_eq!(dossier.unsought(ClaimId(2)).unwrap(), "Hedges are not looked for in Japanese");
}

#[test]
fn a_partly_searched_sentence_never_says_no_hedge_recognized() {
    for row in [
        "| 料金は倍になったかもしれません | Dues doubled[^a] |",
        "| Dues doubled[^a] | 料金は倍になったかもしれません |",
    ] {
        let (dossier, _) = read(&format!("The harbour has two gates.\n\n| a | b |\n|---|---|\n{row}\n"));
        assert_eq!(dossier.unhedged(ClaimId(0)), "Hedges are not looked for in Japanese", "{row}");
    }
}

#[test]
fn the_front_matter_sets_the_language_and_adds_hedges() {
    check_hedges("+++\nlang = 'de'\n+++\nVielleicht may.[^a]", &["epistemic: Vielleicht"]);
    let added = "+++\n[hedges]\nhearsay = ['word is']\nnegated = 'not on your life'\n+++\n";
    check_hedges(&format!("{added}Word is, not on your life.[^a]"), &["hearsay: Word is", "negated: not on your life"]);
    check(
        "+++\nlang = 'xx'\n[hedges]\nhearsy = ['a']\nnegated = ['+a']\n+++\nDues.",
        &["- Dues.", "! 2:8 unknown-value", "! 4:1 unknown-key", "! 5:12 unknown-value"],
    );
}

#[test]
fn a_section_may_differ_in_language_from_its_text() {
    let english = "The port is shut and the ships wait for the tide, which is said to be late this year. ".repeat(6);
    let french =
        "Les droits ont doublé dans le port et les navires attendent pour une semaine, selon le rapport. ".repeat(6);
    let text = format!("# One\n\n{english}\n\n## Deux\n\n{french}\n\n## Three\n\nA word.\n");
    let briefing = read(&text).0.briefing;
    let codes: Vec<_> = briefing.sections.iter().map(|section| section.language.code()).collect();
    assert_eq!((briefing.language().code(), codes), ("en", vec!["en", "en", "fr", "en"]));
}

#[track_caller]
fn check_hedges(markdown: &str, expected: &[&str]) {
    let (dossier, _) = read(markdown);
    let hedges = dossier.claim_ids().flat_map(|claim| dossier.hedges(claim));
    let place = |inside| if inside { "" } else { ", around" };
    let found: Vec<_> = hedges
        .map(|hedge| format!("{}: {}{}", hedge.kind.key(), one_line(hedge.words), place(hedge.is_inside)))
        .collect();
    assert_eq!(found, expected, "{markdown:?}");
}

#[test]
fn a_hedge_is_found_in_a_claims_own_words() {
    check_hedges("Dues may rise.[^a]", &["epistemic: may"]);
    check_hedges("Dues may rise. Ships wait.[^a]", &[]);
    // A hedge after the first claim, in the words of another claim, weakens only that claim.
    let both = ["epistemic: may", "epistemic: may, around", "epistemic: may"];
    check_hedges("Dues may rise,[^a] and they may not.[^b]", &both);
    check_hedges("In May dues doubled in dismay.[^a]", &[]);
}

#[test]
fn a_hedge_is_found_around_a_claims_words_in_its_sentence() {
    check_hedges("It may be that [dues doubled][^a].", &["epistemic: may, around"]);
    check_hedges("[Dues doubled][^a], it seems.", &["epistemic: seems, around"]);
    check_hedges("Perhaps:\n\n- twice the dues[^a]", &["epistemic: Perhaps"]);
    check_hedges("Perhaps these are true:\n\n- Dues are up.[^a]", &["epistemic: Perhaps, around"]);
    check_hedges("> Perhaps not. Dues doubled.[^a]", &["epistemic: Perhaps"]);
    check_hedges("Perhaps not. [Dues doubled.][^a]", &[]);
}

#[test]
fn a_hedge_runs_through_markup_and_line_breaks() {
    check_hedges("Dues are *said* to double.[^a]", &["hearsay: are said to"]);
    check_hedges("Dues are\nsaid  \nto double.[^a]", &["hearsay: are said to"]);
    check_hedges("> Dues are\r\n> said to double.[^a]", &["hearsay: are said to"]);
}
