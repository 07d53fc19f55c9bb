//! Turns paragraphs with typed numbers into lists.
//!
//! Many reports type their references as "1. …", "2. …", or with a tab after the number.
//!
//! Must not know any format, nor how Markdown is written.

use std::mem;

use super::document::{Block, Inline};

/// Most digits of a typed number: "2019. A year" is a sentence.
const MOST_DIGITS: usize = 3;

/// Makes lists of at least two paragraphs whose typed numbers count upward.
pub(super) fn lists(blocks: &mut Vec<Block>) {
    let numbers: Vec<Option<u64>> = blocks.iter().map(number).collect();
    let mut rest = mem::take(blocks).into_iter().zip(numbers).peekable();
    while let Some((block, number)) = rest.next() {
        let follows = |number: u64, next: Option<&(Block, Option<u64>)>| {
            next.is_some_and(|(_, next)| next.is_some_and(|next| next == number + 1))
        };
        let Some(first) = number.filter(|&number| follows(number, rest.peek())) else {
            blocks.push(block);
            continue;
        };
        let (mut items, mut last) = (vec![item(block)], first);
        while follows(last, rest.peek()) {
            items.extend(rest.next().map(|(block, _)| item(block)));
            last += 1;
        }
        blocks.push(Block::List { start: Some(first), items });
    }
}

/// Returns the number at the beginning of a paragraph, if words follow it.
fn number(block: &Block) -> Option<u64> {
    let Block::Paragraph(words) = block else { return None };
    let Some(Inline::Text(text)) = words.first() else { return None };
    let (digits, rest) = parted(text)?;
    let is_number = (1..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let has_words = !rest.trim().is_empty() || words.len() > 1;
    (is_number && has_words).then(|| digits.parse().ok())?
}

/// Splits a text into its number and the rest.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (number, rest) = text.trim_start().split_once(char::is_whitespace)?;
    match number.strip_suffix(['.', ')']) {
        Some(number) => Some((number, rest)),
        None => Some((number, rest)).filter(|_| text.trim_start()[number.len()..].starts_with('\t')),
    }
}

/// Removes the number of a paragraph.
fn item(block: Block) -> Vec<Block> {
    let Block::Paragraph(mut words) = block else { return vec![block] };
    if let Some(Inline::Text(text)) = words.first_mut()
        && let Some((_, rest)) = parted(text)
    {
        *text = rest.trim_start().to_owned();
    }
    vec![Block::Paragraph(words)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| Block::Paragraph(vec![Inline::Text((*text).to_owned())])).collect()
    }

    #[test]
    fn typed_numbers_that_count_up_make_a_list() {
        let mut blocks = paragraphs(&["Sources", "1. Port audit", "2.\tPilots", "3) Quays", "The end"]);
        lists(&mut blocks);
        let items = ["Port audit", "Pilots", "Quays"].map(|text| paragraphs(&[text])).to_vec();
        assert_eq!(blocks[1], Block::List { start: Some(1), items });
        assert_eq!(blocks.len(), 3);
        let mut blocks = paragraphs(&["1\tPort audit", "2\tPilots"]);
        lists(&mut blocks);
        assert!(matches!(&blocks[..], [Block::List { start: Some(1), items }] if items[1] == paragraphs(&["Pilots"])));
    }

    #[test]
    fn other_paragraphs_that_begin_with_numbers_stay() {
        for texts in [
            &["1. One"][..],
            &["1. One", "3. Three"],
            &["2019. A year", "2020. Next"],
            &["1.5 m", "2.5 m"],
            &["1.", "2."],
            &["1 pilot", "2 pilots"],
            &["1\tpilot", "3\tpilots"],
        ] {
            let mut blocks = paragraphs(texts);
            lists(&mut blocks);
            assert_eq!(blocks, paragraphs(texts));
        }
    }
}
