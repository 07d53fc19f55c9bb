//! Tests that a page's article is read as a browser shows it, and nothing else.

mod evidence;
mod formulas;
mod front;
mod retained;
mod notes;
mod sections;
mod works;

use proptest::prelude::*;

use super::{decode, is_page, read, scan};
use crate::briefing::convert::markdown::write;

/// Sentences that are long enough for an article.
const LONG: &str = "<p>The dues of the harbour doubled within two years, as its office says, and ships now wait for days, \
                    which two of the lines did not want to bear; they left, and others think of it.</p>\
                    <p>The auditors looked at eleven berths, of which four stood empty, and they found, in each of them, \
                    that the fees were set anew every month, without a word to those who pay them.</p>";

/// Builds a page around an article.
fn page(article: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Dues</title></head><body><nav><a href=/>Home</a></nav>\
         <article>{LONG}{article}</article><footer>Imprint</footer></body></html>"
    )
}

/// Returns the Markdown of a page after its front matter.
fn markdown(html: &str) -> String {
    let written = write(&read(html).expect("a page"));
    match written.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n\n")) {
        Some((_, body)) => body.to_owned(),
        None => written,
    }
}

/// Returns the text after the two sentences that every page has.
#[track_caller]
fn check(article: &str, expected: &str) {
    let written = markdown(&page(article));
    let rest = written.split_once("who pay them.\n").map_or(written.as_str(), |(_, rest)| rest);
    assert_eq!(rest.trim(), expected, "{article}\n\n{written}");
}

#[test]
fn each_block_element_becomes_its_block() {
    for (html, written) in [
        ("<h2>Who pays</h2><p>All do.</p>", "## Who pays\n\nAll do."),
        ("<ul><li>One<li>Two<ul><li>Three</ul></ul>", "- One\n- Two\n  - Three"),
        ("<ol start=3><li><p>One</p><p>Two</p></li></ol>", "3. One\n\n   Two"),
        ("<blockquote><p>We left.</p><p>All of us.</p></blockquote>", "> We left.\n>\n> All of us."),
        ("<pre><code class='language-sh'>a\n\n  b\n</code></pre>", "```sh\na\n\n  b\n```"),
        ("<p>One<br><br>Two<br>three</p>", "One\n\nTwo\\\nthree"),
        ("<p>One</p><hr><p>Two</p>", "One\n\n***\n\nTwo"),
        (
            "<table><caption>Dues</caption><tr><th>Year<th>Dues<tr><td>2024<td>4<br>5</table>",
            "Dues\n\n| Year | Dues |\n| --- | --- |\n| 2024 | 4<br>5 |",
        ),
        ("<table><tr><th>Year<td rowspan=2>4<tr><th>Next</table>", "| | |\n| --- | --- |\n| Year | 4 |\n| Next | |"),
        ("<table role=presentation><tr><td><p>One</p><td><p>Two</p></table>", "One\n\nTwo"),
        ("<dl><dt>Dues</dt><dd>What ships pay.</dd></dl>", "- **Dues**\n\n  What ships pay."),
        (
            "<figure><img src=/a.png alt='A berth'><figcaption>The berth, empty</figcaption></figure>",
            "![A berth](/a.png)\n\nThe berth, empty",
        ),
        ("<details><summary>More</summary><p>Hidden no longer.</p></details>", "**More**\n\nHidden no longer."),
    ] {
        check(html, written);
    }
}

#[test]
fn each_inline_element_becomes_its_words() {
    for (html, written) in [
        ("<b>a</b> <i>b</i> <s>c</s> <code>d</code> <q>e</q>", "**a** *b* ~~c~~ `d` “e”"),
        ("H<sub>2</sub>O, m<sup>2</sup>, 10<sup>6</sup>", "H2O, m², 10⁶"),
        ("2<sup>n</sup>, x<sup>a+b</sup>, (a)<sup>n</sup>, log<sub>2</sub>8", "2^n, x^(a+b), (a)^n, log₂8"),
        (
            "1<sup>st</sup>, 19<sup>e</sup>, M<sup>me</sup>, n<sup>o</sup> 4, XIX<sup>e</sup>",
            "1st, 19e, Mme, nº 4, XIXe",
        ),
        ("in 2024.<sup>1</sup>", "in 2024.¹"),
        (
            "<a href='https://example.org/a'>a</a> <a href='#b'>b</a> <a href='javascript:c()'>c</a>",
            "[a](https://example.org/a) b c",
        ),
        ("a<img src=dot.gif width=1 height=1 alt=x>b<img src=c.png>", "ab"),
        ("<img data-src=a.png src='data:image/gif;base64,R0' alt='A ship'>", "![A ship](a.png)"),
        ("a<span hidden>b</span><span class=sr-only>c</span><span style='display: none'>d</span>", "a"),
        ("inter\u{ad}national<wbr>ly", "internationally"),
        ("<math alttext='{\\displaystyle x^2}'><mi>x</mi></math> holds", "x^2 holds"),
        ("<script>a</script>b<style>c</style><button>d</button>", "b"),
        ("a <span style='font-weight: bold'>b</span>", "a **b**"),
    ] {
        check(&format!("<p>{html}</p>"), written);
    }
}

