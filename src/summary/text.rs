//! The summary as plain text: rows of a given width, no escape code, nothing that a printer or a mail
//! program could take for one.
//!
//! Owns the layout. All that is printed passes through [`Printer::block`], which makes it visible.

use super::Options;
use super::outline::Outline;
use super::words::{ascii, letters};
use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::manuscript::one_line;
use crate::{visible, wrap};

/// No row has fewer columns for its words because of what stands before them.
const LEAST_WORDS: usize = 12;

/// The summary as plain text.
pub fn text(dossier: &Dossier, diagnostics: &[Diagnostic], options: &Options) -> String {
    let outline = Outline::new(dossier, diagnostics, options, &str::to_owned);
    let mut printer = Printer { outline, width: options.width.max(1), ascii: options.ascii, printed: String::new() };
    printer.head();
    if dossier.claims.is_empty() {
        printer.gap();
        printer.block("", &printer.outline.no_claims());
    }
    printer.caveats();
    printer.claims();
    printer.sources();
    printer.sentences();
    if let Some(problems) = printer.outline.problems() {
        printer.gap();
        printer.block("", &problems);
    }
    printer.printed
}

struct Printer<'a> {
    outline: Outline<'a>,
    width: usize,
    ascii: bool,
    printed: String,
}

impl Printer<'_> {
    fn head(&mut self) {
        let title = self.outline.words(&self.outline.dossier.title);
        if !title.is_empty() {
            self.block("", &title);
            let columns = self.printed.lines().map(wrap::columns).max().unwrap_or_default();
            self.row(&self.outline.symbols.under_title().repeat(columns.min(self.width)));
        }
        let dateline = self.outline.dateline();
        let figures = (!self.outline.dossier.claims.is_empty()).then(|| self.outline.figures());
        for line in [dateline, figures, self.outline.origin()].into_iter().flatten() {
            self.block("", &line);
        }
        for line in [self.outline.supposing(), self.outline.filtered()].into_iter().flatten() {
            self.gap();
            self.block("", &line);
        }
    }

    fn caveats(&mut self) {
        let caveats = self.outline.caveats();
        if caveats.is_empty() {
            return;
        }
        self.heading("CAVEATS");
        for id in caveats {
            self.gap();
            let caveat = self.outline.dossier.caveat(id);
            let lead = format!("{} ", self.outline.sign(caveat.kind));
            let name = self.outline.words(&caveat.id);
            for (index, said) in self.outline.caveat(id).into_iter().enumerate() {
                match index {
                    0 => self.block(&lead, &format!("{name}: {said}")),
                    _ => self.block("  ", &said),
                }
            }
        }
    }

    fn claims(&mut self) {
        let dossier = self.outline.dossier;
        if self.outline.claims().next().is_none() {
            return;
        }
        self.heading("CLAIMS");
        self.gap();
        for line in self.outline.legend() {
            self.block("", &line);
        }
        let digits = dossier.claims.len().to_string().len();
        let mut columns = [false; 3];
        for claim in self.outline.claims() {
            let marks = self.outline.marks(claim);
            columns.iter_mut().zip(marks).for_each(|(column, mark)| *column |= mark.is_some());
        }
        for part in self.outline.parts() {
            self.gap();
            if let Some(title) = &part.title {
                self.block("", title);
            }
            for id in part.claims {
                // A column for each mark that there is.
                let marks = self.outline.marks(id).into_iter().zip(columns).filter(|(_, there)| *there);
                let marks: String = marks.map(|(mark, _)| mark.unwrap_or(" ")).collect();
                let space = if marks.is_empty() { "" } else { " " };
                let lead = format!("  {:>digits$}{space}{marks}  ", id.number());
                let (words, sources) = self.outline.claim(id);
                // What is short stays together.
                let sources = if sources.chars().count() < 20 { sources.replace(' ', "\u{a0}") } else { sources };
                self.block(&lead, &format!("{words} [{sources}]"));
                if let Some(under) = self.outline.under_claim(id) {
                    self.block(&" ".repeat(wrap::columns(&lead)), &under);
                }
            }
        }
    }

    fn sources(&mut self) {
        let (dossier, entries) = (self.outline.dossier, self.outline.entries());
        if entries.is_empty() {
            return;
        }
        self.heading("SOURCES");
        self.gap();
        if let Some(legend) = self.outline.sources_legend() {
            self.block("", legend);
            self.gap();
        }
        let longest = dossier.source_ids().last().map(|last| letters(last).len()).unwrap_or_default();
        for entry in entries {
            let letters = letters(entry.source);
            let lead = if entry.depth == 0 {
                format!("{letters:longest$}  ")
            } else {
                let indent = (longest + 2 + 2 * (entry.depth - 1)).min(self.width / 3);
                format!("{}{}{letters} ", " ".repeat(indent), self.outline.symbols.behind())
            };
            self.block(&lead, &self.outline.source(entry.source));
            let indent = " ".repeat(wrap::columns(&lead));
            for said in self.outline.under_source(&entry) {
                self.block(&indent, &said);
            }
            if let Some(url) = dossier.source(entry.source).url.as_ref().filter(|_| entry.told) {
                self.block(&indent, &one_line(url));
            }
        }
    }

    fn sentences(&mut self) {
        let (sentences, more) = self.outline.listed_sentences();
        if sentences.is_empty() || self.outline.dossier.claims.is_empty() {
            return;
        }
        self.heading("SENTENCES WITHOUT A SOURCE");
        self.gap();
        self.block("", &self.outline.sentences_lead());
        let lines: Vec<_> = sentences.iter().map(|sentence| self.outline.sentence_line(sentence).to_string()).collect();
        let digits = lines.iter().map(String::len).max().unwrap_or_default();
        for (line, sentence) in lines.iter().zip(sentences) {
            let lead = format!("  line {line:>digits$}  ");
            let words = one_line(self.outline.sentence_words(sentence));
            let words = if more == 0 {
                words
            } else {
                self.shortened(&words, self.width.saturating_sub(lead.len()).max(LEAST_WORDS))
            };
            self.block(&lead, &words);
        }
        if more > 0 {
            self.block("", &self.outline.sentences_left_out());
        }
    }

    fn heading(&mut self, words: &str) {
        self.gap();
        self.block("", words);
    }

    /// An empty row, unless there is one already or nothing before it.
    fn gap(&mut self) {
        if !self.printed.is_empty() && !self.printed.ends_with("\n\n") {
            self.printed.push('\n');
        }
    }

    /// A paragraph, its first row after `lead` and the others under its first word.
    fn block(&mut self, lead: &str, words: &str) {
        let (lead, words) = (self.plain(lead), self.plain(words));
        let hang = wrap::columns(&lead);
        if hang > 0 && hang + LEAST_WORDS > self.width {
            // Too narrow to hang anything.
            return self.block("", &one_line(&format!("{lead} {words}")));
        }
        let rows = wrap::rows(&words, self.width - hang, &[]);
        if rows.is_empty() && !lead.trim().is_empty() {
            self.row(&lead);
        }
        for (index, row) in rows.into_iter().enumerate() {
            let indent = if index == 0 { lead.clone() } else { " ".repeat(hang) };
            self.row(&format!("{indent}{}", &words[row]));
        }
    }

    fn row(&mut self, row: &str) {
        // A space that was not to be broken at has done its work.
        self.printed.push_str(row.replace('\u{a0}', " ").trim_end());
        self.printed.push('\n');
    }

    /// As it may be printed.
    fn plain(&self, words: &str) -> String {
        // ASCII has no space that keeps words together; this one goes when the row is done.
        let words = visible::line(words);
        if !self.ascii {
            return words.into_owned();
        }
        words.split('\u{a0}').map(ascii).collect::<Vec<_>>().join("\u{a0}")
    }

    /// The beginning of a text, in one row.
    fn shortened(&self, words: &str, width: usize) -> String {
        let words = self.plain(words);
        let rows = wrap::rows(&words, width, &[]);
        if rows.len() < 2 {
            return words;
        }
        // Three columns, for ASCII has no sign that is shorter.
        let rows = wrap::rows(&words, width.saturating_sub(3), &[]);
        format!("{}…", &words[rows[0].clone()])
    }
}
