//! Parts that rows of lists share: figures in columns, cells that give way in narrow rows, and the selection.
//!
//! Must not know what is listed.

use super::look::Look;
use super::row::{Row, Run, columns, fit};
use crate::briefing::dossier::{Dossier, Figures};
use crate::text::role::Role;
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The minimum width of a cell, and the gap between two cells, in columns.
const LEAST: usize = 3;
pub const GAP: usize = 2;

/// The widths of the parts of a cell: its claims, and its limited and denied claims.
#[derive(Clone, Copy, Debug)]
pub struct Widths {
    claims: usize,
    limited: usize,
    denied: usize,
    detail: Detail,
}

/// How much a cell shows of its limited and denied claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// Their counts, a blank before each.
    Apart,
    Counts,
    Signs,
}

impl Widths {
    /// The widths that fit some figures.
    pub fn of(Figures { claims, limited, denied }: Figures) -> Self {
        let detail = Detail::Counts;
        Self { claims: digits(claims).max(1), limited: digits(limited), denied: digits(denied), detail }
    }

    fn signed(self, digits: usize) -> usize {
        match (digits, self.detail) {
            (0, _) => 0,
            (_, Detail::Signs) => 1,
            (digits, Detail::Counts) => digits + 1,
            (digits, Detail::Apart) => digits + 2,
        }
    }

    /// The width of a cell, in columns.
    pub fn cell(self) -> usize {
        (self.claims + self.signed(self.limited) + self.signed(self.denied)).max(LEAST)
    }

    /// The width of the number of claims in a cell, in columns.
    pub fn count(self) -> usize {
        self.claims
    }

    /// The same widths with signs instead of counts.
    #[must_use]
    pub fn narrow(self) -> Self {
        Self { detail: Detail::Signs, ..self }
    }

    /// The gap between two cells, in columns.
    pub fn gap(self) -> usize {
        if self.detail == Detail::Signs { 1 } else { GAP }
    }
}

fn digits(count: usize) -> usize {
    if count == 0 { 0 } else { count.to_string().len() }
}

/// The figures of a cell: claims, limited claims and denied claims.
pub fn figures(look: &Look<'_>, figures: Figures, widths: Widths, selected: bool) -> Vec<Run> {
    let Figures { claims, limited, denied } = figures;
    // A sign with a role of its own is as wide as its text, so blanks stand in a run of their own.
    let signed = |count: usize, sign: &str, digits: usize, role: Role| {
        let width = widths.signed(digits);
        let before = usize::from(widths.detail == Detail::Apart && width > 0);
        let text = match count {
            0 => String::new(),
            _ if widths.detail == Detail::Signs => sign.to_owned(),
            count => format!("{sign}{count}"),
        };
        let after = width.saturating_sub(before + wrap::columns(&text));
        [gap(before), Run::new(text, role), gap(after)]
    };
    let count = if claims == 0 { look.symbols.none().to_owned() } else { claims.to_string() };
    let role = if claims == 0 { Role::Muted } else { Role::Body };
    let mut runs = vec![Run::new(format!("{count:>0$}", widths.claims), role)];
    runs.extend(signed(limited, look.symbols.limitation(), widths.limited, Role::Caveat));
    runs.extend(signed(denied, look.symbols.denial(), widths.denied, Role::Denial));
    runs.push(gap(widths.cell().saturating_sub(columns(&runs))));
    if selected {
        for run in &mut runs {
            run.roles = run.roles.with(Role::Selected);
        }
    }
    runs
}

/// The columns that count what rests on a source: its claims, how many of them are limited and denied, and how many would
/// fall with it. If the row is narrow, one column has the first three.
#[derive(Clone, Copy, Debug)]
pub struct Totals {
    widths: Widths,
    are_apart: bool,
    has_falls: bool,
}

/// Minimum width of a row for a column for each figure, and for the claims that fall, in columns.
const APART_FROM: usize = 64;
const FALLS_FROM: usize = 30;

/// A column of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Claims, limited and denied claims in one column.
    All,
    Claims,
    Limited,
    Denied,
    Falls,
}

impl Figure {
    fn name(self) -> &'static str {
        match self {
            Self::All | Self::Claims => "claims",
            Self::Limited => "limited",
            Self::Denied => "denied",
            Self::Falls => "falls",
        }
    }
}

impl Totals {
    /// The columns for a row of some width.
    pub fn of(dossier: &Dossier, width: usize) -> Self {
        let widths = Widths::of(dossier.figures_in(0..dossier.briefing.blocks.len()));
        let widths = Widths { detail: Detail::Apart, ..widths };
        Self { widths, are_apart: width >= APART_FROM, has_falls: width >= FALLS_FROM }
    }

