//! Prints a comparison as JSON: one object, described by `schema/caveat-compare-2.schema.json`.
//!
//! Owns the names and order of the fields. Must not know how JSON is written.

use serde::Serialize;

use super::Options;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier, Excerpt, SourceId};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::compare::{
    About, CaveatChange, CaveatField, ClaimChange, Comparison, Delta, Fate, Piece, SourceChange, SourceField,
    Unattributed, UnattributedKind, differences,
};
use crate::print::records::{
    CaveatRecord, ClaimRecord, CoveringRecord, HedgeRecord, LineRecord, RelianceRecord, SourceRecord, claim_numbers,
    source_ids,
};
use crate::text::json;

/// Returns the JSON of a comparison, with a line break at its end. `diagnostics` are those of the old text and of the
/// new one.
pub fn json(comparison: &Comparison, diagnostics: [&[Diagnostic]; 2], options: &Options) -> String {
    let Comparison { old, new, claims, sources, caveats, about, .. } = comparison;
    let [gained, lost] = unattributed(comparison);
    let report = Report {
        format: "caveat-compare/2",
        same: comparison.is_same(),
        old: text(old, diagnostics[0]),
        new: text(new, diagnostics[1]),
        claims: claims.iter().map(|fate| claim(comparison, fate)).collect(),
        sources: sources.iter().map(|fate| source(comparison, fate)).collect(),
        caveats: caveats.iter().map(|fate| caveat(comparison, fate)).collect(),
        about: about.iter().map(|About { field, old, new }| AboutRecord { field: field.word(), old, new }).collect(),
        unsourced: Changes { gained: sentences(new, &gained), lost: sentences(old, &lost) },
        others: Changes { gained: others(new, &gained), lost: others(old, &lost) },
    };
    if options.ascii { json::pretty_ascii(&report) } else { json::pretty(&report) }
}

#[derive(Serialize)]
struct Report<'a> {
    format: &'static str,
    same: bool,
    old: Text<'a>,
    new: Text<'a>,
    claims: Vec<ClaimFate<'a>>,
    sources: Vec<SourceFate<'a>>,
    caveats: Vec<CaveatFate<'a>>,
    about: Vec<AboutRecord<'a>>,
    unsourced: Changes<LineRecord<&'a str>>,
    others: Changes<OtherRecord<'a>>,
}

#[derive(Serialize)]
struct Text<'a> {
    name: &'a str,
    title: &'a str,
    dateline: Option<&'a str>,
    published: Option<&'a str>,
    claims: usize,
    sources: usize,
    caveats: usize,
    unsourced: usize,
    problems: usize,
}

/// Gained and lost items.
#[derive(Serialize)]
struct Changes<T> {
    gained: Vec<T>,
    lost: Vec<T>,
}

#[derive(Serialize)]
struct ClaimFate<'a> {
    fate: &'static str,
    old: Option<Claim<'a>>,
    new: Option<Claim<'a>>,
    unsourced: bool,
    change: Option<ClaimChangeRecord<'a>>,
}

#[derive(Serialize)]
struct Claim<'a> {
    #[serde(flatten)]
    shared: ClaimRecord<'a>,
    sources: Vec<&'a str>,
    hedges: Vec<HedgeRecord>,
    caveats: Vec<CoveringRecord<'a>>,
}

#[derive(Serialize)]
struct ClaimChangeRecord<'a> {
    reworded: bool,
    around: bool,
    struck: Changes<&'a str>,
    moved: bool,
    firmness: &'static str,
    likeness: f64,
    words: Vec<Words<'a>>,
    sources: Changes<&'a str>,
    hedges: Changes<HedgeRecord>,
    caveats: Changes<CoveringRecord<'a>>,
}

#[derive(Serialize)]
struct Words<'a> {
    #[serde(rename = "in")]
    side: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct SourceFate<'a> {
    fate: &'static str,
    old: Option<Source<'a>>,
    new: Option<Source<'a>>,
    changed: Vec<&'static str>,
}

#[derive(Serialize)]
struct Source<'a> {
    #[serde(flatten)]
    shared: SourceRecord<'a>,
    declared: bool,
    #[serde(flatten)]
    reliance: RelianceRecord<'a>,
    published: Option<&'a str>,
    url: Option<&'a str>,
    note: Option<&'a str>,
    claims: Vec<usize>,
}

