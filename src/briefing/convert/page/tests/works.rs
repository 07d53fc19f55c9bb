//! Tests that works in a page's list are cited by their names, and that all kinds of notes are found.

use super::{check, markdown, page};

#[test]
fn notes_from_typesetting_programs_are_found() {
    for (kind, html, label) in [
        (
            "Docutils, once",
            "<p>Dues doubled. <a class='footnote-reference' href='#id2' id=id1>[1]</a></p><table class='docutils footnote' frame=void id=id2 \
             rules=none><colgroup><col class=label><col></colgroup><tbody><tr><td class=label><a class=fn-backref href='#id1'>[1]</a></td><td>Port \
             audit 2025.</td></tr></tbody></table>",
            "1",
        ),
        (
            "Docutils",
            "<p>Dues doubled. <a class='footnote-reference brackets' href='#id2' id=id1 role=doc-noteref><span \
             class=fn-bracket>[</span>1<span class=fn-bracket>]</span></a></p><aside class='footnote-list brackets'><aside class='footnote \
             brackets' id=id2 role=doc-footnote><span class=label><span class=fn-bracket>[</span><a role=doc-backlink href='#id1'>1</a><span \
             class=fn-bracket>]</span></span><p>Port audit 2025.</p></aside></aside>",
            "1",
        ),
        (
            "Docutils' citations",
            "<p>Dues doubled. <a class=citation-reference href='#audit' id=id1 role=doc-biblioref>[Audit]</a></p><div class=citation-list \
             role=list><div class=citation id=audit role=doc-biblioentry><span class=label>[<a role=doc-backlink href='#id1'>Audit</a>]</span><p>Port \
             audit 2025.</p></div></div>",
            "audit",
        ),
        (
            "LaTeXML",
            "<p>Dues doubled.<span id=footnote1 class='ltx_note ltx_role_footnote'><sup class=ltx_note_mark>1</sup><span \
             class=ltx_note_outer><span class=ltx_note_content><sup class=ltx_note_mark>1</sup><span class='ltx_tag ltx_tag_note'>1</span>Port \
             audit 2025.</span></span></span></p>",
            "1",
        ),
        (
            "LaTeXML's citations",
            "<p>Dues doubled <cite class='ltx_cite ltx_citemacro_cite'>[<a href='#bib.bib1' title='' class=ltx_ref>1</a>]</cite></p><section \
             class=ltx_bibliography><ul class=ltx_biblist><li id=bib.bib1 class=ltx_bibitem><span class='ltx_tag ltx_tag_bibitem'>[1]</span><span \
             class=ltx_bibblock>Port audit 2025.</span></li></ul></section>",
            "1",
        ),
    ] {
        let written = markdown(&page(html));
        let body = written.split_once("who pay them.\n").map_or(written.as_str(), |(_, rest)| rest).trim();
        let expected = format!("[^{label}]\n\n[^{label}]: Port audit 2025.");
        assert!(body.starts_with("Dues doubled") && body.ends_with(&expected), "{kind}\n{written}");
    }
}

#[test]
fn words_that_name_a_work_stay_and_refer_to_it() {
    let list = "<section id=refs class='references csl-bib-body'><div id=ref-maas class=csl-entry>Maas. 2025. Port audit.</div><div \
                id=ref-berg class=csl-entry>Berg. 2024. Quays.</div></section>";
    check(
        &format!(
            "<p>Dues doubled (<a href='#ref-maas'>Maas 2025</a>; <a href='#ref-berg'>Berg 2024</a>).</p>\
             <p>Berg (<a href='#ref-berg'>2024</a>) denies it.</p>{list}"
        ),
        "Dues doubled (Maas 2025[^maas-2025]; Berg 2024[^berg-2024]).\n\nBerg (2024[^berg-2024]) denies it.\n\n\
         [^maas-2025]: Maas. 2025. Port audit.\n\n[^berg-2024]: Berg. 2024. Quays.",
    );
}

