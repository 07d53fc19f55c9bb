//! An older text beside the one that was opened first: what became of it, and the way from one such thing to the next.
//!
//! What counts as a change is `crate::evidence::compare`'s to say.

use std::path::Path;
use std::sync::Arc;

use super::kept::FIRST;
use super::open::{Open, Purpose, Target};
use super::settle::{Popup, centred, list_top};
use super::{Model, Place, View};
use crate::briefing::dossier::{ClaimId, Dossier};
use crate::evidence::since::{Change, Since, Turn};
use crate::page::article::Memo;
use crate::page::look::Chosen;
use crate::page::row::{Anchor, Row, Run};
use crate::page::since::news_rows;
use crate::print::comparison;
use crate::reader::keymap::Action;
use crate::reader::panes::{Area, Panes};
use crate::text::role::Role;
use crate::text::wrap;

/// Rows beneath the list of changes, at the most.
const MOST_FOOT: u16 = 11;

/// A text, and what became of it.
pub(super) struct Older {
    dossier: Arc<Dossier>,
    /// How many problems it has.
    problems: usize,
    since: Since,
    news: Vec<Change>,
    /// Whether a change has been gone to.
    is_begun: bool,
    /// Whether its file has changed, which nobody has been told.
    has_changed: bool,
    /// Which of the claims that are gone from around the chosen one its card begins with, until the next key.
    pub(super) shown_gone: Option<usize>,
}

impl Older {
    fn of(dossier: Arc<Dossier>, problems: usize, new: &Dossier) -> Self {
        let since = comparison::since(&dossier, problems, new);
        let news = since.changes().collect();
        Self { dossier, problems, since, news, is_begun: false, has_changed: false, shown_gone: None }
    }
}

impl Model {
    /// Compares with an older text, which has some problems, and says what became of it.
    pub fn compare_with(&mut self, older: impl Into<Arc<Dossier>>, problems: usize) {
        let older = Older::of(older.into(), problems, &self.dossier);
        // Where no claim is left, nothing is gone to.
        let to_go = !self.dossier.claims.is_empty() && older.since.counts().iter().any(|&count| count > 0);
        let (action, what) =
            if to_go { (Action::NextNews, "goes to each change") } else { (Action::ShowNews, "lists the changes") };
        let key = self.key_for(action).filter(|_| !older.news.is_empty());
        // On a narrow screen the end is not seen.
        let key = key.map(|key| format!("{key} {what}. ")).unwrap_or_default();
        self.notice = Some(format!("{key}Since {}: {}", older.since.name, older.since.tally()));
        self.older = Some(older);
        self.memo = Memo::default();
        self.filter_again();
        self.settle();
    }

    /// The file of the older text.
    pub fn older_path(&self) -> Option<&Path> {
        self.older.as_ref()?.dossier.manuscript.path()
    }

    /// Takes what the file of the older text is now, with some problems.
    pub fn reread_older(&mut self, older: Dossier, problems: usize) {
        let is_same = |known: &Older| known.dossier.manuscript.text() == older.manuscript.text();
        if self.older.as_ref().is_some_and(|known| !is_same(known)) {
            self.compare_with(older, problems);
            if let Some(older) = &mut self.older {
                older.has_changed = true;
            }
        }
    }

    /// What became of the older text, if that is another since it was last asked for here.
    pub(super) fn changed_older(&mut self) -> Option<&Since> {
        let older = self.older.as_mut().filter(|older| older.has_changed)?;
        older.has_changed = false;
        Some(&older.since)
    }

    /// What became of the older text, while the one that is compared with it is read.
    pub(super) fn since(&self) -> Option<&Since> {
        self.older.as_ref().filter(|_| self.place.text == FIRST).map(|older| &older.since)
    }

    pub(super) fn news(&self) -> &[Change] {
        self.older.as_ref().filter(|_| self.place.text == FIRST).map_or(&[], |older| &older.news)
    }

    /// The text has changed.
    pub(super) fn compare_again(&mut self) {
        if let Some(Older { dossier, problems, is_begun, .. }) = self.older.take() {
            self.older = Some(Older { is_begun, ..Older::of(dossier, problems, &self.dossier) });
        }
    }

    /// The claim at which one sees what became of something: of one that is gone, the one behind which it stood.
    fn seen_at(&self, news: Change) -> Option<ClaimId> {
        let first = || self.dossier.claim_ids().next();
        match news {
            Change::Claim(claim) => Some(claim),
            Change::Source(_) | Change::Caveat(_) | Change::Dropped(_) | Change::Spoken(_) | Change::About(_) => None,
            Change::Gone(gone) => self.since()?.gone[gone].after.or_else(first),
        }
    }

