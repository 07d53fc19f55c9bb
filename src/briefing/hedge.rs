//! Finds hedges: words that weaken or turn a claim.
//!
//! Matches are whole words, leftmost and longest. Owns the matching and the kinds. The words are data, one table for
//! each language, read by `lexicon`. A hedge is always shown in its own words and never turned into a degree of
//! likelihood. `tests/briefing/hedge_tables.rs` sets precision and recall by language and kind; a third of its
//! sentences is never used for tuning. Must not know claims.

mod lexicon;
mod pattern;

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

pub use self::lexicon::Extra;
pub use self::pattern::problem;

use self::lexicon::{Lexicon, Table};
use crate::briefing::language::Language;
use crate::text::manuscript::offset;

/// A hedge in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// Place in bytes of the text.
    pub range: Range<u32>,
    pub kind: HedgeKind,
}

/// The kind of uncertainty that a hedge expresses. The first four kinds are those of the uncertainty corpora.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HedgeKind {
    /// Something may be so: may, seems, likely.
    Epistemic,
    /// Somebody believes something: believed, suspected, alleged.
    Doxastic,
    /// Somebody is finding out whether something is so.
    Investigation,
    /// Something is so if something else is.
    Condition,
    /// Something is said by nobody in particular.
    Hearsay,
    /// A figure is not exact.
    Approximation,
    /// Something is denied or doubted: no evidence that, denied that, falsely.
    Negated,
    /// The verb commits the speaker and not the author: claims that, insists that.
    Reported,
    /// An editor proposes the words. Signs of a proposed change show it, not a pattern of words. Because it is a hedge,
    /// every form that shows a claim shows it, and none can show the proposal as settled.
    Proposed,
}

impl HedgeKind {
    pub const ALL: &'static [Self] = &[
        Self::Epistemic,
        Self::Doxastic,
        Self::Investigation,
        Self::Condition,
        Self::Hearsay,
        Self::Approximation,
        Self::Negated,
        Self::Reported,
        Self::Proposed,
    ];

    /// Kinds that have patterns of words.
    pub const OF_WORDS: &'static [Self] = Self::ALL.split_at(Self::ALL.len() - 1).0;

    /// The kind in the words of reporters, for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Epistemic => "uncertain",
            Self::Doxastic => "belief",
            Self::Investigation => "inquiry",
            Self::Approximation => "approximate",
            Self::Condition | Self::Hearsay | Self::Negated | Self::Reported | Self::Proposed => self.key(),
        }
    }

    /// The kind in the words of the uncertainty corpora, for files and other programs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Epistemic => "epistemic",
            Self::Doxastic => "doxastic",
            Self::Investigation => "investigation",
            Self::Condition => "condition",
            Self::Hearsay => "hearsay",
            Self::Approximation => "approximation",
            Self::Negated => "negated",
            Self::Reported => "reported",
            Self::Proposed => "proposed",
        }
    }

    /// Returns the kind with a key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::OF_WORDS.iter().copied().find(|kind| kind.key() == key)
    }
}

/// Whether hedges are looked for in a language: it has a table, or patterns were added.
pub fn is_sought(language: Language, extra: &Extra) -> bool {
    language.has_hedges() || extra.lexicons(language).next().is_some()
}

/// Returns the hedges in a text of one language, in order. No hedge is inside another.
pub fn find(text: &str, language: Language, extra: &Extra) -> Vec<Hedge> {
    let table = Table::of(language);
    if !is_sought(language, extra) {
        return Vec::new();
    }
    let words = words(text, table);
    let phrase = Phrase { text, words: &words, table };
    let mut hedges = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let own = phrase.longest(&table.lexicon, at);
        let added = extra.lexicons(language).filter_map(|lexicon| phrase.longest(lexicon, at));
        // If both have the same length, the added pattern wins.
        if let Some((kind, end)) = own.into_iter().chain(added).max_by_key(|&(_, end)| end) {
            hedges.push(Hedge { range: offset(words[at].range.start)..offset(words[end - 1].range.end), kind });
            at = end;
        } else {
            at += 1;
        }
    }
    hedges
}

/// A word of a text. A compound ("could-be") or an address is one word, in which no hedge is found.
struct Word<'t> {
    range: Range<usize>,
    /// The word as in the table: in small letters and with a straight apostrophe. Empty if the word is a name.
    plain: Cow<'t, str>,
}

/// Signs before a figure that are read as words. Two equal signs in a row are a rule or markup.
const SIGNS: [char; 4] = ['~', '≈', '±', '∼'];