#[test]
fn addresses_are_absolute() {
    let html = page("<p><a href='../b?c#d'>b</a> <a href='//example.net/e'>e</a> <a href='https://example.org/x/a.html#f'>f</a></p><p id=f>F</p>")
        .replace("<head>", "<head><link rel=canonical href='https://example.org/x/a.html'>");
    let written = markdown(&html);
    assert!(written.contains("[b](https://example.org/b?c#d) [e](https://example.net/e) f"), "{written}");
}

#[test]
fn notes_are_found_in_every_markup_that_pages_use() {
    let said = "Dues doubled.[^1]";
    let defined = "\n\n[^1]: Port audit 2025, table 4.";
    for (kind, html) in [
        (
            "plain",
            "<p>Dues doubled.<sup><a href='#fn1' id=r1>1</a></sup></p><hr><p id=fn1>1. Port audit 2025, table 4. <a href='#r1'>back</a></p>",
        ),
        (
            "pandoc",
            "<p>Dues doubled.<a href='#fn1' class=footnote-ref id=fnref1 role=doc-noteref><sup>1</sup></a></p><section class=footnotes \
             role=doc-endnotes><hr><ol><li id=fn1><p>Port audit 2025, table 4.<a href='#fnref1' class=footnote-back role=doc-backlink>↩︎</a></p></ol></section>",
        ),
        (
            "MediaWiki",
            "<p>Dues doubled.<sup id=cite_ref-a_1-0 class=reference><a href='#cite_note-a-1'>[1]</a></sup></p><h2>References</h2><ol class=references>\
             <li id=cite_note-a-1><span class=mw-cite-backlink>^ <a href='#cite_ref-a_1-0'><sup><i>a</i></sup></a></span> <span \
             class=reference-text>Port audit 2025, table 4.</span></li></ol>",
        ),
        (
            "Word",
            "<p class=MsoNormal>Dues doubled.<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a></p><div><br clear=all><hr \
             size=1><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> Port audit 2025, table 4.</p></div></div>",
        ),
        (
            "kramdown",
            "<p>Dues doubled.<sup id='fnref:a'><a href='#fn:a' class=footnote rel=footnote>1</a></sup></p><div class=footnotes role=doc-endnotes><ol><li \
             id='fn:a'><p>Port audit 2025, table 4. <a href='#fnref:a' class=reversefootnote>&#8617;</a></p></li></ol></div>",
        ),
        (
            "GitHub",
            "<p>Dues doubled.<sup><a href='#user-content-fn-1' id=user-content-fnref-1 data-footnote-ref>1</a></sup></p><section data-footnotes \
             class=footnotes><h2 class=sr-only>Footnotes</h2><ol><li id=user-content-fn-1><p>Port audit 2025, table 4. <a href='#user-content-fnref-1' \
             data-footnote-backref>↩</a></p></li></ol></section>",
        ),
        (
            "Substack",
            "<p>Dues doubled.<a class=footnote-anchor id=footnote-anchor-1 href='#footnote-1'>1</a></p><div class=footnote><a id=footnote-1 \
             href='#footnote-anchor-1' class=footnote-number>1</a><div class=footnote-content><p>Port audit 2025, table 4.</p></div></div>",
        ),
        (
            "EPUB",
            "<p>Dues doubled.<a epub:type=noteref href='#n1'>*</a></p><aside epub:type=footnote id=n1><p>Port audit 2025, table 4.</p></aside>",
        ),
        (
            "beside",
            "<p>Dues doubled.<label for=s class='margin-toggle sidenote-number'></label><input type=checkbox id=s class=margin-toggle><span \
             class=sidenote>Port audit 2025, table 4.</span></p>",
        ),
        (
            "table",
            "<p>Dues doubled.<a href='#ref1' id=r>[1]</a></p><table><tr id=ref1><td>1.</td><td>Port audit 2025, table 4. [<a href='#r'>↩</a>]</td></tr></table>",
        ),
        (
            "one paragraph",
            "<p>Dues doubled.<a href='#n1'>(1)</a> So.<a href='#n2'>(2)</a></p><p><a name=n1></a>(1) Port audit 2025, table 4.<br><a name=n2></a>(2) So.</p>",
        ),
    ] {
        let written = markdown(&page(html));
        let is_one = kind == "one paragraph";
        let label = if matches!(kind, "EPUB" | "beside") { "note-1" } else { "1" };
        let (said, defined) = (said.replace("^1", &format!("^{label}")), defined.replace("^1", &format!("^{label}")));
        let said = if is_one { said + " So.[^2]" } else { said };
        let defined = if is_one { defined + "\n\n[^2]: So." } else { defined };
        assert!(written.ends_with(&format!("who pay them.\n\n{said}{defined}\n")), "{kind}\n{written}");
    }
}

