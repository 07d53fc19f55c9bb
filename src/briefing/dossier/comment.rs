//! Recognizes clauses that only comment on the clause before: "that is false", "but the port denies it".
//!
//! Knows a few words (en, de, fr, es). In doubt a clause is a statement of its own. Must not know claims.

use std::ops::Range;

use crate::briefing::hedge::HedgeKind;

/// Words that join a comment to what it is about.
const JOINTS: &[&str] =
    &["but", "and", "though", "although", "or", "yet", "aber", "doch", "und", "mais", "et", "pero", "y"];

/// Words for the clause before, as a subject.
const THAT: &[&str] = &["that", "this", "which", "das", "dies", "was", "cela", "ceci", "ce", "eso", "esto"];

/// Words for the clause before, as an object.
const IT: &[&str] = &["it", "this", "that", "so", "es", "das", "dies", "le", "cela", "lo", "eso", "esto"];

/// Words that compare a figure with the one before.
const MORE: &[&str] = &[
    "more",
    "fewer",
    "less",
    "longer",
    "higher",
    "lower",
    "earlier",
    "later",
    "not",
    "mehr",
    "weniger",
    "nicht",
    "plus",
    "davantage",
    "moins",
    "más",
    "menos",
    "no",
];

/// Most words of a comment.
const LONGEST: usize = 8;

/// Most words between its subject and its hedge.
const NEAR: usize = 2;

/// Whether a clause with a hedge in it only comments on the clause before.
pub(super) fn is_comment(clause: &str, hedge: Range<usize>, kind: HedgeKind) -> bool {
    let Some((before, inside)) = clause.get(..hedge.start).zip(clause.get(hedge)) else { return false };
    let [all, before, inside] = [clause, before, inside].map(words);
    let joints = all.iter().take_while(|word| JOINTS.contains(&word.as_str())).count();
    let (all, before) = (&all[joints..], before.get(joints..).unwrap_or_default());
    let [Some(first), Some(last)] = [all.first(), all.last()] else { return false };
    if all.len() > LONGEST || kind == HedgeKind::Approximation {
        return false;
    }
    let ends = inside.last() == Some(last);
    let is_about_that = THAT.contains(&first.as_str()) && before.len() <= NEAR;
    // "It may sink" is about a ship, but "it is false" is not.
    let is_false = first == "it" && before.len() == 1 && kind == HedgeKind::Negated && ends;
    let is_denial = kind == HedgeKind::Negated && IT.contains(&last.as_str()) && ends;
    let is_figure = before.is_empty() && all.len() <= 4 && MORE.contains(&last.as_str());
    is_about_that || is_false || is_denial || is_figure
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(clause: &str, hedge: &str, kind: HedgeKind) -> bool {
        let at = clause.find(hedge).expect("the hedge is in the clause");
        is_comment(clause, at..at + hedge.len(), kind)
    }

    #[test]
    fn a_comment_is_about_the_clause_before() {
        assert!(check("that is false", "is false", HedgeKind::Negated));
        assert!(check("but this is disputed", "is disputed", HedgeKind::Negated));
        assert!(check("but the port denies it", "denies it", HedgeKind::Negated));
        assert!(check("possibly more", "possibly", HedgeKind::Epistemic));
        assert!(check("das ist falsch", "ist falsch", HedgeKind::Negated));
    }

    #[test]
    fn a_statement_of_its_own_is_no_comment() {
        assert!(!check("and it may sink", "may", HedgeKind::Epistemic));
        assert!(!check("and the pilots may leave", "may", HedgeKind::Epistemic));
        assert!(!check("but the port denies that dues rose", "denies that", HedgeKind::Negated));
        assert!(!check("possibly five boats", "possibly", HedgeKind::Epistemic));
        assert!(!check("about more", "about", HedgeKind::Approximation));
    }
}
