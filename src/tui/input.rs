//! Keys and resizes: one thread that waits for the terminal.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event;

use super::Message;
use super::background::LateAnswer;

/// Makes crossterm open the terminal now. It would otherwise fail on the alternate screen.
pub(super) fn prepare() -> io::Result<()> {
    event::poll(Duration::ZERO).map(drop)
}

/// Starts the thread. The terminal must be in raw mode, or it would echo what is typed and wait for a line of it.
pub(super) fn listen(sender: Sender<Message>) -> io::Result<()> {
    let keys = Keys { sender };
    thread::Builder::new().name("input".into()).spawn(move || keys.follow())?;
    Ok(())
}

/// What the thread owns. Dropping it tells the loop of a panic; crossterm has some, for odd sequences.
struct Keys {
    sender: Sender<Message>,
}

impl Keys {
    fn follow(&self) {
        let mut late = LateAnswer::expected();
        loop {
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

impl Drop for Keys {
    fn drop(&mut self) {
        if thread::panicking() {
            // Nobody to hear it means that the loop has ended anyway.
            let _ = self.sender.send(Message::Panicked);
        }
    }
}
