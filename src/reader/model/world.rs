//! Takes results from the world: texts that were read, lists of themes, and results of effects.

use std::path::Path;
use std::sync::Arc;

use super::Model;
use super::counting::Digits;
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::judgement::Entry;
use crate::evidence::text_quote::ChangeCounts;
use crate::page::look::Chosen;
use crate::page::prose::kind_sign;
use crate::page::row::Anchor;
use crate::reader::changes::ChangeWalk;
use crate::reader::copy::{self, Arrival};
use crate::reader::follow;
use crate::reader::keymap::Action;
use crate::reader::layers::{Finder, Themes};
use crate::reader::message::{Keep, Visit};
use crate::reader::navigation::{Relocator, SavedReading};
use crate::reader::outcome::Outcome;
use crate::reader::place::Place;
use crate::reader::session::{FIRST, Session, Text};
use crate::reader::source_list::SubRow;
use crate::reader::view::View;
use crate::text::manuscript::offset;

use super::frame::whereabouts;

/// What the program answers for every claim.
const PURPOSE: &str = "Who says so, how firmly, what speaks against it";

/// The result of reading the file again.
#[derive(Debug)]
pub enum Reading {
    Changed(Box<Dossier>, Vec<Diagnostic>),
    Unchanged,
    /// Why the file cannot be read, such as `is gone`.
    Unreadable(String),
}

impl Model {
    /// Shows the result of an effect in the status line.
    pub fn say(&mut self, words: String) {
        self.status.say(words);
        self.refresh();
    }

    /// Says how far a copied text came. `what` says what it is.
    pub fn copied(&mut self, what: &str, arrival: Arrival) {
        self.say(copy::notice(what, arrival));
    }

    /// Opens the list of themes with the current one selected.
    pub fn offer_themes(&mut self, names: Vec<String>, shown: &str) {
        if let Some(themes) = Themes::new(names, shown) {
            self.layers.open_themes(themes);
        }
        self.refresh();
    }

    /// Says why a theme cannot be used. `shown` is the theme on the screen.
    pub fn keep_theme_shown(&mut self, shown: &str, why: String) {
        self.layers.reselect_theme(shown);
        self.say(why);
    }

    /// Says what to know at the first start: what the program is for, the marks of this text, and three keys.
    pub fn welcome(&mut self) {
        if !self.session.text().has_sources() {
            return;
        }
        let symbols = self.session.symbols();
        let key = |action, word: &str| self.keys().label(action, self.context()).map(|key| format!("{key} {word}"));
        let kinds = [(CaveatKind::Limitation, "limited"), (CaveatKind::Denial, "denied")];
        let caveats = &self.session.dossier().caveats;
        let used = kinds.into_iter().filter(|(kind, _)| caveats.iter().any(|caveat| caveat.kind == *kind));
        let marks: Vec<_> = used.map(|(kind, word)| format!("{} {word}", kind_sign(symbols, kind).0)).collect();
        let guide = self.keys().label(Action::Find, self.context()).map(|find| format!("{find}guide"));
        let (next, help) = (key(Action::NextClaim, "next claim"), key(Action::Help, "help"));
        let joined =
            |words: &[&Option<String>]| words.iter().copied().flatten().cloned().collect::<Vec<_>>().join("  ");
        let marks = (!marks.is_empty()).then(|| marks.join("  "));
        let purpose = Some(PURPOSE.to_owned());
        let greetings = [
            joined(&[&purpose, &marks, &next, &help, &guide]),
            joined(&[&marks, &next, &help, &guide]),
            joined(&[&marks, &help]),
            joined(&[&help]),
        ];
        self.status.greet(greetings.into());
        self.digits = Digits::of_new_reader();
        self.refresh_status();
    }

