//! What a page says of itself: title, authors, publisher, date, language, address.
//!
//! Owns which of several places is believed. Must not know the article's text.

use std::collections::HashMap;

use super::address::{has_scheme, resolve};
use super::json_ld;
use super::tree::Tree;
use crate::convert::document::Front;

/// Words before the names of authors.
const BY: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "af",
    "av",
    "words by",
    "written by",
    "story by",
    "text by",
    "a post by",
    "posted by",
];

/// What parts a title from the name of its site.
const APART: &[&str] = &[" | ", " – ", " — ", " - ", " · ", " :: ", " » ", " « ", " • ", ": "];

pub(super) fn of(tree: &Tree, found: Option<&dom_smoothie::Article>) -> Front {
    let metas = Metas::of(tree);
    let said = json_ld::of(tree).unwrap_or_default();
    let publisher = [
        said.publisher,
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
    let page_title = tree.find("title").and_then(|at| tree.node(at).name.eq("title").then(|| tree.text(at)));
    let title = [
        metas.first(&["citation_title"]),
        said.titles.into_iter().find(|title| said_in_title(title, page_title.as_deref())),
        metas.first(&["og:title", "dc.title", "dcterms.title", "parsely-title", "twitter:title"]),
        found.map(|found| found.title.clone()),
        page_title.clone(),
        only_heading(tree),
    ];
    let title = title.into_iter().flatten().find_map(|title| clean(&title));
    let title = title.map(|title| without_site(&title, publisher.as_deref(), page_title.as_deref(), tree));
    let published = [
        metas.first(&["citation_publication_date", "citation_date"]),
        said.published,
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
        found.and_then(|found| found.published_time.as_deref().map(str::to_owned)),
    ];
    let published = published.into_iter().flatten().find_map(|date| clean(&date)).map(|date| day(&date));
    let html = tree.find("html");
    let lang = [
        html.and_then(|at| tree.attribute(at, "lang").or_else(|| tree.attribute(at, "xml:lang"))).map(str::to_owned),
        said.lang,
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
    Front {
        title,
        subtitle: said.subtitle.and_then(|subtitle| clean(&subtitle)),
        authors: authors(tree, &metas, &said.authors, found, publisher.as_deref()),
        publisher,
        published,
        lang,
        url: url(tree, &metas, said.url),
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

/// One line; nothing if it is empty. Some pages escape what they say twice.
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

/// Whether a headline has to do with the page's title: some describe another work.
fn said_in_title(headline: &str, page_title: Option<&str>) -> bool {
    let Some(title) = page_title else { return true };
    let words = |text: &str| {
        let text = text.to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_owned).collect::<Vec<_>>()
    };
    let (headline, title) = (words(headline), words(title));
    let common = headline.iter().filter(|word| title.contains(word)).count();
    common * 2 >= headline.len()
}

/// The text of the only first heading.
fn only_heading(tree: &Tree) -> Option<String> {
    let mut all = tree.all("h1").filter(|&at| !tree.is_hidden(at));
    let first = all.next().map(|at| tree.text(at))?;
    all.next().is_none().then_some(first)
}

/// A title without its site's name behind or before it.
fn without_site(title: &str, publisher: Option<&str>, page_title: Option<&str>, tree: &Tree) -> String {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let host = page_title.and_then(|_| host(tree)).unwrap_or_default();
    // The labels of the host, without those that say nothing: "en", "co", "uk".
    let labels: Vec<&str> = host.split('.').filter(|label| label.len() > 3).collect();
    let is_site = |part: &str| {
        let part = plain(part);
        let is_name = |name: &str| {
            let name = plain(name);
            !name.is_empty() && (part == name || part.len() > 3 && (name.starts_with(&part) || part.starts_with(&name)))
        };
        !part.is_empty() && (publisher.is_some_and(is_name) || labels.iter().any(|label| plain(label) == part))
    };
    for apart in APART {
        if let Some((before, behind)) = title.rsplit_once(apart)
            && is_site(behind)
            && !before.trim().is_empty()
        {
            return before.trim().to_owned();
        }
        if let Some((before, behind)) = title.split_once(apart)
            && is_site(before)
            && !behind.trim().is_empty()
            && *apart != ": "
        {
            return behind.trim().to_owned();
        }
    }
    // A first heading with the same beginning is the title alone.
    let heading =
        only_heading(tree).filter(|heading| heading.chars().count() > 8 && title.starts_with(heading.as_str()));
    match heading {
        Some(heading) if APART.iter().any(|apart| title[heading.len()..].starts_with(apart)) => heading,
        _ => title.to_owned(),
    }
}

fn host(tree: &Tree) -> Option<String> {
    let canonical = tree.all("link").find(|&at| tree.says(at, "rel", "canonical"))?;
    let (_, rest) = tree.attribute(canonical, "href")?.split_once("://")?;
    rest.split('/').next().map(str::to_owned)
}

/// The time of publication that the text shows.
fn time(tree: &Tree) -> Option<String> {
    let said = |at: &usize| {
        let called = tree.called(*at);
        tree.says(*at, "itemprop", "datePublished")
            || tree.attribute(*at, "pubdate").is_some()
            || ["published", "pubdate", "dt-published", "entry-date", "post-date", "publish"]
                .iter()
                .any(|name| called.contains(name))
    };
    let at = (1..tree.len())
        .find(|at| (tree.name(*at) == "time" || tree.attribute(*at, "datetime").is_some()) && said(at))?;
    tree.attribute(at, "datetime").map(str::to_owned).or_else(|| Some(tree.text(at)))
}

/// The day of a date in ISO's form; any other as it is written.
fn day(date: &str) -> String {
    let parts: Vec<&str> = date.split(['T', ' ']).next().unwrap_or_default().split(['-', '/']).collect();
    let is_number =
        |part: &&str, lengths: &[usize]| lengths.contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if is_number(year, &[4]) && is_number(month, &[1, 2]) && is_number(day, &[1, 2]) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => date.to_owned(),
    }
}

fn url(tree: &Tree, metas: &Metas, said: Option<String>) -> Option<String> {
    let canonical =
        tree.all("link").find(|&at| tree.says(at, "rel", "canonical")).and_then(|at| tree.attribute(at, "href"));
    let others =
        [metas.first(&["og:url", "citation_public_url", "citation_abstract_html_url"]), said, tree.saved_from.clone()];
    let all = canonical.map(str::to_owned).into_iter().chain(others.iter().flatten().cloned());
    let all: Vec<String> = all.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty()).collect();
    let whole = all.iter().find(|url| url.starts_with("http://") || url.starts_with("https://"));
    // A canonical address may be relative to another.
    match (canonical, whole) {
        (Some(canonical), Some(whole)) if !has_scheme(canonical) => Some(resolve(whole, canonical.trim())),
        (_, whole) => whole.cloned(),
    }
}

fn authors(
    tree: &Tree,
    metas: &Metas,
    said: &[String],
    found: Option<&dom_smoothie::Article>,
    publisher: Option<&str>,
) -> Vec<String> {
    let cited: Vec<String> = metas.all("citation_author").iter().map(|name| turned(name)).collect();
    let one = |name: &str| metas.all(name).iter().flat_map(|names| split(names)).collect::<Vec<_>>();
    let byline = found.and_then(|found| found.byline.as_deref()).map(split);
    let shown = || {
        let mut all = (1..tree.len()).filter(|&at| {
            tree.says(at, "rel", "author") && tree.name(at) == "a" || tree.says(at, "itemprop", "author")
        });
        all.next().map(|at| split(&tree.text(at)))
    };
    let all = [
        cited,
        said.iter().flat_map(|names| split(names)).collect(),
        one("dc.creator").iter().map(|name| turned(name)).collect(),
        one("parsely-author"),
        one("author"),
        one("article:author"),
        one("sailthru.author"),
        byline.unwrap_or_default(),
        shown().unwrap_or_default(),
    ];
    let is_name = |name: &String| {
        let words = name.split_whitespace().count();
        !has_scheme(name)
            && !name.contains(['/', '@', '<', '{'])
            && name.len() <= 80
            && words <= 8
            && name.chars().any(char::is_alphabetic)
            && !name.chars().any(|c| c.is_ascii_digit())
    };
    for names in all {
        let mut names: Vec<String> = names.iter().filter_map(|name| clean(name)).filter(is_name).collect();
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.to_lowercase()));
        if names.len() > 1 {
            names.retain(|name| Some(name.as_str()) != publisher);
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// "Maas, Anna" as "Anna Maas".
fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') && !first.trim().is_empty() => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.trim().to_owned(),
    }
}

