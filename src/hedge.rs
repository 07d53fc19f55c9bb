//! Hedges: words in a claim that weaken it, found by whole words, longest first.
//!
//! Owns the matching; the one table of hedges is in `table`. The kinds are those of the uncertainty corpora (epistemic, doxastic,
//! investigation, condition), with hearsay and approximation beside them. A hedge is always shown as
//! the words it is; nothing here turns words into a degree of likelihood, and a "not" changes nothing.
//! Must not know claims.

mod table;

use std::{borrow::Cow, collections::HashMap, ops::Range, sync::LazyLock};

use foldhash::fast::FixedState;
use unicode_segmentation::UnicodeSegmentation;

use self::table::{CLASSES, CURRENCIES, MAGNITUDES, NUMBERS, TABLE, UNITS};
use crate::manuscript::offset;

/// A hedge in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// Bytes of the text.
    pub range: Range<u32>,
    pub kind: HedgeKind,
}

/// What kind of uncertainty a hedge expresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HedgeKind {
    /// It may be so: may, seems, likely.
    Epistemic,
    /// Somebody holds it to be so: believed, suspected, alleged.
    Doxastic,
    /// Somebody is finding out whether it is so.
    Investigation,
    /// It is so if something else is.
    Condition,
    /// It is said, by nobody in particular.
    Hearsay,
    /// The figure is not exact.
    Approximation,
    /// It is denied or doubted: no evidence that, denied that, falsely.
    Negated,
    /// Its verb commits who speaks, and not the author: claims that, insists that.
    Reported,
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
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Epistemic => "epistemic",
            Self::Doxastic => "doxastic",
            Self::Investigation => "investigation",
            Self::Condition => "condition",
            Self::Hearsay => "hearsay",
            Self::Approximation => "approximation",
            Self::Negated => "negated",
            Self::Reported => "reported",
        }
    }
}

/// The hedges in `text`, in order, none inside another.
pub fn find(text: &str) -> Vec<Hedge> {
    let words = words(text);
    let mut hedges = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((kind, end)) = longest(text, &words, at) {
            hedges.push(Hedge { range: offset(words[at].range.start)..offset(words[end - 1].range.end), kind });
            at = end;
        } else {
            at += 1;
        }
    }
    hedges
}

/// A word of a text. A compound ("could-be") and an address are one word, so nothing is found in them.
struct Word<'t> {
    range: Range<usize>,
    /// As the table would have it: in small letters and with a straight apostrophe. Empty if it is a name.
    plain: Cow<'t, str>,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::new();
    let mut resume = 0;
    for (start, piece) in text.unicode_word_indices() {
        let mut end = start + piece.len();
        if start < resume {
            continue;
        }
        if text[end..].starts_with("://") || piece.starts_with("www.") {
            end += text[end..].find(char::is_whitespace).unwrap_or(text.len() - end);
            resume = end;
        }
        match words.last_mut() {
            Some(last) if matches!(&text[last.range.end..start], "-" | "\u{2010}" | "\u{2011}") => last.range.end = end,
            _ => words.push(Word { range: start..end, plain: Cow::Borrowed("") }),
        }
    }
    for at in 0..words.len() {
        if !is_name(text, &words, at) {
            words[at].plain = plain(&text[words[at].range.clone()]);
        }
    }
    words
}

fn plain(word: &str) -> Cow<'_, str> {
    if word.contains(|c: char| c.is_ascii_uppercase() || c == '\u{2019}') {
        word.chars().map(|c| if c == '\u{2019}' { '\'' } else { c.to_ascii_lowercase() }).collect()
    } else {
        Cow::Borrowed(word)
    }
}

/// Whether a capital "May" is the month or a person. It is the verb only where a verb's company shows it: before
/// "be", "have" and the like, and then at the start of a sentence or in a headline ("Hackers May Have Struck").
fn is_name(text: &str, words: &[Word], at: usize) -> bool {
    let word = &text[words[at].range.clone()];
    if word != "May" && word != "MAY" {
        return false;
    }
    let Some(next) = words.get(at + 1).map(|next| &text[next.range.clone()]) else { return true };
    let verb =
        ["be", "have", "not", "also", "well", "still", "never"].iter().any(|verb| next.eq_ignore_ascii_case(verb));
    let headline = next.starts_with(|c: char| c.is_ascii_uppercase());
    !(verb && spaced(text, words, at + 1) && (headline || !spaced(text, words, at)))
}

/// Whether there is a word before this one, and only white space between.
fn spaced(text: &str, words: &[Word], at: usize) -> bool {
    at > 0 && at < words.len() && text[words[at - 1].range.end..words[at].range.start].chars().all(char::is_whitespace)
}

