//! Tests that written Markdown reads back as the same text.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::document::{Block, Cite, Document, Front, Inline, Note, Work};
use super::write;

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn paragraph(inlines: Vec<Inline>) -> Document {
    Document { blocks: vec![Block::Paragraph(inlines)], ..Document::default() }
}

fn note(label: &str, blocks: Vec<Block>) -> Note {
    Note { label: label.to_owned(), blocks }
}

/// Returns the words of each leaf that a Markdown parser finds, with a sign for the kind of leaf.
fn read_back(markdown: &str) -> Vec<String> {
    let body = match markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((_, body)) => body,
        None => markdown,
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST;
    let (mut leaves, mut words, mut kind) = (Vec::new(), String::new(), "p");
    let mut flush = |words: &mut String, kind: &str| {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        words.clear();
        if !line.is_empty() {
            leaves.push(format!("{kind} {line}"));
        }
    };
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::Start(tag) => {
                flush(&mut words, kind);
                kind = match tag {
                    Tag::Heading { .. } => "h",
                    Tag::CodeBlock(_) => "code",
                    Tag::TableCell => "cell",
                    Tag::HtmlBlock => "html",
                    Tag::DefinitionList => "definitions",
                    Tag::BlockQuote(Some(_)) => "alert",
                    _ => "p",
                };
            }
            Event::End(_) => {
                flush(&mut words, kind);
                kind = "p";
            }
            Event::Text(piece) | Event::Code(piece) => words.push_str(&piece),
            Event::InlineHtml(html) if &*html == "<br>" && kind == "cell" => words.push(' '),
            Event::SoftBreak => words.push_str(" SOFT "),
            Event::HardBreak => words.push(' '),
            Event::FootnoteReference(label) => {
                words.extend(["«", &label, "»"]);
            }
            Event::Rule => flush(&mut "rule".to_owned(), "rule"),
            Event::TaskListMarker(_) => words.push_str("TASK"),
            Event::Html(html) | Event::InlineHtml(html) => {
                words.push_str("HTML");
                words.push_str(&html);
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => words.push_str("MATH"),
        }
    }
    flush(&mut words, kind);
    leaves
}

/// Returns the same words of a document.
fn leaves(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    of_blocks(&document.blocks, &mut out);
    for note in &document.notes {
        of_blocks(&note.blocks, &mut out);
    }
    out
}

fn of_blocks(blocks: &[Block], out: &mut Vec<String>) {
    let line = |out: &mut Vec<String>, kind: &str, words: String| {
        let words = words.replace('\0', "\u{fffd}");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            out.push(format!("{kind} {words}"));
        }
    };
    for block in blocks {
        match block {
            Block::Heading(_, words) => line(out, "h", plain(words)),
            Block::Paragraph(words) => line(out, "p", plain(words)),
            Block::Quote(blocks) => of_blocks(blocks, out),
            Block::List { items, .. } => items.iter().for_each(|item| of_blocks(item, out)),
            Block::Code { text, .. } => line(out, "code", text.clone()),
            Block::Table { rows, .. } => rows.iter().flatten().for_each(|cell| line(out, "cell", plain(cell))),
            Block::Rule => out.push("rule rule".to_owned()),
        }
    }
}

fn plain(words: &[Inline]) -> String {
    words.iter().map(plain_one).collect()
}

fn plain_one(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Break => " ".to_owned(),
        Inline::Emphasis(words) | Inline::Strong(words) | Inline::Struck(words) | Inline::Link { words, .. } => {
            plain(words)
        }
        Inline::Image { alt, .. } => alt.trim().to_owned(),
        Inline::Reference(label) => format!("«{label}»"),
        Inline::Cite(cites) => {
            let cites = cites.iter().map(|cite| format!("{} @{}, {}", cite.before, cite.key, cite.locator));
            format!("[{}]", cites.collect::<Vec<_>>().join("; "))
        }
        Inline::Inserted(words) => format!("{{++{}++}}", plain(words)),
        Inline::Deleted(words) => format!("{{--{}--}}", plain(words)),
        Inline::Marked(words) => format!("{{=={}==}}", plain(words)),
        Inline::Comment { by, words } => format!("{{>>{}: {}<<}}", by.trim(), plain(words)),
    }
}

#[track_caller]
fn check(document: &Document) {
    let markdown = write(document);
    assert_eq!(read_back(&markdown), leaves(document), "{markdown}");
}

