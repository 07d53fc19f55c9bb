//! Copies a text with the programs of this machine: its clipboard on a local display, and tmux.
//!
//! A program gets the text on standard input, without a shell, and a thread waits for it, so the screen never does. Over
//! ssh only the terminal can reach the user's clipboard. In tmux, `load-buffer -w` works whatever `set-clipboard` says,
//! except before tmux 3.2; then the terminal's way is left, if `set-clipboard` lets it through. Must not write to the
//! terminal, nor know the words of the notice.

use std::env;
use std::io::{ErrorKind, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::reader::copy::Arrival;

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often a program is asked whether it has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// A program that copies its standard input, with its arguments.
type Tool = &'static [&'static str];

const PASTEBOARD: Tool = &["pbcopy"];
const WINDOWS: Tool = &["clip.exe"];
const WAYLAND: Tool = &["wl-copy", "--type", "text/plain"];
const X11: [Tool; 2] = [&["xclip", "-in", "-selection", "clipboard"], &["xsel", "--input", "--clipboard"]];
const TMUX: Tool = &["tmux", "load-buffer", "-w", "-"];
const TMUX_SETTING: Tool = &["tmux", "show-options", "-gv", "set-clipboard"];

/// The clipboards that programs of this machine can reach.
pub struct Clipboard {
    /// The preferred first.
    tools: Vec<Tool>,
    in_tmux: bool,
    done: Sender<Copy>,
    copies: Receiver<Copy>,
}

/// A copy that has arrived, or has not.
pub struct Copy {
    /// What was copied, in words.
    pub what: String,
    pub arrival: Arrival,
    /// The text, if only the terminal is left to try.
    pub for_terminal: Option<String>,
}

impl Default for Clipboard {
    /// A clipboard that only the terminal reaches.
    fn default() -> Self {
        Self::of(|_| None)
    }
}

impl Clipboard {
    /// The clipboards of this environment.
    pub fn find() -> Self {
        Self::of(|name| env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let (done, copies) = mpsc::channel();
        Self { tools: tools(&variable), in_tmux: variable("TMUX").is_some(), done, copies }
    }

    /// Copies a text, and rings when [`Clipboard::finished`] has the result. Returns the text if the terminal should
    /// copy it too.
    pub fn copy(&self, text: String, what: String, ring: impl FnOnce() + Send + 'static) -> Option<String> {
        let sent = (!self.in_tmux).then(|| text.clone());
        let (tools, in_tmux, done) = (self.tools.clone(), self.in_tmux, self.done.clone());
        if tools.is_empty() && !in_tmux {
            // The other end is ours.
            let _ = done.send(Copy { what, arrival: Arrival::Terminal, for_terminal: None });
            return sent;
        }
        let (own_text, own_what) = (text.clone(), what.clone());
        let work = move || {
            let _ = done.send(run_all(&tools, in_tmux, own_text, own_what));
            ring();
        };
        if thread::Builder::new().name("clipboard".into()).spawn(work).is_err() {
            let arrival = if in_tmux { Arrival::UnknownToTmux } else { Arrival::Terminal };
            let _ = self.done.send(Copy { what, arrival, for_terminal: None });
            return Some(text);
        }
        sent
    }

    /// The copies that have ended since the last call.
    pub fn finished(&self) -> Vec<Copy> {
        self.copies.try_iter().collect()
    }
}

/// The programs that reach the clipboard of the display that the user sees.
fn tools(variable: impl Fn(&str) -> Option<String>) -> Vec<Tool> {
    let has = |names: &[&str]| names.iter().any(|name| variable(name).is_some());
    if has(&["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"]) {
        return Vec::new();
    }
    if cfg!(target_os = "macos") {
        return vec![PASTEBOARD];
    }
    let windows = cfg!(windows) || has(&["WSL_DISTRO_NAME", "WSL_INTEROP"]);
    let windows = windows.then_some(WINDOWS);
    let wayland = has(&["WAYLAND_DISPLAY"]).then_some(WAYLAND);
    let x11 = if has(&["DISPLAY"]) { &X11[..] } else { &[] };
    windows.into_iter().chain(wayland).chain(x11.iter().copied()).collect()
}

/// Copies a text with the first program that can, and with tmux.
fn run_all(tools: &[Tool], in_tmux: bool, text: String, what: String) -> Copy {
    let mut failed = None;
    let mut is_copied = false;
    for tool in tools {
        match run(tool, &encoded(tool, &text)) {
            Ok(_) => {
                is_copied = true;
                break;
            }
            Err(Failure::NotFound) => {}
            Err(Failure::Failed) => failed = failed.or(Some(tool[0])),
        }
    }
    let tmux = in_tmux.then(|| run(TMUX, text.as_bytes()));
    let accepts = || match run(TMUX_SETTING, b"") {
        Ok(setting) if setting.trim() == "on" => Arrival::SentToTmux,
        Ok(_) => Arrival::RefusedByTmux,
        Err(_) => Arrival::UnknownToTmux,
    };
    let arrival = match (is_copied, tmux) {
        (true, None | Some(Ok(_))) => Arrival::Clipboard,
        (false, Some(Ok(_))) => Arrival::Tmux,
        (false, None) => failed.map_or(Arrival::Terminal, Arrival::TerminalAlone),
        (true, Some(Err(_))) => {
            return Copy { what, arrival: Arrival::Clipboard, for_terminal: Some(text) };
        }
        (false, Some(Err(_))) => {
            let arrival = accepts();
            let is_lost = matches!(arrival, Arrival::RefusedByTmux);
            return Copy { what, arrival, for_terminal: (!is_lost).then_some(text) };
        }
    };
    Copy { what, arrival, for_terminal: None }
}

/// The bytes of a text as a program reads it. The clipboard of Windows reads the old code page unless the text is
/// UTF-16 with a mark.
fn encoded(tool: Tool, text: &str) -> Vec<u8> {
    if tool == WINDOWS {
        let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    text.into()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    NotFound,
    Failed,
}

/// Runs a program with a text on its standard input, and returns what it prints.
fn run(tool: Tool, text: &[u8]) -> Result<String, Failure> {
    let (program, arguments) = tool.split_first().ok_or(Failure::NotFound)?;
    let mut command = Command::new(program);
    // A program that stays to serve the clipboard would keep a pipe open, so only the question to tmux has one.
    let output = if tool == TMUX_SETTING { Stdio::piped() } else { Stdio::null() };
    command.args(arguments).stdin(Stdio::piped()).stdout(output).stderr(Stdio::null());
    // In its own process group, a program that serves the clipboard survives the terminal.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::NotFound,
        _ => Failure::Failed,
    })?;
    let input = child.stdin.take();
    thread::scope(|scope| {
        // A program that does not read would block the writer, so another thread watches the clock.
        scope.spawn(move || input.map(|mut input| input.write_all(text)));
        wait(&mut child)
    })?;
    let mut printed = String::new();
    if let Some(mut output) = child.stdout.take() {
        output.read_to_string(&mut printed).map_err(|_| Failure::Failed)?;
    }
    Ok(printed)
}

