//! Tests the flow of claims through the chains of a text against a plain recount.

use std::collections::{BTreeMap, BTreeSet};

use caveat::briefing::dossier::{Dossier, SourceId};
use caveat::evidence::flow::{Chains, Flow, What};
use proptest::prelude::*;

use crate::texts::{briefings, dossier};

/// The sources of each layer by label, and how many claims rest on each.
fn shown(dossier: &Dossier, flow: &Flow) -> Vec<Vec<String>> {
    let label = |source: &SourceId| dossier.source(*source).id.clone();
    let layers = flow.layers.iter().map(|layer| {
        let nodes = layer.iter().filter_map(|node| match &node.what {
            What::Text => Some(format!("text {}", node.claims)),
            What::Source(source) => Some(format!("{} {}", label(source), node.claims)),
            What::Others(sources) => Some(format!("{} others {}", sources.len(), node.claims)),
            What::Passing => None,
        });
        nodes.collect::<BTreeSet<_>>().into_iter().collect()
    });
    layers.collect()
}

const CHAINS: &str = "+++\n\
    [sources.wire]\nby = [\"leak\"]\n[sources.leak]\nby = [\"office\"]\n[sources.audit]\nby = [\"office\"]\n\
    [sources.office]\n[sources.pilots]\n[sources.unused]\n+++\n\n\
    One.[^wire] Two.[^audit] Three.[^audit][^pilots] Four.[^office] Five.[^pilots]\n";

#[test]
fn sources_stand_behind_those_that_they_stand_behind() {
    let (dossier, _) = dossier(CHAINS);
    let chains = Chains::of(&dossier);
    assert_eq!(chains.layers(), 3);
    let flow = chains.flow(9, 99);
    let expected = [vec!["text 5"], vec!["audit 2", "pilots 2", "wire 1"], vec!["leak 1"], vec!["office 4"]];
    assert_eq!(shown(&dossier, &flow), expected);
    assert!(flow.skipped.is_empty());
}

#[test]
fn without_room_for_all_layers_the_ends_of_the_chains_stay() {
    let (dossier, _) = dossier(CHAINS);
    let flow = Chains::of(&dossier).flow(2, 99);
    assert_eq!(shown(&dossier, &flow), [vec!["text 5"], vec!["audit 2", "pilots 2", "wire 1"], vec!["office 4"]]);
    assert_eq!(flow.skipped.len(), 1);
}

#[test]
fn small_sources_of_a_crowded_layer_share_a_node() {
    let (dossier, _) = dossier(CHAINS);
    let flow = Chains::of(&dossier).flow(9, 2);
    assert_eq!(shown(&dossier, &flow)[1], ["2 others 3", "audit 2"]);
}

#[test]
fn the_node_of_several_sources_comes_last_however_many_claims_it_has() {
    let (dossier, _) = dossier(
        "One.[^a] Two.[^a] Three.[^b] Four.[^c] Five.[^d]\n\n[^a]: Anna Maas\n\n[^b]: Ben Otto\n\n[^c]: Cora Berg\n\n[^d]: Dirk Port\n",
    );
    let flow = Chains::of(&dossier).flow(9, 2);
    let nodes: Vec<_> = flow.layers[1].iter().map(|node| (node.claims, matches!(node.what, What::Others(_)))).collect();
    assert_eq!(nodes, [(2, false), (3, true)]);
}

#[test]
fn no_claim_flows_to_a_source_that_a_remark_only_mentions() {
    let (dossier, _) = dossier(
        "Dues doubled.[^c] Ships left.[^c][^2]\n\n[^c]: Captains of the port.\n\n\
         [^2]: It is a sad story, as Otto Berg shows in *The Long Wait*.\n",
    );
    assert!(dossier.claims.iter().any(|claim| !claim.mentioned().is_empty()), "{:?}", dossier.claims);
    let flow = Chains::of(&dossier).flow(9, 99);
    let claims: Vec<_> = flow.layers[1].iter().map(|node| node.claims).collect();
    assert_eq!(claims, [2]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_node_counts_the_claims_that_reach_it_and_every_link_joins_neighbors(
        text in briefings(),
        layers in 1_usize..5,
        nodes in 1_usize..9,
    ) {
        let (dossier, _) = dossier(&text);
        let flow = Chains::of(&dossier).flow(layers, nodes);
        prop_assert!(flow.layers.len() <= layers + 1);
        // By plain recount: a claim rests on all sources behind those that answer for it.
        let mut resting: BTreeMap<SourceId, BTreeSet<usize>> = BTreeMap::new();
        for claim in dossier.claim_ids() {
            for source in dossier.answering(claim).flat_map(|source| dossier.behind(source)) {
                resting.entry(source).or_default().insert(claim.0);
            }
        }
        let mut seen = BTreeSet::new();
        for node in flow.layers.iter().flatten() {
            let sources = match &node.what {
                What::Source(source) => vec![*source],
                What::Others(sources) => sources.clone(),
                What::Text | What::Passing => continue,
            };
            let claims: BTreeSet<_> = sources.iter().flat_map(|source| &resting[source]).collect();
            prop_assert_eq!(node.claims, claims.len());
            for source in sources {
                prop_assert!(seen.insert(source), "each source has one node");
            }
        }
        prop_assert_eq!(seen.len() + flow.skipped.len(), resting.len());
        for link in &flow.links {
            prop_assert!(link.from < flow.layers[link.layer].len() && link.to < flow.layers[link.layer + 1].len());
        }
        // Everything that has a node is reached from the text.
        for (layer, nodes) in flow.layers.iter().enumerate().skip(1) {
            for node in 0..nodes.len() {
                prop_assert!(flow.links.iter().any(|link| (link.layer + 1, link.to) == (layer, node)), "{:?}", flow);
            }
        }
    }
}

#[test]
fn the_claims_of_a_source_flow_from_the_text_to_it_and_on_to_those_behind_it() {
    let (dossier, _) = dossier(CHAINS);
    let flow = Chains::of(&dossier).flow(9, 99);
    let lit = |id: &str| {
        let through = flow.through(dossier.source_by_id(id).unwrap());
        flow.links.iter().zip(through).filter(|(_, is_lit)| *is_lit).map(|(link, _)| link.claims).collect::<Vec<_>>()
    };
    assert_eq!(lit("pilots"), [2]);
    // From the text to the wire, the leak and the office.
    assert_eq!(lit("leak"), [1, 1, 1]);
    // All that leads to the office, in each layer that it crosses: its own claim (3), those of the audit (1 and 2 layers
    // of 2 claims each) and of the wire (3).
    assert_eq!(lit("office").iter().sum::<usize>(), 3 + 3 * 2 + 3);
}

#[test]
fn thousands_of_sources_are_folded_at_once() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for number in 0..5000 {
        let _ = write!(text, "Claim.[^s{number}]\n\n[^s{number}]: Source {number} of many\n\n");
    }
    let (dossier, _) = dossier(&text);
    let flow = Chains::of(&dossier).flow(3, 9);
    assert_eq!(flow.layers[1].iter().map(|node| node.claims).collect::<Vec<_>>(), [1, 1, 1, 1, 1, 1, 1, 1, 4992]);
}
