//! Removes empty notes, and turns their references into text.
//!
//! Must not know elements.

use std::collections::HashMap;

use crate::briefing::convert::document::{Block, Document, Inline};

/// Removes empty notes. `marks` has the words of references by the labels of their notes.
pub(super) fn mark(document: &mut Document, marks: &HashMap<&str, &str>) {
    let empty = document.notes.iter().filter(|note| note.blocks.is_empty());
    let words = |label: &str| format!("[{}]", marks.get(label).filter(|mark| !mark.is_empty()).unwrap_or(&"note"));
    let replacements: HashMap<String, String> = empty.map(|note| (note.label.clone(), words(&note.label))).collect();
    if replacements.is_empty() {
        return;
    }
    document.notes.retain(|note| !note.blocks.is_empty());
    blocks(&mut document.blocks, &replacements);
    document.notes.iter_mut().for_each(|note| blocks(&mut note.blocks, &replacements));
}

fn blocks(all: &mut [Block], replacements: &HashMap<String, String>) {
    for block in all {
        match block {
            Block::Heading(_, words) | Block::Paragraph(words) => line(words, replacements),
            Block::Quote(inner) => blocks(inner, replacements),
            Block::List { items, .. } => items.iter_mut().for_each(|item| blocks(item, replacements)),
            Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(|cell| line(cell, replacements)),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn line(words: &mut [Inline], replacements: &HashMap<String, String>) {
    for word in words {
        match word {
            Inline::Reference(label) => {
                if let Some(mark) = replacements.get(label) {
                    *word = Inline::Text(mark.clone());
                }
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Link { words: inner, .. } => {
                line(inner, replacements);
            }
            _ => {}
        }
    }
}
