//! Tables → rows. Columns share the width and their cells wrap; where even that does not fit, each row
//! of the table becomes a stack of "head: cell".
//!
//! ```text
//! berth │ dues 2023 │ dues 2025        berth: Maashaven
//! ──────┼───────────┼──────────        dues 2023: 110
//! Maas- │       110 │       220        dues 2025: 220
//! haven │           │
//! ```

use super::prose::{Strand, set, strands};
use super::{Row, Run, Typesetter};
use crate::briefing::{Alignment, Block, Place};
use crate::role::{Role, Roles};
use crate::wrap;

/// The least columns that a column is worth having.
const LEAST: usize = 4;

/// A cell, ready to be set.
struct Cell {
    strands: Vec<Strand>,
    glued: Vec<usize>,
    /// Columns on one row, and of the widest word.
    natural: usize,
    least: usize,
}

impl Typesetter<'_> {
    pub(super) fn table(&self, index: usize, block: &Block, columns: &[Alignment], width: usize) -> Vec<Row> {
        let cells: Vec<Cell> = (0..block.proses.len())
            .map(|cell| {
                let ground = Roles::from(if cell < columns.len() { Role::TableHead } else { Role::Body });
                let (strands, glued) = strands(&self.look, Place { block: index, cell }, ground);
                let text: String = strands.iter().map(|strand| strand.text.as_str()).collect();
                let words = text.split_whitespace().map(wrap::columns).max().unwrap_or_default();
                Cell { natural: wrap::columns(&text), least: words.clamp(LEAST, 2 * LEAST), strands, glued }
            })
            .collect();
        let lines: Vec<&[Cell]> = cells.chunks(columns.len().max(1)).collect();
        match widths(&lines, columns.len(), width) {
            Some(widths) => self.grid(&lines, columns, &widths),
            None => stack(&lines, width),
        }
    }

    fn grid(&self, lines: &[&[Cell]], columns: &[Alignment], widths: &[usize]) -> Vec<Row> {
        let symbols = self.look.symbols;
        let between = Run::new(format!(" {} ", symbols.column()), Role::Ornament);
        let mut rows = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            let cells: Vec<Vec<Row>> =
                line.iter().zip(widths).map(|(cell, &width)| set(&cell.strands, width, &cell.glued)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or_default();
            for level in 0..height {
                let at = cells.iter().filter_map(|cell| cell.get(level)).map(|cell| cell.at).min().unwrap_or_default();
                let mut row = Row { at, ..Row::default() };
                for (column, &width) in widths.iter().enumerate() {
                    let cell = cells.get(column).and_then(|cell| cell.get(level)).cloned().unwrap_or_default();
                    row.gutter = row.gutter.max(cell.gutter);
                    let room = width.saturating_sub(cell.columns());
                    let before = match columns.get(column) {
                        Some(Alignment::Right) => room,
                        Some(Alignment::Center) => room / 2,
                        Some(Alignment::Left) | None => 0,
                    };
                    row.runs.push(Run::new(" ".repeat(before), Role::Body));
                    row.runs.extend(cell.runs);
                    if column + 1 < widths.len() {
                        row.runs.push(Run::new(" ".repeat(room - before), Role::Body));
                        row.runs.push(between.clone());
                    }
                }
                rows.push(row);
            }
            if number == 0 {
                let bars: Vec<String> = widths.iter().map(|&width| symbols.rule().repeat(width)).collect();
                let joint = format!("{}{}{}", symbols.rule(), symbols.crossing(), symbols.rule());
                rows.push(Row::of(vec![Run::new(bars.join(&joint), Role::Ornament)]));
            }
        }
        rows
    }
}

/// How many columns each column gets, or nothing if they cannot stand side by side.
fn widths(lines: &[&[Cell]], count: usize, width: usize) -> Option<Vec<usize>> {
    let widest = |of: fn(&Cell) -> usize| -> Vec<usize> {
        let column = |column| lines.iter().filter_map(|line| line.get(column)).map(of).max().unwrap_or_default().max(1);
        (0..count).map(column).collect()
    };
    let natural = widest(|cell| cell.natural);
    let room = width.checked_sub(3 * count.saturating_sub(1))?;
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    let mut widths: Vec<usize> = widest(|cell| cell.least).iter().zip(&natural).map(|(a, b)| *a.min(b)).collect();
    let mut left = room.checked_sub(widths.iter().sum())?;
    // What is left goes where most is wanting, column by column, so that long cells get long columns.
    let wanting: usize = natural.iter().zip(&widths).map(|(natural, width)| natural - width).sum();
    for (width, natural) in widths.iter_mut().zip(&natural) {
        let share = (natural - *width) * (room.min(left)) / wanting.max(1);
        let share = share.min(left);
        *width += share;
        left -= share;
    }
    Some(widths)
}

fn stack(lines: &[&[Cell]], width: usize) -> Vec<Row> {
    let (head, body) = match lines.split_first() {
        Some((head, body)) if !body.is_empty() => (*head, body),
        _ => (&[][..], lines),
    };
    let mut rows: Vec<Row> = Vec::new();
    for (number, line) in body.iter().enumerate() {
        if number > 0 {
            rows.push(Row::default());
        }
        for (column, cell) in line.iter().enumerate() {
            let mut strands = Vec::new();
            let mut before = 0;
            if let Some(name) = head.get(column).filter(|name| name.natural > 0) {
                let place = cell.strands.first().map_or(0, |strand| strand.origin);
                let named = name.strands.iter().cloned().chain([Strand::new(": ", Role::TableHead)]);
                // The head's words have their own place in the first row of the table only.
                strands.extend(named.map(|strand| Strand { origin: place, verbatim: false, ..strand }));
                before = strands.iter().map(|strand| strand.text.len()).sum();
            }
            strands.extend(cell.strands.iter().cloned());
            let glued: Vec<usize> = cell.glued.iter().map(|at| at + before).collect();
            rows.extend(set(&strands, width, &glued));
        }
    }
    rows
}
