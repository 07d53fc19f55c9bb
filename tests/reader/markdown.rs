//! Tests Markdown, section by section of its specifications: the source and all the text that a reader must see.

use caveat::briefing::dossier::Doubts;
use caveat::page::article::{Memo, Typesetter};
use caveat::page::row::{Anchor, Row};
use caveat::text::manuscript::Manuscript;
use caveat::text::role::Role;

use proptest::prelude::*;
use proptest::sample::select;
use pulldown_cmark::{Event, Options, Parser};
use unicode_segmentation::UnicodeSegmentation;

use crate::harness::{Reader, dossier, plain_look};

const WIDTHS: [usize; 7] = [1, 5, 20, 40, 60, 80, 120];

/// The section, the Markdown, and the visible characters in order, without spaces. `¦` separates the cells of a table.
const EXAMPLES: &[(&str, &str, &str)] = &[
    // CommonMark.
    ("tabs", "\tpay\tnow", "paynow"),
    ("tabs", "-\tone\n\n\ttwo", "onetwo"),
    ("tabs", ">\tquoted", "quoted"),
    ("tabs", "1.\tfirst\n2.\tsecond", "firstsecond"),
    ("backslash escapes", "\\*no\\* \\# \\[x\\] \\\\", "*no*#[x]\\"),
    ("backslash escapes", "a\\b \\é", "a\\b\\é"),
    ("backslash escapes", "\\- no item\n\n1\\. nor this", "-noitem1.northis"),
    ("backslash escapes", "`\\*`", "\\*"),
    ("backslash escapes", "[x](a\\)b)", "x<a)b>"),
    ("entities", "&lt;b&gt; &amp; &copy; &#8364; &#x20AC;", "<b>&©€€"),
    ("entities", "&nothing; &#xyz; & alone", "&nothing;&#xyz;&alone"),
    ("entities", "&#42;no&#42;", "*no*"),
    ("entities", "`&amp;`", "&amp;"),
    ("precedence", "- `one\n- two`", "`onetwo`"),
    ("precedence", "*a `b* c`", "*ab*c"),
    ("thematic breaks", "a\n\n---\n\nb\n\n***\n\n_ _ _\n\nc", "abc"),
    ("thematic breaks", "+++ \nno rule", "+++norule"),
    ("thematic breaks", "--\n**\n__", "--**__"),
    ("thematic breaks", "- a\n***\n- b", "ab"),
    ("atx headings", "# One\n## Two ##\n###### Six", "OneTwoSix"),
    ("atx headings", "####### seven", "#######seven"),
    ("atx headings", "#no", "#no"),
    ("atx headings", "# a *b* `c` \\#", "abc#"),
    ("atx headings", "#\n\n## \n\nend", "end"),
    ("atx headings", "## [Port](https://a.example) dues", "Port<https://a.example>dues"),
    ("atx headings", "   ### indented ###   ", "indented"),
    ("setext headings", "One\n===\n\nTwo\nlines\n---", "OneTwolines"),
    ("setext headings", "a\n= =", "a=="),
    ("setext headings", "> quoted\n---", "quoted"),
    ("setext headings", "`a\n---\nb`", "`ab`"),
    ("indented code", "    one\n\n      two", "onetwo"),
    ("indented code", "a\n    no code", "anocode"),
    ("indented code", "- a\n\n      code", "acode"),
    ("indented code", "    *no*\n    <b>", "*no*<b>"),
    ("fenced code", "```\na < b\n```", "a<b"),
    ("fenced code", "~~~~ rust\nfn a() {}\n~~~\n~~~~", "fna(){}~~~"),
    ("fenced code", "```\nnot closed\n\n  end", "notclosedend"),
    ("fenced code", "> ```\n> in quote\n> ```", "inquote"),
    ("fenced code", "``` a b\n*c*\n```", "*c*"),
    ("fenced code", "```\n\n```\n\nafter", "after"),
    ("html blocks", "<div>\n*no*\n</div>\n\n*yes*", "*no*yes"),
    ("html blocks", "<!-- hidden -->\n\nseen", "seen"),
    ("html blocks", "a\n\n<!-- hidden\n\nstill -->\n\nb", "ab"),
    ("html blocks", "<p>one<!-- hidden -->two</p>", "onetwo"),
    ("html blocks", "<!-- never closed\n\nso it is seen", "<!--neverclosedsoitisseen"),
    ("html blocks", "<pre>\n\na\n</pre>", "a"),
    ("html blocks", "<?php echo 1; ?>", ""),
    ("html blocks", "<!-- a --> b <!-- c --> d", "bd"),
    ("html blocks", "<h1 align=\"center\">Port</h1>\n\ndues", "Portdues"),
    ("html blocks", "<ul>\n<li>a\n<li>b<ol start=3><li>c</ol>\n</ul>d", "abcd"),
    ("html blocks", "<details>\n<summary>More</summary>\n\n*a*\n\n</details>", "Morea"),
    ("html blocks", "<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a¦b¦c¦d"),
    ("html blocks", "<table>\n<tr><td>a<br>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>", "ab¦¦c¦d"),
    ("html blocks", "<table><tr><td>\n\n**a**\n\n</td></tr></table>", "a"),
    ("html blocks", "<blockquote><p>a<p>b</blockquote>c", "abc"),
    ("html blocks", "<dl><dt>a<dd>b<dd>c</dl>", "abc"),
    ("html blocks", "<p>a &lt; b &amp;c; <b>d</b>\n e</p>", "a<b&c;de"),
    ("html blocks", "<div><picture><source srcset=x><img src=y.png></picture></div>", "▢y.png"),
    ("html blocks", "<pre><code class=\"language-rust\">fn a() {}\n\n\tb &lt; c</code></pre>", "fna(){}b<c"),
    ("html blocks", "<style>p { a }</style>\n\nb", "b"),
    ("html blocks", "<script>\n\nnever closed", "neverclosed"),
    ("html blocks", "<div>a</p></b></div></div>b", "ab"),
    ("html blocks", "<hr>\na<hr/>b", "ab"),
    ("html blocks", "> <ul><li>a\n\nb</ul>", "ab"),
    ("html blocks", "- <blockquote>a\n\n  b\n- c</blockquote>", "abc"),
    ("link reference definitions", "[a]: /x \"t\"\n\n[a]", "a</x>"),
    ("link reference definitions", "[a]:\n/x\n\n[A] [a][]", "A</x>a</x>"),
    ("link reference definitions", "[none]", "[none]"),
    ("link reference definitions", "[a]: /x\n[a]: /y\n\n[a]", "a</x>"),
    ("link reference definitions", "p\n[a]: /x", "p[a]:/x"),
    ("paragraphs", "one\ntwo\n\n   three", "onetwothree"),
    ("paragraphs", "one  \ntwo", "onetwo"),
    ("blank lines", "\n\n  \none\n  \n\n\ntwo\n\n", "onetwo"),
    ("block quotes", "> # Head\n> text\nlazy", "Headtextlazy"),
    ("block quotes", "> a\n\n> b", "ab"),
    ("block quotes", "> > > deep\n> less", "deepless"),
    ("block quotes", "> - a\n> - b\n>\n> c", "abc"),
    ("block quotes", ">\n> after nothing\n>", "afternothing"),
    ("block quotes", ">no space", "nospace"),
    ("list items", "- a\n\n  b\n\n      c", "abc"),
    ("list items", "10) ten\n11) eleven", "teneleven"),
    ("list items", "-one\n\n2.two", "-one2.two"),
    ("list items", "- # Head\n- ```\n  x\n  ```", "Headx"),
    ("list items", "-\n  after\n-\n- c", "afterc"),
    ("list items", "- > quoted\n  > more", "quotedmore"),
    ("list items", "1234567890. no", "1234567890.no"),
    ("lists", "- a\n- b\n\n- c", "abc"),
    ("lists", "- a\n+ b\n* c", "abc"),
    ("lists", "- a\n  - b\n    - c\n      - d", "abcd"),
    ("lists", "1. a\n   - b\n2. c", "abc"),
    ("lists", "text\n- a", "texta"),
    ("lists", "text\n14. no list", "text14.nolist"),
    ("lists", "- a\n\n\n  b\n- c", "abc"),
    ("code spans", "`a` ``b ` c`` ` d `", "ab`cd"),
    ("code spans", "`not closed", "`notclosed"),
    ("code spans", "`a\nb`", "ab"),
    ("code spans", "`*a* [b](c) <d>`", "*a*[b](c)<d>"),
    ("code spans", "```a``", "```a``"),
    ("emphasis", "*a* _b_ **c** __d__ ***e***", "abcde"),
    ("emphasis", "a * b * c_d_e", "a*b*c_d_e"),
    ("emphasis", "**a *b* c**", "abc"),
    ("emphasis", "*not closed", "*notclosed"),
    ("emphasis", "**a*", "*a"),
    ("emphasis", "in*side*s (*a*) \"*b*\"", "insides(a)\"b\""),
    ("emphasis", "*(**a**)*", "(a)"),
    ("emphasis", "_a_b _c_.", "_a_bc."),
    ("links", "[a](/b) [c](<d e>) [f]()", "a</b>c<de>f<>"),
    ("links", "[a](/b \"title\") [c](/d 'title')", "a</b>c</d>"),
    ("links", "[a] (/b)", "[a](/b)"),
    ("links", "[*a* `b`](/c)", "ab</c>"),
    ("links", "[a [b] c](/d)", "a[b]c</d>"),
    ("links", "[a](b", "[a](b"),
    ("links", "[]( /a )", "/a"),
    ("links", "[a](#part)", "a"),
    ("links", "[https://a.example](https://a.example)", "https://a.example"),
    ("links", "[a](/b)[c](/d)", "a</b>c</d>"),
    ("links", "([a](/b)).", "(a</b>)."),
    ("images", "![a chart](b.png)", "▢achart"),
    ("images", "![](b.png)", "▢b.png"),
    ("images", "![a *b*](c.png \"t\") d", "▢abd"),
    ("images", "[![a](b.png)](/c)", "▢a"),
    ("images", "!a ![b] \\![c](d)", "!a![b]!c<d>"),
    ("images", "- ![](b.png)", "▢b.png"),
    ("autolinks", "<https://a.example/?b=c&d> <me@a.example>", "https://a.example/?b=c&dme@a.example"),
    ("autolinks", "<not a link> < https://a.example >", "<https://a.example>"),
    ("autolinks", "<made-up:x>", "made-up:x"),
    ("raw html", "a <b>c</b> <br/>", "ac"),
    ("raw html", "a <!-- hidden --> b", "ab"),
    ("raw html", "a<!-- *x* [^y] -->b", "ab"),
    ("raw html", "a <!-- never closed", "a<!--neverclosed"),
    ("raw html", "5 < 6 > 4 <33>", "5<6>4<33>"),
    ("raw html", "<a href=\"b\" c='d'>e</a>", "e<b>"),
    ("raw html", "x<sub>i</sub> 2<sup>n</sup>", "xi2ⁿ"),
    ("raw html", "<kbd>a</kbd> <mark>b</mark> <q>c</q> <unknown>d</unknown>", "ab“c”d"),
    ("raw html", "10<sup>6</sup> km<sup>2</sup> CO<sub>2</sub> 1<sup>st</sup>", "10⁶km²CO₂1st"),
    ("raw html", "a<img src=b.png alt='c d'>e <img src=f alt=🚀>", "a▢cde🚀"),
    ("raw html", "a <style>b</style> c <script>d", "acd"),
    ("raw html", "*a <b>b* c</b> d", "abcd"),
    ("raw html", "| a |\n|---|\n| b<ul><li>c</li></ul> |", "a¦b•c"),
    ("hard line breaks", "a  \nb\\\nc", "abc"),
    ("hard line breaks", "a\\", "a\\"),
    ("hard line breaks", "# a\\\n\n*b  \nc*", "a\\bc"),
    ("soft line breaks", "a\n b\r\nc", "abc"),
    ("textual content", "hello $.;'there \"quoted\" -- dashes --- and...", "hello$.;'there\"quoted\"--dashes---and..."),
    ("textual content", "(a) {b} [c] <<d>> |e| ~f", "(a){b}[c]<>|e|~f"),
    ("textual content", "$a^2 + b_1$ costs $5 or $6", "$a^2+b_1$costs$5or$6"),
    ("textual content", "a^b^ H~2~O", "a^bH₂O"),
    ("textual content", ":smile: @name #1", ":smile:@name#1"),
    // GitHub's additions.
    ("tables", "| a | b |\n|---|---|\n| c | d |", "a¦b¦c¦d"),
    ("tables", "a | b\n:- | -:\n*c* | `d`", "a¦b¦c¦d"),
    ("tables", "| a | b |\n|---|---|\n| c \\| d | e |", "a¦b¦c|d¦e"),
    ("tables", "| a | b |\n|---|---|\n| c |\n| d | e | f |", "a¦b¦c¦¦d¦e"),
    ("tables", "| a |\n|---|\n\nafter", "a¦after"),
    (
        "tables",
        "| port | what it says of the traffic |\n|--|--|\n| 横浜 | more than it was (by far), they say |",
        "port¦whatitsaysofthetraffic¦横浜¦morethanitwas(byfar),theysay",
    ),
    ("tables", "| a | b |\n|---|\nno table", "|a|b||---|notable"),
    ("tables", "| [a](/b) | ![c](d) |\n|:-:|---|\n| ~~e~~ | <f@g.example> |", "a</b>¦▢c¦e¦f@g.example"),
    ("tables", "> | a | b |\n> |---|---|\n> | c | d |", "a¦b¦c¦d"),
    ("task list items", "- [x] done\n- [ ] open\n- [X] too", "doneopentoo"),
    ("task list items", "1. [ ] one\n   - [x] two", "onetwo"),
    ("task list items", "- [y] none\n- [] nor this", "[y]none[]northis"),
    ("strikethrough", "~~a~~ ~b~ ~~~ c", "ab~~~c"),
    ("strikethrough", "~~a\n\nb~~", "~~ab~~"),
    ("strikethrough", "~~*a* b~~", "ab"),
    (
        "extended autolinks",
        "www.a.example https://a.example/b. me@a.example",
        "www.a.examplehttps://a.example/b.me@a.example",
    ),
    ("disallowed html", "<title>a</title> <script>b</script>", "a"),
    ("alerts", "> [!NOTE]\n> text", "NOTEtext"),
    ("alerts", "> [!warning]\n> text\n>\n> more", "WARNINGtextmore"),
    ("alerts", "> [!CAUTION]\n> - a\n> - b", "CAUTIONab"),
    ("alerts", "- > [!TIP]\n  > text", "TIPtext"),
    ("alerts", "> [!OTHER]\n> text", "[!OTHER]text"),
    ("alerts", "> [!IMPORTANT] text", "IMPORTANTtext"),
    ("alerts", "> [!quote]- What they say\n> text", "Whattheysaytext"),
    ("alerts", "> [!danger]\n> text", "DANGERtext"),
    ("dialects", "a ==b== c [[d]] [[e|f]] {++g++} {--h--} %%i%% j", "abcd<d.md>f<e.md>ghj"),
    ("dialects", "{==a==}{>>b<<} {~~c~>d~~}", "aⁿ¹cd"),
    ("dialects", "%%\na\n\nb\n%%\n\nc", "c"),
    ("dialects", "{% include a %} {{< b >}}", "{%includea%}{{<b>}}"),
    ("dialects", "[a](/b){.c} ![d](e){width=5} [f]{.g}\n{: .h}", "a</b>▢df"),
    ("dialects", "if a == b and c==d {e} [f] `{++g++}`", "ifa==bandc==d{e}[f]{++g++}"),
    ("footnotes", "Said.[^a] More.\n\n[^a]: The audit", "Said.More.Theaudit"),
    ("footnotes", "Said.[^a]\n\n[^a]: One\n\n    Two\n\n    - three\n\n        four", "Said.OneTwothreefour"),
    ("footnotes", "[Said so][^a], they say.\n\n[^a]: *A* `b`", "Saidso,theysay.Ab"),
    ("footnotes", "[^a]: Nobody refers to it.", "Nobodyreferstoit."),
    ("definition lists", "Term\n: Means this", "TermMeansthis"),
    ("definition lists", "*Term*\n\n:   One\n\n    Two\n\n:   Three", "TermOneTwoThree"),
    ("definition lists", "A\n: B\n\nC\n: - D\n  - E", "ABCDE"),
    // Scripts.
    (
        "scripts",
        "料金は、二年で「倍」になった。港は混雑していない！",
        "料金は、二年で「倍」になった。港は混雑していない！",
    ),
    ("scripts", "مرحبا بالعالم (שלום) abc", "مرحبابالعالم(שלום)abc"),
    ("scripts", "👨\u{200d}👩\u{200d}👧 🇯🇵🇫🇷 ❤\u{fe0f} 👍🏽 e\u{301}", "👨\u{200d}👩\u{200d}👧🇯🇵🇫🇷❤\u{fe0f}👍🏽e\u{301}"),
    ("scripts", "한국어와 ไทย और हिन्दी", "한국어와ไทยऔरहिन्दी"),
];

