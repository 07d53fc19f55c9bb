//! What a text has besides Markdown: its ways to cite, and signs that only other programs understand.
//!
//! What there is of it is found out before the text is read. Must not know blocks.

use super::anchors::Anchors;
use super::dialects::Dialects;
use super::glance::Glance;
use super::keys::Keys;
use super::linked::Linked;
use super::numbered::List;
use super::unread::Unread;
use super::{prose, script};
use crate::briefing::ast::{BlockKind, Briefing};

/// What a text has besides Markdown.
#[derive(Default)]
pub(super) struct Syntax<'a> {
    /// Keys that are cited in running text.
    pub(super) keys: Keys<'a>,
    /// What references by number mean.
    pub(super) list: List,
    /// Where notes in HTML stand.
    pub(super) anchors: Anchors,
    /// Links that may turn out to be references.
    pub(super) linked: Linked,
    /// What looks like citations and is not read.
    pub(super) unread: Unread,
    /// How many inline notes there are so far.
    pub(super) inline_notes: usize,
    /// Whether it may have what only other programs understand.
    pub(super) has_dialects: bool,
    /// Whether it may have signs that raise or lower words.
    pub(super) has_scripts: bool,
    pub(super) changes: prose::Changes,
    /// Where blocks of other programs begin and end.
    pub(super) dialects: Dialects,
}

impl<'a> Syntax<'a> {
    /// What a body has whose front matter is read.
    pub(super) fn of(briefing: &Briefing, body: &Glance<'a>) -> Self {
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

    /// The keys that may be cited in running text in a block of some kind: in code `@` is no sign of ours.
    pub(super) fn keys_in(&self, kind: &BlockKind) -> Option<&Keys<'a>> {
        Some(&self.keys).filter(|keys| !matches!(kind, BlockKind::Code { .. }) && !keys.is_empty())
    }
}
