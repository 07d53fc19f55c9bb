//! The reader's judgement of a claim or a source: a note, and a row for each scale.
//!
//! The selected row shows its values, each with the key that picks it. Enter and the arrows open the choice between them:
//! there, keys only move, a second Enter chooses and Esc leaves the value as it is, so nobody judges by looking. Every
//! change is kept at once, and the note when it is typed; Esc closes, and `u` brings back what was there before. The judgement belongs to the words that it is about,
//! so it stays with them when the text changes. Must not know where it is kept.

use std::ops::Range;

use super::{Setting, fitted, moved};
use crate::evidence::judgement::{Change, Judgement, Placed, Rating, Scale, Target, UNRATED, beyond};
use crate::page::excerpt::excerpt;
use crate::page::prose::list_signs;
use crate::page::row::{Row, Run, columns, fit};
use crate::reader::bar::Hints;
use crate::reader::keymap::{Action, Context};
use crate::reader::outcome::{Open, Outcome, Outcomes, say};
use crate::reader::place::{Here, Subject};
use crate::reader::prompt::wrapped;
use crate::reader::screen::Popup;
use crate::reader::session::Session;
use crate::text::line::Line;
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// The widest popup, in columns.
const WIDEST: usize = 72;
/// Minimum height of the screen for a border and the judged words, in rows.
const FRAMED_FROM: u16 = 12;
/// The width of the names of fields, in columns.
const NAMES: usize = 13;
/// A popup narrower than this shows the note below its name, in columns.
const NARROW: usize = 32;
/// The gap between two values, in columns.
const GAP: usize = 2;
/// Rows of a note that is not selected.
const NOTE_ROWS: usize = 2;

/// A judgement that is being made.
pub(super) struct Judging {
    /// What is judged; none if an edit of the text removed it.
    judged: Option<Placed>,
    /// The target under which the judgement is kept, and the target in the text as it is now.
    replaces: Target,
    target: Target,
    /// The judgement when the layer opened.
    before: Judgement,
    /// The judgement as it is kept.
    kept: Judgement,
    /// The judgement without its note.
    now: Judgement,
    note: Line,
    /// Whether letters go to the note.
    is_typing: bool,
    /// The selected field: 0 is the note, then the scales.
    row: usize,
    /// While the choice is open: what Enter would choose. 0 is no rating, then come the values of the selected scale.
    choosing: Option<usize>,
}

/// A row of the popup, and what a click on it does.
struct Laid {
    runs: Vec<Run>,
    /// The field that the row belongs to.
    field: Option<usize>,
    /// The values in the row: their columns, and the index of the rating; none clears it.
    values: Vec<(Range<usize>, Option<usize>)>,
}

/// Opens the judgement of what is chosen, or says why it cannot be judged.
pub(in crate::reader) fn ask(session: &Session, here: &Here) -> Outcomes {
    let open = |judged| vec![Outcome::Open(Open::Judgement(judged))];
    match here.subject {
        Subject::Claim(claim) => open(Placed::Claim(claim)),
        Subject::Source(source) => open(Placed::Source(source)),
        Subject::There(..) => say("Open the other text to judge what it says"),
        Subject::Caveat(_) => say("Choose a claim or a source to judge"),
        Subject::Nothing if session.text().has_sources() => say("Choose a claim or a source to judge"),
        Subject::Nothing => say("Nothing here has a reference to a source"),
    }
}

impl Judging {
    pub(super) fn new(judged: Placed, session: &Session) -> Self {
        let (dossier, judgements) = (session.dossier(), &session.text().judgements);
        let (target, entry) = match judged {
            Placed::Claim(claim) => (Target::of_claim(dossier, claim), judgements.entry_of_claim(claim)),
            Placed::Source(source) => (Target::of_source(dossier, source), judgements.entry_of_source(source)),
        };
        let before = entry.map(|entry| entry.judgement.clone()).unwrap_or_default();
        Self {
            judged: Some(judged),
            replaces: entry.map_or_else(|| target.clone(), |entry| entry.target.clone()),
            target,
            kept: before.clone(),
            now: before.clone(),
            note: Line::of_note(&before.note),
            before,
            is_typing: false,
            row: 0,
            choosing: None,
        }
    }

