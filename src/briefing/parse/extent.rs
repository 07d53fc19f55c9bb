//! Finds the words that each reference covers, and the sentence shown with them.
//!
//! See README, "Write a briefing". This runs when all blocks are read, because a reference may close a quotation of
//! several paragraphs, stand in a list that the paragraph before introduces, or be the source of a table row. In doubt
//! the longer stretch is taken, because readers can check words that are too many, but words that are too few mislead.
//! Must not know what a label names.

use std::collections::HashMap;
use std::ops::Range;

use super::clause;
use super::cover::{MOST_TOGETHER, covered};
use super::keys;
use super::prose::{Group, has_words, trim};
use super::sentence;
use crate::briefing::ast::{
    Block, BlockKind, Briefing, COLUMN, Citation, Cited, Citing, Container, Extent, Piece, Place, Prose, Reference,
    Sentence, SentencePart,
};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Manuscript, offset};
use crate::text::role::{Role, Roles};

/// Most bytes of a list item whose words include its introduction.
const LONGEST_ITEM: usize = 200;

/// Most bytes of a paragraph that introduces a list or a quotation, because each item shows it.
const LONGEST_INTRODUCTION: u32 = 1_000;

/// Most bytes of a list or a quotation that are shown with the sentence that introduces it.
const LONGEST_LIST: u32 = 4_000;

/// Most bytes of a list or a quotation that a reference in the introduction covers.
const LONGEST_LISTED_WORDS: u32 = 3_000;

/// Most blocks of a list or a quotation that are shown with the sentence that introduces it.
const MOST_BLOCKS: usize = 100;

/// Most columns of a row that is shown whole with each claim in it.
const WIDEST_ROW: usize = 32;

/// A prose with its groups of references.
pub(super) struct Gathered {
    pub(super) place: Place,
    /// See [`super::prose::Finished::words`].
    pub(super) words: String,
    pub(super) groups: Vec<Group>,
}

/// Finds the citations and their sentences.
pub(super) fn find(
    briefing: &mut Briefing,
    manuscript: &Manuscript,
    gathered: Vec<Gathered>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut finder = Finder { briefing, citations: Vec::new(), sentences: Vec::new(), row: None, aside: Vec::new() };
    let mut keyed: HashMap<String, Keyed> = HashMap::new();
    for prose in gathered {
        let cited = finder.cited_by_a_note(&prose);
        let is_pure = cited.as_ref().is_some_and(|(_, cited)| cited.is_pure);
        if let Some((note, cited)) = cited {
            let label = finder.briefing.notes[note].label.name.to_lowercase();
            keyed.entry(label).or_insert(cited);
        }
        if !is_pure {
            finder.prose(prose, diagnostics);
        }
    }
    let blocks = 0..finder.briefing.blocks.len();
    let introductions = blocks.filter(|&block| !finder.block(block).containers.is_empty());
    let introductions = introductions.filter_map(|block| Some((block, finder.introduction(block)?))).collect();
    let Finder { citations, sentences, aside, .. } = finder;
    for (place, references) in aside {
        set_aside(&mut briefing.blocks[place.block].proses[place.cell], &references, manuscript);
    }
    (briefing.citations, briefing.sentences, briefing.introductions) = (citations, sentences, introductions);
    cite_through(briefing, &keyed);
}

/// Works that a footnote cites by key.
struct Keyed {
    works: Vec<Reference>,
    /// Whether the first paragraph of the footnote only cites works.
    is_pure: bool,
    citing: Citing,
}

