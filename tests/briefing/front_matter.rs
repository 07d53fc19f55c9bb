//! Front matter: Tests TOML, YAML and title blocks, and mistakes in them.

use caveat::briefing::ast::SourceKind;

use super::harness::{check, check_messages, check_proses, check_spans, read};

#[test]
fn the_keys_of_the_front_matter_are_read() {
    let (dossier, diagnostics) = read(
        "+++\ntitle = \"Dues\"\ndateline = \"Rotterdam\"\npublished = 2026-03-05\norigin = \"Reports\"\n\
         [sources.audit]\nname = \"Audit\"\nkind = \"document\"\nnamed = false\nby = [\"court\"]\ninterest = \"Money\"\n\
         reliability = \"B\"\nurl = \"http://x\"\npublished = \"May\"\n[sources.court]\n+++\nDues.[^audit]",
    );
    assert_eq!(diagnostics, []);
    let front = &dossier.briefing.front;
    let texts = [&front.metadata.title, &front.metadata.dateline, &front.metadata.published, &front.metadata.origin]
        .map(|text| text.as_deref());
    assert_eq!(texts, [Some("Dues"), Some("Rotterdam"), Some("2026-03-05"), Some("Reports")]);
    let audit = &dossier.sources[0];
    let kind = audit.profile.kind.map(SourceKind::word);
    assert_eq!((audit.name.as_str(), kind, audit.profile.named), ("Audit", Some("document"), false));
    let texts = [&audit.profile.interest, &audit.profile.url, &audit.profile.published].map(|text| text.as_deref());
    assert_eq!(texts, [Some("Money"), Some("http://x"), Some("May")]);
    assert_eq!(audit.profile.reliability.word(), "B");
}

#[test]
fn unknown_keys_and_values_are_errors_that_suggest_the_nearest() {
    let text = "+++\ntitel = \"x\"\n[sources.port]\nnmae = \"P\"\nkind = \"persn\"\nreliability = \"G\"\nzzzz = 1\n\
                [caveats.c]\nknid = \"x\"\nkind = \"DENIAL\"\ncovers = \"port\"\n+++\nx[^port]";
    check_messages(
        text,
        &[
            "`titel` is not a key of the front matter; did you mean `title`?",
            "`nmae` is not a key of a source; did you mean `name`?",
            "`persn` is not a value of `kind`; did you mean `person`?",
            "`G` is not a value of `reliability`; expected one of `A`, `B`, `C`, `D`, `E` and `F`",
            "`zzzz` is not a key of a source; expected one of `name`, `kind`, `named`, `by`, `interest`, `reliability`, `url` and `published`",
            "`knid` is not a key of a caveat; did you mean `kind`?",
            "`DENIAL` is not a value of `kind`; did you mean `denial`?",
        ],
    );
    check_spans(text, &["titel", "nmae", "\"persn\"", "\"G\"", "zzzz", "knid", "\"DENIAL\""]);
}

#[test]
fn a_value_of_the_wrong_type_is_an_error_there() {
    let text = "+++\ntitle = 1\n[sources.port]\nnamed = \"no\"\nby = 5\nurl = []\npublished = 7\n\
                [caveats.c]\nkind = 3\ncovers = [\"port\", 5]\ntext = false\n[sources]\nlist = []\n+++\nx[^port]";
    check_messages(
        text,
        &[
            "`title` must be a string, but is of type integer",
            "`named` must be true or false, but is of type string",
            "`by` must be a list of strings, but is of type integer",
            "`url` must be a string, but is of type array",
            "`published` must be a date such as 2026-03-05, but is of type integer",
            "`kind` must be a string, but is of type integer",
            "`covers` must be a list of strings, but is of type integer",
            "`text` must be a string, but is of type boolean",
            "`list` must be a table, but is of type array",
        ],
    );
    check_spans(text, &["1", "\"no\"", "5", "[]", "7", "3", "5", "false", "[]"]);
    check("+++\nsources = 3\n[[caveats]]\n+++\nDues.", &["- Dues.", "! 2:11 wrong-type", "! 3:1 wrong-type"]);
}

#[test]
fn a_single_name_works_as_a_list() {
    check(
        "+++\n[sources.x]\nby = \"y\"\n[sources.y]\n[caveats.c]\ncovers = \"y\"\n+++\nDues.[^x]",
        &["Dues. [x] ^c/y"],
    );
}

