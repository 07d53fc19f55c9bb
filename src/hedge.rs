//! Hedges: words in a claim that weaken it, found by whole words, longest first.
//!
//! Owns the one table of them. The kinds are those of the uncertainty corpora (epistemic, doxastic,
//! investigation, condition), with hearsay and approximation beside them. A hedge is always shown as
//! the words it is; nothing here turns words into a degree of likelihood, and a "not" changes nothing.
//! Must not know claims.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use unicode_segmentation::UnicodeSegmentation;

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
}

impl HedgeKind {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Epistemic => "epistemic",
            Self::Doxastic => "doxastic",
            Self::Investigation => "investigation",
            Self::Condition => "condition",
            Self::Hearsay => "hearsay",
            Self::Approximation => "approximation",
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

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).expect("a manuscript is shorter than 4 GiB")
}

/// Words that many patterns share, by the name they have there.
const CLASSES: &[(&str, &str)] = &[
    ("BE", "is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't"),
    ("HAVE", "has|have|had"),
    ("ADV", "not|now|also|still|long|once|never|widely|generally|commonly|broadly|reliably|variously"),
    ("DAY", "monday|tuesday|wednesday|thursday|friday|saturday|sunday"),
];

/// All hedges. Each line is a pattern of words:
///
/// - `may|might` is one word or the other, `ADV?` a word that may be missing; capitals name a class;
/// - `+to|that` at the end: one of these must follow, `-on|at`: none of these may; at the beginning the
///   same of the word before. They are looked at and are no part of the hedge;
/// - in such a list `#` is a number ("1,700", "two-thirds", "$5", "a year"), `##` a large one ("over 100", but
///   not "over two years"), and `.` no word at all: the edge of the text, or punctuation. A bare `#` is `+#`.
///
/// What is left out, and why: words of frequency and extent (often, typically, largely, in part, several)
/// say that less is claimed, not that it is less sure; "would", "should" and "can" are too often something
/// else; "allegation", "rumour" and other nouns stand here only where they carry the claim ("rumours that").
/// An estimate is an approximation whoever makes it. "Suggest" and "indicate" are epistemic even of people.
const TABLE: &[(HedgeKind, &[&str])] = &[
    (
        HedgeKind::Epistemic,
        &[
            // Modal verbs. The month of May is sorted out before this table: see `is_name`.
            "may|might|could well",
            "may -#|god|the",
            "-military|economic|political|financial|naval|air|the|its|their|his|her might -of",
            "could",
            "must have been",
            // Seeming. People also appear on stages, in courts and on Mondays.
            "seem|seems|seemed to",
            "seem|seems|seemed",
            "seemingly",
            "appear|appears|appeared to",
            "appear|appears|appeared as if|though",
            "it appears|appeared -on|at|in|before|with|alongside|for|by|from",
            "appear|appears|appeared -as|on|at|in|before|with|alongside|for|by|from|next|together|onstage|live|there|\
             here|after|during|this|last|earlier|later|again|first|only|twice|publicly|regularly|frequently|under|\
             behind|beside|and|or|several|two|three|when|where|while|DAY|.",
            "-become|becomes|became|becoming|heir|readily|publicly apparent -in|to|that|.",
            "apparently",
            "evidently",
            "-not as if|though",
            // More and less likely.
            "likely -voter|voters",
            "unlikely|likelihood",
            "probable|probably|probability",
            "almost certain|certainly",
            "-as|if|whenever|wherever|everything|best|worst|strongest|made|make|makes|humanly|politically|legally \
             possible -to|for|.",
            "possible that",
            "possibly|possibility|possibilities",
            "potential -to|for|of|.",
            "potentially",
            "plausible|plausibly|conceivable|conceivably",
            "perhaps|maybe",
            "arguably|ostensibly",
            "doubtful|dubious|questionable",
            "unclear|uncertain|uncertainty|unsure",
            "not ADV? clear|certain|sure",
            "isn't|wasn't clear|certain|sure",
            "remains|remained to be seen",
            "cannot|can't|couldn't rule out",
            "cannot|can't|couldn't be ruled out",
            // Pointing to it.
            "suggest|suggests|suggested|suggesting",
            "indicate|indicates|indicated|indicating|indication|indications",
            "imply|implies|implied|implying",
            "hint|hints|hinted|hinting at|that",
            "question|questions|questioned|questioning|unknown whether",
            "in theory",
            "theoretically|hypothetical|hypothetically",
            // Guessing.
            "partly|partially|largely|purely|highly conjectural|speculative",
            "conjecture|conjectures|conjectured|conjectural",
            "speculate|speculates|speculated|speculating|speculation|speculative",
            "tend|tends|tended to",
            "in some cases",
            "to some extent",
            "to a certain extent",
        ],
    ),
    (
        HedgeKind::Doxastic,
        &[
            "BE ADV? ADV? believed|thought|considered|presumed|assumed|suspected|expected|projected|predicted|feared \
             to",
            "believed|thought|presumed|assumed|suspected|expected|projected|predicted|feared to",
            "BE ADV? ADV? believed|thought|considered|presumed|assumed|suspected|feared|understood -by|that",
            "BE ADV? ADV? regarded|seen|viewed|perceived|deemed as",
            "to believe -in|me",
            "believe|believes|believed|believing -in|me",
            "-to|a|the|team|liberal|conservative|do|did think|thinks -tank|tanks|about|of|again|like|twice|through|\
             back|so",
            "+i|we|he|she|they|who|many|some|others|experts|officials|analysts|investigators thought -of|about|\
             through",
            "thought that",
            "considers|considered -how|whether|using|for|at|by|and|or|.",
            "+i|we|they|who|many|some|experts|officials|analysts consider +it|him|her|them|himself|themselves|\
             themself",
            "deem|deems|deemed",
            "assume|assumes|assumed -office|control|power|command|responsibility|leadership|the",
            "presumably|presumed|presume|presumes",
            "suspected",
            // A verb after those who do it, else a person in a cell.
            "+i|we|they|you|who|people|police|many|some|also|still|now|to|strongly|experts|officials|investigators|\
             analysts|authorities|researchers|prosecutors|detectives|agents|scientists|critics suspect -in|is|was|\
             who|has|had|named",
            "-a|an|the|this|that|one|another|prime|main|no|terror|murder suspect +a|an|the|it|he|she|they|there|some|\
             foul",
            "suspect that",
            "+he|she|it|who|everyone|everybody|nobody|one|also|still suspects",
            "suspects that",
            "suspicion|suspicions that|of",
            "allege|alleges|alleged|alleging|allegedly",
            "allegation|allegations that|of",
            "fear|fears|feared that",
            "reckon|reckons|reckoned",
            "surmise|surmises|surmised",
            "infer|infers|inferred",
            "attributed|attributable to",
        ],
    ),
    (
        HedgeKind::Investigation,
        &[
            "examine|examines|examined|examining whether|if|how",
            "determine|determining|establish|establishing|assess|assessing|verify|verifying|ascertain whether|if",
            "find|finding out whether|if",
            "look|looking|try|trying|wait|waiting|check|checking|test|testing to see|learn|know whether|if",
            "check|checks|checking|test|tests|testing|study|studies|studying|review|reviewing whether|if",
            "investigate|investigates|investigated whether|if|how",
            "investigate|investigates +possible|potential|alleged|suspected|allegations|claims|complaints|reports|\
             rumours|rumors",
            "BE ADV? investigating|examining|probing -how|whether|if",
            "BE ADV? investigating|examining|probing how|whether|if",
            "investigating whether|if|how",
            "investigating",
            "BE ADV? being investigated|examined|probed",
            "look|looks|looked|looking into whether|if|how",
            "look|looks|looked|looking into +possible|potential|alleged|suspected|allegations|claims|complaints|\
             reports",
            "BE ADV? looking into",
            "under investigation|examination",
            "open|opens|opened|opening|launch|launches|launched|launching|begin|began|begun|start|started|order|\
             ordered a|an|its|their|his own|new|formal|criminal|federal|internal|preliminary? investigation|inquiry|\
             probe into?",
            "investigation|investigations|inquiry|inquiries|probe|probes into +whether|how|possible|potential|\
             alleged|suspected|allegations|claims|complaints|reports",
        ],
    ),
    (
        HedgeKind::Condition,
        &[
            // "Asked if" and "see if" look for an answer; they set no condition.
            "-asked|asks|ask|asking|as|see|wonder|wonders|wondered|wondering|know|knew|knows|determine|sure|unclear|\
             unsure|clear|uncertain|question|decide|decides|out|say|tell|curious|like|what if -anything|nothing",
            "if and only if",
            "if and|or when",
            "only|even if",
            "unless",
            "provided|providing that",
            "assuming -office|control|power|command|responsibility|leadership|the",
            "on the assumption that",
            "on condition that",
            "in case -of|by",
            "in case of",
            "in the event of|that",
            "depending on|upon",
            "depends|depend|depended on|upon",
            "contingent|conditional on|upon",
            "as|so long as -#",
            "whether or not",
        ],
    ),
    (
        HedgeKind::Hearsay,
        &[
            "reportedly",
            "BE ADV? ADV? said|reported|rumoured|rumored|claimed|alleged to",
            "said|reported|rumoured|rumored to be|have",
            "it is|was|has ADV? been? said|reported|rumoured|rumored|claimed|alleged",
            "rumoured|rumored",
            "rumour|rumours|rumor|rumors that|of|about",
            "HAVE ADV? been ADV? accused of",
            "BE ADV? accused of",
            "-has|have|had|he|she|they|it|also accused of",
            "purported|purportedly|purports|purport",
            "supposedly",
            "unconfirmed|unverified|uncorroborated",
            "some|many say|believe|think|argue|claim",
            "according to reports|rumours|rumors",
        ],
    ),
    (
        HedgeKind::Approximation,
        &[
            // A figure with a margin on both sides.
            "-talk|talks|talked|talking|know|knew|think|thinking|thought|lied|lie|lies|asked|ask|questions|concerns|\
             story|stories|worried|spoke|speak|speaking|wrote|write|book|told|tell|what|all|learn|learned|concerned \
             about #",
            "around|some|roughly|approximately|approx|circa #",
            "roughly|approximately",
            "somewhere|anywhere between|around|from #",
            "estimate|estimates|estimated",
            "an estimated",
            "close to #",
            "in the region|neighbourhood|neighborhood|order of #",
            "on the order of #",
            "more or less",
            "give or take",
            "or so -he|she|they|it|i|we|you|the|many|much|that|far|to",
            "or thereabouts",
            // A figure from below.
            "more|greater|higher than #",
            "at least #",
            "no|not fewer|less than #",
            "just|well|slightly over|above #",
            "a little over|above|under|below #",
            "over ##",
            "upwards|upward|north of #",
            "in excess of #",
            // A figure from above.
            "up to #",
            "as many|much|few|little as #",
            "fewer|less|lower than #",
            "no|not more than #",
            "at most #",
            "just|slightly under|below|shy #",
            "under ##",
            "almost|nearly",
            "virtually",
            // No figure, but its size.
            "dozens|scores|hundreds|thousands|millions|billions|trillions of",
            "tens|hundreds|dozens of thousands|millions|billions of",
        ],
    ),
];

