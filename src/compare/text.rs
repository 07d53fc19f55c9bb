//! A comparison as plain text: rows of a given width, no escape code.
//!
//! Owns what is said and in what order. Whoever reads only this must not be misled: each claim that is listed stands with
//! who says so and what covers it, and every caveat that is referred to stands at the head in full.

use std::collections::BTreeSet;

use super::words::{Piece, differences};
use super::{
    CaveatChange, CaveatField, ClaimChange, Comparison, Fate, Firmness, Hedged, Options, SourceChange, SourceField,
};
use crate::briefing::{CaveatKind, Reliability, SourceKind};
use crate::diagnostic::{Diagnostic, Severity};
use crate::dossier::{CaveatId, ClaimId, Covering, Dossier, Doubts, Source, SourceId};
use crate::manuscript::one_line;
use crate::numbers;
use crate::sentences::{Sentences, list};
use crate::summary::{Paper, capitalized, enumeration, opening, sentence};
use crate::symbol::Symbols;

/// How alike words must be, in thousandths, for a reader to see in one line where they differ.
const LITTLE: u32 = 600;

/// Words of what is the same that are shown beside what differs.
const BESIDE: usize = 4;

/// The comparison as plain text. `diagnostics` are those of the old text and of the new one.
pub fn text(comparison: &Comparison, diagnostics: [&[Diagnostic]; 2], options: &Options) -> String {
    let doubts = Doubts::new();
    let [old, new] = [comparison.old, comparison.new];
    let side = |dossier, diagnostics: &[Diagnostic]| Sentences {
        dossier,
        doubts: &doubts,
        standing: &[],
        problems: diagnostics.len(),
    };
    let symbols = if options.ascii { Symbols::Plain } else { Symbols::Full };
    let mut printer = Printer {
        comparison,
        old: side(old, diagnostics[0]),
        new: side(new, diagnostics[1]),
        diagnostics,
        symbols,
        paper: Paper::new(options.width, options.ascii),
    };
    if comparison.is_same() {
        printer.nothing();
    } else {
        printer.head();
        printer.caveats();
        printer.claims();
        printer.sources();
    }
    printer.problems();
    printer.paper.printed()
}

struct Printer<'a> {
    comparison: &'a Comparison<'a>,
    old: Sentences<'a>,
    new: Sentences<'a>,
    diagnostics: [&'a [Diagnostic]; 2],
    symbols: Symbols,
    paper: Paper,
}

/// A claim that is listed, and why.
#[derive(Clone, Copy)]
enum Listed<'a> {
    Changed(ClaimId, ClaimId, &'a ClaimChange),
    New(ClaimId),
    Gone(ClaimId),
}

impl<'a> Printer<'a> {
    fn nothing(&mut self) {
        let claims = numbers::count(self.new.dossier.claims.len(), "claim");
        let same = match self.new.dossier.claims.len() {
            0 => "make no claims that cite a source".to_owned(),
            _ => format!("make the same {claims}, with the same sources, hedges and caveats"),
        };
        let [old, new] = self.names();
        self.paper.block("", &format!("Nothing changed: {old} and {new} {same}."));
    }

    fn names(&self) -> [String; 2] {
        [&self.old, &self.new].map(|side| one_line(side.dossier.manuscript.name()))
    }

    fn head(&mut self) {
        self.paper.title(&one_line(&self.new.dossier.title), self.symbols);
        let [old, new] = self.names();
        let other = one_line(&self.old.dossier.title) != one_line(&self.new.dossier.title);
        let title = if other { format!(", “{}”", one_line(&self.old.dossier.title)) } else { String::new() };
        let said = |dossier, diagnostics| sentence(&opening(dossier, diagnostics).join("; "));
        let old = format!("{old}{title}: {}", said(self.old.dossier, self.diagnostics[0]));
        let new = format!("{new}: {}", said(self.new.dossier, self.diagnostics[1]));
        self.paper.block("Old  ", &old);
        self.paper.block("New  ", &new);
        self.paper.gap();
        for line in self.tally() {
            self.paper.block("", &line);
        }
        self.paper.gap();
        self.legend().iter().for_each(|line| self.paper.block("", line));
    }

