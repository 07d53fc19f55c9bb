//! Detects the language of a text and of each of its sections.
//!
//! Owns how much of a text is examined. Must not know how a language is detected.

use std::ops::Range;

use crate::briefing::ast::{Block, BlockKind, Briefing};
use crate::briefing::language::{self, Language};

/// Bytes of a section that are examined.
const OF_A_SECTION: usize = 1024;

/// Most sections that the slow detection runs on. Real texts have far fewer languages.
const MOST_ATTEMPTS: usize = 20;

/// Fills in the languages. A language in the front matter holds for the whole text.
pub(super) fn fill_in(briefing: &mut Briefing) {
    if let Some((stated, _)) = briefing.front.metadata.lang {
        briefing.language = stated;
        briefing.sections.iter_mut().for_each(|section| section.language = stated);
        return;
    }
    let whole = language::detect(&sample(&briefing.blocks, language::SAMPLE)).unwrap_or_default();
    let mut attempts = MOST_ATTEMPTS;
    let of_section = |blocks: Range<usize>| {
        let own = sample(briefing.blocks.get(blocks).unwrap_or_default(), OF_A_SECTION);
        Language::of_section(&own, whole, &mut attempts)
    };
    let languages: Vec<_> = briefing.sections.iter().map(|section| section.blocks.clone()).map(of_section).collect();
    briefing.language = whole;
    briefing.sections.iter_mut().zip(languages).for_each(|(section, language)| section.language = language);
}

/// Returns the first bytes of the prose of blocks, without code.
fn sample(blocks: &[Block], bytes: usize) -> String {
    let mut sample = String::new();
    let texts = blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Code { .. }));
    for prose in texts.flat_map(|block| &block.proses) {
        if sample.len() >= bytes {
            break;
        }
        sample.extend([language::beginning(&prose.text, bytes), " "]);
    }
    sample
}