/// Words that are numbers, or begin one ("two-thirds").
const NUMBERS: &[&str] = &[
    "zero",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "half",
    "twice",
    "double",
    "doubled",
    "triple",
    "tripled",
];

/// What makes a large number of the number before it, and a number of "a" or "one".
const MAGNITUDES: &[&str] = &[
    "hundred", "thousand", "million", "billion", "trillion", "dozen", "half", "third", "quarter", "fifth", "tenth",
    "percent", "per",
];

/// What makes a number of "a" or "one" before it, and no large one.
const UNITS: &[&str] = &[
    "score",
    "century",
    "decade",
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "mile",
    "kilometre",
    "kilometer",
    "metre",
    "meter",
    "foot",
    "in",
];

const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₩', '₽', '₹', '₺', '₴', '₿', '¢'];

/// A word of a text. A compound ("could-be") and an address are one word, so nothing is found in them.
struct Word {
    range: Range<usize>,
    /// Its number in the lexicon, unless no pattern has such a word.
    id: Option<u16>,
}

fn words(text: &str) -> Vec<Word> {
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
            _ => words.push(Word { range: start..end, id: None }),
        }
    }
    let mut key = String::new();
    for at in 0..words.len() {
        if !is_name(text, &words, at) {
            words[at].id = LEXICON.id(&text[words[at].range.clone()], &mut key);
        }
    }
    words
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
    for pattern in &LEXICON.patterns[usize::from(words[at].id?)] {
        let end = pattern.end(text, words, at).filter(|&end| best.is_none_or(|(_, longest)| longest < end));
        best = end.map(|end| (pattern.kind, end)).or(best);
    }
    best
}

