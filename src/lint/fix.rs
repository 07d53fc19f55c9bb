//! Applies the fixes of a text's diagnostics, and reports the fixes that it left out.
//!
//! Must not know how a problem is found, nor where the text is written.

use std::collections::BTreeMap;

use super::check::check;
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::{Diagnostic, Fix, Severity};
use crate::diagnostics::fix::apply;
use crate::diagnostics::rulebook::Levels;
use crate::text::manuscript::Manuscript;

/// A text after its fixes, with a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    pub text: String,
    /// Results of the fixes, each with its line.
    pub done: Vec<(usize, String)>,
    /// Fixes that were left out, each with its line and the reason.
    pub left: Vec<(usize, String)>,
}

/// Most rounds of fixes. A round may uncover problems for the next; no text needs more than two.
const MOST_ROUNDS: usize = 8;

/// Applies all fixes that cause no error.
///
/// Typos come first, because an uncited source may be the one that a typo means. Unused sources are removed only when
/// no typo remains.
pub fn fix(manuscript: &Manuscript, levels: &Levels) -> Fixed {
    let again = |text: &str| check(manuscript.with_text(text), Vec::new(), levels);
    let mut fixed = Fixed { text: manuscript.text().to_owned(), ..Fixed::default() };
    let (mut dossier, mut diagnostics) = again(&fixed.text);
    for _ in 0..MOST_ROUNDS {
        let fixes: Vec<&Fix> = diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_deref()).collect();
        let typos: Vec<&Fix> = fixes.iter().copied().filter(|fix| !fix.replacement.is_empty()).collect();
        let fixes = if typos.is_empty() { fixes } else { typos };
        // A corrected name may close a loop. Then the author perhaps meant another name.
        let (accepted, rejected) = split_by_errors(&fixed.text, fixes, &diagnostics, again);
        let applied = apply(&fixed.text, &accepted);
        let report =
            |fix: &Fix, why: &str| (dossier.manuscript.position(fix.span.start).line, format!("{}{why}", fix.done));
        let done_or_not = |wanted: bool, why: &'static str| {
            let each = accepted.iter().zip(&applied.done).filter(move |(_, done)| **done == wanted);
            each.map(move |(fix, _)| report(fix, why)).collect::<Vec<_>>()
        };
        fixed.left = done_or_not(false, ", which overlaps another fix");
        fixed
            .left
            .extend(rejected.iter().map(|(fix, error)| report(fix, &format!(", which would cause an error: {error}"))));
        let done = done_or_not(true, "");
        if done.is_empty() {
            break;
        }
        fixed.done.extend(done);
        fixed.text = applied.text;
        (dossier, diagnostics) = again(&fixed.text);
    }
    fixed.done.sort();
    fixed.left.sort();
    fixed
}

/// Most fixes that are tried one by one. Each try reads the whole text.
const MOST_TRIED: usize = 64;

/// Separates safe fixes from fixes that cause an error, and returns the error of each of the latter.
///
/// The fixes are tried together, and one by one if together they cause an error. Fixes beyond [`MOST_TRIED`] are not
/// tried alone, and count as causing that error.
fn split_by_errors<'f>(
    text: &str,
    fixes: Vec<&'f Fix>,
    before: &[Diagnostic],
    again: impl Fn(&str) -> (Dossier, Vec<Diagnostic>),
) -> (Vec<&'f Fix>, Vec<(&'f Fix, String)>) {
    let error = |fixes: &[&Fix]| {
        let (_, found) = again(&apply(text, fixes).text);
        new_error(before, &found).map(|error| error.message.clone())
    };
    let Some(together) = error(&fixes) else { return (fixes, Vec::new()) };
    let (mut accepted, mut rejected): (Vec<&Fix>, Vec<_>) = (Vec::new(), Vec::new());
    for fix in fixes {
        let tried = accepted.len() + rejected.len();
        accepted.push(fix);
        let error = if tried < MOST_TRIED { error(&accepted) } else { Some(together.clone()) };
        if let Some(error) = error {
            accepted.pop();
            rejected.push((fix, error));
        }
    }
    (accepted, rejected)
}

/// Returns the first error of a kind that is more frequent than before.
fn new_error<'d>(before: &[Diagnostic], after: &'d [Diagnostic]) -> Option<&'d Diagnostic> {
    let (before, counts) = (count_errors(before), count_errors(after));
    let more = |id: &str| before.get(id).is_none_or(|before| *before < counts.get(id).copied().unwrap_or_default());
    after.iter().find(|diagnostic| diagnostic.severity == Severity::Error && more(diagnostic.id))
}

/// Counts the errors of each kind.
fn count_errors(diagnostics: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        *counts.entry(diagnostic.id).or_default() += 1;
    }
    counts
}
