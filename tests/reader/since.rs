//! Tests reading beside an older text: what is new, changed or gone since, and how to get there.

use caveat::evidence::compare::{Fate, compare};
use caveat::evidence::since::{Change, ChangeState};
use caveat::print::comparison::since as since_of;
use caveat::reader::model::Reading;
use caveat::text::manuscript::Manuscript;
use proptest::prelude::*;

use crate::frames::golden;
use crate::harness::{HARBOUR, Reader, dossier};

/// The older harbour text: a claim with other words and a hedge, a claim that is gone now, a claim that is weaker now,
/// and a missing claim that is new now.
fn march() -> String {
    let edits = [
        (
            "Dues doubled in two years.[^audit] ",
            "Dues rose by a tenth, it appears, in two years.[^audit] A first line left in May.[^pilots][^port-denies] ",
        ),
        ("Fishing boats pay *about* half", "Fishing boats pay half"),
        ("> We were not asked, and we may have to go.[^pilots]\n", ""),
    ];
    edits.iter().fold(HARBOUR.to_owned(), |text, (new, old)| {
        assert!(text.contains(new), "{new}");
        text.replace(new, old)
    })
}

fn since(old: &str, new: &str, columns: u16, rows: u16) -> Reader {
    let mut reader = Reader::of(new, columns, rows);
    let (old, problems) = dossier(Manuscript::new("notes/march.md", old));
    reader.model_mut().compare_with(old, problems.len());
    reader
}

fn harbour(columns: u16, rows: u16) -> Reader {
    since(&march(), HARBOUR, columns, rows)
}

#[test]
fn changes_since_an_older_text_are_shown_beside_the_new_one() {
    for (columns, rows) in [(120, 40), (80, 24), (50, 16), (20, 6)] {
        let mut reader = harbour(columns, rows);
        let mut frames = reader.frame();
        for keys in [")", "D", "Esc 2"] {
            reader.play(keys);
            frames.extend(["\n", keys, "\n", &reader.frame()]);
        }
        golden(&format!("since-{columns}x{rows}"), &frames);
    }
}

#[test]
fn changes_are_visited_in_order_and_back() {
    let mut reader = harbour(100, 30);
    assert!(
        reader.status().contains(") goes to each change. Since march.md: 1 new, 2 changed, 1 gone"),
        "{}",
        reader.status()
    );
    assert!(reader.text().contains("“it\u{a0}appears” (uncertain)"), "{}", reader.text());
    for said in ["Change 1 of 3: firmer, and 1 gone here", "Change 2 of 3: weaker", "Change 3 of 3: new", "Last change"]
    {
        reader.play(")");
        assert!(reader.status().contains(said), "{}", reader.status());
    }
    assert!(reader.text().contains("NEW SINCE march.md"), "{}", reader.text());
    for said in ["Change 2 of 3: weaker", "Change 1 of 3: firmer, and 1 gone here", "First change"] {
        reader.play("(");
        assert!(reader.status().contains(said), "{}", reader.status());
    }
    reader.play("Backspace Backspace");
    assert!(reader.text().contains("NEW SINCE march.md"), "{}", reader.text());
}

#[test]
fn a_claim_that_is_gone_is_always_shown_with_its_caveats_and_denials() {
    let mut reader = harbour(150, 45);
    assert!(reader.text().contains("A first line left in May. ▲✗"), "{}", reader.text());
    assert!(reader.text().contains("memory: no log was kept."), "{}", reader.text());
    reader.play("D");
    assert!(reader.text().contains(" -     gone         ▲✗   A first line left in May."), "{}", reader.text());
    reader.play("j Enter");
    assert!(reader.status().contains("Claim 2 of march.md stood here: the card has it"), "{}", reader.status());
}

#[test]
fn a_claim_gone_from_the_beginning_is_reported_at_the_first_claim() {
    let old = "+++\n[caveats.no]\nkind = \"denial\"\nby = [\"a\"]\ntext = \"Never\"\n+++\n\nIt ended badly.[^a][^no]\n\nDues doubled.[^a]\n\n[^a]: The audit.\n";
    let new = "Dues doubled.[^a]\n\n[^a]: The audit.\n";
    let mut reader = since(old, new, 80, 45);
    assert!(reader.text().contains("GONE BEFORE THIS SINCE march.md"), "{}", reader.text());
    reader.play("D Enter");
    assert!(reader.status().contains("Claim 1 of march.md stood here: the card has it"), "{}", reader.status());
    // If no claim is left in the text, the list still has the gone claims.
    let mut reader = since(old, "Nothing is left.\n", 80, 24);
    assert!(reader.status().contains("D lists the changes. Since march.md: 2 gone"), "{}", reader.status());
    reader.play(")");
    assert!(reader.status().contains("No claim is left: D lists the claims that are gone"), "{}", reader.status());
    reader.play("D");
    assert!(reader.text().contains("gone         ✗    It ended badly."), "{}", reader.text());
    reader.play("Enter");
    assert!(
        reader.status().contains("Claim 1 of march.md is gone. It was: It ended badly. Denied by The audit"),
        "{}",
        reader.status()
    );
}

