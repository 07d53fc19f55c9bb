//! Outcomes: what one part of the reader asks of the whole.
//!
//! No part knows another. A part returns what it cannot do itself as an [`Outcome`], and the model carries it out. The
//! enum is closed: the compiler names every place that must handle a new variant.

use crate::briefing::dossier::{CaveatId, SourceId};
use crate::evidence::filter::Filter;
use crate::evidence::judgement::{Change, Placed};
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::card::Card;
use crate::reader::keymap::Action;
use crate::reader::message::Effect;
use crate::reader::place::{Place, Selected};
use crate::reader::view::View;

/// A request of a part to the model. The model carries out requests in order.
pub(super) enum Outcome {
    /// Say it in the status line.
    Say(String),
    /// Go there, and add the old place to the jump list.
    Jump(Place),
    /// Go there without a new entry in the jump list.
    Arrive(Place),
    /// Restore the state from before a search that was canceled.
    Restore {
        place: Place,
        card: Card,
        shift: usize,
    },
    /// Add a place that the reader left to the jump list.
    Remember(Place),
    /// Mark the place with a letter, and say so.
    Mark(char),
    Choose(Chosen),
    Select(Selected),
    /// Scroll a row to the top of the article.
    Scroll(Anchor),
    /// Stop keeping the chosen claim in sight.
    StopFollowing,
    Show(View),
    /// Give the keys to the card, or take them away.
    Card {
        has_keys: bool,
    },
    /// Go to a claim that changed since an older text. A card with the keys keeps them.
    GoToChange(Place),
    /// Show the card from one of the claims that are gone from around the chosen one, 0-based.
    ShowGone(usize),
    /// Go to the row of the article that holds a byte of the manuscript.
    JumpToByte(u32),
    /// Go to the row of the article that begins after this share of the text, in percent.
    JumpToPercent(usize),
    /// Open a layer above the panes; close it if one of its kind is open.
    Open(Open),
    /// Doubt a source, or stop doubting it.
    Doubt(SourceId),
    /// Clear all doubts.
    ClearDoubts,
    /// Apply a filter; `None` shows all claims.
    Filter(Option<Filter>),
    /// Apply a filter that the reader did not type, and add it to the history of filters.
    RememberFilter(Option<Filter>),
    /// Change a judgement of the reader's in the current text, and keep it.
    Judge(Box<Change>),
    Act(Action),
    Effect(Effect),
}

pub(super) type Outcomes = Vec<Outcome>;

/// A message for the status line, and nothing else.
pub(super) fn say(words: impl Into<String>) -> Outcomes {
    vec![Outcome::Say(words.into())]
}

/// A layer that can open above the panes.
#[derive(Clone, Debug)]
pub(super) enum Open {
    Help,
    /// With a row selected, 0-based.
    Contents(usize),
    Problems,
    /// With a row selected, 0-based.
    Changes(usize),
    /// A choice of targets.
    Choice(Purpose, Vec<Target>),
    /// The prompt for a letter over a target.
    Letters,
    /// The prompt for the letter of a mark.
    Mark(Marking),
    Finder,
    /// The judgement of a claim or a source.
    Judgement(Placed),
}

/// The purpose of a letter at the prompt for marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    Set,
    Go,
}

/// The purpose of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Follow,
    GoToCaveat,
    Doubt,
    OpenAddress,
}

/// A target to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Source(SourceId),
    Caveat(CaveatId),
    /// A caveat of another text, by the number of the text.
    There(usize, CaveatId),
}
