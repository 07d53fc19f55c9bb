//! Reads paragraphs and tables into blocks, for the main text, each note and each comment.

mod notes;
mod pictures;
mod runs;
mod tables;

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

use super::super::document::{Block, Document, Front, Inline, Note};
use super::super::xml::{Element, Space};
use super::Parts;
use super::citations::Works;
use super::fields::Ended;
use super::inline::{Atom, Mark, Piece, inlines, is_empty, raise, without_mark};
use super::lines::{self, Line};
use super::numbering::{Item, Numbering};
use super::package::Relations;
use super::signs;
use super::styles::{Kind, Numbered, Styles, value};
use super::titles::{self, Titles};
use notes::Notes;
use runs::{Control, Field};

/// Reads a file's text.
pub(super) struct Reader<'p> {
    parts: &'p Parts<'p>,
    styles: &'p Styles,
    numbering: Numbering,
    /// Relationships of the current part.
    relations: Option<&'p Relations>,
    story: Story,
    works: Works,
    front: Front,
    notes: Notes,
    /// Whether the bibliography was left out, because the works replace it.
    left_out: bool,
    titles: Titles,
}

/// One flow of text, and the state of its reading.
#[derive(Default)]
struct Story {
    kind: StoryKind,
    fields: Vec<Field>,
    ended: Ended,
    /// Comments whose ranges begin and end in it, and comments that it refers to.
    ranges: HashSet<String>,
    referred: HashSet<String>,
    /// Comments whose ranges are open.
    commented: Vec<Rc<str>>,
    /// Text in boxes. It follows the paragraph that anchors the boxes.
    boxes: Vec<Line>,
    /// A drop cap, which Word stores as a separate paragraph.
    initial: Vec<Piece>,
    /// Whether a title may still come.
    is_top: bool,
    /// Kinds of front lines that were read.
    front_kinds: Vec<Kind>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum StoryKind {
    #[default]
    Main,
    Note,
    Comment,
}

impl Story {
    fn new(root: &Element, kind: StoryKind) -> Self {
        let mut story = Self { kind, ended: Ended::of(root), is_top: kind == StoryKind::Main, ..Self::default() };
        let (mut starts, mut ends) = (HashSet::new(), HashSet::new());
        story.find_comments(root, &mut starts, &mut ends);
        let mut gone = HashSet::new();
        find_deleted(root, false, &mut gone);
        story.ranges = starts.intersection(&ends).filter(|id| !gone.contains(*id)).cloned().collect();
        story
    }

    fn find_comments(&mut self, element: &Element, starts: &mut HashSet<String>, ends: &mut HashSet<String>) {
        for inner in element.elements() {
            let ids = match inner.name() {
                "commentRangeStart" => &mut *starts,
                "commentRangeEnd" => &mut *ends,
                "commentReference" => &mut self.referred,
                _ => {
                    self.find_comments(inner, starts, ends);
                    continue;
                }
            };
            ids.extend(inner.attribute("id").map(Cow::into_owned));
        }
    }
}

/// Finds comments in deletions.
fn find_deleted(element: &Element, is_deleted: bool, ids: &mut HashSet<String>) {
    for inner in element.elements() {
        if is_deleted && inner.name() == "commentReference" {
            ids.extend(inner.attribute("id").map(Cow::into_owned));
        }
        find_deleted(inner, is_deleted || matches!(inner.name(), "del" | "moveFrom"), ids);
    }
}

impl<'p> Reader<'p> {
    pub(super) fn new(parts: &'p Parts<'p>, styles: &'p Styles, numbering: Numbering, front: Front) -> Self {
        Self {
            parts,
            styles,
            numbering,
            relations: Some(parts.relations),
            story: Story::new(parts.body, StoryKind::Main),
            works: Works::default(),
            front,
            notes: Notes::of(parts.body),
            left_out: false,
            titles: Titles::default(),
        }
    }

