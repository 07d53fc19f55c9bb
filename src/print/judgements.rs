//! Prints the reader's judgements of a text as Markdown: each claim in its sentence, who says so and what speaks against
//! it, then what the reader judged, and what others did whose judgements were imported.
//!
//! What the text says stands in quotation marks and lists; what the reader judged stands under a line of its own. Must
//! not know where judgements are kept.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::sentences::Sentences;
use super::summary::{sentence, with_addresses};
use crate::briefing::dossier::{ClaimId, Dossier, Doubts, SourceId};
use crate::evidence::judgement::{Change, Entry, Import, Judgements, Lost, Placed, Target};
use crate::text::case::capitalized;
use crate::text::manuscript::one_line;
use crate::text::numbers;
use crate::text::visible;

/// Others whose names are listed.
const MOST_NAMES: usize = 5;

/// Prints judgements as Markdown. `problems` counts those of the manuscript.
pub fn markdown(judgements: &Judgements, dossier: &Dossier, problems: usize) -> String {
    let (doubts, standing) = (Doubts::new(), vec![true; dossier.claims.len()]);
    let sentences = Sentences { dossier, doubts: &doubts, standing: &standing, problems };
    let claims: Vec<_> = dossier.claim_ids().filter(|&claim| judgements.has(Placed::Claim(claim))).collect();
    let sources: Vec<_> = dossier.source_ids().filter(|&source| judgements.has(Placed::Source(source))).collect();
    let own_claims = claims.iter().filter(|&&claim| judgements.of_claim(claim).is_some()).count();
    let own_sources = sources.iter().filter(|&&source| judgements.of_source(source).is_some()).count();
    let mut parts = vec![format!("# Judgements of {}\n", quoted(&dossier.title))];
    if judgements.is_empty() {
        parts.push("Nothing in this text is judged. In the reader, `a` judges a claim or a source.\n".to_owned());
        return parts.join("\n");
    }
    let lost = match judgements.lost().len() {
        0 => String::new(),
        lost => format!(" {} without a place in the text.", numbers::count(lost, "judgement")),
    };
    let all = numbers::count(dossier.claims.len(), "claim");
    let judged = numbers::count(own_sources, "source");
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    for by in judgements.entries().iter().filter_map(|entry| entry.by.clone()) {
        *others.entry(by).or_default() += 1;
    }
    let others = match by_others(&others, "judgement") {
        Some(words) => format!(" {}", quoted(&format!("{words}."))),
        None => String::new(),
    };
    parts.push(format!("You judged {own_claims} of {all} and {judged}.{others}{lost}\n"));
    parts.extend(claims.into_iter().map(|claim| of_claim(claim, judgements, &sentences)));
    parts.extend(sources.into_iter().map(|source| of_source(source, judgements, &sentences)));
    if judgements.lost().len() > 0 {
        parts.push("## Without a place in the text\n".to_owned());
        parts.extend(judgements.lost().map(|(entry, why)| of_lost(entry, why)));
    }
    parts.join("\n")
}

/// "3 judgements by others: Ada (2), Bo (1)"; none without any.
fn by_others(others: &BTreeMap<String, usize>, noun: &str) -> Option<String> {
    let shown = others.iter().take(MOST_NAMES).map(|(name, count)| format!("{name} ({count})"));
    let more = others.len().saturating_sub(MOST_NAMES);
    let more = (more > 0).then(|| format!("and {more} more"));
    let names = shown.chain(more).collect::<Vec<_>>().join(", ");
    (!others.is_empty()).then(|| format!("{} by others: {names}", numbers::count(others.values().sum(), noun)))
}

fn of_claim(claim: ClaimId, judgements: &Judgements, sentences: &Sentences<'_>) -> String {
    let dossier = sentences.dossier;
    let line = dossier.manuscript.position(dossier.claim(claim).passage.extent().span.start).line;
    let mut lines = vec![sentences.quoted(claim)];
    lines.extend(sentences.notes(claim, Vec::new()).lines().map(str::to_owned));
    let judged = judged(judgements.entry_of_claim(claim), Placed::Claim(claim), judgements);
    part(&format!("Claim {}, line {line}", claim.number()), &lines, &judged)
}

fn of_source(source: SourceId, judgements: &Judgements, sentences: &Sentences<'_>) -> String {
    let name = sentences.name(source);
    let judged = judged(judgements.entry_of_source(source), Placed::Source(source), judgements);
    part(&format!("Source {}: {}", source.number(), quoted(&name)), &[sentences.source(source)], &judged)
}

/// The reader's own judgement, then those of others.
fn judged(own: Option<&Entry>, place: Placed, judgements: &Judgements) -> String {
    let others = judgements.others(place).map(|(_, entry)| entry);
    own.into_iter().chain(others).map(one_judgement).collect::<Vec<_>>().join("\n")
}