#[derive(Serialize)]
struct CaveatFate<'a> {
    fate: &'static str,
    old: Option<Caveat<'a>>,
    new: Option<Caveat<'a>>,
    changed: Vec<&'static str>,
}

#[derive(Serialize)]
struct Caveat<'a> {
    #[serde(flatten)]
    shared: CaveatRecord<'a>,
    covers: Vec<&'a str>,
    note: Option<&'a str>,
    claims: Vec<usize>,
}

#[derive(Serialize)]
struct AboutRecord<'a> {
    field: &'static str,
    old: &'a Option<String>,
    new: &'a Option<String>,
}

#[derive(Serialize)]
struct OtherRecord<'a> {
    kind: &'static str,
    #[serde(flatten)]
    words: LineRecord<&'a str>,
}

fn text<'a>(dossier: &'a Dossier, diagnostics: &[Diagnostic]) -> Text<'a> {
    Text {
        name: dossier.manuscript.name(),
        title: &dossier.title,
        dateline: dossier.briefing.front.metadata.dateline.as_deref(),
        published: dossier.briefing.front.metadata.published.as_deref(),
        claims: dossier.claims.len(),
        sources: dossier.sources.len(),
        caveats: dossier.caveats.len(),
        unsourced: dossier.unsourced.len(),
        problems: diagnostics.len(),
    }
}

/// The word for a fate, and the ids in the old text and in the new one.
fn sides<Id: Copy, Change>(
    fate: &Fate<Id, Change>,
    is_none: impl Fn(&Change) -> bool,
) -> (&'static str, [Option<Id>; 2]) {
    match fate {
        Fate::New(id) => ("new", [None, Some(*id)]),
        Fate::Gone(id) => ("gone", [Some(*id), None]),
        Fate::Kept { old, new, change } => (if is_none(change) { "same" } else { "changed" }, [Some(*old), Some(*new)]),
    }
}

fn claim<'a>(comparison: &Comparison<'a>, fate: &'a Fate<ClaimId, ClaimChange>) -> ClaimFate<'a> {
    let (word, [old, new]) = sides(fate, ClaimChange::is_none);
    let unsourced = match fate {
        Fate::New(claim) => comparison.unsourced_before.contains(claim),
        Fate::Gone(claim) => comparison.unsourced_now.contains(claim),
        Fate::Kept { .. } => false,
    };
    let change = match fate {
        Fate::Kept { old, new, change } if !change.is_none() => Some(claim_change(comparison, *old, *new, change)),
        Fate::Kept { .. } | Fate::New(_) | Fate::Gone(_) => None,
    };
    ClaimFate {
        fate: word,
        old: old.map(|id| claim_in(comparison.old, id)),
        new: new.map(|id| claim_in(comparison.new, id)),
        unsourced,
        change,
    }
}

fn claim_in(dossier: &Dossier, id: ClaimId) -> Claim<'_> {
    let struck = Excerpt::claim(dossier, id).struck().into_iter().map(str::to_owned).collect();
    Claim {
        shared: ClaimRecord::new(dossier, id, struck),
        sources: source_ids(dossier, &dossier.claim(id).sources),
        hedges: HedgeRecord::of_claim(dossier, id),
        caveats: CoveringRecord::all(dossier, &dossier.coverings(id)),
    }
}

fn claim_change<'a>(
    comparison: &Comparison<'a>,
    old: ClaimId,
    new: ClaimId,
    change: &'a ClaimChange,
) -> ClaimChangeRecord<'a> {
    let words = differences(&comparison.old.claim(old).text, &comparison.new.claim(new).text);
    let words = words.into_iter().map(|piece| match piece {
        Piece::Same(text) => Words { side: "both", text },
        Piece::Removed(text) => Words { side: "old", text },
        Piece::Added(text) => Words { side: "new", text },
    });
    let Delta { gained, lost } = &change.hedges;
    let [gained, lost] = [gained, lost]
        .map(|hedges| hedges.iter().map(|hedge| HedgeRecord::new(&hedge.words, hedge.kind, hedge.is_inside)).collect());
    ClaimChangeRecord {
        reworded: change.reworded,
        around: change.around,
        struck: Changes {
            gained: change.struck.gained.iter().map(String::as_str).collect(),
            lost: change.struck.lost.iter().map(String::as_str).collect(),
        },
        moved: change.moved,
        firmness: change.firmness().word(),
        likeness: f64::from(change.likeness) / 1000.0,
        words: if change.reworded { words.collect() } else { Vec::new() },
        sources: Changes {
            gained: source_ids(comparison.new, &change.sources.gained),
            lost: source_ids(comparison.old, &change.sources.lost),
        },
        hedges: Changes { gained, lost },
        caveats: Changes {
            gained: CoveringRecord::all(comparison.new, &change.coverings.gained),
            lost: CoveringRecord::all(comparison.old, &change.coverings.lost),
        },
    }
}

