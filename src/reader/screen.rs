//! The screen: the rows of all panes, and what is on each cell. Made after every message, and all that the view draws.
//!
//! Letters, the mouse and hyperlinks find targets through one function, `stretches`. A click finds everything else
//! through `hit`. Must not know how rows are made.

use std::collections::HashSet;
use std::ops::Range;

use crate::briefing::dossier::Dossier;
use crate::page::lead::Lead;
use crate::page::row::{Row, Run};
use crate::reader::layout::{Area, Layout, Panes, list_top};
use crate::reader::scroll_bar::ScrollBar;
use crate::reader::view::View;
use crate::text::role::Role;
use crate::text::wrap;

/// The current screen.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    pub head: Option<(Area, Row)>,
    pub contents: Option<Pane>,
    pub main: Option<Pane>,
    pub card: Option<Pane>,
    pub popup: Option<Popup>,
    /// Whether the popup takes the colors of the panes under it away.
    pub covered: bool,
    pub status: Option<(Area, Row)>,
    /// The views at the left of the status line, each with its width in columns.
    pub(super) tabs: Vec<(View, usize)>,
    /// Areas that lead to web addresses.
    pub links: Vec<Link>,
    /// Letters over targets, while the prompt for a letter is open.
    pub letters: Vec<Letters>,
}

/// A pane: its area and its rows.
#[derive(Clone, Debug, Default)]
pub struct Pane {
    pub area: Area,
    /// The words in its border; none for a pane without a border.
    pub title: Option<Vec<Run>>,
    /// Whether it has the keys.
    pub active: bool,
    /// The area of its rows, within `area`.
    pub inside: Area,
    /// The rows right above `inside`.
    pub heads: Vec<Row>,
    /// The rows right below `inside`.
    pub feet: Vec<Row>,
    pub rows: Vec<Row>,
    /// The numbers of rows, or of items of a list, hidden above and below.
    pub hidden: (usize, usize),
    /// The key that scrolls to the rows below, if it is not one of those that move in any pane.
    pub down_key: Option<String>,
    /// The number of rows of each item of a list after its first.
    pub extra_rows: usize,
    /// Whether the columns left of `inside` show the gutter of each row, and left of that the changes of its claims.
    pub gutter: bool,
    pub scroll_bar: Option<ScrollBar>,
}

/// A pane above the others.
pub type Popup = Pane;

/// An area of one row that leads to a web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub area: Area,
    /// Equal for all areas of one link.
    pub id: u64,
    pub address: String,
}

/// One or two letters over a target.
#[derive(Clone, Debug)]
pub struct Letters {
    pub area: Area,
    pub run: Run,
    pub(super) lead: Lead,
}

/// A click in a list of the main pane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clicked {
    /// The row of the whole list, 0-based, if the cell has one.
    pub(super) row: Option<usize>,
    /// The row of the names of the columns, 0-based, if the cell is on one.
    pub(super) head: Option<usize>,
    /// The column of the screen, 0-based.
    pub(super) column: u16,
}

/// What a click on a cell hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    Tab(View),
    /// A row of the contents, 0-based in the whole list.
    Contents(usize),
    /// The main pane. The row is 0-based in the whole list, if the cell has one.
    Main(Option<usize>),
    /// A row with names of columns, 0-based.
    Heads(usize),
    Card,
    Elsewhere,
}

/// In the order in which keys are easy to reach.
const ALPHABET: &[u8; 26] = b"asdfghjklqwertyuiopzxcvbnm";

impl Pane {
    /// The number of items of a list that fit.
    pub(super) fn page(&self) -> usize {
        usize::from(self.inside.rows) / (1 + self.extra_rows)
    }

    /// The row above the list on a cell, 0-based from the first of them.
    fn head_at(&self, row: u16) -> Option<usize> {
        let first = self.inside.y.checked_sub(u16::try_from(self.heads.len()).ok()?)?;
        (first..self.inside.y).contains(&row).then(|| usize::from(row - first))
    }

    /// The item of the pane's list on a cell, 0-based in the whole list.
    pub(super) fn row_at(&self, column: u16, row: u16) -> Option<usize> {
        let at = usize::from(row.checked_sub(self.inside.y)?);
        let item = self.hidden.0 + at / (1 + self.extra_rows);
        (self.inside.has(column, row) && at < self.rows.len()).then_some(item)
    }

