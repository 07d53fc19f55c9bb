//! Lists: the sources with the claims of the one that is opened, and the contents. One row an entry.
//!
//! A list may be long: only the rows that are asked for are made. Must not know panes.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::prose::{caveat_sign, signs};
use super::{Lead, Look, Row, Run};
use crate::dossier::{Figures, SourceId};
use crate::numbers;
use crate::role::{Role, Roles};
use crate::symbol::Symbols;
use crate::wrap;

/// How many rows the list of sources has with `open` opened.
pub fn source_list_length(look: &Look<'_>, open: SourceId) -> usize {
    look.dossier.sources.len() + look.dossier.sources.get(open.0).map_or(0, |source| source.claims.len())
}

/// Rows `range` of the list of sources, with the claims of `open` under it, and row `selected` selected.
pub fn source_list(look: &Look<'_>, open: SourceId, selected: usize, range: Range<usize>, width: usize) -> Vec<Row> {
    let claims = look.dossier.sources.get(open.0).map_or(0, |source| source.claims.len());
    let end = range.end.min(source_list_length(look, open));
    (range.start..end)
        .map(|row| {
            let runs = if row <= open.0 {
                source_row(look, SourceId(row), row == open.0, width)
            } else if row <= open.0 + claims {
                claim_row(look, open, row - open.0 - 1, width)
            } else {
                source_row(look, SourceId(row - claims), false, width)
            };
            select(runs, row == selected, width)
        })
        .collect()
}

fn source_row(look: &Look<'_>, id: SourceId, open: bool, width: usize) -> Vec<Run> {
    let source = look.dossier.source(id);
    let doubted = look.doubts.contains(&id);
    let lead = if open { look.symbols.opened() } else { " " };
    let name = Roles::from(Role::Body).with(Role::Source);
    let name = if doubted { name.with(Role::Doubt) } else { name };
    let right = [source.traits().join(", "), numbers::count(source.claims.len(), "claim")];
    let mut left = vec![
        Run::new(format!("{lead} {:>2} ", id.number()), Role::Mark),
        Run::new(&source.name, name).leading_to(Lead::Source(id)),
    ];
    if doubted {
        left.push(Run::new(" (doubted)", Role::Muted));
    }
    for via in look.dossier.behind(id).into_iter().take(20) {
        for &caveat in look.dossier.source(via).caveats.iter().take(3) {
            left.push(Run::new(" ", Role::Body));
            left.push(caveat_sign(look.dossier, look.symbols, caveat));
        }
    }
    spread(left, right.map(|words| vec![Run::new(words, Role::Muted)]).into(), width, look.symbols)
}

fn claim_row(look: &Look<'_>, source: SourceId, index: usize, width: usize) -> Vec<Run> {
    let id = look.dossier.source(source).claims[index];
    let claim = look.dossier.claim(id);
    let stands = look.standing[id.0];
    let roles = Roles::from(Role::Body).with(Role::Claim);
    let roles = if stands { roles } else { roles.with(Role::Fallen) };
    let left = vec![
        Run::new(format!("     {:>3} ", id.number()), Role::Mark),
        Run::new(&claim.text, roles).leading_to(Lead::Claim(id)),
    ];
    let mut row = spread(left, Vec::new(), width.saturating_sub(4), look.symbols);
    row.push(Run::new(" ", Role::Body));
    row.extend(signs(look.dossier, look.symbols, id, stands));
    row
}

