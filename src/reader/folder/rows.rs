//! The rows of a list of briefings: its columns, and the lines above and below.

use super::{Entry, Facts, Figures, Folder, Screen};
use crate::page::row::{Row, Run, columns, fit, fit_end};
use crate::reader::bar::{self, bar};
use crate::reader::keymap::{Action, Context, List};
use crate::reader::layout::{Area, Size};
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// Minimum widths of the screen, in columns, for some columns of the list.
const DATE_FROM: usize = 50;
const FIGURES_FROM: usize = 60;
const NAME_FROM: usize = 80;
const DATELINE_FROM: usize = 120;

/// Minimum width of the screen, in columns, for columns of full width. In less, names of files come first.
const ROOMY: usize = 100;

/// Widths of the columns of the list.
const DATE: usize = 10;
const CLAIMS: usize = 6;
const CAVEATS: usize = 7;
const DATELINE: usize = 18;

/// The width of the column of names.
fn name_width(width: usize) -> usize {
    if width >= ROOMY { 24 } else { 18 }
}

/// The head and the width of the column of problems. `!` is the key that lists them.
fn problems_column(width: usize) -> (&'static str, usize) {
    if width >= ROOMY { ("problems", 8) } else { ("!", 3) }
}

/// The lines that a screen shows besides the list.
#[derive(Clone, Copy)]
pub(super) struct Bars {
    head: bool,
    /// The names of the columns.
    columns: bool,
    status: bool,
}

impl Bars {
    pub(super) fn of(size: Size) -> Self {
        let columns = usize::from(size.columns) >= FIGURES_FROM && size.rows >= 8;
        Self { head: size.rows >= 5, columns, status: size.rows >= 2 }
    }

    /// The number of lines above the list.
    pub(super) fn above(self) -> usize {
        usize::from(self.head) + usize::from(self.columns)
    }

    pub(super) fn count(self) -> usize {
        self.above() + usize::from(self.status)
    }
}

impl Folder {
    pub(super) fn rows(&self) -> Screen {
        let Size { columns, rows } = self.size;
        let mut screen = Screen::default();
        if columns == 0 || rows == 0 {
            return screen;
        }
        let width = usize::from(columns);
        let bars = Bars::of(self.size);
        let mut y = 0;
        let mut push = |row: Row| {
            screen.rows.push((Area { x: 0, y, columns, rows: 1 }, row));
            y += 1;
        };
        if bars.head {
            push(self.head(width));
        }
        if bars.columns {
            push(self.column_names(width));
        }
        let page = self.page();
        let shown = self.shown.iter().skip(self.top).take(page);
        let mut left = page;
        for &entry in shown {
            push(self.entry(&self.entries[entry], entry == self.selected, width));
            left -= 1;
        }
        if self.shown.is_empty() && left > 0 {
            let words = format!("   no briefing here has “{}”", self.filter);
            push(Row::of(fit(vec![Run::new(words, Role::Muted)], width, self.symbols)));
            left -= 1;
        }
        for _ in 0..left {
            push(Row::default());
        }
        if bars.status {
            push(self.status(width));
        }
        screen
    }

    /// The name of the folder and the number of briefings.
    fn head(&self, width: usize) -> Row {
        let all = numbers::count(self.entries.len(), "briefing");
        let unread = self.entries.iter().filter(|entry| entry.facts == Facts::Unread).count();
        let mut right = vec![vec![bar(format!(" {all} "), Role::Bar)]];
        if unread > 0 {
            right.insert(0, vec![bar(format!(" {unread} to be read "), Role::Bar)]);
        }
        if !self.filter.trim().is_empty() {
            right.insert(0, vec![bar(format!(" {} shown ", self.shown.len()), Role::BarActive)]);
        }
        bar::line(vec![bar(format!(" {}", self.name), Role::BarActive)], right, width, self.symbols)
    }

    fn column_names(&self, width: usize) -> Row {
        let head = |words: &str| vec![Run::new(words, Role::TableHead)];
        let mut cells = Vec::new();
        if width >= DATE_FROM {
            cells.push((head("date"), DATE, Side::Left));
        }
        cells.push((head("title"), 0, Side::Left));
        if width >= DATELINE_FROM {
            cells.push((head("dateline"), DATELINE, Side::Left));
        }
        if width >= NAME_FROM {
            cells.push((head("file"), name_width(width), Side::Left));
        }
        cells.push((head("claims"), CLAIMS, Side::Right));
        cells.push((head("caveats"), CAVEATS, Side::Right));
        let (problems, wide) = problems_column(width);
        cells.push((head(problems), wide, Side::Right));
        Row::of(self.cells(vec![Run::new("   ", Role::Body)], cells, width))
    }

