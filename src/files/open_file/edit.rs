//! The reader's editor: its command, and how to open a file in it at a line.

use crate::files::load;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Editors that take `+LINE` before the file.
const PLUS: &[&str] = &["vi", "vim", "nvim", "nano", "emacs", "hx", "kak", "micro", "ne", "joe", "mcedit"];

/// Runs the editor on a file and waits for it; an error is a message for the status line.
pub(super) fn run(path: &Path, line: usize) -> Result<(), String> {
    let words = editor(|name| std::env::var_os(name))?;
    let name = words[0].clone();
    let mut command = Command::new(&name);
    command.args(&words[1..]).args(arguments(&words, path, line)).stdin(keys());
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` failed: {status}")),
        Err(error) => Err(format!("Cannot run `{name}`: {}", load::reason(&error))),
    }
}

/// The command from `VISUAL` or `EDITOR`, split into words. No shell interprets `$` or `;`.
fn editor(variable: impl Fn(&str) -> Option<OsString>) -> Result<Vec<String>, String> {
    for name in ["VISUAL", "EDITOR"] {
        let Some(value) = variable(name) else { continue };
        let value = value.to_string_lossy();
        let words = shlex::split(&value).ok_or_else(|| format!("`{name}` has a quote that does not end: {value}"))?;
        if !words.is_empty() {
            return Ok(words);
        }
    }
    Ok(vec!["vi".to_owned()])
}

/// The arguments that open a file at a line in this editor.
fn arguments(words: &[String], path: &Path, line: usize) -> Vec<OsString> {
    let name = Path::new(&words[0]).file_stem().unwrap_or_default().to_string_lossy();
    // A name that begins with `-` or `+` could be taken for an option or a line number.
    let signed =
        path.as_os_str().as_encoded_bytes().starts_with(b"-") || path.as_os_str().as_encoded_bytes().starts_with(b"+");
    let path = if signed { Path::new(".").join(path) } else { PathBuf::from(path) };
    if PLUS.contains(&&*name) {
        return vec![format!("+{line}").into(), path.into()];
    }
    if name == "code" {
        let mut place = path.into_os_string();
        place.push(format!(":{line}"));
        let wait = (!words.iter().any(|word| word == "--wait" || word == "-w")).then(|| "--wait".into());
        return ["-g".into(), place].into_iter().chain(wait).collect();
    }
    vec![path.into()]
}

/// The editor's standard input: the terminal, even if ours is something else.
fn keys() -> Stdio {
    #[cfg(unix)]
    {
        use std::io::IsTerminal as _;
        if !std::io::stdin().is_terminal()
            && let Ok(terminal) = std::fs::File::open("/dev/tty")
        {
            return terminal.into();
        }
    }
    Stdio::inherit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(visual: Option<&str>, editor: Option<&str>, path: &str, expected: &[&str]) {
        let variable = |name: &str| if name == "VISUAL" { visual } else { editor }.map(OsString::from);
        let mut words = super::editor(variable).unwrap();
        let arguments = arguments(&words, Path::new(path), 7);
        words.extend(arguments.into_iter().map(|argument| argument.into_string().unwrap()));
        assert_eq!(words, expected);
    }

    #[test]
    fn the_first_variable_with_a_value_counts() {
        check(Some("nano"), Some("vim"), "a.md", &["nano", "+7", "a.md"]);
        check(Some("  "), Some("vim"), "a.md", &["vim", "+7", "a.md"]);
        check(None, None, "a.md", &["vi", "+7", "a.md"]);
    }

    #[test]
    fn its_arguments_are_split_without_a_shell() {
        check(
            None,
            Some("/opt/my\\ tools/nvim -u 'my rc'"),
            "a b.md",
            &["/opt/my tools/nvim", "-u", "my rc", "+7", "a b.md"],
        );
        check(None, Some("ed; $(reboot)"), "a.md", &["ed;", "$(reboot)", "a.md"]);
        let unfinished = editor(|_| Some("vim 'x".into()));
        assert_eq!(unfinished.unwrap_err(), "`VISUAL` has a quote that does not end: vim 'x");
    }

    #[test]
    fn each_editor_gets_the_line_in_its_own_syntax() {
        for name in PLUS {
            check(None, Some(name), "a.md", &[name, "+7", "a.md"]);
        }
        check(None, Some("code"), "a.md", &["code", "-g", "a.md:7", "--wait"]);
        check(None, Some("code --wait -n"), "a.md", &["code", "--wait", "-n", "-g", "a.md:7"]);
        check(None, Some("ed"), "a.md", &["ed", "a.md"]);
    }

    #[test]
    fn a_file_name_that_looks_like_an_option_is_still_a_file() {
        check(None, Some("vim"), "-c.md", &["vim", "+7", "./-c.md"]);
        check(None, Some("vim"), "+9", &["vim", "+7", "./+9"]);
    }
}
