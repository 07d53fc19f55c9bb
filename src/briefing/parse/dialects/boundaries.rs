//! Handles boundaries that the Markdown parser meets: begins and ends containers, reads titles.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::indented::MARKER;
use super::{Dialects, Effect, PLACEHOLDER, blanks};
use crate::briefing::ast::{BlockKind, Container};
use crate::briefing::parse::{BriefingParser, Leaf, markdown};
use crate::text::manuscript::Span;
use crate::text::role::{Role, Roles};

/// Name of a division among the elements of HTML. No tag has it.
const NAME: &str = ":::";

impl Dialects {
    /// Whether a block of HTML with this beginning ends at its own closing tag or mark.
    pub(in crate::briefing::parse) fn is_verbatim(html: &str) -> bool {
        let signs = ["<pre", "<script", "<style", "<textarea", "<!--", "<?"];
        signs.iter().any(|sign| html.trim_start().starts_with(sign))
    }

    /// Returns the HTML of a span, with blanks for its hidden parts.
    pub(in crate::briefing::parse) fn shown<'t>(
        &self,
        written: &'t str,
        span: Span,
        is_verbatim: bool,
    ) -> Cow<'t, str> {
        if is_verbatim || self.hidden.is_empty() || self.rewritten_in(span).is_empty() {
            return Cow::Borrowed(written);
        }
        let (start, end) = (span.range().start, span.range().end);
        let first = self.hidden.partition_point(|hidden| hidden.end <= start);
        let mut text = written.to_owned();
        for hidden in self.hidden[first..].iter().take_while(|hidden| hidden.start < end) {
            let range = hidden.start.max(start) - start..hidden.end.min(end) - start;
            let blanks = blanks(&text[range.clone()]);
            text.replace_range(range, &blanks);
        }
        Cow::Owned(text)
    }
}

impl BriefingParser<'_> {
    /// Begins or ends a block if a line of HTML is a boundary. Returns whether it is a boundary.
    pub(in crate::briefing::parse) fn takes_boundary(&mut self, span: Span) -> bool {
        let Some(boundary) = self.syntax.dialects.boundary_in(span.range()) else { return false };
        let place = Span::new(boundary.at, boundary.at + PLACEHOLDER.len());
        let (effect, title) = (boundary.effect.clone(), boundary.title.clone());
        let title = title.map(|title| Span::new(title.start, title.end));
        if boundary.is_indented {
            // Its block has already begun, or it is ordinary HTML.
            return self.syntax.dialects.begun == Some(boundary.at);
        }
        self.html_block();
        match effect {
            Effect::None => self.title(title, BlockKind::Paragraph, true),
            Effect::Captions => self.title(title, BlockKind::Paragraph, false),
            Effect::Quotes(alert) => {
                self.html_container(NAME, Container::Quote { alert, first: true });
                self.title(title, BlockKind::Paragraph, true);
            }
            Effect::Defines => {
                self.title(title, BlockKind::Term, false);
                self.html_container(NAME, Container::Definition { first: true });
            }
            Effect::Names(name) => {
                let name = self.manuscript.slice(Span::new(name.start, name.end));
                self.html.id = Some(name.to_owned());
            }
            Effect::Closes => self.html_closes(NAME, place, false),
            Effect::Shows(to, words) => {
                let manuscript = self.manuscript;
                let slice = |range: Range<usize>| manuscript.slice(Span::new(range.start, range.end));
                self.image(slice(to), slice(words), place);
                self.close();
                self.title(title, BlockKind::Paragraph, false);
            }
        }
        true
    }

    /// Reads text of the Markdown parser as written. Hidden parts are left out, except in code.
    pub(in crate::briefing::parse) fn text(&mut self, text: &str, span: Span) {
        let manuscript = self.manuscript;
        let rewritten = self.syntax.dialects.rewritten_in(span);
        if rewritten.is_empty() || span.range().len() != text.len() {
            return self.inline(text, span, Roles::NONE);
        }
        if matches!(&self.leaf, Some(Leaf { kind: BlockKind::Code { .. }, .. })) {
            return self.inline(manuscript.slice(span), span, Roles::NONE);
        }
        let blanks = rewritten.iter().filter(|part| part.is_blank).map(|part| part.range.clone());
        let blanks: Vec<Range<usize>> = blanks.collect();
        let mut from = span.range().start;
        let end = span.range().end;
        for blank in blanks.into_iter().chain(std::iter::once(end..end)) {
            let part = Span::new(from, blank.start.clamp(from, end));
            let mut words = manuscript.slice(part);
            if blank.end >= end && blank.start < end {
                words = words.trim_end_matches([' ', '\t']);
            }
            let part = Span::new(from, from + words.len());
            self.inline(words, part, Roles::NONE);
            if let Some(leaf) = self.leaf.as_mut().filter(|_| blank.start < end) {
                leaf.builder.hidden();
            }
            from = blank.end.clamp(from, end);
        }
    }

    /// Returns code in a line of text as written; none if it was not rewritten.
    pub(in crate::briefing::parse) fn code_as_written(&self, span: Span) -> Option<String> {
        if self.syntax.dialects.rewritten_in(span).is_empty() {
            return None;
        }
        let code = self.manuscript.slice(span).trim_matches('`').replace(['\r', '\n'], " ");
        let inner =
            code.strip_prefix(' ').and_then(|code| code.strip_suffix(' ')).filter(|code| !code.trim().is_empty());
        Some(inner.unwrap_or(&code).to_owned())
    }

    /// Begins an admonition or a tab if an item is its boundary. Returns whether it is one.
    pub(in crate::briefing::parse) fn opens_indented(&mut self, span: Span) -> bool {
        let written = self.manuscript.slice(span);
        let start = span.range().start + written.len() - written.trim_start().len();
        let Some(boundary) = self.syntax.dialects.boundary_in(start..start + MARKER.len() + 1) else { return false };
        let (at, effect, title) = (boundary.at, boundary.effect.clone(), boundary.title.clone());
        let title = title.map(|title| Span::new(title.start, title.end));
        if !boundary.is_indented {
            return false;
        }
        self.close();
        self.items.push(false);
        self.syntax.dialects.begun = Some(at);
        if let Effect::Quotes(alert) = effect {
            self.containers.push(Container::Quote { alert, first: true });
            self.title(title, BlockKind::Paragraph, true);
        } else {
            self.title(title, BlockKind::Term, false);
            self.containers.push(Container::Definition { first: true });
        }
        true
    }

    /// Reads a title, which is one line of Markdown, as a separate block.
    fn title(&mut self, title: Option<Span>, kind: BlockKind, is_strong: bool) {
        let Some(span) = title else { return };
        self.open(kind, span);
        if is_strong {
            self.open_markup(Role::Strong, span);
        }
        let text = self.manuscript.slice(span);
        let events: Vec<_> = Parser::new_ext(text, markdown::options()).into_offset_iter().collect();
        match &events[..] {
            [(Event::Start(Tag::Paragraph), _), inlines @ .., (Event::End(TagEnd::Paragraph), _)]
                if !inlines.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Paragraph))) =>
            {
                for (event, range) in inlines {
                    let start = span.start as usize;
                    let place = Span::new(start + range.start, start + range.end);
                    match event {
                        // This parser gets the title as written.
                        Event::Text(text) => self.inline(text, place, Roles::NONE),
                        event => self.event(event.clone(), place),
                    }
                }
            }
            // A title is neither a list nor a heading, even if it begins like one.
            _ => self.inline(text, span, Roles::NONE),
        }
        if is_strong {
            self.markup.pop();
        }
        self.close();
    }
}
