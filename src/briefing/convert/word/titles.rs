//! Finds a title for a file that has none in its styles and properties.
//!
//! The title is a line at the top that looks like a title. Must not know how a text is read.

use super::super::document::{Block, Inline};
use super::super::xml::Element;
use super::styles::{Look, Styles, value};
use crate::briefing::heading;

/// Most and fewest letters of a title.
const LONGEST: usize = 250;
const SHORTEST: usize = 3;

/// Lines at the top of a text, each with a score of how much it looks like a title.
#[derive(Debug, Default)]
pub(super) struct Titles {
    found: Vec<(u8, String)>,
}

impl Titles {
    /// Examines a paragraph of the text outside tables and boxes.
    pub(super) fn see(&mut self, paragraph: &Element, style: Option<&str>, styles: &Styles, words: &str) {
        self.found.push((looks(paragraph, style, styles), words.to_owned()));
    }

    /// Returns the line that looks most like a title, unless a heading is the title. If lines differ only by bold, the
    /// first of them wins.
    pub(super) fn title(&self, blocks: &[Block]) -> Option<String> {
        let firsts = blocks.iter().filter(|block| matches!(block, Block::Heading(1, _))).count();
        let mut before = 0;
        for block in blocks {
            match block {
                // The only heading of the first level, at the beginning of the text.
                Block::Heading(1, _) if firsts == 1 && before == 0 => return None,
                Block::Heading(_, words) if heading::can_be_title(&plain(words)) => return None,
                Block::Heading(..) => break,
                Block::Paragraph(words) => before += letters(&plain(words)),
                _ => before += 1,
            }
            if before > heading::MOST_BEFORE {
                break;
            }
        }
        let mut before = 0;
        let mut best: Option<(u8, &str)> = None;
        for (at, (look, words)) in self.found.iter().enumerate() {
            let length = letters(words);
            let is_one =
                (SHORTEST..=LONGEST).contains(&length) && !words.ends_with(':') && heading::can_be_title(words);
            let least = if at == 0 { 1 } else { 2 };
            if is_one && *look >= least && best.is_none_or(|(most, _)| *look > most) {
                best = Some((*look, words));
            }
            before += length;
            if before > heading::MOST_BEFORE {
                break;
            }
        }
        best.map(|(_, words)| words.to_owned())
    }
}

/// Counts how many of three looks set off a paragraph: larger than others, bold, centred.
fn looks(paragraph: &Element, style: Option<&str>, styles: &Styles) -> u8 {
    let of_style = style.map(|style| styles.look(style)).unwrap_or_default();
    let mut runs = Vec::new();
    collect(paragraph, &mut runs);
    let looks: Vec<Look> = runs
        .into_iter()
        .map(|run| {
            let properties = run.child("rPr");
            let by_style = properties.and_then(|properties| value(properties, "rStyle"));
            let by_style = by_style.map(|style| styles.look(&style)).unwrap_or_default();
            properties.map(Look::of).unwrap_or_default().over(by_style).over(of_style)
        })
        .collect();
    let all = |holds: &dyn Fn(&Look) -> bool| !looks.is_empty() && looks.iter().all(holds);
    let usual = styles.usual_size();
    let is_large = all(&|look| look.size.is_some_and(|size| size * 5 >= usual * 6));
    let is_bold = all(&|look| look.strong == Some(true));
    let own = paragraph.child("pPr").and_then(|properties| value(properties, "jc"));
    let is_centred = own.or_else(|| styles.aligned(style?)).is_some_and(|side| side == "center");
    [is_large, is_bold, is_centred].into_iter().map(u8::from).sum()
}

/// Collects the runs that show words.
fn collect<'e, 't>(element: &'e Element<'t>, runs: &mut Vec<&'e Element<'t>>) {
    for inner in element.elements() {
        if inner.name() != "r" {
            collect(inner, runs);
        } else if inner.child("t").is_some_and(|text| !text.text().trim().is_empty()) {
            runs.push(inner);
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

pub(super) fn plain(words: &[Inline]) -> String {
    let one = |word: &Inline| match word {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        word => word.inside().map_or_else(|| " ".to_owned(), plain),
    };
    words.iter().map(one).collect()
}
