//! Lists of works: which elements are entries of one, and which words name an entry.
//!
//! Must not know which links are references.

use super::super::tree::Tree;

/// The longest words that name a work, in bytes: `(Maas, Berg and Vidal, 2019)`.
pub(super) const LONGEST_NAME: usize = 120;

/// What an entry is called.
const ENTRIES: &[&str] = &["csl-entry", "ltx_bibitem", "citation", "biblioentry", "bibitem", "bibentry"];

/// What a list of works is called.
const LISTS: &[&str] = &[
    "references",
    "bibliography",
    "csl-bib-body",
    "ltx_bibliography",
    "ltx_biblist",
    "ref-list",
    "reference-list",
    "reflist",
    "refbegin",
    "citation-list",
    "biblist",
    "thebibliography",
    "literature",
    "works-cited",
];

/// Whether an element is an entry in a list of works, or names one.
pub(super) fn is_one(tree: &Tree, at: usize) -> bool {
    let called = |at: usize, names: &[&str]| {
        let of = tree.called(at);
        of.split_ascii_whitespace().any(|name| names.contains(&name))
    };
    let is_entry = |at: usize| {
        tree.says(at, "role", "doc-biblioentry")
            || tree.says(at, "epub:type", "biblioentry")
            || called(at, ENTRIES) && !matches!(tree.name(at), "a" | "sup" | "span")
    };
    let is_list = |at: usize| {
        tree.says(at, "role", "doc-bibliography")
            || tree.says(at, "epub:type", "bibliography")
            || called(at, LISTS) && matches!(tree.name(at), "ol" | "ul" | "dl" | "div" | "section" | "table" | "aside")
    };
    is_entry(at) || !tree.is_heading(at) && tree.ancestors(at).take(4).any(|at| is_entry(at) || is_list(at))
}

/// Whether a link says that it names a work.
pub(super) fn says_so(tree: &Tree, link: usize) -> bool {
    tree.says(link, "role", "doc-biblioref")
        || tree.says(link, "epub:type", "biblioref")
        || tree.has_class(link, "biblioref")
}

/// Whether a link in brackets says that it names a work: its words are a key, which the sentence may need: "as in [HTML5]".
pub(super) fn is_key(tree: &Tree, link: usize) -> bool {
    let before = link.checked_sub(1).filter(|&at| tree.is_text(at));
    let is_held = before.is_some_and(|at| tree.node(at).text.trim_end().ends_with(['[', '(']));
    says_so(tree, link) && (is_held || tree.text(link).trim_start().starts_with('['))
}

/// Whether words name a work: they have a year, a number or a name in them.
pub(super) fn are_named(words: &str) -> bool {
    words.chars().any(|c| c.is_ascii_digit()) || words.chars().any(char::is_uppercase)
}
