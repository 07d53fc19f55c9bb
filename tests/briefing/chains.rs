//! Tests the sources behind a source, and which claims stand under some doubts.

use caveat::briefing::dossier::{ClaimId, Dossier, Doubts, SourceId};
use caveat::diagnostics::diagnostic::Severity;

use super::harness::{ids, read};

fn front(sources: &[(&str, &[&str])]) -> String {
    let tables = sources.iter().map(|(id, by)| format!("[sources.{id}]\nby = {by:?}\n"));
    format!("+++\n{}+++\n", tables.collect::<String>())
}

#[track_caller]
fn check_chains(sources: &[(&str, &[&str])], body: &str, expected: &[&str]) {
    let (dossier, _) = read(&(front(sources) + body));
    let chains: Vec<_> = dossier.claim_ids().flat_map(|claim| dossier.chains(claim)).collect();
    let found: Vec<_> = chains.iter().map(|chain| ids(&dossier, chain)).collect();
    assert_eq!(found, expected);
}

/// Which claims stand, by their first words, if the sources named are doubted.
#[track_caller]
fn check_standing(sources: &[(&str, &[&str])], body: &str, doubted: &str, expected: &str) {
    let (dossier, _) = read(&(front(sources) + body));
    let doubts: Doubts = doubted
        .split_whitespace()
        .map(|id| dossier.source_by_id(id).unwrap_or_else(|| panic!("no source {id}")))
        .collect();
    let standing = dossier.standing(&doubts);
    let standing = dossier.claims.iter().zip(standing).filter(|&(_, stands)| stands);
    let found: Vec<_> = standing.map(|(claim, _)| claim.text.as_str()).collect();
    assert_eq!(found.join(" "), expected, "with {doubted:?} doubted");
}

const THREE: &[(&str, &[&str])] = &[("doc", &["desk"]), ("desk", &["man"]), ("man", &[])];
const TWO: &[(&str, &[&str])] = &[("doc", &["x", "y"]), ("x", &[]), ("y", &[])];
const DIAMOND: &[(&str, &[&str])] = &[("doc", &["x", "y"]), ("x", &["man"]), ("y", &["man"]), ("man", &[])];

#[test]
fn a_chain_runs_from_the_document_to_those_behind_it() {
    check_chains(THREE, "Dues.[^doc]", &["doc desk man"]);
    check_chains(THREE, "Dues.[^desk][^man]", &["desk man", "man"]);
    check_chains(TWO, "Dues.[^doc]", &["doc x", "doc y"]);
    check_chains(DIAMOND, "Dues.[^doc]", &["doc x man", "doc y man"]);
    check_chains(&[("doc", &["x", "x", "X"]), ("x", &[])], "Dues.[^doc]", &["doc x"]);
}

#[test]
fn cited_sources_are_numbered_first_then_those_behind_them_then_the_rest() {
    let (dossier, _) = read(&(front(DIAMOND) + "One.[^y] Two.[^c] Three.[^doc]"));
    let all: Vec<_> = dossier.source_ids().collect();
    assert_eq!(ids(&dossier, &all), "y c doc man x");
}

#[test]
fn a_loop_is_an_error_that_shows_it_and_the_rest_still_links() {
    let loops = |sources: &[(&str, &[&str])]| {
        let (dossier, diagnostics) = read(&(front(sources) + "Dues.[^a]"));
        let loops = diagnostics.into_iter().filter(|found| found.id == "loop");
        let loops: Vec<_> =
            loops.map(|found| (dossier.manuscript.slice(found.span).to_owned(), found.message)).collect();
        let chains: Vec<_> = dossier.chains(dossier.source(SourceId(0)).claims[0]);
        (loops, ids(&dossier, &chains.concat()))
    };
    let expected = |written: &str, message: &str, chain: &str| {
        (vec![(written.to_owned(), format!("the sources form a loop: {message}"))], chain.to_owned())
    };
    assert_eq!(loops(&[("a", &["a"])]), expected("\"a\"", "`a` → `a`", "a"));
    assert_eq!(loops(&[("a", &["b"]), ("b", &["a", "e"]), ("e", &[])]), expected("\"a\"", "`a` → `b` → `a`", "a b e"));
    assert_eq!(
        loops(&[("a", &["b"]), ("b", &["e"]), ("e", &["A"])]),
        expected("\"A\"", "`a` → `b` → `e` → `a`", "a b e")
    );
    // The loop is behind the cited source and does not include it.
    assert_eq!(loops(&[("a", &["b"]), ("b", &["e"]), ("e", &["b"])]), expected("\"b\"", "`b` → `e` → `b`", "a b e"));
}

