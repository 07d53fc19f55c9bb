//! Tests filters: what each word selects, how words combine, which mistakes are reported, and completion.

use caveat::briefing::ast::CaveatKind;
use caveat::briefing::dossier::{ClaimId, Dossier, Doubts};
use caveat::evidence::dependence::Dependence;
use caveat::evidence::filter::{Beside, Filter, Selection, complete};
use proptest::prelude::*;
use proptest::sample::select;

use crate::texts::{briefings, dossier, doubts};

const HARBOUR: &str = include_str!("../data/harbour.md");

fn selected(dossier: &Dossier, doubts: &Doubts, filter: &str) -> Selection {
    let parsed = Filter::parse(filter, dossier, Beside::default())
        .unwrap_or_else(|problem| panic!("{filter}: {problem:?}"))
        .unwrap();
    parsed.select(dossier, &dossier.standing(doubts), &Dependence::of(dossier, doubts))
}

/// The numbers of the claims that pass, and how many sentences do.
fn passing(dossier: &Dossier, doubts: &Doubts, filter: &str) -> (Vec<usize>, usize) {
    let selection = selected(dossier, doubts, filter);
    let numbers = dossier.claim_ids().filter(|&claim| selection.has(claim)).map(ClaimId::number);
    (numbers.collect(), selection.sentences.iter().filter(|&&passes| passes).count())
}

#[track_caller]
fn check(filter: &str, claims: &[usize], sentences: usize) {
    let (dossier, _) = dossier(HARBOUR);
    assert_eq!(passing(&dossier, &Doubts::new(), filter), (claims.to_vec(), sentences), "{filter}");
}

#[test]
fn each_filter_word_selects_the_claims_it_names() {
    check("source:audit", &[1, 3, 4], 0);
    // This includes every source that the ministry is behind.
    check("source:ministry", &[1, 3, 4], 0);
    check("source:1", &[1, 3, 4], 0);
    check("source:[^audit]", &[1, 3, 4], 0);
    check("source:\"Court of Audit\"", &[1, 3, 4], 0);
    check("source:port", &[8, 9], 0);
    check("source:council", &[5, 10], 0);
    check("kind:organization", &[8, 9], 0);
    check("kind:unknown", &[6], 0);
    check("unnamed", &[2, 3, 6, 7], 0);
    check("hedged", &[3, 5, 6, 7], 0);
    check("hedged:hearsay", &[6], 0);
    check("caveated", &[1, 2, 3, 4, 7], 0);
    check("limited", &[1, 2, 3, 4, 7], 0);
    check("denied", &[3], 0);
    check("caveat:memory", &[2, 3, 7], 0);
    check("caveat:\"any line\"", &[3], 0);
    check("single", &[1, 2, 4, 5, 6, 7, 8, 9, 10], 0);
    check("standing", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0);
    check("fallen", &[], 0);
    check("section:1", &[1, 2, 3], 0);
    check("section:\"who pays\"", &[4, 5, 6, 7], 0);
    // A table row is searched with the heads of its columns.
    check("dues", &[1, 4, 8], 0);
    check("Dues", &[1], 0);
    check("\"two lines\"", &[2, 3], 0);
}

#[test]
fn words_combine_with_and_or_not_and_parentheses() {
    check("source:audit denied", &[3], 0);
    check("source:audit and denied", &[3], 0);
    check("source:port or denied", &[3, 8, 9], 0);
    check("source:port or source:audit denied", &[3, 8, 9], 0);
    check("(source:port or source:audit) denied", &[3], 0);
    check("not caveated", &[5, 6, 8, 9, 10], 0);
    check("not caveated not hedged", &[8, 9, 10], 0);
    check("not (caveated or hedged)", &[8, 9, 10], 0);
    check("not not denied", &[3], 0);
    check("NOT Denied AND Source:port", &[8, 9], 0);
    // Quoted filter words are searched for in the text.
    check("\"not\"", &[6, 7], 0);
    check("\"denied\"", &[], 0);
}

#[test]
fn doubts_decide_which_claims_stand_and_which_depend_on_one_source() {
    let (dossier, _) = dossier(HARBOUR);
    let doubts: Doubts = [dossier.source_by_id("ministry").unwrap()].into();
    assert_eq!(passing(&dossier, &doubts, "fallen"), (vec![1, 4], 0));
    assert_eq!(passing(&dossier, &doubts, "standing denied"), (vec![3], 0));
    assert_eq!(passing(&dossier, &doubts, "single denied"), (vec![3], 0), "of two sources one is left");
}

