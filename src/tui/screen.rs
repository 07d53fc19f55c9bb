//! The screen: raw mode, the alternate screen, and frames.
//!
//! A frame is painted in memory and goes out in one write, between the two marks that ask the
//! terminal to show it at once. So there is never half a frame to see, nor one for a panic to leave behind.

use std::io::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::paint::Paint;
use super::{Reader, Size};

/// Whether the terminal is ours. A global, because a panic in any thread has to know.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// What is drawn on. Dropping it gives the terminal back.
pub(super) struct Screen {
    terminal: Terminal<Paint>,
    size: Size,
}

impl Screen {
    /// In memory only; the terminal is as it was.
    pub(super) fn new(size: Size) -> Self {
        Self { terminal: terminal(size), size }
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
        // Not by `Terminal::clear` or `resize`, which ask where the cursor is: the input thread would eat the answer.
        if size == self.size {
            self.terminal.swap_buffers();
        } else {
            self.terminal = terminal(size);
            self.size = size;
        }
        let bytes = &mut self.terminal.backend_mut().bytes;
        bytes.clear();
        queue!(bytes, ResetColor, Clear(ClearType::All)).expect("memory takes every write");
    }

    /// Draws a frame, unless the terminal is somebody else's at the moment.
    pub(super) fn draw(&mut self, reader: &impl Reader) -> io::Result<()> {
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(());
        }
        let Ok(_) = self.terminal.draw(|frame| reader.draw(frame));
        let painted = &mut self.terminal.backend_mut().bytes;
        let mut frame = Vec::with_capacity(painted.len() + 16);
        queue!(frame, BeginSynchronizedUpdate)?;
        frame.append(painted);
        queue!(frame, EndSynchronizedUpdate)?;
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Of fixed size, because any other asks for its size before each frame.
fn terminal(size: Size) -> Terminal<Paint> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.columns, size.rows));
    let Ok(terminal) = Terminal::with_options(Paint::default(), TerminalOptions { viewport });
    terminal
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

#[cfg(test)]
mod tests {
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
    fn a_frame_is_held_until_it_is_sent_and_starts_from_a_blank_screen() {
        let mut screen = Screen::new(Size { columns: 3, rows: 1 });
        for _ in 0..2 {
            screen.clear(Size { columns: 2, rows: 1 });
            screen.terminal.draw(|frame| frame.render_widget("abc", frame.area())).unwrap();
            let held = String::from_utf8(std::mem::take(&mut screen.terminal.backend_mut().bytes)).unwrap();
            assert_eq!(held, "\u{1b}[0m\u{1b}[2J\u{1b}[1;1Hab");
        }
    }
}
