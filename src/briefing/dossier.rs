//! A briefing with every link resolved in both directions. Screens and summaries are made of it.
//!
//! Owns the types, their queries, and standing: which claims hold despite doubts. Only [`crate::briefing::link`] makes
//! a dossier, so every index in it is valid. Must not know how anything looks.

mod hedges;
mod parts;
mod told;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

pub use self::hedges::ClaimHedge;
pub(crate) use self::hedges::Hedging;
pub use self::parts::Told;
pub use self::told::ToldPart;
pub(crate) use self::told::with_struck;
use crate::briefing::ast::{Briefing, CaveatKind, Cited, Extent, Place, Reliability, SourceKind};
use crate::briefing::footnote::Evidence;
use crate::briefing::hedge::Extra;
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
    /// then to the rest. The summary has letters for them in the same order, because numbers would be confused with
    /// those of its claims.
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
    /// Claims by the proses that their words stand in: the place, the claim, and which stretch of its words it is. In
    /// the order of places.
    pub(crate) marked: Vec<(Place, ClaimId, usize)>,
    /// By sentence. They are found on demand, since a screen shows the claims of one page.
    pub(crate) hedges: Vec<OnceLock<Hedging>>,
    /// The hedges that the settings and the text add to the tables.
    pub(crate) hedging: Extra,
    /// Footnotes that name no source.
    pub notes: Vec<Note>,
    /// Places with notes but no source, in the order of the text.
    pub remarks: Vec<Remark>,
    /// Sentences of paragraphs with no source and no caveat: the text's own voice. In the order of the text.
    pub unsourced: Vec<Extent>,
    /// The meaning of each case-folded label.
    pub(crate) labels: HashMap<String, LabelTarget>,
    /// See [`Dossier::figures_in`].
    pub(crate) tally: OnceLock<Tally>,
}

/// Numbers of limited and of denied claims before each claim and before the end of the text.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    limited: Vec<usize>,
    denied: Vec<usize>,
    /// See [`Dossier::most_in_a_section`].
    most: Figures,
}

/// Counts of claims in a part of the text: all, limited and denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub claims: usize,
    /// Claims under a limitation.
    pub limited: usize,
    /// Claims under a denial.
    pub denied: usize,
}

/// A stretch of the text that someone answers for.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its words, on one line: "…" stands for a gap, and "~~" around what is struck out.
    pub text: String,
    /// See [`crate::briefing::ast::Citation::words`]. Not empty.
    pub words: Vec<Extent>,
    /// Index into [`Briefing::sentences`]: the context of the words.
    pub sentence: usize,
    /// The prose that holds its references. Claims are in the order of these, then of `at`.
    pub place: Place,
    /// The byte of that prose's text at which its references stand.
    pub at: u32,
    /// The bytes of its references in the manuscript.
    pub references: Span,
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
    /// The sources that its footnotes only name in passing, sorted. See [`Dossier::is_mentioned`].
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

/// A place with notes but no citation.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The words that have the notes. Not empty.
    pub words: Vec<Extent>,
    /// Index into [`Briefing::sentences`].
    pub sentence: usize,
    /// The prose that holds its references. Remarks are in the order of these.
    pub place: Place,
    /// The byte of that prose's text at which its references stand.
    pub at: u32,
    /// The bytes of its references in the manuscript.
    pub references: Span,
    pub notes: Vec<NoteId>,
}

/// A caveat on a claim, and the source through which it covers the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covering {
    pub caveat: CaveatId,
    /// The nearest covered source on the claim's chains; none if the caveat covers the claim itself.
    pub via: Option<SourceId>,
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
    /// None if not declared.
    pub kind: Option<SourceKind>,
    /// Whether the text tells the reader the source's name.
    pub named: bool,
    /// The sources behind it, without loops. They are alternatives: each of them stands behind it.
    pub by: Vec<SourceId>,
    pub interest: Option<String>,
    pub reliability: Reliability,
    /// As declared, else the first web address of its footnotes.
    pub url: Option<String>,
    /// Its web addresses, each once: the declared one, then those of its footnotes in their order.
    pub urls: Vec<String>,
    pub published: Option<String>,
    /// The text of its footnote definition, if it says more than the name.
    pub note: Option<String>,
    /// The place where it is declared or defined; none if it is only referred to.
    pub declared: Option<Span>,
    /// Claims that cite it, in order.
    pub claims: Vec<ClaimId>,
    /// Caveats that cover it, in the order of their ids.
    pub caveats: Vec<CaveatId>,
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

