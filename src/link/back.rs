//! Resolved groups → claims and statements, with the way back, and what serves nothing.
//!
//! The half of linking that names no longer matter to: from here on everything is an index.

use std::collections::{BTreeMap, BTreeSet};

use super::Group;
use crate::briefing::{Briefing, Citation, Named};
use crate::diagnostic::{Diagnostic, Fix};
use crate::dossier::{Caveat, Claim, ClaimId, Dossier, SourceId, Statement};
use crate::manuscript::{Manuscript, Span};

/// A group with a source is a claim, and its caveats cover it; a group without one states its caveats.
pub(super) fn claims(briefing: &Briefing, groups: Vec<Group<'_>>) -> (Vec<Claim>, Vec<Statement>) {
    let (mut claims, mut statements) = (Vec::new(), Vec::new());
    for Group { citation, sources, caveats } in groups {
        let Citation { words, sentence, place, at, references, brackets } = citation.clone();
        if sources.is_empty() {
            statements.push(Statement { words, place, at, caveats });
            continue;
        }
        let first = references.first().map_or(words[0].span, |reference| reference.span);
        let last = references.last().map_or(words[0].span, |reference| reference.span);
        claims.push(Claim {
            text: String::new(),
            section: briefing.section_of(place.block),
            words,
            sentence,
            place,
            at,
            brackets,
            references: Span { start: first.start, end: last.end },
            sources,
            caveats,
        });
    }
    (claims, statements)
}

/// The front matter's title, else the first heading, else the manuscript's name.
pub(super) fn title(manuscript: &Manuscript, briefing: &Briefing) -> String {
    let heading = briefing.sections.iter().map(|section| section.title.as_str()).find(|title| !title.is_empty());
    let front = briefing.front.title.as_deref().filter(|title| !title.is_empty());
    front.or(heading).unwrap_or(manuscript.name()).to_owned()
}

/// The way back: what each source says, what each caveat stands on, where it is stated.
pub(super) fn fill_in(dossier: &mut Dossier) {
    for claim in dossier.claim_ids() {
        dossier.claims[claim.0].text = dossier.line(&dossier.claim(claim).words);
        let stretches = dossier.claims[claim.0].words.iter().enumerate();
        dossier.marked.extend(stretches.map(|(stretch, extent)| (extent.place, claim, stretch)));
    }
    dossier.marked.sort_unstable();
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
    }
    for index in 0..dossier.statements.len() {
        let words = dossier.line(&dossier.statements[index].words);
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

/// What is declared and serves nothing.
pub(super) fn unused(dossier: &Dossier, diagnostics: &mut Vec<Diagnostic>) {
    let cited = dossier.claims.iter().flat_map(|claim| &claim.sources);
    let stating = dossier.caveats.iter().flat_map(|caveat| caveat.by.iter().chain(&caveat.covers));
    let with_all_behind = |sources: BTreeSet<SourceId>| -> BTreeSet<SourceId> {
        dossier.behind_all(&sources.into_iter().collect::<Vec<_>>()).into_iter().collect()
    };
    let resting = with_all_behind(cited.copied().collect());
    let used = with_all_behind(resting.iter().chain(stating).copied().collect());
    let removable = removable(dossier, &used);
    for source in dossier.source_ids().filter(|source| !used.contains(source)) {
        let source = dossier.source(source);
        if let Some(span) = source.declared {
            let message = format!("source `{}` is declared, but nothing cites it", source.id);
            let help = format!("cite it after the words that it stands behind: `[^{}]`", source.id);
            let fix = removable.get(&span).map(|&table| Fix {
                span: table,
                replacement: String::new(),
                done: format!("source `{}` is no longer declared", source.id),
            });
            diagnostics.push(Diagnostic::warning("unused-source", span, message).help(help).fix_if(fix));
        }
    }
    let idle =
        |caveat: &&Caveat| caveat.claims.is_empty() && caveat.covers.iter().all(|source| !resting.contains(source));
    for caveat in dossier.caveats.iter().filter(idle) {
        let message = format!("caveat `{}` covers no claim", caveat.id);
        let help = "name the sources that it limits in `covers`, or put its label beside a claim's source";
        diagnostics.push(Diagnostic::warning("idle-caveat", caveat.declared, message).help(help));
    }
}

/// The most bytes that are looked through for names: a moment's work, and more than any honest file asks for.
const PATIENCE: usize = 10_000_000;

/// The tables that can go with the sources that serve nothing, by where these are declared: those that nothing else
/// in the front matter names, unless it goes too; that have no footnote, which would then be a source itself; and whose
/// name is not in the text, where what is missing is rather the reference.
fn removable(dossier: &Dossier, used: &BTreeSet<SourceId>) -> BTreeMap<Span, Span> {
    let front = &dossier.briefing.front;
    let unused = dossier.source_ids().filter(|id| !used.contains(id)).map(|id| dossier.source(id));
    let unused: BTreeSet<_> =
        unused.filter(|source| source.note.is_none()).filter_map(|source| source.declared).collect();
    let text = &dossier.manuscript.text()[front.span.range().end..];
    if unused.is_empty() || unused.len().saturating_mul(text.len()) > PATIENCE {
        return BTreeMap::new();
    }
    let is_named = |name: &Option<String>| name.as_ref().is_some_and(|name| text.contains(name.as_str()));
    let unused = front.sources.iter().filter(|source| unused.contains(&source.id.span) && !is_named(&source.name));
    let mut tables: BTreeMap<Span, Span> = unused.filter_map(|source| Some((source.id.span, source.table?))).collect();
    // Of two with one label either may be meant, so both are named.
    let mut declared: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for source in &front.sources {
        declared.entry(source.id.name.to_lowercase()).or_default().push(source.id.span);
    }
    let by: BTreeMap<Span, &[Named]> =
        front.sources.iter().map(|source| (source.id.span, source.by.as_slice())).collect();
    // What stays names what stays.
    let mut staying: Vec<Span> = by.keys().copied().filter(|span| !tables.contains_key(span)).collect();
    while let Some(span) = staying.pop() {
        let named = by[&span].iter().filter_map(|name| declared.get(&name.name.to_lowercase())).flatten();
        staying.extend(named.filter(|span| tables.remove(span).is_some()));
    }
    tables
}
