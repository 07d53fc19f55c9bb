//! What is compiled in is clean, and the built-in briefing says who says what.

use caveat::briefing::CaveatKind;
use caveat::dossier::Dossier;
use caveat::link::link;
use caveat::load;
use caveat::manuscript::Manuscript;
use caveat::parse::parse;
use caveat::theme::Theme;

fn built_in() -> Dossier {
    let loaded = load::built_in(load::BuiltIn::First);
    assert_eq!(loaded.diagnostics, []);
    let (briefing, diagnostics) = parse(&loaded.manuscript);
    assert_eq!(diagnostics, []);
    let (dossier, diagnostics) = link(loaded.manuscript, briefing);
    assert_eq!(diagnostics, []);
    dossier
}

/// `number first words [source ids] ^ if the report's caveat covers it x if it is denied`.
fn table(dossier: &Dossier) -> Vec<String> {
    let line = |id| {
        let claim = dossier.claim(id);
        let words: Vec<_> = claim.text.split_whitespace().take(5).collect();
        let sources: Vec<_> = claim.sources.iter().map(|&source| dossier.source(source).id.as_str()).collect();
        let conjecture =
            dossier.coverings(id).iter().any(|covering| dossier.caveat(covering.caveat).id == "conjecture");
        let mut line = format!("{} {} [{}]", id.number(), words.join(" "), sources.join(" "));
        line.push_str(if conjecture { " ^" } else { "" });
        line.push_str(if dossier.covered_by(id, CaveatKind::Denial) { " x" } else { "" });
        line
    };
    dossier.claim_ids().map(line).collect()
}

const CLAIMS: &[&str] = &[
    "1 Hackers sponsored by the North [report] ^ x",
    "2 The Financial Security Institute, a [article]",
    "3 Cybersecurity experts have noticed a [cyber-experts] x",
    "4 Formerly, most attacks suspected to [article] x",
    "5 the targets of these attacks [article] x",
    "6 The best-known of these attacks [article] x",
    "7 attacks of the earlier kind [report] ^ x",
    "8 over the last few years [report] ^ x",
    "9 hackers linked to North Korea [report] ^ x",
    "10 The North Koreans also tried [article] x",
    "11 Those traces led anti-hacking experts [anti-hacking-experts] x",
    "12 North Korea is isolated and [article]",
    "13 The North has nevertheless trained [article]",
    "14 The hacker army was at [article] x",
    "15 Kaspersky Lab is a cybersecurity [article]",
    "16 Kaspersky has identified a hacking [kaspersky]",
    "17 Bluenoroff is to blame for [kaspersky]",
    "18 Bluenoroff is said to have [nobody]",
    "19 Lazarus, a hacking group linked [nobody] x",
    "20 the Andariel group has turned [report] ^",
    "21 With malware, Andariel also cheated [article]",
    "22 earning hard currency is what [report] ^",
    "23 The South Korean government finances [article]",
    "24 The institute itself put a [institute]",
    "25 North Korea is a country [article]",
    "26 the North lets only a [article]",
    "27 North Korea has been building [officials defectors]",
    "28 the North has been selecting [officials defectors]",
    "29 Around 2009, cybersecurity officials in [cyber-officials] x",
    "30 By the estimate of South [officials]",
    "31 the hackers typically do their [officials]",
    "32 the hackers abroad typically wait [officials] x",
    "33 for North Koreans, it is [defectors]",
    "34 North Koreans who are permitted [defectors]",
    "35 North Korea has been accused [nobody]",
    "36 the United Nations has tightened [article]",
    "37 cyberattacks have loomed larger for [article] x",
    "38 Some hacking experts suspect a [hacking-experts] x",
    "39 The North has accused the [north-korea]",
];

#[test]
fn every_claim_of_the_built_in_briefing_has_its_source_its_caveat_and_its_denial() {
    let found = table(&built_in());
    assert_eq!(found, CLAIMS, "{}", found.join("\n"));
}

#[test]
fn what_rests_on_the_report_carries_its_caveat_and_nothing_else_does() {
    let dossier = built_in();
    let report = dossier.source_by_id("report").unwrap();
    for id in dossier.claim_ids() {
        let claim = dossier.claim(id);
        let covered = dossier.coverings(id).iter().any(|covering| dossier.caveat(covering.caveat).id == "conjecture");
        assert_eq!(covered, claim.sources.contains(&report), "{}", claim.text);
    }
}

#[test]
fn no_sentence_of_the_built_in_briefing_is_without_a_source() {
    assert!(built_in().briefing.unsourced.is_empty());
}

#[test]
fn every_built_in_theme_is_clean() {
    for &(name, text) in Theme::BUILT_IN {
        let (theme, diagnostics) = Theme::parse(&Manuscript::new(name, text), &|_| None);
        assert_eq!((theme.name.as_str(), diagnostics), (name, vec![]));
    }
}