#[derive(Clone, Copy, PartialEq)]
enum Number {
    Plain,
    Large,
}

/// The number that begins with this word: "1,700", "two-thirds", "half", "a dozen", "one in", "$5", "US$5".
fn number(text: &str, words: &[Word], at: usize) -> Option<Number> {
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
    let magnitude = rest.starts_with('%') || among(MAGNITUDES, rest.trim_start());
    let article = among(&["a", "an", "one"], word) && (magnitude || among(UNITS, rest.trim_start()));
    if !digit(word) && !among(NUMBERS, first) && !article {
        return None;
    }
    let large = magnitude || !between.is_empty() || among(MAGNITUDES, first) || digit(word) && first.len() >= 3;
    Some(if large { Number::Large } else { Number::Plain })
}

/// The kind of the longest hedge that begins with the word at `at`, and the word after its end.
fn longest(text: &str, words: &[Word], at: usize) -> Option<(HedgeKind, usize)> {
    let mut best = None;
    let mut next = LEXICON.last.get(&*words[at].plain).copied();
    while let Some(index) = next {
        let (entry, before) = LEXICON.beginning[usize::from(index)];
        next = before;
        let (kind, pattern) = LEXICON.entries[usize::from(entry)];
        // Of two that are as long, the one that the table has first.
        let end = pattern_end(pattern, text, words, at).filter(|&end| best.is_none_or(|(_, longest)| longest <= end));
        best = end.map(|end| (kind, end)).or(best);
    }
    best
}

/// The table, by the words that a hedge begins with.
struct Lexicon {
    entries: Vec<(HedgeKind, &'static str)>,
    /// An entry for each word that it may begin with, and where the one before it with the same word is.
    beginning: Vec<(u16, Option<u16>)>,
    /// Where the last one with a word is. The words are ours, so no text can make them collide.
    last: HashMap<&'static str, u16, FixedState>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let index = |length| u16::try_from(length).expect("the table is short");
    let (mut entries, mut beginning) = (Vec::with_capacity(256), Vec::with_capacity(512));
    let mut last = HashMap::with_capacity_and_hasher(448, FixedState::default());
    for &(kind, patterns) in TABLE {
        for &pattern in patterns {
            let first = parts(pattern).find(|part| !is_company(part)).expect("a pattern has words");
            for word in alternatives(first) {
                let before = last.insert(word, index(beginning.len()));
                beginning.push((index(entries.len()), before));
            }
            entries.push((kind, pattern));
        }
    }
    Lexicon { entries, beginning, last }
});

fn parts(pattern: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    split(pattern, b' ').filter(|part| !part.is_empty())
}

/// Whether this part of a pattern is looked at only.
fn is_company(part: &str) -> bool {
    part.starts_with(['+', '-', '#'])
}

/// The words of a list, those of its classes among them.
fn alternatives(list: &'static str) -> impl Iterator<Item = &'static str> {
    split(list, b'|').flat_map(|word| {
        let class = if word.starts_with(|c: char| c.is_ascii_uppercase()) { CLASSES } else { &[] };
        split(class.iter().find(|(class, _)| *class == word).map_or(word, |(_, words)| words), b'|')
    })
}

/// The standard library looks for the next separator in a way that pays for long texts; these are words, and each start
/// waits for them.
fn split(text: &'static str, separator: u8) -> impl Iterator<Item = &'static str> + Clone {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let at = text.bytes().position(|byte| byte == separator);
        rest = at.map(|at| &text[at + 1..]);
        Some(&text[..at.unwrap_or(text.len())])
    })
}

/// The word after the end of this hedge, if one begins at `at`.
fn pattern_end(pattern: &'static str, text: &str, words: &[Word], at: usize) -> Option<usize> {
    let mut parts = parts(pattern).peekable();
    let before = parts.next_if(|part| is_company(part));
    if before.is_none_or(|company| precedes(company, text, words, at)) {
        rest_end(parts, text, words, at, at)
    } else {
        None
    }
}

/// The same for the parts of a pattern that are left, which began at `first`. None begins with a part that may be missing.
fn rest_end(
    mut parts: impl Iterator<Item = &'static str> + Clone,
    text: &str,
    words: &[Word],
    first: usize,
    at: usize,
) -> Option<usize> {
    let Some(part) = parts.next() else { return Some(at) };
    if is_company(part) {
        return follows(part, text, words, at).then_some(at);
    }
    let list = part.strip_suffix('?').unwrap_or(part);
    let fits = (at == first || spaced(text, words, at))
        && words.get(at).is_some_and(|word| alternatives(list).any(|alternative| alternative == word.plain));
    let taken = if fits { rest_end(parts.clone(), text, words, first, at + 1) } else { None };
    let skipped = || if list == part { None } else { rest_end(parts, text, words, first, at) };
    taken.or_else(skipped)
}

