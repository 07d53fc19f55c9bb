//! Prints a comparison as plain text: rows of a given width, without escape codes.
//!
//! Owns what is printed and in what order. The comparison must not mislead people who read nothing else: each listed
//! claim has its sources and caveats, and each caveat that it refers to is printed in full at the head.

mod tally;
mod declared;
mod claims;

use super::Options;
use super::sentences::{ChangeSentences, Listed};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::Doubts;
use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::evidence::compare::{Comparison, INLINE_LIKENESS};
use crate::print::summary::{Signs, Writer, opening, sentence};
use crate::text::manuscript::one_line;
use crate::text::numbers;
use crate::text::symbol::Symbols;

/// Prints a comparison as plain text. `diagnostics` are those of the old text and of the new one.
pub fn text(comparison: &Comparison, diagnostics: [&[Diagnostic]; 2], options: &Options) -> String {
    let doubts = Doubts::new();
    let problems = diagnostics.map(<[Diagnostic]>::len);
    let symbols = if options.ascii { Symbols::Plain } else { Symbols::Full };
    let mut printer = Printer {
        sentences: ChangeSentences::of(comparison, problems, &doubts),
        diagnostics,
        symbols,
        writer: Writer::new(options.width, options.ascii),
    };
    if comparison.is_same() {
        printer.nothing();
    } else {
        printer.head();
        printer.caveats();
        printer.claims();
        printer.sources();
        printer.unattributed();
    }
    printer.problems();
    printer.writer.printed()
}

struct Printer<'a> {
    sentences: ChangeSentences<'a>,
    diagnostics: [&'a [Diagnostic]; 2],
    symbols: Symbols,
    writer: Writer,
}

impl Printer<'_> {
    fn nothing(&mut self) {
        let claims = numbers::count(self.sentences.new.dossier.claims.len(), "claim");
        let same = match self.sentences.new.dossier.claims.len() {
            0 => "make no claims that cite a source".to_owned(),
            _ => format!("make the same {claims}, with the same sources, hedges and caveats"),
        };
        let [old, new] = self.names();
        let texts = [self.sentences.old, self.sentences.new].map(|side| side.dossier.manuscript.text());
        let but = if texts[0] == texts[1] { "" } else { " They differ only in formatting or order." };
        self.writer.block("", &format!("Nothing changed: {old} and {new} {same}.{but}"));
    }

    fn names(&self) -> [String; 2] {
        [&self.sentences.old, &self.sentences.new].map(|side| one_line(side.dossier.manuscript.name()))
    }

    fn head(&mut self) {
        self.writer.title(&one_line(&self.sentences.new.dossier.title), self.symbols);
        let [old, new] = self.names();
        let (before, after) = (self.sentences.old.dossier, self.sentences.new.dossier);
        // A text without a title is named after its file.
        let is_titled = before.is_titled();
        let other = is_titled && one_line(&after.title) != one_line(&before.title);
        let title =
            if other { format!(", “{}”", one_line(&self.sentences.old.dossier.title)) } else { String::new() };
        let counts = |dossier, diagnostics| {
            opening(dossier, diagnostics).iter().map(|part| sentence(part)).collect::<Vec<_>>().join(" ")
        };
        let old = format!("{old}{title}: {}", counts(self.sentences.old.dossier, self.diagnostics[0]));
        let new = format!("{new}: {}", counts(self.sentences.new.dossier, self.diagnostics[1]));
        self.writer.block("Old  ", &old);
        self.writer.block("New  ", &new);
        self.writer.gap();
        for line in self.tally() {
            self.writer.block("", &line);
        }
        self.writer.gap();
        self.legend().iter().for_each(|line| self.writer.block("", line));
    }

    fn legend(&self) -> Vec<String> {
        let (mut marks, mut unmarked, mut diffs) = (Vec::new(), false, false);
        let mut kinds = [(CaveatKind::Limitation, false), (CaveatKind::Denial, false)];
        for listed in self.sentences.listed() {
            let (side, claim) = self.sentences.side(listed);
            let coverings = side.dossier.coverings(claim);
            unmarked |= coverings.is_empty();
            for (kind, there) in &mut kinds {
                *there |= coverings.iter().any(|covering| side.dossier.caveat(covering.caveat).kind == *kind);
            }
            diffs |= matches!(listed, Listed::Changed(_, _, change) if (change.reworded || change.around) && change.likeness >= INLINE_LIKENESS);
        }
        diffs |= !self.sentences.comparison.reworded.is_empty();
        for (kind, there) in kinds {
            let what = match kind {
                CaveatKind::Limitation => "limited by a caveat",
                CaveatKind::Denial => "denied by somebody",
            };
            marks.extend(there.then(|| format!("{}\u{a0}{what}", self.sign(kind))));
        }
        let mut lines = Vec::new();
        if !marks.is_empty() {
            lines.push(format!("{}.", marks.join("; ")));
        }
        if unmarked {
            lines.push("No mark: no caveat is declared on the claim.".to_owned());
        }
        if self.sentences.listed().next().is_some() {
            lines.push("Claims have their numbers in the new text; claims that are gone, in the old one.".to_owned());
        }
        if diffs {
            lines.push("In words: [-removed-] {+added+}.".to_owned());
        }
        let listed: Vec<_> = self.sentences.listed().map(|listed| self.sentences.side(listed)).collect();
        lines.extend(Signs::PRINTED.legend(&listed.iter().map(|&(side, claim)| (side.dossier, claim))));
        lines
    }

    fn sign(&self, kind: CaveatKind) -> &'static str {
        match kind {
            CaveatKind::Limitation => self.symbols.limitation(),
            CaveatKind::Denial => self.symbols.denial(),
        }
    }

    /// Counts the problems of both texts, because they may look like changes.
    fn problems(&mut self) {
        let texts =
            [(self.sentences.old.dossier, self.diagnostics[0]), (self.sentences.new.dossier, self.diagnostics[1])];
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
            let words = format!("{} in the annotations of {name}: `caveat check` {lists}.", counts.join(" and "));
            self.writer.paragraph(&words);
        }
    }
}