#[test]
fn a_link_to_the_list_of_works_itself_is_not_a_reference() {
    check(
        "<p>See the <a href='#references'>References</a>.</p><section id=references class=references><h2>References</h2><p>Port audit \
         2025.</p></section>",
        "See the References.\n\n## References\n\nPort audit 2025.",
    );
}

#[test]
fn work_keys_stay_and_refer_to_their_entries() {
    let list = "<h2>References</h2><dl><dt id=r1>[TariffACT]</dt><dd>Port Office. Tariffs, 2025.</dd>\
        <dt id=r2>[Quays]</dt><dd>Maas. Quays, 2024.</dd></dl>";
    let link = "<a class=biblioref epub:type=biblioref href='#r1'>TariffACT</a>";
    let bare = "<a epub:type=biblioref href='#r2'>Quays</a>";
    let written = markdown(&page(&format!("<p>Dues follow the act [{link}] and {bare}.</p>{list}")));
    assert!(written.contains("Dues follow the act [TariffACT\\][^tariffact] and Quays[^quays].\n"), "{written}");
    assert!(written.contains("[^tariffact]: Port Office. Tariffs, 2025.\n"), "{written}");
}

#[test]
fn the_mark_of_an_empty_note_stays() {
    let notes = "<aside epub:type=footnote id=n1></aside><aside epub:type=footnote id=n2><p>Port audit.</p></aside>";
    let link = |number: u8| format!("<a epub:type=noteref href='#n{number}'>{number}</a>");
    let written = markdown(&page(&format!("<p>Dues rose.{} Ships wait.{}</p>{notes}", link(1), link(2))));
    assert!(written.contains("Dues rose.[1] Ships wait.[^2]\n\n[^2]: Port audit.\n"), "{written}");
}

#[test]
fn elements_under_a_references_title_are_a_list_of_works() {
    for list in [
        "<h2>References</h2><ul><li id=x1>Maas. 2025. Port audit.</li></ul>",
        "<h2>5. Literature</h2><p><a id=x1></a>Maas. 2025. Port audit.</p>",
        "<div><div><h3>References</h3></div><div><p id=x1>Maas. 2025. Port audit.</p></div></div>",
    ] {
        check(
            &format!("<p>Dues doubled (<a href='#x1'>Maas 2025</a>).</p>{list}"),
            "Dues doubled (Maas 2025[^maas-2025]).\n\n[^maas-2025]: Maas. 2025. Port audit.",
        );
    }
    check(
        "<p>See <a href='#x1'>berth 4</a>.</p><h2>References</h2><p>Port audit.</p><h2>Berths</h2><p id=x1>The berth is empty.</p>",
        "See berth 4.\n\n## References\n\nPort audit.\n\n## Berths\n\nThe berth is empty.",
    );
}

#[test]
fn citations_without_links_name_their_entries() {
    let list = "<div id=refs class=references><div id=ref-maas2025><p>Maas, Anna. 2025. Port audit.</p></div><div id=ref-berg2024><p>Berg, \
                Otto, and Ines Vidal. 2024. Quays.</p></div></div>";
    let notes =
        "\n\n[^maas2025]: Maas, Anna. 2025. Port audit.\n\n[^berg2024]: Berg, Otto, and Ines Vidal. 2024. Quays.";
    for citation in [
        "<span class=citation data-cites='maas2025 berg2024'>(Maas 2025; Berg and Vidal 2024)</span>",
        "<span class=citation>(Maas 2025; Berg and Vidal 2024)</span>",
    ] {
        check(
            &format!("<p>Dues doubled {citation}.</p>{list}"),
            &format!("Dues doubled (Maas 2025; Berg and Vidal 2024)[^maas2025][^berg2024].{notes}"),
        );
    }
    check(
        "<p>Dues <span class=citation>(Maas 2020)</span>.</p><div class=references><p id=ref-maas2025>Maas. 2025. Audit.</p></div>",
        "Dues (Maas 2020).\n\nMaas. 2025. Audit.",
    );
}

#[test]
fn work_keys_that_a_page_does_not_list_stay() {
    check("<p>Dues doubled <d-cite key='maas2025, berg2024'></d-cite>.</p>", "Dues doubled [@maas2025; @berg2024].");
}
