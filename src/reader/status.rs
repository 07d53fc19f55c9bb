//! The line at the top and the line at the bottom.
//!
//! The bottom line always says what is chosen, what covers it, and the keys that are most useful now; where it is too
//! narrow, the least important part goes first. Owns the notice, which is what the last action had to say, and the keys
//! of a sequence that has begun. Must not know how anything came to be chosen.

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier};
use crate::evidence::since::Change;
use crate::page::elsewhere::Elsewhere;
use crate::page::look::Look;
use crate::page::prose::kind_sign;
use crate::page::row::{Row, Run, columns};
use crate::reader::bar::{self, Hints, bar, line};
use crate::reader::keymap::key::Key;
use crate::reader::keymap::{Action, Context, Keys};
use crate::reader::place::{Here, Sight, Subject, View};
use crate::reader::session::{Session, caveats_on, gravest, there_number, there_words};
use crate::reader::views::article::percent_read;
use crate::text::numbers;
use crate::text::role::Role;
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// What is read: the file's name while its title stands in the text below, else the title.
pub(super) fn head(session: &Session, sight: &Sight, at_the_top: bool, width: usize) -> Row {
    let Dossier { manuscript, title, sources, caveats, claims, .. } = session.dossier();
    let left = if at_the_top {
        vec![bar(format!(" {}", manuscript.name()), Role::Bar)]
    } else {
        vec![bar(format!(" {title}"), Role::BarActive)]
    };
    let mut right = vec![vec![bar(format!("  {}", numbers::count(claims.len(), "claim")), Role::Bar)]];
    if !sources.is_empty() {
        let figures = [numbers::count(sources.len(), "source"), numbers::count(caveats.len(), "caveat")];
        right.splice(0..0, figures.map(|figure| vec![bar(format!("  {figure}"), Role::Bar)]));
    }
    let problems = session.text().problems.len();
    if problems > 0 {
        right.push(vec![bar(format!("  {}", numbers::count(problems, "problem")), Role::Problem)]);
    }
    if let Some(read) = percent_read(session, sight) {
        right.push(vec![bar(format!("  {read}%"), Role::Bar)]);
    }
    right.push(vec![bar(" ", Role::Bar)]);
    line(left, right, width, session.symbols())
}

/// The views, as the bottom line begins with them where it has room.
fn tabs(shown: View) -> [(View, Run); 4] {
    [(View::Article, " Article "), (View::Claims, " Claims "), (View::Sources, " Sources "), (View::Map, " Map ")]
        .map(|(view, name)| (view, bar(name, if view == shown { Role::BarActive } else { Role::Bar })))
}

/// The line at the bottom, and the state that is its own.
pub(super) struct Status {
    keys: Keys,
    /// What the last action had to say.
    notice: Option<String>,
}

/// What the other parts say for the bottom line while nothing is typed.
pub(super) struct Says<'a> {
    pub(super) session: &'a Session,
    pub(super) here: &'a Here,
    /// Where a key goes.
    pub(super) context: Context,
    /// The keys that are most useful now, with a word each; those at the beginning go first.
    pub(super) hints: Vec<(Action, &'static str)>,
    /// The row of the list of changes, while it is open.
    pub(super) change: Option<usize>,
    /// What is said of the chosen cell of the map.
    pub(super) cell: Option<String>,
}

impl Status {
    pub(super) fn new() -> Self {
        Self { keys: Keys::default(), notice: None }
    }

    pub(super) fn keys(&self) -> &Keys {
        &self.keys
    }

    pub(super) fn set_keys(&mut self, keys: Keys) {
        self.keys = keys;
    }

    /// These keys begin a sequence; none, where one was given up.
    pub(super) fn wait(&mut self, keys: Vec<Key>) {
        self.notice = None;
        self.keys.wait(keys);
    }

