//! Resolves targets: from a claim to its sources, a caveat to its statement, a link to its page.
//!
//! Decides where to go and returns it as outcomes. Has no state.

use std::path::Path;

use crate::briefing::dossier::{Dossier, SourceId};
use crate::page::lead::Lead;
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::find::{Numbered, NumberedPlace};
use crate::reader::message::{Effect, Visit};
use crate::reader::outcome::{Open, Outcome, Outcomes, Purpose, Target, say};
use crate::reader::place::{Here, Place, Subject};
use crate::reader::session::{FIRST, Session, caveats_on};
use crate::reader::view::View;
use crate::text::address::{Destination, destination};
use crate::text::manuscript::offset;

/// Goes to the only target, or opens a choice of several.
pub(super) fn follow_or_ask(purpose: Purpose, targets: Vec<Target>, session: &Session, here: &Here) -> Outcomes {
    match targets[..] {
        [] => Vec::new(),
        [only] => follow_target(purpose, only, session, here),
        [_, _, ..] => vec![Outcome::Open(Open::Choice(purpose, targets))],
    }
}

/// Does with a target what the choice is for.
pub(super) fn follow_target(purpose: Purpose, target: Target, session: &Session, here: &Here) -> Outcomes {
    match (purpose, target) {
        (Purpose::Doubt, Target::Source(source)) => vec![Outcome::Doubt(source)],
        (Purpose::OpenAddress, Target::Source(source)) => lead(Lead::Address(source), session, here),
        (Purpose::Follow | Purpose::GoToCaveat, Target::Source(source)) => {
            vec![Outcome::Jump(here.place.at_source(source, None))]
        }
        // Only caveats are chosen here, whatever the purpose.
        (_, Target::There(number, caveat)) => to_other_text(number, Some(Chosen::Caveat(caveat)), session, here),
        (_, Target::Caveat(caveat)) => {
            let mut outcomes = vec![Outcome::Jump(here.place.at_chosen(Chosen::Caveat(caveat)))];
            outcomes.extend(unstated_notice(session.text().statement(caveat).is_some()));
            outcomes
        }
    }
}

/// A message if no text states the caveat; none if one does.
fn unstated_notice(is_stated: bool) -> Option<Outcome> {
    let words = "Declared in the front matter; the text states it nowhere";
    (!is_stated).then(|| Outcome::Say(words.to_owned()))
}

/// Goes to a target.
pub(super) fn lead(lead: Lead, session: &Session, here: &Here) -> Outcomes {
    let dossier = session.dossier();
    match lead {
        Lead::Claim(claim) => vec![Outcome::Jump(here.place.at_chosen(Chosen::Claim(claim)))],
        Lead::Source(source) => follow_target(Purpose::Follow, Target::Source(source), session, here),
        Lead::Caveat(caveat) => follow_target(Purpose::GoToCaveat, Target::Caveat(caveat), session, here),
        Lead::Address(source) => match dossier.address(source) {
            Some(address) => vec![Outcome::Effect(Effect::OpenAddress(address))],
            None => say(no_address(source, session)),
        },
        Lead::Note(note) => {
            vec![Outcome::Jump(here.place.at(Anchor::at(dossier.note(note).declared.start)))]
        }
        Lead::There(number, chosen) => to_other_text(number, chosen, session, here),
        Lead::Link(link) => follow_link(&dossier.briefing.links[link as usize], session, here),
    }
}

/// Goes to the beginning of a section, an index into the briefing's.
pub(super) fn to_section(section: usize, session: &Session, here: &Here) -> Outcomes {
    let briefing = &session.dossier().briefing;
    let Some(block) = briefing.blocks.get(briefing.sections[section].blocks.start) else { return Vec::new() };
    let start = block.span.start;
    vec![Outcome::Jump(here.place.at_section(Anchor::at(start), session.text().passing_after(start)))]
}

/// Goes to a place that the reader named by its number, and says if there is no such number.
pub(super) fn to_numbered(numbered: Numbered, session: &Session, here: &Here) -> Outcomes {
    let last = |what: &str, number: usize| Outcome::Say(format!("{what} {number} is the last"));
    let (mut outcomes, what, number) = match numbered.place {
        NumberedPlace::Line(line) => (to_line(line, session, here), "Line", line),
        NumberedPlace::Percent(percent) => return vec![Outcome::JumpToPercent(percent)],
        NumberedPlace::Claim(claim) => (lead(Lead::Claim(claim), session, here), "Claim", claim.number()),
        NumberedPlace::Source(source) => (lead(Lead::Source(source), session, here), "Source", source.number()),
    };
    outcomes.extend(numbered.is_past.then(|| last(what, number)));
    outcomes
}

