//! A manuscript, parsed: sections, blocks, inlines, citations, declared sources and caveats.
//!
//! References are still names here; [`crate::briefing::link`] resolves them into a dossier.
//! Blocks are a flat list in the order of the text, each with the containers that it stands in, so
//! that typesetting can begin at any of them. Must not know how anything looks.

mod front;
mod headings;
mod reference;

use std::ops::Range;

pub use self::front::{Declarations, DeclaredCaveat, DeclaredHedge, DeclaredSource, Front, Metadata};
pub use self::reference::{Citing, Reference, Work};

use crate::briefing::language::Language;
use crate::text::manuscript::{Span, offset, one_line};
use crate::text::role::{Role, Roles};

/// A manuscript, parsed.
#[derive(Clone, Debug, Default)]
pub struct Briefing {
    pub front: Front,
    /// In the order of the text; their spans do not overlap.
    pub blocks: Vec<Block>,
    /// In the order of the text. The first is what stands before any heading, and may be empty.
    pub sections: Vec<Section>,
    /// In the order of their references.
    pub citations: Vec<Citation>,
    /// The sentences that citations stand in, in the order of the first citation of each.
    pub sentences: Vec<Sentence>,
    /// The sentences that introduce lists and quotations, by the blocks of these: an index into [`Briefing::blocks`], and
    /// the sentence. In the order of the text.
    pub introductions: Vec<(usize, Extent)>,
    /// Footnote definitions, in the order of the text.
    pub notes: Vec<Note>,
    /// Where links go.
    pub links: Vec<String>,
    /// Comments in HTML, in the order of the text.
    pub comments: Vec<Span>,
    /// See [`Briefing::language`].
    pub(crate) language: Language,
}

impl Briefing {
    /// The prose at a place.
    pub fn prose(&self, place: Place) -> &Prose {
        &self.blocks[place.block].proses[place.cell]
    }

    /// The blocks of a note.
    pub fn blocks_of<'a>(&'a self, note: &'a Note) -> &'a [Block] {
        note.inline.as_deref().map_or(&self.blocks[note.blocks.clone()], std::slice::from_ref)
    }

    /// The language of the text as a whole; English where that cannot be told.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Index of the section that a block is in.
    pub fn section_of(&self, block: usize) -> usize {
        self.sections.partition_point(|section| section.blocks.start <= block).saturating_sub(1)
    }
}

/// A name and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub span: Span,
}

/// An enumeration whose values have names in front matter and in JSON.
macro_rules! vocabulary {
    ($(#[doc = $about:literal])* $type:ident { $($(#[doc = $doc:literal])* $variant:ident = $word:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type { $($(#[doc = $doc])* $variant,)* }

        impl $type {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

vocabulary! {
    /// What kind of source answers for a claim.
    SourceKind {
        Person = "person",
        Group = "group",
        Organization = "organization",
        Document = "document",
        /// The text attributes the claim, but to nobody.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// How a text cites a source.
    Cited {
        Footnote = "footnote",
        /// `^[…]`
        Inline = "inline-note",
        /// `[@key]`
        Key = "key",
        /// `[1]`
        Number = "number",
        /// A link on words of the sentence: a weaker kind, for it is not said that the page says so.
        Link = "link",
    }
}

vocabulary! {
    /// Whether links are references.
    Links {
        Always = "always",
        /// Where the text cites by nothing else.
        Auto = "auto",
        Never = "never",
    }
}

vocabulary! {
    /// What a caveat does to what it covers.
    CaveatKind {
        /// It limits it.
        Limitation = "limitation",
        /// It disputes it.
        Denial = "denial",
    }
}

vocabulary! {
    /// How reliable a source is, in the letters of the Admiralty code.
    Reliability {
        A = "A",
        B = "B",
        C = "C",
        D = "D",
        E = "E",
        /// Nobody has judged.
        F = "F",
    }
}

impl Reliability {
    /// What the letter stands for.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "not judged",
        }
    }
}

/// A heading and what stands under it, up to the next heading of any level.
#[derive(Clone, Debug)]
pub struct Section {
    /// 1 to 6; 0 for what stands before any heading.
    pub level: u8,
    pub title: String,
    /// The id that is written behind the heading, as `{#id}`.
    pub id: Option<String>,
    /// Indices into [`Briefing::blocks`], the heading first.
    pub blocks: Range<usize>,
    pub language: Language,
}

impl Section {
    /// With nothing under it so far; its language is found out when all of it is known.
    pub fn new(level: u8, title: String, block: usize) -> Self {
        Self { level, title, id: None, blocks: block..block, language: Language::ENGLISH }
    }
}

/// A leaf of the document: something typeset as one piece.
#[derive(Clone, Debug)]
pub struct Block {
    /// Without the white space around it. Never empty.
    pub span: Span,
    /// Outermost first.
    pub containers: Vec<Container>,
    pub kind: BlockKind,
    /// A table's cells, row after row, the head first; one for any other block but a rule, which has none.
    pub proses: Vec<Prose>,
}

/// What a block stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Container {
    /// A block quote; an alert's word, if it is one: "note", "warning". The word stands above its first block.
    Quote { alert: Option<&'static str>, first: bool },
    /// A list item. Its marker belongs to its first block.
    Item { marker: Marker, first: bool, tight: bool },
    /// A footnote definition: an index into [`Briefing::notes`].
    Note { note: usize, first: bool },
    /// What a list of definitions says of a term.
    Definition { first: bool },
}

/// What stands before a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marker {
    Bullet,
    Number(u64),
    Task { done: bool },
}

/// What kind of leaf a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    Paragraph,
    /// What is defined, in a list of definitions.
    Term,
    Code {
        language: String,
    },
    Rule,
    Table {
        columns: Vec<Alignment>,
    },
}

/// How a table column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Center,
    Right,
}

