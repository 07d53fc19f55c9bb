//! Decides whether a text consists of sentences or is a phrase (en, de, fr, es).
//!
//! It looks for words that only sentences have. A text in another language counts as a phrase unless it is long,
//! because a name must not be taken for an aside.

use std::borrow::Cow;

/// Words that identify a language, and words that occur only in its sentences.
struct Language {
    tells: &'static [&'static str],
    verbs: &'static [&'static str],
}

const LANGUAGES: &[Language] = &[
    Language {
        tells: &["the", "of", "and", "to", "in", "that", "for", "with", "not", "this", "on", "by", "from"],
        verbs: &[
            "is",
            "are",
            "was",
            "were",
            "am",
            "be",
            "been",
            "has",
            "have",
            "had",
            "having",
            "do",
            "does",
            "did",
            "can",
            "could",
            "would",
            "should",
            "may",
            "might",
            "must",
            "will",
            "shall",
            "isn't",
            "aren't",
            "wasn't",
            "weren't",
            "don't",
            "doesn't",
            "didn't",
            "can't",
            "cannot",
            "couldn't",
            "won't",
            "wouldn't",
            "shouldn't",
            "hasn't",
            "haven't",
            "hadn't",
            "it's",
            "that's",
            "there's",
            "he's",
            "she's",
            "what's",
            "let's",
            "i'm",
            "i've",
            "i'd",
            "i'll",
            "we're",
            "we've",
            "we'll",
            "you're",
            "you've",
            "you'll",
            "they're",
            "they've",
            "we",
            "you",
            "he",
            "she",
            "they",
            "means",
            "goes",
            "seems",
            "makes",
            "know",
            "think",
            "got",
            "gets",
            "became",
            "becomes",
            "remains",
            "comes",
            "came",
            "says",
            "needs",
            "takes",
            "gives",
            "gave",
            "took",
            "went",
            "made",
            "refers",
            "requires",
            "specifies",
            "allows",
            "contains",
            "includes",
            "describes",
            "suggests",
            "argues",
            "explains",
            "provides",
            "consists",
            "applies",
            "exists",
            "depends",
            "belongs",
            "include",
            "refer",
            "consist",
            "contain",
            "provide",
            "require",
            "supply",
            "ensures",
            "reflect",
            "expresses",
        ],
    },
    Language {
        tells: &[
            "der", "die", "das", "und", "von", "den", "dem", "des", "ein", "eine", "im", "nicht", "zu", "mit", "in",
            "auf", "auch", "sich", "als", "bei", "für", "nach", "aus", "wie", "deren", "wurde",
        ],
        verbs: &[
            "ist", "sind", "war", "waren", "bin", "wird", "werden", "wurde", "wurden", "hat", "haben", "hatte",
            "hatten", "habe", "kann", "können", "konnte", "konnten", "muss", "müssen", "musste", "soll", "sollen",
            "sollte", "darf", "dürfen", "mag", "möchte", "will", "wollte", "ich", "wir", "ihr", "er", "sie", "es",
            "man", "gibt", "geht", "steht", "liegt", "heißt", "gilt", "bleibt", "macht", "weiß", "sei",
        ],
    },
    Language {
        tells: &[
            "le", "la", "les", "de", "des", "du", "et", "en", "un", "une", "dans", "pour", "pas", "au", "aux", "ne",
            "que",
        ],
        verbs: &[
            "est", "sont", "était", "étaient", "fut", "furent", "sera", "seront", "serait", "soit", "ont", "avait",
            "avaient", "eut", "aura", "peut", "peuvent", "pouvait", "doit", "doivent", "fait", "font", "faut", "va",
            "vont", "je", "nous", "vous", "il", "elle", "ils", "elles", "on", "c'est", "n'est", "n'a", "n'ont",
            "n'était", "n'avait", "s'agit", "j'ai", "qu'il", "qu'on", "qu'ils", "semble", "reste", "saurait", "suffit",
            "pourra", "pourront", "pourrait", "voudra", "ne",
        ],
    },
    Language {
        tells: &[
            "el", "la", "los", "las", "de", "del", "y", "en", "un", "una", "por", "para", "con", "que", "no", "al",
        ],
        verbs: &[
            "es", "son", "era", "eran", "fue", "fueron", "será", "serán", "está", "están", "estaba", "ha", "han",
            "había", "habían", "hay", "puede", "pueden", "podía", "debe", "deben", "tiene", "tienen", "tenía", "yo",
            "nosotros", "ellos", "hace", "hacen", "parece", "queda", "sé", "sabe",
        ],
    },
];

/// Words that begin a relative clause: "a pilot who was there".
const RELATIVES: &[&str] = &[
    "who", "whom", "whose", "which", "that", "where", "qui", "dont", "que", "quien", "quienes", "cuyo", "cuya",
    "dessen", "deren",
];

/// German words that begin a relative clause after a comma.
const ARTICLES: &[&str] = &["der", "die", "das", "den", "dem"];

/// Whether a text consists of sentences.
pub(super) fn has_sentences(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let folded: Vec<Cow<'_, str>> = words.iter().map(|word| bare(word)).collect();
    // The "y" of "Il y a" is French, not Spanish.
    let french = |at: usize| folded[at] == "y" && at > 0 && folded[at - 1] == "il";
    let tells = |language: &Language| {
        (0..folded.len()).filter(|&at| language.tells.contains(&folded[at].as_ref()) && !french(at)).count()
    };
    let verbs = |language: &Language| folded.iter().filter(|word| language.verbs.contains(&word.as_ref())).count();
    // If no word identifies a language, the one with most verbs is likely, or English.
    let likely = LANGUAGES.iter().rev().max_by_key(|language| match tells(language) {
        0 => (0, verbs(language)),
        tells => (tells, 0),
    });
    let language = likely.unwrap_or(&LANGUAGES[0]);
    let mut relative = false;
    for (index, word) in words.iter().enumerate() {
        let ends = |word: &str| word.ends_with(['.', ';', '!', '?', ':']);
        let before = index.checked_sub(1).map(|before| words[before]);
        if before.is_none_or(ends) {
            relative = false;
        }
        relative |= index > 0 && RELATIVES.contains(&folded[index].as_ref());
        relative |= before.is_some_and(|before| before.ends_with(',')) && ARTICLES.contains(&folded[index].as_ref());
        let small = word.starts_with(char::is_lowercase) || before.is_none_or(ends);
        let verb = small && language.verbs.contains(&folded[index].as_ref());
        // "I" is a person between small words, and a number after a name.
        let person = matches!(*word, "I" | "I’m" | "I'm" | "I’ve" | "I've" | "I’d" | "I'd" | "I’ll" | "I'll")
            && before
                .is_none_or(|before| ends(before) || before.ends_with(',') || before.starts_with(char::is_lowercase));
        if !relative && (verb || person) {
            return true;
        }
    }
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let is_long = words.len() >= 12 && small * 5 >= words.len() * 4;
    is_long || text.ends_with('!') && !text.contains('"')
}

/// Returns a word in small letters, without the marks around it, with a straight apostrophe.
fn bare(word: &str) -> Cow<'_, str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('’', "'"))
}
