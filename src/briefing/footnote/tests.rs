//! Tests which footnotes are sources and which are notes, on footnotes written for these tests.

use proptest::prelude::*;

use super::*;
use crate::briefing::parse::parse;
use crate::text::wrap;

fn read_all(text: &str) -> Vec<Footnote> {
    let manuscript = Manuscript::new("test.md", text);
    let (briefing, _) = parse(&manuscript);
    briefing.notes.iter().map(|note| read(&manuscript, &briefing, note)).collect()
}

fn one(definition: &str) -> Footnote {
    read_all(&format!("Words.[^x]\n\n[^x]: {definition}\n")).remove(0)
}

/// Each definition, its expected name, and its expected locator if it has one.
#[track_caller]
fn check_sources(rows: &[(&str, &str, Option<&str>)]) {
    for &(definition, name, locator) in rows {
        let found = one(definition);
        assert_ne!(found.kind, Kind::Note, "{definition:?} is no note: {:?}", found.evidence);
        assert_eq!((found.name.as_str(), found.locator.as_deref()), (name, locator), "{definition:?}");
    }
}

#[track_caller]
fn check_notes(definitions: &[&str]) {
    for definition in definitions {
        let found = one(definition);
        assert_eq!(found.kind, Kind::Note, "{definition:?} names nobody, but: {:?}", found.evidence);
    }
}

#[test]
fn short_phrases_name_a_source() {
    check_sources(&[
        ("Agency", "Agency", None),
        ("A source.", "A source", None),
        ("Pilots.", "Pilots", None),
        ("Port audit", "Port audit", None),
        ("Court, again.", "Court, again", None),
        ("An official who was not allowed to speak.", "An official who was not allowed to speak", None),
        ("Two people that have seen the letter", "Two people that have seen the letter", None),
        ("Drei Lotsen, die dabei waren", "Drei Lotsen, die dabei waren", None),
        ("Hafenbehörde.", "Hafenbehörde", None),
        ("Ministère des Ports", "Ministère des Ports", None),
        ("Prácticos del puerto.", "Prácticos del puerto", None),
        ("港湾局", "港湾局", None),
        ("👩‍👩‍👧‍👦 Family.", "👩‍👩‍👧‍👦 Family", None),
        ("Elizabeth I", "Elizabeth I", None),
        ("Anna Maas on the eve of the strike.", "Anna Maas on the eve of the strike", None),
    ]);
}

