//! Converts characters of symbol fonts, superscript digits, and formulas.

use std::borrow::Cow;

use super::super::script;
use super::super::xml::{Element, Node, Space};
use super::styles::{Font, Raised};

/// Characters of the font Symbol from 0x20 on.
const SYMBOL: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
/// Characters of the font Symbol from 0xA1 on.
const SYMBOL_HIGH: &str = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊";

/// Returns the character of a font at a code; none if it is not known.
pub(super) fn sign(font: Font, code: u32) -> Option<char> {
    // Word moves such codes to the private use area.
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let nth = |signs: &str, first: u32| signs.chars().nth(usize::try_from(code.checked_sub(first)?).ok()?);
    match font {
        Font::Symbol if code < 0xa1 => nth(SYMBOL, 0x20),
        Font::Symbol => nth(SYMBOL_HIGH, 0xa1),
        Font::Wingdings => match code {
            0x6c | 0x9f => Some('•'),
            0x6e | 0xa7 => Some('▪'),
            0x6f | 0x70 | 0xa8 => Some('☐'),
            0x75 | 0x76 => Some('◆'),
            0xd8 => Some('➢'),
            0xdf | 0xe7 => Some('←'),
            0xe0 | 0xe8 => Some('→'),
            0xe1 => Some('↑'),
            0xe2 => Some('↓'),
            0xf3 => Some('⇔'),
            0xf0 => Some('⇒'),
            0xfb => Some('✗'),
            0xfc => Some('✓'),
            0xfd => Some('☒'),
            0xfe => Some('☑'),
            0x4a => Some('☺'),
            0x4c => Some('☹'),
            _ => None,
        },
        Font::Other => char::from_u32(code).filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c)),
    }
}

/// Converts a run's text to the characters of its font.
pub(super) fn in_font(text: &str, font: Option<Font>) -> String {
    let own = |c: char| ('\u{f020}'..='\u{f0ff}').contains(&c);
    if font != Some(Font::Symbol) && !text.contains(own) {
        return text.to_owned();
    }
    let font = font.filter(|font| *font != Font::Other).unwrap_or(Font::Wingdings);
    text.chars()
        .filter_map(|c| if own(c) || font == Font::Symbol && c > ' ' { sign(font, c.into()) } else { Some(c) })
        .collect()
}

