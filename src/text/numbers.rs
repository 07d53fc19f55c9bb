//! Writes numbers for people: lists with ranges, counts with nouns, dates.

/// Lists sorted numbers with ranges: "1–4, 7, 9".
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

/// Counts with a noun: "1 claim", "9 claims", "no claims".
pub fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// The same for what a text declares: "no caveats" would say that somebody looked for them.
pub fn declared(number: usize, noun: &str) -> String {
    let declared = if number == 0 { " declared" } else { "" };
    format!("{}{declared}", count(number, noun))
}

/// Writes "5 March 2026" for 2026-03-05. Returns anything else, and a day that does not exist, as written.
pub fn date(written: &str) -> String {
    day(written).unwrap_or_else(|| written.to_owned())
}

fn day(written: &str) -> Option<String> {
    const MONTHS: [(&str, u8); 12] = [
        ("January", 31),
        ("February", 28),
        ("March", 31),
        ("April", 30),
        ("May", 31),
        ("June", 30),
        ("July", 31),
        ("August", 31),
        ("September", 30),
        ("October", 31),
        ("November", 30),
        ("December", 31),
    ];
    let [year, month, day] = written.split('-').collect::<Vec<_>>().try_into().ok()?;
    // `parse` accepts a sign, but a date has none.
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return None;
    }
    let (year, month, day): (u16, usize, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let &(name, days) = MONTHS.get(month.checked_sub(1)?)?;
    let days = days + u8::from(leap && month == 2);
    (1..=days).contains(&day).then(|| format!("{day} {name} {year}"))
}

/// Hashes bytes with FNV-1a, whose result is the same on every machine and in every version.
pub fn fingerprint(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325, |number: u64, byte| (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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
    fn a_date_is_spelled_out_and_other_text_stays() {
        assert_eq!(date("2026-03-05"), "5 March 2026");
        assert_eq!(date("spring 2026"), "spring 2026");
        assert_eq!(date("2024-02-29"), "29 February 2024");
        for none in ["2026-13-05", "2026-00-05", "2026-02-99", "2026-02-29", "1900-02-29", "2026-04-31", "2026-04-00"] {
            assert_eq!(date(none), none);
        }
        for none in ["2026-+3-05", "2026-3-5", "26-03-05", "2026-03-05-01", "2026-03-05T10:00:00Z", ""] {
            assert_eq!(date(none), none);
        }
    }
}