    /// How many of what.
    fn tally(&self) -> Vec<String> {
        let comparison = self.comparison;
        let mut tally = vec![self.claims_tally()];
        tally.extend(self.changes_tally());
        let kept = |counts: [usize; 3]| parts(&[(counts[0], "new"), (counts[1], "gone"), (counts[2], "changed")]);
        let sources = count(&comparison.sources, SourceChange::is_empty);
        let caveats = count(&comparison.caveats, CaveatChange::is_empty);
        let counts = [("Sources", kept(sources)), ("Caveats", kept(caveats))];
        tally.extend(
            counts.into_iter().filter(|(_, said)| !said.is_empty()).map(|(what, said)| format!("{what}: {said}.")),
        );
        let unsourced = parts(&[(comparison.unsourced.gained.len(), "new"), (comparison.unsourced.lost.len(), "gone")]);
        if !unsourced.is_empty() {
            tally.push(format!("Sentences without a source: {unsourced}."));
        }
        tally
    }

    fn claims_tally(&self) -> String {
        let comparison = self.comparison;
        let [new, gone, changed] = count(&comparison.claims, ClaimChange::is_none);
        let same = comparison.claims.len() - new - gone - changed;
        if new + gone + changed == 0 {
            return match same {
                0 => "Neither text has a claim that cites a source.".to_owned(),
                _ => format!("No claim changed, of {same}{}.", self.affected()),
            };
        }
        let said = parts(&[(changed, "changed"), (new, "new"), (gone, "gone"), (same, "unchanged")]);
        format!("Claims: {said}{}.", self.affected())
    }

    /// That some claims are as they were and yet not quite, for what they rest on is not.
    fn affected(&self) -> String {
        let comparison = self.comparison;
        let dossier = comparison.new;
        let mut affected = BTreeSet::new();
        let sources = comparison.sources.iter().filter_map(|fate| match fate {
            Fate::Kept { new, change, .. } if !change.is_empty() => Some(*new),
            Fate::Kept { .. } | Fate::New(_) | Fate::Gone(_) => None,
        });
        affected.extend(dossier.resting_on(&sources.collect::<Vec<_>>()));
        for fate in &comparison.caveats {
            match fate {
                Fate::Kept { new, change, .. } if !change.is_empty() => affected.extend(dossier.covered(*new)),
                Fate::Kept { .. } | Fate::New(_) | Fate::Gone(_) => {}
            }
        }
        let same = comparison.claims.iter().filter(|fate| match fate {
            Fate::Kept { new, change, .. } => change.is_none() && affected.contains(new),
            Fate::New(_) | Fate::Gone(_) => false,
        });
        match same.count() {
            0 => String::new(),
            count => format!(" ({count} of them with a source or a caveat that changed)"),
        }
    }

    /// "Changed: 2 reworded, 1 firmer, 1 newly denied."
    fn changes_tally(&self) -> Option<String> {
        let changes = self.comparison.claims.iter().filter_map(|fate| match fate {
            Fate::Kept { change, .. } => Some(change),
            Fate::New(_) | Fate::Gone(_) => None,
        });
        let changes: Vec<_> = changes.collect();
        let count = |has: &dyn Fn(&ClaimChange) -> bool| changes.iter().filter(|change| has(change)).count();
        let firmness = |firmness| count(&move |change: &ClaimChange| change.firmness() == firmness);
        let gained = |kind| count(&|change| self.has(&change.coverings.gained, kind, false));
        let lost = |kind| count(&|change| self.has(&change.coverings.lost, kind, true));
        let said = parts(&[
            (count(&|change| change.reworded), "reworded"),
            (firmness(Firmness::Firmer), "firmer"),
            (firmness(Firmness::Weaker), "weaker"),
            (firmness(Firmness::Otherwise), "hedged otherwise"),
            (count(&|change| !change.sources.is_empty()), "with other sources"),
            (gained(CaveatKind::Denial), "newly denied"),
            (lost(CaveatKind::Denial), "with a denial less"),
            (gained(CaveatKind::Limitation), "newly under a caveat"),
            (lost(CaveatKind::Limitation), "with a caveat less"),
            (count(&|change| change.moved), "moved to another section"),
        ]);
        (!said.is_empty()).then(|| format!("Of those that changed: {said}."))
    }