/// The contents: titles by their depth, with the number of claims in each and of those that something speaks against.
/// `here` is the section that is being read, `selected` the row that is chosen.
pub fn contents_rows(
    look: &Look<'_>,
    here: usize,
    selected: Option<usize>,
    range: Range<usize>,
    width: usize,
) -> Vec<Row> {
    let sections = &look.dossier.briefing.sections;
    let top = sections.iter().map(|section| section.level).filter(|&level| level > 0).min().unwrap_or(1);
    // As columns that hold for every row, so that the numbers can be compared and stay where they are.
    let Figures { claims, limited, denied } = look.dossier.most_in_a_section();
    let widths = [claims, limited, denied].map(|count| figure(count).len());
    sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.level > 0)
        .enumerate()
        .skip(range.start)
        .take(range.len())
        .map(|(row, (index, section))| {
            let sign = if index == here { look.symbols.selected() } else { " " };
            let indent = " ".repeat(2 * usize::from(section.level.saturating_sub(top)).min(width / 4));
            let roles = Roles::from(if index == here { Role::Body } else { Role::Muted });
            let roles = if index == here { roles.with(Role::Strong) } else { roles };
            let left = vec![Run::new(format!("{sign} {indent}"), Role::Mark), Run::new(&section.title, roles)];
            let right = figures_cells(look.symbols, look.dossier.figures_in(section.blocks.clone()), widths);
            select(spread(left, right, width, look.symbols), selected == Some(row), width)
        })
        .collect()
}

/// How many claims, and how many of them are limited and denied, in columns of these widths.
fn figures_cells(symbols: Symbols, figures: Figures, widths: [usize; 3]) -> Vec<Vec<Run>> {
    let Figures { claims, limited, denied } = figures;
    if claims == 0 {
        return Vec::new();
    }
    let claims = Run::new(format!("{:>1$}", figure(claims), widths[0]), Role::Mark);
    let against =
        [(symbols.limitation(), limited, widths[1], Role::Caveat), (symbols.denial(), denied, widths[2], Role::Denial)];
    let mut marks = Vec::new();
    for (sign, count, width, role) in against.into_iter().filter(|(_, _, width, _)| *width > 0) {
        if !marks.is_empty() {
            marks.push(Run::new(" ", Role::Body));
        }
        let sign = if count == 0 { " " } else { sign };
        marks.push(Run::new(format!("{sign}{:<width$}", figure(count)), role));
    }
    vec![vec![claims], marks]
}

/// A number in a column: nothing for none.
fn figure(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// A row of a list, over the whole width if it is selected.
pub(super) fn select(mut runs: Vec<Run>, selected: bool, width: usize) -> Row {
    if selected {
        let used: usize = runs.iter().map(|run| wrap::columns(&run.text)).sum();
        runs.push(Run::new(" ".repeat(width.saturating_sub(used)), Role::Body));
        for run in &mut runs {
            run.roles = run.roles.with(Role::Selected);
        }
    }
    Row::of(runs)
}

/// Runs at the left and cells at the right of a row, two columns apart. Those at the right go, the first first,
/// while they would take more than half of it.
fn spread(left: Vec<Run>, right: Vec<Vec<Run>>, width: usize, symbols: Symbols) -> Vec<Run> {
    let columns = |runs: &[Run]| runs.iter().map(|run| wrap::columns(&run.text)).sum::<usize>();
    let mut right: Vec<_> = right.into_iter().filter(|cell| columns(cell) > 0).collect();
    let all = |right: &[Vec<Run>]| right.iter().map(|cell| columns(cell) + 2).sum::<usize>();
    while all(&right) > width / 2 {
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

/// Runs cut to a width, with a sign where something was cut off.
pub fn fit(runs: Vec<Run>, width: usize, symbols: Symbols) -> Vec<Run> {
    let total: usize = runs.iter().map(|run| wrap::columns(&run.text)).sum();
    if total <= width {
        return runs;
    }
    let room = width.saturating_sub(wrap::columns(symbols.ellipsis()));
    let mut used = 0;
    let mut kept = Vec::new();
    for run in runs {
        let mut text = String::new();
        let mut full = false;
        for cluster in run.text.graphemes(true) {
            let columns = wrap::columns(cluster);
            full = used + columns > room;
            if full {
                break;
            }
            text.push_str(cluster);
            used += columns;
        }
        let roles = run.roles;
        kept.push(Run { text, ..run });
        if full {
            if width > 0 {
                kept.push(Run::new(symbols.ellipsis(), roles));
            }
            break;
        }
    }
    kept
}