    /// A popup in the middle of the screen, with a title and a list of `length` rows, `width` columns wide. `rows`
    /// makes the visible rows.
    pub(super) fn popup(
        (layout, panes): (Layout, &Panes),
        title: &str,
        (width, length): (usize, usize),
        begins: Begins,
        rows: impl FnOnce(Range<usize>) -> Vec<Row>,
    ) -> Self {
        let area = layout.centred(panes, width + 4, length + 2);
        let inside = area.inside();
        let height = usize::from(inside.rows);
        let top = match begins {
            Begins::At(top) => top.min(length.saturating_sub(height)),
            Begins::Around(row) => list_top(row, height, length),
        };
        let hidden = (top, length.saturating_sub(top + height));
        let title = Some(vec![Run::new(title, Role::PaneTitle)]);
        Self { area, title, active: true, inside, rows: rows(top..top + height), hidden, ..Self::default() }
    }

    /// A popup from finished rows, as wide as the widest of them and at most `most` columns. `fitted` cuts a row to the
    /// width.
    pub(super) fn popup_of(
        place: (Layout, &Panes),
        title: &str,
        most: usize,
        begins: Begins,
        rows: Vec<Row>,
        fitted: impl Fn(Row, usize) -> Row,
    ) -> Self {
        let width = rows.iter().map(Row::columns).max().unwrap_or(most).max(wrap::columns(title) + 4).min(most);
        Self::popup(place, title, (width, rows.len()), begins, |range| {
            rows.into_iter().skip(range.start).take(range.len()).map(|row| fitted(row, width)).collect()
        })
    }
}

/// Which row is at the top of a list.
#[derive(Clone, Copy)]
pub(super) enum Begins {
    At(usize),
    /// Any row, so that this row is visible.
    Around(usize),
}

impl Screen {
    /// Shows one pane and nothing else, as for printing.
    pub fn of(pane: Pane, dossier: &Dossier) -> Self {
        let mut screen = Self { main: Some(pane), ..Self::default() };
        screen.links = screen.web_links(dossier);
        screen
    }

    /// Finds what is on a cell, ignoring popups.
    pub(super) fn hit(&self, column: u16, row: u16) -> Hit {
        let has = |pane: &&Pane| pane.area.has(column, row);
        if let Some(view) = self.tab_at(column, row) {
            return Hit::Tab(view);
        }
        if let Some(row) = self.contents.as_ref().and_then(|pane| pane.row_at(column, row)) {
            return Hit::Contents(row);
        }
        if self.card.as_ref().is_some_and(|pane| has(&pane)) {
            return Hit::Card;
        }
        match self.main.as_ref().filter(has) {
            Some(main) => match main.head_at(row) {
                Some(head) => Hit::Heads(head),
                None => Hit::Main(main.row_at(column, row)),
            },
            None => Hit::Elsewhere,
        }
    }

    /// The view whose tab is on a cell.
    fn tab_at(&self, column: u16, row: u16) -> Option<View> {
        let (area, _) = self.head.as_ref().filter(|(area, _)| area.has(column, row))?;
        let mut end = usize::from(area.x);
        self.tabs.iter().find_map(|&(view, columns)| {
            end += columns;
            (usize::from(column) < end).then_some(view)
        })
    }

    /// Finds the target on a cell. This includes the words of the chosen claim, which get no letter.
    pub(super) fn lead_at(&self, column: u16, row: u16) -> Option<Lead> {
        let lettered = self.letters.iter().find(|letters| letters.area.has(column, row));
        let stretches = || self.stretches().into_iter().find(|(area, _)| area.has(column, row));
        lettered.map(|letters| letters.lead).or_else(|| stretches().map(|(_, lead)| lead))
    }

    /// The areas of the panes that have a target, row by row.
    fn stretches(&self) -> Vec<(Area, Lead)> {
        let mut stretches: Vec<(Area, Lead)> = Vec::new();
        for pane in [&self.main, &self.card].into_iter().flatten() {
            let end = pane.inside.x + pane.inside.columns;
            for (row, y) in pane.rows.iter().zip(pane.inside.y..pane.inside.y + pane.inside.rows) {
                let mut x = pane.inside.x;
                for run in &row.runs {
                    let columns = u16::try_from(wrap::columns(&run.text)).unwrap_or(u16::MAX).min(end - x);
                    match (run.lead, stretches.last_mut()) {
                        (Some(lead), Some((area, before)))
                            if *before == lead && (area.x + area.columns, area.y) == (x, y) =>
                        {
                            area.columns += columns;
                        }
                        (Some(lead), _) if columns > 0 => stretches.push((Area { x, y, columns, rows: 1 }, lead)),
                        (Some(_) | None, _) => {}
                    }
                    x += columns;
                }
            }
        }
        stretches
    }

