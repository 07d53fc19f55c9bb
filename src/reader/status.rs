//! The line at the top and the status line.
//!
//! The status line always shows what is chosen, what covers it, and the most useful keys. In a narrow line the least
//! important part is dropped first. Owns the notice, which is the message of the last action, and the keys of an
//! unfinished sequence. Must not know why something is chosen.

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
use crate::reader::place::{Here, Subject};
use crate::reader::session::{Session, caveats_on, gravest_kind, name_in_text, number_in_text};
use crate::reader::view::View;
use crate::reader::views::article::percent_read;
use crate::text::numbers;
use crate::text::role::Role;
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The narrowest screen with tabs, in columns.
const TABS_FROM: usize = 80;
/// What stays on the screen while a judgement could not be saved.
const UNSAVED: &str = "not saved";

/// More keys than these, with help, give way to the words of a caveat.
const USUAL_KEYS: usize = 4;

/// The tabs in a line, each with its width in columns.
pub(super) type Tabs = Vec<(View, usize)>;

/// The top line: the tabs of the views, then the name of the file while the title is visible in the text, else the
/// title.
pub(super) fn head(session: &Session, here: &Here, keys: &Keys, at_the_top: bool, width: usize) -> (Row, Tabs) {
    let Dossier { manuscript, title, sources, caveats, claims, .. } = session.dossier();
    let left = if at_the_top {
        // The end of a long path says more than its beginning.
        let is_short = wrap::columns(manuscript.name()) <= width / 4;
        let name = if is_short { manuscript.name().into() } else { manuscript.file_name() };
        vec![bar(format!(" {name}"), Role::Bar)]
    } else {
        vec![bar(format!(" {title}"), Role::Strong)]
    };
    let mut right = vec![vec![bar(format!("  {}", numbers::count(claims.len(), "claim")), Role::Bar)]];
    if !sources.is_empty() {
        let figures = [numbers::count(sources.len(), "source"), numbers::declared(caveats.len(), "caveat")];
        right.splice(0..0, figures.map(|figure| vec![bar(format!("  {figure}"), Role::Bar)]));
    }
    let problems = session.text().problems.len();
    if problems > 0 {
        right.push(vec![bar(format!("  {}", numbers::count(problems, "problem")), Role::Problem)]);
    }
    if let Some(read) = percent_read(session, &here.sight) {
        let words = match (at_the_top, read) {
            (true, 100) => "all".to_owned(),
            (true, _) => "top".to_owned(),
            (false, 100) => "end".to_owned(),
            (false, read) => format!("{read}%"),
        };
        right.push(vec![bar(format!("  {words}"), Role::Bar)]);
    }
    right.push(vec![bar(" ", Role::Bar)]);
    let mut tabs = if width < TABS_FROM { Vec::new() } else { tabs(here.place.view, keys) };
    // The user's own keys can be too long.
    if tabs.iter().map(|(_, tab)| columns(tab)).sum::<usize>() > width / 2 + width / 4 {
        tabs.clear();
    }
    let widths: Tabs = tabs.iter().map(|(view, tab)| (*view, columns(tab))).collect();
    let mut runs: Vec<Run> = tabs.into_iter().flat_map(|(_, tab)| tab).collect();
    let rest = width - columns(&runs);
    runs.extend(line(left, right, rest, session.symbols()).runs);
    (Row::of(runs), widths)
}

/// The tabs of the views, each with its key.
fn tabs(shown: View, keys: &Keys) -> Vec<(View, Vec<Run>)> {
    let tab = |&view: &View| {
        let key = keys.label(Action::Show(view), Context::View(shown)).map(|key| bar(format!(" {key}"), Role::Key));
        let role = if view == shown { Role::BarActive } else { Role::Bar };
        (view, key.into_iter().chain([bar(view.tab(), role)]).collect())
    };
    View::ALL.iter().map(tab).collect()
}

/// The status line, and the state that it owns.
pub(super) struct Status {
    keys: Keys,
    /// The message of the last action.
    notice: Option<String>,
    greeting: Option<Greeting>,
}

/// What a reader should know who starts the program for the first time. It is shown until the first key, and later
/// wherever nothing is chosen.
struct Greeting {
    /// The words for lines of any width, the longest first.
    words: Vec<String>,
    is_first: bool,
}

/// What other parts contribute to the status line while nothing is typed.
pub(super) struct LineParts<'a> {
    pub(super) session: &'a Session,
    pub(super) here: &'a Here,
    /// The context of the next key.
    pub(super) context: Context,
    /// The most useful keys, each with a word. A narrow line drops the first ones.
    pub(super) hints: Vec<(Action, &'static str)>,
    /// The selected row of the list of changes, while it is open.
    pub(super) change: Option<usize>,
    /// The words of the view for its selected row, if it does not leave them to the status line: all of them, and the
    /// fewest.
    pub(super) selected: Option<[String; 2]>,
}

