//! Divides a screen of some size into panes, and defines how the pointer acts on it.
//!
//! Code that fills panes and code that draws them use one function, so they cannot disagree. Must not know what is in a
//! pane.

use crate::text::wrap::MEASURE;

/// The size of the screen, in columns and rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}

/// A rectangle of the screen, 0-based from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub columns: u16,
    pub rows: u16,
}

/// A mouse event on a cell of the screen, 0-based from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointed {
    pub column: u16,
    pub row: u16,
    pub gesture: Gesture,
}

/// A mouse gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    Click,
    /// The pointer moved to this cell with a button pressed.
    Drag,
    /// One notch of the wheel.
    WheelDown,
    WheelUp,
}

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

impl Gesture {
    /// The number of rows that the gesture scrolls down.
    pub fn rows(self) -> isize {
        match self {
            Self::Click | Self::Drag => 0,
            Self::WheelDown => NOTCH,
            Self::WheelUp => -NOTCH,
        }
    }
}

impl Area {
    /// Whether a cell is in the area.
    pub fn has(self, column: u16, row: u16) -> bool {
        (self.x..self.x + self.columns).contains(&column) && (self.y..self.y + self.rows).contains(&row)
    }

    /// The area inside a border, with an empty column on each side.
    #[must_use]
    pub fn inside(self) -> Self {
        Self {
            x: self.x + 2.min(self.columns),
            y: self.y + 1.min(self.rows),
            columns: self.columns.saturating_sub(4),
            rows: self.rows.saturating_sub(2),
        }
    }
}

/// The panes of a screen. A pane without room is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// One row: the title or the file.
    pub head: Option<Area>,
    pub contents: Option<Area>,
    /// The article, or a list.
    pub main: Option<Area>,
    pub card: Option<Area>,
    /// Whether the card has a border. It has one beside another pane.
    pub card_framed: bool,
    /// One row: what is chosen, and keys.
    pub status: Option<Area>,
}

/// Minimum width, in columns, for the card beside the text, and for the contents too.
const WIDE: u16 = 100;
const WIDEST: u16 = 130;
/// Columns beside the widest text: its gutter, a scroll bar and air.
const AROUND: u16 = 12;
/// Minimum columns and rows (without the bars) for the card below the text.
const MEDIUM: u16 = 60;
const TALL: u16 = 16;

/// Where the card is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// Nowhere: the text has no claims.
    Never,
    /// Beside the text, if there is room.
    Beside,
    /// In front of the text, if there is room for one pane only.
    First,
}

/// Where the contents are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contents {
    /// Nowhere: a list needs the room.
    Never,
    /// Beside the text, if there is room for the card too.
    #[default]
    Beside,
    /// Beside the text, with the keys: in the card's place, if there is no room for both.
    First,
}

/// Divides the screen.
pub fn panes(size: Size, card: Card, contents: Contents) -> Panes {
    let Size { columns, rows } = size;
    let mut panes = Panes::default();
    if columns == 0 || rows == 0 {
        return panes;
    }
    let head = u16::from(rows >= 5);
    let status = u16::from(rows >= 2);
    let bar = |y| Area { x: 0, y, columns, rows: 1 };
    panes.head = (head == 1).then(|| bar(0));
    panes.status = (status == 1).then(|| bar(rows - 1));
    let body = Area { x: 0, y: head, columns, rows: rows - head - status };

    if columns >= WIDE {
        // In hundredths of the screen. Beside the contents, the card is a little narrower.
        let part = |hundredths: u32, least: u32, most: u32| {
            let columns = (u32::from(columns) * hundredths / 100).clamp(least, most);
            u16::try_from(columns).expect("it is not wider than the screen")
        };
        let with_contents = contents != Contents::Never;
        let (wide, beside) = if columns >= WIDEST && with_contents {
            (part(23, 28, 40), part(27, 34, 46))
        } else {
            (0, part(30, 34, 46))
        };
        // On a screen with room for the widest text, the card gets what is left.
        let left = columns.saturating_sub(wide + MEASURE + AROUND);
        let beside = if with_contents { beside.max(left.min(MEASURE)) } else { beside };
        let (contents, beside) = match (wide, card) {
            // The article keeps its width beside either.
            (0, _) if contents == Contents::First => (beside, 0),
            (wide, Card::Never) => (wide, 0),
            (wide, Card::Beside | Card::First) => (wide, beside),
        };
        panes.contents = (contents > 0).then_some(Area { columns: contents, ..body });
        panes.main = Some(Area { x: contents, columns: columns - contents - beside, ..body });
        panes.card = (beside > 0).then_some(Area { x: columns - beside, columns: beside, ..body });
        panes.card_framed = true;
    } else if columns >= MEDIUM && body.rows >= TALL && card != Card::Never {
        // A card with the keys takes most of the room, and leaves a few rows of the text visible.
        let below = if card == Card::First { body.rows * 3 / 4 } else { (body.rows * 2 / 5).clamp(8, 14) };
        panes.main = Some(Area { rows: body.rows - below, ..body });
        panes.card = Some(Area { y: body.y + body.rows - below, rows: below, ..body });
        panes.card_framed = true;
    } else if card == Card::First {
        panes.card = Some(body);
    } else {
        panes.main = Some(body);
    }
    panes
}

/// Everything that the layout of the panes depends on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    pub(super) size: Size,
    /// The widest text, in columns.
    pub(super) measure: u16,
    /// Whether the text cites sources. Without sources it has no card.
    pub(super) has_card: bool,
    pub(super) contents: Contents,
    /// Whether an older text is compared, whose signs stand beside the article.
    pub(super) has_signs: bool,
}

