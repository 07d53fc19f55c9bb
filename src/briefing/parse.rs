//! Parses a manuscript into a briefing and diagnostics.
//!
//! It never fails: unreadable parts become diagnostics. This is the only module that knows the Markdown parser;
//! `markdown` prepares the text for it. The exhaustive matches below list the Markdown that is understood. `front`
//! reads the front matter, which is cut off first, because the Markdown parser would accept it anywhere in a text.
//! `prose` makes text out of inlines. `extent` finds the sentences of references and `cover` their words, by the rules
//! of `sentence` and `clause`. `html` reads the HTML in Markdown. Formulas stay as written: two prices in dollars are
//! not a formula, and references between them would be lost. Must not resolve a label: that is
//! [`crate::briefing::link`]'s task.
//!
//! Every way to cite becomes a [`Reference`], so that coverage, chains and doubts are worked out once. The Markdown
//! parser knows only footnotes. `prose/cited` finds inline notes, keys and numbers in text events and takes them out of
//! the prose. Signs that could mean something else need proof from the whole text, which is scanned before: a number is
//! a reference only if a list says what it means (`numbered/entries`), and `@name` only if the text has a bibliography
//! or cites by key in brackets. Nothing rests on a reference in a template or a comment, because it would otherwise
//! cover the sentence around it; `caveat check` reports it, except in a comment that is never shown.

mod anchors;
mod autolinks;
mod clause;
mod cover;
mod dialects;
mod extent;
mod front;
mod function_words;
mod hidden;
mod html;
mod images;
mod keys;
mod languages;
mod link_references;
mod links;
mod markdown;
mod notes;
mod numbered;
mod prescan;
mod prose;
mod script;
mod sentence;
mod syntax;
mod unread;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

pub use self::sentence::sentences;

use self::extent::Gathered;
use self::prescan::Prescan;
use self::prose::ProseBuilder;
use self::syntax::Syntax;
use crate::briefing::ast::{Block, BlockKind, Briefing, Container, Links, Marker, Place, Prose, Reference, Section};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::{Manuscript, Span, offset, one_line};
use crate::text::role::{Role, Roles};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Returns the names of the bibliographies in a text's front matter.
pub fn bibliographies(manuscript: &Manuscript) -> Vec<String> {
    let text = manuscript.text();
    front::bibliographies(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
}

/// Reads a manuscript as Markdown with footnotes and front matter.
pub fn parse(manuscript: &Manuscript) -> (Briefing, Vec<Diagnostic>) {
    parse_as(manuscript, Links::Auto)
}

/// Like [`parse`]; `links` decides whether links are references, unless the front matter does.
pub fn parse_as(manuscript: &Manuscript, links: Links) -> (Briefing, Vec<Diagnostic>) {
    let mut parser = BriefingParser::new(manuscript);
    let front = parser.front_matter();
    parser.briefing.front.declarations.links.get_or_insert(links);
    let text = manuscript.text();
    let body = text[front..].strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text[front..]);
    let (base, prescan) = (text.len() - body.len(), Prescan::of(body));
    parser.syntax = Syntax::of(&parser.briefing, &prescan);
    parser.note_hidden(body, base);
    let readable = parser.read_dialects(&prescan, base);
    let (given, preamble) = markdown::given(body, readable);
    for (event, range) in Parser::new_ext(&given, markdown::options()).into_offset_iter() {
        if let Some(start) = range.start.checked_sub(preamble) {
            let place = dialects::whole(text, base + start..base + range.end - preamble);
            parser.event(event, Span::new(place.start, place.end));
        }
    }
    parser.close();
    parser.report_unread();
    parser.cite_links();
    let BriefingParser { mut briefing, mut diagnostics, gathered, .. } = parser;
    briefing.comments.sort_by_key(|comment| comment.start);
    languages::fill_in(&mut briefing);
    extent::find(&mut briefing, manuscript, gathered, &mut diagnostics);
    (briefing, diagnostics)
}

struct BriefingParser<'a> {
    manuscript: &'a Manuscript,
    briefing: Briefing,
    diagnostics: Vec<Diagnostic>,

    /// Open containers, outermost first.
    containers: Vec<Container>,
    /// Open lists, with the number of the next item if they are ordered.
    lists: Vec<Option<u64>>,
    /// Open items, each with whether it is an entry of a list of references.
    items: Vec<bool>,
    /// The block that is being read.
    leaf: Option<Leaf>,
    /// Open inline markup.
    markup: Vec<Roles>,
    /// Open links and images.
    links: Vec<u32>,
    /// HTML that is being read.
    html: html::Html,
    /// Syntax beyond plain Markdown.
    syntax: Syntax<'a>,
    /// Proses with references in the order of the text.
    gathered: Vec<Gathered>,
}

