//! The map: the cell that is selected, and from a cell to its claims.

use super::lists::list_area;
use super::scroll_bar::ScrollBar;
use super::settle::{Pane, Screen, counted, pulled};
use super::{Model, Selected, View};
use crate::briefing::dossier::SourceId;
use crate::evidence::dependence::{Dependence, Shares, tree};
use crate::evidence::filter::{Filter, source_word};
use crate::page::map::{Cell, Division, cell_figures, map_columns, map_head, map_rows, number, shares_rows};
use crate::page::row::{Row, Run};
use crate::reader::panes::Area;
use crate::text::role::Role;

/// Rows of the pane from which the shares have room above the matrix.
const SHARES_FROM: u16 = 16;

impl Model {
    pub(super) fn map_cell(&self) -> Cell {
        Cell { source: self.place.selected.source, section: self.map_section }
    }

    fn map_row(&self, tree: &[(SourceId, usize)]) -> usize {
        tree.iter().position(|(source, _)| *source == self.place.selected.source).unwrap_or_default()
    }

    /// Selects another source of the map.
    pub(super) fn move_on_map(&mut self, distance: isize) {
        let tree = tree(&self.dossier);
        let row = self.map_row(&tree).saturating_add_signed(distance).min(tree.len().saturating_sub(1));
        if let Some(&(source, _)) = tree.get(row) {
            self.select(Selected { source, said: None });
        }
    }

    /// Selects another section of the map; before the first are all.
    pub(super) fn move_cell(&mut self, forward: bool) {
        let sections = map_columns(&self.dossier);
        let at = self.map_section.and_then(|here| sections.iter().position(|&section| section == here));
        let next = match (at, forward) {
            (None, true) => Some(0),
            (None, false) => None,
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        match next {
            None => self.map_section = None,
            Some(next) if next < sections.len() => self.map_section = Some(sections[next]),
            Some(_) => self.notice = Some("This is the last section".to_owned()),
        }
    }

    /// From a cell to its claims: they are what the filter lets through.
    pub(super) fn follow_from_map(&mut self) {
        if self.dossier.sources.is_empty() {
            return;
        }
        let cell = self.map_cell();
        if cell_figures(&self.dossier, cell).claims == 0 {
            self.notice = Some("No claim there".to_owned());
            return;
        }
        let mut words = source_word(&self.dossier.source(cell.source).id);
        if let Some(section) = cell.section {
            words = format!("{words} section:{}", number(&self.dossier, section));
        }
        let filter = Filter::parse(&words, &self.dossier, self.since()).ok().flatten();
        self.keep_filter(filter);
        self.show(View::Claims);
    }

    /// What the line at the bottom says of the cell.
    pub(super) fn cell_words(&self) -> String {
        let Cell { source, section } = self.map_cell();
        let claims = cell_figures(&self.dossier, Cell { source, section }).claims;
        let claims = crate::text::numbers::count(claims, "claim");
        let name = &self.dossier.source(source).name;
        match section {
            Some(section) => {
                let title = &self.dossier.briefing.sections[section].title;
                format!(" {name} in section {}, “{title}”: {claims} ", number(&self.dossier, section))
            }
            None => format!(" {name}: {claims} "),
        }
    }

    pub(super) fn settle_map(&self, area: Option<Area>, screen: &mut Screen) {
        let Some(area) = area else { return };
        let (look, inside) = (self.look(), list_area(area));
        let width = usize::from(inside.columns);
        let dependence = Dependence::of(&self.dossier, &self.doubts);
        let mut heads = Vec::new();
        if inside.rows >= SHARES_FROM && !self.dossier.claims.is_empty() {
            let shares = Shares::of(&self.dossier, &self.standing, &dependence);
            heads.extend(shares_rows(&look, shares, width));
            heads.push(Row::default());
        }
        let sections = map_columns(&self.dossier);
        let at = self.map_section.and_then(|here| sections.iter().position(|&section| section == here));
        let division = Division::of(&self.dossier, sections.len(), at.unwrap_or_default(), width);
        if inside.rows > 3 {
            heads.push(map_head(&look, &division, &sections, self.map_section));
        }
        let above = u16::try_from(heads.len()).unwrap_or_default();
        let inside = Area { y: inside.y + above, rows: inside.rows.saturating_sub(above), ..inside };
        let tree = tree(&self.dossier);
        let inside = counted(inside, tree.len());
        let height = usize::from(inside.rows);
        let top = pulled(self.pulled.list, self.map_row(&tree), height, tree.len());
        let shown = &tree[top..tree.len().min(top + height)];
        let mut rows = map_rows(&look, &dependence, &division, &sections, shown, self.map_cell());
        if rows.is_empty() {
            rows.push(Row::of(vec![Run::new("No source: nothing here is cited.", Role::Muted)]));
        }
        self.light_list(&mut rows);
        screen.page = height;
        let hidden = (top, tree.len().saturating_sub(top + height));
        let scroll_bar = ScrollBar::of(area, inside, top..top + height, tree.len());
        let active = !self.on_card;
        screen.main = Some(Pane { area, active, inside, heads, rows, hidden, scroll_bar, ..Pane::default() });
    }

    /// A click on a row of the map selects its source; one on the selected one shows its claims.
    pub(super) fn click_on_map(&mut self, row: usize) {
        let tree = tree(&self.dossier);
        let Some(&(source, _)) = tree.get(row) else { return };
        if source == self.place.selected.source {
            return self.follow_from_map();
        }
        let top = self.screen.main.as_ref().map(|main| main.hidden.0);
        self.select(Selected { source, said: None });
        self.pulled.list = top;
    }
}
