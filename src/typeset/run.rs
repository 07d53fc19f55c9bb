//! Runs in a row: how wide they are, and what is made of those that are too wide.

use unicode_segmentation::UnicodeSegmentation;

use super::Run;
use crate::role::Role;
use crate::symbol::Symbols;
use crate::wrap;

/// Columns that runs take.
pub fn columns(runs: &[Run]) -> usize {
    runs.iter().map(|run| wrap::columns(&run.text)).sum()
}

/// Runs in exactly so many columns.
pub fn padded(runs: Vec<Run>, width: usize, symbols: Symbols) -> Vec<Run> {
    let mut runs = fit(runs, width, symbols);
    runs.push(Run::new(" ".repeat(width.saturating_sub(columns(&runs))), Role::Body));
    runs
}

/// Runs cut to a width, with a sign where something was cut off.
pub fn fit(runs: Vec<Run>, width: usize, symbols: Symbols) -> Vec<Run> {
    if columns(&runs) <= width {
        return runs;
    }
    let room = width.saturating_sub(wrap::columns(symbols.ellipsis()));
    let mut used = 0;
    let mut kept = Vec::new();
    for run in runs {
        let mut text = String::new();
        let mut full = false;
        for cluster in run.text.graphemes(true) {
            let columns = wrap::columns(cluster);
            full = used + columns > room;
            if full {
                break;
            }
            text.push_str(cluster);
            used += columns;
        }
        let roles = run.roles;
        kept.push(Run { text, ..run });
        if full {
            if width > 0 {
                kept.push(Run::new(symbols.ellipsis(), roles));
            }
            break;
        }
    }
    kept
}