impl Status {
    pub(super) fn new() -> Self {
        Self { keys: Keys::default(), notice: None, greeting: None }
    }

    pub(super) fn keys(&self) -> &Keys {
        &self.keys
    }

    pub(super) fn set_keys(&mut self, keys: Keys) {
        self.keys = keys;
    }

    /// Stores the keys of a sequence, and the count before them; without any, nothing is waited for.
    pub(super) fn wait(&mut self, keys: Vec<Key>, count: Option<usize>) {
        self.notice = None;
        self.keys.wait(keys, count);
    }

    /// Ends the sequence, and returns the count before it.
    pub(super) fn end_sequence(&mut self) -> Option<usize> {
        self.keys.end()
    }

    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.notice = Some(words.into());
    }

    /// Greets a new reader. `words` are for lines of any width, the longest first.
    pub(super) fn greet(&mut self, words: Vec<String>) {
        self.greeting = Some(Greeting { words, is_first: true });
    }

    /// Clears the notice.
    pub(super) fn clear_notice(&mut self) {
        self.notice = None;
        self.greeting.iter_mut().for_each(|greeting| greeting.is_first = false);
    }

    pub(super) fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// The status line during a sequence of keys, or after a number.
    pub(super) fn sequence(&self, context: Context, width: usize, symbols: Symbols) -> Option<Row> {
        bar::sequence(&self.keys, context, width, symbols).or_else(|| bar::count(&self.keys, context, width, symbols))
    }

    pub(super) fn hint(&self, context: Context, action: Action, word: &str) -> Vec<Run> {
        bar::hint(&self.keys, context, action, word)
    }

    /// The status line with a question and some keys, unless a notice takes precedence.
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

    /// The status line while nothing is asked.
    pub(super) fn line(&self, says: &LineParts<'_>, width: usize) -> Row {
        let symbols = says.session.symbols();
        let standing = self.standing(says.session);
        let chosen = Chosen::of(says);
        let is_nothing_chosen = says.here.subject == Subject::Nothing && says.here.place.view == View::Article;
        let greeting = self.greeting.iter().filter(|greeting| greeting.is_first || is_nothing_chosen);
        let greeting = greeting.flat_map(|greeting| &greeting.words).find(|words| wrap::columns(words) + 2 <= width);
        let greeting = greeting.map(String::as_str).filter(|_| self.notice().is_none());
        let notice = self.notice().or(greeting);
        // The greeting names the key for help itself.
        let hints = says.hints.iter().filter(|(action, _)| greeting.is_none() || *action != Action::Help);
        let right: Vec<_> = hints.map(|(action, word)| self.hint(says.context, *action, word)).collect();
        let left = |words| {
            let chosen = match notice {
                Some(notice) => vec![bar(format!(" {notice} "), Role::BarActive)],
                None => chosen.words(words),
            };
            [&standing[..], &chosen].concat()
        };
        // From the most words and keys to the fewest. The first that fits is used.
        let spare = right.len().saturating_sub(USUAL_KEYS);
        let steps = [
            (Words::All, 0..spare + 1),
            (Words::Names, 0..right.len().min(spare + 3)),
            (Words::Signs, spare..right.len()),
        ];
        for (words, mut keys_less) in steps {
            let left = left(words);
            let room = width.checked_sub(columns(&left));
            let fits = |keys: &[Vec<Run>]| Some(keys.iter().map(|part| columns(part)).sum::<usize>()) <= room;
            if let Some(keys_less) = keys_less.find(|&keys_less| fits(&right[keys_less..])) {
                return line(left, right[keys_less..].to_vec(), width, symbols);
            }
        }
        // A notice gets all the room, because the reader waits for it.
        if let Some(notice) = notice {
            return line(vec![bar(format!(" {notice} "), Role::BarActive)], Vec::new(), width, symbols);
        }
        line(left(Words::Least), right, width, symbols)
    }

    /// What applies to the whole text: doubts, the filter, judgements that are not saved, and a file that could not be
    /// read again.
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
        // A notice that says the same is enough.
        let is_said = |words: &str| self.notice.as_ref().is_some_and(|notice| notice.to_lowercase().contains(words));
        if session.has_unsaved() && !is_said(UNSAVED) {
            standing.push(bar(format!(" {UNSAVED} "), Role::Problem));
        }
        if let Some(stale) = text.stale.as_ref().filter(|stale| !is_said(stale)) {
            standing.push(bar(format!(" {stale} "), Role::Problem));
        }
        standing
    }
}

