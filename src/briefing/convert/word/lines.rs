//! Joins consecutive paragraphs into blocks: nested lists, quotations and code.

use super::super::document::{Block, Inline};
use super::numbering::Item;
use crate::briefing::heading;

/// A paragraph or a table, by the kind of block that it belongs to.
#[derive(Debug)]
pub(super) enum Line {
    Block(Block),
    Item(Item, Vec<Block>),
    /// A part of the item before it, if an item precedes.
    Continued(Block),
    /// A part of the item before it, but only if another item follows.
    Between(Block),
    Quote(Block),
    Code(String),
}

/// A list that may continue.
struct Open {
    level: usize,
    start: Option<u64>,
    last: Option<u64>,
    items: Vec<Vec<Block>>,
}

impl Open {
    fn close(self) -> Block {
        Block::List { start: self.start, items: self.items }
    }

    /// Whether an item is the next item of this list.
    fn goes_on(&self, item: &Item) -> bool {
        self.level == item.level && item.number == self.last.map(|last| last.saturating_add(1))
    }
}

/// Joins lines into blocks.
pub(super) fn blocks(mut lines: Vec<Line>) -> Vec<Block> {
    attach_lines_between(&mut lines);
    let mut blocks: Vec<Block> = Vec::new();
    // Each list is in the last item of the list before it.
    let mut open: Vec<Open> = Vec::new();
    for line in lines {
        match line {
            Line::Item(item, words) => {
                while open
                    .last()
                    .is_some_and(|list| list.level > item.level || list.level == item.level && !list.goes_on(&item))
                {
                    close(&mut open, &mut blocks);
                }
                match open.last_mut() {
                    Some(list) if list.level == item.level => list.items.push(words),
                    _ => open.push(Open { level: item.level, start: item.number, last: None, items: vec![words] }),
                }
                if let Some(list) = open.last_mut() {
                    list.last = item.number;
                }
                continue;
            }
            Line::Continued(block) => {
                match open.last_mut().and_then(|list| list.items.last_mut()) {
                    Some(item) => item.push(block),
                    None => blocks.push(block),
                }
                continue;
            }
            _ => {}
        }
        while !open.is_empty() {
            close(&mut open, &mut blocks);
        }
        match (line, blocks.last_mut()) {
            (Line::Quote(block), Some(Block::Quote(before))) => before.push(block),
            (Line::Quote(block), _) => blocks.push(Block::Quote(vec![block])),
            (Line::Code(line), Some(Block::Code { text, .. })) => {
                text.push('\n');
                text.push_str(&line);
            }
            (Line::Code(text), _) => blocks.push(Block::Code { language: String::new(), text }),
            (Line::Block(block) | Line::Continued(block) | Line::Between(block), _) => blocks.push(block),
            (Line::Item(..), _) => {}
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut blocks);
    }
    blocks
}

/// Decides whether lines between items belong to them.
fn attach_lines_between(lines: &mut [Line]) {
    let mut before_item = false;
    for line in lines.iter_mut().rev() {
        match line {
            Line::Between(block) if before_item => *line = Line::Continued(std::mem::replace(block, Block::Rule)),
            Line::Between(_) | Line::Continued(_) => {}
            Line::Item(..) => before_item = true,
            Line::Block(_) | Line::Quote(_) | Line::Code(_) => before_item = false,
        }
    }
}

/// Closes the innermost list.
fn close(open: &mut Vec<Open>, blocks: &mut Vec<Block>) {
    let Some(list) = open.pop() else { return };
    match open.last_mut().and_then(|outer| outer.items.last_mut()) {
        Some(item) => item.push(list.close()),
        None => blocks.push(list.close()),
    }
}

/// Returns blocks as the lines of one paragraph.
pub(super) fn flat(blocks: &[Block]) -> Vec<Inline> {
    let mut words = Vec::new();
    for block in blocks {
        add(block, &mut words);
    }
    words
}

