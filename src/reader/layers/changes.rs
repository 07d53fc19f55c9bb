//! All that became of an older text, as a list: what is new, changed or gone, and the way to each.

mod rows;

use super::{Setting, moved};
use crate::evidence::since::{Change, Since};
use crate::page::row::{Anchor, Row, Run};
use crate::reader::changes::{go_to, nothing_became, seen_at};
use crate::reader::follow;
use crate::reader::layout::{Area, list_top};
use crate::reader::outcome::{Open, Outcome, Outcomes, Purpose, Target, say};
use crate::reader::place::Here;
use crate::reader::screen::Popup;
use crate::reader::session::Session;
use crate::text::role::Role;
use crate::text::wrap;

use self::rows::news_rows;

/// Rows beneath the list, at the most.
const MOST_FOOT: u16 = 11;

/// The list of changes.
#[derive(Clone, Copy, Debug)]
pub(in crate::reader) struct Changes {
    /// The selected row, 0-based.
    pub(super) row: usize,
}

impl Changes {
    /// Opens the list where the reader is, or says that it is empty.
    pub(in crate::reader) fn open(session: &Session, here: &Here) -> Outcomes {
        if let Some(words) = nothing_became(session) {
            return say(words);
        }
        // From where one is, the list goes on.
        let claim = here.subject.claim();
        let is_before = |news: &&Change| seen_at(**news, session).is_some_and(|at| Some(at) < claim);
        let row = session.news().iter().take_while(is_before).count();
        vec![Outcome::Open(Open::Changes(row.min(session.news().len() - 1)))]
    }

    pub(in crate::reader) fn row(self) -> usize {
        self.row
    }

    pub(super) fn travel(&mut self, distance: isize, session: &Session) {
        self.row = moved(self.row, distance, session.news().len());
    }

    /// The list was made anew, with so many rows. Returns whether there are any.
    pub(super) fn text_changed(&mut self, count: usize) -> bool {
        self.row = self.row.min(count.saturating_sub(1));
        count > 0
    }

    pub(super) fn accept(self, session: &Session, here: &Here) -> Outcomes {
        let Some(&news) = session.news().get(self.row) else { return Vec::new() };
        let Some(since) = session.since() else { return Vec::new() };
        match (seen_at(news, session), news) {
            (_, Change::Source(source)) => follow::reach(Purpose::Follow, Target::Source(source), session, here),
            (_, Change::Caveat(caveat)) => follow::reach(Purpose::GoToCaveat, Target::Caveat(caveat), session, here),
            (Some(claim), Change::Gone(gone)) => {
                let said = format!("Claim {} of {} stood here: the card has it", since.gone[gone].number, since.name);
                let first = if claim.0 == 0 { 0 } else { since.gone_after(Some(claim)).start };
                let mut outcomes = go_to(claim, session, here);
                outcomes.extend([Outcome::ShowGone(gone - first), Outcome::Say(said)]);
                outcomes
            }
            (Some(claim), _) => go_to(claim, session, here),
            (None, Change::Spoken(at)) => match since.spoken[at].at {
                Some(byte) => vec![Outcome::Jump(here.place.at(Anchor::at(byte)))],
                None => say(session.text().sentences().change(since, news)),
            },
            (None, Change::About(_)) => vec![Outcome::Jump(here.place.at(Anchor::default()))],
            // Nothing of the new text has it.
            (None, _) => say(session.text().sentences().change(since, news)),
        }
    }

    /// The list, and below it what it leaves out of what is selected, where there is room for both.
    pub(super) fn popup(self, setting: &Setting<'_>, session: &Session, here: &Here) -> Popup {
        let Some(since) = session.since() else { return Popup::default() };
        let length = session.news().len();
        let width = setting.room();
        let foot = match setting.layout.size.rows {
            ..12 => 0,
            // The rows that the list leaves, within bounds. Borders and bars take four.
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
        let shown: Vec<_> = session.news().iter().copied().enumerate().skip(top).take(height).collect();
        let rows = news_rows(&session.look(here.place.chosen), since, &shown, self.row, width);
        let feet = self.foot(since, width, usize::from(foot), session);
        let title = Some(vec![Run::new(format!("Changes since {}", since.name), Role::PaneTitle)]);
        Popup { area, title, active: true, inside, rows, feet, hidden, ..Popup::default() }
    }

    /// Describes the selected change in sentences, below a rule.
    fn foot(self, since: &Since, width: usize, height: usize, session: &Session) -> Vec<Row> {
        let Some(&news) = session.news().get(self.row).filter(|_| height > 1) else { return Vec::new() };
        let said = session.text().sentences().change(since, news);
        let rule = Row::of(vec![Run::new(session.symbols().rule().repeat(width), Role::Ornament)]);
        let ranges = wrap::rows(&said, width.saturating_sub(2), &[]);
        let is_cut = ranges.len() > height - 1;
        let mut rows: Vec<_> = ranges.into_iter().take(height - 1).map(|range| said[range].to_owned()).collect();
        if let Some(last) = rows.last_mut().filter(|_| is_cut) {
            last.push_str(session.symbols().ellipsis());
        }
        let row = |words: String| Row::of(vec![Run::new(format!(" {words}"), Role::Body)]);
        std::iter::once(rule).chain(rows.into_iter().map(row)).collect()
    }
}
