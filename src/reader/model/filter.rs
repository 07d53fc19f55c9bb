//! The filter: the line in which it is typed, what passes it, and what it does to moving about.
//!
//! What a filter means is `crate::evidence::filter`'s to say. One that is understood holds at once, while it is typed.

use std::rc::Rc;

use super::Model;
use crate::briefing::dossier::ClaimId;
use crate::evidence::dependence::Dependence;
use crate::evidence::filter::{Completion, Filter, Selection, complete};
use crate::page::row::Row;
use crate::reader::keymap::Action;
use crate::text::line::{Line, Recall};
use crate::text::numbers;
use crate::text::role::Role;

/// The most words that may complete one which are shown.
const MOST_WORDS: usize = 20;

/// A filter that holds, and what passes it.
pub(super) struct Filtered {
    filter: Filter,
    selection: Rc<Selection>,
}

/// What was typed of filters, and what is.
#[derive(Default)]
pub(super) struct Filtering {
    prompt: Option<Prompt>,
    /// Those that held, the last at the end.
    history: Vec<String>,
}

struct Prompt {
    line: Line,
    recall: Recall,
    /// The filter that comes back when this one is given up.
    before: String,
    /// What is wrong with the line.
    problem: Option<String>,
    /// What its last word may become, and how many of these were tried.
    tried: Option<(Completion, usize)>,
}

impl Filtering {
    pub(super) fn is_asking(&self) -> bool {
        self.prompt.is_some()
    }

    /// The line that is typed, if one is. Whoever changes it calls [`Model::filter_by_the_line`].
    pub(super) fn line(&mut self) -> Option<&mut Line> {
        self.prompt.as_mut().map(|prompt| &mut prompt.line)
    }
}

impl Model {
    pub(super) fn selection(&self) -> Option<&Rc<Selection>> {
        self.filter.as_ref().map(|filtered| &filtered.selection)
    }

    /// Whether a claim is looked at.
    pub(super) fn passes(&self, claim: ClaimId) -> bool {
        self.selection().is_none_or(|selection| selection.has(claim))
    }

    /// Opens the line, with the filter that holds.
    pub(super) fn ask_filter(&mut self) {
        let before = self.filter_text();
        let line = Line::of(&before);
        self.filtering.prompt = Some(Prompt { line, recall: Recall::default(), before, problem: None, tried: None });
    }

    fn filter_text(&self) -> String {
        self.filter.as_ref().map(|filtered| filtered.filter.text().to_owned()).unwrap_or_default()
    }

    /// Lets the line be the filter, if it is understood; until then the one before it holds.
    pub(super) fn filter_by_the_line(&mut self) {
        let Some(prompt) = &mut self.filtering.prompt else { return };
        prompt.tried = None;
        self.filter_by_the_typed();
    }

    fn filter_by_the_typed(&mut self) {
        let Some(prompt) = &self.filtering.prompt else { return };
        let parsed = Filter::parse(prompt.line.text(), &self.dossier, self.since());
        let Some(prompt) = &mut self.filtering.prompt else { return };
        match parsed {
            Ok(filter) => {
                prompt.problem = None;
                self.hold(filter);
            }
            Err(problem) => {
                let help = problem.help.map(|help| format!("; {help}")).unwrap_or_default();
                prompt.problem = Some(format!("{}{help}", problem.message));
            }
        }
    }

    fn hold(&mut self, filter: Option<Filter>) {
        self.filter = filter.map(|filter| {
            let dependence = Dependence::of(&self.dossier, &self.doubts);
            let selection = Rc::new(filter.select(&self.dossier, &self.standing, &dependence));
            Filtered { filter, selection }
        });
        self.list_again();
    }

    /// The filter anew, where doubts or the text have changed what passes it. One that means nothing any more goes.
    pub(super) fn filter_again(&mut self) {
        let filter = Filter::parse(&self.filter_text(), &self.dossier, self.since()).ok().flatten();
        self.hold(filter);
        // What is typed may mean something now, or nothing any more.
        self.filter_by_the_line();
    }

    /// Another line of the history.
    pub(super) fn recall_filter(&mut self, older: bool) {
        let Filtering { prompt: Some(prompt), history } = &mut self.filtering else { return };
        prompt.recall.step(&mut prompt.line, history, older);
        self.filter_by_the_line();
    }

