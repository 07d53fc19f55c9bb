//! Turns resolved groups into claims, statements and remarks, with reverse links.
//!
//! It also warns of unused declarations. A group of references with a source is a claim, covered by the group's
//! caveats. A group with only caveats marks the words that state them; those words are not a claim, and the reader goes
//! there with `c`. A group with only notes is a remark; its sentence stays the text's own voice. From here on
//! everything is an index. Must not resolve names.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::{Group, stance};
use crate::briefing::ast::{Briefing, Citation, Cited, Named, Reference, Section};
use crate::briefing::dossier::{
    Aside, Caveat, Claim, ClaimId, Dossier, LabelTarget, Locator, Note, NoteId, Passage, Remark, Source, SourceId,
    Statement,
};
use crate::briefing::footnote::{self, Footnote, Kind, Repeat};
use crate::briefing::heading;
use crate::diagnostics::diagnostic::{Diagnostic, Fix};
use crate::text::manuscript::{Manuscript, Span, one_line};

/// Numbers notes by their first reference, then the other notes in the order of definition.
pub(super) fn number_notes<'a>(
    notes: Vec<Note>,
    mut groups: Vec<Group<'a>>,
    labels: &mut HashMap<String, LabelTarget>,
) -> (Vec<Note>, Vec<Group<'a>>) {
    let mut number: Vec<Option<NoteId>> = vec![None; notes.len()];
    let mut next = 0;
    let all = (0..notes.len()).map(NoteId);
    for id in groups.iter().flat_map(|group| &group.notes).copied().chain(all) {
        number[id.0].get_or_insert_with(|| {
            next += 1;
            NoteId(next - 1)
        });
    }
    let numbered = |id: NoteId| number[id.0].unwrap_or(id);
    for group in &mut groups {
        group.notes.iter_mut().for_each(|note| *note = numbered(*note));
    }
    for label in labels.values_mut() {
        if let LabelTarget::Note(id) = label {
            *id = numbered(*id);
        }
    }
    let mut notes: Vec<(NoteId, Note)> =
        notes.into_iter().enumerate().map(|(old, note)| (numbered(NoteId(old)), note)).collect();
    notes.sort_by_key(|(id, _)| *id);
    (notes.into_iter().map(|(_, note)| note).collect(), groups)
}

