//! What elements are called that hold notes.
//!
//! Must not know elements.

/// What speaks for an element's being a note, the weaker first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    Nothing,
    /// Other things are called so too.
    Hint,
    Proof,
}

/// Words that call nothing but notes and lists of works so, in small letters.
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

/// What such words begin with: `footnotes`, `msofootnotetext`.
const STEMS: &[&str] = &["footnote", "endnote", "msofootnote", "msoendnote", "sdfootnote", "sdendnote"];

/// Words that call other things so too: release notes, the reference of a library, the name on a card.
const HINTS: &[&str] = &["notes", "reference", "citation", "citations", "fn", "fns"];

/// The words of a class or an id, in small letters and without numbers at their ends.
fn words(called: &str) -> impl Iterator<Item = &str> {
    let parts = called.split(|c: char| !c.is_ascii_alphanumeric());
    parts.map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|word| !word.is_empty())
}

/// What the class and the id of an element say, in small letters.
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

/// Whether an element may hold notes by its class and id, in small letters.
pub(in crate::briefing::convert::page) fn may_hold_notes(called: &str) -> bool {
    evidence(called) > Evidence::Nothing
}

/// Whether a class and an id, in small letters, are those of footnotes or endnotes.
pub(super) fn is_footnote(called: &str) -> bool {
    words(called).any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
}
