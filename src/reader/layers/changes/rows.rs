//! The rows of the list of all that became of an older text.

use crate::evidence::since::{About, Became, Change, Dropped, Since, Spoken, Turn};
use crate::page::excerpt::{Excerpt, excerpt};
use crate::page::list::select;
use crate::page::look::{Look, sign_of_turn};
use crate::page::prose::{caveat_sign, kind_run, list_signs};
use crate::page::row::{Row, Run, columns, fit, padded};
use crate::page::since::signs_of_gone;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;

/// Columns for the signs of a claim in the list.
const SIGNS: usize = 4;

/// Columns for what became of something.
const WORD: usize = 12;

/// Columns of the screen below which the list has signs and words alone.
const NARROW: usize = 40;

/// The rows of the list of all that became of an older text.
pub(super) fn news_rows(
    look: &Look<'_>,
    since: &Since,
    news: &[(usize, Change)],
    selected: usize,
    width: usize,
) -> Vec<Row> {
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

/// The content of a row.
struct Listed {
    turn: &'static str,
    /// The change in a word or two, with a plus if there is more.
    word: String,
    /// The number of a claim in the new text.
    number: Option<usize>,
    signs: Vec<Run>,
    words: Excerpt,
}

impl Listed {
    fn of(look: &Look<'_>, since: &Since, news: Change) -> Self {
        let (dossier, symbols) = (look.dossier, look.symbols);
        let (body, out) = (Roles::from(Role::Body), Roles::from(Role::Body).with(Role::Fallen));
        let went =
            |signs, words: Excerpt| Self { turn: symbols.gone(), word: "gone".to_owned(), number: None, signs, words };
        let plain = |run: Run| Excerpt::plain(run, symbols);
        let gone = |signs, words: &str| went(signs, plain(Run::new(words, out)));
        let there = |became: &Became, signs, words: Excerpt| Self {
            turn: sign_of_turn(became.turn, symbols).unwrap_or_default(),
            word: word(became),
            number: None,
            signs,
            words,
        };
        let turned_so = |turn| Became { turn, ..Became::default() };
        match news {
            Change::Claim(claim) => {
                let excerpt = excerpt(look, claim);
                Self { number: Some(claim.number()), ..there(since.of(claim), list_signs(look, claim), excerpt) }
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
                went(signs_of_gone(symbols, one), Excerpt::of(&one.parts, out, symbols))
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
