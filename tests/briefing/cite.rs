//! Tests what counts as a reference (footnotes, inline notes, numbers, keys and links) and what only looks like a
//! reference.

use caveat::briefing::ast::Cited;

use super::harness::{check, check_lines, check_proses, read};

#[test]
fn an_inline_note_is_a_footnote() {
    check(
        "Dues doubled.^[Port audit, *Tables*, p. 4.] Two **lines** left.^[See [it](https://l.example/x)]",
        &["Dues doubled. [^1]", "Two lines left. [^2]"],
    );
    let (dossier, _) = read("Dues doubled.^[Port audit, *Tables*, p. 4.]");
    let claim = dossier.claim_ids().next().unwrap();
    assert_eq!(dossier.source(dossier.claim(claim).sources[0]).name, "Port audit, Tables");
    assert_eq!(dossier.place_in(claim, dossier.claim(claim).sources[0]), "p. 4");
    // A gloss is a note, and brackets inside it are text.
    check("It is so.^[I know, I know [really].]", &["- It is so."]);
    // Escaped, empty or unclosed notes, and notes in code, do not count.
    for text in ["x\\^[no]", "`x^[no]`", "x^[]", "x^[no"] {
        check(text, &[&format!("- {}", text.replace(['`', '\\'], ""))]);
    }
    // "Ibid." means the source before, whether it is a footnote or an inline note.
    check("Dues.^[Port audit 2025] Ships.^[Ibid., p. 9.]", &["Dues. [^1]", "Ships. [^1]"]);
}

#[test]
fn a_number_at_the_start_of_a_line_does_not_end_a_footnote() {
    let (dossier, _) =
        read("Dues.[^1]\n\n[^1]: Anna Maas, “Port Dues,” *The Herald*, October 24,\n1835. Nobody else.\n\n2. Ships.");
    assert_eq!(dossier.briefing.notes[0].text, "Anna Maas, “Port Dues,” The Herald, October 24, 1835. Nobody else.");
    check("Dues.[^1]\n\n[^1]: Port audit,\r\n2. part\r\n\r\n2. Ships.", &["Dues. [1]", "- Ships."]);
}

#[test]
fn numbers_are_references_if_a_list_defines_them() {
    let list =
        "\n\n## Sources\n\n1. Port audit 2025\n2. Harbour pilots, letter of 3 May\n3. Anna Maas, *Quays*, pp. 3-40\n";
    check_lines(
        &format!(
            "Dues doubled [1]. Ships wait [2, 3]. Lines left [1\u{2013}3, p. 4]. An `x[1]` and [9] are none.{list}"
        ),
        &[
            "Dues doubled. [ref1]",
            "Ships wait. [ref2 ref3]",
            "Lines left. [ref1 ref2 ref3]",
            "- An x[1] and [9] are none.",
        ],
    );
    let (dossier, _) = read(&format!("Ships wait [1]. Dues doubled [3, p. 7].{list}"));
    let claim = dossier.claim_ids().nth(1).unwrap();
    let source = dossier.claim(claim).sources[0];
    assert_eq!(
        (dossier.source(source).name.as_str(), dossier.place_in(claim, source).as_str()),
        ("Anna Maas, Quays", "p. 7")
    );
    assert_eq!(dossier.source(source).cited, [Cited::Number]);
    // Entries may have their numbers in brackets, one per line; a gloss under "Notes" is a note.
    check_lines(
        "Dues doubled[1]. Ships wait[2].\n\n**References**\n\n[1] Port audit 2025\n[2] Anna Maas,\n*Quays*, 2019\n",
        &["Dues doubled. [ref1]", "Ships wait. [ref2]", "- References"],
    );
    check_lines("Dues doubled [1].\n\n## Notes\n\n- [1] I know, I know.\n", &["- Dues doubled."]);
    check_lines("Dues doubled [1].\n\nCitations:\n[1] Port audit 2025\n", &["Dues doubled. [ref1]", "- Citations:"]);
    // An interval is not a number with a page.
    check_lines(
        &format!("It lies in [1, a] and [2, b].{list}"),
        &["- It lies in [1, a] and [2, b].", "! 5:1 unused-source", "! 6:1 unused-source", "! 7:1 unused-source"],
    );
    // Without a list, or without a title for the list, `[1]` is text.
    for text in ["Dues [1].", "Dues [1].\n\n## Ports\n\n1. Hull"] {
        assert!(read(text).0.claims.is_empty(), "{text:?}");
    }
}