/// Writes a superscript after other text. Digits and marks of several notes stay separate. Any other superscript is a
/// power, except an ordinal's ending or a letter of a name.
pub(super) fn above(before: &str, raised: &str) -> String {
    let words = raised.trim();
    let is_signed = words.starts_with(['-', '–', '−', '+']);
    let marks = mapped(raised, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾").filter(|_| !is_signed);
    marks.unwrap_or_else(|| {
        // Stars and commas after a mark stay in the line.
        let (words, behind) =
            raised.split_at(raised.trim_end_matches([' ', '\u{a0}', ',', ';', '*', '†', '‡', '§', '^']).len());
        let is_apart = words.is_empty() || words.starts_with(char::is_whitespace);
        if is_apart { raised.to_owned() } else { script::raised(before, words) + behind }
    })
}

/// Writes subscript digits, if the text is a subscript without letters.
pub(super) fn lowered(text: &str, raised: Option<Raised>) -> String {
    let digits = mapped(text, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎").filter(|_| raised == Some(Raised::Down));
    digits.unwrap_or_else(|| text.to_owned())
}

/// Replaces digits by signs; none if the text has no digits, or letters among them.
fn mapped(text: &str, signs: &str) -> Option<String> {
    const FROM: &str = "0123456789+-=()";
    let digits = text.contains(|c: char| c.is_ascii_digit());
    if !digits || !text.chars().all(|c| FROM.contains(c) || " \u{a0},;–−*†‡§^".contains(c)) {
        return None;
    }
    let of = |c: char| FROM.chars().zip(signs.chars()).find(|&(from, _)| from == if c == '−' { '-' } else { c });
    Some(text.chars().map(|c| of(c).map_or(c, |(_, to)| to)).collect())
}

/// Writes a formula on one line.
pub(super) fn formula(element: &Element) -> String {
    let part = |name: &str| element.child(name).map(formula).unwrap_or_default();
    if element.space == Space::Math {
        match element.name() {
            "f" => return format!("{}/{}", grouped(&part("num")), grouped(&part("den"))),
            "sSup" => return format!("{}^{}", part("e"), grouped(&part("sup"))),
            "sSub" => return format!("{}_{}", part("e"), grouped(&part("sub"))),
            "sSubSup" => return format!("{}_{}^{}", part("e"), grouped(&part("sub")), grouped(&part("sup"))),
            "rad" if part("deg").is_empty() => return format!("√{}", grouped(&part("e"))),
            "d" => return delimited(element),
            "nary" => return nary(element),
            "t" => return element.text(),
            name if name.ends_with("Pr") => return String::new(),
            _ => {}
        }
    }
    element.elements().map(formula).collect::<Vec<_>>().concat()
}

/// Writes a formula in brackets.
fn delimited(element: &Element) -> String {
    let character = |name: &str| element.at(&["dPr", name]).and_then(|one| one.attribute("val").map(Cow::into_owned));
    let inner: Vec<String> = element.elements().filter(|one| one.name() == "e").map(formula).collect();
    let [open, between, close] = [("begChr", "("), ("sepChr", "|"), ("endChr", ")")]
        .map(|(name, usual)| character(name).unwrap_or_else(|| usual.to_owned()));
    format!("{open}{}{close}", inner.join(&between))
}

/// Writes a sum, a product or an integral with its bounds.
fn nary(element: &Element) -> String {
    let part = |name: &str| element.child(name).map(formula).unwrap_or_default();
    let sign = element.at(&["naryPr", "chr"]).and_then(|one| one.attribute("val").map(Cow::into_owned));
    let bound = |mark: char, text: String| if text.is_empty() { text } else { format!("{mark}{}", grouped(&text)) };
    let sign = sign.unwrap_or_else(|| "∫".to_owned());
    format!("{sign}{}{} {}", bound('_', part("sub")), bound('^', part("sup")), part("e"))
}

/// Puts a term in brackets if it is more than one sign or one number.
fn grouped(text: &str) -> String {
    let one = text.chars().count() <= 1 || text.chars().all(char::is_alphanumeric);
    if one { text.to_owned() } else { format!("({text})") }
}

/// Returns the characters of a run's text node.
pub(super) fn characters(element: &Element) -> String {
    let text = |node: &Node| match node {
        Node::Text(text) => text.to_string(),
        Node::Element(_) => String::new(),
    };
    element.children.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::xml;
    use super::*;

    #[test]
    fn the_symbol_tables_are_complete() {
        assert_eq!((SYMBOL.chars().count(), SYMBOL_HIGH.chars().count()), (95, 64));
        let greek = [(0x61, 'α'), (0xf06d, 'μ'), (0xb3, '≥'), (0xae, '→'), (0xf0b7, '•'), (0xd7, '⋅'), (0xde, '⇒')];
        for (code, character) in greek {
            assert_eq!(sign(Font::Symbol, code), Some(character), "{code:x}");
        }
    }

    #[test]
    fn letters_in_the_font_symbol_are_greek() {
        assert_eq!(in_font("a = b", Some(Font::Symbol)), "α = β");
        assert_eq!(in_font("a = b", Some(Font::Other)), "a = b");
        assert_eq!(in_font("yes \u{f0fc}", Some(Font::Wingdings)), "yes ✓");
    }

    #[test]
    fn raised_digits_and_marks_become_characters_and_powers_get_a_caret() {
        for (before, raised, written) in [
            ("10", "12", "¹²"),
            ("10", "–4", "⁻⁴"),
            ("10", "n+1", "^(n+1)"),
            ("x", "2n ", "^2n "),
            ("rise.", "1, 3", "¹, ³"),
            ("rise.", "2–4", "²–⁴"),
            ("Maas", "1, *", "¹, *"),
            ("Maas", "a*,", "a*,"),
            ("Maas", "*", "*"),
            ("the 4", "th", "th"),
            ("rise ", "n", "n"),
            ("", "1", "¹"),
        ] {
            assert_eq!(above(before, raised), written, "{before}{raised}");
        }
        assert_eq!(lowered("2", Some(Raised::Down)), "₂");
        assert_eq!((lowered("2", None), lowered("max", Some(Raised::Down))), ("2".into(), "max".into()));
    }

    #[test]
    fn a_formula_is_one_line() {
        let text = "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>\
            <m:r><m:t>=</m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>";
        assert_eq!(formula(&xml::parse(text, "a").unwrap()), "(a+b)/2=x^2");
    }
}
