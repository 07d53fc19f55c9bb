//! Keys: as terminals report them, as settings write them, and as people know them.
//!
//! Must not know what a key does.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key, normalized: differences between terminals are removed.
pub type Key = (KeyCode, KeyModifiers);

/// Always quits, whatever else is bound.
pub const QUIT: Key = (KeyCode::Char('c'), KeyModifiers::CONTROL);
/// Cancels a sequence.
pub const ESC: Key = (KeyCode::Esc, KeyModifiers::NONE);

/// Keys that have a name.
const NAMED: &[(&str, KeyCode)] = &[
    ("Tab", KeyCode::Tab),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Insert", KeyCode::Insert),
    ("Delete", KeyCode::Delete),
    ("F1", KeyCode::F(1)),
    ("F2", KeyCode::F(2)),
    ("F3", KeyCode::F(3)),
    ("F4", KeyCode::F(4)),
    ("F5", KeyCode::F(5)),
    ("F6", KeyCode::F(6)),
    ("F7", KeyCode::F(7)),
    ("F8", KeyCode::F(8)),
    ("F9", KeyCode::F(9)),
    ("F10", KeyCode::F(10)),
    ("F11", KeyCode::F(11)),
    ("F12", KeyCode::F(12)),
];

/// Modifiers: as the table writes them, as the help screen does, and in crossterm.
const MODIFIERS: [(&str, &str, KeyModifiers); 3] =
    [("C-", "Ctrl-", KeyModifiers::CONTROL), ("M-", "Alt-", KeyModifiers::ALT), ("S-", "Shift-", KeyModifiers::SHIFT)];

/// Pairs of keys that are the same byte to a terminal. The first of each pair can never be pressed.
const SAME: [(&str, &str); 3] = [("C-i", "Tab"), ("C-m", "Enter"), ("C-[", "Esc")];

/// The names of keys.
pub fn known() -> impl Iterator<Item = &'static str> + Clone {
    NAMED.iter().map(|(name, _)| *name)
}

/// The key that a terminal cannot tell from this one.
pub fn same_as(key: Key) -> Option<&'static str> {
    SAME.iter().find(|(written, _)| parse(written) == Some(key)).map(|(_, name)| *name)
}

/// The key of an event.
pub(super) fn pressed(event: &KeyEvent) -> Key {
    normal(event.code, event.modifiers)
}

/// The character that a key types.
pub(super) fn character(key: Key) -> Option<char> {
    match key {
        (KeyCode::Char(c), KeyModifiers::NONE) => Some(c),
        _ => None,
    }
}

/// Normalizes a key. Some terminals report a capital with Shift and some without, and Shift-Tab has a name of its own.
fn normal(code: KeyCode, modifiers: KeyModifiers) -> Key {
    let modifiers = modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
    match code {
        KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
            // crossterm reports four control bytes as digits, but they have their own signs. Two keys send the last
            // one.
            let sign = match c {
                '4' => '\\',
                '5' => ']',
                '6' => '^',
                '7' | '/' => '_',
                c => c.to_ascii_lowercase(),
            };
            (KeyCode::Char(sign), modifiers - KeyModifiers::SHIFT)
        }
        KeyCode::Char(_) | KeyCode::BackTab => (code, modifiers - KeyModifiers::SHIFT),
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => (KeyCode::BackTab, modifiers - KeyModifiers::SHIFT),
        _ => (code, modifiers),
    }
}

/// Parses a key as the table writes it: `j`, `Space`, `C-o` (Control), `M-Right` (Alt), `S-Tab`. Also accepts the
/// spelling of the help screen, such as `Ctrl-o`.
pub fn parse(key: &str) -> Option<Key> {
    let (modifiers, name) = split(key);
    let code = if let Some((_, code)) = NAMED.iter().find(|(known, _)| *known == name) {
        *code
    } else {
        let mut characters = name.chars();
        let one = characters.next()?;
        (characters.next().is_none() && !one.is_control()).then_some(KeyCode::Char(one))?
    };
    // With Shift a character is another character, and terminals report a space without it.
    let shifted = matches!(code, KeyCode::Char(_)) && modifiers.contains(KeyModifiers::SHIFT);
    (!shifted).then(|| normal(code, modifiers))
}

