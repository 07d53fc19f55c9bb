//! Prints a dossier as plain text, Markdown, JSON, and sentences to be heard or pasted.
//!
//! Uses the wings up to [`crate::evidence`]. Begin with [`summary`].

mod records;
pub mod summary;
pub mod sentences;
pub mod comparison;
pub mod linear;
