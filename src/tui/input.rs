//! Keys and resizes: one thread that waits for the terminal, and a gate that keeps it away.
//!
//! The gate is for the time when another program has the terminal: a thread that went on waiting
//! would take every other key from it.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event;

use super::Message;
use super::background::LateAnswer;

/// How long to wait for the thread to come to the gate.
const PATIENCE: Duration = Duration::from_millis(500);

/// The input thread's gate.
pub(super) struct Input(Arc<Gate>);

impl Input {
    /// Starts the thread, with the gate closed: the terminal is not in raw mode yet.
    pub(super) fn listen(sender: Sender<Message>) -> io::Result<Self> {
        // Makes crossterm open the terminal now. It would otherwise fail on the alternate screen.
        event::poll(Duration::ZERO)?;
        let gate = Arc::new(Gate::default());
        let passage = Passage { gate: Arc::clone(&gate), sender };
        thread::Builder::new().name("input".into()).spawn(move || passage.follow())?;
        Ok(Self(gate))
    }

    pub(super) fn open(&self) {
        self.0.lock().open = true;
        self.0.moved.notify_all();
    }

    /// Closes the gate, and returns when the thread waits at it.
    pub(super) fn close(&self) {
        self.0.lock().open = false;
        if super::outside::wake_input() {
            // In the middle of a sequence crossterm cannot be woken. Then the thread takes one key more.
            let arrived = self.0.moved.wait_timeout_while(self.0.lock(), PATIENCE, |gate| !gate.waiting);
            drop(arrived.unwrap_or_else(PoisonError::into_inner));
        }
    }
}

#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    open: bool,
    /// The thread is at the gate, or has ended.
    waiting: bool,
}

impl Gate {
    /// Nothing panics while it holds the lock, so poison says nothing about the state.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_waiting(&self, waiting: bool) -> MutexGuard<'_, State> {
        let mut state = self.lock();
        state.waiting = waiting;
        self.moved.notify_all();
        state
    }

    fn pass(&self) {
        let state = self.set_waiting(true);
        let mut state = self.moved.wait_while(state, |gate| !gate.open).unwrap_or_else(PoisonError::into_inner);
        state.waiting = false;
    }
}

/// What the thread owns. Dropping it tells the loop of a panic; crossterm has some, for odd sequences.
struct Passage {
    gate: Arc<Gate>,
    sender: Sender<Message>,
}

impl Passage {
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

impl Drop for Passage {
    fn drop(&mut self) {
        drop(self.gate.set_waiting(true));
        if thread::panicking() {
            // Nobody to hear it means that the loop has ended anyway.
            let _ = self.sender.send(Message::Panicked);
        }
    }
}
