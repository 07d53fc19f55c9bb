//! The sentences of reading without a screen: claims, sources, caveats and paragraphs.
//!
//! Only this module puts claims into words, and each comes with its caveats. It puts words from the file on one line;
//! [`Linear::lines`] removes control characters.

use super::Linear;
use crate::briefing::ast::{BlockKind, Container, Marker, Place};
use crate::briefing::dossier::Excerpt;
use crate::briefing::dossier::{CaveatId, ClaimId, Covering, Dossier, NoteId, Relation, SourceId};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::evidence::judgement::{Judgement, Placed, Scale};
use crate::evidence::since::{Change, Since};
use crate::print::sentences::{Sentences, claims, gone, without_stop};
use crate::print::summary::{self, Signs, enumeration, sentence};
use crate::text::case::capitalized;
use crate::text::manuscript::one_line;
use crate::text::numbers;

/// The most items of a list that are read out. A hostile file can have a million.
const MOST: usize = 50;

/// The most caveats that are read out with a claim in the text. A claim by itself is read with all of them.
const MOST_BESIDE: usize = 20;

/// Describes which text this is.
pub(super) fn opening(dossier: &Dossier, diagnostics: &[Diagnostic], since: Option<&Since>) -> Vec<String> {
    let mut sentences = vec![sentence(&one_line(&dossier.title))];
    sentences.extend(summary::opening(dossier, diagnostics).iter().map(|words| sentence(words)));
    let sections = dossier.briefing.sections.len() - 1;
    if sections > 0 {
        sentences.push(format!("{}.", numbers::count(sections, "section")));
    }
    sentences.extend(since.map(|since| format!("Since {}: {}.", since.name, since.tally())));
    sentences.push("Type h for help.".to_owned());
    sentences
}

