//! Tests three long briefings as an analyst would get them: the important facts are found, and every format gives them.
#![allow(clippy::unwrap_used, reason = "clippy does not count helpers as tests")]

use std::collections::BTreeSet;

use caveat::briefing::ast::{BlockKind, CaveatKind, Container, SourceKind};
use caveat::briefing::dossier::{ClaimId, Dossier, Doubts, Source, SourceId};
use caveat::briefing::hedge::HedgeKind;
use caveat::evidence::dependence::Dependence;
use caveat::files::load;
use caveat::files::open_file::open;
use caveat::page::article::{Memo, Typesetter};
use caveat::page::look::Look;
use caveat::page::row::Anchor;
use caveat::print::summary::{self, Options};
use caveat::text::manuscript::Manuscript;
use caveat::text::symbol::Symbols;

/// The facts about a briefing that a reader must be able to trust.
struct Facts {
    name: &'static str,
    text: &'static str,
    claims: usize,
    /// Claims by number that somebody denies.
    denied: &'static [usize],
    /// Claims that are attributed to nobody.
    nobody: &'static [usize],
    /// Sources, and the claims that fall if the source is doubted.
    falls: &'static [(&'static str, &'static [usize])],
    /// Claims, and the sources without which they would fall, the nearest first.
    needs: &'static [(usize, &'static [&'static str])],
    /// Caveats, and the claims that they cover.
    covers: &'static [(&'static str, &'static [usize])],
    /// Claims that stand whichever source is doubted, because no source is behind all of their sources.
    backed: &'static [usize],
    /// Two claims that cannot both be true, and who says each.
    contradictions: &'static [[(usize, &'static str); 2]],
}

const BRIEFINGS: &[Facts] = &[
    Facts {
        name: "bridge.md",
        text: include_str!("data/bridge.md"),
        claims: 49,
        denied: &[17, 18, 37, 38],
        nobody: &[38, 45],
        falls: &[
            // Her name appears at four claims, and three chains lead to her.
            ("ravn", &[1, 10, 11, 12, 13, 14, 15, 16, 23, 25, 28, 29, 30, 31, 36, 41, 47]),
            ("divers", &[4, 5, 6, 7, 8, 9, 17, 18, 24, 26, 27, 34, 35, 48]),
            ("insider", &[37, 39]),
            ("foundry", &[19, 20, 21]),
        ],
        // The first claim has two documents with the same authority behind both.
        needs: &[
            (1, &["authority", "ravn"]),
            (29, &["model", "consultants", "authority", "ravn"]),
            (4, &["inspection", "engineers", "divers"]),
        ],
        covers: &[
            ("visibility", &[4, 5, 6, 7, 8, 9, 17, 18, 24, 26, 27, 34, 35, 48]),
            ("from-the-road", &[1, 10, 11, 12, 13, 14, 15, 16, 23, 25]),
            ("old-counts", &[1, 29, 30, 31]),
            ("one-day", &[13]),
        ],
        backed: &[2, 22],
        contradictions: &[
            [(23, "survey"), (24, "inspection")],
            [(25, "survey"), (26, "inspection")],
            [(27, "engineers"), (28, "ravn")],
        ],
    },
    Facts {
        name: "vaccine-stock.md",
        text: include_str!("data/vaccine-stock.md"),
        claims: 49,
        denied: &[7, 31, 32],
        nobody: &[6, 34],
        falls: &[
            ("arai", &[7, 11, 12, 13, 14, 15, 16, 19, 21, 35, 43, 44, 47]),
            ("maker", &[1, 2, 3, 4, 5, 10, 48]),
            ("agency", &[27, 33, 38, 39, 42]),
            ("clinics", &[17, 18, 20, 29, 36, 37, 40, 41, 45]),
            ("insurer", &[49]),
        ],
        needs: &[
            (1, &["logger", "technician", "maker"]),
            (4, &["technician", "maker"]),
            (19, &["arai"]),
            (38, &["forecast", "bulletin", "agency"]),
            (11, &["stocklist", "depot", "arai"]),
        ],
        covers: &[
            ("one-sensor", &[1, 2, 3, 4]),
            ("hand-count", &[7, 11, 12, 13, 14, 15, 16, 19, 21, 35, 43, 44, 46, 47]),
            ("six-vials", &[22, 23]),
            ("last-years", &[38, 39]),
        ],
        backed: &[28, 46],
        contradictions: &[[(7, "depot"), (8, "power")], [(34, "nobody"), (35, "depot")]],
    },
    Facts {
        name: "election-count.md",
        text: include_str!("data/election-count.md"),
        claims: 52,
        denied: &[24, 25, 26, 28, 41],
        nobody: &[30, 32],
        falls: &[
            // There are two counts, documents and bodies, but the same clerks behind them.
            ("clerks", &[1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 42, 43, 51]),
            ("court-expert", &[2, 6, 8, 10, 12, 14, 15, 16, 18, 19, 20, 21, 22, 51]),
            ("warden", &[28, 29, 41]),
            ("observers", &[3, 13, 36, 37]),
        ],
        needs: &[
            (17, &["clerks"]),
            (2, &["recount", "court-expert", "clerks"]),
            (1, &["protocol", "commission", "clerks"]),
        ],
        covers: &[
            ("tired", &[1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 35, 38, 42, 43, 51]),
            ("half-the-stations", &[3, 13]),
            ("small-numbers", &[46]),
            ("opened", &[2, 6, 8, 10, 12, 14, 15, 22]),
        ],
        backed: &[35, 38],
        contradictions: &[[(1, "protocol"), (3, "parallel")], [(26, "tide"), (39, "printer")]],
    },
];

