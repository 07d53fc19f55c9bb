//! Finds notices at the edges of an article: corrections, sponsors, quoted people.
//!
//! Notices often speak against the text, and stand where navigation usually does. Must not know the result of
//! Readability.

use super::super::tree::Tree;

/// Words, in small letters, of lines that name who is behind a text.
const BEHIND: &[&str] = &[
    "paid for by",
    "sponsored by",
    "sponsored content",
    "paid content",
    "paid post",
    "funded by",
    "commissioned by",
    "in partnership with",
    "disclosure:",
    "correction:",
    "conflict of interest",
    "competing interest",
    "bezahlt von",
    "finanziert von",
    "gesponsert von",
    "financé par",
    "sponsorisé par",
    "payé par",
    "patrocinado por",
    "pagado por",
    "financiado por",
];

/// Longest of such lines in bytes.
const LINE: usize = 400;

/// Whether an element names who is behind a text.
pub(super) fn is_behind(tree: &Tree, at: usize) -> bool {
    let mut length = 0;
    let is_short = tree.within(at).filter(|&at| tree.is_text(at)).all(|at| {
        length += tree.text(at).len();
        length <= LINE
    });
    is_short && length > 0 && {
        let text = tree.text(at).to_lowercase();
        BEHIND.iter().any(|words| text.contains(words))
    }
}

/// Whether an element at the edge of an article has a notice.
pub(super) fn is_at_edge(tree: &Tree, at: usize) -> bool {
    matches!(tree.name(at), "header" | "footer")
        && (is_quoted(tree, at) || home(tree, at).is_some() && speaks(tree, at))
        || matches!(tree.name(at), "header" | "footer" | "p" | "div" | "aside" | "section" | "span" | "small")
            && is_behind(tree, at)
}

/// Whether an element belongs to a quotation.
pub(super) fn is_quoted(tree: &Tree, at: usize) -> bool {
    tree.ancestors(at).any(|outer| tree.name(outer) == "blockquote")
}

/// Returns the article element around an element.
pub(super) fn home(tree: &Tree, at: usize) -> Option<usize> {
    tree.ancestors(at).find(|&outer| matches!(tree.name(outer), "article" | "main"))
}

/// Returns the element that contains an article with its notices.
pub(super) fn widened(tree: &Tree, root: usize) -> usize {
    let around = if tree.name(root) == "article" { None } else { home(tree, root) };
    let Some(around) = around else { return root };
    let outside = tree.within(around).filter(|at| !tree.within(root).contains(at));
    let mut edges = outside.filter(|&at| is_at_edge(tree, at) && home(tree, at) == Some(around));
    if edges.next().is_some() { around } else { root }
}

/// Whether an element has a sentence outside its links.
pub(super) fn speaks(tree: &Tree, at: usize) -> bool {
    let is_leaf = |at: usize| {
        matches!(tree.name(at), "p" | "div" | "span" | "small" | "header" | "footer" | "section" | "aside" | "em" | "i")
            && tree.children(at).any(|one| tree.is_text(one) && !tree.text(one).is_empty())
    };
    tree.within(at).any(|at| is_leaf(at) && is_sentence(tree, at))
}

fn is_sentence(tree: &Tree, at: usize) -> bool {
    let text = tree.text(at);
    let linked: usize = tree.within(at).filter(|&at| tree.name(at) == "a").map(|at| tree.text(at).len()).sum();
    let ends =
        text.trim_end_matches(['"', '”', '»', ')', '’', ']']).ends_with(['.', '!', '?', '…']) || text.contains(". ");
    ends && text.split_whitespace().count() > 3 && linked * 2 < text.len() && !is_copyright(text)
}

/// Whether a line is a copyright notice.
pub(super) fn is_copyright(text: &str) -> bool {
    let begins = |words: &&str| text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
    ["©", "(c)", "copyright", "all rights reserved", "alle rechte"].iter().any(begins)
}
