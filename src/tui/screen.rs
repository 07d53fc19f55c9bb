//! The screen: raw mode, the alternate screen, and frames.
//!
//! A frame is put together in memory and goes out in one write, between the two marks that ask the
//! terminal to show it at once. So there is never half a frame to see, nor one for a panic to leave behind.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::{Reader, Size};

/// Whether the terminal is ours. A global, because a panic in any thread has to know.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// What is drawn on. Dropping it gives the terminal back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Held>>,
    held: Held,
}

impl Screen {
    /// In memory only; the terminal is as it was.
    pub(super) fn new(size: Size) -> Self {
        let held = Held::default();
        Self { terminal: terminal(&held, size), held }
    }

    /// Takes the terminal.
    pub(super) fn enter(&mut self, size: Size) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        // From here on, dropping the screen restores the terminal, whatever fails.
        ENTERED.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        self.clear(size);
        Ok(())
    }

    /// Gives the terminal back; nothing is drawn until it is entered again.
    #[expect(clippy::unused_self, reason = "only who holds the screen may leave it")]
    pub(super) fn leave(&mut self) {
        leave();
    }

    /// Forgets what is on the terminal, so that the next frame writes every cell of this size.
    pub(super) fn clear(&mut self, size: Size) {
        // A new one, because `Terminal::clear` asks where the cursor is, and the input thread would eat the answer;
        // and a fixed one, because any other asks for its size before each frame.
        self.terminal = terminal(&self.held, size);
        let mut held = self.held.0.borrow_mut();
        // The old one has just shown the cursor, on its way out.
        held.clear();
        queue!(held, ResetColor, Clear(ClearType::All)).expect("memory takes every write");
    }

    /// Draws a frame, unless the terminal is somebody else's at the moment.
    pub(super) fn draw(&mut self, reader: &impl Reader) -> io::Result<()> {
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(());
        }
        self.terminal.draw(|frame| {
            reader.draw(frame);
            spread_ink(frame.buffer_mut());
        })?;
        self.held.send()
    }
}

/// Gives every blank the foreground of what is left of it, where it cannot be seen.
///
/// Each change of color is some thirty bytes, and a frame of text would change it twice a word.
fn spread_ink(buffer: &mut Buffer) {
    let seen = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(columns) {
        let mut ink = None;
        for cell in row {
            let blank = cell.symbol() == " " && !cell.modifier.intersects(seen);
            match ink.filter(|_| blank) {
                Some(ink) => cell.fg = ink,
                None => ink = Some(cell.fg),
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn terminal(held: &Held, size: Size) -> Terminal<CrosstermBackend<Held>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.columns, size.rows));
    Terminal::with_options(CrosstermBackend::new(held.clone()), TerminalOptions { viewport })
        .expect("a terminal of fixed size asks nothing that could fail")
}

/// The size of the terminal; `known` where it does not say, as serial lines do not.
pub(super) fn size(known: Size) -> Size {
    match terminal::size() {
        Ok((columns, rows)) if columns > 0 && rows > 0 => Size { columns, rows },
        _ => known,
    }
}

/// Makes a panic restore the terminal before it is reported, so that the report can be read.
pub(super) fn restore_on_panic() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            leave();
            report(panic);
        }));
    });
}

/// Restores the terminal if it is ours. Errors have nowhere to go, and must not keep the rest from being done.
fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ =
        execute!(io::stdout(), EndSynchronizedUpdate, ResetColor, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = terminal::disable_raw_mode();
}

/// What is written but not sent. The backend flushes several times in a frame; those flushes do nothing.
#[derive(Clone, Default)]
struct Held(Rc<RefCell<Vec<u8>>>);

impl Held {
    /// Sends all of it, in one write.
    fn send(&self) -> io::Result<()> {
        let mut held = self.0.borrow_mut();
        let mut frame = Vec::with_capacity(held.len() + 16);
        queue!(frame, BeginSynchronizedUpdate)?;
        frame.append(&mut held);
        queue!(frame, EndSynchronizedUpdate)?;
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    #[test]
    fn a_blank_takes_the_ink_before_it_where_that_cannot_be_seen() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        buffer.set_string(0, 0, "a", Color::Red);
        buffer.set_string(2, 0, " ", Style::new().fg(Color::Blue).add_modifier(Modifier::REVERSED));
        buffer.set_string(4, 0, "b", Color::Green);
        spread_ink(&mut buffer);
        let inks: Vec<_> = buffer.content.iter().map(|cell| cell.fg).collect();
        assert_eq!(inks, [Color::Red, Color::Red, Color::Blue, Color::Blue, Color::Green, Color::Green]);
    }

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
    fn a_frame_is_held_until_it_is_sent_and_starts_from_a_blank_screen() {
        let mut screen = Screen::new(Size { columns: 3, rows: 1 });
        for _ in 0..2 {
            screen.clear(Size { columns: 2, rows: 1 });
            screen.terminal.draw(|frame| frame.render_widget("abc", frame.area())).unwrap();
            let held = String::from_utf8(screen.held.0.take()).unwrap();
            assert!(held.starts_with("\u{1b}[0m\u{1b}[2J\u{1b}[1;1Hab\u{1b}["), "{held:?}");
        }
    }
}
