//! Finds the known word nearest to a misspelled word, for every "did you mean".
//!
//! Owns how many typing errors a word may have. Must not know what the words are for.

/// Returns the known word nearest to `word`, if one is near enough. Near enough is one to three typing errors, by the
/// length of the word, or the beginning of a known word. Case is ignored.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, known).0
}

/// Returns the known word that `word` certainly means, if it is the only near word. It may have one typing error, or
/// two in a long word, and none in a number, because "2023" is not a typo for "2024".
pub fn only<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let slips = if word.chars().count() > 8 { 2 } else { 1 };
    let is_slip = |near: &&str| strsim::osa_distance(&word.to_lowercase(), &near.to_lowercase()) <= slips;
    match near(word, known) {
        (Some(near), 1) => Some(near).filter(is_slip).filter(|near| digits(near) == digits(word)),
        _ => None,
    }
}

/// Returns the nearest word and the number of near words.
fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> (Option<&'a str>, usize) {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let slips = match length {
        0 | 1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    let mut count = 0;
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
        count += 1;
        if best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, candidate));
        }
    }
    (best.map(|(_, candidate)| candidate), count)
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

    #[test]
    fn only_a_single_candidate_counts_and_numbers_must_match_exactly() {
        assert_eq!(only("audti", ["audit", "port"]), Some("audit"));
        assert_eq!(only("bat", ["cat", "hat"]), None);
        assert_eq!(only("oecd-2024", ["oecd-2023"]), None);
        assert_eq!(only("ocd-2023", ["oecd-2023"]), Some("oecd-2023"));
        assert_eq!(only("weather", ["audit"]), None);
        assert_eq!(only("court", ["port"]), None);
        assert_eq!(only("aud", ["audit"]), None);
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