/// Text as the reader sees it, and where each part of it stands in the manuscript.
///
/// References are not part of the text, nor are the brackets that give a claim's extent.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    pub text: String,
    /// Cover `text` without a gap, in order.
    pub pieces: Vec<Piece>,
}

/// A stretch of prose with one look and one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the prose's text, in bytes.
    pub start: u32,
    /// Where it comes from.
    pub span: Span,
    /// Whether its text is the manuscript's, byte for byte; an entity or a line break is not.
    pub verbatim: bool,
    /// Its inline markup.
    pub roles: Roles,
    /// An index into [`Briefing::links`].
    pub link: Option<u32>,
}

impl Prose {
    /// The manuscript's byte at a byte of the text. For a place inside an entity, the entity's first.
    pub fn origin(&self, at: u32) -> u32 {
        let piece = match self.pieces.partition_point(|piece| piece.start <= at) {
            0 => return self.pieces.first().map_or(0, |piece| piece.span.start),
            after => &self.pieces[after - 1],
        };
        if piece.verbatim { (piece.span.start + at - piece.start).min(piece.span.end) } else { piece.span.start }
    }

    /// The manuscript's bytes behind a range of the text, which must not be empty.
    pub fn span(&self, range: &Range<u32>) -> Span {
        let last = self.pieces.partition_point(|piece| piece.start < range.end) - 1;
        let piece = &self.pieces[last];
        let end = if piece.verbatim { piece.span.start + range.end - piece.start } else { piece.span.end };
        Span { start: self.origin(range.start), end }
    }

    /// What has a role, stretch by stretch.
    pub fn with_role(&self, role: Role) -> Vec<Range<u32>> {
        let mut found: Vec<Range<u32>> = Vec::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(at + 1).map_or(offset(self.text.len()), |next| next.start);
            match found.last_mut() {
                _ if !piece.roles.has(role) || piece.start == end => {}
                Some(last) if last.end == piece.start => last.end = end,
                _ => found.push(piece.start..end),
            }
        }
        found
    }

    /// What the author struck out, stretch by stretch.
    pub fn struck(&self) -> Vec<Range<u32>> {
        self.with_role(Role::Strikethrough)
    }

    /// What a heading is called: "~~" stands around what is struck out, and images are left out if it has other words.
    pub fn title(&self) -> String {
        let mut images = self.with_role(Role::Image);
        let mut letters = self.text.char_indices().filter(|(_, c)| c.is_alphanumeric());
        if letters.all(|(at, _)| images.iter().any(|image| image.contains(&offset(at)))) {
            images.clear();
        }
        let in_image =
            |range: &Range<u32>| images.iter().any(|image| image.start <= range.start && range.end <= image.end);
        let struck = self.struck().into_iter().filter(|range| !in_image(range));
        let mut edits: Vec<(Range<u32>, &str)> =
            struck.flat_map(|Range { start, end }| [(start..start, "~~"), (end..end, "~~")]).collect();
        edits.extend(images.iter().map(|image| (image.clone(), "")));
        edits.sort_by_key(|(range, _)| range.start);
        let mut title = self.text.clone();
        for (range, words) in edits.into_iter().rev() {
            title.replace_range(range.start as usize..range.end as usize, words);
        }
        title
    }

    /// The words of a range of the text.
    pub fn slice(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }
}

