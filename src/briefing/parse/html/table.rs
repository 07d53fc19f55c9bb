//! Reads HTML tables within one block. Their cells become those of a Markdown table.
//!
//! Cells follow row by row. If a table has Markdown or other tables in it, its cells are blocks instead.

use std::ops::Range;

use super::token::{Tag, Token};
use crate::briefing::ast::{Alignment, BlockKind, Prose};
use crate::briefing::parse::{BriefingParser, Leaf};
use crate::text::manuscript::Span;

/// Most rows that a cell spans.
const MOST_ROWS: usize = 1_000;

/// Most columns of a table. A table with more is a drawing.
const MOST_COLUMNS: usize = 100;

/// A table within one block.
pub(super) struct Table {
    columns: usize,
    has_head: bool,
    /// Cells of the row so far, including those that span into it.
    cells: usize,
    pub(super) is_in_cell: bool,
    /// Columns and rows that the current cell spans.
    span: (usize, usize),
    /// Cells that span further rows, by column: the remaining rows and the words.
    reaching: Vec<(usize, Prose)>,
}

/// Returns the columns and rows that a cell spans.
fn span_of(tag: &Tag) -> (usize, usize) {
    let number = |key, most| tag.get(key).and_then(|value| value.parse().ok()).unwrap_or(1_usize).clamp(1, most);
    (number("colspan", MOST_COLUMNS), number("rowspan", MOST_ROWS))
}

impl Table {
    /// Returns the table that begins here; none if it does not end in this block or contains tables.
    pub(super) fn of(following: &[(Range<usize>, Token)]) -> Option<Self> {
        // Whether each cell is a head.
        let mut rows: Vec<Vec<bool>> = Vec::new();
        // Further rows that cells span, by column.
        let mut reaching: Vec<usize> = Vec::new();
        for (_, token) in following {
            match token {
                Token::Open(tag) => match tag.name.as_str() {
                    "table" => return None,
                    "tr" => rows.push(Vec::new()),
                    "td" | "th" => {
                        if rows.is_empty() {
                            rows.push(Vec::new());
                        }
                        let row = rows.last_mut()?;
                        while reaching.get(row.len()).is_some_and(|&left| left > 0) {
                            reaching[row.len()] -= 1;
                            row.push(false);
                        }
                        let (columns, down) = span_of(tag);
                        for _ in 0..columns {
                            row.push(tag.name == "th");
                            reaching.resize(reaching.len().max(row.len()), 0);
                            reaching[row.len() - 1] = down - 1;
                        }
                        if row.len() > MOST_COLUMNS {
                            return None;
                        }
                    }
                    _ => {}
                },
                Token::Close(name) if name == "table" => {
                    rows.retain(|row| !row.is_empty());
                    let columns = rows.iter().map(Vec::len).max()?.max(reaching.len());
                    let heads = rows[0].iter().filter(|&&is_head| is_head).count();
                    return Some(Table {
                        columns,
                        has_head: heads * 2 > rows[0].len(),
                        cells: 0,
                        is_in_cell: false,
                        span: (1, 1),
                        reaching: vec![(0, Prose::default()); columns],
                    });
                }
                Token::Close(_) | Token::Hidden => {}
            }
        }
        None
    }

    /// Returns the words of the row's next cells that span from above.
    fn reached(&mut self) -> Vec<Prose> {
        let mut proses = Vec::new();
        while let Some((left, prose)) = self.reaching.get_mut(self.cells).filter(|(left, _)| *left > 0) {
            *left -= 1;
            self.cells += 1;
            proses.push(prose.clone());
        }
        proses
    }
}

impl BriefingParser<'_> {
    /// Begins a row or a cell of a table.
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
            // A table without a head gets an empty head.
            leaf.proses = vec![Prose::default(); head];
            self.leaf = Some(leaf);
        }
        let Some(table) = &mut self.html.table else { return };
        let reached = table.reached();
        (table.span, table.is_in_cell) = (span_of(tag), true);
        if let Some(leaf) = &mut self.leaf {
            leaf.proses.extend(reached);
        }
    }

    pub(super) fn html_ends_cell(&mut self) {
        if self.html.table.as_ref().is_none_or(|table| !table.is_in_cell) {
            return;
        }
        self.close_cell();
        let Some(table) = &mut self.html.table else { return };
        table.is_in_cell = false;
        let Some(leaf) = &mut self.leaf else { return };
        let (columns, rows) = table.span;
        let words = leaf.proses.last().cloned().unwrap_or_default();
        let columns = columns.min(table.columns - table.cells.min(table.columns));
        for column in 0..columns {
            let words = if column == 0 { words.clone() } else { Prose::default() };
            if column > 0 {
                leaf.proses.push(Prose::default());
            }
            table.reaching[table.cells] = (rows - 1, words);
            table.cells += 1;
        }
    }

    /// Ends a row, and completes it with spanning and empty cells.
    pub(super) fn html_ends_row(&mut self) {
        self.html_ends_cell();
        let Some(table) = self.html.table.as_mut().filter(|table| table.cells > 0) else { return };
        let Some(leaf) = &mut self.leaf else { return };
        while table.cells < table.columns {
            let reached = table.reached();
            if reached.is_empty() {
                leaf.proses.push(Prose::default());
                table.cells += 1;
            }
            leaf.proses.extend(reached);
        }
        table.cells = 0;
    }
}