#[test]
fn superscript_figures_are_references_if_a_list_defines_them() {
    let list = "\n\n## Sources\n\n1. Port audit 2025\n2. Harbour pilots, letter of 3 May\n";
    for written in [
        "Dues doubled.¹ Ships wait.²",
        "Dues doubled.^1^ Ships wait.^2^",
        "Dues doubled.<sup>1</sup> Ships wait.<sup>2</sup>",
        "Dues doubled.<sup>[1]</sup> Ships wait.<sup>[2]</sup>",
    ] {
        check_lines(&format!("{written}{list}"), &["Dues doubled. [ref1]", "Ships wait. [ref2]"]);
    }
    check_lines(&format!("Dues doubled¹,² on 9 km².{list}"), &["Dues doubled on 9 km². [ref1 ref2]"]);
    check_lines(
        &format!("Dues doubled¹. Ships\\^1^ wait `a.¹`.{list}"),
        &["Dues doubled. [ref1]", "- Ships^1^ wait a.¹.", "! 6:1 unused-source"],
    );
}

#[test]
fn work_marks_are_references_if_a_list_defines_them() {
    let list =
        "\n\n## Normative References\n\n[DUES] Port office, *Dues*, 2025.\n\n[RFC2119] Bell, *Key words*, 1997.\n";
    check_lines(
        &format!("Dues doubled [DUES]. Ships wait [RFC2119, section 3]. [Others] do not.{list}"),
        &["Dues doubled. [DUES]", "Ships wait. [RFC2119]", "- [Others] do not."],
    );
}

#[test]
fn links_that_are_numbers_are_references() {
    check_lines(
        "Dues doubled [1](https://a.example/x). Ships wait[[2]](https://b.example/y). Lines left [1](https://a.example/x).",
        &["Dues doubled. [a.example/x]", "Ships wait. [b.example/y]", "Lines left. [a.example/x]"],
    );
    check_lines("Dues doubled [1].\n\n[1]: https://a.example/x", &["Dues doubled. [a.example/x]"]);
    check_lines("See issue [123](https://a.example/x).", &["- See issue 123."]);
}

#[test]
fn links_are_references_if_a_text_cites_in_no_other_way() {
    check_lines(
        "Dues doubled, [the audit](https://a.example/x) found. Click [here](https://b.example/y) for more words.\n\n\
         [![badge](https://c.example/i.svg)](https://c.example/)\n\n- [One](https://d.example/)\n\n\
         Ships wait, says [the Herald](https://a.example/x), at https://e.example/ today.",
        &[
            "Dues doubled, the audit found. [a.example/x]",
            "Ships wait, says the Herald, at https://e.example/ today. [a.example/x]",
            "- Click here for more words.",
            "- One",
        ],
    );
    let (dossier, _) = read("Dues doubled, [the audit](https://a.example/x) found.");
    assert!(dossier.sources[0].is_linked());
    // A project's home page makes no statement, and neither does a page that a sentence only points to.
    for text in [
        "The benchmarks were made with [criterion](https://github.com/x/criterion).",
        "It uses [serde](https://crates.io/crates/serde) for reading data.",
        "The pilots meet at [their house](https://pilots.example/) every week.",
        "The full results can be found in [the report](https://a.example/x) of May.",
        "Our work is licensed under [this licence](https://a.example/x) of ours.",
        "For chat, consider trying [the channel](https://a.example/x) of the port.",
    ] {
        assert!(read(text).0.claims.is_empty(), "{text}");
    }
    // In a text with footnotes, links are only links.
    check_lines(
        "Dues doubled, [the audit](https://a.example/x) found. Ships wait.[^a]",
        &["Ships wait. [a]", "- Dues doubled, the audit found."],
    );
    let printed = |links: &str| {
        read(&format!("---\nlinks: {links}\n---\nThe [audit](https://a.example/x) says so.\n\nShips.[^a]"))
            .0
            .claims
            .len()
    };
    assert_eq!(["always", "auto", "never"].map(printed), [2, 1, 1]);
}