#[test]
fn broken_toml_is_an_error_there_and_the_rest_is_read() {
    let text = "+++\ntitle = \"Dues\"\n[sources.port]\nname = \"Port\"\nkind = \n[sources.quay\n+++\nx[^port] y[^quay]";
    check(text, &["x y [port]", "x y [quay]", "! 5:8 front-matter", "! 6:14 front-matter"]);
    let (dossier, _) = read(text);
    assert_eq!((dossier.title.as_str(), dossier.sources[0].name.as_str()), ("Dues", "Port"));
    check("+++\nthis is prose\n+++\nDues.", &["- Dues.", "! 2:6 front-matter"]);
}

#[test]
fn a_byte_order_mark_and_crlf_change_no_column_and_no_span() {
    check(
        "\u{feff}Dues doubled.[^a] x[^zz]",
        &["Dues doubled. [a] < Dues doubled. x", "Dues doubled. x [zz]", "! 1:20 undeclared-label"],
    );
    let text = "\u{feff}+++\r\ntitle = \"T\"\r\nfoo = 1\r\n[sources.audit]\r\n+++\r\n\r\n\
                Dues doubled\r\nin two.[^audit]\r\nx[^zz]\r\n\r\n```\r\ncode\r\n\r\nmore\r\n```\r\n";
    check(
        text,
        &[
            "Dues doubled in two. [audit] < Dues doubled in two. x",
            "Dues doubled in two. x [zz]",
            "! 3:1 unknown-key",
            "! 9:2 undeclared-label",
        ],
    );
    check_spans(text, &["foo", "[^zz]"]);
    check_proses(text, &["Dues doubled in two. x", "code\n\nmore\n"]);
    check("> Dues\r\n> doubled[^a]\r\n\r\n- Ships\r\n  wait[^b]\r\n", &["Dues doubled [a]", "Ships wait [b]"]);
}

#[test]
fn front_matter_begins_on_the_first_line_and_ends_with_its_fence() {
    check("+++\n+++\nDues.", &["- Dues."]);
    check("+++  \ntitle = \"T\"\n+++\t\nDues.", &["- Dues."]);
    check("+++\ntitle = \"T\"\n+++", &[]);
    check("\n+++\nDues.", &["- +++ Dues."]);
    check("++++\nDues.", &["- ++++ Dues."]);
    check("", &[]);
    check("\u{feff}", &[]);
    check("\n\n", &[]);
}

#[test]
fn front_matter_that_is_not_closed_is_text_and_an_error() {
    check("+++\ntitle = 1\n\nDues.[^a]", &["Dues. [a]", "- +++ title = 1", "! 1:1 open-front-matter"]);
    check("+++", &["! 1:1 open-front-matter"]);
    check_spans("\u{feff}+++ \r\nx", &["+++"]);
}

#[test]
fn yaml_is_front_matter_but_a_thematic_break_is_not() {
    check("---\ntitle: x\n---\nDues.", &["- Dues."]);
    check("---\ntitle: x\n...\nDues.\n\n---\n\nShips.", &["- Dues.", "- Ships."]);
    check("---\n---\nDues.", &["- Dues."]);
    check("---\n- Dues.\n---\nShips.", &["- Dues.", "- Ships."]);
    check("---\nDues doubled.\n---\nShips.", &["- Ships."]);
    check("---\n\nDues: yes\n\nSo it is.\n\n---\n\nShips.", &["- Dues: yes", "- So it is.", "- Ships."]);
    check("---\n\nDues.\n\n---\n\nShips.", &["- Dues.", "- Ships."]);
    check("---\nDues: yes\n\nShips.", &["- Dues: yes", "- Ships."]);
    check("---", &[]);
}

#[test]
fn authors_and_dates_of_other_programs_are_read() {
    let byline = |text: &str| {
        let (dossier, diagnostics) = read(text);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        format!("{} | {}", dossier.title, dossier.briefing.front.metadata.byline())
    };
    let by = |front: &str| byline(&format!("---\n{front}\n---\nDues."));
    assert_eq!(
        by("title: \"Dues: up\"\ndate: 2026-03-05T10:00:00Z\nauthor: A. Maas"),
        "Dues: up | By A. Maas, 5 March 2026"
    );
    assert_eq!(
        by("title: Dues\nsubtitle: A story\nauthors: [A. Maas, O. Berg]"),
        "Dues: A story | By A. Maas and O. Berg"
    );
    assert_eq!(
        by("title: Dues\nauthor:\n  - name: A. Maas\n    email: a@b.example\n  - name: O. Berg"),
        "Dues | By A. Maas and O. Berg"
    );
    let others = "title: 2026\npublished: false\nlayout: post\nsources: [a, b]\nnotes: none\nlinks: https://a.example/";
    assert_eq!(by(others), "2026 | ");
    assert_eq!(byline("{\n  \"title\": \"Dues\",\n  \"date\": \"2026-03-05\"\n}\nDues."), "Dues | 5 March 2026");
    assert_eq!(
        byline("+++\ntitle = \"Dues\"\ndate = 2026-03-05T10:00:00Z\ndraft = false\n+++\nDues."),
        "Dues | 5 March 2026"
    );
}

