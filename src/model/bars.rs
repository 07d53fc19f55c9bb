//! The line at the top and the line at the bottom.
//!
//! The bottom line always says what is chosen, what covers it, and the keys that are most useful now;
//! where it is too narrow, the least important part goes first.

use super::{Model, Open, View};
use crate::briefing::CaveatKind;
use crate::dossier::{CaveatId, SourceId};
use crate::keymap::Action;
use crate::numbers;
use crate::role::{Role, Roles};
use crate::typeset::{Chosen, Row, Run, fit};
use crate::wrap;

impl Model {
    pub(super) fn head(&self, width: usize) -> Row {
        let front = &self.dossier.briefing.front;
        let mut left = vec![bar(format!(" {}", self.dossier.title), Role::BarActive)];
        let dated: Vec<_> =
            front.dateline.iter().cloned().chain(front.published.as_deref().map(numbers::date)).collect();
        if !dated.is_empty() {
            left.push(bar(format!("   {}", dated.join(", ")), Role::Bar));
        }
        let figures = [
            numbers::count(self.dossier.claims.len(), "claim"),
            numbers::count(self.dossier.sources.len(), "source"),
            numbers::count(self.dossier.caveats.len(), "caveat"),
        ];
        let mut right = vec![bar(figures.join("  "), Role::Bar)];
        if self.problems > 0 {
            right.push(bar(format!("  {}", numbers::count(self.problems, "problem")), Role::Problem));
        }
        right.push(bar(" ", Role::Bar));
        self.line(vec![left], vec![right], width)
    }

    pub(super) fn status(&self, width: usize) -> Row {
        let hints: Vec<_> = self.hints().into_iter().map(|(action, word)| hint(action, word)).collect();
        let mut left = Vec::new();
        for (view, name) in [(View::Article, "Article"), (View::Sources, "Sources")] {
            let role = if view == self.place.view { Role::BarActive } else { Role::Bar };
            left.push(bar(format!(" {name} "), role));
        }
        let mut parts = vec![left];
        if !self.doubts.is_empty() {
            let stand = self.standing.iter().filter(|&&stands| stands).count();
            parts.push(vec![bar(format!("  {stand} of {} stand", self.standing.len()), Role::Doubt)]);
        }
        parts.push(self.chosen_words());
        self.line(parts, hints, width)
    }

    /// What is chosen, and what covers it; or what the last action had to say.
    fn chosen_words(&self) -> Vec<Run> {
        if let Some(notice) = &self.notice {
            return vec![bar("  ", Role::Bar), bar(notice, Role::BarActive)];
        }
        let dossier = &self.dossier;
        let mut runs = Vec::new();
        let caveats: Vec<CaveatId> = if let Some(claim) = self.claim() {
            runs.push(bar(format!("  {}/{}", claim.number(), dossier.claims.len()), Role::BarActive));
            if !self.standing[claim.0] {
                runs.push(bar(format!(" {} fallen", self.symbols.fallen()), Role::Doubt));
            }
            dossier.claim(claim).coverings.iter().map(|covering| covering.caveat).collect()
        } else {
            match (self.place.view, self.place.chosen) {
                (View::Article, Some(Chosen::Caveat(caveat))) => vec![caveat],
                (View::Sources, _) if !dossier.sources.is_empty() => {
                    let source = self.place.selected.source;
                    let name = &dossier.source(source).name;
                    runs.push(bar(format!("  {}/{} {name}", source.number(), dossier.sources.len()), Role::BarActive));
                    self.caveats_behind(source)
                }
                (View::Article | View::Sources, _) => return vec![bar("  nothing is chosen", Role::Bar)],
            }
        };
        if caveats.is_empty() {
            runs.push(bar("  no caveat covers it", Role::Bar));
        }
        for caveat in caveats {
            let caveat = dossier.caveat(caveat);
            let (sign, role) = match caveat.kind {
                CaveatKind::Limitation => (self.symbols.limitation(), Role::Caveat),
                CaveatKind::Denial => (self.symbols.denial(), Role::Denial),
            };
            runs.push(bar(format!("  {sign} {}", caveat.text), role));
        }
        runs
    }

