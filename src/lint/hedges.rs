//! Lints for hedges: brackets that leave out a hedge, and similar claims with a hedge on one side only.
//!
//! Similar claims have the same source. To compare two claims, words count by their stems, and small words do not
//! count. Two claims differ if their figures differ, or if only one claim is negated.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use crate::briefing::dossier::{ClaimHedge, ClaimId, Dossier};
use crate::briefing::hedge::HedgeKind;
use crate::diagnostics::diagnostic::{Diagnostic, Fix};
use crate::text::manuscript::{Span, offset, one_line};

/// Fewest words that two similar claims share.
const SHARED: usize = 4;

/// Of ten words that occur in either of two similar claims, at least this many occur in both.
const OF_TEN: usize = 8;

/// Most pairs of claims that are compared. Real texts need far fewer.
const MOST_COMPARISONS: usize = 1_000_000;

/// Words that say nothing about the subject of a claim.
const SMALL: &[&str] = &[
    "the",
    "and",
    "for",
    "from",
    "with",
    "that",
    "this",
    "these",
    "those",
    "which",
    "who",
    "whom",
    "whose",
    "its",
    "his",
    "her",
    "their",
    "they",
    "them",
    "she",
    "has",
    "have",
    "had",
    "was",
    "were",
    "are",
    "been",
    "being",
    "will",
    "would",
    "could",
    "should",
    "may",
    "might",
    "can",
    "but",
    "also",
    "into",
    "onto",
    "than",
    "then",
    "there",
    "here",
    "such",
    "some",
    "any",
    "all",
    "both",
    "each",
    "said",
    "says",
    "say",
    "according",
    "about",
    "over",
    "under",
    "more",
    "most",
    "out",
    "now",
    "one",
];

const NEGATIONS: &[&str] =
    &["no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "denies", "denied"];

/// The words, figures and negation of a claim, for comparing it with another.
struct Gist {
    claim: ClaimId,
    /// Numbers of its stems, sorted.
    words: Vec<usize>,
    figures: BTreeSet<String>,
    negated: bool,
}

/// Finds brackets that leave out words which reverse or weaken the words inside.
pub(super) fn outside(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    for id in dossier.claim_ids() {
        let claim = dossier.claim(id);
        let Some(brackets) = claim.brackets else { continue };
        let left_out = left_out(dossier, id, brackets);
        let Some(first) = left_out.first() else { continue };
        let words = one_line(first.words);
        let message = format!("the brackets leave out “{words}”, which {} the words in them", effect(first.kind));
        let help = "put the brackets around all of it, or cite the source for the whole sentence";
        let problem = Diagnostic::warning("hedge-outside-claim", brackets, message).help(help);
        let problem = problem.related(first.extent.span, "this stands outside the brackets");
        diagnostics.push(problem.fix_if(widened(dossier, id, brackets)));
    }
}

/// Returns the hedges outside brackets that belong to this claim and stand in the same clause.
fn left_out(dossier: &Dossier, id: ClaimId, brackets: Span) -> Vec<ClaimHedge<'_>> {
    let mut hedges = dossier.hedges(id);
    hedges.retain(|hedge| {
        let span = hedge.extent.span;
        let between = if span.end <= brackets.start {
            Span { start: span.end, end: brackets.start }
        } else {
            Span { start: brackets.end.min(span.start), end: span.start }
        };
        let own = !hedge.is_inside && !hedge.is_of_another && hedge.kind != HedgeKind::Approximation;
        // A condition holds for everything after it.
        own && (hedge.kind == HedgeKind::Condition || !parts_clauses(dossier.manuscript.slice(between)))
    });
    hedges
}

/// Whether one clause ends and another begins in the words between.
fn parts_clauses(between: &str) -> bool {
    let line = one_line(between) + " ";
    let joints = [", and ", ", but ", ", so ", ", while ", ", whereas ", ", yet ", ", although "];
    line.contains(';') || joints.iter().any(|joint| line.contains(joint))
}

fn effect(kind: HedgeKind) -> &'static str {
    match kind {
        HedgeKind::Condition => "sets a condition for",
        _ => "weakens or turns",
    }
}