/// Which prose: a block, and a cell in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index into [`Briefing::blocks`].
    pub block: usize,
    /// Index into [`Block::proses`].
    pub cell: usize,
}

/// A stretch of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    pub place: Place,
    /// Bytes of the prose's text; not empty.
    pub range: Range<u32>,
    /// The same words in the manuscript, with whatever stands between them.
    pub span: Span,
}

impl Extent {
    /// Whether another extent is a part of this one.
    pub fn holds(&self, other: &Self) -> bool {
        self.place == other.place && self.range.start <= other.range.start && other.range.end <= self.range.end
    }

    /// Whether two extents share words.
    pub fn meets(&self, other: &Self) -> bool {
        self.place == other.place && self.range.start < other.range.end && other.range.start < self.range.end
    }
}

/// A group of references and the words that they cover.
#[derive(Clone, Debug)]
pub struct Citation {
    /// In the order of the text, not empty, not overlapping. Between one and the next there is a gap, or the end of a block.
    pub words: Vec<Extent>,
    /// Index into [`Briefing::sentences`]. That sentence holds all of the words.
    pub sentence: usize,
    /// The prose that the references stand in. The words may stand in others.
    pub place: Place,
    /// Where in that prose's text the references stand, in bytes.
    pub at: u32,
    /// In the order of the text; not empty.
    pub references: Vec<Reference>,
    /// The brackets that give the words, with what stands between them; none where they were found by rule.
    pub brackets: Option<Span>,
}

/// What has to be read with some words: a sentence, with the quotation or list that it introduces; a list item; a quotation;
/// the row of a table.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// In the order in which they are read; not empty.
    pub parts: Vec<SentencePart>,
    /// Whether more of its list or quotation follows, and is left out.
    pub goes_on: bool,
}

/// What is said between the name of a column and a cell below it.
pub const COLUMN: &str = ": ";

/// A stretch of a sentence.
#[derive(Clone, Debug)]
pub struct SentencePart {
    /// What is said between the part before and this one: a space, or the signs that stand for the lines of a table.
    pub before: &'static str,
    pub extent: Extent,
}

/// A footnote definition, or an inline note.
#[derive(Clone, Debug)]
pub struct Note {
    pub label: Named,
    /// Its words, on one line.
    pub text: String,
    /// Indices into [`Briefing::blocks`]; none for an inline note. See [`Briefing::blocks_of`].
    pub blocks: Range<usize>,
    /// What an inline note says, `^[…]`: it stands in a paragraph, and in no block of the text.
    pub inline: Option<Box<Block>>,
    pub citing: Citing,
    /// Whether it is a source whatever it says: an entry of a list of sources, or a page that is linked to.
    pub is_listed: bool,
}

impl Note {
    /// A note that says nothing yet, before the block of an index.
    pub fn new(label: Named, block: usize) -> Self {
        let (text, citing) = (String::new(), Citing::Nothing);
        Self { label, text, blocks: block..block, inline: None, citing, is_listed: false }
    }

    /// A note of one paragraph that stands in no block, before the block of an index.
    pub fn inline(label: Named, prose: Prose, block: usize) -> Self {
        let (span, text) = (label.span, one_line(&prose.text));
        let inline = Block { span, containers: Vec::new(), kind: BlockKind::Paragraph, proses: vec![prose] };
        Self { text, inline: Some(Box::new(inline)), ..Self::new(label, block) }
    }
}
