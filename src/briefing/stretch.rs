//! A stretch of the displayed text: words of the masthead or of a prose.
//!
//! A search match is such a stretch, and a run on the screen records the stretch that it shows.
//!
//! A stretch counts bytes of the displayed text, not of the manuscript. The two differ for an entity, a tab or an
//! invisible character.

use std::borrow::Cow;
use std::ops::Range;

use crate::briefing::ast::Place;
use crate::briefing::dossier::Dossier;
use crate::text::manuscript::offset;

/// A range of words in the masthead or in a block. Ordered as in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The masthead is 0; blocks count from 1.
    pub part: u32,
    /// The line of the masthead, or the prose of the block.
    pub cell: u32,
    /// Bytes of that text.
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

    /// Returns the prose that contains it; none for the masthead.
    pub fn place(self) -> Option<Place> {
        let block = self.part.checked_sub(1)? as usize;
        Some(Place { block, cell: self.cell as usize })
    }

    /// Returns a part of it, by bytes from its beginning.
    #[must_use]
    pub fn cut(self, range: Range<usize>) -> Self {
        Self { start: self.start + offset(range.start), end: self.start + offset(range.end), ..self }
    }

    /// Whether it begins before another ends, in the order of the text.
    pub fn begins_before_end_of(self, other: Self) -> bool {
        (self.part, self.cell, self.start) < (other.part, other.cell, other.end)
    }

    pub fn overlaps(self, other: Self) -> bool {
        (self.part, self.cell) == (other.part, other.cell) && self.start < other.end && other.start < self.end
    }
}

/// Returns the words of a stretch as written, on one line or several.
pub fn words(dossier: &Dossier, stretch: Stretch) -> Cow<'_, str> {
    let range = stretch.start as usize..stretch.end as usize;
    match stretch.place() {
        Some(place) => Cow::Borrowed(&dossier.briefing.prose(place).text[range]),
        None => Cow::Owned(dossier.briefing.masthead()[stretch.cell as usize][range].to_owned()),
    }
}