/// Columns left of the article that mark which rows belong to a claim.
const GUTTER: u16 = 2;

/// Columns left of the gutter that show changes since an older text.
const SIGNS: u16 = 2;

/// Minimum width of a pane for a scroll bar, in columns.
pub(super) const SCROLL_BAR_FROM: u16 = 41;

impl Layout {
    /// The panes. `on_card` puts the card in front.
    pub(super) fn panes(self, on_card: bool) -> Panes {
        let card = match (self.has_card, on_card) {
            (false, _) => Card::Never,
            (true, true) => Card::First,
            (true, false) => Card::Beside,
        };
        panes(self.size, card, self.contents)
    }

    /// The area of the article in a pane: its measure in the middle, right of its gutter, extended to the right edge
    /// for code.
    pub(super) fn article(self, area: Area) -> Area {
        let gutter = GUTTER + if self.has_signs { SIGNS } else { 0 };
        // At the right, the scroll bar and an empty column.
        let (left, right) = (u16::from(area.columns > 60), if area.columns < SCROLL_BAR_FROM { 0 } else { 2 });
        let columns = area.columns.saturating_sub(left + gutter + right).min(self.measure);
        let left = left.max(area.columns.saturating_sub(columns + gutter + right) / 2);
        // Code may use the columns at the right of the text.
        let columns = area.columns.saturating_sub(left + gutter + right);
        // An empty row above the text, if there is room.
        let air = u16::from(area.rows > 16);
        Area { x: area.x + (left + gutter).min(area.columns), y: area.y + air, columns, rows: area.rows - air }
    }

    /// An area in the middle of the screen, between the bars.
    pub(super) fn centred(self, panes: &Panes, columns: usize, rows: usize) -> Area {
        let fit = |wanted: usize, room: u16| u16::try_from(wanted).unwrap_or(u16::MAX).min(room);
        let (above, below) = (u16::from(panes.head.is_some()), u16::from(panes.status.is_some()));
        let room = self.size.rows - above - below;
        let (columns, rows) = (fit(columns, self.size.columns), fit(rows, room));
        Area { x: (self.size.columns - columns) / 2, y: above + (room - rows) / 2, columns, rows }
    }
}

/// The area of a list in a pane without a border.
pub(super) fn list_area(area: Area) -> Area {
    let (side, above) = (u16::from(area.columns > 30), u16::from(area.rows > 10));
    let scroll_bar = u16::from(area.columns >= SCROLL_BAR_FROM);
    Area {
        x: area.x + side,
        columns: area.columns.saturating_sub(2 * side + scroll_bar),
        y: area.y + above,
        rows: area.rows.saturating_sub(above),
    }
}

/// Without a border, the last row counts what does not fit.
pub(super) fn counted(inside: Area, length: usize) -> Area {
    let fits = length <= usize::from(inside.rows) || inside.rows < 3;
    Area { rows: inside.rows - u16::from(!fits), ..inside }
}

/// The area without its first and last column.
pub(super) fn padded_area(area: Area) -> Area {
    Area { x: area.x + area.columns.min(1), columns: area.columns.saturating_sub(2), ..area }
}

/// The first row of a list that shows the selected row, in the middle if possible.
pub(super) fn list_top(selected: usize, height: usize, length: usize) -> usize {
    selected.saturating_sub(height / 2).min(length.saturating_sub(height))
}

/// The first row of a list, as the pointer has scrolled it or else around the selected row.
pub(super) fn scrolled_top(top: Option<usize>, selected: usize, height: usize, length: usize) -> usize {
    top.map_or_else(|| list_top(selected, height, length), |top| top.min(length.saturating_sub(height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_tile_every_screen_without_overlap() {
        for columns in 0..200 {
            for rows in 0..60 {
                let card = [Card::Never, Card::Beside, Card::First][usize::from(rows % 3)];
                let contents = [Contents::Never, Contents::Beside, Contents::First][usize::from(columns % 3)];
                let panes = panes(Size { columns, rows }, card, contents);
                let all = [panes.head, panes.contents, panes.main, panes.card, panes.status];
                let covered: u32 =
                    all.iter().flatten().map(|area| u32::from(area.columns) * u32::from(area.rows)).sum();
                assert_eq!(covered, u32::from(columns) * u32::from(rows), "{columns}×{rows}: {panes:?}");
                for area in all.iter().flatten() {
                    assert!(area.x + area.columns <= columns && area.y + area.rows <= rows);
                }
            }
        }
    }

    #[test]
    fn contents_with_the_keys_leave_the_article_its_width() {
        for columns in 60..200 {
            let width = |contents| panes(Size { columns, rows: 30 }, Card::Beside, contents).main;
            let [closed, open] =
                [Contents::Beside, Contents::First].map(|contents| width(contents).map(|main| main.columns));
            assert_eq!(closed, open, "{columns}");
        }
    }

    #[test]
    fn a_narrow_or_low_screen_shows_one_pane() {
        for (columns, rows) in [(59, 40), (80, 12), (20, 6), (1, 1)] {
            let shown = panes(Size { columns, rows }, Card::Beside, Contents::First);
            assert!(shown.card.is_none() && shown.main.is_some());
            let shown = panes(Size { columns, rows }, Card::First, Contents::Beside);
            assert!(shown.card.is_some() && shown.main.is_none());
        }
    }
}
