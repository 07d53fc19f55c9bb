//! Sets images side by side, such as badges: one row, cut at the width.
//!
//! Must not know other paragraphs.

use super::super::prose::{Strand, set};
use super::super::row::{Row, fit};
use super::Typesetter;
use crate::briefing::ast::{Block, BlockKind, Piece};
use crate::text::role::Role;
use crate::text::symbol::Symbols;

/// In fewer columns than this, images stand below each other.
const NARROW: usize = 20;

impl Typesetter<'_> {
    /// Sets images in one row.
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

    /// Whether a block consists of several images and nothing else.
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