    fn has(&self, coverings: &[Covering], kind: CaveatKind, old: bool) -> bool {
        coverings.iter().any(|covering| self.comparison.is_of(*covering, kind, old))
    }

    fn listed(&self) -> impl Iterator<Item = Listed<'a>> + use<'a> {
        self.comparison.claims.iter().filter_map(|fate| match fate {
            Fate::New(claim) => Some(Listed::New(*claim)),
            Fate::Gone(claim) => Some(Listed::Gone(*claim)),
            Fate::Kept { old, new, change } => (!change.is_none()).then_some(Listed::Changed(*old, *new, change)),
        })
    }

    /// The text in which a claim stands, and its id there.
    fn side(&self, listed: Listed) -> (Sentences<'a>, ClaimId) {
        match listed {
            Listed::Changed(_, claim, _) | Listed::New(claim) => (self.new, claim),
            Listed::Gone(claim) => (self.old, claim),
        }
    }

    fn legend(&self) -> Vec<String> {
        let (mut marks, mut unmarked, mut diffs) = (Vec::new(), false, false);
        let mut kinds = [(CaveatKind::Limitation, false), (CaveatKind::Denial, false)];
        for listed in self.listed() {
            let (side, claim) = self.side(listed);
            let coverings = side.dossier.coverings(claim);
            unmarked |= coverings.is_empty();
            for (kind, there) in &mut kinds {
                *there |= coverings.iter().any(|covering| side.dossier.caveat(covering.caveat).kind == *kind);
            }
            diffs |= matches!(listed, Listed::Changed(_, _, change) if change.reworded && change.likeness >= LITTLE);
        }
        for (kind, there) in kinds {
            let what = match kind {
                CaveatKind::Limitation => "limited by a caveat",
                CaveatKind::Denial => "denied by somebody",
            };
            marks.extend(there.then(|| format!("{}\u{a0}{what}", self.sign(kind))));
        }
        let mut said = Vec::new();
        if !marks.is_empty() {
            said.push(format!("{}.", marks.join("; ")));
        }
        if unmarked {
            said.push("No mark: no caveat in its text covers the claim.".to_owned());
        }
        said.push("Claims have the numbers of the new text, those that are gone of the old one.".to_owned());
        if diffs {
            said.push("In words: [-what is out-] {+what is in+}.".to_owned());
        }
        said
    }

