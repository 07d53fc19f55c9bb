//! Tests whether a footnote is a source or a note, and which footnotes mean the same work.

use caveat::briefing::dossier::{Dossier, Doubts, SourceId};
use proptest::prelude::*;
use proptest::sample::select;

use super::harness::{check, ids, lines, read, read_as_written};

/// Checks the labels of each source, the canonical label first, and then the labels of the notes.
#[track_caller]
fn check_works(markdown: &str, sources: &[&str], notes: &[&str]) -> Dossier {
    let (dossier, _) = read_as_written(markdown);
    let works: Vec<_> = dossier.sources.iter().map(|source| source.labels.join(" ")).collect();
    let found: Vec<_> = dossier.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!((works, found), (sources.iter().map(ToString::to_string).collect(), notes.to_vec()), "{markdown:?}");
    dossier
}

fn places(dossier: &Dossier) -> Vec<String> {
    dossier.claim_ids().map(|claim| dossier.place_in(claim, dossier.claim(claim).sources[0])).collect()
}

#[test]
fn a_note_is_not_a_source() {
    let text = "Dues doubled.[^1] Nobody was surprised.[^2] Ships wait.[^1][^2]\n\n\
                [^1]: Port audit 2025\n\n[^2]: I certainly was not.\n";
    let dossier = check_works(text, &["1"], &["2"]);
    let (_, diagnostics) = read_as_written(text);
    assert_eq!(lines(&dossier, &diagnostics), ["Dues doubled. [1]", "Ships wait. [1]", "- Nobody was surprised."]);
    assert_eq!(dossier.claims[1].notes.len(), 1);
    assert_eq!((dossier.notes[0].claims.len(), dossier.notes[0].remarks.len()), (1, 1));
    assert_eq!(dossier.source_by_id("2"), None);
}

#[test]
fn a_note_beside_a_stated_caveat_is_not_a_claim() {
    let text = "+++\n[caveats.small]\ncovers = [\"audit\"]\n[sources.audit]\n+++\nDues doubled.[^audit] \
                The sample is small.[^small][^2]\n\n[^2]: I counted it myself.\n";
    let dossier = check_works(text, &["audit"], &["2"]);
    assert_eq!((dossier.claims.len(), dossier.statements.len(), dossier.remarks.len()), (1, 1, 0));
    assert!(!dossier.notes[0].is_unused());
}

#[test]
fn sentences_around_notes_are_reported_once_in_the_order_of_the_text() {
    let text = "One.[^n] Two. Three[^n] goes on.[^n] Four.[^a] Five, with a note[^n] and a source.[^a]\n\n\
                [^n]: That is all.\n\n[^a]: Port audit\n";
    let (dossier, _) = read_as_written(text);
    let own: Vec<_> = dossier.unsourced.iter().map(|one| dossier.manuscript.slice(one.span)).collect();
    assert_eq!(own.len(), 3, "{own:?}");
    assert!(own[0].starts_with("One.") && own[1].starts_with("Two.") && own[2].starts_with("Three"), "{own:?}");
}

#[test]
fn the_author_can_overrule_the_classification() {
    let text = |front: &str, comment: &str| {
        format!("+++\n{front}\n+++\nDues doubled.[^1]\n\n[^1]: Port audit 2025, p. 4{comment}\n")
    };
    check_works(&text("", ""), &["1"], &[]);
    check_works(&text("notes = [\"1\"]", ""), &[], &["1"]);
    check_works(&text("notes = \"1\"", ""), &[], &["1"]);
    check_works(&text("", " <!-- caveat: note -->"), &[], &["1"]);
    check_works(&text("notes = [\"1\"]", " <!-- caveat: source -->"), &[], &["1"]);
    check_works(&text("notes = [\"1\"]\n[sources.1]", ""), &["1"], &[]);
    check_works("Dues doubled.[^1]\n\n[^1]: I saw it. <!-- caveat: source -->\n", &["1"], &[]);
    check_works("+++\n[sources.1]\n+++\nDues doubled.[^1]\n\n[^1]: I saw it.\n", &["1"], &[]);
    let points = "It rained.[^1] Dues doubled.[^2]\n\n[^1]: I saw it.\n\n[^2]: See note 1.";
    check_works(points, &[], &["1", "2"]);
    check_works(&format!("{points} <!-- caveat: source -->"), &["2"], &["1"]);
    check(&text("notes = [\"2\"]", "").replace("2025, p. 4", "X"), &["Dues doubled. [1]", "! 2:10 not-a-note"]);
}

