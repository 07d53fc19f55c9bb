//! Rows of the map: shares as bars, and a matrix of sources by sections with figures in each cell.
//!
//! Makes only the requested rows and columns. Must not know panes.

use std::ops::Range;

use crate::briefing::ast::CaveatKind;
use crate::briefing::dossier::{Dossier, SourceId};
use crate::evidence::dependence::{Dependence, Shares};
use crate::evidence::map::{Cell, number};
use crate::page::lead::Lead;
use crate::page::list::{Figure, GAP, Totals, Widths, figures, gap, under};
use crate::page::look::Look;
use crate::page::prose::kind_sign;
use crate::page::row::{Row, Run, columns, fit, padded};
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// Columns for the signs that more sections exist.
const MORE: usize = 2;

/// The widest gap between two sections, and the narrowest and widest column of names.
const WIDEST_GAP: usize = 8;
const NAMES: (usize, usize) = (8, 44);

/// The columns of the matrix for a width: names, figures, and the sections that fit.
#[derive(Clone, Debug)]
pub(super) struct Division {
    width: usize,
    names: usize,
    totals: Totals,
    /// The widths of one section, and the gap before each.
    one: Widths,
    gap: usize,
    /// The visible sections, as indices into the sections that have claims, and the number of those.
    shown: Range<usize>,
    sections: usize,
}

impl Division {
    /// Divides the width so that the section `wanted` is visible, if one fits.
    pub(super) fn of(
        dossier: &Dossier,
        sources: &[(SourceId, usize)],
        sections: usize,
        wanted: usize,
        width: usize,
    ) -> Self {
        let totals = Totals::of(dossier, width);
        let one = Widths::of(dossier.most_in_a_section());
        let name = |&(source, depth): &(SourceId, usize)| {
            wrap::columns(&under(Symbols::Full, depth)) + wrap::columns(&dossier.source(source).name) + 2
        };
        let longest = sources.iter().map(name).max().unwrap_or_default();
        // The width of the names, and what is left for the sections.
        let divide = |totals: Totals| {
            let fixed = totals.columns() + MORE;
            let room = (width * 2 / 5).clamp(NAMES.0, NAMES.1).min(width.saturating_sub(fixed).max(6));
            let names = longest.clamp(NAMES.0.min(room), room);
            (names, width.saturating_sub(names + fixed))
        };
        let fits = |left: usize, one: Widths| left / (one.cell() + one.gap()) >= sections;
        // Seeing all sections at once is worth more than figures in each cell, and than columns for each figure.
        let totals = if fits(divide(totals).1, one.narrow()) { totals } else { totals.compact() };
        let (names, left) = divide(totals);
        let one = if fits(left, one) { one } else { one.narrow() };
        let room = |one: Widths| left / (one.cell() + one.gap());
        let room = room(one);
        let first = (wanted + 1).saturating_sub(room).min(sections.saturating_sub(room));
        let shown = first..(first + room).min(sections);
        let spare = (left / shown.len().max(1)).saturating_sub(one.cell());
        let gap = spare.clamp(one.gap(), WIDEST_GAP.max(one.gap()));
        Self { width, names, totals, one, gap, shown, sections }
    }

    /// The place of a section among those that have claims, by a column of its cells, 0-based; none left of the sections.
    pub(super) fn section_at(&self, at: usize) -> Option<usize> {
        let first = self.names + self.totals.columns();
        let place = at.checked_sub(first)? / (self.gap + self.one.cell());
        Some(self.shown.start + place).filter(|place| self.shown.contains(place))
    }

    /// The column over the count of claims of a section, by its place among the shown ones.
    fn column(&self, place: usize) -> usize {
        self.names + self.totals.columns() + (place + 1) * self.gap + place * self.one.cell() + self.one.count() - 1
    }
}

