//! Edits a line of inlines: joins words, splits at breaks, drops the marks of notes.
//!
//! Must not know elements.

use std::borrow::Cow;

use crate::briefing::convert::document::{Block, Inline};
use crate::briefing::convert::page::brackets;
use crate::briefing::convert::page::notes::without_mark;

/// Removes characters that only allow or forbid a line break.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_shown = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}');
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().filter(is_shown).collect()) }
}

pub(super) fn push(line: &mut Vec<Inline>, text: &str) {
    let text = clean(text);
    match line.last_mut() {
        Some(Inline::Text(before)) => before.push_str(&text),
        _ if text.is_empty() => {}
        _ => line.push(Inline::Text(text.into_owned())),
    }
}

/// Whether a browser would show anything of a line.
pub(super) fn is_shown(words: &[Inline]) -> bool {
    words.iter().any(|word| match word {
        Inline::Text(text) | Inline::Code(text) => !text.trim().is_empty(),
        Inline::Break => false,
        Inline::Cite(cites) => !cites.is_empty(),
        word => word.inside().is_none_or(is_shown),
    })
}

/// Returns the plain text of words.
pub(super) fn text(words: &[Inline]) -> String {
    let one = |word: &Inline| match word {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Break => " ".to_owned(),
        Inline::Emphasis(words) | Inline::Strong(words) | Inline::Struck(words) | Inline::Link { words, .. } => {
            text(words)
        }
        _ => String::new(),
    };
    words.iter().map(one).collect()
}

/// Splits a line into paragraphs at two or more breaks in a row.
pub(super) fn paragraphs(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut all = vec![Vec::new()];
    let mut breaks = 0;
    for word in line {
        let is_space = matches!(&word, Inline::Text(text) if text.trim().is_empty());
        match word {
            Inline::Break => breaks += 1,
            _ if is_space && breaks > 0 => {}
            word => {
                match breaks {
                    0 => {}
                    1 => all.last_mut().into_iter().for_each(|line: &mut Vec<Inline>| line.push(Inline::Break)),
                    _ => all.push(Vec::new()),
                }
                breaks = 0;
                if let Some(line) = all.last_mut() {
                    line.push(word);
                }
            }
        }
    }
    all.retain(|line| is_shown(line));
    all.into_iter().map(brackets::drop).collect()
}

/// Adds the words of a block to a line.
pub(super) fn flatten(block: Block, line: &mut Vec<Inline>) {
    let begin = |line: &mut Vec<Inline>| {
        if is_shown(line) {
            line.push(Inline::Break);
        }
    };
    match block {
        Block::Heading(_, mut words) | Block::Paragraph(mut words) => {
            begin(line);
            line.append(&mut words);
        }
        Block::Quote(blocks) => blocks.into_iter().for_each(|block| flatten(block, line)),
        Block::List { items, .. } => items.into_iter().flatten().for_each(|block| flatten(block, line)),
        Block::Code { text, .. } => {
            for row in text.lines().filter(|row| !row.trim().is_empty()) {
                begin(line);
                line.push(Inline::Code(row.to_owned()));
            }
        }
        Block::Table { rows, .. } => {
            for row in rows {
                begin(line);
                for mut cell in row {
                    line.append(&mut cell);
                    push(line, " ");
                }
            }
        }
        Block::Rule => {}
    }
}

/// Removes a note's own mark from its first words.
pub(super) fn drop_mark(words: &mut Vec<Inline>, mark: &str) {
    while matches!(words.first(), Some(Inline::Text(text)) if text.trim().is_empty()) {
        words.remove(0);
    }
    let Some(first) = words.first_mut() else { return };
    match first {
        Inline::Text(text) => {
            let rest = without_mark(mark, text).to_owned();
            let is_other = rest.len() < text.len() && rest.trim().is_empty();
            *text = rest;
            if is_other {
                words.remove(0);
                trim_start(words);
            }
        }
        // The mark may be bold, in italics, or a link to itself.
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { words: inner, .. } => {
            let shown = text(inner);
            let rest = without_mark(mark, &shown);
            if rest.trim().is_empty() && !shown.trim().is_empty() && !mark.is_empty() {
                words.remove(0);
                trim_start(words);
            }
        }
        _ => {}
    }
}

/// Removes the brackets around a note.
pub(super) fn drop_around(blocks: &mut [Block]) {
    let [Block::Paragraph(words)] = blocks else { return };
    let is_break = |word: Option<&Inline>| matches!(word, Some(Inline::Break));
    while is_break(words.first()) {
        words.remove(0);
    }
    while is_break(words.last()) {
        words.pop();
    }
    let opens = matches!(words.first(), Some(Inline::Text(text)) if text.trim_start().starts_with('['));
    let closes = matches!(words.last(), Some(Inline::Text(text)) if text.trim_end().ends_with(']'));
    if !opens || !closes {
        return;
    }
    if let Some(Inline::Text(text)) = words.first_mut() {
        *text = text.trim_start().trim_start_matches('[').to_owned();
    }
    if let Some(Inline::Text(text)) = words.last_mut() {
        *text = text.trim_end().trim_end_matches(']').to_owned();
    }
}

/// Removes the brackets and commas around backlinks at both ends of a note.
pub(super) fn drop_brackets(blocks: &mut [Block]) {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    if let Some(Block::Paragraph(words)) = blocks.first_mut()
        && let Some(Inline::Text(text)) = words.first_mut()
    {
        let start = text.trim_start();
        let inside = start.strip_prefix(['[', '(']).map(|inside| inside.trim_start_matches(between));
        let rest = inside.and_then(|inside| inside.strip_prefix([']', ')'])).unwrap_or(start);
        let ends = rest.trim_start_matches([')', ']', '^']);
        let ends = ends.strip_prefix(['.', ',', ':', ';']).unwrap_or(ends);
        let is_apart = ends.len() < rest.len() && ends.starts_with(char::is_whitespace);
        *text = if is_apart { ends } else { rest }.trim_start().to_owned();
    }
    if let Some(Block::Paragraph(words)) = blocks.last_mut()
        && let Some(Inline::Text(text)) = words.last_mut()
    {
        let end = text.trim_end();
        let inside = end.strip_suffix([']', ')']).map(|inside| inside.trim_end_matches(between));
        *text = inside.and_then(|inside| inside.strip_suffix(['[', '('])).unwrap_or(end).trim_end().to_owned();
    }
}

/// Removes the punctuation between a mark and its note.
fn trim_start(words: &mut [Inline]) {
    if let Some(Inline::Text(text)) = words.first_mut() {
        *text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')' | ']')).to_owned();
    }
}