fn dossier(facts: &Facts) -> Dossier {
    let manuscript = Manuscript::new(facts.name, facts.text);
    let (dossier, diagnostics) =
        open(load::Loaded { manuscript, diagnostics: Vec::new() }, &caveat::files::config::Rules::default());
    assert_eq!(diagnostics, [], "{}", facts.name);
    dossier
}

/// Each briefing, opened.
fn all() -> impl Iterator<Item = (&'static Facts, Dossier)> {
    BRIEFINGS.iter().map(|facts| (facts, dossier(facts)))
}

/// Returns the numbers of the claims for which something is true.
fn claims(dossier: &Dossier, is: impl Fn(ClaimId) -> bool) -> Vec<usize> {
    dossier.claim_ids().filter(|&claim| is(claim)).map(ClaimId::number).collect()
}

/// Words with one space between them, however they were wrapped.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_important_facts_are_found() {
    for (facts, dossier) in all() {
        let name = facts.name;
        assert_eq!(dossier.claims.len(), facts.claims, "{name}");
        let denied = claims(&dossier, |claim| dossier.covered_by(claim, CaveatKind::Denial));
        assert_eq!(denied, facts.denied, "{name}");
        let nobody = claims(&dossier, |claim| {
            dossier.claim(claim).sources.iter().all(|&source| dossier.source(source).is_nobody())
        });
        assert_eq!(nobody, facts.nobody, "{name}");
        for &(id, covered) in facts.covers {
            let caveat = dossier.caveat_ids().find(|&caveat| dossier.caveat(caveat).id == id).unwrap();
            let found: Vec<_> = dossier.covered(caveat).into_iter().map(ClaimId::number).collect();
            assert_eq!(found, covered, "{name}: {id}");
        }
        for pair in facts.contradictions {
            for &(number, id) in pair {
                let sources = &dossier.claims[number - 1].sources;
                assert_eq!(sources, &[dossier.source_by_id(id).unwrap()], "{name}: {number}");
            }
        }
    }
}

#[test]
fn the_predicted_fall_of_a_source_matches_the_actual_one() {
    for (facts, dossier) in all() {
        let dependence = Dependence::of(&dossier, &Doubts::new());
        for &(id, fallen) in facts.falls {
            let source = dossier.source_by_id(id).unwrap();
            let standing = dossier.standing(&Doubts::from([source]));
            assert_eq!(claims(&dossier, |claim| !standing[claim.0]), fallen, "{}: {id}", facts.name);
            assert_eq!(dependence.falling(source), fallen.len(), "{}: {id}", facts.name);
        }
        assert_eq!(claims(&dossier, |claim| !dependence.is_single(claim)), facts.backed, "{}", facts.name);
        for &(number, needed) in facts.needs {
            let claim = dossier.claim_ids().nth(number - 1).unwrap();
            let chains = dossier.chains(claim);
            let on_all = |source: &&SourceId| chains.iter().all(|chain| chain.contains(source));
            let found: Vec<_> = chains[0].iter().filter(on_all).map(|&id| dossier.source(id).id.as_str()).collect();
            assert_eq!(found, needed, "{}: {number}", facts.name);
        }
    }
}

