//! Searching: the prompt, what was found, and going from one match to the next.
//!
//! The matches are looked for once a letter; a frame only asks which of them are on its rows. What the reader
//! went to is kept in sight until the reader moves, as a claim is that was chosen.

use super::{Model, Place, Selected, View};
use crate::briefing::dossier::{CaveatId, SourceId};
use crate::briefing::stretch::Stretch;
use crate::evidence::search::Hit;
use crate::page::light::light;
use crate::page::list::Said;
use crate::page::look::Chosen;
use crate::page::row::Row;
use crate::reader::keymap::Action;
use crate::text::line::{Line, Recall};
use crate::text::pattern::Pattern;
use crate::text::role::Role;

/// What was looked for, and what is.
#[derive(Default)]
pub(super) struct Search {
    prompt: Option<Prompt>,
    /// The texts that were looked for, the last at the end.
    history: Vec<String>,
    found: Option<Found>,
    /// Whether the matches are lit.
    lit: bool,
    /// The place that the last match led to: as long as the reader is there, it is kept in sight.
    went: Option<Place>,
}

struct Prompt {
    line: Line,
    recall: Recall,
    /// What comes back when the search is given up.
    before: Before,
}

struct Before {
    place: Place,
    on_card: bool,
    card_top: usize,
    shift: usize,
    found: Option<Found>,
    lit: bool,
    went: Option<Place>,
    /// What stood at the top of the screen.
    first: Option<Stretch>,
}

/// A pattern and all that matches it.
#[derive(Clone)]
struct Found {
    pattern: Pattern,
    /// Where it was looked for.
    view: View,
    /// In the order in which one goes through them.
    hits: Vec<Hit>,
    current: Option<usize>,
}

/// What was being typed when the text became another.
pub(super) struct Typed {
    prompt: Option<Prompt>,
    history: Vec<String>,
    /// The finder's line, and the row that was selected.
    finder: Option<(Line, usize)>,
}

/// The first and the last words of the text that are on the screen.
pub(super) type Shown = Option<(Stretch, Stretch)>;

impl Search {
    pub(super) fn is_asking(&self) -> bool {
        self.prompt.is_some()
    }

    /// The line that is typed, if one is. Whoever changes it calls [`Model::look_for_the_line`].
    pub(super) fn line(&mut self) -> Option<&mut Line> {
        self.prompt.as_mut().map(|prompt| &mut prompt.line)
    }

    /// Whether a reader sees matches, and may want the next.
    pub(super) fn is_lit(&self) -> bool {
        self.lit && self.found.as_ref().is_some_and(|found| !found.hits.is_empty())
    }

    /// Where the search began that is being typed.
    pub(super) fn began(&self) -> Option<&Place> {
        self.prompt.as_ref().map(|prompt| &prompt.before.place)
    }

    fn hit(&self) -> Option<Hit> {
        let found = self.found.as_ref()?;
        Some(found.hits[found.current?])
    }
}

impl Model {
    /// Opens the prompt.
    pub(super) fn ask(&mut self) {
        let search = &mut self.search;
        let before = Before {
            place: self.place,
            on_card: self.on_card,
            card_top: self.card_top,
            shift: self.shift,
            found: search.found.take(),
            lit: search.lit,
            went: search.went,
            first: self.screen.shown.map(|(first, _)| first),
        };
        search.prompt = Some(Prompt { line: Line::default(), recall: Recall::default(), before });
    }

    /// Takes what is being typed over into another text, where the search began at this place. Were it closed, the rest of
    /// the words would be keys.
    pub(super) fn take_typed(&mut self, began: Option<Place>) -> Typed {
        let prompt = self.search.prompt.take().zip(began).map(|(prompt, place)| {
            let before = Before { place, found: None, lit: false, went: None, first: None, ..prompt.before };
            Prompt { before, ..prompt }
        });
        let history = std::mem::take(&mut self.search.history);
        let finder = self.finder.take().map(|finder| (finder.line, finder.row));
        Typed { prompt, history, finder }
    }

    /// Goes on with it, once the text is there and settled.
    pub(super) fn type_on(&mut self, Typed { prompt, history, finder }: Typed) {
        self.search.history = history;
        if let Some(mut prompt) = prompt {
            prompt.before.on_card &= !self.dossier.sources.is_empty();
            prompt.before.first = self.screen.shown.map(|(first, _)| first);
            self.search.prompt = Some(prompt);
            self.look_for_the_line();
        }
        if let Some((line, row)) = finder {
            self.open_finder();
            if let Some(finder) = &mut self.finder {
                finder.line = line;
            }
            self.find();
            self.move_in_finder(isize::try_from(row).unwrap_or_default());
        }
    }

