//! Goes from change to change since an older text, claim by claim.
//!
//! A change of a source, a caveat or the text itself has no claim, so only the list of changes shows it.

use crate::briefing::dossier::ClaimId;
use crate::evidence::since::{Change, ChangeState};
use crate::page::look::Chosen;
use crate::reader::keymap::{Action, Context, Keys};
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Place};
use crate::reader::session::Session;
use crate::reader::view::View;

/// Steps from change to change.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ChangeWalk {
    /// Whether the reader has gone to a change before.
    has_begun: bool,
}

impl ChangeWalk {
    pub(super) fn begin(&mut self) {
        self.has_begun = true;
    }

    /// Goes to the next or previous claim with a change.
    pub(super) fn step(self, forward: bool, keys: (&Keys, Context), session: &Session, here: &Here) -> Outcomes {
        if let Some(words) = no_changes(session) {
            return say(words);
        }
        let mut places: Vec<_> =
            session.changes().iter().filter_map(|&change| claim_showing(change, session)).collect();
        places.retain(|&claim| session.text().passes(claim));
        places.dedup();
        let chosen = here.subject.claim().filter(|_| here.sees_chosen());
        // If the chosen claim is out of sight, the step starts at the top of the screen.
        let claims = &session.dossier().claims;
        let top = || claims.partition_point(|claim| claim.passage.references.start < here.place.anchor.byte);
        // Every text opens with its first claim chosen. The reader has not gone to it, so the first step can stop
        // there.
        let past = usize::from(forward && (self.has_begun || chosen != Some(ClaimId(0))));
        let from = chosen.map_or_else(top, |claim| claim.0 + past);
        let at = places.partition_point(|claim| claim.0 < from);
        let next = if forward { places.get(at) } else { at.checked_sub(1).map(|at| &places[at]) };
        let Some(&next) = next else {
            return say(match (places.is_empty(), forward) {
                (true, _) => no_claim_changed(keys, session),
                (false, true) => last_change(keys, session),
                (false, false) => "First change".to_owned(),
            });
        };
        let number = places.partition_point(|claim| *claim < next) + 1;
        let all = places.len();
        let mut outcomes = go_to(next, session, here);
        // An unchanged claim is a stop because others are gone from around it, so the card shows those.
        let is_same = session.since().is_some_and(|since| since.of(next).state == ChangeState::Same);
        outcomes.extend(is_same.then_some(Outcome::ShowGone(0)));
        outcomes.push(Outcome::Say(format!("Change {number} of {all}: {}", change_words(next, session))));
        outcomes
    }
}

/// Goes to a changed claim: in the table if it is listed there, else in the article.
pub(super) fn go_to(claim: ClaimId, session: &Session, here: &Here) -> Outcomes {
    let listed = here.place.view == View::Claims && session.text().passes(claim);
    let view = if listed { View::Claims } else { View::Article };
    let to = Place { view, chosen: Some(Chosen::Claim(claim)), follow: true, ..here.place };
    vec![Outcome::GoToChange(to)]
}

/// The claim at which a change is visible. A claim that is gone is visible at the claim before it.
pub(super) fn claim_showing(change: Change, session: &Session) -> Option<ClaimId> {
    let first = || session.dossier().claim_ids().next();
    match change {
        Change::Claim(claim) => Some(claim),
        Change::Source(_) | Change::Caveat(_) | Change::Dropped(_) | Change::Unattributed(_) | Change::About(_) => None,
        Change::Gone(gone) => session.since()?.gone[gone].after.or_else(first),
    }
}

/// Says why no change can be shown; `None` if one can.
pub(super) fn no_changes(session: &Session) -> Option<String> {
    let is_older = session.is_older(session.dossier().manuscript.text());
    match session.since() {
        None if is_older.is_some() => {
            Some("Only the text that was opened first is compared with an older one".to_owned())
        }
        None => Some("No older text to compare with: `caveat --since OLD NEW`".to_owned()),
        Some(since) if session.changes().is_empty() => {
            let but = if is_older == Some(true) { "" } else { ", except formatting or order" };
            Some(format!("Nothing changed since {}{but}", since.name))
        }
        Some(_) => None,
    }
}

fn no_claim_changed((keys, context): (&Keys, Context), session: &Session) -> String {
    if session.text().selection().is_some() {
        return "No claim that changed passes the filter".to_owned();
    }
    let are_gone = session.since().is_some_and(|since| !since.gone.is_empty());
    let (words, what) = if are_gone {
        ("No claim is left", "the claims that are gone")
    } else {
        ("No claim changed", "the other changes")
    };
    let key = keys.label(Action::ShowChanges, context).map(|key| format!(": {key} lists {what}"));
    format!("{words}{}", key.unwrap_or_default())
}

/// Says that no more claim changed, and which key lists other changes.
fn last_change((keys, context): (&Keys, Context), session: &Session) -> String {
    let others =
        session.changes().iter().filter(|change| !matches!(change, Change::Claim(_) | Change::Gone(_))).count();
    let key = keys.label(Action::ShowChanges, context).filter(|_| others > 0);
    let key = key.map(|key| format!("; {key} lists {others} more"));
    format!("Last change{}", key.unwrap_or_default())
}

/// Says in a few words how a claim changed, and how many claims are gone around it.
fn change_words(claim: ClaimId, session: &Session) -> String {
    let Some(since) = session.since() else { return String::new() };
    let before = if claim == ClaimId(0) { since.gone_after(None).len() } else { 0 };
    let gone = before + since.gone_after(Some(claim)).len();
    let changed = since.of(claim).words().join(", ");
    match (&*changed, gone) {
        ("", gone) => format!("{gone} gone here"),
        (_, 0) => changed,
        (_, gone) => format!("{changed}, and {gone} gone here"),
    }
}
