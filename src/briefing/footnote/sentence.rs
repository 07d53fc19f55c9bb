//! Finds the end of a definition's first sentence.
//!
//! Owns which full stops do not end a sentence. Must not know what a sentence means.

/// Abbreviations, which end in a full stop inside a name.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "al", "etc", "ed", "eds", "vol", "vols", "no", "nos", "nr", "n", "pp", "p", "s", "cf", "ca", "c", "dr", "mr",
    "mrs", "ms", "prof", "st", "jr", "sr", "inc", "ltd", "co", "corp", "dept", "univ", "rev", "ser", "trans", "tr",
    "hrsg", "hg", "bd", "aufl", "jg", "vs", "v", "op", "cit", "fig", "art", "ch", "chap", "sec", "par", "abs",
    "gen", "col", "sgt", "lt", "capt", "gov", "sen", "rep", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "assn", "assoc", "bros", "e.g", "i.e", "cir", "hist", "int", "soc", "econ", "lett",
    "phys", "bzw", "doc", "docs", "ff", "f", "fol", "fols", "tít", "tit", "lib", "cap", "exp", "leg", "núm", "sect",
    "secs", "maj", "brig", "adm", "cmdr", "fed", "commc'ns", "commc’ns", "comm'n", "comm’n", "int'l", "int’l", "nat'l", "nat’l", "telecom",
    "telecomm", "ass'n", "ass’n", "dep't", "dep’t", "gov't", "gov’t", "admin", "auth", "educ", "env't", "env’t",
    "info", "inst", "sys", "tech", "transp", "arts", "reg", "proc", "ann", "bull", "math", "sci", "nat", "res",
    "supp", "comp", "dir", "coll", "éd", "pág",
];

/// Returns the end of the first sentence of a text, without its stop.
pub(super) fn sentence_end(text: &str) -> usize {
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '。')) {
        let after = &text[at + c.len_utf8()..];
        if c == '。' || after.trim().is_empty() {
            return at;
        }
        let mut rest = after.chars();
        let spaced = rest.next().is_some_and(char::is_whitespace);
        let begins = rest.find(|c| !c.is_whitespace());
        let begins = begins.is_some_and(|c| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '«' | '„' | '[' | '(' | '*')
        });
        if !spaced || !begins {
            continue;
        }
        let word = text[..at]
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '“' | '"'))
            .next()
            .unwrap_or_default();
        let initial = word.chars().filter(|c| c.is_alphanumeric()).count() <= 1 || word.contains('.');
        let articles = ["den", "der", "dem", "des", "die", "das", "vom", "zum", "zur", "am", "im"];
        let ordinal = word.len() <= 2
            && word.bytes().all(|byte| byte.is_ascii_digit())
            && text[..at - word.len()].trim_end().rsplit(' ').next().is_some_and(|before| articles.contains(&before));
        if c == '.' && ordinal {
            continue;
        }
        if c != '.' || !initial && !ABBREVIATIONS.contains(&word.to_lowercase().as_str()) {
            return at;
        }
    }
    text.len()
}