#[test]
fn a_filter_selects_claims_by_their_change() {
    let mut reader = harbour(100, 30);
    for (filter, passing) in
        [("since:new", "1 of 10"), ("since:changed", "2 of 10"), ("since:firmer or since:weaker", "2 of 10")]
    {
        reader.play("&");
        reader.play("C-u");
        reader.write(filter);
        reader.play("Enter");
        assert!(reader.text().contains(passing), "{filter}: {}", reader.text());
    }
    reader.play("2 & C-u");
    reader.write("since:new");
    // A claim that does not pass the filter is opened in the text.
    reader.play("Enter D g Enter");
    assert!(reader.text().contains("Claim 1 of 10"), "{}", reader.text());
    assert!(reader.text().contains("~-▌ Dues doubled"), "{}", reader.text());
    reader.play("1 )");
    assert!(reader.status().contains("Change 1 of 1: new"), "{}", reader.status());
    let mut reader = Reader::harbour(100, 30);
    reader.play("&");
    reader.write("since:new");
    assert!(reader.status().contains("`since:` needs an older text"), "{}", reader.status());
}

#[test]
fn without_an_older_text_the_change_keys_say_so_and_move_nothing() {
    let mut reader = Reader::harbour(100, 30);
    let before = reader.text().lines().next().unwrap().to_owned();
    for key in [")", "(", "D"] {
        reader.play(key);
        assert!(reader.status().contains("No older text to compare with"), "{}", reader.status());
        assert!(reader.text().starts_with(&before));
    }
    let mut same = since(HARBOUR, HARBOUR, 100, 30);
    assert!(same.status().contains("Since march.md: no claim changed"), "{}", same.status());
    same.play(")");
    assert!(same.status().contains("Nothing changed since march.md"), "{}", same.status());
}

#[test]
fn an_edited_text_is_compared_again() {
    let mut reader = harbour(100, 30);
    let (dossier, found) = dossier(Manuscript::new("text.md", march() + "\nAnd a last one.[^port]\n"));
    reader.model_mut().reread(Reading::Changed(Box::new(dossier), found));
    reader.play("D");
    let text = reader.text();
    assert!(text.contains("And a last one.") && text.contains("new"), "{text}");
    assert!(!text.contains("gone"), "{text}");
}

#[test]
fn an_edited_older_text_is_compared_again_when_it_is_reloaded() {
    let mut reader = harbour(100, 30);
    reader.play("&");
    reader.write("since:new");
    reader.play("Enter");
    let older = || dossier(Manuscript::new("notes/march.md", HARBOUR.replace("A last", "The last")));
    let (same, problems) = dossier(Manuscript::new("notes/march.md", march()));
    reader.model_mut().reread_older(same, problems.len());
    reader.model_mut().reread(Reading::Unchanged);
    assert!(reader.status().contains("Nothing has changed"), "{}", reader.status());
    let (another, problems) = older();
    reader.model_mut().reread_older(another, problems.len());
    assert!(reader.status().contains("Since march.md: no claim changed"), "{}", reader.status());
    reader.model_mut().reread(Reading::Unchanged);
    assert!(reader.status().contains("Only march.md has changed: no claim changed"), "{}", reader.status());
    reader.play("C-l");
    assert!(reader.status().contains("0 of 10"), "{}", reader.status());
}

#[test]
fn another_text_has_no_older_text_and_coming_back_restores_everything() {
    let mut reader = harbour(100, 30);
    reader.play("&");
    reader.write("since:new");
    reader.play("Enter");
    let before = reader.text();
    let (other, found) = dossier(Manuscript::new("other.md", "Only one.[^a]\n\n[^a]: The audit.\n"));
    reader.model_mut().turn_to(other, &found, None);
    for key in ["D", ")"] {
        reader.play(key);
        assert!(reader.status().contains("Only the text that was opened first is compared"), "{}", reader.status());
    }
    reader.play("2 1");
    reader.play("Backspace Backspace Backspace");
    assert!(reader.status().contains("since:new"), "{}", reader.text());
    reader.play("C-l");
    assert_eq!(reader.text(), before);
}

