//! The list of sources: its order, the open source, and the selection.

mod rows;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::rc::Rc;

use super::{ListPane, list_inside};
use crate::briefing::ast::SourceKind;
use crate::briefing::dossier::SourceId;
use crate::evidence::dependence::{Dependence, tree};
use crate::page::look::Chosen;
use crate::reader::bar::Hints;
use crate::reader::follow;
use crate::reader::keymap::Action;
use crate::reader::layout::Area;
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Place, Selected, Subject};
use crate::reader::screen::{Clicked, Pane};
use crate::reader::session::Session;
use crate::reader::source_list::{Listed, SourceList, SubRow};
use crate::reader::view::View;

use self::rows::{source_list, source_list_head};

/// The widest list, in columns.
const WIDEST: u16 = 150;

/// The sort key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    /// Each under the first source that it stands behind.
    #[default]
    Chain,
    /// By the number of claims that fall with it.
    Weight,
    Name,
    Number,
    Kind,
}

impl By {
    const ALL: [Self; 5] = [Self::Chain, Self::Weight, Self::Name, Self::Number, Self::Kind];

    fn words(self) -> &'static str {
        match self {
            Self::Chain => "who stands behind whom",
            Self::Weight => "how many claims fall with each",
            Self::Name => "name",
            Self::Number => "number",
            Self::Kind => "kind",
        }
    }
}

/// The order of the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SourceOrder {
    by: By,
    reversed: bool,
}

/// Sources in an order, each with its depth under another source.
type Ordered = Rc<[(SourceId, usize)]>;

/// The list of sources.
#[derive(Default)]
pub(super) struct Sources {
    order: SourceOrder,
    /// The sorted sources, with the session's revision and the order that they were computed for.
    ordered: RefCell<Option<(u64, SourceOrder, Ordered)>>,
}

impl Sources {
    pub(super) fn update(&mut self, action: Action, session: &Session, here: &Here) -> Outcomes {
        match action {
            Action::Follow => self.follow(session, here),
            Action::NextBySource | Action::PreviousBySource if here.subject.claim().is_none() => {
                say("Choose a claim first")
            }
            Action::NextClaim | Action::NextBySource => self.step_claim(true, session, here),
            Action::PreviousClaim | Action::PreviousBySource => self.step_claim(false, session, here),
            Action::NextSection => self.step_source(true, session, here),
            Action::PreviousSection => self.step_source(false, session, here),
            Action::Sort => {
                let at = By::ALL.iter().position(|&by| by == self.order.by).unwrap_or_default();
                self.sort(SourceOrder { by: By::ALL[(at + 1) % By::ALL.len()], reversed: false }, session)
            }
            Action::SortBackwards => self.sort(SourceOrder { reversed: !self.order.reversed, ..self.order }, session),
            _ => Vec::new(),
        }
    }

    pub(super) fn ordered(&self, session: &Session) -> Ordered {
        let key = (session.revision(), self.order);
        if let Some((revision, order, ordered)) = &*self.ordered.borrow()
            && (*revision, *order) == key
        {
            return Rc::clone(ordered);
        }
        let ordered: Ordered = self.sorted(session).into();
        self.ordered.replace(Some((key.0, key.1, Rc::clone(&ordered))));
        ordered
    }

    fn sorted(&self, session: &Session) -> Vec<(SourceId, usize)> {
        let dossier = session.dossier();
        let SourceOrder { by, reversed } = self.order;
        let mut sources: Vec<_> = dossier.source_ids().collect();
        match by {
            By::Chain => {
                let tree = tree(dossier);
                // Sources under another one stay under it.
                let groups = tree.chunk_by(|_, next| next.1 > 0);
                return if reversed { groups.rev().flatten().copied().collect() } else { tree };
            }
            By::Number => {}
            By::Name => sources.sort_by_cached_key(|&id| dossier.source(id).name.to_lowercase()),
            By::Weight => {
                let dependence = Dependence::of(dossier, &session.text().doubts);
                sources.sort_by_key(|&id| Reverse(dependence.falling(id)));
            }
            By::Kind => sources.sort_by_key(|&id| dossier.source(id).profile.kind.map(SourceKind::word)),
        }
        if reversed {
            sources.reverse();
        }
        sources.into_iter().map(|id| (id, 0)).collect()
    }

    pub(super) fn order(&self) -> SourceOrder {
        self.order
    }

