//! Finds the targets of links, and reads evidence from their names.
//!
//! Must not know what a note consists of.

use super::super::address::Base;
use super::super::tree::Tree;
use super::names::Evidence;

/// Returns the target of a link and its name.
pub(super) fn target(tree: &Tree, base: &Base, href: &str) -> Option<(usize, String)> {
    let (_, behind) = href.split_once('#')?;
    // Such links in a saved page have the page's whole address, which the page does not always state.
    let fragment = base.fragment(href).or(Some(behind).filter(|name| is_named(name)))?;
    let found = tree.by_id(fragment).or_else(|| tree.by_id(&unescaped(fragment)));
    // ScienceDirect names the backlink in an entry like this.
    let found = found.or_else(|| tree.by_id(&format!("ref-id-{fragment}")));
    let found = found.or_else(|| word_note(tree, fragment))?;
    Some((found, fragment.to_owned()))
}

/// Returns the backlink in a note of Word that lost its name: `_ftnref1` for `_ftn1`.
fn word_note(tree: &Tree, fragment: &str) -> Option<usize> {
    let name = fragment.trim_end_matches(|c: char| c.is_ascii_digit());
    if !matches!(name, "_ftn" | "_edn" | "ftn" | "edn") || name.len() == fragment.len() {
        return None;
    }
    let back = format!("#{name}ref{}", &fragment[name.len()..]);
    tree.all("a").find(|&at| tree.attribute(at, "href").is_some_and(|href| href.ends_with(&back)))
}

/// Returns the target of a link, or of the label of a control that shows a note beside the text.
pub(super) fn target_of(tree: &Tree, base: &Base, link: usize) -> Option<(usize, String)> {
    if tree.name(link) == "label" {
        let name = tree.attribute(link, "for").filter(|_| tree.has_class(link, "footref"))?;
        return tree.by_id(name).map(|at| (at, name.to_owned()));
    }
    let href = tree.attribute(link, "href")?;
    // Some journals name the element that their scripts show.
    let name = tree.attribute(link, "data-rid").filter(|_| href == "#");
    match name.and_then(|name| Some((tree.by_id(name)?, name.to_owned()))) {
        Some(found) => Some(found),
        None => target(tree, base, href),
    }
}

/// Decodes the percent-encoding of a fragment.
fn unescaped(fragment: &str) -> String {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let code = match behind {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)),
            _ => None,
        };
        if let Some((high, low)) = code {
            bytes.push(high << 4 | low);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a fragment has the name of a note.
fn is_named(fragment: &str) -> bool {
    evidence(fragment) > Evidence::Nothing
}

/// Names that only notes have.
const NOTES: &[&str] = &[
    "fn",
    "ftn",
    "_ftn",
    "ftnt",
    "edn",
    "_edn",
    "footnote",
    "endnote",
    "cite_note",
    "sdfootnote",
    "sdendnote",
    "rearnote",
    "user-content-fn",
];

/// Names of works, if a number follows.
const WORKS: &[&str] = &["ref", "reference", "bib", "cite", "citation"];

/// Names of notes that rules, boxes and parts of a page have too.
const HINTS: &[&str] = &["note", "sn", "b", "r", "cr", "en", "foot", "n"];

/// Returns the evidence that a fragment names a note: `fn1`, `cite_note-maas-3`, `_ftn2`, `s2fn4`, and perhaps `B12`.
pub(super) fn evidence(fragment: &str) -> Evidence {
    let lower = fragment.to_ascii_lowercase();
    // "fnref1", "cite_ref-1", "_ftnref1" name references.
    if ["fnref", "ftnref", "ftnt_ref", "cite_ref", "ednref", "noteref", "footnote-ref", "footnote-anchor"]
        .iter()
        .any(|up| lower.contains(up))
    {
        return Evidence::Nothing;
    }
    let is_between = |c: char| matches!(c, '-' | '_' | ':' | '.');
    let name = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_numbered = name.len() < lower.len();
    let is_one = |names: &[&str]| is_numbered && names.contains(&name.trim_end_matches(is_between));
    let behind = |name: &str| {
        let rest = lower.strip_prefix(name).filter(|rest| name.len() > 1 && rest.starts_with(is_between));
        rest.filter(|rest| rest.len() > 1)
    };
    let is_before = |names: &[&str]| names.iter().any(|name| behind(name).is_some());
    let has_number = || lower.contains(|c: char| c.is_ascii_digit());
    // The name may follow the number of a part: "s2fn4".
    let is_inner = || {
        let word = name.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        is_numbered && matches!(word, "fn" | "ftn" | "note" | "footnote" | "endnote") && word.len() < name.len()
    };
    if is_one(NOTES) || is_one(WORKS) || is_before(NOTES) || is_before(WORKS) && has_number() || is_inner() {
        Evidence::Proof
    } else if is_one(HINTS) || is_before(HINTS) || is_before(WORKS) {
        Evidence::Hint
    } else {
        Evidence::Nothing
    }
}
