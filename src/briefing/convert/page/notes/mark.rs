//! Recognizes marks of notes: words of references, their repetition in notes, signs of backlinks.
//!
//! Must not know elements.

/// Words of backlinks, in small letters.
const BACK: &[&str] =
    &["back", "return", "return to text", "back to text", "go back", "jump up", "jump back", "top", "zurück", "retour"];

/// Words before a number: "note 3".
const GROUPS: &[&str] = &["note", "nb", "n", "fn", "footnote", "anm", "lower-alpha", "ref", "nota", "a", "b", "c"];

/// Returns a mark without brackets and space.
pub(in crate::briefing::convert) fn bare(words: &str) -> &str {
    words
        .trim()
        .trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '.' | ',' | ':') || c.is_whitespace())
}

/// Whether words are the mark of a reference: `3`, `[12]`, `(b)`, `iv`, `*`, `†`, `[note 2]`.
pub(in crate::briefing::convert) fn is_mark(words: &str) -> bool {
    let bare = bare(words);
    if bare.is_empty() || bare.len() > 24 {
        return false;
    }
    if let Some((group, number)) = bare.rsplit_once([' ', '\u{a0}']) {
        let group = group.trim().to_lowercase();
        return GROUPS.contains(&group.trim_end_matches('.')) && is_number(number);
    }
    is_number(bare)
        || bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '∗' | '⁎' | '⁑'))
        || bare.len() <= 2 && bare.chars().all(|c| c.is_ascii_alphabetic())
        || bare.len() <= 6 && bare.chars().all(|c| "ivxlcIVXLC".contains(c))
}

/// Words for a note before its number.
const CALLS: &[&str] = &["note", "n", "fn", "footnote", "endnote", "anm", "nota", "fußnote"];

/// Whether words end in a word for a note.
pub(super) fn calls_note(words: &str) -> bool {
    let last = words.rsplit(|c: char| c.is_whitespace() || c == '(').find(|word| !word.is_empty());
    last.is_some_and(|last| CALLS.contains(&bare(last).to_lowercase().as_str()))
}

/// Returns the number of the note that words name: "see note 2".
pub(super) fn note_named(words: &str) -> Option<&str> {
    let mut words = words.trim().rsplit(char::is_whitespace).filter(|word| !word.is_empty());
    let number = bare(words.next()?);
    let name = bare(words.next()?).to_lowercase();
    (is_number(number) && CALLS.contains(&name.as_str()) && words.take(3).count() < 3).then_some(number)
}

/// Whether words are more than a mark and belong to their sentence: `note 1`, `the audit`.
pub(super) fn is_worded(words: &str) -> bool {
    let words = words.trim();
    if words.starts_with(['[', '(']) && words.ends_with([']', ')']) {
        return false;
    }
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let mut all = words.split_whitespace();
    let first = all.next().map_or(0, letters);
    all.next().is_some() && first > 0 && !bare(words).is_empty() || first > 4
}

/// Whether words are the year of a work. Its sentence may need the year: "Maas (2024) denies it".
pub(super) fn is_year(words: &str) -> bool {
    let year = bare(words);
    let digits = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
    year.len() - digits.len() <= 1 && digits.parse().is_ok_and(|year: u32| (1400..2100).contains(&year))
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_digit = |c: char| c.is_ascii_digit() || "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    text.len() - digits.len() <= 1 && !digits.is_empty() && digits.chars().count() <= 4 && digits.chars().all(is_digit)
}

/// Whether words are the sign of a backlink: `↩`, `^`, `[back]`.
pub(in crate::briefing::convert) fn is_back_sign(words: &str) -> bool {
    let is_sign = |c: char| {
        matches!(c, '↩' | '↵' | '⏎' | '↑' | '^' | '←' | '⬆' | '↖' | '⤴' | '⇑' | '▲' | '⮌' | '\u{fe0e}' | '\u{fe0f}')
    };
    let rest = words.trim_matches(|c: char| is_sign(c) || c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')'));
    let is_sign_only = rest.is_empty() && words.chars().any(is_sign);
    let numbered = rest.chars().all(|c| c.is_ascii_digit()) && words.chars().any(is_sign);
    is_sign_only || numbered || BACK.contains(&rest.to_lowercase().as_str())
}

/// Whether a note begins with the mark of its reference.
pub(super) fn begins_with(mark: &str, note: &str) -> bool {
    let mark = bare(mark);
    let rest = note.trim_start_matches(['[', '(', '^', ' ']);
    !mark.is_empty()
        && rest.strip_prefix(mark).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

/// Returns a note's text without the mark at its beginning.
pub(in crate::briefing::convert) fn without_mark<'t>(mark: &str, text: &'t str) -> &'t str {
    let trimmed = text.trim_start();
    if mark.is_empty() {
        return text;
    }
    let inner = trimmed.trim_start_matches(['[', '(']);
    let Some(rest) = inner.strip_prefix(mark) else { return text };
    let bracketed = inner.len() < trimmed.len();
    let closed = rest.trim_start_matches([']', ')']);
    let ends = closed.trim_start_matches(['.', ':']);
    // "a dog" does not begin with a mark; "a. dog" and "[a] dog" do.
    let is_word = mark.chars().all(char::is_alphabetic);
    let is_apart = closed.len() < rest.len() || ends.len() < closed.len() || bracketed;
    let is_whole = ends.is_empty() || ends.starts_with(char::is_whitespace) || closed.len() < rest.len();
    if is_whole && (is_apart || !is_word) || ends.is_empty() { ends.trim_start() } else { text }
}
