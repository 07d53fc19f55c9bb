//! The terminal: enters it, turns what happens into calls on a [`Reader`], draws, and leaves it as it was.
//!
//! ```text
//! keys, resizes ── input thread ──┐
//! signals ──────── signal thread ─┼─▶ one channel ─▶ the loop ─▶ Reader ─▶ one write for each frame
//! hangup ───────── watch thread ──┤
//! the reader's own ────── Bell ───┘
//! ```
//!
//! The threads sleep in the kernel until something happens, so an idle reader takes no time at all.
//! The loop alone writes to the terminal; only a panic may step in, to restore it. Owns no state of
//! the reader's and must not know what it shows.

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
    /// The terminal has this size: before the first frame and whenever it changes. Never 0.
    fn resized(&mut self, columns: u16, rows: u16);

    /// A key was pressed, the mouse did something, or text was pasted: that is for whoever asks for text, and as keys it
    /// could do anything. Resizes and released keys do not come here.
    fn event(&mut self, event: Event) -> Option<Effect>;

    /// The first frame is out. Whoever rings the bell, from whatever thread, makes [`Reader::rung`] be called.
    fn started(&mut self, bell: Bell);

    /// The bell was rung, once or more often.
    fn rung(&mut self);

    /// The terminal is somebody else's until this returns: see [`Effect::Away`].
    fn away(&mut self);

    /// It ends, in whatever way but a panic. There may be no terminal any more.
    fn ends(&mut self);

    /// Whether the mouse is to be reported, and not the terminal's to select with.
    fn mouse(&self) -> bool;

    /// Shows everything: `frame` is blank. Returns which of its cells lead to an address. Called after a batch of
    /// events, not after each.
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
    /// Put a text into the clipboard of whoever sits at the terminal. Its text must be harmless.
    Copy(String),
    /// Stop, as C-z does elsewhere, until the shell continues the program.
    Suspend,
    /// Draw every cell anew, in case something else wrote on the terminal.
    Redraw,
    /// Give the terminal back, call [`Reader::away`], and take it again.
    Away,
}

/// How it ended. Signals are not among the ways: they end the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Quit,
    /// The terminal is no more, and there is nobody left to tell.
    Gone,
}

/// An event of the loop.
enum Message {
    Event(Event),
    /// A signal by its number.
    #[cfg_attr(not(unix), expect(dead_code, reason = "no signals there"))]
    Signal(i32),
    /// The terminal hung up.
    Gone,
    /// The reader's bell.
    Rung,
}

/// The most messages that are handled before a frame is drawn, so that a flood cannot keep the screen still.
const BATCH: usize = 256;

/// Takes the terminal, drives `reader` until it quits, and gives the terminal back.
///
/// What is likely to fail does so before the terminal is touched. Call it once: its threads and its
/// signal handlers stay until the process ends.
pub fn run(reader: &mut impl Reader) -> io::Result<Ended> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("standard output is not a terminal"));
    }
    let (sender, messages) = mpsc::channel();
    // This comes first, for it knows best what to say where there is no terminal at all.
    let keys = outside::Keys::find()?;
    input::prepare()?;
    let signals = outside::Caught::new()?;
    screen::restore_on_panic();
    // From `prepare` on every change of it comes as an event.
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
    /// The size as last heard of.
    size: Size,
    /// A size that the reader has not been told yet. Only the last of a storm is of interest.
    resized: Option<Size>,
}

impl<R: Reader> Loop<'_, R> {
    /// The first frame is out before the threads begin that it does not need: to start one takes as long as
    /// half a frame. What happens meanwhile waits in the terminal.
    fn begin(&mut self, signals: outside::Caught, keys: outside::Keys, sender: Sender<Message>) -> io::Result<()> {
        self.take()?;
        self.draw()?;
        signals.listen(sender.clone())?;
        outside::watch(keys, sender.clone())?;
        self.input.listen(sender.clone())?;
        // Nobody to hear it means that the loop has ended anyway.
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
        self.settle_size();
        self.screen.draw(self.reader)
    }

    fn handle(&mut self, message: Message) -> io::Result<Option<Ended>> {
        match message {
            Message::Event(Event::Resize(columns, rows)) => {
                self.resize(Size { columns: columns.max(1), rows: rows.max(1) });
            }
            Message::Event(event) if event.is_key_release() => {}
            Message::Event(event) => {
                self.settle_size();
                if let Some(effect) = self.reader.event(event) {
                    return self.perform(effect);
                }
            }
            Message::Signal(signal) => self.signal(signal)?,
            Message::Gone => return Ok(Some(Ended::Gone)),
            Message::Rung => self.reader.rung(),
        }
        Ok(None)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Option<Ended>> {
        match effect {
            Effect::Quit => return Ok(Some(Ended::Quit)),
            Effect::Copy(text) => screen::write(&clipboard::copy(&text)?)?,
            Effect::Redraw => self.screen.clear(self.size),
            Effect::Away => {
                // Keys are no longer ours either, nor are the signals that keys send.
                let _pause = self.input.pause();
                self.screen.leave();
                outside::while_away(|| self.reader.away());
                self.enter()?;
            }
            Effect::Suspend => {
                // The terminal must be in order before anybody who watches the group sees it stop.
                // It is taken back when the signal to continue comes round.
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
                // Left first: after an uncatchable stop nobody knows what the shell made of the modes.
                self.screen.leave();
                self.enter()?;
            }
        }
        Ok(())
    }

    /// Takes the terminal, or takes it back: it may have changed its size meanwhile, and has other things on it.
    fn enter(&mut self) -> io::Result<()> {
        self.size = screen::size(self.size);
        self.take()
    }

    fn take(&mut self) -> io::Result<()> {
        self.resized = Some(self.size);
        self.screen.enter(self.size)
    }

    /// An unchanged size counts too: a terminal that went to another size and back has lost or moved cells.
    fn resize(&mut self, size: Size) {
        self.size = size;
        self.resized = Some(size);
        self.screen.clear(size);
    }

    /// Tells the reader the size before it answers to a key or draws.
    fn settle_size(&mut self) {
        if let Some(Size { columns, rows }) = self.resized.take() {
            self.reader.resized(columns, rows);
        }
    }
}