#[test]
fn notes_that_cite_keys_cite_their_works() {
    let front = "---\nreferences: [{id: maas}, {id: dijk}]\n---\n";
    let checked = |text: &str, expected: &[&str]| check_lines(&format!("{front}{text}"), expected);
    checked("Dues.^[See @maas and @dijk, p. 3.]", &["Dues. [maas dijk]"]);
    checked("Dues.[^1]\n\n[^1]: See @maas [p. 3] and @dijk.", &["Dues. [maas dijk]"]);
    // The rest of a note stays with the claim.
    checked("Dues.^[This is disputed by @maas.]", &["Dues. [maas]"]);
    let (dossier, _) = read(&format!("{front}Dues.^[This is disputed by @maas.]"));
    assert_eq!((dossier.notes.len(), dossier.claims[0].mentioned().len()), (1, 1));
    checked("Dues.[^1]\n\n[^1]: No, see @maas.", &["Dues. [maas]", "No, see @maas. [maas]"]);
    checked("Dues.[^1]\n\n[^1]: See @maas.\n\n    Captains dispute it.", &["Dues. [maas]"]);
    for (note, mentioned) in [("No, see @maas.", 1), ("See @maas.\n\n    Captains dispute it.", 0)] {
        let (dossier, _) = read(&format!("{front}Dues.[^1]\n\n[^1]: {note}"));
        assert_eq!((dossier.notes.len(), dossier.claims[0].mentioned().len()), (1, mentioned), "{note}");
    }
    // A key spelled like a footnote's label keeps its own page.
    let (dossier, _) = read(&format!("{front}Dues [@maas, p. 3]. Ships.[^maas]\n\n[^maas]: See @maas."));
    assert_eq!(dossier.claims[0].locators[0].words, "p. 3");
    // Labels of examples are not keys, and fences of divisions are not text.
    checked("(@maas) Ships wait.\n\nAs in (@maas), so.", &["- (@maas) Ships wait.", "- As in (@maas), so."]);
    checked("So it is.\n\n::: {.note}\nIt rained [@dijk].\n:::\n", &["It rained. [dijk]", "- So it is."]);
}

#[test]
fn works_are_cited_by_key() {
    let front = "---\nreferences:\n- {id: maas, title: Quays, author: [{family: Maas, given: Anna}], issued: 2019}\n\
                 - {id: audit, title: Port audit, URL: 'https://a.example/x'}\n---\n";
    let checked = |text: &str, expected: &[&str]| check(&format!("{front}{text}"), expected);
    checked("Dues doubled [@maas, p. 33; @audit].", &["Dues doubled. [maas audit]"]);
    checked(
        "As @maas [p. 4] says, ships wait. Lines left [-@audit].",
        &["As @maas says, ships wait. [maas]", "Lines left. [audit]"],
    );
    checked("They left [@maas]. @maas says so.", &["They left. [maas]", "@maas says so. [maas]"]);
    checked(
        "Mail anna@maas.example or \\@maas, `@maas` and @fig-x.",
        &["- Mail anna@maas.example or @maas, @maas and @fig-x."],
    );
    // A footnote that only cites works stands for those works.
    checked(
        "Dues.[^1] Ships.[^2]\n\n[^1]: See @maas, chap. 2.\n[^2]: [@maas; @audit]",
        &["Dues. [maas]", "Ships. [maas audit]"],
    );
    let (dossier, _) = read(&format!("{front}Dues doubled [see @maas, p. 33] so [but see @audit, who counts forty]."));
    let [one, other] = [0, 1].map(|claim| dossier.claim(dossier.claim_ids().nth(claim).unwrap()));
    assert_eq!((one.locators[0].words.as_str(), one.asides.len(), one.mentioned().len()), ("p. 33", 0, 0));
    assert_eq!((&*other.asides[0].text, other.mentioned().len()), ("but see @audit, who counts forty", 1));
    let maas = dossier.source(one.sources[0]);
    assert_eq!((maas.name.as_str(), maas.cited.as_slice()), ("Anna Maas, Quays (2019)", &[Cited::Key][..]));
    assert_eq!(dossier.source(maas.by[0]).name, "Anna Maas");
}

#[test]
fn keys_without_a_bibliography_are_sources_and_handles_are_not() {
    check(
        "Dues doubled [@maas]. Ask @anna, not @maas.",
        &["Dues doubled. [maas]", "Ask @anna, not @maas. [maas]", "! 1:14 no-bibliography"],
    );
    check("Ask @anna.", &["- Ask @anna."]);
}

