//! The sentences of a summary and their order, for plain text and Markdown.
//!
//! Owns the sentences that both forms share. Must not know rows or markup: words from the file pass through the form's
//! `quote` before they enter a sentence.

mod judged;
mod shown;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::excerpt::Signs;
use super::words::{enumeration, footnote_again, sentence};
use super::{Only, Options};
use crate::briefing::ast::{CaveatKind, Extent, Reliability};
use crate::briefing::dossier::Excerpt;
use crate::briefing::dossier::{CaveatId, ClaimHedge, ClaimId, Dossier, Doubts, Relation, Source, SourceId};
use crate::briefing::hedge::HedgeKind;
use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::evidence::judgement::Judgements;
use crate::text::case::capitalized;
use crate::text::manuscript::one_line;
use crate::text::numbers;
use crate::text::symbol::Symbols;

/// The most sentences without a source that are listed. If there are more, the listed ones are shortened.
const MOST_SENTENCES: usize = 10;

/// The line above notes without a claim.
pub(super) const NOTES_LEAD: &str = "Footnotes that name nobody. Nothing rests on them.";

/// Makes the sentences of a summary. Forms differ in how they quote words from the file.
pub(super) struct Outline<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) diagnostics: &'a [Diagnostic],
    pub(super) doubts: &'a Doubts,
    only: Option<&'a Only>,
    judgements: Option<&'a Judgements>,
    /// By [`ClaimId`].
    pub(super) standing: Vec<bool>,
    pub(super) symbols: Symbols,
    signs: Signs,
    /// See [`Outline::first_with`].
    firsts: OnceCell<HashMap<String, ClaimId>>,
    /// Quotes words from the file, so that they cannot be mistaken for the program's.
    pub(super) quote: &'a dyn Fn(&str) -> String,
}

/// A source in the list of sources.
pub(super) struct Entry {
    pub(super) source: SourceId,
    /// The source that it stands behind here.
    front: Option<SourceId>,
    /// Its distance from the source at the top of its chain.
    pub(super) depth: usize,
    /// Whether this entry describes the source. Later entries only name it.
    pub(super) described: bool,
}

/// A heading in the list of claims, with the claims directly under it.
pub(super) struct Part {
    /// None before the first heading, and directly under the title of the text.
    pub(super) title: Option<String>,
    pub(super) level: u8,
    pub(super) claims: Vec<ClaimId>,
}

impl<'a> Outline<'a> {
    pub(super) fn new(
        dossier: &'a Dossier,
        diagnostics: &'a [Diagnostic],
        options: &'a Options,
        signs: Signs,
        quote: &'a dyn Fn(&str) -> String,
    ) -> Self {
        let symbols = if options.ascii { Symbols::Plain } else { Symbols::Full };
        let standing = dossier.standing(&options.doubts);
        let only = options.only.as_ref();
        Self {
            dossier,
            diagnostics,
            doubts: &options.doubts,
            only,
            judgements: options.judgements.as_ref(),
            standing,
            symbols,
            signs,
            firsts: OnceCell::new(),
            quote,
        }
    }

    /// Words from the file, on one line.
    pub(super) fn words(&self, text: &str) -> String {
        (self.quote)(&one_line(text))
    }

    /// Words from the file, with signs around a claim's words and around struck-out words.
    fn signed(&self, excerpt: &Excerpt) -> String {
        excerpt.signed(self.signs, self.quote)
    }

    /// "By Anna Maas, Rotterdam, 5 March 2026".
    pub(super) fn byline(&self) -> Option<String> {
        let byline = self.words(&self.dossier.briefing.front.metadata.byline());
        Some(byline).filter(|byline| !byline.is_empty())
    }

    pub(super) fn origin(&self) -> Option<String> {
        let origin = self.words(self.dossier.briefing.front.metadata.origin.as_deref()?);
        (!origin.is_empty()).then(|| sentence(&format!("Origin: {origin}")))
    }

