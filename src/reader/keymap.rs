//! The key table: dispatch, help, hints and the README's table are all made from it.
//!
//! Owns the words of every action. `table` has the bindings, `key` knows how keys are written, `map` looks them up,
//! `overlay` applies the user's own keys, and `keys` has the keys typed so far. Must not know what an action does.
//!
//! Settings name actions and contexts by the code's own words, so a new binding needs one row of the table and nothing
//! else. An action that is renamed keeps its old name as an alias: see [`RENAMED`].

pub mod key;
mod keys;
mod map;
mod overlay;
mod table;

use self::key::{Key, character};
use crate::reader::view::View;

pub use self::keys::Keys;
pub use self::map::{HelpRow, Keymap, Press, help_markdown};
pub use self::overlay::{Clash, Given};
pub use self::table::{BINDINGS, Binding, MOVING};

/// A command that a key can run.
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
    Judge,
    NextField,
    PreviousField,
    ChangeValue,
    NextValue,
    PreviousValue,
    ClearValue,
    Undo,
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
    Percent,
    NextSection,
    PreviousSection,
    CodeRight,
    CodeLeft,
    Show(View),
    CellRight,
    CellLeft,
    ShowPicture,
    Sort,
    SortBackwards,
    ShowContents,
    ShowProblems,
    ShowChanges,
    NextChange,
    PreviousChange,
    ShowThemes,
    ShowGuide,
    ShowCard,
    CardDown,
    CardUp,
    Filter,
    Complete,
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

/// Former names of actions in settings files, each with the current name.
pub const RENAMED: &[(&str, &str)] =
    &[("show-news", "show-changes"), ("next-news", "next-change"), ("previous-news", "previous-change")];

/// A command in the list of a folder.
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

/// The context of a key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    View(View),
    /// The card, while it has the keys.
    Card,
    /// A line of text above the headings.
    Contents,
    /// A numbered list to choose from.
    Choice,
    /// A prompt for one of the letters over targets. All other keys are letters.
    Letters,
    /// A prompt for the letter of a mark.
    Mark,
    Help,
    /// The list of a folder, where letters go to the filter.
    Folder,
    /// A line of text.
    Prompt,
    /// A line of text above a list.
    Finder,
    /// A filter.
    Filter,
    /// The reader's judgement of a claim or a source.
    Judgement,
    /// The note of a judgement, while it is typed.
    Note,
}

impl Context {
    pub const ALL: Contexts = Contexts::views_and(&[
        Self::Card,
        Self::Contents,
        Self::Choice,
        Self::Letters,
        Self::Mark,
        Self::Help,
        Self::Folder,
        Self::Prompt,
        Self::Finder,
        Self::Filter,
        Self::Judgement,
        Self::Note,
    ]);
}

/// Some contexts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contexts {
    views: &'static [View],
    more: &'static [Context],
}

impl Contexts {
    /// All views, and more contexts.
    const fn views_and(more: &'static [Context]) -> Self {
        Self { views: View::ALL, more }
    }

    /// Some views.
    const fn views(views: &'static [View]) -> Self {
        Self { views, more: &[] }
    }

    /// Contexts other than views.
    const fn only(more: &'static [Context]) -> Self {
        Self { views: &[], more }
    }

    pub fn contains(self, context: Context) -> bool {
        match context {
            Context::View(view) => self.views.contains(&view),
            context => self.more.contains(&context),
        }
    }

    pub fn iter(self) -> impl Iterator<Item = Context> + Clone {
        self.views.iter().map(|&view| Context::View(view)).chain(self.more.iter().copied())
    }
}

