//! Keys: as terminals report them, as the table writes them, and as people know them.
//!
//! Must not know what a key does.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The digit that a key is, for picking from a list.
pub fn digit(event: &KeyEvent) -> Option<usize> {
    match normal(event.code, event.modifiers) {
        (KeyCode::Char(c), KeyModifiers::NONE) => c.to_digit(10).map(|digit| digit as usize),
        _ => None,
    }
}

/// The character that a key types, where text or a letter is asked for.
pub fn text(event: &KeyEvent) -> Option<char> {
    match normal(event.code, event.modifiers) {
        (KeyCode::Char(c), KeyModifiers::NONE) => Some(c),
        _ => None,
    }
}

/// A key as a terminal reports it, with what terminals do differently taken out: some report a capital
/// with Shift and some without, and Shift-Tab comes under a name of its own.
pub(super) fn normal(code: KeyCode, modifiers: KeyModifiers) -> (KeyCode, KeyModifiers) {
    let modifiers = modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
    match code {
        KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
            (KeyCode::Char(c.to_ascii_lowercase()), modifiers - KeyModifiers::SHIFT)
        }
        KeyCode::Char(_) | KeyCode::BackTab => (code, modifiers - KeyModifiers::SHIFT),
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => (KeyCode::BackTab, modifiers - KeyModifiers::SHIFT),
        _ => (code, modifiers),
    }
}

/// A key as the table writes it: `j`, `Space`, `C-o` (Control), `M-Right` (Alt), `S-Tab`.
pub fn parse(key: &str) -> Option<(KeyCode, KeyModifiers)> {
    let (modifiers, name) = match key.split_once('-') {
        Some(("C", name)) => (KeyModifiers::CONTROL, name),
        Some(("M", name)) => (KeyModifiers::ALT, name),
        Some(("S", name)) => (KeyModifiers::SHIFT, name),
        _ => (KeyModifiers::NONE, key),
    };
    let code = match name {
        "Tab" => KeyCode::Tab,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        _ => {
            let mut characters = name.chars();
            let one = characters.next()?;
            characters.next().is_none().then_some(KeyCode::Char(one))?
        }
    };
    Some(normal(code, modifiers))
}

/// A key as people know it.
pub(super) fn label(key: &str) -> String {
    match key.split_once('-') {
        Some(("C", name)) => format!("Ctrl-{name}"),
        Some(("M", name)) => format!("Alt-{}", label(name)),
        Some(("S", name)) => format!("Shift-{name}"),
        _ => key.to_owned(),
    }
}