#[test]
fn references_name_a_work_and_a_place_in_it() {
    check_sources(&[
        ("*Port audit 2025*, tables 4 and 5.", "Port audit 2025", Some("tables 4 and 5")),
        ("Court of Audit, *Report* (2025), p. 4.", "Court of Audit, Report (2025)", Some("p. 4")),
        (
            "See, e.g., Anna Maas, *Quays* (Seewarden, 1987), pp. 12–14.",
            "Anna Maas, Quays (Seewarden, 1987)",
            Some("pp. 12–14"),
        ),
        ("Maas, A. B. (2019). The price of a berth. Harbour Studies, 12(3).", "Maas, A. B. (2019)", None),
        (
            "Maas, A.B. Tides and Tariffs. Journal of Quays, Vol. 3, 1999, pp. 20-31.",
            "Maas, A.B. Tides and Tariffs",
            Some("pp. 20-31"),
        ),
        ("Maas et al., 9.", "Maas et al.", Some("9")),
        ("Maas and Dijk (2004).", "Maas and Dijk (2004)", None),
        ("Dr Jan Dijk, \"The Long Wait: Ships at Anchor\"", "Dr Jan Dijk, \"The Long Wait: Ships at Anchor\"", None),
        ("*Seewarden Herald*, 3 May 2024, p. 2", "Seewarden Herald, 3 May 2024", Some("p. 2")),
        ("*The Pilot*, n° 9.", "The Pilot, n° 9", None),
        ("Harbour Act, § 12", "Harbour Act", Some("§ 12")),
        ("Harbour Code, art. 5", "Harbour Code", Some("art. 5")),
        ("Port audit 2025, chapter II", "Port audit 2025", Some("chapter II")),
        ("Rechnungshof, *Bericht* (2024), S. 12 f.", "Rechnungshof, Bericht (2024)", Some("S. 12 f.")),
        ("Vgl. Anke Moor, *Die Kaimauer*, Kiel 1999, S. 77.", "Anke Moor, Die Kaimauer, Kiel 1999", Some("S. 77")),
        ("Cour des comptes, *Rapport*, 2024, p. 3 et 4.", "Cour des comptes, Rapport, 2024", Some("p. 3 et 4")),
        ("Voir Luc Quai, « Les droits de port », 1931.", "Luc Quai, « Les droits de port », 1931", None),
        ("Véase Ana Muelle, *El puerto*, Cádiz, 1979, pág. 30.", "Ana Muelle, El puerto, Cádiz, 1979", Some("pág. 30")),
        ("Según el Tribunal de Cuentas, *Informe*, 2023", "el Tribunal de Cuentas, Informe, 2023", None),
        ("doi:10.1000/harbour.12", "doi:10.1000/harbour.12", None),
        ("Jan Dijk, Tides. ISBN 978-0-00-000000-2", "Jan Dijk, Tides", None),
        ("Port v. Pilots, 12 F.3d 34, 36 (8th Cir. 1996)", "Port v. Pilots, 12 F.3d 34, 36 (8th Cir. 1996)", None),
        ("590 U.S. 12 (2020)", "590 U.S. 12 (2020)", None),
        ("See *Port*, 590 U.S. at 14.", "Port, 590 U.S.", Some("at 14")),
        ("ECLI:EU:C:2020:1", "ECLI:EU:C:2020:1", None),
        ("Harbour pilots, letter of 3 May", "Harbour pilots, letter of 3 May", None),
        ("Interview with Jan Dijk, 4 June 2024", "Interview with Jan Dijk, 4 June 2024", None),
        (
            "Pressemitteilung der Hafenbehörde vom 4. Juni 2024",
            "Pressemitteilung der Hafenbehörde vom 4. Juni 2024",
            None,
        ),
        ("Quoted in Anna Maas, *Quays*.", "Anna Maas, Quays", None),
    ]);
}

#[test]
fn remarks_that_name_the_speaker_are_sources_too() {
    check_sources(&[
        ("Captain Moor testified that the gate was open.", "Captain Moor", None),
        ("According to the Court of Audit, it is twice that.", "the Court of Audit", None),
        ("Anna Maas wrote that nobody is waiting.", "Anna Maas", None),
        ("Court of Audit. It has looked at eleven berths only.", "Court of Audit", None),
        ("The survey has it at seven out of ten.", "The survey has it at seven out of ten", None),
        ("Jan Dijk schrieb, dass niemand wartet.", "Jan Dijk", None),
        ("Another way is told in [Quays and Cranes](https://example.org/quays).", "Quays and Cranes", None),
    ]);
    assert_eq!(one("Captain Moor testified that the gate was open.").kind, Kind::Both);
}

#[test]
fn glosses_asides_and_editors_remarks_are_notes() {
    check_notes(&[
        "I know, I know.",
        "This is only true on Tuesdays.",
        "That is, the cat.",
        "i.e., the harbour",
        "Literally: “the old quay”.",
        "...besides the cranes.",
        "Because it was Tuesday, get it?",
        "Quay, I tell you! QUAY!",
        "Well, almost.",
        "Thanks to Jan Dijk, who keeps the lamp lit!",
        "It goes without saying that none of this *really* happened.",
        "We use the word in the sense of the pilots.",
        "They say it is haunted.",
        "The quay was never finished, and nobody knows why.",
        "Pay attention to the tide, for it turns faster than a ship with a full load ever could.",
        "*[Ed.]* The strike was called off in the spring of that year.",
        "In the first edition: “seven berths”.",
        "The manuscript reads *berth* here.",
        "Translator's note: the word means both.",
        "See above.",
        "See section 4.",
        "For sale at <https://example.org/shop>.",
        "`dues --force`",
        "Das ist nur dienstags wahr.",
        "D. h. die Katze.",
        "Wörtlich: „der alte Kai“.",
        "Siehe oben.",
        "Ce n'est vrai que le mardi.",
        "C'est-à-dire le chat.",
        "Mais sans les grues.",
        "Voir plus haut.",
        "*[NDLR]* La grève des pilotes de ce printemps.",
        "Es decir, el gato.",
        "Esto solo es verdad los martes.",
    ]);
}

