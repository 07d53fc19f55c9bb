//! Reads books (EPUB): their chapters become one page.
//!
//! Ids and links are rewritten, so that a link finds a note in another file. Must not know how a page is read.

mod chapter;
mod opf;

use super::archive::{Archive, beside};
use super::document::{Document, Refused};
use super::{page, xml};
use opf::Opf;

/// The part that names the part with the book's description.
const CONTAINER: &str = "META-INF/container.xml";

/// Replaces a listed chapter that is missing or damaged.
const MISSING: &str = "<p>(This chapter cannot be read.)</p>";

/// Whether bytes are a book.
pub fn is_book(bytes: &[u8]) -> bool {
    Archive::is_one(bytes) && Archive::open(bytes).is_ok_and(|archive| archive.has(CONTAINER))
}

/// Reads a book, or returns the reason why it is not read.
pub fn read(bytes: &[u8]) -> Result<Document, Refused> {
    if !Archive::is_one(bytes) {
        return Err(Refused::new("it is not a book: it is not a ZIP archive"));
    }
    let mut archive = Archive::open(bytes)?;
    let Some(container) = archive.text(CONTAINER)? else {
        return Err(Refused::new(format!("it is not a book: it has no {CONTAINER}")));
    };
    let root = xml::parse(&container, CONTAINER)?;
    let rootfile = root.find(&|element| element.name() == "rootfile");
    let name = rootfile.and_then(|element| element.attribute("full-path")).unwrap_or_default().into_owned();
    let Some(text) = archive.text(&name)? else {
        return Err(Refused::new("it is a book without a list of chapters"));
    };
    let opf = Opf::of(&xml::parse(&text, &name)?, &name);
    if is_locked(&mut archive, &opf)? {
        return Err(Refused::new("it is locked against copying (DRM)"));
    }
    let mut html = String::from("<html><body>");
    let mut count = 0;
    for (at, chapter) in opf.chapters.iter().enumerate() {
        if let Some(bytes) = archive.whole(chapter)? {
            chapter::add(&page::decode(&bytes), at, &opf.chapters, &mut html);
            count += 1;
        } else {
            html.push_str(MISSING);
        }
    }
    if count == 0 {
        return Err(Refused::new("it is a book without chapters"));
    }
    html.push_str("</body></html>");
    let mut document = page::whole(&html)?;
    document.front = opf.front;
    Ok(document)
}

