//! What the world has to say: texts that were read, themes that there are, and what came of effects.

use std::path::Path;
use std::sync::Arc;

use super::Model;
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::text_quote::ChangeCounts;
use crate::page::look::Chosen;
use crate::page::row::Anchor;
use crate::reader::changes::ChangeWalk;
use crate::reader::follow;
use crate::reader::keymap::Action;
use crate::reader::layers::{Finder, Themes};
use crate::reader::message::Visit;
use crate::reader::navigation::{Kept, Relocator};
use crate::reader::outcome::Outcome;
use crate::reader::place::{Place, View};
use crate::reader::session::{FIRST, Text};
use crate::reader::source_list::Said;
use crate::text::manuscript::offset;

use super::frame::whereabouts;

/// The result of reading the file again.
#[derive(Debug)]
pub enum Reading {
    Changed(Box<Dossier>, Vec<Diagnostic>),
    Unchanged,
    /// Why the file cannot be read, such as `is gone`.
    Unreadable(String),
}

impl Model {
    /// Says what came of an effect.
    pub fn say(&mut self, words: String) {
        self.status.say(words);
        self.settle();
    }

    /// Opens the list of themes, on the one that is shown.
    pub fn offer_themes(&mut self, names: Vec<String>, shown: &str) {
        if let Some(themes) = Themes::new(names, shown) {
            self.layers.open_themes(themes);
        }
        self.settle();
    }

    /// The theme that was wanted cannot be shown, and why; the one that still is.
    pub fn keep_on(&mut self, shown: &str, why: String) {
        self.layers.keep_theme(shown);
        self.say(why);
    }

    /// Goes on where a reading was left.
    pub fn resume(&mut self, kept: &Kept) {
        let (place, marks) = kept.places(self.session.dossier());
        self.navigation.set_marks(marks);
        let is_moved = place != self.navigation.place();
        let is_doubted = self.session.doubt_only(kept.doubts(self.session.dossier()));
        if !is_moved && !is_doubted {
            return;
        }
        self.navigation.set(place);
        self.filter_again();
        self.settle();
        if is_moved {
            let (action, whither) = match place.view {
                View::Article => (Action::Top, "beginning"),
                View::Claims | View::Sources | View::Map => (Action::ShowArticle, "article"),
            };
            let key = self.keys().label(action, self.context());
            let way_out = key.map(|key| format!("; {key} for the {whither}")).unwrap_or_default();
            self.status.say(format!("Where you were: {}{way_out}", whereabouts(&self.session, &self.here())));
            self.settle_status();
        }
    }

    /// Back to the text that was opened first, where it was left.
    pub fn go_home(&mut self) {
        if self.is_elsewhere()
            && let Some(place) = self.navigation.last_of(FIRST)
        {
            self.apply(vec![Outcome::Arrive(place)]);
            self.settle();
        }
    }

    /// Goes to a text that was asked for, and to a heading in it. A text that is open already is not opened twice, so
    /// that it keeps its doubts and its places.
    pub fn turn_to(&mut self, dossier: Dossier, diagnostics: &[Diagnostic], heading: Option<&str>) {
        let before = self.navigation.place();
        let place = match self.session.find(&dossier) {
            Some(number) if number == self.session.number() => before.at(Anchor::default()),
            Some(number) => beginning(self, number),
            None => {
                let number = self.session.add(Text::new(Arc::new(dossier), diagnostics));
                beginning(self, number)
            }
        };
        self.status.quiet();
        self.apply(vec![Outcome::Arrive(place)]);
        if let Some(id) = heading {
            match follow::heading(id, &self.session) {
                Some(anchor) => self.navigation.take_top(anchor),
                None => self.status.say(follow::no_heading(id)),
            }
        }
        if self.navigation.place() != before {
            self.navigation.remember(before);
        }
        self.settle();
    }