#[test]
fn a_work_cited_again_is_one_source_and_the_page_stays_with_the_claim() {
    let text = "Dues doubled.[^1] Ships wait.[^2] Lines left.[^3] Berths shut.[^4] Quays empty.[^5] Nets dry.[^6]\n\n\
                [^1]: Court of Audit, *Report* (2025), p. 4.\n\n[^2]: Ibid.\n\n[^3]: Ibid., p. 9.\n\n\
                [^4]: Court of Audit, op. cit., p. 12.\n\n[^5]: Report (n 1), p. 3.\n\n[^6]: See note 3, p. 10.\n";
    let dossier = check_works(text, &["1 2 3 4 5 6"], &[]);
    assert_eq!(places(&dossier), ["p. 4", "", "p. 9", "p. 12", "p. 3", "p. 10"]);
    let standing = dossier.standing(&Doubts::from([SourceId(0)]));
    assert!(standing.iter().all(|stands| !stands));
    assert_eq!(dossier.source_by_id("5"), Some(SourceId(0)));
}

#[test]
fn a_shared_link_about_isbn_numbers_does_not_merge_works() {
    let isbn = "[ISBN](https://en.wikipedia.example/wiki/International_Standard_Book_Number)";
    let (dossier, _) = read(&format!(
        "Dues rose.[^a] Ships wait.[^b]\n\n[^a]: Maas, Anna. *Quays*. 1998. {isbn}\n\n[^b]: Dijk, Otto. *Hulls*. 2001. {isbn}"
    ));
    assert_eq!(dossier.sources.len(), 2, "{:?}", dossier.sources);
}

#[test]
fn the_same_address_the_same_words_or_a_short_title_mean_one_work() {
    let two = |one: &str, other: &str| format!("Dues.[^1] Ships.[^2]\n\n[^1]: {one}\n\n[^2]: {other}\n");
    for (one, other) in [
        ("Audit, <https://www.port.example/audit/>", "[The audit](http://port.example/audit#t4)"),
        ("<https://port.example/audit>", "Audit <https://web.archive.org/web/2024/https://port.example/audit>"),
        ("Port audit, p. 4", "*Port Audit*; p. 9"),
        ("Anna Maas, *Quays and Cranes* (1987), p. 3.", "*Quays and Cranes*, p. 9."),
        ("Anna Maas, *Quays and Cranes* (1987).", "Maas, op. cit., p. 9."),
        ("*Port v. Pilots*, 12 F.3d 34 (8th Cir. 1996)", "See *Pilots*, 12 F.3d at 36."),
        ("Anke Moor, *Die Kaimauer*, 1999.", "Ebd., S. 12."),
        ("Luc Quai, *Les droits*, 1931.", "Ibid., p. 12."),
        ("Ana Muelle, *El puerto*, 1979.", "Ibíd., pág. 12."),
    ] {
        check_works(&two(one, other), &["1 2"], &[]);
    }
    for (one, other) in [
        ("Audit, <https://port.example/>", "Pilots, <https://port.example/>"),
        ("<https://port.example/?id=1>", "<https://port.example/?id=2>"),
        ("*The Pilot*, n° 8.", "*The Pilot*, n° 9."),
        ("Court of Audit, *Report* (2025), p. 4.", "Court of Audit"),
        ("-", "-"),
    ] {
        check_works(&two(one, other), &["1", "2"], &[]);
    }
}