    /// The number of blank columns right before an area.
    fn blanks_before(&self, area: Area) -> u16 {
        let panes = [&self.main, &self.card].into_iter().flatten();
        let mut rows = panes.filter_map(|pane| {
            let row = pane.rows.get(usize::from(area.y.checked_sub(pane.inside.y)?))?;
            pane.inside.has(area.x, area.y).then(|| blanks_before(pane, row, area.x))
        });
        rows.next().unwrap_or_default()
    }

    /// The areas that lead to web addresses. Cells under a popup have no link.
    pub(super) fn web_links(&self, dossier: &Dossier) -> Vec<Link> {
        let links = self.stretches().into_iter().filter_map(|(area, lead)| {
            let id = match lead {
                Lead::Link(link) => 2 * u64::from(link),
                Lead::Address(source) => 2 * source.0 as u64 + 1,
                Lead::Claim(_) | Lead::Source(_) | Lead::Caveat(_) | Lead::Note(_) | Lead::There(..) => return None,
            };
            Some(Link { area, id, address: lead.address(dossier)? })
        });
        match &self.popup {
            Some(popup) => links.flat_map(|link| beside(link, popup.area)).collect(),
            None => links.collect(),
        }
    }

    /// Places a letter at each target: in the blank before its words, or else on its first free cells. Targets for which `is_here` holds get none. After the
    /// first of two letters, only letters that begin with it remain. `end` is the width of the screen, in columns.
    pub(super) fn lettered(&self, is_here: impl Fn(Lead) -> bool, typed: Option<char>, end: u16) -> Vec<Letters> {
        let mut leads: Vec<(Lead, Vec<Area>)> = Vec::new();
        for (area, lead) in self.stretches() {
            match leads.iter_mut().find(|(known, _)| *known == lead) {
                Some((_, areas)) => areas.push(area),
                None if is_here(lead) => {}
                None => leads.push((lead, vec![area])),
            }
        }
        let two = leads.len() > ALPHABET.len();
        let columns = 1 + u16::from(two);
        let mut taken = HashSet::new();
        let mut free = |areas: &[Area]| {
            let begin = |area: &Area| area.x - self.blanks_before(*area).min(columns);
            let starts = areas.iter().flat_map(|area| (begin(area)..area.x + area.columns).map(move |x| (x, area.y)));
            let cells = |x: u16, y: u16| (x..x + columns).map(move |x| (x, y));
            let (x, y) = starts
                .into_iter()
                .find(|&(x, y)| x + columns <= end && cells(x, y).all(|cell| !taken.contains(&cell)))?;
            taken.extend(cells(x, y));
            Some(Area { x, y, columns, rows: 1 })
        };
        let placed = leads.iter().filter_map(|(lead, areas)| Some((*lead, free(areas)?)));
        let most = if two { ALPHABET.len() * ALPHABET.len() } else { ALPHABET.len() };
        let lettered = placed.take(most).enumerate().map(|(number, (lead, area))| {
            let letter = |number: usize| char::from(ALPHABET[number % ALPHABET.len()]);
            let first = two.then(|| letter(number / ALPHABET.len()));
            let text: String = first.into_iter().chain([letter(number)]).collect();
            Letters { area, run: Run::new(text, Role::Letter), lead }
        });
        lettered.filter(|letters| typed.is_none_or(|typed| letters.run.text.starts_with(typed))).collect()
    }
}

/// The number of blank columns of a pane's row right before a column.
fn blanks_before(pane: &Pane, row: &Row, column: u16) -> u16 {
    let mut at = pane.inside.x;
    let mut blanks = if pane.gutter { pane.inside.x - pane.area.x.min(pane.inside.x) } else { 0 }.min(1);
    for c in row.runs.iter().flat_map(|run| run.text.chars()) {
        if at >= column {
            break;
        }
        blanks = if c == ' ' { blanks + 1 } else { 0 };
        at += u16::try_from(wrap::columns(c.encode_utf8(&mut [0; 4]))).unwrap_or(u16::MAX);
    }
    blanks
}

/// The parts of a link left and right of a popup.
fn beside(link: Link, popup: Area) -> Vec<Link> {
    let Area { x, y, columns, rows } = link.area;
    let (end, popup_end) = (x + columns, popup.x + popup.columns);
    if !(popup.y..popup.y + popup.rows).contains(&y) || popup_end <= x || end <= popup.x {
        return vec![link];
    }
    let parts = [(x, popup.x), (popup_end, end)].into_iter().filter(|(from, to)| from < to);
    parts.map(|(x, to)| Link { area: Area { x, y, columns: to - x, rows }, ..link.clone() }).collect()
}
