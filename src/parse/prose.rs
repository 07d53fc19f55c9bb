//! Inlines → prose, and what each reference in it covers (DESIGN's rule 1).
//!
//! Owns brackets, groups and extents. A prose's references are gathered while its text is, with the
//! place in the text where each stands; when the text is whole, brackets that give an extent are taken
//! out of it and the extents are found. Must not know what a label names.

use std::ops::Range;

use super::sentence::sentences;
use crate::briefing::{Citation, Extent, Named, Piece, Place, Prose};
use crate::diagnostic::Diagnostic;
use crate::manuscript::{Manuscript, Span, offset};
use crate::role::{Role, Roles};

/// Prose with its citations.
pub(super) struct Finished {
    pub(super) prose: Prose,
    pub(super) citations: Vec<Citation>,
}

/// Prose that is being gathered.
#[derive(Default)]
pub(super) struct ProseBuilder {
    prose: Prose,
    /// Each with the byte of the text at which it stands.
    references: Vec<(usize, Named)>,
    /// Square brackets that are text and not escaped, with the byte of the text and of the manuscript.
    brackets: Vec<Bracket>,
    /// The byte of the text before which no claim begins: the end of references that cover nothing.
    floor: usize,
}

#[derive(Clone, Copy)]
struct Bracket {
    opens: bool,
    at: usize,
    origin: u32,
}

/// References with nothing but punctuation or space between them.
struct Group {
    /// The byte of the text at which the first of them stands.
    at: usize,
    references: Vec<Named>,
    /// The brackets right before it, as indices into the builder's.
    extent: Option<(usize, usize)>,
}

impl ProseBuilder {
    pub(super) fn text(&mut self, manuscript: &Manuscript, text: &str, span: Span, roles: Roles, link: Option<u32>) {
        // A line break is one byte here, however the manuscript writes it.
        if let Some(line) = text.strip_suffix("\r\n") {
            let end = Span { start: span.end - 2, ..span };
            self.text(manuscript, line, Span { end: end.start, ..span }, roles, link);
            return self.text(manuscript, "\n", end, roles, link);
        }
        if text.is_empty() {
            return;
        }
        let start = self.prose.text.len();
        let verbatim = manuscript.slice(span) == text;
        if verbatim && (text == "[" || text == "]") && !escaped(manuscript, span.start) {
            self.brackets.push(Bracket { opens: text == "[", at: start, origin: span.start });
        }
        self.prose.text.push_str(text);
        self.prose.pieces.push(Piece { start: offset(start), span, verbatim, roles, link });
    }

    pub(super) fn reference(&mut self, reference: Named) {
        self.references.push((self.prose.text.len(), reference));
    }