/// Goes to a line of the manuscript, 1-based, or says why the line is not on the screen.
pub(super) fn to_line(line: usize, session: &Session, here: &Here) -> Outcomes {
    let Dossier { manuscript, briefing, .. } = session.dossier();
    let span = manuscript.line(line);
    if briefing.front.span.contains(span.start) {
        // The first line stands for the beginning of the text.
        let top = (line <= 1).then(|| Outcome::Jump(here.place.at(Anchor::default())));
        let first = briefing.blocks.first().map(|block| manuscript.position(block.span.start).line);
        let begins = first.map(|first| format!("; the text begins at line {first}")).unwrap_or_default();
        let why = Outcome::Say(format!("Line {line} is in the front matter{begins}"));
        return top.into_iter().chain([why]).collect();
    }
    let words = manuscript.slice(span);
    // Bytes that only indent a line, or end it, belong to no block.
    let begin = span.start + offset(words.len() - words.trim_start().len());
    let is_shown = briefing.blocks.iter().any(|block| block.span.start < span.end && begin < block.span.end);
    let mut outcomes = vec![Outcome::JumpToByte(begin.min(span.end))];
    if !is_shown && !words.trim().is_empty() {
        outcomes.push(Outcome::Say(format!("Line {line} is not shown; this is near it")));
    }
    outcomes
}

fn follow_link(link: &str, session: &Session, here: &Here) -> Outcomes {
    match destination(link) {
        Destination::Web(address) => vec![Outcome::Effect(Effect::OpenAddress(address))],
        Destination::Heading(id) => match heading(&id, session) {
            Some(anchor) => vec![Outcome::Jump(here.place.at(anchor))],
            None => say(no_heading(&id)),
        },
        Destination::File { path, heading } => {
            let manuscript = &session.dossier().manuscript;
            if let Some(folder) = manuscript.path().and_then(Path::parent) {
                vec![Outcome::Effect(Effect::Read { path: folder.join(path), heading })]
            } else {
                say(format!("Not opened: {} is in no folder where {path} could be", manuscript.name()))
            }
        }
        Destination::Elsewhere => {
            say(format!("Not opened, as it is neither http(s) nor a Markdown file beside this: {link}"))
        }
    }
}

/// The place of the heading with an id; without an id, the beginning of the text.
pub(super) fn heading(id: &str, session: &Session) -> Option<Anchor> {
    let briefing = &session.dossier().briefing;
    match briefing.heading(id) {
        Some(block) => Some(Anchor::at(briefing.blocks[block].span.start)),
        None => ["", "top"].contains(&id).then(Anchor::default),
    }
}

pub(super) fn no_heading(id: &str) -> String {
    format!("No heading of this text has the id #{id}")
}

/// The address of a target, in words.
pub(super) fn address_words(lead: Lead, session: &Session) -> String {
    let dossier = session.dossier();
    match lead {
        Lead::Link(link) => dossier.briefing.links[link as usize].clone(),
        Lead::Address(source) => dossier.address(source).unwrap_or_else(|| no_address(source, session)),
        Lead::Claim(_) | Lead::Source(_) | Lead::Caveat(_) | Lead::Note(_) | Lead::There(..) => {
            "It leads within the text".to_owned()
        }
    }
}

fn no_address(source: SourceId, session: &Session) -> String {
    let source = session.dossier().source(source);
    match &source.profile.url {
        Some(url) => format!("Not opened, as it is not http(s): {url}"),
        None => format!("No address is given for {}", source.name),
    }
}

/// Whether the reader is already at the target.
pub(super) fn is_here(lead: Lead, here: &Here) -> bool {
    match lead {
        Lead::Source(source) => {
            here.lists_sources() && here.place.selected.source == source && here.place.selected.sub_row.is_none()
        }
        Lead::Claim(_) | Lead::Caveat(_) | Lead::Note(_) | Lead::Link(_) | Lead::Address(_) | Lead::There(..) => false,
    }
}

/// Goes to the caveats on what is chosen, in this text and in others.
pub(super) fn to_caveat(session: &Session, here: &Here) -> Outcomes {
    let dossier = session.dossier();
    let source = here.place.selected.source;
    let mut targets: Vec<_> = match here.subject {
        Subject::There(number, claim) => {
            let text = session.others().there(source, number);
            let caveats = text.map(|text| match claim {
                Some(claim) => caveats_on(text.look.dossier, claim),
                None => text.look.dossier.caveats_behind(&text.sources),
            });
            caveats.into_iter().flatten().map(|caveat| Target::There(number, caveat)).collect()
        }
        Subject::Claim(claim) => caveats_on(dossier, claim).into_iter().map(Target::Caveat).collect(),
        Subject::Source(source) => dossier.caveats_behind(&[source]).into_iter().map(Target::Caveat).collect(),
        Subject::Caveat(_) | Subject::Nothing => Vec::new(),
    };
    let there = session.others().against_subject(here.subject, source).into_iter();
    targets.extend(there.map(|other| Target::There(other.number, other.caveat)));
    if targets.is_empty() {
        let is_claim = here.subject.claim().is_some();
        return say(if is_claim { "No caveat in this text covers this claim" } else { "No caveat here" });
    }
    follow_or_ask(Purpose::GoToCaveat, targets, session, here)
}

