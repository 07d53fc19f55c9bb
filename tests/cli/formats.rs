//! Tests other formats: read as Markdown, printed as Markdown, and never overwritten.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::harness::Test;

/// A news page with a note, page furniture around the article, and metadata.
const PAGE: &str = r##"<!doctype html>
<html lang="en"><head><title>Harbour dues double | The Seewarden Post</title>
<meta property="og:site_name" content="The Seewarden Post">
<meta name="author" content="Anna Maas"><meta property="article:published_time" content="2026-03-05T08:00:00Z">
<script>var tracker = "secret";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour dues double</h1>
<p>The dues of the harbour doubled within two years, the auditors of the port found in their report of
last winter, and ships have waited for days ever since.<sup><a href="#fn1" id="ref1">1</a></sup></p>
<p>Two lines have left for good, and a third one is said to think about it, although nobody at the quay
would say so with a name this week.</p>
<ol><li id="fn1">Court of Audit, <em>Port audit 2025</em>, p. 4. <a href="#ref1">↩</a></li></ol>
</article><footer>All rights reserved</footer></body></html>
"##;

/// A Word file of one paragraph with a footnote.
fn word() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{types}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inner: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let parts = [
        ("_rels/.rels", relations(relation("r1", "officeDocument", "word/document.xml"))),
        ("word/_rels/document.xml.rels", relations(relation("r1", "footnotes", "footnotes.xml"))),
        (
            "word/document.xml",
            format!(
                "<w:document {space}><w:body><w:p><w:r><w:t>Dues doubled in two years.</w:t></w:r>\
                 <w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p></w:body></w:document>"
            ),
        ),
        (
            "word/footnotes.xml",
            format!(
                "<w:footnotes {space}><w:footnote w:id=\"2\"><w:p><w:r><w:t>Court of Audit, Port audit 2025.</w:t></w:r></w:p>\
                 </w:footnote></w:footnotes>"
            ),
        ),
    ];
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
}

#[test]
fn a_web_page_is_read_with_its_title_its_author_and_its_notes() {
    let run = Test::new(&["summary", "--width", "200", "page.html"]).file("page.html", PAGE).run();
    has(
        &run.out,
        &[
            "Harbour dues double\n",
            "By Anna Maas, The Seewarden Post, 5 March 2026\n",
            "1 claim, 1 source,",
            "ships have waited for days ever since. [1: p. 4]",
            "1  Court of Audit, Port audit 2025",
        ],
    );
    assert!(!run.out.contains("Sport") && !run.out.contains("secret"), "{}", run.out);
    let piped = Test::new(&["summary", "--width", "200", "-"]).stdin(PAGE).run();
    assert_eq!(piped.out, run.out);
}

#[test]
fn a_word_file_is_read_with_its_footnotes() {
    let run = Test::new(&["summary", "report.docx"]).file("report.docx", word()).run();
    has(&run.out, &["1 claim, 1 source,", "1  Dues doubled in two years. [1]", "1  Court of Audit, Port audit 2025"]);
    let piped = Test::new(&["convert", "-"]).stdin(word()).run();
    assert_eq!(piped.out, "Dues doubled in two years.[^1]\n\n[^1]: Court of Audit, Port audit 2025.\n");
}

#[test]
fn converted_output_reads_the_same_as_the_file() {
    let page = Test::new(&["summary", "page.html"]).file("page.html", PAGE).run();
    let converted = Test::new(&["convert", "page.html"]).file("page.html", PAGE).run();
    has(&converted.out, &["title: ", "ever since.[^", "Court of Audit, *Port audit 2025*, p. 4."]);
    let again = Test::new(&["summary", "page.md"]).file("page.md", &converted.out).run();
    assert_eq!(again.out, page.out);
    let markdown = Test::new(&["convert", "page.md"]).file("page.md", &converted.out).run();
    assert_eq!(markdown.out, converted.out, "Markdown is printed as it is");
}

#[test]
fn a_file_in_another_format_is_never_overwritten() {
    let test = Test::new(&["check", "--fix", "page.html"]).file("page.html", PAGE);
    let run = test.run();
    has(&run.err, &["page.html is left unchanged: it is not Markdown; `caveat convert` prints it as Markdown"]);
    assert_eq!(test.content("page.html"), PAGE);
}

#[test]
fn line_numbers_of_a_converted_text_are_labeled_as_such() {
    let page = PAGE.replace("nobody at the quay", "nobody[^none] at [1] the [2] quay");
    let run = Test::new(&["check", "page.html"]).file("page.html", page).run();
    has(&run.out, &["page.html: line numbers refer to the output of `caveat convert`"]);
}

#[test]
fn unsupported_or_broken_files_are_refused_with_an_explanation() {
    let refused = |name: &str, bytes: &[u8], why: &str| {
        Test::new(&["summary", name])
            .file(name, bytes)
            .stderr(&format!("error: cannot read `{name}`: {why}\n"))
            .status(1)
            .passes();
    };
    refused("a.docx", b"PK no archive", "it is not a Word file: it is not a ZIP archive");
    refused("a.odt", b"\x89PNG\r\n\x1a\n", "it is a picture");
    refused("a.pdf", b"%PDF-1.7", "it is a PDF; try `pdftotext -layout FILE - | caveat -`");
    let deep = "<div>".repeat(200_000);
    refused("a.html", deep.as_bytes(), "it is nested more than 512 deep");
}
