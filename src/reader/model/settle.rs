//! What follows from the reader's decisions: the rows of every pane.
//!
//! Owns [`Screen`], which is made anew after every message and holds all that the view draws.

use std::ops::Range;

use super::elsewhere::{from_there, there_words};
use super::leads::{Letters, Link};
use super::scroll_bar::{self, ScrollBar};
use super::search::Shown;
use super::themes::theme_rows;
use super::{Model, Open, Purpose, Selected, Target, View};
use crate::diagnostics::diagnostic::losing;
use crate::page::article::Typesetter;
use crate::page::card::{Room, caveat_card, claim_card, source_card};
use crate::page::list::contents_rows;
use crate::page::look::{Chosen, Look};
use crate::page::row::{Anchor, Gutter, Row, Run, fit};
use crate::page::since::gone_label;
use crate::reader::keymap::Keymap;
use crate::reader::panes::{Area, Card, Panes, Size, panes};
use crate::text::numbers;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

/// The columns left of the text that say which rows are part of a claim.
const GUTTER: u16 = 2;

/// The columns left of these that say what became of an older text's claims.
const SIGNS: u16 = 2;

/// What the panes show.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    pub head: Option<(Area, Row)>,
    pub contents: Option<Pane>,
    pub main: Option<Pane>,
    pub card: Option<Pane>,
    pub popup: Option<Popup>,
    pub status: Option<(Area, Row)>,
    /// What of it leads to an address.
    pub links: Vec<Link>,
    /// Letters over what can be followed, while one of them is asked for.
    pub letters: Vec<Letters>,

    // What the reader's next action goes by.
    /// Where the first row of the article begins.
    pub(super) top: Option<Anchor>,
    /// Rows of what has the keys.
    pub(super) page: usize,
    pub(super) chosen_in_sight: bool,
    pub(super) shown: Shown,
    /// How far down the text the last row of the article is, in percent of the bytes that are read.
    read: Option<usize>,
    /// Index of the section that is being read.
    pub(super) section: usize,
}

/// A pane: where it stands, and its rows from the top.
#[derive(Clone, Debug, Default)]
pub struct Pane {
    pub area: Area,
    /// The words in its border; a pane without a border has none.
    pub title: Option<Vec<Run>>,
    /// Whether the keys go to it.
    pub active: bool,
    /// Where its rows go, within the area.
    pub inside: Area,
    /// What stands in the rows right above `inside`.
    pub heads: Vec<Row>,
    /// What stands in the rows right below it.
    pub feet: Vec<Row>,
    pub rows: Vec<Row>,
    /// Rows that are above and below what is shown.
    pub hidden: (usize, usize),
    /// Whether the columns left of `inside` show what each row's gutter says, and before it what became of its claims.
    pub gutter: bool,
    pub scroll_bar: Option<ScrollBar>,
}

/// A pane above the others.
pub type Popup = Pane;

/// Which row of a list stands at its top.
#[derive(Clone, Copy)]
enum Begins {
    At(usize),
    /// One that has this row in sight.
    Around(usize),
}

