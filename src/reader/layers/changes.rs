//! The list of all changes since an older text, and the way to each of them.

mod rows;

use super::Setting;
use crate::evidence::since::{Change, Since};
use crate::page::row::{Anchor, Row, Run};
use crate::page::since::change_sentence;
use crate::reader::changes::{claim_showing, go_to, no_changes};
use crate::reader::follow;
use crate::reader::layout::{Area, list_top};
use crate::reader::outcome::{Open, Outcome, Outcomes, Purpose, Target, say};
use crate::reader::place::Here;
use crate::reader::screen::Popup;
use crate::reader::session::Session;
use crate::text::role::Role;

use self::rows::change_rows;

/// The most rows below the list.
const MOST_FOOT: u16 = 11;

/// The list of changes.
#[derive(Clone, Copy, Debug)]
pub(in crate::reader) struct Changes {
    /// The selected row, 0-based.
    pub(super) row: usize,
}

impl Changes {
    /// Opens the list at the reader's place, or says why it is empty.
    pub(in crate::reader) fn open(session: &Session, here: &Here) -> Outcomes {
        if let Some(words) = no_changes(session) {
            return say(words);
        }
        // The first row at or after the chosen claim.
        let claim = here.subject.claim();
        let is_before = |change: &&Change| claim_showing(**change, session).is_some_and(|at| Some(at) < claim);
        let row = session.changes().iter().take_while(is_before).count();
        vec![Outcome::Open(Open::Changes(row.min(session.changes().len() - 1)))]
    }

    pub(in crate::reader) fn row(self) -> usize {
        self.row
    }

    /// Adjusts the selection to a new list of `count` rows. Returns whether the list has any.
    pub(super) fn text_changed(&mut self, count: usize) -> bool {
        self.row = self.row.min(count.saturating_sub(1));
        count > 0
    }

    pub(super) fn accept(self, session: &Session, here: &Here) -> Outcomes {
        let Some(&change) = session.changes().get(self.row) else { return Vec::new() };
        let Some(since) = session.since() else { return Vec::new() };
        match (claim_showing(change, session), change) {
            (_, Change::Source(source)) => {
                follow::follow_target(Purpose::Follow, Target::Source(source), session, here)
            }
            (_, Change::Caveat(caveat)) => {
                follow::follow_target(Purpose::GoToCaveat, Target::Caveat(caveat), session, here)
            }
            (Some(claim), Change::Gone(gone)) => {
                let words = format!("Claim {} of {} stood here: the card has it", since.gone[gone].number, since.name);
                let first = if claim.0 == 0 { 0 } else { since.gone_after(Some(claim)).start };
                let mut outcomes = go_to(claim, session, here);
                outcomes.extend([Outcome::ShowGone(gone - first), Outcome::Say(words)]);
                outcomes
            }
            (Some(claim), _) => go_to(claim, session, here),
            (None, Change::Unattributed(at)) => match since.unattributed[at].at {
                Some(byte) => vec![Outcome::Jump(here.place.at(Anchor::at(byte)))],
                None => say(session.text().sentences().change(since, change)),
            },
            (None, Change::About(_)) => vec![Outcome::Jump(here.place.at(Anchor::default()))],
            // The new text has no place for the change.
            (None, _) => say(session.text().sentences().change(since, change)),
        }
    }

    /// The list, and below it the selected change in full, if there is room for both.
    pub(super) fn popup(self, setting: &Setting<'_>, session: &Session, here: &Here) -> Popup {
        let Some(since) = session.since() else { return Popup::default() };
        let length = session.changes().len();
        let width = setting.room();
        let foot = match setting.layout.size.rows {
            ..12 => 0,
            // The rows that remain below the list, within limits. Borders and bars take four rows.
            rows => {
                let left = usize::from(rows - 4).saturating_sub(length);
                u16::try_from(left).unwrap_or(u16::MAX).clamp(rows / 4, rows / 2).min(MOST_FOOT)
            }
        };
        let area = setting.layout.centred(setting.panes, width + 4, length + usize::from(foot) + 2);
        let inside = area.inside();
        let inside = Area { rows: inside.rows - foot, ..inside };
        let height = usize::from(inside.rows);
        let top = list_top(self.row, height, length);
        let hidden = (top, length.saturating_sub(top + height));
        let shown: Vec<_> = session.changes().iter().copied().enumerate().skip(top).take(height).collect();
        let rows = change_rows(&session.look(here.place.chosen), since, &shown, self.row, width);
        let feet = self.foot(since, width, usize::from(foot), session);
        let title = Some(vec![Run::new(format!("Changes since {}", since.name), Role::PaneTitle)]);
        Popup { area, title, active: true, inside, rows, feet, hidden, ..Popup::default() }
    }

    /// Describes the selected change in sentences, below a rule.
    fn foot(self, since: &Since, width: usize, height: usize, session: &Session) -> Vec<Row> {
        let Some(&change) = session.changes().get(self.row).filter(|_| height > 1) else { return Vec::new() };
        let words = session.text().sentences().change(since, change);
        let rule = Row::of(vec![Run::new(session.symbols().rule().repeat(width), Role::Ornament)]);
        let mut rows = change_sentence(&words, width.saturating_sub(2));
        let is_cut = rows.len() > height - 1;
        rows.truncate(height - 1);
        if let Some(last) = rows.last_mut().filter(|_| is_cut) {
            last.runs.push(Run::new(session.symbols().ellipsis(), Role::Body));
        }
        let row = |row: Row| Row::of([vec![Run::new(" ", Role::Body)], row.runs].concat());
        std::iter::once(rule).chain(rows.into_iter().map(row)).collect()
    }
}