#[test]
fn names_contain_words_but_no_markup_or_addresses() {
    check_sources(&[
        ("[Port audit](https://example.org/audit)", "Port audit", None),
        ("Pilots, <https://example.org/pilots>.", "Pilots", None),
        ("https://example.org/lines", "example.org/lines", None),
        ("<https://www.example.org/lines/?a=b#c>", "example.org/lines#c", None),
        (
            "Almanac, Tides <https://example.org/t> <sup>[[Archive.org]](https://web.archive.org/web/https://example.org/t)</sup>",
            "Almanac, Tides",
            None,
        ),
        ("Almanac, [website](https://example.org/t)", "Almanac", None),
        ("Port<br>audit &amp; pilots", "Port audit & pilots", None),
        (
            "See, for example: [https://example.org/a](https://example.org/a) or [https://example.org/b](https://example.org/b)",
            "example.org/a",
            None,
        ),
        ("Port audit. [↩](#ref1)", "Port audit", None),
        ("The port office.\n\n    Then a second paragraph, which is long.", "The port office", None),
        ("\n    - one\n    - two", "one", None),
        (
            "```csl-json\n    {\"title\": \"Tides\", \"author\": [{\"family\": \"Maas\"}, {\"family\": \"Dijk\"}], \"DOI\": \"10.1000/x\"}\n    ```",
            "Maas et al., Tides",
            None,
        ),
        (
            "The Association of Harbour Pilots and Lock Keepers of the Northern Provinces",
            "The Association of Harbour Pilots and Lock Keepers of the…",
            None,
        ),
    ]);
}

#[test]
fn every_address_appears_once_and_in_order() {
    let found = one(
        "[Audit](https://a.example/1), <https://b.example/2>, https://c.example/3, <a href=\"https://d.example/4\">d</a>, https://c.example/3",
    );
    assert_eq!(
        found.urls,
        ["https://a.example/1", "https://b.example/2", "https://c.example/3", "https://d.example/4"]
    );
}

#[test]
fn a_comment_decides_between_source_and_note() {
    assert_eq!(one("I know. <!-- caveat: source -->").kind, Kind::Source);
    assert_eq!(one("Port audit <!-- caveat: note -->").kind, Kind::Note);
    assert_eq!(one("<!-- caveat: note --> Port audit").evidence, [Evidence::Comment]);
    assert_ne!(one("Port audit <!-- caveat: off unused-source -->").kind, Kind::Note);
}

#[test]
fn the_key_of_a_work_ignores_the_rest_of_its_address() {
    for address in [
        "https://www.port.example/audit/",
        "http://port.example/audit#table-4",
        "https://web.archive.org/web/2024/https://port.example/audit",
    ] {
        assert_eq!(address_key(address).as_deref(), Some("port.example/audit"), "{address}");
    }
    assert_eq!(address_key("https://port.example/"), None, "many works stand there");
    assert_ne!(address_key("https://port.example/?id=1"), address_key("https://port.example/?id=2"));
}

