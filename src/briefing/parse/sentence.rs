//! Finds sentence boundaries by Unicode's rules (UAX #29), with corrections.
//!
//! The corrections apply after abbreviations and initials, and before small letters: “Did it double?” she asked. A
//! reference after a full stop ends a sentence if a capital or a digit follows. A quotation or a parenthesis of several
//! sentences is one sentence with its surroundings. Must not know references.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use unicode_segmentation::UnicodeSegmentation;

/// Spaces, breaking and non-breaking.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// Words as written, with their case.
type Words = LazyLock<HashSet<&'static str, FixedState>>;

fn set(words: &'static str) -> HashSet<&'static str, FixedState> {
    words.split_ascii_whitespace().collect()
}

/// Abbreviations before a capital or a number inside a sentence, in English, German, French and Spanish. The languages
/// share a set, because a text in one quotes the others.
static ABBREVIATIONS: Words = LazyLock::new(|| {
    set("\
    Adm Brig Capt Cmdr Col Cpl Dr Dra Fr Gen Gov Gral Hon Lic Lt MM Maj Messrs Mlle Mme Mr Mrs Ms Mx Pres Prof \
    Rep Reps Rev Sen Sens Sgt Sr Sra Srta St Ste Hr Hrn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos \
    Fig Figs Vol Vols Art Sec Ch Chap Eq Mt Ft Est Tab Par Anm Aufl Bd Bde Hrsg Kap Nr Abs Str Av approx aprox \
    coll al art arts ca cap cf ch chap circa ed eds env eq est fig figs no nos núm op p pp pág págs para paras \
    repr rev sec trans v vgl viz vol vols vs éd e.g i.e z.B d.h u.a bzw evtl geb gest ggf inkl sog p.ej c em habil \
    Mgr Mons Msgr Mlles Mmes Cnel Tte Pte Dpto Excmo Excma Ilmo Ilma Ldo Lda Arq Ing Dipl Mag Fa Ud Uds Vd Vds Dña Fray \
    bspw insb resp ehem lt Sto Sta EE FF JJ av apr env Dept Univ Supt Hwy Assn Messrs Esq Hist Ed Hg Verf Übers")
});

/// Books of the Bible, before chapter and verse.
static BOOKS: Words = LazyLock::new(|| {
    set(
        "Gen Ex Exod Lev Num Deut Dtn Jos Sam Kön Kings Chron Ps Prov Isa Jes Jer Ez Dan Hos Am Mal Matth Matt Mt Marc Mk \
         Luc Lk Joh Jn Act Apg Röm Rom Kor Cor Gal Eph Phil Kol Col Thess Tim Tit Hebr Heb Jak Jac Petr Pet Offb Apoc Apok Rev",
    )
});

/// Abbreviations that often end a sentence. The sentence continues only if no capital follows.
static AT_THE_END_TOO: Words = LazyLock::new(|| set("etc usw ff Rd Ave UU"));

/// Abbreviations after a name. The sentence continues unless the next word begins one, because a sentence that is too
/// long misleads less than a torn one.
static BEHIND_NAMES: Words = LazyLock::new(|| set("Inc Ltd Co Corp Bros Jr Cie Cía"));

/// Times of the day; a day or a zone may follow: "5 p.m. Monday".
static TIMES: Words = LazyLock::new(|| set("a.m p.m A.M P.M"));

/// Words after a time of the day.
static AFTER_TIMES: Words = LazyLock::new(|| {
    set("\
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday ET EST EDT CT CST CDT PT PST PDT GMT UTC BST CET \
    Eastern Central Pacific London")
});

/// Words after a German ordinal: "3. März".
static AFTER_ORDINALS: Words = LazyLock::new(|| {
    set("\
    Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhundert Jahrhunderts \
    Auflage Aufl Kapitel Abschnitt Band Jahrestag Kap Jh Jhd")
});

/// Words before a German ordinal: "den 22. Kongress". A plain number does not follow them.
static BEFORE_ORDINALS: Words = LazyLock::new(|| {
    set("\
    der die das den dem des Der Die Das Den Dem Des am im zum zur vom beim Am Im Zum Zur Vom Beim")
});

/// Words that begin a sentence far more often than they follow an initial ("the U.S. The bank …").
static STARTERS: Words = LazyLock::new(|| {
    set("\
    A After All Although An And As At Because Before But By During Even For From He Her His How However I If In \
    Instead It Its Many Most Neither No None Nor Not Now Of On One Only Or Our She Since So Some Such That Also \
    Another Both Each Every Few Here Without Within Until My Your Please Several Through Today Unlike Unless \
    Upon The Their Then There These They This Those Though To Two Under We What When Where Whether Which While \
    Who Why With Yet You Der Das Ein Eine Es Er Sie Wir Auch Aber Doch Il Elle Ils Elles Ce Cette Mais Los Las Ella Pero \
    Esta Este")
});

/// Splits a text into sentences: bytes in order, without gaps. Each sentence includes the space after it.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut start = 0;
    while let Some(sentence) = first_sentence(&text[start..]) {
        let end = start + sentence.len() + closing(sentence, &text[start + sentence.len()..]);
        let is_item = !open && is_number(sentence);
        match sentences.last_mut() {
            Some(last) if open => last.end = end,
            _ => sentences.push(start..end),
        }
        let rest = &text[end..];
        open = rest.starts_with(char::is_lowercase)
            || rest.starts_with('(') && rest[1..].starts_with(|c: char| c.is_ascii_digit())
            || is_item
            || ends_in_omission(sentence)
            || ends_in_abbreviation(sentence, rest);
        start = end;
    }
    sentences
}

