//! Tests that a paragraph that others refer to is not a note, and that a note needs more than its number.

use super::{check, markdown, page};

#[test]
fn parts_of_the_text_with_links_to_them_are_not_notes() {
    for html in [
        "<p id=p1>1. Dues doubled, as paragraph <a href='#p3'>3</a> says.</p><p id=p2>2. We deny it, see <a href='#p4'>[4]</a>.</p><p id=p3>3. An \
         audit found it.</p><p id=p4>4. All ships wait.</p>",
        "<p>Dues are due under section <a href='#s2'>2</a> or (<a href='#s2a'>a</a>).</p><p id=s2><b>2</b> A ship pays twice.</p><p id=s2a>(a) A \
         boat pays once.</p>",
        "<p>If it fails, go to step <a href='#step2'>2</a>.</p><ol><li id=step1>Pay.</li><li id=step2>2. Call the port.</li></ol>",
        "<p>By equation (<a href='#eq1'>1</a>) dues rise.</p><div id=eq1>(1) dues = 2 fees</div>",
        "<p>See panel <a href='#pa'>a</a> of it.</p><figure id=pa><figcaption>a, Dues of a year.</figcaption></figure>",
        "<p>Rule <a href='#r2'>2</a> holds, and rule (<a href='#r3'>3</a>).</p><p id=r2>No ship waits.</p><p id=r3>All pay.</p>",
        "<ul id=top><li>Ask <a href='#q1'>1</a></li><li>Ask <a href='#q2'>2</a></li></ul><div id=q1><p>1. All pay. <a href='#top'>Back to \
         top</a></p></div><div id=q2><p>2. None wait. <a href='#top'>Back to top</a></p></div>",
        "<p id=c3>3. See <a href='#c4'>4</a> for it.</p><p id=c4>4. As <a href='#c3'>3</a> says.</p>",
        "<div class=leftnav-layout><p>See day <a href='#mon'>2</a> of it.</p><p id=mon>Dues doubled.</p></div>",
        "<div class=release-notes><p>See change <a href='#c2'>2</a> of it.</p><p id=c2>Dues doubled.</p></div>",
        "<p><a href='#n2'>[2]</a> <a href='#n3'>[3]</a></p><p id=n2>2. Dues doubled.</p><p id=n3>3. Ships wait.</p>",
        "<ul><li><a id=t2 href='#s2'>2</a> Who pays</li></ul><p id=s2><a href='#t2'>2</a> A ship pays twice.</p>",
        "<ul><li><a id=t2 href='#s2'>2</a> Who pays</li></ul><p id=s2>2 A ship pays twice. <a href='#t2'>↑</a></p>",
        "<p>Dues doubled.<sup><a href='#notes'>1</a></sup> Ships wait.<sup><a href='#notes'>2</a></sup></p><div class=footnotes id=notes><p>Port \
         audit.</p><p>Survey.</p></div>",
        "<p>Dues doubled (see <a href='#notes'>note 1</a>).</p><div class=footnotes id=notes><p>Port audit.</p><p>Survey.</p></div>",
        "<p id=v1><sup>1</sup> So<sup><a href='#v3'>3</a></sup> it was.</p><p id=v3><sup>3</sup> Ships waited.</p>",
        "<p id=n1>1. As <a href='#n2'>[2]</a> says.</p><p id=n2>2. Dues doubled.</p>",
    ] {
        let written = markdown(&page(html));
        assert!(!written.contains("[^"), "{html}\n\n{written}");
    }
}

#[test]
fn a_title_may_be_a_plain_paragraph_and_a_reference_manual_is_not_a_list() {
    check(
        "<p>Dues doubled<span><a href='#a-note01'>1</a></span>.</p><div><p><b>Notes</b></p><p id=a-note01>1. Port audit.</p></div>",
        "Dues doubled[^1].\n\n**Notes**\n\n[^1]: Port audit.",
    );
    check(
        "<p>Dues doubled [<a href='#f1n'>1</a>].</p><p><b>Notes</b></p><p>[<a name=f1n>1</a>] Port audit.</p>",
        "Dues doubled [^1].\n\n**Notes**\n\n[^1]: Port audit.",
    );
    let contents = "<div><p><a href='#s1'>Citations</a></p><p><a id=t2 href='#s2'>2.1 Dues</a></p></div><h2><a href='#t2'>2.1 Dues</a></h2><p>All.</p>";
    assert!(!markdown(&page(contents)).contains("[^"), "{}", markdown(&page(contents)));
    let written = markdown(&page(
        "<h2>7 Reference</h2><h3>Dues</h3><dl><dt id=i-dues3>dues3(port)</dt><dd>Says who pays.</dd></dl><h2>Index</h2><p><a \
         href='#i-dues3'>dues3</a>: all of them</p>",
    ));
    assert!(!written.contains("[^"), "{written}");
}