    /// "9 claims, 3 sources, 2 caveats, one of them a denial; 2 sentences without a source".
    pub(super) fn figures(&self) -> String {
        let dossier = self.dossier;
        let denials = dossier.caveats.iter().filter(|caveat| caveat.kind == CaveatKind::Denial).count();
        let of_which = match (denials, dossier.caveats.len()) {
            (0, _) => String::new(),
            (1, 1) => ", a denial".to_owned(),
            (denials, all) if denials == all => ", all of them denials".to_owned(),
            (1, _) => ", one of them a denial".to_owned(),
            _ => format!(", {denials} of them denials"),
        };
        let problems = match self.diagnostics.len() {
            0 => String::new(),
            problems => format!("; {} in its annotations", numbers::count(problems, "problem")),
        };
        let notes = match dossier.notes.len() {
            0 => String::new(),
            notes => format!(", {}", numbers::count(notes, "note")),
        };
        format!(
            "{}, {}, {}{of_which}{notes}; {} without a source{problems}",
            numbers::count(dossier.claims.len(), "claim"),
            numbers::count(dossier.sources.len(), "source"),
            numbers::declared(dossier.caveats.len(), "caveat"),
            numbers::count(dossier.unsourced.len(), "sentence"),
        )
    }

    /// The sentence for a text without claims.
    pub(super) fn no_claims(&self) -> String {
        let briefing = &self.dossier.briefing;
        let linking = || self.linking(&self.dossier.unsourced.iter().collect::<Vec<_>>());
        match self.dossier.unsourced.len() {
            _ if self.is_unread() => "This text has marks that look like citations, but none is recognized.".to_owned(),
            0 if briefing.blocks.is_empty() => "This text is empty.".to_owned(),
            0 => "No sentence in this text has a reference to a source.".to_owned(),
            1 => format!("The one sentence of this text has no reference to a source{}.", linking()),
            all => format!("None of the {all} sentences in this text has a reference to a source{}.", linking()),
        }
    }

    /// The doubted sources, and the claims that stand without them.
    pub(super) fn supposing(&self) -> Option<String> {
        if self.doubts.is_empty() {
            return None;
        }
        let names: Vec<_> = self.doubts.iter().map(|&source| self.named(source)).collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        let stand = self.standing.iter().filter(|stands| **stands).count();
        let fallen = self.dossier.claim_ids().filter(|claim| !self.standing[claim.0]).map(ClaimId::number);
        let fallen = numbers::list(fallen);
        let claims = numbers::count(self.standing.len(), "claim");
        let verb_of_standing = if stand == 1 { "stands" } else { "stand" };
        let rest = match stand {
            all if all == self.standing.len() => format!("all {claims} stand."),
            _ => format!("{stand} of {claims} {verb_of_standing}. Fallen: {fallen}."),
        };
        Some(format!("Supposing that {} {verb} worth nothing: {rest}", enumeration(&names)))
    }