/// The table, made ready for matching: words are numbers, and patterns stand under their first word.
struct Lexicon {
    ids: HashMap<String, u16>,
    patterns: Vec<Vec<Pattern>>,
    /// Bytes of the longest word.
    longest: usize,
}

struct Pattern {
    kind: HedgeKind,
    before: Option<Company>,
    steps: Vec<Step>,
    after: Option<Company>,
}

/// One place in a pattern.
#[derive(Clone)]
struct Step {
    words: Vec<u16>,
    optional: bool,
}

/// What must stand beside a hedge, or must not.
#[derive(Clone)]
struct Company {
    wanted: bool,
    any: Vec<Neighbour>,
}

#[derive(Clone)]
enum Neighbour {
    Word(u16),
    Number,
    Large,
    Nothing,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { ids: HashMap::new(), patterns: Vec::new(), longest: 0 };
    for &(kind, patterns) in TABLE {
        for pattern in patterns {
            lexicon.add(kind, pattern);
        }
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, kind: HedgeKind, pattern: &'static str) {
        let (mut before, mut after, mut steps) = (None, None, Vec::new());
        for part in pattern.split_whitespace() {
            let list = part.strip_prefix(['+', '-']).unwrap_or(part);
            if part.starts_with('#') || list != part {
                let company = Company { wanted: !part.starts_with('-'), any: self.neighbours(list) };
                *(if steps.is_empty() { &mut before } else { &mut after }) = Some(company);
            } else {
                let list = part.strip_suffix('?').unwrap_or(part);
                steps.push(Step {
                    words: alternatives(list).map(|word| self.intern(word)).collect(),
                    optional: list != part,
                });
            }
        }
        for first in steps[0].words.clone() {
            let (before, steps, after) = (before.clone(), steps.clone(), after.clone());
            self.patterns[usize::from(first)].push(Pattern { kind, before, steps, after });
        }
    }

