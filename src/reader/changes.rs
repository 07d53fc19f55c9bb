//! From change to change since an older text, claim by claim.

use crate::briefing::dossier::ClaimId;
use crate::evidence::since::{Change, Turn};
use crate::page::look::Chosen;
use crate::reader::keymap::{Action, Context, Keys};
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Place, View};
use crate::reader::session::Session;

/// The way from change to change.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ChangeWalk {
    /// Whether the reader has gone to a change.
    has_begun: bool,
}

impl ChangeWalk {
    pub(super) fn begin(&mut self) {
        self.has_begun = true;
    }

    /// Goes to the next change that a claim shows, or to the one before.
    pub(super) fn step(self, forward: bool, keys: (&Keys, Context), session: &Session, here: &Here) -> Outcomes {
        if let Some(words) = nothing_became(session) {
            return say(words);
        }
        let mut places: Vec<_> = session.news().iter().filter_map(|&news| seen_at(news, session)).collect();
        places.retain(|&claim| session.text().passes(claim));
        places.dedup();
        let chosen = here.subject.claim().filter(|_| here.sees_chosen());
        // Otherwise from the top of what is on the screen.
        let claims = &session.dossier().claims;
        let top = || claims.partition_point(|claim| claim.passage.references.start < here.place.anchor.byte);
        // The first claim is chosen from the beginning: nobody has gone to it.
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
        // Where nothing else is to be seen, what is gone from around it is.
        let is_same = session.since().is_some_and(|since| since.of(next).turn == Turn::Same);
        outcomes.extend(is_same.then_some(Outcome::ShowGone(0)));
        outcomes.push(Outcome::Say(format!("Change {number} of {all}: {}", became_words(next, session))));
        outcomes
    }
}

/// Goes to a claim that changed, in the table if it is listed there.
pub(super) fn go_to(claim: ClaimId, session: &Session, here: &Here) -> Outcomes {
    let listed = here.place.view == View::Claims && session.text().passes(claim);
    let view = if listed { View::Claims } else { View::Article };
    let to = Place { view, chosen: Some(Chosen::Claim(claim)), follow: true, ..here.place };
    vec![Outcome::GoToChange(to)]
}

/// The claim at which the reader sees what became of something: of one that is gone, the one behind which it stood.
pub(super) fn seen_at(news: Change, session: &Session) -> Option<ClaimId> {
    let first = || session.dossier().claim_ids().next();
    match news {
        Change::Claim(claim) => Some(claim),
        Change::Source(_) | Change::Caveat(_) | Change::Dropped(_) | Change::Spoken(_) | Change::About(_) => None,
        Change::Gone(gone) => session.since()?.gone[gone].after.or_else(first),
    }
}

/// Why there is no change to go to; `None` if there is one.
pub(super) fn nothing_became(session: &Session) -> Option<String> {
    let is_older = session.is_older(session.dossier().manuscript.text());
    match session.since() {
        None if is_older.is_some() => {
            Some("Only the text that was opened first is compared with an older one".to_owned())
        }
        None => Some("No older text to compare with: `caveat --since OLD NEW`".to_owned()),
        Some(since) if session.news().is_empty() => {
            let but = if is_older == Some(true) { "" } else { ", but for what is not words, or its order" };
            Some(format!("Nothing is another since {}{but}", since.name))
        }
        Some(_) => None,
    }
}

fn no_claim_changed((keys, context): (&Keys, Context), session: &Session) -> String {
    if session.text().selection().is_some() {
        return "No claim that changed passes the filter".to_owned();
    }
    let are_gone = session.since().is_some_and(|since| !since.gone.is_empty());
    let (said, what) =
        if are_gone { ("No claim is left", "those that are gone") } else { ("No claim changed", "what else did") };
    let key = keys.label(Action::ShowNews, context).map(|key| format!(": {key} lists {what}"));
    format!("{said}{}", key.unwrap_or_default())
}

/// Says that this is the last change of a claim, and which key lists the others.
fn last_change((keys, context): (&Keys, Context), session: &Session) -> String {
    let others = session.news().iter().filter(|news| !matches!(news, Change::Claim(_) | Change::Gone(_))).count();
    let key = keys.label(Action::ShowNews, context).filter(|_| others > 0);
    let key = key.map(|key| format!("; {key} has {others} that no claim shows"));
    format!("Last change{}", key.unwrap_or_default())
}

/// Says in a few words how a claim changed, and how many are gone around it.
fn became_words(claim: ClaimId, session: &Session) -> String {
    let Some(since) = session.since() else { return String::new() };
    let before = if claim == ClaimId(0) { since.gone_after(None).len() } else { 0 };
    let gone = before + since.gone_after(Some(claim)).len();
    let became = since.of(claim).words().join(", ");
    match (&*became, gone) {
        ("", gone) => format!("{gone} gone here"),
        (_, 0) => became,
        (_, gone) => format!("{became}, and {gone} gone here"),
    }
}
