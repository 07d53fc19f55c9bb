//! Applies fixes to a text, and shows the difference between two texts.
//!
//! A fix is data on its diagnostic: a span and its replacement. Only this module applies fixes. Must not know what they
//! are for, nor where a text is written.

use similar::TextDiff;

use crate::diagnostics::diagnostic::Fix;
use crate::text::manuscript::Span;

/// A text after some fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    pub text: String,
    /// Whether each fix was applied. If two fixes overlap, only the first is applied.
    pub done: Vec<bool>,
    pub edits: Edits,
}

/// Which bytes of a text replace which bytes of the text before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits(Vec<(Span, Span)>);

impl Edits {
    /// The span of the text before that a span of the text after stands for. It includes a replaced span of which it
    /// has a part.
    pub fn origin(&self, span: Span) -> Span {
        let start = match self.last(|after| after.start <= span.start) {
            Some((before, after)) if span.start < after.end => before.start,
            Some((before, after)) => before.end + (span.start - after.end),
            None => span.start,
        };
        let end = match self.last(|after| after.start < span.end) {
            Some((before, after)) if span.end < after.end => before.end,
            Some((before, after)) => before.end + (span.end - after.end),
            None => span.end,
        };
        Span { start, end: end.max(start) }
    }

    /// The last edit whose new span passes; all those before it pass too.
    fn last(&self, passes: impl Fn(Span) -> bool) -> Option<(Span, Span)> {
        self.0.partition_point(|(_, after)| passes(*after)).checked_sub(1).map(|at| self.0[at])
    }
}

/// Applies the fixes that do not overlap. Nothing outside their spans changes.
pub fn apply(text: &str, fixes: &[&Fix]) -> Applied {
    let mut done: Vec<bool> = Vec::with_capacity(fixes.len());
    let mut taken: Vec<(Span, &str)> = Vec::new();
    for fix in fixes {
        let at = taken.partition_point(|(span, _)| *span < fix.span);
        let free = taken.get(at).is_none_or(|(next, _)| !meet(fix.span, *next))
            && (at == 0 || !meet(taken[at - 1].0, fix.span));
        if free {
            taken.insert(at, (fix.span, &fix.replacement));
        }
        done.push(free);
    }
    let mut applied = String::with_capacity(text.len());
    let mut from = 0;
    let mut edits = Vec::with_capacity(taken.len());
    for (span, replacement) in taken {
        applied.push_str(&text[from..span.range().start]);
        let start = applied.len();
        applied.push_str(replacement);
        edits.push((span, Span::new(start, applied.len())));
        from = span.range().end;
    }
    applied.push_str(&text[from..]);
    Applied { text: applied, done, edits: Edits(edits) }
}

/// Whether two spans in order share a byte or begin at the same place.
fn meet(one: Span, next: Span) -> bool {
    next.start < one.end || one.start == next.start
}

/// Returns the difference between two texts as `diff -u` prints it; empty if they are equal.
pub fn difference(before: &str, after: &str, name: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(name, name).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fix(start: usize, end: usize, replacement: &str) -> Fix {
        Fix { span: Span::new(start, end), replacement: replacement.to_owned(), done: String::new() }
    }

    #[track_caller]
    fn check(fixes: &[Fix], expected: &str, done: &[bool]) {
        let applied = apply("abcdef", &fixes.iter().collect::<Vec<_>>());
        assert_eq!((applied.text.as_str(), applied.done.as_slice()), (expected, done));
    }

    #[test]
    fn fixes_are_applied_in_place_in_any_order() {
        check(&[], "abcdef", &[]);
        check(&[fix(4, 5, "EE"), fix(0, 1, ""), fix(1, 2, "B")], "BcdEEf", &[true, true, true]);
        check(&[fix(6, 6, "g"), fix(0, 0, "_")], "_abcdefg", &[true, true]);
    }

    #[test]
    fn the_first_of_two_overlapping_fixes_wins() {
        check(&[fix(1, 3, "X"), fix(2, 4, "Y"), fix(3, 4, "Z")], "aXZef", &[true, false, true]);
        check(&[fix(2, 4, "Y"), fix(1, 3, "X")], "abYef", &[true, false]);
        check(&[fix(1, 2, "X"), fix(1, 2, "X")], "aXcdef", &[true, false]);
        check(&[fix(0, 6, ""), fix(3, 3, "Z")], "", &[true, false]);
    }

    #[test]
    fn a_span_after_fixes_is_traced_to_the_text_before() {
        // `abcdef` becomes `AAAbef`.
        let fixes = [fix(0, 1, "AAA"), fix(2, 4, "")];
        let edits = apply("abcdef", &fixes.iter().collect::<Vec<_>>()).edits;
        let traced = |start, end| edits.origin(Span::new(start, end)).range();
        assert_eq!((traced(0, 3), traced(1, 2), traced(3, 4)), (0..1, 0..1, 1..2));
        assert_eq!((traced(4, 6), traced(3, 5), traced(5, 6)), (4..6, 1..5, 5..6));
        assert_eq!((traced(4, 4), traced(6, 6)), (4..4, 6..6));
    }

    #[test]
    fn a_difference_is_printed_as_diff_prints_it() {
        let diff = difference("one\ntwo\nthree\n", "one\n2\nthree\n", "a.md");
        assert_eq!(diff, "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n");
        assert_eq!(difference("same\n", "same\n", "a.md"), "");
    }

    proptest! {
        #[test]
        fn nothing_changes_outside_the_spans(
            text in "[a-z\n]{0,40}",
            spans in proptest::collection::vec((0_usize..40, 0_usize..6, "[A-Z]{0,3}"), 0..6),
        ) {
            let fixes: Vec<_> = spans
                .iter()
                .map(|(start, length, replacement)| {
                    let start = *start.min(&text.len());
                    fix(start, (start + length).min(text.len()), replacement)
                })
                .collect();
            let applied = apply(&text, &fixes.iter().collect::<Vec<_>>());
            let mut done: Vec<_> = fixes.iter().zip(&applied.done).filter(|(_, done)| **done).map(|(fix, _)| fix).collect();
            done.sort_by_key(|fix| fix.span);
            let (mut old, mut new) = (text.as_str(), applied.text.as_str());
            let mut at = 0;
            for fix in done {
                let kept = fix.span.range().start - at;
                prop_assert_eq!(&old[..kept], &new[..kept]);
                (old, new) = (&old[kept + fix.span.range().len()..], &new[kept..]);
                new = new.strip_prefix(fix.replacement.as_str()).expect("the replacement stands there");
                at = fix.span.range().end;
            }
            prop_assert_eq!(old, new);
        }
    }
}
