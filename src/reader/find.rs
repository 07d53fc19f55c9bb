//! Finds sections, claims, sources, caveats and commands by a few of their letters.
//!
//! Owns which entries exist and their order. Letters may stand in any word of an entry (`nucleo-matcher`), but a word
//! that they begin says more than letters here and there, and so do the initials of a name: how they fit comes before
//! the score. In sentences, which are claims, caveats and what commands do, letters here and there find nothing. Of
//! entries that fit as well, a claim comes last, because its sentence has many words. All entries are scored
//! only while the reader types; a frame asks only for the matched letters of its rows. Must not know where the reader
//! is, or how a list is shown.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use nucleo_matcher::chars::{normalize, to_lower_case};
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, SourceId};
use crate::reader::keymap::{Action, BINDINGS, Context};
use crate::reader::view::View;

/// A place that the typed line names by a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered {
    pub place: NumberedPlace,
    /// Whether the typed number is greater than the last one, to which this leads instead.
    pub is_past: bool,
}

/// What a number in the typed line can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberedPlace {
    /// A line of the manuscript, 1-based.
    Line(usize),
    /// A share of the text, in percent.
    Percent(usize),
    Claim(ClaimId),
    Source(SourceId),
}

impl Numbered {
    /// Parses `42`, `$`, `50%`, `c 12` and `s 3`. A text without claims has no claim to go to.
    fn parse(typed: &str, dossier: &Dossier) -> Option<Self> {
        let typed = typed.trim();
        // Nobody counts on from the greatest number.
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().unwrap_or(usize::MAX))
        };
        let after = |words: [&str; 2]| {
            let rest = words.iter().find_map(|word| typed.strip_prefix(word))?;
            number(rest.trim_start())
        };
        let upto = |last: usize, number: usize| (number.clamp(1, last), number > last);
        if let Some(line) = number(typed) {
            return Some(Self::line(line, dossier));
        }
        let (place, is_past) = if typed == "$" {
            (NumberedPlace::Line(dossier.manuscript.line_count()), false)
        } else if let Some(percent) = typed.strip_suffix('%').and_then(|digits| number(digits.trim_end())) {
            (NumberedPlace::Percent(percent.min(100)), percent > 100)
        } else if let (Some(claim), 1..) = (after(["claim", "c"]), dossier.claims.len()) {
            let (claim, is_past) = upto(dossier.claims.len(), claim);
            (NumberedPlace::Claim(ClaimId(claim - 1)), is_past)
        } else if let (Some(source), 1..) = (after(["source", "s"]), dossier.sources.len()) {
            let (source, is_past) = upto(dossier.sources.len(), source);
            (NumberedPlace::Source(SourceId(source - 1)), is_past)
        } else {
            return None;
        };
        Some(Self { place, is_past })
    }

    /// The line with this number, or the last one.
    pub fn line(number: usize, dossier: &Dossier) -> Self {
        let last = dossier.manuscript.line_count();
        Self { place: NumberedPlace::Line(number.clamp(1, last)), is_past: number > last }
    }

    /// Says where it leads, such as `Go to line 42`.
    pub fn words(self, dossier: &Dossier) -> String {
        let last = if self.is_past { ", the last" } else { "" };
        match self.place {
            NumberedPlace::Line(line) if dossier.manuscript.is_converted() => {
                format!("Go to line {line} of the Markdown{last}")
            }
            NumberedPlace::Line(line) => format!("Go to line {line}{last}"),
            NumberedPlace::Percent(percent) => format!("Go to {percent}% of the text"),
            NumberedPlace::Claim(claim) => format!("Go to claim {}{last}", claim.number()),
            NumberedPlace::Source(source) => format!("Go to source {}{last}", source.number()),
        }
    }
}

/// An entry that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The typed line names it, so it is no entry before that.
    Numbered(Numbered),
    /// An index into the briefing's sections.
    Section(usize),
    Source(SourceId),
    Caveat(CaveatId),
    Command(Action),
    Claim(ClaimId),
}

