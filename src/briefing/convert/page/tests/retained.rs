//! Tests that no text is lost around notes, lists and boxes.

use super::{LONG, check, markdown};

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

#[test]
fn a_link_to_a_note_keeps_its_words() {
    let said = "<p>Dues doubled.<sup><a href='#n1' id=r1>1</a></sup> They fell.<sup><a href='#n2' id=r2>2</a></sup>";
    let notes =
        "</p><ol class=notes><li id=n1>Port audit. <a href='#r1'>1</a></li><li id=n2>The governess. See <a href='#n1'>";
    for (text, note, written, defined) in [
        ("", "note 1</a>.", "", "See note 1."),
        ("", "1</a>.", "", "See [^1]."),
        (" So (see <a href='#n1'>note 1</a>).", "Note 1</a>. <a href='#r2'>2</a>", " So (see note 1).", "See Note 1."),
        (" <a role=doc-noteref href='#n1'>The audit</a> says.", "n. 1</a>.", " The audit[^1] says.", "See n. 1."),
    ] {
        let expected =
            format!("Dues doubled.[^1] They fell.[^2]{written}\n\n[^1]: Port audit.\n\n[^2]: The governess. {defined}");
        check(&format!("{said}{text}{notes}{note}</li></ol>"), &expected);
    }
}

#[test]
fn a_list_of_links_that_contains_a_reference_is_read() {
    check(
        "<h2>Who left</h2><ul><li><a href='/a'>The lines of the north</a><sup><a href='#fn1'>1</a></sup></li><li><a href='/b'>The \
         lines of the south</a></li></ul><p>All left.</p><div class=footnotes><ol><li id=fn1>Port audit.</li></ol></div>",
        "## Who left\n\n- [The lines of the north](/a)[^1]\n- [The lines of the south](/b)\n\nAll left.\n\n[^1]: Port audit.",
    );
}

#[test]
fn items_keep_their_numbers_where_other_items_are_notes() {
    let said = "<p>Dues doubled.<sup><a href='#n1'>1</a></sup></p>";
    for (list, written) in [
        ("<ol><li id=n1>Audit.</li><li>Doe.</li><li>Roe.</li></ol>", "2. Doe.\n3. Roe."),
        ("<ol><li>Doe.</li><li id=n1>Audit.</li><li>Roe.</li></ol>", "1\\. Doe.\n\n3\\. Roe."),
        ("<ol start=7><li><p id=n1>Audit.</p></li><li>Doe.</li></ol>", "8. Doe."),
        ("<ol><li value=4>Doe.</li><li value=9>Roe.</li><li id=n1>Audit.</li></ol>", "4\\. Doe.\n\n9\\. Roe."),
        ("<ol reversed><li>Doe.</li><li>Roe.</li><li id=n1>Audit.</li></ol>", "3\\. Doe.\n\n2\\. Roe."),
        ("<ol reversed><li>Doe.<ul><li>a</ul></li><li id=n1>Audit.</li></ol>", "2. Doe.\n   - a"),
    ] {
        check(&format!("{said}{list}"), &format!("Dues doubled.[^1]\n\n{written}\n\n[^1]: Audit."));
    }
}

#[test]
fn brackets_around_references_belong_to_them() {
    let (one, two, three) = ("<a href='#r1'>1</a>", "<a href='#r2'>2</a>", "<a href='#r3'>3</a>");
    let notes = "<ol class=references><li id=r1>Audit.</li><li id=r2>Survey.</li><li id=r3>Letter.</li></ol>";
    for (text, written) in [
        (format!("Dues [{one}, {two}, {three}]."), "Dues [^1][^2][^3]."),
        (format!("Dues<sup>[{one}; {two},{three}]</sup>."), "Dues[^1][^2][^3]."),
        (format!("Dues <b>({one})</b> and ({two} {three}) x."), "Dues **[^1]** and [^2][^3] x."),
        (format!("Dues<sup>{one}–{three}</sup>."), "Dues[^1][^2][^3]."),
        (format!("Dues [{one}]-[{three}]."), "Dues [^1][^2][^3]."),
        (format!("Dues<sup>{one}</sup>–<sup>{three}</sup>."), "Dues[^1][^2][^3]."),
        (format!("Dues (see {one}, {two}) of {three}."), "Dues (see [^1][^2]) of [^3]."),
    ] {
        let written = written.to_owned() + if written.contains('2') { "" } else { "\n\n2. Survey." };
        let survey = if written.contains("[^2]") { "[^2]: Survey.\n\n" } else { "" };
        check(&format!("<p>{text}</p>{notes}"), &format!("{written}\n\n[^1]: Audit.\n\n{survey}[^3]: Letter."));
    }
}

