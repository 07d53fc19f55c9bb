//! The case of the first letter: messages begin in lower case where they are made, and with a capital where they are shown.

/// The words with their first letter in upper case.
pub fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The words with their first letter in lower case.
pub fn uncapitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_letter_changes_even_if_it_becomes_two() {
        for (lower, upper) in [("", ""), ("no MD", "No MD"), ("élan", "Élan"), ("ßet", "SSet"), ("“a”", "“a”")]
        {
            assert_eq!(capitalized(lower), upper);
        }
        assert_eq!(uncapitalized("Élan OF"), "élan OF");
    }
}
