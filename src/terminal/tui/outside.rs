//! What comes from outside the program: signals, the end of the terminal, and what it answers before it is ours.
//!
//! A signal handler may do next to nothing, so the real work is left to threads that send messages to
//! the loop. Where a platform has no signals, all this is empty.

#[cfg(not(unix))]
pub(super) use nothing::*;
#[cfg(unix)]
pub(super) use unix::*;

/// The meaning of a signal.
#[cfg_attr(not(unix), expect(dead_code, reason = "no signals there"))]
pub(super) enum Meaning {
    /// To give the terminal back and stop.
    Stop,
    /// We were stopped, and are no longer.
    Continue,
    /// To give the terminal back and end.
    Die,
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, IsTerminal, Write};
    use std::os::fd::{AsFd, BorrowedFd};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::Sender;
    use std::thread;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::super::Message;
    use super::Meaning;

    /// How long the loop may take to die of a signal. It cannot while it waits for a terminal that does not read.
    const GRACE: Duration = Duration::from_secs(1);

    pub(in super::super) fn meaning(signal: i32) -> Meaning {
        match signal {
            SIGTSTP => Meaning::Stop,
            SIGCONT => Meaning::Continue,
            _ => Meaning::Die,
        }
    }

    /// The signals that have a meaning for us. From the moment that it exists they do nothing by themselves, but wait to
    /// be heard; so it has to exist before the terminal is touched.
    pub(in super::super) struct Caught(Signals);

    impl Caught {
        pub(in super::super) fn new() -> io::Result<Self> {
            Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT]).map(Self)
        }

        /// Sends them to the loop.
        pub(in super::super) fn listen(mut self, sender: Sender<Message>) -> io::Result<()> {
            let thread = thread::Builder::new().name("signals".into());
            thread.spawn(move || self.0.forever().for_each(|signal| forward(signal, &sender)))?;
            Ok(())
        }
    }

    /// Whether the terminal is another program's. The signals that its keys send come to us too.
    static AWAY: AtomicBool = AtomicBool::new(false);

    /// Does something for which the terminal was left to another program, which is part of our process group.
    pub(in super::super) fn while_away(act: impl FnOnce()) {
        AWAY.store(true, Ordering::SeqCst);
        act();
        AWAY.store(false, Ordering::SeqCst);
    }

    /// Makes the thread that reads keys look up: crossterm takes this signal for a change of the size.
    pub(in super::super) fn wake_input() -> bool {
        kill_process(getpid(), Signal::WINCH).is_ok()
    }

    fn forward(signal: i32, sender: &Sender<Message>) {
        if AWAY.load(Ordering::SeqCst) {
            match signal {
                // These are the other's, which decides what they mean. A shell would do the same.
                SIGINT | SIGQUIT | SIGCONT => return,
                // Both stop, or the shell would wait for us. The terminal is not ours to restore.
                SIGTSTP => return default_action(signal),
                _ => {}
            }
        }
        let heard = sender.send(Message::Signal(signal)).is_ok();
        if matches!(meaning(signal), Meaning::Die) {
            if heard {
                thread::sleep(GRACE);
            }
            default_action(signal);
        }
    }

    /// Does what the signal does to a program that does not handle it, so that the parent sees that signal.
    /// A stop returns when it is over.
    pub(in super::super) fn default_action(signal: i32) {
        // It fails for signals that it does not know, and it knows ours.
        let _ = emulate_default_handler(signal);
    }

    /// Stops all of the process group, as C-z does where the terminal sees to it: a shell that runs us from
    /// a script, or the other end of a pipe, has to stop too. Returns when the stop is over; false if there was none.
    ///
    /// Not by SIGTSTP, which we catch. We would stop a little later than the rest, and might miss being
    /// continued by whoever saw them stop: tmux, for one, does so at once.
    pub(in super::super) fn stop_the_group() -> bool {
        kill_current_process_group(Signal::STOP).is_ok()
    }

    /// Whether an error means that there is no terminal any more.
    pub(in super::super) fn terminal_gone(error: &io::Error) -> bool {
        matches!(Errno::from_io_error(error), Some(Errno::IO | Errno::NXIO | Errno::PIPE | Errno::BADF))
    }

    /// Tells the loop when the terminal hangs up.
    ///
    /// crossterm does not: it reads a dead terminal again and again and never returns (crossterm issue 793).
    /// SIGHUP is not enough either: it goes to the leader of the session, which need not pass it on.
    pub(in super::super) fn watch(keys: Keys, sender: Sender<Message>) -> io::Result<()> {
        thread::Builder::new().name("watch".into()).spawn(move || {
            if hung_up(keys.as_fd()) {
                // Nobody to hear it means that the loop has ended anyway.
                let _ = sender.send(Message::Gone);
            }
        })?;
        Ok(())
    }

    /// Waits for the end of a terminal. False if the system cannot watch it: macOS cannot watch /dev/tty.
    fn hung_up(terminal: BorrowedFd<'_>) -> bool {
        loop {
            // To ask for no event is to be woken by the end alone, and by no key.
            let mut terminal = [PollFd::from_borrowed_fd(terminal, PollFlags::empty())];
            match poll(&mut terminal, None) {
                Err(Errno::INTR) => {}
                Err(_) => return false,
                Ok(_) => return !terminal[0].revents().contains(PollFlags::NVAL),
            }
        }
    }

    /// A terminal that was asked something. Its answers are neither shown nor held back until a line is full, and
    /// neither is what is typed meanwhile. Dropping it sets the terminal back.
    pub(in super::super) struct Asked {
        keys: Keys,
        before: Termios,
    }

    impl Asked {
        pub(in super::super) fn new(question: &[u8]) -> io::Result<Self> {
            let keys = Keys::find()?;
            let before = tcgetattr(&keys)?;
            let mut quiet = before.clone();
            quiet.local_modes -= LocalModes::ECHO | LocalModes::ICANON;
            tcsetattr(&keys, OptionalActions::Now, &quiet)?;
            let asked = Self { keys, before };
            let mut out = io::stdout().lock();
            out.write_all(question)?;
            out.flush()?;
            Ok(asked)
        }

        /// What came within `timeout`, or until `is_all` of it.
        pub(in super::super) fn answer(self, timeout: Duration, is_all: impl Fn(&[u8]) -> bool) -> Vec<u8> {
            let start = Instant::now();
            let mut said = Vec::new();
            while !is_all(&said) && self.more(&mut said, timeout.saturating_sub(start.elapsed())) {}
            said
        }

        /// Whether more came in time.
        fn more(&self, said: &mut Vec<u8>, timeout: Duration) -> bool {
            let Ok(timeout) = Timespec::try_from(timeout) else { return false };
            let mut bytes = [0; 256];
            match poll(&mut [PollFd::new(&self.keys, PollFlags::IN)], Some(&timeout)) {
                Err(Errno::INTR) => return true,
                Err(_) | Ok(0) => return false,
                Ok(_) => {}
            }
            match rustix::io::read(&self.keys, &mut bytes) {
                Err(Errno::INTR) => true,
                Err(_) | Ok(0) => false,
                Ok(count) => {
                    said.extend_from_slice(&bytes[..count]);
                    true
                }
            }
        }
    }

    impl Drop for Asked {
        fn drop(&mut self) {
            // If it cannot be set back there is nobody to tell.
            let _ = tcsetattr(&self.keys, OptionalActions::Now, &self.before);
        }
    }

    /// Where keys come from, found as crossterm finds it.
    pub(in super::super) enum Keys {
        StandardInput(io::Stdin),
        ControllingTerminal(File),
    }

    impl Keys {
        pub(in super::super) fn find() -> io::Result<Self> {
            let input = io::stdin();
            if input.is_terminal() {
                return Ok(Self::StandardInput(input));
            }
            let terminal = File::options().read(true).write(true).open("/dev/tty");
            terminal
                .map(Self::ControllingTerminal)
                .map_err(|error| io::Error::new(error.kind(), "there is no terminal to take keys from"))
        }
    }

    impl AsFd for Keys {
        fn as_fd(&self) -> BorrowedFd<'_> {
            match self {
                Self::StandardInput(input) => input.as_fd(),
                Self::ControllingTerminal(terminal) => terminal.as_fd(),
            }
        }
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other platforms can fail here")]
mod nothing {
    use std::io;
    use std::sync::mpsc::Sender;
    use std::time::Duration;

