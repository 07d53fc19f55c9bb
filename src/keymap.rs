//! Keys: one table, from which dispatch, the help screen, the hints in the status line and the README's
//! table are all made.
//!
//! Owns every binding and every action's words. Must not know what an action does.

use std::fmt::Write as _;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What the reader may want.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    NextClaim,
    PreviousClaim,
    Follow,
    ShowLetters,
    GoToCaveat,
    NextBySource,
    PreviousBySource,
    Back,
    Forward,
    OpenAddress,
    Copy,
    CopyBlock,
    SetMark,
    GoToMark,
    Doubt,
    ClearDoubts,
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
    NextSection,
    PreviousSection,
    CodeRight,
    CodeLeft,
    ShowArticle,
    ShowSources,
    ShowContents,
    ShowThemes,
    ShowCard,
    CardDown,
    CardUp,
    Find,
    Search,
    NextMatch,
    PreviousMatch,
    Accept,
    OlderLine,
    NewerLine,
    CursorLeft,
    CursorRight,
    CursorHome,
    CursorEnd,
    EraseCharacter,
    EraseWord,
    EraseLine,
    Help,
    Close,
    Edit,
    Reload,
    ToggleMouse,
    Redraw,
    Suspend,
    Leave,
    List(List),
    Quit,
}

/// What the reader may want of the list of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Open,
    Down,
    Up,
    PageDown,
    PageUp,
    Top,
    Bottom,
    FilterLess,
    FilterClear,
}

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    Article,
    Sources,
    /// The card has the keys.
    Card,
    Contents,
    /// Something is to be picked from a list, by its number.
    Choice,
    /// One of the letters over what can be followed is asked for: all other keys are letters.
    Letters,
    /// The letter of a mark is asked for.
    Mark,
    Help,
    /// The list of a folder, where letters go to the filter.
    Folder,
    /// Text is typed.
    Prompt,
    /// Text is typed above a list.
    Finder,
}

/// Some keys and what they do, in some contexts.
pub struct Binding {
    pub group: &'static str,
    pub contexts: &'static [Context],
    /// The first is the one that hints name.
    pub keys: &'static [&'static str],
    pub action: Action,
}

use Action as A;
use Context as C;

const EVERYWHERE: &[Context] = &[C::Article, C::Sources, C::Card, C::Contents, C::Choice, C::Help];
/// With the letters too.
const ALWAYS: &[Context] =
    &[C::Article, C::Sources, C::Card, C::Contents, C::Choice, C::Letters, C::Mark, C::Help, C::Prompt, C::Finder];
const READING: &[Context] = &[C::Article, C::Sources, C::Card];
const OPEN: &[Context] = &[C::Contents, C::Choice, C::Help];
const VIEWS: &[Context] = &[C::Article, C::Sources];
const TYPING: &[Context] = &[C::Prompt, C::Finder];
const PROMPT: &[Context] = &[C::Prompt];
const FINDER: &[Context] = &[C::Finder];

const CLAIMS: &str = "Claims and sources";
const MOVING: &str = "Moving about";
const SEARCHING: &str = "Searching";
const SHOWING: &str = "What is shown";
const PROGRAM: &str = "The program";
const FOLDER: &str = "In a folder's list";

const LISTED: &[Context] = &[C::Folder];
const ANYWHERE: &[Context] = &[
    C::Article,
    C::Sources,
    C::Card,
    C::Contents,
    C::Choice,
    C::Letters,
    C::Mark,
    C::Help,
    C::Folder,
    C::Prompt,
    C::Finder,
];

