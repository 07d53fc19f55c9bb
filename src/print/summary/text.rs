//! Prints the summary as plain text: rows of a given width, without escape codes.
//!
//! Owns the layout. Rows come from a [`Writer`], which makes all output safe to print.

use super::Options;
use super::excerpt::Signs;
use super::outline::{NOTES_LEAD, Outline};
use super::writer::{LEAST_WORDS, Writer};
use crate::briefing::dossier::Dossier;
use crate::briefing::dossier::Excerpt;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::text::manuscript::one_line;
use crate::text::wrap;

/// Prints the summary as plain text.
pub fn text(dossier: &Dossier, diagnostics: &[Diagnostic], options: &Options) -> String {
    let outline = Outline::new(dossier, diagnostics, options, Signs::PRINTED, &str::to_owned);
    let mut printer = Printer { outline, writer: Writer::new(options.width, options.ascii) };
    printer.head();
    if dossier.claims.is_empty() {
        printer.writer.paragraph(&printer.outline.no_claims());
    }
    printer.caveats();
    printer.claims();
    printer.sources();
    printer.notes();
    printer.sentences();
    printer.judgements();
    if let Some(problems) = printer.outline.problems() {
        printer.writer.paragraph(&problems);
    }
    printer.writer.printed()
}

struct Printer<'a> {
    outline: Outline<'a>,
    writer: Writer,
}

impl Printer<'_> {
    fn head(&mut self) {
        let title = self.outline.words(&self.outline.dossier.title);
        if !title.is_empty() {
            self.writer.title(&title, self.outline.symbols);
        }
        let byline = self.outline.byline();
        let figures = (!self.outline.dossier.claims.is_empty()).then(|| self.outline.figures());
        for line in [byline, figures, self.outline.origin()].into_iter().flatten() {
            self.writer.block("", &line);
        }
        for line in [self.outline.one_origin(), self.outline.supposing(), self.outline.filtered()].into_iter().flatten()
        {
            self.writer.paragraph(&line);
        }
    }

    fn caveats(&mut self) {
        let caveats = self.outline.caveats();
        if caveats.is_empty() {
            return;
        }
        self.writer.paragraph("CAVEATS");
        for id in caveats {
            self.writer.gap();
            let caveat = self.outline.dossier.caveat(id);
            let lead = format!("{} ", self.outline.sign(caveat.kind));
            let name = self.outline.words(&caveat.id);
            for (index, words) in self.outline.caveat(id).into_iter().enumerate() {
                match index {
                    0 => self.writer.block(&lead, &format!("{name}: {words}")),
                    _ => self.writer.block("  ", &words),
                }
            }
        }
    }

    fn claims(&mut self) {
        let dossier = self.outline.dossier;
        if self.outline.claims().next().is_none() {
            return;
        }
        self.writer.paragraph("CLAIMS");
        self.writer.gap();
        for line in self.outline.legend() {
            self.writer.block("", &line);
        }
        let digits = dossier.claims.len().to_string().len();
        let mut columns = [false; 3];
        let mut marks = vec![[None; 3]; dossier.claims.len()];
        for claim in self.outline.claims() {
            marks[claim.0] = self.outline.marks(claim);
            columns.iter_mut().zip(marks[claim.0]).for_each(|(column, mark)| *column |= mark.is_some());
        }
        for part in self.outline.parts() {
            self.writer.gap();
            if let Some(title) = &part.title {
                self.writer.block("", title);
            }
            for id in part.claims {
                // A column for each kind of mark in use.
                let marks = marks[id.0].into_iter().zip(columns).filter(|(_, there)| *there);
                let marks: String = marks.map(|(mark, _)| mark.unwrap_or(" ")).collect();
                let space = if marks.is_empty() { "" } else { " " };
                let lead = format!("  {:>digits$}{space}{marks}  ", id.number());
                let excerpt = Excerpt::claim(self.outline.dossier, id);
                let (words, sources) = self.outline.claim(id, &excerpt);
                // Short attributions stay on one row.
                let sources = if sources.chars().count() < 20 { sources.replace(' ', "\u{a0}") } else { sources };
                let judged = self.outline.judged_sign(id);
                self.writer.block(&lead, &format!("{words} [{sources}]{judged}"));
                for under in self.outline.under_claim(id, &excerpt) {
                    self.writer.block(&" ".repeat(wrap::columns(&lead)), &under);
                }
            }
        }
    }

    fn sources(&mut self) {
        let (dossier, entries) = (self.outline.dossier, self.outline.entries());
        if entries.is_empty() {
            return;
        }
        self.writer.paragraph("SOURCES");
        self.writer.gap();
        if let Some(legend) = self.outline.sources_legend() {
            self.writer.block("", &legend);
            self.writer.gap();
        }
        let longest = dossier.sources.len().to_string().len();
        for entry in entries {
            let number = entry.source.number();
            let lead = if entry.depth == 0 {
                format!("{number:>longest$}  ")
            } else {
                let indent = (longest + 2 + 2 * (entry.depth - 1)).min(self.writer.width() / 3);
                format!("{}{}{number} ", " ".repeat(indent), self.outline.symbols.behind())
            };
            self.writer.block(&lead, &self.outline.source(&entry));
            let indent = " ".repeat(wrap::columns(&lead));
            for line in self.outline.under_source(&entry) {
                self.writer.block(&indent, &line);
            }
            for url in dossier.source(entry.source).addresses().filter(|_| entry.described) {
                self.writer.block(&indent, &one_line(url));
            }
        }
    }

    /// Notes without a claim. Other notes stand under their claims, and `caveat check` reports notes without a
    /// reference.
    fn notes(&mut self) {
        let remarks = self.outline.remarks();
        if remarks.is_empty() {
            return;
        }
        self.writer.paragraph("NOTES");
        self.writer.gap();
        self.writer.block("", NOTES_LEAD);
        let digits = remarks.iter().map(|(line, ..)| line.to_string().len()).max().unwrap_or_default();
        for (line, words, notes) in remarks {
            let lead = format!("  line {line:>digits$}  ");
            self.writer.block(&lead, &format!("{words} [note: {notes}]"));
        }
    }

    /// What the reader judged, apart from what the text says.
    fn judgements(&mut self) {
        for judged in self.outline.judged() {
            self.writer.paragraph(&judged.heading.to_uppercase());
            self.writer.gap();
            self.writer.block("", &judged.lead);
            for (about, words) in judged.items {
                self.writer.block("  ", &format!("{about}: {words}"));
            }
        }
    }

    fn sentences(&mut self) {
        let (sentences, more) = self.outline.listed_sentences();
        if sentences.is_empty() || self.outline.dossier.claims.is_empty() {
            return;
        }
        self.writer.paragraph("SENTENCES WITHOUT A SOURCE");
        self.writer.gap();
        self.writer.block("", &self.outline.sentences_lead());
        let lines: Vec<_> = sentences.iter().map(|sentence| self.outline.sentence_line(sentence).to_string()).collect();
        let digits = lines.iter().map(String::len).max().unwrap_or_default();
        for (line, sentence) in lines.iter().zip(sentences) {
            let lead = format!("  line {line:>digits$}  ");
            let words = self.outline.sentence_words(sentence, None);
            let words = if more == 0 {
                words
            } else {
                self.writer.shortened(&words, self.writer.width().saturating_sub(lead.len()).max(LEAST_WORDS))
            };
            self.writer.block(&lead, &words);
        }
        if more > 0 {
            self.writer.block("", &self.outline.sentences_left_out());
        }
    }
}
