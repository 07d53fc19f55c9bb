//! Keys and resizes: one thread waits for the terminal.
//!
//! While another program has the terminal, the thread must not read, or the two would compete for each key. The thread
//! sleeps in crossterm, which wakes only for keys and changes of the size. So the loop sends the process that signal,
//! and the thread stops at its closed gate.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event;

use super::background::LateAnswer;
use super::{Message, outside};

/// How long the thread may take to stop reading.
const PATIENCE: Duration = Duration::from_secs(1);

/// Makes crossterm open the terminal. Later it would fail on the alternate screen.
pub(super) fn prepare() -> io::Result<()> {
    event::poll(Duration::ZERO).map(drop)
}

/// The thread, and the gate that it passes before it reads.
#[derive(Default)]
pub(super) struct Input {
    gate: Arc<Gate>,
}

impl Input {
    /// Starts the thread. The terminal must be in raw mode, or it would echo keys and wait for a whole line.
    pub(super) fn listen(&self, sender: Sender<Message>) -> io::Result<()> {
        let keys = Keys { sender, gate: Arc::clone(&self.gate) };
        thread::Builder::new().name("input".into()).spawn(move || keys.follow())?;
        Ok(())
    }

    /// Stops the thread from reading until the pause is dropped.
    pub(super) fn pause(&self) -> Pause {
        let gate = Arc::clone(&self.gate);
        let mut state = gate.state();
        state.closed = true;
        if outside::wake_input() {
            // The thread waits by now, unless it has ended or another thread holds it up.
            let waited = gate.changed.wait_timeout_while(state, PATIENCE, |state| !state.waits);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
        } else {
            drop(state);
        }
        Pause { gate }
    }
}

/// While it exists, the thread reads no keys.
pub(super) struct Pause {
    gate: Arc<Gate>,
}

impl Drop for Pause {
    fn drop(&mut self) {
        self.gate.state().closed = false;
        self.gate.changed.notify_all();
    }
}

/// The gate that the thread passes before it reads.
#[derive(Default)]
struct Gate {
    state: Mutex<GateState>,
    changed: Condvar,
}

#[derive(Default)]
struct GateState {
    closed: bool,
    /// Whether the thread is waiting at the gate.
    waits: bool,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass(&self) {
        let mut state = self.state();
        while state.closed {
            state.waits = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.waits = false;
    }
}

/// The state of the thread.
struct Keys {
    sender: Sender<Message>,
    gate: Arc<Gate>,
}

impl Keys {
    fn follow(&self) {
        let mut late = LateAnswer::expected();
        loop {
            self.gate.pass();
            let message = match event::read() {
                Ok(event::Event::Key(key)) if late.includes(key) => continue,
                Ok(event) => Message::Event(event),
                Err(_) => Message::Gone,
            };
            let last = matches!(message, Message::Gone);
            if self.sender.send(message).is_err() || last {
                return;
            }
        }
    }
}