/// A block that is being read.
struct Leaf {
    kind: BlockKind,
    span: Span,
    builder: ProseBuilder,
    /// The finished cells of a table.
    proses: Vec<Prose>,
    /// Whether it is the paragraph of a tight list item. Such a paragraph has no tag and ends where anything else
    /// begins.
    implicit: bool,
}

impl Leaf {
    fn new(kind: BlockKind, span: Span, implicit: bool) -> Self {
        Self { kind, span, builder: ProseBuilder::default(), proses: Vec::new(), implicit }
    }
}

impl<'a> BriefingParser<'a> {
    fn new(manuscript: &'a Manuscript) -> Self {
        Self {
            manuscript,
            briefing: Briefing { sections: vec![Section::new(0, String::new(), 0)], ..Briefing::default() },
            diagnostics: Vec::new(),
            containers: Vec::new(),
            lists: Vec::new(),
            items: Vec::new(),
            leaf: None,
            markup: Vec::new(),
            links: Vec::new(),
            html: html::Html::default(),
            syntax: Syntax::default(),
            gathered: Vec::new(),
        }
    }

    /// Reads the front matter and returns the byte at which the text begins.
    fn front_matter(&mut self) -> usize {
        let all = self.manuscript.text();
        let text = all.strip_prefix(BYTE_ORDER_MARK).unwrap_or(all);
        let base = all.len() - text.len();
        let (front, end) = front::read(text, offset(base), &mut self.diagnostics);
        self.briefing.front = front;
        front::read_bibliographies(&mut self.briefing.front, self.manuscript, &mut self.diagnostics);
        if end == 0 { 0 } else { base + end }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            // This is the part of a tab before a line of HTML.
            Event::Text(text) if self.html.reads_block() && text.trim().is_empty() => {}
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.code(&code, span),
            Event::Html(_) => self.html_line(span),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::FootnoteReference(label) => self.reference(Reference::to_footnote(label.into_string(), span)),
            Event::SoftBreak => self.inline(" ", span, Roles::NONE),
            Event::HardBreak => self.inline("\n", span, Roles::NONE),
            Event::Rule => self.rule(span),
            Event::TaskListMarker(done) => self.task(done),
            // These events need options that are off.
            Event::InlineMath(math) | Event::DisplayMath(math) => self.inline(&math, span, Roles::NONE),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.open(BlockKind::Paragraph, span),
            Tag::Heading { level, .. } => self.open(BlockKind::Heading(level as u8), span),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let language = info.split([' ', ',', '\t']).next().unwrap_or_default().to_owned();
                self.open(BlockKind::Code { language }, span);
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.open(BlockKind::Code { language: String::new() }, span),
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(markdown::alignment).collect();
                self.open(BlockKind::Table { columns }, span);
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            Tag::BlockQuote(kind) => {
                self.close();
                self.enter_container();
                self.containers.push(Container::Quote { alert: kind.map(markdown::alert), first: true });
            }
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => self.open_item(span),
            Tag::FootnoteDefinition(label) => self.open_note(&label, span),
            Tag::Emphasis => self.open_markup(Role::Emphasis, span),
            Tag::Strong => self.open_markup(Role::Strong, span),
            Tag::Strikethrough => self.open_markup(Role::Strikethrough, span),
            Tag::Image { dest_url, .. } => {
                let to = self.syntax.dialects.address(&dest_url);
                self.open_image(&to, span);
            }
            Tag::Link { dest_url, .. } => {
                self.check_link(span);
                let to = self.syntax.dialects.address(&dest_url);
                self.open_link(to, Role::Link, span);
            }
            Tag::DefinitionListTitle => self.open(BlockKind::Term, span),
            Tag::DefinitionListDefinition => {
                self.close();
                self.enter_container();
                self.containers.push(Container::Definition { first: true });
            }
            // All but the first two need options that are off.
            Tag::HtmlBlock | Tag::DefinitionList | Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {
                self.close();
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph => {
                self.close_entry();
                self.close_ended(span);
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::Item => {
                self.leave_container();
                self.close_item();
            }
            TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition => {
                self.leave_container();
                self.close();
                self.containers.pop();
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.leave_container();
                self.close_note();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => _ = self.markup.pop(),
            TagEnd::Link => self.close_link(span),
            TagEnd::Image => self.close_image(),
            TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::MetadataBlock(_)
            | TagEnd::Superscript
            | TagEnd::Subscript => self.close(),
        }
    }

    fn open(&mut self, kind: BlockKind, span: Span) {
        self.close();
        self.leaf = Some(Leaf::new(kind, span, false));
    }

    fn open_item(&mut self, span: Span) {
        if !self.opens_indented(span) {
            self.begin_item(span);
        }
        self.enter_container();
        let text = self.manuscript.slice(span).trim_end();
        // A marker with nothing after it is still shown.
        if !text.contains(char::is_whitespace) {
            self.open(BlockKind::Paragraph, Span { end: span.start + offset(text.len()), ..span });
        }
    }

    /// Begins an item, whose text follows.
    fn begin_item(&mut self, span: Span) {
        self.close();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = Marker::Number(*number);
                *number = number.saturating_add(1);
                marker
            }
            Some(None) | None => Marker::Bullet,
        };
        let place = Span { start: span.start, end: span.start };
        let is_entry = matches!(marker, Marker::Number(number) if self.open_numbered(number, place));
        self.items.push(is_entry);
        if !is_entry {
            self.containers.push(Container::Item { marker, first: true, tight: false });
        }
    }