#[test]
fn a_very_long_loop_is_shown_by_its_two_ends() {
    let names: Vec<_> = (0..100).map(|number| format!("s{number}")).collect();
    let behind: Vec<_> = (0..100).map(|number| [names[(number + 1) % 100].as_str()]).collect();
    let sources: Vec<_> = names.iter().zip(&behind).map(|(name, by)| (name.as_str(), &by[..])).collect();
    let (_, diagnostics) = read(&(front(&sources) + "Dues.[^s0]"));
    assert_eq!(
        diagnostics[0].message,
        "the sources form a loop: `s0` → `s1` → `s2` → `s3` → `s4` → `s5` → … → \
         `s95` → `s96` → `s97` → `s98` → `s99` → `s0`"
    );
}

/// Reads sources with groups, written as in front matter: "d = [[x, y], z]". Each letter is a name.
fn grouped(sources: &str, body: &str) -> (Dossier, Vec<String>) {
    let tables = sources.lines().map(|line| {
        let (id, by) = line.trim().split_once(" = ").expect("a name and its alternatives");
        let by: String = by.chars().map(|c| if c.is_alphabetic() { format!("\"{c}\"") } else { c.into() }).collect();
        format!("[sources.{id}]\nby = {by}\n")
    });
    let (dossier, diagnostics) = read(&format!("+++\n{}+++\n{body}", tables.collect::<String>()));
    let problems = diagnostics.iter().map(|found| {
        format!(
            "{}: {}: {}",
            dossier.manuscript.slice(found.span),
            found.message,
            found.help.clone().unwrap_or_default()
        )
    });
    let problems = problems.collect();
    (dossier, problems)
}

#[test]
fn sources_in_one_list_are_needed_together_and_lists_are_alternatives() {
    let (dossier, problems) = grouped("d = [[x, y], z]\nx = []\ny = [m]\nz = []\nm = []", "Dues.[^d]");
    assert_eq!(problems, [""; 0]);
    let claim = ClaimId(0);
    let chains: Vec<_> = dossier.chains(claim).iter().map(|chain| ids(&dossier, chain)).collect();
    assert_eq!(chains, ["d x y m", "d z"]);
    let stands = |doubted: &str| {
        let doubts = doubted.chars().map(|id| dossier.source_by_id(&id.to_string()).expect("it is declared")).collect();
        dossier.standing(&doubts)[0]
    };
    assert_eq!(["", "x", "m", "z", "xz", "mz", "d"].map(stands), [true, true, true, true, false, false, false]);
}

