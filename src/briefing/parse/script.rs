//! Writes superscripts and subscripts in the characters that Unicode has for them.
//!
//! 10⁶ is not 106, so a sign marks characters that Unicode does not have.

use std::borrow::Cow;
use std::ops::Range;

use super::BriefingParser;
use super::numbered::may_be_marked;
use crate::text::manuscript::Span;
use crate::text::role::Roles;

/// Superscript or subscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Above,
    Below,
}

const ABOVE: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('–', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

const BELOW: &[(char, char)] = &[
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
];

/// Most letters of a word before a raised number that is a power: "km²". After a longer word the number is a mark:
/// "dues^1".
const LONGEST_UNIT: usize = 2;

/// Most characters of a superscript or subscript. Longer text is only small print.
const LONGEST: usize = 12;

/// Writes words as a superscript or subscript after others.
pub(super) fn set<'t>(text: &'t str, script: Script, before: &str) -> Cow<'t, str> {
    // A single letter is a variable, unless it makes an ordinal: "19^e", "1^a".
    let is_variable = text.chars().count() == 1 && text.chars().all(char::is_alphabetic) && script == Script::Above;
    let is_variable = is_variable && !matches!(text, "e" | "a" | "o" | "º" | "ª");
    let has_figures = is_variable || text.contains(|c: char| c.is_ascii_digit() || "+-−–=".contains(c));
    let long = text.chars().count() > LONGEST || text.contains(char::is_whitespace);
    let glued = before.ends_with(|c: char| !c.is_whitespace());
    // Letters can be read on the line: "1st", "M^lle".
    if !has_figures || long || !glued {
        return Cow::Borrowed(text);
    }
    let (table, sign) = match script {
        Script::Above => (ABOVE, '^'),
        Script::Below => (BELOW, '_'),
    };
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(LONGEST_UNIT + 1).count();
    let is_mark = script == Script::Above && letters > LONGEST_UNIT || before.ends_with(['.', ',', '”', '"']);
    let found = |c: char| table.iter().find(|(plain, _)| *plain == c).map(|(_, set)| *set);
    let set: Option<String> = text.chars().map(found).collect();
    match set.filter(|_| !is_mark) {
        Some(set) => Cow::Owned(set),
        None if text.chars().count() > 1 && !text.chars().all(|c| c.is_ascii_digit()) => {
            Cow::Owned(format!("{sign}({text})"))
        }
        None => Cow::Owned(format!("{sign}{text}")),
    }
}

/// Whether a text may have superscripts or subscripts.
pub(super) fn is_in(body: &str) -> bool {
    let is_sign = |(at, sign): (usize, &str)| {
        !body[..at].ends_with(['[', '~', '^', ' ', '\n']) && !body[at..].starts_with("~~") && !sign.is_empty()
    };
    body.match_indices('^').any(is_sign) || body.match_indices('~').any(is_sign)
}

/// Finds a superscript or subscript by pandoc's rule: `10^6^`, `H~2~O`, without space inside. Returns its byte and its
/// length including the signs.
fn find(text: &str) -> Option<(usize, usize, Script)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(['^', '~']).map(|at| from + at) {
        let (inside, sign) = (&text[at + 1..], text[at..].chars().next()?);
        let end = inside.find(|c: char| c == sign || c.is_whitespace());
        let end = end.filter(|&end| end > 0 && inside[end..].starts_with(sign));
        let script = if sign == '^' { Script::Above } else { Script::Below };
        match end {
            Some(end) if is_meant(&text[..at], &inside[..end], &inside[end + 1..], script) => {
                return Some((at, end + 2, script));
            }
            _ => from = at + 1,
        }
    }
    None
}

/// Whether signs around words make a superscript or subscript, rather than powers of a formula. A superscript ends its
/// word; a subscript is a figure after a letter.
fn is_meant(before: &str, words: &str, behind: &str, script: Script) -> bool {
    let is_figure = words.len() <= 3 && words.bytes().all(|byte| byte.is_ascii_digit());
    match script {
        Script::Above => {
            (before.ends_with(char::is_alphanumeric) || is_figure && may_be_marked(before))
                && !words.contains(['[', '`', '/', '{', '}', '$', '^', '~'])
                && !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '^' | '{' | '(' | '$'))
        }
        Script::Below => before.ends_with(char::is_alphabetic) && is_figure && !behind.starts_with('~'),
    }
}

impl BriefingParser<'_> {
    /// Reads a text with superscripts or subscripts, `10^6^`, in parts. Returns whether it has any.
    pub(super) fn takes_script(&mut self, text: &str, span: Span) -> bool {
        let is_written = self.manuscript.slice(span) == text;
        if !is_written || !text.contains(['^', '~']) || find(text).is_none() {
            return false;
        }
        let part = |range: Range<usize>| Span::new(span.start as usize + range.start, span.start as usize + range.end);
        let mut from = 0;
        while let Some((at, length, script)) = find(&text[from..]) {
            let at = from + at;
            let before = &text[from..at];
            let set = set(&text[at + 1..at + length - 1], script, before).into_owned();
            self.words(before, part(from..at), Roles::NONE);
            let start = self.leaf.as_ref().map_or(0, |leaf| leaf.builder.so_far().len());
            self.words(&set, part(at..at + length), Roles::NONE);
            if script == Script::Above {
                self.read_raised(start, part(at..at + length));
            }
            from = at + length;
        }
        self.words(&text[from..], part(from..text.len()), Roles::NONE);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn superscript_and_subscript_signs_enclose_words_without_spaces() {
        assert_eq!(find("a 10^6^ b"), Some((4, 3, Script::Above)));
        assert_eq!(find("19^th^"), Some((2, 4, Script::Above)));
        assert_eq!(find("H~2~O"), Some((1, 3, Script::Below)));
        for none in [
            "a^b",
            "a ^b^",
            "^a^",
            "a^ b^",
            "a^^",
            "x^[a]^",
            "~/a~/b",
            "a~~b~~",
            "x^n+y^n = z",
            "O(n^2+m^2)",
            "a^{k}b^{k}",
            "10~20~30",
            "foo^bar^baz",
        ] {
            assert_eq!(find(none), None, "{none}");
        }
    }

    #[test]
    fn powers_and_indices_are_distinguished_from_figures_on_the_line() {
        let check = |text, script, before, expected| assert_eq!(set(text, script, before), expected);
        check("6", Script::Above, "10", "⁶");
        check("2", Script::Above, "km", "²");
        check("-3", Script::Above, "10", "⁻³");
        check("2", Script::Below, "CO", "₂");
        check("n+1", Script::Above, "2", "ⁿ⁺¹");
        check("k+1", Script::Above, "2", "^(k+1)");
        check("st", Script::Above, "1", "st");
        check("n", Script::Above, "2", "ⁿ");
        check("k", Script::Above, "x", "^k");
        check("e", Script::Above, "19", "e");
        check("1", Script::Above, "dues", "^1");
        check("12", Script::Above, "dues.", "^12");
        check("small words 2", Script::Below, "x", "small words 2");
        check("2", Script::Above, "", "2");
    }
}
