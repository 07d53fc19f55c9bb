//! The line at the top and the line at the bottom.
//!
//! The bottom line always says what is chosen, what covers it, and the keys that are most useful now;
//! where it is too narrow, the least important part goes first.

use super::against::gravest;
use super::elsewhere::{there_number, there_words};
use super::follow::caveats_on;
use super::{Model, Open, View};
use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{CaveatId, ClaimId, Dossier};
use crate::evidence::since::Change;
use crate::page::elsewhere::Elsewhere;
use crate::page::look::{Chosen, Look};
use crate::page::prose::kind_sign;
use crate::page::row::{Row, Run, columns};
use crate::reader::bar::{self, bar};
use crate::reader::keymap::Action;
use crate::text::numbers;
use crate::text::role::Role;
use crate::text::wrap;

impl Model {
    /// What is read: the file's name while its title stands in the text below, else the title.
    /// `read` is how far down the text the screen reaches, in percent.
    pub(super) fn head(&self, width: usize, at_the_top: bool, read: Option<usize>) -> Row {
        let manuscript = &self.dossier.manuscript;
        let left = if at_the_top {
            vec![bar(format!(" {}", manuscript.name()), Role::Bar)]
        } else {
            vec![bar(format!(" {}", self.dossier.title), Role::BarActive)]
        };
        let Dossier { sources, caveats, claims, .. } = &*self.dossier;
        let mut right = vec![vec![bar(format!("  {}", numbers::count(claims.len(), "claim")), Role::Bar)]];
        if !sources.is_empty() {
            let figures = [numbers::count(sources.len(), "source"), numbers::count(caveats.len(), "caveat")];
            right.splice(0..0, figures.map(|figure| vec![bar(format!("  {figure}"), Role::Bar)]));
        }
        if !self.problems.is_empty() {
            right.push(vec![bar(format!("  {}", numbers::count(self.problems.len(), "problem")), Role::Problem)]);
        }
        if let Some(read) = read {
            right.push(vec![bar(format!("  {read}%"), Role::Bar)]);
        }
        right.push(vec![bar(" ", Role::Bar)]);
        self.line(left, right, width)
    }

    pub(super) fn status(&self, width: usize) -> Row {
        if let Some(sequence) = bar::sequence(&self.keys, self.context(), width, self.symbols) {
            return sequence;
        }
        if let Some(Open::Letters { typed }) = self.open {
            let asked = if width < 60 { "Its letter?" } else { "Follow what? Its letter; a capital shows its address" };
            let asked = typed.map_or(asked.to_owned(), |typed| format!("{asked}: {typed}"));
            let left = vec![bar(format!(" {} ", self.notice.as_ref().unwrap_or(&asked)), Role::BarActive)];
            return self.line(left, vec![self.hint(Action::Close, "leave")], width);
        }
        if let Some(prompt) = self.prompt(width).or_else(|| self.filter_prompt(width)) {
            return prompt;
        }
        if let Some(found) = self.found_words() {
            let found = self.notice.as_ref().map_or(found, |notice| format!(" {notice} "));
            let hints = vec![self.hint(Action::Close, "close"), self.hint(Action::Accept, "go there")];
            return self.line(vec![bar(found, Role::BarActive)], hints, width);
        }
        let mut right: Vec<_> = self.hints().into_iter().map(|(action, word)| self.hint(action, word)).collect();
        right.push(self.hint(Action::Help, "help"));
        if self.listed && self.open.is_none() {
            right.push(self.hint(Action::Leave, "list"));
        }
        let views: Vec<_> = self.tabs().map(|(_, tab)| tab).into();
        let mut standing = Vec::new();
        if !self.doubts.is_empty() {
            let stand = self.standing.iter().filter(|&&stands| stands).count();
            standing.push(bar(format!(" {stand} of {} stand ", self.standing.len()), Role::Problem));
        }
        if let Some(filter) = self.filter_words() {
            standing.push(bar(filter, Role::BarActive));
        }
        // It is not said twice.
        let is_said =
            |stale: &&String| self.notice.as_ref().is_some_and(|notice| notice.to_lowercase().contains(&**stale));
        if let Some(stale) = self.stale.as_ref().filter(|stale| !is_said(stale)) {
            standing.push(bar(format!(" {stale} "), Role::Problem));
        }
        if let Some(prompt) = self.mark_prompt() {
            let prompt = self.notice.as_ref().unwrap_or(&prompt);
            let prompt = vec![bar(format!(" {prompt} "), Role::BarActive)];
            return self.line(prompt, vec![self.hint(Action::Close, "cancel")], width);
        }
        // It takes time where there are many texts.
        let (there, elsewhere) = (self.selected_there(), self.gravest_elsewhere());
        let chosen_words = |words| self.chosen_words(words, there.as_ref(), elsewhere);
        // From the most words and keys to the fewest; the first that fits is taken.
        let steps = [(Words::All, 0), (Words::Names, 0), (Words::Names, 1), (Words::Names, 2)];
        let signs = (0..right.len()).map(|keys_less| (Words::Signs, keys_less));
        for (words, keys_less) in steps.into_iter().chain(signs) {
            let chosen = chosen_words(words);
            let right = &right[keys_less..];
            for left in [[&views[..], &standing, &chosen].concat(), [&standing[..], &chosen].concat()] {
                if columns(&left) + right.iter().map(|part| columns(part)).sum::<usize>() <= width {
                    return self.line(left, right.to_vec(), width);
                }
            }
        }
        // What the last action had to say is what the reader waits for: it gets all the room that there is.
        if self.notice.is_some() {
            return self.line(chosen_words(Words::All), Vec::new(), width);
        }
        self.line([&standing[..], &chosen_words(Words::Least)].concat(), right, width)
    }

