//! Finds sections, claims, sources, caveats and commands by a few of their letters.
//!
//! Owns which entries exist and their order. Letters may stand in any word of an entry (`nucleo-matcher`). All entries
//! are scored only while the reader types; a frame asks only for the matched letters of its rows. Must not know where
//! the reader is, or how a list is shown.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, SourceId};
use crate::reader::keymap::{Action, BINDINGS, Context};

/// An entry that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An index into the briefing's sections.
    Section(usize),
    Source(SourceId),
    Caveat(CaveatId),
    Command(Action),
    Claim(ClaimId),
}

impl Entry {
    /// All entries, the kinds with few entries first. Commands are those of the context, from the key table.
    pub fn all(dossier: &Dossier, context: Context) -> Vec<Self> {
        let sections = dossier.briefing.sections.iter().enumerate().filter(|(_, section)| section.level > 0);
        let mut entries: Vec<Self> = sections.map(|(index, _)| Self::Section(index)).collect();
        entries.extend(dossier.source_ids().map(Self::Source));
        entries.extend(dossier.caveat_ids().map(Self::Caveat));
        let mut commands: Vec<Self> = Vec::new();
        for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(context)) {
            let command = Self::Command(binding.action);
            // The finder does not list itself.
            if binding.action != Action::Find && !commands.contains(&command) {
                commands.push(command);
            }
        }
        entries.append(&mut commands);
        entries.extend(dossier.claim_ids().map(Self::Claim));
        entries
    }

    /// The words that letters are matched with.
    pub fn text(self, dossier: &Dossier) -> Cow<'_, str> {
        match self {
            Self::Section(index) => Cow::Borrowed(&dossier.briefing.sections[index].title),
            Self::Source(id) => Cow::Borrowed(&dossier.source(id).name),
            Self::Caveat(id) => Cow::Borrowed(&dossier.caveat(id).text),
            Self::Command(action) => Cow::Borrowed(action.doc()),
            Self::Claim(id) => Cow::Owned(dossier.sentence_line(dossier.claim(id).passage.sentence)),
        }
    }

    /// The kind of the entry.
    pub fn kind(self, dossier: &Dossier) -> &'static str {
        match self {
            Self::Section(_) => "section",
            Self::Source(_) => "source",
            Self::Caveat(id) if dossier.caveat(id).kind == CaveatKind::Denial => "denial",
            Self::Caveat(_) => "caveat",
            Self::Command(_) => "command",
            Self::Claim(_) => "claim",
        }
    }
}

/// Typed letters and their matcher. Case matters if a capital is typed; words match in any order.
pub struct Letters {
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Letters {
    pub fn new(text: &str) -> Self {
        let pattern = Pattern::new(text, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), buffer: Vec::new() }
    }

    /// The entries that match, best first. Equal matches keep their order.
    pub fn find(&mut self, dossier: &Dossier, entries: &[Entry]) -> Vec<Entry> {
        let Self { pattern, matcher, buffer } = self;
        let mut score = |entry: Entry| {
            let text = entry.text(dossier);
            let score = pattern.score(clusters(&text, buffer), matcher)?;
            // In a long text almost any letters match, so the shorter text wins.
            Some((std::cmp::Reverse(score), text.len().min(200)))
        };
        // Claims of one sentence are matched by the same words, so a sentence is scored once.
        let mut sentences = HashMap::new();
        let score = |&entry: &Entry| {
            let found = match entry {
                Entry::Claim(id) => {
                    *sentences.entry(dossier.claim(id).passage.sentence).or_insert_with(|| score(entry))
                }
                Entry::Section(_) | Entry::Source(_) | Entry::Caveat(_) | Entry::Command(_) => score(entry),
            };
            found.map(|(score, length)| (score, length, entry))
        };
        let mut found: Vec<_> = entries.iter().filter_map(score).collect();
        found.sort_by_key(|&(score, length, _)| (score, length));
        found.into_iter().map(|(.., entry)| entry).collect()
    }

    /// The matched ranges of a text, in bytes.
    pub fn stretches(&mut self, text: &str) -> Vec<Range<usize>> {
        let mut stretches = Vec::new();
        let mut begin = 0;
        for (is_lit, piece) in self.pieces(text, text.len()) {
            let end = begin + piece.len();
            stretches.extend(is_lit.then_some(begin..end));
            begin = end;
        }
        stretches
    }

    /// Splits a text into matched and unmatched pieces. If the first match is far into the text, leaves out what stands
    /// more than `lead` characters before it.
    pub fn pieces<'t>(&mut self, text: &'t str, lead: usize) -> Vec<(bool, &'t str)> {
        let Self { pattern, matcher, buffer } = self;
        let mut places = Vec::new();
        pattern.indices(clusters(text, buffer), matcher, &mut places);
        places.sort_unstable();
        let deep =
            places.first().map_or(0, |&first| first as usize).checked_sub(2 * lead).map_or(0, |more| more + lead);
        let mut pieces: Vec<(bool, std::ops::Range<usize>)> = Vec::new();
        for ((at, cluster), place) in text.grapheme_indices(true).zip(0..).skip(deep) {
            let lit = places.binary_search(&place).is_ok();
            match pieces.last_mut() {
                Some((last, range)) if *last == lit => range.end += cluster.len(),
                _ => pieces.push((lit, at..at + cluster.len())),
            }
        }
        pieces.into_iter().map(|(lit, range)| (lit, &text[range])).collect()
    }
}

/// Represents each grapheme cluster by its first character, so that a match is an index of a cluster. The crate's own
/// conversion counts bytes if these characters are all ASCII, whatever follows them.
fn clusters<'a>(text: &'a str, buffer: &'a mut Vec<char>) -> Utf32Str<'a> {
    if text.is_ascii() {
        return Utf32Str::Ascii(text.as_bytes());
    }
    buffer.clear();
    buffer.extend(text.graphemes(true).filter_map(|cluster| cluster.chars().next()));
    Utf32Str::Unicode(buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_text_join_to_the_text_or_its_end() {
        let mut letters = Letters::new("prt");
        assert_eq!(
            letters.pieces("e\u{301} port", 20),
            [(false, "e\u{301} "), (true, "p"), (false, "o"), (true, "rt")]
        );
        let deep = format!("{}port", "é ".repeat(50));
        let cut: String = letters.pieces(&deep, 4).into_iter().map(|(_, piece)| piece).collect();
        assert_eq!(cut, "é é port");
        assert_eq!(Letters::new("").pieces("port", 4), [(false, "port")]);
    }
}
