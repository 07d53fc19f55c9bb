//! What one part of the reader asks of the whole.
//!
//! No part knows another: what a part cannot do alone is an [`Outcome`], and the model does it. The enum is closed: a new
//! kind is a new variant, and the compiler says who has to know of it.

use crate::briefing::dossier::{CaveatId, SourceId};
use crate::evidence::filter::Filter;
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::card::Card;
use crate::reader::keymap::Action;
use crate::reader::message::Effect;
use crate::reader::place::{Place, Selected, View};

/// A request of a part to the model. Requests are done in order.
pub(super) enum Outcome {
    /// Say it in the status line.
    Say(String),
    /// Go there, and let `back` return here.
    Jump(Place),
    /// Go there without a new entry in the jump list.
    Arrive(Place),
    /// Restore the state from before a search that was given up.
    Restore {
        place: Place,
        card: Card,
        shift: usize,
    },
    /// Let `back` return to a place that was left.
    Remember(Place),
    /// Mark the place with a letter, and say so.
    Mark(char),
    Choose(Chosen),
    Select(Selected),
    /// Put a row at the top of the article.
    Scroll(Anchor),
    /// Stop keeping the chosen claim in sight.
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
    /// Go to the row of the article that holds a byte of the manuscript.
    JumpToByte(u32),
    /// Open a layer above the panes; close it, if one of its kind is open.
    Open(Open),
    /// Suppose that a source is worth nothing, or no longer.
    Doubt(SourceId),
    /// Trust every source again.
    ClearDoubts,
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

/// What can be opened above the panes.
#[derive(Clone, Debug)]
pub(super) enum Open {
    Help,
    /// With a row selected, 0-based.
    Contents(usize),
    Problems,
    /// With a row selected, 0-based.
    Changes(usize),
    /// Of several targets.
    Choice(Purpose, Vec<Target>),
    /// One of the letters over what can be followed is asked for.
    Letters,
    /// The letter of a mark is asked for.
    Mark(Marking),
    Finder,
}

/// What the letter of a mark is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    Set,
    Go,
}

/// What a choice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Follow,
    GoToCaveat,
    Doubt,
    OpenAddress,
}

/// What can be chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Source(SourceId),
    Caveat(CaveatId),
    /// A caveat of another text, by the text's number.
    There(usize, CaveatId),
}
