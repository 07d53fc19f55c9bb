//! The text of a briefing as it reads: the words of its blocks, without markup, references and front matter.
//!
//! One line break stands after each paragraph, heading, item and cell. Quotes of judgements come from this text, and
//! their positions count its characters: so they do not depend on markup, and a saved page, a Word file and the
//! Markdown made of it read alike.

use std::ops::Range;

use crate::briefing::ast::Place;
use crate::briefing::dossier::{ClaimId, Dossier};

/// The text of a dossier as it reads.
pub(super) struct Reading {
    pub(super) text: String,
    /// By prose: the byte at which it begins.
    starts: Vec<(Place, usize)>,
}

impl Reading {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for (block, one) in dossier.briefing.blocks.iter().enumerate() {
            for (cell, prose) in one.proses.iter().enumerate() {
                starts.push((Place { block, cell }, text.len()));
                text.push_str(&prose.text);
                text.push('\n');
            }
        }
        Self { text, starts }
    }

    /// The bytes of a claim's words, from the first to the last.
    pub(super) fn words(&self, dossier: &Dossier, claim: ClaimId) -> Range<usize> {
        let ranges = dossier.claim(claim).passage.words.iter().map(|extent| {
            let at = self.starts.partition_point(|(place, _)| *place < extent.place);
            let start = self.starts.get(at).map_or(0, |(_, start)| *start);
            start + extent.range.start as usize..start + extent.range.end as usize
        });
        ranges.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)).unwrap_or(0..0)
    }

    /// The number of characters before a byte.
    pub(super) fn position(&self, byte: usize) -> usize {
        self.text[..byte].chars().count()
    }
}

/// Whether two texts have the same words.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