impl Action {
    /// Describes the action in a sentence without a full stop.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::NextClaim => "next claim (in Sources: of this source); next link in a text without claims",
            Self::PreviousClaim => "previous claim, or link",
            Self::Follow => "follow: from a claim to its source, from a source to its claims, from there into the text",
            Self::ShowLetters => "follow anything on the screen: type the letter before it",
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
            Self::Doubt => "doubt this source: suppose that it is worth nothing; again to trust it",
            Self::ClearDoubts => "clear all doubts",
            Self::Judge => "judge this claim or source: your own note, status and ratings, kept beside the text",
            Self::NextField => "in a judgement: the next field, or value in the choice",
            Self::PreviousField => "in a judgement: the previous field, or value in the choice",
            Self::ChangeValue => "in a judgement: open the choice of a value, choose it there; or type the note",
            Self::NextValue => "in a judgement: the next value in the choice",
            Self::PreviousValue => "in a judgement: the previous value in the choice",
            Self::ClearValue => "in a judgement: clear the value",
            Self::Undo => "in a judgement: undo all changes since it was opened",
            Self::Down => "a row down",
            Self::Up => "a row up",
            Self::PageDown => "a page down",
            Self::PageUp => "a page up",
            Self::HalfPageDown => "half a page down",
            Self::HalfPageUp => "half a page up",
            Self::Top => "to the beginning",
            Self::Bottom => "to the end",
            Self::Percent => "to a percentage of the text: type the number first, as in 50%",
            Self::NextSection => "next section",
            Self::PreviousSection => "previous section",
            Self::CodeRight => "scroll wide code to the right",
            Self::CodeLeft => "scroll wide code to the left",
            Self::Show(view) => view.doc(),
            Self::CellRight => "a section to the right; in the picture, to who stands behind this source",
            Self::CellLeft => "a section to the left; in the picture, to who stands in front of it",
            Self::ShowPicture => "the map as a picture of the chains, and back",
            Self::Sort => "sort the table or the sources by the next key",
            Self::SortBackwards => "reverse the order",
            Self::ShowContents => "the contents, to go to a section by a few letters of its heading, or its number",
            Self::NextChange => "next change since an older text",
            Self::PreviousChange => "previous change",
            Self::ShowChanges => "all changes since an older text",
            Self::ShowProblems => "problems in the annotations of this text",
            Self::ShowThemes => "choose a theme: moving in the list previews each",
            Self::ShowGuide => "the guide: how to read and write briefings; `:guide` opens it",
            Self::ShowCard => "move to the card, to read and scroll it",
            Self::CardDown => "scroll the card down",
            Self::CardUp => "scroll the card up",
            Self::Filter => "filter the claims: source:1, denied, hedged and other words, with and, or, not",
            Self::Complete => "complete a word of a filter; again for the next completion",
            Self::Find => {
                "find anything by a few of its letters: sections, claims, sources, caveats, commands; `42` is line 42, `50%` half of the text, `c 12` claim 12, `s 3` source 3, `guide` the guide"
            }
            Self::Search => {
                "search: words of the text, names of sources, caveats, your notes; capitals count if you type one"
            }
            Self::NextMatch => "next match",
            Self::PreviousMatch => "previous match",
            Self::Accept => "go to the match or do the command, while typing; without words, repeat the last search",
            Self::OlderLine => "older search or filter, while typing",
            Self::NewerLine => "newer search or filter, while typing",
            Self::CursorLeft => "a character to the left, while typing",
            Self::CursorRight => "a character to the right, while typing",
            Self::CursorHome => "to the beginning, while typing",
            Self::CursorEnd => "to the end, while typing",
            Self::EraseCharacter => "erase a character, while typing",
            Self::EraseWord => "erase a word, while typing",
            Self::EraseLine => "erase all before the cursor, while typing",
            Self::Help => "these keys",
            Self::Close => "close what is open; Esc also cancels a search, and later turns its highlights off",
            Self::Edit => "edit the file at this match or claim, in `$VISUAL` or `$EDITOR`",
            Self::Reload => "reload the file (automatic when it changes)",
            Self::ToggleMouse => "turn the mouse off, so that the terminal can select text; again to turn it on",
            Self::Redraw => "redraw the screen",
            Self::Suspend => "suspend to the shell; `fg` returns",
            Self::Leave => "quit; from a folder, back to its list",
            Self::List(List::Open) => "read this briefing, in a folder's list",
            Self::List(List::Down) => "the next briefing",
            Self::List(List::Up) => "the previous briefing",
            Self::List(List::PageDown) => "a page of briefings down",
            Self::List(List::PageUp) => "a page of briefings up",
            Self::List(List::Top) => "the first briefing",
            Self::List(List::Bottom) => "the last briefing",
            Self::List(List::FilterLess) => "erase a letter of the filter",
            Self::List(List::FilterClear) => "clear the filter",
            Self::Quit => "quit",
        }
    }

    /// Whether a number before the key counts: how often, or where to. For other actions it means nothing.
    pub fn takes_count(self) -> bool {
        match self {
            Self::NextClaim
            | Self::PreviousClaim
            | Self::NextBySource
            | Self::PreviousBySource
            | Self::Back
            | Self::Forward
            | Self::Down
            | Self::Up
            | Self::PageDown
            | Self::PageUp
            | Self::HalfPageDown
            | Self::HalfPageUp
            | Self::Top
            | Self::Bottom
            | Self::Percent
            | Self::NextSection
            | Self::PreviousSection
            | Self::CodeRight
            | Self::CodeLeft
            | Self::CellRight
            | Self::CellLeft
            | Self::NextChange
            | Self::PreviousChange
            | Self::CardDown
            | Self::CardUp
            | Self::NextMatch
            | Self::PreviousMatch => true,
            Self::Follow
            | Self::ShowLetters
            | Self::GoToCaveat
            | Self::OpenAddress
            | Self::Copy
            | Self::CopyBlock
            | Self::SetMark
            | Self::GoToMark
            | Self::Doubt
            | Self::ClearDoubts
            | Self::Judge
            | Self::NextField
            | Self::PreviousField
            | Self::ChangeValue
            | Self::Undo
            | Self::NextValue
            | Self::PreviousValue
            | Self::ClearValue
            | Self::Show(_)
            | Self::Sort
            | Self::SortBackwards
            | Self::ShowContents
            | Self::ShowPicture
            | Self::ShowProblems
            | Self::ShowChanges
            | Self::ShowThemes
            | Self::ShowGuide
            | Self::ShowCard
            | Self::Filter
            | Self::Complete
            | Self::Find
            | Self::Search
            | Self::Accept
            | Self::OlderLine
            | Self::NewerLine
            | Self::CursorLeft
            | Self::CursorRight
            | Self::CursorHome
            | Self::CursorEnd
            | Self::EraseCharacter
            | Self::EraseWord
            | Self::EraseLine
            | Self::Help
            | Self::Close
            | Self::Edit
            | Self::Reload
            | Self::ToggleMouse
            | Self::Redraw
            | Self::Suspend
            | Self::Leave
            | Self::List(_)
            | Self::Quit => false,
        }
    }

    /// The name in settings files, such as `next-claim`.
    pub fn name(self) -> String {
        let debug = match self {
            Self::List(list) => format!("{list:?}"),
            Self::Show(view) => format!("Show{view:?}"),
            action => format!("{action:?}"),
        };
        kebab(&debug)
    }

    /// Describes the action in a few words.
    fn brief(self) -> &'static str {
        self.doc().split([':', ';', '(', ',']).next().unwrap_or_default().trim_end()
    }
}

