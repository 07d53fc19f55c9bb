//! Tests comparisons: what counts as a change, how claims match, and how changes are described.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::briefing::dossier::{Covering, Dossier, SourceId};
use crate::briefing::hedge::HedgeKind;
use crate::briefing::{link, parse};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::compare::{
    CaveatField, ClaimChange, Comparison, Delta, Fate, Hedged, SourceChange, SourceField, compare,
};
use crate::evidence::since::Firmness;
use crate::print::tests::check_schema;
use crate::text::manuscript::Manuscript;
use crate::text::{visible, wrap};

const HARBOUR: &str = include_str!("../../../tests/data/harbour.md");
const SCHEMA: &str = include_str!("../../../schema/caveat-compare-2.schema.json");

pub(super) fn read(manuscript: &str) -> (Dossier, Vec<Diagnostic>) {
    let manuscript = Manuscript::new("test.md", manuscript);
    let (briefing, mut diagnostics) = parse::parse(&manuscript);
    let (dossier, more) = link::link(manuscript, briefing);
    diagnostics.extend(more);
    (dossier, diagnostics)
}

/// The harbour briefing with some words replaced.
#[track_caller]
fn harbour(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(HARBOUR.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

/// One claim per line, all from one source, in one section.
fn lines(claims: &[&str]) -> String {
    claims.iter().flat_map(|line| [line, "[^a]\n\n"]).collect::<String>() + "[^a]: Somebody\n"
}

/// The changes of each changed claim, in a few words.
fn all_changes(old: &str, new: &str) -> Vec<String> {
    let ((old, _), (new, _)) = (read(old), read(new));
    let comparison = compare(&old, &new);
    let changes = comparison.claims.iter().filter_map(|fate| match fate {
        Fate::New(claim) => Some(format!("new {}", claim.number())),
        Fate::Gone(claim) => Some(format!("gone {}", claim.number())),
        Fate::Kept { change, .. } if change.is_none() => None,
        Fate::Kept { old, new, change } => {
            Some(format!("{} is {}: {}", old.number(), new.number(), changes(&comparison, change)))
        }
    });
    changes.collect()
}

fn changes(comparison: &Comparison, change: &ClaimChange) -> String {
    let mut words = Vec::new();
    words.extend(change.reworded.then(|| "reworded".to_owned()));
    words.extend(change.around.then(|| "around".to_owned()));
    words.extend(change.struck.gained.iter().map(|words| format!("struck {words}")));
    words.extend(change.struck.lost.iter().map(|words| format!("unstruck {words}")));
    words.extend(change.moved.then(|| "moved".to_owned()));
    words.extend((change.firmness() != Firmness::Same).then(|| change.firmness().word().to_owned()));
    let hedges =
        |sign, hedges: &[Hedged]| hedges.iter().map(|hedge| format!("{sign}{}", hedge.words)).collect::<Vec<_>>();
    words.extend(hedges('+', &change.hedges.gained));
    words.extend(hedges('-', &change.hedges.lost));
    words.extend(change.sources.gained.iter().map(|&id| format!("+{}", comparison.new.source(id).id)));
    words.extend(change.sources.lost.iter().map(|&id| format!("-{}", comparison.old.source(id).id)));
    let caveat = |dossier: &Dossier, covering: &Covering| {
        let caveat = dossier.caveat(covering.caveat);
        format!("{} {}", caveat.kind.word(), caveat.id)
    };
    words.extend(change.coverings.gained.iter().map(|covering| format!("+{}", caveat(comparison.new, covering))));
    words.extend(change.coverings.lost.iter().map(|covering| format!("-{}", caveat(comparison.old, covering))));
    words.join(" ")
}

#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(all_changes(old, new), expected);
}

// Matching.

#[test]
fn adding_or_removing_a_claim_leaves_the_others_unchanged() {
    let (all, fewer) = (lines(&["One.", "Two.", "Three.", "Four."]), lines(&["One.", "Three.", "Four."]));
    check(&all, &fewer, &["gone 2"]);
    check(&fewer, &all, &["new 2"]);
    check(&lines(&["Same.", "Same.", "Same."]), &lines(&["Same.", "Same."]), &["gone 3"]);
    check("", &fewer, &["new 1", "new 2", "new 3"]);
}

#[test]
fn a_claim_that_moves_within_its_section_is_not_reported() {
    check(&lines(&["One.", "Two.", "Three."]), &lines(&["Three.", "One.", "Two."]), &[]);
}

#[test]
fn a_claim_in_another_section_has_moved_and_is_neither_new_nor_gone() {
    let text = |first: &str, second: &str| format!("# A\n\n{first}\n\n# B\n\n{second}\n\n[^a]: X\n");
    let (before, after) = (
        text("It rains.[^a] It snows.[^a]", "It is cold.[^a]"),
        text("It rains.[^a]", "It is cold.[^a] It snows.[^a]"),
    );
    check(&before, &after, &["2 is 3: moved"]);
}

#[test]
fn a_section_with_another_title_is_the_same_and_its_claims_have_not_moved() {
    let text =
        |title: &str| format!("# Weather\n\nIt is cold.[^a]\n\n# {title}\n\nIt rains.[^a] It snows.[^a]\n\n[^a]: X\n");
    check(&text("In the north"), &text("Up north"), &[]);
    // A whole section at another place is still the same section.
    let other = "# Up north\n\nIt rains.[^a] It snows.[^a]\n\n# Weather\n\nIt is cold.[^a]\n\n[^a]: X\n";
    check(&text("In the north"), other, &[]);
}

#[test]
fn reworded_claims_are_matched_by_their_words_even_after_swapping_places() {
    let old = lines(&["Dues at the north quay doubled in two years.", "Ships now wait four days for a berth."]);
    let new = lines(&["Ships wait five days for a berth, as of now.", "Dues at the north quay tripled in two years."]);
    check(&old, &new, &["2 is 1: reworded", "1 is 2: reworded"]);
}

#[test]
fn a_sentence_that_shares_only_function_words_is_another_claim() {
    let old = lines(&["The minister said that the port is closed."]);
    let new = lines(&["The council said that the budget is approved."]);
    check(&old, &new, &["gone 1", "new 1"]);
}

#[test]
fn distant_matches_need_more_similarity() {
    let filler = "# B\n\nA.[^a]\n\n# C\n\nB.[^a]\n\n";
    let text = |first: &str, last: &str| format!("# A\n\n{first}\n\n{filler}# D\n\n{last}\n\n[^a]: X\n");
    let claim = "Dues at the north quay have doubled in two years.[^a]";
    // Half of the words are the same: enough at the same place, and not at another.
    let half = "Dues at the southern gate have doubled since 2023.[^a]";
    check(&text(claim, ""), &text(half, ""), &["1 is 1: reworded"]);
    check(&text(claim, ""), &text("", half), &["gone 1", "new 3"]);
    let most = "Dues at the north quay have tripled in two years.[^a]";
    check(&text(claim, ""), &text("", most), &["1 is 3: reworded moved"]);
}

#[test]
fn among_equal_words_the_same_source_decides() {
    let table = |rows: &[(&str, &str)]| {
        let rows = rows.iter().map(|(name, source)| format!("| {name} | yes[^{source}] |\n"));
        let rows = rows.collect::<Vec<_>>().concat();
        format!("| who | so |\n|---|---|\n{rows}\n[^a]: A\n[^b]: B\n[^c]: C\n")
    };
    let all = table(&[("one", "a"), ("two", "b"), ("three", "c")]);
    check(&all, &table(&[("one", "a"), ("three", "c")]), &["gone 2"]);
    check(&all, &table(&[("two", "b"), ("three", "c")]), &["gone 1"]);
}

// Changes of a claim.

#[test]
fn lost_hedges_make_a_claim_firmer_and_new_hedges_weaker() {
    let (plain, hedged) = (lines(&["Two lines have left."]), lines(&["Two lines seem to have left."]));
    check(&hedged, &plain, &["1 is 1: reworded firmer -seem to"]);
    check(&plain, &hedged, &["1 is 1: reworded weaker +seem to"]);
    let other = lines(&["Two lines have reportedly left."]);
    check(&hedged, &other, &["1 is 1: reworded otherwise +reportedly -seem to"]);
    // The same hedge at another place is not a change.
    check(&lines(&["It may rain today."]), &lines(&["Today it may rain."]), &["1 is 1: reworded"]);
}

#[test]
fn a_new_source_is_reported_and_brings_its_caveats() {
    let other = harbour(&[("Dues doubled in two years.[^audit]", "Dues doubled in two years.[^minutes]")]);
    check(HARBOUR, &other, &["1 is 1: +minutes -audit -limitation sample"]);
    let also = harbour(&[("Dues doubled in two years.[^audit]", "Dues doubled in two years.[^audit][^pilots]")]);
    check(HARBOUR, &also, &["1 is 1: +pilots +limitation memory"]);
}

#[test]
fn a_source_that_is_now_only_mentioned_no_longer_says_the_claim() {
    let text = |footnote: &str| format!("Ships left.[^1]\n\n[^1]: {footnote}\n");
    let cited = text("Otto Berg, *The Long Wait* (2019), p. 4.");
    let mentioned = text("It is a sad story, as Otto Berg shows in *The Long Wait* (2019), p. 4.");
    check(&cited, &mentioned, &["1 is 1: +1 -1"]);
    let printed = printed(&cited, &mentioned, Options { width: 80, ascii: false });
    assert!(printed.contains("Now only mentioned:") && printed.contains("No longer said by"), "{printed}");
}

#[test]
fn a_gained_or_lost_denial_is_reported() {
    let denied = harbour(&[("pilots say,[^pilots]", "pilots say,[^pilots][^port-denies]")]);
    check(HARBOUR, &denied, &["2 is 2: +denial port-denies"]);
    check(&denied, HARBOUR, &["2 is 2: -denial port-denies"]);
    // A caveat that becomes a denial is.
    let denial = harbour(&[("[caveats.memory]", "[caveats.memory]\nkind = \"denial\"")]);
    let all = all_changes(HARBOUR, &denial);
    assert_eq!(all[0], "2 is 2: +denial memory -limitation memory", "{all:#?}");
    assert_eq!(all.len(), 3);
}

#[test]
fn line_breaks_and_bold_text_make_no_difference() {
    let other = harbour(&[("Ships now wait for days, pilots say", "**Ships** now\nwait for days, pilots say")]);
    check(HARBOUR, &other, &[]);
}

#[test]
fn a_capital_or_full_stop_due_to_position_is_not_a_rewording() {
    let text = |claims: &str| format!("{claims}\n\n[^a]: X\n");
    check(&text("It rains.[^a] It snows.[^a]"), &text("It snows![^a] It rains.[^a]"), &["2 is 1: reworded"]);
    check(&text("[It rains][^a], [it snows][^a]."), &text("It snows.[^a] It rains.[^a]"), &[]);
    check(&text("It rains.[^a]"), &text("It rains?[^a]"), &["1 is 1: reworded"]);
}

#[test]
fn words_that_lose_their_source_are_gone_as_a_claim_but_still_stand() {
    let without = harbour(&[("The council knew of the plan.[^minutes]", "The council knew of the plan.")]);
    let ((old, _), (new, _)) = (read(HARBOUR), read(&without));
    let there = compare(&old, &new);
    assert_eq!((there.unsourced_now.len(), there.unsourced_before.len()), (1, 0));
    assert_eq!((there.unattributed.gained.len(), there.unattributed.lost.len()), (1, 0));
    let back = compare(&new, &old);
    assert_eq!((back.unsourced_now.len(), back.unsourced_before.len()), (0, 1));
}

// Sources and caveats.

/// The sources that changed.
fn sources(old: &str, new: &str) -> Vec<String> {
    let ((old, _), (new, _)) = (read(old), read(new));
    let changed = |fate: &Fate<SourceId, SourceChange>| match fate {
        Fate::New(id) => Some(format!("new {}", new.source(*id).name)),
        Fate::Gone(id) => Some(format!("gone {}", old.source(*id).name)),
        Fate::Kept { change, .. } if change.is_empty() => None,
        Fate::Kept { new: id, change, .. } => {
            let fields: Vec<_> = change.fields.iter().map(|field| field.word()).collect();
            Some(format!("{}: {}", new.source(*id).name, fields.join(" ")))
        }
    };
    compare(&old, &new).sources.iter().filter_map(changed).collect()
}

#[test]
fn an_inserted_footnote_changes_only_its_own_claim() {
    let old = "It rains.[^1] It snows.[^2]\n\n[^1]: The almanac\n[^2]: The paper\n";
    let new = "It hails.[^1] It rains.[^2] It snows.[^3]\n\n[^1]: A caller\n[^2]: The almanac\n[^3]: The paper\n";
    check(old, new, &["new 1"]);
    assert_eq!(sources(old, new), ["new A caller"]);
}

#[test]
fn a_new_name_under_a_number_is_another_source_but_under_a_word_label_it_is_not() {
    let numbered = |name: &str| format!("It rains.[^1]\n\n[^1]: {name}\n");
    check(&numbered("The almanac"), &numbered("An unnamed caller"), &["1 is 1: +1 -1"]);
    let (old, new) = (numbered("The almanac of 2024, page 4"), numbered("The almanac of 2024, page 5"));
    check(&old, &new, &[]);
    assert_eq!(sources(&old, &new), ["The almanac of 2024: note"]);
    let old = "It rains.[^almanac]\n\n[^almanac]: The almanac\n";
    let new = "It rains.[^almanac]\n\n[^almanac]: Somebody else\n";
    check(old, new, &[]);
    assert_eq!(sources(old, new), ["Somebody else: name"]);
    // The same name under another label is the same source.
    let new = "It rains.[^a]\n\n[^a]: The almanac\n";
    check(old, new, &[]);
    assert!(sources(old, new).is_empty());
}

#[test]
fn changes_to_a_source_are_named() {
    let new = harbour(&[
        ("interest = \"Financed by the ministry that it audits\"\n", ""),
        ("by = [\"ministry\"]", "by = [\"council\"]"),
        ("reliability = \"C\"", "reliability = \"D\""),
        ("named = false", ""),
        ("url = \"https://port.example/dues\"", ""),
    ]);
    let all = sources(HARBOUR, &new);
    for expected in [
        "Court of Audit: by interest",
        "Ministry of Transport: reliability",
        "Harbour pilots: named",
        "Port of Seewarden: url",
    ] {
        assert!(all.iter().any(|found| found == expected), "{expected} in {all:#?}");
    }
    assert_eq!(all.len(), 4);
}

#[test]
fn changes_to_a_caveat_are_named() {
    let new = harbour(&[
        ("covers = [\"audit\"]", "covers = [\"minutes\"]"),
        ("text = \"From memory: no log was kept\"", "text = \"From memory\""),
        ("[caveats.port-denies]\nkind = \"denial\"", "[caveats.port-denies]"),
    ]);
    let ((old, _), (new, _)) = (read(HARBOUR), read(&new));
    let comparison = compare(&old, &new);
    let fields = comparison.caveats.iter().map(|fate| match fate {
        Fate::Kept { change, .. } => change.fields.clone(),
        Fate::New(_) | Fate::Gone(_) => Vec::new(),
    });
    let fields: Vec<_> = fields.collect();
    assert_eq!(fields, [vec![CaveatField::Covers], vec![CaveatField::Text], vec![CaveatField::Kind]]);
}

// Descriptions.

fn printed(old: &str, new: &str, options: Options) -> String {
    let ((old, problems), (new, more)) = (read(old), read(new));
    text(&compare(&old, &new), [&problems, &more], &options)
}

#[test]
fn if_nothing_changed_one_sentence_says_so() {
    let options = Options { width: 200, ascii: false };
    let output = printed(HARBOUR, HARBOUR, options);
    assert_eq!(
        output,
        "Nothing changed: test.md and test.md make the same 10 claims, with the same sources, hedges and caveats.\n"
    );
    let output = printed("It rains.\n", "It rains.\n", options);
    assert_eq!(output, "Nothing changed: test.md and test.md make no claims that cite a source.\n");
}

#[test]
fn every_caveat_on_a_listed_claim_stands_in_full_before_the_claims() {
    let new = harbour(&[("[two lines seem to have", "[two lines have")]);
    let output = printed(HARBOUR, &new, Options { width: 1000, ascii: false });
    let head = output.split("CLAIMS THAT CHANGED").next().unwrap_or_default();
    for words in [
        "Rests on a sample of eleven berths",
        "From memory: no log was kept",
        "Denied by Port of Seewarden: Denies that any line has left",
    ] {
        assert!(head.contains(words), "{output}");
    }
    let line = "3 ▲✗  Ships now wait for days, pilots say, and ‹two lines have left for good›.\n";
    assert!(output.contains(line), "{output}");
    assert!(
        output.contains("Says: Port audit 2025, by Court of Audit (interest: Financed by the ministry that it audits)"),
        "{output}"
    );
}

#[test]
fn a_claim_that_rests_on_a_changed_source_is_listed() {
    let new = harbour(&[("reliability = \"C\"", "reliability = \"E\"")]);
    let output = printed(HARBOUR, &new, Options { width: 1000, ascii: false });
    assert!(output.contains("No claim changed, of 10 (3 of them with a source or a caveat that changed)."), "{output}");
    assert!(
        output
            .contains("Reliability: E, unreliable now; was C, fairly reliable.\n  Claims that rest on it: 1, 3, 4.\n"),
        "{output}"
    );
}

#[test]
fn the_schema_allows_every_word_the_json_can_contain() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let words = |part: &str, field: &str| {
        let node = &schema["$defs"][part]["properties"][field];
        let words = node["enum"].as_array().or_else(|| node["items"]["enum"].as_array()).expect("words").iter();
        words.map(|word| word.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(words("source", "changed"), SourceField::ALL.iter().map(|field| field.word()).collect::<Vec<_>>());
    assert_eq!(words("caveat", "changed"), CaveatField::ALL.iter().map(|field| field.word()).collect::<Vec<_>>());
    let firmness = [Firmness::Same, Firmness::Firmer, Firmness::Weaker, Firmness::Otherwise];
    assert_eq!(words("claimChange", "firmness"), firmness.map(Firmness::word));
}

#[test]
fn a_claim_that_is_denied_now_is_neither_firmer_nor_weaker() {
    let hedged = |kind| Hedged { words: "words".to_owned(), kind, is_inside: false };
    let firmness = |gained: &[HedgeKind], lost: &[HedgeKind]| {
        let [gained, lost] = [gained, lost].map(|kinds| kinds.iter().map(|&kind| hedged(kind)).collect());
        ClaimChange { hedges: Delta { gained, lost }, ..ClaimChange::default() }.firmness()
    };
    assert_eq!(firmness(&[HedgeKind::Negated], &[]), Firmness::Otherwise);
    assert_eq!(firmness(&[], &[HedgeKind::Negated, HedgeKind::Epistemic]), Firmness::Otherwise);
    assert_eq!(firmness(&[HedgeKind::Reported], &[]), Firmness::Weaker);
    assert_eq!(firmness(&[], &[HedgeKind::Condition]), Firmness::Firmer);
}

// Any texts.

/// A text of claims from a few words, so that the same words appear again and again.
fn texts() -> impl Strategy<Value = String> {
    let word =
        prop::sample::select(vec!["dues", "doubled", "may", "reportedly", "ships", "the", "harbour", "wait", "north"]);
    let words = prop::collection::vec(word, 1..7).prop_map(|words| words.join(" "));
    let source = prop::sample::select(vec!["[^a]", "[^b]", "[^a][^c]", "[^b][^no]", "[^a][^limit]", "[^1]", ""]);
    let claim = (words, source).prop_map(|(words, source)| format!("It {words}.{source}\n\n"));
    let heading = prop::sample::select(vec!["## One\n\n", "## Two\n\n", "# Three\n\n"]).prop_map(str::to_owned);
    let block = prop_oneof![6 => claim, 1 => heading];
    let names = (prop::sample::select(vec!["A", "B", "Office"]), prop::sample::select(vec!["Office", "D"]));
    (prop::collection::vec(block, 0..14), names, prop::sample::select(vec!["limitation", "denial"]), any::<bool>()).prop_map(
        |(blocks, (one, other), kind, covers)| {
            let covers = if covers { "covers = [\"b\"]\n" } else { "" };
            format!(
                "+++\n[sources.a]\nname = \"{one}\"\nby = [\"c\"]\n[sources.b]\nname = \"B\"\n[sources.c]\nname = \"{other}\"\n\
                 [caveats.no]\nkind = \"denial\"\nby = [\"c\"]\n[caveats.limit]\nkind = \"{kind}\"\n{covers}text = \"So\"\n+++\n\n{}\n[^1]: {other}\n",
                blocks.concat()
            )
        },
    )
}

/// The comparison of the same texts in the opposite order. Its claims have no order.
fn mirrored<Id: Copy, Change: Clone>(
    fates: &[Fate<Id, Change>],
    mirror: impl Fn(&Change) -> Change,
) -> Vec<Fate<Id, Change>> {
    fates
        .iter()
        .map(|fate| match fate {
            Fate::New(id) => Fate::Gone(*id),
            Fate::Gone(id) => Fate::New(*id),
            Fate::Kept { old, new, change } => Fate::Kept { old: *new, new: *old, change: mirror(change) },
        })
        .collect()
}

fn reversed<T: Clone>(delta: &Delta<T>) -> Delta<T> {
    Delta { gained: delta.lost.clone(), lost: delta.gained.clone() }
}

/// Sorts items, so that equal lists have equal order.
fn sorted<T: std::fmt::Debug>(all: &[T]) -> Vec<String> {
    let mut all: Vec<_> = all.iter().map(|one| format!("{one:?}")).collect();
    all.sort();
    all
}

#[test]
fn a_bound_of_a_figure_makes_a_claim_neither_firmer_nor_weaker() {
    let [plain, more, about] =
        ["Dues doubled", "Dues more than doubled", "Dues about doubled"].map(|claim| lines(&[claim]));
    check(&plain, &more, &["1 is 1: reworded otherwise +more than"]);
    check(&more, &plain, &["1 is 1: reworded otherwise -more than"]);
    check(&plain, &about, &["1 is 1: reworded weaker +about"]);
}

proptest! {
    #[test]
    fn a_text_does_not_differ_from_itself(text in texts()) {
        let (dossier, _) = read(&text);
        let comparison = compare(&dossier, &dossier);
        prop_assert!(comparison.is_same(), "{:#?}", comparison.claims);
        let itself = |fate: &Fate<_, _>| matches!(fate, Fate::Kept { old, new, .. } if old == new);
        let all = comparison.claims.iter().all(itself);
        prop_assert!(all);
    }

    #[test]
    fn every_claim_of_both_texts_is_reported_once(old in texts(), new in texts()) {
        let ((old, _), (new, _)) = (read(&old), read(&new));
        let comparison = compare(&old, &new);
        let (mut old_ids, mut new_ids) = (Vec::new(), Vec::new());
        for fate in &comparison.claims {
            match fate {
                Fate::New(id) => new_ids.push(*id),
                Fate::Gone(id) => old_ids.push(*id),
                Fate::Kept { old, new, .. } => { old_ids.push(*old); new_ids.push(*new); }
            }
        }
        old_ids.sort_unstable();
        prop_assert!(old_ids.into_iter().eq(old.claim_ids()));
        prop_assert!(new_ids.into_iter().eq(new.claim_ids()), "the order is that of the new text");
        prop_assert_eq!(comparison.sources.len() * 2, old.sources.len() + new.sources.len()
            + comparison.sources.iter().filter(|fate| !matches!(fate, Fate::Kept { .. })).count());
    }

    #[test]
    fn swapping_the_texts_swaps_new_and_gone(old in texts(), new in texts()) {
        let ((old, _), (new, _)) = (read(&old), read(&new));
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        let claim = |change: &ClaimChange| ClaimChange {
            struck: reversed(&change.struck),
            sources: reversed(&change.sources),
            hedges: reversed(&change.hedges),
            coverings: reversed(&change.coverings),
            ..change.clone()
        };
        prop_assert_eq!(sorted(&mirrored(&there.claims, claim)), sorted(&back.claims));
        let source = |change: &SourceChange| SourceChange { by: reversed(&change.by), ..change.clone() };
        prop_assert_eq!(sorted(&mirrored(&there.sources, source)), sorted(&back.sources));
        prop_assert_eq!(reversed(&there.unattributed), back.unattributed);
        let both = there.reworded.iter().map(|both| (&both.old, &both.new)).collect::<std::collections::HashSet<_>>();
        prop_assert_eq!(both, back.reworded.iter().map(|both| (&both.new, &both.old)).collect());
    }

    #[test]
    fn rows_fit_the_width_and_json_matches_its_schema(
        old in texts(), new in texts(), width in 1_usize..=100, ascii: bool
    ) {
        let ((old, problems), (new, more)) = (read(&old), read(&new));
        let comparison = compare(&old, &new);
        let options = Options { width, ascii };
        let printed = text(&comparison, [&problems, &more], &options);
        for row in printed.lines() {
            prop_assert!(wrap::columns(row) <= width || row.chars().count() == 1, "{row:?}");
            prop_assert_eq!(row.trim_end(), row);
        }
        prop_assert!(!ascii || printed.is_ascii());
        let json = json(&comparison, [&problems, &more], &options);
        prop_assert!(!ascii || json.is_ascii());
        check_schema(SCHEMA, &json);
    }

    #[test]
    fn any_text_can_be_compared_harmlessly(old in any::<String>(), new in any::<String>(), citing in "[ab*\\[\\]^:|#>\n -]{0,60}") {
        let (old, new) = (format!("{old}\n\n{citing}[^a]\n\n[^a]: {new}"), format!("{new}\n\n{citing} b[^a]\n\n[^a]: {old}"));
        let ((old, problems), (new, more)) = (read(&old), read(&new));
        let comparison = compare(&old, &new);
        let options = Options { width: 30, ascii: false };
        let company = |c| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}');
        for printed in [text(&comparison, [&problems, &more], &options), json(&comparison, [&problems, &more], &options)] {
            let found = printed.chars().find(|&c| c != '\n' && visible::suspicious(c) && !company(c));
            prop_assert_eq!(found, None, "in {:?}", printed);
        }
    }
}
