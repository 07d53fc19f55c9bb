//! Tests which claims would fall with a source, before it is doubted.

use caveat::briefing::dossier::{ClaimId, Dossier, Doubts, SourceId};
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
    assert_eq!([0, 1, 2, 3].map(|claim| dependence.is_single(ClaimId(claim))), [true, true, true, false]);
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
    assert!(dossier.source_ids().all(|source| dependence.falling(source) == 1));
    // A pair at the end of the chain makes it no tree.
    let (dossier, _) = self::dossier(
        &text.replace("[sources.s20000]\n", "[sources.s20000]\nby = [[\"x\", \"y\"]]\n[sources.x]\n[sources.y]\n"),
    );
    let dependence = Dependence::of(&dossier, &Doubts::new());
    assert!(dossier.source_ids().all(|source| dependence.falling(source) == 1));
    assert_eq!(dossier.chains(ClaimId(0))[0].len(), 20_003);
}

#[test]
fn sources_that_are_needed_together_each_take_the_claim_with_them() {
    let text = "+++\n\
        [sources.report]\nby = [[\"a\", \"b\"], \"c\"]\n[sources.pair]\nby = [[\"a\", \"b\"]]\n\
        [sources.a]\nby = [\"root\"]\n[sources.b]\n[sources.c]\nby = [\"root\"]\n[sources.root]\n+++\n\n\
        One.[^report] Two.[^pair] Three.[^report][^pair]\n";
    let (dossier, diagnostics) = dossier(text);
    assert_eq!(diagnostics, []);
    let dependence = Dependence::of(&dossier, &Doubts::new());
    let falling = |id: &str| dependence.falling(dossier.source_by_id(id).unwrap());
    assert_eq!(["report", "pair", "a", "b", "c", "root"].map(falling), [1, 1, 1, 1, 0, 3]);
}

/// Whether a source holds with some alternative taken behind every source. Tries all of them, as standing is defined.
fn holds(dossier: &Dossier, doubts: &Doubts, cited: SourceId) -> bool {
    let alternatives: Vec<Vec<Vec<SourceId>>> =
        dossier.sources.iter().map(|source| source.alternatives().map(<[_]>::to_vec).collect()).collect();
    let all: usize = alternatives.iter().map(|all| all.len().max(1)).product();
    (0..all).any(|mut choice| {
        let taken: Vec<&[SourceId]> = alternatives
            .iter()
            .map(|all| {
                let count = all.len().max(1);
                let taken = all.get(choice % count).map_or(&[][..], Vec::as_slice);
                choice /= count;
                taken
            })
            .collect();
        let mut needed = vec![cited];
        let mut at = 0;
        while let Some(&source) = needed.get(at) {
            needed.extend(taken[source.0].iter().copied());
            at += 1;
        }
        needed.iter().all(|source| !doubts.contains(source))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_claim_stands_if_some_choice_of_alternatives_has_no_doubted_source(text in briefings(), drawn in prop::collection::vec(0_usize..8, 0..4)) {
        let (dossier, _) = dossier(&text);
        let doubts = doubts(&dossier, &drawn);
        for (claim, stands) in dossier.claim_ids().zip(dossier.standing(&doubts)) {
            let sources = &dossier.claim(claim).sources;
            prop_assert_eq!(stands, sources.iter().any(|&source| holds(&dossier, &doubts, source)), "{}", text);
            let chains = dossier.chains(claim);
            let sound = |chain: &Vec<SourceId>| chain.iter().all(|source| !doubts.contains(source));
            prop_assert_eq!(stands, chains.iter().any(sound), "{:?}\n{}", chains, text);
        }
    }
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
            }
        }
        for claim in dossier.claim_ids() {
            prop_assert_eq!(dependence.is_single(claim), single[claim.0]);
        }
    }
}
