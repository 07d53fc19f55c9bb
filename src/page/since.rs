//! What became of an older text, beside the new one: signs in the margin, a part of a claim's card, rows of a list.

use super::card::{Card, LISTED_ROWS, MOST_CLAIMS};
use super::list::select;
use super::look::{Look, sign_of_turn, turns};

use super::prose::{Strand, caveat_sign, kind_run, list_signs};
use super::row::{Row, Run};
use super::row::{columns, fit, padded};
use super::told::{Told, told};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId};
use crate::evidence::since::{About, Became, Change, Dropped, Gone, Since, Spoken, Turn};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// How the label of a claim that is gone begins.
const GONE: &str = "GONE";

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
        let there = became.was.map(|number| format!(" (claim {number} there)")).unwrap_or_default();
        self.label(&format!("{} SINCE {}{there}", turn.to_uppercase(), since.name), Role::Label);
        for said in &became.said {
            self.text(1, said, Role::Body);
        }
    }

    fn listed(&mut self, since: &Since, gone: &[Gone], place: &str) {
        for one in gone.iter().take(MOST_CLAIMS) {
            let Gone { number, told, said, .. } = one;
            self.label(&format!("{GONE} {place} THIS SINCE {}", since.name), Role::Label);
            let lead = format!("{number:>3} ");
            let told = Told::of(told, Roles::from(Role::Body).with(Role::Fallen), self.look.symbols);
            let mut strands = vec![Strand::new(&*lead, Role::Muted)];
            strands.extend(told.paragraph(self.room(wrap::columns(&lead)), LISTED_ROWS));
            strands.push(Strand::new(" ", Role::Body));
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

/// The row of a card at which it begins to tell of a claim that is gone, of the nth such claim.
pub fn gone_label(rows: &[Row], nth: usize) -> Option<usize> {
    let is_label =
        |row: &Row| row.runs.iter().any(|run| run.roles == Roles::from(Role::Label) && run.text.starts_with(GONE));
    rows.iter().enumerate().filter(|(_, row)| is_label(row)).map(|(at, _)| at).nth(nth)
}

/// Columns for the signs of a claim in the list.
const SIGNS: usize = 4;

/// Columns for what became of something.
const WORD: usize = 12;

/// Columns of the screen below which the list has signs and words alone.
const NARROW: usize = 40;

/// What spoke against a claim that is gone, as signs.
fn signs_of_gone(symbols: Symbols, gone: &Gone) -> Vec<Run> {
    let limited = gone.limited.then_some(CaveatKind::Limitation);
    let denied = gone.denied.then_some(CaveatKind::Denial);
    let signs = limited.into_iter().chain(denied).map(|kind| kind_run(symbols, kind));
    let is_turned = gone.told.iter().any(|part| !part.is_words && part.hedge.is_some_and(turns));
    signs.chain(is_turned.then(|| Run::new(symbols.turned(), Role::Hedge))).collect()
}

/// The rows of the list of all that became of an older text.
pub fn news_rows(look: &Look<'_>, since: &Since, news: &[(usize, Change)], selected: usize, width: usize) -> Vec<Row> {
    let row = |&(index, news)| select(Listed::of(look, since, news).row(look.symbols, width), index == selected, width);
    news.iter().map(row).collect()
}

fn word(became: &Became) -> String {
    match became.words()[..] {
        [] => String::new(),
        [word] => word.to_owned(),
        [word, ..] => format!("{word}+"),
    }
}

/// What a row of the list shows.
struct Listed {
    turn: &'static str,
    /// What became of it, in a word or two; a plus if there is more to it.
    word: String,
    /// Of a claim of the new text.
    number: Option<usize>,
    signs: Vec<Run>,
    words: Told,
}

impl Listed {
    fn of(look: &Look<'_>, since: &Since, news: Change) -> Self {
        let (dossier, symbols) = (look.dossier, look.symbols);
        let (body, out) = (Roles::from(Role::Body), Roles::from(Role::Body).with(Role::Fallen));
        let went =
            |signs, words: Told| Self { turn: symbols.gone(), word: "gone".to_owned(), number: None, signs, words };
        let plain = |run: Run| Told::plain(run, symbols);
        let gone = |signs, words: &str| went(signs, plain(Run::new(words, out)));
        let there = |became: &Became, signs, words: Told| Self {
            turn: sign_of_turn(became.turn, symbols).unwrap_or_default(),
            word: word(became),
            number: None,
            signs,
            words,
        };
        let turned_so = |turn| Became { turn, ..Became::default() };
        match news {
            Change::Claim(claim) => {
                let told = told(look, claim);
                Self { number: Some(claim.number()), ..there(since.of(claim), list_signs(look, claim), told) }
            }
            Change::Source(source) => {
                let words = Run::new(format!("source: {}", dossier.source(source).name), body.with(Role::Source));
                there(&since.sources[source.0], Vec::new(), plain(words))
            }
            Change::Caveat(caveat) => {
                let words = Run::new(format!("caveat: {}", dossier.caveat(caveat).text), body);
                there(&since.caveats[caveat.0], vec![caveat_sign(dossier, symbols, caveat)], plain(words))
            }
            Change::Gone(at) => {
                let one = &since.gone[at];
                went(signs_of_gone(symbols, one), Told::of(&one.told, out, symbols))
            }
            Change::Dropped(at) => {
                let Dropped { caveat, words, .. } = &since.dropped[at];
                let what = if caveat.is_some() { "caveat" } else { "source" };
                let signs = caveat.map(|kind| kind_run(symbols, kind)).into_iter().collect();
                gone(signs, &format!("{what}: {words}"))
            }
            Change::Spoken(at) => match &since.spoken[at] {
                Spoken { words, at: Some(_), said } => {
                    let turn = if said.is_some() { Turn::Changed } else { Turn::New };
                    there(&turned_so(turn), Vec::new(), plain(Run::new(words, body)))
                }
                Spoken { words, at: None, .. } => gone(Vec::new(), words),
            },
            Change::About(at) => {
                let About { what, words, .. } = &since.about[at];
                let words = plain(Run::new(format!("{what}: {words}"), body));
                there(&turned_so(Turn::Changed), Vec::new(), words)
            }
        }
    }

    fn row(self, symbols: Symbols, width: usize) -> Vec<Run> {
        let mut runs = vec![Run::new(format!(" {} ", self.turn), Role::Mark)];
        if width < NARROW {
            runs.extend(self.signs);
        } else {
            let number = self.number.map_or(String::new(), |number| number.to_string());
            runs.push(Run::new(format!("{number:>3} "), Role::Mark));
            runs.push(Run::new(format!("{:<WORD$} ", self.word), Role::Muted));
            runs.extend(padded(self.signs, SIGNS, symbols));
        }
        runs.push(Run::new(" ", Role::Body));
        let room = width.saturating_sub(columns(&runs));
        runs.extend(self.words.line(room));
        fit(runs, width, symbols)
    }
}
