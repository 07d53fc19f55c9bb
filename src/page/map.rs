//! The map: what the text rests on. Its shares as bars, and sources by sections, each cell with its claims by how they
//! are marked.
//!
//! Only the rows and the columns that are asked for are made. Must not know panes.

use std::ops::Range;

use super::lead::Lead;
use super::look::Look;
use super::row::{Row, Run};
use super::row::{columns, fit, padded};
use crate::briefing::dossier::{Dossier, Figures, SourceId};
use crate::evidence::dependence::{Dependence, Shares};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// Columns of the screen for what stands in a cell, and between two.
const LEAST: usize = 3;
const GAP: usize = 2;

/// Columns for how many claims fall with a source, and for signs that there are more sections.
const FALLS: usize = 5;
const MORE: usize = 2;

/// Columns of the screen from which there is room for how many fall.
const FALLS_FROM: usize = 30;

/// The sections that have claims of their own: the columns of the matrix, as indices into the briefing's sections.
pub fn map_columns(dossier: &Dossier) -> Vec<usize> {
    let mut sections: Vec<_> = dossier.claims.iter().map(|claim| claim.section).collect();
    // Claims stand in the order of the text, and so do sections.
    sections.dedup();
    sections
}

/// What is selected: a source, and a section or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub source: SourceId,
    /// Index into the briefing's sections.
    pub section: Option<usize>,
}

/// How many claims rest on a source, there or in all, and what speaks against how many of them.
pub fn cell_figures(dossier: &Dossier, Cell { source, section }: Cell) -> Figures {
    let claims = dossier.resting_on(&[source]).into_iter();
    dossier.figures_of(claims.filter(|&claim| section.is_none_or(|section| dossier.claim(claim).section == section)))
}

/// How the matrix is divided for a width: the columns of the screen for names, and which sections it has room for.
#[derive(Clone, Debug)]
pub struct Division {
    width: usize,
    names: usize,
    /// For how many claims fall; none where there is no room.
    falls: usize,
    /// Of the figures of all, and of one section.
    all: Widths,
    one: Widths,
    /// Indices into the sections that have claims, and how many there are.
    shown: Range<usize>,
    sections: usize,
}

/// The columns of a cell: for its claims and, in a wide one, for how many of them are limited and denied. A narrow one
/// has a sign for that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    claims: usize,
    limited: usize,
    denied: usize,
    narrow: bool,
}

impl Widths {
    pub(super) fn of(Figures { claims, limited, denied }: Figures) -> Self {
        Self { claims: digits(claims).max(1), limited: digits(limited), denied: digits(denied), narrow: false }
    }

    fn signed(self, digits: usize) -> usize {
        match (digits, self.narrow) {
            (0, _) => 0,
            (_, true) => 1,
            (digits, false) => digits + 1,
        }
    }

    pub(super) fn cell(self) -> usize {
        (self.claims + self.signed(self.limited) + self.signed(self.denied)).max(LEAST)
    }

    /// Columns between two cells.
    fn gap(self) -> usize {
        if self.narrow { 1 } else { GAP }
    }
}

impl Division {
    /// With the section `wanted` among those that are shown, if there is room for any.
    pub fn of(dossier: &Dossier, sections: usize, wanted: usize, width: usize) -> Self {
        let all = Widths::of(dossier.figures_in(0..dossier.briefing.blocks.len()));
        let one = Widths::of(dossier.most_in_a_section());
        let falls = if width < FALLS_FROM { 0 } else { GAP + FALLS };
        let fixed = GAP + all.cell() + falls + MORE;
        let names = (width * 2 / 5).clamp(8, 30).min(width.saturating_sub(fixed).max(6));
        let left = width.saturating_sub(names + fixed);
        let room = |one: Widths| left / (one.cell() + one.gap());
        // All of them at a glance are worth more than how many are marked in each.
        let one = if room(one) < sections { Widths { narrow: true, ..one } } else { one };
        let room = room(one);
        let first = (wanted + 1).saturating_sub(room).min(sections.saturating_sub(room));
        Self { width, names, falls, all, one, shown: first..(first + room).min(sections), sections }
    }
}

/// The names of the columns: all, how many fall with the source, then sections by their numbers in the contents.
pub fn map_head(look: &Look<'_>, division: &Division, sections: &[usize], selected: Option<usize>) -> Row {
    let name = |words: &str, columns: usize, lit: bool| {
        let roles = Roles::from(if lit { Role::PaneTitle } else { Role::TableHead });
        padded(vec![Run::new(words, roles)], columns, look.symbols)
    };
    let mut runs = name("source", division.names, false);
    runs.push(gap(GAP));
    runs.extend(name("all", division.all.cell(), selected.is_none()));
    if division.falls > 0 {
        runs.push(gap(GAP));
        runs.extend(name("falls", FALLS, false));
    }
    for &section in &sections[division.shown.clone()] {
        runs.push(gap(division.one.gap()));
        runs.extend(name(&number(look.dossier, section), division.one.cell(), selected == Some(section)));
    }
    // More of them on either side.
    let more = |there: bool, right: bool| if there { look.symbols.beyond(right) } else { " " };
    let (before, after) = (division.shown.start > 0, division.shown.end < division.sections);
    runs.push(Run::new(format!("{}{}", more(before, false), more(after, true)), Role::Mark));
    Row::of(fit(runs, division.width, look.symbols))
}

