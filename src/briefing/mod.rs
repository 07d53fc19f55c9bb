//! Reads a file of any format: Markdown → [`ast::Briefing`] → [`dossier::Dossier`].
//!
//! ```text
//! page, Word file, book ──convert──▶ Markdown ──parse──▶ Briefing ──link──▶ Dossier
//!                                                        names              indices
//! ```
//!
//! Uses [`crate::text`] and [`crate::diagnostics`]. Begin with [`ast`], the types of a briefing, and [`dossier`], which
//! every later wing reads.

pub mod language;
pub mod heading;
pub mod hedge;
pub mod convert;
pub mod ast;
pub mod bibliography;
pub mod footnote;
pub mod parse;
pub mod dossier;
pub mod link;
pub mod stretch;