    /// Another line of the history.
    pub(super) fn recall(&mut self, older: bool) {
        let Search { prompt: Some(prompt), history, .. } = &mut self.search else { return };
        prompt.recall.step(&mut prompt.line, history, older);
        self.look_for_the_line();
    }

    /// Goes to the first match from where the prompt was opened on, or back there if there is none.
    pub(super) fn look_for_the_line(&mut self) {
        let Some(prompt) = &self.search.prompt else { return };
        let (view, first) = (prompt.before.place.view, prompt.before.first);
        let pattern = Pattern::new(prompt.line.text());
        self.restore_place();
        self.search.found = pattern.map(|pattern| {
            let hits = self.hits(&pattern, view);
            Found { pattern, view, hits, current: None }
        });
        self.search.lit = true;
        let Some(found) = &self.search.found else { return };
        if !found.hits.is_empty() {
            let next = self.hits_before(&found.hits, first);
            let next = if next < found.hits.len() { next } else { 0 };
            let place = self.place_of(found.hits[next]);
            self.arrive(place);
            self.went_to(next);
        }
    }

    fn hits(&self, pattern: &Pattern, view: View) -> Vec<Hit> {
        match view {
            View::Article => pattern.in_text(&self.dossier),
            View::Claims => pattern.in_claims(&self.dossier, self.in_table()),
            View::Sources | View::Map => {
                let sources = self.ordered_sources().iter().map(|(source, _)| *source);
                pattern.in_sources(&self.dossier, sources)
            }
        }
    }

    /// Looks again in a list that has changed, or has another order. The current match stays so, if it is there.
    pub(super) fn look_again(&mut self) {
        let Some(mut found) = self.search.found.take() else { return };
        if found.view != View::Article {
            let current = found.current.and_then(|current| found.hits.get(current).copied());
            let same = |hit: &Hit| match (hit, current) {
                (Hit::Listed(_, claim), Some(Hit::Listed(_, current))) => *claim == current,
                (hit, current) => Some(*hit) == current,
            };
            found.hits = self.hits(&found.pattern, found.view);
            found.current = found.hits.iter().position(same);
        }
        self.search.found = Some(found);
    }

    fn restore_place(&mut self) {
        if let Some(Prompt { before, .. }) = &self.search.prompt {
            (self.place, self.on_card, self.card_top) = (before.place, before.on_card, before.card_top);
            self.shift = before.shift;
            self.search.went = before.went;
        }
    }

    /// Closes the prompt and gives back what there was before it.
    pub(super) fn give_up(&mut self) {
        self.restore_place();
        if let Some(Prompt { before, .. }) = self.search.prompt.take() {
            (self.search.found, self.search.lit) = (before.found, before.lit);
        }
    }

    /// Stays at the match; without words, goes to the next match of the last search.
    pub(super) fn accept(&mut self) {
        let Some(prompt) = &self.search.prompt else { return };
        let text = prompt.line.text().to_owned();
        if text.is_empty() {
            self.give_up();
            return self.step_match(true);
        }
        self.search.history.retain(|known| *known != text);
        self.search.history.push(text);
        if let Some(Prompt { before, .. }) = self.search.prompt.take()
            && before.place != self.place
        {
            self.back.push(before.place);
            self.forward.clear();
        }
        self.say_where("");
    }

    /// Puts out the light. Returns whether there was one.
    pub(super) fn put_out(&mut self) -> bool {
        let lit = self.search.is_lit();
        self.search.lit = false;
        lit
    }

    pub(super) fn step_match(&mut self, forward: bool) {
        let Some(found) = &self.search.found else {
            self.notice = Some("Nothing was looked for yet: / does".to_owned());
            return;
        };
        self.search.lit = true;
        let length = found.hits.len();
        if length == 0 {
            return self.say_where("");
        }
        let still = self.search.went == Some(self.place);
        let here = found.current.filter(|&current| still || self.is_in_sight(found.hits[current]));
        let next = match (here, forward) {
            (Some(here), true) => Some(here + 1),
            (Some(here), false) => here.checked_sub(1),
            (None, true) => Some(self.hits_before(&found.hits, self.screen.shown.map(|shown| shown.0))),
            (None, false) => self.hits_before(&found.hits, self.screen.shown.map(|shown| shown.0)).checked_sub(1),
        };
        let (next, wrapped) = match next {
            Some(next) if next < length => (next, ""),
            Some(_) => (0, ", from the beginning again"),
            None => (length - 1, ", from the end again"),
        };
        let place = self.place_of(found.hits[next]);
        // From match to match is one journey: what one comes back to is where it began.
        if still {
            self.arrive(place);
        } else {
            self.jump(place);
        }
        self.went_to(next);
        self.say_where(wrapped);
    }