#[test]
fn a_report_as_told_by_others_is_a_source_that_needs_both_and_says_nothing_of_the_report() {
    let front = "+++\n[sources.report]\nby = [\"office\"]\n[sources.told]\nby = [[\"report\", \"officials\"]]\n\
        [sources.office]\n[sources.officials]\n[caveats.sample]\ncovers = [\"report\"]\ntext = \"Small\"\n\
        [caveats.gain]\ncovers = [\"officials\"]\ntext = \"They gain\"\n+++\nDues.[^report] Ships.[^told]\n";
    let (dossier, diagnostics) = read(front);
    assert_eq!(diagnostics.iter().filter(|found| found.severity == Severity::Error).count(), 0);
    let id = |id: &str| dossier.source_by_id(id).expect("it is declared");
    let stands = |doubted: &str| dossier.standing(&Doubts::from([id(doubted)]));
    assert_eq!(["officials", "office", "report"].map(stands), [vec![true, false], vec![false; 2], vec![false; 2]]);
    assert_eq!(dossier.resting_on(&[id("report")]).len(), 2);
    let coverings = |claim| dossier.coverings(claim).len();
    assert_eq!(dossier.claim_ids().map(coverings).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_list_of_lists_with_single_names_is_a_list_of_names() {
    let (dossier, problems) = grouped("d = [[x], y, [x, x]]\nx = []\ny = []", "Dues.[^d]");
    assert_eq!(problems, [""; 0]);
    let alternatives: Vec<_> = dossier.source(SourceId(0)).alternatives().map(|all| ids(&dossier, all)).collect();
    assert_eq!(alternatives, ["x", "y"]);
}

#[test]
fn mistakes_in_a_list_of_sources_needed_together_are_reported_at_the_name() {
    let (dossier, problems) = grouped("d = [[x, d], z]\nx = []\nz = []", "Dues.[^d]");
    let help = "`by` names the sources behind a source; this link is left out";
    assert_eq!(problems, [format!("\"d\": the sources form a loop: `d` → `d`: {help}")]);
    assert_eq!(ids(&dossier, &dossier.chains(dossier.source(SourceId(0)).claims[0])[0]), "d x");
    let front = "+++\n[sources.report]\nby = [[\"pilots\", \"ofice\"], [\"pilots\", 3]]\n[sources.pilots]\n[sources.office]\n+++\nDues.[^report][^office]";
    let (dossier, diagnostics) = read(front);
    let mut found: Vec<_> = diagnostics
        .iter()
        .map(|found| (found.id, dossier.manuscript.slice(found.span), found.help.as_deref().unwrap_or_default()))
        .collect();
    found.sort_unstable();
    assert_eq!(found, [("undeclared-source", "\"ofice\"", "did you mean `office`?"), ("wrong-type", "3", "")]);
}

#[test]
fn without_doubts_every_claim_stands() {
    for sources in [THREE, TWO, DIAMOND] {
        check_standing(sources, "Dues.[^doc] Ships.[^doc][^a]", "", "Dues. Ships.");
    }
    check_standing(&[("a", &["a"]), ("b", &["e"]), ("e", &["b"])], "Dues.[^a] Ships.[^b]", "", "Dues. Ships.");
}

#[test]
fn every_link_of_a_chain_is_needed() {
    for doubted in ["doc", "desk", "man"] {
        check_standing(THREE, "Dues.[^doc] Lines.[^c]", doubted, "Lines.");
    }
    check_standing(THREE, "Dues.[^doc] Ships.[^desk] Lines.[^man]", "desk", "Lines.");
}

#[test]
fn a_source_that_is_only_mentioned_does_not_hold_up_a_claim_with_another_source() {
    let notes = "\n\n[^2]: It is a sad story, as Otto Berg shows in *The Long Wait*.";
    let both = format!("Ships left.[^c][^2]{notes}");
    check_standing(&[], &both, "c", "");
    check_standing(&[], &both, "2", "Ships left.");
    let mentioned = format!("Ships left.[^2]{notes}");
    check_standing(&[], &mentioned, "", "Ships left.");
    check_standing(&[], &mentioned, "2", "Ships left.");
}

#[test]
fn one_sound_alternative_is_enough() {
    check_standing(TWO, "Dues.[^x][^y] Ships.[^x]", "x", "Dues.");
    check_standing(TWO, "Dues.[^x][^y] Ships.[^x]", "x y", "");
    check_standing(TWO, "Dues.[^doc]", "x", "Dues.");
    check_standing(TWO, "Dues.[^doc]", "x y", "");
    check_standing(TWO, "Dues.[^doc]", "doc", "");
    check_standing(DIAMOND, "Dues.[^doc]", "x", "Dues.");
    check_standing(DIAMOND, "Dues.[^doc]", "man", "");
    check_standing(DIAMOND, "Dues.[^doc][^c]", "man", "Dues.");
    check_standing(DIAMOND, "Dues.[^doc][^c]", "doc x y man c", "");
}
