//! Inlines → prose, and what each reference in it covers (README, "Write a briefing").
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

/// The most brackets around brackets that give an extent.
const MOST_NESTED: usize = 100;

/// Prose with its citations.
pub(super) struct Finished {
    pub(super) prose: Prose,
    /// The prose's text, byte for byte, with blanks for what is no part of its sentences.
    pub(super) words: String,
    /// The sentences of `words`, where a citation asked for them.
    pub(super) sentences: Option<Vec<Range<usize>>>,
    pub(super) citations: Vec<Citation>,
}

/// Prose that is being gathered.
#[derive(Default)]
pub(super) struct ProseBuilder {
    prose: Prose,
    /// See [`Finished::words`]: HTML is blank here, references that cover nothing, and commas between references.
    words: String,
    /// Each with the byte of the text at which it stands.
    references: Vec<(usize, Named)>,
    /// Square brackets that are text and not escaped, with the byte of the text and of the manuscript.
    brackets: Vec<Bracket>,
    /// The byte of the text before which no claim begins: the end of references that cover nothing.
    floor: usize,
    /// Whether something was hidden after white space, so that more white space would be too much.
    spaced: bool,
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
    /// And the last.
    last: usize,
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
        // What would begin an image, but does not, is an exclamation mark and a bracket.
        if text == "![" && manuscript.slice(span) == text {
            let bracket = Span { start: span.start + 1, ..span };
            self.text(manuscript, "!", Span { end: bracket.start, ..span }, roles, link);
            return self.text(manuscript, "[", bracket, roles, link);
        }
        if std::mem::take(&mut self.spaced)
            && let Some(rest) = text.strip_prefix(' ')
        {
            let verbatim = manuscript.slice(span) == text;
            let span = if verbatim { Span { start: span.start + 1, ..span } } else { span };
            return self.text(manuscript, rest, span, roles, link);
        }
        if text.is_empty() {
            return;
        }
        let start = self.prose.text.len();
        let verbatim = manuscript.slice(span) == text;
        let literal = roles.has(Role::InlineCode);
        if verbatim && !literal && (text == "[" || text == "]") && !escaped(manuscript, span.start) {
            if text == "]" && self.take_reference(manuscript, span.end) {
                return;
            }
            self.brackets.push(Bracket { opens: text == "[", at: start, origin: span.start });
        }
        self.prose.text.push_str(text);
        if roles.has(Role::Muted) {
            self.words.extend(blanks(text.len()));
        } else {
            self.words.push_str(text);
        }
        self.prose.pieces.push(Piece { start: offset(start), span, verbatim, roles, link });
    }

    /// Whether a bracket that closes at `end` makes a reference of the text since the last bracket; if so, it is one.
    ///
    /// The Markdown parser takes `[^a][words]` for a link that is not defined, and gives all of it as text.
    fn take_reference(&mut self, manuscript: &Manuscript, end: u32) -> bool {
        let Some(&Bracket { opens: true, at, origin }) = self.brackets.last() else { return false };
        let span = Span { start: origin, end };
        let Some(label) = manuscript.slice(span).strip_prefix("[^").and_then(|rest| rest.strip_suffix(']')) else {
            return false;
        };
        let as_written = self.prose.text[at..].strip_prefix("[^") == Some(label);
        if !as_written || label.trim().is_empty() {
            return false;
        }
        self.brackets.pop();
        self.prose.text.truncate(at);
        self.words.truncate(at);
        self.prose.pieces.truncate(self.prose.pieces.partition_point(|piece| (piece.start as usize) < at));
        self.reference(Named { name: label.trim().to_owned(), span });
        true
    }

    /// Something stands here that is not shown.
    pub(super) fn hidden(&mut self) {
        self.spaced = self.prose.text.is_empty() || self.prose.text.ends_with([' ', '\n']);
    }

    /// Whether any of the text from a byte of the manuscript on leads there.
    pub(super) fn has_link(&self, link: u32, from: u32) -> bool {
        let pieces = self.prose.pieces.iter().rev().take_while(|piece| piece.span.start >= from);
        pieces.into_iter().any(|piece| piece.link == Some(link))
    }

    pub(super) fn ends_in_word(&self) -> bool {
        self.prose.text.ends_with(|c: char| !c.is_whitespace())
    }

    pub(super) fn reference(&mut self, reference: Named) {
        self.references.push((self.prose.text.len(), reference));
    }

    /// Takes an id that stands at the end, as `{#id}`, out of the text. What is like one but not plain text is not one.
    pub(super) fn take_id(&mut self) -> Option<String> {
        let (words, rest) = self.prose.text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        let at = words.trim_end().len();
        let first = self.prose.pieces.partition_point(|piece| (piece.start as usize) <= words.len()) - 1;
        let written = self.prose.pieces[first..].iter().all(|piece| piece.verbatim && piece.roles == Roles::NONE);
        if at == 0
            || rest.is_empty()
            || !rest.chars().all(plain)
            || !written
            || self.references.iter().any(|(to, _)| *to > at)
        {
            return None;
        }
        let id = rest.to_owned();
        self.prose.text.truncate(at);
        self.words.truncate(at);
        self.prose.pieces.truncate(self.prose.pieces.partition_point(|piece| (piece.start as usize) < at));
        if let Some(last) = self.prose.pieces.last_mut().filter(|last| last.verbatim) {
            last.span.end = last.span.start + offset(at) - last.start;
        }
        Some(id)
    }

    /// What stands at `place`, whole.
    pub(super) fn finish(
        mut self,
        manuscript: &Manuscript,
        place: Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Finished {
        if self.references.is_empty() {
            return Finished { prose: self.prose, words: self.words, sentences: None, citations: Vec::new() };
        }
        let mut groups = self.groups();
        self.set_wordless_aside(manuscript, &mut groups, diagnostics);
        self.find_brackets(&mut groups);
        self.take_brackets_out(&mut groups);
        let sentences = sentences(&self.words);
        let citations = self.citations(groups, &sentences, place);
        Finished { prose: self.prose, words: self.words, sentences: Some(sentences), citations }
    }

    fn groups(&mut self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut previous = 0;
        for (at, reference) in std::mem::take(&mut self.references) {
            let between = &self.words[previous..at];
            match groups.last_mut() {
                Some(group) if !has_words(between) => {
                    group.references.push(reference);
                    group.last = at;
                    // Between references a comma parts only them, and not the sentence from the next.
                    if between.chars().all(parts) {
                        self.words.replace_range(previous..at, &blanks(at - previous).collect::<String>());
                    }
                }
                _ => groups.push(Group { at, last: at, references: vec![reference], extent: None }),
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
        let Some(first) = groups.first().filter(|group| !has_words(&self.words[..group.at])) else { return };
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
        self.words.insert_str(at, &blanks(written.len()).collect::<String>());
        self.prose.text.insert_str(at, &written);
        self.floor = at + written.len();
        let after = |place: usize| if place < at { place } else { place + written.len() };
        for bracket in &mut self.brackets {
            bracket.at = after(bracket.at);
        }
        for group in groups {
            (group.at, group.last) = (after(group.at), after(group.last));
        }
    }

    /// Brackets right before a group, with words in them, give its extent.
    ///
    /// Not so inside very many others: each claim has the words of all in it, and a hostile file could
    /// make a claim of every third byte.
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
                    open.pop().map(|opening| (opening, index)).filter(|_| open.len() < MOST_NESTED)
                };
            }
            let adjoining = closed.filter(|&(opening, closing)| {
                let (opening, closing) = (self.brackets[opening], self.brackets[closing]);
                closing.at + 1 == group.at
                    && group.references.first().is_some_and(|first| closing.origin + 1 == first.span.start)
                    && has_words(&self.words[opening.at..closing.at])
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
            (group.at, group.last) = (moved(group.at), moved(group.last));
        }
        for bracket in &mut self.brackets {
            bracket.at = moved(bracket.at);
        }
        self.floor = moved(self.floor);
        for text in [&mut self.prose.text, &mut self.words] {
            let mut kept = String::with_capacity(text.len());
            let mut from = 0;
            for &bracket in &out {
                kept.push_str(&text[from..bracket]);
                from = bracket + 1;
            }
            kept.push_str(&text[from..]);
            *text = kept;
        }
    }

    fn citations(&self, groups: Vec<Group>, sentences: &[Range<usize>], place: Place) -> Vec<Citation> {
        let words = &self.words;
        let mut previous = self.floor;
        let mut citations = Vec::new();
        for group in groups {
            let range = if let Some((opening, closing)) = group.extent {
                trim(words, self.brackets[opening].at..self.brackets[closing].at, char::is_whitespace)
            } else {
                let last_word = previous + words[previous..group.at].rfind(char::is_alphanumeric).unwrap_or_default();
                let sentence = sentences[sentences.partition_point(|sentence| sentence.end <= last_word)].start;
                // Marks right after a reference end what it covers; before the first there is none.
                let start = if sentence > previous || previous == 0 { sentence } else { after_marks(words, previous) };
                let range = trim(words, start..group.at, joins);
                let end = range.start + words[range.clone()].trim_end_matches(opens).trim_end_matches(joins).len();
                close_quotation(words, range.start..end, group.at)
            };
            previous = group.last.max(range.end);
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

fn blanks(count: usize) -> impl Iterator<Item = char> {
    std::iter::repeat_n(' ', count)
}

/// Whether a character may part one reference of a group from the next and mean nothing else.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '、' | '，' | '；')
}

/// Whether a character at the end of some words only joins them to their neighbours.
fn joins(c: char) -> bool {
    parts(c) || matches!(c, ':' | '：' | '–' | '—')
}

/// What opens a quotation or a parenthesis, and what closes it. A straight mark does both.
const PAIRS: &[(char, char)] =
    &[('(', ')'), ('“', '”'), ('‘', '’'), ('«', '»'), ('「', '」'), ('『', '』'), ('（', '）'), ('"', '"')];

fn opens(c: char) -> bool {
    c == '[' || PAIRS.iter().any(|&(open, close)| c == open && open != close)
}

fn closes(c: char) -> bool {
    c == ']' || PAIRS.iter().any(|&(_, close)| c == close)
}

fn stops(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// The range without the white space and other characters of a kind at both its ends; it must hold others.
fn trim(words: &str, range: Range<usize>, kind: impl Fn(char) -> bool) -> Range<usize> {
    let start = range.end - words[range.clone()].trim_start_matches(&kind).len();
    start..start + words[start..range.end].trim_end_matches(kind).len()
}

/// Where the words after a reference can begin: behind the marks that stand right after it and end what it covers.
fn after_marks(words: &str, reference: usize) -> usize {
    let after = &words[reference..];
    let ends = |c: char| !c.is_whitespace() && (joins(c) || closes(c) || stops(c));
    words.len() - after.trim_start_matches(ends).len()
}

/// Takes in the marks after `at` that close a quotation or a parenthesis which the range opens, with a stop or
/// a comma before them.
fn close_quotation(words: &str, mut range: Range<usize>, at: usize) -> Range<usize> {
    let skipped = |c: char| stops(c) || parts(c) && !c.is_whitespace();
    // How often each pair is open. A straight mark closes what it has opened.
    let mut open = [0_usize; PAIRS.len()];
    let mut shuts = |mark: char| {
        // Most are none, and each of a claim is looked at.
        if mark.is_alphanumeric() || mark == ' ' {
            return false;
        }
        for (open, &(opening, closing)) in open.iter_mut().zip(PAIRS) {
            if mark == closing && *open > 0 {
                *open -= 1;
                return true;
            }
            *open += usize::from(mark == opening);
        }
        false
    };
    words[range.clone()].chars().for_each(|c| _ = shuts(c));
    let mut rest = &words[at..];
    while let Some(mark) = rest.trim_start_matches(skipped).chars().next().filter(|&mark| shuts(mark)) {
        rest = &rest.trim_start_matches(skipped)[mark.len_utf8()..];
        range.end = words.len() - rest.len();
    }
    range
}