    /// The sequence that has begun is over.
    pub(super) fn end_sequence(&mut self) {
        self.keys.end();
    }

    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.notice = Some(words.into());
    }

    /// What was said is over.
    pub(super) fn quiet(&mut self) {
        self.notice = None;
    }

    pub(super) fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// The bottom line while a sequence of keys is typed.
    pub(super) fn sequence(&self, context: Context, width: usize, symbols: Symbols) -> Option<Row> {
        bar::sequence(&self.keys, context, width, symbols)
    }

    pub(super) fn hint(&self, context: Context, action: Action, word: &str) -> Vec<Run> {
        bar::hint(&self.keys, context, action, word)
    }

    /// The bottom line that asks something, unless there is something to say; with the keys of some actions.
    pub(super) fn question(
        &self,
        asked: &str,
        hints: &[(Action, &str)],
        context: Context,
        width: usize,
        symbols: Symbols,
    ) -> Row {
        let left = vec![bar(format!(" {} ", self.notice().unwrap_or(asked)), Role::BarActive)];
        let hints = hints.iter().map(|(action, word)| self.hint(context, *action, word)).collect();
        line(left, hints, width, symbols)
    }

    /// The bottom line while nothing is asked, and the views that it begins with, each with its columns.
    pub(super) fn line(&self, says: &Says<'_>, width: usize) -> (Row, Vec<(View, usize)>) {
        let symbols = says.session.symbols();
        let right: Vec<_> = says.hints.iter().map(|(action, word)| self.hint(says.context, *action, word)).collect();
        let tabs = tabs(says.here.place.view);
        let views: Vec<_> = tabs.iter().map(|(_, tab)| tab.clone()).collect();
        let widths = || tabs.iter().map(|(view, tab)| (*view, wrap::columns(&tab.text))).collect();
        let standing = self.standing(says.session);
        let chosen = Chosen::of(says);
        let chosen = |words| match self.notice() {
            Some(notice) => vec![bar(format!(" {notice} "), Role::BarActive)],
            None => chosen.words(words),
        };
        // From the most words and keys to the fewest; the first that fits is taken.
        let steps = [(Words::All, 0), (Words::Names, 0), (Words::Names, 1), (Words::Names, 2)];
        let signs = (0..right.len()).map(|keys_less| (Words::Signs, keys_less));
        for (words, keys_less) in steps.into_iter().chain(signs) {
            let chosen = chosen(words);
            let right = &right[keys_less..];
            for (has_tabs, left) in
                [(true, [&views[..], &standing, &chosen].concat()), (false, [&standing[..], &chosen].concat())]
            {
                if columns(&left) + right.iter().map(|part| columns(part)).sum::<usize>() <= width {
                    let tabs = if has_tabs { widths() } else { Vec::new() };
                    return (line(left, right.to_vec(), width, symbols), tabs);
                }
            }
        }
        // What the last action had to say is what the reader waits for: it gets all the room that there is.
        if self.notice.is_some() {
            return (line(chosen(Words::All), Vec::new(), width, symbols), Vec::new());
        }
        (line([&standing[..], &chosen(Words::Least)].concat(), right, width, symbols), Vec::new())
    }

    /// What holds for all that is read: doubts, the filter, and that the file is another than the text.
    fn standing(&self, session: &Session) -> Vec<Run> {
        let text = session.text();
        let mut standing = Vec::new();
        if !text.doubts.is_empty() {
            let words = format!(" {} of {} stand ", text.standing_count(), text.standing.len());
            standing.push(bar(words, Role::Problem));
        }
        if session.text().selection().is_some() {
            let words = format!(" &{}: {} ", session.text().filter_text(), session.text().passing_words());
            standing.push(bar(words, Role::BarActive));
        }
        // It is not said twice.
        let is_said =
            |stale: &&String| self.notice.as_ref().is_some_and(|notice| notice.to_lowercase().contains(&**stale));
        if let Some(stale) = text.stale.as_ref().filter(|stale| !is_said(stale)) {
            standing.push(bar(format!(" {stale} "), Role::Problem));
        }
        standing
    }
}

/// How much the bottom line says of what covers the chosen claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    /// The caveats' own.
    All,
    /// Their names.
    Names,
    /// That they are there.
    Signs,
    /// The same with the fewest columns.
    Least,
}

/// What is chosen, here or in another text, and what covers it.
struct Chosen<'a, 's> {
    says: &'s Says<'a>,
    /// The text that something is chosen of, where it is another.
    there: Option<Elsewhere<'a>>,
    /// The gravest of what other texts have against what is chosen. It takes time where there are many texts.
    elsewhere: Option<CaveatKind>,
}

impl<'a, 's> Chosen<'a, 's> {
    fn of(says: &'s Says<'a>) -> Self {
        let Says { session, here, change, .. } = says;
        let source = here.place.selected.source;
        let there = match here.subject {
            Subject::There(number, _) => session.others().there(source, number),
            Subject::Nothing | Subject::Claim(_) | Subject::Source(_) | Subject::Caveat(_) => None,
        };
        let elsewhere = match change {
            Some(row) => match session.news().get(*row) {
                Some(&Change::Claim(claim)) => session.others().cautioned(claim),
                Some(_) | None => None,
            },
            None => gravest(&session.others().against_subject(here.subject, source)),
        };
        Self { says, there, elsewhere }
    }