    pub(super) fn step_news(&mut self, forward: bool) {
        if self.says_nothing_became() {
            return;
        }
        let mut places: Vec<_> = self.news().iter().filter_map(|&news| self.seen_at(news)).collect();
        places.retain(|&claim| self.passes(claim));
        places.dedup();
        let in_sight = self.place.view != View::Article || self.screen.chosen_in_sight;
        let chosen = self.claim().filter(|_| in_sight);
        // Otherwise from the top of what is on the screen.
        let top = || self.dossier.claims.partition_point(|claim| claim.references.start < self.place.anchor.byte);
        // The first claim is chosen from the beginning: nobody has gone to it.
        let is_begun = self.older.as_ref().is_some_and(|older| older.is_begun);
        let past = usize::from(forward && (is_begun || chosen != Some(ClaimId(0))));
        let from = chosen.map_or_else(top, |claim| claim.0 + past);
        let at = places.partition_point(|claim| claim.0 < from);
        let next = if forward { places.get(at) } else { at.checked_sub(1).map(|at| &places[at]) };
        let Some(&next) = next else {
            self.notice = Some(match (places.is_empty(), forward) {
                (true, _) if self.selection().is_some() => "No claim that changed passes the filter".to_owned(),
                (true, _) => {
                    let are_gone = self.since().is_some_and(|since| !since.gone.is_empty());
                    let (said, what) = if are_gone {
                        ("No claim is left", "those that are gone")
                    } else {
                        ("No claim changed", "what else did")
                    };
                    let key = self.key_for(Action::ShowNews).map(|key| format!(": {key} lists {what}"));
                    format!("{said}{}", key.unwrap_or_default())
                }
                (false, true) => self.last_change(),
                (false, false) => "This is the first change".to_owned(),
            });
            return;
        };
        let number = places.partition_point(|claim| *claim < next) + 1;
        let all = places.len();
        self.go_to_changed(next);
        // Where nothing else is to be seen, that is.
        let is_same = self.since().is_some_and(|since| since.of(next).turn == Turn::Same);
        self.begin_card(is_same.then_some(0));
        self.notice = Some(format!("Change {number} of {all}: {}", self.became_words(next)));
    }

    /// Has the card begin with one of the claims that are gone from around the chosen one, or as it does.
    pub(super) fn begin_card(&mut self, gone: Option<usize>) {
        if let Some(older) = &mut self.older {
            older.shown_gone = gone;
        }
    }

    /// That it is the last that a claim shows, and where the others are.
    fn last_change(&self) -> String {
        let others = self.news().iter().filter(|news| !matches!(news, Change::Claim(_) | Change::Gone(_))).count();
        let key = self.key_for(Action::ShowNews).filter(|_| others > 0);
        let key = key.map(|key| format!("; {key} has {others} that no claim shows"));
        format!("This is the last change{}", key.unwrap_or_default())
    }

    fn go_to_changed(&mut self, claim: ClaimId) {
        if let Some(older) = &mut self.older {
            older.is_begun = true;
        }
        let on_card = self.on_card;
        let listed = self.place.view == View::Claims && self.passes(claim);
        let view = if listed { View::Claims } else { View::Article };
        self.jump(Place { view, chosen: Some(Chosen::Claim(claim)), follow: true, ..self.place });
        self.on_card = on_card;
    }

    /// What became of a claim and of those around it.
    fn became_words(&self, claim: ClaimId) -> String {
        let Some(since) = self.since() else { return String::new() };
        let before = if claim == ClaimId(0) { since.gone_after(None).len() } else { 0 };
        let gone = before + since.gone_after(Some(claim)).len();
        let became = since.of(claim).words().join(", ");
        match (&*became, gone) {
            ("", gone) => format!("{gone} gone here"),
            (_, 0) => became,
            (_, gone) => format!("{became}, and {gone} gone here"),
        }
    }

    pub(super) fn show_news(&mut self) {
        if !self.says_nothing_became() {
            // From where one is, the list goes on.
            let here = self.claim();
            let is_here = |news: &&Change| self.seen_at(**news).is_some_and(|claim| Some(claim) < here);
            let row = self.news().iter().take_while(is_here).count();
            self.toggle(Open::News { row: row.min(self.news().len() - 1) });
        }
    }

