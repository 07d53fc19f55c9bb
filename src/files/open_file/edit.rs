//! The reader's editor: its command, and how to open a file in it at a line and, if it takes one, a column.

use crate::files::load;
use crate::text::manuscript::Cursor;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How an editor is told a place.
#[derive(Clone, Copy)]
enum Syntax {
    /// `+LINE` before the file.
    Line,
    /// `+LINE:COLUMN` before the file.
    Colon,
    /// `+LINE,COLUMN` before the file.
    Comma,
    /// `+LINE:BYTE` before the file.
    ColonByte,
    /// A command of the editor, with the byte of the line.
    Call,
    /// `FILE:LINE:COLUMN`.
    Suffix,
    /// The same after `-g`. Without `--wait` the command would return before the file is edited.
    GotoAndWait,
    /// The same without `-g`.
    SuffixAndWait,
}

/// Editors with their syntax. Only the line is given to those that may take no column: `vi` is another program on each
/// system.
const EDITORS: &[(&str, Syntax)] = &[
    ("vi", Syntax::Line),
    ("vim", Syntax::Call),
    ("nvim", Syntax::Call),
    ("nano", Syntax::Comma),
    ("emacs", Syntax::Colon),
    ("emacsclient", Syntax::Colon),
    ("hx", Syntax::Suffix),
    ("helix", Syntax::Suffix),
    ("kak", Syntax::ColonByte),
    ("micro", Syntax::Colon),
    ("ne", Syntax::Comma),
    ("joe", Syntax::Line),
    ("mcedit", Syntax::Line),
    ("code", Syntax::GotoAndWait),
    ("codium", Syntax::GotoAndWait),
    ("subl", Syntax::SuffixAndWait),
    ("zed", Syntax::SuffixAndWait),
];

/// Runs the editor on a file and waits for it; an error is a message for the status line.
pub(super) fn run(path: &Path, cursor: Cursor) -> Result<(), String> {
    let words = editor(|name| std::env::var_os(name))?;
    let name = words[0].clone();
    let mut command = Command::new(&name);
    command.args(&words[1..]).args(arguments(&words, path, cursor)).stdin(keys());
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

/// The arguments that open a file at a place in this editor.
fn arguments(words: &[String], path: &Path, Cursor { line, column, byte }: Cursor) -> Vec<OsString> {
    let name = Path::new(&words[0]).file_stem().unwrap_or_default().to_string_lossy();
    // A name that begins with `-` or `+` could be taken for an option or a line number.
    let signed =
        path.as_os_str().as_encoded_bytes().starts_with(b"-") || path.as_os_str().as_encoded_bytes().starts_with(b"+");
    let path = if signed { Path::new(".").join(path) } else { PathBuf::from(path) };
    let Some((_, syntax)) = EDITORS.iter().find(|(known, _)| *known == name) else { return vec![path.into()] };
    let before = |place: String| vec![place.into(), path.clone().into()];
    let after = || {
        let mut place = path.clone().into_os_string();
        place.push(format!(":{line}:{column}"));
        place
    };
    let wait = || (!words.iter().any(|word| word == "--wait" || word == "-w")).then(|| OsString::from("--wait"));
    match syntax {
        Syntax::Line => before(format!("+{line}")),
        Syntax::Colon => before(format!("+{line}:{column}")),
        Syntax::Comma => before(format!("+{line},{column}")),
        Syntax::ColonByte => before(format!("+{line}:{byte}")),
        Syntax::Call => before(format!("+call cursor({line}, {byte})")),
        Syntax::Suffix => vec![after()],
        Syntax::GotoAndWait => ["-g".into(), after()].into_iter().chain(wait()).collect(),
        Syntax::SuffixAndWait => [after()].into_iter().chain(wait()).collect(),
    }
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
        let arguments = arguments(&words, Path::new(path), Cursor { line: 7, column: 3, byte: 4 });
        words.extend(arguments.into_iter().map(|argument| argument.into_string().unwrap()));
        assert_eq!(words, expected);
    }

    #[test]
    fn the_first_variable_with_a_value_counts() {
        check(Some("nano"), Some("vim"), "a.md", &["nano", "+7,3", "a.md"]);
        check(Some("  "), Some("joe"), "a.md", &["joe", "+7", "a.md"]);
        check(None, None, "a.md", &["vi", "+7", "a.md"]);
    }

    #[test]
    fn its_arguments_are_split_without_a_shell() {
        check(
            None,
            Some("/opt/my\\ tools/nvim -u 'my rc'"),
            "a b.md",
            &["/opt/my tools/nvim", "-u", "my rc", "+call cursor(7, 4)", "a b.md"],
        );
        check(None, Some("ed; $(reboot)"), "a.md", &["ed;", "$(reboot)", "a.md"]);
        let unfinished = editor(|_| Some("vim 'x".into()));
        assert_eq!(unfinished.unwrap_err(), "`VISUAL` has a quote that does not end: vim 'x");
    }

    #[test]
    fn each_editor_gets_the_place_in_its_own_syntax() {
        for (name, place) in [
            ("vi", "+7"),
            ("vim", "+call cursor(7, 4)"),
            ("nvim", "+call cursor(7, 4)"),
            ("nano", "+7,3"),
            ("emacs", "+7:3"),
            ("kak", "+7:4"),
            ("micro", "+7:3"),
            ("mcedit", "+7"),
        ] {
            check(None, Some(name), "a.md", &[name, place, "a.md"]);
        }
        check(None, Some("hx"), "a.md", &["hx", "a.md:7:3"]);
        check(None, Some("code"), "a.md", &["code", "-g", "a.md:7:3", "--wait"]);
        check(None, Some("code --wait -n"), "a.md", &["code", "--wait", "-n", "-g", "a.md:7:3"]);
        check(None, Some("subl -w"), "a.md", &["subl", "-w", "a.md:7:3"]);
        check(None, Some("zed"), "a.md", &["zed", "a.md:7:3", "--wait"]);
        check(None, Some("ed"), "a.md", &["ed", "a.md"]);
    }

    #[test]
    fn a_file_name_that_looks_like_an_option_is_still_a_file() {
        check(None, Some("vi"), "-c.md", &["vi", "+7", "./-c.md"]);
        check(None, Some("vi"), "+9", &["vi", "+7", "./+9"]);
    }
}