/// Whether a chapter is encrypted. Fonts often are, and that does not matter.
fn is_locked(archive: &mut Archive, opf: &Opf) -> Result<bool, Refused> {
    const NAME: &str = "META-INF/encryption.xml";
    let Some(text) = archive.text(NAME)? else { return Ok(false) };
    let root = xml::parse(&text, NAME)?;
    let is_chapter = |element: &xml::Element| {
        let target = element.attribute("URI").filter(|_| element.name() == "CipherReference");
        target.is_some_and(|target| opf.chapters.contains(&beside("", &chapter::decoded(&target))))
    };
    Ok(root.find(&is_chapter).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::packed;
    use super::super::markdown;
    use super::*;

    const OPF: &str = "<package xmlns:dc='d' xmlns:opf='o'><metadata><dc:title id='t'>Dues</dc:title>\
        <dc:title id='s'>A report</dc:title><meta refines='#s' property='title-type'>subtitle</meta>\
        <dc:creator id='a'>A. Maas</dc:creator><dc:creator opf:role='ill'>B. Dijk</dc:creator>\
        <dc:publisher>Court of Audit</dc:publisher><dc:date>2026-03-05T00:00:00Z</dc:date><dc:language>en-GB</dc:language></metadata>\
        <manifest><item id='n' href='nav.xhtml' properties='nav'/><item id='one' href='text/one%20.xhtml'/>\
        <item id='notes' href='text/notes.xhtml'/></manifest>\
        <spine><itemref idref='n'/><itemref idref='one'/><itemref idref='notes' linear='no'/></spine></package>";

    const ONE: &str = "<html><head><title/></head><body class='chapter'><a id='top'/><h1>One</h1>\
        <p>Dues&nbsp;rise.<a epub:type='noteref' href='notes.xhtml#n1'>1</a> R&amp;D too. See <a href='#top'>above</a>.</p></body></html>";

    const NOTES: &str = "<html><body><section epub:type='footnotes'><aside epub:type='footnote' id='n1'><p>Port audit.</p></aside></section></body></html>";

    fn book(more: &[(&str, &str)]) -> Vec<u8> {
        let container = "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";
        let parts = [
            ("mimetype", "application/epub+zip"),
            (CONTAINER, container),
            ("OEBPS/book.opf", OPF),
            ("OEBPS/text/one .xhtml", ONE),
            ("OEBPS/text/notes.xhtml", NOTES),
        ];
        let parts = parts.iter().chain(more).map(|&(name, text)| (name, text.as_bytes()));
        packed(&parts.collect::<Vec<_>>())
    }

    #[test]
    fn chapters_form_one_text_and_notes_are_found_in_other_files() {
        let document = read(&book(&[])).unwrap();
        let front = &document.front;
        assert_eq!(front.title.as_deref(), Some("Dues"));
        assert_eq!(front.subtitle.as_deref(), Some("A report"));
        assert_eq!(front.authors, ["A. Maas"]);
        assert_eq!(front.publisher.as_deref(), Some("Court of Audit"));
        assert_eq!(front.published.as_deref(), Some("2026-03-05"));
        assert_eq!(front.lang.as_deref(), Some("en-GB"));
        let text = markdown::write(&Document { front: super::super::document::Front::default(), ..document });
        assert_eq!(text, "# One\n\nDues\u{a0}rise.[^1] R&D too. See above.\n\n[^1]: Port audit.\n");
    }

    #[test]
    fn an_unreadable_chapter_is_not_skipped_silently() {
        let part = |text: &'static str| text.as_bytes();
        let opf = OPF.replace("<itemref idref='n'/>", "<itemref idref='n'/><itemref idref='none'/>");
        let parts = [
            (CONTAINER, part("<container><rootfile full-path='OEBPS/book.opf'/></container>")),
            ("OEBPS/book.opf", opf.as_bytes()),
            ("OEBPS/text/notes.xhtml", part("<p>Dues rise.</p>")),
        ];
        let text = markdown::write(&read(&packed(&parts)).unwrap());
        let missing = "(This chapter cannot be read.)";
        assert!(text.ends_with(&format!("{missing}\n\n{missing}\n\nDues rise.\n")), "{text}");
    }

    #[test]
    fn a_picture_is_not_a_chapter_but_its_fallback_text_is() {
        let opf = "<package><manifest><item id='a' href='a.jpg' media-type='image/jpeg' fallback='b'/>\
            <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/><item id='c' href='c.png' media-type='image/png'/>\
            </manifest><spine><itemref idref='c'/><itemref idref='a'/></spine></package>";
        let parts: [(&str, &[u8]); 5] = [
            (CONTAINER, b"<container><rootfile full-path='book.opf'/></container>"),
            ("book.opf", opf.as_bytes()),
            ("a.jpg", b"\xff\xd8\xff<<<"),
            ("b.xhtml", b"<p>Dues rise.</p>"),
            ("c.png", b"\x89PNG<<<"),
        ];
        assert_eq!(markdown::write(&read(&packed(&parts)).unwrap()), "Dues rise.\n");
    }

    #[test]
    fn the_reason_for_refusing_a_book_is_given_once() {
        let deep = "<div>".repeat(600);
        let parts = [
            (CONTAINER, "<container><rootfile full-path='book.opf'/></container>"),
            (
                "book.opf",
                "<p><manifest><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></p>",
            ),
            ("a.xhtml", &deep),
        ];
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|&(name, text)| (name, text.as_bytes())).collect();
        let refused = read(&packed(&parts)).unwrap_err().to_string();
        assert_eq!(refused, "it is nested more than 512 deep");
    }

    #[test]
    fn locked_books_and_other_files_are_refused() {
        let refused = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
        let lock = |uri: &str| {
            format!(
                "<encryption><EncryptedData><CipherData><CipherReference URI='{uri}'/></CipherData></EncryptedData></encryption>"
            )
        };
        let locked = book(&[("META-INF/encryption.xml", &lock("OEBPS/text/notes.xhtml"))]);
        assert_eq!(refused(&locked), "it is locked against copying (DRM)");
        assert!(read(&book(&[("META-INF/encryption.xml", &lock("OEBPS/font.otf"))])).is_ok());
        assert_eq!(refused(b"Dues rise."), "it is not a book: it is not a ZIP archive");
        assert_eq!(refused(&packed(&[("a", b"")])), "it is not a book: it has no META-INF/container.xml");
        assert!(is_book(&locked) && !is_book(&packed(&[("a", b"")])));
    }
}
