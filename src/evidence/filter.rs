//! Filters: a small language of words that selects claims.
//!
//! `source:audit denied` selects the claims that rest on the audit and are denied. Two words side by side must both
//! hold; `or`, `not` and parentheses have their usual meaning; and any other word is searched for in claims and in the
//! reader's notes on them. `words` owns the vocabulary, `parse` the grammar.
//!
//! A filter is parsed for one dossier, because ids, names and titles are resolved during parsing, and again when the
//! file or the doubts change. It is evaluated for all claims at once: each word yields a column of truth values, which
//! `and`, `or` and `not` combine, so a test that walks the chains runs once for each filter and not once for each
//! claim. A sentence without a source passes only if the filter contains `unsourced`: a user who types `not denied`
//! means claims. Must not know how anything looks.

mod complete;
mod parse;
mod words;

use crate::briefing::ast::{CaveatKind, Cited, Extent, SourceKind};
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, SourceId};
use crate::briefing::hedge::HedgeKind;
use crate::evidence::dependence::Dependence;
use crate::evidence::judgement::Judgements;
use crate::evidence::since::Since;
use crate::text::manuscript::one_line;
use crate::text::pattern::Pattern;

pub use self::complete::{Completion, complete, source_word};
pub use self::words::help_markdown;

/// A parsed filter.
#[derive(Clone, Debug)]
pub struct Filter {
    text: String,
    wanted: Expression,
}

#[derive(Clone, Debug)]
enum Expression {
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Not(Box<Expression>),
    Is(Test),
}

/// A test of one claim, or of one sentence without a source.
#[derive(Clone, Debug)]
enum Test {
    /// Rests on any of these sources.
    Source(Vec<SourceId>),
    /// Cites a source of this kind.
    Kind(SourceKind),
    Cited(Cited),
    Unnamed,
    Unsourced,
    /// Has a hedge, of this kind if one is given.
    Hedged(Option<HedgeKind>),
    Caveated,
    Limited,
    Denied,
    /// Has any of these caveats, which are sorted.
    Caveat(Vec<CaveatId>),
    Single,
    Standing,
    Fallen,
    /// Stands in any of these sections: sorted indices into the briefing's sections.
    Section(Vec<usize>),
    /// Is one of these claims, whose changes match the filter.
    Changed(Vec<ClaimId>),
    /// Is one of these claims, which the reader judged so.
    Judged(Vec<ClaimId>),
    /// Has these words, or is one of these claims, with a note with these words on it or on a source that it cites.
    Text(Pattern, Vec<ClaimId>),
}

/// What a filter may ask about besides the text itself.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The changes since an older text, if one is compared.
    pub since: Option<&'a Since>,
    /// What the reader judged in the text.
    pub judgements: Option<&'a Judgements>,
}

/// The claims and sentences that pass a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// By [`ClaimId`].
    pub claims: Vec<bool>,
    /// By index into [`crate::briefing::dossier::Dossier::unsourced`]. Sentences without a source pass only a filter
    /// that contains `unsourced`; other filters are about claims.
    pub sentences: Vec<bool>,
}

impl Selection {
    pub fn has(&self, claim: ClaimId) -> bool {
        self.claims[claim.0]
    }

    /// The number of claims that pass.
    pub fn count(&self) -> usize {
        self.claims.iter().filter(|&&passes| passes).count()
    }
}

impl Filter {
    /// The filter as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Evaluates the filter. `standing` tells which claims stand, `dependence` which sources they need.
    pub fn select(&self, dossier: &Dossier, standing: &[bool], dependence: &Dependence) -> Selection {
        let mut claims = Evaluator { dossier, standing, dependence }.evaluate(&self.wanted);
        let mut sentences = claims.split_off(dossier.claims.len());
        if !self.wanted.names_unsourced() {
            sentences.fill(false);
        }
        Selection { claims, sentences }
    }
}

impl Expression {
    fn names_unsourced(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::names_unsourced),
            Self::Not(part) => part.names_unsourced(),
            Self::Is(test) => matches!(test, Test::Unsourced),
        }
    }
}

/// Evaluates an expression for all claims of a dossier, followed by all sentences without a source.
struct Evaluator<'a> {
    dossier: &'a Dossier,
    standing: &'a [bool],
    dependence: &'a Dependence,
}

