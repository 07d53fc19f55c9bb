//! Finds the date of a page.
//!
//! Must not know which of several dates is trusted.

use super::super::tree::Tree;
use crate::briefing::convert::month;

/// Returns the time of publication that the text shows.
pub(super) fn time(tree: &Tree) -> Option<String> {
    let is_publication = |at: &usize| {
        let called = tree.class_and_id(*at);
        tree.has_value(*at, "itemprop", "datePublished")
            || tree.attribute(*at, "pubdate").is_some()
            || ["published", "pubdate", "dt-published", "entry-date", "post-date", "publish"]
                .iter()
                .any(|name| called.contains(name))
    };
    let at = (1..tree.len())
        .find(|at| (tree.name(*at) == "time" || tree.attribute(*at, "datetime").is_some()) && is_publication(at))?;
    Some(tree.attribute(at, "datetime").unwrap_or_else(|| tree.text(at)).to_owned())
}

/// Returns the day of an ISO date, and any other date as written.
pub(super) fn day(date: &str) -> String {
    let parts: Vec<&str> = date.split(['T', ' ']).next().unwrap_or_default().split(['-', '/']).collect();
    let is_number =
        |part: &&str, lengths: &[usize]| lengths.contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if is_number(year, &[4]) && is_number(month, &[1, 2]) && is_number(day, &[1, 2]) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => spelled(date).unwrap_or_else(|| date.to_owned()),
    }
}

/// Returns the day of words like "Wednesday, 26 February 2025" or "Feb. 26, 2025", if there are no other words.
pub(super) fn spelled(words: &str) -> Option<String> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        let number: Option<u16> = lower.parse().ok();
        match (month::of(word), number) {
            (Some(known), _) if month.is_none() => month = Some(known),
            (_, Some(number @ 1..=31)) if day.is_none() && word.len() <= 2 => day = Some(number),
            (_, Some(number @ 1400..=2200)) if year.is_none() => year = Some(number),
            _ if is_weekday(&lower) => {}
            _ => return None,
        }
    }
    Some(format!("{}-{:02}-{:02}", year?, month?, day?))
}

/// Whether a word in small letters is the English name of a weekday, or its beginning.
fn is_weekday(word: &str) -> bool {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    days.iter().any(|day| *day == word || word.len() > 2 && day.starts_with(word))
}

/// Returns the day in a line whose class or id names it a dateline.
pub(super) fn dateline(tree: &Tree) -> Option<String> {
    let lines = (1..tree.len()).filter(|&at| tree.class_and_id(at).contains("dateline"));
    lines.take(20).find_map(|at| spelled(tree.text(at)))
}
