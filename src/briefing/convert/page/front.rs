//! Reads the metadata of a page: title, authors, publisher, date, language, address.
//!
//! Owns which of several values is trusted. Must not know the article's text.

mod authors;
mod date;
mod title;

use std::collections::HashMap;

use super::address::{has_scheme, resolve};
use super::json_ld;
use super::tree::Tree;
use crate::briefing::convert::document::Front;
use authors::authors;
use date::{dateline, day, time};
use title::{agrees_with_title, alone, only_heading, without_site};

/// The metadata that a page states for programs.
pub(super) struct PageMetadata<'t> {
    tree: &'t Tree,
    metas: Metas,
    json_ld: json_ld::Metadata,
}

impl<'t> PageMetadata<'t> {
    pub(super) fn of(tree: &'t Tree) -> Self {
        Self { tree, metas: Metas::of(tree), json_ld: json_ld::of(tree).unwrap_or_default() }
    }

    /// Returns the address of the page.
    pub(super) fn url(&self) -> Option<String> {
        let Self { tree, metas, json_ld } = self;
        let canonical = tree
            .all("link")
            .find(|&at| tree.has_value(at, "rel", "canonical"))
            .and_then(|at| tree.attribute(at, "href"));
        let others = [
            metas.first(&["og:url", "citation_public_url", "citation_abstract_html_url"]),
            json_ld.url.clone(),
            tree.saved_from.clone(),
        ];
        let all = canonical.map(str::to_owned).into_iter().chain(others.into_iter().flatten());
        let all: Vec<String> = all.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty()).collect();
        let whole = all.iter().find(|url| url.starts_with("http://") || url.starts_with("https://"));
        // A canonical address may be relative to another address.
        match (canonical, whole) {
            (Some(canonical), Some(whole)) if !has_scheme(canonical) => Some(resolve(whole, canonical.trim())),
            (_, whole) => whole.cloned(),
        }
    }
}

/// Chooses the metadata of a page. `found` is the result of Readability.
pub(super) fn of(metadata: PageMetadata<'_>, found: Option<&dom_smoothie::Article>) -> Front {
    let url = metadata.url();
    let PageMetadata { tree, metas, json_ld } = metadata;
    let publisher = [
        json_ld.publisher,
        metas.first(&[
            "og:site_name",
            "citation_journal_title",
            "dc.publisher",
            "dcterms.publisher",
            "citation_publisher",
            "application-name",
        ]),
        found.and_then(|found| found.site_name.as_deref().map(str::to_owned)),
    ];
    let publisher = publisher.into_iter().flatten().find_map(|name| clean(&name)).filter(|name| !has_scheme(name));
    let page_title = tree.find("title").map(|at| tree.text(at));
    let title = [
        metas.first(&["citation_title"]),
        json_ld.titles.into_iter().find(|title| agrees_with_title(title, page_title)),
        metas.first(&["og:title", "dc.title", "dcterms.title", "parsely-title", "twitter:title"]),
        found.map(|found| found.title.clone()),
        page_title.map(str::to_owned),
        only_heading(tree),
    ];
    let title = title.into_iter().flatten().find_map(|title| clean(&title));
    let title = title.map(|title| without_site(&title, publisher.as_deref(), page_title, tree));
    // A page of an encyclopedia is one version; the first version may be twenty years older.
    let is_encyclopedia = metas.first(&["generator"]).is_some_and(|name| name.starts_with("MediaWiki"));
    let published = [
        json_ld.modified.filter(|_| is_encyclopedia),
        metas.first(&["citation_publication_date", "citation_date"]),
        json_ld.published,
        metas.first(&[
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
            "dcterms.date",
            "dc.date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publish-date",
            "date",
            "publication_date",
            "article.published",
            "citation_online_date",
        ]),
        time(tree),
        dateline(tree),
        found.and_then(|found| found.published_time.as_deref().map(str::to_owned)),
    ];
    let published = published.into_iter().flatten().find_map(|date| clean(&date)).map(|date| day(&date));
    let html = tree.find("html");
    let lang = [
        html.and_then(|at| tree.attribute(at, "lang").or_else(|| tree.attribute(at, "xml:lang"))).map(str::to_owned),
        json_ld.lang,
        metas.first(&[
            "citation_language",
            "dc.language",
            "dcterms.language",
            "content-language",
            "language",
            "og:locale",
        ]),
    ];
    let is_code =
        |lang: &String| lang.len() >= 2 && lang.split('-').next().is_some_and(|code| matches!(code.len(), 2 | 3));
    let lang = lang.into_iter().flatten().map(|lang| lang.trim().replace('_', "-"));
    let lang = lang.filter(|lang| lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')).find(is_code);
    let authors = authors(tree, &metas, &json_ld.authors, found, publisher.as_deref());
    let title = title.map(|title| alone(&title, only_heading(tree).as_deref(), &authors));
    Front {
        title,
        subtitle: json_ld.subtitle.and_then(|subtitle| clean(&subtitle)),
        authors,
        publisher,
        published,
        lang,
        url,
    }
}

/// The `<meta>` elements by their names in small letters.
struct Metas(HashMap<String, Vec<String>>);

impl Metas {
    fn of(tree: &Tree) -> Self {
        let mut all: HashMap<String, Vec<String>> = HashMap::new();
        for at in tree.all("meta") {
            let Some(content) = tree.attribute(at, "content").filter(|content| !content.trim().is_empty()) else {
                continue;
            };
            for key in ["name", "property", "itemprop", "http-equiv"] {
                for name in tree.attribute(at, key).unwrap_or_default().split_ascii_whitespace() {
                    all.entry(name.to_ascii_lowercase()).or_default().push(content.to_owned());
                }
            }
        }
        Self(all)
    }

    fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).first().cloned())
    }
}

/// Returns a value on one line; none if it is empty. Some pages escape values twice.
fn clean(text: &str) -> Option<String> {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (entity, c) in [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        line = line.replace(entity, c);
    }
    (!line.is_empty()).then_some(line)
}
