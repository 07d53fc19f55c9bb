//! Why a command fails, and the exit status that says so.
//!
//! Exit status: 0 done, 1 the file has problems or cannot be read, 2 the command line is wrong.

use std::io;
use std::path::Path;

use crate::files::load;
use crate::text::visible;

/// Why a command did not succeed.
pub(super) enum Failure {
    /// The problem has been told already.
    Reported,
    /// Something could not be read, written or done.
    Runtime(String),
    /// The command line is wrong: what is to be printed of it.
    Usage(String),
    /// Whoever read the output has had enough of it.
    ClosedPipe,
}

impl Failure {
    pub(super) fn from_io(error: &io::Error) -> Self {
        Self::Runtime(error.to_string())
    }

    pub(super) fn usage(message: &str, help: Option<&str>) -> Self {
        let help = help.map(|help| format!("\n  help: {}", visible::line(help))).unwrap_or_default();
        Self::Usage(format!("error: {}{help}\n", visible::line(message)))
    }

    /// What takes a file is not to be given a folder.
    pub(super) fn not_a_file(command: &str, path: &Path, files: &str) -> Self {
        let path = path.to_string_lossy();
        let bare = path.trim_end_matches('/');
        let help =
            format!("`caveat {path}` lists its briefings; `caveat {command}` takes files, as in `{bare}/{files}`");
        Self::usage(&format!("`{path}` is a folder"), Some(&help))
    }
}

/// Of an error in printing. What cannot be read says so with its name: see [`load`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Runtime(format!("cannot write the output: {}", load::reason(&error))),
        }
    }
}
