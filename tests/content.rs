//! The built-in texts are clean, the built-in briefing has the right sources, and the guide is right about the program.
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

use caveat::briefing::ast::{BlockKind, CaveatKind, SourceKind};
use caveat::briefing::dossier::{Dossier, Doubts};
use caveat::briefing::hedge::{self, Extra, HedgeKind};
use caveat::briefing::language::Language;
use caveat::briefing::link::link;
use caveat::briefing::parse::parse;
use caveat::evidence::dependence::Dependence;
use caveat::evidence::filter::{Beside, Filter};
use caveat::files::load::{self, BuiltIn, Loaded};
use caveat::reader::keymap::{Action, Context, Keymap};
use caveat::reader::view::View;
use caveat::terminal::theme::Theme;
use caveat::text::manuscript::Manuscript;

fn built_in() -> Dossier {
    clean(load::built_in(BuiltIn::First))
}

fn guide() -> Dossier {
    clean(load::built_in(BuiltIn::Guide))
}

/// Opens a text and asserts that it has no diagnostics.
fn clean(loaded: Loaded) -> Dossier {
    assert_eq!(loaded.diagnostics, []);
    let (briefing, diagnostics) = parse(&loaded.manuscript);
    assert_eq!(diagnostics, []);
    let (dossier, diagnostics) = link(loaded.manuscript, briefing);
    assert_eq!(diagnostics, []);
    dossier
}

/// Lists each claim as `number first words [source ids]`, with `^` if the report's caveat covers it and `x` if it is
/// denied.
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
    "21 With malware, Andariel also cheated [report] ^",
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
fn only_claims_that_rest_on_the_report_carry_its_caveat() {
    let dossier = built_in();
    let report = dossier.source_by_id("report").unwrap();
    for id in dossier.claim_ids() {
        let claim = dossier.claim(id);
        let covered = dossier.coverings(id).iter().any(|covering| dossier.caveat(covering.caveat).id == "conjecture");
        assert_eq!(covered, claim.sources.contains(&report), "{}", claim.text);
    }
}

#[test]
fn a_statement_attributed_to_the_report_by_position_says_so() {
    let dossier = built_in();
    let placed = |id: &str| {
        let coverings =
            |claim| dossier.coverings(claim).iter().any(|covering| dossier.caveat(covering.caveat).id == id);
        let claims = dossier.claim_ids().filter(|&claim| coverings(claim));
        claims.map(|claim| dossier.claim(claim).text.as_str()).collect::<Vec<_>>()
    };
    let words = "With malware, Andariel also cheated at poker online and on other gambling websites.";
    assert_eq!(placed("by-its-place"), [words]);
    let words = "The North Koreans also tried to break into banks in Poland, and left traces.";
    assert_eq!(placed("perhaps-the-report"), [words]);
}

#[test]
fn no_brackets_in_the_built_in_briefing_leave_out_a_hedge() {
    let dossier = built_in();
    for claim in dossier.claim_ids().filter(|&claim| dossier.claim(claim).brackets.is_some()) {
        let hedges = dossier.hedges(claim).into_iter();
        let left_out: Vec<_> = hedges.filter(|hedge| !hedge.is_inside && !hedge.is_of_another).collect();
        assert!(left_out.is_empty(), "{}: {left_out:?}", dossier.claim(claim).text);
    }
}

#[test]
fn every_sentence_of_the_built_in_briefing_has_a_source() {
    assert!(built_in().unsourced.is_empty());
}

// The guide.

/// The numbers of claims that fall with a source.
fn falling(dossier: &Dossier, id: &str) -> usize {
    Dependence::of(dossier, &Doubts::new()).falling(dossier.source_by_id(id).unwrap())
}