#[test]
fn a_phrase_that_describes_or_asks_is_a_note() {
    check_notes(&[
        "because it was cheaper",
        "Like when the pilots sold the lighthouse.",
        "free translation",
        "Illegible character",
        "error, no text?",
        "Pejorative term for the keepers of locks",
        "Painted by the keepers of the lock",
        "Tax paid to the harbour by each ship",
        "terme courant chez les pilotes",
        "Parce que c'était plus court",
        "Après la grève des pilotes",
        "Unleserliches Zeichen",
        "Frage I. wer dieser Lotse ist",
        "Der alte Hafen als Zeichen der Freiheit",
        "Ohne Lotsen müsste der Hafen schließen",
        "The fact that *Port v. Pilots* was overturned does not matter here.",
    ]);
    check_sources(&[
        ("Maas", "Maas", None),
        ("Maas, 32, 54, 110-23.", "Maas", Some("32, 54, 110-23")),
        ("Maas 2019: 12ff", "Maas 2019", Some("12ff")),
        ("Anna Maas. (2019). “Quays Again”. Port Press.", "Anna Maas. (2019). “Quays Again”", None),
        (
            "Anna Maas, *Quays*, 215. The words are those of Otto Berg, *Rainbows*, 108.",
            "Anna Maas, Quays",
            Some("215"),
        ),
        (
            "Anna Maas to Otto Berg, June 20, 1849. See also Ida Moor, *Tar*, 57--61.",
            "Anna Maas to Otto Berg, June 20, 1849",
            None,
        ),
        ("Anna Maas, “Quays Again,” 270–271.", "Anna Maas, “Quays Again,”", Some("270–271")),
        ("Anna Maas, *Quays*, table 4.3, p. 156.", "Anna Maas, Quays", Some("table 4.3, p. 156")),
        ("[Lamp](https://code.example/lamp.rs#L12-L20)", "Lamp", Some("lines 12–20")),
        (
            "Anna Maas: „Können Schiffe warten?“, Kiel 1999, S. 4.",
            "Anna Maas: „Können Schiffe warten?“, Kiel 1999",
            Some("S. 4"),
        ),
        ("Anna Maas, *Quays*, n. 2.", "Anna Maas, Quays, n. 2", None),
        ("Anna Maas: Über den 22. Kongress, Kiel 1999.", "Anna Maas: Über den 22. Kongress, Kiel 1999", None),
        (
            "Voir Anne Maas, *Que faire des quais ? Entre deux eaux*, p. 9",
            "Anne Maas, Que faire des quais ? Entre deux eaux",
            Some("p. 9"),
        ),
        ("“They never paid.” Anna Maas, *Quays*, 9.", "Anna Maas, Quays", Some("9")),
        ("Anna Maas and Otto Berg. *Quays Again*. Port Press.", "Anna Maas and Otto Berg. Quays Again", None),
        ("Maas 2019: 14 bzw. 140.", "Maas 2019", Some("14 bzw. 140")),
        ("Port audit", "Port audit", None),
        ("MS 12/T3, Port History Centre", "MS 12/T3, Port History Centre", None),
    ]);
}

#[test]
fn a_remark_takes_the_name_of_the_work_it_mentions() {
    check_sources(&[
        ("Watch the film of the opening [here](https://example.org/film).", "example.org/film", None),
        ("For a longer list see the essay *Lamps of the North*.", "Lamps of the North", None),
        ("This is argued at length in [The Long Wait](https://example.org/wait).", "The Long Wait", None),
        (
            "The dues are “a burden and no more.” Port v. Pilots, 12 F.3d 34 (1996).",
            "Port v. Pilots, 12 F.3d 34 (1996)",
            None,
        ),
        ("La serie sigue, pero nadie la ha contado (Muelle 2009: 9).", "Muelle 2009", Some("9")),
        ("Der Turm war lange leer. (Siehe Moor, *Türme* (1999).)", "Moor, Türme (1999)", None),
        (
            "Anna Maas, *Quays and Cranes*, is the best account there is.",
            "Anna Maas, Quays and Cranes, is the best account there is",
            None,
        ),
        ("Para más información, véase Muelle 2018 y 2019.", "Muelle 2018 y 2019", None),
        (
            "For further research, see Anna Maas, \"The Price of a Berth\" (2019).",
            "Anna Maas, \"The Price of a Berth\" (2019)",
            None,
        ),
        ("Sur le port, cf. Luc Quai, *Les droits*, 1931.", "Luc Quai, Les droits, 1931", None),
    ]);
}

#[test]
fn an_author_who_is_rebutted_is_not_the_source() {
    check_notes(&[
        "Captain Moor incorrectly states that the gate was open.",
        "Contrary to what Captain Moor wrote, the gate was shut.",
        "None of the other claims the pilots brought are before us.",
        "But Captain Moor said so; it is taken out of context.",
    ]);
    check_sources(&[("Nobody came, although the Court of Audit claims that it is open.", "the Court of Audit", None)]);
}