#[test]
fn exporter_marks_before_a_reference_are_dropped() {
    check("Ships wait.[\\[8\\]](#n-9)[^a] More.", &["Ships wait. [a]", "- More."]);
    check("Ships wait.[\\* ](#n-9)[^a]More.", &["Ships wait. [a]", "- More."]);
    check("Ships wait.<sup>[2](#fn2)</sup>[^a]", &["Ships wait. [a]"]);
    check("Ships wait.<sup>2</sup>[^a]", &["Ships wait. [a]"]);
    check("Ships wait.<mark style=\"color:blue;\">\\[</mark><mark>6</mark>[^a]", &["Ships wait. [a]"]);
    check(
        "Ships wait\\*[^a], and lines are gone.\\*[^b]",
        &[
            "Ships wait [a] < Ships wait, and lines are gone.",
            "and lines are gone. [b] < Ships wait, and lines are gone.",
        ],
    );
    check("See [table 2](#t2)[^a]", &["See table 2 [a]"]);
    check("It has 2[^a]", &["It has 2 [a]"]);
    check_proses("It was so [^a][1](#x)[^b].", &["It was so.", "Source a", "Source b"]);
    check("It was so [[...]](#x)[^a]", &["It was so [...] [a]"]);
}

#[test]
fn a_mark_in_html_that_leads_to_a_note_is_a_reference() {
    let note = "<p id=\"fn1\">1. Port audit 2025. <a href=\"#r1\">↩</a></p>";
    for mark in [
        "<sup><a href=\"#fn1\" id=\"r1\">1</a></sup>",
        "<a href='#fn1'><sup>[1]</sup></a>",
        "[<a href=\"#fn1\">1</a>]",
        "[1](#fn1)",
        "<sup>[<a href=\"#fn1\">1</a>]</sup>",
        "<sup><a href=\"#fn1\">[1]</a></sup>",
    ] {
        check_lines(&format!("Dues doubled.{mark} Ships wait.\n\n{note}"), &["Dues doubled. [#fn1]", "- Ships wait."]);
    }
    let (dossier, _) = read(&format!("Dues doubled.<a href=\"#fn1\">1</a>\n\n{note}"));
    assert_eq!(dossier.sources[0].name, "Port audit 2025");
    check_lines(
        "<p>Dues doubled.<a href=\"#n1\">1</a></p>\n\n<ol>\n<li id=\"n1\">Port audit.</li>\n</ol>",
        &["Dues doubled. [#n1]"],
    );
}

#[test]
fn links_after_a_sentence_cite_for_it() {
    check_lines(
        "Dues doubled in the port. ([Port audit](https://a.example/x))\n\n\
         Ships wait for days. Source: [Pilots](https://b.example/y), [Herald](https://c.example/z)\n\n\
         See the list. [Docs](https://d.example/w)",
        &[
            "Dues doubled in the port. [a.example/x] < Dues doubled in the port. (Port audit)",
            "Ships wait for days. [b.example/y c.example/z] < Ships wait for days. Source: Pilots, Herald",
            "- See the list.",
            "- Docs",
        ],
    );
}

#[test]
fn nothing_rests_on_a_reference_in_a_template_or_a_comment() {
    check(
        "Dues doubled.\n\n%% perhaps [^a]? %%\n\nShips wait.[^b]",
        &["Ships wait. [b]", "- Dues doubled.", "! 7:1 unused-source"],
    );
    check(
        "Dues doubled.\n\n{% include note.html content=\"Lines left.[^a]\" %}\n\nShips wait.[^b]",
        &["Ships wait. [b]", "- Dues doubled.", "! 3:42 unread-citation", "! 7:1 unused-source"],
    );
    check(
        "Dues doubled.{>>Anna: see [^a]<<} Ships wait.[^b]",
        &["Ships wait. [b]", "- Dues doubled.", "! 1:27 unread-citation", "! 3:1 unused-source"],
    );
}

#[test]
fn keys_in_code_cite_nothing() {
    check_lines("```json\n\"args\": [\"-y\", \"@scope/server\"]\n```\n\nDues doubled.", &["- Dues doubled."]);
    check_lines("Dues doubled [@a].\n\n```\nx <- y[@a]\nz@a\n```\n", &["Dues doubled. [a]", "! 1:14 no-bibliography"]);
}

