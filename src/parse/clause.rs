//! Clauses: whether some words are a statement by themselves, and which words of an enumeration belong to which item.
//!
//! Knows small words of English, German, French and Spanish, and no grammar: where they do not tell, the answer is "no",
//! so that whoever asks takes the longer stretch. Must not know references, nor blocks.

use std::ops::Range;

/// A word and where it stands.
struct Word<'t> {
    range: Range<usize>,
    text: &'t str,
    /// Whether a comma, a colon or the like stands right before it.
    marked: bool,
}

/// Forms that are finite verbs wherever they stand.
const AUXILIARIES: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "am",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "has",
    "had",
    "hasn't",
    "hadn't",
    "does",
    "did",
    "doesn't",
    "didn't",
    "don't",
    "do",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
    "shall",
    "won't",
    "wouldn't",
    "can't",
    "cannot",
    "couldn't",
    "shouldn't",
    "mustn't",
    "ain't",
    "it's",
    "that's",
    "there's",
    "they're",
    "we're",
    "you're",
    "he's",
    "she's",
    "i'm",
    "i've",
    "we've",
    "they've",
    "you've",
    "i'd",
    "they'd",
    "we'd",
    "i'll",
    "we'll",
    "they'll",
    "it'll",
];

/// Forms that are finite verbs, unless an article or "to" stands before them.
const VERBS: &[&str] = &[
    // English: frequent forms that are rarely nouns.
    "said",
    "says",
    "told",
    "tells",
    "knew",
    "knows",
    "thought",
    "thinks",
    "believes",
    "made",
    "makes",
    "took",
    "takes",
    "gave",
    "gives",
    "got",
    "gets",
    "went",
    "goes",
    "came",
    "comes",
    "saw",
    "sees",
    "found",
    "finds",
    "became",
    "becomes",
    "began",
    "begins",
    "kept",
    "keeps",
    "held",
    "holds",
    "brought",
    "brings",
    "wrote",
    "writes",
    "stood",
    "stands",
    "lost",
    "loses",
    "paid",
    "pays",
    "met",
    "meets",
    "ran",
    "runs",
    "led",
    "leads",
    "grew",
    "grows",
    "fell",
    "falls",
    "rose",
    "rises",
    "sent",
    "sends",
    "built",
    "builds",
    "left",
    "spoke",
    "speaks",
    "spent",
    "spends",
    "won",
    "wins",
    "bought",
    "buys",
    "sold",
    "sells",
    "shows",
    "showed",
    "seems",
    "seemed",
    "remains",
    "remained",
    "means",
    "meant",
    "needs",
    "allows",
    "provides",
    "requires",
    "includes",
    "contains",
    "describes",
    "suggests",
    "argues",
    "helps",
    "uses",
    "wants",
    "lets",
    "exists",
    "depends",
    "consists",
    "applies",
    "denies",
    "warns",
    "drew",
    "broke",
    "chose",
    "drove",
    "felt",
    "hid",
    "hung",
    "laid",
    "lay",
    "read",
    "rode",
    "sank",
    "shot",
    "shut",
    "sat",
    "slept",
    "struck",
    "stole",
    "swore",
    "taught",
    "threw",
    "wore",
    "doubled",
    "tripled",
    "understood",
    "sought",
    "caught",
    "flew",
    "ate",
    "drank",
    "sang",
    "put",
    "set",
    "cut",
    "affects",
    "asks",
    "carries",
    "considers",
    "continues",
    "creates",
    "decides",
    "defines",
    "determines",
    "develops",
    "discusses",
    "enables",
    "ensures",
    "establishes",
    "examines",
    "exceeds",
    "expects",
    "explains",
    "fails",
    "follows",
    "generates",
    "happens",
    "identifies",
    "ignores",
    "illustrates",
    "implies",
    "improves",
    "indicates",
    "informs",
    "intends",
    "introduces",
    "invites",
    "involves",
    "joins",
    "justifies",
    "lacks",
    "learns",
    "loves",
    "obtains",
    "occurs",
    "operates",
    "owes",
    "owns",
    "performs",
    "possesses",
    "predicts",
    "prefers",
    "prevents",
    "produces",
    "proposes",
    "protects",
    "proves",
    "publishes",
    "puts",
    "reaches",
    "receives",
    "recognizes",
    "recommends",
    "reduces",
    "refers",
    "reflects",
    "refuses",
    "rejects",
    "relates",
    "relies",
    "replaces",
    "replies",
    "represents",
    "resists",
    "reveals",
    "satisfies",
    "saves",
    "seeks",
    "selects",
    "serves",
    "settles",
    "solves",
    "specifies",
    "stays",
    "stems",
    "submits",
    "survives",
    "teaches",
    "threatens",
    "transforms",
    "treats",
    "tries",
    "turns",
    "understands",
    "urges",
    "varies",
    "violates",
    "weighs",
    "wishes",
    // English: plural and base forms that are rarely nouns.
    "have",
    "haven't",
    "say",
    "know",
    "think",
    "believe",
    "seem",
    "become",
    "exist",
    "allow",
    "provide",
    "require",
    "contain",
    "include",
    "describe",
    "remain",
    "suggest",
    "argue",
    "maintain",
    "follow",
    "gravitate",
    "agree",
    "keep",
    "want",
    "get",
    "give",
    "make",
    "take",
    "go",
    "come",
    "wait",
    "need",
    "see",
    "find",
    "tend",
    "feel",
    "lead",
    "bring",
    "begin",
    "appear",
    "depend",
    "consist",
    "apply",
    "use",
    "work",
    // German.
    "ist",
    "sind",
    "war",
    "waren",
    "wird",
    "werden",
    "wurde",
    "wurden",
    "hat",
    "haben",
    "hatte",
    "hatten",
    "kann",
    "können",
    "konnte",
    "konnten",
    "muss",
    "müssen",
    "musste",
    "soll",
    "sollen",
    "sollte",
    "will",
    "wollen",
    "wollte",
    "darf",
    "dürfen",
    "sei",
    "seien",
    "habe",
    "wäre",
    "wären",
    "hätte",
    "hätten",
    "würde",
    "würden",
    "bleibt",
    "blieb",
    "gibt",
    "gab",
    "sagt",
    "sagte",
    "sagten",
    "kommt",
    "kam",
    "kamen",
    "geht",
    "ging",
    "gingen",
    "steht",
    "stand",
    "liegt",
    "lag",
    "macht",
    "machte",
    "zeigt",
    "zeigte",
    "findet",
    "fand",
    "heißt",
    "hieß",
    "warten",
    "stieg",
    "sank",
    // French.
    "est",
    "sont",
    "était",
    "étaient",
    "fut",
    "furent",
    "sera",
    "seront",
    "serait",
    "seraient",
    "a",
    "ont",
    "avait",
    "avaient",
    "eut",
    "aura",
    "aurait",
    "auraient",
    "peut",
    "peuvent",
    "pouvait",
    "pourrait",
    "doit",
    "doivent",
    "devait",
    "devrait",
    "fait",
    "font",
    "faisait",
    "fit",
    "va",
    "vont",
    "dit",
    "disent",
    "permet",
    "permettait",
    "n'est",
    "n'a",
    "n'était",
    "c'est",
    "c'était",
    "n'ont",
    "n'avait",
    "s'est",
    "l'a",
    "d'être",
    "reste",
    "devient",
    "vient",
    "veut",
    "sait",
    // Spanish.
    "es",
    "son",
    "era",
    "eran",
    "fue",
    "fueron",
    "será",
    "serán",
    "sería",
    "está",
    "están",
    "estaba",
    "ha",
    "han",
    "había",
    "habían",
    "hay",
    "hubo",
    "puede",
    "pueden",
    "podría",
    "debe",
    "deben",
    "tiene",
    "tienen",
    "tenía",
    "dice",
    "dijo",
    "dijeron",
    "hace",
    "hizo",
    "hicieron",
    "va",
    "van",
    "sigue",
    "quiere",
];