/// Waits for a program, and ends it if it takes too long.
fn wait(child: &mut Child) -> Result<(), Failure> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(None) if Instant::now() < deadline => thread::sleep(PAUSE),
            Ok(Some(_)) => return Err(Failure::Failed),
            Ok(None) | Err(_) => {
                // It may have ended by itself meanwhile.
                let _ = child.kill();
                let _ = child.wait();
                return Err(Failure::Failed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &[&str], expected: &[Tool]) {
        let found = tools(|name| variables.contains(&name).then(|| "1".to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn only_programs_of_the_display_in_sight_are_tried() {
        check(&[], &[]);
        check(&["DISPLAY"], &X11);
        check(&["DISPLAY", "WAYLAND_DISPLAY"], &[WAYLAND, X11[0], X11[1]]);
        check(&["WSL_DISTRO_NAME"], &[WINDOWS]);
        check(&["DISPLAY", "SSH_CONNECTION"], &[]);
    }

    #[test]
    fn windows_gets_the_text_with_its_marks_and_line_ends() {
        assert_eq!(encoded(WINDOWS, "ä\n"), [0xff, 0xfe, 0xe4, 0, 0x0d, 0, 0x0a, 0]);
        assert_eq!(encoded(WAYLAND, "ä\n"), "ä\n".as_bytes());
    }

    #[test]
    #[cfg(unix)]
    fn a_program_that_is_missing_fails_or_never_reads_is_not_a_copy() {
        assert_eq!(run(&["no such program\u{1}"], b"x"), Err(Failure::NotFound));
        assert_eq!(run(&["false"], b"x"), Err(Failure::Failed));
        assert_eq!(run(&["sleep", "60"], &vec![b'x'; 1 << 20]), Err(Failure::Failed));
        assert_eq!(run(&["cat"], b"x"), Ok(String::new()));
    }
}