#[test]
fn ordinary_text_needs_few_escapes() {
    for (words, written) in [
        ("Dues doubled in two years.", "Dues doubled in two years."),
        ("a * b, snake_case, x^2 & y < z", "a * b, snake_case, x^2 & y < z"),
        ("one lone *star", "one lone *star"),
        ("*two* stars", r"\*two\* stars"),
        ("_two_ lines", r"\_two\_ lines"),
        ("[sic] and [1], [2]", "[sic] and [1], [2]"),
        ("[label]: words", r"\[label]: words"),
        ("[words](not a link)", r"[words\](not a link)"),
        ("[^1] and ^[aside]", r"\[^1] and \^[aside]"),
        ("# no heading", r"\# no heading"),
        ("#1 of two", "#1 of two"),
        ("- no item", r"\- no item"),
        ("-5 degrees", "-5 degrees"),
        ("1. no item", r"1\. no item"),
        ("1.5 metres", "1.5 metres"),
        ("2024) said", r"2024\) said"),
        ("> no quotation", r"\> no quotation"),
        ("+++", r"\+++"),
        ("---", r"\---"),
        ("***", r"\***"),
        ("::: no division", r"\::: no division"),
        ("| no table", r"\| no table"),
        ("a | b", "a | b"),
        ("[ ] no task", r"\[ ] no task"),
        ("<b>no tag</b>", r"\<b>no tag\</b>"),
        ("AT&T &amp; others", r"AT&T \&amp; others"),
        ("dir\\file \\* end\\", r"dir\file \\* end\\"),
        ("one ` tick", "one ` tick"),
        ("`two` ticks", r"\`two\` ticks"),
        ("$5 and $6", "$5 and $6"),
        ("$x$ and $y$", r"\$x$ and \$y$"),
        ("mail@example.org", "mail@example.org"),
        ("@maas says", "@maas says"),
        ("[@maas] says", r"\[@maas] says"),
        ("{++no change++}", r"\{++no change++\}"),
        ("%%not hidden%% and 5 %", r"\%%not hidden\%% and 5 %"),
        ("a == b", "a == b"),
        ("==not marked==", r"\==not marked\=="),
        ("[[no page]]", r"\[[no page]]"),
        ("{% no %} {{ template }}", r"\{% no %} \{{ template }}"),
        ("{--a--} {~~b~~} {>>c<<} {==d==}", r"\{--a--\} \{\~\~b\~\~\} \{>>c<<\} \{\==d\==\}"),
        ("Dues {#dues} {.x}", r"Dues \{#dues} \{.x}"),
        ("{a, b} and {c}", "{a, b} and {c}"),
        ("x^2^ and ~2~", r"x\^2^ and \~2\~"),
        ("2^n and 3^n", "2^n and 3^n"),
        ("[!note] none", r"\[!note] none"),
        ("  much \n\t space  ", "much space"),
    ] {
        assert_eq!(write(&paragraph(vec![text(words)])), format!("{written}\n"), "{words}");
    }
}

#[test]
fn formatted_words_keep_their_formatting() {
    let link = |to: &str, words: &str| Inline::Link { to: to.to_owned(), words: vec![text(words)] };
    for (inlines, written) in [
        (vec![Inline::Emphasis(vec![text(" all ")]), text("of it")], "*all* of it"),
        (vec![text("a"), Inline::Strong(vec![text(" b")]), text("c")], "a **b**c"),
        (vec![Inline::Emphasis(vec![text("a")]), Inline::Emphasis(vec![text("b")])], "*ab*"),
        (vec![Inline::Strong(vec![Inline::Emphasis(vec![text("a")]), text(" b")])], "***a* b**"),
        (vec![text("a"), Inline::Strong(vec![text("(b)")]), text("c")], "a(b)c"),
        (vec![Inline::Emphasis(vec![text("  ")])], ""),
        (vec![Inline::Code("a`b".to_owned())], "``a`b``"),
        (vec![Inline::Code("`".to_owned()), Inline::Code("b".to_owned())], "`` `b ``"),
        (vec![text("a"), Inline::Break, Inline::Break, text("- b")], "a\\\n\\- b"),
        (vec![link("https://example.org/a_(b)", "a [b]")], r"[a \[b\]](https://example.org/a_(b))"),
        (vec![link("https://example.org/a b(", " a "), text("b")], "[a](https://example.org/a%20b%28) b"),
        (vec![link("https://example.org/", "https://example.org/")], "<https://example.org/>"),
        (vec![link("", "a")], "a"),
        (vec![text("Look!"), link("x", "a")], r"Look\![a](x)"),
        (vec![Inline::Image { to: "x.png".to_owned(), alt: "A *b*".to_owned() }], r"![A \*b\*](x.png)"),
        (vec![Inline::Inserted(vec![text("a")]), Inline::Deleted(vec![text("b")])], "{++a++}{--b--}"),
        (
            vec![Inline::Marked(vec![text("a")]), Inline::Comment { by: "Maas".to_owned(), words: vec![text("Why?")] }],
            "{==a==}{>>Maas: Why?<<}",
        ),
    ] {
        let written = if written.is_empty() { String::new() } else { format!("{written}\n") };
        assert_eq!(write(&paragraph(inlines)), written);
    }
}