/// Words before which an English word in "-ed" is no verb but a quality.
const BEFORE_QUALITIES: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "of", "in",
    "by", "for", "with", "and", "or", "very", "some", "any", "no", "all", "most", "more", "less", "from", "to", "on",
    "at", "as", "well", "newly", "recently", "openly", "highly",
];

/// Words that begin a clause which is none without another: "As the audit says, …".
const SUBORDINATES: &[&str] = &[
    "as",
    "if",
    "although",
    "though",
    "while",
    "when",
    "whenever",
    "since",
    "because",
    "after",
    "before",
    "unless",
    "until",
    "once",
    "where",
    "whereas",
    "even",
    "according",
    "given",
    "despite",
    "instead",
    "like",
    "unlike",
    "wie",
    "wenn",
    "weil",
    "obwohl",
    "während",
    "nachdem",
    "bevor",
    "da",
    "falls",
    "laut",
    "nach",
    "comme",
    "si",
    "quand",
    "lorsque",
    "puisque",
    "bien",
    "selon",
    "d'après",
    "como",
    "cuando",
    "aunque",
    "porque",
    "mientras",
    "según",
];

/// Words that join a clause to the one before.
const JOINING: &[&str] = &[
    "and",
    "but",
    "or",
    "so",
    "yet",
    "nor",
    "while",
    "whereas",
    "although",
    "though",
    "however",
    "therefore",
    "thus",
    "und",
    "aber",
    "oder",
    "sondern",
    "denn",
    "während",
    "doch",
    "et",
    "mais",
    "ou",
    "donc",
    "car",
    "or",
    "tandis",
    "y",
    "e",
    "pero",
    "o",
    "sino",
    "mientras",
    "aunque",
];