/// Whether what stands before the word at `at` is what must, or must not, stand before a hedge.
fn precedes(company: &'static str, text: &str, words: &[Word], at: usize) -> bool {
    let word = if spaced(text, words, at) { words.get(at - 1) } else { None };
    suits(company, word, None)
}

/// The same for what comes after a hedge, the word at `at`.
fn follows(company: &'static str, text: &str, words: &[Word], at: usize) -> bool {
    let word = if spaced(text, words, at) { words.get(at) } else { None };
    suits(company, word, number(text, words, at))
}

/// Whether one of a list of neighbours is there, or none of a list of those that must not be.
fn suits(company: &'static str, word: Option<&Word>, number: Option<Number>) -> bool {
    let is_there = alternatives(company.trim_start_matches(['+', '-'])).any(|neighbour| match neighbour {
        "#" => number.is_some(),
        "##" => number == Some(Number::Large),
        "." => word.is_none(),
        neighbour => word.is_some_and(|word| word.plain == neighbour),
    });
    is_there != company.starts_with('-')
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, time::Instant};

    use proptest::prelude::*;

    use super::{HedgeKind::*, *};

    fn slice<'t>(text: &'t str, hedge: &Hedge) -> &'t str {
        &text[hedge.range.start as usize..hedge.range.end as usize]
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, HedgeKind)]) {
        let found: Vec<_> = find(text).iter().map(|hedge| (slice(text, hedge), hedge.kind)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_kind_is_found() {
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
    fn case_spacing_and_the_shape_of_apostrophes_do_not_matter() {
        check("IT SEEMS so", &[("SEEMS", Epistemic)]);
        check("they are\n  widely\u{a0}thought to sink", &[("are\n  widely\u{a0}thought to", Doxastic)]);
        check(
            "It isn't clear; it isn\u{2019}t clear",
            &[("isn't clear", Epistemic), ("isn\u{2019}t clear", Epistemic)],
        );
        check("believed, to sum up", &[("believed", Doxastic)]);
    }

    #[test]
    fn the_longest_hedge_wins_and_none_is_inside_another() {
        check("it could well be", &[("could well", Epistemic)]);
        check("tens of thousands of crates", &[("tens of thousands of", Approximation)]);
        check("It may be believed to be so", &[("may", Epistemic), ("be believed to", Doxastic)]);
    }

    #[test]
    fn a_capital_may_is_a_name_unless_its_company_shows_the_verb() {
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
    fn an_approximation_needs_its_figure() {
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
            let found = find(text).len();
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
    fn company_decides_what_a_word_is() {
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
    fn a_not_changes_nothing() {
        check("it is unlikely", &[("unlikely", Epistemic)]);
        check("it is not believed to float", &[("is not believed to", Doxastic)]);
    }

    #[test]
    fn the_table_is_well_formed() {
        let mut seen = HashSet::new();
        for pattern in TABLE.iter().flat_map(|(_, patterns)| *patterns) {
            assert!(seen.insert(pattern), "{pattern:?} is there twice");
            let parts: Vec<_> = pattern.split_whitespace().collect();
            let last = parts.len() - 1;
            let inner = &parts[usize::from(is_company(parts[0]))..parts.len() - usize::from(is_company(parts[last]))];
            assert!(!inner.is_empty() && !inner[0].ends_with('?'), "{pattern:?} begins with no word");
            assert!(!inner.iter().any(|part| is_company(part)), "{pattern:?} has its company inside");
            for word in parts.iter().flat_map(|part| alternatives(part.trim_matches(['+', '-', '?']))) {
                assert!(!word.is_empty() && !word.contains(char::is_uppercase), "{word:?} in {pattern:?} is no word");
            }
        }
    }

    #[test]
    fn time_grows_with_the_text_and_no_faster() {
        let gap = " ".repeat(1000);
        for unit in
            ["if ", "about ", "is not now ", "a-", "a.", "\u{301}", "\u{1f1e6}", "a://", "www.", "May ", "is '", &gap]
        {
            let text = unit.repeat(300_000 / unit.len());
            let start = Instant::now();
            find(&text);
            assert!(start.elapsed().as_secs() < 5, "{unit:?} took {:?}", start.elapsed());
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
            let text = parts.concat();
            let mut end = 0;
            for hedge in find(&text) {
                prop_assert!(end <= hedge.range.start && hedge.range.start < hedge.range.end);
                prop_assert!(text.get(hedge.range.start as usize..hedge.range.end as usize).is_some());
                end = hedge.range.end;
            }
        }
    }
}
