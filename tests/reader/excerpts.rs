//! Tests that cards and lists never show a claim without the words that turn it.

use std::fmt::Write as _;

use caveat::briefing::dossier::{ClaimId, Dossier, Doubts};
use caveat::briefing::hedge::HedgeKind;
use caveat::page::card::{Room, claim_card};
use caveat::page::excerpt::excerpt;
use caveat::page::look::Look;
use caveat::page::row::Row;
use caveat::text::manuscript::Manuscript;
use caveat::text::role::Role;
use caveat::text::symbol::Symbols;
use caveat::text::wrap;
use proptest::prelude::*;
use proptest::sample::select;

use crate::frames::golden;
use crate::harness::{Reader, dossier};

const TEXT: &str = "\
# What stands around the words

It is not known whether [the port closes][^a]. If the vote passes, [the dues double][^a]. Officials suspect that
[two lines have left][^b]. ~~Ships wait for days.~~[^a] Dues ~~tripled~~ doubled.[^a]

Cranes[^a], tugs[^b] and ferries[^a] stand still.

| berth | dues | source |
| --- | --- | --- |
| North quay | about 220 | [^a] |

The harbour master wrote to the crews:

> Nobody has been told to leave.
>
> If the berths are dredged, the port stays open.[^b]

[^a]: Port audit 2025
[^b]: Harbour pilots
";

/// The card and the table with some claim chosen, on a medium and on a small screen.
#[track_caller]
fn check(name: &str, claim: usize) {
    let is_there = |reader: &Reader| {
        [format!(" {claim}/10 "), format!(" claim {claim} of 10 ")].iter().any(|said| reader.status().contains(said))
    };
    for (columns, rows) in [(80, 24), (20, 6)] {
        let mut reader = Reader::of(TEXT, columns, rows);
        while !is_there(&reader) {
            reader.play("Tab");
            assert!(!reader.status().contains("This is the last"), "{}", reader.text());
        }
        reader.play("i");
        let card = reader.frame();
        reader.play("i 2");
        golden(&format!("excerpt-{name}-{columns}x{rows}"), &format!("{card}\n2\n{}", reader.frame()));
    }
}

#[test]
fn a_claim_doubted_conditioned_or_reported_by_its_sentence_is_marked() {
    check("doubted", 1);
    check("conditioned", 2);
    check("suspected", 3);
}

#[test]
fn a_claim_that_the_author_struck_out_says_so() {
    check("struck", 4);
    check("struck-in-part", 5);
}

#[test]
fn an_item_of_an_enumeration_is_shown_with_the_others_between_its_words() {
    check("enumerated", 7);
}

#[test]
fn table_rows_and_quotations_are_shown_with_their_headers_and_introductions() {
    check("row", 9);
    check("quotation", 10);
}

