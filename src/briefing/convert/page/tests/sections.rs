//! Tests that all sections of an article are read, not only the fullest.

use super::{LONG, markdown};

#[test]
fn sections_beside_the_longest_are_read() {
    let long = LONG.repeat(4);
    let brief = "<p>The pilots of the harbour, who came late, say that nobody asked them.</p>";
    for (section, inner, body) in [
        ("<div class='section level1'>", "<div class='section level2'>", "<div>"),
        ("<div class=sect1>", "<div class=sect2>", "<div class=sectionbody>"),
        ("<section>", "<section>", "<div class=content>"),
    ] {
        let close = if section.starts_with("<s") { "</section>" } else { "</div>" };
        let html = format!(
            "<body><nav><a href=/>Home</a></nav><h1>Dues</h1>{section}<h2>Before</h2>{body}{brief}</div>{close}{section}<h2>Dues rise</h2>\
             {body}{inner}<h3>Berths</h3>{long}{close}{inner}<h3>Quays</h3>{long}{close}</div>{close}{section}<h2>Behind</h2>{body}{brief}</div>\
             {close}<footer>Imprint</footer></body>"
        );
        let written = markdown(&html);
        for words in [
            "## Before\n\nThe pilots",
            "## Dues rise",
            "### Berths\n\nThe dues",
            "### Quays\n\nThe dues",
            "## Behind\n\nThe pilots",
        ] {
            assert!(written.contains(words), "{section} {words}\n{written}");
        }
        assert!(!written.contains("Home") && !written.contains("Imprint"), "{section}\n{written}");
    }
}

#[test]
fn an_article_shorter_than_its_notes_is_read() {
    let html = format!(
        "<body><article><h1>Dues</h1><p>Dues doubled, say the pilots of the harbour.</p></article><div class=page-wrapper><div \
         class=post__footnotes><h4>Footnotes</h4>{LONG}{LONG}</div></div></body>"
    );
    let written = markdown(&html);
    assert!(written.contains("Dues doubled, say the pilots"), "{written}");
    assert!(written.contains("The auditors looked"), "{written}");
}

#[test]
fn the_sidebar_of_an_article_is_read_but_a_site_sidebar_is_not() {
    let aside = "<aside class=sidebar><p>A berth is a place at which one ship may lie for a night.</p></aside>";
    let written = markdown(&format!("<body><article>{LONG}{aside}{LONG}</article></body>"));
    assert!(written.contains("A berth is a place"), "{written}");
    let written = markdown(&format!("<body><article>{LONG}{LONG}</article>{aside}</body>"));
    assert!(!written.contains("A berth is a place"), "{written}");
}
