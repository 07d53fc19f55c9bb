//! Prints a comparison as plain text, as JSON, and as changes for the reader.
//!
//! `sentences` owns the words that all three share. Must not know how claims are matched.

mod sentences;
mod text;
mod json;
mod since;
#[cfg(test)]
mod tests;

pub use self::json::json;
pub use self::since::since;
pub use self::text::text;

/// Options for printing a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The width of a row, in columns. Only plain text has rows.
    pub width: usize,
    /// Whether to use only ASCII.
    pub ascii: bool,
}