    pub(super) fn sign(&self, kind: CaveatKind) -> &'static str {
        match kind {
            CaveatKind::Limitation => self.symbols.limitation(),
            CaveatKind::Denial => self.symbols.denial(),
        }
    }

    /// "▲ sample, ✗ port-denies".
    pub(super) fn signs(&self, caveats: &[CaveatId]) -> String {
        let caveats = caveats.iter().map(|&caveat| self.dossier.caveat(caveat));
        let signs = caveats.map(|caveat| format!("{}\u{a0}{}", self.sign(caveat.kind), self.words(&caveat.id)));
        signs.collect::<Vec<_>>().join(", ")
    }

    /// The words of a caveat, who states it, where, and what it covers.
    pub(super) fn caveat(&self, id: CaveatId) -> Vec<String> {
        let caveat = self.dossier.caveat(id);
        let mut sentences = Vec::new();
        let words = self.words(&caveat.text);
        sentences.push(if words.is_empty() { "Its words are not given.".to_owned() } else { sentence(&words) });
        let verb = match caveat.kind {
            CaveatKind::Limitation => "Stated",
            CaveatKind::Denial => "Denied",
        };
        let by: Vec<_> = caveat.by.iter().map(|&by| self.attributed(by)).collect();
        let by = if by.is_empty() { "by nobody in particular".to_owned() } else { format!("by {}", enumeration(&by)) };
        let place = match caveat.statements.first() {
            Some(&statement) => {
                let statement = &self.dossier.statements[statement];
                format!(", on line\u{a0}{}", self.line(statement.passage.extent().span.start))
            }
            None => String::new(),
        };
        sentences.push(format!("{verb} {by}{place}. {}", self.covers(id)));
        if let Some(note) = caveat.note.as_deref().map(|note| self.words(note)).filter(|note| !note.is_empty()) {
            sentences.push(sentence(&format!("Note: {note}")));
        }
        sentences
    }

    /// `Covers 5 of 9 claims: 1–4 through Port audit 2025 [1]; 7 directly.`
    pub(super) fn covers(&self, id: CaveatId) -> String {
        let claims = self.dossier.covered(id);
        if claims.is_empty() {
            return "Covers no claim.".to_owned();
        }
        let mut ways: Vec<(Option<SourceId>, Vec<usize>)> = Vec::new();
        for &claim in &claims {
            let via = self.dossier.way(id, claim);
            match ways.iter_mut().find(|(way, _)| *way == via) {
                Some((_, numbers)) => numbers.push(claim.number()),
                None => ways.push((via, vec![claim.number()])),
            }
        }
        let direct_only = ways.iter().all(|(via, _)| via.is_none());
        let ways = ways.into_iter().map(|(via, claims)| match via {
            Some(via) => format!("{}, through {}", numbers::list(claims), self.named(via)),
            None if direct_only => numbers::list(claims),
            None => format!("{}, directly", numbers::list(claims)),
        });
        let ways = ways.collect::<Vec<_>>().join("; ");
        let all = numbers::count(self.dossier.claims.len(), "claim");
        format!("Covers {} of {all}: {ways}.", claims.len())
    }

    /// Explains the marks in use, and what it means that a claim has none.
    pub(super) fn legend(&self) -> Vec<String> {
        let dossier = self.dossier;
        let covered = |kind| self.claims().any(|claim| dossier.covered_by(claim, kind));
        let mut marks = Vec::new();
        let symbols = self.symbols;
        if covered(CaveatKind::Limitation) {
            marks.push(format!("{}\u{a0}limited by a caveat", symbols.limitation()));
        }
        if covered(CaveatKind::Denial) {
            marks.push(format!("{}\u{a0}denied by somebody", symbols.denial()));
        }
        let fallen = self.claims().any(|claim| !self.standing[claim.0]);
        if fallen {
            marks.push(format!("{}\u{a0}fallen with the doubted sources", symbols.fallen()));
        }
        let shown = self.claims().count();
        let uncovered = self.claims().filter(|&claim| dossier.coverings(claim).is_empty()).count();
        let none = match (fallen, uncovered == shown) {
            (false, _) => "No mark".to_owned(),
            (true, true) => "No other mark".to_owned(),
            (true, false) => format!("Neither {} nor {}", symbols.limitation(), symbols.denial()),
        };
        let all = numbers::count(shown, "claim");
        let mut lines = Vec::new();
        if !marks.is_empty() {
            lines.push(format!("{}.", marks.join("; ")));
        }
        if uncovered > 0 {
            lines.push(format!("{none}: no caveat is declared on the claim ({uncovered} of {all})."));
        }
        lines.push("In brackets: the claim's sources, by their numbers below.".to_owned());
        let relates = |wanted| {
            let has =
                |claim| dossier.claim(claim).sources.iter().any(|&source| dossier.relation(claim, source) == wanted);
            self.claims().any(has)
        };
        if relates(Relation::Mentioned) {
            lines.push("“see”: the source is only mentioned; it may say something else.".to_owned());
        }
        if relates(Relation::Linked) {
            lines.push("“link”: the sentence links to this page, which may say something else.".to_owned());
        }
        lines.extend(self.signs.legend(&self.claims().map(|claim| (dossier, claim))));
        lines.extend(self.unsought());
        lines
    }

    /// "Hedges are not looked for in Japanese: claims 9, 12."
    fn unsought(&self) -> Vec<String> {
        let mut unsought: Vec<(String, Vec<usize>)> = Vec::new();
        let unhedged = self.claims().filter(|&claim| self.dossier.hedges(claim).is_empty());
        for (claim, why) in unhedged.filter_map(|claim| Some((claim, self.dossier.unsought(claim)?))) {
            match unsought.iter_mut().find(|(reason, _)| *reason == why) {
                Some((_, claims)) => claims.push(claim.number()),
                None => unsought.push((why, vec![claim.number()])),
            }
        }
        let lines = unsought.into_iter().map(|(why, claims)| {
            let noun = if claims.len() == 1 { "claim" } else { "claims" };
            format!("{why}: {noun} {}.", numbers::list(claims))
        });
        lines.collect()
    }

    /// Headings with claims, and the headings above them, in the order of the text.
    pub(super) fn parts(&self) -> Vec<Part> {
        let dossier = self.dossier;
        let sections = &dossier.briefing.sections;
        let mut claims = vec![Vec::new(); sections.len()];
        for claim in self.claims() {
            claims[dossier.claim(claim).section].push(claim);
        }
        // The title already stands at the top.
        let is_title = sections.iter().position(|section| section.title == dossier.title && section.level == 1);
        let mut parts = Vec::new();
        let mut above: Vec<usize> = Vec::new();
        for (index, claims) in claims.into_iter().enumerate() {
            let level = sections[index].level;
            above.retain(|&above| sections[above].level < level);
            above.push(index);
            if claims.is_empty() {
                continue;
            }
            // Each heading is printed once.
            let last = above.pop();
            let part = |index: usize, claims| {
                let section = &sections[index];
                let untitled = section.level == 0 || is_title == Some(index);
                let title =
                    if section.title.is_empty() { "(without a title)".to_owned() } else { self.words(&section.title) };
                Part { title: (!untitled).then_some(title), level: section.level, claims }
            };
            parts.extend(above.drain(..).map(|index| part(index, Vec::new())).filter(|part| part.title.is_some()));
            parts.extend(last.map(|index| part(index, claims)));
        }
        parts
    }

    /// The marks of a claim: limited, denied, fallen.
    pub(super) fn marks(&self, claim: ClaimId) -> [Option<&'static str>; 3] {
        let covered = |kind| self.dossier.covered_by(claim, kind).then(|| self.sign(kind));
        let fallen = (!self.standing[claim.0]).then(|| self.symbols.fallen());
        [covered(CaveatKind::Limitation), covered(CaveatKind::Denial), fallen]
    }

    /// A claim in its sentence, and the numbers of its sources.
    pub(super) fn claim(&self, id: ClaimId, excerpt: &Excerpt) -> (String, String) {
        let claim = self.dossier.claim(id);
        let sources = claim.sources.iter().map(|&source| {
            let see = self.dossier.relation(id, source).lead();
            let number = match self.words(&self.dossier.place_in(id, source)) {
                place if place.is_empty() => format!("{see}{}", source.number()),
                place => format!("{see}{}: {place}", source.number()),
            };
            match self.dossier.source(source) {
                source if source.is_nobody() => format!("{number}, attributed to nobody"),
                source if source.declared.is_none() => format!("{number}, not declared"),
                _ => number,
            }
        });
        let sources: Vec<_> = sources.collect();
        let said_more = sources.iter().any(|source| source.contains([',', ':']));
        (self.signed(excerpt), sources.join(if said_more { "; " } else { ", " }))
    }

    /// The lines under a claim: ambiguous caveats, struck-out words, hedges; then notes and remarks.
    pub(super) fn under_claim(&self, id: ClaimId, excerpt: &Excerpt) -> Vec<String> {
        let mut parts = Vec::new();
        let ambiguous = [CaveatKind::Limitation, CaveatKind::Denial]
            .into_iter()
            .filter(|kind| self.dossier.caveats.iter().filter(|caveat| caveat.kind == *kind).count() > 1);
        let ambiguous: Vec<_> = ambiguous.collect();
        let coverings = self.dossier.coverings(id).into_iter().map(|covering| covering.caveat);
        let coverings: Vec<_> =
            coverings.filter(|&caveat| ambiguous.contains(&self.dossier.caveat(caveat).kind)).collect();
        if !coverings.is_empty() {
            parts.push(self.signs(&coverings));
        }
        let struck: Vec<_> = excerpt.struck().into_iter().map(|words| format!("“{}”", self.words(words))).collect();
        if excerpt.is_struck() {
            parts.push("struck out".to_owned());
        } else if !struck.is_empty() {
            parts.push(format!("struck out: {}", struck.join(", ")));
        }
        let (inside, around): (Vec<_>, Vec<_>) = self.dossier.hedges(id).into_iter().partition(|hedge| hedge.is_inside);
        parts.extend((!inside.is_empty()).then(|| format!("hedged: {}", self.hedges(&inside))));
        parts.extend((!around.is_empty()).then(|| format!("in its sentence: {}", self.hedges(&around))));
        let claim = self.dossier.claim(id);
        let footnote = |what: &str, text: &str, label: &str| match footnote_again(text) {
            Cow::Owned(again) if self.first_with(label).is_some_and(|first| first != id) => {
                let first = self.first_with(label).unwrap_or(id).number();
                format!("{what}: {} (in full with claim {first})", self.words(&again))
            }
            _ => format!("{what}: {}", self.words(text)),
        };
        let notes = claim.notes.iter().map(|&note| self.dossier.note(note));
        let notes = notes.map(|note| footnote("note", &note.text, &note.id));
        let remarks = claim.asides.iter().map(|aside| footnote("remark", &aside.text, &aside.label));
        let first = (!parts.is_empty()).then(|| parts.join("; "));
        first.into_iter().chain(notes).chain(remarks).collect()
    }

    /// Hedges. Negations and hedges outside the claim's words have their kinds.
    fn hedges(&self, hedges: &[ClaimHedge]) -> String {
        let has_kind = |hedge: &ClaimHedge| {
            !hedge.is_inside || matches!(hedge.kind, HedgeKind::Negated | HedgeKind::Reported | HedgeKind::Proposed)
        };
        let words = hedges.iter().map(|hedge| {
            let kind = if has_kind(hedge) { format!(", {}", hedge.kind.word()) } else { String::new() };
            format!("“{}”{kind}", self.words(hedge.words))
        });
        words.collect::<Vec<_>>().join(if hedges.iter().any(has_kind) { "; " } else { ", " })
    }

    /// The sources that are cited or that stand behind nobody; under each, the sources behind it. Each source is
    /// described once.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let dossier = self.dossier;
        let shown = self.shown_sources();
        let shown_ids = dossier.source_ids().filter(|source| shown[source.0]);
        let behind: HashSet<SourceId> = shown_ids.flat_map(|id| dossier.source(id).by.iter().copied()).collect();
        let on_top = |id: SourceId| shown[id.0] && (!dossier.source(id).claims.is_empty() || !behind.contains(&id));
        let mut described = HashSet::new();
        let mut entries = Vec::new();
        for top in dossier.source_ids().filter(|&id| on_top(id)) {
            let mut open = vec![(None, top, 0)];
            while let Some((front, source, depth)) = open.pop() {
                let is_described = (depth == 0 || !on_top(source)) && described.insert(source);
                entries.push(Entry { source, front, depth, described: is_described });
                if is_described {
                    let by = dossier.source(source).by.iter().rev();
                    open.extend(by.map(|&behind| (Some(source), behind, depth + 1)));
                }
            }
        }
        entries
    }

    /// `Harbour pilots, group, unnamed [^pilots], together with Port [3]`.
    pub(super) fn source(&self, entry: &Entry) -> String {
        let id = entry.source;
        let source = self.dossier.source(id);
        let mut words = vec![self.name(source)];
        words.extend(source.traits().into_iter().map(str::to_owned));
        if self.doubts.contains(&id) {
            words.push("DOUBTED".to_owned());
        }
        let words = words.join(", ");
        let words = match source.reference(id.number()) {
            Some(reference) => format!("{words} {}", self.words(&reference)),
            None => words,
        };
        let with = entry.front.and_then(|front| self.dossier.together_with(front, id, |other| self.named(other)));
        with.map(|with| format!("{words}, {with}")).unwrap_or(words)
    }

    /// Everything about a source except its name. Its interest stands wherever it is named, the rest where it is
    /// described.
    pub(super) fn under_source(&self, entry: &Entry) -> Vec<String> {
        let source = self.dossier.source(entry.source);
        let mut sentences = Vec::new();
        let interest = source.profile.interest.as_deref().map(|interest| self.words(interest));
        let interest = interest.filter(|interest| !interest.is_empty());
        sentences.extend(interest.map(|interest| sentence(&format!("Interest: {interest}"))));
        if !entry.described {
            return sentences;
        }
        let mut facts = Vec::new();
        if source.is_linked() {
            facts.push("linked page".to_owned());
        }
        if !source.claims.is_empty() {
            let claims = numbers::list(source.claims.iter().map(|claim| claim.number()));
            facts.push(format!("{}: {claims}", numbers::count(source.claims.len(), "claim")));
            let mentions = source.claims.iter().filter(|&&claim| self.dossier.is_mentioned(claim, entry.source));
            let mentions: Vec<_> = mentions.map(|claim| claim.number()).collect();
            match mentions.len() {
                0 => {}
                all if all == source.claims.len() => facts.push("only mentioned".to_owned()),
                _ => facts.push(format!("only mentioned with {}", numbers::list(mentions.into_iter()))),
            }
        } else if entry.depth == 0 {
            facts.push("No claims".to_owned());
        }
        let under = self.dossier.caveats_behind(&[entry.source]);
        if !under.is_empty() {
            facts.push(format!("under {}", self.signs(&under)));
        }
        let states = self.dossier.stated_by(entry.source);
        if !states.is_empty() {
            facts.push(format!("states {}", self.signs(&states)));
        }
        if source.profile.reliability != Reliability::F {
            let reliability = source.profile.reliability;
            facts.push(format!("reliability {}, {}", reliability.word(), reliability.meaning()));
        }
        if let Some(published) = &source.profile.published {
            facts.push(format!("published {}", self.words(&numbers::date(published))));
        }
        if !facts.is_empty() {
            sentences.push(sentence(&capitalized(&facts.join("; "))));
        }
        // A remark already stands with its claim.
        let remarks = || source.claims.iter().flat_map(|&claim| &self.dossier.claim(claim).asides);
        let note =
            source.note.as_deref().filter(|note| self.only.is_some() || !remarks().any(|aside| &*aside.text == *note));
        let note = note.map(|note| self.words(note));
        sentences.extend(note.filter(|note| !note.is_empty()).map(|note| sentence(&format!("Note: {note}"))));
        sentences
    }

    /// Explains the brackets in the list of sources, and what it means that a source has no reliability.
    pub(super) fn sources_legend(&self) -> Option<String> {
        let judged = |source: &Source| source.profile.reliability != Reliability::F;
        let sources = &self.dossier.sources;
        let reliability = if sources.iter().all(judged) {
            None
        } else if sources.iter().any(judged) {
            Some("Sources without a reliability are not rated.")
        } else {
            Some("Reliability: not rated.")
        };
        let shown = self.shown_sources();
        let has_reference = |id: &SourceId| shown[id.0] && self.dossier.source(*id).reference(id.number()).is_some();
        let references = self
            .dossier
            .source_ids()
            .any(|id| has_reference(&id))
            .then_some("In brackets: each source's label in the file.");
        let lines: Vec<_> = references.into_iter().chain(reliability).collect();
        (!lines.is_empty()).then(|| lines.join(" "))
    }

    pub(super) fn sentences_lead(&self) -> String {
        match self.sentences().len() {
            all if self.is_unread() => {
                format!(
                    "{} without a citation that is read; other marks look like citations.",
                    numbers::count(all, "sentence")
                )
            }
            1 => format!("1 sentence has no reference to a source{}.", self.linking(&self.sentences())),
            all => format!("{all} sentences have no reference to a source{}.", self.linking(&self.sentences())),
        }
    }

    /// Says how many of some sentences link to a page.
    fn linking(&self, sentences: &[&Extent]) -> String {
        match sentences.iter().filter(|sentence| self.dossier.links_to_page(sentence)).count() {
            0 => String::new(),
            _ if sentences.len() == 1 => ", but links to a page".to_owned(),
            1 => "; 1 of them links to a page".to_owned(),
            linking => format!("; {linking} of them link to a page"),
        }
    }

    /// Whether the text has marks that look like citations but are not understood.
    fn is_unread(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.id == "unread-citation")
    }

    pub(super) fn sentences_left_out(&self) -> String {
        let all = self.sentences().len();
        format!("These are the first {MOST_SENTENCES} of {all}; `caveat summary --only unsourced` lists them all.")
    }

    pub(super) fn sentence_line(&self, sentence: &Extent) -> usize {
        self.line(sentence.span.start)
    }

    /// A sentence without a source, in full or its first characters.
    pub(super) fn sentence_words(&self, sentence: &Extent, most: Option<usize>) -> String {
        let mut excerpt = Excerpt::of(self.dossier.unsourced_parts(sentence));
        if let Some(most) = most {
            excerpt.shorten(most);
        }
        self.signed(&excerpt)
    }

    /// Counts the problems of the file, in one sentence.
    pub(super) fn problems(&self) -> Option<String> {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        let warnings = self.diagnostics.len() - errors;
        let counts = [(errors, "error"), (warnings, "warning")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, noun)| numbers::count(count, noun)).collect();
        let lists = if self.diagnostics.len() == 1 { "shows it" } else { "lists them" };
        (!counts.is_empty())
            .then(|| format!("{} in the annotations of this file: `caveat check` {lists}.", counts.join(" and ")))
    }

    /// The name of a source, or its id if it has none.
    fn name(&self, source: &Source) -> String {
        let name = self.words(&source.name);
        if name.is_empty() { self.words(&source.id) } else { name }
    }

    /// `Port audit 2025 [1]`.
    pub(super) fn named(&self, id: SourceId) -> String {
        format!("{}\u{a0}{}", self.name(self.dossier.source(id)), self.words(&format!("[{}]", id.number())))
    }

    /// The name with its number, and whether the source is unnamed or nobody. A reader of only the head must know that.
    pub(super) fn attributed(&self, id: SourceId) -> String {
        let source = self.dossier.source(id);
        let anonymous = match source {
            source if source.is_nobody() => ", attributed to nobody",
            source if !source.profile.named => ", unnamed",
            _ => "",
        };
        format!("{}\u{a0}{}", self.name(source), self.words(&format!("[{}{anonymous}]", id.number())))
    }

    pub(super) fn line(&self, place: u32) -> usize {
        self.dossier.manuscript.position(place).line
    }
}
