//! Reads proposed changes over several paragraphs: `{-- … --}`, `{++ … ++}`.
//!
//! Owns the change that a paragraph leaves open. Must not know changes that begin and end in one prose.

use super::{ProseBuilder, escaped};
use crate::text::manuscript::{Manuscript, offset};
use crate::text::role::Role;

/// Beginnings and ends of changes.
const SIGNS: [(&str, &str); 2] = [("{++", "++}"), ("{--", "--}")];

/// Most bytes of a change.
const LONGEST: u32 = 100_000;

/// Changes of a text over several paragraphs.
#[derive(Default)]
pub(in crate::briefing::parse) struct Changes {
    /// The change that has begun but not ended.
    open: Option<Change>,
    /// Byte of the manuscript of the next closing sign of each kind, so that each sign is looked for once; `u32::MAX`
    /// if there is none.
    next: [Option<u32>; SIGNS.len()],
}

#[derive(Clone, Copy)]
struct Change {
    /// An index into [`SIGNS`].
    kind: usize,
    /// Byte of the manuscript of its closing sign.
    end: u32,
}

impl Change {
    /// Returns the role of its words.
    fn role(self) -> Role {
        if SIGNS[self.kind].0 == "{--" { Role::Strikethrough } else { Role::Addition }
    }
}

impl Changes {
    /// Returns the next closing sign of a kind from a byte of the manuscript on.
    fn end(&mut self, kind: usize, manuscript: &Manuscript, from: u32) -> Option<u32> {
        if self.next[kind].is_none_or(|next| next < from) {
            let found = manuscript.text()[from as usize..].find(SIGNS[kind].1);
            self.next[kind] = Some(found.map_or(u32::MAX, |end| from + offset(end)));
        }
        self.next[kind].filter(|&end| end != u32::MAX && end - from < LONGEST)
    }
}

impl ProseBuilder {
    /// Continues a change from the prose before, and returns the byte of the text after the change.
    pub(super) fn go_on_with(&mut self, changes: &mut Changes) -> usize {
        let Some(change) = changes.open else { return 0 };
        // The change ends here, or ended outside any prose.
        let is_over = self.prose.pieces.last().is_none_or(|last| last.span.end > change.end);
        if is_over {
            changes.open = None;
        }
        let close = SIGNS[change.kind].1;
        let mut signs = self.prose.text.match_indices(close).map(|(at, _)| at);
        let found = signs.find(|&at| self.prose.origin(offset(at)) == change.end);
        if is_over && found.is_none() {
            return 0;
        }
        let end = found.unwrap_or(self.prose.text.len());
        self.set(&(0..end), |piece| piece.roles = piece.roles.with(change.role()));
        if found.is_none() {
            return end;
        }
        let words = self.prose.text[..end].trim_end().len();
        self.take_out_one(words..end + close.len());
        end + close.len()
    }

    /// Reads a change that begins at a byte of the text, if it ends in another paragraph. Returns whether there is such
    /// a change.
    pub(super) fn begins_change(
        &mut self,
        manuscript: &Manuscript,
        text: &str,
        at: usize,
        changes: &mut Changes,
    ) -> bool {
        let Some(kind) = SIGNS.iter().position(|(open, _)| text[at..].starts_with(open)) else { return false };
        let (origin, from) = (self.prose.origin(offset(at)), at + SIGNS[kind].0.len());
        if escaped(manuscript, origin) || !self.is_plain(at..from) {
            return false;
        }
        let Some(end) = changes.end(kind, manuscript, origin) else { return false };
        if self.prose.pieces.last().is_some_and(|last| last.span.end > end) {
            return false;
        }
        let change = Change { kind, end };
        self.set(&(from..text.len()), |piece| piece.roles = piece.roles.with(change.role()));
        self.take_out_one(at..text.len() - text[from..].trim_start().len());
        changes.open = Some(change);
        true
    }
}