/// Makes a claim, a statement or a remark of each group.
///
/// `footnote` returns the definition of a case-folded label. The ways of citing are recorded in the sources.
pub(super) fn claims<'f>(
    manuscript: &Manuscript,
    briefing: &Briefing,
    groups: Vec<Group<'_>>,
    labels: &HashMap<String, LabelTarget>,
    footnote: impl Fn(&str) -> Option<&'f Footnote>,
    known: &mut [Source],
) -> (Vec<Claim>, Vec<Statement>, Vec<Remark>) {
    let (mut claims, mut statements, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    // A footnote can be long and belong to very many claims, so they share its text.
    let mut met: HashMap<String, (ClaimId, Arc<str>)> = HashMap::new();
    for Group { citation, sources, caveats, notes } in groups {
        let Citation { sentence, place, at, brackets, .. } = *citation;
        let (words, references) = (citation.words.clone(), &citation.references);
        let first = references.first().map_or(words[0].span, |reference| reference.span);
        let last = references.last().map_or(words[0].span, |reference| reference.span);
        let span = Span { start: first.start, end: last.end };
        let passage = Passage { words, sentence, place, at, references: span };
        if sources.is_empty() && caveats.is_empty() {
            remarks.push(Remark { passage, notes });
            continue;
        }
        if sources.is_empty() {
            statements.push(Statement { passage, caveats, notes });
            continue;
        }
        let (mut locators, mut asides) = (Vec::new(), Vec::new());
        // Most claims have one reference and need no set.
        let (mut seen, mut cited) = (HashSet::new(), BTreeSet::new());
        let is_single = references.len() == 1;
        let ruled_out = ruled_out(briefing, citation, labels, known);
        for reference in references {
            let label = reference.name.to_lowercase();
            let Some(&LabelTarget::Source(source)) = labels.get(&label) else { continue };
            let ways = &mut known[source.0].cited;
            if !ways.contains(&reference.cited) {
                ways.push(reference.cited);
                ways.sort_unstable();
            }
            if !is_single && !seen.insert(label.clone()) {
                continue;
            }
            if reference.cited == Cited::Key {
                let (locator, aside, mentions) = keyed(manuscript, reference, source, ClaimId(claims.len()));
                if !mentions && !ruled_out.contains(&source) {
                    cited.insert(source);
                }
                locators.extend(locator);
                asides.extend(aside);
                continue;
            }
            let footnote = footnote(&label);
            if footnote.is_none_or(|footnote| !footnote.mentions) && !ruled_out.contains(&source) {
                cited.insert(source);
            }
            let Some(footnote) = footnote else { continue };
            // In a list of sources, page numbers are those of the whole article.
            let place = match reference.cited {
                Cited::Number => footnote::pinpoint(&reference.around[1]),
                _ => footnote.locator.clone(),
            };
            if let Some(words) = place {
                locators.push(Locator { source, label: reference.name.clone(), words });
            }
            // "Ibid." is no remark.
            let is_remark = footnote.mentions && footnote.repeats != Some(Repeat::Before);
            if footnote.kind == Kind::Both || is_remark {
                let met = met.entry(label).or_insert_with(|| (ClaimId(claims.len()), footnote.text.as_str().into()));
                let (first, text) = met.clone();
                asides.push(Aside { source, label: reference.name.clone(), text, first, mentions: footnote.mentions });
            }
        }
        let mut mentioned: Vec<_> = sources.iter().copied().filter(|source| !cited.contains(source)).collect();
        mentioned.sort_unstable();
        claims.push(Claim {
            text: String::new(),
            section: briefing.section_of(place.block),
            locators,
            asides,
            mentioned,
            labels: references.iter().map(|reference| reference.name.clone()).collect(),
            passage,
            brackets,
            sources,
            caveats,
            notes,
        });
    }
    (claims, statements, remarks)
}

/// Returns the sources of which the sentence says that they do not say so.
fn ruled_out(
    briefing: &Briefing,
    citation: &Citation,
    labels: &HashMap<String, LabelTarget>,
    known: &[Source],
) -> Vec<SourceId> {
    let Some(ruling) = stance::ruling(briefing, citation) else { return Vec::new() };
    // A link is no claim about its page.
    let references = citation.references.iter().filter(|reference| reference.cited != Cited::Link);
    let all = references.filter_map(|reference| match labels.get(&reference.name.to_lowercase()) {
        Some(&LabelTarget::Source(source)) => Some((source, reference)),
        _ => None,
    });
    let all: Vec<_> = all.collect();
    let named = all.iter().filter(|(source, reference)| ruling.names(&known[source.0].name, &reference.name));
    let named: Vec<_> = named.map(|&(source, _)| source).collect();
    if named.is_empty() && ruling.is_sure() { all.into_iter().map(|(source, _)| source).collect() } else { named }
}

/// Reads the words around a key. Returns the locator, the remark in the words of the whole citation, and whether the
/// work is only mentioned.
fn keyed(
    manuscript: &Manuscript,
    reference: &Reference,
    source: SourceId,
    first: ClaimId,
) -> (Option<Locator>, Option<Aside>, bool) {
    let [before, behind] = &reference.around;
    let label = || reference.name.clone();
    let place = footnote::pinpoint(behind);
    let opposes = footnote::opposes(before);
    let mentions = opposes || reference.in_remark;
    let folded = footnote::fold(behind);
    let says_more = folded != place.as_deref().map(footnote::fold).unwrap_or_default();
    // The other words of a note that names works belong to the claim as a note.
    let aside = (!reference.in_remark && (opposes || says_more)).then(|| {
        let text = one_line(manuscript.slice(reference.span));
        let text = text.trim_start_matches('[').trim_end_matches(']').into();
        Aside { source, label: label(), text, first, mentions }
    });
    (place.map(|words| Locator { source, label: label(), words }), aside, mentions)
}

/// Returns the title: of the front matter, else the first heading at the top that can be a title, else the name of the
/// file.
pub(super) fn title(manuscript: &Manuscript, briefing: &Briefing) -> String {
    let sections = || briefing.sections.iter().filter(|section| !section.title.is_empty());
    // Counts the letters before a section, including those of other headings.
    let before = |section: &Section| {
        let blocks = briefing.blocks.iter().take(section.blocks.start);
        let words = blocks.map(|block| manuscript.slice(block.span).chars().filter(|c| c.is_alphanumeric()).count());
        words.sum::<usize>()
    };
    // If the first heading is the only one of the first level, it is the title whatever its words are.
    let mut firsts = sections().filter(|section| section.level == 1);
    let only = firsts.next().filter(|only| firsts.next().is_none() && before(only) == 0);
    let at_top = || {
        let heading = sections().find(|section| heading::can_be_title(&section.title))?;
        Some(heading).filter(|heading| before(heading) <= heading::MOST_BEFORE)
    };
    let heading = only.or_else(at_top).map(|section| section.title.clone());
    briefing.front.metadata.whole_title().or(heading).unwrap_or_else(|| manuscript.file_name().into_owned())
}

/// Fills in the reverse links: claims of sources and caveats, and statements of caveats. A caveat without its own words
/// takes those of its first statement, else those of its footnote.
pub(super) fn fill_in(dossier: &mut Dossier) {
    for claim in dossier.claim_ids() {
        dossier.claims[claim.0].text = dossier.line(&dossier.claim(claim).passage.words);
        let stretches = dossier.claims[claim.0].passage.words.iter().enumerate();
        dossier.index.words.extend(stretches.map(|(stretch, extent)| (extent.place, claim, stretch)));
    }
    dossier.index.words.sort_unstable();
    for caveat in dossier.caveat_ids() {
        for source in dossier.caveat(caveat).covers.clone() {
            dossier.sources[source.0].caveats.push(caveat);
        }
    }
    for (index, claim) in dossier.claims.iter().enumerate() {
        for source in &claim.sources {
            dossier.sources[source.0].claims.push(ClaimId(index));
        }
        for caveat in &claim.caveats {
            dossier.caveats[caveat.0].claims.push(ClaimId(index));
        }
        for note in &claim.notes {
            dossier.notes[note.0].claims.push(ClaimId(index));
        }
    }
    for (index, remark) in dossier.remarks.iter().enumerate() {
        for note in &remark.notes {
            dossier.notes[note.0].remarks.push(index);
        }
    }
    for index in 0..dossier.statements.len() {
        let words = dossier.line(&dossier.statements[index].passage.words);
        for note in dossier.statements[index].notes.clone() {
            dossier.notes[note.0].statements.push(index);
        }
        for caveat in dossier.statements[index].caveats.clone() {
            let caveat = &mut dossier.caveats[caveat.0];
            if caveat.text.is_empty() {
                caveat.text.clone_from(&words);
            }
            caveat.statements.push(index);
        }
    }
    for caveat in dossier.caveats.iter_mut().filter(|caveat| caveat.text.is_empty()) {
        caveat.text = caveat.note.take().unwrap_or_default();
    }
}

/// Warns of unused declarations. `meant` are the ids that an unknown label may mean.
pub(super) fn unused(dossier: &Dossier, meant: &HashSet<String>, diagnostics: &mut Vec<Diagnostic>) {
    let cited = dossier.claims.iter().flat_map(|claim| &claim.sources);
    let stating = dossier.caveats.iter().flat_map(|caveat| caveat.by.iter().chain(&caveat.covers));
    let with_all_behind = |sources: BTreeSet<SourceId>| -> BTreeSet<SourceId> {
        dossier.behind_all(&sources.into_iter().collect::<Vec<_>>()).into_iter().collect()
    };
    let resting = with_all_behind(cited.copied().collect());
    let used = with_all_behind(resting.iter().chain(stating).copied().collect());
    let removable = removable(dossier, &used, meant);
    for source in dossier.source_ids().filter(|source| !used.contains(source)) {
        let source = dossier.source(source);
        if let Some(span) = source.declared {
            let message = format!("source `{}` is declared, but nothing cites it", source.id);
            let help = format!("cite it after the words that rest on it: `[^{}]`", source.id);
            let fix = removable.get(&span).map(|&table| Fix {
                span: table,
                replacement: String::new(),
                done: format!("source `{}` is no longer declared", source.id),
            });
            diagnostics.push(Diagnostic::warning("unused-source", span, message).help(help).fix_if(fix));
        }
    }
    for note in dossier.notes.iter().filter(|note| note.is_unused()) {
        let message = format!("note `{}` is defined, but nothing refers to it", note.id);
        let help = format!("refer to it after the words that it belongs to: `[^{}]`", note.id);
        diagnostics.push(Diagnostic::warning("unused-source", note.declared, message).help(help));
    }
    let idle =
        |caveat: &&Caveat| caveat.claims.is_empty() && caveat.covers.iter().all(|source| !resting.contains(source));
    for caveat in dossier.caveats.iter().filter(idle) {
        let message = format!("caveat `{}` covers no claim", caveat.id);
        let help = "name the sources that it is about in `covers`, or put its label beside the reference of a claim";
        diagnostics.push(Diagnostic::warning("idle-caveat", caveat.declared, message).help(help));
    }
}

/// Most bytes that are searched for names. This takes a moment, and no honest file needs more.
const MOST_SEARCHED: usize = 10_000_000;

/// Returns the tables of unused sources that can be deleted, by the places of the declarations. Nothing else in the
/// front matter may name the source, unless it is deleted too. The source may have no footnote, because the footnote
/// would become a source itself. Its name may not occur in the text, because then a reference is more likely missing.
/// No unknown label may mean it: without it, another source would look like the one that was meant.
fn removable(dossier: &Dossier, used: &BTreeSet<SourceId>, meant: &HashSet<String>) -> BTreeMap<Span, Span> {
    let front = &dossier.briefing.front;
    let unused = dossier.source_ids().filter(|id| !used.contains(id)).map(|id| dossier.source(id));
    let unused: BTreeSet<_> =
        unused.filter(|source| source.note.is_none()).filter_map(|source| source.declared).collect();
    let text = &dossier.manuscript.text()[front.span.range().end..];
    if unused.is_empty() || unused.len().saturating_mul(text.len()) > MOST_SEARCHED {
        return BTreeMap::new();
    }
    let is_named = |name: &Option<String>| name.as_ref().is_some_and(|name| text.contains(name.as_str()));
    let is_meant = |id: &Named| meant.contains(&id.name.to_lowercase());
    let unused = front
        .declarations
        .sources
        .iter()
        .filter(|source| unused.contains(&source.id.span) && !is_named(&source.name) && !is_meant(&source.id));
    let mut tables: BTreeMap<Span, Span> = unused.filter_map(|source| Some((source.id.span, source.table?))).collect();
    // If two declarations have the same label, either may be meant, so both count as named.
    let mut declared: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for source in &front.declarations.sources {
        declared.entry(source.id.name.to_lowercase()).or_default().push(source.id.span);
    }
    let by: BTreeMap<Span, &[Vec<Named>]> =
        front.declarations.sources.iter().map(|source| (source.id.span, source.by.as_slice())).collect();
    // Sources that a remaining table names remain too.
    let mut staying: Vec<Span> = by.keys().copied().filter(|span| !tables.contains_key(span)).collect();
    while let Some(span) = staying.pop() {
        let named = by[&span].iter().flatten().filter_map(|name| declared.get(&name.name.to_lowercase())).flatten();
        staying.extend(named.filter(|span| tables.remove(span).is_some()));
    }
    tables
}
