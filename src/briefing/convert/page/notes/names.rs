//! Recognizes elements with notes by their classes and ids.
//!
//! Must not know elements.

/// Evidence that an element is a note, the weaker first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    Nothing,
    /// Other elements have such names too.
    Hint,
    Proof,
}

/// Names that only notes and lists of works have, in small letters.
const NOTES: &[&str] = &[
    "ftn",
    "ftnt",
    "edn",
    "footdef",
    "rearnote",
    "rearnotes",
    "sidenote",
    "sidenotes",
    "reflist",
    "references",
    "bibliography",
];

/// Beginnings of such names: `footnotes`, `msofootnotetext`.
const STEMS: &[&str] = &["footnote", "endnote", "msofootnote", "msoendnote", "sdfootnote", "sdendnote"];

/// Names that other elements have too: release notes, the reference of a library, a business card.
const HINTS: &[&str] = &["notes", "reference", "citation", "citations", "fn", "fns"];

/// Splits a class or an id, in small letters, into words without numbers at their ends.
fn words(called: &str) -> impl Iterator<Item = &str> {
    let parts = called.split(|c: char| !c.is_ascii_alphanumeric());
    parts.map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|word| !word.is_empty())
}

/// Returns the evidence of an element's class and id in small letters.
pub(super) fn evidence(called: &str) -> Evidence {
    let one = |word: &str| {
        if NOTES.contains(&word) || STEMS.iter().any(|stem| word.starts_with(stem)) {
            Evidence::Proof
        } else if HINTS.contains(&word) {
            Evidence::Hint
        } else {
            Evidence::Nothing
        }
    };
    words(called).map(one).max().unwrap_or(Evidence::Nothing)
}

/// Whether an element may contain notes, by its class and id in small letters.
pub(in crate::briefing::convert::page) fn may_hold_notes(called: &str) -> bool {
    evidence(called) > Evidence::Nothing
}

/// Whether a class and an id, in small letters, are those of footnotes or endnotes.
pub(super) fn is_footnote(called: &str) -> bool {
    words(called).any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
}
