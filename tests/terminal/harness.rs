//! Runs the program on a pseudo-terminal, under a shell, with a terminal emulator that reads its output.
//!
//! The shell runs the program as a job, for two reasons. Only a shell can show that C-z gives the terminal back and that
//! `fg` continues the program. And the modes of a terminal are reset when the leader of its session ends, so they can be
//! read only while the shell lives.
//!
//! Nothing here sleeps to give the program time. Every wait is for a condition, which the output of the program wakes, and
//! has a deadline that only a failing test reaches.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

const DEADLINE: Duration = Duration::from_secs(20);

/// The marks of a synchronized update: the terminal shows nothing of a frame before its end.
const FRAME_BEGIN: &[u8] = b"\x1b[?2026h";
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// Prints its process id, then becomes the program.
const PROGRAM: &str = r#"sh -c 'echo "pid $$"; exec "$0" "$@"' "$0" "$@""#;

/// A shell that runs the program as a job, prints how it ended or stopped, and then takes commands. Without the trap, the
/// shell would end too when an interrupt ends the program.
const SHELL: &str = r#"
    ulimit -c 0
    trap : INT
    set -m
    PROGRAM
    echo "status $?"
    while read -r line; do eval "$line"; echo "status $?"; done
"#;

/// How to start the program; [`Start::at`] starts it.
pub(crate) struct Start {
    script: String,
    args: Vec<String>,
    variables: Vec<(String, String)>,
    answers: bool,
    environment: Vec<(String, OsString)>,
}

impl Start {
    pub(crate) fn new(args: &[&str]) -> Self {
        Self {
            script: SHELL.replace("PROGRAM", PROGRAM),
            args: args.iter().map(|&arg| arg.to_owned()).collect(),
            variables: Vec::new(),
            answers: true,
            // No test sees the state of another: no folder can be created here.
            environment: ["XDG_STATE_HOME", "XDG_DATA_HOME"].map(|name| (name.to_owned(), "/dev/null".into())).into(),
        }
    }

    /// Sets an environment variable.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Takes standard input from a file.
    pub(crate) fn input(mut self, file: &str) -> Self {
        self.script = SHELL.replace("PROGRAM", &format!("{PROGRAM} < '{file}'"));
        self
    }

    /// Runs the program as a child of a script, which is the job of the shell.
    pub(crate) fn in_a_script(mut self) -> Self {
        let script = format!(r#"sh -c '{}; echo "script $?"' "$0" "$@""#, PROGRAM.replace('\'', r"'\''"));
        self.script = SHELL.replace("PROGRAM", &script);
        self
    }

    /// Runs another script, in which `PROGRAM` stands for the program.
    pub(crate) fn script(mut self, script: &str) -> Self {
        self.script = script.replace("PROGRAM", PROGRAM);
        self
    }

    /// Runs on a terminal that does not answer questions. See [`Screen::answer`].
    pub(crate) fn unanswered(mut self) -> Self {
        self.answers = false;
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn at(self, columns: u16, rows: u16) -> Screen {
        let pair = native_pty_system().openpty(pty_size(columns, rows)).unwrap();
        let modes = modes(&*pair.master);
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &self.script, env!("CARGO_BIN_EXE_caveat")]);
        command.args(self.args);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        // No settings.
        command.env("CAVEAT_CONFIG", "");
        command.env("RUST_BACKTRACE", "0");
        command.env_remove("NO_COLOR");
        command.env_remove("COLORFGBG");
        for name in ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "NO_HYPERLINKS", "BROWSER"] {
            command.env_remove(name);
        }
        // Only the terminal has a clipboard.
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "WSL_DISTRO_NAME", "WSL_INTEROP"] {
            command.env_remove(name);
        }
        for (name, value) in self.variables {
            command.env(name, value);
        }
        for (name, value) in self.environment {
            command.env(name, value);
        }
        let shell = pair.slave.spawn_command(command).unwrap();

        let (rows, columns) = vt_size(columns, rows);
        let state = State {
            terminal: vt100::Parser::new_with_callbacks(rows, columns, 0, Questions::default()),
            written: Vec::new(),
            statuses: 0,
            done: false,
        };
        let wire = Arc::new(Wire { state: Mutex::new(state), changed: Condvar::new() });
        let keys = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let output = pair.master.try_clone_reader().unwrap();
        let answers = self.answers.then(|| Arc::clone(&keys));
        let terminal = {
            let wire = Arc::clone(&wire);
            thread::spawn(move || wire.follow(output, answers.as_deref()))
        };
        Screen { shell, master: Some(pair.master), keys: Some(keys), wire, terminal: Some(terminal), modes }
    }
}

