//! Reads HTML in Markdown: its elements become Markdown's blocks and inlines.
//!
//! They become what a browser shows. A separate tree would have to be joined with Markdown's, which continues between
//! the tags. Wrappers and unknown tags are dropped, and their words stay. Comments, scripts and styles are hidden if
//! they end; an unclosed one is text. A link without words is shown as its address. Owns which elements are open: an
//! element that opens in a container of Markdown ends with the container, so that a stray `</div>` closes nothing else.
//! A block of HTML is read as a whole; a tag in a line of text is read alone. Must not know what a reference covers.

mod table;
mod text;
mod token;

use std::collections::HashSet;
use std::ops::Range;

use self::table::Table;
use self::token::{Tag, Token};
use super::BriefingParser;
use super::dialects::Dialects;
use super::script::Script;
use crate::briefing::ast::{BlockKind, Container};
use crate::text::manuscript::{Span, offset};
use crate::text::role::{Role, Roles};

/// Most nested elements. Deeper tags are left out, and their words stay.
const MOST_OPEN: usize = 100;

/// Bytes within which an inline element that hides its words must end, and tags within which such an element in a block
/// must end.
const LONGEST_HIDDEN: usize = 1_000;

/// HTML that is being read.
#[derive(Default)]
pub(super) struct Html {
    /// Open elements, the outermost first.
    open: Vec<Element>,
    /// The current block as written.
    text: String,
    /// Beginnings of its lines, in `text` and in the manuscript.
    lines: Vec<(usize, u32)>,
    /// The current table.
    table: Option<Table>,
    /// Kind of the next block, if it is not a paragraph.
    pub(super) next: Option<BlockKind>,
    /// Elements around a paragraph that end in it.
    ended: Vec<String>,
    /// Id of the next block.
    pub(super) id: Option<String>,
    /// Labels of the text's footnotes, collected on demand.
    labels: Option<HashSet<String>>,
}

/// An open element.
struct Element {
    /// Name of the element; empty for a container of Markdown.
    name: String,
    effect: Effect,
    /// Whether it is in a line of text and ends with that line.
    is_inline: bool,
    /// Style of its words, from this element and all elements around it.
    style: Style,
}

impl Element {
    fn strikes(&self) -> bool {
        matches!(self.name.as_str(), "del" | "s" | "strike")
    }
}

/// What the end of an element does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Markup,
    /// It may end the mark of a note, which begins at these bytes of the prose and of the manuscript.
    Mark(usize, u32),
    /// It ends a link with this number that begins at this byte.
    Link(u32, u32),
    Quotation,
    List,
    Item,
    Note,
    Container,
}

/// The style of words in an element.
#[derive(Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) roles: Roles,
    /// Whether the words are left out.
    pub(super) is_hidden: bool,
    /// Whether the words are superscript or subscript.
    pub(super) script: Option<Script>,
    /// Whether white space is significant.
    is_code: bool,
}

impl Html {
    /// Returns the style of words at this point.
    pub(super) fn style(&self) -> Style {
        self.open.last().map(|element| element.style).unwrap_or_default()
    }

    fn open(&mut self, name: &str, effect: Effect, is_inline: bool, change: impl FnOnce(&mut Style)) {
        let mut style = self.style();
        change(&mut style);
        self.open.push(Element { name: name.to_owned(), effect, is_inline, style });
    }

    /// Returns the index of the innermost element with one of these names, within the current container of Markdown.
    fn find(&self, names: &[&str]) -> Option<usize> {
        let inside = self.open.iter().rev().take_while(|element| !element.name.is_empty()).take(MOST_OPEN);
        let found = inside.enumerate().find(|(_, element)| names.contains(&element.name.as_str()));
        found.map(|(depth, _)| self.open.len() - 1 - depth)
    }

    fn is_full(&self) -> bool {
        self.open.iter().rev().take_while(|element| !element.name.is_empty()).take(MOST_OPEN).count() == MOST_OPEN
    }
}

/// Elements that begin a new block.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "hr",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "blockquote",
];

/// Parts of a table.
const OF_TABLE: &[&str] = &["tr", "td", "th", "thead", "tbody", "tfoot"];

/// Elements whose words a browser never shows.
const HIDDEN: &[&str] = &["script", "style", "template", "svg"];

/// Sign of a list item within a line of text.
const BULLET: &str = "• ";

impl Html {
    /// Whether a block of HTML is being read.
    pub(super) fn reads_block(&self) -> bool {
        !self.lines.is_empty()
    }
}