/// Makes references to a footnote also cite the works that the footnote cites by key.
fn cite_through(briefing: &mut Briefing, keyed_by_label: &HashMap<String, Keyed>) {
    if keyed_by_label.is_empty() {
        return;
    }
    for note in &mut briefing.notes {
        if let Some(keyed) = keyed_by_label.get(&note.label.name.to_lowercase()) {
            note.citing = keyed.citing;
        }
    }
    for citation in &mut briefing.citations {
        let through = |reference: Reference| {
            // A key may be spelled like the label of a footnote.
            let keyed = Some(&reference).filter(|reference| reference.cited == Cited::Footnote);
            let keyed = keyed.and_then(|reference| keyed_by_label.get(&reference.name.to_lowercase()));
            let Some(Keyed { works, citing, .. }) = keyed else { return vec![reference] };
            let span = reference.span;
            let works = works.iter().map(|work| Reference { span, ..work.clone() });
            Some(reference).filter(|_| *citing == Citing::Beside).into_iter().chain(works).collect()
        };
        citation.references = std::mem::take(&mut citation.references).into_iter().flat_map(through).collect();
    }
}

struct Finder<'a> {
    briefing: &'a Briefing,
    citations: Vec<Citation>,
    sentences: Vec<Sentence>,
    /// The table row that was read last: its first cell and its sentence.
    row: Option<(Place, usize)>,
    /// References that cover nothing, with their places. They are shown as written.
    aside: Vec<(Place, Vec<Reference>)>,
}

