//! Prints a comparison as plain text, as JSON, and as the changes that the reader keeps.
//!
//! `sentences` owns what all three share. Must not know how claims are matched.

mod sentences;
mod text;
mod json;
mod since;
#[cfg(test)]
mod tests;

pub use self::json::json;
pub use self::since::since;
pub use self::text::text;

/// How a comparison is printed.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Columns of a row. Only the text form has rows.
    pub width: usize,
    /// Only ASCII.
    pub ascii: bool,
}
