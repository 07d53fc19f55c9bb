//! Reads links and their targets.
//!
//! Must not know which of them are references.

use super::BriefingParser;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Span, offset};
use crate::text::role::{Role, Roles};

impl BriefingParser<'_> {
    /// Warns of `[^a](…)`. To every Markdown tool this is a link, but it is hardly meant as one.
    pub(super) fn check_link(&mut self, span: Span) {
        if self.manuscript.slice(span).starts_with("[^") {
            self.diagnostics.push(
                Diagnostic::warning("link-not-reference", span, "this is a link, not a reference")
                    .help("for a reference, put a space between it and what follows"),
            );
        }
    }

    /// Begins a link to an address, with a role for its words.
    pub(super) fn open_link(&mut self, to: String, role: Role, span: Span) {
        self.links.push(offset(self.briefing.links.len()));
        self.briefing.links.push(to);
        self.open_markup(role, span);
    }

    /// Ends a link of Markdown.
    pub(super) fn close_link(&mut self, span: Span) {
        if let Some(link) = self.links.pop() {
            self.end_link(link, span);
        }
        self.markup.pop();
    }

    /// Ends a link that begins with the span. If the link is a mark, it becomes a reference. If it has no words, its
    /// address is shown.
    pub(super) fn end_link(&mut self, link: u32, span: Span) {
        if self.takes_numbered_link(link, span) || self.takes_mark(link, span) {
            return;
        }
        if !self.leaf(span).builder.has_link(link, span.start) {
            // The address is muted, because no source can answer for it.
            let muted = Roles::from(Role::Muted);
            // The span may contain words of another link.
            let span = Span { start: self.leaf(span).builder.read_to().clamp(span.start, span.end), ..span };
            if self.leaf(span).builder.ends_in_word() {
                self.inline(" ", span, muted);
            }
            let address = self.briefing.links[link as usize].clone();
            self.links.push(link);
            self.inline(&address, span, muted);
            self.links.pop();
        }
    }
}
