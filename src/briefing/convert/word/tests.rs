//! Tests the reading of whole Word files, which are built here.

use std::fmt::Write;

use proptest::prelude::*;

use super::super::archive::tests::packed;
use super::super::document::{Block, Cite, Document, Inline};
use super::super::markdown;
use super::{is_word, read};

const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:wp="urn:wp" xmlns:a="urn:a" xmlns:v="urn:v""#;

const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file under construction: its parts, each with its content.
#[derive(Clone)]
struct File {
    body: String,
    styles: String,
    numbering: String,
    footnotes: String,
    endnotes: String,
    comments: String,
    core: String,
    app: String,
    works: String,
    main: &'static str,
}

impl File {
    fn new(body: &str) -> Self {
        let styles = [
            ("Normal", "paragraph", "Normal", ""),
            ("berschrift1", "paragraph", "heading 1", "<w:basedOn w:val='Normal'/>"),
            ("Own", "paragraph", "Own", "<w:basedOn w:val='berschrift1'/>"),
            ("Titel", "paragraph", "Title", ""),
            ("Sub", "paragraph", "Subtitle", ""),
            ("Zitat", "paragraph", "Intense Quote", ""),
            ("Source", "paragraph", "Source Code", ""),
            ("TOC1", "paragraph", "toc 1", ""),
            ("Stark", "character", "Strong", "<w:rPr><w:b/></w:rPr>"),
        ];
        let styles = styles.map(|(id, kind, name, more)| {
            format!("<w:style w:type='{kind}' w:styleId='{id}'><w:name w:val='{name}'/>{more}</w:style>")
        });
        Self {
            body: body.to_owned(),
            styles: styles.concat(),
            numbering: String::new(),
            footnotes: String::new(),
            endnotes: String::new(),
            comments: String::new(),
            core: String::new(),
            app: String::new(),
            works: String::new(),
            main: "word/document.xml",
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let part = |name: &str, inner: &str| format!("<?xml version='1.0'?><w:{name} {SPACES}>{inner}</w:{name}>");
        let relation = |id: &str, kind: &str, target: &str, more: &str| {
            format!("<Relationship Id='{id}' Type='{KIND}/{kind}' Target='{target}' {more}/>")
        };
        let relations = |inner: &str| format!("<Relationships xmlns='urn:r'>{inner}</Relationships>");
        let kinds = ["styles", "numbering", "footnotes", "endnotes", "comments"];
        let own = kinds.map(|kind| relation(kind, kind, &format!("{kind}.xml"), ""));
        let link = relation("link", "hyperlink", "https://a.example/dues", "TargetMode='External'");
        let image = relation("image", "image", "media/crane.png", "");
        let works = relation("works", "customXml", "../customXml/item1.xml", "");
        let own = relations(&(own.concat() + &link + &image + &works));
        let core = format!("<cp:core xmlns:cp='urn:c' xmlns:dc='urn:d'>{}</cp:core>", self.core);
        let main = relations(&relation("main", "officeDocument", self.main, ""));
        let types = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
        let (folder, name) = self.main.rsplit_once('/').unwrap();
        let beside = |name: &str| format!("{folder}/{name}");
        let parts = [
            ("[Content_Types].xml".to_owned(), types.to_owned()),
            ("_rels/.rels".to_owned(), main),
            ("docProps/core.xml".to_owned(), core),
            ("docProps/app.xml".to_owned(), format!("<P>{}</P>", self.app)),
            (self.main.to_owned(), part("document", &format!("<w:body>{}</w:body>", self.body))),
            (beside(&format!("_rels/{name}.rels")), own.clone()),
            (beside("_rels/footnotes.xml.rels"), own),
            (beside("styles.xml"), part("styles", &self.styles)),
            (beside("numbering.xml"), part("numbering", &self.numbering)),
            (beside("footnotes.xml"), part("footnotes", &self.footnotes)),
            (beside("endnotes.xml"), part("endnotes", &self.endnotes)),
            (beside("comments.xml"), part("comments", &self.comments)),
            ("customXml/item1.xml".to_owned(), self.works.clone()),
        ];
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        packed(&parts)
    }

    fn read(&self) -> Document {
        read(&self.bytes()).unwrap()
    }

    /// Returns its Markdown without front matter.
    fn markdown(&self) -> String {
        let mut document = self.read();
        document.front = super::super::document::Front::default();
        markdown::write(&document)
    }
}

#[track_caller]
fn check(body: &str, markdown: &str) {
    assert_eq!(File::new(body).markdown().trim_end(), markdown);
}

/// Builds a run with properties.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// Builds a paragraph with a style.
fn p(style: &str, inner: &str) -> String {
    let inner = if inner.starts_with('<') { inner.to_owned() } else { run("", inner) };
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{inner}</w:p>")
}

fn plain(inner: &str) -> String {
    p("Normal", inner)
}

fn field(instruction: &str, shown: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let mut pieces = String::new();
    // Word splits long instructions anywhere.
    for piece in instruction.chars().collect::<Vec<_>>().chunks(7) {
        let text: String = piece.iter().collect();
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        write!(pieces, "<w:r><w:instrText xml:space='preserve'>{text}</w:instrText></w:r>").unwrap();
    }
    format!("{}{pieces}{}{}{}", mark("begin"), mark("separate"), run("", shown), mark("end"))
}

fn reference(kind: &str, id: u32) -> String {
    format!("<w:r><w:{kind}Reference w:id='{id}'/></w:r>")
}

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{}</w:p>",
        run("", text)
    )
}

