//! Finds the known word nearest to a misspelled word, for every "did you mean".
//!
//! Owns how many typing errors a word may have. Must not know what the words are for.

/// Returns the known word nearest to `word`, if one is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, known).first().copied()
}

/// Returns the known word that `word` certainly means, if it is the only near word. It may have one typing error, or
/// two in a long word, and none in a number, because "2023" is not a typo for "2024". `near` are the near words.
pub fn only<'a>(word: &str, near: &[&'a str]) -> Option<&'a str> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let slips = if word.chars().count() > 8 { 2 } else { 1 };
    match near {
        [near] if strsim::osa_distance(&word.to_lowercase(), &near.to_lowercase()) <= slips => {
            Some(*near).filter(|near| digits(near) == digits(word))
        }
        _ => None,
    }
}

/// Returns the known words that are near enough to `word`, the nearest first. Near enough is one to three typing
/// errors, by the length of the word, or the beginning of a known word. Case is ignored.
pub fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let slips = match length {
        0 | 1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in known {
        let lower = candidate.to_lowercase();
        // Words of very different length are far apart; their distance is not worth computing.
        let distance = if lower.chars().count().abs_diff(length) <= slips {
            strsim::osa_distance(&word, &lower)
        } else {
            usize::MAX
        };
        // A beginning ranks behind every typing error.
        let rank = match distance {
            near if near <= slips => near,
            _ if length > 2 && lower.starts_with(&word) => slips + 1,
            _ => continue,
        };
        near.push((rank, candidate));
    }
    near.sort_by_key(|(rank, _)| *rank);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: Option<&str>) {
        let known = ["claim", "caveat", "kind", "by", "covers", "named", "name", "reliability", "crossed-out"];
        assert_eq!(nearest(word, known), expected, "{word}");
    }

    #[test]
    fn one_or_two_slips_are_forgiven_and_fewer_in_short_words() {
        check("clam", Some("claim"));
        check("cliam", Some("claim"));
        check("crossed_out", Some("crossed-out"));
        check("relyabilty", Some("reliability"));
        check("bu", Some("by"));
        check("kin", Some("kind"));
        check("xy", Some("by"));
        check("xz", None);
        check("cxxxm", None);
        check("kxxd", None);
    }

    #[test]
    fn the_nearest_wins_and_the_first_of_equals() {
        check("nam", Some("name"));
        check("name", Some("name"));
        assert_eq!(nearest("bat", ["cat", "hat"]), Some("cat"));
    }

    fn only_of<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
        only(word, &near(word, known.iter().copied()))
    }

    #[test]
    fn only_a_single_candidate_counts_and_numbers_must_match_exactly() {
        assert_eq!(only_of("audti", &["audit", "port"]), Some("audit"));
        assert_eq!(only_of("bat", &["cat", "hat"]), None);
        assert_eq!(only_of("oecd-2024", &["oecd-2023"]), None);
        assert_eq!(only_of("ocd-2023", &["oecd-2023"]), Some("oecd-2023"));
        assert_eq!(only_of("weather", &["audit"]), None);
        assert_eq!(only_of("court", &["port"]), None);
        assert_eq!(only_of("aud", &["audit"]), None);
    }

    #[test]
    fn case_does_not_matter() {
        check("CLAIM", Some("claim"));
        assert_eq!(nearest("über", ["ÜBER"]), Some("ÜBER"));
    }

    #[test]
    fn a_prefix_names_the_whole_word() {
        check("relia", Some("reliability"));
        check("re", None);
    }

    #[test]
    fn distant_words_match_nothing_and_long_words_cost_nothing() {
        check("", None);
        check("b", None);
        check("weather", None);
        check(&"claim".repeat(1_000_000), None);
    }
}
