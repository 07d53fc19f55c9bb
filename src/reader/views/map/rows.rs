//! Rows of the map: shares as bars, and a matrix of sources by sections with figures in each cell.
//!
//! Makes only the requested rows and columns. Must not know panes.

use std::ops::Range;

use crate::briefing::dossier::{Dossier, SourceId};
use crate::evidence::dependence::{Dependence, Shares};
use crate::evidence::map::{Cell, number};
use crate::page::lead::Lead;
use crate::page::list::{FALLS, GAP, Widths, falls, figures, gap, under};
use crate::page::look::Look;
use crate::page::row::{Row, Run, fit, padded};
use crate::text::role::{Role, Roles};
use crate::text::wrap;

/// Columns for the signs that more sections exist.
const MORE: usize = 2;

/// Minimum width of the screen for the number of falling claims, in columns.
const FALLS_FROM: usize = 30;

/// The columns of the matrix for a width: names, figures, and the sections that fit.
#[derive(Clone, Debug)]
pub(super) struct Division {
    width: usize,
    names: usize,
    /// The width for the number of falling claims; 0 if it does not fit.
    falls: usize,
    /// The widths of the total and of one section.
    all: Widths,
    one: Widths,
    /// The visible sections, as indices into the sections that have claims, and the number of those.
    shown: Range<usize>,
    sections: usize,
}

impl Division {
    /// Divides the width so that the section `wanted` is visible, if one fits.
    pub(super) fn of(dossier: &Dossier, sections: usize, wanted: usize, width: usize) -> Self {
        let all = Widths::of(dossier.figures_in(0..dossier.briefing.blocks.len()));
        let one = Widths::of(dossier.most_in_a_section());
        let falls = if width < FALLS_FROM { 0 } else { GAP + FALLS };
        let fixed = GAP + all.cell() + falls + MORE;
        let names = (width * 2 / 5).clamp(8, 30).min(width.saturating_sub(fixed).max(6));
        let left = width.saturating_sub(names + fixed);
        let room = |one: Widths| left / (one.cell() + one.gap());
        // Seeing all sections at once is worth more than figures in each cell.
        let one = if room(one) < sections { one.narrow() } else { one };
        let room = room(one);
        let first = (wanted + 1).saturating_sub(room).min(sections.saturating_sub(room));
        Self { width, names, falls, all, one, shown: first..(first + room).min(sections), sections }
    }
}

/// The names of the columns: the total, the falling claims, and sections by their numbers in the contents.
pub(super) fn map_head(look: &Look<'_>, division: &Division, sections: &[usize], selected: Option<usize>) -> Row {
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
    // More sections exist on that side.
    let more = |there: bool, right: bool| if there { look.symbols.beyond(right) } else { " " };
    let (before, after) = (division.shown.start > 0, division.shown.end < division.sections);
    runs.push(Run::new(format!("{}{}", more(before, false), more(after, true)), Role::Mark));
    Row::of(fit(runs, division.width, look.symbols))
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
        let anonymous = if source.is_nobody() { look.symbols.nobody() } else { "" };
        let name = vec![
            Run::new(under(look.symbols, depth), Role::Mark),
            Run::new(&source.name, name).leading_to(Lead::Source(id)),
            Run::new(anonymous, Role::Mark),
        ];
        let claims = dossier.resting_on(&[id]);
        let cell = |section: Option<usize>, widths: Widths| {
            // Claims stand in the order of the text, and so do sections.
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

/// The width of a full bar, in columns.
const BAR: usize = 20;