/// Words that state caveats.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Not empty.
    pub words: Vec<Extent>,
    /// Index into [`Briefing::sentences`].
    pub sentence: usize,
    /// The prose that holds its references. Statements are in the order of these.
    pub place: Place,
    /// The byte of that prose's text at which its references stand.
    pub at: u32,
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
        self.kind == Some(SourceKind::Unknown)
    }

    /// Its addresses as printed, with the declared one even if it is no web address.
    pub fn addresses(&self) -> impl Iterator<Item = &String> {
        let first = self.url.as_deref().and_then(address::web);
        self.url.iter().chain(self.urls.iter().filter(move |&url| first.as_ref() != Some(url)))
    }

    /// The words behind its name: its kind, whether it is unnamed, whether it is declared.
    pub fn traits(&self) -> Vec<&'static str> {
        let kind = match self.kind {
            Some(SourceKind::Unknown) => Some("attributed to nobody"),
            Some(kind) => Some(kind.word()),
            None => None,
        };
        let unnamed = (!self.named && !self.is_nobody()).then_some("unnamed");
        let undeclared = self.declared.is_none().then_some("not declared");
        [kind, unnamed, undeclared].into_iter().flatten().collect()
    }
}

/// Sources that the reader doubts.
pub type Doubts = BTreeSet<SourceId>;

/// Most chains that are listed for one source of a claim. `by` can make exponentially many.
pub const MOST_CHAINS: usize = 100;

/// The relation of a claim to one of its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It is cited for the claim.
    Says,
    /// The claim's sentence links to it. Nobody claims that the page says the same.
    Linked,
    /// A remark in a footnote mentions it. It may answer for something else.
    Mentioned,
}

impl Relation {
    pub const ALL: [Self; 3] = [Self::Says, Self::Linked, Self::Mentioned];

    /// Returns the words before the source in a list.
    pub const fn lead(self) -> &'static str {
        match self {
            Self::Says => "",
            Self::Linked => "link ",
            Self::Mentioned => "see ",
        }
    }
}

fn by_relation<T: Copy>(all: &[T], relation: impl Fn(T) -> Relation) -> Vec<(Relation, Vec<T>)> {
    let those = |wanted| all.iter().copied().filter(|&one| relation(one) == wanted).collect::<Vec<_>>();
    Relation::ALL.into_iter().map(|wanted| (wanted, those(wanted))).filter(|(_, those)| !those.is_empty()).collect()
}

impl Source {
    /// Whether the text only links to it, without claiming that it says the same.
    pub fn is_linked(&self) -> bool {
        self.cited == [Cited::Link]
    }
}