/// Whether a text ends in an omission, "[...]", which hides where its sentence ends.
fn ends_in_omission(text: &str) -> bool {
    text.trim_end_matches(SPACES).strip_suffix([']', ')']).is_some_and(|text| {
        ["[...", "[…", "(...", "(…", "[. . .", "(. . ."].iter().any(|omission| text.ends_with(omission))
    })
}

/// Longest mark of a reference after a full stop, in bytes after its bracket.
const LONGEST_MARK: usize = 12;

/// Counts the bytes at the start of a text that still close the sentence before. French puts a space before its closing
/// mark, and the mark of a reference may follow the stop, `Dues doubled.[1]`.
fn closing(sentence: &str, text: &str) -> usize {
    if let Some(behind) = behind_marks(sentence, text) {
        return text.len() - behind.trim_start().len();
    }
    let rest = text.trim_start_matches(['»', '”']);
    if rest.len() == text.len() || !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return 0;
    }
    text.len() - rest.trim_start().len()
}

/// Returns the text after the marks of references that begin at the end of a sentence, if there are any.
fn behind_marks<'t>(sentence: &str, text: &'t str) -> Option<&'t str> {
    let before = sentence.strip_suffix('[')?.strip_suffix(['.', '!', '?'])?;
    if !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | '»' | '’' | ')')) {
        return None;
    }
    let mut rest = text;
    loop {
        let end = rest.bytes().take(LONGEST_MARK).position(|byte| byte == b']')?;
        rest = &rest[end + 1..];
        match rest.strip_prefix('[') {
            Some(next) => rest = next,
            None => return Some(rest).filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)),
        }
    }
}

/// Returns the first sentence by Unicode's rules alone; none if the text is empty.
///
/// Those rules examine every character, but find nothing before a character that may end a sentence. They need the
/// character before it with its combining marks, and no such mark is ASCII.
fn first_sentence(text: &str) -> Option<&str> {
    let before = &text[..text.find(may_end_a_sentence).unwrap_or(text.len())];
    let skipped = before.rfind(|c: char| c.is_ascii()).unwrap_or(0);
    let sentence = text[skipped..].split_sentence_bounds().next()?;
    Some(&text[..skipped + sentence.len()])
}

/// Whether a character may be a terminator or a separator (`ATerm`, `STerm` and `ParaSep` of UAX #29). Most characters
/// of alphabetic scripts are known not to be.
fn may_end_a_sentence(c: char) -> bool {
    match c {
        '\n' | '\r' | '.' | '!' | '?' | '\u{85}' => true,
        '\0'..'\u{589}' | '\u{2010}'..'\u{2024}' => false,
        _ => true,
    }
}

