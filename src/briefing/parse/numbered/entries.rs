//! Finds the entries of a list of references by their marks: numbers, `RFC2119`.
//!
//! The list stands under "Sources" or "References". Entries are found line by line, before the text is read. Must not
//! know blocks.

use std::collections::BTreeSet;

use crate::briefing::heading;
use crate::briefing::parse::prescan::Prescan;

/// Most numbers in a range: `[1-40]` is a range, `[1900-1999]` hardly.
const LONGEST_RANGE: u32 = 60;

/// Longest mark of an entry that is not a number, in bytes: `[RFC2119]`.
const LONGEST_MARK: usize = 30;

/// Superscript digits.
pub(super) const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Marks that have entries.
#[derive(Debug, Default)]
pub(in crate::briefing::parse) struct Entries {
    numbers: BTreeSet<u32>,
    /// Marks that are not numbers: `RFC2119`, `Maas25`.
    keys: BTreeSet<String>,
}

impl Entries {
    /// Looks for lists of references in a Markdown text.
    pub(super) fn of(body: &str) -> Self {
        let (mut numbers, mut keys, mut bracketed) = (BTreeSet::new(), BTreeSet::new(), false);
        let (mut cited, mut cited_keys) = (BTreeSet::new(), BTreeSet::new());
        let (mut inside, mut fence) = (false, None);
        let mut lines = body.lines().peekable();
        while let Some(line) = lines.next() {
            let trimmed = line.trim();
            let marks = ["```", "~~~"].into_iter().find(|marks| trimmed.starts_with(marks));
            match (fence, marks) {
                (None, Some(_)) => fence = marks,
                (Some(open), Some(marks)) if open == marks => fence = None,
                _ => {}
            }
            if fence.is_some() || marks.is_some() {
                continue;
            }
            let is_underlined =
                lines.peek().is_some_and(|next| next.len() > 2 && next.bytes().all(|byte| matches!(byte, b'-' | b'=')));
            if trimmed.starts_with('#') || is_underlined {
                inside = is_title(trimmed);
            } else if is_title(trimmed) && (trimmed.starts_with("**") || trimmed.ends_with(':')) {
                inside = true;
            } else if inside {
                match entry(trimmed) {
                    Some(Entry::Number { number, brackets }) => {
                        numbers.insert(number);
                        bracketed |= brackets;
                    }
                    Some(Entry::Key(key)) => _ = keys.insert(key.to_owned()),
                    None => {}
                }
            } else {
                cited.extend(cites(line));
                cited.extend(raised_numbers(line));
                cited_keys.extend(cited_words(line));
            }
        }
        let both = numbers.intersection(&cited).count();
        // An ordered list under "Notes" need not be the target of "[1]".
        if both == 0 || !bracketed && both * 2 < numbers.len() {
            numbers.clear();
        }
        if !keys.iter().any(|key| cited_keys.contains(key.as_str())) {
            keys.clear();
        }
        Self { numbers, keys }
    }

    /// Whether a text may have entries. This quick test relies on two facts: numbers begin with 1, and an entry begins
    /// with its mark.
    pub(super) fn may_be_in(body: &Prescan<'_>) -> bool {
        let is_key_of_entry = |inner: &str| {
            let end = inner.bytes().take(LONGEST_MARK + 1).position(|byte| byte == b']');
            end.is_some_and(|end| is_key(&inner[..end]) && inner[end + 1..].starts_with([' ', '\t']))
        };
        let begins = |sign: &str| {
            body.has(sign)
                && body.text.match_indices(sign).any(|(at, _)| is_key_of_entry(&body.text[at + sign.len()..]))
        };
        body.has_any(&["[1", "¹", "^1", "<sup>1"]) || ["\n[", "\n- [", "\n* ["].into_iter().any(begins)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.keys.is_empty()
    }