impl Linear {
    pub(super) fn sentences(&self) -> Sentences<'_> {
        let Self { dossier, doubts, standing, problems, .. } = self;
        Sentences { dossier, doubts, standing, problems: *problems }
    }

    pub(super) fn no_claims(&self) -> String {
        summary::opening(&self.dossier, &[]).pop().unwrap_or_default()
    }

    // Claims.

    /// Describes a claim in full.
    pub(super) fn claim(&self, id: ClaimId) -> Vec<String> {
        let claim = self.dossier.claim(id);
        let all = self.dossier.claims.len();
        let place = self.in_section(claim.section);
        let (says, whole) = self.sentences().says(id, "Says");
        let says = if whole { says } else { says + " Type s for all of them." };
        let mut lines = vec![format!("Claim {} of {all}{place}. {}", id.number(), self.sentences().spoken(id))];
        lines.extend([says, self.sentences().hedge_words(id)]);
        lines.extend(self.sentences().notes_on(id));
        lines.extend(self.sentences().fallen(id));
        lines.extend(self.sentences().covering_words(id));
        lines.extend(self.changes_of(id));
        lines.extend(self.judged_of_claim(id));
        lines
    }

    // Changes since an older text.

    /// The changes of a claim, and the claims gone from before and after it.
    fn changes_of(&self, id: ClaimId) -> Vec<String> {
        let Some(since) = &self.since else { return Vec::new() };
        let mut lines: Vec<_> = Sentences::claim_changes(since, since.of(id)).into_iter().collect();
        let before = if id == ClaimId(0) { since.gone_after(None) } else { 0..0 };
        let places = [("Before", before), ("After", since.gone_after(Some(id)))];
        for (place, range) in places {
            let more = range.len().saturating_sub(MOST);
            let listed = since.gone[range].iter().take(MOST);
            lines.extend(listed.map(|one| format!("{place} this claim: {}", gone(since, one))));
            lines.extend((more > 0).then(|| format!("And {more} more.")));
        }
        lines
    }

    /// The claims at which changes are described, in order.
    pub(super) fn change_places(&self) -> Result<Vec<ClaimId>, String> {
        let Some(since) = &self.since else {
            return Err(
                "There is no older text to compare with. Begin with caveat --linear --since OLD NEW.".to_owned()
            );
        };
        let first = self.dossier.claim_ids().next();
        let mut places: Vec<_> = since
            .changes()
            .filter_map(|change| match change {
                Change::Claim(claim) => Some(claim),
                Change::Gone(at) => since.gone[at].after.or(first),
                Change::Source(_)
                | Change::Caveat(_)
                | Change::Dropped(_)
                | Change::Unattributed(_)
                | Change::About(_) => None,
            })
            .collect();
        places.dedup();
        if places.is_empty() { Err(format!("No claim changed since {}.", since.name)) } else { Ok(places) }
    }

    pub(super) fn all_changes(&self) -> Vec<String> {
        let Some(since) = &self.since else { return self.change_places().err().into_iter().collect() };
        let mut lines = vec![format!("Since {}: {}.", since.name, since.tally())];
        match self.change_places() {
            Ok(places) => lines.extend(places.into_iter().flat_map(|claim| self.claim(claim))),
            // No claim is left at which to describe the claims that are gone.
            Err(_) => lines.extend(since.gone.iter().map(|one| gone(since, one))),
        }
        let others = since.changes().filter(|change| !matches!(change, Change::Claim(_) | Change::Gone(_)));
        lines.extend(others.map(|change| self.sentences().change(since, change)));
        lines
    }

    /// The caveats on a claim, each with its note and the place where it is stated.
    pub(super) fn against(&self, id: ClaimId) -> Vec<String> {
        let mut lines: Vec<_> = self.sentences().fallen(id).into_iter().collect();
        let coverings = self.dossier.coverings(id);
        if coverings.is_empty() {
            lines.extend(self.sentences().covering_words(id));
        }
        for covering in coverings {
            let caveat = covering.caveat;
            let way = match covering.via {
                Some(via) => format!("It reaches this claim through {}.", self.sentences().name(via)),
                None => "It stands on this claim itself.".to_owned(),
            };
            lines.push(format!(
                "{} {way}{}",
                self.sentences().covering(Covering { via: None, ..covering }),
                self.about_caveat(caveat)
            ));
        }
        lines
    }

    /// The note of a caveat, and the place where it is stated.
    fn about_caveat(&self, id: CaveatId) -> String {
        let caveat = self.dossier.caveat(id);
        let note = caveat.note.as_deref().map(one_line).filter(|note| !note.is_empty());
        let mut about = note.map(|note| format!(" {}", sentence(&format!("Note: {note}")))).unwrap_or_default();
        if let Some(&statement) = caveat.statements.first() {
            let statement = &self.dossier.statements[statement];
            let words =
                Excerpt::of(self.dossier.sentence_parts(statement.passage.sentence, &statement.passage.words)).spoken();
            let place = self.in_section(self.dossier.briefing.section_of(statement.passage.place.block));
            about.extend([" Stated", &place, ": ", &sentence(&words)]);
        }
        about
    }

    // Sources and caveats.

    /// The sources of a claim, and the sources behind them.
    pub(super) fn sources_of_claim(&self, id: ClaimId) -> Vec<String> {
        let cited = &self.dossier.claim(id).sources;
        let mut lines = Vec::new();
        for (relation, sources) in self.dossier.sources_by_relation(id) {
            let (number, sources) = (id.number(), sources.len());
            lines.push(match relation {
                Relation::Says if sources == 1 => continue,
                Relation::Says => format!("{} say claim {number}, each of them.", numbers::count(sources, "source")),
                Relation::Linked => format!("Claim {number} links to {}.", numbers::count(sources, "page")),
                Relation::Mentioned => {
                    format!("Claim {number} only mentions {}.", numbers::count(sources, "source"))
                }
            });
        }
        let behind = self.dossier.behind_all(cited);
        lines.extend(behind.iter().take(MOST).flat_map(|&source| self.source(source)));
        if behind.len() > MOST {
            lines.push(format!("And {} more behind them.", behind.len() - MOST));
        }
        lines
    }

    pub(super) fn all_sources(&self) -> Vec<String> {
        let mut lines = vec![capitalized(&format!("{}.", numbers::count(self.dossier.sources.len(), "source")))];
        lines.extend(self.dossier.source_ids().flat_map(|source| self.source(source)));
        lines
    }

    pub(super) fn judged_of_claim(&self, id: ClaimId) -> Vec<String> {
        self.judged_lines(Placed::Claim(id), self.judgements.of_claim(id)).collect()
    }

    /// A source, then what the reader judged of it.
    pub(super) fn source(&self, id: SourceId) -> impl Iterator<Item = String> {
        let judged = self.judged_lines(Placed::Source(id), self.judgements.of_source(id));
        std::iter::once(self.sentences().source(id)).chain(judged)
    }

    /// What the reader judged, then what others did, each under a name.
    fn judged_lines(&self, place: Placed, own: Option<&Judgement>) -> impl Iterator<Item = String> {
        let others = self.judgements.others(place).map(|(by, entry)| of_other(by, &entry.judgement));
        own.map(said_of_own).into_iter().chain(others)
    }

    pub(super) fn all_caveats(&self) -> Vec<String> {
        let dossier = &self.dossier;
        let mut lines = vec![capitalized(&format!("{}.", numbers::count(dossier.caveats.len(), "caveat")))];
        for id in dossier.caveat_ids() {
            let covered = dossier.covered(id);
            let limits: Vec<_> =
                dossier.caveat(id).covers.iter().map(|&source| self.sentences().name(source)).collect();
            let limits = if limits.is_empty() {
                String::new()
            } else {
                sentence(&format!("Limits {}", enumeration(&limits))) + " "
            };
            let covers = match covered.as_slice() {
                [] => format!("{limits}Covers no claim."),
                list => format!("{limits}Covers {}.", claims(list)),
            };
            let words = sentence(&format!("{}: {}", self.sentences().stated(id), self.sentences().caveat_words(id)));
            lines.push(format!("{words} {covers}{}", self.about_caveat(id)));
        }
        lines
    }

    // The text.

    pub(super) fn contents(&self) -> Vec<String> {
        let sections = &self.dossier.briefing.sections;
        let here =
            self.dossier.briefing.section_of(self.place.next.saturating_sub(usize::from(self.place.claim.is_none())));
        let mut lines = vec![capitalized(&format!("{}.", numbers::count(sections.len() - 1, "section")))];
        for (number, section) in sections.iter().enumerate().skip(1) {
            let claims = numbers::count(self.dossier.figures_in(section.blocks.clone()).claims, "claim");
            let here = if number == here { ", you are here" } else { "" };
            lines.push(format!("{number}. {}: {claims}{here}.", self.title(number)));
        }
        lines
    }

    /// "Section 2 of 4: Who pays. 3 claims."
    pub(super) fn section_words(&self, number: usize) -> String {
        let sections = &self.dossier.briefing.sections;
        let claims =
            capitalized(&numbers::count(self.dossier.figures_in(sections[number].blocks.clone()).claims, "claim"));
        if number == 0 {
            return format!("Before the first heading. {claims}.");
        }
        format!("Section {number} of {}: {} {claims}.", sections.len() - 1, sentence(&self.title(number)))
    }

    fn title(&self, section: usize) -> String {
        let title = one_line(&self.dossier.briefing.sections[section].title);
        if title.is_empty() { "without a title".to_owned() } else { title }
    }

    /// ", in Who pays"; empty before the first heading.
    pub(super) fn in_section(&self, section: usize) -> String {
        if section == 0 { String::new() } else { format!(", in {}", without_stop(&self.title(section))) }
    }

    /// The lines of a block, and whether it is more than a heading or a rule.
    pub(super) fn block(&self, index: usize) -> (Vec<String>, bool) {
        let block = &self.dossier.briefing.blocks[index];
        let lead: String = block.containers.iter().filter_map(|container| self.lead(container)).collect();
        let mut heard = Vec::new();
        let mut prose = |cell| self.prose(Place { block: index, cell }, &mut heard);
        match &block.kind {
            BlockKind::Rule => (Vec::new(), false),
            BlockKind::Heading(_) => {
                let section = self.dossier.briefing.section_of(index);
                let is_section = self.dossier.briefing.sections[section].blocks.start == index && section > 0;
                let number = if is_section { format!("Section {section}: ") } else { String::new() };
                (vec![format!("{lead}{number}{}", sentence(&prose(0)))], false)
            }
            BlockKind::Term => (vec![format!("{lead}Term: {}", sentence(&prose(0)))], true),
            BlockKind::Paragraph => (vec![format!("{lead}{}", prose(0))], true),
            BlockKind::Code { language } => {
                let language = if language.is_empty() { String::new() } else { format!(" in {}", one_line(language)) };
                let mut lines = vec![format!("{lead}Code{language}:")];
                let text = block.proses.first().map(|prose| prose.text.as_str()).unwrap_or_default();
                lines.extend(text.lines().map(|line| line.replace('\t', "    ")));
                lines.push("End of the code.".to_owned());
                (lines, true)
            }
            BlockKind::Table { columns } => {
                let cells: Vec<_> = (0..block.proses.len()).map(prose).collect();
                let mut rows = cells.chunks(columns.len().max(1));
                let head = rows.next().unwrap_or_default();
                let mut lines = vec![format!(
                    "{lead}Table with {} and {}.",
                    numbers::count(head.len(), "column"),
                    numbers::count(rows.len(), "row")
                )];
                if rows.len() == 0 {
                    lines.push(sentence(&head.join("; ")));
                }
                for row in rows {
                    let cells = head.iter().zip(row).map(|(name, cell)| cell_words(name, cell));
                    lines.push(sentence(&cells.collect::<Vec<_>>().join("; ")));
                }
                (lines, true)
            }
        }
    }

    /// Words that announce the container of a block.
    fn lead(&self, container: &Container) -> Option<String> {
        match container {
            Container::Quote { alert: Some(word), .. } => Some(format!("{}: ", capitalized(word))),
            Container::Quote { alert: None, .. } => Some("Quotation: ".to_owned()),
            Container::Item { first: false, .. }
            | Container::Note { first: false, .. }
            | Container::Definition { first: false } => None,
            Container::Definition { first: true } => Some("Definition: ".to_owned()),
            Container::Item { marker: Marker::Bullet, .. } => Some("Item: ".to_owned()),
            Container::Item { marker: Marker::Number(number), .. } => Some(format!("{number}. ")),
            Container::Item { marker: Marker::Task { done: true }, .. } => Some("Done: ".to_owned()),
            Container::Item { marker: Marker::Task { done: false }, .. } => Some("To be done: ".to_owned()),
            Container::Note { note, .. } => {
                let label = &self.dossier.briefing.notes[*note].label.name;
                Some(format!("Footnote {}: ", one_line(label)))
            }
        }
    }

    /// A prose, with sources and caveats in brackets after each claim. Announces struck-out words.
    fn prose(&self, place: Place, heard: &mut Vec<CaveatId>) -> String {
        let dossier = &self.dossier;
        let prose = dossier.briefing.prose(place);
        let claims =
            dossier.claims_at(place).map(|(id, claim)| (claim.passage.at, format!(" [{}]", self.beside(id, heard))));
        let statements = dossier.statements_at(place).map(|statement| {
            let stated: Vec<_> = statement.caveats.iter().map(|&id| one_line(&dossier.caveat(id).id)).collect();
            let mut sign = format!(" [caveat stated here: {}", enumeration(&stated));
            if !statement.notes.is_empty() {
                sign.extend([", ", &self.beside_notes(&statement.notes)]);
            }
            (statement.passage.at, sign + "]")
        });
        let remarks = dossier
            .remarks_at(place)
            .map(|remark| (remark.passage.at, format!(" [{}]", self.beside_notes(&remark.notes))));
        let mut beside: Vec<_> = claims.chain(statements).chain(remarks).collect();
        beside.sort_by_key(|(at, _)| *at);
        let [begins, ends] = Signs::SPOKEN.struck;
        let struck = prose.struck();
        let mut signs: Vec<_> = struck.iter().map(|range| (range.end, ends.to_owned())).collect();
        signs.extend(beside);
        signs.extend(struck.iter().map(|range| (range.start, begins.to_owned())));
        // The sort is stable, so the end of one thing is announced before the beginning of the next.
        signs.sort_by_key(|(at, _)| *at);
        let mut text = String::with_capacity(prose.text.len());
        let mut from = 0;
        for (at, words) in signs {
            let at = at as usize;
            text += &prose.text[from..at];
            text += &words;
            from = at;
        }
        text += &prose.text[from..];
        one_line(&text)
    }

    /// The labels of notes beside words. The notes themselves stand in the text.
    fn beside_notes(&self, notes: &[NoteId]) -> String {
        let labels: Vec<_> = notes.iter().map(|&note| one_line(&self.dossier.note(note).id)).collect();
        format!("note {}", enumeration(&labels))
    }

    /// The sources and caveats beside a claim's words. The words of a caveat are read once in a paragraph.
    fn beside(&self, id: ClaimId, heard: &mut Vec<CaveatId>) -> String {
        let known = |&source: &SourceId| {
            let see = self.dossier.relation(id, source).lead();
            format!("{see}{}", self.sentences().known_as(source))
        };
        let sources: Vec<_> = self.dossier.claim(id).sources.iter().map(known).collect();
        let mut parts = vec![format!("claim {}: {}", id.number(), enumeration(&sources))];
        if !self.dossier.claim(id).notes.is_empty() {
            parts.push(self.beside_notes(&self.dossier.claim(id).notes));
        }
        if !self.standing[id.0] {
            parts.push("fallen".to_owned());
        }
        let coverings = self.dossier.coverings(id);
        for &Covering { caveat, via } in coverings.iter().take(MOST_BESIDE) {
            let through = via.map(|via| format!(", through {}", self.sentences().name(via))).unwrap_or_default();
            // The sentence begins with an ASCII word of the program.
            let mut stated = self.sentences().stated(caveat);
            stated[..1].make_ascii_lowercase();
            let words = if heard.contains(&caveat) {
                ", as before".to_owned()
            } else {
                heard.push(caveat);
                format!(": {}", without_stop(&self.sentences().caveat_words(caveat)))
            };
            parts.push(format!("{stated}{through}{words}"));
        }
        if coverings.len() > MOST_BESIDE {
            parts.push(format!("and {} more speak against it: type {}", coverings.len() - MOST_BESIDE, id.number()));
        }
        parts.join("; ")
    }
}

