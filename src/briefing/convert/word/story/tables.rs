//! Reads tables into rows of cells, or into plain lines if a table is only layout.

use super::super::lines::{self, Line};
use super::super::styles::{is_on, value};
use super::Reader;
use crate::briefing::convert::document::{Block, Inline};
use crate::briefing::convert::xml::Element;

/// Most columns that a cell spans.
const WIDEST: usize = 64;

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &Element, lines: &mut Vec<Line>) {
        let rows = through(table, "tr");
        let cells: Vec<Vec<&Element>> = rows.iter().map(|row| through(row, "tc")).collect();
        // A frame around text is not a table.
        if cells.iter().all(|row| row.len() <= 1) {
            cells.iter().flatten().for_each(|cell| self.lines(cell, lines));
            return;
        }
        let mut read: Vec<Vec<Vec<Inline>>> = Vec::new();
        for (row, cells) in rows.iter().zip(&cells) {
            let skipped = row.child("trPr").and_then(|properties| number(properties, "gridBefore")).unwrap_or(0);
            let mut words = vec![Vec::new(); skipped];
            for cell in cells {
                let width =
                    cell.child("tcPr").and_then(|properties| number(properties, "gridSpan")).unwrap_or(1).max(1);
                words.push(lines::flat(&self.flow(cell)));
                words.resize(words.len() + width - 1, Vec::new());
            }
            if words.iter().any(|cell| !cell.is_empty()) {
                read.push(words);
            }
        }
        if !read.is_empty() {
            let head = rows.first().is_some_and(|row| is_head(row)) || looks_headed(table);
            lines.push(Line::Block(Block::Table { head, rows: read }));
        }
    }
}

fn number(properties: &Element, name: &str) -> Option<usize> {
    Some(value(properties, name)?.parse::<usize>().ok()?.min(WIDEST))
}

fn is_head(row: &Element) -> bool {
    row.child("trPr").and_then(|properties| properties.child("tblHeader")).is_some_and(is_on)
}

/// Whether the table's style sets off its first row.
fn looks_headed(table: &Element) -> bool {
    let Some(look) = table.at(&["tblPr", "tblLook"]) else { return false };
    match look.attribute("firstRow") {
        Some(value) => matches!(&*value, "1" | "true" | "on"),
        None => look
            .attribute("val")
            .and_then(|bits| u32::from_str_radix(&bits, 16).ok())
            .is_some_and(|bits| bits & 0x20 != 0),
    }
}

/// Returns the elements with a name inside another element, even inside content controls and the like.
fn through<'e, 't>(element: &'e Element<'t>, name: &str) -> Vec<&'e Element<'t>> {
    let mut found = Vec::new();
    for inner in element.elements() {
        match inner.name() {
            own if own == name => found.push(inner),
            "sdt" | "sdtContent" | "customXml" | "ins" | "del" | "moveTo" | "moveFrom" => {
                found.extend(through(inner, name));
            }
            _ => {}
        }
    }
    found
}