/// Every binding, in the order of the help screen.
pub const BINDINGS: &[Binding] = &[
    Binding { group: CLAIMS, contexts: READING, keys: &["Tab"], action: A::NextClaim },
    Binding { group: CLAIMS, contexts: READING, keys: &["S-Tab"], action: A::PreviousClaim },
    Binding { group: CLAIMS, contexts: EVERYWHERE, keys: &["Enter"], action: A::Follow },
    Binding { group: CLAIMS, contexts: READING, keys: &["f"], action: A::ShowLetters },
    Binding { group: CLAIMS, contexts: READING, keys: &["c"], action: A::GoToCaveat },
    Binding { group: CLAIMS, contexts: READING, keys: &["]"], action: A::NextBySource },
    Binding { group: CLAIMS, contexts: READING, keys: &["["], action: A::PreviousBySource },
    Binding { group: CLAIMS, contexts: READING, keys: &["Backspace", "C-o", "M-Left"], action: A::Back },
    Binding { group: CLAIMS, contexts: READING, keys: &["M-Right"], action: A::Forward },
    Binding { group: CLAIMS, contexts: READING, keys: &["o"], action: A::OpenAddress },
    Binding { group: CLAIMS, contexts: READING, keys: &["y"], action: A::Copy },
    Binding { group: CLAIMS, contexts: READING, keys: &["Y"], action: A::CopyBlock },
    Binding { group: CLAIMS, contexts: READING, keys: &["x"], action: A::Doubt },
    Binding { group: CLAIMS, contexts: READING, keys: &["X"], action: A::ClearDoubts },
    Binding { group: MOVING, contexts: EVERYWHERE, keys: &["j", "Down"], action: A::Down },
    Binding { group: MOVING, contexts: EVERYWHERE, keys: &["k", "Up"], action: A::Up },
    Binding { group: MOVING, contexts: EVERYWHERE, keys: &["Space", "PgDn", "C-f"], action: A::PageDown },
    Binding { group: MOVING, contexts: EVERYWHERE, keys: &["b", "PgUp", "C-b"], action: A::PageUp },
    Binding { group: MOVING, contexts: EVERYWHERE, keys: &["d", "C-d"], action: A::HalfPageDown },
    Binding { group: MOVING, contexts: EVERYWHERE, keys: &["u", "C-u"], action: A::HalfPageUp },
    Binding { group: MOVING, contexts: EVERYWHERE, keys: &["g", "Home"], action: A::Top },
    Binding { group: MOVING, contexts: EVERYWHERE, keys: &["G", "End"], action: A::Bottom },
    Binding { group: MOVING, contexts: VIEWS, keys: &["}"], action: A::NextSection },
    Binding { group: MOVING, contexts: VIEWS, keys: &["{"], action: A::PreviousSection },
    Binding { group: MOVING, contexts: &[C::Article], keys: &["Right", ">"], action: A::CodeRight },
    Binding { group: MOVING, contexts: &[C::Article], keys: &["Left", "<"], action: A::CodeLeft },
    Binding { group: MOVING, contexts: READING, keys: &["m"], action: A::SetMark },
    Binding { group: MOVING, contexts: READING, keys: &["'"], action: A::GoToMark },
    Binding { group: SEARCHING, contexts: READING, keys: &[":"], action: A::Find },
    Binding { group: SEARCHING, contexts: FINDER, keys: &["Down", "C-n"], action: A::Down },
    Binding { group: SEARCHING, contexts: FINDER, keys: &["Up", "C-p"], action: A::Up },
    Binding { group: SEARCHING, contexts: FINDER, keys: &["PgDn"], action: A::PageDown },
    Binding { group: SEARCHING, contexts: FINDER, keys: &["PgUp"], action: A::PageUp },
    Binding { group: SEARCHING, contexts: READING, keys: &["/"], action: A::Search },
    Binding { group: SEARCHING, contexts: READING, keys: &["n"], action: A::NextMatch },
    Binding { group: SEARCHING, contexts: READING, keys: &["N"], action: A::PreviousMatch },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Enter"], action: A::Accept },
    Binding { group: SEARCHING, contexts: PROMPT, keys: &["Up"], action: A::OlderLine },
    Binding { group: SEARCHING, contexts: PROMPT, keys: &["Down"], action: A::NewerLine },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Left"], action: A::CursorLeft },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Right"], action: A::CursorRight },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Home", "C-a"], action: A::CursorHome },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["End", "C-e"], action: A::CursorEnd },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Backspace", "C-h"], action: A::EraseCharacter },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["C-w"], action: A::EraseWord },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["C-u"], action: A::EraseLine },
    Binding { group: SHOWING, contexts: READING, keys: &["1"], action: A::ShowArticle },
    Binding { group: SHOWING, contexts: READING, keys: &["2"], action: A::ShowSources },
    Binding {
        group: SHOWING,
        contexts: &[C::Article, C::Sources, C::Card, C::Contents],
        keys: &["t"],
        action: A::ShowContents,
    },
    Binding { group: SHOWING, contexts: READING, keys: &["i"], action: A::ShowCard },
    Binding { group: SHOWING, contexts: READING, keys: &["J"], action: A::CardDown },
    Binding { group: SHOWING, contexts: READING, keys: &["K"], action: A::CardUp },
    Binding { group: SHOWING, contexts: READING, keys: &["T"], action: A::ShowThemes },
    Binding { group: FOLDER, contexts: LISTED, keys: &["Enter"], action: A::List(List::Open) },
    Binding { group: FOLDER, contexts: LISTED, keys: &["Down", "C-n"], action: A::List(List::Down) },
    Binding { group: FOLDER, contexts: LISTED, keys: &["Up", "C-p"], action: A::List(List::Up) },
    Binding { group: FOLDER, contexts: LISTED, keys: &["PgDn"], action: A::List(List::PageDown) },
    Binding { group: FOLDER, contexts: LISTED, keys: &["PgUp"], action: A::List(List::PageUp) },
    Binding { group: FOLDER, contexts: LISTED, keys: &["Home"], action: A::List(List::Top) },
    Binding { group: FOLDER, contexts: LISTED, keys: &["End"], action: A::List(List::Bottom) },
    Binding { group: FOLDER, contexts: LISTED, keys: &["Backspace"], action: A::List(List::FilterLess) },
    Binding { group: FOLDER, contexts: LISTED, keys: &["Esc"], action: A::List(List::FilterClear) },
    Binding { group: PROGRAM, contexts: EVERYWHERE, keys: &["?"], action: A::Help },
    Binding { group: PROGRAM, contexts: ALWAYS, keys: &["Esc"], action: A::Close },
    Binding { group: PROGRAM, contexts: OPEN, keys: &["q"], action: A::Close },
    Binding { group: PROGRAM, contexts: READING, keys: &["e"], action: A::Edit },
    Binding { group: PROGRAM, contexts: READING, keys: &["r"], action: A::Reload },
    Binding { group: PROGRAM, contexts: READING, keys: &["M"], action: A::ToggleMouse },
    Binding { group: PROGRAM, contexts: ANYWHERE, keys: &["C-l"], action: A::Redraw },
    Binding { group: PROGRAM, contexts: ANYWHERE, keys: &["C-z"], action: A::Suspend },
    Binding { group: PROGRAM, contexts: READING, keys: &["q"], action: A::Leave },
    Binding { group: PROGRAM, contexts: ANYWHERE, keys: &["C-c"], action: A::Quit },
];