#[test]
fn unsourced_sentences_pass_only_on_request() {
    let (dossier, _) = dossier("# One\n\nIt may rain. It is dry.[^a]\n\n## Two\n\nIt rained.\n\n[^a]: A\n");
    let passing = |filter| passing(&dossier, &Doubts::new(), filter);
    assert_eq!(passing("unsourced"), (vec![], 2));
    assert_eq!(passing("unsourced hedged"), (vec![], 1));
    assert_eq!(passing("unsourced section:two"), (vec![], 1));
    assert_eq!(passing("unsourced rained or source:a"), (vec![1], 1));
    assert_eq!(passing("section:one"), (vec![1], 0), "those of a section under it too, but claims only");
    assert_eq!(passing("not denied"), (vec![1], 0));
}

#[test]
fn a_section_includes_its_subsections() {
    let (dossier, _) =
        dossier("# A\n\nOne.[^s]\n\n## B\n\nTwo.[^s]\n\n### C\n\nThree.[^s]\n\n## D\n\nFour.[^s]\n\n[^s]: S\n");
    for (filter, claims) in [
        ("section:A", vec![1, 2, 3, 4]),
        ("section:2", vec![2]),
        ("section:b", vec![2, 3]),
        ("section:0", vec![]),
        ("section:c", vec![3]),
        ("section:d", vec![4]),
    ] {
        assert_eq!(passing(&dossier, &Doubts::new(), filter).0, claims, "{filter}");
    }
}

/// Returns the problem of a filter as the command line prints it.
fn wrong(filter: &str) -> String {
    let (dossier, _) = dossier(HARBOUR);
    let problem = Filter::parse(filter, &dossier, Beside::default()).unwrap_err();
    let help = problem.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{}..{} {}{help}", problem.span.start, problem.span.end, problem.message)
}

#[test]
fn mistakes_in_a_filter_are_reported_where_they_are() {
    for (filter, expected) in [
        (
            "denied sorce:audit",
            "7..18 unknown word `sorce:`; did you mean `source:`?; to search for it, quote it: \"sorce:audit\"",
        ),
        ("source:adit", "0..11 no source `adit` here; did you mean `audit`?"),
        (
            "kind:paper",
            "0..10 no kind `paper` here; expected one of `person`, `group`, `organization`, `document`, `unknown`",
        ),
        (
            "hedged:maybe",
            "0..12 no kind of hedge `maybe` here; expected one of `uncertain`, `belief`, `inquiry`, `condition`, `hearsay`, `approximate`, `negated`, `reported`, `proposed`",
        ),
        (
            "section:9",
            "0..9 no section `9` here; expected one of `What the audit found`, `Who pays`, `What the port says`, `What the pilots add`",
        ),
        ("caveat:none", "0..11 no caveat `none` here; expected one of `sample`, `memory`, `port-denies`"),
        ("source", "0..6 `source` needs a value: `source:…`; to search for the word, quote it: \"source\""),
        ("source:", "0..7 `source:` needs a value"),
        ("denied:yes", "0..10 `denied` takes no value"),
        ("denied or", "9..9 something is missing at the end"),
        ("or denied", "0..2 something is missing before `or`; to search for the word, quote it: \"or\""),
        ("not", "3..3 something is missing at the end"),
        ("(denied", "0..1 `(` is not closed"),
        ("denied)", "6..7 `)` closes nothing"),
        ("()", "1..2 something is missing before `)`"),
        ("\"\"", "0..2 nothing to search for"),
    ] {
        assert_eq!(wrong(filter), expected);
    }
}

fn completed(text: &str) -> (std::ops::Range<usize>, Vec<String>) {
    let (dossier, _) = dossier(HARBOUR);
    let completion = complete(text, &dossier, false);
    (completion.at, completion.words)
}

#[test]
fn the_last_word_is_completed() {
    for (text, at, words) in [
        ("s", 0..1, &["source:", "status:", "section:", "single", "standing"][..]),
        ("denied or h", 10..11, &["hedged"]),
        ("kind:o", 0..6, &["kind:organization"]),
        ("(hedged:u", 1..9, &["hedged:uncertain"]),
        ("source:m", 0..8, &["source:minutes", "source:ministry", "source:nobody"]),
        ("source:court", 0..12, &["source:court"]),
        ("caveat:", 0..7, &["caveat:sample", "caveat:memory", "caveat:port-denies"]),
        ("section:what the", 13..16, &[]),
        ("section:\"what the p", 0..19, &["section:\"What the port says\"", "section:\"What the pilots add\""]),
        ("\"den", 0..4, &[]),
        ("colour:r", 0..8, &[]),
    ] {
        assert_eq!(completed(text), (at, words.iter().map(|&word| word.to_owned()).collect()), "{text}");
    }
    assert!(completed("denied ").1.len() > 10, "a new word may be any");
}

