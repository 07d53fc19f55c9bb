//! What happens to the reader, and what the world is to do about it.
//!
//! Both are closed: a new kind is a new variant, and the compiler says who has to know of it.

use std::path::PathBuf;

use crate::page::look::Chosen;
use crate::reader::keymap::Action;
use crate::reader::keymap::key::Key;
use crate::reader::layout::{Pointed, Size};

/// An event of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Resized(Size),
    /// Columns that text takes at the most.
    Measure(u16),
    Act(Action),
    /// An entry of the open list was picked by its number, 1-based.
    Pick(usize),
    /// One of the letters over what can be followed.
    Letter(char),
    /// The letter of a mark, which was asked for.
    Mark(char),
    /// Text was typed where text is asked for, or pasted: that does nothing elsewhere.
    Type(String),
    Pointed(Pointed),
    /// These keys begin a sequence; none, where one was given up.
    Wait(Vec<Key>),
    /// These keys do nothing.
    Nothing(Vec<Key>),
}

/// A request to the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Quit,
    Suspend,
    Redraw,
    /// Say which themes there are: `Model::offer_themes`.
    ListThemes,
    /// Show everything in this theme; if that cannot be, `Model::keep_on`.
    Theme(String),
    /// Hand a web address to whatever opens those here; then `Model::say` what came of it.
    OpenAddress(String),
    /// Read a file, and `Model::turn_to` it and a heading of it, or say why not.
    Read {
        path: PathBuf,
        heading: Option<String>,
    },
    /// Read the file of another text again, and `Model::visit` it.
    Visit(Visit),
    /// Put a text into the clipboard.
    Copy(String),
    /// Take the mouse, or leave it to the terminal; then `Model::say` which.
    ToggleMouse,
    /// Read the file again.
    Reload,
    /// Open the file in the reader's editor.
    Edit,
    /// Back to the list that it was opened from.
    List,
}

/// Something in another text that the reader wants to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The path of the text's file.
    pub path: PathBuf,
    /// The text's number in the session.
    pub(super) text: usize,
    pub(super) chosen: Option<Chosen>,
}