const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₩', '₽', '₹', '₺', '₴', '₿', '¢'];

fn words<'t>(text: &'t str, table: &Table) -> Vec<Word<'t>> {
    // An English word and its space take about six bytes.
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6 + 1);
    let mut resume = 0;
    for (start, piece) in text.unicode_word_indices() {
        let mut end = start + piece.len();
        if start < resume {
            continue;
        }
        if text[end..].starts_with("://") || piece.starts_with("www.") {
            end += text[end..].find(char::is_whitespace).unwrap_or(text.len() - end);
            resume = end;
        } else if text.as_bytes().get(end) == Some(&b'.') && is_abbreviation(piece, &text[end + 1..], table) {
            end += 1;
        }
        let gap = words.last().map_or(0, |last| last.range.end)..start;
        if gap.len() > 1 || words.is_empty() {
            words.extend(sign(text, gap.clone()));
        }
        match words.last_mut() {
            Some(last) if matches!(&text[last.range.end..start], "-" | "\u{2010}" | "\u{2011}") => last.range.end = end,
            _ => words.push(Word { range: start..end, plain: Cow::Borrowed("") }),
        }
    }
    for at in 0..words.len() {
        if !is_name(text, &words, at, table) {
            words[at].plain = plain(&text[words[at].range.clone()]);
        }
    }
    words
}

/// Whether a word is an abbreviation before a figure: "ca. 40", "approx. €5".
fn is_abbreviation(word: &str, after_dot: &str, table: &Table) -> bool {
    let figure = after_dot.trim_start_matches(|c: char| c.is_whitespace() || CURRENCIES.contains(&c));
    figure.starts_with(|c: char| c.is_ascii_digit())
        && table.abbreviations.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Returns the sign right before a figure.
fn sign(text: &str, gap: Range<usize>) -> Option<Word<'_>> {
    let between = text[gap.clone()].trim_end_matches(|c: char| c.is_whitespace() || CURRENCIES.contains(&c));
    let c = between.chars().next_back().filter(|c| SIGNS.contains(c))?;
    let start = gap.start + between.len() - c.len_utf8();
    let alone = !text[..start].ends_with(c) && text[gap.end..].starts_with(|c: char| c.is_ascii_digit());
    alone.then(|| Word { range: start..start + c.len_utf8(), plain: Cow::Borrowed("") })
}

fn plain(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let capital = word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if capital { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) };
    }
    if word.contains(|c: char| c == '\u{2019}' || c.is_uppercase()) {
        Cow::Owned(word.to_lowercase().replace('\u{2019}', "'"))
    } else {
        Cow::Borrowed(word)
    }
}

/// Whether a capitalized word is a name ("May": the month or a person). It is the table's word only before "be", "have"
/// and the like, at the start of a sentence or in a headline ("Hackers May Have Struck").
fn is_name(text: &str, words: &[Word], at: usize, table: &Table) -> bool {
    let word = &text[words[at].range.clone()];
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let capital = |name: &str| {
        word.eq_ignore_ascii_case(name)
            && (word[1..].bytes().all(|byte| byte.is_ascii_lowercase())
                || !word.bytes().any(|b| b.is_ascii_lowercase()))
    };
    let Some((_, company)) = table.names.iter().find(|(name, _)| capital(name)) else { return false };
    let Some(next) = words.get(at + 1).map(|next| &text[next.range.clone()]) else { return true };
    let verb = company.split(' ').any(|verb| next.eq_ignore_ascii_case(verb));
    let headline = next.starts_with(|c: char| c.is_ascii_uppercase());
    !(verb && spaced(text, words, at + 1) && (headline || !spaced(text, words, at)))
}

/// Whether a word precedes this word with only white space between.
fn spaced(text: &str, words: &[Word], at: usize) -> bool {
    at > 0 && at < words.len() && {
        let gap = &text[words[at - 1].range.end..words[at].range.start];
        gap == " " || gap.chars().all(char::is_whitespace)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Number {
    Plain,
    Large,
}

/// The words of a text, and the table of its language.
struct Phrase<'p> {
    text: &'p str,
    words: &'p [Word<'p>],
    table: &'p Table,
}

