//! Where the reader is, what of it is in sight, and how far a key moves it.
//!
//! Owns the places of one text at a time: bytes and indices of its dossier. Must not know who goes there.

use serde::{Deserialize, Serialize};

use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, SourceId};
use crate::briefing::stretch::Stretch;
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::keymap::Action;
use crate::reader::layout::Layout;
use crate::reader::source_list::Said;

/// A view of the main pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum View {
    Article,
    Claims,
    Sources,
    Map,
}

/// A row of the Sources view: a source, or something under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selected {
    pub(super) source: SourceId,
    pub(super) said: Option<Said>,
}

/// The reader's place, as a jump stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of a text of the session.
    pub(super) text: usize,
    pub(super) view: View,
    /// The top of the article.
    pub(super) anchor: Anchor,
    /// Whether the chosen claim is kept in sight. Choosing sets it; scrolling clears it.
    pub(super) follow: bool,
    pub(super) chosen: Option<Chosen>,
    pub(super) selected: Selected,
}

impl Place {
    /// Where the reading of a text begins.
    pub(super) fn beginning(text: usize, dossier: &Dossier) -> Self {
        Self {
            text,
            view: View::Article,
            anchor: Anchor::default(),
            follow: false,
            chosen: dossier.claim_ids().next().map(Chosen::Claim),
            selected: Selected { source: SourceId(0), said: None },
        }
    }

    /// The article with a row at its top.
    #[must_use]
    pub(super) fn at(self, anchor: Anchor) -> Self {
        Self { view: View::Article, anchor, follow: false, ..self }
    }

    /// The article where something stands, which is chosen.
    #[must_use]
    pub(super) fn at_chosen(self, chosen: Chosen) -> Self {
        Self { view: View::Article, chosen: Some(chosen), follow: true, ..self }
    }

    /// A row of the list of sources.
    #[must_use]
    pub(super) fn at_source(self, source: SourceId, said: Option<Said>) -> Self {
        Self { view: View::Sources, selected: Selected { source, said }, ..self }
    }
}

/// What the last frame showed; the next action starts from it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sight {
    /// Where the first row of the article begins.
    pub(super) top: Option<Anchor>,
    /// Where the first row below those of the article begins, if the text goes on there.
    pub(super) below: Option<Anchor>,
    /// Rows of what has the keys.
    pub(super) page: usize,
    pub(super) is_chosen_shown: bool,
    /// The first and the last words of the text that are on the screen.
    pub(super) shown: Option<(Stretch, Stretch)>,
    /// The section that is being read: an index into the briefing's.
    pub(super) section: usize,
}

/// The chosen thing, in any view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Nothing,
    Claim(ClaimId),
    Source(SourceId),
    /// The place where it is stated.
    Caveat(CaveatId),
    /// A source of another text, by the text's number, or a claim of it.
    There(usize, Option<ClaimId>),
}

impl Subject {
    /// The claim of the text that is read.
    pub(super) fn claim(self) -> Option<ClaimId> {
        match self {
            Self::Claim(claim) => Some(claim),
            Self::Nothing | Self::Source(_) | Self::Caveat(_) | Self::There(..) => None,
        }
    }
}

/// The reader's place, as every part sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    pub(super) place: Place,
    pub(super) sight: Sight,
    pub(super) subject: Subject,
    pub(super) layout: Layout,
}

impl Here {
    /// Whether the chosen claim is in sight.
    pub(super) fn sees_chosen(&self) -> bool {
        self.place.view != View::Article || self.sight.is_chosen_shown
    }

    /// The top of the article.
    pub(super) fn top(&self) -> Anchor {
        self.sight.top.unwrap_or(self.place.anchor)
    }

    /// Whether a source is chosen, in its list or on the map.
    pub(super) fn lists_sources(&self) -> bool {
        matches!(self.place.view, View::Sources | View::Map)
    }
}

/// A distance to move.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Rows(isize),
    /// In half pages.
    Halves(isize),
    Top,
    Bottom,
}

impl Step {
    /// In rows, where a page has some.
    pub(super) fn distance(self, page: usize) -> isize {
        let page = isize::try_from(page.max(1)).unwrap_or(1);
        match self {
            Self::Rows(rows) => rows,
            Self::Halves(halves) => halves * (page - 1).max(2) / 2,
            Self::Top => isize::MIN,
            Self::Bottom => isize::MAX,
        }
    }

    /// The step of a movement action; `None` for other actions.
    pub(super) fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::Down => Self::Rows(1),
            Action::Up => Self::Rows(-1),
            Action::PageDown => Self::Halves(2),
            Action::PageUp => Self::Halves(-2),
            Action::HalfPageDown => Self::Halves(1),
            Action::HalfPageUp => Self::Halves(-1),
            Action::Top => Self::Top,
            Action::Bottom => Self::Bottom,
            _ => return None,
        })
    }
}