    use super::super::Message;
    use super::Meaning;

    pub(in super::super) fn meaning(_: i32) -> Meaning {
        Meaning::Die
    }

    pub(in super::super) struct Caught;

    impl Caught {
        pub(in super::super) fn new() -> io::Result<Self> {
            Ok(Self)
        }

        pub(in super::super) fn listen(self, _: Sender<Message>) -> io::Result<()> {
            Ok(())
        }
    }

    pub(in super::super) fn default_action(_: i32) {}

    pub(in super::super) fn while_away(act: impl FnOnce()) {
        act();
    }

    /// It reads one more key before it pauses.
    pub(in super::super) fn wake_input() -> bool {
        false
    }

    /// There is no job control, so nothing stops.
    pub(in super::super) fn stop_the_group() -> bool {
        false
    }

    pub(in super::super) fn terminal_gone(error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::BrokenPipe
    }

    /// There is nothing to ask with.
    pub(in super::super) struct Asked;

    impl Asked {
        pub(in super::super) fn new(_: &[u8]) -> io::Result<Self> {
            Err(io::ErrorKind::Unsupported.into())
        }

        pub(in super::super) fn answer(self, _: Duration, _: impl Fn(&[u8]) -> bool) -> Vec<u8> {
            Vec::new()
        }
    }

    pub(in super::super) struct Keys;

    impl Keys {
        pub(in super::super) fn find() -> io::Result<Self> {
            Ok(Self)
        }
    }

    pub(in super::super) fn watch(_: Keys, _: Sender<Message>) -> io::Result<()> {
        Ok(())
    }
}
