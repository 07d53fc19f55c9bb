//! Writes superscripts and subscripts in characters that stay in the line.
//!
//! Must not know elements.

/// Endings of ordinal numbers, which need no superscript.
const ORDINALS: &[&str] = &[
    "st", "nd", "rd", "th", "e", "er", "re", "ère", "me", "ème", "ième", "eme", "de", "d", "nde", "ste", "ter", "s",
    "es", "os", "as", "bis",
];

/// Writes a superscript after other words.
pub(super) fn raised(before: &str, raised: &str) -> String {
    let words = raised.trim();
    let Some(last) = before.chars().next_back().filter(|c| !c.is_whitespace()) else { return raised.to_owned() };
    if let Some(digits) = mapped(words, "0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺") {
        return if words.chars().any(|c| c.is_ascii_digit()) || last.is_alphanumeric() {
            digits
        } else {
            raised.to_owned()
        };
    }
    match words {
        "a" if last.is_ascii_digit() => return "ª".to_owned(),
        "o" if last.is_alphanumeric() => return "º".to_owned(),
        _ => {}
    }
    let base: String = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let is_number = base.chars().last().is_some_and(|c| c.is_ascii_digit());
    let is_name = base.chars().next().is_some_and(char::is_alphabetic);
    let in_letters = words.chars().all(char::is_alphabetic);
    // "19e", "4th", "Mme", "XIXe" and "St" have the same meaning without a superscript; "xn" and "2n" do not.
    let is_written = is_number && ORDINALS.contains(&words.to_lowercase().as_str())
        || in_letters && is_name && (words.chars().count() > 1 || base.chars().any(char::is_uppercase));
    let is_built = words.chars().any(char::is_alphanumeric) && (last.is_alphanumeric() || matches!(last, ')' | ']'));
    if words.is_empty() || is_written || !is_built || words.starts_with(['[', '(']) {
        return raised.to_owned();
    }
    let is_one = words.chars().all(char::is_alphanumeric);
    if is_one { format!("^{words}") } else { format!("^({words})") }
}

/// Writes a subscript between other words.
pub(super) fn lowered(before: &str, lowered: &str, behind: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let words = lowered.trim();
    let touches = is_digit(before.chars().next_back()) || is_digit(behind.chars().next());
    let digits = mapped(words, "0123456789-−+", "₀₁₂₃₄₅₆₇₈₉₋₋₊").filter(|_| touches);
    digits.unwrap_or_else(|| lowered.to_owned())
}

/// Replaces each character by a sign; none if a character has no sign.
fn mapped(words: &str, plain: &str, signs: &str) -> Option<String> {
    let sign = |c: char| signs.chars().nth(plain.chars().position(|plain| plain == c)?);
    words.chars().map(sign).collect::<Option<String>>().filter(|words| !words.is_empty())
}