/// Names in a byline: "By Anna Maas, Otto Berg and Ines Vidal".
fn split(byline: &str) -> Vec<String> {
    let line = byline.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = line.to_lowercase();
    // What stands behind a bar or a dot is a date or a place.
    let end =
        [" | ", " • ", " · ", " — ", "\u{2014}"].iter().filter_map(|bar| line.find(bar)).min().unwrap_or(line.len());
    let mut rest = &line[..end];
    for by in BY {
        let begins = lower.strip_prefix(by).is_some_and(|rest| rest.starts_with([' ', ':']));
        if begins && rest.is_char_boundary(by.len()) && rest.len() > by.len() {
            rest = rest[by.len()..].trim_start_matches([' ', ':']);
            break;
        }
    }
    let mut names = vec![rest.to_owned()];
    for apart in [";", ", ", " and ", " & ", " und ", " et ", " y ", " e ", " og ", " och ", " en "] {
        names = names.iter().flat_map(|name| name.split(apart)).map(|name| name.trim().to_owned()).collect();
    }
    // "Smith, Jr." and "Maas, MD" are one.
    let mut joined: Vec<String> = Vec::new();
    for name in names {
        let name = name.trim_start_matches("and ").trim_end_matches(',').trim();
        let is_title = ["jr", "jr.", "sr", "sr.", "md", "m.d.", "phd", "ph.d.", "ii", "iii", "esq."]
            .contains(&name.to_lowercase().as_str());
        match joined.last_mut() {
            Some(before) if is_title => *before = format!("{before}, {name}"),
            _ if name.is_empty() => {}
            _ => joined.push(name.to_owned()),
        }
    }
    joined
}