/// Joining words that also join items of an enumeration.
const ADDING: &[&str] = &["and", "or", "nor", "und", "oder", "sowie", "et", "ou", "y", "e", "o", "u", "&"];

/// Words that begin examples: what stands before them is a statement without them.
const EXAMPLES: &[&str] = &["e.g", "e.g.", "i.e", "i.e.", "z.b", "z.b."];

/// Words that join a reason or a contrast.
const REASONING: &[&str] =
    &["because", "while", "whereas", "although", "though", "weil", "obwohl", "parce", "porque", "aunque"];

/// Words that go on with what was said before, so that a cut in front of them would change it: relative clauses and
/// attributions.
const CONTINUING: &[&str] = &[
    "which",
    "who",
    "whom",
    "whose",
    "that",
    "where",
    "when",
    "if",
    "unless",
    "provided",
    "because",
    "since",
    "says",
    "said",
    "say",
    "according",
    "than",
    "as",
    "der",
    "die",
    "das",
    "dass",
    "wenn",
    "weil",
    "sagt",
    "sagte",
    "laut",
    "so",
    "qui",
    "que",
    "dont",
    "où",
    "quand",
    "si",
    "dit",
    "selon",
    "que",
    "quien",
    "cuando",
    "porque",
    "dice",
    "dijo",
    "según",
];

/// Who says something, at the end of a clause: "pilots say", "she said".
const SAYING: &[&str] = &[
    "say",
    "says",
    "said",
    "report",
    "reports",
    "reported",
    "claim",
    "claims",
    "claimed",
    "warn",
    "warns",
    "warned",
    "argue",
    "argues",
    "believe",
    "believes",
    "think",
    "thinks",
    "write",
    "writes",
    "wrote",
    "adds",
    "added",
    "notes",
    "noted",
    "sagt",
    "sagte",
    "sagten",
    "berichtet",
    "dit",
    "disent",
    "dice",
    "dijo",
];

/// Words after which an item of an enumeration begins.
const BEFORE_ITEMS: &[&str] = &[
    "like",
    "as",
    "by",
    "in",
    "with",
    "from",
    "of",
    "for",
    "via",
    "on",
    "than",
    "are",
    "is",
    "include",
    "includes",
    "including",
    "against",
    "both",
    "either",
    "between",
    "using",
    "to",
    "into",
    "namely",
    "through",
    "at",
    "about",
    "über",
    "wie",
    "von",
    "in",
    "mit",
    "aus",
    "für",
    "durch",
    "comme",
    "par",
    "dans",
    "avec",
    "de",
    "pour",
    "à",
    "como",
    "por",
    "en",
    "con",
    "para",
    "a",
];

const MODALS: &[&str] =
    &["can", "could", "may", "might", "will", "would", "should", "must", "shall", "to", "cannot", "can't"];

/// Words between a modal and its verb.
const ADVERBS: &[&str] =
    &["still", "also", "even", "only", "not", "then", "often", "always", "never", "probably", "easily"];

fn words(text: &str) -> Vec<Word<'_>> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | '_' | '&');
    let mut words = Vec::new();
    let mut at = 0;
    let mut before = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(first) = rest.find(|c: char| c.is_alphanumeric() || c == '&') else { break };
        let start = at + first;
        let length = text[start..].find(|c: char| !inner(c)).unwrap_or(text.len() - start);
        let word = text[start..start + length].trim_end_matches(['.', '\'', '’', '-']);
        let end = start + word.len().max(1);
        let marked = text[before..start].contains([',', ';', ':', '–', '—', '(', '"', '“', '«', '„']);
        words.push(Word { range: start..end, text: &text[start..end], marked });
        (at, before) = (start + length.max(1), end);
    }
    words
}