#[test]
fn names_with_quotes_and_numeric_names_complete_to_themselves() {
    let (dossier, _) = dossier("# A\n\n## The \"soft\" landing\n\nOne.[^s]\n\n## 1\n\nTwo.[^s]\n\n[^s]: S\n");
    let words = complete("section:", &dossier, false).words;
    assert_eq!(words, ["section:A", "section:\"The \\\"soft\\\" landing\"", "section:\"1\""]);
    assert_eq!(passing(&dossier, &Doubts::new(), &words[1]).0, [1]);
    assert_eq!(passing(&dossier, &Doubts::new(), &words[2]).0, [2], "the title, and not the first heading");
}

/// Pieces of filters, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scraps = select(vec![
        "source:s1",
        "kind:person",
        "unnamed",
        "unsourced",
        "hedged",
        "hedged:hearsay",
        "caveated",
        "limited",
        "denied",
        "caveat:c0",
        "single",
        "standing",
        "fallen",
        "section:2",
        "dues",
        "\"it rained\"",
        "and",
        "or",
        "not",
        "(",
        ")",
        "\"",
        ":",
        "é",
    ]);
    prop::collection::vec(scraps, 0..9).prop_map(|scraps| scraps.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_filter_or_has_a_mistake_within_it(filter in prop_oneof![scraps(), ".{0,40}"], text in briefings()) {
        let (dossier, _) = dossier(&text);
        match Filter::parse(&filter, &dossier, Beside::default()) {
            Ok(None) => prop_assert!(filter.trim().is_empty()),
            Ok(Some(parsed)) => prop_assert_eq!(parsed.text(), filter.trim()),
            Err(problem) => {
                let _ = &filter[problem.span.range()];
            }
        }
        let completion = complete(&filter, &dossier, false);
        prop_assert!(filter[completion.at.clone()].len() + completion.at.start == filter.len());
    }

    #[test]
    fn completions_are_valid_filters(text in briefings(), key in select(vec!["source:", "caveat:", "section:", "kind:", "hedged:"])) {
        let (dossier, _) = dossier(&text);
        for word in complete(key, &dossier, false).words {
            prop_assert!(Filter::parse(&word, &dossier, Beside::default()).is_ok(), "{}", word);
        }
    }

    #[test]
    fn not_and_or_follow_boolean_logic(
        text in briefings(), a in prop::collection::vec(scraps(), 1..3), drawn in prop::collection::vec(0_usize..8, 0..3)
    ) {
        let (dossier, _) = dossier(&text);
        let is_closed = |filter: &str| filter.matches('"').count().is_multiple_of(2);
        let is_filter = |filter: &str| is_closed(filter) && Filter::parse(filter, &dossier, Beside::default()).is_ok_and(|filter| filter.is_some());
        let (a, b) = (&a[0], a.last().unwrap());
        if is_filter(a) && is_filter(b) {
            let doubts = doubts(&dossier, &drawn);
            let claims = |filter: &str| selected(&dossier, &doubts, filter).claims;
            prop_assert_eq!(claims(&format!("not (({a}) and ({b}))")), claims(&format!("not ({a}) or not ({b})")));
            prop_assert_eq!(claims(&format!("({a}) ({b})")), claims(&format!("({b}) and ({a})")));
        }
    }

    #[test]
    fn each_filter_word_agrees_with_the_dossier(text in briefings(), drawn in prop::collection::vec(0_usize..8, 0..3)) {
        let (dossier, _) = dossier(&text);
        let doubts = doubts(&dossier, &drawn);
        let standing = dossier.standing(&doubts);
        let claims = |filter: &str| selected(&dossier, &doubts, filter).claims;
        let [limited, denied, caveated, hedged, fallen] =
            ["limited", "denied", "caveated", "hedged", "fallen"].map(claims);
        for claim in dossier.claim_ids() {
            prop_assert_eq!(limited[claim.0], dossier.covered_by(claim, CaveatKind::Limitation));
            prop_assert_eq!(denied[claim.0], dossier.covered_by(claim, CaveatKind::Denial));
            prop_assert_eq!(caveated[claim.0], !dossier.coverings(claim).is_empty());
            prop_assert_eq!(hedged[claim.0], !dossier.hedges(claim).is_empty());
            prop_assert_eq!(fallen[claim.0], !standing[claim.0]);
        }
        for source in dossier.source_ids() {
            let found = claims(&format!("source:{}", dossier.source(source).id));
            for claim in dossier.claim_ids() {
                let on_chain = dossier.chains(claim).iter().flatten().any(|&link| link == source);
                prop_assert_eq!(found[claim.0], on_chain);
            }
        }
    }
}
