//! Stores tables of hedges: patterns by their first words, and a language's small words.
//!
//! Owns the format of `hedges/*.txt`, and the patterns that settings and front matter add. The tables are compiled in.
//! A table is read when its language first occurs, because reading takes a third of a million instructions. Must not
//! know how a pattern is matched.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use foldhash::fast::FixedState;

use super::HedgeKind;
use super::pattern::{after_first, is_class, is_context, parts, split};
use crate::briefing::language::Language;

/// Patterns by their first words.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    /// One item for each possible first word of a pattern: the pattern's entry, and the previous item with the same
    /// word.
    beginning: Vec<(u16, Option<u16>)>,
    /// Index of the last item with a word. The words come from tables, so no text can make them collide.
    last: HashMap<Cow<'static, str>, u16, FixedState>,
    /// Bits for the lengths of those words, by the last five bits of their first bytes. Most words of a text begin no
    /// pattern, and these bits rule most of them out without a hash.
    lengths: [u32; 32],
}

/// A pattern, ready to be tried at a word.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kind: HedgeKind,
    pub(super) pattern: Cow<'static, str>,
    /// Byte offset in the pattern after its first word.
    pub(super) rest: usize,
    second: Second,
}

impl Entry {
    fn new(kind: HedgeKind, pattern: Cow<'static, str>, classes: &[(&'static str, &'static str)]) -> Self {
        let rest = after_first(&pattern);
        let second = Second::of(&pattern[rest..], classes);
        Self { kind, pattern, rest, second }
    }

    /// Whether the pattern may continue with this second word.
    pub(super) fn may_go_on(&self, word: Option<&str>) -> bool {
        let Second { firsts, lasts, endings } = self.second;
        firsts == ANY
            || word.is_some_and(|word| {
                let last = last(word);
                firsts & first(word) != 0 && lasts & last != 0 || endings & last != 0
            })
    }
}

/// A cheap test of the second word of a pattern by sets of first and last letters. Most patterns fail it and need not
/// be matched.
#[derive(Clone, Copy, Debug, Default)]
struct Second {
    /// Bits of [`first`] of the words.
    firsts: u64,
    /// Bits of [`last`] of the words.
    lasts: u32,
    /// Bits of [`last`] of words that are given by their ending only.
    endings: u32,
}

/// All bits of [`first`].
const ANY: u64 = u64::MAX;

/// Returns a bit for the first letter of a word and whether its length is odd.
fn first(word: &str) -> u64 {
    let first = word.as_bytes().first().copied().unwrap_or(0);
    1 << (usize::from(first & 31) << 1 | word.len() & 1)
}

/// Returns a bit for the last letter of a word.
fn last(word: &str) -> u32 {
    1 << (word.as_bytes().last().copied().unwrap_or(0) & 31)
}

impl Second {
    /// Collects the words that the rest of a pattern may begin with.
    fn of(rest: &str, classes: &[(&'static str, &'static str)]) -> Self {
        let mut second = Self::default();
        for part in parts(rest) {
            if is_context(part) || matches!(part, "…" | "," | ":" | ",?") {
                break;
            }
            let list = part.strip_suffix('?').unwrap_or(part);
            for word in split(list, b'|').flat_map(|word| split(class(word, classes).unwrap_or(word), b'|')) {
                match word.as_bytes() {
                    [b'*', ..] => second.endings |= last(word),
                    [first, .., b'*'] => {
                        second.firsts |= 3 << (usize::from(first & 31) << 1);
                        second.lasts = u32::MAX;
                    }
                    _ => {
                        second.firsts |= first(word);
                        second.lasts |= last(word);
                    }
                }
            }
            if list == part {
                return second;
            }
        }
        // The pattern may end here, or continue with a part that is not a word.
        Self { firsts: ANY, ..second }
    }
}

/// Returns the words of a class.
fn class<'c>(name: &str, classes: &[(&str, &'c str)]) -> Option<&'c str> {
    if !is_class(name) {
        return None;
    }
    classes.iter().find(|(class, _)| *class == name).map(|(_, words)| *words)
}

/// Returns the index and the bit of a word in [`Lexicon::lengths`].
fn shape(word: &str) -> (usize, u32) {
    let first = word.as_bytes().first().copied().unwrap_or(0);
    (usize::from(first & 31), 1 << word.len().min(31))
}

