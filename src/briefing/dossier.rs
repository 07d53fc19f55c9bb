//! A briefing with every link resolved in both directions. Screens and summaries are made of it.
//!
//! Owns the types, their queries, and standing: which claims hold despite doubts. Only [`crate::briefing::link`] makes
//! a dossier, so every index in it is valid. Must not know how anything looks.

mod caveats;
mod chains;
mod comment;
mod figures;
mod hedges;
mod named;
mod parts;
mod relation;
mod excerpt;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

pub use self::caveats::Covering;
pub use self::chains::{Doubts, MOST_CHAINS};
pub use self::excerpt::Excerpt;
pub use self::figures::Figures;
use self::figures::Tally;
pub use self::hedges::ClaimHedge;
pub(crate) use self::hedges::Hedges;
pub use self::named::Unnamed;
pub use self::parts::ExcerptPart;
pub(crate) use self::parts::with_struck;
pub use self::relation::Relation;
use crate::briefing::ast::{Briefing, CaveatKind, Cited, Extent, Place, Reliability, SourceKind};
use crate::briefing::footnote::Evidence;
use crate::text::address;
use crate::text::manuscript::{Manuscript, Span};

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident),*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub usize);

            impl $name {
                /// Returns the number for people, 1-based.
                pub fn number(self) -> usize {
                    self.0 + 1
                }
            }
        )*
    };
}

ids! {
    /// A claim. Ids follow the order of the text.
    ClaimId,
    /// A source. Ids go first to cited sources in the order of their first citation, then to the sources behind them,
    /// then to the rest.
    SourceId,
    /// A caveat. Ids follow the order of declaration.
    CaveatId,
    /// A note. Ids go first to notes in the text in the order of their first reference, then to the rest.
    NoteId
}

/// A briefing with every link resolved.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub manuscript: Manuscript,
    pub briefing: Briefing,
    /// The front matter's title, else the first heading at the top that can be one, else the manuscript's name.
    pub title: String,
    pub claims: Vec<Claim>,
    pub sources: Vec<Source>,
    pub caveats: Vec<Caveat>,
    /// Places where caveats are stated, in the order of the text.
    pub statements: Vec<Statement>,
    pub(crate) hedges: Hedges,
    pub(crate) index: Index,
    /// Footnotes that name no source.
    pub notes: Vec<Note>,
    /// Places with notes but no source, in the order of the text.
    pub remarks: Vec<Remark>,
    /// Sentences of paragraphs with no source and no caveat: the text's own voice. In the order of the text.
    pub unsourced: Vec<Extent>,
}

/// What can be looked up in a dossier without a search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// The meaning of each case-folded label.
    pub labels: HashMap<String, LabelTarget>,
    /// The claims by the prose that their words stand in: the place, the claim, and the index of the stretch in its
    /// words. In the order of places.
    pub words: Vec<(Place, ClaimId, usize)>,
    /// See [`Dossier::figures_in`]. Made on demand.
    tally: OnceLock<Tally>,
}

impl Index {
    /// The index of a dossier whose claims are not linked yet.
    pub(crate) fn new(labels: HashMap<String, LabelTarget>) -> Self {
        Self { labels, ..Self::default() }
    }
}

/// Words of the text with a group of references behind or among them.
#[derive(Clone, Debug)]
pub struct Passage {
    /// See [`crate::briefing::ast::Citation::words`]. Not empty.
    pub words: Vec<Extent>,
    /// Index into [`Briefing::sentences`]: the context of the words.
    pub sentence: usize,
    /// The prose that holds the references. Passages of one kind are in the order of these, then of `at`.
    pub place: Place,
    /// The byte of that prose's text at which the references stand.
    pub at: u32,
    /// The bytes of the references in the manuscript.
    pub references: Span,
}

/// A passage that someone answers for.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its words, on one line: "…" stands for a gap, and "~~" around deletions.
    pub text: String,
    pub passage: Passage,
    /// The labels of its references, in the order of the text.
    pub labels: Vec<String>,
    /// See [`crate::briefing::ast::Citation::brackets`].
    pub brackets: Option<Span>,
    /// Index into [`Briefing::sections`].
    pub section: usize,
    /// The sources that its footnotes name; not empty, no source twice. They are alternatives: each of them says so,
    /// unless it is only mentioned.
    pub sources: Vec<SourceId>,
    /// The places in its sources, for each reference that names one.
    pub locators: Vec<Locator>,
    /// The remarks of its footnotes besides the name of a source.
    pub asides: Vec<Aside>,
    /// The sources that its footnotes only name in passing, and those that its sentence rules out, sorted. See
    /// [`Dossier::is_mentioned`].
    pub(crate) mentioned: Vec<SourceId>,
    /// Its notes; nothing rests on them.
    pub notes: Vec<NoteId>,
    /// Caveats on the claim itself, in the order of the text. See [`Dossier::coverings`] for all.
    pub caveats: Vec<CaveatId>,
}

