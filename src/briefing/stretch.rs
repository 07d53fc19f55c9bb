//! A stretch of the displayed text: some words of the masthead or of a prose.
//!
//! A search match is such a stretch, and a run on the screen says which one it shows.
//!
//! A stretch counts bytes of the displayed text, not of the manuscript: an entity, a tab or an invisible character is
//! displayed as other bytes than it is written with.

use std::borrow::Cow;
use std::ops::Range;

use crate::briefing::ast::{Front, Place};
use crate::briefing::dossier::Dossier;
use crate::text::manuscript::offset;

/// Some of the words of a part. Ordered as in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// 0 for the masthead, 1 and up for the blocks.
    pub part: u32,
    /// Which line of the masthead, or which prose of the block.
    pub cell: u32,
    /// Bytes of its text.
    pub start: u32,
    pub end: u32,
}

impl Stretch {
    pub fn of(place: Place, range: Range<usize>) -> Self {
        let Place { block, cell } = place;
        Self { part: offset(block + 1), cell: offset(cell), start: offset(range.start), end: offset(range.end) }
    }

    pub fn masthead(line: usize, range: Range<usize>) -> Self {
        Self { part: 0, cell: offset(line), start: offset(range.start), end: offset(range.end) }
    }

    /// The prose that holds it; none for the masthead.
    pub fn place(self) -> Option<Place> {
        let block = self.part.checked_sub(1)? as usize;
        Some(Place { block, cell: self.cell as usize })
    }

    /// A part of it, by bytes from its beginning.
    #[must_use]
    pub fn cut(self, range: Range<usize>) -> Self {
        Self { start: self.start + offset(range.start), end: self.start + offset(range.end), ..self }
    }

    /// Whether it begins no later than another ends, in the order of the text.
    pub fn begins_before_end_of(self, other: Self) -> bool {
        (self.part, self.cell, self.start) < (other.part, other.cell, other.end)
    }

    pub fn overlaps(self, other: Self) -> bool {
        (self.part, self.cell) == (other.part, other.cell) && self.start < other.end && other.start < self.end
    }
}

/// The words of a stretch as they are written, on one line or several.
pub fn words(dossier: &Dossier, stretch: Stretch) -> Cow<'_, str> {
    let range = stretch.start as usize..stretch.end as usize;
    match stretch.place() {
        Some(place) => Cow::Borrowed(&dossier.briefing.prose(place).text[range]),
        None => Cow::Owned(masthead(&dossier.briefing.front)[stretch.cell as usize][range].to_owned()),
    }
}

/// The lines of the masthead: the title, the byline, and the origin of the facts. Empty if not known.
pub fn masthead(front: &Front) -> [String; 3] {
    [
        front.metadata.whole_title().unwrap_or_default(),
        front.metadata.byline(),
        front.metadata.origin.clone().unwrap_or_default(),
    ]
}