impl Lexicon {
    /// Returns the patterns that may begin with a word, the last first.
    pub(super) fn beginning_with(&self, word: &str) -> impl Iterator<Item = &Entry> {
        let (first, length) = shape(word);
        let known = !word.is_empty() && self.lengths[first] & length != 0;
        let mut next = if known { self.last.get(word).copied() } else { None };
        std::iter::from_fn(move || {
            let (entry, before) = self.beginning[usize::from(next?)];
            next = before;
            Some(&self.entries[usize::from(entry)])
        })
    }

    fn insert(&mut self, word: Cow<'static, str>) {
        // Indices are `u16`; patterns beyond their range are ignored.
        let (Ok(at), Ok(entry)) = (u16::try_from(self.beginning.len()), u16::try_from(self.entries.len())) else {
            return;
        };
        let (first, length) = shape(&word);
        self.lengths[first] |= length;
        let before = self.last.insert(word, at);
        self.beginning.push((entry, before));
    }

    fn add_written(&mut self, kind: HedgeKind, pattern: &'static str, classes: &[(&'static str, &'static str)]) {
        let first = parts(pattern).find(|part| !is_context(part)).unwrap_or(pattern);
        for word in split(first, b'|') {
            let words = split(class(word, classes).unwrap_or(word), b'|');
            words.for_each(|word| self.insert(Cow::Borrowed(word)));
        }
        self.entries.push(Entry::new(kind, Cow::Borrowed(pattern), classes));
    }

    fn add_own(&mut self, kind: HedgeKind, pattern: &str) {
        let pattern = pattern.to_lowercase().replace('\u{2019}', "'").replace("...", "…");
        let first = parts(&pattern).find(|part| !is_context(part)).unwrap_or(&pattern);
        split(first, b'|').for_each(|word| self.insert(Cow::Owned(word.to_owned())));
        self.entries.push(Entry::new(kind, Cow::Owned(pattern), &[]));
    }
}

/// The hedges and small words of a language.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) lexicon: Lexicon,
    classes: Vec<(&'static str, &'static str)>,
    /// Words that are names when capitalized, each with the next words that show that it is not a name.
    pub(super) names: Vec<(&'static str, &'static str)>,
    /// Abbreviations that have a dot before a figure.
    pub(super) abbreviations: Vec<&'static str>,
    /// Words that are numbers or begin a number ("two-thirds").
    pub(super) numbers: Vec<&'static str>,
    /// Words that make the number before them large, and turn an article before them into a number.
    pub(super) magnitudes: Vec<&'static str>,
    /// Words that turn an article before them into a small number.
    pub(super) units: Vec<&'static str>,
    pub(super) articles: Vec<&'static str>,
}

static ENGLISH: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../../../hedges/en.txt")));
static GERMAN: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../../../hedges/de.txt")));
static FRENCH: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../../../hedges/fr.txt")));
static SPANISH: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../../../hedges/es.txt")));
static NONE: LazyLock<Table> = LazyLock::new(Table::default);

impl Table {
    /// Returns the table of a language; an empty one if there is none.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::ENGLISH => &ENGLISH,
            Language::GERMAN => &GERMAN,
            Language::FRENCH => &FRENCH,
            Language::SPANISH => &SPANISH,
            _ => &NONE,
        }
    }

    pub(super) fn class(&self, name: &str) -> Option<&'static str> {
        class(name, &self.classes)
    }

    /// Reads a table. A test checks the compiled-in tables for mistakes.
    fn read(text: &'static str) -> Self {
        let mut table = Self::default();
        table.lexicon.entries.reserve(512);
        table.lexicon.beginning.reserve(1024);
        table.lexicon.last.reserve(896);
        let mut section = "";
        let mut kind = None;
        for line in split(text, b'\n').map(str::trim_end) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                kind = HedgeKind::of_key(section);
                continue;
            }
            if let Some(kind) = kind {
                table.lexicon.add_written(kind, line, &table.classes);
                continue;
            }
            let pair = line.split_once(": ");
            match section {
                "classes" => table.classes.extend(pair),
                "names" => table.names.extend(pair),
                "abbreviations" => table.abbreviations.extend(line.split(' ')),
                "numbers" => table.numbers.extend(line.split(' ')),
                "magnitudes" => table.magnitudes.extend(line.split(' ')),
                "units" => table.units.extend(line.split(' ')),
                "articles" => table.articles.extend(line.split(' ')),
                _ => {}
            }
        }
        table
    }
}

