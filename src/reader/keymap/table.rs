//! The built-in bindings, in the order of the help screen.
//!
//! Owns which keys do what in which context. Must not know how keys are written or looked up.
//!
//! `x` also works in the article, on the source of the chosen claim. `{` and `}` move by section, because Tab already
//! moves by paragraph in a text full of claims.

use super::{Action, Context, Contexts, List};
use crate::reader::view::View;

/// Keys with their action, in some contexts.
pub struct Binding {
    pub group: &'static str,
    pub contexts: Contexts,
    /// Hints show the first of these.
    pub keys: &'static [&'static str],
    pub action: Action,
}

use Action as A;
use Context as C;

/// Contexts with a text, where no key is a letter.
const PANES: Contexts = Contexts::views_and(&[C::Card, C::Choice, C::Help]);
/// All contexts with a text.
const TEXT: Contexts = Contexts::views_and(&[
    C::Card,
    C::Contents,
    C::Choice,
    C::Letters,
    C::Mark,
    C::Help,
    C::Prompt,
    C::Finder,
    C::Filter,
    C::Judgement,
    C::Note,
]);
const READING: Contexts = Contexts::views_and(&[C::Card]);
/// Contexts in which the editor can open, including the list of problems.
const EDITING: Contexts = Contexts::views_and(&[C::Card, C::Choice]);
/// Contexts that cover the text. On a small screen the card covers it.
const OPEN: Contexts = Contexts::only(&[C::Choice, C::Help, C::Card, C::Judgement]);
/// Contexts that cover the text and have no use of their own for erasing.
const HELP: Contexts = Contexts::only(&[C::Help]);
const LISTS: Contexts = Contexts::only(&[C::Choice, C::Help]);
const VIEWS: Contexts = Contexts::views_and(&[]);
const ARTICLE: Contexts = Contexts::views(&[View::Article]);
const SORTED: Contexts = Contexts::views(&[View::Claims, View::Sources]);
const MAP: Contexts = Contexts::views(&[View::Map]);
const FILTER: Contexts = Contexts::only(&[C::Filter]);
const LINES: Contexts = Contexts::only(&[C::Prompt, C::Filter]);
const TYPING: Contexts = Contexts::only(&[C::Prompt, C::Finder, C::Contents, C::Filter, C::Note]);
/// Contexts with a line above a list that it narrows.
const FINDER: Contexts = Contexts::only(&[C::Finder, C::Contents]);
const JUDGEMENT: Contexts = Contexts::only(&[C::Judgement]);
const FIELDS: Contexts = Contexts::only(&[C::Judgement, C::Note]);
const LISTED: Contexts = Contexts::only(&[C::Folder]);

const CLAIMS: &str = "Claims and sources";
const JUDGING: &str = "Your judgement";
pub const MOVING: &str = "Moving about";
const SEARCHING: &str = "Searching";
const SHOWING: &str = "What is shown";
const PROGRAM: &str = "The program";
const FOLDER: &str = "In a folder's list";

