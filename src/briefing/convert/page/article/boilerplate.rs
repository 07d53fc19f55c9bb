//! Recognizes boilerplate around an article by its tags, names and links.
//!
//! Must not know the result of Readability.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::super::notes::may_hold_notes;
use super::super::tree::Tree;
use super::links::Links;
use super::notices;

/// Elements without words of an article.
const NEVER: &[&str] = &[
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "button", "input",
    "select", "textarea", "datalist", "progress", "meter", "audio", "video", "map", "head", "title", "link", "meta",
    "nav", "rp",
];

/// Parts of the class names and ids of boilerplate.
const AROUND: &[&str] = &[
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

static NAMES_AROUND: LazyLock<Names> = LazyLock::new(|| Names::of(AROUND));

/// Parts of a class or an id, between its hyphens. Some parts have hyphens of their own.
struct Names(HashSet<&'static str, FixedState>);

/// Most parts of a name between hyphens.
const MOST_PARTS: usize = 3;

impl Names {
    fn of(names: &'static [&'static str]) -> Self {
        Self(names.iter().copied().collect())
    }

    /// Whether a class or an id, in small letters, contains one of the names.
    fn are_in(&self, called: &str) -> bool {
        let is_apart = |c: char| !c.is_ascii_alphanumeric();
        called.split_ascii_whitespace().any(|name| {
            let mut next = 0;
            let mut begins = [0; MOST_PARTS];
            name.split_inclusive(is_apart).enumerate().any(|(at, part)| {
                begins[at % MOST_PARTS] = next;
                let end = next + part.trim_end_matches(is_apart).len();
                next += part.len();
                begins.iter().take(at + 1).any(|&from| self.0.contains(&name[from..end]))
            })
        })
    }
}

/// Whether an element is never part of an article.
pub(super) fn is_never_shown(tree: &Tree, at: usize) -> bool {
    let name = tree.name(at);
    NEVER.contains(&name) && !(name == "nav" && is_notes(tree, at)) || !tree.is_bare(at) && is_around(tree, at)
}

/// Whether an element's names make it boilerplate.
fn is_around(tree: &Tree, at: usize) -> bool {
    tree.has_class_among(at, &["mw-editsection", "navbox", "vertical-navbox"])
        || is_anchor(tree, at)
        || is_manual_navigation(tree, at)
        || is_contents(tree, at)
        || matches!(
            tree.attribute(at, "role"),
            Some("navigation" | "search" | "dialog" | "alertdialog" | "menu" | "menubar")
        )
}

/// Classes of links from a heading to itself.
const ANCHORS: &[&str] = &[
    "anchor",
    "anchorjs-link",
    "copiable-link",
    "header-anchor",
    "heading-anchor",
    "headerlink",
    "permalink",
    "self-link",
    "anchor-link",
    "hash-link",
];

/// Whether an element is a sign that links to its own heading.
pub(super) fn is_anchor(tree: &Tree, at: usize) -> bool {
    let text = || tree.text(at).to_lowercase();
    let bare = || {
        let leads_here = tree.name(at) == "a" && tree.attribute(at, "href").is_some_and(|href| href.starts_with('#'));
        let in_heading = || tree.ancestors(at).take(3).any(|outer| tree.is_heading(outer));
        leads_here && in_heading() && matches!(tree.text(at), "#" | "¶" | "§" | "🔗" | "\u{f0c1}")
    };
    bare()
        || matches!(tree.name(at), "a" | "span")
            && tree.has_class_among(at, ANCHORS)
            && matches!(text().trim_matches(|c: char| !c.is_alphanumeric()), "" | "link" | "permalink" | "copy link")
            && !tree.within(at).any(|at| tree.name(at) == "img")
}

/// Whether an element is the navigation of a manual: `Next: …, Up: … [Contents][Index]`.
fn is_manual_navigation(tree: &Tree, at: usize) -> bool {
    const FIRST: &[&str] = &["Next:", "Previous:", "Prev:", "Up:"];
    tree.name(at) == "div"
        && tree.has_class_among(at, &["nav-panel", "header"])
        && FIRST.iter().any(|first| tree.text(at).starts_with(first))
        && has_only_relations(tree, at)
}

/// Whether an element lists the headings of its own page.
fn is_contents(tree: &Tree, at: usize) -> bool {
    let is_named = |name: &str| {
        matches!(name.to_ascii_lowercase().as_str(), "toc" | "tableofcontents" | "table-of-contents")
            || name == "contents" && (tree.has_class(at, "topic") || tree.has_class(at, "local"))
    };
    let called = || {
        ["id", "class"]
            .iter()
            .filter_map(|name| tree.attribute(at, name))
            .any(|names| names.split_ascii_whitespace().any(is_named))
    };
    if !matches!(tree.name(at), "div" | "ul" | "ol" | "table" | "aside" | "section" | "nav" | "details") || !called() {
        return false;
    }
    // A saved page may have its whole address in such links. The links of a book lead to other files.
    let is_here = |href: &str| href.starts_with('#') || href.starts_with("http") && href.contains('#');
    let leads_here = |&one: &usize| tree.name(one) == "a" && tree.attribute(one, "href").is_some_and(is_here);
    let linked: usize = tree.within(at).filter(leads_here).map(|one| tree.text(one).len()).sum();
    linked > 0 && linked * 10 > tree.text(at).len() * 6
}

/// Whether all links of an element have access keys or relations.
fn has_only_relations(tree: &Tree, at: usize) -> bool {
    let is_relation = |at: usize| tree.attribute(at, "rel").is_some() || tree.attribute(at, "accesskey").is_some();
    tree.within(at).filter(|&at| tree.name(at) == "a").all(is_relation)
}

fn is_notes(tree: &Tree, at: usize) -> bool {
    may_hold_notes(tree.class_and_id(at))
        || ["doc-endnotes", "doc-footnotes"].iter().any(|role| tree.has_value(at, "role", role))
}

/// Whether an element that Readability leaves out is clearly not part of the article.
pub(super) fn is_plain(tree: &Tree, links: &Links<'_>, at: usize) -> bool {
    if matches!(tree.name(at), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "td" | "th" | "tr" | "dt" | "dd") {
        return false;
    }
    if tree.ancestors(at).take(3).any(|outer| tree.is_heading(outer)) {
        return false;
    }
    // An infobox has links as headings, like teasers.
    if is_notes(tree, at) || is_in_sentence(tree, at) || tree.class_and_id(at).contains("infobox") {
        return false;
    }
    if notices::is_at_edge(tree, at) {
        return false;
    }
    let in_footer = || tree.ancestors(at).any(|outer| tree.name(outer) == "footer");
    if matches!(tree.name(at), "p" | "div" | "small") && notices::is_copyright(tree.text(at)) && in_footer() {
        return true;
    }
    if matches!(tree.name(at), "form" | "header" | "footer" | "label" | "fieldset")
        || matches!(tree.attribute(at, "role"), Some("complementary" | "banner" | "contentinfo" | "form"))
    {
        return true;
    }
    let names = NAMES_AROUND.are_in(tree.class_and_id(at));
    names
        || links.shows_teasers(at)
        // A list of links to other pages has no references to notes.
        || matches!(tree.name(at), "aside" | "ul" | "ol" | "div" | "section" | "p")
            && links.are_most_of(at)
            && !links.refer_to_note(at)
}

/// Whether an element is a sidebar of the article with its own text.
pub(super) fn is_sidebar(tree: &Tree, links: &Links<'_>, at: usize) -> bool {
    let is_one = tree.has_class(at, "sidebar") || tree.has_class(at, "sidebarblock");
    is_one && matches!(tree.name(at), "aside" | "div") && notices::speaks(tree, at) && !links.shows_teasers(at)
}

/// Names of small boxes in an article that are never part of it.
const BOXES: &[&str] = &[
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "newsletter",
    "subscribe",
    "signup",
    "sign-up",
    "cookie",
    "related",
    "advert",
    "advertisement",
    "jp-relatedposts",
    "addthis",
    "outbrain",
    "taboola",
    "mw-editsection",
    "noprint",
    "breadcrumb",
    "breadcrumbs",
];

static NAMES_OF_BOXES: LazyLock<Names> = LazyLock::new(|| Names::of(BOXES));

/// Longest text of such a box in bytes.
const BOX: usize = 200;

/// Whether an element is a small box in an article that is not part of it.
pub(super) fn is_box(tree: &Tree, at: usize) -> bool {
    matches!(tree.name(at), "div" | "section" | "aside" | "ul" | "p" | "span" | "a")
        && tree.attribute(at, "class").is_some()
        && NAMES_OF_BOXES.are_in(tree.class_and_id(at))
        && !is_in_sentence(tree, at)
        && tree.text(at).len() <= BOX
        && !notices::is_behind(tree, at)
}

/// Whether an element stands among the words of a sentence, where its names do not matter.
fn is_in_sentence(tree: &Tree, at: usize) -> bool {
    let is_inline = matches!(
        tree.name(at),
        "a" | "abbr"
            | "b"
            | "big"
            | "cite"
            | "code"
            | "em"
            | "font"
            | "i"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "br"
            | "img"
            | "wbr"
    );
    let parent = tree.node(at).parent;
    is_inline && tree.children(parent).any(|one| tree.is_text(one) && !tree.text(one).is_empty())
}