fn look(dossier: &Dossier, symbols: Symbols, then: impl FnOnce(&Look<'_>)) {
    let (standing, doubts) = (vec![true; dossier.claims.len()], Doubts::new());
    let (problems, chosen, selection, known, since) = (0, None, None, None, None);
    then(&Look {
        dossier,
        standing: &standing,
        doubts: &doubts,
        problems,
        chosen,
        selection,
        known,
        since,
        judgements: None,
        symbols,
        preferences: caveat::page::look::Preferences {
            addresses: caveat::page::look::Addresses::Shown,
            ..caveat::page::look::Preferences::default()
        },
    });
}

fn of(text: &str, then: impl FnOnce(&Look<'_>)) {
    let (dossier, _) = dossier(Manuscript::new("text.md", text));
    look(&dossier, Symbols::Full, then);
}

fn line(rows: &[Row]) -> String {
    let rows: Vec<_> = rows.iter().map(Row::text).collect();
    rows.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of a card before its first empty one.
fn head(look: &Look<'_>, claim: ClaimId, width: usize) -> String {
    let rows = claim_card(look, claim, &[], width, Room::Full);
    let end = rows.iter().position(|row| row.runs.is_empty()).unwrap_or(rows.len());
    line(&rows[..end])
}

fn weighs(kind: HedgeKind) -> bool {
    kind != HedgeKind::Approximation
}

#[test]
fn a_long_sentence_loses_its_far_ends_but_nothing_between_hedge_and_words() {
    let far = "on a day in a month of which no log was kept by anybody, ".repeat(16);
    let near = "as it was told and told again in every bar of the town, ".repeat(9);
    let text = format!("It happened {far}if {near}[the port closes][^a], {far}the end.\n\n[^a]: A\n");
    of(&text, |look| {
        for width in [18, 40, 76] {
            let head = head(look, ClaimId(0), width);
            assert!(head.contains(&format!("if {near}the port closes")), "{head}");
            assert!(head.starts_with('…') && head.ends_with('…'), "{head}");
            assert!(!head.contains("It happened") && !head.contains("the end"), "{head}");
        }
    });
}

#[test]
fn a_line_keeps_hedges_in_preference_to_the_rest_of_the_sentence() {
    let text = "The old director of the port, who knows it well, suspects that it is so that [two lines left][^a], if all \
                who were there are to be asked again.\n\n[^a]: A\n";
    of(text, |look| {
        let line =
            |width| -> String { excerpt(look, ClaimId(0)).line(width).iter().map(|run| run.text.as_str()).collect() };
        assert_eq!(line(200), text.lines().next().unwrap().replace("[^a]", "").replace(['[', ']'], ""));
        assert_eq!(line(60), "… suspects that … that two lines left, if all …");
        assert_eq!(line(34), "… suspects that … two l… if …");
        assert_eq!(line(12), "The old dir…");
    });
}

#[test]
fn search_finds_matches_around_the_words_too() {
    let mut reader = Reader::of(TEXT, 100, 30);
    reader.play("2 / o f f i c i a l s Enter");
    assert!(reader.text().contains("Claim 3 of 10"), "{}", reader.text());
    reader.play("Esc : o f f i c i a l s");
    assert!(reader.text().contains("Officials suspect that two lines have left."), "{}", reader.text());
    reader.play("Esc & h e d g e d : c o n d i t i o n Enter");
    assert!(reader.text().contains("2 of 10"), "{}", reader.text());
}

/// Long and short sentences with bracketed words and hedges before and after them.
fn sentences() -> impl Strategy<Value = String> {
    let part = || {
        let parts = [
            "",
            "if the vote passes, ",
            "officials suspect that ",
            "reportedly ",
            "it may be that ",
            "on a day of \
             that long and hot summer, of which nobody kept a log, ",
            "東港で ",
            "unless it rains, ",
        ];
        select(parts.to_vec())
    };
    let words =
        select(vec!["the port closes", "~~ships~~ boats wait", "about 1,700 ships may wait for days", "料金は二倍"]);
    let sentence = (part(), part(), words, part(), part());
    prop::collection::vec(sentence, 1..5).prop_map(|sentences| {
        let mut text = String::new();
        for (one, two, words, three, four) in sentences {
            let _ = write!(text, "So {one}{two}[{words}][^a], {three}{four}as one sees. ");
        }
        text + "\n\n[^a]: A\n"
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn at_any_width_a_card_begins_with_the_words_and_their_hedges(text in sentences(), width in 2_usize..100) {
        of(&text, |look| {
            for claim in look.dossier.claim_ids() {
                // Wide glyphs and long words may be cut anywhere.
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                let head = bare(&head(look, claim, width));
                let hedges = look.dossier.hedges(claim);
                for hedge in hedges.iter().filter(|hedge| hedge.is_inside || weighs(hedge.kind)) {
                    assert!(head.contains(&bare(hedge.words)), "{} is not in {head}", hedge.words);
                }
                assert!(head.contains(&bare(&look.dossier.claim(claim).text)), "{head}");
            }
        });
    }

    #[test]
    fn a_line_is_never_too_long_and_shows_no_words_without_the_hedge_before_them(text in sentences(), width in 1_usize..120) {
        of(&text, |look| {
            for claim in look.dossier.claim_ids() {
                let runs = excerpt(look, claim).line(width);
                let columns: usize = runs.iter().map(|run| wrap::columns(&run.text)).sum();
                assert!(columns <= width, "{width}: {runs:?}");
                let shown: String = runs.iter().map(|run| run.text.as_str()).collect();
                let words = runs.iter().any(|run| run.roles.has(Role::Claim) && run.text.trim().len() > 3);
                let first = &look.dossier.claim(claim).passage.words[0];
                for hedge in look.dossier.hedges(claim).iter().filter(|hedge| !hedge.is_inside && weighs(hedge.kind)) {
                    let is_before = hedge.extent.range.start < first.range.start;
                    let must = width >= 100 || words && is_before;
                    assert!(!must || shown.contains(hedge.words), "{width}: {} is not in {shown}", hedge.words);
                }
            }
        });
    }
}