impl Finder<'_> {
    fn prose(&mut self, gathered: Gathered, diagnostics: &mut Vec<Diagnostic>) {
        let Gathered { place, words, groups } = gathered;
        if !has_words(&words) {
            return self.wordless(place, groups, diagnostics);
        }
        let ranges: Vec<_> = groups.iter().map(|group| group.at..group.last).collect();
        let sentences = with_brackets(sentence::around(&words, &ranges), &groups);
        let mut groups = groups.into_iter().peekable();
        while let Some(group) = groups.next() {
            let index = holding(&words, &sentences, group.at);
            let mut together = vec![group];
            while let Some(next) = groups.next_if(|next| holding(&words, &sentences, next.at) == index) {
                together.push(next);
            }
            self.sentence(place, &words, &sentences, index, together, diagnostics);
        }
    }

    /// Returns the works that the first paragraph of a footnote cites by their keys: "See @maas2019, p. 3".
    fn cited_by_a_note(&self, Gathered { place, words, groups }: &Gathered) -> Option<(usize, Keyed)> {
        let Some(&Container::Note { note, first: true }) = self.block(place.block).containers.last() else {
            return None;
        };
        let all = groups.iter().flat_map(|group| &group.references);
        if !all.clone().all(|reference| reference.cited == Cited::Key) {
            return None;
        }
        let is_pure = words.split_whitespace().all(keys::is_of_a_citation);
        let works = all.map(|work| Reference { in_remark: !is_pure, ..work.clone() });
        let mut works: Vec<Reference> = works.collect();
        // If a footnote has a single key, the words after it are its locator.
        if let ([work], [group], true) = (&mut works[..], &groups[..], is_pure)
            && work.around[1].is_empty()
        {
            let behind = words[group.last..].trim();
            behind.strip_suffix('.').unwrap_or(behind).clone_into(&mut work.around[1]);
        }
        // Further paragraphs are the note's own words.
        let is_all = is_pure && self.briefing.notes[note].blocks.len() == 1;
        let citing = if is_all { Citing::Only } else { Citing::Beside };
        Some((note, Keyed { works, is_pure, citing }))
    }

    /// Cites the groups of one sentence.
    fn sentence(
        &mut self,
        place: Place,
        words: &str,
        sentences: &[Range<usize>],
        index: usize,
        groups: Vec<Group>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let whole = sentences[index].clone();
        if let Some(row) = self.row(place) {
            // References at the end of a cell close it, as in a list item.
            let closes = groups.last().is_some_and(|last| !has_words(&words[last.last.min(words.len())..]));
            let start = if closes { self.since_reference(place, words, &whole) } else { whole.start };
            for (group, ranges) in covered(words, start..whole.end, groups) {
                let extents = self.extents(place, words, ranges);
                self.cite(extents, row, place, group);
            }
            return;
        }
        if groups.first().is_some_and(|first| !has_words(&words[whole.start..first.at.max(whole.start)])) {
            let spans = groups[0].references.iter();
            diagnostics.extend(spans.map(|reference| {
                Diagnostic::warning(
                    "reference-first",
                    reference.span,
                    "this reference comes before the words it covers",
                )
                .help("move it after the words it covers")
            }));
        }
        // The sentence only names the source of the sentence before: "See *Port v. Pilots*."
        if groups.len() == 1 && groups[0].extent.is_none() && self.only_names(place, words, &whole) {
            let group = groups.into_iter().next().expect("there is one");
            if index > 0 {
                let before = sentences[index - 1].clone();
                let shown = self.sentence_around(place, words, before.start..whole.end, true);
                let shown = self.push(shown);
                let extents = self.extents(place, words, vec![trim(words, before, char::is_whitespace)]);
                return self.cite(extents, shown, place, group);
            }
            if let Some(quoted) = self.quotation_before(place.block) {
                let mut shown = self.introduced_by(quoted.start, quoted.clone());
                shown.parts.extend(self.sentence_around(place, words, whole, false).parts);
                let shown = self.push(shown);
                let extents = self.whole_blocks(quoted);
                return self.cite(extents, shown, place, group);
            }
            let shown = self.sentence_around(place, words, whole.clone(), false);
            let shown = self.push(shown);
            let extents = self.extents(place, words, vec![trim(words, whole, char::is_whitespace)]);
            return self.cite(extents, shown, place, group);
        }
        let last = groups.last().map_or(whole.end, |group| group.last);
        // The last reference of a block closes everything that the block closes.
        let closes = !has_words(&words[last.min(words.len())..]);
        let introduces = self.introduces(place, words, &whole);
        let length = |blocks: &Range<usize>| -> u32 {
            self.briefing.blocks[blocks.clone()].iter().map(|block| block.span.end - block.span.start).sum()
        };
        let length = length(&introduces);
        let lists = Some(introduces).filter(|blocks| !blocks.is_empty() && length <= LONGEST_LIST);
        let (single, many) = (groups.len() == 1, groups.len() > MOST_TOGETHER);
        let mut shown = None;
        for (group, ranges) in covered(words, whole.clone(), groups) {
            let bracketed = group.extent.is_some();
            let mut extents = self.extents(place, words, ranges);
            let last_here = group.last == last;
            if let (true, true, Some(blocks)) = (closes, last_here, self.quotation(place)) {
                // At the end of a quotation, the reference covers the quotation back to the reference before.
                let first = self.citations.iter().rev().take_while(|one| one.place.block >= blocks.start);
                let after = first.map(|one| one.place.block + 1).max().unwrap_or(blocks.start).min(place.block);
                let quoted = after..place.block;
                let mut parts = self.introduced_by(blocks.start, quoted.clone());
                let start = self.since_reference(place, words, &whole);
                let here = self.extents(place, words, vec![trim(words, start..whole.end, char::is_whitespace)]);
                parts.parts.extend(here.iter().cloned().map(part));
                let index = self.push(parts);
                if !bracketed && single {
                    extents = self.whole_blocks(quoted).into_iter().chain(here).collect();
                }
                self.cite(extents, index, place, group);
                continue;
            }
            if many {
                let hull = extents.first().zip(extents.last());
                let hull = hull.map(|(first, last)| first.range.start as usize..last.range.end as usize);
                let here = self.extents(place, words, hull.into_iter().collect());
                let index = self.push(Sentence { parts: here.into_iter().map(part).collect(), goes_on: false });
                self.cite(extents, index, place, group);
                continue;
            }
            let index = *shown.get_or_insert_with(|| {
                let mut sentence = self.sentence_around(place, words, whole.clone(), closes);
                if let Some(blocks) = &lists {
                    sentence.parts.extend(self.whole_blocks(blocks.clone()).into_iter().map(part));
                }
                self.push(sentence)
            });
            // The list belongs to a clause that ends with the colon, not to a clause before it.
            let reaches = extents.last().is_some_and(|last| !has_words(&words[last.range.end as usize..whole.end]))
                && !clause::is_statement(&words[group.last.min(whole.end)..whole.end]);
            let takes = reaches && !bracketed && last_here && length <= LONGEST_LISTED_WORDS;
            if let Some(blocks) = lists.clone().filter(|_| takes) {
                // The colon belongs to the introduction, because without it the words would run into the list.
                let start = extents.first().map_or(whole.start, |first| first.range.start as usize);
                extents = self.extents(place, words, vec![trim(words, start..whole.end, char::is_whitespace)]);
                extents.extend(self.whole_blocks(blocks));
            } else if !bracketed {
                extents = self.with_introduction(place, words, index, extents);
            }
            self.cite(extents, index, place, group);
        }
    }

    /// Adds the introduction to the words of a short list item that is not a statement by itself, if the introduction
    /// ends with a colon.
    fn with_introduction(&self, place: Place, words: &str, sentence: usize, extents: Vec<Extent>) -> Vec<Extent> {
        let first = &self.sentences[sentence].parts[0].extent;
        let begins = extents.first().is_some_and(|first| !has_words(&words[..first.range.start as usize]));
        let begins = begins && leads(self.briefing.prose(first.place).slice(&first.range));
        if first.place == place || !begins || !self.is_item(place.block) || clause::is_statement(words.trim()) {
            return extents;
        }
        let introduction = Some(first.clone()).filter(|_| words.len() < LONGEST_ITEM);
        introduction.into_iter().chain(extents).collect()
    }

    /// Returns the sentence at a range of a prose with its introduction, or the whole list item if a reference closes
    /// the item.
    fn sentence_around(&self, place: Place, words: &str, whole: Range<usize>, closes: bool) -> Sentence {
        let is_item = self.is_item(place.block);
        let range = if closes && is_item { self.since_reference(place, words, &whole)..whole.end } else { whole };
        let range = trim(words, range, char::is_whitespace);
        let defines = matches!(self.block(place.block).containers.last(), Some(Container::Definition { .. }));
        let mut sentence: Vec<SentencePart> = if is_item || defines || self.depth_of_quotation(place.block).is_some() {
            self.introduction(place.block).map(part).into_iter().collect()
        } else {
            Vec::new()
        };
        // "…" stands for omissions between the introduction and the item, and after the item.
        let introduction = sentence.first().map(|part| part.extent.place.block);
        let begins = !has_words(&words[..range.start]) && introduction.is_none_or(|block| block + 1 == place.block);
        let goes_on = introduction.is_some() && (has_words(&words[range.end..]) || self.goes_on_behind(place.block));
        let before = match (begins, defines) {
            (true, true) => " – ",
            (true, false) => " ",
            (false, _) => " … ",
        };
        let own = self.extents(place, words, vec![range]);
        sentence.extend(own.into_iter().map(|extent| SentencePart { before, extent }));
        Sentence { parts: sentence, goes_on }
    }

    /// Whether a list or a quotation continues in the block after one of its blocks.
    fn goes_on_behind(&self, block: usize) -> bool {
        let Some(depth) = self.block(block).containers.len().checked_sub(1) else { return false };
        self.briefing.blocks.get(block + 1).and_then(|next| next.containers.get(depth)).is_some_and(|container| {
            matches!(container, Container::Item { .. } | Container::Quote { alert: None, first: false })
        })
    }

    /// Returns the beginning of an item or a paragraph, or of its text after the references of another sentence.
    fn since_reference(&self, place: Place, words: &str, whole: &Range<usize>) -> usize {
        let before = self.citations.iter().rev().take_while(|one| one.place == place);
        let floor = before.map(|one| one.at as usize).max().unwrap_or(0);
        if floor == 0 { words.len() - words.trim_start().len() } else { whole.start }
    }

    fn push(&mut self, sentence: Sentence) -> usize {
        self.sentences.push(sentence);
        self.sentences.len() - 1
    }

    fn cite(&mut self, words: Vec<Extent>, sentence: usize, place: Place, group: Group) {
        let Group { at, references, brackets, .. } = group;
        self.citations.push(Citation { words, sentence, place, at: offset(at), references, brackets });
    }

    fn extents(&self, place: Place, words: &str, ranges: Vec<Range<usize>>) -> Vec<Extent> {
        let ranges = ranges.into_iter().filter(|range| has_words(&words[range.clone()]));
        ranges.map(|range| self.extent(place, &range)).collect()
    }

    fn extent(&self, place: Place, range: &Range<usize>) -> Extent {
        let range = offset(range.start)..offset(range.end);
        let mut span = self.briefing.prose(place).span(&range);
        // White space at the end of a block may belong to its last piece.
        span.end = span.end.min(self.block(place.block).span.end);
        Extent { place, range, span }
    }

    /// Returns the extents of whole blocks.
    fn whole_blocks(&self, blocks: Range<usize>) -> Vec<Extent> {
        let mut extents = Vec::new();
        for block in blocks {
            let cells = self.briefing.blocks[block].proses.len();
            extents.extend((0..cells).filter_map(|cell| self.whole_prose(Place { block, cell })));
        }
        extents
    }

    fn whole_prose(&self, place: Place) -> Option<Extent> {
        let prose = self.briefing.prose(place);
        if !has_words(&prose.text) {
            return None;
        }
        Some(self.extent(place, &trim(&prose.text, 0..prose.text.len(), char::is_whitespace)))
    }

    /// Returns the first cell of a cell's row; outside tables, the cell itself.
    fn row_start(&self, place: Place) -> usize {
        match &self.block(place.block).kind {
            BlockKind::Table { columns } => place.cell / columns.len().max(1) * columns.len().max(1),
            _ => place.cell,
        }
    }

    /// Whether a cell of the row has words.
    fn has_row_words(&self, place: Place) -> bool {
        let block = self.block(place.block);
        let BlockKind::Table { columns } = &block.kind else { return false };
        let first = self.row_start(place);
        let end = (first + columns.len().max(1)).min(block.proses.len());
        block.proses[first..end].iter().any(|prose| has_words(&prose.text))
    }

    /// Returns the extent of a cell, even if it has only a sign: "✗" may reverse its row.
    fn cell(&self, place: Place) -> Option<Extent> {
        let text = &self.briefing.prose(place).text;
        let is_empty = text.trim().is_empty();
        (!is_empty).then(|| self.extent(place, &trim(text, 0..text.len(), char::is_whitespace)))
    }

    fn block(&self, block: usize) -> &Block {
        &self.briefing.blocks[block]
    }

    fn is_item(&self, block: usize) -> bool {
        matches!(self.block(block).containers.last(), Some(Container::Item { .. }))
    }

    /// Returns the depth of the innermost quotation around a block. An alert does not count, because it is the text's
    /// own words: a reference at its end covers a sentence.
    fn depth_of_quotation(&self, block: usize) -> Option<usize> {
        let is_quotation = |container: &Container| matches!(container, Container::Quote { alert: None, .. });
        self.block(block).containers.iter().rposition(is_quotation)
    }

    /// Returns the blocks of the quotation that a prose ends.
    fn quotation(&self, place: Place) -> Option<Range<usize>> {
        let depth = self.depth_of_quotation(place.block)?;
        let goes_on =
            |block: &Block| matches!(block.containers.get(depth), Some(Container::Quote { first: false, .. }));
        if self.briefing.blocks.get(place.block + 1).is_some_and(goes_on) {
            // If the quotation continues, only its paragraph is quoted.
            return Some(place.block..place.block + 1);
        }
        let mut first = place.block;
        while first > 0 && goes_on(self.block(first)) && place.block - first < MOST_BLOCKS {
            first -= 1;
        }
        Some(first..place.block + 1)
    }

    /// Returns the blocks of the quotation directly before a block.
    fn quotation_before(&self, block: usize) -> Option<Range<usize>> {
        let last = block.checked_sub(1)?;
        let depth = self.depth_of_quotation(last)?;
        let is_outside = self.block(block).containers.len() <= depth;
        let blocks = self.quotation(Place { block: last, cell: 0 })?;
        Some(blocks).filter(|blocks| is_outside && !self.whole_blocks(blocks.clone()).is_empty())
    }

    /// Returns blocks with their introduction as a sentence.
    fn introduced_by(&self, first: usize, blocks: Range<usize>) -> Sentence {
        let introduction = self.introduction(first).map(part);
        let parts = introduction.into_iter().chain(self.whole_blocks(blocks).into_iter().map(part));
        Sentence { parts: parts.collect(), goes_on: false }
    }

    /// Returns the sentence that introduces a list or a quotation. It ends in a colon or without a stop.
    fn introduction(&self, block: usize) -> Option<Extent> {
        let depth = self.block(block).containers.len().checked_sub(1)?;
        // Goes back to the first block of the list or the quotation, past other items but not past another quotation.
        let mut first = block;
        let begins = |at: usize| matches!(self.block(at).containers[depth], Container::Quote { first: true, .. });
        while !begins(first) && first > 0 && self.block(first - 1).containers.len() > depth {
            first -= 1;
            if block - first > MOST_BLOCKS {
                return None;
            }
        }
        let before = first.checked_sub(1)?;
        // The surrounding item or quotation may itself begin with it.
        if !same_depth(&self.block(before).containers, &self.block(first).containers[..depth]) {
            return None;
        }
        self.introducing(before)
    }

    /// Returns the sentence at the end of a paragraph that introduces the block below.
    fn introducing(&self, before: usize) -> Option<Extent> {
        let place = Place { block: before, cell: 0 };
        if !matches!(self.block(before).kind, BlockKind::Paragraph | BlockKind::Term) {
            return None;
        }
        // A term introduces its definition.
        if self.block(before).kind == BlockKind::Term {
            return self.whole_prose(place).filter(|term| term.range.end <= LONGEST_INTRODUCTION);
        }
        let text = &self.briefing.prose(place).text;
        // Only the end of a long paragraph can be an introduction.
        let near = text.len().saturating_sub(2 * LONGEST_INTRODUCTION as usize);
        let near = (near..=text.len()).find(|&at| text.is_char_boundary(at))?;
        let last = sentence::around(&text[near..], &[]).pop()?;
        let range = trim(text, last.start + near..text.len(), char::is_whitespace);
        let sentence = &text[range.clone()];
        // An item without a stop does not continue below.
        let introduces =
            leads(sentence) || is_open(sentence) && !self.is_item(before) && clause::is_predicate(sentence);
        if !introduces || !has_words(sentence) || offset(range.len()) > LONGEST_INTRODUCTION {
            return None;
        }
        self.extents(place, text, vec![range]).pop()
    }

    /// Returns the blocks of the list or the quotation that a sentence introduces. The sentence ends with a colon, or
    /// stands before a quotation without a stop.
    fn introduces(&self, place: Place, words: &str, sentence: &Range<usize>) -> Range<usize> {
        let none = 0..0;
        let next = place.block + 1;
        let is_last = !has_words(&words[sentence.end..]) && place.cell == 0;
        let depth = self.block(place.block).containers.len();
        if !is_last || !matches!(self.block(place.block).kind, BlockKind::Paragraph) {
            return none;
        }
        let opens = |container: &Container| {
            matches!(container, Container::Item { first: true, .. } | Container::Quote { alert: None, first: true })
        };
        let begins = |block: &Block| block.containers.len() > depth && block.containers.get(depth).is_some_and(opens);
        if !self.briefing.blocks.get(next).is_some_and(begins) {
            return none;
        }
        let quoted = matches!(self.block(next).containers[depth], Container::Quote { alert: None, .. });
        let sentence = &words[sentence.clone()];
        if !(leads(sentence) || quoted && is_open(sentence)) {
            return none;
        }
        let goes_on = |block: &Block| match block.containers.get(depth) {
            Some(Container::Quote { alert: None, first }) => quoted && !first,
            Some(Container::Item { .. }) => !quoted,
            _ => false,
        };
        let rest = self.briefing.blocks[next + 1..].iter().take(MOST_BLOCKS).take_while(|block| goes_on(block));
        next..next + 1 + rest.count()
    }

    /// Returns the row of a cell as a sentence: its cells, each with the head of its column.
    fn row(&mut self, place: Place) -> Option<usize> {
        let block = self.block(place.block);
        let BlockKind::Table { columns } = &block.kind else { return None };
        let wide = columns.len().max(1);
        let first = place.cell / wide * wide;
        let begin = Place { cell: first, ..place };
        if let Some((_, shown)) = self.row.filter(|&(row, _)| row == begin) {
            return Some(shown);
        }
        let mut parts: Vec<SentencePart> = Vec::new();
        let introduction =
            place.block.checked_sub(1).filter(|&before| same_depth(&self.block(before).containers, &block.containers));
        parts.extend(introduction.and_then(|before| self.introducing(before)).map(part));
        // In a very wide row, the first cell names the topic.
        let is_wide = wide > WIDEST_ROW;
        for cell in first..(first + wide).min(block.proses.len()) {
            if is_wide && cell != first && cell != place.cell {
                continue;
            }
            let Some(extent) = self.cell(Place { cell, ..place }) else { continue };
            let head = if first == 0 { None } else { self.whole_prose(Place { cell: cell - first, ..place }) };
            let before = match parts.last() {
                None => "",
                Some(last) if last.extent.place.block != place.block => " ",
                Some(_) => "; ",
            };
            match head {
                Some(head) => {
                    parts.push(SentencePart { before, extent: head });
                    parts.push(SentencePart { before: COLUMN, extent });
                }
                None => parts.push(SentencePart { before, extent }),
            }
        }
        if parts.is_empty() {
            return None;
        }
        let shown = self.push(Sentence { parts, goes_on: false });
        self.row = Some((begin, shown)).filter(|_| !is_wide);
        Some(shown)
    }

    /// Reads references without words: they are the sources of their row, or of the quotation, table or paragraph
    /// before.
    fn wordless(&mut self, place: Place, groups: Vec<Group>, diagnostics: &mut Vec<Diagnostic>) {
        for group in groups {
            if let Some(index) = self.row(place).filter(|_| self.has_row_words(place)) {
                let first = self.row_start(place);
                let is_own = |extent: &Extent| {
                    let text = self.briefing.prose(extent.place).slice(&extent.range);
                    extent.place.block == place.block && extent.place.cell >= first && has_words(text)
                };
                let shown = self.sentences[index].parts.iter().map(|part| part.extent.clone());
                let words = shown.filter(is_own).collect();
                self.cite(words, index, place, group);
            } else if let Some(blocks) = self.before(place.block) {
                let shown = self.introduced_by(blocks.start, blocks.clone());
                let shown = self.push(shown);
                let words = self.whole_blocks(blocks);
                self.cite(words, shown, place, group);
            } else {
                diagnostics.extend(group.references.iter().map(|reference| {
                    let message = "this reference has no words to cover";
                    Diagnostic::error("no-words", reference.span, message).help("move it after the words it covers")
                }));
                self.aside.push((place, group.references));
            }
        }
    }

    /// Returns the quotation, table or paragraph before a paragraph that consists of references.
    fn before(&self, block: usize) -> Option<Range<usize>> {
        let this = self.block(block);
        let last = block.checked_sub(1)?;
        if this.kind != BlockKind::Paragraph || this.proses.len() != 1 {
            return None;
        }
        if let Some(quoted) = self.quotation_before(block) {
            return Some(quoted);
        }
        let before = self.block(last);
        let beside =
            before.containers.len() == this.containers.len() && same_depth(&before.containers, &this.containers);
        let is_text = matches!(before.kind, BlockKind::Paragraph | BlockKind::Table { .. });
        let free = self.citations.last().is_none_or(|one| one.place.block < last);
        Some(last..block)
            .filter(|_| beside && is_text && free && self.whole_prose(Place { block: last, cell: 0 }).is_some())
    }

    /// Whether a sentence only names the source of the sentence before: "*Port v. Pilots*.", "See the audit."
    fn only_names(&self, place: Place, words: &str, whole: &Range<usize>) -> bool {
        let text = words[whole.clone()].trim();
        let signals = ["See also ", "See, e.g., ", "See ", "Cf. ", "Siehe ", "Vgl. ", "Voir ", "Véase "];
        let signal = signals.iter().find(|signal| text.starts_with(**signal));
        let rest = signal.map_or(text, |signal| &text[signal.len()..]);
        if !has_words(rest) || rest.len() > 160 {
            return false;
        }
        let case = rest.contains(" v. ") || rest.contains(" vs. ");
        if !case && signal.is_none() {
            return false;
        }
        // A sentence that is entirely a link or in italics is a name.
        let end = whole.start + words[whole.clone()].trim_end().len();
        let start = end - rest.len();
        let prose = self.briefing.prose(place);
        let first = prose.pieces.partition_point(|piece| piece.start as usize <= start).saturating_sub(1);
        let mut plain = false;
        for (index, piece) in prose.pieces.iter().enumerate().skip(first) {
            let next = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.start as usize);
            let (from, to) = ((piece.start as usize).max(start), next.min(end));
            if from >= end {
                break;
            }
            if from < to && has_words(&words[from..to]) {
                plain |= piece.link.is_none() && !piece.roles.has(Role::Emphasis);
            }
        }
        (!plain && (case || signal.is_some())) || (case && !clause::is_predicate(rest))
    }
}

