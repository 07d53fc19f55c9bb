//! What is shown: the views, what is open above them, and what `Esc` closes first.

use super::marks::Marking;
use super::{Model, Place, Selected, View};
use crate::briefing::dossier::{CaveatId, SourceId};

/// Something open above the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    Help {
        top: usize,
    },
    Contents {
        row: usize,
    },
    Choice {
        purpose: Purpose,
        targets: Vec<Target>,
        row: usize,
    },
    /// `before` is the row of the theme that was shown when it was opened.
    Themes {
        names: Vec<String>,
        before: usize,
        row: usize,
    },
    /// What is wrong with the text.
    Problems {
        row: usize,
    },
    /// What became of an older text.
    News {
        row: usize,
    },
    /// One of the letters over what can be followed is asked for; of two, the first may be typed.
    Letters {
        typed: Option<char>,
    },
    /// A letter is asked for.
    Mark(Marking),
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
    /// A caveat of another text, by its number.
    There(usize, CaveatId),
}

impl Open {
    /// Whether it lists something of the text, which may be no more when that changes.
    pub(super) fn is_of_the_text(&self) -> bool {
        match self {
            Self::Contents { .. } | Self::Choice { .. } | Self::Problems { .. } => true,
            Self::News { .. } | Self::Help { .. } | Self::Themes { .. } | Self::Letters { .. } | Self::Mark(_) => false,
        }
    }
}

impl Model {
    pub(super) fn show(&mut self, view: View) {
        if self.place.view != view {
            self.jump(Place { view, ..self.place });
        }
        if self.on_card {
            self.set_on_card(false);
        }
    }

    pub(super) fn show_contents(&mut self) {
        if self.dossier.briefing.sections.len() < 2 {
            self.notice = Some("This text has no headings".to_owned());
            return;
        }
        let row = self.screen.section.saturating_sub(1);
        self.toggle(Open::Contents { row });
    }

    pub(super) fn toggle(&mut self, open: Open) {
        let same = self.open.as_ref().is_some_and(|now| std::mem::discriminant(now) == std::mem::discriminant(&open));
        self.open = if same { None } else { Some(open) };
    }

    pub(super) fn set_on_card(&mut self, on_card: bool) {
        self.on_card = on_card;
        self.card_top = 0;
    }

    /// Closes the uppermost thing that is open, and in the end leads back to the article.
    pub(super) fn close(&mut self) {
        if self.search.is_asking() {
            return self.give_up();
        }
        if self.filtering.is_asking() {
            return self.give_up_filter();
        }
        if self.finder.take().is_some() {
            return;
        }
        match self.open.take() {
            // As it was, since none was chosen.
            Some(Open::Themes { names, before, .. }) => return self.show_theme(names[before].clone()),
            Some(_) => return,
            None if self.put_out() => return,
            None => {}
        }
        let view = self.place.view;
        match view {
            _ if self.on_card => self.set_on_card(false),
            View::Sources if self.place.selected.said.is_some() => {
                self.select(Selected { said: None, ..self.place.selected });
            }
            _ if self.drop_filter() => {}
            View::Claims | View::Sources | View::Map => self.show(View::Article),
            View::Article => {}
        }
    }
}
