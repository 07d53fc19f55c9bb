//! Reads notes: footnote definitions, and inline notes with the works that they cite by key.
//!
//! Must not know whether a note is a source.

use super::prose::{Group, InlineNote};
use super::{BriefingParser, autolinks, keys};
use crate::briefing::ast::{Cited, Citing, Container, Named, Note, Prose, Reference};
use crate::text::manuscript::{Span, offset, one_line};

impl BriefingParser<'_> {
    pub(super) fn open_note(&mut self, label: &str, span: Span) {
        self.close();
        let note = self.briefing.notes.len();
        let start = self.manuscript.slice(span).find("[^").map_or(span.start, |at| span.start + offset(at));
        // In the manuscript, the label may have more white space than in `label`.
        let end =
            self.manuscript.slice(Span { start, ..span }).find("]:").map_or(span.end, |at| start + offset(at + 1));
        let blocks = self.briefing.blocks.len();
        let label = Named { name: label.to_owned(), span: Span { start, end } };
        self.briefing.notes.push(Note::new(label, blocks));
        self.enter_container();
        self.containers.push(Container::Note { note, first: true });
    }

    pub(super) fn close_note(&mut self) {
        self.close();
        let Some(Container::Note { note, .. }) = self.containers.pop() else { return };
        let end = self.briefing.blocks.len();
        let note = &mut self.briefing.notes[note];
        note.blocks.end = end;
        let proses = self.briefing.blocks[note.blocks.clone()].iter().flat_map(|block| &block.proses);
        note.text = proses.map(|prose| one_line(&prose.text)).collect::<Vec<_>>().join(" ");
    }

    /// Adds the inline notes of a prose, and names their references `^1` and so on, unlike any footnote.
    pub(super) fn enter_inline(&mut self, notes: Vec<InlineNote>, groups: &mut [Group]) {
        if notes.is_empty() {
            return;
        }
        let mut notes = notes.into_iter();
        for group in groups {
            let mut references = Vec::new();
            for mut reference in std::mem::take(&mut group.references) {
                let note = Some(&mut notes).filter(|_| reference.name.is_empty()).and_then(Iterator::next);
                let Some(InlineNote { prose, is_comment }) = note else {
                    references.push(reference);
                    continue;
                };
                // A comment is not part of the text, so it cites nothing, even if it names somebody.
                if is_comment {
                    self.enter_inline_note(prose, &mut reference, Citing::Nothing);
                    self.briefing.front.declarations.notes.push(reference.label());
                    references.push(reference);
                    continue;
                }
                let (cites, is_all) = keys::in_note(&prose.text, &self.syntax.keys);
                let span = reference.span;
                if cites.is_empty() || !is_all {
                    let citing = if cites.is_empty() { Citing::Nothing } else { Citing::Beside };
                    self.enter_inline_note(prose, &mut reference, citing);
                    references.push(reference);
                }
                references.extend(cites.into_iter().map(|(name, place)| Reference {
                    cited: Cited::Key,
                    around: [String::new(), place],
                    in_remark: !is_all,
                    ..Reference::to_footnote(name, span)
                }));
            }
            group.references = references;
        }
    }

    fn enter_inline_note(&mut self, mut prose: Prose, reference: &mut Reference, citing: Citing) {
        self.syntax.inline_notes += 1;
        reference.name = format!("^{}", self.syntax.inline_notes);
        autolinks::link(&mut prose, &mut self.briefing.links);
        let blocks = self.briefing.blocks.len();
        self.briefing.notes.push(Note { citing, ..Note::inline(reference.label(), prose, blocks) });
    }
}
