//! Runs the lints on a dossier and gives each diagnostic its level.
//!
//! Owns the list of lints and the order of levels: a comment in the text overrides the settings. The lints look at the
//! same dossier that the reader gets. Must not print.

use super::directives::Directives;
use super::{declared, hedges, likelihood, names, own_voice};
use crate::briefing::dossier::Dossier;
use crate::briefing::link::link;
use crate::briefing::parse::parse;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::rulebook::{self, Level, Levels};
use crate::text::manuscript::Manuscript;

/// A function that finds one kind of problem.
type Lint = fn(&Dossier, &mut Vec<Diagnostic>);

/// Returns all problems of a briefing, sorted by place; `found` are those of parsing and linking.
fn lint(dossier: &Dossier, found: Vec<Diagnostic>, levels: &Levels) -> Vec<Diagnostic> {
    let mut diagnostics = found;
    let directives = Directives::read(dossier, &mut diagnostics);
    let wanted =
        |id: &str| rulebook::rule(id).is_some_and(|rule| levels.level(rule) != Level::Off) || directives.want(id);
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
        let level = directives.level(diagnostic).unwrap_or(levels.level(rule));
        match level.severity() {
            Some(severity) => diagnostic.severity = severity,
            None => return false,
        }
        true
    });
    Diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// Returns the dossier of a text and all its problems; `found` are those of loading.
pub fn check(manuscript: Manuscript, found: Vec<Diagnostic>, levels: &Levels) -> (Dossier, Vec<Diagnostic>) {
    let mut diagnostics = found;
    let (briefing, found) = parse(&manuscript);
    diagnostics.extend(found);
    let (dossier, found) = link(manuscript, briefing);
    diagnostics.extend(found);
    let diagnostics = lint(&dossier, diagnostics, levels);
    (dossier, diagnostics)
}