#[test]
fn unread_citation_marks_are_reported_once() {
    let printed = |text: &str| {
        let (_, diagnostics) = read(text);
        diagnostics.iter().filter(|found| found.id == "unread-citation").count()
    };
    assert_eq!(printed("Dues doubled [1]. Ships wait [2]. Lines left [3]."), 1);
    assert_eq!(printed("Dues doubled \\cite{a}. Ships wait \\cite{b}."), 1);
    assert_eq!(printed("Dues rose (Maas 2019) and fell (Dijk 2020).\n\n## References\n\nMaas, 2019."), 1);
    assert_eq!(printed("Dues rose (Maas 2019) and fell (Dijk 2020)."), 0);
    assert_eq!(printed("Dues doubled [1]. Ships wait [2].\n\n## References\n\n[1] Audit\n\n[2] Pilots"), 0);
    assert_eq!(printed("Take `a[1]` and b[2] of [3](x)."), 0);
}

#[test]
fn a_reference_in_code_is_code() {
    check("Run `x [^a] y` now.[^b]", &["Run x [^a] y now. [b]", "! 3:1 unused-source"]);
    check("Match `[^a-z]`.", &["- Match [^a-z]."]);
    check("    indented [^a]\n\n```\nfenced [^a]\n```", &["! 7:1 unused-source"]);
}

#[test]
fn a_reference_with_no_words_before_it_is_an_error_and_stays_as_written() {
    let unused = "! 3:1 unused-source";
    check("[^a] Dues doubled.", &["Dues doubled. [a]", "! 1:1 reference-first"]);
    check("[^a] Dues doubled.[^b]", &["Dues doubled. [a]", "Dues doubled. [b]", "! 1:1 reference-first"]);
    check("\"[^a]\" Dues doubled.[^b]", &["\"\" Dues doubled. [a]", "\"\" Dues doubled. [b]", "! 1:2 reference-first"]);
    check("[^a][^b]", &["! 1:1 no-words", "! 1:5 no-words", unused, "! 5:1 unused-source"]);
    check("![^a]", &["! 1:2 no-words", unused]);
    check("# [^a]", &["! 1:3 no-words", unused]);
    check("- [^a]\n- Dues[^b]", &["Dues [b]", "! 1:3 no-words", "! 4:1 unused-source"]);
    check("|x|\n|-|\n|[^a]|", &["! 3:2 no-words", "! 5:1 unused-source"]);
    check("![](x.png)[^a]", &["▢ x.png [a]"]);
    check(
        "[][^a] Dues [doubled][^b].",
        &["[] Dues doubled. [a]", "doubled [b] < [] Dues doubled.", "! 1:3 reference-first"],
    );
    check_proses("([^a] x) [Dues][^b]", &["( x) Dues", "Source a", "Source b"]);
    // Removed brackets shift the reference and everything after it.
    let words = "東 left again";
    let lines = ["a", "b", "c"].map(|label| format!("{words} [{label}]"));
    let lines = [&lines[0], &lines[1], &lines[2], "! 1:2 reference-first"];
    check("[[^a]東 left[^b] again][^c]", &lines);
}

#[test]
fn an_exclamation_mark_or_an_image_before_a_reference_is_not_part_of_it() {
    check("Wow![^a]", &["Wow! [a]"]);
    check("![Dues](x.png)[^a] doubled.", &["▢ Dues doubled. [a]"]);
    check("![alt words][^a]", &["alt words [a] < !alt words"]);
    check_proses("![alt words][^a]", &["!alt words", "Source a"]);
}

#[test]
fn a_link_that_looks_like_a_reference_is_a_link_and_a_warning() {
    let expected = ["- Dues.^a", "! 1:6 link-not-reference", "! 3:1 unused-source"];
    check("Dues.[^a](http://x)", &expected);
    check("Dues.[^a](see table 4)", &["Dues. [a] < Dues.(see table 4)"]);
    check("Dues.[^a] (x)", &["Dues. [a] < Dues. (x)"]);
}

#[test]
fn a_reference_inside_link_text_keeps_the_link() {
    check("[Dues[^a]](http://x)", &["Dues [a]"]);
    check("[Dues[^a] rose](http://x) twice.", &["Dues rose twice. [a]"]);
}
