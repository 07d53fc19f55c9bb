//! The reader's place, what is in sight there, and how far a movement goes.
//!
//! Places are bytes and indices of one dossier. Must not know who goes to them.

use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, SourceId};
use crate::briefing::stretch::Stretch;
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::keymap::Action;
use crate::reader::layout::Layout;
use crate::reader::source_list::SubRow;
use crate::reader::view::{Listed, View};

/// A row of the Sources view: a source, or a row under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selected {
    pub(super) source: SourceId,
    pub(super) sub_row: Option<SubRow>,
}

/// The reader's place, as the jump list stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of the text in the session.
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
    /// The first place in a text.
    pub(super) fn beginning(text: usize, dossier: &Dossier) -> Self {
        Self {
            text,
            view: View::Article,
            anchor: Anchor::default(),
            follow: false,
            chosen: dossier.claim_ids().next().map(Chosen::Claim),
            selected: Selected { source: SourceId(0), sub_row: None },
        }
    }

    /// The same place with a row at the top of the article.
    #[must_use]
    pub(super) fn at(self, anchor: Anchor) -> Self {
        Self { view: View::Article, anchor, follow: false, ..self }
    }

    /// The article with a section at its top, as far as the text reaches, and its first claim chosen.
    #[must_use]
    pub(super) fn at_section(self, anchor: Anchor, first: Option<ClaimId>) -> Self {
        Self { chosen: first.map(Chosen::Claim), ..self.at(anchor) }
    }

    /// The place of a claim or caveat in the article, chosen.
    #[must_use]
    pub(super) fn at_chosen(self, chosen: Chosen) -> Self {
        Self { view: View::Article, chosen: Some(chosen), follow: true, ..self }
    }

    /// The place of a row in the list of sources.
    #[must_use]
    pub(super) fn at_source(self, source: SourceId, sub_row: Option<SubRow>) -> Self {
        Self { view: View::Sources, selected: Selected { source, sub_row }, ..self }
    }
}

/// What the last frame showed. The next action starts from it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sight {
    /// The anchor of the first row of the article.
    pub(super) top: Option<Anchor>,
    /// The anchor of the first row below the visible ones, if the text continues.
    pub(super) below: Option<Anchor>,
    /// Rows of the pane that has the keys.
    pub(super) page: usize,
    pub(super) is_chosen_shown: bool,
    /// The claim to choose if the chosen one is not on the screen: the nearest to its middle, or the first if none was
    /// chosen.
    pub(super) nearest: Option<Chosen>,
    /// The first and last words of the text on the screen.
    pub(super) shown: Option<(Stretch, Stretch)>,
    /// The section that the reader is in, as an index into the briefing's sections.
    pub(super) section: usize,
}

/// What is chosen, in any view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Nothing,
    Claim(ClaimId),
    Source(SourceId),
    /// The place where a caveat is stated.
    Caveat(CaveatId),
    /// A source of another text, by the number of the text, or a claim in it.
    There(usize, Option<ClaimId>),
}

impl Subject {
    /// The chosen claim of the current text.
    pub(super) fn claim(self) -> Option<ClaimId> {
        match self {
            Self::Claim(claim) => Some(claim),
            Self::Nothing | Self::Source(_) | Self::Caveat(_) | Self::There(..) => None,
        }
    }
}

/// The reader's place, as all parts see it.
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
        self.place.view.listed() == Listed::Sources
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
    /// The step, so many times.
    pub(super) fn times(self, count: usize) -> Self {
        let count = isize::try_from(count).unwrap_or(isize::MAX);
        match self {
            Self::Rows(rows) => Self::Rows(rows.saturating_mul(count)),
            Self::Halves(halves) => Self::Halves(halves.saturating_mul(count)),
            Self::Top | Self::Bottom => self,
        }
    }

    /// The distance in rows, for a page of this height.
    pub(super) fn distance(self, page: usize) -> isize {
        let page = isize::try_from(page.max(1)).unwrap_or(1);
        match self {
            Self::Rows(rows) => rows,
            Self::Halves(halves) => halves.saturating_mul((page - 1).max(2)) / 2,
            Self::Top => isize::MIN,
            Self::Bottom => isize::MAX,
        }
    }

    /// The distance of an action that moves; `None` for other actions.
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
