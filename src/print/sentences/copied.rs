//! Text for pasting into a mail: words of the text, with their sources and caveats below.
//!
//! Words are never copied without these. The copied text is plain, stands alone, has no control characters, and its
//! lines are not wrapped.

use super::Sentences;
use crate::briefing::ast::{BlockKind, Place};
use crate::briefing::dossier::Excerpt;
use crate::briefing::dossier::{CaveatId, ClaimId, Covering, SourceId};
use crate::evidence::judgement::Judgement;
use crate::print::summary::sentence;
use crate::text::manuscript::one_line;
use crate::text::numbers;
use crate::text::visible;

/// The most claims of a paragraph that are listed. A hostile file can have a million in one.
const MOST: usize = 50;

impl Sentences<'_> {
    /// Copies a claim. `elsewhere` are the caveats of other texts.
    pub fn copied_claim(&self, id: ClaimId, elsewhere: Vec<String>) -> String {
        self.signed(vec![self.quoted(id), self.notes(id, elsewhere)])
    }

    /// Copies a source and all those behind it. `elsewhere` are the caveats of other texts.
    pub fn copied_source(&self, id: SourceId, elsewhere: Vec<String>) -> String {
        let behind = self.dossier.behind(id).into_iter().map(|id| self.source(id));
        self.signed(vec![behind.chain(elsewhere).collect::<Vec<_>>().join("\n")])
    }

    pub fn copied_caveat(&self, caveat: CaveatId) -> String {
        self.signed(vec![self.covering(Covering { caveat, via: None })])
    }

    /// Copies the text of a block as the screen shows it, and below it each of its claims. `elsewhere` gives the
    /// caveats of other texts.
    pub fn copied_block(&self, index: usize, elsewhere: impl Fn(ClaimId) -> Vec<String>) -> String {
        let claims = self.dossier.claims_of(index).collect::<Vec<_>>();
        let mut parts = vec![self.block_text(index)];
        let listed = |&id: &ClaimId| format!("{}\n{}", self.quoted(id), self.notes(id, elsewhere(id)));
        let notes = claims.iter().take(MOST).map(listed);
        parts.extend(notes);
        if claims.is_empty() {
            parts.push("No source is cited for this.".to_owned());
        }
        if claims.len() > MOST {
            parts.push(format!("And {} more, with sources and caveats of their own.", claims.len() - MOST));
        }
        self.signed(parts)
    }

    /// A claim in its sentence.
    pub(in crate::print) fn quoted(&self, id: ClaimId) -> String {
        format!("“{}”", self.printed(id))
    }

    /// The lines that must stand with a claim: its sources, hedges, notes and caveats.
    pub(in crate::print) fn notes(&self, id: ClaimId, elsewhere: Vec<String>) -> String {
        let cited = &self.dossier.claim(id).sources;
        let excerpt = Excerpt::claim(self.dossier, id);
        let (says, whole) = self.says(id, if excerpt.is_part { "Cited for the words in ‹ ›" } else { "Says" });
        let mut notes = vec![says];
        notes.extend((!excerpt.struck().is_empty()).then(|| "The words in ~~ ~~ are struck out.".to_owned()));
        if !whole {
            let behind = self.dossier.behind_all(cited);
            notes.extend(behind.into_iter().filter(|source| !cited.contains(source)).map(|source| self.source(source)));
        }
        let urls = cited.iter().flat_map(|&source| self.dossier.source(source).addresses());
        notes.extend(urls.map(|url| format!("Address: {}", one_line(url))));
        notes.push(self.hedge_words(id));
        notes.extend(self.notes_on(id));
        notes.extend(self.fallen(id));
        notes.extend(self.covering_words(id));
        notes.extend(elsewhere);
        notes.join("\n")
    }

    fn block_text(&self, index: usize) -> String {
        let block = &self.dossier.briefing.blocks[index];
        let places = (0..block.proses.len()).map(|cell| Place { block: index, cell });
        let proses = || places.clone().map(|place| self.dossier.prose_line(place));
        match &block.kind {
            BlockKind::Code { .. } => block.proses.iter().map(|prose| prose.text.trim_end()).collect(),
            BlockKind::Table { columns } => {
                let cells: Vec<_> = proses().collect();
                cells.chunks(columns.len().max(1)).map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n")
            }
            BlockKind::Heading(_) | BlockKind::Term | BlockKind::Paragraph | BlockKind::Rule => {
                proses().collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Joins parts with empty lines, and adds the title and date of the briefing.
    fn signed(&self, mut parts: Vec<String>) -> String {
        let dated = self.dossier.briefing.front.metadata.byline();
        let from = [one_line(&self.dossier.title), one_line(&dated)];
        parts.push(from.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", "));
        format!("{}\n", visible::lines(&parts.join("\n\n")))
    }

    /// The reader's own judgement, as a line that says whose it is.
    pub fn copied_judgement(judgement: &Judgement) -> String {
        let note = one_line(&judgement.note);
        let note = if note.is_empty() { note } else { format!("note: {note}") };
        let parts = [judgement.rated(), note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        sentence(&format!("The reader's own judgement, not the text's: {}", parts.join("; ")))
    }

    /// "1 source, 2 caveats": what is copied with a claim. `elsewhere` counts the caveats of other texts.
    pub fn copied_with(&self, id: ClaimId, elsewhere: usize) -> String {
        let sources = numbers::count(self.dossier.claim(id).sources.len(), "source");
        match (self.dossier.coverings(id).len(), elsewhere) {
            (0, 0) => format!("{sources}, no caveat declared"),
            (0, there) => format!("{sources}, {} elsewhere", numbers::count(there, "caveat")),
            (here, 0) => format!("{sources}, {}", numbers::count(here, "caveat")),
            (here, there) => format!("{sources}, {} ({there} elsewhere)", numbers::count(here + there, "caveat")),
        }
    }
}