fn is_among(word: &str, list: &[&str]) -> bool {
    // No word of the lists is longer; those of a text may be.
    if word.len() > 24 {
        return false;
    }
    let plain = word.to_lowercase().replace('’', "'");
    list.contains(&plain.as_str())
}

/// The first finite verb among some words, at `from` or behind it.
fn verb(words: &[Word], from: usize) -> Option<usize> {
    (from..words.len()).find(|&at| {
        let word = words[at].text;
        let before = at.checked_sub(1).map(|before| words[before].text);
        if is_among(word, AUXILIARIES) {
            return true;
        }
        if is_among(word, VERBS) {
            // "to go" is no finite verb, nor is "the work"; "a" is one in French, and an article in English.
            let noun =
                before.is_some_and(|before| is_among(before, &["to", "the", "a", "an", "of", "their", "its", "this"]));
            return !noun && !(word == "a" && !has_french(words)) && !word.starts_with(char::is_uppercase);
        }
        let ending = word.len() > 4 && word.ends_with("ed") && word.is_ascii();
        let french = word.len() > 5 && (word.ends_with("ait") || word.ends_with("aient") || word.ends_with("èrent"));
        let spanish = word.len() > 3 && (word.ends_with('ó') || word.ends_with("aron") || word.ends_with("ieron"));
        let quality = before.is_none_or(|before| is_among(before, BEFORE_QUALITIES)) || words[at].marked;
        (ending || french || spanish) && !quality && word.starts_with(char::is_lowercase)
    })
}

fn has_french(words: &[Word]) -> bool {
    words.iter().take(60).any(|word| is_among(word.text, &["le", "la", "les", "des", "il", "elle", "ils", "une", "du"]))
}

/// Whether some words could stand alone: they have a subject and a verb, are not begun by a word that makes them depend on
/// others, and leave no parenthesis open.
pub(super) fn is_statement(text: &str) -> bool {
    let all = words(text);
    let skipped = all.iter().take(2).take_while(|word| is_among(word.text, JOINING)).count();
    let rest = &all[skipped..];
    let depends = rest.first().is_some_and(|first| is_among(first.text, SUBORDINATES));
    // "Although it rained, ships left": the main clause begins behind the comma.
    let main = if depends {
        match (1..rest.len()).find(|&at| rest[at].marked && verb(&rest[..at], 1).is_some()) {
            Some(at) => &rest[at..],
            None => return false,
        }
    } else {
        rest
    };
    let count = |sign| text.matches::<char>(sign).count();
    let closed = count('(') <= count(')');
    closed && verb(main, 1).is_some_and(|at| at + 1 < main.len() || at > 0 && !is_among(main[at].text, SAYING))
}

/// Whether some words hold a verb of their own, with or without a subject: "and can resist it", "and being able to".
pub(super) fn is_predicate(text: &str) -> bool {
    let all = words(text);
    let skipped = all.iter().take_while(|word| is_among(word.text, JOINING)).count();
    let rest = &all[skipped..];
    let first = rest.iter().find(|word| !is_among(word.text, ADVERBS));
    let gerund = first.is_some_and(|first| first.text.len() > 4 && first.text.ends_with("ing"));
    gerund || verb(rest, 0).is_some()
}

/// Whether what follows a statement, up to the next reference or the end, is something else that can be left out of it.
///
/// `after` begins right behind the references; `goes_on` is whether other references end it.
pub(super) fn parts_from(after: &str, goes_on: bool) -> bool {
    let trimmed =
        after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '”' | '"' | '»' | '’'));
    let all = words(trimmed);
    let Some(first) = all.first() else { return false };
    let mark = trimmed[..first.range.start].trim_end();
    if is_among(first.text, EXAMPLES) {
        return true;
    }
    let joining = is_among(first.text, JOINING);
    let examples = all.get(1).is_some_and(|second| first.text == "for" && second.text == "example");
    match mark.chars().next() {
        Some(';') => is_predicate(trimmed),
        Some(',') if examples => true,
        Some(',') if joining => has_near_verb(&all[1..], 9) && !is_saying(&all[1..]),
        // Another member of what was said: "…, enable it, and are flexible".
        Some(',') => {
            let goes_on = is_among(first.text, CONTINUING) || is_saying(&all);
            let more = (1..all.len())
                .any(|at| is_among(all[at].text, ADDING) && is_predicate(&trimmed[all[at].range.start..]));
            !goes_on && more && verb(&all, 0).is_some()
        }
        None if joining => has_near_verb(&all[1..], 3) && !is_saying(&all[1..]),
        None => goes_on && is_among(first.text, REASONING) && is_statement(&trimmed[first.range.end..]),
        _ => false,
    }
}