    fn close_item(&mut self) {
        self.close_entry();
        if self.items.pop() == Some(true) {
            self.close_note();
        } else {
            self.containers.pop();
        }
    }

    /// Ends the block that is being read, if there is one.
    fn close(&mut self) {
        self.close_inline();
        self.html.next = None;
        let Some(mut leaf) = self.leaf.take() else { return };
        let anchor = self.html.id.take();
        let heading = matches!(leaf.kind, BlockKind::Heading(_)) && self.containers.is_empty();
        let id = if heading { leaf.builder.take_attributes().or(anchor) } else { None };
        if leaf.implicit && !matches!(leaf.kind, BlockKind::Code { .. }) {
            leaf.builder.trim_end();
            // An empty block is left out.
            if leaf.builder.is_empty() && leaf.proses.is_empty() {
                return;
            }
        }
        if !matches!(leaf.kind, BlockKind::Table { .. }) {
            self.finish_prose(&mut leaf);
        }
        if let Some(prose) = leaf.proses.first().filter(|_| self.syntax.list.is_there()) {
            let is_strong = prose.pieces.iter().all(|piece| piece.roles.has(Role::Strong));
            self.enter_title(&leaf.kind, &prose.text, is_strong);
        }
        let text = self.manuscript.slice(leaf.span);
        let end = leaf.span.start + offset(text.trim_ascii_end().len());
        // Indentation belongs to an indented code block's first line.
        let start = leaf.span.start + offset(text.len() - text.trim_start_matches(['\n', '\r']).len());
        if start < end {
            self.push(Block {
                span: Span { start, end },
                containers: Vec::new(),
                kind: leaf.kind,
                proses: leaf.proses,
            });
            if let Some(section) = self.briefing.sections.last_mut().filter(|_| heading) {
                section.id = id;
            }
        }
    }

    fn close_cell(&mut self) {
        self.close_inline();
        if let Some(mut leaf) = self.leaf.take() {
            leaf.builder.trim_end();
            self.finish_prose(&mut leaf);
            self.leaf = Some(leaf);
        }
    }

    fn finish_prose(&mut self, leaf: &mut Leaf) {
        let place = Place { block: self.briefing.blocks.len(), cell: leaf.proses.len() };
        if self.syntax.has_dialects && !matches!(leaf.kind, BlockKind::Code { .. }) {
            let Briefing { links, comments, .. } = &mut self.briefing;
            leaf.builder.read_dialects(self.manuscript, links, comments, &mut self.syntax.changes);
        }
        leaf.builder.find_links(&mut self.briefing.links);
        if let Some(Container::Quote { alert: alert @ None, first: true }) = self.containers.last_mut()
            && leaf.kind == BlockKind::Paragraph
        {
            *alert = leaf.builder.take_callout().filter(|alert| !alert.is_empty());
        }
        if let Some(mark) = self.syntax.anchors.mark() {
            leaf.builder.take_mark(&mark);
        }
        let keys = self.syntax.keys_in(&leaf.kind);
        let mut finished = std::mem::take(&mut leaf.builder).finish(self.manuscript, keys);
        self.enter_inline(finished.notes, &mut finished.groups);
        let mut prose = finished.prose;
        if !matches!(leaf.kind, BlockKind::Code { .. }) {
            autolinks::link(&mut prose, &mut self.briefing.links);
        }
        self.note_unread(&leaf.kind, &prose, &finished.words);
        self.note_idle(&finished.idle);
        if finished.groups.is_empty() {
            self.note_links(place, &leaf.kind, &prose, &finished.words);
        } else {
            self.gathered.push(Gathered { place, words: finished.words, groups: finished.groups });
        }
        leaf.proses.push(prose);
    }