/// Returns the fix that opens the brackets where the sentence begins, or after the references before. None if a hedge
/// stands after the brackets, or if other brackets stand between, because those would be cut.
fn widened(dossier: &Dossier, id: ClaimId, brackets: Span) -> Option<Fix> {
    let claim = dossier.claim(id);
    let parts = &dossier.briefing.sentences[claim.passage.sentence].parts;
    let part = parts.iter().map(|part| &part.extent).find(|extent| extent.place == claim.passage.place)?;
    let before = id.0.checked_sub(1).map(|before| dossier.claim(ClaimId(before)).passage.references.end);
    let start = part.span.start.max(before.unwrap_or(0));
    let all_before = left_out(dossier, id, brackets)
        .iter()
        .all(|hedge| start <= hedge.extent.span.start && hedge.extent.span.end <= brackets.start);
    let left_out = dossier.manuscript.slice(Span { start: start.min(brackets.start), end: brackets.start });
    let skipped = left_out.len() - left_out.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let left_out = &left_out[skipped..];
    if !all_before || left_out.is_empty() || left_out.contains(['[', ']']) {
        return None;
    }
    let span = Span { start: brackets.start - offset(left_out.len()), end: brackets.start + 1 };
    let done = format!("claim {} begins with “{}”", id.number(), one_line(left_out));
    Some(Fix { span, replacement: format!("[{left_out}"), done })
}

/// Finds claims without a hedge that are similar to a hedged claim of the same source.
pub(super) fn dropped(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    let mut numbers = BTreeMap::new();
    let mut reported = BTreeSet::new();
    let mut comparisons = MOST_COMPARISONS;
    let mut gists: Vec<Option<Gist>> = Vec::new();
    for claim in dossier.claim_ids() {
        gists.push(gist(dossier, claim, &mut numbers));
    }
    for source in &dossier.sources {
        let known = source.claims.iter().filter_map(|claim| gists[claim.0].as_ref());
        let (hedged, plain): (Vec<&Gist>, Vec<&Gist>) =
            known.partition(|gist| own_hedge(dossier, gist.claim).is_some());
        // If hedges are not looked for in a language, finding none means nothing.
        for plain in plain.into_iter().filter(|gist| dossier.unsought(gist.claim).is_none()) {
            if comparisons < hedged.len() {
                return;
            }
            comparisons -= hedged.len();
            let Some(hedged) = hedged.iter().find(|hedged| alike(hedged, plain)) else { continue };
            if !reported.insert(plain.claim) {
                continue;
            }
            let words = own_hedge(dossier, hedged.claim).unwrap_or_default();
            let message = format!("no hedge recognized here; a similar claim from `{}` has “{words}”", source.id);
            let help = "say it as firmly as the source does, in both places";
            let (plain, hedged) = (dossier.claim(plain.claim), dossier.claim(hedged.claim));
            let problem = Diagnostic::warning("hedge-dropped", plain.passage.extent().span, message).help(help);
            diagnostics.push(problem.related(hedged.passage.extent().span, "hedged here"));
        }
    }
}

/// Returns the words of the first hedge of a claim that is not in another claim.
fn own_hedge(dossier: &Dossier, claim: ClaimId) -> Option<&str> {
    dossier.hedges(claim).into_iter().find(|hedge| !hedge.is_of_another).map(|hedge| hedge.words)
}

/// Returns the words for comparison; none if a claim has too few.
fn gist(dossier: &Dossier, claim: ClaimId, numbers: &mut BTreeMap<String, usize>) -> Option<Gist> {
    let hedges = dossier.hedges(claim);
    let (mut words, mut figures, mut negated) = (Vec::new(), BTreeSet::new(), false);
    let all = dossier.claim(claim).passage.words.iter().flat_map(|extent| {
        let text = dossier.briefing.prose(extent.place).slice(&extent.range);
        text.unicode_word_indices().map(|(at, word)| (extent.place, extent.range.start + offset(at), word))
    });
    for (place, at, word) in all {
        if hedges.iter().any(|hedge| hedge.extent.place == place && hedge.extent.range.contains(&at)) {
            continue;
        }
        let word = word.to_lowercase();
        if word.contains(|c: char| c.is_ascii_digit()) {
            figures.insert(word);
        } else if NEGATIONS.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t") {
            negated = true;
        } else if word.chars().count() > 2 && !SMALL.contains(&word.as_str()) {
            let next = numbers.len();
            words.push(*numbers.entry(stem(word)).or_insert(next));
        }
    }
    words.sort_unstable();
    words.dedup();
    (words.len() >= SHARED).then_some(Gist { claim, words, figures, negated })
}

/// Returns a word without the ending of a verb or a plural.
fn stem(mut word: String) -> String {
    for ending in ["ing", "ed", "es", "s", "d", "e"] {
        if word.len() > ending.len() + 3 && word.ends_with(ending) {
            word.truncate(word.len() - ending.len());
            break;
        }
    }
    word
}

fn alike(one: &Gist, other: &Gist) -> bool {
    let shared = one.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
    let either = one.words.len() + other.words.len() - shared;
    shared >= SHARED && shared * 10 >= either * OF_TEN && one.figures == other.figures && one.negated == other.negated
}
