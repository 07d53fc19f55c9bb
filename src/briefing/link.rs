//! Links a briefing: resolves every label, `by` and `covers` into a dossier, in both directions.
//!
//! Owns what a label names, what a caveat covers, and chains. Never fails: an unknown name is a diagnostic, and the
//! claim that cites it stays, with a source of that name. If two things have one label, the first counts, and the error
//! points to both. Names become indices here. `assemble` makes claims and reverse links of them, `stance` finds sources
//! that a sentence rules out, and `works` finds which footnotes name the same work. Must not know how anything looks.

mod assemble;
mod keys;
mod stance;
mod unsourced;
mod works;

use std::collections::{HashMap, HashSet};

use crate::briefing::ast::{Briefing, Citation, DeclaredSource, Named, Reliability, SourceKind};
use crate::briefing::dossier::{
    Caveat, CaveatId, Dossier, Hedges, Index, LabelTarget, Note, NoteId, Profile, Source, SourceId,
};
use crate::briefing::footnote::Footnote;
use crate::briefing::hedge::Extra;
use crate::diagnostics::diagnostic::{Diagnostic, Fix};
use crate::text::address;
use crate::text::manuscript::{Manuscript, Span};
use crate::text::nearest::{near, only};

/// Resolves a briefing that was parsed from `manuscript`.
pub fn link(manuscript: Manuscript, briefing: Briefing) -> (Dossier, Vec<Diagnostic>) {
    let mut linker = Linker {
        manuscript: &manuscript,
        briefing: &briefing,
        labels: HashMap::new(),
        defined: HashMap::new(),
        footnotes: vec![None; briefing.notes.len()],
        known: Vec::new(),
        comparisons: MOST_COMPARISONS,
        meant: HashSet::new(),
        sources: Vec::new(),
        notes: Vec::new(),
        authors: Vec::new(),
        addresses: HashSet::new(),
        diagnostics: Vec::new(),
    };
    linker.declare();
    linker.define();
    linker.cite_works();
    let caveats = linker.caveats();
    let (by, together) = linker.chains();
    let groups = linker.groups();
    let order = linker.order(&groups, &by);
    let Linker { sources, notes, mut labels, footnotes, defined, meant, mut diagnostics, .. } = linker;

    let (sources, caveats, groups) = renumber(&order, sources, (&by, &together), caveats, groups, &mut labels);
    let (notes, groups) = assemble::number_notes(notes, groups, &mut labels);
    let footnote = |label: &str| footnotes[*defined.get(label)?].as_ref();
    let mut sources = sources;
    let (claims, statements, remarks) =
        assemble::claims(&manuscript, &briefing, groups, &labels, footnote, &mut sources);
    let title = assemble::title(&manuscript, &briefing);
    let declared = briefing.front.declarations.hedges.iter().map(|hedge| (hedge.kind, hedge.pattern.name.as_str()));
    let hedges = Hedges::new(briefing.sentences.len(), Extra::default().with(None, declared));
    let mut dossier = Dossier {
        unsourced: Vec::new(),
        manuscript,
        briefing,
        title,
        claims,
        sources,
        caveats,
        statements,
        notes,
        remarks,
        hedges,
        index: Index::new(labels),
    };
    assemble::fill_in(&mut dossier);
    dossier.unsourced = unsourced::find(&dossier);
    assemble::unused(&dossier, &meant, &mut diagnostics);
    (dossier, diagnostics)
}

/// Most names in a message, because a hostile file can declare many loops, each as long as the file.
const MOST_NAMES: usize = 12;

/// Most comparisons to find the nearest label. This takes a moment, and no honest file needs more.
const MOST_COMPARISONS: usize = 1_000_000;

/// A resolved citation.
struct Group<'a> {
    citation: &'a Citation,
    sources: Vec<SourceId>,
    caveats: Vec<CaveatId>,
    notes: Vec<NoteId>,
}