    /// Whether there is nothing to go to or to list, and says so.
    fn says_nothing_became(&mut self) -> bool {
        let said = match self.since() {
            None if self.older.is_some() => {
                "Only the text that was opened first is compared with an older one".to_owned()
            }
            None => "No older text to compare with: `caveat --since OLD NEW`".to_owned(),
            Some(since) if self.news().is_empty() => {
                let older = self.older.as_ref().map(|older| older.dossier.manuscript.text());
                let is_same = older == Some(self.dossier.manuscript.text());
                let but = if is_same { "" } else { ", but for what is not words, or its order" };
                format!("Nothing is another since {}{but}", since.name)
            }
            Some(_) => return false,
        };
        self.notice = Some(said);
        true
    }

    pub(super) fn go_to_news(&mut self, row: usize) {
        let Some(&news) = self.news().get(row) else { return };
        match (self.seen_at(news), news, self.since()) {
            (_, Change::Source(source), _) => self.reach(Purpose::Follow, Target::Source(source)),
            (_, Change::Caveat(caveat), _) => self.reach(Purpose::GoToCaveat, Target::Caveat(caveat)),
            (Some(claim), Change::Gone(gone), Some(since)) => {
                let said = format!("Claim {} of {} stood here: the card has it", since.gone[gone].number, since.name);
                let first = if claim == ClaimId(0) { 0 } else { since.gone_after(Some(claim)).start };
                self.go_to_changed(claim);
                self.begin_card(Some(gone - first));
                self.notice = Some(said);
            }
            (Some(claim), ..) => self.go_to_changed(claim),
            (None, Change::Spoken(at), Some(since)) if let Some(byte) = since.spoken[at].at => {
                let anchor = Anchor::at(byte);
                self.jump(Place { view: View::Article, anchor, follow: false, ..self.place });
            }
            (None, Change::About(_), _) => {
                self.jump(Place { view: View::Article, anchor: Anchor::default(), follow: false, ..self.place });
            }
            // Nothing of the new text has it.
            (None, _, Some(since)) => self.notice = Some(self.sentences().change(since, news)),
            (None, ..) => {}
        }
    }

    /// The list, and below it what it leaves out of what is selected, where there is room for both.
    pub(super) fn news_popup(&self, panes: &Panes, selected: usize) -> Popup {
        let Some(since) = self.since() else { return Popup::default() };
        let length = self.news().len();
        let width = usize::from(self.size.columns.saturating_sub(4));
        let foot = match self.size.rows {
            ..12 => 0,
            // What the list leaves, within bounds: the borders and the bars have four rows.
            rows => {
                let left = usize::from(rows - 4).saturating_sub(length);
                u16::try_from(left).unwrap_or(u16::MAX).clamp(rows / 4, rows / 2).min(MOST_FOOT)
            }
        };
        let area = centred(self.size, panes, width + 4, length + usize::from(foot) + 2);
        let inside = area.inside();
        let inside = Area { rows: inside.rows - foot, ..inside };
        let height = usize::from(inside.rows);
        let top = list_top(selected, height, length);
        let hidden = (top, length.saturating_sub(top + height));
        let shown: Vec<_> = self.news().iter().copied().enumerate().skip(top).take(height).collect();
        let rows = news_rows(&self.look(), since, &shown, selected, width);
        let feet = self.news_foot(since, selected, width, usize::from(foot));
        let title = Some(vec![Run::new(format!("Changes since {}", since.name), Role::PaneTitle)]);
        Popup { area, title, active: true, inside, rows, feet, hidden, ..Popup::default() }
    }

    /// What is selected, in sentences, beneath a line.
    fn news_foot(&self, since: &Since, selected: usize, width: usize, height: usize) -> Vec<Row> {
        let Some(&news) = self.news().get(selected).filter(|_| height > 1) else { return Vec::new() };
        let said = self.sentences().change(since, news);
        let rule = Row::of(vec![Run::new(self.symbols.rule().repeat(width), Role::Ornament)]);
        let ranges = wrap::rows(&said, width.saturating_sub(2), &[]);
        let is_cut = ranges.len() > height - 1;
        let mut rows: Vec<_> = ranges.into_iter().take(height - 1).map(|range| said[range].to_owned()).collect();
        if let Some(last) = rows.last_mut().filter(|_| is_cut) {
            last.push_str(self.symbols.ellipsis());
        }
        let row = |words: String| Row::of(vec![Run::new(format!(" {words}"), Role::Body)]);
        std::iter::once(rule).chain(rows.into_iter().map(row)).collect()
    }
}
