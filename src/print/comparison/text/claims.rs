//! Prints changed, new and gone claims, each with its sources and caveats.

use super::Printer;
use crate::briefing::dossier::Covering;
use crate::print::comparison::sentences::{Listed, title};
use crate::print::summary::sentence;
use crate::text::manuscript::one_line;
use crate::text::wrap;

impl Printer<'_> {
    pub(super) fn claims(&mut self) {
        let (mut changed, mut new, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for listed in self.sentences.listed() {
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
        self.writer.paragraph(heading);
        let digits = claims.iter().map(|&listed| self.sentences.side(listed).1.number()).max().unwrap_or_default();
        let digits = digits.to_string().len();
        let mut section = None;
        for &listed in claims {
            let (side, id) = self.sentences.side(listed);
            let claim = side.dossier.claim(id);
            if section != Some(claim.section) {
                section = Some(claim.section);
                if let Some(title) = title(side.dossier, claim.section) {
                    self.writer.paragraph(&title);
                }
            }
            let marks = side.dossier.caveat_kinds(id).map(|kind| self.sign(kind));
            let lead = format!("  {:>digits$} {:2}  ", id.number(), marks.collect::<String>());
            let indent = " ".repeat(wrap::columns(&lead));
            self.writer.gap();
            self.writer.block(&lead, &side.printed(id));
            for line in self.sentences.changes(listed).into_iter().chain(self.standing(listed)) {
                self.writer.block(&indent, &line);
            }
        }
    }

    /// The sources, hedges and caveats of a claim in its own text.
    fn standing(&self, listed: Listed) -> Vec<String> {
        let (side, id) = self.sentences.side(listed);
        let mut lines = vec![side.says(id, "Says").0];
        if !side.dossier.hedges(id).is_empty() {
            lines.push(side.hedge_words(id));
        }
        let coverings = side.dossier.coverings(id).into_iter().map(|Covering { caveat, via }| {
            let through = via.map(|via| format!(", through {}", side.name(via))).unwrap_or_default();
            let caveat = side.dossier.caveat(caveat);
            format!("{}\u{a0}{}{through}", self.sign(caveat.kind), one_line(&caveat.id))
        });
        let coverings: Vec<_> = coverings.collect();
        if !coverings.is_empty() {
            lines.push(sentence(&format!("Under {}", coverings.join("; "))));
        }
        lines
    }
}