type Keys = Mutex<Box<dyn Write + Send>>;

/// A terminal that runs the program.
pub(crate) struct Screen {
    shell: Box<dyn Child + Send + Sync>,
    /// Both are none after a hangup.
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Arc<Keys>>,
    wire: Arc<Wire>,
    terminal: Option<thread::JoinHandle<()>>,
    /// The modes of the terminal before the start.
    modes: String,
}

impl Screen {
    /// Starts the program on a terminal that answers, under a shell.
    pub(crate) fn start(args: &[&str], columns: u16, rows: u16) -> Self {
        Start::new(args).at(columns, rows)
    }

    /// Types keys. Control keys are control characters: C-z is `\x1a`.
    pub(crate) fn press(&self, keys: &str) {
        let mut writer = self.keys.as_ref().expect("the terminal is there").lock().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
    }

    /// Answers the questions that [`Start::unanswered`] left open: black on white, and a VT220.
    pub(crate) fn answer(&self) {
        self.press(WHITE);
        self.press(VT220);
    }

    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("`{text}`"), |state| !state.drawing() && state.contents().contains(text));
    }

    #[track_caller]
    pub(crate) fn wait_for_contents(&self, contents: &str) {
        self.wait_until(&format!("this screen:\n{contents}\n"), |state| state.contents() == contents);
    }

    pub(crate) fn contents(&self) -> String {
        self.wire.lock().contents()
    }

    /// All output, on the main and the alternate screen.
    pub(crate) fn written(&self) -> String {
        String::from_utf8_lossy(&self.wire.lock().written).into_owned()
    }

    pub(crate) fn frames(&self) -> usize {
        self.wire.lock().frames()
    }

    /// Changes the size and waits for a frame.
    #[track_caller]
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let frames = self.frames();
        self.set_size(columns, rows);
        self.wait_until("a frame of the new size", |state| state.frames() > frames);
    }

    /// Changes the size without waiting, as the program may be stopped.
    pub(crate) fn set_size(&self, columns: u16, rows: u16) {
        let (vt_rows, vt_columns) = vt_size(columns, rows);
        self.wire.lock().terminal.set_size(vt_rows, vt_columns);
        self.master.as_ref().expect("the terminal is there").resize(pty_size(columns, rows)).unwrap();
    }

    /// The process id of the program.
    #[track_caller]
    pub(crate) fn pid(&self) -> Pid {
        self.wait_until("a process id", |state| state.pid().is_some());
        self.wire.lock().pid().expect("it was there a moment ago")
    }

    #[track_caller]
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for the program to end or stop, and returns the status of the shell: 128 plus the number for a signal.
    #[track_caller]
    pub(crate) fn status(&self) -> i32 {
        let next = |state: &State| {
            let text = String::from_utf8_lossy(&state.written);
            // The screen has the word too, before other words.
            let number = |rest: &str| rest.split_once('\r')?.0.parse().ok();
            text.split("status ").skip(1).filter_map(number).nth(state.statuses)
        };
        self.wait_until("the program to end or stop", |state| next(state).is_some());
        let mut state = self.wire.lock();
        let status = next(&state).expect("it was there a moment ago");
        state.statuses += 1;
        status
    }

    /// Asserts that the terminal is as it was before the start. The program must have ended or stopped.
    #[track_caller]
    pub(crate) fn assert_clean(&self) {
        let master = self.master.as_ref().expect("the terminal is there");
        assert_eq!(modes(&**master), self.modes, "the modes of the terminal");
        let state = self.wire.lock();
        let screen = state.terminal.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is left alone");
        assert!(!state.drawing(), "no frame is left open");
    }

    /// Waits for the program to end with this status, and asserts that it left the terminal clean.
    #[track_caller]
    pub(crate) fn ends(self, status: i32) {
        assert_eq!(self.status(), status, "{}", self.contents());
        self.assert_clean();
    }

    /// Closes the terminal, as when its window is closed, and waits for the shell to end.
    #[track_caller]
    pub(crate) fn hang_up(mut self) {
        self.wire.lock().done = true;
        // The reading thread holds the terminal open while it waits, so cause some output.
        let master = self.master.take().expect("it hangs up once");
        let PtySize { cols, rows, .. } = master.get_size().unwrap();
        master.resize(pty_size(cols + 1, rows)).unwrap();
        self.terminal.take().expect("it hangs up once").join().unwrap();
        // Dropping the writer would type a line break and C-d, which the program might still read.
        let typist = File::options().read(true).write(true).open(master.tty_name().unwrap()).unwrap();
        let mut modes = tcgetattr(&typist).unwrap();
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&typist, OptionalActions::Now, &modes).unwrap();
        drop(typist);
        self.keys = None;
        drop(master);
        let deadline = Instant::now() + DEADLINE;
        while self.shell.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "it goes on without a terminal");
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn wait_until(&self, what: &str, condition: impl Fn(&State) -> bool) {
        let wait = self.wire.changed.wait_timeout_while(self.wire.lock(), DEADLINE, |state| !condition(state));
        let (state, timeout) = wait.unwrap();
        if timeout.timed_out() {
            let contents = state.contents();
            let written = String::from_utf8_lossy(&state.written).escape_debug().to_string();
            drop(state);
            panic!("waited for {what}, but the screen is\n{contents}\nof {written}");
        }
    }
}