#[test]
fn words_that_introduce_a_note_leave_the_reference_to_its_mark() {
    check(
        "<p>Dues doubled.<a id=back1 href='#FOOT1'><sup>1</sup></a></p><p>As <a href='#Footnote-1'>Footnote 1</a> says.</p><div id=FOOT1><p><a \
         href='#back1'><sup>1</sup></a> <a id=Footnote-1></a>Port audit.</p></div>",
        "Dues doubled.[^1]\n\nAs Footnote 1 says.\n\n[^1]: Port audit.",
    );
}

#[test]
fn a_numbered_list_at_the_end_is_a_list_of_notes() {
    let text = "<p>Dues doubled [<a href='#x1'>1</a>].</p><p>Ships wait [<a href='#x2'>2</a>].</p>";
    check(
        &format!("{text}<p><a name=x1>[1]</a> Port audit.</p><p><a name=x2>[2]</a> Survey.</p>"),
        "Dues doubled [^1].\n\nShips wait [^2].\n\n[^1]: Port audit.\n\n[^2]: Survey.",
    );
    let long = "Nobody knows who pays for the berths of the port. ".repeat(50);
    for html in [
        format!("<p id=x1>[1] A judgment.</p>{text}<p id=x2>[2] We deny it.</p>"),
        format!("{text}<p id=x1>[1] {long}</p><p id=x2>[2] {long}</p>"),
        "<p>See [<a href='#x3'>3</a>].</p><p id=x1>[1] Dues doubled.</p><p id=x3>[3] Ships wait.</p>".to_owned(),
    ] {
        let written = markdown(&page(&html));
        assert!(!written.contains("[^"), "{html}\n\n{written}");
    }
}

#[test]
fn a_raised_or_bracketed_link_needs_less_evidence_to_be_a_reference() {
    for (html, written) in [
        (
            "<p>Dues doubled<sup><a href='#x1'>1</a></sup>.</p><p id=x1><sup>1</sup>Port audit.</p>",
            "Dues doubled[^1].\n\n[^1]: Port audit.",
        ),
        (
            "<p>Dues doubled [<a href='#b1'>1</a>, <a href='#b2'>2</a>].</p><p id=b1>Port audit.</p><p id=b2>Survey.</p>",
            "Dues doubled [^1][^2].\n\n[^1]: Port audit.\n\n[^2]: Survey.",
        ),
        (
            "<p>Dues doubled.<a href='#n1'>1</a></p><p id=n1>1. Port audit.</p>",
            "Dues doubled.[^1]\n\n[^1]: Port audit.",
        ),
        (
            "<p>Dues doubled.<sup><a href='#x1'>1</a></sup> As <a href='#x1'>1</a> says.</p><h2>Notes</h2><p id=x1>Port audit.</p>",
            "Dues doubled.[^1] As [^1] says.\n\n[^1]: Port audit.",
        ),
        (
            "<p>Dues doubled<a href='#x'>†</a>.</p><p id=x>† Port audit.</p>",
            "Dues doubled[^note-1].\n\n[^note-1]: Port audit.",
        ),
        (
            "<p>Dues doubled (see note <a href='#n1'>1</a>).</p><p id=n1>Port audit.</p>",
            "Dues doubled (see note [^1]).\n\n[^1]: Port audit.",
        ),
        (
            "<p>Dues doubled <a href='#n1'>1</a>.</p><h2>Notes</h2><p id=n1>Port audit.</p>",
            "Dues doubled [^1].\n\n[^1]: Port audit.",
        ),
        (
            "<p>Dues doubled <a href='#x1'>1</a>.</p><h2>Notes</h2><p id=x1>1. Port audit.</p>",
            "Dues doubled [^1].\n\n[^1]: Port audit.",
        ),
        (
            "<p>Dues doubled <a href='#x1'>1</a>.</p><ul class=notes><li id=x1>Port audit.</li></ul>",
            "Dues doubled [^1].\n\n[^1]: Port audit.",
        ),
        (
            "<p>Dues doubled <a href='#s2fn1'>1</a>.</p><p id=s2fn1>Port audit.</p>",
            "Dues doubled [^1].\n\n[^1]: Port audit.",
        ),
    ] {
        check(html, written);
    }
}