#[test]
fn notes_stand_at_the_end_with_references_to_them() {
    let document = Document {
        blocks: vec![Block::Paragraph(vec![
            text("Dues [doubled]"),
            Inline::Reference("1".to_owned()),
            text("(by law)"),
            Inline::Reference("none".to_owned()),
        ])],
        notes: vec![
            note("1", vec![Block::Paragraph(vec![text("Audit.")]), Block::Paragraph(vec![text("Page 4.")])]),
            note("2", vec![Block::List { start: None, items: vec![vec![Block::Paragraph(vec![text("One")])]] }]),
        ],
        ..Document::default()
    };
    let written = "Dues [doubled\\][^1] (by law)\n\n[^1]: Audit.\n\n    Page 4.\n\n[^2]:\n    - One\n";
    assert_eq!(write(&document), written);
    assert_eq!(read_back(written), ["p Dues [doubled]«1» (by law)", "p Audit.", "p Page 4.", "p One"]);
}

#[test]
fn works_are_cited_as_pandoc_does() {
    let cite = |key: &str, before: &str, locator: &str| Cite {
        key: key.to_owned(),
        before: before.to_owned(),
        locator: locator.to_owned(),
    };
    let document = Document {
        front: Front { title: Some("Dues: \"double\"\n".to_owned()), ..Front::default() },
        blocks: vec![Block::Paragraph(vec![
            text("So it is "),
            Inline::Cite(vec![cite("maas2019", "see", "p. 3"), cite("a.b", "", "")]),
        ])],
        works: vec![Work { key: "maas2019".to_owned(), csl: serde_json::json!({ "title": "Dues" }) }],
        ..Document::default()
    };
    let written = "---\ntitle: \"Dues: \\\"double\\\"\"\nreferences: [\n  {\"id\":\"maas2019\",\"title\":\"Dues\"}\n  ]\n---\n\n\
                   So it is [see @maas2019, p. 3; @{a.b}]\n";
    assert_eq!(write(&document), written);
}

#[test]
fn front_matter_is_valid_yaml_whatever_it_contains() {
    let hostile = "- \"a\": 'b'\n--- \u{7}\u{85}\u{2028}#c\u{1f600}";
    let front = Front {
        title: Some(hostile.to_owned()),
        authors: vec![hostile.to_owned(), "Otto Berg".to_owned(), String::new()],
        lang: Some(String::new()),
        ..Front::default()
    };
    let written = write(&Document { front, ..Document::default() });
    let yaml = written.strip_prefix("---\n").and_then(|rest| rest.strip_suffix("---\n\n")).expect("front matter");
    let read: serde_json::Value = serde_saphyr::from_str(yaml).expect("YAML");
    let one_line = hostile.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(read["title"], one_line);
    assert_eq!(read["author"], serde_json::json!([one_line, "Otto Berg"]));
    assert_eq!(read.as_object().map(serde_json::Map::len), Some(2));
}

#[test]
fn adjacent_blocks_stay_separate() {
    let item = |words: &str| vec![Block::Paragraph(vec![text(words)])];
    let list = |start, words: &[&str]| Block::List { start, items: words.iter().map(|words| item(words)).collect() };
    let cell = |words: &str| vec![text(words)];
    let document = Document {
        blocks: vec![
            Block::Heading(2, vec![text("Dues #")]),
            list(None, &["one", "two"]),
            list(None, &["three"]),
            list(Some(9), &["four", "five"]),
            Block::Quote(vec![Block::Paragraph(vec![text("a")]), Block::Paragraph(vec![text("b")])]),
            Block::Code { language: "sh".to_owned(), text: "```\n\n# x\n".to_owned() },
            Block::Table { head: true, rows: vec![vec![cell("a|b"), cell("c")], vec![cell("d")]] },
            Block::List { start: None, items: vec![vec![item("x")[0].clone(), list(Some(1), &["y"])], item("z")] },
            Block::Rule,
        ],
        ..Document::default()
    };
    let written = "## Dues \\#\n\n- one\n- two\n\n+ three\n\n9. four\n10. five\n\n> a\n>\n> b\n\n````sh\n```\n\n# x\n````\n\n\
                   | a\\|b | c |\n| --- | --- |\n| d |\n\n- x\n  1. y\n- z\n\n***\n";
    assert_eq!(write(&document), written);
    check(&document);
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-c ]{0,4}",
        4 => "[-*_~`#<>&;:!|+=.)(\\[\\]^@{}$\\\\ a1\n\t]{0,6}",
        1 => "[«»“”、。\u{a0}\u{2003}ä漢🙂 a]{0,4}",
        1 => prop::sample::select(vec![
            "&amp;", "[^1]", "[^1]: x", "[x]: y", "<b>", "<!-- x -->", "https://a.org/_b_", "1. ", "- ", "+++", "---", "***", "===",
            "[ ] a", "| a |", "|-|", ":-:", "{++", "<<}", "\\", "![a](b)", "a\\", "~~~", "```", ": a", "[!NOTE]", "&#35;", "  - ", "    ",
            "^[a]", "[@a]", "*", "**", "_", "__", "\0", "<a@b.c>", "``",
            "%%", "==", "[[", "]]", "{%", "{{", "{#a}", "{.a}", "^a^",
        ]).prop_map(str::to_owned),
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        8 => words().prop_map(Inline::Text),
        1 => Just(Inline::Break),
        1 => words().prop_map(Inline::Code),
        1 => (words(), words()).prop_map(|(to, alt)| Inline::Image { to, alt }),
        1 => prop::sample::select(vec!["1", "fn-2"]).prop_map(|label| Inline::Reference(label.to_owned())),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let inner = prop::collection::vec(inner, 0..4);
        prop_oneof![
            3 => inner.clone().prop_map(Inline::Emphasis),
            3 => inner.clone().prop_map(Inline::Strong),
            1 => inner.clone().prop_map(Inline::Struck),
            1 => inner.clone().prop_map(Inline::Inserted),
            1 => inner.clone().prop_map(Inline::Marked),
            1 => ("[a-z]{1,3}", inner.clone()).prop_map(|(by, words)| Inline::Comment { by, words }),
            2 => (words(), inner).prop_map(|(to, words)| Inline::Link { to, words: without_references(words) }),
        ]
    })
}