    /// Returns the label of an item of an ordered list, if it is an entry.
    pub(super) fn item(&self, number: u64) -> Option<String> {
        let is_one = u32::try_from(number).is_ok_and(|number| self.numbers.contains(&number));
        is_one.then(|| label(number))
    }

    /// Returns the label of an entry at the beginning of a text, `[1] Anna Maas`, and the length of `[1]`.
    pub(super) fn begins(&self, text: &str) -> Option<(String, usize)> {
        let end = text.bytes().take(LONGEST_MARK + 2).position(|byte| byte == b']')?;
        let mark = text.get(1..end).filter(|_| text.starts_with('['))?;
        let label = match mark.parse() {
            Ok(number) => self.numbers.contains(&number).then(|| label(number)),
            Err(_) => self.keys.get(mark).cloned(),
        };
        let label = label.filter(|_| text[end + 1..].starts_with([' ', '\t']))?;
        Some((label, end + 1))
    }

    /// Returns the labels that words between brackets cite, if all have entries, and the words after the last, such as
    /// ", p. 3".
    pub(in crate::briefing::parse) fn cited<'t>(&self, inside: &'t str) -> Option<(Vec<String>, &'t str)> {
        let (mut labels, mut rest) = (Vec::new(), inside);
        loop {
            let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
            let end = trimmed.find([',', ';']).unwrap_or(trimmed.len());
            if let Some(key) = self.keys.get(trimmed[..end].trim_end()) {
                labels.push(key.clone());
                rest = trimmed[end..].trim_start_matches([',', ';']);
                if rest.trim().is_empty() {
                    return Some((labels, ""));
                }
                continue;
            }
            let digits = trimmed.len() - trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let Ok(number) = trimmed[..digits].parse::<u32>() else {
                return (!labels.is_empty() && is_place(trimmed)).then_some((labels, trimmed));
            };
            rest = &trimmed[digits..];
            let mut numbers = number..=number;
            if let Some(last) = rest.trim_start().strip_prefix(['-', '–']) {
                let last = last.trim_start();
                let digits = last.len() - last.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let end: u32 = last[..digits].parse().ok()?;
                if end <= number || end - number > LONGEST_RANGE {
                    return None;
                }
                numbers = number..=end;
                rest = &last[digits..];
            }
            if !numbers.clone().all(|number| self.numbers.contains(&number)) {
                return None;
            }
            labels.extend(numbers.map(label));
            match rest.trim_start().strip_prefix([',', ';']) {
                Some(more) => rest = more,
                None => return rest.trim().is_empty().then_some((labels, "")),
            }
        }
    }

    /// Returns the labels that a superscript after words cites: "¹", "^1", "¹⁻³".
    pub(super) fn cited_above(&self, before: &str, raised: &str) -> Option<Vec<String>> {
        if self.numbers.is_empty() || !may_be_marked(before) {
            return None;
        }
        let plain = |c: char| match RAISED.iter().position(|&figure| figure == c) {
            Some(figure) => char::from_digit(u32::try_from(figure).ok()?, 10),
            None if c.is_ascii_digit() || matches!(c, ',' | ';' | ' ' | '-' | '–') => Some(c),
            None => (c == '⁻').then_some('-'),
        };
        let figures = raised.trim_matches(['^', '(', ')', '[', ']', ' ']);
        let figures: String = figures.chars().map(plain).collect::<Option<_>>()?;
        self.cited(&figures).map(|(labels, _)| labels)
    }
}

