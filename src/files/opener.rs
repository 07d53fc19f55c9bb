//! Opens a web address in `$BROWSER` or the platform's opener.
//!
//! `$BROWSER` comes first, because it is what the user chose. Over ssh without a display nothing is started, because
//! the program would run on the wrong machine. Starts the program without a shell, without input or output, and does
//! not wait for it. The application receives this function as a value, so no test opens a browser by accident. Callers
//! must pass only addresses that [`crate::text::address::web`] accepts: http or https, in printable ASCII.

use std::env;
use std::io::ErrorKind;
use std::process::{Command, Stdio};
use std::thread;

/// Opens an address and returns a message about the result.
pub fn open(address: &str) -> String {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    match commands(address, variable) {
        Err(why) => format!("{address} ({why})"),
        Ok(commands) => start(&commands, address),
    }
}

/// The commands that can open an address, each split into words, the preferred first; or why none should run.
fn commands(address: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Vec<Vec<String>>, &'static str> {
    let remote = ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].iter().any(|name| variable(name).is_some());
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| variable(name).is_some());
    if remote && !display {
        return Err("not opened: no display here");
    }
    let words = |command: &str| -> Vec<String> {
        let named = command.contains("%s");
        let words = command.split_whitespace().map(|word| word.replace("%s", address));
        words.chain((!named).then(|| address.to_owned())).collect()
    };
    // By convention, several commands separated by colons.
    let chosen = variable("BROWSER").into_iter().flat_map(|browsers| {
        let browsers = browsers.split(':').filter(|browser| !browser.trim().is_empty());
        browsers.map(words).collect::<Vec<_>>()
    });
    let platform = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "rundll32 url.dll,FileProtocolHandler"
    } else {
        "xdg-open"
    };
    Ok(chosen.chain([words(platform)]).collect())
}

fn start(commands: &[Vec<String>], address: &str) -> String {
    for words in commands {
        let Some((program, arguments)) = words.split_first() else { continue };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // In its own process group, it survives the terminal and receives none of its signals.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        match command.spawn() {
            Ok(mut child) => {
                // Someone has to wait for it, or it stays a zombie.
                let waiting = thread::Builder::new().name("opener".into());
                let _ = waiting.spawn(move || child.wait());
                return format!("Opened {address}");
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(_) => return format!("{address} (not opened: {program} could not be started)"),
        }
    }
    format!("{address} (not opened: there is no opener here; set BROWSER)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &[(&str, &str)], expected: Result<&[&[&str]], &'static str>) {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let found = commands("https://x.example/a;b", variable);
        let platform = found.as_ref().ok().and_then(|found| found.last().cloned());
        let expected = expected.map(|expected| {
            let own = expected.iter().map(|words| words.iter().map(|&word| word.to_owned()).collect());
            own.chain(platform).collect::<Vec<Vec<String>>>()
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn the_readers_browser_comes_before_the_platforms_opener() {
        check(&[], Ok(&[]));
        let address = "https://x.example/a;b";
        check(&[("BROWSER", "lynx")], Ok(&[&["lynx", address]]));
        let several = "::firefox --new-tab %s --x:w3m";
        check(&[("BROWSER", several)], Ok(&[&["firefox", "--new-tab", address, "--x"], &["w3m", address]]));
    }

    #[test]
    fn without_a_display_nothing_is_opened_over_ssh() {
        let remote = ("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22");
        check(&[remote, ("BROWSER", "lynx")], Err("not opened: no display here"));
        check(&[remote, ("DISPLAY", "localhost:10.0")], Ok(&[]));
    }

    #[test]
    fn a_failed_start_is_reported() {
        let nothing = vec![vec!["no such program\u{1}".to_owned()]];
        assert_eq!(
            start(&nothing, "https://x.example"),
            "https://x.example (not opened: there is no opener here; set BROWSER)"
        );
    }
}
