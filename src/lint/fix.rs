//! Applies the fixes of a text's diagnostics, in rounds, and says which it left out and why.
//!
//! Must not know how a problem is found, nor where the text is written.

use std::collections::BTreeMap;

use super::check::check;
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::{Diagnostic, Fix, Severity};
use crate::diagnostics::fix::apply;
use crate::diagnostics::rulebook::Levels;
use crate::text::manuscript::Manuscript;

/// What came of doing the fixes of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    pub text: String,
    /// What is different, with the line that it was in.
    pub done: Vec<(usize, String)>,
    /// What could be done and was not, and why.
    pub left: Vec<(usize, String)>,
}

/// Rounds of fixes. What one brings to light another does; none needs more than two.
const MOST_ROUNDS: usize = 8;

/// Does all that can be fixed.
///
/// Slips come first. What nothing cites may be what a slip was to cite, so it is taken out when none is left.
pub fn fix(manuscript: &Manuscript, levels: &Levels) -> Fixed {
    let again = |text: &str| check(manuscript.with_text(text), Vec::new(), levels);
    let mut fixed = Fixed { text: manuscript.text().to_owned(), ..Fixed::default() };
    let (mut dossier, mut diagnostics) = again(&fixed.text);
    for _ in 0..MOST_ROUNDS {
        let fixes: Vec<&Fix> = diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_deref()).collect();
        let slips: Vec<&Fix> = fixes.iter().copied().filter(|fix| !fix.replacement.is_empty()).collect();
        let fixes = if slips.is_empty() { fixes } else { slips };
        // A name that is right may close a loop. Then it was perhaps another that was meant.
        let (sound, faults) = sort_out(&fixed.text, fixes, &diagnostics, again);
        let applied = apply(&fixed.text, &sound);
        let told =
            |fix: &Fix, why: &str| (dossier.manuscript.position(fix.span.start).line, format!("{}{why}", fix.done));
        let done_or_not = |wanted: bool, why: &'static str| {
            let each = sound.iter().zip(&applied.done).filter(move |(_, done)| **done == wanted);
            each.map(move |(fix, _)| told(fix, why)).collect::<Vec<_>>()
        };
        fixed.left = done_or_not(false, ", which overlaps another fix");
        fixed
            .left
            .extend(faults.iter().map(|(fix, error)| told(fix, &format!(", which would cause an error: {error}"))));
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

/// The most fixes that are tried one by one: each reads the whole text.
const MOST_TRIED: usize = 64;

/// Those of some fixes that bring no error, and the others, each with the error that it would bring.
///
/// They are tried together, and one by one where that brings an error; where there are too many for that, none is sound.
fn sort_out<'f>(
    text: &str,
    fixes: Vec<&'f Fix>,
    before: &[Diagnostic],
    again: impl Fn(&str) -> (Dossier, Vec<Diagnostic>),
) -> (Vec<&'f Fix>, Vec<(&'f Fix, String)>) {
    let error = |fixes: &[&Fix]| {
        let (_, found) = again(&apply(text, fixes).text);
        brought(before, &found).map(|error| error.message.clone())
    };
    let Some(together) = error(&fixes) else { return (fixes, Vec::new()) };
    let (mut sound, mut faults): (Vec<&Fix>, Vec<_>) = (Vec::new(), Vec::new());
    for fix in fixes {
        let tried = sound.len() + faults.len();
        sound.push(fix);
        let error = if tried < MOST_TRIED { error(&sound) } else { Some(together.clone()) };
        if let Some(error) = error {
            sound.pop();
            faults.push((fix, error));
        }
    }
    (sound, faults)
}

/// The first error of a kind that there are more of than before.
fn brought<'d>(before: &[Diagnostic], after: &'d [Diagnostic]) -> Option<&'d Diagnostic> {
    let (before, counts) = (errors(before), errors(after));
    let more = |id: &str| before.get(id).is_none_or(|before| *before < counts.get(id).copied().unwrap_or_default());
    after.iter().find(|diagnostic| diagnostic.severity == Severity::Error && more(diagnostic.id))
}

/// How many errors there are of each kind.
fn errors(diagnostics: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        *errors.entry(diagnostic.id).or_default() += 1;
    }
    errors
}