#[test]
fn a_link_within_the_page_that_is_not_a_reference_becomes_plain_words() {
    for (html, written) in [
        ("<p><a href='#gone'>1</a> ship, and<sup><a href='#gone'>2</a></sup></p>", "1 ship, and[2]"),
        (
            "<p>See <a href='#who'>Who pays</a>.</p><h2 id=who>Who pays</h2><p>All.</p>",
            "See Who pays.\n\n## Who pays\n\nAll.",
        ),
        ("<p><a href='#a'>A</a></p><h2 id=a>A</h2><p>All.</p>", "A\n\n## A\n\nAll."),
    ] {
        check(html, written);
    }
}

#[test]
fn a_note_without_a_reference_stays_in_its_list() {
    check(
        "<p>Dues doubled.<sup><a href='#n1'>1</a></sup></p><h2>Notes</h2><ol><li id=n1>Audit.</li><li>Survey.</li></ol>",
        "Dues doubled.[^1]\n\n## Notes\n\n2. Survey.\n\n[^1]: Audit.",
    );
}

#[test]
fn the_metadata_of_a_page_becomes_front_matter() {
    let html = page("").replace(
        "<title>Dues</title>",
        "<title>Harbour dues double | The Quay</title><meta property='og:site_name' content='The Quay'>\
         <link rel=canonical href='https://example.org/dues'>\
         <script type='application/ld+json'>{\"@graph\": [{\"@type\": \"Person\", \"@id\": \"#a\", \"name\": \"Anna Maas\"}, {\"@type\": \
         [\"NewsArticle\"], \"headline\": \"Harbour dues double\", \"author\": [{\"@id\": \"#a\"}, {\"name\": \"Otto Berg\"}], \"datePublished\": \
         \"2026-03-05T10:00:00+01:00\"}]}</script>",
    );
    let front = read(&html).expect("a page").front;
    assert_eq!(front.title.as_deref(), Some("Harbour dues double"));
    assert_eq!(front.authors, ["Anna Maas", "Otto Berg"]);
    assert_eq!(front.publisher.as_deref(), Some("The Quay"));
    assert_eq!(front.published.as_deref(), Some("2026-03-05"));
    assert_eq!(front.lang.as_deref(), Some("en"));
    assert_eq!(front.url.as_deref(), Some("https://example.org/dues"));
}

#[test]
fn authors_are_split_into_separate_names() {
    for (meta, names) in [
        ("<meta name=author content='By Anna Maas and Otto Berg'>", &["Anna Maas", "Otto Berg"][..]),
        ("<meta name=author content='Anna Maas, Otto Berg und Ines Vidal'>", &["Anna Maas", "Otto Berg", "Ines Vidal"]),
        (
            "<meta name=citation_author content='Maas, Anna'><meta name=citation_author content='Berg, Otto'>",
            &["Anna Maas", "Otto Berg"],
        ),
        ("<meta name=DC.creator content='Anna Maas'>", &["Anna Maas"]),
        ("<meta property='article:author' content='https://example.org/maas'>", &[]),
    ] {
        let html = page("").replace("</head>", &format!("{meta}</head>"));
        assert_eq!(read(&html).expect("a page").front.authors, names, "{meta}");
    }
}

#[test]
fn boilerplate_around_an_article_is_left_out() {
    let html =
        page("<div class=share-buttons>Share this</div><div class=newsletter><p>Sign up</p></div><p>The end.</p>");
    let written = markdown(&html);
    for word in ["Home", "Imprint", "Share", "Sign up"] {
        assert!(!written.contains(word), "{word}\n{written}");
    }
    assert!(written.ends_with("The end.\n"), "{written}");
}

#[test]
fn all_of_a_short_page_is_read() {
    let html =
        "<body><header>Site</header><main><h1>Closed</h1><p>Until <b>May</b>.</p></main><script>x</script></body>";
    assert!(markdown(html).ends_with("Until **May**.\n"), "{}", markdown(html));
    assert_eq!(markdown("Just words."), "Just words.\n");
    assert_eq!(markdown(""), "");
}

#[test]
fn a_page_with_endless_nesting_is_refused() {
    for name in ["div", "b", "ul><li", "table><tr><td", "blockquote", "x", "svg><g"] {
        assert_eq!(read(&format!("<{name}>").repeat(200_000)), Err(super::too_deep()), "{name}");
    }
    assert_eq!(super::too_deep().to_string(), "it is nested more than 512 deep");
}

