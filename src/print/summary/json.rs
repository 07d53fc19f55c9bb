//! Prints the summary as JSON: one object, described by `schema/caveat-2.schema.json`.
//!
//! Owns the names and order of the fields. Must not know how JSON is written.

use std::borrow::Cow;

use serde::Serialize;

use super::Options;
use super::words::footnote_again;
use crate::briefing::ast::Extent;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, NoteId, SourceId, with_struck};
use crate::briefing::footnote::Evidence;
use crate::briefing::language::Language;
use crate::diagnostics::diagnostic::{Diagnostic, Record, SpanRecord};
use crate::evidence::judgement::{Entry, Judgements, Placed, Scale};
use crate::print::records::{
    CaveatRecord, ClaimRecord, CoveringRecord, HedgeRecord, LineRecord, RelianceRecord, SourceRecord, claim_numbers,
    section_title, source_ids,
};
use crate::text::json;

/// Returns the JSON of the summary, with a line break at its end.
pub fn json(dossier: &Dossier, diagnostics: &[Diagnostic], options: &Options) -> String {
    let summary = Summary::new(dossier, diagnostics, options);
    if options.ascii { json::pretty_ascii(&summary) } else { json::pretty(&summary) }
}

#[derive(Serialize)]
struct Summary<'a> {
    format: &'static str,
    #[serde(flatten)]
    masthead: Masthead<'a>,
    /// Present only with a filter.
    #[serde(skip_serializing_if = "Option::is_none")]
    only: Option<&'a str>,
    sections: Vec<Section<'a>>,
    claims: Vec<Claim<'a>>,
    sources: Vec<Source<'a>>,
    caveats: Vec<Caveat<'a>>,
    notes: Vec<Note<'a>>,
    unsourced: Vec<LineRecord<String>>,
    /// Present only if they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    judgements: Option<Vec<JudgementRecord<'a>>>,
    diagnostics: Vec<Record<'a>>,
}

/// Which text it is.
#[derive(Serialize)]
struct Masthead<'a> {
    title: &'a str,
    authors: &'a [String],
    dateline: Option<&'a str>,
    published: Option<&'a str>,
    /// An ISO 639 code, with two letters if possible; none for an unknown language.
    lang: Option<&'static str>,
}

#[derive(Serialize)]
struct Section<'a> {
    title: Option<&'a str>,
    level: u8,
    claims: Vec<usize>,
}

#[derive(Serialize)]
struct Claim<'a> {
    #[serde(flatten)]
    shared: ClaimRecord<'a>,
    #[serde(flatten)]
    position: Position,
    #[serde(flatten)]
    citation: Citation<'a>,
    hedges: Vec<HedgeRecord>,
    /// Why the claim has no hedges: the program has no hedge patterns for its language.
    hedges_unsought: Option<String>,
    caveats: Vec<CoveringRecord<'a>>,
    stands: bool,
}

/// Where a claim stands, besides its line.
#[derive(Serialize)]
struct Position {
    column: usize,
    span: SpanRecord,
    spans: SpansRecord,
}

/// What a claim cites, and what its footnotes say.
#[derive(Serialize)]
struct Citation<'a> {
    references: &'a [String],
    sources: Vec<&'a str>,
    /// Those of its sources that are only mentioned.
    mentioned: Vec<&'a str>,
    locators: Vec<Locator<'a>>,
    remarks: Vec<Aside<'a>>,
    notes: Vec<&'a str>,
    chains: Vec<Vec<&'a str>>,
}

/// The place in a source to which a reference points.
#[derive(Serialize)]
struct Locator<'a> {
    source: &'a str,
    label: &'a str,
    #[serde(rename = "locator")]
    words: &'a str,
}

/// What a footnote says besides naming a source.
#[derive(Serialize)]
struct Aside<'a> {
    source: &'a str,
    label: &'a str,
    text: Cow<'a, str>,
    /// Whether it only mentions the source.
    mentions: bool,
}

/// The spans of a claim's words and of its sentence.
#[derive(Serialize)]
struct SpansRecord {
    words: Vec<SpanRecord>,
    sentence: Vec<SpanRecord>,
}

#[derive(Serialize)]
struct Source<'a> {
    number: usize,
    #[serde(flatten)]
    shared: SourceRecord<'a>,
    #[serde(flatten)]
    reliance: RelianceRecord<'a>,
    url: Option<&'a str>,
    urls: &'a [String],
    note: Option<&'a str>,
    labels: &'a [String],
    cited: Vec<&'static str>,
    evidence: Vec<&'static str>,
    claims: Vec<usize>,
    caveats: Vec<&'a str>,
    doubted: bool,
}

#[derive(Serialize)]
struct Caveat<'a> {
    #[serde(flatten)]
    shared: CaveatRecord<'a>,
    line: Option<usize>,
    covers: Vec<&'a str>,
    claims: Vec<usize>,
}

/// A note at one of its places. A note without a reference has no place.
#[derive(Serialize)]
struct Note<'a> {
    id: &'a str,
    #[serde(rename = "note")]
    words: Cow<'a, str>,
    urls: &'a [String],
    evidence: Vec<&'static str>,
    line: usize,
    claim: Option<usize>,
    text: Option<String>,
    sentence: Option<String>,
    span: Option<SpanRecord>,
}