    fn went_to(&mut self, hit: usize) {
        self.search.went = Some(self.place);
        if let Some(found) = &mut self.search.found {
            found.current = Some(hit);
        }
    }

    /// The place was only said more exactly: the reader has not moved.
    pub(super) fn keep_match_in_sight(&mut self, before: Place) {
        if self.search.went == Some(before) {
            self.search.went = Some(self.place);
        }
    }

    /// What the article keeps in sight.
    pub(super) fn followed(&self) -> Option<Stretch> {
        match self.search.hit().filter(|_| self.search.went == Some(self.place))? {
            Hit::Text(stretch) => Some(stretch),
            Hit::Source(_) | Hit::Claim(..) | Hit::Caveat(_) | Hit::Listed(..) => None,
        }
    }

    /// How many matches come before what is in sight.
    fn hits_before(&self, hits: &[Hit], first: Option<Stretch>) -> usize {
        let at = |source| self.ordered_sources().iter().position(|(other, _)| *other == source).unwrap_or_default();
        let selected = (at(self.place.selected.source), self.selected_depth());
        hits.partition_point(|hit| match (*hit, self.place.view) {
            (Hit::Text(hit), View::Article) => first.is_some_and(|first| hit < first && !hit.overlaps(first)),
            (Hit::Source(source), View::Sources | View::Map) => (at(source), 0) < selected,
            (Hit::Claim(source, claim), View::Sources | View::Map) => (at(source), claim + 1) < selected,
            (Hit::Listed(row, _), View::Claims) => Some(row) < self.listed_row(),
            (Hit::Text(_), View::Sources | View::Map) => true,
            (Hit::Text(_), View::Claims)
            | (Hit::Source(_) | Hit::Claim(..), View::Article | View::Claims)
            | (Hit::Listed(..), View::Article | View::Sources | View::Map)
            | (Hit::Caveat(_), _) => false,
        })
    }

    fn is_in_sight(&self, hit: Hit) -> bool {
        let Place { view, selected, chosen, .. } = self.place;
        match (hit, view) {
            (Hit::Text(hit), View::Article) => self
                .screen
                .shown
                .is_some_and(|(first, last)| first.begins_before_end_of(hit) && hit.begins_before_end_of(last)),
            (Hit::Source(source), View::Sources | View::Map) => selected == Selected { source, said: None },
            (Hit::Claim(source, claim), View::Sources | View::Map) => {
                selected == Selected { source, said: Some(Said::Here(claim)) }
            }
            (Hit::Listed(_, claim), View::Claims) => chosen == Some(Chosen::Claim(claim)),
            (Hit::Text(_), View::Sources | View::Map | View::Claims)
            | (Hit::Source(_) | Hit::Claim(..), View::Article | View::Claims)
            | (Hit::Listed(..), View::Article | View::Sources | View::Map)
            | (Hit::Caveat(_), _) => false,
        }
    }

    /// Where a match is. One in a claim chooses the claim, for who says so is what one wants to know.
    fn place_of(&self, hit: Hit) -> Place {
        let from = Place { follow: false, ..self.place };
        let choose = |chosen| Place { view: View::Article, chosen: Some(chosen), follow: true, ..from };
        let select = |source, claim: Option<usize>| {
            let selected = Selected { source, said: claim.map(Said::Here) };
            Place { view: View::Sources, selected, ..from }
        };
        match hit {
            Hit::Text(stretch) => {
                let chosen = self.annotation(stretch).or(from.chosen);
                Place { view: View::Article, chosen, ..from }
            }
            Hit::Listed(_, claim) => {
                Place { view: View::Claims, chosen: Some(Chosen::Claim(claim)), follow: true, ..from }
            }
            Hit::Source(source) => select(source, None),
            Hit::Claim(source, claim) => select(source, Some(claim)),
            Hit::Caveat(id) => {
                let caveat = self.dossier.caveat(id);
                let in_list = self.search.prompt.as_ref().map_or(from.view, |prompt| prompt.before.place.view);
                let bearing = self.bearing(id).filter(|_| in_list == View::Article);
                let source = caveat.covers.first().or(caveat.by.first());
                match (bearing, source) {
                    (Some(chosen), _) => choose(chosen),
                    (None, Some(&source)) => select(source, None),
                    (None, None) => from,
                }
            }
        }
    }

