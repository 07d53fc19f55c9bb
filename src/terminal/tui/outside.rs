//! Events from outside the program: signals, the end of the terminal, and its answers before it is taken.
//!
//! A signal handler may do almost nothing, so threads do the work and send messages to the loop. On platforms without
//! signals, this module is empty.

#[cfg(not(unix))]
pub(super) use nothing::*;
#[cfg(unix)]
pub(super) use unix::*;

/// The meaning of a signal.
#[cfg_attr(not(unix), expect(dead_code, reason = "no signals there"))]
pub(super) enum Meaning {
    /// Restore the terminal and stop.
    Stop,
    /// The program was stopped and continues.
    Continue,
    /// Restore the terminal and end.
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

    /// How long the loop may take to end after a signal. It cannot end while it waits for a terminal that does not
    /// read.
    const GRACE: Duration = Duration::from_secs(1);

    pub(in super::super) fn meaning(signal: i32) -> Meaning {
        match signal {
            SIGTSTP => Meaning::Stop,
            SIGCONT => Meaning::Continue,
            _ => Meaning::Die,
        }
    }

    /// Signals that the program handles. While this exists, they have no default effect and wait to be read, so it must
    /// exist before the terminal is touched.
    pub(in super::super) struct Caught(Signals);

    impl Caught {
        pub(in super::super) fn new() -> io::Result<Self> {
            Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT]).map(Self)
        }

        /// Sends the signals to the loop.
        pub(in super::super) fn listen(mut self, sender: Sender<Message>) -> io::Result<()> {
            let thread = thread::Builder::new().name("signals".into());
            thread.spawn(move || self.0.forever().for_each(|signal| forward(signal, &sender)))?;
            Ok(())
        }
    }

    /// Whether another program has the terminal. Signals from its keys arrive here too.
    static AWAY: AtomicBool = AtomicBool::new(false);

    /// Runs another program on the terminal. The program is part of this process group.
    pub(in super::super) fn while_away(act: impl FnOnce()) {
        AWAY.store(true, Ordering::SeqCst);
        act();
        AWAY.store(false, Ordering::SeqCst);
    }

    /// Wakes the thread that reads keys: crossterm takes this signal for a change of the size.
    pub(in super::super) fn wake_input() -> bool {
        kill_process(getpid(), Signal::WINCH).is_ok()
    }

    fn forward(signal: i32, sender: &Sender<Message>) {
        if AWAY.load(Ordering::SeqCst) {
            match signal {
                // The other program decides what these mean. A shell does the same.
                SIGINT | SIGQUIT | SIGCONT => return,
                // Both programs stop, or the shell would wait for this one. The terminal is not restored, because
                // another program has it.
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

    /// Takes the default action of a signal, so that the parent process sees that signal. For a stop, returns when the
    /// program continues.
    pub(in super::super) fn default_action(signal: i32) {
        // This fails only for unknown signals.
        let _ = emulate_default_handler(signal);
    }

    /// Stops the whole process group, as the terminal does for C-z, because a shell that runs this program in a script,
    /// or the other end of a pipe, has to stop too. Returns when the program continues; false if it did not stop.
    ///
    /// Sends SIGSTOP and not SIGTSTP, which this program catches. It would stop a little later than the others, and
    /// could miss the signal to continue from a program that saw them stop. tmux, for example, sends it at once.
    pub(in super::super) fn stop_the_group() -> bool {
        kill_current_process_group(Signal::STOP).is_ok()
    }

    /// Whether an error means that the terminal is gone.
    pub(in super::super) fn terminal_gone(error: &io::Error) -> bool {
        matches!(Errno::from_io_error(error), Some(Errno::IO | Errno::NXIO | Errno::PIPE | Errno::BADF))
    }

    /// Tells the loop when the terminal hangs up.
    ///
    /// crossterm does not: it reads a dead terminal again and again and never returns (crossterm issue 793). SIGHUP is
    /// not enough, because it goes to the leader of the session, which need not pass it on.
    pub(in super::super) fn watch(keys: Keys, sender: Sender<Message>) -> io::Result<()> {
        thread::Builder::new().name("watch".into()).spawn(move || {
            if hung_up(keys.as_fd()) {
                // Sending fails only if the loop has ended.
                let _ = sender.send(Message::Gone);
            }
        })?;
        Ok(())
    }

    /// Waits for the end of a terminal. False if the system cannot watch it: macOS cannot watch /dev/tty.
    fn hung_up(terminal: BorrowedFd<'_>) -> bool {
        loop {
            // With no requested events, poll wakes only at the end, and not for keys.
            let mut terminal = [PollFd::from_borrowed_fd(terminal, PollFlags::empty())];
            match poll(&mut terminal, None) {
                Err(Errno::INTR) => {}
                Err(_) => return false,
                Ok(_) => return !terminal[0].revents().contains(PollFlags::NVAL),
            }
        }
    }

    /// A terminal that was asked a question. Meanwhile it neither echoes its answer or typed keys, nor holds them back
    /// until a line is complete. Dropping this restores the terminal.
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

        /// The bytes that arrive within `timeout`, or until `is_all` holds for them.
        pub(in super::super) fn answer(self, timeout: Duration, is_all: impl Fn(&[u8]) -> bool) -> Vec<u8> {
            let start = Instant::now();
            let mut answer = Vec::new();
            while !is_all(&answer) && self.more(&mut answer, timeout.saturating_sub(start.elapsed())) {}
            answer
        }

        /// Whether more bytes arrived in time.
        fn more(&self, answer: &mut Vec<u8>, timeout: Duration) -> bool {
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
                    answer.extend_from_slice(&bytes[..count]);
                    true
                }
            }
        }
    }

    impl Drop for Asked {
        fn drop(&mut self) {
            // If restoring fails, no message can be shown.
            let _ = tcsetattr(&self.keys, OptionalActions::Now, &self.before);
        }
    }

    /// Where keys come from, found in the same way as crossterm finds it.
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

    /// Without signals, the thread reads one more key before it pauses.
    pub(in super::super) fn wake_input() -> bool {
        false
    }

    /// Without job control, nothing stops.
    pub(in super::super) fn stop_the_group() -> bool {
        false
    }

    pub(in super::super) fn terminal_gone(error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::BrokenPipe
    }

    /// Without signals, no question can be asked.
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
