//! Why a command fails.
//!
//! [`super::run()`] turns it into a message and an exit status.

use std::io;
use std::path::Path;

use crate::files::load;
use crate::text::visible;

/// Why a command fails.
pub(super) enum Failure {
    /// The problem has already been reported.
    Reported,
    /// Something cannot be read, written or done.
    Runtime(String),
    /// The command line is wrong; the text to print.
    Usage(String),
    /// The reader of the output has closed it.
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

    /// A folder was given to a command that takes files.
    pub(super) fn not_a_file(command: &str, path: &Path, files: &str) -> Self {
        let path = path.to_string_lossy();
        let bare = path.trim_end_matches('/');
        let help =
            format!("`caveat {path}` lists its briefings; `caveat {command}` takes files, as in `{bare}/{files}`");
        Self::usage(&format!("`{path}` is a folder"), Some(&help))
    }
}

/// An error in writing the output. Errors in reading name the file: see [`load`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Runtime(format!("cannot write the output: {}", load::reason(&error))),
        }
    }
}