impl Entry {
    /// All entries, the kinds with few entries first. Commands are those of the context, from the key table, and then
    /// those of other views.
    pub fn all(dossier: &Dossier, context: Context) -> Vec<Self> {
        let sections = dossier.briefing.sections.iter().enumerate().filter(|(_, section)| section.level > 0);
        let mut entries: Vec<Self> = sections.map(|(index, _)| Self::Section(index)).collect();
        entries.extend(dossier.source_ids().map(Self::Source));
        entries.extend(dossier.caveat_ids().map(Self::Caveat));
        let mut commands: Vec<Self> = Vec::new();
        for context in std::iter::once(context).chain(View::ALL.iter().copied().map(Context::View)) {
            for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(context)) {
                let command = Self::Command(binding.action);
                // The finder does not list itself.
                if binding.action != Action::Find && !commands.contains(&command) {
                    commands.push(command);
                }
            }
        }
        entries.append(&mut commands);
        entries.extend(dossier.claim_ids().map(Self::Claim));
        entries
    }

    /// The view in which a command works, if it does not work in the context.
    pub fn view_of(action: Action, context: Context) -> Option<View> {
        let works = |context| BINDINGS.iter().any(|row| row.action == action && row.contexts.contains(context));
        let views = View::ALL.iter().copied();
        if works(context) { None } else { views.into_iter().find(|&view| works(Context::View(view))) }
    }

    /// The entries that the typed line names exactly, which come before all others: a place by its number, the guide, or
    /// the help screen. A number alone names a line and a claim. A line of the front matter is not shown, so the claim
    /// comes first there.
    pub fn named(typed: &str, dossier: &Dossier) -> Vec<Self> {
        match typed.trim() {
            "guide" => return vec![Self::Command(Action::ShowGuide)],
            "help" => return vec![Self::Command(Action::Help)],
            _ => {}
        }
        let place = Numbered::parse(typed, dossier);
        let claim = Numbered::parse(&format!("c {typed}"), dossier);
        let claim = claim.filter(|claim| !claim.is_past && typed.contains(|c| matches!(c, '1'..='9')));
        let is_hidden = place.is_some_and(|numbered| match numbered.place {
            NumberedPlace::Line(line) => dossier.briefing.front.span.contains(dossier.manuscript.line(line).start),
            NumberedPlace::Percent(_) | NumberedPlace::Claim(_) | NumberedPlace::Source(_) => false,
        });
        let both = if is_hidden && claim.is_some() { [claim, place] } else { [place, claim] };
        both.into_iter().flatten().map(Self::Numbered).collect()
    }

    /// The words that letters are matched with.
    pub fn text(self, dossier: &Dossier) -> Cow<'_, str> {
        match self {
            Self::Numbered(numbered) => Cow::Owned(numbered.words(dossier)),
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
            Self::Numbered(Numbered { place, .. }) => match place {
                NumberedPlace::Line(_) => "line",
                NumberedPlace::Percent(_) => "place",
                NumberedPlace::Claim(_) => "claim",
                NumberedPlace::Source(_) => "source",
            },
            Self::Section(_) => "section",
            Self::Source(_) => "source",
            Self::Caveat(id) if dossier.caveat(id).kind == CaveatKind::Denial => "denial",
            Self::Caveat(_) => "caveat",
            Self::Command(_) => "command",
            Self::Claim(_) => "claim",
        }
    }
}

/// The longest word that initials may leave out, in letters: of, the, für, and their like.
const SMALL: usize = 3;

/// The most small words in a row between two initials. Without a limit, a hostile text costs the square of its length.
const MOST_SKIPPED: usize = 3;

/// How typed letters stand in a text, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// They are the whole text, or the initials of all its words.
    Whole,
    /// Each typed word begins a word, or they are the initials of a few words.
    Beginnings,
    /// Each typed word stands somewhere without a gap.
    Together,
    Scattered,
}

/// The rank of a match, the best the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    fit: Fit,
    is_claim: bool,
    begins_elsewhere: bool,
    score: Reverse<u32>,
    length: usize,
}

impl Rank {
    /// Whether the letters stand here and there.
    pub fn is_scattered(self) -> bool {
        self.fit == Fit::Scattered
    }
}

