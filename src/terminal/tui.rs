//! Drives the terminal: takes it, turns events into calls on a [`Reader`], draws, and restores it.
//!
//! ```text
//! keys, resizes ── input thread ──┐
//! signals ──────── signal thread ─┼─▶ one channel ─▶ the loop ─▶ Reader ─▶ one write for each frame
//! hangup ───────── watch thread ──┤
//! the reader's own ────── Bell ───┘
//! ```
//!
//! The threads sleep in the kernel until something happens, so an idle reader takes no CPU time. Only the loop writes
//! to the terminal, except that a panic restores it. Owns no state of the reader, and must not know what the reader
//! shows.
//!
//! Threads that the first frame does not need start after it. Signals are caught before that and wait for their thread.
//! A panic on any thread ends the program: the hook restores the terminal, prints the message and exits, so nothing is
//! unwound. Other threads that have something for the reader ring its [`Bell`]: the thread that reads the file again
//! does so with a finished dossier, so that no key waits for a large text, and the thread that reads the files of a
//! list does so after each file.

mod background;
mod clipboard;
mod hyperlink;
mod input;
mod outside;
mod paint;
mod screen;

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use crossterm::event::Event;
use ratatui::buffer::Buffer;

pub use background::{Background, Question};
pub use hyperlink::{Hyperlink, wanted as knows_hyperlinks};
use outside::Meaning;
pub use paint::print;
use screen::Screen;

/// A reader that the loop drives.
pub trait Reader {
    /// Sets the size of the terminal, before the first frame and after each change. Never 0.
    fn resized(&mut self, columns: u16, rows: u16);

    /// Handles a key, a mouse event, or pasted text. A paste is text and not keys, which could run any command. Resizes
    /// and released keys do not arrive here.
    fn event(&mut self, event: Event) -> Option<Effect>;

    /// Called after the first frame. Ringing the bell on any thread makes the loop call [`Reader::rung`].
    fn started(&mut self, bell: Bell);

    /// Called after the bell has rung, once or more often.
    fn rung(&mut self) -> Option<Effect>;

    /// Uses the terminal for another program until it returns: see [`Effect::Away`].
    fn away(&mut self);

    /// Called at the end, unless the program panics. The terminal may already be gone.
    fn ends(&mut self);

    /// Whether the terminal reports mouse events. If not, the reader can select text with the mouse. Asked at each
    /// frame, so that no state is lost when the terminal is given away and taken back.
    fn mouse(&self) -> bool;

    /// Draws everything into a blank frame, and returns the cells that lead to an address. Called after a batch of
    /// events, not after each one.
    fn draw(&self, frame: &mut Buffer) -> Vec<Hyperlink>;
}

/// Wakes the loop.
#[derive(Clone)]
pub struct Bell(Arc<dyn Fn() + Send + Sync>);

impl Bell {
    pub fn new(ring: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(ring))
    }

    pub fn ring(&self) {
        (self.0)();
    }
}

/// A request of the reader to the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Quit,
    /// Copy a text to the clipboard of the user's machine. The text must be free of control characters.
    Copy(String),
    /// Stop, as C-z does elsewhere, until the shell continues the program.
    Suspend,
    /// Draw all cells again, in case another program has written on the terminal.
    Redraw,
    /// Restore the terminal, call [`Reader::away`], and take the terminal again.
    Away,
}

/// How the loop ended. A signal is not among these, because it ends the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Quit,
    /// The terminal is gone, so no message can be shown.
    Gone,
}

/// An event of the loop.
enum Message {
    Event(Event),
    /// A signal, by its number.
    #[cfg_attr(not(unix), expect(dead_code, reason = "no signals there"))]
    Signal(i32),
    /// The terminal hung up.
    Gone,
    /// The bell rang.
    Rung,
}

/// How many messages are handled before a frame is drawn. A flood of messages cannot freeze the screen.
const BATCH: usize = 256;

/// Takes the terminal, drives `reader` until it quits, and restores the terminal.
///
/// Steps that are likely to fail come before the terminal is touched. Call this once: its threads and signal handlers
/// stay until the process ends.
pub fn run(reader: &mut impl Reader) -> io::Result<Ended> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("standard output is not a terminal"));
    }
    let (sender, messages) = mpsc::channel();
    // This comes first, because it gives the best message if no terminal exists.
    let keys = outside::Keys::find()?;
    input::prepare()?;
    let signals = outside::Caught::new()?;
    screen::restore_on_panic();
    // From `prepare` on, each change of the size arrives as an event.
    let size = screen::size(Size { columns: 80, rows: 24 });
    let input = input::Input::default();
    let mut reading = Loop { reader, screen: Screen::new(size), input, size, resized: None };
    let ended = reading.begin(signals, keys, sender).and_then(|()| reading.turn(&messages));
    reading.screen.leave();
    reading.reader.ends();
    match ended {
        Err(error) if outside::terminal_gone(&error) => Ok(Ended::Gone),
        ended => ended,
    }
}