/// Whether words after a number are a locator: "p. 3", "section 4", "§ 2". A single letter is a bound: `[0, a]`.
fn is_place(words: &str) -> bool {
    let letters = words.trim_start_matches('§').trim_start();
    let rest = letters.trim_start_matches(char::is_alphabetic);
    let count = letters[..letters.len() - rest.len()].chars().count();
    words.starts_with('§')
        || count > 1
        || count == 1 && rest.trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a superscript after words may be a mark rather than a power: "km²" is a power.
pub(in crate::briefing::parse) fn may_be_marked(before: &str) -> bool {
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    letters == 3 || before.ends_with(['.', ',', ';', ':', '”', '"', ')', '!', '?'])
}

/// Whether a line is the title of a list of references.
pub(in crate::briefing::parse) fn is_title(line: &str) -> bool {
    heading::heads_works(line) || heading::heads_notes(line)
}

/// The beginning of an entry.
enum Entry<'t> {
    /// `[1] Anna Maas`, "1. Anna Maas".
    Number { number: u32, brackets: bool },
    /// `[RFC2119] Anna Maas`
    Key(&'t str),
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let line = line.trim_start_matches(['-', '*', '+', ' ']);
    let inner = line.strip_prefix('[');
    let (mark, rest) = match inner {
        Some(inner) => inner.split_once(']')?,
        None => line.split_once(['.', ')'])?,
    };
    let brackets = inner.is_some();
    let is_number = (1..=4).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit());
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    if is_number {
        return Some(Entry::Number { number: mark.parse().ok()?, brackets });
    }
    (brackets && is_key(mark)).then_some(Entry::Key(mark))
}

/// Whether a mark between brackets may be that of a work: `RFC2119`, `Maas25`, `ISO-8601`. A name alone is a word.
fn is_key(mark: &str) -> bool {
    (2..=LONGEST_MARK).contains(&mark.len())
        && mark.starts_with(|c: char| c.is_ascii_alphabetic())
        && mark.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':' | '&'))
        && mark.chars().any(|c| c.is_ascii_digit() || c.is_uppercase())
}

/// Returns the words between brackets in a line, except links.
fn bracketed(line: &str) -> impl Iterator<Item = &str> {
    line.split('[').skip(1).filter_map(|rest| {
        let (inside, rest) = rest.split_once(']')?;
        (!rest.starts_with(['(', ':'])).then_some(inside)
    })
}

/// Returns the numbers between brackets in a line.
fn cites(line: &str) -> impl Iterator<Item = u32> + '_ {
    bracketed(line)
        .filter(|inside| inside.starts_with(|c: char| c.is_ascii_digit()))
        .flat_map(|inside| inside.split([',', ';', '-', '–', ' ']).map_while(|number| number.trim().parse().ok()))
}

/// Returns the marks between brackets in a line that are not numbers.
fn cited_words(line: &str) -> impl Iterator<Item = &str> {
    bracketed(line).flat_map(|inside| inside.split([',', ';']).map(str::trim)).filter(|mark| is_key(mark))
}

/// Returns the first number of each superscript: "¹", "^1^", `<sup>1</sup>`.
fn raised_numbers(line: &str) -> impl Iterator<Item = u32> + '_ {
    let one = |figures: &str| {
        let end = figures.find(|c: char| !c.is_ascii_digit()).unwrap_or(figures.len());
        figures[..end].parse().ok()
    };
    let signs = ["^", "<sup>"].into_iter().flat_map(move |sign| line.split(sign).skip(1).filter_map(one));
    let figures = line.split(|c: char| !RAISED.contains(&c)).filter_map(|figures| {
        figures.chars().try_fold(0_u32, |number, c| {
            let figure = RAISED.iter().position(|&figure| figure == c)?;
            number.checked_mul(10)?.checked_add(u32::try_from(figure).ok()?)
        })
    });
    signs.chain(figures.filter(|&number| number > 0))
}

/// Prefix of entries' labels.
const LABEL: &str = "ref";