    fn sign(&self, kind: CaveatKind) -> &'static str {
        match kind {
            CaveatKind::Limitation => self.symbols.limitation(),
            CaveatKind::Denial => self.symbols.denial(),
        }
    }

    /// Those that changed, then those that are referred to below.
    fn caveats(&mut self) {
        let mut referred = [BTreeSet::new(), BTreeSet::new()];
        for listed in self.listed() {
            let (side, claim) = self.side(listed);
            let at = usize::from(matches!(listed, Listed::Gone(_)));
            referred[at].extend(side.dossier.coverings(claim).into_iter().map(|covering| covering.caveat));
        }
        let [new, old] = referred;
        let is_listed = |fate: &&Fate<CaveatId, CaveatChange>| match fate {
            Fate::New(_) | Fate::Gone(_) => true,
            Fate::Kept { old: before, new: after, change } => {
                !change.is_empty() || new.contains(after) || old.contains(before)
            }
        };
        let comparison = self.comparison;
        let listed: Vec<_> = comparison.caveats.iter().filter(is_listed).collect();
        let is_unchanged =
            |fate: &&Fate<CaveatId, CaveatChange>| matches!(fate, Fate::Kept { change, .. } if change.is_empty());
        let (unchanged, changed): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_unchanged);
        if !changed.is_empty() {
            self.paper.paragraph("CAVEATS THAT CHANGED");
            changed.into_iter().for_each(|fate| self.caveat(fate));
        }
        if !unchanged.is_empty() {
            self.paper.paragraph("CAVEATS THAT ARE AS THEY WERE, ON CLAIMS BELOW");
            unchanged.into_iter().for_each(|fate| self.caveat(fate));
        }
    }

    fn caveat(&mut self, fate: &Fate<CaveatId, CaveatChange>) {
        let (side, id, fresh) = match fate {
            Fate::New(id) => (self.new, *id, "New: "),
            Fate::Gone(id) => (self.old, *id, "Gone: "),
            Fate::Kept { new, change, .. } if change.is_empty() => (self.new, *new, ""),
            Fate::Kept { new, .. } => (self.new, *new, "Changed: "),
        };
        let caveat = side.dossier.caveat(id);
        let covered = side.dossier.covered(id);
        let verb = if matches!(fate, Fate::Gone(_)) { "Covered" } else { "Covers" };
        let covers = match covered.as_slice() {
            [] => format!("{verb} no claim."),
            claims => format!("{verb} {} {}.", noun(claims.len()), numbers::list(claims.iter().map(|id| id.number()))),
        };
        self.paper.gap();
        let lead = format!("{} ", self.sign(caveat.kind));
        let said = sentence(&format!("{}: {}", side.stated(id), side.caveat_words(id)));
        self.paper.block(&lead, &format!("{fresh}{}. {said} {covers}", one_line(&caveat.id)));
        if let Fate::Kept { old, new, change } = fate {
            for said in self.caveat_changes(*old, *new, change) {
                self.paper.block("  ", &said);
            }
        }
    }

    fn caveat_changes(&self, old: CaveatId, new: CaveatId, change: &CaveatChange) -> Vec<String> {
        let (before, after) = (self.old.dossier.caveat(old), self.new.dossier.caveat(new));
        let said = change.fields.iter().map(|field| match field {
            CaveatField::Kind => {
                let kind = |kind: CaveatKind| match kind {
                    CaveatKind::Limitation => "a limitation",
                    CaveatKind::Denial => "a denial",
                };
                format!("It is {} now, and was {}.", kind(after.kind), kind(before.kind))
            }
            CaveatField::Text => sentence(&format!("Before: {}", self.old.caveat_words(old))),
            CaveatField::By => self.turned("Stated by", &change.by.gained, &change.by.lost),
            CaveatField::Covers => self.turned("Covering", &change.covers.gained, &change.covers.lost),
            CaveatField::Note => optional("Note", before.note.as_deref(), after.note.as_deref()),
        });
        said.collect()
    }

    /// "Behind it now: Town council; no longer: Court of Audit."
    fn turned(&self, what: &str, gained: &[SourceId], lost: &[SourceId]) -> String {
        let names = |side: &Sentences, ids: &[SourceId]| {
            list(&ids.iter().map(|&id| side.known_as(id)).collect::<Vec<_>>(), " and ")
        };
        let mut said = Vec::new();
        if !gained.is_empty() {
            said.push(format!("now: {}", names(&self.new, gained)));
        }
        if !lost.is_empty() {
            said.push(format!("no longer: {}", names(&self.old, lost)));
        }
        sentence(&format!("{what} {}", said.join("; ")))
    }

    fn claims(&mut self) {
        let (mut changed, mut new, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for listed in self.listed() {
            match listed {
                Listed::Changed(..) => changed.push(listed),
                Listed::New(_) => new.push(listed),
                Listed::Gone(_) => gone.push(listed),
            }
        }
        self.group("CLAIMS THAT CHANGED", &changed);
        self.group("CLAIMS THAT ARE NEW", &new);
        self.group("CLAIMS THAT ARE GONE, AS THEY WERE", &gone);
    }

    fn group(&mut self, heading: &str, claims: &[Listed]) {
        if claims.is_empty() {
            return;
        }
        self.paper.paragraph(heading);
        let digits = claims.iter().map(|&listed| self.side(listed).1.number()).max().unwrap_or_default();
        let digits = digits.to_string().len();
        let mut section = None;
        for &listed in claims {
            let (side, id) = self.side(listed);
            let claim = side.dossier.claim(id);
            if section != Some(claim.section) {
                section = Some(claim.section);
                if let Some(title) = title(side.dossier, claim.section) {
                    self.paper.paragraph(&title);
                }
            }
            let marks = [CaveatKind::Limitation, CaveatKind::Denial]
                .into_iter()
                .filter(|&kind| side.dossier.covered_by(id, kind))
                .map(|kind| self.sign(kind));
            let lead = format!("  {:>digits$} {:2}  ", id.number(), marks.collect::<String>());
            let indent = " ".repeat(crate::wrap::columns(&lead));
            self.paper.gap();
            self.paper.block(&lead, &one_line(&claim.text));
            for said in self.changes(listed).into_iter().chain(self.standing(listed)) {
                self.paper.block(&indent, &said);
            }
        }
    }

    /// What became of a claim.
    fn changes(&self, listed: Listed) -> Vec<String> {
        let mut said = Vec::new();
        match listed {
            Listed::New(claim) if self.comparison.unsourced_before.contains(&claim) => {
                said.push("Its words stood in the old text, without a source.".to_owned());
            }
            Listed::Gone(claim) if self.comparison.unsourced_now.contains(&claim) => {
                said.push("Its words still stand in the new text, without a source.".to_owned());
            }
            Listed::New(_) | Listed::Gone(_) => {}
            Listed::Changed(old, new, change) => {
                let number = if old == new { String::new() } else { format!(" (was claim {})", old.number()) };
                if change.reworded {
                    said.push(self.reworded(old, new, change.likeness, &number));
                } else if !number.is_empty() {
                    said.push(format!("Was claim {}.", old.number()));
                }
                said.extend(firmness(change));
                said.extend(self.other_sources(change));
                let gained = change.coverings.gained.iter().map(|&covering| {
                    let said = self.new.covering(covering);
                    match said.strip_prefix("Denied") {
                        Some(rest) => format!("Newly denied{rest}"),
                        None => format!("Newly under a caveat{}", said.strip_prefix("Caveat").unwrap_or(&said)),
                    }
                });
                let lost = change.coverings.lost.iter().map(|&covering| {
                    let said = self.old.covering(covering);
                    match said.strip_prefix("Denied") {
                        Some(rest) => format!("No longer denied{rest}"),
                        None => format!("No longer under the caveat{}", said.strip_prefix("Caveat").unwrap_or(&said)),
                    }
                });
                said.extend(gained.chain(lost));
                if change.moved {
                    let from = title(self.old.dossier, self.old.dossier.claim(old).section);
                    said.push(match from {
                        Some(from) => format!("Moved here from “{from}”."),
                        None => "Moved here from before the first heading.".to_owned(),
                    });
                }
            }
        }
        said
    }

    fn reworded(&self, old: ClaimId, new: ClaimId, likeness: u32, number: &str) -> String {
        let (before, after) = (&self.old.dossier.claim(old).text, &self.new.dossier.claim(new).text);
        let (before, after) = (one_line(before), one_line(after));
        if likeness < LITTLE {
            return format!("Reworded{number}, before: “{before}”");
        }
        format!("Reworded{number}: {}", marked(&differences(&before, &after)))
    }

    fn other_sources(&self, change: &ClaimChange) -> Vec<String> {
        let chains = |side: &Sentences, ids: &[SourceId]| {
            list(&ids.iter().map(|&id| side.chain(id).0).collect::<Vec<_>>(), "; and ")
        };
        let mut said = Vec::new();
        if !change.sources.gained.is_empty() {
            said.push(sentence(&format!("Newly said by {}", chains(&self.new, &change.sources.gained))));
        }
        if !change.sources.lost.is_empty() {
            said.push(sentence(&format!("No longer said by {}", chains(&self.old, &change.sources.lost))));
        }
        said
    }

    /// Who says so, how firmly, and what speaks against it, where it stands.
    fn standing(&self, listed: Listed) -> Vec<String> {
        let (side, id) = self.side(listed);
        let chains: Vec<_> = side.dossier.claim(id).sources.iter().map(|&source| side.chain(source).0).collect();
        let mut said = vec![sentence(&format!("Says: {}", list(&chains, "; and ")))];
        if !side.dossier.hedges(id).is_empty() {
            said.push(side.firmly(id));
        }
        let coverings = side.dossier.coverings(id).into_iter().map(|Covering { caveat, via }| {
            let through = via.map(|via| format!(", through {}", side.name(via))).unwrap_or_default();
            let caveat = side.dossier.caveat(caveat);
            format!("{}\u{a0}{}{through}", self.sign(caveat.kind), one_line(&caveat.id))
        });
        let coverings: Vec<_> = coverings.collect();
        if !coverings.is_empty() {
            said.push(sentence(&format!("Under {}", coverings.join("; "))));
        }
        said
    }

    fn sources(&mut self) {
        let comparison = self.comparison;
        let is_listed =
            |fate: &&Fate<SourceId, SourceChange>| !matches!(fate, Fate::Kept { change, .. } if change.is_empty());
        let mut listed = comparison.sources.iter().filter(is_listed).peekable();
        if listed.peek().is_none() {
            return;
        }
        self.paper.paragraph("SOURCES THAT CHANGED");
        for fate in listed {
            self.paper.gap();
            match fate {
                Fate::New(id) => self.paper.block("New: ", &self.new.source(*id)),
                Fate::Gone(id) => self.paper.block("Gone: ", &self.old.source(*id)),
                Fate::Kept { old, new, change } => {
                    self.paper.block("", &sentence(&self.new.known_as(*new)));
                    for said in self.source_changes(*old, *new, change) {
                        self.paper.block("  ", &said);
                    }
                    let resting = self.new.dossier.resting_on(&[*new]);
                    let resting = numbers::list(resting.iter().map(|claim| claim.number()));
                    if !resting.is_empty() {
                        self.paper.block("  ", &format!("Claims that rest on it: {resting}."));
                    }
                }
            }
        }
    }

    fn source_changes(&self, old: SourceId, new: SourceId, change: &SourceChange) -> Vec<String> {
        let (before, after) = (self.old.dossier.source(old), self.new.dossier.source(new));
        let said = change.fields.iter().map(|field| match field {
            SourceField::Name => sentence(&format!("Its name was {}", self.old.name(old))),
            SourceField::Kind => {
                let kind = |source: &Source| match source.kind {
                    None => "of no kind that is said".to_owned(),
                    Some(SourceKind::Unknown) => "nobody in particular".to_owned(),
                    Some(kind) => format!("of the kind {}", kind.word()),
                };
                format!("It is {} now, and was {}.", kind(after), kind(before))
            }
            SourceField::Named if after.named => "It is named now, and was not.".to_owned(),
            SourceField::Named => "It is no longer named.".to_owned(),
            SourceField::Declared if after.declared.is_some() => "It is declared now, and was not.".to_owned(),
            SourceField::Declared => "It is no longer declared.".to_owned(),
            SourceField::By => self.turned("Behind it", &change.by.gained, &change.by.lost),
            SourceField::Interest => optional("Interest", before.interest.as_deref(), after.interest.as_deref()),
            SourceField::Reliability => {
                let letter = |source: &Source| match source.reliability {
                    Reliability::F => Reliability::F.meaning().to_owned(),
                    judged => format!("{}, {}", judged.word(), judged.meaning()),
                };
                format!("Reliability: {} now; was {}.", letter(after), letter(before))
            }
            SourceField::Published => optional(
                "Published",
                before.published.as_deref().map(numbers::date).as_deref(),
                after.published.as_deref().map(numbers::date).as_deref(),
            ),
            SourceField::Url => optional("Address", before.url.as_deref(), after.url.as_deref()),
            SourceField::Note => optional("Note", before.note.as_deref(), after.note.as_deref()),
        });
        said.collect()
    }

    /// What is wrong with either text may look like a change.
    fn problems(&mut self) {
        let texts = [(self.old.dossier, self.diagnostics[0]), (self.new.dossier, self.diagnostics[1])];
        for (dossier, diagnostics) in texts {
            let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
            let counts = [(errors, "error"), (diagnostics.len() - errors, "warning")];
            let counts = counts.into_iter().filter(|(count, _)| *count > 0);
            let counts: Vec<_> = counts.map(|(count, what)| numbers::count(count, what)).collect();
            if counts.is_empty() {
                continue;
            }
            let lists = if diagnostics.len() == 1 { "shows it" } else { "lists them" };
            let name = one_line(dossier.manuscript.name());
            let said = format!("{} in the annotations of {name}: `caveat check` {lists}.", counts.join(" and "));
            self.paper.paragraph(&said);
        }
    }
}