/// The names of the columns: the figures, and sections by their numbers in the contents. If `are_named`, the titles of
/// the sections lead down to their numbers.
pub(super) fn map_heads(
    look: &Look<'_>,
    division: &Division,
    sections: &[usize],
    selected: Option<usize>,
    are_named: bool,
) -> Vec<Row> {
    let role = |lit: bool| if lit { Role::PaneTitle } else { Role::TableHead };
    let shown = &sections[division.shown.clone()];
    let mut rows = Vec::new();
    for place in (0..shown.len()).rev().filter(|_| are_named) {
        let (section, column) = (shown[place], division.column(place));
        let title = match &look.dossier.briefing.sections[section] {
            section if section.level == 0 => "before the first heading",
            section => section.title.as_str(),
        };
        let title = fit(vec![Run::new(title, role(selected == Some(section)))], column.saturating_sub(1), look.symbols);
        let mut runs = vec![gap(column.saturating_sub(1 + columns(&title)))];
        runs.extend(title);
        runs.extend([gap(1), Run::new(look.symbols.frame()[1], Role::Ornament)]);
        for right in place + 1..shown.len() {
            runs.push(gap(division.column(right) - columns(&runs)));
            runs.push(Run::new(look.symbols.column(), Role::Ornament));
        }
        rows.push(Row::of(fit(runs, division.width, look.symbols)));
    }
    let mut runs = padded(vec![Run::new("source", Role::TableHead)], division.names, look.symbols);
    for head in division.totals.heads(selected.is_none().then_some(Figure::Claims)) {
        runs.push(gap(GAP));
        runs.extend(head);
    }
    for (place, &section) in shown.iter().enumerate() {
        let number = number(look.dossier, section);
        runs.push(gap((division.column(place) + 1).saturating_sub(columns(&runs) + number.len())));
        runs.push(Run::new(number, role(selected == Some(section))));
    }
    // More sections exist on that side.
    let more = |there: bool, right: bool| if there { look.symbols.beyond(right) } else { " " };
    let (before, after) = (division.shown.start > 0, division.shown.end < division.sections);
    runs.push(gap((division.width.saturating_sub(MORE)).saturating_sub(columns(&runs))));
    runs.push(Run::new(format!("{}{}", more(before, false), more(after, true)), Role::Mark));
    rows.push(Row::of(fit(runs, division.width, look.symbols)));
    rows
}

/// Rows of the matrix: sources with their depth under others.
pub(super) fn map_rows(
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
        let anonymous = if source.is_nobody() { format!(" {}", look.symbols.nobody()) } else { String::new() };
        let name = vec![
            Run::new(under(look.symbols, depth), Role::Mark),
            Run::new(&source.name, name).leading_to(Lead::Source(id)),
            Run::new(anonymous, Role::Mark),
        ];
        let claims = dossier.resting_on(&[id]);
        let counted = |section: Option<usize>| {
            // Claims stand in the order of the text, and so do sections.
            let before = |section: usize| claims.partition_point(|claim| dossier.claim(*claim).section < section);
            let there = section.map_or(0..claims.len(), |section| before(section)..before(section + 1));
            dossier.figures_of(claims[there].iter().copied())
        };
        let is_all = here && selected.section.is_none();
        let mut runs = padded(name, division.names, look.symbols);
        for cell in division.totals.cells(look, counted(None), dependence.falling(id), is_all) {
            runs.push(gap(GAP));
            runs.extend(cell);
        }
        for &section in &sections[division.shown.clone()] {
            runs.push(gap(division.gap));
            let is_selected = here && selected.section == Some(section);
            runs.extend(figures(look, counted(Some(section)), division.one, is_selected));
        }
        Row::of(fit(runs, division.width, look.symbols))
    };
    sources.iter().map(row).collect()
}

/// How much of the text is weakened, and how: a bar for each kind.
pub(super) fn shares_rows(look: &Look<'_>, shares: Shares, width: usize) -> Vec<Row> {
    let Shares { claims, unsourced, single, hedged, limited, denied, fallen } = shares;
    let bar = |sign: Option<(&str, Role)>, words: &str, count: usize, all: usize, of: &str| {
        let percent = (100 * count + all / 2).checked_div(all).unwrap_or_default();
        // A bar is empty only for none, and full only for all.
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
    let all = match unsourced {
        0 => "claims",
        _ if width < NOUNS_FROM => "passages",
        _ => "claims and sentences",
    };
    // Where nothing is declared, a share of 0 % would say that somebody looked.
    let declared = |kind: CaveatKind, words: &str, count: usize| {
        let (sign, role) = kind_sign(symbols, kind);
        if look.dossier.caveats.iter().any(|caveat| caveat.kind == kind) {
            return bar(Some((sign, role)), words, count, claims, "claims");
        }
        let words = format!("{words:<0$}", 22 - wrap::columns(sign) - 1);
        Row::of(vec![
            Run::new(format!("{sign} "), role),
            Run::new(words, Role::Label),
            Run::new("none declared", Role::Muted),
        ])
    };
    let mut rows = vec![
        bar(None, "without a source", unsourced, claims + unsourced, all),
        bar(None, "on a single source", single, claims, "claims"),
        bar(None, "hedged", hedged, claims, "claims"),
        declared(CaveatKind::Limitation, "limited", limited),
        declared(CaveatKind::Denial, "denied", denied),
    ];
    if fallen > 0 {
        rows.push(bar(Some((symbols.fallen(), Role::Problem)), "fallen", fallen, claims, "claims"));
    }
    rows
}

/// Minimum width to say that claims and sentences are counted, in columns.
const NOUNS_FROM: usize = 80;

/// The width of a full bar, in columns.
const BAR: usize = 20;
