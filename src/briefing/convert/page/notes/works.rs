//! Finds lists of works: which elements are entries, and which words name an entry.
//!
//! Must not know which links are references.

use std::ops::Range;

use super::super::tree::Tree;
use crate::briefing::heading;

/// Longest words that name a work, in bytes: `(Maas, Berg and Vidal, 2019)`.
pub(super) const LONGEST_NAME: usize = 120;

/// Classes of entries.
const ENTRIES: &[&str] = &["csl-entry", "ltx_bibitem", "citation", "biblioentry", "bibitem", "bibentry"];

/// Classes of lists of works.
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

/// Most titles of lists in a page.
const MOST: usize = 64;

/// Longest title of such a list that is not a heading, in bytes.
const LONGEST_TITLE: usize = 40;

/// Whether a paragraph is only the title of a list of works or notes. A link or a list item is navigation instead.
fn is_title(tree: &Tree, at: usize) -> bool {
    let words = tree.text(at);
    matches!(tree.name(at), "p" | "div")
        && (1..=LONGEST_TITLE).contains(&words.len())
        && (heading::heads_works(words) || heading::heads_notes(words))
        && tree.name(tree.node(at).parent) != "li"
        && !tree.within(at).any(|at| tree.name(at) == "a" && tree.attribute(at, "href").is_some())
}

/// The lists of works in a page.
pub(super) struct Works {
    /// Nodes under titles of lists of works.
    titled: Vec<Range<usize>>,
    /// Nodes under titles of lists of works and of notes.
    listed: Vec<Range<usize>>,
}

impl Works {
    pub(super) fn of(tree: &Tree) -> Self {
        let headings: Vec<usize> = (1..tree.len()).filter(|&at| tree.is_heading(at) || is_title(tree, at)).collect();
        let (mut titled, mut listed) = (Vec::new(), Vec::new());
        for (index, &at) in headings.iter().enumerate() {
            let words = tree.text(at);
            let is_of_works = heading::heads_works(words);
            if !is_of_works && !heading::heads_notes(words) {
                continue;
            }
            if listed.len() == MOST {
                break;
            }
            let next = headings[index + 1..].iter().copied().find(|&next| tree.name(next) <= tree.name(at));
            // The list ends with the element around its title.
            let home = tree.ancestors(at).find(|&outer| tree.text(outer).len() > words.len() + 1);
            let end = home.map_or(tree.len(), |home| tree.node(home).end);
            let under = tree.node(at).end..next.unwrap_or(end).min(end);
            // The reference of a program has chapters and is not a list of works.
            let has_chapters = || headings[index + 1..].iter().any(|next| under.contains(next));
            if is_of_works && words.to_lowercase().ends_with("reference") && has_chapters() {
                continue;
            }
            if is_of_works {
                titled.push(under.clone());
            }
            listed.push(under);
        }
        Self { titled, listed }
    }

    /// Whether a node is under a title of works or notes.
    pub(super) fn lists(&self, at: usize) -> bool {
        self.listed.iter().any(|under| under.contains(&at))
    }

    /// Whether an element is an entry in a list of works or names an entry; `words` are those of a link to it.
    pub(super) fn has(&self, tree: &Tree, at: usize, words: &str) -> bool {
        let is_under = || self.titled.iter().any(|under| under.contains(&at));
        let has_digit = || words.chars().any(|c| c.is_ascii_digit());
        is_one(tree, at) || has_digit() && !tree.is_heading(at) && is_under()
    }
}

/// Whether the names of an element show that it is an entry in a list of works, or names an entry.
pub(super) fn is_one(tree: &Tree, at: usize) -> bool {
    let called = |at: usize, names: &[&str]| {
        let of = tree.class_and_id(at);
        of.split_ascii_whitespace().any(|name| names.contains(&name))
    };
    let is_entry = |at: usize| {
        tree.has_value(at, "role", "doc-biblioentry")
            || tree.has_value(at, "epub:type", "biblioentry")
            || called(at, ENTRIES) && !matches!(tree.name(at), "a" | "sup" | "span")
    };
    let is_list = |at: usize| {
        tree.has_value(at, "role", "doc-bibliography")
            || tree.has_value(at, "epub:type", "bibliography")
            || called(at, LISTS) && matches!(tree.name(at), "ol" | "ul" | "dl" | "div" | "section" | "table" | "aside")
    };
    is_entry(at) || !tree.is_heading(at) && tree.ancestors(at).take(4).any(|at| is_entry(at) || is_list(at))
}

/// Whether a link is marked as naming a work.
pub(super) fn is_marked_reference(tree: &Tree, link: usize) -> bool {
    tree.has_value(link, "role", "doc-biblioref")
        || tree.has_value(link, "epub:type", "biblioref")
        || tree.has_class(link, "biblioref")
}

/// Whether a link in brackets is marked as naming a work. Its words are a key that the sentence may need: `as in
/// [HTML5]`.
pub(super) fn is_key(tree: &Tree, link: usize) -> bool {
    let before = link.checked_sub(1).filter(|&at| tree.is_text(at));
    let is_held = before.is_some_and(|at| tree.node(at).text.trim_end().ends_with(['[', '(']));
    is_marked_reference(tree, link) && (is_held || tree.text(link).starts_with('['))
}

/// Whether words contain a digit or a capital, as the name of a work does.
pub(super) fn are_named(words: &str) -> bool {
    words.chars().any(|c| c.is_ascii_digit()) || words.chars().any(char::is_uppercase)
}