struct Linker<'a> {
    manuscript: &'a Manuscript,
    briefing: &'a Briefing,
    /// Meanings of labels, with their case folded as Markdown folds it.
    labels: HashMap<String, LabelTarget>,
    /// First definition with each case-folded label, as an index into the briefing's notes.
    defined: HashMap<String, usize>,
    /// The content of each of the briefing's notes; none if an earlier note has the same label.
    footnotes: Vec<Option<Footnote>>,
    /// Declared and defined ids as written, with their meaning, for finding the nearest id.
    known: Vec<(String, LabelTarget)>,
    /// Comparisons with unknown labels that are still allowed.
    comparisons: usize,
    /// The ids that an unknown label may mean, case-folded.
    meant: HashSet<String>,
    /// Sources in the order of declaration, then definition, then reference.
    sources: Vec<Source>,
    /// Notes in the order of definition.
    notes: Vec<Note>,
    /// Authors behind works cited by key: the work, its author, and the place of the citation.
    authors: Vec<(SourceId, SourceId, Span)>,
    /// Addresses of each source.
    addresses: HashSet<(usize, String)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Linker<'a> {
    /// Enters every label of the front matter.
    fn declare(&mut self) {
        let front = &self.briefing.front;
        for declared in &front.declarations.sources {
            let id = SourceId(self.sources.len());
            self.enter(&declared.id, LabelTarget::Source(id));
            self.sources.push(source(declared));
        }
        for (index, declared) in front.declarations.caveats.iter().enumerate() {
            self.enter(&declared.id, LabelTarget::Caveat(CaveatId(index)));
        }
    }

    fn enter(&mut self, id: &Named, target: LabelTarget) {
        let label = fold(&id.name);
        if let Some(&first) = self.labels.get(&label) {
            let front = &self.briefing.front;
            let first = match first {
                LabelTarget::Source(first) => &front.declarations.sources[first.0].id,
                LabelTarget::Caveat(first) => &front.declarations.caveats[first.0].id,
                LabelTarget::Note(first) => &self.briefing.notes[first.0].label,
            };
            self.diagnostics.push(
                Diagnostic::error("declared-twice", id.span, format!("`{}` is declared twice", id.name))
                    .related(first.span, "here first")
                    .help("a source and a caveat cannot share an id, nor can ids differ only in case"),
            );
            return;
        }
        self.labels.insert(label, target);
        self.known.push((id.name.clone(), target));
    }

    /// Adds a source that the front matter does not declare.
    fn add(&mut self, label: &Named, name: String, declared: Option<Span>) -> SourceId {
        let id = SourceId(self.sources.len());
        self.labels.insert(fold(&label.name), LabelTarget::Source(id));
        self.sources.push(Source {
            id: label.name.clone(),
            name,
            labels: vec![label.name.clone()],
            evidence: Vec::new(),
            cited: Vec::new(),
            profile: Profile::default(),
            by: Vec::new(),
            together: Vec::new(),
            urls: Vec::new(),
            note: None,
            declared,
            has_others: false,
            claims: Vec::new(),
            caveats: Vec::new(),
        });
        id
    }

    fn caveats(&mut self) -> Vec<Caveat> {
        let briefing = self.briefing;
        let mut caveats = Vec::new();
        for declared in &briefing.front.declarations.caveats {
            let label = fold(&declared.id.name);
            let note = self.defined.get(&label).and_then(|&note| self.footnotes[note].as_ref());
            let note = note.map(|note| note.text.clone());
            caveats.push(Caveat {
                id: declared.id.name.clone(),
                kind: declared.kind,
                by: self.sources_named(&declared.by),
                text: declared.text.clone().unwrap_or_default(),
                covers: self.sources_named(&declared.covers),
                declared: declared.id.span,
                claims: Vec::new(),
                statements: Vec::new(),
                note,
            });
        }
        caveats
    }

    /// Returns the sources directly behind each source, without links that would close a loop; and its alternatives, if
    /// one of them has several sources.
    fn chains(&mut self) -> (Vec<Vec<SourceId>>, Vec<Vec<Vec<SourceId>>>) {
        let briefing = self.briefing;
        let mut by: Vec<Vec<(SourceId, Span)>> = vec![Vec::new(); self.sources.len()];
        let mut alternatives: Vec<Vec<Vec<SourceId>>> = vec![Vec::new(); self.sources.len()];
        for ((behind, alternatives), declared) in
            by.iter_mut().zip(&mut alternatives).zip(&briefing.front.declarations.sources)
        {
            for names in &declared.by {
                let mut needed = Vec::new();
                for name in names {
                    for id in self.sources_named(std::slice::from_ref(name)) {
                        insert(&mut needed, id);
                        if !behind.iter().any(|&(known, _)| known == id) {
                            behind.push((id, name.span));
                        }
                    }
                }
                insert(alternatives, needed);
            }
        }
        let authors = std::mem::take(&mut self.authors);
        for (source, behind, span) in self.cited_in_definitions().into_iter().chain(authors) {
            if !by[source.0].iter().any(|&(known, _)| known == behind) {
                by[source.0].push((behind, span));
                alternatives[source.0].push(vec![behind]);
            }
        }
        // Depth first without recursion; each link is followed once. Each source on the path keeps its position there.
        let mut sound: Vec<Vec<SourceId>> = vec![Vec::new(); by.len()];
        let (mut open, mut done) = (vec![None; by.len()], vec![false; by.len()]);
        for start in 0..by.len() {
            let mut path = if done[start] { Vec::new() } else { vec![(start, 0)] };
            while let Some(&mut (at, ref mut followed)) = path.last_mut() {
                let next = by[at].get(*followed).copied();
                *followed += 1;
                open[at].get_or_insert(path.len() - 1);
                let Some((behind, span)) = next else {
                    (open[at], done[at]) = (None, true);
                    path.pop();
                    continue;
                };
                if let Some(from) = open[behind.0] {
                    let around = path[from..].iter().map(|&(source, _)| source).chain([behind.0]);
                    let message = format!("the sources form a loop: {}", self.trail(&around.collect::<Vec<_>>()));
                    self.diagnostics.push(
                        Diagnostic::error("loop", span, message)
                            .help("`by` names the sources behind a source; this link is left out"),
                    );
                    continue;
                }
                sound[at].push(behind);
                if !done[behind.0] {
                    path.push((behind.0, 0));
                }
            }
        }
        let together = alternatives.into_iter().zip(&sound).map(|(alternatives, sound)| {
            if alternatives.iter().all(|needed| needed.len() < 2) {
                return Vec::new();
            }
            let mut left: Vec<Vec<SourceId>> = Vec::new();
            for mut needed in alternatives {
                needed.retain(|source| sound.contains(source));
                if !needed.is_empty() {
                    insert(&mut left, needed);
                }
            }
            left
        });
        let together = together.collect();
        (sound, together)
    }

    /// Writes sources with arrows between them; only the first and the last if there are very many.
    fn trail(&self, sources: &[usize]) -> String {
        let names = |sources: &[usize]| {
            let names = sources.iter().map(|&source| format!("`{}`", self.sources[source].id));
            names.collect::<Vec<_>>().join(" → ")
        };
        match sources.len() {
            0..=MOST_NAMES => names(sources),
            all => format!("{} → … → {}", names(&sources[..MOST_NAMES / 2]), names(&sources[all - MOST_NAMES / 2..])),
        }
    }

    /// Returns the sources of `by` or `covers`, each once.
    fn sources_named(&mut self, names: &[Named]) -> Vec<SourceId> {
        let mut ids = Vec::new();
        for name in names {
            match self.labels.get(&fold(&name.name)) {
                Some(&LabelTarget::Source(id)) if ids.contains(&id) => {}
                Some(&LabelTarget::Source(id)) => ids.push(id),
                Some(&other @ (LabelTarget::Caveat(_) | LabelTarget::Note(_))) => {
                    let what = if matches!(other, LabelTarget::Note(_)) { "note" } else { "caveat" };
                    let message = format!("`{}` is a {what}, not a source", name.name);
                    self.diagnostics.push(Diagnostic::error("not-a-source", name.span, message));
                }
                None => {
                    let (help, meant) = self.near(&name.name, |target| matches!(target, LabelTarget::Source(_)));
                    self.diagnostics.push(
                        Diagnostic::error(
                            "undeclared-source",
                            name.span,
                            format!("no source `{}` is declared", name.name),
                        )
                        .help(help)
                        .fix_if(meant.and_then(|meant| renamed(name, &meant, ["\"", "\""]))),
                    );
                }
            }
        }
        ids
    }

    /// Resolves the labels of every citation.
    fn groups(&mut self) -> Vec<Group<'a>> {
        let briefing = self.briefing;
        briefing.citations.iter().map(|citation| self.group(citation)).collect()
    }

    fn group(&mut self, citation: &'a Citation) -> Group<'a> {
        let mut group = Group { citation, sources: Vec::new(), caveats: Vec::new(), notes: Vec::new() };
        let mut seen = HashSet::new();
        for label in &citation.references {
            let folded = fold(&label.name);
            let target = self.labels.get(&folded).copied().unwrap_or_else(|| {
                let (help, meant) = self.near(&label.name, |_| true);
                self.diagnostics.push(
                    Diagnostic::error(
                        "undeclared-label",
                        label.span,
                        format!("`{}` is neither declared nor defined", label.name),
                    )
                    .help(help)
                    .fix_if(meant.and_then(|meant| renamed(&label.label(), &meant, ["[^", "]"]))),
                );
                LabelTarget::Source(self.add(&label.label(), label.name.clone(), None))
            });
            // Two labels may name one work, but the same label twice is a slip.
            _ = match target {
                LabelTarget::Source(id) => insert(&mut group.sources, id),
                LabelTarget::Caveat(id) => insert(&mut group.caveats, id),
                LabelTarget::Note(id) => insert(&mut group.notes, id),
            };
            if !seen.insert(folded) {
                self.diagnostics.push(
                    Diagnostic::warning(
                        "repeated-label",
                        label.span,
                        format!("`{}` is repeated in one group", label.name),
                    )
                    .help("cite it once"),
                );
            }
        }
        group
    }

    /// Returns the order in which sources are numbered: by first citation, then the sources behind those, nearest
    /// first, then the rest as declared.
    fn order(&self, groups: &[Group<'_>], by: &[Vec<SourceId>]) -> Vec<SourceId> {
        let mut order = Vec::new();
        let mut seen = vec![false; self.sources.len()];
        let cited = groups.iter().flat_map(|group| &group.sources).copied();
        for id in cited {
            if !std::mem::replace(&mut seen[id.0], true) {
                order.push(id);
            }
        }
        let mut next = 0;
        while let Some(&id) = order.get(next) {
            for &behind in by.get(id.0).into_iter().flatten() {
                if !std::mem::replace(&mut seen[behind.0], true) {
                    order.push(behind);
                }
            }
            next += 1;
        }
        order.extend((0..self.sources.len()).filter(|&id| !seen[id]).map(SourceId));
        order
    }

    /// Returns the help for an unknown label, and the label that was meant if only one candidate fits.
    fn near(&mut self, label: &str, wanted: impl Fn(LabelTarget) -> bool) -> (String, Option<String>) {
        let known = self.known.iter().take(self.comparisons);
        self.comparisons -= known.len();
        // A label that is not compared with all ids may mean any of them.
        let is_compared = known.len() == self.known.len();
        if !is_compared && self.meant.len() < self.known.len() {
            self.meant.extend(self.known.iter().map(|(id, _)| fold(id)));
        }
        let near = near(label, known.filter(|&&(_, target)| wanted(target)).map(|(id, _)| id.as_str()));
        self.meant.extend(near.iter().map(|id| fold(id)));
        match near.first() {
            Some(nearest) => {
                let only = only(label, &near).filter(|_| is_compared);
                (format!("did you mean `{nearest}`?"), only.map(str::to_owned))
            }
            None => {
                (format!("declare it as `[sources.{label}]` in the front matter, or define it: `[^{label}]: …`"), None)
            }
        }
    }
}

/// Returns the fix that writes another name; none if that name needs other syntax.
fn renamed(named: &Named, name: &str, [opens, closes]: [&str; 2]) -> Option<Fix> {
    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (plain(name) && plain(&named.name)).then(|| Fix {
        span: named.span,
        replacement: format!("{opens}{name}{closes}"),
        done: format!("`{}` is now `{name}`", named.name),
    })
}

/// Folds a label. Markdown's footnote labels ignore case.
fn fold(label: &str) -> String {
    label.to_lowercase()
}

/// Adds an item if it is missing. Returns whether it was missing.
fn insert<T: PartialEq>(all: &mut Vec<T>, one: T) -> bool {
    let new = !all.contains(&one);
    if new {
        all.push(one);
    }
    new
}

fn source(declared: &DeclaredSource) -> Source {
    let unknown = declared.kind == Some(SourceKind::Unknown);
    let url = declared.url.as_ref().map(|url| url.name.clone());
    Source {
        id: declared.id.name.clone(),
        name: declared.name.clone().unwrap_or_else(|| declared.id.name.clone()),
        labels: vec![declared.id.name.clone()],
        evidence: Vec::new(),
        cited: Vec::new(),
        by: Vec::new(),
        together: Vec::new(),
        urls: url.as_deref().and_then(address::web).into_iter().collect(),
        profile: Profile {
            kind: declared.kind,
            named: declared.named.unwrap_or(!unknown),
            interest: declared.interest.clone(),
            reliability: declared.reliability.unwrap_or(Reliability::F),
            url,
            published: declared.published.clone(),
        },
        note: None,
        declared: Some(declared.id.span),
        has_others: false,
        claims: Vec::new(),
        caveats: Vec::new(),
    }
}

/// Renumbers the sources, and every list of them, in the order that the reader sees.
fn renumber<'a>(
    order: &[SourceId],
    sources: Vec<Source>,
    (by, together): (&[Vec<SourceId>], &[Vec<Vec<SourceId>>]),
    mut caveats: Vec<Caveat>,
    mut groups: Vec<Group<'a>>,
    labels: &mut HashMap<String, LabelTarget>,
) -> (Vec<Source>, Vec<Caveat>, Vec<Group<'a>>) {
    let mut number = vec![SourceId(0); order.len()];
    for (new, old) in order.iter().enumerate() {
        number[old.0] = SourceId(new);
    }
    let renumbered = |ids: &[SourceId]| ids.iter().map(|id| number[id.0]).collect::<Vec<_>>();
    let mut numbered: Vec<(SourceId, Source)> = Vec::new();
    for (old, source) in sources.into_iter().enumerate() {
        let by = by.get(old).map(|by| renumbered(by)).unwrap_or_default();
        let together = together.get(old).into_iter().flatten().map(|all| renumbered(all)).collect();
        numbered.push((number[old], Source { by, together, ..source }));
    }
    numbered.sort_by_key(|&(id, _)| id);
    for caveat in &mut caveats {
        caveat.by = renumbered(&caveat.by);
        caveat.covers = renumbered(&caveat.covers);
    }
    for group in &mut groups {
        group.sources = renumbered(&group.sources);
    }
    for label in labels.values_mut() {
        if let LabelTarget::Source(id) = label {
            *id = number[id.0];
        }
    }
    (numbered.into_iter().map(|(_, source)| source).collect(), caveats, groups)
}