/// The place in a source that a reference names: "p. 4".
#[derive(Clone, Debug)]
pub struct Locator {
    pub source: SourceId,
    pub label: String,
    pub words: String,
}

/// A footnote that names a source and makes a remark.
#[derive(Clone, Debug)]
pub struct Aside {
    pub source: SourceId,
    pub label: String,
    /// All of the footnote's words, on one line.
    pub text: Arc<str>,
    /// The first claim that has it.
    pub first: ClaimId,
    /// Whether it only names the source in passing. The source may answer for something other than the claim.
    pub mentions: bool,
}

/// The meaning of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelTarget {
    Source(SourceId),
    Caveat(CaveatId),
    Note(NoteId),
}

/// A footnote that names nobody: a gloss, an aside. It answers for nothing.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its label.
    pub id: String,
    /// Its words, on one line.
    pub text: String,
    /// Its web addresses, in their order.
    pub urls: Vec<String>,
    /// Why it is classified as a note.
    pub evidence: Vec<Evidence>,
    /// The place where it is defined.
    pub declared: Span,
    /// The claims that have it.
    pub claims: Vec<ClaimId>,
    /// Indices into [`Dossier::statements`].
    pub statements: Vec<usize>,
    /// Indices into [`Dossier::remarks`].
    pub remarks: Vec<usize>,
}

/// A passage with notes but no source and no caveat.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The words that have the notes.
    pub passage: Passage,
    pub notes: Vec<NoteId>,
}

/// A person, body or document that answers for claims.
#[derive(Clone, Debug)]
pub struct Source {
    pub id: String,
    /// A short name.
    pub name: String,
    /// Every label that names it, its id first.
    pub labels: Vec<String>,
    /// Why its footnotes are classified as a source; empty if none defines it.
    pub evidence: Vec<Evidence>,
    /// The ways in which the text cites it, in the order of [`Cited::ALL`].
    pub cited: Vec<Cited>,
    pub profile: Profile,
    /// The sources behind it, without loops. They are alternatives, unless `together` is not empty.
    pub by: Vec<SourceId>,
    /// The alternatives, if one of them needs several sources together. See [`Source::alternatives`].
    pub(crate) together: Vec<Vec<SourceId>>,
    /// Its web addresses, each once: the declared one, then those of its footnotes in their order.
    pub urls: Vec<String>,
    /// The text of its footnote definition, if it says more than the name.
    pub note: Option<String>,
    /// The place where it is declared or defined; none if it is only referred to.
    pub declared: Option<Span>,
    /// Whether one of its footnotes names other works too, which are not read.
    pub has_others: bool,
    /// Claims that cite it, in order.
    pub claims: Vec<ClaimId>,
    /// Caveats that cover it, in the order of their ids.
    pub caveats: Vec<CaveatId>,
}

/// What the front matter, a bibliography or a footnote says about a source.
#[derive(Clone, Debug)]
pub struct Profile {
    /// None if not declared.
    pub kind: Option<SourceKind>,
    /// Whether the text tells the reader the source's name.
    pub named: bool,
    pub interest: Option<String>,
    pub reliability: Reliability,
    /// As declared, else the first web address of its footnotes.
    pub url: Option<String>,
    pub published: Option<String>,
}

impl Default for Profile {
    /// Nothing but a name is known.
    fn default() -> Self {
        Self { kind: None, named: true, interest: None, reliability: Reliability::F, url: None, published: None }
    }
}

/// A limit that somebody states, on sources or on claims.
#[derive(Clone, Debug)]
pub struct Caveat {
    pub id: String,
    pub kind: CaveatKind,
    pub by: Vec<SourceId>,
    /// The words of the front matter, else of its first statement, else of its footnote definition.
    pub text: String,
    pub covers: Vec<SourceId>,
    /// The place where it is declared.
    pub declared: Span,
    /// Claims that it covers directly, in order. See [`Dossier::covered`] for all.
    pub claims: Vec<ClaimId>,
    /// Indices into [`Dossier::statements`].
    pub statements: Vec<usize>,
    /// The text of its footnote definition, unless that is its text.
    pub note: Option<String>,
}

/// A passage that states caveats.
#[derive(Clone, Debug)]
pub struct Statement {
    pub passage: Passage,
    pub caveats: Vec<CaveatId>,
    /// The notes of these words.
    pub notes: Vec<NoteId>,
}

impl Note {
    /// Whether nothing in the text refers to it.
    pub fn is_unused(&self) -> bool {
        self.claims.is_empty() && self.statements.is_empty() && self.remarks.is_empty()
    }
}

impl Source {
    /// Whether the text attributes its claims to nobody in particular.
    pub fn is_nobody(&self) -> bool {
        self.profile.kind == Some(SourceKind::Unknown)
    }