    /// What stands at `place`, whole.
    pub(super) fn finish(
        mut self,
        manuscript: &Manuscript,
        place: Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Finished {
        if self.references.is_empty() {
            return Finished { prose: self.prose, citations: Vec::new() };
        }
        let mut groups = self.groups();
        self.set_wordless_aside(manuscript, &mut groups, diagnostics);
        self.find_brackets(&mut groups);
        self.take_brackets_out(&mut groups);
        let citations = self.citations(groups, place);
        Finished { prose: self.prose, citations }
    }

    fn groups(&mut self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut previous = 0;
        for (at, reference) in std::mem::take(&mut self.references) {
            match groups.last_mut() {
                Some(group) if !has_words(&self.prose.text[previous..at]) => group.references.push(reference),
                _ => groups.push(Group { at, references: vec![reference], extent: None }),
            }
            previous = at;
        }
        groups
    }

    /// A group with no words before it covers nothing: it stays in the text as it is written.
    ///
    /// Only the first group of a prose can be without words: what follows a group without words between
    /// joins that group.
    fn set_wordless_aside(
        &mut self,
        manuscript: &Manuscript,
        groups: &mut Vec<Group>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some(first) = groups.first().filter(|group| !has_words(&self.prose.text[..group.at])) else { return };
        let (at, references) = (first.at, groups.remove(0).references);
        let mut pieces = Vec::new();
        let mut written = String::new();
        for reference in &references {
            diagnostics.push(
                Diagnostic::error(
                    "no-words",
                    reference.span,
                    "there are no words before this reference for it to cover",
                )
                .help("put it after the words that it stands behind"),
            );
            let (start, span) = (offset(at + written.len()), reference.span);
            pieces.push(Piece { start, span, verbatim: true, roles: Role::Problem.into(), link: None });
            written.push_str(manuscript.slice(span));
        }
        let index = self.prose.pieces.partition_point(|piece| (piece.start as usize) < at);
        for piece in &mut self.prose.pieces[index..] {
            piece.start += offset(written.len());
        }
        self.prose.pieces.splice(index..index, pieces);
        self.prose.text.insert_str(at, &written);
        self.floor = at + written.len();
        let after = |place: usize| if place < at { place } else { place + written.len() };
        for bracket in &mut self.brackets {
            bracket.at = after(bracket.at);
        }
        for group in groups {
            group.at = after(group.at);
        }
    }

    /// Brackets right before a group, with words in them, give its extent.
    fn find_brackets(&self, groups: &mut [Group]) {
        let mut open: Vec<usize> = Vec::new();
        let mut brackets = self.brackets.iter().enumerate().peekable();
        for group in groups {
            let mut closed = None;
            while let Some((index, bracket)) = brackets.next_if(|(_, bracket)| bracket.at < group.at) {
                closed = if bracket.opens {
                    open.push(index);
                    None
                } else {
                    open.pop().map(|opening| (opening, index))
                };
            }
            let adjoining = closed.filter(|&(opening, closing)| {
                let (opening, closing) = (self.brackets[opening], self.brackets[closing]);
                closing.at + 1 == group.at
                    && group.references.first().is_some_and(|first| closing.origin + 1 == first.span.start)
                    && has_words(&self.prose.text[opening.at..closing.at])
            });
            group.extent = adjoining;
        }
    }

    fn take_brackets_out(&mut self, groups: &mut [Group]) {
        let mut out: Vec<usize> = groups
            .iter()
            .filter_map(|group| group.extent)
            .flat_map(|(opening, closing)| [self.brackets[opening].at, self.brackets[closing].at])
            .collect();
        out.sort_unstable();
        if out.is_empty() {
            return;
        }
        let moved = |place: usize| place - out.partition_point(|&bracket| bracket < place);
        self.prose.pieces.retain(|piece| out.binary_search(&(piece.start as usize)).is_err());
        for piece in &mut self.prose.pieces {
            piece.start = offset(moved(piece.start as usize));
        }
        for group in groups {
            group.at = moved(group.at);
        }
        for bracket in &mut self.brackets {
            bracket.at = moved(bracket.at);
        }
        let mut kept = String::with_capacity(self.prose.text.len());
        let mut from = 0;
        for bracket in out {
            kept.push_str(&self.prose.text[from..bracket]);
            from = bracket + 1;
        }
        kept.push_str(&self.prose.text[from..]);
        self.prose.text = kept;
    }

    fn citations(&self, groups: Vec<Group>, place: Place) -> Vec<Citation> {
        let text = &self.prose.text;
        let sentences = sentences(text);
        let mut previous = self.floor;
        let mut citations = Vec::new();
        for group in groups {
            let range = if let Some((opening, closing)) = group.extent {
                trim(text, self.brackets[opening].at..self.brackets[closing].at)
            } else {
                let words = &text[previous..group.at];
                let last_word = previous + words.rfind(char::is_alphanumeric).unwrap_or_default();
                let sentence = sentences[sentences.partition_point(|sentence| sentence.end <= last_word)].start;
                close_quotation(text, trim(text, previous.max(sentence)..group.at), group.at)
            };
            previous = group.at;
            let range = offset(range.start)..offset(range.end);
            let span = self.prose.span(&range);
            let extent = Extent { place, range, span };
            citations.push(Citation { extent, at: offset(group.at), references: group.references });
        }
        citations
    }
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether the character at this byte of the manuscript has a backslash before it that is not itself escaped.
fn escaped(manuscript: &Manuscript, at: u32) -> bool {
    let before = &manuscript.text()[..at as usize];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The range without what only joins it to its neighbours: white space, commas and the like at both ends,
/// and the end of the sentence before. It must have a word in it.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let joins = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '、' | '，' | '；' | '：');
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | ')' | '”' | '’' | '»' | ']');
    let words = &text[range.clone()];
    let start = range.end - words.trim_start_matches(|c| joins(c) || ends(c)).len();
    let opens = |c: char| matches!(c, '(' | '“' | '‘' | '«' | '[');
    let end = range.start + words.trim_end_matches(|c| joins(c) || opens(c)).len();
    start..end
}

/// Takes in the marks after `at` that close a quotation or a parenthesis which the range opens, with a stop or
/// a comma before them.
fn close_quotation(text: &str, mut range: Range<usize>, at: usize) -> Range<usize> {
    let mut next = at;
    while let Some(mark) = text[next..].trim_start_matches(['.', ',', '!', '?', '…']).chars().next() {
        let words = &text[range.clone()];
        let count = |wanted: char| words.chars().filter(|&c| c == wanted).count();
        let open = match mark {
            '”' => count('“') > count('”'),
            '’' => count('‘') > count('’'),
            '»' => count('«') > count('»'),
            ')' => count('(') > count(')'),
            '"' => count('"') % 2 == 1,
            _ => false,
        };
        if !open {
            break;
        }
        next = text.len() - text[next..].trim_start_matches(['.', ',', '!', '?', '…']).len() + mark.len_utf8();
        range.end = next;
    }
    range
}