fn add(block: &Block, words: &mut Vec<Inline>) {
    let mut line = |more: &[Inline]| {
        if !words.is_empty() && !more.is_empty() {
            words.push(Inline::Break);
        }
        words.extend_from_slice(more);
    };
    match block {
        Block::Heading(_, inner) | Block::Paragraph(inner) => line(inner),
        Block::Code { text, .. } => line(&[Inline::Code(text.replace('\n', " "))]),
        Block::Rule => {}
        Block::Quote(inner) => line(&flat(inner)),
        Block::List { start, items } => {
            for (index, item) in (0..).zip(items) {
                let mark = start.map_or("• ".to_owned(), |start| format!("{}. ", start.saturating_add(index)));
                let mut item = flat(item);
                match item.first_mut() {
                    Some(Inline::Text(first)) => first.insert_str(0, &mark),
                    _ => item.insert(0, Inline::Text(mark)),
                }
                line(&item);
            }
        }
        Block::Table { rows, .. } => {
            for row in rows {
                let cells = row.iter().filter(|cell| !cell.is_empty());
                let cells: Vec<&[Inline]> = cells.map(Vec::as_slice).collect();
                line(&cells.join(&[Inline::Text("; ".to_owned())][..]));
            }
        }
    }
}

/// Removes headings of empty bibliographies.
pub(super) fn drop_empty_bibliographies(blocks: &mut Vec<Block>) {
    for at in (0..blocks.len()).rev() {
        let Block::Heading(level, words) = &blocks[at] else { continue };
        let is_last = blocks.get(at + 1).is_none_or(|next| matches!(next, Block::Heading(other, _) if other <= level));
        let [Inline::Text(text)] = &words[..] else { continue };
        if is_last && heading::heads_works(text) {
            blocks.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(level: usize, number: Option<u64>, text: &str) -> Line {
        Line::Item(Item { level, number, label: String::new() }, vec![paragraph(text)])
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(text.to_owned())])
    }

    fn list(start: Option<u64>, items: Vec<Vec<Block>>) -> Block {
        Block::List { start, items }
    }

    #[test]
    fn lists_nest_by_level() {
        let lines = vec![item(0, Some(3), "a"), item(2, None, "b"), item(2, None, "c"), item(0, Some(4), "d")];
        let inner = list(None, vec![vec![paragraph("b")], vec![paragraph("c")]]);
        assert_eq!(blocks(lines), [list(Some(3), vec![vec![paragraph("a"), inner], vec![paragraph("d")]])]);
    }

    #[test]
    fn a_number_that_does_not_follow_begins_a_list() {
        let lines = vec![item(0, Some(1), "a"), item(0, Some(1), "b"), item(0, None, "c")];
        let lists = [list(Some(1), vec![vec![paragraph("a")]]), list(Some(1), vec![vec![paragraph("b")]])];
        assert_eq!(blocks(lines)[..2], lists);
    }

    #[test]
    fn a_paragraph_may_continue_an_item() {
        let lines = vec![item(0, None, "a"), Line::Continued(paragraph("b")), Line::Block(paragraph("c"))];
        assert_eq!(blocks(lines), [list(None, vec![vec![paragraph("a"), paragraph("b")]]), paragraph("c")]);
    }

    #[test]
    fn lines_of_a_quotation_or_of_code_form_one_block() {
        let code = |text: &str| Line::Code(text.to_owned());
        let lines = vec![Line::Quote(paragraph("a")), Line::Quote(paragraph("b")), code("c"), code(" d")];
        let code = Block::Code { language: String::new(), text: "c\n d".to_owned() };
        assert_eq!(blocks(lines), [Block::Quote(vec![paragraph("a"), paragraph("b")]), code]);
    }

    #[test]
    fn blocks_in_a_cell_become_lines() {
        let cell = [paragraph("a"), list(Some(2), vec![vec![paragraph("b")]])];
        let text = |text: &str| Inline::Text(text.to_owned());
        assert_eq!(flat(&cell), [text("a"), Inline::Break, text("2. b")]);
    }
}