    /// Continues a saved reading.
    pub fn resume(&mut self, saved: &SavedReading) {
        let (place, marks) = saved.places(self.session.dossier());
        self.navigation.set_marks(marks);
        let is_moved = place != self.navigation.place();
        let is_doubted = self.session.doubt_only(saved.doubts(self.session.dossier()));
        if !is_moved && !is_doubted {
            return;
        }
        self.navigation.set(place);
        self.filter_again();
        self.refresh();
        if is_moved {
            let (action, destination) = if place.view == View::Article {
                (Action::Top, "beginning")
            } else {
                (Action::Show(View::Article), "article")
            };
            let key = self.keys().label(action, self.context());
            let way_out = key.map(|key| format!("; {key} for the {destination}")).unwrap_or_default();
            self.status.say(format!("Where you were: {}{way_out}", whereabouts(&self.session, &self.here())));
            self.refresh_status();
        }
    }

    /// Takes what the reader judged in the current text, as it is on disk. Changes that are not there yet stay.
    pub fn take_judgements(&mut self, entries: Vec<Entry>) {
        let shown = |session: &Session| (session.edition(), session.has_unsaved());
        let before = shown(&self.session);
        self.session.take_judgements(entries);
        if shown(&self.session) != before {
            self.search_again();
            self.refresh();
        }
    }

    /// Notes why no judgement of the current text will be kept. Those of this session stay.
    pub fn will_not_keep(&mut self, why: String) {
        self.session.cannot_keep(self.session.number(), why);
    }

    /// Takes the judgements of a text after its changes were kept.
    pub fn kept(&mut self, keep: &Keep, entries: Vec<Entry>) {
        if self.session.kept(keep.text, entries) {
            self.status.say("Saved, with what could not be saved before");
        }
        self.search_again();
        self.refresh();
    }

    /// Notes why changes of judgements cannot be kept. They stay, and wait for the next try.
    pub fn cannot_keep(&mut self, keep: &Keep, why: String) {
        if keep.text == self.session.number() {
            self.status.say(why.clone());
        }
        self.session.cannot_keep(keep.text, why);
        self.refresh();
    }

    /// All changes of judgements that are not kept yet.
    pub fn unkept(&self) -> Vec<Keep> {
        self.session.unkept()
    }

    /// Takes a note that is still being typed, because the program ends.
    pub fn finish_note(&mut self) {
        let outcomes = self.layers.finish_note();
        self.apply(outcomes);
    }

    /// Returns to the last place in the text that was opened first.
    pub fn go_home(&mut self) {
        if self.is_elsewhere()
            && let Some(place) = self.navigation.last_of(FIRST)
        {
            self.apply(vec![Outcome::Arrive(place)]);
            self.refresh();
        }
    }

    /// Goes to a text that was read on request, and to a heading in it. A text that is already open keeps its doubts
    /// and places.
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
        self.status.clear_notice();
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
        self.refresh();
    }

    /// Adds a text to the session, or replaces its older version. Ignores the current text and texts without sources.
    /// Doubts carry over to the same sources.
    pub fn add_or_update(&mut self, dossier: Arc<Dossier>, diagnostics: &[Diagnostic]) {
        match self.session.find(&dossier) {
            Some(number) if number == self.session.number() => return,
            Some(number) => drop(renew(self, number, &dossier, diagnostics, None)),
            None if dossier.sources.is_empty() => return,
            None => {
                self.session.add(Text::new(dossier, diagnostics));
                self.filter_again();
            }
        }
        self.search_again();
        self.refresh();
    }

    /// Keeps the texts of an earlier model, and the doubts in them.
    pub fn take_over_texts(&mut self, before: Self) {
        self.session.take_over_texts(before.session);
        self.filter_again();
        self.search_again();
        self.refresh();
    }

    /// Goes to a target in another text, which was read again, or says why it could not be read.
    pub fn visit(&mut self, visit: &Visit, read: Result<(Dossier, Vec<Diagnostic>), String>) {
        let &Visit { text, mut chosen, .. } = visit;
        let words = match read {
            Ok((dossier, diagnostics)) => {
                let place = Place { chosen, ..beginning(self, text) };
                let found = renew(self, text, &dossier.into(), &diagnostics, Some(place));
                found.map(|found| {
                    chosen = found.chosen.filter(|_| chosen.is_some());
                    "The file has changed; this is the new version".to_owned()
                })
            }
            Err(why) => {
                self.session.set_stale(text, "the file cannot be read".to_owned());
                Some(format!("The file cannot be read: {why}; this is the earlier version"))
            }
        };
        self.status.clear_notice();
        self.apply(follow::arrive_in_text(text, chosen, &self.session));
        if let Some(words) = words {
            self.status.say(words);
        }
        self.refresh();
    }

    /// Compares with an older text, and says what changed. `problems` counts those of the older text.
    pub fn compare_with(&mut self, older: impl Into<Arc<Dossier>>, problems: usize) {
        compare(self, older.into(), problems, false);
    }

    /// The file of the older text.
    pub fn older_path(&self) -> Option<&Path> {
        self.session.older_path()
    }

    /// Takes a new version of the older text. `problems` counts those of it.
    pub fn reread_older(&mut self, older: Dossier, problems: usize) {
        if self.session.is_older(older.manuscript.text()) == Some(false) {
            compare(self, older.into(), problems, true);
        }
    }

    /// Takes the result of reading the file again. The reader stays at the same claim.
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
                self.status.say(format!("The file {why}; this is the earlier version"));
                self.session.set_stale(self.session.number(), format!("the file {why}"));
            }
        }
        self.refresh();
    }
}