/// Whether what follows references begins a clause of its own, joined by a comma and a small word: ", but it is".
pub(super) fn begins_clause(after: &str) -> bool {
    const SUBJECTS: &[&str] = &[
        "i", "we", "you", "he", "she", "it", "they", "there", "this", "these", "it's", "there's", "that's", "er",
        "sie", "es", "wir", "il", "elle", "ils", "elles", "on", "nous", "c'est", "él", "ella", "ellos",
    ];
    let all = words(after);
    let Some(first) = all.first() else { return false };
    let comma = after[..first.range.start].trim_start().starts_with([',', ';']);
    let second = all.get(1).is_some_and(|second| is_among(second.text, SUBJECTS));
    comma && is_among(first.text, JOINING) && second && verb(&all, 1).is_some_and(|at| at <= 4) && !is_saying(&all[1..])
}

/// Whether one of the first few of some words is a verb, or the first a gerund: "and being able to".
fn has_near_verb(words: &[Word], few: usize) -> bool {
    let rest = &words[..words.len().min(few + 1)];
    let gerund = rest.first().is_some_and(|first| first.text.len() > 4 && first.text.ends_with("ing"));
    gerund && words.len() > 2 || verb(rest, 0).is_some()
}

/// Where the last main clause begins in words that stand before a reference, if there is another before it: "Dues are
/// easy to pay, but the port". Its verb may follow the reference.
pub(super) fn last_main(before: &str) -> Option<usize> {
    let all = words(before);
    (2..all.len()).rev().find_map(|at| {
        let contrasts = is_among(all[at].text, &["but", "yet", "aber", "doch", "mais", "pero"]) && all[at].marked;
        let start = all[at].range.start;
        (contrasts && at + 1 < all.len() && is_statement(&before[..start])).then_some(start)
    })
}

/// "pilots say", "she said": who said what stands before.
fn is_saying(words: &[Word]) -> bool {
    let end = (1..words.len()).find(|&at| words[at].marked).unwrap_or(words.len());
    end <= 5 && words[..end].iter().any(|word| is_among(word.text, SAYING))
}

/// The parts of an enumeration with a reference behind each item, if some words are one.
///
/// `cuts` are the ends of the items, each behind its references. Of each item: what is said before all of them, the item,
/// and what is said behind all of them; in bytes of the text. The first may begin with the text where its beginning cannot
/// be told.
pub(super) fn items(text: &str, cuts: &[(usize, usize)]) -> Option<Vec<Vec<Range<usize>>>> {
    let (&(first_end, _), &(_, last)) = (cuts.first()?, cuts.last()?);
    if cuts.len() < 2 {
        return None;
    }
    let mut items = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0].1, pair[1].0);
        let between = &text[from..to];
        let all = words(between);
        let first = all.first()?;
        let mark = between[..first.range.start].trim();
        let adding = is_among(first.text, ADDING);
        let is_mark = mark.starts_with([',', ';']) || mark == "/";
        if begins_clause(between) || !adding && !is_mark || mark.contains(['.', '(', '"', '“']) {
            return None;
        }
        let first = if adding { all.get(1)? } else { first };
        items.push(from + first.range.start..to);
    }
    let head = words(&text[..first_end]);
    let start = item_start(text, &head, &text[items[0].clone()]);
    let rest = &text[last..];
    let tail = words(rest);
    let suffix = match tail.first() {
        // Another item, without a reference: no part of the others.
        Some(first) if rest[..first.range.start].contains([',', ';']) && is_among(first.text, ADDING) => None,
        Some(first) if is_among(first.text, ADDING) && verb(&tail, 0).is_none() => None,
        Some(_) => Some(last..text.len()),
        None => None,
    };
    let with = |item: Range<usize>| {
        let before = if start > 0 { Some(0..start) } else { None };
        before.into_iter().chain([item]).chain(suffix.clone()).collect::<Vec<_>>()
    };
    let whole = std::iter::once(0..first_end).chain(suffix.clone()).collect();
    Some(std::iter::once(whole).chain(items.into_iter().map(with)).collect())
}