/// Whether the full stop at the end of `before` belongs to a word, given the text `after` it. Both stay as short as
/// possible, because there may be a megabyte of sentences around them.
pub(super) fn ends_in_abbreviation(before: &str, after: &str) -> bool {
    let Some(words) = before.trim_end_matches(SPACES).strip_suffix('.') else { return false };
    let start = words
        .rfind(|c: char| !c.is_alphanumeric() && c != '.')
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let word = &words[start..];
    if ABBREVIATIONS.contains(word) {
        return true;
    }
    let next = after.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or_default();
    if BOOKS.contains(word) && next.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let ordinal = matches!(word.len(), 1..=2) && word.bytes().all(|byte| byte.is_ascii_digit());
    let before = words[..start].trim_end().rsplit(' ').next().unwrap_or_default();
    if ordinal && (AFTER_ORDINALS.contains(next) || BEFORE_ORDINALS.contains(before)) {
        return true;
    }
    if AT_THE_END_TOO.contains(word) {
        return !next.is_empty() && !next.starts_with(char::is_uppercase);
    }
    if BEHIND_NAMES.contains(word) {
        return !next.is_empty() && !STARTERS.contains(next);
    }
    if TIMES.contains(word) && AFTER_TIMES.contains(next) {
        return true;
    }
    // A single small letter is an abbreviation: "z. B.", "i. e.", "am 12. d. M."
    let mut letters = word.chars();
    let is_spaced = words[..start].ends_with(SPACES) || words[..start].ends_with('(') || start == 0;
    if letters.next().is_some_and(char::is_lowercase) && letters.next().is_none() && is_spaced {
        return true;
    }
    // Initials do not end a sentence: "J. Smith", "U.S. President", but "in the U.S. The bank".
    let initials = !word.is_empty()
        && word.split('.').all(|letters| {
            let mut letters = letters.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        });
    // A single capital is an initial only before a name: "Plan B. The", "World War I. It".
    initials && !next.is_empty() && !STARTERS.contains(next)
}

/// Whether a sentence is only a number, as before an item: "1. ".
fn is_number(sentence: &str) -> bool {
    let digits = sentence.trim_end().trim_end_matches(['.', ')']);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Most sentences of one quotation. An unclosed mark opens no quotation.
const MOST_QUOTED: usize = 24;

/// Splits a prose with references into sentences, without gaps.
///
/// A reference after a full stop ends a sentence if a capital or a digit follows. So does a reference before a word
/// that begins a sentence. A quotation of several sentences is one sentence with its surroundings. `groups` are the
/// places of references, from the first to the last of each group, in bytes of the text and in order.
pub(super) fn around(text: &str, groups: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parted: Vec<Range<usize>> = Vec::new();
    let mut groups = groups.iter().peekable();
    for sentence in sentences(text) {
        let mut from = sentence.start;
        while let Some(group) = groups.next_if(|group| group.end < sentence.end) {
            let end = group.end + text[group.end..].len() - text[group.end..].trim_start().len();
            if from < group.start && end < sentence.end && ends_at(text, from, group) {
                parted.push(from..end);
                from = end;
            }
        }
        parted.push(from..sentence.end);
    }
    with_quotations(text, parted)
}

/// Whether a sentence that begins at `from` ends at a group of references.
fn ends_at(text: &str, from: usize, group: &Range<usize>) -> bool {
    let before = text[from..group.start].trim_end();
    let after = &text[group.end..];
    let next = after.trim_start();
    let closing =
        |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '“' | '*' | '_' | '」' | '』' | '）');
    let opening = |c: char| {
        matches!(c, '"' | '“' | '‘' | '«' | '„' | '(' | '[' | '\'' | '*' | '_' | '¿' | '¡' | '「' | '『' | '（' | '@')
    };
    let bare = before.trim_end_matches(closing);
    // Most of the world's scripts have no capitals.
    let begins = |c: char| c.is_ascii_digit() || c.is_alphabetic() && !c.is_lowercase();
    let begins = next.trim_start_matches(opening).starts_with(begins);
    if bare.ends_with(['.', '!', '?', '…', '。', '！', '？']) {
        return begins;
    }
    // The full stop is missing: "is good for us[^1] Without them …".
    let word = next.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').next().unwrap_or_default();
    let last = bare.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    after.starts_with([' ', '\n'])
        && word.len() > 1
        && STARTERS.contains(word)
        && last.starts_with(char::is_lowercase)
        && bare.len() == before.len()
        && before.split_whitespace().nth(3).is_some()
}

/// Joins the sentences between marks that open and close a quotation or a parenthesis.
fn with_quotations(text: &str, parted: Vec<Range<usize>>) -> Vec<Range<usize>> {
    // First bytes of the marks. Most texts have none.
    if !text.bytes().any(|byte| matches!(byte, b'"' | b'(' | 0xc2 | 0xe2 | 0xe3)) {
        return parted;
    }
    let mut joined: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    while let Some(first) = parted.get(next) {
        let mut quotes = Quotes::default();
        quotes.read(&text[first.clone()]);
        let mut last = next;
        while quotes.is_open() && last + 1 < parted.len() && last - next < MOST_QUOTED {
            last += 1;
            quotes.read(&text[parted[last].clone()]);
        }
        // A mark that is never closed opens nothing.
        if quotes.is_open() {
            last = next;
        }
        joined.push(first.start..parted[last].end);
        next = last + 1;
    }
    joined
}

