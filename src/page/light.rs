//! Highlights search matches in rows of the text, of lists and of cards.
//!
//! Only rows on the screen are highlighted. Must not know how the search works.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::row::{Row, Run};
use crate::briefing::dossier::Dossier;
use crate::briefing::stretch::{Stretch, words};
use crate::evidence::search::Hit;
use crate::text::manuscript::offset;
use crate::text::pattern::Pattern;
use crate::text::role::Role;
use crate::text::visible;

impl Pattern {
    /// Highlights matches in rows outside the text, such as a list or a card. `role` gives the role for matches in a
    /// row.
    pub fn light(&self, rows: &mut [Row], role: impl Fn(usize) -> Role) {
        // The rows are searched as one text, because a match may be wrapped.
        let text: String = rows.iter().flat_map(|row| [row.text(), "\n".to_owned()]).collect();
        let found: Vec<_> = self.find(&text).collect();
        let mut begin = 0;
        for (number, row) in rows.iter_mut().enumerate() {
            for run in std::mem::take(&mut row.runs) {
                let from = begin;
                begin += run.text.len();
                let near = overlapping(&found, |found| found.end > from, |found| found.start < begin);
                let lit = |part: Range<usize>| {
                    let part = from + part.start..from + part.end;
                    near.iter().any(|found| found.start < part.end && part.start < found.end).then(|| role(number))
                };
                if near.is_empty() {
                    row.runs.push(run);
                } else {
                    let raw = run.text.clone();
                    row.runs.extend(cut(run, &raw, lit));
                }
            }
            begin += 1;
        }
    }
}

/// Highlights matches in rows of the text. `hits` are in the order of the text; `current` is an index into them.
pub fn light(dossier: &Dossier, rows: &mut [Row], hits: &[Hit], current: Option<usize>) {
    let texts = hits.partition_point(|hit| matches!(hit, Hit::Text(_)));
    let text = |hit: &Hit| match hit {
        Hit::Text(stretch) => Some(*stretch),
        Hit::Source(_) | Hit::Claim(..) | Hit::Caveat(_) | Hit::Listed(..) | Hit::Note(_) => None,
    };
    let current = current.and_then(|current| text(&hits[current]));
    for row in rows {
        for run in std::mem::take(&mut row.runs) {
            let Some(shown) = run.stretch else {
                row.runs.push(run);
                continue;
            };
            // Matches do not overlap, so their ends are in order too.
            let after = |hit: &Hit| {
                text(hit).is_some_and(|hit| (hit.part, hit.cell, hit.end) > (shown.part, shown.cell, shown.start))
            };
            let before = |hit: &Hit| {
                text(hit).is_some_and(|hit| (hit.part, hit.cell, hit.start) < (shown.part, shown.cell, shown.end))
            };
            let near = overlapping(&hits[..texts], after, before);
            if near.is_empty() {
                row.runs.push(run);
                continue;
            }
            let lit = |part: Range<usize>| {
                let part =
                    Stretch { start: shown.start + offset(part.start), end: shown.start + offset(part.end), ..shown };
                let hit = near.iter().filter_map(text).find(|hit| hit.overlaps(part))?;
                Some(if current == Some(hit) { Role::MatchCurrent } else { Role::Match })
            };
            let raw = words(dossier, shown).replace('\t', " ");
            row.runs.extend(cut(run, &raw, lit));
        }
    }
}

/// The part of a sorted list for which both conditions hold. `after` must be false, then true; `before` true, then
/// false.
fn overlapping<T>(sorted: &[T], after: impl Fn(&T) -> bool, before: impl Fn(&T) -> bool) -> &[T] {
    let first = sorted.partition_point(|one| !after(one));
    let count = sorted[first..].partition_point(before);
    &sorted[first..first + count]
}

/// Splits a run where its role changes. `lit` gives the role for a range of `raw`, the bytes that the run shows. A
/// glyph stays whole. So does a run that shows something else than `raw`, such as a tab.
fn cut(run: Run, raw: &str, lit: impl Fn(Range<usize>) -> Option<Role>) -> Vec<Run> {
    let roles = |role: Option<Role>| role.map_or(run.roles, |role| run.roles.with(role));
    if visible::line(raw) != run.text {
        return vec![Run { roles: roles(lit(0..raw.len())), ..run }];
    }
    let mut pieces: Vec<(Option<Role>, String)> = Vec::new();
    for (at, cluster) in raw.grapheme_indices(true) {
        let role = lit(at..at + cluster.len());
        match pieces.last_mut() {
            Some((last, text)) if *last == role => text.push_str(cluster),
            _ => pieces.push((role, cluster.to_owned())),
        }
    }
    pieces.into_iter().map(|(role, text)| Run::new(text, roles(role))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlighting_never_changes_the_text() {
        for (text, pattern) in
            [("e\u{301}te\u{301}", "e"), ("👩\u{200d}👧 and", "👩"), ("a\u{202e}b", "a"), ("été", "t")]
        {
            let mut rows = vec![Row::of(vec![Run::new(text, Role::Body), Run::new("next", Role::Body)])];
            let before = rows[0].text();
            Pattern::new(pattern).expect("it can be looked for").light(&mut rows, |_| Role::Match);
            assert_eq!(rows[0].text(), before);
            assert!(rows[0].runs.iter().any(|run| run.roles.has(Role::Match)), "{text}");
        }
    }
}
