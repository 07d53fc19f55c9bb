//! Messages to the reader, and effects that it asks of the world.
//!
//! Both are closed enums: the compiler names every place that must handle a new variant.

use std::path::PathBuf;

use crate::evidence::judgement::Change;
use crate::page::look::Chosen;
use crate::reader::keymap::Action;
use crate::reader::keymap::key::Key;
use crate::reader::layout::{Pointed, Size};

/// An event of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Resized(Size),
    /// The widest text, in columns.
    Measure(u16),
    Act(Action),
    /// Picks an entry of the open list by its number, 1-based.
    Pick(usize),
    /// One of the letters over targets.
    Letter(char),
    /// The letter of a mark, at its prompt.
    Mark(char),
    /// A digit or letter for the selected value of a judgement.
    Value(char),
    /// Text that was typed or pasted. Outside of a prompt it does nothing.
    Type(String),
    Pointed(Pointed),
    /// The number typed so far, before the key that it counts for.
    Count(usize),
    /// These keys begin a sequence; no key if a sequence or a count was canceled.
    Wait(Vec<Key>),
    /// These keys are not bound.
    Nothing(Vec<Key>),
}

/// A request to the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Quit,
    Suspend,
    Redraw,
    /// List the themes: `Model::offer_themes`.
    ListThemes,
    /// Use this theme; if it cannot be loaded, `Model::keep_theme_shown`.
    Theme(String),
    /// Open a web address in the browser; then report the result with `Model::say`.
    OpenAddress(String),
    /// Read a file; then `Model::turn_to` with the file and a heading, or report why not.
    Read {
        path: PathBuf,
        heading: Option<String>,
    },
    /// Read the file of another text again; then `Model::visit`.
    Visit(Visit),
    /// Copy a text to the clipboard; then report with `Model::copied` how far it came. `what` says what it is.
    Copy {
        text: String,
        what: String,
    },
    /// Take mouse events, or leave them to the terminal; then report which with `Model::say`.
    ToggleMouse,
    /// Read the file again.
    Reload,
    /// Read the built-in guide; then `Model::turn_to`.
    ReadGuide,
    /// Open the file in the reader's editor.
    Edit,
    /// Return to the list from which the file was opened.
    List,
    /// Keep judgements of the reader's, of each text by itself; then `Model::kept`, or `Model::cannot_keep`.
    Keep(Vec<Keep>),
}

/// All changes of the judgements of one text that are not kept yet, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Whether it is the text that was opened first.
    pub is_first: bool,
    /// The file of the text, if it has one.
    pub path: Option<PathBuf>,
    pub changes: Vec<Change>,
    /// The number of the text in the session.
    pub(super) text: usize,
}

/// A target in another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The path of the text's file.
    pub path: PathBuf,
    /// The number of the text in the session.
    pub(super) text: usize,
    pub(super) chosen: Option<Chosen>,
}
