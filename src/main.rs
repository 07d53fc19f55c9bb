//! The program: real streams around [`caveat::cli::run`].

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Not locked: asking the terminal for its colors, on a thread of its own, wants the streams too.
    let (mut out, mut err) = (io::BufWriter::new(io::stdout()), io::stderr());
    ExitCode::from(caveat::cli::run(std::env::args_os(), &mut out, &mut err))
}
