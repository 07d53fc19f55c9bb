//! Reads comments in a text that set the level of a lint.
//!
//! An example is `<!-- caveat: off figure-without-source -->`. A comment holds from its place to the end of its
//! section, including the sections under it. Before the first heading it holds for the whole file, including the front
//! matter. If several comments hold, the last one counts.

use std::ops::Range;

use crate::briefing::ast::Section;
use crate::briefing::dossier::Dossier;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::rulebook::{self, Level, Rule};
use crate::text::manuscript::{Span, offset};
use crate::text::nearest::nearest;

/// Levels that the comments of a text set.
pub(super) struct Directives(Vec<Directive>);

struct Directive {
    rule: &'static Rule,
    level: Level,
    /// Bytes of the manuscript for which it holds.
    holds: Range<u32>,
}

impl Directives {
    /// Reads the comments, and reports their problems.
    pub(super) fn read(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut directives = Vec::new();
        for &comment in &dossier.briefing.comments {
            let words = words(dossier, comment);
            let Some((&(first, at), rest)) = words.split_first() else { continue };
            let Some(level) = Level::of_word(first) else {
                // Without a level, a comment is not a directive. If it names a lint, its level is misspelt.
                if rest.iter().any(|(word, _)| rulebook::lint(word).is_ok()) {
                    diagnostics.push(unknown_level(first, at));
                }
                continue;
            };
            let holds = holds(dossier, comment);
            for &(id, at) in rest {
                match rulebook::lint(id) {
                    Ok(rule) => directives.push(Directive { rule, level, holds: holds.clone() }),
                    Err(help) => diagnostics
                        .push(Diagnostic::warning("unknown-lint", at, format!("there is no lint `{id}`")).help(help)),
                }
            }
        }
        Self(directives)
    }

    /// Whether a comment anywhere turns a lint on.
    pub(super) fn want(&self, id: &str) -> bool {
        self.0.iter().any(|directive| directive.rule.id == id && directive.level != Level::Off)
    }

    /// Returns the level at the place of a problem, if a comment sets one.
    pub(super) fn level(&self, diagnostic: &Diagnostic) -> Option<Level> {
        let holds = |directive: &&Directive| {
            directive.rule.id == diagnostic.id && directive.holds.contains(&diagnostic.span.start)
        };
        self.0.iter().rev().find(holds).map(|directive| directive.level)
    }
}

/// Returns the words after `caveat:` in a comment, with their places; none if it begins otherwise.
fn words(dossier: &Dossier, comment: Span) -> Vec<(&str, Span)> {
    let text = dossier.manuscript.slice(comment);
    let inner = text.strip_prefix("<!--").and_then(|text| text.strip_suffix("-->")).unwrap_or_default();
    let Some(directive) = inner.trim_start().strip_prefix("caveat:") else { return Vec::new() };
    let start = comment.start as usize + text.len() - "-->".len() - directive.len();
    let words = directive.split([' ', '\t', '\n', '\r', ',']).filter(|word| !word.is_empty());
    let place = |word: &str| start + word.as_ptr() as usize - directive.as_ptr() as usize;
    words.map(|word| (word, Span::new(place(word), place(word) + word.len()))).collect()
}

fn unknown_level(word: &str, at: Span) -> Diagnostic {
    let levels = Level::ALL.iter().map(|level| level.word());
    let help = match nearest(word, levels) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "expected one of `error`, `warning`, `off`".to_owned(),
    };
    Diagnostic::warning("unknown-level", at, format!("`{word}` is not a level")).help(help)
}

/// Returns the bytes for which a comment holds.
fn holds(dossier: &Dossier, comment: Span) -> Range<u32> {
    let briefing = &dossier.briefing;
    let end = offset(dossier.manuscript.text().len());
    // The first section has no heading; each other section begins with its heading.
    let headed = &briefing.sections[1..];
    let start = |section: &Section| briefing.blocks[section.blocks.start].span.start;
    let Some(at) = headed.partition_point(|section| start(section) <= comment.start).checked_sub(1) else {
        return 0..end + 1;
    };
    let next = headed[at + 1..].iter().find(|section| section.level <= headed[at].level);
    // A problem can stand at the very end of the text.
    comment.start..next.map_or(end + 1, start)
}