#[test]
fn heading_attributes_are_not_part_of_its_words() {
    for attributes in ["{#id}", "{ #id }", "{.cls #id}", "{#id .cls key=\"v\"}", "{: #id}"] {
        let (dossier, _) = read(&format!("## Dues up {attributes}\n\nShips."));
        let section = &dossier.briefing.sections[1];
        assert_eq!((section.title.as_str(), section.id.as_deref()), ("Dues up", Some("id")), "{attributes}");
    }
    assert_eq!(read("## Dues up {-}").0.title, "Dues up");
    for title in ["Dues {up}", "Dues {}", "Dues `{#id}`"] {
        assert_eq!(read(&format!("## {title}")).0.title, title.replace('`', ""));
    }
}

#[test]
fn a_pandoc_title_block_is_front_matter() {
    let (dossier, _) = read("% Dues\n  double\n% A. Maas; O. Berg\n% 2026-03-05\n\nDues.");
    let front = &dossier.briefing.front;
    assert_eq!(
        (dossier.title.as_str(), front.metadata.byline().as_str()),
        ("Dues double", "By A. Maas and O. Berg, 5 March 2026")
    );
    check("% Dues\n\nDues.", &["- Dues."]);
    check("%Dues are up.", &["- %Dues are up."]);
}

#[test]
fn declarations_in_yaml_count() {
    let text = "---\nlang: en_GB\nsources:\n  audit:\n    name: Port audit\n    by: office\n  office:\n    name: Court\n\
                caveats:\n  sample:\n    covers: [audit]\n    text: Eleven berths\n---\nDues.[^audit] Ships.[^sample]";
    check(text, &["Dues. [audit] ^sample/audit", "Ships. = sample"]);
    check(
        "---\nsources:\n  audit:\n    nam: Port audit\n    named: 5\n---\nDues.[^audit]",
        &["Dues. [audit]", "! 4:5 unknown-key", "! 5:12 wrong-type"],
    );
}

#[test]
fn broken_yaml_is_read_line_by_line() {
    let (dossier, _) = read("---\ntitle: Dues: up\ndate: 2026-03-05\ntags: [a\n---\nDues.");
    assert_eq!(
        (dossier.title.as_str(), dossier.briefing.front.metadata.byline().as_str()),
        ("Dues: up", "5 March 2026")
    );
    check("---\ntitle: Dues: up\n---\nDues.", &["- Dues.", "! 2:12 broken-yaml"]);
}

#[test]
fn the_title_comes_from_the_front_matter_or_the_first_heading_or_the_file_name() {
    let title = |text: &str| read(text).0.title;
    assert_eq!(title("+++\ntitle = \"A\\n b\"\n+++\n# H"), "A b");
    assert_eq!(title("+++\ntitle = \"\"\n+++\ntext\n\n## *H* `x`[^a]"), "H x");
    assert_eq!(title("> # Quoted"), "test.md");
    assert_eq!(title("# Dues [![build](b.svg)](b) ~~![](x.png) up~~"), "Dues ~~ up~~");
    assert_eq!(title("# [![Dues](b.svg)](b)"), "▢ Dues");
    assert_eq!(title("#"), "test.md");
}

#[test]
fn a_source_of_kind_unknown_is_unnamed_unless_declared_named() {
    let named = |keys: &str| read(&format!("+++\n[sources.x]\n{keys}\n+++\nDues.[^x]")).0.sources[0].profile.named;
    assert!(!named("kind = \"unknown\""));
    assert!(named("kind = \"unknown\"\nnamed = true"));
    assert!(named("kind = \"group\"") && !named("named = false") && named(""));
}

#[test]
fn a_null_byte_is_a_character_like_any_other() {
    check("Dues \0 doubled.[^a]", &["Dues \0 doubled. [a]"]);
    check("+++\ntitle = \"\0\"\n+++\nDues.", &["- Dues.", "! 2:10 front-matter"]);
}
