//! Writes the picture of the README: `cargo run --example picture > docs/picture.svg`.
//!
//! It is the screen itself, drawn by the program, and a test holds it to what the program draws now.

mod screen;
mod svg;

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(svg::draw(&screen::screen()).as_bytes())
}
