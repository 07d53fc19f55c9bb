//! Tables of HTML that stand in one block: the cells are those of a Markdown table, row by row.
//!
//! A table with Markdown in it, or with tables, is none: its cells are blocks.

use std::ops::Range;

use super::token::{Tag, Token};
use crate::briefing::{Alignment, BlockKind, Prose};
use crate::manuscript::Span;
use crate::parse::{BriefingParser, Leaf};

/// The most columns of a table; one with more is a drawing.
const MOST_COLUMNS: usize = 100;

/// A table of one block.
pub(super) struct Table {
    columns: usize,
    has_head: bool,
    /// The cells of the row so far.
    cells: usize,
    pub(super) is_in_cell: bool,
}

impl Table {
    /// The table that begins here; none if it does not end in this block, or has tables in it.
    pub(super) fn of(following: &[(Range<usize>, Token)]) -> Option<Self> {
        let mut rows = vec![Vec::new()];
        for (_, token) in following {
            match token {
                Token::Open(tag) => match tag.name.as_str() {
                    "table" => return None,
                    "tr" => rows.push(Vec::new()),
                    "td" | "th" => rows.last_mut()?.push(tag.name == "th"),
                    _ => {}
                },
                Token::Close(name) if name == "table" => {
                    rows.retain(|row| !row.is_empty());
                    let columns = rows.iter().map(Vec::len).max()?;
                    let heads = rows[0].iter().filter(|&&is_head| is_head).count();
                    let has_head = heads * 2 > rows[0].len();
                    return (columns <= MOST_COLUMNS).then_some(Table {
                        columns,
                        has_head,
                        cells: 0,
                        is_in_cell: false,
                    });
                }
                Token::Close(_) | Token::Hidden => {}
            }
        }
        None
    }
}

impl BriefingParser<'_> {
    /// A row or a cell of a table begins.
    pub(super) fn html_table_part(&mut self, tag: &Tag, span: Span) {
        self.html_ends_cell();
        let is_first = !matches!(self.leaf, Some(Leaf { kind: BlockKind::Table { .. }, .. }));
        let is_cell = matches!(tag.name.as_str(), "td" | "th");
        if !is_cell {
            self.html_ends_row();
        }
        let Some(table) = &mut self.html.table else { return };
        if !is_cell {
            return;
        }
        if is_first {
            let columns = vec![Alignment::Left; table.columns];
            let head = if table.has_head { 0 } else { table.columns };
            self.close();
            let mut leaf = Leaf::new(BlockKind::Table { columns }, span, true);
            // A table without a head has an empty one.
            leaf.proses = vec![Prose::default(); head];
            self.leaf = Some(leaf);
        }
        let Some(table) = &mut self.html.table else { return };
        table.cells += 1;
        table.is_in_cell = true;
    }

    pub(super) fn html_ends_cell(&mut self) {
        if let Some(table) = self.html.table.as_mut().filter(|table| table.is_in_cell) {
            table.is_in_cell = false;
            self.close_cell();
        }
    }

    /// Fills the row of a table with empty cells.
    pub(super) fn html_ends_row(&mut self) {
        let Some(table) = self.html.table.as_mut().filter(|table| table.cells > 0) else { return };
        let missing = table.columns - table.cells.min(table.columns);
        table.cells = 0;
        if let Some(leaf) = &mut self.leaf {
            leaf.proses.extend(vec![Prose::default(); missing]);
        }
    }
}
