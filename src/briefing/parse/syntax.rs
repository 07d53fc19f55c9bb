//! Detects the syntax of a text beyond plain Markdown: its ways to cite, and dialects.
//!
//! This happens before the text is read. Must not know blocks.

use super::anchors::Anchors;
use super::dialects::Dialects;
use super::keys::Keys;
use super::link_references::Linked;
use super::numbered::List;
use super::prescan::Prescan;
use super::unread::Unread;
use super::{prose, script};
use crate::briefing::ast::{BlockKind, Briefing};

/// The syntax of a text beyond plain Markdown.
#[derive(Default)]
pub(super) struct Syntax<'a> {
    /// Keys that are cited in running text.
    pub(super) keys: Keys<'a>,
    /// Entries for references by number.
    pub(super) list: List,
    /// Places of notes in HTML.
    pub(super) anchors: Anchors,
    /// Links that may become references.
    pub(super) linked: Linked,
    /// Marks that look like citations and are not read as such.
    pub(super) unread: Unread,
    /// Number of inline notes so far.
    pub(super) inline_notes: usize,
    /// Whether it may have dialect syntax within a line.
    pub(super) has_dialects: bool,
    /// Whether it may have superscripts or subscripts.
    pub(super) has_scripts: bool,
    pub(super) changes: prose::Changes,
    /// Boundaries of dialect blocks.
    pub(super) dialects: Dialects,
}

impl<'a> Syntax<'a> {
    /// Detects the syntax of a body whose front matter is read.
    pub(super) fn of(briefing: &Briefing, body: &Prescan<'a>) -> Self {
        Self {
            keys: Keys::of(briefing, body.text),
            list: List::of(body),
            anchors: Anchors::of(body),
            unread: Unread::of(body),
            has_dialects: body.has_any(&prose::DIALECT_SIGNS),
            has_scripts: script::is_in(body.text),
            ..Self::default()
        }
    }

    /// Returns the keys that may be cited in running text in a kind of block. In code, `@` does not cite.
    pub(super) fn keys_in(&self, kind: &BlockKind) -> Option<&Keys<'a>> {
        Some(&self.keys).filter(|keys| !matches!(kind, BlockKind::Code { .. }) && !keys.is_empty())
    }
}
