//! Reads embedded pages, `![[Page]]`, shown as the sign of images and their names.

use super::ProseBuilder;
use crate::briefing::ast::Piece;
use crate::briefing::parse::images::SIGN;
use crate::text::manuscript::{Span, offset};

impl ProseBuilder {
    /// Puts the sign before each embedded page. Each page begins a piece.
    pub(super) fn set_signs_of_pages(&mut self) {
        let mut pages = std::mem::take(&mut self.pages);
        pages.sort_unstable();
        for &at in pages.iter().rev() {
            let first = self.prose.pieces.partition_point(|piece| (piece.start as usize) < at);
            let Some(page) = self.prose.pieces.get(first).cloned() else { continue };
            let span = Span { start: page.span.start.saturating_sub(1), end: page.span.start };
            self.prose.text.insert_str(at, SIGN);
            self.words.insert_str(at, SIGN);
            let length = SIGN.len();
            for piece in &mut self.prose.pieces[first..] {
                piece.start += offset(length);
            }
            self.prose.pieces.insert(first, Piece { start: offset(at), span, verbatim: false, ..page });
            let references = self.references.iter_mut().map(|(place, _)| place);
            let brackets = self.brackets.iter_mut().map(|bracket| &mut bracket.at);
            for place in references.chain(brackets).filter(|place| **place >= at) {
                *place += length;
            }
            for range in self.marks.iter_mut().chain(&mut self.signs) {
                range.start += if range.start >= at { length } else { 0 };
                range.end += if range.end > at { length } else { 0 };
            }
        }
    }
}
