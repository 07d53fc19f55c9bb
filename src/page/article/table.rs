//! Sets tables. Columns share the width by what their cells hold, and cells wrap. If that would cut words or leave
//! columns of single words, each row becomes a stack of "head: cell".
//!
//! ```text
//! berth │ dues 2023 │ dues 2025        berth: Maashaven
//! ──────┼───────────┼──────────        dues 2023: 110
//! Maas- │       110 │       220        dues 2025: 220
//! haven │           │
//! ```

use super::super::prose::{Strand, set, strands};
use super::super::row::{Row, Run};
use super::Typesetter;
use crate::briefing::ast::{Alignment, Block, Place};
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// The width that a word may claim for its column. A longer word is cut.
const WORD: usize = 16;

/// A column with fewer columns than `NARROW` is narrow; in a narrow column a cell may have at most `MOST` rows.
const NARROW: usize = 10;
const MOST: usize = 5;

/// A cell with its text, ready to be set.
struct Cell {
    strands: Vec<Strand>,
    glued: Vec<usize>,
    /// Columns of the cell in one row, and columns of its widest word.
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
                Cell {
                    natural: text.split('\n').map(wrap::columns).max().unwrap_or_default(),
                    least: wrap::widest(&text, &glued).min(WORD),
                    strands,
                    glued,
                }
            })
            .collect();
        let lines: Vec<&[Cell]> = cells.chunks(columns.len().max(1)).collect();
        match widths(&lines, columns.len(), width).filter(|widths| is_legible(&lines, widths)) {
            Some(widths) => self.grid(&lines, columns, &widths),
            None => stack(&lines, width),
        }
    }

    fn grid(&self, lines: &[&[Cell]], columns: &[Alignment], widths: &[usize]) -> Vec<Row> {
        let symbols = self.look.symbols;
        let between = Run::new(format!(" {} ", symbols.column()), Role::Ornament);
        let mut rows = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            // A table written in HTML may have no head.
            if number == 0 && line.iter().all(|cell| cell.natural == 0) {
                continue;
            }
            let cells: Vec<Vec<Row>> =
                line.iter().zip(widths).map(|(cell, &width)| set(&cell.strands, width, &cell.glued)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or_default();
            for level in 0..height {
                let at = cells.iter().filter_map(|cell| cell.get(level)).map(|cell| cell.at).min().unwrap_or_default();
                let mut row = Row { at, ..Row::default() };
                for (column, &width) in widths.iter().enumerate() {
                    let cell = cells.get(column).and_then(|cell| cell.get(level)).cloned().unwrap_or_default();
                    row.gutter = row.gutter.max(cell.gutter);
                    row.change = row.change.max(cell.change);
                    row.gone |= cell.gone;
                    row.judged |= cell.judged;
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

/// Divides the width among the columns; none if they do not fit side by side.
fn widths(lines: &[&[Cell]], count: usize, width: usize) -> Option<Vec<usize>> {
    let widest = |lines: &[&[Cell]], of: fn(&Cell) -> usize| -> Vec<usize> {
        let column = |column| lines.iter().filter_map(|line| line.get(column)).map(of).max().unwrap_or_default().max(1);
        (0..count).map(column).collect()
    };
    let room = width.checked_sub(3 * count.saturating_sub(1))?;
    let natural = widest(lines, |cell| cell.natural);
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    let least = widest(lines, |cell| cell.least);
    if least.iter().sum::<usize>() > room {
        return None;
    }
    // A long head over short cells wraps first.
    let body = widest(lines.get(1..).unwrap_or_default(), |cell| cell.natural);
    Some(fill(&fill(&least, &body, room), &natural, room))
}

/// Whether no narrow column needs more than [`MOST`] rows for a cell.
fn is_legible(lines: &[&[Cell]], widths: &[usize]) -> bool {
    let mut cells = lines.iter().flat_map(|line| line.iter().zip(widths));
    cells.all(|(cell, &width)| width >= NARROW || cell.natural <= width * MOST)
}

/// Distributes the room like water in vessels: every column gets what it must have; then the room rises equally for all
/// until each has what it wants.
fn fill(have: &[usize], want: &[usize], room: usize) -> Vec<usize> {
    let at_level = |level: usize| -> Vec<usize> {
        have.iter().zip(want).map(|(&have, &want)| level.clamp(have, want.max(have))).collect()
    };
    let level = (0..=room).rev().find(|&level| at_level(level).iter().sum::<usize>() <= room).unwrap_or_default();
    let mut widths = at_level(level);
    let mut left = room.saturating_sub(widths.iter().sum());
    for (width, &want) in widths.iter_mut().zip(want) {
        let more = usize::from(*width < want).min(left);
        *width += more;
        left -= more;
    }
    widths
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
            if cell.natural == 0 && head.get(column).is_none_or(|name| name.natural == 0) {
                continue;
            }
            if let Some(name) = head.get(column).filter(|name| name.natural > 0) {
                let place = cell.strands.first().map_or(0, |strand| strand.origin);
                let named = name.strands.iter().cloned().chain([Strand::new(": ", Role::TableHead)]);
                // Only the first row of the table has the head at its own place in the text.
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
