//! Frames as bytes: what ratatui draws to.
//!
//! Everything stays in memory until `screen` sends it, so nothing here can fail. A change of style is one sequence
//! that says what has changed and no more: a theme that paints its own background would otherwise say it at every
//! word. Must not know where the bytes go.

use std::convert::Infallible;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// Bytes for a terminal whose style is the plain one before and after each frame.
#[derive(Default)]
pub(super) struct Paint {
    pub(super) bytes: Vec<u8>,
}

/// What of a style the terminal remembers.
#[derive(Clone, Copy, Default, PartialEq)]
struct Pen {
    ink: Color,
    ground: Color,
    modifier: Modifier,
}

impl Backend for Paint {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, cells: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut pen = Pen::default();
        let mut next = None;
        for (x, y, cell) in cells {
            // After a wide glyph too: terminals do not agree on what is wide.
            if next != Some((x, y)) {
                queue!(self.bytes, MoveTo(x, y)).expect("memory takes every write");
            }
            next = x.checked_add(1).map(|x| (x, y));
            let mut wanted = Pen { ink: cell.fg, ground: cell.bg, modifier: cell.modifier };
            if cell.symbol() == " " && !cell.modifier.intersects(SHOWS_INK) {
                wanted.ink = pen.ink;
            }
            self.change(&mut pen, wanted);
            self.bytes.extend_from_slice(cell.symbol().as_bytes());
        }
        self.change(&mut pen, Pen::default());
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        // It is hidden as long as the terminal is ours.
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    /// Not asked for: the viewport is fixed.
    fn size(&self) -> Result<Size, Infallible> {
        Ok(Size::ZERO)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: Size::ZERO, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// What makes the ink of a blank visible.
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

impl Paint {
    fn change(&mut self, pen: &mut Pen, wanted: Pen) {
        if *pen == wanted {
            return;
        }
        self.bytes.extend_from_slice(b"\x1b[");
        // To take a modifier away, all are taken: how to take away one alone differs between terminals.
        if !wanted.modifier.contains(pen.modifier) || wanted == Pen::default() {
            self.parameters(&[0]);
            *pen = Pen::default();
        }
        for (modifier, parameter) in MODIFIERS {
            if wanted.modifier.difference(pen.modifier).contains(modifier) {
                self.parameters(&[parameter]);
            }
        }
        if wanted.ink != pen.ink {
            self.color(30, wanted.ink);
        }
        if wanted.ground != pen.ground {
            self.color(40, wanted.ground);
        }
        *pen = wanted;
        *self.bytes.last_mut().expect("there are parameters") = b'm';
    }

    /// The parameters of a color, the first counted from 30 for what is in front and 40 for what is behind.
    fn color(&mut self, from: u8, color: Color) {
        match color {
            Color::Reset => self.parameters(&[from + 9]),
            Color::Rgb(red, green, blue) => self.parameters(&[from + 8, 2, red, green, blue]),
            Color::Indexed(index) => self.parameters(&[from + 8, 5, index]),
            named => {
                let first = (from..from + 8).chain(from + 60..);
                let known = NAMED.iter().zip(first).find(|(color, _)| **color == named);
                self.parameters(&[known.expect("every color has a number").1]);
            }
        }
    }

    fn parameters(&mut self, numbers: &[u8]) {
        for number in numbers {
            for unit in [100, 10, 1] {
                if *number >= unit || unit == 1 {
                    self.bytes.push(b'0' + number / unit % 10);
                }
            }
            self.bytes.push(b';');
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 7, 2);

    /// The modifiers of which the terminal of these tests knows each apart from the others.
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
        let options = TerminalOptions { viewport: Viewport::Fixed(AREA) };
        let mut painted = Terminal::with_options(Paint::default(), options).unwrap();
        for frame in frames {
            painted.draw(|target| target.buffer_mut().clone_from(frame)).unwrap();
            terminal.process(&std::mem::take(&mut painted.backend_mut().bytes));
        }
        let last = &frames[frames.len() - 1];
        for (at, cell) in last.content.iter().enumerate() {
            let (x, y) = last.pos_of(at);
            let shown = terminal.screen().cell(y, x).unwrap();
            if shown.is_wide_continuation() {
                continue;
            }
            prop_assert_eq!(if shown.has_contents() { shown.contents() } else { " " }, cell.symbol());
            prop_assert_eq!(shown.bgcolor(), color(cell.bg));
            if cell.symbol() != " " || cell.modifier.intersects(SHOWS_INK) {
                prop_assert_eq!(shown.fgcolor(), color(cell.fg));
            }
            let kept = [shown.bold(), shown.italic(), shown.underline(), shown.inverse()];
            prop_assert_eq!(kept, SHOWN.map(|modifier| cell.modifier.contains(modifier)));
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_was_drawn(frame in screen(&[" ", "a ", "bc", "e\u{301}", "船"])) {
            check(&[frame])?;
        }

        #[test]
        fn of_several_frames_it_shows_the_last(frames in prop::collection::vec(screen(&[" ", "a ", "bc"]), 1..4)) {
            check(&frames)?;
        }
    }

    #[test]
    fn only_what_changes_is_said() {
        let mut paint = Paint::default();
        let mut buffer = Buffer::empty(AREA);
        let style = Style::new().bg(Color::Rgb(1, 20, 255));
        buffer.set_string(0, 0, "a ", style.fg(Color::Red));
        buffer.set_string(2, 0, "b", style.fg(Color::Indexed(7)).add_modifier(Modifier::BOLD | Modifier::ITALIC));
        buffer.set_string(3, 0, "c", style.fg(Color::Indexed(7)));
        paint.draw((0..4).map(|x| (x, 0, &buffer[(x, 0)]))).unwrap();
        assert_eq!(
            String::from_utf8(paint.bytes).unwrap().replace('\u{1b}', "^"),
            "^[1;1H^[31;48;2;1;20;255ma ^[1;3;38;5;7mb^[0;38;5;7;48;2;1;20;255mc^[0m",
        );
    }
}