#[test]
fn a_class_outweighs_a_role_that_both_links_share() {
    check(
        "<p>Dues doubled.<sup><a id=fnr.1 class=footref href='#fn.1' role=doc-backlink>1</a></sup><sup>, </sup><sup><a id=fnr.2 class=footref \
         href='#fn.2' role=doc-backlink>2</a></sup></p><div id=footnotes><h2 class=footnotes>Footnotes: </h2><div id=text-footnotes><div \
         class=footdef><sup><a id=fn.1 class=footnum href='#fnr.1' role=doc-backlink>1</a></sup> <div class=footpara role=doc-footnote><p \
         class=footpara>Port audit.</p></div></div><div class=footdef><sup><a id=fn.2 class=footnum href='#fnr.2' role=doc-backlink>2</a></sup> \
         <div class=footpara role=doc-footnote><p class=footpara>Survey.</p></div></div></div></div>",
        "Dues doubled.[^1][^2]\n\n[^1]: Port audit.\n\n[^2]: Survey.",
    );
}

#[test]
fn a_raised_mark_is_not_part_of_its_note() {
    check(
        "<table><tr><th>Port</th><th>Dues<a href='#ta'><sup>a</sup></a></th></tr><tr><td>Quay<a href='#tb'><sup>b</sup></a></td><td>4</td></tr></table><ul>\
         <li id=ta><sup>a</sup>Port audit.</li><li id=tb><p><sup>b</sup> Survey.</p></li></ul>",
        "| Port | Dues[^a] |\n| --- | --- |\n| Quay[^b] | 4 |\n\n[^a]: Port audit.\n\n[^b]: Survey.",
    );
    check("<p>Dues<a href='#gone'><sup>a</sup></a> doubled.</p>", "Dues[a] doubled.");
}

#[test]
fn a_reference_may_lead_up_to_a_note_in_an_earlier_part() {
    check(
        "<p>Dues doubled.<sup><a href='#a1' id=ra>1</a></sup></p><aside class=footnotes><p id=a1><a href='#ra'>1</a> Port audit.</p></aside><p>Ships \
         wait.<sup><a href='#b1' id=rb>2</a>,<a href='#a1'>1</a></sup></p><aside class=footnotes><p id=b1><a href='#rb'>2</a> Survey.</p></aside>",
        "Dues doubled.[^1]\n\nShips wait.[^2][^1]\n\n[^1]: Port audit.\n\n[^2]: Survey.",
    );
}

#[test]
fn words_that_only_name_a_note_refer_to_it() {
    check(
        "<p>Dues doubled (<a href='#fn2' id=r2>see note 2</a>). A <a href='#fn3'>note 3</a> is missing.</p><section role=doc-endnotes><ol><li \
         id=fn2>Port audit. <a href='#r2'>↩</a></li></ol></section>",
        "Dues doubled (see note 2[^2]). A note 3 is missing.\n\n[^2]: Port audit.",
    );
}

#[test]
fn comments_are_not_sources() {
    check(
        "<p>Dues doubled.<sup><a href='#ftnt1' id=ftnt_ref1>[1]</a></sup> Ships wait.<sup><a href='#cmnt1' id=cmnt_ref1>[a]</a></sup></p><hr><div><p><a \
         href='#ftnt_ref1' id=ftnt1>[1]</a> Port audit.</p></div><div><p><a href='#cmnt_ref1' id=cmnt1>[a]</a>Is it so?</p><p>Ask \
         Anna.</p></div>",
        "Dues doubled.[^1] Ships wait.\n\n[^1]: Port audit.",
    );
}