    /// Its addresses as printed, with the declared one even if it is not a web address.
    pub fn addresses(&self) -> impl Iterator<Item = &String> {
        let first = self.profile.url.as_deref().and_then(address::web);
        self.profile.url.iter().chain(self.urls.iter().filter(move |&url| first.as_ref() != Some(url)))
    }

    /// The words behind its name: its kind, whether it is unnamed, whether it is declared.
    pub fn traits(&self) -> Vec<&'static str> {
        let kind = match self.profile.kind {
            Some(SourceKind::Unknown) => Some("attributed to nobody"),
            Some(kind) => Some(kind.word()),
            None => None,
        };
        let unnamed = (!self.profile.named && !self.is_nobody()).then_some("unnamed");
        let undeclared = self.declared.is_none().then_some("not declared");
        [kind, unnamed, undeclared].into_iter().flatten().collect()
    }

    /// Whether the text only links to it, without claiming that it says the same.
    pub fn is_linked(&self) -> bool {
        self.cited == [Cited::Link]
    }
}

impl Dossier {
    /// Whether the text has a title of its own, other than the name of its file.
    pub fn is_titled(&self) -> bool {
        self.title != self.manuscript.file_name()
    }

    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.0]
    }

    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0]
    }

    pub fn caveat(&self, id: CaveatId) -> &Caveat {
        &self.caveats[id.0]
    }

    pub fn claim_ids(&self) -> impl DoubleEndedIterator<Item = ClaimId> + ExactSizeIterator + Clone + use<> {
        (0..self.claims.len()).map(ClaimId)
    }

    pub fn source_ids(&self) -> impl DoubleEndedIterator<Item = SourceId> + ExactSizeIterator + use<> {
        (0..self.sources.len()).map(SourceId)
    }

    pub fn caveat_ids(&self) -> impl DoubleEndedIterator<Item = CaveatId> + ExactSizeIterator + use<> {
        (0..self.caveats.len()).map(CaveatId)
    }

    /// Returns the claims with references in a prose.
    pub fn claims_at(&self, place: Place) -> impl Iterator<Item = (ClaimId, &Claim)> {
        let first = self.claims.partition_point(|claim| claim.passage.place < place);
        (first..self.claims.len())
            .map(|at| (ClaimId(at), &self.claims[at]))
            .take_while(move |(_, claim)| claim.passage.place == place)
    }

    /// Returns the claims with references in a block.
    pub fn claims_of(&self, block: usize) -> impl DoubleEndedIterator<Item = ClaimId> + ExactSizeIterator + use<> {
        let before = |block: usize| self.claims.partition_point(|claim| claim.passage.place.block < block);
        (before(block)..before(block + 1)).map(ClaimId)
    }

    /// Returns each stretch of claims' words in a prose, with its claim.
    pub fn words_at(&self, place: Place) -> impl Iterator<Item = (ClaimId, &Extent)> {
        let first = self.index.words.partition_point(|(at, _, _)| *at < place);
        let here = self.index.words[first..].iter().take_while(move |(at, _, _)| *at == place);
        here.map(|&(_, claim, stretch)| (claim, &self.claim(claim).passage.words[stretch]))
    }

    /// Returns the statements of a prose.
    pub fn statements_at(&self, place: Place) -> impl Iterator<Item = &Statement> {
        let first = self.statements.partition_point(|statement| statement.passage.place < place);
        self.statements[first..].iter().take_while(move |statement| statement.passage.place == place)
    }

    /// Returns the source with a label, as written, or else in any case.
    pub fn source_by_id(&self, id: &str) -> Option<SourceId> {
        match self.label(id) {
            Some(LabelTarget::Source(source)) => Some(source),
            Some(LabelTarget::Caveat(_) | LabelTarget::Note(_)) | None => {
                self.source_ids().find(|&source| self.source(source).id == id)
            }
        }
    }

    /// Returns the meaning of a label in any case.
    pub fn label(&self, label: &str) -> Option<LabelTarget> {
        self.index.labels.get(&label.to_lowercase()).copied()
    }

    /// Returns the web address of a source: the declared address, else the first of its footnotes.
    pub fn address(&self, source: SourceId) -> Option<String> {
        let Source { profile: Profile { url, .. }, urls, .. } = self.source(source);
        url.as_ref().map_or_else(|| urls.first().cloned(), |url| address::web(url))
    }

    pub fn note(&self, id: NoteId) -> &Note {
        &self.notes[id.0]
    }

    pub fn note_ids(&self) -> impl DoubleEndedIterator<Item = NoteId> + ExactSizeIterator + use<> {
        (0..self.notes.len()).map(NoteId)
    }

    /// Returns the remarks of a prose.
    pub fn remarks_at(&self, place: Place) -> impl Iterator<Item = &Remark> {
        let first = self.remarks.partition_point(|remark| remark.passage.place < place);
        self.remarks[first..].iter().take_while(move |remark| remark.passage.place == place)
    }
}
