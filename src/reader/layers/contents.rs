//! The contents: the headings of the text, beside the article or above it, and the way to each of them.

use std::ops::Range;

use crate::briefing::dossier::Figures;
use crate::page::list::{select, spread};
use crate::page::look::Look;
use crate::page::row::{Row, Run};
use crate::reader::follow;
use crate::reader::layout::{Area, Layout, Panes, scrolled_top};
use crate::reader::outcome::{Open, Outcome, Outcomes, say};
use crate::reader::place::Here;
use crate::reader::screen::{Begins, Pane, Popup};
use crate::reader::session::Session;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;

/// The widest contents above the article, in columns.
const WIDEST: usize = 60;

/// The contents, while they have the keys.
#[derive(Clone, Copy, Debug)]
pub(in crate::reader) struct Contents {
    /// The selected row, 0-based. Row `n` is section `n + 1`: the first section stands before any heading and has no
    /// row.
    pub(super) row: usize,
}

impl Contents {
    /// Opens the contents at the reader's place, or says that the text has no headings.
    pub(in crate::reader) fn open(session: &Session, here: &Here) -> Outcomes {
        if session.dossier().briefing.sections.len() < 2 {
            return say("This text has no headings");
        }
        vec![Outcome::Open(Open::Contents(here.sight.section.saturating_sub(1)))]
    }

    /// Goes to a row of the contents, 0-based.
    pub(in crate::reader) fn go_to(row: usize, session: &Session, here: &Here) -> Outcomes {
        Self { row }.accept(session, here)
    }

    pub(super) fn accept(self, session: &Session, here: &Here) -> Outcomes {
        let last = session.dossier().briefing.sections.len() - 1;
        follow::to_section((self.row + 1).min(last), session, here)
    }

    pub(super) fn popup(self, place: (Layout, &Panes), room: usize, session: &Session, here: &Here) -> Popup {
        let width = room.min(WIDEST);
        let look = session.look(here.place.chosen);
        let rows = |range| contents_rows(&look, here.sight.section, Some(self.row), range, width);
        Pane::popup(place, "Contents", (width, length(session)), Begins::Around(self.row), rows)
    }

    /// The contents beside the article. `selected` is the selected row while they have the keys; `top` is the first row
    /// if the pointer has scrolled them.
    pub(in crate::reader) fn pane(
        area: Area,
        selected: Option<usize>,
        top: Option<usize>,
        session: &Session,
        here: &Here,
    ) -> Pane {
        let inside = area.inside();
        let height = usize::from(inside.rows);
        let length = length(session);
        let at = selected.unwrap_or(here.sight.section.saturating_sub(1));
        let top = scrolled_top(top, at, height, length);
        let width = usize::from(inside.columns);
        let look = session.look(here.place.chosen);
        let rows = contents_rows(&look, here.sight.section, selected, top..top + height, width);
        let title = Some(vec![Run::new("Contents", Role::PaneTitle)]);
        let hidden = (top, length.saturating_sub(top + height));
        Pane { area, title, active: selected.is_some(), inside, rows, hidden, ..Pane::default() }
    }
}

/// The number of rows.
pub(super) fn length(session: &Session) -> usize {
    session.dossier().briefing.sections.len() - 1
}

/// Rows of the contents: titles indented by depth, with figures for each section. `here` is the section that the reader
/// is in; `selected` is the selected row.
fn contents_rows(look: &Look<'_>, here: usize, selected: Option<usize>, range: Range<usize>, width: usize) -> Vec<Row> {
    let sections = &look.dossier.briefing.sections;
    let top = sections.iter().map(|section| section.level).filter(|&level| level > 0).min().unwrap_or(1);
    // All rows share the widths of the figures, so that numbers line up and do not move.
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

/// A section's claims, limited claims and denied claims, in cells of these widths.
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

/// A number in a cell; empty for 0.
fn figure(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}