#[test]
fn each_text_uses_every_feature() {
    for (facts, dossier) in all() {
        let name = facts.name;
        assert!(dossier.claims.len() >= 40, "{name}");
        let chains = dossier.claim_ids().flat_map(|claim| dossier.chains(claim));
        assert!(chains.map(|chain| chain.len()).max() >= Some(3), "{name}: a chain of three");
        let hedges: BTreeSet<_> =
            dossier.claim_ids().flat_map(|claim| dossier.hedges(claim)).map(|hedge| hedge.kind.word()).collect();
        // These texts have no claims that a sentence denies or only reports.
        assert!(hedges.len() >= HedgeKind::OF_WORDS.len() - 2, "{name}: {hedges:?}");
        let kinds = |of: fn(&Source) -> bool| dossier.sources.iter().any(of);
        assert!(kinds(|source| !source.profile.named) && kinds(Source::is_nobody), "{name}");
        // There is a caveat on a claim, on a document, and on somebody behind a document.
        let covered = |is: fn(SourceKind) -> bool| {
            let covered = dossier.caveats.iter().flat_map(|caveat| &caveat.covers);
            covered.filter_map(|&source| dossier.source(source).profile.kind).any(is)
        };
        assert!(dossier.claims.iter().any(|claim| !claim.caveats.is_empty()), "{name}");
        assert!(covered(|kind| kind == SourceKind::Document), "{name}");
        assert!(covered(|kind| matches!(kind, SourceKind::Person | SourceKind::Group)), "{name}");
        // Claims in tables, lists and quotations, under headings of several levels; and the text's own voice.
        let blocks = || dossier.claims.iter().map(|claim| &dossier.briefing.blocks[claim.passage.place.block]);
        assert!(blocks().any(|block| matches!(block.kind, BlockKind::Table { .. })), "{name}");
        for is in [
            |container: &Container| matches!(container, Container::Item { .. }),
            |container: &Container| matches!(container, Container::Quote { .. }),
        ] {
            assert!(blocks().any(|block| block.containers.iter().any(is)), "{name}");
        }
        let levels: BTreeSet<_> = dossier.briefing.sections.iter().map(|section| section.level).collect();
        assert!(levels.len() >= 3, "{name}: {levels:?}");
        assert!(!dossier.unsourced.is_empty(), "{name}");
    }
}

#[test]
fn the_summary_gives_every_caveat_and_denial_in_full() {
    for (facts, dossier) in all() {
        // At smaller widths, words longer than a row are cut and cannot be found.
        for width in [40, 80] {
            let text = summary::text(&dossier, &[], &Options { width, ..Options::default() });
            let head = flat(text.split_once("\nCLAIMS\n").unwrap().0);
            for caveat in &dossier.caveats {
                let said = flat(&caveat.text);
                assert!(head.contains(&said), "{} at {width}: {said}\n{head}", facts.name);
                let by = &dossier.source(caveat.by[0]).name;
                assert!(head.contains(by.as_str()), "{} at {width}: {by}\n{head}", facts.name);
            }
        }
    }
}

#[test]
fn json_is_valid_and_agrees() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../schema/caveat-2.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (facts, dossier) in all() {
        let json = summary::json(&dossier, &[], &Options::default());
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let errors: Vec<_> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", facts.name);
        let claims = json["claims"].as_array().unwrap();
        let denied: Vec<_> = claims
            .iter()
            .filter(|claim| claim["caveats"].as_array().unwrap().iter().any(|caveat| caveat["kind"] == "denial"))
            .map(|claim| usize::try_from(claim["number"].as_u64().unwrap()).unwrap())
            .collect();
        assert_eq!((claims.len(), denied.as_slice()), (facts.claims, facts.denied), "{}", facts.name);
    }
}

#[test]
fn no_row_is_wider_than_the_page_and_no_claim_is_lost() {
    for (facts, dossier) in all() {
        let (doubts, memo) = (Doubts::new(), Memo::default());
        let standing = dossier.standing(&doubts);
        let look = Look {
            dossier: &dossier,
            standing: &standing,
            doubts: &doubts,
            problems: 0,
            selection: None,
            chosen: None,
            known: None,
            since: None,
            judgements: None,
            symbols: Symbols::Full,
            preferences: caveat::page::look::Preferences {
                addresses: caveat::page::look::Addresses::Shown,
                ..caveat::page::look::Preferences::default()
            },
        };
        for width in [20, 40, 80] {
            let typesetter =
                Typesetter { look, width, room: width, shift: 0, whole: false, colored: false, memo: &memo };
            let rows = typesetter.rows_from(Anchor::default(), usize::MAX);
            for row in &rows {
                assert!(row.columns() <= width, "{} at {width}: {}", facts.name, row.text());
            }
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let page: String = rows.iter().map(|row| letters(&row.text())).collect();
            // In a table that shares its width, a claim's rows lie beside those of other cells.
            let words = dossier.claims.iter().flat_map(|claim| &claim.passage.words);
            let prose = words
                .filter(|words| !matches!(dossier.briefing.blocks[words.place.block].kind, BlockKind::Table { .. }));
            for words in prose {
                let words = dossier.briefing.prose(words.place).slice(&words.range);
                assert!(page.contains(&letters(words)), "{} at {width}: {words}", facts.name);
            }
        }
    }
}