#[test]
fn short_explanations_corrections_and_questions_name_nobody() {
    check_notes(&[
        "An irrigation ditch.",
        "One-tailed.",
        "Provisional.",
        "Written in February.",
        "According to the usual spelling.",
        "Having said that, the berths were full all the same.",
        "Cf. Part III, l. 204.",
        "Now Aldport, Harland.",
        "Excluding Harland.",
        "LQAS: lot quality assurance sampling.",
        "No return survives for Cedar.",
        "As discussed above, p. 4.",
        "An earlier version of this article said July.",
        "Citation needed.",
        "Berth, Gate, Pilot, Year, Region, Language",
        "The Council consists of pilots, and cannot appoint others.",
        "The boss is in charge and you do what the boss says.",
    ]);
    check_sources(&[
        ("Two pilots.", "Two pilots", None),
        ("The almanac", "The almanac", None),
        ("Mayor's office, press release, 2 May 2024.", "Mayor's office, press release, 2 May 2024", None),
        ("Ayuntamiento, nota de prensa, 2 de mayo de 2024.", "Ayuntamiento, nota de prensa, 2 de mayo de 2024", None),
        (
            "Jan Dijk, \"The Long Wait\", Seewarden Herald, Nov. 11, 2022. I read it at sea, like a pirate.",
            "Jan Dijk, \"The Long Wait\", Seewarden Herald, Nov. 11, 2022",
            None,
        ),
        (
            "Standing Committee on Ports, *Second report*, 2024.",
            "Standing Committee on Ports, Second report, 2024",
            None,
        ),
        ("“The Price of a Berth.” Court of Audit, 2023.", "“The Price of a Berth.” Court of Audit, 2023", None),
        ("*Letters of Anna Maas*, edited by P.C. Dijk, 1928.", "Letters of Anna Maas, edited by P.C. Dijk, 1928", None),
    ]);
}

#[test]
fn words_after_a_dated_reference_and_speakers_in_headlines_are_not_part_of_the_name() {
    check_sources(&[
        ("Wire, 15 October 2025. The port was reported to have more than 300 pilots.", "Wire, 15 October 2025", None),
        (
            "[Anna Maas says she will go](https://a.example/x), Herald, 4 June 2024",
            "Anna Maas says she will go, Herald, 4 June 2024",
            None,
        ),
        (
            "[Port cannot accede, mayor says](https://a.example/x), Herald, 4 June 2024",
            "Port cannot accede, mayor says, Herald, 4 June 2024",
            None,
        ),
        (
            "Maas, R., & Dijk, A. (2011). Are Ports Fair? A Review. Harbour Studies, 101(3), 471–475.",
            "Maas, R., & Dijk, A. (2011)",
            None,
        ),
        ("Fed. Commc'ns Comm'n, The Plan ch. 4 (2010).", "Fed. Commc'ns Comm'n, The Plan", Some("ch. 4")),
        ("Maas (2019) showed that nobody waits.", "Maas (2019)", None),
        ("Circular 11, available at https://a.example/x", "Circular 11", None),
        ("xPort. [\"A round\"](https://a.example/x). May 26, 2024.", "xPort. \"A round\"", None),
        ("Hafengesetz vom 17. Juni 2005 (HG; SR 173.110).", "Hafengesetz vom 17. Juni 2005", None),
    ]);
    check_notes(&[
        "Senior officials, as in this guidance, include the mayor and the pilots.",
        "Certifications such as FAC (Pilots) and FAB",
        "Providers supply small ports with a gate that ensures safety.",
    ]);
}

#[test]
fn a_section_of_this_text_is_not_a_source_and_a_report_is_not_a_page() {
    check_notes(&[
        "See §§ 3.2, 3.4 and the authorities collected there.",
        "See § 3.3 and the authorities collected at note 13.",
        "This matters less, but see [the next part](#next) for why it does not.",
    ]);
    check_sources(&[
        ("See § 12 of the Harbour Act.", "§ 12 of the Harbour Act", Some("§ 12")),
        ("Art. 46 of the Harbour Act.", "Art. 46 of the Harbour Act", Some("Art. 46")),
        (
            "Maj. Gen. J. B. Moor to R. W. Berg, November 5, 1864",
            "Maj. Gen. J. B. Moor to R. W. Berg, November 5, 1864",
            None,
        ),
        (
            "*Port v. Pilots*, 446 U.S. 500 (1980). Corrected since: an earlier version of this note named another.",
            "Port v. Pilots, 446 U.S. 500 (1980)",
            None,
        ),
    ]);
    assert_eq!(one("Port v. State, 102 Wn.2d 127, 685 P.2d 576 (1984)").locator, None);
}

