//! Images side by side, as badges are: one row, cut where it is full.
//!
//! Must not know other paragraphs.

use super::super::prose::{Strand, set};
use super::super::row::{Row, fit};
use super::Typesetter;
use crate::briefing::ast::{Block, BlockKind, Piece};
use crate::text::role::Role;
use crate::text::symbol::Symbols;

/// In fewer columns even images stand in rows below each other.
const NARROW: usize = 20;

impl Typesetter<'_> {
    /// The row of some images.
    pub(super) fn images(&self, mut strands: Vec<Strand>, glued: &[usize], width: usize) -> Vec<Row> {
        for strand in &mut strands {
            strand.text = strand.text.replace('\n', " ");
        }
        let mut rows = set(&strands, usize::from(u16::MAX), glued);
        rows.truncate(1);
        for row in &mut rows {
            row.runs = fit(std::mem::take(&mut row.runs), width, self.look.symbols);
        }
        rows
    }

    /// Whether a block is nothing but images, as badges are: they stand in one row.
    pub(super) fn is_row_of_images(&self, block: usize, width: usize) -> bool {
        let Block { kind, proses, .. } = &self.blocks()[block];
        let pieces = || proses.iter().flat_map(|prose| &prose.pieces);
        let is_image = |piece: &Piece| piece.roles.has(Role::Image);
        let is_space = |(index, piece): (usize, &Piece)| {
            let prose = &proses[0];
            let end = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize);
            prose.text[piece.start as usize..end].trim().is_empty()
        };
        width >= NARROW
            && *kind == BlockKind::Paragraph
            && proses[0].text.matches(Symbols::Full.image()).count() > 1
            && pieces().enumerate().all(|(index, piece)| is_image(piece) || is_space((index, piece)))
    }
}