impl Model {
    pub(super) fn look(&self) -> Look<'_> {
        Look {
            dossier: &self.dossier,
            standing: &self.standing,
            doubts: &self.doubts,
            problems: losing(&self.problems),
            chosen: self.place.chosen,
            selection: self.selection(),
            known: self.known().map(|identities| (identities, self.place.text)),
            since: self.since(),
            symbols: self.symbols,
            addresses: self.addresses,
        }
    }

    /// For the text, at the width that it has on the screen.
    pub(super) fn typesetter(&self) -> Typesetter<'_> {
        let room = panes(self.size, self.card_wanted(false)).main.map_or(1, |area| self.text_area(area).columns).max(1);
        Typesetter {
            look: self.look(),
            width: usize::from(room.min(self.measure)),
            room: usize::from(room),
            shift: self.shift,
            colored: false,
            memo: &self.memo,
        }
    }

    /// Where the article goes.
    fn text_area(&self, area: Area) -> Area {
        text_area(area, self.measure, GUTTER + if self.since().is_some() { SIGNS } else { 0 })
    }

    fn card_wanted(&self, on_card: bool) -> Card {
        match (self.dossier.sources.is_empty(), on_card) {
            (true, _) => Card::Never,
            (false, true) => Card::First,
            (false, false) => Card::Beside,
        }
    }

    pub(super) fn settle(&mut self) {
        // What is looked for may stand where code goes on beyond the screen.
        if let Some(found) = self.followed()
            && self.typesetter().rows_of(found).is_none()
            && let Some(shift) = self.typesetter().shift_to(found)
        {
            self.shift = shift;
        }
        let panes = panes(self.size, self.card_wanted(self.on_card));
        let mut screen = Screen::default();
        match self.place.view {
            View::Article => self.settle_article(panes.main, &mut screen),
            View::Claims => self.settle_claims(panes.main, &mut screen),
            View::Sources => self.settle_sources(panes.main, &mut screen),
            View::Map => self.settle_map(panes.main, &mut screen),
        }
        self.settle_section(&mut screen);
        self.settle_card(&panes, &mut screen);
        if let Some(area) = panes.contents {
            screen.contents = Some(self.contents_pane(area, &screen));
        }
        self.settle_popup(&panes, &mut screen);
        self.settle_leads(&mut screen);
        self.settle_finder(&panes, &mut screen);
        let at_the_top =
            self.place.view == View::Article && screen.top.is_none_or(|top| self.typesetter().is_first(top));
        screen.head = panes.head.map(|area| (area, self.head(usize::from(area.columns), at_the_top, screen.read)));
        self.screen = screen;
        self.settle_status();
    }

    /// The line at the bottom alone, where that is all that has changed.
    pub(super) fn settle_status(&mut self) {
        let area = panes(self.size, self.card_wanted(self.on_card)).status;
        self.screen.status = area.map(|area| (area, self.status(usize::from(area.columns))));
    }

    fn settle_article(&self, area: Option<Area>, screen: &mut Screen) {
        // With the card in front, the text stays where it is behind it.
        let shown = area.is_some();
        let area = area.or(panes(self.size, self.card_wanted(false)).main).unwrap_or_default();
        let inside = self.text_area(area);
        let height = usize::from(inside.rows);
        let mut rows = self.colored(self.article(height));
        let stretches = || rows.iter().flat_map(|row| &row.runs).filter_map(|run| run.stretch);
        screen.shown = stretches().min().zip(stretches().max());
        self.light_text(&mut rows);
        screen.top = rows.first().map(|row| row.at);
        screen.page = height;
        let below = rows.last().and_then(|last| self.typesetter().rows_from(last.at, 2).get(1).map(|row| row.at));
        screen.read = (!rows.is_empty()).then(|| self.percent(below));
        screen.chosen_in_sight = rows.iter().any(|row| row.gutter == Gutter::Chosen);
        if shown {
            let scroll_bar = screen.top.and_then(|top| self.text_scroll_bar(area, inside, top, below));
            let rows = if rows.is_empty() { vec![Row::of(vec![Run::new("(no text)", Role::Muted)])] } else { rows };
            screen.main =
                Some(Pane { area, inside, rows, gutter: true, active: !self.on_card, scroll_bar, ..Pane::default() });
        }
    }

    /// The rows of the article: from the anchor on, or around what is chosen if that is to be followed.
    fn article(&self, height: usize) -> Vec<Row> {
        let typesetter = self.typesetter();
        let rows = typesetter.page(self.place.anchor, height);
        let block = match self.place.chosen.filter(|_| self.place.follow) {
            Some(Chosen::Claim(claim)) => Some(self.dossier.claim(claim).extent().place.block),
            Some(Chosen::Caveat(caveat)) => self.statement(caveat).map(|(block, _)| block),
            None => None,
        };
        let found = self.followed().and_then(|found| typesetter.rows_of(found));
        let wanted = found.or_else(|| block.and_then(|block| typesetter.chosen_rows(block)));
        let Some((first, last)) = wanted else { return rows };
        let at = |wanted: Anchor| rows.iter().position(|row| row.at == wanted);
        match (at(first), at(last)) {
            (Some(_), Some(_)) => rows,
            // Longer than the page: its beginning is what matters.
            (Some(beginning), None) if beginning <= height / 3 => rows,
            _ => {
                let above = isize::try_from(height / 3).unwrap_or_default();
                typesetter.page(typesetter.moved(first, -above), height)
            }
        }
    }

    /// The same rows, with colors in code.
    fn colored(&self, rows: Vec<Row>) -> Vec<Row> {
        let code = rows.iter().flat_map(|row| &row.runs).any(|run| run.roles.has(Role::Code));
        match rows.first() {
            Some(first) if code => Typesetter { colored: true, ..self.typesetter() }.rows_from(first.at, rows.len()),
            Some(_) | None => rows,
        }
    }

    /// The section that is being read: that of what is chosen, while it is in sight.
    fn settle_section(&self, screen: &mut Screen) {
        let briefing = &self.dossier.briefing;
        // The contents say which section a column of the map is.
        if let (View::Map, Some(section)) = (self.place.view, self.map_section) {
            screen.section = section;
            return;
        }
        let listed = if self.place.view == View::Claims { self.claim().map(Chosen::Claim) } else { None };
        let chosen = listed.or(self.place.chosen);
        let block = match chosen.filter(|_| screen.chosen_in_sight || self.place.view != View::Article) {
            Some(Chosen::Claim(claim)) => self.dossier.claim(claim).place.block,
            Some(Chosen::Caveat(caveat)) => self.statement(caveat).map_or(0, |(block, _)| block),
            None => {
                let top = screen.top.unwrap_or(self.place.anchor);
                briefing.blocks.partition_point(|block| block.span.start <= top.byte).saturating_sub(1)
            }
        };
        screen.section = briefing.section_of(block);
    }

    fn settle_card(&self, panes: &Panes, screen: &mut Screen) {
        let Some(area) = panes.card else { return };
        let inside = if panes.card_framed { area.inside() } else { air(area) };
        let width = usize::from(inside.columns);
        let low = panes.card_framed && inside.rows < 12;
        let (title, rows) = self.card(width.max(1), if low { Room::Low } else { Room::Full }, screen.chosen_in_sight);
        let inside = if panes.card_framed { inside } else { counted(inside, rows.len()) };
        let height = usize::from(inside.rows);
        let gone = self.older.as_ref().and_then(|older| older.shown_gone).and_then(|nth| gone_label(&rows, nth));
        let top = gone.unwrap_or(self.card_top).min(rows.len().saturating_sub(height));
        let hidden = (top, rows.len().saturating_sub(top + height));
        let mut rows: Vec<_> = rows.into_iter().skip(top).take(height).collect();
        self.light_card(&mut rows);
        if self.on_card {
            screen.page = height;
        }
        let title = panes.card_framed.then(|| fit(title, usize::from(area.columns).saturating_sub(6), self.symbols));
        screen.card = Some(Pane { area, title, inside, rows, hidden, active: self.on_card, ..Pane::default() });
    }

    /// What the card says, and its title.
    fn card(&self, width: usize, room: Room, in_sight: bool) -> (Vec<Run>, Vec<Row>) {
        let look = self.look();
        let title = |text: String| vec![Run::new(text, Role::PaneTitle)];
        if let Some((text, claim)) = self.selected_there() {
            let rows = match (claim, text.sources[0]) {
                (Some(claim), _) => {
                    let against = self.against_in(text.number, claim);
                    claim_card(&text.look, claim, &against, width, Room::Full)
                }
                (None, source) => {
                    let elsewhere = self.texts_with(text.number, source, |_, _| true);
                    source_card(&text.look, source, &elsewhere, width)
                }
            };
            return (title(there_words(&text, claim)), from_there(rows, text.number));
        }
        if let Some(claim) = self.claim() {
            let lit = self.place.view == View::Article && in_sight;
            let away = if self.place.view == View::Article && !in_sight { ", out of sight" } else { "" };
            let words = format!("Claim {} of {}{away}", claim.number(), self.dossier.claims.len());
            let room = if lit { room } else { Room::Full };
            return (title(words), claim_card(&look, claim, &self.against(claim), width, room));
        }
        match (self.place.view, self.place.chosen) {
            (View::Article, Some(Chosen::Caveat(caveat))) => {
                let kind = self.dossier.caveat(caveat).kind.word();
                let words = format!("{}{}", kind[..1].to_uppercase(), &kind[1..]);
                (title(words), caveat_card(&look, caveat, width))
            }
            (View::Sources | View::Map, _) if !self.dossier.sources.is_empty() => {
                let Selected { source, .. } = self.place.selected;
                let words = format!("Source {} of {}", source.number(), self.dossier.sources.len());
                (title(words), source_card(&look, source, &self.elsewhere(source), width))
            }
            // Sources are declared, but the text cites none of them.
            (View::Article | View::Claims | View::Sources | View::Map, _) => {
                let words = match self.place.view {
                    View::Claims if !self.dossier.claims.is_empty() => "No claim passes the filter.",
                    _ => "Nothing here cites a source.",
                };
                let row = |range| Row::of(vec![Run::new(&words[range], Role::Muted)]);
                (title("No claim".to_owned()), wrap::rows(words, width, &[]).into_iter().map(row).collect())
            }
        }
    }

    fn settle_popup(&self, panes: &Panes, screen: &mut Screen) {
        let room = usize::from(self.size.columns.saturating_sub(4));
        let width = room.min(60);
        let popup = match &self.open {
            None | Some(Open::Letters { .. } | Open::Mark(_)) => return,
            // It has a pane of its own.
            Some(Open::Contents { .. }) if panes.contents.is_some() => {
                screen.page = screen.contents.as_ref().map_or(1, |pane| usize::from(pane.inside.rows));
                return;
            }
            Some(Open::Contents { row }) => {
                let length = self.dossier.briefing.sections.len() - 1;
                let rows = |range| contents_rows(&self.look(), screen.section, Some(*row), range, width);
                self.popup(panes, "Contents", width, length, Begins::Around(*row), rows)
            }
            Some(Open::Choice { purpose, targets, row }) => {
                let title = match purpose {
                    Purpose::Follow => "Which source? Its number",
                    Purpose::GoToCaveat => "Which caveat? Its number",
                    Purpose::Doubt => "Doubt which source? Its number",
                    Purpose::OpenAddress => "Open whose address? Its number",
                };
                let width = room.min(76);
                let rows =
                    targets.iter().enumerate().map(|(index, &target)| self.choice_row(index, target, *row, width));
                self.popup_of(panes, title, width, Begins::Around(*row), rows.collect())
            }
            Some(Open::Problems { row }) => {
                let rows = |range| self.problem_rows(range, *row, room);
                self.popup(panes, "Problems", room, self.problems.len(), Begins::Around(*row), rows)
            }
            Some(Open::News { row }) => self.news_popup(panes, *row),
            Some(Open::Themes { names, row, .. }) => {
                self.popup_of(panes, "Theme", room, Begins::Around(*row), theme_rows(names, *row))
            }
            Some(Open::Help { top }) => {
                let width = room.min(76);
                let rows = help_rows(self.keys.map(), self.symbols, width);
                self.popup_of(panes, "Keys and marks", width, Begins::At(*top), rows)
            }
        };
        screen.page = usize::from(popup.inside.rows);
        screen.popup = Some(popup);
    }

    /// A pane in the middle, with a title and a list that is `width` columns wide.
    fn popup(
        &self,
        panes: &Panes,
        title: &str,
        width: usize,
        length: usize,
        begins: Begins,
        rows: impl FnOnce(Range<usize>) -> Vec<Row>,
    ) -> Popup {
        let area = centred(self.size, panes, width + 4, length + 2);
        let inside = area.inside();
        let height = usize::from(inside.rows);
        let top = match begins {
            Begins::At(top) => top.min(length.saturating_sub(height)),
            Begins::Around(row) => list_top(row, height, length),
        };
        let hidden = (top, length.saturating_sub(top + height));
        let title = Some(vec![Run::new(title, Role::PaneTitle)]);
        Pane { area, title, active: true, inside, rows: rows(top..top + height), hidden, ..Pane::default() }
    }

    /// The same with rows that are made, as wide as they are and no wider than `most`.
    fn popup_of(&self, panes: &Panes, title: &str, most: usize, begins: Begins, rows: Vec<Row>) -> Popup {
        let width = rows.iter().map(Row::columns).max().unwrap_or(most).max(wrap::columns(title) + 4).min(most);
        self.popup(panes, title, width, rows.len(), begins, |range| {
            let shown = rows.into_iter().skip(range.start).take(range.len());
            shown.map(|row| Row::of(fit(row.runs, width, self.symbols))).collect()
        })
    }

    fn choice_row(&self, index: usize, target: Target, selected: usize, width: usize) -> Row {
        let (name, about) = match target {
            Target::Source(source) => {
                let source = self.dossier.source(source);
                (source.name.clone(), numbers::count(source.claims.len(), "claim"))
            }
            Target::Caveat(caveat) => {
                let caveat = self.dossier.caveat(caveat);
                (caveat.text.clone(), caveat.kind.word().to_owned())
            }
            Target::There(number, caveat) => {
                let caveat = |look: Look<'_>| {
                    let (caveat, file) = (look.dossier.caveat(caveat), look.dossier.manuscript.file_name());
                    (format!("{file}: {}", caveat.text), caveat.kind.word().to_owned())
                };
                self.look_at(number).map(caveat).unwrap_or_default()
            }
        };
        let roles = |role: Role| if index == selected { Roles::from(role).with(Role::Selected) } else { role.into() };
        let runs = vec![
            Run::new(format!(" {} ", index + 1), roles(Role::Key)),
            Run::new(name, roles(Role::Source)),
            Run::new(format!("  {about} "), roles(Role::Muted)),
        ];
        Row::of(fit(runs, width, self.symbols))
    }
}

