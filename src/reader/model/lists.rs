//! The rows of the lists that are panes: the table of claims, the sources, the contents.

use super::scroll_bar::{self, ScrollBar};
use super::settle::{Pane, Screen, counted, pulled};
use super::{Model, Open};
use crate::evidence::dependence::Dependence;
use crate::page::claims::{claims_head, claims_rows};
use crate::page::list::{contents_rows, source_list, source_list_head};
use crate::page::row::{Row, Run};
use crate::reader::panes::Area;
use crate::text::role::Role;

impl Model {
    pub(super) fn settle_claims(&self, area: Option<Area>, screen: &mut Screen) {
        let Some(area) = area else { return };
        let inside = list_area(area);
        // The names of the columns, where there is a row to spare.
        let head = u16::from(inside.rows > 3);
        let inside = Area { y: inside.y + head, rows: inside.rows - head, ..inside };
        let (listed, row) = (self.in_table(), self.listed_row());
        let inside = counted(inside, listed.len());
        let (width, height) = (usize::from(inside.columns), usize::from(inside.rows));
        let top = pulled(self.pulled.list, row.unwrap_or_default(), height, listed.len());
        let shown = &listed[top..listed.len().min(top + height)];
        let shown = shown.iter().map(|&claim| (claim, self.cautioned(claim)));
        let mut rows = claims_rows(&self.look(), shown, row.map(|row| listed[row]), width);
        if rows.is_empty() {
            let words = if self.dossier.claims.is_empty() {
                "No claim: nothing here is cited."
            } else {
                "No claim passes the filter."
            };
            rows.push(Row::of(vec![Run::new(words, Role::Muted)]));
        }
        self.light_list(&mut rows);
        screen.page = height;
        let hidden = (top, listed.len().saturating_sub(top + height));
        let scroll_bar = ScrollBar::of(area, inside, top..top + height, listed.len());
        let heads = (head > 0).then(|| claims_head(&self.look(), self.table.order, width)).into_iter().collect();
        screen.main =
            Some(Pane { area, inside, heads, rows, hidden, active: !self.on_card, scroll_bar, ..Pane::default() });
    }

    pub(super) fn settle_sources(&self, area: Option<Area>, screen: &mut Screen) {
        let Some(area) = area else { return };
        let inside = list_area(area);
        let inside = Area { columns: inside.columns.min(110), ..inside };
        let head = u16::from(inside.rows > 3);
        let inside = Area { y: inside.y + head, rows: inside.rows - head, ..inside };
        let (selected, length) = (self.selected_row(), self.source_list_length());
        let inside = counted(inside, length);
        let (width, height) = (usize::from(inside.columns), usize::from(inside.rows));
        let top = pulled(self.pulled.list, selected, height, length);
        let mut rows = if self.dossier.sources.is_empty() {
            vec![Row::of(vec![Run::new("No source: nothing here is cited.", Role::Muted)])]
        } else {
            let dependence = Dependence::of(&self.dossier, &self.doubts);
            let list = self.source_list();
            let elsewhere = |listed| self.cautioned_row(list.open, listed);
            source_list(&self.look(), &dependence, &list, selected, top..top + height, width, elsewhere)
        };
        self.light_list(&mut rows);
        screen.page = height;
        let hidden = (top, length.saturating_sub(top + height));
        let scroll_bar = ScrollBar::of(area, inside, top..top + height, length);
        let heads = if head > 0 && length > 0 { vec![source_list_head(&self.look(), width)] } else { Vec::new() };
        let active = !self.on_card;
        screen.main = Some(Pane { area, active, inside, heads, rows, hidden, scroll_bar, ..Pane::default() });
    }

    pub(super) fn contents_pane(&self, area: Area, screen: &Screen) -> Pane {
        let selected = match &self.open {
            Some(Open::Contents { row }) => Some(*row),
            Some(
                Open::Help { .. }
                | Open::Problems { .. }
                | Open::News { .. }
                | Open::Choice { .. }
                | Open::Themes { .. }
                | Open::Letters { .. }
                | Open::Mark(_),
            )
            | None => None,
        };
        let inside = area.inside();
        let height = usize::from(inside.rows);
        let length = self.dossier.briefing.sections.len() - 1;
        let here = selected.unwrap_or(screen.section.saturating_sub(1));
        let top = pulled(self.pulled.contents, here, height, length);
        let width = usize::from(inside.columns);
        let rows = contents_rows(&self.look(), screen.section, selected, top..top + height, width);
        let title = Some(vec![Run::new("Contents", Role::PaneTitle)]);
        let hidden = (top, length.saturating_sub(top + height));
        Pane { area, title, active: selected.is_some(), inside, rows, hidden, ..Pane::default() }
    }
}

/// Where a list goes in a pane without a border.
pub(super) fn list_area(area: Area) -> Area {
    let (side, above) = (u16::from(area.columns > 30), u16::from(area.rows > 10));
    let scroll_bar = u16::from(area.columns >= scroll_bar::FROM);
    Area {
        x: area.x + side,
        columns: area.columns.saturating_sub(2 * side + scroll_bar),
        y: area.y + above,
        rows: area.rows.saturating_sub(above),
    }
}