impl Phrase<'_> {
    /// Returns the kind of the longest hedge that begins with the word at `at`, and the index after its last word.
    fn longest(&self, lexicon: &Lexicon, at: usize) -> Option<(HedgeKind, usize)> {
        let mut best = None;
        let next = self.words.get(at + 1).map(|word| &*word.plain);
        for entry in lexicon.beginning_with(&self.words[at].plain).filter(|entry| entry.may_go_on(next)) {
            let end = self.pattern_end(&entry.pattern, entry.rest, at);
            // If two patterns have the same length, the first in the table wins.
            let end = end.filter(|&end| best.is_none_or(|(_, longest)| longest <= end));
            best = end.map(|end| (entry.kind, end)).or(best);
        }
        best
    }

    /// Returns the number that begins with this word: "1,700", "two-thirds", "half", "a dozen", "one in", "$5", "US$5".
    fn number(&self, at: usize) -> Option<Number> {
        let (text, words, table) = (self.text, self.words, self.table);
        let word = words.get(at)?;
        let between = text[words[..at].last().map_or(0, |before| before.range.end)..word.range.start].trim_start();
        let rest = &text[word.range.end..words.get(at + 1).map_or(word.range.end, |next| next.range.end)];
        let word = &text[word.range.clone()];
        if !between.chars().all(|c| CURRENCIES.contains(&c)) {
            return None;
        }
        let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let among = |list: &[&str], word: &str| list.iter().any(|entry| entry.eq_ignore_ascii_case(word));
        if word.len() <= 3 && rest.strip_prefix(CURRENCIES).is_some_and(digit) {
            return Some(Number::Large);
        }
        let first = word.split(['-', '\u{2010}', '\u{2011}']).next().unwrap_or(word);
        let after = rest.trim_start();
        let magnitude =
            after.starts_with(['%', '‰']) || after.starts_with(CURRENCIES) || among(&table.magnitudes, after);
        let article = among(&table.articles, word) && (magnitude || among(&table.units, after));
        if !digit(word) && !among(&table.numbers, first) && !article {
            return None;
        }
        let large =
            magnitude || !between.is_empty() || among(&table.magnitudes, first) || digit(word) && first.len() >= 3;
        Some(if large { Number::Large } else { Number::Plain })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HedgeKind::*, *};

    fn slice<'t>(text: &'t str, hedge: &Hedge) -> &'t str {
        &text[hedge.range.start as usize..hedge.range.end as usize]
    }

    fn english(text: &str) -> Vec<Hedge> {
        find(text, Language::ENGLISH, &Extra::default())
    }

    /// The languages that have a table, and a language that has only added patterns.
    const LANGUAGES: [Language; 5] =
        [Language::ENGLISH, Language::GERMAN, Language::FRENCH, Language::SPANISH, Language::UNKNOWN];

    fn extra() -> Extra {
        Extra::default().with(None, [(Epistemic, "is … so"), (Hearsay, "-…a may +…may")])
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, HedgeKind)]) {
        let found: Vec<_> = english(text).iter().map(|hedge| (slice(text, hedge), hedge.kind)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_kind_is_found() {
        check("He denied that it broke.", &[("denied that", Negated)]);
        check("She claims that it broke.", &[("claims that", Reported)]);
        check("It broke, Anna Maas claims.", &[("claims", Reported)]);
        check("Lawyers filed Medicare claims, and the port paid.", &[]);
        check("They were to look; in fact they did not.", &[("in fact they did not", Negated)]);
        check("In fact they did not look.", &[]);
        check("Will the quay hold?", &[("Will", Investigation)]);
        check("The quay will hold.", &[]);
        check("Who paid the dues?", &[("Who", Investigation)]);
        check("It leaks through Server Name Indication (SNI).", &[]);
        check("The cranes seem to have rusted, perhaps.", &[("seem to", Epistemic), ("perhaps", Epistemic)]);
        check(
            "Pilots suspect a leak; it is now believed to be old.",
            &[("suspect", Doxastic), ("is now believed to", Doxastic)],
        );
        check("The port is examining whether to close.", &[("is examining whether", Investigation)]);
        check("Dues fall if ships stay away, unless it rains.", &[("if", Condition), ("unless", Condition)]);
        check(
            "The firm has been accused of fraud and is said to owe rent.",
            &[("has been accused of", Hearsay), ("is said to", Hearsay)],
        );
        check("Some 1,700 berths and more than 100 cranes", &[("Some", Approximation), ("more than", Approximation)]);
    }

    #[test]
    fn only_whole_words_count() {
        check("a dismayed mayor, mighty seemly, gifted", &[]);
        check("a may-fly in a could-be pond, what\u{2011}if", &[]);
        check("may_be and https://example.org/may/if?perhaps but www.example.org/likely", &[]);
        check("ma\u{301}y, may\u{301}", &[]);
        check("it may\u{2014}or might", &[("may", Epistemic), ("might", Epistemic)]);
    }

    #[test]
    fn case_spacing_and_apostrophe_shape_do_not_matter() {
        check("IT SEEMS so", &[("SEEMS", Epistemic)]);
        check("they are\n  widely\u{a0}thought to sink", &[("are\n  widely\u{a0}thought to", Doxastic)]);
        check(
            "It isn't clear; it isn\u{2019}t clear",
            &[("isn't clear", Epistemic), ("isn\u{2019}t clear", Epistemic)],
        );
        check("believed, to sum up", &[("believed", Doxastic)]);
    }

    #[test]
    fn the_longest_hedge_wins_and_hedges_never_nest() {
        check("it could well be", &[("could well", Epistemic)]);
        check("tens of thousands of crates", &[("tens of thousands of", Approximation)]);
        check("It may be believed to be so", &[("may", Epistemic), ("be believed to", Doxastic)]);
    }

    #[test]
    fn capitalized_may_is_a_name_unless_its_context_shows_a_verb() {
        for text in [
            "in May",
            "May 5",
            "May 2017",
            "last May",
            "Prime Minister May said",
            "May said",
            "May",
            "MAY 5",
            "In May have",
        ] {
            check(text, &[]);
        }
        check("May be late.", &[("May", Epistemic)]);
        check("It sank. May have rusted.", &[("May", Epistemic)]);
        check("Cranes May Have Rusted", &[("May", Epistemic)]);
        check("Since May it may, in August, rain", &[("may", Epistemic)]);
        check("may the best crane win", &[]);
    }

    #[test]
    fn an_approximation_needs_a_figure() {
        for text in [
            "about 5",
            "around 2009",
            "about $5",
            "about US$5",
            "about a dozen",
            "about one in five",
            "around mid",
            "nearly",
        ] {
            let found = english(text).len();
            assert_eq!(found, usize::from(text != "around mid"), "{text:?}");
        }
        check("some experts talk about two things, more than ever, at least for now, up to date, over there", &[]);
        check("over 100 ships over two years, under 45", &[("over", Approximation)]);
        check("more than two-thirds, at least half", &[("more than", Approximation), ("at least", Approximation)]);
        check("four ballots add up to 20 votes; up to 20 votes", &[("up to", Approximation)]);
        check("an estimated 40 or so", &[("an estimated", Approximation), ("or so", Approximation)]);
        check("or so he says", &[]);
    }

    #[test]
    fn context_decides_what_a_word_means() {
        check("She appeared on stage, appeared before the court and appeared.", &[]);
        check(
            "He appears tired; it appears; she appeared to nod",
            &[("appears", Epistemic), ("it appears", Epistemic), ("appeared to", Epistemic)],
        );
        check("The suspect and two suspects assumed office with military might", &[]);
        check(
            "experts suspect sabotage; she suspects that it broke",
            &[("suspect", Doxastic), ("suspects that", Doxastic)],
        );
        check("He believes in cranes and asked if likely voters do", &[]);
        check("whom she has accused of theft", &[]);
        check("a clerk accused of theft", &[("accused of", Hearsay)]);
    }

    #[test]
    fn a_not_does_not_change_the_kind_of_a_hedge() {
        check("it is unlikely", &[("unlikely", Epistemic)]);
        check("it is not believed to float", &[("is not believed to", Doxastic)]);
    }

    #[test]
    fn signs_and_abbreviations_count_before_a_figure_only() {
        for text in
            ["~40 came", "~ 40 came", "about \u{2248}$40", "ca. 40", "ca.40", "c. \u{20ac}5", "\u{b1}2", "Est. 40"]
        {
            assert!(!english(text).is_empty(), "{text:?}");
        }
        check("It was ca. 40 (~3).", &[("ca.", Approximation), ("~", Approximation)]);
        check("~/work, ~~40~~, a~b, c. The rest, Est. Then 40", &[]);
    }

    #[test]
    fn a_gap_spans_a_few_words_of_one_clause() {
        check("Nobody here believes it", &[("Nobody here believes", Negated)]);
        check("Nobody in the old port believes it", &[("Nobody in the old port believes", Negated)]);
        check("Nobody in the very old port believes it", &[("believes", Doxastic)]);
        check("Nobody came. He believes it", &[("believes", Doxastic)]);
    }

    #[test]
    fn distant_words_in_the_clause_count() {
        let german = |text: &str| find(text, Language::GERMAN, &Extra::default()).len();
        assert_eq!(german("Er soll gestern um acht Uhr das Land verlassen haben"), 1);
        assert_eq!(german("Er soll gehen. Wir haben Zeit"), 0);
    }

    #[test]
    fn the_readers_own_patterns_add_to_the_tables() {
        let found = |text: &str, language, extra: &Extra| {
            find(text, language, extra)
                .iter()
                .map(|hedge| (slice(text, hedge).to_owned(), hedge.kind))
                .collect::<Vec<_>>()
        };
        let extra = Extra::default().with(Some(Language::ENGLISH), [(Hearsay, "Word … is"), (Negated, "may")]);
        let expected = vec![("Word here is".to_owned(), Hearsay), ("may".to_owned(), Negated)];
        assert_eq!(found("Word here is: it may rain", Language::ENGLISH, &extra), expected);
        assert_eq!(found("Word here is", Language::GERMAN, &extra), []);
        let italian = Language::from_tag("it").unwrap();
        assert!(!is_sought(italian, &extra));
        let extra = extra.and(&Extra::default().with(Some(italian), [(Epistemic, "forse")]));
        assert!(is_sought(italian, &extra));
        assert_eq!(found("Forse piove", italian, &extra), [("Forse".to_owned(), Epistemic)]);
    }

    #[test]
    fn a_language_without_a_table_finds_nothing() {
        let japanese = Language::from_tag("ja").unwrap();
        assert!(!is_sought(japanese, &Extra::default()));
        assert_eq!(find("It may be", japanese, &Extra::default()), []);
    }

    /// No match looks beyond this many words. The benchmarks measure that time grows only with the length of the text.
    const NEAR: usize = 100;

    #[test]
    fn a_hedge_depends_only_on_the_words_near_it() {
        let extra = extra();
        // Signs of which a long row is one word, and words that begin patterns with distant conditions or with gaps.
        let signs = ["a-", "a://", "www.", "May ", "is '", "~ ", "~4 ", "ca. 4 "];
        let far = ["if ", "about ", "is not now ", "nobody ", "soll ", "aurait ", "si ", "weist ", "kein ", "no "];
        // What decides a condition, if it is near.
        let others = ["? ", "so ", "that ", "nicht ", "pas ", "may ", "whether "];
        for (unit, other) in signs.into_iter().chain(far).flat_map(|unit| others.map(|other| (unit, other))) {
            let row = unit.repeat(2 * NEAR);
            let middle = row.len() / 2;
            for language in LANGUAGES {
                let places = |text: &str| -> Vec<usize> {
                    find(text, language, &extra).iter().map(|hedge| hedge.range.start as usize).collect()
                };
                let alone = places(&row);
                let mut followed = places(&format!("{row}{other}"));
                followed.retain(|&at| at < middle);
                let first: Vec<_> = alone.iter().copied().filter(|&at| at < middle).collect();
                assert_eq!(followed, first, "{unit:?} before {other:?}");
                let mut preceded = places(&format!("{other}{row}"));
                preceded.retain(|&at| at >= other.len() + middle);
                let second: Vec<_> =
                    alone.iter().map(|at| at + other.len()).filter(|&at| at >= other.len() + middle).collect();
                assert_eq!(preceded, second, "{unit:?} after {other:?}");
            }
        }
    }

    const WORDS: &[&str] = &[
        "may",
        "May",
        "is",
        "not",
        "believed",
        "to",
        "about",
        "a",
        "$",
        "5",
        "dozen",
        "or",
        "so",
        "\u{2019}",
        "isn\u{2019}t",
        "é",
        "appeared",
        "US",
        "www.",
        "://",
    ];

    proptest! {
        #[test]
        fn hedges_are_sorted_disjoint_and_on_character_boundaries(
            parts in prop::collection::vec(
                prop_oneof![
                    any::<String>(),
                    "[ \n\u{a0}.,-]{1,2}",
                    prop::sample::select(
                        WORDS
                    ).prop_map(|word| format!("{word} ")),
                ],
                0..24,
            ),
        ) {
            let (text, extra) = (parts.concat(), extra());
            for language in LANGUAGES {
                let mut end = 0;
                for hedge in find(&text, language, &extra) {
                    prop_assert!(end <= hedge.range.start && hedge.range.start < hedge.range.end);
                    prop_assert!(text.get(hedge.range.start as usize..hedge.range.end as usize).is_some());
                    end = hedge.range.end;
                }
            }
        }
    }
}