    fn entry(&self, entry: &Entry, selected: bool, width: usize) -> Row {
        let sign = if selected { self.symbols.selected() } else { " " };
        let lead = vec![Run::new(format!(" {sign} "), Role::Mark)];
        let about = &entry.about;
        let title = if about.title.is_empty() {
            Run::new(entry.name(), Role::Muted)
        } else {
            Run::new(&about.title, Roles::from(Role::Body).with(Role::Strong))
        };
        let mut cells = Vec::new();
        if width >= DATE_FROM {
            cells.push((vec![Run::new(&about.published, Role::Muted)], DATE, Side::Left));
        }
        let title = match &entry.facts {
            Facts::Unreadable(why) => {
                let gap = Run::new("  ", Role::Body);
                vec![title, gap, Run::new(format!("cannot be read: {why}"), Role::Problem)]
            }
            Facts::Unread | Facts::Read(_) => vec![title],
        };
        cells.push((title, 0, Side::Left));
        if let Some(figures) = self.figures(&entry.facts) {
            if width >= DATELINE_FROM {
                cells.push((vec![Run::new(&about.dateline, Role::Muted)], DATELINE, Side::Left));
            }
            if width >= NAME_FROM {
                // Its end is the file's own name.
                let name = fit_end(Run::new(entry.name(), Role::Muted), name_width(width), self.symbols);
                cells.push((vec![name], name_width(width), Side::Left));
            }
            let [claims, caveats, problems] = figures;
            cells.push((claims, if width >= FIGURES_FROM { CLAIMS } else { 3 }, Side::Right));
            if width >= FIGURES_FROM {
                cells.push((caveats, CAVEATS, Side::Right));
                cells.push((problems, problems_column(width).1, Side::Right));
            } else if width >= 30 {
                cells.push((caveats, CAVEATS, Side::Left));
            }
        }
        let mut runs = self.cells(lead, cells, width);
        if selected {
            for run in &mut runs {
                run.roles = run.roles.with(Role::Selected);
            }
        }
        Row::of(runs)
    }

    /// The figures of a file: claims, caveats with denials, and problems; none for a file that cannot be read.
    fn figures(&self, facts: &Facts) -> Option<[Vec<Run>; 3]> {
        match *facts {
            Facts::Unreadable(_) => None,
            Facts::Unread => Some([vec![Run::new(self.symbols.ellipsis(), Role::Muted)], Vec::new(), Vec::new()]),
            Facts::Read(Figures { claims, limitations, denials, problems }) => {
                let signed = |count: usize, sign: &str, role: Role| {
                    (count > 0).then(|| Run::new(format!("{sign}{count}"), role))
                };
                let limitations = signed(limitations, self.symbols.limitation(), Role::Caveat);
                let denials = signed(denials, self.symbols.denial(), Role::Denial);
                let between = (limitations.is_some() && denials.is_some()).then(|| Run::new(" ", Role::Body));
                let caveats = [limitations, between, denials].into_iter().flatten().collect();
                let claims = Run::new(claims.to_string(), if claims == 0 { Role::Muted } else { Role::Body });
                Some([vec![claims], caveats, signed(problems, "", Role::Problem).into_iter().collect()])
            }
        }
    }

    /// Sets cells two columns apart over the whole width. The cell without a width gets the rest.
    fn cells(&self, lead: Vec<Run>, cells: Vec<(Vec<Run>, usize, Side)>, width: usize) -> Vec<Run> {
        let fixed: usize = cells.iter().map(|(_, columns, _)| if *columns > 0 { columns + 2 } else { 0 }).sum();
        let room = width.saturating_sub(fixed + columns(&lead) + 1);
        let mut runs = lead;
        for (number, (cell, wide, side)) in cells.into_iter().enumerate() {
            if number > 0 {
                runs.push(Run::new("  ", Role::Body));
            }
            let wide = if wide > 0 { wide } else { room };
            let cell = fit(cell, wide, self.symbols);
            let blank = Run::new(" ".repeat(wide.saturating_sub(columns(&cell))), Role::Body);
            match side {
                Side::Left => runs.extend(cell.into_iter().chain([blank])),
                Side::Right => runs.extend([blank].into_iter().chain(cell)),
            }
        }
        let mut runs = fit(runs, width, self.symbols);
        runs.push(Run::new(" ".repeat(width.saturating_sub(columns(&runs))), Role::Body));
        runs
    }

    /// The status line: the filter, the selected file, and keys.
    fn status(&self, width: usize) -> Row {
        if let Some(sequence) = bar::sequence(&self.keys, Context::Folder, width, self.symbols) {
            return sequence;
        }
        let mut left = Vec::new();
        if let Some(notice) = &self.notice {
            left.push(bar(format!(" {notice} "), Role::BarActive));
            return bar::line(left, Vec::new(), width, self.symbols);
        }
        if self.filter.is_empty() && width >= 40 {
            left.push(bar(" type to filter ", Role::Bar));
        } else if !self.filter.is_empty() {
            left.push(bar(format!(" filter: {}_ ", self.filter), Role::BarActive));
        }
        let esc = (!self.filter.is_empty()).then_some((Action::List(List::FilterClear), "show all"));
        let hints = esc.into_iter().chain([(Action::List(List::Open), "read"), (Action::Quit, "quit")]);
        let right: Vec<_> = hints.map(|(action, word)| bar::hint(&self.keys, Context::Folder, action, word)).collect();
        if let (Some(entry), false) = (self.entries.get(self.selected), self.shown.is_empty()) {
            let at = format!(" {}/{} ", self.row() + 1, self.shown.len());
            // The name gives way to the keys.
            let room = width.saturating_sub(columns(&left) + columns(&right.concat()) + wrap::columns(&at));
            let name = vec![bar(format!("{} ", entry.name()), Role::Bar)];
            left.push(bar(at, Role::Bar));
            left.extend(if room > 3 { fit(name, room, self.symbols) } else { Vec::new() });
        }
        bar::line(left, right, width, self.symbols)
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}
