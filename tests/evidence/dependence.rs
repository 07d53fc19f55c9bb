//! Tests which claims would fall with a source, before it is doubted.

use caveat::briefing::dossier::{ClaimId, Doubts, SourceId};
use caveat::evidence::dependence::Dependence;
use proptest::prelude::*;

use crate::texts::{briefings, dossier, doubts};

#[test]
fn a_claim_needs_every_source_that_is_on_all_of_its_chains() {
    let text = "+++\n\
        [sources.a]\nby = [\"x\", \"y\"]\n[sources.b]\nby = [\"y\"]\n[sources.x]\nby = [\"root\"]\n[sources.y]\nby = [\"root\"]\n\
        [sources.root]\n[sources.other]\n+++\n\n\
        One.[^a] Two.[^b] Three.[^a][^b] Four.[^a][^other]\n";
    let (dossier, diagnostics) = dossier(text);
    assert_eq!(diagnostics, []);
    let dependence = Dependence::of(&dossier, &Doubts::new());
    let needed = |claim: usize| {
        let needed = dependence.needed(ClaimId(claim)).map(|source| dossier.source(source).id.clone());
        needed.collect::<Vec<_>>().join(" ")
    };
    assert_eq!([0, 1, 2, 3].map(needed), ["a root", "b y root", "root", ""]);
    let falling = |id: &str| dependence.falling(dossier.source_by_id(id).unwrap());
    assert_eq!(["a", "b", "x", "y", "root", "other"].map(falling), [1, 1, 0, 1, 3, 0]);
}

#[test]
fn a_chain_as_long_as_the_file_is_evaluated() {
    use std::fmt::Write as _;
    let mut text = String::from("+++\n");
    for number in 0..20_000 {
        let _ = writeln!(text, "[sources.s{number}]\nby = [\"s{}\"]", number + 1);
    }
    text += "[sources.s20000]\n+++\n\nOne.[^s0]\n";
    let (dossier, _) = dossier(&text);
    let dependence = Dependence::of(&dossier, &Doubts::new());
    assert_eq!(dependence.needed(ClaimId(0)).count(), 20_001);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_claims_predicted_to_fall_are_the_ones_that_fall(text in briefings(), drawn in prop::collection::vec(0_usize..8, 0..3)) {
        let (dossier, _) = dossier(&text);
        let before = doubts(&dossier, &drawn);
        let (dependence, stood) = (Dependence::of(&dossier, &before), dossier.standing(&before));
        let mut single = vec![false; dossier.claims.len()];
        for source in dossier.source_ids() {
            let mut after = before.clone();
            after.insert(source);
            let stands = dossier.standing(&after);
            let fallen: Vec<_> = dossier.claim_ids().filter(|claim| stood[claim.0] && !stands[claim.0]).collect();
            prop_assert_eq!(dependence.falling(source), fallen.len(), "{}\n{}", dossier.source(source).id, text);
            for claim in fallen {
                single[claim.0] = true;
                prop_assert!(dependence.needed(claim).any(|needed| needed == source));
            }
        }
        for claim in dossier.claim_ids() {
            prop_assert_eq!(dependence.is_single(claim), single[claim.0]);
            prop_assert!(dependence.needed(claim).all(|source: SourceId| !before.contains(&source)));
        }
    }
}
