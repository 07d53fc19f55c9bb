//! The program: real streams around [`caveat::cli::run`].

use std::io::{self, Write as _};
use std::process::{self, ExitCode};

fn main() -> ExitCode {
    // A panic ends the program, in whatever thread. What it has to say may quote the text that was read, and no text may
    // drive the terminal.
    std::panic::set_hook(Box::new(|panic| {
        let _ = writeln!(io::stderr(), "{}", caveat::text::visible::lines(&panic.to_string()));
        process::exit(101);
    }));
    // Not locked: asking the terminal for its colors wants the streams too.
    let (mut out, mut err) = (io::BufWriter::new(io::stdout()), io::stderr());
    ExitCode::from(caveat::cli::run(std::env::args_os(), &mut out, &mut err))
}