/// A function that tells whether a pattern is in a claim's words or sentence. Searches each sentence once.
pub fn claim_matcher<'t>(dossier: &'t Dossier, pattern: &'t Pattern) -> impl FnMut(ClaimId) -> bool + 't {
    let mut is_around =
        dossier.by_sentence(|id| pattern.is_in(&dossier.sentence_line(dossier.claim(id).passage.sentence)));
    move |id| is_around(id) || pattern.is_in(&dossier.claim(id).text)
}

impl Evaluator<'_> {
    fn evaluate(&self, wanted: &Expression) -> Vec<bool> {
        let merged = |parts: &[Expression], merge: fn(bool, bool) -> bool, start: bool| {
            let all = self.dossier.claims.len() + self.dossier.unsourced.len();
            parts.iter().fold(vec![start; all], |found, part| {
                found.into_iter().zip(self.evaluate(part)).map(|(a, b)| merge(a, b)).collect()
            })
        };
        match wanted {
            Expression::And(parts) => merged(parts, |a, b| a && b, true),
            Expression::Or(parts) => merged(parts, |a, b| a || b, false),
            Expression::Not(part) => self.evaluate(part).into_iter().map(|passes| !passes).collect(),
            Expression::Is(test) => self.test(test),
        }
    }

    fn test(&self, test: &Test) -> Vec<bool> {
        let dossier = self.dossier;
        let cites = |wanted: &dyn Fn(SourceId) -> bool| {
            self.claims(|claim| dossier.claim(claim).sources.iter().any(|&source| wanted(source)))
        };
        let covered = |wanted: &dyn Fn(CaveatId) -> bool| self.these(dossier.covered_by_any(wanted));
        match test {
            Test::Source(sources) => self.these(dossier.resting_on(sources)),
            Test::Kind(kind) => cites(&|source| dossier.source(source).profile.kind == Some(*kind)),
            Test::Cited(way) => cites(&|source| dossier.source(source).cited.contains(way)),
            Test::Unnamed => cites(&|source| !dossier.source(source).profile.named),
            Test::Unsourced => self.all(|_| false, |_| true),
            Test::Hedged(None) => {
                self.all(|claim| !dossier.hedges(claim).is_empty(), |extent| !dossier.hedges_in(extent).is_empty())
            }
            Test::Hedged(Some(kind)) => self.all(
                |claim| dossier.hedges(claim).iter().any(|hedge| hedge.kind == *kind),
                |extent| dossier.hedges_in(extent).iter().any(|hedge| hedge.kind == *kind),
            ),
            Test::Caveated => covered(&|_| true),
            Test::Limited => covered(&|caveat| dossier.caveat(caveat).kind == CaveatKind::Limitation),
            Test::Denied => covered(&|caveat| dossier.caveat(caveat).kind == CaveatKind::Denial),
            Test::Caveat(caveats) => covered(&|caveat| caveats.binary_search(&caveat).is_ok()),
            Test::Single => self.claims(|claim| self.dependence.is_single(claim)),
            Test::Standing => self.claims(|claim| self.standing[claim.0]),
            Test::Fallen => self.claims(|claim| !self.standing[claim.0]),
            Test::Section(sections) => self.all(
                |claim| sections.binary_search(&dossier.claim(claim).section).is_ok(),
                |extent| sections.binary_search(&dossier.briefing.section_of(extent.place.block)).is_ok(),
            ),
            Test::Changed(claims) | Test::Judged(claims) => self.these(claims.iter().copied()),
            Test::Text(pattern, noted) => {
                let mut found =
                    self.all(claim_matcher(dossier, pattern), |extent| pattern.is_in(&one_line(self.words(extent))));
                for claim in noted {
                    found[claim.0] = true;
                }
                found
            }
        }
    }

    fn words(&self, extent: &Extent) -> &str {
        self.dossier.briefing.prose(extent.place).slice(&extent.range)
    }

    fn all(&self, claim: impl FnMut(ClaimId) -> bool, sentence: impl Fn(&Extent) -> bool) -> Vec<bool> {
        let claims = self.dossier.claim_ids().map(claim);
        claims.chain(self.dossier.unsourced.iter().map(sentence)).collect()
    }

    fn claims(&self, claim: impl Fn(ClaimId) -> bool) -> Vec<bool> {
        self.all(claim, |_| false)
    }

    fn these(&self, claims: impl IntoIterator<Item = ClaimId>) -> Vec<bool> {
        let mut found = self.claims(|_| false);
        for claim in claims {
            found[claim.0] = true;
        }
        found
    }
}
