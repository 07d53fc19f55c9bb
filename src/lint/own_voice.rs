//! Lints for quotations, figures, attributions and paragraphs without a reference, in a text that cites.
//!
//! A reference often serves more than its own sentence. So for quotations and attributions, a reference in the next
//! sentence counts too. Code, headings, tables and footnotes are not examined.
//!
//! The lint for quotations is on by default and would find most in essays, where footnotes are asides and links name
//! the sources. So it examines only texts that declare their sources, and ignores quotations beside links.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words::{self, Sentences, cites, declares};
use crate::briefing::ast::{BlockKind, Container, Extent, Place};
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;

/// Fewest words of a quotation that needs a source. Fewer words are a term, or irony.
const QUOTED: usize = 6;

/// Fewest words of a paragraph that makes a statement.
const SAYS_SOMETHING: usize = 12;

/// Finds quotations without a source.
pub(super) fn quotations(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    for (place, prose) in words::paragraphs(dossier).filter(|_| declares(dossier)) {
        let text = words::plain(prose);
        let quotations = words::quotations(&text);
        if quotations.is_empty() || within_cited_quote(dossier, place) {
            continue;
        }
        let (sentences, cited) = (words::sentences(&text), words::cited(dossier, place));
        for quotation in quotations {
            let words = &text[quotation.clone()];
            // A question states nothing.
            let asks = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?');
            if asks || words::count(words) < QUOTED || words::is_title(words) {
                continue;
            }
            let around = around(&sentences, &quotation, 1, 1);
            let linked = prose.pieces.iter().filter(|piece| piece.link.is_some());
            let linked = linked.map(|piece| piece.start as usize..piece.start as usize + 1);
            if !cited.iter().cloned().chain(linked).any(|cited| words::overlap(&cited, &around)) {
                let message = "nobody answers for this quotation";
                let help = "cite who said it: put a reference after the sentence";
                let span = words::span(prose, &quotation);
                diagnostics.push(Diagnostic::warning("quotation-without-source", span, message).help(help));
            }
        }
    }
}

/// Whether a paragraph is part of a block quote that has a reference in it or beside it.
fn within_cited_quote(dossier: &Dossier, place: Place) -> bool {
    let blocks = &dossier.briefing.blocks;
    let is_quote = |block: usize| {
        let containers = blocks.get(block).map_or(&[][..], |block| &block.containers);
        containers.iter().any(|container| matches!(container, Container::Quote { .. }))
    };
    if !is_quote(place.block) {
        return false;
    }
    let first = (0..place.block).rev().find(|&block| !is_quote(block)).unwrap_or(0);
    let last = (place.block..blocks.len()).find(|&block| !is_quote(block)).unwrap_or(blocks.len());
    (first..=last).any(|block| is_cited(dossier, block))
}

/// Whether a block has a reference.
fn is_cited(dossier: &Dossier, block: usize) -> bool {
    let cells = dossier.briefing.blocks.get(block).map_or(0, |block| block.proses.len());
    (0..cells).any(|cell| !words::cited(dossier, Place { block, cell }).is_empty())
}

/// Returns the range of the sentences that share a byte with `range`, with some sentences before and after.
fn around(sentences: &[Range<usize>], range: &Range<usize>, before: usize, after: usize) -> Range<usize> {
    let first = sentences.partition_point(|sentence| sentence.end <= range.start);
    let last = sentences.partition_point(|sentence| sentence.start < range.end).saturating_sub(1);
    let start = sentences.get(first.saturating_sub(before)).map_or(range.start, |sentence| sentence.start);
    let end = sentences.get((last + after).min(sentences.len().saturating_sub(1)));
    start.min(range.start)..end.map_or(range.end, |sentence| sentence.end).max(range.end)
}

/// Returns the sentences without a source, each with its words but without code.
fn own_sentences(dossier: &Dossier) -> impl Iterator<Item = (&Extent, String)> {
    let sentences = dossier.unsourced.iter();
    sentences.filter(|_| cites(dossier)).map(|extent| (extent, words::of_extent(dossier, extent)))
}

/// A sum of money, a share, a date, a number with a unit.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)|Apr(?:il|\\.)|May|June?|July?|Aug(?:ust|\\.)?\
                         |Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";
    const NUMBER: &str = r"\d[\d,.'\u{a0}\u{202f}]*";
    const UNIT: &str = "(?:tonnes?|tons?|kilograms?|kg|grams?|kilomet(?:re|er)s?|km|met(?:re|er)s?|miles?|feet|acres?\
                        |hectares?|lit(?:re|er)s?|barrels?|people|persons|deaths|dead|injured|troops|soldiers|jobs|votes\
                        |households|degrees|MW|GW|kWh|MWh|GWh|°C|°F)";
    let figures = [
        format!(r"[$€£¥₩₽₹₺₴]\s?{NUMBER}(?:\s(?:hundred|thousand|million|billion|trillion)\b)?"),
        format!(r"\b{NUMBER}\s?(?:[$€£¥₩₽₹₺₴]|(?:USD|EUR|GBP|JPY|CHF|CNY|dollars|euros|pounds|yen|won|francs)\b)"),
        format!(r"\b{NUMBER}\s?(?:%|percent\b|per cent\b)"),
        format!(r"\b{NUMBER}\s(?:hundred|thousand|million|billion|trillion)\b"),
        format!(r"\b{NUMBER}[\s-]{UNIT}\b"),
        format!(r"\b\d{{1,2}}\.?\s{MONTH}\b|\b{MONTH}\s\d{{1,2}}\b|\b{MONTH}\s\d{{4}}\b"),
        r"\b\d{4}-\d{2}-\d{2}\b".to_owned(),
    ];
    Regex::new(&figures.join("|")).expect("the pattern is built in")
});