impl<'a> Summary<'a> {
    fn new(dossier: &'a Dossier, diagnostics: &'a [Diagnostic], options: &'a Options) -> Self {
        let standing = dossier.standing(&options.doubts);
        let only = options.only.as_ref().map(|only| &only.selection);
        let passes = |claim: &ClaimId| only.is_none_or(|only| only.has(*claim));
        let sentences = dossier.unsourced.iter().enumerate();
        let sentences = sentences.filter(|(index, _)| only.is_none_or(|only| only.sentences[*index]));
        Self {
            format: "caveat/2",
            masthead: Masthead::of(dossier),
            only: options.only.as_ref().map(|only| only.filter.as_str()),
            sections: sections(dossier),
            claims: dossier.claim_ids().filter(passes).map(|id| claim(dossier, id, standing[id.0])).collect(),
            sources: dossier.source_ids().map(|id| source(dossier, id, options.doubts.contains(&id))).collect(),
            caveats: dossier.caveat_ids().map(|id| caveat(dossier, id)).collect(),
            notes: dossier.note_ids().flat_map(|id| notes(dossier, id)).collect(),
            unsourced: sentences.map(|(_, sentence)| unsourced(dossier, sentence)).collect(),
            judgements: options.judgements.as_ref().map(|judgements| judged(dossier, judgements, passes)),
            diagnostics: diagnostics.iter().map(|diagnostic| diagnostic.record(&dossier.manuscript)).collect(),
        }
    }
}

impl<'a> Masthead<'a> {
    fn of(dossier: &'a Dossier) -> Self {
        let metadata = &dossier.briefing.front.metadata;
        let language = dossier.briefing.language();
        Self {
            title: &dossier.title,
            authors: &metadata.authors,
            dateline: metadata.dateline.as_deref(),
            published: metadata.published.as_deref(),
            lang: (language != Language::UNKNOWN).then(|| language.code()),
        }
    }
}

/// A judgement of a claim or a source of the text.
#[derive(Serialize)]
struct JudgementRecord<'a> {
    claim: Option<usize>,
    source: Option<&'a str>,
    /// Why it has no place in the text; none if it has one.
    lost: Option<&'static str>,
    /// Who made it; none for the reader.
    by: Option<&'a str>,
    words: String,
    note: &'a str,
    status: Option<&'static str>,
    reliability: Option<&'static str>,
    credibility: Option<&'static str>,
    likelihood: Option<&'static str>,
    confidence: Option<&'static str>,
}

impl<'a> JudgementRecord<'a> {
    fn new(Entry { target, by, judgement }: &'a Entry) -> Self {
        let word = |scale: Scale| judgement.rating(scale).map(|rating| rating.word);
        Self {
            claim: None,
            source: None,
            lost: None,
            by: by.as_deref(),
            words: target.words(),
            note: &judgement.note,
            status: word(Scale::Status),
            reliability: word(Scale::Reliability),
            credibility: word(Scale::Credibility),
            likelihood: word(Scale::Likelihood),
            confidence: word(Scale::Confidence),
        }
    }
}

fn judged<'a>(
    dossier: &'a Dossier,
    judgements: &'a Judgements,
    passes: impl Fn(&ClaimId) -> bool,
) -> Vec<JudgementRecord<'a>> {
    let others = |place| judgements.others(place).map(|(_, entry)| entry);
    let claims = dossier.claim_ids().filter(passes).flat_map(|id| {
        let entries = judgements.entry_of_claim(id).into_iter().chain(others(Placed::Claim(id)));
        entries.map(move |entry| JudgementRecord { claim: Some(id.number()), ..JudgementRecord::new(entry) })
    });
    let sources = dossier.source_ids().flat_map(|id| {
        let entries = judgements.entry_of_source(id).into_iter().chain(others(Placed::Source(id)));
        let source = dossier.source(id).id.as_str();
        entries.map(move |entry| JudgementRecord { source: Some(source), ..JudgementRecord::new(entry) })
    });
    let lost = judgements.lost().map(|(entry, why)| {
        let record = JudgementRecord::new(entry);
        JudgementRecord { lost: Some(why.word()), ..record }
    });
    claims.chain(sources).chain(lost).collect()
}

/// The part before the first heading is a section only if it has a block.
fn sections(dossier: &Dossier) -> Vec<Section<'_>> {
    let mut claims = vec![Vec::new(); dossier.briefing.sections.len()];
    for id in dossier.claim_ids() {
        claims[dossier.claim(id).section].push(id.number());
    }
    let sections = dossier.briefing.sections.iter().zip(claims);
    let sections = sections.filter(|(section, _)| section.level > 0 || !section.blocks.is_empty());
    sections.map(|(section, claims)| Section { title: section_title(section), level: section.level, claims }).collect()
}

