//! What became of an older text, beside the new one: signs in the margin, a part of a claim's card, rows of a list.

use super::card::{Card, MOST_CLAIMS};
use super::list::select;
use super::prose::{Strand, caveat_sign, signs};
use super::run::{fit, padded};
use super::{Look, Row, Run};
use crate::dossier::{CaveatId, ClaimId};
use crate::role::{Role, Roles};
use crate::since::{Became, Gone, News, Since, Turn};
use crate::symbol::Symbols;
use crate::wrap;

/// What became of something, as a sign tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turned {
    Gone,
    Changed,
    New,
}

impl Turned {
    /// None for what is as it was.
    pub(super) fn of(turn: Turn) -> Option<Self> {
        match turn {
            Turn::New => Some(Self::New),
            Turn::Changed => Some(Self::Changed),
            Turn::Same => None,
        }
    }

    pub fn sign(self, symbols: Symbols) -> &'static str {
        match self {
            Self::Gone => symbols.gone(),
            Self::Changed => symbols.changed(),
            Self::New => symbols.added(),
        }
    }
}

impl Look<'_> {
    pub(super) fn turned(&self, claim: ClaimId) -> Option<Turned> {
        Turned::of(self.since?.of(claim).turn)
    }

    pub(super) fn is_gone_before(&self, claim: ClaimId) -> bool {
        claim == ClaimId(0) && self.since.is_some_and(|since| !since.gone_after(None).is_empty())
    }

    pub(super) fn is_gone_behind(&self, claim: ClaimId) -> bool {
        self.since.is_some_and(|since| !since.gone_after(Some(claim)).is_empty())
    }
}

impl Card<'_> {
    /// What became of a claim.
    pub(super) fn became(&mut self, id: ClaimId) {
        if let Some(since) = self.look.since {
            self.turned(since, since.of(id));
        }
    }

    /// Those that stood around a claim.
    pub(super) fn gone(&mut self, id: ClaimId) {
        let Some(since) = self.look.since else { return };
        if id == ClaimId(0) {
            self.listed(since, &since.gone[since.gone_after(None)], "BEFORE");
        }
        self.listed(since, &since.gone[since.gone_after(Some(id))], "AFTER");
    }

    /// What became of a caveat, on its own card.
    pub(super) fn caveat_since(&mut self, id: CaveatId) {
        if let Some(since) = self.look.since {
            self.turned(since, &since.caveats[id.0]);
        }
    }

    /// What became of a source, or of a caveat, on the card of something else.
    pub(super) fn beside_since(&mut self, indent: usize, became: impl Fn(&Since) -> &Became) {
        let Some(since) = self.look.since else { return };
        let became = became(since);
        let Some(turn) = became.turn.word() else { return };
        let words = [&[format!("{turn} since {}.", since.name)], &*became.said].concat().join(" ");
        self.text(indent, &words, Role::Muted);
    }

    fn turned(&mut self, since: &Since, became: &Became) {
        let Some(turn) = became.turn.word() else { return };
        self.label(&format!("{} SINCE {}", turn.to_uppercase(), since.name), Role::Label);
        for said in &became.said {
            self.text(1, said, Role::Body);
        }
    }

    fn listed(&mut self, since: &Since, gone: &[Gone], place: &str) {
        for one in gone.iter().take(MOST_CLAIMS) {
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
        let more = gone.len().saturating_sub(MOST_CLAIMS);
        if more > 0 {
            self.text(4, &format!("and {more} more"), Role::Muted);
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
    let row =
        |&(index, news)| select(fit(news_row(look, since, news, width), width, look.symbols), index == selected, width);
    news.iter().map(row).collect()
}

fn news_row(look: &Look<'_>, since: &Since, news: News, width: usize) -> Vec<Run> {
    let (dossier, symbols) = (look.dossier, look.symbols);
    let body = Roles::from(Role::Body);
    let (became, number, signs, words) = match news {
        News::Claim(claim) => {
            let signs = signs(dossier, symbols, claim, look.standing[claim.0]);
            let words = Run::new(&dossier.claim(claim).text, body);
            (since.of(claim), Some(claim.number()), signs, words)
        }
        News::Source(source) => {
            let words = Run::new(format!("source: {}", dossier.source(source).name), body.with(Role::Source));
            (&since.sources[source.0], None, Vec::new(), words)
        }
        News::Caveat(caveat) => {
            let words = Run::new(format!("caveat: {}", dossier.caveat(caveat).text), body);
            (&since.caveats[caveat.0], None, vec![caveat_sign(dossier, symbols, caveat)], words)
        }
        News::Gone(gone) => {
            let gone = &since.gone[gone];
            let words = Run::new(&gone.words, body.with(Role::Fallen));
            return line(
                symbols,
                width,
                (Turned::Gone, "gone"),
                Some(gone.number),
                signs_of_gone(symbols, gone),
                words,
            );
        }
    };
    let turned = Turned::of(became.turn).unwrap_or(Turned::Changed);
    line(symbols, width, (turned, became.word().unwrap_or_default()), number, signs, words)
}

fn line(
    symbols: Symbols,
    width: usize,
    (turned, word): (Turned, &str),
    number: Option<usize>,
    signs: Vec<Run>,
    words: Run,
) -> Vec<Run> {
    let sign = Run::new(format!(" {} ", turned.sign(symbols)), Role::Mark);
    let mut runs = vec![sign];
    if width < NARROW {
        runs.extend(signs);
    } else {
        let number = number.map_or(String::new(), |number| number.to_string());
        runs.push(Run::new(format!("{number:>3} "), Role::Mark));
        runs.push(Run::new(format!("{word:<7} "), Role::Muted));
        runs.extend(padded(signs, SIGNS, symbols));
    }
    runs.push(Run::new(" ", Role::Body));
    runs.push(words);
    runs
}