#[test]
fn a_tag_with_endless_attributes_is_refused() {
    for tag in ["<p ", "<p a='b' ", "<html "] {
        let names: Vec<String> = (0..300_000).map(|number| format!("a{number}")).collect();
        assert_eq!(read(&format!("{tag}{}>", names.join(" "))), Err(scan::too_many_attributes()), "{tag}");
    }
    let names: Vec<String> = (0..400).map(|number| format!("a{number}='b'")).collect();
    assert_eq!(scan::too_many_attributes().to_string(), "it has tags with more than 500 attributes");
    assert!(read(&format!("<p {}>", names.join(" "))).is_ok());
}

#[test]
fn unfinished_markup_costs_no_time() {
    for sign in ["<", "</", "<!", "<?", "&", "<a", "<!-", "<![CDATA["] {
        let begun = std::time::Instant::now();
        assert!(read(&format!("<html><body>{}", sign.repeat(50_000))).is_ok(), "{sign}");
        assert!(begun.elapsed().as_secs() < 20, "{sign}: {:?}", begun.elapsed());
    }
}

#[test]
fn unclosed_elements_do_not_nest() {
    for name in ["p", "li", "br", "img", "td", "tr><td", "dd", "option", "p>a</p"] {
        assert!(read(&format!("<{name}> ").repeat(5_000)).is_ok(), "{name}");
    }
}

#[test]
fn a_page_is_recognized_by_its_first_bytes() {
    for (bytes, is) in [
        (&b"<!doctype html><p>"[..], true),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", true),
        (b"<!-- saved --> <html lang=en>", true),
        (b"<?xml version='1.0'?><html>", true),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", true),
        (b"<htmlx>", false),
        (b"# Dues\n\n<html>", false),
        (b"<!-- note -->\n# Dues", false),
        (b"", false),
    ] {
        assert_eq!(is_page(bytes), is, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn bytes_are_decoded_in_the_declared_encoding() {
    for (bytes, text) in [
        (&b"<p>Caf\xc3\xa9"[..], "<p>Café"),
        (b"\xef\xbb\xbf<p>Caf\xc3\xa9", "<p>Café"),
        (b"<meta charset=\"iso-8859-1\"><p>Caf\xe9 \x93", "<meta charset=\"iso-8859-1\"><p>Café “"),
        (b"<meta charset=windows-1251><p>\xc4\xe0", "<meta charset=windows-1251><p>Да"),
        (b"<p>Caf\xe9", "<p>Café"),
        (b"\xff\xfe<\0p\0>\0\xe9\0", "<p>é"),
        (b"\xfe\xff\0<\0p\0>\0\xe9", "<p>é"),
    ] {
        assert_eq!(decode(bytes), text);
    }
}

/// Pieces of generated pages, in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=footnotes>",
        "</div>",
        "<ul>",
        "<li id=fn1>",
        "<ol start=x>",
        "</ol>",
        "<table>",
        "<tr>",
        "<td colspan=9999999>",
        "<td rowspan=0>",
        "<th>",
        "</table>",
        "<a href='#fn1'>1</a>",
        "<a href='#a' id=a>",
        "</a>",
        "<sup>",
        "</sup>",
        "<dl><dt id=n1>",
        "<dd>",
        "<pre>",
        "<code>",
        "</code>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<h1>",
        "<h7>",
        "</h1>",
        "<br>",
        "<blockquote>",
        "</blockquote>",
        "<svg>",
        "<math>",
        "</svg>",
        "<img alt='x\u{1b}[31m' src='a\u{0}b'>",
        "<template>",
        "<select>",
        "<option>",
        "<form>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<script>",
        "</script>",
        "&#0;",
        "&#x1b;",
        "&amp;lt;",
        "word ",
        "1. ",
        "* ",
        "\u{202e}",
        "\n",
        "<span class=sidenote>",
        "</span>",
        "<base href=':'>",
        "<title>",
        "<meta property='og:title' content='\u{7}'>",
        "<frameset>",
        "<noscript>",
        "<textarea>",
        "<a href='#n1'>[*]</a>",
        "<p id=n1>",
        "<",
        "\0",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_page_can_be_read(html in soup()) {
        let document = read(&html).expect("a page that does not nest much");
        write(&document);
    }

    #[test]
    fn all_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        is_page(&bytes);
        let _ = read(&decode(&bytes));
    }

    #[test]
    fn paragraphs_lose_no_words(words in prop::collection::vec("[a-z]{1,8}", 1..40), inner in "[a-z]{4}") {
        let html = page(&format!("<p>{} <em>{inner}</em></p>", words.join(" ")));
        let expected = format!("{} *{inner}*", words.join(" "));
        let written = markdown(&html);
        prop_assert!(written.contains(&expected), "{}", written);
    }
}