    fn words(&self, words: Words) -> Vec<Run> {
        let Says { session, here, change, cell, .. } = self.says;
        let dossier = session.dossier();
        let look = session.look(here.place.chosen);
        if let Some(row) = *change {
            return self.change_words(row, words);
        }
        if let (Some(text), Subject::There(_, claim)) = (&self.there, here.subject) {
            return self.there_words(text, claim, words);
        }
        let mut runs = Vec::new();
        let caveats = match here.subject {
            Subject::Claim(claim) => {
                let all = dossier.claims.len();
                let number = match words {
                    Words::All => format!(" claim {} of {all} ", claim.number()),
                    Words::Names | Words::Signs | Words::Least => format!(" {}/{all} ", claim.number()),
                };
                runs.push(bar(number, Role::BarActive));
                if !session.text().standing[claim.0] {
                    runs.push(self.fallen_words(words));
                }
                caveats_on(dossier, claim)
            }
            Subject::Caveat(caveat) => vec![caveat],
            Subject::Source(id) => {
                if let Some(cell) = cell {
                    return vec![bar(cell, Role::BarActive)];
                }
                let (number, all) = (id.number(), dossier.sources.len());
                let text = match words {
                    Words::All => format!(" source {number} of {all}: {} ", dossier.source(id).name),
                    Words::Names => format!(" {number}/{all} {} ", dossier.source(id).name),
                    Words::Signs | Words::Least => format!(" {number}/{all} "),
                };
                runs.push(bar(text, Role::BarActive));
                dossier.caveats_behind(&[id])
            }
            Subject::There(..) | Subject::Nothing => return vec![bar(" no claims ", Role::Bar)],
        };
        runs.extend(self.caveat_words(&look, &caveats, words));
        runs
    }

    fn change_words(&self, row: usize, words: Words) -> Vec<Run> {
        let Says { session, here, .. } = self.says;
        let (number, all) = (row + 1, session.news().len());
        let number =
            if words == Words::All { format!(" change {number} of {all} ") } else { format!(" {number}/{all} ") };
        let mut runs = vec![bar(number, Role::BarActive)];
        if let Some(&Change::Claim(claim)) = session.news().get(row) {
            let look = session.look(here.place.chosen);
            runs.extend(self.caveat_words(&look, &caveats_on(session.dossier(), claim), words));
        }
        runs
    }

    fn there_words(&self, text: &Elsewhere<'_>, claim: Option<ClaimId>, words: Words) -> Vec<Run> {
        let there = match words {
            Words::All | Words::Names => there_words(text, claim).to_lowercase(),
            Words::Signs | Words::Least => there_number(text, claim),
        };
        let mut runs = vec![bar(format!(" {there} "), Role::BarActive)];
        let caveats = match claim {
            Some(claim) => {
                if !text.look.standing[claim.0] {
                    runs.push(self.fallen_words(words));
                }
                caveats_on(text.look.dossier, claim)
            }
            None => text.look.dossier.caveats_behind(&text.sources),
        };
        runs.extend(self.caveat_words(&text.look, &caveats, words));
        runs
    }

    fn fallen_words(&self, words: Words) -> Run {
        let word = if words < Words::Signs { " fallen" } else { "" };
        bar(format!(" {}{word} ", self.says.session.symbols().fallen()), Role::Problem)
    }

    /// What speaks against something of a text, or that nothing does; and that something does in another text, however
    /// little room there is.
    fn caveat_words(&self, look: &Look<'_>, caveats: &[CaveatId], words: Words) -> Vec<Run> {
        let symbols = self.says.session.symbols();
        let mut runs = Vec::new();
        if caveats.is_empty() && words < Words::Signs {
            let known = match self.elsewhere {
                _ if look.problems > 0 => " no caveat known ",
                Some(_) => " no caveat here ",
                None => " no caveat declared ",
            };
            runs.push(bar(known, Role::Bar));
        }
        for &caveat in caveats {
            let caveat = look.dossier.caveat(caveat);
            let (sign, role) = kind_sign(symbols, caveat.kind);
            let text = match words {
                Words::All => format!(" {sign} {} ", caveat.text),
                Words::Names => format!(" {sign} {} ", caveat.id),
                Words::Signs | Words::Least => sign.to_owned(),
            };
            runs.push(bar(text, role));
        }
        runs.extend(self.elsewhere.map(|kind| {
            let (sign, role) = kind_sign(symbols, kind);
            let text = match words {
                Words::All | Words::Names | Words::Signs => format!(" {sign} elsewhere "),
                Words::Least => format!(" {sign}{} ", symbols.elsewhere()),
            };
            bar(text, role)
        }));
        runs
    }
}

/// The hints while matches are lit.
pub(super) const MATCH_HINTS: Hints =
    [(Action::Close, "clear"), (Action::PreviousMatch, "previous"), (Action::NextMatch, "next match")];

/// The hints while the card has the keys.
pub(super) const CARD_HINTS: Hints = [(Action::NextClaim, "next"), (Action::Down, "down"), (Action::Close, "close")];