    /// The same figures in fewer columns.
    #[must_use]
    pub fn compact(self) -> Self {
        Self { are_apart: false, ..self }
    }

    fn shown(self) -> impl Iterator<Item = Figure> {
        let Self { widths, are_apart, has_falls } = self;
        let columns = [
            (Figure::All, !are_apart),
            (Figure::Claims, are_apart),
            (Figure::Limited, are_apart && widths.limited > 0),
            (Figure::Denied, are_apart && widths.denied > 0),
            (Figure::Falls, has_falls),
        ];
        columns.into_iter().filter(|(_, is_shown)| *is_shown).map(|(figure, _)| figure)
    }

    /// The width of a column.
    fn width(self, figure: Figure) -> usize {
        match figure {
            Figure::All => self.widths.cell().max(figure.name().len()),
            figure => figure.name().len(),
        }
    }

    /// The names of the columns, one of them lit.
    pub fn heads(self, lit: Option<Figure>) -> Vec<Vec<Run>> {
        let head = |figure: Figure| {
            let is_lit = lit.is_some_and(|lit| lit == figure || (lit, figure) == (Figure::Claims, Figure::All));
            let role = if is_lit { Role::PaneTitle } else { Role::TableHead };
            vec![Run::new(format!("{:<1$}", figure.name(), self.width(figure)), role)]
        };
        self.shown().map(head).collect()
    }

    /// The figures of a source, one cell for each column. `falling` counts the claims that would fall with it.
    pub fn cells(self, look: &Look<'_>, counted: Figures, falling: usize, is_selected: bool) -> Vec<Vec<Run>> {
        let symbols = look.symbols;
        let unless_none = |count: usize, sign: &str| if count == 0 { String::new() } else { format!("{sign}{count}") };
        let cell = |figure: Figure| {
            let (text, role) = match figure {
                Figure::All => {
                    let mut cell = figures(look, counted, self.widths, is_selected);
                    let role = if is_selected { Role::Selected } else { Role::Body };
                    cell.push(Run::new(" ".repeat(self.width(figure).saturating_sub(columns(&cell))), role));
                    return cell;
                }
                Figure::Claims if counted.claims == 0 => (symbols.none().to_owned(), Role::Muted),
                Figure::Claims => (counted.claims.to_string(), Role::Body),
                Figure::Limited => (unless_none(counted.limited, symbols.limitation()), Role::Caveat),
                Figure::Denied => (unless_none(counted.denied, symbols.denial()), Role::Denial),
                Figure::Falls => (unless_none(falling, ""), Role::Body),
            };
            let mut cell = vec![gap(self.width(figure).saturating_sub(wrap::columns(&text))), Run::new(text, role)];
            for run in cell.iter_mut().filter(|_| is_selected && figure != Figure::Falls) {
                run.roles = run.roles.with(Role::Selected);
            }
            cell
        };
        self.shown().map(cell).collect()
    }

    /// The width of all columns, with a gap before each.
    pub fn columns(self) -> usize {
        self.shown().map(|figure| GAP + self.width(figure)).sum()
    }
}

/// The indentation of a source that stands behind others.
pub fn under(symbols: Symbols, depth: usize) -> String {
    let behind = if depth > 0 { symbols.behind() } else { "" };
    format!("{}{behind}", "  ".repeat(depth.saturating_sub(1).min(4)))
}

/// A run of blanks.
pub fn gap(columns: usize) -> Run {
    Run::new(" ".repeat(columns), Role::Body)
}

/// A row of a list. The selection covers the whole width.
pub fn select(mut runs: Vec<Run>, selected: bool, width: usize) -> Row {
    if selected {
        runs.push(Run::new(" ".repeat(width.saturating_sub(columns(&runs))), Role::Body));
        for run in &mut runs {
            run.roles = run.roles.with(Role::Selected);
        }
    }
    Row::of(runs)
}

/// Sets runs at the left of a row and cells at the right, two columns apart. If they do not fit, cells are dropped from
/// the left while all cells together take more than half of the row.
pub fn spread(left: Vec<Run>, right: Vec<Vec<Run>>, width: usize, symbols: Symbols) -> Vec<Run> {
    let mut right: Vec<_> = right.into_iter().filter(|cell| columns(cell) > 0).collect();
    let all = |right: &[Vec<Run>]| right.iter().map(|cell| columns(cell) + 2).sum::<usize>();
    while all(&right) > (width / 2).max(width.saturating_sub(columns(&left))) {
        right.remove(0);
    }
    let mut runs = fit(left, width - all(&right), symbols);
    runs.push(Run::new(" ".repeat(width - all(&right) - columns(&runs)), Role::Body));
    for cell in right {
        runs.push(Run::new("  ", Role::Body));
        runs.extend(cell);
    }
    runs
}