/// Typed letters and their matcher. Case matters if a capital is typed; words match in any order.
pub struct Letters {
    pattern: Pattern,
    /// The typed words, each to be found without a gap.
    words: Vec<Atom>,
    /// The only typed word, letter by letter: it may be initials.
    initials: Vec<char>,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Letters {
    pub fn new(text: &str) -> Self {
        let (case, normalization) = (CaseMatching::Smart, Normalization::Smart);
        let together = |word| Atom::new(word, case, normalization, AtomKind::Substring, false);
        let words: Vec<_> = text.split_whitespace().map(together).collect();
        Self {
            pattern: Pattern::new(text, case, normalization, AtomKind::Fuzzy),
            initials: if words.len() == 1 { text.trim().chars().collect() } else { Vec::new() },
            words,
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    /// The rank of a text among others, the best the least; none if the letters are not in it.
    pub fn rank(&mut self, text: &str) -> Option<Rank> {
        let score = self.pattern.score(clusters(text, &mut self.buffer), &mut self.matcher)?;
        let (fit, begins) = self.fit(text);
        // In a long text almost any letters match, so the shorter text wins.
        Some(Rank {
            fit,
            is_claim: false,
            begins_elsewhere: !begins,
            score: Reverse(score),
            length: text.len().min(200),
        })
    }

    /// The same for a sentence, in which typed words must stand without a gap.
    fn rank_of_sentence(&mut self, text: &str) -> Option<Rank> {
        let initials = std::mem::take(&mut self.initials);
        let rank = self.rank(text).filter(|rank| !rank.is_scattered());
        self.initials = initials;
        rank
    }

    /// The entries that match, best first. Equal matches keep their order.
    pub fn find(&mut self, dossier: &Dossier, entries: &[Entry]) -> Vec<Entry> {
        let mut score = |entry: Entry| {
            let is_name = matches!(entry, Entry::Numbered(_) | Entry::Section(_) | Entry::Source(_));
            let text = entry.text(dossier);
            // Almost any letters stand somewhere in a sentence, and `Enter` would do what nobody meant.
            let rank = if is_name { self.rank(&text) } else { self.rank_of_sentence(&text) }?;
            Some(Rank { is_claim: matches!(entry, Entry::Claim(_)), ..rank })
        };
        // Claims of one sentence are matched by the same words, so a sentence is scored once.
        let mut sentences = HashMap::new();
        let score = |&entry: &Entry| {
            let found = match entry {
                Entry::Claim(id) => {
                    *sentences.entry(dossier.claim(id).passage.sentence).or_insert_with(|| score(entry))
                }
                Entry::Numbered(_) | Entry::Section(_) | Entry::Source(_) | Entry::Caveat(_) | Entry::Command(_) => {
                    score(entry)
                }
            };
            found.map(|rank| (rank, entry))
        };
        let mut found: Vec<_> = entries.iter().filter_map(score).collect();
        found.sort_by_key(|&(rank, _)| rank);
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// How the letters stand in a text that they match, and whether the text begins with one of the typed words.
    fn fit(&mut self, text: &str) -> (Fit, bool) {
        if let Some(places) = self.initials_in(text) {
            let fit = if places.are_all { Fit::Whole } else { Fit::Beginnings };
            return (fit, places.at.first() == Some(&0));
        }
        let Self { words, matcher, buffer, .. } = self;
        let (mut fit, mut begins, mut places) = (Fit::Beginnings, false, Vec::new());
        for word in &*words {
            places.clear();
            if word.indices(clusters(text, buffer), matcher, &mut places).is_none() {
                return (Fit::Scattered, false);
            }
            let first = places.first().map_or(0, |&first| first as usize);
            begins |= first == 0;
            let before = first.checked_sub(1).and_then(|before| text.graphemes(true).nth(before));
            if before.is_some_and(|before| before.chars().any(char::is_alphanumeric)) {
                fit = Fit::Together;
            }
        }
        let is_whole = begins && words.len() == 1 && places.len() == text.graphemes(true).count();
        (if is_whole { Fit::Whole } else { fit }, begins)
    }

    /// The words of a text that begin with the typed letters, in order; none if the letters are no initials of it.
    /// Small words between them may be left out, as in the name of the Bank of England.
    fn initials_in(&self, text: &str) -> Option<Initials> {
        let (typed, is_exact) = (&self.initials, self.initials.iter().any(|typed| typed.is_uppercase()));
        if typed.len() < 2 || !typed.iter().all(|typed| typed.is_alphanumeric()) {
            return None;
        }
        let is_typed = |typed: char, initial: char| {
            let initial = if is_exact { initial } else { to_lower_case(initial) };
            typed == initial || typed == normalize(initial)
        };
        // Where each word begins, its initial, and whether it is a small word.
        let mut words: Vec<(usize, char, bool)> = Vec::new();
        let mut before = ' ';
        let mut length = 0;
        for (place, cluster) in text.graphemes(true).enumerate() {
            let first = cluster.chars().next().unwrap_or(' ');
            if first.is_alphanumeric() {
                let is_inside = before.is_alphanumeric() || matches!(before, '\'' | '’');
                length = if is_inside { length + 1 } else { 1 };
                let is_small = first.is_lowercase() && length <= SMALL;
                match words.last_mut() {
                    Some(word) if is_inside => word.2 &= is_small,
                    _ => words.push((place, first, is_small)),
                }
            }
            before = first;
        }
        let begun_at = |start: usize| {
            let (mut at, mut rest, mut are_all) = (Vec::new(), typed.iter().peekable(), start == 0);
            let mut skipped = 0;
            for &(place, initial, is_small) in &words[start..] {
                if rest.next_if(|&&typed| is_typed(typed, initial)).is_some() {
                    at.push(place);
                    skipped = 0;
                } else if rest.peek().is_none() {
                    are_all &= is_small;
                } else if at.is_empty() || !is_small || skipped == MOST_SKIPPED {
                    return None;
                } else {
                    skipped += 1;
                }
            }
            rest.peek().is_none().then_some(Initials { at, are_all })
        };
        (0..words.len()).find_map(begun_at)
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
        let mut places = Vec::new();
        if let Some(initials) = self.initials_in(text) {
            places.extend(initials.at.into_iter().filter_map(|place| u32::try_from(place).ok()));
        } else {
            let Self { pattern, matcher, buffer, .. } = self;
            pattern.indices(clusters(text, buffer), matcher, &mut places);
            places.sort_unstable();
        }
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

/// Words whose initials are the typed letters.
struct Initials {
    /// Where the words begin, in clusters.
    at: Vec<usize>,
    /// Whether the text has no other words but small ones.
    are_all: bool,
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