    /// The views, as the bottom line begins with them where it has room.
    fn tabs(&self) -> [(View, Run); 4] {
        [(View::Article, " Article "), (View::Claims, " Claims "), (View::Sources, " Sources "), (View::Map, " Map ")]
            .map(|(view, name)| {
                let role = if view == self.place.view { Role::BarActive } else { Role::Bar };
                (view, bar(name, role))
            })
    }

    /// The view whose tab is on a cell.
    pub(super) fn tab_at(&self, column: u16, row: u16) -> Option<View> {
        let (area, shown) = self.screen.status.as_ref().filter(|(area, _)| area.has(column, row))?;
        let mut end = usize::from(area.x);
        let tabs = self.tabs().into_iter().zip(&shown.runs).take_while(|((_, tab), run)| tab == *run);
        tabs.map(|((view, tab), _)| (view, wrap::columns(&tab.text))).find_map(|(view, columns)| {
            end += columns;
            (usize::from(column) < end).then_some(view)
        })
    }

    /// The gravest of what other texts have against what is chosen.
    fn gravest_elsewhere(&self) -> Option<CaveatKind> {
        if let Some(Open::News { row }) = self.open {
            return match self.news().get(row) {
                Some(&Change::Claim(claim)) => self.cautioned(claim),
                Some(_) | None => None,
            };
        }
        gravest(&self.against_chosen())
    }