/// How many are new, gone, and changed.
fn count<Id, Change>(fates: &[Fate<Id, Change>], is_none: impl Fn(&Change) -> bool) -> [usize; 3] {
    let mut counts = [0; 3];
    for fate in fates {
        match fate {
            Fate::New(_) => counts[0] += 1,
            Fate::Gone(_) => counts[1] += 1,
            Fate::Kept { change, .. } => counts[2] += usize::from(!is_none(change)),
        }
    }
    counts
}

/// "1 new, 2 gone", of those that are not 0.
fn parts(counts: &[(usize, &str)]) -> String {
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

fn noun(claims: usize) -> &'static str {
    if claims == 1 { "claim" } else { "claims" }
}

/// A section's title; none before any heading.
fn title(dossier: &Dossier, section: usize) -> Option<String> {
    let section = &dossier.briefing.sections[section];
    let title = one_line(&section.title);
    (section.level > 0).then(|| if title.is_empty() { "(without a title)".to_owned() } else { title })
}

/// "Interest: paid by the port now; was none."
fn optional(what: &str, before: Option<&str>, after: Option<&str>) -> String {
    match (before.map(one_line), after.map(one_line)) {
        (Some(before), Some(after)) => {
            format!("{} Before: {}", sentence(&format!("{what}: {after}")), sentence(&before))
        }
        (None, Some(after)) => format!("{} Before: none.", sentence(&format!("{what}: {after}"))),
        (Some(before), None) => sentence(&format!("{what}: none now. Before: {before}")),
        (None, None) => String::new(),
    }
}

