//! The types of a parsed manuscript: sections, blocks, inlines, citations, declared sources and caveats.
//!
//! References are still names here; [`crate::briefing::link`] resolves them into a dossier. Blocks are a flat list in
//! the order of the text. Each block has its containers, so that typesetting can begin at any block. Must not know how
//! anything looks.

mod front;
mod headings;
mod reference;

use std::ops::Range;

pub use self::front::{Declarations, DeclaredCaveat, DeclaredHedge, DeclaredSource, Front, Metadata};
pub use self::reference::{Citing, Reference, Work};

use crate::briefing::language::Language;
use crate::text::manuscript::{Span, offset, one_line};
use crate::text::role::{Role, Roles};

/// A parsed manuscript.
#[derive(Clone, Debug, Default)]
pub struct Briefing {
    pub front: Front,
    /// Blocks in the order of the text; their spans do not overlap.
    pub blocks: Vec<Block>,
    /// Sections in the order of the text. The first is the text before any heading, and may be empty.
    pub sections: Vec<Section>,
    /// Citations in the order of their references.
    pub citations: Vec<Citation>,
    /// Sentences that have citations, in the order of the first citation of each.
    pub sentences: Vec<Sentence>,
    /// Sentences that introduce lists and quotations, each with the index of the introduced block. In the order of the
    /// text.
    pub introductions: Vec<(usize, Extent)>,
    /// Footnote definitions, in the order of the text.
    pub notes: Vec<Note>,
    /// Targets of links.
    pub links: Vec<String>,
    /// Comments in HTML, in the order of the text.
    pub comments: Vec<Span>,
    /// See [`Briefing::language`].
    pub(crate) language: Language,
}

impl Briefing {
    /// Returns the prose at a place.
    pub fn prose(&self, place: Place) -> &Prose {
        &self.blocks[place.block].proses[place.cell]
    }

    /// Returns the lines of the masthead: title, byline, and origin of the facts. A line is empty if it is not known, and
    /// the title also if the text begins with it as a heading.
    pub fn masthead(&self) -> [String; 3] {
        let Metadata { origin, .. } = &self.front.metadata;
        let title = self.front.metadata.whole_title().unwrap_or_default();
        let first = self.blocks.first().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let is_heading = first.is_some_and(|block| block.proses.iter().any(|prose| prose.text.trim() == title));
        [
            if is_heading { String::new() } else { title },
            self.front.metadata.byline(),
            origin.clone().unwrap_or_default(),
        ]
    }

    /// Returns the blocks of a note.
    pub fn blocks_of<'a>(&'a self, note: &'a Note) -> &'a [Block] {
        note.inline.as_deref().map_or(&self.blocks[note.blocks.clone()], std::slice::from_ref)
    }

    /// Returns the main language of the text; English if it is not known.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the index of the section that holds a block.
    pub fn section_of(&self, block: usize) -> usize {
        self.sections.partition_point(|section| section.blocks.start <= block).saturating_sub(1)
    }
}

/// A name and its place in the manuscript.
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
    /// The kind of source that answers for a claim.
    SourceKind {
        Person = "person",
        Group = "group",
        Organization = "organization",
        Document = "document",
        /// Nobody: the text attributes the claim, but does not say to whom.
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
        /// A link on words of the sentence. It is weaker, because the text does not say that the page makes the claim.
        Link = "link",
    }
}

vocabulary! {
    /// Whether links are references.
    Links {
        Always = "always",
        /// Only if the text has no other way to cite.
        Auto = "auto",
        Never = "never",
    }
}

vocabulary! {
    /// Whether a caveat limits or disputes.
    CaveatKind {
        /// It limits the claim or source.
        Limitation = "limitation",
        /// It disputes the claim or source.
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
        /// Not judged.
        F = "F",
    }
}

impl Reliability {
    /// Returns the meaning of the letter.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "not rated",
        }
    }
}

/// A heading and the blocks under it, up to the next heading of any level.
#[derive(Clone, Debug)]
pub struct Section {
    /// Level from 1 to 6, or 0 for the section before any heading.
    pub level: u8,
    pub title: String,
    /// The id written after the heading as `{#id}`.
    pub id: Option<String>,
    /// Indices into [`Briefing::blocks`], the heading first.
    pub blocks: Range<usize>,
    pub language: Language,
}

impl Section {
    /// Creates an empty section. Its language is detected once the whole section is known.
    pub fn new(level: u8, title: String, block: usize) -> Self {
        Self { level, title, id: None, blocks: block..block, language: Language::ENGLISH }
    }
}

/// A part of the text that is typeset in one piece.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its place without the white space around it. Never empty.
    pub span: Span,
    /// Its containers, the outermost first.
    pub containers: Vec<Container>,
    pub kind: BlockKind,
    /// Its text: one prose, none for a rule, and for a table its cells row after row, the head first.
    pub proses: Vec<Prose>,
}

/// A block's surroundings: a quotation, an item, a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Container {
    /// A block quote. An alert has a word, "note" or "warning", above its first block.
    Quote { alert: Option<&'static str>, first: bool },
    /// A list item. Its marker belongs to its first block.
    Item { marker: Marker, first: bool, tight: bool },
    /// A footnote definition: an index into [`Briefing::notes`].
    Note { note: usize, first: bool },
    /// The definition of a term in a definition list.
    Definition { first: bool },
}

