//! The filter prompt. A filter applies while it is typed, as soon as it parses.
//!
//! `crate::evidence::filter` owns what a filter means; the session owns the current one.

use super::prompt::PromptStatus;
use crate::evidence::filter::{Completion, Filter, complete};
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::session::Session;
use crate::text::line::{Line, Recall};
use crate::text::role::Role;
use crate::text::wrap;

/// The columns around a line and its completions: the sign, the cursor, and blanks.
const AROUND: usize = 5;

/// The filter prompt and its history.
#[derive(Default)]
pub(super) struct FilterPrompt {
    typing: Option<Typing>,
    /// Filters that were applied, the newest last.
    history: Vec<String>,
}

struct Typing {
    line: Line,
    recall: Recall,
    /// The filter to restore if the prompt is canceled.
    before: String,
    /// The error in the line, if any.
    problem: Option<String>,
    /// The completions of the last word, and how many of them were tried.
    tried: Option<(Completion, usize)>,
}

impl FilterPrompt {
    pub(super) fn is_asking(&self) -> bool {
        self.typing.is_some()
    }

    /// The line being typed. Callers that change it must call [`Self::changed`].
    pub(super) fn line_mut(&mut self) -> Option<&mut Line> {
        self.typing.as_mut().map(|typing| &mut typing.line)
    }

    /// Opens the prompt with the current filter.
    pub(super) fn ask(&mut self, session: &Session) {
        let before = session.text().filter_text().to_owned();
        let line = Line::of(&before);
        self.typing = Some(Typing { line, recall: Recall::default(), before, problem: None, tried: None });
    }

    /// Applies the line as a filter if it parses. Otherwise the filter before it stays.
    pub(super) fn changed(&mut self, session: &Session) -> Outcomes {
        if let Some(typing) = &mut self.typing {
            typing.tried = None;
        }
        self.understand(session)
    }

    fn understand(&mut self, session: &Session) -> Outcomes {
        let Some(typing) = &mut self.typing else { return Vec::new() };
        match Filter::parse(typing.line.text(), session.dossier(), session.beside()) {
            Ok(filter) => {
                typing.problem = None;
                vec![Outcome::Filter(filter)]
            }
            Err(problem) => {
                let help = problem.help.map(|help| format!("; {help}")).unwrap_or_default();
                typing.problem = Some(format!("{}{help}", problem.message));
                Vec::new()
            }
        }
    }

    /// Recalls an older or newer line of the history.
    pub(super) fn recall(&mut self, older: bool, session: &Session) -> Outcomes {
        let Self { typing: Some(typing), history } = self else { return Vec::new() };
        typing.recall.step(&mut typing.line, history, older);
        self.changed(session)
    }

    /// Completes the last word; if repeated, with the next completion.
    pub(super) fn complete(&mut self, session: &Session) -> Outcomes {
        let Some(typing) = &mut self.typing else { return Vec::new() };
        let text = typing.line.text().to_owned();
        let (completion, next) = match typing.tried.take() {
            Some((completion, tried)) => (completion, tried + 1),
            None => (complete(&text, session.dossier(), session.since().is_some()), 0),
        };
        if completion.words.is_empty() {
            return say("No completion for this word");
        }
        let word = &completion.words[next % completion.words.len()];
        typing.line = Line::of(&format!("{}{word}", &text[..completion.at.start]));
        // After a colon, the next Tab completes the value.
        let more = completion.words.len() > 1 && !word.ends_with(':');
        typing.tried = more.then_some((completion, next));
        self.understand(session)
    }

    /// Closes the prompt and applies its filter, if it parses. A filter that nothing passes gives way to the one before.
    pub(super) fn accept(&mut self, session: &Session) -> Outcomes {
        let Some(typing) = &self.typing else { return Vec::new() };
        if let Some(problem) = &typing.problem {
            return say(problem);
        }
        self.remember(session.text().filter_text());
        if session.text().passes_nothing() {
            let words = format!("Nothing passes “{}”", session.text().filter_text());
            return self.cancel(session).into_iter().chain(say(words)).collect();
        }
        self.typing = None;
        if session.text().filter_text().is_empty() { say("All claims") } else { Vec::new() }
    }

    /// Adds a filter to the history.
    pub(super) fn remember(&mut self, text: &str) {
        self.history.retain(|known| known != text);
        self.history.extend((!text.is_empty()).then(|| text.to_owned()));
    }

    /// Closes the prompt and restores the filter from before.
    pub(super) fn cancel(&mut self, session: &Session) -> Outcomes {
        let typing = self.typing.take();
        typing.map(|typing| Outcome::Filter(session.parse_filter(&typing.before))).into_iter().collect()
    }

    /// The status line while the filter is typed, `width` columns wide. `notice` is the message of the last action;
    /// `complete` is the key that completes a word.
    pub(super) fn asking(
        &self,
        notice: Option<&str>,
        complete: Option<String>,
        session: &Session,
        width: usize,
    ) -> Option<PromptStatus<'_>> {
        let typing = self.typing.as_ref()?;
        let room = width.saturating_sub(wrap::columns(typing.line.text()) + AROUND);
        let completions = complete.and_then(|key| completions(typing, &key, session, room));
        let (words, role) = match (notice, &typing.problem) {
            (Some(notice), _) => (notice.to_owned(), Role::BarActive),
            // An unfinished word is an error, but its completions are more helpful.
            (None, _) if completions.is_some() => (completions.unwrap_or_default(), Role::Bar),
            (None, Some(problem)) => (problem.clone(), Role::Problem),
            (None, None) if session.text().selection().is_some() => (session.text().passing_words(), Role::BarActive),
            (None, None) => ("all claims".to_owned(), Role::Bar),
        };
        Some(PromptStatus { line: &typing.line, sign: "&", status: (format!(" {words} "), role) })
    }
}

/// The completions of the last word, after the key that completes it, as many as have room. Before the first word, all
/// words that a filter can begin with.
fn completions(typing: &Typing, key: &str, session: &Session, room: usize) -> Option<String> {
    let text = typing.line.text();
    let Completion { at, words } = complete(text, session.dossier(), session.since().is_some());
    // A complete word needs no completion.
    let begun = text.is_empty() || at.start < text.len() && !words.iter().any(|word| *word == text[at.clone()]);
    if !begun || words.is_empty() {
        return None;
    }
    let mut shown = format!("{key} {}", words[0]);
    for (before, word) in words.iter().enumerate().skip(1) {
        let more = format!("  +{}", words.len() - before);
        let longer = format!("{shown}  {word}");
        let is_last = before + 1 == words.len();
        if wrap::columns(&longer) + if is_last { 0 } else { wrap::columns(&more) } > room {
            return Some(shown + &more);
        }
        shown = longer;
    }
    Some(shown)
}