    fn neighbours(&mut self, list: &'static str) -> Vec<Neighbour> {
        alternatives(list)
            .map(|word| match word {
                "#" => Neighbour::Number,
                "##" => Neighbour::Large,
                "." => Neighbour::Nothing,
                _ => Neighbour::Word(self.intern(word)),
            })
            .collect()
    }

    fn intern(&mut self, word: &str) -> u16 {
        let next = u16::try_from(self.patterns.len()).expect("the table has few words");
        *self.ids.entry(word.to_owned()).or_insert_with(|| {
            self.patterns.push(Vec::new());
            self.longest = self.longest.max(word.len());
            next
        })
    }

    /// A word's number, whatever the case of its letters and the shape of its apostrophe. `key` is scratch space.
    fn id(&self, word: &str, key: &mut String) -> Option<u16> {
        // A curly apostrophe has two bytes more than a straight one.
        if word.len() > self.longest + 2 {
            return None;
        }
        key.clear();
        key.extend(word.chars().map(|c| if c == '\u{2019}' { '\'' } else { c.to_ascii_lowercase() }));
        self.ids.get(key.as_str()).copied()
    }
}

/// The words of a list, those of its classes among them.
fn alternatives(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|')
        .flat_map(|word| CLASSES.iter().find(|(class, _)| *class == word).map_or(word, |(_, words)| words).split('|'))
}

impl Pattern {
    /// The word after the end of this hedge, if one begins at `at`.
    fn end(&self, text: &str, words: &[Word], at: usize) -> Option<usize> {
        let suits = self.before.as_ref().is_none_or(|company| company.before(text, words, at));
        if suits { self.rest(&self.steps, text, words, at) } else { None }
    }

    fn rest(&self, steps: &[Step], text: &str, words: &[Word], at: usize) -> Option<usize> {
        let Some((step, steps_left)) = steps.split_first() else {
            return self.after.as_ref().is_none_or(|company| company.after(text, words, at)).then_some(at);
        };
        let fits = words.get(at).is_some_and(|word| word.id.is_some_and(|id| step.words.contains(&id)))
            && (steps.len() == self.steps.len() || spaced(text, words, at));
        let taken = if fits { self.rest(steps_left, text, words, at + 1) } else { None };
        let skipped = || if step.optional { self.rest(steps_left, text, words, at) } else { None };
        taken.or_else(skipped)
    }
}

impl Company {
    fn before(&self, text: &str, words: &[Word], at: usize) -> bool {
        let word = if spaced(text, words, at) { words.get(at - 1) } else { None };
        self.wanted == self.any.iter().any(|neighbour| neighbour.is(word, None))
    }

    fn after(&self, text: &str, words: &[Word], at: usize) -> bool {
        let word = if spaced(text, words, at) { words.get(at) } else { None };
        let number = number(text, words, at);
        self.wanted == self.any.iter().any(|neighbour| neighbour.is(word, number))
    }
}

impl Neighbour {
    /// Whether it is this word, if there is one, or the number that begins there.
    fn is(&self, word: Option<&Word>, number: Option<Number>) -> bool {
        match self {
            Self::Word(id) => word.is_some_and(|word| word.id == Some(*id)),
            Self::Number => number.is_some(),
            Self::Large => number == Some(Number::Large),
            Self::Nothing => word.is_none(),
        }
    }
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
            let company = |part: &str| part.starts_with(['+', '-', '#']);
            let inner =
                &parts[usize::from(company(parts[0]))..parts.len() - usize::from(company(parts[parts.len() - 1]))];
            assert!(!inner.is_empty() && !inner[0].ends_with('?'), "{pattern:?} begins with no word");
            assert!(!inner.iter().any(|part| company(part)), "{pattern:?} has its company inside");
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