    /// Reads the whole document.
    pub(super) fn document(mut self) -> Document {
        let mut blocks = self.flow(self.parts.body);
        if self.left_out {
            lines::drop_empty_bibliographies(&mut blocks);
        }
        if self.front.title.is_none()
            && let Some(title) = self.titles.title(&blocks)
        {
            // A title at the beginning goes only to the front matter.
            if matches!(blocks.first(), Some(Block::Paragraph(words)) if titles::plain(words) == title) {
                blocks.remove(0);
            }
            self.front.title = Some(title);
        }
        let mut notes = Vec::new();
        while let Some((kind, id, label)) = self.notes.next() {
            let Some(&element) = self.parts.notes[kind].all.get(&id) else { continue };
            self.relations = self.parts.notes[kind].relations;
            self.story = Story::new(element, StoryKind::Note);
            let mut blocks = self.flow(element);
            if element.find(&|inner| matches!(inner.name(), "footnoteRef" | "endnoteRef")).is_some()
                && let Some(Block::Paragraph(words)) = blocks.first_mut()
            {
                without_mark(words);
            }
            notes.push(Note { label, blocks });
        }
        Document { front: self.front, blocks, notes, works: self.works.all }
    }

    /// Reads the blocks of one flow of text.
    fn flow(&mut self, parent: &Element) -> Vec<Block> {
        let mut lines = Vec::new();
        self.lines(parent, &mut lines);
        // A drop cap may have no paragraph after it.
        let left = std::mem::take(&mut self.story.initial);
        if !is_empty(&left) {
            lines.push(Line::Block(Block::Paragraph(inlines(left))));
        }
        lines::blocks(lines)
    }

    /// Returns the reference to a note, which is read later; none if the note is empty.
    ///
    /// If the file lacks the note, its mark becomes text, so that the mark is not lost.
    fn note(&mut self, kind: usize, id: &str) -> Option<Atom> {
        let is_there = self.parts.notes[kind].all.contains_key(id);
        let shows = |element: &Element| {
            matches!(element.name(), "t" | "delText" | "drawing" | "pict") && !element.children.is_empty()
        };
        if is_there && !self.notes.has_label(kind, id) {
            self.parts.notes[kind].all.get(id)?.find(&shows)?;
        }
        let label = self.notes.label(kind, id, is_there);
        Some(if is_there { Atom::Reference(label) } else { Atom::Text(format!("[{label}]")) })
    }

    /// Reads paragraphs and tables, and the elements around them.
    fn lines(&mut self, parent: &Element, lines: &mut Vec<Line>) {
        let all: Vec<&Element> = parent.elements().collect();
        for (element, behind) in all.iter().zip(1..) {
            match (element.space, element.name()) {
                (Space::Word, "p") => {
                    let is_body = std::ptr::eq(parent, self.parts.body);
                    self.paragraph(element, &all[behind..], is_body, lines);
                }
                (Space::Word, "tbl") => self.table(element, lines),
                (Space::Word, "sdt") => self.control_of_blocks(element, lines),
                (Space::Word, "customXml" | "smartTag" | "ins" | "del" | "moveTo" | "moveFrom") => {
                    self.lines(element, lines);
                }
                (Space::Math, "oMathPara" | "oMath") => {
                    let words = signs::formula(element);
                    lines.push(Line::Block(Block::Paragraph(vec![Inline::Text(words)])));
                }
                (_, "AlternateContent") => {
                    if let Some(chosen) = Self::alternative(element) {
                        self.lines(chosen, lines);
                    }
                }
                // Comments may begin and end between paragraphs.
                (Space::Word, "commentRangeStart" | "commentRangeEnd") => {
                    let mut pieces = Vec::new();
                    self.comment_range(element, &mut pieces);
                    if !is_empty(&pieces) {
                        lines.push(Line::Block(Block::Paragraph(inlines(pieces))));
                    }
                }
                _ => {}
            }
        }
    }

    fn control_of_blocks(&mut self, element: &Element, lines: &mut Vec<Line>) {
        let Some(content) = element.child("sdtContent") else { return };
        match self.control(element) {
            Control::Hidden => {}
            Control::Shown => self.lines(content, lines),
            Control::Cited(citation) => {
                if citation.own_words {
                    self.lines(content, lines);
                }
                lines.push(Line::Block(Block::Paragraph(vec![Inline::Cite(citation.cites)])));
            }
        }
    }

