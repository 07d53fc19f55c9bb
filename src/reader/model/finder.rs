//! Find anything: a list over the panes that narrows while one types, and what comes of picking from it.

use super::settle::{Popup, Screen, centred, list_top};
use super::typing::typed;
use super::{Effect, Model, Place, Purpose, Target, View};
use crate::briefing::ast::CaveatKind;
use crate::page::look::Chosen;
use crate::page::prose::list_signs;
use crate::page::row::{Anchor, Row, Run, columns, fit};
use crate::page::told::told;
use crate::reader::find::{Entry, Letters};
use crate::reader::panes::Panes;
use crate::text::line::Line;
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// The most rows of the list, and its most columns.
const MOST_ROWS: usize = 20;
const MOST_COLUMNS: usize = 90;
/// Rows of the screen from which the list has a border.
const FRAMED_FROM: u16 = 10;

/// How many of those that were picked come first again.
const RECENT: usize = 9;

/// What is open while something is looked for.
pub(super) struct Finder {
    pub(super) line: Line,
    all: Vec<Entry>,
    /// Those of all that have the letters typed.
    found: Vec<Entry>,
    pub(super) row: usize,
}

impl Model {
    pub(super) fn open_finder(&mut self) {
        let mut all = Entry::all(&self.dossier, self.context());
        // With nothing typed the list begins with what was picked last.
        let recent: Vec<_> = self.recent.iter().rev().copied().filter(|entry| all.contains(entry)).collect();
        all.retain(|entry| !recent.contains(entry));
        let all = [recent, all].concat();
        self.finder = Some(Finder { line: Line::default(), found: all.clone(), all, row: 0 });
    }

    /// The line has changed.
    pub(super) fn find(&mut self) {
        let Some(finder) = &mut self.finder else { return };
        finder.found = if finder.line.text().trim().is_empty() {
            finder.all.clone()
        } else {
            Letters::new(finder.line.text()).find(&self.dossier, &finder.all)
        };
        finder.row = 0;
    }

    pub(super) fn move_in_finder(&mut self, distance: isize) {
        if let Some(finder) = &mut self.finder {
            finder.row = finder.row.saturating_add_signed(distance).min(finder.found.len().saturating_sub(1));
        }
    }

    /// Goes to what is selected, or does it.
    pub(super) fn pick_found(&mut self) -> Option<Effect> {
        let finder = self.finder.take()?;
        let Some(&entry) = finder.found.get(finder.row) else {
            self.notice = Some(format!("Nothing here has the letters \"{}\"", finder.line.text()));
            return None;
        };
        self.recent.retain(|&other| other != entry);
        self.recent.push(entry);
        if self.recent.len() > RECENT {
            self.recent.remove(0);
        }
        match entry {
            Entry::Section(index) => {
                let block = self.dossier.briefing.sections[index].blocks.start;
                if let Some(block) = self.dossier.briefing.blocks.get(block) {
                    let anchor = Anchor::at(block.span.start);
                    self.jump(Place { view: View::Article, anchor, follow: false, ..self.place });
                }
            }
            Entry::Claim(claim) => {
                let chosen = Some(Chosen::Claim(claim));
                self.jump(Place { view: View::Article, chosen, follow: true, ..self.place });
            }
            Entry::Source(source) => self.reach(Purpose::Follow, Target::Source(source)),
            Entry::Caveat(caveat) => self.reach(Purpose::GoToCaveat, Target::Caveat(caveat)),
            Entry::Command(action) => return self.act(action),
        }
        None
    }

    /// Picks a row of the popup, of which the first shows the line that is typed.
    pub(super) fn pick_found_at(&mut self, row: usize) -> Option<Effect> {
        let top = self.screen.popup.as_ref()?.hidden.0;
        let finder = self.finder.as_mut()?;
        finder.row = (top..finder.found.len()).nth(row.checked_sub(top + 1)?)?;
        self.pick_found()
    }

    /// How many were found, and of how many, for the line at the bottom.
    pub(super) fn found_words(&self) -> Option<String> {
        let finder = self.finder.as_ref()?;
        Some(format!(" {} of {} ", finder.found.len(), finder.all.len()))
    }

