//! English names of months.

const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Returns the number of a month by its name, or by at least its first three letters: "March", "Sept.".
pub(super) fn of(name: &str) -> Option<u16> {
    let name = name.trim_end_matches('.').to_lowercase();
    let is_it = |month: &str| name.len() >= 3 && month.starts_with(&name);
    NAMES.iter().zip(1..).find(|(month, _)| is_it(month)).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn months_are_recognized_by_their_first_letters() {
        for (name, number) in [("January", 1), ("Sept.", 9), ("dec", 12), ("May", 5)] {
            assert_eq!(of(name), Some(number), "{name}");
        }
        for name in ["", "Ma", "Mai", "Wednesday", "3"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