    /// Sorts, and selects the first source: the reader asks which one that is.
    fn sort(&mut self, order: SourceOrder, session: &Session) -> Outcomes {
        self.order = order;
        let from = if order.reversed { ", from the end" } else { "" };
        let first = self.ordered(session).first().map(|&(source, _)| Selected { source, sub_row: None });
        let words = say(format!("Sorted by {}{from}", order.by.words()));
        first.map(Outcome::Select).into_iter().chain(words).collect()
    }

    /// The distance of the selected row from its source; 0 for the source itself.
    pub(super) fn depth(&self, session: &Session, place: &Place) -> usize {
        let ordered = self.ordered(session);
        depth(&list(&ordered, place.selected.source, session), session, place)
    }

    /// The selected row as a subject.
    pub(super) fn subject(session: &Session, place: &Place) -> Subject {
        let Selected { source, sub_row } = place.selected;
        let Some(found) = session.dossier().sources.get(source.0) else { return Subject::Nothing };
        match sub_row {
            Some(SubRow::Here(claim)) => match found.claims.get(claim) {
                Some(&claim) => Subject::Claim(claim),
                None => Subject::Source(source),
            },
            Some(SubRow::There(number, claim)) => match session.others().there(source, number) {
                Some(text) => Subject::There(number, claim.filter(|claim| text.claims().contains(claim))),
                None => Subject::Source(source),
            },
            None => Subject::Source(source),
        }
    }

    pub(super) fn travel(&self, distance: isize, session: &Session, here: &Here) -> Outcomes {
        let ordered = self.ordered(session);
        let Selected { source, .. } = here.place.selected;
        let open = list(&ordered, source, session);
        let length = open.length(session.dossier());
        let row = row(&open, session, &here.place).saturating_add_signed(distance).min(length.saturating_sub(1));
        let selected = at(&open, row, session, &here.place);
        // Moving up enters the claims of the source above from their end.
        let sub_row = match selected.sub_row {
            None if distance == -1 && selected.source != source => {
                let above = list(&ordered, selected.source, session);
                above.sub_row_at(session.dossier(), above.under(session.dossier()))
            }
            sub_row => sub_row,
        };
        vec![Outcome::Select(Selected { sub_row, ..selected })]
    }

    /// Selects the next or previous source.
    fn step_source(&self, forward: bool, session: &Session, here: &Here) -> Outcomes {
        let sources = self.ordered(session);
        let at = sources.iter().position(|(source, _)| *source == here.place.selected.source);
        let next = at.and_then(|at| sources.get(at.saturating_add_signed(if forward { 1 } else { -1 })));
        next.map(|&(source, _)| Outcome::Select(Selected { source, sub_row: None })).into_iter().collect()
    }

    /// Selects the next or previous claim of the source.
    fn step_claim(&self, forward: bool, session: &Session, here: &Here) -> Outcomes {
        let ordered = self.ordered(session);
        let source = here.place.selected.source;
        let list = list(&ordered, source, session);
        let depth = depth(&list, session, &here.place);
        let next = if forward { depth + 1 } else { depth.saturating_sub(1) };
        match list.sub_row_at(session.dossier(), next) {
            None if next > 0 => say("No more claims by this source"),
            sub_row => vec![Outcome::Select(Selected { source, sub_row })],
        }
    }

    fn follow(&self, session: &Session, here: &Here) -> Outcomes {
        let Selected { source, sub_row } = here.place.selected;
        let dossier = session.dossier();
        let Some(claims) = dossier.sources.get(source.0).map(|source| &source.claims) else { return Vec::new() };
        match sub_row {
            Some(SubRow::There(number, claim)) => {
                follow::to_other_text(number, claim.map(Chosen::Claim), session, here)
            }
            Some(SubRow::Here(claim)) => {
                let chosen = claims.get(claim).map(|&claim| Chosen::Claim(claim));
                vec![Outcome::Jump(Place { view: View::Article, chosen, follow: true, ..here.place })]
            }
            None if claims.is_empty() => {
                let ordered = self.ordered(session);
                match list(&ordered, source, session).sub_row_at(dossier, 1) {
                    Some(sub_row) => vec![Outcome::Select(Selected { source, sub_row: Some(sub_row) })],
                    None => say("No claim here cites this source"),
                }
            }
            None => {
                // Coming from a claim, the next one is selected: the reader wants to see the others.
                let came = match here.place.chosen {
                    Some(Chosen::Claim(came)) => claims.iter().position(|&claim| claim == came),
                    Some(Chosen::Caveat(_) | Chosen::Link(_)) | None => None,
                };
                let claim = came.map_or(0, |came| (came + 1) % claims.len());
                vec![Outcome::Select(Selected { source, sub_row: Some(SubRow::Here(claim)) })]
            }
        }
    }

