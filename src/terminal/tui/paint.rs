//! Paints cells as bytes.
//!
//! A change of style is one sequence with only what has changed. ratatui's backend repeats both colors whenever one
//! changes, which makes a frame of a theme with its own background half as long again. Must not know where the bytes
//! go.

use crossterm::cursor::MoveTo;
use crossterm::queue;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};

use super::hyperlink::{Hyperlink, Hyperlinks, Open};

/// Cells as styled lines of text, for a terminal that scrolls. Each line ends in the plain style and without an open
/// hyperlink, and has no plain blanks at its end. Cells in the plain style alone give no escape sequence.
pub fn print(cells: &Buffer, links: Vec<Hyperlink>) -> Vec<u8> {
    let links = Hyperlinks::new(links, cells);
    let mut bytes = Vec::new();
    for (y, row) in (0..).zip(cells.content.chunks(usize::from(cells.area.width).max(1))) {
        let mut pen = Pen::default();
        let mut open = Open::default();
        let is_seen =
            |cell: &Cell| cell.symbol() != " " || cell.bg != Color::Reset || cell.modifier.intersects(SHOWS_INK);
        let end = row.iter().rposition(is_seen).map_or(0, |last| last + 1);
        for (x, cell) in seen(&row[..end]) {
            let wanted = Pen { ink: cell.fg, ground: cell.bg, modifier: cell.modifier };
            if pen != wanted {
                pen.change(wanted, &mut bytes);
            }
            open.at(&links, x, y, &mut bytes);
            bytes.extend_from_slice(cell.symbol().as_bytes());
        }
        open.close(&mut bytes);
        if pen != Pen::default() {
            pen.change(Pen::default(), &mut bytes);
        }
        bytes.push(b'\n');
    }
    bytes
}

/// The cells of a row with their columns, except those that a wide glyph covers.
pub(super) fn seen(row: &[Cell]) -> impl Iterator<Item = (u16, &Cell)> {
    let mut covered = 0;
    (0..).zip(row).filter(move |(x, cell)| {
        let is_seen = *x >= covered;
        if is_seen && !cell.symbol().is_ascii() {
            covered = *x + cell.cell_width();
        }
        is_seen
    })
}

/// The part of a style that the terminal remembers.
#[derive(Clone, Copy, Default, PartialEq)]
struct Pen {
    ink: Color,
    ground: Color,
    modifier: Modifier,
}

/// Appends the bytes that show cells (0-based columns and rows, in the order of the text). Before and after, the
/// terminal has the plain style and no open hyperlink.
pub(super) fn paint<'a>(bytes: &mut Vec<u8>, cells: impl Iterator<Item = (u16, u16, &'a Cell)>, links: &Hyperlinks) {
    let mut pen = Pen::default();
    let mut open = Open::default();
    let mut next = None;
    for (x, y, cell) in cells {
        // Also after a wide glyph, because terminals disagree about which glyphs are wide.
        if next != Some((x, y)) {
            queue!(bytes, MoveTo(x, y)).expect("writing to memory cannot fail");
        }
        next = x.checked_add(1).map(|x| (x, y));
        let mut wanted = Pen { ink: cell.fg, ground: cell.bg, modifier: cell.modifier };
        let symbol = cell.symbol().as_bytes();
        if symbol == b" " && !cell.modifier.intersects(SHOWS_INK) {
            wanted.ink = pen.ink;
        }
        if pen != wanted {
            pen.change(wanted, bytes);
        }
        if !links.is_empty() {
            open.at(links, x, y, bytes);
        }
        match symbol {
            [byte] => bytes.push(*byte),
            _ => bytes.extend_from_slice(symbol),
        }
    }
    open.close(bytes);
    if pen != Pen::default() {
        pen.change(Pen::default(), bytes);
    }
}

/// Modifiers that are visible on a blank.
const SHOWS_INK: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// The parameters of "select graphic rendition", ECMA-48 8.3.117.
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// In the order of their numbers.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

impl Pen {
    /// Changes to another style.
    fn change(&mut self, wanted: Self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"\x1b[");
        // A modifier is removed by resetting all of them, because terminals differ in how to remove a single one.
        if !wanted.modifier.contains(self.modifier) || wanted == Self::default() {
            parameters(bytes, &[0]);
            *self = Self::default();
        }
        for (modifier, parameter) in MODIFIERS {
            if wanted.modifier.difference(self.modifier).contains(modifier) {
                parameters(bytes, &[parameter]);
            }
        }
        if wanted.ink != self.ink {
            color(bytes, 30, wanted.ink);
        }
        if wanted.ground != self.ground {
            color(bytes, 40, wanted.ground);
        }
        *self = wanted;
        *bytes.last_mut().expect("there are parameters") = b'm';
    }
}