/// Columns and rows, neither 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    columns: u16,
    rows: u16,
}

struct Loop<'a, R> {
    reader: &'a mut R,
    screen: Screen,
    input: input::Input,
    /// The last known size.
    size: Size,
    /// A size that the reader does not know yet. Of many resizes only the last matters.
    resized: Option<Size>,
}

impl<R: Reader> Loop<'_, R> {
    /// Draws the first frame, and then starts threads that it does not need: starting a thread takes half as long as a
    /// frame. Meanwhile events wait in the terminal.
    fn begin(&mut self, signals: outside::Caught, keys: outside::Keys, sender: Sender<Message>) -> io::Result<()> {
        self.take()?;
        self.draw()?;
        signals.listen(sender.clone())?;
        outside::watch(keys, sender.clone())?;
        for key in background::typed_ahead() {
            // Sending fails only if the loop has ended.
            let _ = sender.send(Message::Event(Event::Key(key)));
        }
        self.input.listen(sender.clone())?;
        self.reader.started(Bell::new(move || drop(sender.send(Message::Rung))));
        Ok(())
    }

    fn turn(&mut self, messages: &Receiver<Message>) -> io::Result<Ended> {
        loop {
            let Ok(first) = messages.recv() else { return Ok(Ended::Gone) };
            for message in std::iter::once(first).chain(messages.try_iter()).take(BATCH) {
                if let Some(ended) = self.handle(message)? {
                    return Ok(ended);
                }
            }
            self.draw()?;
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        self.pass_size_on();
        self.screen.draw(self.reader)
    }

    fn handle(&mut self, message: Message) -> io::Result<Option<Ended>> {
        match message {
            Message::Event(Event::Resize(columns, rows)) => {
                self.resize(Size { columns: columns.max(1), rows: rows.max(1) });
            }
            Message::Event(event) if event.is_key_release() => {}
            Message::Event(event) => {
                self.pass_size_on();
                if let Some(effect) = self.reader.event(event) {
                    return self.perform(effect);
                }
            }
            Message::Signal(signal) => self.signal(signal)?,
            Message::Gone => return Ok(Some(Ended::Gone)),
            Message::Rung => {
                if let Some(effect) = self.reader.rung() {
                    return self.perform(effect);
                }
            }
        }
        Ok(None)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Option<Ended>> {
        match effect {
            Effect::Quit => return Ok(Some(Ended::Quit)),
            Effect::Copy(text) => screen::write(&clipboard::copy(&text)?)?,
            Effect::Redraw => self.screen.clear(self.size),
            Effect::Away => {
                // From here on, keys and the signals that keys send belong to the other program.
                let _pause = self.input.pause();
                self.screen.leave();
                outside::while_away(|| self.reader.away());
                self.enter()?;
            }
            Effect::Suspend => {
                // The terminal must be restored before a program that watches the group sees it stop. It is taken again
                // at the signal to continue.
                self.screen.leave();
                if !outside::stop_the_group() {
                    self.enter()?;
                }
            }
        }
        Ok(None)
    }

    fn signal(&mut self, signal: i32) -> io::Result<()> {
        let meaning = outside::meaning(signal);
        match meaning {
            Meaning::Stop | Meaning::Die => {
                self.screen.leave();
                if matches!(meaning, Meaning::Die) {
                    self.reader.ends();
                }
                outside::default_action(signal);
            }
            Meaning::Continue => {
                // After an uncatchable stop, the shell may have changed the modes, so the terminal is left first.
                self.screen.leave();
                self.enter()?;
            }
        }
        Ok(())
    }

    /// Takes the terminal. Its size and content may have changed meanwhile.
    fn enter(&mut self) -> io::Result<()> {
        self.size = screen::size(self.size);
        self.take()
    }

    fn take(&mut self) -> io::Result<()> {
        self.resized = Some(self.size);
        self.screen.enter(self.size)
    }

    /// Sets the size. Even an unchanged size clears the frame: a terminal that was resized and resized back has lost or
    /// moved cells.
    fn resize(&mut self, size: Size) {
        self.size = size;
        self.resized = Some(size);
        self.screen.clear(size);
    }

    /// Passes the size to the reader before it handles a key or draws.
    fn pass_size_on(&mut self) {
        if let Some(Size { columns, rows }) = self.resized.take() {
            self.reader.resized(columns, rows);
        }
    }
}
