//! Changes since an older text, as the page shows them: margin signs, and parts of cards.

use super::card::{Card, LISTED_ROWS, MOST_CLAIMS};
use super::look::qualifies;

use super::excerpt::Excerpt;
use super::prose::{Strand, kind_run, set};
use super::row::{Row, Run};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId};
use crate::evidence::since::{Gone, ItemChange, Since};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The first word of the label of a claim that is gone.
const GONE: &str = "GONE";

impl Card<'_> {
    /// Adds how a claim changed since the older text.
    pub(super) fn changes_of_claim(&mut self, id: ClaimId) {
        if let Some(since) = self.look.since {
            self.changes(since, since.of(id));
        }
    }

    /// Adds the claims that are gone from around a claim.
    pub(super) fn gone(&mut self, id: ClaimId) {
        let Some(since) = self.look.since else { return };
        if id == ClaimId(0) {
            self.listed(since, &since.gone[since.gone_after(None)], "BEFORE");
        }
        self.listed(since, &since.gone[since.gone_after(Some(id))], "AFTER");
    }

    /// Adds how a caveat changed, on its own card.
    pub(super) fn caveat_since(&mut self, id: CaveatId) {
        if let Some(since) = self.look.since {
            self.changes(since, &since.caveats[id.0]);
        }
    }

    /// Adds how a source or a caveat changed, on the card of something else.
    pub(super) fn beside_since(&mut self, indent: usize, change_of: impl Fn(&Since) -> &ItemChange) {
        let Some(since) = self.look.since else { return };
        let change = change_of(since);
        let Some(state) = change.state.word() else { return };
        let words = [&[format!("{state} since {}.", since.name)], &*change.sentences].concat().join(" ");
        self.paragraph(indent, marked(&words, Role::Muted));
    }

    fn changes(&mut self, since: &Since, change: &ItemChange) {
        let Some(state) = change.state.word() else { return };
        let there = change.old_number.map(|number| format!(" (claim {number} there)")).unwrap_or_default();
        self.label(&format!("{} SINCE {}{there}", state.to_uppercase(), since.name), Role::Label);
        for sentence in &change.sentences {
            self.paragraph(1, marked(sentence, Role::Body));
        }
    }

    fn listed(&mut self, since: &Since, gone: &[Gone], place: &str) {
        for one in gone.iter().take(MOST_CLAIMS) {
            let Gone { number, parts, sentences, .. } = one;
            self.label(&format!("{GONE} {place} THIS SINCE {}", since.name), Role::Label);
            let lead = format!("{number:>3} ");
            let excerpt = Excerpt::of(parts, Roles::from(Role::Body).with(Role::Fallen), self.look.symbols);
            let mut strands = vec![Strand::new(&*lead, Role::Muted)];
            strands.extend(excerpt.paragraph(self.room(wrap::columns(&lead)), LISTED_ROWS));
            strands.push(Strand::new(" ", Role::Body));
            strands
                .extend(signs_of_gone(self.look.symbols, one).into_iter().map(|run| Strand::new(run.text, run.roles)));
            self.hanging(0, wrap::columns(&lead), strands);
            for sentence in sentences {
                self.paragraph(4, marked(sentence, Role::Muted));
            }
        }
        let more = gone.len().saturating_sub(MOST_CLAIMS);
        if more > 0 {
            self.text(4, &format!("and {more} more"), Role::Muted);
        }
    }
}

/// Sets a description of a change in rows of some width.
pub fn change_sentence(words: &str, width: usize) -> Vec<Row> {
    set(&marked(words, Role::Body), width, &[])
}

/// Splits a description of a change: gone words stand between `[-` and `-]`, new ones between `{+` and `+}`. The signs
/// stay, because not every terminal can strike words out.
fn marked(words: &str, ground: Role) -> Vec<Strand> {
    let mut strands = Vec::new();
    let mut rest = words;
    while let Some((start, role, close)) = [("[-", Role::Removed, "-]"), ("{+", Role::Added, "+}")]
        .into_iter()
        .filter_map(|(open, role, close)| Some((rest.find(open)?, role, close)))
        .min_by_key(|(start, ..)| *start)
        && let Some(length) = rest[start..].find(close)
    {
        let end = start + length;
        strands.push(Strand::new(&rest[..start], ground));
        strands.push(Strand::new(&rest[start..start + 2], Role::Ornament));
        strands.push(Strand::new(&rest[start + 2..end], Roles::from(ground).with(role)));
        strands.push(Strand::new(close, Role::Ornament));
        rest = &rest[end + close.len()..];
    }
    strands.push(Strand::new(rest, ground));
    strands
}

/// The row of a card at which the nth claim that is gone begins.
pub fn gone_label(rows: &[Row], nth: usize) -> Option<usize> {
    let is_label =
        |row: &Row| row.runs.iter().any(|run| run.roles == Roles::from(Role::Label) && run.text.starts_with(GONE));
    rows.iter().enumerate().filter(|(_, row)| is_label(row)).map(|(at, _)| at).nth(nth)
}

/// The signs of the caveats on a claim that is gone.
pub fn signs_of_gone(symbols: Symbols, gone: &Gone) -> Vec<Run> {
    let limited = gone.limited.then_some(CaveatKind::Limitation);
    let denied = gone.denied.then_some(CaveatKind::Denial);
    let signs = limited.into_iter().chain(denied).map(|kind| kind_run(symbols, kind));
    let is_qualified = gone.parts.iter().any(|part| !part.is_words && part.hedge.is_some_and(qualifies));
    signs.chain(is_qualified.then(|| Run::new(symbols.turned(), Role::Hedge))).collect()
}