/// Opens the address of the sources of what is chosen, or else of the sources behind them.
pub(super) fn open_address(session: &Session, here: &Here) -> Outcomes {
    let dossier = session.dossier();
    if let Some(Chosen::Link(link)) = here.place.chosen.filter(|_| here.place.view == View::Article) {
        return lead(Lead::Link(link), session, here);
    }
    let sources = match here.subject {
        Subject::Claim(claim) => dossier.claim(claim).sources.clone(),
        Subject::Source(_) | Subject::There(..) => vec![here.place.selected.source],
        Subject::Caveat(caveat) => dossier.caveat(caveat).by.clone(),
        Subject::Nothing => Vec::new(),
    };
    let addressed = |sources: &[SourceId]| -> Vec<Target> {
        let addressed = sources.iter().filter(|&&source| dossier.address(source).is_some());
        addressed.map(|&source| Target::Source(source)).collect()
    };
    let mut targets = addressed(&sources);
    if targets.is_empty() {
        targets = addressed(&dossier.behind_all(&sources));
    }
    if targets.is_empty() {
        let first = sources.first().map(|&source| no_address(source, session));
        return say(first.unwrap_or_else(|| "Choose a claim or a source first".to_owned()));
    }
    follow_or_ask(Purpose::OpenAddress, targets, session, here)
}

/// Doubts the source of what is chosen, or asks which one.
pub(super) fn doubt(session: &Session, here: &Here) -> Outcomes {
    let sources = match here.subject {
        _ if here.lists_sources() && session.text().has_sources() => vec![here.place.selected.source],
        Subject::Claim(claim) => session.dossier().claim(claim).sources.clone(),
        Subject::Source(_) | Subject::Caveat(_) | Subject::There(..) | Subject::Nothing => Vec::new(),
    };
    if sources.is_empty() {
        return say("Choose a claim or a source first");
    }
    follow_or_ask(Purpose::Doubt, sources.into_iter().map(Target::Source).collect(), session, here)
}

/// Goes to the next or previous claim by the same source.
pub(super) fn step_by_source(forward: bool, on_card: bool, session: &Session, here: &Here) -> Outcomes {
    let Some(claim) = here.subject.claim() else { return say("Choose a claim first") };
    let dossier = session.dossier();
    let source = dossier.source(dossier.first_source(claim));
    let at = source.claims.partition_point(|&other| other < claim);
    let next = if forward { source.claims.get(at + 1) } else { at.checked_sub(1).map(|at| &source.claims[at]) };
    let words = format!("of {} by {}", source.claims.len(), source.name);
    let Some(&next) = next else { return say(format!("{} {words}: no further one", at + 1)) };
    let number = if forward { at + 2 } else { at };
    vec![
        Outcome::Jump(Place { chosen: Some(Chosen::Claim(next)), follow: true, ..here.place }),
        Outcome::Card { has_keys: on_card },
        Outcome::Say(format!("{number} {words}")),
    ]
}

/// Goes to another open text, and to something in it. A file is read again first.
pub(super) fn to_other_text(number: usize, chosen: Option<Chosen>, session: &Session, here: &Here) -> Outcomes {
    let path = session.text_at(number).and_then(|text| text.dossier.manuscript.path());
    match path.filter(|_| number != FIRST && number != here.place.text) {
        Some(path) => vec![Outcome::Effect(Effect::Visit(Visit { path: path.to_owned(), text: number, chosen }))],
        None => arrive_in_text(number, chosen, session),
    }
}

/// Goes to an open text without reading it again, and to something in it.
pub(super) fn arrive_in_text(number: usize, chosen: Option<Chosen>, session: &Session) -> Outcomes {
    let Some(text) = session.text_at(number) else { return Vec::new() };
    let beginning = Place::beginning(number, &text.dossier);
    let mut outcomes = vec![Outcome::Jump(match chosen {
        Some(_) => Place { chosen, follow: true, ..beginning },
        None => beginning,
    })];
    if let Some(Chosen::Caveat(caveat)) = chosen {
        let is_stated = !text.dossier.caveat(caveat).statements.is_empty();
        outcomes.extend(unstated_notice(is_stated));
    }
    outcomes
}