/// The help screen: every binding of the key table, and what the signs mean.
fn help_rows(keymap: &Keymap, symbols: Symbols, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut groups = keymap.help();
    groups.push((
        "Marks in the text; underlined words are hedges",
        symbols.legend().into_iter().map(|(sign, words)| (sign, words.into())).collect(),
    ));
    let keys = groups.iter().flat_map(|(_, rows)| rows).map(|(keys, _)| wrap::columns(keys)).max().unwrap_or_default();
    let keys = keys.min(width / 2);
    for (group, bindings) in groups {
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        rows.push(Row::of(vec![Run::new(group, Role::Label)]));
        for (names, doc) in bindings {
            let room = width.saturating_sub(keys + 3).max(1);
            for (number, range) in wrap::rows(&doc, room, &[]).into_iter().enumerate() {
                let names = if number == 0 { names.as_str() } else { "" };
                let padding = " ".repeat((keys + 2).saturating_sub(wrap::columns(names)));
                let runs = vec![
                    Run::new(" ", Role::Body),
                    Run::new(names, Role::Key),
                    Run::new(padding, Role::Body),
                    Run::new(&doc[range], Role::Body),
                ];
                rows.push(Row::of(runs));
            }
        }
    }
    rows
}

/// Where a list begins so that its selected row is in sight, in the middle where it can be.
pub(super) fn list_top(selected: usize, height: usize, length: usize) -> usize {
    selected.saturating_sub(height / 2).min(length.saturating_sub(height))
}