/// Whether a sentence ends in a colon.
fn leads(sentence: &str) -> bool {
    sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')).ends_with([':', '：'])
}

/// Whether a sentence continues below: it ends in a word or a comma, without a stop.
fn is_open(sentence: &str) -> bool {
    let text = sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

fn part(extent: Extent) -> SentencePart {
    SentencePart { before: " ", extent }
}

fn same_depth(one: &[Container], other: &[Container]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| std::mem::discriminant(one) == std::mem::discriminant(other))
}

/// Returns the index of the sentence that contains the words before a byte of the text.
fn holding(words: &str, sentences: &[Range<usize>], at: usize) -> usize {
    let word = words[..at].rfind(char::is_alphanumeric).unwrap_or(0);
    let index = sentences.partition_point(|sentence| sentence.end <= word);
    // References before all words cover the words after them.
    let first = || sentences.iter().position(|sentence| has_words(&words[sentence.clone()]));
    if has_words(&words[..at]) { index.min(sentences.len() - 1) } else { first().unwrap_or(0) }
}

/// Joins sentences if brackets contain the end of one and the beginning of the next.
fn with_brackets(sentences: Vec<Range<usize>>, groups: &[Group]) -> Vec<Range<usize>> {
    // For each sentence, the change in the number of brackets that continue into the next.
    let mut change = vec![0_isize; sentences.len() + 1];
    for extent in groups.iter().filter_map(|group| group.extent.as_ref()) {
        change[sentences.partition_point(|sentence| sentence.end <= extent.start)] += 1;
        change[sentences.partition_point(|sentence| sentence.end < extent.end)] -= 1;
    }
    let (mut joined, mut open): (Vec<Range<usize>>, isize) = (Vec::new(), 0);
    for (sentence, change) in sentences.into_iter().zip(change) {
        match joined.last_mut() {
            Some(last) if open > 0 => last.end = sentence.end,
            _ => joined.push(sentence),
        }
        open += change;
    }
    joined
}

/// Puts references that cover nothing back into the text as written.
fn set_aside(prose: &mut Prose, references: &[Reference], manuscript: &Manuscript) {
    for reference in references {
        let start = offset(prose.text.len());
        prose.text.push_str(manuscript.slice(reference.span));
        let (span, roles) = (reference.span, Roles::from(Role::Problem));
        prose.pieces.push(Piece { start, span, verbatim: true, roles, link: None });
    }
}
