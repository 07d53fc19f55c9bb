//! The program: runs [`caveat::cli::run`] on the standard streams.

use std::io::{self, Write as _};
use std::process::{self, ExitCode};

fn main() -> ExitCode {
    // A panic in any thread ends the program. Its message may quote the text, which must not control the terminal.
    std::panic::set_hook(Box::new(|panic| {
        let _ = writeln!(io::stderr(), "{}", caveat::text::visible::lines(&panic.to_string()));
        process::exit(101);
    }));
    // Not locked: asking the terminal for its colors needs the streams too.
    let (mut out, mut err) = (io::BufWriter::new(io::stdout()), io::stderr());
    ExitCode::from(caveat::cli::run(std::env::args_os(), &mut out, &mut err))
}
