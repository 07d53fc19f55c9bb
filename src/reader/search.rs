//! Search: the prompt, the matches, and going from match to match.
//!
//! Matches are computed once for each typed letter; a frame only selects those on its rows. A visited match is kept in
//! sight until the reader moves, like a chosen claim.
//!
//! Matches in the text come first, then sources and caveats whose words are not in the text, then notes.
//! A match in a claim chooses the claim. A source is shown in the Sources view, a caveat where it is stated or at the
//! first claim that it covers, and a note on the card of its claim or source. Going through matches is one jump:
//! `Backspace` returns to where it began.

use std::collections::HashSet;

use super::prompt::PromptStatus;
use super::views::Lists;
use super::views::article::{annotation, caveat_place};
use crate::briefing::dossier::SourceId;
use crate::briefing::stretch::Stretch;
use crate::evidence::judgement::Placed;
use crate::evidence::search::Hit;
use crate::page::light::light;
use crate::page::look::Chosen;
use crate::page::row::Row;
use crate::reader::card::Card;
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::place::{Here, Place, Selected};
use crate::reader::session::Session;
use crate::reader::source_list::SubRow;
use crate::reader::view::{Listed, View};
use crate::text::line::{Line, Recall};
use crate::text::pattern::Pattern;
use crate::text::role::Role;

/// The search: its prompt, its history and its matches.
#[derive(Default)]
pub(super) struct Search {
    typing: Option<Typing>,
    /// Texts that were searched for, the newest last.
    history: Vec<String>,
    found: Option<Found>,
    /// Whether matches are highlighted.
    lit: bool,
    /// The place of the last visited match. It is kept in sight while the reader stays there.
    visited: Option<Place>,
}

struct Typing {
    line: Line,
    recall: Recall,
    /// The state to restore if the search is canceled.
    before: Before,
}

struct Before {
    place: Place,
    card: Card,
    shift: usize,
    found: Option<Found>,
    lit: bool,
    visited: Option<Place>,
    /// The first words on the screen.
    first: Option<Stretch>,
}

/// A pattern and its matches.
#[derive(Clone)]
struct Found {
    pattern: Pattern,
    /// The view that was searched.
    view: View,
    /// In the order in which the reader goes through them.
    hits: Vec<Hit>,
    current: Option<usize>,
}

/// A search prompt that was open when the text changed.
pub(super) struct OpenPrompt {
    typing: Option<Typing>,
    history: Vec<String>,
}

impl Search {
    pub(super) fn is_asking(&self) -> bool {
        self.typing.is_some()
    }

    /// The line being typed. Callers that change it must call [`Self::changed`].
    pub(super) fn line_mut(&mut self) -> Option<&mut Line> {
        self.typing.as_mut().map(|typing| &mut typing.line)
    }

    /// Whether matches are visible, so that the reader may want the next one.
    pub(super) fn has_highlights(&self) -> bool {
        self.lit && self.found.as_ref().is_some_and(|found| !found.hits.is_empty())
    }

    /// The place where the open search began.
    pub(super) fn began(&self) -> Option<Place> {
        self.typing.as_ref().map(|typing| typing.before.place)
    }

    fn hit(&self) -> Option<Hit> {
        let found = self.found.as_ref()?;
        Some(found.hits[found.current?])
    }

    /// Opens the prompt. `card` and `shift` are restored if the search is canceled.
    pub(super) fn ask(&mut self, card: Card, shift: usize, here: &Here) {
        let before = Before {
            place: here.place,
            card,
            shift,
            found: self.found.take(),
            lit: self.lit,
            visited: self.visited,
            first: here.sight.shown.map(|(first, _)| first),
        };
        self.typing = Some(Typing { line: Line::default(), recall: Recall::default(), before });
    }

    /// Takes the open prompt out, to continue in a new version of the text. If it closed, the rest of the words would
    /// act as keys. `began` is the place where the search began, in the new version.
    pub(super) fn take_open_prompt(&mut self, began: Option<Place>) -> OpenPrompt {
        let typing = self.typing.take().zip(began).map(|(typing, place)| {
            let before = Before { place, found: None, lit: false, visited: None, first: None, ..typing.before };
            Typing { before, ..typing }
        });
        OpenPrompt { typing, history: std::mem::take(&mut self.history) }
    }

    /// Reopens the prompt, once the new text is on the screen.
    pub(super) fn resume(
        &mut self,
        OpenPrompt { typing, history }: OpenPrompt,
        lists: &Lists,
        session: &Session,
        here: &Here,
    ) -> Outcomes {
        self.history = history;
        let Some(mut typing) = typing else { return Vec::new() };
        if !session.text().has_sources() {
            typing.before.card = Card::default();
        }
        typing.before.first = here.sight.shown.map(|(first, _)| first);
        self.typing = Some(typing);
        self.changed(lists, session)
    }