    /// Puts a text beside this one, or in the place of what its file was, unless it is the one that is read, or nothing in
    /// it has a source. What is doubted here is doubted there.
    pub fn put_beside(&mut self, dossier: Arc<Dossier>, diagnostics: &[Diagnostic]) {
        match self.session.find(&dossier) {
            Some(number) if number == self.session.number() => return,
            Some(number) => drop(renew(self, number, &dossier, diagnostics, None)),
            None if dossier.sources.is_empty() => return,
            None => {
                self.session.add(Text::new(dossier, diagnostics));
                self.filter_again();
            }
        }
        self.look_again();
        self.settle();
    }

    /// Keeps the texts at hand that were so while another was read, that one among them, with what was doubted there.
    pub fn keep_at_hand(&mut self, before: Self) {
        self.session.keep_at_hand(before.session);
        self.filter_again();
        self.look_again();
        self.settle();
    }

    /// Goes to what was asked for in another text, which was read again; or says why it could not be.
    pub fn visit(&mut self, visit: &Visit, read: Result<(Dossier, Vec<Diagnostic>), String>) {
        let &Visit { text, mut chosen, .. } = visit;
        let said = match read {
            Ok((dossier, diagnostics)) => {
                let place = Place { chosen, ..beginning(self, text) };
                let found = renew(self, text, &dossier.into(), &diagnostics, Some(place));
                found.map(|found| {
                    chosen = found.chosen.filter(|_| chosen.is_some());
                    "The file has changed: this is how it is now".to_owned()
                })
            }
            Err(why) => {
                self.session.set_stale(text, "the file cannot be read".to_owned());
                Some(format!("The file cannot be read: {why}; this is how it was"))
            }
        };
        self.status.quiet();
        self.apply(follow::arrive_there(text, chosen, &self.session));
        if let Some(said) = said {
            self.status.say(said);
        }
        self.settle();
    }

    /// Compares with an older text, which has some problems, and says what became of it.
    pub fn compare_with(&mut self, older: impl Into<Arc<Dossier>>, problems: usize) {
        compare(self, older.into(), problems, false);
    }

    /// The file of the older text.
    pub fn older_path(&self) -> Option<&Path> {
        self.session.older_path()
    }

    /// Takes what the file of the older text is now, with some problems.
    pub fn reread_older(&mut self, older: Dossier, problems: usize) {
        if self.session.is_older(older.manuscript.text()) == Some(false) {
            compare(self, older.into(), problems, true);
        }
    }

    /// Takes what the file is now. The reader stays at its claim.
    pub fn reread(&mut self, reading: Reading) {
        match reading {
            Reading::Changed(dossier, diagnostics) => replace(self, &(*dossier).into(), &diagnostics),
            Reading::Unchanged => {
                let words = match (self.session.end_stale(), self.session.take_changed_older()) {
                    (true, _) => "The file is back as it was".to_owned(),
                    (false, Some(since)) => format!("Only {} has changed: {}", since.name, since.tally()),
                    (false, None) => "Nothing has changed".to_owned(),
                };
                self.status.say(words);
            }
            Reading::Unreadable(why) => {
                self.status.say(format!("The file {why}; this is how it was"));
                self.session.set_stale(self.session.number(), format!("the file {why}"));
            }
        }
        self.settle();
    }
}

fn beginning(model: &Model, number: usize) -> Place {
    let dossier = model.session.text_at(number).map_or(model.session.dossier(), |text| &text.dossier);
    Place::beginning(number, dossier)
}

/// Takes what a text at hand has become while another is read, and says where a place of it is now; none if it is as
/// it was.
fn renew(
    model: &mut Model,
    number: usize,
    dossier: &Arc<Dossier>,
    diagnostics: &[Diagnostic],
    place: Option<Place>,
) -> Option<Place> {
    let before = model.session.renew(number, dossier, diagnostics)?;
    model.filter_again();
    let (old, new) = (Relocator::new(&before), Relocator::new(dossier));
    let again = |place: &Place| {
        let mut place =
            if place.text == number { Place { text: number, ..new.find(&old.keep(place)) } } else { *place };
        // Its claims have other numbers now.
        if let Some(Said::There(text, claim)) = &mut place.selected.said
            && *text == number
        {
            *claim = None;
        }
        place
    };
    model.navigation.relocate(again);
    model.layers.close_choice_of(number);
    place.as_ref().map(again)
}

