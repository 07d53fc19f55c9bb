//! What stands around an article and is no part of it, by its element, its name and its links.
//!
//! Must not know what Readability thinks.

use super::super::tree::Tree;

/// Elements that hold no words of an article.
const NEVER: &[&str] = &[
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "button", "input",
    "select", "textarea", "datalist", "progress", "meter", "audio", "video", "map", "head", "title", "link", "meta",
    "nav", "rp",
];

/// Parts of a name, at their edges.
const NAMES: &[&str] = &[
    "share",
    "sharing",
    "social",
    "sharedaddy",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "sign-up",
    "related",
    "recirc",
    "recirculation",
    "recommended",
    "recommendation",
    "recommendations",
    "more-stories",
    "read-more",
    "readmore",
    "most-read",
    "most-popular",
    "trending",
    "promo",
    "promotion",
    "advert",
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "sponsor",
    "sponsored",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "comments",
    "comment-list",
    "respond",
    "disqus",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "navbar",
    "navigation",
    "nav",
    "menu",
    "sidebar",
    "toc",
    "tableofcontents",
    "table-of-contents",
    "mw-editsection",
    "navbox",
    "noprint",
    "skip-link",
    "skip",
    "printfooter",
    "catlinks",
    "toolbar",
    "tags",
    "tag-list",
    "outbrain",
    "taboola",
    "paywall",
    "banner",
    "popup",
    "modal",
    "jp-relatedposts",
    "post-navigation",
    "nav-links",
    "author-bio",
    "masthead",
    "metadata",
    "hatnote",
    "ambox",
    "dablink",
    "rellink",
    "ndfhlt",
    "follow",
    "print-only",
    "site-footer",
    "site-header",
    "login",
    "search",
    "searchform",
    "hidden",
    "addthis",
    "sitesub",
    "jump-to-nav",
    "vector-toc",
];

/// Whether nothing of an element is ever part of an article.
pub(super) fn is_never_shown(tree: &Tree, at: usize) -> bool {
    let name = tree.name(at);
    NEVER.contains(&name) && !(name == "nav" && is_notes(tree, at))
        || tree.has_class(at, "mw-editsection")
        || tree.has_class(at, "anchor") && name == "a" && tree.text(at).chars().all(|c| !c.is_alphanumeric())
        || matches!(
            tree.attribute(at, "role"),
            Some("navigation" | "search" | "dialog" | "alertdialog" | "menu" | "menubar")
        )
}

fn is_notes(tree: &Tree, at: usize) -> bool {
    let called = tree.called(at);
    ["footnote", "endnote", "reference"].iter().any(|name| called.contains(name))
        || ["doc-endnotes", "doc-footnotes"].iter().any(|role| tree.says(at, "role", role))
}

/// Whether an element that Readability leaves out is plainly none of the article.
pub(super) fn is_plain(tree: &Tree, at: usize) -> bool {
    if matches!(tree.name(at), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "td" | "th" | "tr" | "dt" | "dd") {
        return false;
    }
    if is_notes(tree, at) {
        return false;
    }
    if matches!(tree.name(at), "form" | "header" | "footer" | "label" | "fieldset")
        || matches!(tree.attribute(at, "role"), Some("complementary" | "banner" | "contentinfo" | "form"))
    {
        return true;
    }
    let called = tree.called(at);
    let names = called.split_ascii_whitespace().any(|name| {
        NAMES.iter().any(|known| {
            name.match_indices(known).any(|(from, _)| {
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
                edge(name[..from].chars().next_back()) && edge(name[from + known.len()..].chars().next())
            })
        })
    });
    names
        || tree.name(at) == "aside" && is_of_links(tree, at)
        || matches!(tree.name(at), "ul" | "ol" | "div" | "section" | "p") && is_of_links(tree, at)
}

/// Whether nearly all words of an element are links to other pages.
fn is_of_links(tree: &Tree, at: usize) -> bool {
    let (mut all, mut linked, mut links) = (0, 0, 0);
    let mut next = at + 1;
    while next < tree.node(at).end {
        if tree.name(next) == "a" && tree.attribute(next, "href").is_some_and(|href| !href.starts_with('#')) {
            let length = tree.text(next).len();
            (all, linked, links) = (all + length, linked + length, links + 1);
            next = tree.node(next).end;
            continue;
        }
        if tree.is_text(next) {
            all += tree.node(next).text.trim().len();
        }
        next += 1;
    }
    links > 0 && linked * 10 > all * 7
}