    fn caveats_behind(&self, source: SourceId) -> Vec<CaveatId> {
        let behind = self.dossier.behind(source);
        let mut caveats: Vec<_> =
            behind.into_iter().flat_map(|source| self.dossier.source(source).caveats.clone()).collect();
        caveats.sort_unstable();
        caveats.dedup();
        caveats
    }

    /// The three keys that are most useful now, the most useful last: it is the last to go.
    fn hints(&self) -> [(Action, &'static str); 3] {
        match (&self.open, self.on_card, self.place.view) {
            (Some(Open::Help { .. }), _, _) => {
                [(Action::Down, "down"), (Action::PageDown, "page"), (Action::Close, "close")]
            }
            (Some(Open::Contents { .. } | Open::Choice { .. }), _, _) => {
                [(Action::Down, "next"), (Action::Follow, "go there"), (Action::Close, "close")]
            }
            (None, true, _) => [(Action::Down, "down"), (Action::Close, "close"), (Action::Help, "help")],
            (None, false, View::Sources) => {
                let follow = if self.place.selected.claim.is_some() { "into the text" } else { "its claims" };
                [(Action::Doubt, "doubt"), (Action::Follow, follow), (Action::Help, "help")]
            }
            (None, false, View::Article) => match self.place.chosen {
                Some(Chosen::Claim(claim)) if !self.dossier.claim(claim).coverings.is_empty() => {
                    [(Action::GoToCaveat, "caveat"), (Action::Follow, "source"), (Action::Help, "help")]
                }
                Some(Chosen::Caveat(_)) => [(Action::Back, "back"), (Action::Follow, "source"), (Action::Help, "help")],
                Some(Chosen::Claim(_)) => {
                    [(Action::NextClaim, "next"), (Action::Follow, "source"), (Action::Help, "help")]
                }
                None => [(Action::PageDown, "page"), (Action::ShowContents, "contents"), (Action::Help, "help")],
            },
        }
    }

    /// Parts at the left, the last of which gives way to hints at the right, which go one by one, the first first.
    fn line(&self, left: Vec<Vec<Run>>, right: Vec<Vec<Run>>, width: usize) -> Row {
        let columns = |runs: &[Run]| runs.iter().map(|run| wrap::columns(&run.text)).sum::<usize>();
        let wanted: usize = left.iter().map(|part| columns(part)).sum();
        let mut right: Vec<Vec<Run>> = right;
        // What is at the left is worth two thirds of the line.
        let most = width.saturating_sub(wanted.min(width * 2 / 3));
        while right.iter().map(|part| columns(part)).sum::<usize>() > most && !right.is_empty() {
            right.remove(0);
        }
        let taken: usize = right.iter().map(|part| columns(part)).sum();
        let room = width.saturating_sub(taken);
        let mut left = left;
        // The names of the views go before what is chosen does.
        while left.len() > 1
            && left.iter().map(|part| columns(part)).sum::<usize>() > room
            && columns(&left[left.len() - 1]) + 20 > room
        {
            left.remove(0);
        }
        let mut runs = fit(left.concat(), room, self.symbols);
        let gap = room - columns(&runs);
        runs.push(bar(" ".repeat(gap), Role::Bar));
        runs.extend(right.concat());
        Row::of(runs)
    }
}

fn bar(text: impl AsRef<str>, role: Role) -> Run {
    Run::new(text, Roles::from(Role::Bar).with(role))
}

fn hint(action: Action, word: &str) -> Vec<Run> {
    let key = action.keys().next().unwrap_or_default();
    vec![bar(format!("  {key}"), Role::Key), bar(format!(" {word} "), Role::Bar)]
}