/// References in a link's words are written after the link, so the order of the text would differ.
fn without_references(words: Vec<Inline>) -> Vec<Inline> {
    words.into_iter().filter_map(without_reference).collect()
}

fn without_reference(inline: Inline) -> Option<Inline> {
    Some(match inline {
        Inline::Reference(_) => return None,
        Inline::Emphasis(words) => Inline::Emphasis(without_references(words)),
        Inline::Strong(words) => Inline::Strong(without_references(words)),
        Inline::Struck(words) => Inline::Struck(without_references(words)),
        Inline::Inserted(words) => Inline::Inserted(without_references(words)),
        Inline::Marked(words) => Inline::Marked(without_references(words)),
        Inline::Comment { by, words } => Inline::Comment { by, words: without_references(words) },
        other => other,
    })
}

fn block() -> impl Strategy<Value = Block> {
    let inlines = || prop::collection::vec(inline(), 0..5);
    let leaf = prop_oneof![
        6 => inlines().prop_map(Block::Paragraph),
        1 => (1..7_u8, inlines()).prop_map(|(level, words)| Block::Heading(level, words)),
        1 => (words(), words()).prop_map(|(language, text)| Block::Code { language, text }),
        1 => (any::<bool>(), prop::collection::vec(prop::collection::vec(inlines(), 0..3), 0..3))
            .prop_map(|(head, rows)| Block::Table { head, rows }),
        1 => Just(Block::Rule),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let blocks = prop::collection::vec(inner, 0..3);
        prop_oneof![
            blocks.clone().prop_map(Block::Quote),
            (prop::option::of(0..12_u64), prop::collection::vec(blocks, 0..3))
                .prop_map(|(start, items)| Block::List { start, items }),
        ]
    })
}

#[test]
fn text_direction_marks_are_left_out() {
    let text = |text: &str| {
        let blocks = vec![Block::Paragraph(vec![Inline::Text(text.to_owned())])];
        write(&Document { blocks, ..Document::default() })
    };
    assert_eq!(text("\u{202b}عوارض\u{202c} \u{200f}(\u{2067}2\u{2069})"), "عوارض (2)\n");
    // A joiner between letters is part of the word, and a joiner in an emoji is part of the emoji.
    assert_eq!(text("می\u{200c}خواهم \u{200c}بندر\u{200c}."), "می\u{200c}خواهم بندر.\n");
    assert_eq!(text("👩\u{200d}🚀"), "👩\u{200d}🚀\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_document_reads_back_as_its_text(
        blocks in prop::collection::vec(block(), 0..4),
        first in prop::collection::vec(block(), 0..3),
        second in prop::collection::vec(block(), 0..2),
    ) {
        let notes = vec![note("1", first), note("fn-2", second)];
        let document = Document { blocks, notes, ..Document::default() };
        let markdown = write(&document);
        // A space separates a link from a reference directly before it.
        let close = |leaves: Vec<String>| leaves.into_iter().map(|leaf| leaf.replace("» ", "»")).collect::<Vec<_>>();
        let (found, meant) = (close(read_back(&markdown)), close(leaves(&document)));
        prop_assert_eq!(found, meant, "{}", markdown);
    }
}