/// Quotation marks that are open after some text.
#[derive(Default)]
struct Quotes {
    /// Marks that would close the open ones, the innermost last.
    open: Vec<char>,
    /// The character before.
    before: Option<char>,
}

impl Quotes {
    fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    fn read(&mut self, text: &str) {
        for c in text.chars() {
            let before = self.before.replace(c);
            // Some keyboards lack the German closing mark, so writers type another mark: „so".
            let closes = |open: &char| *open == c || *open == '“' && matches!(c, '"' | '”');
            if self.open.last().is_some_and(closes) {
                self.open.pop();
                continue;
            }
            let after_word = before.is_some_and(char::is_alphanumeric);
            let closing = match c {
                // German closes with the mark that opens in English.
                '“' => '”',
                '„' => '“',
                '«' => '»',
                '(' => ')',
                '「' => '」',
                '『' => '』',
                // After a number it is a measure; after a word it closes an earlier quotation.
                '"' if !after_word && !before.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?')) => '"',
                _ => continue,
            };
            self.open.push(closing);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn skipped_text_never_ends_a_sentence(
            text in "([a-zA-Z.?!,;’”\\)\n\r 0-9\u{85}\u{301}\u{ad}\u{e9}\u{2024}\u{2028}\u{589}。дД日]|\\PC){0,40}",
        ) {
            let mut rest = &*text;
            let mut sentences = Vec::new();
            while let Some(sentence) = first_sentence(rest) {
                sentences.push(sentence);
                rest = &rest[sentence.len()..];
            }
            prop_assert_eq!(sentences, text.split_sentence_bounds().collect::<Vec<_>>());
        }
    }

    #[track_caller]
    fn check(expected: &[&str]) {
        let text = expected.concat();
        let found: Vec<_> = sentences(&text).into_iter().map(|range| text[range].to_owned()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sentence_ends_at_its_full_stop_and_not_at_an_abbreviation() {
        check(&["U.S. officials said so. ", "Others did not."]);
        check(&["Dr. Kim and Prof. Lee said so. ", "Gen. Park agreed."]);
        check(&["It cost $81 million. ", "The bank paid 3.5 percent."]);
        check(&["On Jan. 5 it fell. ", "It rose on Sept. 7."]);
        check(&["J. Smith met U.S. President Ford. ", "He left."]);
        check(&["It happened in the U.S. ", "The bank knew."]);
        check(&["Smith et al. (2005) said so in vol. 3. ", "Est. 40 left."]);
        check(&["Am 3. März kam Nr. 7, vgl. S. 12. ", "Er ging."]);
        check(&["Über den 22. Kongress und die 3. Fassung. ", "Es waren 22. ", "Kongresse gab es nicht."]);
        check(&["Véase pág. 4 y núm. 7. ", "M. Petit et Mme. Roche sont partis. "]);
        check(&["« Il est parti. » ", "Elle aussi."]);
        check(&["It has firms, ports, etc. ", "They left. ", "1. Dues doubled."]);
        check(&["See No. 5 and p. 7, e.g. Table 3 v. Table 4. ", "No."]);
        check(&["Es gibt z. B. Bremen, u. U. Kiel, i. d. R. Lotsen. ", "Am 12. d. M. Mai kam er."]);
        check(&[
            "No proof that the firm, i. e. Acme Corp., paid. ",
            "Prof. em. Dr. Klein left at 5 p.m. Monday. ",
            "So.",
        ]);
        check(&["He denied that Acme Inc. Paris was sold. ", "It belongs to Acme Inc. ", "The port does not."]);
        check(&["Il est faux que Mgr. Leroux ait fui. ", "Niega que los EE. UU. pagaran. "]);
    }

    #[test]
    fn a_mark_after_a_full_stop_belongs_to_that_sentence() {
        check(&["Dues doubled.[1] ", "Ships wait.[1][12]  ", "Lines left.[sic]"]);
        check(&["With #![no_std] in it, drop this. ", "So said ![this] man."]);
        check(&["See Berg, p.\u{a0}12. ", "It cost. ", "[2] So."]);
    }

    #[test]
    fn quotation_marks_and_marks_of_other_scripts_end_a_sentence_too() {
        check(&["“It doubled.” ", "He left."]);
        check(&["“Did it double?” she asked. ", "It did!"]);
        check(&["도쿄에서. ", "그는 갔다."]);
        check(&["倍になった。", "船は待つ。"]);
        check(&["one line\n", "Another line\nand on"]);
    }

    #[test]
    fn an_empty_text_has_no_sentences() {
        assert!(sentences("").is_empty());
    }
}