impl Context {
    /// The name in settings files.
    pub fn name(self) -> String {
        match self {
            // Actions have the other words.
            Self::Help => "help-screen".to_owned(),
            Self::Filter => "filter-prompt".to_owned(),
            Self::View(view) => kebab(&format!("{view:?}")),
            context => kebab(&format!("{context:?}")),
        }
    }

    /// Whether a key can only be text in this context.
    fn is_text(self, key: Key) -> bool {
        match self {
            Self::Choice => character(key).is_some_and(|c| c.is_ascii_digit()),
            // Digits and the letters of reliability.
            Self::Judgement => character(key).is_some_and(|c| c.is_ascii_hexdigit()),
            Self::Contents
            | Self::Letters
            | Self::Mark
            | Self::Folder
            | Self::Prompt
            | Self::Finder
            | Self::Filter
            | Self::Note => character(key).is_some(),
            Self::View(_) | Self::Card | Self::Help => false,
        }
    }

    /// Whether a sequence of keys can be pressed in this context.
    pub fn can_bind(self, keys: &str) -> bool {
        key::sequence(keys).next().flatten().is_some_and(|first| !self.is_text(first))
    }
}

/// Converts a name of the code to its spelling in settings: `NextClaim` to `next-claim`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (index, c) in name.char_indices() {
        if c.is_uppercase() && index > 0 {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;

    #[test]
    fn every_key_of_the_table_can_be_pressed() {
        for binding in BINDINGS {
            for key in binding.keys {
                assert!(key::parse(key).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn each_name_means_one_action_per_context() {
        for context in Context::ALL.iter() {
            let bound: Vec<_> = BINDINGS.iter().filter(|row| row.contexts.contains(context)).collect();
            for (one, other) in bound.iter().flat_map(|one| bound.iter().map(move |other| (one, other))) {
                assert_eq!(one.action == other.action, one.action.name() == other.action.name());
            }
        }
    }

    #[test]
    fn no_context_shares_its_name_with_an_action() {
        for context in Context::ALL.iter() {
            assert!(BINDINGS.iter().all(|row| row.action.name() != context.name()), "{context:?}");
        }
    }

    #[test]
    fn no_key_has_two_meanings_in_one_context() {
        for (index, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[index + 1..] {
                let shared = one.contexts.iter().any(|context| other.contexts.contains(context));
                for key in one.keys.iter().filter(|_| shared) {
                    assert!(other.keys.iter().all(|another| key::parse(another) != key::parse(key)), "{key}");
                }
            }
        }
    }

    #[test]
    fn capitals_are_the_same_key_however_terminals_report_them() {
        let press = |key: &KeyEvent| Keymap::BuiltIn.press(Context::View(View::Article), &[], key);
        for modifiers in [KeyModifiers::NONE, KeyModifiers::SHIFT] {
            let key = KeyEvent::new(KeyCode::Char('G'), modifiers);
            assert_eq!(press(&key), Press::Act(Action::Bottom));
        }
        for (code, modifiers) in [
            (KeyCode::BackTab, KeyModifiers::SHIFT),
            (KeyCode::Tab, KeyModifiers::SHIFT),
            (KeyCode::BackTab, KeyModifiers::NONE),
        ] {
            assert_eq!(press(&KeyEvent::new(code, modifiers)), Press::Act(Action::PreviousClaim));
        }
        let key = KeyEvent::new(KeyCode::Char('i'), KeyModifiers::CONTROL);
        assert!(matches!(press(&key), Press::Nothing(_)));
    }
}