#[test]
fn a_work_that_is_opposed_or_only_explained_is_mentioned() {
    for definition in [
        "Contra Maas, *Quays*, p. 12.",
        "Against this, Maas (1988).",
        "Disputed by Maas, *Quays*, 1988.",
        "Hereby referring to the free tide: https://a.example/x",
        "Maas 12, section 5, requires that. It deviates from that requirement: https://a.example/x",
    ] {
        assert!(one(definition).mentions, "{definition:?}");
    }
    for definition in [
        "Contra Costa County, *Budget*, 2019.",
        "Pace University, *Report*, 2019.",
        "Housing Office (2023), table 4. It is an estimate.",
    ] {
        assert!(!one(definition).mentions, "{definition:?}");
    }
    assert_eq!(one("Contra Maas, *Quays*, p. 12.").name, "Maas, Quays");
    assert_eq!(one("Maas, *Quays*, 1970. But see Dijk, *Tides*, 1988.").kind, Kind::Both);
}

#[test]
fn a_locator_is_a_place_in_the_first_work() {
    check_sources(&[
        ("See *Port*, 590 U.S. at 205, 122 S. Ct. 14.", "Port, 590 U.S.", Some("at 205")),
        ("The Herald, Pilots say no, 4 June 2024", "The Herald, Pilots say no, 4 June 2024", None),
        ("Captain Moor said that the ship was clocked at 73 miles per hour.", "Captain Moor", None),
        ("Maas, *Quays*; Dijk, *Tides*, p. 4.", "Maas, Quays", None),
        ("*Report under Section 215*, 2014", "Report under Section 215, 2014", None),
        ("533 F.3d 979", "533 F.3d 979", None),
        ("Maas and Dijk, 1385–86.", "Maas and Dijk", Some("1385–86")),
        ("Maas, 1999.", "Maas, 1999", None),
    ]);
}

/// Pieces of generated definitions.
fn piece() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "Court of Audit",
        "*Report*",
        "(2025)",
        ", p. 4",
        "Ibid.",
        "op. cit.",
        "see note 3",
        "v.",
        "https://a.example/x",
        "<https://b.example>",
        "[words](https://c.example/y)",
        "<sup>",
        "</sup>",
        "<!-- x -->",
        ". ",
        "; ",
        "“",
        "”",
        "§ 12",
        "I",
        "is",
        "\u{1b}[31m",
        "\u{202e}",
        "…",
        "港",
        "é",
        "`code`",
        "\n\n    more",
        "![](https://d.example/z)",
        "[",
        "]",
        "(",
        ")",
    ]);
    prop_oneof![known.prop_map(str::to_owned), "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn names_fit_for_any_definition(pieces in proptest::collection::vec(piece(), 0..14)) {
        let definition = pieces.join(" ");
        for footnote in read_all(&format!("Words.[^x]\n\n[^x]: {definition}\n")) {
            prop_assert!(wrap::columns(&footnote.name) <= MOST_COLUMNS, "{:?}", footnote.name);
            prop_assert!(!footnote.name.chars().chain(footnote.text.chars()).any(char::is_control));
            prop_assert!(!footnote.evidence.is_empty());
        }
    }

    #[test]
    fn no_address_of_a_definition_is_lost(hosts in proptest::collection::vec("[a-z]{1,5}", 1..6), words in "[A-Za-z ,]{0,20}") {
        let written = |(index, host): (usize, &String)| match index % 4 {
            0 => format!("https://{host}.example/{index}"),
            1 => format!("<https://{host}.example/{index}>"),
            2 => format!("[{host}](https://{host}.example/{index})"),
            _ => format!("<a href=\"https://{host}.example/{index}\">{host}</a>"),
        };
        let parts: Vec<_> = hosts.iter().enumerate().map(written).collect();
        let footnote = one(&format!("X {}", parts.join(&format!(" {words} "))));
        for (index, host) in hosts.iter().enumerate() {
            let url = format!("https://{host}.example/{index}");
            prop_assert!(footnote.urls.contains(&url), "{url} of {:?}", footnote.urls);
        }
    }
}
