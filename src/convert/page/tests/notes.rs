//! Notes are read wherever they stand, and what only leads back is none of their words.

use super::check;

#[test]
fn notes_before_their_references_are_no_references() {
    for (kind, html) in [
        (
            "a table",
            "<table class='docutils footnote' id=n><tr><td class=label><a class=fn-backref href='#c'>[4]</a><td>Port audit.</table><p>Dues \
             doubled. <a class=footnote-reference href='#n' id=c>[4]</a></p>",
        ),
        (
            "a list",
            "<ol class=notes><li id=n4>^ <a href='#c4'>4</a> Port audit.</li></ol><p>Dues doubled. <a href='#n4' id=c4>4</a></p>",
        ),
        (
            "a list without a name",
            "<ul><li id=x>^ <a href='#y'>4</a> Port audit.</li></ul><p>Dues doubled. <sup id=y><a href='#x'>4</a></sup></p>",
        ),
        ("a paragraph", "<p><a id=x href='#y'>[4]</a> Port audit.</p><p>Dues doubled. <a href='#x' id=y>[4]</a></p>"),
    ] {
        let written = super::markdown(&super::page(html));
        assert!(written.ends_with("\n\nDues doubled. [^4]\n\n[^4]: Port audit.\n"), "{kind}\n{written}");
    }
}

#[test]
fn marks_that_lead_back_are_no_words_of_a_note() {
    let said = "<p>Dues doubled.<sup id=r1><a href='#n1'>1</a></sup> So.<sup id=r2><a href='#n1'>1</a></sup></p>";
    let (one, two) = ("<a class=fn-backref href='#r1'>1</a>", "<a class=fn-backref href='#r2'>2</a>");
    for note in [
        format!(
            "<aside class=footnote id=n1><span class=label>[<a role=doc-backlink href='#r1'>1</a>]</span><span class=backrefs>({one},{two})</span><p>Audit.</p></aside>"
        ),
        format!(
            "<table class='docutils footnote' id=n1><tr><td class=label>[1]<td><em>({one}, {two})</em> Audit.</table>"
        ),
        "<div id=footnotes><hr><div class=footnote id=n1><a href='#r1'>1</a>. Audit.</div></div>".to_owned(),
        format!("<ol class=notes><li id=n1>Audit. [{one}, {two}]</li></ol>"),
        format!("<ol class=notes><li id=n1>({one}, {two}) Audit.</li></ol>"),
    ] {
        check(&format!("{said}{note}"), "Dues doubled.[^1] So.[^1]\n\n[^1]: Audit.");
    }
    check(
        &format!("{said}<ol class=notes><li id=n1>... or so (audit).</li></ol>"),
        "Dues doubled.[^1] So.[^1]\n\n[^1]: ... or so (audit).",
    );
}
