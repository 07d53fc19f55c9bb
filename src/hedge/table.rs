//! The table of hedges: patterns of words, by kind, and the words that make a number.
//!
//! Owns what counts as a hedge and what is left out. Must not know how a pattern is matched.

use super::HedgeKind;

/// Words that many patterns share, by the name they have there.
pub(super) const CLASSES: &[(&str, &str)] = &[
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
pub(super) const TABLE: &[(HedgeKind, &[&str])] = &[
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
            "-add|adds|added|adding|sum|sums|summed up to #",
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
pub(super) const NUMBERS: &[&str] = &[
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
pub(super) const MAGNITUDES: &[&str] = &[
    "hundred", "thousand", "million", "billion", "trillion", "dozen", "half", "third", "quarter", "fifth", "tenth",
    "percent", "per",
];

/// What makes a number of "a" or "one" before it, and no large one.
pub(super) const UNITS: &[&str] = &[
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

pub(super) const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₩', '₽', '₹', '₺', '₴', '₿', '¢'];