/// "You marked it wrong. Your note: Ask Maas.": a judgement in sentences that say whose it is.
fn said_of_own(judgement: &Judgement) -> String {
    let note = one_line(&judgement.note);
    let rated = judgement.ratings().map(|(scale, rating)| match scale {
        Scale::Status if rating.meaning.is_empty() => format!("You marked it {}.", rating.word),
        Scale::Status if rating.meaning.starts_with(rating.word) => format!("You marked it: {}.", rating.meaning),
        Scale::Status => format!("You marked it {}: {}.", rating.word, rating.meaning),
        Scale::Reliability | Scale::Credibility | Scale::Likelihood => {
            format!("You rated its {} {}.", scale.name(), rating.words())
        }
        Scale::Confidence => format!("Your confidence is {}.", rating.word),
    });
    let noted = (!note.is_empty()).then(|| sentence(&format!("Your note: {note}")));
    rated.chain(noted).collect::<Vec<_>>().join(" ")
}

/// "Judgement by Ada, not yours: status: wrong. Note by Ada: Ask Maas."
fn of_other(by: &str, judgement: &Judgement) -> String {
    let (rated, note) = (judgement.rated(), one_line(&judgement.note));
    let rated = (!rated.is_empty()).then(|| sentence(&format!("Judgement by {by}, not yours: {rated}")));
    let noted = (!note.is_empty()).then(|| sentence(&format!("Note by {by}, not yours: {note}")));
    rated.into_iter().chain(noted).collect::<Vec<_>>().join(" ")
}

/// "dues 2023: 110".
fn cell_words(column: &str, cell: &str) -> String {
    let cell = if cell.is_empty() { "empty" } else { cell };
    if column.is_empty() { cell.to_owned() } else { format!("{column}: {cell}") }
}
