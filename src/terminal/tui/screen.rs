//! The screen: raw mode, the alternate screen, and frames.
//!
//! A frame is painted in memory and sent in one write, between two marks that ask the terminal to show it at once. So
//! neither the reader nor a panic ever sees half a frame.

use std::io::{self, Write};
use std::mem;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::hyperlink::{self, Hyperlinks};
use super::paint::{paint, seen};
use super::{Reader, Size};

/// Whether the program has the terminal. Global, because a panic on any thread must know it.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Whether the terminal has switched to the alternate screen.
static ON_ALTERNATE_SCREEN: AtomicBool = AtomicBool::new(false);

/// Requests reports of buttons, of movement with a button pressed, and of the wheel, with coordinates of any size.
/// crossterm would request all movement, and each event would wake the program.
const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";

/// The terminal while the program draws on it. Dropping it restores the terminal.
pub(super) struct Screen {
    /// The next frame, blank.
    frame: Buffer,
    /// The frame on the terminal, unless the terminal may show something else.
    shown: Option<Buffer>,
    /// The hyperlinks of the frame on the terminal.
    links: Hyperlinks,
    /// Whether hyperlinks are sent to the terminal.
    hyperlinks: bool,
    /// Whether the terminal reports the mouse.
    mouse: bool,
}

impl Screen {
    /// Allocates the frames. Does not touch the terminal.
    pub(super) fn new(size: Size) -> Self {
        let frame = Buffer::empty(area(size));
        Self { frame, shown: None, links: Hyperlinks::default(), hyperlinks: hyperlink::wanted(), mouse: false }
    }

    /// Takes the terminal. Its content stays until the next frame.
    pub(super) fn enter(&mut self, size: Size) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        // From here on, dropping the screen restores the terminal after any error.
        ENTERED.store(true, Ordering::SeqCst);
        self.clear(size);
        Ok(())
    }

    /// Restores the terminal. Nothing is drawn until it is entered again.
    #[expect(clippy::unused_self, reason = "only the owner of the screen may leave it")]
    pub(super) fn leave(&mut self) {
        leave();
    }

    /// Forgets the frame on the terminal, so that the next frame writes all cells of this size.
    pub(super) fn clear(&mut self, size: Size) {
        self.frame.resize(area(size));
        self.shown = None;
    }

    /// Draws a frame, unless another program has the terminal.
    pub(super) fn draw(&mut self, reader: &impl Reader) -> io::Result<()> {
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(());
        }
        let mut links = reader.draw(&mut self.frame);
        if !self.hyperlinks {
            links.clear();
        }
        let links = Hyperlinks::new(links, &self.frame);
        let mut bytes = Vec::with_capacity(8 * 1024);
        // Locked to the end: the hook of a panic on another thread must not restore the terminal in the middle of a
        // write.
        let _out = io::stdout().lock();
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(());
        }
        if !ON_ALTERNATE_SCREEN.swap(true, Ordering::SeqCst) {
            queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
            self.mouse = false;
        }
        if self.mouse != reader.mouse() {
            self.mouse = reader.mouse();
            bytes.extend(if self.mouse { MOUSE_ON } else { MOUSE_OFF });
        }
        self.paint(&mut bytes, links)?;
        write(&bytes)?;
        self.turn();
        Ok(())
    }

    /// Appends the bytes of the frame.
    fn paint(&mut self, bytes: &mut Vec<u8>, links: Hyperlinks) -> io::Result<()> {
        queue!(bytes, BeginSynchronizedUpdate)?;
        if let Some(shown) = &mut self.shown {
            links.mark_changes(&self.links, shown);
            paint(bytes, shown.diff_iter(&self.frame), &links);
        } else {
            queue!(bytes, ResetColor, Clear(ClearType::All))?;
            paint(bytes, all(&self.frame), &links);
        }
        self.links = links;
        queue!(bytes, EndSynchronizedUpdate)
    }

    /// Makes the drawn frame the shown one. The memory for a second frame is allocated here, so that the first frame
    /// does not wait for it.
    fn turn(&mut self) {
        let mut next = self.shown.take().unwrap_or_else(|| Buffer::empty(self.frame.area));
        next.reset();
        self.shown = Some(mem::replace(&mut self.frame, next));
    }
}

/// All cells, except those that a wide glyph covers.
fn all(frame: &Buffer) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let rows = frame.content.chunks(usize::from(frame.area.width).max(1));
    (0..).zip(rows).flat_map(|(y, row)| seen(row).map(move |(x, cell)| (x, y, cell)))
}

fn area(size: Size) -> Rect {
    Rect::new(0, 0, size.columns, size.rows)
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Sends bytes to the terminal, immediately and completely.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// The size of the terminal; `known` if it does not report one, such as a serial line.
pub(super) fn size(known: Size) -> Size {
    match terminal::size() {
        Ok((columns, rows)) if columns > 0 && rows > 0 => Size { columns, rows },
        _ => known,
    }
}

/// Makes a panic restore the terminal before its message is printed, so that the message stays visible.
pub(super) fn restore_on_panic() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // Locked forever, because the report ends the program.
            let _out = io::stdout().lock();
            leave();
            report(panic);
        }));
    });
}

/// Restores the terminal if the program has it. Ignores errors, because no message can be shown and the other steps
/// must still run.
fn leave() {
    let mut out = io::stdout().lock();
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    if ON_ALTERNATE_SCREEN.swap(false, Ordering::SeqCst) {
        let _ = out.write_all(MOUSE_OFF);
        let _ = execute!(out, EndSynchronizedUpdate, ResetColor, DisableBracketedPaste, LeaveAlternateScreen, Show);
    }
    let _ = terminal::disable_raw_mode();
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn a_panic_is_reported_after_the_terminal_is_restored() {
        static RESTORED: AtomicBool = AtomicBool::new(false);
        std::panic::set_hook(Box::new(|_| RESTORED.store(!ENTERED.load(Ordering::SeqCst), Ordering::SeqCst)));
        restore_on_panic();
        ENTERED.store(true, Ordering::SeqCst);
        let panicked = std::panic::catch_unwind(|| panic!("for the test"));
        drop(std::panic::take_hook());
        assert!(panicked.is_err() && RESTORED.load(Ordering::SeqCst));
    }

    #[test]
    fn the_first_frame_starts_from_a_blank_screen() {
        let shown = |screen: &mut Screen| {
            let mut bytes = Vec::new();
            screen.paint(&mut bytes, Hyperlinks::default()).unwrap();
            screen.turn();
            String::from_utf8(bytes).unwrap()
        };
        let mut screen = Screen::new(Size { columns: 3, rows: 1 });
        for _ in 0..2 {
            screen.clear(Size { columns: 4, rows: 1 });
            screen.frame.set_string(0, 0, "a船", Color::Reset);
            let whole = "\u{1b}[?2026h\u{1b}[0m\u{1b}[2J\u{1b}[1;1Ha船\u{1b}[1;4H \u{1b}[?2026l";
            assert_eq!(shown(&mut screen), whole);
            screen.frame.set_string(0, 0, "b船", Color::Reset);
            let changed = "\u{1b}[?2026h\u{1b}[1;1Hb\u{1b}[?2026l";
            assert_eq!(shown(&mut screen), changed);
        }
    }
}
