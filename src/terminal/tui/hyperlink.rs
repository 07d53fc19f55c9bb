//! Hyperlinks: which cells of a frame lead to an address, and the escape sequence for them (OSC 8).
//!
//! A cell has no room for an address, so a frame has its hyperlinks beside its cells. Painting opens and closes them
//! around the cells that it writes; cells that lead elsewhere than in the last frame count as changed. A frame without
//! links costs no extra byte. Must not know what an address belongs to.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;

/// Cells of a row that lead to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The first cell, 0-based.
    pub x: u16,
    pub y: u16,
    pub columns: u16,
    /// Equal for all cells of one link and different for other links, so that a link that continues in the next row
    /// stays one link.
    pub id: u64,
    pub address: String,
}

impl Hyperlink {
    /// Terminals cut off or refuse longer addresses.
    const LONGEST: usize = 2000;

    fn same(&self, other: &Self) -> bool {
        (self.id, &self.address) == (other.id, &other.address)
    }

    fn open(&self, bytes: &mut Vec<u8>) {
        let mut sequence = format!("\x1b]8;id={};", self.id);
        for byte in self.address.bytes() {
            if byte.is_ascii_graphic() {
                sequence.push(char::from(byte));
            } else {
                // Writing to a string cannot fail. No encoded byte can end the sequence.
                let _ = write!(sequence, "%{byte:02X}");
            }
        }
        bytes.extend_from_slice(sequence.as_bytes());
        bytes.extend_from_slice(b"\x1b\\");
    }
}

/// The hyperlinks of a frame, by cell.
#[derive(Debug, Default)]
pub(super) struct Hyperlinks {
    links: Vec<Hyperlink>,
    columns: u16,
    /// For each cell the number of its link, 1-based, or 0. Empty without links.
    cells: Vec<u16>,
}

impl Hyperlinks {
    pub(super) fn new(mut links: Vec<Hyperlink>, frame: &Buffer) -> Self {
        let area = frame.area;
        links.retain(|link| link.address.len() <= Hyperlink::LONGEST && link.x < area.width && link.y < area.height);
        links.truncate(usize::from(u16::MAX));
        let mut cells = Vec::new();
        if !links.is_empty() {
            cells.resize(frame.content.len(), 0);
        }
        for (number, link) in (1..).zip(&links) {
            let start = frame.index_of(link.x, link.y);
            let columns = link.columns.min(area.width - link.x);
            cells[start..start + usize::from(columns)].fill(number);
        }
        Self { links, columns: area.width, cells }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    fn at(&self, x: u16, y: u16) -> Option<&Hyperlink> {
        let cell = usize::from(y) * usize::from(self.columns) + usize::from(x);
        let number = *self.cells.get(cell)?;
        self.links.get(usize::from(number).checked_sub(1)?)
    }

    /// Marks cells of the last frame as different if they lead elsewhere in this frame, so that they are painted again.
    pub(super) fn mark_changes(&self, before: &Self, shown: &mut Buffer) {
        if self.is_empty() && before.is_empty() {
            return;
        }
        for y in 0..shown.area.height {
            for x in 0..shown.area.width {
                let unchanged = match (self.at(x, y), before.at(x, y)) {
                    (Some(link), Some(before)) => link.same(before),
                    (link, before) => link.is_none() && before.is_none(),
                };
                if !unchanged {
                    shown[(x, y)].modifier.toggle(ratatui::style::Modifier::SLOW_BLINK);
                }
            }
        }
    }
}

/// The hyperlink that is open on the terminal while a frame is painted.
#[derive(Default)]
pub(super) struct Open<'a>(Option<&'a Hyperlink>);

impl<'a> Open<'a> {
    /// Opens or closes a hyperlink as the next cell needs it.
    pub(super) fn at(&mut self, links: &'a Hyperlinks, x: u16, y: u16, bytes: &mut Vec<u8>) {
        let wanted = links.at(x, y);
        match (wanted, self.0) {
            (Some(link), Some(open)) if link.same(open) => return,
            (Some(link), _) => link.open(bytes),
            (None, Some(_)) => bytes.extend_from_slice(CLOSE),
            (None, None) => return,
        }
        self.0 = wanted;
    }

    /// Closes the hyperlink after the last cell.
    pub(super) fn close(self, bytes: &mut Vec<u8>) {
        if self.0.is_some() {
            bytes.extend_from_slice(CLOSE);
        }
    }
}

pub(super) const CLOSE: &[u8] = b"\x1b]8;;\x1b\\";