impl BriefingParser<'_> {
    /// Reads a line of a block of HTML.
    pub(super) fn html_line(&mut self, span: Span) {
        let is_verbatim = Dialects::is_verbatim(&self.html.text);
        if !is_verbatim && self.takes_boundary(span) {
            return;
        }
        self.html.lines.push((self.html.text.len(), span.start));
        self.html.text.push_str(&self.syntax.dialects.shown(self.manuscript.slice(span), span, is_verbatim));
    }

    /// Reads a finished block of HTML.
    pub(super) fn html_block(&mut self) {
        let (text, lines) = (std::mem::take(&mut self.html.text), std::mem::take(&mut self.html.lines));
        let origin = |at: usize| {
            let (start, origin) = lines[lines.partition_point(|(start, _)| *start <= at).max(1) - 1];
            origin + offset(at - start)
        };
        let tokens = token::tokens(&text);
        let mut from = 0;
        for (index, (range, token)) in tokens.iter().enumerate() {
            self.html_text(&text, from..range.start, &origin);
            let span = Span { start: origin(range.start), end: origin(range.end - 1) + 1 };
            self.html_token(token, span, &tokens[index + 1..], false);
            from = range.end;
        }
        self.html_text(&text, from..text.len(), &origin);
        self.close_entry();
        // Wrappers continue around Markdown, but styles end here.
        let mut open = std::mem::take(&mut self.html.open);
        open.retain(|element| match element.effect {
            Effect::Link(link, _) => {
                self.links.retain(|&other| other != link);
                false
            }
            // A deletion continues too, because it reverses the words.
            Effect::Markup | Effect::Mark(..) | Effect::Quotation => element.name.is_empty() || element.strikes(),
            Effect::List | Effect::Item | Effect::Note | Effect::Container => true,
        });
        for element in &mut open {
            let roles =
                if element.style.roles.has(Role::Strikethrough) { Role::Strikethrough.into() } else { Roles::NONE };
            element.style = Style { roles, ..Style::default() };
        }
        self.html.open = open;
        self.html.table = None;
    }

    /// Reads a tag or a comment in a line of text.
    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        self.leaf(span);
        match &token::tokens(html)[..] {
            [(_, token)] => self.html_token(token, span, &[], true),
            _ => self.inline(html, span, Roles::NONE),
        }
    }

    fn html_token(&mut self, token: &Token, span: Span, following: &[(Range<usize>, Token)], is_inline: bool) {
        match token {
            Token::Hidden => {
                if self.manuscript.slice(span).starts_with("<!--") {
                    self.briefing.comments.push(span);
                }
                if let Some(leaf) = &mut self.leaf {
                    leaf.builder.hidden();
                }
            }
            _ if self.html.style().is_hidden && !matches!(token, Token::Close(_)) => {}
            Token::Open(tag) => {
                self.html_opens(tag, span, following, is_inline);
                if tag.is_closed && is_inline {
                    self.html_closes(&tag.name, span, is_inline);
                }
            }
            Token::Close(name) => self.html_closes(name, span, is_inline),
        }
    }

    fn html_opens(&mut self, tag: &Tag, span: Span, following: &[(Range<usize>, Token)], is_inline: bool) {
        let name = tag.name.as_str();
        let id = tag.get("id").or_else(|| tag.get("name").filter(|_| name == "a"));
        if BLOCKS.contains(&name) {
            // A line of text or a cell of a table has no blocks.
            let is_line = is_inline || self.html.table.as_ref().is_some_and(|table| table.is_in_cell);
            let of_table = name == "table" || OF_TABLE.contains(&name);
            if is_line && (is_inline || !of_table) {
                self.line_break(span);
                if name == "li" {
                    self.inline(BULLET, span, Roles::NONE);
                }
                if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary") {
                    self.html
                        .open(name, Effect::Markup, is_inline, |style| style.roles = style.roles.with(Role::Strong));
                }
                return;
            }
            return self.html_block_opens(tag, span, following);
        }
        if let Some(id) = id {
            self.html.id = Some(id.to_owned());
            self.enter_target(id, span);
        }
        if self.html.is_full() {
            return;
        }
        let roles = match name {
            "b" | "strong" => Some(Role::Strong),
            "i" | "em" | "cite" | "var" | "dfn" | "u" | "ins" => Some(Role::Emphasis),
            "s" | "del" | "strike" => Some(Role::Strikethrough),
            "code" | "kbd" | "samp" | "tt" => Some(Role::InlineCode),
            _ => None,
        };
        if let Some(role) = roles {
            let is_code = self.html.style().is_code;
            let change = |style: &mut Style| style.roles = if is_code { style.roles } else { style.roles.with(role) };
            return self.html.open(name, Effect::Markup, is_inline, change);
        }
        match name {
            "br" => self.line_break(span),
            "img" => self.html_image(tag, span),
            "video" | "audio" | "iframe" | "embed" if tag.get("src").is_some() => {
                self.html_image(tag, span);
                // The text after it is for screen readers.
                self.inline(" ", span, Roles::NONE);
            }
            "sup" => {
                let mark = self.html_mark(span);
                self.html.open(name, mark, is_inline, |style| style.script = Some(Script::Above));
            }
            "mark" => {
                let mark = self.html_mark(span);
                self.html.open(name, mark, is_inline, |style| style.roles = style.roles.with(Role::Strong));
            }
            "sub" => self.html.open(name, Effect::Markup, is_inline, |style| style.script = Some(Script::Below)),
            "q" => {
                self.inline("“", span, Roles::NONE);
                self.html.open(name, Effect::Quotation, is_inline, |_| {});
            }
            "a" => {
                if let Some(to) = tag.get("href") {
                    let link = offset(self.briefing.links.len());
                    self.briefing.links.push(to.to_owned());
                    self.links.push(link);
                    let change = |style: &mut Style| style.roles = style.roles.with(Role::Link);
                    self.html.open(name, Effect::Link(link, span.start), is_inline, change);
                }
            }
            _ if HIDDEN.contains(&name) => {
                let ends = |token: &Token| matches!(token, Token::Close(end) if end == name);
                let behind = &self.manuscript.text()[span.end as usize..];
                let is_ended = if is_inline {
                    let near = behind.bytes().take(LONGEST_HIDDEN).collect::<Vec<_>>().to_ascii_lowercase();
                    let end = format!("</{name}");
                    near.windows(end.len()).any(|window| window == end.as_bytes())
                } else {
                    following.iter().take(LONGEST_HIDDEN).any(|(_, token)| ends(token))
                };
                if is_ended {
                    self.html.open(name, Effect::Markup, is_inline, |style| style.is_hidden = true);
                }
            }
            _ => {}
        }
    }

    /// Begins a block in a block of HTML.
    fn html_block_opens(&mut self, tag: &Tag, span: Span, following: &[(Range<usize>, Token)]) {
        let name = tag.name.as_str();
        if OF_TABLE.contains(&name) && self.html.table.is_some() {
            return self.html_table_part(tag, span);
        }
        self.close_entry();
        if let Some(id) = tag.get("id") {
            self.html.id = Some(id.to_owned());
        }
        if self.html.is_full() {
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.html.next = name[1..].parse().ok().map(BlockKind::Heading);
            }
            "dt" => self.html.next = Some(BlockKind::Term),
            "summary" => {
                self.html.open(name, Effect::Markup, false, |style| style.roles = style.roles.with(Role::Strong));
            }
            "pre" => {
                let lang = tag.get("lang").or_else(|| language(following)).unwrap_or_default().to_owned();
                self.html.next = Some(BlockKind::Code { language: lang });
                self.html.open(name, Effect::Markup, false, |style| style.is_code = true);
            }
            "hr" => self.rule(span),
            "blockquote" => self.html_container(name, Container::Quote { alert: None, first: true }),
            "dd" => {
                if self.html.find(&["dd", "dl"]).is_some_and(|at| self.html.open[at].name == "dd") {
                    self.html_closes("dd", span, false);
                }
                self.html_container(name, Container::Definition { first: true });
            }
            "ul" | "menu" | "dir" => {
                self.lists.push(None);
                self.html.open(name, Effect::List, false, |_| {});
            }
            "ol" => {
                self.lists.push(Some(tag.get("start").and_then(|start| start.parse().ok()).unwrap_or(1)));
                self.html.open(name, Effect::List, false, |_| {});
            }
            "li" => {
                if self.html.find(&["li", "ul", "ol", "menu", "dir"]).is_some_and(|at| self.html.open[at].name == "li")
                {
                    self.html_closes("li", span, false);
                }
                if tag.get("id").is_some_and(|id| self.opens_note(id, span)) {
                    self.html.open(name, Effect::Note, false, |_| {});
                } else {
                    self.begin_item(span);
                    self.html.open(name, Effect::Item, false, |_| {});
                }
            }
            "p" | "div" | "aside" | "section" => {
                if let Some(id) = tag.get("id").filter(|id| self.opens_note(id, span)) {
                    self.html.id = Some(id.to_owned());
                    self.html.open(name, Effect::Note, false, |_| {});
                }
            }
            "table" => {
                self.html.table = Table::of(following);
            }
            _ => {}
        }
    }

    pub(super) fn html_container(&mut self, name: &str, container: Container) {
        self.containers.push(container);
        self.html.open(name, Effect::Container, false, |_| {});
    }

    pub(super) fn html_closes(&mut self, name: &str, span: Span, is_inline: bool) {
        if BLOCKS.contains(&name) && !is_inline {
            match name {
                "td" | "th" if self.html.table.is_some() => self.html_ends_cell(),
                "table" if self.html.table.is_some() => {
                    self.html_ends_row();
                    self.close();
                    self.html.table = None;
                }
                _ if OF_TABLE.contains(&name) && self.html.table.is_some() => self.html_ends_row(),
                _ if self.html.table.as_ref().is_some_and(|table| table.is_in_cell) => {}
                _ => self.close_entry(),
            }
        }
        let Some(at) = self.html.find(&[name]) else { return };
        if is_inline && !self.html.open[at].is_inline {
            // A paragraph ends before the elements around it.
            self.html.ended.push(name.to_owned());
        } else {
            self.close_elements(at, span);
        }
    }

    /// Ends the elements whose end tags were in the current paragraph.
    pub(super) fn close_ended(&mut self, span: Span) {
        for name in std::mem::take(&mut self.html.ended) {
            self.html_closes(&name, span, false);
        }
    }

    /// Ends the elements from this index on.
    fn close_elements(&mut self, from: usize, span: Span) {
        while self.html.open.len() > from {
            let Some(element) = self.html.open.pop() else { return };
            match element.effect {
                Effect::Markup => {}
                Effect::Mark(from, origin) => {
                    // It is not a mark if another block has begun in it.
                    if self.leaf.as_ref().is_some_and(|leaf| leaf.span.start <= origin) {
                        self.read_raised(from, Span { start: origin, end: span.end.max(origin) });
                    }
                }
                Effect::Quotation => {
                    // Without a leaf, the quotation ended with its block.
                    if self.leaf.is_some() {
                        self.inline("”", span, Roles::NONE);
                    }
                }
                Effect::Link(link, start) => {
                    if self.links.contains(&link) {
                        self.links.retain(|&other| other != link);
                        let span = Span { start, ..span };
                        // A link without words is an anchor and not shown.
                        if self.leaf.as_ref().is_some_and(|leaf| leaf.builder.has_link(link, start)) {
                            self.end_link(link, span);
                        }
                    }
                }
                Effect::List => {
                    self.close();
                    self.lists.pop();
                }
                Effect::Item => self.close_item(),
                Effect::Note => self.close_note(),
                Effect::Container => {
                    self.close();
                    self.containers.pop();
                }
            }
        }
    }

    /// Begins a container of Markdown. No element outside it can end inside it.
    pub(super) fn enter_container(&mut self) {
        let style = self.html.style();
        self.html.open.push(Element { name: String::new(), effect: Effect::Markup, is_inline: false, style });
    }

    /// Ends a container of Markdown with all elements that opened in it.
    pub(super) fn leave_container(&mut self) {
        self.close_entry();
        if let Some(at) = self.html.open.iter().rposition(|element| element.name.is_empty()) {
            // Only blocks remain, because inline elements ended with their line.
            self.close_elements(at + 1, Span::default());
            self.html.open.pop();
        }
    }

    /// Ends the elements that opened in a line of text.
    pub(super) fn close_inline(&mut self) {
        let at = self.html.open.iter().rposition(|element| !element.is_inline).map_or(0, |at| at + 1);
        if at < self.html.open.len() {
            // The block ends with its words.
            let place = self.leaf.as_ref().map(|leaf| leaf.span).unwrap_or_default();
            let end = place.start + offset(self.manuscript.slice(place).trim_ascii_end().len());
            self.close_elements(at, Span { start: end, end });
        }
    }

    fn html_mark(&self, span: Span) -> Effect {
        Effect::Mark(self.leaf.as_ref().map_or(0, |leaf| leaf.builder.so_far().len()), span.start)
    }

    fn line_break(&mut self, span: Span) {
        let is_empty = self.leaf.as_ref().is_none_or(|leaf| leaf.builder.begins_line());
        if !is_empty {
            self.inline("\n", span, Roles::NONE);
        }
    }

    fn html_image(&mut self, tag: &Tag, span: Span) {
        // An image of one pixel is a tracker.
        if ["width", "height"].iter().all(|key| tag.get(key).is_some_and(|size| matches!(size, "0" | "1"))) {
            return;
        }
        self.image(tag.get("src").unwrap_or_default(), tag.get("alt").unwrap_or_default(), span);
    }
}

/// Returns the language of code by its tag: `<code class="language-rust">`.
fn language(following: &[(Range<usize>, Token)]) -> Option<&str> {
    let (_, Token::Open(tag)) = following.first()? else { return None };
    let classes = tag.get("class").filter(|_| tag.name == "code")?;
    classes.split(' ').find_map(|class| class.strip_prefix("language-").or(class.strip_prefix("lang-")))
}