#[test]
fn changed_sources_and_caveats_are_reported_everywhere() {
    let old = HARBOUR
        .replace("a sample of eleven berths", "a sample of nine berths")
        .replace("Financed by the ministry that it audits", "None that is known");
    let mut reader = since(&old, HARBOUR, 150, 45);
    assert!(reader.status().contains("no claim changed; also 1 source, 1 caveat"), "{}", reader.status());
    let card = reader.text();
    assert!(card.contains("sample of nine berths."), "{card}");
    assert!(card.contains("changed since march.md.") && card.contains("before: None that"), "{card}");
    reader.play(")");
    assert!(reader.status().contains("No claim changed: D lists the other changes"), "{}", reader.status());
    reader.play("D");
    golden("since-declared-150x45", &reader.frame());
    reader.play("Enter");
    assert!(reader.text().contains("▾~└  6 Court of Audit"), "{}", reader.text());
    assert!(reader.status().contains("Court of Audit"), "{}", reader.status());
    reader.play("D j Enter");
    assert!(reader.text().contains("CHANGED SINCE march.md"), "{}", reader.text());
}

#[test]
fn changes_outside_the_claims_are_reported_too() {
    let edits = [
        ("published = 2026-03-05", "published = 2026-02-01"),
        ("| 110 | 220 |", "| 110 | 210 |"),
        ("| 東港 | 90 | 185 |", "| 東港 | 90 | 180 |"),
        ("## Who pays", "## Who has to pay"),
        ("that they looked at eleven berths only", "that they looked at a few berths"),
        (
            "[caveats.port-denies]",
            "[sources.union]\nname = \"Union of crews\"\n\n[caveats.old]\nby = [\"union\"]\ntext = \"Nobody asked us\"\n\n[caveats.port-denies]",
        ),
        ("The council knew", "All of this was to be expected. The council knew"),
    ];
    let old = edits.iter().fold(HARBOUR.to_owned(), |text, (new, old)| {
        assert!(text.contains(new), "{new}");
        text.replace(new, old)
    });
    let mut reader = since(&old, HARBOUR, 150, 45);
    let tally = "Since march.md: 1 changed; also 1 source, 1 caveat, 5 outside the claims, the date";
    assert!(reader.status().contains(tally), "{}", reader.status());
    reader.play(")");
    let card = reader.text();
    assert!(card.contains("Its sentence changed: … 2023: 110;"), "{card}");
    assert!(card.contains("dues 2025: [-210-] {+220+}."), "{card}");
    reader.play("D");
    golden("since-beside-150x45", &reader.frame());
    // Enter opens a new passage, and describes a passage that is gone.
    reader.play("g");
    while !reader.text().contains("New since march.md, heading: Who pays.") {
        reader.play("j");
    }
    reader.play("Enter");
    assert!(!reader.text().contains("Changes since") && reader.text().contains("Who pays"), "{}", reader.text());
    assert!(reader.status().contains("claim 4 of 10"), "{}", reader.status());
    reader.play("D G k Enter");
    assert!(reader.status().contains("Gone since march.md"), "{}", reader.status());
}

#[test]
fn a_withdrawn_denial_or_caveat_is_named_and_can_be_filtered_for() {
    let old = HARBOUR.replace(
        "Fishing boats pay *about* half of that.[^minutes]",
        "Fishing boats pay *about* half of that.[^minutes][^port-denies]",
    );
    let mut reader = since(&old, HARBOUR, 100, 30);
    reader.play(")");
    assert!(reader.status().contains("Change 1 of 1: denial gone"), "{}", reader.status());
    reader.play("D");
    assert!(reader.text().contains("~   5 denial gone"), "{}", reader.text());
    reader.play("Esc &");
    reader.write("since:uncovered");
    reader.play("Enter");
    assert!(reader.text().contains("1 of 10"), "{}", reader.text());
    let mut back = since(HARBOUR, &old, 100, 30);
    back.play(")");
    assert!(back.status().contains("Change 1 of 1: denied"), "{}", back.status());
    for filter in ["since:denied", "since:caveated"] {
        back.play("& C-u");
        back.write(filter);
        back.play("Enter");
        assert!(back.text().contains("1 of 10"), "{filter}: {}", back.text());
    }
}