fn compare(model: &mut Model, older: Arc<Dossier>, problems: usize, has_changed: bool) {
    model.session.compare_with(older, problems, has_changed);
    model.changes = ChangeWalk::default();
    model.filter_again();
    if let Some(since) = model.session.since() {
        // Where no claim is left, nothing is gone to.
        let to_go = !model.session.dossier().claims.is_empty() && since.counts().iter().any(|&count| count > 0);
        let (action, what) =
            if to_go { (Action::NextNews, "goes to each change") } else { (Action::ShowNews, "lists the changes") };
        let key = model.keys().label(action, model.context()).filter(|_| !model.session.news().is_empty());
        // On a narrow screen the end is not seen.
        let key = key.map(|key| format!("{key} {what}. ")).unwrap_or_default();
        let words = format!("{key}Since {}: {}", since.name, since.tally());
        model.status.say(words);
    }
    model.settle();
}

fn replace(model: &mut Model, new: &Arc<Dossier>, problems: &[Diagnostic]) {
    model.take_place();
    let before = model.session.replace(Arc::clone(new), problems);
    let change = ChangeCounts::between(&before, new);
    let relocators = (Relocator::new(&before), Relocator::new(new));
    let again = |place: &Place| relocated(place, (&before, new), &relocators);
    let (place, began) = (again(&model.navigation.place()), model.search.began().as_ref().map(again));
    model.navigation.relocate(again);
    let changed = if let Some(claim) = change.first {
        place.at_chosen(Chosen::Claim(claim))
    } else {
        let [before, after] = [&before, new].map(|dossier| dossier.manuscript.text().bytes());
        let byte = before.zip(after).take_while(|(before, after)| before == after).count();
        place.at(Anchor::at(offset(byte)))
    };
    model.navigation.set_change(changed);
    model.navigation.set(began.unwrap_or(place));
    model.layers.text_changed(&model.session);
    if !model.session.text().has_sources() {
        model.card.let_keys_go();
    }
    model.views.begin_text();
    let typed = model.search.take_typed(began);
    let finder = model.layers.take_finder().map(Finder::into_typed);
    model.forget_found();
    model.filter_again();
    model.status.say(format!("Reloaded: {change}"));
    // The chosen claim stays in sight, even if text was added above it.
    let in_sight = model.frame.sight.is_chosen_shown;
    model.settle();
    if in_sight && !model.frame.sight.is_chosen_shown {
        model.navigation.follow(true);
    }
    // Typing goes on. If the prompt closed, the next letters would be taken for keys.
    let lists = model.views.lists(&model.session, &model.navigation.place());
    let outcomes = model.search.resume(typed, &lists, &model.session, &model.here());
    model.apply(outcomes);
    if let Some(typed) = finder {
        model.layers.resume_finder(typed, model.context(), &model.session);
    }
}

/// A place of the text that was opened first as it is now.
fn relocated(place: &Place, (before, now): (&Dossier, &Dossier), (old, new): &(Relocator<'_>, Relocator<'_>)) -> Place {
    if place.text != FIRST {
        return *place;
    }
    let mut found = new.find(&old.keep(place));
    // The other texts have not changed.
    let is_kept = now.sources.get(found.selected.source.0).map(|source| &source.id)
        == before.sources.get(place.selected.source.0).map(|source| &source.id);
    if let (true, Some(Said::There(..))) = (is_kept, place.selected.said) {
        found.selected.said = place.selected.said;
    }
    found
}
