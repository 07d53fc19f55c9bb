//! Writes the picture of the README: `cargo run --example picture > docs/picture.svg`.
//!
//! The program draws the screen itself, and a test compares the picture with what it draws now.

mod screen;
mod svg;

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(svg::draw(&screen::screen()).as_bytes())
}