/// All bindings, in the order of the help screen.
pub const BINDINGS: &[Binding] = &[
    Binding { group: CLAIMS, contexts: READING, keys: &["Tab"], action: A::NextClaim },
    Binding { group: CLAIMS, contexts: READING, keys: &["S-Tab"], action: A::PreviousClaim },
    Binding { group: CLAIMS, contexts: PANES, keys: &["Enter"], action: A::Follow },
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
    Binding { group: CLAIMS, contexts: READING, keys: &[")"], action: A::NextChange },
    Binding { group: CLAIMS, contexts: READING, keys: &["("], action: A::PreviousChange },
    Binding { group: JUDGING, contexts: READING, keys: &["a"], action: A::Judge },
    Binding { group: JUDGING, contexts: FIELDS, keys: &["Down", "Tab"], action: A::NextField },
    Binding { group: JUDGING, contexts: JUDGEMENT, keys: &["j"], action: A::NextField },
    Binding { group: JUDGING, contexts: FIELDS, keys: &["Up", "S-Tab"], action: A::PreviousField },
    Binding { group: JUDGING, contexts: JUDGEMENT, keys: &["k"], action: A::PreviousField },
    Binding { group: JUDGING, contexts: JUDGEMENT, keys: &["Enter", "Space", "i"], action: A::ChangeValue },
    Binding { group: JUDGING, contexts: JUDGEMENT, keys: &["l", "Right"], action: A::NextValue },
    Binding { group: JUDGING, contexts: JUDGEMENT, keys: &["h", "Left"], action: A::PreviousValue },
    Binding { group: JUDGING, contexts: JUDGEMENT, keys: &["x", "Backspace", "Delete"], action: A::ClearValue },
    Binding { group: JUDGING, contexts: JUDGEMENT, keys: &["u"], action: A::Undo },
    Binding { group: MOVING, contexts: PANES, keys: &["j", "Down"], action: A::Down },
    Binding { group: MOVING, contexts: PANES, keys: &["k", "Up"], action: A::Up },
    Binding { group: MOVING, contexts: PANES, keys: &["Space", "PgDn", "C-f"], action: A::PageDown },
    Binding { group: MOVING, contexts: PANES, keys: &["b", "PgUp", "C-b"], action: A::PageUp },
    Binding { group: MOVING, contexts: PANES, keys: &["d", "C-d"], action: A::HalfPageDown },
    Binding { group: MOVING, contexts: PANES, keys: &["u", "C-u"], action: A::HalfPageUp },
    Binding { group: MOVING, contexts: PANES, keys: &["g", "Home"], action: A::Top },
    Binding { group: MOVING, contexts: PANES, keys: &["G", "End"], action: A::Bottom },
    Binding { group: MOVING, contexts: VIEWS, keys: &["%"], action: A::Percent },
    Binding { group: MOVING, contexts: VIEWS, keys: &["}"], action: A::NextSection },
    Binding { group: MOVING, contexts: VIEWS, keys: &["{"], action: A::PreviousSection },
    Binding { group: MOVING, contexts: ARTICLE, keys: &["Right", ">"], action: A::CodeRight },
    Binding { group: MOVING, contexts: ARTICLE, keys: &["Left", "<"], action: A::CodeLeft },
    Binding { group: MOVING, contexts: READING, keys: &["m"], action: A::SetMark },
    Binding { group: MOVING, contexts: READING, keys: &["'"], action: A::GoToMark },
    Binding { group: SEARCHING, contexts: READING, keys: &["&"], action: A::Filter },
    Binding { group: SEARCHING, contexts: FILTER, keys: &["Tab"], action: A::Complete },
    Binding { group: SEARCHING, contexts: READING, keys: &[":"], action: A::Find },
    Binding { group: SEARCHING, contexts: HELP, keys: &["/", ":"], action: A::Find },
    Binding { group: SEARCHING, contexts: FINDER, keys: &["Down", "C-n"], action: A::Down },
    Binding { group: SEARCHING, contexts: FINDER, keys: &["Up", "C-p"], action: A::Up },
    Binding { group: SEARCHING, contexts: FINDER, keys: &["PgDn"], action: A::PageDown },
    Binding { group: SEARCHING, contexts: FINDER, keys: &["PgUp"], action: A::PageUp },
    Binding { group: SEARCHING, contexts: READING, keys: &["/"], action: A::Search },
    Binding { group: SEARCHING, contexts: READING, keys: &["n"], action: A::NextMatch },
    Binding { group: SEARCHING, contexts: READING, keys: &["N"], action: A::PreviousMatch },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Enter"], action: A::Accept },
    Binding { group: SEARCHING, contexts: LINES, keys: &["Up"], action: A::OlderLine },
    Binding { group: SEARCHING, contexts: LINES, keys: &["Down"], action: A::NewerLine },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Left"], action: A::CursorLeft },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Right"], action: A::CursorRight },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Home", "C-a"], action: A::CursorHome },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["End", "C-e"], action: A::CursorEnd },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["Backspace", "C-h"], action: A::EraseCharacter },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["C-w"], action: A::EraseWord },
    Binding { group: SEARCHING, contexts: TYPING, keys: &["C-u"], action: A::EraseLine },
    Binding { group: SHOWING, contexts: READING, keys: &["1"], action: A::Show(View::Article) },
    Binding { group: SHOWING, contexts: READING, keys: &["2"], action: A::Show(View::Claims) },
    Binding { group: SHOWING, contexts: READING, keys: &["3"], action: A::Show(View::Sources) },
    Binding { group: SHOWING, contexts: READING, keys: &["4"], action: A::Show(View::Map) },
    Binding { group: SHOWING, contexts: MAP, keys: &["l", "Right"], action: A::CellRight },
    Binding { group: SHOWING, contexts: MAP, keys: &["h", "Left"], action: A::CellLeft },
    Binding { group: SHOWING, contexts: MAP, keys: &["p"], action: A::ShowPicture },
    Binding { group: SHOWING, contexts: SORTED, keys: &["s"], action: A::Sort },
    Binding { group: SHOWING, contexts: SORTED, keys: &["S"], action: A::SortBackwards },
    Binding { group: SHOWING, contexts: READING, keys: &["t"], action: A::ShowContents },
    Binding { group: SHOWING, contexts: READING, keys: &["!"], action: A::ShowProblems },
    Binding { group: SHOWING, contexts: READING, keys: &["D"], action: A::ShowChanges },
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
    Binding { group: PROGRAM, contexts: PANES, keys: &["?"], action: A::Help },
    // The finder has it, and the reader's own settings can give it a key.
    Binding { group: PROGRAM, contexts: READING, keys: &[], action: A::ShowGuide },
    Binding { group: PROGRAM, contexts: TEXT, keys: &["Esc"], action: A::Close },
    Binding { group: PROGRAM, contexts: OPEN, keys: &["q"], action: A::Close },
    Binding { group: PROGRAM, contexts: LISTS, keys: &["Backspace"], action: A::Close },
    Binding { group: PROGRAM, contexts: EDITING, keys: &["e"], action: A::Edit },
    Binding { group: PROGRAM, contexts: READING, keys: &["r"], action: A::Reload },
    Binding { group: PROGRAM, contexts: READING, keys: &["M"], action: A::ToggleMouse },
    Binding { group: PROGRAM, contexts: Context::ALL, keys: &["C-l"], action: A::Redraw },
    Binding { group: PROGRAM, contexts: Context::ALL, keys: &["C-z"], action: A::Suspend },
    Binding { group: PROGRAM, contexts: VIEWS, keys: &["q"], action: A::Leave },
    Binding { group: PROGRAM, contexts: Context::ALL, keys: &["C-c"], action: A::Quit },
];