    fn push(&mut self, mut block: Block) {
        block.containers.clone_from(&self.containers);
        for container in &mut self.containers {
            match container {
                Container::Item { first, .. }
                | Container::Note { first, .. }
                | Container::Quote { first, .. }
                | Container::Definition { first } => *first = false,
            }
        }
        let index = self.briefing.blocks.len();
        if let (BlockKind::Heading(level), true) = (&block.kind, self.containers.is_empty()) {
            let title = block.proses.first().map(|prose| one_line(&prose.title())).unwrap_or_default();
            self.briefing.sections.push(Section::new(*level, title, index));
        }
        if let Some(section) = self.briefing.sections.last_mut() {
            section.blocks.end = index + 1;
        }
        self.briefing.blocks.push(block);
    }

    fn rule(&mut self, span: Span) {
        self.open(BlockKind::Rule, span);
        if let Some(leaf) = self.leaf.take() {
            let end = span.start + offset(self.manuscript.slice(span).trim_end().len());
            let span = Span { start: span.start, end };
            self.push(Block { span, containers: Vec::new(), kind: leaf.kind, proses: Vec::new() });
        }
    }

    fn task(&mut self, done: bool) {
        if let Some(Container::Item { marker, .. }) = self.containers.last_mut() {
            *marker = Marker::Task { done };
        }
    }

    fn open_markup(&mut self, role: Role, span: Span) {
        // The paragraph of a tight item may begin with an image, with or without words.
        self.leaf(span);
        let outer = self.markup.last().copied().unwrap_or_default();
        self.markup.push(outer.with(role));
    }

    fn code(&mut self, code: &str, span: Span) {
        let as_written = self.code_as_written(span);
        let code = as_written.as_deref().unwrap_or(code);
        // The block includes the backticks, but the text does not.
        self.leaf(span);
        let written = self.manuscript.slice(span);
        let ticks = written.len() - written.trim_start_matches('`').len();
        let start = span.start as usize + written[ticks..].find(code).map_or(0, |at| at + ticks);
        let inner = Span::new(start, start + code.len());
        let span = if self.manuscript.text().get(inner.range()) == Some(code) { inner } else { span };
        self.inline(code, span, Role::InlineCode.into());
    }

    fn reference(&mut self, reference: Reference) {
        self.leaf(reference.span);
        let Some(leaf) = &mut self.leaf else { return };
        leaf.builder.reference(reference, &self.briefing.links);
    }

    fn inline(&mut self, text: &str, span: Span, role: Roles) {
        if self.syntax.list.is_there()
            && role == Roles::NONE
            && (self.is_mark_of_entry(text, span) || self.takes_number(text, span) || self.takes_figures(text, span))
        {
            return;
        }
        if self.syntax.has_scripts && role == Roles::NONE && self.takes_script(text, span) {
            return;
        }
        self.words(text, span, role);
    }

    /// Adds words in the style of Markdown, of HTML, and of their own role.
    fn words(&mut self, text: &str, span: Span, role: Roles) {
        let manuscript = self.manuscript;
        let style = self.html.style();
        if style.is_hidden {
            return;
        }
        let roles = self.markup.last().copied().unwrap_or_default().and(role).and(style.roles);
        let link = self.links.last().copied();
        let builder = &mut self.leaf(span).builder;
        match style.script {
            Some(script) => {
                let text = script::set(text, script, builder.so_far()).into_owned();
                builder.text(manuscript, &text, span, roles, link);
            }
            None => builder.text(manuscript, text, span, roles, link),
        }
    }

    /// Returns the block that inlines belong to: the open block, or the paragraph of a tight list item.
    fn leaf(&mut self, span: Span) -> &mut Leaf {
        let (containers, next) = (&mut self.containers, &mut self.html.next);
        let leaf = self.leaf.get_or_insert_with(|| {
            if let Some(Container::Item { tight, .. }) = containers.last_mut() {
                *tight = true;
            }
            Leaf::new(next.take().unwrap_or(BlockKind::Paragraph), span, true)
        });
        if leaf.implicit {
            leaf.span.end = leaf.span.end.max(span.end);
        }
        leaf
    }
}
