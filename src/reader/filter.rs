//! The line in which a filter is typed: it holds at once, while it is typed, as soon as it is understood.
//!
//! What a filter means is `crate::evidence::filter`'s to say, and which one holds the session's.

use super::prompt::Asking;
use crate::evidence::filter::{Completion, Filter, complete};
use crate::reader::outcome::{Outcome, Outcomes, say};
use crate::reader::session::Session;
use crate::text::line::{Line, Recall};
use crate::text::role::Role;

/// The most words that may complete one which are shown.
const MOST_WORDS: usize = 20;

/// The filter prompt and its history.
#[derive(Default)]
pub(super) struct FilterPrompt {
    typing: Option<Typing>,
    /// Those that held, the last at the end.
    history: Vec<String>,
}

struct Typing {
    line: Line,
    recall: Recall,
    /// The filter that comes back when this one is given up.
    before: String,
    /// The error in the line, if any.
    problem: Option<String>,
    /// Completions of the last word, and how many were tried.
    tried: Option<(Completion, usize)>,
}

impl FilterPrompt {
    pub(super) fn is_asking(&self) -> bool {
        self.typing.is_some()
    }

    /// The line that is typed. Whoever changes it calls [`Self::changed`].
    pub(super) fn line_mut(&mut self) -> Option<&mut Line> {
        self.typing.as_mut().map(|typing| &mut typing.line)
    }

    /// Opens the line, with the filter that holds.
    pub(super) fn ask(&mut self, session: &Session) {
        let before = session.text().filter_text().to_owned();
        let line = Line::of(&before);
        self.typing = Some(Typing { line, recall: Recall::default(), before, problem: None, tried: None });
    }

    /// Lets the line be the filter, if it is understood; until then the one before it holds.
    pub(super) fn changed(&mut self, session: &Session) -> Outcomes {
        if let Some(typing) = &mut self.typing {
            typing.tried = None;
        }
        self.understand(session)
    }

    fn understand(&mut self, session: &Session) -> Outcomes {
        let Some(typing) = &mut self.typing else { return Vec::new() };
        match Filter::parse(typing.line.text(), session.dossier(), session.since()) {
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

    /// Another line of the history.
    pub(super) fn recall(&mut self, older: bool, session: &Session) -> Outcomes {
        let Self { typing: Some(typing), history } = self else { return Vec::new() };
        typing.recall.step(&mut typing.line, history, older);
        self.changed(session)
    }

    /// Completes the last word; again, to what it may be otherwise.
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

    /// Closes the line and lets its filter hold, if it is understood.
    pub(super) fn accept(&mut self, session: &Session) -> Outcomes {
        let Some(typing) = &self.typing else { return Vec::new() };
        if let Some(problem) = &typing.problem {
            return say(problem);
        }
        self.typing = None;
        self.remember(session.text().filter_text());
        if session.text().filter_text().is_empty() { say("All claims") } else { Vec::new() }
    }

    /// Puts a filter that holds into the history.
    pub(super) fn remember(&mut self, text: &str) {
        self.history.retain(|known| known != text);
        self.history.extend((!text.is_empty()).then(|| text.to_owned()));
    }

    /// Closes the line and gives back the filter from before.
    pub(super) fn give_up(&mut self, session: &Session) -> Outcomes {
        let typing = self.typing.take();
        typing.map(|typing| Outcome::Filter(session.parse_filter(&typing.before))).into_iter().collect()
    }

    /// What the status line says while the line is typed; `notice` is what the last action had to say, and `complete` the
    /// key that completes a word.
    pub(super) fn asking(
        &self,
        notice: Option<&str>,
        complete: Option<String>,
        session: &Session,
    ) -> Option<Asking<'_>> {
        let typing = self.typing.as_ref()?;
        let completions = complete.and_then(|key| completions(typing, &key, session));
        let (said, role) = match (notice, &typing.problem) {
            (Some(notice), _) => (notice.to_owned(), Role::BarActive),
            // Whatever is begun is wrong as yet: what it may become says more.
            (None, _) if completions.is_some() => (completions.unwrap_or_default(), Role::Bar),
            (None, Some(problem)) => (problem.clone(), Role::Problem),
            (None, None) if session.text().selection().is_some() => (session.text().passing_words(), Role::BarActive),
            (None, None) => ("all claims".to_owned(), Role::Bar),
        };
        Some(Asking { line: &typing.line, sign: "&", said: (format!(" {said} "), role) })
    }
}

/// The completions of the last word, after the key that completes it.
fn completions(typing: &Typing, key: &str, session: &Session) -> Option<String> {
    let text = typing.line.text();
    let Completion { at, words } = complete(text, session.dossier(), session.since().is_some());
    // A word that is whole needs none.
    let begun = at.start < text.len() && !words.iter().any(|word| *word == text[at.clone()]);
    (begun && !words.is_empty()).then(|| format!("{key} {}", words[..words.len().min(MOST_WORDS)].join("  ")))
}