/// How much the status line says about the caveats of the chosen claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    /// Their own words.
    All,
    /// Their names.
    Names,
    /// Only signs.
    Signs,
    /// Only signs, in the fewest columns.
    Least,
}

/// What is chosen, in this text or another one, and what covers it.
struct Chosen<'a, 's> {
    says: &'s LineParts<'a>,
    /// The other text in which something is chosen, if any.
    there: Option<Elsewhere<'a>>,
    /// The gravest kind of caveat in other texts on what is chosen. Slow with many texts, so it is computed once.
    elsewhere: Option<CaveatKind>,
}

impl<'a, 's> Chosen<'a, 's> {
    fn of(says: &'s LineParts<'a>) -> Self {
        let LineParts { session, here, change, .. } = says;
        let source = here.place.selected.source;
        let there = match here.subject {
            Subject::There(number, _) => session.others().there(source, number),
            Subject::Nothing | Subject::Claim(_) | Subject::Source(_) | Subject::Caveat(_) => None,
        };
        let elsewhere = match change {
            Some(row) => match session.changes().get(*row) {
                Some(&Change::Claim(claim)) => session.others().caution_on(claim),
                Some(_) | None => None,
            },
            None => gravest_kind(&session.others().against_subject(here.subject, source)),
        };
        Self { says, there, elsewhere }
    }

    fn words(&self, words: Words) -> Vec<Run> {
        let LineParts { session, here, change, selected, .. } = self.says;
        let dossier = session.dossier();
        let look = session.look(here.place.chosen);
        if let Some(row) = *change {
            return self.change_words(row, words);
        }
        if let (Some(text), Subject::There(_, claim)) = (&self.there, here.subject) {
            return self.name_in_text(text, claim, words);
        }
        let mut runs = Vec::new();
        if let Some([all, fewest]) = selected {
            runs.push(bar(format!(" {} ", if words < Words::Signs { all } else { fewest }), Role::BarActive));
        }
        let caveats = match here.subject {
            Subject::Source(id) if selected.is_some() => dossier.caveats_behind(&[id]),
            _ if selected.is_some() => return runs,
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
                let (number, all) = (id.number(), dossier.sources.len());
                let text = match words {
                    Words::All => format!(" source {number} of {all}: {} ", dossier.source(id).name),
                    Words::Names => format!(" {number}/{all} {} ", dossier.source(id).name),
                    Words::Signs | Words::Least => format!(" {number}/{all} "),
                };
                runs.push(bar(text, Role::BarActive));
                dossier.caveats_behind(&[id])
            }
            Subject::Nothing if !dossier.claims.is_empty() && here.place.view == View::Article => {
                let words = match (words, session.text().selection()) {
                    (Words::All, Some(_)) => " no claim on this screen passes ",
                    (Words::All, None) => " no claim on this screen ",
                    (Words::Names, Some(_)) => " no claim here passes ",
                    (Words::Names, None) => " no claim here ",
                    (Words::Signs | Words::Least, Some(_)) => " none passes ",
                    (Words::Signs | Words::Least, None) => " none here ",
                };
                return vec![bar(words, Role::Bar)];
            }
            Subject::There(..) | Subject::Nothing => return vec![bar(" no claims ", Role::Bar)],
        };
        runs.extend(self.caveat_words(&look, &caveats, words));
        runs
    }

    fn change_words(&self, row: usize, words: Words) -> Vec<Run> {
        let LineParts { session, here, .. } = self.says;
        let (number, all) = (row + 1, session.changes().len());
        let number =
            if words == Words::All { format!(" change {number} of {all} ") } else { format!(" {number}/{all} ") };
        let mut runs = vec![bar(number, Role::BarActive)];
        if let Some(&Change::Claim(claim)) = session.changes().get(row) {
            let look = session.look(here.place.chosen);
            runs.extend(self.caveat_words(&look, &caveats_on(session.dossier(), claim), words));
        }
        runs
    }

    fn name_in_text(&self, text: &Elsewhere<'_>, claim: Option<ClaimId>, words: Words) -> Vec<Run> {
        let there = match words {
            Words::All | Words::Names => name_in_text(text, claim).to_lowercase(),
            Words::Signs | Words::Least => number_in_text(text, claim),
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

    /// Words for the caveats on something, or that it has none. In any width, a sign shows that another text has one.
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

/// Hints while matches are highlighted.
pub(super) fn match_hints() -> Hints {
    vec![(Action::Close, "clear"), (Action::PreviousMatch, "previous"), (Action::NextMatch, "next match")]
}

/// Hints while the card has the keys.
pub(super) fn card_hints() -> Hints {
    vec![(Action::NextClaim, "next"), (Action::Down, "down"), (Action::Close, "close")]
}