/// Whether hyperlinks are sent. Terminals without them ignore the sequence, except for two that print it.
pub fn wanted() -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_HYPERLINKS").is_none() && set("TERM").is_none_or(|term| term != "linux" && term != "dumb")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;

    use super::super::paint::paint;
    use super::*;

    const AREA: Rect = Rect::new(0, 0, 6, 3);

    /// A terminal for tests that knows moves, hyperlinks and text, and nothing else.
    #[derive(Default)]
    struct Terminal {
        cells: std::collections::BTreeMap<(usize, usize), (char, Option<String>)>,
        open: Option<String>,
    }

    impl Terminal {
        fn take(&mut self, bytes: &[u8]) {
            let text = std::str::from_utf8(bytes).unwrap();
            let mut at = (0, 0);
            let mut rest = text;
            while let Some(first) = rest.chars().next() {
                if let Some(after) = rest.strip_prefix("\x1b]8;") {
                    let (link, after) = after.split_once("\x1b\\").unwrap();
                    assert!(link.bytes().all(|byte| byte.is_ascii_graphic()), "{link:?}");
                    self.open = (link != ";").then(|| link.to_owned());
                    rest = after;
                } else if let Some(after) = rest.strip_prefix("\x1b[") {
                    let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap();
                    if let ("H", Some((row, column))) = (&after[end..=end], after[..end].split_once(';')) {
                        at = (row.parse::<usize>().unwrap() - 1, column.parse::<usize>().unwrap() - 1);
                    }
                    rest = &after[end + 1..];
                } else {
                    self.cells.insert(at, (first, self.open.clone()));
                    at.1 += 1;
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
    }

    fn link(x: u16, y: u16, columns: u16, id: u64) -> Hyperlink {
        Hyperlink { x, y, columns, id, address: format!("https://x.example/{id}") }
    }

    fn painted(frames: &[(Buffer, Vec<Hyperlink>)]) -> Vec<String> {
        let mut shown = Buffer::empty(AREA);
        let mut before = Hyperlinks::default();
        let mut painted = Vec::new();
        for (frame, links) in frames {
            let links = Hyperlinks::new(links.clone(), frame);
            links.mark_changes(&before, &mut shown);
            let mut bytes = Vec::new();
            paint(&mut bytes, shown.diff_iter(frame), &links);
            painted.push(String::from_utf8(bytes).unwrap());
            (shown, before) = (frame.clone(), links);
        }
        painted
    }

    fn frame(rows: &[&str]) -> Buffer {
        let mut frame = Buffer::empty(AREA);
        for (y, row) in (0..).zip(rows) {
            frame.set_string(0, y, row, ratatui::style::Style::new());
        }
        frame
    }

    #[test]
    fn a_link_that_continues_in_another_row_is_one_link() {
        let frames = [(frame(&["see ab", "cd now"]), vec![link(4, 0, 2, 7), link(0, 1, 2, 7)])];
        let painted = painted(&frames).concat();
        assert_eq!(painted.matches("\u{1b}]8;id=7;https://x.example/7\u{1b}\\").count(), 1, "{painted:?}");
        assert!(painted.contains("ab\u{1b}[2;1Hcd\u{1b}[2;4H\u{1b}]8;;\u{1b}\\"), "{painted:?}");
    }

    #[test]
    fn only_cells_whose_link_changed_are_repainted() {
        let text = frame(&["see ab"]);
        let frames = [(text.clone(), vec![link(4, 0, 2, 7)]), (text.clone(), vec![link(4, 0, 1, 7)]), (text, vec![])];
        assert_eq!(painted(&frames)[1..], ["\u{1b}[1;6Hb", "\u{1b}[1;5Ha"]);
    }

    #[test]
    fn no_address_can_end_its_sequence() {
        let address = "https://x.example/\u{1b}\\\u{7}\u{9c} é\n".to_owned();
        let frames = [(frame(&["a"]), vec![Hyperlink { address, ..link(0, 0, 1, 1) }])];
        let encoded = "https://x.example/%1B\\%07%C2%9C%20%C3%A9%0A";
        assert_eq!(painted(&frames), [format!("\u{1b}[1;1H\u{1b}]8;id=1;{encoded}\u{1b}\\a\u{1b}]8;;\u{1b}\\")]);
    }

    proptest! {
        #[test]
        fn every_cell_has_the_right_link_after_any_frames(
            frames in prop::collection::vec(
                (
                    prop::collection::vec("[ab ]{0,6}", 3),
                    prop::collection::vec((0..7_u16, 0..4_u16, 0..8_u16, 0..2_u64), 0..3),
                ),
                1..5,
            )
        ) {
            let frames: Vec<_> = frames
                .into_iter()
                .map(|(rows, links)| {
                    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
                    (frame(&rows), links.into_iter().map(|(x, y, columns, id)| link(x, y, columns, id)).collect())
                })
                .collect();
            let mut terminal = Terminal::default();
            for (painted, (frame, links)) in painted(&frames).iter().zip(&frames) {
                terminal.take(painted.as_bytes());
                prop_assert_eq!(&terminal.open, &None);
                prop_assert!(!links.is_empty() || !painted.contains("]8;"));
                let links = Hyperlinks::new(links.clone(), frame);
                for (at, cell) in frame.content.iter().enumerate() {
                    let (x, y) = frame.pos_of(at);
                    let blank = (' ', None);
                    let (sign, link) = terminal.cells.get(&(usize::from(y), usize::from(x))).unwrap_or(&blank);
                    prop_assert_eq!(&sign.to_string(), cell.symbol());
                    let wanted = links.at(x, y).map(|link| format!("id={};{}", link.id, link.address));
                    prop_assert_eq!(link, &wanted);
                }
            }
        }
    }
}
