//! The finder: a list that narrows while the reader types, and what picking an entry does.
//!
//! `crate::reader::find` owns what can be found and how letters match.

use super::{Setting, rest};
use crate::briefing::ast::CaveatKind;
use crate::page::excerpt::excerpt;
use crate::page::look::Chosen;
use crate::page::prose::list_signs;
use crate::page::row::{Row, Run, columns, fit};
use crate::reader::find::{Entry, Letters, Numbered, NumberedPlace};
use crate::reader::follow;
use crate::reader::keymap::Context;
use crate::reader::layout::list_top;
use crate::reader::outcome::{Outcome, Outcomes, Purpose, Target, say};
use crate::reader::place::Here;
use crate::reader::prompt::typed;
use crate::reader::screen::Popup;
use crate::reader::session::Session;
use crate::text::line::Line;
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// The largest list: its rows and its columns.
const MOST_ROWS: usize = 20;
const MOST_COLUMNS: usize = 90;
/// Minimum height of the screen for a border around the list, in rows.
const FRAMED_FROM: u16 = 10;

/// The number of picked entries that come first again.
const RECENT: usize = 9;

/// Picked entries, the last one at the end.
#[derive(Default)]
pub(in crate::reader) struct Recent(Vec<Entry>);

impl Recent {
    /// The entries, the last picked first.
    pub(super) fn iter(&self) -> impl Iterator<Item = Entry> {
        self.0.iter().rev().copied()
    }

    fn add(&mut self, entry: Entry) {
        self.0.retain(|&other| other != entry);
        self.0.push(entry);
        if self.0.len() > RECENT {
            self.0.remove(0);
        }
    }
}

/// The line being typed, and the entries that it finds.
pub(in crate::reader) struct Finder {
    line: Line,
    all: Vec<Entry>,
    /// The context of the commands.
    context: Context,
    /// The entries that match the line.
    found: Vec<Entry>,
    /// The selected row of these, 0-based.
    row: usize,
}

impl Finder {
    /// Lists everything in the text and the commands of a context, recent entries first.
    pub(in crate::reader) fn new(recent: impl Iterator<Item = Entry>, context: Context, session: &Session) -> Self {
        let mut all = Entry::all(session.dossier(), context);
        let recent: Vec<_> = recent.filter(|entry| all.contains(entry)).collect();
        all.retain(|entry| !recent.contains(entry));
        let all = [recent, all].concat();
        Self { line: Line::default(), found: all.clone(), all, context, row: 0 }
    }

    /// Restores a line and a selected row after the text changed.
    pub(in crate::reader) fn resume(&mut self, (line, row): (Line, usize), session: &Session) {
        self.line = line;
        self.find(session);
        self.travel(isize::try_from(row).unwrap_or_default());
    }

    /// The line and the selected row.
    pub(in crate::reader) fn into_typed(self) -> (Line, usize) {
        (self.line, self.row)
    }

    /// The line being typed. Callers that change it must call [`Self::find`].
    pub(in crate::reader) fn line_mut(&mut self) -> &mut Line {
        &mut self.line
    }

    /// Finds the entries that match the line.
    pub(in crate::reader) fn find(&mut self, session: &Session) {
        let (typed, dossier) = (self.line.text(), session.dossier());
        self.found = if typed.trim().is_empty() {
            self.all.clone()
        } else {
            let mut found = Letters::new(typed).find(dossier, &self.all);
            let named = Entry::named(typed, dossier);
            found.retain(|entry| !named.contains(entry));
            found.splice(0..0, named);
            found
        };
        self.row = 0;
    }

    pub(super) fn travel(&mut self, distance: isize) {
        self.row = self.row.saturating_add_signed(distance).min(self.found.len().saturating_sub(1));
    }

    /// Selects a row of the popup, 0-based in the whole list. The first row is the line being typed.
    pub(super) fn select(&mut self, row: usize) -> bool {
        let at = row.checked_sub(1).filter(|&at| at < self.found.len());
        self.row = at.unwrap_or(self.row);
        at.is_some()
    }

