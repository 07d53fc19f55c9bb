//! Where the Markdown parser meets a head: containers begin and end there, and titles are read.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Effect, SIGN};
use crate::briefing::{BlockKind, Container};
use crate::manuscript::Span;
use crate::parse::{BriefingParser, Leaf, markdown};
use crate::role::{Role, Roles};

/// What the element is called that a division is among those of HTML. No tag has this name.
const NAME: &str = ":::";

impl BriefingParser<'_> {
    /// Whether a line of HTML is a head; then what stands there begins or ends.
    pub(in crate::parse) fn takes_head(&mut self, span: Span) -> bool {
        let Some(head) = self.syntax.dialects.head_in(span.range()) else { return false };
        let place = Span::new(head.at, head.at + SIGN.len());
        let (effect, title) = (head.effect.clone(), head.title.clone());
        let title = title.map(|title| Span::new(title.start, title.end));
        self.html_block();
        match effect {
            Effect::None => self.title(title, BlockKind::Paragraph),
            Effect::Quotes(alert) => {
                self.html_container(NAME, Container::Quote { alert, first: true });
                self.title(title, BlockKind::Paragraph);
            }
            Effect::Defines => {
                self.title(title, BlockKind::Term);
                self.html_container(NAME, Container::Definition { first: true });
            }
            Effect::Closes => self.html_closes(NAME, place, false),
            Effect::Shows(to, words) => {
                let manuscript = self.manuscript;
                let slice = |range: std::ops::Range<usize>| manuscript.slice(Span::new(range.start, range.end));
                self.image(slice(to), slice(words), place);
                self.close();
            }
        }
        true
    }

    /// Text of the Markdown parser. Code is as the manuscript has it, whatever the parser was given in its place.
    pub(in crate::parse) fn text(&mut self, text: &str, span: Span) {
        let manuscript = self.manuscript;
        let is_code = matches!(&self.leaf, Some(Leaf { kind: BlockKind::Code { .. }, .. }));
        let written = Some(manuscript.slice(span)).filter(|written| is_code && written.len() == text.len());
        self.inline(written.unwrap_or(text), span, Roles::NONE);
    }

    /// A title is a block of its own, set strong. It is Markdown of one line.
    fn title(&mut self, title: Option<Span>, kind: BlockKind) {
        let Some(span) = title else { return };
        let is_strong = kind == BlockKind::Paragraph;
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
                    self.event(event.clone(), Span::new(start + range.start, start + range.end));
                }
            }
            // What would be a list or a heading by itself is neither in a title.
            _ => self.inline(text, span, Roles::NONE),
        }
        if is_strong {
            self.markup.pop();
        }
        self.close();
    }
}