impl Drop for Screen {
    /// Kills the program after a failed test. After a passed test it has ended, and another process may have its id.
    fn drop(&mut self) {
        if thread::panicking()
            && let Some(pid) = self.wire.state.lock().ok().and_then(|state| state.pid())
        {
            let _ = kill_process(pid, Signal::KILL);
        }
        if let Ok(None) = self.shell.try_wait() {
            let _ = self.shell.kill();
            let _ = self.shell.wait();
        }
    }
}

/// The state that the reading thread and the test share.
struct Wire {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    terminal: vt100::Parser<Questions>,
    written: Vec<u8>,
    /// How many statuses the test has taken.
    statuses: usize,
    done: bool,
}

impl Wire {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn follow(&self, mut output: Box<dyn Read + Send>, answers: Option<&Keys>) {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut bytes) {
            let mut state = self.lock();
            state.terminal.process(&bytes[..count]);
            state.written.extend_from_slice(&bytes[..count]);
            let reply = std::mem::take(&mut state.terminal.callbacks_mut().reply);
            let done = state.done;
            drop(state);
            self.changed.notify_all();
            if let Some(keys) = answers {
                // The program may have ended without waiting for the answer.
                let _ = keys.lock().unwrap().write_all(reply.as_bytes());
            }
            if done {
                return;
            }
        }
    }
}

impl State {
    /// Whether a frame has begun and not ended.
    fn drawing(&self) -> bool {
        let last = |mark: &[u8]| self.written.windows(mark.len()).rposition(|bytes| bytes == mark);
        last(FRAME_BEGIN) > last(FRAME_END)
    }

    fn contents(&self) -> String {
        self.terminal.screen().contents()
    }

    fn pid(&self) -> Option<Pid> {
        let text = String::from_utf8_lossy(&self.written);
        let (pid, _) = text.split_once("pid ")?.1.split_once('\r')?;
        Pid::from_raw(pid.parse().ok()?)
    }

    fn frames(&self) -> usize {
        self.written.windows(FRAME_END.len()).filter(|&bytes| bytes == FRAME_END).count()
    }
}

const WHITE: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";
const VT220: &str = "\x1b[?62;22c";

/// Answers the questions of programs to terminals.
#[derive(Default)]
struct Questions {
    reply: String,
}

impl vt100::Callbacks for Questions {
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, params: &[&[u8]]) {
        if params == [&b"11"[..], b"?"] {
            self.reply.push_str(WHITE);
        }
    }

    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        intermediate: Option<u8>,
        _: Option<u8>,
        _: &[&[u16]],
        last: char,
    ) {
        if (intermediate, last) == (None, 'c') {
            self.reply.push_str(VT220);
        }
    }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a terminal has modes"))
}

fn pty_size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn vt_size(columns: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    let size = |cells| NonZeroU16::new(cells).expect("a terminal has cells");
    (size(rows), size(columns))
}