    /// Whether the next paragraph is in a table of contents.
    fn are_contents(&self, behind: &[&Element]) -> bool {
        let lists = |element: &Element| {
            element.name() == "instrText" && element.text().trim_start().starts_with("TOC")
                || element.name() == "docPartGallery"
        };
        let next = behind.iter().find(|next| !next.text().trim().is_empty());
        next.is_some_and(|next| {
            let properties = next.child("pPr");
            let style = properties.and_then(|properties| value(properties, "pStyle"));
            self.styles.kind(style.as_deref(), properties) == Kind::Contents || next.find(&lists).is_some()
        })
    }

    /// Reads a paragraph; `behind` are the elements after it.
    fn paragraph(&mut self, element: &Element, behind: &[&Element], is_body: bool, lines: &mut Vec<Line>) {
        let properties = element.child("pPr");
        let style = properties.and_then(|properties| value(properties, "pStyle"));
        let style = style.as_deref().or(self.styles.default_paragraph());
        let kind = match self.styles.kind(style, properties) {
            Kind::ContentsTitle if self.are_contents(behind) => Kind::Contents,
            Kind::ContentsTitle => Kind::Heading(1),
            kind => kind,
        };
        let mut pieces = std::mem::take(&mut self.story.initial);
        if style.is_none_or(|style| !self.styles.hides(style)) {
            self.inline(element, &mut Vec::new(), &mut pieces);
            raise(&mut pieces);
        }
        let boxes = std::mem::take(&mut self.story.boxes);
        let is_initial = properties
            .and_then(|properties| properties.child("framePr"))
            .is_some_and(|frame| frame.attribute("dropCap").is_some_and(|kind| kind != "none"));
        // A paragraph counts in its list even if it is empty.
        let numbered = properties.map(Numbered::of).unwrap_or_default().over(self.styles.numbered(style));
        let item = self.numbering.count(&numbered, style, self.styles);
        if is_initial && !is_empty(&pieces) {
            self.story.initial = pieces;
        } else if is_empty(&pieces) {
            let is_rule =
                |element: &Element| element.attribute("hr").is_some_and(|value| value == "t" || value == "true");
            if element.find(&is_rule).is_some() {
                lines.push(Line::Block(Block::Rule));
            }
        } else if kind != Kind::Contents {
            if is_body && kind == Kind::Plain && item.is_none() {
                let line = inlines(pieces.clone());
                self.titles.see(element, style, self.styles, &titles::plain(&line));
            }
            let is_between = item.is_none() && style.is_some_and(|style| self.styles.is_of_lists(style));
            lines.extend(self.line(kind, item, is_between, pieces));
        }
        lines.extend(boxes);
    }

    /// Turns a paragraph into a line; none if it went to the front matter.
    fn line(&mut self, kind: Kind, item: Option<Item>, is_between: bool, mut pieces: Vec<Piece>) -> Option<Line> {
        let is_picture = pieces.iter().all(|piece| match &piece.atom {
            Atom::Text(text) => text.trim().is_empty(),
            Atom::Break | Atom::Image { .. } => true,
            Atom::Reference(_) | Atom::Cite(_) | Atom::Comment { .. } => false,
        });
        if self.story.is_top && self.takes_to_front(kind, &pieces) {
            return None;
        }
        self.story.is_top &= is_picture;
        let label = item.as_ref().map(|item| item.label.clone()).filter(|label| !label.is_empty());
        let label = label.as_deref();
        match kind {
            Kind::Title | Kind::Subtitle | Kind::Heading(_) => {
                let level = match kind {
                    Kind::Heading(level) => level,
                    Kind::Subtitle => 2,
                    _ => 1,
                };
                // A heading is strong by itself, so such marks are removed.
                for mark in [Mark::Strong, Mark::Emphasis] {
                    if pieces.iter().all(|piece| piece.marks.contains(&mark) || is_empty(std::slice::from_ref(piece))) {
                        for piece in &mut pieces {
                            piece.marks.retain(|other| *other != mark);
                        }
                    }
                }
                for piece in pieces.iter_mut().filter(|piece| piece.atom == Atom::Break) {
                    piece.atom = Atom::Text(" ".to_owned());
                }
                let words = inlines(labelled(label, pieces));
                return Some(Line::Block(Block::Heading(level, words)));
            }
            Kind::Code if item.is_none() => {
                if let Some(text) = code(&pieces) {
                    return Some(Line::Code(text));
                }
            }
            Kind::Quote if item.is_none() => return Some(Line::Quote(Block::Paragraph(inlines(pieces)))),
            Kind::Continued if item.is_none() => return Some(Line::Continued(Block::Paragraph(inlines(pieces)))),
            _ => {}
        }
        let Some(mut item) = item else {
            let block = Block::Paragraph(inlines(pieces));
            return Some(if is_between { Line::Between(block) } else { Line::Block(block) });
        };
        // Lists in Markdown have plain numbers, so any other label becomes part of the words.
        let digits: String = item.label.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
        let digits = digits.trim_matches('.');
        if digits.contains('.') {
            // "2.1" numbers the document's paragraphs.
            return Some(Line::Block(Block::Paragraph(inlines(labelled(label, pieces)))));
        }
        if item.number.is_some_and(|number| digits == number.to_string()) {
            item.label.clear();
        } else {
            item.number = None;
        }
        let label = Some(item.label.as_str()).filter(|label| !label.is_empty());
        let words = inlines(labelled(label, pieces));
        Some(Line::Item(item, vec![Block::Paragraph(words)]))
    }

