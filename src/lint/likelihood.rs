//! Lints for ICD 203, the standard of US intelligence analysis for likelihood and confidence.
//!
//! ICD 203 has two rows of seven terms for the same seven degrees. A product takes its terms from one row. Quotations
//! do not count, because they are somebody else's words.

use std::sync::LazyLock;

use regex::Regex;

use super::words::{self, cites};
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::Span;

/// Terms from 1 to 99 percent. If both rows have some form of a term, only one of the patterns has it.
const FIRST_ROW: &str = "almost no chance|very unlikely|unlikely|roughly even chance|very likely|likely\
                         |almost certain(?:ly)?";

/// Servers are "remote" too, so the word counts only beside a word for chance.
const SECOND_ROW: &str = "remote (?:chance|possibility|probability|likelihood)|(?:chances?|odds|possibility|probability\
                          |likelihood) (?:of [^.;]{1,60} )?(?:is|are|was|were|remains?) remote\
                          |highly improbable|improbabl[ey]|roughly even odds|highly probable|probabl[ey]|nearly certain";

fn row(terms: &str) -> Regex {
    Regex::new(&format!(r"(?i)\b(?:{terms})\b")).expect("the pattern is built in")
}

static FIRST: LazyLock<Regex> = LazyLock::new(|| row(FIRST_ROW));
static SECOND: LazyLock<Regex> = LazyLock::new(|| row(SECOND_ROW));

/// A level of confidence in a judgement. Consumers have confidence too, so the word alone does not count.
static CONFIDENCE: LazyLock<Regex> = LazyLock::new(|| {
    const LEVEL: &str = "(?:low|moderate|medium|high)(?:-to-(?:moderate|high))?";
    const JUDGEMENT: &str = "(?:assessment|judge?ment|conclusion|finding|estimate)";
    let patterns = [
        format!(r"\bwith (?:a )?{LEVEL} (?:degree of |level of )?confidence\b"),
        format!(r"\b{LEVEL}[ -]confidence that\b"),
        format!(r"\b{LEVEL}[ -]confidence in (?:this|that|our|the|its|their) {JUDGEMENT}"),
        format!(r"\b{LEVEL}[ -]confidence {JUDGEMENT}"),
    ];
    Regex::new(&format!("(?i){}", patterns.join("|"))).expect("the pattern is built in")
});

/// Finds sentences with both a likelihood and a level of confidence.
pub(super) fn with_confidence(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    for (_, prose) in words::paragraphs(dossier).filter(|_| cites(dossier)) {
        let text = words::unquoted(&words::plain(prose));
        if !CONFIDENCE.is_match(&text) {
            continue;
        }
        for sentence in words::sentences(&text) {
            let words = &text[sentence.clone()];
            let Some(confidence) = CONFIDENCE.find(words) else { continue };
            let Some(likelihood) = FIRST.find(words).or_else(|| SECOND.find(words)) else { continue };
            let place = |found: regex::Match<'_>| {
                words::span(prose, &(sentence.start + found.start()..sentence.start + found.end()))
            };
            let message = format!("`{}` and `{}` in one sentence", likelihood.as_str(), confidence.as_str());
            let help = "say how likely it is in one sentence, and how sure you are of that in another";
            let problem = Diagnostic::warning("likelihood-with-confidence", place(likelihood), message);
            diagnostics.push(problem.help(help).related(place(confidence), "a level of confidence"));
        }
    }
}

/// A term: its place and its words.
type Term = (Span, String);

/// Finds the first term of the row that a text uses less, if it uses both rows.
pub(super) fn mixed(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    let (mut first, mut second): (Vec<Term>, Vec<Term>) = (Vec::new(), Vec::new());
    for (_, prose) in words::paragraphs(dossier).filter(|_| cites(dossier)) {
        let text = words::unquoted(&words::plain(prose));
        for (row, terms) in [(&*FIRST, &mut first), (&*SECOND, &mut second)] {
            let found = row.find_iter(&text);
            terms.extend(found.map(|term| (words::span(prose, &term.range()), term.as_str().to_lowercase())));
        }
    }
    let (fewer, more) = if first.len() < second.len() { (first, second) } else { (second, first) };
    let (Some((span, term)), Some((other, word))) = (fewer.first(), more.first()) else { return };
    let message = format!("`{term}` and `{word}` are from two rows of ICD 203");
    let help = "take all terms of likelihood from one row";
    let problem = Diagnostic::warning("likelihood-rows-mixed", *span, message).help(help);
    diagnostics.push(problem.related(*other, "a term of the other row"));
}