    /// Recalls an older or newer line of the history.
    pub(super) fn recall(&mut self, older: bool, lists: &Lists, session: &Session) -> Outcomes {
        let Self { typing: Some(typing), history, .. } = self else { return Vec::new() };
        typing.recall.step(&mut typing.line, history, older);
        self.changed(lists, session)
    }

    /// Searches for the line, and goes to the first match after the place where the prompt was opened, or back to that
    /// place if nothing matches.
    pub(super) fn changed(&mut self, lists: &Lists, session: &Session) -> Outcomes {
        let Some(typing) = &self.typing else { return Vec::new() };
        let Before { place, card, shift, visited, first, .. } = typing.before;
        let mut outcomes = vec![Outcome::Restore { place, card, shift }];
        let pattern = Pattern::new(typing.line.text());
        self.visited = visited;
        self.found = pattern.map(|pattern| {
            let hits = hits(&pattern, place.view, lists, session);
            Found { pattern, view: place.view, hits, current: None }
        });
        self.lit = true;
        if let Some(found) = self.found.as_ref().filter(|found| !found.hits.is_empty()) {
            let next = hits_before(&found.hits, first, lists, &place);
            let next = if next < found.hits.len() { next } else { 0 };
            outcomes.push(Outcome::Arrive(self.go_to(next, place, session)));
        }
        outcomes
    }

    /// Searches again if a list has changed or is sorted differently, or if a note has changed. Keeps the current match if it still exists.
    pub(super) fn search_again(&mut self, lists: &Lists, session: &Session) {
        let Some(found) = self.found.as_mut() else { return };
        let current = found.current.and_then(|current| found.hits.get(current).copied());
        let same = |hit: &Hit| match (hit, current) {
            (Hit::Listed(_, claim), Some(Hit::Listed(_, current))) => *claim == current,
            (hit, current) => Some(*hit) == current,
        };
        found.hits = hits(&found.pattern, found.view, lists, session);
        found.current = found.hits.iter().position(same);
    }

    /// Closes the prompt, and restores the state from before.
    pub(super) fn cancel(&mut self) -> Outcomes {
        let Some(Typing { before, .. }) = self.typing.take() else { return Vec::new() };
        let Before { place, card, shift, found, lit, visited, first: _ } = before;
        (self.found, self.lit, self.visited) = (found, lit, visited);
        vec![Outcome::Restore { place, card, shift }]
    }

    /// Closes the prompt and stays at the match. Without words, goes to the next match of the last search.
    pub(super) fn accept(&mut self, lists: &Lists, session: &Session, here: &Here) -> Outcomes {
        let Some(typing) = &self.typing else { return Vec::new() };
        let text = typing.line.text().to_owned();
        if text.is_empty() {
            let before = Here { place: typing.before.place, ..*here };
            let mut outcomes = self.cancel();
            outcomes.extend(self.step(1, lists, session, &before));
            return outcomes;
        }
        self.history.retain(|known| *known != text);
        self.history.push(text);
        let left = self.typing.take().map(|typing| typing.before.place).filter(|left| *left != here.place);
        let mut outcomes: Outcomes = left.map(Outcome::Remember).into_iter().collect();
        outcomes.extend(self.whereabouts("", session));
        outcomes
    }

    /// Turns the highlights off. Returns whether they were on.
    pub(super) fn turn_highlights_off(&mut self) -> bool {
        let lit = self.has_highlights();
        self.lit = false;
        lit
    }

    /// Goes to the match at a distance from the current one: 1 is the next, -1 the previous.
    pub(super) fn step(&mut self, distance: isize, lists: &Lists, session: &Session, here: &Here) -> Outcomes {
        let Some(found) = &self.found else { return say("No search yet; press /") };
        self.lit = true;
        if found.hits.is_empty() {
            return self.whereabouts("", session);
        }
        let number = |number: usize| isize::try_from(number).unwrap_or(isize::MAX);
        let length = number(found.hits.len());
        let still = self.visited == Some(here.place);
        let at = found.current.filter(|&current| still || is_in_sight(found.hits[current], here));
        let before = || hits_before(&found.hits, here.sight.shown.map(|shown| shown.0), lists, &here.place);
        let next = match at {
            Some(at) => number(at) + distance,
            // From between two matches, the one behind is the first.
            None => number(before()) + distance - isize::from(distance > 0),
        };
        let wrapped = match next {
            ..0 => ", from the end again",
            next if next < length => "",
            _ => ", from the beginning again",
        };
        let place = self.go_to(next.rem_euclid(length).unsigned_abs(), here.place, session);
        // Going through matches is one jump, so that `back` returns to where it began.
        let mut outcomes = vec![if still { Outcome::Arrive(place) } else { Outcome::Jump(place) }];
        outcomes.extend(self.whereabouts(wrapped, session));
        outcomes
    }