/// Returns the label of an entry.
fn label(number: impl std::fmt::Display) -> String {
    format!("{LABEL}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_need_a_list_under_a_references_title() {
        let has = |text: &str| Entries::of(text).numbers.into_iter().collect::<Vec<_>>();
        assert_eq!(has("Dues [1] and [2, 3].\n\n## Sources\n\n1. A\n2. B\n3. C\n"), [1, 2, 3]);
        assert_eq!(has("Dues [1].\n\n**References:**\n\n[1] A\n[2] B\n"), [1, 2]);
        assert_eq!(has("Dues [1].\n\nQuellen\n-------\n\n- [1] A\n"), [1]);
        // These texts have no list, no title, no reference, or only code.
        for text in [
            "Dues [1].",
            "Dues [1].\n\n## Ports\n\n1. A\n",
            "Dues.\n\n## Notes\n\n1. A\n",
            "```\nx[1]\n```\n\n## Notes\n\n1. A\n",
        ] {
            assert!(has(text).is_empty(), "{text:?}");
        }
        // These are steps of a list that hardly anything refers to.
        assert!(has("See x[1].\n\n## Notes\n\n1. A\n2. B\n3. C\n4. D\n").is_empty());
    }

    #[test]
    fn superscript_figures_after_words_cite() {
        let has = |text: &str| Entries::of(text).numbers.into_iter().collect::<Vec<_>>();
        assert_eq!(has("Dues.¹ Ships.²\n\n## Sources\n\n1. A\n2. B\n"), [1, 2]);
        assert_eq!(has("Dues.<sup>1</sup>\n\n## Sources\n\n1. A\n"), [1]);
        let entries = Entries { numbers: (1..=9).collect(), keys: BTreeSet::new() };
        let cited = |before, raised| entries.cited_above(before, raised).map(|labels| labels.join(" "));
        assert_eq!(cited("Dues doubled.", "¹").as_deref(), Some("ref1"));
        assert_eq!(cited("dues", "^(2,3)").as_deref(), Some("ref2 ref3"));
        assert_eq!(cited("dues", "⁴⁻⁶").as_deref(), Some("ref4 ref5 ref6"));
        for (before, raised) in [("km", "²"), ("10", "6"), ("1", "st"), ("dues", "^12"), ("dues ", "²")] {
            assert_eq!(cited(before, raised), None, "{before}{raised}");
        }
    }

    #[test]
    fn marks_other_than_numbers_need_a_list_too() {
        let has = |text: &str| Entries::of(text).keys.into_iter().collect::<Vec<_>>();
        assert_eq!(
            has("Dues [RFC2119].\n\n## Normative References\n\n[RFC2119] A\n\n- [Maas25] B\n"),
            ["Maas25", "RFC2119"]
        );
        for text in [
            "Dues [x].\n\n## Notes\n\n- [x] Done\n",
            "Dues.\n\n## Notes\n\n[RFC2119] A\n",
            "See [the].\n\n## Notes\n\n[the] end\n",
        ] {
            assert!(has(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn brackets_cite_numbers_ranges_and_a_place() {
        let entries = Entries { numbers: (1..=9).collect(), keys: ["RFC9".to_owned()].into() };
        let cited = |inside: &'static str| -> Option<(String, &str)> {
            let (labels, place) = entries.cited(inside)?;
            Some((labels.join(" "), place))
        };
        assert_eq!(cited("1"), Some(("ref1".to_owned(), "")));
        assert_eq!(cited("2, 3;5"), Some(("ref2 ref3 ref5".to_owned(), "")));
        assert_eq!(cited("4–6, 9"), Some(("ref4 ref5 ref6 ref9".to_owned(), "")));
        assert_eq!(cited("3, p. 12"), Some(("ref3".to_owned(), "p. 12")));
        assert_eq!(cited("3, S. 12"), Some(("ref3".to_owned(), "S. 12")));
        assert_eq!(cited("RFC9, section 3"), Some(("RFC9".to_owned(), "section 3")));
        assert_eq!(cited("RFC9; 2"), Some(("RFC9 ref2".to_owned(), "")));
        for none in ["", "x", "12", "RFC8", "1, a", "1, x + 1", "3-1", "1, 12", "1 of 2", "2024"] {
            assert_eq!(cited(none), None, "{none}");
        }
    }
}