#[test]
fn page_numbers_belong_to_the_references_before_them() {
    check(
        "<p>Dues doubled.<sup class=reference id=cite_ref-1><a href='#cite_note-1'>[1]</a></sup><sup class='reference nowrap'><span>: 503 \
         </span></sup> Ships wait<sup class=reference>: days</sup>.</p><ol class=references><li id=cite_note-1>Port audit.</li></ol>",
        "Dues doubled.[^1] Ships wait^(: days).\n\n[^1]: Port audit.",
    );
}

#[test]
fn tooltips_on_marks_are_notes() {
    for html in [
        "<p>Dues doubled.<sup class=modern-footnotes-footnote><a href='javascript:void(0)' aria-describedby=mfn>1</a></sup><span id=mfn role=tooltip \
         class=modern-footnotes-footnote__note>Port audit.</span></p><ul class=modern-footnotes-list><li><span>1</span><div>Port \
         audit.</div></li></ul>",
        "<p>Dues doubled.<span class=footnote_referrer><a role=button><sup class=footnote_plugin_tooltip_text>[1]</sup></a><span \
         class=footnote_tooltip>Port audit.</span></span></p><div class=footnotes_reference_container><p>References</p><table><tr><th><a>↑1</a></th>\
         <td>Port audit.</td></tr></table></div>",
        "<p>Dues doubled.<sup><a href='#fn1'>1</a></sup><span role=tooltip>Port audit.</span></p><div class=footnotes><p id=fn1>1. Port \
         audit.</p></div>",
        "<p>Dues doubled.<span class=sidenote-wrapper><label for=s1>1</label><input id=s1 type=checkbox><span role=note>Port \
         audit.</span></span></p>",
        "<p>Dues doubled.<sup>1<span role=tooltip>Port audit.</span></sup></p>",
        "<p>Dues doubled.<sup><a href='#gone'>1 <span role=tooltip>Port audit.</span></a></sup></p>",
        "<p>Dues doubled.<button aria-describedby=t1>1</button><span id=t1 role=tooltip>Port audit.</span></p>",
        "<p>Dues doubled.<span class=footnote-tooltip><sup>1</sup><span hidden>Port audit.</span></span></p>",
    ] {
        check(html, "Dues doubled.[^1]\n\n[^1]: Port audit.");
    }
}

#[test]
fn tooltips_on_words_and_powers_change_nothing() {
    for (html, written) in [
        ("The <abbr>EU</abbr><span role=tooltip>European Union</span> pays.", "The EU pays."),
        ("A berth of 4 m<sup>2</sup><span role=tooltip>square metres</span>.", "A berth of 4 m²."),
        ("In <a href='#'>2020</a><span role=tooltip>a year</span>.", "In 2020."),
        ("All <b>12</b><span role=tooltip>of 40</span> ships.", "All **12** ships."),
    ] {
        check(&format!("<p>{html}</p>"), written);
    }
}

#[test]
fn each_journal_style_of_naming_entries_is_read() {
    let list = "<h2>References</h2><ul class=references><li id=C1>Maas. 2020. Port audit.</li></ul>";
    check(
        &format!(
            "<p>Dues doubled (Maas, <span><a data-rid=C1 href='#'>2020</a><span class=ref-overlay>Maas. 2020. Port audit.</span></span>).</p>{list}"
        ),
        "Dues doubled (Maas, 2020[^2020]).\n\n[^2020]: Maas. 2020. Port audit.",
    );
    check(
        "<p>Dues doubled (<a href='#b1' name=bb1>Maas, 2020</a>).</p><h2>References</h2><ol class=references><li><span><a href='#bb1' \
         id=ref-id-b1>Maas, 2020</a></span><span>Port audit.</span></li></ol>",
        "Dues doubled (Maas, 2020[^maas--2020]).\n\n[^maas--2020]: Port audit.",
    );
    check(
        "<p>Dues doubled.<sup><a href='javascript:;' reveal-id=fn1>1</a></sup> Ships wait (<a href='javascript:;' reveal-id=C1>Maas 2020</a>).</p><div \
         class=footnote content-id=fn1><span>1</span> <div><p>Port audit.</p></div></div><h2>References</h2><div class=ref-list><div content-id=C1>Maas. \
         2020. Survey.</div></div>",
        "Dues doubled.[^1] Ships wait (Maas 2020[^maas-2020]).\n\n[^1]: Port audit.\n\n[^maas-2020]: Maas. 2020. Survey.",
    );
}