    /// Moves a title, author or date at the top to the front matter. Returns whether nothing of it stays in the text.
    fn takes_to_front(&mut self, kind: Kind, pieces: &[Piece]) -> bool {
        let mut text = String::new();
        let mut is_plain = true;
        for piece in pieces {
            match &piece.atom {
                Atom::Text(words) => text.push_str(words),
                Atom::Break => text.push('\n'),
                Atom::Image { .. } | Atom::Reference(_) | Atom::Cite(_) | Atom::Comment { .. } => is_plain = false,
            }
            is_plain &=
                !piece.marks.iter().any(|mark| matches!(mark, Mark::Inserted | Mark::Deleted | Mark::Commented(_)));
        }
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let names: Vec<String> = text.split([';', '\n']).map(one_line).filter(|name| !name.is_empty()).collect();
        let text = one_line(&text);
        if text.is_empty() {
            return false;
        }
        let is_further = self.story.front_kinds.contains(&kind);
        match kind {
            Kind::Title => set(&mut self.front.title, is_further, text),
            Kind::Subtitle => set(&mut self.front.subtitle, is_further, text),
            Kind::Author if is_plain => {
                if !is_further {
                    self.front.authors.clear();
                }
                self.front.authors.extend(names);
            }
            Kind::Date if is_plain => self.front.published = Some(text),
            _ => return false,
        }
        self.story.front_kinds.push(kind);
        // Words with notes or changes stay in the text too.
        is_plain
    }

    /// Returns the first alternative that shows something.
    fn alternative<'e, 't>(element: &'e Element<'t>) -> Option<&'e Element<'t>> {
        let shows = |element: &Element| {
            matches!(
                element.name(),
                "t" | "delText" | "docPr" | "blip" | "imagedata" | "txbxContent" | "sym" | "fldChar" | "p"
            )
        };
        let mut all = element.elements().filter(|one| matches!(one.name(), "Choice" | "Fallback"));
        all.find(|one| one.find(&shows).is_some())
    }
}

/// Adds a line to a value of the front matter. The first line replaces the file's property.
fn set(value: &mut Option<String>, is_further: bool, text: String) {
    *value = match value.take() {
        Some(before) if is_further => Some(format!("{before} {text}")),
        _ => Some(text),
    };
}

/// Puts a label before words.
fn labelled(label: Option<&str>, mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(label) = label {
        pieces.insert(0, Piece::new(Vec::new(), Atom::Text(format!("{label} "))));
    }
    pieces
}

/// Returns a paragraph of code as a line; none if it has more than text.
fn code(pieces: &[Piece]) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match &piece.atom {
            Atom::Text(words) => text.push_str(words),
            Atom::Break => text.push('\n'),
            Atom::Image { .. } | Atom::Reference(_) | Atom::Cite(_) | Atom::Comment { .. } => return None,
        }
    }
    Some(text.trim_end().to_owned())
}
