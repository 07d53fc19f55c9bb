//! Finds the nodes of a note's text.
//!
//! Must not know which links are references.

use std::ops::Range;

use super::super::tree::Tree;
use super::mark::{self, is_back_sign, is_mark};
use super::names::{self, Evidence};

/// Longest note in bytes of its text. A longer text is part of the article.
const LONGEST: usize = 20_000;

/// Returns the nodes of the note at a target.
pub(super) fn body(tree: &Tree, target: usize, targets: &[usize]) -> Option<Range<usize>> {
    let mut at = target;
    // Old Docutils writes a note as a table with a mark and a text.
    if tree.name(at) == "table" && tree.has_class_among(at, &["footnote", "citation"]) {
        return tree.within(at).find(|&at| tree.name(at) == "tr").map(|row| tree.within(row));
    }
    // Texinfo writes the mark as a heading, and the note after it.
    if let Some(heading) = tree.ancestors(at).take(2).find(|&outer| tree.is_heading(outer) && is_mark(tree.text(outer)))
    {
        let end = tree.node(tree.node(heading).parent).end;
        let next = (tree.node(heading).end..end).find(|&at| tree.is_heading(at)).unwrap_or(end);
        return is_short(tree, &(heading..next)).then_some(heading..next);
    }
    // A target without words names the element around it or the element after it.
    let is_name = |at: usize| {
        let text = tree.text(at);
        text.is_empty() || is_mark(text) || is_back_sign(text)
    };
    // The definition of a term follows the term.
    let holds = |at: usize| tree.name(at) == "dt" || is_block(tree.name(at)) && !is_name(at);
    if !holds(at) {
        at = std::iter::once(at).chain(tree.ancestors(at)).find(|&at| holds(at))?;
    }
    // Notes of Word and Substack may have several paragraphs.
    let parent = tree.node(at).parent;
    if tree.name(parent) == "div" && is_single(tree, parent) {
        at = parent;
    }
    if matches!(tree.name(at), "body" | "main" | "ol" | "ul" | "dl" | "table" | "figure" | "html") {
        return None;
    }
    let mut body = tree.within(at);
    if matches!(tree.name(at), "dt") {
        body.end = tree.node(next_sibling(tree, at)?).end;
    }
    // If an element contains several notes, each ends at the next target.
    let from = targets.partition_point(|&one| one < body.start);
    let others: Vec<usize> = targets[from..].iter().copied().take_while(|&one| one < body.end).collect();
    if others.len() > 1 && others.iter().any(|&one| one > target) || others.first().is_some_and(|&one| one < target) {
        let start = child_with(tree, at, target)?;
        let next = others.iter().copied().find(|&one| one > target && child_with(tree, at, one) != Some(start));
        body = start..next.and_then(|next| child_with(tree, at, next)).unwrap_or(body.end);
    }
    let has_heading = body.clone().any(|at| tree.is_heading(at));
    (!has_heading && is_short(tree, &body)).then_some(body)
}

fn is_short(tree: &Tree, body: &Range<usize>) -> bool {
    tree.text_in(body).len() <= LONGEST
}

/// Whether an element has the name of a single note: `ftn1`, `footnote`.
fn is_single(tree: &Tree, at: usize) -> bool {
    let id = tree.attribute(at, "id").unwrap_or_default().to_ascii_lowercase();
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(name, "ftn" | "edn" | "fn" | "sdfootnote" | "sdendnote")
        || tree.has_class(at, "footnote") && name.len() < id.len()
}

fn next_sibling(tree: &Tree, at: usize) -> Option<usize> {
    let parent = tree.node(at).parent;
    let mut next = tree.node(at).end;
    while next < tree.node(parent).end {
        if !tree.is_text(next) {
            return Some(next);
        }
        next = tree.node(next).end;
    }
    None
}

/// Returns the child of an element that contains a node.
fn child_with(tree: &Tree, of: usize, node: usize) -> Option<usize> {
    tree.children(of).find(|&child| tree.within(child).contains(&node))
}

/// Whether a note stands among others.
pub(super) fn is_held(tree: &Tree, at: usize) -> bool {
    evidence(tree, at) > Evidence::Nothing
}

/// Returns the evidence, from the elements around a node, that it is a note.
pub(super) fn evidence(tree: &Tree, at: usize) -> Evidence {
    const ROLES: &[&str] = &["doc-endnotes", "doc-footnote", "doc-endnote", "doc-footnotes", "doc-bibliography"];
    const TYPES: &[&str] = &["footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"];
    let one = |at: usize| {
        let says = ROLES.iter().any(|role| tree.has_value(at, "role", role))
            || TYPES.iter().any(|kind| tree.has_value(at, "epub:type", kind));
        match tree.name(at) {
            _ if says => Evidence::Proof,
            "body" | "html" | "article" | "main" => Evidence::Nothing,
            "ol" | "ul" | "dl" if tree.class_and_id(at).split_ascii_whitespace().any(|name| name == "notes") => {
                Evidence::Proof
            }
            _ => names::evidence(tree.class_and_id(at)),
        }
    };
    std::iter::once(at).chain(tree.ancestors(at)).take(4).map(one).max().unwrap_or(Evidence::Nothing)
}

/// Returns the raised mark that begins a note: `<sup>a</sup>Port audit`.
pub(super) fn raised_mark(tree: &Tree, body: &Range<usize>, mark: &str) -> Option<usize> {
    let first = body.clone().find(|&at| tree.is_text(at) && !tree.text(at).is_empty())?;
    let mut around = tree.ancestors(first).take_while(|at| body.contains(at));
    around.find(|&at| tree.name(at) == "sup").filter(|&at| !mark.is_empty() && mark::bare(tree.text(at)) == mark)
}

pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "div"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "aside"
            | "section"
            | "blockquote"
            | "article"
            | "figure"
            | "footer"
            | "body"
            | "main"
            | "ol"
            | "ul"
            | "dl"
            | "table"
    )
}