fn beginning(model: &Model, number: usize) -> Place {
    let dossier = model.session.text_at(number).map_or(model.session.dossier(), |text| &text.dossier);
    Place::beginning(number, dossier)
}

/// Replaces the text with a number while another one is current. Returns where `place` is in the new version; none if
/// the text is unchanged.
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
            if place.text == number { Place { text: number, ..new.find(&old.save(place)) } } else { *place };
        // Claims of the text have new numbers.
        if let Some(SubRow::There(text, claim)) = &mut place.selected.sub_row
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
        // A text without claims has no place to go to.
        let has_changed_claims =
            !model.session.dossier().claims.is_empty() && since.counts().iter().any(|&count| count > 0);
        let (action, what) = if has_changed_claims {
            (Action::NextChange, "goes to each change")
        } else {
            (Action::ShowChanges, "lists the changes")
        };
        let key = model.keys().label(action, model.context()).filter(|_| !model.session.changes().is_empty());
        // A narrow screen cuts the end off, so the key comes first.
        let key = key.map(|key| format!("{key} {what}. ")).unwrap_or_default();
        let words = format!("{key}Since {}: {}", since.name, since.tally());
        model.status.say(words);
    }
    model.refresh();
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
        model.card.release_keys();
    }
    model.views.reset_for_text();
    let typed = model.search.take_open_prompt(began);
    let finder = model.layers.take_finder().map(Finder::into_typed);
    model.forget_found();
    model.filter_again();
    model.status.say(format!("Reloaded: {change}"));
    // The chosen claim stays in sight, even if text was added above it.
    let in_sight = model.frame.sight.is_chosen_shown;
    model.refresh();
    if in_sight && !model.frame.sight.is_chosen_shown {
        model.navigation.follow(true);
    }
    // An open prompt stays open, or the next letters would act as keys.
    let lists = model.views.lists(&model.session, &model.navigation.place());
    let outcomes = model.search.resume(typed, &lists, &model.session, &model.here());
    model.apply(outcomes);
    if let Some(typed) = finder {
        model.layers.resume_finder(typed, model.context(), &model.session);
    }
}

/// The place of the first text that corresponds to a place in its older version.
fn relocated(place: &Place, (before, now): (&Dossier, &Dossier), (old, new): &(Relocator<'_>, Relocator<'_>)) -> Place {
    if place.text != FIRST {
        return *place;
    }
    let mut found = new.find(&old.save(place));
    // Other texts have not changed, so a row of them stays selected.
    let is_same_source = now.sources.get(found.selected.source.0).map(|source| &source.id)
        == before.sources.get(place.selected.source.0).map(|source| &source.id);
    if let (true, Some(SubRow::There(..))) = (is_same_source, place.selected.sub_row) {
        found.selected.sub_row = place.selected.sub_row;
    }
    found
}
