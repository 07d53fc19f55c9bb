//! Reads tables of a page, those with data and those for layout.
//!
//! Must not know what is in a cell.

use super::line;
use super::{Flow, Walk};
use crate::briefing::convert::document::{Block, Inline};
use crate::briefing::convert::page::tree::Tree;

/// Most columns that a cell spans.
const WIDEST: usize = 100;

/// Longest text of a cell in a table without head cells, in bytes. A table with a longer cell is layout.
const LONG: usize = 600;

pub(super) fn read(walk: &mut Walk<'_>, at: usize, flow: &mut Flow, depth: usize) {
    let tree = walk.tree;
    if is_layout(tree, at) {
        return walk.children(at, flow, depth);
    }
    let (mut rows, mut head, mut is_first) = (Vec::new(), false, true);
    // Rows that are left of each spanning cell, by column.
    let mut spans: Vec<usize> = Vec::new();
    let mut below = Flow::default();
    let mut next = at + 1;
    while next < tree.node(at).end {
        let row = next;
        match tree.name(row) {
            "thead" | "tbody" | "tfoot" if walk.shows(row) => next += 1,
            "tr" if walk.shows(row) => {
                next = tree.node(row).end;
                if let Some(end) = walk.leaves(row) {
                    next = end.max(next);
                    continue;
                }
                let cells = cells(walk, row, &mut spans, depth);
                let heads = tree.children(row).filter(|&cell| matches!(tree.name(cell), "td" | "th"));
                let in_head = tree.name(tree.node(row).parent) == "thead";
                let all_heads = heads
                    .map(|cell| tree.name(cell) == "th")
                    .fold(None, |all: Option<bool>, th| Some(all.unwrap_or(true) && th));
                if cells.iter().all(|cell| !line::is_shown(cell)) {
                    continue;
                }
                if std::mem::take(&mut is_first) {
                    head = cells.len() > 1 && (in_head || all_heads == Some(true));
                }
                rows.push(cells);
            }
            _ => {
                // This is a caption or a misplaced element.
                next = tree.node(row).end;
                if walk.shows(row) && !tree.is_text(row) {
                    walk.children(row, &mut below, depth + 1);
                }
            }
        }
    }
    for block in below.done() {
        flow.push(block);
    }
    if !rows.is_empty() {
        flow.push(Block::Table { head, rows });
    }
}

fn cells(walk: &mut Walk<'_>, row: usize, spans: &mut Vec<usize>, depth: usize) -> Vec<Vec<Inline>> {
    let tree = walk.tree;
    let mut cells: Vec<Vec<Inline>> = Vec::new();
    let reach = |cells: &mut Vec<Vec<Inline>>, spans: &mut Vec<usize>| {
        while spans.get(cells.len()).is_some_and(|&left| left > 0) {
            spans[cells.len()] -= 1;
            cells.push(Vec::new());
        }
    };
    let all: Vec<usize> =
        tree.children(row).filter(|&cell| matches!(tree.name(cell), "td" | "th") && walk.shows(cell)).collect();
    for cell in all {
        reach(&mut cells, spans);
        let number =
            |name: &str| tree.attribute(cell, name).and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1);
        let (across, down) = (number("colspan").clamp(1, WIDEST), number("rowspan").clamp(1, 1_000));
        let mut line = Vec::new();
        walk.words(cell, &mut line, depth + 1);
        if cells.len() + across > 1_000 {
            break;
        }
        for column in 0..across {
            if down > 1 {
                spans.resize(spans.len().max(cells.len() + 1), 0);
                spans[cells.len()] = down - 1;
            }
            cells.push(if column == 0 { std::mem::take(&mut line) } else { Vec::new() });
        }
    }
    reach(&mut cells, spans);
    cells
}

/// Whether a table is only for layout.
fn is_layout(tree: &Tree, at: usize) -> bool {
    if matches!(tree.attribute(at, "role"), Some("presentation" | "none")) {
        return true;
    }
    let own = |name: &str| {
        tree.within(at)
            .skip(1)
            .filter(|&one| tree.name(one) == name)
            .filter(|&one| tree.ancestors(one).find(|&outer| tree.name(outer) == "table") == Some(at))
            .count()
    };
    if own("th") > 0 || own("caption") > 0 || tree.attribute(at, "summary").is_some_and(|summary| !summary.is_empty()) {
        return false;
    }
    let rows = own("tr");
    let cells: Vec<usize> = tree.within(at).filter(|&one| tree.name(one) == "td").collect();
    let nested = tree
        .within(at)
        .skip(1)
        .any(|one| matches!(tree.name(one), "table" | "pre" | "h1" | "h2" | "h3" | "blockquote"));
    let long = cells.iter().any(|&cell| {
        tree.within(cell).filter(|&at| tree.is_text(at)).map(|at| tree.text(at).len()).sum::<usize>() > LONG
    });
    nested || long || rows < 2 && cells.len() < 3 || cells.len() == rows
}