    /// Goes to the selected entry, or runs its command.
    pub(super) fn accept(&self, recent: &mut Recent, session: &Session, here: &Here) -> Outcomes {
        let Some(&entry) = self.found.get(self.row) else {
            return say(format!("Nothing here has the letters \"{}\"", self.line.text()));
        };
        if !matches!(entry, Entry::Numbered(_)) {
            recent.add(entry);
        }
        match entry {
            Entry::Numbered(numbered) => follow::to_numbered(numbered, session, here),
            Entry::Section(index) => follow::to_section(index, session, here),
            Entry::Claim(claim) => vec![Outcome::Jump(here.place.at_chosen(Chosen::Claim(claim)))],
            Entry::Source(source) => follow::follow_target(Purpose::Follow, Target::Source(source), session, here),
            Entry::Caveat(caveat) => follow::follow_target(Purpose::GoToCaveat, Target::Caveat(caveat), session, here),
            Entry::Command(action) => {
                let view = Entry::view_of(action, self.context).map(Outcome::Show);
                view.into_iter().chain([Outcome::Act(action)]).collect()
            }
        }
    }

    /// The number of entries found, of all entries, for the status line.
    pub(super) fn question(&self) -> String {
        format!("{} of {}", self.found.len(), self.all.len())
    }

    /// The list. `below` is the context of its commands.
    pub(super) fn popup(&self, setting: &Setting<'_>, session: &Session, here: &Here, below: Context) -> Popup {
        // As high as the unfiltered list, so that the popup does not change its size while the reader types.
        let wanted = self.all.len().min(MOST_ROWS) + 1;
        let size = setting.layout.size;
        let columns = usize::from(size.columns);
        let columns = if columns < 60 { columns } else { (columns - 4).min(MOST_COLUMNS) };
        // On a low screen a border would take rows from the list.
        let framed = size.rows >= FRAMED_FROM;
        let area = setting.layout.centred(setting.panes, columns, if framed { wanted + 2 } else { wanted });
        let inside = if framed { area.inside() } else { area };
        let (width, height) = (usize::from(inside.columns), usize::from(inside.rows).saturating_sub(1));
        let top = list_top(self.row, height, self.found.len());
        let mut rows = vec![Row::of(fit(typed(&self.line, ":", width, Role::Body), width, session.symbols()))];
        let mut row = FoundRow { letters: Letters::new(self.line.text()), width, setting, session, here, below };
        let shown = self.found.iter().enumerate().skip(top).take(height);
        rows.extend(shown.map(|(index, &entry)| row.of(entry, index == self.row)));
        if self.found.is_empty() {
            rows.push(Row::of(vec![Run::new("nothing has these letters", Role::Muted)]));
        }
        let hidden = (top, self.found.len().saturating_sub(top + height));
        let title = framed.then(|| vec![Run::new("Find anything", Role::PaneTitle)]);
        Popup { area, title, active: true, inside, rows, hidden, ..Popup::default() }
    }
}

/// Parameters of a row of the list.
struct FoundRow<'a> {
    letters: Letters,
    /// The width of a row, in columns.
    width: usize,
    setting: &'a Setting<'a>,
    session: &'a Session,
    here: &'a Here,
    below: Context,
}