fn source<'a>(comparison: &Comparison<'a>, fate: &Fate<SourceId, SourceChange>) -> SourceFate<'a> {
    let (word, [old, new]) = sides(fate, SourceChange::is_empty);
    let changed = match fate {
        Fate::Kept { change, .. } => change.fields.iter().map(|field| SourceField::word(*field)).collect(),
        Fate::New(_) | Fate::Gone(_) => Vec::new(),
    };
    SourceFate {
        fate: word,
        old: old.map(|id| source_in(comparison.old, id)),
        new: new.map(|id| source_in(comparison.new, id)),
        changed,
    }
}

fn source_in(dossier: &Dossier, id: SourceId) -> Source<'_> {
    let source = dossier.source(id);
    Source {
        shared: SourceRecord::new(dossier, id),
        declared: source.declared.is_some(),
        reliance: RelianceRecord::new(dossier, id),
        published: source.profile.published.as_deref(),
        url: source.profile.url.as_deref(),
        note: source.note.as_deref(),
        claims: claim_numbers(&source.claims),
    }
}

fn caveat<'a>(comparison: &Comparison<'a>, fate: &Fate<CaveatId, CaveatChange>) -> CaveatFate<'a> {
    let (word, [old, new]) = sides(fate, CaveatChange::is_empty);
    let changed = match fate {
        Fate::Kept { change, .. } => change.fields.iter().map(|field| CaveatField::word(*field)).collect(),
        Fate::New(_) | Fate::Gone(_) => Vec::new(),
    };
    CaveatFate {
        fate: word,
        old: old.map(|id| caveat_in(comparison.old, id)),
        new: new.map(|id| caveat_in(comparison.new, id)),
        changed,
    }
}

fn caveat_in(dossier: &Dossier, id: CaveatId) -> Caveat<'_> {
    let caveat = dossier.caveat(id);
    Caveat {
        shared: CaveatRecord::new(dossier, id),
        covers: source_ids(dossier, &caveat.covers),
        note: caveat.note.as_deref(),
        claims: claim_numbers(&dossier.covered(id)),
    }
}

/// Passages outside of claims that only one text has: those of the new text, then those of the old one, each sorted by
/// place.
fn unattributed<'a>(comparison: &'a Comparison) -> [Vec<&'a Unattributed>; 2] {
    let Comparison { unattributed: Delta { gained, lost }, reworded, .. } = comparison;
    let all = [
        gained.iter().chain(reworded.iter().map(|both| &both.new)).collect::<Vec<_>>(),
        lost.iter().chain(reworded.iter().map(|both| &both.old)).collect(),
    ];
    all.map(|mut all| {
        all.sort_by_key(|unattributed| unattributed.at);
        all
    })
}

fn sentences<'a>(dossier: &Dossier, unattributed: &[&'a Unattributed]) -> Vec<LineRecord<&'a str>> {
    let sentences = unattributed.iter().filter(|unattributed| unattributed.kind == UnattributedKind::Sentence);
    sentences.map(|unattributed| record(dossier, unattributed)).collect()
}

fn others<'a>(dossier: &Dossier, unattributed: &[&'a Unattributed]) -> Vec<OtherRecord<'a>> {
    let others = unattributed.iter().filter(|unattributed| unattributed.kind != UnattributedKind::Sentence);
    others
        .map(|unattributed| OtherRecord { kind: unattributed.kind.word(), words: record(dossier, unattributed) })
        .collect()
}

fn record<'a>(dossier: &Dossier, Unattributed { words, at, .. }: &'a Unattributed) -> LineRecord<&'a str> {
    LineRecord { text: words, line: dossier.manuscript.position(*at).line }
}