impl Action {
    /// What it does, in a sentence without a full stop.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::NextClaim => "next claim (in Sources: of this source)",
            Self::PreviousClaim => "previous claim",
            Self::Follow => "follow: a claim to its source, a source to its claims, a claim there back into the text",
            Self::ShowLetters => "follow anything on the screen: type the letter that is over it",
            Self::OpenAddress => "open the web address of this source",
            Self::Copy => "copy this claim (in Sources: this source) with who says so and all its caveats",
            Self::CopyBlock => "copy this paragraph, with the same for each of its claims",
            Self::GoToCaveat => "go to where the caveat on this is stated",
            Self::NextBySource => "next claim by the same source",
            Self::PreviousBySource => "previous claim by the same source",
            Self::Back => "back to where you were",
            Self::Forward => "forward again",
            Self::SetMark => "mark this place with a letter",
            Self::GoToMark => "to the mark with this letter; ' before the last jump, . the first change of the file",
            Self::Doubt => "doubt this source: suppose that it is worth nothing; again to take it back",
            Self::ClearDoubts => "take back all doubts",
            Self::Down => "a row down",
            Self::Up => "a row up",
            Self::PageDown => "a page down",
            Self::PageUp => "a page up",
            Self::HalfPageDown => "half a page down",
            Self::HalfPageUp => "half a page up",
            Self::Top => "to the beginning",
            Self::Bottom => "to the end",
            Self::NextSection => "next section",
            Self::PreviousSection => "previous section",
            Self::CodeRight => "more of code that is wider than the screen",
            Self::CodeLeft => "back to where its lines begin",
            Self::ShowArticle => "the article",
            Self::ShowSources => "the sources",
            Self::ShowContents => "the contents, to go to a section",
            Self::ShowThemes => "another theme: moving in the list shows each",
            Self::ShowCard => "to the card of what is chosen, to read and scroll it",
            Self::CardDown => "scroll the card down",
            Self::CardUp => "scroll the card up",
            Self::Find => "find anything by a few of its letters: sections, claims, sources, caveats, commands",
            Self::Search => "look for words: in the text, names of sources and caveats; capitals count if you type one",
            Self::NextMatch => "next match",
            Self::PreviousMatch => "previous match",
            Self::Accept => {
                "while typing: go to what is found, or do it; without words, to the next match of the last search"
            }
            Self::OlderLine => "while typing: what you looked for before",
            Self::NewerLine => "while typing: what you looked for after that",
            Self::CursorLeft => "while typing: a character to the left",
            Self::CursorRight => "while typing: a character to the right",
            Self::CursorHome => "while typing: to the beginning",
            Self::CursorEnd => "while typing: to the end",
            Self::EraseCharacter => "while typing: erase a character",
            Self::EraseWord => "while typing: erase a word",
            Self::EraseLine => "while typing: erase all before the cursor",
            Self::Help => "these keys",
            Self::Close => {
                "close what is open; Esc also gives up a search, and later puts out the light of what it found"
            }
            Self::Edit => "edit the file at this line, in `$VISUAL` or `$EDITOR`",
            Self::Reload => "read the file again, which happens by itself when it changes",
            Self::ToggleMouse => "the mouse off, so that the terminal selects with it; again for on",
            Self::Redraw => "draw the screen again",
            Self::Suspend => "back to the shell for a while; `fg` returns",
            Self::Leave => "quit; from a folder, back to its list",
            Self::List(List::Open) => "in a folder's list: read this briefing",
            Self::List(List::Down) => "the next briefing",
            Self::List(List::Up) => "the briefing before",
            Self::List(List::PageDown) => "a page of briefings down",
            Self::List(List::PageUp) => "a page of briefings up",
            Self::List(List::Top) => "the first briefing",
            Self::List(List::Bottom) => "the last briefing",
            Self::List(List::FilterLess) => "take back a letter of the filter",
            Self::List(List::FilterClear) => "take back the filter",
            Self::Quit => "quit",
        }
    }

    /// The keys as they are printed, those that do it anywhere.
    pub fn keys(self) -> impl Iterator<Item = String> {
        BINDINGS
            .iter()
            .filter(move |binding| binding.action == self)
            .flat_map(|binding| binding.keys)
            .map(|key| label(key))
    }
}