/// Rows of the matrix: sources with how deep they stand behind others.
pub fn map_rows(
    look: &Look<'_>,
    dependence: &Dependence,
    division: &Division,
    sections: &[usize],
    sources: &[(SourceId, usize)],
    selected: Cell,
) -> Vec<Row> {
    let dossier = look.dossier;
    let row = |&(id, depth): &(SourceId, usize)| {
        let source = dossier.source(id);
        let doubted = look.doubts.contains(&id);
        let here = id == selected.source;
        let mut name = Roles::from(Role::Source);
        name = if doubted { name.with(Role::Doubt) } else { name };
        name = if here { name.with(Role::Selected) } else { name };
        let anonymous = if source.is_nobody() { look.symbols.nobody() } else { "" };
        let name = vec![
            Run::new(under(look.symbols, depth), Role::Mark),
            Run::new(&source.name, name).leading_to(Lead::Source(id)),
            Run::new(anonymous, Role::Mark),
        ];
        let claims = dossier.resting_on(&[id]);
        let cell = |section: Option<usize>, widths: Widths| {
            // They stand in the order of the text, and so do sections.
            let before = |section: usize| claims.partition_point(|claim| dossier.claim(*claim).section < section);
            let there = section.map_or(0..claims.len(), |section| before(section)..before(section + 1));
            let counted = dossier.figures_of(claims[there].iter().copied());
            figures(look, counted, widths, here && section == selected.section)
        };
        let mut runs = padded(name, division.names, look.symbols);
        runs.push(gap(GAP));
        runs.extend(cell(None, division.all));
        if division.falls > 0 {
            runs.extend([gap(GAP), falls(dependence, id)]);
        }
        for &section in &sections[division.shown.clone()] {
            runs.push(gap(division.one.gap()));
            runs.extend(cell(Some(section), division.one));
        }
        Row::of(fit(runs, division.width, look.symbols))
    };
    sources.iter().map(row).collect()
}

/// How much of the text has what weakens it: a bar for each.
pub fn shares_rows(look: &Look<'_>, shares: Shares, width: usize) -> Vec<Row> {
    let Shares { claims, unsourced, single, hedged, limited, denied, fallen } = shares;
    let bar = |sign: Option<(&str, Role)>, words: &str, count: usize, all: usize, of: &str| {
        let percent = (100 * count + all / 2).checked_div(all).unwrap_or_default();
        // Something is never drawn as nothing, nor all but one as all.
        let long = (BAR * count).checked_div(all).unwrap_or_default();
        let long = if count > 0 { long.max(1) } else { 0 };
        let long = if count < all { long.min(BAR - 1) } else { long };
        let drawn = look.symbols.share().repeat(long);
        let (sign, role) = sign.map_or((String::new(), Role::Label), |(sign, role)| (format!("{sign} "), role));
        let words = format!("{words:<0$}", 22 - wrap::columns(&sign));
        let runs = vec![
            Run::new(sign, role),
            Run::new(words, Role::Label),
            Run::new(format!("{percent:>3}% "), Role::Body),
            Run::new(drawn, Role::Mark),
            Run::new(" ".repeat(BAR + 1 - long), Role::Body),
            Run::new(format!("{count} of {all} {of}"), Role::Muted),
        ];
        Row::of(fit(runs, width, look.symbols))
    };
    let symbols = look.symbols;
    let mut rows = vec![
        bar(None, "without a source", unsourced, claims + unsourced, "claims and sentences"),
        bar(None, "on a single source", single, claims, "claims"),
        bar(None, "hedged", hedged, claims, "claims"),
        bar(Some((symbols.limitation(), Role::Caveat)), "under a caveat", limited, claims, "claims"),
        bar(Some((symbols.denial(), Role::Denial)), "denied", denied, claims, "claims"),
    ];
    if fallen > 0 {
        rows.push(bar(Some((symbols.fallen(), Role::Problem)), "fallen", fallen, claims, "claims"));
    }
    rows
}

/// Columns of a bar that stands for all.
const BAR: usize = 20;

/// A section by its number in the contents; 0 is what stands before any heading.
pub fn number(dossier: &Dossier, section: usize) -> String {
    let before = dossier.briefing.sections[..=section].iter().filter(|section| section.level > 0);
    before.count().to_string()
}

fn digits(count: usize) -> usize {
    if count == 0 { 0 } else { count.to_string().len() }
}

pub(super) fn figures(look: &Look<'_>, figures: Figures, widths: Widths, selected: bool) -> Vec<Run> {
    let Figures { claims, limited, denied } = figures;
    // What has a look of its own is no wider than what it says.
    let signed = |count: usize, sign: &str, digits: usize, role: Role| {
        let text = match count {
            0 => String::new(),
            _ if widths.narrow => sign.to_owned(),
            count => format!("{sign}{count}"),
        };
        let blank = widths.signed(digits).saturating_sub(wrap::columns(&text));
        [Run::new(text, role), gap(blank)]
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

/// How many claims fall with a source, in a column of its own.
pub(super) fn falls(dependence: &Dependence, source: SourceId) -> Run {
    let falling = match dependence.falling(source) {
        0 => String::new(),
        falling => falling.to_string(),
    };
    Run::new(format!("{falling:>FALLS$}"), Role::Body)
}

/// What stands before a source that stands so deep under others.
pub(super) fn under(symbols: Symbols, depth: usize) -> String {
    let behind = if depth > 0 { symbols.behind() } else { "" };
    format!("{}{behind}", "  ".repeat(depth.saturating_sub(1).min(4)))
}

fn gap(columns: usize) -> Run {
    Run::new(" ".repeat(columns), Role::Body)
}