fn hedges(hedges: &[Hedged]) -> String {
    let hedges = hedges.iter().map(|hedge| format!("“{}” ({})", hedge.words, hedge.kind.word()));
    enumeration(&hedges.collect::<Vec<_>>())
}

fn firmness(change: &ClaimChange) -> Option<String> {
    let (gained, lost) = (hedges(&change.hedges.gained), hedges(&change.hedges.lost));
    match change.firmness() {
        Firmness::Same => None,
        Firmness::Firmer => Some(format!("Firmer: no longer {lost}.")),
        Firmness::Weaker => Some(format!("Weaker: now {gained}.")),
        Firmness::Otherwise => Some(capitalized(&format!("hedged otherwise: now {gained}, no longer {lost}."))),
    }
}

/// In one line where words differ, with a few words of what is the same on each side.
fn marked(pieces: &[Piece]) -> String {
    let mut said = String::new();
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Same(words) => said += &shortened(words, at == 0, at == last),
            Piece::Out(words) => said += &wrapped(words, "[-", "-]"),
            Piece::In(words) => {
                if said.ends_with("-]") {
                    said.push(' ');
                }
                said += &wrapped(words, "{+", "+}");
            }
        }
    }
    said
}

/// With signs around its words, and its space outside of them.
fn wrapped(words: &str, open: &str, close: &str) -> String {
    let (inner, start) = (words.trim(), words.len() - words.trim_start().len());
    if inner.is_empty() {
        return format!("{open}{words}{close}");
    }
    let end = start + inner.len();
    format!("{}{open}{inner}{close}{}", &words[..start], &words[end..])
}

/// The words beside what differs.
fn shortened(words: &str, first: bool, last: bool) -> String {
    let all: Vec<&str> = words.split_inclusive(char::is_whitespace).collect();
    let (before, after) = (if first { 0 } else { BESIDE }, if last { 0 } else { BESIDE });
    // One word less is not worth a sign.
    if all.len() <= before + after + 1 {
        return words.to_owned();
    }
    let space = if last { "" } else { " " };
    format!("{}…{space}{}", all[..before].concat(), all[all.len() - after..].concat())
}