/// The parameters of a color, from 30 for the foreground and from 40 for the background.
fn color(bytes: &mut Vec<u8>, from: u8, color: Color) {
    match color {
        Color::Reset => parameters(bytes, &[from + 9]),
        Color::Rgb(red, green, blue) => parameters(bytes, &[from + 8, 2, red, green, blue]),
        Color::Indexed(index) => parameters(bytes, &[from + 8, 5, index]),
        named => {
            let first = (from..from + 8).chain(from + 60..);
            let known = NAMED.iter().zip(first).find(|(color, _)| **color == named);
            parameters(bytes, &[known.expect("every color has a number").1]);
        }
    }
}

fn parameters(bytes: &mut Vec<u8>, numbers: &[u8]) {
    for number in numbers {
        for unit in [100, 10, 1] {
            if *number >= unit || unit == 1 {
                bytes.push(b'0' + number / unit % 10);
            }
        }
        bytes.push(b';');
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 7, 2);

    /// Modifiers that the test terminal can tell apart.
    const SHOWN: [Modifier; 4] = [Modifier::BOLD, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];

    fn screen(texts: &'static [&str]) -> impl Strategy<Value = Buffer> {
        let color = prop_oneof![
            Just(Color::Reset),
            prop::sample::select(&NAMED),
            (0..=255_u8).prop_map(Color::Indexed),
            any::<[u8; 3]>().prop_map(|[red, green, blue]| Color::Rgb(red, green, blue)),
        ];
        let modifier =
            prop::sample::subsequence(SHOWN.to_vec(), 0..=SHOWN.len()).prop_map(|some| some.into_iter().collect());
        let style = (color.clone(), color, prop_oneof![Just(Modifier::empty()), modifier]);
        let run = (prop::sample::select(texts), style);
        prop::collection::vec(((0..7_u16, 0..2_u16), run), 0..12).prop_map(|runs| {
            let mut buffer = Buffer::empty(AREA);
            for ((x, y), (text, (ink, ground, modifier))) in runs {
                buffer.set_string(x, y, text, Style::new().fg(ink).bg(ground).add_modifier(modifier));
            }
            buffer
        })
    }

    fn color(color: Color) -> vt100::Color {
        match color {
            Color::Reset => vt100::Color::Default,
            Color::Indexed(index) => vt100::Color::Idx(index),
            Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
            named => vt100::Color::Idx((0..).zip(NAMED).find(|(_, known)| *known == named).unwrap().0),
        }
    }

    fn check(frames: &[Buffer]) -> Result<(), TestCaseError> {
        let [rows, columns] = [AREA.height, AREA.width].map(|size| NonZero::new(size).unwrap());
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        let mut shown = &Buffer::empty(AREA);
        for frame in frames {
            let mut bytes = Vec::new();
            paint(&mut bytes, shown.diff_iter(frame), &Hyperlinks::default());
            terminal.process(&bytes);
            shown = frame;
        }
        for (at, cell) in shown.content.iter().enumerate() {
            let (x, y) = shown.pos_of(at);
            let on_screen = terminal.screen().cell(y, x).unwrap();
            if on_screen.is_wide_continuation() {
                continue;
            }
            prop_assert_eq!(if on_screen.has_contents() { on_screen.contents() } else { " " }, cell.symbol());
            prop_assert_eq!(on_screen.bgcolor(), color(cell.bg));
            if cell.symbol() != " " || cell.modifier.intersects(SHOWS_INK) {
                prop_assert_eq!(on_screen.fgcolor(), color(cell.fg));
            }
            let shown = [on_screen.bold(), on_screen.italic(), on_screen.underline(), on_screen.inverse()];
            prop_assert_eq!(shown, SHOWN.map(|modifier| cell.modifier.contains(modifier)));
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_was_drawn(frame in screen(&[" ", "a ", "bc", "e\u{301}", "船"])) {
            check(&[frame])?;
        }

        #[test]
        fn the_last_of_several_frames_is_shown(frames in prop::collection::vec(screen(&[" ", "a ", "bc"]), 1..4)) {
            check(&frames)?;
        }
    }

    #[test]
    fn only_changed_styles_are_written() {
        let mut bytes = Vec::new();
        let mut buffer = Buffer::empty(AREA);
        let style = Style::new().bg(Color::Rgb(1, 20, 255));
        buffer.set_string(0, 0, "a ", style.fg(Color::Red));
        buffer.set_string(2, 0, "b", style.fg(Color::Indexed(7)).add_modifier(Modifier::BOLD | Modifier::ITALIC));
        buffer.set_string(3, 0, "c", style.fg(Color::Indexed(7)));
        paint(&mut bytes, (0..4).map(|x| (x, 0, &buffer[(x, 0)])), &Hyperlinks::default());
        assert_eq!(
            String::from_utf8(bytes).unwrap().replace('\u{1b}', "^"),
            "^[1;1H^[31;48;2;1;20;255ma ^[1;3;38;5;7mb^[0;38;5;7;48;2;1;20;255mc^[0m",
        );
    }
}