impl Claim {
    /// See [`Dossier::is_mentioned`]. Sorted.
    pub fn mentioned(&self) -> &[SourceId] {
        &self.mentioned
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

    /// Whether a caveat of this kind covers a claim.
    pub fn covered_by(&self, claim: ClaimId, kind: CaveatKind) -> bool {
        self.coverings(claim).iter().any(|covering| self.caveat(covering.caveat).kind == kind)
    }

    /// Returns the caveats on a claim and on the sources of its chains, in order, each with its nearest source.
    ///
    /// They are found on demand: a hostile file can have a million claims under ten thousand caveats each.
    pub fn coverings(&self, claim: ClaimId) -> Vec<Covering> {
        let claim = self.claim(claim);
        let direct = claim.caveats.iter().map(|&caveat| Covering { caveat, via: None });
        let through = self.behind_all(&claim.sources).into_iter();
        let through = through
            .flat_map(|via| self.source(via).caveats.iter().map(move |&caveat| Covering { caveat, via: Some(via) }));
        let mut coverings: Vec<_> = direct.chain(through).collect();
        // The sort is stable, so the nearest source of each caveat stays first.
        coverings.sort_by_key(|covering| covering.caveat);
        coverings.dedup_by_key(|covering| covering.caveat);
        coverings
    }

    /// Returns the source through which a caveat covers a claim; none if it covers the claim itself.
    pub fn way(&self, caveat: CaveatId, claim: ClaimId) -> Option<SourceId> {
        let claim = self.claim(claim);
        let nearest =
            || self.behind_all(&claim.sources).into_iter().find(|&via| self.source(via).caveats.contains(&caveat));
        if claim.caveats.contains(&caveat) { None } else { nearest() }
    }

    /// Returns the claims that a caveat covers, directly or through sources, in order.
    pub fn covered(&self, caveat: CaveatId) -> Vec<ClaimId> {
        let caveat = self.caveat(caveat);
        let mut claims = self.resting_on(&caveat.covers);
        claims.extend(&caveat.claims);
        claims.sort_unstable();
        claims.dedup();
        claims
    }

    /// Returns the claims that some caveats cover, with repetitions. One walk finds them for all caveats.
    pub fn covered_by_any(&self, wanted: impl Fn(CaveatId) -> bool) -> Vec<ClaimId> {
        let caveats: Vec<_> = self.caveat_ids().filter(|&caveat| wanted(caveat)).map(|id| self.caveat(id)).collect();
        let sources: Vec<_> = caveats.iter().flat_map(|caveat| caveat.covers.iter().copied()).collect();
        let mut claims = self.resting_on(&sources);
        claims.extend(caveats.iter().flat_map(|caveat| &caveat.claims));
        claims
    }

    /// Returns the caveats that a source states, in order.
    pub fn stated_by(&self, source: SourceId) -> Vec<CaveatId> {
        self.caveat_ids().filter(|&caveat| self.caveat(caveat).by.contains(&source)).collect()
    }

    /// Returns the caveats on some sources and on the sources behind them, in order.
    pub fn caveats_behind(&self, sources: &[SourceId]) -> Vec<CaveatId> {
        let behind = self.behind_all(sources).into_iter();
        let mut caveats: Vec<_> = behind.flat_map(|source| self.source(source).caveats.iter().copied()).collect();
        caveats.sort_unstable();
        caveats.dedup();
        caveats
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
        let first = self.claims.partition_point(|claim| claim.place < place);
        (first..self.claims.len())
            .map(|at| (ClaimId(at), &self.claims[at]))
            .take_while(move |(_, claim)| claim.place == place)
    }

    /// Returns the claims with references in a block.
    pub fn claims_of(&self, block: usize) -> impl DoubleEndedIterator<Item = ClaimId> + ExactSizeIterator + use<> {
        let before = |block: usize| self.claims.partition_point(|claim| claim.place.block < block);
        (before(block)..before(block + 1)).map(ClaimId)
    }

    /// Returns each stretch of claims' words in a prose, with its claim.
    pub fn words_at(&self, place: Place) -> impl Iterator<Item = (ClaimId, &Extent)> {
        let first = self.marked.partition_point(|(at, _, _)| *at < place);
        let here = self.marked[first..].iter().take_while(move |(at, _, _)| *at == place);
        here.map(|&(_, claim, stretch)| (claim, &self.claim(claim).words[stretch]))
    }

    /// Counts the claims in a range of blocks.
    pub fn figures_in(&self, blocks: std::ops::Range<usize>) -> Figures {
        self.tallied(self.tally(), blocks)
    }

    /// Counts the given claims.
    pub fn figures_of(&self, claims: impl IntoIterator<Item = ClaimId>) -> Figures {
        let tally = self.tally();
        let mut figures = Figures::default();
        for claim in claims {
            let among = |counts: &[usize]| counts[claim.0 + 1] - counts[claim.0];
            figures.claims += 1;
            figures.limited += among(&tally.limited);
            figures.denied += among(&tally.denied);
        }
        figures
    }

    /// Returns the highest of each count in any section.
    pub fn most_in_a_section(&self) -> Figures {
        self.tally().most
    }

    /// Counts the claims of the whole text once, because a list of sections needs them for each section.
    fn tally(&self) -> &Tally {
        self.tally.get_or_init(|| {
            let limited = self.count_covered(CaveatKind::Limitation);
            let denied = self.count_covered(CaveatKind::Denial);
            let mut tally = Tally { limited, denied, most: Figures::default() };
            for section in &self.briefing.sections {
                let Figures { claims, limited, denied } = self.tallied(&tally, section.blocks.clone());
                let most = &mut tally.most;
                *most = Figures {
                    claims: most.claims.max(claims),
                    limited: most.limited.max(limited),
                    denied: most.denied.max(denied),
                };
            }
            tally
        })
    }

    fn tallied(&self, tally: &Tally, blocks: std::ops::Range<usize>) -> Figures {
        let before = |block: usize| self.claims.partition_point(|claim| claim.place.block < block);
        let (first, end) = (before(blocks.start), before(blocks.end.max(blocks.start)));
        let among = |counts: &[usize]| counts[end] - counts[first];
        Figures { claims: end - first, limited: among(&tally.limited), denied: among(&tally.denied) }
    }

    /// Returns the number of claims under a kind of caveat before each claim, and before the end.
    fn count_covered(&self, kind: CaveatKind) -> Vec<usize> {
        let mut covered = vec![false; self.claims.len()];
        for claim in self.covered_by_any(|caveat| self.caveat(caveat).kind == kind) {
            covered[claim.0] = true;
        }
        let mut count = 0;
        let counts = covered.into_iter().map(|covered| {
            count += usize::from(covered);
            count
        });
        std::iter::once(0).chain(counts).collect()
    }

    /// Returns the statements of a prose.
    pub fn statements_at(&self, place: Place) -> impl Iterator<Item = &Statement> {
        let first = self.statements.partition_point(|statement| statement.place < place);
        self.statements[first..].iter().take_while(move |statement| statement.place == place)
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
        self.labels.get(&label.to_lowercase()).copied()
    }

    /// Returns the web address of a source: the declared address, else the first of its footnotes.
    pub fn address(&self, source: SourceId) -> Option<String> {
        let Source { url, urls, .. } = self.source(source);
        url.as_ref().map_or_else(|| urls.first().cloned(), |url| address::web(url))
    }

    /// Returns the locators of a claim in a source, "p. 4" or "p. 4; p. 12"; empty if there are none.
    pub fn place_in(&self, claim: ClaimId, source: SourceId) -> String {
        let located = self.claim(claim).locators.iter().filter(|located| located.source == source);
        let mut places: Vec<&str> = Vec::new();
        for located in located {
            if !places.contains(&located.words.as_str()) {
                places.push(&located.words);
            }
        }
        places.join("; ")
    }

    /// Whether a claim's footnotes only name a source in passing. Such a source may answer for something other than the
    /// claim.
    pub fn is_mentioned(&self, claim: ClaimId, source: SourceId) -> bool {
        self.claim(claim).mentioned.binary_search(&source).is_ok()
    }

    /// Returns the sources that say a claim and on which it depends; none if all of them are only mentioned.
    pub fn answering(&self, claim: ClaimId) -> impl Iterator<Item = SourceId> {
        let Claim { sources, mentioned, .. } = self.claim(claim);
        sources.iter().copied().filter(move |source| mentioned.binary_search(source).is_err())
    }

    /// Returns the relation of a claim to one of its sources.
    pub fn relation(&self, claim: ClaimId, source: SourceId) -> Relation {
        if self.is_mentioned(claim, source) {
            Relation::Mentioned
        } else if self.source(source).is_linked() {
            Relation::Linked
        } else {
            Relation::Says
        }
    }

    /// Returns the sources of a claim by relation, in the order of [`Relation::ALL`]; no list is empty.
    pub fn sources_by_relation(&self, claim: ClaimId) -> Vec<(Relation, Vec<SourceId>)> {
        by_relation(&self.claim(claim).sources, |source| self.relation(claim, source))
    }

    /// Returns the claims of a source by relation, in the order of [`Relation::ALL`]; no list is empty.
    pub fn claims_by_relation(&self, source: SourceId) -> Vec<(Relation, Vec<ClaimId>)> {
        by_relation(&self.source(source).claims, |claim| self.relation(claim, source))
    }

    /// Returns the first source that says a claim; if all are only mentioned, the first of those.
    pub fn first_source(&self, claim: ClaimId) -> SourceId {
        self.answering(claim).next().unwrap_or(self.claim(claim).sources[0])
    }

    pub fn note(&self, id: NoteId) -> &Note {
        &self.notes[id.0]
    }

    pub fn note_ids(&self) -> impl DoubleEndedIterator<Item = NoteId> + ExactSizeIterator + use<> {
        (0..self.notes.len()).map(NoteId)
    }

    /// Returns the remarks of a prose.
    pub fn remarks_at(&self, place: Place) -> impl Iterator<Item = &Remark> {
        let first = self.remarks.partition_point(|remark| remark.place < place);
        self.remarks[first..].iter().take_while(move |remark| remark.place == place)
    }

    /// Returns a source and all sources behind it, nearest first.
    pub fn behind(&self, source: SourceId) -> Vec<SourceId> {
        self.behind_all(&[source])
    }

    /// Returns some sources and all sources behind them, nearest first, each once.
    pub(crate) fn behind_all(&self, sources: &[SourceId]) -> Vec<SourceId> {
        let mut found = sources.to_vec();
        let mut seen: HashSet<SourceId> = found.iter().copied().collect();
        let mut next = 0;
        while let Some(&source) = found.get(next) {
            found.extend(self.source(source).by.iter().filter(|behind| seen.insert(**behind)));
            next += 1;
        }
        found
    }

    /// Returns the claims that rest on some sources, because they cite one of them or a source in front of one. In
    /// order.
    pub fn resting_on(&self, sources: &[SourceId]) -> Vec<ClaimId> {
        let mut above: Vec<Vec<SourceId>> = vec![Vec::new(); self.sources.len()];
        for id in self.source_ids() {
            for behind in &self.source(id).by {
                above[behind.0].push(id);
            }
        }
        let mut seen = HashSet::new();
        let mut found: Vec<_> = sources.iter().copied().filter(|&source| seen.insert(source)).collect();
        let mut next = 0;
        while let Some(&source) = found.get(next) {
            found.extend(std::mem::take(&mut above[source.0]).into_iter().filter(|&above| seen.insert(above)));
            next += 1;
        }
        let mut claims: Vec<_> = found.iter().flat_map(|&source| &self.source(source).claims).copied().collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }

    /// Returns the chains of a claim, at most [`MOST_CHAINS`] for each source that says it. A chain runs from such a
    /// source to a source that nobody stands behind. Depth first without recursion, because a chain may be as long as
    /// its file.
    pub fn chains(&self, claim: ClaimId) -> Vec<Vec<SourceId>> {
        let mut chains = Vec::new();
        for cited in self.answering(claim) {
            // The chain so far, each link with the number of sources behind it that were followed.
            let mut chain = vec![(cited, 0)];
            let most = chains.len() + MOST_CHAINS;
            while let Some((last, followed)) = chain.last_mut() {
                let by = &self.source(*last).by;
                let next = by.get(*followed).copied();
                *followed += 1;
                if by.is_empty() {
                    chains.push(chain.iter().map(|&(source, _)| source).collect());
                    if chains.len() == most {
                        break;
                    }
                }
                match next {
                    Some(source) => chain.push((source, 0)),
                    None => _ = chain.pop(),
                }
            }
        }
        chains
    }

    /// Returns which claims stand, by [`ClaimId`], if the doubted sources are worth nothing.
    ///
    /// Several `by` of a source are alternatives, as several sources of a claim are. So a source is good if it is not
    /// doubted and, if it has sources behind it, at least one of them is good. That equals one chain without a doubted
    /// link, but needs no list of the chains.
    pub fn standing(&self, doubts: &Doubts) -> Vec<bool> {
        let mut good: Vec<Option<bool>> = vec![None; self.sources.len()];
        for source in self.source_ids() {
            self.settle_standing(source, doubts, &mut good);
        }
        let stands = |claim| {
            let mut answering = self.answering(claim).peekable();
            answering.peek().is_none() || answering.any(|source| good[source.0].unwrap_or_default())
        };
        self.claim_ids().map(stands).collect()
    }

    /// Decides whether a source is good. Depth first without recursion, because a hostile file can make a chain as long
    /// as itself.
    fn settle_standing(&self, source: SourceId, doubts: &Doubts, good: &mut [Option<bool>]) {
        // Each source with the number of sources behind it that were examined.
        let mut stack = vec![(source, 0)];
        while let Some((top, looked)) = stack.last_mut() {
            let (id, by) = (*top, &self.source(*top).by);
            if let Some(&behind) = by.get(*looked).filter(|_| good[id.0].is_none() && !doubts.contains(&id)) {
                *looked += 1;
                if good[behind.0].is_none() {
                    stack.push((behind, 0));
                }
            } else {
                let backed = by.is_empty() || by.iter().any(|behind| good[behind.0] == Some(true));
                good[id.0] = Some(!doubts.contains(&id) && backed);
                stack.pop();
            }
        }
    }
}