    pub(super) fn context(&self) -> Context {
        if self.is_typing { Context::Note } else { Context::Judgement }
    }

    fn scales(&self) -> &'static [Scale] {
        match self.target {
            Target::Claim(_) => Scale::OF_CLAIM,
            Target::Source { .. } => Scale::OF_SOURCE,
        }
    }

    /// The scale of the selected field; none for the note.
    fn scale(&self) -> Option<Scale> {
        self.row.checked_sub(1).and_then(|row| self.scales().get(row)).copied()
    }

    /// The note that is typed. What is pasted goes there too.
    pub(super) fn line_mut(&mut self) -> &mut Line {
        (self.row, self.is_typing, self.choosing) = (0, true, None);
        &mut self.note
    }

    /// Takes an action; none for one that other parts handle.
    pub(super) fn update(&mut self, action: Action) -> Option<Outcomes> {
        match (action, self.is_typing) {
            (Action::Accept | Action::Close, true) => {
                self.is_typing = false;
                Some(self.keep())
            }
            (Action::Close, false) if self.choosing.is_some() => {
                self.choosing = None;
                Some(Vec::new())
            }
            (Action::NextField, _) => Some(self.travel(1)),
            (Action::PreviousField, _) => Some(self.travel(-1)),
            (Action::ChangeValue | Action::NextValue, false) if self.row == 0 => {
                self.is_typing = true;
                Some(Vec::new())
            }
            (Action::ChangeValue, false) => Some(match self.choosing {
                Some(at) => self.rate(at.checked_sub(1)),
                None => self.choose(0),
            }),
            (Action::NextValue, false) => Some(self.choose(1)),
            (Action::PreviousValue, false) => Some(self.choose(-1)),
            (Action::ClearValue, false) => Some(self.rate(None)),
            (Action::Undo, false) => {
                self.choosing = None;
                self.now = self.before.clone();
                self.note = Line::of_note(&self.before.note);
                Some(self.keep().into_iter().chain(say("As it was before")).collect())
            }
            _ => None,
        }
    }

    /// Selects another field, or another value while the choice is open. A note that was being typed is kept.
    pub(super) fn travel(&mut self, distance: isize) -> Outcomes {
        if self.choosing.is_some() {
            return self.choose(distance);
        }
        self.is_typing = false;
        self.row = moved(self.row, distance, self.scales().len() + 1);
        self.keep()
    }

    /// Opens the choice of the selected scale at its value, and moves in it. Nothing is chosen yet.
    fn choose(&mut self, distance: isize) -> Outcomes {
        if let Some(scale) = self.scale() {
            let at = self.choosing.unwrap_or_else(|| self.now.index(scale).map_or(0, |index| index + 1));
            self.choosing = Some(moved(at, distance, scale.ratings().len() + 1));
        }
        Vec::new()
    }

    /// Rates the selected scale, or clears the note.
    fn rate(&mut self, index: Option<usize>) -> Outcomes {
        self.choosing = None;
        match self.scale() {
            Some(scale) => self.now.rate(scale, index),
            None => self.note = Line::of_note(""),
        }
        self.keep()
    }

    /// Picks a value by its key.
    pub(super) fn pick(&mut self, key: char) -> Outcomes {
        let Some(scale) = self.scale() else { return say("Enter types the note; Down goes to the next field") };
        let keys = || values(scale).map(|(key, ..)| key);
        if let Some((_, _, index)) = values(scale).find(|(known, ..)| known.eq_ignore_ascii_case(&key)) {
            return self.rate(index);
        }
        let (first, last) = (keys().nth(1).unwrap_or_default(), keys().last().unwrap_or_default());
        say(format!("The {} takes {first} to {last}, or 0 for none", scale.name()))
    }

    /// The request to keep what has changed, if anything has.
    pub(super) fn keep(&mut self) -> Outcomes {
        let mut after = self.now.clone();
        self.note.text().clone_into(&mut after.note);
        let before = std::mem::replace(&mut self.kept, after.clone());
        if before == after {
            return Vec::new();
        }
        let (replaces, target) = (self.replaces.clone(), self.target.clone());
        vec![Outcome::Judge(Box::new(Change { replaces, target, before, after }))]
    }

    /// Keeps everything, and says what is kept.
    pub(super) fn close(&mut self, session: &Session) -> Outcomes {
        let mut outcomes = self.keep();
        let about = match self.judged {
            Some(Placed::Claim(claim)) => format!("claim {}", claim.number()),
            Some(Placed::Source(source)) => format!("source {}", source.number()),
            None => "words that are gone".to_owned(),
        };
        if self.kept != self.before {
            let done = match (session.text().unkept.why(), self.kept.is_empty()) {
                (Some(_), _) => "Not saved",
                (None, true) => "Removed",
                (None, false) => "Kept",
            };
            outcomes.push(Outcome::Say(format!("{done}: your judgement of {about}")));
        }
        outcomes
    }

    /// Finds what is judged in a new version of the text.
    pub(super) fn text_changed(&mut self, session: &Session) {
        self.judged = self.target.place(session.dossier());
    }

    pub(super) fn hints(&self) -> Hints {
        match (self.is_typing, self.row) {
            _ if self.choosing.is_some() => {
                vec![(Action::NextValue, "next"), (Action::ChangeValue, "choose"), (Action::Close, "leave as it is")]
            }
            (true, _) => {
                vec![(Action::EraseLine, "erase"), (Action::NextField, "next field"), (Action::Accept, "done")]
            }
            (false, 0) => {
                vec![(Action::NextField, "next field"), (Action::ChangeValue, "type"), (Action::Close, "close")]
            }
            (false, _) => vec![
                (Action::Undo, "undo"),
                (Action::NextField, "next field"),
                (Action::ChangeValue, "choose"),
                (Action::Close, "close"),
            ],
        }
    }

    /// Selects the field of a clicked row, or picks the clicked value.
    pub(super) fn click(&mut self, row: usize, column: usize, width: usize, session: &Session) -> Outcomes {
        let rows = self.rows(width, None, session);
        let Some(Laid { field: Some(field), values, .. }) = rows.into_iter().nth(row) else { return Vec::new() };
        if let Some((_, index)) = values.into_iter().find(|(columns, _)| columns.contains(&column)) {
            return self.rate(index);
        }
        let is_again = field == self.row;
        self.choosing = None;
        let distance = isize::try_from(field).unwrap_or_default() - isize::try_from(self.row).unwrap_or_default();
        let mut outcomes = self.travel(distance);
        if is_again {
            outcomes.extend(self.update(Action::ChangeValue).unwrap_or_default());
        }
        outcomes
    }

    pub(super) fn popup(&self, setting: &Setting<'_>, session: &Session) -> Popup {
        let symbols = session.symbols();
        let size = setting.layout.size;
        let is_framed = size.rows >= FRAMED_FROM;
        let screen = usize::from(size.columns);
        let columns = if screen < WIDEST + 8 { screen } else { WIDEST };
        let width = columns.saturating_sub(if is_framed { 4 } else { 0 }).max(1);
        let rows = self.rows(width, is_framed.then_some(setting), session);
        let area = setting.layout.centred(setting.panes, columns, rows.len() + if is_framed { 2 } else { 0 });
        let inside = if is_framed { area.inside() } else { area };
        let height = usize::from(inside.rows);
        // The selected field is at the top, unless its value would be below the last row.
        let is_here = |laid: &Laid| laid.field == Some(self.row);
        let first = rows.iter().position(is_here).unwrap_or_default();
        let last = rows.iter().rposition(|laid| is_here(laid) && laid.runs.iter().any(is_lit)).unwrap_or(first);
        let top = first.max((last + 1).saturating_sub(height)).min(rows.len().saturating_sub(height));
        let hidden = (top, rows.len().saturating_sub(top + height));
        let cut = fitted(symbols);
        let rows = rows.into_iter().skip(top).take(height).map(|laid| cut(Row::of(laid.runs), width)).collect();
        let title = match self.judged {
            Some(Placed::Claim(claim)) => format!("Your judgement of claim {}", claim.number()),
            Some(Placed::Source(source)) => format!("Your judgement of source {}", source.number()),
            None => "Your judgement of words that are gone".to_owned(),
        };
        let title = is_framed.then(|| vec![Run::new(title, Role::PaneTitle)]);
        Popup { area, title, active: true, inside, rows, hidden, ..Popup::default() }
    }

    /// All rows: what is judged if there is room, the note, then each scale, with the values of the selected one.
    fn rows(&self, width: usize, framed: Option<&Setting<'_>>, session: &Session) -> Vec<Laid> {
        let mut rows = Vec::new();
        let plain = |runs: Vec<Run>| Laid { runs, field: None, values: Vec::new() };
        rows.push(plain(self.words(width, session)));
        rows.push(plain(Vec::new()));
        self.note_rows(width, framed, &mut rows);
        for (index, &scale) in self.scales().iter().enumerate() {
            let field = index + 1;
            let rating = self.now.rating(scale);
            let (words, role) = match rating {
                Some(rating) => (rating.words(), Role::Judgement),
                None => (UNRATED.words(), Role::Muted),
            };
            rows.push(self.field_row(field, scale.name(), vec![Run::new(words, role)], width));
            if self.row == field {
                self.value_rows(scale, width, session, &mut rows);
            }
        }
        let elsewhere = self.elsewhere(session);
        if !elsewhere.is_empty() {
            rows.push(plain(Vec::new()));
            let words = format!("The file also has, from elsewhere: {elsewhere}");
            let ranges = wrap::rows(&words, width, &[]);
            rows.extend(ranges.into_iter().map(|range| plain(vec![Run::new(&words[range], Role::Judgement)])));
        }
        if let Some(unkept) = session.text().unkept.why() {
            rows.push(plain(Vec::new()));
            let ranges = wrap::rows(unkept, width, &[]);
            rows.extend(ranges.into_iter().map(|range| plain(vec![Run::new(&unkept[range], Role::Problem)])));
        }
        rows
    }

    /// What another program added to the judgement while it is open.
    fn elsewhere(&self, session: &Session) -> String {
        let judgements = &session.text().judgements;
        let merged = match self.judged {
            Some(Placed::Claim(claim)) => judgements.of_claim(claim),
            Some(Placed::Source(source)) => judgements.of_source(source),
            None => None,
        };
        merged.map(|merged| beyond(merged, &self.kept)).unwrap_or_default()
    }

    /// The claim in its sentence, or the name of the source.
    fn words(&self, width: usize, session: &Session) -> Vec<Run> {
        let look = session.look(None);
        match self.judged {
            Some(Placed::Claim(claim)) => {
                let mut signs = list_signs(&look, claim);
                let room = width.saturating_sub(columns(&signs) + 1);
                let mut runs = excerpt(&look, claim).line(room);
                runs.push(Run::new(" ", Role::Body));
                runs.append(&mut signs);
                runs
            }
            Some(Placed::Source(source)) => vec![Run::new(&look.dossier.source(source).name, Role::Source)],
            None => vec![Run::new(self.target.words(), Role::Muted)],
        }
    }

    /// The row of a field: its name and its value.
    fn field_row(&self, field: usize, name: &str, value: Vec<Run>, width: usize) -> Laid {
        let names = names(width);
        let mut runs = vec![Run::new(format!(" {name:<names$}"), Role::Muted)];
        runs.extend(value);
        if field == self.row && !self.is_typing && self.choosing.is_none() {
            let used = columns(&runs);
            runs.push(Run::new(" ".repeat(width.saturating_sub(used)), Role::Body));
            for run in &mut runs {
                run.roles = run.roles.with(Role::Selected);
            }
        }
        Laid { runs, field: Some(field), values: Vec::new() }
    }

    fn note_rows(&self, width: usize, setting: Option<&Setting<'_>>, rows: &mut Vec<Laid>) {
        let blank = |words: &str| vec![Run::new(words, Role::Muted)];
        if self.note.text().is_empty() && !self.is_typing {
            let key = setting.and_then(|setting| setting.keymap.labels(Action::ChangeValue, Context::Judgement).next());
            let words = match key.filter(|_| self.row == 0) {
                Some(key) => format!("none; {key} and type"),
                None => "none".to_owned(),
            };
            rows.push(self.field_row(0, "note", blank(&words), width));
            return;
        }
        let names = names(width);
        // A narrow popup has no room beside the name.
        let is_beside = names == NAMES;
        if !is_beside {
            rows.push(self.field_row(0, "note", Vec::new(), width));
        }
        let most = if self.row == 0 { usize::MAX } else { NOTE_ROWS };
        let room = if is_beside { width.saturating_sub(NAMES + 1) } else { width.saturating_sub(1) };
        let lines = wrapped(&self.note, room.max(1), self.is_typing);
        let is_cut = lines.len() > most;
        for (number, mut line) in lines.into_iter().take(most).enumerate() {
            if is_cut && number + 1 == most {
                line.extend(blank(" …"));
            }
            let name = if number == 0 && is_beside { "note" } else { "" };
            let mut laid = self.field_row(0, name, line, width);
            if !is_beside {
                laid.runs[0] = Run::new(" ", laid.runs[0].roles);
            }
            rows.push(laid);
        }
    }

    /// The values of a scale, each with its key, in as many rows as they need.
    fn value_rows(&self, scale: Scale, width: usize, session: &Session, rows: &mut Vec<Laid>) {
        let indent = if width < 40 { 1 } else { NAMES + 1 };
        let now = self.choosing.map_or_else(|| self.now.index(scale), |at| at.checked_sub(1));
        let new =
            || Laid { runs: vec![Run::new(" ".repeat(indent), Role::Body)], field: Some(self.row), values: Vec::new() };
        let mut laid = new();
        for (key, rating, index) in values(scale) {
            let words = if rating.word == key.to_string() { rating.meaning.to_owned() } else { rating.words() };
            let lit = |role: Role| if index == now { Roles::from(role).with(Role::Selected) } else { role.into() };
            let runs = vec![Run::new(format!("{key} "), lit(Role::Key)), Run::new(words, lit(Role::Body))];
            if !laid.values.is_empty() {
                if columns(&laid.runs) + GAP + columns(&runs) > width {
                    rows.push(std::mem::replace(&mut laid, new()));
                } else {
                    laid.runs.push(Run::new(" ".repeat(GAP), Role::Body));
                }
            }
            let start = columns(&laid.runs);
            let runs = fit(runs, width.saturating_sub(start), session.symbols());
            laid.values.push((start..start + columns(&runs), index));
            laid.runs.extend(runs);
        }
        rows.push(laid);
    }
}

/// The width of the names of fields, in columns. In a narrow popup, each has just its own.
fn names(width: usize) -> usize {
    if width < NARROW { 12 } else { NAMES }
}

/// Whether a run is a selected value, or the cursor.
fn is_lit(run: &Run) -> bool {
    run.roles.has(Role::Selected) && run.roles.has(Role::Key) || run.roles.has(Role::Cursor)
}

/// No rating, then the values of a scale, each with the key that picks it and its index.
fn values(scale: Scale) -> impl Iterator<Item = (char, Rating, Option<usize>)> {
    let is_admiralty = matches!(scale, Scale::Reliability | Scale::Credibility);
    let rated = scale.ratings().iter().enumerate().map(move |(index, &rating)| {
        let digit = char::from_digit(u32::try_from(index + 1).unwrap_or_default(), 10).unwrap_or_default();
        let key = if is_admiralty { rating.word.chars().next().unwrap_or_default() } else { digit };
        (key, rating, Some(index))
    });
    std::iter::once(('0', UNRATED, None)).chain(rated)
}
