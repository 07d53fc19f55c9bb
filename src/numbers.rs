//! Numbers in words: lists with their runs joined, counts with their nouns, dates as people write them.

/// "1–4, 7, 9" for sorted numbers.
pub fn list(numbers: impl IntoIterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let words = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// "1 claim", "9 claims", "no claims".
pub fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// "5 March 2026" for 2026-03-05; anything else as it is.
pub fn date(written: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<_> = written.split('-').collect();
    if let [year, month, day] = parts[..]
        && let (Ok(year), Ok(month), Ok(day)) = (year.parse::<u16>(), month.parse::<usize>(), day.parse::<u8>())
        && let Some(month) = month.checked_sub(1).and_then(|month| MONTHS.get(month))
    {
        return format!("{day} {month} {year}");
    }
    written.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_numbers_are_joined_and_counts_agree_with_their_nouns() {
        assert_eq!(list([1, 2, 3, 5, 7, 8]), "1–3, 5, 7, 8");
        assert_eq!(
            (count(0, "claim"), count(1, "claim"), count(2, "claim")),
            ("no claims".into(), "1 claim".into(), "2 claims".into())
        );
    }

    #[test]
    fn a_date_is_written_out_and_what_is_no_date_stays() {
        assert_eq!(date("2026-03-05"), "5 March 2026");
        assert_eq!(date("spring 2026"), "spring 2026");
        assert_eq!(date("2026-13-05"), "2026-13-05");
    }
}