/// Where a list begins that the pointer may have moved.
pub(super) fn pulled(top: Option<usize>, selected: usize, height: usize, length: usize) -> usize {
    top.map_or_else(|| list_top(selected, height, length), |top| top.min(length.saturating_sub(height)))
}

/// Where text goes in a pane, whose measure stands in the middle, right of its gutter of some columns; and all that is right
/// of it.
fn text_area(area: Area, measure: u16, gutter: u16) -> Area {
    // At the right, the scroll bar and a column of air.
    let (left, right) = (u16::from(area.columns > 60), if area.columns < scroll_bar::FROM { 0 } else { 2 });
    let columns = area.columns.saturating_sub(left + gutter + right).min(measure);
    let left = left.max(area.columns.saturating_sub(columns + gutter + right) / 2);
    // Code goes on to the right.
    let columns = area.columns.saturating_sub(left + gutter + right);
    // A row of air above, where there is room.
    let air = u16::from(area.rows > 16);
    Area { x: area.x + (left + gutter).min(area.columns), y: area.y + air, columns, rows: area.rows - air }
}

/// Without a border, what does not fit is counted in the last row.
pub(super) fn counted(inside: Area, length: usize) -> Area {
    let fits = length <= usize::from(inside.rows) || inside.rows < 3;
    Area { rows: inside.rows - u16::from(!fits), ..inside }
}

/// A column of air on either side.
fn air(area: Area) -> Area {
    Area { x: area.x + area.columns.min(1), columns: area.columns.saturating_sub(2), ..area }
}

/// In the middle of the screen, between the bars.
pub(super) fn centred(size: Size, panes: &Panes, columns: usize, rows: usize) -> Area {
    let fit = |wanted: usize, room: u16| u16::try_from(wanted).unwrap_or(u16::MAX).min(room);
    let (above, below) = (u16::from(panes.head.is_some()), u16::from(panes.status.is_some()));
    let room = size.rows - above - below;
    let (columns, rows) = (fit(columns, size.columns), fit(rows, room));
    Area { x: (size.columns - columns) / 2, y: above + (room - rows) / 2, columns, rows }
}