impl FoundRow<'_> {
    /// Builds a row: the kind, the words with the matched letters highlighted, and details at the right.
    fn of(&mut self, entry: Entry, selected: bool) -> Row {
        let (width, symbols) = (self.width, self.session.symbols());
        let dossier = self.session.dossier();
        let (kind, words, right) = match entry {
            Entry::Numbered(_) => (Role::Key, Role::Strong, String::new()),
            Entry::Section(_) => (Role::Muted, Role::Heading, String::new()),
            Entry::Source(id) => (Role::Muted, Role::Source, numbers::count(dossier.resting_on(&[id]).len(), "claim")),
            Entry::Caveat(id) => match dossier.caveat(id).kind {
                CaveatKind::Limitation => (Role::Caveat, Role::Body, String::new()),
                CaveatKind::Denial => (Role::Denial, Role::Body, String::new()),
            },
            Entry::Command(action) => {
                let view = Entry::view_of(action, self.below);
                let key = self.setting.keymap.labels(action, view.map_or(self.below, Context::View)).next();
                let place = view.map(|view| format!(" in{}", view.tab().trim_end())).unwrap_or_default();
                (Role::Muted, Role::Body, key.map(|key| key + &place).unwrap_or_default())
            }
            Entry::Claim(id) => (Role::Muted, Role::Claim, id.number().to_string()),
        };
        let narrow = width < 30;
        let roles = if matches!(entry, Entry::Command(_)) { Role::Key } else { Role::Muted };
        let right = if narrow { String::new() } else { format!(" {right} ") };
        let mut right = vec![Run::new(right, roles)];
        // Even in a narrow list, a claim is shown with what speaks against it.
        let look = self.session.look(self.here.place.chosen);
        let claim = match entry {
            Entry::Claim(id) | Entry::Numbered(Numbered { place: NumberedPlace::Claim(id), .. }) => Some(id),
            Entry::Numbered(_) | Entry::Section(_) | Entry::Source(_) | Entry::Caveat(_) | Entry::Command(_) => None,
        };
        if let Some(id) = claim {
            right.splice(0..0, list_signs(&look, id));
        }
        let taken = columns(&right);
        let room = width.saturating_sub(taken);
        let name = entry.kind(dossier);
        let beside = if narrow { 1 } else { "section".len() + 2 - name.len() };
        let mut runs = if narrow { Vec::new() } else { vec![Run::new(" ", Role::Body)] };
        runs.extend([Run::new(name, kind), rest(beside)]);
        let lit = if selected { Role::MatchCurrent } else { Role::Match };
        if let Entry::Numbered(numbered) = entry {
            // What it is about follows in its own words, which the typed letters have not found.
            runs.push(Run::new(numbered.words(dossier), words));
            match numbered.place {
                NumberedPlace::Claim(id) => {
                    runs.push(Run::new(": ", words));
                    let left = columns(&runs);
                    runs.extend(excerpt(&look, id).line(room.saturating_sub(left)));
                }
                NumberedPlace::Source(id) => {
                    runs.push(Run::new(": ", words));
                    runs.push(Run::new(&dossier.source(id).name, Role::Source));
                }
                NumberedPlace::Line(_) | NumberedPlace::Percent(_) => {}
            }
        } else if let Entry::Claim(id) = entry {
            let left = columns(&runs);
            let excerpt = excerpt(&look, id);
            let stretches = self.letters.stretches(&excerpt.text());
            runs.extend(excerpt.lit(&stretches, lit).line(room.saturating_sub(left)));
        } else {
            let left = columns(&runs);
            let text = entry.text(dossier);
            // A text loses its beginning only if it does not fit.
            let lead = if wrap::columns(&text) + left > room { room / 4 } else { text.len() };
            let pieces = self.letters.pieces(&text, lead);
            let whole = pieces.iter().map(|(_, piece)| piece.len()).sum::<usize>() == text.len();
            runs.extend((!whole).then(|| Run::new(symbols.ellipsis(), Role::Muted)));
            runs.extend(pieces.into_iter().map(|(is_lit, piece)| {
                let roles = Roles::from(Role::Body).with(words);
                Run::new(piece, if is_lit { roles.with(lit) } else { roles })
            }));
        }
        let mut runs = fit(runs, room, symbols);
        let used = columns(&runs);
        runs.push(rest(room - used));
        runs.extend(right);
        if selected {
            for run in &mut runs {
                run.roles = run.roles.with(Role::Selected);
            }
        }
        Row::of(runs)
    }
}