/// Finds figures without a source.
pub(super) fn figures(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    for (extent, text) in own_sentences(dossier) {
        if let Some(figure) = FIGURE.find(&text) {
            let start = extent.range.start as usize;
            let prose = dossier.briefing.prose(extent.place);
            let figure_words = figure.as_str().trim_end_matches(['.', ',', '\'']);
            let range = start + figure.start()..start + figure.start() + figure_words.len();
            let message = "nobody answers for this figure";
            let help = "put a reference after its sentence";
            let span = words::span(prose, &range);
            diagnostics.push(Diagnostic::warning("figure-without-source", span, message).help(help));
        }
    }
}

/// Finds paragraphs without a source.
pub(super) fn paragraphs(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    for (place, prose) in words::paragraphs(dossier).filter(|_| cites(dossier)) {
        let block = &dossier.briefing.blocks[place.block];
        let within_item = block.containers.iter().any(|container| !matches!(container, Container::Quote { .. }));
        let text = words::plain(prose);
        // A paragraph with another ending introduces something, or is a caption or a byline.
        let is_whole = text.trim_end().ends_with(['.', '!', '?', '”', '"', '…', '。']);
        let skipped = within_item || !is_whole || words::count(&text) < SAYS_SOMETHING;
        if !skipped && words::cited(dossier, place).is_empty() && !within_cited_quote(dossier, place) {
            let message = "nobody answers for anything in this paragraph";
            let help = "put a reference after what somebody else says";
            diagnostics.push(Diagnostic::warning("paragraph-without-source", block.span, message).help(help));
        }
    }
}

/// Nouns for speakers without a name.
static SPEAKERS: LazyLock<String> = LazyLock::new(|| {
    "officials?|experts?|analysts?|sources|researchers?|scientists?|investigators?|prosecutors?|diplomats?|witnesses\
     |residents|insiders?|critics|observers|economists?|executives?|lawyers?|aides?|advis[eo]rs?|activists?|defectors?\
     |spokes(?:man|men|woman|women|person|people)|police|authorities|historians?|doctors?|engineers?|survivors?"
        .to_owned()
});

pub(super) const SAYING: &str = "said|says|say|told|tells|warned|warns|warn|claimed|claims|claim|argued|argues|argue\
                                 |insisted|insists|insist|acknowledged|testified|alleged|confirmed|announced";

/// Words that attribute something to somebody.
static ATTRIBUTION: LazyLock<Regex> = LazyLock::new(|| {
    let speakers = &*SPEAKERS;
    let patterns = [
        // This matches "according to two former officials", "according to a study", "according to the Court of Audit".
        format!(
            r"\b[Aa]ccording to (?:(?:[a-z-]+ ){{0,4}}(?:{speakers}|reports?|study|studies|surveys?|polls?)\b|(?:the )?[A-Z])"
        ),
        // This matches "officials say", "three analysts have said", "a spokesman told reporters".
        format!(r"\b(?i:{speakers})(?: (?:have|has|had|also|now|later|[a-z]+ly)){{0,2}} (?:{SAYING})\b"),
    ];
    Regex::new(&patterns.join("|")).expect("the pattern is built in")
});

/// Attributions to rules and plans, which do not speak.
const NOBODY: &[&str] = &["according to plan", "according to schedule"];

/// Finds attributions without a reference.
pub(super) fn attributions(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    let mut sentences = Sentences::of(dossier);
    for (extent, text) in own_sentences(dossier) {
        let text = words::unquoted(&text);
        let Some(found) = ATTRIBUTION.find(&text) else { continue };
        let place = extent.place;
        let is_paragraph = dossier.briefing.blocks[place.block].kind == BlockKind::Paragraph;
        let nobody = NOBODY.iter().any(|nobody| found.as_str().to_lowercase().starts_with(nobody));
        if !is_paragraph || nobody || within_cited_quote(dossier, place) {
            continue;
        }
        let prose = dossier.briefing.prose(place);
        let own = extent.range.start as usize..extent.range.end as usize;
        let around = around(sentences.at(place), &own, 0, 1);
        if words::is_cited(dossier, place, &around) {
            continue;
        }
        let message = "the words name who says so, but no reference does";
        let help = "put a reference to them after the sentence";
        let range = own.start + found.start()..own.start + found.end();
        let span = words::span(prose, &range);
        diagnostics.push(Diagnostic::warning("attribution-without-reference", span, message).help(help));
    }
}