fn level(at: u32, format: &str, text: &str) -> String {
    format!("<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>")
}

fn lists(body: &str) -> File {
    let patterns = [
        [level(0, "bullet", "•"), level(1, "decimal", "%2.")],
        [level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")],
        [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")],
    ];
    let mut file = File::new(body);
    for (id, levels) in patterns.iter().enumerate() {
        let levels = levels.concat();
        write!(file.numbering, "<w:abstractNum w:abstractNumId='{id}'>{levels}</w:abstractNum>").unwrap();
    }
    for (id, pattern, more) in [
        (1, 0, ""),
        (2, 1, ""),
        (3, 2, ""),
        (4, 1, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride>"),
    ] {
        let pattern = format!("<w:abstractNumId w:val='{pattern}'/>");
        write!(file.numbering, "<w:num w:numId='{id}'>{pattern}{more}</w:num>").unwrap();
    }
    file
}

fn csl(more: &str) -> String {
    format!(
        r#"{{"citationID":"x","citationItems":[{{"id":7,"uris":["u:7"],"itemData":{{"id":7,"type":"report","title":"Dues & harbours","author":[{{"family":"Maas","given":"A."}}],"issued":{{"date-parts":[["2019"]]}}}}{more}}}]}}"#
    )
}

// Text.

#[test]
fn headings_are_recognized_by_style_names_in_any_language_and_by_outline_levels() {
    let outline = "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>Three</w:t></w:r></w:p>";
    let body = p("berschrift1", "One") + &p("Own", &run("<w:b/>", "Based")) + &p("Überschrift2", "Two") + outline;
    check(&body, "# One\n\n# Based\n\n## Two\n\n### Three");
}

#[test]
fn runs_that_look_alike_are_merged() {
    let runs = [
        run("<w:b/>", "du"),
        run("<w:rStyle w:val='Stark'/>", "es"),
        run("<w:b/><w:i/>", " rise"),
        run("<w:b w:val='0'/>", " and "),
        run("<w:strike/>", "fall"),
        run("<w:vanish/>", "hidden"),
    ];
    check(&plain(&runs.concat()), "**dues *rise*** and ~~fall~~");
}

#[test]
fn breaks_tabs_hyphens_and_symbols_become_text() {
    let runs = "<w:r><w:t>one</w:t><w:tab/><w:t>non</w:t><w:softHyphen/><w:t>stop,</w:t><w:br w:type='page'/>\
        <w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:sym w:font='Symbol' w:char='F061'/></w:r>";
    check(&plain(runs), "one nonstop, a‑bα");
    let raised = [
        run("", "m"),
        run("<w:vertAlign w:val='superscript'/>", "2"),
        run("", ", 2"),
        run("<w:vertAlign w:val='superscript'/>", "nd"),
    ];
    check(&plain(&raised.concat()), "m², 2nd");
}

#[test]
fn quotations_and_code_are_recognized_by_their_styles() {
    let code = "<w:r><w:t xml:space='preserve'>  b</w:t></w:r>";
    let body = p("Zitat", "One.") + &p("Zitat", "Two.") + &p("Source", "a") + &p("Source", code);
    check(&body, "> One.\n>\n> Two.\n\n```\na\n  b\n```");
}

#[test]
fn a_drop_cap_belongs_to_its_word() {
    let body = "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>D</w:t></w:r></w:p>".to_owned()
        + &plain("ues rise.");
    check(&body, "Dues rise.");
}

#[test]
fn a_table_of_contents_is_left_out() {
    let gallery = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>\
        <w:sdtContent><w:p><w:r><w:t>Contents</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let instruction = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>";
    let first = plain(&(mark("begin") + instruction + &mark("separate") + &run("", "One 1")));
    let body = gallery.to_owned()
        + &first
        + &plain(&(run("", "Two 2") + &mark("end")))
        + &p("TOC1", "Three 3")
        + &plain("Text.");
    check(&body, "Text.");
}

#[test]
fn a_field_without_an_end_hides_nothing() {
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>";
    check(&(plain(begin) + &plain("Text.")), "Text.");
}

#[test]
fn a_contents_title_without_contents_is_a_heading() {
    let mut file = File::new(&(p("TOCTitle", "Dues and quays") + &plain("Text.")));
    file.styles.push_str("<w:style w:type='paragraph' w:styleId='TOCTitle'><w:name w:val='TOC Heading'/></w:style>");
    assert_eq!(file.markdown(), "# Dues and quays\n\nText.\n");
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let contents = mark("begin") + "<w:r><w:instrText> TOC \\o</w:instrText></w:r>" + &mark("end");
    for contents in [p("TOC1", "One 1"), plain(&contents)] {
        file.body = p("TOCTitle", "Contents") + &plain("<w:r/>") + &contents + &plain("Text.");
        assert_eq!(file.markdown(), "Text.\n");
    }
}

#[test]
fn raised_text_that_is_not_a_mark_stays_raised() {
    let up = |text: &str| run("<w:vertAlign w:val='superscript'/>", text);
    let inner =
        run("", "It is 10") + &up("n") + &up("+1") + &run("", " and 10") + &up("–4") + &run("", ", the 2") + &up("nd");
    check(&plain(&inner), "It is 10^(n+1) and 10⁻⁴, the 2nd");
}

#[test]
fn ruby_text_follows_its_characters() {
    let part = |name: &str, text: &str| format!("<w:{name}>{}</w:{name}>", run("", text));
    let ruby = format!("<w:r><w:ruby>{}{}</w:ruby></w:r>", part("rt", "みなと"), part("rubyBase", "港"));
    check(&plain(&(ruby + &run("", "の料金"))), "港(みなと)の料金");
}

#[test]
fn links_to_addresses_stay_and_links_to_places_become_words() {
    let link = "<w:hyperlink r:id='link' w:anchor='part'><w:r><w:t>dues</w:t></w:r></w:hyperlink>";
    let place = "<w:hyperlink w:anchor='here'><w:r><w:t>here</w:t></w:r></w:hyperlink>";
    let by_field = field("HYPERLINK \"https://b.example\"", "b");
    let inner = [link, &run("", " and "), place, &run("", " and "), &by_field].concat();
    check(&plain(&inner), "[dues](https://a.example/dues#part) and here and [b](https://b.example)");
}

#[test]
fn fields_inside_instructions_are_part_of_the_instructions() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let text = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let inner = field("REF place", "https://c.example");
    let outer =
        mark("begin") + &text("HYPERLINK \"") + &inner + &text("\"") + &mark("separate") + &run("", "c") + &mark("end");
    check(&plain(&outer), "[c](https://c.example)");
}

#[test]
fn text_from_a_box_appears_once() {
    let text = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>";
    let drawing = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{text}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{text}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    check(&plain(&(run("", "Before.") + &drawing)), "Before.\n\nIn a box.");
}

#[test]
fn pictures_carry_their_alternative_text() {
    let drawing =
        "<w:r><w:drawing><wp:docPr name='Picture 1' descr='A crane'/><a:blip r:embed='image'/></w:drawing></w:r>";
    check(&plain(drawing), "![A crane](word/media/crane.png)");
}

#[test]
fn controls_hold_text() {
    let control = |text: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", run("", text));
    check(&plain(&(run("", "By ") + &control("the office"))), "By the office");
}

#[test]
fn formulas_are_one_line() {
    let formula =
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>";
    check(&plain(&(run("", "The rate is ") + formula)), "The rate is a/b");
}

// Lists and tables.

#[test]
fn lists_nest_and_continue_their_numbers() {
    let body = item(2, 0, "a") + &item(2, 0, "b") + &plain("Between.") + &item(2, 0, "c") + &item(4, 0, "d");
    assert_eq!(lists(&body).markdown(), "1. a\n2. b\n\nBetween.\n\n3. c\n\n7) d\n");
    let body = item(1, 0, "a") + &item(1, 1, "b") + &item(1, 1, "c") + &item(1, 0, "d");
    assert_eq!(lists(&body).markdown(), "- a\n  1. b\n  2. c\n- d\n");
}

#[test]
fn labels_that_markdown_lacks_become_part_of_the_text() {
    let body = item(2, 0, "a") + &item(2, 1, "b") + &item(3, 0, "c") + &item(3, 1, "d");
    assert_eq!(lists(&body).markdown(), "1. a\n   - (a) b\n\n1) c\n\n1.1 d\n");
}

#[test]
fn heading_numbers_are_part_of_the_heading() {
    let heading = "<w:p><w:pPr><w:pStyle w:val='berschrift1'/><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>Dues</w:t></w:r></w:p>";
    assert_eq!(lists(&heading.repeat(2)).markdown(), "# 1. Dues\n\n# 2. Dues\n");
}

#[test]
fn tables_have_heads_and_merged_cells_leave_gaps() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", plain(text));
    let rows = [
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>".to_owned()
            + &cell("<w:gridSpan w:val='2'/>", "Year")
            + &cell("", "Dues")
            + "</w:tr>",
        "<w:tr>".to_owned() + &cell("", "2019") + &cell("", "May") + &cell("", "7") + "</w:tr>",
    ];
    check(&format!("<w:tbl>{}</w:tbl>", rows.concat()), "| Year | | Dues |\n| --- | --- | --- |\n| 2019 | May | 7 |");
    // A frame around text is not a table.
    check(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", "In a frame.")), "In a frame.");
}

// Notes.

#[test]
fn notes_stand_in_the_order_of_their_references() {
    let note = |kind: &str, id: u32, inner: &str| format!("<w:{kind} w:id='{id}'>{}</w:{kind}>", plain(inner));
    let link = "<w:hyperlink r:id='link'><w:r><w:t>Port audit</w:t></w:r></w:hyperlink>";
    let inner = run("", "One.")
        + &reference("footnote", 5)
        + &run("", " Two.")
        + &reference("endnote", 1)
        + &run("", " Three.")
        + &reference("footnote", 4);
    let mut file = File::new(&plain(&inner));
    file.footnotes = "<w:footnote w:id='0' w:type='separator'><w:p/></w:footnote>".to_owned()
        + &note("footnote", 4, "Ibid.")
        + &note("footnote", 5, link);
    file.endnotes = note("endnote", 1, "");
    assert_eq!(
        file.markdown(),
        "One.[^1] Two. Three.[^2]\n\n[^1]: [Port audit](https://a.example/dues)\n\n[^2]: Ibid.\n"
    );
    file.endnotes = note("endnote", 1, "At the end.");
    let labels = file.read().notes.into_iter().map(|note| note.label).collect::<Vec<_>>();
    assert_eq!(labels, ["1", "e1", "2"]);
}

#[test]
fn a_custom_mark_does_not_appear_beside_its_reference() {
    let inner = run("", "One.") + "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='5'/><w:t>*</w:t></w:r>";
    let mut file = File::new(&plain(&inner));
    file.footnotes = format!("<w:footnote w:id='5'>{}</w:footnote>", plain("A."));
    assert_eq!(file.markdown(), "One.[^1]\n\n[^1]: A.\n");
}

#[test]
fn a_cross_reference_to_a_note_is_a_second_reference() {
    let marked = "<w:bookmarkStart w:id='9' w:name='_Ref9'/>".to_owned()
        + &reference("footnote", 5)
        + "<w:bookmarkEnd w:id='9'/>";
    let again = |code: &str| field(code, "1");
    let inner = run("", "One.")
        + &marked
        + &run("", " Two.")
        + &again("NOTEREF _Ref9 \\f \\h")
        + &run("", " See note ")
        + &again("NOTEREF _Ref9 \\h")
        + &run("", ", not ")
        + &again("NOTEREF _Ref8 \\f")
        + &run("", ".");
    let mut file = File::new(&plain(&inner));
    file.footnotes = format!("<w:footnote w:id='5'>{}</w:footnote>", plain("A."));
    assert_eq!(file.markdown(), "One.[^1] Two.[^1] See note 1, not 1.\n\n[^1]: A.\n");
}

#[test]
fn the_mark_of_a_missing_note_stays_as_text() {
    let inner = run("", "One.") + &reference("footnote", 4) + &run("", " Two.") + &reference("footnote", 5);
    let mut file = File::new(&plain(&inner));
    file.footnotes = format!("<w:footnote w:id='5'>{}</w:footnote>", plain("A."));
    let words = [Inline::Text("One.[1] Two.".to_owned()), Inline::Reference("2".to_owned())];
    assert_eq!(file.read().blocks, [Block::Paragraph(words.into())]);
}

#[test]
fn brackets_that_contain_only_a_mark_are_part_of_it() {
    let inner = run("", "One [")
        + &reference("footnote", 5)
        + &run("", "]. Two (")
        + &reference("footnote", 6)
        + &run("", "), (see")
        + &reference("footnote", 6)
        + &run("", ").");
    let mark = "<w:r><w:footnoteRef/></w:r>";
    let mut file = File::new(&plain(&inner));
    file.footnotes = [(5, "(", ") See A."), (6, "", ". B.")]
        .map(|(id, open, text)| {
            format!("<w:footnote w:id='{id}'>{}</w:footnote>", plain(&(run("", open) + mark + &run("", text))))
        })
        .concat();
    assert_eq!(file.markdown(), "One[^1]. Two[^2], (see[^2]).\n\n[^1]: See A.\n\n[^2]: B.\n");
}

#[test]
fn brackets_around_a_notes_own_mark_go_whatever_their_formatting() {
    let look = "<w:b/><w:vertAlign w:val='superscript'/>";
    let mark = run(look, "(") + "<w:r><w:footnoteRef/></w:r>" + &run(look, ")");
    let mut file = File::new(&plain(&(run("", "One.") + &reference("footnote", 5))));
    for words in [run("", " Port audit."), run("<w:i/>", " Port") + &run("", " audit.")] {
        file.footnotes = format!("<w:footnote w:id='5'>{}</w:footnote>", plain(&(mark.clone() + &words)));
        let written = file.markdown().replace('*', "");
        assert_eq!(written, "One.[^1]\n\n[^1]: Port audit.\n");
    }
}

// Comments and changes.

#[test]
fn comments_follow_the_text_they_are_about() {
    let start = "<w:commentRangeStart w:id='3'/>";
    let end = "<w:commentRangeEnd w:id='3'/>";
    let mut file = File::new(&plain(
        &(run("", "Dues ") + start + &run("", "rise") + end + &reference("comment", 3) + &run("", ".")),
    ));
    file.comments = format!("<w:comment w:id='3' w:author='A. Maas'>{}</w:comment>", plain("Since when?"));
    assert_eq!(file.markdown(), "Dues {==rise==}{>>A. Maas: Since when?<<}.\n");
    file.body =
        plain(&(start.to_owned() + &run("", "One."))) + &plain(&(run("", "Two.") + end + &reference("comment", 3)));
    assert_eq!(file.markdown(), "{==One.==}\n\n{==Two.==}{>>A. Maas: Since when?<<}\n");
}

#[test]
fn a_missing_comment_is_reported() {
    let body = plain(&(run("", "Dues rise") + &reference("comment", 3) + &run("", ".")));
    check(&body, "Dues rise{>>[comment missing]<<}.");
}

#[test]
fn tracked_changes_keep_the_earlier_text() {
    let deleted = "<w:del w:id='1'><w:r><w:delText>fall</w:delText></w:r></w:del>";
    let inserted = format!("<w:ins w:id='2'>{}</w:ins>", run("", "rise"));
    check(&plain(&(run("", "Dues ") + deleted + &inserted + &run("", "."))), "Dues {--fall--}{++rise++}.");
}

#[test]
fn a_reference_in_a_proposed_deletion_still_counts() {
    let deleted = |inner: &str| format!("<w:del w:id='1'>{inner}</w:del>");
    let range = "<w:commentRangeStart w:id='3'/>".to_owned() + &run("", " now") + "<w:commentRangeEnd w:id='3'/>";
    let cited = field(&format!("ADDIN ZOTERO_ITEM CSL_CITATION {}", csl("")), "(Maas 2019)");
    let inner = run("", "Dues rise")
        + &range
        + &run("", ".")
        + &deleted(&reference("footnote", 5))
        + &deleted(&reference("comment", 3))
        + &deleted(&cited)
        + &reference("footnote", 6);
    let mut file = File::new(&plain(&inner));
    file.footnotes = [5, 6].map(|id| format!("<w:footnote w:id='{id}'>{}</w:footnote>", plain("A."))).concat();
    file.comments = format!("<w:comment w:id='3' w:author='A. Maas'>{}</w:comment>", plain("Since when?"));
    let document = file.read();
    let cite = Cite { key: "maas2019".into(), ..Cite::default() };
    let note = |label: &str| Inline::Reference(label.to_owned());
    let words = [Inline::Text("Dues rise now.".to_owned()), note("1"), Inline::Cite(vec![cite]), note("2")];
    assert_eq!(document.blocks, [Block::Paragraph(words.into())]);
    assert_eq!(document.works.len(), 1);
    let words = "<w:r><w:delText>Dues rise.</w:delText></w:r>";
    file.body = plain(&deleted(&(words.to_owned() + &reference("footnote", 5))));
    assert_eq!(file.markdown(), "{--Dues rise.[^1]--}\n\n[^1]: A.\n");
}

#[test]
fn a_line_break_is_not_a_change() {
    let lines = |change: &str| format!("<w:{change} w:id='1'><w:r><w:br/></w:r></w:{change}>");
    check(&plain(&(run("", "Dues") + &lines("ins") + &run("", "rise."))), "Dues\\\nrise.");
    check(&plain(&(run("", "Dues ") + &lines("del") + &run("", "rise."))), "Dues rise.");
}

// Citations.

#[test]
fn citations_name_their_works() {
    let more = r#","locator":"3","label":"page""#;
    let cited = field(&format!("ADDIN ZOTERO_ITEM CSL_CITATION {}", csl(more)), "(Maas 2019, 3)");
    let bibliography = field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Maas, A. (2019). Dues.");
    let document =
        File::new(&(plain(&(run("", "Dues rise ") + &cited + &run("", "."))) + &plain(&bibliography))).read();
    let cite = Cite { key: "maas2019".into(), locator: "p. 3".into(), ..Cite::default() };
    let text = |text: &str| Inline::Text(text.to_owned());
    assert_eq!(document.blocks, [Block::Paragraph(vec![text("Dues rise "), Inline::Cite(vec![cite]), text(".")])]);
    assert_eq!((document.works.len(), &document.works[0].csl["title"]), (1, &"Dues & harbours".into()));
}

#[test]
fn the_heading_of_a_bibliography_is_removed_with_it() {
    let cited = field(&format!("ADDIN ZOTERO_ITEM CSL_CITATION {}", csl("")), "(Maas 2019)");
    let bibliography = field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Maas, A. (2019). Dues.");
    let body = |heading: &str, more: &str| {
        plain(&(run("", "Dues rise ") + &cited)) + &p("berschrift1", heading) + &plain(&bibliography) + more
    };
    let count = |body: &str| File::new(body).read().blocks.len();
    assert_eq!(count(&body("References", "")), 1);
    assert_eq!(count(&body("7. Bibliography", &p("berschrift1", "Annex"))), 2);
    assert_eq!(count(&body("References", &plain("Dijk, B. Harbours."))), 3);
    assert_eq!(count(&body("Annex", "")), 2);
}

#[test]
fn an_unreadable_citation_keeps_its_text_and_the_bibliography() {
    let cited = field("ADDIN CSL_CITATION {\"citationItems\":[", "(Maas 2019)");
    let bibliography = field("ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY", "Maas, A. (2019). Dues.");
    check(&(plain(&cited) + &plain(&bibliography)), "(Maas 2019)\n\nMaas, A. (2019). Dues.");
}

#[test]
fn a_citation_in_a_note_keeps_its_text() {
    let mut file = File::new(&plain(&(run("", "One.") + &reference("footnote", 1))));
    let cited = field(&format!("ADDIN ZOTERO_ITEM CSL_CITATION {}", csl("")), "A. Maas, Dues");
    file.footnotes = format!("<w:footnote w:id='1'>{}</w:footnote>", plain(&cited));
    assert_eq!(file.markdown(), "One.[^1]\n\n[^1]: A. Maas, Dues\n");
}

#[test]
fn words_that_an_author_typed_over_a_citation_stay() {
    let json = csl("").replacen('{', r#"{"properties":{"dontUpdate":true},"#, 1);
    let cited = field(&format!("ADDIN ZOTERO_ITEM CSL_CITATION {json}"), "so says Maas");
    let document = File::new(&plain(&cited)).read();
    let Block::Paragraph(words) = &document.blocks[0] else { panic!("{document:?}") };
    assert!(matches!(&words[..], [Inline::Text(text), Inline::Cite(_)] if text == "so says Maas"));
}

#[test]
fn citations_in_content_controls_are_read() {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut data = String::new();
    for three in csl("").as_bytes().chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            data.push(char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    let control = format!(
        "<w:sdt><w:sdtPr><w:tag w:val='MENDELEY_CITATION_v3_{data}'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run("", "(Maas, 2019)")
    );
    let document = File::new(&plain(&control)).read();
    assert_eq!(document.works[0].key, "maas2019");
    assert!(matches!(&document.blocks[0], Block::Paragraph(words) if matches!(words[..], [Inline::Cite(_)])));
}

#[test]
fn citations_made_by_word_name_works_in_its_own_list() {
    let works = "<b:Sources xmlns:b='urn:b'><b:Source><b:Tag>Maa19</b:Tag><b:SourceType>Report</b:SourceType>\
        <b:Title>Dues</b:Title><b:Year>2019</b:Year><b:Author><b:Author><b:NameList><b:Person><b:Last>Maas</b:Last>\
        <b:First>A.</b:First></b:Person></b:NameList></b:Author></b:Author></b:Source>\
        <b:Source><b:Tag>Dij20</b:Tag><b:Title>Quays</b:Title></b:Source></b:Sources>";
    let cited = field(" CITATION Maa19 \\p 7 \\l 1033 ", "(Maas, 2019, p. 7)");
    let control = format!("<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{cited}</w:sdtContent></w:sdt>");
    let body = plain(&(run("", "Dues rise ") + &control + &run("", ".")));
    let mut file = File::new(&body);
    file.works = works.to_owned();
    let document = file.read();
    let cite = Cite { key: "maas2019".into(), locator: "p. 7".into(), ..Cite::default() };
    let text = |text: &str| Inline::Text(text.to_owned());
    assert_eq!(document.blocks, [Block::Paragraph(vec![text("Dues rise "), Inline::Cite(vec![cite]), text(".")])]);
    assert_eq!(document.works.len(), 1);
    // The bibliography has works that no citation names.
    file.body = body + &p("berschrift1", "References") + &plain(&field("BIBLIOGRAPHY", "Maas, A. (2019). Dues."));
    let document = file.read();
    assert_eq!((document.blocks.len(), document.works.len()), (1, 2));
    file.works = String::new();
    assert_eq!(file.markdown(), "Dues rise (Maas, 2019, p. 7).\n\n# References\n\nMaas, A. (2019). Dues.\n");
}

// Properties.

#[test]
fn a_title_in_the_text_wins_and_appears_once() {
    let mut file = File::new(&(p("Titel", "Dues") + &p("Sub", "A report") + &p("berschrift1", "One")));
    file.core = "<dc:title>Document1</dc:title><dc:creator>A. Maas; user</dc:creator><dc:modified>2026-03-05T10:00:00Z</dc:modified>".to_owned();
    file.app = "<Company>Court of Audit</Company>".to_owned();
    let document = file.read();
    let front = &document.front;
    assert_eq!(front.title.as_deref(), Some("Dues"));
    assert_eq!(front.subtitle.as_deref(), Some("A report"));
    assert_eq!(front.authors, ["A. Maas"]);
    assert_eq!(front.published.as_deref(), Some("2026-03-05"));
    assert_eq!(front.publisher.as_deref(), Some("Court of Audit"));
    assert_eq!(document.blocks.len(), 1);
}

#[test]
fn a_line_that_looks_like_a_title_is_the_title_if_no_heading_is() {
    let large = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val='40'/></w:rPr>\
        <w:t>Dues of the harbour</w:t></w:r></w:p>";
    let title = |body: &str| {
        let document = File::new(body).read();
        (document.front.title, document.blocks.len())
    };
    let own = Some("Dues of the harbour".to_owned());
    let long = plain(&"Ships wait for days. ".repeat(60));
    let references = p("berschrift1", "References");
    // The title may stand below a line that names the series.
    assert_eq!(title(&(large.to_owned() + &long + &references)), (own.clone(), 2));
    assert_eq!(title(&(plain(&run("<w:b/>", "Port papers")) + large + &long)), (own, 3));
    assert_eq!(title(&(large.to_owned() + &p("berschrift1", "Quays"))), (None, 2));
    assert_eq!(title(&(long.clone() + large)), (None, 2));
    assert_eq!(title(&(plain("Dues of the harbour") + &long)), (None, 2));
    assert_eq!(title(&plain(&run("<w:b/>", "Abstract"))), (None, 1));
}

#[test]
fn a_title_with_a_note_keeps_its_place() {
    let mut file = File::new(&p("Titel", &(run("", "Dues") + &reference("footnote", 1))));
    file.footnotes = format!("<w:footnote w:id='1'>{}</w:footnote>", plain("We thank."));
    let document = file.read();
    assert_eq!(document.front.title.as_deref(), Some("Dues"));
    assert!(matches!(&document.blocks[..], [Block::Heading(1, words)] if words.len() == 2));
}

// Recognition of Word files.

#[test]
fn the_main_part_may_have_any_name_and_the_strict_namespace() {
    let mut file = File::new(&plain("Text."));
    file.main = "other/text2.xml";
    assert_eq!(file.markdown(), "Text.\n");
    assert!(is_word(&file.bytes()));
    let strict = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p><w:r><w:t>Strict.</w:t></w:r></w:p></w:body></w:document>";
    let bytes = packed(&[("word/document.xml", strict.as_bytes())]);
    assert_eq!(markdown::write(&read(&bytes).unwrap()), "Strict.\n");
}

#[test]
fn other_files_are_refused_with_a_plain_message() {
    let refused = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert_eq!(refused(b"Dues rise."), "it is not a Word file: it is not a ZIP archive");
    assert_eq!(refused(b"PK\x03\x04 and no more"), "it is a broken ZIP archive");
    assert_eq!(refused(&packed(&[("a.txt", b"")])), "it is not a Word file: it has no word/document.xml");
    assert_eq!(refused(&packed(&[("xl/workbook.xml", b"")])), "it is an Excel file, not a Word file");
    let broken = packed(&[("word/document.xml", b"<w:document>")]);
    assert_eq!(refused(&broken), "its part word/document.xml is not well-formed XML");
    let mut old = super::OLE.to_vec();
    assert_eq!(refused(&old), "it is an old or encrypted Word file (OLE); save it as .docx");
    assert!(!is_word(&old));
    old.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(is_word(&old));
    assert!(!is_word(b"Dues rise.") && !is_word(&packed(&[("xl/workbook.xml", b"")])));
}

fn anything() -> File {
    let mut file = lists(
        &[
            item(2, 0, "a"),
            plain(&field("HYPERLINK \"https://b.example\"", "b")),
            plain(&field(&format!("ADDIN ZOTERO_ITEM CSL_CITATION {}", csl("")), "(Maas 2019)")),
            plain(
                &(run("<w:b/>", "c")
                    + &reference("footnote", 1)
                    + "<w:commentRangeStart w:id='3'/>"
                    + &reference("comment", 3)),
            ),
            format!("<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>", plain("d")),
        ]
        .concat(),
    );
    file.footnotes = format!("<w:footnote w:id='1'>{}</w:footnote>", plain("A."));
    file.comments = format!("<w:comment w:id='3'>{}</w:comment>", plain("B."));
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_input_bytes_cause_a_failure(at in 0..4000_usize, byte: u8, length in 0..4000_usize) {
        let mut bytes = anything().bytes();
        let place = at % bytes.len();
        bytes[place] = byte;
        let _ = (read(&bytes), is_word(&bytes));
        bytes.truncate(length);
        let _ = (read(&bytes), is_word(&bytes));
    }

    #[test]
    fn no_scrambled_document_causes_a_failure(from in 0..3000_usize, to in 0..3000_usize, length in 1..80_usize) {
        let mut file = anything();
        let cut = |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let piece = {
            let start = cut(&file.body, from);
            file.body[start..cut(&file.body, start + length)].to_owned()
        };
        let place = cut(&file.body, to);
        file.body.insert_str(place, &piece);
        if let Ok(document) = read(&file.bytes()) {
            markdown::write(&document);
        }
    }

    #[test]
    fn elements_are_read_in_any_order(picks in prop::collection::vec(0..12_usize, 0..24)) {
        let pieces = [
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "<w:r><w:instrText>ADDIN CSL_CITATION {</w:instrText></w:r>",
            "<w:r><w:instrText>TOC </w:instrText></w:r>",
            "<w:r><w:t>text</w:t></w:r>",
            "<w:commentRangeStart w:id='3'/>",
            "<w:commentRangeEnd w:id='3'/>",
            "<w:r><w:commentReference w:id='3'/></w:r>",
            "<w:r><w:footnoteReference w:id='1'/></w:r>",
            "</w:p><w:p>",
            "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        ];
        let mut file = anything();
        let inner: String = picks.iter().map(|&pick| pieces[pick]).collect();
        file.body = format!("<w:p>{inner}</w:p>");
        let document = file.read();
        // Text outside fields is never lost.
        if picks.iter().all(|&pick| pick > 4) {
            let count = picks.iter().filter(|&&pick| pick == 5).count();
            prop_assert_eq!(markdown::write(&document).matches("text").count(), count);
        }
    }
}