#[test]
fn the_card_begins_with_the_gone_claim_after_a_jump_to_it() {
    let new = HARBOUR.replace("> We were not asked, and we may have to go.[^pilots]\n", "");
    let mut reader = since(HARBOUR, &new, 80, 24);
    reader.play(")");
    assert!(reader.status().contains("1 gone here"), "{}", reader.status());
    assert!(reader.text().contains("GONE AFTER THIS SINCE march.md"), "{}", reader.text());
    assert!(reader.text().contains("7 We were not asked, and we may have to go. ▲"), "{}", reader.text());
    // From there the card scrolls as usual.
    reader.play("K");
    let above = reader.text();
    reader.play("J");
    assert_ne!(reader.text(), above);
    reader.play("g D Enter");
    assert!(reader.text().contains("GONE AFTER THIS SINCE march.md"), "{}", reader.text());
}

#[test]
fn the_status_line_describes_the_selected_change_and_a_reload_keeps_the_list() {
    let mut reader = harbour(80, 24);
    reader.play("D j j j");
    assert!(reader.status().contains("4/4") && reader.status().contains("▲ memory"), "{}", reader.status());
    let (dossier, found) = dossier(Manuscript::new("text.md", HARBOUR.replace("boats pay", "boats must pay")));
    reader.model_mut().reread(Reading::Changed(Box::new(dossier), found));
    reader.play("C-l");
    assert!(reader.text().contains("Changes since march.md"), "{}", reader.text());
    let (same, found) = crate::harness::dossier(Manuscript::new("text.md", march()));
    reader.model_mut().reread(Reading::Changed(Box::new(same), found));
    assert!(!reader.text().contains("Changes since march.md"), "{}", reader.text());
}

/// Generates texts of a few claims from a small stock, some under a caveat, in one or two sections.
fn texts() -> impl Strategy<Value = String> {
    let claim = (0..6_usize, any::<bool>(), any::<bool>(), any::<bool>());
    prop::collection::vec(claim, 0..6).prop_map(|claims| {
        const WORDS: [&str; 6] = [
            "Dues doubled at the quay",
            "Dues may have doubled at the quay",
            "A line left for good",
            "Pilots kept no log",
            "The port says nothing of it",
            "Ferries pay nothing at all",
        ];
        let mut text = "+++\n[sources.a]\nname = \"Audit\"\n[sources.b]\nname = \"Port\"\n[caveats.c]\nby = [\"b\"]\ntext = \"Doubtful\"\n+++\n\n".to_owned();
        for (words, second, covered, section) in claims {
            let section = if section { "## More\n\n" } else { "" };
            let source = if second { "[^b]" } else { "[^a]" };
            let caveat = if covered { "[^c]" } else { "" };
            text.extend([section, WORDS[words], ".", source, caveat, "\n\n"]);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_change_of_the_comparison_is_shown_once(old in texts(), new in texts()) {
        let [(old_text, _), (new_text, _)] =
            [("old.md", &old), ("new.md", &new)].map(|(name, text)| dossier(Manuscript::new(name, text)));
        let (comparison, since) = (compare(&old_text, &new_text), since_of(&old_text, 0, &new_text));
        let mut expected = Vec::new();
        for fate in &comparison.claims {
            match fate {
                Fate::New(claim) => {
                    expected.push(Change::Claim(*claim));
                    prop_assert_eq!(since.of(*claim).state, ChangeState::New);
                }
                Fate::Kept { new, change, .. } if !change.is_none() => {
                    expected.push(Change::Claim(*new));
                    prop_assert_eq!(since.of(*new).firmness, change.firmness());
                    prop_assert!(!since.of(*new).sentences.is_empty());
                }
                Fate::Gone(claim) => {
                    let gone = expected.iter().filter(|news| matches!(news, Change::Gone(_))).count();
                    expected.push(Change::Gone(gone));
                    prop_assert_eq!(since.gone[gone].number, claim.number());
                }
                Fate::Kept { new, .. } => prop_assert_eq!(since.of(*new).state, ChangeState::Same),
            }
        }
        let claims = since.changes().filter(|news| matches!(news, Change::Claim(_) | Change::Gone(_)));
        prop_assert_eq!(claims.collect::<Vec<_>>(), expected);

        // On the screen, each place is visited once from first to last and back.
        let mut reader = Reader::of(&new, 80, 24);
        reader.model_mut().compare_with(old_text, 0);
        reader.play("g");
        let mut there = Vec::new();
        loop {
            reader.play(")");
            let status = reader.status();
            if !status.contains("Change ") {
                break;
            }
            there.push(status);
            prop_assert!(there.len() <= new_text.claims.len());
        }
        let mut back = Vec::new();
        for _ in 1..there.len() {
            reader.play("(");
            back.push(reader.status());
        }
        there.pop();
        back.reverse();
        prop_assert_eq!(there, back);
        for keys in ["D", "G", "Enter", "2", ")", "3", ")", "D Enter"] {
            reader.play(keys);
        }
    }
}
