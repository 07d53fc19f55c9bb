//! Draws the panes of a screen into cells. Decides nothing and changes nothing.

mod folder;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::page::look::change_sign;
use crate::page::row::{Gutter, Row, Run};
use crate::reader::layout::Area;
use crate::reader::model::Model;
use crate::reader::screen::{Letters, Pane, Screen};
use crate::reader::scroll_bar::ScrollBar;
use crate::terminal::theme::Theme;
use crate::text::role::{Role, Roles};
use crate::text::symbol::Symbols;
use crate::text::wrap;

pub use self::folder::folder;

/// Draws the reader's screen.
pub fn view(model: &Model, theme: &Theme, buffer: &mut Buffer) {
    draw(model.screen(), theme, model.symbols(), buffer);
}

/// Draws a screen into blank cells.
fn draw(screen: &Screen, theme: &Theme, symbols: Symbols, buffer: &mut Buffer) {
    let mut painter = Painter { theme, symbols, buffer };
    painter.ground();
    for (area, row) in [&screen.head, &screen.status].into_iter().flatten() {
        painter.row(area.x, area.y, area.columns, row);
    }
    for pane in [&screen.contents, &screen.main, &screen.card].into_iter().flatten() {
        painter.pane(pane);
    }
    for letters in &screen.letters {
        painter.letters(letters);
    }
    if let Some(popup) = &screen.popup {
        let body = painter.body(screen);
        if screen.covered {
            painter.cover(body);
        }
        // A gap keeps the words around the popup apart from its border.
        let Rect { x, y, width, height } = rect(popup.area);
        let (left, above) = (x.min(GAP.0), y.min(GAP.1));
        let around = Rect::new(x - left, y - above, width + left + GAP.0, height + above + GAP.1).intersection(body);
        painter.cut(around);
        painter.clear(around);
        painter.pane(popup);
    }
}

/// Draws a screen into cells of its own, for printing.
pub fn cells(screen: &Screen, theme: &Theme, symbols: Symbols, area: Area) -> Buffer {
    let mut buffer = Buffer::empty(rect(area));
    draw(screen, theme, symbols, &mut buffer);
    buffer
}

/// Draws rows without a screen.
pub fn rows(rows: &[Row], theme: &Theme, symbols: Symbols, columns: u16) -> Buffer {
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, height));
    let mut painter = Painter { theme, symbols, buffer: &mut buffer };
    painter.ground();
    for (row, y) in rows.iter().zip(0..height) {
        painter.row(0, y, columns, row);
    }
    buffer
}

/// The gap around a popup, in columns and rows.
const GAP: (u16, u16) = (2, 1);

struct Painter<'a> {
    theme: &'a Theme,
    symbols: Symbols,
    buffer: &'a mut Buffer,
}