fn claim(dossier: &Dossier, id: ClaimId, stands: bool) -> Claim<'_> {
    let claim = dossier.claim(id);
    let struck = dossier.parts(id).into_iter().filter(|part| part.is_struck).map(|part| part.text.trim().to_owned());
    let sentence = &dossier.briefing.sentences[claim.passage.sentence];
    let spans = SpansRecord {
        words: claim.passage.words.iter().map(|extent| SpanRecord::from(extent.span)).collect(),
        sentence: sentence.parts.iter().map(|part| SpanRecord::from(part.extent.span)).collect(),
    };
    let locators = claim.locators.iter().map(|located| Locator {
        source: &dossier.source(located.source).id,
        label: &located.label,
        words: &located.words,
    });
    let asides = claim.asides.iter().map(|aside| Aside {
        source: &dossier.source(aside.source).id,
        label: &aside.label,
        text: if aside.first == id { Cow::Borrowed(&*aside.text) } else { footnote_again(&aside.text) },
        mentions: aside.mentions,
    });
    Claim {
        shared: ClaimRecord::new(dossier, id, struck.collect()),
        position: Position {
            column: dossier.manuscript.position(claim.passage.extent().span.start).column,
            span: SpanRecord::from(claim.passage.extent().span),
            spans,
        },
        citation: Citation {
            references: &claim.labels,
            sources: source_ids(dossier, &claim.sources),
            locators: locators.collect(),
            mentioned: claim.mentioned().iter().map(|&source| dossier.source(source).id.as_str()).collect(),
            remarks: asides.collect(),
            notes: claim.notes.iter().map(|&note| dossier.note(note).id.as_str()).collect(),
            chains: dossier.chains(id).iter().map(|chain| source_ids(dossier, chain)).collect(),
        },
        hedges: HedgeRecord::of_claim(dossier, id),
        hedges_unsought: dossier.unsought(id),
        caveats: CoveringRecord::all(dossier, &dossier.coverings(id)),
        stands,
    }
}

fn source(dossier: &Dossier, id: SourceId, doubted: bool) -> Source<'_> {
    let source = dossier.source(id);
    Source {
        number: id.number(),
        shared: SourceRecord::new(dossier, id),
        reliance: RelianceRecord::new(dossier, id),
        url: source.profile.url.as_deref(),
        urls: &source.urls,
        note: source.note.as_deref(),
        labels: &source.labels,
        cited: source.cited.iter().map(|&way| way.word()).collect(),
        evidence: words(&source.evidence),
        claims: claim_numbers(&source.claims),
        caveats: source.caveats.iter().map(|&caveat| dossier.caveat(caveat).id.as_str()).collect(),
        doubted,
    }
}

fn caveat(dossier: &Dossier, id: CaveatId) -> Caveat<'_> {
    let caveat = dossier.caveat(id);
    let statement = caveat.statements.first().map(|&statement| &dossier.statements[statement]);
    Caveat {
        shared: CaveatRecord::new(dossier, id),
        line: statement.map(|statement| dossier.manuscript.position(statement.passage.extent().span.start).line),
        covers: source_ids(dossier, &caveat.covers),
        claims: claim_numbers(&dossier.covered(id)),
    }
}

fn notes(dossier: &Dossier, id: NoteId) -> Vec<Note<'_>> {
    let note = dossier.note(id);
    let at = |claim: Option<ClaimId>, stands: Option<(&[Extent], usize, &Extent)>| Note {
        id: &note.id,
        words: Cow::Borrowed(&note.text),
        urls: &note.urls,
        evidence: words(&note.evidence),
        line: dossier.manuscript.position(note.declared.start).line,
        claim: claim.map(ClaimId::number),
        text: stands.map(|(words, ..)| dossier.line(words)),
        sentence: stands.map(|(words, sentence, _)| with_struck(&dossier.sentence_parts(sentence, words))),
        span: stands.map(|(.., extent)| SpanRecord::from(extent.span)),
    };
    let claims = note.claims.iter().map(|&id| {
        let claim = dossier.claim(id);
        at(Some(id), Some((&claim.passage.words, claim.passage.sentence, claim.passage.extent())))
    });
    let statements = note.statements.iter().map(|&statement| {
        let statement = &dossier.statements[statement];
        at(None, Some((&statement.passage.words, statement.passage.sentence, statement.passage.extent())))
    });
    let remarks = note.remarks.iter().map(|&remark| {
        let remark = &dossier.remarks[remark];
        at(None, Some((&remark.passage.words, remark.passage.sentence, remark.passage.extent())))
    });
    let mut notes: Vec<_> = claims.chain(statements).chain(remarks).collect();
    notes.iter_mut().skip(1).for_each(|again| again.words = footnote_again(&note.text));
    if notes.is_empty() { vec![at(None, None)] } else { notes }
}

fn words(evidence: &[Evidence]) -> Vec<&'static str> {
    evidence.iter().map(|evidence| evidence.word()).collect()
}

fn unsourced(dossier: &Dossier, sentence: &Extent) -> LineRecord<String> {
    let text = with_struck(&dossier.unsourced_parts(sentence));
    LineRecord { text, line: dossier.manuscript.position(sentence.span.start).line }
}