/// What a key does in a context.
pub fn lookup(context: Context, event: &KeyEvent) -> Option<Action> {
    let pressed = normal(event.code, event.modifiers);
    BINDINGS
        .iter()
        .filter(|binding| binding.contexts.contains(&context))
        .find(|binding| binding.keys.iter().any(|key| parse(key) == Some(pressed)))
        .map(|binding| binding.action)
}

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

/// The groups of the help screen: name, then keys and what they do.
pub fn help() -> Vec<(&'static str, Vec<(String, &'static str)>)> {
    let mut groups: Vec<(&'static str, Vec<(String, &'static str)>)> = Vec::new();
    for binding in BINDINGS {
        let keys: Vec<_> = binding.keys.iter().map(|key| label(key)).collect();
        let row = (keys.join(" "), binding.action.doc());
        match groups.last_mut() {
            Some((group, rows)) if *group == binding.group => rows.push(row),
            _ => groups.push((binding.group, vec![row])),
        }
    }
    groups
}

/// The same as a Markdown table, for the README.
pub fn help_markdown() -> String {
    let mut table = String::from("| key | does |\n| --- | --- |\n");
    for (_, rows) in help() {
        for (keys, doc) in rows {
            let keys: Vec<_> = keys.split(' ').map(|key| format!("`{key}`")).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(table, "| {} | {doc} |", keys.join(" "));
        }
    }
    table
}

/// A key as a terminal reports it, with what terminals do differently taken out: some report a capital
/// with Shift and some without, and Shift-Tab comes under a name of its own.
fn normal(code: KeyCode, modifiers: KeyModifiers) -> (KeyCode, KeyModifiers) {
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
fn label(key: &str) -> String {
    match key.split_once('-') {
        Some(("C", name)) => format!("Ctrl-{name}"),
        Some(("M", name)) => format!("Alt-{}", label(name)),
        Some(("S", name)) => format!("Shift-{name}"),
        _ => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_can_be_pressed() {
        for binding in BINDINGS {
            for key in binding.keys {
                assert!(parse(key).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for (index, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[index + 1..] {
                let shared = one.contexts.iter().any(|context| other.contexts.contains(context));
                for key in one.keys.iter().filter(|_| shared) {
                    assert!(other.keys.iter().all(|another| parse(another) != parse(key)), "{key}");
                }
            }
        }
    }

    #[test]
    fn terminals_that_report_capitals_differently_mean_the_same() {
        for modifiers in [KeyModifiers::NONE, KeyModifiers::SHIFT] {
            let key = KeyEvent::new(KeyCode::Char('G'), modifiers);
            assert_eq!(lookup(Context::Article, &key), Some(Action::Bottom));
        }
        for (code, modifiers) in [
            (KeyCode::BackTab, KeyModifiers::SHIFT),
            (KeyCode::Tab, KeyModifiers::SHIFT),
            (KeyCode::BackTab, KeyModifiers::NONE),
        ] {
            assert_eq!(lookup(Context::Article, &KeyEvent::new(code, modifiers)), Some(Action::PreviousClaim));
        }
        assert_eq!(lookup(Context::Article, &KeyEvent::new(KeyCode::Char('i'), KeyModifiers::CONTROL)), None);
    }
}
