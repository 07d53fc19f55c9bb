//! Counts the items of a Word file's lists, and formats their numbers.

use std::collections::{HashMap, HashSet};

use super::super::xml::Element;
use super::styles::{Numbered, Styles, value};

/// Levels of a list.
const LEVELS: usize = 9;

/// All lists of a file with their counters.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Lists by their ids.
    lists: HashMap<String, List>,
    patterns: HashMap<String, Pattern>,
    /// Counters by pattern, because lists of one pattern share their numbers.
    counts: HashMap<String, [Option<u64>; LEVELS]>,
    /// Lists and levels that have restarted. Each restarts only once.
    restarted: HashSet<(String, usize)>,
}

#[derive(Debug)]
struct List {
    pattern: String,
    /// The start and the format of each level.
    overrides: HashMap<usize, (Option<u64>, Option<Level>)>,
}

#[derive(Debug, Default)]
struct Pattern {
    levels: HashMap<usize, Level>,
    /// The list style that defines the levels instead.
    elsewhere: Option<String>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u64,
    format: String,
    /// Pattern of the written number: `%1.%2`.
    text: String,
    /// The paragraph style of this level.
    style: Option<String>,
    /// Whether it continues after an item of a higher level.
    goes_on: bool,
}

/// An item's place in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) level: usize,
    /// Number of the item; none for bullets.
    pub(super) number: Option<u64>,
    /// The number as written: `2.1`, `(b)`. Empty for bullets.
    pub(super) label: String,
}

impl Numbering {
    pub(super) fn of(root: &Element) -> Self {
        let mut numbering = Self::default();
        for element in root.elements() {
            match element.name() {
                "abstractNum" => {
                    let Some(id) = element.attribute("abstractNumId") else { continue };
                    let levels = element.elements().filter(|one| one.name() == "lvl").filter_map(level).collect();
                    let pattern = Pattern { levels, elsewhere: value(element, "numStyleLink") };
                    numbering.patterns.insert(id.into_owned(), pattern);
                }
                "num" => {
                    let Some(id) = element.attribute("numId") else { continue };
                    let Some(pattern) = value(element, "abstractNumId") else { continue };
                    let overrides = element.elements().filter(|one| one.name() == "lvlOverride").filter_map(|one| {
                        let at = one.attribute("ilvl")?.parse().ok()?;
                        let start = value(one, "startOverride").and_then(|start| start.parse().ok());
                        Some((at, (start, one.child("lvl").and_then(level).map(|(_, level)| level))))
                    });
                    numbering.lists.insert(id.into_owned(), List { pattern, overrides: overrides.collect() });
                }
                _ => {}
            }
        }
        numbering
    }

    /// Counts a paragraph in its list; none if it is in no list.
    pub(super) fn count(&mut self, numbered: &Numbered, style: Option<&str>, styles: &Styles) -> Option<Item> {
        let id = numbered.list.as_deref().filter(|&id| id != "0")?;
        let list = self.lists.get(id)?;
        let mut pattern = list.pattern.as_str();
        // The pattern may refer to a list style, but not further.
        if let Some(elsewhere) = self.patterns.get(pattern).and_then(|pattern| pattern.elsewhere.as_deref()) {
            pattern = styles.list(elsewhere).and_then(|id| self.lists.get(id)).map_or(pattern, |list| &list.pattern);
        }
        let levels = &self.patterns.get(pattern)?.levels;
        let by_style = || levels.iter().find(|(_, level)| level.style.is_some() && level.style.as_deref() == style);
        let at = numbered.level.or_else(|| by_style().map(|(&at, _)| at)).unwrap_or(0).min(LEVELS - 1);
        let of = |at: usize| list.overrides.get(&at).and_then(|(_, level)| level.as_ref()).or_else(|| levels.get(&at));
        let level = of(at)?;
        if level.format == "bullet" || (level.format == "none" && !level.text.contains('%')) {
            // A level without a number may still have words: "Note:". Without either it is not an item.
            let label = if level.format == "none" { level.text.trim() } else { "" };
            let is_item = level.format == "bullet" || !label.is_empty();
            return is_item.then(|| Item { level: at, number: None, label: label.to_owned() });
        }
        let counts = self.counts.entry(pattern.to_owned()).or_default();
        let fresh = list.overrides.get(&at).and_then(|&(start, _)| start);
        let fresh = fresh.filter(|_| self.restarted.insert((id.to_owned(), at)));
        let next = counts[at].map_or(level.start, |count| count.saturating_add(1));
        let number = fresh.unwrap_or(next);
        counts[at] = Some(number);
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            if of(below).is_none_or(|level| !level.goes_on) {
                *count = None;
            }
        }
        let mut label = level.text.clone();
        for (above, count) in counts.iter().enumerate().take(at + 1) {
            let mark = format!("%{}", above + 1);
            if label.contains(&mark) {
                let level = of(above)?;
                let count = count.unwrap_or(level.start);
                label = label.replace(&mark, &written(count, &level.format));
            }
        }
        Some(Item { level: at, number: Some(number), label: label.trim().to_owned() })
    }
}

fn level(element: &Element) -> Option<(usize, Level)> {
    let at = element.attribute("ilvl")?.parse().ok()?;
    Some((
        at,
        Level {
            start: value(element, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
            format: value(element, "numFmt").unwrap_or_else(|| "decimal".to_owned()),
            text: value(element, "lvlText").unwrap_or_default(),
            style: value(element, "pStyle"),
            goes_on: value(element, "lvlRestart").is_some_and(|above| above == "0"),
        },
    ))
}

/// Writes a number in a format's letters or digits.
fn written(number: u64, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

/// Writes letters: a to z, then aa to zz.
fn letters(number: u64) -> String {
    let Some(index) = number.checked_sub(1) else { return number.to_string() };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    let times = usize::try_from(index / 26).unwrap_or(usize::MAX).min(8) + 1;
    String::from(letter).repeat(times)
}

fn roman(number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..5000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_letters_and_roman() {
        assert_eq!(written(28, "lowerLetter"), "bb");
        assert_eq!(written(0, "upperLetter"), "0");
        assert_eq!(written(1994, "upperRoman"), "MCMXCIV");
        assert_eq!(written(4, "lowerRoman"), "iv");
        assert_eq!(written(7, "decimalZero"), "07");
    }
}