    /// Makes a match the current one, and returns its place.
    fn go_to(&mut self, hit: usize, from: Place, session: &Session) -> Place {
        let in_list = self.typing.as_ref().map_or(from.view, |typing| typing.before.place.view);
        let Some(found) = &mut self.found else { return from };
        found.current = Some(hit);
        let place = place_of(found.hits[hit], from, in_list, session);
        self.visited = Some(place);
        place
    }

    /// The reader has not moved: the same place is now known more exactly.
    pub(super) fn take_place(&mut self, before: Place, now: Place) {
        if self.visited == Some(before) {
            self.visited = Some(now);
        }
    }

    /// The match that the article keeps in sight.
    pub(super) fn followed(&self, place: &Place) -> Option<Stretch> {
        match self.hit().filter(|_| self.visited == Some(*place))? {
            Hit::Text(stretch) => Some(stretch),
            Hit::Source(_) | Hit::Claim(..) | Hit::Caveat(_) | Hit::Listed(..) | Hit::Note(_) => None,
        }
    }

    fn whereabouts(&self, wrapped: &str, session: &Session) -> Outcomes {
        let Some(found) = &self.found else { return Vec::new() };
        let Some((current, hit)) = found.current.zip(self.hit()) else {
            return say(format!("Nothing here says \"{}\"", found.pattern.text()));
        };
        let dossier = session.dossier();
        let within = match hit {
            Hit::Text(stretch) => match annotation(stretch, session) {
                Some(Chosen::Claim(claim)) => format!(", claim {}", claim.number()),
                Some(Chosen::Caveat(_) | Chosen::Link(_)) | None => String::new(),
            },
            Hit::Source(source) => format!(", source \"{}\"", dossier.source(source).name),
            Hit::Listed(_, claim) => format!(", claim {}", claim.number()),
            Hit::Claim(source, claim) => format!(", claim {}", dossier.source(source).claims[claim].number()),
            Hit::Caveat(caveat) => {
                let caveat = dossier.caveat(caveat);
                format!(", {} \"{}\"", caveat.kind.word(), caveat.text)
            }
            Hit::Note(place) => {
                let whose = found.pattern.whose_note(place, &session.text().judgements);
                match place {
                    Placed::Claim(claim) => format!(", {whose} on claim {}", claim.number()),
                    Placed::Source(source) => format!(", {whose} on source {}", source.number()),
                }
            }
        };
        say(format!("{} of {}{wrapped}{within}", current + 1, found.hits.len()))
    }

    // Display.

    fn lit_found(&self) -> Option<&Found> {
        self.found.as_ref().filter(|_| self.lit)
    }

    /// Highlights matches in rows of the text.
    pub(super) fn light_text(&self, rows: &mut [Row], session: &Session) {
        if let Some(found) = self.lit_found() {
            light(session.dossier(), rows, &found.hits, found.current);
        }
    }

    /// Highlights matches in rows of a list. If the current match is in the list, it is in the selected row.
    pub(super) fn light_list(&self, rows: &mut [Row], here: &Here) {
        let Some(found) = self.lit_found() else { return };
        let current = self.hit().is_some_and(|hit| is_in_sight(hit, here));
        let selected: Vec<_> =
            rows.iter().map(|row| row.runs.iter().any(|run| run.roles.has(Role::Selected))).collect();
        found.pattern.light(rows, |row| if current && selected[row] { Role::MatchCurrent } else { Role::Match });
    }

    /// Highlights matches in rows of the card. The current match is there if a row of the list has no room for it.
    pub(super) fn light_card(&self, rows: &mut [Row], place: &Place) {
        let Some(found) = self.lit_found() else { return };
        let is_there =
            matches!(self.hit(), Some(Hit::Caveat(_) | Hit::Claim(..) | Hit::Note(_))) && self.visited == Some(*place);
        found.pattern.light(rows, |_| if is_there { Role::MatchCurrent } else { Role::Match });
    }

    /// The status line while a search is typed. `notice` is the message of the last action.
    pub(super) fn asking(&self, notice: Option<&str>) -> Option<PromptStatus<'_>> {
        let typing = self.typing.as_ref()?;
        let status = match (notice, &self.found) {
            (Some(notice), _) => (format!(" {notice} "), Role::BarActive),
            (None, Some(found)) => match found.current {
                Some(current) => (format!(" {} of {} ", current + 1, found.hits.len()), Role::BarActive),
                None => (" not found ".to_owned(), Role::Problem),
            },
            (None, None) if typing.line.text().is_empty() => (" words to look for ".to_owned(), Role::Bar),
            (None, None) => (" too long ".to_owned(), Role::Problem),
        };
        Some(PromptStatus { line: &typing.line, sign: "/", status })
    }
}