pub(crate) fn rows(markdown: &str, width: usize) -> Vec<Row> {
    rows_and_grammars(markdown, width, true).0
}

/// Returns the rows, and whether grammars were loaded for them.
fn rows_and_grammars(markdown: &str, width: usize, colored: bool) -> (Vec<Row>, bool) {
    let (dossier, _) = dossier(Manuscript::new("text.md", markdown));
    let standing = vec![true; dossier.claims.len()];
    let doubts = Doubts::new();
    let look = plain_look(&dossier, &standing, &doubts);
    let memo = Memo::default();
    let typesetter = Typesetter { look, width, room: width, shift: 0, whole: false, colored, memo: &memo };
    let rows = typesetter.rows_from(Anchor::default(), usize::MAX);
    (rows, memo.highlighter.is_loaded())
}

/// Returns the text of rows without bars, bullets, rules, source numbers and spaces.
pub(crate) fn read(rows: &[Row]) -> String {
    let runs = rows.iter().flat_map(|row| &row.runs);
    let words = runs.filter(|run| !run.roles.has(Role::Ornament) && !run.roles.has(Role::Mark));
    words.flat_map(|run| run.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

pub(crate) fn is_within(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|c| whole.any(|other| other == c))
}

/// Returns rows wider than the width, except those that cannot be cut.
pub(crate) fn too_wide(rows: &[Row], width: usize) -> impl Iterator<Item = String> {
    let rows = rows.iter().filter(move |row| row.columns() > width);
    rows.map(Row::text).filter(|text| text.graphemes(true).count() > 1)
}

#[test]
fn every_markdown_construct_is_shown_whole_at_every_width() {
    assert!(EXAMPLES.len() >= 150, "{}", EXAMPLES.len());
    let mut wrong = Vec::new();
    for (section, markdown, expected) in EXAMPLES {
        for width in WIDTHS {
            let rows = rows(markdown, width);
            let found = read(&rows);
            let cells: Vec<&str> = expected.split('¦').collect();
            // If cells wrap, their rows are side by side, and a stack names each cell.
            let seen = if cells.len() == 1 || width > 80 {
                found == cells.concat()
            } else {
                cells.iter().all(|cell| is_within(cell, &found))
            };
            if !seen {
                wrong.push(format!("{section} at {width}: {markdown:?} is {found:?}"));
            }
            wrong.extend(too_wide(&rows, width).map(|row| format!("{section} at {width}: {row:?} is too wide")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Pieces of Markdown that mean something together, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scraps = vec![
        "word",
        "two words",
        "東京",
        "é",
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "# ",
        "> ",
        "> [!NOTE]\n> ",
        "- ",
        "1. ",
        "- [x] ",
        "    ",
        "*",
        "**",
        "_",
        "`",
        "``",
        "~~",
        "[",
        "]",
        "(/a)",
        "![",
        "<b>",
        "</b>",
        "<!-- ",
        " -->",
        "<https://a.example>",
        "\\",
        "&amp;",
        "---",
        "\n: ",
        "<div>",
        "$",
        "^",
        "!",
        "  \n",
        "\t",
        "***",
        "===",
        "\r\n",
        "\n[x]: /y\n",
    ];
    prop::collection::vec(select(scraps), 0..40).prop_map(|scraps| scraps.concat())
}

/// Returns the parser's text without spaces and without HTML, which may be a comment.
fn parsed(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        if let Event::Text(words) | Event::Code(words) = event {
            text.extend(words.chars().filter(|c| !c.is_whitespace()));
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_shown_in_order(markdown in scraps(), width in select(WIDTHS.to_vec())) {
        // No front matter, and no reference or inline note: it is shown as a number.
        let markdown = format!("-\n\n{}", markdown.replace('^', ""));
        let rows = rows(&markdown, width);
        // The marker of an alert is shown as its word.
        let (expected, found) = (parsed(&markdown).replace("[!NOTE]", "NOTE"), read(&rows));
        let cut = rows.iter().any(|row| row.beyond != (0, 0));
        prop_assert!(cut || is_within(&expected, &found), "{expected}\n{found}");
        let wide: Vec<_> = too_wide(&rows, width).collect();
        prop_assert!(wide.is_empty(), "{width}: {wide:?}");
    }
}

#[test]
fn wide_code_scrolls_sideways_to_its_end() {
    let line = (0..30).map(|number| format!("<{number:02}>")).collect::<Vec<_>>().concat();
    let mut reader = Reader::of(&format!("text\n\n```\n{line}\nshort\n```\n"), 60, 12);
    assert!(reader.text().contains("<00><01>") && reader.text().contains('›'));
    let mut seen = reader.text();
    for _ in 0..10 {
        reader.play("Right");
        seen += &reader.text();
    }
    for number in 0..30 {
        assert!(seen.contains(&format!("<{number:02}>")), "{number} is not in\n{seen}");
    }
    assert!(reader.text().contains("<29>") && !reader.text().contains('›') && reader.text().contains('‹'));
    assert!(reader.status().contains("End of line"), "{}", reader.status());
    reader.play(&"< ".repeat(10));
    assert!(reader.text().contains("<00><01>") && !reader.text().contains('‹'));
    let mut narrow = Reader::of("no code\n", 60, 12);
    narrow.play(">");
    assert!(narrow.status().contains("No code"), "{}", narrow.status());
}

#[test]
fn the_card_of_a_claim_in_a_table_names_its_row() {
    let text = "| port | dues |\n|---|---|\n| Maashaven | They doubled.[^a] |\n\n[^a]: Audit\n";
    let reader = Reader::of(text, 110, 30);
    assert!(reader.text().contains("port: Maashaven; dues: They"), "{}", reader.text());
}

#[test]
fn a_digression_appears_in_the_card_and_at_the_end_of_the_text() {
    let words = "Court of Audit. It digresses at length, and nothing of it is lost on the way to the reader";
    let text = format!("Said.[^a]\n\n[^a]: {words}\n\n    And a second paragraph.\n");
    let reader = Reader::of(&text, 140, 40);
    let screen = reader.model().screen();
    for pane in [screen.card.as_ref().unwrap(), screen.main.as_ref().unwrap()] {
        let text: Vec<String> = pane.rows.iter().map(|row| row.text().trim().to_owned()).collect();
        let text = text.join(" ");
        assert!(text.contains("nothing of it is lost"), "{text}");
        assert!(text.contains("And a second paragraph."), "{text}");
    }
}

#[test]
fn no_row_of_east_asian_text_begins_with_closing_punctuation() {
    let text = "料金は、二年で「倍」になった。港は（まだ）混雑していない！本当か？はい。".repeat(3);
    for width in 6..80 {
        for row in rows(&text, width) {
            let text = row.text();
            assert!(!text.starts_with(['、', '。', '」', '）', '！', '？']), "{width}: {text}");
            assert!(!text.ends_with(['「', '（']), "{width}: {text}");
        }
    }
}

#[test]
fn grammars_are_loaded_only_for_code_on_the_screen() {
    let code = "```rust\nfn main() {}\n```\n";
    for (markdown, colored, expected) in [
        ("# Plain\n\n`let x` and\n\n    indented\n\n```\nfn main() {}\n```\n", true, false),
        (code, false, false),
        (code, true, true),
    ] {
        let (rows, loaded) = rows_and_grammars(markdown, 60, colored);
        assert_eq!(loaded, expected, "{markdown}");
        let keyword = rows.iter().flat_map(|row| &row.runs).any(|run| run.roles.has(Role::CodeKeyword));
        assert_eq!(keyword, expected, "{markdown}");
    }
}

#[test]
fn coloring_changes_no_character_of_code() {
    let code = "~~~rust\nfn é() { \"東\\n\" }\t// a\n\n/* b\n c */ 0x1f\n~~~\n";
    // Each width loads the grammars again.
    for width in [1, 2, 3, 5, 8, 13, 21, 34, 49] {
        let text = |colored| rows_and_grammars(code, width, colored).0.iter().map(Row::text).collect::<Vec<_>>();
        assert_eq!(text(true), text(false));
    }
}

#[test]
fn a_card_shows_sources_that_are_only_mentioned_and_the_remark() {
    let text = "# T\n\nShips left.[^1][^2]\n\n[^1]: Port audit 2025\n\n[^2]: It is a sad story, as Otto Berg shows in *The \
                Long Wait*.\n";
    let shown = Reader::of(text, 140, 30).text();
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("no {words:?} in\n{shown}"));
    assert!(at("Port audit 2025") < at("ONLY MENTIONED"), "{shown}");
    assert!(at("ONLY MENTIONED") < at("REMARK"), "{shown}");
    assert_eq!(shown.matches("It is a sad story").count(), 2, "in the text and on the card: {shown}");
    assert!(!shown.contains("Each of them says so"), "{shown}");
}

#[test]
fn a_note_is_marked_in_the_text_and_shown_with_its_claim() {
    let text = "# T\n\nDues doubled.[^1][^2] Nobody was surprised.[^2]\n\n[^1]: Port audit 2025\n\n[^2]: I certainly was not.\n";
    let reader = Reader::of(text, 140, 30);
    let shown = reader.text();
    for words in ["Dues doubled.¹ⁿ¹", "Nobody was surprised.ⁿ¹", "NOTE", "ⁿ¹ I certainly was not.", "¹ Port audit 2025"]
    {
        assert!(shown.contains(words), "no {words:?} in\n{shown}");
    }
    assert!(!shown.contains("2 sources"), "{shown}");
}