/// Where the first item of an enumeration begins, whose words before its end are given, as far as the second tells.
fn item_start(text: &str, head: &[Word], second: &str) -> usize {
    let Some(last) = head.last() else { return 0 };
    let second = words(second);
    let Some(model) = second.first() else { return 0 };
    let near = head.len().saturating_sub(8);
    // "SSH keys or SSH certificates"
    if let Some(same) = (near..head.len()).rev().find(|&at| head[at].text.eq_ignore_ascii_case(model.text)) {
        return head[same].range.start;
    }
    // "they can see who you are, make out your mood": verbs after one modal.
    let is_base = model.text.starts_with(char::is_lowercase) && second.len() > 1;
    let modal = head.iter().position(|word| is_among(word.text, MODALS));
    if let Some(modal) = modal.filter(|_| is_base && verb(head, 0).is_some()) {
        let behind = (modal + 1..head.len()).find(|&at| !is_among(head[at].text, ADVERBS));
        if let Some(behind) = behind
            && head.len() - behind > 1
            && (behind + 1..head.len())
                .any(|at| is_among(head[at].text, &["your", "you", "the", "their", "it", "a", "who"]))
        {
            return head[behind].range.start;
        }
    }
    // A long item that begins in a small letter need not be what stands right before the first reference.
    let like_a_name = second.len() <= 3 || !model.text.starts_with(char::is_lowercase);
    let from = (0..head.len())
        .rev()
        .filter(|_| like_a_name)
        .find(|&at| (head[at].marked || at > 0 && is_among(head[at - 1].text, BEFORE_ITEMS)) && head.len() - at <= 6);
    match from {
        Some(at) => head[at].range.start,
        // A noun phrase alone, as in "Go, Rust and Swift do so".
        None if verb(head, 0).is_none() && head.len() <= 4 => 0,
        None => text[..last.range.end].len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_has_a_subject_and_a_verb_of_its_own() {
        for text in [
            "Dues doubled in two years",
            "The port is full",
            "Ships now wait for days, pilots say,",
            "Although it rained, the ships left",
            "and two lines have left",
            "Die Häfen sind voll",
            "Les ports sont pleins",
            "Los puertos están llenos",
        ] {
            assert!(is_statement(text), "{text}");
        }
        for text in [
            "The audit",
            "According to the audit",
            "As the audit says",
            "Go",
            "and Swift",
            "the only openly audited",
            "Two lines (CMA and MSC",
            "Laut dem Bericht",
        ] {
            assert!(!is_statement(text), "{text}");
        }
    }

    #[test]
    fn what_goes_on_with_another_clause_can_be_left_out() {
        for text in [
            ", but the port is closed",
            ", and being able to wait is a gift",
            " and can resist the storm",
            "; the pilots left",
            " e.g. cranes and quays",
        ] {
            assert!(parts_from(text, false), "{text}");
        }
        for text in
            [", which the port denies", " that the port built", " and London", ", pilots say", ".", ", she said"]
        {
            assert!(!parts_from(text, false), "{text}");
        }
    }

    #[track_caller]
    fn check(parts: &[&str], expected: &[&str]) {
        let text = parts.concat();
        let mut end = 0;
        let ends: Vec<usize> = parts
            .iter()
            .map(|part| {
                end += part.len();
                end
            })
            .collect();
        let cuts: Vec<_> = ends[..ends.len() - 1].iter().map(|&end| (end, end)).collect();
        let found = items(&text, &cuts).expect("an enumeration");
        let found: Vec<String> = found
            .iter()
            .map(|ranges| ranges.iter().map(|range| text[range.clone()].trim()).collect::<Vec<_>>().join(" … "))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_item_has_what_is_said_before_and_behind_all_of_them() {
        check(&["Go", ", Rust", " and Swift", " do so."], &["Go … do so.", "Rust … do so.", "Swift … do so."]);
        check(
            &["Tools like Anchor", " and Buoy", " can be used at sea."],
            &["Tools like Anchor … can be used at sea.", "Tools like … Buoy … can be used at sea."],
        );
        check(
            &["In a storm, steel ropes", " or steel chains", " should be used."],
            &["In a storm, steel ropes … should be used.", "In a storm, … steel chains … should be used."],
        );
    }
}
