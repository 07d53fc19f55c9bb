//! Prints a dossier and what the reader judged in it: plain text, Markdown, JSON, and sentences to hear or to paste.
//!
//! Uses the wings up to [`crate::evidence`]. Begin with [`summary`].

mod records;
pub mod summary;
pub mod sentences;
pub mod starter;
pub mod judgements;
pub mod comparison;
pub mod linear;
#[cfg(test)]
mod tests;