    pub(super) fn settle_finder(&self, panes: &Panes, screen: &mut Screen) {
        let Some(finder) = &self.finder else { return };
        let symbols = self.symbols;
        // As high as for all that there is, so that it keeps still while one types.
        let wanted = finder.all.len().min(MOST_ROWS) + 1;
        let columns = usize::from(self.size.columns);
        let columns = if columns < 60 { columns } else { (columns - 4).min(MOST_COLUMNS) };
        // On a low screen a border would take the rows of what is found.
        let framed = self.size.rows >= FRAMED_FROM;
        let area = centred(self.size, panes, columns, if framed { wanted + 2 } else { wanted });
        let inside = if framed { area.inside() } else { area };
        let (width, height) = (usize::from(inside.columns), usize::from(inside.rows).saturating_sub(1));
        let top = list_top(finder.row, height, finder.found.len());
        let mut rows = vec![Row::of(fit(typed(&finder.line, ":", width, Role::Body), width, symbols))];
        let mut letters = Letters::new(finder.line.text());
        let shown = finder.found.iter().enumerate().skip(top).take(height);
        rows.extend(shown.map(|(index, &entry)| self.found_row(entry, index == finder.row, &mut letters, width)));
        if finder.found.is_empty() {
            rows.push(Row::of(vec![Run::new("nothing has these letters", Role::Muted)]));
        }
        screen.page = height;
        let hidden = (top, finder.found.len().saturating_sub(top + height));
        let title = framed.then(|| vec![Run::new("Find anything", Role::PaneTitle)]);
        screen.popup = Some(Popup { area, title, active: true, inside, rows, hidden, ..Popup::default() });
    }

    /// What it is, its words with the letters lit, and at the right what goes with it.
    fn found_row(&self, entry: Entry, selected: bool, letters: &mut Letters, width: usize) -> Row {
        let dossier = &self.dossier;
        let (kind, words, right) = match entry {
            Entry::Section(_) => (Role::Muted, Role::Heading, String::new()),
            Entry::Source(id) => (Role::Muted, Role::Source, numbers::count(dossier.source(id).claims.len(), "claim")),
            Entry::Caveat(id) => match dossier.caveat(id).kind {
                CaveatKind::Limitation => (Role::Caveat, Role::Body, String::new()),
                CaveatKind::Denial => (Role::Denial, Role::Body, String::new()),
            },
            Entry::Command(action) => {
                let key = self.keys.label(action, self.context_below());
                (Role::Muted, Role::Body, key.unwrap_or_default())
            }
            Entry::Claim(id) => (Role::Muted, Role::Claim, id.number().to_string()),
        };
        let narrow = width < 30;
        let roles = if matches!(entry, Entry::Command(_)) { Role::Key } else { Role::Muted };
        let right = if narrow { String::new() } else { format!(" {right} ") };
        let mut right = vec![Run::new(right, roles)];
        // However narrow the list is: no claim is seen without what speaks against it.
        let look = self.look();
        if let Entry::Claim(id) = entry {
            right.splice(0..0, list_signs(&look, id));
        }
        let taken = columns(&right);
        let room = width.saturating_sub(taken);
        let name = entry.kind(dossier);
        let beside = if narrow { 1 } else { "section".len() + 2 - name.len() };
        let mut runs = if narrow { Vec::new() } else { vec![Run::new(" ", Role::Body)] };
        runs.extend([Run::new(name, kind), Run::new(" ".repeat(beside), Role::Body)]);
        let left = columns(&runs);
        let lit = if selected { Role::MatchCurrent } else { Role::Match };
        if let Entry::Claim(id) = entry {
            let told = told(&look, id);
            let stretches = letters.stretches(&told.text());
            runs.extend(told.lit(&stretches, lit).line(room.saturating_sub(left)));
        } else {
            let text = entry.text(dossier);
            // Only what does not fit loses its beginning.
            let lead = if wrap::columns(&text) + left > room { room / 4 } else { text.len() };
            let pieces = letters.pieces(&text, lead);
            let whole = pieces.iter().map(|(_, piece)| piece.len()).sum::<usize>() == text.len();
            runs.extend((!whole).then(|| Run::new(self.symbols.ellipsis(), Role::Muted)));
            runs.extend(pieces.into_iter().map(|(is_lit, piece)| {
                let roles = Roles::from(Role::Body).with(words);
                Run::new(piece, if is_lit { roles.with(lit) } else { roles })
            }));
        }
        let mut runs = fit(runs, room, self.symbols);
        let used = columns(&runs);
        runs.push(Run::new(" ".repeat(room - used), Role::Body));
        runs.extend(right);
        if selected {
            for run in &mut runs {
                run.roles = run.roles.with(Role::Selected);
            }
        }
        Row::of(runs)
    }
}