#[test]
fn an_unclear_repetition_merges_nothing() {
    let after = |citing: &str, more: &str| format!("{citing}\n\n[^1]: Port audit\n\n{more}\n\n[^9]: Ibid.\n");
    let unclear = |text: &str| {
        let (dossier, diagnostics) = read_as_written(text);
        let found = diagnostics.iter().filter(|one| one.id == "unclear-repeat").count();
        let own = dossier.source(dossier.source_by_id("9").unwrap()).labels.len() == 1;
        assert_eq!((found, own), (1, true), "{text:?}");
    };
    unclear(&after("Dues.[^1][^2] Ships.[^9]", "[^2]: Pilots"));
    unclear(&after("Dues.[^1] Cats.[^2] Ships.[^9]", "[^2]: I know."));
    unclear(&after("Ships.[^9] Dues.[^1]", ""));
    unclear(&after("Dues.[^2] Ships.[^9] Lines.[^1]", "[^2]: Maas (2004); Dijk (2005)."));
    unclear("Dues.[^1] Ships.[^9]\n\n[^1]: Audit\n\n[^9]: Maas, op. cit., p. 3.\n");
    // The same source twice in a group counts once.
    check_works(&after("Dues.[^1][^2] Ships.[^9]", "[^2]: Port audit, p. 3"), &["1 2 9"], &[]);
}

#[test]
fn declared_sources_stay_unchanged() {
    let text = "+++\n[sources.audit]\nname = \"Port audit\"\nurl = \"https://port.example/audit\"\n\
                [sources.other]\nname = \"Port audit\"\nurl = \"https://port.example/audit\"\n+++\n\
                Dues.[^audit] Ships.[^other] Lines.[^1] Berths.[^2]\n\n\
                [^1]: Port audit, p. 4\n\n[^2]: Cranes, <https://port.example/audit>\n";
    check_works(text, &["audit 1 2", "other"], &[]);
}

#[test]
fn works_that_a_source_cites_stand_behind_it() {
    let by = |definition: &str| {
        let text = format!("Dues.[^1] Ships.[^2]\n\n[^1]: {definition}\n\n[^2]: Port audit\n");
        let (dossier, _) = read_as_written(&text);
        ids(&dossier, &dossier.source(dossier.source_by_id("1").unwrap()).by)
    };
    assert_eq!(by("Pilots, quoted in the audit.[^2]"), "2");
    assert_eq!(by("Pilots, as cited in[^2]"), "2");
    assert_eq!(by("Pilots; but see [^2]"), "");
    assert_eq!(by("Pilots. The port denies all of it.[^2]"), "");
    assert_eq!(by("Pilots[^1]"), "");
    let text = "Dues.[^1] Ships.[^2]\n\n[^1]: Pilots, in the audit[^2]\n\n[^2]: Audit, of the pilots[^1]\n";
    let (_, diagnostics) = read_as_written(text);
    assert_eq!(diagnostics.iter().filter(|one| one.id == "loop").count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_label_is_lost_and_declared_sources_are_never_one(
        definitions in proptest::collection::vec(select(vec![
            "Ibid.", "Ibid., p. 3", "See note 1", "Report (n 2)", "Maas, op. cit.", "Port audit", "I know.", "Maas, *Quays* (1987)", "-", "",
            "<https://port.example/a>", "A, in[^1]", "B, after[^2]", "Pilots; Court (2004); Port (2005)",
        ]), 1..9),
        declared in 0_usize..3,
    ) {
        let mut text = "+++\n".to_owned();
        for at in 0..declared {
            text.push_str(&["[sources.", &at.to_string(), "]\nname = \"Port audit\"\nurl = \"https://port.example/a\"\n"].concat());
        }
        text += "+++\n";
        for at in 0..definitions.len() {
            text.extend(["Words.[^", &at.to_string(), "] "]);
        }
        for (at, definition) in definitions.iter().enumerate() {
            text.extend(["\n\n[^", &at.to_string(), "]: ", definition]);
        }
        let (dossier, _) = read_as_written(&text);
        for at in 0..declared {
            prop_assert_eq!(&dossier.source(dossier.source_by_id(&at.to_string()).unwrap()).id, &at.to_string());
        }
        let known = dossier.sources.iter().filter(|source| source.declared.is_some());
        let labels = known.map(|source| source.labels.len()).sum::<usize>();
        prop_assert_eq!(labels + dossier.notes.len(), definitions.len().max(declared));
    }
}
