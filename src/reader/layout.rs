//! Which pane stands where, for a size of the screen, and what the pointer does there.
//!
//! Who fills the panes and who draws them use one function, so they cannot disagree. Must not know what is in a pane.

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
    /// Pressed and moved here.
    Drag,
    /// A notch of the wheel.
    WheelDown,
    WheelUp,
}

/// Rows that a notch of the wheel moves what is under the pointer by.
const NOTCH: isize = 3;

impl Gesture {
    /// How many rows down the wheel goes.
    pub fn rows(self) -> isize {
        match self {
            Self::Click | Self::Drag => 0,
            Self::WheelDown => NOTCH,
            Self::WheelUp => -NOTCH,
        }
    }
}

impl Area {
    /// Whether a cell is in it.
    pub fn has(self, column: u16, row: u16) -> bool {
        (self.x..self.x + self.columns).contains(&column) && (self.y..self.y + self.rows).contains(&row)
    }

    /// The area inside a border, with an empty column on either side.
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

/// The panes of a screen. One that has no room is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// One row: what is read.
    pub head: Option<Area>,
    pub contents: Option<Area>,
    /// The text, or the list of sources.
    pub main: Option<Area>,
    pub card: Option<Area>,
    /// Whether the card has a border: it has one beside something else.
    pub card_framed: bool,
    /// One row: what is chosen, and what can be done.
    pub status: Option<Area>,
}

/// Columns from which the card stands beside the text, and from which the contents do too.
const WIDE: u16 = 100;
const WIDEST: u16 = 130;
/// Columns and rows (without the bars) from which the card stands below the text.
const MEDIUM: u16 = 60;
const TALL: u16 = 16;

/// Whether there is a card to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// The text has no claims, so there is nothing for a card to say.
    Never,
    /// Where there is room for it.
    Beside,
    /// Even where there is room for one pane only.
    First,
}

/// Divides the screen.
pub fn panes(size: Size, card: Card) -> Panes {
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
        // In hundredths of the screen; beside the contents the card is content with a little less.
        let part = |hundredths: u32, least: u32, most: u32| {
            let columns = (u32::from(columns) * hundredths / 100).clamp(least, most);
            u16::try_from(columns).expect("it is not wider than the screen")
        };
        let (contents, beside) =
            if columns >= WIDEST { (part(23, 28, 40), part(27, 34, 46)) } else { (0, part(30, 34, 46)) };
        let beside = if card == Card::Never { 0 } else { beside };
        panes.contents = (contents > 0).then_some(Area { columns: contents, ..body });
        panes.main = Some(Area { x: contents, columns: columns - contents - beside, ..body });
        panes.card = (beside > 0).then_some(Area { x: columns - beside, columns: beside, ..body });
        panes.card_framed = true;
    } else if columns >= MEDIUM && body.rows >= TALL && card != Card::Never {
        // To be read, the card takes most of the room, and leaves a few rows of the text in sight.
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
    /// Columns that text takes at the most.
    pub(super) measure: u16,
    /// Whether the text cites sources: without them there is no card.
    pub(super) has_card: bool,
    /// Whether an older text is known, whose signs stand beside the article.
    pub(super) has_signs: bool,
}

/// The columns left of the article that say which rows are part of a claim.
const GUTTER: u16 = 2;

/// The columns left of these that say what became of an older text's claims.
const SIGNS: u16 = 2;

/// Columns of a pane from which one of them is the scroll bar's.
pub(super) const SCROLL_BAR_FROM: u16 = 41;

impl Layout {
    /// The panes, with the card in front where it has the keys.
    pub(super) fn panes(self, on_card: bool) -> Panes {
        let card = match (self.has_card, on_card) {
            (false, _) => Card::Never,
            (true, true) => Card::First,
            (true, false) => Card::Beside,
        };
        panes(self.size, card)
    }

    /// Where the article goes in a pane: its measure in the middle, right of its gutter, and all that is right of it.
    pub(super) fn article(self, area: Area) -> Area {
        let gutter = GUTTER + if self.has_signs { SIGNS } else { 0 };
        // At the right, the scroll bar and a column of air.
        let (left, right) = (u16::from(area.columns > 60), if area.columns < SCROLL_BAR_FROM { 0 } else { 2 });
        let columns = area.columns.saturating_sub(left + gutter + right).min(self.measure);
        let left = left.max(area.columns.saturating_sub(columns + gutter + right) / 2);
        // Code goes on to the right.
        let columns = area.columns.saturating_sub(left + gutter + right);
        // A row of air above, where there is room.
        let air = u16::from(area.rows > 16);
        Area { x: area.x + (left + gutter).min(area.columns), y: area.y + air, columns, rows: area.rows - air }
    }

    /// In the middle of the screen, between the bars.
    pub(super) fn centred(self, panes: &Panes, columns: usize, rows: usize) -> Area {
        let fit = |wanted: usize, room: u16| u16::try_from(wanted).unwrap_or(u16::MAX).min(room);
        let (above, below) = (u16::from(panes.head.is_some()), u16::from(panes.status.is_some()));
        let room = self.size.rows - above - below;
        let (columns, rows) = (fit(columns, self.size.columns), fit(rows, room));
        Area { x: (self.size.columns - columns) / 2, y: above + (room - rows) / 2, columns, rows }
    }
}

/// Where a list goes in a pane without a border.
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

/// Without a border, what does not fit is counted in the last row.
pub(super) fn counted(inside: Area, length: usize) -> Area {
    let fits = length <= usize::from(inside.rows) || inside.rows < 3;
    Area { rows: inside.rows - u16::from(!fits), ..inside }
}

/// A column of air on either side.
pub(super) fn air(area: Area) -> Area {
    Area { x: area.x + area.columns.min(1), columns: area.columns.saturating_sub(2), ..area }
}

/// The first row of a list whose selected row is in sight, in the middle where it can be.
pub(super) fn list_top(selected: usize, height: usize, length: usize) -> usize {
    selected.saturating_sub(height / 2).min(length.saturating_sub(height))
}

/// The first row of a list that the pointer may have moved to begin with `top`.
pub(super) fn pulled(top: Option<usize>, selected: usize, height: usize, length: usize) -> usize {
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
                let panes = panes(Size { columns, rows }, card);
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
    fn a_narrow_or_low_screen_shows_one_pane() {
        for (columns, rows) in [(59, 40), (80, 12), (20, 6), (1, 1)] {
            let shown = panes(Size { columns, rows }, Card::Beside);
            assert!(shown.card.is_none() && shown.main.is_some());
            let shown = panes(Size { columns, rows }, Card::First);
            assert!(shown.card.is_some() && shown.main.is_none());
        }
    }
}