/// Parses keys separated by spaces.
pub fn sequence(keys: &str) -> impl Iterator<Item = Option<Key>> {
    keys.split_whitespace().map(parse)
}

/// Splits the modifiers from a key. A `-` at the end is the key itself.
fn split(mut key: &str) -> (KeyModifiers, &str) {
    let mut modifiers = KeyModifiers::NONE;
    let stripped = |key| {
        MODIFIERS.iter().find_map(|(short, long, modifier)| {
            let rest = str::strip_prefix(key, *short).or_else(|| str::strip_prefix(key, *long))?;
            (!rest.is_empty()).then_some((rest, *modifier))
        })
    };
    while let Some((rest, modifier)) = stripped(key) {
        key = rest;
        modifiers |= modifier;
    }
    (modifiers, key)
}

/// Suggests a key for a word that names none, by the names near its last part.
pub fn meant(word: &str, near: impl FnOnce(&str) -> Option<&'static str>) -> Option<String> {
    let (modifiers, name) = split(word);
    let name = match near(name) {
        Some(name) => name.to_owned(),
        None if modifiers == KeyModifiers::SHIFT => name.to_uppercase(),
        None => return None,
    };
    let before = if parse(&name).and_then(character).is_some() && modifiers == KeyModifiers::SHIFT {
        ""
    } else {
        &word[..word.len() - split(word).1.len()]
    };
    Some(format!("{before}{name}")).filter(|meant| parse(meant).is_some())
}

/// A sequence from the table, as people know it.
pub(super) fn label(keys: &str) -> String {
    names(&sequence(keys).flatten().collect::<Vec<_>>())
}

/// Keys as people know them, in order.
pub(super) fn names(keys: &[Key]) -> String {
    keys.iter().map(|key| name(*key)).collect::<Vec<_>>().join(" ")
}

/// A key as people know it.
pub fn name((code, modifiers): Key) -> String {
    let (code, modifiers) = match code {
        KeyCode::BackTab => (KeyCode::Tab, modifiers | KeyModifiers::SHIFT),
        _ => (code, modifiers),
    };
    let mut text = String::new();
    for (_, long, modifier) in MODIFIERS {
        text.push_str(if modifiers.contains(modifier) { long } else { "" });
    }
    match (NAMED.iter().find(|(_, known)| *known == code), code) {
        (Some((name, _)), _) => text.push_str(name),
        (None, KeyCode::Char(c)) => text.push(c),
        (None, other) => text.push_str(&other.to_string()),
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_key_reads_back_as_the_same_key() {
        for written in ["j", "G", "-", "C--", "Space", "S-Tab", "C-o", "M-Right", "C-M-x", "S-F5", "é"] {
            let key = parse(written);
            assert_eq!(parse(&name(key.unwrap())), key, "{written}");
        }
    }

    #[test]
    fn a_digit_from_crossterm_becomes_the_sign_that_was_typed() {
        for (digit, written) in [('4', "C-\\"), ('5', "C-]"), ('6', "C-^"), ('7', "C-_"), ('7', "C-/")] {
            let event = KeyEvent::new(KeyCode::Char(digit), KeyModifiers::CONTROL);
            assert_eq!(Some(pressed(&event)), parse(written), "{written}");
        }
    }

    #[test]
    fn invalid_key_names_are_rejected() {
        for word in ["", "jj", "S-g", "S-Space", "C-S-x", "C-", "Tabb", "F13", "\u{1b}", "\u{7}"] {
            assert_eq!(parse(word), None, "{word}");
        }
    }
}
