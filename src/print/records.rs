//! JSON records that the summary and the comparison share: claims, hedges, caveats and sources.
//!
//! Owns the names and order of these fields. Each form flattens the records into its own objects. Must not know which
//! form uses them, nor how JSON is written.

use serde::Serialize;

use crate::briefing::ast::{Reliability, Section, SourceKind};
use crate::briefing::dossier::{CaveatId, ClaimId, Covering, Dossier, SourceId};
use crate::briefing::hedge::HedgeKind;
use crate::text::manuscript::one_line;

/// What a claim says, and where it stands.
#[derive(Serialize)]
pub(crate) struct ClaimRecord<'a> {
    number: usize,
    text: &'a str,
    sentence: String,
    struck: Vec<String>,
    section: Option<&'a str>,
    line: usize,
}

impl<'a> ClaimRecord<'a> {
    pub(crate) fn new(dossier: &'a Dossier, id: ClaimId, struck: Vec<String>) -> Self {
        let claim = dossier.claim(id);
        Self {
            number: id.number(),
            text: &claim.text,
            sentence: dossier.sentence(id),
            struck,
            section: section_title(&dossier.briefing.sections[claim.section]),
            line: dossier.manuscript.position(claim.passage.extent().span.start).line,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct HedgeRecord {
    text: String,
    kind: &'static str,
    /// "words" for a hedge in the claim's words, "around" for one in the rest of its sentence.
    #[serde(rename = "where")]
    place: &'static str,
}

impl HedgeRecord {
    pub(crate) fn new(words: &str, kind: HedgeKind, is_inside: bool) -> Self {
        Self { text: one_line(words), kind: kind.key(), place: if is_inside { "words" } else { "around" } }
    }

    /// All hedges of a claim.
    pub(crate) fn of_claim(dossier: &Dossier, id: ClaimId) -> Vec<Self> {
        let hedges = dossier.hedges(id).into_iter();
        hedges.map(|hedge| Self::new(hedge.words, hedge.kind, hedge.is_inside)).collect()
    }
}

/// A caveat that covers a claim, and the source through which it applies.
#[derive(Serialize)]
pub(crate) struct CoveringRecord<'a> {
    id: &'a str,
    kind: &'static str,
    via: Option<&'a str>,
}

impl<'a> CoveringRecord<'a> {
    pub(crate) fn all(dossier: &'a Dossier, coverings: &[Covering]) -> Vec<Self> {
        let coverings = coverings.iter().map(|covering| Self {
            id: &dossier.caveat(covering.caveat).id,
            kind: dossier.caveat(covering.caveat).kind.word(),
            via: covering.via.map(|via| dossier.source(via).id.as_str()),
        });
        coverings.collect()
    }
}

/// Who a source is.
#[derive(Serialize)]
pub(crate) struct SourceRecord<'a> {
    id: &'a str,
    name: &'a str,
    kind: Option<&'static str>,
    named: bool,
}

impl<'a> SourceRecord<'a> {
    pub(crate) fn new(dossier: &'a Dossier, id: SourceId) -> Self {
        let source = dossier.source(id);
        Self {
            id: &source.id,
            name: &source.name,
            kind: source.profile.kind.map(SourceKind::word),
            named: source.profile.named,
        }
    }
}

/// How reliable a source is.
#[derive(Serialize)]
pub(crate) struct RelianceRecord<'a> {
    by: Vec<&'a str>,
    alternatives: Vec<Vec<&'a str>>,
    interest: Option<&'a str>,
    reliability: &'static str,
}

impl<'a> RelianceRecord<'a> {
    pub(crate) fn new(dossier: &'a Dossier, id: SourceId) -> Self {
        let source = dossier.source(id);
        Self {
            by: source_ids(dossier, &source.by),
            alternatives: source.alternatives().map(|all| source_ids(dossier, all)).collect(),
            interest: source.profile.interest.as_deref(),
            reliability: Reliability::word(source.profile.reliability),
        }
    }
}

/// What a caveat says, and who states it.
#[derive(Serialize)]
pub(crate) struct CaveatRecord<'a> {
    id: &'a str,
    kind: &'static str,
    by: Vec<&'a str>,
    text: &'a str,
}

impl<'a> CaveatRecord<'a> {
    pub(crate) fn new(dossier: &'a Dossier, id: CaveatId) -> Self {
        let caveat = dossier.caveat(id);
        Self { id: &caveat.id, kind: caveat.kind.word(), by: source_ids(dossier, &caveat.by), text: &caveat.text }
    }
}

/// Words, and the line in which they begin.
#[derive(Serialize)]
pub(crate) struct LineRecord<Text> {
    pub(crate) text: Text,
    pub(crate) line: usize,
}

/// The title of a section; none before the first heading.
pub(crate) fn section_title(section: &Section) -> Option<&str> {
    (section.level > 0).then_some(section.title.as_str())
}

pub(crate) fn source_ids<'a>(dossier: &'a Dossier, ids: &[SourceId]) -> Vec<&'a str> {
    ids.iter().map(|&id| dossier.source(id).id.as_str()).collect()
}

pub(crate) fn claim_numbers(claims: &[ClaimId]) -> Vec<usize> {
    claims.iter().map(|claim| claim.number()).collect()
}
