//! Compares every figure of the map and the summary with a plain recount of the JSON.

use std::collections::BTreeSet;

use caveat::briefing::dossier::Figures;
use caveat::evidence::dependence::{Dependence, Shares, tree};
use caveat::evidence::map::{Cell, cell_figures, map_columns};
use caveat::print::summary::{Options, json, text};
use proptest::prelude::*;
use serde_json::Value;

use crate::texts::{briefings, dossier, doubts};

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// The links of each chain of a claim.
fn chains(claim: &Value) -> Vec<BTreeSet<&str>> {
    list(&claim["chains"]).iter().map(|chain| list(chain).iter().map(|id| id.as_str().unwrap()).collect()).collect()
}

fn under(claim: &Value, kind: &str) -> bool {
    list(&claim["caveats"]).iter().any(|caveat| caveat["kind"] == kind)
}

fn figures<'v>(claims: impl Iterator<Item = &'v Value> + Clone) -> Figures {
    Figures {
        claims: claims.clone().count(),
        limited: claims.clone().filter(|claim| under(claim, "limitation")).count(),
        denied: claims.filter(|claim| under(claim, "denial")).count(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_recount_of_the_json_gives_every_figure(text_of in briefings(), drawn in prop::collection::vec(0_usize..8, 0..3)) {
        let (dossier, diagnostics) = dossier(&text_of);
        let doubts = doubts(&dossier, &drawn);
        let options = Options { width: 1000, doubts: doubts.clone(), ..Options::default() };
        let counted: Value = serde_json::from_str(&json(&dossier, &diagnostics, &options)).unwrap();
        let claims = list(&counted["claims"]);
        let doubted: BTreeSet<&str> = doubts.iter().map(|&id| dossier.source(id).id.as_str()).collect();
        let stands = |claim: &Value, without: Option<&str>| {
            chains(claim).iter().any(|chain| chain.is_disjoint(&doubted) && without.is_none_or(|id| !chain.contains(id)))
        };
        let falls = |claim: &Value, id: &str| stands(claim, None) && !stands(claim, Some(id));

        // The map.
        let dependence = Dependence::of(&dossier, &doubts);
        let numbers = |section: &Value| list(&section["claims"]).iter().map(Value::as_u64).collect::<Vec<_>>();
        let sections: Vec<_> = list(&counted["sections"]).iter().map(numbers).filter(|claims| !claims.is_empty()).collect();
        let columns = map_columns(&dossier);
        prop_assert_eq!(columns.len(), sections.len());
        for source in dossier.source_ids() {
            let id = dossier.source(source).id.as_str();
            let resting = claims.iter().filter(|claim| chains(claim).iter().any(|chain| chain.contains(id)));
            prop_assert_eq!(cell_figures(&dossier, Cell { source, section: None }), figures(resting.clone()));
            for (&section, numbers) in columns.iter().zip(&sections) {
                let here = resting.clone().filter(|claim| numbers.contains(&claim["number"].as_u64()));
                prop_assert_eq!(cell_figures(&dossier, Cell { source, section: Some(section) }), figures(here));
            }
            prop_assert_eq!(dependence.falling(source), claims.iter().filter(|claim| falls(claim, id)).count());
        }
        let sources: Vec<_> = dossier.source_ids().map(|id| dossier.source(id).id.as_str()).collect();
        let shares = Shares::of(&dossier, &dossier.standing(&doubts), &dependence);
        let all = figures(claims.iter());
        prop_assert_eq!(shares, Shares {
            claims: all.claims,
            unsourced: list(&counted["unsourced"]).len(),
            single: claims.iter().filter(|claim| sources.iter().any(|id| falls(claim, id))).count(),
            hedged: claims.iter().filter(|claim| !list(&claim["hedges"]).is_empty()).count(),
            limited: all.limited,
            denied: all.denied,
            fallen: claims.iter().filter(|claim| claim["stands"] == false).count(),
        });
        // Every source has exactly one row.
        let mut rows: Vec<_> = tree(&dossier).into_iter().map(|(source, _)| source).collect();
        rows.sort_unstable();
        prop_assert_eq!(rows, dossier.source_ids().collect::<Vec<_>>());

        // The summary.
        let text = text(&dossier, &diagnostics, &options);
        let counts = |count: usize, noun: &str| caveat::text::numbers::count(count, noun);
        if !claims.is_empty() {
            let head = format!("{}, {}, ", counts(claims.len(), "claim"), counts(list(&counted["sources"]).len(), "source"));
            prop_assert!(text.contains(&head), "{}\n{}", head, text);
            let voice = format!("; {} without a source", counts(list(&counted["unsourced"]).len(), "sentence"));
            prop_assert!(text.contains(&voice), "{}\n{}", voice, text);
        }
        for caveat in list(&counted["caveats"]) {
            let covered = claims.iter().filter(|claim| {
                list(&claim["caveats"]).iter().any(|covering| covering["id"] == caveat["id"])
            });
            let covered = covered.count();
            prop_assert_eq!(covered, list(&caveat["claims"]).len());
            if covered > 0 {
                let said = format!("Covers {covered} of {}: ", counts(claims.len(), "claim"));
                prop_assert!(text.contains(&said), "{}\n{}", said, text);
            }
        }
        let fallen = claims.iter().filter(|claim| claim["stands"] == false).count();
        if fallen > 0 {
            let said = format!("{} of {} ", claims.len() - fallen, counts(claims.len(), "claim"));
            prop_assert!(text.contains(&said), "{}\n{}", said, text);
        }
    }
}