/// Returns the cells of a column in the table under a heading, whether they are code or not.
fn column<'a>(dossier: &'a Dossier, heading: &str, column: usize) -> Vec<&'a str> {
    let section = dossier.briefing.sections.iter().find(|section| section.title == heading).unwrap();
    let mut blocks = dossier.briefing.blocks[section.blocks.clone()].iter();
    let (table, columns) = blocks
        .find_map(|block| match &block.kind {
            BlockKind::Table { columns } => Some((block, columns.len())),
            BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::Term
            | BlockKind::Code { .. }
            | BlockKind::Rule => None,
        })
        .unwrap();
    table.proses.chunks(columns).skip(1).map(|row| row[column].text.as_str()).collect()
}

#[test]
fn the_guide_shows_what_it_explains() {
    let dossier = guide();
    let denied = |claim| dossier.covered_by(claim, CaveatKind::Denial);
    assert_eq!(dossier.claim_ids().filter(|&claim| denied(claim)).count(), 1);
    assert!(dossier.caveats.iter().filter(|caveat| caveat.kind == CaveatKind::Limitation).count() >= 2);
    assert!(dossier.caveat_ids().all(|caveat| !dossier.covered(caveat).is_empty()));
    assert!(dossier.sources.iter().any(|source| source.profile.kind == Some(SourceKind::Unknown)));
    assert!(!dossier.unsourced.is_empty());
    // It says that two documents fall with the office, and that two documents have the same author.
    let office = Doubts::from([dossier.source_by_id("odni").unwrap()]);
    let standing = dossier.standing(&office);
    let fallen: Vec<_> = dossier
        .sources
        .iter()
        .filter(|source| source.profile.kind == Some(SourceKind::Document) && !source.claims.is_empty())
        .filter(|source| source.claims.iter().all(|claim| !standing[claim.0]))
        .map(|source| source.id.as_str())
        .collect();
    assert_eq!(fallen, ["icd-203", "iran-estimate"]);
    assert_eq!(falling(&dossier, "macfarlane"), 4);
    assert_eq!([falling(&dossier, "commonmark"), falling(&dossier, "pandoc")], [1, 1]);
}

#[test]
fn every_opinion_in_the_guide_can_be_doubted_and_is_under_its_authors_caveat() {
    let dossier = guide();
    let makers = dossier.source(dossier.source_by_id("makers").unwrap());
    assert!(makers.profile.interest.is_some());
    let guide = dossier.source(dossier.source_by_id("guide").unwrap());
    assert_eq!(falling(&dossier, "makers"), guide.claims.len());
    for &claim in &guide.claims {
        let coverings = dossier.coverings(claim);
        assert!(coverings.iter().any(|covering| dossier.caveat(covering.caveat).id == "opinion"));
    }
}

#[test]
fn examples_in_the_guide_are_not_claims() {
    let dossier = guide();
    for claim in &dossier.claims {
        let block = &dossier.briefing.blocks[claim.passage.place.block];
        assert!(!matches!(block.kind, BlockKind::Code { .. }), "{}", claim.text);
    }
    // They are correct nonetheless, because together they make a briefing.
    let code = |language: &str| {
        let of_language = |kind: &BlockKind| matches!(kind, BlockKind::Code { language: of } if of == language);
        let blocks = dossier.briefing.blocks.iter().filter(move |block| of_language(&block.kind));
        blocks.map(|block| block.proses[0].text.as_str()).collect::<Vec<_>>().join("\n")
    };
    let port = "[sources.port]\nname = \"Port\"\n";
    let text = format!("+++\n{}\n{port}+++\n\n{}\nIt is said.[^nobody]\n", code("toml"), code("markdown"));
    let example = clean(Loaded { manuscript: Manuscript::new("examples", text), diagnostics: Vec::new() });
    assert!(example.claims.len() >= 5);
}