/// The marker of a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marker {
    Bullet,
    Number(u64),
    Task { done: bool },
}

/// The kind of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    Paragraph,
    /// A term of a definition list.
    Term,
    Code {
        language: String,
    },
    Rule,
    Table {
        columns: Vec<Alignment>,
    },
}

/// The alignment of a table column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Center,
    Right,
}

/// Text as the reader sees it, with the place in the manuscript of each part.
///
/// The text omits references and the brackets around a claim.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    pub text: String,
    /// Pieces in order; they cover `text` without a gap.
    pub pieces: Vec<Piece>,
}

/// A stretch of prose with one set of roles and one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte of the piece in the prose's text.
    pub start: u32,
    /// Its place in the manuscript.
    pub span: Span,
    /// Whether its text equals the manuscript byte for byte. An entity or a line break differs.
    pub verbatim: bool,
    /// Its inline markup.
    pub roles: Roles,
    /// An index into [`Briefing::links`].
    pub link: Option<u32>,
}

impl Prose {
    /// Returns the byte of the manuscript for a byte of the text; inside an entity, the entity's first byte.
    pub fn origin(&self, at: u32) -> u32 {
        let piece = match self.pieces.partition_point(|piece| piece.start <= at) {
            0 => return self.pieces.first().map_or(0, |piece| piece.span.start),
            after => &self.pieces[after - 1],
        };
        if piece.verbatim { (piece.span.start + at - piece.start).min(piece.span.end) } else { piece.span.start }
    }

    /// Returns the bytes of the manuscript for a range of the text, which must not be empty.
    pub fn span(&self, range: &Range<u32>) -> Span {
        let last = self.pieces.partition_point(|piece| piece.start < range.end) - 1;
        let piece = &self.pieces[last];
        let end = if piece.verbatim { piece.span.start + range.end - piece.start } else { piece.span.end };
        Span { start: self.origin(range.start), end }
    }

    /// Returns the ranges of the text that have a role.
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

    /// Returns the ranges of the text that the author struck out.
    pub fn struck(&self) -> Vec<Range<u32>> {
        self.with_role(Role::Strikethrough)
    }

    /// Returns the title of a heading with "~~" around deletions. Images are left out if the title has other words.
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

    /// Returns the words of a range of the text.
    pub fn slice(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }
}

/// The place of a prose: a block and a cell in it.
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
    /// Bytes of the prose's text; never empty.
    pub range: Range<u32>,
    /// Place of these words in the manuscript, with all markup between them.
    pub span: Span,
}

impl Extent {
    /// Whether another extent is a part of this one.
    pub fn contains(&self, other: &Self) -> bool {
        self.place == other.place && self.range.start <= other.range.start && other.range.end <= self.range.end
    }

    /// Whether two extents share words.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.place == other.place && self.range.start < other.range.end && other.range.start < self.range.end
    }
}

/// A group of references and the words that they cover. The words may have gaps and stand in several blocks.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The covered words in the order of the text; not empty and not overlapping. Two neighbors have a gap or the end
    /// of a block between them.
    pub words: Vec<Extent>,
    /// Index into [`Briefing::sentences`]. That sentence contains all of the words.
    pub sentence: usize,
    /// The prose with the references. The words may stand in other proses.
    pub place: Place,
    /// The byte of that prose's text where the references stand.
    pub at: u32,
    /// References in the order of the text; not empty.
    pub references: Vec<Reference>,
    /// The brackets around the words, with everything between them; none if a rule found the words.
    pub brackets: Option<Span>,
}

/// The context in which words must be read: a sentence with the quotation or list that it introduces, a list item, a
/// quotation, or a table row. All claims in it share it.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Parts in reading order; not empty.
    pub parts: Vec<SentencePart>,
    /// Whether the rest of its list or quotation is left out.
    pub goes_on: bool,
}

/// Separates the name of a column and a cell below it.
pub const COLUMN: &str = ": ";

/// A stretch of a sentence.
#[derive(Clone, Debug)]
pub struct SentencePart {
    /// Separates this part from the part before: a space, or the signs for the lines of a table.
    pub before: &'static str,
    pub extent: Extent,
}

/// A footnote definition, or an inline note.
#[derive(Clone, Debug)]
pub struct Note {
    pub label: Named,
    /// Its words on one line.
    pub text: String,
    /// Indices into [`Briefing::blocks`]; none for an inline note. See [`Briefing::blocks_of`].
    pub blocks: Range<usize>,
    /// The block of an inline note, `^[…]`. It is not one of the text's blocks.
    pub inline: Option<Box<Block>>,
    pub citing: Citing,
    /// Whether it is a source whatever its words are, because it is an entry in a list of sources or a linked page.
    pub is_listed: bool,
}

impl Note {
    /// Creates an empty note before the block with this index.
    pub fn new(label: Named, block: usize) -> Self {
        let (text, citing) = (String::new(), Citing::Nothing);
        Self { label, text, blocks: block..block, inline: None, citing, is_listed: false }
    }

    /// Creates an inline note of one paragraph before the block with this index.
    pub fn inline(label: Named, prose: Prose, block: usize) -> Self {
        let (span, text) = (label.span, one_line(&prose.text));
        let inline = Block { span, containers: Vec::new(), kind: BlockKind::Paragraph, proses: vec![prose] };
        Self { text, inline: Some(Box::new(inline)), ..Self::new(label, block) }
    }
}
