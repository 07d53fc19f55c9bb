//! Tests that notes are read wherever they stand, without their backlinks.

use super::check;

#[test]
fn notes_before_their_references_are_not_references() {
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
fn back_links_are_not_part_of_a_note() {
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

#[test]
fn a_note_after_a_mark_in_a_heading_is_read() {
    check(
        "<p>Dues doubled<a id=DOCF1 href='#FOOT1'><sup>1</sup></a>. So<a id=DOCF2 href='#FOOT2'><sup>2</sup></a>.</p><div class=footnote><hr><h4 \
         class=footnotes-heading>Footnotes</h4><h5><a id=FOOT1 href='#DOCF1'>(1)</a></h5><p>Port audit.</p><p>Page 3.</p><h5><a id=FOOT2 \
         href='#DOCF2'>(2)</a></h5><p>Survey.</p></div>",
        "Dues doubled[^1]. So[^2].\n\n[^1]: Port audit.\n\n    Page 3.\n\n[^2]: Survey.",
    );
}

#[test]
fn notes_within_a_line_are_notes() {
    for html in [
        "<p>Dues doubled<span class=footnote id=_footnote_a><br>[Port audit.]<br></span>.</p>",
        "<p>Dues doubled<d-footnote>Port audit.</d-footnote>.</p>",
        "<p>Dues doubled<span class=sidenote>Port audit.</span>.</p>",
    ] {
        check(html, "Dues doubled[^note-1].\n\n[^note-1]: Port audit.");
    }
    check(
        "<p>Dues doubled<span title='Port audit.' class=inline-footnote>3<span class=footnoteContent style='display:none'>Port audit.</span></span>.</p>",
        "Dues doubled[^note-1].\n\n[^note-1]: Port audit.",
    );
    check(
        "<p>Dues doubled<span class=footnote id=_footnote_a><br>[Port audit.]<br></span>. So<span class=footnoteref><br><a \
         href='#_footnote_a'>[a]</a><br></span>.</p>",
        "Dues doubled[^note-1]. So[^note-1].\n\n[^note-1]: Port audit.",
    );
}

#[test]
fn a_side_note_that_repeats_a_linked_note_is_the_same_source() {
    for html in [
        "<p>Dues doubled<sup><a href='#footnote-1'>1</a></sup><span class=sidenote><span class=sidenote-number>1. </span>Port audit.</span>.</p><div \
         class=footnotes><p id=footnote-1>1. Port audit.</p></div>",
        "<p>Dues doubled<label class=footref for=fn.1>1</label><input id=fn.1 type=checkbox><span class=sidenote><sup>1</sup> Port \
         audit.</span>.</p><footer><h2>Sidenotes</h2><div class=footdef><sup><a id=fn.1 href='#fnr.1' role=doc-backlink>1</a></sup> <div \
         role=doc-footnote><p>Port audit.</p></div></div></footer>",
    ] {
        check(html, "Dues doubled[^1].\n\n[^1]: Port audit.");
    }
    check(
        "<p>Dues doubled<sup><a href='#footnote-1'>1</a></sup><span class=sidenote>Survey.</span>.</p><p id=footnote-1>1. Port audit.</p>",
        "Dues doubled[^1][^note-1].\n\n[^1]: Port audit.\n\n[^note-1]: Survey.",
    );
}

#[test]
fn raised_numbers_refer_to_a_numbered_list_of_notes() {
    let text = "<p>Dues doubled.<sup>1</sup> Two of the lines left.<sup>2</sup></p>";
    let expected = "Dues doubled.[^1] Two of the lines left.[^2]\n\n[^1]: Port audit.\n\n[^2]: Survey.";
    for list in [
        "<h2>Notes</h2><p><sup>1</sup> Port audit.</p><p><sup>2</sup> Survey.</p>",
        "<hr><p><sup>1</sup> Port audit.</p><p><sup>2</sup> Survey.</p>",
        "<hr><p><strong>1</strong> Port audit.</p><p><strong>2</strong> Survey.</p>",
        "<h2>References</h2><ol><li>Port audit.</li><li>Survey.</li></ol>",
        "<hr><ol><li>Port audit.</li><li>Survey.</li></ol>",
        "<div class=post__footnotes><h4>Footnotes</h4><ol><li>Port audit.</li><li>Survey.</li></ol></div>",
        "<aside><ol start=1><li>Port audit.</li></ol></aside><aside><ol start=2><li>Survey.</li></ol></aside>",
        "<p class=footnote><sup>1</sup>Port audit.</p><p class=footnote><sup>2</sup>Survey.</p>",
    ] {
        check(&format!("{text}{list}"), expected);
    }
    check(
        "<p>Dues doubled.<sup>1</sup> So.<sup>1, 2</sup></p><hr><p><b>1</b> Port audit:</p><ul><li>Page 3.</li></ul><p>All of it.</p><p><b>2</b> Survey.</p>",
        "Dues doubled.[^1] So.[^1][^2]\n\n[^1]: Port audit:\n\n    - Page 3.\n\n    All of it.\n\n[^2]: Survey.",
    );
}

#[test]
fn raised_numbers_without_a_matching_list_stay() {
    let list = "<h2>Notes</h2><ol><li>Port audit.</li><li>Survey.</li></ol>";
    let written = "## Notes\n\n1. Port audit.\n2. Survey.";
    for (text, shown) in [
        ("A berth has 10 m<sup>2</sup>, or 10<sup>1</sup> km<sup>2</sup>.", "A berth has 10 m², or 10¹ km²."),
        ("Dues doubled.<sup>1</sup> Ships wait.<sup>3</sup>", "Dues doubled.¹ Ships wait.³"),
        ("Dues doubled.<sup>1</sup>", "Dues doubled.¹"),
        ("Dues doubled.<sup>2</sup> So.<sup>1</sup>", "Dues doubled.² So.¹"),
        ("Anna Maas<sup>1</sup>, Otto Berg<sup>2</sup>", "Anna Maas¹, Otto Berg²"),
    ] {
        check(&format!("<p>{text}</p>{list}"), &format!("{shown}\n\n{written}"));
    }
    check(
        &format!("<p>Dues doubled.<sup>1</sup> So.<sup>2</sup></p><p><sup>1</sup> Port of Maas</p>{list}"),
        &format!("Dues doubled.¹ So.²\n\n1 Port of Maas\n\n{written}"),
    );
}

#[test]
fn a_note_in_a_definition_list_cites_another() {
    check(
        "<p>Dues doubled <a class='footnote-reference brackets' href='#n1' id=r1>1</a>.</p><dl class='footnote brackets'><dt class=label id=n1><span \
         class=brackets><a class=fn-backref href='#r1'>1</a></span></dt><dd><p>Audit, as says <a class='footnote-reference brackets' href='#n2' \
         id=r2>2</a>.</p></dd><dt class=label id=n2><span class=brackets>2</span><span class=fn-backref>(<a href='#r2'>1</a>)</span></dt><dd><p>Survey.</p></dd></dl>",
        "Dues doubled [^1].\n\n[^1]: Audit, as says [^2].\n\n[^2]: Survey.",
    );
}

#[test]
fn endless_numbers_cost_no_time() {
    for piece in [
        "<hr><p><sup>1</sup> a",
        "<p>Maas<sup>1</sup>, ",
        "a.<sup>1</sup> ",
        "<div><h2>Notes</h2></div>",
        "<a href='#n' id=r>1</a>",
        "<p id=n><a href='#r'>1</a>",
        "<span class=sidenote>1</span>",
    ] {
        let begun = std::time::Instant::now();
        let html = format!("<body>{}<h2>Notes</h2><ol><li>Audit.</ol>", piece.repeat(4_000));
        assert!(super::read(&html).is_ok());
        assert!(begun.elapsed().as_secs() < 20, "{piece}: {:?}", begun.elapsed());
    }
}

#[test]
fn word_notes_that_lost_their_names_are_found() {
    check(
        "<p>Dues doubled.<sup><a href='#_ftn1'>[1]</a></sup></p><hr><p><sup><a href='//6CB5#_ftnref1'>[1]</a> </sup>Port audit.</p>",
        "Dues doubled.[^1]\n\n[^1]: Port audit.",
    );
}