impl Painter<'_> {
    fn style(&self, roles: impl Into<Roles>) -> Style {
        self.theme.style(Roles::from(Role::Screen).and(roles.into()))
    }

    /// Fills blank cells with the background.
    fn ground(&mut self) {
        let style = self.style(Roles::NONE);
        for cell in &mut self.buffer.content {
            cell.set_style(style);
        }
    }

    /// The screen between the bars.
    fn body(&self, screen: &Screen) -> Rect {
        let Rect { width, height, .. } = self.buffer.area;
        let (above, below) = (u16::from(screen.head.is_some()), u16::from(screen.status.is_some()));
        Rect::new(0, above, width, height.saturating_sub(above + below))
    }

    /// Takes the look of an area back, because a popup covers it.
    fn cover(&mut self, area: Rect) {
        let style = Style::reset().patch(self.style(Role::Covered));
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buffer[(x, y)].set_style(style);
            }
        }
    }

    fn clear(&mut self, area: Rect) {
        let mut blank = Cell::EMPTY;
        blank.set_style(self.style(Roles::NONE));
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buffer[(x, y)].clone_from(&blank);
            }
        }
    }

    /// Removes the parts of wide glyphs that cross the border of an area. A glyph that reaches into the area would hide
    /// what is drawn there; a glyph that reaches out of it would leave a cell without a style.
    fn cut(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            let wide = |cell: &Cell| wrap::columns(cell.symbol()) > 1;
            if let Some(before) = area.left().checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut((before, y)).filter(|cell| wide(cell))
            {
                cell.set_symbol(" ");
            }
            if let Some(last) = area.right().checked_sub(1)
                && let Some(style) = self.buffer.cell((last, y)).filter(|cell| wide(cell)).map(Cell::style)
                && let Some(after) = self.buffer.cell_mut((area.right(), y))
            {
                after.set_symbol(" ").set_style(style);
            }
        }
    }

    fn pane(&mut self, pane: &Pane) {
        if let Some(title) = &pane.title {
            self.frame(pane);
            self.row(pane.area.x + 2, pane.area.y, pane.area.columns.saturating_sub(4), &framed(title));
        }
        for (head, y) in pane.heads.iter().rev().zip((0..pane.inside.y).rev()) {
            self.row(pane.inside.x, y, pane.inside.columns, head);
        }
        for (foot, y) in pane.feet.iter().zip(pane.inside.y + pane.inside.rows..) {
            self.row(pane.inside.x, y, pane.inside.columns, foot);
        }
        let mut above = Gutter::Nothing;
        for (row, y) in pane.rows.iter().zip(pane.inside.y..pane.inside.y + pane.inside.rows) {
            self.row(pane.inside.x, y, pane.inside.columns, row);
            let gone = row.gone.then(|| self.symbols.gone());
            for (sign, left) in [(change_sign(row.change, self.symbols), 4), (gone, 3)] {
                if let Some(sign) = sign.filter(|_| pane.gutter && pane.inside.x >= left) {
                    let style = self.style(Role::Mark);
                    self.text(pane.inside.x - left, y, 1, sign, style);
                }
            }
            if pane.gutter && row.judged && !row.gone && pane.inside.x >= 3 {
                let style = self.style(Role::Judgement);
                self.text(pane.inside.x - 3, y, 1, self.symbols.judged(), style);
            }
            if pane.gutter && pane.inside.x >= 2 {
                let continues = std::mem::replace(&mut above, row.gutter) == row.gutter;
                let sign = |first| if continues { self.symbols.bar() } else { first };
                let (sign, role) = match row.gutter {
                    Gutter::Nothing => continue,
                    Gutter::Limited => (sign(self.symbols.limitation()), Role::Caveat),
                    Gutter::Denied => (sign(self.symbols.denial()), Role::Denial),
                    Gutter::Sentence => (self.symbols.sentence(), Role::Border),
                    Gutter::Chosen => (self.symbols.chosen(), Role::BorderActive),
                };
                let style = self.style(role);
                // A long bar is as quiet as it can be, and the sign above it says what it is.
                let loud = Modifier::REVERSED | Modifier::UNDERLINED;
                let style = if continues { style.remove_modifier(loud) } else { style };
                self.text(pane.inside.x - 2, y, 1, sign, style);
            }
        }
        if let Some(ScrollBar { area, thumb, .. }) = &pane.scroll_bar {
            let style = self.style(Role::Border);
            for row in thumb.clone() {
                self.text(area.x, area.y + row, 1, self.symbols.thumb(), style);
            }
        }
        self.hidden(pane);
    }

    /// Draws the border of a pane, with another role if the pane has the keys.
    fn frame(&mut self, pane: &Pane) {
        let Area { x, y, columns, rows } = pane.area;
        if columns < 2 || rows < 2 {
            return;
        }
        let style = self.style(if pane.active { Role::BorderActive } else { Role::Border });
        let [corner_a, corner_b, corner_c, corner_d, flat, upright] = self.symbols.frame();
        let (right, bottom) = (x + columns - 1, y + rows - 1);
        for column in x + 1..right {
            self.text(column, y, 1, flat, style);
            self.text(column, bottom, 1, flat, style);
        }
        for row in y + 1..bottom {
            self.text(x, row, 1, upright, style);
            self.text(right, row, 1, upright, style);
        }
        for (column, row, sign) in
            [(x, y, corner_a), (right, y, corner_b), (x, bottom, corner_c), (right, bottom, corner_d)]
        {
            self.text(column, row, 1, sign, style);
        }
    }

    /// Draws the numbers of rows hidden above and below, in the right corners of the border, or below the rows.
    fn hidden(&mut self, pane: &Pane) {
        let Area { x, y, columns, rows } = pane.area;
        let below = y + rows.saturating_sub(1);
        if pane.inside.y + pane.inside.rows > below {
            return;
        }
        let [above_words, below_words] = [(false, pane.hidden.0), (true, pane.hidden.1)].map(|(below, count)| {
            let key = pane.down_key.as_ref().filter(|_| below).map(|key| format!(" {key}")).unwrap_or_default();
            if count > 0 { format!("{key} {} {count} ", self.symbols.more(below)) } else { String::new() }
        });
        let corners = match pane.title {
            Some(_) => [(above_words, y), (below_words, below)],
            None => [(String::new(), y), (above_words + &below_words, below)],
        };
        let style = self.style(Role::PaneTitle);
        for (words, row) in corners {
            let wide = u16::try_from(wrap::columns(&words)).unwrap_or(u16::MAX);
            if wide.saturating_add(2) < columns {
                self.text(x + columns - wide - 2, row, wide, &words, style);
            }
        }
    }

    /// Draws letters over other text, and clears wide glyphs that they cover in part.
    fn letters(&mut self, letters: &Letters) {
        let area = rect(letters.area).intersection(self.buffer.area);
        self.cut(area);
        let style = self.style(letters.run.roles);
        let last = (area.right().saturating_sub(1), area.y);
        let wide = self.buffer.cell(last).is_some_and(|cell| wrap::columns(cell.symbol()) > 1);
        // A style adds to the one below, so the cells are cleared first.
        self.clear(Rect { width: area.width + u16::from(wide), ..area }.intersection(self.buffer.area));
        self.text(area.x, area.y, area.width, &letters.run.text, style);
    }

    fn row(&mut self, x: u16, y: u16, columns: u16, row: &Row) {
        let end = x.saturating_add(columns);
        let mut at = x;
        for run in &row.runs {
            let style = self.style(run.roles);
            at = self.text(at, y, end.saturating_sub(at), &run.text, style);
        }
    }

    /// Draws a text and returns the column after it.
    fn text(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        if !self.buffer.area.contains((x, y).into()) {
            return x;
        }
        let columns = columns.min(self.buffer.area.right() - x);
        // Printable ASCII needs no segmentation into glyphs.
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            let end = x.saturating_add(u16::try_from(text.len()).unwrap_or(u16::MAX)).min(x + columns);
            let start = self.buffer.index_of(x, y);
            for (cell, c) in self.buffer.content[start..start + usize::from(end - x)].iter_mut().zip(text.chars()) {
                cell.set_char(c).set_style(style);
            }
            return end;
        }
        self.buffer.set_stringn(x, y, text, usize::from(columns), style).0
    }
}

fn framed(title: &[Run]) -> Row {
    let air = || Run::new(" ", Role::PaneTitle);
    Row::of([air()].into_iter().chain(title.iter().cloned()).chain([air()]).collect())
}

fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.columns, area.rows)
}