/// The keys in the guide's table. If one changes, so must the words beside it.
const KEYS: &[(&str, Action)] = &[
    ("Tab", Action::NextClaim),
    ("Shift-Tab", Action::PreviousClaim),
    ("Enter", Action::Follow),
    ("c", Action::GoToCaveat),
    ("]", Action::NextBySource),
    ("Backspace", Action::Back),
    ("x", Action::Doubt),
    ("X", Action::ClearDoubts),
    ("a", Action::Judge),
    ("1", Action::Show(View::Article)),
    ("2", Action::Show(View::Claims)),
    ("3", Action::Show(View::Sources)),
    ("4", Action::Show(View::Map)),
    ("t", Action::ShowContents),
    ("f", Action::ShowLetters),
    ("i", Action::ShowCard),
    ("/", Action::Search),
    (":", Action::Find),
    ("&", Action::Filter),
    ("y", Action::Copy),
    ("q", Action::Leave),
];

#[test]
fn every_key_in_the_guide_does_what_the_guide_says() {
    assert_eq!(column(&guide(), "How to read one", 0), KEYS.iter().map(|&(key, _)| key).collect::<Vec<_>>());
    for &(key, action) in KEYS {
        let labels: Vec<_> = Keymap::default().labels(action, Context::View(View::Article)).collect();
        assert!(labels.iter().any(|label| label == key), "`{key}` is {labels:?} now");
    }
}

#[test]
fn every_filter_in_the_guide_is_valid() {
    let dossier = guide();
    for filter in ["denied", "hedged", "source:guide"] {
        assert!(dossier.manuscript.text().contains(&format!("`{filter}`")), "{filter}");
        assert!(Filter::parse(filter, &dossier, Beside::default()).is_ok(), "{filter}");
    }
}

#[test]
fn every_hedge_in_the_guide_has_the_kind_given_there() {
    let dossier = guide();
    let kinds = column(&dossier, "Hedges", 0);
    assert_eq!(kinds, HedgeKind::OF_WORDS.iter().map(|kind| kind.word()).collect::<Vec<_>>());
    for (kind, examples) in kinds.into_iter().zip(column(&dossier, "Hedges", 2)) {
        for example in examples.split(", ") {
            // Some need a figure after them, and some need none.
            let is_found = [format!("It {example} 100"), format!("It {example} be")].iter().any(|text| {
                hedge::find(text, Language::ENGLISH, &Extra::default()).iter().any(|hedge| hedge.kind.word() == kind)
            });
            assert!(is_found, "{example} is not {kind}");
        }
    }
}

#[test]
fn the_template_opens_clean_and_shows_every_feature() {
    let dossier = clean(Loaded { manuscript: Manuscript::new("template", load::TEMPLATE), diagnostics: Vec::new() });
    let chains = dossier.claim_ids().flat_map(|claim| dossier.chains(claim));
    assert_eq!(chains.map(|chain| chain.len()).max(), Some(3));
    assert!(dossier.claim_ids().any(|claim| !dossier.hedges(claim).is_empty()));
    let kinds: Vec<_> = dossier.caveats.iter().map(|caveat| caveat.kind).collect();
    assert_eq!(kinds, [CaveatKind::Limitation, CaveatKind::Denial]);
    assert!(dossier.caveat_ids().all(|caveat| !dossier.covered(caveat).is_empty()));
    assert!(dossier.sources.iter().any(|source| !source.profile.named && !source.is_nobody()));
    assert!(dossier.claims.iter().any(|claim| claim.sources.iter().all(|&source| dossier.source(source).is_nobody())));
    assert_eq!((dossier.statements.len(), dossier.unsourced.len()), (1, 1));
    // Every key is shown: a new key needs a line in the template.
    for key in ["title", "dateline", "published", "origin", "name", "kind", "named", "by", "interest", "reliability"]
        .into_iter()
        .chain(["url", "covers", "text"])
    {
        assert!(load::TEMPLATE.contains(&format!("\n{key} = ")), "{key}");
    }
}

#[test]
fn every_built_in_theme_is_clean() {
    for &(name, text) in Theme::BUILT_IN {
        let (theme, diagnostics) = Theme::parse(&Manuscript::new(name, text), &|_| None);
        assert_eq!((theme.name.as_str(), diagnostics), (name, vec![]));
    }
}