/// Patterns that settings and front matter add to the tables. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// Patterns, each set for one language; none means all languages.
    lexicons: Vec<(Option<Language>, Arc<Lexicon>)>,
}

impl Extra {
    /// Adds patterns for one language or for all. The caller checks each with [`super::problem`] before.
    #[must_use]
    pub fn with<'p>(
        mut self,
        language: Option<Language>,
        patterns: impl IntoIterator<Item = (HedgeKind, &'p str)>,
    ) -> Self {
        let mut lexicon = Lexicon::default();
        patterns.into_iter().for_each(|(kind, pattern)| lexicon.add_own(kind, pattern));
        if !lexicon.entries.is_empty() {
            self.lexicons.push((language, Arc::new(lexicon)));
        }
        self
    }

    /// Returns the patterns of both.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.lexicons.extend_from_slice(&other.lexicons);
        self
    }

    /// Returns the patterns added to the table of a language.
    pub(super) fn lexicons(&self, language: Language) -> impl Iterator<Item = &Lexicon> {
        let fits = move |of: &Option<Language>| of.is_none_or(|of| of == language);
        self.lexicons.iter().filter(move |(of, _)| fits(of)).map(|(_, lexicon)| &**lexicon)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::pattern::{is_question, problem};
    use super::*;

    const ALL: [(Language, &str); 4] = [
        (Language::ENGLISH, include_str!("../../../hedges/en.txt")),
        (Language::GERMAN, include_str!("../../../hedges/de.txt")),
        (Language::FRENCH, include_str!("../../../hedges/fr.txt")),
        (Language::SPANISH, include_str!("../../../hedges/es.txt")),
    ];

    const SECTIONS: [&str; 7] = ["classes", "names", "abbreviations", "numbers", "magnitudes", "units", "articles"];

    #[test]
    fn the_table_of_every_language_has_all_kinds_of_hedge() {
        for (language, _) in ALL {
            assert!(language.has_hedges());
            for kind in HedgeKind::OF_WORDS {
                assert!(
                    Table::of(language).lexicon.entries.iter().any(|entry| entry.kind == *kind),
                    "{language:?} {kind:?}"
                );
            }
        }
    }

    #[test]
    fn the_tables_are_well_formed() {
        for (language, text) in ALL {
            let table = Table::of(language);
            for line in text.lines() {
                assert!(!line.starts_with(' ') && !line.contains('\t') && !line.ends_with(' '), "{line:?}");
                if let Some(section) = line.strip_prefix('[') {
                    let name = section.strip_suffix(']').unwrap();
                    assert!(SECTIONS.contains(&name) || HedgeKind::of_key(name).is_some(), "{line:?}");
                }
            }
            let mut seen = HashSet::new();
            for Entry { pattern, .. } in &table.lexicon.entries {
                assert!(seen.insert(pattern), "{pattern:?} stands twice in {}", language.name());
                assert_eq!(problem(pattern), None, "{pattern:?}");
                for part in parts(pattern).filter(|part| !is_question(part)) {
                    let list = part.trim_start_matches(['+', '-']).trim_start_matches('…').trim_end_matches('?');
                    for word in list.split('|').filter(|_| part != "…" && !matches!(list, "," | ":")) {
                        let plain = !word.contains(|c: char| c.is_uppercase());
                        assert!(plain || table.class(word).is_some(), "{word:?} in {pattern:?}");
                        let odd = word.contains(['+', '?', '’', '"', ',']) || word.starts_with('-');
                        assert!(!odd && !word.is_empty(), "{word:?} in {pattern:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_mistake_in_a_pattern_is_reported() {
        for pattern in ["", "+a", "-a #", "a … … b", "… a", "a …", "a +b c", "a? b", "a||b", "a + b", "- a", "*ed a"]
        {
            assert!(problem(pattern).is_some(), "{pattern:?}");
        }
        for pattern in ["a", "a|b c? +d", "-x a … b #", "+…x|y a -…z -.", "Wir vermuten"] {
            assert_eq!(problem(pattern), None, "{pattern:?}");
        }
    }
}