    /// Returns from a claim under a source to the source.
    pub(super) fn close(place: &Place) -> Option<Outcomes> {
        place.selected.sub_row?;
        Some(vec![Outcome::Select(Selected { sub_row: None, ..place.selected })])
    }

    /// Handles a click. It selects the row; on the selected row, it follows. `begins` is the first row of the list,
    /// which must not move under the pointer.
    pub(super) fn click(
        &self,
        clicked: Clicked,
        begins: &mut Option<usize>,
        session: &Session,
        here: &Here,
        main: &Pane,
    ) -> Outcomes {
        let ordered = self.ordered(session);
        let open = list(&ordered, here.place.selected.source, session);
        let (top, height) = (main.hidden.0, main.rows.len());
        let Some(clicked) = clicked.row.filter(|&row| row < open.length(session.dossier())) else { return Vec::new() };
        // The row stays under the pointer, even if the claims above it are closed.
        let row_of = |selected: Selected| {
            let list = list(&ordered, selected.source, session);
            row(&list, session, &Place { selected, ..here.place })
        };
        if clicked == row(&open, session, &here.place) {
            let outcomes = self.follow(session, here);
            let selected = outcomes.iter().find_map(|outcome| match outcome {
                Outcome::Select(selected) => Some(*selected),
                _ => None,
            });
            if !selected.is_some_and(|selected| (top..top + height).contains(&row_of(selected))) {
                *begins = None;
            }
            return outcomes;
        }
        let selected = at(&open, clicked, session, &here.place);
        *begins = Some((row_of(selected) + top).saturating_sub(clicked));
        vec![Outcome::Select(selected)]
    }

    pub(super) fn pane(&self, area: Area, top: Option<usize>, session: &Session, here: &Here) -> Pane {
        let (inside, has_heads) = list_inside(area);
        let inside = Area { columns: inside.columns.min(WIDEST), ..inside };
        let ordered = self.ordered(session);
        let open = list(&ordered, here.place.selected.source, session);
        let dossier = session.dossier();
        let (selected, length) = (row(&open, session, &here.place), open.length(dossier));
        let look = session.look(here.place.chosen);
        let heads = if has_heads {
            vec![source_list_head(&look, self.order.by, usize::from(inside.columns))]
        } else {
            Vec::new()
        };
        let list = ListPane::new(area, inside, heads.len(), length, selected, top);
        let rows = if dossier.sources.is_empty() {
            Vec::new()
        } else {
            let dependence = Dependence::of(dossier, &session.text().doubts);
            let elsewhere = |listed| session.others().caution_on_row(open.open, listed);
            source_list(&look, &dependence, &open, selected, list.range(), list.width(), elsewhere)
        };
        let heads = if length > 0 { heads } else { Vec::new() };
        list.pane(heads, rows, "No source: nothing here has a reference to one.")
    }

    pub(super) fn hints(back: (Action, &'static str), session: &Session, here: &Here) -> Hints {
        if here.place.selected.sub_row.is_none() {
            return vec![
                (Action::Judge, "judge"),
                (Action::Sort, "sort"),
                back,
                (Action::Doubt, "doubt"),
                (Action::Follow, "its claims"),
            ];
        }
        let covered = here.subject.claim().is_some_and(|claim| !session.dossier().coverings(claim).is_empty());
        let second = if covered { (Action::GoToCaveat, "caveat") } else { (Action::Down, "next") };
        vec![back, second, (Action::Follow, "into the text")]
    }
}

/// The list with a source open.
fn list<'a>(sources: &'a [(SourceId, usize)], open: SourceId, session: &'a Session) -> SourceList<'a> {
    // A text that cites nothing has no source to open.
    let elsewhere = if session.text().has_sources() { session.others().elsewhere(open) } else { Vec::new() };
    SourceList { sources, open, elsewhere }
}

fn depth(list: &SourceList<'_>, session: &Session, place: &Place) -> usize {
    place.selected.sub_row.and_then(|sub_row| list.depth_of(session.dossier(), sub_row)).unwrap_or_default()
}

/// The selected row.
fn row(list: &SourceList<'_>, session: &Session, place: &Place) -> usize {
    list.row_of(session.dossier(), place.selected.source) + depth(list, session, place)
}

/// The selection that a row stands for.
fn at(list: &SourceList<'_>, row: usize, session: &Session, place: &Place) -> Selected {
    match list.at(session.dossier(), row) {
        Some(Listed::Source(source)) => Selected { source, sub_row: None },
        Some(Listed::SubRow(sub_row)) => Selected { sub_row: Some(sub_row), ..place.selected },
        None => place.selected,
    }
}
