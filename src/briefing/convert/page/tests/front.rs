//! Tests the metadata of pages: nothing is invented, and no title has the site's name.

use super::{page, read};
use crate::briefing::convert::document::Front;

fn front(head: &str, article: &str) -> Front {
    read(&page(article).replace("<title>Dues</title>", head)).expect("a page").front
}

#[test]
fn a_date_is_not_an_author() {
    let front = front("<title>Dues</title>", "<h6 class=dateline>Wednesday, 26 February 2025</h6><p>Dues doubled.</p>");
    assert_eq!((front.authors, front.published.as_deref()), (Vec::new(), Some("2025-02-26")));
}

#[test]
fn a_commenter_is_not_an_author() {
    let comment = "</article><ol><li><div class=author>Otto Berg</div><p>I left.</p></li></ol><article>";
    assert_eq!(front("<title>Dues</title>", comment).authors, Vec::<String>::new());
    assert_eq!(front("<title>Dues</title>", "<div class=author>Otto Berg</div><p>So.</p>").authors, ["Otto Berg"]);
}

#[test]
fn a_name_with_the_surname_first_is_one_name() {
    for (content, names) in [
        ("Maas, A.", &["A. Maas"][..]),
        ("Berg, Otto van", &["Otto van Berg"]),
        ("van der Berg, Otto", &["Otto van der Berg"]),
        ("Anna Maas, Otto Berg", &["Anna Maas", "Otto Berg"]),
    ] {
        let head = format!("<title>Dues</title><meta name=DC.Creator content='{content}'>");
        assert_eq!(front(&head, "").authors, names, "{content}");
    }
}

#[test]
fn an_encyclopedia_takes_its_date_from_its_version() {
    let said = "<script type='application/ld+json'>{\"@type\": \"Article\", \"name\": \"Dues\", \"datePublished\": \"2002-02-25T00:00:00Z\", \
                \"dateModified\": \"2025-03-04T00:00:00Z\"}</script>";
    for (generator, date) in [("MediaWiki 1.43", "2025-03-04"), ("Quay 2", "2002-02-25")] {
        let head = format!("<title>Dues</title><meta name=generator content='{generator}'>{said}");
        assert_eq!(front(&head, "").published.as_deref(), Some(date), "{generator}");
    }
}

#[test]
fn a_title_omits_the_name_of_its_site() {
    for (title, heading, expected) in [
        ("Harbour dues — Quays v1.10 Manual", "Harbour dues<a class=headerlink href='#h'>¶</a>", "Harbour dues"),
        ("Dues (quays.dues) — Quays", "Dues ( <code>quays.dues</code> )", "Dues (quays.dues)"),
        ("Harbour dues double | Anna Maas", "Dues", "Harbour dues double"),
        ("Harbour dues double -", "Dues", "Harbour dues double"),
        ("Harbour dues - who pays?", "Harbour", "Harbour dues - who pays?"),
        ("Dues: a history", "Fees", "Dues: a history"),
    ] {
        let head = format!("<title>{title}</title><meta name=author content='Anna Maas'>");
        assert_eq!(front(&head, &format!("<h1>{heading}</h1>")).title.as_deref(), Some(expected), "{title}");
    }
}