/// The words of the text as a quotation, then what is judged.
fn part(heading: &str, text: &[String], judged: &str) -> String {
    let quotation: Vec<_> = text.iter().map(|line| format!("> {}\n", quoted(line))).collect();
    format!("## {heading}\n\n{}\n{}", quotation.join(">\n"), judged)
}

/// "**Your judgement:** status: wrong", and the note; "**Judgement by Ada:**" for another person's.
fn one_judgement(Entry { by, judgement, .. }: &Entry) -> String {
    let whose = match by {
        Some(by) if judgement.rated().is_empty() => format!("Note by {}", quoted(by)),
        Some(by) => format!("Judgement by {}", quoted(by)),
        None => "Your judgement".to_owned(),
    };
    let rated = judgement.rated();
    let rated = if rated.is_empty() { rated } else { format!(" {}", sentence(&rated)) };
    let note = judgement.note.lines().filter(|line| !line.trim().is_empty()).map(quoted);
    let lines = std::iter::once(format!("**{whose}:**{rated}")).chain(note);
    lines.map(|line| line + "\n").collect::<Vec<_>>().join("\n")
}

fn of_lost(entry: &Entry, why: Lost) -> String {
    let target = &entry.target;
    let words = match target {
        Target::Claim(quote) => {
            format!("…{} ‹{}› {}…", one_line(&quote.prefix), one_line(&quote.exact), one_line(&quote.suffix))
        }
        Target::Source { .. } => format!("source {}", target.words()),
    };
    format!("### {}\n\n> {}\n\n{}", capitalized(why.words()), quoted(words.trim()), one_judgement(entry))
}

/// Words that Markdown takes as words, with their web addresses as addresses.
fn quoted(words: &str) -> String {
    with_addresses(&one_line(words))
}

/// Changes that could not be kept, in lines for a terminal: what each target was judged in the end. Empty without any.
pub fn unsaved(changes: &[Change]) -> String {
    let is_last = |at: usize| changes[at + 1..].iter().all(|later| later.target != changes[at].target);
    let lines: Vec<_> = (0..changes.len()).filter(|&at| is_last(at)).map(|at| of_unsaved(&changes[at])).collect();
    let first = (!lines.is_empty()).then(|| "These judgements could not be saved:".to_owned());
    first.into_iter().chain(lines).map(|line| visible::line(&line).into_owned() + "\n").collect()
}

/// "“Dues doubled.”: status: wrong; note: Ask Maas".
fn of_unsaved(Change { target, after, .. }: &Change) -> String {
    let note = (!after.note.is_empty()).then(|| format!("note: {}", one_line(&after.note)));
    let parts: Vec<_> = Some(after.rated()).filter(|rated| !rated.is_empty()).into_iter().chain(note).collect();
    let judged = if parts.is_empty() { "removed".to_owned() } else { parts.join("; ") };
    format!("“{}”: {judged}", target.words())
}

/// What happened to annotations that were imported, in lines.
pub fn imported(import: &Import, judgements: &Judgements) -> String {
    let mut lines = Vec::new();
    let found = import.found.len();
    let places: HashMap<_, _> = judgements.places().map(|(placed, entry)| (entry.target.iri(), placed)).collect();
    let number = |target: &Target| match places.get(&target.iri())? {
        Placed::Claim(claim) => Some(claim.number()),
        Placed::Source(_) => None,
    };
    let numbers: BTreeSet<_> = import.found.iter().filter_map(number).collect();
    let noun = if numbers.len() == 1 { "claim" } else { "claims" };
    let claims = if numbers.is_empty() { String::new() } else { format!(": {noun} {}", numbers::list(numbers)) };
    let (annotations, whose) = (numbers::count(found, "annotation"), if found == 1 { "its" } else { "their" });
    lines.push(format!("{annotations} found {whose} place{claims}."));
    if let Some(words) = by_others(&import.others, "annotation") {
        lines.push(format!("{words}. They stand under these names and do not count as yours."));
    }
    if !import.differing.is_empty() {
        let count = import.differing.len();
        let (has, whose) = if count == 1 { ("has", "its note") } else { ("have", "their notes") };
        let words = format!(
            "{count} of your judgements {has} different ratings. Yours stay; the imported ones are in {whose}."
        );
        lines.push(words);
    }
    if import.unusable > 0 {
        let count = numbers::count(import.unusable, "annotation");
        lines.push(format!("{count} left out: they quote no words and name no source."));
    }
    if import.empty > 0 {
        let count = numbers::count(import.empty, "annotation");
        lines.push(format!("{count} left out: they have neither a note nor a rating."));
    }
    let reasons: HashMap<_, _> = judgements.lost().map(|(entry, why)| (entry.target.iri(), why)).collect();
    for target in &import.lost {
        let why = reasons.get(&target.iri()).copied().unwrap_or(Lost::Gone);
        lines.push(format!("Kept without a place: “{}”: {}.", target.words(), why.words()));
    }
    visible::lines(&(lines.join("\n") + "\n")).into_owned()
}
