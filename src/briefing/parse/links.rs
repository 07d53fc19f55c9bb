//! Links: where they lead, and what becomes of those that are none.
//!
//! Must not know which of them are references.

use super::BriefingParser;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Span, offset};
use crate::text::role::{Role, Roles};

impl BriefingParser<'_> {
    /// `[^a](…)` is a link to every Markdown tool, but hardly meant to be one.
    pub(super) fn check_link(&mut self, span: Span) {
        if self.manuscript.slice(span).starts_with("[^") {
            self.diagnostics.push(
                Diagnostic::warning("link-not-reference", span, "this is a link, not a reference")
                    .help("for a reference, put a space between it and what follows"),
            );
        }
    }

    /// What is set as `role` leads to an address.
    pub(super) fn open_link(&mut self, to: String, role: Role, span: Span) {
        self.links.push(offset(self.briefing.links.len()));
        self.briefing.links.push(to);
        self.open_markup(role, span);
    }

    /// A link of Markdown ends.
    pub(super) fn close_link(&mut self, span: Span) {
        if let Some(link) = self.links.pop() {
            self.end_link(link, span);
        }
        self.markup.pop();
    }

    /// The end of a link that begins where the span does. One that is a mark is a reference; one without words is shown as
    /// its address.
    pub(super) fn end_link(&mut self, link: u32, span: Span) {
        if self.takes_numbered_link(link, span) || self.takes_mark(link, span) {
            return;
        }
        if !self.leaf(span).builder.has_link(link, span.start) {
            // It has no words that anybody could answer for.
            let muted = Roles::from(Role::Muted);
            // Words of another link may stand in it.
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