#[test]
fn lines_that_name_the_speaker_stay() {
    let notes = "<ol class=notes><li id=n1>Audit.</li></ol>";
    let mark = "<sup><a href='#n1'>1</a></sup>";
    for (html, written) in [
        (
            format!("<blockquote><p>We left.</p><footer>The Lines, <cite>Letter</cite>{mark}</footer></blockquote>{notes}"),
            "> We left.\n>\n> The Lines, *Letter*[^1]\n\n[^1]: Audit.",
        ),
        (
            "<p>All left.</p><footer><p>Correction: an earlier version said that ten ships left.</p><p>© 2026 The \
             Quay.</p><ul><li><a href=/a>Home</a><li><a href=/b>Terms</a></ul></footer>"
                .to_owned(),
            "All left.\n\nCorrection: an earlier version said that ten ships left.",
        ),
        (
            "<header><p>The office that sets the dues owns two of the lines.</p></header><p>All left.</p>".to_owned(),
            "The office that sets the dues owns two of the lines.\n\nAll left.",
        ),
        (
            "<p>All left.</p><div class=sponsor>Paid for by the League of Lines</div><div class='promo ad'>Buy ropes</div>".to_owned(),
            "All left.\n\nPaid for by the League of Lines",
        ),
        (
            "<p>All left.</p><footer><ul><li><a href=/a>Home</a><li><a href=/b>Terms</a></ul><p>© 2026 The Quay.</p></footer>".to_owned(),
            "All left.",
        ),
    ] {
        check(&html, written);
    }
}

#[test]
fn lines_around_the_text_of_an_article_belong_to_it() {
    let html = format!(
        "<body><header><p>The Quay is a newspaper for all harbours.</p></header><main><article><header><h1>Dues</h1><p>A survey that \
         the lines paid finds that dues doubled.</p></header><div class=content>{LONG}</div><footer><p>This text was corrected on 5 \
         March.</p></footer></article></main><footer><p>The Quay is printed daily in two towns.</p></footer></body>"
    );
    let written = markdown(&html);
    assert!(written.contains("A survey that the lines paid"), "{written}");
    assert!(written.ends_with("This text was corrected on 5 March.\n"), "{written}");
    assert!(!written.contains("The Quay is"), "{written}");
    let bare = format!("<body>{LONG}{LONG}<footer><p>Paid for by the League of Lines.</p></footer></body>");
    assert!(markdown(&bare).ends_with("Paid for by the League of Lines.\n"), "{}", markdown(&bare));
}

#[test]
fn a_heading_stays_whole() {
    let links = "<a href='a.html'>of Norway</a>, <a href='b.html'>of Denmark</a>, <a href='c.html'>of Iceland</a>";
    let html = format!("<article>{LONG}<h2>Dues of a port<div>{links}</div></h2>{LONG}</article>");
    assert!(markdown(&html).contains("## Dues of a port [of Norway](a.html), [of Denmark]"), "{}", markdown(&html));
}

#[test]
fn heading_anchors_and_manual_navigation_are_dropped() {
    check(
        "<div class=header><p>Next: <a href='#b' rel=next>B</a>, Up: <a href='#t' rel=up>Top</a> [<a href='#c' rel=contents>Contents</a>][<a \
         href='#i' rel=index>Index</a>]</p></div><h2>Who pays<a class=headerlink href='#who'>#</a></h2><p>All.</p><h2>Who left <span \
         class=copiable-link><a href='#left'> ¶</a></span></h2><p>Two <a class=anchor href='#lines'>lines</a>.</p>",
        "## Who pays\n\nAll.\n\n## Who left\n\nTwo lines.",
    );
}

#[test]
fn an_anchor_in_a_heading_and_a_list_of_headings_are_dropped() {
    check(
        "<div id=toc class=toc><h2>Contents</h2><ul><li><a href='#who'>1 Who pays</a></li><li><a href='#left'>2 Who left</a></li></ul></div><h2 \
         id=who>Who pays<a href='#who'>#</a></h2><p>All.</p><h2 id=left>Who left</h2><p>Two.</p>",
        "## Who pays\n\nAll.\n\n## Who left\n\nTwo.",
    );
    check(
        "<div class=toc><p>The auditors found in each of them that nobody was asked. <a href='#a'>More</a></p></div><p>So.</p>",
        "The auditors found in each of them that nobody was asked. More\n\nSo.",
    );
}

#[test]
fn parts_that_arrive_later_are_put_in_their_places() {
    let (first, rest) = LONG.split_at(LONG.find("</p>").expect("a paragraph") + 4);
    for html in [
        format!(
            "<body><article><template id='B:5'></template><p>The end.</p></article><div hidden id='S:5'>{first}{rest}</div></body>"
        ),
        format!(
            "<body><article><template id='P:a'></template><p>The end.</p></article><div hidden id='S:a'>{first}<template \
             id='B:1'></template></div><div hidden id='S:1'>{rest}</div></body>"
        ),
    ] {
        let written = markdown(&html);
        assert!(written.starts_with("The dues of the harbour") && written.ends_with("The end.\n"), "{written}");
        assert!(written.contains("The auditors looked"), "{written}");
    }
    check("<div hidden id='S:1'><p>One</p><template id='B:1'></template></div><p>Two</p>", "Two");
}