fn hits(pattern: &Pattern, view: View, lists: &Lists, session: &Session) -> Vec<Hit> {
    let mut hits = match view.listed() {
        Listed::Text => pattern.in_text(session.dossier()),
        Listed::Claims => pattern.in_claims(session.dossier(), &lists.claims),
        Listed::Sources => pattern.in_sources(session.dossier(), lists.sources.iter().map(|(source, _)| *source)),
    };
    let mut notes = pattern.in_notes(&session.text().judgements);
    if view.listed() == Listed::Claims {
        let listed: HashSet<_> = lists.claims.iter().copied().collect();
        notes.retain(|note| matches!(note, Hit::Note(Placed::Claim(claim)) if listed.contains(claim)));
    }
    hits.append(&mut notes);
    hits
}

/// The number of matches before what is in sight.
fn hits_before(hits: &[Hit], first: Option<Stretch>, lists: &Lists, place: &Place) -> usize {
    let at = |source: SourceId| lists.sources.iter().position(|(other, _)| *other == source).unwrap_or_default();
    let selected = (at(place.selected.source), lists.depth);
    hits.partition_point(|hit| match (*hit, place.view.listed()) {
        (Hit::Text(hit), Listed::Text) => first.is_some_and(|first| hit < first && !hit.overlaps(first)),
        (Hit::Source(source), Listed::Sources) => (at(source), 0) < selected,
        (Hit::Claim(source, claim), Listed::Sources) => (at(source), claim + 1) < selected,
        (Hit::Listed(row, _), Listed::Claims) => Some(row) < lists.row,
        (Hit::Text(_), Listed::Sources) => true,
        (Hit::Text(_), Listed::Claims)
        | (Hit::Source(_) | Hit::Claim(..), Listed::Text | Listed::Claims)
        | (Hit::Listed(..), Listed::Text | Listed::Sources)
        | (Hit::Caveat(_) | Hit::Note(_), _) => false,
    })
}

fn is_in_sight(hit: Hit, here: &Here) -> bool {
    let Place { view, selected, chosen, .. } = here.place;
    match (hit, view.listed()) {
        (Hit::Text(hit), Listed::Text) => here
            .sight
            .shown
            .is_some_and(|(first, last)| first.begins_before_end_of(hit) && hit.begins_before_end_of(last)),
        (Hit::Source(source), Listed::Sources) => selected == Selected { source, sub_row: None },
        (Hit::Claim(source, claim), Listed::Sources) => {
            selected == Selected { source, sub_row: Some(SubRow::Here(claim)) }
        }
        (Hit::Listed(_, claim), Listed::Claims) => chosen == Some(Chosen::Claim(claim)),
        (Hit::Text(_), Listed::Sources | Listed::Claims)
        | (Hit::Source(_) | Hit::Claim(..), Listed::Text | Listed::Claims)
        | (Hit::Listed(..), Listed::Text | Listed::Sources)
        | (Hit::Caveat(_) | Hit::Note(_), _) => false,
    }
}

/// The place of a match. A match in a claim chooses the claim, because the reader wants to know who says so. `in_list`
/// is the view that was searched.
fn place_of(hit: Hit, from: Place, in_list: View, session: &Session) -> Place {
    let from = Place { follow: false, ..from };
    match hit {
        Hit::Text(stretch) => {
            let chosen = annotation(stretch, session).or(from.chosen);
            Place { view: View::Article, chosen, ..from }
        }
        Hit::Listed(_, claim) => Place { view: View::Claims, chosen: Some(Chosen::Claim(claim)), follow: true, ..from },
        Hit::Note(Placed::Claim(claim)) => match in_list.listed() {
            Listed::Text => from.at_chosen(Chosen::Claim(claim)),
            Listed::Claims => place_of(Hit::Listed(0, claim), from, in_list, session),
            Listed::Sources => {
                let source = session.dossier().first_source(claim);
                let at = session.dossier().source(source).claims.iter().position(|&other| other == claim);
                from.at_source(source, at.map(SubRow::Here))
            }
        },
        Hit::Source(source) | Hit::Note(Placed::Source(source)) => from.at_source(source, None),
        Hit::Claim(source, claim) => from.at_source(source, Some(SubRow::Here(claim))),
        Hit::Caveat(id) => {
            let caveat = session.dossier().caveat(id);
            let chosen = caveat_place(id, session).filter(|_| in_list == View::Article);
            let source = caveat.covers.first().or(caveat.by.first());
            match (chosen, source) {
                (Some(chosen), _) => from.at_chosen(chosen),
                (None, Some(&source)) => from.at_source(source, None),
                (None, None) => from,
            }
        }
    }
}
