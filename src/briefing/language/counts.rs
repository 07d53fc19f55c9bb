//! Counts a text's function words in each language.
//!
//! Owns the lists of those words, and what follows from their counts alone. Must not know any other way to detect a
//! language.

use std::sync::LazyLock;

use whatlang::Script;

use super::{FEW_WORDS, Language, MANY_LETTERS};

/// Whether a capitalized word of this language may be a part of a name: "La", "Los". `language` is an index into
/// [`FUNCTION_WORDS`].
fn is_romance(language: usize) -> bool {
    FUNCTION_WORDS.get(language).is_some_and(|(of, _)| matches!(*of, Language::FRENCH | Language::SPANISH))
}

/// Function words of the four languages that have tables. They are frequent there, and rare or unknown in neighbouring
/// languages; "la", "que" and "die" are left out because too many languages have them. A test checks that no word is in
/// two lists.
const FUNCTION_WORDS: [(Language, &[&str]); 4] = [
    (
        Language::ENGLISH,
        &[
            "the", "and", "that", "with", "from", "are", "were", "which", "this", "have", "has", "not", "they", "been",
            "their", "would", "its", "who", "it", "said", "by", "there", "at", "for", "be", "of", "to", "was", "is",
            "he", "she",
        ],
    ),
    (
        Language::GERMAN,
        &[
            "der", "und", "ist", "nicht", "mit", "von", "dem", "eine", "einer", "einen", "für", "auf", "sich", "auch",
            "ein", "kein", "keine", "ob", "niemand", "nichts", "davon", "diese", "dieser", "wird", "werden", "wurde",
            "wurden", "haben", "hat", "zum", "zur", "nach", "dass", "über", "sind", "oder", "im", "das", "sei", "aus",
            "bei", "soll", "sollen", "sie", "noch", "wie", "aber", "vom", "kann", "nur", "als", "durch", "zu",
        ],
    ),
    (
        Language::FRENCH,
        &[
            "les", "des", "du", "et", "est", "une", "dans", "qui", "pour", "sur", "aux", "cette", "avec", "pas",
            "sont", "elle", "ont", "été", "mais", "ces", "leur", "où", "par", "il", "le", "aurait", "auraient",
            "serait", "seraient", "selon", "ce", "qu", "ne", "au", "était", "personne", "rien",
        ],
    ),
    (
        Language::SPANISH,
        &[
            "el", "los", "las", "del", "y", "con", "una", "por", "fue", "pero", "más", "también", "según", "hay", "ha",
            "han", "su", "sus", "están", "había", "fueron", "muy", "hasta", "ese", "esa", "nadie", "sin", "verdad",
            "dijo", "quizá", "quizás", "cierto", "ni", "eso", "aunque",
        ],
    ),
];

/// Function words of languages without a table that none of the four has: Dutch, Italian, Portuguese, the Nordic
/// languages, and a few more.
const NEIGHBOURS: &[&str] = &[
    "het", "een", "niet", "zijn", "voor", "wordt", "werd", "ook", "naar", "geen", "heeft", "deze", "hij", "aan", "bij",
    "dat", "uit", "zich", "nog", "di", "che", "della", "sono", "gli", "nel", "anche", "delle", "dei", "alla", "più",
    "nella", "questo", "degli", "perché", "è", "dal", "sul", "não", "uma", "são", "ao", "pelo", "foi", "também", "seu",
    "sua", "pela", "é", "isso", "och", "att", "är", "det", "som", "inte", "ikke", "og", "på", "har", "för", "til",
    "ett", "się", "jest", "że", "els", "amb", "és", "dels", "aquest", "són", "și", "că", "bir", "bu", "yang", "dengan",
    "tidak", "nem", "egy", "hogy",
];

/// Function words that several languages have, but not English.
const SHARED: &[&str] = &["que", "la", "de", "en", "se", "lo", "un", "al", "es", "está", "desde", "da", "um"];

/// Returns the index of a language in [`FUNCTION_WORDS`].
fn place(language: Language) -> Option<usize> {
    FUNCTION_WORDS.iter().position(|(known, _)| *known == language)
}

/// Bytes of the longest function word.
const LONGEST: usize = 9;