    /// Where the text has a caveat: where it is stated, else the first claim that it is on.
    fn bearing(&self, caveat: CaveatId) -> Option<Chosen> {
        match self.statement(caveat) {
            Some(_) => Some(Chosen::Caveat(caveat)),
            None => self.dossier.covered(caveat).first().copied().map(Chosen::Claim),
        }
    }

    /// What the words of a stretch are part of.
    fn annotation(&self, stretch: Stretch) -> Option<Chosen> {
        let place = stretch.place()?;
        let within = |range: &std::ops::Range<u32>| range.start < stretch.end && stretch.start < range.end;
        // Of claims in one another, the inner one.
        let claims = self.dossier.words_at(place).filter(|(_, extent)| within(&extent.range));
        if let Some((claim, _)) = claims.min_by_key(|(id, extent)| (extent.range.len(), std::cmp::Reverse(*id))) {
            return Some(Chosen::Claim(claim));
        }
        let statement = self.dossier.statements_at(place).find(|statement| within(&statement.extent().range));
        statement.and_then(|statement| statement.caveats.first()).copied().map(Chosen::Caveat)
    }

    // What is shown.

    /// Lights the matches in rows of the text.
    pub(super) fn light_text(&self, rows: &mut [Row]) {
        if let Some(found) = self.search.found.as_ref().filter(|_| self.search.lit) {
            light(&self.dossier, rows, &found.hits, found.current);
        }
    }

    /// Lights the matches in rows of a list, of which the selected one has the current match if any has.
    pub(super) fn light_list(&self, rows: &mut [Row]) {
        let current = self.search.hit().is_some_and(|hit| self.is_in_sight(hit));
        let selected: Vec<_> =
            rows.iter().map(|row| row.runs.iter().any(|run| run.roles.has(Role::Selected))).collect();
        self.light(rows, |row| if current && selected[row] { Role::MatchCurrent } else { Role::Match });
    }

    /// Lights the matches in the rows of the card. The current one is there if it is in what a row has no room for.
    pub(super) fn light_card(&self, rows: &mut [Row]) {
        let current =
            matches!(self.search.hit(), Some(Hit::Caveat(_) | Hit::Claim(..))) && self.search.went == Some(self.place);
        self.light(rows, |_| if current { Role::MatchCurrent } else { Role::Match });
    }

    fn light(&self, rows: &mut [Row], role: impl Fn(usize) -> Role) {
        if let Some(found) = self.search.found.as_ref().filter(|_| self.search.lit) {
            found.pattern.light(rows, role);
        }
    }

    fn say_where(&mut self, wrapped: &str) {
        let Some(found) = &self.search.found else { return };
        let Some((current, hit)) = found.current.zip(self.search.hit()) else {
            self.notice = Some(format!("Nothing here says \"{}\"", found.pattern.text()));
            return;
        };
        let within = match hit {
            Hit::Text(stretch) => match self.annotation(stretch) {
                Some(Chosen::Claim(claim)) => format!(", claim {}", claim.number()),
                Some(Chosen::Caveat(_)) | None => String::new(),
            },
            Hit::Source(source) => self.named(source),
            Hit::Listed(_, claim) => format!(", claim {}", claim.number()),
            Hit::Claim(source, claim) => format!(", claim {}", self.dossier.source(source).claims[claim].number()),
            Hit::Caveat(caveat) => {
                let caveat = self.dossier.caveat(caveat);
                format!(", {} \"{}\"", caveat.kind.word(), caveat.text)
            }
        };
        self.notice = Some(format!("{} of {}{wrapped}{within}", current + 1, found.hits.len()));
    }

    fn named(&self, source: SourceId) -> String {
        format!(", source \"{}\"", self.dossier.source(source).name)
    }

    /// The status line while something is asked for.
    pub(super) fn prompt(&self, width: usize) -> Option<Row> {
        let prompt = self.search.prompt.as_ref()?;
        let (said, role) = match &self.search.found {
            _ if self.notice.is_some() => {
                (format!(" {} ", self.notice.as_deref().unwrap_or_default()), Role::BarActive)
            }
            Some(found) => match found.current {
                Some(current) => (format!(" {} of {} ", current + 1, found.hits.len()), Role::BarActive),
                None => (" not found ".to_owned(), Role::Problem),
            },
            None if prompt.line.text().is_empty() => (" words to look for ".to_owned(), Role::Bar),
            None => (" too long ".to_owned(), Role::Problem),
        };
        let hints = [self.hint(Action::Close, "back"), self.hint(Action::Accept, "stay here")].concat();
        Some(self.asking(&prompt.line, "/", (&said, role), hints, width))
    }
}
