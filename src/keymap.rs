//! Keys: one table, from which dispatch, the help screen, the hints in the status line and the README's
//! table are all made.
//!
//! Owns every action's words; `table` has the bindings, and `key` knows how keys are written. Must not know what an
//! action does.

mod key;
mod table;

use std::fmt::Write as _;

use crossterm::event::KeyEvent;

use self::key::{label, normal};

pub use self::key::{digit, parse, text};
pub use self::table::{BINDINGS, Binding};

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

impl Context {
    pub const ALL: &[Self] = &[
        Self::Article,
        Self::Sources,
        Self::Card,
        Self::Contents,
        Self::Choice,
        Self::Letters,
        Self::Mark,
        Self::Help,
        Self::Folder,
        Self::Prompt,
        Self::Finder,
    ];
}

impl Action {
    /// What it does, in a sentence without a full stop.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::NextClaim => "next claim (in Sources: of this source)",
            Self::PreviousClaim => "previous claim",
            Self::Follow => "follow: a claim to its source, a source to its claims, a claim there back into the text",
            Self::ShowLetters => "follow anything on the screen: type the letter that is over it",
            Self::OpenAddress => "open the web address of this source",
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

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};

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