/// Indices of the other two lists, after those of the four languages.
const NEIGHBOUR: usize = FUNCTION_WORDS.len();
const OF_SEVERAL: usize = NEIGHBOUR + 1;

/// A word, the index of its list, and its index there.
type Known = (&'static str, (usize, usize));

/// The words of all lists by their lengths and the last five bits of their first bytes. Most slots have no word or one.
static KNOWN: LazyLock<[Vec<Known>; 32 * (LONGEST + 1)]> = LazyLock::new(|| {
    let mut known = [const { Vec::new() }; 32 * (LONGEST + 1)];
    let lists = FUNCTION_WORDS.iter().map(|(_, list)| *list).chain([NEIGHBOURS, SHARED]);
    for (list, words) in lists.enumerate() {
        words.iter().enumerate().for_each(|(at, word)| known[slot(word)].push((*word, (list, at))));
    }
    known
});

/// Returns the slot of a word in [`KNOWN`]; past its end if the word is too long.
fn slot(word: &str) -> usize {
    word.len() * 32 + word.bytes().next().map_or(0, |first| usize::from(first & 31))
}

/// Returns the index of a word's list, and the word's index in the list.
fn look_up(word: &str) -> Option<(usize, usize)> {
    KNOWN.get(slot(word))?.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, place)| *place)
}

/// Splits a text into words: letters without anything between. Most are ASCII and are read by bytes.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let may_begin = |byte: u8| !byte.is_ascii() || byte.is_ascii_alphabetic();
        loop {
            rest = &rest[rest.bytes().position(may_begin)?..];
            match rest.chars().next()? {
                c if c.is_alphabetic() => break,
                c => rest = &rest[c.len_utf8()..],
            }
        }
        let ascii = rest.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
        let end = match rest.as_bytes().get(ascii) {
            Some(byte) if !byte.is_ascii() => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
            _ => ascii,
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Counts that the cheap rules need.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) letters: usize,
    /// Letters of the Latin script, including those with accents.
    pub(super) latin: usize,
    pub(super) accented: usize,
    /// Words with letters that are not ASCII, except names.
    pub(super) accented_words: usize,
    pub(super) words: usize,
    /// Function words in the order of [`FUNCTION_WORDS`].
    function: [usize; 4],
    /// A bit for each word of each list that occurred.
    seen: [u64; 4],
    /// Words of languages without a table.
    neighbours: usize,
    /// Words that several languages have, but not English.
    pub(super) shared: usize,
}

impl Counts {
    fn count_word(&mut self, language: usize, word: usize) {
        if language == OF_SEVERAL {
            self.shared += 1;
        } else {
            self.function[language] += 1;
            self.seen[language] |= 1 << word;
        }
    }

    pub(super) fn of(text: &str) -> Self {
        let mut counts = Self::default();
        // A possible first word of a name, such as "Los" or "de". It belongs to a name if a capital follows.
        let mut pending = None;
        for word in words(text) {
            counts.words += 1;
            let capital = match word.as_bytes()[0] {
                first if first.is_ascii() => first.is_ascii_uppercase(),
                _ => word.starts_with(char::is_uppercase),
            };
            match pending.take() {
                Some((language, at)) if !capital => counts.count_word(language, at),
                _ => {}
            }
            if word.is_ascii() {
                counts.letters += word.len();
                counts.latin += word.len();
            } else {
                for c in word.chars() {
                    let accented = ('\u{c0}'..'\u{250}').contains(&c) || ('\u{1e00}'..'\u{1f00}').contains(&c);
                    counts.letters += 1;
                    counts.accented += usize::from(accented);
                    counts.latin += usize::from(accented || c.is_ascii());
                }
                counts.accented_words += usize::from(!capital);
            }
            let known = look_up(word);
            match known {
                Some((NEIGHBOUR, _)) => counts.neighbours += 1,
                Some((language, _)) if language == OF_SEVERAL || capital && is_romance(language) => pending = known,
                Some((language, word)) => counts.count_word(language, word),
                None => {}
            }
        }
        if let Some((language, word)) = pending {
            counts.count_word(language, word);
        }
        counts
    }

