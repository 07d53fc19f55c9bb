//! Whether a phrase with no other mark of a reference names somebody, or describes and asks: en, de, fr, es.

use super::pattern::{begins, has_exactly, has_word};

/// First words of what is no name: they begin a clause, an answer or a description.
const BEGINS: &[&str] = &[
    "because",
    "like",
    "free",
    "such",
    "only",
    "here",
    "there",
    "then",
    "when",
    "how",
    "why",
    "as",
    "if",
    "with",
    "without",
    "by",
    "for",
    "to",
    "during",
    "after",
    "before",
    "between",
    "about",
    "note",
    "error",
    "see",
    "unlike",
    "again",
    "still",
    "usually",
    "sometimes",
    "probably",
    "possibly",
    "perhaps",
    "maybe",
    "apparently",
    "especially",
    "including",
    "excluding",
    "compared",
    "contrary",
    "more",
    "less",
    "parce",
    "comme",
    "cela",
    "ceci",
    "après",
    "avant",
    "sans",
    "avec",
    "dans",
    "pour",
    "selon",
    "dont",
    "depuis",
    "pendant",
    "erreur",
    "ainsi",
    "donc",
    "ici",
    "peut",
    "ohne",
    "mit",
    "bei",
    "vor",
    "nach",
    "wie",
    "hier",
    "für",
    "vielleicht",
    "vermutlich",
    "also",
    "statt",
    "trotz",
    "davon",
    "darunter",
    "wegen",
    "sin",
    "con",
    "como",
    "porque",
    "desde",
    "durante",
    "antes",
    "después",
    "aquí",
    "quizá",
    "quizás",
    "así",
    "avertissement",
    "warning",
    "hinweis",
    "nota",
];

/// What a description of the text or of a word has.
const DESCRIBES: &[&str] = &[
    "illegible",
    "unreadable",
    "character",
    "translation",
    "translated",
    "term",
    "terms",
    "word",
    "words",
    "phrase",
    "spelling",
    "spelt",
    "expression",
    "meaning",
    "pejorative",
    "derogatory",
    "slang",
    "kind",
    "sort",
    "nickname",
    "unleserlich",
    "unleserliches",
    "unleserliche",
    "unleserlicher",
    "zeichen",
    "übersetzung",
    "begriff",
    "ausdruck",
    "wort",
    "bezeichnung",
    "abwertend",
    "illisible",
    "caractère",
    "traduction",
    "terme",
    "mot",
    "mots",
    "péjoratif",
    "ilegible",
    "carácter",
    "traducción",
    "término",
    "palabra",
    "palabras",
    "expresión",
    "peyorativo",
];

/// Verbs that no name has.
const VERBS: &[&str] = &[
    "ist",
    "sind",
    "wird",
    "sei",
    "hat",
    "habe",
    "müsste",
    "sollte",
    "könnte",
    "sont",
    "était",
    "serait",
    "fue",
    "eran",
    "étant",
    "etant",
    "ayant",
    "faisant",
    "pesant",
    "permettant",
    "venant",
    "donnant",
    "représentant",
];

/// Words of relation, behind which a participle says what was done and names nobody.
const RELATIONS: &[&str] =
    &["by", "in", "into", "from", "as", "of", "to", "with", "at", "on", "par", "en", "dans", "por"];

const ARTICLES: &[&str] =
    &["a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las", "una"];

const RELATIVES: &[&str] =
    &["who", "whom", "whose", "that", "which", "where", "qui", "dont", "que", "quien", "quienes"];

const GERMAN: &[&str] = &[
    "der", "die", "das", "des", "dem", "den", "und", "von", "vom", "im", "zum", "zur", "eines", "einer", "als", "bei",
];

/// Whether a phrase looks like a name.
pub(super) fn is_a_name(phrase: &str) -> bool {
    let phrase = phrase.trim();
    let first = phrase.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = phrase.split(' ').filter(|word| word.contains(char::is_alphanumeric)).collect();
    let small = |word: &&&str| word.starts_with(char::is_lowercase);
    let smalls = words.iter().filter(small).count();
    if phrase.ends_with('?') || phrase.contains("?)") || has_word(phrase, DESCRIBES) {
        return false;
    }
    if words.len() < 2 {
        return true;
    }
    let [one, two] = [words[0], words[1]].map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let done = |end: &str| one.ends_with(end) && begins(two, RELATIONS);
    if first.starts_with(char::is_lowercase) || begins(first, BEGINS) && smalls > 0 || done("ed") || done("é") {
        return false;
    }
    // Behind a comma a verb may be that of "who was there".
    let head = phrase.split(',').next().unwrap_or(phrase);
    if has_exactly(head, VERBS) || one.ends_with("ly") && two.starts_with(char::is_lowercase) {
        return false;
    }
    // Each German noun has a capital, so there only a short phrase names.
    let german = words.iter().filter(|word| GERMAN.contains(&&*word.to_lowercase())).count();
    if german > 0 && !has_word(phrase, &["the", "of", "les", "los"]) {
        let length = head.split(' ').count();
        return length <= 3 || length == 4 && !begins(head, ARTICLES);
    }
    let capitals = words.iter().skip(1).any(|word| word.starts_with(char::is_uppercase));
    let relative = has_word(phrase, RELATIVES);
    capitals || relative || smalls < if begins(first, ARTICLES) { 4 } else { 5 }
}
