//! Where a link leads, and what that is called.
//!
//! Must not know what a note is made of.

use super::super::address::Base;
use super::super::tree::Tree;

/// The element that a link leads to, and its name.
pub(super) fn target(tree: &Tree, base: &Base, href: &str) -> Option<(usize, String)> {
    let (_, behind) = href.split_once('#')?;
    // A saved page has its whole address in such links, and does not always say what that is.
    let fragment = base.fragment(href).or(Some(behind).filter(|name| is_named(name)))?;
    let found = tree.by_id(fragment).or_else(|| tree.by_id(&unescaped(fragment)));
    let found = found.or_else(|| word_note(tree, fragment))?;
    Some((found, fragment.to_owned()))
}

/// The link back in a note of Word's that lost its name: `_ftnref1` for `_ftn1`.
fn word_note(tree: &Tree, fragment: &str) -> Option<usize> {
    let name = fragment.trim_end_matches(|c: char| c.is_ascii_digit());
    if !matches!(name, "_ftn" | "_edn" | "ftn" | "edn") || name.len() == fragment.len() {
        return None;
    }
    let back = format!("#{name}ref{}", &fragment[name.len()..]);
    tree.all("a").find(|&at| tree.attribute(at, "href").is_some_and(|href| href.ends_with(&back)))
}

/// The element that a link leads to, or the label of a knob that shows a note beside the text.
pub(super) fn target_of(tree: &Tree, base: &Base, link: usize) -> Option<(usize, String)> {
    if tree.name(link) == "label" {
        let name = tree.attribute(link, "for").filter(|_| tree.has_class(link, "footref"))?;
        return tree.by_id(name).map(|at| (at, name.to_owned()));
    }
    target(tree, base, tree.attribute(link, "href")?)
}

/// A fragment without percent signs.
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

/// Whether a fragment is called as notes are: `fn1`, `cite_note-maas-3`, `_ftn2`, `footnote-4`, `B12`.
pub(super) fn is_named(fragment: &str) -> bool {
    const NAMES: &[&str] = &[
        "fn",
        "ftn",
        "_ftn",
        "edn",
        "_edn",
        "footnote",
        "endnote",
        "cite_note",
        "note",
        "sdfootnote",
        "sdendnote",
        "ref",
        "reference",
        "bib",
        "cite",
        "citation",
        "rearnote",
        "sn",
        "b",
        "r",
        "cr",
        "user-content-fn",
        "en",
        "foot",
        "n",
    ];
    let lower = fragment.to_ascii_lowercase();
    // "fnref1", "cite_ref-1", "_ftnref1" are where the references are.
    if ["fnref", "ftnref", "cite_ref", "ednref", "noteref", "footnote-ref", "footnote-anchor"]
        .iter()
        .any(|up| lower.contains(up))
    {
        return false;
    }
    let name = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_one = |name: &str| NAMES.contains(&name.trim_end_matches(['-', '_', ':', '.']));
    name.len() < lower.len() && is_one(name)
        || NAMES.iter().filter(|name| name.len() > 1).any(|name| {
            lower.strip_prefix(name).is_some_and(|rest| rest.starts_with(['-', '_', ':', '.']) && rest.len() > 1)
        })
}