    /// Whether the script packs more into a letter, so that fewer letters are enough.
    pub(super) fn is_dense(&self) -> bool {
        self.latin * 2 < self.letters && self.letters >= MANY_LETTERS / 4
    }

    pub(super) fn of_language(&self, language: Language) -> usize {
        place(language).map_or(0, |at| self.function[at])
    }

    pub(super) fn outnumbers(&self, one: Language, other: Language) -> bool {
        self.of_language(other) * 3 <= self.of_language(one)
    }

    /// Whether the function words of a language are enough for a text as short as a sentence.
    pub(super) fn few_suffice(&self, language: Language) -> bool {
        let different = place(language).map_or(0, |at| self.seen[at].count_ones());
        let many = self.of_language(language);
        different >= 2 && (many >= 3 || many * 4 >= self.words)
    }

    /// Detects the language with at least two function words, an eighth of all words, and three times those of any
    /// other.
    pub(super) fn detected(&self) -> Option<Language> {
        let best = (0..4).max_by_key(|&at| self.function[at])?;
        let most = self.function[best];
        let others = (0..4).filter(|&at| at != best).map(|at| self.function[at]).max()?.max(self.neighbours);
        (most >= 2 && most * 8 >= self.words && others * 3 <= most).then_some(FUNCTION_WORDS[best].0)
    }

    /// Detects a language other than English by fewer function words, in a text with none of English or a neighbour.
    pub(super) fn detected_by_few(&self) -> Option<Language> {
        let best = (0..4).max_by_key(|&at| self.function[at])?;
        let own = self.function[best];
        let all = own + self.shared;
        let alone = self.function.iter().sum::<usize>() == own && self.neighbours == 0;
        let enough = all >= 3 && all * 6 >= self.words || all >= 2 && all * 4 >= self.words;
        let language = FUNCTION_WORDS[best].0;
        (language != Language::ENGLISH && own >= 1 && alone && enough && self.words >= FEW_WORDS).then_some(language)
    }

    /// Counts the words that speak for a language other than English.
    pub(super) fn evidence(&self) -> usize {
        self.function.iter().sum::<usize>() - self.of_language(Language::ENGLISH) + self.neighbours + self.shared
    }

    pub(super) fn is_rather_english(&self) -> bool {
        self.of_language(Language::ENGLISH) > self.evidence()
    }

    /// Whether a text is more likely in a language without a table than in this language.
    pub(super) fn is_neighbour(&self, language: Language) -> bool {
        let own = self.of_language(language);
        let foreign = if language == Language::ENGLISH && own == 0 {
            self.evidence() + self.accented_words
        } else if own == 0 || self.neighbours >= 2 || language == Language::ENGLISH && self.neighbours > 0 {
            self.neighbours + self.shared
        } else {
            self.neighbours
        };
        let many = foreign >= 2 && foreign * 5 >= self.words && self.words >= FEW_WORDS;
        let few = own * 3 <= foreign || self.neighbours >= 2 && own <= self.neighbours && language != Language::ENGLISH;
        many && few && (self.neighbours > 0 || language == Language::ENGLISH)
    }

    /// Whether most letters are of another script than the language's.
    pub(super) fn foreign_script(&self, language: Language) -> bool {
        let latin = self.latin * 2 > self.letters;
        self.letters > 0 && latin != is_latin(language)
    }
}

/// Whether a language is mostly written in Latin letters. Languages that the model does not know count as Latin.
pub(super) fn is_latin(language: Language) -> bool {
    let Some(known) = whatlang::Lang::from_code(match language.0.to_639_3() {
        "zho" => "cmn",
        "fas" => "pes",
        code => code,
    }) else {
        return true;
    };
    Script::Latin.langs().contains(&known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_word_can_occur_and_belongs_to_one_language() {
        assert!(FUNCTION_WORDS.iter().all(|(_, list)| list.len() <= 64), "a bit for each");
        let lists = || FUNCTION_WORDS.iter().map(|(_, list)| *list).chain([NEIGHBOURS, SHARED]);
        for word in lists().flatten() {
            let places = lists().filter(|list| list.contains(word)).count();
            assert!(look_up(word).is_some() && places == 1, "{word}");
            assert!(word.len() <= LONGEST && word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase()), "{word}");
        }
    }
}
