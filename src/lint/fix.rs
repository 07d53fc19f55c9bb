//! Applies the fixes of a text's diagnostics, and reports the fixes that it left out.
//!
//! Must not know how a problem is found, nor where the text is written.

use std::collections::HashMap;

use super::check::check;
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::{Diagnostic, Fix, Severity};
use crate::diagnostics::fix::{Edits, apply};
use crate::diagnostics::rulebook::Levels;
use crate::text::manuscript::{Manuscript, Span};

/// A text after its fixes, with a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    pub text: String,
    /// What each fix did, with its place in the text before.
    pub done: Vec<(Span, String)>,
    /// In the order of the text.
    pub left: Vec<Left>,
    /// The edits of each round.
    rounds: Vec<Edits>,
}

/// A fix that was left out because it would cause an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub fix: Fix,
    /// The error, at its place in the fixed text.
    pub error: Diagnostic,
}

impl Fixed {
    /// The span of the text before the fixes that a span of the fixed text stands for.
    pub fn origin(&self, span: Span) -> Span {
        self.rounds.iter().rev().fold(span, |span, edits| edits.origin(span))
    }
}

/// Applies the fixes one by one, and leaves out each fix that would cause an error.
///
/// A round applies what it can, and the next looks again: an applied fix can uncover a problem, and of two overlapping
/// fixes only one is applied at a time. Each round removes an unknown name, a table, or words beside brackets, and no
/// fix adds one, so the rounds end.
pub fn fix(manuscript: &Manuscript, levels: &Levels) -> Fixed {
    let again = |text: &str| check(manuscript.with_text(text), Vec::new(), levels);
    let mut fixed = Fixed { text: manuscript.text().to_owned(), ..Fixed::default() };
    loop {
        let (dossier, found) = again(&fixed.text);
        let fixes: Vec<Vec<Fix>> = found.iter().filter_map(|problem| everywhere(problem, &dossier)).collect();
        let mut round = Round { text: &fixed.text, known: Known::of(&found), accepted: Vec::new(), left: Vec::new() };
        round.attempt(&fixes, &|text| again(text).1);
        let (accepted, left) = (round.accepted, round.left);
        let applied = apply(&fixed.text, &accepted);
        let done = accepted.iter().zip(&applied.done).filter(|(_, done)| **done);
        let done: Vec<_> = done.map(|(fix, _)| (fixed.origin(fix.span), fix.done.clone())).collect();
        if done.is_empty() {
            fixed.left = left;
            fixed.done.sort();
            return fixed;
        }
        fixed.done.extend(done);
        fixed.text = applied.text;
        fixed.rounds.push(applied.edits);
    }
}

/// The fix of a problem. An unknown label is reported once, so its fix is repeated for each reference that has it.
fn everywhere(problem: &Diagnostic, dossier: &Dossier) -> Option<Vec<Fix>> {
    let fix = problem.fix.as_deref()?;
    if problem.id != "undeclared-label" {
        return Some(vec![fix.clone()]);
    }
    let references = || dossier.briefing.citations.iter().flat_map(|citation| &citation.references);
    let label =
        references().find(|reference| reference.span == fix.span).map(|reference| reference.name.to_lowercase());
    let same = references().filter(|reference| Some(reference.name.to_lowercase()) == label);
    Some(same.map(|reference| Fix { span: reference.span, ..fix.clone() }).collect())
}

/// Tries the fixes of one text.
struct Round<'f> {
    text: &'f str,
    known: Known,
    /// Fixes that together cause no error.
    accepted: Vec<&'f Fix>,
    left: Vec<Left>,
}

impl<'f> Round<'f> {
    /// Accepts each of the fixes that causes no error beside those accepted before, and leaves out the others.
    ///
    /// Each try reads the whole text, so the fixes are tried together first, and in halves if together they cause an
    /// error.
    fn attempt(&mut self, fixes: &'f [Vec<Fix>], again: &impl Fn(&str) -> Vec<Diagnostic>) {
        let Some((first, rest)) = fixes.split_first() else { return };
        let tried: Vec<&Fix> = self.accepted.iter().copied().chain(fixes.iter().flatten()).collect();
        let applied = apply(self.text, &tried);
        match self.known.first_new(&again(&applied.text), &applied.edits) {
            None => self.accepted = tried,
            Some(error) if rest.is_empty() => {
                self.left.extend(first.iter().map(|fix| Left { fix: fix.clone(), error: error.clone() }));
            }
            Some(_) => {
                let (first, rest) = fixes.split_at(fixes.len() / 2);
                self.attempt(first, again);
                self.attempt(rest, again);
            }
        }
    }
}

/// The errors of a text: their places, by kind and words.
struct Known(HashMap<(&'static str, String), Vec<Span>>);

impl Known {
    fn of(found: &[Diagnostic]) -> Self {
        let mut known: HashMap<_, Vec<Span>> = HashMap::new();
        for error in errors(found) {
            known.entry((error.id, error.message.clone())).or_default().push(error.span);
        }
        Self(known)
    }

    /// Returns an error that an edited text has and this text has not, or has less often, at its place in this text.
    fn first_new(&self, found: &[Diagnostic], edits: &Edits) -> Option<Diagnostic> {
        let after = Self::of(found);
        let more = |error: &&Diagnostic| after.places(error).len() > self.places(error).len();
        // Of several with the same words, the new one stands at a new place.
        let is_elsewhere =
            |error: &&Diagnostic| self.places(error).iter().all(|place| !touch(*place, edits.origin(error.span)));
        let mut new = errors(found).filter(more);
        let first = new.clone().find(is_elsewhere).or_else(|| new.next())?;
        Some(Diagnostic { span: edits.origin(first.span), ..first.clone() })
    }

    /// The places of the errors with the same words.
    fn places(&self, error: &Diagnostic) -> &[Span] {
        self.0.get(&(error.id, error.message.clone())).map_or(&[], Vec::as_slice)
    }
}

fn errors(found: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> + Clone {
    found.iter().filter(|found| found.severity == Severity::Error)
}

/// Whether two spans share a byte or an end. A fix may widen the place of a problem.
fn touch(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}