    /// Completes the last word; again, to what it may be otherwise.
    pub(super) fn complete_filter(&mut self) {
        let compared = self.since().is_some();
        let Some(prompt) = &mut self.filtering.prompt else { return };
        let text = prompt.line.text().to_owned();
        let (completion, next) = match prompt.tried.take() {
            Some((completion, tried)) => (completion, tried + 1),
            None => (complete(&text, &self.dossier, compared), 0),
        };
        if completion.words.is_empty() {
            self.notice = Some("Nothing completes this word".to_owned());
            return;
        }
        let word = &completion.words[next % completion.words.len()];
        prompt.line = Line::of(&format!("{}{word}", &text[..completion.at.start]));
        // What a word with a colon may become is asked for anew.
        let more = completion.words.len() > 1 && !word.ends_with(':');
        prompt.tried = more.then_some((completion, next));
        self.filter_by_the_typed();
    }

    /// Closes the line and lets its filter hold, if it is understood.
    pub(super) fn accept_filter(&mut self) {
        let Some(prompt) = &self.filtering.prompt else { return };
        if let Some(problem) = &prompt.problem {
            self.notice = Some(problem.clone());
            return;
        }
        let text = self.filter_text();
        self.filtering.prompt = None;
        self.remember_filter(&text);
        if text.is_empty() {
            self.notice = Some("All claims".to_owned());
        }
    }

    /// Lets a filter hold that nobody typed.
    pub(super) fn keep_filter(&mut self, filter: Option<Filter>) {
        self.hold(filter);
        self.remember_filter(&self.filter_text());
    }

    fn remember_filter(&mut self, text: &str) {
        self.filtering.history.retain(|known| known != text);
        self.filtering.history.extend((!text.is_empty()).then(|| text.to_owned()));
    }

    /// Closes the line and gives back the filter from before.
    pub(super) fn give_up_filter(&mut self) {
        let Some(prompt) = self.filtering.prompt.take() else { return };
        self.hold(Filter::parse(&prompt.before, &self.dossier, self.since()).ok().flatten());
    }

    /// Takes the filter back. Returns whether there was one.
    pub(super) fn drop_filter(&mut self) -> bool {
        let Some(filtered) = self.filter.take() else { return false };
        let again =
            self.key_for(Action::Filter).map(|key| format!("; {key} and the key for older lines bring it again"));
        let text = filtered.filter.text();
        self.notice = Some(format!("All claims, no longer only {text}{}", again.unwrap_or_default()));
        self.list_again();
        true
    }

    /// "9 of 39 claims".
    fn passing_words(&self) -> String {
        let Some(selection) = self.selection() else { return String::new() };
        let sentences = selection.sentences.iter().filter(|&&passes| passes).count();
        let sentences =
            if sentences > 0 { format!(", {}", numbers::count(sentences, "sentence")) } else { String::new() };
        format!("{} of {}{sentences}", selection.count(), numbers::count(self.dossier.claims.len(), "claim"))
    }

    /// What the line at the bottom says while a filter holds.
    pub(super) fn filter_words(&self) -> Option<String> {
        self.filter.as_ref().map(|filtered| format!(" &{}: {} ", filtered.filter.text(), self.passing_words()))
    }

    /// The line at the bottom while a filter is typed.
    pub(super) fn filter_prompt(&self, width: usize) -> Option<Row> {
        let prompt = self.filtering.prompt.as_ref()?;
        let completions = self.completions(prompt);
        let (said, role) = match (&self.notice, &prompt.problem) {
            (Some(notice), _) => (notice.clone(), Role::BarActive),
            // Whatever is begun is wrong as yet: what it may become says more.
            (None, _) if completions.is_some() => (completions.unwrap_or_default(), Role::Bar),
            (None, Some(problem)) => (problem.clone(), Role::Problem),
            (None, None) if self.filter.is_some() => (self.passing_words(), Role::BarActive),
            (None, None) => ("all claims".to_owned(), Role::Bar),
        };
        let hints = [self.hint(Action::Close, "back"), self.hint(Action::Accept, "keep")].concat();
        Some(self.asking(&prompt.line, "&", (&format!(" {said} "), role), hints, width))
    }

    /// What the last word may become.
    fn completions(&self, prompt: &Prompt) -> Option<String> {
        let text = prompt.line.text();
        let Completion { at, words } = complete(text, &self.dossier, self.since().is_some());
        // A word that is whole needs none.
        let begun = at.start < text.len() && !words.iter().any(|word| *word == text[at.clone()]);
        let key = self.key_for(Action::Complete)?;
        (begun && !words.is_empty()).then(|| format!("{key} {}", words[..words.len().min(MOST_WORDS)].join("  ")))
    }

    /// Of the claims that are looked at, the first from here on in the order of the text.
    pub(super) fn passing_from(&self, first: usize) -> Option<ClaimId> {
        self.dossier.claim_ids().skip(first).find(|&claim| self.passes(claim))
    }

    /// Of the claims that are looked at, the last before the end of so many.
    pub(super) fn passing_before(&self, end: usize) -> Option<ClaimId> {
        self.dossier.claim_ids().take(end).rfind(|&claim| self.passes(claim))
    }
}
