//! Nothing of a text is lost where notes, lists and names of boxes stand around it.

use super::{LONG, markdown};

#[test]
fn a_text_that_is_shorter_than_its_notes_is_read() {
    let long = LONG.replace("<p>", "").replace("</p>", " ");
    for (notes, around) in [
        ("<div class=footnotes><hr><ol><li id=fn1><p>{}</p></li></ol></div>", ("", "")),
        (
            "<section class=footnotes role=doc-endnotes><ol><li id=fn1><p>{}</p><p>{}</p></li></ol></section>",
            ("<article>", "</article>"),
        ),
        ("<aside><h2>Footnotes</h2><dl><dt id=fn1>1</dt><dd><p>{}</p></dd></dl></aside>", ("<div>", "</div>")),
    ] {
        let html = format!(
            "<body>{}<p>Dues doubled.<a href='#fn1' id=fnref1><sup>1</sup></a></p>{}{}</body>",
            around.0,
            notes.replace("{}", &long),
            around.1
        );
        let written = markdown(&html);
        assert!(written.starts_with("Dues doubled.[^1]\n\n[^1]: The dues of the harbour"), "{html}\n{written}");
    }
}
