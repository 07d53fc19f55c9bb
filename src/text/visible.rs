//! Makes text harmless: characters that would control the terminal or deceive the eye become visible symbols.
//!
//! Every text from outside (a file, its name, an address, an argument, an error) passes through here before a screen,
//! an export or a message shows it. Ordinary text passes unchanged. So do the joiners that scripts and emoji need. Must
//! not know where the text goes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// Makes a text harmless for one line: line breaks and tabs become symbols too.
pub fn line(text: &str) -> Cow<'_, str> {
    clean(text, |_| false)
}

/// Makes a text of several lines harmless: line breaks and tabs stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    clean(text, |c| matches!(c, '\n' | '\t'))
}

fn clean(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_harmless = |text: &str| {
        // Most texts are ASCII, which a test of bytes settles.
        let is_plain = |byte| matches!(byte, b' '..=b'~') || keep(char::from(byte));
        text.bytes().all(is_plain) || !text.chars().any(|c| suspicious(c) && !keep(c))
    };
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    // No cluster crosses a line break, so each line is cleaned alone.
    for line in text.split_inclusive('\n') {
        if is_harmless(line) {
            clean.push_str(line);
            continue;
        }
        for grapheme in line.graphemes(true) {
            if grapheme.chars().all(&keep) {
                clean.push_str(grapheme);
            } else {
                clean.push_str(&cluster(grapheme));
            }
        }
    }
    Cow::Owned(clean)
}

/// Makes a grapheme cluster harmless. A tab becomes a symbol; callers that know columns expand it before.
pub fn cluster(grapheme: &str) -> Cow<'_, str> {
    if !grapheme.chars().any(suspicious) {
        return Cow::Borrowed(grapheme);
    }
    let mut clean = String::new();
    let mut before = None;
    // False once a symbol separates the rest from the emoji at the beginning of the cluster.
    let mut whole = true;
    let mut rest = grapheme.chars();
    while let Some(c) = rest.next() {
        let joins = match c {
            // Joiners belong between letters of the scripts that shape them, and between emoji.
            '\u{200c}' => before.is_some_and(shaped),
            '\u{200d}' => {
                let between = before.is_some_and(pictographic) && rest.clone().next().is_some_and(pictographic);
                before.is_some_and(shaped) || (whole && between)
            }
            // A variation selector or a tag asks for a form of the emoji or symbol before it.
            '\u{fe00}'..='\u{fe0f}' => before.is_some(),
            '\u{e0020}'..='\u{e007f}' => whole && grapheme.starts_with('\u{1f3f4}'),
            _ => !suspicious(c),
        };
        if joins {
            clean.push(c);
        } else {
            clean.push_str(&symbol(c));
            whole = false;
        }
        if !matches!(c, '\u{fe00}'..='\u{fe0f}') {
            before = Some(c);
        }
    }
    Cow::Owned(clean)
}

/// Whether a character is harmless only in some contexts, or nowhere.
pub fn suspicious(c: char) -> bool {
    match c {
        ' '..='~' => false,
        // Soft hyphen, combining grapheme joiner, Arabic letter mark, Hangul fillers.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        // Khmer inherent vowels, Mongolian selectors and separator.
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        // Zero-width and directional marks, line and paragraph separators, embeddings, isolates, invisible operators.
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        // Selectors, byte order mark, interlinear annotation, noncharacters.
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        // Shorthand and musical format controls, tags, further selectors.
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => c.is_control(),
    }
}

/// Whether a letter belongs to a script whose letters change shape beside others: Arabic to Samaritan, Indic to Khmer
/// and Mongolian.
fn shaped(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether a character is in a block that holds emoji, their skin tones, or symbols that may join them. This is an
/// approximation.
fn pictographic(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Returns the symbol for a character: its control picture, or its code point.
fn symbol(c: char) -> Cow<'static, str> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).map_or(Cow::Borrowed("?"), |c| Cow::Owned(c.to_string())),
        '\u{7f}' => Cow::Borrowed("\u{2421}"),
        _ => Cow::Owned(format!("<U+{:04X}>", c as u32)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(line(text), expected);
    }

    #[test]
    fn control_characters_become_symbols() {
        check("a\x1b[31mred\x07\0", "a␛[31mred␇␀");
        check("c1 \u{9b}31m \u{85}", "c1 <U+009B>31m <U+0085>");
        check("tab\tand\r\nbreak\u{7f}", "tab␉and␍␊break␡");
        assert_eq!(lines("tab\tand\nbreak\x1b"), "tab\tand\nbreak␛");
    }

    #[test]
    fn deceptive_characters_become_symbols() {
        check("pay \u{202e}321$\u{202c} now", "pay <U+202E>321$<U+202C> now");
        check("a\u{200b}b\u{2060}c\u{feff}d\u{ad}e", "a<U+200B>b<U+2060>c<U+FEFF>d<U+00AD>e");
        check("ad\u{200d}min ad\u{200c}min", "ad<U+200D>min ad<U+200C>min");
        check("x\u{e0041}\u{fe0f}", "x<U+E0041><U+FE0F>".replace("<U+FE0F>", "\u{fe0f}").as_str());
        check("\u{3164}\u{2066}", "<U+3164><U+2066>");
    }

    #[test]
    fn ordinary_text_of_any_script_passes_unchanged() {
        for text in [
            "plain",
            "naïve “quotes” — dashes…",
            "한국어 日本語 ไทย",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👨\u{200d}👩\u{200d}👧 👍🏽 ⚠\u{fe0f} 🇯🇵",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
        ] {
            assert!(matches!(line(text), Cow::Borrowed(_)) || line(text) == text, "{text:?} became {:?}", line(text));
        }
    }

    #[test]
    fn a_joiner_passes_only_between_characters_it_joins() {
        check("👧\u{200d}\u{200d}", "👧<U+200D><U+200D>");
        check("👧\u{200d}", "👧<U+200D>");
        check("🏴\u{200d}\u{e0067}", "🏴<U+200D><U+E0067>");
    }

    proptest! {
        #[test]
        fn visible_text_is_unchanged(text in "[ab👧🏴🏽⚕क\u{94d}ی\n\r\t\u{1b}\u{200b}-\u{200f}\u{202e}\u{301}\u{fe0f}\u{e0041}\u{e0067}\u{e007f}\u{ad}\u{600}]{0,12}") {
            let once = line(&text).into_owned();
            prop_assert_eq!(line(&once), once.as_str());
            let once = lines(&text).into_owned();
            prop_assert_eq!(lines(&once), once.as_str());
        }
    }
}
