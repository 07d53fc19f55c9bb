//! What an author wants to know of a briefing before anybody reads it: a dossier and levels → diagnostics.
//!
//! Runs for `caveat check` only: most of it looks at words, and a reader of somebody else's text is not to be told what
//! could have been written better. Owns the order of things: what is looked for, what the text says about that in
//! comments (`orders`), and the level that each problem has in the end. Must not know the table of rules, nor print.
//!
//! ```text
//! parse, link ── found ──┐
//! declared, own_voice, ──┴──▶ levels, orders ──▶ diagnostics
//! names, hedges, likelihood
//! ```
//!
//! Whatever looks at words would rather miss something than cry wolf, and looks only at texts that cite.

mod declared;
mod hedges;
mod likelihood;
mod names;
mod orders;
mod own_voice;
mod words;

use std::collections::BTreeMap;

use self::orders::Orders;
use crate::briefing::dossier::Dossier;
use crate::briefing::link::link;
use crate::briefing::parse::parse;
use crate::diagnostics::diagnostic::{Diagnostic, Fix, Severity};
use crate::diagnostics::fix::mend;
use crate::diagnostics::rulebook::{self, Level, Levels};
use crate::text::manuscript::Manuscript;

/// Looks for one kind of problem.
type Lint = fn(&Dossier, &mut Vec<Diagnostic>);

/// All that is wrong with a briefing, sorted by place; `found` is what parsing and linking found.
pub fn lint(dossier: &Dossier, found: Vec<Diagnostic>, levels: &Levels) -> Vec<Diagnostic> {
    let mut diagnostics = found;
    let orders = Orders::read(dossier, &mut diagnostics);
    let wanted = |id: &str| rulebook::rule(id).is_some_and(|rule| levels.of(rule) != Level::Off) || orders.want(id);
    let lints: &[(&str, Lint)] = &[
        ("caveat-without-by", declared::caveats_of_nobody),
        ("url-not-web", declared::addresses),
        ("interested-alone", declared::interested),
        ("note-or-source", declared::notes),
        ("quotation-without-source", own_voice::quotations),
        ("figure-without-source", own_voice::figures),
        ("paragraph-without-source", own_voice::paragraphs),
        ("attribution-without-reference", own_voice::attributions),
        ("names-another-source", names::others),
        ("hedge-outside-claim", hedges::outside),
        ("hedge-dropped", hedges::dropped),
        ("likelihood-with-confidence", likelihood::with_confidence),
        ("likelihood-rows-mixed", likelihood::mixed),
    ];
    for (_, look) in lints.iter().filter(|(id, _)| wanted(id)) {
        look(dossier, &mut diagnostics);
    }
    diagnostics.retain_mut(|diagnostic| {
        let Some(rule) = rulebook::rule(diagnostic.id) else { return true };
        let level = orders.level(diagnostic).unwrap_or(levels.of(rule));
        match level.severity() {
            Some(severity) => diagnostic.severity = severity,
            None => return false,
        }
        true
    });
    Diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// A text's dossier, and all that is wrong with it; `found` is what loading found.
pub fn check(manuscript: Manuscript, found: Vec<Diagnostic>, levels: &Levels) -> (Dossier, Vec<Diagnostic>) {
    let mut diagnostics = found;
    let (briefing, found) = parse(&manuscript);
    diagnostics.extend(found);
    let (dossier, found) = link(manuscript, briefing);
    diagnostics.extend(found);
    let diagnostics = lint(&dossier, diagnostics, levels);
    (dossier, diagnostics)
}

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
        let mended = mend(&fixed.text, &sound);
        let told =
            |fix: &Fix, why: &str| (dossier.manuscript.position(fix.span.start).line, format!("{}{why}", fix.done));
        let done_or_not = |wanted: bool, why: &'static str| {
            let each = sound.iter().zip(&mended.done).filter(move |(_, done)| **done == wanted);
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
        fixed.text = mended.text;
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
        let (_, found) = again(&mend(text, fixes).text);
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

/// Whether a text declares its sources. In others footnotes may be asides, and links may say where things come from.
fn declares(dossier: &Dossier) -> bool {
    !dossier.briefing.front.declarations.sources.is_empty()
}

/// Whether a text means to cite at all. One that does not would be nothing but statements without a source.
fn cites(dossier: &Dossier) -> bool {
    !dossier.claims.is_empty()
}
