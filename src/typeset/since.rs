//! What became of an older text, beside the new one: signs in the margin, a part of a claim's card, rows of a list.

use super::card::Card;
use super::list::select;
use super::prose::{Strand, signs};
use super::run::{fit, padded};
use super::{Look, Row, Run};
use crate::dossier::ClaimId;
use crate::role::{Role, Roles};
use crate::since::{Gone, News, Since, Turn};
use crate::symbol::Symbols;
use crate::wrap;

/// What became of a claim that begins in a row, or right behind one that ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turned {
    Gone,
    Changed,
    New,
}

impl Turned {
    pub fn sign(self, symbols: Symbols) -> &'static str {
        match self {
            Self::Gone => symbols.gone(),
            Self::Changed => symbols.changed(),
            Self::New => symbols.added(),
        }
    }
}

impl Look<'_> {
    /// At the beginning of a claim.
    pub(super) fn turned(&self, claim: ClaimId) -> Option<Turned> {
        let since = self.since?;
        let before = claim == ClaimId(0) && !since.gone_after(None).is_empty();
        match since.of(claim).turn {
            Turn::New => Some(Turned::New),
            Turn::Changed => Some(Turned::Changed),
            Turn::Same => before.then_some(Turned::Gone),
        }
    }

    /// At the end of a claim.
    pub(super) fn turned_behind(&self, claim: ClaimId) -> Option<Turned> {
        self.since.filter(|since| !since.gone_after(Some(claim)).is_empty()).map(|_| Turned::Gone)
    }
}

impl Card<'_> {
    /// What became of a claim, and of those that stood around it.
    pub(super) fn since(&mut self, id: ClaimId) {
        let Some(since) = self.look.since else { return };
        let became = since.of(id);
        let label = match became.turn {
            Turn::Same => None,
            Turn::New => Some(format!("NEW SINCE {}", since.name)),
            Turn::Changed => Some(format!("CHANGED SINCE {}", since.name)),
        };
        if let Some(label) = label {
            self.label(&label, Role::Label);
        }
        for said in &became.said {
            self.text(1, said, Role::Body);
        }
        if id == ClaimId(0) {
            self.gone(since, &since.gone[since.gone_after(None)], "BEFORE");
        }
        self.gone(since, &since.gone[since.gone_after(Some(id))], "AFTER");
    }

    fn gone(&mut self, since: &Since, gone: &[Gone], place: &str) {
        for one in gone {
            let Gone { number, words, said, .. } = one;
            self.label(&format!("GONE {place} THIS SINCE {}", since.name), Role::Label);
            let lead = format!("{number:>3} ");
            let words = Strand::new(words.as_str(), Roles::from(Role::Body).with(Role::Fallen));
            let mut strands = vec![Strand::new(&*lead, Role::Muted), words, Strand::new(" ", Role::Body)];
            strands
                .extend(signs_of_gone(self.look.symbols, one).into_iter().map(|run| Strand::new(run.text, run.roles)));
            self.hanging(0, wrap::columns(&lead), strands);
            for said in said {
                self.text(4, said, Role::Muted);
            }
        }
    }
}

/// Columns for the signs of a claim in the list.
const SIGNS: usize = 3;

/// Columns of the screen below which the list has signs and words alone.
const NARROW: usize = 40;

/// What spoke against a claim that is gone, as signs.
fn signs_of_gone(symbols: Symbols, gone: &Gone) -> Vec<Run> {
    let limited = gone.limited.then(|| Run::new(symbols.limitation(), Role::Caveat));
    let denied = gone.denied.then(|| Run::new(symbols.denial(), Role::Denial));
    limited.into_iter().chain(denied).collect()
}

/// The rows of the list of all that became of an older text.
pub fn news_rows(look: &Look<'_>, since: &Since, news: &[(usize, News)], selected: usize, width: usize) -> Vec<Row> {
    let row = |&(index, news): &(usize, News)| {
        let (turned, number, word, words, roles) = match news {
            News::Claim(claim) => {
                let became = since.of(claim);
                let turned = if became.turn == Turn::New { Turned::New } else { Turned::Changed };
                let roles = Roles::from(Role::Body);
                (
                    turned,
                    claim.number(),
                    became.word().unwrap_or_default(),
                    look.dossier.claim(claim).text.as_str(),
                    roles,
                )
            }
            News::Gone(gone) => {
                let gone = &since.gone[gone];
                let roles = Roles::from(Role::Body).with(Role::Fallen);
                (Turned::Gone, gone.number, "gone", gone.words.as_str(), roles)
            }
        };
        let signs = match news {
            News::Claim(claim) => signs(look.dossier, look.symbols, claim, look.standing[claim.0]),
            News::Gone(gone) => signs_of_gone(look.symbols, &since.gone[gone]),
        };
        let mut runs = vec![Run::new(format!(" {} ", turned.sign(look.symbols)), Role::Mark)];
        if width < NARROW {
            runs.extend(signs);
        } else {
            runs.push(Run::new(format!("{number:>3} "), Role::Mark));
            runs.push(Run::new(format!("{word:<7} "), Role::Muted));
            runs.extend(padded(signs, SIGNS, look.symbols));
        }
        runs.push(Run::new(" ", Role::Body));
        runs.push(Run::new(words, roles));
        select(fit(runs, width, look.symbols), index == selected, width)
    };
    news.iter().map(row).collect()
}