    /// What is chosen, here or in another text, and what covers it; or what the last action had to say.
    fn chosen_words(
        &self,
        words: Words,
        there: Option<&(Elsewhere<'_>, Option<ClaimId>)>,
        elsewhere: Option<CaveatKind>,
    ) -> Vec<Run> {
        if let Some(notice) = &self.notice {
            return vec![bar(format!(" {notice} "), Role::BarActive)];
        }
        let dossier = &self.dossier;
        let mut runs = Vec::new();
        if let Some(Open::News { row }) = self.open {
            let (number, all) = (row + 1, self.news().len());
            let number =
                if words == Words::All { format!(" change {number} of {all} ") } else { format!(" {number}/{all} ") };
            runs.push(bar(number, Role::BarActive));
            if let Some(&Change::Claim(claim)) = self.news().get(row) {
                let caveats = caveats_on(dossier, claim);
                runs.extend(self.caveat_words(&self.look(), &caveats, elsewhere, words));
            }
            return runs;
        }
        if let Some(&(ref text, claim)) = there {
            let there = match words {
                Words::All | Words::Names => there_words(text, claim).to_lowercase(),
                Words::Signs | Words::Least => there_number(text, claim),
            };
            let caveats = match claim {
                Some(claim) => {
                    if !text.look.standing[claim.0] {
                        runs.push(self.fallen_words(words));
                    }
                    caveats_on(text.look.dossier, claim)
                }
                None => text.look.dossier.caveats_behind(&text.sources),
            };
            runs.insert(0, bar(format!(" {there} "), Role::BarActive));
            runs.extend(self.caveat_words(&text.look, &caveats, elsewhere, words));
            return runs;
        }
        let caveats: Vec<CaveatId> = if let Some(claim) = self.claim() {
            let all = dossier.claims.len();
            let number = match words {
                Words::All => format!(" claim {} of {all} ", claim.number()),
                Words::Names | Words::Signs | Words::Least => format!(" {}/{all} ", claim.number()),
            };
            runs.push(bar(number, Role::BarActive));
            if !self.standing[claim.0] {
                runs.push(self.fallen_words(words));
            }
            caveats_on(dossier, claim)
        } else {
            match (self.place.view, self.place.chosen) {
                (View::Article, Some(Chosen::Caveat(caveat))) => vec![caveat],
                (View::Map, _) if !dossier.sources.is_empty() => {
                    runs.push(bar(self.cell_words(), Role::BarActive));
                    return runs;
                }
                (View::Sources, _) if !dossier.sources.is_empty() => {
                    let id = self.place.selected.source;
                    let (number, all) = (id.number(), dossier.sources.len());
                    let text = match words {
                        Words::All => format!(" source {number} of {all}: {} ", dossier.source(id).name),
                        Words::Names => format!(" {number}/{all} {} ", dossier.source(id).name),
                        Words::Signs | Words::Least => format!(" {number}/{all} "),
                    };
                    runs.push(bar(text, Role::BarActive));
                    dossier.caveats_behind(&[id])
                }
                (View::Article | View::Claims | View::Sources | View::Map, _) => {
                    return vec![bar(" no claims ", Role::Bar)];
                }
            }
        };
        runs.extend(self.caveat_words(&self.look(), &caveats, elsewhere, words));
        runs
    }

    fn fallen_words(&self, words: Words) -> Run {
        let word = if words < Words::Signs { " fallen" } else { "" };
        bar(format!(" {}{word} ", self.symbols.fallen()), Role::Problem)
    }

    /// What speaks against something of a text, or that nothing does; and that something does in another text, however
    /// little room there is.
    fn caveat_words(
        &self,
        look: &Look<'_>,
        caveats: &[CaveatId],
        elsewhere: Option<CaveatKind>,
        words: Words,
    ) -> Vec<Run> {
        let mut runs = Vec::new();
        if caveats.is_empty() && words < Words::Signs {
            let known = match elsewhere {
                _ if look.problems > 0 => " no caveat known ",
                Some(_) => " no caveat here ",
                None => " no caveat declared ",
            };
            runs.push(bar(known, Role::Bar));
        }
        for &caveat in caveats {
            let caveat = look.dossier.caveat(caveat);
            let (sign, role) = kind_sign(self.symbols, caveat.kind);
            let text = match words {
                Words::All => format!(" {sign} {} ", caveat.text),
                Words::Names => format!(" {sign} {} ", caveat.id),
                Words::Signs | Words::Least => sign.to_owned(),
            };
            runs.push(bar(text, role));
        }
        runs.extend(elsewhere.map(|kind| {
            let (sign, role) = kind_sign(self.symbols, kind);
            let text = match words {
                Words::All | Words::Names | Words::Signs => format!(" {sign} elsewhere "),
                Words::Least => format!(" {sign}{} ", self.symbols.elsewhere()),
            };
            bar(text, role)
        }));
        runs
    }

    /// The three keys that are most useful now, the most useful last: it is the last to go.
    fn hints(&self) -> [(Action, &'static str); 3] {
        use Action as A;
        let nowhere = self.back.is_empty() && !self.listed;
        let back = if nowhere { (A::ShowArticle, "article") } else { (A::Back, "back") };
        match (&self.open, self.on_card, self.place.view) {
            (Some(Open::Help { .. }), _, _) => [(A::Top, "first"), (A::PageDown, "more"), (A::Close, "close")],
            (Some(Open::Themes { .. }), _, _) => [(A::Down, "next"), (A::Follow, "keep"), (A::Close, "as before")],
            (Some(Open::Problems { .. }), _, _) => [(A::Edit, "edit"), (A::Follow, "go there"), (A::Close, "close")],
            (
                Some(
                    Open::Contents { .. }
                    | Open::Choice { .. }
                    | Open::News { .. }
                    | Open::Letters { .. }
                    | Open::Mark(_),
                ),
                _,
                _,
            ) => [(A::Down, "next"), (A::Follow, "go there"), (A::Close, "close")],
            (None, _, _) if self.search.is_lit() => {
                [(A::Close, "light out"), (A::PreviousMatch, "previous"), (A::NextMatch, "next match")]
            }
            (None, true, _) => [(A::NextClaim, "next"), (A::Down, "down"), (A::Close, "close")],
            (None, false, View::Claims) => [(A::Sort, "sort"), (A::Filter, "filter"), (A::Follow, "into the text")],
            (None, false, View::Sources) if self.place.selected.said.is_some() => {
                let covered = self.claim().is_some_and(|claim| !self.dossier.coverings(claim).is_empty());
                let second = if covered { (A::GoToCaveat, "caveat") } else { (A::Down, "next") };
                [back, second, (A::Follow, "into the text")]
            }
            // Nothing is listed: nothing to doubt or to open.
            (None, false, View::Sources | View::Map) if self.dossier.sources.is_empty() => {
                [(A::ShowThemes, "theme"), (A::Find, "find"), (A::ShowArticle, "article")]
            }
            (None, false, View::Map) => [(A::CellRight, "section"), (A::Doubt, "doubt"), (A::Follow, "its claims")],
            (None, false, View::Sources) => [back, (A::Doubt, "doubt"), (A::Follow, "its claims")],
            (None, false, View::Article) => match self.place.chosen {
                Some(Chosen::Claim(claim)) if !self.dossier.coverings(claim).is_empty() => {
                    [(A::GoToCaveat, "caveat"), (A::NextClaim, "next"), (A::Follow, "source")]
                }
                Some(Chosen::Claim(claim)) => {
                    let source = self.dossier.source(self.dossier.first_source(claim));
                    let first =
                        if source.claims.len() > 1 { (A::NextBySource, "same source") } else { (A::Copy, "copy") };
                    [first, (A::NextClaim, "next"), (A::Follow, "source")]
                }
                Some(Chosen::Caveat(_)) => {
                    [(A::NextClaim, "next claim"), (A::Follow, "who states it"), (A::Back, "back")]
                }
                None => {
                    let headings = self.dossier.briefing.sections.len() > 1;
                    let second = if headings { (A::ShowContents, "contents") } else { (A::Search, "search") };
                    [(A::Bottom, "end"), second, (A::PageDown, "page")]
                }
            },
        }
    }

    /// The first key of an action here, with a word for what it does now; nothing if it has none.
    pub(super) fn hint(&self, action: Action, word: &str) -> Vec<Run> {
        bar::hint(&self.keys, self.context(), action, word)
    }

    fn line(&self, left: Vec<Run>, right: Vec<Vec<Run>>, width: usize) -> Row {
        bar::line(left, right, width, self.symbols)
    }
}

/// How much the status line says of what covers the chosen claim.
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
