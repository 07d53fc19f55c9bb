//! What happens to the reader, what the world is to do about it, and what one part of the reader asks of the whole.
//!
//! All three are closed: a new kind is a new variant, and the compiler says who has to know of it.

use std::path::PathBuf;

use crate::briefing::dossier::SourceId;
use crate::evidence::filter::Filter;
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::card::Card;
use crate::reader::keymap::Action;
use crate::reader::keymap::key::Key;
use crate::reader::layers::Layer;
use crate::reader::layout::{Pointed, Size};
use crate::reader::place::{Place, Selected, View};

/// What happens to the reader.
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

/// What the world is to do.
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
    /// Of the text's file.
    pub path: PathBuf,
    /// The text's number in the session.
    pub(super) text: usize,
    pub(super) chosen: Option<Chosen>,
}

/// What a part asks of the whole. It is done in order.
pub(super) enum Outcome {
    /// Say it in the status line.
    Say(String),
    /// Go there; `back` leads here again.
    Jump(Place),
    /// Go there, as a further step of a journey that `back` undoes at once.
    Arrive(Place),
    /// Be there as if nothing had happened since: a search was given up.
    Restore {
        place: Place,
        card: Card,
        shift: usize,
    },
    /// Remember a place that was left; `back` leads there.
    Remember(Place),
    Choose(Chosen),
    Select(Selected),
    /// Put a row at the top of the article.
    Scroll(Anchor),
    /// Keep what is chosen in sight no longer.
    LetGo,
    Show(View),
    /// Have the card take the keys, or give them back.
    Card {
        has_keys: bool,
    },
    /// Go to a claim that changed since an older text; the card keeps the keys if it has them.
    GoToChange(Place),
    /// Have the card begin with one of the claims that are gone from around the chosen one, 0-based.
    ShowGone(usize),
    /// Open a layer above the panes; close it, if one of its kind is open.
    Open(Layer),
    /// Suppose that a source is worth nothing, or no longer.
    Doubt(SourceId),
    /// Let a filter hold; none lets all claims pass.
    Filter(Option<Filter>),
    /// The same with one that nobody typed, which the history of filters keeps.
    KeepFilter(Option<Filter>),
    Act(Action),
    Effect(Effect),
}

pub(super) type Outcomes = Vec<Outcome>;

/// Nothing but a few words for the status line.
pub(super) fn say(words: impl Into<String>) -> Outcomes {
    vec![Outcome::Say(words.into())]
}
